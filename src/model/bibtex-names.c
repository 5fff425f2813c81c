#include "base/text.h"
#include "model/bibtex.h"
#include "model/latex.h"
#include "model/rich.h"

#include "base/banned.h"

/*
 * BibTeX's names (btxdoc section 4; Markey, "Tame the BeaST", section 11), on
 * the LaTeX source, because braces decide what belongs together and what case
 * a word has. Beyond it: biblatex's "family=..., given=...", and lists in the
 * wild that part names by ";" or commas or say "et al.".
 */

/* As many words of one name as we look at; the rest goes with the last. */
enum { WORDS_MAX = 32, PARTS_MAX = 8 };

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* "~" joins a name's words in print, but parts them here. */
static bool
is_word_end(char c)
{
	return is_blank(c) || c == '~';
}

/*
 * The next piece of *rest up to that byte outside braces; *rest goes behind it. *end
 * is the byte, or 0 at the end of the text.
 */
static struct span
take_until(struct span *rest, char stop, char *end)
{
	struct span out = *rest;
	size_t depth = 0, i;

	*end = '\0';
	for (i = 0; i < rest->len; i++) {
		char c = rest->ptr[i];

		if (c == '\\' && i + 1 < rest->len && rest->ptr[i + 1] != '{' &&
		    rest->ptr[i + 1] != '}')
			i++; /* "\," or "\;" parts nothing */
		else if (c == '{')
			depth++;
		else if (c == '}' && depth)
			depth--;
		else if (depth == 0 && c == stop)
			break;
	}
	if (i > rest->len)
		i = rest->len;
	if (i < rest->len)
		*end = rest->ptr[i];
	out.len = i;
	*rest = span_skip(*rest, i < rest->len ? i + 1 : i);
	return text_trim(out);
}

bool
bibtex_is_group(struct span s)
{
	size_t depth = 0;

	if (s.len < 2 || s.ptr[0] != '{' || s.ptr[1] == '\\')
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '{')
			depth++;
		else if (s.ptr[i] == '}' && --depth == 0)
			return i + 1 == s.len;
	}
	return false;
}

/* Unicode text, or NULL if nothing is left. */
static const char *
decode(struct arena *a, struct span s)
{
	char *out = s.len ? latex_to_unicode(a, s) : NULL;

	return out && *out ? out : NULL;
}

struct words {
	struct span items[WORDS_MAX];
	size_t len;
};

static void
split_words(struct words *out, struct span s)
{
	out->len = 0;
	while (s.len) {
		size_t depth = 0, i = 0;

		if (is_word_end(s.ptr[0])) {
			s = span_skip(s, 1);
			continue;
		}
		if (out->len == WORDS_MAX - 1) {
			out->items[out->len++] = s;
			return;
		}
		for (; i < s.len; i++) {
			char c = s.ptr[i];

			if (c == '\\' && i + 1 < s.len && s.ptr[i + 1] == '~')
				i++; /* an accent, not a tie */
			else if (c == '{')
				depth++;
			else if (c == '}' && depth)
				depth--;
			else if (depth == 0 && is_word_end(c))
				break;
		}
		if (i > s.len)
			i = s.len;
		out->items[out->len++] = span_sub(s, 0, i);
		s = span_skip(s, i);
	}
}

/* Words from..to of a name, with what stands between them. */
static struct span
joined(const struct words *w, size_t from, size_t to)
{
	struct span out = { "", 0 };

	if (from >= to)
		return out;
	out.ptr = w->items[from].ptr;
	out.len =
	    (size_t)(w->items[to - 1].ptr + w->items[to - 1].len - out.ptr);
	return out;
}

/*
 * A word of the von part begins with a small letter outside braces; a "special
 * character" counts by its letter; a braced word has no case (bibtex.web,
 * "von_token_found").
 */
