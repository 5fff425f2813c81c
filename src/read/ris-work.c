#include "base/text.h"
#include "model/identifier.h"
#include "model/ris.h"
#include "read/keywords.h"
#include "read/ris.h"

#include "base/banned.h"

/*
 * What a tag means depends on the type: RIS names fields by their place in
 * EndNote's templates ("Secondary Title"), and each type has its own template
 * (EndNote's "Reference Types" preferences; RIS Format Specifications).
 */

enum {
	ARTICLES = 1 << 0,
	PARTS = 1 << 1, /* of books */
	BOOKS = 1 << 2,
	LEGAL = 1 << 3,
	MEDIA = 1 << 4,
	CONFERENCES = 1 << 5,
	REPORTS = 1 << 6,
	OTHERS = 1 << 7,
	VERSIONED = 1 << 8, /* whose edition is a version */
	CASES = 1 << 9,
	TALKS = 1 << 10,
	ANY = 0x7ff,
};

static unsigned
class_of(enum work_type t)
{
	switch (t) {
	case WORK_TYPE_ARTICLE:
	case WORK_TYPE_ARTICLE_JOURNAL:
	case WORK_TYPE_ARTICLE_MAGAZINE:
	case WORK_TYPE_ARTICLE_NEWSPAPER:
	case WORK_TYPE_REVIEW:
	case WORK_TYPE_REVIEW_BOOK: return ARTICLES;
	case WORK_TYPE_CHAPTER:
	case WORK_TYPE_ENTRY:
	case WORK_TYPE_ENTRY_DICTIONARY:
	case WORK_TYPE_ENTRY_ENCYCLOPEDIA: return PARTS;
	case WORK_TYPE_BOOK:
	case WORK_TYPE_CLASSIC:
	case WORK_TYPE_COLLECTION:
	case WORK_TYPE_PAMPHLET:
	case WORK_TYPE_PERIODICAL: return BOOKS;
	case WORK_TYPE_LEGAL_CASE: return LEGAL | CASES;
	case WORK_TYPE_LEGISLATION:
	case WORK_TYPE_BILL:
	case WORK_TYPE_REGULATION:
	case WORK_TYPE_HEARING: return LEGAL;
	case WORK_TYPE_MOTION_PICTURE:
	case WORK_TYPE_BROADCAST:
	case WORK_TYPE_SONG:
	case WORK_TYPE_MUSICAL_SCORE: return MEDIA;
	case WORK_TYPE_PAPER_CONFERENCE: return CONFERENCES;
	case WORK_TYPE_SOFTWARE: return REPORTS | VERSIONED;
	case WORK_TYPE_DATASET: return OTHERS | VERSIONED;
	case WORK_TYPE_SPEECH: return OTHERS | TALKS;
	case WORK_TYPE_REPORT:
	case WORK_TYPE_MAP:
	case WORK_TYPE_THESIS:
	case WORK_TYPE_STANDARD:
	case WORK_TYPE_PATENT: return REPORTS;
	default: return OTHERS;
	}
}

