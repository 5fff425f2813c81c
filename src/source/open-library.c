#include "base/text.h"
#include "source/answer.h"
#include "source/coverage.h"
#include "source/query.h"

#include "base/banned.h"

/*
 * Open Library: editions by ISBN (openlibrary.org/dev/docs/api/books, jscmd=
 * data) and works by title and author (/dev/docs/api/search).
 */
enum { BATCH = 50, SEARCH_LIMIT = 8, YEARS_MAX = 12 };

static const char search_fields[] =
    "key,title,subtitle,author_name,first_publish_year,publish_year,publisher,"
    "isbn,edition_count";

static int
records(struct source_request *out, struct arena *a,
    const struct source_config *config, enum identifier_kind kind,
    const char *const *ids, size_t n)
{
	struct sbuf sb = SBUF_INIT, keys = SBUF_INIT;

	if (kind != IDENTIFIER_ISBN || n == 0 || n > BATCH)
		return ERR_USAGE;
	query_begin(out, a, &sb, &source_open_library, config, SOURCE_RECORDS);
	query_ids(out, a, kind, ids, n);
	out->array = n > 1;
	for (size_t i = 0; i < n; i++)
		sbuf_addf(&keys, "%sISBN:%s", i ? "," : "", ids[i]);
	query_path(&sb, "/api/books");
	query_parameter(&sb, "bibkeys", keys.buf);
	query_parameter(&sb, "format", "json");
	query_parameter(&sb, "jscmd", "data");
	query_end(out, a, &sb);
	sbuf_release(&keys);
	return 0;
}

/* The title proper: catalogues keep subtitles apart, and a search for both
 * finds only the editions that were typed in so. */
static char *
title_head(struct arena *a, const char *title)
{
	char *text = query_text(a, title, 200);
	char *colon = text ? strstr(text, ": ") : NULL;

	if (colon && colon - text >= 4)
		*colon = '\0';
	return text;
}

static int
search(struct source_request *out, struct arena *a,
    const struct source_config *config, const struct work *claimed,
    const char *raw)
{
	struct sbuf sb = SBUF_INIT;
	char *title = NULL;
	const char *family;

	(void)raw; /* it searches by fields only */
	if (claimed)
		title = title_head(a, claimed->title);
	if (!title)
		return ERR_USAGE;
	family = query_family(a, claimed);
	query_begin(out, a, &sb, &source_open_library, config, SOURCE_SEARCH);
	out->array = true;
	query_path(&sb, "/search.json");
	query_parameter(&sb, "title", title);
	if (family)
		query_parameter(&sb, "author", family);
	query_parameter(&sb, "fields", search_fields);
	query_parameter(&sb, "limit", arena_printf(a, "%d", SEARCH_LIMIT));
	query_end(out, a, &sb);
	return 0;
}

static void
read_title(struct work *w, struct arena *a, const json_t *o)
{
	char *title = answer_member(a, o, "title");
	char *subtitle = answer_member(a, o, "subtitle");
	char *folded;

	if (title && subtitle) {
		folded = text_fold(a, span_of(title));
		if (!strstr(folded, text_fold(a, span_of(subtitle))))
			title = arena_printf(a, "%s: %s", title, subtitle);
	}
	w->title = title;
}

static void
add_author(struct work *w, struct arena *a, const char *s)
{
	char *text = answer_text(a, s);
	struct name n;

	if (!text)
		return;
	if (name_is_others(span_of(text))) {
		w->author.others = true;
		return;
	}
	name_parse(&n, a, span_of(text), NAME_ORDER_GIVEN_FIRST);
	name_list_add(a, &w->author, n);
}

/* The names in a list of {"name": ...}. */
static char *
first_name_of(struct arena *a, const json_t *list)
{
	return answer_member(a, json_array_get(list, 0), "name");
}

/* "/books/OL26353472M" -> "OL26353472M" */
static const char *
bare_key(struct arena *a, const json_t *o)
{
	const char *key = json_str(o, "key");
	const char *slash = key ? strrchr(key, '/') : NULL;

	return key ? arena_strdup(a, slash ? slash + 1 : key) : NULL;
}

