#ifndef PARSE_TEST_H
#define PARSE_TEST_H

#include "model/reference.h"
#include "parse/parse.h"

/* What was read, for comparing: one "field: value" after the other. */
static inline const char *
names_shown(struct arena *a, const struct name_list *l)
{
	char *out = arena_strdup(a, "");

	for (size_t i = 0; i < l->len; i++) {
		const struct name *n = &l->items[i];

		out = arena_printf(a, "%s%s%s%s%s", out, i ? "; " : "",
		    n->literal ? n->literal : name_family_full(a, n),
		    n->given ? ", " : "", n->given ? n->given : "");
	}
	if (l->others)
		out = arena_printf(
		    a, "%s; %s", out, l->last_follows_cut ? "(cut)" : "...");
	return out;
}

static inline const char *
shown(struct arena *a, const struct parse *p)
{
	static const struct {
		const char *name;
		enum work_field field;
	} rows[] = {
		{ "title", WORK_title },
		{ "in", WORK_container_title },
		{ "vol", WORK_volume },
		{ "no", WORK_issue },
		{ "pp", WORK_page },
		{ "pub", WORK_publisher },
		{ "place", WORK_publisher_place },
		{ "ed", WORK_edition },
		{ "doi", WORK_DOI },
		{ "arxiv", WORK_arXiv },
		{ "url", WORK_URL },
	};
	const struct work *w = p->work;
	char *out = arena_printf(a, "%s", names_shown(a, &w->author));

	if (w->editor.len)
		out = arena_printf(
		    a, "%s | eds: %s", out, names_shown(a, &w->editor));
	if (work_year(w))
		out = arena_printf(a, "%s | %d", out, work_year(w));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (work_get(w, rows[i].field))
			out = arena_printf(a, "%s | %s: %s", out, rows[i].name,
			    work_get(w, rows[i].field));
	return out;
}

/* A string, and what is read of it. */
struct reading {
	const char *in;
	const char *want;
};

static inline const char *
authors_shown(struct arena *a, const struct parse *p)
{
	return names_shown(a, &p->work->author);
}

/* All of them are tried; what was read otherwise is printed. */
static inline void
check_readings(const struct reading *rows, size_t n,
    const char *(*show)(struct arena *a, const struct parse *p))
{
	struct arena a = ARENA_INIT;
	int wrong = 0;

	for (size_t i = 0; i < n; i++) {
		struct reference ref;
		const char *got;

		reference_from_string(&ref, &a, span_of(rows[i].in));
		parse_reference(&a, &ref);
		assert_true(ref.parses_len > 0);
		got = show(&a, &ref.parses[0]);
		if (strcmp(got, rows[i].want) != 0) {
			print_error("%s\n  got  %s\n  want %s\n", rows[i].in,
			    got, rows[i].want);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
	arena_release(&a);
}

#endif
