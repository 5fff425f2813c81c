#include "cli/csl-fixture.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "csl/csl.h"

#include <stdlib.h>

#include "base/banned.h"

/* A citation of the document, as an edit left it. */
struct entry {
	const char *id;
	const json_t *object;
	int note;
};

struct document {
	struct entry *entries;
	size_t len;
};

/* What a citation shows, and what edits change of it without showing it. */
struct shown {
	const char *text, *state;
	int note;
	bool referred; /* others refer to its note */
};

struct fixture {
	struct arena arena;
	struct span text;
	struct csl_style *style;
	json_t *input, *items, *edits;
	bool bibliography;
	const char *locales[2];
};

/* --- sections ---------------------------------------------------------------------------- */

/* ">>===== NAME =====>>", with any number of "=". */
static bool
is_mark(struct span line, const char *bracket, const char *name)
{
	const char *at = NULL;
	size_t n = strlen(name);

	if (line.len < 4 || !memmem(line.ptr, line.len, bracket, 2))
		return false;
	for (size_t i = 0; i + n <= line.len; i++)
		if (!memcmp(line.ptr + i, name, n) && i &&
		    line.ptr[i - 1] == ' ' && i + n < line.len &&
		    (line.ptr[i + n] == ' ' || line.ptr[i + n] == '='))
			at = line.ptr + i;
	return at && memchr(line.ptr, '=', line.len);
}

static struct span
line_at(struct span text, size_t at)
{
	struct span rest = span_skip(text, at);
	const char *end = memchr(rest.ptr, '\n', rest.len);

	return end ? span_sub(rest, 0, (size_t)(end - rest.ptr)) : rest;
}

static bool
section(struct span *out, struct span text, const char *name)
{
	size_t at = 0, from = 0;
	bool open = false;

	while (at < text.len) {
		struct span line = line_at(text, at);

		if (!open && is_mark(line, ">>", name)) {
			open = true;
			from = at + line.len + 1;
		} else if (open && is_mark(line, "<<", name)) {
			*out = span_sub(text, from, at ? at - 1 : 0);
			return true;
		}
		at += line.len + 1;
	}
	return false;
}

static int
json_section(json_t **out, struct fixture *f, const char *name, struct err *err)
{
	struct span s;

	*out = NULL;
	return section(&s, f->text, name) ? json_read(out, s, err) : OK;
}

/* --- items and cites ------------------------------------------------------------------------- */

static const json_t *
input_item(const struct fixture *f, const char *id)
{
	size_t i;
	json_t *o;

	json_array_foreach(f->input, i, o)
	{
		struct arena a = ARENA_INIT;
		const char *s = json_text(&a, o, "id");
		bool same = s && !strcmp(s, id);

		arena_release(&a);
		if (same)
			return o;
	}
	return NULL;
}

static struct csl_item *
item_of(struct fixture *f, struct csl_processor *p, const char *id)
{
	struct csl_item *item = csl_find_item(p, id);
	const json_t *o;

	if (item)
		return item;
	o = input_item(f, id);
	if (!o)
		return NULL;
	item = csl_item_from_json(&p->arena, o);
	csl_add_item(p, item);
	return item;
}

static enum csl_position
forced_position(const json_t *v)
{
	if (json_is_string(v))
		return strstr(json_string_value(v), "with-locator")
			   ? POSITION_IBID_WITH_LOCATOR
		       : strstr(json_string_value(v), "ibid") ? POSITION_IBID
		       : !strcmp(json_string_value(v), "subsequent")
			   ? POSITION_SUBSEQUENT
			   : POSITION_FIRST;
	switch (json_integer_value(v)) {
	case 1: return POSITION_SUBSEQUENT;
	case 2: return POSITION_IBID;
	case 3: return POSITION_IBID_WITH_LOCATOR;
	default: return POSITION_FIRST;
	}
}

static bool
is_true(const json_t *v)
{
	return json_is_true(v) || (json_is_integer(v) && json_integer_value(v));
}

static struct csl_cite
cite_of(
    struct fixture *f, struct csl_processor *p, const json_t *o, bool positions)
{
	const char *id = json_text(&p->arena, o, "id");
	const json_t *position = json_object_get(o, "position");
	struct csl_cite c = { 0 };
	struct err err = ERR_INIT;

	if (id)
		item_of(f, p, id);
	csl_cite_from_json(&c, p, o, &err);
	if (!positions || position) {
		c.position_forced = true;
		c.position = forced_position(position);
		c.near_note = is_true(json_object_get(o, "near-note"));
	}
	return c;
}

