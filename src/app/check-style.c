/* A document's lists of references, rewritten in a style. */

#include "app/check.h"
#include "app/cited-page.h"
#include "app/restyle-loss.h"
#include "base/text.h"

#include <strings.h>

#include "base/banned.h"

struct restyle {
	struct checked_file *f;
	const struct write_policy *policy;
	struct csl_style *style;
	const struct styles_request *request;
	struct arena arena;
	struct edits edits;
	size_t kept;
	/* of the list at hand */
	const struct reference_list *list;
	struct csl_processor *p;
	bool *certain;     /* of each item: its work is */
	bool *found;       /* of each item: it becomes what the style prints */
	const char **page; /* of each item: the page it cites, or NULL */
	bool notes;        /* they are notes, and the style is one of notes */
	size_t width,
	    indent; /* of its lines, in a plain text; 0: not wrapped */
};

static struct reference *
item_at(const struct restyle *r, size_t i)
{
	return &r->f->references.items[r->list->first + i];
}

/* The document's text of an item. */
static struct span
text_of(const struct restyle *r, const struct reference *ref)
{
	const struct document *d = r->f->document;

	return span_sub(d->text, document_text_offset(d, ref->span.from),
	    document_text_offset(d, ref->span.to));
}

static bool
is_labelled(const struct restyle *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->list->len; i++)
		n += item_at(r, i)->number >= 0 ||
		     reference_is_note(item_at(r, i));
	return 2 * n > r->list->len;
}

/* --- lines of a plain text --------------------------------------------------------- */

static size_t
columns(struct span s)
{
	size_t n = 0;

	for (size_t at = 0; at < s.len; n++)
		text_next(s, &at);
	return n;
}

/* How wide the list's lines are, and how far the second ones are indented. */
static void
measure(struct restyle *r)
{
	r->width = r->indent = 0;
	if (r->f->document->format == DOCUMENT_MARKDOWN)
		return;
	for (size_t i = 0; i < r->list->len; i++) {
		struct span s = text_of(r, item_at(r, i));
		bool first = true;

		while (s.len) {
			const char *end = memchr(s.ptr, '\n', s.len);
			size_t n = end ? (size_t)(end - s.ptr) : s.len;
			size_t blanks = 0;

			while (blanks < n && s.ptr[blanks] == ' ')
				blanks++;
			if (!first && !r->indent)
				r->indent = blanks;
			if (!first || end) {
				size_t cr = n && s.ptr[n - 1] == '\r';
				size_t w = columns(span_sub(s, 0, n - cr));

				if (w > r->width)
					r->width = w;
			}
			first = false;
			s = span_skip(s, n + (end != NULL));
		}
	}
}

