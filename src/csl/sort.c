/* Sorting, with keys through ICU's collation (CSL 1.0.2, "Sorting"). */

#include "base/text.h"
#include "csl/csl.h"

#include <stdlib.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "base/banned.h"

struct value {
	const uint8_t *bytes; /* NULL: empty, which sorts last */
	int32_t len;
};

struct row {
	struct value *values;
	const struct csl_area *area;
	size_t place; /* before sorting, which makes it stable */
	size_t index;
	const struct csl_cite *cite;
};

struct sorter {
	struct csl_processor *p;
	struct arena *arena;    /* of the rows and their values */
	struct arena rendering; /* of one key */
	UCollator *collator;
	enum csl_area_kind area;
};

static void
open_collator(struct sorter *s)
{
	UErrorCode code = U_ZERO_ERROR;

	s->collator = ucol_open(s->p->locale->lang, &code);
	if (U_FAILURE(code))
		s->collator = NULL;
}

/* Quotation marks, brackets, points do not count; blanks and hyphens do. */
static const char *
without_punctuation(struct arena *a, const char *text)
{
	static const char *const marks = ",.;:!?\"'`()[]{}<>*";
	struct span s = span_of(text);
	char *copy, *to;
	size_t at = 0;

	copy = to = arena_alloc(a, s.len + 1);
	while (at < s.len) {
		size_t from = at;
		uint32_t c = text_next(s, &at);

		if ((c < 0x80 && strchr(marks, (int)c)) ||
		    (c >= 0x2018 && c <= 0x201f) || c == 0xab || c == 0xbb)
			continue;
		memcpy(to, s.ptr + from, at - from);
		to += at - from;
	}
	return copy;
}

static struct value
value_of(struct sorter *s, const char *text)
{
	UErrorCode code = U_ZERO_ERROR;
	struct value v = { NULL, 0 };
	size_t len;
	UChar *wide;
	int32_t n = 0, size;
	uint8_t *bytes;

	text = without_punctuation(&s->rendering, text);
	len = strlen(text);
	if (!len)
		return v;
	if (!s->collator || len > 100000) {
		v.bytes = (const uint8_t *)arena_strdup(s->arena, text);
		v.len = (int32_t)len;
		return v;
	}
	wide = ARENA_ARRAY(&s->rendering, UChar, len + 1);
	u_strFromUTF8WithSub(wide, (int32_t)len + 1, &n, text, (int32_t)len,
	    0xfffd, NULL, &code);
	size = ucol_getSortKey(s->collator, wide, n, NULL, 0);
	bytes = arena_alloc(s->arena, (size_t)size);
	ucol_getSortKey(s->collator, wide, n, bytes, size);
	v.bytes = bytes;
	v.len = size;
	return v;
}

/* Without markup, quotation marks and what else does not count. */
static const char *
bare(struct sorter *s, const char *text)
{
	struct sbuf out = SBUF_INIT;
	const char *copy;

	csl_node_add_text(
	    &out, csl_node_rich(&s->rendering, s->p->locale, text));
	copy = arena_strdup(&s->rendering, out.buf);
	sbuf_release(&out);
	return copy;
}

static const char *
names_text(struct sorter *s, const struct csl_item *item, enum csl_variable v)
{
	const struct csl_names *names = csl_item_names(item, v);
	struct sbuf out = SBUF_INIT;
	const char *copy;

	for (size_t i = 0; names && i < names->len; i++) {
		if (i)
			sbuf_add(&out, SPAN_LIT(", "));
		csl_name_sort_text(&out, s->p->style, &names->items[i]);
	}
	copy = arena_strdup(&s->rendering, out.buf);
	sbuf_release(&out);
	return copy;
}

static const char *
number_text(struct sorter *s, const char *text)
{
	size_t n = strspn(text, "0123456789");

	if (!n || n > 12)
		return bare(s, text);
	return arena_printf(
	    &s->rendering, "%.*s%s", (int)(12 - n), "000000000000", text);
}

