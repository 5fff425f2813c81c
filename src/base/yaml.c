#include "base/yaml.h"
#include "base/json.h"
#include "base/text.h"

#include <stdlib.h>
#include <yaml.h>

#include "base/banned.h"

enum { DEPTH_MAX = 64, ANCHORS_MAX = 1024, ALIASES_MAX = 10000 };

struct anchor {
	char *name;
	json_t *value;
	bool has_alias; /* somewhere inside */
};

struct reading {
	yaml_parser_t parser;
	json_t *stack[DEPTH_MAX]; /* open containers, borrowed */
	char *keys[DEPTH_MAX];    /* of the next value of a mapping, or NULL */
	size_t depth;
	json_t *root;
	struct anchor anchors[ANCHORS_MAX];
	size_t anchors_len;
	size_t aliases;
	bool typed;
};

static bool
one_of(const char *s, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(s, *words))
			return true;
	return false;
}

/* The core schema's booleans and integers; NULL: it is a string. */
static json_t *
typed_scalar(const char *s)
{
	static const char *const trues[] = { "true", "True", "TRUE", NULL };
	static const char *const falses[] = { "false", "False", "FALSE", NULL };
	const char *digits = s + (*s == '-' || *s == '+');
	size_t n = strspn(digits, "0123456789");

	if (one_of(s, trues))
		return json_true();
	if (one_of(s, falses))
		return json_false();
	/* "007" is a number that somebody wants as it is written */
	if (n && n < 16 && !digits[n] && (*digits != '0' || n == 1))
		return json_integer(strtoll(s, NULL, 10));
	return NULL;
}

static json_t *
scalar(const struct reading *r, const yaml_event_t *e)
{
	static const char *const nulls[] = { "", "~", "null", "Null", "NULL",
		NULL };
	const char *s = (const char *)e->data.scalar.value;
	bool plain = e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	json_t *v = NULL;

	if (plain && one_of(s, nulls))
		return json_null();
	if (plain && r->typed)
		v = typed_scalar(s);
	if (!v)
		v = json_stringn(s, e->data.scalar.length);
	return v ? v : json_null(); /* not UTF-8 */
}

/* Takes value over. false: nothing to put it into. */
static bool
put(struct reading *r, json_t *value)
{
	json_t *into = r->depth ? r->stack[r->depth - 1] : NULL;

	if (!into) {
		if (r->root) {
			json_decref(value);
			return false;
		}
		r->root = value;
	} else if (json_is_array(into)) {
		(void)json_array_append_new(into, value);
	} else {
		char **key = &r->keys[r->depth - 1];

		if (!*key) {
			/* a mapping or a sequence as a key */
			json_decref(value);
			return false;
		}
		(void)json_object_set_new_nocheck(into, *key, value);
		free(*key);
		*key = NULL;
	}
	return true;
}

/* Is the next scalar a key? */
static bool
wants_key(const struct reading *r)
{
	return r->depth && json_is_object(r->stack[r->depth - 1]) &&
	       !r->keys[r->depth - 1];
}

static void
keep_anchor(struct reading *r, const yaml_char_t *name, json_t *value)
{
	struct anchor *a;

	if (!name || r->anchors_len == ANCHORS_MAX)
		return;
	a = &r->anchors[r->anchors_len++];
	a->name = strdup((const char *)name);
	a->value = json_incref(value);
}

/* What is open has an alias in it. */
static void
taint(struct reading *r)
{
	for (size_t i = 0; i < r->anchors_len; i++)
		for (size_t d = 0; d < r->depth; d++)
			if (r->stack[d] == r->anchors[i].value)
				r->anchors[i].has_alias = true;
}

static json_t *
aliased(struct reading *r, const yaml_char_t *name)
{
	for (size_t i = r->anchors_len; i; i--)
		if (r->anchors[i - 1].name &&
		    !strcmp(r->anchors[i - 1].name, (const char *)name)) {
			/* A container in itself would never end, and copies of
			 * copies of copies are a bomb. */
			for (size_t d = 0; d < r->depth; d++)
				if (r->stack[d] == r->anchors[i - 1].value)
					return NULL;
			if (r->anchors[i - 1].has_alias ||
			    ++r->aliases > ALIASES_MAX)
				return NULL;
			taint(r);
			return json_incref(r->anchors[i - 1].value);
		}
	return NULL;
}

