/* References mended in their own form: text, what is claimed where, what is to
 * change, and the text that must come out. */

#include "base/text.h"
#include "write/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/banned.h"

/*
 * In `text`, {A:...} is the place of the authors, {T:...} of the title and so on;
 * *...* is emphasis in Markdown. Names are "Family|Given;Family|Given"; a "+" at
 * the end stands for "et al.", "^" for a cut in the middle.
 */
struct wish {
	enum claim field;
	enum change_kind kind;
	const char *to;
};

struct sample {
	const char *what;
	const char *text;
	const char *claimed; /* authors */
	struct wish wishes[8];
	const char *want;
	enum work_type type; /* of the record */
	bool plain;          /* a text file, no Markdown */
	bool complete;
	struct list_form list;
	const char *title;   /* the record's */
	const char *sibling; /* another of the list, in the same notation */
	bool refused;        /* the first wish, and the writer says why */
};

static const struct {
	char letter;
	enum claim field;
} letters[] = {
	{ 'A', CLAIM_AUTHOR },
	{ 'E', CLAIM_EDITOR },
	{ 'T', CLAIM_TITLE },
	{ 'C', CLAIM_CONTAINER_TITLE },
	{ 'Y', CLAIM_YEAR },
	{ 'V', CLAIM_VOLUME },
	{ 'I', CLAIM_ISSUE },
	{ 'P', CLAIM_PAGES },
	{ 'U', CLAIM_PUBLISHER },
	{ 'D', CLAIM_DOI },
	{ 'B', CLAIM_ISBN },
};

/* --- building a reference ------------------------------------------------- */

struct builder {
	struct arena *a;
	struct document *d;
	struct reference ref;
	struct parse *parse;
	char *body;
	size_t *map;
	size_t len;
};

static enum claim
field_of(char letter)
{
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (letters[i].letter == letter)
			return letters[i].field;
	fail_msg("no field %c", letter);
	return CLAIMS;
}

static void
read_names(struct name_list *out, struct arena *a, const char *s)
{
	while (s && *s) {
		size_t len = strcspn(s, ";");
		struct span item = { s, len };
		const char *bar = memchr(s, '|', len);
		struct name n = { 0 };

		s += len + (s[len] == ';');
		if (span_eq(item, SPAN_LIT("+")) ||
		    span_eq(item, SPAN_LIT("^"))) {
			out->others = true;
			out->last_follows_cut = item.ptr[0] == '^';
			continue;
		}
		if (bar) {
			n.family = arena_strdup_span(
			    a, span_sub(item, 0, (size_t)(bar - item.ptr)));
			n.given = arena_strdup_span(
			    a, span_skip(item, (size_t)(bar - item.ptr) + 1));
		} else if (item.ptr[0] == '=') {
			n.literal = arena_strdup_span(a, span_skip(item, 1));
		} else {
			n.family = arena_strdup_span(a, item);
		}
		name_list_add(a, out, n);
	}
}

/* The document's text: the sample's without the place marks. */
static char *
without_places(struct arena *a, const char *text)
{
	char *out = arena_alloc(a, strlen(text) + 1);
	size_t n = 0;

	for (const char *p = text; *p; p++) {
		if (*p == '{' && p[1] && p[2] == ':')
			p += 2;
		else if (*p != '}')
			out[n++] = *p;
	}
	return out;
}

static void
build(struct builder *b, const struct sample *s)
{
	struct err err = ERR_INIT;
	const char *text = without_places(b->a, s->text);
	size_t at = 0, emphasis = 0, place = 0;
	bool open = false;
	enum claim field = CLAIMS;

	assert_int_equal(document_from_bytes(&b->d, s->plain ? "x.txt" : "x.md",
			     span_of(text), &err),
	    OK);
	b->parse = ARENA_NEW(b->a, struct parse);
	b->parse->work = ARENA_NEW(b->a, struct work);
	b->body = arena_alloc(b->a, strlen(text) + 1);
	b->map = ARENA_ARRAY(b->a, size_t, strlen(text) + 1);
	read_names(&b->parse->work->author, b->a, s->claimed);
	for (const char *p = s->text; *p; p++) {
		if (*p == '{' && p[1] && p[2] == ':') {
			field = field_of(p[1]);
			place = b->len;
			p += 2;
		} else if (*p == '}') {
			ARENA_PUSH(
			    b->a, b->parse->places, b->parse->places_len) =
			    (struct place){ field, { place, b->len }, 1 };
		} else if (*p == '*' && !s->plain) {
			if (open)
				ARENA_PUSH(b->a, b->ref.body.runs,
				    b->ref.body.runs_len) =
				    (struct run){ RUN_EMPHASIS,
					    { emphasis, b->len }, NULL };
			emphasis = b->len;
			open = !open;
			at++;
		} else {
			b->body[b->len] = *p;
			b->map[b->len++] = at++;
		}
	}
	b->map[b->len] = b->len ? b->map[b->len - 1] + 1 : 0;
	b->ref.body.text = b->body;
	b->ref.body.len = b->len;
	b->ref.body.map = b->map;
	b->ref.span = (struct range){ 0, strlen(text) };
	b->ref.parses = b->parse;
	b->ref.parses_len = 1;
}

