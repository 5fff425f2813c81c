#include "base/text.h"
#include "model/document.h"
#include "model/identifier.h"
#include "read/formats.h"
#include "read/keywords.h"
#include "read/tagged.h"

#include "base/banned.h"

/* ISI's export format, Web of Science's "field tagged" ("Web of Science Core
 * Collection Field Tags"): "AU Name", lines that go on indented by three. */

static bool
is_tag_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool
tag_line(struct span line, struct span *tag, struct span *value)
{
	if (line.len >= 3 && !memcmp(line.ptr, "\xef\xbb\xbf", 3))
		line = span_skip(line, 3);
	if (line.len < 2 || !(line.ptr[0] >= 'A' && line.ptr[0] <= 'Z') ||
	    !is_tag_char(line.ptr[1]) || (line.len > 2 && line.ptr[2] != ' '))
		return false;
	*tag = span_sub(line, 0, 2);
	*value = span_skip(line, 2);
	return true;
}

static const struct {
	const char *tag;
	enum work_field field;
} texts[] = {
	{ "SE", WORK_collection_title },
	{ "J9", WORK_container_title_short },
	{ "JI", WORK_container_title_short },
	{ "VL", WORK_volume },
	{ "IS", WORK_issue },
	{ "PU", WORK_publisher },
	{ "PI", WORK_publisher_place },
	{ "LA", WORK_language },
	{ "CT", WORK_event_title },
	{ "CL", WORK_event_place },
	{ "PN", WORK_number },
	{ "PG", WORK_number_of_pages },
	{ "UT", WORK_archive_location },
};

/* One person a line. */
static void
read_people(struct name_list *l, struct arena *a, struct tagged_record *r,
    const char *tag)
{
	for (size_t i = 0; i < r->len; i++) {
		struct span s = r->items[i].value;

		if (!tagged_is(&r->items[i], tag))
			continue;
		r->items[i].used = true;
		while (s.len) {
			struct span one;
			size_t n = 0;

			while (n < s.len && s.ptr[n] != '\n' && s.ptr[n] != ';')
				n++;
			one = text_trim(span_sub(s, 0, n));

			/* "LeCun, Y" and "LeCun Y" */
			fill_name(l, a, one,
			    memchr(one.ptr, ',', one.len)
				? FILL_NAMES_SUFFIX_LAST
				: FILL_NAMES_FAMILY_FIRST);
			s = span_skip(s, n + 1);
		}
	}
}

static enum work_type
type_of(struct tagged_record *r)
{
	struct span pt = tagged_take(r, "PT");
	struct span dt = { "", 0 };

	for (size_t i = 0; i < r->len; i++)
		if (tagged_is(&r->items[i], "DT"))
			dt = r->items[i].value;
	if (text_eq_nocase(pt, "P") || text_eq_nocase(pt, "Patent"))
		return WORK_TYPE_PATENT;
	if (text_starts_nocase(dt, "Book Chapter") ||
	    text_starts_nocase(dt, "Article; Book Chapter"))
		return WORK_TYPE_CHAPTER;
	if (text_eq_nocase(pt, "B") || text_starts_nocase(pt, "Book"))
		return tagged_has(r, "SO") && tagged_has(r, "TI") &&
			       tagged_has(r, "BP")
			   ? WORK_TYPE_CHAPTER
			   : WORK_TYPE_BOOK;
	if (text_eq_nocase(pt, "S"))
		return tagged_has(r, "CT") ||
			       text_starts_nocase(dt, "Proceedings Paper")
			   ? WORK_TYPE_PAPER_CONFERENCE
			   : WORK_TYPE_CHAPTER;
	if (text_eq_nocase(pt, "C") || text_starts_nocase(pt, "Proceeding"))
		return WORK_TYPE_PAPER_CONFERENCE;
	return WORK_TYPE_ARTICLE_JOURNAL;
}

static const char *
joined(struct tagged_record *r, struct arena *a, const char *tag)
{
	const char *s = tagged_take_all(r, a, tag, " ");

	return s ? fill_clean(a, span_of(s)) : NULL;
}

/* Derwent's "US6285999-B1   04 Sep 2001   200250   Pages: 25": the first date of it. */
static void
read_patent_date(struct work *w, struct arena *a, struct span s)
{
	while (s.len && !w->issued.from.year) {
		const char *end = memmem(s.ptr, s.len, "  ", 2);
		size_t n = end ? (size_t)(end - s.ptr) : s.len;
		struct span part = text_trim(span_sub(s, 0, n));
		struct date d = { 0 };

		if (part.len >= 8 && part.len <= 20)
			fill_date(&d, a, part);
		if (d.from.year && d.from.month)
			w->issued = d;
		s = span_skip(s, end ? n + 2 : n);
	}
}

/* "SEP-OCT", "NOV 12"; "SEP 2012" where there is no year (PY). */
static void
read_issue_date(struct work *w, struct arena *a, struct tagged_item *pd)
{
	struct date whole = { 0 };
	struct span day = pd->value;
	size_t n = 0;

	fill_date(&whole, a, day);
	if (whole.from.year) {
		pd->used = !w->issued.from.year ||
			   w->issued.from.year == whole.from.year;
		fill_date(&w->issued, a, day);
		return;
	}
	if (!w->issued.from.year)
		return;
	while (n < day.len && day.ptr[n] != '-')
		n++;
	if (n > 2 && n < day.len &&
	    !(day.ptr[n + 1 < day.len ? n + 1 : n] >= '0' &&
		day.ptr[n + 1 < day.len ? n + 1 : n] <= '9'))
		day = span_sub(day, 0, n);
	fill_month(&w->issued, day);
	pd->used = w->issued.from.month != 0;
}

