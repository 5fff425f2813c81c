/* refmend parse: references as JSON lines in, their fields as JSON lines out. */

#include "base/file.h"
#include "base/json-pick.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "parse/parse.h"

#include <stdio.h>

#include "base/banned.h"

static void
key(struct sbuf *out, const char *name, bool *first)
{
	if (!*first)
		sbuf_addc(out, ',');
	*first = false;
	sbuf_add_json(out, span_of(name));
	sbuf_addc(out, ':');
}

static void
text(struct sbuf *out, const char *name, const char *value, bool *first)
{
	if (!value || !*value)
		return;
	key(out, name, first);
	sbuf_add_json(out, span_of(value));
}

static void
names(
    struct sbuf *out, const char *name, const struct name_list *l, bool *first)
{
	if (!l->len)
		return;
	key(out, name, first);
	sbuf_addc(out, '[');
	for (size_t i = 0; i < l->len; i++) {
		const struct name *n = &l->items[i];
		bool none = true;

		sbuf_add(out, i ? SPAN_LIT(",{") : SPAN_LIT("{"));
		text(out, "family", n->family, &none);
		text(out, "given", n->given, &none);
		text(out, "suffix", n->suffix, &none);
		text(out, "dropping-particle", n->dropping_particle, &none);
		text(out, "non-dropping-particle", n->non_dropping_particle,
		    &none);
		text(out, "literal", n->literal, &none);
		sbuf_addc(out, '}');
	}
	if (l->others)
		sbuf_add(out, SPAN_LIT(",{\"others\":true}"));
	sbuf_addc(out, ']');
}

static const char *
year(struct arena *a, const struct date *d)
{
	if (d->from.year)
		return arena_printf(a, "%d", d->from.year);
	return d->state == DATE_IN_PRESS ? "in press" : NULL;
}

static void
fields(struct sbuf *out, struct arena *a, const struct work *w)
{
	bool first = true;

	names(out, "author", &w->author, &first);
	names(out, "editor", &w->editor, &first);
	text(out, "title", w->title, &first);
	text(out, "container-title", w->container_title, &first);
	text(out, "year", year(a, &w->issued), &first);
	text(out, "volume", w->volume, &first);
	text(out, "issue", w->issue, &first);
	text(out, "pages", w->page ? w->page : w->number_of_pages, &first);
	text(out, "publisher", w->publisher, &first);
	text(out, "location", w->publisher_place, &first);
	text(out, "edition", w->edition, &first);
	text(out, "genre", w->genre, &first);
	text(out, "doi", w->DOI, &first);
	text(out, "arxiv", w->arXiv, &first);
	text(out, "isbn", w->ISBN, &first);
	text(out, "pmid", w->PMID, &first);
	text(out, "url", w->URL, &first);
	text(out, "type", work_type_csl(w->type), &first);
	text(out, "language", w->language, &first);
}

/* The JSON contract says publisher-place; gold data call it location, and write all
 * names small. */
static const char *
place_name(enum claim c)
{
	switch (c) {
	case CLAIM_PUBLISHER_PLACE: return "location";
	case CLAIM_DOI: return "doi";
	case CLAIM_ARXIV: return "arxiv";
	case CLAIM_ISBN: return "isbn";
	case CLAIM_PMID: return "pmid";
	case CLAIM_URL: return "url";
	default: return claim_name(c);
	}
}

/* from: where in the string the body begins that the places are in. */
static void
places(struct sbuf *out, const struct parse *p, size_t from, bool confidence)
{
	bool first = true;

	for (size_t i = 0; i < p->places_len; i++) {
		const struct place *at = &p->places[i];

		key(out, place_name(at->field), &first);
		if (confidence)
			sbuf_addf(out, "%d.%02d", (int)at->confidence,
			    (int)(at->confidence * 100) % 100);
		else
			sbuf_addf(out, "[[%zu,%zu]]", from + at->range.from,
			    from + at->range.to);
	}
}

static void
parse_out(struct sbuf *out, struct arena *a, const struct parse *p, size_t from)
{
	sbuf_add(out, SPAN_LIT("\"fields\":{"));
	fields(out, a, p->work);
	sbuf_add(out, SPAN_LIT("},\"spans\":{"));
	places(out, p, from, false);
	sbuf_add(out, SPAN_LIT("},\"confidence\":{"));
	places(out, p, from, true);
	sbuf_addc(out, '}');
}

/* The other works of the string, each by itself. */
static void
also_out(struct sbuf *out, struct arena *a, const struct reference *ref)
{
	struct span s = { ref->body.text, ref->body.len };
	size_t from = ref->rest;

	if (!from)
		return;
	sbuf_add(out, SPAN_LIT(",\"also\":["));
	for (;;) {
		struct reference next;

		reference_from_string(&next, a, span_skip(s, from));
		parse_best(a, &next);
		sbuf_addc(out, '{');
		parse_out(out, a, &next.parses[0], from);
		sbuf_addc(out, '}');
		if (!next.rest)
			break;
		from += next.rest;
		sbuf_addc(out, ',');
	}
	sbuf_addc(out, ']');
}

