/* One entry of a .bib file, in one layout or in its own. */

#include "base/text.h"
#include "write/tidy-parts.h"

#include "base/banned.h"

/* Blanks and commas; and comments, if they may go. */
static bool
is_filling(const struct tidy *t, size_t from, size_t to)
{
	struct span s = span_sub(t->text, from, to);

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '%' && t->o->strip_comments)
			while (i + 1 < s.len && s.ptr[i] != '\n' &&
			       s.ptr[i] != '\r')
				i++;
		if ((unsigned char)s.ptr[i] > ' ' && s.ptr[i] != ',')
			return false;
	}
	return true;
}

bool
tidy_has_comments(const struct tidy *t, const struct bibtex_entry *e)
{
	size_t at = e->fields_len ? e->fields[0].name.from : e->close;

	if (e->kind == BIBTEX_ENTRY && !is_filling(t, e->key.to, at))
		return true;
	for (size_t i = 0; i < e->fields_len; i++) {
		size_t next = i + 1 < e->fields_len ? e->fields[i + 1].name.from
						    : e->close;

		if (!is_filling(t, e->fields[i].value.to, next))
			return true;
		/* "year = 2000 % about": read as bare words. */
		for (size_t k = 0; k < e->fields[i].pieces_len; k++) {
			const struct bibtex_piece *p = &e->fields[i].pieces[k];
			struct span inside = bibtex_span(t->text, p->inside);

			if (p->kind == BIBTEX_MACRO &&
			    memchr(inside.ptr, '%', inside.len))
				return true;
		}
		for (size_t k = 0; k + 1 < e->fields[i].pieces_len; k++) {
			struct span between =
			    span_sub(t->text, e->fields[i].pieces[k].inside.to,
				e->fields[i].pieces[k + 1].inside.from);

			if (memchr(between.ptr, '%', between.len))
				return true;
		}
	}
	return false;
}

/* The name of an entry type or field, in the case asked for. */
static void
add_cased(struct tidy *t, struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i], lower = text_ascii_lower(c);
		bool upper = t->o->names == CASE_UPPER ||
			     (t->o->names == CASE_TITLE && i == 0);

		if (t->o->names == CASE_KEEP)
			sbuf_addc(t->out, c);
		else if (upper && lower >= 'a' && lower <= 'z')
			sbuf_addc(t->out, (char)(lower - 'a' + 'A'));
		else
			sbuf_addc(t->out, lower);
	}
}

static void
add_blanks(struct tidy *t, size_t n)
{
	while (n--)
		sbuf_addc(t->out, ' ');
}

static void
add_name(struct tidy *t, struct span name)
{
	const struct tidy_options *o = t->o;

	if (!o->indent)
		sbuf_addc(t->out, '\t');
	add_blanks(t, o->indent);
	add_cased(t, name);
	add_blanks(t, o->align > name.len ? o->align - name.len : 1);
	sbuf_add(t->out, SPAN_LIT("= "));
}

/* Would a quotation mark end it too early? */
static bool
can_be_quoted(struct span s)
{
	size_t depth = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '{')
			depth++;
		else if (s.ptr[i] == '}')
			depth -= depth > 0;
		else if (s.ptr[i] == '"' && !depth)
			return false;
	}
	return true;
}

static void
add_delimited(struct tidy *t, struct span value, bool quoted)
{
	switch (t->o->delimiters) {
	case DELIMITERS_BRACES: quoted = false; break;
	case DELIMITERS_QUOTES: quoted = can_be_quoted(value); break;
	default: quoted = quoted && can_be_quoted(value);
	}
	sbuf_addc(t->out, quoted ? '"' : '{');
	sbuf_add(t->out, value);
	sbuf_addc(t->out, quoted ? '"' : '}');
}

/* Pieces and macros as they are written. */
static void
add_pieces(struct tidy *t, const struct bibtex_field *f)
{
	for (size_t i = 0; i < f->pieces_len; i++) {
		const struct bibtex_piece *p = &f->pieces[i];
		struct span inside = bibtex_span(t->text, p->inside);

		if (i)
			sbuf_add(t->out, SPAN_LIT(" # "));
		if (p->kind == BIBTEX_BRACED || p->kind == BIBTEX_QUOTED)
			add_delimited(t, inside, p->kind == BIBTEX_QUOTED);
		else if (f->pieces_len == 1)
			sbuf_add(t->out,
			    tidy_macro_value(&t->scratch,
				bibtex_span(t->text, f->name), inside, t->o));
		else
			sbuf_add(t->out, inside);
	}
}

