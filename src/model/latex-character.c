#include "base/text.h"
#include "model/latex.h"

#include "base/banned.h"

enum { ARGUMENT_MOST = 12 };

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char
char_at(struct span s, size_t at)
{
	return at < s.len ? s.ptr[at] : '\0';
}

static size_t
word_end(struct span s, size_t at)
{
	while (is_letter(char_at(s, at)))
		at++;
	return at;
}

/* What an accent goes on: a letter, "\i", a short group. Where it ends, or at. */
static size_t
skip_accented(struct span s, size_t at)
{
	char c = char_at(s, at);

	if (c == '{') {
		for (size_t i = at + 1; i < s.len && i < at + ARGUMENT_MOST;
		     i++) {
			if (s.ptr[i] == '{')
				return at;
			if (s.ptr[i] == '}')
				return i + 1;
		}
		return at;
	}
	if (c == '\\') {
		size_t end = word_end(s, at + 1);

		/* "\'\i": dotless */
		return end == at + 2 &&
			       (s.ptr[at + 1] == 'i' || s.ptr[at + 1] == 'j')
			   ? end
			   : at;
	}
	return is_letter(c) ? at + 1 : at;
}

static bool
is_accent(struct span name)
{
	return (name.len == 1 && strchr("GHUbcdfhkrtuv", name.ptr[0])) ||
	       span_eq(name, SPAN_LIT("textcommabelow")) ||
	       span_eq(name, SPAN_LIT("textdotbelow"));
}

/* A control word: an accent's, or that of a letter of its own. */
static size_t
skip_word(struct span s, size_t at)
{
	size_t end = word_end(s, at + 1), next;

	if (latex_has_command(span_sub(s, at, end)))
		return at;
	next = text_skip_blanks(s, end);
	if (is_accent(span_sub(s, at + 1, end))) {
		size_t behind = skip_accented(s, next);

		return behind > next ? behind : at;
	}
	/* TeX swallows the blank behind a word; "{}" keeps one */
	if (char_at(s, end) == '{' && char_at(s, end + 1) == '}')
		return end + 2;
	return next;
}

size_t
latex_character(struct span s, size_t at)
{
	char c = char_at(s, at + 1);
	size_t end;

	if (char_at(s, at) == '{' && c == '\\') {
		end = latex_character(s, at + 1);
		return end > at + 1 && char_at(s, end) == '}' ? end + 1 : at;
	}
	if (char_at(s, at) != '\\' || !c)
		return at;
	if (is_letter(c))
		return skip_word(s, at);
	if (strchr("&%$#_{}", c))
		return at + 2;
	if (!strchr("'`^\"~=.", c))
		return at;
	end = skip_accented(s, text_skip_blanks(s, at + 2));
	return end > text_skip_blanks(s, at + 2) ? end : at;
}

/* "$x^2$", "$$...$$", "\(x\)": where a formula ends, or at. */
static size_t
skip_formula(struct span s, size_t at)
{
	bool dollar = char_at(s, at) == '$';
	size_t open = dollar && char_at(s, at + 1) != '$' ? 1 : 2;

	if (!dollar && (char_at(s, at) != '\\' || char_at(s, at + 1) != '('))
		return at;
	for (size_t i = at + open; i < s.len; i++) {
		/* a paragraph ends it, and it was none */
		if (s.ptr[i] == '\n' && char_at(s, i + 1) == '\n')
			return at;
		if (dollar && s.ptr[i] == '$')
			return i + open <= s.len ? i + open : at;
		if (!dollar && s.ptr[i] == '\\' && char_at(s, i + 1) == ')')
			return i + 2;
		if (s.ptr[i] == '\\')
			i++;
	}
	return at;
}

static size_t
skip_ligature(struct span s, size_t at)
{
	static const char *const ligatures[] = { "---", "--", "``", "''", "?`",
		"!`" };

	for (size_t i = 0; i < sizeof(ligatures) / sizeof(ligatures[0]); i++) {
		size_t len = strlen(ligatures[i]);

		if (at + len <= s.len && !memcmp(s.ptr + at, ligatures[i], len))
			return at + len;
	}
	return at;
}

size_t
latex_unit(struct span s, size_t at)
{
	size_t end = latex_character(s, at);

	if (end == at)
		end = skip_formula(s, at);
	if (end == at)
		end = skip_ligature(s, at);
	if (end == at && at < s.len && s.ptr[at] == '\\')
		end = at + (char_at(s, at + 1) ? 2 : 1);
	while (end == at && end < s.len) {
		end++;
		while (
		    end < s.len && ((unsigned char)s.ptr[end] & 0xc0) == 0x80)
			end++;
	}
	return end;
}
