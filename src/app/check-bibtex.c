/* A .bib of a document's references. */

#include "app/check.h"
#include "app/cited-page.h"
#include "base/text.h"
#include "model/key.h"
#include "write/report.h"

#include "base/banned.h"

/* --- one work -------------------------------------------------------------- */

static const struct {
	enum claim claim;
	enum work_field field;
} text_claims[] = {
	{ CLAIM_TITLE, WORK_title },
	{ CLAIM_CONTAINER_TITLE, WORK_container_title },
	{ CLAIM_VOLUME, WORK_volume },
	{ CLAIM_ISSUE, WORK_issue },
	{ CLAIM_PAGES, WORK_page },
	{ CLAIM_PUBLISHER, WORK_publisher },
	{ CLAIM_PUBLISHER_PLACE, WORK_publisher_place },
	{ CLAIM_EDITION, WORK_edition },
	{ CLAIM_DOI, WORK_DOI },
	{ CLAIM_ARXIV, WORK_arXiv },
	{ CLAIM_ISBN, WORK_ISBN },
	{ CLAIM_PMID, WORK_PMID },
	{ CLAIM_URL, WORK_URL },
};

/* Take one claimed field over into out. */
static void
take_claim(struct work *out, const struct work *claimed, enum claim c)
{
	switch (c) {
	case CLAIM_AUTHOR: out->author = claimed->author; return;
	case CLAIM_EDITOR: out->editor = claimed->editor; return;
	case CLAIM_YEAR: out->issued = claimed->issued; return;
	case CLAIM_TYPE: out->type = claimed->type; return;
	default: break;
	}
	for (size_t i = 0; i < sizeof(text_claims) / sizeof(text_claims[0]);
	     i++) {
		const char *value = work_get(claimed, text_claims[i].field);

		if (text_claims[i].claim != c)
			continue;
		work_set(out, text_claims[i].field, value);
		if (c == CLAIM_TITLE)
			out->title_rich = claimed->title_rich;
	}
}

static bool
says_the_same(struct arena *a, const char *x, const char *y)
{
	const char *fx = text_fold(a, span_of(x)),
		   *fy = text_fold(a, span_of(y));

	return strstr(fx, fy) || strstr(fy, fx);
}

/*
 * "Grammatical categories in Australian languages. Australian Institute of Aboriginal
 * Studies.": what was read as the container of a whole book is its publisher, or else
 * its series; printed as a container it would make a chapter of the book.
 */
static void
settle_container(struct arena *a, struct work *out, const struct work *claimed)
{
	const char *container = claimed->container_title;

	if (!out->collection_title &&
	    !says_the_same(a, out->publisher, container))
		out->collection_title = container;
}

static bool
is_whole(const struct work *record)
{
	return !record->container_title && record->publisher &&
	       (record->type == WORK_TYPE_BOOK ||
		   record->type == WORK_TYPE_THESIS ||
		   record->type == WORK_TYPE_REPORT);
}

/* What the entry has and no record does: notes, keywords, a file's own fields. */
static void
keep_own(struct arena *a, struct work *out, const struct work *claimed,
    const struct reference *ref)
{
	bool whole = ref->form == REFERENCE_STRING &&
		     claimed->container_title && is_whole(out);
	const struct custom_field *c;

	if (whole)
		settle_container(a, out, claimed);
	for (int i = 0; i < WORK_FIELDS; i++) {
		enum work_field f = (enum work_field)i;

		if (f == WORK_container_title && whole)
			continue;
		if (!work_get(out, f) && work_get(claimed, f))
			work_set(out, f, work_get(claimed, f));
	}
	if (!out->editor.len)
		out->editor = claimed->editor;
	if (!out->translator.len)
		out->translator = claimed->translator;
	if (date_is_empty(&out->accessed))
		out->accessed = claimed->accessed;
	out->custom = NULL;
	for (c = claimed->custom; c; c = c->next)
		work_add_custom(a, out, c->key, c->value);
}

