#include "base/text.h"
#include "model/latex.h"
#include "source/answer.h"
#include "source/record.h"

#include <stdlib.h>

#include "base/banned.h"

/*
 * arXiv's metadata as one file of lines (kaggle.com/datasets/Cornell-University/
 * arxiv): titles and comments are TeX, with the line breaks of the e-mail they
 * came in; authors_parsed is [family, given, suffix, affiliation ...].
 */

static char *
tex(struct arena *a, const json_t *o, const char *key)
{
	const char *s = json_str(o, key);
	char *out;

	if (!s)
		return NULL;
	out = strpbrk(s, "\\{~") ? latex_to_unicode(a, span_of(s))
				 : text_clean(a, span_of(s));
	return out && *out ? out : NULL;
}

static const char *
part(struct arena *a, const json_t *name, size_t i)
{
	const char *s = json_string_value(json_array_get(name, i));
	char *out;

	if (!s || !*s)
		return NULL;
	out = text_clean(a, span_of(s));
	return *out ? out : NULL;
}

static void
read_authors(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *item;
	size_t i;

	json_array_foreach(json_object_get(o, "authors_parsed"), i, item)
	{
		struct name n = { 0 };
		char *whole;

		n.family = part(a, item, 0);
		n.given = part(a, item, 1);
		n.suffix = part(a, item, 2);
		if (!n.family) {
			n.family = n.given;
			n.given = NULL;
		}
		if (!n.family)
			continue;
		whole = n.given ? arena_printf(a, "%s %s", n.given, n.family)
				: arena_strdup(a, n.family);
		if (name_is_others(span_of(whole))) {
			w->author.others = true;
			continue;
		}
		/* ["Collaboration", "CMS", ""] */
		if (name_is_corporate(span_of(whole)))
			n = (struct name){ .literal = whole };
		name_list_add(a, &w->author, n);
	}
}

/* "Mon, 2 Apr 2007 19:18:42 GMT" (RFC 5322): its day, month and year. */
static bool
version_date(struct date *out, struct arena *a, const json_t *version)
{
	const char *s = json_str(version, "created");
	const char *comma = s ? strchr(s, ',') : NULL;
	struct span words = comma ? text_trim(span_of(comma + 1)) : span_of(s);
	size_t end = 0;

	for (int blanks = 0; end < words.len; end++)
		if (words.ptr[end] == ' ' && ++blanks == 3)
			break;
	if (!end)
		return false;
	date_parse(out, NULL, a, span_sub(words, 0, end));
	return out->from.year != 0;
}

static void
read_dates(struct work *w, struct arena *a, const json_t *o)
{
	const json_t *versions = json_object_get(o, "versions");
	size_t n = json_array_size(versions);
	const char *updated = json_str(o, "update_date");
	struct date last = { 0 };
	int year, month;

	if (!version_date(&w->issued, a, json_array_get(versions, 0)) &&
	    arxiv_date(w->arXiv, &year, &month))
		w->issued = (struct date){ .from = { year, month, 0 } };
	if (date_is_empty(&w->issued) && updated)
		date_parse(&w->issued, NULL, a, span_of(updated));
	if (n > 1 && version_date(&last, a, json_array_get(versions, n - 1)) &&
	    last.from.year != w->issued.from.year)
		w->available_date = last;
}

struct work *
arxiv_record(struct arena *a, const json_t *o)
{
	struct work *w = ARENA_NEW(a, struct work);
	const char *id = json_str(o, "id"), *doi = json_str(o, "doi");
	char *place;

	w->arXiv = id ? arxiv_normal(a, span_of(id), NULL) : NULL;
	w->title = tex(a, o, "title");
	if (!w->arXiv || !w->title)
		return NULL;
	w->type = WORK_TYPE_ARTICLE;
	w->source = "arxiv";
	w->record = w->arXiv;
	w->publisher = "arXiv";
	w->URL = arena_printf(a, "https://arxiv.org/abs/%s", w->arXiv);
	read_authors(w, a, o);
	read_dates(w, a, o);
	arxiv_read_comment(w, a, tex(a, o, "comments"));
	place = tex(a, o, "journal-ref");
	if (doi)
		doi = doi_normal(a, span_of(doi));
	if (doi || place)
		work_add_relation(a, w, RELATION_PREPRINT_OF, doi, place);
	return w;
}
