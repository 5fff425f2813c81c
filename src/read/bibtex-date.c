/* When a work of a .bib came out. */

#include "base/text.h"
#include "model/date.h"
#include "model/latex.h"
#include "read/bibtex-take.h"

#include <stdlib.h>

#include "base/banned.h"

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

void
bibtex_read_date(
    struct date *out, struct date *original, struct arena *a, const char *text)
{
	if (!date_parse_edtf(out, span_of(text)))
		date_parse_said(out, original, a, span_of(text));
}

void
bibtex_set_date(struct bibtex_builder *b)
{
	struct work *w = b->w;
	struct bibtex_value *date = bibtex_find(b, FIELD_DATE);
	const char *year, *month, *day;
	struct date original = { 0 };

	if (date) {
		/* Verbatim, since "~" means about in EDTF. */
		const char *text = latex_verbatim(b->a, date->raw);

		bibtex_read_date(&w->issued, &original, b->a, text);
		if (!date_is_empty(&original))
			w->original_date = original;
		if (!date_is_empty(&w->issued)) {
			struct bibtex_value *other = bibtex_find(b, FIELD_YEAR);

			date->used = true;
			bibtex_claim(b, CLAIM_YEAR, date);
			if (other && work_year(w))
				other->used = true;
			if ((other = bibtex_find(b, FIELD_MONTH)) &&
			    w->issued.from.month)
				other->used = true;
			return;
		}
	}
	year = bibtex_take_claim(b, FIELD_YEAR, CLAIM_YEAR);
	if (!year)
		return;
	if (strlen(year) < 4 && strspn(year, "0123456789") == strlen(year))
		w->issued.from.year = (int)strtol(year, NULL, 10);
	else
		date_parse_said(&w->issued, &original, b->a, span_of(year));
	if (!date_is_empty(&original))
		w->original_date = original;
	month = bibtex_take_text(b, FIELD_MONTH);
	if (!month || !w->issued.from.year || w->issued.to.year ||
	    w->issued.from.month)
		return;
	read_month(&w->issued, month);
	if (!w->issued.from.month) {
		b->values->known[FIELD_MONTH]->used = false;
		return;
	}
	day = w->issued.from.month ? bibtex_take_text(b, FIELD_DAY) : NULL;
	if (day && !w->issued.from.day) {
		long n = strtol(day, NULL, 10);

		if (n >= 1 && n <= 31)
			w->issued.from.day = (int)n;
	}
}
