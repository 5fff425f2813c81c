#ifndef FORM_FIXTURE_H
#define FORM_FIXTURE_H

/* References mended in their own form: text, what is claimed where, what is to
 * change, and the text that must come out. */

#include "base/text.h"
#include "write/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/banned.h"

/*
 * In `text`, {A:...} is the place of the authors, {T:...} of the title and so on;
 * *...* is emphasis in Markdown. Names are "Family|Given;Family|Given"; a "+" at
 * the end stands for "et al.", "^" for a cut in the middle.
 */
struct wish {
	enum claim field;
	enum change_kind kind;
	const char *to;
};

struct sample {
	const char *what;
	const char *text;
	const char *claimed; /* authors */
	struct wish wishes[8];
	const char *want;
	enum work_type type; /* of the record */
	bool plain;          /* a text file, no Markdown */
	bool complete;
	struct list_form list;
	const char *title;   /* the record's */
	const char *sibling; /* another of the list, in the same notation */
	bool refused;        /* the first wish, and the writer says why */
};

static const struct {
	char letter;
	enum claim field;
} letters[] = {
	{ 'A', CLAIM_AUTHOR },
	{ 'E', CLAIM_EDITOR },
	{ 'T', CLAIM_TITLE },
	{ 'C', CLAIM_CONTAINER_TITLE },
	{ 'Y', CLAIM_YEAR },
	{ 'V', CLAIM_VOLUME },
	{ 'I', CLAIM_ISSUE },
	{ 'P', CLAIM_PAGES },
	{ 'U', CLAIM_PUBLISHER },
	{ 'D', CLAIM_DOI },
	{ 'B', CLAIM_ISBN },
};

/* --- building a reference ------------------------------------------------- */

struct builder {
	struct arena *a;
	struct document *d;
	struct reference ref;
	struct parse *parse;
	char *body;
	size_t *map;
	size_t len;
};

static enum claim
field_of(char letter)
{
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (letters[i].letter == letter)
			return letters[i].field;
	fail_msg("no field %c", letter);
	return CLAIMS;
}

static void
read_names(struct name_list *out, struct arena *a, const char *s)
{
	while (s && *s) {
		size_t len = strcspn(s, ";");
		struct span item = { s, len };
		const char *bar = memchr(s, '|', len);
		struct name n = { 0 };

		s += len + (s[len] == ';');
		if (span_eq(item, SPAN_LIT("+")) ||
		    span_eq(item, SPAN_LIT("^"))) {
			out->others = true;
			out->last_follows_cut = item.ptr[0] == '^';
			continue;
		}
		if (bar) {
			n.family = arena_strdup_span(
			    a, span_sub(item, 0, (size_t)(bar - item.ptr)));
			n.given = arena_strdup_span(
			    a, span_skip(item, (size_t)(bar - item.ptr) + 1));
		} else if (item.ptr[0] == '=') {
			n.literal = arena_strdup_span(a, span_skip(item, 1));
		} else {
			n.family = arena_strdup_span(a, item);
		}
		name_list_add(a, out, n);
	}
}

/* The document's text: the sample's without the place marks. */
static char *
without_places(struct arena *a, const char *text)
{
	char *out = arena_alloc(a, strlen(text) + 1);
	size_t n = 0;

	for (const char *p = text; *p; p++) {
		if (*p == '{' && p[1] && p[2] == ':')
			p += 2;
		else if (*p != '}')
			out[n++] = *p;
	}
	return out;
}

static void
build(struct builder *b, const struct sample *s)
{
	struct err err = ERR_INIT;
	const char *text = without_places(b->a, s->text);
	size_t at = 0, emphasis = 0, place = 0;
	bool open = false;
	enum claim field = CLAIMS;

	assert_int_equal(document_from_bytes(&b->d, s->plain ? "x.txt" : "x.md",
			     span_of(text), &err),
	    OK);
	b->parse = ARENA_NEW(b->a, struct parse);
	b->parse->work = ARENA_NEW(b->a, struct work);
	b->body = arena_alloc(b->a, strlen(text) + 1);
	b->map = ARENA_ARRAY(b->a, size_t, strlen(text) + 1);
	read_names(&b->parse->work->author, b->a, s->claimed);
	for (const char *p = s->text; *p; p++) {
		if (*p == '{' && p[1] && p[2] == ':') {
			field = field_of(p[1]);
			place = b->len;
			p += 2;
		} else if (*p == '}') {
			ARENA_PUSH(
			    b->a, b->parse->places, b->parse->places_len) =
			    (struct place){ field, { place, b->len }, 1 };
		} else if (*p == '*' && !s->plain) {
			if (open)
				ARENA_PUSH(b->a, b->ref.body.runs,
				    b->ref.body.runs_len) =
				    (struct run){ RUN_EMPHASIS,
					    { emphasis, b->len }, NULL };
			emphasis = b->len;
			open = !open;
			at++;
		} else {
			b->body[b->len] = *p;
			b->map[b->len++] = at++;
		}
	}
	b->map[b->len] = b->len ? b->map[b->len - 1] + 1 : 0;
	b->ref.body.text = b->body;
	b->ref.body.len = b->len;
	b->ref.body.map = b->map;
	b->ref.span = (struct range){ 0, strlen(text) };
	b->ref.parses = b->parse;
	b->ref.parses_len = 1;
}

