/* What is said of a copy, not of the work: when and where it was read. */

#include "base/text.h"
#include "model/date.h"
#include "parse/numbers.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { PHRASE = 24 };

static const char *const access_words[] = { "retrieved", "accessed", "access",
	"available", "disponible", "disponível", "consulté", "consultado",
	"abgerufen", "zugriff", "zugegriffen", "abruf", "visited", "viewed",
	"online", "режим", "дата", "url", "verfügbar", "acedido", "recuperado",
	"stand", "letzter", "last", "geraadpleegd", "download", "downloaded",
	"checked", "cited", "assessed", "obtenido", "acesso", "acceso",
	"accesso", "accès", "consulta", "consultada", "consultation",
	"consultato", "consultata", "consultée", "visitado", "ultimo", "último",
	"dernier", "dernière", "dostęp", "cit", "epub", "обращения", "参照",
	"閲覧", "閲覧日", "最終閲覧日", "アクセス", "アクセス日", "访问",
	"访问日期", "引用日期", "检索日期", "접속일", "검색일" };

static bool
is_open(const struct scan *s, size_t i)
{
	return token_is_point(s, i, "([") ||
	       (i < s->len && s->tokens[i].c == 0xff08);
}

static bool
is_close(const struct scan *s, size_t i)
{
	return token_is_point(s, i, ")]") ||
	       (i < s->len && s->tokens[i].c == 0xff09);
}

static bool
is_access_word(const struct scan *s, size_t i)
{
	return token_is_free(s, i) && s->tokens[i].kind == TOKEN_WORD &&
	       token_is_among(s, i, access_words, COUNT(access_words));
}

/* Is there a year outside of tokens from..to? */
static bool
has_other_year(const struct scan *s, size_t from, size_t to)
{
	for (size_t i = s->body; i < s->len; i++)
		if ((i < from || i >= to) && token_is_free(s, i) &&
		    token_is_year(s, i))
			return true;
	return false;
}

static bool
ends_phrase(const struct scan *s, size_t i, bool bracket)
{
	if (bracket)
		return is_close(s, i);
	/* "3. März", "3 mar. 2023" */
	return token_is_stop(s, i) && !numbers_is_day(s, i - 1) &&
	       !(numbers_is_month(s, i - 1) && token_is_year(s, i + 1));
}

/*
 * From such a word to the identifier or to the end of the phrase, when something
 * in it says that it is that (a link or a date); elsewhere "online" is a word.
 */
static size_t
take_phrase(struct scan *s, size_t i)
{
	bool bracket = i && is_open(s, i - 1), link = false;
	size_t end = i + 1, date_from = 0, date_to = 0;

	if (i > s->body && s->tokens[i - 1].kind != TOKEN_POINT &&
	    s->tokens[i - 1].label == PART_FREE)
		return i;
	for (; end < s->len && end < i + PHRASE; end++) {
		if (s->tokens[end].label == PART_ID) {
			link = true;
			break;
		}
		if (token_is_year(s, end) && !date_to)
			numbers_date_around(s, end, &date_from, &date_to);
		if (ends_phrase(s, end, bracket))
			break;
	}
	if (!link && !date_to && !(bracket && end == i + 1))
		return i;
	if (token_is(s, i, "epub")) {
		if (!has_other_year(s, i, end))
			return i;
		date_to = 0;
	}
	/* "Available online 3 May 2010": the link is what counts */
	if (date_to && date_from > i)
		date_parse(&s->accessed, NULL, s->a,
		    tokens_text(s, date_from, date_to));
	scan_mark(s, PART_NOTE, i, end);
	return end;
}

/*
 * GB/T 7714's "(2021-07-15)[2023-05-01]": the day of access in square brackets, and
 * before it the day of the last change, which counts only when no year of issue
 * stands elsewhere. The token behind it, or i.
 */
static size_t
take_bracketed_day(struct scan *s, size_t i)
{
	enum { DAY = 5 };
	size_t from, to;

	if (!token_is_point(s, i, "[") || !token_is_year(s, i + 1) ||
	    !token_is_free(s, i + 1))
		return i;
	numbers_date_around(s, i + 1, &from, &to);
	if (from != i + 1 || to != from + DAY || !token_is_point(s, to, "]") ||
	    !has_other_year(s, i, to))
		return i;
	date_parse(&s->accessed, NULL, s->a, tokens_text(s, from, to));
	scan_mark(s, PART_NOTE, i, to + 1);
	if (i > s->body + DAY + 2 && is_close(s, i - 1) &&
	    is_open(s, i - DAY - 2) && token_is_year(s, i - DAY - 1) &&
	    has_other_year(s, i - DAY - 2, i))
		scan_mark(s, PART_NOTE, i - DAY - 2, i);
	return to + 1;
}

/* What a catalogue puts in square brackets of itself; "": one word. */
static const struct {
	const char *first;
	const char *second;
} media[] = {
	{ "en", "línea" },
	{ "en", "linea" },
	{ "en", "ligne" },
	{ "em", "linha" },
	{ "on", "line" },
	{ "on-line", "" },
	{ "электронный", "ресурс" },
	{ "электрон", "ресурс" },
	{ "elektronische", "ressource" },
	{ "electronic", "resource" },
	{ "ressource", "électronique" },
	{ "recurso", "electrónico" },
	{ "recurso", "eletrônico" },
	{ "risorsa", "elettronica" },
};

/* "[en línea]", and "[s. l.: s. n.]" for a place and a publisher that are not
 * known: the token behind it, or i. */
static size_t
skip_bracketed_words(const struct scan *s, size_t i)
{
	enum { UNKNOWN = 12 };
	size_t at = i + 1, end;

	if (!token_is_point(s, i, "[") || !token_is_free(s, i))
		return i;
	for (size_t k = 0; k < COUNT(media); k++) {
		end = at + 1;
		if (!token_is(s, at, media[k].first))
			continue;
		if (token_is_point(s, end, "."))
			end++;
		if (*media[k].second && !token_is(s, end++, media[k].second))
			continue;
		if (token_is_point(s, end, "]"))
			return end + 1;
	}
	if (!token_is(s, at, "s") || !token_is_point(s, at + 1, ".") ||
	    !(token_is(s, at + 2, "l") || token_is(s, at + 2, "n")))
		return i;
	for (end = at; end < s->len && end < i + UNKNOWN; end++)
		if (token_is_point(s, end, "]"))
			return end + 1;
	return i;
}

void
numbers_find_access(struct scan *s)
{
	for (size_t i = s->body; i < s->len; i++) {
		size_t end = i;

		if (is_access_word(s, i))
			end = take_phrase(s, i);
		else if (token_is_point(s, i, "["))
			end = take_bracketed_day(s, i);
		if (end == i) {
			end = skip_bracketed_words(s, i);
			scan_mark(s, PART_NOTE, i, end);
		}
		if (end > i)
			i = end - 1;
	}
}
