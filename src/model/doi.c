#include "base/text.h"
#include "model/identifier.h"

#include <stdlib.h>

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
starts(struct span s, const char *what)
{
	return text_starts_nocase(s, what);
}

/* Length of "10.NNNN/" at the start of s (sub-prefixes too), or 0. The slash
 * may be percent-encoded. */
static size_t
prefix_len(struct span s)
{
	size_t i = 3, digits = 0;

	if (s.len < 8 || memcmp(s.ptr, "10.", 3) != 0)
		return 0;
	while (i < s.len && is_digit(s.ptr[i]))
		i++, digits++;
	if (digits < 4 || digits > 9)
		return 0;
	while (i + 1 < s.len && s.ptr[i] == '.' && is_digit(s.ptr[i + 1])) {
		i++;
		while (i < s.len && is_digit(s.ptr[i]))
			i++;
	}
	if (starts(span_skip(s, i), "%2f"))
		return i + 3;
	return i < s.len && s.ptr[i] == '/' ? i + 1 : 0;
}

/* As nearly all that DOIs are made of. */
static bool
is_plain(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/*
 * Length of what at s[at] belongs to a DOI's suffix, or 0 if the DOI ends here.
 * Above ASCII letters are let through, but not the punctuation of the
 * sentence nor Chinese, Japanese and Korean text that goes on without a blank.
 */
static size_t
suffix_step(struct span s, size_t at)
{
	struct span rest = span_skip(s, at);
	char c = rest.ptr[0];
	size_t next = 0;
	uint32_t u;

	if ((unsigned char)c >= 0x80) {
		u = text_next(rest, &next);
		if (text_is_dash(u) && u != 0x2014)
			return next;
		return text_is_letter(u) && !text_is_cjk(u) ? next : 0;
	}
	switch (c) {
	case '\\':
		/* LaTeX: "\_", "\%" */
		return rest.len > 1 && strchr("_%&#$", rest.ptr[1]) ? 2 : 0;
	case '{': return starts(rest, "{\\_}") ? 4 : 0;
	case '<':
		/* SICI: "49:8<693::AID-ASI4>3.0.CO;2-O"; not "</a>" */
		return rest.len > 1 &&
			       (is_digit(rest.ptr[1]) || starts(rest, "<::"))
			   ? 1
			   : 0;
	case '&': return starts(rest, "&lt;") || starts(rest, "&gt;") ? 4 : 0;
	case ',':
	case ';':
		/* two in a row: "10.1000/a,10.1000/b" */
		if (starts(span_skip(rest, 1), "10.") ||
		    starts(span_skip(rest, 1), "http") ||
		    starts(span_skip(rest, 1), "doi:"))
			return 0;
		return 1;
	case '"':
	case '}':
	case '|':
	case '^':
	case '`':
	case '?': return 0;
	case '#':
		/* "3.0.CO;2-#": a SICI's check character (ANSI/NISO Z39.56, 5.8);
		 * else a fragment */
		return at > 3 && !memcmp(rest.ptr - 3, ";2-", 3) &&
		       (rest.len == 1 || !is_plain(rest.ptr[1]));
	default: return c > ' ' && c != 0x7f;
	}
}

/*
 * Cut what the sentence put there: trailing ".,;:'" always, a closing bracket
 * only if it opens outside: "(doi:10.1000/a)", but not "10.1016/0(94)9" nor
 * "10.1002/(SICI)1097(1998)49:8<693::AID-ASI4>3.0.CO;2-O".
 */
static size_t
trim_tail(const char *p, size_t len)
{
	static const char brackets[] = "()[]<>";
	int open[3] = { 0 };
	const char *b;
	size_t i;

	for (i = 0; i < len; i++)
		switch (p[i]) {
		case '(': open[0]++; break;
		case ')': open[0]--; break;
		case '[': open[1]++; break;
		case ']': open[1]--; break;
		case '<': open[2]++; break;
		case '>': open[2]--; break;
		default: break;
		}
	for (; len; len--) {
		if (strchr(".,;:'*!/~", p[len - 1])) {
			/* but the ";" of an entity is the ">" of a SICI */
			if (len >= 4 && !memcmp(p + len - 4, "&gt;", 4))
				break;
			continue;
		}
		b = strchr(brackets, p[len - 1]);
		if (!b)
			break;
		if ((b - brackets) % 2 == 0)
			continue; /* "10.1000/a (": nothing came */
		if (open[(b - brackets) / 2]++ >= 0)
			break;
	}
	return len;
}

/* A DOI at the start of s: its length, or 0. */
static size_t
doi_len(struct span s)
{
	size_t head = prefix_len(s), at = head, step;
	int round = 0, square = 0;

	if (!head)
		return 0;
	while (at < s.len && (step = suffix_step(s, at))) {
		round += (s.ptr[at] == '(') - (s.ptr[at] == ')');
		square += (s.ptr[at] == '[') - (s.ptr[at] == ']');
		/* one that opens outside: "[10.1000/x](https://..." */
		if (round < 0 || square < 0)
			break;
		at += step;
	}
	at = trim_tail(s.ptr, at);
	return at > head ? at : 0;
}

struct range
doi_find(struct span text)
{
	size_t i = 0;

	while (i + 8 <= text.len) {
		const char *p = memchr(text.ptr + i, '1', text.len - i);
		size_t len;

		if (!p)
			break;
		i = (size_t)(p - text.ptr);
		if (!i || (!is_digit(p[-1]) && p[-1] != '.')) {
			len = doi_len(span_skip(text, i));
			if (len)
				return (struct range){ i, i + len };
		}
		i++;
	}
	return (struct range){ text.len, text.len };
}

static int
hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Escapes of URLs, LaTeX and HTML undone. */
static size_t
unescape(char *out, struct span d)
{
	size_t len = 0, i = 0;

	while (i < d.len) {
		struct span rest = span_skip(d, i);
		char c = d.ptr[i];

		if (is_plain(c)) {
			out[len++] = c;
			i++;
			continue;
		}
		if (c == '%' && rest.len > 2 && hex_value(rest.ptr[1]) >= 0 &&
		    hex_value(rest.ptr[2]) >= 0) {
			c = (char)(hex_value(rest.ptr[1]) * 16 +
				   hex_value(rest.ptr[2]));
			i += 2;
		} else if (starts(rest, "{\\_}")) {
			c = '_';
			i += 3;
		} else if (c == '\\' && rest.len > 1) {
			c = rest.ptr[1];
			i += 1;
		} else if (starts(rest, "&lt;")) {
			c = '<';
			i += 3;
		} else if (starts(rest, "&gt;")) {
			c = '>';
			i += 3;
		} else if ((unsigned char)c >= 0x80) {
			size_t next = i;

			/* word processors make a hyphen long */
			if (text_is_dash(text_next(d, &next))) {
				c = '-';
				i = next - 1;
			}
		}
		out[len++] = c;
		i++;
	}
	return len;
}

/* What publishers' links put behind a DOI. */
static const char *const tails[] = { "/full", "/pdf", "/abstract", "/epdf",
	"/html", "/fulltext", "/full/html", "/full/pdf", "/meta", "/summary",
	"/references", "/citations", "/figures", "/suppl_file", "/tables",
	"/full/", "/export", "/pdfdirect", "/download", "/viewer", ".pdf",
	".full", ".html", ".abstract", ".short", ".full-text", ".epdf",
	"/-/dcsupplemental" };

static size_t
cut_tails(const char *doi, size_t len)
{
	bool again = true;

	while (again) {
		again = false;
		for (size_t i = 0; i < COUNT(tails); i++) {
			size_t n = strlen(tails[i]);

			/* something must be left of the suffix */
			if (len > n + 9 &&
			    !memcmp(doi + len - n, tails[i], n)) {
				len -= n;
				again = true;
			}
		}
	}
	/* bioRxiv's and medRxiv's links name the version: "...123456v1" */
	if (len > 12 && !memcmp(doi, "10.1101/2", 9)) {
		size_t v = len;

		while (v > 9 && is_digit(doi[v - 1]))
			v--;
		if (v < len && len - v < 3 && doi[v - 1] == 'v' &&
		    is_digit(doi[v - 2]))
			len = v - 1;
	}
	return len;
}

/* given: NULL, or where it goes with its capitals. */
static char *
normal(char **given, struct arena *a, struct span s)
{
	struct range r = doi_find(s);
	struct span d = span_sub(s, r.from, r.to);
	char *out;
	size_t len;

	if (!d.len)
		return NULL;
	out = arena_strdup_span(a, d);
	len = unescape(out, d);
	if (given)
		*given = arena_strdup_span(a, (struct span){ out, len });
	for (size_t i = 0; i < len; i++)
		out[i] = text_ascii_lower(out[i]);
	/* Unescaping may have uncovered a blank, or the end of the sentence. */
	len = doi_len((struct span){ out, len });
	if (!len)
		return NULL;
	len = cut_tails(out, len);
	len = trim_tail(out, len);
	out[len] = '\0';
	if (given)
		(*given)[len] = '\0';
	return text_is_utf8((struct span){ out, len }) ? out : NULL;
}

char *
doi_normal(struct arena *a, struct span s)
{
	return normal(NULL, a, s);
}

char *
doi_given(struct arena *a, struct span s)
{
	char *given = NULL;

	return normal(&given, a, s) ? given : NULL;
}

/* The next character that counts, or 0. */
static uint32_t
next_of(struct span s, size_t *at)
{
	while (*at < s.len) {
		uint32_t c = text_lower(text_next(s, at));

		if (text_is_dash(c))
			return '-';
		if (c == '\\' || c == '{' || c == '}' || text_is_space(c))
			continue;
		return c;
	}
	return 0;
}

bool
doi_equal(const char *a, const char *b)
{
	struct range ra = doi_find(span_of(a)), rb = doi_find(span_of(b));
	struct span sa = span_sub(span_of(a), ra.from, ra.to);
	struct span sb = span_sub(span_of(b), rb.from, rb.to);
	size_t i = 0, j = 0;
	uint32_t c, d;

	if (!sa.len || !sb.len)
		return false;
	do {
		c = next_of(sa, &i);
		d = next_of(sb, &j);
	} while (c == d && c);
	return c == d;
}

/* Suffixes that say what they are; whole words of letters. */
static const char *const placeholder_words[] = { "nonexistent", "placeholder",
	"fake", "dummy", "xxxx", "xxxxx", "xxxxxx", "xxxxxxx", "xxxxxxxx",
	"todo", "tbd", "notfound", "unknown", "yyyy", "zzzz" };

static bool
has_placeholder_word(const char *suffix)
{
	while (*suffix) {
		size_t len = 0;

		while (suffix[len] >= 'a' && suffix[len] <= 'z')
			len++;
		for (size_t i = 0; len && i < COUNT(placeholder_words); i++)
			if (strlen(placeholder_words[i]) == len &&
			    !memcmp(suffix, placeholder_words[i], len))
				return true;
		suffix += len ? len : 1;
	}
	return false;
}

bool
doi_is_placeholder(const char *doi)
{
	const char *code = doi + 3, *slash = strchr(doi, '/');
	size_t len;

	if (strncmp(doi, "10.", 3) != 0 || !slash)
		return false;
	len = (size_t)(slash - code);
	/*
	 * Registrants' codes are given out in order, in batches to the agencies:
	 * Crossref was at 10.71000 in 2025, DataCite at 10.83996 in 2026. They
	 * are far from 90000, and none is 0000.
	 */
	if ((len >= 4 && strspn(code, "0") == len) ||
	    (len == 5 && memcmp(code, "90000", 5) >= 0))
		return true;
	return has_placeholder_word(slash + 1);
}

bool
doi_is_unregistered(const char *doi)
{
	return text_starts_nocase(span_of(doi), "10.5555/");
}

/*
 * How conferences write their years into DOIs: %Y four digits, %y two of them,
 * %v the number of a yearly volume, which counts from the year that is given
 * here, %a letters, %d digits. Of 190,000 records of theirs 5 have a year more
 * than one off, but AAAI's old volumes, deposited in 2021.
 */
static const struct {
	const char *pattern;
	int first; /* year of volume 0 */
	bool deposited;
} conference_years[] = {
	{ "10.18653/v1/%a%y-%d", 0, false },        /* n19-1423 */
	{ "10.18653/v1/%Y.%a", 0, false },          /* 2020.acl-main.1 */
	{ "10.1609/aaai.v%vi%d", 1986, true },      /* aaai.v36i10.21371 */
	{ "10.1109/%a%d.%Y.%d", 0, false },         /* cvpr52688.2022.00844 */
	{ "10.24963/ijcai.%Y/%d", 0, false },       /* ijcai.2020/1 */
	{ "10.21437/interspeech.%Y-%d", 0, false }, /* interspeech.2019-1 */
};

static size_t
run_of(const char *s, bool letters)
{
	static const char small[] = "abcdefghijklmnopqrstuvwxyz";

	return strspn(s, letters ? small : "0123456789");
}

/* The number where a pattern has its year or volume; 0 if it does not match. */
static int
match_year(const char *pattern, const char *s)
{
	int number = 0;

	while (*pattern) {
		size_t len;

		if (*pattern != '%') {
			if (*pattern++ != *s++)
				return 0;
			continue;
		}
		len = run_of(s, pattern[1] == 'a');
		if (!len || (pattern[1] == 'Y' && len != 4) ||
		    (pattern[1] == 'y' && len != 2) ||
		    (pattern[1] == 'v' && len > 2))
			return 0;
		if (strchr("Yyv", pattern[1]))
			number = (int)strtol(s, NULL, 10);
		/* The anthology's first volumes are of 1965. */
		if (pattern[1] == 'y')
			number += number < 65 ? 2000 : 1900;
		s += len;
		pattern += 2;
	}
	return number;
}

int
doi_conference_year(const char *doi, bool *deposited)
{
	for (size_t i = 0; i < COUNT(conference_years); i++) {
		int n = match_year(conference_years[i].pattern, doi);

		if (!n)
			continue;
		if (deposited)
			*deposited = conference_years[i].deposited;
		return conference_years[i].first + n;
	}
	return 0;
}
