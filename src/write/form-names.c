/* Lists of names in the form in which a reference has them. */

#include "base/text.h"
#include "model/key.h"
#include "write/form.h"

#include "base/banned.h"

/* APA 7, section 9.8: up to twenty authors are all named. */
enum { NAMES_ALL_MAX = 20 };

/* --- finding the claimed names in the text -------------------------------------- */

static bool
is_word(uint32_t c)
{
	return text_is_letter(c) || text_is_digit(c) || text_is_mark(c);
}

/* Length of needle at s[at..], case aside; 0 if it is not there. */
static size_t
match_at(struct span s, size_t at, struct span needle)
{
	size_t i = at, k = 0;

	while (k < needle.len) {
		uint32_t x, y;

		if (i >= s.len)
			return 0;
		x = text_next(s, &i);
		y = text_next(needle, &k);
		if (x != y && text_lower(x) != text_lower(y))
			return 0;
	}
	return i - at;
}

/* The first place of needle as a word of its own at or after from. */
static bool
find_word(struct range *out, struct span s, size_t from, const char *needle)
{
	struct span n = span_of(needle);
	size_t at = from;
	uint32_t before = 0;

	if (!n.len)
		return false;
	if (from) {
		size_t back = from;

		before = text_prev(s, &back);
	}
	while (at < s.len) {
		size_t len = match_at(s, at, n), end = at + len, next = end;
		uint32_t first, after;
		size_t start = at;

		first = text_next(s, &start);
		if (len) {
			size_t last = end;

			after = text_next(s, &next);
			/* Scripts without blanks have no word ends. */
			if ((!is_word(before) || text_is_cjk(first)) &&
			    (!is_word(after) || !is_word(text_prev(s, &last)) ||
				text_is_cjk(after))) {
				*out = (struct range){ at, end };
				return true;
			}
		}
		before = first;
		at = start;
	}
	return false;
}

static void
widen(struct range *all, bool *any, struct range r)
{
	if (!*any || r.from < all->from)
		all->from = r.from;
	if (!*any || r.to > all->to)
		all->to = r.to;
	*any = true;
}

/* The other initials of "G.E." or "G.-E." when only the first was found: the
 * reading may have put blanks where the text has none. */
static size_t
skip_initials(struct span s, size_t at)
{
	for (;;) {
		size_t next = at;
		uint32_t c = at < s.len ? text_next(s, &next) : 0;
		size_t behind = next;

		if (c == '.' || c == '-') {
			at = next;
		} else if (c == ' ' || text_is_upper(c)) {
			if (c == ' ')
				c = behind < s.len ? text_next(s, &behind) : 0;
			if (!text_is_upper(c) || behind >= s.len ||
			    s.ptr[behind] != '.')
				return at;
			at = behind;
		} else {
			return at;
		}
	}
}

/* "Pan Pan", "PAN, Pan": both parts are one word, and stand side by side; before a comma
 * it is the family name. */
static void
part_same_words(
    struct range *family, struct range *given, struct span s, const char *word)
{
	struct range first = *family, second;

	if (!find_word(&second, s, first.to, word) ||
	    second.from > first.to + 2)
		return;
	if (memchr(s.ptr + first.to, ',', second.from - first.to))
		*given = second;
	else
		*family = second;
}

/* One name from cursor on. family gets the place of the family name alone. */
static bool
find_name(struct range *out, struct range *family, struct range *given,
    struct arena *a, struct span s, size_t cursor, const struct name *n)
{
	const char *main = n->literal ? n->literal : n->family;
	struct range r;
	bool any = false;

	*given = (struct range){ 0, 0 };
	if (!main || !find_word(family, s, cursor, main))
		return false;
	widen(out, &any, *family);
	if (n->given) {
		char *initial = NULL;
		size_t len = 0;
		struct span g = span_of(n->given);

		if (!find_word(&r, s, cursor, n->given)) {
			(void)text_next(g, &len);
			initial = arena_strdup_span(a, span_sub(g, 0, len));
			if (find_word(&r, s, cursor, initial))
				r.to = skip_initials(s, r.to);
			else
				r = *family;
		}
		if (r.from == family->from && r.to == family->to)
			part_same_words(family, &r, s, main);
		widen(out, &any, *family);
		/* A name further on may have the same initial. */
		if (r.from < family->to + 24) {
			*given = r;
			widen(out, &any, r);
		}
	}
	if (n->non_dropping_particle &&
	    find_word(&r, s, cursor, n->non_dropping_particle) &&
	    r.to <= out->to)
		widen(out, &any, r);
	if (n->dropping_particle &&
	    find_word(&r, s, cursor, n->dropping_particle) &&
	    r.from <= out->to + 1)
		widen(out, &any, r);
	if (n->suffix && find_word(&r, s, cursor, n->suffix) &&
	    r.from <= out->to + 3)
		widen(out, &any, r);
	/* The point of an initial is its own. */
	if (out->to < s.len && s.ptr[out->to] == '.' && given->to == out->to)
		out->to++;
	return true;
}

