#include "write/key-pattern.h"
#include "base/text.h"
#include "model/date.h"
#include "model/latex.h"
#include "write/bibtex.h"
#include "write/write.h"

#include <stdlib.h>

#include "base/banned.h"

enum { PARTS_MAX = 64, FILTERS_MAX = 8, ARGS_MAX = 3, WORDS_MAX = 64 };

enum what {
	WHAT_LITERAL,
	WHAT_AUTH,       /* family of the first; (n): n letters; (n, m): m-th */
	WHAT_AUTHORS,    /* all; (n): so many, then EtAl */
	WHAT_AUTHORLAST, /* family of the last */
	WHAT_AUTHETAL,   /* one, two, or the first and EtAl */
	WHAT_AUTHORSALPHA, /* as alpha.bst */
	WHAT_AUTHINI,      /* initials; (n): n letters in all */
	WHAT_YEAR,
	WHAT_SHORTYEAR,
	WHAT_TITLE,
	WHAT_FULLTITLE,
	WHAT_SHORTTITLE, /* (n, m): n words, m with a capital */
	WHAT_VERYSHORTTITLE,
	WHAT_CAMEL,
	WHAT_JOURNAL,
	WHAT_FIRSTPAGE,
	WHAT_LASTPAGE,
	WHAT_VOLUME,
	WHAT_NUMBER,
	WHAT_MONTH,
	WHAT_TYPE,
	WHAT_DOI,
	WHAT_PUBLISHER,
	WHAT_SERIES,
	WHAT_KEYWORD,
};

/* JabRef's markers and Better BibTeX's functions; sorted by nothing: there are
 * few. editor: of the editors instead of the authors. */
static const struct {
	const char *name;
	enum what what;
	bool editor;
} whats[] = {
	{ "auth", WHAT_AUTH, false },
	{ "edtr", WHAT_AUTH, true },
	{ "authors", WHAT_AUTHORS, false },
	{ "editors", WHAT_AUTHORS, true },
	{ "author", WHAT_AUTHORS, false },
	{ "authorlast", WHAT_AUTHORLAST, false },
	{ "authlast", WHAT_AUTHORLAST, false },
	{ "editorlast", WHAT_AUTHORLAST, true },
	{ "authetal", WHAT_AUTHETAL, false },
	{ "authetal2", WHAT_AUTHETAL, false },
	{ "auth.etal", WHAT_AUTHETAL, false },
	{ "authorsalpha", WHAT_AUTHORSALPHA, false },
	{ "authini", WHAT_AUTHINI, false },
	{ "authorini", WHAT_AUTHINI, false },
	{ "year", WHAT_YEAR, false },
	{ "shortyear", WHAT_SHORTYEAR, false },
	{ "title", WHAT_TITLE, false },
	{ "fulltitle", WHAT_FULLTITLE, false },
	{ "shorttitle", WHAT_SHORTTITLE, false },
	{ "veryshorttitle", WHAT_VERYSHORTTITLE, false },
	{ "camel", WHAT_CAMEL, false },
	{ "journal", WHAT_JOURNAL, false },
	{ "booktitle", WHAT_JOURNAL, false },
	{ "firstpage", WHAT_FIRSTPAGE, false },
	{ "lastpage", WHAT_LASTPAGE, false },
	{ "volume", WHAT_VOLUME, false },
	{ "number", WHAT_NUMBER, false },
	{ "issue", WHAT_NUMBER, false },
	{ "month", WHAT_MONTH, false },
	{ "entrytype", WHAT_TYPE, false },
	{ "type", WHAT_TYPE, false },
	{ "doi", WHAT_DOI, false },
	{ "publisher", WHAT_PUBLISHER, false },
	{ "series", WHAT_SERIES, false },
	{ "keyword", WHAT_KEYWORD, false },
};

enum filter {
	FILTER_LOWER,
	FILTER_UPPER,
	FILTER_CAPITALIZE,
	FILTER_ABBR,      /* first letters of the words */
	FILTER_TRUNCATE,  /* (n) letters */
	FILTER_SELECT,    /* (start, n) words */
	FILTER_SUBSTRING, /* (start, n) letters */
	FILTER_SKIPWORDS,
	FILTER_CONDENSE, /* (separator) between words */
	FILTER_DEFAULT,  /* (text) where nothing is */
	FILTER_NOTHING,  /* what is done anyway */
};

