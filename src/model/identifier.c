#include "model/identifier.h"
#include "base/text.h"
#include "model/arxiv.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { DOI_MAX = 2048 };

static const char *const names[IDENTIFIER_KINDS] = { "DOI", "arXiv", "ISBN",
	"ISSN", "PMID", "PMCID", "ACL", "URL" };

const char *
identifier_name(enum identifier_kind kind)
{
	return kind < IDENTIFIER_KINDS ? names[kind] : NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t
digits_at(struct span s, size_t at)
{
	size_t n = 0;

	while (at + n < s.len && is_digit(s.ptr[at + n]))
		n++;
	return n;
}

static bool
starts_at(struct span s, size_t at, const char *what)
{
	return text_starts_nocase(span_skip(s, at), what);
}

/* --- URLs --------------------------------------------------------------- */

/*
 * The end of the URL that starts at from: up to a blank, a quote, an angle
 * bracket, or Chinese and Japanese text and punctuation; then without what the
 * sentence put behind it. A closing bracket stays if it opens inside
 * ("https://en.wikipedia.org/wiki/Peak_(book)").
 */
static size_t
url_end(struct span s, size_t from)
{
	size_t at = from, end;
	int open = 0, square = 0;

	while (at < s.len) {
		size_t here = at;
		uint32_t c = text_next(s, &at);

		if (c <= ' ' || c == '"' || c == '<' || c == '>' || c == '`' ||
		    c == '{' || c == '}' || c == '|' || c == 0x7f ||
		    c == TEXT_REPLACEMENT || text_is_space(c) ||
		    text_is_cjk(c) || (c >= 0x2018 && c <= 0x201f) ||
		    (c >= 0x3000 && c <= 0x303f) || c >= 0xff00 || c == 0xab ||
		    c == 0xbb || c == 0x2026) {
			at = here;
			break;
		}
		open += (c == '(') - (c == ')');
		square += (c == '[') - (c == ']');
	}
	for (end = at; end > from; end--) {
		char c = s.ptr[end - 1];

		if (strchr(".,;:'!?*", c))
			continue;
		if ((c == ')' && open++ < 0) || (c == ']' && square++ < 0))
			continue;
		if (c == '(' || c == '[')
			continue;
		break;
	}
	return end;
}

/* Length of the scheme ("https://", or "" before "www."), or -1. */
static int
scheme_len(struct span s)
{
	static const char *const schemes[] = { "https://", "http://",
		"ftp://" };

	for (size_t i = 0; i < COUNT(schemes); i++)
		if (text_starts_nocase(s, schemes[i]))
			return (int)strlen(schemes[i]);
	/* "www.": only with a letter behind, and with one more point */
	if (text_starts_nocase(s, "www.") && s.len > 8 &&
	    memchr(s.ptr + 5, '.', s.len - 5 < 60 ? s.len - 5 : 60))
		return 0;
	return -1;
}

static struct span
url_host(struct span url)
{
	int n = scheme_len(url);
	struct span host = span_skip(url, n > 0 ? (size_t)n : 0);
	size_t end = 0;

	while (end < host.len && !strchr("/:?#", host.ptr[end]))
		end++;
	return span_sub(host, 0, end);
}

static bool
host_ends(struct span host, const char *what)
{
	size_t n = strlen(what);

	return host.len >= n &&
	       text_starts_nocase(span_skip(host, host.len - n), what) &&
	       (host.len == n || host.ptr[host.len - n - 1] == '.' ||
		   host.ptr[host.len - n - 1] == '-');
}

char *
url_normal(struct arena *a, struct span s)
{
	int n;
	struct span host;
	char *out;

	s = text_trim(s);
	s = span_sub(s, 0, url_end(s, 0));
	n = scheme_len(s);
	if (n < 0 && !memchr(s.ptr ? s.ptr : "", '.', s.len))
		return NULL;
	s = span_skip(s, n > 0 ? (size_t)n : 0);
	if (text_starts_nocase(s, "www."))
		s = span_skip(s, 4);
	while (s.len && s.ptr[s.len - 1] == '/')
		s.len--;
	if (!s.len)
		return NULL;
	host = url_host(s);
	out = arena_strdup_span(a, s);
	for (size_t i = 0; i < host.len; i++)
		out[i] = text_ascii_lower(out[i]);
	return out;
}

/* The value of what behind a URL's host names, for the sites that are known
 * by their identifiers; false for all others. */
static bool
from_site(
    struct identifier *out, struct arena *a, struct span text, struct range url)
{
	struct span u = span_sub(text, url.from, url.to);
	struct span host = url_host(u);
	size_t path = (size_t)(host.ptr - u.ptr) + host.len;
	struct span rest = span_skip(u, path);
	size_t from = 0, to;

	if (host_ends(host, "arxiv.org")) {
		struct arxiv_match m;

		for (size_t i = 1; i < rest.len; i++)
			if (rest.ptr[i - 1] == '/' &&
			    arxiv_at(&m, span_skip(rest, i))) {
				out->kind = IDENTIFIER_ARXIV;
				out->value = arxiv_match_normal(
				    a, span_skip(rest, i), &m);
				out->place =
				    (struct range){ url.from + path + i,
					    url.from + path + i + m.len };
				return true;
			}
		return false;
	}
	while (rest.len && rest.ptr[rest.len - 1] == '/')
		rest.len--;
	for (size_t i = 0; i < rest.len; i++)
		if (rest.ptr[i] == '/')
			from = i + 1;
	to = rest.len;
	for (size_t i = from; i < to; i++)
		if (rest.ptr[i] == '?' || rest.ptr[i] == '#')
			to = i;
	out->place =
	    (struct range){ url.from + path + from, url.from + path + to };
	rest = span_sub(rest, from, to);
	if (host_ends(host, "aclanthology.org") ||
	    host_ends(host, "aclweb.org")) {
		out->kind = IDENTIFIER_ACL;
		out->value = acl_normal(a, rest);
		if (to - from > 4 &&
		    !memcmp(rest.ptr + rest.len - 4, ".pdf", 4))
			out->place.to -= 4;
	} else if (host_ends(host, "ncbi.nlm.nih.gov")) {
		out->kind = IDENTIFIER_PMCID;
		out->value = pmcid_normal(a, rest);
		if (!out->value) {
			out->kind = IDENTIFIER_PMID;
			out->value = pmid_normal(a, rest);
		}
	} else {
		return false;
	}
	return out->value != NULL;
}

/* A URL at text[at]. Fills *out; false if there is none. */
static bool
url_at(struct identifier *out, struct arena *a, struct span text, size_t at)
{
	int n = scheme_len(span_skip(text, at));
	struct range r = { at, 0 }, doi;
	struct span u;

	if (n < 0)
		return false;
	r.to = url_end(text, at);
	if (r.to <= at + (size_t)n + 3)
		return false;
	u = span_sub(text, r.from, r.to);
	out->whole = r;
	/* A SICI goes on where a URL stops, at "<": look in the text. */
	doi = doi_find(u);
	if (!range_empty(doi)) {
		doi = doi_find(span_skip(text, at));
		out->kind = IDENTIFIER_DOI;
		out->place = (struct range){ at + doi.from, at + doi.to };
		if (out->place.to > out->whole.to)
			out->whole.to = out->place.to;
		out->value = doi_normal(
		    a, span_sub(text, out->place.from, out->place.to));
		if (out->value)
			return true;
		out->whole = r;
	}
	if (from_site(out, a, text, r))
		return true;
	out->kind = IDENTIFIER_URL;
	out->place = r;
	out->value = arena_strdup_span(a, u);
	return true;
}

/* --- the other kinds, each at its own mark --------------------------------- */

static bool
doi_at(struct identifier *out, struct arena *a, struct span text, size_t at,
    size_t whole_from)
{
	struct span rest = span_skip(text, at);
	struct range r;
	size_t end = 0;

	/* not further than the next blank: it is a DOI here or none; nor
	 * further than any DOI is long, so that "10.10.10..." costs little */
	while (end < rest.len && end < DOI_MAX &&
	       (unsigned char)rest.ptr[end] > ' ')
		end++;
	r = doi_find(span_sub(rest, 0, end));
	if (range_empty(r) || r.from)
		return false;
	out->kind = IDENTIFIER_DOI;
	out->place = (struct range){ at, at + r.to };
	out->whole = (struct range){ whole_from, at + r.to };
	out->value = doi_normal(a, span_sub(text, at, at + r.to));
	return out->value != NULL;
}

/* Behind "doi": ":", blanks, resolver, or a link text's bracket. */
static bool
labelled_doi(
    struct identifier *out, struct arena *a, struct span text, size_t at)
{
	size_t i = at + 3;

	if (starts_at(text, i, ".org/"))
		return doi_at(out, a, text, i + 5, at);
	while (i < text.len && i < at + 24) {
		size_t next = i;
		uint32_t c = text_next(text, &next);

		if (c == ':' || c == '=' || c == '.' || c == ',' || c == '[' ||
		    c == '(' || c == 0xff1a || text_is_space(c))
			i = next;
		else if (starts_at(text, i, "doi:"))
			i += 4;
		else if (starts_at(text, i, "number"))
			i += 6;
		else
			break;
	}
	if (i == at + 3)
		return false;
	if (scheme_len(span_skip(text, i)) >= 0) {
		if (!url_at(out, a, text, i) || out->kind != IDENTIFIER_DOI)
			return false;
		out->whole.from = at;
		return true;
	}
	if (starts_at(text, i, "dx."))
		i += 3;
	if (starts_at(text, i, "doi.org/"))
		i += 8;
	return doi_at(out, a, text, i, at);
}

/* " [cs.CL]" behind an arXiv id. */
static size_t
subject_end(struct span text, size_t at)
{
	size_t i = text_skip_spaces(text, at), from;

	if (i >= text.len || (text.ptr[i] != '[' && text.ptr[i] != '('))
		return at;
	from = ++i;
	while (i < text.len && i < from + 24 &&
	       (is_letter(text.ptr[i]) || text.ptr[i] == '.' ||
		   text.ptr[i] == '-'))
		i++;
	if (i < from + 2 || i >= text.len ||
	    (text.ptr[i] != ']' && text.ptr[i] != ')'))
		return at;
	return i + 1;
}

static bool
arxiv_id_at(struct identifier *out, struct arena *a, struct span text,
    size_t at, size_t whole_from)
{
	struct arxiv_match m;
	struct span rest = span_skip(text, at);
	int year, month;

	if (!arxiv_at(&m, rest) ||
	    (m.len < rest.len &&
		(is_digit(rest.ptr[m.len]) || is_letter(rest.ptr[m.len]))))
		return false;
	out->kind = IDENTIFIER_ARXIV;
	out->place = (struct range){ at, at + m.len };
	out->whole =
	    (struct range){ whole_from, subject_end(text, at + m.len) };
	out->value = arxiv_match_normal(a, rest, &m);
	return arxiv_date(out->value, &year, &month);
}

/* "arXiv:1706.03762", "arXiv preprint arXiv:1706.03762", "arXiv e-prints,
 * 1706.03762", "ArXiv abs/1706.03762". */
static bool
labelled_arxiv(
    struct identifier *out, struct arena *a, struct span text, size_t at)
{
	size_t i = at + 5;

	if (starts_at(text, i, ".org/"))
		i += 5;
	while (i < text.len && i < at + 40) {
		static const char *const words[] = { "preprint", "e-prints",
			"e-print", "eprint", "arxiv", "abs/", "pdf/", "id",
			"no.", "submit" };
		size_t next = i, word = 0;
		uint32_t c = text_next(text, &next);

		if (c == ':' || c == ',' || c == '.' || c == '/' || c == '(' ||
		    c == '[' || c == ';' || c == 0xff1a || text_is_space(c)) {
			i = next;
			continue;
		}
		for (size_t k = 0; k < COUNT(words) && !word; k++)
			if (starts_at(text, i, words[k]))
				word = strlen(words[k]);
		if (!word)
			break;
		i += word;
	}
	return arxiv_id_at(out, a, text, i, at);
}

/* The end of a run of digits, hyphens and blanks that a number may be. */
static size_t
number_end(struct span s, size_t at, size_t digits_max)
{
	size_t end = at, digits = 0;

	while (at < s.len && digits <= digits_max) {
		uint32_t c = text_next(s, &at);

		if ((c >= '0' && c <= '9') || c == 'X' || c == 'x') {
			digits++;
			if (digits > digits_max)
				break;
			end = at;
			if (c == 'X' || c == 'x')
				break;
		} else if (!text_is_dash(c) && !text_is_space(c)) {
			break;
		}
	}
	return end;
}

/* "ISBN", "ISBN-13:", "ISBN 10": the number may be wrong, then it is none. */
static bool
labelled_number(struct identifier *out, struct arena *a, struct span text,
    size_t at, enum identifier_kind kind)
{
	size_t i = at + 4, end;
	bool book = kind == IDENTIFIER_ISBN;

	if (i < text.len && (text.ptr[i] | 0x20) == 's')
		i++;
	if (book && i < text.len && strchr("-( ", text.ptr[i]) &&
	    (starts_at(text, i + 1, "10") || starts_at(text, i + 1, "13")) &&
	    i + 3 < text.len && strchr(":) ", text.ptr[i + 3]))
		i += 4;
	while (i < text.len && strchr(" :.=(", text.ptr[i]))
		i++;
	i = text_skip_spaces(text, i);
	for (size_t max = book ? 13 : 8; max >= 8; max -= 3) {
		end = number_end(text, i, max);
		out->kind = kind;
		out->place = (struct range){ i, end };
		out->whole = (struct range){ at, end };
		out->value = book ? isbn_normal(a, span_sub(text, i, end))
				  : issn_normal(a, span_sub(text, i, end));
		if (out->value)
			return true;
	}
	return false;
}

/* "PMID: 12345", "PubMed PMID: 12345". */
static bool
labelled_pmid(
    struct identifier *out, struct arena *a, struct span text, size_t at)
{
	size_t i = at, n;

	if (starts_at(text, i, "pubmed"))
		i = text_skip_spaces(text, i + 6);
	if (starts_at(text, i, "pmid"))
		i += 4;
	while (i < text.len && strchr(" :[=", text.ptr[i]))
		i++;
	i = text_skip_spaces(text, i);
	n = digits_at(text, i);
	if (!n || n > 8)
		return false;
	out->kind = IDENTIFIER_PMID;
	out->place = (struct range){ i, i + n };
	out->whole = (struct range){ at, i + n };
	out->value = pmid_normal(a, span_sub(text, i, i + n));
	return out->value != NULL;
}

/* "PMCID: PMC12345", "PMC12345". */
static bool
labelled_pmcid(
    struct identifier *out, struct arena *a, struct span text, size_t at)
{
	size_t i = at, n;

	if (starts_at(text, i, "pmcid")) {
		i += 5;
		while (i < text.len && strchr(" :=", text.ptr[i]))
			i++;
	}
	if (!starts_at(text, i, "pmc"))
		return false;
	n = digits_at(text, i + 3);
	if (n < 4 || n > 9)
		return false;
	out->kind = IDENTIFIER_PMCID;
	out->place = (struct range){ i, i + 3 + n };
	out->whole = (struct range){ at, i + 3 + n };
	out->value = pmcid_normal(a, span_sub(text, i, i + 3 + n));
	return out->value != NULL;
}

/* An ISBN-13 without the word: only with its hyphens, or right up to the check
 * digit. */
static bool
bare_isbn(struct identifier *out, struct arena *a, struct span text, size_t at)
{
	size_t end = number_end(text, at, 13);

	if (end < at + 13 || (end < text.len && is_digit(text.ptr[end])))
		return false;
	out->kind = IDENTIFIER_ISBN;
	out->place = out->whole = (struct range){ at, end };
	out->value = isbn_normal(a, span_sub(text, at, end));
	return out->value != NULL;
}

/*
 * An id of arXiv that nothing introduces: old ones speak for themselves
 * ("hep-th/9901001"); new ones need brackets or a subject ("[1110.6448]",
 * "1110.6448 [hep-ph]"), as physics lists print them, or "abs/" before.
 */
static bool
bare_arxiv(struct identifier *out, struct arena *a, struct span text, size_t at)
{
	bool shown = at && text.ptr[at - 1] == '[';

	if (!arxiv_id_at(out, a, text, at, at))
		return false;
	if (!is_digit(text.ptr[at]))
		return true;
	if (out->whole.to > out->place.to)
		return true;
	return shown && out->place.to < text.len &&
	       text.ptr[out->place.to] == ']';
}

/* What starts at text[at], the start of a word. */
static bool
identify(struct identifier *out, struct arena *a, struct span text, size_t at)
{
	switch (text.ptr[at] | 0x20) {
	case 'h':
	case 'f':
	case 'w':
		if (url_at(out, a, text, at))
			return true;
		break;
	case 'd':
		if (starts_at(text, at, "doi"))
			return labelled_doi(out, a, text, at);
		if (starts_at(text, at, "dx.doi.org/"))
			return doi_at(out, a, text, at + 11, at);
		break;
	case 'i':
		if (starts_at(text, at, "isbn"))
			return labelled_number(
			    out, a, text, at, IDENTIFIER_ISBN);
		if (starts_at(text, at, "issn"))
			return labelled_number(
			    out, a, text, at, IDENTIFIER_ISSN);
		break;
	case 'p':
		if (starts_at(text, at, "pmc"))
			return labelled_pmcid(out, a, text, at);
		if (starts_at(text, at, "pmid") ||
		    starts_at(text, at, "pubmed"))
			return labelled_pmid(out, a, text, at);
		break;
	case 'a':
		if (starts_at(text, at, "arxiv"))
			return labelled_arxiv(out, a, text, at);
		if (starts_at(text, at, "abs/"))
			return arxiv_id_at(out, a, text, at + 4, at);
		break;
	case 'c':
		if (starts_at(text, at, "corr abs/"))
			return arxiv_id_at(out, a, text, at + 9, at + 5);
		break;
	default: break;
	}
	if (starts_at(text, at, "10."))
		return doi_at(out, a, text, at, at);
	if (starts_at(text, at, "978") || starts_at(text, at, "979"))
		return bare_isbn(out, a, text, at);
	return bare_arxiv(out, a, text, at);
}

/* A word starts at at: nothing before it that a label or number could go on
 * from. "J.doi:10..." and "2019.arXiv:..." do occur. */
static bool
is_start(struct span s, size_t at)
{
	char c = s.ptr[at], before = at ? s.ptr[at - 1] : ' ';

	if (!is_letter(c) && !is_digit(c))
		return false;
	if (is_digit(c))
		return !is_digit(before) && !is_letter(before) &&
		       before != '.' && before != '-';
	return !is_letter(before) && before != '-';
}

size_t
identifier_find_all(struct identifier **out, struct arena *a, struct span text)
{
	size_t len = 0, at = 0;

	*out = NULL;
	while (at < text.len) {
		struct identifier found = { IDENTIFIER_URL, { 0, 0 }, { 0, 0 },
			NULL };

		if (!is_start(text, at) || !identify(&found, a, text, at)) {
			at++;
			continue;
		}
		ARENA_PUSH(a, *out, len) = found;
		at = found.whole.to > at ? found.whole.to : at + 1;
	}
	return len;
}

bool
identifier_parse(enum identifier_kind *kind, const char **value,
    struct arena *a, struct span s)
{
	struct identifier *found;
	size_t n;

	s = text_trim(s);
	if (!s.len)
		return false;
	if (s.ptr[0] == '<' && s.ptr[s.len - 1] == '>')
		s = span_sub(s, 1, s.len - 1);
	/* a bare id of the new form is enough when nothing else is there */
	if ((*value = acl_normal(a, s)) && !memchr(s.ptr, '/', s.len)) {
		*kind = IDENTIFIER_ACL;
		return true;
	}
	n = identifier_find_all(&found, a, s);
	if (n == 1 && !found[0].whole.from && s.len - found[0].whole.to < 16) {
		*kind = found[0].kind;
		*value = found[0].value;
		return true;
	}
	if (n)
		return false;
	if (is_digit(s.ptr[0]) && (*value = arxiv_normal(a, s, NULL)) &&
	    s.len <= 13) {
		*kind = IDENTIFIER_ARXIV;
		return true;
	}
	if ((*value = isbn_normal(a, s))) {
		*kind = IDENTIFIER_ISBN;
		return true;
	}
	if (s.len == 9 && (*value = issn_normal(a, s))) {
		*kind = IDENTIFIER_ISSN;
		return true;
	}
	return false;
}
