#include "base/json-records.h"

#include "base/text.h"

#include "base/banned.h"

enum {
	RECORD_MAX = 64 << 20, /* 3,000 authors with affiliations: 4 MB */
	HEAD = 1 << 16,        /* of a file, to tell its layout by */
};

/* The arrays in which services and bulk files wrap records: Crossref's data
 * file, Crossref's answers ("message": {"items": ...}), OpenAlex's, DataCite's. */
static const struct {
	const char *parent; /* or NULL: of the outermost object */
	const char *name;
} wrappers[] = {
	{ NULL, "items" },
	{ "message", "items" },
	{ NULL, "results" },
	{ NULL, "data" },
};

void
json_records_init(struct json_records *out, struct stream *in)
{
	*out = (struct json_records){ .in = in, .line = 1 };
}

/* s begins with a quote: the length of the string, or 0 if it is cut. */
static size_t
string_length(struct span s)
{
	size_t at = 1;

	for (;;) {
		const char *end =
		    at < s.len ? memchr(s.ptr + at, '"', s.len - at) : NULL;
		size_t back;

		if (!end)
			return 0;
		at = (size_t)(end - s.ptr);
		for (back = at; s.ptr[back - 1] == '\\'; back--)
			;
		at++;
		if ((at - 1 - back) % 2 == 0)
			return at;
	}
}

/* Where a bracket's partner is looked for, over several windows. */
struct scan {
	size_t at;
	size_t depth;
};

/* Go on until the bracket that s begins with is closed: true, scan->at is
 * behind it. False: s is cut before. */
static bool
close_bracket(struct scan *scan, struct span s)
{
	while (scan->at < s.len) {
		char c = s.ptr[scan->at];

		if (c == '"') {
			size_t n = string_length(span_skip(s, scan->at));

			if (!n)
				return false;
			scan->at += n;
			continue;
		}
		scan->at++;
		if (c == '{' || c == '[') {
			scan->depth++;
		} else if (c == '}' || c == ']') {
			if (--scan->depth == 0)
				return true;
		}
	}
	return false;
}

static void
advance(struct json_records *r, struct span all, size_t n)
{
	for (size_t i = 0; i < n && i < all.len;) {
		const char *end = memchr(all.ptr + i, '\n', n - i);

		if (!end)
			break;
		r->line++;
		i = (size_t)(end - all.ptr) + 1;
	}
	stream_skip(r->in, n);
}

/* --- which layout ------------------------------------------------------------ */

static bool
is_wrapper(struct span parent, struct span name)
{
	for (size_t i = 0; i < sizeof(wrappers) / sizeof(wrappers[0]); i++)
		if (span_eq(name, span_of(wrappers[i].name)) &&
		    span_eq(parent, span_of(wrappers[i].parent)))
			return true;
	return false;
}

/*
 * Behind the "[" of a wrapper's array in the outermost object that s begins
 * with, or 0. Members of other members are passed over.
 */
static size_t
wrapper_start(struct span s)
{
	struct span parent = { NULL, 0 }, key = { NULL, 0 };
	size_t at = 1;
	unsigned depth = 1;

	while (at < s.len) {
		char c = s.ptr[at];

		if (c == '"') {
			size_t n = string_length(span_skip(s, at)), next;

			if (!n)
				return 0;
			next = text_skip_blanks(s, at + n);
			if (next < s.len && s.ptr[next] == ':')
				key = span_sub(s, at + 1, at + n - 1);
			at += n;
		} else if (c == '[' && is_wrapper(parent, key)) {
			return at + 1;
		} else if (c == '{' && depth == 1 &&
			   span_eq(key, SPAN_LIT("message"))) {
			parent = key;
			depth++;
			at++;
		} else if (c == '{' || c == '[') {
			struct scan inner = { 0, 0 };

			if (!close_bracket(&inner, span_skip(s, at)))
				return 0;
			at += inner.at;
		} else if (c == '}') {
			if (--depth == 0)
				return 0;
			parent = (struct span){ NULL, 0 };
			at++;
		} else {
			at++;
		}
	}
	return 0;
}

/*
 * Do objects run over lines? They do if the first line ends inside one, but not
 * if the next one begins with an object: then the first line is a broken one.
 */
static enum json_layout
lines_or_objects(struct span s)
{
	struct scan scan = { 0, 0 };
	const char *end = memchr(s.ptr, '\n', s.len);
	size_t first = end ? (size_t)(end - s.ptr) : s.len, next;

	if (!end || close_bracket(&scan, span_sub(s, 0, first)))
		return JSON_LINES;
	/* nothing is cut right behind a bracket that opens */
	for (next = first; next && strchr(" \t\r", s.ptr[next - 1]); next--)
		;
	if (next && strchr("[{", s.ptr[next - 1]))
		return JSON_OBJECTS;
	next = text_skip_blanks(s, first);
	return next == s.len || s.ptr[next] == '{' ? JSON_LINES : JSON_OBJECTS;
}

static int
find_layout(struct json_records *r, struct err *err)
{
	struct span head;
	size_t at;
	int rc;

	do { /* blank lines before the first record */
		rc = stream_peek(r->in, &head, HEAD, err);
		if (rc)
			return rc;
		at = text_skip_blanks(head, 0);
		advance(r, head, at);
	} while (at && at == head.len);
	head = span_skip(head, at);
	if (!head.len) {
		r->layout = JSON_DONE;
		return OK;
	}
	at = 0;
	if (head.ptr[0] == '[') {
		r->layout = JSON_ELEMENTS;
		at = 1;
	} else if (head.ptr[0] == '{') {
		at = wrapper_start(span_sub(head, 0, HEAD));
		r->layout = at ? JSON_ELEMENTS : lines_or_objects(head);
	} else {
		r->layout = JSON_LINES;
	}
	advance(r, head, at);
	return OK;
}

