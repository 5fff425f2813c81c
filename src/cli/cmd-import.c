/* refmend import: the references of files into the library. */

#include "app/check.h"
#include "app/library.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "cli/session.h"

#include <stdio.h>
#include <unistd.h>

#include "base/banned.h"

struct import {
	bool json;
	size_t problems;
	struct sbuf line;
};

static void
print_key(const char *key, bool merged, void *ctx)
{
	struct import *import = ctx;

	if (import->json) {
		sbuf_add(&import->line, SPAN_LIT("{\"type\":\"imported\""));
		listing_member(&import->line, "key", key);
		sbuf_addf(&import->line, ",\"merged\":%s}\n",
		    merged ? "true" : "false");
		listing_flush(&import->line);
	} else {
		puts(key);
	}
}

static void
show_progress(size_t done, double part, void *ctx)
{
	(void)ctx;
	if (part >= 1)
		fprintf(stderr, "\r\033[K");
	else if (done)
		fprintf(stderr, "\r%zu references, %d %% of the file", done,
		    (int)(part * 100));
}

static void
print_problem(
    const char *path, size_t line, const char *key, const char *text, void *ctx)
{
	struct import *import = ctx;

	listing_problem(path, line, key, text);
	import->problems++;
}

static void
print_left(const char *path, size_t line, const char *name, void *ctx)
{
	(void)ctx;
	listing_problem(path, line, name, "not imported: it is in no work");
}

static void
print_guessed(const char *path, const char *encoding, void *ctx)
{
	(void)ctx;
	listing_guessed(path, encoding);
}

int
cmd_import_run(int argc, char **argv)
{
	struct session_options so = { 0 };
	struct import import = { .line = SBUF_INIT };
	const char *from = NULL, *encoding = NULL;
	const struct opt opts[] = {
		OPT_VALUE("from", 'f', "FORMAT",
		    "the files' format, 'html', 'latex', 'markdown' or 'text'; "
		    "auto "
		    "(the "
		    "default): told by their text",
		    &from),
		OPT_ENCODING(&encoding),
		OPT_FLAG(
		    "json", 0, "print JSON, one object a line", &import.json),
		SESSION_LIBRARY_OPTS(so),
		OPT_END,
	};
	struct library_import_options options = { .imported = print_key,
		.problem = print_problem,
		.left = print_left,
		.guessed = print_guessed,
		.ctx = &import,
		.progress = isatty(STDERR_FILENO) ? show_progress : NULL };
	struct session session;
	struct err err = ERR_INIT;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (i == argc)
		return cmd_usage("import", "no file to import");
	if (checked_from(from, encoding, &err))
		return cmd_usage("import", "%s", err.text);
	options.from = from;
	options.encoding = encoding;
	rc =
	    session_open(&session, &so, SESSION_LIBRARY | SESSION_CREATE, &err);
	status = rc ? cmd_fail("import", rc, &err) : STATUS_CLEAN;
	options.stop = session.resolve.stop;
	for (; !rc && i < argc && !(options.stop && *options.stop); i++) {
		struct err story = ERR_INIT;
		int failed =
		    library_import(session.store, argv[i], &options, &story);

		if (failed)
			status = cmd_worse(
			    status, cmd_fail("import", failed, &story));
	}
	if (import.problems)
		status = cmd_worse(status, STATUS_FINDINGS);
	if (options.stop && *options.stop) {
		fprintf(stderr, "refmend import: interrupted: the works whose "
				"keys are printed are in the library\n");
		status = STATUS_INTERRUPTED;
	}
	session_close(&session);
	sbuf_release(&import.line);
	return status;
}
