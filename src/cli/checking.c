#include "cli/checking.h"
#include "base/text.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/banned.h"

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, FORMAT_GITHUB, FORMATS };

static const char *const format_names[FORMATS] = { "text", "json", "csv",
	"github" };

/* What counts as a finding: bits by verdict, kind of change, alert. */
struct findings {
	unsigned verdicts, changes, alerts;
};

/* --- options ---------------------------------------------------------------- */

static bool
add_finding(struct findings *out, struct span name)
{
	if (text_eq_nocase(name, "none"))
		return true;
	for (int i = 0; i < VERDICTS; i++)
		if (text_eq_nocase(name, verdict_name((enum verdict)i))) {
			out->verdicts |= 1U << i;
			return true;
		}
	for (int i = 0; i < CHANGE_KINDS; i++)
		if (text_eq_nocase(
			name, change_kind_name((enum change_kind)i))) {
			out->changes |= 1U << i;
			return true;
		}
	for (int i = 0; i < ALERTS; i++)
		if (text_eq_nocase(name, alert_name((enum alert)i))) {
			out->alerts |= 1U << i;
			return true;
		}
	return false;
}

static int
read_findings(struct findings *out, const char *list, struct err *err)
{
	struct span rest = span_of(list ? list : "conflict,wrong,retracted");

	*out = (struct findings){ 0 };
	while (rest.len) {
		const char *comma = memchr(rest.ptr, ',', rest.len);
		size_t len = comma ? (size_t)(comma - rest.ptr) : rest.len;
		struct span item = text_trim(span_sub(rest, 0, len));

		if (item.len && !add_finding(out, item))
			return err_set(err, ERR_USAGE,
			    "--fail-on does not know '%.*s': it takes "
			    "verdicts, kinds of change and alerts, such as "
			    "conflict, not_found, wrong, missing, retracted, "
			    "or none",
			    (int)item.len, item.ptr);
		rest = span_skip(rest, len + 1);
	}
	return OK;
}

static int
read_format(enum format *out, const struct checking_options *o, struct err *err)
{
	*out = o->json ? FORMAT_JSON : FORMAT_TEXT;
	if (!o->format)
		return OK;
	for (int i = 0; i < FORMATS; i++)
		if (!strcmp(o->format, format_names[i])) {
			*out = (enum format)i;
			if (o->json && *out != FORMAT_JSON)
				return err_set(err, ERR_USAGE,
				    "--json and --format %s contradict each "
				    "other",
				    o->format);
			return OK;
		}
	return err_set(err, ERR_USAGE,
	    "--format is one of 'text', 'json', 'csv', 'github', not '%s'",
	    o->format);
}

/* --- exit status -------------------------------------------------------------- */

static int
reference_status(const struct findings *f, const struct judgement *j)
{
	unsigned open = 0;
	bool fixed = false;

	for (size_t i = 0; i < j->changes_len; i++) {
		if (j->changes[i].applied)
			fixed |= j->changes[i].kind == CHANGE_WRONG;
		else
			open |= 1U << j->changes[i].kind;
	}
	if (f->changes & open || f->alerts & j->alerts)
		return STATUS_FINDINGS;
	/* What was put right is no finding any more. */
	if (f->verdicts & 1U << j->verdict &&
	    !(fixed && !(open & 1U << CHANGE_WRONG)))
		return STATUS_FINDINGS;
	return j->verdict == VERDICT_UNRESOLVED ? STATUS_UNRESOLVED
						: STATUS_CLEAN;
}

static int
file_status(const struct findings *f, const struct report_file *r)
{
	int status = STATUS_CLEAN;

	for (size_t i = 0; i < r->references->len; i++)
		status =
		    cmd_worse(status, reference_status(f, &r->judgements[i]));
	return status;
}

/* --- the report ------------------------------------------------------------------ */

static void
print(struct sbuf *text, FILE *out)
{
	(void)fwrite(text->buf, 1, text->len, out);
	sbuf_reset(text);
}

static bool
use_colour(FILE *out)
{
	const char *no = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	return isatty(fileno(out)) && !(no && *no) && term &&
	       strcmp(term, "dumb") != 0;
}

struct progress {
	bool shown;
};

static void
show_progress(size_t done, size_t total, void *ctx)
{
	struct progress *p = ctx;

	fprintf(stderr, "\r%zu of %zu references", done, total);
	p->shown = true;
}

static void
end_progress(struct progress *p)
{
	if (p->shown)
		fprintf(stderr, "\r\033[K");
	p->shown = false;
}

struct job {
	struct checking *c;
	enum format format;
	struct findings findings;
	struct checked_file *files;
	struct report_file *reports;
	uint64_t *seen;
	size_t len;
	struct report_counts counts;
	struct sbuf text;
	struct progress progress;
	int status;
};

static void
report_one(struct job *r, const struct report_file *report)
{
	report_count(&r->counts, report);
	r->status = cmd_worse(r->status, file_status(&r->findings, report));
	if (r->format == FORMAT_JSON)
		report_json_file(&r->text, report);
	else if (r->format == FORMAT_CSV)
		report_csv_file(&r->text, report);
	else if (r->format == FORMAT_GITHUB)
		report_github_file(&r->text, report);
	print(&r->text, r->c->out);
}

/* Named before, by whatever name? Standard input is used up by then, too. seen:
 * hashes of the names so far, and this one's from now on. */
static bool
is_repeated(uint64_t *seen, char *const *paths, size_t n)
{
	char *real = realpath(paths[n], NULL);

	seen[n] = text_hash(span_of(real ? real : paths[n]));
	free(real);
	for (size_t i = 0; i < n; i++)
		if (seen[i] == seen[n])
			return true;
	return false;
}

