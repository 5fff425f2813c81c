/* The reader of styles: XML in, struct csl_style out. */

#include "csl/style-read.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

/* Deeper nesting than any style has is a hostile one. */
enum { MAX_DEPTH = 64 };

const struct csl_value csl_flags[] = { { "true", FLAG_TRUE },
	{ "false", FLAG_FALSE }, { NULL, 0 } };
static const struct csl_value number_forms[] = { { "numeric", NUMBER_NUMERIC },
	{ "ordinal", NUMBER_ORDINAL }, { "long-ordinal", NUMBER_LONG_ORDINAL },
	{ "roman", NUMBER_ROMAN }, { NULL, 0 } };
const struct csl_value csl_plurals[] = { { "contextual", PLURAL_CONTEXTUAL },
	{ "always", PLURAL_ALWAYS }, { "never", PLURAL_NEVER }, { NULL, 0 } };
static const struct csl_value term_plurals[] = { { "true", PLURAL_ALWAYS },
	{ "false", PLURAL_NEVER }, { NULL, 0 } };
static const struct csl_value date_forms[] = { { "numeric", DATE_FORM_NUMERIC },
	{ "text", DATE_FORM_TEXT }, { NULL, 0 } };
static const struct csl_value precisions[] = {
	{ "year-month-day", PRECISION_DAY }, { "year-month", PRECISION_MONTH },
	{ "year", PRECISION_YEAR }, { NULL, 0 }
};
static const struct csl_value match_kinds[] = { { "all", MATCH_ALL },
	{ "any", MATCH_ANY }, { "none", MATCH_NONE }, { NULL, 0 } };
static const struct csl_value positions[] = { { "first", POSITION_FIRST },
	{ "subsequent", POSITION_SUBSEQUENT }, { "ibid", POSITION_IBID },
	{ "ibid-with-locator", POSITION_IBID_WITH_LOCATOR },
	{ "near-note", POSITION_NEAR_NOTE }, { NULL, 0 } };
static const struct csl_value collapses[] = { { "citation-number",
						  COLLAPSE_CITATION_NUMBER },
	{ "year", COLLAPSE_YEAR }, { "year-suffix", COLLAPSE_YEAR_SUFFIX },
	{ "year-suffix-ranged", COLLAPSE_YEAR_SUFFIX_RANGED }, { NULL, 0 } };
static const struct csl_value given_rules[] = { { "by-cite", GIVEN_BY_CITE },
	{ "all-names", GIVEN_ALL_NAMES },
	{ "all-names-with-initials", GIVEN_ALL_INITIALS },
	{ "primary-name", GIVEN_PRIMARY },
	{ "primary-name-with-initials", GIVEN_PRIMARY_INITIALS }, { NULL, 0 } };
static const struct csl_value page_formats[] = { { "chicago",
						     PAGES_CHICAGO_15 },
	{ "chicago-15", PAGES_CHICAGO_15 }, { "chicago-16", PAGES_CHICAGO_16 },
	{ "expanded", PAGES_EXPANDED }, { "minimal", PAGES_MINIMAL },
	{ "minimal-two", PAGES_MINIMAL_TWO }, { NULL, 0 } };
static const struct csl_value demotes[] = { { "never", DEMOTE_NEVER },
	{ "sort-only", DEMOTE_SORT_ONLY },
	{ "display-and-sort", DEMOTE_DISPLAY_AND_SORT }, { NULL, 0 } };
static const struct csl_value aligns[] = { { "flush", FIELD_ALIGN_FLUSH },
	{ "margin", FIELD_ALIGN_MARGIN }, { NULL, 0 } };
static const struct csl_value substitute_rules[] = {
	{ "complete-all", SUBSTITUTE_COMPLETE_ALL },
	{ "complete-each", SUBSTITUTE_COMPLETE_EACH },
	{ "partial-each", SUBSTITUTE_PARTIAL_EACH },
	{ "partial-first", SUBSTITUTE_PARTIAL_FIRST }, { NULL, 0 }
};

static int
read_variable(
    enum csl_variable *out, struct reader *r, const xmlNode *n, bool needed)
{
	const char *s = csl_string(r->arena, n, "variable");

