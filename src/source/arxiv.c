#include "base/text.h"
#include "base/xml.h"
#include "source/answer.h"
#include "source/coverage.h"
#include "source/query.h"

#include "base/banned.h"

/*
 * arXiv's API (info.arxiv.org/help/api/user-manual.html): Atom feeds. Entries
 * do not come in the order of id_list, and what is not there is left out.
 */
enum {
	BATCH = 100,
	RESULTS = 10, /* for each that is searched for */
	SEARCHES = 8,
	TITLE_WORDS = 6,
	EARLIER_WORKS = 3,
	EARLIER_VERSIONS = 6
};

/* arXiv has no field for "withdrawn"; its authors say so in the comment. */
static const char *const withdrawn[] = { "has been withdrawn", "was withdrawn",
	"is withdrawn", "been retracted", "withdrawn by", "paper withdrawn",
	"article withdrawn", "submission withdrawn" };

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static int
records(struct source_request *out, struct arena *a,
    const struct source_config *config, enum identifier_kind kind,
    const char *const *ids, size_t n)
{
	struct sbuf sb = SBUF_INIT, list = SBUF_INIT;

	if (kind != IDENTIFIER_ARXIV || n == 0 || n > BATCH)
		return ERR_USAGE;
	query_begin(out, a, &sb, &source_arxiv, config, SOURCE_RECORDS);
	query_ids(out, a, kind, ids, n);
	out->array = n > 1;
	for (size_t i = 0; i < n; i++)
		sbuf_addf(&list, "%s%s", i ? "," : "", ids[i]);
	query_path(&sb, "/api/query");
	query_parameter(&sb, "id_list", list.buf);
	query_parameter(&sb, "max_results", arena_printf(a, "%zu", n));
	query_end(out, a, &sb);
	sbuf_release(&list);
	return 0;
}

static const struct query_language language = { .before_words = "",
	.before_word = "ti:",
	.after_word = "",
	.after_words = "",
	.before_author = "au:",
	.after_author = "" };

/* "(this) OR (that)" is two groups; so is each of several, if it is not yet. */
static bool
add_group(struct sbuf *query, struct arena *a, const struct work *claimed)
{
	struct sbuf one = SBUF_INIT;
	bool has = query_title(&one, a, claimed, &language);

	if (has) {
		sbuf_addf(query, "%s", query->len ? " OR " : "");
		sbuf_addf(query, one.buf[0] == '(' ? "%s" : "(%s)", one.buf);
	}
	sbuf_release(&one);
	return has;
}

/*
 * All of the title's longest words; or, when there is an author, two of them
 * and the author, so that one misquoted word does not hide the paper.
 */
