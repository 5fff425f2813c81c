/* Cutting a list of names into pieces, at commas and what is like them. */

#include "parse/names-cut.h"
#include "base/text.h"
#include "model/name.h"
#include "parse/lexicon.h"
#include "parse/people.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

double
names_lean(const struct scan *s, const struct model *m, size_t token)
{
	const struct token *t = &s->tokens[token];
	uint32_t shares = 0;
	double out;

	if (m && t->small)
		shares = model_word(
		    m, (uint32_t)(text_hash(span_of(t->small)) >> 16));
	out = 0.35 * ((double)model_share(shares, SHARE_FAMILY) -
			 (double)model_share(shares, SHARE_GIVEN));
	if (t->lexicon & LEX_GIVEN)
		out -= 0.7;
	return out;
}

static bool
is_bare_initials(const struct token *t)
{
	return t->kind == TOKEN_WORD && t->upper && !t->cjk &&
	       (t->letters == 1 || (t->caps && t->letters <= 3));
}

static bool
is_particle(const struct scan *s, size_t i)
{
	return s->tokens[i].kind == TOKEN_WORD && !s->tokens[i].upper &&
	       name_is_particle(token_text(s, i));
}

/* "Van", "De" as particles that are written large: not the last word, nor the name
 * of "Du SS". */
bool
names_is_large_particle(const struct scan *s, size_t i, size_t to)
{
	const struct token *t = &s->tokens[i];

	return t->upper && t->letters > 1 && t->small && i + 1 < to &&
	       s->tokens[i + 1].kind == TOKEN_WORD &&
	       s->tokens[i + 1].letters > 1 &&
	       (t->caps || !is_bare_initials(&s->tokens[i + 1])) &&
	       name_is_particle(span_of(t->small));
}

/* The "y." of "S.-y. Yoon", the "i." of "S.-i. Amari": an initial written small behind a
 * hyphen, though alone it would be an "and". */
static bool
is_small_initial(const struct scan *s, size_t i)
{
	return i > 1 && s->tokens[i].kind == TOKEN_WORD &&
	       s->tokens[i].letters == 1 && !s->tokens[i].upper &&
	       !s->tokens[i].blank && token_is_dash(s, i - 1) &&
	       !s->tokens[i - 1].blank && token_is_point(s, i + 1, ".") &&
	       !s->tokens[i + 1].blank;
}

static bool
is_last_word(const struct scan *s, size_t i, size_t to)
{
	for (size_t k = i + 1; k < to; k++)
		if (s->tokens[k].kind == TOKEN_WORD)
			return false;
	return true;
}

static void
look_at_piece(struct name_piece *p, const struct scan *s)
{
	bool mixed = false;

	for (size_t i = p->from; i < p->to; i++)
		mixed =
		    mixed ||
		    (s->tokens[i].kind == TOKEN_WORD && !s->tokens[i].caps &&
			s->tokens[i].letters > 1 && s->tokens[i].upper);
	p->first = p->last = p->to;
	for (size_t i = p->from; i < p->to; i++) {
		const struct token *t = &s->tokens[i];
		bool initial = is_small_initial(s, i);

		if (p->words && (token_is(s, i, "i") || token_is(s, i, "y")) &&
		    !t->upper && !initial) {
			p->joint = i;
			continue;
		}
		if (t->kind != TOKEN_WORD || (is_particle(s, i) && !initial))
			continue;
		if (names_is_large_particle(s, i, p->to)) {
			p->particle = true;
			continue;
		}
		/* "LI J" has a family name of two capitals */
		/* "Zhuliang Yu" without the full stop of its field */
		initial = initial ||
			  (token_is_initial(s, i) &&
			      (t->letters == 1 || i + 1 < p->to)) ||
			  (is_bare_initials(t) && (mixed || p->words) &&
			      (t->letters == 1 ||
				  (p->words && is_last_word(s, i, p->to))));
		if (initial) {
			p->initials++;
			if (!p->words)
				p->initials_first = true;
			p->initials_last = true;
			continue;
		}
		p->initials_last = false;
		if (!p->words)
			p->first = i;
		p->last = i;
		p->words++;
	}
	p->suffix = p->words == 1 && !p->initials &&
		    name_is_suffix(token_text(s, p->first));
	p->corporate = name_is_corporate(tokens_text(s, p->from, p->to));
}

