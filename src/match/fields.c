/* Volumes, pages, publishers, places, editions. */

#include "base/text.h"
#include "match/compare.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

/* The digits and letters of s, folded by hand: "Vol. 12, pt. A" -> "12a", and
 * "3(1)" -> "3-1", which is not 31. */
static size_t
number_letters(char *out, size_t size, const char *s)
{
	static const char *const labels[] = { "vol", "volume", "no", "nr", "bd",
		"band", "issue", "number", "pt", "part", "pp", "p", "art",
		"article", "id" };
	size_t n = 0;
	bool parted = false;

	while (*s && n + 2 < size) {
		size_t len = 0;
		bool label = false;

		while ((s[len] | 0x20) >= 'a' && (s[len] | 0x20) <= 'z')
			len++;
		for (size_t i = 0;
		     len && i < sizeof(labels) / sizeof(labels[0]); i++)
			label |=
			    text_eq_nocase((struct span){ s, len }, labels[i]);
		if (label) {
			s += len;
			continue;
		}
		if (!len) {
			bool digit = *s >= '0' && *s <= '9';

			if (digit && parted && n && out[n - 1] >= '0' &&
			    out[n - 1] <= '9')
				out[n++] = '-';
			parted = !digit && (unsigned char)*s < 0x80;
			if (!parted)
				out[n++] = *s;
			s++;
			continue;
		}
		while (len-- && n + 1 < size)
			out[n++] = text_ascii_lower(*s++);
	}
	out[n] = '\0';
	return n;
}

static int
roman_value(const char *s)
{
	static const char letters[] = "ivxlcdm";
	static const int values[] = { 1, 5, 10, 50, 100, 500, 1000 };
	int total = 0, last = 0;

	for (size_t n = strlen(s); n--;) {
		const char *p = strchr(letters, s[n]);
		int v;

		if (!p || !*p)
			return 0;
		v = values[p - letters];
		total += v < last ? -v : v;
		last = v > last ? v : last;
	}
	return total;
}

/* The first run of digits; *alone: there is nothing else but labels. */
static long
first_number(const char *s, bool *alone)
{
	char *end;
	long n;

	*alone = true;
	for (; *s && !(*s >= '0' && *s <= '9'); s++)
		*alone &= *s == ' ' || *s == '.';
	if (!*s)
		return -1;
	n = strtol(s, &end, 10);
	for (; *end; end++)
		*alone &= !((*end >= '0' && *end <= '9') ||
			    ((*end | 0x20) >= 'a' && (*end | 0x20) <= 'z') ||
			    (unsigned char)*end >= 0x80);
	return n;
}

/*
 * One says more than the other: sources keep the issue or the series with the
 * volume ("31.1", "34(4)", "n.s. 14", "Reihe A, Arbeitsberichte 82").
 */
static bool
volume_says_more(const char *x, const char *y)
{
	bool x_alone, y_alone;
	long n = first_number(x, &x_alone), m = first_number(y, &y_alone);

	return n >= 0 && n == m && x_alone != y_alone;
}

/* "LVI" of "LVI:2", "31" of "31:4": the issue behind a colon. */
static bool
is_volume_before_issue(const char *volume, const char *both)
{
	size_t n = strlen(volume);

	return !strncmp(both, volume, n) && both[n] == ':' && both[n + 1] &&
	       !both[n + 1 + strspn(both + n + 1, "0123456789")];
}

/* "34" of the double issue "H. 33/34". */
static bool
is_one_of_double(const char *one, const char *both)
{
	size_t len = strlen(one), numbers = 0;
	bool found = false;

	if (strspn(one, "0123456789") != len || !strpbrk(both, "/-"))
		return false;
	while (*(both += strcspn(both, "0123456789"))) {
		size_t n = strspn(both, "0123456789");

		found = found || (n == len && !memcmp(both, one, n));
		numbers++;
		both += n;
	}
	return found && numbers == 2;
}