/* In lines of the width asked for. */
static struct span
wrapped(struct tidy *t, struct span name, struct span value)
{
	enum { TAB = 8, LEAST = 20 };
	const struct tidy_options *o = t->o;
	size_t indent = o->indent ? o->indent : TAB,
	       names = o->align > name.len ? o->align : name.len + 1,
	       first = indent + names + sizeof("= {") - 1;

	if (!o->wrap || !name.len || tidy_is_verbatim(name))
		return value;
	return tidy_wrapped(&t->scratch, value, o->wrap, first,
	    first + LEAST <= o->wrap ? first : 2 * indent, t->eol);
}

/* A value as it goes out. */
static void
add_value(struct tidy *t, const struct bibtex_field *f)
{
	const struct bibtex_piece *p = &f->pieces[0];
	struct span name = bibtex_span(t->text, f->name), value, inside;
	bool bare = false;

	if (f->pieces_len != 1 || p->kind == BIBTEX_MACRO) {
		add_pieces(t, f);
		return;
	}
	inside = bibtex_span(t->text, p->inside);
	value = t->touches ? tidy_value(&bare, &t->scratch, name, inside, t->o,
				 t->edits)
			   : inside;
	/* Blanks at the ends of a value say nothing. */
	value = text_trim(value);
	if (bare || (p->kind == BIBTEX_NUMBER && span_eq(value, inside) &&
			t->o->delimiters == DELIMITERS_KEEP))
		sbuf_add(t->out, value);
	else
		add_delimited(
		    t, wrapped(t, name, value), p->kind == BIBTEX_QUOTED);
}

/* The value that an edit gives a field, or NULL. */
static const struct tidy_field *
given(const struct tidy *t, const struct tidy_edit *edit,
    const struct bibtex_field *f)
{
	const struct tidy_field *given = edit ? edit->added : NULL;

	while (given &&
	       !text_eq_nocase(bibtex_span(t->text, f->name), given->name))
		given = given->next;
	return given;
}

static void
next_field(struct tidy *t)
{
	sbuf_addc(t->out, ',');
	sbuf_add(t->out, span_of(t->eol));
}

static void
add_head(struct tidy *t, const struct bibtex_entry *e)
{
	for (size_t i = 0; i < e->fields_len; i++) {
		if (i)
			sbuf_add(t->out, SPAN_LIT(", "));
		if (e->kind == BIBTEX_STRING) {
			sbuf_add(
			    t->out, bibtex_span(t->text, e->fields[i].name));
			sbuf_add(t->out, SPAN_LIT(" = "));
		}
		add_value(t, &e->fields[i]);
	}
	sbuf_addc(t->out, '}');
}

void
tidy_add_uniform(
    struct tidy *t, struct bibtex_entry *e, const struct tidy_edit *edit)
{
	size_t written = 0;

	sbuf_addc(t->out, '@');
	add_cased(t, bibtex_span(t->text, e->type));
	sbuf_addc(t->out, '{');
	if (e->kind == BIBTEX_PREAMBLE || e->kind == BIBTEX_STRING) {
		add_head(t, e);
		return;
	}
	sbuf_add(t->out, edit && edit->key ? span_of(edit->key)
					   : bibtex_span(t->text, e->key));
	if (t->o->sort_fields || t->o->field_order)
		tidy_sort_fields(t, e);
	for (size_t i = 0; i < e->fields_len; i++) {
		if (tidy_is_left_out(t, e, i) || given(t, edit, &e->fields[i]))
			continue;
		next_field(t);
		add_name(t, bibtex_span(t->text, e->fields[i].name));
		add_value(t, &e->fields[i]);
		written++;
	}
	for (const struct tidy_field *f = edit ? edit->added : NULL; f;
	     f = f->next) {
		next_field(t);
		add_name(t, span_of(f->name));
		if (f->expression)
			sbuf_add(t->out, span_of(f->value));
		else
			add_delimited(t, span_of(f->value), false);
		written++;
	}
	/* BibTeX wants one behind a key, whatever follows. */
	if (!written || !t->o->no_trailing_comma)
		sbuf_addc(t->out, ',');
	sbuf_add(t->out, span_of(t->eol));
	sbuf_addc(t->out, '}');
}

