#include "app/config.h"
#include "app/paths.h"
#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

struct entry {
	const char *key;
	const char *value;
};

struct config {
	struct arena arena;
	struct entry *items;
	size_t len;
};

/* More than this is no configuration somebody wrote. */
enum { CONFIG_LIMIT = 1 << 20 };

static struct entry *
find(const struct config *c, const char *key)
{
	for (size_t i = 0; i < c->len; i++)
		if (!strcmp(c->items[i].key, key))
			return &c->items[i];
	return NULL;
}

const char *
config_get(const struct config *c, const char *key)
{
	const struct entry *e = c ? find(c, key) : NULL;

	return e ? e->value : NULL;
}

void
config_set(struct config *c, const char *key, const char *value)
{
	struct entry *e = find(c, key);

	if (!e) {
		e = &ARENA_PUSH(&c->arena, c->items, c->len);
		e->key = arena_strdup(&c->arena, key);
	}
	e->value = arena_strdup(&c->arena, value);
}

bool
config_flag(const struct config *c, const char *key, bool absent)
{
	static const char *const yes[] = { "yes", "true", "on", "1" };
	static const char *const no[] = { "no", "false", "off", "0" };
	const char *value = config_get(c, key);

	for (size_t i = 0; value && i < sizeof(yes) / sizeof(yes[0]); i++) {
		if (text_eq_nocase(span_of(value), yes[i]))
			return true;
		if (text_eq_nocase(span_of(value), no[i]))
			return false;
	}
	return absent;
}

/* By hand: strtod() reads the decimal mark of the process's locale. */
double
config_number(const struct config *c, const char *key, double absent)
{
	const char *p = config_get(c, key);
	double value = 0, unit = 1;

	if (!p || *p < '0' || *p > '9')
		return absent;
	for (; *p >= '0' && *p <= '9'; p++)
		value = value * 10 + (*p - '0');
	if (*p == '.')
		for (p++; *p >= '0' && *p <= '9'; p++) {
			unit /= 10;
			value += unit * (*p - '0');
		}
	return *p ? absent : value;
}

/* A value may be quoted, to keep blanks at its ends. */
static struct span
unquote(struct span s)
{
	if (s.len >= 2 && s.ptr[0] == '"' && s.ptr[s.len - 1] == '"')
		return span_sub(s, 1, s.len - 1);
	return s;
}

static int
read_line(struct config *c, const char **section, struct span line,
    const char *path, size_t number, struct err *err)
{
	const char *equals;
	struct span key, value;

	line = text_trim(line);
	if (!line.len || line.ptr[0] == '#' || line.ptr[0] == ';')
		return OK;
	if (line.ptr[0] == '[') {
		if (line.ptr[line.len - 1] != ']')
			return err_set(err, ERR_SYNTAX,
			    "%s:%zu: a section is written [name]", path,
			    number);
		*section = arena_strdup_span(
		    &c->arena, text_trim(span_sub(line, 1, line.len - 1)));
		return OK;
	}
	equals = memchr(line.ptr, '=', line.len);
	if (!equals)
		return err_set(err, ERR_SYNTAX,
		    "%s:%zu: expected 'key = value'", path, number);
	key = text_trim(span_sub(line, 0, (size_t)(equals - line.ptr)));
	value = text_trim(span_skip(line, (size_t)(equals - line.ptr) + 1));
	if (!key.len)
		return err_set(err, ERR_SYNTAX,
		    "%s:%zu: there is no key before '='", path, number);
	value = unquote(value);
	config_set(c,
	    arena_printf(&c->arena, "%s%s%.*s", *section ? *section : "",
		*section ? "." : "", (int)key.len, key.ptr),
	    arena_strdup_span(&c->arena, value));
	return OK;
}

static int
read_file(struct config *c, const char *path, struct err *err)
{
	struct sbuf text = SBUF_INIT;
	const char *section = NULL;
	struct span rest;
	size_t number = 0;
	int rc;

	text.limit = CONFIG_LIMIT;
	rc = file_read(&text, path, err);
	rest = (struct span){ text.buf, text.len };
	if (rest.len >= 3 && !memcmp(rest.ptr, "\xef\xbb\xbf", 3))
		rest = span_skip(rest, 3);
	while (!rc && rest.len) {
		const char *end = memchr(rest.ptr, '\n', rest.len);
		size_t len = end ? (size_t)(end - rest.ptr) : rest.len;

		rc = read_line(
		    c, &section, span_sub(rest, 0, len), path, ++number, err);
		rest = span_skip(rest, len + 1);
	}
	sbuf_release(&text);
	return rc;
}

static void
read_environment(struct config *c)
{
	static const struct {
		const char *variable, *key;
	} known[] = {
		{ "REFMEND_MAILTO", "mailto" },
		{ "REFMEND_LIBRARY", "library" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const char *value = getenv(known[i].variable);

		if (value && *value)
			config_set(c, known[i].key, value);
	}
}

struct config *
config_new(void)
{
	struct config *c = calloc(1, sizeof(*c));

	if (!c)
		die_oom(sizeof(*c));
	return c;
}

int
config_load(struct config **out, const char *path, struct err *err)
{
	struct config *c = config_new();
	const char *usual[2];
	int rc = OK;

	if (path) {
		rc = read_file(c, path, err);
	} else {
		usual[0] = paths_config(&c->arena);
		usual[1] = paths_find_upwards(&c->arena, ".refmend.ini");
		for (size_t i = 0; !rc && i < 2; i++)
			if (usual[i] && file_exists(usual[i]))
				rc = read_file(c, usual[i], err);
	}
	if (rc) {
		config_free(c);
		return rc;
	}
	read_environment(c);
	*out = c;
	return OK;
}

void
config_free(struct config *c)
{
	if (!c)
		return;
	arena_release(&c->arena);
	free(c);
}