/* Tags whose value is a text of the work. The first row that fits counts. */
static const struct {
	const char *tag;
	unsigned classes;
	enum work_field field;
} texts[] = {
	{ "BT", BOOKS, WORK_title },
	{ "BT", ANY, WORK_container_title },
	{ "JF", BOOKS, WORK_collection_title },
	{ "JF", ANY, WORK_container_title },
	{ "C3", CONFERENCES, WORK_container_title },
	{ "T2", BOOKS | REPORTS, WORK_collection_title },
	{ "T2", TALKS, WORK_event_title },
	{ "T2", ANY, WORK_container_title },
	{ "T3", CONFERENCES, WORK_collection_title },
	{ "T3", ANY, WORK_collection_title },
	{ "J2", ANY, WORK_container_title_short },
	{ "JA", ANY, WORK_container_title_short },
	{ "J1", ANY, WORK_container_title_short },
	{ "JO", ANY, WORK_container_title_short },
	{ "ST", ANY, WORK_title_short },
	{ "TT", ANY, WORK_original_title },
	{ "OP", BOOKS | PARTS, WORK_original_title },
	{ "RI", ANY, WORK_reviewed_title },
	{ "VL", ANY, WORK_volume },
	/* where both are there, it is the document's own */
	{ "M1", REPORTS, WORK_number },
	{ "IS", REPORTS | LEGAL | MEDIA, WORK_number },
	{ "IS", PARTS, WORK_number_of_volumes },
	{ "IS", BOOKS, WORK_collection_number },
	{ "IS", ANY, WORK_issue },
	{ "M1", BOOKS, WORK_collection_number },
	{ "M1", ANY & ~ARTICLES, WORK_number },
	{ "NV", ANY, WORK_number_of_volumes },
	{ "SV", ANY, WORK_collection_number },
	{ "ET", VERSIONED, WORK_version },
	{ "ET", ANY, WORK_edition },
	{ "SE", PARTS, WORK_chapter_number },
	{ "SE", ANY & ~ARTICLES, WORK_section },
	{ "PB", CASES, WORK_authority }, /* "Court" */
	{ "PB", ANY, WORK_publisher },
	{ "CY", ANY, WORK_publisher_place },
	{ "PP", ANY, WORK_publisher_place },
	{ "C1", CONFERENCES | TALKS, WORK_event_place },
	{ "LA", ANY, WORK_language },
	{ "DB", ANY, WORK_archive },
	{ "AN", ANY, WORK_archive_location },
	{ "AV", ANY, WORK_archive_location },
	{ "CN", ANY, WORK_call_number },
	{ "M3", ANY, WORK_genre },
};

static bool
is_text(enum work_field *out, const struct tagged_item *item, unsigned class)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if ((texts[i].classes & class) &&
		    tagged_is(item, texts[i].tag)) {
			*out = texts[i].field;
			return true;
		}
	return false;
}

static void
take_texts(
    struct work *w, struct arena *a, struct tagged_record *r, unsigned class)
{
	/* In the order of the table: "JF" counts more than "T2". */
	for (size_t row = 0; row < sizeof(texts) / sizeof(texts[0]); row++) {
		enum work_field f = texts[row].field;

		if (!(texts[row].classes & class))
			continue;
		for (size_t i = 0; i < r->len; i++) {
			struct tagged_item *item = &r->items[i];
			enum work_field first;
			const char *text;

			if (item->used || !tagged_is(item, texts[row].tag) ||
			    !is_text(&first, item, class) || first != f)
				continue;
			text = fill_clean(a, item->value);
			if (text && work_get(w, f) &&
			    strcmp(work_get(w, f), text) != 0)
				continue;
			item->used = true;
			if (text)
				work_set(w, f, text);
		}
	}
}

/* --- titles ---------------------------------------------------------------------- */

/* T1 and TI are one field, and so is CT; that it is given twice is common. */
static void
take_title(struct work *w, struct arena *a, struct tagged_record *r)
{
	static const char *const tags[] = { "TI", "T1", "CT" };

	for (size_t t = 0; t < 3; t++)
		for (size_t i = 0; i < r->len; i++) {
			struct tagged_item *item = &r->items[i];
			const char *text;

			if (item->used || !tagged_is(item, tags[t]))
				continue;
			text = fill_clean(a, item->value);
			if (text && w->title && strcmp(w->title, text) != 0)
				continue;
			item->used = true;
			if (text && !w->title)
				fill_title(w, a, item->value);
		}
}

/* The conference's name, beside a title of the proceedings that is another. */
static void
take_conference(struct work *w, struct arena *a, struct tagged_record *r)
{
	if (tagged_has(r, "C3"))
		fill_text(w, a, WORK_event_title, tagged_take(r, "T2"), NULL);
}

