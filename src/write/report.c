/* What the reports share: counting, cleaning, addresses; and the two that are
 * one line a finding: CSV and GitHub's annotations. */

#include "write/report.h"
#include "base/text.h"

#include "base/banned.h"

/* --- counting ------------------------------------------------------------------ */

void
report_count_one(struct report_counts *out, const struct judgement *j)
{
	bool wrong = false, left = false, fixable = true;

	out->references++;
	out->verdicts[j->verdict]++;
	for (int i = 0; i < ALERTS; i++)
		out->alerts[i] += (j->alerts >> i) & 1;
	for (size_t i = 0; i < j->changes_len; i++) {
		const struct change *c = &j->changes[i];

		out->applied += c->applied;
		if (c->kind != CHANGE_WRONG)
			continue;
		wrong = true;
		left |= !c->applied;
		fixable &=
		    !c->refused && (c->to || (c->to_names && c->to_names->len));
	}
	out->wrong += wrong;
	out->wrong_left += wrong && left;
	out->fixed[j->verdict] += wrong && !left;
	if (j->verdict == VERDICT_DIFFERS)
		out->fixable += fixable;
}

void
report_count(struct report_counts *out, const struct report_file *f)
{
	for (size_t i = 0; i < f->references->len; i++)
		report_count_one(out, &f->judgements[i]);
}

/* --- problems ------------------------------------------------------------------ */

/* "44 is missing", "1 to 4 are missing", "3 and 2 more are missing" */
static const char *
missing_numbers(struct arena *a, const struct reference_list *l)
{
	long to =
	    l->missing_to > l->missing_from ? l->missing_to : l->missing_from;
	long more = l->missing - (to - l->missing_from + 1);
	const char *text = arena_printf(a, "%ld", l->missing_from);

	if (to > l->missing_from)
		text = arena_printf(a, "%s to %ld", text, to);
	if (more > 0)
		text = arena_printf(a, "%s and %ld more", text, more);
	return arena_printf(a, "%s %s missing", text,
	    to > l->missing_from || more > 0 ? "are" : "is");
}

/* An entry that holds several works: a verdict is of the first alone. */
static const char *
one_of_several(struct arena *a, const struct reference *ref)
{
	enum { SHOWN = 60 };
	struct sbuf sb = SBUF_INIT;
	const char *out;

	report_add_cut(&sb, ref->body.text + ref->rest, SHOWN);
	out = arena_printf(a,
	    "this entry holds several works, of which only the first was "
	    "checked; give each an entry of its own to have them all checked: "
	    "%s",
	    sb.buf);
	sbuf_release(&sb);
	return out;
}

size_t
report_problems(
    struct problem **out, struct arena *a, const struct report_file *f)
{
	const struct references *refs = f->references;
	size_t len = 0;

	*out = NULL;
	for (size_t i = 0; i < refs->problems_len; i++)
		ARENA_PUSH(a, *out, len) = refs->problems[i];
	for (size_t i = 0; i < refs->lists_len; i++) {
		const struct reference_list *l = &refs->lists[i];
		struct problem gap = { 0 };

		if (!l->missing_from || !l->len)
			continue;
		gap.line = refs->items[l->first].line;
		gap.text = arena_printf(a,
		    "the numbers of this list go to %ld, but %zu %s found: %s",
		    l->highest, l->len,
		    l->len == 1 ? "reference was" : "references were",
		    missing_numbers(a, l));
		ARENA_PUSH(a, *out, len) = gap;
	}
	for (size_t i = 0; i < refs->len; i++) {
		const struct reference *ref = &refs->items[i];

		if (ref->rest && !ref->skip)
			ARENA_PUSH(a, *out, len) =
			    (struct problem){ .line = ref->line,
				    .key = ref->key,
				    .text = one_of_several(a, ref) };
	}
	return len;
}

void
report_add_problem(struct sbuf *out, const struct problem *p)
{
	if (p->key) {
		report_add_clean(out, span_of(p->key));
		sbuf_add(out, SPAN_LIT(": "));
	}
	report_add_clean(out, span_of(p->text));
}

/* --- text ---------------------------------------------------------------------- */

/* Unicode's bidirectional controls could show another text than the bytes say
 * (UAX 9, section 2; CVE-2021-42574). */
static bool
turns_direction(uint32_t c)
{
	return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
	       c == 0x200e || c == 0x200f || c == 0x061c;
}

void
report_add_clean(struct sbuf *out, struct span s)
{
	size_t at = 0;

	while (at < s.len) {
		char bytes[4];
		uint32_t c = text_next(s, &at);

		if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 ||
		    c == 0x2029)
			c = ' ';
		else if (c < 0x20 || (c >= 0x7f && c < 0xa0) ||
			 turns_direction(c))
			c = TEXT_REPLACEMENT;
		sbuf_add(out, (struct span){ bytes, text_put(bytes, c) });
	}
}

