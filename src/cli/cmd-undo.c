/* refmend undo: take a command's changes back. */

#include "app/library.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "cli/session.h"

#include <errno.h>
#include <stdlib.h>

#include "base/banned.h"

static int64_t
read_id(const char *text)
{
	char *end;
	long long n;

	errno = 0;
	n = strtoll(text, &end, 10);
	return errno || *end || end == text || n < 1 ? -1 : n;
}

/* The name of the command that is about to be undone, or NULL. */
static int
find_command(const char **out, struct session *s, int64_t id, struct err *err)
{
	struct store_change *log;
	size_t len;
	int rc = store_log(&log, &len, &s->arena, s->store, NULL, 0, err);

	for (size_t i = 0; !rc && i < len && !*out; i++)
		if (id ? log[i].id == id : !log[i].undone)
			*out = log[i].command;
	return rc;
}

static void
tell(const char *command, size_t undone)
{
	struct sbuf out = SBUF_INIT;

	sbuf_addf(
	    &out, "%zu change%s undone: ", undone, undone == 1 ? "" : "s");
	report_add_clean(&out, span_of(command ? command : "?"));
	sbuf_addc(&out, '\n');
	listing_flush(&out);
	sbuf_release(&out);
}

int
cmd_undo_run(int argc, char **argv)
{
	struct session_options so = { 0 };
	const struct opt opts[] = { SESSION_LIBRARY_OPTS(so), OPT_END };
	struct session session;
	struct err err = ERR_INIT;
	int64_t id = 0;
	const char *command = NULL;
	size_t undone = 0;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (argc - i > 1)
		return cmd_usage("undo", "only one change can be named");
	if (i < argc) {
		id = read_id(argv[i]);
		if (id < 0)
			return cmd_usage("undo",
			    "'%s' is no change: 'refmend log' has them",
			    argv[i]);
	}
	rc = session_open(&session, &so, SESSION_LIBRARY, &err);
	if (!rc)
		rc = find_command(&command, &session, id, &err);
	if (!rc)
		rc = store_undo(session.store, id, &undone, &err);
	if (!rc)
		tell(command, undone);
	status = rc ? cmd_fail("undo", rc, &err) : STATUS_CLEAN;
	session_close(&session);
	return status;
}
