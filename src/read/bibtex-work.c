#include "base/text.h"
#include "model/identifier.h"
#include "model/language.h"
#include "model/latex.h"
#include "read/bibtex.h"
#include "read/read.h"

#include <stdlib.h>

#include "base/banned.h"

enum handling {
	HANDLING_TEXT,
	HANDLING_NAMES,
	HANDLING_DATE,
	HANDLING_SPECIAL
};

static const struct {
	const char *name;
	enum handling handling;
	int target;
} fields[FIELD_IDS] = {
#define X(member, name, handling, target) { name, HANDLING_##handling, target },
#include "read/bibtex-fields.def"
#undef X
};

static const struct {
	const char *name;
	enum work_type type;
} types[] = {
#define X(name, csl) { name, WORK_TYPE_##csl },
#include "model/bibtex-types.def"
#undef X
};

enum { TYPES = sizeof(types) / sizeof(types[0]) };

static int
compare_nocase(struct span s, const char *name)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		int order = (unsigned char)text_ascii_lower(s.ptr[i]) -
			    (unsigned char)name[i];

		if (order)
			return order;
	}
	return name[i] ? -1 : 0;
}

static int
compare_field(const void *key, const void *row)
{
	return compare_nocase(
	    *(const struct span *)key, *(const char *const *)row);
}

enum bibtex_field_id
bibtex_field_id(struct span name)
{
	const char *const *row =
	    bsearch(&name, fields, FIELD_IDS, sizeof(fields[0]), compare_field);

	return row ? (enum bibtex_field_id)(
			 ((const char *)row - (const char *)fields) /
			 (ptrdiff_t)sizeof(fields[0]))
		   : FIELD_IDS;
}

struct span
bibtex_field_name(enum bibtex_field_id id)
{
	return span_of(fields[id].name);
}

enum work_type
bibtex_type(struct span name)
{
	for (size_t i = 0; i < TYPES; i++)
		if (text_eq_nocase(name, types[i].name))
			return types[i].type;
	return WORK_TYPE_NONE;
}

struct builder {
	struct arena *a;
	struct bibtex_values *values;
	struct work *w;
	struct parse *out;
};

/* --- taking values ------------------------------------------------------------ */

/* The value of a field, if it has one that nothing has used yet. */
static struct bibtex_value *
find(const struct builder *b, enum bibtex_field_id id)
{
	struct bibtex_value *v = b->values->known[id];

	return v && !v->used ? v : NULL;
}

/* As text; biblatex's keys as what they print. */
static const char *
decode(const struct builder *b, const struct bibtex_value *v)
{
	const char *out = latex_to_unicode(b->a, v->raw);
	const char *printed =
	    v->id < FIELD_IDS ? bibtex_string(fields[v->id].name, span_of(out))
			      : NULL;

	return printed ? printed : *out ? out : NULL;
}

static void
claim(struct builder *b, enum claim field, const struct bibtex_value *v)
{
	struct parse *out = b->out;
	struct place place = { field, v->place, 1.0 };

	/* What it stands for is not known, so nothing can speak against it. */
	if (!range_empty(v->unknown)) {
		place.range = v->unknown;
		place.confidence = 0.2;
	}
	if (!range_empty(place.range))
		ARENA_PUSH(b->a, out->places, out->places_len) = place;
}

/* Use the field as text; NULL if it is absent or empty. */
static const char *
take_text(struct builder *b, enum bibtex_field_id id)
{
	struct bibtex_value *v = find(b, id);
	const char *out = v ? decode(b, v) : NULL;

	if (out)
		v->used = true;
	return out;
}

static const char *
take_claim(struct builder *b, enum bibtex_field_id id, enum claim field)
{
	struct bibtex_value *v = find(b, id);
	const char *out = take_text(b, id);

	if (out && field < CLAIMS)
		claim(b, field, v);
	return out;
}

/* The first of several fields that is there. `ids` ends with FIELD_IDS. */
static const char *
take_first(struct builder *b, const enum bibtex_field_id *ids, enum claim field)
{
	const char *out = NULL;

	for (; !out && *ids != FIELD_IDS; ids++)
		out = take_claim(b, *ids, field);
	return out;
}

