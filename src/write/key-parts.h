#ifndef WRITE_KEY_PARTS_H
#define WRITE_KEY_PARTS_H

#include "write/key-pattern.h"

/* What a pattern of citation keys is made of: shared by the files that read one,
 * find what a work has, and change that. */

enum key_what {
	KEY_LITERAL,
	KEY_FIELD, /* as it is */
	KEY_GROUP, /* alternatives in parentheses */
	KEY_AUTH,
	KEY_AUTH_FULL,
	KEY_AUTH_FORE_INITIAL,
	KEY_AUTH_LAST_FORE_INITIAL,
	KEY_AUTH_INITIALS,
	KEY_AUTHOR_INITIALS,
	KEY_AUTH_LAST,
	KEY_AUTHORS,
	KEY_AUTHORS_ALPHA,
	KEY_AUTH_ETAL,
	KEY_AUTH_ETAL_DOT,
	KEY_AUTH_AUTH_EA,
	KEY_AUTH_SHORT,
	KEY_YEAR,
	KEY_SHORT_YEAR,
	KEY_ORIGINAL_YEAR,
	KEY_DATE,
	KEY_ORIGINAL_DATE,
	KEY_MONTH,
	KEY_DAY,
	KEY_TITLE,
	KEY_FULL_TITLE,
	KEY_SHORT_TITLE,
	KEY_SHORT_TITLE_INITIALS,
	KEY_VERY_SHORT_TITLE,
	KEY_CAMEL,
	KEY_JOURNAL,
	KEY_FIRST_PAGE,
	KEY_LAST_PAGE,
	KEY_PAGE_PREFIX,
	KEY_ENTRY_TYPE,
	KEY_KEYWORD,
	KEY_KEYWORDS,
	KEY_ZOTERO,
	KEY_VOLUME,
	KEY_NUMBER,
	KEY_DOI,
	KEY_PUBLISHER,
	KEY_SERIES,
	KEY_TYPE_IS,
	KEY_LANGUAGE_IS,
	KEY_NOTHING,
	KEY_TEXT,
	KEY_EXTRA,
};

enum key_modifier {
	MODIFY_LOWER,
	MODIFY_UPPER,
	MODIFY_CAPITALIZE,
	MODIFY_TITLE_CASE,
	MODIFY_SENTENCE_CASE,
	MODIFY_ABBREVIATE, /* first letters of the words */
	MODIFY_TRUNCATE,   /* n letters */
	MODIFY_SELECT,     /* from word n, m words */
	MODIFY_SUBSTRING,  /* from letter n, m letters */
	MODIFY_SKIP_WORDS,
	MODIFY_CONDENSE, /* text between words */
	MODIFY_DEFAULT,  /* text where nothing is */
	MODIFY_REPLACE,  /* regular expression, replacement */
	MODIFY_PREFIX,
	MODIFY_POSTFIX,
	MODIFY_NUMERIC, /* a number, or nothing */
	MODIFY_DISCARD,
	MODIFY_LENGTH, /* relation, n: else the next alternative */
	MODIFY_FOLD,
};

enum { KEY_NUMBERS = 3, KEY_TEXTS = 8, KEY_WORDS = 64 };

/* What stands in parentheses. Named ones of Better BibTeX's are put where they
 * belong. */
struct key_arguments {
	int numbers[KEY_NUMBERS]; /* 0: not given */
	const char *texts[KEY_TEXTS];
	size_t texts_len;
	const char *joiner, *etal;
	int min, max; /* how many people; 0: not given */
	bool initials;
	bool literal; /* the first text is no regular expression */
};

struct key_step {
	enum key_modifier modifier;
	struct key_arguments args;
	struct key_step *next;
};

struct key_part {
	enum key_what what;
	bool editor;      /* of the editors */
	bool pure;        /* never of the editors instead of authors */
	bool german;      /* "ae" for a-umlaut */
	const char *text; /* of a literal; a field's name, or "" */
	int field;        /* enum work_field, or -1: by its name */
	struct key_arguments args;
	struct key_alternative *group;
	struct key_step *steps;
	struct key_part *next;
};

/* Parts one after the other; if none gives anything, or a test fails, the next. */
struct key_alternative {
	struct key_part *parts;
	struct key_alternative *next;
};

struct key_pattern {
	bool brackets; /* JabRef's */
	struct key_alternative *alternatives;
};

/* --- words (key-words.c) ------------------------------------------------------ */

struct key_words {
	char *items[KEY_WORDS];
	size_t len;
};

/* The words of a text, in ASCII letters and digits, with their capitals. */
void key_words_add_text(
    struct key_words *out, struct arena *a, const char *text, bool german);
/* One word as it is, unless it is empty. */
void key_words_add(struct key_words *out, char *word);
char *key_words_join(
    struct arena *a, const struct key_words *w, const char *between);
/* Leave out words that say nothing, unless there are no others. */
void key_words_skip(struct key_words *w);
/* The first letter in upper case; rest: the others in lower case. */
void key_word_capitalize(char *word, bool rest);
void key_words_title_case(struct key_words *w);
/* Change them; false: a test failed. */
bool key_words_modify(struct key_words *w, struct arena *a,
    const struct key_step *s, const struct key_part *p, bool brackets);
bool key_regex_is_valid(struct arena *a, const char *pattern);

/* --- values (key-values.c) ------------------------------------------------------ */

/* What a marker or a function finds; false: a test failed. */
bool key_values(struct key_words *out, struct arena *a,
    const struct key_part *p, const struct work *w, bool brackets);

#endif
