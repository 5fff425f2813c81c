#include "csl/number.h"
#include "csl/render.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

/* A date's parts as they are to be shown, in order. */
struct shown {
	struct csl_date_part parts[3];
	size_t len;
};

static bool
has_part(const struct csl_point *p, enum csl_date_part_name name)
{
	switch (name) {
	case PART_YEAR: return p->year != 0;
	case PART_MONTH: return p->month || p->season;
	case PART_DAY: return p->day != 0;
	}
	return false;
}

static const char *
year_text(struct csl_render *r, int year, enum csl_part_form form)
{
	const char *era;

	if (year < 0) {
		era = csl_locale_term(r->locale, "bc", TERM_LONG, false);
		return arena_printf(r->arena, "%d%s", -year, era ? era : "BC");
	}
	if (form == PART_FORM_SHORT && year >= 1000)
		return arena_printf(r->arena, "%02d", year % 100);
	if (year < 1000) {
		era = csl_locale_term(r->locale, "ad", TERM_LONG, false);
		return arena_printf(r->arena, "%d%s", year, era ? era : "AD");
	}
	return arena_printf(r->arena, "%d", year);
}

static const char *
month_text(
    struct csl_render *r, const struct csl_point *p, enum csl_part_form form)
{
	char name[16];
	const char *s;

	if (!p->month) {
		snprintf(name, sizeof(name), "season-%02d", p->season);
		s = csl_locale_term(r->locale, name, TERM_LONG, false);
		return s ? s : "";
	}
	if (form == PART_FORM_NUMERIC)
		return arena_printf(r->arena, "%d", p->month);
	if (form == PART_FORM_LEADING_ZEROS)
		return arena_printf(r->arena, "%02d", p->month);
	snprintf(name, sizeof(name), "month-%02d", p->month);
	s = csl_locale_term(r->locale, name,
	    form == PART_FORM_SHORT ? TERM_SHORT : TERM_LONG, false);
	return s ? s : "";
}

static const char *
day_text(
    struct csl_render *r, const struct csl_point *p, enum csl_part_form form)
{
	char name[16];

	if (form == PART_FORM_LEADING_ZEROS)
		return arena_printf(r->arena, "%02d", p->day);
	if (form == PART_FORM_ORDINAL &&
	    (p->day == 1 || !r->locale->limit_day_ordinals)) {
		snprintf(name, sizeof(name), "month-%02d", p->month);
		return csl_ordinal(r->arena, r->locale, (unsigned long)p->day,
		    csl_locale_gender(r->locale, name));
	}
	return arena_printf(r->arena, "%d", p->day);
}

static struct csl_node *
part_node(struct csl_render *r, const struct csl_date_part *part,
    const struct csl_point *p, bool prefix, bool suffix)
{
	struct csl_format f = *part->format;
	struct csl_node *n, *year_suffix;
	const char *s = "";

	switch (part->name) {
	case PART_YEAR: s = year_text(r, p->year, part->form); break;
	case PART_MONTH: s = month_text(r, p, part->form); break;
	case PART_DAY: s = day_text(r, p, part->form); break;
	}
	n = csl_node_text(r->arena, s);
	if (!prefix)
		f.prefix = NULL;
	if (!suffix)
		f.suffix = NULL;
	if (part->name == PART_YEAR) {
		struct csl_node *g = csl_node_group(r->arena);

		g->tag = TAG_YEAR;
		csl_node_append(g, n);
		n = g;
		year_suffix =
		    r->style->areas[r->area].calls[CSL_CALLS_YEAR_SUFFIX]
			? NULL
			: csl_render_year_suffix(r);
		csl_node_append(g, year_suffix);
	}
	csl_render_apply(r, n, &f);
	return n;
}

/* The largest part in which the ends of a range differ. */
static enum csl_date_part_name
largest_difference(const struct csl_point *a, const struct csl_point *b)
{
	if (a->year != b->year)
		return PART_YEAR;
	if (a->month != b->month || a->season != b->season)
		return PART_MONTH;
	return PART_DAY;
}

