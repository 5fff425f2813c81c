#ifndef PARSE_PEOPLE_H
#define PARSE_PEOPLE_H

#include "parse/tokens.h"

/* How names are written in a list. */
enum name_form {
	FORM_NONE,
	FORM_FAMILY_INITIALS,      /* Hinton, G. E. */
	FORM_INITIALS_FAMILY,      /* G. E. Hinton */
	FORM_FAMILY_BARE_INITIALS, /* Hinton GE; Иванов И.И. */
	FORM_GIVEN_FAMILY,         /* Geoffrey E. Hinton */
	FORM_FAMILY_GIVEN,         /* Hinton, Geoffrey E. */
	FORM_CJK,                  /* 王伟 */
	FORM_CORPORATE,
};

/*
 * Read names from token from on, as far as they go and not beyond end. Returns the
 * token behind the last of them (behind "et al." too), from if there are none.
 */
size_t people_read(
    struct name_list *out, struct scan *s, size_t from, size_t end);

/* The name in tokens from..to, of that form, to the end of the list. */
void people_add(struct name_list *out, struct scan *s, size_t from, size_t to,
    enum name_form form);
/* No initial and no common given name is in tokens from..to: a title's first words
 * could look the same. */
bool people_are_doubtful(const struct scan *s, size_t from, size_t to);

/* The authors at the start of the reference: fills s->authors (or s->editors, when
 * "(Eds.)" follows) and s->body. */
void people_find_authors(struct scan *s);
/* Editors further on: "In A. Smith (Ed.), ...", "edited by ...", "Hrsg. von". */
void people_find_editors(struct scan *s);
/* "ed", "eds", "Hrsg.", "editors", with what brackets and points they have: the
 * token behind it, or i. */
size_t people_editor_mark(const struct scan *s, size_t i);

/* "edited by", "ed. by", "hrsg. von", "herausgegeben von", "a cura di",
 * "sous la direction de": the token behind, or i. */
size_t people_editor_phrase(const struct scan *s, size_t i);

/* "and", "&", "und" and their like between two names. */
bool people_is_and(const struct scan *s, size_t i);
/* The token behind "et al.", "…", "等", "and 33 others" and their like, or i. */
size_t people_skip_others(const struct scan *s, size_t i);

/* people-cjk.c: the token behind a name in Chinese, Japanese or Korean letters, or i. */
size_t people_cjk_name(const struct scan *s, size_t i);
/* "岩波書店編", "王力著": who edited, wrote or translated it, without the word for it. */
struct span people_cjk_without_role(struct span name);
/* 国务院, 中国互联网络信息中心: an office or a firm, by its last characters and its length. */
bool people_cjk_is_office(struct span name);

#endif
