/* refmend render: bibliographies as a list of references in a style. */

#include "app/cite-works.h"
#include "app/styles.h"
#include "base/file.h"
#include "cli/cmd.h"
#include "cli/listing.h"

#include "base/banned.h"

struct rendering {
	struct cite_works works;
	size_t problems;
};

static void
tell(
    const char *path, size_t line, const char *key, const char *text, void *ctx)
{
	struct rendering *r = ctx;

	listing_problem(path, line, key, text);
	r->problems++;
}

static int
write_all(struct sbuf *out, struct rendering *r,
    const struct styles_request *request, struct err *err)
{
	struct arena a = ARENA_INIT;
	const struct work **all =
	    ARENA_ARRAY(&a, const struct work *, r->works.len + 1);
	int rc;

	for (size_t i = 0; i < r->works.len; i++)
		all[i] = r->works.items[i].work;
	rc = styles_write(out, all, r->works.len, request, err);
	arena_release(&a);
	if (!rc && out->full)
		rc = err_set(err, ERR_LIMIT, "too much to write at once");
	return rc;
}

int
cmd_render_run(int argc, char **argv)
{
	struct styles_request request = { .output = CSL_OUTPUT_TEXT,
		.warning = listing_warning };
	struct rendering r = { .problems = 0 };
	const char *format = NULL, *path = "-";
	bool labelled = false;
	const struct opt opts[] = {
		OPT_VALUE("style", 's', "STYLE",
		    "a name that 'refmend styles' lists, or a .csl file",
		    &request.style),
		OPT_VALUE("lang", 0, "LANGUAGE",
		    "in this language (xx-YY), not the style's", &request.lang),
		OPT_VALUE("format", 'f', "FORMAT",
		    "text (the default), markdown, html, latex, rtf, typst, "
		    "org, terminal or runs",
		    &format),
		OPT_FLAG("labelled", 0,
		    "as --format runs: a JSON object a line, each piece of "
		    "text with the field it came from",
		    &labelled),
		OPT_VALUE("output", 'o', "FILE",
		    "write to FILE, not to standard output", &path),
		OPT_END,
	};
	struct sbuf out = SBUF_INIT;
	struct err err = ERR_INIT;
	int status, rc = OK, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (!request.style)
		return cmd_usage("render", "which style? Name it with --style");
	if (labelled && format)
		return cmd_usage(
		    "render", "--labelled and --format exclude each other");
	if (labelled)
		format = "runs";
	if (format && !styles_output_from_name(&request.output, format))
		return cmd_usage("render", "no format '%s'", format);
	out.limit = UINT32_MAX;
	for (int k = i; !rc && (k < argc || k == i); k++)
		rc = cite_works_add_file(
		    &r.works, k < argc ? argv[k] : "-", tell, &r, &err);
	if (!rc)
		rc = write_all(&out, &r, &request, &err);
	if (!rc)
		rc = file_write_atomic(
		    path, (struct span){ out.buf, out.len }, true, &err);
	status = rc ? cmd_fail("render", rc, &err) : STATUS_CLEAN;
	if (r.problems)
		status = cmd_worse(status, STATUS_FINDINGS);
	cite_works_release(&r.works);
	sbuf_release(&out);
	return status;
}
