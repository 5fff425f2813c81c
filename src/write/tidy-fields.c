/* Which fields of an entry are written, and in which order. */

#include "base/text.h"
#include "write/tidy-parts.h"

#include "base/banned.h"

/* The order in which styles and people expect fields; others follow as they
 * stand. */
static const char *const field_order[] = { "author", "editor", "translator",
	"title", "subtitle", "titleaddon", "maintitle", "booktitle",
	"booksubtitle", "journal", "journaltitle", "shortjournal", "series",
	"edition", "volume", "volumes", "number", "issue", "part", "chapter",
	"pages", "eid", "pagetotal", "date", "year", "month", "day",
	"publisher", "school", "institution", "organization", "address",
	"location", "eventtitle", "venue", "eventdate", "howpublished", "type",
	"doi", "isbn", "issn", "eprint", "archiveprefix", "eprinttype",
	"primaryclass", "eprintclass", "pmid", "pmcid", "url", "urldate",
	"langid", "language", "note", "keywords", "abstract", "annote" };

enum { ORDERED = sizeof(field_order) / sizeof(field_order[0]) };

static bool
same_name(struct span a, struct span b)
{
	size_t i = 0;

	while (a.len == b.len && i < a.len &&
	       text_ascii_lower(a.ptr[i]) == text_ascii_lower(b.ptr[i]))
		i++;
	return a.len == b.len && i == a.len;
}

/* Its place in a comma-separated list, from 1; 0 if it is not there. */
static unsigned
place_in(const char *list, struct span word)
{
	unsigned i = 0;

	while (list && *list) {
		size_t n = strcspn(list, ", ");

		i++;
		if (n && same_name((struct span){ list, n }, word))
			return i;
		list += n;
		list += strspn(list, ", ");
	}
	return 0;
}

bool
tidy_listed(const char *list, struct span word)
{
	return place_in(list, word) > 0;
}

bool
tidy_is_usual_field(struct span name)
{
	for (unsigned i = 0; i < ORDERED; i++)
		if (span_eq(name, span_of(field_order[i])))
			return true;
	return false;
}

/* Has the value nothing but blanks? */
static bool
is_empty(const struct tidy *t, const struct bibtex_field *f)
{
	return f->pieces_len == 1 &&
	       (f->pieces[0].kind == BIBTEX_BRACED ||
		   f->pieces[0].kind == BIBTEX_QUOTED) &&
	       !text_trim(bibtex_span(t->text, f->pieces[0].inside)).len;
}

/* Does another one of that name stand before it, with a value? The first one counts
 * (bibtex.web, "store_field"). */
static bool
is_repeated(const struct tidy *t, const struct bibtex_entry *e, size_t field)
{
	struct span name = bibtex_span(t->text, e->fields[field].name);

	for (size_t i = 0; i < field; i++)
		if (same_name(bibtex_span(t->text, e->fields[i].name), name) &&
		    !is_empty(t, &e->fields[i]))
			return true;
	return false;
}

bool
tidy_is_left_out(
    const struct tidy *t, const struct bibtex_entry *e, size_t field)
{
	const struct bibtex_field *f = &e->fields[field];

	if (t->o->remove &&
	    tidy_listed(t->o->remove, bibtex_span(t->text, f->name)))
		return true;
	return (t->o->drop_empty && is_empty(t, f)) ||
	       (t->o->drop_repeated && is_repeated(t, e, field));
}

static unsigned
rank(const struct tidy *t, const struct bibtex_field *f)
{
	enum { GIVEN_MAX = 1 << 16 };
	struct span name = bibtex_span(t->text, f->name);
	unsigned i = place_in(t->o->field_order, name);

	if (i)
		return i;
	while (t->o->sort_fields && i < ORDERED &&
	       !text_eq_nocase(name, field_order[i]))
		i++;
	return GIVEN_MAX + i;
}

/* By insertion: entries are short, and equal ones stay in order. */
void
tidy_sort_fields(struct tidy *t, struct bibtex_entry *e)
{
	unsigned *ranks = ARENA_ARRAY(&t->scratch, unsigned, e->fields_len + 1);

	for (size_t i = 0; i < e->fields_len; i++) {
		struct bibtex_field f = e->fields[i];
		unsigned r = rank(t, &f);
		size_t k = i;

		for (; k && ranks[k - 1] > r; k--) {
			ranks[k] = ranks[k - 1];
			e->fields[k] = e->fields[k - 1];
		}
		ranks[k] = r;
		e->fields[k] = f;
	}
}
