#include "read/name-table.h"
#include "base/text.h"

#include "base/banned.h"

static struct name_row *
table_slot(const struct name_table *t, struct span lower)
{
	size_t i = text_hash(lower) & (t->size - 1);

	while (t->rows[i].name && !span_eq(span_of(t->rows[i].name), lower))
		i = (i + 1) & (t->size - 1);
	return &t->rows[i];
}

struct span
name_lower(struct arena *a, struct span s)
{
	char *out = arena_strdup_span(a, s);

	for (size_t i = 0; i < s.len; i++)
		out[i] = s.ptr[i] ? text_ascii_lower(s.ptr[i]) : ' ';
	return (struct span){ out, s.len };
}

struct name_row *
name_table_find(struct name_table *t, struct arena *a, struct span lower)
{
	if (t->len * 2 >= t->size) {
		struct name_table old = *t;

		t->size = old.size ? old.size * 4 : 256;
		t->rows = ARENA_ARRAY(a, struct name_row, t->size);
		for (size_t i = 0; i < old.size; i++)
			if (old.rows[i].name)
				*table_slot(t, span_of(old.rows[i].name)) =
				    old.rows[i];
	}
	return table_slot(t, lower);
}

struct name_row *
name_table_get(const struct name_table *t, struct arena *a, struct span name)
{
	struct name_row *row =
	    t->size ? table_slot(t, name_lower(a, name)) : NULL;

	return row && row->name ? row : NULL;
}
