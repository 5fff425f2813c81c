#include "parse/after.h"
#include "base/text.h"

#include "base/banned.h"

static const struct {
	enum claim claim;
	enum work_field field;
} fields[] = {
	{ CLAIM_TITLE, WORK_title },
	{ CLAIM_CONTAINER_TITLE, WORK_container_title },
	{ CLAIM_VOLUME, WORK_volume },
	{ CLAIM_ISSUE, WORK_issue },
	{ CLAIM_PAGES, WORK_page },
	{ CLAIM_PUBLISHER, WORK_publisher },
	{ CLAIM_PUBLISHER_PLACE, WORK_publisher_place },
	{ CLAIM_EDITION, WORK_edition },
};

static void
clear_field(struct work *w, enum claim claim)
{
	if (claim == CLAIM_AUTHOR)
		memset(&w->author, 0, sizeof(w->author));
	else if (claim == CLAIM_EDITOR)
		memset(&w->editor, 0, sizeof(w->editor));
	else if (claim == CLAIM_YEAR)
		memset(&w->issued, 0, sizeof(w->issued));
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (fields[i].claim == claim)
			work_set(w, fields[i].field, NULL);
}

/* Identifiers are known by their form, and stay. */
static bool
is_read(enum claim claim)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (fields[i].claim == claim)
			return true;
	return claim == CLAIM_AUTHOR || claim == CLAIM_EDITOR ||
	       claim == CLAIM_YEAR;
}

static void
clear_places(struct after *r, struct range body)
{
	struct parse *p = r->parse;
	size_t n = 0;

	for (size_t i = 0; i < p->places_len; i++) {
		struct place at = p->places[i];

		if (is_read(at.field) && at.range.from < body.to &&
		    body.from < at.range.to)
			clear_field(p->work, at.field);
		else
			p->places[n++] = at;
	}
	p->places_len = n;
}

void
after_clear(struct after *r, struct range bytes)
{
	if (!range_empty(bytes))
		clear_places(r, scan_body_range(r->scan, bytes));
}

void
after_clear_all(struct after *r)
{
	clear_places(r, (struct range){ 0, SIZE_MAX });
}

void
after_set(struct after *r, enum claim claim, enum work_field field,
    struct range bytes, double confidence)
{
	struct parse *p = r->parse;

	if (range_empty(bytes))
		return;
	work_set(p->work, field,
	    text_clean(r->a, span_sub(r->text, bytes.from, bytes.to)));
	if (claim == CLAIMS)
		return;
	for (size_t i = 0; i < p->places_len; i++)
		if (p->places[i].field == claim)
			p->places[i--] = p->places[--p->places_len];
	ARENA_PUSH(r->a, p->places, p->places_len) = (struct place){ claim,
		scan_body_range(r->scan, bytes), confidence };
}

struct range
after_place(const struct after *r, enum claim claim)
{
	const struct place *p = parse_place(r->parse, claim);
	struct range out = { 0, 0 };

	if (!p)
		return out;
	if (!r->scan->map)
		return p->range;
	for (out.from = 0;
	     out.from < r->text.len && r->scan->map[out.from] < p->range.from;)
		out.from++;
	for (out.to = out.from;
	     out.to < r->text.len && r->scan->map[out.to] < p->range.to;)
		out.to++;
	return out;
}

static bool
is_word_char(struct span s, size_t at, bool before)
{
	uint32_t c;

	if (before ? !at : at >= s.len)
		return false;
	c = before ? text_prev(s, &at) : text_next(s, &at);
	return text_is_letter(c) || text_is_digit(c);
}

size_t
after_find(struct span text, const char *word, size_t from)
{
	size_t len = strlen(word);

	for (size_t i = from; i + len <= text.len; i++)
		if (text_starts_nocase(span_skip(text, i), word) &&
		    !is_word_char(text, i, true) &&
		    !is_word_char(text, i + len, false))
			return i;
	return text.len;
}

/* "،", "؛": the comma and semicolon of Arabic script. */
static bool
is_separator(uint32_t c)
{
	return text_is_space(c) || (c && c < 0x80 && strchr(".,;:/", (int)c)) ||
	       c == 0x60c || c == 0x61b || c == 0x3001 || c == 0x3002 ||
	       c == 0xff0c || text_is_dash(c);
}

struct range
after_trim(struct span text, struct range r)
{
	while (r.from < r.to) {
		size_t next = r.from;

		if (!is_separator(text_next(text, &next)))
			break;
		r.from = next;
	}
	while (r.to > r.from) {
		size_t before = r.to;

		if (!is_separator(text_prev(text, &before)))
			break;
		r.to = before;
	}
	return r;
}

size_t
after_digits(struct span text, size_t at)
{
	while (at < text.len && text.ptr[at] >= '0' && text.ptr[at] <= '9')
		at++;
	return at;
}

size_t
after_start(const struct after *r)
{
	const struct scan *s = r->scan;
	size_t i = 0;

	while (i < s->len && s->tokens[i].label == PART_SKIP)
		i++;
	return i < s->len ? s->tokens[i].from : 0;
}
