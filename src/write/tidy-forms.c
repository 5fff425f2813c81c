/* Values of .bib fields in one form: lines, months, pages, links, people. */

#include "base/text.h"
#include "model/date.h"
#include "model/identifier.h"
#include "write/tidy-parts.h"

#include "base/banned.h"

struct span
tidy_kept(struct arena *a, struct sbuf *sb)
{
	struct span out = {
		arena_strdup_span(a, (struct span){ sb->buf, sb->len }), sb->len
	};

	sbuf_release(sb);
	return out;
}

/* --- lines ---------------------------------------------------------------------- */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* A "%" hides what follows it in its line from TeX: such lines stay. */
static bool
has_comment(struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '\\')
			i++;
		else if (s.ptr[i] == '%')
			return true;
	}
	return false;
}

struct span
tidy_unwrapped(struct arena *a, struct span s)
{
	struct sbuf sb = SBUF_INIT;

	if (has_comment(s) && memchr(s.ptr, '\n', s.len))
		return s;
	for (size_t i = 0; i < s.len; i++) {
		if (!is_blank(s.ptr[i]))
			sbuf_addc(&sb, s.ptr[i]);
		else if (sb.len && sb.buf[sb.len - 1] != ' ')
			sbuf_addc(&sb, ' ');
	}
	return tidy_kept(a, &sb);
}

struct span
tidy_wrapped(struct arena *a, struct span s, size_t columns, size_t first,
    size_t indent, const char *eol)
{
	struct sbuf sb = SBUF_INIT;
	size_t column = first, i = 0;

	if (has_comment(s))
		return s;
	while (i < s.len) {
		size_t from = i, width;

		while (i < s.len && !is_blank(s.ptr[i]))
			/* A blank behind a backslash is a command. */
			i += s.ptr[i] == '\\' && i + 1 < s.len ? 2 : 1;
		width = text_count(span_sub(s, from, i));
		if (sb.len && column + 1 + width > columns) {
			sbuf_add(&sb, span_of(eol));
			for (size_t k = 0; k < indent; k++)
				sbuf_addc(&sb, ' ');
			column = indent;
		} else if (sb.len) {
			sbuf_addc(&sb, ' ');
			column++;
		}
		sbuf_add(&sb, span_sub(s, from, i));
		column += width;
		while (i < s.len && is_blank(s.ptr[i]))
			i++;
	}
	return tidy_kept(a, &sb);
}

/* --- months, pages, DOIs --------------------------------------------------------- */

struct span
tidy_month(
    bool *bare, struct arena *a, struct span s, const struct tidy_options *o)
{
	int n = date_month(text_trim(s));

	if (n < 1 || n > 12)
		return s;
	*bare = true;
	if (o->months == MONTHS_NUMBER)
		return span_of(arena_printf(a, "%d", n));
	return span_of(date_month_macro(n));
}

/* "12-34", "12 – 34" as "12--34"; anything else stays. */
struct span
tidy_pages(struct arena *a, struct span s)
{
	struct sbuf sb = SBUF_INIT;
	size_t at = 0;
	bool digit = false;

	while (at < s.len) {
		size_t from = at, dash;
		uint32_t c = text_next(s, &at);

		if (digit && (text_is_dash(c) || c == ' ')) {
			bool dashes = text_is_dash(c);

			for (dash = at; dash < s.len; at = dash) {
				c = text_next(s, &dash);
				if (!text_is_dash(c) && c != ' ')
					break;
				dashes |= text_is_dash(c);
			}
			if (dash >= s.len && (text_is_dash(c) || c == ' '))
				at = s.len;
			if (dashes && at < s.len && s.ptr[at] >= '0' &&
			    s.ptr[at] <= '9')
				sbuf_add(&sb, SPAN_LIT("--"));
			else
				sbuf_add(&sb, span_sub(s, from, at));
			digit = false;
			continue;
		}
		sbuf_add(&sb, span_sub(s, from, at));
		digit = c >= '0' && c <= '9';
	}
	return tidy_kept(a, &sb);
}

/* Without the resolver; the case of its letters stays. */
struct span
tidy_bare_doi(struct span s)
{
	static const char *const fronts[] = { "https://doi.org/",
		"http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/",
		"https://www.doi.org/", "doi.org/", "doi:" };
	struct span t = text_trim(s);

	for (size_t i = 0; i < sizeof(fronts) / sizeof(fronts[0]); i++)
		if (text_starts_nocase(t, fronts[i])) {
			t = text_trim(span_skip(t, strlen(fronts[i])));
			return text_starts_nocase(t, "10.") ? t : s;
		}
	return s;
}

