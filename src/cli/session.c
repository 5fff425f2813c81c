#include "cli/session.h"
#include "app/paths.h"
#include "app/sources.h"
#include "base/file.h"
#include "base/text.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/banned.h"

static volatile sig_atomic_t stop;

/* The first signal asks for an orderly end; a second one ends at once. */
static void
on_signal(int number)
{
	stop = 1;
	(void)signal(number, SIG_DFL);
}

static void
catch_signals(void)
{
	struct sigaction act = { .sa_handler = on_signal };

	(void)sigemptyset(&act.sa_mask);
	(void)sigaction(SIGINT, &act, NULL);
	(void)sigaction(SIGTERM, &act, NULL);
}

/* --- what the options mean ------------------------------------------------ */

static int
check_choice(const char *option, const char *value, const char *const *choices,
    struct err *err)
{
	struct sbuf list = SBUF_INIT;
	int rc = OK;

	for (size_t i = 0; value && choices[i]; i++) {
		if (!strcmp(value, choices[i]))
			value = NULL;
		else
			sbuf_addf(&list, "%s'%s'", i ? ", " : "", choices[i]);
	}
	if (value)
		rc = err_set(err, ERR_USAGE, "--%s is one of %s, not '%s'",
		    option, list.buf, value);
	sbuf_release(&list);
	return rc;
}

static int
check_seconds(const char *text, struct err *err)
{
	size_t len = strlen(text);

	/* Some digit that is not 0, and at most one point. */
	if (len > 9 || strspn(text, "0123456789.") != len ||
	    strpbrk(text, "123456789") == NULL ||
	    strchr(text, '.') != strrchr(text, '.'))
		return err_set(err, ERR_USAGE,
		    "--timeout takes a number of seconds, not '%s'", text);
	return OK;
}

static int
check_options(const struct session_options *o, struct err *err)
{
	static const char *const online[] = { "needed", "always", NULL };
	int rc;

	rc = check_choice("online", o->online, online, err);
	if (!rc && o->offline && o->online)
		rc = err_set(err, ERR_USAGE,
		    "--offline and --online contradict each other");
	if (!rc && o->timeout)
		rc = check_seconds(o->timeout, err);
	if (!rc && o->mailto && !strchr(o->mailto, '@'))
		rc = err_set(
		    err, ERR_USAGE, "'%s' is no e-mail address", o->mailto);
	return rc;
}

/* --- library and cache ----------------------------------------------------- */

static const char *
library_path(struct session *s, const struct session_options *o)
{
	const char *path = o->library;

	/* The configuration has $REFMEND_LIBRARY too. */
	if (!path)
		path = config_get(s->config, "library");
	if (!path)
		path = paths_find_upwards(&s->arena, "refmend.db");
	if (!path)
		path = paths_data(&s->arena);
	return path;
}

static void
open_cache(struct session *s)
{
	const char *path = paths_cache(&s->arena);
	struct err story = ERR_INIT;
	int rc;

	if (!path)
		return;
	rc = file_make_parents(path, &story);
	if (!rc)
		rc = store_open(&s->cache, path, true, &story);
	/* A cache is a convenience: without one (a read-only home) all still
	 * works, and the user is told. */
	if (rc) {
		fprintf(stderr, "refmend: no cache: %s\n", story.text);
		s->cache = NULL;
	}
}

static int
open_store(struct session *s, const struct session_options *o, unsigned needs,
    struct err *err)
{
	const char *path = library_path(s, o);
	bool create = needs & SESSION_CREATE;
	int rc;

	if (!(needs & SESSION_LIBRARY)) {
		/* Of a library, what it protects is to be known in any case. */
		if (!path || (!o->library && !file_exists(path))) {
			if (s->sources[0] && !o->confidential && !o->dry_run)
				open_cache(s);
			return OK;
		}
	}
	if (!path)
		return err_set(err, ERR_USAGE,
		    "there is no home folder to keep a library in: "
		    "name one with --library");
	if (create) {
		rc = file_make_parents(path, err);
		if (rc)
			return rc;
	}
	rc = store_open(&s->store, path, create, err);
	if (rc == ERR_ABSENT)
		err_context(err, rc, "no library yet (import or add make one)");
	if (!rc && store_is_read_only(s->store) && s->sources[0] &&
	    !o->confidential && !o->dry_run)
		open_cache(s);
	return rc;
}

/* --- indexes ----------------------------------------------------------------- */

/* The sample: $REFMEND_DATADIR, the installed one, or that of the build folder
 * in which the program stands. */
static const char *
sample_path(struct arena *a)
{
	const char *folder = getenv("REFMEND_DATADIR");
	char exe[4096];
	ssize_t n;
	char *path, *slash;

	if (folder)
		return arena_printf(a, "%s/sample.idx", folder);
	n = readlink("/proc/self/exe", exe, sizeof(exe) - 1);
	if (n > 0) {
		exe[n] = '\0';
		slash = strrchr(exe, '/');
		*slash = '\0';
		path = arena_printf(a, "%s/share/sample.idx", exe);
		if (file_exists(path))
			return path;
	}
	return arena_strdup(a, REFMEND_DATADIR "/sample.idx");
}