static const struct {
	const char *name;
	enum filter filter;
} filter_names[] = {
	{ "lower", FILTER_LOWER },
	{ "upper", FILTER_UPPER },
	{ "capitalize", FILTER_CAPITALIZE },
	{ "titlecase", FILTER_CAPITALIZE },
	{ "title_case", FILTER_CAPITALIZE },
	{ "camel", FILTER_CAPITALIZE },
	{ "abbr", FILTER_ABBR },
	{ "truncate", FILTER_TRUNCATE },
	{ "select", FILTER_SELECT },
	{ "substring", FILTER_SUBSTRING },
	{ "skipwords", FILTER_SKIPWORDS },
	{ "condense", FILTER_CONDENSE },
	{ "default", FILTER_DEFAULT },
	{ "fold", FILTER_NOTHING },
	{ "ascii", FILTER_NOTHING },
	{ "clean", FILTER_NOTHING },
	{ "alphanum", FILTER_NOTHING },
	{ "nopunct", FILTER_NOTHING },
	{ "transliterate", FILTER_NOTHING },
};

struct step {
	enum filter filter;
	int args[ARGS_MAX];
	const char *text; /* of condense, default */
};

struct part {
	enum what what;
	bool editor;
	bool next; /* an alternative begins with it */
	int args[ARGS_MAX];
	const char *literal;
	struct step steps[FILTERS_MAX];
	size_t steps_len;
};

struct key_pattern {
	struct part parts[PARTS_MAX];
	size_t len;
};

/* --- reading a pattern ----------------------------------------------------------- */

struct parser {
	struct key_pattern *p;
	struct arena *a;
	const char *at;
	struct err *err;
};

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static int
unknown(struct parser *r, const char *what, struct span name)
{
	return err_set(r->err, ERR_USAGE,
	    "the pattern's %s '%.*s' is not known: see KEY PATTERNS in the "
	    "manual",
	    what, (int)name.len, name.ptr);
}

static struct part *
new_part(struct parser *r)
{
	if (r->p->len == PARTS_MAX)
		return NULL;
	return &r->p->parts[r->p->len++];
}

/* A marker's or function's name, with a number behind it: "auth3", "authors2". */
static int
set_what(struct parser *r, struct part *part, struct span name)
{
	size_t digits = name.len;

	for (int cut = 0; cut < 2; cut++) {
		struct span word = span_sub(name, 0, cut ? digits : name.len);

		for (size_t i = 0; i < sizeof(whats) / sizeof(whats[0]); i++)
			if (text_eq_nocase(word, whats[i].name)) {
				part->what = whats[i].what;
				part->editor = whats[i].editor;
				if (cut && digits < name.len)
					part->args[0] = (int)strtol(
					    name.ptr + digits, NULL, 10);
				return OK;
			}
		while (digits && name.ptr[digits - 1] >= '0' &&
		       name.ptr[digits - 1] <= '9')
			digits--;
	}
	return unknown(r, "marker", name);
}

static void
skip_blanks(struct parser *r)
{
	while (*r->at == ' ' || *r->at == '\t')
		r->at++;
}

static const char *
quoted(struct parser *r)
{
	char quote = *r->at++;
	const char *from = r->at, *out;

	while (*r->at && *r->at != quote)
		r->at++;
	out = arena_strdup_span(
	    r->a, (struct span){ from, (size_t)(r->at - from) });
	if (*r->at)
		r->at++;
	return out;
}

/* (3, 3), (n=3), ("-"): r->at is at the bracket. */
static void
arguments(struct parser *r, int *numbers, const char **text)
{
	size_t n = 0;

	r->at++;
	while (*r->at && *r->at != ')') {
		if (*r->at == '"' || *r->at == '\'') {
			*text = quoted(r);
		} else if (*r->at >= '0' && *r->at <= '9') {
			char *end;
			long value = strtol(r->at, &end, 10);

			if (n < ARGS_MAX)
				numbers[n++] = (int)(value > 999 ? 999 : value);
			r->at = end;
		} else {
			r->at++;
		}
	}
	if (*r->at)
		r->at++;
}