static void
read_cites(struct csl_citation *out, struct fixture *f, struct csl_processor *p,
    const json_t *list, bool positions)
{
	size_t n = json_array_size(list);

	out->cites = ARENA_ARRAY(&p->arena, struct csl_cite, n ? n : 1);
	out->len = 0;
	for (size_t i = 0; i < n; i++) {
		struct csl_cite c =
		    cite_of(f, p, json_array_get(list, i), positions);

		if (c.item)
			out->cites[out->len++] = c;
	}
}

static int
processor_of(struct csl_processor **out, struct fixture *f, struct err *err)
{
	return csl_processor_new(out, f->style, NULL, f->locales, err);
}

/* The suite wants it said that a citation or an entry shows nothing. */
#define NO_TEXT "[CSL STYLE ERROR: reference with no printed form.]"

static void
add_all(struct fixture *f, struct csl_processor *p)
{
	size_t i;
	json_t *o;

	json_array_foreach(f->input, i, o)
	    csl_add_item(p, csl_item_from_json(&p->arena, o));
	p->no_text = NO_TEXT;
}

static void
write_citation(
    struct sbuf *out, struct csl_processor *p, const struct csl_citation *c)
{
	size_t was = out->len;

	csl_write_citation(out, p, c, CSL_OUTPUT_HTML);
	if (out->len == was)
		sbuf_add(out, SPAN_LIT(NO_TEXT));
}

/* --- the kinds of fixtures --------------------------------------------------------------------- */

static int
render_plain(struct sbuf *out, struct fixture *f, struct err *err)
{
	struct csl_processor *p;
	struct csl_citation *citations = NULL;
	size_t n = f->items ? json_array_size(f->items) : 0;
	int rc = processor_of(&p, f, err);

	if (rc)
		return rc;
	add_all(f, p);
	if (f->items) {
		citations = ARENA_ARRAY(&p->arena, struct csl_citation, n + 1);
		for (size_t i = 0; i < n; i++)
			read_cites(&citations[i], f, p,
			    json_array_get(f->items, i), false);
	}
	csl_prepare(p, citations, n);
	if (f->bibliography)
		csl_write_bibliography(out, p, CSL_OUTPUT_HTML);
	else if (f->items)
		for (size_t i = 0; i < n; i++) {
			if (i)
				sbuf_addc(out, '\n');
			write_citation(out, p, &citations[i]);
		}
	else {
		struct csl_citation all = { .len = p->len };

		all.cites = ARENA_ARRAY(&p->arena, struct csl_cite, p->len + 1);
		for (size_t i = 0; i < p->len; i++)
			all.cites[i] = (struct csl_cite){
				.item = p->items[p->order[i]],
			};
		write_citation(out, p, &all);
	}
	csl_processor_free(p);
	return OK;
}

/* The document after an edit: what stands before, the citation, what stands
 * behind; numbers of notes are given anew with each. */
static struct document
edited(struct fixture *f, const struct document *was, const json_t *edit)
{
	struct document d = { 0 };
	const json_t *citation = json_array_get(edit, 0);
	const char *id = json_text(&f->arena, citation, "citationID");

	for (int side = 1; side <= 2; side++) {
		const json_t *list = json_array_get(edit, (size_t)side);
		size_t i;
		json_t *pair;

		json_array_foreach(list, i, pair)
		{
			const char *other =
			    json_string_value(json_array_get(pair, 0));

			for (size_t k = 0; other && k < was->len; k++)
				if (!strcmp(was->entries[k].id, other)) {
					struct entry e = was->entries[k];

					e.note = (int)json_integer_value(
					    json_array_get(pair, 1));
					ARENA_PUSH(
					    &f->arena, d.entries, d.len) = e;
					break;
				}
		}
		if (side == 1) {
			struct entry e = { id ? id : "", citation, 0 };

			e.note = (int)json_int(
			    json_object_get(citation, "properties"),
			    "noteIndex", 0);
			ARENA_PUSH(&f->arena, d.entries, d.len) = e;
		}
	}
	return d;
}

static int
render_document(struct csl_processor **out, struct csl_citation **citations,
    struct fixture *f, const struct document *d, struct err *err)
{
	int rc = processor_of(out, f, err);

	if (rc)
		return rc;
	*citations =
	    ARENA_ARRAY(&(*out)->arena, struct csl_citation, d->len + 1);
	for (size_t i = 0; i < d->len; i++) {
		const json_t *o = d->entries[i].object;

		read_cites(&(*citations)[i], f, *out,
		    json_object_get(o, "citationItems"), true);
		(*citations)[i].note = d->entries[i].note;
		(*citations)[i].unsorted = is_true(json_object_get(
		    json_object_get(o, "properties"), "unsorted"));
	}
	csl_prepare(*out, *citations, d->len);
	return OK;
}