/* How to read, and what to write. */
struct wish {
	bool list;         /* the lines are one list */
	bool alternatives; /* other readings, too */
};

static void
reference_out(struct sbuf *out, struct arena *a, const char *id,
    const struct reference *ref, const struct wish *wish)
{
	sbuf_add(out, SPAN_LIT("{\"id\":"));
	sbuf_add_json(out, span_of(id ? id : ""));
	sbuf_addc(out, ',');
	parse_out(out, a, &ref->parses[0], 0);
	if (wish->alternatives) {
		sbuf_add(out, SPAN_LIT(",\"alternatives\":["));
		for (size_t i = 1; i < ref->parses_len; i++) {
			sbuf_add(out, i > 1 ? SPAN_LIT(",{") : SPAN_LIT("{"));
			parse_out(out, a, &ref->parses[i], 0);
			sbuf_addc(out, '}');
		}
		sbuf_addc(out, ']');
	}
	also_out(out, a, ref);
	sbuf_add(out, SPAN_LIT("}\n"));
}

/* The lines read so far, when they are one list. */
struct lines {
	struct reference *refs;
	size_t len;
	const char **ids;
	size_t ids_len;
};

static void
take_reference(struct sbuf *out, struct arena *a, struct lines *lines,
    const char *id, const char *string, const struct wish *wish)
{
	struct reference ref;

	reference_from_string(&ref, a, span_of(string));
	if (wish->list) {
		ARENA_PUSH(a, lines->refs, lines->len) = ref;
		ARENA_PUSH(a, lines->ids, lines->ids_len) = id;
		return;
	}
	if (wish->alternatives)
		parse_reference(a, &ref);
	else
		parse_best(a, &ref);
	reference_out(out, a, id, &ref, wish);
}

static void
list_out(struct sbuf *out, struct arena *a, struct lines *lines,
    const struct wish *wish)
{
	parse_list(a, lines->refs, lines->len);
	for (size_t i = 0; i < lines->len; i++) {
		reference_out(out, a, lines->ids[i], &lines->refs[i], wish);
		fwrite(out->buf, 1, out->len, stdout);
		sbuf_reset(out);
	}
}

/* A line that is an object: its "id" and "text". */
static int
read_line(const char *out[2], struct arena *a, struct span row, size_t line,
    struct err *err)
{
	static const char *const keys[] = { "id", "text" };
	json_t *o;
	int rc;

	if (json_pick(out, a, row, keys, 2) && out[1])
		return OK;
	rc = json_read(&o, row, err);
	if (rc)
		return rc;
	out[0] = json_text(a, o, keys[0]);
	out[1] = arena_strdup(a, json_str(o, keys[1]));
	json_decref(o);
	return out[1]
		   ? OK
		   : err_set(err, ERR_SYNTAX, "line %zu has no \"text\"", line);
}

static int
parse_lines(struct span in, const struct wish *wish, struct err *err)
{
	struct lines lines = { 0 };
	struct sbuf out = SBUF_INIT;
	struct arena a = ARENA_INIT;
	size_t from = 0, line = 0;
	int rc = OK;

	while (from < in.len && !rc) {
		const char *end = memchr(in.ptr + from, '\n', in.len - from);
		size_t to = end ? (size_t)(end - in.ptr) : in.len;
		struct span row = span_sub(in, from, to);

		from = to + 1;
		line++;
		if (!text_trim(row).len)
			continue;
		if (row.ptr[0] != '{') { /* a bare reference */
			take_reference(&out, &a, &lines,
			    arena_printf(&a, "%zu", line),
			    arena_strdup_span(&a, text_trim(row)), wish);
		} else {
			const char *values[2];

			rc = read_line(values, &a, row, line, err);
			if (!rc)
				take_reference(&out, &a, &lines, values[0],
				    values[1], wish);
		}
		fwrite(out.buf, 1, out.len, stdout);
		sbuf_reset(&out);
		if (!wish->list)
			arena_reset(&a);
	}
	if (!rc && wish->list)
		list_out(&out, &a, &lines, wish);
	arena_release(&a);
	sbuf_release(&out);
	return rc;
}

int
cmd_parse_run(int argc, char **argv)
{
	static struct wish wish;
	static const struct opt opts[] = {
		OPT_FLAG("list", 0,
		    "the lines are one list, whose style is looked at",
		    &wish.list),
		OPT_FLAG("alternatives", 0,
		    "the other readings of each reference, too",
		    &wish.alternatives),
		OPT_END,
	};
	struct sbuf in = SBUF_INIT;
	struct err err = ERR_INIT;
	int status, rc, first = cmd_options(&status, argc, argv, opts);

	if (first < 0)
		return status;
	if (argc - first > 1)
		return cmd_usage("parse", "one file at a time");
	rc = file_read(&in, first < argc ? argv[first] : "-", &err);
	if (!rc)
		rc = parse_lines((struct span){ in.buf, in.len }, &wish, &err);
	sbuf_release(&in);
	return rc ? cmd_fail("parse", rc, &err) : STATUS_CLEAN;
}
