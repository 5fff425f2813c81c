/* What is said of works: adding, merging, changing, each with its source. */

#include "base/text.h"
#include "model/work-json.h"
#include "store/private.h"
#include "store/same.h"

#include "base/banned.h"

/* --- asserting ----------------------------------------------------------------------- */

static int
insert_assertion(const struct store_asserting *c, unsigned f, const char *value,
    bool current, struct err *err)
{
	int rc;
	sqlite3_stmt *st =
	    store_statement(c->s, STATEMENT_ADD_ASSERTION, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, c->work);
	store_bind_text(st, 2, field_name(f));
	store_bind_text(st, 3, value);
	store_bind_text(st, 4, c->source);
	store_bind_text(st, 5, c->record);
	store_bind_text(st, 6, c->s->command_time);
	store_bind_int(st, 7, c->command);
	store_bind_int(st, 8, current);
	return store_run(c->s, st, err);
}

/* As many as ADD_ASSERTIONS has room for: most of what SQLite does for a row it
 * does once for a statement. */
enum { ASSERTIONS = 12 };

struct said {
	const char *field, *value;
};

static int
insert_assertions(const struct store_asserting *c, const struct said *said,
    size_t len, struct err *err)
{
	int rc;
	sqlite3_stmt *st =
	    store_statement(c->s, STATEMENT_ADD_ASSERTIONS, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, c->work);
	store_bind_text(st, 2, c->source);
	store_bind_text(st, 3, c->record);
	store_bind_text(st, 4, c->s->command_time);
	store_bind_int(st, 5, c->command);
	store_bind_int(st, 6, true);
	for (size_t i = 0; i < len; i++) {
		store_bind_text(st, 7 + 2 * (int)i, said[i].field);
		store_bind_text(st, 8 + 2 * (int)i, said[i].value);
	}
	return store_run(c->s, st, err);
}

int
store_assert_aside(bool *added, const struct store_asserting *c, unsigned f,
    const char *value, struct err *err)
{
	int64_t found;
	int rc;
	sqlite3_stmt *st =
	    store_statement(c->s, STATEMENT_WAS_ASSERTED_BY, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, c->work);
	store_bind_text(st, 2, field_name(f));
	store_bind_text(st, 3, value);
	store_bind_text(st, 4, c->source);
	store_bind_text(st, 5, c->record);
	rc = store_number(&found, c->s, st, 0, err);
	if (rc || found)
		return rc;
	*added = true;
	return insert_assertion(c, f, value, false, err);
}

int
store_log_change(const struct store_asserting *c, const char *field,
    const char *before, const char *after, int64_t before_assertion,
    struct err *err)
{
	return store_write_change(c->s, c->command,
	    &(struct store_entry){ c->work, c->key, field, before, after,
		before_assertion, c->source, c->record },
	    err);
}

int
store_replace_value(struct store_asserting *c, unsigned f, const char *before,
    const char *after, struct err *err)
{
	int64_t current;
	int rc;
	sqlite3_stmt *st =
	    store_statement(c->s, STATEMENT_CURRENT_ASSERTION, &rc, err);

	if (!st)
		return rc;
	store_bind_int(st, 1, c->work);
	store_bind_text(st, 2, field_name(f));
	rc = store_number(&current, c->s, st, 0, err);
	if (!rc && current) {
		st = store_statement(c->s, STATEMENT_SET_CURRENT, &rc, err);
		if (!st)
			return rc;
		store_bind_int(st, 1, current);
		store_bind_int(st, 2, 0);
		rc = store_run(c->s, st, err);
	}
	if (!rc && after)
		rc = insert_assertion(c, f, after, true, err);
	if (!rc)
		rc = store_log_change(
		    c, field_name(f), before, after, current, err);
	c->changes++;
	return rc;
}

/* --- adding ---------------------------------------------------------------------------- */

static int
insert_work(int64_t *id, int64_t *cluster, struct store *s, const char *key,
    struct err *err)
{
	char now[STORE_TIME_SIZE];
	sqlite3_stmt *st;
	int rc;

