/* refmend convert: a bibliography from one format into another. */

#include "app/formats.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "model/document.h"
#include "write/formats.h"
#include "write/write.h"

#include <stdio.h>

#include "base/banned.h"

enum { FLUSH = 1 << 16 };

struct conversion {
	const struct format *from; /* NULL: to be found out */
	const struct format *to;
	const char *encoding; /* NULL: to be found out, too */
	const char *output;   /* "-": written as it comes */
	struct sbuf out;
	struct work_writer writer;
	struct arena arena;
	struct key_set *keys, *exact; /* in use; and with their capitals */
	size_t problems;
	size_t read; /* files */
	bool sentence_case;
	bool failed; /* standard output takes no more */
};

static void
flush(struct conversion *c, size_t at_least)
{
	if (c->failed || strcmp(c->output, "-") != 0 || c->out.len < at_least)
		return;
	c->failed = fwrite(c->out.buf, 1, c->out.len, stdout) != c->out.len;
	sbuf_reset(&c->out);
}

static void
print_problems(struct conversion *c, const struct references *refs)
{
	for (size_t i = 0; i < refs->problems_len; i++) {
		const struct problem *p = &refs->problems[i];

		listing_problem(refs->document->path, p->line, p->key, p->text);
		c->problems++;
	}
	/* no fault, so that the exit status says nothing of it */
	for (size_t i = 0; i < refs->left_len; i++)
		listing_problem(refs->document->path, refs->left[i].line,
		    refs->left[i].text, "left out: it is in no work");
}

/*
 * The key as it is written: without what the format cannot have in one, and another
 * for each that stands there already. BibTeX takes "Roe" and "roe" for one; entries of
 * a .bib keep both unless BibTeX is asked for, since biber does not.
 */
static const char *
written_key(struct conversion *c, const struct reference *r)
{
	const struct writer_kind *kind = c->to->writer;
	const struct work *w = reference_work(r);
	const char *key =
	    kind->key ? kind->key(&c->writer.scratch, w, r->key) : r->key;
	bool fold = kind->folds_keys &&
		    (c->writer.strict || !work_custom(w, "bibtex-type"));
	bool folded = key_set_add(c->keys, key),
	     exact = key_set_add(c->exact, key);

	if (!kind->needs_key || (fold ? folded : exact))
		return key;
	do
		key = key_set_distinct(c->keys, key);
	while (!key_set_add(c->exact, key));
	return key;
}

/* The entry's own key, or one that is made of what it says. */
static const char *
key_of(struct conversion *c, const struct references *refs,
    const struct reference *r)
{
	const struct work *w = reference_work(r);
	struct arena *a = &c->writer.scratch;
	const char *key;

	if (reference_has_key(r)) {
		key = written_key(c, r);
		if (strcmp(key, r->key) != 0)
			listing_problem(refs->document->path, r->line, r->key,
			    arena_printf(a, "its key is written as \"%s\": %s",
				key,
				c->to->writer->key &&
					strcmp(c->to->writer->key(a, w, r->key),
					    r->key) != 0
				    ? "BibTeX could not read it"
				    : "another entry has it"));
		return key;
	}
	if (!c->to->writer->needs_key)
		return "";
	key = key_set_unique(c->keys, write_citation_key(a, w));
	(void)key_set_add(c->exact, key);
	return key;
}

static bool
is_set(const struct reference *r)
{
	const struct work *w = reference_work(r);
	const char *type = w ? work_custom(w, "bibtex-type") : NULL;

	return type && !strcmp(type, "set");
}

static bool
is_kept(const struct conversion *c, const struct reference *r)
{
	return c->to->writer->keeps_sets && is_set(r);
}

static int
convert_batch(void *ctx, const struct references *refs)
{
	struct conversion *c = ctx;

	print_problems(c, refs);
	for (size_t i = 0; i < refs->len && !c->failed; i++) {
		const struct reference *r = &refs->items[i];
		struct work work;

		if (r->skip && !is_kept(c, r)) {
			listing_problem(refs->document->path, r->line, r->key,
			    is_set(r)
				? "left out: only biblatex has sets; the "
				  "entries in it stay"
				: "left out: only a .bib has such entries");
			continue;
		}
		if (!reference_work(r))
			continue;
		work = *reference_work(r);
		if (c->sentence_case)
			write_sentence_case(&work, &c->writer.scratch);
		work_writer_add(&c->writer, &work, key_of(c, refs, r));
		flush(c, FLUSH);
	}
	return OK;
}

