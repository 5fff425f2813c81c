#include "model/hayagriva.h"
#include "base/text.h"

#include "base/banned.h"

static const struct {
	const char *name;
	const char *parent;
	enum work_type type;
} types[] = {
#define X(name, parent, type) { name, parent, WORK_TYPE_##type },
#include "model/hayagriva.def"
#undef X
};

enum { TYPES = sizeof(types) / sizeof(types[0]) };

const char *
hayagriva_name(struct span name)
{
	for (size_t i = 0; i < TYPES; i++)
		if (text_eq_nocase(name, types[i].name))
			return types[i].name;
	return NULL;
}

enum work_type
hayagriva_work_type(struct span name, struct span parent)
{
	for (size_t i = 0; i < TYPES; i++)
		if (text_eq_nocase(name, types[i].name) &&
		    (!types[i].parent ||
			text_eq_nocase(parent, types[i].parent)))
			return types[i].type;
	return WORK_TYPE_DOCUMENT;
}

const char *
hayagriva_type(const char **parent, enum work_type type, bool alone)
{
	const char *name = "misc";
	bool found = false;

	*parent = NULL;
	for (size_t i = 0; i < TYPES; i++) {
		if (types[i].type != type ||
		    (found && !(alone && *parent && !types[i].parent)))
			continue;
		name = types[i].name;
		*parent = types[i].parent;
		found = true;
	}
	return name;
}