/* --- mending it ------------------------------------------------------------- */

static int
by_start(const void *x, const void *y)
{
	const struct edit *a = x, *b = y;

	if (a->range.from != b->range.from)
		return a->range.from < b->range.from ? -1 : 1;
	return a->range.to < b->range.to ? -1 : a->range.to > b->range.to;
}

static char *
patched(struct arena *a, struct span text, struct edits *edits)
{
	struct sbuf out = SBUF_INIT;
	size_t at = 0;
	char *s;

	if (edits->len)
		qsort(
		    edits->items, edits->len, sizeof(*edits->items), by_start);
	for (size_t i = 0; i < edits->len; i++) {
		assert_true(edits->items[i].range.from >= at);
		sbuf_add(&out, span_sub(text, at, edits->items[i].range.from));
		sbuf_add(&out, span_of(edits->items[i].text));
		at = edits->items[i].range.to;
	}
	sbuf_add(&out, span_skip(text, at));
	s = arena_strdup_span(a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return s;
}

static void
judge(struct judgement *j, struct arena *a, const struct sample *s,
    const struct parse *parse)
{
	struct work *w = ARENA_NEW(a, struct work);

	w->title = s->title;
	w->type = s->type ? s->type : WORK_TYPE_ARTICLE_JOURNAL;
	*j = (struct judgement){
		.verdict = VERDICT_DIFFERS,
		.parse = parse,
		.work = w,
	};
	for (size_t i = 0; i < 8 && s->wishes[i].to; i++) {
		const struct wish *wish = &s->wishes[i];
		struct change *c = &ARENA_PUSH(a, j->changes, j->changes_len);

		*c = (struct change){
			.field = wish->field,
			.kind = wish->kind,
		};
		if (wish->field == CLAIM_AUTHOR) {
			struct name_list *l = ARENA_NEW(a, struct name_list);

			read_names(l, a, wish->to);
			c->from_names = &parse->work->author;
			c->to_names = l;
		} else if (strcmp(wish->to, "-") != 0) {
			c->to = wish->to;
		}
	}
}

static void
check_sample(const struct sample *s)
{
	struct arena a = ARENA_INIT;
	struct builder b = { .a = &a };
	struct judgement j;
	struct edits edits = { 0 };
	struct write_policy policy = {
		.apply = APPLY_SAFE,
		.complete = s->complete,
		.normalize = true,
		.form = &s->list,
	};
	struct sample other = { .text = s->sibling, .plain = s->plain };
	struct builder b2 = { .a = &a };
	struct references list = { .items = &b2.ref, .len = 1 };
	struct list_form learnt;
	const char *got;

	build(&b, s);
	if (s->sibling) {
		build(&b2, &other);
		write_list_form(&learnt, &a, &list);
		policy.form = &learnt;
	}
	judge(&j, &a, s, b.parse);
	write_reference_edits(&edits, &a, b.d, &b.ref, &j, &policy);
	got = patched(&a, b.d->text, &edits);
	if (strcmp(got, s->want) != 0)
		fail_msg("%s\n  want %s\n  got  %s", s->what, s->want, got);
	if (s->refused && (j.changes[0].applied || !j.changes[0].refused))
		fail_msg("%s: it is not said why", s->what);
	if (s->sibling)
		document_close(b2.d);
	document_close(b.d);
	arena_release(&a);
}

static void
check_all(const struct sample *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_sample(&s[i]);
}

#define CHECK_ALL(s) check_all(s, sizeof(s) / sizeof((s)[0]))
#define WRONG(field, to)                        \
	{                                       \
		CLAIM_##field, CHANGE_WRONG, to \
	}
#define MISSING(field, to)                        \
	{                                         \
		CLAIM_##field, CHANGE_MISSING, to \
	}

/* --- samples --------------------------------------------------------------- */

#define DEVLIN "Devlin|Jacob;Chang|Ming-Wei;Lee|Kenton;Toutanova|Kristina"

static void
authors_are_written_as_the_list_writes_them(void **state)
{
	static const struct sample samples[] = {
		{ "APA, cut in the middle, the record is short",
		    "{A:Brown, T., Zhang, J., Child, R., ..., & Hinton, G.} "
		    "(2017). *{T:Bert}*.",
		    "Brown|T.;Zhang|J.;Child|R.;Hinton|G.;^",
		    { WRONG(AUTHOR, DEVLIN) },
		    .want =
			"Devlin, J., Chang, M.-W., Lee, K., & Toutanova, K. "
			"(2017). *Bert*." },
		{ "APA, cut in the middle, the record is longer",
		    "{A:Brown, T., ..., & Hinton, G.} (2017). {T:Bert}.",
		    "Brown|T.;Hinton|G.;^", { WRONG(AUTHOR, DEVLIN) },
		    .want = "Devlin, J., ..., & Toutanova, K. (2017). Bert." },
		{ "one author becomes four", "{A:Brown, T.} (2017). {T:Bert}.",
		    "Brown|T.", { WRONG(AUTHOR, DEVLIN) },
		    .want =
			"Devlin, J., Chang, M.-W., Lee, K., & Toutanova, K. "
			"(2017). Bert." },
		{ "two with and, four get the comma",
		    "{A:Tom Brown and Geoffrey Hinton}. 2017. {T:Bert}.",
		    "Brown|Tom;Hinton|Geoffrey", { WRONG(AUTHOR, DEVLIN) },
		    .want = "Jacob Devlin, Ming-Wei Chang, Kenton Lee, and "
			    "Kristina "
			    "Toutanova. 2017. Bert." },
		{ "given names first, initials",
		    "{A:T. Brown, J. Zhang, and G. Hinton}, \"{T:Bert},\" "
		    "2017.",
		    "Brown|T.;Zhang|J.;Hinton|G.", { WRONG(AUTHOR, DEVLIN) },
		    .want = "J. Devlin, M.-W. Chang, K. Lee, and K. Toutanova, "
			    "\"Bert,\" 2017." },
		{ "Vancouver",
		    "{A:Brown T, Zhang JX, Hinton G}. {T:Bert}. 2017.",
		    "Brown|T;Zhang|JX;Hinton|G", { WRONG(AUTHOR, DEVLIN) },
		    .want =
			"Devlin J, Chang MW, Lee K, Toutanova K. Bert. 2017." },
		{ "et al. after the first stays so",
		    "{A:Brown T, et al}. {T:Bert}. 2017.", "Brown|T;+",
		    { WRONG(AUTHOR, DEVLIN) },
		    .want = "Devlin J, et al. Bert. 2017." },
		{ "et al. after two, when there are but two",
		    "{A:Brown, T., Zhang, J., et al.} (2017). {T:Bert}.",
		    "Brown|T.;Zhang|J.;+",
		    { WRONG(AUTHOR, "Devlin|Jacob;Chang|Ming-Wei") },
		    .want = "Devlin, J., & Chang, M.-W. (2017). Bert." },
		{ "GB/T 7714: capitals, no points",
		    "{A:BROWN T, ZHANG J}. {T:Bert}[C]. 2017.",
		    "BROWN|T;ZHANG|J", { WRONG(AUTHOR, DEVLIN) },
		    .want = "DEVLIN J, CHANG MW, LEE K, TOUTANOVA K. Bert[C]. "
			    "2017." },
		{ "points without blanks",
		    "{A:Brown, T.B., Hinton, G.E.} 2017. {T:Bert}.",
		    "Brown|T.B.;Hinton|G.E.",
		    { WRONG(AUTHOR, "LeCun|Yann;Hinton|Geoffrey Everest;"
				    "Smith|John Paul") },
		    .want =
			"LeCun, Y., Hinton, G.E., Smith, J.P. 2017. Bert." },
		{ "the reading has blanks that the text has not",
		    "{A:Brown, T.B., Hinton, G.-E.} 2017. {T:Bert}.",
		    "Brown|T. B.;Hinton|G. E.",
		    { WRONG(AUTHOR, "LeCun|Yann;Hinton|Geoffrey E.") },
		    .want = "LeCun, Y., Hinton, G.-E. 2017. Bert." },
		{ "a name in between that the reading does not have",
		    "{A:Brown, T., Somebody Else, & Hinton, G.} (2017). "
		    "{T:Bert}.",
		    "Brown|T.;Hinton|G.", { WRONG(AUTHOR, DEVLIN) },
		    .want = "Devlin, J., Chang, M.-W., Lee, K., & Toutanova, "
			    "K. (2017). Bert." },
		{ "semicolons",
		    "{A:Brown, Tom; Hinton, Geoffrey}: {T:Bert}. 2017.",
		    "Brown|Tom;Hinton|Geoffrey", { WRONG(AUTHOR, DEVLIN) },
		    .want = "Devlin, Jacob; Chang, Ming-Wei; Lee, Kenton; "
			    "Toutanova, Kristina: Bert. 2017." },
		{ "German und",
		    "{A:Brown, T., Zhang, J. und Hinton, G.}: {T:Bert}. "
		    "2017.",
		    "Brown|T.;Zhang|J.;Hinton|G.", { WRONG(AUTHOR, DEVLIN) },
		    .want =
			"Devlin, J., Chang, M.-W., Lee, K. und Toutanova, K.: "
			"Bert. 2017." },
		{ "only the first inverted (MLA)",
		    "{A:Brown, Tom, and Geoffrey Hinton}. \"{T:Bert}.\" "
		    "2017.",
		    "Brown|Tom;Hinton|Geoffrey",
		    { WRONG(AUTHOR, "Devlin|Jacob;Chang|Ming-Wei") },
		    .want =
			"Devlin, Jacob, and Ming-Wei Chang. \"Bert.\" 2017." },
		{ "who is there already stays as he is",
		    "{A:Hinton, G., Lecun, Yann, & Bengio, Y.} (2015). "
		    "{T:Deep learning}.",
		    "Hinton|G.;Lecun|Yann;Bengio|Y.",
		    { WRONG(AUTHOR, "LeCun|Yann;Bengio|Yoshua;Hinton|"
				    "Geoffrey") },
		    .want =
			"Lecun, Yann, Bengio, Y., & Hinton, G. (2015). Deep "
			"learning." },
		{ "Chinese names",
		    "{A:\xe5\xbc\xa0\xe4\xb8\x89\xef\xbc\x8c\xe6\x9d\x8e"
		    "\xe5\x9b\x9b}. {T:Bert}. 2017.",
		    "\xe5\xbc\xa0|\xe4\xb8\x89;\xe6\x9d\x8e|\xe5\x9b\x9b",
		    { WRONG(AUTHOR,
			"\xe7\x8e\x8b|\xe4\xba\x94;\xe8\xb5\xb5|\xe5\x85\xad;"
			"\xe6\x9d\x8e|\xe5\x9b\x9b") },
		    .want =
			"\xe7\x8e\x8b\xe4\xba\x94\xef\xbc\x8c\xe8\xb5\xb5\xe5"
			"\x85\xad\xef\xbc\x8c\xe6\x9d\x8e\xe5\x9b\x9b. Bert. "
			"2017." },
		{ "full stop of the sentence comes back",
		    "{A:Brown, T., and Hinton, G.} {T:Bert}. 2017.",
		    "Brown|T.;Hinton|G.",
		    { WRONG(AUTHOR, "Devlin|Jacob;=Google AI Language") },
		    .want = "Devlin, J., and Google AI Language. Bert. 2017." },
	};

	(void)state;
	CHECK_ALL(samples);
}

static void
a_long_list_is_not_poured_out(void **state)
{
	struct sbuf many = SBUF_INIT;
	struct sample s = { "3,000 authors", "{A:Aad, G.} (2012). {T:Higgs}.",
		"Aad|G.", { WRONG(AUTHOR, "") },
		.want = "Bb, X., Bb, X., Bb, X., et al. (2012). Higgs." };

	(void)state;
	for (int i = 0; i < 3000; i++)
		sbuf_add(&many, SPAN_LIT("Bb|Xi;"));
	s.wishes[0].to = many.buf;
	check_sample(&s);
	sbuf_release(&many);
}

static void
single_fields_change_in_their_places(void **state)
{
	static const struct sample samples[] = {
		{ "title inside emphasis",
		    "Bengio, Y. ({Y:2009}). *{T:Learning deep "
		    "architectures}*. F, 2(1), 1-127.",
		    NULL,
		    { WRONG(TITLE, "Learning Deep Architectures for AI") },
		    .want =
			"Bengio, Y. (2009). *Learning Deep Architectures for "
			"AI*. F, 2(1), 1-127." },
		{ "a title with an asterisk is escaped", "A. *{T:B}*.", NULL,
		    { WRONG(TITLE, "A* search_") },
		    .want = "A. *A\\* search\\_*." },
		{ "a bar would start a cell of a table", "A. {T:B}.", NULL,
		    { WRONG(TITLE, "P(a|b)") }, .want = "A. P(a\\|b)." },
		{ "in a text file it is not", "A. *{T:B}*.", NULL,
		    { WRONG(TITLE, "A* search") }, .want = "A. *A* search*.",
		    .plain = true },
		{ "the title's own point goes", "A. {T:B}. 2015.", NULL,
		    { WRONG(TITLE, "Deep.") }, .want = "A. Deep. 2015." },
		{ "quotation marks in a quoted title", "A, \"{T:B},\" 2015.",
		    NULL, { WRONG(TITLE, "On \"b\" and c") },
		    .want = "A, \"On 'b' and c,\" 2015." },
		{ "emphasis on a part of the title",
		    "A. {T:On *C. elegans* worms}. 2015.", NULL,
		    { WRONG(TITLE, "Of mice") }, .want = "A. Of mice. 2015." },
		{ "emphasis at the title's end",
		    "A. {T:On *C. elegans*}. 2015.", NULL,
		    { WRONG(TITLE, "Of mice") }, .want = "A. Of mice. 2015." },
		{ "markup that crosses the end is left alone",
		    "A. {T:On *C.} elegans*. 2015.", NULL,
		    { WRONG(TITLE, "Of mice") },
		    .want = "A. On *C. elegans*. 2015." },
		{ "the year's letter stays", "A ({Y:2014a}). {T:B}.", NULL,
		    { WRONG(YEAR, "2015") }, .want = "A (2015a). B." },
		{ "pages with the dash in use",
		    "A. {T:B}. {P:1\xe2\x80\x93"
		    "9}.",
		    NULL, { WRONG(PAGES, "436-444") },
		    .want = "A. B. 436\xe2\x80\x93"
			    "444." },
		{ "pages with two hyphens", "A. {T:B}. {P:1--9}.", NULL,
		    { WRONG(PAGES, "436-444") }, .want = "A. B. 436--444." },
		{ "pages with the last one cut", "A. {T:B}. {P:1601-6}.", NULL,
		    { WRONG(PAGES, "1735-1780") }, .want = "A. B. 1735-80." },
		{ "a DOI in a link is encoded",
		    "A. {T:B}. https://doi.org/{D:10.1000/1}", NULL,
		    { WRONG(DOI, "10.1002/(sici)1<23::aid>3.0.co;2-2") },
		    .want =
			"A. B. https://doi.org/10.1002/(sici)1%3C23::aid%3E3.0."
			"co;2-2" },
		{ "a DOI that does not exist goes",
		    "A. {T:B}. C, 3. https://doi.org/{D:10.1000/xyz}", NULL,
		    { WRONG(DOI, "-") }, .want = "A. B. C, 3." },
		{ "volume in bold", "A. {T:B}. *C*, *{V:1}*(2).", NULL,
		    { WRONG(VOLUME, "521") }, .want = "A. B. *C*, *521*(2)." },
		{ "no place, no change", "A. {T:B}. 2015.", NULL,
		    { WRONG(VOLUME, "521") }, .want = "A. B. 2015." },
	};

	(void)state;
	CHECK_ALL(samples);
}

#define NATURE                                                              \
	{                                                                   \
		MISSING(CONTAINER_TITLE, "Nature"), MISSING(VOLUME, "521"), \
		    MISSING(ISSUE, "7553"), MISSING(PAGES, "436-444"),      \
		    MISSING(DOI, "10.1038/nature14539")                     \
	}

static void
missing_fields_come_in_the_styles_order(void **state)
{
	static const struct sample samples[] = {
		{ "APA, title in emphasis",
		    "{A:LeCun, Y., Bengio, Y., & Hinton, G.} ({Y:2015}). "
		    "*{T:Deep learning}*.",
		    "LeCun|Y.;Bengio|Y.;Hinton|G.", NATURE,
		    .want = "LeCun, Y., Bengio, Y., & Hinton, G. (2015). *Deep "
			    "learning*. Nature, 521(7553), 436-444. "
			    "https://doi.org/10.1038/nature14539",
		    .complete = true },
		{ "APA without the last point",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}", "LeCun|Y.",
		    NATURE,
		    .want =
			"LeCun, Y. (2015). Deep learning. Nature, 521(7553), "
			"436-444. https://doi.org/10.1038/nature14539",
		    .complete = true },
		{ "title in emphasis up to the end",
		    "{A:LeCun, Y.} ({Y:2015}). *{T:Deep learning}*", "LeCun|Y.",
		    NATURE,
		    .want =
			"LeCun, Y. (2015). *Deep learning*. Nature, 521(7553), "
			"436-444. https://doi.org/10.1038/nature14539",
		    .complete = true },
		{ "the others' containers are in emphasis",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}.", "LeCun|Y.",
		    NATURE,
		    .want =
			"LeCun, Y. (2015). Deep learning. *Nature*, 521(7553), "
			"436\xe2\x80\x93"
			"444. doi:10.1038/nature14539.",
		    .complete = true,
		    .list = { .doi_prefix = "doi:",
			.page_dash = "\xe2\x80\x93",
			.container_emphasis = true } },
		{ "the DOI is there",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}. "
		    "https://doi.org/{D:10.1038/nature14539}",
		    "LeCun|Y.",
		    { MISSING(CONTAINER_TITLE, "Nature"),
			MISSING(VOLUME, "521") },
		    .want = "LeCun, Y. (2015). Deep learning. Nature, 521. "
			    "https://doi.org/10.1038/nature14539",
		    .complete = true },
		{ "volume and pages behind the container",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}. "
		    "*{C:Nature}*.",
		    "LeCun|Y.",
		    { MISSING(VOLUME, "521"), MISSING(ISSUE, "7553"),
			MISSING(PAGES, "436-444") },
		    .want =
			"LeCun, Y. (2015). Deep learning. *Nature*, 521(7553), "
			"436-444.",
		    .complete = true },
		{ "an issue between volume and pages",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}. "
		    "{C:Nature}, {V:521}, {P:436-444}.",
		    "LeCun|Y.", { MISSING(ISSUE, "7553") },
		    .want =
			"LeCun, Y. (2015). Deep learning. Nature, 521(7553), "
			"436-444.",
		    .complete = true },
		{ "pages behind the issue",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}. "
		    "{C:Nature}, {V:521}({I:7553}).",
		    "LeCun|Y.", { MISSING(PAGES, "436-444") },
		    .want =
			"LeCun, Y. (2015). Deep learning. Nature, 521(7553), "
			"436-444.",
		    .complete = true },
		{ "IEEE", "{A:Y. LeCun}, \"{T:Deep learning},\" {Y:2015}.",
		    "LeCun|Y.", NATURE,
		    .want = "Y. LeCun, \"Deep learning,\" Nature, vol. 521, "
			    "no. 7553, "
			    "pp. 436-444, 2015, doi: 10.1038/nature14539.",
		    .complete = true },
		{ "Vancouver",
		    "{A:LeCun Y}. {T:Deep learning}. {C:Nature}. {Y:2015}.",
		    "LeCun|Y",
		    { MISSING(VOLUME, "521"), MISSING(ISSUE, "7553"),
			MISSING(PAGES, "436-444") },
		    .want = "LeCun Y. Deep learning. Nature. "
			    "2015;521(7553):436-444.",
		    .complete = true },
		{ "GB/T 7714",
		    "{A:LECUN Y}. {T:Deep learning}[J]. {C:Nature}, "
		    "{Y:2015}.",
		    "LECUN|Y",
		    { MISSING(VOLUME, "521"), MISSING(ISSUE, "7553"),
			MISSING(PAGES, "436-444") },
		    .want =
			"LECUN Y. Deep learning[J]. Nature, 2015, 521(7553): "
			"436-444.",
		    .complete = true },
		{ "plain BibTeX style",
		    "{A:Y. LeCun}. {T:Deep learning}. {C:Nature}, {Y:2015}.",
		    "LeCun|Y.",
		    { MISSING(VOLUME, "521"), MISSING(ISSUE, "7553"),
			MISSING(PAGES, "436-444") },
		    .want =
			"Y. LeCun. Deep learning. Nature, 521(7553):436-444, "
			"2015.",
		    .complete = true },
		{ "Chicago, author and date",
		    "{A:LeCun, Yann}. {Y:2015}. \"{T:Deep learning}.\" "
		    "*{C:Nature}*.",
		    "LeCun|Yann",
		    { MISSING(VOLUME, "521"), MISSING(ISSUE, "7553"),
			MISSING(PAGES, "436-444") },
		    .want =
			"LeCun, Yann. 2015. \"Deep learning.\" *Nature* 521 "
			"(7553): 436-444.",
		    .complete = true },
		{ "a book's publisher",
		    "{A:Ericsson, A., & Pool, R.} ({Y:2016}). *{T:Peak}*.",
		    "Ericsson|A.;Pool|R.",
		    { MISSING(PUBLISHER, "Houghton Mifflin Harcourt"),
			MISSING(ISBN, "9780544456235") },
		    .want = "Ericsson, A., & Pool, R. (2016). *Peak*. Houghton "
			    "Mifflin Harcourt.",
		    .type = WORK_TYPE_BOOK, .complete = true },
		{ "a proceedings paper has pages without a volume",
		    "{A:Devlin, J.} ({Y:2019}). *{T:BERT}*.", "Devlin|J.",
		    { MISSING(CONTAINER_TITLE, "Proceedings of NAACL"),
			MISSING(PAGES, "4171-4186"),
			MISSING(DOI, "10.18653/v1/n19-1423") },
		    .want = "Devlin, J. (2019). *BERT*. Proceedings of NAACL, "
			    "4171-4186. https://doi.org/10.18653/v1/n19-1423",
		    .type = WORK_TYPE_PAPER_CONFERENCE, .complete = true },
		{ "an arXiv paper gets its id",
		    "{A:Devlin, J.} ({Y:2018}). {T:BERT}.", "Devlin|J.",
		    { MISSING(ARXIV, "1810.04805"),
			MISSING(DOI, "10.48550/arxiv.1810.04805") },
		    .want = "Devlin, J. (2018). BERT. arXiv:1810.04805.",
		    .type = WORK_TYPE_ARTICLE, .complete = true },
		{ "a title that asks", "{A:Hardin, G.} ({Y:1968}). {T:Why?}",
		    "Hardin|G.", { MISSING(CONTAINER_TITLE, "Science") },
		    .want = "Hardin, G. (1968). Why? Science.",
		    .complete = true },
		{ "the year is missing",
		    "{A:LeCun, Y.} {T:Deep learning}. {C:Nature}.", "LeCun|Y.",
		    { MISSING(YEAR, "2015") },
		    .want = "LeCun, Y. Deep learning. Nature, 2015.",
		    .complete = true },
		{ "not asked for",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}.", "LeCun|Y.",
		    NATURE, .want = "LeCun, Y. (2015). Deep learning." },
	};

	(void)state;
	CHECK_ALL(samples);
}

