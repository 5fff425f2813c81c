#include "read/fill.h"
#include "base/sbuf.h"
#include "base/text.h"
#include "model/document.h"
#include "model/identifier.h"
#include "model/rich.h"

#include "base/banned.h"

struct reference *
fill_reference(struct references *out, struct work *w, size_t line)
{
	struct arena *a = &out->document->arena;
	struct parse *parse = ARENA_NEW(a, struct parse);
	struct reference ref = { .form = REFERENCE_ENTRY,
		.list = 1,
		.seq = (unsigned)out->len + 1,
		.number = -1,
		.line = line };

	if (!w->source)
		w->source = "document";
	parse->work = w;
	parse->confidence = 1.0;
	ref.parses = parse;
	ref.parses_len = 1;
	ref.body.text = "";
	ref.key = w->id ? w->id : arena_printf(a, "r%u", ref.seq);
	ARENA_PUSH(a, out->items, out->len) = ref;
	return &out->items[out->len - 1];
}

void
fill_list(struct references *out)
{
	struct document *d = out->document;
	struct reference_list list = { .len = out->len };

	if (!out->len)
		return;
	list.span =
	    document_original_range(d, (struct range){ 0, d->text.len });
	ARENA_PUSH(&d->arena, out->lists, out->lists_len) = list;
}

/* --- text ----------------------------------------------------------------------- */

const char *
fill_clean(struct arena *a, struct span s)
{
	const char *out;

	if (!s.len)
		return NULL;
	out = text_clean(a, s);
	return *out ? out : NULL;
}

const char *
fill_paragraphs(struct arena *a, struct span s)
{
	const char *out;

	if (!memchr(s.ptr ? s.ptr : "", '\n', s.len))
		return fill_clean(a, s);
	out = text_lines(a, s, text_clean);
	return *out ? out : NULL;
}

const char *
fill_lines(struct arena *a, struct span s)
{
	const char *text = fill_paragraphs(a, s);
	char *out, *to;

	if (!text || !strstr(text, "\n\n"))
		return text;
	out = to = arena_strdup(a, text);
	for (; *text; text++)
		if (text[0] != '\n' || text[1] != '\n')
			*to++ = *text;
	*to = '\0';
	return out;
}

/* Is the text one of these lines, or all of them? Of very many only the first are looked
 * at, so that a file that is broken takes no time without end. */
static bool
has_line(const char *lines, const char *text)
{
	enum { LOOKED_AT = 16384 };
	size_t len = strlen(text), n = strnlen(lines, LOOKED_AT);

	for (const char *at = lines;
	     (at = memmem(at, n - (size_t)(at - lines), text, len)); at++)
		if ((at == lines || at[-1] == '\n') &&
		    (!at[len] || at[len] == '\n'))
			return true;
	return false;
}

/* One more of what the work has already: a line of the custom field, which has one
 * value in most formats. */
static void
keep_more(struct work *w, struct arena *a, const char *key, const char *text)
{
	struct custom_field *c = w->custom;

	while (c && strcmp(c->key, key) != 0)
		c = c->next;
	if (!c)
		work_add_custom(a, w, key, text);
	else if (!has_line(c->value, text))
		work_custom_add_line(a, c, text);
}

void
fill_custom(struct work *w, struct arena *a, const char *key, struct span value)
{
	const char *text = fill_lines(a, value);

	if (text)
		keep_more(w, a, key, text);
}

void
fill_text(struct work *w, struct arena *a, enum work_field f, struct span value,
    const char *key)
{
	const char *text = fill_clean(a, value), *has = work_get(w, f);

	if (!text)
		return;
	if (!has)
		work_set(w, f, text);
	else if (strcmp(has, text) != 0)
		keep_more(w, a, key ? key : work_field_csl(f), text);
}

void
fill_append(struct work *w, struct arena *a, enum work_field f,
    struct span value, const char *separator)
{
	const char *text = fill_paragraphs(a, value), *has = work_get(w, f);

	if (!text)
		return;
	work_set(
	    w, f, has ? arena_printf(a, "%s%s%s", has, separator, text) : text);
}

