#include "model/bibtex.h"
#include "base/bytes.h"
#include "base/text.h"

#include "base/banned.h"

/*
 * An entry head at the start of a line inside a value means that a closing
 * brace went missing, unless the braces come out even in the end (an abstract
 * may show BibTeX code). So many heads are looked past before the value is
 * given up; the bound keeps the scan linear.
 */
enum { HEADS_MAX = 4 };

static char
at(const struct bibtex_scanner *s, size_t i)
{
	return i < s->text.len ? s->text.ptr[i] : '\0';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
	       c == '\v';
}

/* What may stand in a name: bibtex.web, "id_class". */
static bool
is_name(char c)
{
	switch (c) {
	case '"':
	case '#':
	case '%':
	case '\'':
	case '(':
	case ')':
	case ',':
	case '=':
	case '{':
	case '}':
	case 0x7f: return false;
	default: return (unsigned char)c > ' ';
	}
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void
problem(
    struct bibtex_scanner *s, size_t offset, struct range key, const char *what)
{
	if (s->problem)
		s->problem(s->ctx, offset, bibtex_span(s->text, key), what);
}

static bool
ends_line(char c)
{
	return c == '\n' || c == '\r'; /* a lone CR: old Macs' */
}

static size_t
skip_line(const struct bibtex_scanner *s, size_t i)
{
	while (i < s->text.len && !ends_line(s->text.ptr[i]))
		i++;
	if (at(s, i) == '\r' && at(s, i + 1) == '\n')
		i++;
	return i < s->text.len ? i + 1 : s->text.len;
}

static size_t
skip_indent(const struct bibtex_scanner *s, size_t i)
{
	while (at(s, i) == ' ' || at(s, i) == '\t')
		i++;
	return i;
}

static inline size_t
skip_blank(const struct bibtex_scanner *s, size_t i)
{
	while (i < s->text.len && is_blank(s->text.ptr[i]))
		i++;
	return i;
}

/* Blanks and, between fields, % comments: not BibTeX's, but biber's. */
static size_t
skip_blank_comment(const struct bibtex_scanner *s, size_t i)
{
	for (;;) {
		i = skip_blank(s, i);
		if (at(s, i) != '%')
			return i;
		i = skip_line(s, i);
	}
}

static size_t
skip_name(const struct bibtex_scanner *s, size_t i)
{
	while (i < s->text.len && is_name(s->text.ptr[i]))
		i++;
	return i;
}

/* Does "name =" stand at i? */
static bool
field_starts(const struct bibtex_scanner *s, size_t i)
{
	size_t end;

	if (!is_letter(at(s, i)))
		return false;
	end = skip_name(s, i);
	return at(s, skip_blank(s, end)) == '=';
}

/* Does "@type{key," stand at i, with a field or a line's end behind it? */
static bool
head_starts(const struct bibtex_scanner *s, size_t i)
{
	if (at(s, i) != '@' || !is_letter(at(s, i + 1)))
		return false;
	i = skip_blank(s, skip_name(s, i + 1));
	if (at(s, i) != '{' && at(s, i) != '(')
		return false;
	i = skip_blank(s, i + 1);
	if (field_starts(s, i))
		return true; /* @string{name = ...} */
	while (i < s->text.len && !is_blank(s->text.ptr[i]) &&
	       !strchr(",{}\"=", s->text.ptr[i]))
		i++;
	if (at(s, i) != ',')
		return false;
	i++;
	i = skip_indent(s, i);
	/* The file may end with the line. */
	return i >= s->text.len || ends_line(at(s, i)) || field_starts(s, i);
}

/* The first non-blank of the line that starts at i is an entry's head. */
static bool
head_in_line(const struct bibtex_scanner *s, size_t i)
{
	return head_starts(s, skip_indent(s, i));
}

/* May an entry begin at this '@'? "me@example.org" is none. */
static bool
may_begin(const struct bibtex_scanner *s, size_t i)
{
	char before = i ? s->text.ptr[i - 1] : '\n';

	return is_blank(before) || before == '}' || before == ')' ||
	       before == ',' || before == ';';
}

/*
 * Looking for closing delimiters that are not there has cost more than a few
 * readings of the whole text: from now on no value reaches over what could be
 * a new entry or a new line's field. This keeps damaged files linear.
 */
static bool
is_strict(const struct bibtex_scanner *s)
{
	return s->wasted / HEADS_MAX > s->text.len;
}

static bool
stops_strict(const struct bibtex_scanner *s, size_t i)
{
	char c = s->text.ptr[i];

	return (c == '@' && may_begin(s, i)) ||
	       (ends_line(c) && field_starts(s, skip_indent(s, i + 1)));
}

/* No delimiter of a value and no line's end: most bytes of a file. */
static bool
is_inside(char c)
{
	unsigned char u = (unsigned char)c;

	return u > '"' ? u != '{' && u != '}'
		       : u == ' ' || u == '!' || u == '\t';
}

/* From i on, past what is inside of a value. A quotation mark ends no braces. */
static size_t
skip_inside(struct span text, size_t i, char close)
{
	for (; text.len - i >= 8; i += 8) {
		uint64_t eight = bytes_at(text.ptr + i);

		if (bytes_less(eight, ' ') | bytes_equal(eight, '{') |
		    bytes_equal(eight, '}') | bytes_equal(eight, close))
			break;
	}
	while (i < text.len && is_inside(text.ptr[i]))
		i++;
	return i;
}

/*
 * A braced or quoted text that starts behind its delimiter at i: *end is where
 * its closing delimiter is. false if there is none; then *end is where the
 * text must be given up at the latest.
 */
static bool
find_close(size_t *end, struct bibtex_scanner *s, size_t i, char close)
{
	size_t first_head = 0, depth = 0, start = i;
	unsigned heads = 0;
	bool strict = is_strict(s);

	for (; i < s->text.len; i++) {
		char c;

		if (!strict)
			i = skip_inside(s->text, i, close);
		if (i == s->text.len)
			break;
		c = s->text.ptr[i];

		if (c == close && depth == 0) {
			*end = i;
			return true;
		}
		if (c == '{') {
			depth++;
		} else if (c == '}') {
			if (depth == 0)
				break; /* the quote before it never ended */
			depth--;
		} else if (ends_line(c) && head_in_line(s, i + 1)) {
			if (heads++ == 0)
				first_head = i + 1;
			if (heads == HEADS_MAX)
				break;
		} else if (strict && stops_strict(s, i)) {
			break;
		}
	}
	s->wasted += i - start;
	*end = heads ? first_head : i;
	return false;
}

/* Does ", name = {" or ", name = \"" stand at i? Prose has no such thing. */
static bool
field_follows(const struct bibtex_scanner *s, size_t i)
{
	if (at(s, i) != ',')
		return false;
	i = skip_blank(s, i + 1);
	if (!field_starts(s, i))
		return false;
	i = skip_blank(s, skip_blank(s, skip_name(s, i)) + 1);
	return at(s, i) == '{' || at(s, i) == '"';
}

/*
 * A value that never closes, given up at *end: take it to the line before the
 * next "name =", or to that in its line, so that only this value is uncertain.
 */
static void
cut_value(
    struct bibtex_piece *out, const struct bibtex_scanner *s, size_t limit)
{
	struct range *inside = &out->inside;
	size_t i = inside->from, end = limit;

	for (; i < limit; i++) {
		if (field_follows(s, i) ||
		    (ends_line(s->text.ptr[i]) && i + 1 < limit &&
			field_starts(s, skip_indent(s, i + 1)))) {
			end = i;
			break;
		}
	}
	while (end > inside->from && is_blank(s->text.ptr[end - 1]))
		end--;
	if (end > inside->from && s->text.ptr[end - 1] == ',')
		end--;
	if (end > inside->from && out->kind == BIBTEX_QUOTED &&
	    s->text.ptr[end - 1] == '"')
		end--;
	inside->to = end;
}

/* Bare words up to what must end a value. Returns where they end. */
static size_t
bare_end(const struct bibtex_scanner *s, size_t i, char close)
{
	size_t end;

	while (i < s->text.len && !is_blank(at(s, i)) && at(s, i) != ',' &&
	       at(s, i) != '#' && at(s, i) != close && at(s, i) != '"' &&
	       at(s, i) != '{' && at(s, i) != '}')
		i++;
	/* "journal = Nature Physics,": two words, no delimiters. */
	for (end = i;; end = i) {
		i = skip_indent(s, i);
		if (i == end || i >= s->text.len ||
		    strchr(",#\"{}=\r\n", at(s, i)) || at(s, i) == close ||
		    field_starts(s, i))
			return end;
		while (i < s->text.len && !is_blank(at(s, i)) &&
		       !strchr(",#\"{}=", at(s, i)) && at(s, i) != close)
			i++;
		if (i >= s->text.len || strchr("\"{=", at(s, i)))
			return end;
	}
}

/* One piece at s->at. false if nothing like a value is there. */
static bool
scan_piece(struct bibtex_piece *out, struct bibtex_scanner *s,
    const struct bibtex_entry *e, char close)
{
	size_t i = s->at, end;
	char c = at(s, i);

	if (c == '{' || c == '"') {
		out->kind = c == '{' ? BIBTEX_BRACED : BIBTEX_QUOTED;
		out->inside.from = i + 1;
		out->open = !find_close(&end, s, i + 1, c == '{' ? '}' : '"');
		out->inside.to = end;
		s->at = out->open ? end : end + 1;
		if (out->open) {
			problem(s, i, e->key,
			    c == '{' ? "a value's \"{\" is never closed: "
				       "add the missing \"}\""
				     : "a value's quotation mark is never "
				       "closed: add the missing '\"'");
			cut_value(out, s, end);
			s->at = out->inside.to;
			if (out->kind == BIBTEX_QUOTED && at(s, s->at) == '"')
				s->at++;
		}
		return true;
	}
	end = bare_end(s, i, close);
	if (end == i)
		return false;
	out->open = false;
	out->inside = (struct range){ i, end };
	out->kind = BIBTEX_NUMBER;
	for (; i < end; i++)
		if (at(s, i) < '0' || at(s, i) > '9')
			out->kind = BIBTEX_MACRO;
	s->at = end;
	return true;
}

/* piece # piece ..., at s->at. */
static bool
scan_value(struct bibtex_field *f, struct arena *a, struct bibtex_scanner *s,
    const struct bibtex_entry *e, char close)
{
	struct bibtex_piece piece;

	f->value = (struct range){ s->at, s->at };
	for (;;) {
		size_t next;

		if (!scan_piece(&piece, s, e, close))
			break;
		ARENA_PUSH(a, f->pieces, f->pieces_len) = piece;
		f->value.to = s->at;
		next = skip_blank(s, s->at);
		if (at(s, next) != '#')
			break;
		s->at = skip_blank(s, next + 1);
	}
	return f->pieces_len > 0;
}

/* Past what makes no sense, to the next comma, line or the entry's end. */
static void
skip_garbage(struct bibtex_scanner *s, char close)
{
	size_t end;

	while (s->at < s->text.len) {
		char c = s->text.ptr[s->at];

		if (c == ',' || ends_line(c) || c == close)
			return;
		s->at++;
		if (c == '{') {
			if (find_close(&end, s, s->at, '}'))
				end++;
			s->at = end;
		}
	}
}

enum field_result { FIELD_READ, FIELD_NONE, FIELD_END, FIELD_UNCLOSED };

/* The next "name = value" of an entry, or its end. */
static enum field_result
scan_field(struct bibtex_field *f, struct arena *a, struct bibtex_scanner *s,
    struct bibtex_entry *e, char close)
{
	char c;

	s->at = skip_blank_comment(s, s->at);
	while (at(s, s->at) == ',')
		s->at = skip_blank_comment(s, s->at + 1);
	c = at(s, s->at);
	if (s->at >= s->text.len || (c == '@' && head_starts(s, s->at))) {
		e->close = e->place.to = s->head = s->at;
		return FIELD_UNCLOSED;
	}
	if (c == close || c == '}' || c == ')') {
		if (c != close)
			problem(s, s->at, e->key,
			    "the entry ends with another delimiter than it "
			    "began with");
		e->close = s->at;
		e->place.to = ++s->at;
		return FIELD_END;
	}
	f->name.from = s->at;
	s->at = f->name.to = skip_name(s, s->at);
	s->at = skip_blank(s, s->at);
	if (range_empty(f->name) || at(s, s->at) != '=') {
		if (f->name.from >= s->told_to) {
			problem(s, f->name.from, e->key,
			    "expected a field (name = value) here: what "
			    "stands instead is left out");
			s->told_to = skip_line(s, f->name.from);
		}
		if (s->at == f->name.from)
			s->at++;
		skip_garbage(s, close);
		return FIELD_NONE;
	}
	s->at = skip_blank(s, s->at + 1);
	if (!scan_value(f, a, s, e, close)) {
		problem(s, f->name.from, e->key, "a field without a value");
		return FIELD_NONE;
	}
	return FIELD_READ;
}

/* After a value: a comma, or the end, or a comma that was forgotten. */
static void
scan_separator(struct bibtex_scanner *s, const struct bibtex_entry *e,
    const struct bibtex_field *f, char close)
{
	size_t i = skip_blank_comment(s, s->at);
	char c = at(s, i);

	if (c == ',' || c == close || c == '}' || c == ')' ||
	    i >= s->text.len || c == '@' || f->pieces[f->pieces_len - 1].open) {
		s->at = i;
		return;
	}
	problem(s, f->value.to, e->key, "a comma is missing after this value");
	if (!field_starts(s, i))
		skip_garbage(s, close);
}

/*
 * The entry is not closed. If its last value holds what looks like further
 * fields, the brace that is missing is that value's, and the entry's own has
 * closed it: cut the value and read on from there.
 */
static bool
reopen_last(struct bibtex_entry *e, struct bibtex_scanner *s)
{
	struct bibtex_field *f =
	    e->fields_len ? &e->fields[e->fields_len - 1] : NULL;
	struct bibtex_piece *p = f ? &f->pieces[f->pieces_len - 1] : NULL;
	size_t end;

	if (!p || p->open || p->inside.to == p->inside.from ||
	    (p->kind != BIBTEX_BRACED && p->kind != BIBTEX_QUOTED))
		return false;
	end = p->inside.to;
	cut_value(p, s, end);
	if (!field_starts(s, skip_blank_comment(s, p->inside.to + 1))) {
		p->inside.to = end;
		return false;
	}
	s->wasted += s->at - p->inside.to;
	s->at = f->value.to = p->inside.to;
	p->open = true;
	problem(s, f->name.from, e->key,
	    "this field's value is not closed before the next field: add the "
	    "missing closing delimiter");
	return true;
}

/* "title = {T}}, year = 2001}": a brace too much ended the entry. */
static void
tell_rest(struct bibtex_scanner *s, const struct bibtex_entry *e)
{
	size_t i = skip_blank(s, s->at);

	if (at(s, i) == ',' && field_starts(s, skip_blank(s, i + 1)))
		problem(s, i, e->key,
		    "the entry is closed before this, which is left out: take "
		    "away the closing delimiter that is one too many");
}

static void
scan_fields(struct bibtex_entry *e, struct arena *a, struct bibtex_scanner *s,
    char close)
{
	enum field_result result;
	bool reopened = is_strict(s);

	do {
		struct bibtex_field f = { 0 };

		result = scan_field(&f, a, s, e, close);
		if (result == FIELD_READ) {
			ARENA_PUSH(a, e->fields, e->fields_len) = f;
			scan_separator(s, e, &f, close);
		} else if (result == FIELD_UNCLOSED && !reopened) {
			reopened = true;
			if (reopen_last(e, s)) {
				s->head = 0;
				result = FIELD_READ;
			}
		}
	} while (result != FIELD_END && result != FIELD_UNCLOSED);
	if (result == FIELD_END)
		tell_rest(s, e);
	else
		problem(s, e->place.from, e->key,
		    s->at < s->text.len
			? "the entry is not closed before the next one: add "
			  "the missing closing brace"
			: "the entry is cut off at the end of the file: add "
			  "what is missing and a closing brace");
}

static bool
ends_key(char c)
{
	switch (c) {
	case ',':
	case '\n':
	case '\r':
	case '=':
	case '{':
	case '"':
	case '\0': return true;
	default: return false;
	}
}

static void
scan_key(struct bibtex_entry *e, struct bibtex_scanner *s, char close)
{
	size_t i, end;

	s->at = skip_blank(s, s->at);
	for (i = s->at; i < s->text.len; i++)
		if (ends_key(s->text.ptr[i]) || s->text.ptr[i] == close)
			break;
	for (end = i; end > s->at && is_blank(at(s, end - 1));)
		end--;
	if (at(s, i) == '=' || at(s, i) == '{' || at(s, i) == '"') {
		/* "@misc{title = ..." or "@misc{key title = ..." */
		end = skip_name(s, s->at);
		if (field_starts(s, s->at))
			end = s->at;
		i = end;
	}
	e->key = (struct range){ s->at, end };
	s->at = i;
	if (range_empty(e->key))
		problem(s, e->place.from, e->key,
		    "the entry has no key: write one behind its opening brace");
	i = skip_blank(s, i);
	if (at(s, i) == ',')
		s->at = i + 1;
	else if (!range_empty(e->key) && i < s->text.len && at(s, i) != close)
		problem(s, s->at, e->key, "a comma is missing after the key");
}

/* @comment, whose opening delimiter is at i: passed over as a whole. */
static void
skip_comment(struct bibtex_scanner *s, size_t i)
{
	size_t depth = 0;
	const struct range none = { 0, 0 };

	if (at(s, i) == '{' && !s->comment_open) {
		for (size_t j = i; j < s->text.len; j++) {
			if (s->text.ptr[j] == '{') {
				depth++;
			} else if (s->text.ptr[j] == '}' && --depth == 0) {
				s->at = j + 1;
				return;
			}
		}
		s->comment_open = true;
		problem(s, i, none,
		    "a @comment is never closed: only its first line is "
		    "taken as comment");
	}
	s->at = skip_line(s, i);
}

static bool
names(struct span type, const char *kind)
{
	return text_eq_nocase(type, kind);
}

/* Does "name =" follow, now or behind what may be meant for a key? */
static bool
heads_fields(const struct bibtex_scanner *s, size_t i)
{
	size_t end = skip_name(s, i);

	if (field_starts(s, i))
		return true;
	end = skip_blank(s, end);
	return at(s, end) == ',' && field_starts(s, skip_blank(s, end + 1));
}

/* An entry whose '@' is at s->at. false if it is none, or a comment. */
static bool
scan_entry(struct bibtex_entry *e, struct arena *a, struct bibtex_scanner *s)
{
	size_t start = s->at, i;
	char open, close;
	struct span type;

	*e = (struct bibtex_entry){ 0 };
	e->place.from = e->place.to = e->close = start;
	e->type.from = skip_blank(s, start + 1);
	e->type.to = skip_name(s, e->type.from);
	type = bibtex_span(s->text, e->type);
	i = skip_blank(s, e->type.to);
	open = at(s, i);
	s->at = start + 1;
	if (!type.len || !is_letter(type.ptr[0]))
		return false;
	if (names(type, "comment")) {
		if (s->comment)
			s->comment(s->ctx, start);
		skip_comment(s, i);
		return false;
	}
	if (open != '{' && open != '(') {
		/* In prose an "@" stands anywhere, but not before "author =". */
		if (heads_fields(s, i))
			problem(s, start, e->key,
			    "an entry without its opening brace is left out: "
			    "add the \"{\" and the key");
		return false;
	}
	close = open == '{' ? '}' : ')';
	s->at = i + 1;
	if (names(type, "preamble")) {
		struct bibtex_field f = { 0 };

		e->kind = BIBTEX_PREAMBLE;
		s->at = skip_blank(s, s->at);
		if (scan_value(&f, a, s, e, close))
			ARENA_PUSH(a, e->fields, e->fields_len) = f;
	} else if (names(type, "string")) {
		e->kind = BIBTEX_STRING;
	} else {
		scan_key(e, s, close);
	}
	scan_fields(e, a, s, close);
	if (e->kind == BIBTEX_PREAMBLE && e->fields_len > 1)
		problem(s, e->fields[1].name.from, e->key,
		    "a @preamble has one value: what stands behind it is of "
		    "no entry");
	return true;
}

bool
bibtex_next(struct bibtex_entry *out, struct arena *a, struct bibtex_scanner *s)
{
	while (s->at < s->text.len) {
		char c = s->text.ptr[s->at];

		if (c == '%') {
			s->at = skip_line(s, s->at);
		} else if (c != '@' ||
			   (s->at != s->head && !may_begin(s, s->at))) {
			s->at++;
		} else if (scan_entry(out, a, s)) {
			return true;
		}
	}
	return false;
}

const struct bibtex_field *
bibtex_field(const struct bibtex_entry *e, struct span text, const char *name)
{
	for (size_t i = 0; i < e->fields_len; i++)
		if (text_eq_nocase(bibtex_span(text, e->fields[i].name), name))
			return &e->fields[i];
	return NULL;
}