/* --- given names --------------------------------------------------------------- */

/* "S.-y.", too: behind a hyphen some write them small. */
static bool
is_initials(const char *given)
{
	size_t n = strlen(given);

	return name_is_initials(span_of(given)) ||
	       (n > 4 && given[n - 1] == '.' && given[n - 3] == '-' &&
		   name_is_initials((struct span){ given, n - 3 }));
}

static enum given_form
given_form_of(const char *given)
{
	bool apart = strchr(given, ' ');

	if (!is_initials(given))
		return GIVEN_FULL;
	if (!strchr(given, '.'))
		return apart ? GIVEN_APART : GIVEN_BARE;
	return apart ? GIVEN_SPACED : GIVEN_DOTTED;
}

/* Initials none of which stands right behind another. */
static bool
tells_no_blanks(const char *given)
{
	switch (given_form_of(given)) {
	case GIVEN_BARE: return !given[1];
	case GIVEN_DOTTED:
		for (const char *p = given; *p; p++)
			if (*p == '.' && p[1] && p[1] != '-')
				return false;
		return true;
	default: return false;
	}
}

static enum given_form
given_form_learn(const struct name_list *claimed, const struct list_form *usual)
{
	size_t counts[GIVEN_APART + 1] = { 0 };
	int best = GIVEN_NONE;
	bool glued = false;

	for (size_t i = 0; i < claimed->len; i++) {
		const struct name *n = &claimed->items[i];

		if (n->literal || !n->family)
			continue;
		if (!n->given) {
			counts[GIVEN_NONE]++;
			continue;
		}
		/* "G.", "J.-Y." tell points, "G" that there are none, but
		 * neither of blanks. */
		glued |= given_form_of(n->given) == GIVEN_BARE &&
			 strlen(n->given) > 1;
		if (tells_no_blanks(n->given))
			counts[given_form_of(n->given)]++;
		else
			counts[given_form_of(n->given)] += 2;
	}
	if (counts[GIVEN_DOTTED] && counts[GIVEN_SPACED])
		counts[GIVEN_SPACED] += counts[GIVEN_DOTTED];
	/* All have one initial: "G." could go on either way; most put a blank. */
	else if (counts[GIVEN_DOTTED] && counts[GIVEN_DOTTED] == claimed->len) {
		counts[GIVEN_SPACED] = counts[GIVEN_DOTTED];
		counts[GIVEN_DOTTED] = 0;
	}
	if (counts[GIVEN_BARE] && counts[GIVEN_APART])
		counts[GIVEN_APART] += counts[GIVEN_BARE];
	for (int i = 1; i <= GIVEN_APART; i++)
		if (counts[i] > counts[best])
			best = i;
	if (best == GIVEN_BARE && !glued && usual && usual->initials_apart)
		return GIVEN_APART;
	return claimed->len && counts[best] ? (enum given_form)best
					    : GIVEN_SPACED;
}

/* "James E" of a record: names in full have a point behind initials. */
static const char *
with_points(struct arena *a, const char *given)
{
	struct span s = span_of(given);
	struct sbuf out = SBUF_INIT;
	size_t at = 0, letters = 0;
	const char *copy;

	while (at < s.len) {
		size_t from = at;
		uint32_t c = text_next(s, &at);
		bool ends = at == s.len || s.ptr[at] == ' ';

		letters = text_is_letter(c) ? letters + 1
			  : text_is_mark(c) ? letters
					    : 0;
		sbuf_add(&out, span_sub(s, from, at));
		if (ends && letters == 1 && text_is_upper(c) &&
		    (!from || s.ptr[from - 1] == ' '))
			sbuf_addc(&out, '.');
	}
	copy = arena_strdup_span(a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return copy;
}

static const char *
write_given(struct arena *a, const char *given, enum given_form form)
{
	char *initials, *out;
	size_t n = 0;

	if (!given || form == GIVEN_NONE)
		return NULL;
	if (form == GIVEN_FULL)
		return given;
	initials = name_initials(a, given);
	if (!initials || form == GIVEN_SPACED)
		return initials;
	out = arena_strdup(a, initials);
	for (const char *p = initials; *p; p++) {
		if ((*p == ' ' && form != GIVEN_APART) ||
		    (form != GIVEN_DOTTED && (*p == '.' || *p == '-')))
			continue;
		out[n++] = *p;
	}
	out[n] = '\0';
	return out;
}

/* --- learning --------------------------------------------------------------------- */

static bool
all_capitals(struct span s)
{
	size_t at = 0, letters = 0;

	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		if (text_is_lower(c))
			return false;
		letters += text_is_upper(c);
	}
	return letters > 1;
}

