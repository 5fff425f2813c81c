#include "csl/render.h"
#include "base/text.h"
#include "csl/number.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

/* Macros within macros: no style has more. */
enum { MAX_DEPTH = 48, MAX_STEPS = 200000 };

enum csl_status
csl_status_join(enum csl_status a, enum csl_status b)
{
	return a > b ? a : b;
}

bool
csl_render_is_suppressed(const struct csl_render *r, enum csl_variable v)
{
	return r->suppressed[v / 64] >> (v % 64) & 1;
}

void
csl_render_use(struct csl_render *r, enum csl_variable v)
{
	unsigned long bit = 1ul << (v % 64);

	if (!r->substituting)
		return;
	r->used[v / 64] |= bit;
	r->suppressed[v / 64] |= bit;
}

void
csl_render_apply(
    struct csl_render *r, struct csl_node *n, const struct csl_format *f)
{
	if (f->strip_periods)
		csl_node_strip_periods(r->arena, n);
	if (f->text_case) {
		const char *lang = csl_item_text(r->item, CSL_VAR_language);
		bool english = r->locale->english;

		if (lang && *lang)
			english = text_starts_nocase(span_of(lang), "en");
		csl_node_text_case(r->arena, n,
		    (enum csl_text_case)f->text_case,
		    lang && *lang ? lang : r->locale->lang, english);
	}
	csl_node_format(n, f);
}

const char *
csl_year_suffix(struct arena *a, int n)
{
	char text[8];
	size_t at = sizeof(text);

	while (n > 0 && at) {
		n--;
		text[--at] = (char)('a' + n % 26);
		n /= 26;
	}
	return arena_strdup_span(
	    a, (struct span){ text + at, sizeof(text) - at });
}

struct csl_node *
csl_render_year_suffix(struct csl_render *r)
{
	struct csl_node *n;

	if (!r->disambiguation || !r->disambiguation->year_suffix ||
	    r->year_suffix_done || r->key)
		return NULL;
	r->year_suffix_done = true;
	n = csl_node_text(r->arena,
	    csl_year_suffix(r->arena, r->disambiguation->year_suffix));
	n->tag = TAG_YEAR_SUFFIX;
	n->variable = CSL_VAR_year_suffix;
	return n;
}

/* --- variables ---------------------------------------------------------------- */

static const char *
page_first(struct csl_render *r)
{
	const char *s = csl_item_text(r->item, CSL_VAR_page_first);
	size_t n;

	if (s)
		return s;
	s = csl_item_text(r->item, CSL_VAR_page);
	if (!s)
		return NULL;
	while (*s == ' ')
		s++;
	n = strcspn(s, "-,&; ");
	for (size_t i = 0; i + 2 < n; i++)
		if (!strncmp(s + i, "\xe2\x80\x93", 3) ||
		    !strncmp(s + i, "\xe2\x80\x94", 3))
			n = i;
	return arena_strdup_span(r->arena, (struct span){ s, n });
}

/* "Roe21", in the manner of trigraphs: four letters of one name, fewer of more. */
static const char *
citation_label(struct csl_render *r)
{
	const struct csl_names *names = csl_item_names(r->item, CSL_VAR_author);
	const struct csl_date *issued = csl_item_date(r->item, CSL_VAR_issued);
	struct sbuf out = SBUF_INIT;
	const char *label;
	size_t letters;

	if (csl_item_text(r->item, CSL_VAR_citation_label))
		return csl_item_text(r->item, CSL_VAR_citation_label);
	if (!names || !names->len)
		sbuf_add(&out, SPAN_LIT("Xyz"));
	else {
		size_t n = names->len > 4 ? 4 : names->len;

		letters = n == 1 ? 4 : n < 4 ? 2 : 1;
		if (n == 3)
			letters = 1;
		if (n == 2)
			letters = 2;
		for (size_t i = 0; i < n; i++) {
			const struct csl_name *name = &names->items[i];
			struct span s = span_of(
			    name->family ? name->family : name->literal);
			size_t at = 0;

			for (size_t k = 0; k < letters && at < s.len; k++)
				text_next(s, &at);
			sbuf_add(&out, span_sub(s, 0, at));
		}
	}
	if (issued && issued->from.year)
		sbuf_addf(&out, "%02d", abs(issued->from.year) % 100);
	label = arena_strdup(r->arena, out.buf);
	sbuf_release(&out);
	return label;
}