enum agreement
volume_compare(const char *claim, const char *record)
{
	char x[32], y[32];
	const char *p = x, *q = y;

	if (!claim || !record || !*claim || !*record)
		return AGREE_NONE;
	if (!strcmp(claim, record))
		return AGREE_EQUAL;
	if (!number_letters(x, sizeof(x), claim) ||
	    !number_letters(y, sizeof(y), record))
		return AGREE_UNKNOWN;
	while (*p == '0' && p[1])
		p++;
	while (*q == '0' && q[1])
		q++;
	if (!strcmp(p, q))
		return AGREE_FORM;
	if (is_volume_before_issue(claim, record) ||
	    is_volume_before_issue(record, claim))
		return AGREE_VARIANT;
	if ((roman_value(p) && roman_value(p) == (int)strtol(q, NULL, 10)) ||
	    (roman_value(q) && roman_value(q) == (int)strtol(p, NULL, 10)))
		return AGREE_FORM;
	/* "Suppl." and "8": one of them numbers nothing. */
	if ((!strpbrk(p, "0123456789") && !roman_value(p)) !=
	    (!strpbrk(q, "0123456789") && !roman_value(q)))
		return AGREE_UNKNOWN;
	/* "3-4" and "3", "D59" and "59", "12 Suppl 1" and "12". */
	if (strtol(p, NULL, 10) && strtol(p, NULL, 10) == strtol(q, NULL, 10) &&
	    (!strncmp(p, q, strlen(p)) || !strncmp(q, p, strlen(q))))
		return AGREE_VARIANT;
	if ((*p >= 'a' && !strcmp(p + 1, q)) ||
	    (*q >= 'a' && !strcmp(q + 1, p)))
		return AGREE_FORM;
	if (is_one_of_double(claim, record) || is_one_of_double(record, claim))
		return AGREE_VARIANT;
	return volume_says_more(claim, record) ? AGREE_VARIANT : AGREE_OTHER;
}

bool
pages_first(char *out, const char *pages)
{
	size_t n = 0;

	if (!pages)
		return false;
	while (
	    *pages && !((*pages >= '0' && *pages <= '9') ||
			  ((*pages | 0x20) >= 'a' && (*pages | 0x20) <= 'z' &&
			      pages[1] >= '0' && pages[1] <= '9')))
		pages++;
	while (*pages == '0')
		pages++;
	for (;
	     n < 15 && ((*pages >= '0' && *pages <= '9') ||
			   ((*pages | 0x20) >= 'a' && (*pages | 0x20) <= 'z'));
	     pages++)
		out[n++] = text_ascii_lower(*pages);
	out[n] = '\0';
	return n > 0;
}

/* The last page, abbreviated ends ("1425-37") completed; "" for a lone page. */
static void
pages_last(char *out, const char *first, const char *pages)
{
	const char *p = pages + strlen(pages);
	size_t n, m;

	out[0] = '\0';
	while (p > pages && !(p[-1] >= '0' && p[-1] <= '9'))
		p--;
	n = 0;
	while (
	    p - n > pages && p[-1 - (long)n] >= '0' && p[-1 - (long)n] <= '9')
		n++;
	if (n > 15)
		return;
	/* "e0123" is one page, as "436" is: no digit stands before the run. */
	m = (size_t)(p - pages) - n;
	while (m && !(pages[m - 1] >= '0' && pages[m - 1] <= '9'))
		m--;
	if (!m)
		return;
	(void)snprintf(out, 16, "%.*s", (int)n, p - n);
	m = strlen(first);
	if (n < m) {
		char whole[16];

		(void)snprintf(
		    whole, sizeof(whole), "%.*s%s", (int)(m - n), first, out);
		(void)snprintf(out, 16, "%s", whole);
	}
}

/* A part of an article that has a range of its own, or the reverse. */
static bool
is_part_of(const char *x, const char *xl, const char *y, const char *yl)
{
	long from = strtol(x, NULL, 10), to = strtol(xl, NULL, 10);
	long begin = strtol(y, NULL, 10), end = strtol(yl, NULL, 10);

	return from && to && begin && end && from >= begin && to <= end &&
	       from <= to;
}

/* Several ranges on one side: "282-285 (Topic A); 629-646 (Topic E)". */
static bool
share_range(const char *several, const char *x, const char *xl)
{
	const char *p = strpbrk(several, ",;+&");

	while (p) {
		char y[16], yl[16], piece[48];

		(void)snprintf(piece, sizeof(piece), "%.*s",
		    (int)strcspn(p + 1, ",;+&"), p + 1);
		if (pages_first(y, piece)) {
			pages_last(yl, y, piece);
			if (!strcmp(x, y) && (!*xl || !*yl || !strcmp(xl, yl)))
				return true;
		}
		p = strpbrk(p + 1, ",;+&");
	}
	return false;
}

/* "S94" and "94", "13pp" and "13". */
static bool
same_digits(const char *x, const char *y)
{
	static const char digits[] = "0123456789";
	size_t n, m;

	x += strcspn(x, digits);
	y += strcspn(y, digits);
	n = strspn(x, digits);
	m = strspn(y, digits);
	return n && n == m && !memcmp(x, y, n);
}