/* The entry in lines as the others have them. */
static const char *
wrapped(struct restyle *r, struct span s, const struct reference *slot)
{
	const struct document *d = r->f->document;
	struct sbuf out = SBUF_INIT;
	size_t line, column;
	const char *copy;

	if (!r->width)
		return arena_strdup_span(&r->arena, s);
	document_position(
	    d, document_text_offset(d, slot->span.from), &line, &column);
	column--;
	while (s.len) {
		const char *blank = memchr(s.ptr, ' ', s.len);
		struct span word =
		    span_sub(s, 0, blank ? (size_t)(blank - s.ptr) : s.len);
		size_t n = columns(word);

		if (out.len && column + 1 + n > r->width) {
			sbuf_addc(&out, '\n');
			for (size_t i = 0; i < r->indent; i++)
				sbuf_addc(&out, ' ');
			column = r->indent;
		} else if (out.len) {
			sbuf_addc(&out, ' ');
			column++;
		}
		sbuf_add(&out, word);
		column += n;
		s = span_skip(s, word.len + (blank != NULL));
	}
	copy = arena_strdup_span(&r->arena, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return copy;
}

/* --- one list ------------------------------------------------------------------------ */

static enum csl_output
output_of(const struct restyle *r, const struct reference *ref)
{
	if (ref->html)
		return CSL_OUTPUT_HTML;
	return r->f->document->format == DOCUMENT_MARKDOWN ? CSL_OUTPUT_MARKDOWN
							   : CSL_OUTPUT_TEXT;
}

/* Is all of it the reference's own, so that it can be replaced? */
static bool
is_replaceable(const struct restyle *r, const struct reference *ref)
{
	return !ref->skip && !ref->cut && !ref->part &&
	       reference_is_whole(
		   r->f->document, ref, (struct range){ 0, ref->body.len });
}

static bool
holds(struct span target, const char *identifier)
{
	size_t n = identifier ? strlen(identifier) : 0;

	/* A shorter number is in any address. */
	for (size_t at = 0; n > 4 && at + n <= target.len; at++)
		if (!strncasecmp(target.ptr + at, identifier, n))
			return true;
	return false;
}

/* Does a link lead to the work, so that what the style prints of it will do? */
static bool
leads_to(struct span target, const struct work *w)
{
	return w && (holds(target, w->DOI) || holds(target, w->arXiv) ||
			holds(target, w->PMID) || holds(target, w->PMCID) ||
			(w->URL && span_eq(target, span_of(w->URL))));
}

/* The address that starts there, with the brackets that are in it. */
static struct span
target_at(struct span s)
{
	size_t end, depth = 0;

	for (end = 0; end < s.len; end++) {
		if (strchr(" \n\r\"'>]", s.ptr[end]))
			break;
		if (s.ptr[end] == '(')
			depth++;
		else if (s.ptr[end] == ')' && !depth--)
			break;
	}
	return span_sub(s, 0, end);
}

/* A link in the item to somewhere else, as to a copy of the text, would be lost; so
 * would what others find the item by. */
static bool
has_own_link(
    const struct restyle *r, const struct reference *ref, const struct work *w)
{
	static const char *const starts[] = { "](", "href=\"", "href='",
		"src=\"", "src='", "][" };
	struct span s = text_of(r, ref);

	if (r->f->document->format != DOCUMENT_MARKDOWN)
		return false;
	/* a key, as code, and what pages are jumped to by */
	for (size_t i = 0; i < ref->body.runs_len; i++)
		if (ref->body.runs[i].kind == RUN_CODE)
			return true;
	if (memmem(s.ptr, s.len, " id=", 4) ||
	    memmem(s.ptr, s.len, " name=", 6))
		return true;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++) {
		struct span rest = s;
		size_t n = strlen(starts[i]);
		const char *at;

		while ((at = memmem(rest.ptr, rest.len, starts[i], n))) {
			struct span target;

			rest = span_skip(rest, (size_t)(at - rest.ptr) + n);
			target = target_at(rest);
			if (!leads_to(target, w) &&
			    !leads_to(target, reference_work(ref)))
				return true;
		}
	}
	return false;
}

static void
tell(struct restyle *r, const struct reference *ref, const char *text)
{
	if (r->request->warning)
		r->request->warning(
		    r->f->document->path, ref->line, text, r->request->ctx);
}

static void
add_items(struct restyle *r)
{
	r->found = ARENA_ARRAY(&r->arena, bool, r->list->len);
	r->certain = ARENA_ARRAY(&r->arena, bool, r->list->len);
	r->page = ARENA_ARRAY(&r->arena, const char *, r->list->len);
	r->notes = false;
	for (size_t i = 0; i < r->list->len; i++) {
		const struct reference *ref = item_at(r, i);
		struct judgement *j =
		    &r->f->result.judgements[r->list->first + i];
		struct write_policy own =
		    checked_file_policy(r->f, r->list->first + i, r->policy);
		const struct work *w = NULL;
		struct csl_item *item;

		w = checked_found(&r->arena, ref, j, &own);
		r->page[i] = w ? cited_page(&r->arena, ref, j->work) : NULL;
		r->notes |=
		    r->style->note && (r->page[i] || reference_is_note(ref));
		r->certain[i] = w != NULL;
		r->found[i] = w && is_replaceable(r, ref) &&
			      !has_own_link(r, ref, w) &&
			      !restyle_loses(&r->arena, ref, j, w);
		if (w && !r->found[i])
			tell(r, ref,
			    "stays as it is: there is more in it than "
			    "the reference");
		if (!w && ref->parses_len)
			w = checked_claim(&r->arena, ref);
		if (!w)
			w = ARENA_NEW(&r->arena, struct work);
		item = csl_item_from_work(&r->p->arena, w);
		item->id = arena_printf(&r->arena, "%zu", i);
		csl_add_item(r->p, item);
	}
}

