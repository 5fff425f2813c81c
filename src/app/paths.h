#ifndef APP_PATHS_H
#define APP_PATHS_H

#include "base/arena.h"

/*
 * Where a user's files are: the XDG Base Directory Specification 0.8, which also
 * says that a relative value of its variables is to be ignored. NULL when
 * neither the variable nor $HOME says anything.
 */
char *paths_config(struct arena *a);  /* .../refmend/config.ini */
char *paths_data(struct arena *a);    /* .../refmend/refmend.db */
char *paths_cache(struct arena *a);   /* .../refmend/cache.db */
char *paths_styles(struct arena *a);  /* .../refmend/styles */
char *paths_locales(struct arena *a); /* .../refmend/locales */

/* A file of that name in the working folder or the nearest one above it, or
 * NULL. */
char *paths_find_upwards(struct arena *a, const char *name);

#endif
