/* Reading a reference by rules: labels, signals, authors, numbers, and the best way to
 * give the rest its parts. */

#include "parse/rules.h"
#include "base/text.h"
#include "parse/numbers.h"
#include "parse/people.h"
#include "parse/several.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* "[13]", "13.", "(1)", "13)", "[Key09]", "•": the list's label, when the reader has
 * left it in. */
static size_t
skip_label(const struct scan *s)
{
	size_t i = 0, end;

	while (
	    i < s->len && (s->tokens[i].c == 0x2022 || s->tokens[i].c == '*' ||
			      s->tokens[i].c == 0x25cf))
		i++;
	end = i;
	if (token_is_point(s, i, "[")) {
		while (end < s->len && end < i + 8 && s->tokens[end].c != ']')
			end++;
		if (s->tokens[end].c == ']' && end > i + 1 &&
		    s->tokens[end].to - s->tokens[i].from < 20)
			return end + 1;
		return i;
	}
	if (token_is_point(s, i, "("))
		end++;
	if (end >= s->len || s->tokens[end].kind != TOKEN_NUMBER ||
	    s->tokens[end].digits > 3)
		return i;
	end++;
	if (token_is_point(s, end, ".)]") &&
	    (s->tokens[end].c != ')' || token_is_point(s, i, "(") ||
		end == i + 1) &&
	    end + 1 < s->len && s->tokens[end + 1].kind != TOKEN_NUMBER)
		return end + 1;
	/* "12 Smith J": a number alone before a name */
	if (end < s->len && !token_is_point(s, i, "(") &&
	    s->tokens[end].kind == TOKEN_WORD && s->tokens[end].upper &&
	    s->tokens[end].blank &&
	    (token_is_comma(s, end + 1) || token_is_initial(s, end) ||
		s->tokens[end + 1].caps))
		return end;
	return i;
}

/* Brackets that open inside tokens from..to and do not close there. */
static int
open_brackets(const struct scan *s, size_t from, size_t to)
{
	int open = 0;

	for (size_t i = from; i < to; i++) {
		uint32_t c = s->tokens[i].c;

		if (s->tokens[i].kind != TOKEN_POINT)
			continue;
		open += (c == '(' || c == 0xff08 || c == '[') -
			(c == ')' || c == 0xff09 || c == ']');
	}
	return open;
}

static bool
has_point(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (token_is_point(s, i, "."))
			return true;
	return false;
}

/* What ends a field in full width. */
static bool
is_wide_end(uint32_t c)
{
	return c == 0x3001 || c == 0x3002 || c == 0xff0c || c == 0xff0e ||
	       c == 0xff1a || c == 0xff1b;
}

/* A field's tokens from..to, without what surrounds it, with what closes it. */
void
rules_settle_ends(
    const struct scan *s, enum part label, size_t *from, size_t *to)
{
	while (*from < *to && s->tokens[*from].kind == TOKEN_POINT &&
	       !strchr("([#'", (int)(s->tokens[*from].c & 0x7f)) &&
	       (s->tokens[*from].c < 0x3000 || is_wide_end(s->tokens[*from].c)))
		(*from)++;
	if (label == PART_TITLE || label == PART_CONTAINER) {
		if (open_brackets(s, *from, *to) > 0 &&
		    (token_is_point(s, *to, ")]") ||
			(*to < s->len && s->tokens[*to].c == 0xff09)))
			(*to)++;
		if (label == PART_TITLE && token_is_point(s, *to, "?!"))
			(*to)++;
		if (open_brackets(s, *from, *to) < 0)
			while (*to > *from && token_is_point(s, *to - 1, ")]"))
				(*to)--;
	}
	while (*to > *from && (token_is_point(s, *to - 1, ",;:") ||
				  is_wide_end(s->tokens[*to - 1].c)))
		(*to)--;
	/* "N Engl J Med.": no abbreviation has a point but the last */
	if (*to > *from + 1 && token_is_point(s, *to - 1, ".") &&
	    !has_point(s, *from, *to - 1))
		(*to)--;
	/* a title's full stop is the sentence's; an abbreviation keeps its own */
	if (*to > *from + 1 && token_is_point(s, *to - 1, ".") &&
	    (label == PART_TITLE || token_is_stop(s, *to - 1)))
		(*to)--;
}

