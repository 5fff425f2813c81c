#include "source/local-holdings.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/banned.h"

/*
 * Less than this of a kind and script, or less than that of it in the ten years
 * around, and a miss says nothing. An index of half a million works that was made of
 * what linguists and computer scientists cite has 18,000 books in Latin letters, 16 in
 * Cyrillic ones.
 */
enum { WORKS_MIN = 200, YEARS_MIN = 20, YEARS_AROUND = 5 };

static const struct {
	const char *name, *words;
} kinds[HOLDING_KINDS] = {
	[HOLDING_ARTICLE] = { "article", "journal articles" },
	[HOLDING_PAPER] = { "paper", "conference papers" },
	[HOLDING_PREPRINT] = { "preprint", "preprints" },
	[HOLDING_BOOK] = { "book", "books" },
	[HOLDING_CHAPTER] = { "chapter", "chapters" },
	[HOLDING_THESIS] = { "thesis", "theses" },
	[HOLDING_REPORT] = { "report", "reports" },
	[HOLDING_OTHER] = { "other", "works" },
};

static const struct {
	const char *name, *words;
	uint32_t from, to; /* its main block in Unicode */
} scripts[HOLDING_SCRIPTS] = {
	[HOLDING_LATIN] = { "latin", "", 0, 0x36f },
	[HOLDING_CYRILLIC] = { "cyrillic", " in Cyrillic letters", 0x400,
	    0x52f },
	[HOLDING_GREEK] = { "greek", " in Greek letters", 0x370, 0x3ff },
	[HOLDING_ARABIC] = { "arabic", " in Arabic letters", 0x600, 0x77f },
	[HOLDING_HEBREW] = { "hebrew", " in Hebrew letters", 0x590, 0x5ff },
	[HOLDING_INDIC] = { "indic", " in Indian scripts", 0x900, 0xdff },
	[HOLDING_THAI] = { "thai", " in Thai letters", 0xe00, 0xe7f },
	[HOLDING_CHINESE] = { "chinese", " in Chinese or Japanese characters",
	    0x3040, 0x9fff },
	[HOLDING_KOREAN] = { "korean", " in Korean letters", 0xac00, 0xd7af },
	[HOLDING_OTHER_SCRIPT] = { "other", " in that script", 1, 0 },
};

static enum holding_kind
kind_of(enum work_type t)
{
	switch (t) {
	case WORK_TYPE_ARTICLE_JOURNAL:
	case WORK_TYPE_REVIEW:
	case WORK_TYPE_REVIEW_BOOK: return HOLDING_ARTICLE;
	case WORK_TYPE_PAPER_CONFERENCE: return HOLDING_PAPER;
	case WORK_TYPE_ARTICLE: return HOLDING_PREPRINT;
	case WORK_TYPE_BOOK:
	case WORK_TYPE_COLLECTION: return HOLDING_BOOK;
	case WORK_TYPE_CHAPTER:
	case WORK_TYPE_ENTRY:
	case WORK_TYPE_ENTRY_DICTIONARY:
	case WORK_TYPE_ENTRY_ENCYCLOPEDIA: return HOLDING_CHAPTER;
	case WORK_TYPE_THESIS: return HOLDING_THESIS;
	case WORK_TYPE_REPORT: return HOLDING_REPORT;
	default: return HOLDING_OTHER;
	}
}

static enum holding_script
script_of_letter(uint32_t c)
{
	/* CJK beyond the main block: extensions, compatibility forms. */
	if (text_is_han(c))
		return HOLDING_CHINESE;
	if (c >= 0x1e00 && c <= 0x1eff)
		return HOLDING_LATIN;
	if (c >= 0x1f00 && c <= 0x1fff)
		return HOLDING_GREEK;
	for (size_t i = 0; i < HOLDING_SCRIPTS; i++)
		if (c >= scripts[i].from && c <= scripts[i].to)
			return (enum holding_script)i;
	return HOLDING_OTHER_SCRIPT;
}

/*
 * The script of most letters; a Chinese character counts for three of them, so that
 * "基于BERT的情感分析" is Chinese.
 */
static enum holding_script
script_of(const char *title)
{
	size_t n[HOLDING_SCRIPTS] = { 0 }, i = 0;
	struct span s = span_of(title ? title : "");
	enum holding_script most = HOLDING_LATIN;

	if (text_is_ascii(s))
		return HOLDING_LATIN;
	while (i < s.len) {
		uint32_t c = text_next(s, &i);

		if (text_is_letter(c))
			n[script_of_letter(c)] += text_is_cjk(c) ? 3 : 1;
	}
	for (size_t k = 0; k < HOLDING_SCRIPTS; k++)
		if (n[k] > n[most])
			most = (enum holding_script)k;
	return most;
}

static size_t
decade_of(int year)
{
	if (!year || year > 2099)
		return HOLDING_DECADES - 1;
	return year < 1500 ? 0 : (size_t)(year - 1500) / 10 + 1;
}

void
local_holdings_count(struct local_holdings *h, const struct work *w, int by)
{
	uint32_t *n = &h->works[kind_of(w->type)][script_of(w->title)]
			       [decade_of(work_year(w))];

	if (by > 0 ? *n < UINT32_MAX : *n > 0)
		*n = by > 0 ? *n + 1 : *n - 1;
}

void
local_holdings_write(struct sbuf *out, const struct local_holdings *h)
{
	for (size_t k = 0; k < HOLDING_KINDS; k++)
		for (size_t s = 0; s < HOLDING_SCRIPTS; s++)
			for (size_t d = 0; d < HOLDING_DECADES; d++)
				if (h->works[k][s][d])
					sbuf_addf(out,
					    "%s %s %zu %" PRIu32 "\n",
					    kinds[k].name, scripts[s].name, d,
					    h->works[k][s][d]);
}

