/* DOIs that a blank has torn, as columns and copied PDFs do. */

#include "base/text.h"
#include "model/identifier.h"
#include "parse/after.h"

#include "base/banned.h"

/* Below what is evidence against a record. */
static const double TORN = 0.45;

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

static size_t
word_end(struct span s, size_t at)
{
	while (at < s.len && !strchr(" \t\r\n", s.ptr[at]))
		at++;
	return at;
}

/* "1997.9.8.1735", "06.001", "1038/nature14539": numbers with separators inside. */
static bool
is_rest(struct span s)
{
	size_t digits = 0, marks = 0, letters = 0;

	while (s.len && strchr(".,;)", s.ptr[s.len - 1]))
		s.len--;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];

		if (c >= '0' && c <= '9')
			digits++;
		else if (is_alnum(c))
			letters++;
		else if (strchr("./-_()", c))
			marks++;
		else
			return false;
	}
	return digits > 2 && (marks || digits + letters > 4) &&
	       letters <= digits + 8;
}

/*
 * The DOI at `place` goes on behind a blank: where, or SIZE_MAX if it does not. Nothing ends with a hyphen, a slash, an underscore; behind a full stop
 * only what is at the text's end, and no year or page could be, goes on.
 */
static size_t
goes_on(struct span s, struct range place)
{
	size_t at = place.to, next;
	char last;

	/* the sentence's marks were left out of it */
	while (at < s.len && strchr(".-_/(:", s.ptr[at]) && s.ptr[at])
		at++;
	if (at >= s.len || !strchr(" \t\r\n", s.ptr[at]))
		return SIZE_MAX;
	last = s.ptr[at - 1];
	for (next = at; next < s.len && strchr(" \t\r\n", s.ptr[next]);)
		next++;
	if (next >= s.len)
		return SIZE_MAX;
	if (last == '.')
		return s.ptr[next] >= '0' && s.ptr[next] <= '9' &&
			       word_end(s, next) == s.len &&
			       is_rest(span_skip(s, next))
			   ? next
			   : SIZE_MAX;
	if (at > place.to || strchr("-_/(", last))
		return is_alnum(s.ptr[next]) ? next : SIZE_MAX;
	/* "10.1016/j.jmb.2004 .06.001" */
	return strchr("._", s.ptr[next]) && next + 1 < s.len &&
		       is_alnum(s.ptr[next + 1])
		   ? next
		   : SIZE_MAX;
}

/* "10.1162/neco. 1997.": a year, or its rest? */
static bool
may_go_on(struct span s, struct range place)
{
	size_t at = place.to;

	return at + 2 < s.len && s.ptr[at] == '.' && s.ptr[at + 1] == ' ' &&
	       s.ptr[at + 2] >= '0' && s.ptr[at + 2] <= '9';
}

/* The pieces without what is between them. */
static const char *
join(struct after *r, struct range place, size_t next, size_t end)
{
	struct span s = r->text;
	size_t to = place.to;

	while (to < s.len && !strchr(" \t\r\n", s.ptr[to]))
		to++;
	return doi_normal(
	    r->a, span_of(arena_printf(r->a, "%.*s%.*s", (int)(to - place.from),
		      s.ptr + place.from, (int)(end - next), s.ptr + next)));
}

/* "doi: 10. 1109/5.771073": behind the word and a blank, the prefix's digits. */
static bool
join_prefix(struct after *r)
{
	struct span s = r->text;

	for (size_t i = after_find(s, "doi", 0); i < s.len;
	     i = after_find(s, "doi", i + 1)) {
		size_t at = i + 3, end;
		const char *doi;

		while (at < s.len && strchr(": ", s.ptr[at]))
			at++;
		if (at + 4 >= s.len || memcmp(s.ptr + at, "10. ", 4) != 0)
			continue;
		end = word_end(s, at + 4);
		doi =
		    doi_normal(r->a, span_of(arena_printf(r->a, "10.%.*s",
					 (int)(end - at - 4), s.ptr + at + 4)));
		if (!doi)
			continue;
		after_clear(r, (struct range){ at, end });
		r->parse->work->DOI = doi;
		return true;
	}
	return false;
}

static void
set_place(struct after *r, struct range bytes, double confidence)
{
	struct parse *p = r->parse;

	for (size_t i = 0; i < p->places_len; i++)
		if (p->places[i].field == CLAIM_DOI) {
			p->places[i].range = scan_body_range(r->scan, bytes);
			p->places[i].confidence = confidence;
		}
}

void
torn_read(struct after *r)
{
	struct work *w = r->parse->work;
	struct range place = { 0, 0 };
	size_t next, end;
	const char *doi;

	if (!w->DOI) {
		(void)join_prefix(r);
		return;
	}
	for (size_t i = 0; i < r->scan->ids_len; i++)
		if (r->scan->ids[i].kind == IDENTIFIER_DOI &&
		    range_empty(place))
			place = r->scan->ids[i].place;
	if (range_empty(place))
		return; /* it is a link's */
	next = goes_on(r->text, place);
	if (next == SIZE_MAX && may_go_on(r->text, place))
		set_place(r, place, TORN);
	if (next == SIZE_MAX)
		return;
	end = word_end(r->text, next);
	while (end > next && strchr(".,;)", r->text.ptr[end - 1]))
		end--;
	doi = join(r, place, next, end);
	if (!doi)
		return;
	after_clear(r, (struct range){ next, end });
	w->DOI = doi;
	/* What is put together here is no evidence against anybody. */
	set_place(r, (struct range){ place.from, end }, TORN);
}
