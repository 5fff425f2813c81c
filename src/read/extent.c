#include "read/extent.h"
#include "base/text.h"
#include "read/fill.h"

#include "base/banned.h"

/* "p. :", "Seiten" */
static const char *const page_words[] = { "p", "pp", "pg", "pgs", "page",
	"pages", "pag", "págs", "página", "páginas", "paginas", "pagine",
	"pagina", "S", "Seite", "Seiten", "sid", "sider", "sidor", "str",
	"strony", "stran", "f", "ff" };
static const char *const volume_words[] = { "v", "vol", "vols", "volumes", "Bd",
	"Bde", "Bände", "t", "tomes", "tomos" };

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct span
word_at(struct span s, size_t at)
{
	size_t end;

	while (at < s.len && strchr(" ([", s.ptr[at]))
		at++;
	end = at;
	while (end < s.len && !strchr(" .,;:()[]", s.ptr[end]))
		end++;
	return span_sub(s, at, end);
}

/* The first number that such a word stands behind: "245" of "xii, 245 S.". The height
 * ("24 cm") and what is not numbered ("[1] p.") are none. */
static struct span
number_before(struct span s, const char *const *words, size_t n)
{
	for (size_t to = 1; to <= s.len; to++) {
		size_t from = to;

		if (!is_digit(s.ptr[to - 1]) ||
		    (to < s.len && is_digit(s.ptr[to])))
			continue;
		if (!text_is_among(
			word_at(s, to + (to < s.len && s.ptr[to] == ')')),
			words, n))
			continue;
		while (from && is_digit(s.ptr[from - 1]))
			from--;
		return span_sub(s, from, to);
	}
	return (struct span){ "", 0 };
}

/* If there is more than one. */
static struct span
volumes_of(struct span s)
{
	struct span n = { s.ptr, 0 };

	while (n.len < s.len && is_digit(s.ptr[n.len]))
		n.len++;
	return n.len && !span_eq(n, SPAN_LIT("1")) &&
		       text_is_among(word_at(s, n.len), volume_words,
			   LENGTH(volume_words))
		   ? n
		   : (struct span){ "", 0 };
}

/* Is that number with its word all that is said: "200 pages"? */
static bool
is_all(struct span s, struct span number)
{
	struct span word;

	if (!number.len || number.ptr != s.ptr)
		return false;
	word = word_at(s, number.len);
	return span_eq(text_trim(span_skip(s, number.len)), word) ||
	       (s.ptr[s.len - 1] == '.' &&
		   span_eq(
		       text_trim(span_sub(s, number.len, s.len - 1)), word));
}

void
extent_read(struct work *w, struct arena *a, struct span text)
{
	struct span pages, volumes;

	text = text_trim(text);
	/* in front of the next area */
	while (text.len && strchr("/:;,=+ ", text.ptr[text.len - 1]))
		text.len--;
	pages = number_before(text, page_words, LENGTH(page_words));
	volumes = volumes_of(text);
	fill_text(w, a, WORK_number_of_pages, pages, NULL);
	fill_text(w, a, WORK_number_of_volumes, volumes, NULL);
	if (!is_all(text, pages) && !is_all(text, volumes))
		fill_custom(w, a, "extent", text);
}