static bool
contains_nocase(const char *text, const char *word)
{
	struct span s = span_of(text);

	for (; s.len; s = span_skip(s, 1))
		if (text_starts_nocase(s, word))
			return true;
	return false;
}

/* --- titles ------------------------------------------------------------------- */

static void
set_title(struct builder *b)
{
	struct work *w = b->w;
	struct bibtex_value *v = find(b, FIELD_TITLE),
			    *sub = find(b, FIELD_SUBTITLE);
	const char *subtitle;

	if (!v && w->type == WORK_TYPE_BOOK)
		v = find(b, FIELD_BOOKTITLE);
	if (!v || !(w->title = decode(b, v)))
		return;
	v->used = true;
	w->title_rich = latex_to_rich(b->a, v->raw);
	subtitle = take_text(b, FIELD_SUBTITLE);
	if (!subtitle) {
		claim(b, CLAIM_TITLE, v);
		return;
	}
	if (w->title_rich) {
		const char *rich = latex_to_rich(b->a, sub->raw);

		/* Two halves: escaped like markup, also where there is none. */
		w->title_rich = title_with_subtitle(
		    b->a, w->title_rich, rich ? rich : subtitle);
	}
	w->title = title_with_subtitle(b->a, w->title, subtitle);
}

bool
bibtex_is_part(enum work_type t)
{
	return t == WORK_TYPE_CHAPTER || t == WORK_TYPE_PAPER_CONFERENCE ||
	       t == WORK_TYPE_ENTRY || t == WORK_TYPE_ENTRY_DICTIONARY ||
	       t == WORK_TYPE_ENTRY_ENCYCLOPEDIA;
}

static void
set_container(struct builder *b)
{
	static const struct {
		enum bibtex_field_id title, subtitle;
	} in_journal[] = {
		{ FIELD_JOURNALTITLE, FIELD_JOURNALSUBTITLE },
		{ FIELD_JOURNAL, FIELD_JOURNALSUBTITLE },
		{ FIELD_BOOKTITLE, FIELD_BOOKSUBTITLE },
	}, in_book[] = {
		{ FIELD_BOOKTITLE, FIELD_BOOKSUBTITLE },
		{ FIELD_MAINTITLE, FIELD_BOOKSUBTITLE },
		{ FIELD_JOURNAL, FIELD_JOURNALSUBTITLE },
	};
	bool book = bibtex_is_part(b->w->type);

	/* A book's booktitle is its own title once more. */
	if (b->w->type == WORK_TYPE_BOOK && !find(b, FIELD_JOURNAL))
		return;
	for (size_t i = 0; i < 3; i++) {
		enum bibtex_field_id id =
		    book ? in_book[i].title : in_journal[i].title;
		struct bibtex_value *v = find(b, id);
		const char *title = take_text(b, id), *subtitle;

		if (!title)
			continue;
		subtitle = take_text(
		    b, book ? in_book[i].subtitle : in_journal[i].subtitle);
		if (!subtitle)
			claim(b, CLAIM_CONTAINER_TITLE, v);
		b->w->container_title =
		    title_with_subtitle(b->a, title, subtitle);
		return;
	}
}

/* --- numbers, dates, publishers ------------------------------------------------ */

/* CSL parts page ranges with "-"; the sources have "--", en dashes, blanks. */
static const char *
page_text(struct arena *a, const char *text)
{
	struct span s = span_of(text);
	char *out = arena_alloc(a, s.len + 1);
	size_t at = 0, len = 0;

	while (at < s.len) {
		size_t was = at;
		uint32_t c = text_next(s, &at);

		if (!text_is_dash(c)) {
			if (c == ' ' && len && out[len - 1] == '-')
				continue;
			memcpy(out + len, s.ptr + was, at - was);
			len += at - was;
			continue;
		}
		while (len && out[len - 1] == ' ')
			len--;
		if (!len || out[len - 1] != '-')
			out[len++] = '-';
	}
	out[len] = '\0';
	return out;
}

