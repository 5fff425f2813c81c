#include "base/text.h"
#include "model/identifier.h"
#include "model/ris.h"
#include "read/ris.h"

#include "base/banned.h"

/* What a tag of RIS means in one type only. */

static const struct {
	enum work_type type;
	const char *tag;
	enum work_field field;
} own[] = {
#define X(type, tag, field) { WORK_TYPE_##type, tag, WORK_##field },
#include "model/ris-own.def"
#undef X
};

/* EndNote's fields for names end in a comma where they hold none. */
static struct span
without_comma(struct span s)
{
	s = text_trim(s);
	if (s.len && s.ptr[s.len - 1] == ',')
		s = text_trim(span_sub(s, 0, s.len - 1));
	return s;
}

/* A report with an ISBN has it in the field of its number. A patent has neither ISBN
 * nor ISSN, and its number may look like one. */
static bool
is_own(const struct work *w, struct arena *a, const struct tagged_record *r,
    const struct tagged_item *item)
{
	if (tagged_is(item, "SN") && w->type != WORK_TYPE_PATENT)
		return !isbn_normal(a, item->value) &&
		       !issn_normal(a, item->value);
	/* who reported it, not where; or that is said already */
	if (tagged_is(item, "A2") && w->type == WORK_TYPE_LEGAL_CASE) {
		struct span s = without_comma(item->value);

		return !memchr(s.ptr, ',', s.len) && !tagged_has(r, "T2") &&
		       !tagged_has(r, "JF") && !tagged_has(r, "BT");
	}
	return true;
}

/* A type that was guessed has no tag. */
static bool
is_type(const struct ris_type *type, const char *tag)
{
	return type && type->tag && !strcmp(type->tag, tag);
}

static void
take_fields(struct work *w, struct arena *a, struct tagged_record *r)
{
	for (size_t k = 0; k < sizeof(own) / sizeof(own[0]); k++) {
		if (own[k].type != w->type)
			continue;
		for (size_t i = 0; i < r->len; i++) {
			struct tagged_item *item = &r->items[i];
			struct span value = item->value;

			if (item->used || !tagged_is(item, own[k].tag) ||
			    work_get(w, own[k].field) || !is_own(w, a, r, item))
				continue;
			if (item->tag.ptr[0] == 'A')
				value = without_comma(value);
			fill_text(w, a, own[k].field, value, NULL);
			item->used = true;
		}
	}
}

static bool
is_year(struct span s)
{
	if (s.len != 4 || (s.ptr[0] != '1' && s.ptr[0] != '2'))
		return false;
	for (size_t i = 1; i < 4; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return true;
}

/* EndNote's template: the volume is the "Degree", the secondary title the "Academic
 * Department", the tertiary author the "Advisor". */
static void
take_thesis(struct work *w, struct arena *a, struct tagged_record *r)
{
	bool typed = tagged_has(r, "M3");

	tagged_names(&w->contributor, a, r, "A3 A2", FILL_NAMES_SUFFIX_LAST);
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];
		bool number = false;

		if (item->used)
			continue;
		if (tagged_is(item, "T2")) {
			fill_custom(w, a, "department", item->value);
			item->used = true;
		}
		if (!tagged_is(item, "VL"))
			continue;
		for (size_t at = 0; at < item->value.len; at++)
			number |= item->value.ptr[at] >= '0' &&
				  item->value.ptr[at] <= '9';
		if (number)
			continue;
		item->used = true;
		if (typed)
			fill_custom(w, a, "ris-vl", item->value);
		else
			fill_text(w, a, WORK_genre, item->value, "ris-vl");
	}
}

/* EndNote's template of a page: volume and number are "Access Year" and "Access Date". */
static void
take_access(struct work *w, struct arena *a, struct tagged_record *r)
{
	struct tagged_item *year = NULL;

	for (size_t i = 0; i < r->len && !year; i++)
		if (!r->items[i].used && tagged_is(&r->items[i], "VL") &&
		    is_year(r->items[i].value))
			year = &r->items[i];
	/* that of the last update of EndNote has a field of its own */
	if (!year || tagged_has(r, "Y2"))
		return;
	year->used = true;
	fill_date(&w->accessed, a, year->value);
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (item->used ||
		    (!tagged_is(item, "IS") && !tagged_is(item, "M1")))
			continue;
		fill_month(&w->accessed, item->value);
		if (!w->accessed.from.month)
			fill_date(&w->accessed, a, item->value);
		item->used = w->accessed.from.month != 0;
		return;
	}
}

