/* Names in the text of a reference: where they are, and where they end. */

#include "parse/people.h"
#include "base/text.h"
#include "parse/lexicon.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* A word that can be (part of) a family or given name. */
static bool
is_name_word(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (!token_is_free(s, i) || t->kind != TOKEN_WORD || t->cjk ||
	    t->letters < 2)
		return false;
	if (t->upper)
		return true;
	/* d'Aspremont, al-Khalil */
	for (size_t at = t->from; at < t->to && at < t->from + 4; at++)
		if (s->text.ptr[at] == '\'' || s->text.ptr[at] == '-' ||
		    (unsigned char)s->text.ptr[at] == 0xe2)
			return true;
	return false;
}

static bool
is_particle(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (!token_is_free(s, i))
		return false;
	if (t->kind == TOKEN_WORD && !t->upper)
		return name_is_particle(token_text(s, i));
	return false;
}

/* Particles, and the apostrophe of "'t Hooft". */
static size_t
skip_particles(const struct scan *s, size_t i)
{
	size_t n = 0;

	while (n++ < 4) {
		if ((s->tokens[i].c == '\'' || s->tokens[i].c == 0x2019 ||
			s->tokens[i].c == 0x2018) &&
		    token_is_free(s, i) &&
		    (token_is(s, i + 1, "t") || token_is(s, i + 1, "s")))
			i += 2;
		else if (is_particle(s, i))
			i++;
		else
			break;
	}
	return i;
}

/* "G. E.", "G.-E.", "GE" is not; the token behind, or i. */
static size_t
skip_initials(const struct scan *s, size_t i)
{
	size_t end = i;

	for (size_t n = 0; n < 6; n++) {
		size_t at = end;

		if (at > i && token_is_dash(s, at))
			at++;
		if (!token_is_free(s, at) || !token_is_initial(s, at))
			break;
		at++;
		if (token_is_point(s, at, "."))
			at++;
		end = at;
	}
	return end;
}

/* Initials behind a family name: in "Shannon C. E. A mathematical theory" the title
 * begins with the letter that has no point, where the others have. */
static size_t
skip_initials_behind(const struct scan *s, size_t i)
{
	size_t end = skip_initials(s, i);

	if (end > i + 1 && s->tokens[end - 1].kind == TOKEN_WORD &&
	    token_is_point(s, end - 2, ".") && end < s->len &&
	    s->tokens[end].kind == TOKEN_WORD)
		end--;
	return end;
}

/* "GE", "G", as Vancouver style has them: the token behind, or i. */
static size_t
skip_bare_initials(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (!token_is_free(s, i) || t->kind != TOKEN_WORD || t->cjk)
		return i;
	if (t->upper && (t->letters == 1 || (t->caps && t->letters <= 3)))
		return i + 1;
	return i;
}

/* A family name with particles: up to max words. */
static size_t
skip_family(const struct scan *s, size_t i, size_t max)
{
	size_t at = skip_particles(s, i), words = 0;

	while (words < max && is_name_word(s, at)) {
		at++;
		words++;
		if (is_particle(s, at) && words < max) {
			size_t next = skip_particles(s, at);

			if (next > at && is_name_word(s, next))
				at = next;
		}
	}
	return words ? at : i;
}

static size_t
skip_suffix(const struct scan *s, size_t i)
{
	size_t at = i;

	if (token_is_comma(s, at))
		at++;
	if (at < s->len && s->tokens[at].kind == TOKEN_WORD &&
	    s->tokens[at].upper && name_is_suffix(token_text(s, at)) &&
	    token_is_free(s, at)) {
		at++;
		if (token_is_point(s, at, ".") && !token_is_stop(s, at))
			at++;
		else if (token_is_point(s, at, ".") &&
			 s->tokens[at - 1].letters == 2)
			at++;
		return at;
	}
	return i;
}

/* What may come behind a name. */
static bool
ends_name(const struct scan *s, size_t i)
{
	static const char *const words[] = { "and", "und", "et", "y", "e", "i",
		"и", "og", "och", "en", "with", "in", "editors", "eds", "ed",
		"a", "u", "editor", "hrsg", "hg", "trans", "eds" };

	if (i >= s->len || !token_is_free(s, i))
		return true;
	if (s->tokens[i].kind == TOKEN_POINT)
		return true;
	if (token_is_year(s, i))
		return true;
	/* "Hinton G E": an initial is no Spanish "and" */
	if (s->tokens[i].upper && s->tokens[i].letters == 1)
		return false;
	return token_is_among(s, i, words, COUNT(words));
}

