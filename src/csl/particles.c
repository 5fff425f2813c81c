#include "csl/particles.h"
#include "base/text.h"

#include "base/banned.h"

static bool
starts_lower(struct span s)
{
	size_t at = 0;
	uint32_t c = text_next(s, &at);

	/* "'t", "’s" */
	while (at < s.len && (c == '\'' || c == 0x2019 || c == 0x2018))
		c = text_next(s, &at);
	return text_is_lower(c);
}

static bool
starts_upper(struct span s)
{
	size_t at = 0;

	return text_is_upper(text_next(s, &at));
}

/* The bytes of "d'" in "d'Aubignac", of "al-" in "al-Ghazali", or 0. */
static size_t
joined_particle(struct span word)
{
	size_t at = 0;

	while (at < word.len) {
		uint32_t c = text_next(word, &at);

		if (c == '\'' || c == 0x2019 || c == '-' || c == 0x2010)
			return at > 1 && starts_upper(span_skip(word, at)) ? at
									   : 0;
		if (!text_is_lower(c))
			return 0;
	}
	return 0;
}

static struct span
first_word(struct span s)
{
	size_t n = 0;

	while (n < s.len && s.ptr[n] != ' ')
		n++;
	return span_sub(s, 0, n);
}

/* How many bytes at the start of a family are particles. */
static size_t
leading_particles(struct span s)
{
	size_t at = 0, len = 0, joined;

	while (at < s.len) {
		struct span word = first_word(span_skip(s, at));

		if (!word.len)
			return 0;
		joined = joined_particle(word);
		if (joined)
			return at + joined;
		if (!starts_lower(word))
			break;
		at += word.len;
		len = at;
		while (at < s.len && s.ptr[at] == ' ')
			at++;
	}
	return at < s.len ? len : 0;
}

static void
split_family(struct arena *a, struct csl_name *n)
{
	struct span s = span_of(n->family);
	size_t len = leading_particles(s);
	struct span rest;

	if (!len)
		return;
	rest = text_trim(span_skip(s, len));
	if (!rest.len)
		return;
	/* A blank behind an apostrophe stays: "de' Medici", but "d'Este". */
	if (s.ptr[len - 1] != ' ' && s.ptr[len] == ' ' &&
	    (s.ptr[len - 1] == '\'' || (unsigned char)s.ptr[len - 1] == 0x99))
		len++;
	n->non_dropping = arena_strdup_span(a, span_sub(s, 0, len));
	n->family = arena_strdup_span(a, rest);
}

/* The words at the end of a given name that are written small. */
static void
split_given(struct arena *a, struct csl_name *n)
{
	struct span s = span_of(n->given);
	size_t from = s.len;

	for (;;) {
		size_t end = from, start;

		while (end && s.ptr[end - 1] == ' ')
			end--;
		start = end;
		while (start && s.ptr[start - 1] != ' ')
			start--;
		if (!start || start == end ||
		    !starts_lower(span_sub(s, start, end)))
			break;
		from = start;
	}
	if (from == s.len)
		return;
	n->dropping = arena_strdup_span(a, text_trim(span_skip(s, from)));
	n->given = arena_strdup_span(a, text_trim(span_sub(s, 0, from)));
}

static void
split_suffix(struct arena *a, struct csl_name *n)
{
	const char *comma = strchr(n->given, ',');
	struct span rest;

	if (!comma)
		return;
	rest = span_of(comma + 1);
	if (rest.len && *rest.ptr == '!') {
		n->comma_suffix = true;
		rest = span_skip(rest, 1);
	}
	rest = text_trim(rest);
	if (rest.len)
		n->suffix = arena_strdup_span(a, rest);
	n->given = arena_strdup_span(a,
	    text_trim((struct span){ n->given, (size_t)(comma - n->given) }));
}

void
csl_name_split_particles(struct arena *a, struct csl_name *n)
{
	size_t len = n->family ? strlen(n->family) : 0;

	if (len > 2 && n->family[0] == '"' && n->family[len - 1] == '"') {
		n->family = arena_strdup_span(
		    a, (struct span){ n->family + 1, len - 2 });
		return;
	}
	if (n->given && !n->suffix)
		split_suffix(a, n);
	if (n->family && !n->non_dropping)
		split_family(a, n);
	if (n->given && !n->dropping)
		split_given(a, n);
	if (n->given && !*n->given)
		n->given = NULL;
}
