/*
 * How a title stands in a reference's own text. The letters of a record's title
 * may be there though another work is cited: as what a chapter stands in ("in:
 * The Tai Khamtis"), as a piece of a longer title ("The case systems of Australian
 * Aboriginal languages"), or as that of the part before ("..., no. II").
 */

#include "base/text.h"
#include "match/view.h"

#include "base/banned.h"

enum { TITLE_LETTERS_MIN = 12, PART_DIGITS_MAX = 2 };

/* A word of the text, and what stands in front of it but blanks. */
struct word {
	struct span text;
	uint32_t before;
};

/* Folded letters that one character makes: 0 for a mark, a blank, a hyphen. */
static size_t
letters_of(struct arena *a, struct span c)
{
	const char *fold;
	size_t n = 0;

	if (c.len == 1) {
		char x = text_ascii_lower(c.ptr[0]);

		return (x >= 'a' && x <= 'z') || (x >= '0' && x <= '9');
	}
	fold = text_fold(a, c);
	for (; *fold; fold++)
		n += *fold != ' ';
	return n;
}

/* What comes before an offset: the last word, the last sign. */
struct front {
	struct word last;
	uint32_t sign, sign_before; /* not blanks, quotes or brackets */
	bool attached;              /* no blank behind the sign */
};

static bool
is_opening(uint32_t c)
{
	return c == '"' || c == '\'' || c == '`' || c == '(' || c == '[' ||
	       c == '{' || c == '<' || c == '*' || c == '_' || c == 0xab ||
	       c == 0xbb || (c >= 0x2018 && c <= 0x201f) || c == 0x2039 ||
	       c == 0x300a || c == 0x300c;
}

static bool
is_closing(uint32_t c)
{
	return is_opening(c) ? c != '(' && c != '[' && c != '{'
			     : c == 0x300b || c == 0x300d || c == 0x203a;
}

static bool
is_word(uint32_t c)
{
	return text_is_letter(c) || text_is_mark(c);
}

static void
look_back(struct front *out, struct span raw, size_t end)
{
	size_t i = 0, start = 0;
	bool in_word = false;

	memset(out, 0, sizeof(*out));
	while (i < end) {
		size_t was = i;
		uint32_t c = text_next(raw, &i);

		if (is_word(c)) {
			if (!in_word) {
				out->last.before = out->sign;
				start = was;
			}
			in_word = true;
			out->last.text =
			    (struct span){ raw.ptr + start, i - start };
		} else {
			in_word = false;
		}
		out->attached = !text_is_space(c);
		if (text_is_space(c) || is_opening(c))
			continue;
		out->sign_before = out->sign;
		out->sign = c;
	}
}

static bool
is_article(struct span w)
{
	static const char *const words[] = { "a", "an", "the", "der", "die",
		"das", "le", "la", "les", "el", "los", "las", "il", "o", "os" };

	return text_is_among(w, words, sizeof(words) / sizeof(words[0]));
}

/* "in: Title", "//Title": the title of what the work cited stands in. */
static bool
names_container(const struct front *f)
{
	static const char *const words[] = { "in", "dans", "en" };

	return (f->sign == '/' && f->sign_before == '/') ||
	       (f->sign == ':' && text_is_among(f->last.text, words, 3));
}

/* Words of a longer title run on into this one. */
static bool
runs_on(const struct front *f)
{
	struct span w = f->last.text;

	if ((f->attached && text_is_dash(f->sign)) || f->sign == '&' ||
	    f->sign == '+' || (f->sign == '/' && f->sign_before != '/'))
		return true;
	if (!is_word(f->sign))
		return false;
	return !is_article(w) || is_word(f->last.before);
}

static unsigned
roman_of(struct span w)
{
	static const char *const numerals[] = { "I", "II", "III", "IV", "V",
		"VI", "VII", "VIII", "IX", "X" };

	for (unsigned i = 0; i < sizeof(numerals) / sizeof(numerals[0]); i++)
		if (span_eq(w, span_of(numerals[i])))
			return i + 1;
	return 0;
}

static struct span
next_word(struct span raw, size_t *at)
{
	size_t start = *at, i = start;

	while (i < raw.len) {
		size_t was = i;
		uint32_t c = text_next(raw, &i);

		if (!is_word(c) && !text_is_digit(c)) {
			i = was;
			break;
		}
	}
	*at = i;
	return (struct span){ raw.ptr + start, i - start };
}

/* Signs between a title and the number of its part. */
static void
skip_signs(struct span raw, size_t *at)
{
	while (*at < raw.len) {
		size_t i = *at;
		uint32_t c = text_next(raw, &i);

		if (!text_is_space(c) && !text_is_dash(c) && c != ',' &&
		    c != '.' && c != ':' && c != ';' && c != '(' && c != '[' &&
		    !is_closing(c))
			return;
		*at = i;
	}
}

/*
 * The number of a part that stands right behind a title, or 0: "II", "Part 2",
 * "no. IV", "(3)". One letter alone may be an initial: *loose.
 */
static unsigned
part_behind(bool *loose, struct span raw, size_t at)
{
	static const char *const parts[] = { "part", "pt", "teil", "partie",
		"parte" };
	size_t from = at;
	unsigned number;
	struct span w;
	bool named;

	*loose = false;
	skip_signs(raw, &at);
	if (at == from)
		return 0;
	w = next_word(raw, &at);
	named = text_is_among(w, parts, sizeof(parts) / sizeof(parts[0]));
	if (named || text_eq_nocase(w, "no") || text_eq_nocase(w, "nr")) {
		skip_signs(raw, &at);
		w = next_word(raw, &at);
	}
	named |= at < raw.len && raw.ptr[at] == ')' && w.ptr > raw.ptr &&
		 w.ptr[-1] == '(';
	number = roman_of(w);
	*loose = number && w.len == 1 && !named;
	if (!number && named && w.len && w.len <= PART_DIGITS_MAX)
		for (size_t i = 0; i < w.len; i++) {
			if (w.ptr[i] < '0' || w.ptr[i] > '9')
				return 0;
			number = number * 10 + (unsigned)(w.ptr[i] - '0');
		}
	return number;
}

