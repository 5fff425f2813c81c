#include "http/header.h"
#include "base/text.h"
#include "http/libcurl.h"

#include "base/banned.h"

static const char *
skip_blanks(const char *s)
{
	while (*s == ' ' || *s == '\t')
		s++;
	return s;
}

/*
 * Digits with at most one decimal point, and move *at behind them: strtod()
 * would obey the locale, and take "inf" and "0x1p9" for numbers.
 */
static double
read_number(const char **at)
{
	const char *s = skip_blanks(*at);
	double value = 0, unit = 1;
	bool digits = false, point = false;

	for (; (*s >= '0' && *s <= '9') || (*s == '.' && !point); s++) {
		if (*s == '.') {
			point = true;
			continue;
		}
		digits = true;
		if (point) {
			unit /= 10;
			value += unit * (*s - '0');
		} else if (value < 1e12) {
			value = value * 10 + (*s - '0');
		}
	}
	*at = s;
	return digits ? value : -1;
}

double
header_retry_after(const char *value, const char *date, time_t now)
{
	const char *s = value;
	double seconds;
	time_t until, sent;

	if (!value)
		return -1;
	seconds = read_number(&s);
	if (seconds >= 0 && !*skip_blanks(s))
		return seconds;
	until = libcurl() ? libcurl()->getdate(value, NULL) : (time_t)-1;
	if (until == (time_t)-1)
		return -1;
	sent = date ? libcurl()->getdate(date, NULL) : (time_t)-1;
	seconds = difftime(until, sent == (time_t)-1 ? now : sent);
	return seconds > 0 ? seconds : 0;
}

static const struct {
	const char *name;
	double seconds;
} units[] = {
	{ "", 1 },
	{ "s", 1 },
	{ "ms", 0.001 },
	{ "m", 60 },
	{ "h", 3600 },
	{ "d", 86400 },
};

double
header_interval(const char *value)
{
	struct span unit;
	double number;
	size_t i;

	if (!value)
		return -1;
	number = read_number(&value);
	if (number <= 0 || number > 1e6)
		return -1;
	unit = text_trim(span_of(value));
	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (text_eq_nocase(unit, units[i].name))
			return number * units[i].seconds;
	return -1;
}

double
header_number(const char *value)
{
	double number;

	if (!value)
		return -1;
	number = read_number(&value);
	if (number <= 0 || number > 1e6 || *skip_blanks(value))
		return -1;
	return number;
}

double
header_count(const char *value)
{
	double number;

	if (!value)
		return -1;
	number = read_number(&value);
	return *skip_blanks(value) ? -1 : number;
}

bool
header_type_is(const char *content_type, const char *type)
{
	struct span s;
	size_t n = 0;

	if (!content_type)
		return false;
	while (content_type[n] && content_type[n] != ';')
		n++;
	s = text_trim((struct span){ content_type, n });
	return text_eq_nocase(s, type);
}
