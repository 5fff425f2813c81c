#ifndef APP_SOURCES_H
#define APP_SOURCES_H

#include "app/config.h"
#include "source/retraction-watch.h"
#include "source/source.h"

/* What the configuration says of the services. */

/* For requests: addresses ("crossref.url"), keys ("openalex.key"), mailto. The
 * configuration must last as long. */
struct source_config sources_config(const struct config *c);
/* Asked if nobody named the services: see enum source_use. */
bool sources_is_default(const struct config *c, const struct source *s);
/*
 * The Retraction Watch file of "retraction-watch.file", read; NULL if there is
 * no such setting. ERR_IO, ERR_SYNTAX, with its name: it was asked for, so that
 * doing without it would be silence where a warning is expected.
 */
int sources_retractions(
    struct retraction_watch **out, const struct config *c, struct err *err);

#endif
