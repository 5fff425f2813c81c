/* The list of references. */

#include "base/json.h"
#include "base/text.h"
#include "csl/csl.h"

#include "base/banned.h"

/* --- authors that are the same again ----------------------------------------------- */

/* The nodes of single names within, in order. */
static void
collect_names(
    struct arena *a, struct csl_node *n, struct csl_node ***names, size_t *len)
{
	if (n->tag == TAG_NAME) {
		ARENA_PUSH(a, *names, *len) = n;
		return;
	}
	for (struct csl_node *c = n->first; c; c = c->next)
		collect_names(a, c, names, len);
}

/* A name as it shows, and as it is: "Doe J" may be two people. */
static const char *
name_text(
    struct arena *a, const struct csl_style *style, const struct csl_node *n)
{
	struct sbuf out = SBUF_INIT;
	const char *copy;

	csl_node_add_text(&out, n);
	sbuf_addc(&out, '\n');
	csl_name_sort_text(&out, style, n->owner);
	copy =
	    arena_strdup_span(a, text_trim((struct span){ out.buf, out.len }));
	sbuf_release(&out);
	return copy;
}

static void
replace(struct csl_node *n, struct arena *a, const char *text)
{
	n->group = true;
	n->text = NULL;
	n->first = n->last = NULL;
	csl_node_append(n, csl_node_text(a, text));
}

/* The lists of names within; without any, what stands for them. */
static void
collect_lists(
    struct arena *a, struct csl_node *n, struct csl_node ***lists, size_t *len)
{
	if (n->tag == TAG_NAME_LIST) {
		ARENA_PUSH(a, *lists, *len) = n;
		return;
	}
	for (struct csl_node *c = n->first; c; c = c->next)
		collect_lists(a, c, lists, len);
}

static const char *
lists_text(struct arena *a, struct csl_node **lists, size_t len,
    const char **names, size_t name_count)
{
	struct sbuf out = SBUF_INIT;
	const char *copy;

	for (size_t i = 0; i < len; i++) {
		csl_node_add_text(&out, lists[i]);
		sbuf_addc(&out, '\n');
	}
	for (size_t i = 0; i < name_count; i++)
		sbuf_addf(&out, "%s\n", names[i]);
	copy = arena_strdup(a, out.buf);
	sbuf_release(&out);
	return copy;
}

void
csl_substitute_authors(struct csl_processor *p, struct arena *a,
    struct csl_render *r, struct csl_author_memory *before)
{
	const struct csl_style *s = p->style;
	struct csl_node **names = NULL, **lists = NULL;
	const char **texts;
	const char *whole;
	size_t len = 0, list_count = 0, same = 0;
	bool all;

	if (!s->substitute)
		return;
	if (!r->first_names) {
		before->any = false;
		return;
	}
	collect_names(a, r->first_names, &names, &len);
	texts = ARENA_ARRAY(a, const char *, len + 1);
	for (size_t i = 0; i < len; i++)
		texts[i] = name_text(a, p->style, names[i]);
	collect_lists(a, r->first_names, &lists, &list_count);
	whole = list_count ? lists_text(a, lists, list_count, texts, len)
			   : csl_node_all_text(a, r->first_names);
	while (before->any && same < len && same < before->len &&
	       !strcmp(texts[same], before->names[same]))
		same++;
	all = before->any && !strcmp(whole, before->whole);

	arena_reset(&before->arena);
	before->names = ARENA_ARRAY(&before->arena, const char *, len + 1);
	before->len = len;
	for (size_t i = 0; i < len; i++)
		before->names[i] = arena_strdup(&before->arena, texts[i]);
	before->whole = arena_strdup(&before->arena, whole);
	before->any = *whole != '\0';

	if (!list_count) {
		if (all)
			replace(r->first_names, a, s->substitute);
		return;
	}
	switch (s->substitute_rule) {
	case SUBSTITUTE_COMPLETE_ALL:
		for (size_t i = 0; all && i < list_count; i++)
			replace(lists[i], a, i ? "" : s->substitute);
		break;
	case SUBSTITUTE_COMPLETE_EACH:
		for (size_t i = 0; all && i < len; i++)
			replace(names[i], a, s->substitute);
		break;
	case SUBSTITUTE_PARTIAL_EACH:
		for (size_t i = 0; i < same; i++)
			replace(names[i], a, s->substitute);
		break;
	case SUBSTITUTE_PARTIAL_FIRST:
		if (same)
			replace(names[0], a, s->substitute);
		break;
	}
}

/* --- entries ---------------------------------------------------------------------------- */

/* The first field in the margin, the rest beside it. */
static void
align_second_field(struct csl_node *content, struct arena *a)
{
	struct csl_node *first = content->first, *rest = csl_node_group(a);
	struct csl_node *margin = csl_node_group(a), *next;

	while (first && csl_node_is_empty(first))
		first = first->next;
	if (!first || !first->next)
		return;
	next = first->next;
	first->next = NULL;
	csl_node_append(margin, first);
	margin->display = DISPLAY_LEFT_MARGIN;
	rest->first = next;
	while (next->next)
		next = next->next;
	rest->last = next;
	rest->delimiter = content->delimiter;
	rest->display = DISPLAY_RIGHT_INLINE;
	content->first = content->last = NULL;
	csl_node_append(content, margin);
	csl_node_append(content, rest);
}

/* The suffix of the layout, within the last block if there is one. */
static void
add_suffix(struct csl_node *content, struct csl_node *suffix, struct arena *a)
{
	struct csl_node *block = NULL, *rest;

	for (struct csl_node *c = content->first; c; c = c->next)
		if (!csl_node_is_empty(c))
			block = c->display ? c : NULL;
	if (!block)
		block = content;
	if (!block->delimiter) {
		csl_node_append(block, suffix);
		return;
	}
	rest = csl_node_group(a);
	csl_node_append_all(rest, block);
	rest->delimiter = block->delimiter;
	block->delimiter = NULL;
	csl_node_append(block, rest);
	csl_node_append(block, suffix);
}