static const char *
macro_text(struct sorter *s, const struct csl_item *item,
    const struct csl_cite *cite, const struct csl_sort_key *key)
{
	struct csl_render r;
	struct csl_node *n = csl_node_group(&s->rendering);

	csl_render_start(&r, s->p, &s->rendering, item, s->area);
	r.key = key;
	r.cite = cite;
	csl_render_elements(&r, key->macro->first, n);
	return csl_node_all_text(&s->rendering, n);
}

static const char *
key_text(struct sorter *s, const struct csl_item *item,
    const struct csl_cite *cite, const struct csl_sort_key *key)
{
	const struct csl_date *d;
	struct csl_render r;
	const char *text;

	if (key->macro)
		return macro_text(s, item, cite, key);
	switch (csl_variable_kind(key->variable)) {
	case CSL_NAME: return names_text(s, item, key->variable);
	case CSL_DATE:
		d = csl_item_date(item, key->variable);
		return d ? csl_date_sort_text(&s->rendering, d, PRECISION_DAY)
			 : "";
	case CSL_NUMBER:
	case CSL_TEXT:
		csl_render_start(&r, s->p, &s->rendering, item, s->area);
		r.cite = cite;
		text = csl_render_variable(&r, key->variable);
		if (!text)
			return "";
		return csl_variable_kind(key->variable) == CSL_NUMBER
			   ? number_text(s, text)
			   : bare(s, text);
	}
	return "";
}

static int
compare_values(const struct value *a, const struct value *b)
{
	int32_t n = a->len < b->len ? a->len : b->len;
	int rc = memcmp(a->bytes, b->bytes, (size_t)n);

	return rc ? rc : (a->len > b->len) - (a->len < b->len);
}

static int
compare_rows(const void *x, const void *y)
{
	const struct row *a = x, *b = y;

	for (size_t i = 0; i < a->area->key_count; i++) {
		const struct value *v = &a->values[i], *w = &b->values[i];
		int rc;

		if (!v->bytes || !w->bytes) {
			if (v->bytes || w->bytes)
				return v->bytes ? -1 : 1;
			continue;
		}
		rc = compare_values(v, w);
		if (rc)
			return a->area->keys[i].descending ? -rc : rc;
	}
	return (a->place > b->place) - (a->place < b->place);
}

static void
sort_rows(struct sorter *s, struct row *rows, size_t n)
{
	const struct csl_area *area = &s->p->style->areas[s->area];

	open_collator(s);
	for (size_t i = 0; i < n; i++) {
		rows[i].area = area;
		rows[i].place = i;
		rows[i].values =
		    ARENA_ARRAY(s->arena, struct value, area->key_count);
		for (size_t k = 0; k < area->key_count; k++) {
			arena_reset(&s->rendering);
			rows[i].values[k] =
			    value_of(s, key_text(s, s->p->items[rows[i].index],
					    rows[i].cite, &area->keys[k]));
		}
	}
	arena_release(&s->rendering);
	qsort(rows, n, sizeof(*rows), compare_rows);
	if (s->collator)
		ucol_close(s->collator);
}

void
csl_sort_items(
    struct csl_processor *p, size_t *indexes, size_t n, enum csl_area_kind area)
{
	struct arena a = ARENA_INIT;
	struct sorter s = { .p = p, .arena = &a, .area = area };
	struct row *rows;

	if (!p->style->areas[area].key_count || n < 2)
		return;
	rows = ARENA_ARRAY(&a, struct row, n);
	for (size_t i = 0; i < n; i++)
		rows[i].index = indexes[i];
	sort_rows(&s, rows, n);
	for (size_t i = 0; i < n; i++)
		indexes[i] = rows[i].index;
	arena_release(&a);
}

void
csl_sort_cites(struct csl_processor *p, const struct csl_cite **cites, size_t n)
{
	struct arena a = ARENA_INIT;
	struct sorter s = { .p = p, .arena = &a, .area = CSL_CITATION };
	struct row *rows;

	if (!p->style->areas[CSL_CITATION].key_count || n < 2)
		return;
	rows = ARENA_ARRAY(&a, struct row, n);
	for (size_t i = 0; i < n; i++) {
		rows[i].index = cites[i]->item->index;
		rows[i].cite = cites[i];
	}
	sort_rows(&s, rows, n);
	for (size_t i = 0; i < n; i++)
		cites[i] = rows[i].cite;
	arena_release(&a);
}
