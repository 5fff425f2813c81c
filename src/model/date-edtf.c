/*
 * Dates by the Extended Date/Time Format, levels 0 and 1, as biblatex has them
 * (ISO 8601-2:2019; biblatex manual, 2.3.8), with the "u" and "open" of the
 * format's draft, which biblatex read before.
 */

#include "base/text.h"
#include "model/date.h"

#include "base/banned.h"

/* An unspecified digit. */
static bool
is_open_digit(char c)
{
	return c == 'X' || c == 'u';
}

/* "199X" is from 1990 to 1999. */
static bool
read_year(int *from, int *to, struct span s)
{
	bool open = false;

	*from = *to = 0;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (is_open_digit(c) && i)
			open = true;
		else if (open || c < '0' || c > '9')
			return false;
		*from = *from * 10 + (open ? 0 : c - '0');
		*to = *to * 10 + (open ? 9 : c - '0');
	}
	return true;
}

/* Two digits, 0 for two unspecified ones; -1 for anything else. */
static int
read_pair(struct span s)
{
	if (is_open_digit(s.ptr[0]) && is_open_digit(s.ptr[1]))
		return 0;
	if (s.ptr[0] < '0' || s.ptr[0] > '9' || s.ptr[1] < '0' ||
	    s.ptr[1] > '9')
		return -1;
	return (s.ptr[0] - '0') * 10 + s.ptr[1] - '0';
}

/* The year 0000 is 1 BC, which is -1 with us. */
static int
historical(int year)
{
	return year <= 0 ? year - 1 : year;
}

static bool
read_point(struct date_point *p, int *last_year, bool *circa, struct span s)
{
	const char *time = memchr(s.ptr, 'T', s.len);
	bool before = s.len && s.ptr[0] == '-';
	int month, day;

	*p = (struct date_point){ 0 };
	if (time)
		s = span_sub(s, 0, (size_t)(time - s.ptr));
	while (s.len && strchr("~?%", s.ptr[s.len - 1])) {
		*circa = true;
		s.len--;
	}
	s = span_skip(s, before);
	if (s.len < 4 || !read_year(&p->year, last_year, span_sub(s, 0, 4)))
		return false;
	if (before && *last_year != p->year)
		return false;
	p->year = historical(before ? -p->year : p->year);
	*last_year = before ? p->year : historical(*last_year);
	s = span_skip(s, 4);
	if (!s.len)
		return true;
	if (s.len < 3 || s.ptr[0] != '-' || p->year != *last_year)
		return false;
	month = read_pair(span_skip(s, 1));
	s = span_skip(s, 3);
	if (month < 0 || (month > 12 && month < 21) || month > 24 ||
	    (!month && !is_open_digit(s.ptr[-1])))
		return false;
	p->month = month;
	if (!s.len)
		return true;
	if (s.len != 3 || s.ptr[0] != '-' || month > 12)
		return false;
	day = read_pair(span_skip(s, 1));
	if (day < 0 || day > 31 || (!month && day))
		return false;
	p->day = day;
	return true;
}

/* "open" and "unknown" are those of EDTF before it became a part of ISO 8601; CSL does
 * not tell them apart. */
static bool
is_open_end(struct span s)
{
	return !s.len || span_eq(s, SPAN_LIT("..")) ||
	       span_eq(s, SPAN_LIT("open")) || span_eq(s, SPAN_LIT("unknown"));
}

/* "Y170000002": a year of more than four digits (level 1). */
static bool
read_long_year(struct date *out, struct span s)
{
	bool before = s.len > 1 && s.ptr[1] == '-';
	struct span digits = span_skip(s, 1 + (size_t)before);
	int year = 0;

	if (!s.len || (s.ptr[0] != 'Y' && s.ptr[0] != 'y') || digits.len < 5 ||
	    digits.len > 9)
		return false;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
			return false;
		year = year * 10 + digits.ptr[i] - '0';
	}
	*out = (struct date){ .from.year = historical(before ? -year : year) };
	return true;
}

bool
date_parse_edtf(struct date *out, struct span s)
{
	struct date d = { 0 };
	const char *slash;
	struct span first, second;
	int last_year, ignored;

	s = text_trim(s);
	if (read_long_year(out, s))
		return true;
	slash = memchr(s.ptr, '/', s.len);
	first = slash ? span_sub(s, 0, (size_t)(slash - s.ptr)) : s;
	if (!read_point(&d.from, &last_year, &d.circa, first))
		return false;
	if (!slash) {
		if (last_year != d.from.year)
			d.to.year = last_year;
		*out = d;
		return true;
	}
	if (last_year != d.from.year)
		return false;
	second = span_skip(s, first.len + 1);
	if (is_open_end(second))
		d.open_end = true;
	else if (!read_point(&d.to, &ignored, &d.circa, second) ||
		 ignored != d.to.year)
		return false;
	*out = d;
	return true;
}
