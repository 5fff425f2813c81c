#include "base/text.h"
#include "model/date.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/*
 * A date is read in two steps: marks that stand around it (brackets, "ca.",
 * "in press", "?") are taken off and noted; what remains are numbers and words,
 * whose order and number tell which is what.
 */
struct parts {
	int years[2];
	size_t years_len;
	int months[2];
	size_t months_len;
	int days[2];
	size_t days_len;
	char suffix;
	uint32_t separator; /* before the number at hand: '-', '/', '.' or 0 */
	bool en_dash;       /* it is '-', and longer than a hyphen */
	uint32_t numeric;   /* separator between two numbers below 32 */
	bool unknown;       /* something was no part of a date */
};

/* Phrases, in small letters without points. */
static const struct {
	const char *phrase;
	enum date_state state;
} states[] = {
	{ "in press", DATE_IN_PRESS },
	{ "forthcoming", DATE_IN_PRESS },
	{ "accepted", DATE_IN_PRESS },
	{ "to appear", DATE_IN_PRESS },
	{ "in print", DATE_IN_PRESS },
	{ "in preparation", DATE_IN_PRESS },
	{ "submitted", DATE_IN_PRESS },
	{ "in review", DATE_IN_PRESS },
	{ "under review", DATE_IN_PRESS },
	{ "advance online publication", DATE_IN_PRESS },
	{ "im druck", DATE_IN_PRESS },
	{ "im erscheinen", DATE_IN_PRESS },
	{ "erscheint", DATE_IN_PRESS },
	{ "à paraître", DATE_IN_PRESS },
	{ "sous presse", DATE_IN_PRESS },
	{ "en prensa", DATE_IN_PRESS },
	{ "no prelo", DATE_IN_PRESS },
	{ "in corso di stampa", DATE_IN_PRESS },
	{ "в печати", DATE_IN_PRESS },
	{ "出版中", DATE_IN_PRESS },
	{ "印刷中", DATE_IN_PRESS },
	{ "待刊", DATE_IN_PRESS },
	{ "n d", DATE_UNDATED },
	{ "nd", DATE_UNDATED },
	{ "no date", DATE_UNDATED },
	{ "undated", DATE_UNDATED },
	{ "o j", DATE_UNDATED },
	{ "oj", DATE_UNDATED },
	{ "ohne jahr", DATE_UNDATED },
	{ "s d", DATE_UNDATED },
	{ "sd", DATE_UNDATED },
	{ "s f", DATE_UNDATED },
	{ "sf", DATE_UNDATED },
	{ "s a", DATE_UNDATED },
	{ "б г", DATE_UNDATED },
	{ "出版年不明", DATE_UNDATED },
	{ "n a", DATE_UNDATED },
};

static const char *const circa_words[] = { "c", "ca", "circa", "cca", "um",
	"vers", "env", "около", "approx", "around", "about", "约", "頃" };

/* Words inside dates that say nothing of their own. */
static const char *const filler_words[] = { "de", "del", "of", "the", "den",
	"du", "le", "am", "st", "nd", "rd", "th", "er", "года", "г", "гг", "гг",
	"and", "und", "et", "y", "e", "to", "ad", "ce", "n", "chr", "von", "a",
	"copyright", "©", "published", "online", "first", "early", "year",
	"mon", "tue", "wed", "thu", "fri", "sat", "sun", "monday", "tuesday",
	"wednesday", "thursday", "friday", "saturday", "sunday", "o", "do",
	"年", "月", "日", "년", "월", "일", "ye", "ed", "cop" };

static bool
is_in(const char *const *table, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(table[i], word))
			return true;
	return false;
}

static bool
small(char *buf, size_t size, struct span s)
{
	size_t at = 0, len = 0;

	while (at < s.len) {
		uint32_t c = text_lower(text_next(s, &at));

		if (len + 6 > size)
			return false;
		if (c == '.' || text_is_space(c)) {
			if (len && buf[len - 1] != ' ')
				buf[len++] = ' ';
			continue;
		}
		len += text_put(buf + len, c);
	}
	while (len && buf[len - 1] == ' ')
		len--;
	buf[len] = '\0';
	return true;
}

