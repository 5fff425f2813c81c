#include "read/source-line.h"
#include "base/text.h"
#include "read/fill.h"

#include "base/banned.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
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
	if (at < s.len && s.ptr[at] == '(') {
		from = ++at;
		while (at < s.len && s.ptr[at] != ')')
			at++;
		if (at == s.len)
			return 0;
		*issue = span_sub(s, from, at);
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

void
read_source_line(struct work *w, struct arena *a, struct span line)
{
	struct span volume = { "", 0 }, issue = volume, pages = volume, title;
	size_t at, len = 0;
	struct arena s = ARENA_INIT;
	const char *text = fill_clean(&s, line);

	line = span_of(text ? text : "");
	for (at = 0; at < line.len; at++) {
		if (at && !strchr(" ;,", line.ptr[at - 1]))
			continue;
		if (!is_digit(line.ptr[at]) && line.ptr[at] != '(')
			continue;
		len = numbers_at(span_skip(line, at), &volume, &issue, &pages);
		if (len)
			break;
	}
	title = text_trim(span_sub(line, 0, len ? at : line.len));
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
	if (len) {
		struct span rest = text_trim(span_skip(line, at + len));

		if (!w->volume)
			fill_text(w, a, WORK_volume, volume, NULL);
		if (!w->issue)
			fill_text(w, a, WORK_issue, issue, NULL);
		if (!w->page)
			fill_pages(w, a, pages);
		while (rest.len && strchr(",;. ", rest.ptr[0]))
			rest = span_skip(rest, 1);
		while (rest.len && strchr(".; ", rest.ptr[rest.len - 1]))
			rest.len--;
		if (rest.len >= 4 && rest.len < 40)
			fill_date(&w->issued, a, rest);
	}
	arena_release(&s);
}
