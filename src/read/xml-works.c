#include "read/xml-works.h"
#include "base/stream.h"
#include "base/text.h"
#include "base/xml-records.h"
#include "model/document.h"
#include "read/formats.h"

#include "base/banned.h"

enum { NAMES_MAX = 16 };

/* The document is UTF-8 by now, whatever the declaration says. */
static struct span
without_declaration(struct span text)
{
	struct span s = text;

	if (s.len < 6 || memcmp(s.ptr, "<?xml", 5) != 0)
		return text;
	for (size_t i = 5; i + 1 < s.len; i++)
		if (s.ptr[i] == '?' && s.ptr[i + 1] == '>')
			return span_skip(s, i + 2);
	return text;
}

static bool
is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/* A start tag "<name" or "<prefix:name" at s; its whole name or an empty span. */
static struct span
tag_of(struct span s, const char *name)
{
	size_t n = strlen(name), to = 1, colon = 0;

	if (s.len < 2 || s.ptr[0] != '<')
		return (struct span){ s.ptr, 0 };
	while (to < s.len && (is_name_char(s.ptr[to]) || s.ptr[to] == ':')) {
		if (s.ptr[to] == ':')
			colon = to;
		to++;
	}
	if (to == s.len || to - (colon ? colon + 1 : 1) != n ||
	    memcmp(s.ptr + to - n, name, n) != 0)
		return (struct span){ s.ptr, 0 };
	return span_sub(s, 1, to);
}

static struct span
find_tag(struct span text, const char *name)
{
	for (size_t at = 0; at < text.len; at++) {
		const char *open = memchr(text.ptr + at, '<', text.len - at);
		struct span tag;

		if (!open)
			break;
		at = (size_t)(open - text.ptr);
		tag = tag_of(span_skip(text, at), name);
		if (tag.len)
			return tag;
	}
	return (struct span){ "", 0 };
}

bool
xml_head_has(struct span text, const char *word)
{
	return find_tag(span_sub(text, 0, FORMAT_HEAD), word).len > 0;
}

bool
xml_root_is(struct span text, const char *name)
{
	struct span head = text_trim(span_sub(text, 0, FORMAT_HEAD));
	struct stream *s;
	struct err err = ERR_INIT;
	char root[64];
	const char *colon;

	if (!head.len || head.ptr[0] != '<')
		return false;
	s = stream_open_bytes(head, 0, "-");
	if (xml_root(root, s, &err))
		root[0] = '\0';
	stream_close(s);
	colon = strchr(root, ':');
	return !strcmp(colon ? colon + 1 : root, name);
}

/*
 * Tags of that local name. Where one is around another ("zs:record" around
 * "marc:record"), the inner one has the record.
 */
static size_t
find_tags(struct span tags[2], struct span text, const char *name)
{
	struct span first = find_tag(text, name), rest, other;
	size_t at;

	tags[0] = first;
	if (!first.len)
		return 0;
	at = (size_t)(first.ptr - text.ptr);
	rest = span_sub(text, at, at + FORMAT_HEAD);
	for (;;) {
		other = find_tag(rest, name);
		if (!other.len)
			return 1;
		if (!span_eq(other, first))
			break;
		rest = span_skip(rest, (size_t)(other.ptr - rest.ptr));
	}
	tags[1] = other;
	/* is the first one closed in front of it? */
	for (const char *p = first.ptr; p + 2 + first.len < other.ptr; p++)
		if (p[0] == '<' && p[1] == '/' &&
		    !memcmp(p + 2, first.ptr, first.len) &&
		    (p[2 + first.len] == '>' || p[2 + first.len] == ' '))
			return 2;
	tags[0] = other;
	return 1;
}

/* XML knows these five without a DTD (XML 1.0, 4.6), and numbers. */
static bool
is_defined(struct span name)
{
	static const char *const names[] = { "amp", "lt", "gt", "quot",
		"apos" };

	return name.ptr[0] == '#' ||
	       text_is_among(name, names, sizeof(names) / sizeof(names[0]));
}

/* What is to stand for "&name;": the character that HTML means by it; nothing if nobody
 * knows it, so that it costs itself only. */
