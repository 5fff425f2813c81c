#include "csl/initials.h"
#include "base/sbuf.h"
#include "base/text.h"

#include "base/banned.h"

/* Drop the blanks at the end of what there is. */
static void
trim_end(struct sbuf *out)
{
	while (out->len && out->buf[out->len - 1] == ' ')
		out->buf[--out->len] = '\0';
}

/* The letters that stand for a word: its first one, or the first two where the
 * second belongs to it ("Yu." is left to the source: "Ph." with its point). */
static size_t
initial_length(struct span word, bool point)
{
	size_t at = 0, end;

	text_next(word, &at);
	end = at;
	/* "Ph.D", "Th.": an abbreviation of more letters stays one. */
	if (point && at < word.len)
		end = word.len;
	while (end < word.len) {
		size_t next = end;

		if (!text_is_mark(text_next(word, &next)))
			break;
		end = next;
	}
	return end;
}

struct initials {
	struct arena *arena;
	struct sbuf out;
	const char *with;
	bool hyphen, all;
	bool joined; /* the next piece follows a hyphen */
};

static void
add_initial(struct initials *in, struct span s)
{
	if (in->joined) {
		trim_end(&in->out);
		if (in->hyphen)
			sbuf_addc(&in->out, '-');
		else if (in->with[0] && in->with[strlen(in->with) - 1] == ' ')
			sbuf_addc(&in->out, ' ');
	}
	sbuf_add(&in->out, s);
	sbuf_add(&in->out, span_of(in->with));
}

static void
add_word(struct initials *in, struct span s)
{
	if (in->joined) {
		trim_end(&in->out);
		sbuf_addc(&in->out, '-');
	} else if (in->out.len && in->out.buf[in->out.len - 1] != ' ')
		sbuf_addc(&in->out, ' ');
	sbuf_add(&in->out, s);
	sbuf_addc(&in->out, ' ');
}

/* "TSerendorj" has the initial "Ts": two capitals before small letters are one
 * letter of another script. */
static struct span
leading_capitals(const struct initials *in, struct span word)
{
	size_t at = 0, second, third;

	text_next(word, &at);
	second = at;
	if (!text_is_upper(text_next(word, &at)))
		return span_sub(word, 0, initial_length(word, false));
	third = at;
	if (third != second + 1 || !text_is_lower(text_next(word, &at)))
		return span_sub(word, 0, second);
	return span_of(arena_printf(in->arena, "%.*s%c", (int)second, word.ptr,
	    text_ascii_lower(word.ptr[second])));
}

/* One piece between blanks, hyphens and points. */
static void
add_piece(struct initials *in, struct span word, bool point)
{
	size_t at = 0;
	uint32_t first = text_next(word, &at);
	size_t letters = text_count(word);

	if (text_is_lower(first) && !point) {
		/* "Guo-ping" is one name. */
		if (!in->joined || !in->all)
			add_word(in, word);
		return;
	}
	if (!in->all && !point && letters > 1) {
		add_word(in, word);
		return;
	}
	if (!in->all) {
		add_initial(in, word);
		return;
	}
	if (!point && letters > 2)
		word = leading_capitals(in, word);
	else
		word = span_sub(word, 0, initial_length(word, point));
	add_initial(in, word);
}

const char *
csl_initials(
    struct arena *a, const char *given, const char *with, bool hyphen, bool all)
{
	struct initials in = { .arena = a,
		.out = SBUF_INIT,
		.with = with,
		.hyphen = hyphen,
		.all = all };
	struct span s = span_of(given);
	size_t at = 0;
	const char *copy;

	while (at < s.len) {
		size_t from = at, end;
		bool point;
		uint32_t c = 0;

		while (at < s.len) {
			size_t next = at;

			c = text_next(s, &next);
			if (c == ' ' || c == '.' || c == '-' || c == 0xa0 ||
			    c == 0x2010 || c == 0x2011 || c == 0x2013)
				break;
			at = next;
		}
		end = at;
		point = at < s.len && c == '.';
		if (end > from) {
			add_piece(&in, span_sub(s, from, end), point);
			in.joined = false;
		}
		if (point)
			at++;
		c = 0;
		if (at < s.len) {
			size_t next = at;

			c = text_next(s, &next);
			if (c == '-' || c == 0x2010 || c == 0x2011 ||
			    c == 0x2013) {
				in.joined = in.out.len > 0;
				at = next;
			} else if (c == ' ' || c == 0xa0 || c == '.')
				at = next;
		}
	}
	trim_end(&in.out);
	copy = arena_strdup(a, in.out.buf);
	sbuf_release(&in.out);
	return copy;
}
