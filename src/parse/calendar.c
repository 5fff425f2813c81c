/* Years of other calendars, as years of the common era. */

#include "base/text.h"
#include "parse/after.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The year before the first of an era (Japan's, and the Republic of China's). */
static const struct {
	const char *name;
	int before, last;
} eras[] = {
	{ "令和", 2018, 99 },
	{ "平成", 1988, 31 },
	{ "昭和", 1925, 64 },
	{ "大正", 1911, 15 },
	{ "明治", 1867, 45 },
	{ "民國", 1911, 199 },
	{ "民国", 1911, 199 },
};

enum {
	BUDDHIST = 543, /* Thailand, since 1941 */
	BUDDHIST_MIN = 2400,
	BUDDHIST_MAX = 2600,
	SOLAR = 621, /* the year begins in March: it is of two years */
	SOLAR_MIN = 1250,
	SOLAR_MAX = 1450,
	LUNAR_MIN = 1250,
	LUNAR_MAX = 1500,
	COMMON_MIN = 1500,
	COMMON_MAX = 2100,
};

/* A number in digits of any script at `at`: its value and where it ends, or -1. */
static int
number_at(struct span s, size_t at, size_t *end, size_t *digits)
{
	int value = 0;

	*digits = 0;
	*end = at;
	while (*end < s.len && *digits < 5) {
		size_t next = *end;
		int d = text_digit_value(text_next(s, &next));

		if (d < 0)
			break;
		value = 10 * value + d;
		++*digits;
		*end = next;
	}
	return *digits ? value : -1;
}

static bool
is_kanji_first(struct span s, size_t at)
{
	return text_starts_nocase(span_skip(s, at), "元");
}

/* "令和5年", "平成元年", "民國108年" */
static bool
read_era(struct date *out, struct span s, struct range *place)
{
	for (size_t i = 0; i < s.len; i++)
		for (size_t k = 0; k < COUNT(eras); k++) {
			size_t len = strlen(eras[k].name), end, digits;
			int year;

			if (i + len > s.len ||
			    memcmp(s.ptr + i, eras[k].name, len) != 0)
				continue;
			while (i + len < s.len && s.ptr[i + len] == ' ')
				len++;
			year = number_at(s, i + len, &end, &digits);
			if (is_kanji_first(s, i + len)) {
				year = 1;
				end = i + len + strlen("元");
			}
			if (year < 1 || year > eras[k].last)
				continue;
			while (end < s.len && s.ptr[end] == ' ')
				end++;
			if (!text_starts_nocase(span_skip(s, end), "年"))
				continue;
			out->from.year = eras[k].before + year;
			*place = (struct range){ i, end + strlen("年") };
			return true;
		}
	return false;
}

struct letters {
	bool thai, arabic, persian, latin;
};

/* What the text is written in; letters that Persian has and Arabic has not. */
static struct letters
letters_of(struct span s)
{
	struct letters out = { false, false, false, false };
	size_t at = 0;

	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		out.thai |= c >= 0xe01 && c <= 0xe2e;
		out.arabic |= c >= 0x620 && c <= 0x64a;
		out.persian |= c == 0x67e || c == 0x686 || c == 0x698 ||
			       c == 0x6af || c == 0x6a9 || c == 0x6cc ||
			       (c >= 0x6f0 && c <= 0x6f9);
		out.latin |= c < 0x250 && text_is_letter(c);
	}
	return out;
}

/* The Hijri year is of 354 days and a third: in what years of ours it is. */
static void
take_lunar(struct date *out, int year)
{
	int first = (int)(year * 0.970229 + 621.5643);

	out->from.year = first;
	out->to.year = first + 1;
}

/* Is the year said to be lunar ("1405 هـ"), or of the common era ("1984 م")? */
static bool
is_marked(struct span s, size_t at, const char *mark)
{
	struct span rest = span_skip(s, at);

	while (rest.len && (rest.ptr[0] == ' ' || rest.ptr[0] == '.'))
		rest = span_skip(rest, 1);
	return rest.len >= strlen(mark) &&
	       !memcmp(rest.ptr, mark, strlen(mark));
}

static bool
take_year(struct date *out, const struct letters *l, struct span s, size_t end,
    int year)
{
	if (l->thai && year >= BUDDHIST_MIN && year <= BUDDHIST_MAX) {
		out->from.year = year - BUDDHIST;
		return true;
	}
	if ((!l->arabic && !l->persian) || l->thai)
		return false;
	if (year >= COMMON_MIN && year <= COMMON_MAX) {
		out->from.year = year;
		return true;
	}
	if (year >= LUNAR_MIN && year <= LUNAR_MAX &&
	    (!l->persian || is_marked(s, end, "ه") || is_marked(s, end, "ق"))) {
		take_lunar(out, year);
		return true;
	}
	if (l->persian && year >= SOLAR_MIN && year <= SOLAR_MAX) {
		out->from.year = year + SOLAR;
		out->to.year = year + SOLAR + 1;
		return true;
	}
	return false;
}

/* A year of four digits that stands alone. Of several the last that stands in brackets,
 * else the last. */
static bool
read_number(struct date *out, struct span s, struct range *place)
{
	struct letters l = letters_of(s);
	bool found = false, bracket = false;

	for (size_t i = 0; i < s.len;) {
		size_t end, digits, before = i;
		int year = number_at(s, i, &end, &digits);
		struct date date = { .from = { 0, 0, 0 } };
		bool open, alone;
		uint32_t c;

		if (year < 0) {
			(void)text_next(s, &i);
			continue;
		}
		c = i ? text_prev(s, &before) : ' ';
		open = c == '(' || c == '[';
		alone = open || text_is_space(c) || c == '.' || c == ',' ||
			c == 0x60c || c == ':';
		/* "1984-1990" and "12:1398" are something else */
		c = end < s.len ? text_next(s, &(size_t){ end }) : ' ';
		alone = alone && !text_is_dash(c) && !text_is_digit(c);
		if (digits == 4 && alone && (open || !bracket) &&
		    take_year(&date, &l, s, end, year)) {
			*out = date;
			*place = (struct range){ i, end };
			found = true;
			bracket = open;
		}
		i = end;
	}
	return found;
}

void
calendar_read(struct after *r)
{
	struct work *w = r->parse->work;
	struct letters l = letters_of(r->text);
	struct date date = { .from = { 0, 0, 0 } };
	struct range place;

	/* "2566" of a Thai list, "1398" of a Persian one are read as years, too */
	if (w->issued.from.year && !l.thai && !l.persian &&
	    !(l.arabic && w->issued.from.year < COMMON_MIN))
		return;
	if (w->issued.state != DATE_PLAIN)
		return;
	if (!read_era(&date, r->text, &place) &&
	    !(l.thai || l.arabic || l.persian
		    ? read_number(&date, r->text, &place)
		    : false))
		return;
	if (w->issued.from.year == date.from.year)
		return;
	/* It has no place: what is written there is no year of ours. */
	after_clear(r, place);
	date.literal =
	    arena_strdup_span(r->a, span_sub(r->text, place.from, place.to));
	w->issued = date;
}
