/*
 * References in Hebrew, Arabic, Persian and Thai. No training set has any, and their
 * scripts have no capitals that a name could be told by; but their lists are written
 * plainly, part by part with full stops: who, perhaps the year, what, where, by whom.
 */

#include "base/text.h"
#include "model/name.h"
#include "parse/after.h"

#include "base/banned.h"

enum { PARTS_MAX = 12, SHARE = 2, BRACKET_MOST = 80 };

/* Nothing of it is held against a record. */
static const double UNSURE = 0.45;

static bool
is_of_scripts(uint32_t c)
{
	return (c >= 0x5d0 && c <= 0x5ea) || (c >= 0x620 && c <= 0x6d3) ||
	       (c >= 0xe01 && c <= 0xe4e);
}

static bool
is_thai(struct span s)
{
	for (size_t at = 0; at < s.len;) {
		uint32_t c = text_next(s, &at);

		if (is_of_scripts(c))
			return c >= 0xe01 && c <= 0xe4e;
	}
	return false;
}

/* Mostly in these scripts? */
static bool
is_ours(struct span s)
{
	size_t own = 0, others = 0;

	for (size_t at = 0; at < s.len;) {
		uint32_t c = text_next(s, &at);

		if (is_of_scripts(c))
			own++;
		else if (text_is_letter(c))
			others++;
	}
	return own > 4 && own > SHARE * others;
}

static uint32_t
peek(struct span s, size_t at)
{
	return at < s.len ? text_next(s, &at) : ' ';
}

/* Is the letter before `at` alone ("ד." for doctor, an initial)? */
static bool
is_initial(struct span s, size_t at)
{
	size_t before = at;

	(void)text_prev(s, &before);
	return !before || text_is_space(text_prev(s, &before));
}

/* Parts that end with a full stop (or ؟) and a blank, or at the end. */
static size_t
cut(struct range *out, struct span s, size_t from)
{
	size_t n = 0, start = from, open = 0;

	for (size_t at = from; at < s.len && n < PARTS_MAX;) {
		size_t here = at;
		uint32_t c = text_next(s, &at);

		/* "(พ.ศ. 2566)" */
		open = c == '(' ? here + 1 : c == ')' ? 0 : open;
		if (open && here - open < BRACKET_MOST)
			continue;
		if ((c != '.' && c != 0x61f && c != '?') ||
		    !text_is_space(peek(s, at)) || is_initial(s, here))
			continue;
		out[n++] = after_trim(s, (struct range){ start, here });
		start = at;
	}
	if (n < PARTS_MAX) {
		struct range last =
		    after_trim(s, (struct range){ start, s.len });

		if (!range_empty(last))
			out[n++] = last;
	}
	return n;
}

static size_t
find_char(struct span s, struct range r, uint32_t wanted)
{
	for (size_t at = r.from; at < r.to;) {
		size_t here = at;

		if (text_next(s, &at) == wanted)
			return here;
	}
	return r.to;
}

static bool
has_digit(struct span s, struct range r)
{
	while (r.from < r.to)
		if (text_is_digit(text_next(s, &r.from)))
			return true;
	return false;
}

/* "(1984)", "(พ.ศ. 2566)", "(۱۳۹۸)": only a year and what says that it is one. */
static bool
is_year(struct span s, struct range r)
{
	size_t digits = 0, letters = 0;

	while (r.from < r.to) {
		uint32_t c = text_next(s, &r.from);

		digits += text_is_digit(c);
		letters += text_is_letter(c);
	}
	return digits == 4 && letters < 5;
}

/* --- who ---------------------------------------------------------------------------------- */

static void
add_name(struct after *r, struct range whole, size_t comma)
{
	struct name n = { NULL };
	struct range family = whole, given = { comma, whole.to };

	if (comma < whole.to) {
		family.to = comma;
		family = after_trim(r->text, family);
		given = after_trim(r->text, given);
		n.family =
		    text_clean(r->a, span_sub(r->text, family.from, family.to));
		if (!range_empty(given))
			n.given = text_clean(
			    r->a, span_sub(r->text, given.from, given.to));
	} else {
		n.literal =
		    text_clean(r->a, span_sub(r->text, whole.from, whole.to));
	}
	if (!range_empty(family))
		name_list_add(r->a, &r->parse->work->author, n);
}

static size_t
find_comma(struct span s, struct range r)
{
	size_t latin = find_char(s, r, ','), arabic = find_char(s, r, 0x60c);

	return latin < arabic ? latin : arabic;
}

