#include "base/text.h"
#include "write/bibtex.h"
#include "write/latex.h"

#include "base/banned.h"

bool
bibtex_contains(const char *text, const char *word)
{
	for (struct span s = span_of(text); s.len; s = span_skip(s, 1))
		if (text_starts_nocase(s, word))
			return true;
	return false;
}

/* --- names ------------------------------------------------------------------- */

/* BibTeX would part the text at a comma or an "and". */
static bool
splits(const char *text)
{
	return strchr(text, ',') || strchr(text, ';') || strchr(text, '=') ||
	       bibtex_contains(text, " and ");
}

static void
add_part(struct sbuf *out, const char *text, bool braces, bool ascii)
{
	braces |= splits(text);
	if (braces)
		sbuf_addc(out, '{');
	latex_add(out, span_of(text), ascii);
	if (braces)
		sbuf_addc(out, '}');
}

static void
add_particles(struct sbuf *out, const struct name *n, bool ascii)
{
	const char *particles[] = { n->dropping_particle,
		n->non_dropping_particle };

	for (size_t i = 0; i < 2; i++) {
		if (!particles[i])
			continue;
		latex_add(out, span_of(particles[i]), ascii);
		/* "d'" and "l'" stand at the name itself. */
		if (particles[i][strlen(particles[i]) - 1] != '\'')
			sbuf_addc(out, ' ');
	}
}

static bool
starts_small(const char *text)
{
	size_t at = 0;

	return text_is_lower(text_next(span_of(text), &at));
}

/* Could "First von Last" be read back as this name? */
static bool
can_be_natural(const struct name *n)
{
	struct span given = span_of(n->given ? n->given : "");
	uint32_t before = ' ';
	size_t at = 0;

	if (!n->given || n->suffix || starts_small(n->family) ||
	    (n->non_dropping_particle &&
		!starts_small(n->non_dropping_particle)) ||
	    (n->dropping_particle && !starts_small(n->dropping_particle)))
		return false;
	while (at < given.len) {
		uint32_t c = text_next(given, &at);

		if ((before == ' ' && text_is_lower(c)) || text_is_cjk(c))
			return false;
		before = c;
	}
	return true;
}

/*
 * "Fontcuberta i Morral", "Van de Walle": a small word inside would make all
 * before it a von part, and "Steele Jr." would lose its end. A small word at
 * the start ("van den Oord") is a von part.
 */
static bool
hides_particle(const char *family)
{
	const char *blank = strchr(family, ' ');

	if (starts_small(family))
		return false;
	for (; blank; blank = strchr(blank + 1, ' '))
		if (starts_small(blank + 1) ||
		    name_is_suffix(span_of(blank + 1)))
			return true;
	return false;
}

void
bibtex_add_name(struct sbuf *out, const struct name *n,
    enum bibtex_name_form form, bool ascii)
{
	const char *lone = n->literal ? n->literal : n->given;

	if (!n->family) {
		if (lone)
			add_part(out, lone, true, ascii);
		return;
	}
	if (!n->given && !n->suffix && !n->dropping_particle &&
	    !n->non_dropping_particle) {
		/* Of several words, BibTeX would make first names. */
		add_part(out, n->family, strchr(n->family, ' ') != NULL, ascii);
		return;
	}
	if (form == BIBTEX_NAME_NATURAL && can_be_natural(n)) {
		add_part(out, n->given, false, ascii);
		sbuf_addc(out, ' ');
		add_particles(out, n, ascii);
		add_part(out, n->family, strchr(n->family, ' ') != NULL, ascii);
		return;
	}
	add_particles(out, n, ascii);
	add_part(out, n->family, hides_particle(n->family), ascii);
	if (n->suffix) {
		sbuf_add(out, SPAN_LIT(", "));
		add_part(out, n->suffix, false, ascii);
	}
	if (n->given) {
		sbuf_add(out, SPAN_LIT(", "));
		add_part(out, n->given, false, ascii);
	}
}

/* --- others ------------------------------------------------------------------ */

/* One dash in a part is a range; "12-1-12-9" is for no program to tell. */
void
bibtex_add_pages(
    struct sbuf *out, const char *page, const char *dash, bool ascii)
{
	while (*page) {
		size_t n = strcspn(page, ",;");
		struct span part = { page, n };
		const char *first = memchr(page, '-', n);
		size_t at = first ? (size_t)(first - page) : n, end = at;

		/* "1--20" is LaTeX's dash where none should be */
		while (end < n && page[end] == '-')
			end++;
		if (first && !memchr(page + end, '-', n - end)) {
			latex_add(out, span_sub(part, 0, at), ascii);
			sbuf_add(out, span_of(dash));
			latex_add(out, span_skip(part, end), ascii);
		} else {
			latex_add(out, part, ascii);
		}
		page += n;
		if (*page)
			sbuf_addc(out, *page++);
	}
}

void
bibtex_add_verbatim(struct sbuf *out, const char *text)
{
	for (; *text; text++) {
		if (strchr("{}\\", *text))
			sbuf_addf(out, "%%%02X", (unsigned char)*text);
		else
			sbuf_addc(out, *text);
	}
}

bool
bibtex_is_foreign(const char *language)
{
	static const char *const english[] = { "en", "american", "british",
		"usenglish", "ukenglish", "australian", "canadian" };
	struct span s = span_of(language);

	for (size_t i = 0; i < sizeof(english) / sizeof(english[0]); i++)
		if (text_starts_nocase(s, english[i]))
			return false;
	return s.len > 0;
}