#define NUMBERS                                             \
	{                                                   \
		MISSING(VOLUME, "30"), MISSING(ISSUE, "7"), \
		    MISSING(PAGES, "5998-6008")             \
	}

static void
what_is_there_though_not_read_is_not_put_there_again(void **state)
{
	static const struct sample samples[] = {
		{ "APA, a volume",
		    "{A:A, B.} ({Y:2017}). {T:Att}. *{C:J}*, 30.", "A|B.",
		    { MISSING(VOLUME, "30"), MISSING(PAGES, "5-8") },
		    .want = "A, B. (2017). Att. *J*, 30, 5-8.",
		    .complete = true },
		{ "all of it",
		    "{A:B. A}. {T:Att}. {C:J}, 30(7):5998-6008 {Y:2017}.",
		    "A|B.", NUMBERS,
		    .want = "B. A. Att. J, 30(7):5998-6008 2017.",
		    .complete = true },
		{ "in the container's place",
		    "{A:B. A}. {T:Att}. {C:Mind 30}, {Y:2017}.", "A|B.",
		    { MISSING(VOLUME, "30"), MISSING(ISSUE, "7") },
		    .want = "B. A. Att. Mind 30(7), 2017.", .complete = true },
		{ "other numbers, which nobody read",
		    "{A:B. A}. {T:Att}. {C:J}, 31:1-9 {Y:2017}.", "A|B.",
		    NUMBERS, .want = "B. A. Att. J, 31:1-9 2017.",
		    .complete = true },
		{ "but a year is no volume",
		    "{A:A, B.} ({Y:2017}). {T:Att}. {C:J}.", "A|B.",
		    { MISSING(VOLUME, "2017"), MISSING(PAGES, "5-8") },
		    .want = "A, B. (2017). Att. J, 2017, 5-8.",
		    .complete = true },
		{ "a volume behind the year",
		    "{A:B. A}. {T:Att}. {C:J}, {Y:2017}, 30.", "A|B.", NUMBERS,
		    .want = "B. A. Att. J, 2017, 30(7):5998-6008.",
		    .complete = true },
	};

	(void)state;
	CHECK_ALL(samples);
}

