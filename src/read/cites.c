#include "read/cites.h"
#include "base/sbuf.h"
#include "base/text.h"
#include "base/yaml.h"
#include "read/cite-map.h"

#include "base/banned.h"

/* What is found on the way through the text, in its order. */
enum event_kind { EVENT_CITATION, EVENT_NOTE, EVENT_INLINE_NOTE };
struct event {
	enum event_kind kind;
	size_t at;
	struct citation_place citation;
	const char *label; /* of a note that is referred to */
};

struct scan {
	struct document *document;
	struct span text;
	struct cite_map map;
	struct event *events;
	size_t len;
	struct arena scratch; /* of a leaf */
	struct range leaf;
	size_t *match; /* of each byte of the leaf: its closing bracket, or 0 */
};

/* --- keys ------------------------------------------------------------------------- */

static bool
is_key_char(struct span s, size_t at, size_t *end)
{
	uint32_t c;

	if (at >= s.len)
		return false;
	*end = at;
	c = text_next(s, end);
	return c == '_' || text_is_letter(c) || text_is_digit(c);
}

size_t
cites_key_end(struct span s, size_t at)
{
	size_t end = at, next;

	if (at < s.len && s.ptr[at] == '{') {
		while (end < s.len && s.ptr[end] != '}' && s.ptr[end] != '\n')
			end++;
		return end < s.len && s.ptr[end] == '}' && end > at + 1
			   ? end + 1
			   : at;
	}
	if (!is_key_char(s, at, &end))
		return at;
	for (;;) {
		if (is_key_char(s, end, &next)) {
			end = next;
		} else if (end + 1 < s.len &&
			   strchr(":.#$%&-+?<>~/", s.ptr[end]) &&
			   (is_key_char(s, end + 1, &next) ||
			       (strchr(":/", s.ptr[end]) &&
				   s.ptr[end + 1] == '/'))) {
			end++;
		} else {
			return end;
		}
	}
}

/* A key starts at that "@": no part of a mail address or of a word. */
static size_t
key_end_at(const struct scan *s, size_t at)
{
	size_t before = at, end;
	uint32_t c;

	if (!cite_map_is(&s->map, s->text, at, '@'))
		return 0;
	if (at) {
		c = text_prev(s->text, &before);
		if (text_is_letter(c) || text_is_digit(c) || c == '@')
			return 0;
	}
	end = cites_key_end(s->text, at + 1);
	return end > at + 1 ? end : 0;
}

/* --- brackets ----------------------------------------------------------------------- */

static bool
is(const struct scan *s, size_t at, char c)
{
	return at < s->leaf.to && cite_map_is(&s->map, s->text, at, c);
}

static void
match_brackets(struct scan *s)
{
	size_t n = s->leaf.to - s->leaf.from, open = 0;
	size_t *stack;

	arena_reset(&s->scratch);
	s->match = ARENA_ARRAY(&s->scratch, size_t, n + 1);
	stack = ARENA_ARRAY(&s->scratch, size_t, n + 1);
	for (size_t i = s->leaf.from; i < s->leaf.to; i++) {
		if (is(s, i, '['))
			stack[open++] = i;
		else if (is(s, i, ']') && open)
			s->match[stack[--open] - s->leaf.from] = i;
	}
}

static size_t
closing(const struct scan *s, size_t open)
{
	return s->match[open - s->leaf.from];
}

/* Where the piece ends that starts there: before a ";" that is in no bracket. */
static size_t
piece_end(const struct scan *s, size_t at, size_t end)
{
	bool brace = false;

	for (; at < end; at++) {
		if (is(s, at, '[') && closing(s, at))
			at = closing(s, at);
		else if (is(s, at, '{'))
			brace = true;
		else if (is(s, at, '}'))
			brace = false;
		else if (!brace && is(s, at, ';'))
			return at;
	}
	return end;
}

