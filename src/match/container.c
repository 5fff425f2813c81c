/*
 * Journals, proceedings and books that works appear in. Their names are the
 * field that sources agree on least: acronyms, ISO 4 abbreviations, "Proc. of the
 * 31st ...", series for volumes, preprint servers for venues. What cannot be
 * told is said so; only two venues that are both known, or share nothing, differ.
 */

#include "base/sbuf.h"
#include "base/text.h"
#include "match/compare.h"
#include "model/identifier.h"
#include "model/rich.h"

#include <stdlib.h>

#include "base/banned.h"

enum { WORDS_MAX = 48, ACRONYM_MAX = 12 };

enum venue {
#define X(id, acronyms, phrases) VENUE_##id,
#include "match/venues.def"
#undef X
	VENUES
};

static const struct {
	const char *acronyms, *phrases;
} venues[VENUES] = {
#define X(id, acronyms, phrases) { acronyms, phrases },
#include "match/venues.def"
#undef X
};

/*
 * Conferences whose papers are printed as a journal's, by the conferences' own
 * account: each is cited by the one name and by the other.
 */
static const enum venue printed_in[][2] = { { VENUE_SIGGRAPH, VENUE_TOG },
	{ VENUE_POPL, VENUE_PACMPL }, { VENUE_PLDI, VENUE_PACMPL },
	{ VENUE_OOPSLA, VENUE_PACMPL }, { VENUE_ICFP, VENUE_PACMPL },
	{ VENUE_CSCW, VENUE_PACMHCI }, { VENUE_CHI, VENUE_PACMHCI },
	{ VENUE_UBICOMP, VENUE_IMWUT }, { VENUE_SIGMOD, VENUE_PACMMOD },
	{ VENUE_PODS, VENUE_PACMMOD }, { VENUE_SIGMETRICS, VENUE_POMACS },
	{ VENUE_VIS, VENUE_TVCG }, { VENUE_EUROGRAPHICS, VENUE_CGF },
	{ VENUE_ICRA, VENUE_RAL }, { VENUE_IROS, VENUE_RAL },
	{ VENUE_FSE, VENUE_PACMSE }, { VENUE_ACL, VENUE_TACL },
	{ VENUE_EMNLP, VENUE_TACL }, { VENUE_NAACL, VENUE_TACL },
	{ VENUE_EACL, VENUE_TACL }, { VENUE_ACL, VENUE_CL } };

/* Words of a container's name that do not tell it from others; folded. Sorted. */
static const char *const noise[] = { "a", "abstracts", "adjunct", "am", "and",
	"annu", "annual", "april", "august", "companion", "conf", "conference",
	"congress", "d", "das", "de", "december", "del", "der", "des", "di",
	"die", "du", "e", "edition", "ed", "eds", "eighth", "eighteenth", "el",
	"eleventh", "en", "et", "february", "fifteenth", "fifth", "first",
	"for", "fourteenth", "fourth", "fur", "i", "ii", "iii", "in", "int",
	"intern", "international", "intl", "issue", "january", "joint", "july",
	"june", "l", "la", "las", "le", "long", "los", "main", "march", "may",
	"meeting", "nineteenth", "ninth", "november", "october", "of", "on",
	"online", "papers", "part", "proc", "proceedings", "procs", "revised",
	"second", "selected", "september", "series", "seventeenth", "seventh",
	"short", "sixteenth", "sixth", "symp", "symposium", "tenth", "the",
	"third", "thirteenth", "thirtieth", "thirty", "track", "twelfth",
	"twentieth", "twenty", "und", "vol", "volume", "y" };

static int
by_word(const void *key, const void *item)
{
	const struct span *word = key;
	const char *other = *(const char *const *)item;
	size_t len = strlen(other);
	int c = memcmp(word->ptr, other, word->len < len ? word->len : len);

	return c ? c : (word->len > len) - (word->len < len);
}