static struct work *
read_edition(struct arena *a, const json_t *o, const char *isbn)
{
	struct work *w = ARENA_NEW(a, struct work);
	const json_t *item;
	const char *date;
	size_t i;

	w->type = WORK_TYPE_BOOK;
	w->source = source_open_library.name;
	w->record = bare_key(a, o);
	if (!w->record)
		w->record = isbn;
	w->ISBN = isbn;
	read_title(w, a, o);
	if (!w->title)
		return NULL;
	json_array_foreach(json_object_get(o, "authors"), i, item)
	    add_author(w, a, json_str(item, "name"));
	w->publisher = first_name_of(a, json_object_get(o, "publishers"));
	w->publisher_place =
	    first_name_of(a, json_object_get(o, "publish_places"));
	w->number_of_pages = json_text(a, o, "number_of_pages");
	date = json_str(o, "publish_date");
	if (date)
		date_parse(&w->issued, NULL, a, text_trim(span_of(date)));
	return w;
}

static void
read_editions(struct source_answer *out, struct arena *a, const json_t *root)
{
	for (size_t i = 0; i < out->ids_len; i++) {
		char *key = arena_printf(a, "ISBN:%s", out->ids[i].id);
		const json_t *o = json_object_get(root, key);
		struct work *w;

		if (!json_is_object(o))
			continue;
		w = read_edition(a, o, out->ids[i].id);
		if (!w)
			continue;
		answer_add(out, a, w);
		out->ids[i].status = IDENTIFIER_EXISTS;
		out->ids[i].work = w;
	}
}

/* Years of its editions, smallest first; each once. */
static size_t
edition_years(int *out, const json_t *doc)
{
	long first = json_int(doc, "first_publish_year", 0);
	const json_t *item;
	size_t n = 0, i;

	if (first > 0 && first < 10000 && date_year_plausible((int)first))
		out[n++] = (int)first;
	json_array_foreach(json_object_get(doc, "publish_year"), i, item)
	{
		json_int_t value = json_integer_value(item);
		int year = value > 0 && value < 10000 ? (int)value : 0;
		size_t at = 0;

		if (!date_year_plausible(year))
			continue;
		while (at < n && out[at] < year)
			at++;
		if ((at < n && out[at] == year) || n == YEARS_MAX)
			continue;
		memmove(out + at + 1, out + at, (n - at) * sizeof(*out));
		out[at] = year;
		n++;
	}
	return n;
}

/*
 * A found work stands for all its editions, and a reference may cite any of
 * them: it becomes one record a year, so that the year of a later edition is
 * known to be one. Publisher and ISBN are lists over all editions, so they are
 * only taken where there is a single one.
 */
static void
read_doc(struct source_answer *out, struct arena *a, const json_t *doc)
{
	int years[YEARS_MAX] = { 0 };
	size_t n = edition_years(years, doc);
	struct work base = { .type = WORK_TYPE_BOOK,
		.source = source_open_library.name };
	const json_t *item, *isbn = json_object_get(doc, "isbn");
	size_t i;

	read_title(&base, a, doc);
	base.record = bare_key(a, doc);
	if (!base.title)
		return;
	json_array_foreach(json_object_get(doc, "author_name"), i, item)
	    add_author(&base, a, json_string_value(item));
	if (json_int(doc, "edition_count", 0) == 1) {
		base.publisher = answer_member(a, doc, "publisher");
		for (i = 0; i < json_array_size(isbn) && !base.ISBN; i++) {
			const char *s =
			    json_string_value(json_array_get(isbn, i));

			base.ISBN = s ? isbn_normal(a, span_of(s)) : NULL;
		}
	}
	for (i = 0; i < (n ? n : 1); i++) {
		struct work *w = work_copy(a, &base);

		w->issued.from.year = years[i];
		answer_add(out, a, w);
	}
}

static bool
read_form(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *root)
{
	const json_t *docs = json_object_get(root, "docs"), *doc;
	size_t i;

	if (!json_is_object(root) || json_object_get(root, "error"))
		return false;
	if (request->kind != SOURCE_SEARCH) {
		read_editions(out, a, root);
		return true;
	}
	json_array_foreach(docs, i, doc) read_doc(out, a, doc);
	return json_is_array(docs);
}

static int
read(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	return answer_read_json(out, a, request, reply, read_form, err);
}

const struct source source_open_library = {
	.name = "open-library",
	.title = "Open Library",
	.base_url = "https://openlibrary.org",
	.by_identifier = 1u << IDENTIFIER_ISBN,
	.batch_max = BATCH,
	.single = { 1, 1 },
	.array = { 1, 1 },
	.polite_single = { 3, 1 },
	.polite_array = { 3, 1 },
	.covers = coverage_open_library,
	.can_search = coverage_open_library_search,
	.records = records,
	.search = search,
	.read = read,
};
