/* What the markers of citation keys find in a work. */

#include "base/text.h"
#include "model/date.h"
#include "write/bibtex.h"
#include "write/key-parts.h"

#include <stdlib.h>

#include "base/banned.h"

struct valuing {
	struct arena *a;
	const struct key_part *p;
	const struct work *w;
	bool brackets;
};

/* --- people ---------------------------------------------------------------------- */

static char *
word_of(const struct valuing *v, const char *text)
{
	struct key_words w = { .len = 0 };

	key_words_add_text(&w, v->a, text, v->p->german);
	return key_words_join(v->a, &w, "");
}

static char *
cut(char *s, size_t n)
{
	if (strlen(s) > n)
		s[n] = '\0';
	return s;
}

/* The name of an organisation: of JabRef's the letters that its words begin with, else
 * the first word that says something; of Better BibTeX's all of it. */
static char *
organisation(const struct valuing *v, const char *literal)
{
	struct key_words w = { .len = 0 };
	size_t to = 0;

	key_words_add_text(&w, v->a, literal, v->p->german);
	if (w.len <= 1 || !v->brackets)
		return key_words_join(v->a, &w, "");
	key_words_skip(&w);
	for (size_t i = 0; i < w.len; i++)
		if (*w.items[i] >= 'A' && *w.items[i] <= 'Z')
			w.items[to++] = cut(w.items[i], 1);
	w.len = to > 1 ? to : 1;
	return key_words_join(v->a, &w, "");
}

/* A family name as one word; whole: with "von". JabRef's markers are without it, but
 * for the one that says so. */
static char *
family(const struct valuing *v, const struct name *n, bool whole)
{
	char *out, *initials;

	if (n->literal && !n->family)
		return organisation(v, n->literal);
	out = word_of(
	    v, whole || !v->brackets ? name_family_full(v->a, n) : n->family);
	if (!v->p->args.initials || !n->given)
		return out;
	initials = word_of(v, name_initials(v->a, n->given));
	return arena_printf(v->a, "%s%s", out, initials);
}

static char *
fore_initial(const struct valuing *v, const struct name *n)
{
	return cut(word_of(v, n->given), 1);
}

static const struct name_list *
people(const struct valuing *v)
{
	if (v->p->editor)
		return &v->w->editor;
	return v->w->author.len || v->p->pure ? &v->w->author : &v->w->editor;
}

/* All of these as one word. */
static void
add_joined(struct key_words *out, const struct valuing *v,
    const struct key_words *names, const char *joiner)
{
	if (v->p->args.joiner)
		joiner = v->p->args.joiner;
	if (names->len)
		key_words_add(out, key_words_join(v->a, names, joiner));
}

static void
add_authors(
    struct key_words *out, const struct valuing *v, const struct name_list *l)
{
	const struct key_arguments *args = &v->p->args;
	size_t n = args->numbers[0] > 0 ? (size_t)args->numbers[0] : l->len;
	const char *etal = args->etal ? args->etal : v->brackets ? "EtAl" : "";
	struct key_words names = { .len = 0 };

	for (size_t i = 0; i < l->len && i < n; i++)
		key_words_add(&names, family(v, &l->items[i], false));
	if (n < l->len || l->others)
		key_words_add(&names, arena_strdup(v->a, etal));
	if (args->joiner)
		add_joined(out, v, &names, "");
	else
		for (size_t i = 0; i < names.len; i++)
			key_words_add(out, names.items[i]);
}

/* alpha.bst */
static void
add_alpha(
    struct key_words *out, const struct valuing *v, const struct name_list *l)
{
	struct key_words names = { .len = 0 };
	size_t n = l->len > 4 ? 3 : l->len;

	if (l->len == 1 && !l->others) {
		key_words_add(out, cut(family(v, &l->items[0], true), 3));
		return;
	}
	for (size_t i = 0; i < n; i++)
		key_words_add(&names, cut(family(v, &l->items[i], true), 1));
	if (l->len > 4 || l->others)
		key_words_add(&names, arena_strdup(v->a, "+"));
	add_joined(out, v, &names, "");
}