/* "2024", "31st", "12": the year and the count of a conference. */
static bool
is_ordinal(struct span w)
{
	return w.ptr[0] >= '0' && w.ptr[0] <= '9';
}

static bool
is_noise(struct span w)
{
	return is_ordinal(w) ||
	       bsearch(&w, noise, sizeof(noise) / sizeof(noise[0]),
		   sizeof(noise[0]), by_word);
}

/* Is phrase in fold, as whole words? */
static bool
has_phrase(const char *fold, const char *phrase, size_t len)
{
	for (const char *p = fold; (p = strchr(p, phrase[0])); p++) {
		if ((p == fold || p[-1] == ' ') && !strncmp(p, phrase, len) &&
		    (p[len] == ' ' || !p[len]))
			return true;
	}
	return false;
}

static bool
has_any(const char *fold, const char *list)
{
	while (*list) {
		size_t len = strcspn(list, "|");

		if (len && has_phrase(fold, list, len))
			return true;
		list += len;
		list += *list == '|';
	}
	return false;
}

static void
add_venue(struct container *c, enum venue v)
{
	if (v < 64)
		c->venues |= (uint64_t)1 << v;
	else
		c->venues_high |= (uint64_t)1 << (v - 64);
}

static bool
is_venue(const struct container *c, enum venue v)
{
	return v < 64 ? c->venues >> v & 1 : c->venues_high >> (v - 64) & 1;
}

static bool
is_printed_in(const struct container *x, const struct container *y)
{
	for (size_t i = 0; i < sizeof(printed_in) / sizeof(printed_in[0]); i++)
		if ((is_venue(x, printed_in[i][0]) &&
			is_venue(y, printed_in[i][1])) ||
		    (is_venue(y, printed_in[i][0]) &&
			is_venue(x, printed_in[i][1])))
			return true;
	return false;
}

static bool
has_venue(const struct container *c)
{
	return c->venues || c->venues_high;
}

bool
container_is_known(const struct container *c)
{
	return has_venue(c);
}

static size_t
count_capitals(struct span s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.ptr[i] >= 'A' && s.ptr[i] <= 'Z';
	return n;
}

static size_t
count_ascii_letters(struct span s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += (s.ptr[i] | 0x20) >= 'a' && (s.ptr[i] | 0x20) <= 'z';
	return n;
}

/* "SIGIR", "NeurIPS", "*SEM"; not "Nature". */
static bool
is_acronym(struct span word)
{
	enum { LETTERS_MAX = 10 };
	size_t letters = count_ascii_letters(word);
	size_t capitals = count_capitals(word);

	return letters && letters <= LETTERS_MAX && capitals >= 2 &&
	       capitals * 2 >= letters;
}

/*
 * "Proc. SIGDIAL", "Proceedings of the SCiL Conference 2024": acronyms, and besides
 * them only what all conferences are called. The first of them, or NULL.
 */
static const char *
find_bare_acronym(struct arena *a, const char *text)
{
	const char *found = NULL;
	struct span rest = span_of(text);

	while (rest.len) {
		size_t len = 0;
		const char *fold;
		struct span word;

		while (len < rest.len && !strchr(" ,;:/", rest.ptr[len]))
			len++;
		word = (struct span){ rest.ptr, len };
		rest = span_skip(rest, len + 1);
		fold = text_fold(a, word);
		if (!*fold || is_noise(span_of(fold)))
			continue;
		/* "CLPsych", "ComputEL" */
		if (!is_acronym(word) && count_capitals(word) < 2)
			return NULL;
		/* IEEE and ACM hold most of them. */
		if (!found || !strcmp(found, "ieee") || !strcmp(found, "acm"))
			found = fold;
	}
	return found;
}

