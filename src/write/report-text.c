/* The report for people: counts first, then the worst first. */

#include "write/report.h"

#include "base/banned.h"

enum { RAW_MAX = 240, NAMES_MAX = 8, CANDIDATES_MAX = 3 };

/* What the text is put together from, in this order. */
enum {
	PIECE_HEADLINE = 0,
	PIECE_PROBLEMS,
	PIECE_RANKS, /* one a rank */
	PIECE_NEXT = PIECE_RANKS + REPORT_RANKS,
};
_Static_assert(PIECE_NEXT + 1 == REPORT_PIECES, "pieces of the text");

enum { RED, YELLOW, GREEN, DIM, BOLD };

struct context {
	struct sbuf *out;
	const struct report_options *o;
	const struct report_file *file;
};

static const char *
colour(const struct report_options *o, int which)
{
	static const char *const codes[] = { "\033[31m", "\033[33m", "\033[32m",
		"\033[2m", "\033[1m" };

	return o->colour ? codes[which] : "";
}

static const char *
plain(const struct report_options *o)
{
	return o->colour ? "\033[0m" : "";
}

const char *
report_verdict_words(enum verdict v)
{
	static const char *const words[VERDICTS] = {
		[VERDICT_VERIFIED] = "verified",
		[VERDICT_DIFFERS] = "differs",
		[VERDICT_CONFLICT] = "conflict",
		[VERDICT_NOT_FOUND] = "not found",
		[VERDICT_UNRESOLVED] = "not asked",
		[VERDICT_NOT_CHECKABLE] = "not checkable",
	};

	return words[v];
}

const char *
report_alert_words(enum alert a)
{
	static const char *const words[ALERTS] = {
		[ALERT_RETRACTED] = "the work has been retracted",
		[ALERT_CORRECTION] = "a correction to the work exists",
		[ALERT_EXPRESSION_OF_CONCERN] =
		    "there is an expression of concern about the work",
		[ALERT_NEWER_VERSION] = "a newer version exists",
		[ALERT_PUBLISHED_VERSION] = "a published version exists",
	};

	return words[a];
}

/* --- the first line --------------------------------------------------------------- */

static void
count(
    struct sbuf *out, bool *first, size_t n, const char *one, const char *many)
{
	if (!n)
		return;
	sbuf_addf(out, "%s%zu %s", *first ? "" : ", ", n, n == 1 ? one : many);
	*first = false;
}

static void
headline(struct sbuf *out, const struct report_text *t)
{
	const struct report_counts c = t->counts;
	size_t retracted_only = t->retracted_only;
	bool first = true;

	sbuf_addf(out, "%zu reference%s: ", c.references,
	    c.references == 1 ? "" : "s");
	count(out, &first, c.verdicts[VERDICT_VERIFIED] - retracted_only,
	    "verified", "verified");
	count(out, &first, c.verdicts[VERDICT_DIFFERS], "differs", "differ");
	if (c.fixed[VERDICT_DIFFERS])
		sbuf_addf(out, " (%zu fixed)", c.fixed[VERDICT_DIFFERS]);
	else if (c.verdicts[VERDICT_DIFFERS])
		sbuf_addf(out, " (%zu can be fixed safely)", c.fixable);
	count(
	    out, &first, c.verdicts[VERDICT_CONFLICT], "conflict", "conflicts");
	if (c.fixed[VERDICT_CONFLICT])
		sbuf_addf(out, " (%zu replaced)", c.fixed[VERDICT_CONFLICT]);
	count(out, &first, c.verdicts[VERDICT_NOT_FOUND], "not found",
	    "not found");
	count(out, &first, retracted_only, "retracted", "retracted");
	count(out, &first, c.verdicts[VERDICT_UNRESOLVED], "not asked",
	    "not asked");
	count(out, &first, c.verdicts[VERDICT_NOT_CHECKABLE], "not checkable",
	    "not checkable");
	sbuf_addc(out, '\n');
}

/* --- one reference ------------------------------------------------------------------ */

static void
place(struct context *x, size_t line, const char *label)
{
	report_add_clean(x->out, span_of(x->file->references->document->path));
	sbuf_addf(x->out, ":%zu:", line);
	if (label) {
		sbuf_addc(x->out, ' ');
		report_add_clean(x->out, span_of(label));
	}
}

