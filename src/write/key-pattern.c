/* Patterns of citation keys: reading them, and putting keys together. */

#include "base/text.h"
#include "write/key-parts.h"

#include <stdlib.h>

#include "base/banned.h"

enum { DEPTH_MAX = 16, NUMBER_MAX = 999, PATTERN_MAX = 4000 };

static const struct {
	const char *name;
	enum key_what what;
} markers[] = {
#define X(name, what) { name, KEY_##what },
#include "write/key-markers.def"
#undef X
};

static const struct {
	const char *bibtex, *zotero;
	enum work_field field;
} fields[] = {
#define X(bibtex, zotero, field) { bibtex, zotero, WORK_##field },
#include "write/key-fields.def"
#undef X
};

static const struct {
	const char *name;
	enum key_modifier modifier;
} modifiers[] = {
#define X(name, what) { name, MODIFY_##what },
#include "write/key-modifiers.def"
#undef X
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct parser {
	struct arena *a;
	const char *at;
	struct err *err;
	bool brackets;
};

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static int
unknown(struct parser *r, const char *what, struct span name)
{
	return err_set(r->err, ERR_USAGE,
	    "the pattern's %s '%.*s' is not known: see KEY PATTERNS in the "
	    "manual",
	    what, (int)name.len, name.ptr);
}

static void
skip_blanks(struct parser *r)
{
	while (*r->at == ' ' || *r->at == '\t' || *r->at == '\n')
		r->at++;
}

static int
number(const char *s, char **end)
{
	long n = strtol(s, end, 10);

	return n > NUMBER_MAX ? NUMBER_MAX : n < 0 ? 0 : (int)n;
}

/* The name without the digits that it ends in, and their number. */
static struct span
without_digits(struct span name, int *n)
{
	size_t len = name.len;

	while (len && is_digit(name.ptr[len - 1]))
		len--;
	*n = len < name.len ? number(name.ptr + len, NULL) : 0;
	return span_sub(name, 0, len);
}

/* --- markers --------------------------------------------------------------------- */

static bool
set_marker(struct key_part *part, struct span name)
{
	for (size_t i = 0; i < COUNT(markers); i++)
		if (text_eq_nocase(name, markers[i].name)) {
			part->what = markers[i].what;
			return true;
		}
	return false;
}

/* "edtr3" is "auth3" of the editors, "pureauth" not of the editors. */
static bool
set_people(struct key_part *part, struct arena *a, struct span name)
{
	bool pure = text_starts_nocase(name, "pure");
	struct span rest = pure ? span_skip(name, 4) : name;
	const char *as = NULL;

	if (text_starts_nocase(rest, "edtr"))
		as = arena_printf(
		    a, "auth%.*s", (int)(rest.len - 4), rest.ptr + 4);
	else if (text_starts_nocase(rest, "editor"))
		as = arena_printf(
		    a, "author%.*s", (int)(rest.len - 6), rest.ptr + 6);
	if (as && text_eq_nocase(span_of(as), "auth.edtr.ea"))
		as = "auth.auth.ea";
	if (as && text_eq_nocase(span_of(as), "author"))
		as = "auth";
	if (!as && !pure)
		return false;
	part->editor = as != NULL;
	part->pure = pure;
	return set_marker(part, as ? span_of(as) : rest);
}

static bool
set_field(struct key_part *part, struct span name, bool zotero)
{
	for (size_t i = 0; i < COUNT(fields); i++) {
		const char *is = zotero ? fields[i].zotero : fields[i].bibtex;

		if (*is && text_eq_nocase(name, is)) {
			part->what = KEY_FIELD;
			part->field = (int)fields[i].field;
			return true;
		}
	}
	return false;
}

/* Dates have markers, names and what a work keeps aside go by their names. */
static void
set_other_field(struct key_part *part, struct arena *a, struct span name)
{
	static const char *const marked[] = { "year", "date", "month", "day",
		"origdate", "number", "entrytype" };

	for (size_t i = 0; i < COUNT(marked); i++)
		if (text_eq_nocase(name, marked[i])) {
			(void)set_marker(part, name);
			return;
		}
	part->what = KEY_FIELD;
	part->text = arena_strdup_span(a, name);
}

static bool
is_all_capitals(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z')
			return false;
	return s.len > 0;
}

/* A marker's or function's name, with a number behind it: "auth3", "authors2". */
static int
set_what(struct parser *r, struct key_part *part, struct span name)
{
	int n = 0;
	struct span word = without_digits(name, &n);

	part->field = -1;
	part->text = "";
	if (r->brackets && is_all_capitals(name)) {
		if (!set_field(part, name, false))
			set_other_field(part, r->a, name);
		return OK;
	}
	if (!r->brackets && name.len && is_capital(name.ptr[0]) &&
	    set_field(part, name, true))
		return OK;
	if (set_marker(part, name) || set_people(part, r->a, name))
		return OK;
	if (set_marker(part, word) || set_people(part, r->a, word)) {
		part->args.numbers[0] = n;
		return OK;
	}
	if (r->brackets && set_field(part, name, false))
		return OK;
	if (!r->brackets && (text_eq_nocase(name, "author") ||
				text_eq_nocase(name, "editor"))) {
		set_other_field(part, r->a, name);
		return OK;
	}
	return unknown(r, "marker", name);
}

/* --- what stands in parentheses --------------------------------------------------- */

static const char *
quoted(struct parser *r)
{
	char quote = *r->at++;
	struct sbuf sb = SBUF_INIT;
	const char *out;

	for (; *r->at && *r->at != quote; r->at++) {
		/* JabRef and JavaScript write a backslash as two. */
		if (*r->at == '\\' && r->at[1] &&
		    (r->at[1] == '\\' || r->at[1] == quote) && quote != '/')
			r->at++;
		sbuf_addc(&sb, *r->at);
	}
	if (*r->at)
		r->at++;
	out = arena_strdup(r->a, sb.buf);
	sbuf_release(&sb);
	return out;
}

static void
add_text(struct key_arguments *args, const char *text)
{
	if (args->texts_len < KEY_TEXTS)
		args->texts[args->texts_len++] = text;
}

/* creator='editor', joiner='-', n=3; n of a selection is how many. */
static void
named(struct key_arguments *args, struct span name, const char *text, int n,
    bool selects)
{
	if (text_eq_nocase(name, "joiner") || text_eq_nocase(name, "sep"))
		args->joiner = text;
	else if (text_eq_nocase(name, "etal"))
		args->etal = text;
	else if (text_eq_nocase(name, "initials"))
		args->initials = !strcmp(text, "true");
	else if (text_eq_nocase(name, "min"))
		args->min = n;
	else if (text_eq_nocase(name, "max"))
		args->max = n;
	else if (text_eq_nocase(name, "n"))
		args->numbers[selects] = n;
	else if (text_eq_nocase(name, "start"))
		args->numbers[0] = n;
	else if (text_eq_nocase(name, "m"))
		args->numbers[1] = n;
	else if (!text_eq_nocase(name, "clean") && *text)
		add_text(args, text);
}

/* (3, 3), (n=3), ("-"), (creator='editor'); r->at is at the bracket. */
static void
arguments(struct parser *r, struct key_arguments *args, bool selects)
{
	size_t n = 0;

	for (r->at++; *r->at && *r->at != ')';) {
		struct span name = { r->at, 0 };
		const char *from, *text = "";
		int value = 0;

		while (is_word(r->at[name.len]))
			name.len++;
		if (name.len && r->at[name.len] == '=')
			r->at += name.len + 1;
		else
			name.len = 0;
		from = r->at;
		if (*r->at == '"' || *r->at == '\'' || *r->at == '/') {
			args->literal |= *r->at != '/' && !args->texts_len;
			text = quoted(r);
			if (!name.len)
				add_text(args, text);
		} else if (is_digit(*r->at)) {
			char *end;

			value = number(r->at, &end);
			r->at = end;
			if (!name.len && n < KEY_NUMBERS)
				args->numbers[n++] = value;
		} else if (is_word(*r->at)) {
			while (is_word(*r->at) || is_digit(*r->at))
				r->at++;
			text = arena_strdup_span(r->a,
			    (struct span){ from, (size_t)(r->at - from) });
			if (!name.len && strcmp(text, "true") != 0 &&
			    strcmp(text, "false") != 0 && strcmp(text, "g") &&
			    strcmp(text, "i") != 0)
				add_text(args, text);
		} else if (!name.len) {
			r->at++;
		}
		if (name.len)
			named(args, name, text, value, selects);
	}
	if (*r->at)
		r->at++;
}

/* Whose names it is about: authors('editor'), authors(creator=editor). */
static void
take_creator(struct key_part *part)
{
	struct key_arguments *args = &part->args;

	for (size_t i = 0; i < args->texts_len; i++)
		if (!strcmp(args->texts[i], "editor"))
			part->editor = true;
}

/* --- modifiers --------------------------------------------------------------------- */

static struct key_step *
new_step(struct parser *r, struct key_part *part, enum key_modifier modifier)
{
	struct key_step *s = ARENA_NEW(r->a, struct key_step),
			**end = &part->steps;

	while (*end)
		end = &(*end)->next;
	*end = s;
	s->modifier = modifier;
	return s;
}

static int
check_step(struct parser *r, struct key_part *part, struct key_step *s)
{
	struct key_arguments *args = &s->args;

	/* JabRef's are regular expressions, in quotes. */
	args->literal &= !r->brackets;
	if (s->modifier == MODIFY_FOLD)
		for (size_t i = 0; i < args->texts_len; i++)
			part->german |= !strcmp(args->texts[i], "german") ||
					!strcmp(args->texts[i], "de");
	if (s->modifier != MODIFY_REPLACE)
		return OK;
	if (args->texts_len < 2)
		return err_set(r->err, ERR_USAGE,
		    "the pattern replaces nothing: two texts are needed, "
		    "regex(\"a\", \"b\")");
	if (!args->literal && !key_regex_is_valid(r->a, args->texts[0]))
		return err_set(r->err, ERR_USAGE,
		    "the pattern's regular expression '%s' cannot be read",
		    args->texts[0]);
	return OK;
}

/* A modifier's name, with a number behind it: "truncate5". */
static int
add_step(struct parser *r, struct key_part *part, struct span name)
{
	int n = 0;
	struct span word = without_digits(name, &n);

	for (size_t i = 0; i < COUNT(modifiers); i++) {
		struct key_step *s;
		bool selects;

		if (!text_eq_nocase(word, modifiers[i].name))
			continue;
		s = new_step(r, part, modifiers[i].modifier);
		s->args.numbers[0] = n;
		selects = s->modifier == MODIFY_SELECT ||
			  s->modifier == MODIFY_SUBSTRING;
		if (*r->at == '(')
			arguments(r, &s->args, selects);
		for (int k = 0; r->brackets && *r->at == ',' && k < KEY_NUMBERS;
		     k++) {
			char *end; /* ":select,1,1" */

			s->args.numbers[k] = number(r->at + 1, &end);
			if (end == r->at + 1)
				break;
			r->at = end;
		}
		return check_step(r, part, s);
	}
	return unknown(r, "modifier", name);
}

/* --- JabRef's way ------------------------------------------------------------------- */

/* Where a part goes: the end of an alternative. */
static struct key_part *
new_part(struct parser *r, struct key_alternative *alternative)
{
	struct key_part *part = ARENA_NEW(r->a, struct key_part),
			**end = &alternative->parts;

	while (*end)
		end = &(*end)->next;
	*end = part;
	part->field = -1;
	part->text = "";
	return part;
}

/* [auth3:lower:(nobody)], r->at behind the bracket. */
static int
marker(struct parser *r, struct key_alternative *alternative)
{
	struct key_part *part = new_part(r, alternative);
	size_t n = strcspn(r->at, ":]");
	struct span name = { r->at, n };
	int rc;

	/* "auth3_2": three letters of the second. */
	for (size_t i = 0; i + 1 < n; i++)
		if (r->at[i] == '_' && is_digit(r->at[i + 1])) {
			part->args.numbers[1] = number(r->at + i + 1, NULL);
			name.len = i;
			break;
		}
	rc = set_what(r, part, name);
	r->at += n;
	while (!rc && *r->at == ':') {
		r->at++;
		if (*r->at == '(') { /* where nothing is */
			n = strcspn(++r->at, ")");
			add_text(&new_step(r, part, MODIFY_DEFAULT)->args,
			    arena_strdup_span(r->a, (struct span){ r->at, n }));
			r->at += n + (r->at[n] == ')');
			continue;
		}
		name = (struct span){ r->at, strcspn(r->at, ":](,") };
		r->at += name.len;
		rc = add_step(r, part, name);
	}
	if (!rc && *r->at != ']')
		return err_set(r->err, ERR_USAGE,
		    "the pattern's '[' has no ']' after '%.*s'", (int)name.len,
		    name.ptr);
	r->at += !rc;
	return rc;
}

static int
parse_brackets(struct parser *r, struct key_alternative *alternative)
{
	int rc = OK;

	while (!rc && *r->at) {
		size_t n = strcspn(r->at, "[");

		if (n)
			new_part(r, alternative)->text =
			    arena_strdup_span(r->a, (struct span){ r->at, n });
		r->at += n;
		if (*r->at) {
			r->at++;
			rc = marker(r, alternative);
		}
	}
	return rc;
}

/* --- Better BibTeX's way ------------------------------------------------------------ */

static int parse_formula(
    struct parser *r, struct key_alternative **out, int depth);

static int
parse_term(struct parser *r, struct key_alternative *alternative, int depth)
{
	struct key_part *part = new_part(r, alternative);
	const char *from = r->at;
	int rc = OK;

	if (*r->at == '\'' || *r->at == '"') {
		part->text = quoted(r);
	} else if (*r->at == '(') {
		part->what = KEY_GROUP;
		r->at++;
		rc = parse_formula(r, &part->group, depth + 1);
		if (!rc && *r->at != ')')
			rc = err_set(
			    r->err, ERR_USAGE, "the pattern's '(' has no ')'");
		r->at += !rc;
	} else if (is_word(*r->at)) {
		while (is_word(*r->at) || is_digit(*r->at))
			r->at++;
		rc = set_what(
		    r, part, (struct span){ from, (size_t)(r->at - from) });
		if (!rc && *r->at == '(')
			arguments(r, &part->args, false);
		take_creator(part);
	} else {
		return unknown(r, "character", (struct span){ from, 1 });
	}
	while (!rc && *r->at == '.') {
		from = ++r->at;
		while (is_word(*r->at) || is_digit(*r->at))
			r->at++;
		rc = add_step(
		    r, part, (struct span){ from, (size_t)(r->at - from) });
	}
	return rc;
}

/* auth(3).lower + '-' + year; ..., up to the end or a closing parenthesis. */
static int
parse_formula(struct parser *r, struct key_alternative **out, int depth)
{
	struct key_alternative *now = *out =
	    ARENA_NEW(r->a, struct key_alternative);
	int rc = OK;

	if (depth > DEPTH_MAX)
		return err_set(r->err, ERR_USAGE,
		    "the pattern has too many parentheses in each other");
	for (skip_blanks(r); !rc && *r->at && *r->at != ')'; skip_blanks(r)) {
		if (*r->at == '+') {
			r->at++;
		} else if (*r->at == ';' || *r->at == '|') {
			r->at += r->at[0] == '|' && r->at[1] == '|' ? 2 : 1;
			now = now->next =
			    ARENA_NEW(r->a, struct key_alternative);
		} else {
			rc = parse_term(r, now, depth);
		}
	}
	return rc;
}

/* A bracket that is none of a text's or a regular expression's. */
static bool
has_bracket(const char *s)
{
	char before = ' ';

	for (; *s && *s != '['; s++) {
		bool text = *s == '\'' || *s == '"' ||
			    (*s == '/' && (before == '(' || before == ','));

		if (text) {
			size_t n = strcspn(s + 1, (char[]){ *s, '\0' });

			if (s[n + 1])
				s += n + 1;
		}
		if (*s != ' ')
			before = *s;
	}
	return *s != '\0';
}

int
key_pattern_parse(struct key_pattern **out, struct arena *a,
    const char *pattern, struct err *err)
{
	struct parser r = { .a = a, .at = pattern, .err = err };
	struct key_pattern *p = ARENA_NEW(a, struct key_pattern);
	int rc;

	*out = p;
	if (strlen(pattern) > PATTERN_MAX)
		return err_set(err, ERR_USAGE, "the pattern is too long");
	p->brackets = r.brackets = has_bracket(pattern);
	if (r.brackets) {
		p->alternatives = ARENA_NEW(a, struct key_alternative);
		return parse_brackets(&r, p->alternatives);
	}
	rc = parse_formula(&r, &p->alternatives, 0);
	if (!rc && *r.at)
		rc = unknown(&r, "character", (struct span){ r.at, 1 });
	return rc;
}

/* --- keys ------------------------------------------------------------------------------ */

/* Letters that a key may have beside ASCII's own: literals say what they want,
 * but for what ends a key or a command (biblatex manual, section 2.1). */
static void
add_clean(struct sbuf *out, const char *s)
{
	for (; *s; s++)
		if ((*s >= 'a' && *s <= 'z') || is_capital(*s) ||
		    is_digit(*s) || strchr("-_:./+", *s))
			sbuf_addc(out, *s);
}

static const char *alternatives_apply(const struct key_alternative *first,
    struct arena *a, const struct work *w, bool brackets);

/* "" if a test failed or nothing but literals is there. */
static const char *
alternative_apply(const struct key_alternative *alternative, struct arena *a,
    const struct work *w, bool brackets)
{
	struct sbuf sb = SBUF_INIT;
	bool found = false, holds = true;
	const char *out;

	for (const struct key_part *p = alternative->parts; p && holds;
	     p = p->next) {
		struct key_words words = { .len = 0 };

		if (p->what == KEY_LITERAL) {
			add_clean(&sb, p->text);
			continue;
		}
		if (p->what == KEY_GROUP)
			key_words_add(&words,
			    arena_strdup(a,
				alternatives_apply(p->group, a, w, brackets)));
		else
			holds = key_values(&words, a, p, w, brackets);
		for (const struct key_step *s = p->steps; s && holds;
		     s = s->next)
			holds = key_words_modify(&words, a, s, p, brackets);
		found |= words.len > 0;
		add_clean(&sb, key_words_join(a, &words, ""));
	}
	out = found && holds ? arena_strdup(a, sb.buf) : "";
	sbuf_release(&sb);
	return out;
}

static const char *
alternatives_apply(const struct key_alternative *first, struct arena *a,
    const struct work *w, bool brackets)
{
	const char *out = "";

	for (; first && !*out; first = first->next)
		out = alternative_apply(first, a, w, brackets);
	return out;
}

const char *
key_pattern_apply(
    const struct key_pattern *p, struct arena *a, const struct work *w)
{
	return alternatives_apply(p->alternatives, a, w, p->brackets);
}