/* The acronym that a name shows in brackets, or is. */
static const char *
find_acronym(struct arena *a, const char *text, const char *fold)
{
	const char *open = strrchr(text, '('), *close;

	if (open && (close = strchr(open, ')')) && close - open > 2 &&
	    close - open < 16) {
		struct span inside = { open + 1, (size_t)(close - open - 1) };

		if (count_capitals(inside) >= 2)
			return text_fold(a, inside);
	}
	/* "ICML 2019" */
	return is_acronym(span_of(text)) ? fold : NULL;
}

/* "ICCV'11", "CVPR ’06": the year in two digits is no part of the name. */
static const char *
without_short_year(struct arena *a, const char *text)
{
	static const char *const marks[] = { "'", "\u2019", "\u2018", "`" };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		const char *at = strstr(text, marks[i]);
		const char *year = at ? at + strlen(marks[i]) : NULL;

		if (!at || at == text || year[0] < '0' || year[0] > '9' ||
		    year[1] < '0' || year[1] > '9' ||
		    (year[2] >= '0' && year[2] <= '9'))
			continue;
		return arena_printf(
		    a, "%.*s %s", (int)(at - text), text, year + 2);
	}
	return text;
}

static bool
has_letters(struct span s)
{
	size_t i = 0;

	while (i < s.len)
		if (text_is_letter(text_next(s, &i)))
			return true;
	return false;
}

static const char *const preprint_words = "arxiv|corr|biorxiv|medrxiv|chemrxiv|"
					  "psyarxiv|socarxiv|ssrn|preprint|"
					  "preprints|research square|techrxiv|"
					  "arxiv org|eprint";
static const char *const series_words =
    "lecture notes|lncs|lnai|ccis|pmlr|proceedings of machine learning "
    "research|"
    "ceur|leibniz international proceedings|advances in intelligent systems|"
    "communications in computer and information science|ebooks|e books|"
    "ifip advances|aip conference|jmlr workshop|acm international conference "
    "proceeding series|studies in|ifac papersonline|springer proceedings";

void
container_prepare(struct container *out, struct arena *a, const char *text)
{
	static const char findings[] =
	    "findings of the association for computational linguistics";
	const char *plain;
	struct span rest;
	char *fold, *at;

	memset(out, 0, sizeof(*out));
	if (!text || !*text)
		return;
	plain = strpbrk(text, "<&") ? rich_plain(a, span_of(text)) : text;
	out->text = plain;
	fold = text_fold(a, span_of(without_short_year(a, plain)));
	/* "(204)" is the number of a series that nobody named. */
	if (!has_letters(span_of(fold)))
		return;
	out->fold = fold;
	out->preprint = has_any(fold, preprint_words);
	out->series = has_any(fold, series_words);
	out->workshop = has_any(fold, "workshop|workshops|wksp") ||
			strchr(plain, '@') != NULL;
	out->acronym = find_acronym(a, plain, fold);
	out->bare_acronym = find_bare_acronym(a, without_short_year(a, plain));
	at = strstr(fold, findings);
	out->findings = has_any(fold, "findings");
	if (at && at[sizeof(findings) - 1] == ' ')
		fold = at + sizeof(findings) - 1; /* names the venue after it */
	for (int v = 0; v < VENUES; v++)
		if (has_any(fold, venues[v].acronyms) ||
		    has_any(fold, venues[v].phrases))
			add_venue(out, (enum venue)v);
	/* The journals whose name is one common word. */
	if (!strcmp(out->fold, "nature"))
		add_venue(out, VENUE_NATURE);
	if (!strcmp(out->fold, "computational linguistics") ||
	    !strcmp(out->fold, "comput linguist") ||
	    !strcmp(out->fold, "comp ling"))
		add_venue(out, VENUE_CL);
	out->words = ARENA_ARRAY(a, struct span, WORDS_MAX);
	rest = span_of(out->fold);
	while (rest.len && out->words_len < WORDS_MAX) {
		const char *blank = memchr(rest.ptr, ' ', rest.len);
		size_t len = blank ? (size_t)(blank - rest.ptr) : rest.len;
		struct span w = { rest.ptr, len };

		if (!is_noise(w))
			out->words[out->words_len++] = w;
		rest = span_skip(rest, len + 1);
	}
}

