#include "app/cite.h"
#include "app/cite-locator.h"
#include "app/cite-works.h"
#include "app/styles.h"
#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "read/cites.h"
#include "write/write.h"

#include <stdlib.h>

#include "base/banned.h"

struct job {
	const struct cite_options *o;
	struct document *d;
	struct arena arena;
	struct cited_document cited;
	struct cite_works works;
	struct csl_style *style;
	struct csl_processor *p;
	/* for labels of locators: the style's own, and plain English, since documents
	 * say "p." and "chap." whatever the style says */
	struct csl_locale *locales[CITE_LOCALES];
	struct csl_citation *citations; /* one of each of cited.items */
	bool *known;                    /* of each: all its keys are */
	struct edits edits;
	struct sbuf notes; /* that were made of citations */
	size_t notes_len;
	size_t behind; /* the last edit, in text */
};

/* --- what the metadata says ------------------------------------------------------- */

static const json_t *
metadata(const struct job *j, const char *key)
{
	return j->cited.metadata ? json_object_get(j->cited.metadata, key)
				 : NULL;
}

static const char *
metadata_text(const struct job *j, const char *key)
{
	const json_t *v = metadata(j, key);

	return json_is_string(v) ? json_string_value(v) : NULL;
}

/* A file that the document names: beside it, else from here. */
static const char *
beside(struct job *j, const char *name)
{
	const char *slash = strrchr(j->d->path, '/'), *path;

	if (*name == '/' || !slash)
		return name;
	path = arena_printf(
	    &j->arena, "%.*s/%s", (int)(slash - j->d->path), j->d->path, name);
	return file_exists(path) ? path : name;
}

static int
add_bibliography(struct job *j, const char *path, struct err *err)
{
	return cite_works_add_file(
	    &j->works, path, j->o->problem, j->o->ctx, err);
}

static int
open_works(struct job *j, struct err *err)
{
	const json_t *named = metadata(j, "bibliography"), *v;
	size_t i;
	int rc = OK;

	if (j->o->bibliographies_len) {
		for (i = 0; !rc && i < j->o->bibliographies_len; i++)
			rc = add_bibliography(j, j->o->bibliographies[i], err);
	} else if (json_is_string(named)) {
		rc = add_bibliography(
		    j, beside(j, json_string_value(named)), err);
	} else if (json_array_size(named)) {
		json_array_foreach(named, i, v)
		{
			if (!rc && json_is_string(v))
				rc = add_bibliography(
				    j, beside(j, json_string_value(v)), err);
		}
	} else {
		rc = j->o->open_library(&j->works.store, j->o->ctx, err);
	}
	return rc;
}

static int
open_style(struct job *j, struct err *err)
{
	const char *style = j->o->style, *lang = j->o->lang;
	int rc;

	if (!style) {
		style = metadata_text(j, "csl");
		if (!style)
			style = metadata_text(j, "citation-style");
		if (style && file_exists(beside(j, style)))
			style = beside(j, style);
	}
	if (!lang)
		lang = metadata_text(j, "lang");
	rc = styles_load(&j->style, style ? style : CITE_STYLE, err);
	if (!rc)
		styles_tell(j->style, j->o->warning, j->o->ctx);
	if (!rc)
		rc = csl_processor_new(
		    &j->p, j->style, lang, styles_locales(&j->arena), err);
	if (!rc)
		rc = csl_locale_load(
		    &j->locales[1], &j->arena, "en-US", NULL, NULL, err);
	if (!rc) {
		j->p->links = true;
		j->locales[0] = j->p->locale;
	}
	return rc;
}

/* --- citations ----------------------------------------------------------------------- */

/* The item of a key, put into the processor. ERR_ABSENT: no work has it. */
static int
item_of(struct csl_item **out, struct job *j, const char *key, struct err *err)
{
	const struct work *work;
	int rc;

	*out = csl_find_item(j->p, key);
	if (*out)
		return OK;
	rc = cite_works_find(&work, &j->works, key, err);
	if (rc)
		return rc;
	*out = csl_item_from_work(&j->p->arena, work);
	(*out)->id = key;
	csl_add_item(j->p, *out);
	return OK;
}

