#include "base/text.h"
#include "source/answer.h"
#include "source/coverage.h"
#include "source/query.h"

#include "base/banned.h"

/*
 * Semantic Scholar's Academic Graph (api.semanticscholar.org/api-docs/graph).
 * Without a key all the world shares one limit, which is mostly used up.
 */
enum { BATCH = 100, TITLE_MAX = 300 };

static const char fields[] =
    "title,authors,venue,publicationVenue,year,publicationDate,journal,"
    "publicationTypes,externalIds";

static const struct {
	enum identifier_kind kind;
	const char *prefix; /* of an id in a request */
	const char *member; /* of externalIds */
} id_kinds[] = {
	{ IDENTIFIER_DOI, "DOI:", "DOI" },
	{ IDENTIFIER_ARXIV, "ARXIV:", "ArXiv" },
	{ IDENTIFIER_ACL, "ACL:", "ACL" },
	{ IDENTIFIER_PMID, "PMID:", "PubMed" },
	{ IDENTIFIER_PMCID, "PMCID:", "PubMedCentral" },
};

static const struct {
	const char *name; /* of publicationTypes */
	enum work_type type;
} types[] = {
	{ "JournalArticle", WORK_TYPE_ARTICLE_JOURNAL },
	{ "Review", WORK_TYPE_ARTICLE_JOURNAL },
	{ "Conference", WORK_TYPE_PAPER_CONFERENCE },
	{ "Book", WORK_TYPE_BOOK },
	{ "BookSection", WORK_TYPE_CHAPTER },
	{ "Dataset", WORK_TYPE_DATASET },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
begin(struct source_request *out, struct arena *a, struct sbuf *sb,
    const struct source_config *config, enum source_request_kind kind)
{
	const char *key;

	query_begin(out, a, sb, &source_semantic_scholar, config, kind);
	key = query_key(out);
	if (key)
		out->secret_header = arena_printf(a, "x-api-key: %s", key);
}

static int
records(struct source_request *out, struct arena *a,
    const struct source_config *config, enum identifier_kind kind,
    const char *const *ids, size_t n)
{
	struct sbuf sb = SBUF_INIT, body = SBUF_INIT;
	size_t k = 0;

	while (k < LENGTH(id_kinds) && id_kinds[k].kind != kind)
		k++;
	if (k == LENGTH(id_kinds) || n == 0 || n > BATCH)
		return ERR_USAGE;
	begin(out, a, &sb, config, SOURCE_RECORDS);
	query_ids(out, a, kind, ids, n);
	out->array = n > 1;
	query_path(&sb, "/graph/v1/paper/batch");
	query_parameter(&sb, "fields", fields);
	query_end(out, a, &sb);
	sbuf_add(&body, SPAN_LIT("{\"ids\":["));
	for (size_t i = 0; i < n; i++) {
		/* "PMC2883744" is asked for as "PMCID:2883744" */
		const char *id = kind == IDENTIFIER_PMCID ? ids[i] + 3 : ids[i];

		if (i)
			sbuf_addc(&body, ',');
		sbuf_add_json(&body,
		    span_of(arena_printf(a, "%s%s", id_kinds[k].prefix, id)));
	}
	sbuf_add(&body, SPAN_LIT("]}"));
	out->body = arena_strdup(a, body.buf);
	out->body_type = "application/json";
	sbuf_release(&body);
	return 0;
}

static int
search(struct source_request *out, struct arena *a,
    const struct source_config *config, const struct work *claimed,
    const char *raw)
{
	struct sbuf sb = SBUF_INIT;
	char *title = claimed ? query_text(a, claimed->title, TITLE_MAX) : NULL;

	(void)raw; /* it compares with titles */
	if (!title)
		return ERR_USAGE;
	begin(out, a, &sb, config, SOURCE_SEARCH);
	query_path(&sb, "/graph/v1/paper/search/match");
	query_parameter(&sb, "query", title);
	query_parameter(&sb, "fields", fields);
	query_end(out, a, &sb);
	return 0;
}

static void
read_ids(struct work *w, struct arena *a, const json_t *o)
{
	const char *s = json_str(o, "DOI");

	w->DOI = s ? doi_normal(a, span_of(s)) : NULL;
	s = json_str(o, "ArXiv");
	w->arXiv = s ? arxiv_normal(a, span_of(s), NULL) : NULL;
	s = json_text(a, o, "PubMed");
	w->PMID = s ? pmid_normal(a, span_of(s)) : NULL;
	s = json_text(a, o, "PubMedCentral");
	w->PMCID =
	    s ? pmcid_normal(a, span_of(arena_printf(a, "PMC%s", s))) : NULL;
	s = json_str(o, "ACL");
	w->ACL = s ? acl_normal(a, span_of(s)) : NULL;
}

/* In the order of the table: of "JournalArticle, Conference" the paper. */
static void
read_type(struct work *w, const json_t *o)
{
	const json_t *list = json_object_get(o, "publicationTypes");
	const json_t *item;
	size_t i;

	w->type = WORK_TYPE_DOCUMENT;
	json_array_foreach(list, i, item)
	{
		const char *name = json_string_value(item);

		for (size_t k = 0; name && k < LENGTH(types); k++)
			if (!strcmp(types[k].name, name))
				w->type = types[k].type;
	}
}

static struct work *
read_paper(struct arena *a, const json_t *o)
{
	const json_t *journal = json_object_get(o, "journal");
	const json_t *list = json_object_get(o, "authors"), *item;
	const json_t *place = json_object_get(o, "publicationVenue");
	struct work *w = ARENA_NEW(a, struct work);
	long year = json_int(o, "year", 0);
	bool retracted = false;
	const char *title;
	size_t i;

	w->source = source_semantic_scholar.name;
	w->record = answer_member(a, o, "paperId");
	w->title = answer_member(a, o, "title");
	if (!w->title || !w->record)
		return NULL;
	title = title_without_notice(w->title, &retracted);
	w->title = arena_strdup(a, title);
	if (retracted)
		work_add_relation(
		    a, w, RELATION_RETRACTED_BY, NULL, "Semantic Scholar");
	read_type(w, o);
	read_ids(w, a, json_object_get(o, "externalIds"));
	json_array_foreach(list, i, item)
	    answer_add_full_name(&w->author, a, json_str(item, "name"));
	w->container_title = answer_member(a, place, "name");
	if (!w->container_title)
		w->container_title = answer_member(a, o, "venue");
	if (!w->container_title)
		w->container_title = answer_member(a, journal, "name");
	w->volume = answer_member(a, journal, "volume");
	w->page = answer_member(a, journal, "pages");
	if (w->container_title &&
	    text_starts_nocase(span_of(w->container_title), "arxiv")) {
		w->container_title = NULL;
		w->volume = w->page = NULL; /* "abs/1706.03762" */
		w->publisher = "arXiv";
		w->type = WORK_TYPE_ARTICLE;
	}
	if (year > 0 && year < 10000 && date_year_plausible((int)year)) {
		w->issued.from.year = (int)year;
		/* the year of the first version, be the venue what it may */
		w->issued.circa = w->arXiv && w->container_title;
	}
	return w;
}

static void
read_batch(struct source_answer *out, struct arena *a, const json_t *list)
{
	/* in the order of asking, null for what is not there */
	for (size_t i = 0;
	     i < out->ids_len && json_array_size(list) == out->ids_len; i++) {
		const json_t *o = json_array_get(list, i);
		struct work *w = json_is_object(o) ? read_paper(a, o) : NULL;

		if (!w)
			continue;
		answer_add(out, a, w);
		out->ids[i].status = IDENTIFIER_EXISTS;
		out->ids[i].work = w;
	}
}

static bool
read_form(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *root)
{
	const json_t *list =
	    json_is_array(root) ? root : json_object_get(root, "data");
	const json_t *item;
	size_t i;

	if (json_is_array(root) && request->kind == SOURCE_RECORDS) {
		read_batch(out, a, root);
		return true;
	}
	json_array_foreach(list, i, item)
	{
		struct work *w =
		    json_is_object(item) ? read_paper(a, item) : NULL;

		if (w)
			answer_add(out, a, w);
	}
	return json_is_array(list);
}

static int
read(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	if (reply->status == 404 && request->kind == SOURCE_SEARCH &&
	    answer_says(reply, "Title match not found")) {
		answer_init(out, a, request);
		return err_set(
		    err, ERR_ABSENT, "Semantic Scholar has no such title");
	}
	return answer_read_json(out, a, request, reply, read_form, err);
}

const struct source source_semantic_scholar = {
	.name = "semantic-scholar",
	.title = "Semantic Scholar",
	.base_url = "https://api.semanticscholar.org",
	.use = SOURCE_WITH_KEY,
	.by_identifier = 1u << IDENTIFIER_DOI | 1u << IDENTIFIER_ARXIV |
			 1u << IDENTIFIER_ACL | 1u << IDENTIFIER_PMID |
			 1u << IDENTIFIER_PMCID,
	.second = true,
	.batch_max = BATCH,
	.single = { 0.5, 1 },
	.array = { 0.5, 1 },
	.polite_single = { 0.5, 1 },
	.polite_array = { 0.5, 1 },
	.keyed = { 1, 1 },
	.covers = coverage_none, /* it gives one hit, or none */
	.can_search = coverage_crossref_search,
	.records = records,
	.search = search,
	.read = read,
};
