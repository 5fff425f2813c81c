/* Reading one reference: the steps in their order, and the work they give. */

#include "base/text.h"
#include "model/identifier.h"
#include "parse/numbers.h"
#include "parse/parse.h"
#include "parse/people.h"
#include "parse/segments.h"
#include "parse/several.h"
#include "parse/types.h"

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

/* A field's tokens from..to, without what surrounds it, with what closes it. */
static void
settle_ends(const struct scan *s, enum part label, size_t *from, size_t *to)
{
	while (*from < *to && s->tokens[*from].kind == TOKEN_POINT &&
	       !strchr("([#'", (int)(s->tokens[*from].c & 0x7f)) &&
	       s->tokens[*from].c < 0x3000)
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
	while (*to > *from && token_is_point(s, *to - 1, ",;:"))
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
			settle_ends(s, label, &from, &to);
			scan_take(s, label, from, to, confidence);
		}
		i = k;
	}
}

static const struct found *
find(const struct scan *s, enum part label)
{
	for (size_t i = 0; i < s->found_len; i++)
		if (s->found[i].label == label &&
		    s->found[i].from < s->found[i].to)
			return &s->found[i];
	return NULL;
}

static const struct {
	enum part label;
	enum claim claim;
	enum work_field field;
} text_fields[] = {
	{ PART_TITLE, CLAIM_TITLE, WORK_title },
	{ PART_CONTAINER, CLAIM_CONTAINER_TITLE, WORK_container_title },
	{ PART_VOLUME, CLAIM_VOLUME, WORK_volume },
	{ PART_ISSUE, CLAIM_ISSUE, WORK_issue },
	{ PART_PAGES, CLAIM_PAGES, WORK_page },
	{ PART_PUBLISHER, CLAIM_PUBLISHER, WORK_publisher },
	{ PART_PLACE, CLAIM_PUBLISHER_PLACE, WORK_publisher_place },
	{ PART_EDITION, CLAIM_EDITION, WORK_edition },
	{ PART_GENRE, CLAIMS, WORK_genre },
};

static void
add_place(struct parse *p, const struct scan *s, enum claim claim,
    struct range range, double confidence)
{
	range = scan_body_range(s, range);
	if (claim < CLAIMS && range.to > range.from)
		ARENA_PUSH(s->a, p->places, p->places_len) =
		    (struct place){ claim, range, confidence };
}

static struct range
bytes_of(const struct scan *s, const struct found *f)
{
	return (
	    struct range){ s->tokens[f->from].from, s->tokens[f->to - 1].to };
}

/* Dashes of any length as "-", no blanks: "436 – 444" is "436-444". */
static const char *
pages_value(struct arena *a, struct span s)
{
	char *out = arena_alloc(a, s.len + 1);
	size_t at = 0, len = 0;
	bool dash = false;

	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		if (text_is_space(c))
			continue;
		if (text_is_dash(c) || c == '~' || c == 0xff5e) {
			if (!dash)
				out[len++] = '-';
			dash = true;
			continue;
		}
		dash = false;
		len += text_put(out + len, c);
		if (c == ',')
			out[len++] = ' ';
	}
	return out;
}

/*
 * "[Deep learning](https://doi.org/10.1038/nature14539)": what the links of the
 * reference lead to, when it is one work alone. It has no place in the text.
 */
static void
fill_from_links(struct work *w, struct arena *a, const struct mapped_text *body)
{
	const char *doi = NULL, *arxiv = NULL;

	if (w->DOI || w->arXiv)
		return;
	for (size_t i = 0; i < body->runs_len; i++) {
		struct identifier *ids;
		size_t n;

		if (body->runs[i].kind != RUN_LINK || !body->runs[i].href)
			continue;
		n = identifier_find_all(&ids, a, span_of(body->runs[i].href));
		for (size_t k = 0; k < n; k++) {
			const char **slot = ids[k].kind == IDENTIFIER_DOI ? &doi
					    : ids[k].kind == IDENTIFIER_ARXIV
						? &arxiv
						: NULL;

			if (!slot)
				continue;
			if (*slot && strcmp(*slot, ids[k].value) != 0)
				return;
			*slot = ids[k].value;
		}
	}
	w->DOI = doi;
	w->arXiv = arxiv;
}

static void
fill_identifiers(
    struct parse *p, struct scan *s, const struct mapped_text *body)
{
	struct work *w = p->work;

