#include "csl/attributes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

const struct csl_value csl_term_forms[] = {
	{ "long", TERM_LONG },
	{ "short", TERM_SHORT },
	{ "verb", TERM_VERB },
	{ "verb-short", TERM_VERB_SHORT },
	{ "symbol", TERM_SYMBOL },
	{ NULL, 0 },
};

static const struct csl_value font_styles[] = {
	{ "normal", FONT_STYLE_NORMAL },
	{ "italic", FONT_STYLE_ITALIC },
	{ "oblique", FONT_STYLE_OBLIQUE },
	{ NULL, 0 },
};

static const struct csl_value font_variants[] = {
	{ "normal", FONT_VARIANT_NORMAL },
	{ "small-caps", FONT_VARIANT_SMALL_CAPS },
	{ NULL, 0 },
};

static const struct csl_value font_weights[] = {
	{ "normal", FONT_WEIGHT_NORMAL },
	{ "bold", FONT_WEIGHT_BOLD },
	{ "light", FONT_WEIGHT_LIGHT },
	{ NULL, 0 },
};

static const struct csl_value decorations[] = {
	{ "none", DECORATION_NONE },
	{ "underline", DECORATION_UNDERLINE },
	{ NULL, 0 },
};

static const struct csl_value aligns[] = {
	{ "baseline", ALIGN_BASELINE },
	{ "sup", ALIGN_SUP },
	{ "sub", ALIGN_SUB },
	{ NULL, 0 },
};

static const struct csl_value displays[] = {
	{ "block", DISPLAY_BLOCK },
	{ "left-margin", DISPLAY_LEFT_MARGIN },
	{ "right-inline", DISPLAY_RIGHT_INLINE },
	{ "indent", DISPLAY_INDENT },
	{ NULL, 0 },
};

static const struct csl_value text_cases[] = {
	{ "lowercase", CASE_LOWERCASE },
	{ "uppercase", CASE_UPPERCASE },
	{ "capitalize-first", CASE_CAPITALIZE_FIRST },
	{ "capitalize-all", CASE_CAPITALIZE_ALL },
	{ "sentence", CASE_SENTENCE },
	{ "title", CASE_TITLE },
	{ NULL, 0 },
};

static const struct csl_value part_names[] = {
	{ "day", PART_DAY },
	{ "month", PART_MONTH },
	{ "year", PART_YEAR },
	{ NULL, 0 },
};

static const struct csl_value part_forms[] = {
	{ "numeric", PART_FORM_NUMERIC },
	{ "numeric-leading-zeros", PART_FORM_LEADING_ZEROS },
	{ "ordinal", PART_FORM_ORDINAL },
	{ "long", PART_FORM_LONG },
	{ "short", PART_FORM_SHORT },
	{ NULL, 0 },
};

int
csl_element_error(struct err *err, const xmlNode *n, const char *fmt, ...)
{
	char text[160];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return err_set(err, ERR_SYNTAX, "line %ld: cs:%.40s: %s",
	    xmlGetLineNo((xmlNode *)n), (const char *)n->name, text);
}

bool
csl_is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE &&
	       !strcmp((const char *)n->name, name);
}

const char *
csl_string(struct arena *a, const xmlNode *n, const char *name)
{
	xmlChar *s = xmlGetNoNsProp((xmlNode *)n, (const xmlChar *)name);
	const char *copy;

	/* lang is in the xml namespace */
	if (!s)
		s = xmlGetNsProp(
		    (xmlNode *)n, (const xmlChar *)name, XML_XML_NAMESPACE);
	copy = s ? arena_strdup(a, (const char *)s) : NULL;
	xmlFree(s);
	return copy;
}

int
csl_choice(int *out, const xmlNode *n, const char *name,
    const struct csl_value *values, struct err *err)
{
	xmlChar *s = xmlGetNoNsProp((xmlNode *)n, (const xmlChar *)name);
	int rc = OK;

	if (!s)
		return OK;
	while (values->name && strcmp((const char *)s, values->name))
		values++;
	if (values->name)
		*out = values->number;
	else
		rc = csl_element_error(
		    err, n, "%s=\"%.40s\" is no value of it", name, s);
	xmlFree(s);
	return rc;
}