	*out = CSL_VARIABLES;
	if (s) {
		*out = csl_variable_from_name(s);
		if (*out == CSL_VARIABLES)
			csl_warn(r, n,
			    "\"%.40s\" is no variable of CSL 1.0.2: it is "
			    "always empty",
			    s);
	} else if (needed)
		return csl_element_error(r->err, n, "it has no variable");
	return OK;
}

static struct csl_macro *
macro_of(struct reader *r, const char *name)
{
	for (size_t i = 0; i < r->style->macro_count; i++)
		if (!strcmp(r->style->macros[i].name, name))
			return &r->style->macros[i];
	return NULL;
}

static int
read_macro_call(struct csl_macro **out, struct reader *r, const xmlNode *n)
{
	const char *name = csl_string(r->arena, n, "macro");

	*out = name ? macro_of(r, name) : NULL;
	if (name && !*out)
		return csl_element_error(
		    r->err, n, "there is no macro \"%.60s\"", name);
	return OK;
}

/* --- one kind of element each ---------------------------------------------------- */

static int
read_text(struct csl_element *e, struct reader *r, const xmlNode *n)
{
	int form = TERM_LONG, plural = PLURAL_NEVER, rc;

	rc = csl_choice(&form, n, "form", csl_term_forms, r->err);
	rc = rc ? rc : csl_choice(&plural, n, "plural", term_plurals, r->err);
	rc = rc ? rc : read_macro_call(&e->macro, r, n);
	if (rc)
		return rc;
	e->form = (enum csl_term_form)form;
	e->short_form = form == TERM_SHORT;
	e->plural = (enum csl_plural)plural;
	if (e->macro)
		e->source = SOURCE_MACRO;
	else if ((e->value = csl_string(r->arena, n, "term")))
		e->source = SOURCE_TERM;
	else if ((e->value = csl_string(r->arena, n, "value")))
		e->source = SOURCE_VALUE;
	else {
		e->source = SOURCE_VARIABLE;
		return read_variable(&e->variable, r, n, true);
	}
	return OK;
}

static int
read_number(struct csl_element *e, struct reader *r, const xmlNode *n)
{
	int form = NUMBER_NUMERIC;
	int rc = csl_choice(&form, n, "form", number_forms, r->err);

	e->number_form = (enum csl_number_form)form;
	return rc ? rc : read_variable(&e->variable, r, n, true);
}

static int
read_label(struct csl_element *e, struct reader *r, const xmlNode *n)
{
	int form = TERM_LONG, plural = PLURAL_CONTEXTUAL;
	int rc = csl_choice(&form, n, "form", csl_term_forms, r->err);

	rc = rc ? rc : csl_choice(&plural, n, "plural", csl_plurals, r->err);
	e->form = (enum csl_term_form)form;
	e->plural = (enum csl_plural)plural;
	return rc ? rc : read_variable(&e->variable, r, n, true);
}

static int
read_date(struct csl_element *e, struct reader *r, const xmlNode *n)
{
	int form = DATE_FORM_NONE, precision = PRECISION_DAY;
	int rc = csl_choice(&form, n, "form", date_forms, r->err);

	rc = rc ? rc
		: csl_choice(&precision, n, "date-parts", precisions, r->err);
	e->date_form = (enum csl_date_form)form;
	e->precision = (enum csl_date_precision)precision;
	rc = rc ? rc : csl_read_date_format(&e->date, r->arena, n, r->err);
	rc = rc ? rc : read_variable(&e->variable, r, n, true);
	if (!rc && e->variable < CSL_VARIABLES &&
	    csl_variable_kind(e->variable) != CSL_DATE)
		rc = csl_element_error(r->err, n, "its variable is no date");
	return rc;
}

struct condition_list {
	struct csl_condition *items;
	size_t len;
};

static void
add_condition(struct condition_list *l, struct reader *r, enum csl_test test,
    const char *word)
{
	struct csl_condition c = { .test = test, .name = word };

	switch (test) {
	case TEST_DISAMBIGUATE: c.operand = !strcmp(word, "true"); break;
	case TEST_TYPE: c.operand = csl_type(word); break;
	case TEST_POSITION:
		for (const struct csl_value *v = positions; v->name; v++)
			if (!strcmp(v->name, word))
				c.operand = v->number;
		break;
	case TEST_IS_NUMERIC:
	case TEST_IS_UNCERTAIN_DATE:
	case TEST_VARIABLE:
		c.operand = (int)csl_variable_from_name(word);
		break;
	case TEST_LOCATOR: break;
	}
	ARENA_PUSH(r->arena, l->items, l->len) = c;
}

