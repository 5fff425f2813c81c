/*
 * Missing fields put where the reference's style has them: container, volume, issue
 * and pages behind the title, publisher of a book, year, identifiers at the end.
 */

#include "base/text.h"
#include "model/identifier.h"
#include "write/form.h"

#include "base/banned.h"

static const struct {
	const char *volume, *issue, *pages;
	const char *pages_alone; /* without a volume before */
	const char *doi;         /* unless other references have another */
} shapes[] = {
	[SHAPE_APA] = { ", ", "(", ", ", ", ", "https://doi.org/" },
	[SHAPE_PLAIN] = { ", ", "(", ":", ", pages ", "https://doi.org/" },
	[SHAPE_VANCOUVER] = { ";", "(", ":", ": ", "https://doi.org/" },
	[SHAPE_IEEE] = { ", vol. ", ", no. ", ", pp. ", ", pp. ", "doi: " },
	[SHAPE_MLA] = { ", vol. ", ", no. ", ", pp. ", ", pp. ",
	    "https://doi.org/" },
	[SHAPE_CHICAGO] = { " ", " (", ": ", ", ", "https://doi.org/" },
	[SHAPE_GB] = { ", ", "(", ": ", ": ", "DOI: " },
};

static bool
is_quote(uint32_t c)
{
	return c == '"' || c == '\'' || c == 0xab || c == 0xbb ||
	       (c >= 0x2018 && c <= 0x201f) || c == 0x300c || c == 0x300d ||
	       c == 0x300e || c == 0x300f;
}

/* "[J]", "[C/OL]" behind a title: the document type mark of GB/T 7714. Returns
 * the offset behind it, or at. */
static size_t
skip_type_mark(const struct form *f, size_t at)
{
	struct span s = form_body(f);
	size_t p = at;

	while (p < s.len && s.ptr[p] == ' ')
		p++;
	if (p >= s.len || s.ptr[p] != '[')
		return at;
	for (p++; p < s.len && p < at + 12; p++) {
		if (s.ptr[p] == ']')
			return p + 1;
		if (s.ptr[p] != '/' && (s.ptr[p] < 'A' || s.ptr[p] > 'Z'))
			break;
	}
	return at;
}

enum shape
form_shape(const struct form *f)
{
	const struct place *title = form_place(f, CLAIM_TITLE);
	const struct place *year = form_place(f, CLAIM_YEAR);
	const struct place *container = form_place(f, CLAIM_CONTAINER_TITLE);
	bool year_first;
	size_t end;

	if (!title)
		return SHAPE_PLAIN;
	end = title->range.to;
	year_first = year && year->range.from < title->range.from;
	if (skip_type_mark(f, end) != end)
		return SHAPE_GB;
	if (is_quote(form_before(f, title->range.from))) {
		uint32_t c = form_at(f, end);

		if (is_quote(c))
			c = form_at(f, end + (c < 0x80 ? 1 : 3));
		if (c == ',')
			return SHAPE_IEEE;
		return year_first ? SHAPE_CHICAGO : SHAPE_MLA;
	}
	if (year_first)
		return form_before(f, year->range.from) == '(' ? SHAPE_APA
							       : SHAPE_PLAIN;
	if (year && container && year->range.from > container->range.to &&
	    (form_at(f, year->range.to) == ';' ||
		form_at(f, container->range.to) == '.'))
		return SHAPE_VANCOUVER;
	return SHAPE_PLAIN;
}

/* Where the reference ends, and no remark on it. */
static size_t
end_of(const struct form *f)
{
	return write_remark(f->ref, f->parse);
}

/* --- what is missing ---------------------------------------------------------------- */

/* The change that fills in a field, if it is to be made. */
static struct change *
wanted(const struct form *f, enum claim field)
{
	struct change *c = judgement_change(f->judgement, field);

	if (!c || c->kind != CHANGE_MISSING || form_place(f, field) ||
	    !write_applies(f->policy, f->judgement, c))
		return NULL;
	return c;
}

