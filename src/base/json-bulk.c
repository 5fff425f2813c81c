/* Records in bulk, read into an arena. */

#include "base/json-scan.h"
#include "base/json.h"

#include <pthread.h>

#include "base/banned.h"

enum {
	DEPTH = 64,
	DIGITS_SURE = 18, /* as many fit into 64 bits, whatever they are */
};

/*
 * jansson takes its memory by functions that are told nothing but a size. So where a
 * thread has a record read into an arena is said by a variable of that thread;
 * for all others, and at all other times, they are the functions that were there before.
 */
static _Thread_local struct arena *room;
static json_malloc_t usual_malloc;
static json_free_t usual_free;
static pthread_once_t installed = PTHREAD_ONCE_INIT;

static void *
take_memory(size_t size)
{
	return room ? arena_alloc(room, size) : usual_malloc(size);
}

static void
give_memory(void *p)
{
	if (!room)
		usual_free(p);
}

static void
install(void)
{
	json_get_alloc_funcs(&usual_malloc, &usual_free);
	json_set_alloc_funcs(take_memory, give_memory);
}

/* --- jansson's values of our tokens --------------------------------------------- */

/* Most strings have no escapes: they are what stands there. */
static struct span
plain(struct arena *a, struct json_string s)
{
	char *out;

	if (!s.escapes)
		return s.raw;
	out = arena_alloc(a, s.raw.len + 1);
	return (struct span){ out, json_unescape(out, s) };
}

static json_t *
build_string(struct json_scan *s)
{
	struct json_string string;
	struct span text;

	if (!json_scan_string(s, &string))
		return NULL;
	text = plain(room, string);
	return json_stringn_nocheck(text.ptr, text.len);
}

static json_t *
build_number(struct json_scan *s)
{
	struct span number;
	json_int_t n = 0;
	bool whole;

	if (!json_scan_number(s, &number, &whole))
		return NULL;
	if (!whole || number.len > DIGITS_SURE)
		return json_loadb(
		    number.ptr, number.len, JSON_DECODE_ANY, NULL);
	for (size_t i = number.ptr[0] == '-'; i < number.len; i++)
		n = n * 10 + (number.ptr[i] - '0');
	return json_integer(number.ptr[0] == '-' ? -n : n);
}

static json_t *
build_word(struct json_scan *s, struct span word, json_t *value)
{
	return json_scan_word(s, word) ? value : NULL;
}

static json_t *build(struct json_scan *s, int depth);

static json_t *
build_array(struct json_scan *s, int depth)
{
	json_t *out = json_array();

	if (json_scan_char(s, ']'))
		return out;
	do {
		/* nothing is set where there is no value */
		if (json_array_append_new(out, build(s, depth + 1)))
			return NULL;
	} while (json_scan_char(s, ','));
	return json_scan_char(s, ']') ? out : NULL;
}

static json_t *
build_object(struct json_scan *s, int depth)
{
	json_t *out = json_object();

	if (json_scan_char(s, '}'))
		return out;
	do {
		struct json_string key;
		struct span name;

		if (!json_scan_string(s, &key) || !json_scan_char(s, ':'))
			return NULL;
		name = plain(room, key);
		if (json_object_setn_new_nocheck(
			out, name.ptr, name.len, build(s, depth + 1)))
			return NULL;
	} while (json_scan_char(s, ','));
	return json_scan_char(s, '}') ? out : NULL;
}

/* NULL: it is no JSON, or is left to jansson. What was made of it until then is the
 * arena's. */
static json_t *
build(struct json_scan *s, int depth)
{
	json_scan_blanks(s);
	if (s->at == s->end || depth == DEPTH)
		return NULL;
	switch (*s->at) {
	case '"': return build_string(s);
	case '{': s->at++; return build_object(s, depth);
	case '[': s->at++; return build_array(s, depth);
	case 't': return build_word(s, SPAN_LIT("true"), json_true());
	case 'f': return build_word(s, SPAN_LIT("false"), json_false());
	case 'n': return build_word(s, SPAN_LIT("null"), json_null());
	default: return build_number(s);
	}
}

int
json_read_into(
    const json_t **out, struct arena *a, struct span text, struct err *err)
{
	struct json_scan s = json_scan_of(text);
	json_t *value;
	int rc = OK;

	(void)pthread_once(&installed, install);
	room = a;
	value = build(&s, 0);
	if (!value || !json_scan_end(&s))
		rc = json_read(&value, text, err);
	room = NULL;
	*out = value;
	return rc;
}
