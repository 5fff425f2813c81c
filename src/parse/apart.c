/* Kinds of works that have rules of their own, and are in no index of papers. */

#include "base/text.h"
#include "parse/after.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { DATE_BYTES = 24 };

static const double SAID = 0.9,
		    LEFT = 0.6; /* confidence of what is said, is left */

static bool
is_digit(struct span s, size_t at)
{
	return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

static bool
is_capital(struct span s, size_t at)
{
	return at < s.len && s.ptr[at] >= 'A' && s.ptr[at] <= 'Z';
}

static bool
is_letter(struct span s, size_t at)
{
	return at < s.len && text_is_letter((unsigned char)s.ptr[at]);
}

static size_t
skip_chars(struct span s, size_t at, const char *chars)
{
	while (at < s.len && s.ptr[at] && strchr(chars, s.ptr[at]))
		at++;
	return at;
}

/* --- laws: European Case Law Identifier -------------------------------------------- */

/*
 * "ECLI:EU:C:2014:317": country, court, year, a number of letters, digits and points
 * (Council conclusions 2011/C 127/01, annex). Empty if there is none.
 */
static struct range
find_ecli(struct span s, int *year)
{
	size_t from = after_find(s, "ECLI", 0), at = from + 4, start;

	if (from == s.len || at >= s.len || s.ptr[at] != ':' ||
	    !is_capital(s, at + 1) || !is_capital(s, at + 2) ||
	    at + 3 >= s.len || s.ptr[at + 3] != ':')
		return (struct range){ 0, 0 };
	start = at + 4;
	for (at = start; is_capital(s, at) || is_digit(s, at);)
		at++;
	if (at == start || at - start > 7 || at >= s.len || s.ptr[at] != ':' ||
	    after_digits(s, at + 1) != at + 5)
		return (struct range){ 0, 0 };
	*year = 0;
	for (size_t i = at + 1; i < at + 5; i++)
		*year = 10 * *year + (s.ptr[i] - '0');
	start = at + 6;
	if (at + 5 >= s.len || s.ptr[at + 5] != ':')
		return (struct range){ 0, 0 };
	for (at = start; is_capital(s, at) || is_digit(s, at) ||
			 (at < s.len && s.ptr[at] == '.');)
		at++;
	while (at > start && s.ptr[at - 1] == '.')
		at--;
	return at > start ? (struct range){ from, at } : (struct range){ 0, 0 };
}

static bool
read_ecli(struct after *r)
{
	struct work *w = r->parse->work;
	struct range ecli, title;
	int year;

	ecli = find_ecli(r->text, &year);
	if (range_empty(ecli))
		return false;
	after_clear_all(r);
	title =
	    after_trim(r->text, (struct range){ after_start(r), ecli.from });
	after_set(r, CLAIM_TITLE, WORK_title, title, LEFT);
	after_set(r, CLAIMS, WORK_number, ecli, SAID);
	w->issued.from.year = year;
	w->type = WORK_TYPE_LEGAL_CASE;
	return true;
}

/*
 * "Brown v. Board of Educ., 347 U.S. 483 (1954)": parties, volume, reporter, page. The
 * reporter is of capitals and points ("F. Supp. 2d", "S. Ct.").
 */
static bool
read_case(struct after *r)
{
	struct work *w = r->parse->work;
	struct span s = r->text;
	struct date issued = w->issued;
	size_t parties = after_find(s, "v", 0);

	if (w->type != WORK_TYPE_LEGAL_CASE || parties == s.len)
		return false;
	for (size_t at = parties; at + 2 < s.len; at++) {
		size_t volume = at + 2, end, reporter, page;

		if (s.ptr[at] != ',' || s.ptr[at + 1] != ' ' ||
		    !is_digit(s, volume))
			continue;
		end = after_digits(s, volume);
		reporter = skip_chars(s, end, " ");
		if (reporter == end || !is_capital(s, reporter))
			continue;
		for (page = reporter;
		     page < s.len && s.ptr[page] != '(' && s.ptr[page] != ',';
		     page++)
			if (s.ptr[page] == ' ' && is_digit(s, page + 1) &&
			    !is_letter(s, after_digits(s, page + 1)))
				break;
		if (page >= s.len || s.ptr[page] != ' ')
			continue;
		after_clear_all(r);
		after_set(r, CLAIM_TITLE, WORK_title,
		    (struct range){ after_start(r), at }, SAID);
		after_set(r, CLAIM_VOLUME, WORK_volume,
		    (struct range){ volume, end }, SAID);
		after_set(r, CLAIM_CONTAINER_TITLE, WORK_container_title,
		    (struct range){ reporter, page }, SAID);
		after_set(r, CLAIM_PAGES, WORK_page,
		    (struct range){ page + 1, after_digits(s, page + 1) },
		    SAID);
		w->issued = issued;
		return true;
	}
	return false;
}

/* --- patents ------------------------------------------------------------------------- */

/* "8,697,359", "2014/093661", "1 234 567 B1": where the number ends, or at. */
static size_t
skip_patent_number(struct span s, size_t at)
{
	size_t end = at, digits = 0, next;

	for (next = at; next < s.len; next++) {
		if (is_digit(s, next)) {
			digits++;
			end = next + 1;
		} else if (!strchr(",/ .-", s.ptr[next]) ||
			   !is_digit(s, next + 1) || !is_digit(s, next + 3) ||
			   next != end) {
			break;
		}
	}
	if (digits < 5)
		return at;
	/* the kind of document: "B2" (WIPO ST.16) */
	next = skip_chars(s, end, " ");
	if (next < s.len && s.ptr[next] && strchr("ABCUYST", s.ptr[next]) &&
	    next - end <= 1) {
		size_t kind = is_digit(s, next + 1) ? next + 2 : next + 1;

		if (kind >= s.len || strchr(" .,;)", s.ptr[kind]))
			end = kind;
	}
	return end;
}

/* Back over "U.S. ", "European ": what the word patent belongs to. */
static size_t
patent_office(struct span s, size_t at)
{
	static const char *const offices[] = { "U.S. ", "US ", "European ",
		"Japanese ", "German ", "Chinese ", "British ", "UK ",
		"United States " };

	for (size_t i = 0; i < COUNT(offices); i++) {
		size_t len = strlen(offices[i]);

		if (at >= len &&
		    text_starts_nocase(span_skip(s, at - len), offices[i]))
			return at - len;
	}
	return at;
}

static bool
read_patent(struct after *r)
{
	static const char *const marks[] = { " Application", " Publication",
		" No.", " Nr.", " No", " number", " n\xc2\xb0" };
	size_t word = after_find(r->text, "patent", 0);

	for (; word < r->text.len;
	     word = after_find(r->text, "patent", word + 1)) {
		size_t at = word + strlen("patent"), end;

		for (size_t i = 0; i < COUNT(marks); i++)
			if (text_starts_nocase(
				span_skip(r->text, at), marks[i]))
				at += strlen(marks[i]);
		at = skip_chars(r->text, at, " :#");
		end = at;
		/* "EP1234567B1", "WO 2014/093661" */
		if (is_capital(r->text, at) && is_capital(r->text, at + 1))
			end = skip_chars(r->text, at + 2, " -");
		if (skip_patent_number(r->text, end) == end)
			continue;
		end = skip_patent_number(r->text, end);
		after_clear(
		    r, (struct range){ patent_office(r->text, word), end });
		after_set(
		    r, CLAIMS, WORK_number, (struct range){ at, end }, SAID);
		r->parse->work->type = WORK_TYPE_PATENT;
		return true;
	}
	return false;
}

/* --- trials --------------------------------------------------------------------------- */

/* Registers of clinical trials and the digits of their numbers (WHO ICTRP's primary
 * registries, and ClinicalTrials.gov). */
static const struct {
	const char *prefix;
	size_t least, most;
} registers[] = {
	{ "NCT", 8, 8 },
	{ "ISRCTN", 8, 8 },
	{ "DRKS", 8, 8 },
	{ "ACTRN", 14, 14 },
	{ "ChiCTR", 8, 10 },
	{ "UMIN", 9, 9 },
	{ "jRCT", 10, 10 },
	{ "PACTR", 15, 15 },
	{ "NTR", 3, 5 },
};

static struct range
find_trial(struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (i && (is_capital(s, i - 1) || is_digit(s, i - 1)))
			continue;
		for (size_t k = 0; k < COUNT(registers); k++) {
			size_t len = strlen(registers[k].prefix), end;

			if (i + len > s.len ||
			    memcmp(s.ptr + i, registers[k].prefix, len) != 0)
				continue;
			end = after_digits(s, i + len);
			if (end - i - len >= registers[k].least &&
			    end - i - len <= registers[k].most)
				return (struct range){ i, end };
		}
	}
	return (struct range){ 0, 0 };
}

