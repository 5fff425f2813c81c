#ifndef PARSE_TOKENS_H
#define PARSE_TOKENS_H

#include "base/arena.h"
#include "base/span.h"
#include "model/reference.h"

#include <stdint.h>
#include <string.h>

/* What a segment of the text is taken for. */
enum part {
	PART_FREE, /* not yet taken for anything */
	PART_SKIP, /* the list's own label, noise */
	PART_AUTHOR,
	PART_EDITOR,
	PART_TITLE,
	PART_CONTAINER,
	PART_YEAR,
	PART_VOLUME,
	PART_ISSUE,
	PART_PAGES,
	PART_PUBLISHER,
	PART_PLACE,
	PART_EDITION,
	PART_GENRE,
	PART_ID,
	PART_NOTE, /* "Retrieved from", "in press" */
	PART_IN,   /* "In", "//": what follows is the container */
	PARTS
};

enum token_kind {
	TOKEN_WORD,
	TOKEN_NUMBER,
	TOKEN_POINT, /* any other character, alone */
};

/*
 * A word, a number or a single other character. Letters and digits part ("Rev.D85"
 * is four), a hyphen or an apostrophe between letters does not. A run of CJK letters
 * is a word.
 */
struct token {
	size_t from, to;   /* bytes of the text */
	const char *small; /* a word in small letters, or NULL */
	uint64_t hash;     /* text_hash() of small */
	uint32_t c;        /* first character */
	enum token_kind kind;
	bool blank; /* a blank is before it */
	bool upper; /* starts with a capital */
	bool caps;  /* two letters or more, all capitals */
	bool cjk;
	size_t emphasis;  /* which emphasised run it stands in, from 1; or 0 */
	size_t letters;   /* code points of a word */
	unsigned lexicon; /* enum lexicon */
	long value;       /* of a number */
	size_t digits;
	enum part label;
};

/* A field found: tokens from..to (to not included). */
struct found {
	enum part label;
	size_t from, to;
	double confidence;
};

/* A reference while it is read. */
struct scan {
	struct arena *a;
	struct span text;     /* as mended (parse/mend.h) */
	const size_t *map;    /* its bytes in the body, or NULL: the same */
	struct token *tokens; /* behind len come a few empty ones */
	size_t len;
	struct identifier *ids;
	size_t ids_len;
	struct found *found;
	size_t found_len;
	size_t body; /* first token behind label and authors */
	struct name_list authors;
	struct name_list editors;
	bool repeated;   /* a dash stands for the authors */
	bool year_first; /* the year stands right behind the authors */
	size_t markers;  /* token of GB/T's "[J]" + 1, or 0 */
	char marker;     /* 'J', 'M', 'C', ... or 0 */
	struct date date;
	struct date original;
	struct date accessed;
	enum work_type type; /* if something says it */
};

void scan_open(struct scan *s, struct arena *a, const struct mapped_text *body);

/* What bytes of the body a range of the text stands for. */
struct range scan_body_range(const struct scan *s, struct range r);
/* The token's text. */
struct span token_text(const struct scan *s, size_t i);
/* Text of tokens from..to (not included), blanks between them as they are. */
struct span tokens_text(const struct scan *s, size_t from, size_t to);
static inline bool token_is(const struct scan *s, size_t i, const char *word);
/* One of n words. */
bool token_is_among(
    const struct scan *s, size_t i, const char *const *words, size_t n);
/* One of the characters (ASCII). */
static inline bool token_is_point(
    const struct scan *s, size_t i, const char *chars);
/* The word in small letters; "" for what is none, or too long for any list. */
static inline const char *token_small(const struct scan *s, size_t i);
static inline bool token_is_free(const struct scan *s, size_t i);
bool token_is_number(const struct scan *s, size_t i);
bool token_is_dash(const struct scan *s, size_t i);

/* "湯川秀樹・朝永振一郎", "김윤식·김현": the middle dot parts two persons, where the names are
 * not spelled out in katakana or Chinese: "ミシェル・フーコー", "卡尔·马克思" are one each. */
bool token_parts_persons(const struct scan *s, size_t i);
/* Comma of any width. */
bool token_is_comma(const struct scan *s, size_t i);
/* A word of one capital (or a digraph with a point), with what points there are. */
bool token_is_initial(const struct scan *s, size_t i);
/* A full stop that ends a part of the reference, not an abbreviation. */
bool token_is_stop(const struct scan *s, size_t i);
bool token_is_year(const struct scan *s, size_t i);

/* Take tokens from..to for a field. */
void scan_take(
    struct scan *s, enum part label, size_t from, size_t to, double confidence);
/* The same, without being a field: it is only out of the way. */
void scan_mark(struct scan *s, enum part label, size_t from, size_t to);
bool scan_has(const struct scan *s, enum part label);
/* What was taken for that field is free again. */
void scan_drop(struct scan *s, enum part label);
/* What was found for a field, or NULL. */
struct found *scan_found(const struct scan *s, enum part label);
/* The field ends before token i, and the comma or colon before that; what is left of it
 * is dropped if it is nothing. */
void scan_end_before(struct scan *s, enum part label, size_t i);

static inline const char *
token_small(const struct scan *s, size_t i)
{
	return i < s->len && s->tokens[i].small ? s->tokens[i].small : "";
}

static inline bool
token_is(const struct scan *s, size_t i, const char *word)
{
	const char *small = token_small(s, i);

	return *small == *word && i < s->len && !strcmp(small, word);
}

static inline bool
token_is_point(const struct scan *s, size_t i, const char *chars)
{
	uint32_t c;

	if (i >= s->len || s->tokens[i].kind != TOKEN_POINT)
		return false;
	c = s->tokens[i].c;
	for (; c < 0x80 && *chars; chars++)
		if ((unsigned char)*chars == c)
			return true;
	return false;
}

static inline bool
token_is_free(const struct scan *s, size_t i)
{
	return i < s->len && s->tokens[i].label == PART_FREE;
}

#endif
