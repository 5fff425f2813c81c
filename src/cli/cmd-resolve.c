/* refmend resolve: look up works of the library and put them right. */

#include "app/library.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "cli/session.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include "base/banned.h"

struct resolve {
	struct session_options session;
	bool json, normalize, no_complete;
	const char *apply, *stale, *kept;
};

/* The ISO time so many days ago, in UTC. */
static int
days_ago(char out[32], const char *text, struct err *err)
{
	char *end;
	long days;
	time_t then;
	struct tm tm;

	errno = 0;
	days = strtol(text, &end, 10);
	if (errno || *end || end == text || days < 0 || days > 100000)
		return err_set(
		    err, ERR_USAGE, "'%s' is no number of days", text);
	/* "Since now" is all, the last second's too. */
	then = days ? time(NULL) - (time_t)days * 86400 : time(NULL) + 1;
	if (!gmtime_r(&then, &tm) ||
	    !strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm))
		return err_set(err, ERR_USAGE, "'%s' is too long ago", text);
	return OK;
}

static int
read_policy(struct write_policy *out, const struct resolve *o, struct err *err)
{
	static const char *const names[] = { [APPLY_NONE] = "none",
		[APPLY_SAFE] = "safe",
		[APPLY_ALL] = "all" };

	*out = (struct write_policy){ .apply = APPLY_SAFE };
	out->complete = !o->no_complete;
	out->normalize = o->normalize;
	if (!o->apply)
		return OK;
	for (int i = 0; i < 3; i++)
		if (!strcmp(names[i], o->apply)) {
			out->apply = i;
			if (i == APPLY_NONE)
				out->complete = out->normalize = false;
			return OK;
		}
	return err_set(err, ERR_USAGE,
	    "--apply is one of 'none', 'safe', 'all', not '%s'", o->apply);
}

static void
add_fields(struct sbuf *out, unsigned fields)
{
	const char *comma = "";

	for (enum claim c = 0; c < CLAIMS; c++)
		if (fields & 1u << c) {
			sbuf_addf(out, "%s%s", comma, claim_name(c));
			comma = ", ";
		}
}

static void
add_alerts(struct sbuf *out, unsigned alerts)
{
	for (enum alert a = 0; a < ALERTS; a++)
		if (alerts & 1u << a)
			sbuf_addf(out, "; %s", alert_name(a));
}

static void
add_line(struct sbuf *out, const struct library_resolution *r)
{
	const struct judgement *j = r->judgement;

	report_add_clean(out, span_of(r->key));
	sbuf_addf(out, "\t%s\t", verdict_name(j->verdict));
	if (j->reason)
		report_add_clean(out, span_of(j->reason));
	if (r->applied) {
		sbuf_add(out, SPAN_LIT("; changed: "));
		add_fields(out, r->applied);
	}
	if (r->held) {
		sbuf_add(out, SPAN_LIT("; left, since protected: "));
		add_fields(out, r->held);
	}
	add_alerts(out, j->alerts);
	sbuf_addc(out, '\n');
}

static void
add_field_array(struct sbuf *out, const char *key, unsigned fields)
{
	const char *comma = "";

	sbuf_addf(out, ",\"%s\":[", key);
	for (enum claim c = 0; c < CLAIMS; c++)
		if (fields & 1u << c) {
			sbuf_addf(out, "%s\"%s\"", comma, claim_name(c));
			comma = ",";
		}
	sbuf_addc(out, ']');
}

static void
add_json(struct sbuf *out, const struct library_resolution *r)
{
	const char *comma = "";

	sbuf_add(out, SPAN_LIT("{\"type\":\"resolved\""));
	listing_member(out, "key", r->key);
	listing_member(out, "verdict", verdict_name(r->judgement->verdict));
	listing_member(out, "reason", r->judgement->reason);
	add_field_array(out, "applied", r->applied);
	add_field_array(out, "held", r->held);
	sbuf_add(out, SPAN_LIT(",\"alerts\":["));
	for (enum alert a = 0; a < ALERTS; a++)
		if (r->judgement->alerts & 1u << a) {
			sbuf_addf(out, "%s\"%s\"", comma, alert_name(a));
			comma = ",";
		}
	sbuf_add(out, SPAN_LIT("]}\n"));
}

/* As check counts by default: a conflict or wrong field that is left, for
 * whatever reason; a retraction; what could not be asked. */
static int
status_of(const struct library_resolution *r)
{
	const struct judgement *j = r->judgement;
	int status = STATUS_CLEAN;

	if (j->verdict == VERDICT_CONFLICT && !r->applied)
		status = STATUS_FINDINGS;
	if (j->alerts & 1u << ALERT_RETRACTED)
		status = STATUS_FINDINGS;
	for (size_t i = 0; i < j->changes_len; i++)
		if (j->changes[i].kind == CHANGE_WRONG &&
		    !(r->applied & 1u << j->changes[i].field))
			status = STATUS_FINDINGS;
	if (status == STATUS_CLEAN && j->verdict == VERDICT_UNRESOLVED)
		status = STATUS_UNRESOLVED;
	return status;
}

static int
run(struct resolve *o, char **keys, size_t n)
{
	struct library_resolution *done = NULL;
	struct write_policy policy;
	struct session session;
	struct sbuf out = SBUF_INIT;
	struct err err = ERR_INIT;
	bool interrupted = false;
	char stale[32];
	size_t len = 0;
	int status = STATUS_CLEAN, rc = read_policy(&policy, o, &err);

	if (!rc && o->stale)
		rc = days_ago(stale, o->stale, &err);
	if (rc)
		return cmd_usage("resolve", "%s", err.text);
	rc = session_open(
	    &session, &o->session, SESSION_LIBRARY | SESSION_LOOKUP, &err);
	if (!rc)
		rc = session_protected(
		    &policy.protected_fields, &session, o->kept, &err);
	if (!rc)
		rc = library_resolve(&done, &len, &session.arena, session.store,
		    (const char *const *)keys, n, o->stale ? stale : NULL,
		    &policy, &session.resolve, &interrupted, &err);
	if (rc)
		status = cmd_fail("resolve", rc, &err);
	for (size_t i = 0; !rc && !o->session.dry_run && i < len; i++) {
		if (o->json)
			add_json(&out, &done[i]);
		else
			add_line(&out, &done[i]);
		status = cmd_worse(status, status_of(&done[i]));
	}
	listing_flush(&out);
	sbuf_release(&out);
	session_close(&session);
	return interrupted ? STATUS_INTERRUPTED : status;
}

int
cmd_resolve_run(int argc, char **argv)
{
	struct resolve o = { .apply = NULL };
	const struct opt opts[] = {
		OPT_VALUE("apply", 0, "WHAT",
		    "which corrections to write: none, safe (the default) or "
		    "all",
		    &o.apply),
		OPT_FLAG("no-complete", 0, "do not fill missing fields",
		    &o.no_complete),
		OPT_FLAG("normalize", 0,
		    "also write other forms of the same value", &o.normalize),
		OPT_VALUE("protect", 0, "FIELDS",
		    "fields never to be written, comma-separated", &o.kept),
		OPT_VALUE("stale", 0, "DAYS",
		    "also what was looked up so many days ago or earlier",
		    &o.stale),
		OPT_FLAG("json", 0, "print JSON, one object a line", &o.json),
		SESSION_LIBRARY_OPTS(o.session),
		SESSION_LOOKUP_OPTS(o.session),
		OPT_END,
	};
	int status, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	return run(&o, &argv[i], (size_t)(argc - i));
}
