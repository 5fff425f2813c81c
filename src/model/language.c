#include "model/language.h"
#include "base/text.h"

#include <stdlib.h>
#include <unicode/uloc.h>

#include "base/banned.h"

static const struct language {
	const char *name, *tag;
	int written;
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

/* "eng" of ISO 639-2 is "en"; what is no such code stays as it is. */
static const char *
short_tag(struct arena *a, struct span name)
{
	const char *text = arena_strdup_span(a, name);
	UErrorCode status = U_ZERO_ERROR;
	char tag[ULOC_LANG_CAPACITY];

	if (name.len != 3)
		return text;
	for (size_t i = 0; i < name.len; i++)
		if (!text_is_letter((unsigned char)text[i]))
			return text;
	(void)uloc_toLanguageTag(text, tag, sizeof(tag), true, &status);
	return !U_FAILURE(status) && strlen(tag) == 2 ? arena_strdup(a, tag)
						      : text;
}

const char *
language_tag(struct arena *a, struct span name)
{
	/* Folded: "Français", "español". */
	const char *folded = text_fold(a, name);
	const struct language *found = bsearch(
	    folded, languages, LANGUAGES, sizeof(languages[0]), compare);

	return found ? found->tag : short_tag(a, name);
}

const char *
language_babel(const char *tag)
{
	size_t len = strcspn(tag, "-");

	/* "en": of no country */
	for (size_t i = 0; !tag[len] && i < LANGUAGES; i++)
		if (languages[i].written == 2 &&
		    !strncmp(languages[i].tag, tag, len) &&
		    languages[i].tag[len] == '-')
			return languages[i].name;
	for (int whole = 1; whole >= 0; whole--)
		for (size_t i = 0; i < LANGUAGES; i++) {
			const char *own = languages[i].tag;

			if (languages[i].written == 1 &&
			    (whole ? !strcmp(own, tag)
				   : !strncmp(own, tag, len) &&
					 (own[len] == '-' || !own[len])))
				return languages[i].name;
		}
	return NULL;
}
