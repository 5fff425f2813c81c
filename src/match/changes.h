#ifndef MATCH_CHANGES_H
#define MATCH_CHANGES_H

#include "match/view.h"

/* What the files that find changes share. */
struct finder {
	struct judgement *out;
	struct arena *a;
	const struct claim_view *c;
	const struct cluster *cluster;
	const struct comparison *best; /* the version that fits */
	const struct match_input *in;
	bool conflict;
	bool pinned;    /* the claim says which version it means */
	bool apart;     /* and that one is none of the cluster's */
	bool elsewhere; /* only preprints are known, and a venue is cited */
	bool unpinned;
};

struct change *finder_add(struct finder *f, enum claim field,
    enum change_kind kind, const char *rule);
void finder_add_text(struct finder *f, enum claim field, enum change_kind kind,
    const char *from, const char *to, const char *rule);
/* kind, but what was read with little confidence, or otherwise than a record
 * whose value the text has, is not held against a work. */
enum change_kind finder_or_unconfirmed(
    const struct finder *f, enum claim field, enum change_kind kind);

/* Does a record's value of this field stand in the reference's own text, where no
 * other field accounts for it? */
bool finder_stands_in_text(const struct finder *f, enum claim field);

/* Does a work of this type stand in another one, a journal or a volume? */
bool finder_is_part(const struct work *w);

/* Is this the version that the claim says it means, by its identifier, pages or
 * venue? */
bool finder_version_agrees(const struct finder *f, const struct comparison *m);
/* The best agreement of the container that any version has. */
enum agreement finder_best_container(const struct finder *f);

void changes_find_title(struct finder *f);
void changes_find_year(struct finder *f);
void changes_find_authors(struct finder *f);
void changes_find_identifier(struct finder *f, enum claim field,
    enum identifier_kind kind, enum work_field member);

#endif
