/* refmend dedup: works that stand twice in a .bib file or in the library. */

#include "app/duplicates.h"
#include "app/formats.h"
#include "app/library.h"
#include "app/tidy.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "cli/session.h"
#include "read/read.h"

#include "base/banned.h"

/* A bibliography to look through. */
struct shelf {
	struct arena arena;
	const char *path; /* NULL: the library */
	const struct work **works;
	const char **keys;
	size_t *lines;
	size_t len;
	struct key_pair *distinct;
	size_t distinct_len;
};

struct dedup {
	struct tidy_request request;
	struct session_options session;
	struct opt_list distinct, same; /* as given */
	struct key_pair distinct_pairs[OPT_LIST_MAX], same_pairs[OPT_LIST_MAX];
	struct arena arena;
	const char *keep;
	const char *output;
	bool in_place, json, merge, dry_run;
	const char *path;
	size_t merged, problems;
	struct sbuf out;
	size_t sure, possible;
};

/* --- what merging would do ------------------------------------------------------- */

static void
add_difference(
    struct dedup *x, const char *field, const char *first, const char *second)
{
	if (!second || (first && !strcmp(first, second)))
		return;
	sbuf_addf(&x->out, "    %s: ", field);
	if (first) {
		report_add_clean(&x->out, span_of(first));
		sbuf_add(&x->out, SPAN_LIT(" stays, not "));
	} else {
		sbuf_add(&x->out, SPAN_LIT("gets "));
	}
	report_add_clean(&x->out, span_of(second));
	sbuf_addc(&x->out, '\n');
}

static const char *
date_text(struct arena *a, const struct work *w)
{
	struct sbuf sb = SBUF_INIT;
	const char *out = NULL;

	if (w->issued.from.year) {
		date_add_edtf(&sb, &w->issued);
		out = arena_strdup(a, sb.buf);
	}
	sbuf_release(&sb);
	return out;
}

