#ifndef SOURCE_ANSWER_H
#define SOURCE_ANSWER_H

#include "base/json.h"
#include "source/source.h"

/* What the readers of this room share. Private to src/source/. */

/* out as it is before the body is read: every asked id "unknown". */
void answer_init(struct source_answer *out, struct arena *a,
    const struct source_request *request);
void answer_add(struct source_answer *out, struct arena *a, struct work *w);
/* What is said of that id (a DOI: however written), or NULL. */
struct source_id_answer *answer_id(struct source_answer *out, const char *id);
/* As answer_id(), and say that it exists. */
void answer_exists(struct source_answer *out, const char *id,
    const struct work *w, const char *agency);

/*
 * May the body be believed? 0, or ERR_AGAIN: a status other than 200, nothing
 * in it, or a page for people (Anubis, Cloudflare, a proxy's own).
 */
int answer_check(const struct source_request *request,
    const struct source_reply *reply, struct err *err);
/* answer_check(), then parse; what is no JSON is ERR_AGAIN too: a body cut
 * short or garbled says nothing. *out is the caller's to json_decref(). */
int answer_json(json_t **out, const struct source_request *request,
    const struct source_reply *reply, struct err *err);
/*
 * The frame of a JSON service's read(): out is filled by of(), which gets the parsed
 * body and says whether it is of the form that it should have. What is not is
 * ERR_AGAIN, as what answer_json() refuses.
 */
typedef bool answer_form(struct source_answer *out, struct arena *a,
    const struct source_request *request, const json_t *root);
int answer_read_json(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    answer_form *of, struct err *err);
/* The first 2,000 bytes hold that text. For short error bodies. */
bool answer_says(const struct source_reply *reply, const char *text);

/* Text without markup; NULL for NULL and for what has no visible character. */
char *answer_text(struct arena *a, const char *s);
/* The string member, or the first of an array that is not blank. */
const char *answer_first(const json_t *o, const char *key);
/* answer_text() of answer_first(). */
char *answer_member(struct arena *a, const json_t *o, const char *key);

/* The same with markup as *rich (or NULL), without the full stop that some
 * services put behind every title, and without brackets around the whole of it,
 * which say that it is a translation. */
char *answer_title(
    const char **rich, struct arena *a, const json_t *o, const char *key);
/* "first-last", or the one that there is, or NULL. */
const char *answer_pages(struct arena *a, const char *first, const char *last);

/* CSL's and Crossref's {"date-parts": [[2015, 5, 27]]}, also {"raw": ...}.
 * False (and *out untouched) if there is no date in it. */
bool answer_date(struct date *out, struct arena *a, const json_t *o);

/*
 * A name of the form {family, given, suffix, name, literal, ORCID} that
 * Crossref and CSL-JSON use.
 */
void answer_add_name(struct name_list *out, struct arena *a, const json_t *o);

/* The bare ORCID in s, or NULL. */
char *answer_orcid(struct arena *a, const char *s);

/*
 * A record of Crossref or of CSL-JSON, which is nearly the same: text fields
 * are arrays in the first and strings in the second. NULL for what nobody
 * cites (components, issues) and for known fakes. source becomes the work's.
 */
struct work *csl_record(struct arena *a, const json_t *o, const char *source);
/* The same, also of one without title and people. */
struct work *csl_work(struct arena *a, const json_t *o, const char *source);

/* An arXiv paper is withdrawn if its comment says so; NULL says nothing. */
void arxiv_read_comment(struct work *w, struct arena *a, const char *comment);

/* The name of a person or a body in one string, the given name first; "et al."
 * sets others; NULL adds nothing. */
void answer_add_full_name(
    struct name_list *out, struct arena *a, const char *s);

/* Tie w to another DOI, once, and not to itself. */
void answer_relation(struct arena *a, struct work *w, enum relation_kind kind,
    const char *doi, const char *note);

/* The title without what a publisher put before it ("RETRACTED: "); *retracted
 * is set if there was any. s itself if there was none. */
const char *title_without_notice(const char *s, bool *retracted);

#endif