static int
add_step(struct parser *r, struct part *part, struct span name)
{
	struct step *s;
	size_t digits = name.len;

	if (part->steps_len == FILTERS_MAX)
		return err_set(r->err, ERR_USAGE, "too many modifiers");
	s = &part->steps[part->steps_len];
	while (digits && name.ptr[digits - 1] >= '0' &&
	       name.ptr[digits - 1] <= '9')
		digits--;
	for (size_t i = 0; i < sizeof(filter_names) / sizeof(filter_names[0]);
	     i++)
		if (text_eq_nocase(
			span_sub(name, 0, digits), filter_names[i].name)) {
			s->filter = filter_names[i].filter;
			if (digits < name.len)
				s->args[0] =
				    (int)strtol(name.ptr + digits, NULL, 10);
			part->steps_len++;
			return OK;
		}
	return unknown(r, "modifier", name);
}

/* [auth3:lower:(nobody)], r->at behind the bracket. */
static int
marker(struct parser *r)
{
	struct part *part = new_part(r);
	size_t n = strcspn(r->at, ":]");
	struct span name = { r->at, n };
	int rc;

	if (!part)
		return err_set(r->err, ERR_USAGE, "the pattern is too long");
	/* "auth3_2": three letters of the second. */
	for (size_t i = 0; i < n; i++)
		if (r->at[i] == '_' && i + 1 < n && r->at[i + 1] >= '0' &&
		    r->at[i + 1] <= '9') {
			part->args[1] = (int)strtol(r->at + i + 1, NULL, 10);
			name.len = i;
			break;
		}
	rc = set_what(r, part, name);
	r->at += n;
	while (!rc && *r->at == ':') {
		const char *text = NULL;
		struct span filter;
		struct step *s;

		r->at++;
		if (*r->at == '(') { /* JabRef's default */
			n = strcspn(++r->at, ")");
			s = &part->steps[part->steps_len];
			if (part->steps_len == FILTERS_MAX)
				return ERR_USAGE;
			part->steps_len++;
			s->filter = FILTER_DEFAULT;
			s->text =
			    arena_strdup_span(r->a, (struct span){ r->at, n });
			r->at += n + (r->at[n] == ')');
			continue;
		}
		n = strcspn(r->at, ":](,");
		filter = (struct span){ r->at, n };
		rc = add_step(r, part, filter);
		r->at += n;
		if (rc)
			break;
		s = &part->steps[part->steps_len - 1];
		if (*r->at == '(') {
			arguments(r, s->args, &text);
			s->text = text;
		}
		for (int k = 0; *r->at == ',' && k < ARGS_MAX; k++) {
			char *end; /* ":select,1,1" */

			s->args[k] = (int)strtol(r->at + 1, &end, 10);
			if (end == r->at + 1)
				break;
			r->at = end;
		}
	}
	if (!rc && *r->at != ']')
		return err_set(r->err, ERR_USAGE,
		    "the pattern's '[' has no ']' after '%.*s'", (int)name.len,
		    name.ptr);
	r->at += !rc;
	return rc;
}

static int
add_literal(struct parser *r, struct span text)
{
	struct part *part = text.len ? new_part(r) : NULL;

	if (!part)
		return text.len ? err_set(r->err, ERR_USAGE,
				      "the pattern is too long")
				: OK;
	part->what = WHAT_LITERAL;
	part->literal = arena_strdup_span(r->a, text);
	return OK;
}

static int
parse_brackets(struct parser *r)
{
	int rc = OK;

	while (!rc && *r->at) {
		size_t n = strcspn(r->at, "[");

		rc = add_literal(r, (struct span){ r->at, n });
		r->at += n;
		if (!rc && *r->at) {
			r->at++;
			rc = marker(r);
		}
	}
	return rc;
}

