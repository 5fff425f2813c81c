#include "base/json-pick.h"
#include "base/json-scan.h"

#include "base/banned.h"

enum { DEPTH = 16 };

static bool
skip_value(struct json_scan *s, int depth)
{
	struct json_string string;
	struct span number;
	bool object, whole;

	json_scan_blanks(s);
	if (s->at == s->end || depth == DEPTH)
		return false;
	switch (*s->at) {
	case '"': return json_scan_string(s, &string);
	case 't': return json_scan_word(s, SPAN_LIT("true"));
	case 'f': return json_scan_word(s, SPAN_LIT("false"));
	case 'n': return json_scan_word(s, SPAN_LIT("null"));
	case '{':
	case '[': break;
	default: return json_scan_number(s, &number, &whole);
	}
	object = *s->at++ == '{';
	if (json_scan_char(s, object ? '}' : ']'))
		return true;
	do {
		if (object &&
		    (!json_scan_string(s, &string) || !json_scan_char(s, ':')))
			return false;
		if (!skip_value(s, depth + 1))
			return false;
	} while (json_scan_char(s, ','));
	return json_scan_char(s, object ? '}' : ']');
}

/* A value that is wanted: a string or a whole number. */
static bool
pick_value(const char **out, struct arena *a, struct json_scan *s)
{
	*out = NULL;
	json_scan_blanks(s);
	if (s->at < s->end && *s->at == '"') {
		struct json_string string;
		char *value;

		if (!json_scan_string(s, &string))
			return false;
		value = arena_alloc(a, string.raw.len + 1);
		(void)json_unescape(value, string);
		*out = value;
		return true;
	}
	if (s->at < s->end && *s->at >= '1' && *s->at <= '9') {
		struct span number;
		bool whole;

		if (!json_scan_number(s, &number, &whole))
			return false;
		*out = arena_strdup_span(a, number);
		return whole;
	}
	/* other numbers have more than one form */
	if (s->at < s->end && strchr("-0", *s->at))
		return false;
	return skip_value(s, 1);
}

bool
json_pick(const char **out, struct arena *a, struct span text,
    const char *const *keys, size_t n)
{
	struct json_scan s = json_scan_of(text);

	for (size_t i = 0; i < n; i++)
		out[i] = NULL;
	if (!text.len || !json_scan_char(&s, '{'))
		return false;
	if (json_scan_char(&s, '}'))
		return json_scan_end(&s);
	do {
		struct json_string key;
		size_t i;

		if (!json_scan_string(&s, &key) || !json_scan_char(&s, ':') ||
		    key.escapes)
			return false;
		for (i = 0; i < n; i++)
			if (span_eq(key.raw, span_of(keys[i])))
				break;
		if (i < n ? !pick_value(&out[i], a, &s) : !skip_value(&s, 1))
			return false;
	} while (json_scan_char(&s, ','));
	return json_scan_char(&s, '}') && json_scan_end(&s);
}
