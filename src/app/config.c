#include "app/config.h"
#include "app/paths.h"
#include "base/file.h"
#include "base/text.h"
#include "http/address.h"

#include <stdlib.h>

#include "base/banned.h"

struct entry {
	const char *key;
	const char *value;
	const char *place; /* FILE:LINE, or the environment's variable */
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

static void
set_from(
    struct config *c, const char *key, const char *value, const char *place)
{
	struct entry *e = find(c, key);

	if (!e) {
		e = &ARENA_PUSH(&c->arena, c->items, c->len);
		e->key = arena_strdup(&c->arena, key);
	}
	e->value = arena_strdup(&c->arena, value);
	e->place = place;
}

void
config_set(struct config *c, const char *key, const char *value)
{
	set_from(c, key, value, key);
}

static bool
read_flag(bool *out, const char *value)
{
	static const char *const yes[] = { "yes", "true", "on", "1" };
	static const char *const no[] = { "no", "false", "off", "0" };

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		*out = text_eq_nocase(span_of(value), yes[i]);
		if (*out || text_eq_nocase(span_of(value), no[i]))
			return true;
	}
	return false;
}

bool
config_flag(const struct config *c, const char *key, bool absent)
{
	const char *value = config_get(c, key);
	bool flag;

	return value && read_flag(&flag, value) ? flag : absent;
}

/* By hand: strtod() reads the decimal mark of the process's locale. */
static bool
read_number(double *out, const char *p)
{
	double value = 0, unit = 1;

	if (*p < '0' || *p > '9')
		return false;
	for (; *p >= '0' && *p <= '9'; p++)
		value = value * 10 + (*p - '0');
	if (*p == '.')
		for (p++; *p >= '0' && *p <= '9'; p++) {
			unit /= 10;
			value += unit * (*p - '0');
		}
	*out = value;
	return !*p;
}

double
config_number(const struct config *c, const char *key, double absent)
{
	const char *text = config_get(c, key);
	double value;

	return text && read_number(&value, text) ? value : absent;
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
	set_from(c,
	    arena_printf(&c->arena, "%s%s%.*s", *section ? *section : "",
		*section ? "." : "", (int)key.len, key.ptr),
	    arena_strdup_span(&c->arena, value),
	    arena_printf(&c->arena, "%s:%zu", path, number));
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
		{ "REFMEND_GOOGLE_BOOKS_KEY", "google-books.key" },
		{ "REFMEND_OPENALEX_KEY", "openalex.key" },
		{ "REFMEND_PUBMED_KEY", "pubmed.key" },
		{ "REFMEND_SEMANTIC_SCHOLAR_KEY", "semantic-scholar.key" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const char *value = getenv(known[i].variable);

		if (value && *value)
			set_from(c, known[i].key, value, known[i].variable);
	}
}

/* --- values that cannot be meant ------------------------------------------ */

static bool
is_number(const char *value)
{
	double unused;

	return read_number(&unused, value);
}

static bool
is_flag(const char *value)
{
	bool unused;

	return read_flag(&unused, value);
}

static bool
is_address(const char *value)
{
	return !*value || strchr(value, '@');
}

static bool
is_count(const char *value)
{
	size_t len = strspn(value, "0123456789");

	return len && len <= 4 && !value[len] && strspn(value, "0") < len;
}

/* What can stand in a header or a URL without breaking out of it. */
static bool
is_key(const char *value)
{
	for (; *value; value++)
		if (*value <= ' ' || *value == 0x7f || *value & 0x80)
			return false;
	return true;
}

static bool
is_any(const char *value)
{
	(void)value;
	return true;
}

/* A slip that is passed over in silence is found late, or never. The first row
 * that fits a key holds. */
static const struct {
	const char *key;
	bool starts; /* all keys that start so */
	bool (*fits)(const char *value);
	const char *wanted;
} kinds[] = {
	{ "mailto", false, is_address, "is an e-mail address" },
	{ "jobs", false, is_count, "is a number of threads from 1 to 9999" },
	{ "google-books.key", false, is_key, "" },
	{ "openalex.key", false, is_key, "" },
	{ "pubmed.key", false, is_key, "" },
	{ "semantic-scholar.key", false, is_key, "" },
	{ "sources.use", false, is_any, "" },
	{ "sources.", true, is_flag, "is yes or no" },
	{ "cache.refresh", false, is_flag, "is yes or no" },
	{ "cache.found-days", false, is_number, "takes a number" },
	{ "cache.absent-days", false, is_number, "takes a number" },
	{ "cache.max-bytes", false, is_number, "takes a number" },
	{ "http.connect-timeout", false, is_number, "takes a number" },
	{ "http.stall-timeout", false, is_number, "takes a number" },
	{ "http.timeout", false, is_number, "takes a number" },
	{ "http.run-timeout", false, is_number, "takes a number" },
	{ "http.reference-timeout", false, is_number, "takes a number" },
	{ "http.max-body", false, is_number, "takes a number" },
	{ "http.max-tries", false, is_number, "takes a number" },
	{ "http.max-requests", false, is_number, "takes a number" },
	{ "http.plain", false, is_flag, "is yes or no" },
	{ "http.time-scale", false, is_number, "takes a number" },
};

/* "crossref.url": not shown, since there may be a password in it. */
static int
check_address(const struct entry *e, struct err *err)
{
	size_t len = strlen(e->key);
	const char *why = NULL;

	if (len > 4 && !strcmp(e->key + len - 4, ".url") && *e->value)
		why = address_refuse_base(e->value);
	return why ? err_set(err, ERR_USAGE, "%s: %s %s", e->place, e->key, why)
		   : OK;
}

static int
check_values(const struct config *c, struct err *err)
{
	for (size_t i = 0; i < c->len; i++) {
		const struct entry *e = &c->items[i];
		size_t k = 0, n = sizeof(kinds) / sizeof(kinds[0]);
		int rc = check_address(e, err);

		if (rc)
			return rc;
		while (k < n &&
		       (kinds[k].starts ? strncmp(e->key, kinds[k].key,
					      strlen(kinds[k].key)) != 0
					: strcmp(e->key, kinds[k].key) != 0))
			k++;
		/* never shown */
		if (k < n && kinds[k].fits == is_key && !is_key(e->value))
			return err_set(err, ERR_USAGE,
			    "%s: %s has blanks or other characters that no "
			    "key has",
			    e->place, e->key);
		if (k < n && !kinds[k].fits(e->value))
			return err_set(err, ERR_USAGE,
			    "%s: %s %s, not '%.100s'", e->place, e->key,
			    kinds[k].wanted, e->value);
	}
	return OK;
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
	if (!rc) {
		read_environment(c);
		rc = check_values(c, err);
	}
	if (rc) {
		config_free(c);
		return rc;
	}
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
