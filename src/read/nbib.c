#include "base/text.h"
#include "model/document.h"
#include "model/identifier.h"
#include "read/formats.h"
#include "read/keywords.h"
#include "read/tagged.h"

#include "base/banned.h"

/* NLM's MEDLINE display format (.nbib): "PMID- 1234", the tag in four columns, lines
 * that go on indented by six. */

#define NBIB_HEADINGS \
	"nbib:mh" /* which of the keywords are NLM's: for nbib alone */

enum handling { HANDLING_TEXT, HANDLING_CUSTOM, HANDLING_SPECIAL };

static const struct {
	const char *tag;
	enum handling handling;
	enum work_field field;
	const char *name;
} tags[] = {
#define X(tag, handling, target, name) \
	{ tag, HANDLING_##handling, (enum work_field)(target), name },
#include "model/nbib-tags.def"
#undef X
};

static const struct {
	const char *name;
	enum work_type type;
	const char *genre;
} types[] = {
#define X(name, type, genre) { name, WORK_TYPE_##type, genre },
#include "model/pubmed-types.def"
#undef X
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static bool
tag_line(struct span line, struct span *tag, struct span *value)
{
	size_t n = 0;

	while (n < line.len && n < 4 &&
	       ((line.ptr[n] >= 'A' && line.ptr[n] <= 'Z') ||
		   (line.ptr[n] >= '0' && line.ptr[n] <= '9' && n > 0)))
		n++;
	if (n < 2)
		return false;
	*tag = span_sub(line, 0, n);
	while (n < 4 && n < line.len && line.ptr[n] == ' ')
		n++;
	if (n != 4 || n >= line.len || line.ptr[n] != '-')
		return false;
	*value = span_skip(line, 5);
	return true;
}

/* --- people --------------------------------------------------------------------- */

static size_t
count(const struct tagged_record *r, const char *tag)
{
	size_t n = 0;

	for (size_t i = 0; i < r->len; i++)
		n += tagged_is(&r->items[i], tag);
	return n;
}

/* Full names where each has one, in the order of the record; groups are among
 * them. */
static void
read_people(struct name_list *out, struct arena *a, struct tagged_record *r,
    const char *full, const char *brief)
{
	bool has_full = count(r, full) && count(r, full) >= count(r, brief);

	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (tagged_is(item, full) && has_full)
			fill_name(out, a, item->value, FILL_NAMES_SUFFIX_LAST);
		else if (tagged_is(item, brief) && !has_full)
			fill_name(out, a, item->value, FILL_NAMES_FAMILY_FIRST);
		else if (tagged_is(item, "CN") && !strcmp(full, "FAU"))
			fill_literal_name(out, a, item->value);
		else if (!tagged_is(item, full) && !tagged_is(item, brief))
			continue;
		item->used = true;
	}
}

/* --- the rest --------------------------------------------------------------------- */

static bool
ends_in(struct span s, const char *with)
{
	size_t n = strlen(with);

	return s.len >= n && text_eq_nocase(span_skip(s, s.len - n), with);
}

static void
read_identifiers(struct work *w, struct arena *a, struct tagged_record *r)
{
	struct span pmid = tagged_take(r, "PMID"), pmc = tagged_take(r, "PMC");

	w->PMID = pmid_normal(a, pmid);
	if (pmc.len)
		w->PMCID = pmcid_normal(a, pmc);
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];
		bool location = tagged_is(item, "LID");
		struct span value = item->value;

		if (item->used)
			continue;
		if (tagged_is(item, "IS") || tagged_is(item, "ISBN"))
			item->used = fill_standard_number(w, a, value);
		if (!location && !tagged_is(item, "AID"))
			continue;
		if (ends_in(value, "[pii]")) {
			if (!work_custom(w, "pii"))
				fill_custom(w, a, "pii",
				    text_trim(
					span_sub(value, 0, value.len - 5)));
			item->used = true;
		} else {
			item->used = fill_doi(w, a, value);
		}
	}
}

static bool
sets_type(struct work *w, struct span name)
{
	for (size_t k = 0; k < LENGTH(types); k++) {
		if (!text_eq_nocase(name, types[k].name))
			continue;
		if (w->type != WORK_TYPE_CHAPTER) {
			w->type = types[k].type;
			w->genre = types[k].genre;
		}
		return true;
	}
	return false;
}

