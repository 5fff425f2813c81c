#ifndef WRITE_FORMATS_H
#define WRITE_FORMATS_H

#include "base/arena.h"
#include "base/sbuf.h"
#include "model/work.h"

#include <stdbool.h>

/*
 * Writers of bibliographies, one file a format. A writer is given one work after
 * the other and appends to out, which whoever calls may empty between calls: a
 * bibliography of any length needs the memory of one work. app/formats.h has the
 * table of them.
 */
struct work_writer {
	const struct writer_kind *kind;
	struct sbuf *out;
	struct arena arena;   /* lives until the end */
	struct arena scratch; /* emptied after each work */
	size_t written;       /* works so far */
	void *state;          /* the kind's own */
	/* The format was asked for, not told by a file's name: nothing of a kindred
	 * dialect stays as it was. Set after work_writer_begin(). */
	bool strict;
};

struct writer_kind {
	/* Before the first work; NULL: nothing to write there. */
	void (*begin)(struct work_writer *w);
	/* key: the entry's name in a file of entries; "" if it has none and the
	 * format needs none. */
	void (*add)(
	    struct work_writer *w, const struct work *work, const char *key);
	/* Behind the last; frees what begin made. */
	void (*end)(struct work_writer *w);
	/* What has no variable (`custom`) is written, too; others say of it what styles
	 * would print (work_publisher_shown()). */
	bool keeps_custom;
	bool keeps_sets; /* biblatex's @set is a work of that "bibtex-type" */
	/* Entries without a key of their own are given one, and no two have the same. */
	bool needs_key;
	/* "Roe" and "roe" are the same, unless the entry is of a .bib. */
	bool folds_keys;
	/* A key as the format can have it; NULL: as it is. */
	const char *(*key)(
	    struct arena *a, const struct work *work, const char *key);
};

void work_writer_begin(
    struct work_writer *w, const struct writer_kind *kind, struct sbuf *out);
void work_writer_add(
    struct work_writer *w, const struct work *work, const char *key);
void work_writer_end(struct work_writer *w);

/*
 * English titles, and those of what chapters and papers stand in, with small letters
 * where a capital is but title case: names that are protected, acronyms and what
 * begins a title or a subtitle keep theirs. A title that names no language and is
 * in none that is known stays. The new texts are in the arena.
 */
void write_sentence_case(struct work *w, struct arena *a);

extern const struct writer_kind writer_bibtex;
extern const struct writer_kind writer_biblatex;
extern const struct writer_kind writer_csl_json;
extern const struct writer_kind writer_nbib;
extern const struct writer_kind writer_refer;
extern const struct writer_kind writer_endnote_xml;
extern const struct writer_kind writer_mods;
extern const struct writer_kind writer_msbib;
extern const struct writer_kind writer_cff;
extern const struct writer_kind writer_csl_yaml;
extern const struct writer_kind writer_hayagriva;
extern const struct writer_kind writer_csv;
extern const struct writer_kind writer_tsv;
extern const struct writer_kind writer_ris;

#endif
