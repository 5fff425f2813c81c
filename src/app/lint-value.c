/* What can be wrong with the value of one field. */

#include "app/lint.h"
#include "base/text.h"
#include "model/date.h"
#include "model/identifier.h"
#include "model/latex.h"
#include "write/latex.h"

#include <stdlib.h>

#include "base/banned.h"

struct value {
	struct lint *l;
	struct arena arena;
	const char *key;
	struct span name, raw; /* raw: inside its delimiters, trimmed */
	size_t at;             /* in the document */
	enum bibtex_piece_kind kind;
};

static bool
is_field(const struct value *v, const char *name)
{
	return text_eq_nocase(v->name, name);
}

static bool
is_any(const struct value *v, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (is_field(v, names[i]))
			return true;
	return false;
}

/* Cut for a message. */
#define SHOWN(s) (int)((s).len > 60 ? 60 : (s).len), (s).ptr

/* --- identifiers ---------------------------------------------------------------- */

/* Each of a list: "978-... (print), 978-... (ebook)". */
static void
check_numbers(struct value *v, enum finding_rule rule,
    char *(*normal)(struct arena *, struct span))
{
	struct span rest = v->raw;

	if (normal(&v->arena, rest))
		return;
	while (rest.len) {
		size_t n = 0;
		struct span part;
		bool digits = false;

		while (n < rest.len && !strchr(",; ()/", rest.ptr[n]))
			n++;
		part = span_sub(rest, 0, n);
		for (size_t i = 0; i < part.len; i++)
			digits |= part.ptr[i] >= '0' && part.ptr[i] <= '9';
		if (digits && !normal(&v->arena, part))
			lint_add(v->l, rule, v->at, v->key,
			    "\"%.*s\" is no %s: a digit is wrong or missing",
			    SHOWN(part),
			    rule == FINDING_ISBN ? "ISBN" : "ISSN");
		rest = span_skip(rest, n + 1);
	}
}

static void
check_doi(struct value *v)
{
	const char *text = latex_verbatim(&v->arena, v->raw);
	char *doi = doi_normal(&v->arena, span_of(text));

	if (doi && doi_is_placeholder(doi))
		lint_add(v->l, FINDING_DOI, v->at, v->key,
		    "\"%.*s\" stands for a DOI that is not known: leave the "
		    "field out",
		    SHOWN(v->raw));
	else if (!doi && strstr(text, "10."))
		lint_add(v->l, FINDING_DOI, v->at, v->key,
		    "\"%.*s\" is no DOI: one is \"10.\", the registrant's "
		    "number, \"/\" and a name",
		    SHOWN(v->raw));
	else if (!doi)
		lint_add(v->l, FINDING_DOI, v->at, v->key,
		    "\"%.*s\" is no DOI: one begins with \"10.\"",
		    SHOWN(v->raw));
	else if (strncmp(text, "10.", 3) != 0)
		lint_add(v->l, FINDING_DOI_FORM, v->at, v->key,
		    "a DOI is written without its resolver: %.80s", doi);
}

/* ISO 7064, MOD 11-2, over fifteen digits. */
static bool
is_orcid(const char *s)
{
	unsigned total = 0, n = 0;

	for (; *s; s++) {
		if (*s == '-')
			continue;
		if (n == 15) {
			unsigned check = (12 - total % 11) % 11;

			return (check == 10 ? *s == 'X' || *s == 'x'
					    : *s == (char)('0' + check)) &&
			       !s[1];
		}
		if (*s < '0' || *s > '9')
			return false;
		total = (total + (unsigned)(*s - '0')) * 2;
		n++;
	}
	return false;
}

static void
check_orcid(struct value *v)
{
	const char *text = latex_verbatim(&v->arena, v->raw);
	const char *slash = strrchr(text, '/');

	if (!is_orcid(slash ? slash + 1 : text))
		lint_add(v->l, FINDING_ORCID, v->at, v->key,
		    "\"%.*s\" is no ORCID iD: a digit is wrong or missing",
		    SHOWN(v->raw));
}

