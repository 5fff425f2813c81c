/* Citations: cites in order, grouped and collapsed. */

#include "base/text.h"
#include "csl/csl.h"

#include "base/banned.h"

/* A cite that was rendered, and how it hangs together with those before. */
struct cite_node {
	const struct csl_cite *cite;
	struct csl_node *node;
	struct csl_node *names; /* the first cs:names in it, or NULL */
	const char *names_text; /* what cites are grouped by */
	int year_suffix;
	size_t number;
	int group;             /* the same for those of one group; -1: none */
	bool collapsed;        /* its names are left out */
	bool suffix_only;      /* all but its year-suffix is left out */
	const char *delimiter; /* before it */
};

struct cluster {
	struct csl_processor *p;
	struct arena *arena;
	struct cite_node *items;
	size_t len;
	const struct csl_cite *first;
};

static void
empty(struct csl_node *n)
{
	n->group = true;
	n->text = NULL;
	n->first = n->last = NULL;
}

static bool
starts_word(const char *s)
{
	struct span t = span_of(s);
	size_t at = 0;
	uint32_t c;

	/* markup before it does not count */
	while (at < t.len && t.ptr[at] == '<') {
		const char *end = strchr(s + at, '>');

		if (!end)
			break;
		at = (size_t)(end - s) + 1;
	}
	c = text_next(t, &at);
	return text_is_letter(c) || text_is_digit(c);
}

static bool
ends_word(const char *s)
{
	struct span t = span_of(s);
	size_t at = t.len;
	uint32_t c;

	if (!at)
		return false;
	c = text_prev(t, &at);
	return text_is_letter(c) || text_is_digit(c) || c == '.' || c == ',' ||
	       c == ';' || c == ':';
}

/* A cite that begins its citation, or comes behind the end of a sentence. */
static bool
capital_is_due(const struct cluster *c, const struct csl_cite *cite)
{
	struct span s = text_trim(span_of(cite->prefix));

	if (!s.len)
		return c->first == cite && !cite->in_sentence;
	/* He said "please work." */
	if (s.len > 1 && s.ptr[s.len - 1] == '"')
		s.len--;
	/* One word with a point is an abbreviation: "cf." */
	return strchr(".!?", s.ptr[s.len - 1]) && memchr(s.ptr, ' ', s.len);
}

static void
render_cite(
    struct cluster *c, struct cite_node *out, const struct csl_cite *cite)
{
	const struct csl_style *s = c->p->style;
	struct csl_node *n = csl_node_group(c->arena);
	struct csl_render r;

	csl_render_start(&r, c->p, c->arena, cite->item, CSL_CITATION);
	r.cite = cite;
	csl_render_elements(&r, r.layout->first, n);
	*out = (struct cite_node){ .cite = cite,
		.node = n,
		.names = r.first_names,
		.group = -1,
		.number = r.citation_number };
	if (r.year_suffix_done)
		out->year_suffix = r.disambiguation->year_suffix;
	out->names_text =
	    out->names ? csl_node_all_text(c->arena, out->names) : "";
	n->tag = TAG_CITE;
	n->owner = cite;
	if (cite->suppress_author && out->names)
		empty(out->names);
	if (s->note && capital_is_due(c, cite))
		csl_node_capitalize_term(c->arena, n);
	if (cite->author_only) {
		struct csl_node *names = out->names;

		n->first = n->last = NULL;
		if (names)
			csl_node_append(n, names);
	}
}

/* With the user's affixes, a blank between words. */
static struct csl_node *
affixed(struct cluster *c, const struct cite_node *x)
{
	const char *prefix = x->cite->prefix, *suffix = x->cite->suffix;
	struct csl_node *g, *affix;

	if ((!prefix || !*prefix) && (!suffix || !*suffix))
		return x->node;
	g = csl_node_group(c->arena);
	if (prefix && *prefix) {
		if (ends_word(prefix))
			prefix = arena_printf(c->arena, "%s ", prefix);
		affix = csl_node_rich(c->arena, c->p->locale, prefix);
		csl_node_append(g, affix);
	}
	csl_node_append(g, x->node);
	if (suffix && *suffix) {
		if (starts_word(suffix))
			suffix = arena_printf(c->arena, " %s", suffix);
		affix = csl_node_rich(c->arena, c->p->locale, suffix);
		csl_node_append(g, affix);
	}
	return g;
}