static void
read_type(struct work *w, struct arena *a, struct tagged_record *r)
{
	struct sbuf rest = SBUF_INIT;

	w->type = tagged_has(r, "BTI")
		      ? tagged_has(r, "TI") ? WORK_TYPE_CHAPTER : WORK_TYPE_BOOK
		      : WORK_TYPE_ARTICLE_JOURNAL;
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (!tagged_is(item, "PT"))
			continue;
		item->used = true;
		/* What kind of article it is, if it says no more. */
		if (text_eq_nocase(item->value, "Journal Article") ||
		    sets_type(w, item->value))
			continue;
		if (rest.len)
			sbuf_addc(&rest, '\n');
		sbuf_add(&rest, item->value);
	}
	fill_custom(
	    w, a, "publication-type", (struct span){ rest.buf, rest.len });
	sbuf_release(&rest);
}

static void
read_titles(struct work *w, struct arena *a, struct tagged_record *r)
{
	const char *title = tagged_take_all(r, a, "TI", " ");
	const char *book = tagged_take_all(r, a, "BTI", " ");
	struct span s = text_trim(span_of(title ? title : ""));

	/* "[Title in English.]" of what is in another language. */
	if (s.len > 2 && s.ptr[0] == '[' &&
	    (ends_in(s, "]") || ends_in(s, "]."))) {
		s = span_sub(s, 1, s.len - (ends_in(s, "].") ? 2 : 1));
	}
	if (s.len > 1 && s.ptr[s.len - 1] == '.' && s.ptr[s.len - 2] != '.')
		s.len--;
	fill_title(w, a, s);
	if (book && w->title)
		w->container_title = book;
	else if (book)
		w->title = book;
}

static void
read_table(struct work *w, struct arena *a, struct tagged_record *r)
{
	for (size_t t = 0; t < LENGTH(tags); t++) {
		if (tags[t].handling == HANDLING_CUSTOM) {
			const char *all =
			    tagged_take_all(r, a, tags[t].tag, "\n");

			if (all && work_custom(w, tags[t].name))
				continue;
			if (all)
				work_add_custom(a, w, tags[t].name, all);
		} else if (tags[t].handling == HANDLING_TEXT) {
			struct span value = tagged_take(r, tags[t].tag);

			fill_text(w, a, tags[t].field, value, NULL);
		}
	}
}

static void
read_record(struct references *out, struct tagged_record *r)
{
	struct arena *a = &out->document->arena;
	struct work *w = ARENA_NEW(a, struct work);
	struct keywords keywords = { .a = a };
	const char *pages, *headings;

	read_type(w, a, r);
	read_identifiers(w, a, r);
	read_titles(w, a, r);
	read_people(&w->author, a, r, "FAU", "AU");
	read_people(&w->editor, a, r, "FED", "ED");
	fill_date(&w->issued, a, tagged_take(r, "DP"));
	pages = fill_clean(a, tagged_take(r, "PG"));
	if (pages)
		fill_pages(w, a, span_of(fill_whole_pages(a, pages)));
	w->abstract = tagged_take_all(r, a, "AB", "\n");
	w->note = tagged_take_all(r, a, "GN", "\n");
	headings = tagged_take_all(r, a, "MH", "\n");
	keywords_add_lines(&keywords, headings);
	if (headings)
		work_add_custom(a, w, NBIB_HEADINGS, headings);
	keywords_add_lines(&keywords, tagged_take_all(r, a, "OT", "\n"));
	keywords_set(&keywords, w);
	read_table(w, a, r);
	if (!w->container_title && w->container_title_short) {
		w->container_title = w->container_title_short;
		w->container_title_short = NULL;
	}
	tagged_keep_rest(w, a, r, "nbib");
	fill_reference(out, w, r->line);
}

bool
nbib_is(struct span text)
{
	struct span tag, value;

	text = tagged_first_line(text);
	return tag_line(text, &tag, &value) &&
	       (span_eq(tag, SPAN_LIT("PMID")) ||
		   span_eq(tag, SPAN_LIT("OWN")) ||
		   span_eq(tag, SPAN_LIT("STAT")));
}

int
read_nbib(struct references *out, struct document *d, struct err *err)
{
	static const struct tagged_format format = { .line = tag_line,
		.begin = "PMID",
		.blank_ends = true,
		.read = read_record };

	(void)err;
	return tagged_read(out, d, &format);
}