static struct csl_node *
entry_node(struct csl_processor *p, struct arena *a, size_t i,
    struct csl_author_memory *before)
{
	const struct csl_style *s = p->style;
	const struct csl_item *item = p->items[p->order[i]];
	struct csl_node *whole = csl_node_group(a);
	struct csl_node *content = csl_node_group(a);
	struct csl_render r;

	csl_render_start(&r, p, a, item, CSL_BIBLIOGRAPHY);
	csl_render_elements(&r, r.layout->first, content);
	csl_node_capitalize_term(a, content);
	if (before)
		csl_substitute_authors(p, a, &r, before);
	if (csl_node_is_empty(content))
		return whole;
	content->delimiter = r.layout->delimiter;
	if (s->align && !p->no_numbers)
		align_second_field(content, a);
	if (r.layout->format.suffix)
		add_suffix(
		    content, csl_node_text(a, r.layout->format.suffix), a);
	if (r.layout->format.prefix)
		csl_node_append(
		    whole, csl_node_text(a, r.layout->format.prefix));
	csl_node_append(whole, content);
	whole->font = r.layout->format.font;
	return whole;
}

/* A blank at the end of the block beside the margin goes behind it. */
static void
end_outside(struct csl_tokens *t, struct arena *a)
{
	size_t i = t->len;

	while (i && !t->items[i - 1].text.len &&
	       t->items[i - 1].kind == TOKEN_TEXT)
		i--;
	if (!i || t->items[--i].kind != TOKEN_DISPLAY_CLOSE)
		return;
	while (i && (t->items[i - 1].kind == TOKEN_CLOSE ||
			(t->items[i - 1].kind == TOKEN_TEXT &&
			    !t->items[i - 1].text.len)))
		i--;
	if (!i || t->items[i - 1].kind != TOKEN_TEXT ||
	    t->items[i - 1].text.ptr[t->items[i - 1].text.len - 1] != ' ')
		return;
	t->items[i - 1].text.len--;
	ARENA_PUSH(a, t->items, t->len) = (struct csl_token){
		.kind = TOKEN_TEXT, .text = SPAN_LIT(" "), .variable = -1
	};
}

static void
entry_tokens(struct csl_tokens *out, struct csl_processor *p, size_t i,
    struct csl_author_memory *before)
{
	struct csl_node *node;

	arena_reset(&p->scratch);
	*out = (struct csl_tokens){ 0 };
	node = entry_node(p, &p->scratch, i, before);
	csl_flatten(out, &p->scratch,
	    csl_item_locale(p, p->items[p->order[i]], CSL_BIBLIOGRAPHY), node);
	end_outside(out, &p->scratch);
}

void
csl_entry(struct csl_tokens *out, struct csl_processor *p, size_t i)
{
	entry_tokens(out, p, i, NULL);
}

/* What stands around the list, around an entry. */
static const struct {
	const char *before, *after, *entry, *entry_end, *none;
} frames[] = {
	[CSL_OUTPUT_TEXT] = { "", "", "", "\n", "" },
	[CSL_OUTPUT_HTML] = { "<div class=\"csl-bib-body\">\n", "</div>",
	    "  <div class=\"csl-entry\">", "</div>\n", "" },
	[CSL_OUTPUT_MARKDOWN] = { "", "", "", "\n\n", "" },
	[CSL_OUTPUT_LATEX] = { "", "", "", "\n\n", "" },
	[CSL_OUTPUT_RTF] = { "{\\rtf1\\ansi\\uc1\n", "}\n", "", "\\par\n", "" },
	[CSL_OUTPUT_TYPST] = { "", "", "", "\n\n", "" },
	[CSL_OUTPUT_ORG] = { "", "", "", "\n\n", "" },
	[CSL_OUTPUT_TERMINAL] = { "", "", "", "\n", "" },
	[CSL_OUTPUT_RUNS] = { "", "", "", "}\n", "" },
};

void
csl_write_bibliography(
    struct sbuf *out, struct csl_processor *p, enum csl_output format)
{
	struct csl_author_memory before = { .whole = "" };
	struct csl_tokens tokens;
	bool numbered =
	    p->style->areas[CSL_BIBLIOGRAPHY].calls[CSL_CALLS_CITATION_NUMBER];

	p->without_text = NULL;
	p->without_text_count = 0;
	sbuf_add(out, span_of(frames[format].before));
	for (size_t i = 0; i < p->len; i++) {
		size_t was = out->len, text;

		entry_tokens(&tokens, p, i, &before);
		sbuf_add(out, span_of(frames[format].entry));
		if (format == CSL_OUTPUT_RUNS) {
			sbuf_add(out, SPAN_LIT("{\"id\": "));
			sbuf_add_json(out, span_of(p->items[p->order[i]]->id));
			sbuf_add(out, SPAN_LIT(", \"runs\": "));
		}
		text = out->len;
		csl_tokens_write(out, &tokens, format, p->links);
		if (out->len == text) {
			const char *id = p->items[p->order[i]]->id;

			ARENA_PUSH(&p->arena, p->without_text,
			    p->without_text_count) = id;
			if (!p->no_text || !numbered ||
			    format == CSL_OUTPUT_RUNS) {
				out->len = was;
				out->buf[was] = '\0';
				continue;
			}
			sbuf_addf(out, "%zu. %s", i + 1, p->no_text);
		}
		sbuf_add(out, span_of(frames[format].entry_end));
	}
	sbuf_add(out, span_of(frames[format].after));
	arena_release(&before.arena);
}