/* "Review of Dixon, Bob, 1983 Searching for ...", "[Review] Langlois, Annie, ..." */
static bool
is_reviewed(struct arena *a, struct span before)
{
	static const char *const marks[] = { " review of ", " book review ",
		" reviewed ", " rezension ", " recension ", " recensione ",
		" compte rendu ", " resena de ", " resenha de " };
	const char *fold = arena_printf(a, " %s ", text_fold(a, before));

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (strstr(fold, marks[i]))
			return true;
	for (size_t i = 0; i + 7 <= before.len; i++)
		if (before.ptr[i] == '[' &&
		    text_starts_nocase(span_skip(before, i + 1), "review"))
			return true;
	return false;
}

static void
look_at(struct raw_title *out, struct arena *a, struct span raw, size_t start,
    size_t end)
{
	struct front f;
	size_t i = end;
	uint32_t c = 0;
	bool loose;

	look_back(&f, raw, start);
	while (i < raw.len) {
		c = text_next(raw, &i);
		if (!text_is_space(c) && !is_closing(c))
			break;
		c = 0;
	}
	out->stands = true;
	out->is_container = names_container(&f);
	out->runs_on = runs_on(&f) || (is_word(c) && !text_is_cjk(c));
	out->comma = c == ',';
	out->number = text_is_digit(c);
	out->goes_on = c == ':' || c == 0xff1a;
	out->part = part_behind(&loose, raw, end);
	out->reviewed = is_reviewed(a, (struct span){ raw.ptr, start });
	for (i = 0; i < start;)
		out->letters_before += text_is_letter(text_next(raw, &i));
	if (loose) {
		out->loose_part = out->part;
		out->part = 0;
	}
}

static bool
is_year(struct span s)
{
	return s.len == 4 && ((s.ptr[0] == '1' && s.ptr[1] > '4') ||
				 (s.ptr[0] == '2' && s.ptr[1] == '0'));
}

/* "3330919", "2019.107", "1301", but not a year, nor "12(3)". */
static bool
continues_identifier(struct span token)
{
	size_t digits = 0, i = 0;

	while (i < token.len && token.ptr[i] != ' ') {
		char c = token.ptr[i++];

		if (c >= '0' && c <= '9')
			digits++;
		else if (!(c >= 'a' && c <= 'z') && !strchr(".-_/", c))
			return false;
	}
	while (i && strchr(".-_/", token.ptr[i - 1]))
		i--;
	return digits && !is_year((struct span){ token.ptr, i });
}

bool
claim_identifier_is_torn(const struct claim_view *c, const char *value)
{
	struct span raw = c->raw;
	size_t len = strlen(value);

	for (size_t i = 0; len && i + len < raw.len; i++) {
		size_t at = i + len;
		bool sign;

		if (!text_starts_nocase(span_skip(raw, i), value))
			continue;
		sign = strchr(".-_/", raw.ptr[at]) && raw.ptr[at];
		at += sign;
		if (at >= raw.len || raw.ptr[at] != ' ')
			continue;
		while (at < raw.len && raw.ptr[at] == ' ')
			at++;
		if (sign && continues_identifier(span_skip(raw, at)))
			return true;
	}
	return false;
}

bool
claim_title_is_quoted(const struct claim_view *c)
{
	static const char *const marks[] = { "\"", "“", "‘", "„", "«", "``" };
	const char *title = c->view.work->title;
	size_t len = title ? strlen(title) : 0;

	for (size_t i = 1; len && i + len <= c->raw.len; i++) {
		if (memcmp(c->raw.ptr + i, title, len) != 0)
			continue;
		for (size_t k = 0; k < sizeof(marks) / sizeof(marks[0]); k++) {
			size_t n = strlen(marks[k]);

			if (n <= i && !memcmp(c->raw.ptr + i - n, marks[k], n))
				return true;
		}
	}
	return false;
}

static bool
is_better(const struct raw_title *x, const struct raw_title *y)
{
	return !y->stands ||
	       (y->is_container | y->runs_on) > (x->is_container | x->runs_on);
}

void
claim_find_title(struct raw_title *out, struct arena *a,
    const struct claim_view *c, const struct title *t)
{
	size_t at = 0, start = 0, i = 0, from, to;
	bool inside = false;
	const char *p;

	memset(out, 0, sizeof(*out));
	if (!c->raw_letters || t->letters_len < TITLE_LETTERS_MIN)
		return;
	p = strstr(c->raw_letters, t->letters);
	while (p) {
		struct raw_title one = { 0 };

		from = (size_t)(p - c->raw_letters);
		to = from + t->letters_len;
		while (i < c->raw.len && at < to) {
			size_t was = i;

			(void)text_next(c->raw, &i);
			if (!inside && at >= from) {
				inside = true;
				start = was;
			}
			at += letters_of(
			    a, (struct span){ c->raw.ptr + was, i - was });
			/* What is no letter is not the title's beginning. */
			inside = inside && at > from;
		}
		look_at(&one, a, c->raw, start, i);
		if (is_better(&one, out))
			*out = one;
		p = strstr(p + t->letters_len, t->letters);
		inside = false;
	}
}
