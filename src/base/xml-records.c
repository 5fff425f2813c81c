#include "base/xml-records.h"

#include "base/text.h"

#include <stdio.h>

#include "base/banned.h"

enum {
	RECORD_MAX = 16 << 20, /* a paper of 5,000 authors has 2 MB */
	HEAD = 1 << 16,        /* the root is in it, whatever comes before */
};

/* A piece of mark-up at the start of a text. */
enum mark {
	MARK_CUT, /* its end is not there yet */
	MARK_NONE,
	MARK_START, /* <a ...> */
	MARK_EMPTY, /* <a .../> */
	MARK_END,   /* </a> */
	MARK_OTHER, /* comment, CDATA, DOCTYPE, <?...?> */
};

static bool
starts(struct span s, const char *word)
{
	size_t n = strlen(word);

	return s.len >= n && !memcmp(s.ptr, word, n);
}

/* Behind the first `end`, or 0. */
static size_t
behind(struct span s, size_t from, const char *end)
{
	size_t n = strlen(end);

	while (from + n <= s.len) {
		const char *at =
		    memchr(s.ptr + from, end[0], s.len - from - n + 1);

		if (!at)
			break;
		from = (size_t)(at - s.ptr);
		if (!memcmp(at, end, n))
			return from + n;
		from++;
	}
	return 0;
}

/* <!DOCTYPE x [ <!ENTITY a "]>"> ]>: behind it, or 0. */
static size_t
behind_declaration(struct span s)
{
	unsigned depth = 0;
	char quote = 0;

	for (size_t i = 2; i < s.len; i++) {
		char c = s.ptr[i];

		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '[')
			depth++;
		else if (c == ']' && depth)
			depth--;
		else if (c == '>' && !depth)
			return i + 1;
	}
	return 0;
}

/* Behind a tag, or 0; a ">" in a value does not end it. */
static size_t
behind_tag(struct span s)
{
	char quote = 0;

	for (size_t i = 1; i < s.len; i++) {
		char c = s.ptr[i];

		if (quote)
			quote = c == quote ? 0 : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '>')
			return i + 1;
	}
	return 0;
}

static bool
begins_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

/* s starts with "<". *len and *name are set when it is not MARK_CUT. */
static enum mark
mark_at(struct span s, size_t *len, struct span *name)
{
	bool end = s.len > 1 && s.ptr[1] == '/';
	size_t from = end ? 2 : 1, to = from;

	*name = (struct span){ s.ptr, 0 };
	*len = 1;
	if (starts(s, "<!--"))
		*len = behind(s, 4, "-->");
	else if (starts(s, "<![CDATA["))
		*len = behind(s, 9, "]]>");
	else if (starts(s, "<?"))
		*len = behind(s, 2, "?>");
	else if (starts(s, "<!"))
		*len = s.len < 9 ? 0 : behind_declaration(s);
	else
		goto tag;
	return *len ? MARK_OTHER : MARK_CUT;
tag:
	if (s.len <= from)
		return MARK_CUT;
	if (!begins_name(s.ptr[from]))
		return MARK_NONE;
	while (to < s.len && !strchr(" \t\r\n/>", s.ptr[to]))
		to++;
	*len = behind_tag(s);
	*name = span_sub(s, from, to);
	if (!*len)
		return MARK_CUT;
	return end                      ? MARK_END
	       : s.ptr[*len - 2] == '/' ? MARK_EMPTY
					: MARK_START;
}

static const char *
record_name(const struct xml_records *r, struct span name)
{
	for (size_t i = 0; r->names[i]; i++)
		if (span_eq(name, span_of(r->names[i])))
			return r->names[i];
	return NULL;
}

static size_t
count_lines(struct span s)
{
	size_t n = 0;

	while (s.len) {
		const char *end = memchr(s.ptr, '\n', s.len);

		if (!end)
			break;
		n++;
		s = span_skip(s, (size_t)(end - s.ptr) + 1);
	}
	return n;
}