bool
people_is_and(const struct scan *s, size_t i)
{
	static const char *const words[] = { "and", "und", "et", "y", "e", "i",
		"и", "og", "och", "en", "u", "with", "a" };

	if (!token_is_free(s, i))
		return false;
	if (s->tokens[i].c == '&')
		return true;
	if (s->tokens[i].kind != TOKEN_WORD)
		return false;
	/* "MINSKY, N., AND ROZENSHTEIN, D." */
	if (s->tokens[i].upper)
		return s->tokens[i].caps && s->tokens[i + 1].caps &&
		       s->tokens[i + 1].letters > 3 &&
		       (token_is(s, i, "and") || token_is(s, i, "und"));
	return token_is_among(s, i, words, COUNT(words));
}

/* "Phys", "Opt", "Chem" as what seems a family name: a journal begins. */
static bool
is_journal_word(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if ((t->lexicon & LEX_ABBREVIATION) && token_is_point(s, i + 1, "."))
		return i + 2 >= s->len || s->tokens[i + 2].upper ||
		       s->tokens[i + 2].kind == TOKEN_NUMBER;
	return token_is(s, i, "journal") || token_is(s, i, "proceedings") ||
	       token_is(s, i, "letters") || token_is(s, i, "transactions") ||
	       token_is(s, i, "science") || token_is(s, i, "physics") ||
	       token_is(s, i, "review");
}

static bool
has_function_word(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (s->tokens[i].kind == TOKEN_WORD &&
		    (s->tokens[i].lexicon & LEX_FUNCTION) &&
		    s->tokens[i].letters > 1 && s->tokens[i].upper &&
		    !s->tokens[i].caps)
			return true;
	return false;
}

/* "Hinton, G. E." */
static size_t
family_initials(const struct scan *s, size_t i)
{
	size_t at = skip_family(s, i, 4), end, bare;

	if (at == i)
		return i;
	/* "Kefi (N.), ...", as French historians have it */
	if (token_is_point(s, at, "(") && at - i < 3) {
		end = skip_initials_behind(s, at + 1);
		if (end > at + 1 && token_is_point(s, end, ")"))
			return end + 1;
	}
	/* "Kashyap. A.": a slip of the pen, seen often enough */
	if (!token_is_comma(s, at) &&
	    !(token_is_point(s, at, ".") && token_is_initial(s, at + 1) &&
		token_is_point(s, at + 2, ".") && at == i + 1))
		return i;
	end = skip_initials_behind(s, at + 1);
	if (end == at + 1) {
		bare = skip_bare_initials(s, end);
		if (bare == end ||
		    !(ends_name(s, bare) || token_is_point(s, bare, ".")))
			return i;
		end = bare;
		if (token_is_point(s, end, ".") && !token_is_stop(s, end))
			end++;
	} else if (is_name_word(s, end) && s->tokens[end - 1].c == '.' &&
		   !is_journal_word(s, end) &&
		   (token_is_comma(s, end + 1) ||
		       token_is(s, end + 1, "and")) &&
		   token_is_initial(s, at + 1) &&
		   s->tokens[end].lexicon & LEX_GIVEN) {
		end++; /* "Oppenheimer, J. Robert, and ..." */
	}
	/* "Ling Tony Chen, R. Drach, ...": given names come first, then */
	if (at - i > 1 && is_name_word(s, end) && !is_particle(s, i) &&
	    ends_name(s, end + 1))
		return i;
	/* particles behind: "Oord, A. van den" */
	if (is_particle(s, end)) {
		size_t next = skip_particles(s, end);

		if (next < s->len && s->tokens[next].kind == TOKEN_POINT &&
		    !token_is(s, end, "e") && !token_is(s, end, "y") &&
		    !token_is(s, end, "und") && !token_is(s, end, "i"))
			end = next;
	}
	return skip_suffix(s, end);
}

/* "G. E. Hinton" */
static size_t
initials_family(const struct scan *s, size_t i)
{
	size_t at = skip_initials(s, i), end;

	if (at == i || (s->tokens[at - 1].c != '.' && at - i > 2))
		return i;
	/* "J.Opt.Soc": a point alone is no name */
	end = skip_family(s, at, 3);
	if (end == at || is_journal_word(s, at) || is_journal_word(s, end - 1))
		return i;
	if (!ends_name(s, end))
		return i;
	return skip_suffix(s, end);
}