/* So many letters in all, the first one's name with what is left over. */
static void
add_initials(
    struct key_words *out, const struct valuing *v, const struct name_list *l)
{
	struct key_words names = { .len = 0 };
	size_t n = (size_t)v->p->args.numbers[0];

	for (size_t i = 0; i < l->len; i++) {
		size_t letters = n ? n / l->len + (i < n % l->len) : 1;

		key_words_add(
		    &names, cut(family(v, &l->items[i], false), letters));
	}
	add_joined(out, v, &names, v->brackets ? "" : ".");
}

static void
add_several(
    struct key_words *out, const struct valuing *v, const struct name_list *l)
{
	const char *dot = v->brackets ? "" : ".";
	struct key_words names = { .len = 0 };
	size_t n = l->len;
	bool more = n > 2 || (n > 1 && l->others) || (n == 1 && l->others);

	switch (v->p->what) {
	case KEY_AUTHOR_INITIALS:
		for (size_t i = 0; i < n; i++)
			key_words_add(&names,
			    cut(family(v, &l->items[i], false), i ? 1 : 5));
		add_joined(out, v, &names, dot);
		return;
	case KEY_AUTH_SHORT:
		for (size_t i = 0; i < n && i < 3; i++)
			key_words_add(
			    &names, cut(family(v, &l->items[i], false),
					n == 1 ? SIZE_MAX : 1));
		if (n > 3 || l->others)
			key_words_add(&names, arena_strdup(v->a, "+"));
		add_joined(out, v, &names, dot);
		return;
	case KEY_AUTH_AUTH_EA:
		for (size_t i = 0; i < n && i < 2; i++)
			key_words_add(&names, family(v, &l->items[i], false));
		if (n > 2 || l->others)
			key_words_add(&names, arena_strdup(v->a, "ea"));
		add_joined(out, v, &names, ".");
		return;
	case KEY_AUTH_ETAL:
	case KEY_AUTH_ETAL_DOT:
		key_words_add(&names, family(v, &l->items[0], false));
		if (more)
			key_words_add(&names,
			    arena_strdup(v->a,
				v->p->what == KEY_AUTH_ETAL ? "EtAl" : "etal"));
		else if (n == 2)
			key_words_add(&names, family(v, &l->items[1], false));
		if (v->p->what == KEY_AUTH_ETAL_DOT || v->p->args.joiner)
			add_joined(out, v, &names, ".");
		else
			for (size_t i = 0; i < names.len; i++)
				key_words_add(out, names.items[i]);
		return;
	default: return;
	}
}

static bool
add_people(struct key_words *out, const struct valuing *v)
{
	const struct name_list *l = people(v);
	const struct key_arguments *args = &v->p->args;
	size_t n = l->len,
	       m = args->numbers[1] > 0 ? (size_t)args->numbers[1] - 1 : 0;
	char *word;

	if ((args->min && n < (size_t)args->min) ||
	    (args->max && n > (size_t)args->max))
		return false;
	if (!n || m >= n)
		return true;
	switch (v->p->what) {
	case KEY_AUTH:
		word = family(v, &l->items[m], false);
		if (args->numbers[0] > 0)
			(void)cut(word, (size_t)args->numbers[0]);
		key_words_add(out, word);
		return true;
	case KEY_AUTH_FULL:
		key_words_add(out, family(v, &l->items[0], true));
		return true;
	case KEY_AUTH_LAST:
		key_words_add(out, family(v, &l->items[n - 1], false));
		return true;
	case KEY_AUTH_FORE_INITIAL:
		key_words_add(out, fore_initial(v, &l->items[0]));
		return true;
	case KEY_AUTH_LAST_FORE_INITIAL:
		key_words_add(out, fore_initial(v, &l->items[n - 1]));
		return true;
	case KEY_AUTHORS: add_authors(out, v, l); return true;
	case KEY_AUTHORS_ALPHA: add_alpha(out, v, l); return true;
	case KEY_AUTH_INITIALS: add_initials(out, v, l); return true;
	default: add_several(out, v, l); return true;
	}
}

/* --- titles, pages, dates ----------------------------------------------------------- */

