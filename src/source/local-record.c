#include "source/local-record.h"

#include "base/text.h"
#include "source/local-blob.h"

#include "base/banned.h"

/*
 * Tags: text fields have their own number (local-fields.def); names, dates and
 * the rest follow from 64 on. All numbers are for good.
 */
enum {
	TAG_TYPE = 64,
	TAG_TITLE_RICH = 65,
	TAG_RELATION = 66,
	TAG_AUTHOR = 80,
	TAG_EDITOR,
	TAG_TRANSLATOR,
	TAG_COLLECTION_EDITOR,
	TAG_CONTAINER_AUTHOR,
	TAG_DIRECTOR,
	TAG_ISSUED = 96,
	TAG_ORIGINAL_DATE,
	TAG_EVENT_DATE,
	TAG_SUBMITTED,
	TAG_AVAILABLE_DATE,
};

/* Bits of a name's first byte, in the order in which its parts follow. */
enum {
	NAME_FAMILY = 1,
	NAME_GIVEN = 2,
	NAME_SUFFIX = 4,
	NAME_DROPPING = 8,
	NAME_NON_DROPPING = 16,
	NAME_LITERAL = 32,
	NAME_ORCID = 64,
};

/* Bits of a name list's first number, below the count. */
enum { LIST_OTHERS = 1, LIST_LAST_FOLLOWS_CUT = 2, LIST_COUNT_SHIFT = 2 };

/* Bits of a date's first byte. */
enum {
	DATE_MONTH = 1,
	DATE_DAY = 2,
	DATE_TO = 4,
	DATE_OPEN_END = 8,
	DATE_CIRCA = 16,
	DATE_LITERAL = 32,
	DATE_STATE_SHIFT = 6,
};

static const struct {
	unsigned char tag;
	enum work_name_field field;
} name_tags[] = {
	{ TAG_AUTHOR, WORK_author },
	{ TAG_EDITOR, WORK_editor },
	{ TAG_TRANSLATOR, WORK_translator },
	{ TAG_COLLECTION_EDITOR, WORK_collection_editor },
	{ TAG_CONTAINER_AUTHOR, WORK_container_author },
	{ TAG_DIRECTOR, WORK_director },
};

static const struct {
	unsigned char tag;
	enum work_date_field field;
} date_tags[] = {
	{ TAG_ISSUED, WORK_issued },
	{ TAG_ORIGINAL_DATE, WORK_original_date },
	{ TAG_EVENT_DATE, WORK_event_date },
	{ TAG_SUBMITTED, WORK_submitted },
	{ TAG_AVAILABLE_DATE, WORK_available_date },
};

static const struct {
	unsigned char number;
	enum relation_kind kind;
} relation_numbers[] = {
	{ 1, RELATION_PREPRINT_OF },
	{ 2, RELATION_HAS_PREPRINT },
	{ 3, RELATION_VERSION_OF },
	{ 4, RELATION_RETRACTED_BY },
	{ 5, RELATION_CORRECTED_BY },
	{ 6, RELATION_CONCERN_BY },
	{ 7, RELATION_NEWER_VERSION },
	{ 8, RELATION_REVIEW_OF },
};

static const struct {
	unsigned char tag;
	enum work_field field;
} text_tags[] = {
#define X(number, member) { number, WORK_##member },
#include "source/local-fields.def"
#undef X
};

#define LEN(table) (sizeof(table) / sizeof((table)[0]))

static uint64_t
zigzag(int v)
{
	return v < 0 ? ((uint64_t)(-(int64_t)v) << 1) - 1 : (uint64_t)v << 1;
}

static int
unzigzag(struct blob_reader *r)
{
	uint64_t v = blob_varint(r);

	/* Nothing we count (years, months, days) is that big. */
	if (v > 2000000) {
		r->bad = true;
		return 0;
	}
	return v & 1 ? -(int)((v + 1) >> 1) : (int)(v >> 1);
}

static void
add_tagged(struct sbuf *out, unsigned tag, const char *s)
{
	if (!s)
		return;
	sbuf_addc(out, (char)tag);
	blob_add_string(out, s);
}