/*
 * "Sepp A. Smith, ..." is the other way round than "Smith A. Title, ...": is it so in
 * a text of one word, initials up to end, one word? first: nothing before it tells
 * the order.
 */
static bool
is_given_first(const struct scan *s, size_t i, size_t end, bool first)
{
	size_t behind = end + 1, next = end + 2;

	if (!ends_name(s, behind))
		return false;
	if (s->tokens[i].lexicon & LEX_GIVEN)
		return true;
	if (!first)
		return false;
	if (s->tokens[i].caps && s->tokens[i].letters > 2 &&
	    !s->tokens[end].caps)
		return false;
	/* "Thinking, fast and slow", "Guns, Germs, and Steel": no names */
	if (token_is_comma(s, behind) && token_is_free(s, next) &&
	    s->tokens[next].kind == TOKEN_WORD && !people_is_and(s, next) &&
	    !is_particle(s, next) && people_editor_mark(s, next) == next &&
	    people_skip_others(s, next) == next)
		return s->tokens[next].upper && !token_is_comma(s, next + 1) &&
		       !people_is_and(s, next + 1);
	return true;
}

/* "Hinton GE", "Иванов И. И." */
static size_t
family_bare_initials(const struct scan *s, size_t i, bool first)
{
	size_t at = skip_particles(s, i), words = 0, end;
	bool cyrillic = text_is_cyrillic(s->tokens[at].c);

	while (words < 3 && is_name_word(s, at) &&
	       !(words && s->tokens[at].caps && s->tokens[at].letters <= 3)) {
		at++;
		words++;
	}
	if (!words)
		return i;
	end = skip_bare_initials(s, at);
	if (end > at && token_is_point(s, end, ".") &&
	    s->tokens[at].letters == 1)
		end = at; /* with points, then */
	if (end > at && (ends_name(s, end) || s->tokens[end].digits == 4))
		return skip_suffix(s, end);
	end = skip_initials_behind(s, at);
	if (end == at)
		return i;
	if (is_name_word(s, end) && !cyrillic) {
		if (words == 1 && !token_is_comma(s, at) &&
		    is_given_first(s, i, end, first))
			return i;
		if (s->tokens[end - 1].c != '.')
			return i;
	}
	return skip_suffix(s, end);
}

/* "Geoffrey E. Hinton": two to four words that may be names. */
static size_t
given_family(const struct scan *s, size_t i)
{
	size_t at = i, words = 0, full = 0;

	while (words < 5 && at < s->len) {
		size_t next = skip_particles(s, at);

		if (words && next > at && is_name_word(s, next)) {
			at = next;
			continue;
		}
		next = skip_initials(s, at);
		if (next > at) {
			at = next;
			words++;
			continue;
		}
		if (!is_name_word(s, at))
			break;
		at++;
		words++;
		full++;
	}
	if (words < 2 || !full || !is_name_word(s, at - 1))
		return i;
	/* "CIA World Factbook", but "JOHN SMITH" */
	if (s->tokens[i].caps && s->tokens[i].letters > 2 && words > 2 &&
	    !s->tokens[at - 1].caps)
		return i;
	if (has_function_word(s, i, at) || !ends_name(s, at))
		return i;
	for (size_t k = i; k < at; k++)
		if (s->tokens[k].kind == TOKEN_WORD &&
		    (is_journal_word(s, k) ||
			(s->tokens[k].lexicon & LEX_GENRE) ||
			(s->tokens[k].caps && s->tokens[k].letters > 2 &&
			    (s->tokens[k].lexicon &
				(LEX_CONFERENCE | LEX_JOURNAL)))))
			return i;
	return skip_suffix(s, at);
}

static bool
has_initial(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (token_is_initial(s, i))
			return true;
	return false;
}

/* Does a family name have particles: "van der Maaten"? */
static bool
has_particle(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (is_particle(s, i))
			return true;
	return false;
}