/* Was a field found, and not in those bytes? */
static bool
stands_elsewhere(const struct after *r, enum claim claim, struct range bytes)
{
	struct range place = after_place(r, claim);

	return !range_empty(place) &&
	       (place.from >= bytes.to || place.to <= bytes.from);
}

/* The entry of a register itself; a paper may name its trial, too. */
static bool
read_trial(struct after *r)
{
	struct work *w = r->parse->work;
	struct range number = find_trial(r->text);

	if (range_empty(number) || w->DOI || w->PMID ||
	    stands_elsewhere(r, CLAIM_VOLUME, number) ||
	    stands_elsewhere(r, CLAIM_PAGES, number))
		return false;
	after_clear(r, number);
	after_set(r, CLAIMS, WORK_number, number, SAID);
	w->type = WORK_TYPE_WEBPAGE;
	return true;
}

/* --- archives -------------------------------------------------------------------------- */

/* How archives are cited, in full or by the sign that their readers use. */
static const char *const archives[] = { "The National Archives", "TNA",
	"Public Record Office", "PRO", "National Archives", "NARA",
	"Bundesarchiv", "BArch", "SAPMO-BArch", "PA AA", "PAAA", "GStA PK",
	"GStA", "HHStA", "ÖStA", "StA", "HStA", "LAB", "Archives nationales",
	"Archivo General de la Nación", "Archivo General de Indias", "AGI",
	"AGN", "AHN", "AGS", "Archivio Segreto Vaticano", "ASV", "AAV", "ACS",
	"ASF", "British Library", "BL", "Bodleian Library", "BnF", "IISH",
	"ГАРФ", "РГАСПИ", "РГВА", "РГИА", "РГАЛИ", "АВПРФ", "ЦАМО" };