/* Returns true if there is no sense in going on. */
static bool
one_file(struct job *r, const char *path)
{
	struct checking *c = r->c;
	struct checked_file *f = &r->files[r->len];
	struct err err = ERR_INIT;
	int rc;

	rc = checked_file_open(f, path, &err);
	if (!rc)
		rc = checked_file_resolve(f, &c->session.resolve, &err);
	end_progress(&r->progress);
	if (rc) {
		(void)cmd_fail(c->command, rc, &err);
		r->status = cmd_worse(
		    r->status, rc == ERR_USAGE ? STATUS_USAGE : STATUS_INPUT);
		checked_file_close(f);
		return false;
	}
	if (f->result.not_kept)
		fprintf(stderr, "refmend %s: not remembered: %s\n", c->command,
		    f->result.not_kept);
	if (f->result.interrupted)
		r->status = STATUS_INTERRUPTED;
	if (c->session.resolve.dry_run) {
		checked_file_close(f);
		return false;
	}
	if (c->each)
		r->status = cmd_worse(r->status, c->each(c, f, c->ctx));
	r->reports[r->len] =
	    (struct report_file){ &f->references, f->result.judgements };
	report_one(r, &r->reports[r->len]);
	/* The text report starts with what all files come to. */
	if (r->format == FORMAT_TEXT)
		r->len++;
	else
		checked_file_close(f);
	return r->status == STATUS_INTERRUPTED;
}

static void
report_end(struct job *r)
{
	struct checking *c = r->c;
	struct report_options o = {
		.colour = use_colour(c->out),
		.verbose = c->o->verbose,
	};

	if (c->session.resolve.dry_run)
		return;
	if (r->format == FORMAT_JSON)
		report_json_summary(&r->text, &r->counts);
	if (r->format == FORMAT_TEXT && r->len) {
		if (c->next_command)
			o.next_command = c->next_command(c, &r->counts, c->ctx);
		report_text(&r->text, r->reports, r->len, &o);
	}
	print(&r->text, c->out);
}

static void
run_files(struct job *r, char *const *paths, size_t n)
{
	r->files = calloc(n, sizeof(*r->files));
	r->reports = calloc(n, sizeof(*r->reports));
	r->seen = calloc(n, sizeof(*r->seen));
	if (!r->files || !r->reports || !r->seen)
		die_oom(n);
	if (!r->c->session.resolve.dry_run) {
		if (r->format == FORMAT_JSON)
			report_json_run(&r->text, r->c->session.told,
			    r->c->session.told_len);
		if (r->format == FORMAT_CSV)
			report_csv_head(&r->text);
	}
	for (size_t i = 0; i < n; i++) {
		if (is_repeated(r->seen, paths, i)) {
			fprintf(stderr,
			    "refmend %s: %s is named twice: read "
			    "once\n",
			    r->c->command, paths[i]);
			continue;
		}
		if (one_file(r, paths[i]))
			break;
	}
	report_end(r);
	for (size_t i = 0; i < r->len; i++)
		checked_file_close(&r->files[i]);
	free(r->files);
	free(r->reports);
	free(r->seen);
}

int
checking_run(struct checking *c, char *const *paths, size_t n)
{
	struct job r = { .c = c, .text = SBUF_INIT };
	struct err err = ERR_INIT;
	int rc;

	c->session = (struct session){ .plan = SBUF_INIT };
	rc = read_format(&r.format, c->o, &err);
	if (!rc)
		rc = read_findings(&r.findings, c->o->fail_on, &err);
	if (!rc)
		rc = session_open(&c->session, &c->o->session,
		    SESSION_LOOKUP | SESSION_CACHE, &err);
	if (!rc) {
		if (isatty(STDERR_FILENO)) {
			c->session.resolve.progress = show_progress;
			c->session.resolve.progress_ctx = &r.progress;
		}
		run_files(&r, paths, n);
	} else {
		r.status = cmd_fail(c->command, rc, &err);
	}
	session_close(&c->session);
	sbuf_release(&r.text);
	return r.status;
}

/* --- the next command -------------------------------------------------------------- */

void
checking_add_word(struct sbuf *out, const char *word)
{
	static const char safe[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789_-./,:@%+=";

	if (*word && strspn(word, safe) == strlen(word)) {
		sbuf_add(out, span_of(word));
		return;
	}
	sbuf_addc(out, '\'');
	for (; *word; word++)
		if (*word == '\'')
			sbuf_add(out, SPAN_LIT("'\\''"));
		else
			sbuf_addc(out, *word);
	sbuf_addc(out, '\'');
}

void
checking_add_options(struct sbuf *out, const struct checking_options *o)
{
	const struct session_options *s = &o->session;
	const struct {
		const char *option, *value;
	} valued[] = {
		{ "--online", s->online },
		{ "--sources", s->sources },
		{ "--prefer", s->prefer },
		{ "--timeout", s->timeout },
		{ "--config", s->config },
		{ "--library", s->library },
	};

	if (s->offline)
		sbuf_add(out, SPAN_LIT(" --offline"));
	if (s->confidential)
		sbuf_add(out, SPAN_LIT(" --confidential"));
	for (size_t i = 0; i < s->indexes.len; i++) {
		sbuf_add(out, SPAN_LIT(" --index "));
		checking_add_word(out, s->indexes.items[i]);
	}
	for (size_t i = 0; i < sizeof(valued) / sizeof(valued[0]); i++)
		if (valued[i].value) {
			sbuf_addf(out, " %s ", valued[i].option);
			checking_add_word(out, valued[i].value);
		}
}
