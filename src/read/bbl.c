/*
 * The .bbl file that biber, or biblatex with BibTeX, makes for LaTeX (biblatex manual,
 * appendix on the .bbl format): \entry{KEY}{TYPE}{OPTIONS}{} ... \endentry with a
 * \field{NAME}{VALUE}, \name{NAME}{COUNT}{OPTIONS}{PEOPLE}, \list{NAME}{COUNT}{ITEMS} or
 * \verb{NAME} for each field. Its fields are biblatex's own, so that a work is made of them
 * as it is of an entry of a .bib file.
 */

#include "base/text.h"
#include "model/latex.h"
#include "read/bibtex.h"
#include "read/name-table.h"
#include "read/read.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

struct reader {
	struct references *out;
	struct document *d;
	struct arena *a;
	struct arena scratch, lasting;
	struct name_table keys;
	struct span in;
	size_t at;
};

/* --- commands and arguments ---------------------------------------------------------- */

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '@';
}

/* Blanks and comments. */
static size_t
skip_blanks(struct span s, size_t at)
{
	for (; at < s.len; at++) {
		if (s.ptr[at] == '%')
			while (at + 1 < s.len && s.ptr[at] != '\n')
				at++;
		else if (s.ptr[at] != ' ' && s.ptr[at] != '\t' &&
			 s.ptr[at] != '\n' && s.ptr[at] != '\r')
			break;
	}
	return at;
}

/* What stands in braces behind blanks; *at is behind it. False, and *at is left alone, if
 * there is nothing, or no end. */
static bool
argument(struct span *out, struct span s, size_t *at)
{
	size_t from = skip_blanks(s, *at), depth = 0;

	if (from >= s.len || s.ptr[from] != '{')
		return false;
	for (size_t i = from; i < s.len; i++) {
		if (s.ptr[i] == '\\')
			i++;
		else if (s.ptr[i] == '{')
			depth++;
		else if (s.ptr[i] == '}' && --depth == 0) {
			*out = span_sub(s, from + 1, i);
			*at = i + 1;
			return true;
		}
	}
	return false;
}

/* The name of the next command from *at on; *at is behind it. Empty if there is none. */
static struct span
next_command(struct span s, size_t *at)
{
	for (size_t i = *at; i + 1 < s.len; i++) {
		size_t end = i + 1;

		if (s.ptr[i] == '%') {
			while (i + 1 < s.len && s.ptr[i] != '\n')
				i++;
			continue;
		}
		if (s.ptr[i] != '\\')
			continue;
		while (end < s.len && is_letter(s.ptr[end]))
			end++;
		*at = end;
		if (end > i + 1)
			return span_sub(s, i + 1, end);
		i++; /* "\{" */
	}
	*at = s.len;
	return (struct span){ "", 0 };
}

/* biblatex's own commands in values. */
static const struct {
	const char *name, *text;
} signs[] = {
	{ "bibnamedelima", " " },
	{ "bibnamedelimb", " " },
	{ "bibnamedelimc", " " },
	{ "bibnamedelimd", " " },
	{ "bibnamedelimi", " " },
	{ "bibinitperiod", "." },
	{ "bibinitdelim", " " },
	{ "bibinithyphendelim", "-" },
	{ "bibrangedash", "--" },
	{ "bibrangessep", ", " },
};

/* A value as a .bib file has it. */
static struct span
plain_value(struct arena *a, struct span s)
{
	char *out = arena_alloc(a, s.len * 2 + 1);
	size_t len = 0;

	for (size_t i = 0; i < s.len;) {
		size_t end = i + 1;

		while (s.ptr[i] == '\\' && end < s.len && is_letter(s.ptr[end]))
			end++;
		for (size_t k = 0; end > i + 1 && k < COUNT(signs); k++) {
			size_t n = strlen(signs[k].text);

			if (!span_eq(span_sub(s, i + 1, end),
				span_of(signs[k].name)))
				continue;
			memcpy(out + len, signs[k].text, n);
			len += n;
			/* the blank that ends the command */
			if (end < s.len && s.ptr[end] == ' ')
				end++;
			i = end;
			break;
		}
		if (i != end)
			while (i < end)
				out[len++] = s.ptr[i++];
	}
	return text_trim((struct span){ out, len });
}

/* --- fields ---------------------------------------------------------------------------- */

static void
add(struct bibtex_values *out, struct reader *r, const char *name,
    struct span raw)
{
	struct bibtex_value v = { .name = span_of(name), .raw = raw };