/* Append the value where it changes, from `from`; returns how far the text is
 * written. */
static size_t
keep_value(struct tidy *t, size_t from, const struct bibtex_field *f,
    const struct tidy_field *now)
{
	const struct bibtex_piece *p = &f->pieces[0];
	struct span was = bibtex_span(t->text, p->inside), value,
		    name = bibtex_span(t->text, f->name);
	bool bare = p->kind == BIBTEX_MACRO;

	if (bare)
		value = tidy_macro_value(&t->scratch, name, was, t->o);
	else if (now)
		value = span_of(now->value);
	else
		value =
		    tidy_value(&bare, &t->scratch, name, was, t->o, t->edits);
	if (span_eq(value, was) && (!bare || p->kind == BIBTEX_MACRO))
		return from;
	if (bare || p->kind == BIBTEX_NUMBER ||
	    (p->kind == BIBTEX_QUOTED && !can_be_quoted(value))) {
		sbuf_add(t->out, span_sub(t->text, from, f->value.from));
		if (bare)
			sbuf_add(t->out, value);
		else
			sbuf_addf(t->out, "{%.*s}", (int)value.len, value.ptr);
		return f->value.to;
	}
	sbuf_add(t->out, span_sub(t->text, from, p->inside.from));
	sbuf_add(t->out, value);
	return p->inside.to;
}

/* Leave the field out, with what parts it from the next one. */
static size_t
skip_field(struct tidy *t, size_t from, const struct bibtex_entry *e, size_t i)
{
	const struct bibtex_field *f = &e->fields[i];

	if (f->name.from > from)
		sbuf_add(t->out, span_sub(t->text, from, f->name.from));
	if (i + 1 < e->fields_len)
		return e->fields[i + 1].name.from;
	/* The last one: the blanks before it go as well. */
	while (
	    t->out->len && (unsigned char)t->out->buf[t->out->len - 1] <= ' ')
		t->out->len--;
	if (memchr(t->text.ptr + f->value.to, '\n', e->close - f->value.to))
		sbuf_add(t->out, span_of(t->eol));
	return e->close;
}

void
tidy_add_kept(
    struct tidy *t, const struct bibtex_entry *e, const struct tidy_edit *edit)
{
	size_t from = e->place.from;
	bool leaves =
	    (t->o->remove || t->o->drop_empty || t->o->drop_repeated) &&
	    e->kind == BIBTEX_ENTRY && !tidy_has_comments(t, e);

	if (edit && edit->key && e->kind == BIBTEX_ENTRY) {
		sbuf_add(t->out, span_sub(t->text, from, e->key.from));
		sbuf_add(t->out, span_of(edit->key));
		from = e->key.to;
	}
	for (size_t i = 0; (t->touches || edit || leaves) && i < e->fields_len;
	     i++) {
		const struct bibtex_field *f = &e->fields[i];

		if (leaves && tidy_is_left_out(t, e, i))
			from = skip_field(t, from, e, i);
		else if (f->pieces_len == 1 && !f->pieces[0].open &&
			 e->kind != BIBTEX_PREAMBLE)
			from = keep_value(t, from, f, given(t, edit, f));
	}
	if (edit && edit->added) {
		size_t last = e->fields_len
				  ? e->fields[e->fields_len - 1].value.to
				  : e->key.to;
		/* Behind a field that is left out, one stands there. */
		const char *comma = last < from ? "" : ",";

		if (last > from) {
			sbuf_add(t->out, span_sub(t->text, from, last));
			from = last;
		}
		for (const struct tidy_field *f = edit->added; f; f = f->next) {
			if (bibtex_field(e, t->text, f->name))
				continue;
			sbuf_addf(t->out,
			    f->expression ? "%s%s  %s = %s" : "%s%s  %s = {%s}",
			    comma, t->eol, f->name, f->value);
			comma = ",";
		}
	}
	sbuf_add(t->out, span_sub(t->text, from, e->place.to));
}