static void
settle_containers(struct work *w, unsigned class)
{
	if (!w->container_title && w->container_title_short &&
	    !(class & (BOOKS | REPORTS))) {
		w->container_title = w->container_title_short;
		w->container_title_short = NULL;
	}
	if (w->container_title && w->container_title_short &&
	    !strcmp(w->container_title, w->container_title_short))
		w->container_title_short = NULL;
	/* A book by its secondary title alone. */
	if (!w->title && w->collection_title && class == BOOKS) {
		w->title = w->collection_title;
		w->collection_title = NULL;
	}
}

/* --- people ------------------------------------------------------------------------ */

static void
take_people(
    struct work *w, struct arena *a, struct tagged_record *r, unsigned class)
{
	enum fill_names how = FILL_NAMES_SUFFIX_LAST;
	struct name_list second = { 0 }, third = { 0 };

	tagged_names(&w->author, a, r, "AU A1", how);
	tagged_names(&w->editor, a, r, "ED", how);
	tagged_names(&second, a, r, "A2", how);
	tagged_names(&third, a, r, "A3", how);
	tagged_names(&w->translator, a, r, "TA", how);
	if (!second.len)
		; /* none, or of a type that has its own */
	else if (w->type == WORK_TYPE_PERSONAL_COMMUNICATION ||
		 w->type == WORK_TYPE_POST)
		w->recipient = second;
	else if (w->type == WORK_TYPE_INTERVIEW)
		w->interviewer = second;
	else if (w->type == WORK_TYPE_SONG)
		w->performer = second;
	else if (class == MEDIA)
		w->contributor = second;
	else if (class == BOOKS &&
		 (w->author.len || w->editor.len || third.len))
		w->collection_editor = second;
	else if (w->type == WORK_TYPE_REPORT)
		w->collection_editor = second;
	else if (!w->editor.len)
		w->editor = second;
	else
		w->contributor = second;
	if (class == BOOKS && !w->editor.len)
		w->editor = third;
	else if (class == MEDIA)
		w->producer = third;
	else if (!w->collection_editor.len)
		w->collection_editor = third;
	else if (!w->contributor.len)
		w->contributor = third;
	/* where there are others already, they are kept as they are */
	if (class == MEDIA && !w->performer.len)
		tagged_names(&w->performer, a, r, "A4", how);
	else if (class != MEDIA && !w->translator.len)
		tagged_names(&w->translator, a, r, "A4", how);
}

/* --- dates ------------------------------------------------------------------------- */

/* RIS's date may say at its end what it is the date of. */
static bool
is_history(struct span value)
{
	static const char *const words[] = { "received", "accepted", "revised",
		"submitted" };
	size_t slashes = 0, i;

	for (i = 0; i < value.len && slashes < 3; i++)
		slashes += value.ptr[i] == '/';
	value = span_skip(value, i);
	for (size_t k = 0; k < 4; k++)
		if (text_starts_nocase(value, words[k]))
			return true;
	return false;
}

static void
take_date(
    struct date *out, struct arena *a, struct tagged_record *r, const char *tag)
{
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];
		struct date before = *out;

		if (item->used || !tagged_is(item, tag) ||
		    is_history(item->value))
			continue;
		fill_date(out, a, item->value);
		/* EndNote's field for the date has no year. */
		if (before.from.year && out->from.year == before.from.year)
			fill_month(out, item->value);
		item->used = true;
	}
}

/* --- the rest ------------------------------------------------------------------------ */

/* Has it the form of an ISBN or an ISSN, whatever its check digit? Else WORK_FIELDS. */
static enum work_field
number_by_form(struct span s)
{
	size_t digits = 0;
	bool hyphen = false;

	for (size_t i = 0; i < s.len; i++) {
		bool last = i + 1 == s.len;

		if (s.ptr[i] == '-' && digits == 4)
			hyphen = true;
		if ((s.ptr[i] >= '0' && s.ptr[i] <= '9') ||
		    (last && strchr("Xx", s.ptr[i])))
			digits++;
		else if (!strchr("- ", s.ptr[i]))
			return WORK_FIELDS;
	}
	return digits == 10 || digits == 13          ? WORK_ISBN
	       : digits == 8 && hyphen && s.len == 9 ? WORK_ISSN
						     : WORK_FIELDS;
}

