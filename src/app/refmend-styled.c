/* The public face of the library: citations and lists in a style. */

#include "app/refmend-handle.h"
#include "app/styles.h"
#include "base/json.h"

#include <stdlib.h>

#include "base/banned.h"

struct refmend_styled {
	struct refmend *owner;
	struct csl_style *style;
	struct csl_processor *processor;
	struct csl_citation *citations;
	size_t len;
	bool prepared;
};

int
refmend_styled_open(struct refmend *r, struct refmend_styled **out,
    const char *style, const char *lang)
{
	struct refmend_styled *s = calloc(1, sizeof(*s));
	struct arena a = ARENA_INIT;
	int rc;

	*out = NULL;
	if (!s)
		return REFMEND_LIMIT;
	s->owner = r;
	r->err = (struct err)ERR_INIT;
	rc = styles_load(&s->style, style, &r->err);
	if (!rc)
		rc = csl_processor_new(
		    &s->processor, s->style, lang, styles_locales(&a), &r->err);
	arena_release(&a);
	if (rc)
		refmend_styled_close(s);
	else {
		s->processor->links = true;
		*out = s;
	}
	return rc;
}

void
refmend_styled_close(struct refmend_styled *s)
{
	if (!s)
		return;
	csl_processor_free(s->processor);
	csl_style_free(s->style);
	free(s);
}

static int
read_array(json_t **out, struct refmend_styled *s, const char *json)
{
	int rc;

	s->owner->err = (struct err)ERR_INIT;
	rc = json_read(out, span_of(json), &s->owner->err);
	if (!rc && !json_is_array(*out)) {
		json_decref(*out);
		rc = err_set(&s->owner->err, ERR_SYNTAX, "it is no array");
	}
	return rc;
}

int
refmend_styled_items(struct refmend_styled *s, const char *json)
{
	json_t *array, *o;
	size_t i;
	int rc = read_array(&array, s, json);

	if (rc)
		return rc;
	json_array_foreach(array, i, o) if (json_is_object(o)) csl_add_item(
	    s->processor, csl_item_from_json(&s->processor->arena, o));
	s->prepared = false;
	json_decref(array);
	return REFMEND_OK;
}

int
refmend_styled_cite(struct refmend_styled *s, const char *json, unsigned note)
{
	struct arena *a = &s->processor->arena;
	struct csl_citation c = { .note = (int)note };
	json_t *array;
	int rc = read_array(&array, s, json);

	if (rc)
		return rc;
	c.len = json_array_size(array);
	c.cites = ARENA_ARRAY(a, struct csl_cite, c.len + 1);
	for (size_t i = 0; !rc && i < c.len; i++)
		rc = csl_cite_from_json(&c.cites[i], s->processor,
		    json_array_get(array, i), &s->owner->err);
	json_decref(array);
	if (rc)
		return rc;
	ARENA_PUSH(a, s->citations, s->len) = c;
	s->prepared = false;
	return REFMEND_OK;
}

static int
prepare(struct refmend_styled *s, enum csl_output *output, const char *format)
{
	s->owner->err = (struct err)ERR_INIT;
	if (!styles_output_from_name(output, format))
		return err_set(
		    &s->owner->err, ERR_USAGE, "no format '%s'", format);
	if (!s->prepared)
		csl_prepare(s->processor, s->citations, s->len);
	s->prepared = true;
	return OK;
}

/* The buffer's bytes as the caller's own. */
static int
give(char **out, struct sbuf *text)
{
	char *copy = malloc(text->len + 1);

	if (copy)
		memcpy(copy, text->buf, text->len + 1);
	sbuf_release(text);
	*out = copy;
	return copy ? REFMEND_OK : REFMEND_LIMIT;
}

int
refmend_styled_citation(
    struct refmend_styled *s, size_t i, const char *format, char **out)
{
	struct sbuf text = SBUF_INIT;
	enum csl_output output;
	int rc = prepare(s, &output, format);

	*out = NULL;
	if (!rc && i >= s->len)
		rc = err_set(&s->owner->err, ERR_ABSENT,
		    "there are %zu citations", s->len);
	if (rc)
		return rc;
	csl_write_citation(&text, s->processor, &s->citations[i], output);
	return give(out, &text);
}

int
refmend_styled_bibliography(
    struct refmend_styled *s, const char *format, char **out)
{
	struct sbuf text = SBUF_INIT;
	enum csl_output output;
	int rc = prepare(s, &output, format);

	*out = NULL;
	if (rc)
		return rc;
	csl_write_bibliography(&text, s->processor, output);
	return give(out, &text);
}
