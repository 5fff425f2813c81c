/* refmend undo: take a command's changes back. */

#include "app/library.h"
#include "cli/cmd.h"
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

int
cmd_undo_run(int argc, char **argv)
{
	struct session_options so = { 0 };
	const struct opt opts[] = { SESSION_LIBRARY_OPTS(so), OPT_END };
	struct session session;
	struct err err = ERR_INIT;
	int64_t id = 0;
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
		rc = store_undo(session.store, id, &undone, &err);
	if (!rc)
		printf("%zu change%s undone\n", undone, undone == 1 ? "" : "s");
	status = rc ? cmd_fail("undo", rc, &err) : STATUS_CLEAN;
	session_close(&session);
	return status;
}