static struct change *
wanted_text(const struct form *f, enum claim field)
{
	struct change *c = wanted(f, field);

	if (!c || !c->to || !*c->to)
		return NULL;
	/* What is there, though the reading missed it, is not put there again. */
	if ((field == CLAIM_CONTAINER_TITLE || field == CLAIM_YEAR ||
		field == CLAIM_PUBLISHER) &&
	    form_says(f, c->to))
		return NULL;
	return c;
}

/* --- behind the title ------------------------------------------------------------------- */

/* A text that grows until a field is met that is there already. */
struct tail {
	struct form *f;
	enum shape shape;
	size_t at; /* where it goes */
	size_t title_end;
	struct sbuf text;
	const char *lead;   /* before the first thing behind the title */
	const char *follow; /* behind the last */
	bool from_title;    /* it starts behind the title */
	bool at_end;        /* or, what follows being of no known kind, last */
	bool has_container, has_volume;
	bool named;        /* its numbers have their names: "v. 30" */
	const char *label; /* the volume's or issue's, or NULL */
	bool has_number;   /* it has a volume or issue, so named is known */
};

/* --- numbers that the reading missed -------------------------------------------------- */

static bool
is_alnum(uint32_t c)
{
	return text_is_letter(c) || text_is_digit(c);
}

/* Is it in what the reading took for something else? A volume that was not
 * read may be in the container's place ("Mind 59"). */
static bool
is_taken(const struct form *f, struct range r, enum claim field)
{
	for (size_t i = 0; i < f->parse->places_len; i++) {
		const struct place *p = &f->parse->places[i];

		if (p->field != field && p->field != CLAIM_CONTAINER_TITLE &&
		    p->range.from < r.to && r.from < p->range.to)
			return true;
	}
	return false;
}

/* "436" of "436-444". */
static struct span
first_number(const char *value)
{
	struct span s = span_of(value);
	size_t at = 0, end = 0;

	while (at < s.len && is_alnum(text_next(s, &at)))
		end = at;
	return span_sub(s, 0, end);
}

/*
 * The record's number as it stands in the text, as a word of its own, though the
 * reading has no place for it: false if it does not. What is there is never put
 * there again.
 */
static bool
find_number(struct range *out, const struct form *f, enum claim field)
{
	const struct change *c = judgement_change(f->judgement, field);
	struct span body = form_body(f), number;

	if (!c || !c->to || form_place(f, field))
		return false;
	number = first_number(c->to);
	for (size_t i = 0; number.len && i + number.len <= body.len; i++) {
		struct range r = { i, i + number.len };
		size_t after = r.to;

		if (memcmp(body.ptr + i, number.ptr, number.len) != 0 ||
		    is_alnum(form_before(f, i)) || is_alnum(form_at(f, r.to)) ||
		    is_taken(f, r, field))
			continue;
		/* Behind the page's dash, too. */
		while (field == CLAIM_PAGES && after < body.len) {
			uint32_t at = text_next(body, &after);

			if (!text_is_digit(at) && !text_is_dash(at))
				break;
			r.to = after;
		}
		*out = r;
		return true;
	}
	return false;
}

/* Names of volumes and issues, with what follows them cut: "Vol.", "vol", "Bd.". */
static bool
is_number_label(struct span word)
{
	static const char *const labels[] = { "v", "vol", "vols", "volume",
		"bd", "band", "jg", "jahrgang", "t", "tome", "tomo", "n", "no",
		"nr", "num", "number", "heft", "h", "issue", "iss", "fasc", "т",
		"Т", "том", "Том", "вып", "Вып" };

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (text_eq_nocase(word, labels[i]))
			return true;
	return false;
}

/* "521. Jg.": the name stands behind, and what follows the number must wait. */
static bool
label_follows(const struct form *f, size_t at)
{
	struct span body = form_body(f);
	size_t end;

	while (at < body.len && (body.ptr[at] == ' ' || body.ptr[at] == '.'))
		at++;
	for (end = at; end < body.len;) {
		size_t next = end;

		if (!text_is_letter(text_next(body, &next)))
			break;
		end = next;
	}
	return end > at && is_number_label(span_sub(body, at, end));
}

