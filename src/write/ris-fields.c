#include "base/text.h"
#include "model/identifier.h"
#include "model/rich.h"
#include "write/ris.h"

#include "base/banned.h"

static void
add(struct ris_fields *f, const char *tag, const char *value)
{
	struct ris_field field = { .value = value };

	if (!value || !*value)
		return;
	field.tag[0] = tag[0];
	field.tag[1] = tag[1];
	ARENA_PUSH(f->arena, f->items, f->len) = field;
}

/* --- people --------------------------------------------------------------------- */

/* Those that are not NULL, by commas. */
static const char *
join(struct arena *a, const char *family, const char *given, const char *suffix)
{
	const char *parts[3] = { family, given, suffix };
	size_t len = 1, lens[3];
	char *out, *at;

	for (int i = 0; i < 3; i++) {
		lens[i] = parts[i] ? strlen(parts[i]) : 0;
		len += lens[i] + 2;
	}
	at = out = arena_alloc(a, len);
	for (int i = 0; i < 3; i++) {
		if (!lens[i])
			continue;
		if (at > out) {
			memcpy(at, ", ", 2);
			at += 2;
		}
		memcpy(at, parts[i], lens[i]);
		at += lens[i];
	}
	return out;
}

/* "Family, Given, Suffix"; what is not to be taken apart ends in a comma. */
static const char *
name_text(struct arena *a, const struct name *n)
{
	if (n->literal)
		return strchr(n->literal, ',') || strchr(n->literal, ' ')
			   ? arena_printf(a, "%s,", n->literal)
			   : n->literal;
	return join(
	    a, name_family_full(a, n), name_given_full(a, n), n->suffix);
}

static void
add_names(struct ris_fields *f, const char *tag, const struct name_list *l)
{
	for (size_t i = 0; i < l->len; i++)
		add(f, tag, name_text(f->arena, &l->items[i]));
	/* EndNote's guide: with a comma, so that it is no person "al., et" */
	if (l->others)
		add(f, tag, "et al.,");
}

static const struct {
	enum work_type type;
	const char *tag;
	enum work_field field;
} own[] = {
#define X(type, tag, field) { WORK_TYPE_##type, tag, WORK_##field },
#include "model/ris-own.def"
#undef X
};

/* Has the field a tag of its own in works of this type? A number that would be taken for
 * an ISBN or ISSN has none. */
static const char *
own_tag(struct arena *a, const struct work *w, enum work_field field)
{
	const char *value = work_get(w, field);

	for (size_t i = 0; value && i < sizeof(own) / sizeof(own[0]); i++)
		if (own[i].type == w->type && own[i].field == field)
			return !strcmp(own[i].tag, "SN") &&
				       w->type != WORK_TYPE_PATENT &&
				       (isbn_normal(a, span_of(value)) ||
					   issn_normal(a, span_of(value)))
				   ? NULL
				   : own[i].tag;
	return NULL;
}

static bool
is_book(const struct work *w)
{
	return w->type == WORK_TYPE_BOOK || w->type == WORK_TYPE_CLASSIC ||
	       w->type == WORK_TYPE_COLLECTION ||
	       w->type == WORK_TYPE_PERIODICAL || w->type == WORK_TYPE_PAMPHLET;
}

static void
add_people(struct ris_fields *f, const struct work *w)
{
	bool edited = !strcmp(ris_type_of_work(w)->tag, "EDBOOK");

	add_names(f, "AU", edited ? &w->editor : &w->author);
	if (!w->author.len)
		add_names(f, "AU", &w->director);
	if (edited) {
		add_names(f, "A2", &w->collection_editor);
	} else if (is_book(w)) {
		add_names(f, "A2", &w->collection_editor);
		add_names(f, "A3", &w->editor);
	} else {
		add_names(f, "A2", &w->editor);
		add_names(f, "A3", &w->collection_editor);
	}
	add_names(f, "A2", &w->recipient);
	add_names(f, "A2", &w->interviewer);
	add_names(f, "A2", &w->performer);
	add_names(
	    f, w->type == WORK_TYPE_THESIS ? "A3" : "A2", &w->contributor);
	if (w->type == WORK_TYPE_CHAPTER)
		add_names(f, "C2", &w->container_author);
	add_names(f, "A3", &w->producer);
	add_names(f, "A4", &w->translator);
}