/* --- records ------------------------------------------------------------------ */

static int
next_line(struct json_records *r, struct json_record *out, struct err *err)
{
	int rc;

	do {
		rc = stream_line(r->in, &out->text, err);
		if (rc <= 0)
			return rc;
		out->line = r->line++;
		out->text = text_trim(out->text);
	} while (!out->text.len);
	return 1;
}

static int
no_end(struct json_records *r, struct span all, size_t line, struct err *err)
{
	size_t n = all.len;
	int rc = OK;

	r->layout = JSON_DONE;
	if (stream_is_broken(r->in)) {
		stream_skip(r->in, n);
		rc = stream_peek(r->in, &all, 1, err);
		if (rc)
			return rc;
	}
	return err_set(err, ERR_SYNTAX,
	    "'%.120s', line %zu: what begins there does not end; the rest is "
	    "not read",
	    stream_name(r->in), line);
}

/* The object that comes next, all of it. */
static int
next_object(struct json_records *r, struct json_record *out, struct err *err)
{
	struct scan scan = { 0, 0 };
	struct span all;
	size_t want = 1;
	int rc;

	out->line = r->line;
	for (;;) {
		rc = stream_peek(r->in, &all, want, err);
		if (rc)
			return rc;
		if (close_bracket(&scan, all))
			break;
		if (all.len < want || all.len > RECORD_MAX)
			return no_end(r, all, out->line, err);
		want = 2 * all.len;
	}
	out->text = span_sub(all, 0, scan.at);
	advance(r, all, scan.at);
	return 1;
}

static int
next_value(struct json_records *r, struct json_record *out, struct err *err)
{
	for (;;) {
		struct span all;
		size_t at;
		int rc = stream_peek(r->in, &all, 1, err);

		if (rc)
			return rc;
		if (!all.len)
			return r->layout == JSON_OBJECTS
				   ? 0
				   : no_end(r, all, r->line, err);
		at = text_skip_blanks(all, 0);
		if (at < all.len && all.ptr[at] == '{') {
			advance(r, all, at);
			return next_object(r, out, err);
		}
		if (at < all.len && all.ptr[at] == ']' &&
		    r->layout == JSON_ELEMENTS) {
			r->layout = JSON_DONE;
			return 0;
		}
		if (at < all.len && all.ptr[at] != ',') {
			size_t line;

			advance(r, all, at);
			line = r->line;
			r->layout = JSON_DONE;
			return err_set(err, ERR_SYNTAX,
			    "'%.120s', line %zu: no object stands there; the "
			    "rest is not read",
			    stream_name(r->in), line);
		}
		advance(r, all, at + (at < all.len));
	}
}

int
json_records_next(
    struct json_records *r, struct json_record *out, struct err *err)
{
	int rc = r->layout == JSON_UNKNOWN ? find_layout(r, err) : OK;

	if (rc)
		return rc;
	switch (r->layout) {
	case JSON_LINES: return next_line(r, out, err);
	case JSON_OBJECTS:
	case JSON_ELEMENTS: return next_value(r, out, err);
	default: return 0;
	}
}

/* --- members that nobody reads ------------------------------------------------ */

/* A bit for the first letter of each name, which most members do not begin with. */
static uint32_t
first_letters(const char *const *names)
{
	uint32_t first = 0;

	for (size_t i = 0; names[i]; i++)
		first |= UINT32_C(1) << (names[i][0] & 31);
	return first;
}

static bool
is_named(struct span key, const char *const *names, uint32_t first)
{
	if (!(first >> (key.ptr[0] & 31) & 1))
		return false;
	for (size_t i = 0; names[i]; i++)
		if (key.ptr[0] == names[i][0] &&
		    span_eq(key, span_of(names[i])))
			return true;
	return false;
}

/* Behind the value at s[at], which may be cut: then s.len. */
static size_t
value_end(struct span s, size_t at)
{
	struct scan scan = { 0, 0 };
	size_t n;

	at = text_skip_blanks(s, at);
	if (at < s.len && s.ptr[at] == '"') {
		n = string_length(span_skip(s, at));
		return n ? at + n : s.len;
	}
	if (at < s.len && (s.ptr[at] == '{' || s.ptr[at] == '[')) {
		return close_bracket(&scan, span_skip(s, at)) ? at + scan.at
							      : s.len;
	}
	while (at < s.len && !strchr(",}]", s.ptr[at]))
		at++;
	return at;
}

void
json_drop_members(
    struct sbuf *out, struct span object, const char *const *names)
{
	const uint32_t first = first_letters(names);
	size_t copied = 0, at = 0;

	while (at < object.len) {
		const char *quote =
		    memchr(object.ptr + at, '"', object.len - at);
		size_t n, colon;
		struct span key;

		if (!quote)
			break;
		at = (size_t)(quote - object.ptr);
		n = string_length(span_skip(object, at));
		if (!n)
			break;
		key = span_sub(object, at + 1, at + n - 1);
		colon = text_skip_blanks(object, at + n);
		if (!key.len || colon >= object.len ||
		    object.ptr[colon] != ':' || !is_named(key, names, first)) {
			at += n;
			continue;
		}
		/* "key": null takes its place, so that commas are as they were */
		sbuf_add(out, span_sub(object, copied, colon + 1));
		sbuf_add(out, SPAN_LIT("null"));
		copied = at = value_end(object, colon + 1);
	}
	sbuf_add(out, span_skip(object, copied));
}