	v.id = bibtex_field_id(v.name);
	/* what biblatex keeps for itself: sort keys, hashes, labels */
	if (v.id != FIELD_IDS && raw.len)
		ARENA_PUSH(&r->scratch, out->items, out->len) = v;
}

/* "family={Knuth}, given={Donald\bibnamedelima E.}": the value of a key. */
static struct span
part_of(struct span person, const char *key)
{
	size_t len = strlen(key);

	for (size_t i = 0; i + len < person.len; i++) {
		struct span out;
		size_t at = i + len + 1;

		if (person.ptr[i] == '{') {
			if (!argument(&out, person, &i))
				break;
			i--;
			continue;
		}
		if (memcmp(person.ptr + i, key, len) != 0 ||
		    person.ptr[i + len] != '=' ||
		    (i && is_letter(person.ptr[i - 1])))
			continue;
		return argument(&out, person, &at) ? out
						   : (struct span){ "", 0 };
	}
	return (struct span){ "", 0 };
}

enum { FAMILY, GIVEN, PREFIX, SUFFIX, NAME_PARTS };

/* One of \name's people: {{hash=..}{family={..}, given={..}}}, or, up to version 2.8,
 * {{hash}{family}{f.}{given}{g.}{prefix}{p.}{suffix}{s.}}. */
static void
read_person(struct span parts[NAME_PARTS], struct span person)
{
	static const char *const keys[NAME_PARTS] = { "family", "given",
		"prefix", "suffix" };
	static const char *const older[NAME_PARTS] = { "lastname", "firstname",
		"prefix", "suffix" };
	struct span all[2 * NAME_PARTS + 1] = { { "", 0 } };
	size_t at = 0, n = 0;

	while (n < COUNT(all) && argument(&all[n], person, &at))
		n++;
	for (size_t k = 0; k < NAME_PARTS; k++) {
		parts[k] = n > 2 ? all[2 * k + 1] : part_of(all[1], keys[k]);
		if (n == 2 && !parts[k].len)
			parts[k] = part_of(all[1], older[k]);
	}
}

/* What was put together, as long as the entry is read. */
static struct span
taken(struct reader *r, struct sbuf *sb)
{
	struct span out = { sb->buf ? sb->buf : "", sb->len };

	out = span_of(arena_strdup_span(&r->scratch, out));
	sbuf_release(sb);
	return out;
}

/* In BibTeX's form: "van der Berg, Jr., Jan and {World Bank}". */
static struct span
people_value(struct reader *r, struct span people, bool more)
{
	struct sbuf out = SBUF_INIT;
	struct span person;
	size_t at = 0;

	while (argument(&person, people, &at)) {
		struct span p[NAME_PARTS];
		bool alone;

		read_person(p, person);
		for (size_t k = 0; k < NAME_PARTS; k++)
			p[k] = plain_value(&r->scratch, p[k]);
		if (!p[FAMILY].len)
			continue;
		alone = !p[GIVEN].len && !p[PREFIX].len && !p[SUFFIX].len;
		if (out.len)
			sbuf_add(&out, SPAN_LIT(" and "));
		if (p[PREFIX].len)
			sbuf_addf(
			    &out, "%.*s ", (int)p[PREFIX].len, p[PREFIX].ptr);
		sbuf_addf(&out, alone ? "{%.*s}" : "%.*s", (int)p[FAMILY].len,
		    p[FAMILY].ptr);
		if (p[SUFFIX].len)
			sbuf_addf(
			    &out, ", %.*s", (int)p[SUFFIX].len, p[SUFFIX].ptr);
		if (p[GIVEN].len)
			sbuf_addf(
			    &out, ", %.*s", (int)p[GIVEN].len, p[GIVEN].ptr);
	}
	if (more && out.len)
		sbuf_add(&out, SPAN_LIT(" and others"));
	return taken(r, &out);
}

/* \list{publisher}{2}{{A}{B}} */
static struct span
list_value(struct reader *r, struct span list)
{
	struct sbuf out = SBUF_INIT;
	struct span item;
	size_t at = 0;

	while (argument(&item, list, &at)) {
		item = plain_value(&r->scratch, item);
		if (!item.len)
			continue;
		if (out.len)
			sbuf_add(&out, SPAN_LIT(" and "));
		sbuf_add(&out, item);
	}
	return taken(r, &out);
}

