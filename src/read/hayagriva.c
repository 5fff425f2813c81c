#include "model/hayagriva.h"
#include "base/json.h"
#include "base/text.h"
#include "base/yaml.h"
#include "model/document.h"
#include "model/identifier.h"
#include "read/fill.h"
#include "read/formats.h"
#include "read/tagged.h"
#include "read/yaml.h"

#include "base/banned.h"

/* Hayagriva's YAML, the bibliographies of Typst (docs/file-format.md): a mapping
 * from keys to entries, each perhaps in a parent or several. */

static const struct {
	const char *role;
	enum work_name_field field;
} roles[] = {
	{ "translator", WORK_translator },
	{ "afterword", WORK_contributor },
	{ "foreword", WORK_contributor },
	{ "introduction", WORK_contributor },
	{ "annotator", WORK_contributor },
	{ "commentator", WORK_contributor },
	{ "holder", WORK_contributor },
	{ "compiler", WORK_compiler },
	{ "founder", WORK_contributor },
	{ "collaborator", WORK_contributor },
	{ "organizer", WORK_organizer },
	{ "cast-member", WORK_performer },
	{ "composer", WORK_composer },
	{ "producer", WORK_producer },
	{ "executive-producer", WORK_executive_producer },
	{ "writer", WORK_script_writer },
	{ "cinematography", WORK_contributor },
	{ "director", WORK_director },
	{ "illustrator", WORK_illustrator },
	{ "narrator", WORK_narrator },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* A string, or {value: ...}. */
static struct span
text_of(const json_t *v)
{
	const char *s;

	if (json_is_object(v))
		v = json_object_get(v, "value");
	s = json_string_value(v);
	return span_of(s ? s : "");
}

static struct span
member(const json_t *o, const char *key)
{
	return text_of(json_object_get(o, key));
}

/* Braces keep words as they are. */
static struct span
without_braces(struct arena *a, struct span s)
{
	char *out;
	size_t n = 0;

	if (!s.len || !memchr(s.ptr, '{', s.len))
		return s;
	out = arena_alloc(a, s.len + 1);
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != '{' && s.ptr[i] != '}')
			out[n++] = s.ptr[i];
	return (struct span){ out, n };
}

static void
read_person(struct name_list *l, struct arena *a, const json_t *v)
{
	size_t had = l->len;
	struct span prefix;

	if (json_is_string(v)) {
		fill_name(l, a, text_of(v), FILL_NAMES_SUFFIX_LAST);
		return;
	}
	fill_name_parts(l, a, member(v, "name"), member(v, "given-name"),
	    member(v, "suffix"));
	prefix = member(v, "prefix");
	if (prefix.len && l->len > had)
		l->items[had].non_dropping_particle = fill_clean(a, prefix);
	/* a name alone is that of an organisation as well */
	if (l->len > had && !l->items[had].given &&
	    name_is_corporate(span_of(l->items[had].family))) {
		l->items[had].literal = l->items[had].family;
		l->items[had].family = NULL;
	}
}

static void
read_people(struct name_list *l, struct arena *a, const json_t *v)
{
	const json_t *one;
	size_t i;

	if (json_is_array(v)) {
		json_array_foreach(v, i, one) read_person(l, a, one);
	} else if (v) {
		read_person(l, a, v);
	}
}

static void
read_affiliated(struct work *w, struct arena *a, const json_t *v)
{
	const json_t *group;
	size_t i;

	json_array_foreach(v, i, group)
	{
		struct span role = member(group, "role");

		for (size_t k = 0; k < LENGTH(roles); k++)
			if (text_eq_nocase(role, roles[k].role))
				read_people(work_names(w, roles[k].field), a,
				    json_object_get(group, "names"));
	}
}

