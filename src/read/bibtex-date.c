/* When a work of a .bib came out. */

#include "base/text.h"
#include "model/date.h"
#include "model/latex.h"
#include "read/bibtex-take.h"

#include <stdlib.h>

#include "base/banned.h"

/* What stands before and behind a dash of a month's field. */
struct month_parts {
	struct date_point points[2];
	bool range;
};

static void
take_word(struct date_point *point, struct span word, bool words)
{
	int n = bibtex_ordinal(word), month = date_month(word);

	if (!month)
		month = date_season(word);
	/* A number alone is a month's; beside a name it is a day's. */
	if (!point->month && month > 0 && (!n || !words))
		point->month = month;
	else if (!point->day && n >= 1 && n <= 31)
		point->day = n;
}

/* "27~may", "may 27", "July 30th", "jul--aug", "5", "13--18 Jul", "July 28--August 2". */
static void
take_parts(struct month_parts *out, struct span s)
{
	bool words = false;

	for (size_t i = 0; i < s.len; i++)
		words |= s.ptr[i] >= 'a' && s.ptr[i] <= 'z';
	for (size_t at = 0; at < s.len;) {
		size_t from = at, to;
		uint32_t c = text_next(s, &at);
		struct date_point *first = &out->points[0];

		if (text_is_dash(c) || c == '/')
			out->range |= first->month || first->day;
		if (!text_is_letter(c) && !text_is_digit(c))
			continue;
		for (to = at; to < s.len; at = to) {
			c = text_next(s, &to);
			if (!text_is_letter(c) && !text_is_digit(c) &&
			    !text_is_mark(c))
				break;
		}
		if (to == at)
			at = s.len;
		take_word(
		    &out->points[out->range], span_sub(s, from, at), words);
	}
}

/* Month and day, or from one to another, of a date that has its year. */
static void
read_month(struct date *d, const char *text)
{
	struct month_parts parts = { 0 };
	struct date_point *from = &parts.points[0], *to = &parts.points[1];

	take_parts(&parts, span_of(text));
	if (!from->month)
		from->month = to->month; /* "13--18 Jul" */
	if (!to->month && to->day)
		to->month = from->month;
	/* From one year to the next: which is not said. Of a day and a whole month: no
	 * range that anything can say. */
	if (!from->month ||
	    (to->month && (to->month < from->month || !from->day != !to->day)))
		return;
	d->from.month = from->month;
	d->from.day = from->day;
	if (!to->month || (to->month == from->month && to->day <= from->day))
		return;
	d->to = *to;
	d->to.year = d->from.year;
}

void
bibtex_read_date(
    struct date *out, struct date *original, struct arena *a, const char *text)
{
	if (!date_parse_edtf(out, span_of(text)))
		date_parse_said(out, original, a, span_of(text));
}

/* Year, month and day of fields of their own. */
static void
set_parts(struct bibtex_builder *b, struct date *d, struct date *original,
    const enum bibtex_field_id fields[3], enum claim claim)
{
	const char *year = bibtex_take_claim(b, fields[0], claim), *month, *day;

	if (!year)
		return;
	if (strlen(year) < 4 && strspn(year, "0123456789") == strlen(year))
		d->from.year = (int)strtol(year, NULL, 10);
	else
		date_parse_said(d, original, b->a, span_of(year));
	month = bibtex_take_text(b, fields[1]);
	if (!month || !d->from.year || d->to.year || d->from.month)
		return;
	read_month(d, month);
	if (!d->from.month) {
		b->values->known[fields[1]]->used = false;
		return;
	}
	day = bibtex_take_text(b, fields[2]);
	if (day) {
		long n = strtol(day, NULL, 10);

		if (!d->from.day && n >= 1 && n <= 31)
			d->from.day = (int)n;
		else if (d->from.day != n)
			b->values->known[fields[2]]->used = false;
	}
}

/* "origyear", "urlday": what biblatex had before it had origdate and urldate. */
static void
set_old_dates(struct bibtex_builder *b)
{
	static const struct {
		enum work_date_field date;
		enum bibtex_field_id parts[3];
	} old[] = {
		{ WORK_original_date,
		    { FIELD_ORIGYEAR, FIELD_ORIGMONTH, FIELD_ORIGDAY } },
		{ WORK_event_date,
		    { FIELD_EVENTYEAR, FIELD_EVENTMONTH, FIELD_EVENTDAY } },
		{ WORK_accessed,
		    { FIELD_URLYEAR, FIELD_URLMONTH, FIELD_URLDAY } },
	};

	for (size_t i = 0; i < sizeof(old) / sizeof(old[0]); i++) {
		struct date *d = work_date(b->w, old[i].date);

		if (date_is_empty(d))
			set_parts(b, d, NULL, old[i].parts, CLAIMS);
	}
}

void
bibtex_set_date(struct bibtex_builder *b)
{
	static const enum bibtex_field_id parts[] = { FIELD_YEAR, FIELD_MONTH,
		FIELD_DAY };
	struct work *w = b->w;
	struct bibtex_value *date = bibtex_find(b, FIELD_DATE);
	struct date original = { 0 };

	if (date) {
		/* Verbatim, since "~" means about in EDTF. */
		const char *text = latex_verbatim(b->a, date->raw);

		bibtex_read_date(&w->issued, &original, b->a, text);
	}
	if (date && !date_is_empty(&w->issued)) {
		struct bibtex_value *other = bibtex_find(b, FIELD_YEAR);

		date->used = true;
		bibtex_claim(b, CLAIM_YEAR, date);
		if (other && work_year(w))
			other->used = true;
		if ((other = bibtex_find(b, FIELD_MONTH)) &&
		    w->issued.from.month)
			other->used = true;
	} else {
		set_parts(b, &w->issued, &original, parts, CLAIM_YEAR);
	}
	if (!date_is_empty(&original))
		w->original_date = original;
	set_old_dates(b);
}
