#ifndef SOURCE_QUERY_H
#define SOURCE_QUERY_H

#include "base/sbuf.h"
#include "source/source.h"

/* Building requests. Private to src/source/. */

/* Start a request: base URL, kind and a copy of the ids. The URL is built in
 * sb by the functions below and taken by query_end(). */
void query_begin(struct source_request *out, struct arena *a, struct sbuf *sb,
    const struct source *s, const struct source_config *config,
    enum source_request_kind kind);
void query_ids(struct source_request *out, struct arena *a,
    enum identifier_kind kind, const char *const *ids, size_t n);
/* A literal part of the path, as it is. */
void query_path(struct sbuf *sb, const char *path);
/* An identifier in the path. A slash stays, but where a client would resolve
 * what follows as a relative path. */
void query_path_id(struct sbuf *sb, const char *id);
/* "?key=value" or "&key=value", the value encoded. */
void query_parameter(struct sbuf *sb, const char *key, const char *value);
/* The user's key for the source of the request, or NULL. */
const char *query_key(const struct source_request *r);
/* mailto, if the user gave one. */
void query_mailto(struct sbuf *sb, const struct source_config *config);
void query_end(struct source_request *out, struct arena *a, struct sbuf *sb);

/*
 * Text of a reference as it may leave the machine: without markup, URLs and
 * e-mail addresses, at most max characters, cut between words. NULL if nothing
 * is left.
 */
char *query_text(struct arena *a, const char *s, size_t max);

/*
 * The claim in one line for a search: title, first authors' family names,
 * container, year; or the raw text if there is no title to speak of. At most
 * 500 characters; NULL if there is nothing to search by.
 */
char *query_line(struct arena *a, const struct work *claimed, const char *raw);

/* Longest words of the title first, folded, at least 3 letters, ASCII, no two
 * alike, without stop words, at most max. Returns how many. */
size_t query_words(
    const char **out, struct arena *a, const char *title, size_t max);
/* The first author's (else editor's) family name, or NULL. */
const char *query_family(struct arena *a, const struct work *claimed);

/*
 * How a service's query language says that a word is in the title, and who an author
 * is. around_words: the words of a title are in brackets of their own.
 */
struct query_language {
	const char *before_words, *before_word, *after_word, *after_words;
	const char *before_author, *after_author;
	bool around_words;
};

/*
 * All of the title's longest words; or, when there is an author, two of them and the
 * author, so that one misquoted word does not hide the work. False: there is no title
 * to search by.
 */
bool query_title(struct sbuf *out, struct arena *a, const struct work *claimed,
    const struct query_language *l);

/* True if the id is one that a comma-separated list would break. */
bool query_has_comma(enum identifier_kind kind, const char *id);

#endif