static void
set_numbers(struct builder *b)
{
	static const enum bibtex_field_id pages[] = { FIELD_PAGES, FIELD_EID,
		FIELD_ARTICLENO, FIELD_ARTICLE_NUMBER, FIELD_IDS };
	struct work *w = b->w;
	bool has_pages = find(b, FIELD_PAGES) != NULL;
	const char *text = take_first(b, pages, CLAIM_PAGES);

	if (text)
		w->page = page_text(b->a, text);
	w->volume = take_claim(b, FIELD_VOLUME, CLAIM_VOLUME);
	text = take_claim(b, FIELD_EDITION, CLAIM_EDITION);
	if (text)
		w->edition = bibtex_edition(b->a, text);
	switch (w->type) {
	case WORK_TYPE_BOOK:
	case WORK_TYPE_CHAPTER:
	case WORK_TYPE_PAPER_CONFERENCE:
	case WORK_TYPE_ENTRY:
	case WORK_TYPE_ENTRY_DICTIONARY:
	case WORK_TYPE_ENTRY_ENCYCLOPEDIA:
		if (w->collection_title)
			w->collection_number = take_text(b, FIELD_NUMBER);
		else
			w->issue = take_claim(b, FIELD_NUMBER, CLAIM_ISSUE);
		break;
	case WORK_TYPE_ARTICLE:
	case WORK_TYPE_ARTICLE_JOURNAL:
	case WORK_TYPE_ARTICLE_MAGAZINE:
	case WORK_TYPE_ARTICLE_NEWSPAPER:
	case WORK_TYPE_PERIODICAL:
	case WORK_TYPE_REVIEW:
	case WORK_TYPE_REVIEW_BOOK:
		w->issue = take_claim(b, FIELD_NUMBER, CLAIM_ISSUE);
		if (has_pages) /* the article's number, beside them */
			w->number = take_first(b, pages + 1, CLAIMS);
		break;
	default: w->number = take_text(b, FIELD_NUMBER);
	}
	if (!w->issue)
		w->issue = take_claim(b, FIELD_ISSUE, CLAIM_ISSUE);
}

/* "27~may", "may 27", "July 30th", "jul--aug", "5": month and day of the points. */
static void
read_month(struct date *d, const char *text)
{
	struct span s = span_of(text);
	struct date_point *point = &d->from;
	size_t at = 0;

	while (at < s.len) {
		size_t from = at;
		uint32_t c = text_next(s, &at);
		size_t to = at;
		struct span word;
		int n, month;

		if (text_is_dash(c) || c == '/') {
			if (point->month && d->to.month == 0) {
				d->to.year = d->from.year;
				point = &d->to;
			}
			continue;
		}
		if (!text_is_letter(c) && !text_is_digit(c))
			continue;
		while (to < s.len) {
			at = to;
			c = text_next(s, &to);
			if (!text_is_letter(c) && !text_is_digit(c) &&
			    !text_is_mark(c))
				break;
			at = to;
		}
		word = span_sub(s, from, at);
		n = bibtex_ordinal(word);
		month = date_month(word);
		if (!month)
			month = date_season(word);
		if (!point->month && month > 0 &&
		    (!n || !strpbrk(text, "abcdefghijklmnopqrstuvwxyz")))
			point->month = month;
		else if (n >= 1 && n <= 31)
			point->day = n;
	}
	if (d->to.year && !d->to.month)
		d->to = (struct date_point){ 0 };
	if (!d->from.month)
		d->from.day = 0;
}

/* A date of biblatex, or what is written there instead. */
static void
read_date(
    struct date *out, struct date *original, struct arena *a, const char *text)
{
	if (!date_parse_edtf(out, span_of(text)))
		date_parse(out, original, a, span_of(text));
}