static bool
has_markup(struct span s)
{
	return s.len &&
	       (memchr(s.ptr, '<', s.len) || memchr(s.ptr, '&', s.len));
}

void
fill_title(struct work *w, struct arena *a, struct span value)
{
	if (!has_markup(value) || w->title) {
		fill_text(w, a, WORK_title, value, NULL);
		return;
	}
	fill_text(w, a, WORK_title, span_of(rich_plain(a, value)), NULL);
	w->title_rich = rich_csl(a, value);
}

char *
fill_plain_line(struct arena *a, struct span s)
{
	return has_markup(s) ? rich_plain(a, s) : text_clean(a, s);
}

char *
fill_rich_line(struct arena *a, struct span s)
{
	char *rich = has_markup(s) ? rich_csl(a, s) : NULL;

	return rich ? rich
		    : arena_strdup(a, rich_escaped(a, fill_plain_line(a, s)));
}

/* "<br/>" and the ends of paragraphs as ends of lines. */
static struct span
with_lines(struct arena *a, struct span s)
{
	static const char *const ends[] = { "<br>", "<br/>", "<br />", "</p>",
		"</div>", "</li>" };
	struct sbuf out = SBUF_INIT;
	const char *lines;

	for (size_t at = 0; at < s.len;) {
		struct span rest = span_skip(s, at);
		size_t i = 0;

		while (i < sizeof(ends) / sizeof(ends[0]) &&
		       !text_starts_nocase(rest, ends[i]))
			i++;
		if (i < sizeof(ends) / sizeof(ends[0])) {
			sbuf_addc(&out, '\n');
			at += strlen(ends[i]);
		} else {
			sbuf_addc(&out, s.ptr[at++]);
		}
	}
	lines = arena_strdup(a, out.buf);
	sbuf_release(&out);
	return span_of(lines);
}

void
fill_settle_markup(struct work *w, struct arena *a)
{
	static const struct {
		enum work_field field;
		bool lines;
	} texts[] = {
		{ WORK_container_title, false },
		{ WORK_collection_title, false },
		{ WORK_abstract, true },
		{ WORK_note, true },
		{ WORK_annote, true },
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		enum work_field f = texts[i].field;
		const char *text = work_get(w, f);
		struct span s = text ? span_of(text) : SPAN_LIT("");
		const char *plain, *rich;

		if (!memchr(s.ptr, '<', s.len))
			continue;
		if (texts[i].lines)
			s = with_lines(a, s);
		plain = texts[i].lines ? text_lines(a, s, fill_plain_line)
				       : fill_plain_line(a, s);
		if (!*plain || !strcmp(plain, text))
			continue;
		rich = texts[i].lines ? text_lines(a, s, fill_rich_line)
				      : fill_rich_line(a, s);
		work_set(w, f, plain);
		work_keep_rich(a, w, f, rich);
	}
}

/* --- identifiers ------------------------------------------------------------------ */

bool
fill_doi(struct work *w, struct arena *a, struct span value)
{
	const char *doi = doi_normal(a, value);

	if (!doi)
		return false;
	if (!w->DOI) {
		w->DOI = doi;
		work_keep_doi(a, w, value);
	} else if (!doi_equal(w->DOI, doi)) {
		keep_more(w, a, "doi", doi);
	}
	return true;
}

static bool
is_number_char(char c)
{
	return (c >= '0' && c <= '9') || c == '-' || c == 'x' || c == 'X';
}

static bool
take_number(struct work *w, struct arena *a, struct span s)
{
	char *issn = issn_normal(a, s), *isbn = isbn_normal(a, s);

	if (isbn && !w->ISBN) {
		w->ISBN = isbn;
		work_keep_isbn(a, w, s);
	} else if (isbn && strcmp(isbn, w->ISBN) != 0) {
		keep_more(w, a, "isbn", isbn);
	}
	if (issn && !w->ISSN)
		w->ISSN = issn;
	else if (issn && strcmp(issn, w->ISSN) != 0)
		keep_more(w, a, "issn", issn);
	return isbn || issn;
}

