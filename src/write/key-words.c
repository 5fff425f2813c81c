/* Words of citation keys, and what modifiers make of them. */

#include "base/text.h"
#include "write/bibtex.h"
#include "write/key-parts.h"

#include <stdlib.h>
#include <unicode/uregex.h>
#include <unicode/ustring.h>

#include "base/banned.h"

/* A regular expression may take its time, but not for ever (ICU's unit is some
 * milliseconds). */
enum { REGEX_TIME = 200 };

static bool
is_key_char(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* Umlauts as German writes them without dots. */
static struct span
without_umlauts(struct arena *a, struct span s)
{
	static const struct {
		uint32_t letter;
		const char *as;
	} rows[] = { { 0xe4, "ae" }, { 0xf6, "oe" }, { 0xfc, "ue" },
		{ 0xc4, "Ae" }, { 0xd6, "Oe" }, { 0xdc, "Ue" } };
	struct sbuf sb = SBUF_INIT;
	struct span out;

	for (size_t at = 0, was; at < s.len;) {
		size_t i = 0;
		uint32_t c;

		was = at;
		c = text_next(s, &at);
		while (
		    i < sizeof(rows) / sizeof(rows[0]) && rows[i].letter != c)
			i++;
		sbuf_add(&sb, i < sizeof(rows) / sizeof(rows[0])
				  ? span_of(rows[i].as)
				  : span_sub(s, was, at));
	}
	out = span_of(arena_strdup_span(a, (struct span){ sb.buf, sb.len }));
	sbuf_release(&sb);
	return out;
}

/* ASCII letters and digits of one word, its capitals kept. */
static char *
ascii_word(struct arena *a, struct span s, bool german)
{
	char *out = arena_strdup_span(a, s), *w = out;
	bool ascii = true, capital;
	size_t at = 0;

	for (size_t i = 0; i < s.len; i++)
		ascii = ascii && (unsigned char)s.ptr[i] < 0x80;
	capital = text_is_upper(text_next(s, &at));
	if (!ascii)
		out = w = text_ascii(a, german ? without_umlauts(a, s) : s);
	for (char *p = out; *p; p++)
		if (is_key_char((unsigned char)*p))
			*w++ = *p;
	*w = '\0';
	if (!ascii && capital && *out >= 'a' && *out <= 'z')
		*out = (char)(*out - 32);
	return out;
}

void
key_words_add_text(
    struct key_words *out, struct arena *a, const char *text, bool german)
{
	struct span s = span_of(text ? text : "");
	size_t at = 0, from = 0;

	while (at <= s.len && out->len < KEY_WORDS) {
		size_t was = at;
		uint32_t c = at < s.len ? text_next(s, &at) : ' ';

		/* Hyphens and apostrophes are inside words. */
		if (text_is_letter(c) || text_is_digit(c) || text_is_mark(c) ||
		    c == '\'' || c == 0x2019 || c == '-')
			continue;
		if (was > from)
			key_words_add(
			    out, ascii_word(a, span_sub(s, from, was), german));
		if (was >= s.len)
			break;
		from = at;
	}
}

void
key_words_add(struct key_words *out, char *word)
{
	if (*word && out->len < KEY_WORDS)
		out->items[out->len++] = word;
}

char *
key_words_join(struct arena *a, const struct key_words *w, const char *between)
{
	struct sbuf sb = SBUF_INIT;
	char *out;

	for (size_t i = 0; i < w->len; i++) {
		if (i)
			sbuf_add(&sb, span_of(between));
		sbuf_add(&sb, span_of(w->items[i]));
	}
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

void
key_words_skip(struct key_words *w)
{
	size_t to = 0;

	for (size_t i = 0; i < w->len; i++)
		if (!bibtex_is_filler(span_of(w->items[i])))
			w->items[to++] = w->items[i];
	if (to)
		w->len = to;
}

static void
lower(char *word)
{
	for (; *word; word++)
		*word = text_ascii_lower(*word);
}

static char
upper_letter(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

void
key_word_capitalize(char *word, bool rest)
{
	if (rest)
		lower(word);
	*word = upper_letter(*word);
}

void
key_words_title_case(struct key_words *w)
{
	for (size_t i = 0; i < w->len; i++) {
		if (i && bibtex_is_filler(span_of(w->items[i])))
			lower(w->items[i]);
		else
			key_word_capitalize(w->items[i], true);
	}
}

/* --- modifiers ----------------------------------------------------------------- */

/* What is there is this text from now on, its words at its blanks. */
static void
set_text(struct key_words *w, char *text)
{
	w->len = 0;
	while (*text) {
		size_t n = strcspn(text, " ");

		if (!text[n]) {
			key_words_add(w, text);
			return;
		}
		text[n] = '\0';
		key_words_add(w, text);
		text += n + 1;
	}
}

static UChar *
to_utf16(struct arena *a, const char *s)
{
	size_t room = strlen(s) + 1;
	UChar *out = ARENA_ARRAY(a, UChar, room);
	UErrorCode code = U_ZERO_ERROR;

	(void)u_strFromUTF8(out, (int32_t)room, NULL, s, -1, &code);
	if (U_FAILURE(code))
		*out = 0;
	return out;
}

bool
key_regex_is_valid(struct arena *a, const char *pattern)
{
	UErrorCode code = U_ZERO_ERROR;
	URegularExpression *re =
	    uregex_open(to_utf16(a, pattern), -1, 0, NULL, &code);

	uregex_close(re);
	return U_SUCCESS(code);
}

/* Better BibTeX's plain strings are found in any case, JabRef's and those between
 * slashes are regular expressions, of which ICU's are near to Java's. */
static void
replace(struct key_words *w, struct arena *a, const struct key_step *s,
    const char *between)
{
	const struct key_arguments *args = &s->args;
	UErrorCode code = U_ZERO_ERROR;
	char *text = key_words_join(a, w, between), *out;
	UChar *wide = to_utf16(a, text);
	int32_t room = (int32_t)strlen(text) * 8 + 256, len;
	UChar *result = ARENA_ARRAY(a, UChar, (size_t)room);
	URegularExpression *re;

	if (args->texts_len < 2)
		return;
	re = uregex_open(to_utf16(a, args->texts[0]), -1,
	    args->literal ? UREGEX_LITERAL | UREGEX_CASE_INSENSITIVE : 0, NULL,
	    &code);
	uregex_setTimeLimit(re, REGEX_TIME, &code);
	uregex_setText(re, wide, -1, &code);
	len = uregex_replaceAll(
	    re, to_utf16(a, args->texts[1]), -1, result, room - 1, &code);
	uregex_close(re);
	if (U_FAILURE(code) || len >= room - 1)
		return; /* it stays as it is */
	out = arena_alloc(a, (size_t)len * 3 + 1);
	(void)u_strToUTF8(out, len * 3 + 1, NULL, result, len, &code);
	if (U_SUCCESS(code))
		set_text(w, out);
}

static bool
length_is(const struct key_arguments *args, size_t len)
{
	const char *is = args->texts_len ? args->texts[0] : ">";
	size_t n = (size_t)args->numbers[0];

	if (!strcmp(is, "="))
		return len == n;
	if (!strcmp(is, "!="))
		return len != n;
	if (*is == '<')
		return is[1] ? len <= n : len < n;
	return is[1] ? len >= n : len > n;
}

static void
select_words(struct key_words *w, const struct key_arguments *args)
{
	size_t from = args->numbers[0] > 0 ? (size_t)args->numbers[0] - 1 : 0;
	size_t n = args->numbers[1] > 0 ? (size_t)args->numbers[1] : KEY_WORDS;

	if (from > w->len)
		from = w->len;
	if (n > w->len - from)
		n = w->len - from;
	memmove(w->items, w->items + from, n * sizeof(char *));
	w->len = n;
}

static void
cut(struct key_words *w, char *all, size_t from, int n)
{
	all += from < strlen(all) ? from : strlen(all);
	if (n > 0 && strlen(all) > (size_t)n)
		all[n] = '\0';
	set_text(w, all);
}

bool
key_words_modify(struct key_words *w, struct arena *a, const struct key_step *s,
    const struct key_part *p, bool brackets)
{
	const struct key_arguments *args = &s->args;
	const char *text = args->texts_len ? args->texts[0] : "";
	/* Letters are counted with the blanks that JabRef's texts and fields as
	 * they are still have. */
	const char *between = brackets || p->what == KEY_FIELD ? " " : "";
	char *all;

	switch (s->modifier) {
	case MODIFY_LOWER:
		for (size_t i = 0; i < w->len; i++)
			lower(w->items[i]);
		return true;
	case MODIFY_UPPER:
		for (size_t i = 0; i < w->len; i++)
			for (char *c = w->items[i]; *c; c++)
				*c = upper_letter(*c);
		return true;
	case MODIFY_CAPITALIZE:
		for (size_t i = 0; i < w->len; i++)
			key_word_capitalize(w->items[i], brackets);
		return true;
	case MODIFY_TITLE_CASE: key_words_title_case(w); return true;
	case MODIFY_SENTENCE_CASE:
		for (size_t i = 0; i < w->len; i++)
			lower(w->items[i]);
		if (w->len)
			key_word_capitalize(w->items[0], false);
		return true;
	case MODIFY_SKIP_WORDS: key_words_skip(w); return true;
	case MODIFY_ABBREVIATE:
		for (size_t i = 0; i < w->len; i++)
			w->items[i][1] = '\0';
		return true;
	case MODIFY_SELECT: select_words(w, args); return true;
	case MODIFY_TRUNCATE:
		cut(w, key_words_join(a, w, between), 0, args->numbers[0]);
		return true;
	case MODIFY_SUBSTRING:
		cut(w, key_words_join(a, w, between),
		    args->numbers[0] > 0 ? (size_t)args->numbers[0] - 1 : 0,
		    args->numbers[1]);
		return true;
	case MODIFY_CONDENSE:
		all = key_words_join(a, w, text);
		w->len = 0;
		key_words_add(w, all);
		return true;
	case MODIFY_DEFAULT:
		if (!w->len)
			key_words_add_text(w, a, text, p->german);
		return true;
	case MODIFY_REPLACE: replace(w, a, s, between); return true;
	case MODIFY_PREFIX:
	case MODIFY_POSTFIX:
		all = key_words_join(a, w, "");
		w->len = 0;
		if (*all)
			key_words_add(
			    w, s->modifier == MODIFY_PREFIX
				   ? arena_printf(a, "%s%s", text, all)
				   : arena_printf(a, "%s%s", all, text));
		return true;
	case MODIFY_NUMERIC:
		all = key_words_join(a, w, "");
		if (all[strspn(all, "0123456789")])
			w->len = 0;
		return true;
	case MODIFY_DISCARD: w->len = 0; return true;
	case MODIFY_LENGTH:
		return length_is(args, strlen(key_words_join(a, w, "")));
	case MODIFY_FOLD: return true;
	}
	return true;
}