/* "Hinton, Geoffrey E." */
static size_t
family_given(const struct scan *s, size_t i)
{
	size_t at = skip_family(s, i, 3), end, words = 0;

	if (at == i || !token_is_comma(s, at) || has_function_word(s, i, at))
		return i;
	/* "James Gleick, Chaos", "Thomas von Eicken, David E. Culler",
	 * "Rubin Gayle, Surveiller et jouir" */
	if (at - i > 1 && ((s->tokens[i].lexicon & LEX_GIVEN) ||
			      (!is_particle(s, i) &&
				  !(s->tokens[at + 1].lexicon & LEX_GIVEN) &&
				  !token_is_initial(s, at + 1))))
		return i;
	end = at + 1;
	while (words < 4) {
		size_t next = skip_initials(s, end);

		/* "Smith, John A. The title": a title begins behind */
		if (next > end && words) {
			end = next;
			words++;
			if (is_name_word(s, end) && s->tokens[end - 1].c == '.')
				break;
			continue;
		}
		if (!is_name_word(s, end) || is_journal_word(s, end))
			break;
		end++;
		words++;
		next = skip_particles(s, end);
		if (next > end && next < s->len &&
		    (is_name_word(s, next) ||
			s->tokens[next].kind == TOKEN_POINT) &&
		    !token_is(s, end, "e") && !token_is(s, end, "y") &&
		    !token_is(s, end, "und") && !token_is(s, end, "i") &&
		    !token_is(s, end, "in"))
			end = next;
	}
	/* "Ritwik Gupta, Richard Hosfelt, Sandra Sajeev": two whole names each */
	if (at - i > 1 && words > 1 && !has_initial(s, at + 1, end) &&
	    !has_particle(s, i, at) &&
	    (token_is_comma(s, end) || people_is_and(s, end)))
		return i;
	if (!words || has_function_word(s, at, end) ||
	    (words > 2 && !(s->tokens[at + 1].lexicon & LEX_GIVEN)))
		return i;
	if (!ends_name(s, end) &&
	    !(is_name_word(s, end) && s->tokens[end - 1].c == '.'))
		return i;
	return skip_suffix(s, end);
}

static size_t
one_name(const struct scan *s, size_t i, enum name_form form)
{
	if (i >= s->len)
		return i;
	switch (form) {
	case FORM_FAMILY_INITIALS: return family_initials(s, i);
	case FORM_INITIALS_FAMILY: return initials_family(s, i);
	case FORM_FAMILY_BARE_INITIALS: return family_bare_initials(s, i, true);
	case FORM_GIVEN_FAMILY: return given_family(s, i);
	case FORM_FAMILY_GIVEN: return family_given(s, i);
	case FORM_CJK: return people_cjk_name(s, i);
	default: return i;
	}
}

/* The forms that may follow a name of the first form in one list, in the order of
 * trying. */
enum { FOLLOWERS = 5 };
static const enum name_form followers[][FOLLOWERS] = {
	[FORM_FAMILY_INITIALS] = { FORM_FAMILY_INITIALS, FORM_INITIALS_FAMILY,
	    FORM_CJK, FORM_FAMILY_BARE_INITIALS, FORM_GIVEN_FAMILY },
	[FORM_INITIALS_FAMILY] = { FORM_INITIALS_FAMILY, FORM_GIVEN_FAMILY },
	[FORM_FAMILY_BARE_INITIALS] = { FORM_FAMILY_BARE_INITIALS,
	    FORM_FAMILY_INITIALS, FORM_INITIALS_FAMILY },
	[FORM_GIVEN_FAMILY] = { FORM_GIVEN_FAMILY, FORM_INITIALS_FAMILY },
	[FORM_FAMILY_GIVEN] = { FORM_FAMILY_INITIALS, FORM_FAMILY_GIVEN,
	    FORM_GIVEN_FAMILY, FORM_INITIALS_FAMILY },
	[FORM_CJK] = { FORM_CJK, FORM_FAMILY_INITIALS,
	    FORM_FAMILY_BARE_INITIALS },
	[FORM_CORPORATE] = { FORM_NONE },
};

/* Commas, semicolons and "and" between two names: the token behind, or i. */
static size_t
skip_separators(const struct scan *s, size_t i, bool *and)
{
	size_t at = i;

	for (size_t n = 0; n < 3; n++) {
		if (token_is_free(s, at) &&
		    (token_is_comma(s, at) || s->tokens[at].c == ';' ||
			s->tokens[at].c == 0xff1b || s->tokens[at].c == '/' ||
			token_parts_persons(s, at))) {
			at++;
		} else if (people_is_and(s, at) &&
			   people_skip_others(s, at) == at) {
			*and = true;
			at++;
			/* "Hochreiter, Sepp u. Schmidhuber, Jürgen" */
			if (token_is(s, at - 1, "u") &&
			    token_is_point(s, at, "."))
				at++;
		} else {
			break;
		}
	}
	return at;
}