/* auth(3).lower + '-' + year; ... */
static int
parse_formula(struct parser *r)
{
	bool next = false;
	int rc = OK;

	for (skip_blanks(r); !rc && *r->at; skip_blanks(r)) {
		const char *from = r->at, *text = NULL;
		struct part *part;

		if (*r->at == '+') {
			r->at++;
			continue;
		}
		if (*r->at == ';' || *r->at == '|') {
			next = true;
			r->at++;
			continue;
		}
		part = new_part(r);
		if (!part)
			return err_set(
			    r->err, ERR_USAGE, "the pattern is too long");
		part->next = next;
		next = false;
		if (*r->at == '\'' || *r->at == '"') {
			part->what = WHAT_LITERAL;
			part->literal = quoted(r);
		} else if (!is_word(*r->at)) {
			return unknown(
			    r, "character", (struct span){ from, 1 });
		} else {
			while (
			    is_word(*r->at) || (*r->at >= '0' && *r->at <= '9'))
				r->at++;
			rc = set_what(r, part,
			    (struct span){ from, (size_t)(r->at - from) });
			if (!rc && *r->at == '(')
				arguments(r, part->args, &text);
		}
		while (!rc && *r->at == '.') {
			struct step *s;

			from = ++r->at;
			while (
			    is_word(*r->at) || (*r->at >= '0' && *r->at <= '9'))
				r->at++;
			rc = add_step(r, part,
			    (struct span){ from, (size_t)(r->at - from) });
			if (rc)
				break;
			s = &part->steps[part->steps_len - 1];
			if (*r->at == '(')
				arguments(r, s->args, &s->text);
		}
	}
	return rc;
}

int
key_pattern_parse(struct key_pattern **out, struct arena *a,
    const char *pattern, struct err *err)
{
	struct parser r = { .p = ARENA_NEW(a, struct key_pattern),
		.a = a,
		.at = pattern,
		.err = err };

	*out = r.p;
	return strchr(pattern, '[') ? parse_brackets(&r) : parse_formula(&r);
}

/* --- words ------------------------------------------------------------------------- */

struct words {
	char *items[WORDS_MAX];
	size_t len;
};

