#include "base/text.h"
#include "model/document.h"
#include "model/rich.h"
#include "read/formats.h"
#include "read/ris.h"
#include "read/xml-works.h"

#include <stdlib.h>

#include "base/banned.h"

/* EndNote's XML (RSXML.dtd), as EndNote and Bookends write it: RIS's fields in
 * elements, each text in <style> elements with its face. */

static const struct {
	const char *path;
	const char *ris;
} paths[] = {
#define X(letter, path, ris) { path, ris },
#include "model/refer-tags.def"
#undef X
};

static const struct {
	const char *face;
	const char *html;
} faces[] = {
	{ "italic", "i" },
	{ "bold", "b" },
	{ "superscript", "sup" },
	{ "subscript", "sub" },
};

enum { FACES = sizeof(faces) / sizeof(faces[0]) };

/* What looks like markup stays, since programs without faces write it as text. */
static void
add_escaped(struct sbuf *out, const char *s)
{
	for (; *s; s++) {
		if (*s == '&' && !rich_opens_entity(span_of(s + 1)))
			sbuf_add(out, SPAN_LIT("&amp;"));
		else if (*s == '<' && s[1] != '/' &&
			 !text_is_letter((unsigned char)s[1]))
			sbuf_add(out, SPAN_LIT("&lt;"));
		else
			sbuf_addc(out, *s == '\r' ? '\n' : *s);
	}
}

/* The title of an element, its faces as CSL's HTML. */
static struct span
html_of(struct arena *a, const xmlNode *node)
{
	struct sbuf out = SBUF_INIT;
	struct span s;

	for (const xmlNode *n = node->children; n; n = n->next) {
		char *face = xml_is(n, "style") ? xml_attr(a, n, "face") : NULL;
		xmlChar *text = xmlNodeGetContent(n);

		/* several may be in one: "bold italic" */
		for (size_t i = 0; face && i < FACES; i++)
			if (strstr(face, faces[i].face))
				sbuf_addf(&out, "<%s>", faces[i].html);
		add_escaped(&out, text ? (const char *)text : "");
		/* closed in the other order */
		for (size_t i = 0; face && i < FACES; i++)
			if (strstr(face, faces[FACES - 1 - i].face))
				sbuf_addf(
				    &out, "</%s>", faces[FACES - 1 - i].html);
		xmlFree(text);
	}
	s.ptr = arena_strdup_span(a, (struct span){ out.buf, out.len });
	s.len = out.len;
	sbuf_release(&out);
	return s;
}

/* The text with its lines: authors and keywords may be several in one. */
static struct span
text_of(struct arena *a, const xmlNode *node)
{
	xmlChar *text = xmlNodeGetContent(node);
	char *s = arena_strdup(a, text ? (const char *)text : "");

	xmlFree(text);
	for (char *p = s; *p; p++)
		if (*p == '\r')
			*p = '\n';
	return text_trim(span_of(s));
}

/* periodical/abbr-1, until it is known which name is the short one. */
#define ABBREVIATION "abbr-1"

struct fields {
	struct arena *a;
	struct tagged_record r;
	const char *tag; /* of the element at hand */
};

static void
add(struct fields *f, const char *tag, struct span value)
{
	struct tagged_item item = { .tag = span_of(tag), .value = value };

	if (value.len)
		ARENA_PUSH(f->a, f->r.items, f->r.len) = item;
}

static void
add_element(void *ctx, const xmlNode *node)
{
	struct fields *f = ctx;
	const char *tag = f->tag;
	struct span text;

	if (!strcmp(tag, "TI")) {
		add(f, tag, html_of(f->a, node));
		return;
	}
	text = text_of(f->a, node);
	if (strcmp(tag, "KW") != 0) {
		add(f, tag, text);
		return;
	}
	/* one a line, or one an element */
	while (text.len) {
		const char *end = memchr(text.ptr, '\n', text.len);
		size_t n = end ? (size_t)(end - text.ptr) : text.len;

		add(f, tag, text_trim(span_sub(text, 0, n)));
		text = span_skip(text, n + 1);
	}
}

static const struct ris_type *
type_of(struct arena *a, const xmlNode *record)
{
	const xmlNode *node = xml_child(record, "ref-type");
	const struct ris_type *type = NULL;
	char *name = node ? xml_attr(a, node, "name") : NULL;
	struct span number = xml_span(a, node);

	if (name)
		type = ris_type_of_endnote(span_of(name));
	if (!type && number.len)
		type = ris_type_of_number((int)strtol(number.ptr, NULL, 10));
	if (!type && number.len)
		type = ris_type_of_endnote(number);
	return type;
}