static const char *
affix(struct job *j, struct span s)
{
	return s.len ? cites_rich(&j->arena, s) : NULL;
}

static struct csl_cite
make_cite(struct job *j, const struct cited *c, const struct csl_item *item)
{
	struct csl_cite cite = { .item = item };
	struct cite_locator locator;

	cite_locator_read(&locator, j->locales, c->suffix);
	if (locator.label) {
		cite.label = locator.label;
		cite.locator = cites_rich(&j->arena, locator.value);
	}
	cite.prefix = affix(j, c->prefix);
	cite.suffix = affix(j, locator.rest);
	cite.suppress_author = c->suppress_author;
	return cite;
}

/* "see A; but B": the order is part of what is said. */
static bool
order_matters(const struct csl_citation *c)
{
	for (size_t i = 0; i < c->len; i++)
		if ((i && c->cites[i].prefix) ||
		    (i + 1 < c->len && c->cites[i].suffix))
			return true;
	return false;
}

static void
tell(struct job *j, const struct cited *c)
{
	size_t line, column;

	document_position(j->d, c->at, &line, &column);
	j->o->problem(j->d->path, line, c->key,
	    "no work has this key; the citation is left as it is", j->o->ctx);
}

static bool
all_known(
    struct job *j, const struct citation_place *place, int *rc, struct err *err)
{
	bool known = true;

	for (size_t i = 0; i < place->len && !*rc; i++) {
		const struct work *work;
		struct err story = ERR_INIT;
		int found = cite_works_find(
		    &work, &j->works, place->cites[i].key, &story);

		if (found == ERR_ABSENT) {
			tell(j, &place->cites[i]);
			known = false;
		} else if (found) {
			*rc = err_set(err, found, "%s", story.text);
		}
	}
	return known;
}

static int
make_citations(struct job *j, struct err *err)
{
	size_t n = j->cited.len, skipped = 0;
	int rc = OK;

	j->citations = ARENA_ARRAY(&j->arena, struct csl_citation, n + 1);
	j->known = ARENA_ARRAY(&j->arena, bool, n + 1);
	for (size_t i = 0; i < n && !rc; i++) {
		const struct citation_place *place = &j->cited.items[i];
		struct csl_citation *c = &j->citations[i];

		j->known[i] = all_known(j, place, &rc, err);
		if (!j->known[i]) {
			/* it will be no note */
			skipped += !place->in_note;
			continue;
		}
		if (j->style->note)
			c->note = (int)(place->note - skipped);
		c->cites = ARENA_ARRAY(&j->arena, struct csl_cite, place->len);
		for (size_t k = 0; k < place->len && !rc; k++) {
			struct csl_item *item;

			rc = item_of(&item, j, place->cites[k].key, err);
			if (!rc)
				c->cites[c->len++] =
				    make_cite(j, &place->cites[k], item);
		}
		c->unsorted = order_matters(c);
	}
	return rc;
}

/* Works that are in the list without being cited: nocite: '@a, @b', or '@*'. */
static int
add_uncited(struct job *j, struct err *err)
{
	const json_t *v = metadata(j, "nocite");
	struct span s = span_of(json_is_string(v) ? json_string_value(v) : "");
	int rc = OK;

	for (size_t at = 0; at < s.len && !rc; at++) {
		struct csl_item *item;
		size_t end;

		if (s.ptr[at] != '@')
			continue;
		if (at + 1 < s.len && s.ptr[at + 1] == '*') {
			for (size_t i = 0; i < j->works.len && !rc; i++)
				rc = item_of(
				    &item, j, j->works.items[i].key, err);
			continue;
		}
		end = cites_key_end(s, at + 1);
		if (end > at + 1) {
			const char *key = arena_strdup_span(
			    &j->arena, span_sub(s, at + 1, end));

			rc = item_of(&item, j, key, err);
			if (rc == ERR_ABSENT) {
				j->o->problem(j->d->path, 1, key,
				    "no work has this key, which nocite names",
				    j->o->ctx);
				rc = OK;
			}
			at = end - 1;
		}
	}
	return rc;
}

/* --- writing ---------------------------------------------------------------------------- */

