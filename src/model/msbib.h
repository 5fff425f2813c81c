#ifndef MODEL_MSBIB_H
#define MODEL_MSBIB_H

#include "model/work.h"

#include <stddef.h>

/* The tables of Word's bibliography (msbib.def), for its reader and its writer. */

enum msbib_handling { MSBIB_TEXT, MSBIB_CUSTOM, MSBIB_SPECIAL };

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

#endif