static void
read_date(struct work *w, struct arena *a, struct tagged_record *r)
{
	fill_date(&w->issued, a, tagged_take(r, "PY"));
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (!item->used && tagged_is(item, "PD")) {
			/* which has the numbers as well: it is kept */
			if (w->type == WORK_TYPE_PATENT)
				read_patent_date(w, a, item->value);
			else
				read_issue_date(w, a, item);
		}
	}
	/* "Early access": all there is until the issue is out. */
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (item->used || !tagged_is(item, "EA"))
			continue;
		fill_date(&w->available_date, a, item->value);
		item->used = w->available_date.from.year != 0;
	}
	if (!w->issued.from.year && w->available_date.from.year)
		w->issued = w->available_date;
}

/* Keywords are parted by "; ", over several lines. */
static void
read_keywords(struct work *w, struct arena *a, struct tagged_record *r)
{
	struct keywords keywords = { .a = a };
	static const char *const tags[] = { "DE", "ID" };

	for (size_t i = 0; i < 2; i++) {
		const char *all = joined(r, a, tags[i]);

		while (all && *all) {
			size_t n = strcspn(all, ";");

			keywords_add(&keywords, (struct span){ all, n });
			all += n + (all[n] != '\0');
		}
	}
	keywords_set(&keywords, w);
}

static void
read_record(struct references *out, struct tagged_record *r)
{
	struct arena *a = &out->document->arena;
	struct work *w;
	struct span number;

	/* "FN", "VR": of the file; "EF": its end. */
	(void)tagged_take(r, "FN");
	(void)tagged_take(r, "VR");
	if (!tagged_has(r, "PT") && !tagged_has(r, "TI"))
		return;
	w = ARENA_NEW(a, struct work);
	w->type = type_of(r);
	read_people(&w->author, a, r, "AF");
	if (!w->author.len)
		read_people(&w->author, a, r, "AU");
	else if (tagged_has(r, "AU"))
		fill_custom(
		    w, a, "isi-au", span_of(tagged_take_all(r, a, "AU", "\n")));
	read_people(&w->editor, a, r, "BE");
	if (!w->editor.len)
		read_people(&w->editor, a, r, "ED");
	for (size_t i = 0; i < r->len; i++)
		if (tagged_is(&r->items[i], "CA")) {
			r->items[i].used = true;
			fill_literal_name(&w->author, a, r->items[i].value);
		}
	fill_title(
	    w, a, span_of(tagged_has(r, "TI") ? joined(r, a, "TI") : ""));
	w->container_title = joined(r, a, "SO");
	if (w->type == WORK_TYPE_BOOK && w->container_title) {
		if (w->title)
			w->collection_title = w->container_title;
		else
			w->title = w->container_title;
		w->container_title = NULL;
	}
	read_date(w, a, r);
	fill_date(&w->event_date, a, tagged_take(r, "CY"));
	number = tagged_take(r, "AR");
	if (tagged_has(r, "BP")) {
		struct span from = tagged_take(r, "BP");

		fill_page_range(w, a, from, tagged_take(r, "EP"));
	} else if (tagged_has(r, "EP") || tagged_has(r, "PS")) {
		/* Inspec has the range in PS. */
		fill_pages(w, a, tagged_take(r, "PS"));
		if (!w->page)
			fill_pages(w, a, tagged_take(r, "EP"));
	} else {
		fill_pages(w, a, number);
		number.len = 0;
	}
	fill_text(w, a, WORK_number, number, NULL);
	tagged_identifiers(w, a, r, "DI", WORK_DOI);
	tagged_identifiers(w, a, r, "SN", WORK_ISSN);
	tagged_identifiers(w, a, r, "BN", WORK_ISBN);
	fill_custom(w, a, "eissn", tagged_take(r, "EI"));
	for (size_t i = 0; i < r->len && !w->PMID; i++)
		if (tagged_is(&r->items[i], "PM")) {
			w->PMID = pmid_normal(a, r->items[i].value);
			r->items[i].used = w->PMID != NULL;
		}
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (!(texts[i].field == WORK_number_of_pages &&
			w->type != WORK_TYPE_BOOK))
			fill_text(w, a, texts[i].field,
			    tagged_take(r, texts[i].tag), "isi-ji");
	w->abstract = joined(r, a, "AB");
	read_keywords(w, a, r);
	if (tagged_has(r, "C1"))
		fill_custom(w, a, "affiliation",
		    span_of(tagged_take_all(r, a, "C1", "\n")));
	tagged_keep_rest(w, a, r, "isi");
	fill_reference(out, w, r->line);
}

bool
isi_is(struct span text)
{
	struct span tag, value;

	text = tagged_first_line(text);
	return tag_line(text, &tag, &value) &&
	       ((span_eq(tag, SPAN_LIT("PT")) && text_trim(value).len < 20 &&
		    text_trim(value).len) ||
		   (span_eq(tag, SPAN_LIT("FN")) &&
		       (text_starts_nocase(text_trim(value), "ISI") ||
			   text_starts_nocase(text_trim(value), "Clarivate") ||
			   text_starts_nocase(text_trim(value), "Thomson"))));
}

int
read_isi(struct references *out, struct document *d, struct err *err)
{
	static const struct tagged_format format = { .line = tag_line,
		.begin = "PT",
		.end = "ER",
		.read = read_record };

	(void)err;
	return tagged_read(out, d, &format);
}
