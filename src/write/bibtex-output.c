#include "write/bibtex-output.h"
#include "base/text.h"
#include "model/bibtex.h"
#include "model/latex.h"
#include "write/bibtex.h"
#include "write/latex.h"
#include "write/write.h"

#include <stdlib.h>

#include "base/banned.h"

/* Fields of an entry, each once. */

enum { NAME_WIDTH = 13 };

bool
bibtex_was_emitted(const struct bibtex_output *e, const char *name)
{
	for (size_t i = 0; i < e->emitted_len; i++)
		if (text_eq_nocase(span_of(name), e->emitted[i]))
			return true;
	return false;
}

bool
bibtex_is_whole(const char *value)
{
	size_t depth = 0;
	bool line_start = false;

	for (; *value; value++) {
		if (*value == '{')
			depth++;
		else if (*value == '}' && depth-- == 0)
			return false;
		else if (*value == '@' && line_start)
			return false;
		if (*value == '\n' || *value == '\r')
			line_start = true;
		else if ((unsigned char)*value > ' ')
			line_start = false;
	}
	return depth == 0;
}

static const char latex_prefix[] = "bibtex:";

enum { LATEX_PREFIX = sizeof(latex_prefix) - 1 };

static int
compare_latex(const void *x, const void *y)
{
	const struct custom_field *a = *(const struct custom_field *const *)x,
				  *b = *(const struct custom_field *const *)y;

	return strcmp(a->key, b->key);
}

void
bibtex_index_latex(struct bibtex_output *e)
{
	size_t n = 0;

	for (const struct custom_field *c = e->w->custom; c; c = c->next)
		n += !strncmp(c->key, latex_prefix, LATEX_PREFIX);
	e->latex = ARENA_ARRAY(e->a, const struct custom_field *, n + 1);
	for (const struct custom_field *c = e->w->custom; c; c = c->next)
		if (!strncmp(c->key, latex_prefix, LATEX_PREFIX))
			e->latex[e->latex_len++] = c;
	if (n)
		qsort(e->latex, n, sizeof(const struct custom_field *),
		    compare_latex);
}

static const char *
find_latex(const struct bibtex_output *e, const char *name)
{
	size_t low = 0, high = e->latex_len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(e->latex[middle]->key + LATEX_PREFIX, name);

		if (!order)
			return e->latex[middle]->value;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const char *
bibtex_latex_of(const struct bibtex_output *e, const char *name)
{
	const char *raw = find_latex(e, name);

	if (!raw || !bibtex_is_whole(raw))
		return NULL;
	for (const char *p = raw; e->ascii && *p; p++)
		if ((unsigned char)*p >= 0x80)
			return NULL;
	return raw;
}

const char *
bibtex_kept_latex(
    const struct bibtex_output *e, const char *name, const char *text)
{
	const char *raw = bibtex_latex_of(e, name);

	const char *means;

	if (!raw)
		return NULL;
	means = bibtex_printed(e->a, name, span_of(raw));
	if (!means)
		means = latex_to_unicode(e->a, span_of(raw));
	if (!strcmp(name, "edition"))
		means = bibtex_edition(e->a, means);
	return !strcmp(means, text) ? raw : NULL;
}

void
bibtex_add_field(struct bibtex_output *e, const char *name, const char *value)
{
	if (e->emitted_len < BIBTEX_EMITTED_MAX)
		e->emitted[e->emitted_len++] = name;
	sbuf_addf(e->out, "  %-*s = ", NAME_WIDTH, name);
	sbuf_add(e->out, span_of(value));
	sbuf_add(e->out, SPAN_LIT(",\n"));
}

void
bibtex_add_braced(struct bibtex_output *e, const char *name, const char *latex)
{
	bibtex_add_field(e, name, arena_printf(e->a, "{%s}", latex));
}

/* The work's field that is that text, with its markup if it has some. */
static const char *
rich_of(const struct bibtex_output *e, const char *text)
{
	static const enum work_field marked[] = { WORK_container_title,
		WORK_collection_title, WORK_title_short, WORK_original_title,
		WORK_event_title, WORK_abstract, WORK_note, WORK_annote };

	for (size_t i = 0; i < sizeof(marked) / sizeof(marked[0]); i++)
		if (work_get(e->w, marked[i]) == text)
			return work_rich(e->a, e->w, marked[i]);
	return NULL;
}

void
bibtex_add_text(struct bibtex_output *e, const char *name, const char *text)
{
	const char *raw, *rich;

	if (!text || bibtex_was_emitted(e, name))
		return;
	raw = bibtex_kept_latex(e, name, text);
	rich = raw ? NULL : rich_of(e, text);
	bibtex_add_braced(e, name,
	    raw    ? raw
	    : rich ? latex_marked(e->a, rich, e->ascii)
		   : unicode_to_latex(e->a, text, e->ascii));
}

void
bibtex_add_text_as(
    struct bibtex_output *e, const char *const *names, const char *text)
{
	for (size_t i = 1; text && names[i]; i++)
		if (bibtex_kept_latex(e, names[i], text) &&
		    !bibtex_was_emitted(e, names[i])) {
			bibtex_add_text(e, names[i], text);
			return;
		}
	bibtex_add_text(e, names[0], text);
}

void
bibtex_add_verbatim_field(
    struct bibtex_output *e, const char *name, const char *text)
{
	struct sbuf sb = SBUF_INIT;
	const char *raw;

	if (!text)
		return;
	raw = bibtex_latex_of(e, name);
	if (raw && !strcmp(latex_verbatim(e->a, span_of(raw)), text)) {
		bibtex_add_braced(e, name, raw);
		return;
	}
	bibtex_add_verbatim(&sb, text);
	bibtex_add_braced(e, name, sb.buf);
	sbuf_release(&sb);
}
