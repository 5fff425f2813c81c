#include "base/text.h"
#include "model/identifier.h"
#include "model/relator.h"
#include "read/extent.h"
#include "read/keywords.h"
#include "read/marc.h"

#include "base/banned.h"

struct marc {
	struct arena *a;
	struct arena *s;
	struct work *w;
	const struct marc_record *r;
	/* bodies of field 710 by their roles; empty if there are none */
	struct span school;
	struct span publisher;
};

/* A record may have no fields: nothing may be added to no pointer, not even nothing. */
#define MARC_EACH(field, record, name)                                        \
	for (const struct marc_field *                                        \
		 field = (record)->fields,                                    \
		*field##_end = (record)->len ? field + (record)->len : field; \
	     field < field##_end; field++)                                    \
		if (!strcmp(field->tag, (name)))

static struct span
sub(const struct marc_field *f, char code)
{
	for (size_t i = 0; i < f->len; i++)
		if (f->subfields[i].code == code)
			return text_trim(f->subfields[i].value);
	return (struct span){ "", 0 };
}

static struct span
first(const struct marc_record *r, const char *tag, char code)
{
	MARC_EACH(f, r, tag)
	{
		struct span s = sub(f, code);

		if (s.len)
			return s;
	}
	return (struct span){ "", 0 };
}

static struct span
control(const struct marc_record *r, const char *tag)
{
	MARC_EACH(f, r, tag)
	return f->value;
	return (struct span){ "", 0 };
}

/* ISBD's punctuation in front of the next area. */
static struct span
without_isbd(struct span s)
{
	s = text_trim(s);
	while (s.len && strchr("/:;,= ", s.ptr[s.len - 1]))
		s.len--;
	return s;
}

static struct span
without_stop(struct span s)
{
	s = without_isbd(s);
	/* not that of an abbreviation or an initial */
	if (s.len > 4 && s.ptr[s.len - 1] == '.' && s.ptr[s.len - 3] != '.' &&
	    s.ptr[s.len - 3] != ' ' && s.ptr[s.len - 2] != '.')
		s.len--;
	return s;
}

static struct span
without_brackets(struct span s)
{
	s = without_isbd(s);
	if (s.len && s.ptr[0] == '[') {
		s = span_skip(s, 1);
		if (s.len && s.ptr[s.len - 1] == ']')
			s.len--;
	}
	return s;
}

/* Its title is in field 200, which MARC 21 has not. */
static bool
is_unimarc(const struct marc *m)
{
	return first(m->r, "200", 'a').len > 0;
}

/* --- type ---------------------------------------------------------------------------- */

static enum work_type
type_of(const struct marc *m)
{
	char kind = m->r->leader.len > 7 ? m->r->leader.ptr[6] : 'a';
	char level = m->r->leader.len > 7 ? m->r->leader.ptr[7] : 'm';
	bool host = first(m->r, "773", 't').len || first(m->r, "773", 'a').len;

	MARC_EACH(f, m->r, "502")
	return WORK_TYPE_THESIS;
	/* Leader, position 6: type of record */
	switch (kind) {
	case 'e':
	case 'f': return WORK_TYPE_MAP;
	case 'g': return WORK_TYPE_MOTION_PICTURE;
	case 'i':
	case 'j': return WORK_TYPE_SONG;
	case 'c':
	case 'd': return WORK_TYPE_MUSICAL_SCORE;
	case 'k':
	case 'r': return WORK_TYPE_GRAPHIC;
	case 'm': return WORK_TYPE_SOFTWARE;
	case 't':
	case 'b':
	case 'p': return WORK_TYPE_MANUSCRIPT;
	default: break;
	}
	/* position 7: bibliographic level */
	if (level == 's')
		return WORK_TYPE_PERIODICAL;
	if (level == 'b' || (host && first(m->r, "773", 'x').len))
		return WORK_TYPE_ARTICLE_JOURNAL;
	if (level == 'a' || (host && level != 'm'))
		return first(m->r, "773", 'z').len ? WORK_TYPE_CHAPTER
						   : WORK_TYPE_ARTICLE_JOURNAL;
	return WORK_TYPE_BOOK;
}

/* --- titles ----------------------------------------------------------------------------- */

static void
read_title(struct marc *m, const char *tag, char main, char more)
{
	MARC_EACH(f, m->r, tag)
	{
		const char *title =
		    fill_clean(m->s, without_stop(sub(f, main)));
		const char *rest = fill_clean(m->s, without_stop(sub(f, more)));
		const char *part = fill_clean(m->s, without_stop(sub(f, 'n')));
		const char *name = fill_clean(m->s, without_stop(sub(f, 'p')));
		struct span by = without_stop(sub(f, more == 'b' ? 'c' : 'f'));

		if (!title)
			continue;
		if (part && more == 'b')
			title = arena_printf(m->s, "%s. %s", title, part);
		if (name && more == 'b')
			title = arena_printf(
			    m->s, "%s%s %s", title, part ? ":" : ".", name);
		fill_title(m->w, m->a,
		    span_of(
			rest ? title_with_subtitle(m->s, title, rest) : title));
		fill_custom(m->w, m->a, "statement-of-responsibility", by);
		return;
	}
}

/* --- people ------------------------------------------------------------------------------ */

static struct span
clean_name(struct span s)
{
	s = without_isbd(s);
	/* a stop behind a whole given name is ISBD's */
	if (s.len > 3 && s.ptr[s.len - 1] == '.' && s.ptr[s.len - 3] != ' ' &&
	    s.ptr[s.len - 3] != '.' && s.ptr[s.len - 3] != '-')
		s.len--;
	return s;
}

static enum work_name_field
role_of(const struct marc_field *f, enum work_name_field usual)
{
	enum work_name_field field = usual;

	for (size_t i = 0; i < f->len; i++)
		if (f->subfields[i].code == '4' &&
		    relator_field(&field, f->subfields[i].value))
			return field;
	for (size_t i = 0; i < f->len; i++)
		if (f->subfields[i].code == 'e' &&
		    relator_field(&field, f->subfields[i].value))
			return field;
	return usual;
}

/* Does it publish the work, or grant the degree for it, by its relator? */
static bool
has_role(const struct marc_field *f, bool (*role)(struct span))
{
	for (size_t i = 0; i < f->len; i++)
		if ((f->subfields[i].code == '4' ||
			f->subfields[i].code == 'e') &&
		    role(f->subfields[i].value))
			return true;
	return false;
}

/* "Borges, Jorge Luis, 1899-1986", as the heading has it: CSL's names have no dates. In
 * UNIMARC $d is a number. */
static void
read_life(struct marc *m, struct span name, struct span dates)
{
	if (dates.len && !is_unimarc(m))
		fill_custom(m->w, m->a, "name-dates",
		    span_of(arena_printf(m->s, "%.*s, %.*s", (int)name.len,
			name.ptr, (int)dates.len, dates.ptr)));
}

/* Without the parentheses around "(5th : 2001 : Berlin, Germany)", which open and close
 * in the subfields. */
static struct span
of_parentheses(struct span s)
{
	s = without_isbd(s);
	if (s.len && s.ptr[0] == '(')
		s = span_skip(s, 1);
	if (s.len && s.ptr[s.len - 1] == ')' && !memchr(s.ptr, '(', s.len))
		s.len--;
	return text_trim(s);
}

/* MARC 21, X11: name, number, date and place of a meeting. */
static void
read_meeting(struct marc *m, const struct marc_field *f)
{
	fill_text(m->w, m->a, WORK_event_title, clean_name(sub(f, 'a')), NULL);
	fill_custom(m->w, m->a, "event-number", of_parentheses(sub(f, 'n')));
	if (date_is_empty(&m->w->event_date))
		fill_date(&m->w->event_date, m->a, of_parentheses(sub(f, 'd')));
	fill_text(m->w, m->a, WORK_event_place,
	    clean_name(without_brackets(of_parentheses(sub(f, 'c')))), NULL);
}

static void
read_people(struct marc *m)
{
	for (size_t i = 0; i < m->r->len; i++) {
		const struct marc_field *f = &m->r->fields[i];
		bool main = f->tag[0] == '1', unimarc;
		struct span name = clean_name(sub(f, 'a')), unit;
		enum work_name_field field;

		if ((f->tag[0] != '1' && f->tag[0] != '7') || !name.len)
			continue;
		unimarc = !strcmp(f->tag, "701") || !strcmp(f->tag, "702");
		if (!strcmp(f->tag, "100") || !strcmp(f->tag, "700") ||
		    unimarc) {
			/* an analytic entry names another work */
			if (sub(f, 't').len)
				continue;
			read_life(m, name, clean_name(sub(f, 'd')));
			field = role_of(f, main || strcmp(f->tag, "702") != 0
					       ? WORK_author
					       : WORK_contributor);
			/* UNIMARC has the given name in $b */
			if (unimarc || (!memchr(name.ptr, ',', name.len) &&
					   sub(f, 'b').len && !main))
				fill_name_parts(work_names(m->w, field), m->a,
				    name, clean_name(sub(f, 'b')),
				    (struct span){ "", 0 });
			else
				fill_name(work_names(m->w, field), m->a, name,
				    FILL_NAMES_SUFFIX_LAST);
		} else if (!strcmp(f->tag, "110") || !strcmp(f->tag, "710")) {
			unit = clean_name(sub(f, 'b'));
			if (has_role(f, relator_grants_degree))
				m->school = name;
			else if (has_role(f, relator_publishes))
				m->publisher = name;
			if (m->school.ptr == name.ptr ||
			    m->publisher.ptr == name.ptr)
				continue;
			field =
			    role_of(f, main ? WORK_author : WORK_contributor);
			fill_literal_name(work_names(m->w, field), m->a,
			    unit.len ? span_of(arena_printf(m->s, "%.*s. %.*s",
					   (int)name.len, name.ptr,
					   (int)unit.len, unit.ptr))
				     : name);
		} else if (!strcmp(f->tag, "111") || !strcmp(f->tag, "711")) {
			read_meeting(m, f);
		}
	}
}

/* --- where it came out ----------------------------------------------------------------------- */

/* "c1991.", "[1991]", "2003-2005", "1990 [erschienen 1991]": the first year. */
static void
read_year(struct date *out, struct span s)
{
	for (size_t i = 0; i + 4 <= s.len; i++) {
		int year = 0;
		size_t k;

		for (k = i; k < i + 4 && s.ptr[k] >= '0' && s.ptr[k] <= '9';
		     k++)
			year = 10 * year + (s.ptr[k] - '0');
		if (k < i + 4)
			continue;
		if ((i + 4 == s.len || s.ptr[i + 4] < '0' ||
			s.ptr[i + 4] > '9') &&
		    date_year_plausible(year)) {
			out->from.year = year;
			return;
		}
	}
}

static void
read_imprint(struct marc *m, const char *tag, const char *codes)
{
	MARC_EACH(f, m->r, tag)
	{
		/* 264: production, publication, distribution, ... */
		if (!strcmp(tag, "264") && f->indicators[1] != '1' &&
		    f->indicators[1] != ' ')
			continue;
		if (!m->w->publisher_place)
			fill_text(m->w, m->a, WORK_publisher_place,
			    without_brackets(sub(f, codes[0])), NULL);
		if (!m->w->publisher)
			fill_text(m->w, m->a, WORK_publisher,
			    without_brackets(sub(f, codes[1])), NULL);
		if (!m->w->issued.from.year)
			read_year(&m->w->issued, sub(f, codes[2]));
	}
}

/* CSL: a thesis is published by its university. */
static void
set_school(struct marc *m, struct span school)
{
	const char *had = m->w->publisher;

	if (!school.len)
		return;
	m->w->publisher = fill_clean(m->a, school);
	if (had && m->w->publisher && strcmp(had, m->w->publisher) != 0)
		fill_custom(m->w, m->a, "publisher", span_of(had));
}

static void
read_thesis(struct marc *m)
{
	MARC_EACH(f, m->r, "502")
	{
		struct span kind = sub(f, 'b'), school = sub(f, 'c'),
			    year = sub(f, 'd'), all = sub(f, 'a');

		fill_text(m->w, m->a, WORK_genre, kind, NULL);
		set_school(m, school);
		if (!m->w->issued.from.year)
			read_year(&m->w->issued, year.len ? year : all);
		if (!kind.len)
			fill_text(m->w, m->a, WORK_genre, all, NULL);
		m->school = school.len ? (struct span){ "", 0 } : m->school;
	}
	if (m->w->type == WORK_TYPE_THESIS || !m->w->publisher)
		set_school(m, m->school);
	if (!m->w->publisher)
		fill_text(m->w, m->a, WORK_publisher, m->publisher, NULL);
}

/* --- the host --------------------------------------------------------------------------------- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The token behind one of these words, "Vol. 50" or "volume:50". */
static struct span
behind_word(struct span s, const char *const *words)
{
	for (size_t i = 0; i < s.len; i++) {
		if (i &&
		    ((s.ptr[i - 1] | 32) >= 'a' && (s.ptr[i - 1] | 32) <= 'z'))
			continue;
		for (size_t k = 0; words[k]; k++) {
			size_t n = strlen(words[k]), from, to;

			if (!text_starts_nocase(span_skip(s, i), words[k]))
				continue;
			from = i + n;
			while (from < s.len && strchr(".: ", s.ptr[from]))
				from++;
			to = from;
			while (to < s.len && !strchr(" ,;()<", s.ptr[to]))
				to++;
			if (to > from && is_digit(s.ptr[from]))
				return span_sub(s, from, to);
		}
	}
	return (struct span){ "", 0 };
}

static void
read_details(struct marc *m, struct span g)
{
	static const char *const volume[] = { "volume", "vol", "v", "Band",
		"Bd", "tome", "t", "Jg", NULL };
	static const char *const issue[] = { "number", "issue", "no", "n",
		"Heft", "H", "Nr", "iss", NULL };
	static const char *const page[] = { "pages", "page", "pp", "p", "Seite",
		"S", NULL };

	if (!g.len)
		return;
	fill_text(m->w, m->a, WORK_volume, behind_word(g, volume), NULL);
	fill_text(m->w, m->a, WORK_issue, behind_word(g, issue), NULL);
	fill_pages(m->w, m->a, behind_word(g, page));
	if (!m->w->issued.from.year)
		read_year(&m->w->issued, g);
}

/* "18:3<123" (field 773, $q) */
static void
read_enumeration(struct marc *m, struct span q)
{
	const char *colon = q.len ? memchr(q.ptr, ':', q.len) : NULL;
	const char *angle = q.len ? memchr(q.ptr, '<', q.len) : NULL;
	size_t to = angle ? (size_t)(angle - q.ptr) : q.len;

	if (!q.len)
		return;
	if (!m->w->volume)
		fill_text(m->w, m->a, WORK_volume,
		    span_sub(q, 0, colon ? (size_t)(colon - q.ptr) : to), NULL);
	if (colon && !m->w->issue)
		fill_text(m->w, m->a, WORK_issue,
		    span_sub(q, (size_t)(colon - q.ptr) + 1, to), NULL);
	if (angle && !m->w->page)
		fill_pages(m->w, m->a, span_skip(q, to + 1));
}

static void
read_host(struct marc *m)
{
	MARC_EACH(f, m->r, "773")
	{
		struct span title = without_stop(sub(f, 't'));

		if (!title.len)
			title = without_stop(sub(f, 'a'));
		fill_text(m->w, m->a, WORK_container_title, title, NULL);
		fill_text(
		    m->w, m->a, WORK_container_title_short, sub(f, 'p'), NULL);
		fill_identifier(m->w, m->a, WORK_ISSN, sub(f, 'x'));
		fill_identifier(m->w, m->a, WORK_ISBN, sub(f, 'z'));
		for (size_t i = 0; i < f->len; i++)
			if (f->subfields[i].code == 'g')
				read_details(m, f->subfields[i].value);
		read_enumeration(m, sub(f, 'q'));
		return;
	}
}

/* --- the rest ------------------------------------------------------------------------------------ */

static void
read_series(struct marc *m)
{
	static const char *const tags[] = { "490", "440", "830", "225" };

	for (size_t t = 0; t < 4 && !m->w->collection_title; t++)
		MARC_EACH(f, m->r, tags[t])
		{
			if (m->w->collection_title)
				continue;
			fill_text(m->w, m->a, WORK_collection_title,
			    without_stop(sub(f, 'a')), NULL);
			fill_text(m->w, m->a, WORK_collection_number,
			    without_stop(sub(f, 'v')), NULL);
			if (!m->w->ISSN)
				(void)fill_standard_number(
				    m->w, m->a, sub(f, 'x'));
		}
}

static void
read_subjects(struct marc *m)
{
	struct keywords keywords = { .a = m->a };
	struct sbuf all = SBUF_INIT;

	for (size_t i = 0; i < m->r->len; i++) {
		const struct marc_field *f = &m->r->fields[i];

		if (f->tag[0] != '6' || f->len == 0)
			continue;
		sbuf_reset(&all);
		for (size_t k = 0; k < f->len; k++) {
			char code = f->subfields[k].code;
			struct span s = without_stop(f->subfields[k].value);

			if (!strchr("abcdtvxyz", code) || !s.len)
				continue;
			if (all.len)
				sbuf_add(&all, SPAN_LIT(" / "));
			sbuf_add(&all, s);
		}
		keywords_add(&keywords, (struct span){ all.buf, all.len });
	}
	keywords_set(&keywords, m->w);
	sbuf_release(&all);
}

/* The values of that subfield in all its fields. */
static void
fill_all(struct marc *m, const char *tag, char code, const char *key)
{
	MARC_EACH(f, m->r, tag)
	for (size_t i = 0; i < f->len; i++)
		if (f->subfields[i].code == code)
			fill_custom(m->w, m->a, key,
			    without_isbd(f->subfields[i].value));
}

static void
read_identifiers(struct marc *m)
{
	MARC_EACH(f, m->r, "020")
	fill_identifier(m->w, m->a, WORK_ISBN, sub(f, 'a'));
	MARC_EACH(f, m->r, "022")
	fill_identifier(m->w, m->a, WORK_ISSN, sub(f, 'a'));
	/* what the catalogue says is wrong or withdrawn */
	fill_all(m, "020", 'z', "invalid-isbn");
	fill_all(m, "022", 'y', "invalid-issn");
	fill_all(m, "022", 'z', "invalid-issn");
	if (is_unimarc(m)) {
		MARC_EACH(f, m->r, "010")
		fill_identifier(m->w, m->a, WORK_ISBN, sub(f, 'a'));
		MARC_EACH(f, m->r, "011")
		fill_identifier(m->w, m->a, WORK_ISSN, sub(f, 'a'));
	} else {
		fill_all(m, "010", 'a', "lccn");
	}
	MARC_EACH(f, m->r, "024")
	if (text_eq_nocase(sub(f, '2'), "doi"))
		fill_identifier(m->w, m->a, WORK_DOI, sub(f, 'a'));
	MARC_EACH(f, m->r, "856")
	fill_url(m->w, m->a, sub(f, 'u'));
}

/* The text of all subfields but those that say how fields belong together. */
static struct span
whole_field(struct arena *s, const struct marc_field *f)
{
	struct sbuf all = SBUF_INIT;
	struct span text;

	for (size_t i = 0; i < f->len; i++) {
		if (f->subfields[i].code >= '0' && f->subfields[i].code <= '9')
			continue;
		if (all.len)
			sbuf_addc(&all, ' ');
		sbuf_add(&all, text_trim(f->subfields[i].value));
	}
	text = span_of(arena_strdup_span(s, (struct span){ all.buf, all.len }));
	sbuf_release(&all);
	return text;
}

/*
 * 240: of a translation, the title that it was translated from; of anything else a
 * title to file it by ("Works. Selections"). 534: what it is a reprint of.
 */
static void
read_original(struct marc *m)
{
	MARC_EACH(f, m->r, "240")
	{
		if (sub(f, 'l').len)
			fill_text(m->w, m->a, WORK_original_title,
			    without_stop(sub(f, 'a')), "uniform-title");
		else
			fill_custom(m->w, m->a, "uniform-title",
			    without_stop(whole_field(m->s, f)));
	}
	MARC_EACH(f, m->r, "534")
	{
		if (!m->w->original_date.from.year)
			read_year(&m->w->original_date, sub(f, 'c'));
		fill_custom(
		    m->w, m->a, "original-version", whole_field(m->s, f));
	}
}

/* 880: a field in its own script, where the other is transliterated: "245-01/$1" in $6
 * says which. */
static void
read_vernacular(struct marc *m)
{
	MARC_EACH(f, m->r, "880")
	{
		struct span link = sub(f, '6'), text = whole_field(m->s, f);

		if (link.len < 3 || !text.len)
			continue;
		if (text_starts_nocase(link, "245"))
			fill_custom(
			    m->w, m->a, "vernacular-title", without_stop(text));
		else
			fill_custom(m->w, m->a, "marc-880",
			    span_of(arena_printf(
				m->s, "%.3s: %s", link.ptr, text.ptr)));
	}
}

static void
read_notes(struct marc *m)
{
	static const char *const tags[] = { "500", "546" };

	for (size_t t = 0; t < 2; t++) {
		struct sbuf all = SBUF_INIT;

		MARC_EACH(f, m->r, tags[t])
		{
			if (all.len)
				sbuf_addc(&all, '\n');
			sbuf_add(&all, sub(f, 'a'));
		}
		fill_append(m->w, m->a, WORK_note,
		    (struct span){ all.buf, all.len }, "\n");
		sbuf_release(&all);
	}
	fill_append(m->w, m->a, WORK_abstract, first(m->r, "520", 'a'), "\n");
	fill_append(m->w, m->a, WORK_abstract,
	    m->w->abstract ? (struct span){ "", 0 } : first(m->r, "330", 'a'),
	    "\n");
	fill_custom(m->w, m->a, "contents", first(m->r, "505", 'a'));
	read_original(m);
	read_vernacular(m);
	fill_custom(m->w, m->a, "alternative-title", first(m->r, "246", 'a'));
	MARC_EACH(f, m->r, "050")
	fill_text(m->w, m->a, WORK_call_number,
	    span_of(arena_printf(m->s, "%.*s %.*s", (int)sub(f, 'a').len,
		sub(f, 'a').ptr, (int)sub(f, 'b').len, sub(f, 'b').ptr)),
	    "call-number");
	if (!m->w->call_number)
		fill_text(m->w, m->a, WORK_call_number, first(m->r, "082", 'a'),
		    NULL);
	fill_custom(m->w, m->a, "record-id", control(m->r, "001"));
}

static void
read_language(struct marc *m)
{
	struct span fixed = control(m->r, "008"),
		    code = first(m->r, "041", 'a');

	if (!code.len)
		code = first(m->r, "101", 'a');
	if (!code.len && fixed.len >= 38)
		code = text_trim(span_sub(fixed, 35, 38));
	/* MARC's codes for none, several and unknown ones */
	if (code.len < 2 || code.ptr[0] == '|' || text_eq_nocase(code, "zxx") ||
	    text_eq_nocase(code, "mul") || text_eq_nocase(code, "und"))
		return;
	fill_text(m->w, m->a, WORK_language, code, NULL);
}

struct work *
marc_work(struct arena *a, struct arena *s, const struct marc_record *r)
{
	struct marc m = {
		.a = a, .s = s, .w = ARENA_NEW(a, struct work), .r = r
	};
	struct span fixed = control(r, "008");

	m.w->type = type_of(&m);
	read_title(&m, "245", 'a', 'b');
	if (!m.w->title)
		read_title(&m, "200", 'a', 'e');
	read_people(&m);
	read_imprint(&m, "264", "abc");
	read_imprint(&m, "260", "abc");
	if (is_unimarc(&m)) {
		read_imprint(&m, "210", "acd");
		read_imprint(&m, "214", "acd");
	}
	read_thesis(&m);
	read_identifiers(&m);
	read_host(&m);
	if (!m.w->issued.from.year && fixed.len >= 11)
		read_year(&m.w->issued, span_sub(fixed, 7, 11));
	fill_text(
	    m.w, a, WORK_edition, without_isbd(first(r, "250", 'a')), NULL);
	if (!m.w->edition)
		fill_text(m.w, a, WORK_edition,
		    without_isbd(first(r, "205", 'a')), NULL);
	extent_read(m.w, a, first(r, is_unimarc(&m) ? "215" : "300", 'a'));
	read_series(&m);
	read_subjects(&m);
	read_notes(&m);
	read_language(&m);
	return m.w;
}
