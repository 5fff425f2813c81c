#include "model/msbib.h"
#include "base/text.h"
#include "write/formats.h"
#include "write/xml.h"

#include "base/banned.h"

/* Word's bibliography, as its Source Manager reads it (ISO/IEC 29500-1, 22.6). */

static void
begin(struct work_writer *w)
{
	sbuf_add(w->out,
	    SPAN_LIT(
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<b:Sources "
		"xmlns:b=\"http://schemas.openxmlformats.org/officeDocument/"
		"2006/bibliography\" SelectedStyle=\"\">\n"));
}

static void
add(struct sbuf *out, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	sbuf_addf(out, "<b:%s>", name);
	xml_add_text(out, value);
	sbuf_addf(out, "</b:%s>\n", name);
}

static void
add_number(struct sbuf *out, const char *name, int n)
{
	if (n)
		sbuf_addf(out, "<b:%s>%d</b:%s>\n", name, n, name);
}

static enum work_type
nearest(enum work_type t)
{
	switch (t) {
	case WORK_TYPE_ARTICLE:
	case WORK_TYPE_REVIEW:
	case WORK_TYPE_REVIEW_BOOK: return WORK_TYPE_ARTICLE_JOURNAL;
	case WORK_TYPE_CLASSIC:
	case WORK_TYPE_COLLECTION:
	case WORK_TYPE_PAMPHLET: return WORK_TYPE_BOOK;
	case WORK_TYPE_ENTRY:
	case WORK_TYPE_ENTRY_DICTIONARY:
	case WORK_TYPE_ENTRY_ENCYCLOPEDIA: return WORK_TYPE_CHAPTER;
	case WORK_TYPE_STANDARD: return WORK_TYPE_REPORT;
	case WORK_TYPE_BROADCAST: return WORK_TYPE_MOTION_PICTURE;
	case WORK_TYPE_FIGURE:
	case WORK_TYPE_MAP: return WORK_TYPE_GRAPHIC;
	case WORK_TYPE_MUSICAL_SCORE: return WORK_TYPE_SONG;
	case WORK_TYPE_POST: return WORK_TYPE_POST_WEBLOG;
	default: return t;
	}
}

static const char *
type_of(enum work_type t)
{
	t = nearest(t);
	for (size_t i = 0; i < msbib_types_len; i++)
		if (msbib_types[i].type == t)
			return msbib_types[i].name;
	return "Misc";
}

static void
add_list(struct work_writer *w, const char *role, const struct name_list *l)
{
	bool persons = false;

	if (!l->len)
		return;
	sbuf_addf(w->out, "<b:%s>", role);
	/* The schema allows one organisation, or persons. */
	if (l->len == 1 && l->items[0].literal) {
		add(w->out, "Corporate", l->items[0].literal);
		sbuf_addf(w->out, "</b:%s>\n", role);
		return;
	}
	for (size_t i = 0; i < l->len; i++) {
		struct name n = l->items[i];

		sbuf_add(w->out, persons ? SPAN_LIT("<b:Person>")
					 : SPAN_LIT("<b:NameList><b:Person>"));
		persons = true;
		add(w->out, "Last", name_family_full(&w->scratch, &n));
		n.given = name_given_full(&w->scratch, &n);
		add(w->out, "First",
		    n.given && n.suffix
			? arena_printf(&w->scratch, "%s, %s", n.given, n.suffix)
			: n.given);
		sbuf_add(w->out, SPAN_LIT("</b:Person>"));
	}
	sbuf_addf(w->out, "</b:NameList></b:%s>\n", role);
}

/* CSL's contributors are what the type has of them: a case its counsel, music its
 * conductor; the advisor of a thesis is neither. */
static bool
is_contributor(const struct work *work, const char *element)
{
	switch (work->type) {
	case WORK_TYPE_LEGAL_CASE: return !strcmp(element, "Counsel");
	case WORK_TYPE_SONG:
	case WORK_TYPE_MUSICAL_SCORE:
	case WORK_TYPE_PERFORMANCE:
	case WORK_TYPE_BROADCAST:
	case WORK_TYPE_MOTION_PICTURE: return !strcmp(element, "Conductor");
	default: return false;
	}
}