static void
keep_name(char out[64], struct span name)
{
	size_t n = name.len < 63 ? name.len : 63;

	memcpy(out, name.ptr, n);
	out[n] = '\0';
}

/* The encoding that <?xml ... encoding="..."?> tells; all but ISO-8859-1 and
 * what is nearly that is read as UTF-8, which ASCII is. */
static bool
is_latin1(struct span declaration)
{
	size_t at = behind(declaration, 0, "encoding");
	struct span s;

	if (!at)
		return false;
	s = text_trim(span_skip(declaration, at));
	if (s.len && s.ptr[0] == '=')
		s = text_trim(span_skip(s, 1));
	s = span_skip(s, 1);
	return text_starts_nocase(s, "iso-8859-1\"") ||
	       text_starts_nocase(s, "iso-8859-1'") ||
	       text_starts_nocase(s, "latin1") ||
	       text_starts_nocase(s, "windows-1252");
}

int
xml_root(char out[64], struct stream *s, struct err *err)
{
	struct span rest, name;
	size_t len;
	int rc = stream_peek(s, &rest, HEAD, err);

	out[0] = '\0';
	if (rc)
		return rc;
	rest = text_trim(span_sub(rest, 0, HEAD));
	while (rest.len && rest.ptr[0] == '<') {
		switch (mark_at(rest, &len, &name)) {
		case MARK_START:
		case MARK_EMPTY: keep_name(out, name); return OK;
		case MARK_OTHER: rest = text_trim(span_skip(rest, len)); break;
		default: return OK;
		}
	}
	return OK;
}

void
xml_records_init(
    struct xml_records *out, struct stream *in, const char *const *names)
{
	*out = (struct xml_records){
		.in = in, .names = names, .line = 1, .text = SBUF_INIT
	};
}

void
xml_records_release(struct xml_records *r)
{
	sbuf_release(&r->text);
}

static void
advance(struct xml_records *r, struct span all, size_t n)
{
	r->line += count_lines(span_sub(all, 0, n));
	stream_skip(r->in, n);
}

/* --- a record's text --------------------------------------------------------- */

/* XML's own five stay as they are. */
static uint32_t
named_char(struct span s, size_t *len)
{
	static const char *const own[] = { "amp", "lt", "gt", "quot", "apos" };
	const char *end = memchr(s.ptr, ';', s.len < 12 ? s.len : 12);
	struct span name;

	if (!end)
		return 0;
	name = span_sub(s, 1, (size_t)(end - s.ptr));
	*len = name.len + 2;
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (span_eq(name, span_of(own[i])))
			return 0;
	return text_entity(name);
}

/* How many bytes from at on need no change. */
static size_t
plain_run(struct span s, size_t at, bool latin1)
{
	size_t i = at;

	if (latin1)
		while (i < s.len && s.ptr[i] != '&' && s.ptr[i] != '<' &&
		       (unsigned char)s.ptr[i] < 0x80)
			i++;
	else
		while (i < s.len && s.ptr[i] != '&' && s.ptr[i] != '<')
			i++;
	return i - at;
}

static void
add_char(struct sbuf *out, uint32_t c)
{
	char bytes[4];

	sbuf_add(out, (struct span){ bytes, text_put(bytes, c) });
}

