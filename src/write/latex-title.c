#include "base/text.h"
#include "write/latex.h"
#include "write/title-words.h"

#include "base/banned.h"

/*
 * BibTeX styles lower-case a title but for its first letter, the one after a
 * colon, and what is in braces (bibtex.web, "change.case$"). Braces go round
 * whole words: round letters they spoil kerning, and round the title they stop
 * styles that want their own case.
 */

static const struct {
	unsigned bit;
	const char *command;
} commands[] = {
	{ BIT_ITALIC, "\\emph{" },
	{ BIT_BOLD, "\\textbf{" },
	{ BIT_SUPERSCRIPT, "\\textsuperscript{" },
	{ BIT_SUBSCRIPT, "\\textsubscript{" },
	{ BIT_SMALL_CAPS, "\\textsc{" },
};

enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

/* A command's argument is in braces, so what is all styled needs no more. */
static bool
is_styled(const struct title *m, size_t from, size_t to)
{
	for (; from < to; from++)
		if (!(m->bits[from] & BIT_STYLES))
			return false;
	return true;
}

static void
mark_words(struct title *m)
{
	struct title_manner manner = title_manner(m);
	size_t at = 0;
	struct title_word w;

	while (title_next_word(&w, m, &at))
		if (title_word_counts(&w, &manner) &&
		    (w.marked || !is_styled(m, w.from, w.to)))
			title_set_bits(m, w.from, w.to, BIT_PROTECTED);
}

/* --- output ----------------------------------------------------------------------- */

static size_t
run_end(const struct title *m, size_t at, unsigned mask)
{
	unsigned bits = m->bits[at] & mask;

	while (at < m->len && (m->bits[at] & mask) == bits)
		at++;
	return at;
}

static void
add_run(struct sbuf *out, const struct title *m, size_t from, size_t to,
    bool braces, bool ascii)
{
	while (from < to) {
		size_t end = run_end(m, from, BIT_STYLES);
		unsigned bits = m->bits[from], closes = 0;

		end = end < to ? end : to;
		if (braces && bits & BIT_STYLES) {
			/* "{\cmd" would be a special character: no shield. */
			sbuf_addc(out, '{');
			closes++;
		}
		for (size_t i = 0; i < COMMANDS; i++) {
			if (!(bits & commands[i].bit))
				continue;
			sbuf_add(out, span_of(commands[i].command));
			closes++;
		}
		latex_add(
		    out, (struct span){ m->text + from, end - from }, ascii);
		while (closes--)
			sbuf_addc(out, '}');
		from = end;
	}
}

char *
latex_title(struct arena *a, const char *title, const char *rich, bool whole,
    bool ascii)
{
	struct title m;
	struct sbuf sb = SBUF_INIT;
	char *out;

	title_read(&m, a, title, rich);
	if (whole)
		title_set_bits(&m, 0, m.len, BIT_PROTECTED);
	else
		mark_words(&m);
	for (size_t at = 0; at < m.len;) {
		size_t end = run_end(&m, at, BIT_PROTECTED);
		bool braces = m.bits[at] & BIT_PROTECTED &&
			      (whole || !is_styled(&m, at, end));

		if (braces)
			sbuf_addc(&sb, '{');
		add_run(&sb, &m, at, end, braces, ascii);
		if (braces)
			sbuf_addc(&sb, '}');
		at = end;
	}
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

char *
latex_marked(struct arena *a, const char *rich, bool ascii)
{
	struct title m;
	struct sbuf sb = SBUF_INIT;
	char *out;

	title_read(&m, a, NULL, rich);
	add_run(&sb, &m, 0, m.len, false, ascii);
	out = arena_strdup(a, sb.len ? sb.buf : "");
	sbuf_release(&sb);
	return out;
}