static bool
is_key_char(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* ASCII letters and digits of one word, its capitals kept. */
static char *
ascii_word(struct arena *a, struct span s)
{
	char *out = arena_strdup_span(a, s), *w = out;
	bool ascii = true, capital;
	size_t at = 0;

	for (size_t i = 0; i < s.len; i++)
		ascii = ascii && (unsigned char)s.ptr[i] < 0x80;
	capital = text_is_upper(text_next(s, &at));
	if (!ascii)
		out = w = text_ascii(a, s);
	for (char *p = out; *p; p++)
		if (is_key_char((unsigned char)*p))
			*w++ = *p;
	*w = '\0';
	if (!ascii && capital && *out >= 'a' && *out <= 'z')
		*out = (char)(*out - 32);
	return out;
}

static void
add_words(struct words *out, struct arena *a, const char *text)
{
	struct span s = span_of(text ? text : "");
	size_t at = 0, from = 0;

	while (at <= s.len && out->len < WORDS_MAX) {
		size_t was = at;
		uint32_t c = at < s.len ? text_next(s, &at) : ' ';

		/* Hyphens and apostrophes are inside words. */
		if (text_is_letter(c) || text_is_digit(c) || text_is_mark(c) ||
		    c == '\'' || c == 0x2019 || c == '-') {
			continue;
		}
		if (was > from) {
			char *word = ascii_word(a, span_sub(s, from, was));

			if (*word)
				out->items[out->len++] = word;
		}
		if (was >= s.len)
			break;
		from = at;
	}
}

static void
skip_fillers(struct words *w)
{
	size_t to = 0;

	for (size_t i = 0; i < w->len; i++)
		if (!bibtex_is_filler(span_of(w->items[i])))
			w->items[to++] = w->items[i];
	if (to)
		w->len = to;
}

static void
capitalize(struct words *w, size_t from, size_t n)
{
	for (size_t i = from; i < w->len && i < from + n; i++)
		if (w->items[i][0] >= 'a' && w->items[i][0] <= 'z')
			w->items[i][0] = (char)(w->items[i][0] - 32);
}

static char *
joined(struct arena *a, const struct words *w, const char *between)
{
	struct sbuf sb = SBUF_INIT;
	char *out;

	for (size_t i = 0; i < w->len; i++) {
		if (i)
			sbuf_add(&sb, span_of(between));
		sbuf_add(&sb, span_of(w->items[i]));
	}
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

/* --- what a work has ----------------------------------------------------------------- */

/* A family name as one word: "vonGoethe", "ACM" of an organisation's. */
static char *
family(struct arena *a, const struct name_list *l, size_t i)
{
	struct words w = { .len = 0 };

	if (i >= l->len)
		return arena_strdup(a, "");
	add_words(&w, a, name_family_full(a, &l->items[i]));
	/* An organisation's whole name makes no key. */
	if (l->items[i].literal && !l->items[i].family && w.len > 1) {
		skip_fillers(&w);
		w.len = 1;
	}
	return joined(a, &w, "");
}

static char *
cut(char *s, int n)
{
	if (n > 0 && strlen(s) > (size_t)n)
		s[n] = '\0';
	return s;
}

static void
add(struct words *w, char *word)
{
	if (*word && w->len < WORDS_MAX)
		w->items[w->len++] = word;
}

static void
people(struct words *out, struct arena *a, const struct part *p,
    const struct name_list *l)
{
	char *etal = arena_strdup(a, "EtAl");
	size_t n = l->len;

	switch (p->what) {
	case WHAT_AUTH:
		add(out, cut(family(a, l,
				 p->args[1] > 0 ? (size_t)p->args[1] - 1 : 0),
			     p->args[0]));
		return;
	case WHAT_AUTHORLAST:
		if (n)
			add(out, family(a, l, n - 1));
		return;
	case WHAT_AUTHORS:
		for (size_t i = 0; i < n; i++) {
			if (p->args[0] > 0 && i == (size_t)p->args[0]) {
				add(out, etal);
				break;
			}
			add(out, family(a, l, i));
		}
		return;
	case WHAT_AUTHETAL:
		add(out, family(a, l, 0));
		if (n == 2 && !l->others)
			add(out, family(a, l, 1));
		else if (n > 1 || l->others)
			add(out, etal);
		return;
	case WHAT_AUTHORSALPHA:
		if (n == 1) {
			add(out, cut(family(a, l, 0), 3));
			return;
		}
		for (size_t i = 0; i < n && i < (n > 4 ? 3 : 4); i++)
			add(out, cut(family(a, l, i), 1));
		if (n > 4)
			add(out, arena_strdup(a, "+"));
		return;
	default: /* initials, so many letters in all */
		for (size_t i = 0; i < n; i++) {
			int letters = p->args[0] > 0 ? p->args[0] / (int)n : 1;

			if (i == 0 && p->args[0] > 0)
				letters += p->args[0] % (int)n;
			if (letters > 0)
				add(out, cut(family(a, l, i), letters));
		}
	}
}

static void
title(struct words *out, struct arena *a, const struct part *p,
    const struct work *w)
{
	size_t n = 3, capitals = 0;

	add_words(out, a, w->title);
	switch (p->what) {
	case WHAT_FULLTITLE: return;
	case WHAT_CAMEL: capitalize(out, 0, WORDS_MAX); return;
	case WHAT_TITLE:
		skip_fillers(out);
		capitalize(out, 0, WORDS_MAX);
		return;
	case WHAT_VERYSHORTTITLE: n = 1; break;
	default: break;
	}
	skip_fillers(out);
	if (p->args[0] > 0)
		n = (size_t)p->args[0];
	if (p->args[1] > 0)
		capitals = (size_t)p->args[1];
	if (out->len > n)
		out->len = n;
	capitalize(out, 0, capitals);
}

static void
page(struct words *out, struct arena *a, const char *pages, bool last)
{
	const char *from = pages ? pages : "", *dash = strrchr(from, '-');

	if (last && dash)
		from = dash + 1;
	add(out, ascii_word(a, (struct span){ from, strcspn(from, "-, ;") }));
}

static void
evaluate(struct words *out, struct arena *a, const struct part *p,
    const struct work *w)
{
	const struct name_list *l =
	    p->editor || !w->author.len ? &w->editor : &w->author;
	int year = work_year(w);
	const char *text = NULL;

	switch (p->what) {
	case WHAT_AUTH:
	case WHAT_AUTHORS:
	case WHAT_AUTHORLAST:
	case WHAT_AUTHETAL:
	case WHAT_AUTHORSALPHA:
	case WHAT_AUTHINI: people(out, a, p, l); return;
	case WHAT_TITLE:
	case WHAT_FULLTITLE:
	case WHAT_SHORTTITLE:
	case WHAT_VERYSHORTTITLE:
	case WHAT_CAMEL: title(out, a, p, w); return;
	case WHAT_YEAR:
		if (year)
			add(out, arena_printf(a, "%d", year));
		return;
	case WHAT_SHORTYEAR:
		if (year > 0)
			add(out, arena_printf(a, "%02d", year % 100));
		return;
	case WHAT_FIRSTPAGE: page(out, a, w->page, false); return;
	case WHAT_LASTPAGE: page(out, a, w->page, true); return;
	case WHAT_MONTH: text = date_month_macro(w->issued.from.month); break;
	case WHAT_TYPE: text = bibtex_entry_type(w, BIBTEX_CLASSIC); break;
	case WHAT_JOURNAL: text = w->container_title; break;
	case WHAT_VOLUME: text = w->volume; break;
	case WHAT_NUMBER: text = w->issue ? w->issue : w->number; break;
	case WHAT_DOI: text = w->DOI; break;
	case WHAT_PUBLISHER: text = w->publisher; break;
	case WHAT_SERIES: text = w->collection_title; break;
	case WHAT_KEYWORD:
		if (w->keyword)
			text = arena_strdup_span(
			    a, (struct span){
				   w->keyword, strcspn(w->keyword, ",;") });
		break;
	case WHAT_LITERAL: return;
	}
	add_words(out, a, text);
}

/* --- modifiers ----------------------------------------------------------------------- */

static void
apply_step(struct words *w, struct arena *a, const struct step *s)
{
	size_t from = s->args[0] > 0 ? (size_t)s->args[0] - 1 : 0;
	size_t n = s->args[1] > 0 ? (size_t)s->args[1] : WORDS_MAX;
	char *all;

	switch (s->filter) {
	case FILTER_LOWER:
	case FILTER_UPPER:
		for (size_t i = 0; i < w->len; i++)
			for (char *c = w->items[i]; *c; c++)
				if (s->filter == FILTER_LOWER)
					*c = text_ascii_lower(*c);
				else if (*c >= 'a' && *c <= 'z')
					*c = (char)(*c - 32);
		return;
	case FILTER_CAPITALIZE: capitalize(w, 0, WORDS_MAX); return;
	case FILTER_SKIPWORDS: skip_fillers(w); return;
	case FILTER_ABBR:
		for (size_t i = 0; i < w->len; i++)
			w->items[i][1] = '\0';
		return;
	case FILTER_SELECT:
		if (from > w->len)
			from = w->len;
		if (n > w->len - from)
			n = w->len - from;
		memmove(w->items, w->items + from, n * sizeof(char *));
		w->len = n;
		return;
	case FILTER_TRUNCATE:
	case FILTER_SUBSTRING:
		all = joined(a, w, "");
		if (s->filter == FILTER_SUBSTRING) {
			all += from < strlen(all) ? from : strlen(all);
			cut(all, s->args[1]);
		} else {
			cut(all, s->args[0]);
		}
		w->len = 0;
		add(w, all);
		return;
	case FILTER_CONDENSE:
		all = joined(a, w, s->text ? s->text : "");
		w->len = 0;
		add(w, all);
		return;
	case FILTER_DEFAULT:
		if (!w->len && s->text)
			add_words(w, a, s->text);
		return;
	case FILTER_NOTHING: return;
	}
}

/* Letters that a key may have beside ASCII's own: literals say what they want,
 * but for what ends a key or a command (biblatex manual, section 2.1). */
static void
add_clean(struct sbuf *out, const char *s)
{
	for (; *s; s++)
		if (is_key_char((unsigned char)*s) || strchr("-_:./+", *s))
			sbuf_addc(out, *s);
}

const char *
key_pattern_apply(
    const struct key_pattern *p, struct arena *a, const struct work *w)
{
	struct sbuf sb = SBUF_INIT;
	bool found = false;
	const char *out;

	for (size_t i = 0; i < p->len; i++) {
		const struct part *part = &p->parts[i];
		struct words words = { .len = 0 };

		if (part->next) {
			if (found)
				break;
			sbuf_reset(&sb);
		}
		if (part->what == WHAT_LITERAL) {
			add_clean(&sb, part->literal);
			continue;
		}
		evaluate(&words, a, part, w);
		for (size_t k = 0; k < part->steps_len; k++)
			apply_step(&words, a, &part->steps[k]);
		found |= words.len > 0;
		add_clean(&sb, joined(a, &words, ""));
	}
	out = found ? arena_strdup(a, sb.buf) : "";
	sbuf_release(&sb);
	return out;
}
