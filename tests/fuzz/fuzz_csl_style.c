/* Any bytes as a style; one that is read renders two items. */

#include "base/json.h"
#include "csl/csl.h"

#include <stdint.h>

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char items[] =
    "[{\"id\":\"a\",\"type\":\"book\",\"title\":\"A \\\"b\\\" <i>c</i>: D's\","
    "\"author\":[{\"family\":\"van der Vlist\",\"given\":\"E. Jean-Paul\"},"
    "{\"literal\":\"The "
    "X\"},{\"family\":\"李\",\"given\":\"明\"}],\"page\":\"12-15\","
    "\"volume\":\"2-3\",\"issued\":{\"date-parts\":[[2001,2,3],[2001,4]]}},"
    "{\"id\":\"b\",\"title\":\"B\",\"issued\":{\"literal\":\"x\"},\"editor\":"
    "[{\"family\":\"Vlist\",\"given\":\"E.\"}],\"issue\":\"4\"}]";

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct err err = ERR_INIT;
	struct csl_style *style;
	struct csl_processor *p;
	struct sbuf out = SBUF_INIT;
	json_t *array = NULL, *o;
	size_t i;

	if (csl_style_read(
		&style, (struct span){ (const char *)data, size }, &err))
		return 0;
	if (!csl_processor_new(&p, style, NULL, NULL, &err)) {
		if (!json_read(&array, span_of(items), &err))
			json_array_foreach(array, i, o)
			    csl_add_item(p, csl_item_from_json(&p->arena, o));
		csl_prepare(p, NULL, 0);
		csl_write_bibliography(&out, p, CSL_OUTPUT_HTML);
		for (i = 0; i < p->len; i++) {
			struct csl_cite cites[2] = { { .item = p->items[i],
							 .locator = "1-2" },
				{ .item = p->items[0] } };
			struct csl_citation c = { .cites = cites, .len = 2 };

			csl_write_citation(&out, p, &c, CSL_OUTPUT_LATEX);
		}
		json_decref(array);
		csl_processor_free(p);
	}
	csl_style_free(style);
	sbuf_release(&out);
	return 0;
}
