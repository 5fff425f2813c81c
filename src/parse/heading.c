#include "parse/heading.h"
#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

struct phrase {
	const char *folded; /* without blanks */
	size_t len;
	enum heading_strength strength;
};

/* Phrases by their first byte: bucket b is start[b] .. start[b + 1]. */
struct heading_table {
	struct phrase *phrases;
	size_t len;
	size_t start[257];
};

static const struct {
	const char *text;
	enum heading_strength strength;
} headings[] = {
#define X(text, strength) { text, HEADING_##strength },
#include "parse/headings.def"
#undef X
};

/* What may stand beside a heading's name and says nothing: numbering words,
 * joints, the "[edit]" of a wiki. Folded, without blanks. */
static const char *const fillers[] = { "appendix", "annex", "annexe", "anhang",
	"anlage", "apendice", "appendice", "anexo", "allegato", "приложение",
	"附", "附录", "附錄", "付録", "부록", "附件", "chapter", "kapitel",
	"chapitre", "capitulo", "capitolo", "глава", "section", "part", "teil",
	"第", "章", "节", "節", "部分", "and", "und", "et", "y", "e", "i", "и",
	"与", "及", "和", "與", "および", "edit", "编辑", "編輯", "for", "of",
	"the" };

enum { HEADING_MAX = 160 };

static char *
without_blanks(struct arena *a, const char *folded)
{
	char *out = arena_strdup(a, folded);
	size_t n = 0;

	for (size_t i = 0; out[i]; i++)
		if (out[i] != ' ')
			out[n++] = out[i];
	out[n] = '\0';
	return out;
}

static unsigned
first_byte(const struct phrase *p)
{
	return (unsigned char)p->folded[0];
}

static int
compare_phrases(const void *a, const void *b)
{
	const struct phrase *x = a, *y = b;

	return strcmp(x->folded, y->folded);
}

const struct heading_table *
heading_table_new(struct arena *a)
{
	struct heading_table *t = ARENA_NEW(a, struct heading_table);
	struct arena scratch = ARENA_INIT;

	t->len = sizeof(headings) / sizeof(headings[0]);
	t->phrases = ARENA_ARRAY(a, struct phrase, t->len);
	for (size_t i = 0; i < t->len; i++) {
		struct phrase *p = &t->phrases[i];

		arena_reset(&scratch);
		p->folded = without_blanks(
		    a, text_fold(&scratch, span_of(headings[i].text)));
		p->len = strlen(p->folded);
		p->strength = headings[i].strength;
	}
	arena_release(&scratch);
	qsort(t->phrases, t->len, sizeof(*t->phrases), compare_phrases);
	for (size_t i = 0, b = 0; b < 257; b++) {
		while (i < t->len && first_byte(&t->phrases[i]) < b)
			i++;
		t->start[b] = i;
	}
	return t;
}

static bool
is_cjk_at(struct span s, size_t at)
{
	return at < s.len && text_is_cjk(text_next(s, &at));
}

/* May a word end (or start) here: between words, or where scripts change. */
static bool
is_boundary(struct span s, size_t at)
{
	size_t before = at, next = at;
	uint32_t left, right;

	if (!at || at >= s.len || s.ptr[at] == ' ' || s.ptr[at - 1] == ' ')
		return true;
	left = text_prev(s, &before);
	right = text_next(s, &next);
	return text_is_cjk(left) || text_is_cjk(right) ||
	       text_is_digit(left) != text_is_digit(right);
}

/* Match a phrase at s[at], blanks of s aside. The end of the match, or 0. */
static size_t
match_phrase(struct span s, size_t at, const char *phrase, size_t len)
{
	size_t n = 0;

	while (n < len && at < s.len) {
		if (s.ptr[at] == ' ') {
			at++;
			continue;
		}
		if (s.ptr[at] != phrase[n])
			return 0;
		at++;
		n++;
	}
	return n == len && is_boundary(s, at) ? at : 0;
}

/* A number at s[at]: digits, Roman or Chinese numerals, a single letter. Its
 * end, or 0. */
static size_t
match_number(struct span s, size_t at)
{
	static const char *const han = "一二三四五六七八九十百";
	size_t end = at, next = at;
	uint32_t c = text_next(s, &next);

	for (next = at; end < s.len && text_is_digit(text_next(s, &next));)
		end = next;
	if (end > at)
		return end;
	if (text_is_han(c)) {
		for (end = at; end + 3 <= s.len; end += 3) {
			char one[4] = { s.ptr[end], s.ptr[end + 1],
				s.ptr[end + 2], '\0' };

			if (!strstr(han, one))
				break;
		}
		return end > at ? end : 0;
	}
	while (end < s.len && strchr("ivxl", s.ptr[end]))
		end++;
	if (end > at && is_boundary(s, end))
		return end;
	next = at;
	c = text_next(s, &next);
	return text_is_letter(c) && !text_is_cjk(c) && is_boundary(s, next)
		   ? next
		   : 0;
}

static void
reach(unsigned char *best, size_t at, unsigned char strength)
{
	if (best[at] < strength + 1)
		best[at] = (unsigned char)(strength + 1);
}

/* One step from at: every way to understand what stands there. */
static void
step(const struct heading_table *t, struct span s, unsigned char *best,
    size_t at)
{
	unsigned char so_far = (unsigned char)(best[at] - 1);
	size_t end;
	unsigned bucket;

	if (s.ptr[at] == ' ') {
		reach(best, at + 1, so_far);
		return;
	}
	if (!is_boundary(s, at) && !is_cjk_at(s, at))
		return;
	end = match_number(s, at);
	if (end)
		reach(best, end, so_far);
	for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++) {
		end = match_phrase(s, at, fillers[i], strlen(fillers[i]));
		if (end)
			reach(best, end, so_far);
	}
	bucket = (unsigned char)s.ptr[at];
	for (size_t i = t->start[bucket]; i < t->start[bucket + 1]; i++) {
		const struct phrase *p = &t->phrases[i];

		end = match_phrase(s, at, p->folded, p->len);
		if (end)
			reach(best, end,
			    so_far > p->strength ? so_far
						 : (unsigned char)p->strength);
	}
}

enum heading_strength
heading_match(
    const struct heading_table *t, struct arena *scratch, struct span text)
{
	unsigned char best[HEADING_MAX + 2] = { 0 };
	struct span s;

	text = text_trim(text);
	if (!text.len || text.len > HEADING_MAX)
		return HEADING_NONE;
	arena_reset(scratch);
	s = span_of(text_fold(scratch, text));
	if (!s.len || s.len > HEADING_MAX)
		return HEADING_NONE;
	best[0] = 1;
	for (size_t at = 0; at < s.len; at++)
		if (best[at])
			step(t, s, best, at);
	return best[s.len] ? (enum heading_strength)(best[s.len] - 1)
			   : HEADING_NONE;
}