static bool
has_affix(const char *s)
{
	return s && s[strspn(s, " ")];
}

/* --- grouping -------------------------------------------------------------------------- */

/* Move cites of the same names behind the first of them. */
static void
group_cites(struct cluster *c)
{
	struct cite_node *sorted =
	    ARENA_ARRAY(c->arena, struct cite_node, c->len);
	size_t n = 0;
	int group = 0;

	for (size_t i = 0; i < c->len; i++) {
		if (c->items[i].group >= 0)
			continue;
		c->items[i].group = group;
		sorted[n++] = c->items[i];
		for (size_t k = i + 1; k < c->len; k++)
			/* without names, only neighbours are alike */
			if (c->items[k].group < 0 &&
			    (*c->items[i].names_text ||
				c->items[k - 1].group == group) &&
			    !strcmp(c->items[k].names_text,
				c->items[i].names_text)) {
				c->items[k].group = group;
				sorted[n++] = c->items[k];
			}
		group++;
	}
	c->items = sorted;
}

static bool
same_group(const struct cluster *c, size_t i)
{
	return i && c->items[i].group == c->items[i - 1].group;
}

/* The specification's default, which is for styles that cite in the text; notes
 * keep their delimiter. */
static const char *
group_delimiter(const struct csl_style *s, const char *delimiter)
{
	if (s->cite_group_delimiter)
		return s->cite_group_delimiter;
	return s->note ? delimiter : ", ";
}

/* --- collapsing ------------------------------------------------------------------------- */

/* What is left when names and year-suffix are taken out, to compare years. */
static const char *
year_text(struct cluster *c, const struct cite_node *x)
{
	struct csl_node *n = csl_node_copy(c->arena, x->node);
	struct csl_node *names = csl_node_find(n, TAG_NAMES);
	struct csl_node *suffix = csl_node_find(n, TAG_YEAR_SUFFIX);

	if (names)
		empty(names);
	if (suffix)
		empty(suffix);
	return csl_node_all_text(c->arena, n);
}

static bool
suffix_collapses(const struct cluster *c, size_t i)
{
	const struct cite_node *x = &c->items[i], *before = &c->items[i - 1];

	return x->year_suffix && before->year_suffix &&
	       !has_affix(x->cite->locator) &&
	       !has_affix(before->cite->locator) &&
	       !has_affix(x->cite->prefix) && !has_affix(before->cite->suffix);
}

static void
keep_suffix_only(struct cite_node *x)
{
	struct csl_node *suffix = csl_node_find(x->node, TAG_YEAR_SUFFIX);

	if (!suffix)
		return;
	x->node->first = x->node->last = NULL;
	csl_node_append(x->node, suffix);
	x->suffix_only = true;
}

static const char *
or_else(const char *a, const char *b)
{
	return a ? a : b;
}

static void
collapse_years(struct cluster *c, const char *delimiter)
{
	const struct csl_style *s = c->p->style;
	const char *in_group = group_delimiter(s, delimiter);
	const char *after = or_else(s->after_collapse_delimiter, delimiter);
	const char **years = ARENA_ARRAY(c->arena, const char *, c->len);

	for (size_t i = 0; i < c->len; i++)
		years[i] = year_text(c, &c->items[i]);
	for (size_t i = 0; i < c->len; i++) {
		struct cite_node *x = &c->items[i];
		/* A group that was collapsed, or all of them, end with their own. */
		bool ended = s->collapse == COLLAPSE_YEAR ||
			     (i && c->items[i - 1].collapsed);

		x->delimiter = ended ? after : delimiter;
		if (!same_group(c, i))
			continue;
		if (!has_affix(c->items[i - 1].cite->locator))
			x->delimiter = in_group;
		if (x->names && !has_affix(x->cite->prefix)) {
			empty(x->names);
			x->collapsed = true;
		}
		if (s->collapse >= COLLAPSE_YEAR_SUFFIX && s->add_year_suffix &&
		    !strcmp(years[i], years[i - 1]) && suffix_collapses(c, i)) {
			x->delimiter = or_else(s->year_suffix_delimiter,
			    or_else(s->cite_group_delimiter, delimiter));
			keep_suffix_only(x);
		}
	}
}

