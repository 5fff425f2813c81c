/*
 * Which words of a list of names make a name, and which of these the family name.
 *
 * Commas and what is like them part a list into pieces; a name is a piece ("G. E.
 * Hinton", "Hinton GE", "Hinton Geoffrey") or two with a comma between ("Hinton, G.
 * E."). Each way gets points, for the form it has and for what its words mostly are in
 * records, and there are points for going on as before; the best sum is searched. The
 * points are set by hand, in about the units of a logarithm.
 */

#include "base/text.h"
#include "model/name.h"
#include "parse/lexicon.h"
#include "parse/names-cut.h"
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

/* --- points ------------------------------------------------------------------------ */

enum { IMPOSSIBLE = -1000 };

static double
rate_single(
    const struct names *n, const struct name_piece *p, enum name_way form)
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
rate_pair(const struct names *n, const struct name_piece *a,
    const struct name_piece *b)
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
rate_step(const struct name_piece *last, enum name_way before,
    const struct name_piece *next, enum name_way now)
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
	const struct name_piece *a = &n->items[at], *b = a + 1;

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
read_glued(struct name *out, const struct names *n, const struct name_piece *p)
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
bare_family_end(const struct names *n, const struct name_piece *p)
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
double_family(const struct names *n, const struct name_piece *p)
{
	size_t before = p->to;

	if (!n->doubled || p->words < 3)
		return p->to;
	for (size_t i = p->first; i < p->last; i++)
		if (names_is_full_word(n->s, i))
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
	const struct name_piece *p = &n->items[at];
	size_t to = n->items[at + w->pieces - 1].to, family;
	struct name name;
	const char *text;
	size_t large = p->to, from = p->from;

	memset(&name, 0, sizeof(name));
	for (size_t i = p->to; i-- > p->from + 1;)
		if (names_is_large_particle(s, i, p->to))
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
		name.family += names_glued_and(span_of(name.family));
	if (name.family || name.literal)
		name_list_add(s->a, out, name);
}

/* "Lengerer, Bohr, Janßen": words alone, of an odd number, none of which is a given
 * name. */
static bool
are_families(const struct names *n)
{
	for (size_t i = 0; i < n->len; i++) {
		const struct name_piece *p = &n->items[i];

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
		const struct name_piece *p = &n->items[k];

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

	names_cut(&n, out, from, to);
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
		const struct name_piece *p = &n.items[0];
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