	store_now(now);
	st = store_statement(s, STATEMENT_ADD_CLUSTER, &rc, err);
	if (!st)
		return rc;
	store_bind_text(st, 1, now);
	rc = store_run(s, st, err);
	if (rc)
		return rc;
	*cluster = sqlite3_last_insert_rowid(s->db);
	st = store_statement(s, STATEMENT_ADD_WORK, &rc, err);
	if (!st)
		return rc;
	store_bind_text(st, 1, key);
	store_bind_int(st, 2, *cluster);
	store_bind_text(st, 3, now);
	rc = store_run(s, st, err);
	*id = sqlite3_last_insert_rowid(s->db);
	return rc;
}

static int
add_new(struct store_asserting *c, const struct work *w, const char *wanted,
    struct err *err)
{
	struct said said[ASSERTIONS];
	struct sbuf json = SBUF_INIT;
	size_t len = 0;
	int64_t cluster;
	char *key;
	int rc = store_free_key(&key, c->a, c->s, wanted, err);

	if (!rc)
		rc = insert_work(&c->work, &cluster, c->s, key, err);
	if (rc)
		return rc;
	c->key = key;
	for (unsigned f = 0; !rc && f < FIELDS; f++) {
		const char *value = field_value(f, c->a, w);

		if (value)
			said[len++] = (struct said){ field_name(f), value };
		if (len == ASSERTIONS) {
			rc = insert_assertions(c, said, len, err);
			len = 0;
		}
	}
	if (!rc && len)
		rc = insert_assertions(c, said, len, err);
	work_add_json(&json, w);
	if (!rc)
		rc = store_log_change(c, "work", NULL, json.buf, 0, err);
	sbuf_release(&json);
	return rc ? rc : store_index_work(c->s, c->work, w, err);
}

/* The custom fields of both, those of x first and never changed. *lost: a field
 * of y has another value there. */
static struct custom_field *
custom_union(struct arena *a, struct custom_field *x,
    const struct custom_field *y, bool *lost)
{
	struct work all = { .custom = x };

	*lost = false;
	for (; y; y = y->next) {
		const char *there = work_custom(&all, y->key);

		if (!there)
			work_add_custom(a, &all, y->key, y->value);
		else if (strcmp(there, y->value))
			*lost = true;
	}
	return all.custom;
}

static bool
has_relation(const struct relation *r, const struct relation *wanted)
{
	const char *id = wanted->id ? wanted->id : "";

	for (; r; r = r->next)
		if (r->kind == wanted->kind && !strcmp(r->id ? r->id : "", id))
			return true;
	return false;
}

static struct relation *
relation_union(struct arena *a, struct relation *x, const struct relation *y)
{
	struct work all = { .relations = x };

	for (; y; y = y->next)
		if (!has_relation(all.relations, y))
			work_add_relation(a, &all, y->kind, y->id, y->note);
	return all.relations;
}

/* The fields that are lists of their own: what is new in w is added. */
static int
fill_list(struct store_asserting *c, struct work *filled, unsigned f,
    const struct work *w, bool *news, struct err *err)
{
	const char *before = field_value(f, c->a, filled);
	const char *after, *theirs = field_value(f, c->a, w);
	bool lost = false;
	int rc = OK;

	if (!theirs)
		return OK;
	if (f == FIELD_CUSTOM)
		filled->custom =
		    custom_union(c->a, filled->custom, w->custom, &lost);
	else
		filled->relations =
		    relation_union(c->a, filled->relations, w->relations);
	after = field_value(f, c->a, filled);
	if (!before || strcmp(before, after))
		rc = store_replace_value(c, f, before, after, err);
	if (!rc && lost)
		rc = store_assert_aside(news, c, f, theirs, err);
	return rc;
}

/* A complete list for one that was cut ("et al."): nobody is lost by it. */
static bool
completes_people(
    struct arena *a, unsigned f, const struct work *old, const struct work *w)
{
	return f == FIELD_NAMES + WORK_author && old->author.others &&
	       !w->author.others && w->author.len >= old->author.len &&
	       same_people(a, old, w);
}

