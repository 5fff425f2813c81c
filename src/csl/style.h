#ifndef CSL_STYLE_H
#define CSL_STYLE_H

#include "csl/item.h"
#include "csl/locale.h"

#include "base/span.h"

/*
 * A style of CSL 1.0.2, compiled: what the XML says, with variables, terms and
 * macros looked up, and nothing computed. It is read only after csl_style_read().
 */

enum csl_font_style {
	FONT_STYLE_UNSET,
	FONT_STYLE_NORMAL,
	FONT_STYLE_ITALIC,
	FONT_STYLE_OBLIQUE
};
enum csl_font_variant {
	FONT_VARIANT_UNSET,
	FONT_VARIANT_NORMAL,
	FONT_VARIANT_SMALL_CAPS
};
enum csl_font_weight {
	FONT_WEIGHT_UNSET,
	FONT_WEIGHT_NORMAL,
	FONT_WEIGHT_BOLD,
	FONT_WEIGHT_LIGHT
};
enum csl_decoration { DECORATION_UNSET, DECORATION_NONE, DECORATION_UNDERLINE };
enum csl_align { ALIGN_UNSET, ALIGN_BASELINE, ALIGN_SUP, ALIGN_SUB };
enum csl_display {
	DISPLAY_NONE,
	DISPLAY_BLOCK,
	DISPLAY_LEFT_MARGIN,
	DISPLAY_RIGHT_INLINE,
	DISPLAY_INDENT
};
enum csl_text_case {
	CASE_NONE,
	CASE_LOWERCASE,
	CASE_UPPERCASE,
	CASE_CAPITALIZE_FIRST,
	CASE_CAPITALIZE_ALL,
	CASE_SENTENCE,
	CASE_TITLE
};

struct csl_font {
	unsigned char style, variant, weight, decoration, align;
};

struct csl_format {
	struct csl_font font;
	unsigned char text_case, display;
	bool quotes, strip_periods;
	const char *prefix, *suffix; /* NULL: none */
};

enum csl_element_kind {
	CSL_ELEMENT_TEXT,
	CSL_ELEMENT_DATE,
	CSL_ELEMENT_NUMBER,
	CSL_ELEMENT_NAMES,
	CSL_ELEMENT_LABEL,
	CSL_ELEMENT_GROUP,
	CSL_ELEMENT_CHOOSE
};
enum csl_text_source {
	SOURCE_VARIABLE,
	SOURCE_MACRO,
	SOURCE_TERM,
	SOURCE_VALUE
};
enum csl_number_form {
	NUMBER_NUMERIC,
	NUMBER_ORDINAL,
	NUMBER_LONG_ORDINAL,
	NUMBER_ROMAN
};
enum csl_plural { PLURAL_CONTEXTUAL, PLURAL_ALWAYS, PLURAL_NEVER };

enum csl_test {
	TEST_DISAMBIGUATE,
	TEST_IS_NUMERIC,
	TEST_IS_UNCERTAIN_DATE,
	TEST_LOCATOR,
	TEST_POSITION,
	TEST_TYPE,
	TEST_VARIABLE
};
enum csl_match { MATCH_ALL, MATCH_ANY, MATCH_NONE };
enum csl_position {
	POSITION_FIRST,
	POSITION_SUBSEQUENT,
	POSITION_IBID,
	POSITION_IBID_WITH_LOCATOR,
	POSITION_NEAR_NOTE
};

struct csl_condition {
	enum csl_test test;
	int operand;      /* variable, type, position, disambiguate */
	const char *name; /* of a locator or an unknown type */
};

struct csl_branch {
	struct csl_condition *conditions;
	size_t len; /* 0: else */
	enum csl_match match;
	struct csl_element *first;
	struct csl_branch *next;
};

/* Variables of which it matters whether a layout renders them at all. */
enum csl_called {
	CSL_CALLS_YEAR_SUFFIX,
	CSL_CALLS_CITATION_NUMBER,
	CSL_CALLED
};

struct csl_macro {
	const char *name;
	struct csl_element *first;
	int line;
	unsigned char visited;         /* while cycles are looked for */
	signed char calls[CSL_CALLED]; /* 0: not yet known; -1: no */
};

enum csl_and { AND_UNSET, AND_NONE, AND_TEXT, AND_SYMBOL };
enum csl_precedes {
	PRECEDES_UNSET,
	PRECEDES_CONTEXTUAL,
	PRECEDES_ALWAYS,
	PRECEDES_NEVER,
	PRECEDES_AFTER_INVERTED
};
enum csl_name_form {
	NAME_FORM_UNSET,
	NAME_FORM_LONG,
	NAME_FORM_SHORT,
	NAME_FORM_COUNT
};
enum csl_sort_order { SORT_ORDER_UNSET, SORT_ORDER_FIRST, SORT_ORDER_ALL };
enum csl_flag { FLAG_UNSET, FLAG_FALSE, FLAG_TRUE };

/* What style, citation, bibliography and name may say, the inner one winning. */
struct csl_name_options {
	unsigned char and, precedes_et_al, precedes_last, form, sort_order,
	    initialize, et_al_use_last;
	short et_al_min, et_al_use_first, et_al_subsequent_min,
	    et_al_subsequent_use_first; /* 0: unset; -1: none is shown */
	const char *initialize_with, *delimiter, *sort_separator,
	    *names_delimiter; /* NULL: unset */
};

