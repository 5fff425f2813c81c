/* What a style has that CSL 1.0.2 has not: it is passed over, and told. */

#include "csl/style-read.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/banned.h"

/* A style that is none has as many faults as lines. */
enum { MAX_WARNINGS = 20 };

static const struct {
	const char *name;
	const char *attributes; /* NULL: what is in it does not matter */
} elements[] = {
#define X(name, attributes) { #name, attributes },
#include "csl/elements.def"
#undef X
};

void
csl_warn(struct reader *r, const xmlNode *n, const char *fmt, ...)
{
	struct csl_style *s = r->style;
	char text[160];
	va_list ap;

	if (s->warning_count == MAX_WARNINGS)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	ARENA_PUSH(r->arena, s->warnings, s->warning_count) =
	    (struct csl_warning){
		    .line = (size_t)xmlGetLineNo((xmlNode *)n),
		    .text = arena_printf(
			r->arena, "cs:%.40s: %s", (const char *)n->name, text),
	    };
}

/* Names of the table have "_" where those of elements have "-". */
static bool
is_named(const xmlNode *n, const char *name)
{
	const char *s = (const char *)n->name;

	while (*s && (*s == *name || (*s == '-' && *name == '_'))) {
		s++;
		name++;
	}
	return *s == *name;
}

static bool
has_word(const char *words, const char *word)
{
	size_t n = strlen(word);

	for (const char *s = words; *s; s += strcspn(s, " ") + 1)
		if (!strncmp(s, word, n) && s[n] == ' ')
			return true;
	return false;
}

static void
check_attributes(struct reader *r, const xmlNode *n, const char *known)
{
	for (const xmlAttr *a = n->properties; a; a = a->next)
		if (!a->ns && !has_word(known, (const char *)a->name))
			csl_warn(r, n,
			    "\"%.40s\" is no attribute of it in CSL 1.0.2: "
			    "passed over",
			    (const char *)a->name);
}

static const xmlNode *
next_node(const xmlNode *n, const xmlNode *root, bool inside)
{
	if (inside && n->children)
		return n->children;
	while (n != root && !n->next)
		n = n->parent;
	return n == root ? NULL : n->next;
}

void
csl_warn_unknown(struct reader *r, const xmlNode *root)
{
	size_t count = sizeof(elements) / sizeof(*elements);
	const xmlNode *n = root;
	bool inside = true;

	for (; n; n = next_node(n, root, inside)) {
		size_t i = 0;

		inside = n->type == XML_ELEMENT_NODE;
		if (!inside)
			continue;
		while (i < count && !is_named(n, elements[i].name))
			i++;
		if (i == count) {
			csl_warn(r, n,
			    "this is no element of CSL 1.0.2: passed over");
			inside = false;
		} else if (elements[i].attributes) {
			check_attributes(r, n, elements[i].attributes);
		} else {
			inside = false;
		}
	}
}
