#include "base/text.h"
#include "base/xml.h"
#include "source/answer.h"
#include "source/query.h"
#include "source/record.h"
#include "source/subject.h"

#include "base/banned.h"

/*
 * PubMed by NCBI's E-utilities (ncbi.nlm.nih.gov/books/NBK25499): efetch gives
 * whole records by PMID; esearch and the ID converter of PMC only give PMIDs, so
 * that efetch is asked next.
 */
enum { BATCH = 100, RESULTS = 8 };

/* The ID converter is on another host than the rest; with a base URL of the
 * user's all are behind that. */
static const char converter_host[] = "https://www.ncbi.nlm.nih.gov";

static void
add_who(struct source_request *out, struct arena *a, struct sbuf *sb)
{
	const char *key = query_key(out);

	query_parameter(sb, "tool", "refmend");
	if (out->config && out->config->mailto && *out->config->mailto)
		query_parameter(sb, "email", out->config->mailto);
	if (key)
		out->secret_parameter = arena_printf(
		    a, "api_key=%s", source_url_encode(a, span_of(key)));
}

static void
fetch(struct source_request *out, struct arena *a,
    const struct source_config *config, enum source_request_kind kind,
    const char *const *pmids, size_t n)
{
	struct sbuf sb = SBUF_INIT, list = SBUF_INIT;

	for (size_t i = 0; i < n; i++)
		sbuf_addf(&list, "%s%s", i ? "," : "", pmids[i]);
	query_begin(out, a, &sb, &source_pubmed, config, kind);
	query_path(&sb, "/entrez/eutils/efetch.fcgi");
	query_parameter(&sb, "db", "pubmed");
	query_parameter(&sb, "id", list.buf);
	query_parameter(&sb, "retmode", "xml");
	add_who(out, a, &sb);
	query_end(out, a, &sb);
	sbuf_release(&list);
}

static void
convert(struct source_request *out, struct arena *a,
    const struct source_config *config, const char *const *pmcids, size_t n)
{
	struct sbuf sb = SBUF_INIT, list = SBUF_INIT;
	const char *base = source_base_url(&source_pubmed, config);

	for (size_t i = 0; i < n; i++)
		sbuf_addf(&list, "%s%s", i ? "," : "", pmcids[i]);
	query_begin(out, a, &sb, &source_pubmed, config, SOURCE_RECORDS);
	if (!strcmp(base, source_pubmed.base_url)) {
		sbuf_reset(&sb);
		sbuf_add(&sb, span_of(converter_host));
	}
	query_path(&sb, "/pmc/utils/idconv/v1.0/");
	query_parameter(&sb, "ids", list.buf);
	query_parameter(&sb, "idtype", "pmcid");
	query_parameter(&sb, "format", "json");
	add_who(out, a, &sb);
	out->secret_parameter = NULL; /* it takes none */
	query_end(out, a, &sb);
	sbuf_release(&list);
}

static int
records(struct source_request *out, struct arena *a,
    const struct source_config *config, enum identifier_kind kind,
    const char *const *ids, size_t n)
{
	if (n == 0 || n > BATCH)
		return ERR_USAGE;
	if (kind == IDENTIFIER_PMID)
		fetch(out, a, config, SOURCE_RECORDS, ids, n);
	else if (kind == IDENTIFIER_PMCID)
		convert(out, a, config, ids, n);
	else
		return ERR_USAGE;
	query_ids(out, a, kind, ids, n);
	out->array = n > 1;
	return 0;
}

static const struct query_language language = { .before_words = "",
	.before_word = "",
	.after_word = "[ti]",
	.after_words = "",
	.before_author = "",
	.after_author = "[au]" };

/* The title's longest words; or two of them and an author. */
static int
search(struct source_request *out, struct arena *a,
    const struct source_config *config, const struct work *claimed,
    const char *raw)
{
	struct sbuf sb = SBUF_INIT, term = SBUF_INIT;

	(void)raw; /* it would read it as operators */
	if (!query_title(&term, a, claimed, &language))
		return ERR_USAGE;
	query_begin(out, a, &sb, &source_pubmed, config, SOURCE_SEARCH);
	out->array = true;
	query_path(&sb, "/entrez/eutils/esearch.fcgi");
	query_parameter(&sb, "db", "pubmed");
	query_parameter(&sb, "term", term.buf);
	query_parameter(&sb, "retmode", "json");
	query_parameter(&sb, "retmax", arena_printf(a, "%d", RESULTS));
	add_who(out, a, &sb);
	query_end(out, a, &sb);
	sbuf_release(&term);
	return 0;
}

/* --- answers ------------------------------------------------------------------------ */

static int
strange(struct err *err)
{
	return err_set(err, ERR_AGAIN,
	    "PubMed's answer is not of the form it should have");
}

