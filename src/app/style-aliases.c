#include "app/style-aliases.h"
#include "base/file.h"
#include "base/json.h"

#include "base/banned.h"

static const struct {
	const char *other, *name;
} aliases[] = {
#define X(other, name) { other, name },
#include "app/style-aliases.def"
#undef X
};

/* What the list of the repository says: { "old": "new", ... } */
static const char *
renamed(struct arena *a, const char *folder, const char *name)
{
	const char *path = arena_printf(a, "%s/renamed-styles.json", folder);
	struct sbuf text = SBUF_INIT;
	struct err err = ERR_INIT;
	const char *found = NULL;
	json_t *list = NULL;

	if (!file_exists(path))
		return NULL;
	text.limit = 4 << 20;
	if (!file_read(&text, path, &err) &&
	    !json_read(&list, (struct span){ text.buf, text.len }, &err))
		found = json_text(a, list, name);
	json_decref(list);
	sbuf_release(&text);
	return found;
}

const char *
style_alias(
    struct arena *a, const char *name, const char *const *folders, size_t i)
{
	for (size_t k = 0; k < sizeof(aliases) / sizeof(*aliases); k++)
		if (!strcmp(aliases[k].other, name) && i-- == 0)
			return aliases[k].name;
	for (; *folders; folders++) {
		const char *other = renamed(a, *folders, name);

		if (other && i-- == 0)
			return other;
	}
	if (i)
		return NULL;
	return strncmp(name, "the-", 4) ? arena_printf(a, "the-%s", name)
					: name + 4;
}
