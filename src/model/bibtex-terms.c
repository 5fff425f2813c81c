/* Words of biblatex's own that stand in fields. */

#include "base/text.h"
#include "model/bibtex.h"
#include "model/latex.h"

#include "base/banned.h"

bool
bibtex_role(enum work_name_field *out, struct span editortype)
{
	static const struct {
		const char *type;
		enum work_name_field role;
	} roles[] = {
#define X(type, member) { type, WORK_##member },
#include "model/bibtex-roles.def"
#undef X
	};

	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		if (!text_eq_nocase(editortype, roles[i].type))
			continue;
		*out = roles[i].role;
		return true;
	}
	return false;
}

static const struct {
	const char *entry_type, *subtype;
	enum work_type type;
} subtypes[] = {
#define X(entry_type, subtype, csl) { entry_type, subtype, WORK_TYPE_##csl },
#include "model/bibtex-subtypes.def"
#undef X
};

enum { SUBTYPES = sizeof(subtypes) / sizeof(subtypes[0]) };

enum work_type
bibtex_subtype(struct span entry_type, struct span subtype)
{
	for (size_t i = 0; i < SUBTYPES; i++)
		if (text_eq_nocase(entry_type, subtypes[i].entry_type) &&
		    text_eq_nocase(subtype, subtypes[i].subtype))
			return subtypes[i].type;
	return WORK_TYPE_NONE;
}

bool
bibtex_has_subtype(const char *entry_type, enum work_type type)
{
	for (size_t i = 0; i < SUBTYPES; i++)
		if (!strcmp(entry_type, subtypes[i].entry_type) &&
		    subtypes[i].type == type)
			return true;
	return false;
}

const char *
bibtex_genre(struct span key)
{
	static const struct {
		const char *key, *text;
	} genres[] = {
#define X(key, text) { key, text },
#include "model/bibtex-genres.def"
#undef X
	};

	for (size_t i = 0; i < sizeof(genres) / sizeof(genres[0]); i++)
		if (text_eq_nocase(key, genres[i].key))
			return genres[i].text;
	return NULL;
}

const char *
work_publisher_shown(struct arena *a, const struct work *w)
{
	const char *how = w->publisher ? NULL : work_custom(w, "howpublished");
	const char *text;

	if (!how || strchr(how, '/') || strstr(how, "www.") ||
	    latex_find_url(span_of(how)).len)
		return w->publisher;
	text = latex_to_unicode(a, span_of(how));
	return *text ? text : NULL;
}
