/*
 * What a reading of a string took for something else. The record's own value
 * stands in the text then, and nothing else that was read accounts for it: the
 * reference is right, and must not be called wrong.
 */

#include "base/text.h"
#include "match/changes.h"

#include <stdlib.h>

#include "base/banned.h"

enum { CONTAINER_LETTERS_MIN = 5, HEAD_LETTERS_MIN = 12 };

/* How often a word, or run of words, stands in a folded text. */
static size_t
count_words(const char *fold, const char *words)
{
	size_t len = strlen(words), n = 0;

	for (const char *p = fold; len && (p = strstr(p, words)); p++)
		n += (p == fold || p[-1] == ' ') && (p[len] == ' ' || !p[len]);
	return n;
}

static size_t
count_in(struct arena *a, const char *text, const char *word)
{
	return text ? count_words(text_fold(a, span_of(text)), word) : 0;
}

/*
 * The first number of a volume, an issue or pages, as it stands in the fold; the
 * whole value where that is all letters ("XL").
 */
static const char *
number_of(struct arena *a, const char *value)
{
	size_t at, n;

	if (!value)
		return NULL;
	at = strcspn(value, "0123456789");
	n = strspn(value + at, "0123456789");
	return n ? arena_printf(a, "%.*s", (int)n, value + at)
		 : text_fold(a, span_of(value));
}

/*
 * "3/4", "1-2", "zsaa097": a value of several numbers, or of letters and digits, that
 * stands in the text as it is.
 */
static bool
is_composite_there(const struct finder *f, const char *value)
{
	const char *fold = value ? text_fold(f->a, span_of(value)) : "";
	size_t digits = strcspn(fold, "0123456789");
	bool several = !digits && strchr(fold, ' ');
	bool mixed = digits > 1 && fold[digits] && !strchr(fold, ' ');

	return (several || mixed) && count_words(f->c->raw_fold, fold);
}

/* Is it one of the numbers of a value ("4" of "3/4")? */
static bool
has_number(const char *value, const char *number)
{
	long n = strtol(number, NULL, 10);

	while (value && *(value += strcspn(value, "0123456789"))) {
		char *end;

		if (strtol(value, &end, 10) == n)
			return true;
		value = end;
	}
	return false;
}

/* In the container's name: as it was read, and as the record has it, if that stands
 * in the text ("Proceedings of the Thirtieth AAAI Conference ..., February 12-17, 2016"
 * was read without the date). */
static size_t
count_in_container(
    const struct finder *f, const char *number, const struct view *record)
{
	size_t read = count_in(f->a, f->c->view.work->container_title, number);
	const char *fold = record->container.fold;
	size_t recorded = fold && count_words(f->c->raw_fold, fold)
			      ? count_words(fold, number)
			      : 0;

	return read > recorded ? read : recorded;
}

/* Is there one of this number more than the other fields account for? */
static bool
is_number_left(const struct finder *f, enum claim field, const char *number,
    const struct view *record)
{
	static const struct {
		enum claim claim;
		enum work_field field;
	} others[] = {
		{ CLAIM_TITLE, WORK_title },
		{ CLAIM_VOLUME, WORK_volume },
		{ CLAIM_ISSUE, WORK_issue },
		{ CLAIM_PAGES, WORK_page },
		{ CLAIM_EDITION, WORK_edition },
		{ CLAIM_DOI, WORK_DOI },
		{ CLAIM_ARXIV, WORK_arXiv },
		{ CLAIM_URL, WORK_URL },
	};
	const struct work *claim = f->c->view.work;
	size_t taken = 0;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (others[i].claim != field)
			taken += count_in(
			    f->a, work_get(claim, others[i].field), number);
	/* "Historical Linguistics 2011, 2013": the first is the meeting's. */
	if (field == CLAIM_YEAR)
		taken += count_in_container(f, number, record);
	else if (f->c->view.year)
		taken +=
		    !strcmp(arena_printf(f->a, "%d", f->c->view.year), number);
	return count_words(f->c->raw_fold, number) > taken;
}

