/* refmend cache: what is kept of services' answers, and to forget it. */

#include "app/paths.h"
#include "base/file.h"
#include "base/json.h"
#include "cli/cmd.h"
#include "cli/session.h"

#include <stdio.h>
#include <time.h>

#include "base/banned.h"

/* The one that look-ups use: the library's, else the user's. NULL: none yet. */
static int
open_cache(struct store **out, struct session *s, struct err *err)
{
	const char *path = paths_cache(&s->arena);

	*out = s->store;
	if (s->store && !store_is_read_only(s->store))
		return OK;
	*out = NULL;
	if (!path || !file_exists(path))
		return OK;
	if (!s->cache) {
		int rc = store_open(&s->cache, path, false, err);

		if (rc)
			return rc;
		session_limit_cache(s);
	}
	*out = s->cache;
	return OK;
}

static const char *
day_of(char out[24], int64_t when)
{
	time_t t = (time_t)when;
	struct tm tm;

	if (!when || !gmtime_r(&t, &tm) ||
	    !strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &tm))
		out[0] = '\0';
	return out;
}

static void
tell_json(const char *path, const struct store_cache_info *i)
{
	char oldest[24], newest[24], *text;
	json_t *o = json_pack("{s:s, s:s?, s:I, s:I, s:I, s:I, s:s, s:s}",
	    "type", "cache", "file", path, "answers", (json_int_t)i->answers,
	    "absent", (json_int_t)i->absent, "bytes", (json_int_t)i->bytes,
	    "limit", (json_int_t)i->limit, "oldest", day_of(oldest, i->oldest),
	    "newest", day_of(newest, i->newest));

	text = o ? json_dumps(o, JSON_COMPACT) : NULL;
	if (!text)
		die_oom(0);
	puts(text);
	free(text);
	json_decref(o);
}

static void
tell(const char *path, const struct store_cache_info *i)
{
	char oldest[24], newest[24];
	struct sbuf out = SBUF_INIT;

	if (!path) {
		puts("no answers are kept");
		return;
	}
	report_add_clean(&out, span_of(path));
	sbuf_addf(&out, "\n%zu answer%s, %zu of them \"there is none\"\n",
	    i->answers, i->answers == 1 ? "" : "s", i->absent);
	sbuf_addf(&out, "%lld bytes of at most %lld\n", (long long)i->bytes,
	    (long long)i->limit);
	if (i->oldest)
		sbuf_addf(&out, "from %s to %s\n", day_of(oldest, i->oldest),
		    day_of(newest, i->newest));
	(void)fwrite(out.buf, 1, out.len, stdout);
	sbuf_release(&out);
}

static int
info(struct store *cache, bool json, struct err *err)
{
	struct store_cache_info i = { 0 };
	const char *path = cache ? store_path(cache) : NULL;
	int rc = cache ? store_cache_info(&i, cache, err) : OK;

	if (rc)
		return rc;
	if (json)
		tell_json(path, &i);
	else
		tell(path, &i);
	return OK;
}

static int
clear(struct store *cache, bool json, struct err *err)
{
	size_t n = 0;
	int rc = cache ? store_cache_clear(&n, cache, err) : OK;

	if (rc)
		return rc;
	if (json)
		printf("{\"type\":\"cache\",\"forgotten\":%zu}\n", n);
	else
		printf("%zu answer%s forgotten\n", n, n == 1 ? "" : "s");
	return OK;
}

int
cmd_cache_run(int argc, char **argv)
{
	struct session_options so = { 0 };
	bool json = false;
	const struct opt opts[] = {
		OPT_FLAG("json", 0, "print JSON", &json),
		SESSION_LIBRARY_OPTS(so),
		OPT_END,
	};
	struct session session;
	struct store *cache = NULL;
	struct err err = ERR_INIT;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (argc - i != 1 ||
	    (strcmp(argv[i], "info") != 0 && strcmp(argv[i], "clear") != 0))
		return cmd_usage(
		    "cache", "it is 'cache info' or 'cache clear'");
	rc = session_open(&session, &so, SESSION_CACHE, &err);
	if (!rc)
		rc = open_cache(&cache, &session, &err);
	if (!rc)
		rc = strcmp(argv[i], "info") ? clear(cache, json, &err)
					     : info(cache, json, &err);
	status = rc ? cmd_fail("cache", rc, &err) : STATUS_CLEAN;
	session_close(&session);
	return status;
}
