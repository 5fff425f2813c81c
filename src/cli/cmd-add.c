/* refmend add: works into the library by their identifiers. */

#include "app/library.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "cli/session.h"

#include "base/banned.h"

/* The record is asked for, and it is not there: something to look at. */
static int
tell_failure(const char *id, int code, const struct err *err)
{
	struct sbuf out = SBUF_INIT;

	report_add_clean(&out, span_of(id));
	fprintf(stderr, "refmend add: %s: %s\n", out.buf,
	    err->text[0] ? err->text
			 : "could not be looked up, try again later");
	sbuf_release(&out);
	switch (code) {
	case ERR_ABSENT: return STATUS_FINDINGS;
	case ERR_AGAIN: return STATUS_UNRESOLVED;
	case ERR_USAGE: return STATUS_USAGE;
	default: return STATUS_INPUT;
	}
}

static void
tell_key(const char *key, bool merged, bool json)
{
	struct sbuf out = SBUF_INIT;

	if (json) {
		sbuf_add(&out, SPAN_LIT("{\"type\":\"imported\""));
		listing_member(&out, "key", key);
		sbuf_addf(&out, ",\"merged\":%s}\n", merged ? "true" : "false");
		listing_flush(&out);
	} else {
		puts(key);
	}
	sbuf_release(&out);
}

int
cmd_add_run(int argc, char **argv)
{
	struct session_options so = { 0 };
	bool json = false;
	const struct opt opts[] = {
		OPT_FLAG("json", 0, "print JSON, one object a line", &json),
		SESSION_LIBRARY_OPTS(so),
		SESSION_LOOKUP_OPTS(so),
		OPT_END,
	};
	struct session session;
	struct err err = ERR_INIT;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (i == argc)
		return cmd_usage("add", "no identifier to add");
	rc = session_open(&session, &so,
	    SESSION_LIBRARY | SESSION_CREATE | SESSION_LOOKUP, &err);
	status = rc ? cmd_fail("add", rc, &err) : STATUS_CLEAN;
	for (; !rc && i < argc; i++) {
		enum store_add_result result = STORE_ADDED;
		struct err story = ERR_INIT;
		const char *key = NULL;
		int failed;

		if (session.resolve.stop && *session.resolve.stop) {
			status = STATUS_INTERRUPTED;
			break;
		}
		failed = library_add(&key, &session.arena, session.store,
		    argv[i], &session.resolve, &result, &story);
		if (!failed)
			tell_key(key, result == STORE_MERGED, json);
		else if (!so.dry_run)
			status = cmd_worse(
			    status, tell_failure(argv[i], failed, &story));
	}
	session_close(&session);
	return status;
}