/* A one-word name ("Brain", "Language") may be a word of the title. */
static bool
is_container_there(const struct finder *f, const struct view *record)
{
	const char *fold = record->container.fold;
	const char *title = f->c->view.work->title;

	return fold && strlen(fold) >= CONTAINER_LETTERS_MIN &&
	       count_words(f->c->raw_fold, fold) > count_in(f->a, title, fold);
}

/* "Tone in Zulu. Afr. Stud. 17" is in no book called Zulu. */
static bool
is_of_title(const struct finder *f, enum claim field, const struct view *record)
{
	const struct work *claim = f->c->view.work;
	const char *read = field == CLAIM_CONTAINER_TITLE
			       ? claim->container_title
			       : claim->publisher_place;
	const char *fold = read ? text_fold(f->a, span_of(read)) : "";

	return count_in(f->a, record->work->title, fold) ||
	       (field == CLAIM_PUBLISHER_PLACE &&
		   count_in(f->a, record->work->container_title, fold));
}

/* A publisher behind a title ("Interspeech 2016, ISCA") holds no papers. */
static bool
is_publisher(const struct finder *f, const struct view *record)
{
	enum agreement g = publisher_compare(
	    f->a, f->c->view.work->container_title, record->work->publisher);

	return g == AGREE_EQUAL || g == AGREE_FORM;
}

/*
 * The number is the record's, but of another field ("Sky Telescope 1989, 76"), or
 * belongs to a name ("Papers in linguistics 2, 53-78", "on April 14 to 17").
 */
static bool
is_number_of_other(
    const struct finder *f, enum claim field, const struct view *record)
{
	static const struct {
		enum claim claim;
		enum work_field field;
	} fields[] = { { CLAIM_VOLUME, WORK_volume },
		{ CLAIM_ISSUE, WORK_issue }, { CLAIM_PAGES, WORK_page } };
	const struct work *w = record->work;
	const char *number = NULL;

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (fields[i].claim == field)
			number = number_of(
			    f->a, work_get(f->c->view.work, fields[i].field));
	if (field == CLAIM_YEAR)
		number = arena_printf(f->a, "%d", f->c->view.year);
	if (!number)
		return false;
	/* "2014;84(3):354": a reading that is one number off. */
	if (field != CLAIM_YEAR && record->year &&
	    strtol(number, NULL, 10) == record->year)
		return true;
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const char *other = work_get(w, fields[i].field);

		if (fields[i].claim != field && has_number(other, number))
			return true;
	}
	return count_in(f->a, w->container_title, number) ||
	       count_in(f->a, w->title, number);
}

/* The label of a number, or a number with its issue: "no", "v(3)", "15(Special". */
static bool
is_no_name(const struct finder *f, const char *read)
{
	static const char *const labels[] = { "", "no", "nr", "vol", "v", "num",
		"issue", "band", "bd", "heft", "h", "pp", "p", "s", "ed",
		"eds" };
	const char *fold = text_fold(f->a, span_of(read));
	size_t name = strcspn(read, "(["), digits = 0;

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (!strcmp(fold, labels[i]))
			return true;
	if (!read[name])
		return false;
	for (size_t i = 0; i < name; i++)
		digits += read[i] >= '0' && read[i] <= '9';
	return name < 2 || digits == name;
}

/* The people of the record, taken for the name of a place or a journal. */
static bool
is_made_of_people(
    const struct finder *f, enum claim field, const struct view *v)
{
	const char *read = field == CLAIM_CONTAINER_TITLE
			       ? f->c->view.work->container_title
			       : f->c->view.work->publisher_place;
	const char *fold = read ? text_fold(f->a, span_of(read)) : "";
	bool any = false;

	while (*fold) {
		size_t n = strcspn(fold, " ");
		const char *word = arena_printf(f->a, "%.*s", (int)n, fold);
		bool found = n < 2;

		for (size_t i = 0; !found && i < v->names.len; i++)
			found = count_words(v->names.items[i].words, word) ||
				count_words(v->names.items[i].given, word);
		if (!found)
			return false;
		any |= n > 1;
		fold += n;
		fold += *fold == ' ';
	}
	return any;
}

