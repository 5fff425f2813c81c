#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "base/err.h"

#include <stdbool.h>

/*
 * config.ini in the XDG configuration folder and .refmend.ini found upwards
 * from here, the latter winning; then the environment (REFMEND_MAILTO,
 * REFMEND_LIBRARY). Lines "key = value"; "#" and ";" start comments; sections
 * are prefixes ("[crossref]" + "url" is "crossref.url").
 */
struct config;

/* With path, that file alone is read, and must be there; else the usual ones,
 * which need not. ERR_SYNTAX: a line that is none, ERR_USAGE: a number, yes or no,
 * or e-mail address that is none; both with file and line. */
int config_load(struct config **out, const char *path, struct err *err);
/* An empty one. */
struct config *config_new(void);
void config_free(struct config *c);
/* The value, or NULL. */
const char *config_get(const struct config *c, const char *key);
/* yes/no, true/false, on/off, 1/0; absent if it is not set or none of these. */
bool config_flag(const struct config *c, const char *key, bool absent);
/* A number without sign, decimals allowed; absent as above. */
double config_number(const struct config *c, const char *key, double absent);
/* On top of what was read (options of the command line). Copied. */
void config_set(struct config *c, const char *key, const char *value);

#endif
