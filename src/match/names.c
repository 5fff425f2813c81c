/* Names of people, as lists and records write them. */

#include "base/text.h"
#include "match/compare.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * Short names that are no beginnings of the long ones, folded, in common use
 * in English-language records.
 */
static const char *const nicknames[][2] = { { "abby", "abigail" },
	{ "andy", "andrew" }, { "becky", "rebecca" }, { "beth", "elizabeth" },
	{ "betty", "elizabeth" }, { "bill", "william" }, { "billy", "william" },
	{ "bob", "robert" }, { "bobby", "robert" }, { "chuck", "charles" },
	{ "cindy", "cynthia" }, { "dick", "richard" }, { "ed", "edward" },
	{ "frank", "francis" }, { "fred", "frederick" }, { "harry", "henry" },
	{ "hank", "henry" }, { "jack", "john" }, { "jim", "james" },
	{ "jimmy", "james" }, { "joe", "joseph" }, { "john", "jonathan" },
	{ "kate", "katherine" }, { "kathy", "katherine" },
	{ "larry", "lawrence" }, { "liz", "elizabeth" },
	{ "maggie", "margaret" }, { "mike", "michael" }, { "ned", "edward" },
	{ "nick", "nicholas" }, { "peggy", "margaret" }, { "rick", "richard" },
	{ "sally", "sarah" }, { "sasha", "alexander" }, { "steve", "stephen" },
	{ "steven", "stephen" }, { "ted", "theodore" }, { "ted", "edward" },
	{ "tony", "anthony" }, { "vova", "vladimir" } };

static char *
without_blanks(struct arena *a, const char *s)
{
	char *out = arena_strdup(a, s), *w = out;

	for (; *s; s++)
		if (*s != ' ')
			*w++ = *s;
	*w = '\0';
	return out;
}

/* German and Scandinavian digraphs as their umlauts fold: "mueller", "muller". */
static bool
equal_but_digraphs(const char *x, const char *y)
{
	while (*x && *y) {
		if (*x != *y)
			return false;
		if (strchr("aou", *x)) {
			bool ex = x[1] == 'e', ey = y[1] == 'e';

			if (ex != ey) {
				x += ex;
				y += ey;
			}
		}
		x++;
		y++;
	}
	return !*x && !*y;
}

static bool
equal_but_doubles(const char *x, const char *y)
{
	while (*x && *x == *y) {
		const char c = *x;

		while (*x == c)
			x++;
		while (*y == c)
			y++;
	}
	return !*x && !*y;
}

