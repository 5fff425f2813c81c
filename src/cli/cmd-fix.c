/* refmend fix: the list put right, in the document, as a diff or as a .bib. */

#include "base/file.h"
#include "cli/checking.h"
#include "cli/listing.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"

struct fix {
	struct checking_options checking;
	const char *output, *bib, *apply, *kept, *style, *lang;
	const char *generated; /* what the last list was made from, or NULL */
	struct arena arena;
	bool in_place, complete, normalize;
	bool foreign; /* the last file is of a format that is not mended */
	struct write_policy policy;
	char *const *paths;
	size_t n;
	struct bibliography bibliography; /* of all files */
	struct sbuf diff;
	struct sbuf next;
};

/* --- writing --------------------------------------------------------------- */

/* Any encoding reads as UTF-8 in the diff. */
static int
add_diff(struct fix *x, const struct document *d, struct span mended,
    struct err *err)
{
	struct document *after;
	int rc = document_from_bytes(&after, d->path, mended, err);

	if (rc)
		return rc;
	write_diff(&x->diff, d->text, after->text, d->path, d->path);
	document_close(after);
	return OK;
}

static int
write_mended(struct fix *x, const struct document *d, struct span mended,
    struct err *err)
{
	if (x->output)
		return file_write_atomic(x->output, mended, true, err);
	if (!x->in_place)
		return x->bib ? OK : add_diff(x, d, mended, err);
	if (span_eq(mended, d->bytes))
		return OK;
	return file_write_atomic(d->path, mended, true, err);
}

/* The list in another style; what stays as it was is told. */
static int
restyle(
    struct sbuf *mended, struct fix *x, struct checked_file *f, struct err *err)
{
	const struct styles_request request = {
		.style = x->style, .lang = x->lang, .warning = listing_warning
	};
	size_t kept;
	int rc =
	    checked_file_restyle(mended, f, &x->policy, &request, &kept, err);

	if (!rc && kept)
		fprintf(stderr,
		    "%s: %zu of %zu references stay as they were: their works "
		    "are not certain\n",
		    f->document->path, kept, f->references.len);
	return rc;
}

static bool
has_entries(const struct checked_file *f, enum document_format format)
{
	return f->document->format == format && f->references.len &&
	       f->references.items[0].form == REFERENCE_ENTRY;
}

/* Biber's list, of which nothing but its .bib file is written by people. */
static bool
is_bibers(const struct checked_file *f)
{
	return has_entries(f, DOCUMENT_LATEX);
}

/* A list that is made anew by each run of BibTeX is not written to. */
static int
pass_over_generated(struct fix *x, struct checked_file *f)
{
	struct err err = ERR_INIT;

	/* the next command is told when the file is closed */
	if (x->generated)
		x->generated = arena_strdup(&x->arena, x->generated);
	if ((x->output || x->in_place) && is_bibers(f) && !x->generated)
		return cmd_fail("fix",
		    err_set(&err, ERR_USAGE,
			"%s: not written, since biber makes it from a .bib "
			"file: mend that, and run biber anew; --bib FILE "
			"writes a new one",
			f->document->path),
		    &err);
	if (x->output || x->in_place)
		return cmd_fail("fix",
		    err_set(&err, ERR_USAGE,
			"%s: not written, since %s makes it from %s: mend "
			"that, and run it anew",
			f->document->path, is_bibers(f) ? "biber" : "BibTeX",
			x->generated),
		    &err);
	if (x->bib)
		bibliography_add(&x->bibliography, f, &x->policy);
	return STATUS_CLEAN;
}

/* RIS, CSL-JSON ...: read, but no format whose layout we keep. */
static bool
is_foreign(const struct checked_file *f)
{
	return has_entries(f, DOCUMENT_TEXT);
}

static int
pass_over_foreign(struct fix *x, struct checked_file *f)
{
	struct err err = ERR_INIT;

	if (x->output || x->in_place)
		return cmd_fail("fix",
		    err_set(&err, ERR_USAGE,
			"%s: not written: documents and .bib files are mended "
			"in place; --bib FILE writes its references, mended, "
			"as BibTeX, and 'refmend convert' other formats of it",
			f->document->path),
		    &err);
	if (x->bib)
		bibliography_add(&x->bibliography, f, &x->policy);
	return STATUS_CLEAN;
}

