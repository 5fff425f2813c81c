#include "read/tagged.h"
#include "base/text.h"
#include "model/document.h"
#include "model/name.h"
#include "model/rich.h"
#include "read/formats.h"

#include "base/banned.h"

/* The next line without its end, and *at behind it. CR, LF, CR LF end one. */
static struct span
next_line(struct span text, size_t *at)
{
	size_t from = *at, to = from;

	while (to < text.len && text.ptr[to] != '\n' && text.ptr[to] != '\r')
		to++;
	*at = to + 1;
	if (to + 1 < text.len && text.ptr[to] == '\r' &&
	    text.ptr[to + 1] == '\n')
		*at = to + 2;
	return span_sub(text, from, to);
}

struct span
tagged_first_line(struct span text)
{
	size_t at = 0;

	text = span_sub(text, 0, FORMAT_HEAD);
	while (at < text.len) {
		struct span line = next_line(text, &at);

		if (text_trim(line).len)
			return line;
	}
	return (struct span){ "", 0 };
}

struct scan {
	struct references *out;
	const struct tagged_format *format;
	struct tagged_record record;
	struct arena items; /* emptied after each record */
	struct sbuf value;  /* of the last item, once it goes on */
	bool goes_on;
};

static void
finish_value(struct scan *s)
{
	struct tagged_item *last;

	if (!s->goes_on)
		return;
	last = &s->record.items[s->record.len - 1];
	last->value.ptr = arena_strdup_span(
	    &s->items, (struct span){ s->value.buf, s->value.len });
	last->value.len = s->value.len;
	s->goes_on = false;
	sbuf_reset(&s->value);
}

static void
finish_record(struct scan *s)
{
	finish_value(s);
	if (s->record.len)
		s->format->read(s->out, &s->record);
	s->record = (struct tagged_record){ 0 };
	arena_reset(&s->items);
}

static void
add_to_value(struct scan *s, struct span line)
{
	struct tagged_item *last;

	line = text_trim(line);
	if (!s->record.len || !line.len)
		return;
	last = &s->record.items[s->record.len - 1];
	if (!s->goes_on) {
		s->goes_on = true;
		sbuf_add(&s->value, last->value);
	}
	if (s->value.len)
		sbuf_addc(&s->value, '\n');
	sbuf_add(&s->value, line);
}

static void
add_item(struct scan *s, struct span tag, struct span value, size_t line)
{
	struct tagged_item item = {
		.tag = tag, .value = text_trim(value), .line = line
	};

	finish_value(s);
	if (!s->record.len)
		s->record.line = line;
	ARENA_PUSH(&s->items, s->record.items, s->record.len) = item;
}

static void
take_line(struct scan *s, struct span line, size_t number)
{
	const struct tagged_format *f = s->format;
	struct span tag = { "", 0 }, value = { "", 0 };

	if (!text_trim(line).len) {
		if (f->blank_ends)
			finish_record(s);
		return;
	}
	if (!f->line(line, &tag, &value)) {
		add_to_value(s, line);
		return;
	}
	if (f->end && span_eq(tag, span_of(f->end))) {
		s->record.ended = true;
		finish_record(s);
		return;
	}
	if (f->begin && span_eq(tag, span_of(f->begin)))
		finish_record(s);
	add_item(s, tag, value, number);
}

int
tagged_read(
    struct references *out, struct document *d, const struct tagged_format *f)
{
	struct scan s = { .out = out, .format = f, .value = SBUF_INIT };
	size_t at = 0, number = 0;

	*out = (struct references){ .document = d };
	s.value.limit = UINT32_MAX;
	while (at < d->text.len) {
		struct span line = next_line(d->text, &at);

		take_line(&s, line, ++number);
	}
	finish_record(&s);
	fill_list(out);
	arena_release(&s.items);
	sbuf_release(&s.value);
	return OK;
}

struct span
tagged_take(struct tagged_record *r, const char *tag)
{
	for (size_t i = 0; i < r->len; i++)
		if (!r->items[i].used && tagged_is(&r->items[i], tag)) {
			r->items[i].used = true;
			return r->items[i].value;
		}
	return (struct span){ "", 0 };
}

bool
tagged_has(const struct tagged_record *r, const char *tag)
{
	for (size_t i = 0; i < r->len; i++)
		if (tagged_is(&r->items[i], tag) && r->items[i].value.len)
			return true;
	return false;
}

static const char *
join(struct tagged_record *r, struct arena *a, struct span tag, size_t from,
    const char *separator)
{
	struct sbuf all = SBUF_INIT;
	const char *out;

	for (size_t i = from; i < r->len; i++) {
		if (r->items[i].used || !span_eq(r->items[i].tag, tag))
			continue;
		r->items[i].used = true;
		if (all.len && r->items[i].value.len)
			sbuf_add(&all, span_of(separator));
		sbuf_add(&all, r->items[i].value);
	}
	out = fill_lines(a, (struct span){ all.buf, all.len });
	sbuf_release(&all);
	return out;
}

