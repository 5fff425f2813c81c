#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "model/judgement.h"

#include <stdint.h>

/*
 * The library: one SQLite file, WAL, foreign keys on. A handle belongs to one
 * thread. Every public call is one transaction: after a crash or kill it is
 * there whole or not at all.
 */
struct store;

enum { STORE_FORMAT = 3, STORE_APPLICATION_ID = 0x72666d6c };

/*
 * Open or (create) make the library at path, migrating an older format. One that
 * may not be written, or in whose folder nothing may, can still be read.
 * ERR_ABSENT: not there and not to be made. ERR_SYNTAX: not a library, damaged,
 * or of a newer version.
 */
int store_open(
    struct store **out, const char *path, bool create, struct err *err);
void store_close(struct store *s);
const char *store_path(const struct store *s);
/* Writing would fail with ERR_IO. */
bool store_is_read_only(const struct store *s);
/* Read all of the file and see that it is whole: ERR_SYNTAX if it is not. */
int store_check(struct store *s, struct err *err);

/*
 * The calls between store_begin() and store_end() are one command of the
 * history and one transaction; a call that fails takes back only itself. Nobody
 * else can write meanwhile, so no look-up over the network in between.
 * store_save() makes sure of what is done so far and goes on. store_cancel()
 * forgets what was done since; it and store_end() are allowed without a group.
 * store_begin_whole() is for very many calls: one that fails takes back all of them,
 * and later ones fail.
 */
int store_begin(struct store *s, const char *command, struct err *err);
int store_begin_whole(struct store *s, const char *command, struct err *err);
int store_save(struct store *s, struct err *err);
int store_end(struct store *s, struct err *err);
void store_cancel(struct store *s);

/* --- works -------------------------------------------------------------------- */

struct store_work {
	int64_t id;
	const char *key;   /* citation key, unique in the library */
	struct work *work; /* the current values */
	int64_t cluster;
	unsigned protected_fields; /* bits 1 << enum claim */
	const char *resolved_at;   /* ISO 8601, or NULL: pending */
	/* Further keys that find it, parted by commas, or NULL. */
	const char *aliases;
};

enum store_add_result { STORE_ADDED, STORE_MERGED };

/*
 * Which work of the library is it? The rule of identity, for all that comes in:
 *
 * 1. the entry that the work was made from: its key, and nothing in it that was
 *    not said of the work before;
 * 2. an identifier in common that names one thing (DOI, arXiv, PMID, PMCID, ACL),
 *    titles that may be one work's, and somebody named in both; where the titles
 *    are only similar, the people have to be the same;
 * 3. an ISBN or address in common, which parts of one thing share, and the same
 *    title;
 * 4. the same title, the same year, the same people, and nothing that tells them
 *    apart: another identifier, kind (a book and an article), volume, first page,
 *    edition or container. The people are the same when nobody is named in one
 *    list who has no place in the other: "Vaswani, A., et al." is "Ashish
 *    Vaswani, Noam Shazeer and ...", "Smith, John" is neither "Smith, A." nor
 *    "Smith, John, and Johnson, Bill". A title without people needs a year.
 *
 * Short of that it is another work: one that stands there twice can be merged
 * later, one that was swallowed is lost. A preprint and what became of it are two
 * works of one cluster.
 */

/*
 * Put a work into the library. One that is there already is merged: absent fields
 * are filled, none overwritten but a cut list of authors by a complete one, other
 * values kept aside as assertions that are not current, and the wanted key finds
 * it too. key is wanted (NULL: any), made unique if taken; *got has the key in
 * use. Every field becomes an assertion with source and record.
 */
int store_add_work(struct store *s, const struct work *w, const char *key,
    const char *source, const char *record, const char **got, struct arena *a,
    enum store_add_result *result, struct err *err);

/* As when merging, for a work that is there: fill absent fields, overwrite none,
 * leave protected ones. */
int store_fill_work(struct store *s, const char *key, const struct work *w,
    const char *source, const char *record, const char *command,
    struct err *err);

/* By key or by one that it had where it was merged from. ERR_ABSENT: none. */
int store_get(struct store_work *out, struct arena *a, struct store *s,
    const char *key, struct err *err);
/* The work of the library that w is, by the rule above; or the one with its key,
 * if the titles may be one work's: an entry that was edited since. ERR_ABSENT:
 * none. */
int store_find(struct store_work *out, struct arena *a, struct store *s,
    const struct work *w, const char *key, struct err *err);
/* All works by key; *out is an array in a. */
int store_list(struct store_work **out, size_t *len, struct arena *a,
    struct store *s, struct err *err);

/*
 * Two works are one after all: key takes from other what it lacks, and keeps aside
 * what else other's sources say, with their names; other's keys find it from now on.
 * A field that is protected in other alone is taken. other is in the library no more,
 * but undoing brings it back. ERR_ABSENT: one of them is not there. ERR_USAGE: they
 * are the same work, or were said to be two.
 */
int store_merge(
    struct store *s, const char *key, const char *other, struct err *err);
/* The user says that they are two works (distinct) or takes that back. */
int store_set_distinct(struct store *s, const char *key, const char *other,
    bool distinct, struct err *err);
struct store_pair {
	const char *a, *b; /* keys */
};
int store_distinct(struct store_pair **out, size_t *len, struct arena *a,
    struct store *s, struct err *err);

