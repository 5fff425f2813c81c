#ifndef WRITE_WRITE_H
#define WRITE_WRITE_H

#include "base/sbuf.h"
#include "model/judgement.h"

#include <jansson.h>

/* --- edits on the original file ------------------------------------------- */

/* Replace these original bytes by that text (UTF-8). An empty range inserts. */
struct edit {
	struct range range; /* original bytes */
	const char *text;
};

struct edits {
	struct edit *items;
	size_t len;
};

/*
 * The document's bytes with the edits done, in the document's own encoding and
 * line ends; every other byte is copied. Edits may come in any order;
 * overlapping ones are our bug. ERR_SYNTAX if the encoding lacks a character.
 */
int write_patched(struct sbuf *out, const struct document *d,
    const struct edits *edits, struct err *err);

/*
 * What the references of a document have in common in their form, so that a part
 * that is added to one looks as it does in the others. NULL: none tells.
 */
enum { LIST_SHAPES = 7 }; /* families of styles (write/form.h) */
struct list_separators {
	const char *volume, *issue,
	    *pages; /* what stands before each; or NULL */
};
struct list_form {
	const char *doi_prefix; /* "https://doi.org/", "doi:", "DOI: " ... */
	const char *page_dash;  /* "-", an en dash, "--" */
	const char *last_and;   /* before the last of several names: ", & " */
	bool initials_bare;     /* without points: "RM", "P M" */
	bool initials_apart;    /* and with blanks */
	bool
	    container_emphasis; /* containers are in emphasis, titles are not */
	/* By shape: where numbers have their names ("v. 30, p. 1"), and where not. */
	struct {
		struct list_separators named, bare;
		bool numbers_named; /* most have */
	} numbers[LIST_SHAPES];
};
/* Read it off the references (by majority). */
void write_list_form(
    struct list_form *out, struct arena *a, const struct references *refs);

/* Which changes are to be made in the list. */
struct write_policy {
	enum { APPLY_NONE, APPLY_SAFE, APPLY_ALL } apply;
	bool complete;                /* fill missing fields */
	bool normalize;               /* variant and form too */
	unsigned protected_fields;    /* bits 1 << enum claim: never written */
	const struct list_form *form; /* or NULL: usual forms */
};

/* May this change be written, by the policy and the verdict? */
bool write_applies(const struct write_policy *p, const struct judgement *j,
    const struct change *c);

/*
 * The edits that mend one reference in place, in the form that it itself uses
 * (name order, initials, "&" or "and", how many authors before "et al.",
 * emphasis, page dash). Sets applied on the changes done; a change that has no
 * place in the text is left alone. For strings; for .bib entries.
 */
void write_reference_edits(struct edits *out, struct arena *a,
    const struct document *d, const struct reference *ref, struct judgement *j,
    const struct write_policy *policy);
void write_bibtex_edits(struct edits *out, struct arena *a,
    const struct document *d, const struct reference *ref, struct judgement *j,
    const struct write_policy *policy);

/* Unified diff of two texts, as `diff -u` prints it. */
void write_diff(struct sbuf *out, struct span before, struct span after,
    const char *name_before, const char *name_after);

/* --- bibliographies --------------------------------------------------------- */

/* One entry, BibTeX dialect, LaTeX-escaped, capitals protected. */
void write_bibtex_entry(
    struct sbuf *out, struct arena *a, const struct work *w, const char *key);
/* The same with accents as macros; what LaTeX has no macro for stays UTF-8. */
void write_bibtex_entry_ascii(
    struct sbuf *out, struct arena *a, const struct work *w, const char *key);
/* For BibTeX's standard styles, whatever dialect the work's entry had: their types,
 * the subtitle in the title, journal, address, school, year. */
void write_bibtex_entry_standard(
    struct sbuf *out, struct arena *a, const struct work *w, const char *key);
/* BibLaTeX dialect: its types, journaltitle, location, one date. */
void write_biblatex_entry(
    struct sbuf *out, struct arena *a, const struct work *w, const char *key);
/* Unicode as LaTeX: what BibTeX needs escaped, accents as macros only if asked. */
char *unicode_to_latex(struct arena *a, const char *s, bool ascii);

/* "vaswani2017attention": first author's family name, year, first significant
 * title word, ASCII. Not yet unique. */
char *write_citation_key(struct arena *a, const struct work *w);
/* Unique keys: hands out base, basea, baseb ... that a .bib may have; _distinct of a
 * base as it is. */
struct key_set;
struct key_set *key_set_new(struct arena *a);
/* The same, but "Roe" and "roe" are two keys, as everywhere but in BibTeX. */
struct key_set *key_set_new_exact(struct arena *a);
bool key_set_add(struct key_set *s, const char *key); /* false: was there */
const char *key_set_unique(struct key_set *s, const char *base);
const char *key_set_distinct(struct key_set *s, const char *base);

/*
 * A work as CSL-JSON, caller's reference: as reports have it, with arXiv and ACL
 * beside DOI; as csl-data.json of CSL 1.0.2 allows it, with them under "custom".
 */