/* What a line is about, in a column wide enough for every field's name. */
static void
label(struct context *x, const char *name)
{
	sbuf_addf(x->out, "    %-15s ", name);
}

static bool
change_is_shown(const struct context *x, const struct change *c)
{
	switch (c->kind) {
	case CHANGE_WRONG:
	case CHANGE_UNCONFIRMED: return true;
	case CHANGE_VARIANT: return x->o->verbose || c->applied;
	case CHANGE_FORM: return x->o->verbose || c->applied;
	default: return false;
	}
}

static void
one_change(struct context *x, const struct change *c)
{
	if (c->kind == CHANGE_UNCONFIRMED) {
		label(x, claim_name(c->field));
		report_add_value(x->out, c->from, c->from_names, NAMES_MAX);
		sbuf_addf(x->out, " (no source confirms it)\n");
		return;
	}
	label(x, claim_name(c->field));
	sbuf_addf(x->out, "%scited%s  ", colour(x->o, RED), plain(x->o));
	report_add_value(x->out, c->from, c->from_names, NAMES_MAX);
	sbuf_addc(x->out, '\n');
	label(x, "");
	if (c->kind == CHANGE_WRONG && c->rule && !c->to &&
	    !(c->to_names && c->to_names->len)) {
		/* Nothing to put in its place: why it cannot be. */
		sbuf_addf(
		    x->out, "%swrong%s  ", colour(x->o, RED), plain(x->o));
		report_add_clean(x->out, span_of(c->rule));
		sbuf_addc(x->out, '\n');
		return;
	}
	sbuf_addf(x->out, "%sfound%s  ", colour(x->o, GREEN), plain(x->o));
	report_add_value(x->out, c->to, c->to_names, NAMES_MAX);
	if (c->rule && c->kind != CHANGE_WRONG)
		sbuf_addf(x->out, "  [%s]", change_kind_name(c->kind));
	if (c->applied) {
		sbuf_add(x->out, SPAN_LIT(" (fixed)"));
	} else if (c->refused) {
		sbuf_add(x->out, SPAN_LIT(" (left: "));
		report_add_clean(x->out, span_of(c->refused));
		sbuf_addc(x->out, ')');
	}
	sbuf_addc(x->out, '\n');
}

/* "can be completed: volume 521, issue 7553" in one line. */
static void
missing(struct context *x, const struct judgement *j, bool applied)
{
	bool first = true;

	for (size_t i = 0; i < j->changes_len; i++) {
		const struct change *c = &j->changes[i];

		if (c->kind != CHANGE_MISSING || c->applied != applied)
			continue;
		if (first)
			label(x, applied ? "completed" : "missing");
		sbuf_addf(
		    x->out, "%s%s ", first ? "" : ", ", claim_name(c->field));
		report_add_value(x->out, c->to, c->to_names, NAMES_MAX);
		first = false;
	}
	if (!first)
		sbuf_addc(x->out, '\n');
}

static void
short_work(struct context *x, const struct work *w)
{
	report_add_names(x->out, &w->author, 3);
	if (work_year(w))
		sbuf_addf(x->out, " (%d)", work_year(w));
	sbuf_add(x->out, SPAN_LIT(": "));
	report_add_cut(x->out, w->title ? w->title : "(no title)", RAW_MAX);
}

/* Of a conflict: which fields are whose. */
static void
parts(struct context *x, const struct judgement *j)
{
	for (size_t i = 0; i < j->parts_len; i++) {
		const struct judgement_part *p = &j->parts[i];
		bool first = true;

		label(x, "part");
		for (int f = 0; f < CLAIMS; f++)
			if (p->fields >> f & 1) {
				sbuf_addf(x->out, "%s%s", first ? "" : ", ",
				    claim_name((enum claim)f));
				first = false;
			}
		sbuf_add(x->out, SPAN_LIT(" of "));
		short_work(x, p->work);
		sbuf_addc(x->out, '\n');
	}
}

static void
near_misses(struct context *x, const struct judgement *j)
{
	for (size_t i = 0; i < j->candidates_len && i < CANDIDATES_MAX; i++) {
		const struct candidate *c = &j->candidates[i];

		label(x, "near");
		short_work(x, c->work);
		if (c->why_not) {
			sbuf_add(x->out, SPAN_LIT(" -- "));
			report_add_clean(x->out, span_of(c->why_not));
		}
		sbuf_addc(x->out, '\n');
	}
}