void
report_add_cut(struct sbuf *out, const char *s, size_t max)
{
	struct span all = span_of(s), part;
	size_t at = 0;

	for (size_t n = 0; n < max && at < all.len; n++)
		text_next(all, &at);
	part = span_sub(all, 0, at);
	if (at < all.len)
		while (part.len && part.ptr[part.len - 1] == ' ')
			part.len--;
	report_add_clean(out, part);
	if (at < all.len)
		sbuf_add(out, SPAN_LIT(" \xe2\x80\xa6"));
}

void
report_add_names(struct sbuf *out, const struct name_list *l, size_t max)
{
	for (size_t i = 0; i < l->len; i++) {
		const struct name *n = &l->items[i];
		const char *particle = n->non_dropping_particle
					   ? n->non_dropping_particle
					   : n->dropping_particle;

		if (i)
			sbuf_add(out, SPAN_LIT("; "));
		if (i == max) {
			sbuf_addf(out, "\xe2\x80\xa6 (%zu in all)", l->len);
			return;
		}
		if (n->literal) {
			report_add_clean(out, span_of(n->literal));
			continue;
		}
		if (particle) {
			report_add_clean(out, span_of(particle));
			sbuf_addc(out, ' ');
		}
		if (n->family)
			report_add_clean(out, span_of(n->family));
		if (n->given && n->family)
			sbuf_add(out, SPAN_LIT(", "));
		if (n->given)
			report_add_clean(out, span_of(n->given));
	}
	if (l->others)
		sbuf_add(out, SPAN_LIT("; et al."));
}

