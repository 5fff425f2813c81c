#include "read/page.h"

#include "base/banned.h"

/*
 * Journals number the lines of what they send to reviewers, and a copied page brings the
 * numbers along: "361 References", then "362 Breiman, L. (2001). Random", ... or, where
 * columns were taken one after the other, rows of bare numbers.
 */

enum {
	LINES_LEAST = 5,
	NUMBERED = 80, /* of a hundred lines, at least */
	IN_ORDER = 90, /* of a hundred numbers that follow the one before */
	ROW_LEAST = 4, /* bare numbers, one below the other */
	DIGITS = 5,
};

struct numbered {
	long value;  /* -1: the line does not begin with a number */
	size_t skip; /* bytes before the text */
	bool blank, alone;
};

static struct numbered
look_at_line(struct span s)
{
	struct numbered out = { -1, 0, false, false };
	size_t at = 0, from;

	while (s.len && strchr(" \t\r\n\f\v", s.ptr[s.len - 1]))
		s.len--;
	out.blank = !s.len;
	while (at < s.len && (s.ptr[at] == ' ' || s.ptr[at] == '\f'))
		at++;
	from = at;
	while (at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9')
		at++;
	if (at == from || at - from > DIGITS ||
	    (at < s.len && s.ptr[at] != ' ' && s.ptr[at] != '\t'))
		return out;
	out.value = 0;
	for (size_t i = from; i < at; i++)
		out.value = 10 * out.value + (s.ptr[i] - '0');
	out.skip = at;
	out.alone = at == s.len;
	return out;
}

/* Behind the number the text goes on in the middle of a sentence, or an entry has its
 * own label: what stands before is no label. */
static bool
tells(struct span s, const struct numbered *l)
{
	struct span rest = span_skip(s, l->skip);

	while (rest.len && (rest.ptr[0] == ' ' || rest.ptr[0] == '\t'))
		rest = span_skip(rest, 1);
	return l->alone ||
	       (rest.len && ((rest.ptr[0] >= 'a' && rest.ptr[0] <= 'z') ||
				rest.ptr[0] == '['));
}

static void
mark_rows(struct numbered *lines, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t end = i + 1, last = i, count = 1;

		if (lines[i].value < 0 || !lines[i].alone) {
			lines[i].skip = 0;
			i++;
			continue;
		}
		for (; end < n; end++) {
			if (lines[end].blank)
				continue;
			if (!lines[end].alone ||
			    lines[end].value != lines[last].value + 1)
				break;
			last = end;
			count++;
		}
		for (size_t k = i; k <= last && count < ROW_LEAST; k++)
			lines[k].skip = 0;
		i = last + 1;
	}
}

void
line_numbers_find(size_t *skip, const struct document *d)
{
	size_t n = d->lines_len, filled = 0, numbered = 0, follow = 0;
	struct arena scratch = ARENA_INIT;
	struct numbered *lines = ARENA_ARRAY(&scratch, struct numbered, n + 1);
	bool told = false;
	long before = -1;

	for (size_t i = 0; i < n; i++) {
		size_t to = i + 1 < n ? d->lines[i + 1] : d->text.len;
		struct span s = span_sub(d->text, d->lines[i], to);

		lines[i] = look_at_line(s);
		filled += !lines[i].blank;
		if (lines[i].value < 0)
			continue;
		numbered++;
		/* each page may begin anew */
		follow += lines[i].value == before + 1 || lines[i].value == 1;
		told = told || tells(s, &lines[i]);
		before = lines[i].value;
	}
	if (!told || numbered < LINES_LEAST ||
	    numbered * 100 < filled * NUMBERED ||
	    (follow + 1) * 100 < numbered * IN_ORDER)
		mark_rows(lines, n);
	for (size_t i = 0; i < n; i++)
		skip[i] = lines[i].value < 0 ? 0 : lines[i].skip;
	arena_release(&scratch);
}