static int
read_conditions(struct csl_branch *b, struct reader *r, const xmlNode *n)
{
	static const char *const names[] = {
		[TEST_DISAMBIGUATE] = "disambiguate",
		[TEST_IS_NUMERIC] = "is-numeric",
		[TEST_IS_UNCERTAIN_DATE] = "is-uncertain-date",
		[TEST_LOCATOR] = "locator",
		[TEST_POSITION] = "position",
		[TEST_TYPE] = "type",
		[TEST_VARIABLE] = "variable",
	};
	struct condition_list l = { 0 };
	int match = MATCH_ALL;
	int rc = csl_choice(&match, n, "match", match_kinds, r->err);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char *s = csl_string(r->arena, n, names[i]);

		while (s && *s) {
			size_t word = strcspn(s, " \t\r\n");

			if (word)
				add_condition(&l, r, (enum csl_test)i,
				    arena_strdup_span(
					r->arena, (struct span){ s, word }));
			s += word;
			s += strspn(s, " \t\r\n");
		}
	}
	b->conditions = l.items;
	b->len = l.len;
	b->match = (enum csl_match)match;
	if (!rc && !l.len)
		rc = csl_element_error(r->err, n, "it has no condition");
	return rc;
}

static int
read_choose(struct csl_element *e, struct reader *r, const xmlNode *n,
    const struct csl_names_element *within)
{
	struct csl_branch **tail = &e->branches;
	int rc = OK;

	for (const xmlNode *c = n->children; !rc && c; c = c->next) {
		struct csl_branch *b;
		bool otherwise = csl_is(c, "else");

		if (!otherwise && !csl_is(c, "if") && !csl_is(c, "else-if"))
			continue;
		b = ARENA_NEW(r->arena, struct csl_branch);
		if (!otherwise)
			rc = read_conditions(b, r, c);
		rc = rc ? rc : csl_read_elements(&b->first, r, c, within);
		*tail = b;
		tail = &b->next;
	}
	return rc;
}

static int
read_element(struct csl_element **out, struct reader *r, const xmlNode *n,
    const struct csl_names_element *within)
{
	static const struct csl_value kinds[] = {
		{ "text", CSL_ELEMENT_TEXT },
		{ "date", CSL_ELEMENT_DATE },
		{ "number", CSL_ELEMENT_NUMBER },
		{ "names", CSL_ELEMENT_NAMES },
		{ "label", CSL_ELEMENT_LABEL },
		{ "group", CSL_ELEMENT_GROUP },
		{ "choose", CSL_ELEMENT_CHOOSE },
		{ NULL, 0 },
	};
	const struct csl_value *kind = kinds;
	struct csl_element *e;
	int rc;

	*out = NULL;
	while (kind->name && !csl_is(n, kind->name))
		kind++;
	if (!kind->name)
		return OK; /* csl_warn_unknown() tells */
	e = ARENA_NEW(r->arena, struct csl_element);
	e->kind = (enum csl_element_kind)kind->number;
	e->line = (int)xmlGetLineNo((xmlNode *)n);
	e->variable = CSL_VARIABLES;
	rc = csl_read_format(&e->format, r->arena, n, r->err);
	if (rc)
		return rc;
	*out = e;
	switch (e->kind) {
	case CSL_ELEMENT_TEXT: return read_text(e, r, n);
	case CSL_ELEMENT_DATE: return read_date(e, r, n);
	case CSL_ELEMENT_NUMBER: return read_number(e, r, n);
	case CSL_ELEMENT_LABEL: return read_label(e, r, n);
	case CSL_ELEMENT_NAMES: return csl_read_names(e, r, n, within);
	case CSL_ELEMENT_GROUP:
		e->delimiter = csl_string(r->arena, n, "delimiter");
		return csl_read_elements(&e->first, r, n, within);
	case CSL_ELEMENT_CHOOSE: return read_choose(e, r, n, within);
	}
	return OK;
}