static void
set_date(struct builder *b)
{
	struct work *w = b->w;
	struct bibtex_value *date = find(b, FIELD_DATE);
	const char *year, *month, *day;
	struct date original = { 0 };

	if (date) {
		/* Verbatim, since "~" means about in EDTF. */
		const char *text = latex_verbatim(b->a, date->raw);

		read_date(&w->issued, &original, b->a, text);
		if (!date_is_empty(&original))
			w->original_date = original;
		if (!date_is_empty(&w->issued)) {
			struct bibtex_value *other = find(b, FIELD_YEAR);

			date->used = true;
			claim(b, CLAIM_YEAR, date);
			if (other && work_year(w))
				other->used = true;
			if ((other = find(b, FIELD_MONTH)) &&
			    w->issued.from.month)
				other->used = true;
			return;
		}
	}
	year = take_claim(b, FIELD_YEAR, CLAIM_YEAR);
	if (!year)
		return;
	if (strlen(year) < 4 && strspn(year, "0123456789") == strlen(year))
		w->issued.from.year = (int)strtol(year, NULL, 10);
	else
		date_parse(&w->issued, &original, b->a, span_of(year));
	if (!date_is_empty(&original))
		w->original_date = original;
	month = take_text(b, FIELD_MONTH);
	if (!month || !w->issued.from.year || w->issued.to.year ||
	    w->issued.from.month)
		return;
	read_month(&w->issued, month);
	if (!w->issued.from.month) {
		b->values->known[FIELD_MONTH]->used = false;
		return;
	}
	day = w->issued.from.month ? take_text(b, FIELD_DAY) : NULL;
	if (day && !w->issued.from.day) {
		long n = strtol(day, NULL, 10);

		if (n >= 1 && n <= 31)
			w->issued.from.day = (int)n;
	}
}

static bool
has_digit(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= '0' && s.ptr[i] <= '9')
			return true;
	return false;
}

/*
 * The place of a law, a case or a patent that nobody publishes: where it holds
 * (biblatex manual, 2.1.1, @patent), or where it is found ("20 U.S.C § 6301",
 * biblatex-apa), which CSL has no variable for.
 */
static void
set_jurisdiction(struct builder *b)
{
	static const enum bibtex_field_id place[] = { FIELD_LOCATION,
		FIELD_ADDRESS, FIELD_IDS };

	for (const enum bibtex_field_id *id = place; *id != FIELD_IDS; id++) {
		const struct bibtex_value *v = find(b, *id);

		if (v && !b->w->jurisdiction && !has_digit(v->raw))
			b->w->jurisdiction = take_text(b, *id);
	}
}

static void
set_publisher(struct builder *b)
{
	static const enum bibtex_field_id
	    thesis[] = { FIELD_SCHOOL, FIELD_INSTITUTION, FIELD_PUBLISHER,
		    FIELD_ORGANIZATION, FIELD_IDS },
	    report[] = { FIELD_INSTITUTION, FIELD_PUBLISHER, FIELD_ORGANIZATION,
		    FIELD_SCHOOL, FIELD_IDS },
	    other[] = { FIELD_PUBLISHER, FIELD_ORGANIZATION, FIELD_INSTITUTION,
		    FIELD_SCHOOL, FIELD_IDS },
	    authority[] = { FIELD_INSTITUTION, FIELD_ORGANIZATION, FIELD_IDS },
	    place[] = { FIELD_LOCATION, FIELD_ADDRESS, FIELD_IDS };
	struct work *w = b->w;

	if (bibtex_is_legal(w->type) && !w->authority)
		w->authority = take_first(b, authority, CLAIMS);
	w->publisher = take_first(b,
	    w->type == WORK_TYPE_THESIS   ? thesis
	    : w->type == WORK_TYPE_REPORT ? report
					  : other,
	    CLAIM_PUBLISHER);
	if (bibtex_is_legal(w->type) && !w->publisher) {
		set_jurisdiction(b);
		return;
	}
	/* ACM's exports have the publisher's address and the conference's
	 * location; alone, either is the place. */
	if (find(b, FIELD_ADDRESS) && !w->event_place)
		w->publisher_place =
		    take_claim(b, FIELD_ADDRESS, CLAIM_PUBLISHER_PLACE);
	if (w->publisher_place)
		w->event_place = take_text(b, FIELD_LOCATION);
	else
		w->publisher_place =
		    take_first(b, place, CLAIM_PUBLISHER_PLACE);
}

/* A thesis that says no more is what its entry type says. */
static void
set_genre(struct builder *b)
{
	b->w->genre = take_text(b, FIELD_TYPE);
	if (!b->w->genre && b->w->type == WORK_TYPE_THESIS)
		b->w->genre = bibtex_string("type", b->values->type);
}