static void
numbers_come_with_the_names_that_the_others_have(void **state)
{
	static const struct sample samples[] = {
		{ "ABNT, by its own volume",
		    "{A:A, B.} {T:Att}. {C:J}, v. {V:30}, {Y:2017}.", "A|B.",
		    NUMBERS,
		    .want = "A, B. Att. J, v. 30, n. 7, p. 5998-6008, 2017.",
		    .complete = true },
		{ "by its own volume, not read",
		    "{A:A, B.} {T:Att}. {C:J}, v. 30, {Y:2017}.", "A|B.",
		    { MISSING(VOLUME, "30"), MISSING(PAGES, "5998-6008") },
		    .want = "A, B. Att. J, v. 30, p. 5998-6008, 2017.",
		    .complete = true },
		{ "GOST",
		    "{A:A B.} {T:Att} // {C:J}. {Y:2017}. \xd0\xa2. {V:30}.",
		    "A|B.", NUMBERS,
		    .want = "A B. Att // J. 2017. \xd0\xa2. 30. \xe2\x84\x96 "
			    "7. \xd0\xa1. 5998-6008.",
		    .complete = true },
		{ "German, the name behind",
		    "{A:A, B.} ({Y:2017}): {T:Att}, in: {C:J}, {V:30}. Jg., S. "
		    "{P:5998-6008}.",
		    "A|B.", NUMBERS,
		    .want = "A, B. (2017): Att, in: J, 30. Jg., S. 5998-6008.",
		    .complete = true },
		{ "the year comes last", "{A:A, B.}, {T:Att}, {C:Mind} {V:59}",
		    "A|B.",
		    { MISSING(YEAR, "1950"), MISSING(ISSUE, "236"),
			MISSING(PAGES, "433-460") },
		    .want = "A, B., Att, Mind 59(236):433-460, 1950",
		    .complete = true },
		{ "ABNT, by another reference",
		    "{A:A, B.} {T:Att}. {C:J}, {Y:2017}.", "A|B.", NUMBERS,
		    .want = "A, B. Att. J, v. 30, n. 7, p. 5998-6008, 2017.",
		    .complete = true,
		    .sibling = "{A:C, D.} {T:Ett}. {C:K}, v. {V:1}, n. {I:2}, "
			       "p. {P:3-4}, {Y:2001}." },
		{ "no names, blanks, by another reference",
		    "{A:A, B.} {T:Att}. {C:J}, {Y:2017}.", "A|B.", NUMBERS,
		    .want = "A, B. Att. J 30 (7), 5998-6008, 2017.",
		    .complete = true,
		    .sibling = "{A:C, D.} {T:Ett}. {C:K} {V:1} ({I:2}), "
			       "{P:3-4}, {Y:2001}." },
		{ "the other one is of another shape",
		    "{A:A, B.} ({Y:2017}). {T:Att}. {C:J}.", "A|B.", NUMBERS,
		    .want = "A, B. (2017). Att. J, 30(7), 5998-6008.",
		    .complete = true,
		    .sibling = "{A:C, D.} {T:Ett}. {C:K}, v. {V:1}, n. {I:2}, "
			       "p. {P:3-4}, {Y:2001}." },
	};

	(void)state;
	CHECK_ALL(samples);
}