static void
add_name(struct sbuf *out, const struct name *n)
{
	const char *const parts[] = { n->family, n->given, n->suffix,
		n->dropping_particle, n->non_dropping_particle, n->literal,
		n->ORCID };
	unsigned mask = 0;

	for (size_t i = 0; i < LEN(parts); i++)
		if (parts[i])
			mask |= 1U << i;
	sbuf_addc(out, (char)mask);
	for (size_t i = 0; i < LEN(parts); i++)
		if (parts[i])
			blob_add_string(out, parts[i]);
}

static void
add_names(struct sbuf *out, unsigned tag, const struct name_list *l)
{
	if (!l->len && !l->others)
		return;
	sbuf_addc(out, (char)tag);
	blob_add_varint(
	    out, (uint64_t)l->len << LIST_COUNT_SHIFT |
		     (l->others ? LIST_OTHERS : 0U) |
		     (l->last_follows_cut ? LIST_LAST_FOLLOWS_CUT : 0U));
	for (size_t i = 0; i < l->len; i++)
		add_name(out, &l->items[i]);
}

static void
add_date(struct sbuf *out, unsigned tag, const struct date *d)
{
	unsigned mask = (unsigned)d->state << DATE_STATE_SHIFT;

	if (date_is_empty(d))
		return;
	if (d->from.month)
		mask |= DATE_MONTH;
	if (d->from.day)
		mask |= DATE_DAY;
	if (d->to.year)
		mask |= DATE_TO;
	if (d->open_end)
		mask |= DATE_OPEN_END;
	if (d->circa)
		mask |= DATE_CIRCA;
	if (d->literal)
		mask |= DATE_LITERAL;
	sbuf_addc(out, (char)tag);
	sbuf_addc(out, (char)mask);
	blob_add_varint(out, zigzag(d->from.year));
	if (mask & DATE_MONTH)
		blob_add_varint(out, zigzag(d->from.month));
	if (mask & DATE_DAY)
		blob_add_varint(out, zigzag(d->from.day));
	if (mask & DATE_TO) {
		blob_add_varint(out, zigzag(d->to.year));
		blob_add_varint(out, zigzag(d->to.month));
		blob_add_varint(out, zigzag(d->to.day));
	}
	if (mask & DATE_LITERAL)
		blob_add_string(out, d->literal);
}

static void
add_relation(struct sbuf *out, const struct relation *r)
{
	for (size_t i = 0; i < LEN(relation_numbers); i++) {
		if (relation_numbers[i].kind != r->kind)
			continue;
		sbuf_addc(out, (char)TAG_RELATION);
		sbuf_addc(out, (char)relation_numbers[i].number);
		sbuf_addc(out, (char)((r->id ? 1 : 0) | (r->note ? 2 : 0)));
		if (r->id)
			blob_add_string(out, r->id);
		if (r->note)
			blob_add_string(out, r->note);
		return;
	}
}

void
local_record_encode(struct sbuf *out, const struct work *w, unsigned terms)
{
	/* work_names() and work_date() have no const twin. */
	struct work view = *w;

	sbuf_addc(out, (char)(terms > 255 ? 255 : terms));
	add_tagged(out, TAG_TYPE, work_type_csl(w->type));
	for (size_t i = 0; i < LEN(name_tags); i++)
		add_names(out, name_tags[i].tag,
		    work_names(&view, name_tags[i].field));
	for (size_t i = 0; i < LEN(text_tags); i++)
		add_tagged(
		    out, text_tags[i].tag, work_get(w, text_tags[i].field));
	add_tagged(out, TAG_TITLE_RICH, w->title_rich);
	for (size_t i = 0; i < LEN(date_tags); i++)
		add_date(out, date_tags[i].tag,
		    work_date(&view, date_tags[i].field));
	for (const struct relation *r = w->relations; r; r = r->next)
		add_relation(out, r);
}

unsigned
local_record_terms(struct span record)
{
	return record.len ? (unsigned char)record.ptr[0] : 0;
}

void
local_record_set_terms(struct sbuf *record, unsigned terms)
{
	record->buf[0] = (char)(terms > 255 ? 255 : terms);
}

/* A string that holds what all text inside the program is: valid UTF-8. */
static const char *
read_string(struct blob_reader *r, struct arena *a)
{
	struct span s = blob_bytes(r, blob_varint(r));

	if (!s.len || !text_is_utf8(s) || memchr(s.ptr, '\0', s.len)) {
		r->bad = true;
		return NULL;
	}
	return arena_strdup_span(a, s);
}

