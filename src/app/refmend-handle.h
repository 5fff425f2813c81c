#ifndef APP_REFMEND_HANDLE_H
#define APP_REFMEND_HANDLE_H

/* The handle of the public library, for the files that are its face. */

#include "app/check.h"
#include "app/refmend.h"

enum { INDEXES_MAX = 16, SOURCES_MAX = 16 };

struct refmend {
	struct config *config;
	struct retraction_watch *retractions; /* read when first needed */
	struct local_index *indexes[INDEXES_MAX];
	const struct source *sources[SOURCES_MAX + 1];
	struct report_source told[INDEXES_MAX + SOURCES_MAX];
	size_t indexes_len, sources_len, told_len;
	struct err err;
};

#endif