/* --- dates ------------------------------------------------------------------------- */

static const char *
date_text(struct arena *a, const struct date *d)
{
	struct sbuf out = SBUF_INIT;
	const char *text;

	if (!d->from.year)
		return date_words(d);
	sbuf_addf(&out, "%04d/", d->from.year);
	if (d->from.month && d->from.month <= 12)
		sbuf_addf(&out, "%02d", d->from.month);
	sbuf_addc(&out, '/');
	if (d->from.month && d->from.month <= 12 && d->from.day)
		sbuf_addf(&out, "%02d", d->from.day);
	sbuf_addc(&out, '/');
	if (d->from.month > 20)
		sbuf_addf(&out, "%s",
		    (const char *const[]){ "Spring", "Summer", "Fall",
			"Winter" }[(d->from.month - 21) % 4]);
	text = arena_strdup_span(a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return text;
}

static void
add_dates(struct ris_fields *f, const struct work *w)
{
	const struct date *d = &w->issued;

	add(f, "PY", date_years(f->arena, d));
	if (d->from.month || !d->from.year)
		add(f, "DA", date_text(f->arena, d));
	else if (d->state == DATE_IN_PRESS)
		add(f, "DA", date_words(d));
	if (!date_is_empty(&w->accessed))
		add(f, "Y2", date_text(f->arena, &w->accessed));
}

/* --- titles and numbers ---------------------------------------------------------------- */

static void
add_titles(struct ris_fields *f, const struct work *w)
{
	bool series = ris_type_of_work(w)->type == WORK_TYPE_BOOK ||
		      w->type == WORK_TYPE_REPORT ||
		      w->type == WORK_TYPE_SOFTWARE ||
		      w->type == WORK_TYPE_MAP || w->type == WORK_TYPE_THESIS ||
		      w->type == WORK_TYPE_STANDARD;
	/* of a thesis that is the department */
	bool second =
	    series && !w->container_title && w->type != WORK_TYPE_THESIS;
	const char *title;

	/* Programs that show no markup show what cannot be told otherwise. */
	title = w->title_rich ? rich_visible(f->arena, span_of(w->title_rich))
			      : NULL;
	if (title)
		title = rich_bare(f->arena, span_of(title));
	add(f, "TI", title ? title : w->title);
	/* EndNote's template of a conference paper has both */
	if (w->type == WORK_TYPE_PAPER_CONFERENCE && w->container_title &&
	    w->event_title) {
		add(f, "T2", w->event_title);
		add(f, "C3", w->container_title);
	} else if (w->container_title) {
		if (!own_tag(f->arena, w, WORK_container_title))
			add(f, series ? "BT" : "T2", w->container_title);
	} else {
		add(f, "T2", w->event_title);
	}
	add(f, second ? "T2" : "T3", w->collection_title);
	add(f, "J2", w->container_title_short);
	add(f, "ST", w->title_short);
	add(f, "OP", w->original_title);
	if (w->original_date.from.year)
		add(f, "OP", date_years(f->arena, &w->original_date));
	add(f, "RI", w->reviewed_title);
}

static void
add_pages(struct ris_fields *f, const struct work *w)
{
	const char *dash = w->page ? strchr(w->page, '-') : NULL;

	if (!w->page) {
		add(f, "SP", w->number_of_pages);
		return;
	}
	/* One range; anything else stays in one piece. */
	if (dash && dash > w->page && dash[1] && !strchr(dash + 1, '-') &&
	    !strchr(w->page, ',') && !strchr(w->page, ' ')) {
		add(f, "SP",
		    arena_strdup_span(f->arena, span_sub(span_of(w->page), 0,
						    (size_t)(dash - w->page))));
		add(f, "EP", dash + 1);
	} else {
		add(f, "SP", w->page);
	}
}

static void
add_numbers(struct ris_fields *f, const struct work *w)
{
	bool article = w->type == WORK_TYPE_ARTICLE_JOURNAL ||
		       w->type == WORK_TYPE_ARTICLE;

	add(f, "VL", w->volume);
	add(f, "IS", w->issue);
	if (article)
		add(f, "C7", w->number);
	else if (!own_tag(f->arena, w, WORK_number))
		add(f, "M1", w->number);
	add(f, is_book(w) ? "M1" : "SV", w->collection_number);
	add(f, "NV", w->number_of_volumes);
	add_pages(f, w);
	add(f, "ET", w->edition ? w->edition : w->version);
	/* EndNote's template of an article has no editions, but this date */
	if (article && !w->edition && !w->version &&
	    w->available_date.from.year)
		add(f, "ET", date_text(f->arena, &w->available_date));
	if (!own_tag(f->arena, w, WORK_section))
		add(f, "SE", w->section ? w->section : w->chapter_number);
}

static void
add_lines(struct ris_fields *f, const char *tag, const char *text)
{
	while (text && *text) {
		size_t n = strcspn(text, "\n");

		add(f, tag,
		    arena_strdup_span(f->arena, (struct span){ text, n }));
		text += n + (text[n] == '\n');
	}
}

/* Further ones of what a field has one of, if they are plain text: in a work that is
 * of a .bib they are LaTeX. */
static void
add_more(struct ris_fields *f, const char *tag, const struct work *w,
    const char *custom)
{
	const char *text = work_custom(w, custom);

	if (text && (!work_custom(w, "bibtex-type") || !strpbrk(text, "\\{}")))
		add_lines(f, tag, text);
}

/* A note each, parted by a blank line. */
static void
add_notes(struct ris_fields *f, const char *text)
{
	while (text && *text) {
		const char *end = strstr(text, "\n\n");
		size_t n = end ? (size_t)(end - text) : strlen(text);

		add(f, "N1",
		    arena_strdup_span(f->arena, (struct span){ text, n }));
		text += n + (end ? 2 : 0);
	}
}

/* Where it is kept, and under which number: the reader takes each pair apart by what
 * the numbers look like. */
static void
add_archives(struct ris_fields *f, const struct work *w)
{
	const char *class = work_custom(w, "eprintclass");

	if (!class)
		class = work_custom(w, "primaryclass");
	add(f, "AN", w->PMID);
	add(f, "DB", w->PMID ? "PubMed" : NULL);
	if (w->arXiv) {
		add(f, "AN",
		    arena_printf(f->arena, "arXiv:%s%s%s%s", w->arXiv,
			class ? " [" : "", class ? class : "",
			class ? "]" : ""));
		add(f, "DB", "arXiv");
	}
	add(f, "AN", w->archive_location);
	add(f, "DB", w->archive);
	if (!w->arXiv && !w->archive && !w->archive_location) {
		add(f, "AN", work_custom(w, "eprint"));
		add(f, "DB", work_custom(w, "eprinttype"));
	}
}

/* Keywords are one a line; that they hold commas is seldom. */
static void
add_keywords(struct ris_fields *f, const char *text)
{
	const char *separator = text && strchr(text, ';') ? ";" : ",";

	while (text && *text) {
		size_t n = strcspn(text, separator);
		struct span word = text_trim((struct span){ text, n });

		add(f, "KW", arena_strdup_span(f->arena, word));
		text += n + (text[n] != '\0');
	}
}

static void
add_own(struct ris_fields *f, const struct work *w)
{
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (own[i].type == w->type &&
		    own_tag(f->arena, w, own[i].field))
			add(f, own[i].tag, work_get(w, own[i].field));
	if (w->type == WORK_TYPE_PATENT && w->submitted.from.year)
		add(f, "C1", date_text(f->arena, &w->submitted));
	if (w->type == WORK_TYPE_THESIS)
		add_more(f, "T2", w, "department");
}

/* "ris-c5" came as C5. */
static void
add_custom(struct ris_fields *f, const struct work *w)
{
	for (const struct custom_field *c = w->custom; c; c = c->next) {
		char tag[3] = "";

		if (strncmp(c->key, "ris-", 4) != 0 || strlen(c->key) != 6)
			continue;
		for (size_t i = 0; i < 2; i++) {
			char byte = c->key[4 + i];

			tag[i] = byte >= 'a' && byte <= 'z'
				     ? (char)(byte - 'a' + 'A')
				     : byte;
		}
		if (tag[0] >= 'A' && tag[0] <= 'Z' &&
		    ((tag[1] >= 'A' && tag[1] <= 'Z') ||
			(tag[1] >= '0' && tag[1] <= '9')) &&
		    strcmp(tag, "TY") != 0 && strcmp(tag, "ER") != 0)
			add_lines(f, tag, c->value);
	}
}

void
ris_fields(struct ris_fields *out, struct arena *a, const struct work *w,
    const char *key)
{
	*out = (struct ris_fields){ .arena = a };
	add_people(out, w);
	add_titles(out, w);
	add_dates(out, w);
	add_numbers(out, w);
	add_own(out, w);
	if (w->type == WORK_TYPE_LEGAL_CASE && w->authority)
		add(out, "PB", w->authority);
	else if (w->publisher || own_tag(a, w, WORK_authority))
		add(out, "PB", w->publisher);
	else
		add(out, "PB", w->authority);
	add(out, "CY", w->publisher_place);
	if (w->type == WORK_TYPE_PAPER_CONFERENCE ||
	    w->type == WORK_TYPE_SPEECH)
		add(out, "C1", w->event_place);
	add(out, "SN", work_isbn_given(w));
	add(out, "SN", w->ISSN);
	add_more(out, "SN", w, "isbn");
	add_more(out, "SN", w, "issn");
	add(out, "DO", work_doi_given(w));
	add_more(out, "DO", w, "doi");
	add(out, "UR",
	    w->URL     ? w->URL
	    : w->arXiv ? arena_printf(a, "https://arxiv.org/abs/%s", w->arXiv)
		       : NULL);
	add_more(out, "UR", w, "url");
	add_archives(out, w);
	if (w->type == WORK_TYPE_ARTICLE_JOURNAL)
		add(out, "C2", w->PMCID);
	add(out, "CN", w->call_number);
	add(out, "LA", w->language);
	if (w->genre && !ris_type_of_work(w)->genre)
		add(out, "M3", w->genre);
	add(out, "AB", w->abstract);
	add_keywords(out, w->keyword);
	add_lines(out, "L1", work_custom(w, "file"));
	add_notes(out, w->note);
	add(out, "RN", w->annote);
	add_lines(out, "AD", work_custom(w, "affiliation"));
	add_custom(out, w);
	if (key && *key)
		add(out, "ID", key);
}

void
ris_fields_of_endnote(
    struct ris_fields *out, struct arena *a, const struct work *w)
{
	static const char *const numbers[] = { "M1", "SV" };
	bool has = false;
	size_t i;

	ris_fields(out, a, w, NULL);
	if (w->type == WORK_TYPE_SPEECH && !w->genre)
		add(out, "M3", "Presentation");
	for (i = 0; i < out->len; i++)
		has |= !strcmp(out->items[i].tag, "IS");
	for (i = 0; i < out->len; i++) {
		struct ris_field *f = &out->items[i];

		/* "Series Volume" */
		if (w->type == WORK_TYPE_REPORT && !strcmp(f->tag, "SV") &&
		    !w->number_of_volumes)
			memcpy(f->tag, "NV", 3);
		/* the fields of names, in which these two are none */
		if ((w->type == WORK_TYPE_PATENT ||
			w->type == WORK_TYPE_LEGAL_CASE) &&
		    !strcmp(f->tag, "A2") && strchr(f->value, ' ') &&
		    !strchr(f->value, ','))
			f->value = arena_printf(a, "%s,", f->value);
	}
	for (size_t k = 0; k < 2; k++)
		for (i = 0; !has && i < out->len; i++)
			if (!strcmp(out->items[i].tag, numbers[k])) {
				memcpy(out->items[i].tag, "IS", 3);
				has = true;
			}
	for (i = 0; i + 1 < out->len; i++)
		if (!strcmp(out->items[i].tag, "SP") &&
		    !strcmp(out->items[i + 1].tag, "EP"))
			out->items[i].value = arena_printf(a, "%s-%s",
			    out->items[i].value, out->items[i + 1].value);
}
