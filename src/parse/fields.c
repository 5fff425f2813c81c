/* Reading one reference: the steps in their order, and the work they give. */

#include "parse/fields.h"
#include "base/text.h"
#include "model/identifier.h"
#include "parse/after.h"
#include "parse/learned.h"
#include "parse/parse.h"
#include "parse/rules.h"
#include "parse/settle.h"
#include "parse/types.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

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

static bool
has_only_numbers(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != ' ' && (s.ptr[i] < '0' || s.ptr[i] > '9'))
			return false;
	return true;
}

/* Dashes of any length as "-", no blanks: "436 – 444" is "436-444". */
static const char *
pages_value(struct arena *a, struct span s)
{
	char *out = arena_alloc(a, s.len + 1);
	size_t at = 0, len = 0;
	bool dash = false, two_numbers = has_only_numbers(s);

	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		/* "2319 2329" lost its dash */
		if (text_is_space(c) && two_numbers && len &&
		    text_is_digit((unsigned char)out[len - 1]))
			c = '-';
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

/* What no model was trained for: other scripts and calendars, kinds apart, torn DOIs. */
static void
read_after(struct parse *p, struct scan *s)
{
	struct after after = { s->a, p, s, s->text };

	scripts_read(&after);
	calendar_read(&after);
	same_read(&after);
	torn_read(&after);
	apart_read(&after);
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
		/* CSL has a variable of its own for it, and it tells no place */
		if (text_fields[i].label == PART_PAGES &&
		    settle_is_count_of_pages(
			s, f->from, f->to, find(s, PART_CONTAINER) != NULL)) {
			w->number_of_pages = value;
			continue;
		}
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
	read_after(p, s);
	for (size_t i = 0; i < p->places_len; i++)
		sum += p->places[i].confidence;
	p->confidence =
	    p->places_len ? confidence * sum / (double)p->places_len : 0.0;
}

static bool
text_same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* Do two readings say the same of what is compared? */
static bool
says_same(const struct work *a, const struct work *b)
{
	return text_same(a->title, b->title) &&
	       text_same(a->container_title, b->container_title) &&
	       text_same(a->volume, b->volume) && text_same(a->page, b->page) &&
	       a->issued.from.year == b->issued.from.year &&
	       a->author.len == b->author.len &&
	       (!a->author.len || text_same(a->author.items[0].family,
				      b->author.items[0].family));
}

double
fields_doubt(const struct parse *p)
{
	double least = p->places_len ? 1.0 : 0.0;

	for (size_t i = 0; i < p->places_len; i++) {
		const struct place *at = &p->places[i];

		if ((at->field == CLAIM_AUTHOR || at->field == CLAIM_TITLE ||
			at->field == CLAIM_CONTAINER_TITLE ||
			at->field == CLAIM_YEAR) &&
		    at->confidence < least)
			least = at->confidence;
	}
	return least;
}

/* A reading that says what none before it says. */
static void
add_parse(struct arena *a, struct reference *ref, const struct parse *p)
{
	for (size_t i = 0; i < ref->parses_len; i++)
		if (says_same(ref->parses[i].work, p->work))
			return;
	ARENA_PUSH(a, ref->parses, ref->parses_len) = *p;
}

static void
fill_learned(struct parse *p, struct scan *s, const struct mapped_text *body,
    const struct parse *ruled)
{
	fill_parse(p, s, body, 1.0);
	if (p->work->type == WORK_TYPE_NONE)
		p->work->type = ruled->work->type;
}

/* Other readings, where the best one is in doubt: of what was learned and of the
 * rules in turn. s is as the learned reading leaves it. */
static void
add_others(struct reference *ref, struct learned *learned, struct scan *s,
    const struct mapped_text *body, const struct parse *ruled)
{
	bool doubtful = fields_doubt(&ref->parses[0]) <= FIELDS_DOUBTFUL;
	struct parse p;

	if (doubtful && learned_next(learned, s)) {
		fill_learned(&p, s, body, ruled);
		add_parse(s->a, ref, &p);
	}
	add_parse(s->a, ref, ruled);
	if (doubtful && learned_next(learned, s)) {
		fill_learned(&p, s, body, ruled);
		add_parse(s->a, ref, &p);
	}
}

static void
learn_style(struct style *style, const struct learned *l, const struct parse *p)
{
	if (style && fields_doubt(p) > FIELDS_SURE)
		style_add(style, l->decoder.labels, l->decoder.chain.step,
		    l->decoder.units.len);
}

/* As rules_open(); what is read of a mended copy has its places in the body all the
 * same. */
static void
open_reference(struct scan *s, struct arena *a, struct reference *ref,
    struct mapped_text *body)
{
	struct reference copy = *ref;
	const size_t *back = copied_mend(&copy.body, a, &ref->body);
	size_t *map;

	rules_open(s, a, &copy, body);
	ref->cut = copy.cut;
	ref->rest = copy.rest;
	ref->skip = copy.skip ? copy.skip : apart_skip(s->text);
	if (!back)
		return;
	ref->rest = copy.rest ? back[copy.rest] : 0;
	map = ARENA_ARRAY(a, size_t, s->text.len + 1);
	for (size_t i = 0; i <= s->text.len; i++)
		map[i] = back[s->map ? s->map[i] : i];
	s->map = map;
}

void
fields_read(struct arena *a, struct reference *ref, const struct style *style,
    struct style *learn)
{
	const struct model *model = model_built_in();
	struct scan s;
	struct mapped_text body;
	struct rules rules;
	struct parse ruled, other, best;
	struct learned learned;

	open_reference(&s, a, ref, &body);
	rules_read(&rules, &s);
	fill_parse(&ruled, &s, &body, 1.0);
	if (model && learned_read(&learned, &s, model, style)) {
		fill_learned(&best, &s, &body, &ruled);
		add_parse(a, ref, &best);
		learn_style(learn, &learned, &best);
		add_others(ref, &learned, &s, &body, &ruled);
		learned_undo(&learned, &s);
	} else {
		add_parse(a, ref, &ruled);
	}
	if (!rules.other || rules.margin >= 3.0)
		return;
	rules_take(&rules, &s, true);
	fill_parse(&other, &s, &body, 1.0 - rules_confidence(&rules));
	add_parse(a, ref, &other);
}

void
parse_reference(struct arena *a, struct reference *ref)
{
	fields_read(a, ref, NULL, NULL);
}

void
parse_best(struct arena *a, struct reference *ref)
{
	const struct model *model = model_built_in();
	struct scan s;
	struct mapped_text body;
	struct rules rules;
	struct learned learned;
	struct parse ruled = { NULL }, best;

	open_reference(&s, a, ref, &body);
	rules_read(&rules, &s);
	if (model && learned_read(&learned, &s, model, NULL)) {
		fill_parse(&best, &s, &body, 1.0);
		if (best.work->type == WORK_TYPE_NONE) {
			learned_undo(&learned, &s);
			fill_parse(&ruled, &s, &body, 1.0);
			best.work->type = ruled.work->type;
		}
	} else {
		fill_parse(&best, &s, &body, 1.0);
	}
	add_parse(a, ref, &best);
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