static const char *
usual_last(const struct names_form *f, const struct list_form *usual)
{
	if (strchr(f->separator, ';') || strcmp(f->inner, " ") == 0)
		return f->separator;
	if ((unsigned char)f->separator[0] >= 0x80)
		return f->separator;
	if (usual && usual->last_and)
		return usual->last_and;
	return f->rest_inverted ? ", & " : ", and ";
}

/* What three and more names have before the last, from what two have. */
static const char *
last_from_two(struct arena *a, const struct names_form *f, const char *two)
{
	if (f->rest_inverted || two[0] == ',' || strcmp(two, " and ") != 0)
		return two;
	return arena_printf(a, ",%s", two);
}

static const char *
two_from_last(const struct names_form *f, const char *last)
{
	/* "A, B, and C" but "A and B"; APA keeps its comma, and so do those that
	 * turn the first name round ("Klapaftis, Ioannis P., and Suresh ..."). */
	if (!f->rest_inverted && !f->inverted && last[0] == ',' &&
	    strlen(last) > 2)
		return last + 1;
	return last;
}

static void
usual_form(struct names_form *out, struct span text,
    const struct name_list *claimed, const struct list_form *usual)
{
	*out = (struct names_form){
		.inverted = true,
		.rest_inverted = true,
		.inner = ", ",
		.separator = text_has_cjk(text) ? "\xef\xbc\x8c" : ", ",
		.tail = "",
		.given = given_form_learn(claimed, usual),
	};
	out->last = usual_last(out, usual);
	out->last_two = two_from_last(out, out->last);
	if (claimed->others)
		out->tail = text_has_cjk(text) ? "\xef\xbc\x8c\xe7\xad\x89"
					       : ", et al.";
}

static const char *
between(struct arena *a, struct span text, struct range x, struct range y)
{
	return arena_strdup_span(a, span_sub(text, x.to, y.from));
}

/* The part of ", ..., & " behind the dots. */
static const char *
after_cut(const char *cut)
{
	const char *p = cut + strlen(cut);

	while (p > cut && p[-1] != '.' && (unsigned char)p[-1] != 0xa6)
		p--;
	return *p ? p : ", ";
}

static void
learn_separators(struct names_form *out, struct arena *a, struct span text,
    const struct name_list *claimed, const struct list_form *usual)
{
	const struct range *at = out->places;
	size_t n = claimed->len;
	bool cut = claimed->others && claimed->last_follows_cut && n > 1;
	const char *end = n > 1 ? between(a, text, at[n - 2], at[n - 1]) : NULL;

	out->tail = claimed->others && !cut
			? arena_strdup_span(a, span_skip(text, at[n - 1].to))
			: "";
	if (cut) {
		out->cut = end;
		end = after_cut(end);
	}
	if (n > 2 || (n == 2 && claimed->others && !cut))
		out->separator = between(a, text, at[0], at[1]);
	else if (end && (strchr(end, ';') || (unsigned char)end[0] >= 0x80))
		out->separator = end;
	else
		out->separator =
		    text_has_cjk(text) && n == 1 ? "\xef\xbc\x8c" : ", ";
	if (!end || (claimed->others && !cut)) {
		out->last = usual_last(out, usual);
		out->last_two = two_from_last(out, out->last);
	} else if (n == 2 && !cut) {
		out->last_two = end;
		out->last = last_from_two(a, out, end);
	} else {
		out->last = end;
		out->last_two = two_from_last(out, end);
	}
}

/* What parts names has points, commas, blanks and one word for "and": more is a
 * name, or a piece of one, that was not understood. */