/* langid names one language; language may be several, of the text. */
static void
set_language(struct builder *b)
{
	static const enum bibtex_field_id ids[] = { FIELD_LANGID,
		FIELD_LANGUAGE, FIELD_IDS };
	const char *name = take_first(b, ids, CLAIMS);

	if (name)
		b->w->language = language_tag(b->a, span_of(name));
}

/* --- identifiers ---------------------------------------------------------------- */

static const char *
verbatim(struct builder *b, const struct bibtex_value *v)
{
	const char *out = latex_verbatim(b->a, v->raw);

	return *out ? out : NULL;
}

/* An identifier's field: its normal form, else what is written there. */
static const char *
take_identifier(struct builder *b, enum bibtex_field_id id, enum claim field,
    char *(*normal)(struct arena *, struct span))
{
	struct bibtex_value *v = find(b, id);
	const char *text = v ? verbatim(b, v) : NULL, *out;

	if (!text)
		return NULL;
	v->used = true;
	if (field < CLAIMS)
		claim(b, field, v);
	out = normal(b->a, span_of(text));
	return out ? out : text;
}

static char *
isbn_first(struct arena *a, struct span s)
{
	char *out = isbn_normal(a, s);

	/* Some have a list: "978-... (print), 978-... (ebook)". */
	while (!out && s.len) {
		size_t n = 0;

		while (n < s.len && !strchr(",; ()", s.ptr[n]))
			n++;
		out = n ? isbn_normal(a, span_sub(s, 0, n)) : NULL;
		s = span_skip(s, n + 1);
	}
	return out;
}

static void
set_arxiv(struct builder *b, struct bibtex_value *v)
{
	const char *text = verbatim(b, v);
	int version = 0;
	char *id = text ? arxiv_normal(b->a, span_of(text), &version) : NULL;

	if (!id)
		return;
	b->w->arXiv = id;
	claim(b, CLAIM_ARXIV, v);
	/* The field as it is keeps the version, which the id leaves out. */
	v->used = version == 0;
}

static void
set_eprint(struct builder *b)
{
	static const enum bibtex_field_id ids[] = { FIELD_ARXIV,
		FIELD_ARXIVID };
	struct bibtex_value *v = find(b, FIELD_EPRINT),
			    *type = find(b, FIELD_EPRINTTYPE);
	const char *name;

	if (!type)
		type = find(b, FIELD_ARCHIVEPREFIX);
	name = type ? decode(b, type) : NULL;
	if (v && (!name || text_eq_nocase(span_of(name), "arxiv"))) {
		set_arxiv(b, v);
	} else if (v && (text_eq_nocase(span_of(name), "pubmed") ||
			    text_eq_nocase(span_of(name), "pmid"))) {
		b->w->PMID =
		    take_identifier(b, FIELD_EPRINT, CLAIM_PMID, pmid_normal);
	}
	for (size_t i = 0; i < 2 && !b->w->arXiv; i++)
		if ((v = find(b, ids[i])))
			set_arxiv(b, v);
	if (b->w->arXiv && type)
		type->used = true;
}

/*
 * An arXiv id where no field is meant for it: "arXiv preprint
 * arXiv:1706.03762" as journal, "abs/1706.03762" as volume of CoRR, a note, a
 * link, a DOI of arXiv's.
 */
static void
find_arxiv(struct builder *b)
{
	const struct work *w = b->w;
	const char *texts[] = { w->container_title, w->DOI, w->URL, w->note,
		w->number, w->publisher };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (!w->arXiv && texts[i] && contains_nocase(texts[i], "arxiv"))
			b->w->arXiv =
			    arxiv_normal(b->a, span_of(texts[i]), NULL);
	if (!w->arXiv && w->volume &&
	    text_starts_nocase(span_of(w->volume), "abs/"))
		b->w->arXiv = arxiv_normal(b->a, span_of(w->volume + 4), NULL);
}

