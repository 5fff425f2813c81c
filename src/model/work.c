#include "model/work.h"
#include "base/err.h"
#include "base/text.h"
#include "model/identifier.h"
#include "model/rich.h"

#include <stdint.h>

#include "base/banned.h"

static const char *const type_names[WORK_TYPES] = {
	NULL,
#define X(member, csl) csl,
#include "model/types.def"
#undef X
};

static const struct {
	const char *csl;
	size_t offset;
} fields[WORK_FIELDS] = {
#define X(member, csl) { csl, offsetof(struct work, member) },
#include "model/fields.def"
#undef X
};

static const struct {
	const char *csl;
	size_t offset;
} name_fields[WORK_NAME_FIELDS] = {
#define X(member, csl) { csl, offsetof(struct work, member) },
#include "model/name-fields.def"
#undef X
};

static const struct {
	const char *csl;
	size_t offset;
} date_fields[WORK_DATE_FIELDS] = {
#define X(member, csl) { csl, offsetof(struct work, member) },
#include "model/date-fields.def"
#undef X
};

const char *
work_type_csl(enum work_type t)
{
	return t < WORK_TYPES ? type_names[t] : NULL;
}

enum work_type
work_type_from_csl(const char *name)
{
	if (!name)
		return WORK_TYPE_NONE;
	for (int t = WORK_TYPE_NONE + 1; t < WORK_TYPES; t++)
		if (!strcmp(type_names[t], name))
			return (enum work_type)t;
	return WORK_TYPE_NONE;
}

const char *
work_field_csl(enum work_field f)
{
	return f < WORK_FIELDS ? fields[f].csl : NULL;
}

static const char **
field_at(struct work *w, enum work_field f)
{
	if (f >= WORK_FIELDS)
		die_bug("no such field of a work");
	return (const char **)(void *)((char *)w + fields[f].offset);
}

const char *
work_get(const struct work *w, enum work_field f)
{
	/* read only: the cast takes back what the shared helper needs */
	return *field_at((struct work *)(uintptr_t)w, f);
}

void
work_set(struct work *w, enum work_field f, const char *value)
{
	*field_at(w, f) = value && *value ? value : NULL;
}

enum work_field
work_field_from_csl(const char *name)
{
	enum work_field f;

	for (f = 0; f < WORK_FIELDS; f++)
		if (!strcmp(fields[f].csl, name))
			break;
	return f;
}

const char *
work_name_field_csl(enum work_name_field f)
{
	return f < WORK_NAME_FIELDS ? name_fields[f].csl : NULL;
}

struct name_list *
work_names(struct work *w, enum work_name_field f)
{
	if (f >= WORK_NAME_FIELDS)
		die_bug("no such name field of a work");
	return (struct name_list *)(void *)((char *)w + name_fields[f].offset);
}

const char *
work_date_field_csl(enum work_date_field f)
{
	return f < WORK_DATE_FIELDS ? date_fields[f].csl : NULL;
}

struct date *
work_date(struct work *w, enum work_date_field f)
{
	if (f >= WORK_DATE_FIELDS)
		die_bug("no such date field of a work");
	return (struct date *)(void *)((char *)w + date_fields[f].offset);
}

int
work_year(const struct work *w)
{
	return w->issued.from.year;
}

