#include "parse/types.h"
#include "base/text.h"
#include "parse/law.h"
#include "parse/lexicon.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* Words that settle the kind wherever they stand, outside of the title. */
static const struct {
	const char *word;
	const char *then; /* or "" */
	enum work_type type;
} words[] = {
	{ "phd", "", WORK_TYPE_THESIS },
	{ "dissertation", "", WORK_TYPE_THESIS },
	{ "thesis", "", WORK_TYPE_THESIS },
	{ "diplomarbeit", "", WORK_TYPE_THESIS },
	{ "habilitationsschrift", "", WORK_TYPE_THESIS },
	{ "habilitation", "", WORK_TYPE_THESIS },
	{ "masterarbeit", "", WORK_TYPE_THESIS },
	{ "tesis", "", WORK_TYPE_THESIS },
	{ "thèse", "", WORK_TYPE_THESIS },
	{ "tese", "", WORK_TYPE_THESIS },
	{ "tesi", "", WORK_TYPE_THESIS },
	{ "автореф", "", WORK_TYPE_THESIS },
	{ "techreport", "", WORK_TYPE_REPORT },
	{ "technical", "report", WORK_TYPE_REPORT },
	{ "tech", "rep", WORK_TYPE_REPORT },
	{ "research", "report", WORK_TYPE_REPORT },
	{ "working", "paper", WORK_TYPE_REPORT },
	{ "discussion", "paper", WORK_TYPE_REPORT },
	{ "forschungsbericht", "", WORK_TYPE_REPORT },
	{ "arbeitspapier", "", WORK_TYPE_REPORT },
	{ "patent", "", WORK_TYPE_PATENT },
	{ "computer", "software", WORK_TYPE_SOFTWARE },
	{ "software", "", WORK_TYPE_SOFTWARE },
	{ "large", "language", WORK_TYPE_SOFTWARE },
	{ "data", "set", WORK_TYPE_DATASET },
	{ "dataset", "", WORK_TYPE_DATASET },
	{ "film", "", WORK_TYPE_MOTION_PICTURE },
	{ "video", "", WORK_TYPE_MOTION_PICTURE },
	{ "personal", "communication", WORK_TYPE_PERSONAL_COMMUNICATION },
	{ "unpublished", "", WORK_TYPE_MANUSCRIPT },
};

static const char *const standards[] = { "iso", "rfc", "din", "ansi", "astm",
	"gb", "iec", "3gpp", "nist", "etsi", "itu-t", "gost", "гост" };

/* "Brown v. Board of Educ., 347 U.S. 483 (1954)" */
static bool
is_legal_case(const struct scan *s)
{
	for (size_t i = 1; i + 3 < s->len && i < 24; i++)
		if ((token_is(s, i, "v") || token_is(s, i, "vs")) &&
		    token_is_point(s, i + 1, ".") && s->tokens[i - 1].upper &&
		    s->tokens[i + 2].upper)
			for (size_t k = i + 3; k + 2 < s->len; k++)
				if (s->tokens[k].kind == TOKEN_NUMBER &&
				    s->tokens[k + 1].upper &&
				    (token_is(s, k + 1, "u") ||
					token_is(s, k + 1, "f") ||
					token_is(s, k + 1, "s")))
					return true;
	for (size_t i = 0; i < s->len; i++)
		if (token_is(s, i, "ecli"))
			return true;
	return false;
}

/*
 * What laws are cited by, as words with the points between left out: reporters
 * and codes (US Code, Code of Federal Regulations, Federal Register, public
 * laws), official journals (Germany, Austria, EU, France, Spain, Italy), and the
 * signs of Russian federal laws. '#' is any number.
 */
static const char *const laws[][4] = { { "u", "s", "c" }, { "#", "usc" },
	{ "c", "f", "r" }, { "fed", "reg" }, { "pub", "l" },
	{ "public", "law", "no" }, { "bgbl" }, { "rgbl" }, { "bgb" },
	{ "stgb" }, { "directive", "#", "ec" }, { "directive", "eu" },
	{ "regulation", "eu" }, { "richtlinie", "#" }, { "verordnung", "eu" },
	{ "jorf" }, { "code", "civil" }, { "code", "pénal" }, { "boe", "núm" },
	{ "gazzetta", "ufficiale" }, { "#", "фз" }, { "кодекс" },
	{ "федеральный", "закон" } };

/* Letters, by how they begin; and where such things lie. */
static const char *const letters[][2] = { { "brief", "an" }, { "letter", "to" },
	{ "lettre", "à" }, { "carta", "a" }, { "письмо", "" } };
