/*
 * What a reading got wrong is not written to. It may let the authors run into
 * the title ("Turing, Alan, Computing Machinery and Intelligence, Mind 59"):
 * whatever is put in their place would take a part of the title along.
 */

#include "base/text.h"
#include "write/form.h"

#include "base/banned.h"

enum { WORDS_MAX = 400, LONG_WORD = 6, LONE_WORD = 4 };

struct words {
	struct range at[WORDS_MAX]; /* in the text */
	const char *word[WORDS_MAX];
	size_t len;
};

static bool
in_word(uint32_t c)
{
	return text_is_letter(c) || text_is_digit(c) || text_is_mark(c) ||
	       c == '\'' || c == 0x2019;
}

/* The words of a text, folded. */
static void
split(struct words *out, struct arena *a, struct span s)
{
	size_t at = 0;

	out->len = 0;
	while (at < s.len && out->len < WORDS_MAX) {
		size_t from = at, next;
		const char *word;

		if (!in_word(text_next(s, &at)))
			continue;
		for (next = at; next < s.len && in_word(text_next(s, &next));)
			at = next;
		word = text_fold(a, span_sub(s, from, at));
		if (!*word)
			continue;
		out->at[out->len] = (struct range){ from, at };
		out->word[out->len++] = word;
	}
}

/* How many words from x[i] on are the same as from y[k] on. */
static size_t
common(const struct words *x, size_t i, const struct words *y, size_t k)
{
	size_t n = 0;

	while (i + n < x->len && k + n < y->len &&
	       !strcmp(x->word[i + n], y->word[k + n]))
		n++;
	return n;
}

static bool
overlap(struct range a, struct range b)
{
	return a.from < b.to && b.from < a.to;
}

/* The first n words of the title in the body; where the title was read, rather
 * than elsewhere. */
static struct range
find_words(const struct form *f, const struct words *body,
    const struct words *title, size_t n)
{
	const struct place *read = form_place(f, CLAIM_TITLE);
	struct range out = { 0, 0 };

	for (size_t i = 0; n && i + n <= body->len; i++) {
		struct range r = { body->at[i].from, body->at[i + n - 1].to };

		if (common(body, i, title, 0) < n)
			continue;
		if (range_empty(out) || (read && overlap(r, read->range)))
			out = r;
		if (read && overlap(r, read->range))
			break;
	}
	return out;
}

/*
 * Where the record's title stands in the body, word by word, or its part before
 * the colon; empty if it does not. One short word tells nothing.
 */
static struct range
title_in_body(const struct form *f, const struct words *title)
{
	const char *text = f->judgement->work->title, *colon;
	struct words *body = ARENA_NEW(f->a, struct words);
	struct range out = { 0, 0 };
	size_t n = 0;

	if (title->len < 2 &&
	    (!title->len || strlen(title->word[0]) < LONG_WORD))
		return out;
	split(body, f->a, form_body(f));
	out = find_words(f, body, title, title->len);
	colon = strchr(text, ':');
	if (!range_empty(out) || !colon)
		return out;
	while (n < title->len && title->at[n].to <= (size_t)(colon - text))
		n++;
	return n > 1 ? find_words(f, body, title, n) : out;
}

/* A word of one of the names. */
static bool
is_name_word(struct arena *a, const struct name_list *l, const char *word)
{
	struct words *own = ARENA_NEW(a, struct words);

	for (size_t i = 0; l && i < l->len; i++) {
		const struct name *n = &l->items[i];
		const char *parts[] = { n->family, n->given, n->literal,
			n->non_dropping_particle };

		for (size_t k = 0; k < 4; k++) {
			split(own, a, span_of(parts[k] ? parts[k] : ""));
			for (size_t w = 0; w < own->len; w++)
				if (!strcmp(own->word[w], word))
					return true;
		}
	}
	return false;
}

/* Two words of the title in a row, or a long one, that are in no name. */
static bool
eats_title(const struct form *f, const struct change *c,
    const struct words *span, const struct words *title)
{
	for (size_t i = 0; i < span->len; i++)
		for (size_t k = 0; k < title->len; k++) {
			size_t n = common(span, i, title, k), other = 0;
			bool is_long = false;

			for (size_t w = 0; w < n; w++) {
				const char *word = span->word[i + w];

				if (is_name_word(f->a, c->to_names, word))
					continue;
				other++;
				is_long |= strlen(word) >= LONG_WORD;
			}
			if (other > 1 && is_long)
				return true;
		}
	return false;
}

/* Is all of the span inside the title? */
static bool
is_inside(const struct words *span, const struct words *title)
{
	if (!span->len || span->len >= title->len ||
	    (span->len == 1 && (strlen(span->word[0]) < LONE_WORD ||
				   strspn(span->word[0], "0123456789") ==
				       strlen(span->word[0]))))
		return false;
	for (size_t k = 0; k < title->len; k++)
		if (common(span, 0, title, k) == span->len)
			return true;
	return false;
}

