/* A work of the fields of an entry. */

#include "base/text.h"
#include "model/language.h"
#include "model/latex.h"
#include "read/bibtex-take.h"
#include "read/bibtex.h"

#include "base/banned.h"

/* --- titles ------------------------------------------------------------------- */

static void
set_title(struct bibtex_builder *b)
{
	struct work *w = b->w;
	struct bibtex_value *v = bibtex_find(b, FIELD_TITLE),
			    *sub = bibtex_find(b, FIELD_SUBTITLE);
	const char *subtitle;

	if (!v && w->type == WORK_TYPE_BOOK)
		v = bibtex_find(b, FIELD_BOOKTITLE);
	if (!v || !(w->title = bibtex_decode(b, v)))
		return;
	v->used = true;
	w->title_rich = latex_to_rich(b->a, v->raw);
	subtitle = bibtex_take_text(b, FIELD_SUBTITLE);
	if (!subtitle) {
		bibtex_claim(b, CLAIM_TITLE, v);
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
set_container(struct bibtex_builder *b)
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
	if (b->w->type == WORK_TYPE_BOOK && !bibtex_find(b, FIELD_JOURNAL))
		return;
	for (size_t i = 0; i < 3; i++) {
		enum bibtex_field_id id =
		    book ? in_book[i].title : in_journal[i].title;
		struct bibtex_value *v = bibtex_find(b, id);
		const char *title = bibtex_take_text(b, id), *subtitle;

		if (!title)
			continue;
		subtitle = bibtex_take_text(
		    b, book ? in_book[i].subtitle : in_journal[i].subtitle);
		if (!subtitle)
			bibtex_claim(b, CLAIM_CONTAINER_TITLE, v);
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

/* "bookpagination = section": the pages are none, but sections (biblatex manual,
 * 2.2.2). The field stays in custom, so that they are pages in a .bib again. */
static void
set_sections(struct bibtex_builder *b)
{
	const struct bibtex_value *v = bibtex_find(b, FIELD_BOOKPAGINATION);
	const char *text;

	if (!v || !text_eq_nocase(v->raw, "section") || b->w->section)
		return;
	text = bibtex_take_text(b, FIELD_PAGES);
	if (text)
		b->w->section = page_text(b->a, text);
}

static void
set_numbers(struct bibtex_builder *b)
{
	static const enum bibtex_field_id pages[] = { FIELD_PAGES, FIELD_EID,
		FIELD_ARTICLENO, FIELD_ARTICLE_NUMBER, FIELD_IDS };
	struct work *w = b->w;
	bool has_pages = bibtex_find(b, FIELD_PAGES) != NULL;
	const char *text;

	set_sections(b);
	text = bibtex_take_first(b, pages, CLAIM_PAGES);
	if (text)
		w->page = page_text(b->a, text);
	w->volume = bibtex_take_claim(b, FIELD_VOLUME, CLAIM_VOLUME);
	text = bibtex_take_claim(b, FIELD_EDITION, CLAIM_EDITION);
	if (text)
		w->edition = bibtex_edition(b->a, text);
	switch (w->type) {
	case WORK_TYPE_BOOK:
	case WORK_TYPE_CHAPTER:
	case WORK_TYPE_ENTRY:
	case WORK_TYPE_ENTRY_DICTIONARY:
	case WORK_TYPE_ENTRY_ENCYCLOPEDIA:
		/* "of a work in a series" (btxdoc, 3.2), named or not */
		w->collection_number = bibtex_take_text(b, FIELD_NUMBER);
		break;
	case WORK_TYPE_PAPER_CONFERENCE:
		/* without a series, of proceedings that are a journal */
		if (w->collection_title)
			w->collection_number =
			    bibtex_take_text(b, FIELD_NUMBER);
		else
			w->issue =
			    bibtex_take_claim(b, FIELD_NUMBER, CLAIM_ISSUE);
		break;
	case WORK_TYPE_ARTICLE:
	case WORK_TYPE_ARTICLE_JOURNAL:
	case WORK_TYPE_ARTICLE_MAGAZINE:
	case WORK_TYPE_ARTICLE_NEWSPAPER:
	case WORK_TYPE_PERIODICAL:
	case WORK_TYPE_REVIEW:
	case WORK_TYPE_REVIEW_BOOK:
		w->issue = bibtex_take_claim(b, FIELD_NUMBER, CLAIM_ISSUE);
		if (has_pages) /* the article's number, beside them */
			w->number = bibtex_take_first(b, pages + 1, CLAIMS);
		break;
	default: w->number = bibtex_take_text(b, FIELD_NUMBER);
	}
	if (!w->issue)
		w->issue = bibtex_take_claim(b, FIELD_ISSUE, CLAIM_ISSUE);
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
set_jurisdiction(struct bibtex_builder *b)
{
	static const enum bibtex_field_id place[] = { FIELD_LOCATION,
		FIELD_ADDRESS, FIELD_IDS };

	for (const enum bibtex_field_id *id = place; *id != FIELD_IDS; id++) {
		const struct bibtex_value *v = bibtex_find(b, *id);

		if (v && !b->w->jurisdiction && !has_digit(v->raw))
			b->w->jurisdiction = bibtex_take_text(b, *id);
	}
}

/* The site of @online, which has organization for it, is written as journaltitle, too. */
static bool
is_site(const struct bibtex_builder *b)
{
	const struct bibtex_value *site = bibtex_find(b, FIELD_ORGANIZATION);

	return site && !bibtex_find(b, FIELD_PUBLISHER) &&
	       b->w->type == WORK_TYPE_WEBPAGE && b->w->container_title &&
	       !strcmp(
		   latex_to_unicode(b->a, site->raw), b->w->container_title);
}

static void
set_publisher(struct bibtex_builder *b)
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
		w->authority = bibtex_take_first(b, authority, CLAIMS);
	if (!is_site(b))
		w->publisher = bibtex_take_first(b,
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
	if (bibtex_find(b, FIELD_ADDRESS) && !w->event_place)
		w->publisher_place =
		    bibtex_take_claim(b, FIELD_ADDRESS, CLAIM_PUBLISHER_PLACE);
	if (w->publisher_place)
		w->event_place = bibtex_take_text(b, FIELD_LOCATION);
	else
		w->publisher_place =
		    bibtex_take_first(b, place, CLAIM_PUBLISHER_PLACE);
}

/* A thesis that says no more is what its entry type says. */
static void
set_genre(struct bibtex_builder *b)
{
	b->w->genre = bibtex_take_text(b, FIELD_TYPE);
	if (!b->w->genre && b->w->type == WORK_TYPE_THESIS)
		b->w->genre = bibtex_string("type", b->values->type);
}

/* "variant = british" of langidopts, which polyglossia has for babel's names. */
static const char *
language_variant(struct bibtex_builder *b, const char *tag)
{
	const struct bibtex_value *v = bibtex_find(b, FIELD_LANGIDOPTS);
	const char *text = v ? bibtex_decode(b, v) : NULL;
	const char *at = text ? strstr(text, "variant") : NULL, *variant;
	size_t language = strcspn(tag, "-");
	struct span name;

	at = at ? strchr(at, '=') : NULL;
	if (!at)
		return tag;
	name = text_trim(span_of(at + 1));
	for (size_t i = 0; i < name.len; i++)
		if (!text_is_letter((unsigned char)name.ptr[i]))
			name.len = i;
	variant =
	    text_eq_nocase(name, "uk") ? "en-GB" : language_tag(b->a, name);
	return strlen(variant) > language && variant[language] == '-' &&
		       !strncmp(variant, tag, language)
		   ? variant
		   : tag;
}

/* langid, formerly hyphenation, names one language; language may be several, of the
 * text. */
static void
set_language(struct bibtex_builder *b)
{
	static const enum bibtex_field_id ids[] = { FIELD_LANGID,
		FIELD_HYPHENATION, FIELD_LANGUAGE, FIELD_IDS };
	const char *name = bibtex_take_first(b, ids, CLAIMS);
	struct bibtex_value *tag = bibtex_find(b, FIELD_LANGUAGE_TAG);
	const char *exact = tag ? bibtex_decode(b, tag) : NULL;

	if (name)
		b->w->language =
		    language_variant(b, language_tag(b->a, span_of(name)));
	/* As long as langid still says the same. */
	if (name && exact && language_babel(exact) &&
	    !strcmp(language_babel(exact), name)) {
		tag->used = true;
		b->w->language = exact;
	}
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
refine_type(struct bibtex_builder *b)
{
	struct work *w = b->w;
	struct bibtex_value *v = bibtex_find(b, FIELD_ENTRYSUBTYPE);
	const char *subtype = v ? bibtex_decode(b, v) : NULL;

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
set_editors(struct bibtex_builder *b)
{
	static const enum bibtex_field_id editors[][2] = {
		{ FIELD_EDITOR, FIELD_EDITORTYPE },
		{ FIELD_EDITORA, FIELD_EDITORATYPE },
		{ FIELD_EDITORB, FIELD_EDITORBTYPE },
		{ FIELD_EDITORC, FIELD_EDITORCTYPE },
	};

	for (size_t i = 0; i < 4; i++) {
		struct bibtex_value *v = bibtex_find(b, editors[i][0]),
				    *type = bibtex_find(b, editors[i][1]);
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
set_plain(struct bibtex_builder *b)
{
	for (size_t i = 0; i < b->values->len; i++) {
		struct bibtex_value *v = &b->values->items[i];
		enum bibtex_handling handling = bibtex_field_handling(v->id);
		int target = bibtex_field_target(v->id);

		if (v->used || handling == BIBTEX_SPECIAL)
			continue;
		if (handling == BIBTEX_TEXT) {
			if (work_get(b->w, (enum work_field)target))
				continue;
			work_set(
			    b->w, (enum work_field)target, bibtex_decode(b, v));
		} else if (handling == BIBTEX_NAMES) {
			struct name_list *l =
			    work_names(b->w, (enum work_name_field)target);

			if (l->len)
				continue; /* two fields for one role */
			read_bibtex_names(l, b->a, v->raw);
		} else {
			bibtex_read_date(
			    work_date(b->w, (enum work_date_field)target), NULL,
			    b->a, latex_verbatim(b->a, v->raw));
		}
		v->used = true;
		if (v->id == FIELD_AUTHOR)
			bibtex_claim(b, CLAIM_AUTHOR, v);
		else if (v->id == FIELD_EDITOR)
			bibtex_claim(b, CLAIM_EDITOR, v);
	}
}

/* Italics and the like where the work has plain text. */
static void
keep_markup(struct bibtex_builder *b)
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
	struct bibtex_builder b = { a, values, w, out };

	*out = (struct parse){ .work = w, .confidence = 1.0 };
	(void)bibtex_type(&w->type, values->type);
	set_editors(&b);
	set_plain(&b);
	set_title(&b);
	set_container(&b);
	set_numbers(&b);
	bibtex_set_date(&b);
	set_publisher(&b);
	set_genre(&b);
	set_language(&b);
	bibtex_set_identifiers(&b);
	refine_type(&b);
	bibtex_keep_rest(w, a, values);
	keep_markup(&b);
	bibtex_keep_dois(&b);
}
