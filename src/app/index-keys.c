#include "app/index-parts.h"

#include "base/text.h"
#include "model/key.h"
#include "source/local-file.h"

#include <stdlib.h>

#include "base/banned.h"

enum {
	TERMS_MAX = 200, /* of one record */
	NAMES_MAX = 10,  /* authors it is found by */
};

struct term_set {
	uint64_t hashes[TERMS_MAX];
	size_t len;
};

static void
add_terms(struct term_set *set, struct arena *a, const char *text)
{
	struct term *terms;
	size_t n = key_terms(&terms, a, text);

	for (size_t i = 0; i < n && set->len < TERMS_MAX; i++) {
		size_t k = 0;

		while (k < set->len && set->hashes[k] != terms[i].hash)
			k++;
		if (k == set->len)
			set->hashes[set->len++] = terms[i].hash;
	}
}

static const struct name_list *
creators(const struct work *w)
{
	return w->author.len ? &w->author : &w->editor;
}

/* One hash of two; it is of this run of the program alone. */
static uint64_t
joined(uint64_t a, uint64_t b)
{
	return (a * UINT64_C(0x9e3779b97f4a7c15)) ^
	       (b * UINT64_C(0xc2b2ae3d27d4eb4f));
}

/*
 * Records that share one of these may be one work: of one DOI and title, or of
 * one title, first author and year. index-merge.c says whether they are.
 */
static void
identities(
    uint64_t out[2], struct arena *a, const struct work *w, uint64_t title)
{
	const struct name_list *names = creators(w);
	char *doi = w->DOI ? doi_normal(a, span_of(w->DOI)) : NULL;
	char *family = names->len ? key_family(a, &names->items[0]) : NULL;

	out[0] = out[1] = 0;
	if (!title)
		return;
	if (doi)
		out[0] = joined(title, text_hash(span_of(doi)));
	out[1] = joined(joined(title, text_hash(span_of(family ? family : ""))),
	    (uint64_t)work_year(w));
}

static int
add(struct index_sorter *s, enum local_key_kind kind, uint64_t hash,
    uint32_t id, struct err *err)
{
	return hash ? index_sorter_add(s, local_key(kind, hash), id, err) : 0;
}

static int
add_identifiers(struct index_sorter *s, struct arena *a, const struct work *w,
    uint32_t id, struct err *err)
{
	uint64_t *pointers;
	size_t n;
	int rc = 0;

	for (int kind = 0; !rc && kind < IDENTIFIER_KINDS; kind++) {
		const char **values;

		n = local_identifiers(
		    &values, a, w, (enum identifier_kind)kind);
		for (size_t i = 0; !rc && i < n; i++)
			rc = add(s, LOCAL_KEY_IDENTIFIER,
			    key_identifier(kind, values[i]), id, err);
	}
	n = local_pointers(&pointers, a, w);
	for (size_t i = 0; !rc && i < n; i++)
		rc = add(s, LOCAL_KEY_IDENTIFIER, pointers[i], id, err);
	return rc;
}

static int
add_fields(struct index_sorter *s, struct arena *a, const struct work *w,
    uint64_t title, uint32_t id, struct err *err)
{
	const struct name_list *names = creators(w);
	int rc = add(s, LOCAL_KEY_TITLE, title, id, err);

	if (!rc)
		rc = add(s, LOCAL_KEY_TITLE_HEAD, key_title_head(a, w->title),
		    id, err);
	if (!rc && names->len && work_year(w))
		rc = add(s, LOCAL_KEY_AUTHOR_YEAR,
		    key_author_year(a, &names->items[0], work_year(w)), id,
		    err);
	if (!rc && w->volume && w->page)
		rc = add(s, LOCAL_KEY_VOLUME_PAGE,
		    key_volume_page(a, w->volume, w->page), id, err);
	return rc;
}

int
index_keys_add(unsigned *terms, struct index_sorter *s, struct arena *a,
    const struct work *w, uint32_t id, struct err *err)
{
	const struct name_list *names = creators(w);
	uint64_t title = key_title(a, w->title);
	struct term_set set = { .len = 0 };
	uint64_t same[2];
	int rc;

	identities(same, a, w, title);
	rc = add(s, LOCAL_KEY_IDENTITY, same[0], id, err);
	if (!rc)
		rc = add(s, LOCAL_KEY_IDENTITY, same[1], id, err);
	if (!rc)
		rc = add_identifiers(s, a, w, id, err);
	if (!rc)
		rc = add_fields(s, a, w, title, id, err);
	add_terms(&set, a, w->title);
	for (size_t i = 0; i < names->len && i < NAMES_MAX; i++) {
		char *family = name_family_full(a, &names->items[i]);

		if (family)
			add_terms(&set, a, family);
	}
	for (size_t i = 0; !rc && i < set.len; i++)
		rc = add(s, LOCAL_KEY_TERM, set.hashes[i], id, err);
	*terms = (unsigned)set.len;
	return rc;
}