/* "\verb{doi}\verb 10.1000/182\endverb" */
static struct span
verbatim(struct reader *r, struct span s, size_t *at)
{
	static const char open[] = "\\verb ", close[] = "\\endverb";
	size_t from = skip_blanks(s, *at);
	const char *end;

	if (!text_starts_nocase(span_skip(s, from), open))
		return (struct span){ "", 0 };
	from += strlen(open);
	end = memmem(s.ptr + from, s.len - from, close, strlen(close));
	if (!end)
		return (struct span){ "", 0 };
	*at = (size_t)(end - s.ptr) + strlen(close);
	return text_trim(
	    (struct span){ arena_strdup_span(&r->scratch,
			       span_sub(s, from, (size_t)(end - s.ptr))),
		(size_t)(end - s.ptr) - from });
}

/* "urlyear", "urlmonth", "urlday" are a date. */
static void
add_date(struct bibtex_values *out, struct reader *r, const char *name,
    const struct span parts[3])
{
	const char *text;

	if (!parts[0].len)
		return;
	text = arena_strdup_span(&r->scratch, parts[0]);
	for (size_t k = 1; k < 3 && parts[k].len; k++)
		text = arena_printf(&r->scratch, "%s-%s%.*s", text,
		    parts[k].len == 1 ? "0" : "", (int)parts[k].len,
		    parts[k].ptr);
	add(out, r, name, span_of(text));
}

struct dates {
	struct span date[3], url[3], original[3], event[3];
};

/* Is a field a part of a date? It is kept for the whole. */
static bool
keep_date(struct dates *dates, struct span name, struct span value)
{
	static const char *const ends[] = { "year", "month", "day" };
	struct {
		const char *prefix;
		struct span *parts;
	} kinds[] = { { "", dates->date }, { "url", dates->url },
		{ "orig", dates->original }, { "event", dates->event } };

	for (size_t k = 0; k < COUNT(kinds); k++)
		for (size_t e = 0; e < COUNT(ends); e++) {
			size_t n = strlen(kinds[k].prefix);

			if (name.len != n + strlen(ends[e]) ||
			    !text_starts_nocase(name, kinds[k].prefix) ||
			    !text_starts_nocase(span_skip(name, n), ends[e]))
				continue;
			kinds[k].parts[e] = value;
			return true;
		}
	return false;
}

/* Does \true{moreauthor} say that a list of names is cut? */
static bool
is_cut(struct reader *r, struct span entry, struct span name)
{
	const char *flag = arena_printf(
	    &r->scratch, "\\true{more%.*s}", (int)name.len, name.ptr);

	return memmem(entry.ptr, entry.len, flag, strlen(flag)) != NULL;
}

static void
read_fields(struct bibtex_values *out, struct reader *r, struct span entry)
{
	struct dates dates = { 0 };
	size_t at = 0;

	while (at < entry.len) {
		struct span command = next_command(entry, &at), name, value,
			    unused;
		const char *known;

		if (span_eq(command, SPAN_LIT("verb"))) {
			if (!argument(&name, entry, &at))
				continue;
			known = arena_strdup_span(&r->scratch, name);
			add(out, r, known, verbatim(r, entry, &at));
			continue;
		}
		if (span_eq(command, SPAN_LIT("field"))) {
			if (!argument(&name, entry, &at) ||
			    !argument(&value, entry, &at))
				continue;
			value = plain_value(&r->scratch, value);
			if (!keep_date(&dates, name, value))
				add(out, r,
				    arena_strdup_span(&r->scratch, name),
				    value);
			continue;
		}
		if (!span_eq(command, SPAN_LIT("name")) &&
		    !span_eq(command, SPAN_LIT("list")))
			continue;
		if (!argument(&name, entry, &at) ||
		    !argument(&unused, entry, &at))
			continue;
		/* names have options since version 2 */
		if (!argument(&value, entry, &at))
			continue;
		known = arena_strdup_span(&r->scratch, name);
		if (*command.ptr == 'l') {
			add(out, r, known, list_value(r, value));
			continue;
		}
		if (argument(&unused, entry, &at))
			value = unused;
		add(out, r, known,
		    people_value(r, value, is_cut(r, entry, name)));
	}
	add_date(out, r, "date", dates.date);
	add_date(out, r, "urldate", dates.url);
	add_date(out, r, "origdate", dates.original);
	add_date(out, r, "eventdate", dates.event);
	/* known[] points into items, which no longer move */
	for (size_t i = 0; i < out->len; i++) {
		struct bibtex_value *v = &out->items[i];

		if (!out->known[v->id])
			out->known[v->id] = v;
	}
}

