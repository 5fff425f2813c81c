#include "base/text.h"
#include "source/answer.h"
#include "source/coverage.h"
#include "source/query.h"
#include "source/subject.h"

#include "base/banned.h"

/*
 * dblp by its SPARQL service (sparql.dblp.org, QLever). Its search API stands
 * behind a wall against bots and is not asked, but its answers can be read.
 *
 * QLever orders literals without regard to case, so that titles which begin so
 * are a range; a look at every title would take ten seconds.
 */
enum {
	BATCH = 50,
	PREFIX_CHARACTERS = 40,
	PREFIX_MIN = 8,
	ROWS = 600,
	SEARCHES = 8
};

static const char accept_json[] = "application/sparql-results+json";

/* Rows of one record stand together, an author each. */
static const char query_head[] =
    "PREFIX dblp: <https://dblp.org/rdf/schema#>\n"
    "SELECT ?pub ?title ?type ?venue ?year ?doi ?ee ?volume ?issue ?pages "
    "?ord ?name ?orcid WHERE {\n";
static const char query_tail[] =
    "?pub dblp:title ?title ; dblp:bibtexType ?type .\n"
    "OPTIONAL { ?pub dblp:publishedIn ?venue }\n"
    "OPTIONAL { ?pub dblp:yearOfPublication ?year }\n"
    "OPTIONAL { ?pub dblp:doi ?doi }\n"
    "OPTIONAL { ?pub dblp:primaryDocumentPage ?ee }\n"
    "OPTIONAL { ?pub dblp:publishedInJournalVolume ?volume }\n"
    "OPTIONAL { ?pub dblp:publishedInJournalVolumeIssue ?issue }\n"
    "OPTIONAL { ?pub dblp:pagination ?pages }\n"
    "OPTIONAL { ?pub dblp:hasSignature ?s . ?s dblp:signatureOrdinal ?ord ; "
    "dblp:signatureDblpName ?name . OPTIONAL { ?s dblp:signatureOrcid ?orcid "
    "} }\n"
    "} ORDER BY ?pub ?ord LIMIT ";

static void
finish(struct source_request *out, struct arena *a, struct sbuf *sb,
    struct sbuf *query)
{
	sbuf_addf(query, "%s%d", query_tail, ROWS);
	out->accept = accept_json;
	query_path(sb, "/sparql");
	query_parameter(sb, "query", query->buf);
	query_end(out, a, sb);
	sbuf_release(query);
}

/* DOIs are kept as IRIs in capitals; arXiv's papers have DOIs too. */
static void
add_doi(struct sbuf *query, const char *prefix, const char *doi)
{
	sbuf_addf(query, " <https://doi.org/%s", prefix);
	for (const char *p = doi; *p; p++) {
		if (*p >= 'a' && *p <= 'z')
			sbuf_addc(query, (char)(*p - 'a' + 'A'));
		else if (strchr("<>\"{}|\\^`", *p) || *p <= ' ')
			sbuf_addf(query, "%%%02X", (unsigned)(unsigned char)*p);
		else
			sbuf_addc(query, *p);
	}
	sbuf_addc(query, '>');
}

static int
records(struct source_request *out, struct arena *a,
    const struct source_config *config, enum identifier_kind kind,
    const char *const *ids, size_t n)
{
	struct sbuf sb = SBUF_INIT, query = SBUF_INIT;

	if ((kind != IDENTIFIER_DOI && kind != IDENTIFIER_ARXIV) || n == 0 ||
	    n > BATCH)
		return ERR_USAGE;
	query_begin(out, a, &sb, &source_dblp, config, SOURCE_RECORDS);
	query_ids(out, a, kind, ids, n);
	out->array = n > 1;
	sbuf_addf(&query, "%sVALUES ?doi {", query_head);
	for (size_t i = 0; i < n; i++)
		add_doi(&query,
		    kind == IDENTIFIER_ARXIV ? "10.48550/ARXIV." : "", ids[i]);
	sbuf_add(&query, SPAN_LIT(" }\n?pub dblp:doi ?doi .\n"));
	finish(out, a, &sb, &query);
	return 0;
}

/*
 * The beginning of the title, in small letters, with white space as single
 * blanks, up to a letter or digit of ASCII that is not the last of them: its
 * successor ends the range.
 */
static char *
title_prefix(struct arena *a, const char *title)
{
	char *plain = query_text(a, title, 4 * PREFIX_CHARACTERS);
	struct span s = span_of(plain ? plain : "");
	size_t at = 0, count = 0, end = 0;

	while (at < s.len && count < PREFIX_CHARACTERS) {
		uint32_t c = text_next(s, &at);

		count++;
		if (c < 0x80 && (text_is_letter(c) || text_is_digit(c)) &&
		    !strchr("zZ9", (int)c))
			end = at;
	}
	if (count < PREFIX_MIN || !end)
		return NULL;
	plain[end] = '\0';
	for (char *p = plain; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p - 'A' + 'a');
	return plain;
}

