#include "base/text.h"
#include "model/date.h"
#include "model/latex.h"
#include "write/bibtex-output.h"

#include "base/banned.h"

/* When a work came out: a date of biblatex, or a year, a month and a day. */

/* January and February of one year, or days of one or two months: "month" can say that. */
static bool
is_month_range(const struct date *d)
{
	return d->to.year == d->from.year && date_month_macro(d->from.month) &&
	       date_month_macro(d->to.month) && !d->from.day == !d->to.day;
}

/* jul # "--" # aug, jul # "~13--18", jul # "~28--" # aug # "~2". */
static const char *
month_value(struct arena *a, const struct date *d)
{
	const char *from = date_month_macro(d->from.month),
		   *to = date_month_macro(d->to.month);

	if (!is_month_range(d))
		return from;
	if (!d->from.day)
		return arena_printf(a, "%s # \"--\" # %s", from, to);
	if (d->from.month == d->to.month)
		return arena_printf(
		    a, "%s # \"~%d--%d\"", from, d->from.day, d->to.day);
	return arena_printf(a, "%s # \"~%d--\" # %s # \"~%d\"", from,
	    d->from.day, to, d->to.day);
}

/* More is known than year, month and day can say. */
static bool
needs_edtf(const struct date *d)
{
	return d->from.year &&
	       ((d->to.month && !is_month_range(d)) || d->open_end || d->circa);
}

/* "Spring", which BibTeX's styles print where the month is. */
static const char *
season_name(int month)
{
	static const char *const names[] = { "Spring", "Summer", "Autumn",
		"Winter" };

	return month >= 21 && month <= 24 ? names[month - 21] : NULL;
}

/*
 * The year as the entry had it, "[1905?]" or "to appear", if that still says
 * the same; *month: whether it says the month, too.
 */
static const char *
kept_year(struct bibtex_output *e, const struct date *d, bool *month)
{
	const char *raw = bibtex_latex_of(e, "year");
	struct date was, original;

	if (!raw)
		return NULL;
	date_parse_said(&was, &original, e->a,
	    span_of(latex_to_unicode(e->a, span_of(raw))));
	*month = was.from.month != 0;
	if (was.from.year != d->from.year ||
	    (*month && (was.from.month != d->from.month ||
			   was.from.day != d->from.day)) ||
	    memcmp(&was.to, &d->to, sizeof(was.to)) != 0 ||
	    was.open_end != d->open_end || was.circa != d->circa ||
	    was.state != d->state || was.year_suffix != d->year_suffix ||
	    !bibtex_same(was.literal, d->literal))
		return NULL;
	return raw;
}

void
bibtex_add_edtf(struct bibtex_output *e, const char *name, const struct date *d)
{
	struct sbuf sb = SBUF_INIT, was = SBUF_INIT;
	const char *raw = bibtex_latex_of(e, name);
	struct date date;

	if (d->from.year) {
		date_add_edtf(&sb, d);
		if (raw) {
			struct span text =
			    span_of(latex_verbatim(e->a, span_of(raw)));

			if (!date_parse_edtf(&date, text))
				date_parse_said(&date, NULL, e->a, text);
			date_add_edtf(&was, &date);
		}
		bibtex_add_braced(
		    e, name, raw && !strcmp(was.buf, sb.buf) ? raw : sb.buf);
	} else if (raw && d->literal &&
		   !strcmp(latex_verbatim(e->a, span_of(raw)), d->literal)) {
		bibtex_add_braced(
		    e, name, raw); /* "~" is EDTF's there, no blank */
	} else {
		bibtex_add_text(e, name, d->literal);
	}
	sbuf_release(&was);
	sbuf_release(&sb);
}

/* biblatex has one field for all of it. */
static bool
add_biblatex_date(struct bibtex_output *e)
{
	const struct date *d = &e->w->issued;

	if (!e->biblatex || !d->from.year || d->year_suffix || d->literal ||
	    bibtex_latex_of(e, "year"))
		return false;
	bibtex_add_edtf(e, "date", d);
	return true;
}

static void
add_season(struct bibtex_output *e, int season)
{
	const char *raw = bibtex_latex_of(e, "month");

	if (raw && date_season(text_trim(span_of(
		       latex_to_unicode(e->a, span_of(raw))))) == season)
		bibtex_add_braced(e, "month", raw);
	else
		bibtex_add_text(e, "month", season_name(season));
}

void
bibtex_add_date(struct bibtex_output *e)
{
	const struct date *d = &e->w->issued;
	struct sbuf sb = SBUF_INIT;
	bool has_month = false;
	const char *raw;

	if (add_biblatex_date(e))
		return;
	raw = kept_year(e, d, &has_month);
	if (raw) {
		bibtex_add_braced(e, "year", raw);
	} else if (d->literal) {
		bibtex_add_text(e, "year", d->literal);
	} else if (d->from.year) {
		sbuf_addf(&sb, "%d", d->from.year);
		if (d->year_suffix)
			sbuf_addc(&sb, d->year_suffix);
		if (d->to.year && d->to.year != d->from.year)
			sbuf_addf(&sb, "--%d", d->to.year);
		bibtex_add_braced(e, "year", sb.buf);
	} else {
		bibtex_add_text(e, "year", date_words(d));
	}
	if (d->from.year && d->from.month >= 1 && d->from.month <= 12 &&
	    !(raw && has_month)) {
		bibtex_add_field(e, "month", month_value(e->a, d));
		if (d->from.day && !is_month_range(d))
			bibtex_add_braced(
			    e, "day", arena_printf(e->a, "%d", d->from.day));
	}
	if (d->from.year && season_name(d->from.month) && !(raw && has_month))
		add_season(e, d->from.month);
	if (needs_edtf(d) && !raw) {
		sbuf_reset(&sb);
		date_add_edtf(&sb, d);
		bibtex_add_braced(e, "date", sb.buf);
	}
	sbuf_release(&sb);
}