/* Where each field's value came from. */
struct store_assertion {
	const char *field; /* CSL name */
	const char *value; /* text; names and dates as CSL-JSON */
	const char *source;
	const char *record;
	const char *time;
	bool current;
};
int store_assertions(struct store_assertion **out, size_t *len, struct arena *a,
    struct store *s, const char *key, struct err *err);

int store_protect(struct store *s, const char *key, unsigned fields,
    bool protect, struct err *err);

/*
 * Replace fields of a work by another's, as one undoable change: claims says which
 * (bits 1 << enum claim). Protected fields are left. command is for the log.
 */
int store_apply(struct store *s, const char *key, const struct work *values,
    unsigned claims, const char *source, const char *record,
    const char *command, struct err *err);
int store_set_resolved(
    struct store *s, const char *key, bool resolved, struct err *err);
/* Works never resolved, or resolved before the ISO time (NULL: pending only). */
int store_pending(struct store_work **out, size_t *len, struct arena *a,
    struct store *s, const char *before, struct err *err);

/* Two works are versions of one: their clusters are joined. */
int store_link_versions(
    struct store *s, const char *key, const char *other, struct err *err);

/* --- history ------------------------------------------------------------------- */

struct store_change {
	int64_t id;
	const char *time;
	const char *command;
	const char *key;
	/*
	 * CSL name, "title-rich", "custom" or "relations"; or "work" when it
	 * was added (after is all of it as JSON), "alias" for a further key,
	 * "protected" (before and after are names), "cluster", "merged" when
	 * an equal one was added and nothing but its source was new, or
	 * another work became part of it; "merged-into" of that one, and
	 * "distinct" of pairs that are two works.
	 */
	const char *field;
	const char *before; /* or NULL */
	const char *after;  /* or NULL */
	const char *source;
	bool undone;
	int64_t command_id; /* changes of one command have the same */
};
/* Newest first; key NULL for all, limit 0 for no limit. */
int store_log(struct store_change **out, size_t *len, struct arena *a,
    struct store *s, const char *key, size_t limit, struct err *err);
/* Take back the newest command that is not undone (id 0), or the one that
 * change id belongs to. A value changed since then by a later command is not
 * overwritten: ERR_USAGE with the story. ERR_ABSENT: nothing to undo. */
int store_undo(struct store *s, int64_t id, size_t *undone, struct err *err);

/* --- documents and their references --------------------------------------------- */

/* Remember a document's references, parses and judgements (check, fix with a
 * library): replaces what was kept for the same path. */
int store_put_document(struct store *s, const struct references *refs,
    const struct judgement *judgements, struct err *err);
/* Further references of the document that was put last, none of them judged. */
int store_add_references(
    struct store *s, const struct references *refs, struct err *err);
/* Save one judged reference as soon as it is done, so that a kill loses none. */
int store_put_reference(struct store *s, const char *path,
    const struct reference *ref, const struct judgement *j, struct err *err);

/*
 * What documents of this path (or of one that ends in it) had there when they
 * were last put: entries of the key, or with key NULL what starts in the line.
 * A reference's document and span are not given.
 */
int store_references(struct reference **out, size_t *len, struct arena *a,
    struct store *s, const char *path, const char *key, size_t line,
    struct err *err);

/* A decision of the user about a reference ("this conflict is right"), by the
 * reference's folded text. A decision of NULL forgets it. */
int store_decide(
    struct store *s, const char *raw, const char *decision, struct err *err);
int store_decision(char **out, struct arena *a, struct store *s,
    const char *raw, struct err *err);

/* --- pending look-ups -------------------------------------------------------------- */

int store_add_pending(struct store *s, const char *path, const char *raw,
    const char *source, const char *reason, struct err *err);
int store_count_pending(struct store *s, size_t *out, struct err *err);
int store_clear_pending(struct store *s, const char *path, struct err *err);

/* --- response cache ------------------------------------------------------------------ */

struct store_response {
	int status;
	const char *content_type;  /* or NULL */
	const char *etag;          /* or NULL */
	const char *last_modified; /* or NULL */
	int64_t fetched_at;        /* Unix time */
	struct span body;
};
/* The key is the URL (without keys and mail addresses, the caller sees to
 * that) and Accept. ERR_ABSENT if there is none. */
int store_cache_get(struct store_response *out, struct arena *a,
    struct store *s, const char *url, const char *accept, struct err *err);
int store_cache_put(struct store *s, const char *url, const char *accept,
    const struct store_response *r, struct err *err);
/* Validators said "not modified". */
int store_cache_touch(struct store *s, const char *url, const char *accept,
    int64_t fetched_at, struct err *err);

/*
 * The cache is kept below this many bytes (256 MiB unless told otherwise) by
 * dropping the oldest answers; one that would take an eighth of it is not kept.
 */
void store_cache_limit(struct store *s, int64_t bytes);

struct store_cache_info {
	size_t answers;
	size_t absent;        /* of these: "there is no such thing" by status */
	int64_t bytes, limit; /* compressed, and what is kept beside */
	int64_t oldest, newest; /* Unix time; 0: there are none */
};
int store_cache_info(
    struct store_cache_info *out, struct store *s, struct err *err);
/* Forget all answers, and give their room in the file back. *out is how many. */
int store_cache_clear(size_t *out, struct store *s, struct err *err);

#endif