static void
read_name(struct blob_reader *r, struct arena *a, struct name *n)
{
	unsigned mask = blob_byte(r);
	const char **const parts[] = { &n->family, &n->given, &n->suffix,
		&n->dropping_particle, &n->non_dropping_particle, &n->literal,
		&n->ORCID };

	for (size_t i = 0; i < LEN(parts); i++)
		if (mask & 1U << i)
			*parts[i] = read_string(r, a);
}

static void
read_names(struct blob_reader *r, struct arena *a, struct name_list *l)
{
	uint64_t head = blob_varint(r), n = head >> LIST_COUNT_SHIFT;

	/* A name takes a byte at least: room is made for no more. */
	if (n > blob_left(r)) {
		r->bad = true;
		return;
	}
	l->others = (head & LIST_OTHERS) != 0;
	l->last_follows_cut = (head & LIST_LAST_FOLLOWS_CUT) != 0;
	l->items = ARENA_ARRAY(a, struct name, (size_t)n);
	for (l->len = 0; l->len < n && !r->bad; l->len++)
		read_name(r, a, &l->items[l->len]);
}

static void
read_date(struct blob_reader *r, struct arena *a, struct date *d)
{
	unsigned mask = blob_byte(r), state = mask >> DATE_STATE_SHIFT;

	d->from.year = unzigzag(r);
	if (mask & DATE_MONTH)
		d->from.month = unzigzag(r);
	if (mask & DATE_DAY)
		d->from.day = unzigzag(r);
	if (mask & DATE_TO) {
		d->to.year = unzigzag(r);
		d->to.month = unzigzag(r);
		d->to.day = unzigzag(r);
	}
	d->open_end = (mask & DATE_OPEN_END) != 0;
	d->circa = (mask & DATE_CIRCA) != 0;
	if (mask & DATE_LITERAL)
		d->literal = read_string(r, a);
	if (state > DATE_UNDATED)
		r->bad = true;
	else
		d->state = (enum date_state)state;
}

static void
read_relation(struct blob_reader *r, struct arena *a, struct work *w)
{
	unsigned number = blob_byte(r), mask = blob_byte(r);
	const char *id = mask & 1 ? read_string(r, a) : NULL;
	const char *note = mask & 2 ? read_string(r, a) : NULL;

	for (size_t i = 0; i < LEN(relation_numbers); i++)
		if (relation_numbers[i].number == number)
			work_add_relation(
			    a, w, relation_numbers[i].kind, id, note);
}

static bool
read_other(struct blob_reader *r, struct arena *a, struct work *w, unsigned tag)
{
	const char *type;

	for (size_t i = 0; i < LEN(name_tags); i++)
		if (name_tags[i].tag == tag) {
			read_names(r, a, work_names(w, name_tags[i].field));
			return true;
		}
	for (size_t i = 0; i < LEN(date_tags); i++)
		if (date_tags[i].tag == tag) {
			read_date(r, a, work_date(w, date_tags[i].field));
			return true;
		}
	switch (tag) {
	case TAG_TYPE:
		type = read_string(r, a);
		w->type = type ? work_type_from_csl(type) : WORK_TYPE_NONE;
		return true;
	case TAG_TITLE_RICH: w->title_rich = read_string(r, a); return true;
	case TAG_RELATION: read_relation(r, a, w); return true;
	default: return false;
	}
}

static bool
read_text(struct blob_reader *r, struct arena *a, struct work *w, unsigned tag)
{
	/* The table is in the order of its numbers, which start at 1. */
	if (tag < 1 || tag > LEN(text_tags))
		return false;
	work_set(w, text_tags[tag - 1].field, read_string(r, a));
	return true;
}

int
local_record_decode(
    struct work **out, struct arena *a, struct span record, struct err *err)
{
	struct blob_reader r = blob_reader_of(record);
	struct work *w = ARENA_NEW(a, struct work);

	(void)blob_byte(&r); /* terms */
	while (blob_left(&r)) {
		unsigned tag = blob_byte(&r);

		if (!read_text(&r, a, w, tag) && !read_other(&r, a, w, tag))
			r.bad = true;
	}
	if (r.bad || !w->title)
		return err_set(err, ERR_SYNTAX, "the record is damaged");
	*out = w;
	return 0;
}
