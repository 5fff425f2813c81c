#ifndef MODEL_MSBIB_H
#define MODEL_MSBIB_H

#include "model/work.h"

#include <stddef.h>

/* The tables of Word's bibliography (msbib.def), for its reader and its writer. */

enum msbib_handling { MSBIB_TEXT, MSBIB_CUSTOM, MSBIB_TYPED, MSBIB_SPECIAL };

/* The first row of a type is what it is written as. */
struct msbib_type {
	const char *name;
	enum work_type type;
};
extern const struct msbib_type msbib_types[];
extern const size_t msbib_types_len;

/* In the order in which they are written. */
struct msbib_field {
	const char *element;
	enum msbib_handling handling;
	enum work_field field;
	const char *name; /* of the custom field */
};
extern const struct msbib_field msbib_fields[];
extern const size_t msbib_fields_len;

struct msbib_people {
	const char *element; /* in <Author> */
	enum work_name_field field;
};
extern const struct msbib_people msbib_people[];
extern const size_t msbib_people_len;

struct msbib_language {
	long lcid;
	const char *tag;
};
extern const struct msbib_language msbib_languages[];
extern const size_t msbib_languages_len;

/*
 * The element that a work of this type has its publisher in: Word names who a film, a
 * recording, a thesis or a report comes from each in another way.
 */
const char *msbib_publisher_element(enum work_type type);
/* Has a work of this type that element for what it says, as cases have a court? In works
 * of other types it stands without any use, and is kept. */
bool msbib_is_of_type(const char *element, enum work_type type);
/* The one that it has its number in, StandardNumber aside; NULL: none. */
const char *msbib_number_element(enum work_type type);
/* Word has one element for the kind of a thesis and of a report: does it say that it is
 * a report? */
bool msbib_is_report(const char *kind);

/* The element BIBTEX_... that has the CSL type, where Word has none for it. */
#define MSBIB_CSL_TYPE "csl-type"

#endif
