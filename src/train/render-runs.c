/*
 * Entries of styles as runs, each with the field that it came from, for references
 * whose fields are known to be made of them (scripts/synthetic-references).
 *
 *   render-runs LOCALES < JOBS
 *
 * A job is a line {"style": FILE, "lang": "de-DE", "items": [CSL-JSON, ...]}. For each
 * item comes a line {"id": ..., "form": "entry", "runs": [...]}, and of a style with
 * notes another one of the form "note", with the item's "locator" if it has one. What a
 * style cannot do is left out.
 */

#include "base/file.h"
#include "base/json.h"
#include "base/stream.h"
#include "base/text.h"
#include "csl/csl.h"

#include <stdio.h>

#include "base/banned.h"

static void
put_line(const char *id, const char *form, const struct sbuf *runs)
{
	struct sbuf line = SBUF_INIT;

	if (runs->len) {
		sbuf_add(&line, SPAN_LIT("{\"id\": "));
		sbuf_add_json(&line, span_of(id));
		sbuf_addf(&line, ", \"form\": \"%s\", \"runs\": ", form);
		sbuf_add(&line, (struct span){ runs->buf, runs->len });
		sbuf_add(&line, SPAN_LIT("}\n"));
		fwrite(line.buf, 1, line.len, stdout);
	}
	sbuf_release(&line);
}

static void
put_entries(struct csl_processor *p)
{
	struct sbuf runs = SBUF_INIT;

	for (size_t i = 0; i < p->len; i++) {
		struct csl_tokens tokens;

		csl_entry(&tokens, p, i);
		sbuf_reset(&runs);
		csl_tokens_write(&runs, &tokens, CSL_OUTPUT_RUNS, false);
		put_line(p->items[p->order[i]]->id, "entry", &runs);
	}
	sbuf_release(&runs);
}

static void
put_notes(struct csl_processor *p, struct csl_citation *citations)
{
	struct sbuf runs = SBUF_INIT;

	for (size_t i = 0; i < p->len; i++) {
		sbuf_reset(&runs);
		csl_write_citation(&runs, p, &citations[i], CSL_OUTPUT_RUNS);
		put_line(p->items[i]->id, "note", &runs);
	}
	sbuf_release(&runs);
}

static void
run_job(const json_t *job, const char *const *locales)
{
	const char *path = json_str(job, "style");
	const json_t *items = json_object_get(job, "items"), *item;
	struct csl_style *style = NULL;
	struct csl_processor *p = NULL;
	struct csl_citation *citations;
	struct sbuf text = SBUF_INIT;
	struct err err = ERR_INIT;
	size_t i;

	if (!path || file_read(&text, path, &err) ||
	    csl_style_read(&style, (struct span){ text.buf, text.len }, &err) ||
	    style->parent ||
	    csl_processor_new(&p, style, json_str(job, "lang"), locales, &err))
		goto done;
	json_array_foreach(items, i, item)
	    csl_add_item(p, csl_item_from_json(&p->arena, item));
	citations = ARENA_ARRAY(&p->arena, struct csl_citation, p->len + 1);
	for (i = 0; i < p->len; i++) {
		struct csl_cite *cite = ARENA_NEW(&p->arena, struct csl_cite);

		cite->item = p->items[i];
		item = json_array_get(items, i);
		cite->locator = json_str(item, "locator");
		citations[i] =
		    (struct csl_citation){ cite, 1, (int)i + 1, false };
	}
	csl_prepare(
	    p, style->note ? citations : NULL, style->note ? p->len : 0);
	if (style->areas[CSL_BIBLIOGRAPHY].present)
		put_entries(p);
	if (style->note)
		put_notes(p, citations);
done:
	csl_processor_free(p);
	csl_style_free(style);
	sbuf_release(&text);
}

int
main(int argc, char **argv)
{
	const char *locales[2] = { argc > 1 ? argv[1] : NULL, NULL };
	struct stream *in = NULL;
	struct err err = ERR_INIT;
	struct span line;
	int rc = stream_open(&in, "-", &err);

	while (!rc && (rc = stream_line(in, &line, &err)) > 0) {
		json_t *job = NULL;

		rc = json_read(&job, line, &err);
		if (!rc)
			run_job(job, locales);
		json_decref(job);
	}
	if (rc)
		fprintf(stderr, "render-runs: %s\n", err.text);
	stream_close(in);
	return rc != 0;
}