bool
names_is_far_and(const struct scan *s, size_t i)
{
	static const char *const words[] = { "ve", "ja", "és", "și", "şi",
		"και", "та", "і", "й", "oraz", "ir", "un", "eta" };

	return !s->tokens[i].upper && token_is_among(s, i, words, COUNT(words));
}

static bool
parts_strongly(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (is_small_initial(s, i))
		return false;
	return token_is_point(s, i, ";/&") || t->c == 0xff1b ||
	       people_is_and(s, i) || names_is_far_and(s, i) || t->c == 0xb7 ||
	       t->c == 0x2022;
}

static void
add_piece(struct names *n, size_t from, size_t to, bool comma)
{
	struct name_piece *p;
	const struct scan *s = n->s;
	bool any = false;

	while (from < to && s->tokens[from].kind == TOKEN_POINT &&
	       s->tokens[from].c != '\'' && s->tokens[from].c != 0x2019)
		from++;
	while (to > from && s->tokens[to - 1].kind == TOKEN_POINT &&
	       s->tokens[to - 1].c != '.')
		to--;
	/* "Jones AB.": the full stop is the field's */
	if (to > from + 2 && token_is_point(s, to - 1, ".") &&
	    is_bare_initials(&s->tokens[to - 2]) &&
	    s->tokens[to - 2].letters > 1 && !token_is_initial(s, to - 2))
		to--;
	for (size_t i = from; i < to; i++)
		any = any || s->tokens[i].kind != TOKEN_POINT;
	if (!any) {
		if (n->len && !comma)
			n->items[n->len - 1].comma = false;
		return;
	}
	p = &ARENA_PUSH(s->a, n->items, n->len);
	*p = (struct name_piece){ .from = from, .to = to, .comma = comma };
	look_at_piece(p, s);
}

bool
names_is_full_word(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return t->kind == TOKEN_WORD && t->upper && t->letters > 1 &&
	       !token_is_initial(s, i);
}

/* "Noguer i Alonso, M.", "Ramón y Cajal, Santiago", "Miquel Noguer i Alonso": the "and"
 * within a family name: one word is before it, and what follows the next word is a given
 * name; or a name in full is before it, and one word behind. */
static bool
joins_family(
    const struct names *n, size_t from, size_t start, size_t i, size_t to)
{
	const struct scan *s = n->s;
	size_t words = 0, next = i + 2;

	if ((!token_is(s, i, "i") && !token_is(s, i, "y")) || i <= start ||
	    i + 1 >= to || !names_is_full_word(s, i - 1) ||
	    !names_is_full_word(s, i + 1) || lean(n, i + 1) < -0.3)
		return false;
	for (size_t k = start; k < i; k++)
		words += s->tokens[k].kind == TOKEN_WORD;
	if (words > 1)
		return words == 2 && token_is(s, i, "i") &&
		       (next >= to || s->tokens[next].kind == TOKEN_POINT ||
			   people_is_and(s, next));
	/* "Pérez, Juan y López, Ana" */
	if (start > from && token_is_comma(s, start - 1) && next < to &&
	    token_is_comma(s, next))
		return false;
	if (next < to && token_is_comma(s, next))
		next++;
	return next < to && s->tokens[next].kind == TOKEN_WORD &&
	       s->tokens[next].upper &&
	       (s->tokens[next].letters == 1 || token_is_initial(s, next) ||
		   is_bare_initials(&s->tokens[next]) ||
		   (lean(n, next) < 0 && next > i + 2));
}

/* "ETAN (European Technology Assessment Network on Women and Science)": a short name and
 * the whole one, in which nothing parts. The token behind the brackets, or i. */
