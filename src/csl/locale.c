#include "csl/locale.h"
#include "base/file.h"
#include "base/text.h"
#include "csl/attributes.h"

#include <dirent.h>
#include <stdio.h>

#include "base/banned.h"

static const struct csl_value genders[] = {
	{ "masculine", GENDER_MASCULINE },
	{ "feminine", GENDER_FEMININE },
	{ NULL, 0 },
};

static const struct csl_value matches[] = {
	{ "last-digit", ORDINAL_LAST_DIGIT },
	{ "last-two-digits", ORDINAL_LAST_TWO_DIGITS },
	{ "whole-number", ORDINAL_WHOLE_NUMBER },
	{ NULL, 0 },
};

static const struct csl_value date_forms[] = {
	{ "numeric", DATE_FORM_NUMERIC },
	{ "text", DATE_FORM_TEXT },
	{ NULL, 0 },
};

/* The text of a term as it stands: blanks at its ends count. */
static const char *
content(struct arena *a, const xmlNode *n)
{
	xmlChar *s = xmlNodeGetContent((xmlNode *)n);
	const char *text = s ? (const char *)s : "";
	/* An empty element broken over lines is empty. */
	bool blank = !text[strspn(text, " \t\r\n")] && strchr(text, '\n');
	const char *copy = arena_strdup(a, blank ? "" : text);

	xmlFree(s);
	return copy;
}

static int
read_term(
    struct csl_term *t, struct arena *a, const xmlNode *n, struct err *err)
{
	const xmlNode *single = xml_child(n, "single");
	const xmlNode *multiple = xml_child(n, "multiple");
	int form = TERM_LONG, gender = 0, gender_form = 0, match = 0, rc;

	t->name = csl_string(a, n, "name");
	if (!t->name)
		return csl_element_error(err, n, "it has no name");
	rc = csl_choice(&form, n, "form", csl_term_forms, err);
	rc = rc ? rc : csl_choice(&gender, n, "gender", genders, err);
	rc = rc ? rc : csl_choice(&gender_form, n, "gender-form", genders, err);
	rc = rc ? rc : csl_choice(&match, n, "match", matches, err);
	t->form = (unsigned char)form;
	t->gender = (unsigned char)gender;
	t->gender_form = (unsigned char)gender_form;
	t->match = (unsigned char)match;
	if (single || multiple) {
		t->single = single ? content(a, single) : "";
		t->multiple = multiple ? content(a, multiple) : t->single;
	} else
		t->single = t->multiple = content(a, n);
	return rc;
}

static int
read_terms(struct csl_locale_patch *p, struct arena *a, const xmlNode *n,
    struct err *err)
{
	for (const xmlNode *c = n->children; c; c = c->next) {
		struct csl_term t = { 0 };
		int rc;

		if (!csl_is(c, "term"))
			continue;
		rc = read_term(&t, a, c, err);
		if (rc)
			return rc;
		ARENA_PUSH(a, p->terms, p->term_count) = t;
	}
	return OK;
}

static int
read_options(struct csl_locale_patch *p, const xmlNode *n, struct err *err)
{
	static const struct csl_value truths[] = {
		{ "true", 1 },
		{ "false", 0 },
		{ NULL, 0 },
	};
	int quote = p->punctuation_in_quote, day = p->limit_day_ordinals, rc;

	rc = csl_choice(&quote, n, "punctuation-in-quote", truths, err);
	rc = rc ? rc
		: csl_choice(
		      &day, n, "limit-day-ordinals-to-day-1", truths, err);
	p->punctuation_in_quote = (signed char)quote;
	p->limit_day_ordinals = (signed char)day;
	return rc;
}

