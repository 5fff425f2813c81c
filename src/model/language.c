#include "model/language.h"
#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

static const struct language {
	const char *name, *tag;
	bool written;
} languages[] = {
#define X(name, tag, written) { name, tag, written },
#include "model/languages.def"
#undef X
};

enum { LANGUAGES = sizeof(languages) / sizeof(languages[0]) };

static int
compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct language *)row)->name);
}

const char *
language_tag(struct arena *a, struct span name)
{
	/* Folded: "Français", "español". */
	const char *folded = text_fold(a, name);
	const struct language *found = bsearch(
	    folded, languages, LANGUAGES, sizeof(languages[0]), compare);

	return found ? found->tag : arena_strdup_span(a, name);
}

const char *
language_babel(const char *tag)
{
	size_t len = strcspn(tag, "-");

	for (int whole = 1; whole >= 0; whole--)
		for (size_t i = 0; i < LANGUAGES; i++) {
			const char *own = languages[i].tag;

			if (languages[i].written &&
			    (whole ? !strcmp(own, tag)
				   : !strncmp(own, tag, len) &&
					 (own[len] == '-' || !own[len])))
				return languages[i].name;
		}
	return NULL;
}
