#ifndef READ_FILL_H
#define READ_FILL_H

#include "model/reference.h"

/*
 * Private to the readers of bibliographies: values as files have them into a
 * work. All copy into the arena. What the work has no place for, or has another
 * value for already, goes to custom: nothing is dropped.
 */

/* One more work of the file, which begins on that line. */
struct reference *fill_reference(
    struct references *out, struct work *w, size_t line);
/* Behind the last one: they are one list. */
void fill_list(struct references *out);

/* NFC, blanks put right; NULL if nothing is left. */
const char *fill_clean(struct arena *a, struct span s);
/* A value with its lines, each of them cleaned; NULL if nothing is left. */
const char *fill_paragraphs(struct arena *a, struct span s);
/* The same without blank lines: an abstract's paragraphs, a note. */
const char *fill_lines(struct arena *a, struct span s);

/* A custom field; nothing for an empty value. */
void fill_custom(
    struct work *w, struct arena *a, const char *key, struct span value);

/* Sets the field unless it is set; to another value, which is kept under key
 * (NULL: the field's CSL name). */
void fill_text(struct work *w, struct arena *a, enum work_field f,
    struct span value, const char *key);
/* Adds to what the field has, behind the separator. */
void fill_append(struct work *w, struct arena *a, enum work_field f,
    struct span value, const char *separator);
/* Title with HTML mark-up, if it has any. */
void fill_title(struct work *w, struct arena *a, struct span value);

/* A line of a text that may have HTML: without it, and with CSL's for what it has. */
char *fill_plain_line(struct arena *a, struct span s);
char *fill_rich_line(struct arena *a, struct span s);
/* Takes HTML out of container, series, notes and abstract, whose paragraphs are lines:
 * what a program had that keeps a web page's or Zotero's notes as they are. What CSL
 * knows of it is kept beside them (work_keep_rich()). */
void fill_settle_markup(struct work *w, struct arena *a);

/* "10.1000/x", "doi:10...", a link; false: it is none. */
bool fill_doi(struct work *w, struct arena *a, struct span value);
/* All ISBN and ISSN in the text ("0028-0836 (Print) 1476-4687 (Electronic)");
 * what is none of them goes to other, or is left out. The first of each counts, a
 * book's ISBN before that of a volume. False: there is none. */
bool fill_standard_number(struct work *w, struct arena *a, struct span value);
/* What an element that is for a DOI, an ISBN or an ISSN has (the field says for which):
 * as the two above, and what fails its check is kept in "doi", "isbn" or "issn", as
 * .bib files call it: many a book has a wrong number printed in it. */
void fill_identifier(
    struct work *w, struct arena *a, enum work_field f, struct span value);
/* A link; a doi.org link is the DOI as well. */
void fill_url(struct work *w, struct arena *a, struct span value);
/* The first of several links in one value, "http://a;http://b" (RIS Format Specifications,
 * 2001, UR), as others have blanks between them, and what is left. */
struct span fill_next_link(struct span *rest);
/* "12", "12-15", "S. 12 ff."; any dash is "-". */
void fill_pages(struct work *w, struct arena *a, struct span value);
/* "436-44, 451" is 436-444, 451 (NLM's and others' short form). */
const char *fill_whole_pages(struct arena *a, const char *pages);
/* First and last page. */
void fill_page_range(
    struct work *w, struct arena *a, struct span from, struct span to);
/* As date_parse(), and "YYYY/MM/DD/other", "YYYYMMDD". Kept if it is set already.
 * A date that says more than the one there is takes its place. */
void fill_date(struct date *out, struct arena *a, struct span value);
/* Month, and day if there is one ("Mar 3", "05-12", "Spring"), into a date that has
 * its year. */
void fill_month(struct date *d, struct span value);

/* How names are written in a format. */
enum fill_names {
	FILL_NAMES_GUESS,
	FILL_NAMES_FAMILY_FIRST, /* "Long V", "Smith JAB" */
	FILL_NAMES_SUFFIX_LAST,  /* "Family, Given, Jr.": RIS, EndNote */
};
void fill_name(struct name_list *l, struct arena *a, struct span value,
    enum fill_names how);
/* A family and a given name apart; either may be empty. */
void fill_name_parts(struct name_list *l, struct arena *a, struct span family,
    struct span given, struct span suffix);
void fill_literal_name(struct name_list *l, struct arena *a, struct span value);

#endif
