#include "base/text.h"
#include "model/document.h"
#include "read/formats.h"
#include "read/ris.h"

#include "base/banned.h"

/* RefWorks' tagged format ("RefWorks Tagged Format", ProQuest): "RT Book, Whole",
 * "A1 Name", nearly RIS under other names. */

static const struct {
	const char *refworks;
	const char *ris;
} tags[] = {
	{ "A1", "AU" },
	{ "A2", "ED" },
	{ "A3", "A2" },
	{ "A4", "A4" },
	{ "A5", "A4" },
	{ "T1", "TI" },
	{ "YR", "PY" },
	{ "FD", "DA" },
	{ "VO", "VL" },
	{ "OP", "EP" },
	{ "K1", "KW" },
	{ "NO", "N1" },
	{ "ED", "ET" },
	{ "PP", "CY" },
	{ "OL", "LA" },
	{ "LK", "UR" },
	{ "UL", "UR" },
	{ "LL", "C8" },
	{ "RD", "Y2" },
	{ "WT", "T2" },
	{ "DS", "DP" },
	{ "CL", "C6" },
	{ "SE", "C7" },
};

static const struct {
	const char *name;
	const char *ris;
} types[] = {
	{ "Abstract", "ABST" },
	{ "Artwork", "ART" },
	{ "Bills/Resolutions", "BILL" },
	{ "Blog", "BLOG" },
	{ "Book, Section", "CHAP" },
	{ "Book Section", "CHAP" },
	{ "Book, Edited", "BOOK" },
	{ "Book, Whole", "BOOK" },
	{ "Book", "BOOK" },
	{ "Monograph", "BOOK" },
	{ "Case/Court Decisions", "CASE" },
	{ "Computer Program", "COMP" },
	{ "Conference Proceedings", "CONF" },
	{ "Dissertation/Thesis", "THES" },
	{ "Dissertation/Thesis, Unpublished", "THES" },
	{ "Thesis", "THES" },
	{ "Generic", "GEN" },
	{ "Grant", "GRNT" },
	{ "Hearing", "HEAR" },
	{ "Journal", "JOUR" },
	{ "Journal Article", "JOUR" },
	{ "Journal, Electronic", "JOUR" },
	{ "Laws/Statutes", "STAT" },
	{ "Magazine Article", "MGZN" },
	{ "Map", "MAP" },
	{ "Motion Picture", "MPCT" },
	{ "Music Score", "MUSIC" },
	{ "Newspaper Article", "NEWS" },
	{ "Online Discussion Forum", "ICOMM" },
	{ "Patent", "PAT" },
	{ "Personal Communication", "PCOMM" },
	{ "Report", "RPRT" },
	{ "Sound Recording", "SOUND" },
	{ "Unpublished Material", "UNPB" },
	{ "Video/ DVD", "VIDEO" },
	{ "Video/DVD", "VIDEO" },
	{ "Web Page", "ELEC" },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static bool
tag_line(struct span line, struct span *tag, struct span *value)
{
	if (line.len >= 3 && !memcmp(line.ptr, "\xef\xbb\xbf", 3))
		line = span_skip(line, 3);
	/* as CNKI writes it */
	if (line.len > 3 && line.len < 16 && !memcmp(line.ptr, "vo ", 3) &&
	    line.ptr[3] >= '0' && line.ptr[3] <= '9') {
		*tag = SPAN_LIT("VO");
		*value = span_skip(line, 3);
		return true;
	}
	if (line.len < 2 || line.ptr[0] < 'A' || line.ptr[0] > 'Z' ||
	    !((line.ptr[1] >= 'A' && line.ptr[1] <= 'Z') ||
		(line.ptr[1] >= '0' && line.ptr[1] <= '9')) ||
	    (line.len > 2 && line.ptr[2] != ' '))
		return false;
	*tag = span_sub(line, 0, 2);
	*value = span_skip(line, 2);
	return true;
}

static struct span
ris_tag(struct span tag)
{
	for (size_t i = 0; i < LENGTH(tags); i++)
		if (span_eq(tag, span_of(tags[i].refworks)))
			return span_of(tags[i].ris);
	return tag;
}

static void
read_record(struct references *out, struct tagged_record *r)
{
	struct arena *a = &out->document->arena;
	const struct ris_type *type = NULL;
	struct span rt = tagged_take(r, "RT"), id = tagged_take(r, "ID");
	struct work *w;

	/* How it was imported; RefWorks' own number. */
	(void)tagged_take(r, "SR");
	if (!rt.len)
		return;
	for (size_t i = 0; i < LENGTH(types); i++)
		if (text_eq_nocase(rt, types[i].name))
			type = ris_type_of_tag(span_of(types[i].ris));
	for (size_t i = 0; i < r->len; i++)
		r->items[i].tag = ris_tag(r->items[i].tag);
	w = ris_work(a, r, type, "ris");
	fill_custom(w, a, "refworks-id", id);
	if (!type)
		fill_custom(w, a, "refworks-type", rt);
	fill_reference(out, w, r->line);
}

bool
refworks_is(struct span text)
{
	struct span tag, value;
	size_t at = 0;

	text = span_sub(text, 0, FORMAT_HEAD);
	/* Some files begin with a line about themselves. */
	for (int lines = 0; at < text.len && lines < 10; lines++) {
		struct span line = tagged_first_line(span_skip(text, at));

		if (!line.len)
			return false;
		at = (size_t)(line.ptr - text.ptr) + line.len + 1;
		if (tag_line(line, &tag, &value) &&
		    span_eq(tag, SPAN_LIT("RT")))
			for (size_t i = 0; i < LENGTH(types); i++)
				if (text_eq_nocase(
					text_trim(value), types[i].name))
					return true;
	}
	return false;
}

int
read_refworks(struct references *out, struct document *d, struct err *err)
{
	static const struct tagged_format format = {
		.line = tag_line, .begin = "RT", .read = read_record
	};

	(void)err;
	return tagged_read(out, d, &format);
}
