#include "base/text.h"
#include "model/document.h"
#include "read/formats.h"
#include "read/tagged.h"

#include "base/banned.h"

/* Biblioscape's tagged format: "--TI-- Title", entries ended by "------". */

static const struct {
	const char *name;
	enum work_type type;
} types[] = {
	{ "article", WORK_TYPE_ARTICLE_JOURNAL },
	{ "journal", WORK_TYPE_ARTICLE_JOURNAL },
	{ "journal article", WORK_TYPE_ARTICLE_JOURNAL },
	{ "magazine article", WORK_TYPE_ARTICLE_MAGAZINE },
	{ "newspaper article", WORK_TYPE_ARTICLE_NEWSPAPER },
	{ "book", WORK_TYPE_BOOK },
	{ "book section", WORK_TYPE_CHAPTER },
	{ "conference", WORK_TYPE_PAPER_CONFERENCE },
	{ "proceedings", WORK_TYPE_BOOK },
	{ "report", WORK_TYPE_REPORT },
	{ "thesis", WORK_TYPE_THESIS },
	{ "master thesis", WORK_TYPE_THESIS },
	{ "dissertation", WORK_TYPE_THESIS },
	{ "patent", WORK_TYPE_PATENT },
	{ "web page", WORK_TYPE_WEBPAGE },
};

static const struct {
	const char *tag;
	enum work_field field;
} texts[] = {
	{ "VL", WORK_volume },
	{ "NB", WORK_issue },
	{ "PB", WORK_publisher },
	{ "CI", WORK_publisher_place },
	{ "ED", WORK_edition },
	{ "LG", WORK_language },
	{ "NT", WORK_note },
	{ "TW", WORK_genre },
	{ "SE", WORK_section },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static bool
tag_line(struct span line, struct span *tag, struct span *value)
{
	line = text_trim(line);
	if (line.len >= 6 && !memcmp(line.ptr, "------", 6)) {
		*tag = SPAN_LIT("------");
		*value = (struct span){ "", 0 };
		return true;
	}
	if (line.len < 6 || memcmp(line.ptr, "--", 2) != 0 ||
	    memcmp(line.ptr + 4, "--", 2) != 0)
		return false;
	*tag = span_sub(line, 2, 4);
	*value = span_skip(line, 6);
	return true;
}

static void
read_people(struct name_list *l, struct arena *a, struct tagged_record *r,
    const char *tag)
{
	struct span s = tagged_take(r, tag);

	while (s.len) {
		size_t n = 0;

		while (n < s.len && s.ptr[n] != ';')
			n++;
		fill_name(l, a, span_sub(s, 0, n), FILL_NAMES_SUFFIX_LAST);
		s = span_skip(s, n + 1);
	}
}

static void
read_record(struct references *out, struct tagged_record *r)
{
	struct arena *a = &out->document->arena;
	struct work *w = ARENA_NEW(a, struct work);
	struct span kind = tagged_take(r, "RT"), place, number;

	w->type = WORK_TYPE_DOCUMENT;
	for (size_t i = 0; i < LENGTH(types); i++)
		if (text_eq_nocase(kind, types[i].name))
			w->type = types[i].type;
	read_people(&w->author, a, r, "AU");
	read_people(&w->editor, a, r, "SA");
	fill_title(w, a, tagged_take(r, "TI"));
	fill_text(w, a, WORK_container_title, tagged_take(r, "ST"), NULL);
	fill_text(w, a, WORK_collection_title, tagged_take(r, "TT"), NULL);
	fill_date(&w->issued, a, tagged_take(r, "YP"));
	place = tagged_take(r, "PS");
	fill_page_range(w, a, place, tagged_take(r, "PE"));
	for (size_t i = 0; i < LENGTH(texts); i++)
		fill_text(
		    w, a, texts[i].field, tagged_take(r, texts[i].tag), NULL);
	number = tagged_take(r, "IS");
	if (!fill_standard_number(w, a, number))
		fill_custom(w, a, "isbn", number);
	fill_url(w, a, tagged_take(r, "AT"));
	fill_url(w, a, tagged_take(r, "UR"));
	w->abstract = tagged_take_all(r, a, "AB", "\n");
	fill_append(w, a, WORK_keyword, tagged_take(r, "KW"), "; ");
	fill_custom(w, a, "affiliation", tagged_take(r, "AD"));
	tagged_keep_rest(w, a, r, "biblioscape");
	fill_reference(out, w, r->line);
}

bool
biblioscape_is(struct span text)
{
	struct span tag, value;

	return tag_line(tagged_first_line(text), &tag, &value) && tag.len == 2;
}

int
read_biblioscape(struct references *out, struct document *d, struct err *err)
{
	static const struct tagged_format format = {
		.line = tag_line, .end = "------", .read = read_record
	};

	(void)err;
	return tagged_read(out, d, &format);
}
