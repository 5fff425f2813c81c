#ifndef BASE_JSON_SCAN_H
#define BASE_JSON_SCAN_H

#include "base/text.h"

/*
 * The tokens of JSON (RFC 8259), for what reads so many lines that jansson's lexer,
 * which takes a byte at a time, would be most of the work. True: the token stood there
 * and is behind `at` now. False: it is none, or one that is left to a whole reader
 * (U+0000, half of a surrogate pair), and where `at` is means nothing.
 */
struct json_scan {
	const char *at, *end;
};

/* The bytes between the quotes: UTF-8, and its escapes have been looked at. */
struct json_string {
	struct span raw;
	bool escapes;
};

static inline struct json_scan
json_scan_of(struct span s)
{
	return (struct json_scan){ s.ptr, s.ptr + s.len };
}

static inline void
json_scan_blanks(struct json_scan *s)
{
	while (s->at < s->end && text_is_blank(*s->at))
		s->at++;
}

/* Blanks may stand before it. */
static inline bool
json_scan_char(struct json_scan *s, char c)
{
	json_scan_blanks(s);
	if (s->at == s->end || *s->at != c)
		return false;
	s->at++;
	return true;
}

/* Nothing but blanks is left. */
static inline bool
json_scan_end(struct json_scan *s)
{
	json_scan_blanks(s);
	return s->at == s->end;
}

/* "true", "false", "null". */
bool json_scan_word(struct json_scan *s, struct span word);
/* Blanks may stand before it. */
bool json_scan_string(struct json_scan *s, struct json_string *out);
/* *whole: without fraction and exponent. */
bool json_scan_number(struct json_scan *s, struct span *out, bool *whole);

/* Write the string to out, which has room for raw.len bytes. Returns how many they are. */
size_t json_unescape(char *out, struct json_string s);

#endif
