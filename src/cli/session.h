#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "app/resolve.h"
#include "cli/opt.h"
#include "write/write.h"

/*
 * What the commands share: configuration, library or cache, indexes, services;
 * and the options that choose them. A command puts the rows into its own table:
 *
 *	struct session_options so = { 0 };
 *	const struct opt opts[] = {
 *		OPT_FLAG(...),
 *		SESSION_LIBRARY_OPTS(so),
 *		SESSION_LOOKUP_OPTS(so),
 *		OPT_END,
 *	};
 */
struct session_options {
	const char *library, *config;
	bool offline, dry_run, explain, confidential, refresh;
	const char *online;  /* "needed", "always" */
	const char *sources; /* list of names, comma-separated */
	const char *mailto;
	const char *prefer;  /* "cited", "published", "preprint" */
	const char *timeout; /* seconds, of all look-ups */
	const char *max_requests;
	const char *jobs; /* threads */
	struct opt_list indexes;
};

#define SESSION_LIBRARY_OPTS(o)                                              \
	OPT_VALUE("library", 0, "FILE", "the library to use", &(o).library), \
	    OPT_VALUE("config", 0, "FILE",                                   \
		"read this configuration instead of the usual ones",         \
		&(o).config)

#define SESSION_LOOKUP_OPTS(o)                                                \
	OPT_FLAG(                                                             \
	    "offline", 0, "ask no service; needs an index", &(o).offline),    \
	    OPT_VALUE("online", 0, "WHEN",                                    \
		"ask services when 'needed' (the default) or 'always'",       \
		&(o).online),                                                 \
	    OPT_LIST("index", 0, "FILE",                                      \
		"local index to look in; may be repeated; 'sample' is the "   \
		"installed sample",                                           \
		&(o).indexes),                                                \
	    OPT_VALUE("sources", 0, "LIST",                                   \
		"services to ask, comma-separated", &(o).sources),            \
	    OPT_VALUE("mailto", 0, "ADDRESS",                                 \
		"e-mail address to tell the services", &(o).mailto),          \
	    OPT_VALUE("prefer", 0, "VERSION",                                 \
		"'cited' (the default), 'published' or 'preprint'",           \
		&(o).prefer),                                                 \
	    OPT_VALUE("timeout", 0, "SECONDS",                                \
		"for all look-ups together; what is not answered then "       \
		"stays unresolved",                                           \
		&(o).timeout),                                                \
	    OPT_VALUE("max-requests", 0, "N",                                 \
		"ask services at most so often; what is not asked then "      \
		"stays unresolved",                                           \
		&(o).max_requests),                                           \
	    OPT_FLAG("refresh", 0, "ask again what the cache already knows",  \
		&(o).refresh),                                                \
	    OPT_FLAG("confidential", 0, "no network, no cache, nothing kept", \
		&(o).confidential),                                           \
	    OPT_FLAG("dry-run", 0,                                            \
		"print the requests that would be made, and ask nobody",      \
		&(o).dry_run),                                                \
	    OPT_FLAG("explain", 0,                                            \
		"tell what was asked and why, on standard "                   \
		"error",                                                      \
		&(o).explain)

enum session_needs {
	/* The library: --library, else $REFMEND_LIBRARY, else refmend.db found
	 * upwards from here, else the XDG data folder. Missing is an error. */
	SESSION_LIBRARY = 1 << 0,
	/* With it: make it if it is not there. */
	SESSION_CREATE = 1 << 1,
	/* Indexes and services. */
	SESSION_LOOKUP = 1 << 2,
	/* Without a library (check, fix): the library if there is one, else a
	 * cache in the XDG cache folder; none with --confidential. */
	SESSION_CACHE = 1 << 3,
};

enum { SESSION_INDEXES_MAX = 16, SESSION_SOURCES_MAX = 16 };

struct session {
	struct arena arena;
	struct config *config;
	struct store *store; /* the library, or NULL */
	struct store
	    *cache; /* for one that is not there or read-only; or NULL */
	struct local_index *indexes[SESSION_INDEXES_MAX];
	const struct source *sources[SESSION_SOURCES_MAX + 1];
	struct report_source told[SESSION_INDEXES_MAX + SESSION_SOURCES_MAX];
	size_t told_len; /* for the report's "run" line */
	struct sbuf plan;
	struct http_client *client;
	struct retraction_watch *retractions;
	struct resolve_options resolve; /* ready to use */
};

/*
 * Open what is needed. ERR_USAGE: options that make no sense, --offline without
 * an index. From here SIGINT and SIGTERM only set what resolve.stop points to.
 * session_close() is right after a failure too, and prints the plan of --dry-run
 * (standard output) or --explain (standard error).
 */
int session_open(struct session *out, const struct session_options *o,
    unsigned needs, struct err *err);
void session_close(struct session *s);

/* Bound the cache in use by the configuration's cache.max-bytes. */
void session_limit_cache(struct session *s);

/* The file that --index names: 'sample' is the installed sample. */
const char *session_index_path(struct arena *a, const char *name);

/* The fields that an option's list (or NULL) and the configuration protect. */
int session_protected(unsigned *out, const struct session *s,
    const char *option, struct err *err);

#endif
