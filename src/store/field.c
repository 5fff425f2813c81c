/* A work's fields as rows of text. */

#include "base/json.h"
#include "model/work-json.h"
#include "store/private.h"

#include "base/banned.h"

const char *
field_name(unsigned f)
{
	if (f == FIELD_TYPE)
		return "type";
	if (f < FIELD_NAMES)
		return work_field_csl((enum work_field)(f - FIELD_TEXTS));
	if (f < FIELD_DATES)
		return work_name_field_csl(
		    (enum work_name_field)(f - FIELD_NAMES));
	if (f < FIELD_TITLE_RICH)
		return work_date_field_csl(
		    (enum work_date_field)(f - FIELD_DATES));
	switch (f) {
	case FIELD_TITLE_RICH: return "title-rich";
	case FIELD_CUSTOM: return "custom";
	case FIELD_RELATIONS: return "relations";
	default: return NULL;
	}
}

unsigned
field_from_name(const char *name)
{
	unsigned f;

	for (f = 0; f < FIELDS; f++)
		if (!strcmp(field_name(f), name))
			break;
	return f;
}

/* What the add_json functions append, as a string in the arena. */
static const char *
names_value(struct arena *a, const struct name_list *l)
{
	struct sbuf text = SBUF_INIT;
	const char *out = NULL;

	if (l->len || l->others) {
		name_list_add_json(&text, l);
		out = arena_strdup(a, text.buf);
	}
	sbuf_release(&text);
	return out;
}

static const char *
date_value(struct arena *a, const struct date *d)
{
	struct sbuf text = SBUF_INIT;
	const char *out = NULL;

	if (!date_is_empty(d)) {
		date_add_json(&text, d);
		out = arena_strdup(a, text.buf);
	}
	sbuf_release(&text);
	return out;
}

static const char *
custom_value(struct arena *a, const struct work *w)
{
	struct sbuf text = SBUF_INIT;
	const char *out = NULL;

	if (w->custom) {
		custom_add_json(&text, w->custom);
		out = arena_strdup(a, text.buf);
	}
	sbuf_release(&text);
	return out;
}

static const char *
relations_value(struct arena *a, const struct work *w)
{
	struct sbuf text = SBUF_INIT;
	const char *out = NULL;

	if (w->relations) {
		relations_add_json(&text, w->relations);
		out = arena_strdup(a, text.buf);
	}
	sbuf_release(&text);
	return out;
}

const char *
field_value(unsigned f, struct arena *a, const struct work *w)
{
	struct work copy;

	if (f == FIELD_TYPE)
		return work_type_csl(w->type);
	if (f < FIELD_NAMES)
		return work_get(w, (enum work_field)(f - FIELD_TEXTS));
	copy = *w; /* for the functions that want it writable */
	if (f < FIELD_DATES)
		return names_value(a,
		    work_names(&copy, (enum work_name_field)(f - FIELD_NAMES)));
	if (f < FIELD_TITLE_RICH)
		return date_value(a,
		    work_date(&copy, (enum work_date_field)(f - FIELD_DATES)));
	switch (f) {
	case FIELD_TITLE_RICH: return w->title_rich;
	case FIELD_CUSTOM: return custom_value(a, w);
	case FIELD_RELATIONS: return relations_value(a, w);
	default: die_bug("no such field");
	}
}

static void
set_from_json(unsigned f, struct arena *a, struct work *w, const json_t *json)
{
	if (f < FIELD_DATES)
		*work_names(w, (enum work_name_field)(f - FIELD_NAMES)) =
		    name_list_from_json(a, json);
	else if (f < FIELD_TITLE_RICH)
		*work_date(w, (enum work_date_field)(f - FIELD_DATES)) =
		    date_from_json(a, json);
	else if (f == FIELD_CUSTOM)
		w->custom = custom_from_json(a, json);
	else if (f == FIELD_RELATIONS)
		w->relations = relations_from_json(a, json);
}

