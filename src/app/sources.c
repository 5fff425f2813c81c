#include "app/sources.h"
#include "base/file.h"

#include <stdio.h>

#include "base/banned.h"

/* The whole database had 70 MB in 2025. */
static const size_t RETRACTIONS_LIMIT = (size_t)1 << 30;

static const char *
setting(const struct config *c, const struct source *s, const char *what)
{
	char key[64];
	int n = snprintf(key, sizeof(key), "%s.%s", s->name, what);

	return n > 0 && (size_t)n < sizeof(key) ? config_get(c, key) : NULL;
}

static const char *
base_url(const struct source *s, void *ctx)
{
	return setting(ctx, s, "url");
}

static const char *
key(const struct source *s, void *ctx)
{
	return setting(ctx, s, "key");
}

struct source_config
sources_config(const struct config *c)
{
	return (struct source_config){
		.mailto = config_get(c, "mailto"),
		.base_url = base_url,
		.key = key,
		.ctx = (void *)c,
	};
}

bool
sources_is_default(const struct config *c, const struct source *s)
{
	struct source_config config = sources_config(c);

	return source_is_default(s, &config);
}

int
sources_retractions(
    struct retraction_watch **out, const struct config *c, struct err *err)
{
	const char *path = config_get(c, "retraction-watch.file");
	struct sbuf text = SBUF_INIT;
	int rc;

	*out = NULL;
	if (!path || !*path)
		return OK;
	text.limit = RETRACTIONS_LIMIT;
	rc = file_read(&text, path, err);
	if (!rc)
		rc = retraction_watch_read(
		    out, (struct span){ text.buf, text.len }, path, err);
	sbuf_release(&text);
	return rc;
}