static void
add_title(struct key_words *out, const struct valuing *v)
{
	const int *numbers = v->p->args.numbers;
	size_t n = 3, capitals = v->brackets ? KEY_WORDS : 0;

	key_words_add_text(out, v->a, v->w->title, v->p->german);
	switch (v->p->what) {
	case KEY_FULL_TITLE: return;
	case KEY_CAMEL:
		for (size_t i = 0; i < out->len; i++)
			key_word_capitalize(out->items[i], v->brackets);
		return;
	case KEY_TITLE:
		if (v->brackets) {
			key_words_title_case(out);
			return;
		}
		key_words_skip(out);
		for (size_t i = 0; i < out->len; i++)
			key_word_capitalize(out->items[i], false);
		return;
	case KEY_VERY_SHORT_TITLE: n = 1; break;
	default: break;
	}
	key_words_skip(out);
	if (numbers[0] > 0)
		n = (size_t)numbers[0];
	if (numbers[1] > 0)
		capitals = (size_t)numbers[1];
	if (out->len > n)
		out->len = n;
	for (size_t i = 0; i < out->len; i++) {
		if (i < capitals)
			key_word_capitalize(out->items[i], v->brackets);
		if (v->p->what == KEY_SHORT_TITLE_INITIALS)
			(void)cut(out->items[i], 1);
	}
}

/* The lowest or the highest number of "7,41,73-97"; pages without one as they are. */
static void
add_page(struct key_words *out, const struct valuing *v)
{
	const char *pages = v->w->page ? v->w->page : "", *at = pages;
	struct span found = { NULL, 0 };
	unsigned long best = 0;

	if (v->p->what == KEY_PAGE_PREFIX) {
		struct span s = { pages, strcspn(pages, "0123456789") };

		if (pages[s.len])
			key_words_add(
			    out, word_of(v, arena_strdup_span(v->a, s)));
		return;
	}
	while (*at) {
		size_t skip = strcspn(at, "0123456789"),
		       n = strspn(at + skip, "0123456789");
		unsigned long number = strtoul(at + skip, NULL, 10);

		if (n && (!found.ptr ||
			     (v->p->what == KEY_FIRST_PAGE ? number < best
							   : number > best))) {
			found = (struct span){ at + skip, n };
			best = number;
		}
		at += skip + n;
	}
	if (!found.ptr)
		found = (struct span){ pages, strcspn(pages, "-, ;") };
	key_words_add(out, word_of(v, arena_strdup_span(v->a, found)));
}