/* --- names of a journal --------------------------------------------------------- */

static bool
is_journal(const struct tagged_item *item)
{
	/* EndNote's alternate title may be a DOI */
	return (tagged_is(item, "T2") || tagged_is(item, "JF") ||
		   tagged_is(item, "J2") || tagged_is(item, ABBREVIATION)) &&
	       !text_starts_nocase(item->value, "10.");
}

/* The longest or the shortest name of the journal that is not that one. */
static struct span
name_of_journal(
    const struct tagged_record *r, bool longest, struct span other_than)
{
	struct span out = { "", 0 };

	for (size_t i = 0; i < r->len; i++) {
		struct span s = r->items[i].value;

		if (is_journal(&r->items[i]) && !span_eq(s, other_than) &&
		    (!out.len || (longest ? s.len > out.len : s.len < out.len)))
			out = s;
	}
	return out;
}

/*
 * An article's journal has four elements. EndNote's connection to PubMed puts the
 * abbreviation into secondary-title and full-title, and the name into alt-title and
 * abbr-1; other sources the other way round. So the longest is the title, and the short
 * one abbr-1, if that is another, or the shortest. What else there is stays.
 */
static void
settle_journal(struct fields *f)
{
	struct span title =
			name_of_journal(&f->r, true, (struct span){ "", 0 }),
		    brief = { "", 0 }, other = { "", 0 };
	size_t kept = 0, rest;

	for (size_t i = 0; i < f->r.len; i++)
		if (tagged_is(&f->r.items[i], ABBREVIATION) &&
		    !span_eq(f->r.items[i].value, title))
			brief = f->r.items[i].value;
	if (!brief.len)
		brief = name_of_journal(&f->r, false, title);
	rest = f->r.len;
	add(f, "T2", title);
	add(f, "J2", brief);
	for (size_t i = 0; i < f->r.len; i++) {
		struct tagged_item item = f->r.items[i];

		if (i < rest && is_journal(&item)) {
			/* behind the short one, which counts */
			if (!span_eq(item.value, title) &&
			    !span_eq(item.value, brief) &&
			    !span_eq(item.value, other))
				add(f, "J2", item.value);
			other = item.value;
			continue;
		}
		f->r.items[kept++] = item;
	}
	f->r.len = kept;
}

static void
settle_abbreviation(struct fields *f)
{
	for (size_t i = 0; i < f->r.len; i++)
		if (tagged_is(&f->r.items[i], ABBREVIATION))
			f->r.items[i].tag = SPAN_LIT("J2");
}

static void
read_record(
    struct references *out, const xmlNode *record, size_t line, void *ctx)
{
	struct arena *a = &out->document->arena;
	struct fields f = { .a = ctx };
	const struct ris_type *type = type_of(f.a, record);
	struct span label;
	struct work *w;

	arena_reset(ctx);
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		f.tag = strcmp(paths[i].path, "periodical/abbr-1") != 0
			    ? paths[i].ris
			    : ABBREVIATION;
		xml_each_at(record, paths[i].path, add_element, &f);
	}
	if (type && type->type == WORK_TYPE_ARTICLE_JOURNAL)
		settle_journal(&f);
	settle_abbreviation(&f);
	label = tagged_take(&f.r, "LB");
	type = ris_type_settled(&f.r, type);
	w = ris_work(a, &f.r, type, "ris");
	if (label.len && !memchr(label.ptr, ' ', label.len))
		w->id = fill_clean(a, label);
	else
		fill_custom(w, a, "ris-lb", label);
	if (type && ris_type_of_work(w) != type)
		work_add_custom(a, w, "ris-type", type->tag);
	fill_reference(out, w, line);
}

bool
endnote_xml_is(struct span text)
{
	return xml_root_is(text, "xml") && xml_head_has(text, "record");
}

int
read_endnote_xml(struct references *out, struct document *d, struct err *err)
{
	static const char *const names[] = { "record", NULL };
	struct arena scratch = ARENA_INIT;
	int rc = xml_works_read(out, d, names, read_record, &scratch, err);

	arena_release(&scratch);
	return rc;
}
