/*
 * Which words of a list of names make a name, and which of these the family name.
 *
 * Commas and what is like them part a list into pieces; a name is a piece ("G. E.
 * Hinton", "Hinton GE", "Hinton Geoffrey") or two with a comma between ("Hinton, G.
 * E."). Each way gets points, for the form it has and for what its words mostly are in
 * records, and there are points for going on as before; the best sum is searched. The
 * points are set by hand, in about the units of a logarithm.
 */

#include "parse/names.h"
#include "base/text.h"
#include "model/name.h"
#include "parse/lexicon.h"
#include "parse/people.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum name_way {
	FORM_COMMA, /* Hinton, Geoffrey */
	FORM_PLAIN, /* Geoffrey Hinton */
	FORM_BARE,  /* Hinton Geoffrey, Hinton GE */
	FORM_WHOLE, /* organisations, what has no parts */
	FORMS
};

struct piece {
	size_t from, to; /* tokens */
	bool comma;      /* a comma parts it from the next, nothing stronger */
	/* what it is made of */
	size_t words;       /* that are no initials, no particles */
	size_t initials;    /* "G.", "GE" at the end */
	size_t first, last; /* word tokens */
	bool initials_first, initials_last;
	bool corporate, suffix;
	bool particle; /* one that is written large */
	size_t joint;  /* the token "y" of "Ramón y Cajal", or 0 */
};

struct names {
	struct scan *s;
	const struct model *model;
	struct piece *items;
	size_t len;
	size_t cut; /* pieces before an "et al." with names behind it; or 0 */
	bool
	    doubled; /* the first has a family name of two words, and a comma */
};

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

static double
lean(const struct names *n, size_t token)
{
	return names_lean(n->s, n->model, token);
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
static bool
is_large_particle(const struct scan *s, size_t i, size_t to)
{
	const struct token *t = &s->tokens[i];

	return t->upper && t->letters > 1 && t->small && i + 1 < to &&
	       s->tokens[i + 1].kind == TOKEN_WORD &&
	       s->tokens[i + 1].letters > 1 &&
	       (t->caps || !is_bare_initials(&s->tokens[i + 1])) &&
	       name_is_particle(span_of(t->small));
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
look_at_piece(struct piece *p, const struct scan *s)
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
		bool initial;

		if (p->words && (token_is(s, i, "i") || token_is(s, i, "y")) &&
		    !t->upper) {
			p->joint = i;
			continue;
		}
		if (t->kind != TOKEN_WORD || is_particle(s, i))
			continue;
		if (is_large_particle(s, i, p->to)) {
			p->particle = true;
			continue;
		}
		/* "LI J" has a family name of two capitals */
		initial = token_is_initial(s, i) ||
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

	return token_is_point(s, i, ";/&") || t->c == 0xff1b ||
	       people_is_and(s, i) || names_is_far_and(s, i) || t->c == 0xb7 ||
	       t->c == 0x2022;
}

static void
add_piece(struct names *n, size_t from, size_t to, bool comma)
{
	struct piece *p;
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
	*p = (struct piece){ .from = from, .to = to, .comma = comma };
	look_at_piece(p, s);
}

static bool
is_full_word(const struct scan *s, size_t i)
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
	    i + 1 >= to || !is_full_word(s, i - 1) || !is_full_word(s, i + 1) ||
	    lean(n, i + 1) < -0.3)
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
static size_t
glued_and(struct span word)
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