static void
read_serial(struct work *w, struct arena *a, const json_t *v)
{
	struct span pmid = member(v, "pmid"), pmcid = member(v, "pmcid"),
		    arxiv = member(v, "arxiv");

	if (json_is_string(v)) {
		fill_text(w, a, WORK_number, text_of(v), NULL);
		return;
	}
	if (!w->DOI)
		fill_identifier(w, a, WORK_DOI, member(v, "doi"));
	if (!w->ISBN)
		fill_identifier(w, a, WORK_ISBN, member(v, "isbn"));
	if (!w->ISSN)
		fill_identifier(w, a, WORK_ISSN, member(v, "issn"));
	if (pmid.len)
		w->PMID = pmid_normal(a, pmid);
	if (pmcid.len)
		w->PMCID = pmcid_normal(a, pmcid);
	if (arxiv.len)
		w->arXiv = arxiv_normal(a, arxiv, NULL);
	fill_text(w, a, WORK_number, member(v, "serial"), NULL);
	fill_text(w, a, WORK_version, member(v, "version"), NULL);
	fill_text(w, a, WORK_printing_number, member(v, "printing"), NULL);
}

/* Of its decisions the organization is the court or the office (taxonomy.rs); elsewhere
 * the university, the company. */
static bool
is_legal(enum work_type t)
{
	return t == WORK_TYPE_LEGAL_CASE || t == WORK_TYPE_LEGISLATION ||
	       t == WORK_TYPE_PATENT;
}

static void
read_publisher(struct work *w, struct arena *a, const json_t *publisher,
    enum work_field name, enum work_field place)
{
	if (!json_is_object(publisher) || !json_object_get(publisher, "name")) {
		fill_text(w, a, name, text_of(publisher), NULL);
	} else {
		fill_text(w, a, name, member(publisher, "name"), NULL);
		fill_text(w, a, place, member(publisher, "location"), NULL);
	}
}

/* What an entry and what it is in both may say; of a series, the volume is not the
 * entry's. */
static void
read_common(struct work *w, struct arena *a, const json_t *o, bool is_series)
{
	static const struct {
		const char *key;
		enum work_field field;
	} texts[] = {
		{ "volume", WORK_volume },
		{ "issue", WORK_issue },
		{ "edition", WORK_edition },
		{ "volume-total", WORK_number_of_volumes },
		{ "page-total", WORK_number_of_pages },
		{ "language", WORK_language },
		{ "archive", WORK_archive },
		{ "archive-location", WORK_archive_location },
		{ "call-number", WORK_call_number },
		{ "chapter", WORK_chapter_number },
	};
	const json_t *publisher = json_object_get(o, "publisher"),
		     *url = json_object_get(o, "url");

	for (size_t i = is_series ? 2 : 0; i < LENGTH(texts); i++)
		if (!work_get(w, texts[i].field))
			fill_text(w, a, texts[i].field, member(o, texts[i].key),
			    NULL);
	if (!w->publisher)
		read_publisher(
		    w, a, publisher, WORK_publisher, WORK_publisher_place);
	if (is_legal(w->type) || w->publisher)
		fill_text(w, a, WORK_authority, member(o, "organization"),
		    "organization");
	else
		fill_text(
		    w, a, WORK_publisher, member(o, "organization"), NULL);
	if (!w->publisher_place)
		fill_text(
		    w, a, WORK_publisher_place, member(o, "location"), NULL);
	if (!w->page)
		fill_pages(w, a, member(o, "page-range"));
	if (date_is_empty(&w->issued))
		fill_date(&w->issued, a, member(o, "date"));
	if (!w->URL) {
		fill_url(w, a, text_of(url));
		if (json_is_object(url))
			fill_date(&w->accessed, a, member(url, "date"));
	}
	read_serial(w, a, json_object_get(o, "serial-number"));
}

