#include "read/source-line.h"
#include "base/text.h"
#include "read/fill.h"

#include "base/banned.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "(pp 1-10)", "(no pagination)", "(pp. 1-10)": Embase's pages, and a book's. */
static bool
is_pages(struct span s)
{
	return text_starts_nocase(s, "(pp ") ||
	       text_starts_nocase(s, "(pp. ") ||
	       text_starts_nocase(s, "(no pagination");
}

/* Volume, issue and pages: "28(2):103-106" at the start; its length, or 0. */
static size_t
numbers_at(
    struct span s, struct span *volume, struct span *issue, struct span *pages)
{
	size_t at = 0, from;

	*volume = *issue = *pages = (struct span){ "", 0 };
	while (at < s.len && (is_digit(s.ptr[at]) || s.ptr[at] == '-'))
		at++;
	*volume = span_sub(s, 0, at);
	while (at < s.len && s.ptr[at] == ' ')
		at++;
	if (volume->len && is_pages(span_skip(s, at)))
		return at;
	if (at < s.len && s.ptr[at] == '(') {
		from = ++at;
		while (at < s.len && s.ptr[at] != ')')
			at++;
		if (at == s.len)
			return 0;
		*issue = span_sub(s, from, at);
		/* "Lancet (London, England)" */
		if (!volume->len && (!issue->len || !is_digit(issue->ptr[0])))
			return 0;
		at++;
	}
	while (at < s.len && s.ptr[at] == ' ')
		at++;
	if (at == s.len || (s.ptr[at] != ':' && !issue->len))
		return 0;
	if (s.ptr[at] == ':') {
		at++;
		while (at < s.len && s.ptr[at] == ' ')
			at++;
		from = at;
		while (at < s.len && !strchr(",;. ", s.ptr[at]))
			at++;
		*pages = span_sub(s, from, at);
	}
	return volume->len || issue->len ? at : 0;
}

/* What is behind the numbers: "(pp 1-10), 2019. Article Number: 5. Date of Publication:
 * November 2019", ", Jan 2001, pp. 5-14", ", April 2015". */
static void
read_rest(struct work *w, struct arena *a, struct span s)
{
	while (s.len) {
		bool marked = text_starts_nocase(s, "pp. ");
		const char *end = s.ptr[0] == '('
				      ? memchr(s.ptr, ')', s.len)
				      : memmem(s.ptr + 4 * marked,
					    s.len - 4 * marked, ". ", 2);
		const char *pages = memmem(s.ptr, s.len, ", pp. ", 6);
		size_t n = end ? (size_t)(end - s.ptr) : s.len;
		struct span part;

		if (s.ptr[0] != '(' && !marked && pages &&
		    (!end || pages < end))
			n = (size_t)(pages - s.ptr);
		part = span_sub(s, 0, n);
		s = span_skip(s, n);
		while (s.len && strchr(",;.) ", s.ptr[0]))
			s = span_skip(s, 1);
		while (part.len && strchr(",.; ", part.ptr[part.len - 1]))
			part.len--;
		if (text_starts_nocase(part, "(pp") || marked) {
			if (!w->page && part.len > 4 && part.len < 60)
				fill_pages(w, a, text_trim(span_skip(part, 4)));
		} else if (text_starts_nocase(part, "Article Number: ")) {
			if (!w->number)
				fill_text(w, a, WORK_number,
				    text_trim(span_skip(part, 16)), NULL);
		} else if (text_starts_nocase(part, "Date of Publication: ")) {
			fill_date(
			    &w->issued, a, text_trim(span_skip(part, 21)));
		} else if (part.len >= 4 && part.len < 40 &&
			   part.ptr[0] != '(') {
			struct date d = { 0 };

			fill_date(&d, a, part);
			if (d.from.year)
				fill_date(&w->issued, a, part);
		}
	}
}

/* Where "Vol.56(1)" begins, PsycINFO's; the end of the line if there is none. */
static size_t
volume_word(struct span line)
{
	const char *at = memmem(line.ptr, line.len, " Vol.", 5);
	size_t n = at ? (size_t)(at - line.ptr) + 5 : line.len;

	while (n < line.len && line.ptr[n] == ' ')
		n++;
	return n < line.len && is_digit(line.ptr[n]) ? n : line.len;
}

void
read_source_line(struct work *w, struct arena *a, struct span line)
{
	struct span volume = { "", 0 }, issue = volume, pages = volume, title;
	enum { LONGEST = 4096 }; /* anything else is no such line */
	size_t at, len = 0, word;
	bool found = false;
	struct arena s = ARENA_INIT;
	const char *text = fill_clean(&s, span_sub(line, 0, LONGEST));

	line = span_of(text ? text : "");
	word = volume_word(line);
	for (at = word < line.len ? word : 0; at < line.len; at++) {
		if (at && !strchr(" ;,.", line.ptr[at - 1]))
			continue;
		if (!is_digit(line.ptr[at]) && line.ptr[at] != '(')
			continue;
		len = numbers_at(span_skip(line, at), &volume, &issue, &pages);
		found = len || is_pages(span_skip(line, at));
		if (found)
			break;
	}
	if (!len)
		volume = issue = pages = (struct span){ "", 0 };
	title = text_trim(span_sub(line, 0, found ? at : line.len));
	if (found && at == word)
		title = text_trim(span_sub(title, 0, title.len - 4));
	/* What is between title and volume is the date. */
	for (size_t i = 0; i + 2 < title.len; i++)
		if (title.ptr[i] == '.' && title.ptr[i + 1] == ' ' &&
		    (is_digit(title.ptr[i + 2]) || i + 3 >= title.len)) {
			struct span date = span_skip(title, i + 2);

			while (
			    date.len && strchr(";, .", date.ptr[date.len - 1]))
				date.len--;
			if (date.len >= 4 && is_digit(date.ptr[3]))
				fill_date(&w->issued, a, date);
			title = span_sub(title, 0, i);
			break;
		}
	while (title.len && strchr(".,; ", title.ptr[title.len - 1]))
		title.len--;
	if (!w->container_title)
		fill_text(w, a, WORK_container_title, title, NULL);
	if (found) {
		struct span rest = text_trim(span_skip(line, at + len));

		if (!w->volume)
			fill_text(w, a, WORK_volume, volume, NULL);
		if (!w->issue)
			fill_text(w, a, WORK_issue, issue, NULL);
		if (!w->page)
			fill_pages(w, a, pages);
		while (rest.len && strchr(",;. ", rest.ptr[0]))
			rest = span_skip(rest, 1);
		read_rest(w, a, rest);
	}
	arena_release(&s);
}