static void
cut_pieces(struct names *n, struct name_list *out, size_t from, size_t to)
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
		if (i > start && glued_and(token_text(s, i))) {
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

/* --- points ------------------------------------------------------------------------ */

enum { IMPOSSIBLE = -1000 };

static double
rate_single(const struct names *n, const struct piece *p, enum name_way form)
{
	double lean_first, lean_last;

	if (form == FORM_WHOLE)
		return p->corporate                 ? 4.0
		       : p->words + p->initials > 6 ? 1.0
						    : -4.0;
	if (p->corporate)
		return -2.0;
	if (!p->words)
		return form == FORM_PLAIN ? -5.0 : IMPOSSIBLE;
	if (p->words == 1 && !p->initials && !p->particle)
		return form == FORM_BARE ? -2.0 : IMPOSSIBLE;
	if (p->words == 1 && !p->initials) /* "Van Gogh" */
		return form == FORM_BARE ? -1.4 : -3.5;
	if (p->words == 2 && p->joint && !p->initials) /* "Ramón y Cajal" */
		return form == FORM_BARE ? -2.0 : -4.0;
	lean_first = lean(n, p->first);
	lean_last = lean(n, p->last);
	/* "Thabit S. Al-Obeidi" */
	if (p->initials && p->words > 1 && !p->initials_first &&
	    !p->initials_last)
		return form == FORM_PLAIN ? 2.5 + 0.3 * lean_last : -3.0;
	if (form == FORM_PLAIN) {
		/* "Gasprinskij Ismail bej" */
		if (!n->s->tokens[p->last].upper && p->words > 1 &&
		    n->s->tokens[p->first].upper)
			return -3.0;
		if (p->initials_last && !p->initials_first)
			return -3.0 + lean_last;
		if (p->words == 1)
			return 3.0 + 0.3 * lean_last;
		return (p->words > 4 ? -2.0 : 1.5) + lean_last -
		       (p->initials_first ? 0.0 : lean_first);
	}
	/* the family name first, without a comma */
	if (p->initials_first)
		return IMPOSSIBLE;
	if (p->initials_last)
		return 2.5 + (p->words > 1 ? 0.5 * lean_first - 0.5 : 0.0);
	if (n->s->tokens[p->first].caps && !n->s->tokens[p->last].caps &&
	    n->s->tokens[p->first].letters > 2)
		return 4.0;
	return -0.8 + lean_first - lean_last;
}

static double
rate_pair(const struct names *n, const struct piece *a, const struct piece *b)
{
	double r;

	if (!a->comma || !a->words || a->corporate || b->corporate)
		return IMPOSSIBLE;
	if (a->initials)
		return a->initials_first || !a->initials_last ? -4.0 : -3.0;
	if (b->suffix)
		return -1.0;
	if (!b->words) /* "Hinton, G. E." */
		return 4.0 - (a->words > 2 ? 0.5 : 0.0);
	if (b->initials_first && b->words && !b->initials_last &&
	    lean(n, b->last) > 0.7) /* "Smith, J. Robert" or two names */
		r = n->len == 2 && a->words == 1 ? 1.0 : -0.5;
	else
		r = 1.2;
	if (n->len > 2 && a->words == 1 && b->words == 1 && !b->initials &&
	    lean(n, b->first) > 1.0)
		r -= 2.0;                      /* "Lengerer, Bohr, Janßen" */
	if (b->words == 1 && b->initials_last) /* "Hinton, Geoffrey E." */
		r += 0.8;
	if (a->particle) /* "Van de Werfhorst, Herman" */
		r += 1.0;
	r += lean(n, a->last) - lean(n, b->first);
	if (a->joint)
		r += 1.0;
	else if (a->words > 1) /* "Geoffrey Hinton, Yann LeCun" */
		r += lean(n, a->first) - (b->words > 1 ? 1.5 : 0.5);
	return b->words > 3 ? r - 2.0 : r;
}

static double
rate_step(const struct piece *last, enum name_way before,
    const struct piece *next, enum name_way now)
{
	if (before == now)
		return 0.8;
	/* the first name of a list is turned round, the others are not */
	if (now == FORM_PLAIN && before == FORM_COMMA)
		return 0.3;
	if (now == FORM_PLAIN && before == FORM_BARE && !last->comma &&
	    last->words + last->initials > 1)
		return 0.5;
	if (before == FORM_WHOLE || now == FORM_WHOLE)
		return 0.0;
	/* a comma that was forgotten */
	if ((before == FORM_COMMA && now == FORM_BARE && next->words > 1) ||
	    (before == FORM_BARE && now == FORM_COMMA && last->words > 1))
		return -0.5;
	return -1.0;
}

/* --- the best way ------------------------------------------------------------------ */

struct way {
	double points;
	enum name_way form, before;
	size_t pieces; /* of the last name */
};

/* "Committee, Samo Language", "Administration, Social Security": nothing else follows the
 * comma, and that is no person. */
static bool
is_turned_group(const struct names *n, size_t at)
{
	const struct piece *a = &n->items[at], *b = a + 1;

	return at + 1 < n->len && a->comma && !b->comma && a->corporate &&
	       a->words == 1 && !a->initials && !n->s->tokens[a->first].caps &&
	       b->words > 0 && !b->initials && !b->corporate &&
	       lean(n, b->first) > -1.0;
}

static size_t
pieces_of(const struct names *n, size_t at, enum name_way form)
{
	size_t pieces = form == FORM_COMMA ? 2 : 1;

	if (form == FORM_WHOLE)
		return is_turned_group(n, at) ? 2 : 1;
	/* "Smith, J., Jr." */
	while (at + pieces < n->len && n->items[at + pieces].suffix &&
	       n->items[at + pieces - 1].comma)
		pieces++;
	return pieces;
}

static void
try_names(struct way (*ways)[FORMS], const struct names *n, size_t at)
{
	for (int f = 0; f < FORMS; f++) {
		enum name_way form = (enum name_way)f;
		size_t pieces = pieces_of(n, at, form);
		double points;

		if (at + pieces > n->len)
			continue;
		points = form == FORM_COMMA
			     ? rate_pair(n, &n->items[at], &n->items[at + 1])
			     : rate_single(n, &n->items[at], form);
		for (int b = 0; b < FORMS; b++) {
			double sum = points;
			struct way *to = &ways[at + pieces][f];

			if (at) {
				if (ways[at][b].points <= IMPOSSIBLE)
					continue;
				sum +=
				    ways[at][b].points +
				    rate_step(&n->items[at - 1],
					(enum name_way)b, &n->items[at], form);
			}
			if (sum > to->points)
				*to = (struct way){ sum, form, (enum name_way)b,
					pieces };
			if (!at)
				break;
		}
	}
}

/* "Given Family" with the family name first. */
static const char *
turned(const struct scan *s, size_t from, size_t family, size_t to)
{
	struct span given = tokens_text(s, from, family);
	struct span last = tokens_text(s, family, to);

	return arena_printf(s->a, "%.*s, %.*s", (int)last.len, last.ptr,
	    (int)given.len, given.ptr);
}

static uint32_t
word_shares(const struct names *n, struct span word)
{
	return model_word(n->model,
	    (uint32_t)(text_hash(span_of(text_fold(n->s->a, word))) >> 16));
}

/* "WilhelmHeitmeyer", "PeerScheepers": is that a given name and a family name? Neither
 * "LeCun" nor "MacKay" is, nor a name that is known as a whole. */
static bool
are_glued(const struct names *n, struct span given, struct span family)
{
	struct span whole = { given.ptr, given.len + family.len };
	uint32_t shares = word_shares(n, given);

	if (given.len <= 3 || family.len <= 3 || name_is_particle(given))
		return false;
	if (model_share(shares, SHARE_GIVEN) > 3)
		return true;
	if (word_shares(n, whole))
		return false;
	return model_share(word_shares(n, family), SHARE_FAMILY) > 4 ||
	       (!shares && given.len > 4 && family.len > 4);
}

/* A word alone: a family name, or a given name and one that lost the blank between them. */
static void
read_glued(struct name *out, const struct names *n, const struct piece *p)
{
	struct span text = tokens_text(n->s, p->from, p->to);
	size_t at = 0;
	bool lower = false;

	while (at < text.len) {
		size_t here = at;
		uint32_t c = text_next(text, &at);
		struct span given = span_sub(text, 0, here);

		if (lower && text_is_upper(c) && n->model &&
		    are_glued(n, given, span_skip(text, here))) {
			out->given = arena_strdup_span(n->s->a, given);
			out->family =
			    text_clean(n->s->a, span_skip(text, here));
			return;
		}
		lower = text_is_lower(c);
	}
	out->family = text_clean(n->s->a, text);
}

/* Where the family name ends that stands first: before the initials, before a last word
 * that is a given name ("Frey Bruno S.", "Liechti Wenger Fabienne"); else it is one word. */
static size_t
bare_family_end(const struct names *n, const struct piece *p)
{
	const struct scan *s = n->s;
	size_t end = p->first + 1;

	if (p->words > 1 && !p->joint && s->tokens[p->last].upper &&
	    (p->words > 2 || p->last == end) && lean(n, p->last) < -0.3 &&
	    lean(n, p->last) < lean(n, p->first)) {
		while (end < p->last && s->tokens[end].kind == TOKEN_WORD &&
		       (p->words == 2 || lean(n, end) > 0.3))
			end++;
		return end;
	}
	return p->initials_last ? p->last + 1 : end;
}

/* Where the family name of two words begins in "Rafael Vázquez García", in a list whose
 * first name is "Jerez Mir, Miguel"; or p->to. */
static size_t
double_family(const struct names *n, const struct piece *p)
{
	size_t before = p->to;

	if (!n->doubled || p->words < 3)
		return p->to;
	for (size_t i = p->first; i < p->last; i++)
		if (is_full_word(n->s, i))
			before = i;
	return before > p->first && before < p->last && lean(n, before) > 0.3
		   ? before
		   : p->to;
}

/* "Bundesministerium für Bildung (BMBF": what closes the bracket was taken for the end. */
static size_t
close_bracket(const struct scan *s, size_t from, size_t to)
{
	bool open = false;

	for (size_t i = from; i < to; i++) {
		open = open || token_is_point(s, i, "([");
		open = open && !token_is_point(s, i, ")]");
	}
	return open && to < s->len && token_is_point(s, to, ")]") ? to + 1 : to;
}

/* "Family, Given" of what is known to be so, for model/name to take apart. */
static void
add_name(struct name_list *out, const struct names *n, size_t at,
    const struct way *w)
{
	struct scan *s = n->s;
	const struct piece *p = &n->items[at];
	size_t to = n->items[at + w->pieces - 1].to, family;
	struct name name;
	const char *text;
	size_t large = p->to, from = p->from;

	memset(&name, 0, sizeof(name));
	for (size_t i = p->to; i-- > p->from + 1;)
		if (is_large_particle(s, i, p->to))
			large = i;
	if (large == p->to && p->joint > p->first + 1)
		large = p->joint - 1;
	if (large == p->to)
		large = double_family(n, p);
	if (w->form == FORM_WHOLE && w->pieces > 1) {
		/* "Committee, Samo Language" */
		struct span last = tokens_text(s, p->from, p->to);

		p = &n->items[at + 1];
		name.literal = arena_printf(s->a, "%.*s %.*s",
		    (int)tokens_text(s, p->from, p->to).len,
		    s->text.ptr + s->tokens[p->from].from, (int)last.len,
		    last.ptr);
	} else if (w->form == FORM_WHOLE) {
		if (token_is(s, p->from, "the") && !s->tokens[p->from].upper)
			from++;
		to = close_bracket(s, from, to);
		name.literal = text_clean(s->a, tokens_text(s, from, to));
	} else if (w->form == FORM_BARE && !p->initials && p->words == 1 &&
		   w->pieces == 1) {
		read_glued(&name, n, p);
	} else if (w->form == FORM_PLAIN && large < p->to && w->pieces == 1) {
		/* "Herman G. Van de Werfhorst" */
		text = turned(s, p->from, large, to);
		name_parse(&name, s->a, span_of(text), NAME_ORDER_GUESS);
	} else if (w->form == FORM_BARE) {
		family = bare_family_end(n, p);
		text = arena_printf(s->a, "%.*s, %.*s",
		    (int)tokens_text(s, p->from, family).len,
		    s->text.ptr + s->tokens[p->from].from,
		    (int)tokens_text(s, family, to).len,
		    s->text.ptr + s->tokens[family].from);
		name_parse(&name, s->a, span_of(text), NAME_ORDER_GUESS);
	} else {
		name_parse(&name, s->a, tokens_text(s, p->from, to),
		    w->form == FORM_PLAIN ? NAME_ORDER_GIVEN_FIRST
					  : NAME_ORDER_GUESS);
	}
	if (name.family)
		name.family += glued_and(span_of(name.family));
	if (name.family || name.literal)
		name_list_add(s->a, out, name);
}

/* "Lengerer, Bohr, Janßen": words alone, of an odd number, none of which is a given
 * name. */
static bool
are_families(const struct names *n)
{
	for (size_t i = 0; i < n->len; i++) {
		const struct piece *p = &n->items[i];

		if (p->words != 1 || p->initials || p->suffix || p->corporate ||
		    (i + 1 < n->len && !p->comma) || lean(n, p->first) < -0.3)
			return false;
	}
	return n->len > 2 && n->len % 2 == 1;
}

/* "Bundesministerium für Familie, Senioren, Frauen und Jugend": one name, with what it
 * cares for behind commas. */
static bool
is_one_office(const struct names *n)
{
	static const char *const words[] = { "für", "of", "for", "de", "du",
		"des", "della", "do", "da", "para", "van", "voor" };
	const struct scan *s = n->s;
	bool cares = false;

	if (n->len < 2 || !n->items[0].corporate)
		return false;
	for (size_t i = n->items[0].from; i < n->items[0].to; i++)
		cares = cares || token_is_among(s, i, words, COUNT(words));
	for (size_t k = 1; k < n->len; k++) {
		const struct piece *p = &n->items[k];

		if (p->corporate || p->initials || p->words > 3 ||
		    lean(n, p->first) < -1.0)
			return false;
		/* a semicolon, a slash part two names */
		if (token_is_point(s, p->from - 1, ";/"))
			return false;
	}
	return cares;
}

void
names_read(struct name_list *out, struct scan *s, const struct model *m,
    size_t from, size_t to)
{
	struct names n = { .s = s, .model = m };
	struct way(*ways)[FORMS];
	size_t *starts, count = 0, at;
	enum name_way form = FORM_COMMA;

	cut_pieces(&n, out, from, to);
	if (!n.len)
		return;
	if (are_families(&n))
		for (size_t i = 0; i < n.len; i++)
			n.items[i].comma = false;
	if (is_one_office(&n)) {
		n.items[0].to = n.items[n.len - 1].to;
		n.items[0].comma = false;
		n.len = 1;
	}
	ways = arena_alloc_array(s->a, n.len + 4, sizeof(*ways));
	for (size_t i = 0; i < n.len + 4; i++)
		for (int f = 0; f < FORMS; f++)
			ways[i][f].points = IMPOSSIBLE;
	for (size_t i = 0; i < n.len; i++)
		try_names(ways, &n, i);
	for (int f = 1; f < FORMS; f++)
		if (ways[n.len][f].points > ways[n.len][form].points)
			form = (enum name_way)f;
	/* back from the end, then forth */
	starts = ARENA_ARRAY(s->a, size_t, n.len + 1);
	for (at = n.len; at; count++) {
		starts[count] = at * FORMS + form;
		form = ways[at][form].before;
		at -= ways[starts[count] / FORMS][starts[count] % FORMS].pieces;
	}
	if (count) {
		const struct piece *p = &n.items[0];
		size_t k = starts[count - 1];

		n.doubled = ways[k / FORMS][k % FORMS].form == FORM_COMMA &&
			    p->words == 2 && p->last == p->first + 1 &&
			    lean(&n, p->first) > -0.3 &&
			    lean(&n, p->last) > -0.3;
	}
	for (size_t k = count; k-- > 0;) {
		const struct way *w =
		    &ways[starts[k] / FORMS][starts[k] % FORMS];

		/* of those behind "et al." only the last has a known place */
		if (n.cut && n.cut < n.len && starts[k] / FORMS > n.cut) {
			out->last_follows_cut = true;
			if (k)
				continue;
		}
		add_name(out, &n, starts[k] / FORMS - w->pieces, w);
	}
}
