/* Mend one reference string in the form it itself has. */

#include "write/form.h"
#include "base/text.h"
#include "model/identifier.h"
#include "model/latex.h"
#include "model/name.h"

#include <stdlib.h>

#include "base/banned.h"

/* --- looking at the body ----------------------------------------------------- */

struct span
form_body(const struct form *f)
{
	return (struct span){ f->ref->body.text, f->ref->body.len };
}

struct span
form_text(const struct form *f, const struct place *p)
{
	if (!p)
		return (struct span){ "", 0 };
	return span_sub(form_body(f), p->range.from, p->range.to);
}

const struct place *
form_place(const struct form *f, enum claim field)
{
	const struct place *p = parse_place(f->parse, field);

	if (!p || range_empty(p->range) || p->range.to > f->ref->body.len)
		return NULL;
	return p;
}

uint32_t
form_before(const struct form *f, size_t at)
{
	return at ? text_prev(form_body(f), &at) : 0;
}

uint32_t
form_at(const struct form *f, size_t at)
{
	return text_next(form_body(f), &at);
}

static bool
is_face(enum run_kind kind)
{
	return kind == RUN_EMPHASIS || kind == RUN_STRONG;
}

bool
form_emphasised(const struct reference *ref, struct range place)
{
	for (size_t i = 0; i < ref->body.runs_len; i++) {
		const struct run *r = &ref->body.runs[i];

		if (is_face(r->kind) && r->place.from <= place.from &&
		    r->place.to >= place.to)
			return true;
	}
	return false;
}

/* --- pieces ----------------------------------------------------------------------- */

/* Markup that begins inside the place and ends outside of it, or the other way
 * round: a replacement would leave half of it. */
static bool
splits_markup(const struct reference *ref, struct range place)
{
	for (size_t i = 0; i < ref->body.runs_len; i++) {
		struct range r = ref->body.runs[i].place;

		if (ref->body.runs[i].kind == RUN_LINE)
			continue;
		if (r.to <= place.from || r.from >= place.to)
			continue;
		if (r.from < place.from && r.to < place.to)
			return true;
		if (r.from > place.from && r.to > place.to)
			return true;
	}
	return false;
}

static void
add_piece(struct form *f, struct range place, const char *text, bool raw)
{
	for (size_t i = 0; i < f->pieces_len; i++) {
		struct piece *p = &f->pieces[i];

		/* Insertions at one place become one, in the order in which
		 * they came. */
		if (range_empty(place) && range_empty(p->place) &&
		    p->place.from == place.from && p->raw == raw) {
			p->text = arena_printf(f->a, "%s%s", p->text, text);
			return;
		}
	}
	ARENA_PUSH(f->a, f->pieces, f->pieces_len) =
	    (struct piece){ place, text, raw };
}

void
form_replace(struct form *f, struct range place, const char *text)
{
	add_piece(f, place, text, false);
}

void
form_insert(struct form *f, size_t at, const char *text, bool raw)
{
	/* Behind what is replaced, not within: the reading may have taken the
	 * sentence's point for a name's. */
	for (size_t i = 0; i < f->pieces_len; i++)
		if (f->pieces[i].place.from < at && at < f->pieces[i].place.to)
			at = f->pieces[i].place.to;
	add_piece(f, (struct range){ at, at }, text, raw);
}

static bool
overlaps(const struct form *f, struct range place)
{
	for (size_t i = 0; i < f->pieces_len; i++) {
		struct range r = f->pieces[i].place;

		if (r.from < place.to && place.from < r.to)
			return true;
	}
	return false;
}

/* --- back to the original bytes ---------------------------------------------------- */

/* Offset in the document's text behind the body's byte at - 1. */
static size_t
text_end(const struct form *f, size_t at)
{
	const struct mapped_text *b = &f->ref->body;
	struct span text = f->d->text;
	size_t offset = b->map[at - 1];
	size_t last = b->map[at];
	const char *semicolon;

	/* A character reference ("&amp;") stands for the body's byte. */
	if (offset < text.len && text.ptr[offset] == '&' &&
	    f->d->format == DOCUMENT_MARKDOWN && offset + 1 < last) {
		semicolon = memchr(text.ptr + offset, ';', last - offset);
		if (semicolon)
			return (size_t)(semicolon - text.ptr) + 1;
	}
	return offset + 1;
}

/* Offset in the document's text of the body's byte at, with a backslash that
 * escapes it. */
