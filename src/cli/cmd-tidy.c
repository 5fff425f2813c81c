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

/* --- options ----------------------------------------------------------------------- */

/* What the options say before it is known whether it makes sense. */
struct words {
	const char *layout, *values, *names, *escape, *protect, *months,
	    *journals, *duplicates, *merge, *encoding;
	const char *indent, *align, *wrap, *blank_lines, *max_authors;
};

enum { CHOICES_MAX = 5 };

/* The number of the word among those; 0, the first, where none was given. */
static int
choose(int *status, const char *option, const char *value,
    const char *const words[CHOICES_MAX])
{
	struct sbuf known = SBUF_INIT;

	for (int i = 0; i < CHOICES_MAX && words[i]; i++) {
		if (!value || !strcmp(value, words[i])) {
			sbuf_release(&known);
			return i;
		}
		sbuf_addf(&known, "%s'%s'", i ? ", " : "", words[i]);
	}
	*status = cmd_usage(
	    "tidy", "--%s is one of %s, not '%s'", option, known.buf, value);
	sbuf_release(&known);
	return 0;
}

static unsigned
number(int *status, const char *option, const char *value, unsigned least,
    unsigned most, unsigned otherwise)
{
	char *end;
	long n;

	if (!value)
		return otherwise;
	n = strtol(value, &end, 10);
	if (!*end && end != value && n >= (long)least && n <= (long)most)
		return (unsigned)n;
	*status = cmd_usage("tidy", "--%s is a number from %u to %u, not '%s'",
	    option, least, most, value);
	return otherwise;
}

static int
read_words(struct tidying *t, const struct words *w)
{
	struct tidy_options *o = &t->request.options;
	int status = STATUS_CLEAN;

#define CHOOSE(option, value, ...)         \
	choose(&status, (option), (value), \
	    (const char *const[CHOICES_MAX]){ __VA_ARGS__ })
	o->layout =
	    (enum tidy_layout)CHOOSE("layout", w->layout, "uniform", "keep");
	o->names = (enum tidy_case)CHOOSE(
	    "case", w->names, "lower", "keep", "upper", "title");
	o->delimiters = (enum tidy_delimiters)CHOOSE(
	    "values", w->values, "keep", "braces", "quotes");
	o->escape = (enum tidy_escape)CHOOSE(
	    "escape", w->escape, "keep", "unicode", "latex");
	o->protect = (enum tidy_protect)CHOOSE(
	    "protect", w->protect, "keep", "none", "words", "all");
	o->months = (enum tidy_months)CHOOSE(
	    "months", w->months, "keep", "macro", "number");
	t->request.journals =
	    CHOOSE("journals", w->journals, "keep", "full", "abbrev");
	t->request.merge = CHOOSE("duplicates", w->duplicates, "keep", "merge");
	t->request.keep = (enum duplicate_keep)CHOOSE(
	    "merge-into", w->merge, "first", "last", "fullest");
	t->request.utf8 = CHOOSE("encoding", w->encoding, "keep", "utf-8");
#undef CHOOSE
	o->indent = w->indent && !strcmp(w->indent, "tab")
			? 0
			: number(&status, "indent", w->indent, 0, 80, 2);
	o->align = number(&status, "align", w->align, 0, 80, 14);
	o->wrap = number(&status, "wrap", w->wrap, 20, 1000, 0);
	o->blank_lines =
	    number(&status, "blank-lines", w->blank_lines, 0, 9, 1);
	o->max_authors =
	    number(&status, "max-authors", w->max_authors, 1, 10000, 0);
	return status;
}

/* Options that say nothing beside others. */
static int
must_make_sense(const struct tidying *t, const struct words *w)
{
	const struct tidy_options *o = &t->request.options;
	const struct {
		const char *name;
		bool given;
	} uniform[] = {
		{ "indent", w->indent },
		{ "align", w->align },
		{ "wrap", w->wrap },
		{ "blank-lines", w->blank_lines },
		{ "case", w->names },
		{ "values", w->values },
		{ "no-trailing-comma", o->no_trailing_comma },
		{ "sort-fields", o->sort_fields },
		{ "field-order", o->field_order },
	};

	for (size_t i = 0;
	     o->layout == TIDY_KEEP && i < sizeof(uniform) / sizeof(uniform[0]);
	     i++)
		if (uniform[i].given)
			return cmd_usage("tidy",
			    "--%s lays entries out: it does not go with "
			    "--layout=keep",
			    uniform[i].name);
	if (o->strip_enclosing && o->protect == PROTECT_ALL)
		return cmd_usage("tidy",
		    "--strip-enclosing takes away what --protect=all puts in");
	if (w->merge && !t->request.merge)
		return cmd_usage(
		    "tidy", "--merge-into goes with --duplicates=merge");
	if (t->request.journals != JOURNALS_KEEP && !t->lists.len)
		return cmd_usage("tidy",
		    "--journals needs a list: name one with --abbreviations");
	return STATUS_CLEAN;
}