static void
what_is_a_part_of_the_title_is_not_replaced(void **state)
{
	static const struct sample samples[] = {
		{ "authors that ran into the title",
		    "{A:Turing, Alan, Computing Machinery} {T:and "
		    "Intelligence}, {C:Mind 59}",
		    "Turing|Alan;Computing|Machinery",
		    { WRONG(AUTHOR, "Turing|Alan M."), MISSING(ISSUE, "236"),
			MISSING(DOI, "10.1/2") },
		    .want = "Turing, Alan, Computing Machinery and "
			    "Intelligence, Mind 59",
		    .title = "Computing Machinery and Intelligence",
		    .complete = true, .refused = true },
		{ "half of the title",
		    "{A:Turing, Alan}, Computing Machinery {T:and "
		    "Intelligence}, {C:Mind}",
		    "Turing|Alan",
		    { WRONG(TITLE, "Computing Machinery and Intelligence") },
		    .want = "Turing, Alan, Computing Machinery and "
			    "Intelligence, Mind",
		    .title = "Computing Machinery and Intelligence",
		    .refused = true },
		{ "authors that ran into a title with an error",
		    "{A:Turing, Alan, Computing Machinery and} "
		    "{T:Intelligenz}.",
		    "Turing|Alan;Computing|Machinery and",
		    { WRONG(AUTHOR, "Turing|Alan M.") },
		    .want = "Turing, Alan, Computing Machinery and "
			    "Intelligenz.",
		    .title = "Computing Machinery and Intelligence",
		    .refused = true },
		{ "a container that is in the title",
		    "{A:A, B.}: Findings of the {C:WMT Task} {T:on}.", "A|B.",
		    { WRONG(CONTAINER_TITLE, "ACL") },
		    .want = "A, B.: Findings of the WMT Task on.",
		    .title = "Findings of the WMT Task", .refused = true },
		{ "a year that is in the title, and one that is not",
		    "{A:A, B.} ({Y:2016}). {T:Findings of WMT 2016}.", "A|B.",
		    { WRONG(YEAR, "2017") },
		    .want = "A, B. (2017). Findings of WMT 2016.",
		    .title = "Findings of WMT 2016" },
		{ "who is in his title",
		    "{A:Darwin, C. R.} {T:Charles Darwin, a life}. {Y:1958}.",
		    "Darwin|C. R.",
		    { WRONG(AUTHOR, "Darwin|Charles;Barlow|Nora") },
		    .want = "Darwin, C. R., & Barlow, N. Charles Darwin, a "
			    "life. 1958.",
		    .title = "Charles Darwin, a life" },
	};

	(void)state;
	CHECK_ALL(samples);
}

