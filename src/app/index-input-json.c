#include "app/index-input.h"

#include "base/json-records.h"
#include "base/json.h"
#include "read/read.h"
#include "source/record.h"

#include "base/banned.h"

/* Most of a service's record, and nothing that an index keeps. */
static const char *const unread[] = {
	"abstract",
	"affiliation",
	"assertion",
	"content-domain",
	"funder",
	"indexed",
	"license",
	"link",
	"reference",
	"resource", /* Crossref, and arXiv's abstract */
	"contentUrl",
	"descriptions",
	"formats",
	"fundingReferences",
	"geoLocations",
	"relationships",
	"rightsList",
	"sizes",
	"subjects",
	"xml", /* DataCite */
	"abstract_inverted_index",
	"affiliations",
	"best_oa_location",
	"concepts",
	"counts_by_year",
	"grants",
	"institutions",
	"keywords",
	"locations",
	"mesh",
	"open_access",
	"primary_topic",
	"raw_affiliation_strings",
	"referenced_works",
	"related_works",
	"sustainable_development_goals",
	"topics", /* OpenAlex */
	NULL,
};

/* A lone record as an answer wraps it: {"message": {...}}, {"data": {...}}. */
static const json_t *
unwrapped(const json_t *o)
{
	static const char *const names[] = { "message", "data" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const json_t *inner = json_object_get(o, names[i]);

		if (json_is_object(inner) && record_reader_of(inner))
			return inner;
	}
	return o;
}

static int
take(struct index_input *in, struct arena *a, const char *path,
    const struct json_record *r, struct sbuf *text, struct err *err)
{
	struct err why = ERR_INIT;
	const json_t *o;
	record_reader read;
	struct work *w;
	json_t *item;

	sbuf_reset(text);
	json_drop_members(text, r->text, unread);
	if (json_read(&item, (struct span){ text->buf, text->len }, &why)) {
		index_input_skip(in, path, r->line, why.text);
		return 0;
	}
	if (!json_is_object(item)) {
		json_decref(item);
		index_input_skip(in, path, r->line, "not an object");
		return 0;
	}
	arena_reset(a);
	o = unwrapped(item);
	read = record_reader_of(o);
	w = read ? read(a, o) : read_csl_item(a, o);
	json_decref(item);
	if (w)
		return in->take(in->ctx, w, err);
	in->left_out++;
	return 0;
}

int
index_input_json(struct index_input *in, struct stream *s, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct sbuf text = SBUF_INIT;
	struct err why = ERR_INIT;
	struct json_records records;
	struct json_record r;
	int rc, taken = 0;

	json_records_init(&records, s);
	while (!taken && (rc = json_records_next(&records, &r, &why)) == 1)
		taken = take(in, &a, stream_name(s), &r, &text, err);
	sbuf_release(&text);
	arena_release(&a);
	if (taken)
		return taken;
	return rc ? index_input_break(in, rc, &why, err) : 0;
}