static bool
is_shown(const struct shown *s, enum csl_date_part_name name)
{
	for (size_t i = 0; i < s->len; i++)
		if (s->parts[i].name == name)
			return true;
	return false;
}

static void
plain_date(struct csl_render *r, const struct shown *s,
    const struct csl_point *p, struct csl_node *parent)
{
	for (size_t i = 0; i < s->len; i++)
		if (has_part(p, s->parts[i].name))
			csl_node_append(
			    parent, part_node(r, &s->parts[i], p, true, true));
}

static void
range_half(struct csl_render *r, const struct shown *s,
    const struct csl_point *p, size_t from, size_t to, bool second,
    struct csl_node *parent)
{
	size_t first = to, last = from;

	for (size_t i = from; i < to; i++)
		if (has_part(p, s->parts[i].name)) {
			first = first == to ? i : first;
			last = i;
		}
	for (size_t i = from; i < to; i++)
		if (has_part(p, s->parts[i].name))
			csl_node_append(parent,
			    part_node(r, &s->parts[i], p, !second || i > first,
				second || i < last));
}

/* "1-4 May 2008", "May - July 2008", "May 2008 - June 2009" */
static void
date_range(struct csl_render *r, const struct shown *s,
    const struct csl_date *d, const char *delimiter, struct csl_node *parent)
{
	enum csl_date_part_name differs = largest_difference(&d->from, &d->to);
	struct csl_node *group, *half;
	const char *dash = "\xe2\x80\x93";
	size_t from = s->len, to = 0;

	/* A difference that is not shown is none. */
	if (!is_shown(s, differs)) {
		plain_date(r, s, &d->from, parent);
		return;
	}
	for (size_t i = 0; i < s->len; i++) {
		if (s->parts[i].name == differs && s->parts[i].range_delimiter)
			dash = s->parts[i].range_delimiter;
		if (s->parts[i].name <= differs &&
		    (has_part(&d->from, s->parts[i].name) ||
			has_part(&d->to, s->parts[i].name))) {
			from = i < from ? i : from;
			to = i + 1;
		}
	}
	for (size_t i = 0; i < from; i++)
		if (has_part(&d->from, s->parts[i].name))
			csl_node_append(parent,
			    part_node(r, &s->parts[i], &d->from, true, true));
	group = csl_node_group(r->arena);
	half = csl_node_group(r->arena);
	half->delimiter = delimiter;
	range_half(r, s, &d->from, from, to, false, half);
	csl_node_append(group, half);
	csl_node_append(group, csl_node_text(r->arena, dash));
	half = csl_node_group(r->arena);
	half->delimiter = delimiter;
	range_half(r, s, &d->to, from, to, true, half);
	csl_node_append(group, half);
	csl_node_append(parent, group);
	for (size_t i = to; i < s->len; i++)
		if (has_part(&d->to, s->parts[i].name))
			csl_node_append(parent,
			    part_node(r, &s->parts[i], &d->to, true, true));
}

/* The locale's parts with what the element says over them. */
static void
localized(struct shown *out, struct csl_render *r, const struct csl_element *e,
    const struct csl_date_format *locale)
{
	for (size_t i = 0; i < locale->len; i++) {
		struct csl_date_part p = locale->parts[i];

		if ((p.name == PART_DAY && e->precision != PRECISION_DAY) ||
		    (p.name == PART_MONTH && e->precision == PRECISION_YEAR))
			continue;
		for (size_t k = 0; k < e->date->len; k++) {
			const struct csl_date_part *own = &e->date->parts[k];
			struct csl_format *f;

			if (own->name != p.name)
				continue;
			f = ARENA_NEW(r->arena, struct csl_format);
			*f = *p.format;
			if (own->form)
				p.form = own->form;
			if (own->range_delimiter)
				p.range_delimiter = own->range_delimiter;
			if (own->format->font.style)
				f->font.style = own->format->font.style;
			if (own->format->font.variant)
				f->font.variant = own->format->font.variant;
			if (own->format->font.weight)
				f->font.weight = own->format->font.weight;
			if (own->format->font.decoration)
				f->font.decoration =
				    own->format->font.decoration;
			if (own->format->font.align)
				f->font.align = own->format->font.align;
			if (own->format->text_case)
				f->text_case = own->format->text_case;
			if (own->format->strip_periods)
				f->strip_periods = true;
			p.format = f;
		}
		out->parts[out->len++] = p;
	}
}