static void
failures(struct context *x, const struct judgement *j)
{
	for (size_t i = 0; i < j->searched_len; i++) {
		const struct searched *s = &j->searched[i];

		if (s->status != SEARCH_FAILED)
			continue;
		label(x, "failed");
		report_add_clean(x->out, span_of(s->source));
		if (s->detail) {
			sbuf_add(x->out, SPAN_LIT(": "));
			report_add_clean(x->out, span_of(s->detail));
		}
		sbuf_addc(x->out, '\n');
	}
}

static void
alerts(struct context *x, const struct judgement *j)
{
	for (int i = 0; i < ALERTS; i++)
		if (j->alerts >> i & 1) {
			label(x, "alert");
			sbuf_addf(x->out, "%s%s%s\n",
			    colour(x->o, i == ALERT_RETRACTED ? RED : YELLOW),
			    report_alert_words((enum alert)i), plain(x->o));
		}
	for (size_t i = 0; i < j->versions_len && x->o->verbose; i++) {
		label(x, "version");
		if (work_year(j->versions[i]))
			sbuf_addf(x->out, "%d ", work_year(j->versions[i]));
		report_add_address(x->out, j->versions[i]);
		sbuf_addc(x->out, '\n');
	}
}

/* "———.": whoever stands above is meant there, too. */
static void
add_next(struct context *x, const struct reference *next)
{
	label(x, "");
	place(x, next->line, next->label);
	sbuf_add(x->out,
	    SPAN_LIT(" its dash, or \"Ders.\", stands for these authors\n"));
}

/* What is cited in the text may have to follow the list. */
static void
consequences(
    struct context *x, const struct reference *ref, const struct judgement *j)
{
	const struct references *refs = x->file->references;
	const struct reference *next =
	    (size_t)(ref - refs->items) + 1 < refs->len &&
		    ref[1].list == ref->list &&
		    ref[1].form == REFERENCE_STRING &&
		    reference_repeats_author(&ref[1])
		? &ref[1]
		: NULL;
	bool author = false, year = false;

	for (size_t i = 0; i < j->changes_len; i++) {
		const struct change *c = &j->changes[i];

		if (!c->applied || c->kind != CHANGE_WRONG)
			continue;
		author |= c->field == CLAIM_AUTHOR;
		year |= c->field == CLAIM_YEAR;
	}
	if (ref->form != REFERENCE_STRING || (!author && !year))
		return;
	label(x, "note");
	sbuf_addf(x->out,
	    "the %s changed: look at its citations in the text"
	    "%s\n",
	    author && year ? "author and year"
	    : author       ? "author"
			   : "year",
	    ref->label ? "" : " and its place in the list");
	if (author && next)
		add_next(x, next);
}

static void
one_reference(
    struct context *x, const struct reference *ref, const struct judgement *j)
{
	int shade = j->verdict == VERDICT_CONFLICT || report_is_retracted(j)
			? RED
		    : j->verdict == VERDICT_VERIFIED ? GREEN
						     : YELLOW;
	bool entry = ref->form == REFERENCE_ENTRY;

	sbuf_addc(x->out, '\n');
	place(x, ref->line, entry ? ref->key : ref->label);
	sbuf_addf(x->out, " %s%s%s", colour(x->o, shade),
	    report_is_retracted(j) && j->verdict == VERDICT_VERIFIED
		? "retracted"
		: report_verdict_words(j->verdict),
	    plain(x->o));
	if (j->reason) {
		sbuf_add(x->out, SPAN_LIT(": "));
		report_add_clean(x->out, span_of(j->reason));
	}
	sbuf_add(x->out, SPAN_LIT("\n    "));
	if (!entry) {
		report_add_cut(x->out, ref->body.text, RAW_MAX);
		sbuf_addc(x->out, '\n');
	} else {
		const struct work *w = reference_work(ref);

		report_add_cut(
		    x->out, w && w->title ? w->title : "(no title)", RAW_MAX);
		sbuf_addc(x->out, '\n');
	}
	for (size_t i = 0; i < j->changes_len; i++)
		if (change_is_shown(x, &j->changes[i]))
			one_change(x, &j->changes[i]);
	parts(x, j);
	missing(x, j, true);
	if (x->o->verbose || j->verdict == VERDICT_DIFFERS)
		missing(x, j, false);
	if (j->work) {
		label(x, "record");
		report_add_address(x->out, j->work);
		sbuf_addc(x->out, '\n');
	} else {
		near_misses(x, j);
	}
	alerts(x, j);
	failures(x, j);
	consequences(x, ref, j);
}

