/* refmend dedup: works that stand twice in a .bib file or in the library. */

#include "app/duplicates.h"
#include "app/library.h"
#include "app/tidy.h"
#include "base/file.h"
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
	struct distinct *distinct;
	size_t distinct_len;
};

struct dedup {
	struct tidy_request request;
	struct session_options session;
	const char *output;
	bool in_place, json;
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

static void
add_preview(struct dedup *x, struct shelf *s, const struct duplicate *d)
{
	const struct work *a = s->works[d->first], *b = s->works[d->second];

	for (int i = 0; i < WORK_FIELDS; i++) {
		enum work_field f = (enum work_field)i;

		if (f != WORK_abstract && f != WORK_keyword && f != WORK_note)
			add_difference(x, work_field_csl(f), work_get(a, f),
			    work_get(b, f));
	}
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
		sbuf_addf(&x->out, ",\"sure\":%s}\n", sure ? "true" : "false");
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

static void
print_pairs(struct dedup *x, struct shelf *s)
{
	struct duplicate *found;
	size_t n = duplicates_find(&found, &s->arena, s->works, s->keys, s->len,
	    s->distinct, s->distinct_len);

	for (size_t i = 0; i < n; i++) {
		if (found[i].kind == DUPLICATE_SURE)
			x->sure++;
		else
			x->possible++;
		add_pair(x, s, &found[i]);
		listing_flush(&x->out);
	}
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
	int rc = document_open(&d, path, err);

	if (rc)
		return rc;
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

static int
look_library(struct dedup *x, struct err *err)
{
	struct session session;
	struct store_work *works = NULL;
	struct shelf s = { .path = NULL };
	size_t len = 0;
	int rc = session_open(&session, &x->session, SESSION_LIBRARY, err);

	if (!rc)
		rc = store_list(
		    &works, &len, &session.arena, session.store, err);
	shelf_size(&s, len);
	for (size_t i = 0; i < len; i++) {
		s.works[i] = works[i].work;
		s.keys[i] = works[i].key;
	}
	if (!rc)
		print_pairs(x, &s);
	arena_release(&s.arena);
	session_close(&session);
	return rc;
}

/* --- the file written again -------------------------------------------------------- */

static int
write_file(struct dedup *x, const char *path, struct err *err)
{
	struct tidied out;
	int rc = tidy_open(&out, path, &x->request, NULL, NULL, err);

	if (!rc && !(x->in_place && span_eq(out.before, out.after)))
		rc = file_write_atomic(
		    x->in_place ? path : x->output, out.after, true, err);
	if (!rc)
		fprintf(stderr, "%s: %zu of %zu entries merged into others\n",
		    path, out.counts.dropped, out.counts.entries);
	tidy_close(&out);
	return rc;
}

int
cmd_dedup_run(int argc, char **argv)
{
	struct dedup x = { .output = "-", .out = SBUF_INIT };
	const struct opt opts[] = {
		OPT_FLAG("merge", 0,
		    "write the file with sure duplicates merged into the "
		    "first of them",
		    &x.request.merge),
		OPT_VALUE("distinct", 0, "KEY,KEY",
		    "remember that these are two works", &x.request.distinct),
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
	struct err err = ERR_INIT;
	int status, rc, i = cmd_options(&status, argc, argv, opts);
	const char *path;

	if (i < 0)
		return status;
	if (argc - i > 1)
		return cmd_usage("dedup", "one file, or none for the library");
	path = i < argc ? argv[i] : NULL;
	if (!path && (x.request.merge || x.request.distinct))
		return cmd_usage("dedup",
		    "--merge and --distinct are for a .bib file: name one");
	if (x.in_place && path && !strcmp(path, "-"))
		return cmd_usage("dedup", "standard input cannot be replaced");
	x.request.options.layout = TIDY_KEEP;
	if (x.request.merge || x.request.distinct)
		rc = write_file(&x, path, &err);
	else
		rc = path ? look_file(&x, path, &err) : look_library(&x, &err);
	status = rc ? cmd_fail("dedup", rc, &err) : STATUS_CLEAN;
	if (x.sure || x.possible) {
		fprintf(stderr, "%zu duplicates, %zu possible ones\n", x.sure,
		    x.possible);
		status = cmd_worse(status, STATUS_FINDINGS);
	}
	sbuf_release(&x.out);
	return status;
}
