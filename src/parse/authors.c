/* Authors, editors and translators of a reference: which names are whose. */

#include "base/text.h"
#include "parse/lexicon.h"
#include "parse/people.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

size_t
people_editor_mark(const struct scan *s, size_t i)
{
	static const char *const words[] = { "ed", "eds", "editor", "editors",
		"hrsg", "hrsgg", "hg", "hgg", "herausgeber", "éd", "éds", "dir",
		"edit", "orgs", "org", "coord", "coords", "ред", "comp",
		"comps", "edd", "cur", "redaktion", "eds.", "主编", "编",
		"編" };
	size_t at = i;
	bool open = token_is_point(s, at, "([");

	if (open)
		at++;
	if (token_is_comma(s, at))
		at++;
	if (at >= s->len || s->tokens[at].label == PART_ID ||
	    !token_is_among(s, at, words, COUNT(words)))
		return i;
	at++;
	if (token_is_point(s, at, "."))
		at++;
	if (open && token_is_point(s, at, ")]"))
		at++;
	else if (open)
		return i;
	return at;
}

/* An organisation up to a full stop, a colon or the year's bracket. */
static size_t
corporate_end(const struct scan *s, size_t from)
{
	size_t end = from;

	while (end < s->len && end < from + 24 && token_is_free(s, end)) {
		const struct token *t = &s->tokens[end];

		if (token_is_stop(s, end) || t->c == ':' || t->c == '"' ||
		    t->c == 0x201c || t->c == 0xab || t->c == 0xff1a)
			break;
		if (t->c == '(' &&
		    (token_is_year(s, end + 1) || token_is(s, end + 1, "n")))
			break;
		if (token_is_year(s, end))
			break;
		if (t->c == ',' && name_is_corporate(tokens_text(s, from, end)))
			break;
		end++;
	}
	while (end > from && s->tokens[end - 1].kind == TOKEN_POINT &&
	       s->tokens[end - 1].c != ')' && s->tokens[end - 1].c != '.')
		end--;
	return end;
}

static bool
is_before_year(const struct scan *s, size_t i)
{
	if (token_is_point(s, i, ".,"))
		i++;
	if (token_is_point(s, i, "(["))
		i++;
	return token_is_year(s, i) ||
	       (token_is(s, i, "n") && token_is(s, i + 2, "d")) ||
	       (token_is(s, i, "in") && token_is(s, i + 1, "press"));
}

/* "———." or "---." for the authors of the reference before. */
static size_t
skip_repetition(const struct scan *s, size_t i)
{
	size_t at = i;

	while (at < s->len &&
	       (token_is_dash(s, at) || s->tokens[at].c == '_' ||
		   s->tokens[at].c == 0x2014 || s->tokens[at].c == 0x2015))
		at++;
	if (at == i || (at == i + 1 && s->tokens[i].c != 0x2014 &&
			   s->tokens[i].c != 0x2015))
		return i;
	return at;
}

/* "(Director)", "(ATLAS Collaboration)" behind the names: the token behind. */
static size_t
skip_role(const struct scan *s, size_t i)
{
	static const char *const roles[] = { "director", "directors",
		"producer", "producers", "writer", "writers", "host",
		"collaboration", "collaborations", "photographer", "inventor",
		"composer", "regie", "group" };

	if (!token_is_point(s, i, "("))
		return i;
	for (size_t at = i + 1; at < i + 6 && at + 1 < s->len; at++) {
		if (!token_is_point(s, at + 1, ")"))
			continue;
		return token_is_among(s, at, roles, COUNT(roles)) ? at + 2 : i;
	}
	return i;
}

static bool
same_family(const struct name_list *a, const struct name_list *b)
{
	return a->items[0].family && b->items[0].family &&
	       text_eq_nocase(span_of(a->items[0].family), b->items[0].family);
}

/*
 * Behind the title GOST 7.1 repeats the names as they stand on the title page: "Title
 * / S. Hochreiter, J. Schmidhuber // Journal". When the heading has none or only the
 * first, these are the authors.
 */
static void
find_responsibility(struct scan *s)
{
	for (size_t i = s->body + 1; i + 1 < s->len; i++) {
		struct name_list names = { NULL, 0, false, false };
		size_t end;

		if (!token_is_free(s, i) || !token_is_point(s, i, "/") ||
		    !s->tokens[i].blank || !s->tokens[i + 1].blank)
			continue;
		end = people_read(&names, s, i + 1, s->len);
		if (!names.len || !token_is_free(s, end) ||
		    !(token_is_stop(s, end) || token_is_dash(s, end) ||
			token_is_point(s, end, ";/") ||
			(token_is_point(s, end - 1, ".") &&
			    token_is_dash(s, end))))
			continue;
		if (!s->authors.len && !s->editors.len) {
			s->authors = names;
			scan_mark(s, PART_NOTE, i, i + 1);
			scan_take(s, PART_AUTHOR, i + 1, end, 0.8);
			return;
		}
		if (names.len > s->authors.len && s->authors.len &&
		    same_family(&names, &s->authors))
			s->authors = names;
		scan_mark(s, PART_NOTE, i, end);
		return;
	}
}