int
csl_truth(bool *out, const xmlNode *n, const char *name, struct err *err)
{
	static const struct csl_value values[] = {
		{ "true", 1 },
		{ "false", 0 },
		{ NULL, 0 },
	};
	int v = *out;
	int rc = csl_choice(&v, n, name, values, err);

	*out = v != 0;
	return rc;
}

int
csl_count(int *out, const xmlNode *n, const char *name, struct err *err)
{
	xmlChar *s = xmlGetNoNsProp((xmlNode *)n, (const xmlChar *)name);
	char *end;
	long v;
	int rc = OK;

	if (!s)
		return OK;
	v = strtol((const char *)s, &end, 10);
	end += strspn(end, " ");
	if (!*s || *end || v < 0 || v > 30000)
		rc = csl_element_error(
		    err, n, "%s=\"%.40s\" is no number", name, s);
	else
		*out = (int)v;
	xmlFree(s);
	return rc;
}

static int
read_byte(unsigned char *out, const xmlNode *n, const char *name,
    const struct csl_value *values, struct err *err)
{
	int v = *out;
	int rc = csl_choice(&v, n, name, values, err);

	*out = (unsigned char)v;
	return rc;
}

int
csl_read_format(
    struct csl_format *out, struct arena *a, const xmlNode *n, struct err *err)
{
	int rc = OK;

	if (!n->properties)
		return OK;
	rc =
	    rc ? rc
	       : read_byte(&out->font.style, n, "font-style", font_styles, err);
	rc = rc ? rc
		: read_byte(&out->font.variant, n, "font-variant",
		      font_variants, err);
	rc = rc ? rc
		: read_byte(
		      &out->font.weight, n, "font-weight", font_weights, err);
	rc = rc ? rc
		: read_byte(&out->font.decoration, n, "text-decoration",
		      decorations, err);
	rc = rc ? rc
		: read_byte(&out->font.align, n, "vertical-align", aligns, err);
	rc = rc ? rc
		: read_byte(&out->text_case, n, "text-case", text_cases, err);
	rc = rc ? rc : read_byte(&out->display, n, "display", displays, err);
	rc = rc ? rc : csl_truth(&out->quotes, n, "quotes", err);
	rc = rc ? rc : csl_truth(&out->strip_periods, n, "strip-periods", err);
	out->prefix = csl_string(a, n, "prefix");
	out->suffix = csl_string(a, n, "suffix");
	if (out->prefix && !*out->prefix)
		out->prefix = NULL;
	if (out->suffix && !*out->suffix)
		out->suffix = NULL;
	return rc;
}

int
csl_read_date_format(struct csl_date_format **out, struct arena *a,
    const xmlNode *n, struct err *err)
{
	struct csl_date_format *d = ARENA_NEW(a, struct csl_date_format);
	int rc;

	d->format = ARENA_NEW(a, struct csl_format);
	d->delimiter = csl_string(a, n, "delimiter");
	rc = csl_read_format(d->format, a, n, err);
	for (const xmlNode *c = n->children; !rc && c; c = c->next) {
		struct csl_date_part *p;
		int name = -1, form = PART_FORM_UNSET;

		if (!csl_is(c, "date-part"))
			continue;
		if (d->len == 3)
			return csl_element_error(
			    err, c, "there are only day, month and year");
		rc = csl_choice(&name, c, "name", part_names, err);
		rc = rc ? rc : csl_choice(&form, c, "form", part_forms, err);
		if (!rc && name < 0)
			rc = csl_element_error(err, c, "it has no name");
		if (rc)
			break;
		p = &d->parts[d->len++];
		p->name = (enum csl_date_part_name)name;
		p->form = (enum csl_part_form)form;
		p->range_delimiter = csl_string(a, c, "range-delimiter");
		p->format = ARENA_NEW(a, struct csl_format);
		rc = csl_read_format(p->format, a, c, err);
	}
	*out = d;
	return rc;
}
