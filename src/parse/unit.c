/* Units of a reference, and what stands around each. */

#include "parse/unit.h"
#include "base/text.h"
#include "model/identifier.h"
#include "parse/lexicon.h"
#include "parse/people.h"

#include "base/banned.h"

enum {
	FOUND_EDITOR_MARK = 1 << 0,
	FOUND_IN = 1 << 1,
	FOUND_QUOTES = 1 << 2,
	FOUND_PAGES = 1 << 3,
	FOUND_VOLUME = 1 << 4,
	FOUND_CONTAINER = 1 << 5,
	FOUND_PUBLISHER = 1 << 6,
	FOUND_YEAR_FIRST = 1 << 7,
	FOUND_SLASHES = 1 << 8,
};

/* 〈, 《, 「, 『 and what closes them. */
static bool
is_east_asian_open(uint32_t c)
{
	return c >= 0x3008 && c <= 0x300e && c % 2 == 0;
}

static bool
is_east_asian_close(uint32_t c)
{
	return c >= 0x3009 && c <= 0x300f && c % 2 == 1;
}

/* Kinds of characters that make a difference to the step behind them. */
static unsigned
kind_of(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	switch (t->kind) {
	case TOKEN_WORD: return t->upper || t->cjk ? 1 : 0;
	case TOKEN_NUMBER: return 2;
	default: break;
	}
	switch (t->c) {
	case '.': return token_is_stop(s, i) ? 4 : 3;
	case 0x3002:
	case 0xff0e: return 4;
	case ',':
	case 0xff0c:
	case 0x3001: return 5;
	case ';':
	case 0xff1b: return 6;
	case ':':
	case 0xff1a: return 7;
	case '(':
	case '[':
	case 0xff08: return 8;
	case ')':
	case ']':
	case 0xff09: return 9;
	case '"':
	case '\'':
	case 0x201c:
	case 0x201d:
	case 0x201e:
	case 0x2018:
	case 0x2019:
	case 0xab:
	case 0xbb: return 10;
	case '/': return 11;
	case '?':
	case '!': return 12;
	case '&': return 13;
	default: break;
	}
	if (is_east_asian_open(t->c) || is_east_asian_close(t->c))
		return 10;
	return text_is_dash(t->c) ? 14 : 15;
}

static uint32_t
shape_of(const struct token *t)
{
	if (t->kind == TOKEN_NUMBER) {
		bool year =
		    t->digits == 4 && t->value >= 1400 && t->value <= 2035;

		return year ? 40
			    : 41 + (t->digits < 7 ? (uint32_t)t->digits : 7);
	}
	if (t->kind == TOKEN_POINT)
		return 60 + (t->c < 0x80 ? t->c : t->c % 61 + 0x80);
	if (t->cjk)
		return 30 + (t->letters < 6 ? (uint32_t)t->letters : 6);
	if (t->upper && t->letters == 1)
		return 1;
	if (t->caps)
		return t->letters < 4 ? 2 : 3;
	if (t->upper)
		return t->letters < 4 ? 4 : 5;
	return t->letters < 2 ? 6 : t->letters < 4 ? 7 : 8;
}

static uint32_t
word_of(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind == TOKEN_WORD && t->small)
		return (uint32_t)(t->hash >> 16);
	if (t->kind == TOKEN_NUMBER && t->digits <= 2)
		return (uint32_t)(1000 + t->value);
	return 2000 + shape_of(t);
}

static bool
is_opening(uint32_t c)
{
	return c == '(' || c == '[' || c == 0xff08 || c == 0x201e ||
	       c == 0xab || is_east_asian_open(c);
}

/* Does the unit part two segments? */
static bool
is_separator(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_POINT)
		return false;
	switch (kind_of(s, i)) {
	case 4:
	case 5:
	case 6:
	case 7:
	case 8:
	case 9:
	case 12: return true;
	case 10:
		if ((t->c == '\'' || t->c == 0x2019) && !t[1].blank &&
		    token_is(s, i + 1, "s")) /* "Klein 's" */
			return false;
		return t->blank != t[1].blank || t->c > 0x80;
	case 11: return t->blank || t[1].c == '/';
	case 14: return t->blank && t[1].blank;
	default: return false;
	}
}

static void
cut_segments(struct units *u, struct arena *a)
{
	struct unit_segment *now = NULL;
	size_t words = 0, lower = 0, numbers = 0;

	for (size_t i = 0; i < u->len; i++) {
		struct unit *p = &u->items[i];
		const struct token *t = &u->scan->tokens[p->from];

		if (!now) {
			now = &ARENA_PUSH(a, u->segments, u->segments_len);
			*now = (struct unit_segment){ .from = i };
			words = lower = numbers = 0;
		}
		p->segment = u->segments_len - 1;
		now->to = i + 1;
		if (!p->identifier) {
			now->lexicon |= p->lexicon;
			words += t->kind == TOKEN_WORD;
			lower += t->kind == TOKEN_WORD && !t->upper && !t->cjk;
			numbers += t->kind == TOKEN_NUMBER;
		}
		now->form = (uint32_t)((words < 4      ? words
					   : words < 7 ? 4
						       : 5) *
					   16 +
				       (lower < 3 ? lower : 3) * 4 +
				       (numbers < 3 ? numbers : 3));
		if (p->stop) {
			now->ends = p->kind;
			now = NULL;
		}
	}
}

