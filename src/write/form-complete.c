/*
 * Missing fields put where the reference's style has them: container, volume, issue
 * and pages behind the title, publisher of a book, year, identifiers at the end.
 */

#include "base/text.h"
#include "model/identifier.h"
#include "write/form.h"

#include "base/banned.h"

/* The families of styles that differ in where and how these stand. */
enum shape {
	SHAPE_APA,       /* A (2015). T. C, 521(7553), 436-444. */
	SHAPE_PLAIN,     /* A. T. C, 521(7553):436-444, 2015. */
	SHAPE_VANCOUVER, /* A. T. C. 2015;521(7553):436-444. */
	SHAPE_IEEE,      /* A, "T," C, vol. 521, no. 7553, pp. 436-444, 2015. */
	SHAPE_MLA,       /* A. "T." C, vol. 521, no. 7553, 2015, pp. 436-444. */
	SHAPE_CHICAGO,   /* A. 2015. "T." C 521 (7553): 436-444. */
	SHAPE_GB,        /* A. T[J]. C, 2015, 521(7553): 436-444. GB/T 7714 */
};

static const struct {
	const char *volume, *issue, *issue_end, *pages;
	const char *pages_alone; /* without a volume before */
	const char *doi;         /* unless other references have another */
} shapes[] = {
	[SHAPE_APA] = { ", ", "(", ")", ", ", ", ", "https://doi.org/" },
	[SHAPE_PLAIN] = { ", ", "(", ")", ":", ", pages ", "https://doi.org/" },
	[SHAPE_VANCOUVER] = { ";", "(", ")", ":", ": ", "https://doi.org/" },
	[SHAPE_IEEE] = { ", vol. ", ", no. ", "", ", pp. ", ", pp. ", "doi: " },
	[SHAPE_MLA] = { ", vol. ", ", no. ", "", ", pp. ", ", pp. ",
	    "https://doi.org/" },
	[SHAPE_CHICAGO] = { " ", " (", ")", ": ", ", ", "https://doi.org/" },
	[SHAPE_GB] = { ", ", "(", ")", ": ", ": ", "DOI: " },
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

static enum shape
shape_of(const struct form *f)
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

	return c && c->to && *c->to ? c : NULL;
}

/* --- behind the title ------------------------------------------------------------------- */

/* A text that grows until a field is met that is there already. */
struct tail {
	struct form *f;
	enum shape shape;
	size_t at; /* where it goes */
	struct sbuf text;
	const char *lead;   /* before the first thing behind the title */
	const char *follow; /* behind the last */
	bool from_title;    /* it starts behind the title */
	bool has_container, has_volume;
};

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
	if (end > t->at)
		t->at = end;
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
	size_t at = title->range.to, len = f->ref->body.len;
	uint32_t c = form_at(f, at), mark = 0;
	uint32_t last = form_before(f, at);

	t->from_title = true;
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

static void
volume(struct tail *t)
{
	const struct place *p = form_place(t->f, CLAIM_VOLUME);
	struct change *c = wanted_text(t->f, CLAIM_VOLUME);

	if (p) {
		pass(t, p->range.to);
		t->has_volume = true;
	} else if (c && t->has_container) {
		add(t, shapes[t->shape].volume, c->to, "");
		t->has_volume = true;
		c->applied = true;
	}
}

static void
issue(struct tail *t)
{
	const struct place *p = form_place(t->f, CLAIM_ISSUE);
	struct change *c = wanted_text(t->f, CLAIM_ISSUE);

	if (p) {
		pass(t, p->range.to);
	} else if (c && t->has_volume) {
		add(t, shapes[t->shape].issue, c->to,
		    shapes[t->shape].issue_end);
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
	const struct place *p = form_place(t->f, CLAIM_PAGES);
	struct change *c = wanted_text(t->f, CLAIM_PAGES);
	const char *prefix = t->has_volume ? shapes[t->shape].pages
					   : shapes[t->shape].pages_alone;
	const char *value;

	if (p) {
		pass(t, p->range.to);
	} else if (c && t->has_container) {
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

	if (!title)
		return;
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
	size_t end = f->ref->body.len;

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
static char
last_char(const struct form *f)
{
	const struct mapped_text *b = &f->ref->body;

	for (size_t i = f->pieces_len; i > 0; i--) {
		const struct piece *p = &f->pieces[i - 1];

		if (p->place.to == b->len && *p->text)
			return p->text[strlen(p->text) - 1];
	}
	return b->len ? b->text[b->len - 1] : '.';
}

/* Does it end with an identifier or a URL, which a point would become part of? */
static bool
ends_with_identifier(struct form *f)
{
	struct identifier *ids;
	size_t n = identifier_find_all(&ids, f->a, form_body(f));

	return n && ids[n - 1].whole.to == f->ref->body.len;
}

static void
append(struct form *f, enum shape shape, const char *text, bool url)
{
	size_t end = f->ref->body.len;
	char last = last_char(f);
	bool stop = last == '.' || last == '?' || last == '!';

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
	    (form_place(f, CLAIM_DOI) ||
		(doi && !text_starts_nocase(span_of(doi->to), "10.48550/"))))
		arxiv = NULL;
	if (arxiv) {
		append(
		    f, shape, arena_printf(f->a, "arXiv:%s", arxiv->to), false);
		arxiv->applied = true;
	} else if (doi && !form_place(f, CLAIM_ARXIV)) {
		append(f, shape,
		    arena_printf(f->a, "%s%s", prefix, form_doi(f, doi->to, s)),
		    s.len && s.ptr[s.len - 1] == '/');
		doi->applied = true;
	}
}

void
form_complete(struct form *f)
{
	enum shape shape = shape_of(f);

	if (!f->ref->body.len)
		return;
	complete_authors(f);
	complete_year(f, shape);
	complete_tail(f, shape);
	complete_identifiers(f, shape);
}
