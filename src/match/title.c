/* Titles: which differences matter and which do not. */

#include "base/sbuf.h"
#include "base/text.h"
#include "match/compare.h"
#include "model/latex.h"
#include "model/rich.h"

#include <limits.h>
#include <stdlib.h>

#include "base/banned.h"

enum { WORDS_MAX = 64, HEAD_LETTERS_MIN = 8 };

/* "&" in the languages that write it most; folded. */
static const char *const conjunctions[] = { "and", "dan", "e", "en", "et", "i",
	"och", "og", "und", "y" };

/* Words that say little; folded. Sorted for bsearch(). */
static const char *const stop_words[] = { "a", "als", "an", "and", "as", "at",
	"auf", "aus", "bei", "by", "con", "d", "da", "das", "de", "dei", "del",
	"della", "dem", "den", "der", "des", "di", "die", "do", "du", "e",
	"ein", "eine", "el", "en", "et", "for", "from", "fur", "i", "il", "im",
	"in", "into", "is", "its", "l", "la", "las", "le", "les", "lo", "los",
	"mit", "o", "of", "on", "or", "s", "sur", "the", "their", "to", "u",
	"uber", "un", "und", "une", "using", "v", "via", "von", "with", "y",
	"zu", "zum", "zur" };

static int
by_word(const void *key, const void *item)
{
	const struct span *word = key;
	const char *stop = *(const char *const *)item;
	size_t len = strlen(stop);
	int c = memcmp(word->ptr, stop, word->len < len ? word->len : len);

	return c ? c : (word->len > len) - (word->len < len);
}

static bool
is_stop_word(struct span word)
{
	return bsearch(&word, stop_words,
	    sizeof(stop_words) / sizeof(stop_words[0]), sizeof(stop_words[0]),
	    by_word);
}

static bool
is_article(struct span w)
{
	return span_eq(w, SPAN_LIT("a")) || span_eq(w, SPAN_LIT("an")) ||
	       span_eq(w, SPAN_LIT("the"));
}

static bool
is_number(struct span w)
{
	for (size_t i = 0; i < w.len; i++)
		if (w.ptr[i] >= '0' && w.ptr[i] <= '9')
			return true;
	return false;
}

/* "ii", "iv": numbers of parts. "i" alone is too often a word; "v", "x" too. */
static int
roman(struct span w)
{
	static const char *const numerals[] = { "i", "ii", "iii", "iv", "v",
		"vi", "vii", "viii", "ix", "x" };

	for (int n = 0; n < 10; n++)
		if (span_eq(w, span_of(numerals[n])))
			return n + 1;
	return 0;
}

/* Where the main title ends, looked for from an offset on; or 0. */
static size_t
head_end(struct span t, size_t from)
{
	size_t i = from;

	while (i < t.len) {
		size_t was = i, next;
		uint32_t c = text_next(t, &i);

		/* "(Implicit) Ensembles of Ensembles: ..." */
		if (!was)
			continue;
		if (c == ':' || c == 0xff1a || c == 0x2014 || c == 0x2013 ||
		    c == '(' || c == 0xff08 || c == 0x2015)
			return was;
		next = i;
		if ((c == '.' || c == '?' || c == '!' || c == '-' ||
			c == ';') &&
		    i < t.len && text_is_space(text_next(t, &next)) &&
		    (c != '-' || (was && t.ptr[was - 1] == ' ')))
			return was;
	}
	return 0;
}

static char *
letters_of(struct arena *a, const char *fold)
{
	char *out = arena_strdup(a, fold), *w = out;

	for (const char *p = fold; *p; p++)
		if (*p != ' ')
			*w++ = *p;
	*w = '\0';
	return out;
}

