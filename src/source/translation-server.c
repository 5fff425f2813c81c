#include "base/text.h"
#include "source/answer.h"
#include "source/coverage.h"
#include "source/query.h"

#include "base/banned.h"

/*
 * Zotero's translation-server (github.com/zotero/translation-server), which a
 * user may run: an identifier is posted to /search, and items of Zotero's API
 * come back. Never to /web: that would fetch what a document links to.
 */
static const struct {
	const char *name; /* itemType */
	enum work_type type;
} types[] = {
	{ "journalArticle", WORK_TYPE_ARTICLE_JOURNAL },
	{ "conferencePaper", WORK_TYPE_PAPER_CONFERENCE },
	{ "preprint", WORK_TYPE_ARTICLE },
	{ "book", WORK_TYPE_BOOK },
	{ "bookSection", WORK_TYPE_CHAPTER },
	{ "thesis", WORK_TYPE_THESIS },
	{ "report", WORK_TYPE_REPORT },
	{ "dataset", WORK_TYPE_DATASET },
	{ "standard", WORK_TYPE_STANDARD },
	{ "computerProgram", WORK_TYPE_SOFTWARE },
	{ "magazineArticle", WORK_TYPE_ARTICLE_MAGAZINE },
	{ "newspaperArticle", WORK_TYPE_ARTICLE_NEWSPAPER },
	{ "encyclopediaArticle", WORK_TYPE_ENTRY_ENCYCLOPEDIA },
	{ "dictionaryEntry", WORK_TYPE_ENTRY_DICTIONARY },
	{ "webpage", WORK_TYPE_WEBPAGE },
	{ "patent", WORK_TYPE_PATENT },
};

/* Members that are taken as they are; the first that is there is kept. */
static const struct {
	const char *name;
	enum work_field field;
} members[] = {
	{ "publicationTitle", WORK_container_title },
	{ "proceedingsTitle", WORK_container_title },
	{ "bookTitle", WORK_container_title },
	{ "encyclopediaTitle", WORK_container_title },
	{ "dictionaryTitle", WORK_container_title },
	{ "journalAbbreviation", WORK_container_title_short },
	{ "conferenceName", WORK_event_title },
	{ "series", WORK_collection_title },
	{ "seriesNumber", WORK_collection_number },
	{ "volume", WORK_volume },
	{ "issue", WORK_issue },
	{ "pages", WORK_page },
	{ "numPages", WORK_number_of_pages },
	{ "edition", WORK_edition },
	{ "publisher", WORK_publisher },
	{ "university", WORK_publisher },
	{ "institution", WORK_publisher },
	{ "repository", WORK_publisher },
	{ "place", WORK_publisher_place },
	{ "reportNumber", WORK_number },
	{ "language", WORK_language },
	{ "shortTitle", WORK_title_short },
};

static const struct {
	const char *name; /* creatorType */
	enum work_name_field field;
} creators[] = {
	{ "author", WORK_author },
	{ "inventor", WORK_author },
	{ "programmer", WORK_author },
	{ "editor", WORK_editor },
	{ "seriesEditor", WORK_collection_editor },
	{ "bookAuthor", WORK_container_author },
	{ "translator", WORK_translator },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static int
records(struct source_request *out, struct arena *a,
    const struct source_config *config, enum identifier_kind kind,
    const char *const *ids, size_t n)
{
	struct sbuf sb = SBUF_INIT;

	if (n != 1)
		return ERR_USAGE;
	query_begin(
	    out, a, &sb, &source_translation_server, config, SOURCE_RECORDS);
	query_ids(out, a, kind, ids, n);
	query_path(&sb, "/search");
	query_end(out, a, &sb);
	out->body = kind == IDENTIFIER_ARXIV
			? arena_printf(a, "arXiv:%s", ids[0])
			: arena_strdup(a, ids[0]);
	out->body_type = "text/plain";
	return 0;
}

static void
read_creators(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(o, "creators"), i, item)
	{
		const char *kind = json_str(item, "creatorType");
		struct name n = { 0 };
		size_t k = 0;

		while (k < LENGTH(creators) &&
		       (!kind || strcmp(creators[k].name, kind) != 0))
			k++;
		if (k == LENGTH(creators))
			continue;
		n.family = answer_member(a, item, "lastName");
		n.given = answer_member(a, item, "firstName");
		if (!n.family)
			n = (struct name){ .literal =
					       answer_member(a, item, "name") };
		if (n.family || n.literal)
			name_list_add(a, work_names(w, creators[k].field), n);
	}
}

/* Of several ISBNs, parted by blanks, the first good one. */
static char *
read_isbn(struct arena *a, const json_t *o)
{
	const char *s = json_str(o, "ISBN");
	char *isbn = NULL;

	while (s && *s && !isbn) {
		size_t n = strcspn(s, " ,;");

		isbn = isbn_normal(a, (struct span){ s, n });
		s += n;
		s += strspn(s, " ,;");
	}
	return isbn;
}