/* The word that names the number at `at` ("v", "Vol", "no"), or NULL. */
static const char *
label_before(const struct form *f, size_t at)
{
	struct span body = form_body(f);
	size_t end;

	while (at && (body.ptr[at - 1] == ' ' || body.ptr[at - 1] == '.'))
		at--;
	for (end = at; at;) {
		size_t before = at;

		if (!text_is_letter(text_prev(body, &before)))
			break;
		at = before;
	}
	/* The last word of the container is longer. */
	return at < end && end - at <= 8 &&
		       is_number_label(span_sub(body, at, end))
		   ? arena_strdup_span(f->a, span_sub(body, at, end))
		   : NULL;
}

/* How this reference itself has its numbers. */
static void
read_numbers(struct tail *t)
{
	static const enum claim fields[] = { CLAIM_VOLUME, CLAIM_ISSUE };

	t->named = t->f->list.numbers[t->shape].numbers_named;
	for (size_t i = 0; i < 2 && !t->has_number; i++) {
		const struct place *p = form_place(t->f, fields[i]);
		struct range r;

		if (p)
			r = p->range;
		else if (!find_number(&r, t->f, fields[i]))
			continue;
		t->label = label_before(t->f, r.from);
		t->named = t->label != NULL;
		t->has_number = true;
	}
}

static bool
has_letter(const char *s)
{
	struct span all = span_of(s);
	size_t at = 0;

	while (at < all.len)
		if (text_is_letter(text_next(all, &at)))
			return true;
	return false;
}

/*
 * What goes before a number: as the reference's siblings have it that name their
 * numbers (or do not) as it does, else as its style has it.
 */
static const char *
number_prefix(const struct tail *t, enum claim field)
{
	const struct list_separators *list =
	    t->named ? &t->f->list.numbers[t->shape].named
		     : &t->f->list.numbers[t->shape].bare;
	/* "v. 30, n. 2, p. 1" (ABNT), "vol. 30, no. 2, pp. 1" */
	bool is_short = t->label && strlen(t->label) == 1;
	/* "Т. 30. № 2. С. 1" (GOST 7.0.5) */
	bool cyrillic = t->label && (unsigned char)t->label[0] >= 0xd0;
	const char *own, *style;

	switch (field) {
	case CLAIM_VOLUME:
		own = list->volume;
		style = shapes[t->shape].volume;
		break;
	case CLAIM_ISSUE:
		own = list->issue;
		style = shapes[t->shape].issue;
		if (t->label && !own && !has_letter(style))
			style = cyrillic   ? ". \xe2\x84\x96 "
				: is_short ? ", n. "
					   : ", no. ";
		break;
	default:
		own = list->pages;
		style = t->has_volume ? shapes[t->shape].pages
				      : shapes[t->shape].pages_alone;
		if (t->label && !own && !has_letter(style))
			style = cyrillic   ? ". \xd0\xa1. "
				: is_short ? ", p. "
					   : ", pp. ";
		/* Without a volume before, only a name tells what it is. */
		if (!t->has_volume && !t->named)
			own = NULL;
	}
	if (own)
		return own;
	if (t->has_number && !t->named && has_letter(style))
		return field == CLAIM_ISSUE ? "(" : ", ";
	return style;
}

/* A number that nobody read follows: whatever it is, nothing goes between. */
static bool
number_follows(const struct tail *t)
{
	struct span body = form_body(t->f);
	size_t at = t->at;

	while (at < body.len && strchr(" :,;([-", body.ptr[at]))
		at++;
	return at > t->at && at < body.len && body.ptr[at] >= '0' &&
	       body.ptr[at] <= '9' &&
	       !is_taken(t->f, (struct range){ at, at + 1 }, CLAIMS);
}

static void
flush(struct tail *t, bool before_field)
{
	const char *end = "";

	if (!t->text.len)
		return;
	if (t->from_title)
		end = before_field ? "," : t->follow;
	sbuf_add(&t->text, span_of(end));
	form_insert(t->f, t->at,
	    arena_strdup_span(
		t->f->a, (struct span){ t->text.buf, t->text.len }),
	    true);
	sbuf_reset(&t->text);
}

/* A field that is there already: what has gathered goes before, and the next
 * behind it. */