/*
 * The record, but what the policy does not allow to be changed as it is claimed.
 * The same value in another form is taken as the record has it: that is what a
 * .bib is for.
 */
static struct work *
found_work(struct arena *a, const struct reference *ref,
    const struct judgement *j, const struct write_policy *policy)
{
	const struct work *claimed = reference_work(ref);
	struct work *out = work_copy(a, j->work);
	unsigned refuted = 0;

	for (size_t i = 0; i < j->changes_len; i++) {
		const struct change *c = &j->changes[i];
		bool kept = false;

		if (c->kind == CHANGE_WRONG && !write_applies(policy, j, c))
			kept = true;
		else if (c->kind == CHANGE_WRONG)
			refuted |= 1U << c->field;
		if (c->kind == CHANGE_VARIANT && !policy->normalize)
			kept = true;
		if (kept)
			take_claim(out, claimed, c->field);
	}
	/* Nothing is said of it: it is another version's, or the online date's. The
	 * text cites the work by it. */
	if (work_year(claimed) && work_year(out) != work_year(claimed) &&
	    !judgement_change(j, CLAIM_YEAR))
		take_claim(out, claimed, CLAIM_YEAR);
	keep_own(a, out, claimed, ref);
	/* a page cited is the citation's, not the work's */
	if (cited_page(a, ref, j->work))
		out->page = j->work->page;
	for (int i = 0; i < CLAIMS; i++)
		if (refuted & 1U << i)
			take_claim(out, j->work, (enum claim)i);
	for (int i = 0; i < CLAIMS; i++)
		if (policy->protected_fields & 1U << i)
			take_claim(out, claimed, (enum claim)i);
	return out;
}

static bool
is_found(const struct judgement *j, const struct write_policy *policy)
{
	switch (j->verdict) {
	case VERDICT_VERIFIED:
	case VERDICT_DIFFERS: return j->work != NULL;
	case VERDICT_CONFLICT:
		return j->work && j->distinctive && policy->apply == APPLY_ALL;
	default: return false;
	}
}

struct work *
checked_found(struct arena *a, const struct reference *ref,
    const struct judgement *j, const struct write_policy *policy)
{
	return is_found(j, policy) ? found_work(a, ref, j, policy) : NULL;
}

/* --- each work once ----------------------------------------------------------- */

static void
seen_put(struct bibliography *b, uint64_t key)
{
	size_t at = key & (b->seen_size - 1);

	while (b->seen[at])
		at = (at + 1) & (b->seen_size - 1);
	b->seen[at] = key;
}

static void
seen_grow(struct bibliography *b)
{
	uint64_t *old = b->seen;
	size_t size = b->seen_size;

	if (2 * (b->seen_len + 1) <= size)
		return;
	b->seen_size = size ? 2 * size : 64;
	b->seen = ARENA_ARRAY(&b->arena, uint64_t, b->seen_size);
	for (size_t i = 0; i < size; i++)
		if (old[i])
			seen_put(b, old[i]);
}

static bool
add_seen(struct bibliography *b, uint64_t key)
{
	seen_grow(b);
	for (size_t at = key & (b->seen_size - 1); b->seen[at];
	     at = (at + 1) & (b->seen_size - 1))
		if (b->seen[at] == key)
			return false;
	seen_put(b, key);
	b->seen_len++;
	return true;
}

static uint64_t
work_key(struct arena *a, const struct work *w, bool found)
{
	const struct name *first = w->author.len   ? w->author.items
				   : w->editor.len ? w->editor.items
						   : NULL;

	if (found && w->DOI)
		return key_identifier(IDENTIFIER_DOI, w->DOI) | 1;
	if (found && w->arXiv)
		return key_identifier(IDENTIFIER_ARXIV, w->arXiv) | 1;
	return text_hash(span_of(arena_printf(a, "%d %llx %s %d", found,
		   (unsigned long long)key_title(a, w->title ? w->title : ""),
		   first ? key_family(a, first) : "", work_year(w)))) |
	       1;
}

