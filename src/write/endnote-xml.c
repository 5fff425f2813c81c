#include "model/rich.h"
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

static const struct {
	const char *open, *close, *face;
} faces[] = {
	{ "<i>", "</i>", "italic" },
	{ "<b>", "</b>", "bold" },
	{ "<sup>", "</sup>", "superscript" },
	{ "<sub>", "</sub>", "subscript" },
};

enum { FACES = sizeof(faces) / sizeof(faces[0]) };

static void
add_run(struct sbuf *out, struct arena *a, unsigned open, struct span text)
{
	bool any = false;

	if (!text.len)
		return;
	sbuf_add(out, SPAN_LIT("<style face=\""));
	for (size_t i = 0; i < FACES; i++)
		if (open & 1U << i) {
			sbuf_addf(out, "%s%s", any ? " " : "", faces[i].face);
			any = true;
		}
	sbuf_addf(
	    out, "%s\" font=\"default\" size=\"100%%\">", any ? "" : "normal");
	text = rich_decode(a, text);
	xml_add_text(out, text.ptr);
	sbuf_add(out, SPAN_LIT("</style>"));
}

/* CSL's markup as EndNote's runs of one face each; other spans are passed over. */
static void
add_runs(struct sbuf *out, struct arena *a, const char *rich)
{
	const char *from = rich, *at = rich;
	unsigned open = 0;

	while (*at) {
		unsigned now = open;
		const char *end = *at == '<' ? strchr(at, '>') : NULL;

		if (!end) {
			at++;
			continue;
		}
		for (size_t i = 0; i < FACES; i++) {
			if (!strncmp(at, faces[i].open, strlen(faces[i].open)))
				now |= 1U << i;
			if (!strncmp(
				at, faces[i].close, strlen(faces[i].close)))
				now &= ~(1U << i);
		}
		add_run(
		    out, a, open, (struct span){ from, (size_t)(at - from) });
		open = now;
		from = at = end + 1;
	}
	add_run(out, a, open, (struct span){ from, (size_t)(at - from) });
}

/* rich: the title with its markup, or NULL. */
static void
add(struct open *o, struct arena *a, const char *path, const char *value,
    const char *rich)
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
	sbuf_addf(o->out, "<%s>", last);
	if (rich)
		add_runs(o->out, a, rich);
	else
		add_run(o->out, a, 0, span_of(rich_escaped(a, value)));
	sbuf_addf(o->out, "</%s>", last);
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

	ris_fields_of_endnote(&f, &w->scratch, work);
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
			add(&o, &w->scratch, paths[k].path, f.items[i].value,
			    strcmp(paths[k].ris, "TI") ? NULL
						       : work->title_rich);
		}
	if (key && *key)
		add(&o, &w->scratch, "label", key, NULL);
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