static enum date_state
state_of(struct span s, size_t *len)
{
	char buf[160];

	*len = 0;
	if (!small(buf, sizeof(buf), s))
		return DATE_PLAIN;
	for (size_t i = 0; i < COUNT(states); i++) {
		size_t n;

		if (buf[0] != states[i].phrase[0])
			continue;
		n = strlen(states[i].phrase);
		if (strncmp(buf, states[i].phrase, n) != 0)
			continue;
		if (!buf[n] || buf[n] == ' ' || buf[n] == ',' ||
		    buf[n] == '-' || buf[n] == '(') {
			*len = n;
			return states[i].state;
		}
	}
	return DATE_PLAIN;
}

/* Full-width digits are digits; those of other scripts may count other years. */
static int
digit(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 0xff10 && c <= 0xff19)
		return (int)(c - 0xff10);
	return -1;
}

static void
push(int *items, size_t *len, int value, struct parts *p)
{
	if (*len == 2)
		p->unknown = true;
	else
		items[(*len)++] = value;
}

/* 20150527, as file names and web pages have it. */
static bool
add_eight_digits(struct parts *p, long value)
{
	long year = value / 10000, month = value / 100 % 100;

	if (p->years_len || !date_year_plausible((int)year) || month < 1 ||
	    month > 12 || value % 100 < 1 || value % 100 > 31)
		return false;
	push(p->years, &p->years_len, (int)year, p);
	push(p->months, &p->months_len, (int)month, p);
	push(p->days, &p->days_len, (int)(value % 100), p);
	return true;
}

/* One or two digits after a year and a separator: "2015-05", "1998–99". */
static bool
add_behind_year(struct parts *p, long value)
{
	int year = p->years[p->years_len - 1];

	if (p->separator == '-' && p->years_len == 1 && !p->months_len &&
	    value > year % 100 && (value > 12 || p->en_dash)) {
		push(p->years, &p->years_len, year / 100 * 100 + (int)value, p);
		return true;
	}
	if (p->months_len < p->years_len && value >= 1 && value <= 12) {
		push(p->months, &p->months_len, (int)value, p);
		return true;
	}
	return false;
}

/* A number of so many digits: what can it be, after what was seen? next is the
 * character behind it. */
static void
add_number(struct parts *p, long value, int digits, uint32_t next)
{
	if (next == 0x6708 || next == 0xc6d4) { /* 月, 월 */
		push(p->months, &p->months_len, (int)value, p);
		p->unknown = p->unknown || value < 1 || value > 12;
	} else if (digits == 4 && value >= 1000 && value <= 2100) {
		push(p->years, &p->years_len, (int)value, p);
	} else if (digits == 8 && add_eight_digits(p, value)) {
		return;
	} else if (digits > 2) {
		p->unknown = true;
	} else if (p->years_len && p->separator && add_behind_year(p, value)) {
		return;
	} else if (value >= 1 && value <= 31) {
		if (p->days_len == 1)
			p->numeric = p->separator;
		push(p->days, &p->days_len, (int)value, p);
	} else {
		p->unknown = true;
	}
}

/* glued: right behind a digit, as the letter of "2019a" is. */
static void
add_word(struct parts *p, struct date *out, struct span word, bool glued)
{
	char buf[64];
	int month;

	if (!small(buf, sizeof(buf), word)) {
		p->unknown = true;
		return;
	}
	if (glued && buf[0] && !buf[1] && p->years_len) {
		p->suffix = buf[0];
		return;
	}
	month = date_month(word);
	if (!month)
		month = date_season(word);
	if (month)
		push(p->months, &p->months_len, month, p);
	else if (is_in(circa_words, COUNT(circa_words), buf))
		out->circa = true;
	else if (!is_in(filler_words, COUNT(filler_words), buf))
		p->unknown = true;
}

/* A number at s[*at]. */
static void
scan_number(struct parts *p, struct span s, size_t *at)
{
	long value = 0;
	int digits = 0;
	uint32_t next = 0;

	for (;;) {
		size_t here = *at;

		next = text_next(s, &here);
		if (digit(next) < 0)
			break;
		if (digits < 9)
			value = value * 10 + digit(next);
		digits++;
		*at = here;
	}
	add_number(p, value, digits, next);
}