static void
look_at_rules(struct units *u)
{
	const struct scan *s = u->scan;
	uint32_t before = 0, own = 0, last = 0;

	for (size_t i = 0; i < u->len; i++) {
		uint32_t rule = u->items[i].rule & 31;

		/* separators between are of no run */
		if (rule != own && (rule || u->items[i].kind < 3)) {
			before = own;
			own = rule;
		}
		u->region[i] = before * 32 + own;
	}
	own = 0;
	for (size_t i = u->len; i-- > 0;) {
		uint32_t rule = u->items[i].rule & 31;

		if (rule != own && (rule || u->items[i].kind < 3)) {
			last = own;
			own = rule;
		}
		u->region[i] = u->region[i] * 32 + last;
	}
	for (size_t i = 0; i < s->len; i++) {
		uint32_t c = s->tokens[i].c;

		if (c == '"' || c == 0x201c || c == 0x201e || c == 0xab)
			u->outline |= FOUND_QUOTES;
		if (c == '/' && s->tokens[i + 1].c == '/')
			u->outline |= FOUND_SLASHES;
		if (s->tokens[i].label == PART_IN)
			u->outline |= FOUND_IN;
		if (s->tokens[i].kind == TOKEN_WORD &&
		    people_editor_mark(s, i) > i)
			u->outline |= FOUND_EDITOR_MARK;
	}
	if (scan_has(s, PART_PAGES))
		u->outline |= FOUND_PAGES;
	if (scan_has(s, PART_VOLUME))
		u->outline |= FOUND_VOLUME;
	if (scan_has(s, PART_CONTAINER))
		u->outline |= FOUND_CONTAINER;
	if (scan_has(s, PART_PUBLISHER) || scan_has(s, PART_PLACE))
		u->outline |= FOUND_PUBLISHER;
	if (s->year_first)
		u->outline |= FOUND_YEAR_FIRST;
}

static void
mark_quotes(struct units *u)
{
	bool quoted = false;
	size_t open = 0;

	for (size_t i = 0; i < u->len; i++) {
		struct unit *p = &u->items[i];
		const struct token *t = &u->scan->tokens[p->from];

		if (!p->identifier && t->kind == TOKEN_POINT) {
			if (p->kind == 8)
				open++;
			else if (p->kind == 9 && open)
				open--;
			if (t->c == 0x201e || t->c == 0xab ||
			    is_east_asian_open(t->c) ||
			    (t->c == '"' && !quoted && !t[1].blank) ||
			    (t->c == 0x201c && !quoted))
				quoted = true;
			else if (t->c == '"' || t->c == 0x201d ||
				 t->c == 0xbb || t->c == 0x201c ||
				 is_east_asian_close(t->c))
				quoted = false;
		}
		p->quoted = quoted;
		p->bracket = open > 0;
	}
}

void
units_open(struct units *out, struct scan *s, const struct model *model)
{
	size_t id = 0;
	uint32_t before = 0;

	memset(out, 0, sizeof(*out));
	out->scan = s;
	out->model = model;
	for (size_t i = 0; model && i < s->len; i++)
		if (s->tokens[i].kind == TOKEN_WORD)
			model_prefetch_word(model, word_of(s, i));
	for (size_t i = 0; i < s->len;) {
		struct unit *p = &ARENA_PUSH(s->a, out->items, out->len);
		const struct token *t = &s->tokens[i];
		uint32_t rule = (uint32_t)t->label;

		*p = (struct unit){ .from = i, .to = i + 1 };
		while (id < s->ids_len && s->ids[id].whole.to <= t->from)
			id++;
		if (t->label == PART_ID && id < s->ids_len &&
		    s->ids[id].whole.from <= t->from) {
			while (p->to < s->len &&
			       s->tokens[p->to].from < s->ids[id].whole.to)
				p->to++;
			p->identifier = true;
			p->word = 900 + (uint32_t)s->ids[id].kind;
			p->shape = 20 + (uint32_t)s->ids[id].kind;
			p->kind = 2;
		} else {
			p->word = word_of(s, i);
			p->shape = shape_of(t);
			p->kind = kind_of(s, i);
			p->stop = is_separator(s, i);
			p->opens = is_opening(t->c);
			p->lexicon = t->lexicon;
			if (t->kind == TOKEN_WORD && model)
				p->shares = model_word(model, p->word);
		}
		p->rule = rule + (rule != before ? 32 : 0);
		before = rule;
		i = p->to;
	}
	out->years_before = ARENA_ARRAY(s->a, unsigned char, out->len + 1);
	out->region = ARENA_ARRAY(s->a, uint32_t, out->len + 1);
	for (size_t i = 0; i < out->len; i++) {
		out->years_before[i] =
		    (unsigned char)(out->years < 3 ? out->years : 3);
		out->years += out->items[i].shape == 40;
	}
	mark_quotes(out);
	cut_segments(out, s->a);
	look_at_rules(out);
}

unsigned char
units_step(const struct units *u, size_t i)
{
	static const unsigned char now[16] = { 0, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3,
		3, 3, 3, 3, 3 };

	if (!i)
		return 0;
	return (
	    unsigned char)(u->items[i - 1].kind * 4 + now[u->items[i].kind]);
}