int
csl_locale_patch_read(struct csl_locale_patch **out, struct arena *a,
    const xmlNode *locale, struct err *err)
{
	struct csl_locale_patch *p = ARENA_NEW(a, struct csl_locale_patch);
	int rc = OK;

	p->punctuation_in_quote = p->limit_day_ordinals = -1;
	p->lang = csl_string(a, locale, "lang");
	if (p->lang && !*p->lang)
		p->lang = NULL;
	for (const xmlNode *c = locale->children; !rc && c; c = c->next) {
		if (csl_is(c, "terms"))
			rc = read_terms(p, a, c, err);
		else if (csl_is(c, "style-options"))
			rc = read_options(p, c, err);
		else if (csl_is(c, "date")) {
			int form = DATE_FORM_NONE;

			rc = csl_choice(&form, c, "form", date_forms, err);
			if (!rc && form == DATE_FORM_NONE)
				rc =
				    csl_element_error(err, c, "it has no form");
			if (!rc)
				rc = csl_read_date_format(
				    &p->dates[form], a, c, err);
		}
	}
	*out = p;
	return rc;
}

int
csl_locale_file_read(struct csl_locale_patch **out, struct arena *a,
    struct span xml, struct err *err)
{
	xmlDoc *doc;
	const xmlNode *root;
	int rc = xml_read(&doc, xml, err);

	if (rc)
		return rc;
	root = xmlDocGetRootElement(doc);
	if (!root || !csl_is(root, "locale"))
		rc = err_set(err, ERR_SYNTAX, "it is no CSL locale");
	else
		rc = csl_locale_patch_read(out, a, root, err);
	xmlFreeDoc(doc);
	return rc;
}

/* --- en-US ------------------------------------------------------------------------ */

