#include "base/text.h"
#include "csl/render.h"

#include <stdio.h>

#include "base/banned.h"

static void
inherit(struct csl_name_options *out, const struct csl_name_options *from)
{
#define TAKE(field)      \
	if (!out->field) \
	out->field = from->field
	TAKE(and);
	TAKE(precedes_et_al);
	TAKE(precedes_last);
	TAKE(form);
	TAKE(sort_order);
	TAKE(initialize);
	TAKE(et_al_use_last);
	TAKE(et_al_min);
	TAKE(et_al_use_first);
	TAKE(et_al_subsequent_min);
	TAKE(et_al_subsequent_use_first);
	TAKE(initialize_with);
	TAKE(delimiter);
	TAKE(sort_separator);
	TAKE(names_delimiter);
#undef TAKE
}

void
csl_name_options_resolve(struct csl_name_options *out,
    const struct csl_style *style, enum csl_area_kind area,
    const struct csl_name_options *own)
{
	static const struct csl_name_options defaults = {
		.and = AND_NONE,
		.precedes_et_al = PRECEDES_CONTEXTUAL,
		.precedes_last = PRECEDES_CONTEXTUAL,
		.form = NAME_FORM_LONG,
		.initialize = FLAG_TRUE,
		.et_al_use_last = FLAG_FALSE,
		.delimiter = ", ",
		.sort_separator = ", ",
	};

	*out = *own;
	inherit(out, &style->areas[area].options);
	inherit(out, &style->options);
	inherit(out, &defaults);
}

/* How many names of a list are shown, and whether the last one follows. */
struct cut {
	size_t shown; /* from the first */
	bool cut, last;
};

/* A cite that shows more names to be unambiguous; its entry shows as many. */
static int
more_first(const struct csl_render *r, int first, int list)
{
	const struct csl_disambiguation *d = r->disambiguation;

	if (r->area == CSL_CITATION)
		return first + d->more_names[list];
	return d->cite_shows[list] > first ? d->cite_shows[list] : first;
}

static struct cut
cut_list(const struct csl_render *r, const struct csl_name_options *o,
    const struct csl_names *names, int list)
{
	int min = o->et_al_min, first = o->et_al_use_first;
	bool last = o->et_al_use_last == FLAG_TRUE;
	struct cut c = { .shown = names->len };

	if (r->cite && r->area == CSL_CITATION &&
	    r->cite->position != POSITION_FIRST) {
		if (o->et_al_subsequent_min)
			min = o->et_al_subsequent_min;
		if (o->et_al_subsequent_use_first)
			first = o->et_al_subsequent_use_first;
	}
	if (r->key) {
		if (r->key->names_min)
			min = r->key->names_min;
		if (r->key->names_use_first)
			first = r->key->names_use_first;
		if (r->key->names_use_last)
			last = r->key->names_use_last == FLAG_TRUE;
	}
	if (names->last_follows) {
		c.shown = names->len - 1;
		c.cut = c.last = true;
	}
	if (!first)
		return c;
	if (!r->key && r->disambiguation && list < CSL_NAME_LISTS)
		first = more_first(r, first, list);
	if (first < 0)
		first = 0;
	if (min && names->len >= (size_t)min && names->len > (size_t)first) {
		c.shown = (size_t)first;
		c.cut = true;
		c.last = last && names->len >= (size_t)first + 2;
	}
	return c;
}

static int
level_of(const struct csl_render *r, int list, size_t i)
{
	const struct csl_disambiguation *d = r->disambiguation;

	if (r->key || !d || list >= CSL_NAME_LISTS ||
	    i >= (size_t)d->level_count[list])
		return GIVEN_AS_STYLED;
	return d->levels[list][i];
}

static bool
precedes(enum csl_precedes rule, bool enough, bool inverted)
{
	switch (rule) {
	case PRECEDES_ALWAYS: return true;
	case PRECEDES_NEVER: return false;
	case PRECEDES_AFTER_INVERTED: return inverted;
	case PRECEDES_CONTEXTUAL:
	case PRECEDES_UNSET: break;
	}
	return enough;
}

static void
add_literal(struct csl_render *r, struct csl_node *to, const char *s)
{
	csl_node_append(to, csl_node_text(r->arena, s));
}

static bool
ends_in_blank(const char *s)
{
	size_t n = strlen(s);

	return !n || s[n - 1] == ' ';
}

static bool
ends_in_space(const char *s)
{
	struct span t = span_of(s);
	size_t at = t.len;

	return at && text_is_space(text_prev(t, &at));
}

static bool
starts_in_cjk(const char *s)
{
	size_t at = 0;

	return text_is_cjk(text_next(span_of(s), &at));
}