static int
search_many(struct source_request *out, struct arena *a,
    const struct source_config *config, const struct work *const *claimed,
    size_t n)
{
	struct sbuf sb = SBUF_INIT, query = SBUF_INIT;
	bool all = n > 0 && n <= SEARCHES;

	for (size_t i = 0; all && i < n; i++)
		all = n == 1 ? query_title(&query, a, claimed[i], &language)
			     : add_group(&query, a, claimed[i]);
	if (all) {
		query_begin(out, a, &sb, &source_arxiv, config, SOURCE_SEARCH);
		out->array = true;
		out->searches = n;
		query_path(&sb, "/api/query");
		query_parameter(&sb, "search_query", query.buf);
		query_parameter(
		    &sb, "max_results", arena_printf(a, "%zu", RESULTS * n));
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
	(void)raw; /* its query language would read it as operators */
	return search_many(out, a, config, &claimed, 1);
}

/* Is a word, or one that begins like it ("method", "methods"), in folded text? */
static bool
has_word(struct arena *a, const char *text, const char *word)
{
	enum { STEM = 5 };

	return strstr(text, arena_printf(a, " %.*s", STEM, word)) != NULL;
}

static bool
has_author(struct arena *a, const struct work *w, const char *family)
{
	for (size_t i = 0; i < w->author.len; i++) {
		const struct name *n = &w->author.items[i];
		const char *own = n->family ? n->family : n->literal;

		if (own &&
		    has_word(a,
			arena_printf(a, " %s", text_fold(a, span_of(own))),
			family))
			return true;
	}
	return false;
}

/*
 * Was it found for this claim? By what it was searched by, but with some
 * latitude, since arXiv knows words by their stems; what is not the work is told
 * apart later.
 */
static bool
is_hit(const struct work *claimed, const struct work *found)
{
	struct arena a = ARENA_INIT;
	const char *words[TITLE_WORDS], *family[1], *name;
	const char *title = arena_printf(&a, " %s",
	    found->title ? text_fold(&a, span_of(found->title)) : "");
	size_t n = claimed->title
		       ? query_words(words, &a, claimed->title, TITLE_WORDS)
		       : 0;
	size_t common = 0;
	bool hit;

	for (size_t i = 0; i < n; i++)
		common += has_word(&a, title, words[i]);
	name = query_family(&a, claimed);
	hit = n && (common == n || common > 2);
	if (!hit && common && name && query_words(family, &a, name, 1) == 1)
		hit = has_author(&a, found, family[0]);
	arena_release(&a);
	return hit;
}

/* The same first author, and two of the title's longest words: a paper may have
 * been renamed, and is found by its last title alone. */
static bool
may_have_been(struct arena *a, const struct work *w, const char *family,
    const char *const *words, size_t n)
{
	const char *own = query_family(a, w);
	const char *title = w->title ? w->title : "";
	const char *folded =
	    arena_printf(a, " %s ", text_fold(a, span_of(title)));
	size_t common = 0;

	if (!w->arXiv || !own ||
	    strcmp(text_fold(a, span_of(own)), text_fold(a, span_of(family))) !=
		0)
		return false;
	for (size_t i = 0; i < n; i++)
		common +=
		    strstr(folded, arena_printf(a, " %s ", words[i])) != NULL;
	return common >= 2;
}

/* "1606.08415v3": 3. Of another source's record nothing is known but that there
 * is a first version: 2. */
static int
version_of(struct arena *a, const struct work *w)
{
	int version = 0;

	if (strcmp(w->source, source_arxiv.name) != 0 || !w->record)
		return 2;
	(void)arxiv_normal(a, span_of(w->record), &version);
	return version;
}

static int
earlier(struct source_request *out, struct arena *a,
    const struct source_config *config, const struct work *claimed,
    struct work *const *records, size_t n)
{
	struct sbuf sb = SBUF_INIT, list = SBUF_INIT;
	const char *words[TITLE_WORDS], *asked[EARLIER_WORKS];
	const char *family = claimed ? query_family(a, claimed) : NULL;
	size_t words_len = 0, asked_len = 0, ids = 0;

	if (family && claimed->title)
		words_len = query_words(words, a, claimed->title, TITLE_WORDS);
	for (size_t i = 0; words_len && i < n; i++) {
		int version = version_of(a, records[i]);
		bool again = false;

		if (asked_len == EARLIER_WORKS || version < 2 ||
		    !may_have_been(a, records[i], family, words, words_len))
			continue;
		for (size_t k = 0; k < asked_len; k++)
			again |= !strcmp(asked[k], records[i]->arXiv);
		if (again)
			continue;
		asked[asked_len++] = records[i]->arXiv;
		for (int v = 1; v < version && v <= EARLIER_VERSIONS; v++)
			sbuf_addf(&list, "%s%sv%d", ids++ ? "," : "",
			    records[i]->arXiv, v);
	}
	if (ids) {
		query_begin(out, a, &sb, &source_arxiv, config, SOURCE_SEARCH);
		out->array = true;
		query_path(&sb, "/api/query");
		query_parameter(&sb, "id_list", list.buf);
		query_parameter(
		    &sb, "max_results", arena_printf(a, "%zu", ids));
		query_end(out, a, &sb);
	}
	sbuf_release(&list);
	return ids ? 0 : ERR_USAGE;
}

static char *
child_text(struct arena *a, const xmlNode *parent, const char *name)
{
	char *text = xml_text(a, xml_child(parent, name));

	/* no markup there: a "<" in a title is a mathematician's */
	return text && *text ? text_clean(a, span_of(text)) : NULL;
}

static void
child_date(
    struct date *out, struct arena *a, const xmlNode *parent, const char *name)
{
	char *text = child_text(a, parent, name);

	if (text) /* "2017-07-27T08:18:33Z" */
		date_parse(out, NULL, a, span_sub(span_of(text), 0, 10));
}

static void
read_authors(struct work *w, struct arena *a, const xmlNode *entry)
{
	for (xmlNode *node = xml_child(entry, "author"); node;
	     node = xml_next(node, "author")) {
		char *text = child_text(a, node, "name");
		struct name n;

		if (!text)
			continue;
		if (name_is_others(span_of(text))) {
			w->author.others = true;
			continue;
		}
		name_parse(&n, a, span_of(text), NAME_ORDER_GIVEN_FIRST);
		name_list_add(a, &w->author, n);
	}
}

void
arxiv_read_comment(struct work *w, struct arena *a, const char *comment)
{
	char *folded;

	if (!comment)
		return;
	folded = text_fold(a, span_of(comment));
	for (size_t i = 0; i < LENGTH(withdrawn); i++) {
		if (!strstr(folded, withdrawn[i]) &&
		    !text_starts_nocase(span_of(folded), "withdrawn"))
			continue;
		work_add_relation(a, w, RELATION_RETRACTED_BY, NULL, comment);
		break;
	}
}

/* The published version, as the authors told arXiv. */
static void
read_published(struct work *w, struct arena *a, const xmlNode *entry)
{
	char *doi = child_text(a, entry, "doi");
	char *place = child_text(a, entry, "journal_ref");

	if (doi)
		doi = doi_normal(a, span_of(doi));
	if (doi || place)
		work_add_relation(a, w, RELATION_PREPRINT_OF, doi, place);
}

/* The part of "http://arxiv.org/abs/hep-th/9901001v2" behind "/abs/", or NULL:
 * an entry for an error has another id. */
static const char *
entry_id(const char *url)
{
	const char *at = url ? strstr(url, "/abs/") : NULL;

	return at ? at + 5 : NULL;
}

static struct work *
read_entry(struct arena *a, const xmlNode *entry)
{
	const char *id = entry_id(child_text(a, entry, "id"));
	struct work *w = ARENA_NEW(a, struct work);
	struct date updated = { 0 };
	int version = 0;

	if (!id)
		return NULL;
	w->arXiv = arxiv_normal(a, span_of(id), &version);
	w->title = child_text(a, entry, "title");
	if (!w->arXiv || !w->title)
		return NULL;
	w->type = WORK_TYPE_ARTICLE;
	w->source = source_arxiv.name;
	w->record = arena_strdup(a, id);
	w->publisher = "arXiv";
	w->URL = arena_printf(a, "https://arxiv.org/abs/%s", w->arXiv);
	/* the first version's date; people also cite that of the latest */
	child_date(&w->issued, a, entry, "published");
	child_date(&updated, a, entry, "updated");
	if (version > 1 && updated.from.year != w->issued.from.year)
		w->available_date = updated;
	read_authors(w, a, entry);
	arxiv_read_comment(w, a, child_text(a, entry, "comment"));
	read_published(w, a, entry);
	return w;
}

/*
 * An id that cannot be one is answered with an entry titled "Error", under
 * status 400 or, in older answers, 200.
 */
static const char *
error_id(const char *url)
{
	static const char mark[] = "incorrect_id_format_for_";
	const char *at = url ? strstr(url, "/api/errors#") : NULL;
	const char *id = at ? strstr(at, mark) : NULL;

	return id ? id + sizeof(mark) - 1 : at ? "" : NULL;
}

/* What an error entry says: about one id, or about the request as a whole. */
static int
read_error(struct source_answer *out, struct arena *a, const xmlNode *entry,
    const char *id, struct err *err)
{
	char *summary = child_text(a, entry, "summary");
	struct source_id_answer *answer = *id ? answer_id(out, id) : NULL;

	if (!answer)
		return err_set(err, ERR_AGAIN, "arXiv: %.100s",
		    summary ? summary : "an error without a word");
	answer->status = IDENTIFIER_NOT_EXISTS;
	return 0;
}

/* arXiv left something out of the answer because of its length, not because it
 * has it not. */
static bool
is_cut(struct arena *a, const xmlNode *feed, size_t entries)
{
	char *total = child_text(a, feed, "totalResults");
	size_t n = 0;

	for (const char *p = total; p && *p >= '0' && *p <= '9' && n < 100000;
	     p++)
		n = n * 10 + (size_t)(*p - '0');
	return n > entries;
}

static int
read_feed(struct source_answer *out, struct arena *a, const xmlNode *feed,
    bool refused, struct err *err)
{
	size_t entries = 0, errors = 0, strange = 0;

	for (xmlNode *e = xml_child(feed, "entry"); e;
	     e = xml_next(e, "entry")) {
		const char *bad = error_id(child_text(a, e, "id"));
		struct work *w;
		int rc;

		entries++;
		if (bad) {
			errors++;
			rc = read_error(out, a, e, bad, err);
			if (rc)
				return rc;
			continue;
		}
		w = read_entry(a, e);
		if (!w) {
			strange++;
			continue;
		}
		answer_add(out, a, w);
		answer_exists(out, w->arXiv, w, NULL);
	}
	if (refused && !errors)
		return err_set(
		    err, ERR_AGAIN, "arXiv answered with status 400");
	if (errors && errors == entries && out->ids_len == 1)
		return err_set(err, ERR_ABSENT, "arXiv: that is no arXiv id");
	out->cut = is_cut(a, feed, entries);
	if (errors || strange || out->cut)
		return 0;
	for (size_t i = 0; i < out->ids_len; i++)
		if (out->ids[i].status == IDENTIFIER_UNKNOWN)
			out->ids[i].status = IDENTIFIER_NOT_EXISTS;
	return 0;
}

static int
read(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	struct source_reply checked = *reply;
	const xmlNode *root;
	xmlDoc *doc;
	int rc;

	answer_init(out, a, request);
	if (reply->status == 400) /* may be an error feed */
		checked.status = 200;
	rc = answer_check(request, &checked, err);
	if (rc)
		return rc;
	if (xml_read(&doc, reply->body, err))
		return err_context(err, ERR_AGAIN, "arXiv");
	root = xmlDocGetRootElement(doc);
	if (!root || strcmp((const char *)root->name, "feed") != 0 ||
	    !xml_child(root, "totalResults"))
		rc = err_set(err, ERR_AGAIN, "arXiv's answer is not a feed");
	else
		rc = read_feed(out, a, root, reply->status == 400, err);
	xmlFreeDoc(doc);
	return rc;
}

const struct source source_arxiv = {
	.name = "arxiv",
	.title = "arXiv",
	.base_url = "https://export.arxiv.org",
	.by_identifier = 1u << IDENTIFIER_ARXIV,
	.batch_max = BATCH,
	/* one request in three seconds, one connection, all machines together
	 * (info.arxiv.org/help/api/tou.html) */
	.single = { 0.33, 1 },
	.array = { 0.33, 1 },
	.polite_single = { 0.33, 1 },
	.polite_array = { 0.33, 1 },
	.covers = coverage_arxiv,
	.can_search = coverage_arxiv_search,
	.records = records,
	.search = search,
	.searches_max = SEARCHES,
	.search_many = search_many,
	.is_hit = is_hit,
	.earlier = earlier,
	.read = read,
};
