#include "model/reference.h"
#include "base/text.h"
#include "model/judgement.h"
#include "model/label.h"
#include "model/latex.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/banned.h"

static const char *const claim_names[CLAIMS] = {
#define X(member, name) name,
#include "model/claim.def"
#undef X
};

const char *
claim_name(enum claim c)
{
	return c < CLAIMS ? claim_names[c] : NULL;
}

enum claim
claim_from_name(const char *name)
{
	enum claim c;

	for (c = 0; c < CLAIMS; c++)
		if (!strcmp(claim_names[c], name))
			break;
	return c;
}

/* The end of an entity ("&amp;", "&#228;") at s[at], or 0. */
static size_t
entity_end(struct span s, size_t at)
{
	size_t end = at + 1;

	if (at >= s.len || s.ptr[at] != '&')
		return 0;
	if (end < s.len && s.ptr[end] == '#')
		end++;
	while (end < s.len && end - at < 50 &&
	       ((s.ptr[end] >= '0' && s.ptr[end] <= '9') ||
		   (text_ascii_lower(s.ptr[end]) >= 'a' &&
		       text_ascii_lower(s.ptr[end]) <= 'z')))
		end++;
	return end > at + 1 && end < s.len && s.ptr[end] == ';' ? end + 1 : 0;
}

/* Markdown's backslash before a character belongs to it. */
static bool
is_escaped(const struct document *d, const struct mapped_text *t, size_t i)
{
	size_t at = t->map[i];

	return d->format == DOCUMENT_MARKDOWN && at &&
	       d->text.ptr[at - 1] == '\\' && !(i && t->map[i - 1] == at - 1) &&
	       strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", t->text[i]);
}

/* LaTeX's braces at the ends of a range, of which the other one is inside, are of it:
 * "{D}eep learning". */
static struct range
with_braces(struct span s, struct range r)
{
	size_t open = 0, close = 0; /* without their other one */

	for (size_t i = r.from; i < r.to; i++) {
		if (s.ptr[i] == '\\')
			i++;
		else if (s.ptr[i] == '{')
			open++;
		else if (s.ptr[i] == '}' && open)
			open--;
		else if (s.ptr[i] == '}')
			close++;
	}
	while (close && r.from && s.ptr[r.from - 1] == '{' &&
	       !(r.from > 1 && s.ptr[r.from - 2] == '\\')) {
		r.from--;
		close--;
	}
	while (open && r.to < s.len && s.ptr[r.to] == '}') {
		r.to++;
		open--;
	}
	return r;
}

static struct range
latex_range(
    const struct document *d, const struct mapped_text *t, struct range body)
{
	struct range r = { t->map[body.from], t->map[body.from] };

	if (body.to > body.from)
		r.to = latex_unit(d->text, t->map[body.to - 1]);
	return with_braces(d->text, r);
}

/* Nothing but characters, blanks and braces that belong together: no command, and no
 * comment, is lost when it is replaced. */
static bool
is_plain_latex(
    const struct document *d, const struct mapped_text *t, struct range body)
{
	struct range r = latex_range(d, t, body);
	struct span s = d->text;
	size_t depth = 0;

	/* a part of a formula, or of a character */
	if (body.from && t->map[body.from - 1] == t->map[body.from])
		return false;
	if (body.to < t->len && t->map[body.to] == t->map[body.to - 1])
		return false;
	while (r.from < r.to) {
		char c = s.ptr[r.from];

		if (c == '%' || (c == '}' && !depth) ||
		    (c == '\\' && latex_character(s, r.from) == r.from &&
			!strchr(" ,;/-@(\n", s.ptr[r.from + 1])))
			return false;
		if (c == '{' && latex_character(s, r.from) == r.from) {
			depth++;
			r.from++;
		} else if (c == '}') {
			depth--;
			r.from++;
		} else {
			r.from = latex_unit(s, r.from);
		}
	}
	return !depth;
}

struct range
reference_original(
    const struct document *d, const struct reference *r, struct range body)
{
	struct range out = { 0, 0 };
	size_t last, end;

	if (body.from >= r->body.len)
		return out;
	if (body.to > r->body.len)
		body.to = r->body.len;
	if (!r->body.map) {
		out.from = r->body.start + body.from;
		out.to = r->body.start + body.to;
		return document_original_range(d, out);
	}
	if (d->format == DOCUMENT_LATEX)
		return document_original_range(
		    d, latex_range(d, &r->body, body));
	out.from = r->body.map[body.from];
	out.to = out.from;
	if (body.to > body.from) {
		/*
		 * The end is that of the last character inside, not the start
		 * of the one behind: between the two there may be markup
		 * ("*title*") that is not ours to replace.
		 */
		last = r->body.map[body.to - 1];
		end = r->body.map[body.to] == last + 1
			  ? 0
			  : entity_end(d->text, last);
		if (end)
			last = end;
		else
			(void)text_next(d->text, &last);
		out.to = last;
		if (is_escaped(d, &r->body, body.from))
			out.from--;
	}
	return document_original_range(d, out);
}