/* What stands in the list's place of the page that an entry has no room for. */
static void
keep_pages(struct restyle *r)
{
	for (size_t i = 0; i < r->list->len; i++) {
		if (!r->found[i] || !r->page[i] || r->notes)
			continue;
		r->found[i] = false;
		tell(r, item_at(r, i),
		    arena_printf(&r->arena,
			"stays as it is: it cites page %s, for which the "
			"style's list has no place",
			r->page[i]));
	}
}

/* "1. Doe" would be a list in the item of another list. */
static struct span
not_a_list(struct restyle *r, struct span s, const struct reference *slot)
{
	struct span before = span_sub(r->f->document->text, 0,
	    document_text_offset(r->f->document, slot->span.from));
	const char *line = memrchr(before.ptr, '\n', before.len);
	size_t n = 0;

	if (line)
		before = span_skip(before, (size_t)(line - before.ptr) + 1);
	while (n < s.len && s.ptr[n] >= '0' && s.ptr[n] <= '9')
		n++;
	if (output_of(r, slot) != CSL_OUTPUT_MARKDOWN || !n || n == s.len ||
	    !strchr(".)", s.ptr[n]) || !text_trim(before).len)
		return s;
	return span_of(arena_printf(&r->arena, "%.*s\\%.*s", (int)n, s.ptr,
	    (int)(s.len - n), s.ptr + n));
}

/* "See also " before a note's work; "" if it has nothing there. */
static const char *
signal_of(struct restyle *r, const struct reference *ref)
{
	const struct parse *p = ref->parses;
	size_t end = ref->body.len, letters = 0;
	struct span lead;

	if (!reference_is_note(ref) || !ref->parses_len)
		return "";
	for (size_t i = 0; i < p->places_len; i++)
		if (p->places[i].range.from < end)
			end = p->places[i].range.from;
	for (size_t at = 0; at < end;) {
		size_t from = at;
		uint32_t c =
		    text_next((struct span){ ref->body.text, end }, &at);

		if (text_is_letter(c))
			letters++;
		else if (!text_is_space(c) && c != '.' && c != ',' && c != ':')
			end = from;
	}
	lead = text_trim((struct span){ ref->body.text, end });
	return letters
		   ? arena_printf(&r->arena, "%.*s ", (int)lead.len, lead.ptr)
		   : "";
}

/* The i-th entry of the style's list, or NULL: it prints nothing. */
static const char *
entry(struct restyle *r, size_t i, const struct reference *slot)
{
	const char *signal = signal_of(r, slot), *text = NULL;
	struct csl_tokens tokens;
	struct sbuf out = SBUF_INIT;

	sbuf_addf(&out, "%s", signal);
	if (r->notes) {
		struct csl_cite cite = { .item = r->p->items[r->p->order[i]],
			.locator = r->page[r->p->order[i]] };
		struct csl_citation note = { .cites = &cite, .len = 1 };

		csl_write_citation(&out, r->p, &note, output_of(r, slot));
	} else {
		csl_entry(&tokens, r->p, i);
		csl_tokens_write(&out, &tokens, output_of(r, slot), false);
	}
	if (out.len > strlen(signal))
		text = wrapped(r,
		    not_a_list(
			r, text_trim((struct span){ out.buf, out.len }), slot),
		    slot);
	sbuf_release(&out);
	return text;
}