static bool
is_latin(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

static const char *
folded(struct arena *a, const char *s)
{
	const char *fold;

	if (!s)
		return "";
	fold = text_fold(a, span_of(s));
	/* Names of other scripts are compared in Latin letters. */
	return is_latin(fold) ? fold : text_latin_fold(a, span_of(s));
}

/* "GE" is two initials, "Yu." (a letter of another script) is one. */
static bool
is_joined(struct span given)
{
	size_t i = 0, upper = 0;

	while (i < given.len)
		upper += text_is_upper(text_next(given, &i));
	return upper > 1;
}

static bool
is_suffix(const char *fold)
{
	static const char *const suffixes[] = { "jr", "sr", "ii", "iii", "iv" };

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		if (!strcmp(fold, suffixes[i]))
			return true;
	return false;
}

/* "III, Hal Daumé", as records have it: the family name is the word before. */
static bool
prepare_misplaced_suffix(
    struct folded_name *out, struct arena *a, const struct name *n)
{
	const char *given = folded(a, n->given), *last = strrchr(given, ' ');

	if (!last || !is_suffix(folded(a, n->family)))
		return false;
	out->words = out->core = out->family = last + 1;
	out->given = arena_printf(a, "%.*s", (int)(last - given), given);
	out->letters = without_blanks(a, out->given);
	return true;
}

/* "A. H. S. Júnior": what was read as a suffix is the name. */
static bool
prepare_suffix_as_name(
    struct folded_name *out, struct arena *a, const struct name *n)
{
	const char *initial = folded(a, n->family), *suffix;

	if (!n->suffix || strlen(initial) != 1)
		return false;
	suffix = folded(a, n->suffix);
	if (strlen(suffix) < 4 || is_suffix(suffix))
		return false;
	out->words = suffix;
	out->core = out->family = without_blanks(a, suffix);
	out->given =
	    n->given ? arena_printf(a, "%s %s", folded(a, n->given), initial)
		     : initial;
	out->letters = without_blanks(a, out->given);
	out->initials = n->given && name_is_initials(span_of(n->given));
	return true;
}

/* A name of another script, as a text in that script has it. */
static const char *
in_own_script(struct arena *a, const struct name *n)
{
	const char *s = n->family ? n->family : n->literal ? n->literal : "";
	const char *fold = text_fold(a, span_of(s));

	return is_latin(fold) ? NULL : fold;
}

/* Chinese characters alone: read otherwise in each language and by each system. */
static bool
is_han(const char *s)
{
	struct span t = span_of(s);
	size_t i = 0;

	while (i < t.len) {
		uint32_t c = text_next(t, &i);

		if (c != ' ' && !(c >= 0x3400 && c < 0xa000) &&
		    !(c >= 0xf900 && c < 0xfb00) &&
		    !(c >= 0x20000 && c < 0x32000))
			return false;
	}
	return t.len;
}

/* "Júnior", "Filho" and "Neto" are a suffix here and part of the name there, and in
 * records that part no names "Jr." is, too. */
static const char *
with_suffix(struct arena *a, const struct name *n)
{
	const char *suffix = folded(a, n->suffix);

	if (!*suffix)
		return NULL;
	return without_blanks(
	    a, arena_printf(
		   a, "%s %s", folded(a, name_family_full(a, n)), suffix));
}

static bool
is_whole_of(const struct folded_name *x, const struct folded_name *y)
{
	return x->whole &&
	       (!strcmp(x->whole, y->family) || !strcmp(x->whole, y->core));
}

static void
prepare_one(struct folded_name *out, struct arena *a, const struct name *n)
{
	memset(out, 0, sizeof(*out));
	out->given = out->letters = "";
	if (n->family && n->given && prepare_misplaced_suffix(out, a, n))
		return;
	if (n->family && prepare_suffix_as_name(out, a, n))
		return;
	out->script = in_own_script(a, n);
	out->han = out->script && is_han(out->script);
	out->words = folded(a, n->family    ? n->family
			       : n->literal ? n->literal
					    : n->given);
	if (!n->family) {
		out->corporate = true;
		out->family = out->core = without_blanks(
		    a, folded(a, n->literal ? n->literal : n->given));
		return;
	}
	out->core = without_blanks(a, folded(a, n->family));
	out->family = n->dropping_particle || n->non_dropping_particle
			  ? without_blanks(a, folded(a, name_family_full(a, n)))
			  : out->core;
	out->whole = with_suffix(a, n);
	out->given = folded(a, n->given);
	out->letters = without_blanks(a, out->given);
	out->initials = n->given && name_is_initials(span_of(n->given));
	out->joined = out->initials && is_joined(span_of(n->given));
}

/* Nobody: "Anonymous", "s.n.", "____". */
static bool
is_nobody(const struct folded_name *n)
{
	static const char *const words[] = { "", "anonymous", "anonym",
		"anonymus", "anon", "unknown", "sn", "nn" };

	if (*n->letters)
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(n->family, words[i]))
			return true;
	return false;
}

void
names_prepare(
    struct folded_names *out, struct arena *a, const struct name_list *l)
{
	out->len = 0;
	out->others = l->others;
	out->last_follows_cut = l->last_follows_cut;
	out->items = ARENA_ARRAY(a, struct folded_name, l->len ? l->len : 1);
	for (size_t i = 0; i < l->len; i++) {
		prepare_one(&out->items[out->len], a, &l->items[i]);
		out->len += !is_nobody(&out->items[out->len]);
	}
}

static size_t
first_word(const char *given)
{
	return strcspn(given, " ");
}

