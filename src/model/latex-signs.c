/* Characters and names that LaTeX writes as something else. */

#include "base/text.h"
#include "model/latex-parts.h"
#include "model/rich.h"

#include "base/banned.h"

/*
 * "&#287;", "d&apos;Amore" are in exports made from web pages; Crossref's own BibTeX
 * garbles them ("Science {\&}amp$\mathsemicolon$ Technology").
 */
uint32_t
latex_garbled_entity(struct span s, size_t *len)
{
	const struct span open = SPAN_LIT("{\\&}"),
			  close = SPAN_LIT("$\\mathsemicolon$");
	struct span rest = s;
	char name[16] = "&";
	size_t n = 0, read;
	uint32_t c;

	if (rest.len < open.len || memcmp(rest.ptr, open.ptr, open.len) != 0)
		return 0;
	rest = span_skip(rest, open.len);
	while (n < rest.len && n < sizeof(name) - 2 && rest.ptr[n] != '$')
		n++;
	if (rest.len - n < close.len ||
	    memcmp(rest.ptr + n, close.ptr, close.len) != 0)
		return 0;
	memcpy(name + 1, rest.ptr, n);
	name[n + 1] = ';';
	c = rich_entity((struct span){ name, n + 2 }, &read);
	if (c)
		*len = open.len + n + close.len;
	return c;
}

bool
latex_is_logo(struct span name)
{
	static const char *const logos[] = { "BibTeX", "ConTeXt", "LaTeX",
		"LuaLaTeX", "LuaTeX", "TeX", "XeLaTeX", "XeTeX", "pdfTeX" };

	for (size_t i = 0; i < sizeof(logos) / sizeof(logos[0]); i++)
		if (span_eq(name, span_of(logos[i])))
			return true;
	return false;
}

uint32_t
latex_ligature(struct span s, size_t *len)
{
	static const struct {
		const char *from;
		uint32_t to;
	} ligatures[] = {
		{ "---", 0x2014 },
		{ "--", 0x2013 },
		{ "``", 0x201c },
		{ "''", 0x201d },
		{ "`", 0x2018 },
		{ "?`", 0xbf },
		{ "!`", 0xa1 },
	};

	for (size_t i = 0; i < sizeof(ligatures) / sizeof(ligatures[0]); i++) {
		size_t n = strlen(ligatures[i].from);

		if (s.len >= n && !memcmp(s.ptr, ligatures[i].from, n)) {
			*len = n;
			return ligatures[i].to;
		}
	}
	return 0;
}

void
latex_close_quotes(struct sbuf *text)
{
	struct span s = { text->buf, text->len };
	struct sbuf out = SBUF_INIT;
	uint32_t c, before = ' ', next;
	size_t at = 0, from, behind;
	bool open = false;

	for (; at < s.len; before = c) {
		from = at;
		c = text_next(s, &at);
		behind = at;
		next = at < s.len ? text_next(s, &behind) : ' ';
		if (c == 0x2018 && !text_is_letter(before))
			open = true;
		if (open && c == '\'' && !text_is_space(before) &&
		    before != 0x2018 && !text_is_letter(next)) {
			open = false;
			sbuf_add(&out, SPAN_LIT("\xe2\x80\x99"));
		} else {
			sbuf_add(&out, span_sub(s, from, at));
		}
	}
	sbuf_reset(text);
	sbuf_add(text, (struct span){ out.buf, out.len });
	sbuf_release(&out);
}
