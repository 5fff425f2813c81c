#include "model/date.h"
#include "base/text.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { SPRING = 21, SUMMER, AUTUMN, WINTER };

bool
date_is_empty(const struct date *d)
{
	return !d->from.year && !d->to.year && !d->literal &&
	       d->state == DATE_PLAIN && !d->from.month;
}

/*
 * Names of months and seasons in small letters, in English, German, French,
 * Spanish, Portuguese, Italian, Russian; Chinese, Japanese and Korean have
 * numbers. A beginning of three letters or more will do ("Sept", "juil",
 * "нояб") unless two months share it ("jui").
 */
static const struct {
	const char *name;
	int month;
} months[] = {
	{ "january", 1 },
	{ "januar", 1 },
	{ "jänner", 1 },
	{ "janvier", 1 },
	{ "enero", 1 },
	{ "janeiro", 1 },
	{ "gennaio", 1 },
	{ "января", 1 },
	{ "январь", 1 },
	{ "february", 2 },
	{ "februar", 2 },
	{ "feber", 2 },
	{ "février", 2 },
	{ "fevrier", 2 },
	{ "febrero", 2 },
	{ "fevereiro", 2 },
	{ "febbraio", 2 },
	{ "февраля", 2 },
	{ "февраль", 2 },
	{ "march", 3 },
	{ "märz", 3 },
	{ "maerz", 3 },
	{ "marz", 3 },
	{ "mrz", 3 },
	{ "mars", 3 },
	{ "marzo", 3 },
	{ "março", 3 },
	{ "marco", 3 },
	{ "марта", 3 },
	{ "март", 3 },
	{ "april", 4 },
	{ "avril", 4 },
	{ "abril", 4 },
	{ "aprile", 4 },
	{ "апреля", 4 },
	{ "апрель", 4 },
	{ "may", 5 },
	{ "mai", 5 },
	{ "mayo", 5 },
	{ "maio", 5 },
	{ "maggio", 5 },
	{ "мая", 5 },
	{ "май", 5 },
	{ "june", 6 },
	{ "juni", 6 },
	{ "juin", 6 },
	{ "junio", 6 },
	{ "junho", 6 },
	{ "giugno", 6 },
	{ "июня", 6 },
	{ "июнь", 6 },
	{ "july", 7 },
	{ "juli", 7 },
	{ "juillet", 7 },
	{ "julio", 7 },
	{ "julho", 7 },
	{ "luglio", 7 },
	{ "июля", 7 },
	{ "июль", 7 },
	{ "august", 8 },
	{ "août", 8 },
	{ "aout", 8 },
	{ "agosto", 8 },
	{ "августа", 8 },
	{ "август", 8 },
	{ "september", 9 },
	{ "septembre", 9 },
	{ "septiembre", 9 },
	{ "setiembre", 9 },
	{ "setembro", 9 },
	{ "settembre", 9 },
	{ "сентября", 9 },
	{ "сентябрь", 9 },
	{ "october", 10 },
	{ "oktober", 10 },
	{ "octobre", 10 },
	{ "octubre", 10 },
	{ "outubro", 10 },
	{ "ottobre", 10 },
	{ "октября", 10 },
	{ "октябрь", 10 },
	{ "november", 11 },
	{ "novembre", 11 },
	{ "noviembre", 11 },
	{ "novembro", 11 },
	{ "ноября", 11 },
	{ "ноябрь", 11 },
	{ "december", 12 },
	{ "dezember", 12 },
	{ "décembre", 12 },
	{ "decembre", 12 },
	{ "diciembre", 12 },
	{ "dezembro", 12 },
	{ "dicembre", 12 },
	{ "декабря", 12 },
	{ "декабрь", 12 },
};

static const struct {
	const char *name;
	int season;
} seasons[] = {
	{ "spring", SPRING },
	{ "frühjahr", SPRING },
	{ "frühling", SPRING },
	{ "printemps", SPRING },
	{ "primavera", SPRING },
	{ "весна", SPRING },
	{ "summer", SUMMER },
	{ "sommer", SUMMER },
	{ "été", SUMMER },
	{ "verano", SUMMER },
	{ "verão", SUMMER },
	{ "estate", SUMMER },
	{ "лето", SUMMER },
	{ "autumn", AUTUMN },
	{ "fall", AUTUMN },
	{ "herbst", AUTUMN },
	{ "automne", AUTUMN },
	{ "otoño", AUTUMN },
	{ "outono", AUTUMN },
	{ "autunno", AUTUMN },
	{ "осень", AUTUMN },
	{ "winter", WINTER },
	{ "hiver", WINTER },
	{ "invierno", WINTER },
	{ "inverno", WINTER },
	{ "зима", WINTER },
};

/* Small letters of s in buf, NUL-terminated; false if they do not fit. */
static bool
small(char *buf, size_t size, struct span s)
{
	size_t at = 0, len = 0;

	while (at < s.len) {
		uint32_t c = text_lower(text_next(s, &at));

		if (len + 5 > size)
			return false;
		len += text_put(buf + len, c);
	}
	buf[len] = '\0';
	return true;
}