bool
fill_standard_number(struct work *w, struct arena *a, struct span value)
{
	bool any = false;

	value = text_trim(value);
	if (take_number(w, a, value))
		return true;
	for (size_t i = 0; i < value.len; i++) {
		size_t from = i;

		while (i < value.len && is_number_char(value.ptr[i]))
			i++;
		if (i - from >= 8)
			any |= take_number(w, a, span_sub(value, from, i));
	}
	return any;
}

void
fill_identifier(
    struct work *w, struct arena *a, enum work_field f, struct span value)
{
	if (f == WORK_DOI ? !fill_doi(w, a, value)
			  : !fill_standard_number(w, a, value))
		fill_custom(w, a,
		    f == WORK_DOI    ? "doi"
		    : f == WORK_ISBN ? "isbn"
				     : "issn",
		    value);
}

static bool
is_link(struct span s)
{
	return text_starts_nocase(s, "http://") ||
	       text_starts_nocase(s, "https://");
}

struct span
fill_next_link(struct span *rest)
{
	struct span all = text_trim(*rest), s = all;
	size_t at = 0;

	*rest = (struct span){ all.ptr, 0 };
	while (is_link(all) && at < all.len) {
		size_t end = at;

		while (at < all.len && strchr(" ;,\t\n", all.ptr[at]))
			at++;
		if (at > end && is_link(span_skip(all, at))) {
			s = span_sub(all, 0, end);
			*rest = span_skip(all, at);
			break;
		}
		at += at == end;
	}
	return s;
}

static void
take_url(struct work *w, struct arena *a, const char *text)
{
	if (!w->DOI && (strstr(text, "://doi.org/10.") ||
			   strstr(text, "://dx.doi.org/10.")))
		w->DOI = doi_normal(a, span_of(text));
	if (!w->arXiv)
		w->arXiv = arxiv_of_url(a, text);
	if (!w->URL)
		w->URL = text;
	else if (strcmp(w->URL, text) != 0)
		keep_more(w, a, "url", text);
}

void
fill_url(struct work *w, struct arena *a, struct span value)
{
	const char *text = fill_clean(a, value);
	struct span rest = span_of(text ? text : "");

	while (rest.len)
		take_url(w, a, arena_strdup_span(a, fill_next_link(&rest)));
}

/* --- pages -------------------------------------------------------------------------- */