/* Departments of the National Archives at Kew that are cited most. */
static const char *const departments[] = { "FO", "FCO", "CAB", "WO", "HO", "CO",
	"PREM", "ADM", "KV", "DEFE", "DO", "BT", "MH", "ED", "AIR", "SP", "TS",
	"ASSI", "PROB", "INF", "HW", "LAB" };

/* Does a signature begin here: "FO 371/12345", "R 43 I/1", "Ф. 5446", "RG 59"? */
static bool
is_signature(struct span s, size_t at)
{
	size_t letters = 0, next = at;

	while (next < s.len && letters < 6) {
		size_t behind = next;

		if (!text_is_upper(text_next(s, &behind)))
			break;
		next = behind;
		letters++;
	}
	if (next < s.len && s.ptr[next] == '.')
		next++;
	next = skip_chars(s, next, " ");
	return letters && is_digit(s, next);
}

/* "FO 371/12345": the piece behind the slash makes it one. */
static bool
is_kew(struct span s, size_t at)
{
	for (size_t i = 0; i < COUNT(departments); i++) {
		size_t end = at + strlen(departments[i]);

		if (end >= s.len || s.ptr[end] != ' ' ||
		    memcmp(s.ptr + at, departments[i], end - at) != 0 ||
		    !is_digit(s, end + 1))
			continue;
		end = after_digits(s, end + 1);
		return end < s.len && s.ptr[end] == '/' && is_digit(s, end + 1);
	}
	return false;
}

/* Where the archive's name ends and its signature begins; false if neither is there. */
static bool
find_archive(struct range *name, size_t *signature, struct span s, size_t at)
{
	for (size_t i = 0; i < COUNT(archives); i++) {
		size_t end = at + strlen(archives[i]), next;

		if (end >= s.len ||
		    memcmp(s.ptr + at, archives[i], end - at) != 0)
			continue;
		/* "The National Archives, Kew, FO 371" */
		next = skip_chars(s, end, ",:; ()");
		if (next == end)
			continue;
		if (!is_signature(s, next)) {
			const char *comma =
			    memchr(s.ptr + next, ',', s.len - next);

			if (!comma || comma - s.ptr - (ptrdiff_t)next > 40)
				continue;
			next = skip_chars(s, (size_t)(comma - s.ptr), ", ");
			if (!is_signature(s, next))
				continue;
		}
		*name = (struct range){ at, end };
		*signature = next;
		return true;
	}
	*name = (struct range){ at, at };
	*signature = at;
	return is_kew(s, at);
}

