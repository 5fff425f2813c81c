#include "model/msbib.h"

#include "base/banned.h"

const struct msbib_type msbib_types[] = {
#define TYPE(name, type) { name, WORK_TYPE_##type },
#include "model/msbib.def"
};
const size_t msbib_types_len = sizeof(msbib_types) / sizeof(msbib_types[0]);

const struct msbib_field msbib_fields[] = {
#define FIELD(element, handling, target, name) \
	{ element, MSBIB_##handling, (enum work_field)(target), name },
#include "model/msbib.def"
};
const size_t msbib_fields_len = sizeof(msbib_fields) / sizeof(msbib_fields[0]);

const struct msbib_people msbib_people[] = {
#define PEOPLE(element, member) { element, WORK_##member },
#include "model/msbib.def"
};
const size_t msbib_people_len = sizeof(msbib_people) / sizeof(msbib_people[0]);

const struct msbib_language msbib_languages[] = {
#define LANGUAGE(lcid, tag) { lcid, tag },
#include "model/msbib.def"
};
const size_t msbib_languages_len =
    sizeof(msbib_languages) / sizeof(msbib_languages[0]);