/* Zotero's "Filing Date", which is no tag of RIS's. */
static void
take_patent(struct work *w, struct arena *a, struct tagged_record *r)
{
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];
		struct date filed = { 0 };

		/* another number, and another office, are none of an editor's */
		if (!item->used && tagged_is(item, "SN")) {
			fill_custom(w, a, "ris-sn", item->value);
			item->used = true;
		} else if (!item->used && tagged_is(item, "A2")) {
			fill_custom(w, a, "ris-a2", item->value);
			item->used = true;
		}
		if (item->used || !tagged_is(item, "C1") || !item->value.len ||
		    item->value.len > 40)
			continue;
		fill_date(&filed, a, item->value);
		if (!filed.from.year || w->submitted.from.year)
			continue;
		w->submitted = filed;
		item->used = true;
	}
}

/* Zotero's "Book Author", which is no tag of RIS's: only what surely is somebody. */
static void
take_book_author(struct work *w, struct arena *a, struct tagged_record *r)
{
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (item->used || !tagged_is(item, "C2") ||
		    !memchr(item->value.ptr, ',', item->value.len))
			continue;
		fill_name(&w->container_author, a, item->value,
		    FILL_NAMES_SUFFIX_LAST);
		item->used = true;
	}
}

void
ris_take_own(struct work *w, struct arena *a, struct tagged_record *r,
    const struct ris_type *type)
{
	enum fill_names how = FILL_NAMES_SUFFIX_LAST;

	take_fields(w, a, r);
	/* "Original Publication" may be no more than its year. */
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (item->used || !tagged_is(item, "OP") ||
		    !is_year(item->value) || w->original_date.from.year)
			continue;
		fill_date(&w->original_date, a, item->value);
		item->used = true;
	}
	switch (w->type) {
	case WORK_TYPE_THESIS: take_thesis(w, a, r); break;
	case WORK_TYPE_PATENT: take_patent(w, a, r); break;
	case WORK_TYPE_WEBPAGE:
	case WORK_TYPE_POST_WEBLOG: take_access(w, a, r); break;
	case WORK_TYPE_CHAPTER: take_book_author(w, a, r); break;
	default: break;
	}
	/* EndNote's "Edited Book" has the editors where others have authors. */
	if (is_type(type, "EDBOOK")) {
		tagged_names(&w->editor, a, r, "AU A1", how);
		tagged_names(&w->collection_editor, a, r, "A2", how);
	}
}

/* In EndNote a paper that was read but not printed is a "Conference Paper", and what it
 * was is the type of work. */
static bool
is_talk(const struct tagged_record *r)
{
	static const char *const words[] = { "Presentation", "Talk", "Lecture",
		"Keynote", "Speech", "Poster", "Slides" };

	for (size_t i = 0; i < r->len; i++)
		for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
			if (tagged_is(&r->items[i], "M3") &&
			    text_starts_nocase(r->items[i].value, words[k]))
				return true;
	return false;
}

const struct ris_type *
ris_type_settled(struct tagged_record *r, const struct ris_type *type)
{
	const char *tag = NULL;

	if (!type)
		return NULL;
	if (is_type(type, "CPAPER") && is_talk(r)) {
		for (size_t i = 0; i < r->len; i++)
			if (tagged_is(&r->items[i], "M3") &&
			    text_eq_nocase(r->items[i].value, "Presentation"))
				r->items[i].used = true;
		return ris_type_of_tag(SPAN_LIT("SLIDE"));
	}
	if (type->type == WORK_TYPE_REPORT)
		tag = "NV";
	else if (type->type == WORK_TYPE_CHAPTER ||
		 type->type == WORK_TYPE_ENTRY_DICTIONARY ||
		 type->type == WORK_TYPE_ENTRY_ENCYCLOPEDIA)
		tag = "IS";
	for (size_t i = 0; tag && i < r->len; i++)
		if (tagged_is(&r->items[i], tag))
			r->items[i].tag = SPAN_LIT("SV");
	return type;
}