static bool
take_standard_number(struct work *w, struct arena *a, struct span value)
{
	enum work_field f = number_by_form(text_trim(value));

	if (f == WORK_FIELDS)
		return fill_standard_number(w, a, value);
	fill_identifier(w, a, f, value);
	return true;
}

static void
take_identifiers(struct work *w, struct arena *a, struct tagged_record *r)
{
	static const char *const dois[] = { "DO", "DI", "M3" };

	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (item->used)
			continue;
		for (size_t k = 0; k < 3; k++)
			if (tagged_is(item, dois[k]))
				item->used = fill_doi(w, a, item->value);
		if (tagged_is(item, "SN"))
			item->used = take_standard_number(w, a, item->value);
		else if (tagged_is(item, "UR"))
			item->used = true, fill_url(w, a, item->value);
	}
	/* Notes that say nothing but the DOI. */
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (!item->used && tagged_is(item, "N1") &&
		    item->value.len < 100 &&
		    (text_starts_nocase(item->value, "doi:") ||
			text_starts_nocase(item->value, "10.")) &&
		    !memchr(item->value.ptr, '\n', item->value.len))
			item->used = fill_doi(w, a, item->value);
	}
}

static bool
is_numeric(struct span s)
{
	return s.len && s.ptr[0] >= '0' && s.ptr[0] <= '9' &&
	       !memchr(s.ptr, '-', s.len);
}

static bool
is_pubmed(const struct tagged_item *item)
{
	return tagged_is(item, "DB") &&
	       (text_starts_nocase(item->value, "PubMed") ||
		   text_starts_nocase(item->value, "Medline") ||
		   text_starts_nocase(item->value, "NLM"));
}

/* The library's own name, of who gives the database or of the database. */
static bool
is_of_nlm(const struct tagged_record *r)
{
	for (size_t i = 0; i < r->len; i++)
		if (is_pubmed(&r->items[i]) ||
		    (tagged_is(&r->items[i], "DP") &&
			text_starts_nocase(r->items[i].value, "NLM")))
			return true;
	return false;
}

static void
take_pages(
    struct work *w, struct arena *a, struct tagged_record *r, unsigned class)
{
	struct span from = tagged_take(r, "SP"), to = tagged_take(r, "EP");
	const char *first = fill_clean(a, from), *last = fill_clean(a, to);

	/* How many pages a book has. */
	if (first && !last &&
	    (class == BOOKS || w->type == WORK_TYPE_THESIS ||
		w->type == WORK_TYPE_MANUSCRIPT) &&
	    (is_numeric(from) || strchr(first, 'p'))) {
		size_t n = strspn(first, "0123456789");

		fill_text(w, a, WORK_number_of_pages,
		    n && first[n] == ' ' ? span_sub(from, 0, n) : from, NULL);
		return;
	}
	/* The whole range, and its end once more. */
	if (first && last && strchr(first, '-') &&
	    strlen(first) > strlen(last) &&
	    !strcmp(first + strlen(first) - strlen(last), last))
		to = (struct span){ "", 0 };
	fill_page_range(w, a, from, to);
	if (w->page && is_of_nlm(r))
		w->page = fill_whole_pages(a, w->page);
}

/* "26957754[pmid]", "PMC4756000[pmcid]", "jpts-2015-817[PII]", as PubMed Central
 * exports them. */
static bool
is_marked_id(struct work *w, struct arena *a, struct span value)
{
	struct span s = text_trim(value), id, mark;
	const char *open = memchr(s.ptr, '[', s.len);

	if (!open || s.ptr[s.len - 1] != ']' || memchr(s.ptr, ' ', s.len))
		return false;
	id = span_sub(s, 0, (size_t)(open - s.ptr));
	mark = span_sub(s, id.len + 1, s.len - 1);
	if (text_eq_nocase(mark, "pmid")) {
		const char *pmid = pmid_normal(a, id);

		if (pmid && !w->PMID)
			w->PMID = pmid;
		return pmid && !strcmp(pmid, w->PMID);
	}
	if (text_eq_nocase(mark, "pmcid")) {
		const char *pmcid = pmcid_normal(a, id);

		if (pmcid && !w->PMCID)
			w->PMCID = pmcid;
		return pmcid && !strcmp(pmcid, w->PMCID);
	}
	if (!text_eq_nocase(mark, "pii") || work_custom(w, "pii"))
		return false;
	fill_custom(w, a, "pii", id);
	return true;
}