static size_t
find_key(const struct scan *s, size_t from, size_t to)
{
	for (size_t at = from; at < to; at++) {
		size_t end;

		if (is(s, at, '[') && closing(s, at)) {
			at = closing(s, at);
			continue;
		}
		end = key_end_at(s, at);
		if (end && end <= to)
			return at;
	}
	return to;
}

static const char *
key_of(struct scan *s, size_t at, size_t end)
{
	if (s->text.ptr[at + 1] == '{')
		return arena_strdup_span(
		    &s->document->arena, span_sub(s->text, at + 2, end - 1));
	return arena_strdup_span(
	    &s->document->arena, span_sub(s->text, at + 1, end));
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Without what is blank around it, but for one blank towards the key. */
static struct span
before_key(const struct scan *s, size_t from, size_t to)
{
	struct span t = text_trim(span_sub(s->text, from, to));

	if (t.len && is_blank(s->text.ptr[to - 1]))
		t.len++;
	return t;
}

static struct span
behind_key(const struct scan *s, size_t from, size_t to)
{
	struct span t = text_trim(span_sub(s->text, from, to));

	if (t.len && is_blank(s->text.ptr[from])) {
		t.ptr--;
		t.len++;
	}
	return t;
}

/* "see @key, p. 3": false if there is no key. */
static bool
read_piece(struct scan *s, struct cited *out, size_t from, size_t to)
{
	size_t at = find_key(s, from, to), end, before = at;

	if (at == to)
		return false;
	end = key_end_at(s, at);
	*out = (struct cited){ .key = key_of(s, at, end), .at = at };
	if (before > from && s->text.ptr[before - 1] == '-' &&
	    (before - 1 == from || is_blank(s->text.ptr[before - 2]))) {
		out->suppress_author = true;
		before--;
	}
	out->prefix = before_key(s, from, before);
	out->suffix = behind_key(s, end, to);
	return true;
}

/* The pieces from there on, all of which need keys. */
static bool
read_pieces(struct scan *s, struct citation_place *out, size_t from, size_t to)
{
	while (from <= to) {
		size_t end = piece_end(s, from, to);
		struct cited cited;

		if (!read_piece(s, &cited, from, end))
			return false;
		ARENA_PUSH(&s->document->arena, out->cites, out->len) = cited;
		from = end + 1;
	}
	return true;
}

static struct event *
add_event(struct scan *s, enum event_kind kind, size_t at)
{
	struct event *e = &ARENA_PUSH(&s->document->arena, s->events, s->len);

	*e = (struct event){ .kind = kind, .at = at };
	return e;
}

/* --- citations ---------------------------------------------------------------------- */

/* [see @key, p. 3; @other]; returns its end, or 0 */
static size_t
bracketed(struct scan *s, size_t open)
{
	size_t close = closing(s, open);
	struct citation_place c = { 0 };

	if (!close || !read_pieces(s, &c, open + 1, close))
		return 0;
	c.place = (struct range){ open, close + 1 };
	c.start = s->leaf.from;
	add_event(s, EVENT_CITATION, open)->citation = c;
	return close + 1;
}

/* " [p. 3; @other]" behind a key: the end of it, or 0. */
static size_t
locator_behind(struct scan *s, struct citation_place *c, size_t at)
{
	struct citation_place more = { 0 };
	size_t open = at, close, end;

	while (open < s->leaf.to && is_blank(s->text.ptr[open]))
		open++;
	if (!is(s, open, '[') || is(s, open + 1, '^'))
		return 0;
	close = closing(s, open);
	if (!close)
		return 0;
	end = piece_end(s, open + 1, close);
	if (find_key(s, open + 1, end) != end)
		return 0;
	if (end < close && !read_pieces(s, &more, end + 1, close))
		return 0;
	c->cites[0].suffix = text_trim(span_sub(s->text, open + 1, end));
	for (size_t i = 0; i < more.len; i++)
		ARENA_PUSH(&s->document->arena, c->cites, c->len) =
		    more.cites[i];
	return close + 1;
}

/* @key, perhaps with a locator in brackets; returns its end. */
static size_t
in_text(struct scan *s, size_t at)
{
	struct citation_place c = { .in_text = true };
	size_t end = key_end_at(s, at), more;

	ARENA_PUSH(&s->document->arena, c.cites, c.len) =
	    (struct cited){ .key = key_of(s, at, end), .at = at };
	more = locator_behind(s, &c, end);
	if (more)
		end = more;
	c.place = (struct range){ at, end };
	c.start = s->leaf.from;
	add_event(s, EVENT_CITATION, at)->citation = c;
	return end;
}

/* [^label]; returns its end, or 0 */
static size_t
note_reference(struct scan *s, size_t open)
{
	size_t close = closing(s, open);

	if (!close || close < open + 3 || !is(s, open + 1, '^'))
		return 0;
	for (size_t i = open + 2; i < close; i++)
		if (is_blank(s->text.ptr[i]))
			return 0;
	add_event(s, EVENT_NOTE, open)->label = arena_strdup_span(
	    &s->document->arena, span_sub(s->text, open + 2, close));
	return close + 1;
}

static void
scan_leaf(struct scan *s)
{
	match_brackets(s);
	for (size_t at = s->leaf.from; at < s->leaf.to;) {
		size_t end = 0;

		if (is(s, at, '^') && is(s, at + 1, '[') &&
		    closing(s, at + 1)) {
			struct event *e = add_event(s, EVENT_INLINE_NOTE, at);

			e->citation.place =
			    (struct range){ at, closing(s, at + 1) + 1 };
			at += 2;
			continue;
		}
		if (is(s, at, '[')) {
			end = note_reference(s, at);
			if (!end)
				end = bracketed(s, at);
		} else if (key_end_at(s, at)) {
			end = in_text(s, at);
		}
		at = end ? end : at + 1;
	}
}

/* --- notes -------------------------------------------------------------------------- */

/* The definition that a place is in, or NULL. */
static const struct note_definition *
definition_around(const struct scan *s, size_t at)
{
	size_t low = 0, high = s->map.notes_len;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (s->map.notes[mid].place.to <= at)
			low = mid + 1;
		else
			high = mid;
	}
	return low < s->map.notes_len && s->map.notes[low].place.from <= at
		   ? &s->map.notes[low]
		   : NULL;
}

