/* refmend show: a work of the library, with who says what of it. */

#include "app/library.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "cli/session.h"

#include "base/banned.h"

static void
add_json(struct sbuf *out, const struct store_work *w,
    const struct store_assertion *said, size_t len)
{
	sbuf_addc(out, '{');
	listing_work_members(out, w);
	sbuf_add(out, SPAN_LIT(",\"assertions\":["));
	for (size_t i = 0; i < len; i++) {
		sbuf_addf(out, "%s{\"current\":%s", i ? "," : "",
		    said[i].current ? "true" : "false");
		listing_member(out, "field", said[i].field);
		listing_member_value(
		    out, "value", said[i].field, said[i].value);
		listing_member(out, "source", said[i].source);
		listing_member(out, "record", said[i].record);
		listing_member(out, "time", said[i].time);
		sbuf_addc(out, '}');
	}
	sbuf_add(out, SPAN_LIT("]}\n"));
}

/* "(crossref 10.1000/x, 2026-11-24)" */
static void
add_origin(struct sbuf *out, const struct store_assertion *s)
{
	sbuf_add(out, SPAN_LIT("  ("));
	report_add_clean(out, span_of(s->source ? s->source : "unknown"));
	if (s->record) {
		sbuf_addc(out, ' ');
		report_add_clean(out, span_of(s->record));
	}
	sbuf_addf(out, ", %.10s)\n", s->time);
}

/* The name that reports and protect have for a field. */
static enum claim
claim_of(const char *field)
{
	if (!strcmp(field, "issued"))
		return CLAIM_YEAR;
	if (!strcmp(field, "page"))
		return CLAIM_PAGES;
	return claim_from_name(field);
}

static void
add_text(struct sbuf *out, const struct store_work *w,
    const struct store_assertion *said, size_t len)
{
	report_add_clean(out, span_of(w->key));
	sbuf_add(out, w->resolved_at ? SPAN_LIT("\n")
				     : SPAN_LIT("  (not looked up yet)\n"));
	for (size_t i = 0; i < len; i++) {
		bool first =
		    !i || strcmp(said[i].field, said[i - 1].field) != 0;
		enum claim claim = claim_of(said[i].field);

		if (first)
			sbuf_addf(out, "  %s%s:", said[i].field,
			    claim < CLAIMS && w->protected_fields & 1u << claim
				? " (protected)"
				: "");
		else
			sbuf_add(out, SPAN_LIT("   "));
		sbuf_add(
		    out, said[i].current ? SPAN_LIT(" ") : SPAN_LIT(" also "));
		listing_value(out, said[i].field, said[i].value);
		add_origin(out, &said[i]);
	}
}

int
cmd_show_run(int argc, char **argv)
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
	struct err err = ERR_INIT;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (i == argc)
		return cmd_usage("show", "no key to show");
	rc = session_open(&session, &so, SESSION_LIBRARY, &err);
	status = rc ? cmd_fail("show", rc, &err) : STATUS_CLEAN;
	for (; !rc && i < argc; i++) {
		struct err story = ERR_INIT;
		struct store_assertion *said;
		struct store_work w;
		size_t len;
		int failed = store_get(
		    &w, &session.arena, session.store, argv[i], &story);

		if (!failed)
			failed = store_assertions(&said, &len, &session.arena,
			    session.store, argv[i], &story);
		if (failed)
			status =
			    cmd_worse(status, cmd_fail("show", failed, &story));
		else if (json)
			add_json(&out, &w, said, len);
		else
			add_text(&out, &w, said, len);
		listing_flush(&out);
	}
	sbuf_release(&out);
	session_close(&session);
	return status;
}