static const char *const archives[] = { "nachlass", "nachlaß", "staatsarchiv",
	"bundesarchiv", "stadtarchiv", "archiv", "archive", "archives",
	"archivo", "archivio", "архив", "ргали", "гарф", "papers" };

/* The words of a row from token i on, points passed over. */
static bool
stands_at(const struct scan *s, size_t i, const char *const *row, size_t len)
{
	for (size_t k = 0; k < len && row[k]; k++, i++) {
		while (k && i < s->len && s->tokens[i].kind == TOKEN_POINT)
			i++;
		if (i >= s->len)
			return false;
		if (*row[k] == '#' ? s->tokens[i].kind != TOKEN_NUMBER
				   : !token_is(s, i, row[k]))
			return false;
	}
	return true;
}

/* The first word: what begins a standard's or a law's name may have been read
 * as an author. */
static size_t
first_word(const struct scan *s)
{
	size_t i = 0;

	while (i < s->len && s->tokens[i].kind != TOKEN_WORD)
		i++;
	return i;
}

/* Articles on laws have authors, laws have none. */
static bool
has_person(const struct work *w)
{
	for (size_t i = 0; i < w->author.len; i++)
		if (w->author.items[i].family && w->author.items[i].given)
			return true;
	return false;
}

/* What acts of the European Union begin with. */
static const char *const acts[][3] = { { "regulation", "eu" },
	{ "regulation", "ec" }, { "directive", "eu" },
	{ "directive", "#", "eu" }, { "directive", "#", "ec" },
	{ "verordnung", "eu" }, { "richtlinie", "#", "eu" },
	{ "règlement", "ue" }, { "directive", "ue" }, { "reglamento", "ue" } };

static bool
is_law(const struct work *w, const struct scan *s)
{
	/* The gazettes of laws are cited for nothing else. */
	for (size_t i = first_word(s); i < s->len; i++)
		if (token_is(s, i, "bgbl") || token_is(s, i, "rgbl"))
			return true;
	/* "Regulation (EU) 2016/679 of the European Parliament ..., OJ L 119" */
	for (size_t k = 0; k < COUNT(acts); k++)
		if (stands_at(s, first_word(s), acts[k], COUNT(acts[k])))
			return true;
	if (has_person(w) || (w->container_title && w->volume && w->page))
		return false;
	for (size_t i = first_word(s); i < s->len; i++)
		for (size_t k = 0; k < COUNT(laws); k++)
			if (stands_at(s, i, laws[k], COUNT(laws[k])))
				return true;
	return false;
}

static bool
is_letter(const struct scan *s)
{
	bool begins = false;
	size_t first = first_word(s);

	for (size_t k = 0; k < COUNT(letters); k++)
		begins |=
		    token_is(s, first, letters[k][0]) &&
		    (!*letters[k][1] || token_is(s, first + 1, letters[k][1]));
	for (size_t i = first; begins && i < s->len; i++)
		for (size_t k = 0; k < COUNT(archives); k++)
			if (token_is(s, i, archives[k]))
				return true;
	return false;
}

/* "IEEE Std 754-2019", "DIN EN ISO 9001:2015-11", "ГОСТ Р 7.0.5-2008" */
bool
types_is_standard(const struct scan *s)
{
	size_t i = first_word(s), end = i + 6;
	bool begins = token_is(s, i + 1, "std");

	for (size_t k = 0; k < COUNT(standards); k++)
		begins |= token_is(s, i, standards[k]) && s->tokens[i].caps;
	/* Its number comes at once; behind a comma, it is somebody's name. */
	for (; begins && i < end && i < s->len && !token_is_comma(s, i); i++)
		if (s->tokens[i].kind == TOKEN_NUMBER)
			return true;
	return false;
}

/* "U.S. Patent No. 8,697,359", "RFC 7231", "Personal communication": words that say
 * what it is wherever they stand. */
static enum work_type
type_by_phrase(const struct scan *s)
{
	static const struct {
		const char *words[4];
		enum work_type type;
	} phrases[] = {
		{ { "patent", "no" }, WORK_TYPE_PATENT },
		{ { "patent", "#" }, WORK_TYPE_PATENT },
		{ { "patent", "application" }, WORK_TYPE_PATENT },
		{ { "rfc", "#" }, WORK_TYPE_STANDARD },
		{ { "gpp", "ts", "#" }, WORK_TYPE_STANDARD },
		{ { "gpp", "tr", "#" }, WORK_TYPE_STANDARD },
		{ { "personal", "communication" },
		    WORK_TYPE_PERSONAL_COMMUNICATION },
		{ { "persönliche", "mitteilung" },
		    WORK_TYPE_PERSONAL_COMMUNICATION },
	};

	for (size_t i = s->body; i < s->len; i++)
		for (size_t k = 0; k < COUNT(phrases); k++)
			if (s->tokens[i].kind == TOKEN_WORD &&
			    s->tokens[i].label != PART_ID &&
			    stands_at(s, i, phrases[k].words,
				COUNT(phrases[k].words)))
				return phrases[k].type;
	return WORK_TYPE_NONE;
}

