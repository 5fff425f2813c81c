/* refmend list: the works of the library. */

#include "app/library.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "cli/session.h"

#include "base/banned.h"

static void
add_line(struct sbuf *out, const struct store_work *w, bool json)
{
	if (json) {
		sbuf_addc(out, '{');
		listing_work_members(out, w);
		sbuf_add(out, SPAN_LIT("}\n"));
		return;
	}
	report_add_clean(out, span_of(w->key));
	sbuf_addc(out, '\t');
	listing_who(out, w->work);
	sbuf_addc(out, '\t');
	if (w->work->title)
		report_add_clean(out, span_of(w->work->title));
	sbuf_addc(out, '\n');
}

int
cmd_list_run(int argc, char **argv)
{
	struct session_options so = { 0 };
	bool json = false, pending = false;
	const struct opt opts[] = {
		OPT_FLAG("json", 0, "print JSON, one object a line", &json),
		OPT_FLAG("pending", 0, "only those that are not looked up yet",
		    &pending),
		SESSION_LIBRARY_OPTS(so),
		OPT_END,
	};
	struct session session;
	struct sbuf out = SBUF_INIT;
	struct store_work *works = NULL;
	struct err err = ERR_INIT;
	size_t len = 0;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	rc = session_open(&session, &so, SESSION_LIBRARY, &err);
	if (!rc && pending)
		rc = store_pending(
		    &works, &len, &session.arena, session.store, NULL, &err);
	else if (!rc)
		rc = library_select(&works, &len, &session.arena, session.store,
		    (const char *const *)&argv[i], (size_t)(argc - i), &err);
	status = rc ? cmd_fail("list", rc, &err) : STATUS_CLEAN;
	for (size_t k = 0; !rc && k < len; k++) {
		add_line(&out, &works[k], json);
		if (out.len > 1 << 16)
			listing_flush(&out);
	}
	listing_flush(&out);
	sbuf_release(&out);
	session_close(&session);
	return status;
}
