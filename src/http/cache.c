#include "http/cache.h"
#include "base/text.h"
#include "http/header.h"

#include "base/banned.h"

/* Who asks, not what is asked: Crossref, OpenAlex, DataCite mailto; NCBI email,
 * tool and api_key; Unpaywall email; Google Books key. */
static const char *const private_parameters[] = {
	"access_token",
	"api-key",
	"api_key",
	"apikey",
	"email",
	"key",
	"mailto",
	"token",
	"tool",
};

static bool
is_private(struct span parameter)
{
	size_t i, n = 0;

	while (n < parameter.len && parameter.ptr[n] != '=')
		n++;
	for (i = 0;
	     i < sizeof(private_parameters) / sizeof(private_parameters[0]);
	     i++)
		if (text_eq_nocase(
			span_sub(parameter, 0, n), private_parameters[i]))
			return true;
	return false;
}

char *
cache_key(struct arena *a, const char *url, const char *body)
{
	struct span rest = span_of(url), parameter;
	char *key = arena_alloc(a, rest.len + 1);
	size_t len = 0, n = 0;
	char before = '?';

	while (n < rest.len && rest.ptr[n] != '?' && rest.ptr[n] != '#')
		n++;
	memcpy(key, rest.ptr, n);
	len = n;
	rest = span_skip(rest, n);
	while (rest.len && rest.ptr[0] != '#') {
		rest = span_skip(rest, 1);
		for (n = 0;
		     n < rest.len && rest.ptr[n] != '&' && rest.ptr[n] != '#';
		     n++)
			;
		parameter = span_sub(rest, 0, n);
		rest = span_skip(rest, n);
		if (!parameter.len || is_private(parameter))
			continue;
		key[len++] = before;
		memcpy(key + len, parameter.ptr, parameter.len);
		len += parameter.len;
		before = '&';
	}
	key[len] = '\0';
	return body ? arena_printf(a, "%s#%s", key, body) : key;
}

static bool
is_found(int status)
{
	return status >= 200 && status < 300;
}

enum cache_state
cache_find(struct store_response *out, struct arena *a,
    const struct http_options *o, const char *key, const char *accept,
    int64_t now, bool *trouble)
{
	struct err err = ERR_INIT;
	int64_t age;
	long days;
	int rc;

	if (!o->cache || o->refresh)
		return CACHE_NONE;
	rc = store_cache_get(out, a, o->cache, key, accept ? accept : "", &err);
	if (rc) {
		*trouble = *trouble || rc != ERR_ABSENT;
		return CACHE_NONE;
	}
	days = is_found(out->status) ? o->found_days : o->absent_days;
	age = now - out->fetched_at;
	/* From the future: the clock was wrong then, or is now. Ask. */
	if (age >= 0 && age < (int64_t)days * 86400)
		return CACHE_FRESH;
	return CACHE_STALE;
}

bool
cache_is_old_for_none(
    const struct store_response *r, const struct http_options *o, int64_t now)
{
	return now - r->fetched_at >= (int64_t)o->absent_days * 86400;
}

bool
cache_may_keep(int status, const char *content_type, struct span body)
{
	if (status == 404 || status == 410)
		return true;
	/* No service that is asked here answers in HTML or with nothing when it
	 * has something to say; bot challenges do (dblp since 2026: status 200,
	 * "Making sure you're not a bot!"). */
	return is_found(status) && body.len &&
	       !header_type_is(content_type, "text/html");
}