enum agreement
pages_compare(const char *claim, const char *record)
{
	char x[16], y[16], xl[16], yl[16];

	if (!claim || !record || !*claim || !*record)
		return AGREE_NONE;
	if (!strcmp(claim, record))
		return AGREE_EQUAL;
	if (!pages_first(x, claim) || !pages_first(y, record))
		return AGREE_UNKNOWN;
	pages_last(xl, x, claim);
	pages_last(yl, y, record);
	if (!strcmp(x, y)) {
		if (!*xl || !*yl || !strcmp(xl, yl))
			return AGREE_FORM;
		return AGREE_VARIANT;
	}
	if ((same_digits(x, y) && (!*xl || !*yl || !strcmp(xl, yl))) ||
	    share_range(record, x, xl) || share_range(claim, y, yl) ||
	    is_part_of(x, xl, y, yl) || is_part_of(y, yl, x, xl))
		return AGREE_VARIANT;
	/* An article number here, pages there ("1:1-1:27", "e0123", "12"). */
	if ((!*xl) != (!*yl) || strchr(claim, ':') || strchr(record, ':'))
		return AGREE_UNKNOWN;
	return AGREE_OTHER;
}

/*
 * "17" is how many a book has; "1-34" are those of each paper where papers are
 * paged one by one (JMLR, ICASSP).
 */
bool
pages_tell_place(const char *pages)
{
	char first[16], last[16];

	if (!pages_first(first, pages))
		return false;
	pages_last(last, first, pages);
	return *last && strcmp(first, "1") != 0;
}

static bool
is_transposed(const char *x, const char *y)
{
	size_t len = strlen(x), i = 0;

	if (strlen(y) != len)
		return false;
	while (i < len && x[i] == y[i])
		i++;
	return i + 1 < len && x[i] == y[i + 1] && x[i + 1] == y[i] &&
	       !strcmp(x + i + 2, y + i + 2);
}

bool
pages_end_is_slip(const char *claim, const char *record)
{
	enum { PAGES_MAX = 200 };
	char x[16], y[16], xl[16], yl[16];
	long from, to, end;

	if (!pages_first(x, claim) || !pages_first(y, record) ||
	    strcmp(x, y) != 0 || x[strspn(x, "0123456789")])
		return false;
	pages_last(xl, x, claim);
	pages_last(yl, y, record);
	from = strtol(x, NULL, 10);
	end = strtol(xl, NULL, 10);
	to = strtol(yl, NULL, 10);
	/* The record's own range has to be one. */
	if (!end || to <= from || to - from > PAGES_MAX || end == to)
		return false;
	return end < from || is_transposed(xl, yl);
}

bool
pages_are_shifted(const char *claim, const char *record)
{
	enum { SHIFT_MAX = 30 };
	char x[16], y[16], xl[16], yl[16];
	long from, to, shift;

	if (!pages_first(x, claim) || !pages_first(y, record))
		return false;
	pages_last(xl, x, claim);
	pages_last(yl, y, record);
	if (!*xl || !*yl)
		return false;
	from = strtol(x, NULL, 10);
	to = strtol(y, NULL, 10);
	shift = to - from;
	return from && to && labs(shift) <= SHIFT_MAX &&
	       strtol(yl, NULL, 10) - strtol(xl, NULL, 10) == shift;
}

/* Publishers under all the names that records give them, folded, a row each. */
enum publisher_kind {
	PUBLISHER_MIXED,   /* publishes for others, or had others publish */
	PUBLISHER_SOCIETY, /* publishes its own proceedings itself */
	PUBLISHER_HOUSE,   /* does not publish those societies' */
	/* Publishes with learned societies, but not IEEE's or ACM's. */
	PUBLISHER_UNIVERSITY,
};