static size_t
skip_whole_name(const struct scan *s, size_t start, size_t i, size_t to)
{
	size_t end = i, words = 0;

	if (!token_is_point(s, i, "([") || i != start + 1 ||
	    !s->tokens[start].caps || s->tokens[start].letters < 2)
		return i;
	while (end < to && !token_is_point(s, end, ")]"))
		words += s->tokens[end++].kind == TOKEN_WORD;
	return words > 1 ? (end < to ? end + 1 : to) : i;
}

/* "Michael Blohm (GESIS, Mannheim)": behind two words what stands in brackets is no part
 * of the name, where "Bourdieu (P.)" has one. The token behind the brackets, or i. */
static size_t
skip_brackets(const struct scan *s, size_t start, size_t i, size_t to)
{
	size_t words = 0, end = i;

	if (!token_is_point(s, i, "(["))
		return i;
	for (size_t k = start; k < i; k++)
		words += s->tokens[k].kind == TOKEN_WORD;
	while (end < to && !token_is_point(s, end, ")]"))
		end++;
	return words > 1 ? (end < to ? end + 1 : to) : i;
}

/* "undMcCaig": how long the "and" is that lost the blank behind it, or 0. */
size_t
names_glued_and(struct span word)
{
	static const char *const ands[] = { "und", "and" };

	for (size_t k = 0; k < COUNT(ands); k++) {
		size_t at = 3;

		if (word.len > 5 && !memcmp(word.ptr, ands[k], 3) &&
		    text_is_upper(text_next(word, &at)))
			return 3;
	}
	return 0;
}

/* "Brown, A., ... & White, C.", ". . .": three points, none of which is an initial's. */
static bool
is_ellipsis(const struct scan *s, size_t i)
{
	return i && token_is_point(s, i, ".") &&
	       token_is_point(s, i + 1, ".") && token_is_point(s, i + 2, ".") &&
	       (s->tokens[i].blank || token_is_comma(s, i - 1));
}

/* "Aile ve Sosyal Hizmetler Bakanlığı": an "and" that no initial, comma or given name is
 * before may stand in an office's name. */
static bool
joins_office(const struct names *n, size_t start, size_t i)
{
	const struct scan *s = n->s;

	if (!names_is_far_and(s, i) || i <= start ||
	    token_is_point(s, i - 1, "."))
		return false;
	return !(start && token_is_comma(s, start - 1)) &&
	       lean(n, start) > -0.3;
}

void
names_cut(struct names *n, struct name_list *out, size_t from, size_t to)
{
	const struct scan *s = n->s;
	size_t start = from;

	for (size_t i = from; i < to;) {
		/* the point before it is an initial's */
		size_t others = token_is_point(s, i, ".") && !is_ellipsis(s, i)
				    ? i
				    : people_skip_others(s, i);

		if (others > i) {
			add_piece(n, start, i, false);
			out->others = true;
			n->cut = n->len;
			start = i = others < to ? others : to;
			continue;
		}
		if (i > start && names_glued_and(token_text(s, i))) {
			add_piece(n, start, i, false);
			start = i++;
			continue;
		}
		others = skip_whole_name(s, start, i, to);
		if (others > i) {
			add_piece(n, start, others, false);
			if (n->len)
				n->items[n->len - 1].corporate = true;
			start = i = others;
			continue;
		}
		others = skip_brackets(s, start, i, to);
		if (others > i) {
			add_piece(n, start, i,
			    others < to && token_is_comma(s, others));
			/* "Główny Urząd Statystyczny (GUS)" */
			if (n->len && s->tokens[i + 1].caps &&
			    s->tokens[i + 1].letters > 2 &&
			    token_is_point(s, i + 2, ")]"))
				n->items[n->len - 1].corporate = true;
			start = i = others;
			continue;
		}
		if (token_is_comma(s, i) ||
		    (parts_strongly(s, i) &&
			!joins_family(n, from, start, i, to) &&
			!joins_office(n, start, i))) {
			add_piece(n, start, i, token_is_comma(s, i));
			start = i + 1;
		}
		i++;
	}
	add_piece(n, start, to, false);
}
