#include "base/text.h"
#include "model/document.h"
#include "read/fill.h"
#include "read/formats.h"
#include "read/keywords.h"

#include "base/banned.h"

/*
 * Reports of RePEc's NEP ("New Economics Papers", nep.repec.org), which come as mail:
 * a table of contents between rules, then for each paper its number and title, its
 * authors, in brackets where they are, an abstract, and lines that begin with what
 * they are. Older reports have the authors in lines of their own.
 */

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { RULE = 20, HEAD = 4096 };

enum part { PART_TITLE, PART_PEOPLE, PART_KEYWORDS, PART_OTHER };

struct paper {
	struct arena *a;
	struct work *w;
	struct keywords keywords;
	enum part part;
	bool rested; /* the line before was blank */
};

/* The line at *at, without its end; *at is moved behind it. */
static struct span
next_line(struct span text, size_t *at)
{
	size_t from = *at;
	const char *end = memchr(text.ptr + from, '\n', text.len - from);
	struct span line =
	    span_sub(text, from, end ? (size_t)(end - text.ptr) : text.len);

	*at = from + line.len + (end != NULL);
	if (line.len && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

static bool
is_rule(struct span line)
{
	size_t n = 0;

	while (n < line.len && line.ptr[n] == '-')
		n++;
	return n >= RULE && !text_trim(span_skip(line, n)).len;
}

/* "12. Title": the title, and its number; 0 if it is none. */
static size_t
heading(struct span line, struct span *title)
{
	size_t number = 0, i = 0;

	while (
	    i < line.len && i < 6 && line.ptr[i] >= '0' && line.ptr[i] <= '9')
		number = number * 10 + (size_t)(line.ptr[i++] - '0');
	if (!i || i + 1 >= line.len || line.ptr[i] != '.' ||
	    line.ptr[i + 1] != ' ')
		return 0;
	*title = text_trim(span_skip(line, i + 1));
	return title->len ? number : 0;
}

/* "Müller,Rudolf", "Uwe Cantner (University of Jena)". */
static void
add_person(struct paper *p, struct span line)
{
	const char *open;
	struct span place;

	line = text_trim(line);
	open = memchr(line.ptr, '(', line.len);
	if (open && line.ptr[line.len - 1] == ')') {
		place = span_skip(line, (size_t)(open - line.ptr) + 1);
		place.len--;
		fill_append(p->w, p->a, WORK_publisher, place, " and ");
		line = text_trim(span_sub(line, 0, (size_t)(open - line.ptr)));
	}
	if (line.len)
		fill_name(&p->w->author, p->a, line, FILL_NAMES_GUESS);
}

static void
add_keywords(struct paper *p, struct span line)
{
	char separator = memchr(line.ptr, ';', line.len) ? ';' : ',';

	while (line.len) {
		const char *end = memchr(line.ptr, separator, line.len);
		size_t n = end ? (size_t)(end - line.ptr) : line.len;

		keywords_add(&p->keywords, span_sub(line, 0, n));
		line = span_skip(line, n + 1);
	}
}

/* A line that says what it is: false if it does not. */
static bool
take_field(struct paper *p, struct span line)
{
	static const char *const names[] = {
		"By:", "Date:", "JEL:", "Keywords:", "URL:"
	};
	struct span value;
	size_t i = 0;

	line = text_trim(line);
	while (i < LENGTH(names) && !text_starts_nocase(line, names[i]))
		i++;
	if (i == LENGTH(names))
		return false;
	value = text_trim(span_skip(line, strlen(names[i])));
	p->part = PART_OTHER;
	switch (names[i][0]) {
	case 'B':
		p->part = PART_PEOPLE;
		add_person(p, value);
		break;
	case 'D': fill_date(&p->w->issued, p->a, value); break;
	case 'J': fill_custom(p->w, p->a, "jel", value); break;
	case 'K':
		p->part = PART_KEYWORDS;
		add_keywords(p, value);
		break;
	default: fill_url(p->w, p->a, value);
	}
	return true;
}

static void
take_line(struct paper *p, struct span line)
{
	struct span text = text_trim(line);
	bool indented = line.len && (line.ptr[0] == ' ' || line.ptr[0] == '\t');

	if (!text.len) {
		/* What is under the title may be people or the abstract. */
		if (p->part != PART_PEOPLE || p->w->author.len)
			p->part = PART_OTHER;
		p->rested = true;
		return;
	}
	if (take_field(p, line)) {
		p->rested = false;
		return;
	}
	if (p->part == PART_OTHER && indented && !p->w->author.len &&
	    !p->w->abstract)
		p->part = PART_PEOPLE;
	switch (p->part) {
	case PART_TITLE: fill_append(p->w, p->a, WORK_title, text, " "); break;
	case PART_PEOPLE: add_person(p, text); break;
	case PART_KEYWORDS: add_keywords(p, text); break;
	case PART_OTHER:
		fill_append(
		    p->w, p->a, WORK_abstract, text, p->rested ? "\n\n" : " ");
	}
	p->rested = false;
}

static void
end_paper(struct references *out, struct paper *p, size_t line)
{
	if (!p->w)
		return;
	keywords_set(&p->keywords, p->w);
	fill_reference(out, p->w, line);
	p->w = NULL;
}

/* Behind the table of contents, if there is one. */
static size_t
papers_begin(struct span text, size_t *line_number)
{
	size_t at = 0, line = 0, rules = 0;

	while (at < text.len) {
		struct span s = next_line(text, &at);

		line++;
		if (text_starts_nocase(text_trim(s), "In this issue we have"))
			rules = 1;
		else if (rules && is_rule(s) && rules++ == 2) {
			*line_number = line;
			return at;
		}
	}
	*line_number = 0;
	return 0;
}

bool
repec_nep_is(struct span text)
{
	struct span head = span_sub(text, 0, text.len < HEAD ? text.len : HEAD);

	return memmem(head.ptr, head.len, "nep.repec.org", 13) &&
	       (text_starts_nocase(text_trim(text), "nep.repec.org") ||
		   text_starts_nocase(text_trim(text), "From"));
}

int
read_repec_nep(struct references *out, struct document *d, struct err *err)
{
	struct paper p = { .a = &d->arena };
	struct span text = d->text, title = { "", 0 };
	size_t line = 0, began = 0, last = 0;
	size_t at;

	(void)err;
	*out = (struct references){ .document = d };
	at = papers_begin(text, &line);
	while (at < text.len) {
		struct span s = next_line(text, &at);
		size_t number = heading(s, &title);

		line++;
		if (number && (!p.w || number == last + 1)) {
			end_paper(out, &p, began);
			p = (struct paper){ .a = &d->arena,
				.w = ARENA_NEW(&d->arena, struct work),
				.keywords = { .a = &d->arena },
				.part = PART_TITLE };
			p.w->type = WORK_TYPE_REPORT;
			p.w->title = fill_clean(p.a, title);
			last = number;
			began = line;
		} else if (text_starts_nocase(s, "This nep-") || is_rule(s)) {
			end_paper(out, &p, began);
		} else if (p.w) {
			take_line(&p, s);
		}
	}
	end_paper(out, &p, began);
	fill_list(out);
	return OK;
}
