#include "write/bibtex-layout.h"
#include "base/text.h"

#include "base/banned.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Start of the line that byte `at` is in. */
static size_t
line_start(struct span text, size_t at)
{
	while (at && text.ptr[at - 1] != '\n')
		at--;
	return at;
}

/* What stands before the field: its line's indent, or a blank. */
static void
read_before(
    struct bibtex_layout *out, struct arena *a, struct span text, size_t name)
{
	size_t start = line_start(text, name);
	bool comma = false;

	out->before = " ";
	if (!start)
		return; /* on the line of the entry's head */
	for (size_t i = start; i < name; i++) {
		if (text.ptr[i] == ',' && !comma)
			comma = true;
		else if (!is_blank(text.ptr[i]))
			return; /* several fields to a line */
	}
	out->comma_leads = comma;
	out->before = arena_printf(
	    a, "\n%s", arena_strdup_span(a, span_sub(text, start, name)));
}

static size_t
equals_of(struct span text, const struct bibtex_field *f)
{
	size_t i = f->name.to;

	while (i < f->value.from && text.ptr[i] != '=')
		i++;
	return i;
}

/* Do all '=' stand in one column, though the names differ in length? */
static void
read_alignment(
    struct bibtex_layout *out, const struct bibtex_entry *e, struct span text)
{
	size_t column = 0;
	bool differ = false;

	for (size_t i = 0; i < e->fields_len; i++) {
		const struct bibtex_field *f = &e->fields[i];
		size_t at = equals_of(text, f) - f->name.from;

		if (i && at != column)
			return;
		column = at;
		differ |= f->name.to - f->name.from !=
			  e->fields[0].name.to - e->fields[0].name.from;
	}
	if (differ)
		out->align = column;
}

static void
read_values(struct bibtex_layout *out, const struct bibtex_entry *e)
{
	size_t quoted = 0, braced = 0;

	for (size_t i = 0; i < e->fields_len; i++) {
		const struct bibtex_piece *p = &e->fields[i].pieces[0];

		quoted += p->kind == BIBTEX_QUOTED;
		braced += p->kind == BIBTEX_BRACED;
		out->bare |= p->kind == BIBTEX_NUMBER;
	}
	out->quoted = quoted > braced;
}

static void
read_names(
    struct bibtex_layout *out, const struct bibtex_entry *e, struct span text)
{
	size_t upper = 0, capital = 0;

	for (size_t i = 0; i < e->fields_len; i++) {
		struct span name = bibtex_span(text, e->fields[i].name);
		bool first = name.ptr[0] >= 'A' && name.ptr[0] <= 'Z';
		bool second =
		    name.len > 1 && name.ptr[1] >= 'A' && name.ptr[1] <= 'Z';

		upper += first && second;
		capital += first && !second;
	}
	/* "DOI" among "author" and "title" decides nothing. */
	if (upper * 2 > e->fields_len)
		out->names = NAMES_UPPER;
	else if ((capital + upper) * 2 > e->fields_len)
		out->names = NAMES_CAPITAL;
}

static void
read_end(struct bibtex_layout *out, const struct bibtex_entry *e,
    struct span text, size_t last)
{
	size_t i = last;

	out->at = last;
	while (i < text.len && is_blank(text.ptr[i]))
		i++;
	if (i < text.len && text.ptr[i] == ',') {
		out->at = i + 1;
		/* A comma that only follows the key parts, it ends nothing. */
		out->comma_last = e->fields_len > 0;
	} else {
		out->comma_first = true;
	}
}

void
bibtex_layout_read(struct bibtex_layout *out, struct arena *a,
    const struct bibtex_entry *e, struct span text)
{
	static const char *const biblatex[] = { "journaltitle", "date",
		"location", "eprinttype", "urldate" };
	const struct bibtex_field *f;
	size_t equals;

	*out = (struct bibtex_layout){
		.before = "\n  ", .before_equals = " ", .after_equals = " "
	};
	/* An entry that is cut off has no end to put anything before. */
	if (e->close >= e->place.to || (!e->fields_len && range_empty(e->key)))
		return;
	out->can_insert = true;
	for (size_t i = 0; i < sizeof(biblatex) / sizeof(biblatex[0]); i++)
		out->biblatex |= bibtex_field(e, text, biblatex[i]) != NULL;
	if (!e->fields_len) {
		read_end(out, e, text, e->key.to);
		return;
	}
	f = &e->fields[e->fields_len - 1];
	equals = equals_of(text, f);
	out->before_equals =
	    arena_strdup_span(a, span_sub(text, f->name.to, equals));
	out->after_equals =
	    arena_strdup_span(a, span_sub(text, equals + 1, f->value.from));
	read_before(out, a, text, f->name.from);
	read_alignment(out, e, text);
	read_values(out, e);
	read_names(out, e, text);
	read_end(out, e, text, f->value.to);
}

static void
add_name(struct sbuf *out, const struct bibtex_layout *layout, const char *name)
{
	for (size_t i = 0; name[i]; i++) {
		char c = name[i];
		bool upper = layout->names == NAMES_UPPER ||
			     (layout->names == NAMES_CAPITAL && i == 0);

		if (upper && c >= 'a' && c <= 'z')
			c = (char)(c - 'a' + 'A');
		sbuf_addc(out, c);
	}
}

void
bibtex_layout_add(struct sbuf *out, struct bibtex_layout *layout,
    const char *name, const char *value)
{
	size_t len = strlen(name);
	bool number = layout->bare && *value &&
		      strspn(value, "0123456789") == strlen(value);

	if (layout->comma_first && !layout->comma_leads)
		sbuf_addc(out, ',');
	/* From the second on, the one before has none of its own. */
	layout->comma_first = !layout->comma_last;
	sbuf_add(out, span_of(layout->before));
	add_name(out, layout, name);
	if (layout->align)
		for (size_t i = len; i < layout->align; i++)
			sbuf_addc(out, ' ');
	else
		sbuf_add(out, span_of(layout->before_equals));
	if (layout->align && len >= layout->align)
		sbuf_addc(out, ' ');
	sbuf_addc(out, '=');
	sbuf_add(out, span_of(layout->after_equals));
	if (!number)
		sbuf_addc(out, layout->quoted ? '"' : '{');
	sbuf_add(out, span_of(value));
	if (!number)
		sbuf_addc(out, layout->quoted ? '"' : '}');
	if (layout->comma_last)
		sbuf_addc(out, ',');
}
