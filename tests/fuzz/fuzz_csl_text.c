/* Any bytes as the fields of an item, as an item. */

#include "base/json.h"
#include "base/text.h"
#include "csl/csl.h"

#include <stdint.h>

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char style_xml[] =
    "<style class='note'><citation><layout><text variable='title' "
    "quotes='true' "
    "font-style='italic' suffix='.'/><label variable='page'/><text "
    "variable='page'/></layout></citation><bibliography><layout suffix='.'>"
    "<names variable='author'><name initialize-with='. ' "
    "name-as-sort-order='all'/></names><text variable='title' "
    "text-case='title' prefix=', '/><text variable='note' "
    "text-case='sentence' quotes='true'/><number variable='volume' "
    "form='ordinal'/><text variable='page'/><number variable='edition' "
    "form='roman'/></layout></bibliography></style>";

/* The bytes as an item of CSL-JSON. */
static void
render_json(struct csl_style *style, struct span s)
{
	struct csl_processor *p;
	struct sbuf out = SBUF_INIT;
	struct err err = ERR_INIT;
	json_t *object = NULL;

	if (json_read(&object, s, &err))
		return;
	if (json_is_object(object) &&
	    !csl_processor_new(&p, style, NULL, NULL, &err)) {
		csl_add_item(p, csl_item_from_json(&p->arena, object));
		csl_prepare(p, NULL, 0);
		csl_write_bibliography(&out, p, CSL_OUTPUT_RUNS);
		csl_processor_free(p);
	}
	json_decref(object);
	sbuf_release(&out);
}

static void
render(struct csl_style *style, const char *text)
{
	struct csl_processor *p;
	struct csl_item *item;
	json_t *object;
	struct sbuf out = SBUF_INIT;
	struct err err = ERR_INIT;
	struct csl_cite cite = { 0 };
	struct csl_citation c = { .cites = &cite, .len = 1 };

	if (csl_processor_new(&p, style, NULL, NULL, &err))
		return;
	object =
	    json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:[{s:s, s:s, s:s}]}",
		"id", "x", "title", text, "note", text, "volume", text, "page",
		text, "edition", text, "author", "family", text, "given", text,
		"suffix", text);
	item = csl_item_from_json(&p->arena, object);
	json_decref(object);
	csl_add_item(p, item);
	csl_prepare(p, NULL, 0);
	for (int i = 0; i < CSL_OUTPUTS; i++)
		csl_write_bibliography(&out, p, (enum csl_output)i);
	cite =
	    (struct csl_cite){ .item = item, .prefix = text, .suffix = text };
	csl_write_citation(&out, p, &c, CSL_OUTPUT_HTML);
	if (!text_is_utf8((struct span){ out.buf, out.len }))
		die_bug("not UTF-8");
	csl_processor_free(p);
	sbuf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct span s = { (const char *)data, size };
	struct csl_style *style;

	if (size && size < 4000 && !memchr(data, 0, size) && text_is_utf8(s) &&
	    !csl_style_read(&style, span_of(style_xml), &err)) {
		if (*data == '{')
			render_json(style, s);
		else
			render(style, arena_strdup_span(&a, s));
		csl_style_free(style);
	}
	arena_release(&a);
	return 0;
}
