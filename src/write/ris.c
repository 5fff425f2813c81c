#include "write/ris.h"
#include "write/formats.h"

#include "base/banned.h"

/* RIS: "TY  - value" lines ended by CR LF (RIS Format Specifications), which every
 * program reads; UTF-8 without a mark. */

/* A line that looks like a tag would be one. */
static void
add_value(struct sbuf *out, const char *value)
{
	while (*value) {
		size_t n = strcspn(value, "\r\n");

		sbuf_add(out, (struct span){ value, n });
		value += n + strspn(value + n, "\r\n");
		if (n && *value)
			sbuf_add(out, SPAN_LIT("\r\n      "));
	}
}

static void
add_ris(struct work_writer *w, const struct work *work, const char *key)
{
	struct ris_fields f;

	if (w->written)
		sbuf_add(w->out, SPAN_LIT("\r\n"));
	ris_fields(&f, &w->scratch, work, key);
	sbuf_addf(w->out, "TY  - %s\r\n", ris_tag_of_work(work));
	for (size_t i = 0; i < f.len; i++) {
		sbuf_add(w->out, (struct span){ f.items[i].tag, 2 });
		sbuf_add(w->out, SPAN_LIT("  - "));
		add_value(w->out, f.items[i].value);
		sbuf_add(w->out, SPAN_LIT("\r\n"));
	}
	sbuf_add(w->out, SPAN_LIT("ER  - \r\n"));
}

const struct writer_kind writer_ris = { .add = add_ris };