	for (size_t i = 0; i < s->ids_len; i++) {
		const struct identifier *id = &s->ids[i];
		enum claim claim = CLAIMS;
		const char **field = NULL;

		switch (id->kind) {
		case IDENTIFIER_DOI:
			field = &w->DOI;
			claim = CLAIM_DOI;
			break;
		case IDENTIFIER_ARXIV:
			field = &w->arXiv;
			claim = CLAIM_ARXIV;
			break;
		case IDENTIFIER_ISBN:
			field = &w->ISBN;
			claim = CLAIM_ISBN;
			break;
		case IDENTIFIER_PMID:
			field = &w->PMID;
			claim = CLAIM_PMID;
			break;
		case IDENTIFIER_URL:
			field = &w->URL;
			claim = CLAIM_URL;
			break;
		case IDENTIFIER_ISSN: field = &w->ISSN; break;
		case IDENTIFIER_PMCID: field = &w->PMCID; break;
		case IDENTIFIER_ACL: field = &w->ACL; break;
		default: break;
		}
		if (!field || *field)
			continue;
		*field = id->value;
		add_place(p, s, claim, id->place, 0.99);
	}
	fill_from_links(w, s->a, body);
	/* the preprint's own DOI says its id (info.arxiv.org, "DOIs") */
	if (w->DOI && !w->arXiv &&
	    text_starts_nocase(span_of(w->DOI), "10.48550/arxiv."))
		w->arXiv = arxiv_normal(s->a, span_of(w->DOI + 15), NULL);
}

/* The year alone, of the date's words. */
static struct range
year_range(const struct scan *s, const struct found *f)
{
	for (size_t i = f->from; i < f->to; i++)
		if (s->tokens[i].kind == TOKEN_NUMBER &&
		    s->tokens[i].digits == 4)
			return (
			    struct range){ s->tokens[i].from, s->tokens[i].to };
	return bytes_of(s, f);
}

static const char *
language_of(const struct work *w)
{
	struct span t = span_of(w->title ? w->title : "");
	bool han = false;
	size_t at = 0;

	while (at < t.len) {
		uint32_t c = text_next(t, &at);

		if (c >= 0x3040 && c <= 0x30ff)
			return "ja";
		if (c >= 0xac00 && c <= 0xd7a3)
			return "ko";
		if (text_is_cyrillic(c))
			return "ru";
		han = han || text_is_han(c);
	}
	return han ? "zh" : NULL;
}

/* The reading as it stands in s, as a parse. */
static void
fill_parse(struct parse *p, struct scan *s, const struct mapped_text *body,
    double confidence)
{
	struct work *w = ARENA_NEW(s->a, struct work);
	const struct found *f;
	double sum = 0;

	memset(p, 0, sizeof(*p));
	p->work = w;
	w->source = "document";
	for (size_t i = 0; i < COUNT(text_fields); i++) {
		struct span text;
		const char *value;

		f = find(s, text_fields[i].label);
		if (!f)
			continue;
		text = tokens_text(s, f->from, f->to);
		value = text_fields[i].label == PART_PAGES
			    ? pages_value(s->a, text)
			    : text_clean(s->a, text);
		work_set(w, text_fields[i].field, value);
		add_place(
		    p, s, text_fields[i].claim, bytes_of(s, f), f->confidence);
	}
	f = find(s, PART_AUTHOR);
	if (f) {
		w->author = s->authors;
		add_place(p, s, CLAIM_AUTHOR, bytes_of(s, f), f->confidence);
	}
	f = find(s, PART_EDITOR);
	if (f) {
		w->editor = s->editors;
		add_place(p, s, CLAIM_EDITOR, bytes_of(s, f), f->confidence);
	}
	w->issued = s->date;
	w->original_date = s->original;
	w->accessed = s->accessed;
	f = find(s, PART_YEAR);
	if (f)
		add_place(p, s, CLAIM_YEAR, year_range(s, f), f->confidence);
	fill_identifiers(p, s, body);
	w->language = language_of(w);
	w->type = type_of(w, s);
	for (size_t i = 0; i < p->places_len; i++)
		sum += p->places[i].confidence;
	p->confidence =
	    p->places_len ? confidence * sum / (double)p->places_len : 0.0;
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
	small = token_small(s, i);
	if ((token_is(s, i, "see") || token_is(s, i, "siehe")) &&
	    (token_is(s, i + 1, "note") || token_is(s, i + 1, "above") ||
		token_is(s, i + 1, "n") || token_is(s, i + 1, "anm")))
		return "refers to another note";
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
		"e", "g", "z", "b", "esp", "for", "example", "especially",
		"generally", "also:" };
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