static bool
read_archive(struct after *r)
{
	struct work *w = r->parse->work;
	struct date issued = w->issued;
	struct range name, place, rest, year;
	size_t at;

	if (w->DOI || w->arXiv || w->ISBN ||
	    !find_archive(&name, &at, r->text, after_start(r)))
		return false;
	place.from = place.to = at;
	while (place.to < r->text.len && !strchr(",;", r->text.ptr[place.to]))
		place.to++;
	rest = (struct range){ place.to, r->text.len };
	/* ", 3 Mar. 1921" at the end is the date */
	year = after_place(r, CLAIM_YEAR);
	for (size_t i = rest.from; i < rest.to && i < year.from; i++)
		if (r->text.ptr[i] == ',' && year.from - i < DATE_BYTES)
			rest.to = i;
	after_clear_all(r);
	after_set(r, CLAIM_TITLE, WORK_title, after_trim(r->text, rest), LEFT);
	after_set(r, CLAIMS, WORK_archive, after_trim(r->text, name), SAID);
	after_set(
	    r, CLAIMS, WORK_archive_location, after_trim(r->text, place), SAID);
	w->issued = issued;
	w->type = WORK_TYPE_MANUSCRIPT;
	return true;
}

/* --- what a bracket says ---------------------------------------------------------------- */

/*
 * Descriptions in square brackets (APA, 7th edition, 9.22 and chapter 10), by how they
 * end, small letters.
 */
static const struct {
	const char *word;
	enum work_type type;
} brackets[] = {
	{ "software", WORK_TYPE_SOFTWARE },
	{ "language model", WORK_TYPE_SOFTWARE },
	{ "mobile app", WORK_TYPE_SOFTWARE },
	{ "source code", WORK_TYPE_SOFTWARE },
	{ "computer program", WORK_TYPE_SOFTWARE },
	{ "data set", WORK_TYPE_DATASET },
	{ "dataset", WORK_TYPE_DATASET },
	{ "tweet", WORK_TYPE_POST },
	{ "post", WORK_TYPE_POST },
	{ "video", WORK_TYPE_MOTION_PICTURE },
	{ "film", WORK_TYPE_MOTION_PICTURE },
	{ "podcast", WORK_TYPE_BROADCAST },
	{ "presentation", WORK_TYPE_SPEECH },
	{ "lecture", WORK_TYPE_SPEECH },
	{ "speech", WORK_TYPE_SPEECH },
	{ "keynote", WORK_TYPE_SPEECH },
	{ "talk", WORK_TYPE_SPEECH },
	{ "poster", WORK_TYPE_SPEECH },
	{ "unpublished manuscript", WORK_TYPE_MANUSCRIPT },
};

static bool
ends_nocase(struct span s, const char *word)
{
	size_t len = strlen(word);

	return s.len >= len &&
	       text_eq_nocase(span_skip(s, s.len - len), word) &&
	       (s.len == len || s.ptr[s.len - len - 1] == ' ');
}

/* The title ends where the bracket begins. */
static void
end_title(struct after *r, size_t at)
{
	struct range title = after_place(r, CLAIM_TITLE);
	const struct place *p = parse_place(r->parse, CLAIM_TITLE);

	if (!p || title.from >= at || title.to <= at)
		return;
	title.to = at;
	after_set(r, CLAIM_TITLE, WORK_title, after_trim(r->text, title),
	    p->confidence);
}

static void
read_bracket(struct after *r)
{
	struct work *w = r->parse->work;
	struct span s = r->text;

	for (size_t i = after_start(r); i < s.len; i++) {
		size_t end = i + 1;
		struct span inside;

		if (s.ptr[i] != '[')
			continue;
		while (end < s.len && s.ptr[end] != ']' && end - i < 60)
			end++;
		if (end >= s.len || s.ptr[end] != ']')
			continue;
		inside = span_sub(s, i + 1, end);
		for (size_t k = 0; k < COUNT(brackets); k++) {
			if (!ends_nocase(inside, brackets[k].word))
				continue;
			if (!w->container_title || !w->volume)
				w->type = brackets[k].type;
			end_title(r, i);
			return;
		}
	}
}

/* --- programs by their version ------------------------------------------------------------- */

/* "(v4.4.1)", "(Version 2.0)", "(May 13 version)": the number's bytes, and from where
 * the bracket begins; empty if there is none. */
static struct range
find_version(size_t *bracket, struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		size_t at = i + 1, end = at;
		struct span inside;

		if (s.ptr[i] != '(')
			continue;
		while (end < s.len && s.ptr[end] != ')' && end - i < 40)
			end++;
		if (end >= s.len || s.ptr[end] != ')')
			continue;
		*bracket = i;
		inside = span_sub(s, at, end);
		if (ends_nocase(inside, "version") && inside.len > 8)
			return (struct range){ at, end };
		if (text_starts_nocase(inside, "version "))
			at += strlen("version ");
		else if (text_starts_nocase(inside, "v"))
			at++;
		else
			continue;
		if (is_digit(s, at))
			return (struct range){ at, end };
	}
	return (struct range){ 0, 0 };
}