void
local_holdings_tell(struct sbuf *out, const struct local_holdings *h)
{
	uint64_t by_kind[HOLDING_KINDS] = { 0 };
	uint64_t by_script[HOLDING_SCRIPTS] = { 0 };
	const char *mark = "";

	for (size_t k = 0; k < HOLDING_KINDS; k++)
		for (size_t s = 0; s < HOLDING_SCRIPTS; s++)
			for (size_t d = 0; d < HOLDING_DECADES; d++) {
				by_kind[k] += h->works[k][s][d];
				by_script[s] += h->works[k][s][d];
			}
	for (size_t k = 0; k < HOLDING_KINDS; k++) {
		if (!by_kind[k])
			continue;
		sbuf_addf(out, "%s%" PRIu64 " %s%s", mark, by_kind[k],
		    k == HOLDING_OTHER ? "other " : "", kinds[k].words);
		mark = ", ";
	}
	mark = "; ";
	for (size_t s = HOLDING_LATIN + 1; s < HOLDING_SCRIPTS; s++) {
		if (!by_script[s])
			continue;
		sbuf_addf(out, "%s%" PRIu64 "%s", mark, by_script[s],
		    s == HOLDING_OTHER_SCRIPT ? " in other letters"
					      : scripts[s].words);
		mark = ", ";
	}
}

static struct span
next_word(struct span *line)
{
	struct span word = { line->ptr, 0 };

	while (word.len < line->len && line->ptr[word.len] != ' ' &&
	       line->ptr[word.len] != '\n')
		word.len++;
	*line = span_skip(*line, word.len);
	if (line->len && line->ptr[0] == ' ')
		*line = span_skip(*line, 1);
	return word;
}

static uint32_t
number(struct span s)
{
	uint64_t n = 0;

	for (size_t i = 0; i < s.len && n <= UINT32_MAX; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return 0;
		n = n * 10 + (uint64_t)(s.ptr[i] - '0');
	}
	return n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

void
local_holdings_read(struct local_holdings *h, const char *lines)
{
	struct span s = span_of(lines);

	while (s.len) {
		struct span kind = next_word(&s), script = next_word(&s);
		uint32_t decade = number(next_word(&s));
		uint32_t n = number(next_word(&s));
		size_t k = 0, t = 0;

		while (s.len && s.ptr[0] != '\n')
			s = span_skip(s, 1);
		if (s.len)
			s = span_skip(s, 1);
		while (
		    k < HOLDING_KINDS && !span_eq(kind, span_of(kinds[k].name)))
			k++;
		while (t < HOLDING_SCRIPTS &&
		       !span_eq(script, span_of(scripts[t].name)))
			t++;
		if (k < HOLDING_KINDS && t < HOLDING_SCRIPTS &&
		    decade < HOLDING_DECADES) {
			uint32_t *sum = &h->works[k][t][decade];

			*sum = n < UINT32_MAX - *sum ? *sum + n : UINT32_MAX;
		}
	}
}

static bool
is_paper(enum holding_kind k)
{
	return k == HOLDING_ARTICLE || k == HOLDING_PAPER ||
	       k == HOLDING_PREPRINT || k == HOLDING_CHAPTER;
}

/*
 * Records of that kind count for a claim of this one. Papers of proceedings are cited
 * as chapters, preprints as anything; of what says no kind nothing is known.
 */
static bool
stands_for(enum holding_kind recorded, enum holding_kind claimed)
{
	switch (claimed) {
	case HOLDING_OTHER: return true;
	case HOLDING_PREPRINT: return is_paper(recorded);
	case HOLDING_PAPER:
	case HOLDING_CHAPTER:
		return recorded == HOLDING_PAPER || recorded == HOLDING_CHAPTER;
	default: return recorded == claimed;
	}
}

static uint64_t
works_of(const struct local_holdings *h, enum holding_kind kind,
    enum holding_script script, size_t from, size_t to)
{
	uint64_t n = 0;

	for (size_t k = 0; k < HOLDING_KINDS; k++)
		for (size_t d = from;
		     stands_for((enum holding_kind)k, kind) && d <= to; d++)
			n += h->works[k][script][d];
	return n;
}

/* The same in that time, of papers of any kind: journal and proceedings are easily
 * mistaken for one another. */
static uint64_t
works_near(const struct local_holdings *h, enum holding_kind kind,
    enum holding_script script, size_t from, size_t to)
{
	return works_of(
	    h, is_paper(kind) ? HOLDING_PREPRINT : kind, script, from, to);
}

bool
local_holdings_suffice(const char **why, struct arena *a,
    const struct local_holdings *h, const struct work *claimed)
{
	enum holding_kind kind = kind_of(claimed->type);
	enum holding_script script = script_of(claimed->title);
	int year = work_year(claimed);
	uint64_t all = works_of(h, kind, script, 0, HOLDING_DECADES - 1);
	uint64_t near;

	*why = arena_printf(a, "%" PRIu64 " %s%s", all, kinds[kind].words,
	    scripts[script].words);
	if (all < WORKS_MIN)
		return false;
	if (!year)
		return true;
	near = works_near(h, kind, script, decade_of(year - YEARS_AROUND),
	    decade_of(year + YEARS_AROUND));
	if (near >= YEARS_MIN)
		return true;
	*why = arena_printf(a, "%" PRIu64 " %s%s from about %d", near,
	    is_paper(kind) ? "papers" : kinds[kind].words,
	    scripts[script].words, year);
	return false;
}
