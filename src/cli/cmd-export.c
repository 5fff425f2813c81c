/* refmend export: the library, or some works of it, as a bibliography. */

#include "app/formats.h"
#include "app/library.h"
#include "app/styles.h"
#include "base/file.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "cli/session.h"
#include "write/formats.h"

#include "base/banned.h"

static int
export_styled(struct sbuf *out, const struct store_work *works, size_t len,
    const struct styles_request *request, struct err *err)
{
	struct arena a = ARENA_INIT;
	const struct work **all = ARENA_ARRAY(&a, const struct work *, len + 1);
	int rc;

	for (size_t i = 0; i < len; i++)
		all[i] = works[i].work;
	rc = styles_write(out, all, len, request, err);
	arena_release(&a);
	return rc;
}

static void
lower_titles(struct store_work *works, size_t len, struct arena *a)
{
	for (size_t i = 0; i < len; i++) {
		struct work *w = ARENA_NEW(a, struct work);

		*w = *works[i].work;
		write_sentence_case(w, a);
		works[i].work = w;
	}
}

int
cmd_export_run(int argc, char **argv)
{
	struct session_options so = { 0 };
	bool sentence_case = false;
	const char *name = NULL, *path = "-", *style = NULL, *lang = NULL;
	const struct opt opts[] = {
		OPT_VALUE("format", 'f', "FORMAT",
		    "bibtex (the default), or another that 'refmend convert "
		    "--formats' lists; with --style: text (the default), "
		    "markdown, html, latex, rtf, typst, org, terminal or "
		    "runs",
		    &name),
		OPT_VALUE("style", 's', "STYLE",
		    "a list of references in this style: a name that 'refmend "
		    "styles' lists, or a .csl file",
		    &style),
		OPT_VALUE("lang", 0, "LANGUAGE",
		    "in this language (xx-YY), not the style's", &lang),
		OPT_FLAG("sentence-case", 0,
		    "English titles in sentence case; what is protected and "
		    "acronyms keep their capitals",
		    &sentence_case),
		OPT_VALUE("output", 'o', "FILE",
		    "write to FILE, not to standard output", &path),
		SESSION_LIBRARY_OPTS(so),
		OPT_END,
	};
	const struct format *format = NULL;
	enum csl_output output = CSL_OUTPUT_TEXT;
	struct styles_request request;
	struct sbuf out = SBUF_INIT;
	struct session session;
	struct store_work *works;
	struct err err = ERR_INIT;
	size_t len;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (style && name && !styles_output_from_name(&output, name))
		return cmd_usage("export",
		    "no format '%s' of a list in a style: there are text, "
		    "markdown, html, latex, rtf, typst, org, terminal and runs",
		    name);
	if (!style && lang)
		return cmd_usage("export", "--lang goes with --style");
	if (!style && format_from_name(&format, name ? name : "bibtex",
			  FORMAT_WRITTEN, &err))
		return cmd_usage("export", "%s", err.text);
	request = (struct styles_request){ .style = style,
		.lang = lang,
		.output = output,
		.warning = listing_warning };
	rc = session_open(&session, &so, SESSION_LIBRARY, &err);
	if (!rc)
		rc = library_select(&works, &len, &session.arena, session.store,
		    (const char *const *)&argv[i], (size_t)(argc - i), &err);
	if (!rc && sentence_case)
		lower_titles(works, len, &session.arena);
	if (!rc && style)
		rc = export_styled(&out, works, len, &request, &err);
	else if (!rc)
		library_export(&out, works, len, format->writer);
	if (!rc && out.full)
		rc = err_set(&err, ERR_LIMIT, "too much to export at once");
	if (!rc)
		rc = file_write_atomic(
		    path, (struct span){ out.buf, out.len }, true, &err);
	status = rc ? cmd_fail("export", rc, &err) : STATUS_CLEAN;
	sbuf_release(&out);
	session_close(&session);
	return status;
}
