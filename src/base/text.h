#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"
#include "base/bytes.h"
#include "base/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Unicode text, through ICU and never through the process's locale. All input
 * is meant to be UTF-8; an ill-formed byte reads as U+FFFD and is never copied
 * to an output of these functions.
 */

enum { TEXT_REPLACEMENT = 0xfffd };

/*
 * The code point at s[*at], and move *at behind it. At the end of s: 0 with
 * *at unchanged. ill-formed: U+FFFD, one byte consumed.
 */
static inline uint32_t text_next(struct span s, size_t *at);
uint32_t text_next_sequence(struct span s, size_t *at); /* not ASCII */
/* The code point that ends before s[*at], and move *at to its start. */
uint32_t text_prev(struct span s, size_t *at);
/* Write c as UTF-8 to out (4 bytes of room). Returns the length. */
size_t text_put(char *out, uint32_t c);
bool text_is_utf8(struct span s);
/* Number of code points. */
size_t text_count(struct span s);

/* White space, in Unicode's sense, with U+00A0, U+3000, U+FEFF, U+200B. */
bool text_is_space(uint32_t c);
bool text_is_letter(uint32_t c);
bool text_is_digit(uint32_t c); /* Nd of any script */
/* The value 0..9 of a digit of any script, or -1. */
int text_digit_value(uint32_t c);
bool text_is_upper(uint32_t c);
bool text_is_lower(uint32_t c);
bool text_is_mark(uint32_t c);
/* Han, Hiragana, Katakana, Hangul: scripts that are not parted by blanks. */
bool text_is_cjk(uint32_t c);
bool text_has_cjk(struct span s); /* one at least */
bool text_is_han(uint32_t c);
bool text_is_cyrillic(uint32_t c);
/* Any dash: hyphen-minus, U+2010..2015, U+2212, U+FE58, U+FE63, U+FF0D. */
bool text_is_dash(uint32_t c);
uint32_t text_lower(uint32_t c); /* simple mapping */
uint32_t text_upper(uint32_t c);

/* NFC, white space runs made one blank, ends trimmed. In the arena. */
char *text_clean(struct arena *a, struct span s);
/* Each line by itself through a function that may give NULL for nothing, as
 * text_clean() does for all: paragraphs of a note. Blank lines at the ends go, and of
 * several one is left. In the arena. */
char *text_lines(struct arena *a, struct span s,
    char *(*line)(struct arena *a, struct span s));
/* NFC only. */
char *text_nfc(struct arena *a, struct span s);
/*
 * The folded form in which texts are compared: NFKD, marks dropped, letters
 * that NFKD leaves alone (ß ø ł ı æ œ đ ð þ ...) spelled out, case folded,
 * every dash and every other non-letter, non-digit made one blank, ends
 * trimmed. "Béla Bollobás–Erdős" -> "bela bollobas erdos". Apostrophes vanish
 * ("O'Hare" -> "ohare"). Never NULL.
 */
char *text_fold(struct arena *a, struct span s);
/* Latin letters for any script, by ICU's Any-Latin; then as text_fold(). */
char *text_latin_fold(struct arena *a, struct span s);
/* As text_fold(), but only ASCII letters, digits: for citation keys. */
char *text_ascii(struct arena *a, struct span s);

/* True if s, an ASCII literal, starts t, ASCII case aside. */
bool text_starts_nocase(struct span t, const char *s);
bool text_eq_nocase(struct span t, const char *s);
/* Is it one of n words, ASCII case aside? */
bool text_is_among(struct span t, const char *const *words, size_t n);
/* ASCII only, locale-free. */
static inline char text_ascii_lower(char c);
static inline bool text_is_ascii(struct span s);
/* The offset of the first byte from at on, at most s.len, that is not ASCII, or the
 * end. */
static inline size_t text_skip_ascii(struct span s, size_t at);

struct span text_trim(struct span s);
/* The offset of the first character from at on that is no white space, or the end. */
size_t text_skip_spaces(struct span s, size_t at);
/* The same of what formats call blank: space, tab and the ends of lines, no others. */
static inline bool text_is_blank(char c);
static inline size_t text_skip_blanks(struct span s, size_t at);

/* The character that "&name;" stands for, without "&" and ";", or 0: HTML 4.01's
 * names and XML's. Case matters. */
uint32_t text_entity(struct span name);

/* 64-bit hash (FNV-1a finished with a mixer): stable across runs, platforms
 * and versions, since index files hold it. */
uint64_t text_hash(struct span s);

/*
 * Edit distance (Levenshtein, code points as units) between a and b, cut off:
 * anything above limit is returned as limit + 1. O(len * limit).
 */
size_t text_distance(struct span a, struct span b, size_t limit);

static inline char
text_ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static inline bool
text_is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static inline size_t
text_skip_blanks(struct span s, size_t at)
{
	while (at < s.len && text_is_blank(s.ptr[at]))
		at++;
	return at;
}

static inline size_t
text_skip_ascii(struct span s, size_t at)
{
	while (s.len - at >= 8 && !bytes_high(bytes_at(s.ptr + at)))
		at += 8;
	while (at < s.len && (unsigned char)s.ptr[at] < 0x80)
		at++;
	return at;
}

static inline bool
text_is_ascii(struct span s)
{
	return text_skip_ascii(s, 0) == s.len;
}

static inline uint32_t
text_next(struct span s, size_t *at)
{
	size_t i = *at;

	if (i >= s.len)
		return 0;
	if ((unsigned char)s.ptr[i] >= 0x80)
		return text_next_sequence(s, at);
	*at = i + 1;
	return (unsigned char)s.ptr[i];
}

#endif