void
people_add(struct name_list *out, struct scan *s, size_t from, size_t to,
    enum name_form form)
{
	enum name_order order = NAME_ORDER_GUESS;
	struct name n;

	if (form == FORM_GIVEN_FAMILY || form == FORM_INITIALS_FAMILY)
		order = NAME_ORDER_GIVEN_FIRST;
	/* "BA J.": two capitals are a family name there */
	if (form == FORM_FAMILY_BARE_INITIALS && s->tokens[from].caps)
		order = NAME_ORDER_FAMILY_FIRST;
	/* "PRÖPPER Thomas": the family name is in capitals */
	if (form == FORM_GIVEN_FAMILY && s->tokens[from].caps &&
	    s->tokens[from].letters > 2 && !s->tokens[to - 1].caps)
		order = NAME_ORDER_FAMILY_FIRST;
	if (form == FORM_CORPORATE) {
		memset(&n, 0, sizeof(n));
		if (token_is(s, from, "the") && !s->tokens[from].upper)
			from++;
		n.literal = text_clean(s->a, tokens_text(s, from, to));
	} else {
		struct span name = tokens_text(s, from, to);

		name_parse(&n, s->a,
		    form == FORM_CJK ? people_cjk_without_role(name) : name,
		    order);
	}
	if (n.family || n.literal)
		name_list_add(s->a, out, n);
}

/* The form of the first name, and where it ends. */
static enum name_form
first_form(const struct scan *s, size_t i, size_t *end)
{
	static const enum name_form order[] = { FORM_CJK, FORM_FAMILY_INITIALS,
		FORM_INITIALS_FAMILY, FORM_FAMILY_BARE_INITIALS,
		FORM_FAMILY_GIVEN, FORM_GIVEN_FAMILY };

	for (size_t k = 0; k < COUNT(order); k++) {
		*end = one_name(s, i, order[k]);
		if (*end > i)
			return order[k];
	}
	return FORM_NONE;
}

/* A chunk between commas that could as well be the start of a title. */
bool
people_are_doubtful(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (s->tokens[i].kind == TOKEN_WORD &&
		    ((s->tokens[i].lexicon & LEX_GIVEN) ||
			token_is_initial(s, i)))
			return false;
	return true;
}

/* "the PDP research group", "ATLAS Collaboration" among people: the token behind,
 * or i. */
static size_t
group_name(const struct scan *s, size_t i)
{
	static const char *const words[] = { "group", "collaboration",
		"consortium", "team", "network", "committee", "initiative",
		"investigators", "collaborators", "workgroup", "taskforce",
		"arbeitsgruppe" };
	bool the = token_is(s, i, "the"), named = false;

	for (size_t at = the ? i + 1 : i; at < s->len && at < i + 8; at++) {
		if (!token_is_free(s, at) ||
		    !(s->tokens[at].kind == TOKEN_WORD || token_is_dash(s, at)))
			break;
		if (!the && !s->tokens[at].upper)
			break;
		if (named && token_is_among(s, at, words, COUNT(words)))
			return at + 1;
		named = named || s->tokens[at].upper;
	}
	return i;
}

/* The next name of a list of that form, and what form it has: the token behind it,
 * or i. */
static size_t
next_name(
    const struct scan *s, size_t i, enum name_form form, enum name_form *used)
{
	size_t to;

	for (size_t k = 0; k < FOLLOWERS && followers[form][k]; k++) {
		*used = followers[form][k];
		to = *used == form && form == FORM_FAMILY_BARE_INITIALS
			 ? family_bare_initials(s, i, false)
			 : one_name(s, i, *used);
		if (to > i)
			return to;
	}
	*used = FORM_CORPORATE;
	return group_name(s, i);
}

/* "Krizhevsky, et al.", "Vaswani et al. (2017)": a family name alone will do. */
static size_t
family_of_others(const struct scan *s, size_t i)
{
	size_t end = skip_family(s, i, 2), next = end;

	if (end == i)
		return i;
	if (token_is_comma(s, next))
		next++;
	return people_skip_others(s, next) > next ? end : i;
}

