#ifndef APP_RESOLVE_PLAN_H
#define APP_RESOLVE_PLAN_H

#include "app/resolve.h"

/*
 * Private to resolve*.c: what is known of every reference and identifier while
 * the look-ups run. All of it is in plan.a.
 */

/* One reference on its way to a judgement. A thread of the local indexes' stage
 * (resolve-local.c) touches its own looks alone. */
struct look {
	const struct reference *reference;
	const struct work
	    *claimed; /* best parse, or NULL: nothing to look up */
	const char *raw;
	/* What services answered. Records of the local indexes are not kept: they
	 * are found again for every judgement. */
	struct work **candidates;
	size_t candidates_len;
	size_t *ids; /* into plan.ids */
	size_t ids_len;
	/* One slot for each index, then one for each source, in their order. */
	struct searched *searched;
	struct judgement *judgement; /* in plan.judgements */
	/* Of a reference that no index settled: what they know of its ids. */
	struct match_identifier *found_ids;
	unsigned readings;  /* how many were looked up in the local indexes */
	size_t next_source; /* the next one in the order of its kind */
	size_t answered;    /* searches that were */
	bool waits;         /* for an answer that is several's */
	bool together;      /* it is among several that are searched for */
	bool asked_earlier; /* versions of what may be it */
	double seconds;     /* that services took for it */
	bool stopped;       /* before all was asked, by the user */
	bool certain;       /* no further search can change the verdict */
	bool finished;
};

/* An identifier, however many references carry it. */
struct known_id {
	enum identifier_kind kind;
	const char *value;
	enum identifier_status status;
	const struct work *work;
	const char *agency;
	size_t *looks; /* who carries it, into plan.looks */
	size_t looks_len;
	bool wanted; /* to be asked for, since no index had it */
};

/* What one thread judges with. */
struct desk {
	struct arena scratch; /* one judgement's; emptied after each */
	struct local_index *const *indexes; /* as many as resolve_options has */
	struct work *
	    *found; /* candidates of the reference at hand, in scratch */
	size_t found_len;
};

struct plan {
	int year_now;      /* for years still to come */
	struct arena *a;   /* until the look-ups are over */
	struct arena *out; /* the caller's: what the result points to */
	struct judgement *judgements; /* the result, in out */
	size_t handed_out;            /* so many of them, from the first on */
	struct desk desk;             /* of the thread that runs the plan */
	const struct resolve_options *o;
	const char *path; /* of the document */
	struct http_client *http;
	struct http_stats before; /* of a client that has worked already */
	struct flight **flights;  /* requests by URL */
	size_t flights_size, flights_len;
	const char *note;    /* not printed yet, or NULL */
	size_t *requests_to; /* by source */
	struct source_config source_config;
	struct look *looks;
	size_t looks_len;
	struct known_id *ids;
	size_t ids_len;
	size_t *id_table; /* open addressing: index + 1 into ids, 0 is free */
	size_t id_table_len; /* a power of two */
	size_t sources_len;
	size_t finished;
	bool interrupted;
	/* Whether what is submitted now is asked hangs on answers that are still
	 * to come: for --dry-run. */
	bool depends;
	struct err *err;
	struct err not_kept; /* the first failure to write to the store */
};

/* A request on its way. look is the searched-for reference, looks are those of
 * a search for several; neither for batches of identifiers. */
struct asked {
	struct plan *plan;
	struct source_request request;
	struct look *look;
	struct look **looks;
	size_t looks_len;
};

/* The slot of a source in look.searched. */
struct searched *plan_slot(
    const struct plan *p, struct look *l, const struct source *s);
/*
 * What became of one question about a reference. A source that failed to answer one
 * of them has failed, whatever it says to the others: what it did not say may be
 * what matters. why as plan_done has it.
 */
void searched_answered(struct searched *slot, size_t hits);
void searched_failed(struct searched *slot, const char *why);
void plan_add_candidate(struct plan *p, struct look *l, struct work *w);
bool plan_same_record(const struct work *x, const struct work *y);
/* Judge with what is known now, in the scratch arena; sets certain. */
void plan_judge(struct plan *p, struct look *l);
/* The last judgement: kept in plan.a. */
void plan_finish(struct plan *p, struct look *l);
/* Slots in look.searched. */
size_t plan_searched_len(const struct plan *p);
/* Hand out, in the order of the references and before number `to`, the judgements
 * that are made. */
void plan_hand_out(struct plan *p, size_t to);
bool plan_stopped(const struct plan *p);

/* The same at any thread's desk; nothing of the plan is changed but the look. */
void desk_judge(struct desk *d, const struct plan *p, struct look *l,
    const struct match_identifier *ids);
/* What is left to say when no more is asked: then the judgement is the last. */
void desk_conclude(struct desk *d, const struct plan *p, struct look *l,
    const struct match_identifier *ids);
/* Add what the indexes have of a reference, and what services answered, to
 * desk.found. */
int desk_find(struct desk *d, const struct plan *p, struct look *l,
    struct match_identifier *ids, struct err *err);

/*
 * resolve-local.c: look all references up in the local indexes, on as many
 * threads as resolve_options.jobs says; what is settled by them is finished and
 * handed out.
 */
int plan_ask_indexes(struct plan *p, struct err *err);
/* Of a look that has identifiers alone: its records into its candidates. */
int plan_find_identifiers(struct plan *p, struct look *l, struct err *err);

/* resolve-keep.c: a deep copy. */
void plan_keep_judgement(
    struct judgement *out, struct arena *a, const struct judgement *j);

/* resolve-identifiers.c */
void plan_collect_ids(struct plan *p, struct look *l, size_t number);
struct known_id *plan_id(
    struct plan *p, enum identifier_kind kind, const char *value, bool make);
/* Ask for all wanted identifiers; runs the client. */
int plan_ask_identifiers(struct plan *p, struct err *err);

/* resolve-http.c: queue a request built by a source, or print it (--dry-run).
 * done gets the read answer; code is 0, ERR_ABSENT or ERR_AGAIN, and why is the
 * story of a failure, in the plan's arena. */
typedef void (*plan_done)(struct asked *asked,
    const struct source_answer *answer, int code, const char *why);
int plan_submit(struct plan *p, const struct source_request *r,
    struct look *look, plan_done done, struct err *err);
/* The same for several references. */
int plan_submit_many(struct plan *p, const struct source_request *r,
    struct look **looks, size_t n, plan_done done, struct err *err);
/* A heading for the requests that come next (--dry-run, --explain); it is left
 * out if none come. */
void plan_note(struct plan *p, const char *text);
/* How many there were, of whom. */
void plan_sum_up(struct plan *p);
/* Of those that services may take for one reference. */
double plan_seconds_left(const struct plan *p, const struct look *l);
int plan_connect(struct plan *p, struct err *err);
void plan_disconnect(struct plan *p);
int plan_run(struct plan *p, struct err *err);

/* resolve-search.c */
/* Is more to be asked, as long as there is somebody? */
bool plan_goes_on(const struct look *l);
/* Search for every look that is not certain yet. */
int plan_search(struct plan *p, struct err *err);

#endif
