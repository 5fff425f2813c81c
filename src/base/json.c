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

void
sbuf_add_json(struct sbuf *sb, struct span s)
{
	size_t i = 0;

	sbuf_addc(sb, '"');
	while (i < s.len) {
		size_t was = i;
		uint32_t c = text_next(s, &i);

		if (c == '"' || c == '\\') {
			sbuf_addc(sb, '\\');
			sbuf_addc(sb, (char)c);
		} else if (c == '\n') {
			sbuf_add(sb, SPAN_LIT("\\n"));
		} else if (c == '\t') {
			sbuf_add(sb, SPAN_LIT("\\t"));
		} else if (c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0)) {
			sbuf_addf(sb, "\\u%04x", (unsigned)c);
		} else if (c == TEXT_REPLACEMENT) {
			sbuf_add(sb, SPAN_LIT("\xef\xbf\xbd"));
		} else {
			sbuf_add(sb, span_sub(s, was, i));
		}
	}
	sbuf_addc(sb, '"');
}
