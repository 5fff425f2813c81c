#ifndef TESTS_UNIT_SOURCE_TEST_H
#define TESTS_UNIT_SOURCE_TEST_H

#include "source/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* What the tests of the sources share: one asking and answering in a line. */
struct asked {
	struct arena arena;
	struct source_request request;
	struct source_answer answer;
	struct err err;
	int code;
};

static inline void
asked_release(struct asked *t)
{
	arena_release(&t->arena);
}

static inline void
asked_read(struct asked *t, int status, const char *type, const char *body)
{
	struct source_reply reply = { status, type, span_of(body) };

	t->err.text[0] = '\0';
	t->code = t->request.source->read(
	    &t->answer, &t->arena, &t->request, &reply, &t->err);
}

/* Ask for identifiers, and take body as the answer. */
static inline void
ask_records(struct asked *t, const struct source *s, enum identifier_kind kind,
    const char *const *ids, size_t n, int status, const char *type,
    const char *body)
{
	*t = (struct asked){ 0 };
	assert_int_equal(
	    s->records(&t->request, &t->arena, NULL, kind, ids, n), 0);
	asked_read(t, status, type, body);
}

/* The same by a search for a title. */
static inline void
ask_search(struct asked *t, const struct source *s, int status,
    const char *type, const char *body)
{
	struct work claimed = { .title = "Attention is all you need" };

	*t = (struct asked){ 0 };
	assert_int_equal(
	    s->search(&t->request, &t->arena, NULL, &claimed, NULL), 0);
	asked_read(t, status, type, body);
}

#define CHALLENGE                                                    \
	"<!doctype html><html lang=\"en\"><head><title>Making sure " \
	"you&#39;re not a bot!</title></head><body id=\"anubis_"     \
	"challenge\"></body></html>"

/* Replies that say nothing, whatever was asked: never "absent". */
static inline void
check_silence(const struct source *s, enum identifier_kind kind, const char *id,
    const char *json)
{
	static const struct {
		int status;
		const char *type, *body;
	} replies[] = {
		{ 429, "text/html",
		    "<html><body><h1>429 Too Many "
		    "Requests</h1></body></html>" },
		{ 429, "text/plain", "Rate exceeded." },
		{ 500, "application/json", "{\"status\":\"error\"}" },
		{ 502, "text/html", "<html>502 Bad Gateway</html>" },
		{ 503, NULL, "" },
		{ 504, "text/html", "<html>504 Gateway Time-out</html>" },
		{ 200, "text/html", CHALLENGE },
		{ 200, "application/json", CHALLENGE },
		{ 200, "application/json", "" },
		{ 200, "application/json", " \n" },
		{ 200, NULL, "\x1f\x8b\x08" },
		{ 200, "application/json", "null" },
		{ 200, "application/json", "{\"message\":" },
		{ 404, "text/plain", "404 page not found" },
		{ 404, "text/html", "<html><h1>404 Not Found</h1></html>" },
		{ 403, "text/html", CHALLENGE },
		{ 400, "application/json", "{}" },
		{ 0, NULL, "" },
	};
	struct asked t;
	char cut[4096];
	size_t n = strlen(json);

	for (size_t i = 0; i < sizeof(replies) / sizeof(replies[0]); i++) {
		ask_records(&t, s, kind, &id, 1, replies[i].status,
		    replies[i].type, replies[i].body);
		assert_int_equal(t.code, ERR_AGAIN);
		assert_int_equal(t.answer.ids_len, 1);
		assert_int_equal(t.answer.ids[0].status, IDENTIFIER_UNKNOWN);
		assert_int_equal(t.answer.works_len, 0);
		assert_true(t.err.text[0] != '\0');
		if (replies[i].status == 200 && replies[i].body[0] == '<')
			assert_non_null(
			    strstr(t.err.text, "a page for people"));
		asked_release(&t);
		if (!s->search)
			continue;
		ask_search(
		    &t, s, replies[i].status, replies[i].type, replies[i].body);
		assert_int_equal(t.code, ERR_AGAIN);
		asked_release(&t);
	}
	/* a good answer, cut anywhere: still it says nothing */
	assert_true(n < sizeof(cut));
	for (size_t len = 0; len + 1 < n; len += 1 + n / 40) {
		memcpy(cut, json, len);
		cut[len] = '\0';
		ask_records(&t, s, kind, &id, 1, 200, "application/json", cut);
		assert_int_equal(t.code, ERR_AGAIN);
		assert_int_equal(t.answer.ids[0].status, IDENTIFIER_UNKNOWN);
		asked_release(&t);
	}
}

static inline bool
same_text(const char *x, const char *y)
{
	return x && y ? !strcmp(x, y) : x == y;
}

/* The work has just such a relation. */
static inline bool
has_relation(const struct work *w, enum relation_kind kind, const char *id,
    const char *note)
{
	for (const struct relation *r = w->relations; r; r = r->next)
		if (r->kind == kind && same_text(r->id, id) &&
		    same_text(r->note, note))
			return true;
	return false;
}

static inline size_t
count_relations(const struct work *w)
{
	size_t n = 0;

	for (const struct relation *r = w->relations; r; r = r->next)
		n++;
	return n;
}

#endif