static bool
is_separator(const char *s)
{
	static const char *const words[] = { "and", "und", "et", "y", "e", "i",
		"en", "og", "och", "ja", "a", "u", "with",
		"\xd0\xb8" /* Russian */, "\xe5\x92\x8c", "\xe4\xb8\x8e",
		"\xe5\x8f\x8a" /* Chinese */ };
	struct span all = span_of(s);
	size_t at = 0, from = 0, found = 0;
	bool inside = false;

	for (;;) {
		size_t here = at;
		uint32_t c = at < all.len ? text_next(all, &at) : 0;
		bool letter = text_is_letter(c) || text_is_digit(c);
		struct span word = span_sub(all, from, here);
		bool known = false;

		/* "H.-y. Lee": no dash of a list, a name's hyphen */
		if (c == '-')
			return false;

		if (letter && !inside)
			from = here;
		if (!letter && inside) {
			for (size_t i = 0; i < sizeof(words) / sizeof(words[0]);
			     i++)
				known |= text_eq_nocase(word, words[i]);
			if (!known || found++)
				return false;
		}
		inside = letter;
		if (here == all.len)
			return all.len > 0;
	}
}

static bool
is_sound(const struct names_form *f)
{
	return is_separator(f->separator) && is_separator(f->last) &&
	       is_separator(f->last_two) && (!f->cut || is_separator(f->cut)) &&
	       strlen(f->inner) < 6 && is_separator(f->inner);
}

static bool
has_bare_initials(const struct name_list *l, const struct list_form *usual)
{
	for (size_t i = 0; i + 1 < l->len; i++) {
		const char *given = l->items[i].given;

		if (given && is_initials(given) && !strchr(given, '.'))
			return true;
	}
	return l->len == 1 && usual && usual->initials_bare;
}

/*
 * "Kostrzewa RM, Archer T.", "LONG P M, LI Y.": the only point is at the end, and closes
 * the list, though the reading took it for the last initial's. Returns the names without
 * it, and shortens the text.
 */
static const struct name_list *
without_stop(struct span *text, struct arena *a,
    const struct name_list *claimed, const struct list_form *usual)
{
	struct name_list *out;
	struct name *last;
	size_t n = text->len, given;

	if (!claimed->len || claimed->others || !n ||
	    memchr(text->ptr, '.', n) != text->ptr + n - 1 ||
	    !has_bare_initials(claimed, usual))
		return claimed;
	out = arena_alloc(a, sizeof(*out));
	*out = name_list_copy(a, claimed);
	last = &out->items[out->len - 1];
	given = last->given ? strlen(last->given) : 0;
	if (last->suffix)
		return claimed;
	if (given > 1 && last->given[given - 1] == '.')
		last->given = arena_strdup_span(
		    a, (struct span){ last->given, given - 1 });
	text->len--;
	return out;
}

bool
names_form_learn(struct names_form *out, struct arena *a, struct span text,
    const struct name_list *claimed, const struct list_form *usual)
{
	size_t cursor = 0, capitals = 0, inverted = 0, plain = 0;
	const struct name_list *as_read = claimed;
	struct range *places;

	claimed = without_stop(&text, a, claimed, usual);
	usual_form(out, text, claimed, usual);
	out->stop = claimed != as_read;
	if (!claimed->len || !text.len)
		return false;
	places = ARENA_ARRAY(a, struct range, claimed->len);
	for (size_t i = 0; i < claimed->len; i++) {
		const struct name *n = &claimed->items[i];
		struct range family, given;

		if (!find_name(&places[i], &family, &given, a, text, cursor, n))
			return false;
		cursor = places[i].to;
		out->no_points |=
		    n->given && strcmp(n->given, with_points(a, n->given)) != 0;
		capitals +=
		    all_capitals(span_sub(text, family.from, family.to));
		if (n->literal || given.to <= given.from)
			continue;
		if (i == 0) {
			out->inverted = family.from < given.from;
		} else if (family.from < given.from) {
			inverted++;
		} else {
			plain++;
		}
		if (family.from < given.from && family.to <= given.from)
			out->inner = arena_strdup_span(
			    a, span_sub(text, family.to, given.from));
	}
	out->rest_inverted =
	    inverted + plain ? inverted > plain
			     : out->inverted && !(usual && usual->rest_plain);
	out->places = places;
	out->capitals = capitals == claimed->len;
	learn_separators(out, a, text, claimed, usual);
	if (is_sound(out))
		return true;
	usual_form(out, text, claimed, usual);
	out->stop = claimed != as_read;
	return false;
}

/* --- writing -------------------------------------------------------------------- */

