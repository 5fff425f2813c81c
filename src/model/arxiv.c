#include "model/arxiv.h"
#include "base/text.h"
#include "model/identifier.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The archives that gave out ids until March 2007 (arxiv.org, "Understanding the
 * arXiv identifier"; those merged into others included). */
static const char *const archives[] = { "acc-phys", "adap-org", "alg-geom",
	"ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn", "chem-ph",
	"cmp-lg", "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc",
	"hep-ex", "hep-lat", "hep-ph", "hep-th", "math", "math-ph", "mtrl-th",
	"nlin", "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph",
	"q-alg", "q-bio", "quant-ph", "solv-int", "supr-con" };

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits_at(struct span s, size_t at)
{
	size_t n = 0;

	while (at + n < s.len && is_digit(s.ptr[at + n]))
		n++;
	return n;
}

/* "v5" at s[at]: its length, or 0. */
static size_t
version_len(struct span s, size_t at)
{
	size_t n;

	if (at >= s.len || (s.ptr[at] | 0x20) != 'v')
		return 0;
	n = digits_at(s, at + 1);
	return n && n < 4 ? n + 1 : 0;
}

bool
arxiv_at(struct arxiv_match *out, struct span s)
{
	size_t n = digits_at(s, 0), version;

	memset(out, 0, sizeof(*out));
	if (n == 4 && s.len > 8 && s.ptr[4] == '.') {
		size_t more = digits_at(s, 5);
		int month = (s.ptr[2] - '0') * 10 + s.ptr[3] - '0';

		if (more < 4 || more > 5 || month < 1 || month > 12)
			return false;
		out->id_len = 5 + more;
	} else if (!n) {
		size_t best = 0, at;

		for (size_t i = 0; s.len && i < COUNT(archives); i++)
			if ((s.ptr[0] | 0x20) == archives[i][0] &&
			    strlen(archives[i]) > best &&
			    text_starts_nocase(s, archives[i]))
				best = strlen(archives[i]);
		if (!best)
			return false;
		out->archive_len = at = best;
		/* subject class: "math.GT/0309136" */
		if (at + 3 < s.len && s.ptr[at] == '.') {
			at++;
			while (at < s.len && s.ptr[at] != '/' &&
			       at < best + 16 &&
			       (text_is_letter((unsigned char)s.ptr[at]) ||
				   s.ptr[at] == '-'))
				at++;
		}
		if (at >= s.len || s.ptr[at] != '/' ||
		    digits_at(s, at + 1) != 7)
			return false;
		out->number_from = at + 1;
		out->id_len = at + 8;
	} else {
		return false;
	}
	version = version_len(s, out->id_len);
	for (size_t i = 1; i < version; i++)
		out->version = out->version * 10 + s.ptr[out->id_len + i] - '0';
	out->len = out->id_len + version;
	return true;
}

char *
arxiv_match_normal(struct arena *a, struct span s, const struct arxiv_match *m)
{
	char *out;

	if (!m->archive_len)
		return arena_strdup_span(a, span_sub(s, 0, m->id_len));
	out = arena_printf(a, "%.*s/%.*s", (int)m->archive_len, s.ptr, 7,
	    s.ptr + m->number_from);
	for (size_t i = 0; out[i]; i++)
		out[i] = text_ascii_lower(out[i]);
	return out;
}

char *
arxiv_normal(struct arena *a, struct span s, int *version)
{
	struct arxiv_match m;

	for (size_t i = 0; i < s.len; i++) {
		char before = i ? s.ptr[i - 1] : ' ';
		char *id;
		int year, month;

		/* an id starts a word: not "11706.03762", not "xhep-th/..." */
		if (is_digit(before) || before == '.' || before == '-' ||
		    (text_is_letter((unsigned char)before) &&
			!is_digit(s.ptr[i])))
			continue;
		if (!arxiv_at(&m, span_skip(s, i)))
			continue;
		if (i + m.len < s.len && is_digit(s.ptr[i + m.len]))
			continue;
		id = arxiv_match_normal(a, span_skip(s, i), &m);
		if (!arxiv_date(id, &year, &month))
			continue;
		if (version)
			*version = m.version;
		return id;
	}
	return NULL;
}

bool
arxiv_date(const char *id, int *year, int *month)
{
	const char *slash = strchr(id, '/'), *p = slash ? slash + 1 : id;
	size_t sequence;
	int yy;

	for (int i = 0; i < 4; i++)
		if (!is_digit(p[i]))
			return false;
	yy = (p[0] - '0') * 10 + p[1] - '0';
	*month = (p[2] - '0') * 10 + p[3] - '0';
	if (*month < 1 || *month > 12)
		return false;
	if (slash) {
		/* 9108 to 0703 */
		*year = yy >= 91 ? 1900 + yy : 2000 + yy;
		return *year < 2007 ? *year > 1991 || *month >= 8
				    : *year == 2007 && *month <= 3;
	}
	*year = 2000 + yy;
	sequence = p[4] == '.' ? strspn(p + 5, "0123456789") : 0;
	/* no clock is asked: what begins with 5..9 is some other number */
	if (*year < 2007 || *year >= 2050 || (*year == 2007 && *month < 4))
		return false;
	return sequence == (*year < 2015 ? 4u : 5u);
}

char *
arxiv_of_url(struct arena *a, const char *url)
{
	static const char host[] = "arxiv.org/";
	const char *at = strstr(url, host);

	/* the host itself or one below it, and a page of one work */
	if (!at || (at != url && at[-1] != '/' && at[-1] != '.'))
		return NULL;
	at += sizeof(host) - 1;
	if (strncmp(at, "abs/", 4) != 0 && strncmp(at, "pdf/", 4) != 0 &&
	    strncmp(at, "html/", 5) != 0)
		return NULL;
	return arxiv_normal(a, span_of(at + 4 + (at[4] == '/')), NULL);
}
