#include "base/text.h"
#include "source/answer.h"
#include "source/coverage.h"
#include "source/query.h"
#include "source/record.h"

#include "base/banned.h"

/*
 * Crossref's REST API (api.crossref.org, "REST API" documentation; doc/
 * sources.md has what was seen of it). A lone DOI is asked by /works/{doi},
 * several by a filter, in which a key given twice means "or".
 */
enum { BATCH = 50, ROWS = 20 };

/*
 * What we ask a list route for. A name that "select" does not know is answered
 * with 400, so only those of its documented set are here: "subtype",
 * "language" and "institution" are not among them.
 */
static const char selected[] =
    "DOI,title,subtitle,short-title,original-title,author,editor,translator,"
    "container-title,short-container-title,issued,published,published-print,"
    "published-online,posted,approved,created,volume,issue,page,"
    "article-number,publisher,publisher-location,ISBN,ISSN,type,event,degree,"
    "relation,update-to,updated-by,score";

static int
records(struct source_request *out, struct arena *a,
    const struct source_config *config, enum identifier_kind kind,
    const char *const *ids, size_t n)
{
	struct sbuf sb = SBUF_INIT, filter = SBUF_INIT;
	size_t asked = 0;

	if (kind != IDENTIFIER_DOI || n == 0 || n > BATCH)
		return ERR_USAGE;
	query_begin(out, a, &sb, &source_crossref, config, SOURCE_RECORDS);
	query_ids(out, a, kind, ids, n);
	if (n == 1) {
		query_path(&sb, "/works/");
		query_path_id(&sb, ids[0]);
		query_mailto(&sb, config);
		query_end(out, a, &sb);
		return 0;
	}
	for (size_t i = 0; i < n; i++) {
		if (query_has_comma(kind, ids[i]))
			continue;
		sbuf_addf(&filter, "%sdoi:%s", asked ? "," : "", ids[i]);
		asked++;
	}
	out->array = true;
	query_path(&sb, "/works");
	query_parameter(&sb, "filter", filter.buf);
	query_parameter(&sb, "rows", arena_printf(a, "%zu", asked));
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
	char *line = query_line(a, claimed, raw);

	if (!line)
		return ERR_USAGE;
	query_begin(out, a, &sb, &source_crossref, config, SOURCE_SEARCH);
	out->array = true;
	query_path(&sb, "/works");
	query_parameter(&sb, "query.bibliographic", line);
	query_parameter(&sb, "rows", arena_printf(a, "%d", ROWS));
	query_parameter(&sb, "select", selected);
	query_mailto(&sb, config);
	query_end(out, a, &sb);
	return 0;
}

/*
 * Its own 404 is "Resource not found.", as text/plain or, wrongly, as
 * application/json. A proxy's 404 is another thing and says nothing.
 */
static bool
is_absent(const struct source_reply *reply)
{
	return reply->status == 404 &&
	       (answer_says(reply, "Resource not found") ||
		   answer_says(reply, "resource-not-found"));
}

struct work *
crossref_record(struct arena *a, const json_t *o)
{
	return csl_record(a, o, source_crossref.name);
}

struct work *
crossref_work(struct arena *a, const json_t *o)
{
	struct work *w = csl_work(a, o, source_crossref.name);

	return w && (w->title || json_str(o, "DOI")) ? w : NULL;
}

static void
read_record(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *o)
{
	const char *doi = json_str(o, "DOI");
	/* what has none is of another route: a journal, a member */
	struct work *w = doi ? crossref_record(a, o) : NULL;

	if (w)
		answer_add(out, a, w);
	/*
	 * A DOI that is an alias of another is answered with the other's
	 * record: the lone asked one exists all the same.
	 */
	if (doi && request->ids_len == 1)
		answer_exists(out, request->ids[0], w, "Crossref");
	else if (doi)
		answer_exists(out, doi, w, "Crossref");
}

static bool
read_form(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *root)
{
	const json_t *message = json_object_get(root, "message");
	const json_t *items = json_object_get(message, "items"), *item;
	const char *status = json_str(root, "status");
	size_t i;

	if (!status || strcmp(status, "ok") != 0 || !json_is_object(message) ||
	    (request->array && !json_is_array(items)) ||
	    (!request->array && !json_str(message, "DOI")))
		return false;
	if (!request->array)
		read_record(out, a, request, message);
	else
		json_array_foreach(items, i, item)
		    read_record(out, a, request, item);
	return true;
}

static int
read(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	if (request->kind == SOURCE_RECORDS && !request->array &&
	    is_absent(reply)) {
		answer_init(out, a, request);
		return err_set(err, ERR_ABSENT, "Crossref has no such DOI");
	}
	return answer_read_json(out, a, request, reply, read_form, err);
}

static bool
holds(const char *agency)
{
	return !agency || !strcmp(agency, "Crossref");
}

const struct source source_crossref = {
	.name = "crossref",
	.title = "Crossref",
	.base_url = "https://api.crossref.org",
	.by_identifier = 1u << IDENTIFIER_DOI,
	.batch_max = BATCH,
	.alone = query_has_comma,
	.holds = holds,
	.single = { 5, 1 },
	.array = { 1, 1 },
	.polite_single = { 10, 3 },
	.polite_array = { 3, 3 },
	.covers = coverage_crossref,
	.can_search = coverage_crossref_search,
	.records = records,
	.search = search,
	.read = read,
};