/* The initials of a folded given name; "GE" written as one word is two. */
static size_t
initials_of(char out[8], const struct folded_name *n)
{
	size_t len = 0;

	if (n->joined && !strchr(n->given, ' ') && strlen(n->given) <= 4) {
		for (const char *p = n->given; *p && len < 8; p++)
			out[len++] = *p;
		return len;
	}
	for (const char *p = n->given; *p && len < 8;) {
		out[len++] = *p;
		p += strcspn(p, " ");
		p += *p == ' ';
	}
	return len;
}

/* One is the other with initials left out at the end or in the middle. */
static bool
initials_agree(const struct folded_name *x, const struct folded_name *y)
{
	char a[8], b[8];
	size_t n = initials_of(a, x), m = initials_of(b, y), i, j;

	if (!n || !m)
		return true;
	if (a[0] != b[0])
		return false;
	for (i = j = 1; i < n && j < m; j++)
		i += a[i] == b[j];
	if (i == n)
		return true;
	for (i = j = 1; i < m && j < n; j++)
		i += b[i] == a[j];
	return i == m;
}

static bool
is_nickname(const char *x, size_t n, const char *y, size_t m)
{
	for (size_t i = 0; i < sizeof(nicknames) / sizeof(nicknames[0]); i++)
		for (int k = 0; k < 2; k++) {
			const char *p = nicknames[i][k], *q = nicknames[i][!k];

			if (strlen(p) == n && !memcmp(p, x, n) &&
			    strlen(q) == m && !memcmp(q, y, m))
				return true;
		}
	return false;
}

/* Every word of one is a word of the other, or its initial. *whole is set if
 * more than initials are left over in the longer one. */
static bool
words_fit(const char *shorter, const char *longer, bool *whole)
{
	const char *p = longer;

	*whole = false;
	while (*shorter) {
		size_t n = first_word(shorter);
		bool found = false;

		while (*p && !found) {
			size_t m = first_word(p);

			found = n == 1 || m == 1
				    ? *shorter == *p
				    : n == m && !memcmp(shorter, p, n);
			*whole |= !found && m > 1;
			p += m;
			p += *p == ' ';
		}
		if (!found)
			return false;
		shorter += n;
		shorter += *shorter == ' ';
	}
	while (*p) {
		size_t m = first_word(p);

		*whole |= m > 1;
		p += m;
		p += *p == ' ';
	}
	return true;
}

static enum name_agreement
given_compare(const struct folded_name *x, const struct folded_name *y)
{
	size_t n, m;
	bool whole;

	if (!*x->given || !*y->given)
		return *x->given || *y->given ? NAME_FORM : NAME_EQUAL;
	if (!strcmp(x->given, y->given))
		return NAME_EQUAL;
	if (!strcmp(x->letters, y->letters)) /* Ming-Wei, Mingwei */
		return NAME_FORM;
	if (x->initials || y->initials)
		return initials_agree(x, y) ? NAME_FORM : NAME_WEAK;
	/* "K. Anders" for "Anders" is a form, "Ci" for "Ci-Siang" a part. */
	if (words_fit(x->given, y->given, &whole) ||
	    words_fit(y->given, x->given, &whole))
		return whole ? NAME_VARIANT : NAME_FORM;
	n = first_word(x->given);
	m = first_word(y->given);
	if (is_nickname(x->given, n, y->given, m))
		return NAME_VARIANT;
	if (x->given[0] == y->given[0])
		return NAME_VARIANT;
	return NAME_WEAK;
}

/*
 * Given names that are whole and begin alike, but of which neither is a short form,
 * a part or a spelling of the other: half of the letters are others.
 */
static bool
given_is_other(const struct folded_name *x, const struct folded_name *y)
{
	enum { ALIKE = 3 };
	struct span a = { x->given, first_word(x->given) };
	struct span b = { y->given, first_word(y->given) };
	size_t longer = a.len > b.len ? a.len : b.len;
	bool whole;

	if (x->initials || y->initials || a.len < ALIKE || b.len < ALIKE ||
	    !memcmp(a.ptr, b.ptr, ALIKE) ||
	    is_nickname(a.ptr, a.len, b.ptr, b.len) ||
	    words_fit(x->given, y->given, &whole) ||
	    words_fit(y->given, x->given, &whole))
		return false;
	return text_distance(a, b, longer) * 2 > longer;
}