/* Links by names of their own, where there is no other; a DOI that stands for the
 * alternate title (EndNote's "%O"); EndNote's date of an article's publication ahead of
 * print, which shares its tag with editions. */
static void
take_odd_places(
    struct work *w, struct arena *a, struct tagged_record *r, unsigned class)
{
	static const char *const links[] = { "LK", "L2" };

	for (size_t k = 0; k < sizeof(links) / sizeof(links[0]); k++)
		for (size_t i = 0; i < r->len && !w->URL; i++) {
			struct tagged_item *item = &r->items[i];

			if (tagged_is(item, links[k]) &&
			    text_starts_nocase(item->value, "http"))
				item->used = true, fill_url(w, a, item->value);
		}
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (tagged_is(item, "J2") && !w->DOI &&
		    text_starts_nocase(item->value, "10."))
			item->used = fill_doi(w, a, item->value);
		else if (tagged_is(item, "ET") && class == ARTICLES &&
			 memchr(item->value.ptr, '/', item->value.len))
			item->used = true,
			fill_date(&w->available_date, a, item->value);
	}
}

static bool
is_central(const struct tagged_item *item)
{
	return tagged_is(item, "DB") &&
	       text_eq_nocase(text_trim(item->value), "PMC");
}

/* "arXiv:1706.03762 [cs.CL]", as arXiv itself cites it. */
static bool
take_arxiv(struct work *w, struct arena *a, struct span value)
{
	const char *open = memchr(value.ptr, '[', value.len);
	size_t at = open ? (size_t)(open - value.ptr) : value.len;
	char *id = arxiv_normal(a, text_trim(span_sub(value, 0, at)), NULL);

	if (!id || (w->arXiv && strcmp(w->arXiv, id) != 0))
		return false;
	w->arXiv = id;
	if (open && value.ptr[value.len - 1] == ']')
		fill_custom(w, a, "eprintclass",
		    span_sub(value, at + 1, value.len - 1));
	return true;
}

/* EndNote's template of an article: PMCID, article number, and PubMed's number as
 * the accession's. A link to the paper's file is one everywhere. */
static void
take_article_numbers(
    struct work *w, struct arena *a, struct tagged_record *r, unsigned class)
{
	bool pubmed = false, central = false;

	for (size_t i = 0; i < r->len; i++) {
		pubmed |= is_pubmed(&r->items[i]);
		central |= is_central(&r->items[i]);
	}
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (item->used)
			continue;
		if (tagged_is(item, "C2") && class == ARTICLES && !w->PMCID &&
		    text_starts_nocase(item->value, "PMC")) {
			w->PMCID = pmcid_normal(a, item->value);
			item->used = w->PMCID != NULL;
		} else if (tagged_is(item, "C7") && class == ARTICLES &&
			   !w->number) {
			w->number = fill_clean(a, item->value);
			item->used = true;
		} else if (tagged_is(item, "AN") &&
			   text_starts_nocase(item->value, "arXiv:")) {
			item->used = take_arxiv(w, a, item->value);
		} else if (tagged_is(item, "AN") && pubmed && !w->PMID &&
			   item->value.len <= 9) {
			w->PMID = pmid_normal(a, item->value);
			item->used = w->PMID != NULL;
		} else if (tagged_is(item, "AN") && central && !w->PMCID) {
			w->PMCID = pmcid_normal(a, item->value);
			item->used = w->PMCID != NULL;
		} else if (tagged_is(item, "N1") || item->tag.ptr[0] == 'U') {
			item->used = is_marked_id(w, a, item->value);
		}
	}
	/* It is what the number is of. */
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		item->used |=
		    (w->PMID && is_pubmed(item)) ||
		    (w->PMCID && is_central(item)) ||
		    (w->arXiv && tagged_is(item, "DB") &&
			text_eq_nocase(text_trim(item->value), "arXiv"));
	}
	fill_custom(w, a, "file",
	    span_of(
		tagged_has(r, "L1") ? tagged_take_all(r, a, "L1", "\n") : ""));
}