/* --- entries ------------------------------------------------------------------------------ */

/* Lists that are sorted otherwise, and other parts of the document, have it again. */
static bool
is_known(struct reader *r, struct span key)
{
	struct span lower = name_lower(&r->lasting, key);
	struct name_row *row = name_table_find(&r->keys, &r->lasting, lower);

	if (row->name)
		return true;
	row->name = lower.ptr;
	r->keys.len++;
	return false;
}

static void
read_entry(struct reader *r, size_t from, size_t to, struct span key,
    struct span type, struct span fields)
{
	struct references *out = r->out;
	struct reference ref = { .form = REFERENCE_ENTRY,
		.list = 1,
		.seq = (unsigned)out->len + 1,
		.number = -1 };
	struct bibtex_values values = { .type = type };
	struct parse made = { 0 }, *kept = ARENA_NEW(r->a, struct parse);
	size_t column;

	ref.key = arena_strdup_span(r->a, key);
	document_position(r->d, from, &ref.line, &column);
	ref.span = document_original_range(r->d, (struct range){ from, to });
	ref.body.text = arena_strdup_span(r->a, span_sub(r->in, from, to));
	ref.body.len = to - from;
	ref.body.start = from;
	if (text_eq_nocase(type, "set"))
		ref.skip = "only groups other entries (set)";
	read_fields(&values, r, fields);
	bibtex_work(&made, &r->scratch, &values);
	*kept = (struct parse){ .confidence = made.confidence };
	kept->work = work_copy(r->a, made.work);
	kept->work->id = ref.key;
	kept->work->source = "document";
	kept->places = ARENA_ARRAY(r->a, struct place, made.places_len);
	kept->places_len = made.places_len;
	for (size_t i = 0; i < made.places_len; i++)
		kept->places[i] = made.places[i];
	ref.parses = kept;
	ref.parses_len = 1;
	ARENA_PUSH(r->a, out->items, out->len) = ref;
}

bool
read_is_bbl(struct span text)
{
	static const char entry[] = "\\entry", end[] = "\\endentry";
	const size_t n = strlen(entry);
	const char *at = text.ptr, *behind = text.ptr + text.len;

	while ((at = memmem(at, (size_t)(behind - at), entry, n))) {
		/* TeX skips blanks before an argument. */
		at = text.ptr + skip_blanks(text, (size_t)(at - text.ptr) + n);
		if (at < behind && *at == '{')
			return memmem(at, (size_t)(behind - at), end,
				   strlen(end)) != NULL;
	}
	return false;
}

int
read_bbl(struct references *out, struct document *d, struct err *err)
{
	static const char close[] = "\\endentry";
	struct reader r = { .out = out, .d = d, .a = &d->arena, .in = d->text };

	(void)err;
	*out = (struct references){ .document = d };
	while (r.at < r.in.len) {
		struct span command = next_command(r.in, &r.at), key, type;
		size_t from = r.at - command.len - 1, fields;
		const char *end;

		if (!span_eq(command, SPAN_LIT("entry")) ||
		    !argument(&key, r.in, &r.at) ||
		    !argument(&type, r.in, &r.at))
			continue;
		fields = r.at;
		end = memmem(
		    r.in.ptr + r.at, r.in.len - r.at, close, strlen(close));
		if (!end) {
			size_t line, column;

			document_position(d, from, &line, &column);
			references_add_problem(out, line,
			    arena_strdup_span(r.a, key),
			    "the entry has no \\endentry: it is not read; run "
			    "biber again");
			break;
		}
		r.at = (size_t)(end - r.in.ptr) + strlen(close);
		key = text_trim(key);
		if (key.len && !is_known(&r, key))
			read_entry(&r, from, r.at, key, type,
			    span_sub(r.in, fields, (size_t)(end - r.in.ptr)));
		arena_reset(&r.scratch);
	}
	if (out->len) {
		struct reference_list list = { .len = out->len };

		list.span.from = out->items[0].span.from;
		list.span.to = out->items[out->len - 1].span.to;
		ARENA_PUSH(r.a, out->lists, out->lists_len) = list;
	}
	arena_release(&r.scratch);
	arena_release(&r.lasting);
	return OK;
}