/* ISO 4 cuts words at their end, sometimes in the middle ("Natl", "Dtsch"). */
static bool
abbreviates(struct span s, struct span w)
{
	size_t i, j;

	if (s.len > w.len || s.ptr[0] != w.ptr[0])
		return false;
	if (!memcmp(s.ptr, w.ptr, s.len))
		return true;
	if (s.len < 3)
		return false;
	for (i = j = 0; i < s.len && j < w.len; j++)
		i += s.ptr[i] == w.ptr[j];
	return i == s.len;
}

/* Words of one that stand, whole or cut, for words of the other, in order. */
static size_t
aligned_words(const struct container *x, const struct container *y)
{
	size_t i, j = 0, n = 0;

	for (i = 0; i < x->words_len; i++)
		for (size_t k = j; k < y->words_len; k++)
			if (abbreviates(x->words[i], y->words[k]) ||
			    abbreviates(y->words[k], x->words[i])) {
				n++;
				j = k + 1;
				break;
			}
	return n;
}

static struct span
first_word(struct span fold)
{
	const char *blank = memchr(fold.ptr, ' ', fold.len);

	if (blank)
		fold.len = (size_t)(blank - fold.ptr);
	return fold;
}

/* "jmlr" of "journal of machine learning research", "sigdial" of "special interest
 * group on discourse and dialogue": the beginnings of three words or more, some of
 * the words left out. */
static bool
begins_words(const char *acronym, struct span fold, unsigned begun)
{
	enum { WORDS_BEGUN_MIN = 3 };

	while (*acronym && fold.len) {
		struct span w = first_word(fold);
		struct span rest = span_skip(fold, w.len + 1);

		for (size_t n = 1; n <= w.len && acronym[n - 1] == w.ptr[n - 1];
		     n++)
			if (begins_words(acronym + n, rest, begun + 1))
				return true;
		fold = rest;
	}
	return !*acronym && begun >= WORDS_BEGUN_MIN;
}

/* "cl" of "computational linguistics", "jl" of "journal of linguistics". */
static bool
is_initials(const char *acronym, struct span fold)
{
	static const char *const small[] = { "and", "for", "in", "of", "on",
		"the" };

	while (fold.len) {
		struct span w = first_word(fold);

		if (*acronym == w.ptr[0])
			acronym++;
		else if (!text_is_among(
			     w, small, sizeof(small) / sizeof(small[0])))
			return false;
		fold = span_skip(fold, w.len + 1);
	}
	return !*acronym;
}

/* IEEE, ACM may be left out. */
static bool
is_acronym_of(const char *acronym, const struct container *c)
{
	size_t len = strlen(acronym);

	return len >= 2 && len <= ACRONYM_MAX &&
	       ((len >= 3 && begins_words(acronym, span_of(c->fold), 0)) ||
		   is_initials(acronym, span_of(c->fold)));
}

static bool
shows_acronym(const struct container *x, const struct container *y)
{
	const char *bare = x->bare_acronym;

	if (bare &&
	    (has_phrase(y->fold, bare, strlen(bare)) || is_acronym_of(bare, y)))
		return true;
	if (!x->acronym)
		return false;
	if (has_phrase(y->fold, x->acronym, strcspn(x->acronym, " ")))
		return true;
	return !strchr(x->acronym, ' ') && is_acronym_of(x->acronym, y);
}

