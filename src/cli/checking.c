#include "cli/checking.h"
#include "base/text.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

enum format {
	FORMAT_TEXT,
	FORMAT_JSON,
	FORMAT_CSV,
	FORMAT_GITHUB,
	FORMAT_SARIF,
	FORMAT_HTML,
	FORMATS
};

static const char *const format_names[FORMATS] = { "text", "json", "csv",
	"github", "sarif", "html" };

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
	    "--format is one of 'text', 'json', 'csv', 'github', 'sarif', "
	    "'html', not '%s'",
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

/* --- the report ------------------------------------------------------------------ */

static bool
use_colour(FILE *out)
{
	const char *no = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	return isatty(fileno(out)) && !(no && *no) && term &&
	       strcmp(term, "dumb") != 0;
}

/* The line that tells how far the look-ups are, on a terminal. */
struct progress {
	struct timespec start, last; /* of the file; when it was shown */
	bool started, shown;
};

/* Often enough to be seen to move, and seldom enough to cost nothing. */
static const double PROGRESS_EVERY = 0.1;

static double
seconds_between(const struct timespec *from, const struct timespec *to)
{
	return (double)(to->tv_sec - from->tv_sec) +
	       (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

static void
show_progress(size_t done, size_t total, void *ctx)
{
	struct progress *p = ctx;
	struct timespec now;
	double seconds;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	if (!p->started) {
		p->start = p->last = now;
		p->started = true;
	}
	if (seconds_between(&p->last, &now) < PROGRESS_EVERY && done < total)
		return;
	p->last = now;
	seconds = seconds_between(&p->start, &now);
	fprintf(stderr, "\r%zu of %zu references", done, total);
	if (seconds >= 1 && done) {
		double rate = (double)done / seconds;

		fprintf(stderr, ", %.*f a second", rate < 10, rate);
	}
	fprintf(stderr, "\033[K");
	p->shown = true;
}

/* Before anything else is written to the terminal. */
static void
clear_progress(struct progress *p)
{
	if (p->shown)
		fprintf(stderr, "\r\033[K");
	p->shown = false;
}

struct job {
	struct checking *c;
	enum format format;
	struct findings findings;
	struct checked_file file; /* under way */
	uint64_t *seen;
	struct report_counts counts;
	struct report_text people; /* the text report, until all is done */
	struct report_html page;   /* the same as a page */
	size_t results;            /* of SARIF */
	struct sbuf text;
	struct progress progress;
	int status;
};

static void
print(struct job *r, const struct sbuf *text)
{
	if (!text->len)
		return;
	if (isatty(fileno(r->c->out)))
		clear_progress(&r->progress);
	(void)fwrite(text->buf, 1, text->len, r->c->out);
}

static void
flush(struct job *r)
{
	print(r, &r->text);
	sbuf_reset(&r->text);
}

/* How a format is written, a piece at a time. */
static const struct {
	void (*problems)(struct sbuf *out, const struct report_file *f);
	void (*reference)(
	    struct sbuf *out, const struct report_file *f, size_t number);
} writers[FORMATS] = {
	[FORMAT_JSON] = { report_json_problems, report_json_reference },
	[FORMAT_CSV] = { report_csv_problems, report_csv_reference },
	[FORMAT_GITHUB] = { report_github_problems, report_github_reference },
	[FORMAT_SARIF] = { report_sarif_problems, report_sarif_reference },
};

/* Count and report one judgement, of which nothing is needed after. */
static void
report_one(struct job *r, size_t number)
{
	const struct report_file report = {
		&r->file.references,
		r->file.result.judgements,
		&r->results,
	};
	const struct judgement *j = &report.judgements[number];

	report_count_one(&r->counts, j);
	r->status = cmd_worse(r->status, reference_status(&r->findings, j));
	if (r->format == FORMAT_TEXT) {
		if (!number)
			report_text_problems(&r->people, &report);
		report_text_reference(&r->people, &report, number);
		return;
	}
	if (r->format == FORMAT_HTML) {
		if (!number)
			report_html_problems(&r->page, &report);
		report_html_reference(&r->page, &report, number);
		return;
	}
	if (!number)
		writers[r->format].problems(&r->text, &report);
	writers[r->format].reference(&r->text, &report, number);
	flush(r);
}

static void
judged(size_t number, struct judgement *j, void *ctx)
{
	struct job *r = ctx;

	r->c->judged(r->c, &r->file, number, j);
	report_one(r, number);
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
	struct checked_file *f = &r->file;
	struct resolve_options o = c->session.resolve;
	struct err err = ERR_INIT;
	int rc;

	if (c->judged && !o.dry_run) {
		o.judged = judged;
		o.judged_ctx = r;
	}
	rc = checked_file_open_as(f, path, c->o->from, c->o->encoding, &err);
	if (!rc)
		rc = checked_file_resolve(f, &o, &err);
	clear_progress(&r->progress);
	r->progress.started = false;
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
	if (c->each) {
		r->status = cmd_worse(r->status, c->each(c, f, c->ctx));
		for (size_t i = 0; i < f->references.len; i++)
			report_one(r, i);
	}
	checked_file_close(f);
	return r->status == STATUS_INTERRUPTED;
}

/* Which services were asked, how often, and which were given up. */
static void
report_services(struct job *r, struct sbuf *out)
{
	const struct session *s = &r->c->session;

	for (size_t i = 0; s->client && s->sources[i]; i++) {
		struct http_service is =
		    http_client_service(s->client, s->sources[i]->name);
		struct report_service told = {
			.name = s->sources[i]->name,
			.requests = is.requests,
			.failures = is.failures,
			.down = is.down,
			.why_down = is.why_down,
		};

		if (r->format == FORMAT_JSON)
			report_json_service(out, &told);
		else
			report_text_service(out, &told);
	}
}

static void
report_end(struct job *r)
{
	struct checking *c = r->c;
	struct sbuf services = SBUF_INIT;

	if (c->session.resolve.dry_run)
		return;
	if (r->format == FORMAT_JSON)
		report_services(r, &r->text);
	if (r->format == FORMAT_JSON)
		report_json_summary(&r->text, &r->counts);
	if (r->format == FORMAT_SARIF)
		report_sarif_end(&r->text);
	if (r->format == FORMAT_HTML)
		report_html_end(&r->text, &r->page);
	flush(r);
	if (r->format != FORMAT_TEXT || !r->counts.references)
		return;
	report_text_end(&r->people,
	    c->next_command ? c->next_command(c, &r->counts, c->ctx) : NULL);
	for (int i = 0; i < REPORT_PIECES; i++)
		print(r, &r->people.pieces[i]);
	report_services(r, &services);
	print(r, &services);
	sbuf_release(&services);
}

static void
run_files(struct job *r, char *const *paths, size_t n)
{
	const struct report_options o = {
		.colour = use_colour(r->c->out),
		.verbose = r->c->o->verbose,
	};

	r->seen = calloc(n, sizeof(*r->seen));
	if (!r->seen)
		die_oom(n);
	report_text_init(&r->people, &o);
	report_html_init(&r->page);
	if (!r->c->session.resolve.dry_run) {
		if (r->format == FORMAT_JSON)
			report_json_run(&r->text, r->c->session.told,
			    r->c->session.told_len);
		if (r->format == FORMAT_CSV)
			report_csv_head(&r->text);
		if (r->format == FORMAT_SARIF)
			report_sarif_begin(&r->text);
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
	report_text_release(&r->people);
	report_html_release(&r->page);
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
		rc = checked_from(c->o->from, c->o->encoding, &err);
	if (!rc)
		rc = read_findings(&r.findings, c->o->fail_on, &err);
	if (!rc)
		rc = session_open(&c->session, &c->o->session,
		    SESSION_LOOKUP | SESSION_CACHE, &err);
	if (!rc && c->prepare)
		rc = c->prepare(c, &err);
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
		{ "--from", o->from },
		{ "--encoding", o->encoding },
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
