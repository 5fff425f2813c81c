/* The public face of the library. */

#include "app/check.h"
#include "app/refmend-handle.h"
#include "app/sources.h"
#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

const char *
refmend_version(void)
{
	return PACKAGE_VERSION;
}

int
refmend_open(struct refmend **out)
{
	struct refmend *r = calloc(1, sizeof(*r));

	*out = r;
	if (!r)
		return REFMEND_LIMIT;
	r->config = config_new();
	return REFMEND_OK;
}

void
refmend_close(struct refmend *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->indexes_len; i++)
		local_index_close(r->indexes[i]);
	retraction_watch_free(r->retractions);
	config_free(r->config);
	free(r);
}

const char *
refmend_error(const struct refmend *r)
{
	return r ? r->err.text : "out of memory";
}

void
refmend_free(void *p)
{
	free(p);
}

int
refmend_set(struct refmend *r, const char *key, const char *value)
{
	config_set(r->config, key, value);
	return REFMEND_OK;
}

int
refmend_index(struct refmend *r, const char *path)
{
	const struct local_index_info *info;
	struct local_index *ix;
	int rc;

	r->err = (struct err)ERR_INIT;
	if (r->indexes_len == INDEXES_MAX)
		return err_set(
		    &r->err, ERR_LIMIT, "more than %d indexes", INDEXES_MAX);
	rc = local_index_open(&ix, path, &r->err);
	if (rc)
		return rc;
	info = local_index_info(ix);
	r->indexes[r->indexes_len++] = ix;
	r->told[r->told_len++] = (struct report_source){
		.name = info->name,
		.kind = "index",
		.date = info->date,
		.works = info->works,
		.covers = info->covers,
	};
	return REFMEND_OK;
}

static int
add_source(struct refmend *r, const struct source *s)
{
	for (size_t i = 0; i < r->sources_len; i++)
		if (r->sources[i] == s)
			return REFMEND_OK;
	if (r->sources_len == SOURCES_MAX)
		die_bug("more sources than SOURCES_MAX");
	r->sources[r->sources_len++] = s;
	r->told[r->told_len++] = (struct report_source){
		.name = s->name,
		.kind = "service",
	};
	return REFMEND_OK;
}

int
refmend_online(struct refmend *r, const char *services, const char *mailto)
{
	struct span rest = span_of(services);

	r->err = (struct err)ERR_INIT;
	if (mailto)
		config_set(r->config, "mailto", mailto);
	for (size_t i = 0; !services && sources[i]; i++)
		if (sources_is_default(r->config, sources[i]))
			(void)add_source(r, sources[i]);
	while (rest.len) {
		const char *comma = memchr(rest.ptr, ',', rest.len);
		size_t len = comma ? (size_t)(comma - rest.ptr) : rest.len;
		struct span name = text_trim(span_sub(rest, 0, len));
		const struct source *found = NULL;

		for (size_t i = 0; sources[i]; i++)
			if (span_eq(span_of(sources[i]->name), name))
				found = sources[i];
		if (!found)
			return err_set(&r->err, ERR_USAGE,
			    "there is no source '%.*s'", (int)name.len,
			    name.ptr);
		(void)add_source(r, found);
		rest = span_skip(rest, len + 1);
	}
	return REFMEND_OK;
}

/* --- checking and mending ------------------------------------------------------ */

static int
give(char **out, size_t *len, struct sbuf *text, struct err *err)
{
	char *copy;

	if (text->full)
		return err_set(err, ERR_LIMIT, "the output is too big");
	copy = malloc(text->len + 1);
	if (!copy)
		die_oom(text->len);
	memcpy(copy, text->buf, text->len);
	copy[text->len] = '\0';
	*out = copy;
	if (len)
		*len = text->len;
	return OK;
}

static int
report(struct refmend *r, const struct checked_file *f, char **out)
{
	struct report_file file = { .references = &f->references,
		.judgements = f->result.judgements };
	struct report_counts counts = { 0 };
	struct sbuf text = SBUF_INIT;
	int rc;

	report_count(&counts, &file);
	report_json_run(&text, r->told, r->told_len);
	report_json_file(&text, &file);
	report_json_summary(&text, &counts);
	rc = give(out, NULL, &text, &r->err);
	sbuf_release(&text);
	return rc;
}

static int
resolve(struct refmend *r, struct checked_file *f)
{
	int rc = r->retractions
		     ? OK
		     : sources_retractions(&r->retractions, r->config, &r->err);
	const struct resolve_options o = {
		.indexes = r->indexes,
		.indexes_len = r->indexes_len,
		.sources = r->sources,
		.config = r->config,
		.retractions = r->retractions,
	};

	return rc ? rc : checked_file_resolve(f, &o, &r->err);
}

int
refmend_check(struct refmend *r, const char *path, char **out)
{
	struct checked_file f;
	int rc;

	*out = NULL;
	r->err = (struct err)ERR_INIT;
	rc = checked_file_open(&f, path, &r->err);
	if (!rc)
		rc = resolve(r, &f);
	if (!rc)
		rc = report(r, &f, out);
	checked_file_close(&f);
	return rc;
}

int
refmend_check_buffer(struct refmend *r, const char *name, const void *data,
    size_t len, char **out)
{
	char *mended;
	size_t mended_len;
	int rc;

	rc = refmend_mend(r, name, data, len, REFMEND_APPLY_NONE, 0, &mended,
	    &mended_len, out);
	free(mended);
	return rc;
}

int
refmend_mend(struct refmend *r, const char *name, const void *data, size_t len,
    enum refmend_apply apply, unsigned flags, char **out, size_t *out_len,
    char **out_report)
{
	const struct write_policy policy = {
		.apply = apply == REFMEND_APPLY_NONE   ? APPLY_NONE
			 : apply == REFMEND_APPLY_SAFE ? APPLY_SAFE
						       : APPLY_ALL,
		.complete = flags & REFMEND_COMPLETE,
		.normalize = flags & REFMEND_NORMALIZE,
	};
	struct sbuf mended = SBUF_INIT;
	struct checked_file f;
	int rc;

	*out = NULL;
	*out_len = 0;
	if (out_report)
		*out_report = NULL;
	r->err = (struct err)ERR_INIT;
	mended.limit = 2 * len + SBUF_LIMIT;
	rc = checked_file_from_bytes(
	    &f, name, (struct span){ data, len }, &r->err);
	if (!rc)
		rc = resolve(r, &f);
	if (!rc)
		rc = checked_file_mend(&mended, &f, &policy, &r->err);
	if (!rc && out_report)
		rc = report(r, &f, out_report);
	if (!rc)
		rc = give(out, out_len, &mended, &r->err);
	checked_file_close(&f);
	sbuf_release(&mended);
	return rc;
}