int
date_month(struct span s)
{
	char word[40];
	size_t len;
	int found = 0;

	s = text_trim(s);
	if (s.len && s.ptr[s.len - 1] == '.')
		s.len--;
	if (!s.len || !small(word, sizeof(word), s))
		return 0;
	len = strlen(word);
	if (word[0] >= '0' && word[0] <= '9') {
		for (size_t i = 0; i < len; i++) {
			if (word[i] < '0' || word[i] > '9' || i > 1)
				return 0;
			found = found * 10 + (word[i] - '0');
		}
		return found <= 12 ? found : 0;
	}
	for (size_t i = 0; i < COUNT(months); i++) {
		if (months[i].name[0] != word[0] ||
		    strncmp(months[i].name, word, len) != 0)
			continue;
		if (!months[i].name[len])
			return months[i].month;
		if (text_count(span_of(word)) < 3)
			continue;
		if (found && found != months[i].month)
			return 0;
		found = months[i].month;
	}
	/* French and NLM abbreviations that are no beginnings */
	if (!found && !strcmp(word, "juill"))
		return 7;
	return found;
}

int
date_season(struct span s)
{
	char word[40];

	if (!s.len || !small(word, sizeof(word), s))
		return 0;
	for (size_t i = 0; i < COUNT(seasons); i++)
		if (seasons[i].name[0] == word[0] &&
		    !strcmp(seasons[i].name, word))
			return seasons[i].season;
	return 0;
}

const char *
date_month_macro(int month)
{
	static const char *const macros[] = { "jan", "feb", "mar", "apr", "may",
		"jun", "jul", "aug", "sep", "oct", "nov", "dec" };

	return month >= 1 && month <= 12 ? macros[month - 1] : NULL;
}

bool
date_year_plausible(int year)
{
	return year >= 1400 && year <= 2100;
}

static void
add_point(struct sbuf *out, const struct date_point *p)
{
	if (p->year > 9999 || p->year < -10000)
		sbuf_addc(out, 'Y');
	if (p->year < 0)
		/* EDTF counts astronomically: 1 BC is 0000 */
		sbuf_addf(out, p->year == -1 ? "%04d" : "-%04d", -p->year - 1);
	else
		sbuf_addf(out, "%04d", p->year);
	if (p->month)
		sbuf_addf(out, "-%02d", p->month);
	if (p->month && p->day)
		sbuf_addf(out, "-%02d", p->day);
}

void
date_add_edtf(struct sbuf *out, const struct date *d)
{
	if (!d->from.year)
		return;
	add_point(out, &d->from);
	if (d->circa)
		sbuf_addc(out, '~');
	if (d->to.year || d->open_end)
		sbuf_addc(out, '/');
	if (d->to.year) {
		add_point(out, &d->to);
		if (d->circa)
			sbuf_addc(out, '~');
	}
}

const char *
date_words(const struct date *d)
{
	if (d->literal)
		return d->literal;
	return d->state == DATE_IN_PRESS  ? "in press"
	       : d->state == DATE_UNDATED ? "n.d."
					  : NULL;
}

/* Does s begin with n digits? */
static bool
has_digits(struct span s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (i >= s.len || s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return true;
}

/* "c1968": the year of copyright (AACR2, 1.4F6), which counts if there is no other:
 * "2020, c2019". It is "ca. 1968" that is about then. */
static struct span
without_copyright(struct span s)
{
	if (s.len == 5 && s.ptr[0] == 'c' && has_digits(span_skip(s, 1), 4))
		return span_skip(s, 1);
	if (s.len == 11 && has_digits(s, 4) && !memcmp(s.ptr + 4, ", c", 3) &&
	    has_digits(span_skip(s, 7), 4))
		return span_sub(s, 0, 4);
	return s;
}

/* "1998/99", which is no month. */
static bool
is_two_years(struct span s)
{
	return s.len == 7 && has_digits(s, 4) && s.ptr[4] == '/' &&
	       has_digits(span_skip(s, 5), 2) &&
	       memcmp(s.ptr + 5, "12", 2) > 0 &&
	       memcmp(s.ptr + 5, s.ptr + 2, 2) > 0;
}

/* "2020-13-45": a day that no calendar has, no range. */
static bool
is_one_day(struct span s)
{
	return s.len == 10 && has_digits(s, 4) && s.ptr[4] == '-' &&
	       has_digits(span_skip(s, 5), 2) && s.ptr[7] == '-' &&
	       has_digits(span_skip(s, 8), 2);
}

static bool
says_nocase(struct span s, const char *words)
{
	for (; s.len; s = span_skip(s, 1))
		if (text_starts_nocase(s, words))
			return true;
	return false;
}

void
date_parse_said(
    struct date *out, struct date *original, struct arena *a, struct span s)
{
	const char *usual;

	s = text_trim(s);
	if (is_two_years(s)) {
		char *range = arena_strdup_span(a, s);

		range[4] = '-';
		date_parse(out, original, a, span_of(range));
		return;
	}
	date_parse(out, original, a, without_copyright(s));
	if (is_one_day(s))
		out->to = (struct date_point){ 0 };
	usual = date_words(out);
	if (out->state != DATE_PLAIN && !out->literal &&
	    (out->from.year ? !says_nocase(s, usual)
			    : !text_eq_nocase(s, usual)))
		out->literal = arena_strdup_span(a, s);
}

char *
date_years(struct arena *a, const struct date *d)
{
	if (!d->from.year)
		return NULL;
	if (d->to.year && d->to.year != d->from.year)
		return arena_printf(a, "%04d-%04d", d->from.year, d->to.year);
	return arena_printf(a, "%04d%s", d->from.year, d->open_end ? "-" : "");
}
