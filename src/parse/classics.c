/* Works of antiquity, cited by author, work and place. */

#include "base/text.h"
#include "parse/after.h"

#include "base/banned.h"

enum { WORK_WORDS = 3, AUTHOR_WORDS = 2 };

/*
 * Authors as the Oxford Classical Dictionary abbreviates them (4th edition, list of
 * abbreviations), and some in full. Points and case aside; sorted by nobody: the list
 * is short.
 */
static const char *const authors[] = { "Aesch", "Aeschin", "Ammian", "Anth Pal",
	"App", "Apul", "Ar", "Archil", "Arist", "Aristotle", "Arr", "Ath",
	"Aug", "August", "Bacchyl", "Caes", "Callim", "Cass Dio", "Cat",
	"Catull", "Cic", "Cicero", "Columella", "Dem", "Diod Sic", "Diog Laert",
	"Dion Hal", "Euc", "Eur", "Eus", "Euseb", "Frontin", "Gal", "Gell",
	"Gorg", "Hdt", "Herodotus", "Heraclid Pont", "Hes", "Hippoc", "Hom",
	"Homer", "Hor", "Hyg", "Isoc", "Joseph", "Julian", "Juv", "Lactant",
	"Livy", "Liv", "Luc", "Lucian", "Lucr", "Lycoph", "Lys", "Macrob",
	"Mart", "Men", "Nep", "Nonnus", "Ov", "Ovid", "Paus", "Petron",
	"Phaedr", "Pind", "Pl", "Plato", "Plaut", "Plin", "Plut", "Plutarch",
	"Polyb", "Procop", "Prop", "Ptol", "Quint", "Sall", "Sen", "Sext Emp",
	"Sil", "Soph", "Stat", "Strab", "Strabo", "Suet", "Tac", "Tacitus",
	"Ter", "Tert", "Theoc", "Theophr", "Thgn", "Thuc", "Thucydides", "Tib",
	"Val Flacc", "Val Max", "Varro", "Vell Pat", "Verg", "Virgil", "Vitr",
	"Xen" };

static size_t
skip_blanks(struct span s, size_t at)
{
	while (at < s.len && s.ptr[at] == ' ')
		at++;
	return at;
}

/* A word of ASCII letters with the point that may end it: where that ends, or at. */
static size_t
skip_word(struct span s, size_t at)
{
	size_t end = at;

	while (end < s.len && ((s.ptr[end] >= 'a' && s.ptr[end] <= 'z') ||
				  (s.ptr[end] >= 'A' && s.ptr[end] <= 'Z')))
		end++;
	return end > at && end < s.len && s.ptr[end] == '.' ? end + 1 : end;
}

/* Are words from..to, points and blanks made one blank, an author's? */
static bool
is_author(struct span s, size_t from, size_t to)
{
	char buf[24];
	size_t n = 0;

	for (; from < to && n + 1 < sizeof(buf); from++) {
		if (s.ptr[from] == '.')
			continue;
		buf[n++] = s.ptr[from];
	}
	while (n && buf[n - 1] == ' ')
		n--;
	for (size_t i = 0; i < sizeof(authors) / sizeof(authors[0]); i++)
		if (span_eq((struct span){ buf, n }, span_of(authors[i])))
			return true;
	return false;
}

static size_t
skip_author(struct span s, size_t at)
{
	size_t end = at, found = at;

	for (int i = 0; i < AUTHOR_WORDS; i++) {
		size_t next = skip_word(s, skip_blanks(s, end));

		if (next == skip_blanks(s, end))
			break;
		end = next;
		if (is_author(s, at, end))
			found = end;
	}
	return found;
}

static bool
is_digit(struct span s, size_t at)
{
	return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

/* "514a", "6.847-853", "1094a1-3", "1.1, 3": where it ends, or at. */
static size_t
skip_locus(struct span s, size_t at)
{
	size_t end = at;

	if (!is_digit(s, at))
		return at;
	for (;;) {
		size_t next;
		uint32_t c;

		end = after_digits(s, end);
		if (end < s.len && s.ptr[end] >= 'a' && s.ptr[end] <= 'f')
			end = after_digits(s, end + 1);
		next = end;
		c = next < s.len ? text_next(s, &next) : 0;
		if (c == ',')
			next = skip_blanks(s, next);
		if (!(c == '.' || c == ',' || c == ':' || text_is_dash(c)) ||
		    !is_digit(s, next))
			return end;
		end = next;
	}
}

/* The works' names between author and place: capitals first, few and short. */
static size_t
skip_work(struct span s, size_t at)
{
	for (int i = 0; i < WORK_WORDS; i++) {
		size_t from = skip_blanks(s, at), end = skip_word(s, from);

		if (end == from || end - from > 12)
			break;
		at = end;
	}
	return at;
}

bool
classics_cite(struct span s)
{
	size_t at = 0;

	s = text_trim(s);
	while (s.len && s.ptr[s.len - 1] == '.')
		s.len--;
	if (!s.len)
		return false;
	do {
		size_t from = skip_blanks(s, at);
		size_t author = skip_author(s, from), place, end;

		/* "Il. 2.5": of the author before */
		if (author == from && !at)
			return false;
		place = skip_blanks(s, skip_work(s, author));
		end = skip_locus(s, place);
		if (end == place)
			return false;
		at = skip_blanks(s, end);
	} while (at < s.len && s.ptr[at++] == ';');
	return at == s.len;
}