/* --- mending it ------------------------------------------------------------- */

static int
by_start(const void *x, const void *y)
{
	const struct edit *a = x, *b = y;

	if (a->range.from != b->range.from)
		return a->range.from < b->range.from ? -1 : 1;
	return a->range.to < b->range.to ? -1 : a->range.to > b->range.to;
}

static char *
patched(struct arena *a, struct span text, struct edits *edits)
{
	struct sbuf out = SBUF_INIT;
	size_t at = 0;
	char *s;

	if (edits->len)
		qsort(
		    edits->items, edits->len, sizeof(*edits->items), by_start);
	for (size_t i = 0; i < edits->len; i++) {
		assert_true(edits->items[i].range.from >= at);
		sbuf_add(&out, span_sub(text, at, edits->items[i].range.from));
		sbuf_add(&out, span_of(edits->items[i].text));
		at = edits->items[i].range.to;
	}
	sbuf_add(&out, span_skip(text, at));
	s = arena_strdup_span(a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return s;
}

static void
judge(struct judgement *j, struct arena *a, const struct sample *s,
    const struct parse *parse)
{
	struct work *w = ARENA_NEW(a, struct work);

	w->title = s->title;
	w->type = s->type ? s->type : WORK_TYPE_ARTICLE_JOURNAL;
	*j = (struct judgement){
		.verdict = VERDICT_DIFFERS,
		.parse = parse,
		.work = w,
	};
	for (size_t i = 0; i < 8 && s->wishes[i].to; i++) {
		const struct wish *wish = &s->wishes[i];
		struct change *c = &ARENA_PUSH(a, j->changes, j->changes_len);

		*c = (struct change){
			.field = wish->field,
			.kind = wish->kind,
		};
		if (wish->field == CLAIM_AUTHOR) {
			struct name_list *l = ARENA_NEW(a, struct name_list);

			read_names(l, a, wish->to);
			c->from_names = &parse->work->author;
			c->to_names = l;
		} else if (strcmp(wish->to, "-") != 0) {
			c->to = wish->to;
		}
	}
}

static void
check_sample(const struct sample *s)
{
	struct arena a = ARENA_INIT;
	struct builder b = { .a = &a };
	struct judgement j;
	struct edits edits = { 0 };
	struct write_policy policy = {
		.apply = APPLY_SAFE,
		.complete = s->complete,
		.normalize = true,
		.form = &s->list,
	};
	struct sample other = { .text = s->sibling, .plain = s->plain };
	struct builder b2 = { .a = &a };
	struct references list = { .items = &b2.ref, .len = 1 };
	struct list_form learnt;
	const char *got;

	build(&b, s);
	if (s->sibling) {
		build(&b2, &other);
		write_list_form(&learnt, &a, &list);
		policy.form = &learnt;
	}
	judge(&j, &a, s, b.parse);
	write_reference_edits(&edits, &a, b.d, &b.ref, &j, &policy);
	got = patched(&a, b.d->text, &edits);
	if (strcmp(got, s->want) != 0)
		fail_msg("%s\n  want %s\n  got  %s", s->what, s->want, got);
	if (s->refused && (j.changes[0].applied || !j.changes[0].refused))
		fail_msg("%s: it is not said why", s->what);
	if (s->sibling)
		document_close(b2.d);
	document_close(b.d);
	arena_release(&a);
}

static void
check_all(const struct sample *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_sample(&s[i]);
}

#define CHECK_ALL(s) check_all(s, sizeof(s) / sizeof((s)[0]))
#define WRONG(field, to)                        \
	{                                       \
		CLAIM_##field, CHANGE_WRONG, to \
	}
#define MISSING(field, to)                        \
	{                                         \
		CLAIM_##field, CHANGE_MISSING, to \
	}

#endif
