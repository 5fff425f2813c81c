#include "base/text.h"
#include "source/answer.h"
#include "source/coverage.h"
#include "source/query.h"

#include "base/banned.h"

/*
 * Google Books (developers.google.com/books/docs/v1/using). Without a key all
 * share one quota a day, which is used up early.
 */
enum { RESULTS = 8, TITLE_MAX = 200 };

static void
begin(struct source_request *out, struct arena *a, struct sbuf *sb,
    const struct source_config *config, enum source_request_kind kind,
    const char *query, int rows)
{
	const char *key;

	query_begin(out, a, sb, &source_google_books, config, kind);
	key = query_key(out);
	if (key)
		out->secret_parameter = arena_printf(
		    a, "key=%s", source_url_encode(a, span_of(key)));
	query_path(sb, "/books/v1/volumes");
	query_parameter(sb, "q", query);
	query_parameter(sb, "maxResults", arena_printf(a, "%d", rows));
	query_parameter(sb, "printType", "books");
}

static int
records(struct source_request *out, struct arena *a,
    const struct source_config *config, enum identifier_kind kind,
    const char *const *ids, size_t n)
{
	struct sbuf sb = SBUF_INIT;

	if (kind != IDENTIFIER_ISBN || n != 1)
		return ERR_USAGE;
	begin(out, a, &sb, config, SOURCE_RECORDS,
	    arena_printf(a, "isbn:%s", ids[0]), 5);
	query_ids(out, a, kind, ids, n);
	query_end(out, a, &sb);
	return 0;
}

/* In quotes, which the text itself cannot have. */
static char *
quoted(struct arena *a, const char *field, const char *text)
{
	char *out = arena_printf(a, "%s:\"%s\"", field, text);

	for (char *p = strchr(out, '"') + 1; p[0] && p[1]; p++)
		if (*p == '"')
			*p = ' ';
	return out;
}

static int
search(struct source_request *out, struct arena *a,
    const struct source_config *config, const struct work *claimed,
    const char *raw)
{
	struct sbuf sb = SBUF_INIT;
	char *title = claimed ? query_text(a, claimed->title, TITLE_MAX) : NULL;
	const char *family;
	char *colon, *query;

	(void)raw; /* it searches by fields */
	if (!title)
		return ERR_USAGE;
	/* the title proper: subtitles are apart */
	colon = strstr(title, ": ");
	if (colon && colon - title >= 4)
		*colon = '\0';
	query = quoted(a, "intitle", title);
	family = query_family(a, claimed);
	if (family)
		query = arena_printf(
		    a, "%s %s", query, quoted(a, "inauthor", family));
	begin(out, a, &sb, config, SOURCE_SEARCH, query, RESULTS);
	out->array = true;
	query_end(out, a, &sb);
	return 0;
}

/* Of several the one asked for, else the first good one. */
static const char *
read_isbn(struct arena *a, const json_t *list, const char *asked)
{
	const char *first = NULL;
	const json_t *item;
	size_t i;

	json_array_foreach(list, i, item)
	{
		const char *s = json_str(item, "identifier");
		char *isbn = s ? isbn_normal(a, span_of(s)) : NULL;

		if (isbn && asked && !strcmp(isbn, asked))
			return isbn;
		if (isbn && !first)
			first = isbn;
	}
	return first;
}

static struct work *
read_volume(struct arena *a, const json_t *item, const char *asked)
{
	const json_t *o = json_object_get(item, "volumeInfo"), *name;
	const char *date = json_str(o, "publishedDate");
	struct work *w = ARENA_NEW(a, struct work);
	size_t i;

	w->type = WORK_TYPE_BOOK;
	w->source = source_google_books.name;
	w->record = answer_member(a, item, "id");
	w->title = title_with_subtitle(
	    a, answer_member(a, o, "title"), answer_member(a, o, "subtitle"));
	if (!w->title || !w->record)
		return NULL;
	json_array_foreach(json_object_get(o, "authors"), i, name)
	    answer_add_full_name(&w->author, a, json_string_value(name));
	w->publisher = answer_member(a, o, "publisher");
	w->ISBN =
	    read_isbn(a, json_object_get(o, "industryIdentifiers"), asked);
	if (date) /* "2016-04-05", "2016", "19??" */
		date_parse(&w->issued, NULL, a, text_trim(span_of(date)));
	if (!w->issued.from.year)
		w->issued = (struct date){ 0 };
	if (json_int(o, "pageCount", 0) > 0)
		w->number_of_pages = json_text(a, o, "pageCount");
	w->language = answer_member(a, o, "language");
	return w;
}

static bool
read_form(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *root)
{
	const char *asked = request->kind == SOURCE_RECORDS && request->ids_len
				? request->ids[0]
				: NULL;
	/* without any there is no "items" */
	const json_t *items = json_object_get(root, "items"), *item;
	size_t i;

	json_array_foreach(items, i, item)
	{
		struct work *w = read_volume(a, item, asked);

		if (!w)
			continue;
		/* a search by ISBN also finds what only mentions it */
		if (asked && (!w->ISBN || strcmp(w->ISBN, asked) != 0))
			continue;
		answer_add(out, a, w);
		if (asked && !out->ids[0].work)
			answer_exists(out, asked, w, NULL);
	}
	return json_is_array(items) ||
	       json_is_integer(json_object_get(root, "totalItems"));
}

static int
read(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	return answer_read_json(out, a, request, reply, read_form, err);
}

const struct source source_google_books = {
	.name = "google-books",
	.title = "Google Books",
	.base_url = "https://www.googleapis.com",
	.use = SOURCE_WITH_KEY,
	.by_identifier = 1u << IDENTIFIER_ISBN,
	.second = true,
	.batch_max = 1,
	/* a thousand a day; one a second and user */
	.single = { 1, 1 },
	.array = { 1, 1 },
	.polite_single = { 1, 1 },
	.polite_array = { 1, 1 },
	.covers = coverage_open_library,
	.can_search = coverage_open_library_search,
	.records = records,
	.search = search,
	.read = read,
};
