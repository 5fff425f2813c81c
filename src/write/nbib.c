#include "base/text.h"
#include "model/language.h"
#include "write/formats.h"

#include "base/banned.h"

/* NLM's MEDLINE display format, as PubMed's .nbib files have it. */

enum handling { HANDLING_TEXT, HANDLING_CUSTOM, HANDLING_SPECIAL };

static const struct {
	const char *tag;
	enum handling handling;
	enum work_field field;
	const char *name;
} tags[] = {
#define X(tag, handling, target, name) \
	{ tag, HANDLING_##handling, (enum work_field)(target), name },
#include "model/nbib-tags.def"
#undef X
};

static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

enum { WIDTH = 88 }; /* NLM breaks lines about there */

/* A value, its lines broken between words and indented by six. */
static void
add(struct sbuf *out, const char *tag, const char *value)
{
	size_t column = 6;

	if (!value || !*value)
		return;
	sbuf_addf(out, "%-4s- ", tag);
	while (*value) {
		size_t n = strcspn(value, " \n\r");

		if (column > 6 && column + 1 + n > WIDTH) {
			sbuf_add(out, SPAN_LIT("\n      "));
			column = 6;
		} else if (column > 6) {
			sbuf_addc(out, ' ');
			column++;
		}
		sbuf_add(out, (struct span){ value, n });
		column += n;
		value += n;
		value += strspn(value, " \n\r");
	}
	sbuf_addc(out, '\n');
}

/* One line of the value a tag. */
static void
add_each(struct work_writer *w, const char *tag, const char *value,
    const char *separators)
{
	while (value && *value) {
		size_t n = strcspn(value, separators);
		struct span one = text_trim((struct span){ value, n });

		add(w->out, tag, arena_strdup_span(&w->scratch, one));
		value += n + (value[n] != '\0');
	}
}

static void
add_numbers(struct work_writer *w, const char *tag, const char *number,
    const char *more)
{
	add(w->out, tag, number);
	add_each(w, tag, more, "\n");
}

static void
add_people(struct work_writer *w, const struct name_list *l, const char *full,
    const char *brief)
{
	struct arena *a = &w->scratch;

	for (size_t i = 0; i < l->len; i++) {
		const struct name *n = &l->items[i];
		const char *given = name_given_full(a, n);
		const char *initials = name_initials(a, n->given);
		struct sbuf bare = SBUF_INIT;

		if (n->literal) {
			add(w->out, "CN", n->literal);
			continue;
		}
		/* NLM has no comma before a suffix */
		add(w->out, full,
		    arena_printf(a, "%s%s%s%s%s", name_family_full(a, n),
			given       ? ", "
			: n->suffix ? ","
				    : "",
			given ? given : "", n->suffix ? " " : "",
			n->suffix ? n->suffix : ""));
		for (const char *p = initials ? initials : ""; *p; p++)
			if (*p != '.' && *p != ' ' && *p != '-')
				sbuf_addc(&bare, *p);
		add(w->out, brief,
		    arena_printf(a, "%s%s%s%s%s", name_family_full(a, n),
			bare.len ? " " : "", bare.buf, n->suffix ? " " : "",
			n->suffix ? n->suffix : ""));
		sbuf_release(&bare);
	}
}

/* "Oct 22", "Fall", or nothing. */
static const char *
point_text(struct arena *a, const struct date_point *p)
{
	/* PubMed's words for them */
	static const char *const seasons[] = { "Spring", "Summer", "Fall",
		"Winter" };

	if (p->month >= 21 && p->month <= 24)
		return seasons[p->month - 21];
	if (p->month < 1 || p->month > 12)
		return "";
	return p->day ? arena_printf(a, "%s %d", months[p->month - 1], p->day)
		      : months[p->month - 1];
}

/* "2014 Oct 22-29", "2014 Oct-Nov", "2014 Dec-2015 Jan" */
static const char *
range_end(struct arena *a, const struct date *d)
{
	const char *to = point_text(a, &d->to);

	if (d->to.year != d->from.year)
		return arena_printf(a, "-%d %s", d->to.year, to);
	if (d->to.month == d->from.month && d->to.day)
		return arena_printf(a, "-%d", d->to.day);
	return d->to.month == d->from.month ? "" : arena_printf(a, "-%s", to);
}

static void
add_date(struct work_writer *w, const struct date *d)
{
	struct arena *a = &w->scratch;
	const char *from = point_text(a, &d->from);

	if (!d->from.year)
		add(w->out, "DP", date_words(d));
	else if (!*from || d->open_end || (d->to.year && !d->to.month))
		add(w->out, "DP", date_years(a, d));
	else
		add(w->out, "DP",
		    arena_printf(a, "%d %s%s", d->from.year, from,
			d->to.year ? range_end(a, d) : ""));
}

static const char *
type_name(const struct work *work)
{
	switch (work->type) {
	case WORK_TYPE_REPORT: return "Technical Report";
	case WORK_TYPE_ARTICLE: return "Preprint";
	case WORK_TYPE_DATASET: return "Dataset";
	case WORK_TYPE_MOTION_PICTURE: return "Video-Audio Media";
	case WORK_TYPE_THESIS: return "Academic Dissertation";
	case WORK_TYPE_BOOK: return "Book";
	case WORK_TYPE_CHAPTER: return "Book Chapter";
	case WORK_TYPE_ARTICLE_NEWSPAPER: return "Newspaper Article";
	default: return "Journal Article";
	}
}

/* One of these lines? */
static bool
has_line(const char *lines, struct span line)
{
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");

		if (span_eq((struct span){ lines, n }, line))
			return true;
		lines += n + (lines[n] == '\n');
	}
	return false;
}