json_t *write_csl_item(const struct work *w);
json_t *write_csl_file_item(const struct work *w);
void write_csl_json(
    struct sbuf *out, const struct work *const *works, size_t n);
/* CSL-JSON of a name list. */
json_t *write_csl_names(const struct name_list *l);

/* --- reports ----------------------------------------------------------------- */

struct report_source {
	const char *name;
	const char *kind; /* "index", "service" */
	const char *date; /* of an index, or NULL */
	size_t works;     /* of an index */
	const char *covers;
};

/* One judged file. */
struct report_file {
	const struct references *references;
	const struct judgement *judgements; /* one per reference */
	size_t *results; /* of SARIF: how many are written, of all files */
};

/* How many references there are of each verdict, and more: start from zeros. */
struct report_counts {
	size_t references;
	size_t verdicts[VERDICTS];
	size_t alerts[ALERTS];
	size_t fixable; /* differ, and every wrong field can be put right */
	size_t applied; /* changes made by the writer */
	/* references whose wrong fields were all put right, by verdict */
	size_t fixed[VERDICTS];
	size_t wrong;      /* references with a wrong field */
	size_t wrong_left; /* of them, with one that was not put right */
};
void report_count(struct report_counts *out, const struct report_file *f);
void report_count_one(struct report_counts *out, const struct judgement *j);

struct report_options {
	bool colour;
	bool verbose; /* the verified ones too */
};

void report_json_run(
    struct sbuf *out, const struct report_source *sources, size_t n);
/* What became of a service in the run. */
struct report_service {
	const char *name;
	size_t requests, failures;
	bool down;            /* not asked any more */
	const char *why_down; /* or NULL */
};
void report_json_service(struct sbuf *out, const struct report_service *s);
/* One line, if it was given up. */
void report_text_service(struct sbuf *out, const struct report_service *s);
void report_json_file(struct sbuf *out, const struct report_file *f);
void report_json_summary(struct sbuf *out, const struct report_counts *c);
/*
 * The report for people: what all files come to, then the worst first. A reference
 * is written down as it is added, so that nothing of it is needed after. In the end
 * the pieces one after the other are the text. Everything from the document and from
 * services is cleaned of terminal control bytes.
 */
enum { REPORT_PIECES = 10 };
struct report_text {
	struct report_options o;
	struct report_counts counts;
	size_t retracted_only; /* and verified otherwise */
	struct sbuf pieces[REPORT_PIECES];
};
void report_text_init(struct report_text *t, const struct report_options *o);
/* What could not be read of a file. */
void report_text_problems(struct report_text *t, const struct report_file *f);
void report_text_reference(
    struct report_text *t, const struct report_file *f, size_t number);
/* next_command: printed last, or NULL. */
void report_text_end(struct report_text *t, const char *next_command);
void report_text_release(struct report_text *t);
/* One line a reference, RFC 4180, after a header line. */
void report_csv_head(struct sbuf *out);
void report_csv_file(struct sbuf *out, const struct report_file *f);
/* Workflow commands of GitHub: an annotation for every finding. */
void report_github_file(struct sbuf *out, const struct report_file *f);
/* The same piece by piece, for a file whose references are judged one after the
 * other: what could not be read of it, then each reference. */
void report_json_problems(struct sbuf *out, const struct report_file *f);
void report_json_reference(
    struct sbuf *out, const struct report_file *f, size_t at);
void report_csv_problems(struct sbuf *out, const struct report_file *f);
void report_csv_reference(
    struct sbuf *out, const struct report_file *f, size_t number);
void report_github_problems(struct sbuf *out, const struct report_file *f);
void report_github_reference(
    struct sbuf *out, const struct report_file *f, size_t number);
/* A log of SARIF 2.1.0: its results are what GitHub's annotations are. */
void report_sarif_begin(struct sbuf *out);
void report_sarif_problems(struct sbuf *out, const struct report_file *f);
void report_sarif_reference(
    struct sbuf *out, const struct report_file *f, size_t number);
void report_sarif_end(struct sbuf *out);

/*
 * A page for people without the program: one file, without scripts and without
 * anything from elsewhere. The worst first, as in the text.
 */
enum { REPORT_HTML_PARTS = 8 };
struct report_html {
	struct report_counts counts;
	size_t retracted_only;
	struct sbuf parts[REPORT_HTML_PARTS]; /* problems, and one a rank */
};
void report_html_init(struct report_html *h);
void report_html_problems(struct report_html *h, const struct report_file *f);
void report_html_reference(
    struct report_html *h, const struct report_file *f, size_t number);
/* The whole page. */
void report_html_end(struct sbuf *out, struct report_html *h);
void report_html_release(struct report_html *h);

/* Append foreign text for a terminal: control characters (C0, DEL, C1) and those
 * that turn the direction of writing are made visible as U+FFFD, line ends blanks. */
void report_add_clean(struct sbuf *out, struct span s);

#endif
