#ifndef MODEL_DATE_H
#define MODEL_DATE_H

#include "base/arena.h"
#include "base/sbuf.h"

#include <stdbool.h>

/*
 * A date as CSL-JSON has it: up to two points, each with year, month, day.
 * Year 0 is "not known" (CSL and EDTF have no use for it; 1 BC is -1 here).
 */
struct date_point {
	int year;
	int month; /* 1..12; 21..24 spring..winter (EDTF); 0: not known */
	int day;   /* 1..31, 0: not known */
};

enum date_state {
	DATE_PLAIN,
	DATE_IN_PRESS, /* in press, forthcoming, accepted, to appear, im Druck */
	DATE_UNDATED,  /* n.d., o. J., s.f. */
};

struct date {
	struct date_point from;
	struct date_point to; /* year 0: no range */
	bool open_end;        /* "1999/" */
	bool circa;           /* c. 1990, 1990?, EDTF ~ */
	enum date_state state;
	char year_suffix; /* 'a' of 2019a, else 0 */
	/* What could not be read, or another calendar's date (令和5年, ۱۳۹۸), as it
	 * stands; NULL when the points say all. */
	const char *literal;
};

/* Nothing is known: no points, no literal, no state. */
bool date_is_empty(const struct date *d);

/*
 * Read a date as lists, .bib files and services write it: "2015", "2019a",
 * "May 27, 2015", "27 May 2015", "2015-05-27", "2015/05", "1999–2003", EDTF
 * ("2004-06~", "1999-10/"), "c. 1850", "[1867]", "1976 [1867]" (the first is
 * from; original gets the bracketed one if not NULL), "2015年5月", "n.d.", "in
 * press", "Spring 2001", months of the ten languages we read. Anything else is
 * kept as literal.
 */
void date_parse(
    struct date *out, struct date *original, struct arena *a, struct span s);

/* The same for a bibliography, that is written again: "forthcoming" is in press, and
 * is the literal as well. */
void date_parse_said(
    struct date *out, struct date *original, struct arena *a, struct span s);

/*
 * Read a date of the Extended Date/Time Format, levels 0 and 1: "2004-06~",
 * "1999-10/", "2012-22" (summer), "199X" (1990/1999), "-0044" (45 BC). False, and
 * out is left alone, if all of s is not one.
 */
bool date_parse_edtf(struct date *out, struct span s);

/* The number of a month's name in the languages we read ("Mai", "мая", "juil."),
 * a BibTeX macro ("jan") or a number "1".."12"; 0 if it is none. */
int date_month(struct span s);
/* 21..24 for the name of a season in the same languages, else 0. */
int date_season(struct span s);
/* "jan".."dec" for 1..12, else NULL. BibTeX's macros (btxdoc, appendix A). */
const char *date_month_macro(int month);
/* A year as a document would claim it: 1400..(this year's upper bound) 2100. */
bool date_year_plausible(int year);
/* What stands where a date has no year: its literal, "in press" or "n.d."; or NULL. */
const char *date_words(const struct date *d);
/* "1999", "1999-2001", "1999-" for one that goes on; NULL without a year. */
char *date_years(struct arena *a, const struct date *d);
/* Append EDTF level 1 ("2015-05-27", "1999/2003", "1850~"). */
void date_add_edtf(struct sbuf *out, const struct date *d);

#endif