static size_t
first_event_from(const struct scan *s, size_t at)
{
	size_t low = 0, high = s->len;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (s->events[mid].at < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void
add_citation(struct scan *s, struct cited_document *out, const struct event *e,
    size_t note, bool in_note)
{
	struct citation_place *c =
	    &ARENA_PUSH(&s->document->arena, out->items, out->len);

	*c = e->citation;
	c->note = note;
	c->in_note = in_note;
}

static void
add_note(struct scan *s, struct cited_document *out,
    const struct note_definition *d, size_t number)
{
	for (size_t i = first_event_from(s, d->place.from);
	     i < s->len && s->events[i].at < d->place.to; i++)
		if (s->events[i].kind == EVENT_CITATION)
			add_citation(s, out, &s->events[i], number, true);
}

/* The definition of a label that was not referred to before. */
static const struct note_definition *
take_definition(struct scan *s, const char *label, bool *taken)
{
	for (size_t i = 0; i < s->map.notes_len; i++)
		if (!taken[i] && !strcmp(s->map.notes[i].label, label)) {
			taken[i] = true;
			return &s->map.notes[i];
		}
	return NULL;
}

/* Put the citations in the order in which notes are numbered. */
static void
order_citations(struct scan *s, struct cited_document *out)
{
	bool *taken =
	    ARENA_ARRAY(&s->document->arena, bool, s->map.notes_len + 1);
	size_t number = 0, inside = 0;

	for (size_t i = 0; i < s->len; i++) {
		const struct event *e = &s->events[i];
		const struct note_definition *d;

		if (definition_around(s, e->at))
			continue;
		switch (e->kind) {
		case EVENT_CITATION:
			if (e->at >= inside)
				number++;
			add_citation(s, out, e, number, e->at < inside);
			break;
		case EVENT_INLINE_NOTE:
			inside = e->citation.place.to;
			number++;
			break;
		case EVENT_NOTE:
			number++;
			d = take_definition(s, e->label, taken);
			if (d)
				add_note(s, out, d, number);
			break;
		}
	}
	for (size_t i = 0; i < s->map.notes_len; i++)
		if (!taken[i])
			add_note(s, out, &s->map.notes[i], ++number);
}

/* --- the place of the list ------------------------------------------------------------- */

static size_t
line_end(struct span s, size_t at)
{
	const char *end = memchr(s.ptr + at, '\n', s.len - at);

	return end ? (size_t)(end - s.ptr) + 1 : s.len;
}

static bool
has_word(struct span line, const char *word)
{
	return memmem(line.ptr, line.len, word, strlen(word)) != NULL;
}

/* ::: {#refs} ... ::: */
static bool
list_in_fences(const struct scan *s, struct range *out, size_t line)
{
	size_t end = line_end(s->text, line), depth = 1;

	if (!text_starts_nocase(span_skip(s->text, line), ":::") ||
	    s->map.kind[line] != BYTE_TEXT ||
	    !has_word(span_sub(s->text, line, end), "#refs"))
		return false;
	out->from = end;
	while (end < s->text.len && depth) {
		struct span more =
		    span_sub(s->text, end, line_end(s->text, end));

		out->to = end;
		if (text_starts_nocase(more, ":::")) {
			size_t colons = 0;

			while (colons < more.len && more.ptr[colons] == ':')
				colons++;
			if (text_trim(span_skip(more, colons)).len)
				depth++;
			else
				depth--;
		}
		end += more.len;
	}
	/* Without an end, nothing is known to be the list. */
	if (depth)
		out->to = out->from;
	return true;
}

/* <div id="refs"> ... </div>, the tags in lines of their own */
static bool
list_in_div(const struct scan *s, struct range *out, size_t line)
{
	size_t end = line_end(s->text, line);
	struct span head = span_sub(s->text, line, end);

	if (!text_starts_nocase(head, "<div") ||
	    s->map.kind[line] != BYTE_HTML ||
	    !(has_word(head, "id=\"refs\"") || has_word(head, "id='refs'") ||
		has_word(head, "id=refs")) ||
	    text_trim(head).ptr[text_trim(head).len - 1] != '>')
		return false;
	if (has_word(head, "</div>")) {
		const char *gt = memchr(head.ptr, '>', head.len);

		out->from = out->to = line + (size_t)(gt - head.ptr) + 1;
		return true;
	}
	out->from = end;
	for (; end < s->text.len; end = line_end(s->text, end))
		if (text_starts_nocase(span_skip(s->text, end), "</div>")) {
			out->to = end;
			return true;
		}
	out->to = out->from;
	return true;
}

static void
find_list(const struct scan *s, struct cited_document *out)
{
	for (size_t at = s->map.start; at < s->text.len && !out->has_list;
	     at = line_end(s->text, at))
		out->has_list = list_in_fences(s, &out->list, at) ||
				list_in_div(s, &out->list, at);
}

static void
read_metadata(const struct scan *s, struct cited_document *out)
{
	struct span yaml = span_sub(s->text, 0, s->map.start);
	struct err err = ERR_INIT;

	if (!yaml.len)
		return;
	/* without the fence at its end, which starts another document */
	yaml = text_trim(yaml);
	yaml.len -= 3;
	if (yaml_read(&out->metadata, yaml, &err)) {
		out->problem_line = 1;
		out->problem = arena_strdup(&s->document->arena, err.text);
	} else if (!json_is_object(out->metadata)) {
		json_decref(out->metadata);
		out->metadata = NULL;
	}
}

int
read_cites(struct cited_document *out, struct document *d, struct err *err)
{
	struct scan s = { .document = d, .text = d->text };
	int rc = cite_map_make(&s.map, d, err);

	*out = (struct cited_document){ 0 };
	if (rc)
		return rc;
	for (size_t i = 0; i < s.map.len; i++) {
		s.leaf = s.map.leaves[i];
		scan_leaf(&s);
	}
	order_citations(&s, out);
	out->labels = ARENA_ARRAY(&d->arena, const char *, s.map.notes_len + 1);
	for (size_t i = 0; i < s.map.notes_len; i++)
		out->labels[i] = s.map.notes[i].label;
	out->labels_len = s.map.notes_len;
	find_list(&s, out);
	read_metadata(&s, out);
	arena_release(&s.scratch);
	return OK;
}

void
cited_document_release(struct cited_document *c)
{
	json_decref(c->metadata);
	c->metadata = NULL;
}

/* --- affixes ------------------------------------------------------------------------------ */

/* Markup of Markdown that CSL's rich text has: X(marks, element). */
static const struct {
	const char *mark, *tag;
} markup[] = { { "**", "b" }, { "__", "b" }, { "*", "i" }, { "_", "i" },
	{ "^", "sup" }, { "~", "sub" } };
enum { MARKUP = sizeof(markup) / sizeof(*markup) };

static int
markup_at(struct span s, size_t at)
{
	for (int i = 0; i < MARKUP; i++) {
		size_t n = strlen(markup[i].mark);

		if (at + n <= s.len && !memcmp(s.ptr + at, markup[i].mark, n))
			return i;
	}
	return -1;
}

/* The other end of the markup that starts there, or 0. */
static size_t
markup_end(struct span s, size_t at, const char *mark)
{
	size_t n = strlen(mark);

	for (size_t i = at + n; i + n <= s.len; i++) {
		if (s.ptr[i] == '\\') {
			i++;
			continue;
		}
		if (!memcmp(s.ptr + i, mark, n) && i > at + n)
			return i;
	}
	return 0;
}

static void
add_rich(struct sbuf *out, struct span s, int depth)
{
	for (size_t i = 0; i < s.len; i++) {
		int m = depth < 8 ? markup_at(s, i) : -1;
		size_t end = m >= 0 ? markup_end(s, i, markup[m].mark) : 0;

		if (s.ptr[i] == '\\' && i + 1 < s.len &&
		    strchr("\\`*_{}[]()#+-.!@;<>~^'\"", s.ptr[i + 1])) {
			i++;
			end = 0;
		}
		if (end) {
			size_t n = strlen(markup[m].mark);

			sbuf_addf(out, "<%s>", markup[m].tag);
			add_rich(out, span_sub(s, i + n, end), depth + 1);
			sbuf_addf(out, "</%s>", markup[m].tag);
			i = end + n - 1;
		} else if (s.ptr[i] == '-' && i + 1 < s.len &&
			   s.ptr[i + 1] == '-') {
			bool em = i + 2 < s.len && s.ptr[i + 2] == '-';

			sbuf_add(out, em ? SPAN_LIT("\xe2\x80\x94")
					 : SPAN_LIT("\xe2\x80\x93"));
			i += em ? 2 : 1;
		} else if (s.ptr[i] == '<') {
			sbuf_add(out, SPAN_LIT("&lt;"));
		} else if (s.ptr[i] == '\n' || s.ptr[i] == '\r') {
			sbuf_addc(out, ' ');
		} else {
			sbuf_addc(out, s.ptr[i]);
		}
	}
}

char *
cites_rich(struct arena *a, struct span markdown)
{
	struct sbuf out = SBUF_INIT;
	char *copy;

	/* What is longer than any affix is not looked through for pairs. */
	add_rich(&out, markdown, markdown.len > 10000 ? 8 : 0);
	copy = arena_strdup_span(a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return copy;
}
