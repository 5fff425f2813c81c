/* refmend log: what was changed in the library, newest first. */

#include "app/library.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "cli/session.h"

#include <errno.h>
#include <stdlib.h>

#include "base/banned.h"

static void
add_head(struct sbuf *out, const struct store_change *c)
{
	sbuf_addf(out, "%s  ", c->time);
	report_add_clean(out, span_of(c->command));
	sbuf_add(out, c->undone ? SPAN_LIT("  (undone)\n") : SPAN_LIT("\n"));
}

static void
add_change(struct sbuf *out, const struct store_change *c)
{
	sbuf_addf(out, "  %lld  ", (long long)c->id);
	report_add_clean(out, span_of(c->key));
	sbuf_addf(out, "  %s: ", c->field);
	if (strcmp(c->field, "work") != 0) {
		listing_value(out, c->field, c->before);
		sbuf_add(out, SPAN_LIT(" -> "));
	}
	listing_value(out, c->field, c->after);
	if (c->source) {
		sbuf_add(out, SPAN_LIT("  ("));
		report_add_clean(out, span_of(c->source));
		sbuf_addc(out, ')');
	}
	sbuf_addc(out, '\n');
}

static int
read_number(size_t *out, const char *text)
{
	char *end;
	unsigned long long n;

	errno = 0;
	n = strtoull(text, &end, 10);
	if (errno || *end || end == text || text[0] == '-' || n > 1000000000)
		return -1;
	*out = (size_t)n;
	return 0;
}

int
cmd_log_run(int argc, char **argv)
{
	struct session_options so = { 0 };
	const char *number = NULL;
	bool json = false;
	const struct opt opts[] = {
		OPT_FLAG("json", 0, "print JSON, one object a line", &json),
		OPT_VALUE(
		    "number", 'n', "N", "only the newest N changes", &number),
		SESSION_LIBRARY_OPTS(so),
		OPT_END,
	};
	struct session session;
	struct sbuf out = SBUF_INIT;
	struct store_change *log = NULL;
	struct err err = ERR_INIT;
	size_t len = 0, limit = 0;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (argc - i > 1)
		return cmd_usage("log", "only one key can be given");
	if (number && read_number(&limit, number))
		return cmd_usage("log", "'%s' is no number", number);
	rc = session_open(&session, &so, SESSION_LIBRARY, &err);
	if (!rc)
		rc = store_log(&log, &len, &session.arena, session.store,
		    i < argc ? argv[i] : NULL, limit, &err);
	if (!rc && !len && i < argc)
		rc = err_set(&err, ERR_ABSENT,
		    "no work '%.200s' in %s, and none of that key before",
		    argv[i], store_path(session.store));
	status = rc ? cmd_fail("log", rc, &err) : STATUS_CLEAN;
	for (size_t k = 0; !rc && k < len; k++) {
		if (json) {
			listing_change_json(&out, &log[k]);
		} else {
			if (!k || log[k].command_id != log[k - 1].command_id)
				add_head(&out, &log[k]);
			add_change(&out, &log[k]);
		}
		if (out.len > 1 << 16)
			listing_flush(&out);
	}
	listing_flush(&out);
	sbuf_release(&out);
	session_close(&session);
	return status;
}