static bool
is_small(struct arena *a, struct span word)
{
	const char *text;
	struct span s;
	size_t at = 0;
	uint32_t c;

	if (word.len > 1 && word.ptr[0] == '{' && word.ptr[1] != '\\')
		return false;
	if (word.len && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z')
		return false;
	text = decode(a, word);
	s = span_of(text ? text : "");
	while (at < s.len) {
		c = text_next(s, &at);
		if (text_is_letter(c))
			return text_is_lower(c);
	}
	return false;
}

/* "von Last", from words from..to: the last one is always Last. */
static void
set_family(struct name *out, struct arena *a, const struct words *w,
    size_t from, size_t to)
{
	size_t last = from;

	for (size_t i = from; i + 1 < to; i++)
		if (is_small(a, w->items[i]))
			last = i + 1;
	out->non_dropping_particle = decode(a, joined(w, from, last));
	out->family = decode(a, joined(w, last, to));
}

/* "Wei Li 0001": dblp numbers people of the same name. */
static bool
is_homonym_number(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] < '0' || word.ptr[i] > '9')
			return false;
	return word.len == 4;
}

/* "A.G.", "J.-P.": initials with their points. */
static bool
is_initials(struct span word)
{
	size_t at = 0;

	while (at < word.len) {
		if (word.ptr[at] == '-' && at)
			at++;
		if (!text_is_upper(text_next(word, &at)) || at >= word.len ||
		    word.ptr[at++] != '.')
			return false;
	}
	return word.len > 0;
}

/* "Cullis A. G.", as medical journals have it. */
static bool
family_first(struct name *out, struct arena *a, const struct words *w)
{
	size_t from = w->len;

	while (from && is_initials(w->items[from - 1]))
		from--;
	if (!from || from == w->len || is_initials(w->items[0]))
		return false;
	set_family(out, a, w, 0, from);
	out->given = decode(a, joined(w, from, w->len));
	return true;
}

/* "First von Last". */
static void
natural_order(struct name *out, struct arena *a, struct words *w)
{
	size_t from = 0, to = w->len, von;
	bool all_small;

	if (family_first(out, a, w))
		return;
	if (to > 1 && is_homonym_number(w->items[to - 1]))
		to--;
	if (to > 2) {
		const char *last = decode(a, w->items[to - 1]);

		if (last && name_is_suffix(span_of(last)))
			out->suffix = decode(a, w->items[--to]);
	}
	/*
	 * The von part is from the first small word to the last one. In a name
	 * that is all small ("yoshua bengio") only known particles count.
	 */
	all_small = to > 1 && is_small(a, w->items[0]) &&
		    !name_is_particle(w->items[0]);
	for (von = from; von + 1 < to; von++)
		if (all_small ? von && name_is_particle(w->items[von])
			      : is_small(a, w->items[von]))
			break;
	if (von + 1 >= to)
		von = to ? to - 1 : 0;
	out->given = decode(a, joined(w, from, von));
	set_family(out, a, w, von, to);
}

/* biblatex's extended format (manual, section 3.4): "given=Hans, prefix=von". */
static bool
extended_name(struct name *out, struct arena *a, struct span s)
{
	struct span rest = s;
	bool found = false;
	char end = ',';

	*out = (struct name){ 0 };
	while (end == ',') {
		struct span part = take_until(&rest, ',', &end), key;
		const char *equals = memchr(part.ptr, '=', part.len);
		const char **field;

		if (!equals)
			return false;
		key = text_trim(span_sub(part, 0, (size_t)(equals - part.ptr)));
		if (text_eq_nocase(key, "family"))
			field = &out->family;
		else if (text_eq_nocase(key, "given"))
			field = &out->given;
		else if (text_eq_nocase(key, "prefix"))
			field = &out->non_dropping_particle;
		else if (text_eq_nocase(key, "suffix"))
			field = &out->suffix;
		else
			field = NULL; /* given-i, useprefix, hash, ... */
		if (!field)
			continue;
		part =
		    text_trim(span_skip(part, (size_t)(equals - part.ptr) + 1));
		if (part.len > 1 && part.ptr[0] == '"' &&
		    part.ptr[part.len - 1] == '"')
			part = span_sub(part, 1, part.len - 1);
		*field = decode(a, part);
		found |= out->family || out->given;
	}
	if (found && !out->family) {
		out->family = out->given;
		out->given = NULL;
	}
	return found;
}

/* A name without a comma. */
static void
plain_name(struct name *out, struct arena *a, struct span s)
{
	const char *text = decode(a, s);
	struct words w;

	*out = (struct name){ 0 };
	if (!text)
		return;
	if (text_has_cjk(span_of(text))) {
		name_parse(out, a, span_of(text), NAME_ORDER_GUESS);
		return;
	}
	split_words(&w, s);
	if (w.len > 1 && name_is_corporate(span_of(text)))
		out->literal = text;
	else
		natural_order(out, a, &w);
}