static int
each(struct checking *c, struct checked_file *f, void *ctx)
{
	struct fix *x = ctx;
	struct sbuf mended = SBUF_INIT;
	struct err err = ERR_INIT;
	int rc;

	/* Half asked is half mended: leave the file as it is. */
	if (f->result.interrupted)
		return STATUS_INTERRUPTED;
	mended.limit = 2 * f->document->bytes.len + SBUF_LIMIT;
	x->generated = checked_generated_from(&f->arena, f->document->path);
	x->foreign = is_foreign(f);
	if (x->generated || is_bibers(f))
		return pass_over_generated(x, f);
	if (x->foreign)
		return pass_over_foreign(x, f);
	rc = session_protected(
	    &x->policy.protected_fields, &c->session, x->kept, &err);
	if (!rc && x->style)
		rc = restyle(&mended, x, f, &err);
	else if (!rc)
		rc = checked_file_mend(&mended, f, &x->policy, &err);
	if (!rc && mended.full)
		rc = err_set(&err, ERR_LIMIT,
		    "%s: the mended document is "
		    "too big",
		    f->document->path);
	if (!rc)
		rc = write_mended(x, f->document,
		    (struct span){ mended.buf, mended.len }, &err);
	if (!rc && x->bib)
		bibliography_add(&x->bibliography, f, &x->policy);
	sbuf_release(&mended);
	return rc ? cmd_fail(c->command, rc, &err) : STATUS_CLEAN;
}

/* --- the next command --------------------------------------------------------- */

static bool
is_stdin(const char *path)
{
	return !strcmp(path, "-");
}

static bool
any_stdin(const struct fix *x)
{
	for (size_t i = 0; i < x->n; i++)
		if (is_stdin(x->paths[i]))
			return true;
	return false;
}

static void
add_command(struct fix *x, const char *more)
{
	sbuf_add(&x->next, SPAN_LIT("    refmend fix"));
	checking_add_options(&x->next, &x->checking);
	if (x->apply)
		sbuf_addf(&x->next, " --apply %s", x->apply);
	if (x->complete)
		sbuf_add(&x->next, SPAN_LIT(" --complete"));
	if (x->normalize)
		sbuf_add(&x->next, SPAN_LIT(" --normalize"));
	if (x->style) {
		sbuf_add(&x->next, SPAN_LIT(" --style "));
		checking_add_word(&x->next, x->style);
	}
	if (x->kept) {
		sbuf_add(&x->next, SPAN_LIT(" --protect "));
		checking_add_word(&x->next, x->kept);
	}
	sbuf_add(&x->next, span_of(more));
	for (size_t i = 0; i < x->n; i++) {
		sbuf_addc(&x->next, ' ');
		checking_add_word(&x->next, x->paths[i]);
	}
}

static const char *
next_command(struct checking *c, const struct report_counts *counts, void *ctx)
{
	struct fix *x = ctx;

	(void)c;
	if (x->generated && counts->applied + counts->wrong_left) {
		sbuf_add(&x->next,
		    SPAN_LIT("The list is made from a .bib file. To mend "
			     "that:\n"));
		x->n = 0;
		add_command(x, " ");
		checking_add_word(&x->next, x->generated);
		return x->next.buf;
	}
	if (x->foreign && !x->bib && counts->applied + counts->wrong_left) {
		sbuf_add(&x->next,
		    SPAN_LIT("Files of this format are not written to. To "
			     "have the references mended, as BibTeX:\n"));
		add_command(x, " --bib mended.bib");
		return x->next.buf;
	}
	if (!x->output && !x->in_place && !x->bib && counts->applied &&
	    any_stdin(x)) {
		sbuf_add(&x->next,
		    SPAN_LIT("Nothing is written. To get the mended text on "
			     "standard output, pass the same to\n"));
		x->n = 0;
		add_command(x, " -o - -");
		return x->next.buf;
	}
	if (!x->output && !x->in_place && !x->bib && counts->applied) {
		sbuf_add(&x->next, SPAN_LIT("Nothing is written yet. To write "
					    "it, with a backup:\n"));
		add_command(x, " --in-place");
		return x->next.buf;
	}
	if (counts->verdicts[VERDICT_CONFLICT] && counts->wrong_left &&
	    x->policy.apply == APPLY_SAFE) {
		sbuf_add(&x->next,
		    SPAN_LIT("Conflicts are left as they are. Look at each; "
			     "to replace them too:\n"));
		x->apply = "all";
		add_command(x, x->in_place ? " --in-place" : "");
		return x->next.buf;
	}
	return NULL;
}

/* --- options --------------------------------------------------------------------- */

static int
set_policy(struct fix *x)
{
	static const char *const names[] = { "none", "safe", "all" };
	int apply = APPLY_SAFE;

	if (x->apply) {
		for (apply = 0; apply < 3; apply++)
			if (!strcmp(x->apply, names[apply]))
				break;
		if (apply == 3)
			return cmd_usage("fix",
			    "--apply is one of 'none', 'safe', 'all', not "
			    "'%s'",
			    x->apply);
	}
	x->policy.apply = apply;
	x->policy.complete = x->complete;
	x->policy.normalize = x->normalize;
	return STATUS_CLEAN;
}

/* By name, or as what both are on the disk. */
static bool
is_same_file(const char *x, const char *y)
{
	struct stat one, other;

	return !strcmp(x, y) ||
	       (!stat(x, &one) && !stat(y, &other) &&
		   one.st_dev == other.st_dev && one.st_ino == other.st_ino &&
		   S_ISREG(one.st_mode));
}

