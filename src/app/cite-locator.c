#include "app/cite-locator.h"
#include "base/text.h"

#include "base/banned.h"

/* CSL 1.0.2, "Locators" (appendix III): those that are terms. */
static const char *const labels[] = { "act", "appendix", "article-locator",
	"book", "canon", "chapter", "column", "elocation", "equation", "figure",
	"folio", "issue", "line", "note", "opus", "page", "paragraph", "part",
	"rule", "scene", "section", "sub-verbo", "supplement", "table",
	"timestamp", "title-locator", "verse", "version", "volume" };

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static struct span
without_blanks(struct span s)
{
	while (s.len && is_blank(*s.ptr))
		s = span_skip(s, 1);
	return s;
}

/* How long the term is at the start of s, its point included; 0: it is another. */
static size_t
term_length(struct span s, const char *term)
{
	size_t n = term ? strlen(term) : 0, at;
	uint32_t c;

	if (n && term[n - 1] == '.')
		n--;
	if (!n || s.len < n)
		return 0;
	for (size_t i = 0; i < n; i++)
		if (text_ascii_lower(s.ptr[i]) != text_ascii_lower(term[i]))
			return 0;
	if (n < s.len && s.ptr[n] == '.')
		return n + 1;
	at = n;
	c = at < s.len ? text_next(s, &at) : 0;
	return text_is_letter(c) ? 0 : n;
}

static size_t
label_length(const struct csl_locale *l, const char *label, struct span s)
{
	static const enum csl_term_form forms[] = { TERM_LONG, TERM_SHORT,
		TERM_SYMBOL };
	size_t longest = 0;

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		const struct csl_term *t =
		    csl_locale_find(l, label, forms[i], GENDER_NEUTER);
		size_t n;

		if (!t)
			continue;
		n = term_length(s, t->single);
		if (n > longest)
			longest = n;
		n = term_length(s, t->multiple);
		if (n > longest)
			longest = n;
	}
	return longest;
}

static const char *
find_label(struct csl_locale *const locales[], struct span s, size_t *len)
{
	const char *found = NULL;

	*len = 0;
	for (int k = 0; k < CITE_LOCALES; k++)
		for (size_t i = 0;
		     locales[k] && i < sizeof(labels) / sizeof(*labels); i++) {
			size_t n = label_length(locales[k], labels[i], s);

			if (n > *len) {
				*len = n;
				found = labels[i];
			}
		}
	return found;
}

/* A word with a digit in it, or a number of Roman digits. */
static bool
is_number(struct span word)
{
	bool digit = false, roman = word.len > 0;

	for (size_t i = 0; i < word.len; i++) {
		digit = digit || (word.ptr[i] >= '0' && word.ptr[i] <= '9');
		roman = roman && strchr("ivxlcdmIVXLCDM-", word.ptr[i]) &&
			word.ptr[i];
	}
	return digit || roman;
}

/* "33-35, 38-39 & iv": where the numbers end. */
static size_t
numbers_end(struct span s)
{
	size_t end = 0, at = 0;

	for (;;) {
		size_t from;

		while (at < s.len && (is_blank(s.ptr[at]) || s.ptr[at] == ',' ||
					 s.ptr[at] == '&'))
			at++;
		from = at;
		while (at < s.len && !is_blank(s.ptr[at]) &&
		       !strchr(",;&[]{}", s.ptr[at]))
			at++;
		/* the end of a sentence is not the number's */
		if (!is_number(span_sub(s, from, at)) || at == from)
			return end;
		end = at;
	}
}

void
cite_locator_read(struct cite_locator *out,
    struct csl_locale *const locales[CITE_LOCALES], struct span suffix)
{
	struct span s = without_blanks(suffix);
	size_t n;

	*out = (struct cite_locator){ .rest = suffix };
	if (s.len && *s.ptr == ',')
		s = without_blanks(span_skip(s, 1));
	if (s.len && *s.ptr == '{') {
		const char *close = memchr(s.ptr, '}', s.len);
		struct span inside;

		if (!close)
			return;
		n = (size_t)(close - s.ptr);
		inside = text_trim(span_sub(s, 1, n));
		out->rest = span_skip(s, n + 1);
		out->label = find_label(locales, inside, &n);
		out->value = text_trim(span_skip(inside, out->label ? n : 0));
		if (!out->label && out->value.len)
			out->label = "page";
		return;
	}
	out->label = find_label(locales, s, &n);
	if (out->label) {
		struct span rest = without_blanks(span_skip(s, n));
		size_t end = numbers_end(rest);

		out->value = span_sub(rest, 0, end);
		if (end) {
			out->rest = span_skip(rest, end);
			return;
		}
		out->label = NULL;
	}
	if (s.len && *s.ptr >= '0' && *s.ptr <= '9') {
		n = numbers_end(s);
		out->label = "page";
		out->value = span_sub(s, 0, n);
		out->rest = span_skip(s, n);
	}
}
