#ifndef APP_CHECK_H
#define APP_CHECK_H

#include "app/resolve.h"
#include "app/styles.h"
#include "read/read.h"
#include "write/write.h"

/* A file's references: document read, lists found, references parsed. */
struct checked_file {
	struct document *document;
	struct references references;
	struct resolve_result result;
	/* What the library protects, a reference each (bits 1 << enum claim);
	 * NULL: nothing. No writer touches it. */
	unsigned *protected_fields;
	struct arena arena; /* owns the result */
};

/* Open, read, find and parse. ERR_ABSENT: readable, but no reference in it. */
int checked_file_open(
    struct checked_file *out, const char *path, struct err *err);
/*
 * The same of a file that is said to be in a format: one that bibliographies are read
 * in (app/formats.h), "markdown", "text"; NULL or "auto": its text tells, else its
 * name. encoding as document_from_file_in() has it, or NULL. ERR_USAGE: there is no
 * such format or encoding, which checked_from() says beforehand.
 */
int checked_file_open_as(struct checked_file *out, const char *path,
    const char *from, const char *encoding, struct err *err);
int checked_from(const char *from, const char *encoding, struct err *err);
/*
 * What checked_file_open_as() reads, but of a .bib file some hundred references at a
 * time, in memory that does not grow with them. What could not be read is told even
 * where there is no reference. What each() returned, or an error of reading.
 */
int checked_file_each(const char *path, const char *from, const char *encoding,
    read_batch_fn *each, void *ctx, struct err *err);
/* The same from memory; name tells the format. */
int checked_file_from_bytes(struct checked_file *out, const char *name,
    struct span bytes, struct err *err);
/* Right after a failure too. */
void checked_file_close(struct checked_file *f);

/* Look up and judge; see what the library protects. What the options have called
 * for every judgement finds it in f->result too. */
int checked_file_resolve(
    struct checked_file *f, const struct resolve_options *o, struct err *err);

/* Set `refused` on the changes that the policy would have made if their fields
 * were not protected. */
void checked_file_hold(
    struct checked_file *f, const struct write_policy *policy);
/* The same on one judgement, while the others may not be made yet. */
void checked_file_hold_one(const struct checked_file *f, size_t number,
    struct judgement *j, const struct write_policy *policy);

/* The mended document; sets `applied` on the changes that were made, and
 * `refused` on those that were not though they were to be. */
int checked_file_mend(struct sbuf *out, struct checked_file *f,
    const struct write_policy *policy, struct err *err);

/*
 * The .bib file that a list of that name (".bbl") was made from, if it is there: beside
 * it, or where its .aux or .tex file says; else NULL. Mending the list would last to
 * the next run of BibTeX.
 */
const char *checked_generated_from(struct arena *a, const char *path);

/*
 * The document with its lists of references rewritten in a style: each item whose work
 * is certain is the work as the style prints it; the others stay byte for byte. *kept
 * counts those whose work is not certain; of any other that stays, style->warning is
 * told. A list keeps its labels and its order; one without labels comes in
 * the style's order. policy->apply is not APPLY_NONE. ERR_USAGE: the document is no
 * text, or the style has no list of references.
 */
int checked_file_restyle(struct sbuf *out, struct checked_file *f,
    const struct write_policy *policy, const struct styles_request *style,
    size_t *kept, struct err *err);

/* The work that a reference is after it was judged, as policy allows; NULL: it is not
 * certain which. */
struct work *checked_found(struct arena *a, const struct reference *ref,
    const struct judgement *j, const struct write_policy *policy);

/*
 * What a reference claims, for keeping it: the best reading; but of what is no
 * publication (a law, a case, a letter) the text as it stands for the title, since
 * its parts are none of a journal's.
 */
const struct work *checked_claim(struct arena *a, const struct reference *ref);

/* The policy for one reference, with what the library protects. */
struct write_policy checked_file_policy(const struct checked_file *f,
    size_t number, const struct write_policy *policy);

/*
 * A .bib of all references of one or several files: found works, and as claimed
 * what was not found. Keys are unique; a work that several lists have is there
 * once. _init, any number of _add, read text, _release.
 */
struct bibliography {
	struct sbuf text;
	struct arena arena;
	struct key_set *keys;
	uint64_t *seen; /* keys of works: open addressing, 0 is free */
	size_t seen_size, seen_len;
};
void bibliography_init(struct bibliography *b);
void bibliography_add(struct bibliography *b, const struct checked_file *f,
    const struct write_policy *policy);
void bibliography_release(struct bibliography *b);

#endif