static const struct csl_term english_terms[] = {
#define X(name, form, single, multiple) \
	{ name, single, multiple, TERM_##form, 0, 0, 0, 0 },
#include "csl/locale-en.def"
#undef X
};

static const char english_rest[] =
    "<locale xml:lang='en-US'>"
    "<style-options punctuation-in-quote='true'/>"
    "<date form='text'><date-part name='month' suffix=' '/>"
    "<date-part name='day' suffix=', '/><date-part name='year'/></date>"
    "<date form='numeric'>"
    "<date-part name='month' form='numeric-leading-zeros' suffix='/'/>"
    "<date-part name='day' form='numeric-leading-zeros' suffix='/'/>"
    "<date-part name='year'/></date></locale>";

static int
english(struct csl_locale_patch **out, struct arena *a, struct err *err)
{
	const size_t n = sizeof(english_terms) / sizeof(*english_terms);
	int rc = csl_locale_file_read(out, a, span_of(english_rest), err);

	if (rc)
		return rc;
	(*out)->terms = ARENA_ARRAY(a, struct csl_term, n);
	(*out)->term_count = n;
	memcpy((*out)->terms, english_terms, sizeof(english_terms));
	return OK;
}

/* --- looking up --------------------------------------------------------------------- */

static unsigned
hash_of(const char *name, int form, int gender_form)
{
	unsigned h = 2166136261u;

	for (; *name; name++)
		h = (h ^ (unsigned char)*name) * 16777619u;
	h = (h ^ (unsigned)form) * 16777619u;
	return (h ^ (unsigned)gender_form) * 16777619u;
}

static struct csl_term **
slot(const struct csl_locale *l, unsigned hash, const char *name, int form,
    int gender_form)
{
	size_t i = hash & (l->bucket_count - 1);

	for (;; i = (i + 1) & (l->bucket_count - 1)) {
		struct csl_term *t = l->buckets[i];

		if (!t || (t->hash == hash && t->form == form &&
			      t->gender_form == gender_form &&
			      !strcmp(t->name, name)))
			return &l->buckets[i];
	}
}

const struct csl_term *
csl_locale_find(const struct csl_locale *l, const char *name,
    enum csl_term_form form, int gender_form)
{
	return *slot(l, hash_of(name, (int)form, gender_form), name, (int)form,
	    gender_form);
}

const char *
csl_locale_term(const struct csl_locale *l, const char *name,
    enum csl_term_form form, bool plural)
{
	static const enum csl_term_form fallback[] = {
		[TERM_LONG] = TERM_LONG,
		[TERM_SHORT] = TERM_LONG,
		[TERM_VERB] = TERM_LONG,
		[TERM_VERB_SHORT] = TERM_VERB,
		[TERM_SYMBOL] = TERM_SHORT,
	};

	for (;;) {
		const struct csl_term *t =
		    csl_locale_find(l, name, form, GENDER_NEUTER);

		if (t)
			return plural ? t->multiple : t->single;
		if (form == TERM_LONG)
			return NULL;
		form = fallback[form];
	}
}

enum csl_gender
csl_locale_gender(const struct csl_locale *l, const char *name)
{
	const struct csl_term *t =
	    csl_locale_find(l, name, TERM_LONG, GENDER_NEUTER);

	return t ? (enum csl_gender)t->gender : GENDER_NEUTER;
}

/* --- putting together ---------------------------------------------------------------- */

static bool
is_ordinal(const char *name)
{
	return !strncmp(name, "ordinal", 7);
}

static void
rehash(struct csl_locale *l, struct arena *a)
{
	struct csl_term **old = l->buckets;
	size_t n = l->bucket_count;

	l->bucket_count = n ? n * 2 : 1024;
	l->buckets = ARENA_ARRAY(a, struct csl_term *, l->bucket_count);
	for (size_t i = 0; i < n; i++)
		if (old[i])
			*slot(l, old[i]->hash, old[i]->name, old[i]->form,
			    old[i]->gender_form) = old[i];
}

/* Redefining one ordinal term replaces them all (CSL 1.0.2, "Ordinal
 * Suffixes"). A term taken out stays as a place in the table without text. */
static void
drop_ordinals(struct csl_locale *l, struct arena *a)
{
	struct csl_term **old = l->buckets;

	l->buckets = ARENA_ARRAY(a, struct csl_term *, l->bucket_count);
	l->term_count = 0;
	for (size_t i = 0; i < l->bucket_count; i++)
		if (old[i] && !is_ordinal(old[i]->name)) {
			*slot(l, old[i]->hash, old[i]->name, old[i]->form,
			    old[i]->gender_form) = old[i];
			l->term_count++;
		}
}

static void
apply(struct csl_locale *l, struct arena *a, const struct csl_locale_patch *p)
{
	bool ordinals = false;

	for (size_t i = 0; i < p->term_count; i++)
		ordinals = ordinals || is_ordinal(p->terms[i].name);
	if (ordinals && l->bucket_count)
		drop_ordinals(l, a);
	for (size_t i = 0; i < p->term_count; i++) {
		struct csl_term *t = ARENA_NEW(a, struct csl_term);
		struct csl_term **at;

		if (l->term_count * 2 >= l->bucket_count)
			rehash(l, a);
		*t = p->terms[i];
		t->hash = hash_of(t->name, t->form, t->gender_form);
		at = slot(l, t->hash, t->name, t->form, t->gender_form);
		l->term_count += !*at;
		*at = t;
	}
	for (int i = 0; i < 3; i++)
		if (p->dates[i])
			l->dates[i] = p->dates[i];
	if (p->punctuation_in_quote >= 0)
		l->punctuation_in_quote = p->punctuation_in_quote;
	if (p->limit_day_ordinals >= 0)
		l->limit_day_ordinals = p->limit_day_ordinals;
}

/* The dialect that a bare language, or another dialect of it, falls back to
 * (citation-style-language/locales, locales.json "primary-dialects"). */
static const char *
primary_dialect(const char *lang)
{
	static const char *const dialects[][2] = {
		{ "af", "af-ZA" },
		{ "ca", "ca-AD" },
		{ "cs", "cs-CZ" },
		{ "cy", "cy-GB" },
		{ "da", "da-DK" },
		{ "de", "de-DE" },
		{ "el", "el-GR" },
		{ "en", "en-US" },
		{ "es", "es-ES" },
		{ "et", "et-EE" },
		{ "fa", "fa-IR" },
		{ "fi", "fi-FI" },
		{ "fr", "fr-FR" },
		{ "gl", "gl-ES" },
		{ "he", "he-IL" },
		{ "hi", "hi-IN" },
		{ "hr", "hr-HR" },
		{ "hu", "hu-HU" },
		{ "id", "id-ID" },
		{ "is", "is-IS" },
		{ "it", "it-IT" },
		{ "ja", "ja-JP" },
		{ "km", "km-KH" },
		{ "ko", "ko-KR" },
		{ "lt", "lt-LT" },
		{ "lv", "lv-LV" },
		{ "mn", "mn-MN" },
		{ "ms", "ms-MY" },
		{ "nb", "nb-NO" },
		{ "nl", "nl-NL" },
		{ "nn", "nn-NO" },
		{ "pl", "pl-PL" },
		{ "pt", "pt-PT" },
		{ "ro", "ro-RO" },
		{ "ru", "ru-RU" },
		{ "sk", "sk-SK" },
		{ "sl", "sl-SI" },
		{ "sr", "sr-RS" },
		{ "sv", "sv-SE" },
		{ "th", "th-TH" },
		{ "tr", "tr-TR" },
		{ "uk", "uk-UA" },
		{ "vi", "vi-VN" },
		{ "zh", "zh-CN" },
	};
	size_t n = strcspn(lang, "-");

	for (size_t i = 0; i < sizeof(dialects) / sizeof(*dialects); i++)
		if (strlen(dialects[i][0]) == n &&
		    !strncmp(dialects[i][0], lang, n))
			return dialects[i][1];
	return NULL;
}

/* *out stays NULL if no folder has the file. */
static int
read_file(struct csl_locale_patch **out, struct arena *a, const char *lang,
    const char *const *dirs, struct err *err)
{
	struct sbuf text = SBUF_INIT;
	char *path = NULL;
	int rc = OK;

	*out = NULL;
	if (!lang || strchr(lang, '/'))
		return OK;
	for (; dirs && *dirs; dirs++) {
		path = arena_printf(a, "%s/locales-%s.xml", *dirs, lang);
		if (file_exists(path))
			break;
		path = NULL;
	}
	if (!path)
		return OK;
	text.limit = (size_t)16 << 20;
	rc = file_read(&text, path, err);
	if (!rc)
		rc = csl_locale_file_read(
		    out, a, (struct span){ text.buf, text.len }, err);
	sbuf_release(&text);
	return rc ? err_context(err, rc, path) : OK;
}

static bool
same_language(const char *a, const char *b)
{
	size_t n = strcspn(a, "-");

	return strcspn(b, "-") == n && !strncmp(a, b, n);
}

static void
apply_own(struct csl_locale *l, struct arena *a,
    const struct csl_locale_patch *own, const char *lang)
{
	/* from the most general to the exact one */
	for (int round = 0; round < 3; round++)
		for (const struct csl_locale_patch *p = own; p; p = p->next) {
			bool exact = p->lang && !strcmp(p->lang, lang);
			bool language = p->lang && !exact &&
					!strchr(p->lang, '-') &&
					same_language(p->lang, lang);

			if ((round == 0 && !p->lang) ||
			    (round == 1 && language) || (round == 2 && exact))
				apply(l, a, p);
		}
}

int
csl_locale_load(struct csl_locale **out, struct arena *a, const char *lang,
    const char *const *dirs, const struct csl_locale_patch *own,
    struct err *err)
{
	static const char *const names[] = { "open-quote", "close-quote",
		"open-inner-quote", "close-inner-quote" };
	struct csl_locale *l = ARENA_NEW(a, struct csl_locale);
	struct csl_locale_patch *p;
	const char *primary, *exact = lang;
	int rc;

	l->lang = lang;
	l->english = same_language(lang, "en");
	l->french = same_language(lang, "fr");
	rc = english(&p, a, err);
	if (rc)
		return rc;
	apply(l, a, p);
	rc = read_file(&p, a, "en-US", dirs, err);
	if (rc)
		return rc;
	if (p)
		apply(l, a, p);
	if (!l->english)
		l->punctuation_in_quote = l->limit_day_ordinals = false;
	primary = primary_dialect(lang);
	if (primary && strcmp(primary, lang) && strcmp(primary, "en-US")) {
		rc = read_file(&p, a, primary, dirs, err);
		if (rc)
			return rc;
		if (p)
			apply(l, a, p);
	}
	if (!strchr(lang, '-') && primary)
		exact = primary;
	if (strcmp(lang, "en-US")) {
		rc = read_file(&p, a, lang, dirs, err);
		if (rc)
			return rc;
		if (p)
			apply(l, a, p);
	}
	apply_own(l, a, own, exact);
	for (int i = 0; i < 4; i++) {
		const char *s = csl_locale_term(l, names[i], TERM_LONG, false);

		l->quotes[i] = s ? s : "";
	}
	*out = l;
	return OK;
}
