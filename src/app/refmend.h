#ifndef REFMEND_H
#define REFMEND_H

/*
 * librefmend: check and mend reference lists from a program. Installed as
 * <refmend.h>; everything else of the library is private.
 *
 * A handle belongs to one thread at a time; different handles are independent.
 * Strings in and out are UTF-8 and NUL-terminated unless a length goes with them.
 * What a function gives through an out parameter is the caller's, to refmend_free().
 *
 *	struct refmend *r;
 *	char *report;
 *
 *	if (refmend_open(&r) || refmend_index(r, "works.idx") ||
 *	    refmend_check(r, "paper.md", &report))
 *		fprintf(stderr, "%s\n", refmend_error(r));
 *	else
 *		puts(report);
 *	refmend_free(report);
 *	refmend_close(r);
 */

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Results below 0 are failures; refmend_error() tells the story. */
enum refmend_result {
	REFMEND_OK = 0,
	REFMEND_IO = -1,     /* the system said no */
	REFMEND_SYNTAX = -2, /* the input is not what it claims to be */
	REFMEND_ABSENT = -3, /* no reference list in it; no such file */
	REFMEND_AGAIN = -4,  /* a service could not be asked */
	REFMEND_LIMIT = -5,  /* too big */
	REFMEND_USAGE = -6,  /* asked for what makes no sense */
};

/* Which wrong fields are written. */
enum refmend_apply {
	REFMEND_APPLY_NONE,
	REFMEND_APPLY_SAFE, /* where the work is certain */
	REFMEND_APPLY_ALL, /* conflicts too, if their title is one work's alone */
};

/* Flags of refmend_mend(). */
enum {
	REFMEND_COMPLETE = 1 << 0,  /* fill missing fields */
	REFMEND_NORMALIZE = 1 << 1, /* write variants and forms as recorded */
};

struct refmend;

/* "0.1.0" */
const char *refmend_version(void);

/* A new handle: no index, no service. NULL in *out when memory ran out. */
int refmend_open(struct refmend **out);
void refmend_close(struct refmend *r);
/* The story of the last failure, "" if there was none. Valid until the next
 * call with the handle. */
const char *refmend_error(const struct refmend *r);

/* Add a local index to look in. */
int refmend_index(struct refmend *r, const char *path);
/* Ask the metadata services too (all that are known, or a comma-separated list of
 * names). mailto may be NULL. */
int refmend_online(struct refmend *r, const char *services, const char *mailto);
/* A setting as in config.ini: refmend_set(r, "crossref.url", "http://..."). */
int refmend_set(struct refmend *r, const char *key, const char *value);

/*
 * Look up every reference of a file. *report is what `refmend check --json`
 * prints: one JSON object a line, "run", "reference"s, "summary".
 */
int refmend_check(struct refmend *r, const char *path, char **report);
/* The same for a document in memory; name tells its format ("x.md", "x.bib"). */
int refmend_check_buffer(struct refmend *r, const char *name, const void *data,
    size_t len, char **report);

/*
 * Mend a document in memory: *out gets its bytes with the reference list put
 * right, *report (may be NULL) the report with what was applied.
 */
int refmend_mend(struct refmend *r, const char *name, const void *data,
    size_t len, enum refmend_apply apply, unsigned flags, char **out,
    size_t *out_len, char **report);

/*
 * Citations and a list of references in a style of the Citation Style Language: a
 * name as `refmend styles` lists it, or the path of a .csl file. lang ("de-DE") may be
 * NULL: the style's own.
 *
 *	refmend_styled_open(r, &s, "apa", NULL);
 *	refmend_styled_items(s, "[{\"id\": \"a\", \"type\": \"book\", ...}]");
 *	refmend_styled_cite(s, "[{\"id\": \"a\", \"locator\": \"12\"}]", 0);
 *	refmend_styled_citation(s, 0, "html", &text);
 *	refmend_styled_bibliography(s, "html", &list);
 *
 * The handle belongs to that of refmend, which tells its errors; close it first.
 */
struct refmend_styled;
int refmend_styled_open(struct refmend *r, struct refmend_styled **out,
    const char *style, const char *lang);
void refmend_styled_close(struct refmend_styled *s);
/* Items: an array of CSL-JSON. */
int refmend_styled_items(struct refmend_styled *s, const char *json);
/* One more citation, in the order of the document: an array of cites with id, and
 * perhaps prefix, suffix, locator, label, suppress-author, author-only. note is the
 * number of the note it stands in, 0 in the text. */
int refmend_styled_cite(
    struct refmend_styled *s, const char *json, unsigned note);
/* The i-th citation; the list. format: "text", "html", "markdown",
 * "latex", "rtf", "typst", "org", "terminal"; "runs": JSON with the field of each
 * piece. */
int refmend_styled_citation(
    struct refmend_styled *s, size_t i, const char *format, char **out);
int refmend_styled_bibliography(
    struct refmend_styled *s, const char *format, char **out);

void refmend_free(void *p);

#ifdef __cplusplus
}
#endif

#endif