const char *
session_index_path(struct arena *a, const char *name)
{
	return strcmp(name, "sample") ? name : sample_path(a);
}

static int
open_index(struct session *s, const char *path, struct err *err)
{
	const struct local_index_info *info;
	struct local_index *ix;
	int rc;

	if (s->resolve.indexes_len == SESSION_INDEXES_MAX)
		return err_set(err, ERR_USAGE, "more than %d indexes",
		    SESSION_INDEXES_MAX);
	rc = local_index_open(&ix, session_index_path(&s->arena, path), err);
	if (rc)
		return rc;
	s->indexes[s->resolve.indexes_len++] = ix;
	info = local_index_info(ix);
	s->told[s->told_len++] = (struct report_source){
		.name = info->name,
		.kind = "index",
		.date = info->date,
		.works = info->works,
		.covers = info->covers,
	};
	return OK;
}

/* Call each() for every item of a comma-separated list. */
static int
each_item(struct session *s, const char *list,
    int (*each)(struct session *, const char *, struct err *), struct err *err)
{
	struct span rest = span_of(list);
	int rc = OK;

	while (!rc && rest.len) {
		const char *comma = memchr(rest.ptr, ',', rest.len);
		size_t len = comma ? (size_t)(comma - rest.ptr) : rest.len;
		struct span item = text_trim(span_sub(rest, 0, len));

		if (item.len)
			rc = each(s, arena_strdup_span(&s->arena, item), err);
		rest = span_skip(rest, len + 1);
	}
	return rc;
}

static int
open_indexes(
    struct session *s, const struct session_options *o, struct err *err)
{
	const char *configured = config_get(s->config, "index");
	int rc = OK;

	s->resolve.indexes = s->indexes;
	if (!o->indexes.len && configured)
		return each_item(s, configured, open_index, err);
	for (size_t i = 0; !rc && i < o->indexes.len; i++)
		rc = open_index(s, o->indexes.items[i], err);
	return rc;
}

/* --- services ---------------------------------------------------------------- */

static size_t
sources_len(const struct session *s)
{
	size_t n = 0;

	while (s->sources[n])
		n++;
	return n;
}

static int
no_source(const char *name, struct err *err)
{
	struct sbuf list = SBUF_INIT;
	int rc;

	for (size_t i = 0; sources[i]; i++)
		sbuf_addf(&list, "%s%s", i ? ", " : "", sources[i]->name);
	rc = err_set(err, ERR_USAGE,
	    "there is no source '%.100s': there are %s", name, list.buf);
	sbuf_release(&list);
	return rc;
}

static int
check_source(struct session *s, const char *name, struct err *err)
{
	(void)s;
	return source_by_name(name) ? OK : no_source(name, err);
}

static int
add_source(struct session *s, const char *name, struct err *err)
{
	const struct source *found = source_by_name(name);
	size_t n = sources_len(s);

	if (!found)
		return no_source(name, err);
	for (size_t i = 0; i < n; i++)
		if (s->sources[i] == found)
			return OK;
	if (n == SESSION_SOURCES_MAX)
		die_bug("more sources than SESSION_SOURCES_MAX");
	s->sources[n] = found;
	s->told[s->told_len++] = (struct report_source){
		.name = found->name,
		.kind = "service",
	};
	return OK;
}

/* In the table's order, whatever order they were named in. */
static int
choose_sources(
    struct session *s, const struct session_options *o, struct err *err)
{
	const char *list = o->sources;
	int rc = OK;

	s->resolve.sources = s->sources;
	/* a slip in a name is told whether it would be asked now or not */
	if (o->offline || o->confidential)
		return list ? each_item(s, list, check_source, err) : OK;
	if (!list)
		list = config_get(s->config, "sources.use");
	if (list)
		return each_item(s, list, add_source, err);
	for (size_t i = 0; !rc && sources[i]; i++) {
		const char *key =
		    arena_printf(&s->arena, "sources.%s", sources[i]->name);
		bool usual = sources_is_default(s->config, sources[i]);

		if (config_flag(s->config, key, usual))
			rc = add_source(s, sources[i]->name, err);
	}
	return rc;
}

/* As given, as configured, else one thread a processor. */
static int
read_jobs(struct session *s, const struct session_options *o, struct err *err)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t digits = o->jobs ? strspn(o->jobs, "0123456789") : 0;

	if (o->jobs)
		config_set(s->config, "jobs", o->jobs);
	s->resolve.jobs = (size_t)config_number(
	    s->config, "jobs", processors > 0 ? (double)processors : 1);
	if (o->jobs &&
	    (!digits || digits > 4 || o->jobs[digits] || !s->resolve.jobs))
		return err_set(err, ERR_USAGE,
		    "--jobs is a number of threads from 1 to 9999, not "
		    "'%.100s'",
		    o->jobs);
	return OK;
}