static void
mark_applied(struct restyle *r, size_t i)
{
	struct judgement *j = &r->f->result.judgements[r->list->first + i];
	struct write_policy own =
	    checked_file_policy(r->f, r->list->first + i, r->policy);

	for (size_t k = 0; k < j->changes_len; k++) {
		struct change *c = &j->changes[k];

		c->applied =
		    c->kind == CHANGE_WRONG
			? write_applies(&own, j, c)
			: c->kind == CHANGE_MISSING || c->kind == CHANGE_FORM;
	}
}

/* What the work at a place of the style's order is in the document: as the style
 * prints it, or as it stood. */
static const char *
text_at(
    struct restyle *r, size_t place, size_t item, const struct reference *slot)
{
	const char *text = NULL;

	if (r->found[item])
		text = entry(r, place, slot);
	if (text) {
		mark_applied(r, item);
		return text;
	}
	if (!r->certain[item])
		r->kept++;
	else if (r->found[item])
		tell(r, item_at(r, item),
		    "stays as it is: the style prints nothing of it");
	return arena_strdup_span(&r->arena, text_of(r, item_at(r, item)));
}

/* Items can change places where each is one text of the same kind, and none has a
 * label. */
static bool
can_be_sorted(const struct restyle *r)
{
	for (size_t i = 0; i < r->list->len; i++) {
		const struct reference *ref = item_at(r, i);

		if (ref->label || ref->html || !is_replaceable(r, ref))
			return false;
	}
	return true;
}

static void
restyle_list(struct restyle *r)
{
	bool sorted = can_be_sorted(r);
	size_t *place_of;

	r->p->no_numbers = is_labelled(r);
	add_items(r);
	keep_pages(r);
	measure(r);
	csl_prepare(r->p, NULL, 0);
	place_of = ARENA_ARRAY(&r->arena, size_t, r->list->len);
	for (size_t i = 0; i < r->p->len; i++)
		place_of[r->p->order[i]] = i;
	for (size_t i = 0; i < r->list->len; i++) {
		const struct reference *slot = item_at(r, i);
		size_t item = sorted ? r->p->order[i] : i;
		struct span was = text_of(r, slot);
		const char *text = text_at(r, place_of[item], item, slot);

		if (span_eq(was, span_of(text)) || range_empty(slot->span))
			continue;
		ARENA_PUSH(&r->arena, r->edits.items, r->edits.len) =
		    (struct edit){ .range = slot->span, .text = text };
	}
}

int
checked_file_restyle(struct sbuf *out, struct checked_file *f,
    const struct write_policy *policy, const struct styles_request *request,
    size_t *kept, struct err *err)
{
	struct restyle r = { .f = f, .policy = policy, .request = request };
	int rc;

	*kept = 0;
	if (!f->references.lists_len ||
	    f->references.items[0].form == REFERENCE_ENTRY)
		return err_set(err, ERR_USAGE,
		    "%s: --style is for lists in a document; 'refmend render' "
		    "makes one of a bibliography",
		    f->document->path);
	if (f->document->format == DOCUMENT_LATEX)
		return err_set(err, ERR_USAGE,
		    "%s: --style does not write LaTeX: a .bib file and the "
		    "style of BibTeX or biblatex make its lists",
		    f->document->path);
	rc = styles_load(&r.style, request->style, err);
	if (!rc)
		styles_tell(r.style, request->warning, request->ctx);
	if (!rc && !r.style->areas[CSL_BIBLIOGRAPHY].present)
		rc = err_set(err, ERR_USAGE,
		    "the style '%s' has no list of references", request->style);
	checked_file_hold(f, policy);
	for (size_t i = 0; !rc && i < f->references.lists_len; i++) {
		r.list = &f->references.lists[i];
		rc = csl_processor_new(&r.p, r.style, request->lang,
		    styles_locales(&r.arena), err);
		if (!rc)
			restyle_list(&r);
		csl_processor_free(r.p);
		r.p = NULL;
	}
	if (!rc)
		rc = write_patched(out, f->document, &r.edits, err);
	*kept = r.kept;
	csl_style_free(r.style);
	arena_release(&r.arena);
	return rc;
}