const char *
csl_render_variable(struct csl_render *r, enum csl_variable v)
{
	const struct csl_cite *c = r->cite;

	switch ((int)v) {
	case CSL_VARIABLES: return NULL;
	case CSL_VAR_citation_number:
		return r->citation_number
			   ? arena_printf(r->arena, "%zu", r->citation_number)
			   : NULL;
	case CSL_VAR_locator: return c ? c->locator : NULL;
	case CSL_VAR_first_reference_note_number:
		return c && c->first_note && c->position != POSITION_FIRST
			   ? arena_printf(r->arena, "%d", c->first_note)
			   : NULL;
	case CSL_VAR_page_first:
		return csl_render_is_suppressed(r, v) ? NULL : page_first(r);
	case CSL_VAR_citation_label: return citation_label(r);
	default: break;
	}
	if ((int)v >= (int)CSL_STRINGS || csl_render_is_suppressed(r, v))
		return NULL;
	return csl_item_text(r->item, v);
}

/* The variable in its short form, where it has one. */
static const char *
short_variable(struct csl_render *r, enum csl_variable v)
{
	const char *s = NULL;

	if (v == CSL_VAR_title)
		s = csl_render_variable(r, CSL_VAR_title_short);
	else if (v == CSL_VAR_container_title)
		s = csl_render_variable(r, CSL_VAR_container_title_short);
	return s && *s ? s : csl_render_variable(r, v);
}

/* CSL 1.0.2 has "sub-verbo"; programs still write "sub verbo". */
static const char *
locator_label(const struct csl_render *r)
{
	const char *label = r->cite->label ? r->cite->label : "page";

	return strcmp(label, "sub verbo") ? label : "sub-verbo";
}

static bool
label_is_page(const struct csl_render *r)
{
	return !r->cite || !r->cite->label || !strcmp(r->cite->label, "page");
}

/* Zeros before it, so that numbers sort as text. */
static const char *
sortable(struct arena *a, const char *s)
{
	size_t n = strspn(s, "0123456789");

	if (!n || n > 12)
		return s;
	return arena_printf(a, "%.*s%s", (int)(12 - n), "000000000000", s);
}

/* Apostrophes and angle brackets of an address are its own. */
static bool
is_address(enum csl_variable v)
{
	return v == CSL_VAR_URL || v == CSL_VAR_DOI;
}

static enum csl_status
text_variable(
    struct csl_render *r, const struct csl_element *e, struct csl_node **out)
{
	enum csl_variable v = e->variable;
	const char *s;

	if (v == CSL_VAR_year_suffix) {
		*out = csl_render_year_suffix(r);
		return *out ? STATUS_FULL : STATUS_PLAIN;
	}
	s = e->short_form ? short_variable(r, v) : csl_render_variable(r, v);
	if (!s || !*s)
		return STATUS_EMPTY;
	csl_render_use(r, v);
	if (v == CSL_VAR_page || (v == CSL_VAR_locator && label_is_page(r)))
		s = csl_page_format(
		    r->arena, r->locale, s, r->style->page_format);
	else if (v == CSL_VAR_locator)
		s = csl_page_format(r->arena, r->locale, s, PAGES_AS_IS);
	else if (csl_variable_kind(v) == CSL_NUMBER && csl_is_numeric(s) &&
		 v != CSL_VAR_citation_number)
		s = csl_number_format(
		    r->arena, r->locale, s, NUMBER_NUMERIC, v);
	if (r->key && csl_variable_kind(v) == CSL_NUMBER)
		s = sortable(r->arena, s);
	*out = is_address(v) ? csl_node_text(r->arena, s)
			     : csl_node_rich(r->arena, r->locale, s);
	if (v == CSL_VAR_citation_number)
		(*out)->tag = TAG_CITATION_NUMBER;
	if (v == CSL_VAR_citation_label) {
		struct csl_node *g = csl_node_group(r->arena);

		csl_node_append(g, *out);
		csl_node_append(g, csl_render_year_suffix(r));
		g->tag = TAG_YEAR;
		*out = g;
	}
	(*out)->variable = (short)v;
	return STATUS_FULL;
}

