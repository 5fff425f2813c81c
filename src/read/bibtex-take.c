/* The fields of an entry by their names, and taking their values. */

#include "read/bibtex-take.h"
#include "base/text.h"
#include "model/latex.h"

#include "base/banned.h"

static const struct {
	const char *name;
	enum bibtex_handling handling;
	int target;
} fields[FIELD_IDS] = {
#define X(member, name, handling, target) { name, BIBTEX_##handling, target },
#include "read/bibtex-fields.def"
#undef X
};

static int
compare_nocase(struct span s, const char *name)
{
	size_t i;

	for (i = 0; i < s.len; i++) {
		int order = (unsigned char)text_ascii_lower(s.ptr[i]) -
			    (unsigned char)name[i];

		if (order)
			return order;
	}
	return name[i] ? -1 : 0;
}

enum bibtex_field_id
bibtex_field_id(struct span name)
{
	size_t low = 0, high = FIELD_IDS;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = compare_nocase(name, fields[middle].name);

		if (!order)
			return (enum bibtex_field_id)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return FIELD_IDS;
}

struct span
bibtex_field_name(enum bibtex_field_id id)
{
	return span_of(fields[id].name);
}

enum bibtex_handling
bibtex_field_handling(enum bibtex_field_id id)
{
	return id < FIELD_IDS ? fields[id].handling : BIBTEX_SPECIAL;
}

int
bibtex_field_target(enum bibtex_field_id id)
{
	return id < FIELD_IDS ? fields[id].target : 0;
}

struct bibtex_value *
bibtex_find(const struct bibtex_builder *b, enum bibtex_field_id id)
{
	struct bibtex_value *v = b->values->known[id];

	return v && !v->used ? v : NULL;
}

static bool
is_journal(enum work_type t)
{
	return t == WORK_TYPE_ARTICLE || t == WORK_TYPE_ARTICLE_JOURNAL ||
	       t == WORK_TYPE_ARTICLE_MAGAZINE ||
	       t == WORK_TYPE_ARTICLE_NEWSPAPER || t == WORK_TYPE_PERIODICAL ||
	       t == WORK_TYPE_REVIEW || t == WORK_TYPE_REVIEW_BOOK;
}

const char *
bibtex_decode(const struct bibtex_builder *b, const struct bibtex_value *v)
{
	const char *out = latex_to_unicode(
	    b->a, v->id == FIELD_PAGES ? bibtex_pages(b->a, v->raw) : v->raw);
	/* a number is that of a journal's series, a book's is called so */
	bool keys = v->id < FIELD_IDS &&
		    (v->id != FIELD_SERIES || is_journal(b->w->type) ||
			!bibtex_ordinal(v->raw));
	const char *printed =
	    keys ? bibtex_printed(b->a, fields[v->id].name, span_of(out))
		 : NULL;

	return printed ? printed : *out ? out : NULL;
}

void
bibtex_claim(
    struct bibtex_builder *b, enum claim field, const struct bibtex_value *v)
{
	struct parse *out = b->out;
	struct place place = { field, v->place, 1.0 };

	/* What it stands for is not known, so nothing can speak against it. */
	if (!range_empty(v->unknown)) {
		place.range = v->unknown;
		place.confidence = 0.2;
	}
	if (!range_empty(place.range))
		ARENA_PUSH(b->a, out->places, out->places_len) = place;
}

const char *
bibtex_take_text(struct bibtex_builder *b, enum bibtex_field_id id)
{
	struct bibtex_value *v = bibtex_find(b, id);
	const char *out = v ? bibtex_decode(b, v) : NULL;

	if (out)
		v->used = true;
	return out;
}

const char *
bibtex_take_claim(
    struct bibtex_builder *b, enum bibtex_field_id id, enum claim field)
{
	struct bibtex_value *v = bibtex_find(b, id);
	const char *out = bibtex_take_text(b, id);

	if (out && field < CLAIMS)
		bibtex_claim(b, field, v);
	return out;
}

const char *
bibtex_take_first(
    struct bibtex_builder *b, const enum bibtex_field_id *ids, enum claim field)
{
	const char *out = NULL;

	for (; !out && *ids != FIELD_IDS; ids++)
		out = bibtex_take_claim(b, *ids, field);
	return out;
}

bool
bibtex_mentions(const char *text, const char *word)
{
	char first = text_ascii_lower(*word);

	for (; *text; text++)
		if (text_ascii_lower(*text) == first &&
		    text_starts_nocase(span_of(text), word))
			return true;
	return false;
}
