/* refmend cite: the citations of a Markdown document written out, with their list. */

#include "app/cite.h"
#include "base/file.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "cli/session.h"

#include "base/banned.h"

struct citing {
	struct session_options options;
	struct session session;
	bool opened;
	size_t problems;
};

static void
tell(
    const char *path, size_t line, const char *key, const char *text, void *ctx)
{
	struct citing *c = ctx;

	listing_problem(path, line, key, text);
	c->problems++;
}

static int
open_library(struct store **out, void *ctx, struct err *err)
{
	struct citing *c = ctx;
	int rc;

	c->opened = true;
	rc = session_open(&c->session, &c->options, SESSION_LIBRARY, err);
	if (rc)
		return err_set(err, rc,
		    "there are no works to cite: name a bibliography with "
		    "--bibliography or in the document's metadata, or make a "
		    "library with 'refmend import'");
	*out = c->session.store;
	return OK;
}

int
cmd_cite_run(int argc, char **argv)
{
	struct citing c = { .problems = 0 };
	struct opt_list bibliographies = { 0 };
	struct cite_options o = { .problem = tell,
		.warning = listing_warning,
		.open_library = open_library,
		.ctx = &c };
	const char *output = "-";
	bool in_place = false;
	const struct opt opts[] = {
		OPT_LIST("bibliography", 'b', "FILE",
		    "works to cite: a .bib, CSL-JSON or any other that "
		    "'refmend "
		    "convert --formats' lists; may be repeated; else those "
		    "that "
		    "the document's metadata names, else the library",
		    &bibliographies),
		OPT_VALUE("style", 's', "STYLE",
		    "a name that 'refmend styles' lists, or a .csl file; else "
		    "the metadata's csl, else " CITE_STYLE,
		    &o.style),
		OPT_VALUE("lang", 0, "LANGUAGE",
		    "terms in this language (xx-YY); else the metadata's lang, "
		    "else the style's",
		    &o.lang),
		OPT_VALUE("output", 'o', "FILE",
		    "write to FILE, not to standard output", &output),
		OPT_FLAG("in-place", 'i',
		    "replace the file; the old one stays as FILE~", &in_place),
		SESSION_LIBRARY_OPTS(c.options),
		OPT_END,
	};
	struct sbuf out = SBUF_INIT;
	struct err err = ERR_INIT;
	struct document *d;
	const char *path;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (argc - i > 1)
		return cmd_usage("cite", "one document at a time");
	path = i < argc ? argv[i] : "-";
	if (in_place && (!strcmp(path, "-") || strcmp(output, "-") != 0))
		return cmd_usage(
		    "cite", "--in-place goes with a file, and without -o");
	o.bibliographies = bibliographies.items;
	o.bibliographies_len = bibliographies.len;
	rc = document_open(&d, path, &err);
	if (rc)
		return cmd_fail("cite", rc, &err);
	out.limit = UINT32_MAX;
	rc = cite_document(&out, d, &o, &err);
	if (!rc && out.full)
		rc = err_set(&err, ERR_LIMIT, "%s: too much to write", path);
	if (!rc)
		rc = file_write_atomic(in_place ? path : output,
		    (struct span){ out.buf, out.len }, true, &err);
	status = rc ? cmd_fail("cite", rc, &err) : STATUS_CLEAN;
	if (c.problems)
		status = cmd_worse(status, STATUS_FINDINGS);
	if (c.opened)
		session_close(&c.session);
	document_close(d);
	sbuf_release(&out);
	return status;
}