/* Members of a list (parted by commas or semicolons) that the first one lacks, or NULL. */
static const char *
new_members(struct arena *a, const char *first, const char *second)
{
	struct sbuf sb = SBUF_INIT;
	const char *out = NULL;

	for (struct span rest = span_of(second); rest.len;) {
		size_t n = strcspn(rest.ptr, ",;");
		struct span one = text_trim(span_sub(rest, 0, n));
		bool found = !one.len;

		for (struct span has = span_of(first); has.len && !found;) {
			size_t m = strcspn(has.ptr, ",;");

			found = span_eq(text_trim(span_sub(has, 0, m)), one);
			has = span_skip(has, m + 1);
		}
		if (!found) {
			sbuf_add(&sb, span_of(sb.len ? ", " : ""));
			sbuf_add(&sb, one);
		}
		rest = span_skip(rest, n + 1);
	}
	if (sb.len)
		out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

/* In a file lists are united; in the library the first one's stays. */
static void
add_keywords(
    struct dedup *x, struct shelf *s, const char *first, const char *second)
{
	const char *more;

	if (!s->path || !first || !second) {
		add_difference(x, "keyword", first, second);
		return;
	}
	more = new_members(&s->arena, first, second);
	if (more)
		add_difference(x, "keyword", NULL, more);
}

/* Names, and what only a file has, are told where the first one gets them. */
static void
add_gained(struct dedup *x, const struct work *a, const struct work *b)
{
	const struct {
		const char *field;
		bool gets;
	} people[] = {
		{ "author", !a->author.len && b->author.len },
		{ "editor", !a->editor.len && b->editor.len },
		{ "translator", !a->translator.len && b->translator.len },
	};

	for (size_t i = 0; i < sizeof(people) / sizeof(people[0]); i++)
		if (people[i].gets)
			sbuf_addf(&x->out, "    %s: gets those of the second\n",
			    people[i].field);
	for (const struct custom_field *c = b->custom; c; c = c->next)
		if (!work_custom(a, c->key) &&
		    strncmp(c->key, "bibtex", 6) != 0 &&
		    strcmp(c->key, "ids") != 0)
			add_difference(x, c->key, NULL, c->value);
}

static void
add_preview(struct dedup *x, struct shelf *s, const struct duplicate *d)
{
	const struct work *a = s->works[d->first], *b = s->works[d->second];

	for (int i = 0; i < WORK_FIELDS; i++) {
		enum work_field f = (enum work_field)i;

		if (f == WORK_abstract) {
			if (!work_get(a, f) && work_get(b, f))
				sbuf_add(&x->out,
				    SPAN_LIT(
					"    abstract: gets the second's\n"));
		} else if (f == WORK_keyword) {
			add_keywords(x, s, work_get(a, f), work_get(b, f));
		} else {
			add_difference(x, work_field_csl(f), work_get(a, f),
			    work_get(b, f));
		}
	}
	add_gained(x, a, b);
	add_difference(
	    x, "issued", date_text(&s->arena, a), date_text(&s->arena, b));
}

static void
add_place(struct dedup *x, const struct shelf *s, size_t i)
{
	if (s->path) {
		report_add_clean(&x->out, span_of(s->path));
		sbuf_addf(&x->out, ":%zu: ", s->lines[i]);
	}
	report_add_clean(&x->out, span_of(s->keys[i]));
}

static void
add_pair(struct dedup *x, struct shelf *s, const struct duplicate *d)
{
	bool sure = d->kind == DUPLICATE_SURE;

	if (x->json) {
		sbuf_add(&x->out, SPAN_LIT("{\"type\":\"duplicate\""));
		listing_member(&x->out, "file", s->path);
		listing_member(&x->out, "key", s->keys[d->first]);
		listing_member(&x->out, "duplicate", s->keys[d->second]);
		listing_member(&x->out, "why", d->why);
		sbuf_addf(&x->out, ",\"sure\":%s%s}\n", sure ? "true" : "false",
		    x->merged ? ",\"merged\":true" : "");
		return;
	}
	add_place(x, s, d->second);
	sbuf_addf(&x->out, sure ? " is " : " may be ");
	report_add_clean(&x->out, span_of(s->keys[d->first]));
	if (s->path)
		sbuf_addf(&x->out, " in line %zu", s->lines[d->first]);
	sbuf_addf(&x->out, ": same %s\n", d->why);
	if (sure)
		add_preview(x, s, d);
}

static size_t
find_pairs(struct duplicate **found, struct dedup *x, struct shelf *s)
{
	return duplicates_find(found, &s->arena,
	    &(struct duplicates_request){ .works = s->works,
		.keys = s->keys,
		.len = s->len,
		.distinct = s->distinct,
		.distinct_len = s->distinct_len,
		.same = x->request.same,
		.same_len = x->request.same_len,
		.only_said = x->same.len && !x->merge,
		.keep = x->request.keep });
}

static void
print_pair(struct dedup *x, struct shelf *s, const struct duplicate *d)
{
	if (d->kind == DUPLICATE_SURE)
		x->sure++;
	else
		x->possible++;
	add_pair(x, s, d);
	listing_flush(&x->out);
}

static void
print_pairs(struct dedup *x, struct shelf *s)
{
	struct duplicate *found;
	size_t n = find_pairs(&found, x, s);

	for (size_t i = 0; i < n; i++)
		print_pair(x, s, &found[i]);
}

/* --- where works come from ------------------------------------------------------- */

static void
shelf_size(struct shelf *s, size_t len)
{
	s->works = ARENA_ARRAY(&s->arena, const struct work *, len + 1);
	s->keys = ARENA_ARRAY(&s->arena, const char *, len + 1);
	s->lines = ARENA_ARRAY(&s->arena, size_t, len + 1);
	s->len = len;
}

static int
look_file(struct dedup *x, const char *path, struct err *err)
{
	struct shelf s = { .path = path };
	struct document *d;
	struct references refs = { 0 };
	const struct format *format;
	int rc = format_open_document(&d, path, err);

	if (rc)
		return rc;
	format = format_of_document(d);
	if (format && format->read)
		rc = format_read(&refs, format, d, err);
	else
		rc = read_bibtex(&refs, d, err);
	shelf_size(&s, refs.len);
	for (size_t i = 0; i < refs.len; i++) {
		const struct reference *r = &refs.items[i];

		s.works[i] = r->skip ? NULL : reference_work(r);
		s.keys[i] = r->key;
		s.lines[i] = r->line;
	}
	s.distinct_len = tidy_distinct(&s.distinct, &s.arena, d->text);
	if (!rc)
		print_pairs(x, &s);
	arena_release(&s.arena);
	document_close(d);
	return rc;
}

/* --- the library ------------------------------------------------------------------- */

static int
say_distinct(struct dedup *x, struct store *store, struct err *err)
{
	int rc = OK;

	for (size_t i = 0; !rc && i < x->request.distinct_len; i++)
		rc = store_set_distinct(store, x->request.distinct[i].a,
		    x->request.distinct[i].b, true, err);
	return rc;
}

/* Keys that the user named must be there, by whatever key. */
static int
must_be_there(struct dedup *x, struct session *session, struct err *err)
{
	int rc = OK;

	for (size_t i = 0; !rc && i < x->request.same_len; i++) {
		struct key_pair *p = &x->same_pairs[i];
		struct store_work a, b;

		rc = store_get(&a, &session->arena, session->store, p->a, err);
		if (!rc)
			rc = store_get(
			    &b, &session->arena, session->store, p->b, err);
		if (!rc && a.id == b.id)
			rc = err_set(err, ERR_USAGE,
			    "'%s' and '%s' are one work already", p->a, p->b);
		if (!rc)
			*p = (struct key_pair){ a.key, b.key };
	}
	return rc;
}

static int
read_library(struct shelf *s, struct session *session, struct err *err)
{
	struct store_work *works = NULL;
	struct store_pair *pairs = NULL;
	size_t len = 0;
	int rc = store_list(&works, &len, &session->arena, session->store, err);

	shelf_size(s, len);
	for (size_t i = 0; i < len; i++) {
		s->works[i] = works[i].work;
		s->keys[i] = works[i].key;
	}
	len = 0;
	if (!rc)
		rc = store_distinct(
		    &pairs, &len, &session->arena, session->store, err);
	s->distinct = ARENA_ARRAY(&s->arena, struct key_pair, len + 1);
	s->distinct_len = len;
	for (size_t i = 0; i < len; i++)
		s->distinct[i] = (struct key_pair){ pairs[i].a, pairs[i].b };
	return rc;
}

static int
merge_pairs(
    struct dedup *x, struct store *store, struct shelf *s, struct err *err)
{
	struct duplicate *found;
	size_t n = find_pairs(&found, x, s);
	int rc = OK;

	for (size_t i = 0; !rc && i < n; i++) {
		if (found[i].kind != DUPLICATE_SURE)
			continue;
		rc = store_merge(store, s->keys[found[i].first],
		    s->keys[found[i].second], err);
		if (rc)
			break;
		x->merged++;
		add_pair(x, s, &found[i]);
	}
	return rc;
}

/* All in one transaction: a failure leaves the library as it was. */
static int
look_library(struct dedup *x, struct err *err)
{
	bool writes = (x->merge || x->same.len) && !x->dry_run;
	struct session session;
	struct shelf s = { .path = NULL };
	int rc = session_open(&session, &x->session, SESSION_LIBRARY, err);

	if (!rc && (writes || x->distinct.len))
		rc = store_begin(session.store, "dedup", err);
	if (!rc)
		rc = say_distinct(x, session.store, err);
	if (!rc)
		rc = must_be_there(x, &session, err);
	if (!rc)
		rc = read_library(&s, &session, err);
	if (!rc && writes)
		rc = merge_pairs(x, session.store, &s, err);
	else if (!rc && (x->dry_run || !x->distinct.len))
		print_pairs(x, &s);
	if (!rc)
		rc = store_end(session.store, err);
	if (session.store)
		store_cancel(session.store);
	if (rc)
		sbuf_reset(&x->out); /* nothing of it was done */
	listing_flush(&x->out);
	if (!rc && writes)
		fprintf(stderr, "%zu works merged into others\n", x->merged);
	arena_release(&s.arena);
	session_close(&session);
	return rc;
}

/* --- the file written again -------------------------------------------------------- */

static void
on_problem(void *ctx, size_t line, const char *key, const char *text)
{
	struct dedup *x = ctx;

	x->problems++;
	listing_problem(x->path, line, key, text);
}

static int
write_file(struct dedup *x, const char *path, struct err *err)
{
	struct tidied out;
	int rc;

	x->path = path;
	rc = tidy_open(&out, path, &x->request, on_problem, x, err);

	if (!rc && !(x->in_place && span_eq(out.before, out.after)))
		rc = file_write_atomic(
		    x->in_place ? path : x->output, out.after, true, err);
	if (!rc)
		fprintf(stderr, "%s: %zu of %zu entries merged into others\n",
		    path, out.counts.dropped, out.counts.entries);
	tidy_close(&out);
	return rc;
}

/* "KEY,KEY" */
static int
read_pairs(struct key_pair *out, struct dedup *x, const struct opt_list *list,
    const char *option)
{
	for (size_t i = 0; i < list->len; i++) {
		const char *comma = strchr(list->items[i], ',');

		if (!comma || comma == list->items[i] || !comma[1] ||
		    strchr(comma + 1, ','))
			return cmd_usage("dedup",
			    "--%s takes two keys, parted by a comma, not '%s'",
			    option, list->items[i]);
		out[i].a = arena_strdup_span(
		    &x->arena, (struct span){ list->items[i],
				   (size_t)(comma - list->items[i]) });
		out[i].b = comma + 1;
	}
	return STATUS_CLEAN;
}

static int
read_options(struct dedup *x)
{
	int status = read_pairs(x->distinct_pairs, x, &x->distinct, "distinct");

	if (!status)
		status = read_pairs(x->same_pairs, x, &x->same, "same");
	if (status)
		return status;
	x->request.distinct = x->distinct_pairs;
	x->request.distinct_len = x->distinct.len;
	x->request.same = x->same_pairs;
	x->request.same_len = x->same.len;
	x->request.merge = x->merge;
	x->request.options.layout = TIDY_KEEP;
	if (!x->keep || !strcmp(x->keep, "first"))
		x->request.keep = KEEP_FIRST;
	else if (!strcmp(x->keep, "last"))
		x->request.keep = KEEP_LAST;
	else if (!strcmp(x->keep, "fullest"))
		x->request.keep = KEEP_FULLEST;
	else
		return cmd_usage("dedup",
		    "--keep is one of 'first', 'last', 'fullest', not '%s'",
		    x->keep);
	return STATUS_CLEAN;
}

static int
run(struct dedup *x, const char *path)
{
	struct err err = ERR_INIT;
	bool writes = x->merge || x->distinct.len || x->same.len;
	int rc, status;

	if (!path)
		rc = look_library(x, &err);
	else if (writes && !x->dry_run)
		rc = write_file(x, path, &err);
	else
		rc = look_file(x, path, &err);
	status = rc ? cmd_fail("dedup", rc, &err) : STATUS_CLEAN;
	if (x->sure || x->possible) {
		fprintf(stderr, "%zu duplicates, %zu possible ones\n", x->sure,
		    x->possible);
		status = cmd_worse(status, STATUS_FINDINGS);
	}
	if (x->problems)
		status = cmd_worse(status, STATUS_FINDINGS);
	return status;
}

int
cmd_dedup_run(int argc, char **argv)
{
	struct dedup x = { .output = "-", .out = SBUF_INIT };
	const struct opt opts[] = {
		OPT_FLAG("merge", 0,
		    "merge sure duplicates: in the library, or in the file, "
		    "which is written",
		    &x.merge),
		OPT_FLAG("dry-run", 'n',
		    "with --merge or --same: only tell what would be merged, "
		    "and what would become of its fields",
		    &x.dry_run),
		OPT_VALUE("keep", 0, "WHICH",
		    "of duplicates the 'first' (the default), the 'last', or "
		    "the 'fullest' stays",
		    &x.keep),
		OPT_LIST("same", 0, "KEY,KEY", "these are one work: merge them",
		    &x.same),
		OPT_LIST("distinct", 0, "KEY,KEY",
		    "these are two works: remember it", &x.distinct),
		OPT_VALUE("output", 'o', "OUT",
		    "write to OUT, not to standard output", &x.output),
		OPT_FLAG("in-place", 'i',
		    "replace the file; the old one stays as FILE~, or "
		    "FILE.~2~ and so on if there is one",
		    &x.in_place),
		OPT_FLAG("json", 0, "print JSON, one object a line", &x.json),
		SESSION_LIBRARY_OPTS(x.session),
		OPT_END,
	};
	int status, i = cmd_options(&status, argc, argv, opts);
	const char *path;

	if (i < 0)
		return status;
	if (argc - i > 1)
		return cmd_usage("dedup", "one file, or none for the library");
	path = i < argc ? argv[i] : NULL;
	if (x.in_place && (!path || !strcmp(path, "-")))
		return cmd_usage("dedup",
		    path ? "standard input cannot be replaced"
			 : "--in-place is for a file: the library is changed "
			   "where it is");
	status = read_options(&x);
	if (!status)
		status = run(&x, path);
	sbuf_release(&x.out);
	arena_release(&x.arena);
	return status;
}