static void
add_people(struct work_writer *w, const struct work *work)
{
	struct work copy = *work;
	unsigned written = 0;

	sbuf_add(w->out, SPAN_LIT("<b:Author>\n"));
	for (size_t i = 0; i < msbib_people_len; i++) {
		const char *role = msbib_people[i].element;

		if (msbib_people[i].field == WORK_contributor &&
		    !is_contributor(work, role))
			continue;
		if (written & 1U << msbib_people[i].field)
			continue;
		written |= 1U << msbib_people[i].field;
		if (msbib_people[i].field == WORK_author) {
			if (work->type == WORK_TYPE_PATENT)
				role = "Inventor";
			else if (work->type == WORK_TYPE_INTERVIEW)
				role = "Interviewee";
			else if (work->type == WORK_TYPE_GRAPHIC)
				role = "Artist";
		}
		add_list(w, role, work_names(&copy, msbib_people[i].field));
	}
	sbuf_add(w->out, SPAN_LIT("</b:Author>\n"));
}

static const char *
container_element(const struct work *work)
{
	switch (nearest(work->type)) {
	case WORK_TYPE_ARTICLE_MAGAZINE:
	case WORK_TYPE_ARTICLE_NEWSPAPER: return "PeriodicalTitle";
	case WORK_TYPE_CHAPTER: return "BookTitle";
	/* one element for the conference and its proceedings, unless both are known */
	case WORK_TYPE_PAPER_CONFERENCE:
		return work->event_title ? "BookTitle" : "ConferenceName";
	case WORK_TYPE_LEGAL_CASE: return "Reporter";
	case WORK_TYPE_WEBPAGE:
	case WORK_TYPE_POST_WEBLOG: return "InternetSiteTitle";
	case WORK_TYPE_SONG: return "AlbumTitle";
	case WORK_TYPE_ARTICLE_JOURNAL: return "JournalName";
	default: return "PublicationTitle";
	}
}

static void
add_date(struct sbuf *out, const struct date *d, const char *of)
{
	const struct date_point *p = &d->from;
	const char *names[3] = { "Year", "Month", "Day" };
	char name[32];
	int values[3] = { p->year, p->month <= 12 ? p->month : 0, p->day };

	for (int i = 0; i < 3; i++) {
		size_t n = strlen(names[i]);

		memcpy(name, names[i], n);
		memcpy(name + n, of, strlen(of) + 1);
		add_number(out, name, values[i]);
	}
	if (!p->year && !*of)
		add(out, "Year", date_words(d));
}

/* What ThesisType may say of the work without making another type of it. */
static const char *
kind_of(const struct work *work)
{
	if (work->type == WORK_TYPE_THESIS)
		return work->genre && !msbib_is_report(work->genre)
			   ? work->genre
			   : "Thesis";
	return nearest(work->type) == WORK_TYPE_REPORT && work->genre &&
		       msbib_is_report(work->genre)
		   ? work->genre
		   : NULL;
}

/* The first of several lines. */
static const char *
first_line(struct arena *a, const char *lines)
{
	return lines ? arena_strdup_span(
			   a, (struct span){ lines, strcspn(lines, "\n") })
		     : NULL;
}

static const char *
standard_number(struct work_writer *w, const struct work *work)
{
	const char *wrong = work_custom(work, "isbn");

	if (!wrong)
		wrong = work_custom(work, "issn");
	return work->ISBN   ? work->ISBN
	       : work->ISSN ? work->ISSN
	       : work->number && !msbib_number_element(work->type)
		   ? work->number
		   : first_line(&w->scratch, wrong);
}

static void
add_language(struct sbuf *out, const struct work *work)
{
	for (size_t i = 0; work->language && i < msbib_languages_len; i++)
		if (!strcmp(msbib_languages[i].tag, work->language)) {
			add_number(out, "LCID", (int)msbib_languages[i].lcid);
			return;
		}
	add(out, "LCID", work_custom(work, "msbib-lcid"));
}