/* "R Core Team. R (v4.4.1)": all of the title is who made it, if nothing but a program's
 * name of one word or two is behind its full stop. Its bytes, or empty. */
static struct range
maker_before(struct after *r, size_t bracket)
{
	enum { NAME_WORDS = 2 };
	struct work *w = r->parse->work;
	struct range title = after_place(r, CLAIM_TITLE), name;
	size_t blanks = 0;

	name = after_trim(r->text, (struct range){ title.to, bracket });
	if (range_empty(title) || range_empty(name) || title.to >= name.from ||
	    r->text.ptr[title.to] != '.')
		return (struct range){ bracket, bracket };
	for (size_t i = name.from; i < name.to; i++)
		blanks += r->text.ptr[i] == ' ';
	if (blanks >= NAME_WORDS || w->title == NULL)
		return (struct range){ bracket, bracket };
	w->author.items = ARENA_ARRAY(r->a, struct name, 1);
	w->author.items[0].literal = w->title;
	w->author.len = 1;
	after_clear(r, title);
	w->title = NULL;
	ARENA_PUSH(r->a, r->parse->places, r->parse->places_len) =
	    (struct place){ CLAIM_AUTHOR, scan_body_range(r->scan, title),
		    LEFT };
	return title;
}

static void
read_version(struct after *r)
{
	struct work *w = r->parse->work;
	struct range title, author = after_place(r, CLAIM_AUTHOR);
	size_t bracket = 0;
	struct range version = find_version(&bracket, r->text);

	if (range_empty(version) || w->container_title || w->volume ||
	    w->page || w->edition || w->arXiv || w->ISBN)
		return;
	after_set(r, CLAIMS, WORK_version, version, SAID);
	if (w->type == WORK_TYPE_NONE || w->type == WORK_TYPE_BOOK ||
	    w->type == WORK_TYPE_WEBPAGE)
		w->type = WORK_TYPE_SOFTWARE;
	end_title(r, bracket);
	/* "R Core Team. R (v4.4.1)": one letter has not been taken for a title */
	if (!w->author.len)
		author = maker_before(r, bracket);
	title = after_trim(r->text, (struct range){ author.to, bracket });
	if (!w->title && w->author.len && !range_empty(title))
		after_set(r, CLAIM_TITLE, WORK_title, title, LEFT);
}

/* --- all -------------------------------------------------------------------------------- */

void
apart_read(struct after *r)
{
	if (read_ecli(r) || read_case(r) || read_patent(r) || read_trial(r) ||
	    read_archive(r))
		return;
	read_bracket(r);
	read_version(r);
	if (classics_cite(r->text)) {
		after_clear_all(r);
		after_set(r, CLAIM_TITLE, WORK_title,
		    after_trim(
			r->text, (struct range){ after_start(r), r->text.len }),
		    SAID);
		r->parse->work->type = WORK_TYPE_CLASSIC;
	}
}

/* "Anonymous. Title withheld for review.", "Reference removed for blind review" */
static bool
is_withheld(struct span s)
{
	static const char *const hidden[] = { "withheld", "omitted", "removed",
		"redacted", "blinded", "anonymized", "anonymised" };
	static const char *const why[] = { "review", "anonymity", "peer-review",
		"reviewing", "submission" };
	enum { WITHHELD_BYTES = 160 };
	bool is_hidden = false;

	/* what is withheld has no numbers, papers about it have */
	for (size_t i = 0; i < s.len; i++)
		if (is_digit(s, i))
			return false;
	if (s.len > WITHHELD_BYTES)
		return false;
	for (size_t i = 0; i < COUNT(hidden); i++)
		is_hidden = is_hidden || after_find(s, hidden[i], 0) < s.len;
	for (size_t i = 0; is_hidden && i < COUNT(why); i++) {
		size_t at = after_find(s, why[i], 0);

		/* "for review", "for double-blind review" */
		if (at < s.len && after_find(span_sub(s, 0, at), "for", 0) < at)
			return true;
	}
	return false;
}

const char *
apart_skip(struct span text)
{
	if (is_withheld(text))
		return "is withheld for review";
	if (classics_cite(text))
		return "cites a place in a work of antiquity";
	return NULL;
}
