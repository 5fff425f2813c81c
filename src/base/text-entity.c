#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

static const struct entity {
	const char *name;
	uint32_t c;
} entities[] = {
#define X(name, c) { #name, c },
#include "base/entities.def"
#undef X
};

static int
compare(const void *key, const void *element)
{
	const struct span *name = key;
	const struct entity *e = element;
	int order = strncmp(name->ptr, e->name, name->len);

	return order ? order : e->name[name->len] ? -1 : 0;
}

uint32_t
text_entity(struct span name)
{
	const struct entity *e;

	if (!name.len || memchr(name.ptr, '\0', name.len))
		return 0;
	e = bsearch(&name, entities, sizeof(entities) / sizeof(entities[0]),
	    sizeof(entities[0]), compare);
	return e ? e->c : 0;
}