const char *
csl_date_sort_text(struct arena *a, const struct csl_date *d,
    enum csl_date_precision precision)
{
	const struct csl_point *p = &d->from;
	int month, day, year;
	char end[32] = "";

	if (!p->year)
		return d->literal ? d->literal : "";
	month = precision == PRECISION_YEAR ? 0 : p->month;
	day = precision == PRECISION_DAY ? p->day : 0;
	/* Years before Christ count backwards: shifted above zero, all sort as
	 * text. */
	year = p->year + 100000;
	if (d->range && d->to.year)
		snprintf(end, sizeof(end), "-%06d%02d%02d", d->to.year + 100000,
		    precision == PRECISION_YEAR ? 0 : d->to.month,
		    precision == PRECISION_DAY ? d->to.day : 0);
	return arena_printf(a, "%06d%02d%02d%s", year, month, day, end);
}

static enum csl_date_precision
shown_precision(const struct shown *s)
{
	if (is_shown(s, PART_DAY))
		return PRECISION_DAY;
	return is_shown(s, PART_MONTH) ? PRECISION_MONTH : PRECISION_YEAR;
}

enum csl_status
csl_render_date(
    struct csl_render *r, const struct csl_element *e, struct csl_node *parent)
{
	const struct csl_date_format *locale = NULL;
	const struct csl_date *d;
	struct csl_format format = e->format;
	struct shown shown = { 0 };
	struct csl_node *n, *year_suffix;
	const char *delimiter = e->date->delimiter;

	if (e->variable == CSL_VARIABLES ||
	    csl_render_is_suppressed(r, e->variable))
		return STATUS_EMPTY;
	d = csl_item_date(r->item, e->variable);
	/* When a page was looked at tells no works apart. */
	if (r->comparing && e->variable == CSL_VAR_accessed)
		d = NULL;
	if (!d)
		return STATUS_EMPTY;
	csl_render_use(r, e->variable);
	n = csl_node_group(r->arena);
	n->variable = (short)e->variable;
	if (e->date_form)
		locale = r->locale->dates[e->date_form];
	if (locale) {
		localized(&shown, r, e, locale);
		if (!delimiter)
			delimiter = locale->delimiter;
		if (!format.text_case)
			format.text_case = locale->format->text_case;
	} else {
		memcpy(shown.parts, e->date->parts, sizeof(shown.parts));
		shown.len = e->date->len;
	}
	if (r->key) {
		const char *s =
		    csl_date_sort_text(r->arena, d, shown_precision(&shown));

		csl_node_append(n, csl_node_text(r->arena, s));
		csl_node_append(parent, n);
		return STATUS_FULL;
	}
	if (!d->from.year && !d->from.season) {
		csl_node_append(
		    n, csl_node_rich(r->arena, r->locale, d->literal));
		year_suffix =
		    r->style->areas[r->area].calls[CSL_CALLS_YEAR_SUFFIX]
			? NULL
			: csl_render_year_suffix(r);
		csl_node_append(n, year_suffix);
	} else {
		n->delimiter = delimiter;
		if (d->range && d->to.year)
			date_range(r, &shown, d, delimiter, n);
		else
			plain_date(r, &shown, &d->from, n);
		if (d->range && !d->to.year && n->first) {
			struct csl_node *g = csl_node_group(r->arena);

			csl_node_append(g, n);
			csl_node_append(
			    g, csl_node_text(r->arena, "\xe2\x80\x93"));
			n = g;
		}
	}
	if (csl_node_is_empty(n))
		return STATUS_EMPTY;
	csl_render_apply(r, n, &format);
	csl_node_append(parent, n);
	return STATUS_FULL;
}