static bool
is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* The blanks before a mark that is set close to the word. */
static size_t
without_blanks_before(const struct job *j, size_t at, size_t limit)
{
	struct span s = j->d->text;
	size_t from = at;

	while (from > limit && is_space(s.ptr[from - 1]))
		from--;
	if (from > limit && s.ptr[from - 1] == '\n') {
		from--;
		if (from > limit && s.ptr[from - 1] == '\r')
			from--;
		while (from > limit && is_space(s.ptr[from - 1]))
			from--;
	}
	return from > limit && from > j->behind ? from : at;
}

static void
add_edit(struct job *j, size_t from, size_t to, const struct sbuf *text)
{
	struct edit *e = &ARENA_PUSH(&j->arena, j->edits.items, j->edits.len);

	e->range = document_original_range(j->d, (struct range){ from, to });
	e->text =
	    arena_strdup_span(&j->arena, (struct span){ text->buf, text->len });
	j->behind = to;
}

static bool
label_is_taken(const struct job *j, const char *label)
{
	for (size_t i = 0; i < j->cited.labels_len; i++)
		if (!strcmp(j->cited.labels[i], label))
			return true;
	return false;
}

static const char *
new_label(struct job *j)
{
	const char *label;

	do
		label = arena_printf(&j->arena, "cite-%zu", ++j->notes_len);
	while (label_is_taken(j, label));
	return label;
}

/* What a note begins with starts a sentence. */
static void
capitalize(struct job *j, struct csl_cite *first)
{
	char *prefix;

	if (!first->prefix || *first->prefix < 'a' || *first->prefix > 'z')
		return;
	prefix = arena_strdup(&j->arena, first->prefix);
	*prefix = (char)(*prefix - 'a' + 'A');
	first->prefix = prefix;
}

/* A citation as a note: the mark in the text, behind the punctuation; the note at
 * the end. */
static void
write_note(struct job *j, const struct citation_place *place,
    const struct csl_citation *c)
{
	struct span s = j->d->text;
	size_t from = without_blanks_before(j, place->place.from, place->start);
	size_t to = place->place.to;
	const char *label = new_label(j);
	struct sbuf mark = SBUF_INIT;
	size_t was;

	if (place->in_text) {
		from = place->place.from;
		csl_write_cited_author(
		    &mark, j->p, &c->cites[0], CSL_OUTPUT_MARKDOWN);
	} else {
		while (to < s.len && s.ptr[to] && strchr(".,;:!?", s.ptr[to]))
			to++;
		/* "etc. [@a]." has one point */
		if (from && s.ptr[from - 1] == '.' && to > place->place.to &&
		    s.ptr[place->place.to] == '.')
			sbuf_add(&mark, span_sub(s, place->place.to + 1, to));
		else
			sbuf_add(&mark, span_sub(s, place->place.to, to));
	}
	sbuf_addf(&mark, "[^%s]", label);
	add_edit(j, from, to, &mark);
	sbuf_addf(&j->notes, "[^%s]: ", label);
	was = j->notes.len;
	capitalize(j, &c->cites[0]);
	csl_write_citation(&j->notes, j->p, c, CSL_OUTPUT_MARKDOWN);
	if (j->notes.len == was) {
		/* A note of an author who is not to be named would be empty. */
		for (size_t i = 0; i < c->len; i++)
			c->cites[i].suppress_author = false;
		csl_write_citation(&j->notes, j->p, c, CSL_OUTPUT_MARKDOWN);
	}
	sbuf_add(&j->notes, SPAN_LIT("\n\n"));
	sbuf_release(&mark);
}

/* "Doe (2001) says": the author, and the rest without the author. */
static void
write_in_text(struct job *j, struct sbuf *out, const struct csl_citation *c)
{
	struct csl_citation rest = *c;
	struct sbuf text = SBUF_INIT;

	csl_write_cited_author(out, j->p, &c->cites[0], CSL_OUTPUT_MARKDOWN);
	rest.cites = ARENA_ARRAY(&j->arena, struct csl_cite, c->len);
	for (size_t i = 0; i < c->len; i++)
		rest.cites[i] = c->cites[i];
	rest.cites[0].suppress_author = true;
	csl_write_citation(&text, j->p, &rest, CSL_OUTPUT_MARKDOWN);
	if (text.len &&
	    !text_starts_nocase((struct span){ text.buf, text.len }, "<sup>"))
		sbuf_addc(out, ' ');
	sbuf_add(out, (struct span){ text.buf, text.len });
	sbuf_release(&text);
}