/* "PMID: 9500320\nPMCID: PMC123": a line each in "extra". */
static const char *
in_extra(struct arena *a, const json_t *o, const char *label)
{
	const char *s = json_str(o, "extra");
	const char *at = s ? strstr(s, label) : NULL;

	if (!at || (at > s && at[-1] != '\n'))
		return NULL;
	at += strlen(label);
	return arena_strdup_span(
	    a, text_trim((struct span){ at, strcspn(at, "\n") }));
}

static struct work *
read_item(struct arena *a, const json_t *o)
{
	const char *type = json_str(o, "itemType"), *s;
	struct work *w = ARENA_NEW(a, struct work);

	w->source = source_translation_server.name;
	w->title = answer_title(&w->title_rich, a, o, "title");
	if (!type || !w->title || !strcmp(type, "attachment") ||
	    !strcmp(type, "note"))
		return NULL;
	w->type = WORK_TYPE_DOCUMENT;
	for (size_t i = 0; i < LENGTH(types); i++)
		if (!strcmp(types[i].name, type))
			w->type = types[i].type;
	for (size_t i = 0; i < LENGTH(members); i++)
		if (!work_get(w, members[i].field))
			work_set(w, members[i].field,
			    answer_member(a, o, members[i].name));
	read_creators(w, a, o);
	s = json_str(o, "date");
	if (s)
		date_parse(&w->issued, NULL, a, text_trim(span_of(s)));
	s = json_str(o, "DOI");
	if (!s)
		s = in_extra(a, o, "DOI: ");
	w->DOI = s ? doi_normal(a, span_of(s)) : NULL;
	w->ISBN = read_isbn(a, o);
	s = json_str(o, "ISSN");
	w->ISSN =
	    s ? issn_normal(a, (struct span){ s, strcspn(s, " ,;") }) : NULL;
	s = json_str(o, "archiveID");
	if (!s)
		s = in_extra(a, o, "arXiv:");
	w->arXiv = s ? arxiv_normal(a, span_of(s), NULL) : NULL;
	s = in_extra(a, o, "PMID: ");
	w->PMID = s ? pmid_normal(a, span_of(s)) : NULL;
	s = in_extra(a, o, "PMCID: ");
	w->PMCID = s ? pmcid_normal(a, span_of(s)) : NULL;
	return w;
}

/* Another work than the one asked for is no answer: translators look some
 * identifiers up in catalogues. */
static bool
is_asked(const struct work *w, enum identifier_kind kind, const char *id)
{
	const char *own[IDENTIFIER_KINDS] = {
		[IDENTIFIER_DOI] = w->DOI,
		[IDENTIFIER_ARXIV] = w->arXiv,
		[IDENTIFIER_ISBN] = w->ISBN,
		[IDENTIFIER_PMID] = w->PMID,
		[IDENTIFIER_PMCID] = w->PMCID,
	};

	return !own[kind] || !strcmp(own[kind], id) ||
	       (kind == IDENTIFIER_DOI && doi_equal(own[kind], id));
}

static bool
read_form(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *root)
{
	const json_t *item;
	size_t i;

	json_array_foreach(root, i, item)
	{
		struct work *w = read_item(a, item);

		if (!w || !out->ids_len ||
		    !is_asked(w, request->id_kind, out->ids[0].id))
			continue;
		w->record = out->ids[0].id;
		answer_add(out, a, w);
		if (!out->ids[0].work)
			answer_exists(out, out->ids[0].id, w, NULL);
	}
	return json_is_array(root);
}

static int
read(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	if (reply->status == 501 && answer_says(reply, "No items returned")) {
		answer_init(out, a, request);
		return err_set(
		    err, ERR_ABSENT, "the translation-server found nothing");
	}
	return answer_read_json(out, a, request, reply, read_form, err);
}

const struct source source_translation_server = {
	.name = "translation-server",
	.title = "the translation-server",
	.base_url = "http://127.0.0.1:1969",
	.use = SOURCE_WITH_URL,
	.by_identifier = 1u << IDENTIFIER_DOI | 1u << IDENTIFIER_ARXIV |
			 1u << IDENTIFIER_ISBN | 1u << IDENTIFIER_PMID |
			 1u << IDENTIFIER_PMCID,
	.second = true,
	.batch_max = 1,
	/* the user's own; but it asks others for each */
	.single = { 1, 1 },
	.array = { 1, 1 },
	.polite_single = { 1, 1 },
	.polite_array = { 1, 1 },
	.covers = coverage_none,
	.records = records,
	.read = read,
};
