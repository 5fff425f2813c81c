#include "base/err.h"
#include "base/yaml.h"
#include "write/formats.h"
#include "write/write.h"

#include "base/banned.h"

/* CSL's items as YAML, as pandoc reads them in a file or in a document's
 * metadata. */

static void
begin(struct work_writer *w)
{
	sbuf_add(w->out, SPAN_LIT("---\nreferences:\n"));
}

static void
add(struct work_writer *w, const struct work *work, const char *key)
{
	struct work named = *work;
	json_t *o;

	if (!named.id)
		named.id = key;
	o = write_csl_file_item(&named);
	sbuf_add(w->out, SPAN_LIT("- "));
	yaml_add(w->out, o, 2);
	sbuf_addc(w->out, '\n');
	json_decref(o);
}

static void
end(struct work_writer *w)
{
	if (!w->written)
		sbuf_add(w->out, SPAN_LIT("  []\n"));
	sbuf_add(w->out, SPAN_LIT("...\n"));
}

const struct writer_kind writer_csl_yaml = {
	.begin = begin, .add = add, .end = end, .needs_key = true
};