/* Those that are NLM's subject headings, which it marks, or all others. */
static void
add_keywords(struct work_writer *w, const struct work *work, const char *tag,
    bool headings)
{
	const char *text = work->keyword;
	const char *separator = text && strchr(text, ';') ? ";" : ",";

	while (text && *text) {
		size_t n = strcspn(text, separator);
		struct span word = text_trim((struct span){ text, n });

		if (has_line(work_custom(work, "nbib:mh"), word) == headings)
			add(w->out, tag, arena_strdup_span(&w->scratch, word));
		text += n + (text[n] != '\0');
	}
}

static void
add_special(struct work_writer *w, const struct work *work, const char *tag)
{
	struct arena *a = &w->scratch;
	bool chapter = work->type == WORK_TYPE_CHAPTER;

	if (!strcmp(tag, "PMID"))
		add(w->out, tag, work->PMID);
	else if (!strcmp(tag, "IS"))
		add_numbers(w, tag, work->ISSN, work_custom(work, "issn"));
	else if (!strcmp(tag, "ISBN"))
		add_numbers(
		    w, tag, work_isbn_given(work), work_custom(work, "isbn"));
	else if (!strcmp(tag, "DP"))
		add_date(w, &work->issued);
	else if (!strcmp(tag, "TI") && work->type != WORK_TYPE_BOOK)
		add(w->out, tag, work->title);
	else if (!strcmp(tag, "BTI"))
		add(w->out, tag,
		    chapter                        ? work->container_title
		    : work->type == WORK_TYPE_BOOK ? work->title
						   : NULL);
	else if (!strcmp(tag, "PG"))
		add(w->out, tag, work->page);
	else if (!strcmp(tag, "AB"))
		add(w->out, tag, work->abstract);
	else if (!strcmp(tag, "FAU"))
		add_people(w, &work->author, "FAU", "AU");
	else if (!strcmp(tag, "FED"))
		add_people(w, &work->editor, "FED", "ED");
	else if (!strcmp(tag, "GN"))
		add_each(w, tag, work->note, "\n");
	else if (!strcmp(tag, "MH"))
		add_keywords(w, work, tag, true);
	else if (!strcmp(tag, "OT"))
		add_keywords(w, work, tag, false);
	else if (!strcmp(tag, "PMC"))
		add(w->out, tag, work->PMCID);
	else if (!strcmp(tag, "PT")) {
		add(w->out, tag, type_name(work));
		add_each(w, tag, work_custom(work, "publication-type"), "\n");
	} else if (!strcmp(tag, "AID")) {
		if (work->DOI)
			add(w->out, tag,
			    arena_printf(a, "%s [doi]", work_doi_given(work)));
		if (work_custom(work, "pii"))
			add(w->out, tag,
			    arena_printf(
				a, "%s [pii]", work_custom(work, "pii")));
	}
}

/* MEDLINE's codes are MARC's; words that are no language stay. */
static const char *
language_of(struct arena *a, const char *language)
{
	const char *code = language ? language_marc(a, language) : NULL;

	return code ? code : language;
}

static void
add_nbib(struct work_writer *w, const struct work *work, const char *key)
{
	const char *last = NULL;

	(void)key; /* the format has no place for it */
	if (w->written)
		sbuf_addc(w->out, '\n');
	/* It is what begins a record. */
	if (!work->PMID)
		sbuf_add(w->out, SPAN_LIT("PMID- \n"));
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		const char *value;

		if (tags[i].handling == HANDLING_SPECIAL) {
			add_special(w, work, tags[i].tag);
			continue;
		}
		if (tags[i].handling == HANDLING_TEXT) {
			value = work_get(work, tags[i].field);
			if (tags[i].field == WORK_language)
				value = language_of(&w->scratch, value);
			if (tags[i].field == WORK_container_title &&
			    work->type == WORK_TYPE_CHAPTER)
				continue;
			add(w->out, tags[i].tag, value);
			continue;
		}
		/* Two tags of one name: the first is written. */
		if (last && !strcmp(last, tags[i].name))
			continue;
		last = tags[i].name;
		add_each(w, tags[i].tag, work_custom(work, last), "\n");
	}
}

const struct writer_kind writer_nbib = { .add = add_nbib };