static const struct {
	enum publisher_kind kind;
	const char *names;
} publishers[] = {
	{ PUBLISHER_SOCIETY, "acm|association for computing machinery|"
			     "assoc computing machinery|acm press" },
	{ PUBLISHER_SOCIETY,
	    "ieee|"
	    "institute of electrical and electronics engineers|"
	    "ieee press|ieee computer society|ieee computer soc" },
	{ PUBLISHER_SOCIETY, "acl|association for computational linguistics" },
	{ PUBLISHER_SOCIETY,
	    "aaai|aaai press|"
	    "association for the advancement of artificial intelligence" },
	{ PUBLISHER_HOUSE, "springer|springer verlag|springer nature|"
			   "springer international publishing|"
			   "springer science and business media|"
			   "springer science business media|springer us|"
			   "springer singapore|springer new york|"
			   "springer berlin heidelberg|birkhauser|palgrave|"
			   "palgrave macmillan|kluwer|"
			   "kluwer academic publishers|nature publishing group|"
			   "bmc|biomed central|apress|plenum|plenum press|"
			   "nature portfolio|macmillan|macmillan publishers" },
	{ PUBLISHER_HOUSE,
	    "elsevier|elsevier bv|north holland|academic press|"
	    "pergamon|pergamon press|cell press|elsevier science|"
	    "elsevier inc|saunders|mosby|butterworth heinemann|"
	    "gulf professional|lancet publishing group" },
	{ PUBLISHER_HOUSE,
	    "wiley|john wiley|john wiley and sons|"
	    "wiley blackwell|blackwell|blackwell publishing|"
	    "wiley vch|wiley interscience|jossey bass|hindawi|"
	    "agu|american geophysical union|blackwell publishers" },
	{ PUBLISHER_HOUSE, "oxford university press|oup|clarendon press|"
			   "oxford univ press|university press oxford" },
	{ PUBLISHER_HOUSE,
	    "cambridge university press|cup|cambridge univ press" },
	{ PUBLISHER_UNIVERSITY, "mit press|the mit press|mit press cambridge" },
	{ PUBLISHER_MIXED, "curran associates|curran|nips foundation|"
			   "neural information processing systems foundation" },
	{ PUBLISHER_MIXED,
	    "pmlr|jmlr|jmlr org|microtome|microtome publishing" },
	{ PUBLISHER_HOUSE,
	    "taylor and francis|taylor francis|routledge|"
	    "crc press|informa|informa uk|psychology press|"
	    "chapman and hall|lawrence erlbaum|garland|t and f" },
	{ PUBLISHER_HOUSE, "sage|sage publications|corwin" },
	{ PUBLISHER_HOUSE, "mdpi|mdpi ag|"
			   "multidisciplinary digital publishing institute" },
	{ PUBLISHER_SOCIETY, "usenix|usenix association" },
	{ PUBLISHER_SOCIETY,
	    "isca|international speech communication association" },
	{ PUBLISHER_MIXED,
	    "siam|society for industrial and applied mathematics" },
	{ PUBLISHER_MIXED, "ijcai|ijcai org|"
			   "international joint conferences on artificial "
			   "intelligence organization" },
	{ PUBLISHER_UNIVERSITY, "princeton university press" },
	{ PUBLISHER_UNIVERSITY, "harvard university press" },
	{ PUBLISHER_UNIVERSITY, "university of chicago press" },
	{ PUBLISHER_MIXED, "now publishers|now" },
	{ PUBLISHER_MIXED, "morgan kaufmann|kaufmann" },
};

static bool
in_list(const char *list, const char *name)
{
	size_t n = strlen(name);

	while (*list) {
		size_t len = strcspn(list, "|");

		if (len <= n && !strncmp(list, name, len) &&
		    (name[len] == ' ' || !name[len]))
			return true;
		list += len;
		list += *list == '|';
	}
	return false;
}

static int
publisher_row(const char *name)
{
	if (!strncmp(name, "the ", 4))
		name += 4;
	for (size_t i = 0; i < sizeof(publishers) / sizeof(publishers[0]); i++)
		if (in_list(publishers[i].names, name))
			return (int)i;
	return -1;
}

/* What houses and places call themselves besides their name. Folded. */
static const char *const common_words =
    "press|university|univ|publishing|publishers|publications|publisher|"
    "association|society|international|institute|verlag|group|books|company|"
    "academic|scientific|science|sciences|editions|editorial|city|state|"
    "united|states|republic|north|south|east|west";

static bool
is_common(const char *word, size_t len)
{
	const char *p = common_words;

	while (*p) {
		size_t n = strcspn(p, "|");

		if (n == len && !memcmp(p, word, len))
			return true;
		p += n;
		p += *p == '|';
	}
	return false;
}

static bool
share_word(const char *x, const char *y)
{
	while (*x) {
		size_t len = strcspn(x, " ");

		for (const char *p = y; *p;) {
			size_t other = strcspn(p, " ");

			if (other == len && len > 3 && !strncmp(p, x, len) &&
			    !is_common(x, len))
				return true;
			p += other;
			p += *p == ' ';
		}
		x += len;
		x += *x == ' ';
	}
	return false;
}