/* --- dates, pages ------------------------------------------------------------------ */

static void
check_month(struct value *v)
{
	const char *text = latex_to_unicode(&v->arena, v->raw);
	bool any = false;

	/* "27~may", "jul--aug": a month is in it. */
	for (const char *p = text; *p;) {
		size_t n = strcspn(p, " -/.,\xe2");

		any |= n && date_month((struct span){ p, n }) > 0;
		p += n;
		while (*p && (strchr(" -/.,", *p) || (unsigned char)*p >= 0x80))
			p++;
	}
	if (!any && !date_month(span_of(text)) && !date_season(span_of(text)))
		lint_add(v->l, FINDING_MONTH, v->at, v->key,
		    "\"%.*s\" is no month", SHOWN(v->raw));
	else if (v->kind != BIBTEX_MACRO && date_month(span_of(text)))
		lint_add(v->l, FINDING_MONTH_FORM, v->at, v->key,
		    "write the macro: month = %s",
		    date_month_macro(date_month(span_of(text))));
}

/* The number that n digits are; -1 if they are none. */
static int
read_digits(struct span s, size_t n)
{
	int number = 0;

	if (s.len < n)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return -1;
		number = number * 10 + (s.ptr[i] - '0');
	}
	return number;
}

/* Of "2001-02-30", "2001-13": ISO 8601's forms. EDTF's numbers from 21 on are seasons
 * and parts of years, which have no days. */
