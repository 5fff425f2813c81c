#include "base/text.h"
#include "base/yaml.h"
#include "model/document.h"
#include "model/rich-markdown.h"
#include "read/fill.h"
#include "read/formats.h"
#include "read/read.h"
#include "read/yaml.h"

#include "base/banned.h"

/* CSL's items as YAML: pandoc's "references:" in a document of metadata, or a list
 * alone (pandoc's manual, "Specifying bibliographic data"). */

bool
yaml_head_has(struct span text, const char *const *keys)
{
	size_t at = 0;
	bool ended = false;

	text = span_sub(text, 0, FORMAT_HEAD);
	while (at < text.len) {
		const char *end = memchr(text.ptr + at, '\n', text.len - at);
		size_t to = end ? (size_t)(end - text.ptr) : text.len;
		struct span line = span_sub(text, at, to);

		/* Metadata in front of a document are no bibliography. */
		if (ended && text_trim(line).len)
			return false;
		if (at && line.len >= 3 && !memcmp(line.ptr, "---", 3))
			ended = true;
		at = to + 1;
	}
	for (at = 0; at < text.len;) {
		const char *end = memchr(text.ptr + at, '\n', text.len - at);
		size_t to = end ? (size_t)(end - text.ptr) : text.len;
		struct span line = span_sub(text, at, to);

		for (size_t i = 0; keys[i]; i++) {
			size_t n = strlen(keys[i]);

			if (line.len >= n && !memcmp(line.ptr, keys[i], n))
				return true;
		}
		at = to + 1;
	}
	return false;
}

/* pandoc's older dates: a list of {year, month, day}. */
static void
mend_dates(json_t *item)
{
	for (int i = 0; i < WORK_DATE_FIELDS; i++) {
		const char *name = work_date_field_csl((enum work_date_field)i);
		json_t *v = json_object_get(item, name), *parts, *part;
		size_t k;

		if (json_is_object(v) && json_object_get(v, "year")) {
			parts = json_array();
			(void)json_array_append(parts, v);
			v = parts;
		} else if (json_is_array(v)) {
			json_incref(v);
		} else {
			continue;
		}
		parts = json_array();
		json_array_foreach(v, k, part)
		{
			static const char *const names[] = { "year", "month",
				"day" };
			json_t *point = json_array();

			for (size_t n = 0; n < 3; n++) {
				json_t *value = json_object_get(part, names[n]);

				if (!value)
					break;
				(void)json_array_append(point, value);
			}
			(void)json_array_append_new(parts, point);
		}
		json_decref(v);
		(void)json_object_set_new(
		    item, name, json_pack("{s:o}", "date-parts", parts));
	}
}

/* pandoc reads names of variables in any case. */
static void
mend_names(json_t *item)
{
	static const char *const names[] = { "DOI", "ISBN", "ISSN", "PMID",
		"PMCID", "URL" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char small[8];
		json_t *v;

		for (size_t k = 0; k <= strlen(names[i]); k++)
			small[k] = text_ascii_lower(names[i][k]);
		v = json_object_get(item, small);
		if (v && !json_object_get(item, names[i])) {
			(void)json_object_set(item, names[i], v);
			(void)json_object_del(item, small);
		}
	}
}

/* Numbers and addresses: in other programs' files nobody has escaped them. */
static bool
is_verbatim(enum work_field f)
{
	static const enum work_field fields[] = { WORK_DOI, WORK_URL,
		WORK_arXiv, WORK_ACL, WORK_ISBN, WORK_ISSN, WORK_PMID,
		WORK_PMCID, WORK_page, WORK_volume, WORK_issue, WORK_number,
		WORK_version, WORK_call_number, WORK_archive_location };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (f == fields[i])
			return true;
	return false;
}

/* Replaces o's text of that name. */
static void
take_markdown(json_t *o, const char *name, struct arena *a, bool verbatim)
{
	struct span s = span_of(json_string_value(json_object_get(o, name)));

	if (s.len)
		(void)json_object_set_new(o, name,
		    json_string(verbatim ? markdown_unescaped(a, s)
					 : rich_from_markdown(a, s)));
}

static void
take_names(json_t *v, struct arena *a)
{
	const char *key;
	json_t *member;
	size_t i;

	json_array_foreach(v, i, member) take_names(member, a);
	json_object_foreach(v, key, member)
	{
		if (json_is_string(member))
			take_markdown(v, key, a, true);
	}
}

/* What pandoc's Markdown says, as CSL-JSON has it. */
static void
take_item(json_t *item, struct arena *a)
{
	static const char *const aliases[] = { "event", "shortTitle",
		"journalAbbreviation" };

	for (int i = 0; i < WORK_FIELDS; i++) {
		enum work_field f = (enum work_field)i;

		take_markdown(item, work_field_csl(f), a, is_verbatim(f));
	}
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		take_markdown(item, aliases[i], a, false);
	for (int i = 0; i < WORK_NAME_FIELDS; i++)
		take_names(json_object_get(item,
			       work_name_field_csl((enum work_name_field)i)),
		    a);
	for (int i = 0; i < WORK_DATE_FIELDS; i++)
		take_names(json_object_get(item,
			       work_date_field_csl((enum work_date_field)i)),
		    a);
	take_markdown(item, "id", a, true);
}

bool
csl_yaml_is(struct span text)
{
	static const char *const keys[] = {
		"references:", "- id:", "- type:", "- title:", NULL
	};
	static const char *const others[] = { "cff-version:", NULL };

	return !yaml_head_has(text, others) && yaml_head_has(text, keys);
}

int
read_csl_yaml(struct references *out, struct document *d, struct err *err)
{
	json_t *all, *items, *item;
	struct err why = ERR_INIT;
	size_t i;
	int rc = yaml_read_text(&all, d->text, &why);

	*out = (struct references){ .document = d };
	if (rc && !all)
		return err_set(err, rc, "%s: %s", d->path, why.text);
	if (rc)
		references_add_problem(out, 1, NULL,
		    "%s: what comes behind it is left out", why.text);
	items = json_is_array(all) ? all : json_object_get(all, "references");
	json_array_foreach(items, i, item)
	{
		const char *doi;
		struct work *w;

		if (!json_is_object(item)) {
			references_add_problem(out, 1, NULL,
			    "reference %zu is no mapping: it is left out",
			    i + 1);
			continue;
		}
		mend_dates(item);
		mend_names(item);
		take_item(item, &d->arena);
		w = read_csl_item(&d->arena, item);
		doi = json_string_value(json_object_get(item, "DOI"));
		if (doi)
			work_keep_doi(&d->arena, w, span_of(doi));
		fill_reference(out, w, 1);
	}
	json_decref(all);
	fill_list(out);
	return OK;
}