static void
add_literal(struct sbuf *sb, const char *s)
{
	sbuf_addc(sb, '"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			sbuf_addc(sb, '\\');
		if ((unsigned char)*s >= ' ')
			sbuf_addc(sb, *s);
	}
	sbuf_addc(sb, '"');
}

/* The title's range as a group of its own; false: it has none. */
static bool
add_range(struct sbuf *query, struct arena *a, const struct work *claimed)
{
	char *from = claimed ? title_prefix(a, claimed->title) : NULL;
	char *to;

	if (!from)
		return false;
	to = arena_strdup(a, from);
	to[strlen(to) - 1]++;
	sbuf_add(query, SPAN_LIT("{ ?pub dblp:title ?title . FILTER(?title "
				 ">= "));
	add_literal(query, from);
	sbuf_add(query, SPAN_LIT(" && ?title < "));
	add_literal(query, to);
	sbuf_add(query, SPAN_LIT(") }\n"));
	return true;
}

/* Ranges are looked up, so that several cost little more than one. A long query
 * is posted as a form. */
static int
search_many(struct source_request *out, struct arena *a,
    const struct source_config *config, const struct work *const *claimed,
    size_t n)
{
	struct sbuf sb = SBUF_INIT, query = SBUF_INIT;
	bool all = n > 0 && n <= SEARCHES;

	sbuf_add(&query, span_of(query_head));
	for (size_t i = 0; all && i < n; i++) {
		if (i)
			sbuf_add(&query, SPAN_LIT("UNION "));
		all = add_range(&query, a, claimed[i]);
	}
	if (all) {
		sbuf_addf(&query, "%s%zu", query_tail, n * ROWS);
		query_begin(out, a, &sb, &source_dblp, config, SOURCE_SEARCH);
		out->array = true;
		out->searches = n;
		out->accept = accept_json;
		query_path(&sb, "/sparql");
		if (n == 1) {
			query_parameter(&sb, "query", query.buf);
		} else {
			out->body = arena_printf(a, "query=%s",
			    source_url_encode(a, span_of(query.buf)));
			out->body_type = "application/x-www-form-urlencoded";
		}
		query_end(out, a, &sb);
	}
	sbuf_release(&query);
	return all ? 0 : ERR_USAGE;
}

static int
search(struct source_request *out, struct arena *a,
    const struct source_config *config, const struct work *claimed,
    const char *raw)
{
	(void)raw; /* titles only */
	return search_many(out, a, config, &claimed, 1);
}

/* Do both titles begin alike? */
static bool
is_hit(const struct work *claimed, const struct work *found)
{
	struct arena a = ARENA_INIT;
	char *from = title_prefix(&a, claimed->title);
	bool hit =
	    from && found->title &&
	    text_starts_nocase(span_of(text_fold(&a, span_of(found->title))),
		text_fold(&a, span_of(from)));

	arena_release(&a);
	return hit;
}

/* --- a record ---------------------------------------------------------------------- */