static void
pass(struct tail *t, size_t end)
{
	uint32_t c = form_at(t->f, end);

	flush(t, t->from_title);
	t->from_title = false;
	if (c == ')' || is_quote(c))
		end += c < 0x80 ? 1 : 3;
	if (end > t->at || (t->at_end && end > t->title_end)) {
		t->at = end;
		t->at_end = false;
	}
}

static void
add(struct tail *t, const char *prefix, const char *value, const char *suffix)
{
	sbuf_add(&t->text, span_of(prefix));
	sbuf_add(&t->text, span_of(form_escape(t->f, value)));
	sbuf_add(&t->text, span_of(suffix));
}

/* Find the place behind the title, and how its sentence goes on. */
static void
tail_start(struct tail *t, const struct place *title)
{
	struct form *f = t->f;
	size_t at = title->range.to, len = end_of(f);
	uint32_t c = form_at(f, at), mark = 0;
	uint32_t last = form_before(f, at);

	t->from_title = true;
	t->title_end = at;
	if ((c == ',' || c == '.' || c == '?' || c == '!') &&
	    is_quote(form_at(f, at + 1))) {
		mark = c;
		at++;
		c = form_at(f, at);
	}
	while (is_quote(c)) {
		at += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
		c = form_at(f, at);
	}
	at = skip_type_mark(f, at);
	c = form_at(f, at);
	if (!mark && (c == '.' || c == ',' || c == 0x3002 || c == 0xff0c)) {
		mark = c;
		at += c < 0x80 ? 1 : 3;
	}
	if (!mark && (last == '?' || last == '!'))
		mark = '.';
	t->at = at;
	if (mark == ',' || mark == 0xff0c) {
		t->lead = " ";
		t->follow = ",";
	} else if (mark) {
		t->lead = " ";
		t->follow = ".";
	} else {
		t->lead = ". ";
		t->follow = "";
		if (at < len) {
			/* Something of its own kind stands there ("(2015)"). */
			t->at = len;
			t->at_end = true;
			if (form_before(f, len) == '.') {
				t->lead = " ";
				t->follow = ".";
			}
		}
	}
}

static void
add_container(struct tail *t, struct change *c)
{
	const struct place *title = form_place(t->f, CLAIM_TITLE);
	bool chapter = t->f->judgement->work->type == WORK_TYPE_CHAPTER;
	bool emphasis = t->f->list.container_emphasis &&
			t->f->d->format == DOCUMENT_MARKDOWN &&
			!t->f->ref->html &&
			!form_emphasised(t->f->ref, title->range);

	sbuf_add(&t->text, span_of(t->lead));
	if (chapter)
		sbuf_add(
		    &t->text, span_of(t->shape == SHAPE_IEEE ? "in " : "In "));
	add(t, emphasis ? "*" : "", c->to, emphasis ? "*" : "");
	t->has_container = true;
	c->applied = true;
}

static void
container(struct tail *t)
{
	const struct place *p = form_place(t->f, CLAIM_CONTAINER_TITLE);
	struct change *c = wanted_text(t->f, CLAIM_CONTAINER_TITLE);

	if (p) {
		pass(t, p->range.to);
		t->has_container = true;
	} else if (c) {
		add_container(t, c);
	}
}

/* In these the year stands between container and volume, or before the pages. */
static void
year_between(struct tail *t, bool before_pages)
{
	const struct place *year = form_place(t->f, CLAIM_YEAR);
	bool here = before_pages
			? t->shape == SHAPE_MLA
			: t->shape == SHAPE_VANCOUVER || t->shape == SHAPE_GB;

	if (here && year && year->range.from >= t->at)
		pass(t, year->range.to);
}

/* A number that is there, read or not. */
static bool
pass_number(struct tail *t, enum claim field)
{
	const struct place *p = form_place(t->f, field);
	struct range r;

	if (p)
		r = p->range;
	else if (!find_number(&r, t->f, field))
		return false;
	/* "Nature, 30 June": maybe no volume, so no place to go on from. */
	if (p || !text_is_letter(form_at(t->f, r.to + 1)) ||
	    form_at(t->f, r.to) != ' ')
		pass(t, r.to);
	return true;
}

