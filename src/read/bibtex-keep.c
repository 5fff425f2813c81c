/* What of an entry goes through a work as it is, so that it can be written back. */

#include "base/text.h"
#include "model/latex.h"
#include "model/rich.h"
#include "read/bibtex.h"

#include "base/banned.h"

struct rest {
	struct arena *a;
	const struct bibtex_values *values;
	struct work *w;
};

/* Does the field's name not follow from what was made of it? */
static bool
is_alias(const struct rest *b, enum bibtex_field_id id)
{
	struct span type = b->values->type;
	bool school = text_eq_nocase(type, "phdthesis") ||
		      text_eq_nocase(type, "mastersthesis");
	bool institution =
	    !school && !text_eq_nocase(type, "manual") &&
	    (b->w->type == WORK_TYPE_THESIS || b->w->type == WORK_TYPE_REPORT);

	switch (id) {
	case FIELD_SCHOOL: return !school;
	case FIELD_INSTITUTION:
		return !institution && !bibtex_is_legal(b->w->type);
	case FIELD_AUTHORITY: return bibtex_is_legal(b->w->type);
	case FIELD_JURISDICTION:
		return bibtex_is_legal(b->w->type) && !b->w->publisher;
	case FIELD_PUBLISHER: return school || institution;
	case FIELD_ANNOTATION:
	case FIELD_BDSK_URL:
	case FIELD_CALL_NUMBER:
	case FIELD_ARTICLENO:
	case FIELD_ARTICLE_NUMBER:
	case FIELD_EID:
	case FIELD_EVENTVENUE:
	case FIELD_ISSUETITLE:
	case FIELD_VOLUME_TITLE:
	case FIELD_HOWPUBLISHED:
	case FIELD_ISSUE:
	case FIELD_LANGID:
	case FIELD_NUMPAGES:
	case FIELD_ORGANIZATION:
	case FIELD_SUBTITLE:
	case FIELD_BOOKSUBTITLE:
	case FIELD_JOURNALSUBTITLE: return true;
	case FIELD_MAINTITLE: return true;
	/* What is in no other work has a number of pages, but what a .bib says
	 * stays. */
	case FIELD_URL: return b->values->known[FIELD_EPRINT] != NULL;
	case FIELD_PAGES:
		return !bibtex_is_part(b->w->type) &&
		       b->w->type != WORK_TYPE_ARTICLE_JOURNAL;
	/* Needed to take the two apart again. */
	case FIELD_TITLE: return b->values->known[FIELD_SUBTITLE] != NULL;
	case FIELD_ADDENDUM: return true;
	case FIELD_NOTE: return b->values->known[FIELD_ADDENDUM] != NULL;
	case FIELD_BOOKTITLE:
		return b->values->known[FIELD_BOOKSUBTITLE] != NULL ||
		       !bibtex_is_part(b->w->type);
	case FIELD_JOURNAL:
	case FIELD_JOURNALTITLE:
		return b->values->known[FIELD_JOURNALSUBTITLE] != NULL ||
		       !text_eq_nocase(type, "article");
	default: return false;
	}
}

static bool
has_entity(struct span s)
{
	size_t len;

	for (; s.len; s = span_skip(s, 1))
		if (s.ptr[0] == '&' && rich_entity(s, &len))
			return true;
	return false;
}

/* "[1905?]", "to appear": a date is made of it, which others have, too. */
static bool
is_plain_year(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return s.len == 4;
}

static bool
is_markup(char c)
{
	switch (c) {
	case '\\':
	case '{':
	case '}':
	case '$':
	case '~':
	case '%':
	case '&':
	case '#':
	case '_':
	case '^':
	case '`': return true;
	default: return (unsigned char)c < ' ';
	}
}

/*
 * Would the value not come back as it was from what was made of it? Names,
 * dates, pages and identifiers are written in one form whatever they were in.
 */