/* 中华人民共和国网络安全法: the People's Republic's name, then the law's. */
static bool
is_chinese_law(const struct scan *s)
{
	static const char republic[] = "中华人民共和国";
	size_t i = first_word(s);
	struct span rest;
	const char *stop, *title;

	if (i >= s->len)
		return false;
	rest = span_skip(s->text, s->tokens[i].from);
	if (rest.len < sizeof(republic) ||
	    memcmp(rest.ptr, republic, sizeof(republic) - 1) != 0)
		return false;
	stop = memchr(rest.ptr, '.', rest.len);
	if (stop)
		rest.len = (size_t)(stop - rest.ptr);
	title = arena_printf(s->a, "%.*s", (int)rest.len, rest.ptr);
	return strstr(title, "法") || strstr(title, "条例");
}

static enum work_type
type_by_words(const struct scan *s)
{
	for (size_t i = s->body; i < s->len; i++) {
		const struct token *t = &s->tokens[i];

		if (t->kind != TOKEN_WORD || t->label == PART_TITLE ||
		    t->label == PART_CONTAINER || t->label == PART_ID)
			continue;
		for (size_t k = 0; k < COUNT(words); k++)
			if (token_is(s, i, words[k].word) &&
			    (!*words[k].then ||
				token_is(s, i + 1, words[k].then)))
				return words[k].type;
	}
	return WORK_TYPE_NONE;
}

static bool
has_words(const struct scan *s, enum part label, unsigned bits)
{
	for (size_t i = 0; i < s->found_len; i++)
		for (size_t k = s->found[i].from;
		     s->found[i].label == label && k < s->found[i].to; k++)
			if (s->tokens[k].lexicon & bits)
				return true;
	return false;
}

enum work_type
type_of(const struct work *w, const struct scan *s)
{
	enum work_type type = type_by_words(s);
	bool in = false;

	if (s->type != WORK_TYPE_NONE)
		return s->type;
	if (is_legal_case(s))
		return WORK_TYPE_LEGAL_CASE;
	if (law_type(s) != WORK_TYPE_NONE)
		return law_type(s);
	if (types_is_standard(s))
		return WORK_TYPE_STANDARD;
	if (is_law(w, s) || is_chinese_law(s))
		return WORK_TYPE_LEGISLATION;
	if (is_letter(s))
		return WORK_TYPE_MANUSCRIPT;
	if (type_by_phrase(s) != WORK_TYPE_NONE)
		return type_by_phrase(s);
	for (size_t i = 0; i < s->len; i++)
		in = in || s->tokens[i].label == PART_IN;
	if (w->container_title && work_is_preprint(w))
		return WORK_TYPE_ARTICLE;
	if (type != WORK_TYPE_NONE && !w->volume)
		return type;
	if (w->container_title) {
		if (has_words(s, PART_CONTAINER, LEX_CONFERENCE) ||
		    strstr(w->container_title,
			"Neural Information Processing Systems"))
			return WORK_TYPE_PAPER_CONFERENCE;
		/* "In: Neural Computation 9 (1997), Nr. 8, S. 1735", "//
		 * Вестник. – 2019. – № 3": books have no issues */
		if (in && w->issue && !w->publisher && !w->editor.len)
			return WORK_TYPE_ARTICLE_JOURNAL;
		if (in || (w->editor.len && (w->publisher || !w->volume)))
			return WORK_TYPE_CHAPTER;
		if (w->volume || w->issue || w->page ||
		    has_words(
			s, PART_CONTAINER, LEX_JOURNAL | LEX_ABBREVIATION))
			return WORK_TYPE_ARTICLE_JOURNAL;
		return w->publisher ? WORK_TYPE_CHAPTER
				    : WORK_TYPE_ARTICLE_JOURNAL;
	}
	if (w->publisher || w->publisher_place || w->edition || w->ISBN)
		return WORK_TYPE_BOOK;
	if (w->arXiv || work_is_preprint(w))
		return WORK_TYPE_ARTICLE;
	if (w->URL && !w->DOI)
		return WORK_TYPE_WEBPAGE;
	/* an emphasised title alone says nothing: many lists set all titles so */
	return WORK_TYPE_NONE;
}