/* --- elements -------------------------------------------------------------------- */

/* One more node around what has a format of its own already. */
static struct csl_node *
wrapped(struct csl_render *r, struct csl_node *n)
{
	struct csl_node *g = csl_node_group(r->arena);

	csl_node_append(g, n);
	return g;
}

/* Han, kana and Hangul have no italic: true if there is nothing else to slant. */
static bool
has_no_italic(const struct csl_node *n)
{
	struct sbuf out = SBUF_INIT;
	struct span s;
	size_t at = 0;
	bool cjk = false, other = false;

	csl_node_add_text(&out, n);
	s = (struct span){ out.buf, out.len };
	while (at < s.len && !other) {
		uint32_t c = text_next(s, &at);

		if (text_is_cjk(c))
			cjk = true;
		else
			other = text_is_letter(c);
	}
	sbuf_release(&out);
	return cjk && !other;
}

/* A straight apostrophe between letters, curled. */
static const char *
curled(struct arena *a, const char *s)
{
	const char *at = strchr(s, '\'');

	if (!at || at == s || !at[1] || at[1] == ' ')
		return s;
	return arena_printf(a, "%.*s\xe2\x80\x99%s", (int)(at - s), s, at + 1);
}

static enum csl_status
render_text(
    struct csl_render *r, const struct csl_element *e, struct csl_node *parent)
{
	struct csl_node *n = NULL;
	enum csl_status status = STATUS_PLAIN;
	const char *s;

	switch (e->source) {
	case SOURCE_MACRO:
		if (r->depth >= MAX_DEPTH)
			return STATUS_PLAIN;
		n = csl_node_group(r->arena);
		status = csl_render_elements(r, e->macro->first, n);
		if (status == STATUS_EMPTY)
			return status;
		/* What a macro says counts for what calls it. */
		if (!csl_node_is_empty(n))
			status = STATUS_FULL;
		break;
	case SOURCE_VARIABLE: status = text_variable(r, e, &n); break;
	case SOURCE_TERM:
		s = csl_locale_term(
		    r->locale, e->value, e->form, e->plural == PLURAL_ALWAYS);
		if (s && *s) {
			n = csl_node_text(r->arena, curled(r->arena, s));
			n->tag = TAG_TERM;
		}
		break;
	case SOURCE_VALUE:
		if (*e->value)
			n = csl_node_rich(r->arena, r->locale, e->value);
		break;
	}
	if (!n || csl_node_is_empty(n))
		return status;
	if (n->from_field || n->font.style || n->tag == TAG_CITATION_NUMBER ||
	    n->tag == TAG_YEAR_SUFFIX || n->tag == TAG_TERM ||
	    n->tag == TAG_YEAR) {
		short v = n->variable;

		n = wrapped(r, n);
		n->variable = v;
	}
	csl_render_apply(r, n, &e->format);
	if (n->font.style > FONT_STYLE_NORMAL && e->source == SOURCE_VARIABLE &&
	    has_no_italic(n))
		n->font.style = FONT_STYLE_UNSET;
	csl_node_append(parent, n);
	return status;
}

static enum csl_status
render_number(
    struct csl_render *r, const struct csl_element *e, struct csl_node *parent)
{
	const char *s = csl_render_variable(r, e->variable);
	struct csl_node *n;

