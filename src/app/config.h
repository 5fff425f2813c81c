#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include "source/source.h"

/*
 * config.ini in the XDG configuration folder and .refmend.ini found upwards
 * from here, the latter winning; then the environment (REFMEND_MAILTO,
 * REFMEND_LIBRARY). Lines "key = value"; "#" and ";" start comments; sections
 * are prefixes ("[crossref]" + "url" is "crossref.url").
 */
struct config;

int config_load(struct config **out, struct err *err);
void config_free(struct config *c);
/* The value, or NULL. */
const char *config_get(const struct config *c, const char *key);
/* On top of what was read (options of the command line). Copied. */
void config_set(struct config *c, const char *key, const char *value);

#endif