static int
check_usage(const struct fix *x)
{
	if (!x->n)
		return cmd_usage("fix", "no file is named");
	if (x->style && x->apply && !strcmp(x->apply, "none"))
		return cmd_usage("fix",
		    "--style writes what was found: not with --apply none");
	if (!x->style && x->lang)
		return cmd_usage("fix", "--lang goes with --style");
	if (x->output && x->in_place)
		return cmd_usage("fix", "-o and --in-place exclude each other");
	if (x->output && x->n > 1)
		return cmd_usage("fix", "-o goes with one file alone");
	if (x->output && x->bib && is_stdin(x->output) && is_stdin(x->bib))
		return cmd_usage(
		    "fix", "only one of -o and --bib can be standard output");
	if (x->output && x->bib && is_same_file(x->output, x->bib))
		return cmd_usage("fix",
		    "-o and --bib name one file: the one would be written "
		    "over the other");
	for (size_t i = 0; i < x->n; i++)
		if (x->in_place && x->bib && is_same_file(x->paths[i], x->bib))
			return cmd_usage("fix",
			    "--bib names a file that --in-place mends: '%s'",
			    x->bib);
	for (size_t i = 0; i < x->n; i++)
		if (x->in_place && is_stdin(x->paths[i]))
			return cmd_usage(
			    "fix", "standard input cannot be mended in place");
	return STATUS_CLEAN;
}

static int
write_bib(struct fix *x)
{
	struct err err = ERR_INIT;
	int rc;

	bibliography_finish(&x->bibliography);
	/* Nothing was read, or not all was asked: an old one is worth more. */
	if (!x->bib || !x->bibliography.text.len)
		return STATUS_CLEAN;
	rc = file_write_atomic(x->bib,
	    (struct span){ x->bibliography.text.buf, x->bibliography.text.len },
	    true, &err);
	return rc ? cmd_fail("fix", rc, &err) : STATUS_CLEAN;
}

static int
run(struct fix *x)
{
	struct checking c = {
		.command = "fix",
		.o = &x->checking,
		.out = stdout,
		.each = each,
		.ctx = x,
		.next_command = next_command,
	};
	int status;

	if ((x->output && is_stdin(x->output)) || (x->bib && is_stdin(x->bib)))
		c.out = stderr;
	status = checking_run(&c, x->paths, x->n);
	if (x->diff.len) {
		if (c.out == stdout)
			(void)putchar('\n');
		(void)fwrite(x->diff.buf, 1, x->diff.len, stdout);
	}
	if (status != STATUS_USAGE && status != STATUS_INTERRUPTED &&
	    !x->checking.session.dry_run)
		status = cmd_worse(status, write_bib(x));
	return status;
}

int
cmd_fix_run(int argc, char **argv)
{
	struct fix x = {
		.diff = SBUF_INIT,
		.next = SBUF_INIT,
	};
	const struct session none = { 0 };
	const struct opt opts[] = {
		OPT_VALUE("output", 'o', "OUT",
		    "write the mended document there; '-': to standard output, "
		    "and the report to standard error",
		    &x.output),
		OPT_FLAG("in-place", 'i',
		    "replace the file; the old one stays as FILE~, or "
		    "FILE.~2~ and so on if there is one",
		    &x.in_place),
		OPT_VALUE("bib", 0, "OUT.bib", "write a .bib of all references",
		    &x.bib),
		OPT_VALUE("apply", 0, "WHICH",
		    "'safe' (the default) puts wrong fields right, 'all' also "
		    "replaces conflicts whose title is one work's alone, "
		    "'none' neither",
		    &x.apply),
		OPT_FLAG("complete", 0, "fill in missing fields", &x.complete),
		OPT_FLAG("normalize", 0,
		    "write variants and other forms as the record has them",
		    &x.normalize),
		OPT_VALUE("style", 's', "STYLE",
		    "rewrite the whole list in this style: a name that "
		    "'refmend styles' lists, or a .csl file",
		    &x.style),
		OPT_VALUE("lang", 0, "LANGUAGE",
		    "with --style: in this language (xx-YY)", &x.lang),
		OPT_VALUE("protect", 0, "FIELDS",
		    "fields never to be written, comma-separated", &x.kept),
		CHECKING_OPTS(x.checking),
		OPT_END,
	};
	struct err err = ERR_INIT;
	int status, first = cmd_options(&status, argc, argv, opts);

	if (first < 0)
		return status;
	bibliography_init(&x.bibliography);
	x.paths = argv + first;
	x.n = (size_t)(argc - first);
	status = check_usage(&x);
	if (!status)
		status = set_policy(&x);
	if (!status &&
	    session_protected(&x.policy.protected_fields, &none, x.kept, &err))
		status = cmd_usage("fix", "%s", err.text);
	if (!status)
		status = run(&x);
	bibliography_release(&x.bibliography);
	sbuf_release(&x.diff);
	sbuf_release(&x.next);
	arena_release(&x.arena);
	return status;
}