/* Ask for the records of these next. The ids stay what was asked. */
static void
follow(struct source_answer *out, struct arena *a,
    const struct source_request *request, const char *const *pmids, size_t n)
{
	struct source_request *next = ARENA_NEW(a, struct source_request);

	fetch(next, a, request->config, request->kind, pmids, n);
	next->id_kind = request->id_kind;
	next->ids = request->ids;
	next->ids_len = request->ids_len;
	next->array = request->array;
	out->follow = next;
}

static void
tell(struct source_answer *out, const struct source_request *request,
    const struct work *w)
{
	if (request->id_kind == IDENTIFIER_PMCID && w->PMCID)
		answer_exists(out, w->PMCID, w, NULL);
	else if (request->id_kind == IDENTIFIER_PMID && w->PMID)
		answer_exists(out, w->PMID, w, NULL);
}

static int
read_articles(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	const xmlNode *root;
	xmlDoc *doc;
	int rc = 0;

	if (xml_read(&doc, reply->body, err))
		return err_context(err, ERR_AGAIN, "PubMed");
	root = xmlDocGetRootElement(doc);
	if (!root || strcmp((const char *)root->name, "PubmedArticleSet") != 0)
		rc = strange(err); /* <eFetchResult><ERROR> */
	for (const xmlNode *n = rc ? NULL : root->children; n; n = n->next) {
		struct work *w;

		if (n->type != XML_ELEMENT_NODE)
			continue;
		w = pubmed_record(a, n);
		if (!w || !w->title || !w->record)
			continue;
		w->source = source_pubmed.name;
		answer_add(out, a, w);
		if (out->ids_len)
			tell(out, request, w);
	}
	xmlFreeDoc(doc);
	return rc;
}

/* The ID converter: {"records": [{"pmid", "pmcid", "doi"} or {"errmsg"}]}. */
static void
read_converted(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *list)
{
	const char **pmids = NULL;
	const json_t *item;
	size_t n = 0, i;

	json_array_foreach(list, i, item)
	{
		const char *pmid = json_text(a, item, "pmid");

		if (pmid && pmid_normal(a, span_of(pmid)) && n < BATCH)
			ARENA_PUSH(a, pmids, n) = pmid_normal(a, span_of(pmid));
	}
	if (n)
		follow(out, a, request, pmids, n);
}

static void
read_found(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *list)
{
	const char **pmids = NULL;
	const json_t *item;
	size_t n = 0, i;

	json_array_foreach(list, i, item)
	{
		const char *pmid = json_string_value(item);

		if (pmid && pmid_normal(a, span_of(pmid)) && n < RESULTS)
			ARENA_PUSH(a, pmids, n) = pmid_normal(a, span_of(pmid));
	}
	if (n)
		follow(out, a, request, pmids, n);
}

static int
read_ids(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	const json_t *found, *ids, *converted;
	json_t *root;
	int rc = answer_json(&root, request, reply, err);

	if (rc)
		return rc;
	found = json_object_get(root, "esearchresult");
	ids = json_object_get(found, "idlist");
	converted = json_object_get(root, "records");
	/* "error": over the rate; "ERROR": it could not search */
	if (json_object_get(root, "error") || json_object_get(found, "ERROR"))
		rc = err_set(err, ERR_AGAIN, "PubMed answered with an error");
	else if (json_is_array(ids))
		read_found(out, a, request, ids);
	else if (json_is_array(converted))
		read_converted(out, a, request, converted);
	else
		rc = strange(err);
	json_decref(root);
	return rc;
}

static int
read(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	struct span body = text_trim(reply->body);
	int rc;

	answer_init(out, a, request);
	rc = answer_check(request, reply, err);
	if (rc)
		return rc;
	if (text_starts_nocase(body, "\xef\xbb\xbf"))
		body = span_skip(body, 3);
	return body.ptr[0] == '<' ? read_articles(out, a, request, reply, err)
				  : read_ids(out, a, request, reply, err);
}

const struct source source_pubmed = {
	.name = "pubmed",
	.title = "PubMed",
	.base_url = "https://eutils.ncbi.nlm.nih.gov",
	.by_identifier = 1u << IDENTIFIER_PMID | 1u << IDENTIFIER_PMCID,
	.second = true, /* Europe PMC has the same in one step */
	.batch_max = BATCH,
	/* three a second, with a key ten */
	.single = { 3, 1 },
	.array = { 3, 1 },
	.polite_single = { 3, 1 },
	.polite_array = { 3, 1 },
	.keyed = { 10, 2 },
	.covers = subject_is_biomedical_article,
	.can_search = subject_may_be_biomedical,
	.records = records,
	.search = search,
	.read = read,
};
