#include "app/index-input.h"

#include "base/xml-records.h"
#include "source/record.h"

#include "base/banned.h"

/* PubMed's records come in files and in answers: the source reads both. */
static struct work *
read_pubmed(void *state, struct arena *a, const xmlNode *element)
{
	(void)state;
	return pubmed_record(a, element);
}

static const char *const pubmed_records[] = { "PubmedArticle",
	"PubmedBookArticle", NULL };

static const struct xml_format pubmed = {
	.name = "pubmed",
	.root = "PubmedArticleSet",
	.records = pubmed_records,
	.read = read_pubmed,
};

const struct xml_format *
index_input_xml_format(const char *root)
{
	static const struct xml_format *const all[] = { &xml_format_acl,
		&xml_format_dblp, &pubmed };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
		if (!strcmp(all[i]->root, root))
			return all[i];
		for (size_t k = 0; all[i]->records[k]; k++)
			if (!strcmp(all[i]->records[k], root))
				return all[i];
	}
	return NULL;
}

static int
take(struct index_input *in, struct arena *a, struct xml_reader *reader,
    const struct xml_format *format, void *state, const char *path,
    const struct xml_record *r, struct err *err)
{
	struct err why = ERR_INIT;
	const xmlNode *root;
	struct work *w;

	if (r->kind == XML_BAD) {
		index_input_skip(in, path, r->line, r->why);
		return 0;
	}
	if (xml_reader_read(reader, &root, r->text, &why)) {
		index_input_skip(in, path, r->line, why.text);
		return 0;
	}
	arena_reset(a);
	w = format->read(state, a, root);
	if (w) {
		w->source = format->name;
		return in->take(in->ctx, w, err);
	}
	in->left_out += r->kind == XML_RECORD;
	return 0;
}

int
index_input_xml(struct index_input *in, struct stream *s,
    const struct xml_format *format, struct err *err)
{
	void *state = format->state_new ? format->state_new() : NULL;
	struct xml_reader *reader = xml_reader_new();
	struct arena a = ARENA_INIT;
	struct err why = ERR_INIT;
	struct xml_records records;
	struct xml_record r;
	int rc, taken = 0;

	xml_records_init(&records, s, format->records);
	while (!taken && (rc = xml_records_next(&records, &r, &why)) == 1)
		taken = take(
		    in, &a, reader, format, state, stream_name(s), &r, err);
	xml_records_release(&records);
	xml_reader_free(reader);
	arena_release(&a);
	if (format->state_free)
		format->state_free(state);
	if (taken)
		return taken;
	return rc ? index_input_break(in, rc, &why, err) : 0;
}
