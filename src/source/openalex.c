#include "base/text.h"
#include "source/answer.h"
#include "source/coverage.h"
#include "source/query.h"
#include "source/record.h"

#include "base/banned.h"

/*
 * OpenAlex's API (developers.openalex.org). Each answer says what it cost of a
 * day's budget: a list ten credits less than a search, of a thousand without a
 * key. A lone record is free, but its 404 is a page that any proxy could have
 * sent, so that DOIs are always asked for by a list.
 */
enum { BATCH = 50, RESULTS = 8, TITLE_MAX = 300 };

/* Members of a work as of July 2026: a name that it has no longer
 * ("type_crossref", "is_authors_truncated") would be answered with 403. */
static const char selected[] =
    "id,doi,title,display_name,publication_year,publication_date,type,"
    "is_retracted,is_paratext,authorships,primary_location,biblio,ids,language";

static void
begin(struct source_request *out, struct arena *a, struct sbuf *sb,
    const struct source_config *config, enum source_request_kind kind)
{
	const char *key;

	query_begin(out, a, sb, &source_openalex, config, kind);
	out->array = true;
	key = query_key(out);
	if (key)
		out->secret_parameter = arena_printf(
		    a, "api_key=%s", source_url_encode(a, span_of(key)));
	query_path(sb, "/works");
}

static int
records(struct source_request *out, struct arena *a,
    const struct source_config *config, enum identifier_kind kind,
    const char *const *ids, size_t n)
{
	struct sbuf sb = SBUF_INIT, filter = SBUF_INIT;
	size_t asked = 0;

	if (kind != IDENTIFIER_DOI || n == 0 || n > BATCH)
		return ERR_USAGE;
	for (size_t i = 0; i < n; i++) {
		/* "|" parts values, "," filters */
		if (strpbrk(ids[i], ",|"))
			continue;
		sbuf_addf(&filter, "%s%s", asked++ ? "|" : "doi:", ids[i]);
	}
	begin(out, a, &sb, config, SOURCE_RECORDS);
	query_ids(out, a, kind, ids, n);
	query_parameter(&sb, "filter", filter.buf ? filter.buf : "");
	query_parameter(&sb, "per_page", arena_printf(a, "%zu", asked));
	query_parameter(&sb, "select", selected);
	query_mailto(&sb, config);
	query_end(out, a, &sb);
	sbuf_release(&filter);
	return asked ? 0 : ERR_USAGE;
}

static int
search(struct source_request *out, struct arena *a,
    const struct source_config *config, const struct work *claimed,
    const char *raw)
{
	struct sbuf sb = SBUF_INIT;
	char *title = claimed ? query_text(a, claimed->title, TITLE_MAX) : NULL;
	char *words;

	(void)raw; /* it would look for all of its words in titles */
	if (!title)
		return ERR_USAGE;
	/* folded words: no operator ("AND", quotes, "?", "!") can be in them */
	words = text_fold(a, span_of(title));
	if (!*words)
		return ERR_USAGE;
	begin(out, a, &sb, config, SOURCE_SEARCH);
	query_parameter(&sb, "search", words);
	query_parameter(&sb, "per_page", arena_printf(a, "%d", RESULTS));
	query_parameter(&sb, "select", selected);
	query_mailto(&sb, config);
	query_end(out, a, &sb);
	return 0;
}

static void
read_work(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *o)
{
	struct work *w = json_is_object(o) ? openalex_record(a, o) : NULL;

	/* copies of other people's papers are merged into real records */
	if (!w || !w->record || work_is_counterfeit(w))
		return;
	answer_add(out, a, w);
	if (w->DOI && request->id_kind == IDENTIFIER_DOI)
		answer_exists(out, w->DOI, w, NULL);
}

static bool
read_form(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *root)
{
	const json_t *results = json_object_get(root, "results"), *item;
	size_t i;

	json_array_foreach(results, i, item) read_work(out, a, request, item);
	if (json_is_array(results))
		return true;
	if (!json_object_get(root, "id") || json_object_get(root, "error"))
		return false;
	read_work(out, a, request, root); /* a lone record */
	return true;
}

static int
read(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	return answer_read_json(out, a, request, reply, read_form, err);
}

const struct source source_openalex = {
	.name = "openalex",
	.title = "OpenAlex",
	.base_url = "https://api.openalex.org",
	.by_identifier = 1u << IDENTIFIER_DOI,
	.second = true,
	.batch_max = BATCH,
	/* a hundred a second are allowed, but each costs; one at a time, so that
	 * the budget is not overdrawn */
	.single = { 5, 1 },
	.array = { 5, 1 },
	.polite_single = { 5, 1 },
	.polite_array = { 5, 1 },
	.covers = coverage_openalex,
	.can_search = coverage_crossref_search,
	.records = records,
	.search = search,
	.read = read,
};