/* Does the sentence go on behind that place? */
static bool
goes_on(struct span s, size_t at)
{
	if (at < s.len && s.ptr[at] && strchr(".,;:!?)]", s.ptr[at]))
		return true;
	while (at < s.len && is_space(s.ptr[at]))
		at++;
	if (at + 1 < s.len && s.ptr[at] == '\n')
		at++;
	return at < s.len &&
	       ((s.ptr[at] >= 'a' && s.ptr[at] <= 'z') || s.ptr[at] == '(');
}

/* The point that ends a note, within a quotation's end too. */
static void
drop_point(struct sbuf *text)
{
	static const char quote[] = "\xe2\x80\x9d";
	size_t n = sizeof(quote) - 1;

	if (text->len && text->buf[text->len - 1] == '.') {
		text->buf[--text->len] = '\0';
	} else if (text->len > n && text->buf[text->len - n - 1] == '.' &&
		   !memcmp(text->buf + text->len - n, quote, n)) {
		memmove(text->buf + text->len - n - 1, quote, n + 1);
		text->len--;
	}
}

/* Behind the words of a sentence, in a note. */
static bool
is_in_sentence(const struct job *j, const struct citation_place *place)
{
	struct span before =
	    text_trim(span_sub(j->d->text, place->start, place->place.from));

	return before.len && !strchr(".!?:", before.ptr[before.len - 1]);
}

/* In a note, "As Doe says" is Doe and, in brackets, what the note would have said. */
static void
write_in_note(struct job *j, struct sbuf *out,
    const struct citation_place *place, const struct csl_citation *c)
{
	struct csl_citation rest = *c;
	struct sbuf text = SBUF_INIT;

	rest.cites = ARENA_ARRAY(&j->arena, struct csl_cite, c->len + 1);
	for (size_t i = 0; i < c->len; i++)
		rest.cites[i] = c->cites[i];
	rest.cites[0].in_sentence = place->in_text || is_in_sentence(j, place);
	rest.cites[0].suppress_author =
	    place->in_text || rest.cites[0].suppress_author;
	csl_write_citation(&text, j->p, &rest, CSL_OUTPUT_MARKDOWN);
	if (place->in_text) {
		csl_write_cited_author(
		    out, j->p, &c->cites[0], CSL_OUTPUT_MARKDOWN);
		if (!text_starts_nocase(
			(struct span){ text.buf, text.len }, "ibid"))
			drop_point(&text);
		if (text.len)
			sbuf_addf(out, " (%s)", text.buf);
	} else {
		if (goes_on(j->d->text, place->place.to))
			drop_point(&text);
		sbuf_add(out, (struct span){ text.buf, text.len });
	}
	sbuf_release(&text);
}

static void
write_place(struct job *j, const struct citation_place *place,
    const struct csl_citation *c)
{
	size_t from = place->place.from;
	struct sbuf text = SBUF_INIT;

	if (j->style->note && !place->in_note) {
		write_note(j, place, c);
		return;
	}
	if (j->style->note)
		write_in_note(j, &text, place, c);
	else if (place->in_text)
		write_in_text(j, &text, c);
	else
		csl_write_citation(&text, j->p, c, CSL_OUTPUT_MARKDOWN);
	if (text_starts_nocase((struct span){ text.buf, text.len }, "<sup>"))
		from = without_blanks_before(j, from, place->start);
	add_edit(j, from, place->place.to, &text);
	sbuf_release(&text);
}

static bool
wants_no_list(const struct job *j)
{
	const json_t *suppressed = metadata(j, "suppress-bibliography");

	return json_is_true(suppressed) ||
	       !j->p->style->areas[CSL_BIBLIOGRAPHY].present || !j->p->len;
}