int
cmd_tidy_run(int argc, char **argv)
{
	struct tidying t = { .output = "-" };
	struct tidy_options *o = &t.request.options;
	struct words w = { 0 };
	int status;
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
		    &w.layout),
		OPT_VALUE("indent", 0, "N",
		    "blanks before a field (2); 0 or 'tab': a tab", &w.indent),
		OPT_VALUE("align", 0, "N",
		    "'=' stands so far behind the indent (14); 0: no column",
		    &w.align),
		OPT_VALUE("wrap", 0, "N",
		    "values in lines of N columns, where blanks let them",
		    &w.wrap),
		OPT_VALUE("blank-lines", 0, "N",
		    "blank lines between entries (1)", &w.blank_lines),
		OPT_FLAG("no-trailing-comma", 0,
		    "no comma behind an entry's last field",
		    &o->no_trailing_comma),
		OPT_VALUE("case", 0, "WHICH",
		    "names of types and fields: 'lower' (the default), 'keep', "
		    "'upper', 'title'",
		    &w.names),
		OPT_VALUE("values", 0, "WHICH",
		    "delimiters: 'keep' (the default), 'braces', 'quotes'",
		    &w.values),
		OPT_FLAG(
		    "numeric", 0, "numbers without delimiters", &o->numeric),
		OPT_VALUE("sort", 0, "BY",
		    "sort entries: of key, type, author, year, title, journal, "
		    "doi and other fields, comma-separated; -year: descending",
		    &o->sort),
		OPT_FLAG("sort-fields", 0, "fields in their usual order",
		    &o->sort_fields),
		OPT_VALUE("field-order", 0, "FIELDS",
		    "these fields first, comma-separated", &o->field_order),
		OPT_VALUE("remove", 0, "FIELDS",
		    "fields to leave out, comma-separated", &o->remove),
		OPT_FLAG("drop-empty", 0, "leave out fields without a value",
		    &o->drop_empty),
		OPT_FLAG("drop-repeated", 0,
		    "leave out fields that stand in the entry already, which "
		    "BibTeX passes over",
		    &o->drop_repeated),
		OPT_FLAG("strip-comments", 0,
		    "leave out what is no entry: remarks, @comment, free text",
		    &o->strip_comments),
		OPT_VALUE("escape", 0, "WHICH",
		    "accents and letters: 'keep' (the default), 'unicode', "
		    "'latex'",
		    &w.escape),
		OPT_VALUE("protect", 0, "WHICH",
		    "braces that keep capitals of titles: 'keep' (the "
		    "default), 'none', 'words', 'all': the whole title",
		    &w.protect),
		OPT_FLAG("strip-enclosing", 0,
		    "{{value}} as {value}, but for names", &o->strip_enclosing),
		OPT_FLAG("drop-all-caps", 0,
		    "titles that are all in capitals in lower case",
		    &o->drop_all_caps),
		OPT_FLAG("normalize", 0,
		    "months as macros, page ranges with --, DOIs without "
		    "resolver",
		    &o->normalize),
		OPT_VALUE("months", 0, "WHICH",
		    "months: 'keep' (the default), 'macro', 'number'",
		    &w.months),
		OPT_VALUE("max-authors", 0, "N", "of more people, 'and others'",
		    &w.max_authors),
		OPT_FLAG("encode-urls", 0, "what no URL may have, by percent",
		    &o->encode_urls),
		OPT_FLAG(
		    "unwrap", 0, "no line breaks inside values", &o->unwrap),
		OPT_VALUE("keys", 0, "PATTERN",
		    "new citation keys, '[auth][year]' or 'auth.lower + year'; "
		    "old ones stay in ids",
		    &t.request.keys),
		OPT_VALUE("duplicates", 0, "WHICH",
		    "'keep' (the default), 'merge': into one of them",
		    &w.duplicates),
		OPT_VALUE("merge-into", 0, "WHICH",
		    "the one that stays: 'first' (the default), 'last', "
		    "'fullest'",
		    &w.merge),
		OPT_VALUE("journals", 0, "WHICH",
		    "names of journals: 'keep' (the default), 'full', 'abbrev'",
		    &w.journals),
		OPT_LIST("abbreviations", 0, "FILE",
		    "a list of journals (JabRef's CSV) or of words (LTWA)",
		    &t.lists),
		OPT_VALUE("encoding", 0, "WHICH",
		    "'keep' (the default), 'utf-8'", &w.encoding),
		OPT_END,
	};
	int i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	status = read_words(&t, &w);
	if (!status)
		status = must_make_sense(&t, &w);
	if (status)
		return status;
	t.request.lists = t.lists.items;
	t.request.lists_len = t.lists.len;
	if (t.in_place && strcmp(t.output, "-") != 0)
		return cmd_usage("tidy", "--in-place and --output are two "
					 "places: give one of them");
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
