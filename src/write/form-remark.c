/* What somebody says of a work behind its reference, in the same item. */

#include "base/text.h"
#include "write/form.h"

#include "base/banned.h"

/* Words of what belongs to a reference, though no field has it: it is no remark. */
static const char *const usual[] = { "accessed", "available", "retrieved",
	"online", "press", "appear", "forthcoming", "accepted", "submitted",
	"reprint", "reprinted", "original", "originally", "published",
	"unpublished", "preprint", "translated", "translator", "trans",
	"edited", "editor", "editors", "eds", "edition", "hrsg", "isbn", "issn",
	"doi", "arxiv", "pmid", "pmcid", "url", "vol", "volume", "pages",
	"series", "supplement", "abstract", "discussion", "thesis",
	"dissertation", "manuscript", "university", "publisher", "publishers",
	"proceedings", "conference", "workshop", "journal", "presented",
	"report", "verfügbar", "abgerufen", "zugriff", "consulté", "consultado",
	"disponible", "disponível", "acesso", "текст", "электронный", "режим",
	"доступа", "обращения", "загл", "экрана" };

/* What the words of a text are like. */
struct look {
	size_t words, small; /* small: no capital, three letters or more */
	bool capital;        /* the first word's */
	bool usual, digit;
};

static void
look_at(struct look *out, struct span s)
{
	size_t at = 0;

	*out = (struct look){ 0 };
	while (at < s.len) {
		size_t from = at, end, letters = 1;
		uint32_t first = text_next(s, &at);

		out->digit |= text_is_digit(first);
		if (!text_is_letter(first))
			continue;
		for (end = at; end < s.len; at = end, letters++)
			if (!text_is_letter(text_next(s, &end)))
				break;
		if (!out->words++)
			out->capital = text_is_upper(first);
		out->small += text_is_lower(first) && letters > 2;
		for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++)
			out->usual |=
			    text_eq_nocase(span_sub(s, from, at), usual[i]);
	}
	out->digit |= memmem(s.ptr, s.len, "://", 3) != NULL;
}

/* Behind the last field, with the marks that close it. */
static size_t
fields_end(struct span body, const struct parse *p)
{
	size_t end = 0;

	for (size_t i = 0; i < p->places_len; i++)
		if (p->places[i].range.to > end &&
		    p->places[i].range.to <= body.len)
			end = p->places[i].range.to;
	while (end < body.len) {
		size_t next = end;
		uint32_t c = text_next(body, &next);

		if (!(c < 0x80 && strchr(".,;)]\"'", (int)c)) && c != 0x201d &&
		    c != 0x2019 && c != 0xbb)
			break;
		end = next;
	}
	return end;
}

static bool
is_remark(struct span rest, bool stopped)
{
	size_t at = 0, last = rest.len;
	uint32_t c = text_next(rest, &at), end = text_prev(rest, &last);
	struct look l;

	if (text_starts_nocase(rest, "-- "))
		at = 2;
	if ((text_is_dash(c) || at == 2) && at < rest.len &&
	    text_is_space(rest.ptr[at])) {
		look_at(&l, span_skip(rest, at));
		return l.words > 1 && !l.usual && !l.digit;
	}
	if (end == '.' && last)
		end = text_prev(rest, &last);
	look_at(&l, rest);
	if (l.usual || l.digit)
		return false;
	if (c == '(' && end == ')')
		return l.small > 1;
	if (c == '[' && end == ']')
		return l.small && l.small == l.words;
	return stopped && l.capital && l.small > 2 && 2 * l.small > l.words &&
	       strchr(".!?", rest.ptr[rest.len - 1]);
}

size_t
write_remark(const struct reference *ref, const struct parse *p)
{
	struct span body = { ref->body.text, ref->body.len }, rest;
	size_t end = fields_end(body, p);

	rest = text_trim(span_skip(body, end));
	if (!end || !rest.len || !text_is_space(body.ptr[end]) ||
	    !is_remark(rest, strchr(".)]", body.ptr[end - 1]) != NULL))
		return body.len;
	return end;
}