int
csl_read_elements(struct csl_element **out, struct reader *r,
    const xmlNode *parent, const struct csl_names_element *within)
{
	int rc = OK;

	*out = NULL;
	if (++r->depth > MAX_DEPTH)
		return csl_element_error(r->err, parent, "nested too deeply");
	for (const xmlNode *c = parent->children; !rc && c; c = c->next) {
		if (c->type != XML_ELEMENT_NODE || csl_is(c, "sort"))
			continue;
		rc = read_element(out, r, c, within);
		if (*out)
			out = &(*out)->next;
	}
	r->depth--;
	return rc;
}

/* --- the areas --------------------------------------------------------------------- */

static int
read_sort(struct csl_area *area, struct reader *r, const xmlNode *n)
{
	static const struct csl_value orders[] = { { "ascending", 0 },
		{ "descending", 1 }, { NULL, 0 } };
	int rc = OK;

	for (const xmlNode *c = n->children; !rc && c; c = c->next) {
		struct csl_sort_key k = { .variable = CSL_VARIABLES };
		int descending = 0;

		if (!csl_is(c, "key"))
			continue;
		rc = csl_choice(&descending, c, "sort", orders, r->err);
		rc = rc ? rc : read_macro_call(&k.macro, r, c);
		if (!rc && !k.macro)
			rc = read_variable(&k.variable, r, c, true);
		rc = rc ? rc : csl_read_short(&k.names_min, r, c, "names-min");
		rc = rc ? rc
			: csl_read_short(
			      &k.names_use_first, r, c, "names-use-first");
		rc = rc ? rc
			: csl_read_byte(&k.names_use_last, r, c,
			      "names-use-last", csl_flags);
		k.descending = descending;
		if (k.macro || k.variable < CSL_VARIABLES)
			ARENA_PUSH(r->arena, area->keys, area->key_count) = k;
	}
	return rc;
}

/* What it matters that a layout calls, in macros too. */
static const enum csl_variable called_variables[CSL_CALLED] = {
	[CSL_CALLS_YEAR_SUFFIX] = CSL_VAR_year_suffix,
	[CSL_CALLS_CITATION_NUMBER] = CSL_VAR_citation_number,
};

static bool calls(const struct csl_element *e, enum csl_called what, int depth);

static bool
macro_calls(struct csl_macro *m, enum csl_called what, int depth)
{
	if (!m->calls[what])
		m->calls[what] = calls(m->first, what, depth) ? 1 : -1;
	return m->calls[what] > 0;
}

static bool
calls(const struct csl_element *e, enum csl_called what, int depth)
{
	for (; e && depth < MAX_DEPTH; e = e->next) {
		if ((e->kind == CSL_ELEMENT_TEXT ||
			e->kind == CSL_ELEMENT_NUMBER) &&
		    e->variable == called_variables[what])
			return true;
		if (calls(e->first, what, depth + 1) ||
		    (e->macro && macro_calls(e->macro, what, depth + 1)))
			return true;
		for (const struct csl_branch *b = e->branches; b; b = b->next)
			if (calls(b->first, what, depth + 1))
				return true;
		if (e->names && calls(e->names->substitute, what, depth + 1))
			return true;
	}
	return false;
}

static int
read_layout(struct csl_layout *out, struct reader *r, const xmlNode *n)
{
	int rc = csl_read_format(&out->format, r->arena, n, r->err);

	out->locale = csl_string(r->arena, n, "locale");
	out->delimiter = csl_string(r->arena, n, "delimiter");
	return rc ? rc : csl_read_elements(&out->first, r, n, NULL);
}

static int
read_area(struct csl_area *area, struct reader *r, const xmlNode *n)
{
	int rc = csl_read_name_options(&area->options, r, n, true);
	bool any = false;

	area->present = true;
	if (xml_child(n, "sort"))
		rc = rc ? rc : read_sort(area, r, xml_child(n, "sort"));
	for (const xmlNode *c = xml_child(n, "layout"); !rc && c;
	     c = xml_next(c, "layout")) {
		struct csl_layout l = { 0 };

		rc = read_layout(&l, r, c);
		if (rc)
			break;
		if (l.locale)
			ARENA_PUSH(r->arena, area->localized,
			    area->localized_count) = l;
		/* The one for all, or at least for some. */
		if (!l.locale || !any)
			area->layout = l;
		any = true;
		for (int i = 0; i < CSL_CALLED; i++)
			area->calls[i] = area->calls[i] ||
					 calls(l.first, (enum csl_called)i, 0);
	}
	if (!rc && !any)
		return csl_element_error(r->err, n, "it has no cs:layout");
	return rc;
}