/* Runs of three and more become first, dash, last. */
static void
collapse_run(struct cluster *c, size_t from, size_t to)
{
	if (to - from < 3)
		return;
	for (size_t i = from + 1; i + 1 < to; i++) {
		empty(c->items[i].node);
		c->items[i].delimiter = NULL;
	}
	c->items[to - 1].delimiter = "\xe2\x80\x93";
}

static void
collapse_suffix_ranges(struct cluster *c)
{
	size_t i = 0;

	while (i < c->len) {
		size_t k = i + 1;

		while (
		    k < c->len && c->items[k].suffix_only &&
		    c->items[k].year_suffix == c->items[k - 1].year_suffix + 1)
			k++;
		if (c->items[i].year_suffix)
			collapse_run(c, i, k);
		i = k;
	}
}

static bool
is_number_only(const struct cite_node *x)
{
	struct csl_node *n = csl_node_find(x->node, TAG_CITATION_NUMBER);

	return n && x->number && !has_affix(x->cite->locator) &&
	       !has_affix(x->cite->prefix) && !has_affix(x->cite->suffix);
}

static void
collapse_numbers(struct cluster *c, const char *delimiter)
{
	const char *after = c->p->style->after_collapse_delimiter;
	size_t i = 0;

	while (i < c->len) {
		size_t k = i + 1;

		if (is_number_only(&c->items[i]))
			while (k < c->len && is_number_only(&c->items[k]) &&
			       c->items[k].number == c->items[k - 1].number + 1)
				k++;
		collapse_run(c, i, k);
		if (k - i >= 3 && k < c->len && after)
			c->items[k].delimiter = after;
		i = k;
	}
	(void)delimiter;
}

/* The user's own punctuation between two cites takes the place of the style's. */
static const char *
delimiter_between(const struct cite_node *a, const struct cite_node *b)
{
	const char *suffix = a->cite->suffix, *prefix = b->cite->prefix;

	if (has_affix(prefix) && strchr(",.;:!?", *prefix))
		return "";
	if (has_affix(suffix) && strchr(",;", suffix[strlen(suffix) - 1]))
		return " ";
	return b->delimiter;
}

/* --- the whole ----------------------------------------------------------------------------- */

struct csl_node *
csl_citation_node(struct csl_processor *p, const struct csl_citation *citation,
    struct arena *a)
{
	const struct csl_style *s = p->style;
	const struct csl_area *area = &s->areas[CSL_CITATION];
	struct cluster c = { .p = p, .arena = a, .len = citation->len };
	const struct csl_cite **cites =
	    ARENA_ARRAY(a, const struct csl_cite *, c.len);
	const char *delimiter = area->layout.delimiter;
	struct csl_node *whole = csl_node_group(a), *content;
	const struct cite_node *before = NULL;

	for (size_t i = 0; i < c.len; i++)
		cites[i] = &citation->cites[i];
	if (!citation->unsorted)
		csl_sort_cites(p, cites, c.len);
	c.items = ARENA_ARRAY(a, struct cite_node, c.len);
	c.first = c.len ? cites[0] : NULL;
	for (size_t i = 0; i < c.len; i++)
		render_cite(&c, &c.items[i], cites[i]);
	if (s->groups)
		group_cites(&c);
	for (size_t i = 0; i < c.len; i++) {
		c.items[i].delimiter = delimiter;
		if (s->groups && same_group(&c, i))
			c.items[i].delimiter = group_delimiter(s, delimiter);
	}
	if (s->collapse >= COLLAPSE_YEAR)
		collapse_years(&c, delimiter);
	if (s->collapse == COLLAPSE_YEAR_SUFFIX_RANGED)
		collapse_suffix_ranges(&c);
	if (s->collapse == COLLAPSE_CITATION_NUMBER)
		collapse_numbers(&c, delimiter);
	content = csl_node_group(a);
	for (size_t i = 0; i < c.len; i++) {
		struct csl_node *n = c.items[i].node;

		if (csl_node_is_empty(n) &&
		    !has_affix(c.items[i].cite->prefix) &&
		    !has_affix(c.items[i].cite->suffix))
			continue;
		if (content->first && c.items[i].delimiter)
			csl_node_append(content,
			    csl_node_text(
				a, delimiter_between(before, &c.items[i])));
		before = &c.items[i];
		csl_node_append(content, affixed(&c, &c.items[i]));
	}
	/* The affixes of a layout are within its font. An author who is part of the
	 * sentence has none. */
	if (c.len == 1 && citation->cites[0].author_only) {
		csl_node_append(whole, content);
	} else if (content->first) {
		if (area->layout.format.prefix)
			csl_node_append(whole,
			    csl_node_text(a, area->layout.format.prefix));
		csl_node_append(whole, content);
		if (area->layout.format.suffix)
			csl_node_append(whole,
			    csl_node_text(a, area->layout.format.suffix));
		whole->font = area->layout.format.font;
	}
	return whole;
}