/* howpublished and note hold links in BibTeX, which has no field for them. */
static void
set_links(struct builder *b)
{
	struct bibtex_value *v = find(b, FIELD_URL);
	struct work *w = b->w;
	const char *addendum;

	if (v && (w->URL = verbatim(b, v))) {
		v->used = true;
		claim(b, CLAIM_URL, v);
	}
	if ((v = find(b, FIELD_HOWPUBLISHED)) && !w->URL) {
		struct span url = latex_find_url(v->raw);
		struct span all = text_trim(v->raw);

		if (url.len) {
			w->URL = latex_verbatim(b->a, url);
			v->used = all.ptr[0] == '\\' &&
				  url.ptr + url.len + 1 == all.ptr + all.len;
		} else if (text_starts_nocase(all, "http") &&
			   !memchr(all.ptr, ' ', all.len)) {
			w->URL = verbatim(b, v);
			v->used = true;
		}
	}
	if ((v = find(b, FIELD_NOTE))) {
		struct span url = latex_find_url(v->raw);

		if (url.len && !w->URL)
			w->URL = latex_verbatim(b->a, url);
		w->note = take_text(b, FIELD_NOTE);
	}
	addendum = take_text(b, FIELD_ADDENDUM);
	if (addendum)
		w->note = bibtex_with_addendum(b->a, w->note, addendum);
	/* BibDesk's, which is a copy of url or all there is */
	if ((v = find(b, FIELD_BDSK_URL)) && !w->URL &&
	    (w->URL = verbatim(b, v)))
		v->used = true;
}

static void
set_identifiers(struct builder *b)
{
	struct work *w = b->w;

	w->DOI = take_identifier(b, FIELD_DOI, CLAIM_DOI, doi_normal);
	w->ISBN = take_identifier(b, FIELD_ISBN, CLAIM_ISBN, isbn_first);
	w->ISSN = take_identifier(b, FIELD_ISSN, CLAIMS, issn_normal);
	w->PMID = take_identifier(b, FIELD_PMID, CLAIM_PMID, pmid_normal);
	w->PMCID = take_identifier(b, FIELD_PMCID, CLAIMS, pmcid_normal);
	set_eprint(b);
	set_links(b);
	if (!w->DOI && w->URL && strstr(w->URL, "doi.org/"))
		w->DOI = doi_normal(b->a, span_of(w->URL));
	if (!w->DOI && w->note && strstr(w->note, "10."))
		w->DOI = doi_normal(b->a, span_of(w->note));
	find_arxiv(b);
}

/* --- all together ---------------------------------------------------------------- */

static bool
is_preprint_container(const char *title)
{
	return text_starts_nocase(span_of(title), "arxiv") ||
	       text_eq_nocase(span_of(title), "corr");
}

/* What the entry type alone does not say. */
static void
refine_type(struct builder *b)
{
	struct work *w = b->w;
	struct bibtex_value *v = find(b, FIELD_ENTRYSUBTYPE);
	const char *subtype = v ? decode(b, v) : NULL;

	if (subtype) {
		struct span type = w->type == WORK_TYPE_ARTICLE_JOURNAL
				       ? SPAN_LIT("article")
				       : b->values->type;
		enum work_type t = bibtex_subtype(type, span_of(subtype));

		if (t != WORK_TYPE_NONE)
			w->type = t;
		/* which is written as that again */
		v->used = t == WORK_TYPE_ARTICLE_MAGAZINE ||
			  t == WORK_TYPE_ARTICLE_NEWSPAPER;
	}
	/* A talk that was given somewhere; a venue alone may be where a
	 * manuscript lies. */
	if (w->type == WORK_TYPE_MANUSCRIPT &&
	    (w->event_title || !date_is_empty(&w->event_date)))
		w->type = WORK_TYPE_SPEECH;
	if (w->container_title ? is_preprint_container(w->container_title)
			       : w->arXiv != NULL) {
		if (w->type == WORK_TYPE_ARTICLE_JOURNAL ||
		    w->type == WORK_TYPE_NONE || w->type == WORK_TYPE_WEBPAGE ||
		    w->type == WORK_TYPE_MANUSCRIPT)
			w->type = WORK_TYPE_ARTICLE;
	}
}