/* The title's markup and the container's short form belong to their title, so they
 * are not filled in from another one. */
int
store_fill(struct store_asserting *c, const struct store_work *old,
    const struct work *w, bool *news, struct err *err)
{
	struct work filled = *work_copy(c->a, old->work);
	int rc = OK;

	for (unsigned f = 0; !rc && f < FIELD_CUSTOM; f++) {
		const char *before = field_value(f, c->a, &filled);
		const char *after = field_value(f, c->a, w);
		enum claim claim = field_claim(f);
		bool may =
		    claim == CLAIMS || !(old->protected_fields & 1u << claim);
		unsigned fields[CLAIM_FIELDS];

		if (c->origins) {
			c->source = c->origins[f].source;
			c->record = c->origins[f].record;
		}
		if (claim != CLAIMS && claim_fields(fields, claim) > 1 &&
		    fields[1] == f && field_value(fields[0], c->a, old->work))
			may = false;
		if (!after)
			continue;
		if (before && may && completes_people(c->a, f, old->work, w))
			before = NULL;
		if (before || !may)
			rc = store_assert_aside(news, c, f, after, err);
		else
			rc = store_replace_value(
			    c, f, field_value(f, c->a, &filled), after, err);
		if (!rc && !before && may)
			field_set(f, c->a, &filled, after);
	}
	for (unsigned f = FIELD_CUSTOM; !rc && f < FIELDS; f++) {
		if (c->origins) {
			c->source = c->origins[f].source;
			c->record = c->origins[f].record;
		}
		rc = fill_list(c, &filled, f, w, news, err);
	}
	if (!rc && c->changes)
		rc = store_index_work(c->s, c->work, &filled, err);
	return rc;
}

/* The key that the entry had elsewhere finds the work too. */
static int
add_alias(struct store_asserting *c, const char *alias, struct err *err)
{
	int64_t found;
	sqlite3_stmt *st;
	int rc;

	st = store_statement(c->s, STATEMENT_KEY_TAKEN, &rc, err);
	if (!st)
		return rc;
	store_bind_text(st, 1, alias);
	rc = store_number(&found, c->s, st, 0, err);
	if (rc || found)
		return rc;
	st = store_statement(c->s, STATEMENT_ADD_ALIAS, &rc, err);
	if (!st)
		return rc;
	store_bind_text(st, 1, alias);
	store_bind_int(st, 2, c->work);
	rc = store_run(c->s, st, err);
	return rc ? rc : store_log_change(c, "alias", NULL, alias, 0, err);
}

/* What a key may not hold in .bib files, or nothing at all. */
static const char *
usable_key(struct arena *a, const char *wanted)
{
	char *key = text_clean(a, span_of(wanted ? wanted : ""));

	for (char *at = key; *at; at++)
		if (strchr(" ,{}\"\\%#~", *at) || (unsigned char)*at < ' ')
			*at = '_';
	return *key ? key : "work";
}

/* ... and those that a .bib says it had (biblatex manual, section 2.2.3, ids). */
static int
add_ids(struct store_asserting *c, const struct work *w, struct err *err)
{
	const char *at = work_custom(w, "ids");
	int rc = OK;

	while (!rc && at && *at) {
		size_t n = strcspn(at, ",");
		struct span id = text_trim((struct span){ at, n });

		if (id.len)
			rc = add_alias(c,
			    usable_key(c->a, arena_strdup_span(c->a, id)), err);
		at += n + (at[n] == ',');
	}
	return rc;
}

static int
merge(struct store_asserting *c, const struct work *w, const char *wanted,
    struct err *err)
{
	struct store_work old = { 0 };
	bool news = false;
	int rc = store_get_alone(&old, c->a, c->s, c->work, err);

	if (rc)
		return rc;
	c->key = old.key;
	rc = store_fill(c, &old, w, &news, err);
	/* One that was made up for it is nobody's, and would only be in the way
	 * of the next work's. */
	if (!rc && wanted &&
	    (!c->record || !strcmp(usable_key(c->a, c->record), wanted)))
		rc = add_alias(c, wanted, err);
	if (!rc && news && !c->changes)
		rc = store_log_change(c, "merged", NULL,
		    c->record ? c->record : c->source, 0, err);
	return rc;
}

