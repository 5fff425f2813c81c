/*
 * Recorded answers of the real services, if there are any: DATA names a folder
 * whose api/ has a folder a service with an index.jsonl (one object an answer:
 * url, status, headers, body_file). Nothing is known of what they say, so only
 * what must hold of every answer is tested.
 */
#include "base/json.h"
#include "base/text.h"
#include "source-test.h"

#include <stdio.h>
#include <stdlib.h>

static bool
read_whole(struct sbuf *out, const char *path)
{
	FILE *f = fopen(path, "rb");
	char part[8192];
	size_t n;

	sbuf_reset(out);
	if (!f)
		return false;
	while ((n = fread(part, 1, sizeof(part), f)) > 0)
		sbuf_add(out, (struct span){ part, n });
	fclose(f);
	return true;
}

static void
check_work(const struct work *w, const struct source *s)
{
	assert_string_equal(w->source, s->name);
	assert_non_null(w->record);
	assert_true(w->title || w->author.len || w->editor.len);
	for (enum work_field f = 0; f < WORK_FIELDS; f++) {
		const char *text = work_get(w, f);

		assert_true(!text || (*text && text_is_utf8(span_of(text))));
	}
	for (size_t i = 0; i < w->author.len; i++)
		assert_true(
		    w->author.items[i].family || w->author.items[i].literal);
	assert_true(
	    !w->issued.from.year || date_year_plausible(w->issued.from.year));
}

static void
check_answer(struct asked *t, int status)
{
	assert_true(
	    t->code == 0 || t->code == ERR_ABSENT || t->code == ERR_AGAIN);
	assert_true(t->code == 0 || t->err.text[0]);
	assert_true(t->code == 0 || t->answer.works_len == 0);
	if (status == 429 || status >= 500)
		assert_int_equal(t->code, ERR_AGAIN);
	for (size_t i = 0; i < t->answer.works_len; i++)
		check_work(t->answer.works[i], t->request.source);
}

/* Ask as the recorded URL was asked, near enough. */
static int
ask(struct asked *t, const struct source *s, bool list)
{
	static const char *const doi[] = { "10.1000/182" };
	static const char *const arxiv[] = { "0000.0000" };
	struct work claimed = { .title = "Deep learning" };
	const char *const *ids = s == &source_arxiv ? arxiv : doi;
	enum identifier_kind kind =
	    s == &source_arxiv ? IDENTIFIER_ARXIV : IDENTIFIER_DOI;

	*t = (struct asked){ 0 };
	if (list && s == &source_doi_org)
		return s->agencies(&t->request, &t->arena, NULL, ids, 1);
	if (list)
		return s->search(&t->request, &t->arena, NULL, &claimed, NULL);
	return s->records(&t->request, &t->arena, NULL, kind, ids, 1);
}

static void
check_folder(const char *folder, const struct source *s, size_t *count)
{
	struct sbuf index = SBUF_INIT, body = SBUF_INIT;
	char path[1024];
	size_t at = 0;

	(void)snprintf(path, sizeof(path), "%s/api/%s/index.jsonl",
	    getenv("DATA"), folder);
	if (!read_whole(&index, path))
		return;
	while (at < index.len) {
		char *line = index.buf + at;
		size_t n = strcspn(line, "\n");
		json_t *o;

		at += n + 1;
		if (json_read(&o, (struct span){ line, n }, NULL))
			continue;
		(void)snprintf(path, sizeof(path), "%s/api/%s/%s",
		    getenv("DATA"), folder, json_str(o, "body_file"));
		for (int list = 0; list < 2 && read_whole(&body, path);
		     list++) {
			struct asked t;
			int status = (int)json_int(o, "status", 0);

			assert_int_equal(ask(&t, s, list), 0);
			asked_read(&t, status,
			    json_str(
				json_object_get(o, "headers"), "content-type"),
			    body.buf);
			check_answer(&t, status);
			asked_release(&t);
			(*count)++;
		}
		json_decref(o);
	}
	sbuf_release(&index);
	sbuf_release(&body);
}

static void
recorded_answers_are_read_whole_or_not_at_all(void **state)
{
	static const struct {
		const char *folder;
		const struct source *source;
	} folders[] = {
		{ "crossref-work", &source_crossref },
		{ "crossref-search", &source_crossref },
		{ "crossref-other", &source_crossref },
		{ "crossref-agency", &source_crossref },
		{ "crossref-transform", &source_doi_org },
		{ "conneg-ra", &source_doi_org },
		{ "doi-conneg", &source_doi_org },
		{ "doi-ra", &source_doi_org },
		{ "datacite", &source_datacite },
		{ "arxiv", &source_arxiv },
		/* answers of services that are none of these */
		{ "openalex", &source_crossref },
		{ "zenodo", &source_datacite },
		{ "eutils", &source_arxiv },
	};
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		check_folder(folders[i].folder, folders[i].source, &count);
	print_message("%zu recorded answers\n", count);
	assert_true(count > 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recorded_answers_are_read_whole_or_not_at_all),
	};

	if (!getenv("DATA")) {
		printf(
		    "1..0 # SKIP DATA names no folder of recorded answers\n");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