bool
form_title_read(const struct form *f)
{
	const struct place *p = form_place(f, CLAIM_TITLE);
	struct words *title = ARENA_NEW(f->a, struct words);
	struct range r;

	if (!f->judgement->work->title)
		return true;
	split(title, f->a, span_of(f->judgement->work->title));
	r = title_in_body(f, title);
	return range_empty(r) || !p || !overlap(r, p->range) ||
	       (r.from >= p->range.from && r.to <= p->range.to);
}

static bool
is_number(enum claim field)
{
	return field == CLAIM_VOLUME || field == CLAIM_ISSUE ||
	       field == CLAIM_YEAR || field == CLAIM_PAGES;
}

/* Is it another number's, as the "1" of "46(2), 1-52" is the pages'? */
static bool
is_other_number(const struct form *f, enum claim field, struct range word)
{
	for (size_t i = 0; i < f->parse->places_len; i++) {
		const struct place *p = &f->parse->places[i];

		if (p->field != field && is_number(p->field) &&
		    overlap(p->range, word))
			return true;
	}
	return false;
}

/* Does a word stand right beside a place, behind it? */
static bool
stands_behind(const struct form *f, const struct words *body,
    const struct place *place, const char *word)
{
	enum { BESIDE = 40 };
	size_t from = place->range.to;

	for (size_t i = 0; i < body->len; i++)
		if (body->at[i].from >= from &&
		    body->at[i].from < from + BESIDE &&
		    !strcmp(body->word[i], word) &&
		    !(is_number(place->field) &&
			is_other_number(f, place->field, body->at[i])))
			return true;
	return false;
}

static bool
has_word(const struct words *w, const char *word)
{
	for (size_t i = 0; i < w->len; i++)
		if (!strcmp(w->word[i], word))
			return true;
	return false;
}

/*
 * "Farrar" for "Farrar, Straus and Giroux", "379-423" for "379-423 and 623-656": the
 * rest stands behind the place.
 */
static bool
is_part(const struct form *f, const struct change *c, const struct words *span,
    const struct words *to, const struct place *place)
{
	struct words *body = ARENA_NEW(f->a, struct words);
	size_t first = c->field == CLAIM_PAGES || !to->len ? 0 : to->len - 1;

	split(body, f->a, form_body(f));
	for (size_t i = first; i < to->len; i++)
		if (!has_word(span, to->word[i]) &&
		    stands_behind(f, body, place, to->word[i]))
			return true;
	return false;
}

/* "Neural Computation 9/8": the volume would go with the journal's old name. */
static bool
eats_number(
    const struct form *f, const struct words *span, const struct words *to)
{
	static const enum work_field fields[] = { WORK_volume, WORK_issue,
		WORK_page };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const char *value = work_get(f->judgement->work, fields[i]);
		struct words *w = ARENA_NEW(f->a, struct words);

		split(w, f->a, span_of(value ? value : ""));
		if (w->len && has_word(span, w->word[0]) &&
		    !has_word(to, w->word[0]))
			return true;
	}
	return false;
}

bool
form_says(const struct form *f, const char *text)
{
	struct words *body = ARENA_NEW(f->a, struct words);
	struct words *words = ARENA_NEW(f->a, struct words);
	const struct place *title = form_place(f, CLAIM_TITLE);

	split(body, f->a, form_body(f));
	split(words, f->a, span_of(text));
	for (size_t i = 0; words->len && i + words->len <= body->len; i++) {
		struct range r = { body->at[i].from,
			body->at[i + words->len - 1].to };

		if (common(body, i, words, 0) == words->len &&
		    !(title && overlap(r, title->range)))
			return true;
	}
	return false;
}

const char *
form_doubt(
    const struct form *f, const struct change *c, const struct place *place)
{
	struct words *title, *span;
	struct range r;

	if (c->field == CLAIM_TITLE)
		return form_title_read(f)
			   ? NULL
			   : "only a part of the title was read as such";
	if (!f->judgement->work->title)
		return NULL;
	title = ARENA_NEW(f->a, struct words);
	span = ARENA_NEW(f->a, struct words);
	split(title, f->a, span_of(f->judgement->work->title));
	split(span, f->a, form_text(f, place));
	if (c->to) {
		struct words *to = ARENA_NEW(f->a, struct words);

		split(to, f->a, span_of(c->to));
		if (is_part(f, c, span, to, place))
			return "what it ought to be stands right behind it: "
			       "maybe only a part of it was read as such";
		if (c->field == CLAIM_CONTAINER_TITLE &&
		    eats_number(f, span, to))
			return "numbers stand there, too";
	}
	r = title_in_body(f, title);
	if (overlap(r, place->range) ||
	    (range_empty(r) && is_inside(span, title)) ||
	    ((c->field == CLAIM_AUTHOR || c->field == CLAIM_EDITOR) &&
		eats_title(f, c, span, title)))
		return "what stands there is a part of the title";
	return NULL;
}