/* What stands between the last name and the one before. */
static const char *
last_delimiter(struct csl_render *r, const struct csl_name_options *o,
    size_t shown, bool inverted)
{
	const char *and = "&";

	if (o->and == AND_NONE)
		return o->delimiter;
	if (o->and == AND_TEXT) {
		and = csl_locale_term(r->locale, "and", TERM_LONG, false);
		if (!and)
			and = "and";
		/* A term with a blank of its own says how it is joined. */
		if (ends_in_space(and))
			return and;
	}
	if (!precedes((enum csl_precedes)o->precedes_last, shown > 2, inverted))
		return arena_printf(r->arena, " %s ", and);
	return arena_printf(r->arena, "%s%s%s ", o->delimiter,
	    ends_in_blank(o->delimiter) ? "" : " ", and);
}

static void
add_et_al(struct csl_render *r, const struct csl_names_element *e,
    const struct csl_name_options *o, size_t shown, bool inverted,
    struct csl_node *list)
{
	const char *term = csl_locale_term(r->locale,
	    e->et_al_term ? e->et_al_term : "et-al", TERM_LONG, false);
	struct csl_node *n;

	if (!term || !*term || r->key)
		return;
	add_literal(r, list,
	    precedes((enum csl_precedes)o->precedes_et_al, shown > 1, inverted)
		? o->delimiter
	    : starts_in_cjk(term) ? ""
				  : " ");
	n = csl_node_text(r->arena, term);
	csl_render_apply(r, n, &e->et_al);
	csl_node_append(list, n);
}

static struct csl_node *
name_list(struct csl_render *r, const struct csl_names_element *e,
    const struct csl_name_options *o, const struct csl_names *names)
{
	struct csl_node *list = csl_node_group(r->arena);
	int index = r->name_lists;
	struct cut cut = cut_list(r, o, names, index);
	bool inverted = false;

	if (index < CSL_NAME_LISTS) {
		r->names_shown[index] = (int)cut.shown;
		r->lists[index] = names;
		r->list_elements[index] = e;
		r->list_options[index] = o;
	}
	r->name_lists++;
	r->name_count += (long)cut.shown + (cut.last ? 1 : 0);
	for (size_t i = 0; i < cut.shown; i++) {
		bool turn = o->sort_order == SORT_ORDER_ALL ||
			    (o->sort_order == SORT_ORDER_FIRST && i == 0);

		if (i && i + 1 == cut.shown && !cut.cut && !names->others)
			add_literal(
			    r, list, last_delimiter(r, o, cut.shown, inverted));
		else if (i)
			add_literal(r, list, o->delimiter);
		csl_node_append(list, csl_name_node(r, e, o, &names->items[i],
					  turn, level_of(r, index, i)));
		inverted = turn && !names->items[i].literal;
	}
	if (cut.last) {
		add_literal(r, list, o->delimiter);
		add_literal(r, list, "\xe2\x80\xa6 ");
		csl_node_append(
		    list, csl_name_node(r, e, o, &names->items[names->len - 1],
			      o->sort_order == SORT_ORDER_ALL,
			      level_of(r, index, names->len - 1)));
	} else if ((cut.cut || names->others) && cut.shown)
		add_et_al(r, e, o, cut.shown, inverted, list);
	return list;
}

static struct csl_node *
label_node(struct csl_render *r, const struct csl_names_element *e,
    const char *term_name, size_t count)
{
	bool plural = e->label_plural == PLURAL_ALWAYS ||
		      (e->label_plural == PLURAL_CONTEXTUAL && count > 1);
	const char *term =
	    csl_locale_term(r->locale, term_name, e->label_form, plural);
	struct csl_node *n;

	if (!term || !*term)
		return NULL;
	n = csl_node_text(r->arena, term);
	csl_render_apply(r, n, &e->label);
	return n;
}

