#include "base/text.h"
#include "model/document.h"
#include "model/identifier.h"
#include "model/name.h"
#include "read/formats.h"
#include "read/keywords.h"
#include "read/source-line.h"
#include "read/tagged.h"

#include "base/banned.h"

/*
 * Ovid's exports: "<1>" before each record, then fields, either by their names on
 * lines of their own with indented values, or by tags ("TI  - Title").
 */

static const struct {
	const char *name;
	const char *tag;
} names[] = {
	{ "Author", "AU" },
	{ "Authors", "AU" },
	{ "Authors Full Name", "FA" },
	{ "Author(s)", "AU" },
	{ "Editor", "ED" },
	{ "Editors", "ED" },
	{ "Editor(s)", "ED" },
	{ "Title", "TI" },
	{ "Book Title", "BT" },
	{ "Source", "SO" },
	{ "Journal Name", "JN" },
	{ "Abstract", "AB" },
	{ "Author Keywords", "KW" },
	{ "Keywords", "KW" },
	{ "Keyword", "KW" },
	{ "Subject Headings", "MH" },
	{ "MeSH Subject Headings", "MH" },
	{ "Language", "LG" },
	{ "Document Type", "PT" },
	{ "Publication Type", "PT" },
	{ "ISSN", "IS" },
	{ "ISBN", "IB" },
	{ "DOI Number", "DO" },
	{ "DOI", "DO" },
	{ "Digital Object Identifier", "DO" },
	{ "Publisher", "PU" },
	{ "Place of Publication", "PL" },
	{ "Year of Publication", "YR" },
	{ "Date of Publication", "DP" },
	{ "Unique Identifier", "UI" },
	{ "Accession Number", "AN" },
	{ "Institution", "IN" },
	{ "Link to the Ovid Full Text or citation", "XL" },
	{ "Link to the Ovid Full Text or citation:", "XL" },
};

