/* Where the library is, and what is taken out of it: works, bibliographies,
 * history. */

#include "app/library.h"
#include "app/paths.h"
#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

int
library_locate(char **out, struct arena *a, const char *wanted, struct err *err)
{
	const char *environment = getenv("REFMEND_LIBRARY");

	if (!wanted && environment && *environment)
		wanted = environment;
	*out = wanted ? arena_strdup(a, wanted)
		      : paths_find_upwards(a, "refmend.db");
	if (!*out)
		*out = paths_data(a);
	return *out ? OK
		    : err_set(err, ERR_USAGE,
			  "there is no home folder to keep a library in: name "
			  "one with --library");
}

int
library_select(struct store_work **out, size_t *len, struct arena *a,
    struct store *s, const char *const *keys, size_t n, struct err *err)
{
	int rc = OK;

	if (!n)
		return store_list(out, len, a, s, err);
	*out = ARENA_ARRAY(a, struct store_work, n);
	*len = n;
	for (size_t i = 0; !rc && i < n; i++)
		rc = store_get(&(*out)[i], a, s, keys[i], err);
	return rc;
}

/* The work with the other keys that it goes by, as .bib files have them. */
static const struct work *
with_aliases(struct arena *a, const struct store_work *w)
{
	struct work *out;
	struct sbuf ids = SBUF_INIT;
	const char *was = work_custom(w->work, "ids");
	struct key_set *known;
	const char *all;

	if (!w->aliases)
		return w->work;
	out = work_copy(a, w->work);
	known = key_set_new(a);
	for (int i = 0; i < 2; i++)
		for (const char *at = i ? w->aliases : was; at && *at;) {
			size_t n = strcspn(at, ",");
			struct span id = text_trim((struct span){ at, n });

			if (id.len &&
			    key_set_add(known, arena_strdup_span(a, id))) {
				sbuf_add(&ids,
				    ids.len ? SPAN_LIT(",") : SPAN_LIT(""));
				sbuf_add(&ids, id);
			}
			at += n + (at[n] == ',');
		}
	all = arena_strdup(a, ids.buf);
	sbuf_release(&ids);
	for (struct custom_field *c = out->custom; c; c = c->next)
		if (!strcmp(c->key, "ids")) {
			c->value = all;
			return out;
		}
	work_add_custom(a, out, "ids", all);
	return out;
}

void
library_export(struct sbuf *out, const struct store_work *works, size_t len,
    const struct writer_kind *kind)
{
	struct arena a = ARENA_INIT;
	struct work_writer w;

	work_writer_begin(&w, kind, out);
	for (size_t i = 0; i < len; i++) {
		work_writer_add(&w, with_aliases(&a, &works[i]), works[i].key);
		arena_reset(&a);
	}
	work_writer_end(&w);
	arena_release(&a);
}

int
library_last_changes(struct store_change **out, size_t *len, struct arena *a,
    struct store *s, const char *key, struct err *err)
{
	struct store_change *log;
	size_t n, from = 0, to;
	int rc = store_log(&log, &n, a, s, key, 0, err);

	*len = 0;
	if (rc)
		return rc;
	while (from < n && log[from].undone)
		from++;
	for (to = from; to < n && log[to].command_id == log[from].command_id;
	     to++)
		continue;
	if (to == from && n)
		return err_set(err, ERR_ABSENT,
		    "every change%s%s%s is undone: 'refmend log' tells of them",
		    key ? " of '" : "", key ? key : "", key ? "'" : "");
	if (to == from)
		return key ? err_set(err, ERR_ABSENT,
				 "nothing of '%s' was changed", key)
			   : err_set(err, ERR_ABSENT, "nothing was changed");
	*out = ARENA_ARRAY(a, struct store_change, to - from);
	while (to > from)
		(*out)[(*len)++] = log[--to];
	return OK;
}