/* A field is a note, and may have several lines: a blank line parts them. */
static void
take_notes(struct work *w, struct arena *a, struct tagged_record *r)
{
	struct sbuf all = SBUF_INIT;

	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];
		const char *text;

		if (item->used || !tagged_is(item, "N1"))
			continue;
		item->used = true;
		text = fill_paragraphs(a, item->value);
		if (text)
			sbuf_addf(&all, "%s%s", all.len ? "\n\n" : "", text);
	}
	if (all.len)
		work_set(w, WORK_note,
		    w->note ? arena_printf(a, "%s\n\n%s", w->note, all.buf)
			    : arena_strdup(a, all.buf));
	sbuf_release(&all);
}

struct work *
ris_work(struct arena *a, struct tagged_record *r, const struct ris_type *type,
    const char *prefix)
{
	struct work *w = ARENA_NEW(a, struct work);
	struct keywords keywords = { .a = a };
	const char *more;
	unsigned class;

	w->type = type ? type->type : WORK_TYPE_NONE;
	w->genre = type ? type->genre : NULL;
	/* "Generic" is what exporters write of articles. */
	if (w->type == WORK_TYPE_DOCUMENT && !w->genre &&
	    (tagged_has(r, "JO") || tagged_has(r, "JF") ||
		tagged_has(r, "JA") || tagged_has(r, "J2")))
		w->type = WORK_TYPE_ARTICLE_JOURNAL;
	class = class_of(w->type);
	/* Titles have markup, too. */
	tagged_decode(r, a, "TI T1 CT");
	w->id = fill_clean(a, tagged_take(r, "ID"));
	ris_take_own(w, a, r, type);
	take_title(w, a, r);
	take_people(w, a, r, class);
	take_date(&w->issued, a, r, "PY");
	take_date(&w->issued, a, r, "Y1");
	take_date(&w->issued, a, r, "YR");
	take_date(&w->issued, a, r, "DA");
	take_date(&w->accessed, a, r, "Y2");
	/* Scopus: nobody looks at a page for days, a conference lasts some. */
	if (class == CONFERENCES && w->accessed.to.year) {
		w->event_date = w->accessed;
		w->accessed = (struct date){ 0 };
	}
	take_identifiers(w, a, r);
	take_pages(w, a, r, class);
	take_article_numbers(w, a, r, class);
	take_odd_places(w, a, r, class);
	take_texts(w, a, r, class);
	if (class == CONFERENCES)
		take_conference(w, a, r);
	settle_containers(w, class);
	if (class == ARTICLES && !w->issue) {
		struct span m1 = tagged_take(r, "M1");

		if (m1.len < 16)
			w->issue = fill_clean(a, m1);
		else
			fill_custom(w, a, "ris-m1", m1);
	}
	w->abstract = tagged_take_all(r, a, "AB", "\n");
	more = tagged_take_all(r, a, "N2", "\n");
	if (!w->abstract)
		w->abstract = more;
	else if (more && strcmp(more, w->abstract) != 0)
		fill_custom(w, a, "ris-n2", span_of(more));
	keywords_add_lines(&keywords, tagged_take_all(r, a, "KW", "\n"));
	keywords_set(&keywords, w);
	take_notes(w, a, r);
	more = tagged_take_all(r, a, "RN", "\n");
	if (more && w->note)
		w->annote = more;
	else if (more)
		w->note = more;
	more = tagged_take_all(r, a, "AD", "\n");
	if (more)
		fill_custom(w, a, "affiliation", span_of(more));
	fill_settle_markup(w, a);
	tagged_keep_rest(w, a, r, prefix);
	return w;
}
