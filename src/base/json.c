#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

int
json_read(json_t **out, struct span text, struct err *err)
{
	json_error_t story;

	if (text.len >= 3 && !memcmp(text.ptr, "\xef\xbb\xbf", 3))
		text = span_skip(text, 3);
	*out = json_loadb(text.ptr ? text.ptr : "", text.len,
	    JSON_DECODE_ANY | JSON_ALLOW_NUL, &story);
	if (!*out)
		return err_set(err, ERR_SYNTAX,
		    "not JSON: %.120s (line %d, "
		    "column %d)",
		    story.text, story.line, story.column);
	return OK;
}

const char *
json_str(const json_t *o, const char *key)
{
	return json_string_value(json_object_get(o, key));
}

const char *
json_text(struct arena *a, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (json_is_string(v))
		return arena_strdup_span(a, (struct span){ json_string_value(v),
						strlen(json_string_value(v)) });
	if (json_is_integer(v))
		return arena_printf(
		    a, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
	if (json_is_real(v))
		return arena_printf(a, "%g", json_real_value(v));
	return NULL;
}

long
json_int(const json_t *o, const char *key, long absent)
{
	const json_t *v = json_object_get(o, key);
	const char *s = json_string_value(v);
	char *end;
	long n;

	if (json_is_integer(v))
		return (long)json_integer_value(v);
	if (!s || !*s)
		return absent;
	n = strtol(s, &end, 10);
	return *end ? absent : n;
}

/* Valid in JSON as they are, but a terminal or a reader of lines acts upon them
 * (ECMA-48, 8.3; ECMA-262 before 2019; UAX 9, section 2). */
static bool
is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 ||
	       c == 0x2029 || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f ||
	       c == 0x061c;
}

static int
dump(const char *text, size_t len, void *out)
{
	sbuf_add(out, (struct span){ text, len });
	return 0;
}

void
sbuf_add_json_value(struct sbuf *sb, const json_t *value, size_t flags)
{
	struct sbuf text = SBUF_INIT;
	struct span s;
	size_t at = 0, from = 0;

	if (json_dump_callback(value, dump, &text, flags))
		die_oom(0);
	s = (struct span){ text.buf, text.len };
	while (at < s.len) {
		size_t was = at;
		uint32_t c;

		if ((unsigned char)s.ptr[at] < 0x7f) {
			at++; /* jansson has escaped C0; blanks indent */
			continue;
		}
		c = text_next(s, &at);
		if (!is_control(c))
			continue;
		sbuf_add(sb, span_sub(s, from, was));
		sbuf_addf(sb, "\\u%04x", (unsigned)c);
		from = at;
	}
	sbuf_add(sb, span_sub(s, from, s.len));
	sbuf_release(&text);
}

/* ASCII that stands for itself. */
static bool
is_ordinary(unsigned char c)
{
	return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
}

static size_t
skip_ordinary(struct span s, size_t at)
{
	for (; s.len - at >= 8; at += 8) {
		uint64_t eight = bytes_at(s.ptr + at);

		if (bytes_high(eight) | bytes_less(eight, ' ') |
		    bytes_equal(eight, '"') | bytes_equal(eight, '\\') |
		    bytes_equal(eight, 0x7f))
			break;
	}
	while (at < s.len && is_ordinary((unsigned char)s.ptr[at]))
		at++;
	return at;
}

void
sbuf_add_json(struct sbuf *sb, struct span s)
{
	size_t from = 0, i = 0;

	sbuf_addc(sb, '"');
	while ((i = skip_ordinary(s, i)) < s.len) {
		size_t was = i;
		uint32_t c = text_next(s, &i);
		bool damaged = c == TEXT_REPLACEMENT && i - was == 1;

		if (c >= 0x80 && !damaged && !is_control(c))
			continue;
		sbuf_add(sb, span_sub(s, from, was));
		from = i;
		if (c == '"' || c == '\\') {
			sbuf_addc(sb, '\\');
			sbuf_addc(sb, (char)c);
		} else if (c == '\n') {
			sbuf_add(sb, SPAN_LIT("\\n"));
		} else if (c == '\t') {
			sbuf_add(sb, SPAN_LIT("\\t"));
		} else if (damaged) {
			sbuf_add(sb, SPAN_LIT("\xef\xbf\xbd"));
		} else {
			sbuf_addf(sb, "\\u%04x", (unsigned)c);
		}
	}
	sbuf_add(sb, span_sub(s, from, s.len));
	sbuf_addc(sb, '"');
}