/* --- all -------------------------------------------------------------------------- */

int
report_rank(const struct judgement *j)
{
	static const int ranks[VERDICTS] = {
		[VERDICT_CONFLICT] = 0,
		[VERDICT_DIFFERS] = 2,
		[VERDICT_NOT_FOUND] = 3,
		[VERDICT_UNRESOLVED] = 4,
		[VERDICT_NOT_CHECKABLE] = 5,
		[VERDICT_VERIFIED] = 6,
	};

	return report_is_retracted(j) && ranks[j->verdict] ? 1
							   : ranks[j->verdict];
}

/* The work is right, but two or more of what says where it stands are not confirmed:
 * another version of it, or made up. The reader has to see that. */
bool
report_place_is_open(const struct judgement *j)
{
	static const unsigned fields = 1U << CLAIM_YEAR |
				       1U << CLAIM_CONTAINER_TITLE |
				       1U << CLAIM_VOLUME | 1U << CLAIM_PAGES;
	size_t n = 0;

	for (size_t i = 0; i < j->changes_len; i++)
		n += j->changes[i].kind == CHANGE_UNCONFIRMED &&
		     (fields >> j->changes[i].field & 1U);
	return n > 1;
}

static bool
completed(const struct judgement *j)
{
	for (size_t i = 0; i < j->changes_len; i++)
		if (j->changes[i].applied)
			return true;
	return false;
}

void
report_text_init(struct report_text *t, const struct report_options *o)
{
	*t = (struct report_text){ .o = *o };
	for (int i = 0; i < REPORT_PIECES; i++)
		t->pieces[i] = (struct sbuf)SBUF_INIT;
}

void
report_text_problems(struct report_text *t, const struct report_file *f)
{
	struct context x = { &t->pieces[PIECE_PROBLEMS], &t->o, f };
	struct arena a = ARENA_INIT;
	struct problem *all;
	size_t n = report_problems(&all, &a, f);

	for (size_t i = 0; i < n; i++) {
		place(&x, all[i].line, all[i].key);
		sbuf_addc(x.out, ' ');
		report_add_clean(x.out, span_of(all[i].text));
		sbuf_addc(x.out, '\n');
	}
	arena_release(&a);
}

void
report_text_reference(
    struct report_text *t, const struct report_file *f, size_t number)
{
	const struct judgement *j = &f->judgements[number];
	int last = t->o.verbose ? REPORT_RANKS - 1 : REPORT_RANKS - 2;
	struct context x = {
		.out = &t->pieces[PIECE_RANKS + report_rank(j)],
		.o = &t->o,
		.file = f,
	};

	report_count_one(&t->counts, j);
	/* A retracted work that is cited rightly is not listed as verified. */
	t->retracted_only +=
	    report_is_retracted(j) && j->verdict == VERDICT_VERIFIED;
	if (report_rank(j) <= last || completed(j) || report_place_is_open(j))
		one_reference(&x, &f->references->items[number], j);
}

void
report_text_end(struct report_text *t, const char *next_command)
{
	headline(&t->pieces[PIECE_HEADLINE], t);
	if (next_command)
		sbuf_addf(&t->pieces[PIECE_NEXT], "\n%s\n", next_command);
}

void
report_text_release(struct report_text *t)
{
	for (int i = 0; i < REPORT_PIECES; i++)
		sbuf_release(&t->pieces[i]);
}

void
report_text_service(struct sbuf *out, const struct report_service *s)
{
	if (!s->down)
		return;
	report_add_clean(out, span_of(s->name));
	sbuf_add(out, SPAN_LIT(" was given up in this run: "));
	report_add_clean(out, span_of(s->why_down ? s->why_down : "no answer"));
	sbuf_addc(out, '\n');
}
