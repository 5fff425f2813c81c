/* refmend tidy: a .bib file written in one layout. */

#include "app/tidy.h"
#include "base/file.h"
#include "cli/cmd.h"
#include "cli/listing.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

struct tidying {
	struct tidy_request request;
	struct opt_list lists;
	const char *output;
	bool in_place, check;
	const char *path;
	size_t problems;
};

static void
on_problem(void *ctx, size_t line, const char *key, const char *text)
{
	struct tidying *t = ctx;

	t->problems++;
	listing_problem(t->path, line, key, text);
}

static int
put(struct tidying *t, struct span before, struct span after, struct err *err)
{
	bool same = span_eq(before, after);

	if (t->check) {
		if (!same)
			printf("%s: is not tidy\n", t->path);
		return same ? STATUS_CLEAN : STATUS_FINDINGS;
	}
	if (t->in_place && same)
		return STATUS_CLEAN;
	return file_write_atomic(
	    t->in_place ? t->path : t->output, after, true, err);
}

static int
tidy_file(struct tidying *t, const char *path)
{
	struct tidied out;
	struct err err = ERR_INIT;
	int rc, status;

	t->path = path;
	t->problems = 0;
	rc = tidy_open(&out, path, &t->request, on_problem, t, &err);
	if (rc)
		return cmd_fail("tidy", rc, &err);
	rc = put(t, out.before, out.after, &err);
	status = rc < 0 ? cmd_fail("tidy", rc, &err) : rc;
	if (out.counts.left || out.counts.dropped)
		fprintf(stderr,
		    "%s: %zu entries, %zu left as they were for a fault, %zu "
		    "duplicates left out\n",
		    path, out.counts.entries, out.counts.left,
		    out.counts.dropped);
	if (t->problems)
		status = cmd_worse(status, STATUS_FINDINGS);
	tidy_close(&out);
	return status;
}

/* One of the words, or a usage error. */
static int
choose(int *out, const char *option, const char *value, const char *a,
    const char *b, const char *c)
{
	const char *const words[] = { a, b, c };

	for (int i = 0; value && i < 3; i++)
		if (words[i] && !strcmp(value, words[i])) {
			*out = i;
			return STATUS_CLEAN;
		}
	return value
		   ? cmd_usage("tidy",
			 "--%s is one of '%s', '%s'%s%s%s, not '%s'", option, a,
			 b, c ? ", '" : "", c ? c : "", c ? "'" : "", value)
		   : STATUS_CLEAN;
}

static int
number(unsigned *out, const char *option, const char *value)
{
	char *end;
	long n;

	if (!value)
		return STATUS_CLEAN;
	n = strtol(value, &end, 10);
	if (*end || end == value || n < 0 || n > 80)
		return cmd_usage("tidy", "--%s is a number up to 80, not '%s'",
		    option, value);
	*out = (unsigned)n;
	return STATUS_CLEAN;
}