/* What a parent is that has no type (file-format.md, "Entry Type"). */
static struct span
usual_parent(struct span type)
{
	static const char *const usual[][2] = {
		{ "article", "periodical" },
		{ "chapter", "book" },
		{ "entry", "reference" },
		{ "anthos", "anthology" },
		{ "web", "web" },
		{ "scene", "video" },
		{ "artwork", "exhibition" },
		{ "legislation", "anthology" },
		{ "video", "video" },
		{ "audio", "audio" },
	};

	for (size_t i = 0; i < LENGTH(usual); i++)
		if (text_eq_nocase(type, usual[i][0]))
			return span_of(usual[i][1]);
	return SPAN_LIT("misc");
}

static enum work_type
type_of(struct span name, const json_t *parent)
{
	struct span kind = member(parent, "type");

	if (json_is_object(parent) && !kind.len)
		kind = usual_parent(name);
	return hayagriva_work_type(name, kind);
}

/* The entry's own type, if it would be written with another one. */
static void
keep_type(struct work *w, struct arena *a, struct span name, bool alone)
{
	const char *own = hayagriva_name(name), *parent;

	if (own && strcmp(own, hayagriva_type(&parent, w->type, alone)) != 0)
		fill_custom(w, a, HAYAGRIVA_TYPE, span_of(own));
}

static void
read_series(struct work *w, struct arena *a, const json_t *series)
{
	fill_text(w, a, WORK_collection_title,
	    without_braces(a, text_of(json_object_get(series, "title"))), NULL);
	if (!w->collection_number)
		fill_text(w, a, WORK_collection_number,
		    member(series, "volume"), NULL);
	read_people(
	    &w->collection_editor, a, json_object_get(series, "editor"));
}

/* A conference is no container (taxonomy.rs). */
static void
read_conference(struct work *w, struct arena *a, const json_t *o)
{
	fill_text(w, a, WORK_event_title,
	    without_braces(a, text_of(json_object_get(o, "title"))), NULL);
	fill_text(w, a, WORK_event_place, member(o, "location"), NULL);
	fill_date(&w->event_date, a, member(o, "date"));
	if (!w->publisher)
		fill_text(
		    w, a, WORK_publisher, member(o, "organization"), NULL);
	if (!w->URL)
		fill_url(w, a, member(o, "url"));
}

static void
read_original(struct work *w, struct arena *a, const json_t *o)
{
	fill_text(w, a, WORK_original_title,
	    without_braces(a, text_of(json_object_get(o, "title"))), NULL);
	read_people(&w->original_author, a, json_object_get(o, "author"));
	fill_date(&w->original_date, a, member(o, "date"));
	read_publisher(w, a, json_object_get(o, "publisher"),
	    WORK_original_publisher, WORK_original_publisher_place);
	if (!w->original_publisher_place)
		fill_text(w, a, WORK_original_publisher_place,
		    member(o, "location"), NULL);
}

static void
read_parent(struct work *w, struct arena *a, const json_t *parent)
{
	struct span title =
	    without_braces(a, text_of(json_object_get(parent, "title")));
	struct span kind = member(parent, "type");
	const json_t *inner = json_object_get(parent, "parent");
	bool series =
	    w->type == WORK_TYPE_BOOK || w->type == WORK_TYPE_COLLECTION ||
	    (text_eq_nocase(kind, "anthology") &&
		(w->container_title || (w->type != WORK_TYPE_CHAPTER &&
					   w->type != WORK_TYPE_LEGISLATION)));

	if (text_eq_nocase(kind, "conference")) {
		read_conference(w, a, parent);
		return;
	}
	if (text_eq_nocase(kind, "original")) {
		read_original(w, a, parent);
		return;
	}
	if (series) {
		read_series(w, a, parent);
	} else {
		fill_text(w, a, WORK_container_title, title, NULL);
		fill_text(w, a, WORK_container_title_short,
		    member(json_object_get(parent, "title"), "short"), NULL);
		read_people(&w->editor, a, json_object_get(parent, "editor"));
		read_people(
		    &w->container_author, a, json_object_get(parent, "author"));
	}
	read_affiliated(w, a, json_object_get(parent, "affiliated"));
	read_common(w, a, parent, series);
	if (json_is_array(inner))
		inner = json_array_get(inner, 0);
	if (json_is_object(inner))
		read_series(w, a, inner);
}