static int
times_cited(const struct csl_processor *p, const struct csl_item *item)
{
	int n = 0;

	for (size_t i = 0; i < p->citation_count; i++)
		for (size_t k = 0; k < p->citations[i].len; k++)
			n += p->citations[i].cites[k].item == item;
	return n;
}

static struct shown
citation_shown(
    struct fixture *f, struct csl_processor *p, const struct csl_citation *c)
{
	struct sbuf out = SBUF_INIT;
	struct shown shown = { .note = c->note };

	write_citation(&out, p, c);
	shown.text = arena_strdup(&f->arena, out.buf);
	for (size_t i = 0; i < c->len; i++) {
		const struct csl_disambiguation *d =
		    &p->disambiguation[c->cites[i].item->index];

		sbuf_addf(&out, " %d %d %d %d", (int)c->cites[i].position,
		    c->cites[i].first_note, d->conditions, d->year_suffix);
		if (times_cited(p, c->cites[i].item) > 1)
			shown.referred = true;
	}
	shown.state = arena_strdup(&f->arena, out.buf);
	sbuf_release(&out);
	return shown;
}

/* What each citation was before the last edit, by its id. */
static const struct shown *
shown_before(const struct document *d, const struct shown *all, const char *id)
{
	for (size_t i = 0; i < d->len; i++)
		if (!strcmp(d->entries[i].id, id))
			return &all[i];
	return NULL;
}

static bool
has_changed(const struct shown *was, const struct shown *now)
{
	return !was || strcmp(was->state, now->state) != 0 ||
	       (was->referred && now->referred && was->note != now->note);
}

static int
render_edits(struct sbuf *out, struct fixture *f, struct err *err)
{
	struct document d = { 0 }, before = { 0 };
	struct csl_processor *p;
	struct csl_citation *citations;
	struct shown *shown;
	const char *last_id;
	size_t n = json_array_size(f->edits);
	int rc;

	for (size_t i = 0; i < n; i++) {
		before = d;
		d = edited(f, &d, json_array_get(f->edits, i));
	}
	rc = render_document(&p, &citations, f, &before, err);
	if (rc)
		return rc;
	shown = ARENA_ARRAY(&f->arena, struct shown, before.len + 1);
	for (size_t i = 0; i < before.len; i++)
		shown[i] = citation_shown(f, p, &citations[i]);
	csl_processor_free(p);
	rc = render_document(&p, &citations, f, &d, err);
	if (rc)
		return rc;
	last_id = json_text(&f->arena,
	    json_array_get(json_array_get(f->edits, n - 1), 0), "citationID");
	if (f->bibliography)
		csl_write_bibliography(out, p, CSL_OUTPUT_HTML);
	for (size_t i = 0; !f->bibliography && i < d.len; i++) {
		struct shown now = citation_shown(f, p, &citations[i]);
		const struct shown *was =
		    shown_before(&before, shown, d.entries[i].id);
		bool edit = last_id && !strcmp(last_id, d.entries[i].id);
		bool changed = edit || has_changed(was, &now);

		if (i)
			sbuf_addc(out, '\n');
		sbuf_addf(
		    out, "%s[%zu] %s", changed ? ">>" : "..", i, now.text);
	}
	csl_processor_free(p);
	return OK;
}

int
csl_fixture_render(
    struct sbuf *out, const char *path, const char *locales, struct err *err)
{
	struct fixture f = { .locales = { locales, NULL } };
	struct sbuf text = SBUF_INIT;
	struct span s;
	int rc = file_read(&text, path, err);

	f.text = (struct span){ text.buf, text.len };
	if (!rc && !section(&s, f.text, "CSL"))
		rc = err_set(err, ERR_SYNTAX, "it has no section CSL");
	if (!rc) {
		while (s.len && (*s.ptr == ' ' || *s.ptr == '\n'))
			s = span_skip(s, 1);
		rc = csl_style_read(&f.style, s, err);
	}
	if (!rc)
		rc = json_section(&f.input, &f, "INPUT", err);
	if (!rc)
		rc = json_section(&f.items, &f, "CITATION-ITEMS", err);
	if (!rc)
		rc = json_section(&f.edits, &f, "CITATIONS", err);
	f.bibliography = section(&s, f.text, "MODE") &&
			 memmem(s.ptr, s.len, "bibliography", 12);
	if (!rc)
		rc = f.edits ? render_edits(out, &f, err)
			     : render_plain(out, &f, err);
	json_decref(f.input);
	json_decref(f.items);
	json_decref(f.edits);
	csl_style_free(f.style);
	arena_release(&f.arena);
	sbuf_release(&text);
	return rc ? err_context(err, rc, path) : OK;
}