static bool
same_string(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static bool
same_names(const struct csl_names *a, const struct csl_names *b)
{
	if (!a || !b || a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++)
		if (!same_string(a->items[i].family, b->items[i].family) ||
		    !same_string(a->items[i].given, b->items[i].given) ||
		    !same_string(a->items[i].literal, b->items[i].literal))
			return false;
	return true;
}

/* "editor translator" of the same people become one, with a term of its own. */
static bool
is_editor_translator(
    const struct csl_render *r, const struct csl_names_element *e)
{
	enum csl_variable a, b;
	const char *term;

	if (e->len != 2)
		return false;
	a = e->variables[0];
	b = e->variables[1];
	if (!((a == CSL_VAR_editor && b == CSL_VAR_translator) ||
		(b == CSL_VAR_editor && a == CSL_VAR_translator)))
		return false;
	if (csl_render_is_suppressed(r, a) || csl_render_is_suppressed(r, b))
		return false;
	/* An empty term is the style's way to have them apart. */
	term = csl_locale_term(r->locale, "editortranslator",
	    e->has_label ? e->label_form : TERM_LONG, false);
	return term && *term &&
	       same_names(
		   csl_item_names(r->item, a), csl_item_names(r->item, b));
}

/* The children that the shorthand in cs:substitute takes from around it. */
static const struct csl_names_element *
with_parent(struct csl_render *r, const struct csl_names_element *e)
{
	struct csl_names_element *own;

	if (!e->parent)
		return e;
	own = ARENA_NEW(r->arena, struct csl_names_element);
	*own = *e->parent;
	own->variables = e->variables;
	own->len = e->len;
	own->substitute = NULL;
	own->has_substitute = false;
	return own;
}

static void
add_variable(struct csl_render *r, const struct csl_names_element *e,
    const struct csl_name_options *o, enum csl_variable v, const char *term,
    struct csl_node *parent)
{
	const struct csl_names *names = csl_item_names(r->item, v);
	struct csl_node *g, *list, *label = NULL;

	if (!names || csl_render_is_suppressed(r, v))
		return;
	csl_render_use(r, v);
	list = name_list(r, e, o, names);
	list->variable = (short)v;
	list->tag = TAG_NAME_LIST;
	if (o->form == NAME_FORM_COUNT) {
		r->has_count = true;
		return;
	}
	if (r->key) {
		csl_node_append(parent, list);
		return;
	}
	if (e->has_label)
		label = label_node(r, e, term, names->len);
	if (!label) {
		csl_node_append(parent, list);
		return;
	}
	g = csl_node_group(r->arena);
	if (e->label_first)
		csl_node_append(g, label);
	csl_node_append(g, list);
	if (!e->label_first)
		csl_node_append(g, label);
	csl_node_append(parent, g);
}

static bool
is_empty_term(const struct csl_render *r, const struct csl_element *e)
{
	const char *term;

	if (e->kind != CSL_ELEMENT_TEXT || e->source != SOURCE_TERM)
		return false;
	term = csl_locale_term(r->locale, e->value, e->form, false);
	return term && !*term;
}

static enum csl_status
substitute(
    struct csl_render *r, const struct csl_names_element *e, struct csl_node *n)
{
	bool outer = r->substituting;

	for (const struct csl_element *s = e->substitute; s; s = s->next) {
		struct csl_element alone = *s;
		unsigned long used[2] = { r->used[0], r->used[1] };
		enum csl_status status;

		/* A term that is there and empty stands for the names, too. */
		if (is_empty_term(r, s))
			return STATUS_EMPTY;
		alone.next = NULL;
		r->substituting = true;
		r->used[0] = r->used[1] = 0;
		status = csl_render_elements(r, &alone, n);
		r->substituting = outer;
		if (!csl_node_is_empty(n)) {
			r->used[0] |= used[0];
			r->used[1] |= used[1];
			return csl_status_join(status, STATUS_FULL);
		}
		r->used[0] = used[0];
		r->used[1] = used[1];
		n->first = n->last = NULL;
	}
	return STATUS_EMPTY;
}

enum csl_status
csl_render_names(struct csl_render *r, const struct csl_element *element,
    struct csl_node *parent)
{
	const struct csl_names_element *e = with_parent(r, element->names);
	struct csl_name_options *o =
	    ARENA_NEW(r->arena, struct csl_name_options);
	struct csl_node *n = csl_node_group(r->arena);
	enum csl_status status = STATUS_EMPTY;
	struct csl_format format = element->format;
	long count = r->name_count;

	csl_name_options_resolve(o, r->style, r->area, &e->options);
	if (r->key) {
		o->sort_order = SORT_ORDER_ALL;
		o->and = AND_NONE;
	}
	if (o->form == NAME_FORM_COUNT)
		r->name_count = 0;
	if (is_editor_translator(r, e)) {
		const char *term = "editortranslator";

		csl_render_use(r, e->variables[1]);
		add_variable(r, e, o, e->variables[0], term, n);
	} else
		for (size_t i = 0; i < e->len; i++)
			add_variable(r, e, o, e->variables[i],
			    csl_variable_name(e->variables[i]), n);
	n->delimiter = element->delimiter   ? element->delimiter
		       : o->names_delimiter ? o->names_delimiter
					    : NULL;
	if (o->form == NAME_FORM_COUNT) {
		if (r->name_count && r->has_count) {
			csl_node_append(n,
			    csl_node_text(r->arena,
				r->key ? arena_printf(
					     r->arena, "%06ld", r->name_count)
				       : arena_printf(
					     r->arena, "%ld", r->name_count)));
			status = STATUS_FULL;
		}
		r->name_count = count;
	}
	if (n->first)
		status = STATUS_FULL;
	else if (e->has_substitute) {
		n->delimiter = NULL;
		status = substitute(r, e, n);
	}
	if (csl_node_is_empty(n))
		return STATUS_EMPTY;
	n->tag = TAG_NAMES;
	csl_render_apply(r, n, &format);
	if (!r->first_names || csl_node_find(n, TAG_NAMES) == n)
		r->first_names = r->first_names ? r->first_names : n;
	csl_node_append(parent, n);
	return status;
}