static void
read_entry(struct references *out, const char *key, const json_t *o)
{
	struct arena *a = &out->document->arena;
	struct work *w = ARENA_NEW(a, struct work);
	const json_t *parent = json_object_get(o, "parent"), *first = parent;
	const json_t *title = json_object_get(o, "title");
	size_t i;

	if (json_is_array(parent))
		first = json_array_get(parent, 0);
	w->id = fill_clean(a, span_of(key));
	w->type = type_of(member(o, "type"), first);
	keep_type(w, a, member(o, "type"), !first);
	fill_title(w, a, without_braces(a, text_of(title)));
	if (json_is_object(title))
		fill_text(w, a, WORK_title_short, member(title, "short"), NULL);
	read_people(&w->author, a, json_object_get(o, "author"));
	read_people(&w->editor, a, json_object_get(o, "editor"));
	read_affiliated(w, a, json_object_get(o, "affiliated"));
	read_common(w, a, o, false);
	fill_text(w, a, WORK_genre, member(o, "genre"), NULL);
	fill_text(w, a, WORK_note, member(o, "note"), NULL);
	fill_append(w, a, WORK_abstract, member(o, "abstract"), "\n");
	fill_append(w, a, WORK_annote, member(o, "annote"), "\n");
	fill_text(w, a, WORK_dimensions, member(o, "runtime"), NULL);
	fill_custom(w, a, "time-range", member(o, "time-range"));
	if (json_is_array(parent)) {
		json_array_foreach(parent, i, first) read_parent(w, a, first);
	} else if (json_is_object(parent)) {
		read_parent(w, a, parent);
	}
	/* the date of what it is in, whatever that is */
	if (date_is_empty(&w->issued))
		w->issued = w->event_date;
	fill_reference(out, w, 1);
}

/* A key at the margin, and in it a line with "type:" of one of its types. */
bool
hayagriva_is(struct span text)
{
	static const char *const others[] = {
		"references:", "cff-version:", "-", NULL
	};
	struct span first = tagged_first_line(text);
	size_t at = 0;

	if (yaml_head_has(text, others))
		return false;
	if (!first.len || strchr("-{[<%@", first.ptr[0]))
		return false;
	text = span_sub(text, 0, FORMAT_HEAD);
	while (at < text.len) {
		const char *end = memchr(text.ptr + at, '\n', text.len - at);
		size_t to = end ? (size_t)(end - text.ptr) : text.len;
		struct span line = span_sub(text, at, to), value;

		at = to + 1;
		if (!line.len || (line.ptr[0] != ' ' && line.ptr[0] != '\t'))
			continue;
		line = text_trim(line);
		if (!text_starts_nocase(line, "type:"))
			continue;
		value = text_trim(span_skip(line, 5));
		return hayagriva_name(value) != NULL;
	}
	return false;
}

int
read_hayagriva(struct references *out, struct document *d, struct err *err)
{
	json_t *all, *entry;
	const char *key;
	struct err why = ERR_INIT;
	int rc = yaml_read_text(&all, d->text, &why);

	*out = (struct references){ .document = d };
	if (rc && !json_is_object(all)) {
		json_decref(all);
		return err_set(err, rc, "%s: %s", d->path, why.text);
	}
	if (rc)
		references_add_problem(out, 1, NULL,
		    "%s: what comes behind it is left out", why.text);
	json_object_foreach(all, key, entry)
	{
		if (json_is_object(entry))
			read_entry(out, key, entry);
		else
			references_add_problem(
			    out, 1, key, "no entry: it is left out");
	}
	json_decref(all);
	fill_list(out);
	return OK;
}