	if (!s || !*s)
		return STATUS_EMPTY;
	csl_render_use(r, e->variable);
	if (r->key)
		s = sortable(r->arena, s);
	else if (csl_is_numeric(s))
		s = csl_number_format(
		    r->arena, r->locale, s, e->number_form, e->variable);
	n = csl_node_rich(r->arena, r->locale, s);
	n->variable = (short)e->variable;
	if (e->variable == CSL_VAR_citation_number) {
		n->tag = TAG_CITATION_NUMBER;
		n = wrapped(r, n);
	}
	csl_render_apply(r, n, &e->format);
	csl_node_append(parent, n);
	return STATUS_FULL;
}

/* A locator that begins with a label of its own: "vol. 1, fol. 186". */
static bool
has_label(const struct csl_render *r, const char *locator)
{
	static const char *const labels[] = { "book", "chapter", "column",
		"figure", "folio", "issue", "line", "note", "opus", "page",
		"paragraph", "part", "section", "sub-verbo", "verse",
		"volume" };

	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		for (int plural = 0; plural < 2; plural++) {
			const char *s = csl_locale_term(
			    r->locale, labels[i], TERM_SHORT, plural);
			size_t n = s ? strlen(s) : 0;

			if (n && !strncmp(locator, s, n) && locator[n] == ' ')
				return true;
		}
	return false;
}

static enum csl_status
render_label(
    struct csl_render *r, const struct csl_element *e, struct csl_node *parent)
{
	const char *value = csl_render_variable(r, e->variable);
	const char *name, *term;
	struct csl_node *n;
	bool plural = false;

	if (!value || !*value)
		return STATUS_EMPTY;
	name = csl_variable_name(e->variable);
	if (e->variable == CSL_VAR_locator)
		name = locator_label(r);
	switch (e->plural) {
	case PLURAL_ALWAYS: plural = true; break;
	case PLURAL_NEVER: break;
	case PLURAL_CONTEXTUAL:
		if (e->variable == CSL_VAR_number_of_pages ||
		    e->variable == CSL_VAR_number_of_volumes)
			plural = csl_number_value(value) != 1 &&
				 csl_is_numeric(value);
		else
			plural = csl_is_plural(r->locale, value);
		break;
	}
	if (e->variable == CSL_VAR_locator && has_label(r, value))
		return STATUS_PLAIN;
	term = csl_locale_term(r->locale, name, e->form, plural);
	if (!term || !*term)
		return STATUS_PLAIN;
	n = csl_node_text(r->arena, term);
	csl_render_apply(r, n, &e->format);
	csl_node_append(parent, n);
	return STATUS_PLAIN;
}

static enum csl_status
render_group(
    struct csl_render *r, const struct csl_element *e, struct csl_node *parent)
{
	struct csl_node *n = csl_node_group(r->arena);
	enum csl_status status = csl_render_elements(r, e->first, n);

	if (status == STATUS_EMPTY)
		return STATUS_EMPTY;
	if (csl_node_is_empty(n))
		return status;
	n->delimiter = e->delimiter;
	csl_render_apply(r, n, &e->format);
	csl_node_append(parent, n);
	return STATUS_FULL;
}

/* --- conditions --------------------------------------------------------------------- */

static bool
has_variable(struct csl_render *r, enum csl_variable v)
{
	const char *s;

	if (v == CSL_VARIABLES)
		return false;
	switch (csl_variable_kind(v)) {
	/* What cs:substitute has used is still there. */
	case CSL_NAME: return csl_item_names(r->item, v) != NULL;
	case CSL_DATE: return csl_item_date(r->item, v) != NULL;
	case CSL_TEXT:
	case CSL_NUMBER:
		if (v == CSL_VAR_year_suffix)
			return r->disambiguation &&
			       r->disambiguation->year_suffix;
		if (csl_render_is_suppressed(r, v))
			return true;
		s = csl_render_variable(r, v);
		return s && *s;
	}
	return false;
}