struct csl_names_element {
	enum csl_variable *variables;
	size_t len;
	bool has_name, has_et_al, has_label, label_first, has_substitute;
	struct csl_name_options options;
	struct csl_format name, family, given, et_al, label;
	const char *et_al_term;
	enum csl_term_form label_form;
	enum csl_plural label_plural;
	struct csl_element *substitute;
	/* The shorthand within cs:substitute takes its children from here. */
	const struct csl_names_element *parent;
};

struct csl_element {
	enum csl_element_kind kind;
	int line;
	struct csl_format format;
	const char *delimiter; /* of group, date, names; NULL: none */
	struct csl_element *next;

	/* text, number, label, date */
	enum csl_text_source source;
	enum csl_variable variable;
	const char *value; /* term or value */
	struct csl_macro *macro;
	enum csl_term_form form;
	bool short_form;
	enum csl_number_form number_form;
	enum csl_plural plural;
	struct csl_date_format *date; /* its own parts */
	enum csl_date_form date_form;
	enum csl_date_precision precision;

	struct csl_element *first;   /* group */
	struct csl_branch *branches; /* choose */
	struct csl_names_element *names;
};

struct csl_sort_key {
	enum csl_variable variable; /* CSL_VARIABLES: a macro */
	struct csl_macro *macro;
	bool descending;
	short names_min, names_use_first;
	unsigned char names_use_last;
};

enum csl_collapse {
	COLLAPSE_NONE,
	COLLAPSE_CITATION_NUMBER,
	COLLAPSE_YEAR,
	COLLAPSE_YEAR_SUFFIX,
	COLLAPSE_YEAR_SUFFIX_RANGED
};
enum csl_given_rule {
	GIVEN_BY_CITE,
	GIVEN_ALL_NAMES,
	GIVEN_ALL_INITIALS,
	GIVEN_PRIMARY,
	GIVEN_PRIMARY_INITIALS
};
enum csl_page_format {
	PAGES_AS_IS,
	PAGES_CHICAGO_15,
	PAGES_CHICAGO_16,
	PAGES_EXPANDED,
	PAGES_MINIMAL,
	PAGES_MINIMAL_TWO
};
enum csl_demote { DEMOTE_DISPLAY_AND_SORT, DEMOTE_SORT_ONLY, DEMOTE_NEVER };
enum csl_align_field {
	FIELD_ALIGN_NONE,
	FIELD_ALIGN_FLUSH,
	FIELD_ALIGN_MARGIN
};
enum csl_substitute_rule {
	SUBSTITUTE_COMPLETE_ALL,
	SUBSTITUTE_COMPLETE_EACH,
	SUBSTITUTE_PARTIAL_EACH,
	SUBSTITUTE_PARTIAL_FIRST
};

/* cs:layout; locale: in CSL-M, the languages of the items that it is for ("en de"),
 * NULL: all others. */
struct csl_layout {
	const char *locale;
	struct csl_format format;
	const char *delimiter;
	struct csl_element *first;
};

/* cs:citation or cs:bibliography */
struct csl_area {
	bool present;
	struct csl_name_options options;
	struct csl_sort_key *keys;
	size_t key_count;
	struct csl_layout layout;
	struct csl_layout *localized; /* of CSL-M */
	size_t localized_count;
	/* The variable year-suffix is rendered by a cs:text somewhere. */
	bool calls[CSL_CALLED];
};

enum csl_area_kind { CSL_CITATION, CSL_BIBLIOGRAPHY, CSL_AREAS };

/* What of a style is passed over. */
struct csl_warning {
	size_t line;
	const char *text; /* "cs:foo: ..." */
};

struct csl_style {
	struct arena arena;
	const char *path; /* of its file, set by who opened it; or NULL */
	const char *id, *title,
	    *parent;                /* URLs; parent: of a dependent style */
	const char *default_locale; /* NULL: en-US */
	bool note;                  /* class="note" */
	struct csl_area areas[CSL_AREAS];
	struct csl_name_options options;
	struct csl_macro *macros;
	size_t macro_count;
	struct csl_locale_patch *locales; /* its cs:locale, in order */

	enum csl_page_format page_format;
	enum csl_demote demote;
	bool no_hyphen; /* initialize-with-hyphen="false" */
	/* citation */
	enum csl_collapse collapse;
	const char *cite_group_delimiter, *after_collapse_delimiter,
	    *year_suffix_delimiter;
	bool add_names, add_givenname, add_year_suffix, groups;
	enum csl_given_rule given_rule;
	int near_note_distance;
	/* bibliography */
	bool hanging_indent;
	int line_spacing, entry_spacing;
	enum csl_align_field align;
	const char *substitute; /* subsequent-author-substitute, or NULL */
	enum csl_substitute_rule substitute_rule;

	struct csl_warning *warnings;
	size_t warning_count;
};

/*
 * Compile the XML of a style. ERR_SYNTAX names the line and the element; elements
 * and attributes that CSL does not have are passed over with a warning. A
 * dependent style has parent and no areas. On success *out is the caller's, to
 * csl_style_free().
 */
int csl_style_read(struct csl_style **out, struct span xml, struct err *err);
void csl_style_free(struct csl_style *style);

#endif