/* "reddi" in "janapareddi", "marquez" in "garciamarquez". */
static bool
ends_in(const char *longer, const char *shorter)
{
	size_t n = strlen(longer), m = strlen(shorter);

	return m >= 4 && n > m && !strcmp(longer + n - m, shorter);
}

static bool
starts_in(const char *longer, const char *shorter)
{
	size_t m = strlen(shorter);

	return m >= 4 && strlen(longer) > m && !strncmp(longer, shorter, m);
}

/* "Pe" for "Hla Pe", "Sa" for "De Sa": the last words of the family name. */
static bool
ends_in_words(const char *longer, const char *shorter)
{
	size_t n = strlen(longer), m = strlen(shorter);

	return m >= 2 && n > m && longer[n - m - 1] == ' ' &&
	       !strcmp(longer + n - m, shorter);
}

static enum name_agreement
family_compare(const struct folded_name *x, const struct folded_name *y)
{
	size_t n = strlen(x->core), m = strlen(y->core);

	if (!strcmp(x->family, y->family))
		return NAME_EQUAL;
	if (!strcmp(x->core, y->core) || !strcmp(x->family, y->core) ||
	    !strcmp(x->core, y->family) || is_whole_of(x, y) ||
	    is_whole_of(y, x) || equal_but_digraphs(x->core, y->core))
		return NAME_FORM;
	if (ends_in(x->family, y->core) || ends_in(y->family, x->core) ||
	    starts_in(x->core, y->core) || starts_in(y->core, x->core) ||
	    ends_in_words(x->words, y->words) ||
	    ends_in_words(y->words, x->words))
		return NAME_VARIANT;
	/* "Humme" for "Hume": records double letters, and undouble them. */
	if (n >= 4 && m >= 4 && equal_but_doubles(x->core, y->core))
		return NAME_VARIANT;
	/* A slip: only in names long enough not to become another's. */
	if (n >= 5 && m >= 5 && x->core[0] == y->core[0] &&
	    text_distance(span_of(x->core), span_of(y->core), 2) <=
		(n >= 8 ? 2U : 1U))
		return NAME_VARIANT;
	return NAME_OTHER;
}

static enum name_agreement
lower(enum name_agreement x, enum name_agreement y)
{
	return x < y ? x : y;
}

bool
name_has_word(const char *words, const char *word, size_t n)
{
	while (*words) {
		size_t m = first_word(words);

		if (m == n && !memcmp(words, word, n))
			return true;
		words += m;
		words += *words == ' ';
	}
	return false;
}

/* How many of x's words y has; SIZE_MAX if a word is missing there. */
static size_t
words_in(const char *x, const struct folded_name *y)
{
	size_t found = 0;

	while (*x) {
		size_t n = first_word(x);

		if (!name_has_word(y->words, x, n) &&
		    !name_has_word(y->given, x, n))
			return SIZE_MAX;
		found += n > 1;
		x += n;
		x += *x == ' ';
	}
	return found;
}

/* Does a name of y begin with each of x's initials? */
static bool
initials_in(const struct folded_name *x, const struct folded_name *y)
{
	for (const char *p = x->given; *p;) {
		size_t n = first_word(p);
		bool found = y->given[0] == *p || y->words[0] == *p;

		if (n > 1 || !found)
			return false;
		p += n;
		p += *p == ' ';
	}
	return *x->given;
}

static bool
is_within(const struct folded_name *x, const struct folded_name *y)
{
	size_t family = words_in(x->words, y), given = words_in(x->given, y);

	if (family == SIZE_MAX || !family)
		return false;
	/* "M. Hla Pe" is "Maung Hla Pe", wherever the family name begins. */
	return given == SIZE_MAX
		   ? family > 1 && x->initials && initials_in(x, y)
		   : given > 0;
}