/*
 * A reading that is one number off: the record's volume was read as the pages, which
 * are not the record's ("chMoTe2, 349 (2015) 625").
 */
static bool
is_shifted(const struct finder *f, enum claim field, const char *number,
    const struct work *record)
{
	const char *claimed = number_of(f->a, f->c->view.work->page);
	const char *recorded = number_of(f->a, record->page);

	return field == CLAIM_VOLUME && claimed && recorded &&
	       !strcmp(claimed, number) && strcmp(claimed, recorded) != 0;
}

/* The letters of a folded text but for "and", which "&" stands for. */
static const char *
letters_without_and(struct arena *a, const char *fold)
{
	char *out = arena_strdup(a, fold), *w = out;

	while (*fold) {
		size_t n = strcspn(fold, " ");

		if (n != 3 || memcmp(fold, "and", 3) != 0) {
			memcpy(w, fold, n);
			w += n;
		}
		fold += n;
		fold += *fold == ' ';
	}
	*w = '\0';
	return out;
}

/* The reading may have ended in the title, at an apostrophe. */
static bool
is_title_there(const struct finder *f, const struct title *t)
{
	const char *fold = t->text ? text_fold(f->a, span_of(t->text)) : "";
	const char *letters = letters_without_and(f->a, fold);
	const char *read = f->c->view.title.text;

	/* "M. Nen (A44)": what was read is the title's end. */
	if (read && count_words(f->c->raw_fold, fold) &&
	    count_words(fold, text_fold(f->a, span_of(read))))
		return true;
	if (strlen(letters) >= HEAD_LETTERS_MIN &&
	    strstr(letters_without_and(f->a, f->c->raw_fold), letters))
		return true;
	for (size_t i = 0; i < t->heads_len; i++)
		if (t->heads[i] >= HEAD_LETTERS_MIN &&
		    claim_raw_has(f->c, arena_printf(f->a, "%.*s",
					    (int)t->heads[i], t->letters)))
			return true;
	return false;
}

bool
finder_stands_in_text(const struct finder *f, enum claim field)
{
	for (size_t i = 0; f->c->raw_fold && i < f->cluster->len; i++) {
		const struct view *v = &f->cluster->members[i]->view;
		const char *value = NULL, *number = NULL;

		switch (field) {
		case CLAIM_TITLE:
			if (is_title_there(f, &v->title))
				return true;
			break;
		case CLAIM_CONTAINER_TITLE:
			if (is_container_there(f, v) || is_publisher(f, v) ||
			    is_of_title(f, field, v) ||
			    is_made_of_people(f, field, v) ||
			    is_no_name(f, f->c->view.work->container_title))
				return true;
			break;
		case CLAIM_PUBLISHER_PLACE:
			if (is_of_title(f, field, v) ||
			    is_made_of_people(f, field, v))
				return true;
			break;
		case CLAIM_YEAR:
			if (v->year)
				number = arena_printf(f->a, "%d", v->year);
			break;
		case CLAIM_VOLUME: value = v->work->volume; break;
		case CLAIM_ISSUE: value = v->work->issue; break;
		case CLAIM_PAGES: value = v->work->page; break;
		default: return false;
		}
		if (value)
			number = number_of(f->a, value);
		if (is_composite_there(f, value))
			return true;
		if (number && (is_number_left(f, field, number, v) ||
				  is_shifted(f, field, number, v->work) ||
				  is_number_of_other(f, field, v)))
			return true;
	}
	return false;
}
