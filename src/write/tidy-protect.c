/* Braces that keep the capitals of words in titles. */

#include "base/text.h"
#include "model/latex.h"
#include "write/latex.h"
#include "write/tidy-parts.h"
#include "write/title-words.h"

#include "base/banned.h"

enum part {
	PART_LETTER, /* of a word, also "\'{e}" */
	PART_GROUP,  /* in braces, so what is in there is protected */
	PART_FORMULA,
	PART_OTHER, /* commands with their arguments, blanks, signs */
};

static bool
is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Behind the brace that closes the group at s.ptr[at]; 0: none does. */
static size_t
group_end(struct span s, size_t at)
{
	size_t depth = 0;

	for (; at < s.len; at++)
		if (s.ptr[at] == '\\')
			at++;
		else if (s.ptr[at] == '{')
			depth++;
		else if (s.ptr[at] == '}' && --depth == 0)
			return at + 1;
	return 0;
}

/* "\emph{a}", "\foo[b]{c}", "\,". */
static size_t
command_end(struct span s, size_t at)
{
	size_t end = at + 1;

	while (end < s.len && is_ascii_letter(s.ptr[end]))
		end++;
	if (end == at + 1)
		return end < s.len ? end + 1 : end;
	if (end < s.len && s.ptr[end] == '[') {
		const char *close = memchr(s.ptr + end, ']', s.len - end);

		end = close ? (size_t)(close - s.ptr) + 1 : end;
	}
	while (end && end < s.len && s.ptr[end] == '{')
		end = group_end(s, end);
	return end;
}

static bool
is_word_character(uint32_t c)
{
	return text_is_letter(c) || text_is_digit(c) || text_is_mark(c) ||
	       c == '\'' || c == 0x2019;
}

/* What the part at *at is, and its end in *at; 0 there: braces do not match. */
static enum part
next_part(struct arena *a, struct span s, size_t *at)
{
	size_t from = *at, end = latex_character(s, from), first = 0;
	struct span text;

	if (end > from) {
		text = span_of(latex_to_unicode(a, span_sub(s, from, end)));
		*at = end;
		return text.len && is_word_character(text_next(text, &first))
			   ? PART_LETTER
			   : PART_OTHER;
	}
	end = latex_raw_end(s, from);
	if (s.ptr[from] == '{') {
		*at = group_end(s, from);
		/* a formula that has its braces: no word either */
		return *at && latex_raw_end(s, from + 1) + 1 == *at
			   ? PART_OTHER
			   : PART_GROUP;
	}
	if (end && s.ptr[from] == '$') {
		*at = end;
		return PART_FORMULA;
	}
	if (s.ptr[from] == '\\') {
		*at = end ? end : command_end(s, from);
		return PART_OTHER;
	}
	return is_word_character(text_next(s, at)) ? PART_LETTER : PART_OTHER;
}

/* In braces, and without those in it: "{DNA}" for "{D}NA". */
static void
add_protected(struct sbuf *out, struct span word)
{
	bool commands = memchr(word.ptr, '\\', word.len);

	sbuf_addc(out, '{');
	for (size_t i = 0; i < word.len; i++)
		if (commands || !strchr("{}", word.ptr[i]))
			sbuf_addc(out, word.ptr[i]);
	sbuf_addc(out, '}');
}

static bool
counts(struct arena *a, struct span word, bool first,
    const struct title_manner *manner)
{
	struct title one;
	struct title_word w;
	size_t at = 0;

	title_read(&one, a, latex_to_unicode(a, word), NULL);
	if (!title_next_word(&w, &one, &at))
		return false;
	w.first = first;
	return title_word_counts(&w, manner);
}

/* A word, or what is in braces: from where *at is. False: braces do not match. */
static bool
add_word(struct sbuf *out, struct arena *a, struct span s, size_t *at,
    bool first, const struct title_manner *manner)
{
	size_t from = *at, end = from, letters = 0;
	struct span word;

	while (end < s.len) {
		size_t next = end;
		enum part part = next_part(a, s, &next);

		if (!next)
			return false;
		if (part != PART_LETTER && part != PART_GROUP)
			break;
		letters += part == PART_LETTER;
		end = next;
	}
	word = span_sub(s, from, end);
	if (letters && counts(a, word, first, manner))
		add_protected(out, word);
	else
		sbuf_add(out, word);
	*at = end;
	return true;
}

static bool
has_capital(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z')
			return true;
	return false;
}

static bool
add_title(struct sbuf *out, struct arena *a, struct span s,
    const struct title_manner *manner)
{
	bool first = true;

	for (size_t at = 0; at < s.len;) {
		size_t end = at;
		enum part part = next_part(a, s, &end);
		struct span one = span_sub(s, at, end);

		if (!end)
			return false;
		if (part == PART_LETTER || part == PART_GROUP) {
			if (!add_word(out, a, s, &at, first, manner))
				return false;
			first = false;
			continue;
		}
		/* With a capital in it a formula would come out small. */
		if (part == PART_FORMULA && has_capital(one))
			sbuf_addf(out, "{%.*s}", (int)one.len, one.ptr);
		else
			sbuf_add(out, one);
		first = first || span_eq(one, SPAN_LIT(":"));
		at = end;
	}
	return true;
}

struct span
tidy_protected_words(struct arena *a, struct span s)
{
	const char *text = latex_to_unicode(a, s);
	struct sbuf out = SBUF_INIT;
	struct title_manner manner;
	struct title title;
	struct span now;

	title_read(&title, a, text, latex_to_rich(a, s));
	manner = title_manner(&title);
	if (!add_title(&out, a, s, &manner)) {
		sbuf_release(&out);
		return s;
	}
	now = tidy_kept(a, &out);
	/* What the words say must not change. */
	return !strcmp(latex_to_unicode(a, now), text) ? now : s;
}