/* The same work as an entry of a .bib has it. */
static uint64_t
entry_key(uint64_t key)
{
	return ~key | 1;
}

/* A work of a list, until it is known which are entries of a .bib, too. */
struct bibliography_entry {
	const struct work *work;
	const char *comment; /* or "" */
	uint64_t keys[2];    /* as it is written, as its record is */
};

/* Text outside of entries is a comment to BibTeX; an "@" would start one. */
static const char *
comment_on(struct arena *a, const struct judgement *j)
{
	struct sbuf s = SBUF_INIT;
	const char *out;

	report_add_clean(&s, span_of(j->reason ? j->reason : ""));
	for (size_t i = 0; i < s.len; i++)
		if (s.buf[i] == '@')
			s.buf[i] = ' ';
	out = arena_printf(a, "%% %s%s%s: as cited\n", verdict_name(j->verdict),
	    s.len ? ", " : "", s.len ? s.buf : "");
	sbuf_release(&s);
	return out;
}

void
bibliography_init(struct bibliography *b)
{
	*b = (struct bibliography){ .text = SBUF_INIT };
	b->keys = key_set_new(&b->arena);
}

void
bibliography_release(struct bibliography *b)
{
	sbuf_release(&b->text);
	arena_release(&b->arena);
}

static bool
was_seen(const struct bibliography *b, uint64_t key)
{
	if (!b->seen_size)
		return false;
	for (size_t at = key & (b->seen_size - 1); b->seen[at];
	     at = (at + 1) & (b->seen_size - 1))
		if (b->seen[at] == key)
			return true;
	return false;
}

static void
add_entry(struct bibliography *b, const struct work *w, const char *comment,
    const char *key)
{
	if (b->text.len)
		sbuf_addc(&b->text, '\n');
	sbuf_add(&b->text, span_of(comment));
	write_bibtex_entry(
	    &b->text, &b->arena, w, key_set_unique(b->keys, key));
}

void
bibliography_add(struct bibliography *b, const struct checked_file *f,
    const struct write_policy *policy)
{
	struct arena *a = &b->arena;

	for (size_t i = 0; i < f->references.len; i++) {
		const struct reference *ref = &f->references.items[i];
		const struct judgement *j = &f->result.judgements[i];
		const struct work *w = reference_work(ref);
		struct write_policy own = checked_file_policy(f, i, policy);
		bool found = is_found(j, policy), entry;
		const char *comment;
		uint64_t keys[2];

		entry = ref->form == REFERENCE_ENTRY;
		/* An @xdata or @set is none to check, but others need it. */
		if (!w || (ref->skip && !entry))
			continue;
		w = checked_claim(a, ref);
		if (found)
			w = found_work(a, ref, j, &own);
		/* What no source has is not to look like what one has. */
		comment =
		    (found && j->version_unknown) || (!found && !ref->skip)
			? comment_on(a, j)
			: "";
		keys[0] = work_key(a, w, found);
		keys[1] = found ? work_key(a, j->work, found) : keys[0];
		/* A .bib keeps its entries: somebody cites each by its key. */
		if (entry) {
			add_seen(b, entry_key(keys[0]));
			add_seen(b, entry_key(keys[1]));
			add_entry(b, w, comment, ref->key);
		} else if (add_seen(b, keys[0])) {
			ARENA_PUSH(a, b->waiting, b->waiting_len) =
			    (struct bibliography_entry){ work_copy(a, w),
				    comment, { keys[0], keys[1] } };
		}
	}
}

void
bibliography_finish(struct bibliography *b)
{
	for (size_t i = 0; i < b->waiting_len; i++) {
		const struct bibliography_entry *e = &b->waiting[i];

		if (!was_seen(b, entry_key(e->keys[0])) &&
		    !was_seen(b, entry_key(e->keys[1])))
			add_entry(b, e->work, e->comment,
			    write_citation_key(&b->arena, e->work));
	}
	b->waiting_len = 0;
}
