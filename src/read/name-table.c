#include "read/name-table.h"
#include "base/text.h"

#include "base/banned.h"

/* Rows have their hash: of many thousand names few are then looked at, or hashed
 * anew when the table grows. A new row gets it before its name. */
static struct name_row *
table_slot(const struct name_table *t, struct span lower, uint64_t hash)
{
	size_t i = hash & (t->size - 1);

	while (
	    t->rows[i].name && (t->rows[i].hash != hash ||
				   !span_eq(span_of(t->rows[i].name), lower)))
		i = (i + 1) & (t->size - 1);
	if (!t->rows[i].name)
		t->rows[i].hash = hash;
	return &t->rows[i];
}

static void
put_back(struct name_table *t, const struct name_row *row)
{
	size_t i = row->hash & (t->size - 1);

	while (t->rows[i].name)
		i = (i + 1) & (t->size - 1);
	t->rows[i] = *row;
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
				put_back(t, &old.rows[i]);
	}
	return table_slot(t, lower, text_hash(lower));
}

struct name_row *
name_table_get(const struct name_table *t, struct arena *a, struct span name)
{
	struct name_row *row = NULL;
	struct span lower;

	if (t->size) {
		lower = name_lower(a, name);
		row = table_slot(t, lower, text_hash(lower));
	}
	return row && row->name ? row : NULL;
}
