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

static void
add_people(struct work_writer *w, const struct work *work)
{
	struct work copy = *work;
	unsigned written = 0;

	sbuf_add(w->out, SPAN_LIT("<b:Author>\n"));
	for (size_t i = 0; i < msbib_people_len; i++) {
		const char *role = msbib_people[i].element;

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
container_element(enum work_type t)
{
	switch (nearest(t)) {
	case WORK_TYPE_ARTICLE_MAGAZINE:
	case WORK_TYPE_ARTICLE_NEWSPAPER: return "PeriodicalTitle";
	case WORK_TYPE_CHAPTER: return "BookTitle";
	case WORK_TYPE_PAPER_CONFERENCE: return "ConferenceName";
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

static void
add_special(struct work_writer *w, const struct work *work, const char *e,
    const char *key)
{
	struct sbuf *out = w->out;
	bool thesis = work->type == WORK_TYPE_THESIS;
	bool of_institution = thesis || work->type == WORK_TYPE_REPORT;

	if (!strcmp(e, "SourceType"))
		add(out, e, type_of(work->type));
	else if (!strcmp(e, "Tag"))
		add(out, e, key);
	else if (!strcmp(e, "LCID")) {
		for (size_t i = 0; work->language && i < msbib_languages_len;
		     i++)
			if (!strcmp(msbib_languages[i].tag, work->language)) {
				add_number(
				    out, e, (int)msbib_languages[i].lcid);
				return;
			}
		add(out, e, work_custom(work, "msbib-lcid"));
	} else if (!strcmp(e, "Author"))
		add_people(w, work);
	else if (!strcmp(e, "Title"))
		add(out, e, work->title);
	else if (!strcmp(e, container_element(work->type)))
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
	else if (!strcmp(e, of_institution ? "Institution" : "Publisher"))
		add(out, e, work->publisher);
	else if (!strcmp(e, "ThesisType") && thesis)
		add(out, e, work->genre ? work->genre : "Thesis");
	else if (!strcmp(e, "PatentNumber") && work->type == WORK_TYPE_PATENT)
		add(out, e, work->number);
	else if (!strcmp(e, "StandardNumber"))
		add(out, e,
		    work->ISBN                       ? work->ISBN
		    : work->ISSN                     ? work->ISSN
		    : work->type != WORK_TYPE_PATENT ? work->number
						     : NULL);
	else if (!strcmp(e, "URL"))
		add(out, e, work->URL);
	else if (!strcmp(e, "DOI"))
		add(out, e, work_doi_given(work));
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
		else
			add(w->out, msbib_fields[i].element,
			    work_custom(work, msbib_fields[i].name));
	}
	/* What Word has no element for; it keeps those of others. */
	add(w->out, "BIBTEX_KeyWords", work->keyword);
	add(w->out, "BIBTEX_Abstract", work->abstract);
	add(w->out, "BIBTEX_Series", work->collection_title);
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
