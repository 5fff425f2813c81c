#include "base/err.h"
#include "base/yaml.h"
#include "model/rich-markdown.h"
#include "model/rich.h"
#include "write/formats.h"
#include "write/write.h"

#include "base/banned.h"

/* CSL's items as YAML, as pandoc reads them in a file or in a document's metadata: all
 * values are its Markdown. */

static void
set_markdown(json_t *o, const char *key, struct arena *a, const char *rich)
{
	if (rich)
		(void)json_object_set_new(
		    o, key, json_string(rich_to_markdown(a, span_of(rich))));
}

/* Texts in names and dates: no markup, but signs that would be. */
static void
escape_texts(json_t *v, struct arena *a)
{
	const char *key;
	json_t *member;
	size_t i;

	json_array_foreach(v, i, member) escape_texts(member, a);
	json_object_foreach(v, key, member)
	{
		if (json_is_string(member))
			set_markdown(v, key, a,
			    rich_escaped(a, json_string_value(member)));
	}
}

static void
make_markdown(json_t *o, struct arena *a, const struct work *shown)
{
	for (int i = 0; i < WORK_FIELDS; i++) {
		enum work_field f = (enum work_field)i;
		const char *name = work_field_csl(f), *rich;
		const char *text = json_string_value(json_object_get(o, name));

		if (!text)
			continue;
		rich = work_rich(a, shown, f);
		set_markdown(o, name, a, rich ? rich : rich_escaped(a, text));
	}
	set_markdown(o, "id", a,
	    rich_escaped(a, json_string_value(json_object_get(o, "id"))));
	for (int i = 0; i < WORK_NAME_FIELDS; i++)
		escape_texts(json_object_get(o,
				 work_name_field_csl((enum work_name_field)i)),
		    a);
	for (int i = 0; i < WORK_DATE_FIELDS; i++)
		escape_texts(json_object_get(o,
				 work_date_field_csl((enum work_date_field)i)),
		    a);
}

static void
begin(struct work_writer *w)
{
	sbuf_add(w->out, SPAN_LIT("---\nreferences:\n"));
}

static void
add(struct work_writer *w, const struct work *work, const char *key)
{
	struct work named = *work, shown = work_shown(&w->scratch, work);
	json_t *o;

	if (!named.id)
		named.id = key;
	o = write_csl_file_item(&named);
	make_markdown(o, &w->scratch, &shown);
	sbuf_add(w->out, SPAN_LIT("- "));
	yaml_add(w->out, o, 2);
	sbuf_addc(w->out, '\n');
	json_decref(o);
}

static void
end(struct work_writer *w)
{
	if (!w->written)
		sbuf_add(w->out, SPAN_LIT("  []\n"));
	sbuf_add(w->out, SPAN_LIT("...\n"));
}

const struct writer_kind writer_csl_yaml = {
	.begin = begin,
	.add = add,
	.end = end,
	.keeps_custom = true,
	.needs_key = true,
};
