#ifndef CSL_LOCALE_H
#define CSL_LOCALE_H

#include "base/arena.h"
#include "base/err.h"
#include "base/span.h"

#include <libxml/tree.h>
#include <stdbool.h>

/*
 * The terms, date formats and options of a language. A locale that is rendered
 * with is put together from patches, each overriding those before: en-US, which is
 * built in; the files of the language; the style's own cs:locale elements.
 */

enum csl_term_form {
	TERM_LONG,
	TERM_SHORT,
	TERM_VERB,
	TERM_VERB_SHORT,
	TERM_SYMBOL
};
enum csl_gender { GENDER_NEUTER, GENDER_MASCULINE, GENDER_FEMININE };
enum csl_ordinal_match {
	ORDINAL_DEFAULT,
	ORDINAL_LAST_DIGIT,
	ORDINAL_LAST_TWO_DIGITS,
	ORDINAL_WHOLE_NUMBER
};

enum csl_date_form { DATE_FORM_NONE, DATE_FORM_NUMERIC, DATE_FORM_TEXT };
enum csl_date_precision { PRECISION_DAY, PRECISION_MONTH, PRECISION_YEAR };
enum csl_date_part_name { PART_DAY, PART_MONTH, PART_YEAR };
enum csl_part_form {
	PART_FORM_UNSET,
	PART_FORM_NUMERIC,
	PART_FORM_LEADING_ZEROS,
	PART_FORM_ORDINAL,
	PART_FORM_LONG,
	PART_FORM_SHORT
};

struct csl_format;

struct csl_term {
	const char *name, *single, *multiple;
	unsigned char form, gender, gender_form, match;
	unsigned hash;
};

struct csl_date_part {
	enum csl_date_part_name name;
	enum csl_part_form form;
	struct csl_format *format;
	const char *range_delimiter; /* NULL: en dash */
};

struct csl_date_format {
	struct csl_date_part parts[3];
	size_t len;
	const char *delimiter;
	struct csl_format *format;
};

/* One cs:locale, as read. */
struct csl_locale_patch {
	const char *lang; /* NULL: any */
	struct csl_term *terms;
	size_t term_count;
	struct csl_date_format *dates[3]; /* by enum csl_date_form */
	signed char punctuation_in_quote, limit_day_ordinals; /* -1: unset */
	struct csl_locale_patch *next;
};

/* Read a cs:locale element. ERR_SYNTAX with line and element. */
int csl_locale_patch_read(struct csl_locale_patch **out, struct arena *a,
    const xmlNode *locale, struct err *err);
/* Read a locale file. */
int csl_locale_file_read(struct csl_locale_patch **out, struct arena *a,
    struct span xml, struct err *err);

struct csl_locale {
	const char *lang;
	struct csl_term **buckets; /* open addressing */
	size_t bucket_count, term_count;
	const struct csl_date_format *dates[3];
	bool punctuation_in_quote, limit_day_ordinals;
	/* quotation marks: open, close, inner open, inner close */
	const char *quotes[4];
	bool english, french;
};

/*
 * The locale of a language for a style: *out in the arena. dirs are folders with
 * locales-xx-YY.xml (NULL-terminated, earlier ones first); without a file for the
 * language, another dialect's and then en-US serve.
 */
int csl_locale_load(struct csl_locale **out, struct arena *a, const char *lang,
    const char *const *dirs, const struct csl_locale_patch *own,
    struct err *err);

/*
 * The term in that form, or in one that it falls back to (verb-short, verb, long;
 * symbol, short, long). NULL if there is none; "" if it is defined so.
 */
const char *csl_locale_term(const struct csl_locale *l, const char *name,
    enum csl_term_form form, bool plural);
/* That form and no other; gender_form is an enum csl_gender. */
const struct csl_term *csl_locale_find(const struct csl_locale *l,
    const char *name, enum csl_term_form form, int gender_form);
/* The gender of the noun that a term is. */
enum csl_gender csl_locale_gender(const struct csl_locale *l, const char *name);

#endif