static bool
is_suffix(struct arena *a, struct span s)
{
	const char *text;

	/* nearly all words are known by how they begin */
	if (!s.len || !name_may_be_suffix(s.ptr[0]))
		return false;
	text = decode(a, s);
	return text && name_is_suffix(span_of(text));
}

/* Portuguese words for a son go with the family's name, and works are filed so
 * (ABNT, NBR 10520): "Vasques Filho, Demival". */
static bool
goes_with_family(struct arena *a, struct span word)
{
	const char *text = decode(a, word);

	return text && (text_eq_nocase(span_of(text), "filho") ||
			   !strcmp(text, "Júnior") || !strcmp(text, "júnior"));
}

/* "von Last, First" and "von Last, Jr, First". */
static void
sorted_name(struct name *out, struct arena *a, struct span *parts, size_t len)
{
	struct span given = parts[len - 1], suffix = { "", 0 };
	struct words w;
	size_t to;

	*out = (struct name){ 0 };
	if (len > 2)
		suffix = parts[1];
	/* "Matthews, M. D." is no doctor without first names. */
	if (len == 2 && is_suffix(a, given) &&
	    !text_starts_nocase(given, "m.")) {
		suffix = given; /* "King, Jr." */
		given.len = 0;
	} else if (len == 3 && !is_suffix(a, parts[1]) &&
		   is_suffix(a, parts[2])) {
		suffix = parts[2]; /* "King, Martin Luther, Jr." */
		given = parts[1];
	}
	split_words(&w, parts[0]);
	to = w.len;
	if (to > 1 && !suffix.len && is_suffix(a, w.items[to - 1]) &&
	    !goes_with_family(a, w.items[to - 1]))
		suffix = w.items[--to];
	set_family(out, a, &w, 0, to);
	split_words(&w, given);
	to = w.len;
	if (to > 1 && is_homonym_number(w.items[to - 1]))
		to--;
	out->given = decode(a, joined(&w, 0, to));
	out->suffix = decode(a, suffix);
	if (!out->family) {
		out->family = out->given;
		out->given = NULL;
	}
}

static bool
name_is_empty(const struct name *n)
{
	return !n->family && !n->given && !n->literal;
}

static void
add(struct name_list *out, struct arena *a, const struct name *n)
{
	if (!name_is_empty(n))
		ARENA_PUSH(a, out->items, out->len) = *n;
}

/*
 * More commas than a name has: names that are parted by commas. Each with a
 * blank in it is a whole name; else they are "Last, First" pairs.
 */
static void
comma_list(struct name_list *out, struct arena *a, struct span s)
{
	struct span rest = s, first = { "", 0 };
	bool whole = true;
	char end = ',';
	struct name n;

	while (end == ',') {
		struct span part = take_until(&rest, ',', &end);

		whole = whole && (!part.len || memchr(part.ptr, ' ', part.len));
	}
	rest = s;
	for (end = ','; end == ',';) {
		struct span part = take_until(&rest, ',', &end);

		if (whole) {
			plain_name(&n, a, part);
			add(out, a, &n);
		} else if (!first.len) {
			first = part;
		} else {
			struct span pair[2] = { first, part };

			sorted_name(&n, a, pair, 2);
			add(out, a, &n);
			first.len = 0;
		}
	}
	if (first.len) {
		plain_name(&n, a, first);
		add(out, a, &n);
	}
}

static bool
begins_small(struct arena *a, struct span s)
{
	struct words w;

	split_words(&w, s);
	return w.len > 0 && is_small(a, w.items[0]);
}

/* "von Last, Jr, First" is the form that btxdoc has (section 4) for two commas;
 * "Jane Doe, John Smith, Max Roe" are three people. */
static bool
are_whole_names(struct arena *a, const struct span *parts, size_t len)
{
	/* "d' Aubignac, abbé d', François Hédelin": only a family's name begins
	 * with a von part, unless all is in small letters. */
	if (begins_small(a, parts[0]) && !begins_small(a, parts[len - 1]))
		return false;
	for (size_t i = 0; i < len; i++)
		if (!memchr(parts[i].ptr, ' ', parts[i].len))
			return false;
	return true;
}