/* --- links ------------------------------------------------------------------------ */

/* What a URL may not have (RFC 3986, section 2) and programs write into it all the
 * same, by percent, blanks within it, too. LaTeX is no URL yet, nor are several lines. */
struct span
tidy_encoded_url(struct arena *a, struct span value)
{
	struct sbuf sb = SBUF_INIT;
	struct span s = text_trim(value);

	for (size_t i = 0; i < s.len; i++)
		if (strchr("\\{}$\t\r\n", s.ptr[i]))
			return value;
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];

		if (c >= 0x7f || strchr(" <>^`|\"", s.ptr[i]))
			sbuf_addf(&sb, "%%%02X", c);
		else
			sbuf_addc(&sb, s.ptr[i]);
	}
	return tidy_kept(a, &sb);
}

/* --- people ----------------------------------------------------------------------- */

/* Where the " and " begins that ends the name at i; the end if none does. */
static size_t
name_end(struct span s, size_t i)
{
	size_t depth = 0;

	for (; i < s.len; i++) {
		if (s.ptr[i] == '\\' && i + 1 < s.len)
			i++;
		else if (s.ptr[i] == '{')
			depth++;
		else if (s.ptr[i] == '}')
			depth -= depth > 0;
		else if (!depth && i + 4 < s.len && is_blank(s.ptr[i]) &&
			 is_blank(s.ptr[i + 4]) &&
			 text_starts_nocase(span_sub(s, i + 1, i + 4), "and"))
			return i;
	}
	return s.len;
}

/* So many, then "and others" (btxdoc, section 4). */
struct span
tidy_people(struct arena *a, struct span s, unsigned max)
{
	size_t end = 0;

	for (unsigned n = 0; n < max; n++) {
		end = name_end(s, end + (n ? 5 : 0));
		if (end >= s.len)
			return s;
	}
	if (text_eq_nocase(text_trim(span_skip(s, end + 4)), "others"))
		return s;
	return span_of(arena_printf(a, "%.*s and others", (int)end, s.ptr));
}

/* --- capitals --------------------------------------------------------------------- */

/* Words that have no capital in a title; others so short may be abbreviations. */
static const char small_words[] = "a an and as at but by for from in into nor "
				  "of on or the to with der die das "
				  "und von im am zum zur ein la le les et de "
				  "du des un une en el los las y del";

enum { ABBREVIATION = 3 };

/* Where the letters at at end. */
static size_t
letters_end(struct span s, size_t at)
{
	for (size_t next = at;
	     next < s.len && text_is_letter(text_next(s, &next));)
		at = next;
	return at;
}

/* "'S" of "ANYONE'S" and "'T" of "DON'T" behind the word that ends at end, which an
 * article ("L'ÉCOLE") or "O'" is not: where that ends, or end. */
static size_t
ending_end(struct span s, size_t from, size_t end)
{
	size_t at = end, letters;

	if (text_count(span_sub(s, from, end)) < 2 || end >= s.len)
		return end;
	letters = text_next(s, &at);
	if (letters != '\'' && letters != 0x2019)
		return end;
	letters = letters_end(s, at);
	return letters > at && letters <= at + 2 ? letters : end;
}

struct span
tidy_without_caps(struct arena *a, struct span s)
{
	struct sbuf sb = SBUF_INIT;
	size_t at = 0, letters = 0;
	bool parted = false;

	for (size_t next = 0; next < s.len;) {
		uint32_t c = text_next(s, &next);

		/* Commands and groups say something about capitals. */
		if (text_is_lower(c) || c == '\\' || c == '{' || c == '$' ||
		    c == TEXT_REPLACEMENT)
			return s;
		letters += text_is_letter(c);
		parted |= letters && c == ' ';
	}
	if (!parted)
		return s;
	while (at < s.len) {
		size_t from = at, word = letters_end(s, at);
		size_t end = ending_end(s, from, word);
		bool small = tidy_listed(small_words, span_sub(s, from, end));
		bool keep =
		    !small &&
		    text_count(span_sub(s, from, word)) <= ABBREVIATION &&
		    (end == word || s.ptr[end - 1] != 'T');
		bool first = !small || !sb.len;
		char put[4] = "";

		for (; at < end; first = false) {
			bool stays = first || (keep && at < word);
			uint32_t c = text_next(s, &at);

			sbuf_add(&sb,
			    (struct span){ put,
				text_put(put, stays ? c : text_lower(c)) });
		}
		if (at == from) {
			(void)text_next(s, &at);
			sbuf_add(&sb, span_sub(s, from, at));
		}
	}
	return tidy_kept(a, &sb);
}
