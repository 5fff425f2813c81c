/* What was copied out of a .bib file or from dblp, as it was meant. */

#include "base/text.h"
#include "model/latex.h"
#include "parse/after.h"

#include "base/banned.h"

/* Text that is put together, and the offset in the body of each of its bytes. */
struct copy {
	struct arena *a;
	struct span in;
	char *out;
	size_t *map;
	size_t len;
};

static void
put(struct copy *c, struct span bytes, size_t from, bool as_it_is)
{
	for (size_t i = 0; i < bytes.len; i++) {
		c->out[c->len] = bytes.ptr[i];
		c->map[c->len++] = as_it_is ? from + i : from;
	}
}

/* "Heged{\H u}s", "Sch\"utze": the letter instead of LaTeX's command. */
static bool
take_latex(struct copy *c, size_t *at)
{
	size_t end = latex_character(c->in, *at);
	struct span letter;

	if (end == *at)
		return false;
	letter = span_of(latex_to_unicode(c->a, span_sub(c->in, *at, end)));
	/* "\o " is never longer than what it is written with */
	if (!letter.len || letter.len > end - *at + 2)
		return false;
	put(c, letter, *at, false);
	*at = end;
	return true;
}

/* "Wei Wang 0001,": the number by which dblp tells namesakes apart; *at is the blank. */
static bool
take_serial(const struct copy *c, size_t *at)
{
	struct span rest = span_skip(c->in, *at + 1);
	size_t before = *at;
	uint32_t first = 0, letter;

	if (rest.len < 5 || memcmp(rest.ptr, "00", 2) != 0 ||
	    after_digits(rest, 0) != 4 ||
	    !(strchr(",;.:", rest.ptr[4]) ||
		text_starts_nocase(span_skip(rest, 4), " and ") ||
		text_starts_nocase(span_skip(rest, 4), " & ")))
		return false;
	while (before && text_is_letter(letter = text_prev(c->in, &before)))
		first = letter;
	if (!text_is_upper(first))
		return false;
	*at += 5;
	return true;
}

static bool
is_small(struct span s, size_t at)
{
	return at < s.len && s.ptr[at] >= 'a' && s.ptr[at] <= 'z';
}

/* "2019a/b": the second letter of a year goes; *at is the slash. */
static bool
take_second_letter(struct span s, size_t *at)
{
	if (s.ptr[*at] != '/' || *at < 5 || !is_small(s, *at - 1) ||
	    after_digits(s, *at - 5) != *at - 1 || !is_small(s, *at + 1) ||
	    (*at + 2 < s.len && !strchr("),.;: ", s.ptr[*at + 2])))
		return false;
	*at += 2;
	return true;
}

static bool
is_plain(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == '/' && take_second_letter(s, &(size_t){ i }))
			return false;
	return !memchr(s.ptr, '\\', s.len) && !memmem(s.ptr, s.len, " 00", 3);
}

/* The runs of the body, over the new text. */
static void
move_runs(struct mapped_text *out, struct arena *a,
    const struct mapped_text *body, const size_t *map)
{
	out->runs = NULL;
	out->runs_len = 0;
	for (size_t i = 0; i < body->runs_len; i++) {
		struct run r = body->runs[i];
		size_t from = 0, to;

		while (from < out->len && map[from] < r.place.from)
			from++;
		for (to = from; to < out->len && map[to] < r.place.to;)
			to++;
		r.place = (struct range){ from, to };
		if (to > from)
			ARENA_PUSH(a, out->runs, out->runs_len) = r;
	}
}

const size_t *
copied_mend(
    struct mapped_text *out, struct arena *a, const struct mapped_text *body)
{
	struct copy c = { .a = a };

	c.in = (struct span){ body->text, body->len };
	if (is_plain(c.in))
		return NULL;
	/* a command of two bytes may be a letter of three */
	c.out = arena_alloc(a, 2 * c.in.len + 8);
	c.map = ARENA_ARRAY(a, size_t, 2 * c.in.len + 8);
	for (size_t at = 0; at < c.in.len;) {
		char byte = c.in.ptr[at];

		if ((byte == '\\' || byte == '{') && take_latex(&c, &at))
			continue;
		if (byte == ' ' && take_serial(&c, &at))
			continue;
		if (take_second_letter(c.in, &at))
			continue;
		put(&c, span_sub(c.in, at, at + 1), at, true);
		at++;
	}
	c.out[c.len] = '\0';
	c.map[c.len] = c.in.len;
	*out = *body;
	out->text = c.out;
	out->len = c.len;
	move_runs(out, a, body, c.map);
	return c.map;
}