static void
one_name(struct name_list *out, struct arena *a, struct span s)
{
	struct span parts[PARTS_MAX], rest = s;
	struct name n = { 0 };
	size_t len = 0;
	char end = ',';

	if (bibtex_is_group(s)) {
		struct span inner = span_sub(s, 1, s.len - 1);

		/* The whole of an extended name, as some programs write it. */
		if (memchr(inner.ptr, '=', inner.len) &&
		    extended_name(&n, a, inner)) {
			add(out, a, &n);
			return;
		}
		n = (struct name){ 0 };
		n.literal = decode(a, span_sub(s, 1, s.len - 1));
		add(out, a, &n);
		return;
	}
	if (memchr(s.ptr, '=', s.len) && extended_name(&n, a, s)) {
		add(out, a, &n);
		return;
	}
	while (end == ',' && len < PARTS_MAX)
		parts[len++] = take_until(&rest, ',', &end);
	while (len > 1 && !parts[len - 1].len)
		len--; /* "Sukarno," */
	if (len == 1) {
		plain_name(&n, a, parts[0]);
	} else if (len <= 2 || (len == 3 && (!are_whole_names(a, parts, len) ||
						is_suffix(a, parts[1]) ||
						is_suffix(a, parts[2])))) {
		sorted_name(&n, a, parts, len);
	} else {
		comma_list(out, a, s);
		return;
	}
	add(out, a, &n);
}

/* The next name of a list: up to "and" between blanks, or ";". */
static struct span
take_name(struct span *rest)
{
	size_t depth = 0, i;
	struct span out;

	for (i = 0; i < rest->len; i++) {
		char c = rest->ptr[i];
		struct span word = span_skip(*rest, i + 1);
		size_t len;

		if (c == '&' && rich_entity(span_skip(*rest, i), &len))
			i += len - 1; /* "d&apos;Amore" is one name */
		else if (c == '\\' && i + 1 < rest->len &&
			 rest->ptr[i + 1] == ';')
			i++;
		else if (c == '{')
			depth++;
		else if (c == '}' && depth)
			depth--;
		else if (depth == 0 && c == ';')
			break;
		else if (depth == 0 && is_blank(c) &&
			 text_starts_nocase(word, "and") &&
			 (word.len == 3 || is_blank(word.ptr[3])))
			break;
	}
	if (i > rest->len)
		i = rest->len;
	out = span_sub(*rest, 0, i);
	if (i == rest->len)
		*rest = span_skip(*rest, i);
	else if (rest->ptr[i] == ';')
		*rest = span_skip(*rest, i + 1);
	else
		*rest = span_skip(*rest, i + 4);
	return text_trim(out);
}

/* "Jacob Devlin et al.": the mark goes off the name. */
static bool
strip_et_al(struct span *s)
{
	static const char *const marks[] = { " et al.", " et al", " et~al.",
		"~et~al.", " et. al.", ", et al.", " and others" };
	char last = s->len ? text_ascii_lower(s->ptr[s->len - 1]) : '\0';

	if (last != '.' && last != 'l' && last != 's')
		return false;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t len = strlen(marks[i]);

		if (s->len > len &&
		    text_eq_nocase(span_skip(*s, s->len - len), marks[i])) {
			*s = text_trim(span_sub(*s, 0, s->len - len));
			if (s->len && s->ptr[s->len - 1] == ',')
				s->len--;
			return true;
		}
	}
	return false;
}

void
read_bibtex_names(struct name_list *out, struct arena *a, struct span value)
{
	struct span rest = text_trim(value);
	size_t cut_at = 0;

	*out = (struct name_list){ 0 };
	/* "and B": an empty first name. */
	if (text_starts_nocase(rest, "and") && rest.len > 3 &&
	    is_blank(rest.ptr[3]))
		rest = span_skip(rest, 4);
	while (rest.len) {
		struct span s = take_name(&rest);
		const char *text;

		if (!s.len)
			continue;
		/* Only what is short, or begins so, can be the mark. */
		text = s.len <= 24 && name_may_be_others(s.ptr[0])
			   ? decode(a, s)
			   : NULL;
		if (text_eq_nocase(s, "others") ||
		    (text && name_is_others(span_of(text)))) {
			out->others = true;
			cut_at = out->len;
			continue;
		}
		if (strip_et_al(&s)) {
			one_name(out, a, s);
			out->others = true;
			cut_at = out->len;
			continue;
		}
		one_name(out, a, s);
	}
	out->last_follows_cut = out->others && out->len > cut_at;
}
