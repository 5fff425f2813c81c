#ifndef APP_LIBRARY_H
#define APP_LIBRARY_H

#include "app/resolve.h"
#include "write/formats.h"
#include "write/write.h"

/* The use cases of the library. What they give is in the arena they are given;
 * they print nothing. */

/*
 * Where the library is: wanted (--library, or the configuration's), else
 * $REFMEND_LIBRARY, else refmend.db in this folder or the nearest above it, else
 * refmend/refmend.db in the XDG data folder. It need not exist yet. ERR_USAGE if
 * there is no such place ($HOME is not set).
 */
int library_locate(
    char **out, struct arena *a, const char *wanted, struct err *err);

/* --- in ------------------------------------------------------------------------------ */

/* Told one by one, a work once it is safely in the library. */
struct library_import_options {
	/* As checked_file_open_as() has them (app/check.h). */
	const char *from, *encoding;
	/* The encoding is guessed, since the file is no UTF-8; or NULL. */
	void (*guessed)(const char *path, const char *encoding, void *ctx);
	void (*imported)(const char *key, bool merged, void *ctx);
	/* Something of the file could not be read; key may be NULL. */
	void (*problem)(const char *path, size_t line, const char *key,
	    const char *text, void *ctx);
	/* What has no place in a work ("@preamble"), which is no fault; or NULL. */
	void (*left)(
	    const char *path, size_t line, const char *name, void *ctx);
	void *ctx;
	/* How many references are done, and how much of the file (0 to 1; the last
	 * time 1). May be NULL. */
	void (*progress)(size_t done, double part, void *ctx);
	/* Set by a signal handler: make sure of what is done, and return 0. May
	 * be NULL. */
	const volatile sig_atomic_t *stop;
};

/*
 * The references of a file (a bibliography of any format, or the lists of a
 * document) into the library, all in one transaction. Equal ones are merged. ERR_ABSENT: readable, but no reference in it.
 */
int library_import(struct store *s, const char *path,
    const struct library_import_options *o, struct err *err);

/*
 * The work of an identifier as users type it. ERR_USAGE: it is none that we know.
 * ERR_ABSENT, ERR_AGAIN: as resolve_identifier().
 */
int library_add(const char **key, struct arena *a, struct store *s,
    const char *identifier, const struct resolve_options *o,
    enum store_add_result *result, struct err *err);

/* --- looking up ------------------------------------------------------------------------ */

struct library_resolution {
	const char *key;
	const struct judgement *judgement;
	unsigned applied; /* fields that were changed, bits 1 << enum claim */
	unsigned held;    /* that would have been, but are protected */
};

/*
 * Look up works and write what was found into the library, as one command that
 * can be undone: what policy allows. Keys: these, or with n 0 all that are
 * pending or were looked up before the ISO time stale (NULL: only pending).
 */
int library_resolve(struct library_resolution **out, size_t *len,
    struct arena *a, struct store *s, const char *const *keys, size_t n,
    const char *stale, const struct write_policy *policy,
    const struct resolve_options *o, bool *interrupted, struct err *err);

/* --- out ------------------------------------------------------------------------------- */

/* These keys in this order, or with n 0 all works by key. ERR_ABSENT names the
 * key that is not there. */
int library_select(struct store_work **out, size_t *len, struct arena *a,
    struct store *s, const char *const *keys, size_t n, struct err *err);

/* As a bibliography of that kind, in that order. */
void library_export(struct sbuf *out, const struct store_work *works,
    size_t len, const struct writer_kind *kind);

/* --- history --------------------------------------------------------------------------- */

/* The changes of the newest command that is not undone (that touched key, if it
 * is not NULL), in the order in which they were made. ERR_ABSENT: none. */
int library_last_changes(struct store_change **out, size_t *len,
    struct arena *a, struct store *s, const char *key, struct err *err);

#endif