bool
reference_is_beside_others(
    const struct document *d, const struct reference *r, struct range body)
{
	const struct mapped_text *t = &r->body;
	struct range text;

	if (!d->order || !t->map || body.from >= body.to || body.to > t->len)
		return false;
	text = (struct range){ t->map[body.from], t->map[body.to - 1] + 1 };
	return !document_is_one_piece(d, text) ||
	       document_is_followed(d, text.from);
}

bool
reference_is_whole(
    const struct document *d, const struct reference *r, struct range body)
{
	const struct mapped_text *t = &r->body;

	if (reference_is_beside_others(d, r, body))
		return false;
	if (d->format == DOCUMENT_LATEX && t->map)
		return is_plain_latex(d, t, body);
	for (size_t i = body.from; t->map && i + 1 < body.to; i++) {
		const char *at = d->text.ptr + t->map[i];
		size_t len = t->map[i + 1] - t->map[i];

		/* only a line's break can have something behind it */
		if (t->text[i] != ' ' || len < 2 || !memchr("\r\n", *at, 2))
			continue;
		for (size_t k = 0; k < len; k++)
			if (!strchr(" \t\r\n\f\v>", at[k]))
				return false;
	}
	return true;
}

bool
reference_repeats_author(const struct reference *ref)
{
	struct span text = { ref->body.text, ref->body.len };
	static const char *const words[] = { "Ders.", "Dies.", "Derselbe",
		"Dieselbe", "Idem", "Eadem" };
	size_t at = 0, dashes = 0;

	if (label_same_author(text))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t len = strlen(words[i]);

		if (text.len > len && !memcmp(text.ptr, words[i], len) &&
		    strchr(" ,:.", text.ptr[len]))
			return true;
	}
	while (at < text.len) {
		uint32_t c = text_next(text, &at);

		if (c == 0x2014 || c == 0x2015)
			dashes += 2;
		else if (text_is_dash(c) || c == '_')
			dashes++;
		else
			break;
	}
	return dashes > 1;
}

bool
reference_key_is_made_up(const struct reference *r)
{
	char made_up[16];

	(void)snprintf(made_up, sizeof(made_up), "r%u", r->seq);
	return !strcmp(r->key, made_up);
}

bool
reference_has_key(const struct reference *r)
{
	const struct work *w = reference_work(r);

	if (r->form != REFERENCE_ENTRY || !r->key || !*r->key)
		return false;
	return (w && w->id) || !reference_key_is_made_up(r);
}

const struct work *
reference_work(const struct reference *r)
{
	return r->parses_len ? r->parses[0].work : NULL;
}

const struct place *
parse_place(const struct parse *p, enum claim field)
{
	for (size_t i = 0; i < p->places_len; i++)
		if (p->places[i].field == field)
			return &p->places[i];
	return NULL;
}

void
references_add_problem(
    struct references *r, size_t line, const char *key, const char *fmt, ...)
{
	struct arena *a = &r->document->arena;
	struct problem *p = &ARENA_PUSH(a, r->problems, r->problems_len);
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	p->line = line;
	p->key = arena_strdup(a, key);
	p->text = arena_strdup(a, text);
	p->entry_read = false;
}

void
references_add_left(struct references *r, size_t line, const char *name)
{
	ARENA_PUSH(&r->document->arena, r->left, r->left_len) =
	    (struct problem){ .line = line, .text = name };
}

static const char *const verdict_names[VERDICTS] = {
	"verified",
	"differs",
	"conflict",
	"not_found",
	"unresolved",
	"not_checkable",
};

const char *
verdict_name(enum verdict v)
{
	return verdict_names[v];
}

static const char *const change_kind_names[CHANGE_KINDS] = {
	"wrong",
	"variant",
	"form",
	"missing",
	"unconfirmed",
};

const char *
change_kind_name(enum change_kind k)
{
	return change_kind_names[k];
}

static const char *const alert_names[ALERTS] = {
	"retracted",
	"correction",
	"expression_of_concern",
	"newer_version",
	"published_version",
};

const char *
alert_name(enum alert a)
{
	return alert_names[a];
}

const char *
search_status_name(enum search_status s)
{
	static const char *const names[] = { "ok", "failed", "pending",
		"skipped" };

	return names[s];
}

struct change *
judgement_change(const struct judgement *j, enum claim field)
{
	for (size_t i = 0; i < j->changes_len; i++)
		if (j->changes[i].field == field)
			return &j->changes[i];
	return NULL;
}

bool
judgement_has_wrong(const struct judgement *j)
{
	for (size_t i = 0; i < j->changes_len; i++)
		if (j->changes[i].kind == CHANGE_WRONG)
			return true;
	return false;
}

bool
reference_is_note(const struct reference *r)
{
	return r->label && !strncmp(r->label, "[^", 2);
}
