#ifndef APP_RESOLVE_H
#define APP_RESOLVE_H

#include "app/config.h"
#include "http/http.h"
#include "match/match.h"
#include "source/local.h"
#include "source/retraction-watch.h"
#include "source/source.h"
#include "store/store.h"

/*
 * The plan of look-ups: local indexes first, then identifiers of all
 * references in as few batches as the services allow, then searches for what
 * is left; a service is asked only when no index answered with certainty.
 */
struct resolve_options {
	struct local_index *const *indexes;
	size_t indexes_len;
	const struct source *const
	    *sources; /* NULL-terminated; none: offline */
	const struct config *config;
	struct store *store; /* cache and pending look-ups, or NULL */
	/* The store is a library: keep the document's references in it. */
	bool remember;
	struct store *library; /* whose protected fields are left, or NULL */
	/* What is known of retractions without asking, or NULL. */
	const struct retraction_watch *retractions;
	bool always;       /* ask the services even when an index is certain */
	bool dry_run;      /* ask nobody; print what would be sent to plan */
	bool confidential; /* no network, no cache, nothing kept */
	int prefer;        /* enum of struct match_input */
	struct sbuf
	    *plan; /* --dry-run and --explain: one line a request; or NULL */
	const volatile sig_atomic_t *stop;
	/*
	 * Where to keep the client between calls, so that several of them obey
	 * the services' limits as one; the caller frees it in the end. NULL: a
	 * client for each call.
	 */
	struct http_client **client;
	/* Threads that look up in the local indexes and judge; 0 is 1. */
	size_t jobs;
	/* Progress, or NULL. Called by the thread that called, as is judged. */
	void (*progress)(size_t done, size_t total, void *ctx);
	void *progress_ctx;
	/*
	 * Called for every reference in their order, as soon as it and all before
	 * it are judged, or NULL. After that only verdict and alerts of the
	 * judgement are kept: a list may be longer than memory has room for what
	 * is found. If look-ups fail, the call fails after some.
	 */
	void (*judged)(size_t number, struct judgement *j, void *ctx);
	void *judged_ctx;
};

struct resolve_result {
	struct judgement *judgements; /* one per reference, in a */
	bool interrupted;             /* by options->stop */
	/* Why the library or cache could not keep what was found, or NULL. */
	const char *not_kept;
};

/* Look up and judge all references of a document. */
int resolve_references(struct resolve_result *out, struct arena *a,
    const struct references *refs, const struct resolve_options *o,
    struct err *err);

/* The records of one identifier (add): best first. ERR_ABSENT: every source
 * that would know answered that there is none. ERR_AGAIN: could not ask. */
int resolve_identifier(struct work ***out, size_t *len, struct arena *a,
    enum identifier_kind kind, const char *value,
    const struct resolve_options *o, struct err *err);

#endif