/* The fields of a labelling among the segments, as found ones of s. */
static void
take_segments(struct scan *s, const struct segment *segments, size_t len,
    const struct labelling *l, double confidence)
{
	for (size_t i = 0; i < len;) {
		enum part label = l->labels[i];
		size_t from = segments[i].from, to = segments[i].to, k = i + 1;

		while (k < len && l->labels[k] == label && !l->starts[k] &&
		       label != PART_NOTE)
			to = segments[k++].to;
		if (label != PART_NOTE) {
			rules_settle_ends(s, label, &from, &to);
			scan_take(s, label, from, to, confidence);
		}
		i = k;
	}
}

/* "12)", ". 12)": the number of a note. */
static bool
numbered_note(const struct scan *s, size_t i)
{
	if (token_is_point(s, i, "."))
		i++;
	return i < s->len && s->tokens[i].kind == TOKEN_NUMBER &&
	       token_is_point(s, i + 1, ")");
}

/* "Ders.:", "Derselbe,", "Idem.": the author of the entry before. The token behind, or
 * i. */
static size_t
skip_same_author(const struct scan *s, size_t i)
{
	static const char *const words[] = { "ders", "dies", "derselbe",
		"dieselbe", "dieselben", "idem", "eadem" };
	size_t end = i + 1;

	if (!token_is_among(s, i, words, COUNT(words)) || !s->tokens[i].upper)
		return i;
	if (token_is_point(s, end, "."))
		end++;
	while (token_is_point(s, end, ",:"))
		end++;
	return end > i + 1 && end < s->len ? end : i;
}

/* "ibid.", "ebd., S. 12", "op. cit.", "see note 12": nothing to look up. */
static const char *
why_skip(const struct scan *s)
{
	static const char *const words[] = { "ibid", "ibidem", "ebd", "ebenda",
		"op", "loc", "idem", "supra", "там", "a", "同上", "同前" };
	const char *small;
	size_t i = s->body;

	if (s->len > 24 || s->len <= i)
		return NULL;
	for (size_t k = 0; k < s->len; k++)
		if (token_is_year(s, k) || s->tokens[k].label == PART_ID)
			return NULL;
	/* "Id.", "Id. at 45": the Bluebook's */
	if (token_is(s, i, "id") && s->len < i + 8 && !s->tokens[i].caps &&
	    (token_is_point(s, i + 1, ".") || token_is(s, i + 1, "at") ||
		token_is_comma(s, i + 1) || i + 1 == s->len))
		return "refers to the reference before";
	small = token_small(s, i);
	if ((token_is(s, i, "see") || token_is(s, i, "siehe")) &&
	    (token_is(s, i + 1, "note") || token_is(s, i + 1, "above") ||
		token_is(s, i + 1, "n") || token_is(s, i + 1, "anm")))
		return "refers to another note";
	/* "Smith (n 12) 45", "Müller, a.a.O., S. 5", "Smith, op. cit., p. 12" */
	for (size_t k = i + 1; k < s->len; k++) {
		if (token_is_point(s, k, "(") && token_is(s, k + 1, "n") &&
		    numbered_note(s, k + 2))
			return "refers to another note";
		if ((token_is(s, k, "op") || token_is(s, k, "loc")) &&
		    token_is(s, k + 2, "cit"))
			return "refers to the reference before";
		if (token_is(s, k, "a") && token_is(s, k + 2, "a") &&
		    token_is(s, k + 4, "o"))
			return "refers to the reference before";
	}
	for (size_t k = 0; k < COUNT(words); k++) {
		if (strcmp(words[k], small) != 0)
			continue;
		if (!strcmp(small, "a") &&
		    !(token_is(s, i + 2, "a") && token_is(s, i + 4, "o")))
			continue;
		if ((!strcmp(small, "op") || !strcmp(small, "loc")) &&
		    !token_is(s, i + 2, "cit"))
			continue;
		return "refers to the reference before";
	}
	return NULL;
}

/*
 * "See", "Cf.", "See, e.g.,", "For a review, see:": what notes say before a reference.
 * The token behind it, or i.
 */
