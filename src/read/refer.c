#include "base/text.h"
#include "model/document.h"
#include "read/formats.h"
#include "read/ris.h"

#include "base/banned.h"

/* Refer and BibIX as EndNote writes it (.enw): "%A Author", records apart by a
 * blank line or by the type (%0). */

static const struct {
	char letter;
	const char *ris;
} tags[] = {
#define X(letter, path, ris) { letter, ris },
#include "model/refer-tags.def"
#undef X
};

static bool
tag_line(struct span line, struct span *tag, struct span *value)
{
	if (line.len < 2 || line.ptr[0] != '%' ||
	    (unsigned char)line.ptr[1] <= ' ' ||
	    (line.len > 2 && line.ptr[2] != ' ' && line.ptr[2] != '\t'))
		return false;
	*tag = span_sub(line, 1, 2);
	*value = span_skip(line, 2);
	return true;
}

/* Refer itself has no types: what fields there are tells. */
static enum work_type
guess_type(const struct tagged_record *r)
{
	if (tagged_has(r, "JF"))
		return WORK_TYPE_ARTICLE_JOURNAL;
	if (tagged_has(r, "T2"))
		return WORK_TYPE_CHAPTER;
	if (tagged_has(r, "PB"))
		return WORK_TYPE_BOOK;
	return WORK_TYPE_NONE;
}

static struct span
ris_tag(struct span letter)
{
	for (size_t k = 0; k < sizeof(tags) / sizeof(tags[0]); k++)
		if (tags[k].letter && letter.ptr[0] == tags[k].letter)
			return span_of(tags[k].ris);
	return letter;
}

static void
read_record(struct references *out, struct tagged_record *r)
{
	struct arena *a = &out->document->arena;
	struct span name = tagged_take(r, "0"), key;
	const struct ris_type *type = ris_type_of_endnote(name);
	struct ris_type guessed = { 0 };
	struct work *w;

	for (size_t i = 0; i < r->len; i++)
		r->items[i].tag = ris_tag(r->items[i].tag);
	if (!name.len) {
		guessed.type = guess_type(r);
		type = &guessed;
	}
	/* The label is the entry's key, if it can be one. */
	key = tagged_take(r, "LB");
	type = ris_type_settled(r, type);
	w = ris_work(a, r, type, "ris");
	if (key.len && !memchr(key.ptr, ' ', key.len))
		w->id = fill_clean(a, key);
	else
		fill_custom(w, a, "ris-lb", key);
	if (name.len && (!type || ris_type_of_work(w) != type)) {
		type = ris_type_of_endnote(name);
		fill_custom(w, a, "ris-type", type ? span_of(type->tag) : name);
	}
	fill_reference(out, w, r->line);
}

bool
refer_is(struct span text)
{
	struct span tag, value;

	text = tagged_first_line(text);
	return tag_line(text, &tag, &value) &&
	       strchr("0ABCDEFGHIJKLMNOPQRSTUVXYZ", tag.ptr[0]) &&
	       text_trim(value).len > 0;
}

int
read_refer(struct references *out, struct document *d, struct err *err)
{
	static const struct tagged_format format = { .line = tag_line,
		.begin = "0",
		.blank_ends = true,
		.read = read_record };

	(void)err;
	return tagged_read(out, d, &format);
}