int
store_add_work(struct store *s, const struct work *w, const char *key,
    const char *source, const char *record, const char **got, struct arena *a,
    enum store_add_result *result, struct err *err)
{
	struct arena scratch = ARENA_INIT;
	struct store_asserting c = {
		.s = s, .a = &scratch, .source = source, .record = record
	};
	const char *wanted = key ? usable_key(&scratch, key) : NULL;
	int64_t version = 0;
	int rc = store_start(s, STORE_DURABLE, err);

	if (rc)
		goto out;
	rc = store_find_same(&c.work, &version, s, w, wanted, err);
	*result = c.work ? STORE_MERGED : STORE_ADDED;
	if (!rc)
		rc = store_command(&c.command, s, "add", err);
	if (!rc && c.work)
		rc = merge(&c, w, wanted, err);
	else if (!rc)
		rc = add_new(&c, w, wanted ? wanted : "work", err);
	if (!rc)
		rc = add_ids(&c, w, err);
	if (!rc && *result == STORE_ADDED && version)
		rc = store_join(s, c.command, version, c.work, err);
	rc = store_finish(s, rc, err);
	if (!rc && got)
		*got = arena_strdup(a, c.key);
out:
	arena_release(&scratch);
	return rc;
}

int
store_fill_work(struct store *s, const char *key, const struct work *w,
    const char *source, const char *record, const char *command,
    struct err *err)
{
	struct arena scratch = ARENA_INIT;
	struct store_asserting c = {
		.s = s, .a = &scratch, .source = source, .record = record
	};
	struct store_work old = { 0 };
	bool news = false;
	int rc = store_start(s, STORE_DURABLE, err);

	if (rc)
		goto out;
	rc = store_get(&old, &scratch, s, key, err);
	if (!rc)
		rc = store_command(&c.command, s, command, err);
	if (!rc) {
		c.work = old.id;
		c.key = old.key;
		rc = store_fill(&c, &old, w, &news, err);
	}
	if (!rc && news && !c.changes)
		rc = store_log_change(
		    &c, "merged", NULL, record ? record : source, 0, err);
	rc = store_finish(s, rc, err);
out:
	arena_release(&scratch);
	return rc;
}

/* --- applying --------------------------------------------------------------------------- */

int
store_apply(struct store *s, const char *key, const struct work *values,
    unsigned claims, const char *source, const char *record,
    const char *command, struct err *err)
{
	struct arena scratch = ARENA_INIT;
	struct store_asserting c = {
		.s = s, .a = &scratch, .source = source, .record = record
	};
	struct store_work old = { 0 };
	struct work *now;
	int rc = store_start(s, STORE_DURABLE, err);

	if (rc)
		goto out;
	rc = store_get(&old, &scratch, s, key, err);
	if (!rc)
		rc = store_command(&c.command, s, command, err);
	if (rc)
		goto finish;
	c.work = old.id;
	c.key = old.key;
	now = work_copy(&scratch, old.work);
	claims &= ~old.protected_fields;
	for (enum claim claim = 0; !rc && claim < CLAIMS; claim++) {
		unsigned fields[CLAIM_FIELDS];
		size_t n =
		    claims & 1u << claim ? claim_fields(fields, claim) : 0;

		for (size_t i = 0; !rc && i < n; i++) {
			const char *before =
			    field_value(fields[i], &scratch, old.work);
			const char *after =
			    field_value(fields[i], &scratch, values);

			if (before == after ||
			    (before && after && !strcmp(before, after)))
				continue;
			rc = store_replace_value(
			    &c, fields[i], before, after, err);
			field_set(fields[i], &scratch, now, after);
		}
	}
	if (!rc && c.changes)
		rc = store_index_work(s, c.work, now, err);
finish:
	rc = store_finish(s, rc, err);
out:
	arena_release(&scratch);
	return rc;
}