enum agreement
container_compare(const struct container *claim, const struct container *record)
{
	size_t fewer, more, common;

	if (!claim->fold || !record->fold)
		return AGREE_NONE;
	if (!strcmp(claim->fold, record->fold))
		return strcmp(claim->text, record->text) ? AGREE_FORM
							 : AGREE_EQUAL;
	if (claim->preprint || record->preprint)
		return claim->preprint && record->preprint ? AGREE_FORM
							   : AGREE_UNKNOWN;
	if (has_venue(claim) && has_venue(record)) {
		bool same = (claim->venues & record->venues) ||
			    (claim->venues_high & record->venues_high);

		if (same)
			return claim->findings == record->findings &&
				       claim->workshop == record->workshop
				   ? AGREE_FORM
				   : AGREE_VARIANT;
		if (claim->series || record->series)
			return AGREE_UNKNOWN;
		if (is_printed_in(claim, record))
			return AGREE_VARIANT;
		/* A workshop is named after its host here, by itself there. */
		return claim->workshop || record->workshop ? AGREE_UNKNOWN
							   : AGREE_OTHER;
	}
	fewer = claim->words_len < record->words_len ? claim->words_len
						     : record->words_len;
	more = claim->words_len + record->words_len - fewer;
	common = aligned_words(claim, record);
	if (!fewer)
		return AGREE_UNKNOWN;
	if (common == fewer && common == more)
		return AGREE_FORM;
	if (shows_acronym(claim, record) || shows_acronym(record, claim))
		return AGREE_FORM;
	if (common == fewer && (common >= 2 || more <= 2))
		return AGREE_VARIANT;
	if (common * 2 >= more)
		return AGREE_VARIANT;
	if (claim->series || record->series || claim->workshop ||
	    record->workshop)
		return AGREE_UNKNOWN;
	if (common)
		return AGREE_UNKNOWN;
	/* An acronym nobody here knows may stand for anything: alone in a record, also for
	 * a column of a journal that is known ("MLOSS"). */
	if ((claim->bare_acronym && !has_venue(claim)) ||
	    (claim->acronym && !has_venue(claim) && !record->acronym &&
		!has_venue(record)) ||
	    (record->acronym && !has_venue(record) &&
		((!claim->acronym && !has_venue(claim)) ||
		    record->words_len == 1)))
		return AGREE_UNKNOWN;
	return AGREE_OTHER;
}

/* A name that says what it is: where papers, and no others, appear. */
static bool
names_own_venue(const struct container *c)
{
	return has_any(c->fold, "conference|workshop|symposium|transactions|"
				"journal|congress|annual meeting") &&
	       !has_any(c->fold, "proceedings of the acm on") && !c->series;
}

bool
container_is_foreign(
    const struct container *claim, const struct container *record)
{
	size_t fewer = claim->words_len < record->words_len ? claim->words_len
							    : record->words_len;

	if (!claim->fold || !record->fold || claim->preprint ||
	    record->preprint || !has_venue(record) || record->workshop ||
	    record->series || !names_own_venue(claim) ||
	    shows_acronym(claim, record) || shows_acronym(record, claim) ||
	    is_printed_in(claim, record) || (claim->venues & record->venues) ||
	    (claim->venues_high & record->venues_high))
		return false;
	return fewer && aligned_words(claim, record) * 2 <= claim->words_len;
}

/* "Learning Representations" of "9th International Conference on Learning
 * Representations, ICLR 2021", folded, or NULL. */
static const char *
topic_of(struct arena *a, const struct container *c)
{
	static const char *const marks[] = { "conference on ",
		"symposium on " };

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		for (const char *p = c->text; *p; p++)
			if (text_starts_nocase(span_of(p), marks[i])) {
				struct span topic;

				p += strlen(marks[i]);
				topic = (struct span){ p,
					strcspn(p, ",;:.()[]0123456789") };
				return text_fold(a, topic);
			}
	return NULL;
}