static int
open_lookup(struct session *s, const struct session_options *o, struct err *err)
{
	static const char *const versions[] = { "cited", "published",
		"preprint", NULL };
	const char *prefer = o->prefer;
	int rc;

	/* Of the configuration, too: a slip there would change verdicts. */
	if (!prefer)
		prefer = config_get(s->config, "prefer");
	rc = check_choice("prefer", prefer, versions, err);
	if (rc)
		return rc;
	s->resolve.prefer = MATCH_PREFER_CITED;
	if (prefer && !strcmp(prefer, "published"))
		s->resolve.prefer = MATCH_PREFER_PUBLISHED;
	else if (prefer && !strcmp(prefer, "preprint"))
		s->resolve.prefer = MATCH_PREFER_PREPRINT;
	if (o->mailto)
		config_set(s->config, "mailto", o->mailto);
	if (o->timeout)
		config_set(s->config, "http.run-timeout", o->timeout);
	if (o->max_requests &&
	    (!*o->max_requests ||
		o->max_requests[strspn(o->max_requests, "0123456789")]))
		return err_set(err, ERR_USAGE,
		    "--max-requests is a number of requests, not '%.100s'",
		    o->max_requests);
	if (o->max_requests)
		config_set(s->config, "http.max-requests", o->max_requests);
	if (o->refresh)
		config_set(s->config, "cache.refresh", "yes");
	rc = read_jobs(s, o, err);
	if (rc)
		return rc;
	s->resolve.always = o->online && !strcmp(o->online, "always");
	s->resolve.dry_run = o->dry_run;
	s->resolve.confidential = o->confidential;
	if (o->dry_run || o->explain)
		s->resolve.plan = &s->plan;
	rc = open_indexes(s, o, err);
	if (!rc)
		rc = choose_sources(s, o, err);
	if (!rc)
		rc = sources_retractions(&s->retractions, s->config, err);
	s->resolve.retractions = s->retractions;
	if (!rc && o->offline && !s->resolve.indexes_len)
		rc = err_set(err, ERR_USAGE,
		    "--offline needs an index to look in: --index FILE, or "
		    "--index sample");
	return rc;
}

int
session_protected(
    unsigned *out, const struct session *s, const char *option, struct err *err)
{
	const char *lists[] = { option, config_get(s->config, "protect") };

	*out = 0;
	for (size_t i = 0; i < 2; i++) {
		struct span rest = span_of(lists[i] ? lists[i] : "");

		while (rest.len) {
			const char *comma = memchr(rest.ptr, ',', rest.len);
			size_t len =
			    comma ? (size_t)(comma - rest.ptr) : rest.len;
			struct span item = text_trim(span_sub(rest, 0, len));
			char name[32];
			enum claim field;

			(void)snprintf(name, sizeof(name), "%.*s",
			    (int)item.len, item.ptr);
			field = claim_from_name(name);
			if (item.len && field == CLAIMS)
				return err_set(err, ERR_USAGE,
				    "there is no field '%s' to protect%s", name,
				    i ? " (protect, in the configuration)"
				      : "");
			if (item.len)
				*out |= 1U << field;
			rest = span_skip(rest, len + 1);
		}
	}
	return OK;
}

void
session_limit_cache(struct session *s)
{
	double bytes = config_number(s->config, "cache.max-bytes", 0);

	if (bytes > 0 && bytes < 9e15 && s->store)
		store_cache_limit(s->store, (int64_t)bytes);
	if (bytes > 0 && bytes < 9e15 && s->cache)
		store_cache_limit(s->cache, (int64_t)bytes);
}

int
session_open(struct session *out, const struct session_options *o,
    unsigned needs, struct err *err)
{
	int rc;

	*out = (struct session){ .plan = SBUF_INIT };
	rc = check_options(o, err);
	if (!rc)
		rc = config_load(&out->config, o->config, err);
	if (!rc && needs & SESSION_LOOKUP)
		rc = open_lookup(out, o, err);
	if (!rc && needs & (SESSION_LIBRARY | SESSION_CACHE))
		rc = open_store(out, o, needs, err);
	if (!rc)
		session_limit_cache(out);
	out->resolve.config = out->config;
	out->resolve.store = out->cache ? out->cache : out->store;
	out->resolve.library = out->store;
	out->resolve.remember = out->store && !store_is_read_only(out->store) &&
				!o->confidential && !o->dry_run;
	out->resolve.stop = &stop;
	out->resolve.client = &out->client;
	if (!rc)
		catch_signals();
	return rc;
}

void
session_close(struct session *s)
{
	FILE *to = s->resolve.dry_run ? stdout : stderr;

	if (s->plan.len)
		(void)fwrite(s->plan.buf, 1, s->plan.len, to);
	sbuf_release(&s->plan);
	for (size_t i = 0; i < s->resolve.indexes_len; i++)
		local_index_close(s->indexes[i]);
	retraction_watch_free(s->retractions);
	http_client_free(s->client); /* it borrows the store's cache */
	store_close(s->cache);
	store_close(s->store);
	config_free(s->config);
	arena_release(&s->arena);
}
