/* refmend diff: what the last command changed in the library. */

#include "app/library.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "cli/session.h"

#include "base/banned.h"

static void
add_side(struct sbuf *out, char sign, const char *field, const char *value)
{
	if (!value)
		return;
	sbuf_addf(out, "%c ", sign);
	listing_value(out, field, value);
	sbuf_addc(out, '\n');
}

static void
add_text(struct sbuf *out, const struct store_change *c, size_t len)
{
	sbuf_addf(out, "%s  ", c[0].time);
	report_add_clean(out, span_of(c[0].command));
	sbuf_addc(out, '\n');
	for (size_t i = 0; i < len; i++) {
		sbuf_add(out, SPAN_LIT("@@ "));
		report_add_clean(out, span_of(c[i].key));
		sbuf_addf(out, " %s", c[i].field);
		if (c[i].source) {
			sbuf_add(out, SPAN_LIT(" ("));
			report_add_clean(out, span_of(c[i].source));
			sbuf_addc(out, ')');
		}
		sbuf_addc(out, '\n');
		add_side(out, '-', c[i].field, c[i].before);
		add_side(out, '+', c[i].field, c[i].after);
	}
}

int
cmd_diff_run(int argc, char **argv)
{
	struct session_options so = { 0 };
	bool json = false;
	const struct opt opts[] = {
		OPT_FLAG("json", 0, "print JSON, one object a line", &json),
		SESSION_LIBRARY_OPTS(so),
		OPT_END,
	};
	struct session session;
	struct sbuf out = SBUF_INIT;
	struct store_change *changes = NULL;
	struct err err = ERR_INIT;
	size_t len = 0;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (argc - i > 1)
		return cmd_usage("diff", "only one key can be given");
	rc = session_open(&session, &so, SESSION_LIBRARY, &err);
	if (!rc)
		rc = library_last_changes(&changes, &len, &session.arena,
		    session.store, i < argc ? argv[i] : NULL, &err);
	status = rc ? cmd_fail("diff", rc, &err) : STATUS_CLEAN;
	if (!rc && !json)
		add_text(&out, changes, len);
	for (size_t k = 0; !rc && json && k < len; k++)
		listing_change_json(&out, &changes[k]);
	listing_flush(&out);
	sbuf_release(&out);
	session_close(&session);
	return status;
}