static size_t
text_start(const struct form *f, size_t at)
{
	const struct mapped_text *b = &f->ref->body;
	size_t offset = b->map[at];
	size_t floor = at ? text_end(f, at) : 0;

	if (f->d->format == DOCUMENT_MARKDOWN && offset > floor && at &&
	    f->d->text.ptr[offset - 1] == '\\')
		offset--;
	return offset;
}

static bool
is_delimiter(char c)
{
	return c == '*' || c == '_' || c == '~' || c == '`';
}

/* Runs that lie wholly inside the place but touch its ends: their marks go
 * with it. */
static struct range
with_marks(const struct form *f, struct range place, struct range text)
{
	const struct mapped_text *b = &f->ref->body;
	struct span d = f->d->text;
	bool left = false, right = false;

	for (size_t i = 0; i < b->runs_len; i++) {
		struct range r = b->runs[i].place;

		if (!is_face(b->runs[i].kind) || range_empty(r) ||
		    r.from < place.from || r.to > place.to)
			continue;
		if (r.from == place.from && r.to == place.to)
			continue;
		left |= r.from == place.from;
		right |= r.to == place.to;
	}
	while (left && text.from && is_delimiter(d.ptr[text.from - 1]))
		text.from--;
	while (right && text.to < d.len && is_delimiter(d.ptr[text.to]))
		text.to++;
	return text;
}

static struct range
original_range(const struct form *f, struct range place)
{
	struct range text;

	if (f->d->format == DOCUMENT_LATEX)
		return reference_original(f->d, f->ref, place);
	text.from = text_start(f, place.from);
	text.to = text_end(f, place.to);
	return document_original_range(f->d, with_marks(f, place, text));
}

static bool
run_starts_at(const struct form *f, size_t at)
{
	const struct mapped_text *b = &f->ref->body;

	for (size_t i = 0; i < b->runs_len; i++)
		if (b->runs[i].kind != RUN_LINE && b->runs[i].place.from == at)
			return true;
	return false;
}

static bool
run_ends_at(const struct form *f, size_t at)
{
	const struct mapped_text *b = &f->ref->body;

	for (size_t i = 0; i < b->runs_len; i++)
		if (b->runs[i].kind != RUN_LINE && b->runs[i].place.to == at)
			return true;
	return false;
}

/*
 * In LaTeX: behind the character before `at`, and at the end of all, or before what a
 * command begins with, outside of the braces that close there; comments and commands
 * that print nothing stay behind it.
 */
static struct range
latex_point(const struct form *f, size_t at)
{
	const struct mapped_text *b = &f->ref->body;
	struct span s = f->d->text;
	size_t end = document_text_offset(f->d, f->ref->span.to), to;

	if (!at)
		return (struct range){ f->ref->span.from, f->ref->span.from };
	to = latex_unit(s, b->map[at - 1]);
	if (at == b->len || run_starts_at(f, at) || run_ends_at(f, at))
		while (to < end && s.ptr[to] == '}')
			to++;
	to = document_original(f->d, to);
	return (struct range){ to, to };
}

/* Behind the character before `at`, outside of the markup that ends there. */
static struct range
original_point(const struct form *f, size_t at)
{
	const struct mapped_text *b = &f->ref->body;
	struct range span = f->ref->span;
	struct span bytes = f->d->bytes;
	size_t to;

	if (f->d->format == DOCUMENT_LATEX)
		return latex_point(f, at);
	if (at < b->len && !run_starts_at(f, at)) {
		to = document_original(f->d, text_start(f, at));
	} else if (at < b->len && at) {
		struct span text = f->d->text;

		to = text_end(f, at);
		while (to < b->map[at] && is_delimiter(text.ptr[to]) &&
		       text.ptr[to] == text.ptr[to - 1])
			to++;
		to = document_original(f->d, to);
	} else if (at) {
		/* At the end of all: markup that is still open closes first. */
		to = span.to;
		while (to > span.from && (bytes.ptr[to - 1] == '\n' ||
					     bytes.ptr[to - 1] == '\r' ||
					     bytes.ptr[to - 1] == ' '))
			to--;
	} else {
		to = span.from;
	}
	return (struct range){ to, to };
}

/* --- escaping ------------------------------------------------------------------------ */

static bool
is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* CommonMark 0.31, 2.4: ASCII punctuation may be escaped by a backslash. Only
 * what would be read as markup is. */
static bool
needs_escape(const char *s, size_t at)
{
	char before = at ? s[at - 1] : ' ', after = s[at + 1];

	switch (s[at]) {
	case '\\':
	case '*':
	case '`':
	case '|': /* of a table */
	case '[':
	case ']': return true;
	case '_': return !is_alnum(before) || !is_alnum(after);
	case '<':
		return is_alnum(after) || after == '/' || after == '!' ||
		       after == '?';
	case '&': return is_alnum(after) || after == '#';
	default: return false;
	}
}