static bool
is_record_mark(struct span line)
{
	size_t i = 1;

	if (line.len < 3 || line.ptr[0] != '<')
		return false;
	while (i < line.len && line.ptr[i] >= '0' && line.ptr[i] <= '9')
		i++;
	return i > 1 && i < line.len &&
	       (line.ptr[i] == '>' || line.ptr[i] == '.');
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
tag_line(struct span line, struct span *tag, struct span *value)
{
	struct span whole = text_trim(line);

	if (is_record_mark(line)) {
		*tag = SPAN_LIT("<>");
		*value = (struct span){ "", 0 };
		return true;
	}
	if (line.len >= 5 && is_upper(line.ptr[0]) &&
	    (is_upper(line.ptr[1]) ||
		(line.ptr[1] >= '0' && line.ptr[1] <= '9')) &&
	    !memcmp(line.ptr + 2, "  -", 3)) {
		*tag = span_sub(line, 0, 2);
		*value = span_skip(line, 5);
		return true;
	}
	if (line.ptr[0] == ' ' || line.ptr[0] == '\t' || whole.len > 50)
		return false;
	*value = (struct span){ "", 0 };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (text_eq_nocase(whole, names[i].name)) {
			*tag = span_of(names[i].tag);
			return true;
		}
	/* Any other name: it begins at the margin, and values do not. */
	*tag = whole;
	return is_upper(line.ptr[0]) && !memchr(line.ptr, '.', line.len);
}

/* "PhD", "Ph.D.": not "MA" and the like, which may be initials. */
static bool
is_degree(struct span word)
{
	static const char *const degrees[] = { "APRN", "BSc", "BSN", "CRNA",
		"DDS", "DMD", "DPhil", "DPT", "DrPH", "DVM", "EdD", "FAAN",
		"FACS", "FRCP", "FRCS", "MBA", "MBBS", "MBChB", "MD", "MPH",
		"MSc", "MSN", "PharmD", "PhD", "PsyD", "RN", "ScD" };
	char plain[16];
	size_t n = 0;

	for (size_t i = 0; i < word.len; i++) {
		if (word.ptr[i] == '.')
			continue;
		if (n + 1 >= sizeof(plain))
			return false;
		plain[n++] = word.ptr[i];
	}
	plain[n] = '\0';
	for (size_t i = 0; i < sizeof(degrees) / sizeof(degrees[0]); i++)
		if (!strcmp(plain, degrees[i]))
			return true;
	return false;
}

/* "van Vugt, Arie MD, PhD +": the marks of the address and the degrees go, but
 * "Smith, MD" has initials. */
static struct span
without_degrees(struct span s)
{
	for (;;) {
		const char *comma = memchr(s.ptr, ',', s.len);
		size_t from;

		while (s.len && (strchr(" ,*+#", s.ptr[s.len - 1]) ||
				    (s.ptr[s.len - 1] >= '0' &&
					s.ptr[s.len - 1] <= '9')))
			s.len--;
		from = s.len;
		while (from && s.ptr[from - 1] != ' ' && s.ptr[from - 1] != ',')
			from--;
		if (!is_degree(span_skip(s, from)) ||
		    (comma && !text_trim(span_sub(s,
					     (size_t)(comma - s.ptr) + 1, from))
				   .len))
			return s;
		s.len = from;
	}
}

/* Its last word is "O.M." */
static bool
ends_in_initials(struct span s)
{
	size_t from = s.len;

	while (from && s.ptr[from - 1] != ' ')
		from--;
	return from && s.ptr[s.len - 1] == '.' &&
	       name_is_initials(span_skip(s, from));
}

/* "Vagnildhaug O.M., Balstad T.R.", as Embase has them: is each such a name? */
static bool
is_embase(struct span s)
{
	while (s.len) {
		const char *comma = memchr(s.ptr, ',', s.len);
		size_t n = comma ? (size_t)(comma - s.ptr) : s.len;

		if (!ends_in_initials(text_trim(span_sub(s, 0, n))))
			return false;
		s = span_skip(s, n + 1);
	}
	return true;
}

/* The end of the first name of "Smith, John. Jones, B. C.", as PsycINFO has them; 0 if
 * it is none. A stop behind an initial ends a name where another begins. */
static size_t
psycinfo_end(struct span s)
{
	size_t commas = 0;

	for (size_t i = 0; i < s.len; i++) {
		const char *comma, *stop;

		commas += s.ptr[i] == ',';
		if (s.ptr[i] != '.' || commas != 1)
			continue;
		if (i + 1 == s.len)
			return i + 1;
		comma = memchr(s.ptr + i, ',', s.len - i);
		stop = memmem(s.ptr + i + 1, s.len - i - 1, ". ", 2);
		/* the next name is "Jones,": its comma is before its stop */
		if (s.ptr[i + 1] == ' ' && comma && (!stop || comma < stop))
			return i + 1;
	}
	return commas == 1 ? s.len : 0;
}

static bool
is_psycinfo(struct span s)
{
	enum { LONGEST = 16384 }; /* a broken file takes no time without end */
	size_t people = 0;

	if (s.len > LONGEST)
		return false;
	while (s.len) {
		size_t n = psycinfo_end(s);

		if (!n)
			return false;
		people++;
		s = text_trim(span_skip(s, n));
	}
	return people > 1;
}

static void
add_person(struct name_list *l, struct arena *a, struct span one)
{
	size_t to;

	one = without_degrees(text_trim(one));
	to = one.len;
	/* a last stop, but not an initial's */
	if (to > 3 && one.ptr[to - 1] == '.' && !strchr(" .-", one.ptr[to - 3]))
		one.len--;
	if (one.len)
		fill_name(l, a, one,
		    memchr(one.ptr, ',', one.len) ? FILL_NAMES_SUFFIX_LAST
						  : FILL_NAMES_FAMILY_FIRST);
}

static void
add_people(struct name_list *l, struct arena *a, struct span s)
{
	bool embase = is_embase(s), psycinfo = !embase && is_psycinfo(s);

	while ((embase || psycinfo) && s.len) {
		const char *comma = memchr(s.ptr, ',', s.len);
		size_t n = psycinfo ? psycinfo_end(s)
			   : comma  ? (size_t)(comma - s.ptr)
				    : s.len;

		add_person(l, a, span_sub(s, 0, n));
		s = text_trim(span_skip(s, embase ? n + 1 : n));
	}
	add_person(l, a, s);
}

/* "Holstiege, Jakob 1;  Mathes, Tim 2", or one a line; a number behind tells of
 * the address. */
static void
read_people(struct name_list *l, struct arena *a, struct tagged_record *r,
    const char *tag)
{
	for (size_t i = 0; i < r->len; i++) {
		struct span s = r->items[i].value;

		if (!tagged_is(&r->items[i], tag))
			continue;
		r->items[i].used = true;
		while (s.len) {
			size_t n = 0;

			while (n < s.len && s.ptr[n] != ';' && s.ptr[n] != '\n')
				n++;
			add_people(l, a, text_trim(span_sub(s, 0, n)));
			s = span_skip(s, n + 1);
		}
	}
}

static const char *
joined(struct tagged_record *r, struct arena *a, const char *tag)
{
	const char *s = tagged_take_all(r, a, tag, " ");

	return s ? fill_clean(a, span_of(s)) : NULL;
}

static void
read_title(struct work *w, struct arena *a, struct tagged_record *r)
{
	const char *title = joined(r, a, "TI");
	struct span s = span_of(title ? title : "");
	size_t at;

	/* "Title.[Review]" */
	if (s.len && s.ptr[s.len - 1] == ']') {
		for (at = s.len; at && s.ptr[at - 1] != '[';)
			at--;
		if (at > 1 && s.len - at < 40) {
			fill_custom(w, a, "publication-type",
			    span_sub(s, at, s.len - 1));
			s.len = at - 1;
		}
	}
	s = text_trim(s);
	if (s.len && s.ptr[s.len - 1] == '.')
		s.len--;
	fill_title(w, a, s);
}

static void
set_type(struct work *w, struct span kind)
{
	if (text_starts_nocase(kind, "book chapter") || w->container_title)
		w->type = text_starts_nocase(kind, "book")
			      ? WORK_TYPE_CHAPTER
			      : WORK_TYPE_ARTICLE_JOURNAL;
	else if (text_starts_nocase(kind, "book") ||
		 text_starts_nocase(kind, "authored book") ||
		 text_starts_nocase(kind, "edited book"))
		w->type = WORK_TYPE_BOOK;
	else if (text_starts_nocase(kind, "dissertation"))
		w->type = WORK_TYPE_THESIS;
	else if (text_starts_nocase(kind, "patent"))
		w->type = WORK_TYPE_PATENT;
	else
		w->type = WORK_TYPE_ARTICLE_JOURNAL;
	if (text_starts_nocase(kind, "conference"))
		w->type = WORK_TYPE_PAPER_CONFERENCE;
}

static struct span
trimmed(struct span s)
{
	s = text_trim(s);
	if (s.len && s.ptr[s.len - 1] == '.')
		s.len--;
	return s;
}

static void
read_keywords(struct work *w, struct arena *a, struct tagged_record *r)
{
	struct keywords keywords = { .a = a };
	static const char *const tags[] = { "KW", "MH" };

	for (size_t i = 0; i < 2; i++) {
		const char *all = tagged_take_all(r, a, tags[i], "; ");

		while (all && *all) {
			size_t n = strcspn(all, ";\n");

			keywords_add(
			    &keywords, trimmed((struct span){ all, n }));
			all += n + (all[n] != '\0');
		}
	}
	keywords_set(&keywords, w);
}

static void
read_record(struct references *out, struct tagged_record *r)
{
	struct arena *a = &out->document->arena;
	struct work *w;
	struct span ui;
	const char *kind, *source;

	(void)tagged_take(r, "<>");
	(void)tagged_take(r, "Score"); /* of the search */
	if (!tagged_has(r, "TI") && !tagged_has(r, "SO") &&
	    !tagged_has(r, "BT"))
		return;
	w = ARENA_NEW(a, struct work);
	read_people(&w->author, a, r, "FA");
	if (!w->author.len)
		read_people(&w->author, a, r, "AU");
	read_people(&w->editor, a, r, "ED");
	read_title(w, a, r);
	w->container_title = joined(r, a, "JN");
	if (!w->container_title)
		w->container_title = joined(r, a, "BT");
	if (!w->container_title)
		w->container_title = joined(r, a, "JT");
	fill_text(w, a, WORK_container_title_short, tagged_take(r, "TA"), NULL);
	fill_text(w, a, WORK_volume, tagged_take(r, "VI"), NULL);
	fill_text(w, a, WORK_volume, tagged_take(r, "VO"), NULL);
	fill_text(w, a, WORK_issue, tagged_take(r, "IP"), NULL);
	fill_pages(w, a, tagged_take(r, "PG"));
	fill_date(&w->issued, a, trimmed(tagged_take(r, "DP")));
	fill_date(&w->issued, a, trimmed(tagged_take(r, "YR")));
	source = joined(r, a, "SO");
	if (source)
		read_source_line(w, a, span_of(source));
	kind = joined(r, a, "PT");
	set_type(w, span_of(kind ? kind : ""));
	if (kind)
		fill_custom(w, a, "document-type", span_of(kind));
	if (!w->title && w->container_title) {
		w->title = w->container_title;
		w->container_title = NULL;
		w->type = WORK_TYPE_BOOK;
	}
	tagged_identifiers(w, a, r, "DO", WORK_DOI);
	tagged_identifiers(w, a, r, "IS", WORK_ISSN);
	tagged_identifiers(w, a, r, "IB", WORK_ISBN);
	fill_text(w, a, WORK_publisher, trimmed(tagged_take(r, "PU")), NULL);
	fill_text(w, a, WORK_publisher, trimmed(tagged_take(r, "PB")), NULL);
	fill_text(
	    w, a, WORK_publisher_place, trimmed(tagged_take(r, "PL")), NULL);
	fill_text(w, a, WORK_edition, tagged_take(r, "EN"), NULL);
	fill_text(w, a, WORK_language, trimmed(tagged_take(r, "LG")), NULL);
	w->abstract = tagged_take_all(r, a, "AB", "\n");
	if (w->abstract)
		w->abstract = fill_clean(a, span_of(w->abstract));
	read_keywords(w, a, r);
	ui = tagged_take(r, "UI");
	if (ui.len && ui.len <= 8)
		w->PMID = pmid_normal(a, ui);
	else
		fill_custom(w, a, "ovid-ui", ui);
	fill_text(
	    w, a, WORK_archive_location, trimmed(tagged_take(r, "AN")), NULL);
	fill_text(w, a, WORK_archive, tagged_take(r, "DB"), NULL);
	fill_url(w, a, tagged_take(r, "UR"));
	fill_custom(w, a, "ovid-link", tagged_take(r, "XL"));
	fill_custom(w, a, "affiliation", tagged_take(r, "IN"));
	tagged_keep_rest(w, a, r, "ovid");
	fill_reference(out, w, r->line);
}

bool
ovid_is(struct span text)
{
	struct span line = tagged_first_line(text), tag, value;
	size_t at;

	if (is_record_mark(line)) {
		at = (size_t)(line.ptr - text.ptr) + line.len;
		line = tagged_first_line(span_skip(text, at));
		return line.len && tag_line(line, &tag, &value) &&
		       !span_eq(tag, SPAN_LIT("<>"));
	}
	return tag_line(line, &tag, &value) &&
	       ((span_eq(tag, SPAN_LIT("VN")) &&
		    text_starts_nocase(text_trim(value), "Ovid")) ||
		   (span_eq(tag, SPAN_LIT("DB")) &&
		       text_starts_nocase(text_trim(value), "Ovid")));
}

int
read_ovid(struct references *out, struct document *d, struct err *err)
{
	static const struct tagged_format format = {
		.line = tag_line, .begin = "<>", .read = read_record
	};

	(void)err;
	return tagged_read(out, d, &format);
}
