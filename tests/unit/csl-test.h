#ifndef TESTS_UNIT_CSL_TEST_H
#define TESTS_UNIT_CSL_TEST_H

/* Styles and items typed in here, rendered as text. */

#include "base/json.h"
#include "csl/csl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

struct rendering {
	struct csl_style *style;
	struct csl_processor *processor;
	struct sbuf out;
};

/* A style with this in cs:style. */
static inline void
rendering_open(struct rendering *r, const char *inside, const char *items)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	json_t *array, *o;
	size_t i;
	const char *xml = arena_printf(&a,
	    "<style xmlns='http://purl.org/net/xbiblio/csl' version='1.0' "
	    "class='in-text'>%s</style>",
	    inside);

	*r = (struct rendering){ .out = SBUF_INIT };
	if (csl_style_read(&r->style, span_of(xml), &err))
		fail_msg("%s", err.text);
	if (csl_processor_new(&r->processor, r->style, NULL, NULL, &err))
		fail_msg("%s", err.text);
	if (json_read(&array, span_of(items), &err))
		fail_msg("%s", err.text);
	json_array_foreach(array, i, o) csl_add_item(
	    r->processor, csl_item_from_json(&r->processor->arena, o));
	json_decref(array);
	csl_prepare(r->processor, NULL, 0);
	arena_release(&a);
}

static inline void
rendering_close(struct rendering *r)
{
	csl_processor_free(r->processor);
	csl_style_free(r->style);
	sbuf_release(&r->out);
}

/* The list of references, one entry a line. */
static inline void
check_bibliography(const char *inside, const char *items, const char *expected)
{
	struct rendering r;

	rendering_open(&r, inside, items);
	csl_write_bibliography(&r.out, r.processor, CSL_OUTPUT_TEXT);
	assert_string_equal(r.out.buf, expected);
	rendering_close(&r);
}

#define CITATION \
	"<citation><layout><text variable='title'/></layout></citation>"
#define KNUTH                                                                  \
	"{\"id\": \"k\", \"type\": \"book\", \"title\": \"The TeXbook\", "     \
	"\"author\": [{\"family\": \"Knuth\", \"given\": \"Donald Ervin\"}], " \
	"\"issued\": {\"date-parts\": [[1984]]}, \"publisher\": "              \
	"\"Addison-Wesley\"}"
#define LAMPORT                                                               \
	"{\"id\": \"l\", \"type\": \"book\", \"title\": \"LaTeX: A Document " \
	"Preparation System\", \"author\": [{\"family\": \"Lamport\", "       \
	"\"given\": \"Leslie\"}], \"issued\": {\"date-parts\": [[1986]]}}"

#endif
