#include "base/text.h"
#include "model/document.h"
#include "read/formats.h"
#include "read/keywords.h"
#include "read/tagged.h"

#include "base/banned.h"

/* Copac's (the British union catalogue's) tagged records: "TI- Title", lines that
 * go on indented, records apart by a blank line. */

static bool
tag_line(struct span line, struct span *tag, struct span *value)
{
	if (line.len < 4 || line.ptr[0] < 'A' || line.ptr[0] > 'Z' ||
	    !((line.ptr[1] >= 'A' && line.ptr[1] <= 'Z') ||
		(line.ptr[1] >= '0' && line.ptr[1] <= '9')) ||
	    line.ptr[2] != '-' || line.ptr[3] != ' ')
		return false;
	*tag = span_sub(line, 0, 2);
	*value = span_skip(line, 3);
	return true;
}

/* "Karlsruhe : Universitat Karlsruhe" (ISBD) */
static void
read_publisher(struct work *w, struct arena *a, struct span s)
{
	const char *mark = NULL;

	for (size_t i = 1; i + 1 < s.len; i++)
		if (s.ptr[i] == ':' && s.ptr[i - 1] == ' ') {
			mark = s.ptr + i;
			break;
		}
	if (mark) {
		size_t at = (size_t)(mark - s.ptr);

		fill_text(
		    w, a, WORK_publisher_place, span_sub(s, 0, at - 1), NULL);
		s = span_skip(s, at + 1);
	}
	fill_text(w, a, WORK_publisher, s, NULL);
}

static void
read_record(struct references *out, struct tagged_record *r)
{
	struct arena *a = &out->document->arena;
	struct keywords keywords = { .a = a };
	struct work *w;

	if (!tagged_has(r, "TI"))
		return;
	w = ARENA_NEW(a, struct work);
	w->type = WORK_TYPE_BOOK;
	tagged_names(&w->author, a, r, "AU", FILL_NAMES_SUFFIX_LAST);
	fill_title(w, a, tagged_take(r, "TI"));
	fill_text(w, a, WORK_collection_title, tagged_take(r, "SE"), NULL);
	fill_date(&w->issued, a, tagged_take(r, "PY"));
	read_publisher(w, a, tagged_take(r, "PU"));
	fill_text(w, a, WORK_edition, tagged_take(r, "ED"), NULL);
	fill_text(w, a, WORK_language, tagged_take(r, "LA"), NULL);
	for (size_t i = 0; i < r->len; i++)
		if (tagged_is(&r->items[i], "IS") ||
		    tagged_is(&r->items[i], "SN"))
			r->items[i].used =
			    fill_standard_number(w, a, r->items[i].value);
	fill_url(w, a, tagged_take(r, "UR"));
	keywords_add_lines(&keywords, tagged_take_all(r, a, "KW", "\n"));
	keywords_set(&keywords, w);
	w->note = tagged_take_all(r, a, "NT", "\n");
	fill_custom(w, a, "documenttype", tagged_take(r, "DT"));
	tagged_keep_rest(w, a, r, "copac");
	fill_reference(out, w, r->line);
}

bool
copac_is(struct span text)
{
	struct span tag, value;

	return tag_line(tagged_first_line(text), &tag, &value) &&
	       (span_eq(tag, SPAN_LIT("TI")) || span_eq(tag, SPAN_LIT("AU")));
}

int
read_copac(struct references *out, struct document *d, struct err *err)
{
	static const struct tagged_format format = {
		.line = tag_line, .blank_ends = true, .read = read_record
	};

	(void)err;
	return tagged_read(out, d, &format);
}