static int
open_container(struct reading *r, json_t *value, const yaml_char_t *anchor,
    struct err *err)
{
	if (!value)
		die_oom(0);
	if (r->depth == DEPTH_MAX) {
		json_decref(value);
		return err_set(err, ERR_LIMIT, "line %zu: too deep",
		    r->parser.mark.line + 1);
	}
	keep_anchor(r, anchor, value);
	if (!put(r, value))
		return err_set(err, ERR_SYNTAX,
		    "line %zu: a list or mapping where a name is needed",
		    r->parser.mark.line + 1);
	r->stack[r->depth] = value;
	r->keys[r->depth++] = NULL;
	return OK;
}

static void
close_container(struct reading *r)
{
	if (!r->depth)
		return;
	r->depth--;
	free(r->keys[r->depth]);
	r->keys[r->depth] = NULL;
}

/* 1: go on; 0: the end. */
static int
take(struct reading *r, const yaml_event_t *e, struct err *err)
{
	json_t *value;
	int rc = OK;

	switch (e->type) {
	case YAML_SCALAR_EVENT:
		if (wants_key(r)) {
			r->keys[r->depth - 1] =
			    strdup((const char *)e->data.scalar.value);
			if (!r->keys[r->depth - 1])
				die_oom(e->data.scalar.length);
			return 1;
		}
		value = scalar(r, e);
		keep_anchor(r, e->data.scalar.anchor, value);
		(void)put(r, value);
		return 1;
	case YAML_ALIAS_EVENT:
		value = aliased(r, e->data.alias.anchor);
		(void)put(r, value ? value : json_null());
		return 1;
	case YAML_MAPPING_START_EVENT:
		rc = open_container(
		    r, json_object(), e->data.mapping_start.anchor, err);
		return rc ? rc : 1;
	case YAML_SEQUENCE_START_EVENT:
		rc = open_container(
		    r, json_array(), e->data.sequence_start.anchor, err);
		return rc ? rc : 1;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT: close_container(r); return 1;
	case YAML_DOCUMENT_END_EVENT:
	case YAML_STREAM_END_EVENT: return 0;
	default: return 1;
	}
}

static int
read_all(json_t **out, struct span text, bool typed, struct err *err)
{
	struct reading *r = calloc(1, sizeof(*r));
	int rc = 1;

	if (!r)
		die_oom(sizeof(*r));
	r->typed = typed;
	if (!yaml_parser_initialize(&r->parser))
		die_oom(sizeof(r->parser));
	yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r->parser,
	    (const unsigned char *)(text.ptr ? text.ptr : ""), text.len);
	while (rc == 1) {
		yaml_event_t event;

		if (!yaml_parser_parse(&r->parser, &event)) {
			rc = err_set(err, ERR_SYNTAX,
			    "line %zu: this is no YAML: %.150s",
			    r->parser.problem_mark.line + 1,
			    r->parser.problem ? r->parser.problem
					      : "it cannot be read");
			break;
		}
		rc = take(r, &event, err);
		yaml_event_delete(&event);
	}
	while (r->depth)
		close_container(r);
	for (size_t i = 0; i < r->anchors_len; i++) {
		free(r->anchors[i].name);
		json_decref(r->anchors[i].value);
	}
	*out = r->root;
	yaml_parser_delete(&r->parser);
	free(r);
	if (!rc && !*out)
		*out = json_null();
	return rc;
}

int
yaml_read_text(json_t **out, struct span text, struct err *err)
{
	return read_all(out, text, false, err);
}

int
yaml_read(json_t **out, struct span text, struct err *err)
{
	int rc = read_all(out, text, true, err);

	if (rc) {
		json_decref(*out);
		*out = NULL;
	}
	return rc;
}

/* --- writing ---------------------------------------------------------------------- */

/*
 * Something that a reader may take for a number or a date: digits in any base, with signs,
 * underscores, colons ("12:30" is 750 in YAML 1.1), an exponent; infinity and no number at
 * all. Rather too much than too little.
 */
static bool
is_number(const char *s)
{
	s += *s == '-' || *s == '+';
	if (text_eq_nocase(span_of(s), ".inf") ||
	    text_eq_nocase(span_of(s), ".nan"))
		return true;
	return strspn(s, "0123456789.") &&
	       !s[strspn(s, "0123456789abcdefABCDEFxXoO.+-_: tTzZ")];
}

