#ifndef APP_STYLES_H
#define APP_STYLES_H

#include "csl/csl.h"
#include "model/work.h"

/*
 * Styles of the Citation Style Language, and lists of references in them. They are
 * looked for in the user's data folder and where Debian's packages
 * citation-style-language-styles and -locales put them.
 */

struct styles_entry {
	const char *name; /* "apa": what --style takes */
	const char *title;
	const char *parent; /* of a dependent style: its name; or NULL */
};

/*
 * All styles whose name or title has these words (NULL: all), by name. ERR_ABSENT
 * if there is no folder of styles.
 */
int styles_list(struct styles_entry **out, size_t *len, struct arena *a,
    const char *words, struct err *err);

/*
 * A style by name, also by one that it had (app/style-aliases.h), by its URL, or by the
 * path of its file (with a "/" or ".csl" at the end). A dependent style is its parent with its own language. ERR_ABSENT: there
 * is none. On success *out is the caller's, to csl_style_free().
 */
int styles_load(struct csl_style **out, const char *name, struct err *err);

/* Folders of locales, for csl_processor_new(). */
const char *const *styles_locales(struct arena *a);

/* What of the style is passed over, one call each; warning may be NULL. */
void styles_tell(const struct csl_style *style,
    void (*warning)(const char *path, size_t line, const char *text, void *ctx),
    void *ctx);

/* Of which works the style printed nothing, once the list is written. */
void styles_tell_left_out(const struct csl_processor *p,
    void (*warning)(const char *path, size_t line, const char *text, void *ctx),
    void *ctx);

struct styles_request {
	const char *style;
	const char *lang; /* NULL: the style's */
	enum csl_output output;
	void (*warning)(
	    const char *path, size_t line, const char *text, void *ctx);
	void *ctx;
};

/* Works as a list of references. */
int styles_write(struct sbuf *out, const struct work *const *works, size_t n,
    const struct styles_request *o, struct err *err);

/* By csl_output_name(); false if it is none. */
bool styles_output_from_name(enum csl_output *out, const char *name);

#endif