/* The entries, a blank line between them. */
static void
render_list(struct job *j, struct sbuf *list)
{
	const char *title = metadata_text(j, "reference-section-title");

	if (wants_no_list(j))
		return;
	if (title && *title)
		sbuf_addf(list, "# %s\n\n", title);
	csl_write_bibliography(list, j->p, CSL_OUTPUT_MARKDOWN);
	styles_tell_left_out(j->p, j->o->warning, j->o->ctx);
	while (list->len > 1 && list->buf[list->len - 2] == '\n')
		list->buf[--list->len] = '\0';
}

/* What comes at the end of the document begins with a blank line. */
static void
part_from_text(struct sbuf *out, struct span before)
{
	if (!before.len)
		return;
	if (before.ptr[before.len - 1] != '\n')
		sbuf_add(out, SPAN_LIT("\n\n"));
	else if (!(before.len > 1 && before.ptr[before.len - 2] == '\n') &&
		 !(before.len > 2 && before.ptr[before.len - 2] == '\r' &&
		     before.ptr[before.len - 3] == '\n'))
		sbuf_addc(out, '\n');
}

static void
write_list(struct job *j)
{
	struct span s = j->d->text;
	struct sbuf list = SBUF_INIT, text = SBUF_INIT;
	size_t at = j->cited.list.from;

	render_list(j, &list);
	if (j->cited.has_list && list.len) {
		if (at && s.ptr[at - 1] != '\n')
			sbuf_add(&text, SPAN_LIT("\n\n"));
		sbuf_add(&text, (struct span){ list.buf, list.len });
		add_edit(j, at, j->cited.list.to, &text);
		sbuf_reset(&list);
		sbuf_reset(&text);
	}
	while (j->notes.len > 1 && j->notes.buf[j->notes.len - 2] == '\n')
		j->notes.buf[--j->notes.len] = '\0';
	if (list.len || j->notes.len) {
		part_from_text(&text, s);
		sbuf_add(&text, (struct span){ list.buf, list.len });
		if (list.len && j->notes.len)
			sbuf_addc(&text, '\n');
		sbuf_add(&text, (struct span){ j->notes.buf, j->notes.len });
		add_edit(j, s.len, s.len, &text);
	}
	sbuf_release(&list);
	sbuf_release(&text);
}

/* The citations in the order of the text. */
struct placed {
	size_t from, index;
};

static int
by_place(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;

	return (a->from > b->from) - (a->from < b->from);
}

static void
write_citations(struct job *j)
{
	struct placed *order =
	    ARENA_ARRAY(&j->arena, struct placed, j->cited.len + 1);
	struct csl_citation *known =
	    ARENA_ARRAY(&j->arena, struct csl_citation, j->cited.len + 1);
	size_t n = 0;

	for (size_t i = 0; i < j->cited.len; i++)
		if (j->known[i]) {
			order[n].from = j->cited.items[i].place.from;
			order[n].index = i;
			known[n++] = j->citations[i];
		}
	csl_prepare(j->p, known, n);
	qsort(order, n, sizeof(*order), by_place);
	for (size_t i = 0; i < n; i++)
		write_place(j, &j->cited.items[order[i].index],
		    &j->citations[order[i].index]);
}

int
cite_document(struct sbuf *out, struct document *d,
    const struct cite_options *o, struct err *err)
{
	struct job j = { .o = o, .d = d, .notes = SBUF_INIT };
	int rc = read_cites(&j.cited, d, err);

	if (!rc && j.cited.problem)
		o->problem(d->path, j.cited.problem_line, NULL, j.cited.problem,
		    o->ctx);
	if (!rc)
		rc = open_works(&j, err);
	if (!rc)
		rc = open_style(&j, err);
	if (!rc)
		rc = make_citations(&j, err);
	if (!rc)
		rc = add_uncited(&j, err);
	if (!rc) {
		write_citations(&j);
		write_list(&j);
		rc = write_patched(out, d, &j.edits, err);
	}
	csl_processor_free(j.p);
	csl_style_free(j.style);
	cite_works_release(&j.works);
	cited_document_release(&j.cited);
	sbuf_release(&j.notes);
	arena_release(&j.arena);
	return rc;
}