static struct span
converted(struct xml_records *r, struct span s)
{
	struct sbuf *out = &r->text;
	size_t i = 0;
	bool high = false;

	for (size_t k = 0; r->latin1 && !high && k < s.len; k++)
		high = (unsigned char)s.ptr[k] >= 0x80;
	if (!high && !memchr(s.ptr, '&', s.len))
		return s;
	sbuf_reset(out);
	while (i < s.len) {
		size_t n = plain_run(s, i, high), len;
		uint32_t c;

		sbuf_add(out, span_sub(s, i, i + n));
		i += n;
		if (i == s.len)
			break;
		if (s.ptr[i] == '&') {
			c = named_char(span_skip(s, i), &len);
			if (c) {
				add_char(out, c);
				i += len;
				continue;
			}
		} else if (starts(span_skip(s, i), "<![CDATA[")) {
			/* there "&" is only a sign */
			len = behind(span_skip(s, i), 9, "]]>");
			for (len = len ? i + len : s.len; i < len; i++)
				if (high)
					add_char(out, (unsigned char)s.ptr[i]);
				else
					sbuf_addc(out, s.ptr[i]);
			continue;
		}
		add_char(out, (unsigned char)s.ptr[i++]);
	}
	return (struct span){ out->buf, out->len };
}

/* --- the next one --------------------------------------------------------------- */

static int
cut_off(struct xml_records *r, struct err *err)
{
	return err_set(err, ERR_SYNTAX,
	    "'%.120s' breaks off inside <%.40s>, line %zu: it is damaged or "
	    "was "
	    "cut off while downloading; get it again",
	    stream_name(r->in), r->root, r->line);
}

/* More than `all`. 1: there is. 0: there is not, and that is no error. */
static int
more(struct xml_records *r, struct span *all, struct err *err)
{
	size_t had = all->len;
	int rc = stream_peek(r->in, all, had ? 2 * had : 1, err);

	if (rc)
		return rc;
	if (all->len > had)
		return 1;
	if (stream_is_broken(r->in)) {
		stream_skip(r->in, all->len);
		return stream_peek(r->in, all, 1, err);
	}
	return 0;
}

enum record_end { RECORD_ENDS, RECORD_CUT, RECORD_WITHOUT_END };

/* The name of the tag whose name begins at from; empty if it is cut. */
static struct span
tag_name(struct span s, size_t from)
{
	size_t to = from;

	while (to < s.len && !strchr(" \t\r\n/>", s.ptr[to]))
		to++;
	return to < s.len ? span_sub(s, from, to) : span_sub(s, 0, 0);
}

/* Does s, a start tag, begin another record? */
static bool
begins_record(const struct xml_records *r, struct span s)
{
	for (size_t i = 0; r->names[i]; i++)
		if (r->names[i][0] == s.ptr[1] &&
		    span_eq(tag_name(s, 1), span_of(r->names[i])))
			return true;
	return false;
}

/* Go on at *at until the record ends; *at is then behind it, or where what is
 * not its own begins. */
static enum record_end
find_end(
    const struct xml_records *r, struct span s, const char *name, size_t *at)
{
	for (;;) {
		const char *found =
		    *at < s.len ? memchr(s.ptr + *at, '<', s.len - *at) : NULL;
		struct span rest, other;
		size_t len;

		*at = found ? (size_t)(found - s.ptr) : s.len;
		rest = span_skip(s, *at);
		if (rest.len < 2)
			return RECORD_CUT;
		if (rest.ptr[1] == '!') {
			if (mark_at(rest, &len, &other) == MARK_CUT)
				return RECORD_CUT;
			*at += len;
		} else if (rest.ptr[1] == '/') {
			other = tag_name(rest, 2);
			len = behind_tag(rest);
			if (!other.len || !len)
				return RECORD_CUT;
			if (span_eq(other, span_of(name))) {
				*at += len;
				return RECORD_ENDS;
			}
			if (span_eq(other, span_of(r->root)))
				return RECORD_WITHOUT_END;
			*at += len;
		} else if (begins_record(r, rest)) {
			return RECORD_WITHOUT_END;
		} else {
			(*at)++;
		}
	}
}

static int
bad(struct xml_records *r, struct xml_record *out, struct span all, size_t at,
    const char *why)
{
	out->kind = XML_BAD;
	out->why = why;
	advance(r, all, at);
	return 1;
}