static const struct {
	const char *name; /* bibtexType; or "type" of the search API */
	enum work_type type;
} types[] = {
	{ "Inproceedings", WORK_TYPE_PAPER_CONFERENCE },
	{ "Article", WORK_TYPE_ARTICLE_JOURNAL },
	{ "Book", WORK_TYPE_BOOK },
	{ "Incollection", WORK_TYPE_CHAPTER },
	{ "Phdthesis", WORK_TYPE_THESIS },
	{ "Mastersthesis", WORK_TYPE_THESIS },
	{ "Proceedings", WORK_TYPE_BOOK },
	{ "Conference and Workshop Papers", WORK_TYPE_PAPER_CONFERENCE },
	{ "Journal Articles", WORK_TYPE_ARTICLE_JOURNAL },
	{ "Informal and Other Publications", WORK_TYPE_ARTICLE_JOURNAL },
	{ "Parts in Books or Collections", WORK_TYPE_CHAPTER },
	{ "Books and Theses", WORK_TYPE_BOOK },
	{ "Editorship", WORK_TYPE_BOOK },
	{ "Data and Artifacts", WORK_TYPE_DATASET },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Both forms of answer, by the names of the search API. */
struct record {
	const char *key, *type, *venue, *year, *doi, *ee;
	const char *volume, *number, *pages, *publisher;
};

/* "Jian Sun 0001": dblp's number of a homonym. */
static const char *
without_number(struct arena *a, const char *s)
{
	size_t n = s ? strlen(s) : 0;

	if (n > 5 && s[n - 5] == ' ' && strspn(s + n - 4, "0123456789") == 4)
		return arena_strdup_span(a, span_sub(span_of(s), 0, n - 5));
	return s;
}

static void
add_author(struct work *w, struct arena *a, const char *name, const char *orcid)
{
	size_t before = w->author.len;

	answer_add_full_name(&w->author, a, without_number(a, name));
	if (w->author.len > before)
		w->author.items[before].ORCID = answer_orcid(a, orcid);
}

/* "https://dblp.org/rec/conf/cvpr/HeZRS16" -> "conf/cvpr/HeZRS16" */
static const char *
bare_key(struct arena *a, const char *s)
{
	const char *at = s ? strstr(s, "/rec/") : NULL;

	return s ? arena_strdup(a, at ? at + 5 : s) : NULL;
}

static bool
is_arxiv_venue(const char *venue)
{
	return venue && (text_eq_nocase(span_of(venue), "CoRR") ||
			    text_starts_nocase(span_of(venue), "arXiv"));
}

/*
 * What dblp files under "journals/corr" need not be a preprint alone: papers of
 * ICLR 2013 to 2015 have the conference as their venue.
 */
static void
read_place(struct work *w, struct arena *a, const struct record *r)
{
	static const char abs[] = "abs/";

	w->type = WORK_TYPE_DOCUMENT;
	for (size_t i = 0; r->type && i < LENGTH(types); i++)
		if (!strcmp(types[i].name, r->type))
			w->type = types[i].type;
	if (r->volume && text_starts_nocase(span_of(r->volume), abs))
		w->arXiv =
		    arxiv_normal(a, span_of(r->volume + sizeof(abs) - 1), NULL);
	if (!w->arXiv && r->ee && strstr(r->ee, "arxiv.org/abs/"))
		w->arXiv = arxiv_normal(a, span_of(r->ee), NULL);
	if (is_arxiv_venue(r->venue)) {
		w->type = WORK_TYPE_ARTICLE;
		w->publisher = "arXiv";
		return;
	}
	if (w->type == WORK_TYPE_BOOK)
		w->collection_title = r->venue;
	else
		w->container_title = r->venue;
	if (w->arXiv && w->type == WORK_TYPE_ARTICLE_JOURNAL)
		w->type = WORK_TYPE_PAPER_CONFERENCE;
	if (!w->arXiv) {
		w->volume = r->volume;
		w->issue = r->number;
	}
	/* "I-XIII, 1-329" is how long a book is */
	if (w->type != WORK_TYPE_BOOK && w->type != WORK_TYPE_THESIS)
		w->page = r->pages;
	w->publisher = r->publisher;
}

static void
complete(struct work *w, struct arena *a, const struct record *r)
{
	w->source = source_dblp.name;
	w->record = r->key;
	read_place(w, a, r);
	w->DOI = r->doi ? doi_normal(a, span_of(r->doi)) : NULL;
	if (!w->DOI && r->ee)
		w->DOI = strstr(r->ee, "doi.org/")
			     ? doi_normal(a, span_of(r->ee))
			     : NULL;
	if (r->year)
		date_parse(&w->issued, NULL, a, span_of(r->year));
	if (!w->issued.from.year)
		w->issued = (struct date){ 0 };
	if (r->ee && strstr(r->ee, "aclanthology.org/"))
		w->ACL = acl_normal(a, span_of(r->ee));
}

/* --- SPARQL's answers ---------------------------------------------------------------- */

static char *
value(struct arena *a, const json_t *row, const char *name)
{
	return answer_member(a, json_object_get(row, name), "value");
}

/* "http://purl.org/net/nknouf/ns/bibtex#Inproceedings" */
static const char *
behind_hash(const char *s)
{
	const char *at = s ? strrchr(s, '#') : NULL;

	return at ? at + 1 : s;
}

static struct work *
row_begins(struct arena *a, const json_t *row, const char *key)
{
	struct work *w = ARENA_NEW(a, struct work);
	struct record r = {
		.key = key,
		.type = behind_hash(value(a, row, "type")),
		.venue = value(a, row, "venue"),
		.year = value(a, row, "year"),
		.doi = value(a, row, "doi"),
		.ee = value(a, row, "ee"),
		.volume = value(a, row, "volume"),
		.number = value(a, row, "issue"),
		.pages = value(a, row, "pages"),
	};

	w->title = answer_title(
	    &w->title_rich, a, json_object_get(row, "title"), "value");
	complete(w, a, &r);
	return w;
}

static void
tell(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct work *w)
{
	if (!out->ids_len)
		return;
	if (request->id_kind == IDENTIFIER_DOI && w->DOI)
		answer_exists(out, w->DOI, w, NULL);
	else if (request->id_kind == IDENTIFIER_ARXIV && w->arXiv)
		answer_exists(out, w->arXiv, w, NULL);
	else if (request->id_kind == IDENTIFIER_ARXIV && w->DOI &&
		 text_starts_nocase(span_of(w->DOI), "10.48550/arxiv."))
		answer_exists(
		    out, arxiv_normal(a, span_of(w->DOI + 15), NULL), w, NULL);
}

/* The same row comes again for each of several documents of one record. */
static void
read_rows(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *rows)
{
	struct work *w = NULL;
	const json_t *row;
	long last = 0;
	size_t i;

	json_array_foreach(rows, i, row)
	{
		const char *key = bare_key(a, value(a, row, "pub"));
		const char *ord = value(a, row, "ord");
		const char *name = value(a, row, "name");
		long number = json_int(json_object_get(row, "ord"), "value", 0);

		if (!key)
			continue;
		if (!w || strcmp(w->record, key) != 0) {
			w = row_begins(a, row, key);
			last = 0;
			if (w->title) {
				answer_add(out, a, w);
				tell(out, a, request, w);
			}
		}
		if (!name || (ord && number <= last))
			continue;
		last = number;
		add_author(w, a, name, value(a, row, "orcid"));
	}
	/* the last record may be cut off in the middle of its authors */
	out->cut = json_array_size(rows) >=
		   ROWS * (request->searches ? request->searches : 1);
	if (w && out->cut)
		w->author.others = true;
}

/* --- the search API's -------------------------------------------------------------------- */

static struct work *
read_hit(struct arena *a, const json_t *info)
{
	const json_t *authors =
	    json_object_get(json_object_get(info, "authors"), "author");
	struct work *w = ARENA_NEW(a, struct work);
	struct record r = {
		.key = answer_member(a, info, "key"),
		.type = answer_member(a, info, "type"),
		.venue = answer_member(a, info, "venue"), /* or of several */
		.year = answer_member(a, info, "year"),
		.doi = answer_member(a, info, "doi"),
		.ee = answer_member(a, info, "ee"),
		.volume = answer_member(a, info, "volume"),
		.number = answer_member(a, info, "number"),
		.pages = answer_member(a, info, "pages"),
		.publisher = answer_member(a, info, "publisher"),
	};

	w->title = answer_title(&w->title_rich, a, info, "title");
	if (!w->title || !r.key)
		return NULL;
	complete(w, a, &r);
	if (json_is_object(authors)) /* a lone one */
		add_author(w, a, json_str(authors, "text"), NULL);
	for (size_t i = 0; i < json_array_size(authors); i++)
		add_author(
		    w, a, json_str(json_array_get(authors, i), "text"), NULL);
	return w;
}

static void
read_hits(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *hits)
{
	const json_t *hit;
	size_t i;

	json_array_foreach(hits, i, hit)
	{
		struct work *w = read_hit(a, json_object_get(hit, "info"));

		if (!w)
			continue;
		answer_add(out, a, w);
		tell(out, a, request, w);
	}
}

static bool
read_form(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *root)
{
	const json_t *rows =
	    json_object_get(json_object_get(root, "results"), "bindings");
	const json_t *hits =
	    json_object_get(json_object_get(root, "result"), "hits");

	if (json_is_array(rows))
		read_rows(out, a, request, rows);
	else if (json_is_object(hits)) /* without any there is no "hit" */
		read_hits(out, a, request, json_object_get(hits, "hit"));
	return json_is_array(rows) || json_is_object(hits);
}

static int
read(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	return answer_read_json(out, a, request, reply, read_form, err);
}

const struct source source_dblp = {
	.name = "dblp",
	.title = "dblp",
	.base_url = "https://sparql.dblp.org",
	.by_identifier = 1u << IDENTIFIER_DOI | 1u << IDENTIFIER_ARXIV,
	.second = true,
	.batch_max = BATCH,
	/* none are published; it asks not to be overwhelmed */
	.single = { 1, 1 },
	.array = { 1, 1 },
	.polite_single = { 1, 1 },
	.polite_array = { 1, 1 },
	.covers = coverage_none, /* only titles that begin in the same way */
	.can_search = subject_may_be_computing,
	.records = records,
	.search = search,
	.searches_max = SEARCHES,
	.search_many = search_many,
	.is_hit = is_hit,
	.read = read,
};