static void
volume(struct tail *t)
{
	struct change *c = wanted_text(t->f, CLAIM_VOLUME);

	if (pass_number(t, CLAIM_VOLUME)) {
		t->has_volume = true;
	} else if (c && t->has_container && !number_follows(t)) {
		add(t, number_prefix(t, CLAIM_VOLUME), c->to, "");
		t->has_volume = true;
		c->applied = true;
	}
}

/* A number follows, not the pages' that were read: maybe the issue. */
static bool
issue_follows(const struct tail *t)
{
	const struct place *pages = form_place(t->f, CLAIM_PAGES);
	struct range r;

	return number_follows(t) && !pages &&
	       !find_number(&r, t->f, CLAIM_PAGES);
}

static void
issue(struct tail *t)
{
	struct change *c = wanted_text(t->f, CLAIM_ISSUE);
	const char *prefix = number_prefix(t, CLAIM_ISSUE);

	if (pass_number(t, CLAIM_ISSUE)) {
		return;
	} else if (c && t->has_volume && !issue_follows(t) &&
		   !label_follows(t->f, t->at)) {
		add(t, prefix, c->to, strchr(prefix, '(') ? ")" : "");
		c->applied = true;
	}
}

static bool
is_range(const char *pages)
{
	struct span s = span_of(pages);
	size_t at = 0;

	while (at < s.len)
		if (text_is_dash(text_next(s, &at)))
			return true;
	return false;
}

static void
pages(struct tail *t)
{
	struct change *c = wanted_text(t->f, CLAIM_PAGES);
	const char *prefix = number_prefix(t, CLAIM_PAGES);
	const char *value;

	if (pass_number(t, CLAIM_PAGES)) {
		return;
	} else if (c && t->has_container && !number_follows(t)) {
		value = form_pages(t->f, c->to, SPAN_LIT(""));
		if (t->f->judgement->work->type == WORK_TYPE_CHAPTER &&
		    t->shape == SHAPE_APA) {
			add(t, " (pp. ", value, ")");
		} else {
			if (!strcmp(prefix, ", pp. ") && !is_range(value))
				prefix = ", p. ";
			add(t, prefix, value, "");
		}
		c->applied = true;
	}
}

/* A book has its publisher where an article has its journal. */
static void
publisher(struct tail *t)
{
	struct change *c = wanted_text(t->f, CLAIM_PUBLISHER);
	enum work_type type = t->f->judgement->work->type;

	if (!c || t->has_container || !t->from_title || t->text.len ||
	    (type != WORK_TYPE_BOOK && type != WORK_TYPE_THESIS &&
		type != WORK_TYPE_REPORT))
		return;
	add(t, t->lead, c->to, "");
	c->applied = true;
}

static void
complete_tail(struct form *f, enum shape shape)
{
	const struct place *title = form_place(f, CLAIM_TITLE);
	struct tail t = { .f = f, .shape = shape, .text = SBUF_INIT };

	/* A preprint's year with the proceedings' name and pages would be no
	 * version of the work. */
	if (!title ||
	    (f->parse->work->arXiv && !form_place(f, CLAIM_CONTAINER_TITLE)))
		return;
	read_numbers(&t);
	tail_start(&t, title);
	container(&t);
	year_between(&t, false);
	volume(&t);
	issue(&t);
	year_between(&t, true);
	pages(&t);
	publisher(&t);
	flush(&t, false);
	sbuf_release(&t.text);
}

/* --- year, authors -------------------------------------------------------------------- */

static void
complete_year(struct form *f, enum shape shape)
{
	const struct place *author = form_place(f, CLAIM_AUTHOR);
	const struct place *title = form_place(f, CLAIM_TITLE);
	struct change *c = wanted_text(f, CLAIM_YEAR);
	size_t end = end_of(f);

	if (!c)
		return;
	if (author && title && author->range.to < title->range.from &&
	    shape == SHAPE_APA) {
		form_insert(f, author->range.to,
		    arena_printf(f->a, " (%s)", c->to), true);
	} else {
		if (form_before(f, end) == '.')
			end--;
		form_insert(f, end, arena_printf(f->a, ", %s", c->to), true);
	}
	c->applied = true;
}