static size_t
skip_signal(const struct scan *s, size_t i)
{
	static const char *const words[] = { "see", "cf", "vgl", "siehe",
		"voir", "véase", "cfr", "см", "compare", "vergleiche" };
	static const char *const more[] = { "also", "auch", "aussi", "también",
		"anche", "также", "dazu", "hierzu", "etwa", "nur", "e", "g",
		"z", "b", "esp", "for", "example", "especially", "generally",
		"also:" };
	size_t at = i, end;
	bool known = false;

	/* what is to be seen there */
	if (token_is(s, at, "for") &&
	    (token_is(s, at + 1, "a") || token_is(s, at + 1, "an") ||
		s->tokens[at + 1].letters > 3))
		while (at < i + 8 && at < s->len && !token_is(s, at, "see") &&
		       (s->tokens[at].kind == TOKEN_WORD
			       ? at == i || !s->tokens[at].upper
			       : token_is_comma(s, at)))
			at++;
	for (size_t k = 0; k < COUNT(words); k++)
		known = known || token_is(s, at, words[k]);
	if (!known)
		return i;
	for (end = at + 1; end < s->len && end < at + 8; end++) {
		bool go_on = token_is_point(s, end, ".,:");

		for (size_t k = 0; k < COUNT(more); k++)
			go_on = go_on || (token_is(s, end, more[k]) &&
					     !s->tokens[end].upper);
		if (!go_on)
			break;
	}
	/* "See, T. J. (1999)" has the name */
	if (end == at + 2 && token_is_comma(s, at + 1))
		return i;
	return s->tokens[end].kind == TOKEN_WORD && s->tokens[end].upper ? end
									 : i;
}

/* How sure we are of what the next best reading says otherwise. */
static double
confidence_of(double margin)
{
	if (margin < 0)
		margin = 0;
	return margin > 4.0 ? 0.95 : 0.5 + margin * 0.1125;
}

/* The body up to an offset, without what is marked behind it. */
static void
cut_body(struct mapped_text *out, struct arena *a, size_t to)
{
	const struct run *runs = out->runs;
	size_t len = out->runs_len;

	out->len = to;
	out->runs = NULL;
	out->runs_len = 0;
	for (size_t i = 0; i < len; i++)
		if (runs[i].place.to <= to)
			ARENA_PUSH(a, out->runs, out->runs_len) = runs[i];
}

static void
open_first_work(struct scan *s, struct arena *a, struct reference *ref,
    struct mapped_text *body)
{
	struct several several;
	struct range first;

	*body = ref->body;
	scan_open(s, a, body);
	s->body = skip_label(s);
	if (!several_works(&several, s, s->body)) {
		s->body = several.from;
		return;
	}
	ref->cut = ref->cut || several.more;
	if (several.rest && several.rest < s->len)
		ref->rest = scan_body_range(
		    s, (struct range){ s->tokens[several.rest].from,
			   s->tokens[several.rest].to })
				.from;
	first = scan_body_range(
	    s, (struct range){ 0, s->tokens[several.to - 1].to });
	cut_body(body, a, first.to);
	scan_open(s, a, body);
	s->body = several.from;
}

void
rules_open(struct scan *s, struct arena *a, struct reference *ref,
    struct mapped_text *body)
{
	open_first_work(s, a, ref, body);
	scan_mark(s, PART_SKIP, 0, s->body);
	ref->skip = why_skip(s);
	s->body = skip_signal(s, s->body);
	s->body = skip_same_author(s, s->body);
	scan_mark(s, PART_SKIP, 0, s->body);
}

double
rules_confidence(const struct rules *r)
{
	return r->other ? confidence_of(r->margin) : confidence_of(5.0);
}

void
rules_take(const struct rules *r, struct scan *s, bool second)
{
	double confidence = rules_confidence(r);

	s->found_len = r->known;
	for (size_t i = 0; i < r->len; i++)
		scan_mark(s, PART_FREE, r->segments[i].from, r->segments[i].to);
	if (r->any)
		take_segments(s, r->segments, r->len,
		    second ? &r->second : &r->best,
		    second ? 1.0 - confidence : confidence);
}

void
rules_read(struct rules *out, struct scan *s)
{
	size_t ways;

	memset(out, 0, sizeof(*out));
	numbers_find_marker(s);
	numbers_find_access(s);
	people_find_authors(s);
	numbers_find_date(s);
	numbers_find_edition(s);
	people_find_editors(s);
	numbers_find_locators(s);
	out->segments = ARENA_ARRAY(s->a, struct segment,
	    s->len < SEGMENTS_MAX ? s->len + 1 : SEGMENTS_MAX);
	out->len = segments_cut(out->segments, s);
	ways =
	    segments_label(&out->best, &out->second, out->segments, out->len);
	out->any = ways > 0;
	out->other = ways > 1;
	if (out->other)
		out->margin = out->best.score - out->second.score;
	out->known = s->found_len;
	rules_take(out, s, false);
}