void
report_add_address(struct sbuf *out, const struct work *w)
{
	static const struct {
		enum work_field field;
		const char *prefix;
	} known[] = {
		{ WORK_DOI, "https://doi.org/" },
		{ WORK_arXiv, "https://arxiv.org/abs/" },
		{ WORK_ACL, "https://aclanthology.org/" },
		{ WORK_PMID, "https://pubmed.ncbi.nlm.nih.gov/" },
		{ WORK_ISBN, "ISBN " },
		{ WORK_URL, "" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		const char *value = work_get(w, known[i].field);

		if (!value)
			continue;
		sbuf_addf(out, "%s", known[i].prefix);
		report_add_clean(out, span_of(value));
		return;
	}
	report_add_clean(out, span_of(w->source ? w->source : "record"));
	if (w->record) {
		sbuf_addc(out, ' ');
		report_add_clean(out, span_of(w->record));
	}
}

void
report_add_value(struct sbuf *out, const char *text,
    const struct name_list *names, size_t max_names)
{
	if (names && names->len)
		report_add_names(out, names, max_names);
	else if (text)
		report_add_clean(out, span_of(text));
	else
		sbuf_add(out, SPAN_LIT("(nothing)"));
}

/* --- CSV ------------------------------------------------------------------------- */

static void
csv_field(struct sbuf *out, const char *s, bool last)
{
	struct sbuf clean = SBUF_INIT;

	report_add_clean(&clean, span_of(s ? s : ""));
	if (strpbrk(clean.buf, ",\"") != NULL) {
		sbuf_addc(out, '"');
		for (const char *p = clean.buf; *p; p++) {
			if (*p == '"')
				sbuf_addc(out, '"');
			sbuf_addc(out, *p);
		}
		sbuf_addc(out, '"');
	} else {
		sbuf_add(out, (struct span){ clean.buf, clean.len });
	}
	sbuf_release(&clean);
	if (last)
		sbuf_add(out, SPAN_LIT("\r\n"));
	else
		sbuf_addc(out, ',');
}

void
report_csv_reference(
    struct sbuf *out, const struct report_file *f, size_t number)
{
	const struct reference *ref = &f->references->items[number];
	const struct judgement *j = &f->judgements[number];
	struct sbuf s = SBUF_INIT;

	csv_field(out, f->references->document->path, false);
	sbuf_addf(out, "%zu,%u,", ref->line, ref->seq);
	csv_field(out, ref->key, false);
	csv_field(out, verdict_name(j->verdict), false);
	for (size_t i = 0; i < j->changes_len; i++)
		if (j->changes[i].kind == CHANGE_WRONG)
			sbuf_addf(&s, "%s%s", s.len ? " " : "",
			    claim_name(j->changes[i].field));
	csv_field(out, s.buf, false);
	sbuf_reset(&s);
	for (int i = 0; i < ALERTS; i++)
		if (j->alerts >> i & 1)
			sbuf_addf(&s, "%s%s", s.len ? " " : "",
			    alert_name((enum alert)i));
	csv_field(out, s.buf, false);
	sbuf_reset(&s);
	if (j->work)
		report_add_address(&s, j->work);
	csv_field(out, s.buf, false);
	csv_field(out, j->reason, false);
	csv_field(out, ref->body.text, true);
	sbuf_release(&s);
}

void
report_csv_head(struct sbuf *out)
{
	sbuf_add(out,
	    SPAN_LIT("file,line,seq,key,verdict,wrong,alerts,record,reason,"
		     "reference\r\n"));
}

void
report_csv_problems(struct sbuf *out, const struct report_file *f)
{
	struct arena a = ARENA_INIT;
	struct problem *problems;
	size_t n = report_problems(&problems, &a, f);

	for (size_t i = 0; i < n; i++) {
		csv_field(out, f->references->document->path, false);
		sbuf_addf(out, "%zu,,", problems[i].line);
		csv_field(out, problems[i].key, false);
		sbuf_add(out, SPAN_LIT("problem,,,,"));
		csv_field(out, problems[i].text, false);
		csv_field(out, NULL, true);
	}
	arena_release(&a);
}

void
report_csv_file(struct sbuf *out, const struct report_file *f)
{
	report_csv_problems(out, f);
	for (size_t i = 0; i < f->references->len; i++)
		report_csv_reference(out, f, i);
}

/* --- what annotations say --------------------------------------------------------- */

bool
report_is_retracted(const struct judgement *j)
{
	return j->alerts >> ALERT_RETRACTED & 1;
}

const char *
report_level(const struct judgement *j)
{
	static const char *const levels[VERDICTS] = {
		[VERDICT_DIFFERS] = "warning",
		[VERDICT_CONFLICT] = "error",
		[VERDICT_NOT_FOUND] = "note",
		[VERDICT_UNRESOLVED] = "note",
		[VERDICT_NOT_CHECKABLE] = "note",
	};

	return report_is_retracted(j) ? "error" : levels[j->verdict];
}

void
report_add_message(struct sbuf *out, const struct judgement *j)
{
	const size_t start = out->len;

	report_add_clean(out, span_of(j->reason ? j->reason : ""));
	for (size_t i = 0; i < j->changes_len; i++) {
		const struct change *c = &j->changes[i];

		if (c->kind != CHANGE_WRONG)
			continue;
		sbuf_addf(out, "%s%s: ", out->len > start ? "; " : "",
		    claim_name(c->field));
		report_add_value(out, c->from, c->from_names, 4);
		sbuf_add(out, SPAN_LIT(" -> "));
		report_add_value(out, c->to, c->to_names, 4);
	}
}

/* --- GitHub ------------------------------------------------------------------------ */

/* Workflow commands ("::warning file=...::text"): percent, CR and LF escaped,
 * in properties colon and comma too (actions/toolkit, command.ts). */
static void
github_escaped(struct sbuf *out, const char *s, bool property)
{
	for (; *s; s++)
		if (*s == '%' || *s == '\r' || *s == '\n' ||
		    (property && (*s == ':' || *s == ',')))
			sbuf_addf(out, "%%%02X", (unsigned char)*s);
		else
			sbuf_addc(out, *s);
}

void
report_add_github(struct sbuf *out, const char *text, bool property)
{
	struct sbuf s = SBUF_INIT;

	report_add_clean(&s, span_of(text));
	github_escaped(out, s.buf, property);
	sbuf_release(&s);
}

void
report_github_reference(
    struct sbuf *out, const struct report_file *f, size_t number)
{
	const struct reference *ref = &f->references->items[number];
	const struct judgement *j = &f->judgements[number];
	const char *level = report_level(j);
	struct sbuf s = SBUF_INIT;

	if (!level)
		return;
	sbuf_addf(out, "::%s file=", !strcmp(level, "note") ? "notice" : level);
	report_add_clean(&s, span_of(f->references->document->path));
	github_escaped(out, s.buf, true);
	sbuf_addf(out, ",line=%zu,title=%s::", ref->line,
	    report_is_retracted(j) ? "retracted"
				   : report_verdict_words(j->verdict));
	sbuf_reset(&s);
	report_add_message(&s, j);
	github_escaped(out, s.buf, false);
	sbuf_addc(out, '\n');
	sbuf_release(&s);
}

void
report_github_problems(struct sbuf *out, const struct report_file *f)
{
	struct arena a = ARENA_INIT;
	struct problem *problems;
	size_t n = report_problems(&problems, &a, f);

	for (size_t i = 0; i < n; i++) {
		struct sbuf s = SBUF_INIT;

		sbuf_add(out, SPAN_LIT("::warning file="));
		report_add_clean(&s, span_of(f->references->document->path));
		github_escaped(out, s.buf, true);
		sbuf_addf(out, ",line=%zu,title=problem::", problems[i].line);
		sbuf_reset(&s);
		report_add_problem(&s, &problems[i]);
		github_escaped(out, s.buf, false);
		sbuf_addc(out, '\n');
		sbuf_release(&s);
	}
	arena_release(&a);
}

void
report_github_file(struct sbuf *out, const struct report_file *f)
{
	report_github_problems(out, f);
	for (size_t i = 0; i < f->references->len; i++)
		report_github_reference(out, f, i);
}