static bool
is_no_day(struct span s)
{
	static const int lengths[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	int year = read_digits(s, 4), month, day, length;

	if (year < 0 || s.len < 7 || s.ptr[4] != '-')
		return false;
	month = read_digits(span_skip(s, 5), 2);
	if (month < 0 || (s.len > 7 && read_digits(span_skip(s, 7), 1) >= 0))
		return false; /* "1999-2003" */
	if (s.len < 10 || s.ptr[7] != '-')
		return !month || (month > 12 && month < 21) || month > 41;
	day = read_digits(span_skip(s, 8), 2);
	if (day < 0)
		return false;
	if (month < 1 || month > 12)
		return true;
	length = lengths[month - 1];
	if (month == 2 && (year % 4 || (!(year % 100) && year % 400)))
		length--;
	return day < 1 || day > length;
}

/* Each end of a range. */
static void
check_days(struct value *v, struct span rest)
{
	while (rest.len) {
		const char *slash = memchr(rest.ptr, '/', rest.len);
		size_t n = slash ? (size_t)(slash - rest.ptr) : rest.len;
		struct span part = text_trim(span_sub(rest, 0, n));

		if (is_no_day(part))
			lint_add(v->l, FINDING_YEAR, v->at, v->key,
			    "the calendar has no \"%.*s\"", SHOWN(part));
		rest = span_skip(rest, n + 1);
	}
}

static void
check_date(struct value *v)
{
	struct date d, original;
	const char *text = is_field(v, "year")
			       ? latex_to_unicode(&v->arena, v->raw)
			       : latex_verbatim(&v->arena, v->raw);

	check_days(v, span_of(text));
	/* Years before Christ, unspecified digits; and what a macro of somebody's
	 * prints ("\bibnodate") is not known here. */
	if (date_parse_edtf(&d, span_of(text)) || latex_has_command(v->raw))
		return;
	date_parse(&d, &original, &v->arena, span_of(text));
	if (!d.from.year && d.state == DATE_PLAIN)
		lint_add(v->l, FINDING_YEAR, v->at, v->key, "\"%.*s\" is no %s",
		    SHOWN(v->raw),
		    is_field(v, "year") ? "year" : "date (YYYY-MM-DD)");
}

static void
check_pages(struct value *v)
{
	struct span s = v->raw;
	size_t at = 0;

	while (at < s.len) {
		size_t from = at, end, dash, to;
		char *after;
		long first, last;

		if (s.ptr[at] < '0' || s.ptr[at] > '9') {
			at++;
			continue;
		}
		/* "A12", "e1002", "S1:2" are no plain numbers. */
		first = strtol(s.ptr + at, &after, 10);
		dash = end = (size_t)(after - s.ptr);
		while (dash < s.len && s.ptr[dash] == ' ')
			dash++;
		to = dash;
		while (to < s.len) {
			size_t next = to;
			uint32_t c = text_next(s, &next);

			if (!text_is_dash(c))
				break;
			to = next;
		}
		at = end;
		if (to == dash || to >= s.len)
			continue;
		if (!(to - dash == 2 && s.ptr[dash] == '-'))
			lint_add(v->l, FINDING_PAGES_FORM, v->at, v->key,
			    "a page range is written with \"--\": \"%.*s\"",
			    SHOWN(s));
		while (to < s.len && s.ptr[to] == ' ')
			to++;
		if (to >= s.len || s.ptr[to] < '0' || s.ptr[to] > '9')
			continue;
		last = strtol(s.ptr + to, &after, 10);
		at = (size_t)(after - s.ptr);
		/* "123--45" stands for 123--145. */
		if (last < first && at - to >= end - from &&
		    (!from || s.ptr[from - 1] == ' ' || s.ptr[from - 1] == ','))
			lint_add(v->l, FINDING_PAGES, v->at, v->key,
			    "the pages end before they begin: \"%.*s\"",
			    SHOWN(s));
	}
}

/* --- names ------------------------------------------------------------------------- */

/* Fields that are lists of names (biblatex manual, 2.2.2; btxdoc, section 3.2). */
static const char *const name_fields[] = { "author", "editor", "translator",
	"editora", "editorb", "editorc", "bookauthor", "annotator",
	"commentator", "introduction", "foreword", "afterword", "holder",
	"shortauthor", "shorteditor" };

/* --- text --------------------------------------------------------------------------- */

/* Fields that styles typeset as they are. */
static const char *const typeset[] = { "title", "subtitle", "booktitle",
	"booksubtitle", "maintitle", "journal", "journaltitle", "series",
	"publisher", "organization", "institution", "school", "address",
	"location", "author", "editor", "edition", "note", "addendum",
	"titleaddon", "eventtitle", "venue" };

/* Behind the formula that a "$" opens, as TeX sees it ("$ \pi $" is one); 0 if nothing
 * closes it. */
static size_t
formula_end(struct span s, size_t at)
{
	for (size_t i = at + 1; i < s.len; i++) {
		if (s.ptr[i] == '$')
			return i + 1;
		if (s.ptr[i] == '\\')
			i++;
	}
	return 0;
}

static void
tell_bare(const struct value *v, size_t at)
{
	char c = v->raw.ptr[at];

	lint_add(v->l, FINDING_ESCAPE, v->at + at, v->key,
	    "TeX stops at a bare \"%c\": write \"\\%s\"", c,
	    c == '^' ? "^{}" : (char[]){ c, 0 });
}

static void
check_escapes(struct value *v)
{
	struct span s = v->raw;
	char told[5] = { 0 }; /* each character once a value */
	size_t told_len = 0;

	for (size_t i = 0; i < s.len; i++) {
		size_t end = s.ptr[i] == '\\' || s.ptr[i] == '$'
				 ? latex_raw_end(s, i)
				 : 0;

		if (!end && s.ptr[i] == '$')
			end = formula_end(s, i);
		if (end > i) {
			i = end - 1;
		} else if (s.ptr[i] == '\\') {
			struct span rest = span_skip(s, i);

			/* A URL is read letter by letter. */
			if (text_starts_nocase(rest, "\\url") ||
			    text_starts_nocase(rest, "\\href") ||
			    text_starts_nocase(rest, "\\path"))
				while (i < s.len && s.ptr[i] != '}')
					i++;
			else
				i++;
		} else if (strchr("&%#_^", s.ptr[i]) && s.ptr[i]) {
			if (memchr(told, s.ptr[i], told_len))
				continue;
			tell_bare(v, i);
			told[told_len++] = s.ptr[i];
		} else if (s.ptr[i] == '$') {
			lint_add(v->l, FINDING_ESCAPE, v->at + i, v->key,
			    "no \"$\" closes the formula that this one "
			    "opens: write \"\\$\" if it is none");
			return; /* what follows may be in it */
		}
	}
}

/* "Ã©": UTF-8 that was read as Latin-1 and written as UTF-8 once more. */
static void
check_encoding(struct value *v)
{
	struct span s = v->raw;
	size_t at = 0;

	while (at < s.len) {
		size_t was = at, next;
		uint32_t c = text_next(s, &at), d;

		if (c < 0x80 &&
		    (c >= ' ' || c == '\t' || c == '\n' || c == '\r'))
			continue;
		next = at;
		d = text_next(s, &next);
		if (c == TEXT_REPLACEMENT || (c < ' ') ||
		    ((c == 0xc3 || c == 0xc2) && d >= 0x80 && d <= 0xbf)) {
			lint_add(v->l, FINDING_ENCODING, v->at + was, v->key,
			    c < ' ' ? "a control character"
				    : "letters of a broken encoding: \"%.*s\"",
			    SHOWN(span_skip(s, was)));
			return;
		}
	}
}

static void
check_braces(struct value *v)
{
	struct span inside = v->raw;

	if (inside.len < 2 || !bibtex_is_group(inside))
		return;
	inside = span_sub(inside, 1, inside.len - 1);
	if (memchr(inside.ptr, ' ', inside.len))
		lint_add(v->l, FINDING_BRACES, v->at, v->key,
		    "braces round the whole title: put them round the words "
		    "that keep their capitals");
}

static void
check(struct value *v)
{
	static const char *const dates[] = { "date", "urldate", "eventdate",
		"origdate" };
	static const char *const titles[] = { "title", "booktitle" };

	if (is_field(v, "isbn"))
		check_numbers(v, FINDING_ISBN, isbn_normal);
	else if (is_field(v, "issn"))
		check_numbers(v, FINDING_ISSN, issn_normal);
	else if (is_field(v, "doi"))
		check_doi(v);
	else if (is_field(v, "orcid") || is_field(v, "orcid-numbers"))
		check_orcid(v);
	else if (is_field(v, "month"))
		check_month(v);
	else if (is_field(v, "year") || is_any(v, dates, 4))
		check_date(v);
	else if (is_field(v, "pages"))
		check_pages(v);
	if (is_any(
		v, name_fields, sizeof(name_fields) / sizeof(name_fields[0])))
		lint_names(v->l, v->raw, v->at, v->key);
	check_encoding(v);
	if (is_any(v, typeset, sizeof(typeset) / sizeof(typeset[0])))
		check_escapes(v);
	if (is_any(v, titles, 2))
		check_braces(v);
}

void
lint_value(struct lint *l, const struct bibtex_field *f, struct span text,
    size_t base, const char *key)
{
	struct value v = {
		.l = l, .key = key, .name = bibtex_span(text, f->name)
	};
	const struct bibtex_piece *p = f->pieces;
	struct span inside;

	if (f->pieces_len != 1 || p->open)
		return;
	inside = bibtex_span(text, p->inside);
	v.raw = text_trim(inside);
	v.kind = p->kind;
	v.at = base + p->inside.from + (size_t)(v.raw.ptr - inside.ptr);
	if (!v.raw.len) {
		lint_add(l, FINDING_EMPTY, base + f->name.from, key,
		    "\"%.*s\" has no value", SHOWN(v.name));
		return;
	}
	if (p->kind == BIBTEX_MACRO && !text_eq_nocase(v.name, "month"))
		return;
	check(&v);
	arena_release(&v.arena);
}
