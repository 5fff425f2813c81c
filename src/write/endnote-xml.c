#include "write/formats.h"
#include "write/ris.h"
#include "write/xml.h"

#include "base/banned.h"

/* EndNote's XML (RSXML.dtd): RIS's fields in elements, in the DTD's order. */

static const struct {
	const char *path;
	const char *ris;
} paths[] = {
#define X(letter, path, ris) { path, ris },
#include "model/refer-tags.def"
#undef X
};

enum { DEPTH = 4 };

/* The elements that are open, outermost first. */
struct open {
	struct sbuf *out;
	struct span names[DEPTH];
	size_t depth;
};

static void
close_to(struct open *o, size_t depth)
{
	while (o->depth > depth) {
		o->depth--;
		sbuf_addf(o->out, "</%.*s>", (int)o->names[o->depth].len,
		    o->names[o->depth].ptr);
	}
}

static void
add(struct open *o, const char *path, const char *value)
{
	size_t depth = 0;
	const char *last = strrchr(path, '/');

	last = last ? last + 1 : path;
	for (const char *at = path; at < last; depth++) {
		struct span name = { at, strcspn(at, "/") };

		if (depth >= o->depth || !span_eq(o->names[depth], name)) {
			close_to(o, depth);
			o->names[o->depth++] = name;
			sbuf_addf(o->out, "<%.*s>", (int)name.len, name.ptr);
		}
		at += name.len + 1;
	}
	close_to(o, depth);
	sbuf_addf(o->out,
	    "<%s><style face=\"normal\" font=\"default\" "
	    "size=\"100%%\">",
	    last);
	xml_add_text(o->out, value);
	sbuf_addf(o->out, "</style></%s>", last);
}

static const char *
value_of(struct arena *a, const struct ris_fields *f, size_t i)
{
	const struct ris_field *field = &f->items[i];

	if (!strcmp(field->tag, "SP") && i + 1 < f->len &&
	    !strcmp(field[1].tag, "EP"))
		return arena_printf(a, "%s-%s", field->value, field[1].value);
	return field->value;
}

static void
begin(struct work_writer *w)
{
	sbuf_add(w->out, SPAN_LIT("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				  "<xml><records>\n"));
}

static void
add_record(struct work_writer *w, const struct work *work, const char *key)
{
	const struct ris_type *type = ris_type_of_work(work);
	struct open o = { .out = w->out };
	struct ris_fields f;

	ris_fields(&f, &w->scratch, work, NULL);
	sbuf_addf(w->out,
	    "<record><rec-number>%zu</rec-number><ref-type "
	    "name=\"%s\">%d</ref-type>",
	    w->written + 1, type->endnote, type->number ? type->number : 13);
	for (size_t k = 0; k < sizeof(paths) / sizeof(paths[0]); k++)
		for (size_t i = 0; i < f.len; i++) {
			/* the second path of a tag is only read */
			if (strcmp(paths[k].ris, f.items[i].tag) != 0 ||
			    (k && !strcmp(paths[k - 1].ris, paths[k].ris)) ||
			    !strcmp(paths[k].path, "periodical/abbr-1"))
				continue;
			add(&o, paths[k].path, value_of(&w->scratch, &f, i));
		}
	if (key && *key)
		add(&o, "label", key);
	close_to(&o, 0);
	sbuf_add(w->out, SPAN_LIT("</record>\n"));
}

static void
end(struct work_writer *w)
{
	sbuf_add(w->out, SPAN_LIT("</records></xml>\n"));
}

const struct writer_kind writer_endnote_xml = {
	.begin = begin, .add = add_record, .end = end
};