/*
 * The scan of an entry's first work; body becomes what it stands in. Nothing is to be
 * completed at the end of an entry that is another work's.
 */
static void
open_first_work(struct scan *s, struct arena *a, struct reference *ref,
    struct mapped_text *body)
{
	struct several several;
	struct range first;

	*body = ref->body;
	scan_open(s, a, body);
	s->body = skip_label(s);
	if (!several_works(&several, s, s->body))
		return;
	ref->cut = ref->cut || several.more;
	first = scan_body_range(
	    s, (struct range){ 0, s->tokens[several.to - 1].to });
	cut_body(body, a, first.to);
	scan_open(s, a, body);
	s->body = several.from;
}

void
parse_reference(struct arena *a, struct reference *ref)
{
	struct scan s;
	struct mapped_text body;
	struct segment *segments;
	struct labelling best, second;
	struct parse first;
	bool any, other;
	size_t len, known;
	double margin = 5.0;

	open_first_work(&s, a, ref, &body);
	scan_mark(&s, PART_SKIP, 0, s.body);
	ref->skip = why_skip(&s);
	s.body = skip_signal(&s, s.body);
	scan_mark(&s, PART_SKIP, 0, s.body);
	numbers_find_marker(&s);
	numbers_find_access(&s);
	people_find_authors(&s);
	numbers_find_date(&s);
	numbers_find_edition(&s);
	people_find_editors(&s);
	numbers_find_locators(&s);
	segments = ARENA_ARRAY(a, struct segment, SEGMENTS_MAX);
	len = segments_cut(segments, &s);
	any = len && segments_label(&best, segments, len, NULL);
	other = any && segments_label(&second, segments, len, &best);
	if (other)
		margin = best.score - second.score;

	known = s.found_len;
	if (any)
		take_segments(&s, segments, len, &best, confidence_of(margin));
	fill_parse(&first, &s, &body, 1.0);
	ARENA_PUSH(a, ref->parses, ref->parses_len) = first;
	if (other && margin < 3.0) {
		struct parse more;

		s.found_len = known;
		take_segments(
		    &s, segments, len, &second, 1.0 - confidence_of(margin));
		fill_parse(&more, &s, &body, 1.0 - confidence_of(margin));
		ARENA_PUSH(a, ref->parses, ref->parses_len) = more;
	}
}

/* A dash stands where the authors of the reference before would be repeated. */
static bool
repeats_author(const struct reference *ref)
{
	struct span text = { ref->body.text, ref->body.len };
	size_t at = 0, dashes = 0;

	while (at < text.len) {
		uint32_t c = text_next(text, &at);

		if (c == 0x2014 || c == 0x2015)
			dashes += 2;
		else if (text_is_dash(c) || c == '_')
			dashes++;
		else
			break;
	}
	return dashes > 1;
}

void
parse_references(struct references *refs)
{
	struct arena *a = &refs->document->arena;

	for (size_t i = 0; i < refs->len; i++) {
		struct reference *ref = &refs->items[i], *before;

		if (ref->form == REFERENCE_STRING && !ref->parses_len)
			parse_reference(a, ref);
		if (!i || ref->form != REFERENCE_STRING || !repeats_author(ref))
			continue;
		before = &refs->items[i - 1];
		if (before->list != ref->list || !before->parses_len)
			continue;
		for (size_t k = 0; k < ref->parses_len; k++)
			if (!ref->parses[k].work->author.len)
				ref->parses[k].work->author =
				    before->parses[0].work->author;
	}
}

void
reference_from_string(struct reference *out, struct arena *a, struct span text)
{
	size_t *map = ARENA_ARRAY(a, size_t, text.len + 1);

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i <= text.len; i++)
		map[i] = i;
	out->form = REFERENCE_STRING;
	out->list = out->seq = 1;
	out->key = "r1";
	out->number = -1;
	out->line = 1;
	out->span = (struct range){ 0, text.len };
	out->body.text = arena_strdup_span(a, text);
	out->body.len = text.len;
	out->body.map = map;
}
