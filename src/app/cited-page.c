#include "app/cited-page.h"

#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

/* What is in front of a page that is cited, behind those that the work stands on. */
static const char *const here[] = { "at", "here", "hier", "esp", "especially",
	"bes", "insb", "ici", "qui" };
/* Behind a number: how many pages there are. */
static const char *const units[] = { "p", "pp", "pages", "page", "s", "seiten",
	"pagine", "paginas", "vols", "vol", "bl", "leaves", "с" };
/* "15 f.", "15 ff.": and those behind it. */
static const char *const following[] = { "f", "ff", "sq", "sqq", "et" };

#define IS_ANY(w, words) \
	text_is_among(w, words, sizeof(words) / sizeof(*(words)))

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The word, of letters alone, that starts behind blanks and points at s. */
static struct span
word_at(struct span s)
{
	size_t at = 0, n = 0;

	while (s.len && strchr(" .\t\n", s.ptr[0]))
		s = span_skip(s, 1);
	while (at < s.len && text_is_letter(text_next(s, &at)))
		n = at;
	return span_sub(s, 0, n);
}

/* "212-215" from the start of s; 0: there is no number. */
static size_t
pages_length(struct span s)
{
	size_t n = 0;

	for (;;) {
		size_t digits = 0, mark = 0, at;

		while (n + digits < s.len && is_digit(s.ptr[n + digits]))
			digits++;
		if (!digits)
			return 0;
		n += digits;
		for (at = n; at < s.len && s.ptr[at] == '-'; at++)
			mark++;
		if (!mark && at < s.len && text_is_dash(text_next(s, &at)))
			mark = at - n;
		if (!mark || n + mark >= s.len || !is_digit(s.ptr[n + mark]))
			return n;
		n += mark;
	}
}

/* First and last page of "436-444", "436-44" or "440"; false: it is no number. */
static bool
range_of(long *from, long *to, const char *pages)
{
	struct span s = span_of(pages ? pages : "");
	size_t n = pages_length(s), digits = 0;
	const char *last;

	if (!n)
		return false;
	*from = *to = strtol(s.ptr, NULL, 10);
	while (is_digit(s.ptr[digits]))
		digits++;
	if (n == digits)
		return true;
	for (last = s.ptr + n; last > s.ptr && is_digit(last[-1]);)
		last--;
	*to = strtol(last, NULL, 10);
	/* "436-44": the last digits alone. */
	for (long ten = 10; *to < *from && ten <= *from * 10; ten *= 10)
		if (*to < ten) {
			*to += *from / ten * ten;
			break;
		}
	return true;
}

/* "at 440": the pages behind the word, where there is one in s. */
static struct span
behind_here(struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		struct span rest = span_skip(s, i), word;
		size_t n;

		if (!i || !strchr(" ,;(", s.ptr[i - 1]))
			continue;
		word = word_at(rest);
		if (!word.len || word.ptr != rest.ptr || !IS_ANY(word, here))
			continue;
		rest = span_skip(rest, word.len);
		word = word_at(rest);
		if (IS_ANY(word, units))
			rest = span_skip(
			    rest, (size_t)(word.ptr - rest.ptr) + word.len);
		while (rest.len && strchr(" .", rest.ptr[0]))
			rest = span_skip(rest, 1);
		n = pages_length(rest);
		if (n)
			return span_sub(rest, 0, n);
	}
	return (struct span){ "", 0 };
}

static bool
is_whole_work(const struct work *w)
{
	return w->type == WORK_TYPE_BOOK || w->type == WORK_TYPE_COLLECTION ||
	       w->type == WORK_TYPE_THESIS || w->type == WORK_TYPE_REPORT;
}

/* A record of a book says how many pages it has, as a number or as "xii, 210 p.". */
static bool
is_extent(const struct work *found, long from, long to)
{
	long n, last;

	if (found->number_of_pages &&
	    strtol(found->number_of_pages, NULL, 10) == to)
		return true;
	return from == 1 ||
	       (range_of(&n, &last, found->page) && n == from && last == to);
}

const char *
cited_page(
    struct arena *a, const struct reference *ref, const struct work *found)
{
	const struct place *place =
	    ref->form == REFERENCE_STRING && ref->parses_len
		? parse_place(&ref->parses[0], CLAIM_PAGES)
		: NULL;
	struct span body = { ref->body.text, ref->body.len }, pages, rest, word;
	long from, to, first, last;
	size_t n;

	if (!place || place->range.to > body.len)
		return NULL;
	pages = span_sub(body, place->range.from, place->range.to);
	rest = span_skip(body, place->range.from);
	word = behind_here(rest);
	if (word.len)
		return arena_strdup_span(a, word);
	n = pages_length(pages);
	if (!n || !range_of(&from, &to, pages.ptr))
		return NULL;
	rest = span_skip(rest, n);
	word = word_at(rest);
	if (range_of(&first, &last, found->page) && last > first &&
	    !is_whole_work(found))
		return from > first && to <= last
			   ? arena_strdup_span(a, span_sub(pages, 0, n))
			   : NULL;
	/* An article may be cited by its first page, and a book be on record as
	 * one. */
	if ((!is_whole_work(found) && !is_whole_work(ref->parses[0].work)) ||
	    IS_ANY(word, units) || is_extent(found, from, to))
		return NULL;
	if (IS_ANY(word, following))
		return arena_printf(a, "%.*s%.*s.", (int)n, pages.ptr,
		    (int)((size_t)(word.ptr - rest.ptr) + word.len), rest.ptr);
	return arena_strdup_span(a, span_sub(pages, 0, n));
}