void
field_set(unsigned f, struct arena *a, struct work *w, const char *value)
{
	const char *kept = value ? arena_strdup(a, value) : NULL;
	struct err err = ERR_INIT;
	json_t *json = NULL;

	if (f == FIELD_TYPE) {
		w->type = value ? work_type_from_csl(value) : WORK_TYPE_NONE;
	} else if (f < FIELD_NAMES) {
		work_set(w, (enum work_field)(f - FIELD_TEXTS), kept);
	} else if (f == FIELD_TITLE_RICH) {
		w->title_rich = kept;
	} else {
		if (value && json_read(&json, span_of(value), &err) != OK)
			json = NULL;
		set_from_json(f, a, w, json);
		json_decref(json);
	}
}

/* Which fields a claim speaks of; the second only goes along with the first. */
static const unsigned claim_table[CLAIMS][CLAIM_FIELDS] = {
	[CLAIM_AUTHOR] = { FIELD_NAMES + WORK_author, FIELDS },
	[CLAIM_EDITOR] = { FIELD_NAMES + WORK_editor, FIELDS },
	[CLAIM_TITLE] = { FIELD_TEXTS + WORK_title, FIELD_TITLE_RICH },
	[CLAIM_CONTAINER_TITLE] = { FIELD_TEXTS + WORK_container_title,
	    FIELD_TEXTS + WORK_container_title_short },
	[CLAIM_YEAR] = { FIELD_DATES + WORK_issued, FIELDS },
	[CLAIM_VOLUME] = { FIELD_TEXTS + WORK_volume, FIELDS },
	[CLAIM_ISSUE] = { FIELD_TEXTS + WORK_issue, FIELDS },
	[CLAIM_PAGES] = { FIELD_TEXTS + WORK_page, FIELDS },
	[CLAIM_PUBLISHER] = { FIELD_TEXTS + WORK_publisher, FIELDS },
	[CLAIM_PUBLISHER_PLACE] = { FIELD_TEXTS + WORK_publisher_place,
	    FIELDS },
	[CLAIM_EDITION] = { FIELD_TEXTS + WORK_edition, FIELDS },
	[CLAIM_DOI] = { FIELD_TEXTS + WORK_DOI, FIELDS },
	[CLAIM_ARXIV] = { FIELD_TEXTS + WORK_arXiv, FIELDS },
	[CLAIM_ISBN] = { FIELD_TEXTS + WORK_ISBN, FIELDS },
	[CLAIM_PMID] = { FIELD_TEXTS + WORK_PMID, FIELDS },
	[CLAIM_URL] = { FIELD_TEXTS + WORK_URL, FIELDS },
	[CLAIM_TYPE] = { FIELD_TYPE, FIELDS },
};

size_t
claim_fields(unsigned out[CLAIM_FIELDS], enum claim c)
{
	size_t n = 0;

	while (n < CLAIM_FIELDS && claim_table[c][n] != FIELDS) {
		out[n] = claim_table[c][n];
		n++;
	}
	return n;
}

enum claim
field_claim(unsigned f)
{
	enum claim c;

	for (c = 0; c < CLAIMS; c++)
		for (size_t i = 0; i < CLAIM_FIELDS; i++)
			if (claim_table[c][i] == f)
				return c;
	return c;
}

const char *
claims_text(struct arena *a, unsigned claims)
{
	struct sbuf text = SBUF_INIT;
	const char *out;

	for (enum claim c = 0; c < CLAIMS; c++)
		if (claims & 1u << c)
			sbuf_addf(
			    &text, "%s%s", text.len ? " " : "", claim_name(c));
	out = text.len ? arena_strdup(a, text.buf) : NULL;
	sbuf_release(&text);
	return out;
}

unsigned
claims_from_text(const char *text)
{
	unsigned claims = 0;

	while (text && *text) {
		size_t n = strcspn(text, " ");

		for (enum claim c = 0; c < CLAIMS; c++)
			if (strlen(claim_name(c)) == n &&
			    !memcmp(claim_name(c), text, n))
				claims |= 1u << c;
		text += n;
		text += strspn(text, " ");
	}
	return claims;
}