static bool
position_holds(const struct csl_render *r, enum csl_position wanted)
{
	const struct csl_cite *c = r->cite;

	if (!c || r->area != CSL_CITATION)
		return false;
	switch (wanted) {
	case POSITION_FIRST: return c->position == POSITION_FIRST;
	case POSITION_SUBSEQUENT: return c->position != POSITION_FIRST;
	case POSITION_IBID:
		return c->position == POSITION_IBID ||
		       c->position == POSITION_IBID_WITH_LOCATOR;
	case POSITION_IBID_WITH_LOCATOR:
		return c->position == POSITION_IBID_WITH_LOCATOR;
	case POSITION_NEAR_NOTE: return c->near_note;
	}
	return false;
}

static bool
locator_is(const struct csl_render *r, const char *name)
{
	if (!r->cite || !r->cite->locator)
		return false;
	return !strcmp(locator_label(r), name) ||
	       (!strcmp(name, "sub verbo") &&
		   !strcmp(locator_label(r), "sub-verbo"));
}

/* Conditions are switched on one by one, until the cite is unambiguous. */
static bool
disambiguate_holds(struct csl_render *r)
{
	int before = r->conditions_met++;

	return r->disambiguation && before < r->disambiguation->conditions;
}

static bool
holds(struct csl_render *r, const struct csl_condition *c)
{
	const struct csl_date *d;
	const char *s;

	switch (c->test) {
	case TEST_DISAMBIGUATE:
		return disambiguate_holds(r) == (c->operand != 0);
	case TEST_IS_NUMERIC:
		s = csl_render_variable(r, (enum csl_variable)c->operand);
		return s && csl_is_numeric(s);
	case TEST_IS_UNCERTAIN_DATE:
		if (c->operand < CSL_VAR_accessed ||
		    c->operand >= CSL_VARIABLES)
			return false;
		d = csl_item_date(r->item, (enum csl_variable)c->operand);
		return d && d->circa;
	case TEST_LOCATOR: return locator_is(r, c->name);
	case TEST_POSITION:
		return position_holds(r, (enum csl_position)c->operand);
	case TEST_TYPE:
		return c->operand >= 0
			   ? r->item->type_number == c->operand
			   : r->item->type && !strcmp(r->item->type, c->name);
	case TEST_VARIABLE:
		return has_variable(r, (enum csl_variable)c->operand);
	}
	return false;
}

static bool
branch_holds(struct csl_render *r, const struct csl_branch *b)
{
	if (!b->len)
		return true;
	for (size_t i = 0; i < b->len; i++) {
		bool h = holds(r, &b->conditions[i]);

		switch (b->match) {
		case MATCH_ALL:
			if (!h)
				return false;
			break;
		case MATCH_ANY:
			if (h)
				return true;
			break;
		case MATCH_NONE:
			if (h)
				return false;
			break;
		}
	}
	return b->match != MATCH_ANY;
}

static enum csl_status
render_choose(
    struct csl_render *r, const struct csl_element *e, struct csl_node *parent)
{
	for (const struct csl_branch *b = e->branches; b; b = b->next)
		if (branch_holds(r, b))
			return csl_render_elements(r, b->first, parent);
	return STATUS_PLAIN;
}

enum csl_status
csl_render_elements(struct csl_render *r, const struct csl_element *first,
    struct csl_node *parent)
{
	enum csl_status status = STATUS_PLAIN;

	r->depth++;
	for (const struct csl_element *e = first; e; e = e->next) {
		enum csl_status s = STATUS_PLAIN;

		if (++r->steps > MAX_STEPS)
			break;

		switch (e->kind) {
		case CSL_ELEMENT_TEXT: s = render_text(r, e, parent); break;
		case CSL_ELEMENT_DATE: s = csl_render_date(r, e, parent); break;
		case CSL_ELEMENT_NUMBER: s = render_number(r, e, parent); break;
		case CSL_ELEMENT_NAMES:
			s = csl_render_names(r, e, parent);
			break;
		case CSL_ELEMENT_LABEL: s = render_label(r, e, parent); break;
		case CSL_ELEMENT_GROUP: s = render_group(r, e, parent); break;
		case CSL_ELEMENT_CHOOSE: s = render_choose(r, e, parent); break;
		}
		status = csl_status_join(status, s);
	}
	r->depth--;
	return status;
}