/* Text that YAML 1.1 and 1.2 both read as that text, unquoted. */
static bool
is_plain(const char *s)
{
	/* "=" and "<<" are YAML 1.1's value and merge keys */
	static const char *const words[] = { "y", "n", "yes", "no", "true",
		"false", "on", "off", "null", "~", "=", "<<" };

	if (!*s || strchr("-?:,[]{}#&*!|>'\"%@` ~", *s) ||
	    s[strlen(s) - 1] == ' ' || s[strlen(s) - 1] == ':')
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_eq_nocase(span_of(s), words[i]))
			return false;
	for (const char *p = s; *p; p++) {
		unsigned char c = (unsigned char)*p;

		if (c < ' ' || c == 0x7f || c >= 0x80 ||
		    (c == ':' && (p[1] == ' ' || !p[1])) ||
		    (c == ' ' && p[1] == '#') || strchr("{}[],", c))
			return false;
	}
	return !is_number(s);
}

/* Letters beyond ASCII are plain text too, unless something else is against it. */
static bool
is_unicode_plain(const char *s)
{
	struct sbuf ascii = SBUF_INIT;
	bool plain = text_is_utf8(span_of(s));
	size_t at = 0, len = strlen(s);

	while (plain && at < len) {
		uint32_t c = text_next((struct span){ s, len }, &at);

		if (c < 0x80)
			sbuf_addc(&ascii, (char)c);
		else if (text_is_letter(c) || text_is_mark(c) ||
			 (c >= 0x2010 && c <= 0x2026 && c != 0x2028))
			sbuf_addc(&ascii, 'a');
		else
			plain = false;
	}
	plain = plain && is_plain(ascii.buf);
	sbuf_release(&ascii);
	return plain;
}

void
yaml_add_scalar(struct sbuf *out, const char *text)
{
	/* A JSON string is a double-quoted scalar. */
	if (is_unicode_plain(text))
		sbuf_add(out, span_of(text));
	else
		sbuf_add_json(out, span_of(text));
}

static void
add_simple(struct sbuf *out, const json_t *v)
{
	if (json_is_string(v))
		yaml_add_scalar(out, json_string_value(v));
	else if (json_is_integer(v))
		sbuf_addf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
	else if (json_is_real(v))
		sbuf_addf(out, "%.12g", json_real_value(v));
	else if (json_is_boolean(v))
		sbuf_add(out, span_of(json_is_true(v) ? "true" : "false"));
	else if (json_is_array(v) || json_is_object(v))
		sbuf_add(out, span_of(json_is_array(v) ? "[]" : "{}"));
	else
		sbuf_add(out, SPAN_LIT("null"));
}

static bool
is_simple(const json_t *v)
{
	return !(json_is_array(v) && json_array_size(v)) &&
	       !(json_is_object(v) && json_object_size(v));
}

/* [2015, 5, 27]: numbers alone stand in one line. */
static bool
is_flat(const json_t *v)
{
	const json_t *item;
	size_t i;

	if (!json_is_array(v) || !json_array_size(v))
		return false;
	json_array_foreach(v, i, item)
	{
		if (!json_is_integer(item) && !is_flat(item))
			return false;
	}
	return true;
}

static void
add_flat(struct sbuf *out, const json_t *v)
{
	const json_t *item;
	size_t i;

	sbuf_addc(out, '[');
	json_array_foreach(v, i, item)
	{
		if (i)
			sbuf_add(out, SPAN_LIT(", "));
		if (json_is_array(item))
			add_flat(out, item);
		else
			add_simple(out, item);
	}
	sbuf_addc(out, ']');
}

void
yaml_add(struct sbuf *out, const json_t *value, unsigned indent)
{
	const char *key;
	json_t *member;
	size_t i;

	if (is_simple(value) || is_flat(value)) {
		if (is_flat(value))
			add_flat(out, value);
		else
			add_simple(out, value);
		return;
	}
	if (json_is_array(value)) {
		json_array_foreach(value, i, member)
		{
			if (i)
				sbuf_addf(out, "\n%*s", (int)indent, "");
			sbuf_add(out, SPAN_LIT("- "));
			yaml_add(out, member, indent + 2);
		}
		return;
	}
	i = 0;
	json_object_foreach((json_t *)value, key, member)
	{
		unsigned deeper = json_is_array(member) ? indent : indent + 2;

		if (i++)
			sbuf_addf(out, "\n%*s", (int)indent, "");
		yaml_add_scalar(out, key);
		sbuf_addc(out, ':');
		if (is_simple(member) || is_flat(member))
			sbuf_addc(out, ' ');
		else
			sbuf_addf(out, "\n%*s", (int)deeper, "");
		yaml_add(out, member, deeper);
	}
}