static const char *
upper(struct arena *a, const char *s)
{
	struct span in = span_of(s);
	char *out = arena_alloc(a, 4 * in.len + 1);
	size_t at = 0, n = 0;

	while (at < in.len)
		n += text_put(out + n, text_upper(text_next(in, &at)));
	out[n] = '\0';
	return out;
}

static const char *
write_name(struct arena *a, const struct names_form *f, const struct name *n,
    bool inverted)
{
	const char *family, *given, *suffix;

	if (n->literal || !n->family)
		return name_display(a, n);
	family = name_family_full(a, n);
	if (f->capitals)
		family = upper(a, family);
	given = write_given(a, n->given, f->given);
	if (!given)
		return family;
	if (f->given == GIVEN_FULL && !f->no_points)
		given = with_points(a, given);
	if (text_has_cjk(span_of(family)))
		return arena_printf(a, "%s%s", family, given);
	suffix = n->suffix ? n->suffix : "";
	if (inverted)
		return arena_printf(a, "%s%s%s%s%s", family, f->inner, given,
		    n->suffix ? f->inner : "", suffix);
	return arena_printf(
	    a, "%s %s%s%s", given, family, n->suffix ? " " : "", suffix);
}

static bool
same_initial(struct arena *a, const char *x, const char *y)
{
	const char *p, *q;

	if (!x || !y)
		return true;
	p = text_latin_fold(a, span_of(x));
	q = text_latin_fold(a, span_of(y));
	return !*p || !*q || *p == *q;
}

struct writing {
	struct arena *a;
	const struct names_form *form;
	struct span text;
	const struct name_list *claimed;
	const char **keys; /* of the claimed families */
};

static bool
is_claimed(
    const struct writing *w, size_t k, const struct name *n, const char *key)
{
	return !strcmp(w->keys[k], key) &&
	       same_initial(w->a, w->claimed->items[k].given, n->given);
}

/* The claimed name that is this one of the record, or claimed->len. Most are
 * where they should be: look there first. */
static size_t
find_claimed(const struct writing *w, const struct name *n, size_t near)
{
	const char *key = key_family(w->a, n);

	if (!w->form->places)
		return w->claimed->len;
	if (near < w->claimed->len && is_claimed(w, near, n, key))
		return near;
	for (size_t k = 0; k < w->claimed->len; k++)
		if (is_claimed(w, k, n, key))
			return k;
	return w->claimed->len;
}

static void
add_name(struct sbuf *out, const struct writing *w, const struct name *n,
    size_t number)
{
	const struct names_form *f = w->form;
	bool inverted = number ? f->rest_inverted : f->inverted;
	size_t k = find_claimed(w, n, number);

	/* Somebody who is named already stays as he is written, unless he moves
	 * between the first place and the others of another order. */
	if (k < w->claimed->len &&
	    (f->inverted == f->rest_inverted || !k == !number)) {
		sbuf_add(
		    out, span_sub(w->text, f->places[k].from, f->places[k].to));
		return;
	}
	sbuf_add(out, span_of(write_name(w->a, f, n, inverted)));
}

/* How many names are written before a cut, if there is one. */
static size_t
names_shown(const struct writing *w, size_t n)
{
	size_t claimed = w->claimed->len;

	if (n <= claimed)
		return n;
	if (w->form->cut)
		return claimed - 1;
	if (w->form->tail[0])
		return claimed;
	if (n > NAMES_ALL_MAX)
		return claimed < 3 ? 3 : claimed;
	return n;
}

const char *
names_form_write(struct arena *a, const struct names_form *f, struct span text,
    const struct name_list *claimed, const struct name_list *record)
{
	struct writing w = { a, f, text, claimed, NULL };
	struct sbuf out = SBUF_INIT;
	size_t n = record->len, shown = names_shown(&w, n);
	const char *s;

	w.keys = ARENA_ARRAY(a, const char *, claimed->len);
	for (size_t i = 0; i < claimed->len; i++)
		w.keys[i] = key_family(a, &claimed->items[i]);
	for (size_t i = 0; i < shown; i++) {
		if (i)
			sbuf_add(&out, span_of(i + 1 < n ? f->separator
					       : n == 2  ? f->last_two
							 : f->last));
		add_name(&out, &w, &record->items[i], i);
	}
	if (shown < n && f->cut) {
		sbuf_add(&out, span_of(f->cut));
		add_name(&out, &w, &record->items[n - 1], n - 1);
	} else if (shown < n) {
		sbuf_add(&out, span_of(f->tail[0] ? f->tail : ", et al."));
	}
	s = arena_strdup_span(a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return s;
}