static const char *
copy_text(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

struct work *
work_copy(struct arena *a, const struct work *w)
{
	struct work *out = arena_alloc_bytes(a, sizeof(*out));
	struct custom_field **custom = &out->custom;
	struct relation **relation = &out->relations;

	*out = *w;
	out->custom = NULL;
	out->relations = NULL;
	out->id = copy_text(a, w->id);
	out->title_rich = copy_text(a, w->title_rich);
	out->source = copy_text(a, w->source);
	out->record = copy_text(a, w->record);
	for (int f = 0; f < WORK_FIELDS; f++) {
		const char **value = field_at(out, (enum work_field)f);

		*value = copy_text(a, *value);
	}
	for (int f = 0; f < WORK_NAME_FIELDS; f++) {
		struct name_list *l = work_names(out, (enum work_name_field)f);

		*l = name_list_copy(a, l);
	}
	for (int f = 0; f < WORK_DATE_FIELDS; f++) {
		struct date *d = work_date(out, (enum work_date_field)f);

		d->literal = copy_text(a, d->literal);
	}
	for (const struct custom_field *c = w->custom; c; c = c->next) {
		*custom = ARENA_NEW(a, struct custom_field);
		(*custom)->key = copy_text(a, c->key);
		(*custom)->value = copy_text(a, c->value);
		(*custom)->is_json = c->is_json;
		custom = &(*custom)->next;
	}
	for (const struct relation *r = w->relations; r; r = r->next) {
		*relation = ARENA_NEW(a, struct relation);
		(*relation)->kind = r->kind;
		(*relation)->id = copy_text(a, r->id);
		(*relation)->note = copy_text(a, r->note);
		relation = &(*relation)->next;
	}
	return out;
}

void
work_add_custom(
    struct arena *a, struct work *w, const char *key, const char *value)
{
	struct custom_field **end = &w->custom;

	while (*end)
		end = &(*end)->next;
	*end = ARENA_NEW(a, struct custom_field);
	(*end)->key = arena_strdup(a, key);
	(*end)->value = arena_strdup(a, value);
}

void
work_custom_add_line(struct arena *a, struct custom_field *c, const char *line)
{
	size_t more = strlen(line);
	char *to;

	if (!c->room)
		c->len = strlen(c->value);
	if (c->len + more + 2 > c->room) {
		c->room = 2 * (c->len + more + 2);
		to = arena_alloc_bytes(a, c->room);
		memcpy(to, c->value, c->len);
		c->value = to;
	}
	to = (char *)c->value + c->len;
	*to = '\n';
	memcpy(to + 1, line, more + 1);
	c->len += more + 1;
}

const char *
work_custom(const struct work *w, const char *key)
{
	for (const struct custom_field *c = w->custom; c; c = c->next)
		if (!strcmp(c->key, key))
			return c->value;
	return NULL;
}

void
work_add_relation(struct arena *a, struct work *w, enum relation_kind kind,
    const char *id, const char *note)
{
	struct relation **end = &w->relations;

	while (*end)
		end = &(*end)->next;
	*end = ARENA_NEW(a, struct relation);
	(*end)->kind = kind;
	(*end)->id = copy_text(a, id);
	(*end)->note = copy_text(a, note);
}

/*
 * Prefixes that the servers register preprints under (Crossref members and
 * DataCite repositories). Cold Spring Harbor's 10.1101 is also that of its
 * journals ("10.1101/gr.123"), so there a digit must follow.
 */
static const char *const preprint_dois[] = {
	"10.48550/",               /* arXiv */
	"10.64898/",               /* openRxiv: bioRxiv, medRxiv since 2025 */
	"10.2139/ssrn.",           /* SSRN */
	"10.26434/chemrxiv",       /* ChemRxiv */
	"10.20944/preprints",      /* Preprints.org */
	"10.21203/rs.",            /* Research Square */
	"10.36227/techrxiv",       /* TechRxiv */
	"10.22541/au.",            /* Authorea */
	"10.22541/essoar.",        /* ESSOAr */
	"10.31234/osf.io/",        /* PsyArXiv */
	"10.31235/osf.io/",        /* SocArXiv */
	"10.31219/osf.io/",        /* OSF Preprints */
	"10.31222/osf.io/",        /* MetaArXiv */
	"10.35542/osf.io/",        /* EdArXiv */
	"10.31223/",               /* EarthArXiv */
	"10.7287/peerj.preprints", /* PeerJ Preprints */
};

/* Names of servers as containers and publishers begin, folded. */
static const char *const preprint_servers[] = {
	"arxiv",
	"corr",
	"biorxiv",
	"medrxiv",
	"chemrxiv",
	"psyarxiv",
	"socarxiv",
	"osf preprints",
	"eartharxiv",
	"edarxiv",
	"techrxiv",
	"engrxiv",
	"ssrn",
	"research square",
	"preprints org",
	"preprints",
	"cryptology eprint archive",
	"computing research repository",
	"peerj preprints",
	"vixra",
	"authorea",
	"essoar",
	"openrxiv",
};

static bool
is_preprint_doi(const char *doi)
{
	if (text_starts_nocase(span_of(doi), "10.1101/"))
		return doi[8] >= '0' && doi[8] <= '9';
	for (size_t i = 0; i < sizeof(preprint_dois) / sizeof(preprint_dois[0]);
	     i++)
		if (text_starts_nocase(span_of(doi), preprint_dois[i]))
			return true;
	return false;
}

static bool
is_preprint_server(const char *name)
{
	struct span s = text_trim(span_of(name));

	for (size_t i = 0;
	     i < sizeof(preprint_servers) / sizeof(preprint_servers[0]); i++) {
		struct span rest;

		if (!text_starts_nocase(s, preprint_servers[i]))
			continue;
		rest = span_skip(s, strlen(preprint_servers[i]));
		/* "arXiv preprint", "arXiv:1706", "arXiv.org": not a longer
		 * word that only begins so ("Correspondence") */
		if (!rest.len || strchr(" .:,;/([", rest.ptr[0]) ||
		    (rest.ptr[0] >= '0' && rest.ptr[0] <= '9'))
			return true;
	}
	return false;
}

/* The nine digits of group, publisher and title are in both lengths. */
static bool
has_isbn(const char *text, const char *isbn)
{
	enum { PREFIX = 3, NINE = 9 };
	size_t found = 0;

	if (strlen(isbn) != PREFIX + NINE + 1)
		return false;
	for (const char *from = text; *from; from++) {
		const char *p = from;

		for (found = 0; *p && found < NINE; p++) {
			if (*p == isbn[PREFIX + found])
				found++;
			else if (*p >= '0' && *p <= '9')
				break;
			else if (!found)
				break;
		}
		if (found == NINE)
			return true;
	}
	return false;
}

const char *
work_isbn_given(const struct work *w)
{
	const char *given = w->ISBN ? work_custom(w, "bibtex:isbn") : NULL;

	return given && has_isbn(given, w->ISBN) ? given : w->ISBN;
}

void
work_keep_isbn(struct arena *a, struct work *w, struct span given)
{
	if (w->ISBN && !span_eq(given, span_of(w->ISBN)) &&
	    !work_custom(w, "bibtex:isbn"))
		work_add_custom(
		    a, w, "bibtex:isbn", arena_strdup_span(a, given));
}

const char *
work_doi_given(const struct work *w)
{
	const char *given = w->DOI ? work_custom(w, "bibtex:doi") : NULL;

	return given && text_eq_nocase(span_of(given), w->DOI) ? given : w->DOI;
}

void
work_keep_doi(struct arena *a, struct work *w, struct span text)
{
	const char *given;
	size_t i = 0;

	while (i < text.len && (text.ptr[i] < 'A' || text.ptr[i] > 'Z'))
		i++;
	if (!w->DOI || i == text.len || work_custom(w, "bibtex:doi"))
		return;
	given = doi_given(a, text);
	if (given && strcmp(given, w->DOI) != 0 &&
	    text_eq_nocase(span_of(given), w->DOI))
		work_add_custom(a, w, "bibtex:doi", given);
}

#define RICH "rich:"

/* The first of that field in custom; every field of every work is asked for. */
static const char *
kept_rich(const struct work *w, enum work_field f)
{
	const size_t len = sizeof(RICH) - 1;
	const char *name = work_field_csl(f);

	for (const struct custom_field *c = w->custom; c && name; c = c->next)
		if (c->key[0] == RICH[0] && !strncmp(c->key, RICH, len) &&
		    !strcmp(c->key + len, name))
			return c->value;
	return NULL;
}

static bool
says(struct arena *a, const char *rich, const char *text)
{
	if (!rich || !text)
		return false;
	if (!strchr(rich, '\n'))
		return rich_says(a, span_of(rich), text);
	return !strcmp(text_lines(a, span_of(rich), rich_plain), text);
}

const char *
work_rich(struct arena *a, const struct work *w, enum work_field f)
{
	const char *rich;

	if (f == WORK_title)
		return w->title_rich;
	rich = kept_rich(w, f);
	return says(a, rich, work_get(w, f)) ? rich : NULL;
}

void
work_keep_rich(
    struct arena *a, struct work *w, enum work_field f, const char *rich)
{
	static const char *const tags[] = { "<i>", "<b>", "<sub>", "<sup>",
		"font-variant" };
	bool any = false;

	for (size_t i = 0; rich && i < sizeof(tags) / sizeof(tags[0]); i++)
		any |= strstr(rich, tags[i]) != NULL;
	if (any && !kept_rich(w, f) && says(a, rich, work_get(w, f)))
		work_add_custom(
		    a, w, arena_printf(a, RICH "%s", work_field_csl(f)), rich);
}

const char *
title_with_subtitle(struct arena *a, const char *title, const char *subtitle)
{
	size_t len;

	if (!subtitle)
		return title;
	if (!title)
		return subtitle;
	len = strlen(title);
	return arena_printf(a, "%s%s %s", title,
	    len && strchr(":?!.", title[len - 1]) ? "" : ":", subtitle);
}

bool
work_is_preprint(const struct work *w)
{
	bool server =
	    w->container_title && is_preprint_server(w->container_title);

	/* Services give a paper its preprint's DOI, and the rest of it. */
	if (w->DOI && is_preprint_doi(w->DOI))
		return !w->container_title || server || !w->page;
	if (server)
		return true;
	if (w->container_title)
		return false;
	if (w->publisher && is_preprint_server(w->publisher))
		return true;
	switch (w->type) {
	case WORK_TYPE_ARTICLE: return true;
	case WORK_TYPE_NONE:
	case WORK_TYPE_ARTICLE_JOURNAL: return w->arXiv && !w->DOI;
	default: return false;
	}
}

bool
work_is_mixed(const struct work *w)
{
	return w->DOI && is_preprint_doi(w->DOI) && !work_is_preprint(w);
}

/* Crossref member 54718 holds copies of well-known papers under it, with dates
 * and DOIs of its own. */
static const char counterfeit_prefix[] = "10.65215/";

bool
work_is_counterfeit(const struct work *w)
{
	return w->DOI &&
	       text_starts_nocase(span_of(w->DOI), counterfeit_prefix);
}
