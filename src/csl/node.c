#include "csl/node.h"
#include "base/text.h"

#include "base/banned.h"

struct csl_node *
csl_node_group(struct arena *a)
{
	struct csl_node *n = ARENA_NEW(a, struct csl_node);

	n->group = true;
	n->variable = -1;
	return n;
}

struct csl_node *
csl_node_text(struct arena *a, const char *text)
{
	struct csl_node *n = ARENA_NEW(a, struct csl_node);

	n->text = text;
	n->variable = -1;
	return n;
}

void
csl_node_append(struct csl_node *parent, struct csl_node *child)
{
	if (!child)
		return;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
	child->next = NULL;
}

void
csl_node_append_all(struct csl_node *parent, struct csl_node *from)
{
	if (!from->first)
		return;
	if (parent->last)
		parent->last->next = from->first;
	else
		parent->first = from->first;
	parent->last = from->last;
	from->first = from->last = NULL;
}

bool
csl_node_is_empty(const struct csl_node *n)
{
	if (!n->group)
		return !*n->text;
	for (const struct csl_node *c = n->first; c; c = c->next)
		if (!csl_node_is_empty(c))
			return false;
	return true;
}

void
csl_node_format(struct csl_node *n, const struct csl_format *f)
{
	n->font = f->font;
	n->display = f->display;
	n->quotes = f->quotes;
	n->prefix = f->prefix;
	n->suffix = f->suffix;
}

struct csl_node *
csl_node_find(struct csl_node *n, enum csl_tag tag)
{
	if (n->tag == tag)
		return n;
	for (struct csl_node *c = n->first; c; c = c->next) {
		struct csl_node *found = csl_node_find(c, tag);

		if (found)
			return found;
	}
	return NULL;
}

struct csl_node *
csl_node_copy(struct arena *a, const struct csl_node *n)
{
	struct csl_node *copy = ARENA_NEW(a, struct csl_node);

	*copy = *n;
	copy->first = copy->last = copy->next = NULL;
	for (const struct csl_node *c = n->first; c; c = c->next)
		csl_node_append(copy, csl_node_copy(a, c));
	return copy;
}

void
csl_node_strip_periods(struct arena *a, struct csl_node *n)
{
	if (n->text && strchr(n->text, '.')) {
		char *s = arena_strdup(a, n->text), *to = s;

		for (const char *from = n->text; *from; from++)
			if (*from != '.')
				*to++ = *from;
		*to = '\0';
		n->text = s;
	}
	for (struct csl_node *c = n->first; c; c = c->next)
		csl_node_strip_periods(a, c);
}

static void
add(struct sbuf *out, const char *s)
{
	if (s)
		sbuf_add(out, span_of(s));
}

void
csl_node_add_text(struct sbuf *out, const struct csl_node *n)
{
	bool first = true;

	if (csl_node_is_empty(n))
		return;
	add(out, n->prefix);
	add(out, n->text);
	for (const struct csl_node *c = n->first; c; c = c->next) {
		if (csl_node_is_empty(c))
			continue;
		if (!first)
			add(out, n->delimiter);
		first = false;
		csl_node_add_text(out, c);
	}
	add(out, n->suffix);
}

const char *
csl_node_all_text(struct arena *a, const struct csl_node *n)
{
	struct sbuf out = SBUF_INIT;
	const char *copy;

	csl_node_add_text(&out, n);
	copy = arena_strdup(a, out.buf);
	sbuf_release(&out);
	return copy;
}

/* The first text within, and whether it is a term's. */
static struct csl_node *
first_text(struct csl_node *n, bool *term)
{
	if (n->tag == TAG_TERM)
		*term = true;
	if (n->text)
		return *n->text ? n : NULL;
	for (struct csl_node *c = n->first; c; c = c->next) {
		struct csl_node *found = first_text(c, term);

		if (found)
			return found;
		*term = false;
	}
	return NULL;
}

void
csl_node_capitalize_term(struct arena *a, struct csl_node *n)
{
	bool term = false;
	struct csl_node *x = first_text(n, &term);
	struct span s;
	size_t at = 0, len;
	uint32_t c;
	char upper[4];

	if (!x || !term)
		return;
	s = span_of(x->text);
	c = text_next(s, &at);
	if (!text_is_lower(c))
		return;
	len = text_put(upper, text_upper(c));
	x->text = arena_printf(a, "%.*s%s", (int)len, upper, x->text + at);
}