static void
scan_word(struct parts *p, struct date *out, struct span s, size_t *at)
{
	size_t from = *at, end = *at;
	bool cjk = text_is_cjk(text_next(s, at));
	size_t before = from;
	bool glued = from && digit(text_prev(s, &before)) >= 0;

	for (end = *at; !cjk && *at < s.len; end = *at) {
		uint32_t c = text_next(s, at);

		if (!text_is_letter(c) && !text_is_mark(c))
			break;
	}
	*at = end;
	add_word(p, out, span_sub(s, from, end), glued);
}

static bool
is_iso_time(const struct parts *p, struct span s, size_t at)
{
	return p->days_len && at + 1 < s.len &&
	       (s.ptr[at] == 'T' || s.ptr[at] == ' ') && at >= 2 &&
	       digit((unsigned char)s.ptr[at - 1]) >= 0 &&
	       digit((unsigned char)s.ptr[at + 1]) >= 0 && at + 3 < s.len &&
	       s.ptr[at + 3] == ':';
}

/* What may stand between the parts of a date. */
static bool
is_punctuation(uint32_t c)
{
	return c && c < 0x80 && strchr(",;:()[]'", (int)c);
}

static void
scan(struct parts *p, struct date *out, struct span s)
{
	size_t at = 0;

	while (at < s.len && !is_iso_time(p, s, at)) {
		size_t from = at;
		uint32_t c = text_next(s, &at);

		if (digit(c) >= 0) {
			at = from;
			scan_number(p, s, &at);
			p->separator = 0;
			p->en_dash = false;
		} else if (text_is_letter(c) || c == 0xa9) {
			at = from;
			scan_word(p, out, s, &at);
			p->separator = 0;
		} else if (text_is_dash(c)) {
			p->separator = '-';
			p->en_dash = c != '-' && c != 0x2010;
		} else if (c == '/' || c == '.') {
			p->separator = c;
		} else if (c == '~' || c == '?' || c == 0x2248) {
			out->circa = true;
		} else if (!text_is_space(c) && !is_punctuation(c)) {
			p->unknown = true;
		}
	}
	/* "1999/" and "1999–": still going on */
	if (p->years_len == 1 && (p->separator == '/' || p->separator == '-'))
		out->open_end = true;
}

/* 27.05.2015, 05/27/2015, 5/2015: days that are months. */
static void
settle_numeric(struct parts *p)
{
	if (p->months_len || !p->years_len || !p->days_len)
		return;
	if (p->days_len == 1) {
		if (p->days[0] > 12) {
			p->unknown = true;
			return;
		}
		push(p->months, &p->months_len, p->days[0], p);
		p->days_len = 0;
		return;
	}
	if (!p->numeric) {
		p->unknown = true;
		return;
	}
	if (p->days[1] <= 12 && (p->numeric != '/' || p->days[0] > 12)) {
		push(p->months, &p->months_len, p->days[1], p);
	} else if (p->days[0] <= 12 && p->days[1] > 12) {
		push(p->months, &p->months_len, p->days[0], p);
		p->days[0] = p->days[1];
	} else {
		p->unknown = true; /* 5/6/2015: May or June? */
	}
	p->days_len = p->months_len ? 1 : 0;
}

/* What was seen, as points. */
static void
settle(struct date *out, const struct parts *p)
{
	bool range = p->years_len == 2 || p->months_len == 2 ||
		     (p->days_len == 2 && p->months_len);

	out->year_suffix = p->suffix;
	if (!p->years_len)
		return;
	out->from.year = p->years[0];
	if (p->months_len)
		out->from.month = p->months[0];
	if (p->months_len && p->days_len)
		out->from.day = p->days[0];
	if (!range)
		return;
	out->open_end = false;
	out->to.year = p->years[p->years_len - 1];
	/* "May 1999–2003": the month is the first year's */
	if (p->months_len == 2 || (p->months_len == 1 && p->years_len == 1))
		out->to.month = p->months[p->months_len - 1];
	if (out->to.month && p->days_len == 2)
		out->to.day = p->days[1];
	if (p->months_len == 2 && p->years_len == 1 && p->days_len == 1)
		out->from.day = 0;
}