/* The same words, parted elsewhere: "Mallikarjun, B. R.", "R., Mallikarjun B." */
static bool
is_parted_elsewhere(const struct folded_name *x, const struct folded_name *y)
{
	size_t found = words_in(x->words, y), given = words_in(x->given, y);

	return found != SIZE_MAX && given != SIZE_MAX && found + given &&
	       words_in(y->words, x) != SIZE_MAX &&
	       words_in(y->given, x) != SIZE_MAX;
}

/* "ddfd" for "dylan d furszyfer del": more than one, or any name would do. */
static bool
are_initials_of(const char *letters, const char *given)
{
	size_t n = 0;

	for (; *given; n++) {
		if (letters[n] != *given)
			return false;
		given += first_word(given);
		given += *given == ' ';
	}
	return n > 1 && !letters[n];
}

/* Given and family name changed places, and one perhaps lost a part:
 * "Trung, Luong" is "Luong, Trung Quoc". */
static bool
changed_places(const struct folded_name *x, const struct folded_name *y)
{
	if (!*x->letters || !*y->letters)
		return false;
	if (!strcmp(x->letters, y->core) &&
	    (!strcmp(x->core, y->letters) ||
		(y->initials && x->core[0] == y->letters[0]) ||
		are_initials_of(x->core, y->given)))
		return true;
	if (!strcmp(y->letters, x->core) && x->initials &&
	    y->core[0] == x->letters[0])
		return true;
	return is_within(x, y) || is_within(y, x) || is_parted_elsewhere(x, y);
}

/* All letters of a whole name in one field, in either order. */
static bool
is_whole_name(const char *literal, const struct folded_name *n)
{
	const char *const families[] = { n->family, n->core };
	size_t len = strlen(literal), given = strlen(n->letters);

	for (size_t i = 0; given && i < 2; i++) {
		const char *f = families[i];
		size_t m = strlen(f);

		if (m + given == len &&
		    ((!strncmp(literal, f, m) &&
			 !strcmp(literal + m, n->letters)) ||
			(!strncmp(literal, n->letters, given) &&
			    !strcmp(literal + given, f))))
			return true;
	}
	return false;
}

/* "Sa, C. D." is "De Sa, Christopher": a particle among the initials. */
static bool
has_particle_in_initials(
    const struct folded_name *x, const struct folded_name *y)
{
	size_t n = strcspn(y->words, " ");

	if (!y->words[n] || !x->initials || !*y->given || n > 3 ||
	    strcmp(x->words, y->words + n + 1) != 0)
		return false;
	return x->given[0] == y->given[0] && strchr(x->given + 1, y->words[0]);
}

static bool
are_in_two_scripts(const struct folded_name *x, const struct folded_name *y)
{
	return (x->han && !y->script) || (y->han && !x->script);
}

static enum name_agreement
compare_letters(
    const struct folded_name *claim, const struct folded_name *record)
{
	enum name_agreement family, given;

	if (claim->corporate || record->corporate) {
		/* "OpenAI" as literal here, as family name there. */
		if (!strcmp(claim->family, record->family))
			return NAME_EQUAL;
		if (claim->corporate && record->corporate &&
		    (starts_in(claim->family, record->family) ||
			starts_in(record->family, claim->family) ||
			ends_in(claim->family, record->family) ||
			ends_in(record->family, claim->family)))
			return NAME_VARIANT;
		/* A whole name in one field ("Doantam Phan"). */
		if (claim->corporate != record->corporate) {
			const struct folded_name *p =
			    claim->corporate ? record : claim;
			const struct folded_name *q =
			    claim->corporate ? claim : record;

			/* "Centre KLR": a body parted like a person. */
			if (!strncmp(q->family, p->core, strlen(p->core)) &&
			    are_initials_of(
				q->family + strlen(p->core), p->given))
				return NAME_FORM;
			if (is_whole_name(q->family, p) ||
			    (*p->letters && ends_in(q->family, p->core) &&
				!strncmp(q->family, p->letters, 1)))
				return NAME_FORM;
		}
		return NAME_OTHER;
	}
	family = family_compare(claim, record);
	if (has_particle_in_initials(claim, record) ||
	    has_particle_in_initials(record, claim))
		return NAME_VARIANT;
	if (family == NAME_OTHER) {
		return changed_places(claim, record) ? NAME_VARIANT
						     : NAME_OTHER;
	}
	given = given_compare(claim, record);
	if (given == NAME_WEAK)
		return family >= NAME_FORM ? NAME_WEAK : NAME_OTHER;
	return lower(family, given);
}

