#ifndef MODEL_JUDGEMENT_H
#define MODEL_JUDGEMENT_H

#include "model/reference.h"

/* Names and meanings: the manual's VERDICTS. */
enum verdict {
	VERDICT_VERIFIED,
	VERDICT_DIFFERS,
	VERDICT_CONFLICT,
	VERDICT_NOT_FOUND,
	VERDICT_UNRESOLVED,
	VERDICT_NOT_CHECKABLE,
	VERDICTS
};
const char *verdict_name(enum verdict v);

enum change_kind {
	CHANGE_WRONG,       /* contradicted */
	CHANGE_VARIANT,     /* other, but compatible */
	CHANGE_FORM,        /* the same value, written otherwise */
	CHANGE_MISSING,     /* can be completed */
	CHANGE_UNCONFIRMED, /* no source confirms or refutes it */
	CHANGE_KINDS
};
const char *change_kind_name(enum change_kind k);

/*
 * One difference between what is claimed and what was found. Text fields use
 * from/to, author and editor use from_names/to_names. A field that is absent on
 * one side is NULL (names: len 0) there.
 */
struct change {
	enum claim field;
	enum change_kind kind;
	const char *from;
	const char *to;
	const struct name_list *from_names;
	const struct name_list *to_names;
	const char *source; /* who says so */
	const char *record; /* that source's id of the record */
	const char *rule;   /* why, in a few words */
	bool applied;       /* set by the writer */
	/* Why the writer left it though it was to be made, or NULL. */
	const char *refused;
};

enum alert {
	ALERT_RETRACTED,
	ALERT_CORRECTION,
	ALERT_EXPRESSION_OF_CONCERN,
	ALERT_NEWER_VERSION,
	ALERT_PUBLISHED_VERSION,
	ALERTS
};
const char *alert_name(enum alert a);

/* What became of asking one source. */
enum search_status {
	SEARCH_OK,      /* it answered; hits says how much */
	SEARCH_FAILED,  /* it could not be asked: never evidence */
	SEARCH_PENDING, /* it was not asked yet */
	SEARCH_SKIPPED, /* it was not needed, or is switched off */
};
const char *search_status_name(enum search_status s);

struct searched {
	const char *source;
	enum search_status status;
	bool is_index; /* a local one; else a service */
	bool covers;   /* works of this kind are in it */
	/* It answered a search for the work itself, not for identifiers alone. */
	bool for_work;
	size_t hits;
	const char *detail; /* "429", "timed out"; or NULL */
	/* What an index has of this kind, "16 books in Cyrillic letters"; or NULL. */
	const char *holds;
};

/* A record that could be the one. */
struct candidate {
	const struct work *work;
	double score;        /* calibrated, 0..1, by the matcher */
	const char *why_not; /* or NULL */
};

/* Of a conflict: these fields belong to this work. */
struct judgement_part {
	unsigned fields; /* bits 1 << enum claim */
	const struct work *work;
};

/* What a registration agency said of an identifier that the reference has. */
enum identifier_status {
	IDENTIFIER_UNKNOWN,    /* not asked, or asking failed */
	IDENTIFIER_EXISTS,     /* registered; work is its record or NULL */
	IDENTIFIER_NOT_EXISTS, /* the agency that would know says no */
};

struct judgement {
	enum verdict verdict;
	double confidence;         /* that `work` is the one cited */
	const char *reason;        /* in words */
	const struct parse *parse; /* the reading that was judged */
	/* What is to be written of it: the matched record, or, where no source has
	 * the version cited, the rest as it is claimed. NULL: nothing matched. */
	const struct work *work;
	const struct work *record; /* the matched one in that case, else NULL */
	struct change *changes;
	size_t changes_len;
	struct judgement_part *parts; /* only of a conflict */
	size_t parts_len;
	const struct work **versions; /* other versions of work */
	size_t versions_len;
	unsigned alerts;              /* bits 1 << enum alert */
	struct candidate *candidates; /* near misses, best first */
	size_t candidates_len;
	struct searched *searched;
	size_t searched_len;
	/* The conflict may be applied by --apply all: the title is distinctive
	 * and exactly one work's. */
	bool distinctive;
};

/* The change to a field, or NULL. */
struct change *judgement_change(const struct judgement *j, enum claim field);
/* Any change of kind wrong. */
bool judgement_has_wrong(const struct judgement *j);

#endif