static void
add_special(struct work_writer *w, const struct work *work, const char *e,
    const char *key)
{
	const char *number = msbib_number_element(work->type);
	struct sbuf *out = w->out;

	if (!strcmp(e, "SourceType"))
		add(out, e, type_of(work->type));
	else if (!strcmp(e, "Tag"))
		add(out, e, key);
	else if (!strcmp(e, "LCID"))
		add_language(out, work);
	else if (!strcmp(e, "Author"))
		add_people(w, work);
	else if (!strcmp(e, "Title"))
		add(out, e, work->title);
	else if (!strcmp(e, container_element(work)))
		add(out, e, work->container_title);
	else if (!strcmp(e, "ConferenceName"))
		add(out, e, work->event_title);
	else if (!strcmp(e, "Year"))
		if (work->issued.open_end ||
		    work->issued.to.year > work->issued.from.year)
			add(out, e, date_years(&w->scratch, &work->issued));
		else
			add_date(out, &work->issued, "");
	else if (!strcmp(e, "YearAccessed"))
		add_date(out, &work->accessed, "Accessed");
	else if (!strcmp(e, "Pages"))
		add(out, e, work->page);
	else if (!strcmp(e, "City"))
		add(out, e, work->publisher_place);
	else if (!strcmp(e, msbib_publisher_element(work->type)))
		add(out, e, work->publisher);
	else if (!strcmp(e, "ThesisType"))
		add(out, e, kind_of(work));
	else if (number && !strcmp(e, number))
		add(out, e, work->number);
	else if (!strcmp(e, "StandardNumber"))
		add(out, e, standard_number(w, work));
	else if (!strcmp(e, "URL"))
		add(out, e, work->URL);
	else if (!strcmp(e, "DOI"))
		add(out, e,
		    work->DOI
			? work_doi_given(work)
			: first_line(&w->scratch, work_custom(work, "doi")));
}

/* What the reader makes of the SourceType. */
static enum work_type
type_read(const struct work *work)
{
	const char *name = type_of(work->type);

	if (nearest(work->type) == WORK_TYPE_REPORT ||
	    work->type == WORK_TYPE_THESIS)
		return work->type == WORK_TYPE_THESIS ? work->type
						      : WORK_TYPE_REPORT;
	for (size_t i = 0; i < msbib_types_len; i++)
		if (!strcmp(msbib_types[i].name, name))
			return msbib_types[i].type;
	return WORK_TYPE_DOCUMENT;
}

/* Is the field in an element that Word has for it? */
static bool
has_element(struct work_writer *w, const struct work *work, enum work_field f)
{
	static const enum work_field always[] = { WORK_title,
		WORK_container_title, WORK_event_title, WORK_page,
		WORK_publisher, WORK_publisher_place, WORK_URL, WORK_DOI,
		WORK_ISBN, WORK_keyword, WORK_abstract, WORK_collection_title };
	const char *value = work_get(work, f), *written = NULL;

	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		if (f == always[i])
			return true;
	for (size_t i = 0; i < msbib_fields_len; i++)
		if (msbib_fields[i].handling == MSBIB_TEXT &&
		    msbib_fields[i].field == f)
			return true;
	if (f == WORK_number && msbib_number_element(work->type))
		return true;
	if (f == WORK_number || f == WORK_ISSN)
		written = standard_number(w, work);
	else if (f == WORK_genre)
		written = kind_of(work);
	else if (f == WORK_authority && work->type == WORK_TYPE_LEGAL_CASE)
		return true;
	else if (f == WORK_language)
		for (size_t i = 0; i < msbib_languages_len; i++)
			if (!strcmp(msbib_languages[i].tag, value))
				return true;
	return written && !strcmp(written, value);
}