static void
add_entity(struct sbuf *out, struct span name)
{
	uint32_t c = text_entity(name);
	char utf8[4];

	if (is_defined(name))
		sbuf_addf(out, "&%.*s;", (int)name.len, name.ptr);
	else if (c)
		sbuf_add(out, (struct span){ utf8, text_put(utf8, c) });
}

/* "McFarland & Company": ampersands that begin no entity, made text; and entities that
 * only a DTD has, which is not read. */
static struct span
mend_ampersands(struct arena *a, struct span s)
{
	struct sbuf out = SBUF_INIT;
	struct span mended;
	size_t from = 0;

	out.limit = UINT32_MAX;
	for (size_t i = 0; i < s.len; i++) {
		size_t end = i + 1;

		if (s.ptr[i] != '&')
			continue;
		while (end < s.len &&
		       (s.ptr[end] == '#' ||
			   text_is_letter((unsigned char)s.ptr[end]) ||
			   text_is_digit((unsigned char)s.ptr[end])))
			end++;
		sbuf_add(&out, span_sub(s, from, i));
		if (end > i + 1 && end < s.len && s.ptr[end] == ';') {
			add_entity(&out, span_sub(s, i + 1, end));
			i = end;
		} else {
			sbuf_add(&out, SPAN_LIT("&amp;"));
		}
		from = i + 1;
	}
	sbuf_add(&out, span_skip(s, from));
	mended = (struct span){
		arena_strdup_span(a, (struct span){ out.buf, out.len }), out.len
	};
	sbuf_release(&out);
	return mended;
}

/* A record with bare ampersands or undefined entities is read, and told of. */
static bool
read_record(const xmlNode **element, struct references *out,
    struct xml_reader *reader, const struct xml_record *r, struct arena *a)
{
	struct err broken = ERR_INIT, still = ERR_INIT;

	if (!xml_reader_read(reader, element, r->text, &broken))
		return true;
	if (!memchr(r->text.ptr, '&', r->text.len) ||
	    xml_reader_read(
		reader, element, mend_ampersands(a, r->text), &still)) {
		references_add_problem(out, r->line, NULL,
		    "%s: the record is left out", broken.text);
		return false;
	}
	references_add_problem(out, r->line, NULL,
	    strstr(broken.text, "not defined")
		? "%s: it is left out, or is what HTML means by it"
		: "%s: a bare \"&\" is taken for text, which should be "
		  "\"&amp;\"",
	    broken.text);
	return true;
}

/* What a file is parted into: its records, and the start tags around them. */
struct parting {
	struct references *out;
	struct arena scratch;
	xml_work_fn *record;
	void (*open)(struct span tag, void *ctx); /* NULL: no matter */
	void *ctx;
};

static void
part_file(struct parting *p, struct document *d, const char *const *tags)
{
	struct span text = without_declaration(d->text);
	struct xml_reader *reader = xml_reader_new();
	struct stream *s = stream_open_bytes(text, 0, d->path);
	struct xml_records records;
	struct xml_record r;
	struct err why = ERR_INIT;
	int rc;

	xml_records_init(&records, s, tags);
	for (const char *c = d->text.ptr; c < text.ptr; c++)
		records.line += *c == '\n';
	while ((rc = xml_records_next(&records, &r, &why)) == 1) {
		const xmlNode *element;

		if (r.kind == XML_BAD)
			references_add_problem(
			    p->out, r.line, NULL, "%s: left out", r.why);
		else if (r.kind == XML_OPEN && p->open)
			p->open(span_of(r.name), p->ctx);
		else if (r.kind == XML_RECORD &&
			 read_record(&element, p->out, reader, &r, &p->scratch))
			p->record(p->out, element, r.line, p->ctx);
	}
	if (rc)
		references_add_problem(
		    p->out, records.line, NULL, "%s", why.text);
	xml_records_release(&records);
	stream_close(s);
	xml_reader_free(reader);
}