/* all begins with a record's start tag, which is `tag` long. */
static int
take_record(struct xml_records *r, struct xml_record *out, struct span all,
    size_t tag, struct err *err)
{
	size_t at = tag;
	int rc;

	for (;;) {
		switch (find_end(r, all, out->name, &at)) {
		case RECORD_ENDS:
			out->text = converted(r, span_sub(all, 0, at));
			advance(r, all, at);
			return 1;
		case RECORD_WITHOUT_END:
			return bad(r, out, all, at, "the record does not end");
		case RECORD_CUT: break;
		}
		if (all.len > RECORD_MAX) {
			r->depth++;
			return bad(r, out, all, tag,
			    "the record has more than 16 MiB");
		}
		rc = more(r, &all, err);
		if (rc < 0)
			return rc;
		if (!rc) {
			advance(r, all, all.len);
			return cut_off(r, err);
		}
	}
}

/* A start tag as an element that is empty. */
static struct span
closed(struct xml_records *r, struct span tag, bool empty)
{
	struct span s = converted(r, tag);

	if (empty)
		return s;
	if (s.ptr != r->text.buf) {
		sbuf_reset(&r->text);
		sbuf_add(&r->text, s);
	}
	r->text.len--;
	sbuf_add(&r->text, SPAN_LIT("/>"));
	return (struct span){ r->text.buf, r->text.len };
}

static int
take_tag(struct xml_records *r, struct xml_record *out, struct span all,
    size_t len, struct span name, enum mark mark, struct err *err)
{
	*out = (struct xml_record){ .line = r->line };
	out->name = record_name(r, name);
	if (!r->started)
		keep_name(r->root, name);
	r->started = true;
	if (out->name && mark == MARK_START)
		return take_record(r, out, all, len, err);
	if (!out->name) {
		out->kind = XML_OPEN;
		keep_name(r->tag, name);
		out->name = r->tag;
	}
	if (mark == MARK_START)
		r->depth++;
	out->text = closed(r, span_sub(all, 0, len), mark == MARK_EMPTY);
	advance(r, all, len);
	return 1;
}

/* all begins with "<". 0: nothing to give, look further. */
static int
take_mark(struct xml_records *r, struct xml_record *out, struct span all,
    struct err *err)
{
	struct span name;
	size_t len;
	enum mark mark;
	int rc;

	while ((mark = mark_at(all, &len, &name)) == MARK_CUT) {
		if (all.len > RECORD_MAX)
			return err_set(err, ERR_SYNTAX,
			    "'%.150s', line %zu: mark-up of more than 16 MiB",
			    stream_name(r->in), r->line);
		rc = more(r, &all, err);
		if (rc < 0)
			return rc;
		if (!rc && r->started && !r->depth) {
			advance(r, all, all.len);
			return 0;
		}
		if (!rc) {
			advance(r, all, all.len);
			return cut_off(r, err);
		}
	}
	switch (mark) {
	case MARK_START:
	case MARK_EMPTY: return take_tag(r, out, all, len, name, mark, err);
	case MARK_END: r->depth -= r->depth > 0; break;
	case MARK_OTHER:
		if (!r->started && starts(all, "<?xml"))
			r->latin1 = is_latin1(span_sub(all, 0, len));
		break;
	default: break;
	}
	advance(r, all, len);
	return 0;
}

int
xml_records_next(struct xml_records *r, struct xml_record *out, struct err *err)
{
	struct span all;
	int rc = 0;

	while (!rc) {
		const char *at;

		rc = stream_peek(r->in, &all, 1, err);
		if (rc)
			return rc;
		if (!all.len)
			return r->depth ? cut_off(r, err) : 0;
		at = memchr(all.ptr, '<', all.len);
		if (at && at > all.ptr) {
			advance(r, all, (size_t)(at - all.ptr));
			all = span_skip(all, (size_t)(at - all.ptr));
		}
		if (at)
			rc = take_mark(r, out, all, err);
		else
			advance(r, all, all.len);
	}
	return rc;
}
