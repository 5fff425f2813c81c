#include "parse/table.h"
#include "base/text.h"
#include "parse/look.h"

#include "base/banned.h"

enum { COLUMNS = 12, DIGITS = 4 };

struct range
table_cell(const struct block *row, size_t column)
{
	for (size_t i = 0; i < row->body.runs_len; i++)
		if (row->body.runs[i].kind == RUN_CELL && !column--)
			return row->body.runs[i].place;
	return (struct range){ 0, 0 };
}

static bool
is_reference(const struct block *row, size_t column)
{
	struct range cell = table_cell(row, column);
	struct look l;

	if (range_empty(cell))
		return false;
	look_at(&l, &row->body, cell);
	return l.score >= LOOK_MIDDLE && l.author >= 2 &&
	       (l.year || l.identifier) && l.prose < 2;
}

size_t
table_column(const struct block *rows, size_t n)
{
	size_t best = TABLE_NO_COLUMN, most = 0;

	for (size_t column = 0; column < COLUMNS; column++) {
		size_t good = 0;

		for (size_t i = 0; i < n; i++)
			good += is_reference(&rows[i], column);
		if (good > most) {
			most = good;
			best = column;
		}
	}
	/* the head is none */
	return most && most * 2 + 1 >= n ? best : TABLE_NO_COLUMN;
}

bool
table_has_head(const struct block *rows, size_t column)
{
	return !is_reference(rows, column);
}

long
table_number(const struct block *row)
{
	struct range cell = table_cell(row, 0);
	struct span s = span_sub(
	    (struct span){ row->body.text, row->body.len }, cell.from, cell.to);
	long number = 0;

	s = text_trim(s);
	while (s.len && strchr("[(", s.ptr[0]))
		s = span_skip(s, 1);
	while (s.len && strchr("]).", s.ptr[s.len - 1]))
		s.len--;
	if (!s.len || s.len > DIGITS)
		return -1;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return -1;
		number = number * 10 + (s.ptr[i] - '0');
	}
	return number;
}