/* "Watson, James; CERN,": a comma behind what is not to be taken apart. */
static void
add_names(struct work_writer *w, const char *element, const struct name_list *l)
{
	struct sbuf text = SBUF_INIT;

	for (size_t i = 0; i < l->len; i++) {
		struct name n = l->items[i];
		const char *given = name_given_full(&w->scratch, &n);

		if (i)
			sbuf_add(&text, SPAN_LIT("; "));
		sbuf_addf(&text, "%s,",
		    n.literal ? n.literal : name_family_full(&w->scratch, &n));
		if (!n.literal && given)
			sbuf_addf(&text, " %s", given);
		if (!n.literal && n.suffix)
			sbuf_addf(&text, ", %s", n.suffix);
	}
	add(w->out, element, text.buf);
	sbuf_release(&text);
}

/* Roles that <Author> has no element for. */
static void
add_other_people(struct work_writer *w, const struct work *work)
{
	struct work copy = *work;

	for (int f = 0; f < WORK_NAME_FIELDS; f++) {
		enum work_name_field field = (enum work_name_field)f;
		bool known = false;

		for (size_t i = 0; i < msbib_people_len; i++)
			known |=
			    msbib_people[i].field == field &&
			    (field != WORK_contributor ||
				is_contributor(work, msbib_people[i].element));
		if (!known && work_names(&copy, field)->len)
			add_names(w,
			    arena_printf(&w->scratch, "BIBTEX_%s",
				work_name_field_csl(field)),
			    work_names(&copy, field));
	}
}

/* What Word has no element for; it keeps those of others. JabRef's prefix, and CSL's
 * name. */
static void
add_others(struct work_writer *w, const struct work *work)
{
	struct work copy = *work;
	struct sbuf text = SBUF_INIT;

	if (type_read(work) != work->type)
		add(w->out, "BIBTEX_" MSBIB_CSL_TYPE,
		    work_type_csl(work->type));
	add(w->out, "BIBTEX_KeyWords", work->keyword);
	add(w->out, "BIBTEX_Abstract", work->abstract);
	add(w->out, "BIBTEX_Series", work->collection_title);
	for (int f = 0; f < WORK_FIELDS; f++) {
		enum work_field field = (enum work_field)f;
		const char *value = work_get(work, field);

		if (value && !has_element(w, work, field))
			add(w->out,
			    arena_printf(&w->scratch, "BIBTEX_%s",
				work_field_csl(field)),
			    value);
	}
	add_other_people(w, work);
	for (int f = 0; f < WORK_DATE_FIELDS; f++) {
		enum work_date_field field = (enum work_date_field)f;
		const struct date *d = work_date(&copy, field);

		if (field == WORK_issued || field == WORK_accessed ||
		    date_is_empty(d))
			continue;
		sbuf_reset(&text);
		date_add_edtf(&text, d);
		add(w->out,
		    arena_printf(
			&w->scratch, "BIBTEX_%s", work_date_field_csl(field)),
		    text.len ? text.buf : date_words(d));
	}
	sbuf_release(&text);
}

static void
add_msbib(struct work_writer *w, const struct work *work, const char *key)
{
	sbuf_add(w->out, SPAN_LIT("<b:Source>\n"));
	for (size_t i = 0; i < msbib_fields_len; i++) {
		if (msbib_fields[i].handling == MSBIB_SPECIAL)
			add_special(w, work, msbib_fields[i].element, key);
		else if (msbib_fields[i].handling == MSBIB_TEXT)
			add(w->out, msbib_fields[i].element,
			    work_get(work, msbib_fields[i].field));
		else if (msbib_fields[i].handling == MSBIB_TYPED &&
			 msbib_is_of_type(msbib_fields[i].element, work->type))
			add(w->out, msbib_fields[i].element,
			    work_get(work, msbib_fields[i].field));
		else
			add(w->out, msbib_fields[i].element,
			    work_custom(work, msbib_fields[i].name));
	}
	add_others(w, work);
	sbuf_add(w->out, SPAN_LIT("</b:Source>\n"));
}

static void
end(struct work_writer *w)
{
	sbuf_add(w->out, SPAN_LIT("</b:Sources>\n"));
}

const struct writer_kind writer_msbib = {
	.begin = begin, .add = add_msbib, .end = end, .needs_key = true
};