/* Editors who are something else: "editortype = {director}". */
static void
set_editors(struct builder *b)
{
	static const enum bibtex_field_id editors[][2] = {
		{ FIELD_EDITOR, FIELD_EDITORTYPE },
		{ FIELD_EDITORA, FIELD_EDITORATYPE },
		{ FIELD_EDITORB, FIELD_EDITORBTYPE },
		{ FIELD_EDITORC, FIELD_EDITORCTYPE },
	};

	for (size_t i = 0; i < 4; i++) {
		struct bibtex_value *v = find(b, editors[i][0]),
				    *type = find(b, editors[i][1]);
		enum work_name_field role;
		struct name_list *l;

		if (!v || !type ||
		    !bibtex_role(&role,
			span_of(latex_to_unicode(b->a, text_trim(type->raw)))))
			continue;
		l = work_names(b->w, role);
		if (l->len)
			continue;
		read_bibtex_names(l, b->a, v->raw);
		v->used = true;
	}
}

/* Fields that go to one member of the work, whatever the entry type. */
static void
set_plain(struct builder *b)
{
	for (size_t i = 0; i < b->values->len; i++) {
		struct bibtex_value *v = &b->values->items[i];
		enum handling handling = v->id < FIELD_IDS
					     ? fields[v->id].handling
					     : HANDLING_SPECIAL;
		int target = v->id < FIELD_IDS ? fields[v->id].target : 0;

		if (v->used || handling == HANDLING_SPECIAL)
			continue;
		if (handling == HANDLING_TEXT) {
			if (work_get(b->w, (enum work_field)target))
				continue;
			work_set(b->w, (enum work_field)target, decode(b, v));
		} else if (handling == HANDLING_NAMES) {
			struct name_list *l =
			    work_names(b->w, (enum work_name_field)target);

			if (l->len)
				continue; /* two fields for one role */
			read_bibtex_names(l, b->a, v->raw);
		} else {
			read_date(work_date(b->w, (enum work_date_field)target),
			    NULL, b->a, latex_verbatim(b->a, v->raw));
		}
		v->used = true;
		if (v->id == FIELD_AUTHOR)
			claim(b, CLAIM_AUTHOR, v);
		else if (v->id == FIELD_EDITOR)
			claim(b, CLAIM_EDITOR, v);
	}
}

/* Italics and the like where the work has plain text. */
static void
keep_markup(struct builder *b)
{
	static const struct {
		enum bibtex_field_id id;
		enum work_field field;
	} marked[] = {
		{ FIELD_BOOKTITLE, WORK_container_title },
		{ FIELD_JOURNALTITLE, WORK_container_title },
		{ FIELD_JOURNAL, WORK_container_title },
		{ FIELD_SERIES, WORK_collection_title },
		{ FIELD_SHORTTITLE, WORK_title_short },
		{ FIELD_ORIGTITLE, WORK_original_title },
		{ FIELD_EVENTTITLE, WORK_event_title },
		{ FIELD_ABSTRACT, WORK_abstract },
		{ FIELD_NOTE, WORK_note },
		{ FIELD_ANNOTE, WORK_annote },
		{ FIELD_ANNOTATION, WORK_annote },
	};

	for (size_t i = 0; i < sizeof(marked) / sizeof(marked[0]); i++) {
		const struct bibtex_value *v = b->values->known[marked[i].id];

		if (v && v->used &&
		    (memchr(v->raw.ptr, '$', v->raw.len) ||
			latex_has_command(v->raw)))
			work_keep_rich(b->a, b->w, marked[i].field,
			    latex_to_rich(b->a, v->raw));
	}
}

void
bibtex_work(struct parse *out, struct arena *a, struct bibtex_values *values)
{
	struct work *w = ARENA_NEW(a, struct work);
	struct builder b = { a, values, w, out };

	*out = (struct parse){ .work = w, .confidence = 1.0 };
	w->type = bibtex_type(values->type);
	set_editors(&b);
	set_plain(&b);
	set_title(&b);
	set_container(&b);
	set_numbers(&b);
	set_date(&b);
	set_publisher(&b);
	set_genre(&b);
	set_language(&b);
	set_identifiers(&b);
	refine_type(&b);
	bibtex_keep_rest(w, a, values);
	keep_markup(&b);
}