static int
read_citation(struct reader *r, const xmlNode *n)
{
	struct csl_style *s = r->style;
	int collapse = 0, rule = GIVEN_BY_CITE, rc;

	s->near_note_distance = 5;
	rc = csl_choice(&collapse, n, "collapse", collapses, r->err);
	rc = rc ? rc
		: csl_choice(&rule, n, "givenname-disambiguation-rule",
		      given_rules, r->err);
	rc = rc ? rc
		: csl_truth(&s->add_names, n, "disambiguate-add-names", r->err);
	rc = rc ? rc
		: csl_truth(&s->add_givenname, n, "disambiguate-add-givenname",
		      r->err);
	rc = rc ? rc
		: csl_truth(&s->add_year_suffix, n,
		      "disambiguate-add-year-suffix", r->err);
	rc = rc ? rc
		: csl_count(
		      &s->near_note_distance, n, "near-note-distance", r->err);
	s->collapse = (enum csl_collapse)collapse;
	s->given_rule = (enum csl_given_rule)rule;
	s->cite_group_delimiter =
	    csl_string(r->arena, n, "cite-group-delimiter");
	s->after_collapse_delimiter =
	    csl_string(r->arena, n, "after-collapse-delimiter");
	s->year_suffix_delimiter =
	    csl_string(r->arena, n, "year-suffix-delimiter");
	s->groups = s->cite_group_delimiter || s->collapse >= COLLAPSE_YEAR;
	return rc ? rc : read_area(&s->areas[CSL_CITATION], r, n);
}

static int
read_bibliography(struct reader *r, const xmlNode *n)
{
	struct csl_style *s = r->style;
	int align = 0, rule = 0, rc;

	s->line_spacing = s->entry_spacing = 1;
	rc = csl_choice(&align, n, "second-field-align", aligns, r->err);
	rc = rc ? rc
		: csl_choice(&rule, n, "subsequent-author-substitute-rule",
		      substitute_rules, r->err);
	rc = rc ? rc
		: csl_truth(&s->hanging_indent, n, "hanging-indent", r->err);
	rc = rc ? rc : csl_count(&s->line_spacing, n, "line-spacing", r->err);
	rc = rc ? rc : csl_count(&s->entry_spacing, n, "entry-spacing", r->err);
	s->align = (enum csl_align_field)align;
	s->substitute_rule = (enum csl_substitute_rule)rule;
	s->substitute = csl_string(r->arena, n, "subsequent-author-substitute");
	return rc ? rc : read_area(&s->areas[CSL_BIBLIOGRAPHY], r, n);
}

/* --- macros ------------------------------------------------------------------------ */

static int check_calls(
    struct reader *r, const struct csl_element *e, int depth);

static int
check_macro(struct reader *r, struct csl_macro *m, int depth)
{
	enum { NEW, OPEN, DONE };
	int rc;

	if (m->visited == DONE)
		return OK;
	if (m->visited == OPEN || depth > MAX_DEPTH)
		return err_set(r->err, ERR_SYNTAX,
		    "line %d: cs:macro: \"%.60s\" calls itself", m->line,
		    m->name);
	m->visited = OPEN;
	rc = check_calls(r, m->first, depth + 1);
	m->visited = DONE;
	return rc;
}

static int
check_calls(struct reader *r, const struct csl_element *e, int depth)
{
	int rc = OK;

	for (; !rc && e; e = e->next) {
		if (e->macro)
			rc = check_macro(r, e->macro, depth);
		rc = rc ? rc : check_calls(r, e->first, depth);
		for (const struct csl_branch *b = e->branches; !rc && b;
		     b = b->next)
			rc = check_calls(r, b->first, depth);
		if (!rc && e->names)
			rc = check_calls(r, e->names->substitute, depth);
	}
	return rc;
}