/* What services put in front of a title that is not of it. */
static const char *
without_marks(const char *text)
{
	static const char *const marks[] = { "RETRACTED:", "RETRACTED ARTICLE:",
		"WITHDRAWN:", "Retraction:", "[Retracted]" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (text_starts_nocase(span_of(text), marks[i]))
			return text + strlen(marks[i]);
	return text;
}

/*
 * TeX that a reader or a service left in and that no text can say: commands and
 * their delimiters go, so that "Re\\(^\\mbox2\\)TAL" and "Re2TAL" have the same letters.
 */
static const char *
without_tex(struct arena *a, const char *text)
{
	char *out = arena_strdup(a, text), *w = out;

	for (const char *p = text; *p;) {
		if (*p == '\\' &&
		    ((p[1] | 0x20) >= 'a' && (p[1] | 0x20) <= 'z')) {
			for (p++; (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z'; p++)
				continue;
		} else if (strchr("\\${}^_", *p)) {
			p++;
		} else {
			*w++ = *p++;
		}
	}
	*w = '\0';
	return out;
}

/* "Science & Technology" is "Science and Technology". */
static const char *
with_and(struct arena *a, const char *text)
{
	char *out = ARENA_ARRAY(a, char, strlen(text) * 5 + 1), *w = out;

	for (; *text; text++) {
		if (*text != '&') {
			*w++ = *text;
			continue;
		}
		memcpy(w, " and ", 5);
		w += 5;
	}
	*w = '\0';
	return out;
}

/* Names of the Greek letters from alpha on, as titles spell them out; folded. */
static const char *const greek_names[] = { "alpha", "beta", "gamma", "delta",
	"epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
	"nu", "xi", "omicron", "pi", "rho", "sigma", "sigma", "tau", "upsilon",
	"phi", "chi", "psi", "omega" };

static bool
is_greek(uint32_t c)
{
	return c >= 0x370 && c < 0x400;
}

static const char *
greek_name(uint32_t c)
{
	switch (c) {
	case 0x3d1: return "theta";
	case 0x3d5: return "phi";
	case 0x3d6: return "pi";
	case 0x3f0: return "kappa";
	case 0x3f1: return "rho";
	case 0x3f5: return "epsilon";
	default: break;
	}
	return c >= 0x3b1 &&
		       c - 0x3b1 < sizeof(greek_names) / sizeof(greek_names[0])
		   ? greek_names[c - 0x3b1]
		   : NULL;
}

/* Letters as signs ("γδ T cells") come one or two at a time, Greek words do not. */
static bool
has_greek_signs(struct span fold)
{
	size_t run = 0, i = 0;
	bool any = false;

	while (i < fold.len) {
		run = is_greek(text_next(fold, &i)) ? run + 1 : 0;
		any |= run == 1;
		if (run > 2)
			return false;
	}
	return any;
}

/* "β-catenin" is "beta-catenin". NULL if nothing is to be spelt out. */
static const char *
with_greek_names(struct arena *a, const char *fold)
{
	struct span s = span_of(fold);
	struct sbuf sb = SBUF_INIT;
	const char *out;
	size_t i = 0;

	if (!has_greek_signs(s))
		return NULL;
	while (i < s.len) {
		size_t was = i;
		const char *name = greek_name(text_next(s, &i));

		sbuf_add(&sb, name ? span_of(name) : span_sub(s, was, i));
	}
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

/* "in the in the", "of of": small words that were written twice. */
static void
drop_repeated(struct title *t)
{
	for (size_t n = 1; n <= 2 && 2 * n <= t->words_len; n++) {
		const struct span *w = t->words + t->words_len - n;
		bool twice = true;

		for (size_t i = 0; i < n; i++)
			twice &=
			    is_stop_word(w[i]) && span_eq(w[i], *(w - n + i));
		if (twice) {
			t->words_len -= n;
			return;
		}
	}
}

/*
 * Where the main title may end: the first point is that of an initial at times
 * ("A catalog of the C.F. and F.M. Voegelin archives: Australian languages").
 */
static void
find_heads(struct title *out, struct arena *a, struct span plain)
{
	size_t end = 0;

	while (
	    out->heads_len < TITLE_HEADS_MAX && (end = head_end(plain, end))) {
		size_t len = strlen(letters_of(
		    a, text_fold(a, (struct span){ plain.ptr, end })));

		if (!out->front_len)
			out->front_len = len;
		if (len < out->letters_len)
			out->last_at = len;
		if (len >= HEAD_LETTERS_MIN && len < out->letters_len)
			out->heads[out->heads_len++] = len;
		end++;
	}
}

/* Is one the main title of the other? */
static bool
is_head_of(const struct title *x, const struct title *whole)
{
	for (size_t i = 0; i < whole->heads_len; i++)
		if (whole->heads[i] == x->letters_len &&
		    !memcmp(whole->letters, x->letters, x->letters_len))
			return true;
	return false;
}

void
title_prepare(struct title *out, struct arena *a, const char *text)
{
	const char *plain, *fold, *spelt;
	struct span rest;

	memset(out, 0, sizeof(*out));
	if (!text || !*text)
		return;
	plain = strpbrk(text, "<&") ? rich_plain(a, span_of(text)) : text;
	plain = without_marks(plain);
	out->text = plain;
	for (const char *p = plain; (p = strstr(p, "++")); p += 2)
		out->pluses++;
	if (strpbrk(plain, "\\$"))
		plain = without_tex(a, latex_to_unicode(a, span_of(plain)));
	if (strchr(plain, '&'))
		plain = with_and(a, plain);
	fold = text_fold(a, span_of(plain));
	out->letters = letters_of(a, fold);
	out->letters_len = strlen(out->letters);
	find_heads(out, a, span_of(plain));
	out->words = ARENA_ARRAY(a, struct span, WORDS_MAX);
	spelt = with_greek_names(a, fold);
	out->spelt = spelt ? letters_of(a, spelt) : out->letters;
	rest = span_of(spelt ? spelt : fold);
	while (rest.len && out->words_len < WORDS_MAX) {
		const char *blank = memchr(rest.ptr, ' ', rest.len);
		size_t len = blank ? (size_t)(blank - rest.ptr) : rest.len;
		struct span w = { rest.ptr, len };

		/* Scripts without blanks: a word is a letter or two anyway. */
		if (len > 6 && (unsigned char)w.ptr[0] >= 0xe3) {
			size_t i = 0;

			(void)text_next(w, &i);
			w.len = len = i;
			rest = span_skip(rest, len);
		} else {
			rest = span_skip(rest, len + 1);
		}
		out->words[out->words_len++] = w;
		out->significant += !is_stop_word(w);
		drop_repeated(out);
	}
}

static double
weight(struct span w)
{
	return is_stop_word(w) ? 0.3 : 1.0 + (w.len > 8 ? 0.3 : 0.0);
}

static bool
is_conjunction(struct span w)
{
	for (size_t i = 0; i < sizeof(conjunctions) / sizeof(conjunctions[0]);
	     i++)
		if (span_eq(w, span_of(conjunctions[i])))
			return true;
	return false;
}

/* The same word but for a slip of the pen, or British for American. */
static bool
same_word(struct span x, struct span y)
{
	size_t longer = x.len > y.len ? x.len : y.len, limit;

	if (span_eq(x, y))
		return true;
	/* What "&" stands for depends on the language. */
	if (span_eq(x, SPAN_LIT("and")) || span_eq(y, SPAN_LIT("and")))
		return is_conjunction(x) && is_conjunction(y);
	if (longer < 5 || is_number(x) || is_number(y))
		return false;
	limit = longer >= 9 ? 2 : 1;
	if (x.len > y.len + limit || y.len > x.len + limit)
		return false;
	/*
	 * "supervised" and "unsupervised", "symmetric" and "asymmetric" are a
	 * letter or two apart and say the opposite: the start must agree.
	 */
	if (memcmp(x.ptr, y.ptr, 2))
		return false;
	/* "automatic" and "automated" have another ending, and no slip. */
	if (x.len == y.len && longer > 4 && !memcmp(x.ptr, y.ptr, longer - 2) &&
	    x.ptr[longer - 2] != y.ptr[longer - 2] &&
	    x.ptr[longer - 1] != y.ptr[longer - 1] &&
	    x.ptr[longer - 2] != y.ptr[longer - 1])
		return false;
	return text_distance(x, y, limit) <= limit;
}

/* Weight of the longest common sequence of words, slips forgiven. */
static double
common_weight(const struct title *x, const struct title *y, size_t *words)
{
	double rows[2][WORDS_MAX + 1] = { { 0 } };
	unsigned char count[2][WORDS_MAX + 1] = { { 0 } };

	for (size_t i = 0; i < x->words_len; i++) {
		double *now = rows[(i + 1) & 1], *before = rows[i & 1];
		unsigned char *n = count[(i + 1) & 1], *b = count[i & 1];

		for (size_t j = 0; j < y->words_len; j++) {
			if (same_word(x->words[i], y->words[j])) {
				now[j + 1] = before[j] + weight(x->words[i]);
				n[j + 1] = (unsigned char)(b[j] + 1);
			} else if (before[j + 1] >= now[j]) {
				now[j + 1] = before[j + 1];
				n[j + 1] = b[j + 1];
			} else {
				now[j + 1] = now[j];
				n[j + 1] = n[j];
			}
		}
	}
	*words = count[x->words_len & 1][y->words_len];
	return rows[x->words_len & 1][y->words_len];
}

bool
title_has_word(const struct title *t, struct span word)
{
	for (size_t i = 0; i < t->words_len; i++)
		if (span_eq(t->words[i], word))
			return true;
	return false;
}

/* "ii", "xiv": of two letters and more; "vi" and "xi" are words, too. */
static bool
is_long_roman(struct span w)
{
	if (w.len < 2 || span_eq(w, SPAN_LIT("vi")) ||
	    span_eq(w, SPAN_LIT("xi")))
		return false;
	for (size_t i = 0; i < w.len; i++)
		if (w.ptr[i] != 'i' && w.ptr[i] != 'v' && w.ptr[i] != 'x')
			return false;
	return true;
}

/* A number on one side that the other has not. */
static bool
lacks_number(const struct title *x, const struct title *y)
{
	for (size_t i = 0; i < x->words_len; i++) {
		struct span w = x->words[i];
		bool last = i + 1 == x->words_len;
		bool part = i && span_eq(x->words[i - 1], SPAN_LIT("part"));
		bool number = is_number(w) || is_long_roman(w) ||
			      (roman(w) && (part || last));

		if (number && !title_has_word(y, w))
			return true;
	}
	return false;
}

/* "Version 3.3.0" and "Version 3.0.0" have the same numbers, not in order. */
static bool
same_numbers_in_order(const struct title *x, const struct title *y)
{
	size_t i = 0, j = 0;

	for (;;) {
		while (i < x->words_len && !is_number(x->words[i]))
			i++;
		while (j < y->words_len && !is_number(y->words[j]))
			j++;
		if (i == x->words_len || j == y->words_len)
			return i == x->words_len && j == y->words_len;
		if (!span_eq(x->words[i++], y->words[j++]))
			return false;
	}
}

/* What one has behind the other's end is a version, and which. */
static bool
is_version_behind(const struct title *longer, const struct title *shorter)
{
	size_t i = shorter->words_len;

	return i + 1 < longer->words_len &&
	       span_eq(longer->words[i], SPAN_LIT("version")) &&
	       is_number(longer->words[i + 1]);
}

static unsigned
number_of(struct span w)
{
	unsigned n = 0;

	for (size_t i = 0; i < w.len && i < 3; i++)
		if (w.ptr[i] < '0' || w.ptr[i] > '9')
			return (unsigned)roman(w);
		else
			n = n * 10 + (unsigned)(w.ptr[i] - '0');
	return w.len < 4 ? n : 0;
}

static bool
is_part_word(struct span w)
{
	static const char *const words[] = { "part", "pt", "teil", "partie",
		"parte", "parts" };

	return text_is_among(w, words, sizeof(words) / sizeof(words[0]));
}

/*
 * The number of the part that one names behind the other's end: "Segmentation by
 * nonlinear diffusion. II", "...: Part 2"; or 0. The first part is often cited, and
 * on record, without its number.
 */
static bool
is_later_part_behind(const struct title *longer, const struct title *shorter)
{
	size_t i = shorter->words_len;
	struct span w;

	if (i >= longer->words_len)
		return false;
	w = longer->words[i];
	if (is_part_word(w) && i + 1 < longer->words_len)
		return number_of(longer->words[i + 1]) > 1;
	return is_long_roman(w);
}

bool
title_is_other_part(const struct title *x, const struct title *y)
{
	return (is_head_of(x, y) && is_later_part_behind(y, x)) ||
	       (is_head_of(y, x) && is_later_part_behind(x, y));
}

struct span
title_number_behind(const struct title *claim, const struct title *record)
{
	for (size_t i = claim->words_len; i < record->words_len; i++) {
		struct span w = record->words[i];
		size_t digits = 0;

		for (size_t k = 0; k < w.len; k++)
			digits += w.ptr[k] >= '0' && w.ptr[k] <= '9';
		if ((digits && !(digits == 4 && w.len == 4)) ||
		    is_long_roman(w))
			return w;
	}
	return (struct span){ NULL, 0 };
}

bool
title_names_part(const struct title *t)
{
	for (size_t i = 1; i < t->words_len; i++)
		if (is_long_roman(t->words[i]))
			return true;
	return false;
}

bool
title_has_part(const struct title *t, unsigned part)
{
	for (size_t i = 0; i < t->words_len; i++) {
		struct span w = t->words[i];
		unsigned number = 0;

		if (roman(w) == (int)part)
			return true;
		for (size_t k = 0; k < w.len && k < 3; k++)
			number = w.ptr[k] >= '0' && w.ptr[k] <= '9'
				     ? number * 10 + (unsigned)(w.ptr[k] - '0')
				     : UINT_MAX / 20;
		if (w.len < 4 && number == part)
			return true;
	}
	return false;
}

/* One of them is about the other: the words are in front, or behind a mark. */
static bool
is_about_other(const struct title *x, const struct title *y)
{
	return title_is_about(x) != title_is_about(y);
}

/* An article is on one side alone, or another: "A simplest", "The simplest". */
static bool
only_articles_differ(
    const struct title *x, const struct title *y, size_t common)
{
	const struct title *longer = x->words_len > y->words_len ? x : y;
	const struct title *shorter = longer == x ? y : x;
	size_t i = 0;

	while (i < shorter->words_len &&
	       same_word(longer->words[i], shorter->words[i]))
		i++;
	if (x->words_len + y->words_len - 2 * common == 1)
		return is_article(longer->words[i]);
	if (x->words_len != y->words_len || common + 1 != x->words_len ||
	    !is_article(x->words[i]) || !is_article(y->words[i]))
		return false;
	for (i++; i < x->words_len; i++)
		if (!same_word(x->words[i], y->words[i]))
			return false;
	return true;
}

static bool
starts_with(const struct title *longer, const struct title *shorter)
{
	if (shorter->words_len < 2 || shorter->words_len >= longer->words_len)
		return false;
	for (size_t i = 0; i < shorter->words_len; i++)
		if (!same_word(longer->words[i], shorter->words[i]))
			return false;
	return true;
}

/*
 * One of them is the other without what stands in front of it: a system's name
 * ("AttrSeg: Open-Vocabulary ..."), a series ("Illustrations of the IPA: Yine").
 */
static bool
is_tail_of(const struct title *shorter, const struct title *longer)
{
	const char *tail;

	if (!longer->front_len || longer->letters_len <= longer->front_len ||
	    longer->front_len > 24)
		return false;
	tail = longer->letters + longer->front_len;
	return shorter->letters_len >= 20 && !strcmp(shorter->letters, tail) &&
	       !title_is_about(longer);
}

/* "Adam" of "Adam: A method for stochastic optimization". */
static bool
is_front_of(const struct title *shorter, const struct title *longer)
{
	return shorter->letters_len > 1 &&
	       shorter->letters_len == longer->front_len &&
	       longer->front_len < longer->letters_len &&
	       !memcmp(shorter->letters, longer->letters, longer->front_len);
}

/* Cut off in mid-word: "... dialects of northern T". */
static bool
is_cut_from(const struct title *shorter, const struct title *longer)
{
	return shorter->letters_len >= 24 &&
	       shorter->letters_len < longer->letters_len &&
	       !memcmp(shorter->letters, longer->letters, shorter->letters_len);
}

struct title_match
title_compare(const struct title *claim, const struct title *record)
{
	struct title_match m = { TITLE_NONE, 0, false, false };
	double total = 0, common;
	size_t words;

	if (!claim->letters_len || !record->letters_len)
		return m;
	m.relation = TITLE_OTHER;
	if (!strcmp(claim->letters, record->letters) ||
	    !strcmp(claim->spelt, record->spelt)) {
		m.relation = TITLE_EQUAL;
		m.similarity = 1;
		if (claim->pluses != record->pluses) {
			/* "CrossFormer" is not "CrossFormer++". */
			m.relation = TITLE_NEAR;
			m.similarity = 0.9;
			m.numbers_differ = true;
		}
		return m;
	}
	for (size_t i = 0; i < claim->words_len; i++)
		total += weight(claim->words[i]);
	for (size_t i = 0; i < record->words_len; i++)
		total += weight(record->words[i]);
	common = common_weight(claim, record, &words);
	m.similarity = total > 0 ? 2 * common / total : 0;
	m.numbers_differ = lacks_number(claim, record) ||
			   lacks_number(record, claim) ||
			   !same_numbers_in_order(claim, record);
	if (is_head_of(claim, record) && !is_about_other(claim, record)) {
		m.relation = TITLE_NO_SUBTITLE;
		m.numbers_differ = is_version_behind(record, claim);
	} else if (is_head_of(record, claim) &&
		   !is_about_other(claim, record)) {
		m.relation = TITLE_SUBTITLE;
		m.numbers_differ = is_version_behind(claim, record) ||
				   is_later_part_behind(claim, record);
	} else if (!m.numbers_differ &&
		   ((words == claim->words_len && words == record->words_len) ||
		       only_articles_differ(claim, record, words))) {
		m.relation = TITLE_SPELLING;
	} else if (!m.numbers_differ &&
		   text_distance(span_of(claim->letters),
		       span_of(record->letters), 2) <= 1 &&
		   claim->letters_len > 15) {
		m.relation = TITLE_SPELLING; /* a word split or joined */
	} else if (!m.numbers_differ &&
		   (is_tail_of(claim, record) || is_tail_of(record, claim))) {
		m.relation = TITLE_SPELLING;
	} else if (starts_with(claim, record) || starts_with(record, claim) ||
		   is_cut_from(claim, record) || is_cut_from(record, claim)) {
		m.relation = TITLE_PREFIX;
	} else if (m.similarity >= 0.4) {
		m.relation = TITLE_NEAR;
	}
	if (m.relation > TITLE_SUBTITLE && is_front_of(claim, record) &&
	    !is_about_other(claim, record)) {
		m.front = true;
		m.numbers_differ = is_version_behind(record, claim);
	}
	return m;
}

/* "Calibrating" and "Calibration", "Binary" and "Binarized" are no slips. */
static bool
same_stem(struct span x, struct span y)
{
	enum { STEM = 5 };

	return span_eq(x, y) ||
	       (x.len >= STEM && y.len >= STEM && !memcmp(x.ptr, y.ptr, STEM));
}

double
title_shared_stems(const struct title *x, const struct title *y)
{
	bool taken[WORDS_MAX] = { false };
	size_t shared = 0;

	for (size_t i = 0; i < x->words_len; i++)
		for (size_t k = 0;
		     !is_stop_word(x->words[i]) && k < y->words_len; k++)
			if (!taken[k] && same_stem(x->words[i], y->words[k])) {
				taken[k] = true;
				shared++;
				break;
			}
	return x->significant + y->significant
		   ? 2.0 * (double)shared / (x->significant + y->significant)
		   : 0;
}

static bool
same_words(const struct title *x, const struct span *words, size_t len)
{
	if (x->words_len != len || !x->significant)
		return false;
	for (size_t i = 0; i < len; i++)
		if (!span_eq(x->words[i], words[i]))
			return false;
	return true;
}

static bool
is_volume_word(struct span w)
{
	static const char *const words[] = { "volume", "vol", "band", "bd",
		"tome", "tomo", "part", "teil" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (span_eq(w, span_of(words[i])))
			return true;
	return false;
}

bool
title_is_other_volume(
    struct arena *a, const struct title *t, const char *volume)
{
	unsigned claimed = number_of(span_of(text_fold(a, span_of(volume))));

	for (size_t i = 1; claimed && i + 1 < t->words_len; i++) {
		unsigned recorded = number_of(t->words[i + 1]);

		if (is_volume_word(t->words[i]) && recorded)
			return recorded != claimed;
	}
	return false;
}

bool
title_is_volume(const struct title *claim, const struct title *record)
{
	for (size_t i = 1; i + 1 < record->words_len; i++) {
		const struct span *w = record->words;

		if (!is_number(w[i + 1]) && !roman(w[i + 1]))
			continue;
		if (is_volume_word(w[i]) &&
		    (same_words(claim, w, i) || same_words(claim, w + i + 2,
						    record->words_len - i - 2)))
			return true;
	}
	return false;
}

bool
title_is_distinctive(const struct title *t)
{
	if (title_is_review(t))
		return false;
	return t->significant >= 4 ||
	       (t->significant >= 3 && t->letters_len >= 24);
}

bool
title_replaced(
    struct title_replaced *out, const struct title *x, const struct title *y)
{
	size_t front = 0, back = 0, fewer;

	fewer = x->words_len < y->words_len ? x->words_len : y->words_len;
	while (front < fewer && same_word(x->words[front], y->words[front]))
		front++;
	while (
	    back < fewer - front && same_word(x->words[x->words_len - 1 - back],
					y->words[y->words_len - 1 - back]))
		back++;
	out->at = front;
	out->claimed = x->words_len - front - back;
	out->recorded = y->words_len - front - back;
	return front + back > 0;
}
