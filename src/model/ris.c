#include "model/ris.h"
#include "base/text.h"

#include "base/banned.h"

static const struct ris_type types[] = {
#define X(tag, endnote, number, type, genre) \
	{ tag, endnote, number, WORK_TYPE_##type, genre },
#include "model/ris-types.def"
#undef X
};

enum { TYPES = sizeof(types) / sizeof(types[0]) };

const struct ris_type *
ris_type_of_tag(struct span tag)
{
	for (size_t i = 0; i < TYPES; i++)
		if (text_eq_nocase(tag, types[i].tag))
			return &types[i];
	return NULL;
}

const struct ris_type *
ris_type_of_endnote(struct span name)
{
	for (size_t i = 0; i < TYPES; i++)
		if (text_eq_nocase(name, types[i].endnote))
			return &types[i];
	return NULL;
}

const struct ris_type *
ris_type_of_number(int number)
{
	for (size_t i = 0; number && i < TYPES; i++)
		if (types[i].number == number)
			return &types[i];
	return NULL;
}

static bool
is_online(const struct work *w)
{
	static const char *const names[] = { "online", "electronic", "www" };
	const char *type = work_custom(w, "bibtex-type");

	for (size_t i = 0; type && i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(type, names[i]))
			return true;
	return false;
}

const struct ris_type *
ris_type_of_work(const struct work *w)
{
	const char *was = work_custom(w, "ris-type");
	const struct ris_type *kept =
	    was ? ris_type_of_tag(span_of(was)) : NULL;
	enum work_type type = w->type;

	/* whose authors are its editors */
	if (kept && !strcmp(kept->tag, "EDBOOK") && w->author.len)
		kept = NULL;
	if (kept && kept->type == type)
		return kept;
	switch (type) {
	case WORK_TYPE_REVIEW:
	case WORK_TYPE_REVIEW_BOOK: type = WORK_TYPE_ARTICLE_JOURNAL; break;
	case WORK_TYPE_COLLECTION: type = WORK_TYPE_BOOK; break;
	case WORK_TYPE_ENTRY: type = WORK_TYPE_CHAPTER; break;
	case WORK_TYPE_BROADCAST: type = WORK_TYPE_MOTION_PICTURE; break;
	case WORK_TYPE_TREATY: type = WORK_TYPE_REGULATION; break;
	/* Programs know no other word for it, but for what a .bib has as a page. */
	case WORK_TYPE_ARTICLE:
		if (!kept)
			type = is_online(w) ? WORK_TYPE_WEBPAGE
					    : WORK_TYPE_ARTICLE_JOURNAL;
		break;
	default: break;
	}
	for (size_t i = 0; i < TYPES; i++)
		if (types[i].type == type)
			return &types[i];
	return ris_type_of_tag(SPAN_LIT("GEN"));
}

const char *
ris_tag_of_work(const struct work *w)
{
	const char *was = work_custom(w, "ris-type");
	size_t n = 0;

	/* CSL has no work without a type: it is a document there */
	if (!was ||
	    (w->type != WORK_TYPE_NONE && w->type != WORK_TYPE_DOCUMENT) ||
	    ris_type_of_tag(span_of(was)))
		return ris_type_of_work(w)->tag;
	while ((was[n] >= 'A' && was[n] <= 'Z') ||
	       (was[n] >= '0' && was[n] <= '9'))
		n++;
	return n && n <= 8 && !was[n] ? was : ris_type_of_work(w)->tag;
}