void
fill_pages(struct work *w, struct arena *a, struct span value)
{
	const char *text = fill_clean(a, value);
	struct sbuf out = SBUF_INIT;
	struct span s = span_of(text ? text : "");
	size_t at = 0;

	if (!text)
		return;
	while (at < s.len) {
		size_t from = at;

		if (text_is_dash(text_next(s, &at))) {
			while (out.len && out.buf[out.len - 1] == ' ')
				out.len--;
			for (from = at; at < s.len; from = at) {
				uint32_t c = text_next(s, &at);

				if (!text_is_dash(c) && !text_is_space(c))
					break;
			}
			at = from;
			sbuf_addc(&out, '-');
		} else {
			sbuf_add(&out, span_sub(s, from, at));
		}
	}
	fill_text(w, a, WORK_page, (struct span){ out.buf, out.len }, NULL);
	sbuf_release(&out);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* One range of them. */
static void
add_whole_range(struct sbuf *out, struct span pages)
{
	size_t first = 0, last = 0;

	while (first < pages.len && is_digit(pages.ptr[first]))
		first++;
	while (first + 1 + last < pages.len &&
	       is_digit(pages.ptr[first + 1 + last]))
		last++;
	if (last && last < first && pages.ptr[first] == '-' &&
	    first + 1 + last == pages.len) {
		sbuf_add(out, span_sub(pages, 0, first + 1));
		sbuf_add(out, span_sub(pages, 0, first - last));
		sbuf_add(out, span_skip(pages, first + 1));
	} else {
		sbuf_add(out, pages);
	}
}

const char *
fill_whole_pages(struct arena *a, const char *pages)
{
	struct sbuf all = SBUF_INIT;
	const char *out;

	while (*pages) {
		size_t n = strcspn(pages, ",; "),
		       then = strspn(pages + n, ",; ");

		add_whole_range(&all, (struct span){ pages, n });
		sbuf_add(&all, (struct span){ pages + n, then });
		pages += n + then;
	}
	out = arena_strdup_span(a, (struct span){ all.buf, all.len });
	sbuf_release(&all);
	return out;
}

void
fill_page_range(
    struct work *w, struct arena *a, struct span from, struct span to)
{
	const char *first = fill_clean(a, from), *last = fill_clean(a, to);

	if (first && last && strcmp(first, last) != 0)
		first = arena_printf(a, "%s-%s", first, last);
	if (first || last)
		fill_pages(w, a, span_of(first ? first : last));
}

/* --- dates ---------------------------------------------------------------------------- */

static int
digits(struct span s, size_t from, size_t len)
{
	int n = 0;

	for (size_t i = from; i < from + len; i++) {
		if (i >= s.len || s.ptr[i] < '0' || s.ptr[i] > '9')
			return -1;
		n = 10 * n + (s.ptr[i] - '0');
	}
	return n;
}

/* RIS's "YYYY/MM/DD/other", where parts may be empty; ISO's basic form. */
static bool
numeric_date(struct date *out, struct span s)
{
	int year = digits(s, 0, 4), month, day, season = 0;
	struct span word;
	size_t at = 4, n;

	*out = (struct date){ 0 };
	if (year <= 0)
		return false;
	if (s.len == 10 && s.ptr[4] == ' ' && s.ptr[7] == ' ' &&
	    digits(s, 5, 2) > 0 && digits(s, 8, 2) > 0) {
		month = digits(s, 5, 2);
		day = digits(s, 8, 2);
	} else if (s.len == 8 && digits(s, 4, 4) > 0) {
		month = digits(s, 4, 2);
		day = digits(s, 6, 2);
	} else if (s.len > 4 && s.ptr[4] == '/') {
		n = 5;
		while (n < s.len && s.ptr[n] != '/')
			n++;
		word = text_trim(span_sub(s, 5, n));
		month = n - 5 > 2 || n == 5 ? 0 : digits(s, 5, n - 5);
		/* "2015/october", "2001/spring/" */
		if (n - 5 > 2)
			month = date_month(word);
		if (n - 5 > 2 && !month)
			season = date_season(word);
		if (month < 0 || (n - 5 > 2 && !month && !season))
			return false;
		at = n + 1;
		for (n = at; n < s.len && s.ptr[n] != '/';)
			n++;
		day = at >= s.len || n - at > 2 || n == at
			  ? 0
			  : digits(s, at, n - at);
		if (day < 0)
			return false;
	} else {
		return false;
	}
	if (month < 0 || month > 12 || day < 0 || day > 31)
		return false;
	out->from.year = year;
	out->from.month = month;
	out->from.day = month ? day : 0;
	/* "2001///Summer" */
	while (s.len && strchr("/0123456789 ", s.ptr[0]))
		s = span_skip(s, 1);
	if (!month)
		out->from.month = season ? season : date_season(text_trim(s));
	return true;
}

/* How much a date says, to the day. */
static int
weight(const struct date *d)
{
	return !date_is_empty(d) + 2 * (d->from.year != 0) +
	       (d->from.month != 0) + (d->from.day != 0);
}

void
fill_date(struct date *out, struct arena *a, struct span value)
{
	const char *text = fill_clean(a, value);
	struct date d;

	/* RIS's date without any part */
	if (!text || !text[strspn(text, "/-. 0")])
		return;
	if (!numeric_date(&d, span_of(text)))
		date_parse_said(&d, NULL, a, span_of(text));
	if (weight(&d) > weight(out) &&
	    (!out->from.year || out->from.year == d.from.year))
		*out = d;
}

void
fill_month(struct date *d, struct span value)
{
	size_t at = 0, from;
	int n, part[2] = { 0, 0 }, parts = 0;

	if (!d->from.year || d->from.month)
		return;
	value = text_trim(value);
	while (at < value.len && parts < 2) {
		from = at;
		while (at < value.len && !strchr(" -/.,", value.ptr[at]))
			at++;
		if (at > from) {
			struct span word = span_sub(value, from, at);

			n = date_month(word);
			if (!n)
				n = date_season(word);
			if (!n && word.len <= 2)
				n = digits(word, 0, word.len);
			/* "23" is no autumn */
			if (n <= 0 || (n > 12 && !parts && word.len <= 2))
				return;
			part[parts++] = n;
			if (word.len > 2 && parts == 2 && part[0] <= 31 &&
			    n <= 12) {
				/* "3 March" */
				part[1] = part[0];
				part[0] = n;
			}
		}
		at++;
	}
	if (part[0] < 1 || (part[0] > 12 && (part[0] < 21 || part[0] > 24)))
		return;
	d->from.month = part[0];
	if (part[1] >= 1 && part[1] <= 31 && part[0] <= 12)
		d->from.day = part[1];
}

/* --- names ---------------------------------------------------------------------------- */

/*
 * "Reimer, P.J., Austin, W.E.N., Bard, E.": the authors of a paper in one field, as some
 * programs fill EndNote's. Each second part has to be initials, and there have to be
 * two people at least.
 */
static bool
fill_inverted_list(struct name_list *l, struct arena *a, const char *text)
{
	struct name_list out = { 0 };
	struct span family = { NULL, 0 };

	for (const char *at = text; at; at = *at ? at + 1 : NULL) {
		size_t n = strcspn(at, ",");
		struct span part = text_trim((struct span){ at, n });

		at += n;
		if (!part.len)
			return false;
		if (!family.ptr) {
			family = part;
			continue;
		}
		if (!name_is_initials(part) || name_is_initials(family))
			return false;
		fill_name_parts(&out, a, family, part, (struct span){ "", 0 });
		family.ptr = NULL;
	}
	if (out.len < 2 || family.ptr)
		return false;
	for (size_t i = 0; i < out.len; i++)
		ARENA_PUSH(a, l->items, l->len) = out.items[i];
	return true;
}

void
fill_name(struct name_list *l, struct arena *a, struct span value,
    enum fill_names how)
{
	const char *text = fill_clean(a, value), *comma, *second;
	struct name n = { 0 };
	struct span s;

	if (!text)
		return;
	s = span_of(text);
	if (name_is_others(s)) {
		l->others = true;
		return;
	}
	comma = strchr(text, ',');
	second = comma ? strchr(comma + 1, ',') : NULL;
	/* EndNote's way to say that a name is not to be taken apart. */
	if (comma && !comma[1]) {
		s.len--;
		fill_literal_name(l, a, s);
		return;
	}
	if (second && strchr(second + 1, ',') && fill_inverted_list(l, a, text))
		return;
	if (second && how == FILL_NAMES_SUFFIX_LAST &&
	    !strchr(second + 1, ',') &&
	    name_is_suffix(text_trim(span_of(second + 1)))) {
		fill_name_parts(l, a, span_sub(s, 0, (size_t)(comma - text)),
		    span_sub(
			s, (size_t)(comma - text) + 1, (size_t)(second - text)),
		    span_of(second + 1));
		return;
	}
	name_parse(&n, a, s,
	    how == FILL_NAMES_FAMILY_FIRST ? NAME_ORDER_FAMILY_FIRST
					   : NAME_ORDER_GUESS);
	ARENA_PUSH(a, l->items, l->len) = n;
}

void
fill_name_parts(struct name_list *l, struct arena *a, struct span family,
    struct span given, struct span suffix)
{
	struct name n = { .family = fill_clean(a, family),
		.given = fill_clean(a, given),
		.suffix = fill_clean(a, suffix) };

	if (!n.family) {
		n.family = n.given;
		n.given = NULL;
	}
	if (!n.family)
		return;
	if (name_is_others(span_of(n.family)) && !n.given) {
		l->others = true;
		return;
	}
	name_split_particles(a, &n);
	ARENA_PUSH(a, l->items, l->len) = n;
}

void
fill_literal_name(struct name_list *l, struct arena *a, struct span value)
{
	struct name n = { .literal = fill_clean(a, value) };

	if (!n.literal)
		return;
	if (name_is_others(span_of(n.literal)))
		l->others = true;
	else
		ARENA_PUSH(a, l->items, l->len) = n;
}
