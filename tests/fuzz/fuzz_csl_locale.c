/* Any bytes as a locale file; one that is read serves a style, which has terms, dates,
 * ordinals and quotation marks of it written. */

#include "base/json.h"
#include "base/text.h"
#include "csl/csl.h"

#include <stdint.h>

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char style_xml[] =
    "<style class='note'><citation><layout><names variable='author'><name "
    "and='text'/><et-al/><label form='short' prefix=' '/></names><text "
    "term='ibid' text-case='capitalize-first'/></layout></citation>"
    "<bibliography><layout suffix='.'><names variable='editor'><label/>"
    "</names><text variable='title' quotes='true' suffix=','/><date "
    "variable='issued' form='text'/><date variable='accessed' form='numeric'/>"
    "<number variable='volume' form='ordinal'/><number variable='edition' "
    "form='long-ordinal'/><label variable='page' form='short'/><text "
    "variable='page'/><text term='no date' form='short'/></layout>"
    "</bibliography></style>";

static const char item_json[] =
    "{\"id\":\"a\",\"title\":\"A \\\"b 'c'\\\" d\",\"volume\":\"3\","
    "\"edition\":\"2\",\"page\":\"12-15\",\"author\":[{\"family\":\"Vlist\"},"
    "{\"family\":\"Roe\"}],\"editor\":[{\"family\":\"Doe\"}],\"issued\":"
    "{\"date-parts\":[[-20,2,3],[2001,4]]},\"accessed\":{\"date-parts\":"
    "[[2001,1,1]],\"season\":2}}";

static void
render(const struct csl_style *style, const char *lang)
{
	struct csl_processor *p;
	struct csl_item *item;
	struct sbuf out = SBUF_INIT;
	struct err err = ERR_INIT;
	struct csl_cite cite = { .locator = "1-2" };
	struct csl_citation c = { .cites = &cite, .len = 1 };
	json_t *object = NULL;

	if (csl_processor_new(&p, style, lang, NULL, &err))
		return;
	if (!json_read(&object, span_of(item_json), &err)) {
		item = csl_item_from_json(&p->arena, object);
		csl_add_item(p, item);
		cite.item = item;
		csl_prepare(p, NULL, 0);
		csl_write_bibliography(&out, p, CSL_OUTPUT_HTML);
		csl_write_citation(&out, p, &c, CSL_OUTPUT_LATEX);
	}
	if (!text_is_utf8((struct span){ out.buf, out.len }))
		die_bug("not UTF-8");
	json_decref(object);
	csl_processor_free(p);
	sbuf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct csl_locale_patch *patch, *own;
	struct csl_style *style;

	if (!csl_locale_file_read(
		&patch, &a, (struct span){ (const char *)data, size }, &err) &&
	    !csl_style_read(&style, span_of(style_xml), &err)) {
		own = style->locales;
		style->locales = patch;
		render(style, patch->lang ? patch->lang : "en-US");
		style->locales = own;
		csl_style_free(style);
	}
	arena_release(&a);
	return 0;
}