int
cmd_tidy_run(int argc, char **argv)
{
	struct tidying t = { .output = "-" };
	struct tidy_options *o = &t.request.options;
	const char *layout = NULL, *values = NULL, *escape = NULL,
		   *protect = NULL, *indent = NULL, *align = NULL,
		   *journals = NULL, *duplicates = NULL;
	int n_layout = 0, n_values = 0, n_escape = 0, n_protect = 0,
	    n_journals = 0, n_duplicates = 0, status;
	const struct opt opts[] = {
		OPT_VALUE("output", 'o', "OUT",
		    "write to OUT, not to standard output", &t.output),
		OPT_FLAG("in-place", 'i',
		    "replace the file; the old one stays as FILE~, or "
		    "FILE.~2~ and so on if there is one",
		    &t.in_place),
		OPT_FLAG("check", 0,
		    "write nothing; exit status 1 if a file is not tidy",
		    &t.check),
		OPT_VALUE("layout", 0, "WHICH",
		    "'uniform' (the default), or 'keep': only what other "
		    "options change is written anew",
		    &layout),
		OPT_VALUE("indent", 0, "N",
		    "blanks before a field (2); 0: a tab", &indent),
		OPT_VALUE("align", 0, "N",
		    "'=' stands so far behind the indent (14); 0: no column",
		    &align),
		OPT_VALUE("values", 0, "WHICH",
		    "delimiters: 'keep' (the default), 'braces', 'quotes'",
		    &values),
		OPT_VALUE("sort", 0, "BY",
		    "sort entries: of key, type, author, year, title, journal, "
		    "doi, comma-separated",
		    &o->sort),
		OPT_FLAG("sort-fields", 0, "fields in their usual order",
		    &o->sort_fields),
		OPT_VALUE("remove", 0, "FIELDS",
		    "fields to leave out, comma-separated", &o->remove),
		OPT_FLAG("drop-empty", 0, "leave out fields without a value",
		    &o->drop_empty),
		OPT_VALUE("escape", 0, "WHICH",
		    "accents and letters: 'keep' (the default), 'unicode', "
		    "'latex'",
		    &escape),
		OPT_VALUE("protect", 0, "WHICH",
		    "braces that keep capitals of titles: 'keep' (the "
		    "default), 'none', 'words'",
		    &protect),
		OPT_FLAG("normalize", 0,
		    "months as macros, page ranges with --, DOIs without "
		    "resolver",
		    &o->normalize),
		OPT_FLAG(
		    "unwrap", 0, "no line breaks inside values", &o->unwrap),
		OPT_VALUE("keys", 0, "PATTERN",
		    "new citation keys, '[auth][year]' or 'auth.lower + year'; "
		    "old ones stay in ids",
		    &t.request.keys),
		OPT_VALUE("duplicates", 0, "WHICH",
		    "'keep' (the default), 'merge': into the first of them",
		    &duplicates),
		OPT_VALUE("journals", 0, "WHICH",
		    "names of journals: 'keep' (the default), 'full', 'abbrev'",
		    &journals),
		OPT_LIST("abbreviations", 0, "FILE",
		    "a list of journals (JabRef's CSV) or of words (LTWA)",
		    &t.lists),
		OPT_END,
	};
	int i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	o->indent = 2;
	o->align = 14;
	status = choose(&n_layout, "layout", layout, "uniform", "keep", NULL);
	if (!status)
		status = choose(
		    &n_values, "values", values, "keep", "braces", "quotes");
	if (!status)
		status = choose(
		    &n_escape, "escape", escape, "keep", "unicode", "latex");
	if (!status)
		status = choose(
		    &n_protect, "protect", protect, "keep", "none", "words");
	if (!status)
		status = choose(&n_journals, "journals", journals, "keep",
		    "full", "abbrev");
	if (!status)
		status = choose(&n_duplicates, "duplicates", duplicates, "keep",
		    "merge", NULL);
	if (!status)
		status = number(&o->indent, "indent", indent);
	if (!status)
		status = number(&o->align, "align", align);
	if (status)
		return status;
	o->layout = (enum tidy_layout)n_layout;
	o->delimiters = (enum tidy_delimiters)n_values;
	o->escape = (enum tidy_escape)n_escape;
	o->protect = (enum tidy_protect)n_protect;
	t.request.lists = t.lists.items;
	t.request.lists_len = t.lists.len;
	t.request.journals = n_journals;
	t.request.merge = n_duplicates;
	if (n_journals && !t.lists.len)
		return cmd_usage("tidy",
		    "--journals needs a list: name one with --abbreviations");
	if (t.in_place && (i == argc || !strcmp(argv[i], "-")))
		return cmd_usage(
		    "tidy", "standard input cannot be tidied in place");
	if (!t.in_place && !t.check && argc - i > 1)
		return cmd_usage("tidy", "several files need --in-place");
	for (int k = i; k < argc || k == i; k++)
		status =
		    cmd_worse(status, tidy_file(&t, k < argc ? argv[k] : "-"));
	return status;
}