static void
complete_authors(struct form *f)
{
	const struct place *title = form_place(f, CLAIM_TITLE);
	struct change *c = wanted(f, CLAIM_AUTHOR);
	struct name_list nobody = { 0 };
	struct names_form form;
	const char *names;

	if (!c || !c->to_names || !c->to_names->len || !title ||
	    title->range.from > 3)
		return;
	(void)names_form_learn(&form, f->a, SPAN_LIT(""), &nobody, &f->list);
	names =
	    names_form_write(f->a, &form, SPAN_LIT(""), &nobody, c->to_names);
	form_insert(f, 0,
	    arena_printf(f->a, "%s%s", form_escape(f, names),
		names[strlen(names) - 1] == '.' ? " " : ". "),
	    true);
	c->applied = true;
}

/* --- identifiers ---------------------------------------------------------------------- */

/* The character that the reference will end with, once what has been put at its
 * end is there. */
static uint32_t
last_char(const struct form *f)
{
	const struct mapped_text *b = &f->ref->body;
	struct span s = { b->text, end_of(f) };
	size_t at, end = s.len;

	for (size_t i = f->pieces_len; i > 0; i--) {
		const struct piece *p = &f->pieces[i - 1];

		if (p->place.to == end && *p->text) {
			s = span_of(p->text);
			break;
		}
	}
	at = s.len;
	return at ? text_prev(s, &at) : '.';
}

/* Does it end with an identifier or a URL, which a point would become part of? */
static bool
ends_with_identifier(struct form *f)
{
	struct identifier *ids;
	size_t n = identifier_find_all(&ids, f->a, form_body(f));

	for (size_t i = 0; i < n; i++)
		if (ids[i].whole.to == end_of(f))
			return true;
	return false;
}

static void
append(struct form *f, enum shape shape, const char *text, bool url)
{
	size_t end = end_of(f);
	uint32_t last = last_char(f);
	/* full width ones, too */
	bool stop = last == '.' || last == '?' || last == '!' ||
		    last == 0x3002 || last == 0xff0e || last == 0xff1f ||
		    last == 0xff01;

	if (shape == SHAPE_IEEE) {
		bool point = f->ref->body.text[end - 1] == '.' && !url;

		form_insert(f, point ? end - 1 : end,
		    arena_printf(
			f->a, "%s%s", stop && !point ? " " : ", ", text),
		    true);
		return;
	}
	form_insert(f, end,
	    arena_printf(f->a, "%s%s%s",
		stop || ends_with_identifier(f) ? " " : ". ", text,
		stop && !url ? "." : ""),
	    true);
}

static void
complete_identifiers(struct form *f, enum shape shape)
{
	struct change *doi = wanted_text(f, CLAIM_DOI);
	struct change *arxiv = wanted_text(f, CLAIM_ARXIV);
	const char *prefix = f->list.doi_prefix;
	struct span s;

	if (!prefix)
		prefix = shapes[shape].doi;
	s = span_of(prefix);
	/* One of them says where it is; arXiv's own DOI says no more than its
	 * id. */
	if (arxiv &&
	    (f->parse->work->DOI ||
		(doi && !text_starts_nocase(span_of(doi->to), "10.48550/"))))
		arxiv = NULL;
	if (arxiv) {
		append(
		    f, shape, arena_printf(f->a, "arXiv:%s", arxiv->to), false);
		arxiv->applied = true;
	} else if (doi && !f->parse->work->arXiv) {
		const char *value = form_doi(f, doi->to, s);

		/* as it is printed, and no link's target */
		if (f->d->format == DOCUMENT_LATEX)
			value = form_escape(f, value);
		append(f, shape, arena_printf(f->a, "%s%s", prefix, value),
		    s.len && s.ptr[s.len - 1] == '/');
		doi->applied = true;
	}
}

void
form_complete(struct form *f)
{
	enum shape shape = form_shape(f);

	if (!f->ref->body.len || !form_title_read(f))
		return;
	complete_authors(f);
	/* At one place, the year comes last. */
	complete_tail(f, shape);
	complete_year(f, shape);
	complete_identifiers(f, shape);
}