static void
add_html(struct sbuf *out, char c)
{
	switch (c) {
	case '&': sbuf_add(out, SPAN_LIT("&amp;")); break;
	case '<': sbuf_add(out, SPAN_LIT("&lt;")); break;
	case '>': sbuf_add(out, SPAN_LIT("&gt;")); break;
	default: sbuf_addc(out, c);
	}
}

/* A document without any other character may be read as ASCII. */
static bool
is_ascii(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.ptr[i] >= 0x80)
			return false;
	return true;
}

/* Inside of \url{} and the like, LaTeX takes everything as it is. */
static bool
is_verbatim(const struct form *f, struct range place)
{
	for (size_t i = 0; i < f->ref->body.runs_len; i++) {
		const struct run *r = &f->ref->body.runs[i];

		if (r->kind == RUN_CODE && r->place.from <= place.from &&
		    r->place.to >= place.to)
			return f->d->format == DOCUMENT_LATEX;
	}
	return false;
}

const char *
form_escape(const struct form *f, const char *s)
{
	struct sbuf out = SBUF_INIT;
	const char *kept;

	if (f->d->format == DOCUMENT_LATEX)
		return unicode_to_latex(f->a, s, is_ascii(f->d->text));
	if (f->d->format != DOCUMENT_MARKDOWN)
		return s;
	for (size_t i = 0; s[i]; i++) {
		if (f->ref->html) {
			add_html(&out, s[i]);
			continue;
		}
		if (needs_escape(s, i))
			sbuf_addc(&out, '\\');
		sbuf_addc(&out, s[i]);
	}
	kept = arena_strdup_span(f->a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return kept;
}

/* Order by place; an insertion comes before a replacement that starts there. */
static int
by_place(const void *x, const void *y)
{
	const struct edit *a = x, *b = y;

	if (a->range.from != b->range.from)
		return a->range.from < b->range.from ? -1 : 1;
	if (a->range.to != b->range.to)
		return a->range.to < b->range.to ? -1 : 1;
	return 0;
}

static void
emit(struct edits *out, struct form *f)
{
	size_t start = out->len;

	for (size_t i = 0; i < f->pieces_len; i++) {
		const struct piece *p = &f->pieces[i];
		struct edit e;

		e.range = range_empty(p->place)
			      ? original_point(f, p->place.from)
			      : original_range(f, p->place);
		if (e.range.from < f->ref->span.from ||
		    e.range.to > f->ref->span.to)
			continue;
		e.text = p->raw || (!range_empty(p->place) &&
				       is_verbatim(f, p->place))
			     ? p->text
			     : form_escape(f, p->text);
		ARENA_PUSH(f->a, out->items, out->len) = e;
	}
	if (out->len > start)
		qsort(out->items + start, out->len - start, sizeof(*out->items),
		    by_place);
	/* A replacement may have taken its markup along, past the point of an
	 * insertion: that one goes behind it. */
	for (size_t i = start + 1; i < out->len; i++) {
		size_t end = out->items[i - 1].range.to;

		if (out->items[i].range.from >= end)
			continue;
		out->items[i].range.from = end;
		if (out->items[i].range.to < end)
			out->items[i].range.to = end;
	}
	/* Two insertions may meet at one point only now, raw and escaped ones:
	 * make them one, since their order is not the patcher's business. */
	for (size_t i = start; i + 1 < out->len;) {
		struct edit *e = &out->items[i], *next = e + 1;

		if (e->range.from != next->range.from ||
		    !range_empty(e->range) || !range_empty(next->range)) {
			i++;
			continue;
		}
		next->text = arena_printf(f->a, "%s%s", e->text, next->text);
		memmove(e, next, (out->len - i - 1) * sizeof(*out->items));
		out->len--;
	}
}

/* --- single fields ---------------------------------------------------------------------- */

static const char *
year_text(const struct form *f, const struct change *c, struct span old)
{
	char suffix = old.len > 4 ? old.ptr[old.len - 1] : 0;

	/* "2017a" tells two works of a year apart in the text. */
	if (suffix >= 'a' && suffix <= 'z' && old.len == 5)
		return arena_printf(f->a, "%s%c", c->to, suffix);
	return c->to;
}

/* What a DOI needs inside a URL (RFC 3986: these are not even reserved), when
 * the reference has it as one. */
const char *
form_doi(const struct form *f, const char *doi, struct span before)
{
	struct sbuf out = SBUF_INIT;
	const char *s;

	if (!before.len || before.ptr[before.len - 1] != '/' ||
	    f->d->format == DOCUMENT_LATEX)
		return doi;
	for (const char *p = doi; *p; p++)
		if (strchr("<>\"{}|\\^`[]#% ", *p))
			sbuf_addf(&out, "%%%02X", (unsigned char)*p);
		else
			sbuf_addc(&out, *p);
	s = arena_strdup_span(f->a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return s;
}

/* A quotation mark of the kind that encloses the title may not be in it. */
static const char *
title_text(const struct form *f, const struct change *c, struct range place)
{
	struct span to = span_of(c->to);
	uint32_t quote = form_before(f, place.from);
	char *s;

	if (to.len > 1 && to.ptr[to.len - 1] == '.' &&
	    to.ptr[to.len - 2] != '.')
		to.len--;
	s = arena_strdup_span(f->a, to);
	if (quote == '"')
		for (char *p = s; *p; p++)
			if (*p == '"')
				*p = '\'';
	return s;
}

static const char *
pages_dash(struct span old)
{
	static const char *const dashes[] = { "--", "\xe2\x80\x93",
		"\xe2\x80\x94", "\xe2\x80\x90", "\xe2\x80\x91", "\xef\xbd\x9e",
		"-", "~" };

	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++)
		for (size_t k = 1; k + 1 < old.len; k++) {
			struct span d = span_of(dashes[i]);

			if (k + d.len < old.len &&
			    !memcmp(old.ptr + k, d.ptr, d.len))
				return dashes[i];
		}
	return NULL;
}

/* Where the dash of a page range is, and how long it is; false if none. */
static bool
find_dash(struct span s, size_t *at, size_t *len)
{
	const char *dash = pages_dash(s);
	const char *p = dash ? strstr(s.ptr, dash) : NULL;

	if (!p || p >= s.ptr + s.len)
		return false;
	*at = (size_t)(p - s.ptr);
	*len = strlen(dash);
	return true;
}

static bool
digits_only(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return s.len > 0;
}

const char *
form_pages(const struct form *f, const char *pages, struct span old)
{
	struct span p = span_of(pages), first, last;
	const char *dash = pages_dash(old);
	size_t at, len, old_at, old_len;

	if (!find_dash(p, &at, &len))
		return pages;
	if (!dash)
		dash = f->list.page_dash;
	first = text_trim(span_sub(p, 0, at));
	last = text_trim(span_skip(p, at + len));
	/* "1601-6": the reference leaves out what both numbers share. */
	if (find_dash(old, &old_at, &old_len) && digits_only(first) &&
	    digits_only(last) && first.len == last.len &&
	    digits_only(text_trim(span_skip(old, old_at + old_len))) &&
	    text_trim(span_skip(old, old_at + old_len)).len <
		text_trim(span_sub(old, 0, old_at)).len)
		while (last.len > 1 && first.ptr[0] == last.ptr[0]) {
			first = span_skip(first, 1);
			last = span_skip(last, 1);
		}
	first = text_trim(span_sub(p, 0, at));
	return arena_printf(f->a, "%.*s%s%.*s", (int)first.len, first.ptr, dash,
	    (int)last.len, last.ptr);
}

/* --- names ------------------------------------------------------------------------------- */

/* A final point may be the last initial's and the sentence's at once. */
static const char *
join_point(const struct form *f, const struct names_form *form,
    const char *names, struct range place)
{
	size_t len = strlen(names);
	bool had = f->ref->body.text[place.to - 1] == '.';
	bool has = len && names[len - 1] == '.';
	uint32_t next = form_at(f, place.to);
	size_t after = place.to + 1;

	if (has && next == '.')
		return arena_strdup_span(f->a, (struct span){ names, len - 1 });
	if (had && !has && form->stop)
		return arena_printf(f->a, "%s.", names);
	if (had && !has && next == ' ') {
		next = form_at(f, after);
		if (text_is_upper(next) || next == '"' || next == 0x201c ||
		    text_is_digit(next))
			return arena_printf(f->a, "%s.", names);
	}
	return names;
}

static bool
replace_names(struct form *f, struct change *c, const struct place *p)
{
	const struct work *claimed = f->parse->work;
	const struct name_list *from =
	    c->field == CLAIM_AUTHOR ? &claimed->author : &claimed->editor;
	struct span text = form_text(f, p);
	struct names_form form;
	const char *names;

	/* A record that is cut itself cannot say who the others are. */
	if (!c->to_names || !c->to_names->len || c->to_names->others)
		return false;
	for (size_t i = 0; i < from->len; i++)
		if (name_is_lone_initial(&from->items[i])) {
			c->refused = "an initial was read as a whole name";
			return false;
		}
	(void)names_form_learn(&form, f->a, text, from, &f->list);
	names = names_form_write(f->a, &form, text, from, c->to_names);
	form_replace(f, p->range, join_point(f, &form, names, p->range));
	return true;
}

/* --- deleting ------------------------------------------------------------------------------ */

/*
 * Text that goes leaves no two marks in a row behind, and no empty brackets:
 * "436-444. ISBN 0-306-40615-2." ends with one point.
 */
static struct range
with_separators(struct span s, struct range r)
{
	bool stops, goes_on;

	while (r.from && s.ptr[r.from - 1] == ' ')
		r.from--;
	if (r.from && r.to < s.len && s.ptr[r.from - 1] == '(' &&
	    s.ptr[r.to] == ')') {
		r.from--;
		r.to++;
		while (r.from && s.ptr[r.from - 1] == ' ')
			r.from--;
	}
	while (r.from && strchr(",;", s.ptr[r.from - 1]))
		r.from--;
	stops = r.from && strchr(".:!?", s.ptr[r.from - 1]);
	goes_on = r.to < s.len && strchr(".,;", s.ptr[r.to]);
	if (goes_on && (stops || !r.from))
		r.to++;
	while (!r.from && r.to < s.len && s.ptr[r.to] == ' ')
		r.to++;
	return r;
}

/* A false identifier goes with what introduces it ("https://doi.org/", "doi:") and
 * the separator in front. */
static bool
delete_identifier(struct form *f, const struct place *p)
{
	struct identifier *ids;
	struct span body = form_body(f);
	size_t n = identifier_find_all(&ids, f->a, body);

	for (size_t i = 0; i < n; i++) {
		struct range r = ids[i].whole;

		if (r.from > p->range.from || r.to < p->range.to ||
		    is_verbatim(f, p->range))
			continue;
		form_replace(f, with_separators(body, r), "");
		return true;
	}
	return false;
}

/* --- all changes of a reference -------------------------------------------------------------- */

static bool
replace_field(struct form *f, struct change *c)
{
	const struct place *p = form_place(f, c->field);
	struct span old = form_text(f, p);
	const char *to = c->to;

	if (!p)
		return false;
	if (splits_markup(f->ref, p->range))
		c->refused = "markup begins or ends within it";
	else if (!reference_is_whole(f->d, f->ref, p->range))
		c->refused = f->d->format == DOCUMENT_LATEX
				 ? "there is more in it than its text"
				 : "the end of a page stands within it";
	else if (overlaps(f, p->range))
		c->refused = "it stands in the place of another field";
	else
		c->refused = form_doubt(f, c, p);
	if (c->refused)
		return false;
	if (c->field == CLAIM_AUTHOR || c->field == CLAIM_EDITOR)
		return replace_names(f, c, p);
	if (!to)
		return c->kind == CHANGE_WRONG &&
		       (c->field == CLAIM_DOI || c->field == CLAIM_ARXIV ||
			   c->field == CLAIM_ISBN || c->field == CLAIM_PMID) &&
		       delete_identifier(f, p);
	switch (c->field) {
	case CLAIM_TYPE: return false;
	case CLAIM_YEAR: to = year_text(f, c, old); break;
	case CLAIM_TITLE: to = title_text(f, c, p->range); break;
	case CLAIM_PAGES: to = form_pages(f, to, old); break;
	case CLAIM_DOI:
		to = form_doi(f, to, span_sub(form_body(f), 0, p->range.from));
		break;
	default: break;
	}
	form_replace(f, p->range, to);
	return true;
}

void
write_reference_edits(struct edits *out, struct arena *a,
    const struct document *d, const struct reference *ref, struct judgement *j,
    const struct write_policy *policy)
{
	struct form f = {
		.a = a,
		.d = d,
		.ref = ref,
		.judgement = j,
		.policy = policy,
		.parse = j->parse,
	};

	if (!f.parse && ref->parses_len)
		f.parse = &ref->parses[0];
	if (!f.parse || ref->skip || !ref->body.map || !j->work)
		return;
	if (policy->form)
		f.list = *policy->form;
	if (!f.list.page_dash)
		f.list.page_dash = "-";
	for (size_t i = 0; i < j->changes_len; i++) {
		struct change *c = &j->changes[i];

		if (write_applies(policy, j, c) && c->kind != CHANGE_MISSING)
			c->applied = replace_field(&f, c);
	}
	if (policy->complete && !ref->cut)
		form_complete(&f);
	emit(out, &f);
}