int
xml_works_read(struct references *out, struct document *d,
    const char *const *names, xml_work_fn *read, void *ctx, struct err *err)
{
	struct parting parting = {
		.out = out, .scratch = ARENA_INIT, .record = read, .ctx = ctx
	};
	const char *tags[2 * NAMES_MAX + 1] = { NULL };
	struct span text = without_declaration(d->text);
	size_t n = 0;

	(void)err;
	*out = (struct references){ .document = d };
	for (size_t i = 0; i < NAMES_MAX && names[i]; i++) {
		struct span found[2];
		size_t len = find_tags(found, text, names[i]);

		for (size_t k = 0; k < len; k++)
			tags[n++] =
			    arena_strdup_span(&parting.scratch, found[k]);
	}
	part_file(&parting, d, tags);
	arena_release(&parting.scratch);
	fill_list(out);
	return OK;
}

/* --- tables ------------------------------------------------------------------------ */

/* Formats have a few dozen at most. */
enum { TABLES_MAX = 256 };

struct tables {
	xmlNode *root;
	size_t len;
	xmlNode *table; /* the last one that has a record; NULL: none */
	char name[64];  /* of the element that was opened last */
};

static void
open_table(struct span tag, void *ctx)
{
	struct tables *t = ctx;
	size_t n = tag.len < sizeof(t->name) ? tag.len : 0;

	memcpy(t->name, tag.ptr, n);
	t->name[n] = '\0';
}

/* The table of that name, the last one first; a new one if there is none. */
static xmlNode *
table_of(struct tables *t)
{
	if (t->table && xml_is(t->table, t->name))
		return t->table;
	t->table = xml_child(t->root, t->name);
	if (!t->table && t->len++ < TABLES_MAX)
		t->table =
		    xmlNewChild(t->root, NULL, (const xmlChar *)t->name, NULL);
	return t->table;
}

static void
add_row(struct references *out, const xmlNode *element, size_t line, void *ctx)
{
	struct tables *t = ctx;
	xmlNode *table = *t->name ? table_of(t) : NULL;
	xmlNode *copy =
	    table ? xmlDocCopyNode((xmlNode *)element, t->root->doc, 1) : NULL;

	(void)out;
	if (!copy)
		return;
	copy->line = (unsigned short)(line < UINT16_MAX ? line : UINT16_MAX);
	xmlAddChild(table, copy);
}

xmlDoc *
xml_tables_read(struct references *out, struct document *d, const char *root,
    const char *const *names)
{
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	struct tables tables = { .root =
				     xmlNewNode(NULL, (const xmlChar *)root) };
	struct parting parting = { .out = out,
		.scratch = ARENA_INIT,
		.record = add_row,
		.open = open_table,
		.ctx = &tables };

	*out = (struct references){ .document = d };
	xmlDocSetRootElement(doc, tables.root);
	part_file(&parting, d, names);
	arena_release(&parting.scratch);
	return doc;
}

/* --- inside a record ------------------------------------------------------------------- */

/* The first name of a path; where the rest of it is. NULL if it is too long for any
 * element of our formats. */
static const char *
first_name(char name[64], const char *path)
{
	size_t n = strcspn(path, "/");

	if (n >= 64)
		return NULL;
	memcpy(name, path, n);
	name[n] = '\0';
	return path + n + (path[n] == '/');
}

const xmlNode *
xml_at(const xmlNode *node, const char *path)
{
	char name[64];

	while (node && *path) {
		path = first_name(name, path);
		if (!path)
			return NULL;
		node = xml_child(node, name);
	}
	return node;
}

void
xml_each_at(const xmlNode *node, const char *path, xml_each_fn *each, void *ctx)
{
	char name[64];
	const char *rest = first_name(name, path);

	if (!rest)
		return;
	XML_EACH(child, node, name)
	{
		if (*rest)
			xml_each_at(child, rest, each, ctx);
		else
			each(ctx, child);
	}
}

struct span
xml_span(struct arena *a, const xmlNode *node)
{
	const char *text = xml_plain(a, node);

	return span_of(text ? text : "");
}

struct span
xml_span_at(struct arena *a, const xmlNode *node, const char *path)
{
	return xml_span(a, xml_at(node, path));
}

bool
xml_attr_is(const xmlNode *node, const char *name, const char *value)
{
	struct arena a = ARENA_INIT;
	char *s = xml_attr(&a, node, name);
	bool is = s && text_eq_nocase(span_of(s), value);

	arena_release(&a);
	return is;
}