static void
what_is_taken_out_leaves_no_marks_behind(void **state)
{
	static const struct sample samples[] = {
		{ "a point on both sides",
		    "A. {T:B}. C 12, 383299. ISBN {B:0-306-40615-2}.", NULL,
		    { WRONG(ISBN, "-") }, .want = "A. B. C 12, 383299." },
		{ "a comma on both sides",
		    "A. {T:B}. C, ISBN {B:0-306-40615-2}, 2001.", NULL,
		    { WRONG(ISBN, "-") }, .want = "A. B. C, 2001." },
		{ "brackets", "A. {T:B}. C (doi:{D:10.1000/2}).", NULL,
		    { WRONG(DOI, "-") }, .want = "A. B. C." },
		{ "a point, then a comma",
		    "A. {T:B}. C. doi:{D:10.1000/2}, 2001.", NULL,
		    { WRONG(DOI, "-") }, .want = "A. B. C. 2001." },
	};

	(void)state;
	CHECK_ALL(samples);
}

static void
conflicts_are_written_only_on_request(void **state)
{
	struct work record = { 0 };
	struct judgement j = {
		.verdict = VERDICT_CONFLICT,
		.work = &record,
		.distinctive = true,
	};
	struct change wrong = { .field = CLAIM_YEAR, .kind = CHANGE_WRONG };
	struct write_policy p = { .apply = APPLY_SAFE };

	(void)state;
	assert_false(write_applies(&p, &j, &wrong));
	p.apply = APPLY_ALL;
	assert_true(write_applies(&p, &j, &wrong));
	j.distinctive = false;
	assert_false(write_applies(&p, &j, &wrong));
	j.verdict = VERDICT_NOT_FOUND;
	assert_false(write_applies(&p, &j, &wrong));
	j.verdict = VERDICT_DIFFERS;
	assert_true(write_applies(&p, &j, &wrong));
	p.protected_fields = 1U << CLAIM_YEAR;
	assert_false(write_applies(&p, &j, &wrong));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(authors_are_written_as_the_list_writes_them),
		cmocka_unit_test(a_long_list_is_not_poured_out),
		cmocka_unit_test(single_fields_change_in_their_places),
		cmocka_unit_test(missing_fields_come_in_the_styles_order),
		cmocka_unit_test(
		    what_is_there_though_not_read_is_not_put_there_again),
		cmocka_unit_test(
		    numbers_come_with_the_names_that_the_others_have),
		cmocka_unit_test(what_is_a_part_of_the_title_is_not_replaced),
		cmocka_unit_test(what_is_taken_out_leaves_no_marks_behind),
		cmocka_unit_test(conflicts_are_written_only_on_request),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
