/* The order of entries. */

#include "base/text.h"
#include "model/date.h"
#include "write/tidy-parts.h"

#include <stdlib.h>

#include "base/banned.h"

/* Fields of which the number counts, not how it is written. */
static const char numbers[] =
    "volume,volumes,number,issue,part,chapter,pages,pagetotal,edition,day";

enum { DIGITS = 12 };

/* Other names that a field goes by, in the order in which they are looked for. */
static const char *const also[][2] = { { "year", "date" }, { "date", "year" },
	{ "author", "editor" }, { "journal", "journaltitle" },
	{ "journaltitle", "journal" }, { "school", "institution" },
	{ "address", "location" }, { "location", "address" } };

static const struct bibtex_field *
sorting_field(
    const struct tidy *t, const struct bibtex_entry *e, const char *by)
{
	const struct bibtex_field *f = bibtex_field(e, t->text, by);

	for (size_t i = 0; !f && i < sizeof(also) / sizeof(also[0]); i++)
		if (!strcmp(by, also[i][0]))
			f = bibtex_field(e, t->text, also[i][1]);
	return f && f->pieces_len ? f : NULL;
}

/* "45" before "100": with leading zeros. */
static const char *
padded(struct arena *a, struct span s)
{
	size_t n = 0;

	while (n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
		n++;
	return arena_printf(a, "%.*s%.*s",
	    n && n < DIGITS ? (int)(DIGITS - n) : 0, "000000000000", (int)s.len,
	    s.ptr);
}

static const char *
sort_value(struct tidy *t, const struct bibtex_entry *e,
    const struct tidy_edit *edit, const char *by)
{
	const struct bibtex_field *f;
	struct span raw;

	if (!strcmp(by, "key"))
		raw = edit && edit->key ? span_of(edit->key)
					: bibtex_span(t->text, e->key);
	else if (!strcmp(by, "type"))
		raw = bibtex_span(t->text, e->type);
	else {
		f = sorting_field(t, e, by);
		if (!f)
			return "";
		raw = text_trim(bibtex_span(t->text, f->pieces[0].inside));
		if (!strcmp(by, "author") || !strcmp(by, "editor")) {
			struct name_list l = { 0 };
			const char *family;

			read_bibtex_names(&l, &t->scratch, raw);
			family =
			    l.len ? name_family_full(&t->scratch, &l.items[0])
				  : NULL;
			if (family)
				raw = span_of(family);
		} else if (!strcmp(by, "month")) {
			raw = span_of(
			    arena_printf(&t->scratch, "%02d", date_month(raw)));
		} else if (tidy_listed(numbers, span_of(by))) {
			raw = span_of(padded(&t->scratch, raw));
		}
	}
	return arena_strdup(&t->lasting, text_fold(&t->scratch, raw));
}

const char **
tidy_sort_values(
    struct tidy *t, const struct bibtex_entry *e, const struct tidy_edit *edit)
{
	const char **by =
	    ARENA_ARRAY(&t->lasting, const char *, t->sort_len + 1);

	for (size_t i = 0; i < t->sort_len; i++)
		by[i] = sort_value(t, e, edit, t->sort[i].by);
	return by;
}

static int
compare_items(const void *x, const void *y)
{
	const struct tidy_item *a = x, *b = y;

	/* What is not closed would take what follows for its own. */
	if (a->open != b->open)
		return a->open ? 1 : -1;
	if (a->head != b->head)
		return a->head ? -1 : 1;
	if (a->parent != b->parent)
		return a->parent ? 1 : -1;
	for (size_t i = 0; !a->head && a->by[i] && b->by[i]; i++) {
		int order = strcmp(a->by[i], b->by[i]);

		if (order)
			return a->order[i].descending ? -order : order;
	}
	return a->seq < b->seq ? -1 : a->seq > b->seq;
}

int
tidy_set_sort(struct tidy *t, struct err *err)
{
	const char *p = t->o->sort;

	while (p && *p) {
		struct tidy_order *o = &t->sort[t->sort_len];
		size_t n = strcspn(p, ",");
		bool descending = *p == '-';
		struct span by = { p + descending, n - descending };

		if (!span_eq(by, SPAN_LIT("key")) && !tidy_is_usual_field(by))
			return err_set(err, ERR_USAGE,
			    "entries are sorted by key, type, author, year, "
			    "title, journal, doi or another common field in "
			    "lower case, not by '%.*s'",
			    (int)by.len, by.ptr);
		if (t->sort_len == TIDY_SORT_MAX)
			return err_set(err, ERR_USAGE,
			    "entries are sorted by %d fields at most",
			    TIDY_SORT_MAX);
		o->by = arena_strdup_span(&t->lasting, by);
		o->descending = descending;
		t->sort_len++;
		p += n + (p[n] == ',');
	}
	return OK;
}

static int
compare_keys(const void *x, const void *y)
{
	return strcmp(*(const char *const *)x, *(const char *const *)y);
}

void
tidy_set_parents(struct tidy_item *items, const struct tidy_name *names,
    size_t names_len, const char **parents, size_t parents_len)
{
	if (!parents_len)
		return;
	qsort(parents, parents_len, sizeof(char *), compare_keys);
	for (size_t i = 0; i < names_len; i++) {
		struct tidy_item *it = &items[names[i].item];

		it->parent |=
		    !it->head && bsearch(&names[i].name, parents, parents_len,
				     sizeof(char *), compare_keys) != NULL;
	}
}

void
tidy_sort_items(struct tidy *t, struct tidy_item *items, size_t len)
{
	for (size_t i = 0; i < len; i++)
		items[i].order = t->sort;
	if (len)
		qsort(items, len, sizeof(*items), compare_items);
}
