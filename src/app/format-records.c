#include "app/format-records.h"
#include "base/json-records.h"
#include "base/text.h"
#include "read/datacite-xml.h"
#include "read/formats.h"
#include "read/record-more.h"
#include "read/schema-org.h"
#include "read/xml-works.h"
#include "source/record.h"

#include "base/banned.h"

/* --- PubMed ------------------------------------------------------------------------ */

bool
pubmed_xml_is(struct span text)
{
	return xml_root_is(text, "PubmedArticleSet") ||
	       xml_root_is(text, "PubmedBookArticleSet") ||
	       xml_root_is(text, "PubmedArticle") ||
	       xml_root_is(text, "PubmedBookArticle");
}

static void
read_pubmed_record(
    struct references *out, const xmlNode *element, size_t line, void *ctx)
{
	struct arena *a = &out->document->arena;
	struct work *w = pubmed_record(a, element);

	(void)ctx;
	if (!w)
		return;
	pubmed_more(w, a, element);
	w->source = NULL;
	fill_reference(out, w, line);
}

int
read_pubmed_xml(struct references *out, struct document *d, struct err *err)
{
	static const char *const names[] = { "PubmedArticle",
		"PubmedBookArticle", NULL };

	return xml_works_read(out, d, names, read_pubmed_record, NULL, err);
}

/* --- JSON --------------------------------------------------------------------------- */

typedef void more_fn(struct work *w, struct arena *a, const json_t *o);

struct json_format {
	record_reader read;
	more_fn *more;
};

static void
read_json_record(struct references *out, const struct json_format *f,
    const json_t *o, size_t line)
{
	struct arena *a = &out->document->arena;
	struct work *w = json_is_object(o) ? f->read(a, o) : NULL;

	if (!w) {
		references_add_problem(out, line, NULL,
		    "a record that tells of no work is left out");
		return;
	}
	if (f->more)
		f->more(w, a, o);
	w->source = NULL;
	fill_reference(out, w, line);
}

/* Names of what services put around records. */
static const char *const around[] = { "message", "data", "items", "results" };

#define AROUND (sizeof(around) / sizeof(around[0]))

static record_reader
reader_of(const json_t *o)
{
	return schema_org_is_work(o) || schema_org_graph(o)
		   ? schema_org_work
		   : record_reader_of(o);
}

/* A record, or a service's answer around one or several. */
static void
read_json_value(struct references *out, const struct json_format *f,
    const json_t *o, size_t line)
{
	const json_t *graph = schema_org_graph(o), *item;
	size_t i;

	json_array_foreach(graph, i, item) if (schema_org_is_meant(graph, item))
	    read_json_record(out, f, item, line);
	if (graph)
		return;
	if (json_is_array(o)) {
		json_array_foreach(o, i, item)
		    read_json_record(out, f, item, line);
		return;
	}
	for (size_t k = 0; k < AROUND; k++) {
		const json_t *inner = json_object_get(o, around[k]);

		if (reader_of(o))
			break;
		if (json_is_array(inner) ||
		    (json_is_object(inner) && !reader_of(inner) &&
			json_object_get(inner, "items"))) {
			read_json_value(out, f, inner, line);
			return;
		}
		if (json_is_object(inner)) {
			o = inner;
			break;
		}
	}
	read_json_record(out, f, o, line);
}

static int
read_json(
    struct references *out, struct document *d, const struct json_format *f)
{
	struct stream *s = stream_open_bytes(d->text, 0, d->path);
	struct json_records records;
	struct json_record r;
	struct err why = ERR_INIT;
	int rc;

	*out = (struct references){ .document = d };
	json_records_init(&records, s);
	while ((rc = json_records_next(&records, &r, &why)) == 1) {
		struct err broken = ERR_INIT;
		json_t *o;

		if (json_read(&o, r.text, &broken)) {
			references_add_problem(out, r.line, NULL,
			    "%s: the record is left out", broken.text);
			continue;
		}
		read_json_value(out, f, o, r.line);
		json_decref(o);
	}
	if (rc)
		references_add_problem(out, records.line, NULL, "%s", why.text);
	stream_close(s);
	fill_list(out);
	return OK;
}

/* The first record of the text, whatever is around it; owner takes what is to be
 * freed. */
static record_reader
reader_of_text(struct span text)
{
	struct span head = text_trim(span_sub(text, 0, FORMAT_HEAD * 4));
	struct json_records records;
	struct json_record r;
	struct err err = ERR_INIT;
	record_reader reader = NULL;
	struct stream *s;

	if (!head.len || (head.ptr[0] != '{' && head.ptr[0] != '['))
		return NULL;
	s = stream_open_bytes(head, 0, "-");
	json_records_init(&records, s);
	if (json_records_next(&records, &r, &err) == 1) {
		json_t *all = NULL;
		const json_t *o;

		if (!json_read(&all, r.text, &err)) {
			o = all;
			for (int depth = 0; depth < 4 && o; depth++) {
				const json_t *inner = NULL;

				reader =
				    json_is_object(o) ? reader_of(o) : NULL;
				if (reader)
					break;
				for (size_t k = 0; !inner && k < AROUND; k++)
					inner = json_object_get(o, around[k]);
				o = json_is_array(o) ? json_array_get(o, 0)
						     : inner;
			}
		}
		json_decref(all);
	}
	stream_close(s);
	return reader;
}

bool
crossref_json_is(struct span text)
{
	return reader_of_text(text) == crossref_record;
}

int
read_crossref_json(struct references *out, struct document *d, struct err *err)
{
	static const struct json_format format = { crossref_work,
		crossref_more };

	(void)err;
	return read_json(out, d, &format);
}

bool
datacite_json_is(struct span text)
{
	return reader_of_text(text) == datacite_record;
}

int
read_datacite_json(struct references *out, struct document *d, struct err *err)
{
	static const struct json_format format = { datacite_work,
		datacite_more };

	(void)err;
	return read_json(out, d, &format);
}

bool
datacite_xml_is(struct span text)
{
	static const char kernel[] = "datacite.org/schema/kernel";
	struct span head = span_sub(text, 0, FORMAT_HEAD);

	return xml_head_has(text, "resource") &&
	       memmem(head.ptr, head.len, kernel, sizeof(kernel) - 1);
}

static void
read_datacite_element(
    struct references *out, const xmlNode *element, size_t line, void *ctx)
{
	static const struct json_format format = { datacite_work,
		datacite_more };
	struct arena scratch = ARENA_INIT;
	json_t *o = datacite_xml_record(&scratch, element);

	(void)ctx;
	read_json_record(out, &format, o, line);
	json_decref(o);
	arena_release(&scratch);
}

int
read_datacite_xml(struct references *out, struct document *d, struct err *err)
{
	static const char *const names[] = { "resource", NULL };

	return xml_works_read(out, d, names, read_datacite_element, NULL, err);
}

bool
schema_org_is(struct span text)
{
	return reader_of_text(text) == schema_org_work;
}

int
read_schema_org(struct references *out, struct document *d, struct err *err)
{
	static const struct json_format format = { schema_org_work, NULL };

	(void)err;
	return read_json(out, d, &format);
}

bool
openalex_json_is(struct span text)
{
	return reader_of_text(text) == openalex_record;
}

int
read_openalex_json(struct references *out, struct document *d, struct err *err)
{
	static const struct json_format format = { openalex_record,
		openalex_more };

	(void)err;
	return read_json(out, d, &format);
}
