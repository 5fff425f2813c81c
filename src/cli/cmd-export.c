/* refmend export: the library, or some works of it, as a bibliography. */

#include "app/library.h"
#include "base/file.h"
#include "cli/cmd.h"
#include "cli/session.h"

#include "base/banned.h"

int
cmd_export_run(int argc, char **argv)
{
	struct session_options so = { 0 };
	const char *name = "bibtex", *path = "-";
	const struct opt opts[] = {
		OPT_VALUE("format", 'f', "FORMAT",
		    "bibtex (the default) or csl-json", &name),
		OPT_VALUE("output", 'o', "FILE",
		    "write to FILE, not to standard output", &path),
		SESSION_LIBRARY_OPTS(so),
		OPT_END,
	};
	enum library_format format = LIBRARY_BIBTEX;
	struct sbuf out = SBUF_INIT;
	struct session session;
	struct store_work *works;
	struct err err = ERR_INIT;
	size_t len;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (library_format_from_name(&format, name, &err))
		return cmd_usage("export", "%s", err.text);
	rc = session_open(&session, &so, SESSION_LIBRARY, &err);
	if (!rc)
		rc = library_select(&works, &len, &session.arena, session.store,
		    (const char *const *)&argv[i], (size_t)(argc - i), &err);
	if (!rc)
		library_export(&out, works, len, format);
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