/* "(2012)", "2012" */
static bool
is_open_year(const struct scan *s, size_t i)
{
	if (token_is_point(s, i, "(["))
		i++;
	return token_is_year(s, i);
}

/* "et al., Hinton. ImageNet ...": a word alone that can be a last author's. */
static size_t
family_alone(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return is_name_word(s, i) && !t->caps && !(t->lexicon & ~LEX_GIVEN) &&
		       (token_is_stop(s, i + 1) || is_open_year(s, i + 1)) &&
		       i + 3 < s->len
		   ? i + 1
		   : i;
}

/*
 * The names behind an "et al." in the middle, of which the last is the last of the
 * work, the only one whose place is known. The token behind them, or at.
 */
static size_t
read_behind_cut(struct name_list *out, struct scan *s, size_t at, size_t end,
    enum name_form form)
{
	size_t last = at, from = 0;
	enum name_form used = FORM_NONE, kept = FORM_NONE;

	while (last < end) {
		bool and = false;
		size_t next = skip_separators(s, last, &and), to;

		if (next == last || next >= end)
			break;
		if (form == FORM_CORPORATE)
			to = family_alone(s, next), used = FORM_INITIALS_FAMILY;
		else
			to = next_name(s, next, form, &used);
		/* without "and" it must be of the form of the others: a title or
		 * a journal may follow */
		if (to <= next || to > end ||
		    (!and&&form != FORM_CORPORATE &&
			!(used == form && form == FORM_FAMILY_INITIALS)))
			break;
		from = next;
		kept = used;
		last = to;
	}
	if (last > at) {
		people_add(out, s, from, last, kept);
		out->last_follows_cut = true;
	}
	return last;
}

/* A doubtful name before an "and" is one if a name stands behind that too:
 * "Computing Machinery and Intelligence, Mind 59". */
static bool
goes_on_behind(const struct scan *s, size_t i, enum name_form form)
{
	enum name_form used;
	bool and = false;
	size_t next = skip_separators(s, i, &and), to;

	to = next_name(s, next, form, &used);
	return to > next && used != FORM_FAMILY_GIVEN;
}

size_t
people_read(struct name_list *out, struct scan *s, size_t from, size_t end)
{
	size_t at, last = from, next;
	enum name_form form;
	bool and = false, joined = false;

	if (from >= end)
		return from;
	form = first_form(s, from, &at);
	if (form == FORM_NONE) {
		at = family_of_others(s, from);
		form = FORM_CORPORATE; /* nothing goes on from it */
		if (at == from)
			return from;
	}
	if (at > end)
		return from;
	people_add(out, s, from, at,
	    form == FORM_CORPORATE ? FORM_INITIALS_FAMILY : form);
	last = at;
	while (at < end) {
		enum name_form used = FORM_NONE;
		size_t to = 0;

		next = skip_separators(s, at, &and);
		to = people_skip_others(s, next);
		if (to > next && to <= end) {
			out->others = true;
			last = read_behind_cut(out, s, to, end, form);
			break;
		}
		if (next == at)
			break;
		to = next_name(s, next, form, &used);
		if (to <= next || to > end)
			break;
		/* "Barry Wilkinson, Digital Design, Wiley": after a comma only
		 * what has the look of a person */
		if (used == FORM_GIVEN_FAMILY && !people_is_and(s, next - 1) &&
		    people_are_doubtful(s, next, to) &&
		    (form == FORM_INITIALS_FAMILY || joined ||
			form == FORM_FAMILY_INITIALS ||
			(form == FORM_FAMILY_GIVEN && !token_is_comma(s, to) &&
			    !people_is_and(s, to)) ||
			(out->len < 2 && !token_is_comma(s, to) &&
			    !people_is_and(s, to) && !token_is_stop(s, to))))
			break;
		if (used == FORM_GIVEN_FAMILY && !people_is_and(s, next - 1) &&
		    people_are_doubtful(s, next, to) && people_is_and(s, to) &&
		    !goes_on_behind(s, to, form))
			break;
		/* "Glucksmann, Christine, Esthétique, Paris" */
		if (used == FORM_FAMILY_GIVEN &&
		    !and&&s->tokens[next - 1].c != ';' &&
		    people_are_doubtful(s, next, to))
			break;
		joined = people_is_and(s, next - 1);
		people_add(out, s, next, to, used);
		last = at = to;
	}
	return last;
}