/* Is there such a word, cut, misspelt or run together with others? */
static bool
has_word_like(struct arena *a, const struct container *c, struct span word)
{
	enum { SLIPS = 2 };
	struct sbuf letters = SBUF_INIT;
	bool found = false;

	for (size_t i = 0; i < c->words_len && !found; i++) {
		struct span w = c->words[i];

		found = abbreviates(word, w) || abbreviates(w, word) ||
			text_distance(word, w, SLIPS) <= SLIPS;
		sbuf_add(&letters, w);
	}
	found = found || (letters.len &&
			     strstr(letters.buf, arena_strdup_span(a, word)));
	sbuf_release(&letters);
	return found;
}

bool
container_is_other_conference(struct arena *a, const struct container *claim,
    const struct container *record)
{
	enum { WORD_LETTERS = 5 };
	const char *topic;
	struct span rest;

	if (!claim->fold || !record->fold || has_venue(claim) ||
	    !has_venue(record) || claim->preprint || record->preprint ||
	    claim->series || record->series || claim->workshop ||
	    record->workshop || record->findings ||
	    has_any(claim->fold, "joint|federated|companion|track") ||
	    shows_acronym(claim, record) || shows_acronym(record, claim))
		return false;
	topic = topic_of(a, claim);
	if (!topic || !topic_of(a, record))
		return false;
	rest = span_of(topic);
	while (rest.len) {
		const char *blank = memchr(rest.ptr, ' ', rest.len);
		size_t len = blank ? (size_t)(blank - rest.ptr) : rest.len;
		struct span w = { rest.ptr, len };

		if (len >= WORD_LETTERS && !is_noise(w) &&
		    !has_word_like(a, record, w))
			return true;
		rest = span_skip(rest, len + 1);
	}
	return false;
}

/* "10.1109/cvpr52688.2022.00844", "10.1609/aaai.v36i10.21371" */
static void
prepare_doi(struct container *out, struct arena *a, const char *doi)
{
	const char *slash = strchr(doi, '/');
	char *words, *w;

	words = w = arena_strdup(a, slash ? slash + 1 : "");
	for (const char *p = words; *p; p++)
		*w++ = (*p >= 'a' && *p <= 'z') ? *p : ' ';
	container_prepare(out, a, words);
}

static bool
shares_venue(const struct container *x, const struct container *y)
{
	return (x->venues & y->venues) || (x->venues_high & y->venues_high);
}

bool
container_in_doi(
    const struct container *record, struct arena *a, const char *doi)
{
	struct container named;

	if (!has_venue(record))
		return false;
	prepare_doi(&named, a, doi);
	return shares_venue(&named, record);
}

bool
container_is_not_of_doi(
    const struct container *claim, struct arena *a, const char *doi)
{
	struct container named;

	/* Those of ACL and of IJCAI meet with others, in one volume. */
	if (!doi_conference_year(doi, NULL) ||
	    (strncmp(doi, "10.1109/", 8) != 0 &&
		strncmp(doi, "10.1609/", 8) != 0) ||
	    !has_venue(claim) || claim->preprint || claim->series ||
	    claim->workshop)
		return false;
	prepare_doi(&named, a, doi);
	return has_venue(&named) && !shares_venue(&named, claim) &&
	       !is_printed_in(&named, claim);
}

bool
container_is_journal(const struct container *c)
{
	static const char *const words[] = { "journal", "transactions", "trans",
		"letters", "annals", "archives", "magazine", "reviews", "ijcv",
		"tpami", "jmlr", "jair", "proceedings of the ieee" };
	const char *p;

	/* "Proceedings of the IEEE Conference on ..." is none. */
	if (c->fold && (strstr(c->fold, "conference") ||
			   strstr(c->fold, "symposium") || c->workshop))
		return false;
	if (is_venue(c, VENUE_CL) || is_venue(c, VENUE_NATURE))
		return true;
	for (size_t i = 0; c->fold && i < sizeof(words) / sizeof(words[0]); i++)
		if ((p = strstr(c->fold, words[i])) &&
		    (p == c->fold || p[-1] == ' '))
			return true;
	return c->fold && !strncmp(c->fold, "j ", 2);
}