static int
convert_document(struct conversion *c, struct document *d, struct err *err)
{
	const struct format *from = c->from ? c->from : format_of_document(d);

	if (!from)
		return err_set(err, ERR_SYNTAX,
		    text_trim(d->text).len == 0 ? "%s: there is nothing in it"
						: "%s: its format cannot be "
						  "told from its text: name it "
						  "with --from",
		    d->path);
	if (!from->read)
		return err_set(err, ERR_USAGE, "%s: %s is only written",
		    d->path, from->title);
	/* MARC-8 is told by each record */
	if (d->guessed && strcmp(from->name, "marc") != 0)
		listing_guessed(d->path, d->encoding_name);
	return format_read_each(from, d, convert_batch, c, err);
}

static int
convert_file(struct conversion *c, const char *path, struct err *err)
{
	struct document *d;
	int rc = format_open_document_in(&d, path, c->encoding, err);

	if (rc)
		return rc;
	rc = convert_document(c, d, err);
	document_close(d);
	return rc;
}

static int
finish(struct conversion *c, struct err *err)
{
	work_writer_end(&c->writer);
	flush(c, 0);
	if (c->out.full)
		return err_set(err, ERR_LIMIT, "too much to write at once");
	if (!strcmp(c->output, "-"))
		return OK;
	return file_write_atomic(
	    c->output, (struct span){ c->out.buf, c->out.len }, true, err);
}

static void
print_formats(void)
{
	for (const struct format *f = formats; f->name; f++)
		printf("%-14s %-5s %-5s  %s\n", f->name, f->read ? "read" : "",
		    f->writer ? "write" : "", f->title);
}

static int
choose(struct conversion *c, const char *from, const char *to, struct err *err)
{
	if (from && strcmp(from, "auto") != 0 &&
	    format_from_name(&c->from, from, FORMAT_READ, err))
		return ERR_USAGE;
	if (to)
		return format_from_name(&c->to, to, FORMAT_WRITTEN, err);
	c->to = format_of_name(c->output, FORMAT_WRITTEN);
	return c->to ? OK
		     : err_set(err, ERR_USAGE,
			   "what to convert it to? Name it with --to");
}

int
cmd_convert_run(int argc, char **argv)
{
	const char *from = NULL, *to = NULL;
	struct conversion c = { .output = "-", .out = SBUF_INIT };
	bool list = false;
	const struct opt opts[] = {
		OPT_VALUE("from", 'f', "FORMAT",
		    "the input's format; auto (the default): told by its text",
		    &from),
		OPT_ENCODING(&c.encoding),
		OPT_VALUE("to", 't', "FORMAT",
		    "the output's format; left out: by the end of FILE's name",
		    &to),
		OPT_VALUE("output", 'o', "FILE",
		    "write to FILE, not to standard output", &c.output),
		OPT_FLAG("sentence-case", 0,
		    "English titles in sentence case; what is protected and "
		    "acronyms keep their capitals",
		    &c.sentence_case),
		OPT_FLAG("formats", 0, "list the formats", &list),
		OPT_END,
	};
	struct err err = ERR_INIT;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (list) {
		print_formats();
		return STATUS_CLEAN;
	}
	if (choose(&c, from, to, &err) ||
	    (c.encoding && document_encoding_named(c.encoding, &err)))
		return cmd_usage("convert", "%s", err.text);
	status = STATUS_CLEAN;
	c.keys = key_set_new(&c.arena);
	c.exact = key_set_new_exact(&c.arena);
	c.out.limit = UINT32_MAX;
	work_writer_begin(&c.writer, c.to->writer, &c.out);
	c.writer.strict = to != NULL;
	for (int k = i; k < argc || k == i; k++) {
		struct err story = ERR_INIT;

		rc = convert_file(&c, k < argc ? argv[k] : "-", &story);
		c.read += !rc;
		if (rc)
			status =
			    cmd_worse(status, cmd_fail("convert", rc, &story));
	}
	/* Of a file that could not be read, no file is made. */
	if (status == STATUS_CLEAN || (c.read && !strcmp(c.output, "-"))) {
		rc = finish(&c, &err);
		if (rc)
			status =
			    cmd_worse(status, cmd_fail("convert", rc, &err));
	} else {
		work_writer_end(&c.writer);
	}
	if (c.problems)
		status = cmd_worse(status, STATUS_FINDINGS);
	sbuf_release(&c.out);
	arena_release(&c.arena);
	return status;
}