/* ACM and IEEE, the first two rows, hold conferences together. */
enum agreement
publisher_compare(struct arena *a, const char *claim, const char *record)
{
	const char *x, *y;
	int i, j;

	if (!claim || !record)
		return AGREE_NONE;
	if (!strcmp(claim, record))
		return AGREE_EQUAL;
	x = text_fold(a, span_of(claim));
	y = text_fold(a, span_of(record));
	if (!strcmp(x, y))
		return AGREE_FORM;
	i = publisher_row(x);
	j = publisher_row(y);
	if (i >= 0 && i == j)
		return AGREE_FORM;
	if (share_word(x, y))
		return AGREE_FORM;
	if (i >= 0 && j >= 0 && publishers[j].kind == PUBLISHER_SOCIETY &&
	    publishers[i].kind != PUBLISHER_MIXED && !(i < 2 && j < 2) &&
	    (publishers[i].kind != PUBLISHER_UNIVERSITY || j < 2))
		return AGREE_OTHER;
	return AGREE_UNKNOWN;
}

/*
 * Towns (folded) that a reference to proceedings may name though they met
 * elsewhere: where publishers and printers sit; where the Association for
 * Computational Linguistics has sat; where its conferences of 2020 to 2022 were
 * to meet that met online.
 */
static const char *const seats =
    "new york|red hook|piscataway|los alamitos|washington|menlo park|"
    "palo alto|cambridge|cham|heidelberg|berlin|berkeley|san francisco|"
    "los angeles|la jolla|norwell|boston|dordrecht|amsterdam|london|oxford|"
    "philadelphia|usa|us|uk|switzerland|germany|lisbon|geneva|vienna|"
    "grenoble|singapore|beijing|tokyo";
static const char *const seats_of_acl =
    "stroudsburg|east stroudsburg|morristown|pennsylvania";
static const char *const planned =
    "seattle|punta cana|barcelona|suzhou|marseille|kyiv|kiev|mexico|bangkok|"
    "dublin|gyeongju|taipei";

static bool
names_any(const char *fold, const char *list)
{
	while (*list) {
		size_t len = strcspn(list, "|");

		for (const char *p = fold; (p = strchr(p, list[0])); p++)
			if ((p == fold || p[-1] == ' ') &&
			    !strncmp(p, list, len) &&
			    (p[len] == ' ' || !p[len]))
				return true;
		list += len;
		list += *list == '|';
	}
	return false;
}

/* A publisher's seat and a printer's go by this field as well as the town. */
enum agreement
place_compare(struct arena *a, const char *claim, const char *record)
{
	const char *x, *y;

	if (!claim || !record)
		return AGREE_NONE;
	if (!strcmp(claim, record))
		return AGREE_EQUAL;
	x = text_fold(a, span_of(claim));
	y = text_fold(a, span_of(record));
	if (!strcmp(x, y) || share_word(x, y))
		return AGREE_FORM;
	return AGREE_UNKNOWN;
}

bool
place_is_foreign(struct arena *a, const char *claim, const char *record,
    bool publisher_known)
{
	static const char nowhere[] = "online|virtual";
	const char *x = text_fold(a, span_of(claim));
	const char *y = text_fold(a, span_of(record));

	if (names_any(x, nowhere) || names_any(x, seats_of_acl) ||
	    !strcmp(x, "usa") || !strcmp(x, "us") ||
	    (!publisher_known && names_any(x, seats)))
		return false;
	return !names_any(y, nowhere) || !names_any(x, planned);
}

static int
edition_number(const char *fold)
{
	static const char *const words[] = { "first", "second", "third",
		"fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
		"tenth" };

	if (*fold >= '0' && *fold <= '9')
		return (int)strtol(fold, NULL, 10);
	for (int i = 0; i < 10; i++)
		if (!strncmp(fold, words[i], strlen(words[i])))
			return i + 1;
	return 0;
}

enum agreement
edition_compare(struct arena *a, const char *claim, const char *record)
{
	const char *x, *y;
	int i, j;

	if (!claim || !record)
		return AGREE_NONE;
	if (!strcmp(claim, record))
		return AGREE_EQUAL;
	x = text_fold(a, span_of(claim));
	y = text_fold(a, span_of(record));
	i = edition_number(x);
	j = edition_number(y);
	if (!strcmp(x, y) || (i && i == j))
		return AGREE_FORM;
	/* Editions of one book are versions: citing another is right. */
	return AGREE_UNKNOWN;
}
