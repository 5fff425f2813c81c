#ifndef READ_TAGGED_H
#define READ_TAGGED_H

#include "read/fill.h"

/*
 * Private to the readers of formats of tagged lines (RIS, NBIB, Refer, RefWorks,
 * ISI ...): lines to records, records to works.
 */
struct tagged_item {
	struct span tag;
	struct span value; /* trimmed; lines that go on are joined with LF */
	size_t line;
	bool used;
};

struct tagged_record {
	struct tagged_item *items;
	size_t len;
	size_t line;
	bool ended; /* by its own mark */
};

struct tagged_format {
	/* The parts of a line; false: it goes on with the value before. */
	bool (*line)(struct span line, struct span *tag, struct span *value);
	const char *begin; /* tag that begins a record, or NULL */
	const char *end;   /* tag that ends one, or NULL */
	bool blank_ends;   /* a blank line ends one */
	/* A record's work into out; the record has one item or more. */
	void (*read)(struct references *out, struct tagged_record *r);
};

int tagged_read(
    struct references *out, struct document *d, const struct tagged_format *f);

/* Entities of HTML ("R&amp;D") to what they stand for, but in the items of these
 * blank-separated tags. */
void tagged_decode(
    struct tagged_record *r, struct arena *a, const char *except);
/* The first unused item of that tag, now used, or an empty span. */
struct span tagged_take(struct tagged_record *r, const char *tag);
/* Is there one, used or not? */
bool tagged_has(const struct tagged_record *r, const char *tag);
/* All unused ones of that tag joined, now used; NULL if there is none. */
const char *tagged_take_all(struct tagged_record *r, struct arena *a,
    const char *tag, const char *separator);
/* All items of these blank-separated tags that are names. */
void tagged_names(struct name_list *l, struct arena *a, struct tagged_record *r,
    const char *tags, enum fill_names how);
/* All items of that tag, which is for DOIs, ISBN or ISSN: what fails its check is kept in
 * custom, as "doi", "isbn" or "issn". */
void tagged_identifiers(struct work *w, struct arena *a,
    struct tagged_record *r, const char *tag, enum work_field field);
/* What is not used is custom: prefix and the tag small, "ris-c5". */
void tagged_keep_rest(struct work *w, struct arena *a, struct tagged_record *r,
    const char *prefix);

static inline bool
tagged_is(const struct tagged_item *item, const char *tag)
{
	return span_eq(item->tag, span_of(tag));
}

/* The first line of a text that is not blank, trimmed at its end. */
struct span tagged_first_line(struct span text);

#endif