void
csl_write_citation(struct sbuf *out, struct csl_processor *p,
    const struct csl_citation *c, enum csl_output format)
{
	struct csl_tokens tokens = { 0 };
	struct csl_node *n;

	arena_reset(&p->scratch);
	n = csl_citation_node(p, c, &p->scratch);
	csl_flatten(&tokens, &p->scratch, p->locale, n);
	csl_tokens_write(out, &tokens, format, p->links);
}

/* --- citations that are part of a sentence --------------------------------------- */

static void
add_name(struct sbuf *out, const struct csl_name *n)
{
	const char *family = n->literal ? n->literal : n->family;

	if (!n->literal && n->non_dropping && *n->non_dropping) {
		char last = n->non_dropping[strlen(n->non_dropping) - 1];

		sbuf_add(out, span_of(n->non_dropping));
		if (last != '\'' && last != '-')
			sbuf_addc(out, ' ');
	}
	sbuf_add(out, span_of(family ? family : n->given));
}

/* Who a work is by, where the style has no word of it: "Knuth", "Doe and Roe",
 * "Doe et al."; without names, its title. */
static const char *
author_of(struct csl_processor *p, const struct csl_item *item, struct arena *a)
{
	static const enum csl_variable variables[] = { CSL_VAR_author,
		CSL_VAR_editor, CSL_VAR_translator };
	const char *title = csl_item_text(item, CSL_VAR_title_short);
	const struct csl_names *names = NULL;
	struct sbuf out = SBUF_INIT;
	const char *term, *copy;

	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++)
		if (!names)
			names = csl_item_names(item, variables[i]);
	if (!names) {
		if (!title)
			title = csl_item_text(item, CSL_VAR_title);
		return title ? title : "";
	}
	add_name(&out, &names->items[0]);
	if (names->len == 2 && !names->others) {
		term = csl_locale_term(p->locale, "and", TERM_LONG, false);
		sbuf_addf(&out, " %s ", term ? term : "and");
		add_name(&out, &names->items[1]);
	} else if (names->len > 2 || names->others) {
		term = csl_locale_term(p->locale, "et-al", TERM_LONG, false);
		sbuf_addf(&out, " %s", term ? term : "et al.");
	}
	copy = arena_strdup(a, out.buf);
	sbuf_release(&out);
	return copy;
}

void
csl_write_cited_author(struct sbuf *out, struct csl_processor *p,
    const struct csl_cite *cite, enum csl_output format)
{
	struct csl_cite alone = *cite;
	struct csl_citation citation = { .cites = &alone, .len = 1 };
	struct csl_tokens tokens = { 0 };
	struct csl_node *n;

	alone.prefix = alone.suffix = alone.locator = NULL;
	alone.author_only = true;
	alone.suppress_author = false;
	/* "ibid." is nobody's name, and in a sentence the short form does */
	alone.position = POSITION_SUBSEQUENT;
	alone.near_note = false;
	arena_reset(&p->scratch);
	n = csl_citation_node(p, &citation, &p->scratch);
	if (csl_node_is_empty(n))
		n = csl_node_rich(&p->scratch, p->locale,
		    author_of(p, cite->item, &p->scratch));
	csl_flatten(&tokens, &p->scratch, p->locale, n);
	csl_tokens_write(out, &tokens, format, p->links);
}