/*
 * "羅" may be Luo, Lo, La or Na: a name that is no transliteration that we know is
 * nobody else's therefore. It may be that of the one in its place.
 */
enum name_agreement
name_compare(const struct folded_name *claim, const struct folded_name *record)
{
	enum name_agreement g = compare_letters(claim, record);

	if (!are_in_two_scripts(claim, record))
		return g;
	return g > NAME_WEAK ? g : NAME_WEAK;
}

/* Agreement of claim i with record j, position taken into account. */
static enum name_agreement
at(const struct folded_names *c, size_t i, const struct folded_names *r,
    size_t j)
{
	return name_compare(&c->items[i], &r->items[j]);
}

static size_t
groups(const struct folded_names *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->len; i++)
		n += l->items[i].corporate;
	return n;
}

/* Agrees by family name, with another given name. */
static bool
is_of_other_given(const struct folded_name *x, const struct folded_name *y,
    enum name_agreement g)
{
	if (are_in_two_scripts(x, y))
		return false;
	return g == NAME_WEAK ||
	       (g == NAME_VARIANT && !strcmp(x->core, y->core) &&
		   given_is_other(x, y));
}

static bool
all_in_two_scripts(
    const struct folded_names *claim, const struct folded_names *record)
{
	for (size_t i = 0; i < claim->len; i++)
		for (size_t j = 0; j < record->len; j++)
			if (!are_in_two_scripts(
				&claim->items[i], &record->items[j]))
				return false;
	return claim->len && record->len;
}

void
names_compare(struct names_match *out, struct arena *a,
    const struct folded_names *claim, const struct folded_names *record)
{
	/* 1 + index of the claimed name that took this one, 0: free. */
	size_t *taken = ARENA_ARRAY(a, size_t, record->len ? record->len : 1);
	size_t next = 0, weak = 0, last = 0, unclaimed = 0;

	memset(out, 0, sizeof(*out));
	out->claimed = claim->len;
	out->recorded = record->len;
	out->worst = NAME_EQUAL;
	for (size_t i = 0; i < claim->len; i++) {
		enum name_agreement best = NAME_OTHER;
		size_t where = 0;

		for (size_t k = 0; k < record->len; k++) {
			/* The expected place first, then the rest. */
			size_t j = (next + k) % record->len;
			enum name_agreement g;

			if (taken[j])
				continue;
			g = at(claim, i, record, j);
			/* A weak match counts in its own place only. */
			if (g == NAME_WEAK && j != i)
				continue;
			if (g > best) {
				best = g;
				where = j;
			}
			if (best >= NAME_FORM)
				break;
		}
		if (best == NAME_OTHER) {
			out->extra++;
			continue;
		}
		taken[where] = i + 1;
		out->matched++;
		weak += best == NAME_WEAK;
		out->given_other += is_of_other_given(
		    &claim->items[i], &record->items[where], best);
		out->worst = lower(out->worst, best);
		if (i == 0 && where == 0)
			out->first = true;
		if (out->matched > 1 && where < last)
			out->reordered = true;
		last = where;
		next = where + 1;
	}
	for (size_t j = 0; j < record->len; j++)
		unclaimed += !taken[j];
	out->order_only_weak = out->matched && weak == out->matched;
	out->absent = claim->others ? 0 : unclaimed;
	out->group_for_people =
	    claim->len && record->len && !out->matched &&
	    ((groups(claim) == claim->len && !groups(record)) ||
		(groups(record) == record->len && !groups(claim)));
	out->in_two_scripts =
	    weak == out->matched && all_in_two_scripts(claim, record);
	if (record->others) /* the record itself is cut: more is no fault */
		out->extra = 0;
}
