/* The part of the reader of styles that is about names. */

#include "csl/style-read.h"

#include "base/banned.h"

static const struct csl_value ands[] = { { "text", AND_TEXT },
	{ "symbol", AND_SYMBOL }, { NULL, 0 } };
static const struct csl_value precedes[] = { { "contextual",
						 PRECEDES_CONTEXTUAL },
	{ "always", PRECEDES_ALWAYS }, { "never", PRECEDES_NEVER },
	{ "after-inverted-name", PRECEDES_AFTER_INVERTED }, { NULL, 0 } };
static const struct csl_value name_forms[] = { { "long", NAME_FORM_LONG },
	{ "short", NAME_FORM_SHORT }, { "count", NAME_FORM_COUNT },
	{ NULL, 0 } };
static const struct csl_value sort_orders[] = { { "first", SORT_ORDER_FIRST },
	{ "all", SORT_ORDER_ALL }, { NULL, 0 } };

int
csl_read_byte(unsigned char *out, struct reader *r, const xmlNode *n,
    const char *name, const struct csl_value *values)
{
	int v = *out;
	int rc = csl_choice(&v, n, name, values, r->err);

	*out = (unsigned char)v;
	return rc;
}

int
csl_read_short(short *out, struct reader *r, const xmlNode *n, const char *name)
{
	int v = -1;
	int rc;

	rc = csl_count(&v, n, name, r->err);
	/* "0" is a number of its own; absent leaves what was there */
	if (v == 0)
		*out = -1;
	else if (v > 0)
		*out = (short)v;
	return rc;
}

static void
string_option(
    const char **out, struct reader *r, const xmlNode *n, const char *name)
{
	const char *s = csl_string(r->arena, n, name);

	if (s)
		*out = s;
}

int
csl_read_name_options(struct csl_name_options *o, struct reader *r,
    const xmlNode *n, bool inherited)
{
	int rc = csl_read_byte(&o->and, r, n, "and", ands);

	rc = rc ? rc
		: csl_read_byte(&o->precedes_et_al, r, n,
		      "delimiter-precedes-et-al", precedes);
	rc = rc ? rc
		: csl_read_byte(&o->precedes_last, r, n,
		      "delimiter-precedes-last", precedes);
	rc = rc ? rc
		: csl_read_byte(&o->form, r, n,
		      inherited ? "name-form" : "form", name_forms);
	rc = rc ? rc
		: csl_read_byte(
		      &o->sort_order, r, n, "name-as-sort-order", sort_orders);
	rc = rc ? rc
		: csl_read_byte(&o->initialize, r, n, "initialize", csl_flags);
	rc = rc ? rc
		: csl_read_byte(
		      &o->et_al_use_last, r, n, "et-al-use-last", csl_flags);
	rc = rc ? rc : csl_read_short(&o->et_al_min, r, n, "et-al-min");
	rc = rc ? rc
		: csl_read_short(&o->et_al_use_first, r, n, "et-al-use-first");
	rc = rc ? rc
		: csl_read_short(
		      &o->et_al_subsequent_min, r, n, "et-al-subsequent-min");
	rc = rc ? rc
		: csl_read_short(&o->et_al_subsequent_use_first, r, n,
		      "et-al-subsequent-use-first");
	string_option(&o->initialize_with, r, n, "initialize-with");
	string_option(&o->sort_separator, r, n, "sort-separator");
	string_option(
	    &o->delimiter, r, n, inherited ? "name-delimiter" : "delimiter");
	if (inherited)
		string_option(&o->names_delimiter, r, n, "names-delimiter");
	return rc;
}

/* "editor translator": the variables that a list names. Unknown ones are left
 * out: the styles of later versions of CSL have them. */
static size_t
read_variables(enum csl_variable **out, struct reader *r, const xmlNode *n,
    enum csl_kind kind, bool any_kind)
{
	const char *s = csl_string(r->arena, n, "variable");
	size_t len = 0;

	*out = NULL;
	while (s && *s) {
		size_t word = strcspn(s, " \t\r\n");

		if (word) {
			enum csl_variable v =
			    csl_variable_from_name(arena_strdup_span(
				r->arena, (struct span){ s, word }));

			if (v < CSL_VARIABLES &&
			    (any_kind || csl_variable_kind(v) == kind))
				ARENA_PUSH(r->arena, *out, len) = v;
		}
		s += word;
		s += strspn(s, " \t\r\n");
	}
	return len;
}

static int
read_name(struct csl_names_element *names, struct reader *r, const xmlNode *n)
{
	int rc = csl_read_name_options(&names->options, r, n, false);

	names->has_name = true;
	rc = rc ? rc : csl_read_format(&names->name, r->arena, n, r->err);
	for (const xmlNode *c = n->children; !rc && c; c = c->next) {
		const char *part;

		if (!csl_is(c, "name-part"))
			continue;
		part = csl_string(r->arena, c, "name");
		if (part && !strcmp(part, "family"))
			rc = csl_read_format(
			    &names->family, r->arena, c, r->err);
		else if (part && !strcmp(part, "given"))
			rc =
			    csl_read_format(&names->given, r->arena, c, r->err);
		else
			rc = csl_element_error(
			    r->err, c, "its name is not family or given");
	}
	return rc;
}

static int
read_name_label(
    struct csl_names_element *names, struct reader *r, const xmlNode *n)
{
	int form = TERM_LONG, plural = PLURAL_CONTEXTUAL;
	int rc = csl_choice(&form, n, "form", csl_term_forms, r->err);

	rc = rc ? rc : csl_choice(&plural, n, "plural", csl_plurals, r->err);
	names->has_label = true;
	names->label_first = !names->has_name;
	names->label_form = (enum csl_term_form)form;
	names->label_plural = (enum csl_plural)plural;
	return rc ? rc : csl_read_format(&names->label, r->arena, n, r->err);
}

int
csl_read_names(struct csl_element *e, struct reader *r, const xmlNode *n,
    const struct csl_names_element *within)
{
	struct csl_names_element *names =
	    ARENA_NEW(r->arena, struct csl_names_element);
	bool children = false;
	int rc = OK;

	e->names = names;
	names->len = read_variables(&names->variables, r, n, CSL_NAME, false);
	if (!xmlHasProp((xmlNode *)n, (const xmlChar *)"variable"))
		return csl_element_error(r->err, n, "it has no variable");
	e->delimiter = csl_string(r->arena, n, "delimiter");
	for (const xmlNode *c = n->children; !rc && c; c = c->next) {
		if (csl_is(c, "name"))
			rc = read_name(names, r, c);
		else if (csl_is(c, "et-al")) {
			names->has_et_al = true;
			names->et_al_term = csl_string(r->arena, c, "term");
			rc =
			    csl_read_format(&names->et_al, r->arena, c, r->err);
		} else if (csl_is(c, "label"))
			rc = read_name_label(names, r, c);
		else if (csl_is(c, "substitute")) {
			names->has_substitute = true;
			rc = csl_read_elements(&names->substitute, r, c, names);
		} else
			continue;
		children = true;
	}
	/* A label before the name; without a name it comes behind. */
	if (names->label_first && !names->has_name)
		names->label_first = false;
	if (!children)
		names->parent = within;
	return rc;
}