static void
find_heading(struct scan *s)
{
	size_t from = s->body, end, mark;
	struct name_list names = { NULL, 0, false, false };
	double confidence = 0.9;

	end = skip_repetition(s, from);
	if (end > from) {
		s->repeated = true;
		if (token_is_point(s, end, ".,:"))
			end++;
		scan_mark(s, PART_AUTHOR, from, end);
		s->body = end;
		return;
	}
	end = people_read(&names, s, from, s->len);
	/* a lone pair of capitals may be a title as well */
	if (end > from && names.len == 1 && !is_before_year(s, end) &&
	    people_are_doubtful(s, from, end) && !token_is_comma(s, from + 1)) {
		if (name_is_corporate(tokens_text(s, from, end)))
			names.len = 0, end = from;
		else
			confidence = 0.6;
	}
	if (end == from) {
		end = corporate_end(s, from);
		if (end > from &&
		    (name_is_corporate(tokens_text(s, from, end)) ||
			(is_before_year(s, end) && end == from + 1 &&
			    s->tokens[from].kind == TOKEN_WORD)) &&
		    end < s->len && end < from + 16) {
			people_add(&names, s, from, end, FORM_CORPORATE);
			confidence = 0.6;
		} else {
			return;
		}
	}
	mark = people_editor_mark(s, end);
	if (mark > end) {
		s->editors = names;
		scan_take(s, PART_EDITOR, from, end, confidence);
		scan_mark(s, PART_NOTE, end, mark);
		end = mark;
	} else {
		s->authors = names;
		scan_take(s, PART_AUTHOR, from, end, confidence);
		mark = skip_role(s, end);
		scan_mark(s, PART_NOTE, end, mark);
		end = mark;
	}
	s->body = end;
}

void
people_find_authors(struct scan *s)
{
	find_heading(s);
	find_responsibility(s);
}

/* Names before an editor mark at mark, back to from at most: where they start. */
static size_t
names_before(struct name_list *out, struct scan *s, size_t from, size_t mark)
{
	size_t limit = mark > from + 80 ? mark - 80 : from;

	for (size_t i = limit; i < mark; i++) {
		struct name_list names = { NULL, 0, false, false };
		size_t end;

		/* only where a name can begin */
		if (!token_is_free(s, i) ||
		    (i > limit && !token_is(s, i - 1, "in") &&
			s->tokens[i - 1].kind != TOKEN_POINT &&
			s->tokens[i - 1].label != PART_IN))
			continue;
		if (i > limit && s->tokens[i - 1].c == '-')
			continue;
		end = people_read(&names, s, i, mark);
		if (token_is_comma(s, end))
			end++;
		if (end == mark && names.len) {
			*out = names;
			return i;
		}
	}
	return mark;
}

size_t
people_editor_phrase(const struct scan *s, size_t i)
{
	static const struct {
		const char *word;
		const char *then;
	} phrases[] = { { "edited", "by" }, { "ed", "by" }, { "eds", "by" },
		{ "hrsg", "von" }, { "hg", "von" }, { "herausgegeben", "von" },
		{ "cura", "di" }, { "direction", "de" }, { "edición", "de" },
		{ "éd", "par" }, { "dirigé", "par" }, { "coordinado", "por" },
		{ "organizado", "por" }, { "red", "" }, { "редакцией", "" } };

	for (size_t k = 0; k < COUNT(phrases); k++) {
		size_t at = i + 1;

		if (!token_is(s, i, phrases[k].word) || !*phrases[k].then)
			continue;
		if (token_is_point(s, at, "."))
			at++;
		if (token_is(s, at, phrases[k].then))
			return at + 1;
	}
	return i;
}

/* "Translated by X", "trans. X", "(X, Trans.)", "übersetzt von X": known and put
 * out of the way. */
static void
find_translators(struct scan *s)
{
	static const char *const words[] = { "translated", "trans", "übersetzt",
		"übers", "tr", "traduit", "transl", "traducido", "ubersetzt" };
	size_t tries = 4;

	for (size_t i = s->body + 1; i + 1 < s->len && tries; i++) {
		struct name_list names = { NULL, 0, false, false };
		size_t at = i + 1, end;

		if (!token_is_free(s, i) || s->tokens[i].kind != TOKEN_WORD ||
		    !token_is_among(s, i, words, COUNT(words)))
			continue;
		tries--;
		if (token_is_point(s, at, "."))
			at++;
		if (token_is(s, at, "by") || token_is(s, at, "von") ||
		    token_is(s, at, "par") || token_is(s, at, "por"))
			at++;
		else if (!token_is_point(s, at - 1, "."))
			continue;
		end = people_read(&names, s, at, s->len);
		if (end > at) {
			scan_mark(s, PART_NOTE, i, end);
			i = end;
			continue;
		}
		/* "(B. Fowkes, Trans.)" */
		end = names_before(&names, s, s->body, i);
		if (end < i && token_is_point(s, at, ")"))
			scan_mark(s, PART_NOTE, end, at);
	}
}

void
people_find_editors(struct scan *s)
{
	size_t start, mark, end, tries = 8;

	find_translators(s);

	for (size_t i = s->body; i < s->len && tries; i++) {
		struct name_list names = { NULL, 0, false, false };

		if (!token_is_free(s, i))
			continue;
		start = people_editor_phrase(s, i);
		if (start > i) {
			end = people_read(&names, s, start, s->len);
			if (end > start) {
				s->editors = names;
				scan_mark(s, PART_NOTE, i, start);
				scan_take(s, PART_EDITOR, start, end, 0.8);
				return;
			}
		}
		mark = people_editor_mark(s, i);
		if (mark == i || i == s->body)
			continue;
		tries--;
		start = names_before(&names, s, s->body, i);
		if (start < i) {
			end = i;
			if (token_is_comma(s, end - 1))
				end--;
			s->editors = names;
			scan_take(s, PART_EDITOR, start, end, 0.8);
			scan_mark(s, PART_NOTE, i, mark);
			return;
		}
		/* "Container, ed. A. Smith (Place, 1990)" */
		end = people_read(&names, s, mark, s->len);
		if (end > mark && !token_is_point(s, i, "([") &&
		    !(token_is_year(s, mark))) {
			s->editors = names;
			scan_mark(s, PART_NOTE, i, mark);
			scan_take(s, PART_EDITOR, mark, end, 0.7);
			return;
		}
	}
}
