#ifndef CLI_LISTING_H
#define CLI_LISTING_H

#include "base/sbuf.h"
#include "store/store.h"

/* How works of the library and their fields are shown; shared by the commands
 * that show them. What comes from files and services is cleaned of control
 * bytes. */

/* "Bengio 2009", "LeCun et al. 2015". */
void listing_who(struct sbuf *out, const struct work *w);

/* A field's value as the library keeps it, made readable: names and dates are no
 * JSON then. NULL is "(none)". */
void listing_value(struct sbuf *out, const char *field, const char *value);

/* The members of a work's JSON line, without the braces. */
void listing_work_members(struct sbuf *out, const struct store_work *w);
/* ,"key":"value" or ,"key":null. */
void listing_member(struct sbuf *out, const char *key, const char *value);
/* The same for a value as the library keeps it: names and dates stay JSON. */
void listing_member_value(
    struct sbuf *out, const char *key, const char *field, const char *value);
/* One change, an object on a line of its own. */
void listing_change_json(struct sbuf *out, const struct store_change *c);

/* What of a file could not be read, on standard error: "path:line: key: text". key
 * may be NULL. */
void listing_problem(
    const char *path, size_t line, const char *key, const char *text);
/* That a file is no UTF-8 and in what it was read. */
void listing_guessed(const char *path, const char *encoding);
/* The same without a key, as app/styles.h wants to be told of a style. */
void listing_warning(
    const char *path, size_t line, const char *text, void *ctx);

/* Write it to standard output and empty it. */
void listing_flush(struct sbuf *out);

#endif