/* "Family, Given; Family, Given", "Given Family": names are parted by semicolons. */
static void
read_authors(struct after *r, struct range whole)
{
	struct range rest = whole;

	while (!range_empty(rest)) {
		size_t latin = find_char(r->text, rest, ';');
		size_t arabic = find_char(r->text, rest, 0x61b);
		size_t end = latin < arabic ? latin : arabic;
		struct range one =
		    after_trim(r->text, (struct range){ rest.from, end });

		if (!range_empty(one))
			add_name(r, one, find_comma(r->text, one));
		rest.from = end;
		if (rest.from < rest.to)
			(void)text_next(r->text, &rest.from);
	}
	if (r->parse->work->author.len)
		ARENA_PUSH(r->a, r->parse->places, r->parse->places_len) =
		    (struct place){ CLAIM_AUTHOR,
			    scan_body_range(r->scan, whole), UNSURE };
}

/* --- where and by whom ----------------------------------------------------------------- */

/* "בירושלים: כתר, 2002", "تهران: نشر نی": the publisher behind the colon, without a year. */
static void
read_imprint(struct after *r, struct range part, size_t colon)
{
	struct range place = { part.from, colon }, house = { colon, part.to };
	struct range last = house;
	size_t comma;

	while ((comma = find_comma(r->text, last)) < last.to) {
		struct range behind =
		    after_trim(r->text, (struct range){ comma, last.to });

		if (is_year(r->text, behind)) {
			house.to = comma;
			break;
		}
		last.from = comma;
		(void)text_next(r->text, &last.from);
	}
	after_set(r, CLAIM_PUBLISHER_PLACE, WORK_publisher_place,
	    after_trim(r->text, place), UNSURE);
	after_set(r, CLAIM_PUBLISHER, WORK_publisher,
	    after_trim(r->text, house), UNSURE);
	r->parse->work->type = WORK_TYPE_BOOK;
}

/* "وستنامه تاریخ، 12(3)، 45-67": the journal before the first comma that numbers follow. */
static void
read_journal(struct after *r, struct range part)
{
	size_t comma = find_comma(r->text, part);

	if (comma == part.to ||
	    !has_digit(r->text, (struct range){ comma, part.to }))
		return;
	after_set(r, CLAIM_CONTAINER_TITLE, WORK_container_title,
	    after_trim(r->text, (struct range){ part.from, comma }), UNSURE);
	r->parse->work->type = WORK_TYPE_ARTICLE_JOURNAL;
}

/* The year in brackets behind the authors is taken off their part. */
static struct range
without_year(const struct after *r, struct range authors)
{
	size_t open = find_char(r->text, authors, '(');

	if (open < authors.to &&
	    is_year(r->text, (struct range){ open, authors.to }))
		authors.to = open;
	return after_trim(r->text, authors);
}

static int
number(struct span digits)
{
	int n = 0;

	for (size_t i = 0; i < digits.len; i++)
		n = 10 * n + (digits.ptr[i] - '0');
	return n;
}

/* The last year of our own calendar that stands alone. */
static struct date
year_of(struct span s)
{
	struct date date = { .from = { 0, 0, 0 } };

	for (size_t i = 0; i + 4 <= s.len; i++) {
		size_t end = after_digits(s, i);

		if (end == i + 4 && (s.ptr[i] == '1' || s.ptr[i] == '2') &&
		    (!i || s.ptr[i - 1] == ' ' || s.ptr[i - 1] == '('))
			date.from.year = number(span_sub(s, i, end));
		i = end > i ? end - 1 : i;
	}
	return date;
}

void
scripts_read(struct after *r)
{
	struct work *w = r->parse->work;
	struct range parts[PARTS_MAX];
	struct date issued = w->issued;
	size_t n, title = 1;

	if (!is_ours(r->text))
		return;
	n = cut(parts, r->text, after_start(r));
	if (n < 2)
		return;
	after_clear_all(r);
	w->issued = issued.from.year ? issued : year_of(r->text);
	read_authors(r, without_year(r, parts[0]));
	if (title < n && is_year(r->text, parts[title]))
		title++;
	if (title == n)
		return;
	after_set(r, CLAIM_TITLE, WORK_title, parts[title], UNSURE);
	for (size_t i = title + 1; i < n; i++) {
		size_t colon = find_char(r->text, parts[i], ':');

		if (colon < parts[i].to && !w->publisher)
			read_imprint(r, parts[i], colon);
		else if (!w->container_title && !w->publisher)
			read_journal(r, parts[i]);
	}
	w->language = is_thai(r->text) ? "th" : w->language;
}