const char *
tagged_take_all(struct tagged_record *r, struct arena *a, const char *tag,
    const char *separator)
{
	return join(r, a, span_of(tag), 0, separator);
}

/* Is the tag one of these, which blanks part? */
static bool
is_among(struct span tag, const char *tags)
{
	while (*tags) {
		size_t len = strcspn(tags, " ");

		if (span_eq(tag, (struct span){ tags, len }))
			return true;
		tags += len + (tags[len] == ' ');
	}
	return false;
}

void
tagged_decode(struct tagged_record *r, struct arena *a, const char *except)
{
	for (size_t i = 0; i < r->len; i++) {
		struct span *value = &r->items[i].value;
		size_t len;

		if (!value->len || !memchr(value->ptr, '&', value->len) ||
		    is_among(r->items[i].tag, except))
			continue;
		for (size_t at = 0; at < value->len; at++)
			if (value->ptr[at] == '&' &&
			    rich_entity(span_skip(*value, at), &len)) {
				*value = rich_decode(a, *value);
				break;
			}
	}
}

static bool
is_wide(struct span s)
{
	return s.len && (unsigned char)s.ptr[0] >= 0xe3;
}

/* A person for sure: a family and a given name, or a few characters of Chinese, Japanese
 * or Korean, which CNKI writes without a comma. */
static bool
is_person(struct span s, bool initials)
{
	const char *comma = memchr(s.ptr, ',', s.len);
	struct span given;

	if (!comma)
		return is_wide(s) && s.len <= 12;
	given = text_trim(span_skip(s, (size_t)(comma - s.ptr) + 1));
	return comma > s.ptr && given.len &&
	       !memchr(given.ptr, ',', given.len) && !name_is_suffix(given) &&
	       (initials ? name_is_initials(given) : !name_is_corporate(s));
}

/* The first of several people in one value, and *at behind it: "Smith, John; Doe, Jane",
 * "Smith, J. and Doe, K.". */
static struct span
next_person(struct span s, const char *separator, size_t *at)
{
	size_t len = strlen(separator), from = *at;
	const char *end = memmem(s.ptr + from, s.len - from, separator, len);
	size_t to = end ? (size_t)(end - s.ptr) : s.len;

	*at = to + len < s.len ? to + len : s.len;
	return text_trim(span_sub(s, from, to));
}

/* What parts them; NULL unless each of them is somebody for sure. */
static const char *
separator_of(struct span s)
{
	const char *separator = memchr(s.ptr, ';', s.len) ? ";" : " and ";
	size_t at = 0, n = 0;

	while (at < s.len) {
		struct span one = next_person(s, separator, &at);

		/* there may be a last ";" */
		if (!one.len && n && at == s.len)
			break;
		if (!is_person(one, separator[0] == ' '))
			return NULL;
		n++;
	}
	return n > 1 || (n && separator[0] == ';') ? separator : NULL;
}

static void
add_names(
    struct name_list *l, struct arena *a, struct span s, enum fill_names how)
{
	const char *separator = s.len ? separator_of(s) : NULL;
	size_t at = 0;

	if (!separator)
		fill_name(l, a, s, how);
	while (separator && at < s.len)
		fill_name(l, a, next_person(s, separator, &at), how);
}

void
tagged_names(struct name_list *l, struct arena *a, struct tagged_record *r,
    const char *tags, enum fill_names how)
{
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (item->used || !is_among(item->tag, tags))
			continue;
		item->used = true;
		add_names(l, a, item->value, how);
	}
}

void
tagged_identifiers(struct work *w, struct arena *a, struct tagged_record *r,
    const char *tag, enum work_field field)
{
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];

		if (item->used || !tagged_is(item, tag))
			continue;
		item->used = true;
		fill_identifier(w, a, field, item->value);
	}
}

void
tagged_keep_rest(struct work *w, struct arena *a, struct tagged_record *r,
    const char *prefix)
{
	for (size_t i = 0; i < r->len; i++) {
		struct tagged_item *item = &r->items[i];
		const char *value;
		char *key;

		if (item->used)
			continue;
		value = join(r, a, item->tag, i, "\n");
		if (!value)
			continue;
		key = arena_printf(
		    a, "%s-%.*s", prefix, (int)item->tag.len, item->tag.ptr);
		for (char *p = key; *p; p++)
			*p = text_ascii_lower(*p);
		work_add_custom(a, w, key, value);
	}
}