/* "44 BC", "384 B.C.": 44 is -44. */
static bool
parse_before_christ(struct date *out, struct span s)
{
	size_t at = 0;
	int year = 0;
	char rest[24];

	while (at < s.len && at < 4 && digit((unsigned char)s.ptr[at]) >= 0)
		year = year * 10 + digit((unsigned char)s.ptr[at++]);
	if (!year || !small(rest, sizeof(rest), text_trim(span_skip(s, at))))
		return false;
	if (strcmp(rest, "bc") != 0 && strcmp(rest, "bce") != 0 &&
	    strcmp(rest, "b c") != 0 && strcmp(rest, "v chr") != 0)
		return false;
	out->from.year = -year;
	return true;
}

/* A year of four digits stands in s. */
static bool
has_year(struct span s)
{
	size_t run = 0;

	for (size_t i = 0; i <= s.len; i++) {
		if (i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9') {
			run++;
			continue;
		}
		if (run == 4)
			return true;
		run = 0;
	}
	return false;
}

/*
 * "1976 [1867]", "[1867] 1976", "1976 (1867)": two dates. On return s is the
 * outer one and inner what the brackets hold (empty if there is one date only).
 */
static void
split_original(struct span *s, struct span *inner, struct arena *a)
{
	struct span before, after;
	size_t open = 0, close;

	*inner = (struct span){ s->ptr, 0 };
	while (open < s->len && s->ptr[open] != '[' && s->ptr[open] != '(')
		open++;
	close = open;
	while (close < s->len && s->ptr[close] != ']' && s->ptr[close] != ')')
		close++;
	if (close >= s->len)
		return;
	before = span_sub(*s, 0, open);
	after = span_skip(*s, close + 1);
	if (!has_year(span_sub(*s, open, close)) ||
	    (!has_year(before) && !has_year(after)))
		return;
	*inner = span_sub(*s, open + 1, close);
	*s = text_trim(span_of(arena_printf(a, "%.*s %.*s", (int)before.len,
	    before.ptr, (int)after.len, after.ptr)));
}

/* Brackets around all of it, and the sentence's punctuation behind it. */
static struct span
trim_around(struct span s)
{
	bool again = true;

	while (again && s.len) {
		char last;

		again = false;
		s = text_trim(s);
		if (!s.len)
			break;
		last = s.ptr[s.len - 1];
		if (last == ',' || last == ';' || last == ':') {
			s.len--;
			again = true;
		} else if ((s.ptr[0] == '(' && last == ')') ||
			   (s.ptr[0] == '[' && last == ']')) {
			/* "(a) b (c)" is not in brackets */
			if (memchr(s.ptr + 1, s.ptr[0], s.len - 1))
				break;
			s = span_sub(s, 1, s.len - 1);
			again = true;
		}
	}
	return s;
}

static void
parse_one(struct date *out, struct arena *a, struct span s)
{
	struct parts p = { .years_len = 0 };
	struct span rest = s;
	enum date_state state;
	size_t len;

	memset(out, 0, sizeof(*out));
	s = trim_around(s);
	if (!s.len)
		return;
	out->state = state = state_of(s, &len);
	if (state != DATE_PLAIN && !has_year(s)) {
		/* "n.d.-a" */
		if (s.len > 2 && s.ptr[s.len - 2] == '-')
			out->year_suffix = text_ascii_lower(s.ptr[s.len - 1]);
		return;
	}
	if (parse_before_christ(out, s))
		return;
	if (state == DATE_PLAIN) {
		/* "2015, in press": what follows the first comma */
		const char *comma = memchr(s.ptr, ',', s.len);

		if (comma) {
			rest = text_trim(
			    span_skip(s, (size_t)(comma - s.ptr) + 1));
			out->state = state_of(rest, &len);
		}
		rest = out->state == DATE_PLAIN
			   ? s
			   : span_sub(s, 0, (size_t)(comma - s.ptr));
	} else {
		rest = span_skip(s, len);
	}
	scan(&p, out, rest);
	settle_numeric(&p);
	settle(out, &p);
	if (p.unknown || (!p.years_len && out->state == DATE_PLAIN))
		out->literal = text_clean(a, s);
	if (!p.years_len) {
		out->circa = false;
		out->year_suffix = 0;
	}
}

void
date_parse(
    struct date *out, struct date *original, struct arena *a, struct span s)
{
	struct span inner;

	s = trim_around(text_trim(s));
	split_original(&s, &inner, a);
	parse_one(out, a, s);
	if (!original)
		return;
	memset(original, 0, sizeof(*original));
	if (inner.len)
		parse_one(original, a, inner);
}