static bool
is_kept_raw(const struct rest *b, const struct bibtex_value *v)
{
	enum bibtex_handling handling = bibtex_field_handling(v->id);

	if (bibtex_printed(b->a, bibtex_field_name(v->id).ptr, v->raw))
		return true;
	switch (v->id) {
	case FIELD_TITLE:
	case FIELD_SUBTITLE:
	case FIELD_BOOKTITLE:
	case FIELD_BOOKSUBTITLE:
	case FIELD_JOURNAL:
	case FIELD_JOURNALTITLE:
	case FIELD_JOURNALSUBTITLE:
	case FIELD_MAINTITLE:
		if (has_entity(v->raw))
			return false;
		break;
	case FIELD_YEAR: return !is_plain_year(v->raw);
	case FIELD_DATE: return true;
	case FIELD_MONTH: /* "Fall" */
		return date_season(text_trim(
			   span_of(latex_to_unicode(b->a, v->raw)))) > 0;
	case FIELD_EPRINT: return b->w->PMID != NULL; /* not "pmid" */
	case FIELD_EDITION:
		return !b->w->edition ||
		       !span_eq(v->raw, span_of(b->w->edition));
	case FIELD_HYPHENATION:
	case FIELD_LANGID: return true;
	case FIELD_LANGUAGE:
		return !b->w->language ||
		       !span_eq(v->raw, span_of(b->w->language));
	case FIELD_BDSK_URL:
	case FIELD_URL:
	case FIELD_NOTE:
	case FIELD_ADDENDUM:
	case FIELD_HOWPUBLISHED:
	case FIELD_PUBLISHER:
	case FIELD_ORGANIZATION:
	case FIELD_INSTITUTION:
	case FIELD_SCHOOL:
	case FIELD_ADDRESS:
	case FIELD_LOCATION:
	case FIELD_VOLUME:
	case FIELD_NUMBER:
	case FIELD_ISSUE:
	case FIELD_EID:
	case FIELD_ARTICLENO:
	case FIELD_ARTICLE_NUMBER:
	case FIELD_ISBN:
	case FIELD_ISSN:
	case FIELD_TYPE:
	case FIELD_PAGES: break;
	default:
		if (handling == BIBTEX_NAMES)
			return v->id == FIELD_COLLABORATOR ||
			       latex_has_command(v->raw);
		if (handling == BIBTEX_DATE)
			return true; /* with its time, or "XX" */
		if (handling != BIBTEX_TEXT)
			return false;
	}
	if (is_alias(b, v->id))
		return true;
	if (v->id == FIELD_PAGES)
		return !span_eq(bibtex_pages(b->a, v->raw), v->raw);
	/* so that work_hide() knows whose full stop it is */
	if ((v->id == FIELD_TITLE || v->id == FIELD_BOOKTITLE) &&
	    v->raw.ptr[v->raw.len - 1] == '.')
		return true;
	/* Hyphens have a meaning, and ten digits are what the book has. */
	if (v->id == FIELD_ISSN)
		return b->w->ISSN && !span_eq(v->raw, span_of(b->w->ISSN));
	if (v->id == FIELD_ISBN)
		return b->w->ISBN && !span_eq(v->raw, span_of(b->w->ISBN));
	for (size_t i = 0; i < v->raw.len; i++) {
		char c = v->raw.ptr[i];

		if (is_markup(c) || ((c == ' ' || c == '-' || c == '\'') && i &&
					v->raw.ptr[i - 1] == c))
			return true;
	}
	return !text_is_utf8(v->raw);
}

/* BibTeX does not tell "File" from "file" (btxdoc, section 2). */
static const char *
lower_name(struct arena *a, struct span name)
{
	char *lower = arena_strdup_span(a, name);

	for (size_t i = 0; i < name.len; i++)
		lower[i] = text_ascii_lower(lower[i]);
	return lower;
}

static void
add_custom(struct custom_field ***end, struct rest *b, const char *key,
    const char *value)
{
	struct custom_field *c = ARENA_NEW(b->a, struct custom_field);

	*c = (struct custom_field){ .key = key, .value = value };
	**end = c;
	*end = &c->next;
}

/* "url-2", "issn-3": what other formats have several of, in one custom field, a line
 * each. NULL: the name is none of these. */
static const char *
repeated_name(struct arena *a, struct span name)
{
	const char *lower, *dash;
	size_t digits;

	if (!memchr(name.ptr, '-', name.len))
		return NULL;
	lower = lower_name(a, name);
	dash = strrchr(lower, '-');
	digits = strspn(dash + 1, "0123456789");
	if (!digits || dash[1 + digits])
		return NULL;
	lower = arena_strdup_span(
	    a, (struct span){ lower, (size_t)(dash - lower) });
	return bibtex_is_repeated(lower) ? lower : NULL;
}

static bool
keep_repeated(struct custom_field ***end, struct rest *b,
    const struct bibtex_value *v, const char *raw)
{
	const char *name = repeated_name(b->a, v->name);
	struct custom_field *c = b->w->custom;

	if (!name)
		return false;
	raw = latex_verbatim(b->a, span_of(raw));
	while (c && strcmp(c->key, name) != 0)
		c = c->next;
	if (c)
		work_custom_add_line(b->a, c, raw);
	else
		add_custom(end, b, name, raw);
	return true;
}

static const char *
raw_name(struct arena *a, enum bibtex_field_id id)
{
	const char *parts[] = { "bibtex:", bibtex_field_name(id).ptr };

	return arena_concat(a, parts, 2);
}

/*
 * What is left goes into custom, as LaTeX, so that it can be written back; also
 * the LaTeX of what was used, where it says more than what was made of it:
 * "bibtex:note". The writer takes that as long as it still means the same.
 */
void
bibtex_keep_rest(
    struct work *w, struct arena *a, const struct bibtex_values *values)
{
	struct rest rest = { a, values, w }, *b = &rest;
	struct custom_field **end = &b->w->custom;

	while (*end)
		end = &(*end)->next;
	add_custom(&end, b, "bibtex-type", lower_name(b->a, b->values->type));
	for (size_t i = 0; i < b->values->len; i++) {
		const struct bibtex_value *v = &b->values->items[i];
		const char *raw;

		if (!v->raw.len ||
		    (v->id < FIELD_IDS && b->values->known[v->id] != v))
			continue;
		raw = arena_strdup_span(b->a, v->raw);
		if (!v->used && keep_repeated(&end, b, v, raw))
			continue;
		if (!v->used)
			add_custom(&end, b, lower_name(b->a, v->name), raw);
		else if (v->id < FIELD_IDS && is_kept_raw(b, v))
			add_custom(&end, b, raw_name(b->a, v->id), raw);
	}
}
