#ifndef READ_MODS_H
#define READ_MODS_H

#include "read/xml-works.h"

/* Private to the reader of MODS. */

struct mods {
	struct arena *a; /* of the work */
	struct arena *s; /* scratch */
	struct work *w;
};

/* One <name> into the list, whatever its role. */
void mods_read_name(struct mods *m, struct name_list *l, const xmlNode *name);
/* All names of a record or of its host; without a role they are of the usual one. */
void mods_read_people(
    struct mods *m, const xmlNode *mods, enum work_name_field usual);
/* Where they work, one a line, each once. */
void mods_read_affiliations(struct mods *m, const xmlNode *mods);

#endif