static int
read_macros(struct reader *r, const xmlNode *root)
{
	struct csl_style *s = r->style;
	size_t i = 0;
	int rc = OK;

	/* Names first: macros call one another in any order. */
	for (const xmlNode *n = root->children; n; n = n->next) {
		struct csl_macro m = { 0 };

		if (!csl_is(n, "macro"))
			continue;
		m.name = csl_string(r->arena, n, "name");
		if (!m.name)
			return csl_element_error(r->err, n, "it has no name");
		if (macro_of(r, m.name))
			return csl_element_error(
			    r->err, n, "\"%.60s\" is there twice", m.name);
		m.line = (int)xmlGetLineNo((xmlNode *)n);
		ARENA_PUSH(r->arena, s->macros, s->macro_count) = m;
	}
	for (const xmlNode *n = root->children; !rc && n; n = n->next)
		if (csl_is(n, "macro"))
			rc = csl_read_elements(
			    &s->macros[i++].first, r, n, NULL);
	for (i = 0; !rc && i < s->macro_count; i++)
		rc = check_macro(r, &s->macros[i], 0);
	return rc;
}

/* --- the whole ----------------------------------------------------------------------- */

static void
read_info(struct reader *r, const xmlNode *info)
{
	struct csl_style *s = r->style;

	if (xml_child(info, "id"))
		s->id = xml_text(r->arena, xml_child(info, "id"));
	if (xml_child(info, "title"))
		s->title = xml_text(r->arena, xml_child(info, "title"));
	for (const xmlNode *l = xml_child(info, "link"); l;
	     l = xml_next(l, "link")) {
		const char *rel = csl_string(r->arena, l, "rel");

		if (rel && !strcmp(rel, "independent-parent"))
			s->parent = csl_string(r->arena, l, "href");
	}
}

static int
read_style(struct reader *r, const xmlNode *root)
{
	struct csl_style *s = r->style;
	struct csl_locale_patch **tail = &s->locales;
	const char *class = csl_string(r->arena, root, "class");
	int pages = PAGES_AS_IS, demote = DEMOTE_DISPLAY_AND_SORT, rc;
	bool hyphen = true;

	s->note = class && !strcmp(class, "note");
	s->default_locale = csl_string(r->arena, root, "default-locale");
	if (xml_child(root, "info"))
		read_info(r, xml_child(root, "info"));
	rc =
	    csl_choice(&pages, root, "page-range-format", page_formats, r->err);
	rc = rc ? rc
		: csl_choice(&demote, root, "demote-non-dropping-particle",
		      demotes, r->err);
	rc = rc ? rc
		: csl_truth(&hyphen, root, "initialize-with-hyphen", r->err);
	rc = rc ? rc : csl_read_name_options(&s->options, r, root, true);
	s->page_format = (enum csl_page_format)pages;
	s->demote = (enum csl_demote)demote;
	s->no_hyphen = !hyphen;
	rc = rc ? rc : read_macros(r, root);
	for (const xmlNode *n = root->children; !rc && n; n = n->next) {
		if (csl_is(n, "locale")) {
			rc = csl_locale_patch_read(tail, r->arena, n, r->err);
			if (!rc)
				tail = &(*tail)->next;
		} else if (csl_is(n, "citation"))
			rc = read_citation(r, n);
		else if (csl_is(n, "bibliography"))
			rc = read_bibliography(r, n);
	}
	if (!rc)
		csl_warn_unknown(r, root);
	if (!rc && !s->areas[CSL_CITATION].present && !s->parent)
		rc = csl_element_error(
		    r->err, root, "it has no cs:citation and no parent");
	return rc;
}

int
csl_style_read(struct csl_style **out, struct span xml, struct err *err)
{
	struct csl_style *s = calloc(1, sizeof(*s));
	struct reader r = { .style = s, .err = err };
	const xmlNode *root;
	xmlDoc *doc;
	int rc = xml_read(&doc, xml, err);

	*out = NULL;
	if (!s)
		die_oom(sizeof(*s));
	r.arena = &s->arena;
	if (!rc) {
		root = xmlDocGetRootElement(doc);
		if (!root || !csl_is(root, "style"))
			rc = err_set(err, ERR_SYNTAX, "it is no CSL style");
		else
			rc = read_style(&r, root);
		xmlFreeDoc(doc);
	}
	if (rc)
		csl_style_free(s);
	else
		*out = s;
	return rc;
}

void
csl_style_free(struct csl_style *style)
{
	if (!style)
		return;
	arena_release(&style->arena);
	free(style);
}