/* strftime's %Y, %m and %d; what is not known is left out with what leads to it. */
static char *
formatted_date(struct arena *a, const struct date_point *d, const char *format)
{
	struct sbuf sb = SBUF_INIT;
	size_t known = 0;
	char *out;

	for (; *format; format++) {
		int value = 0;

		if (*format != '%' || !format[1]) {
			sbuf_addc(&sb, *format);
			continue;
		}
		format++;
		switch (*format) {
		case 'Y':
		case 'y': value = d->year; break;
		case 'm': value = d->month; break;
		case 'd': value = d->day; break;
		default: continue;
		}
		if (!value) {
			sb.len = known;
			sb.buf[known] = '\0';
			break;
		}
		sbuf_addf(&sb, *format == 'Y' ? "%d" : "%02d",
		    *format == 'y' ? abs(value) % 100 : value);
		known = sb.len;
	}
	out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

static char *
month(const struct valuing *v)
{
	static const char *const names[] = { "", "January", "February", "March",
		"April", "May", "June", "July", "August", "September",
		"October", "November", "December" };
	int n = v->w->issued.from.month;

	if (n < 1 || n > 12)
		return arena_strdup(v->a, "");
	return v->brackets ? arena_strdup(v->a, names[n])
			   : arena_printf(v->a, "%02d", n);
}

static void
add_date(struct key_words *out, const struct valuing *v)
{
	const struct date_point *issued = &v->w->issued.from,
				*original = &v->w->original_date.from;
	const char *format =
	    v->p->args.texts_len ? v->p->args.texts[0] : "%Y-%m-%d";
	int year = work_year(v->w);

	switch (v->p->what) {
	case KEY_SHORT_YEAR:
		if (year > 0)
			key_words_add(
			    out, arena_printf(v->a, "%02d", year % 100));
		return;
	case KEY_YEAR:
		if (year)
			key_words_add(out, arena_printf(v->a, "%d", year));
		return;
	case KEY_ORIGINAL_YEAR:
		if (original->year)
			key_words_add(
			    out, arena_printf(v->a, "%d", original->year));
		return;
	case KEY_DAY:
		if (issued->day)
			key_words_add(
			    out, arena_printf(v->a, v->brackets ? "%d" : "%02d",
				     issued->day));
		return;
	case KEY_MONTH: key_words_add(out, month(v)); return;
	default:
		key_words_add(out,
		    formatted_date(v->a,
			v->p->what == KEY_DATE ? issued : original, format));
	}
}

/* --- the rest ----------------------------------------------------------------------- */

/* "n" is the n-th or the first n of them; all without a number. */
static void
add_keywords(struct key_words *out, const struct valuing *v)
{
	const char *at = v->w->keyword;
	bool all = v->p->what == KEY_KEYWORDS;
	int wanted = v->p->args.numbers[0], i = 0;

	if (!wanted && !all)
		wanted = 1;
	while (at && *at) {
		size_t n = strcspn(at, ",;");

		i++;
		if (all ? !wanted || i <= wanted : i == wanted)
			key_words_add_text(out, v->a,
			    arena_strdup_span(v->a, (struct span){ at, n }),
			    v->p->german);
		at += n + (at[n] != '\0');
	}
}

/* [AUTHOR]: "Ada Lovelace and Charles Babbage". */
static bool
add_names(struct key_words *out, const struct valuing *v)
{
	const struct name_list *l = NULL;

	if (text_eq_nocase(span_of(v->p->text), "author"))
		l = &v->w->author;
	else if (text_eq_nocase(span_of(v->p->text), "editor"))
		l = &v->w->editor;
	else if (text_eq_nocase(span_of(v->p->text), "translator"))
		l = &v->w->translator;
	for (size_t i = 0; l && i < l->len; i++) {
		const struct name *n = &l->items[i];

		if (i)
			key_words_add(out, arena_strdup(v->a, "and"));
		key_words_add_text(out, v->a,
		    n->literal
			? n->literal
			: arena_printf(v->a, "%s %s", n->given ? n->given : "",
			      name_family_full(v->a, n)),
		    v->p->german);
	}
	return l != NULL;
}

static void
add_field(struct key_words *out, const struct valuing *v)
{
	const char *value;

	if (v->p->field >= 0) {
		value = work_get(v->w, (enum work_field)v->p->field);
		key_words_add_text(out, v->a, value, v->p->german);
		return;
	}
	if (add_names(out, v))
		return;
	for (const struct custom_field *c = v->w->custom; c; c = c->next)
		if (text_eq_nocase(span_of(c->key), v->p->text)) {
			key_words_add_text(out, v->a, c->value, v->p->german);
			return;
		}
}

static bool
type_is(const struct valuing *v)
{
	/* Zotero's names of what CSL and BibTeX call otherwise. */
	static const char *const zotero[][2] = { { "journalarticle",
						     "article-journal" },
		{ "magazinearticle", "article-magazine" },
		{ "newspaperarticle", "article-newspaper" },
		{ "booksection", "chapter" },
		{ "conferencepaper", "paper-conference" },
		{ "preprint", "article" }, { "computerprogram", "software" },
		{ "blogpost", "post-weblog" }, { "case", "legal_case" },
		{ "statute", "legislation" } };
	const char *type = work_type_csl(v->w->type),
		   *entry = bibtex_entry_type(v->w, BIBTEX_CLASSIC);

	for (size_t i = 0; i < v->p->args.texts_len; i++) {
		const char *said = v->p->args.texts[i];

		for (size_t k = 0; k < sizeof(zotero) / sizeof(zotero[0]); k++)
			if (text_eq_nocase(span_of(said), zotero[k][0]))
				said = zotero[k][1];
		if (text_eq_nocase(span_of(said), type ? type : "") ||
		    text_eq_nocase(span_of(said), entry))
			return true;
	}
	return false;
}

/* "en" is "en-US" too. */
static bool
language_is(const struct valuing *v)
{
	const char *language = v->w->language ? v->w->language : "";

	for (size_t i = 0; i < v->p->args.texts_len; i++) {
		const char *said = v->p->args.texts[i];
		size_t n = strlen(said);

		if (n && text_starts_nocase(span_of(language), said) &&
		    (!language[n] || language[n] == '-'))
			return true;
	}
	return false;
}

/* As Zotero's own export: family_title_year. */
static void
add_zotero(struct key_words *out, const struct valuing *v)
{
	const struct name_list *l =
	    v->w->author.len ? &v->w->author : &v->w->editor;
	struct key_words title = { .len = 0 };
	char *name = arena_strdup(v->a,
	    l->len ? word_of(v, name_family_full(v->a, &l->items[0])) : "");
	int year = work_year(v->w);

	key_words_add_text(&title, v->a, v->w->title, v->p->german);
	key_words_skip(&title);
	for (char *c = name; *c; c++)
		*c = text_ascii_lower(*c);
	for (char *c = title.len ? title.items[0] : name; *c; c++)
		*c = text_ascii_lower(*c);
	if (*name || title.len)
		key_words_add(
		    out, year ? arena_printf(v->a, "%s_%s_%d", name,
				    title.len ? title.items[0] : "", year)
			      : arena_printf(v->a, "%s_%s", name,
				    title.len ? title.items[0] : ""));
}

bool
key_values(struct key_words *out, struct arena *a, const struct key_part *p,
    const struct work *w, bool brackets)
{
	const struct valuing v = { a, p, w, brackets };
	const char *text = NULL;

	switch (p->what) {
	case KEY_AUTH:
	case KEY_AUTH_FULL:
	case KEY_AUTH_FORE_INITIAL:
	case KEY_AUTH_LAST_FORE_INITIAL:
	case KEY_AUTH_INITIALS:
	case KEY_AUTHOR_INITIALS:
	case KEY_AUTH_LAST:
	case KEY_AUTHORS:
	case KEY_AUTHORS_ALPHA:
	case KEY_AUTH_ETAL:
	case KEY_AUTH_ETAL_DOT:
	case KEY_AUTH_AUTH_EA:
	case KEY_AUTH_SHORT: return add_people(out, &v);
	case KEY_YEAR:
	case KEY_SHORT_YEAR:
	case KEY_ORIGINAL_YEAR:
	case KEY_DATE:
	case KEY_ORIGINAL_DATE:
	case KEY_MONTH:
	case KEY_DAY: add_date(out, &v); return true;
	case KEY_TITLE:
	case KEY_FULL_TITLE:
	case KEY_SHORT_TITLE:
	case KEY_SHORT_TITLE_INITIALS:
	case KEY_VERY_SHORT_TITLE:
	case KEY_CAMEL: add_title(out, &v); return true;
	case KEY_FIRST_PAGE:
	case KEY_LAST_PAGE:
	case KEY_PAGE_PREFIX: add_page(out, &v); return true;
	case KEY_KEYWORD:
	case KEY_KEYWORDS: add_keywords(out, &v); return true;
	case KEY_ZOTERO: add_zotero(out, &v); return true;
	case KEY_TYPE_IS: return type_is(&v);
	case KEY_LANGUAGE_IS: return language_is(&v);
	case KEY_FIELD:
	case KEY_EXTRA: add_field(out, &v); return true;
	case KEY_ENTRY_TYPE: text = bibtex_entry_type(w, BIBTEX_CLASSIC); break;
	case KEY_JOURNAL:
		/* Better BibTeX's is the abbreviation, if there is one. */
		text = !brackets && w->container_title_short
			   ? w->container_title_short
			   : w->container_title;
		break;
	case KEY_VOLUME: text = w->volume; break;
	case KEY_NUMBER: text = w->issue ? w->issue : w->number; break;
	case KEY_DOI: text = w->DOI; break;
	case KEY_PUBLISHER: text = w->publisher; break;
	case KEY_SERIES: text = w->collection_title; break;
	case KEY_TEXT:
		if (p->args.texts_len)
			text = p->args.texts[0];
		break;
	case KEY_LITERAL:
	case KEY_GROUP:
	case KEY_NOTHING: return true;
	}
	key_words_add_text(out, a, text, p->german);
	return true;
}
