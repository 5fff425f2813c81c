#include "parse/tokens.h"
#include "base/text.h"
#include "model/identifier.h"
#include "parse/lexicon.h"
#include "parse/mend.h"

#include "base/banned.h"

enum { TOKENS_BEHIND = 8 };

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019;
}

/* Digits that a reference's numbers are made of; those of other scripts count
 * other years and stay words. */
static int
digit(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	if (c >= 0xff10 && c <= 0xff19)
		return (int)(c - 0xff10);
	return -1;
}

/* Read on through a word whose first letter was read. */
static void
read_word(struct token *t, struct span text, size_t *at)
{
	bool all_upper = text_is_upper(t->c), any_lower = text_is_lower(t->c);

	t->letters = 1;
	t->upper = all_upper;
	t->cjk = text_is_cjk(t->c);
	while (*at < text.len) {
		size_t next = *at;
		uint32_t c = text_next(text, &next);
		bool joins =
		    !t->cjk && (is_apostrophe(c) || c == '-' || c == 0x2010 ||
				   c == 0x2011 || c == 0xad);

		if (joins && next < text.len) {
			size_t after = next;
			uint32_t d = text_next(text, &after);

			if (!text_is_letter(d) || text_is_cjk(d))
				break;
		} else if (!text_is_mark(c) &&
			   (!text_is_letter(c) || text_is_cjk(c) != t->cjk)) {
			break;
		}
		all_upper = all_upper && !text_is_lower(c);
		any_lower = any_lower || text_is_lower(c);
		if (text_is_letter(c))
			t->letters++;
		*at = next;
	}
	t->caps = all_upper && !any_lower && t->letters > 1;
}

static void
read_number(struct token *t, struct span text, size_t *at)
{
	t->value = digit(t->c);
	t->digits = 1;
	while (*at < text.len) {
		size_t next = *at;
		int d = digit(text_next(text, &next));

		if (d < 0)
			break;
		if (t->digits < 9)
			t->value = t->value * 10 + d;
		t->digits++;
		*at = next;
	}
}

static size_t
count_runs(const struct mapped_text *body, enum run_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < body->runs_len; i++)
		n += body->runs[i].kind == kind;
	return n;
}

struct range
scan_body_range(const struct scan *s, struct range r)
{
	return s->map ? (struct range){ s->map[r.from], s->map[r.to] } : r;
}

static struct range
body_range(const struct scan *s, size_t token)
{
	return scan_body_range(
	    s, (struct range){ s->tokens[token].from, s->tokens[token].to });
}

/* Mark the tokens that stand in emphasis; runs are in the order of the text. */
static void
mark_emphasis(struct scan *s, const struct mapped_text *body)
{
	size_t t = 0;

	if (!count_runs(body, RUN_EMPHASIS))
		return;
	for (size_t i = 0; i < body->runs_len; i++) {
		struct range r = body->runs[i].place;

		if (body->runs[i].kind != RUN_EMPHASIS)
			continue;
		while (t && body_range(s, t - 1).to > r.from)
			t--;
		while (t < s->len && body_range(s, t).to <= r.from)
			t++;
		for (; t < s->len && body_range(s, t).from < r.to; t++)
			s->tokens[t].emphasis = i + 1;
	}
}

static void
mark_identifiers(struct scan *s)
{
	size_t t = 0;

	s->ids_len = identifier_find_all(&s->ids, s->a, s->text);
	for (size_t i = 0; i < s->ids_len; i++) {
		while (t < s->len && s->tokens[t].to <= s->ids[i].whole.from)
			t++;
		for (; t < s->len && s->tokens[t].from < s->ids[i].whole.to;
		     t++)
			s->tokens[t].label = PART_ID;
	}
}

/* The word in small letters; NULL for what is too long to be on any list. */
static const char *
small_letters(struct arena *a, struct span word)
{
	char buf[48];
	size_t at = 0, len = 0;

	if (word.len > 36)
		return NULL;
	while (at < word.len && len + 5 < sizeof(buf))
		len += text_put(buf + len, text_lower(text_next(word, &at)));
	return arena_strdup_span(a, (struct span){ buf, len });
}

void
scan_open(struct scan *s, struct arena *a, const struct mapped_text *body)
{
	bool blank = true;
	struct mended mended;
	size_t at = 0;

	memset(s, 0, sizeof(*s));
	s->a = a;
	mend_text(&mended, a, body);
	s->text = mended.text;
	s->map = mended.map;
	while (at < s->text.len) {
		struct token *t;
		size_t from = at;
		uint32_t c = text_next(s->text, &at);

		if (text_is_space(c) || c == 0xad) {
			blank = true;
			continue;
		}
		t = &ARENA_PUSH(a, s->tokens, s->len);
		t->from = from;
		t->c = c;
		t->blank = blank;
		blank = false;
		if (digit(c) >= 0) {
			t->kind = TOKEN_NUMBER;
			read_number(t, s->text, &at);
		} else if (text_is_letter(c)) {
			t->kind = TOKEN_WORD;
			read_word(t, s->text, &at);
		} else {
			t->kind = TOKEN_POINT;
		}
		t->to = at;
	}
	/* the empty end that looking ahead finds; what is looked at is never
	 * further than a few tokens behind it */
	for (size_t i = 0; i < TOKENS_BEHIND; i++)
		ARENA_PUSH(a, s->tokens, s->len) = (struct token){
			.from = s->text.len,
			.to = s->text.len,
			.kind = TOKEN_POINT,
			.blank = true,
		};
	s->len -= TOKENS_BEHIND;
	for (size_t i = 0; i < s->len; i++) {
		struct token *t = &s->tokens[i];

		if (t->kind != TOKEN_WORD)
			continue;
		t->small = small_letters(a, token_text(s, i));
		if (!t->small)
			continue;
		t->hash = text_hash(span_of(t->small));
		t->lexicon = lexicon_find(t->small, t->hash);
	}
	mark_emphasis(s, body);
	mark_identifiers(s);
}

struct span
token_text(const struct scan *s, size_t i)
{
	return span_sub(s->text, s->tokens[i].from, s->tokens[i].to);
}

struct span
tokens_text(const struct scan *s, size_t from, size_t to)
{
	if (from >= to)
		return (struct span){ s->text.ptr, 0 };
	return span_sub(s->text, s->tokens[from].from, s->tokens[to - 1].to);
}

bool
token_is_among(
    const struct scan *s, size_t i, const char *const *words, size_t n)
{
	const char *small = token_small(s, i);

	for (size_t k = 0; *small && k < n; k++)
		if (*words[k] == *small && !strcmp(words[k], small))
			return true;
	return false;
}

static bool
has_katakana(const struct scan *s, size_t i)
{
	struct span word = token_text(s, i);

	for (size_t at = 0; at < word.len;) {
		uint32_t c = text_next(word, &at);

		if (c > 0x30a0 && c < 0x30fb)
			return true;
	}
	return false;
}

static bool
is_hangul_name(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return t->c >= 0xac00 && t->c <= 0xd7a3 && t->letters >= 2 &&
	       t->letters <= 4;
}

bool
token_parts_persons(const struct scan *s, size_t i)
{
	uint32_t c = s->tokens[i].c;

	if (!i || !s->tokens[i - 1].cjk || !s->tokens[i + 1].cjk)
		return false;
	if (c == 0xb7 || c == 0x318d) /* and the Korean letter arae-a for it */
		return is_hangul_name(s, i - 1) && is_hangul_name(s, i + 1);
	return c == 0x30fb && !has_katakana(s, i - 1) &&
	       !has_katakana(s, i + 1);
}

bool
token_is_number(const struct scan *s, size_t i)
{
	return i < s->len && s->tokens[i].kind == TOKEN_NUMBER;
}

bool
token_is_dash(const struct scan *s, size_t i)
{
	return i < s->len && s->tokens[i].kind == TOKEN_POINT &&
	       text_is_dash(s->tokens[i].c);
}

bool
token_is_comma(const struct scan *s, size_t i)
{
	return i < s->len &&
	       (s->tokens[i].c == ',' || s->tokens[i].c == 0xff0c ||
		   s->tokens[i].c == 0x3001);
}

bool
token_is_initial(const struct scan *s, size_t i)
{
	static const char *const digraphs[] = { "yu", "ya", "yo", "ye", "ch",
		"sh", "th", "ph", "kh", "zh", "ts", "ju", "ja", "je", "gy",
		"md", "st" };
	const struct token *t = &s->tokens[i];

	if (i >= s->len || t->kind != TOKEN_WORD || !t->upper || t->cjk)
		return false;
	if (t->letters == 1)
		return true;
	/* "Yu." and "Ch." stand for one letter */
	if (t->letters != 2 || !token_is_point(s, i + 1, "."))
		return false;
	return token_is_among(
	    s, i, digraphs, sizeof(digraphs) / sizeof(digraphs[0]));
}

bool
token_is_year(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	return i < s->len && t->kind == TOKEN_NUMBER && t->digits == 4 &&
	       t->value >= 1400 && t->value <= 2035;
}

bool
token_is_stop(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i], *before, *next;

	if (i >= s->len)
		return false;
	if (t->c == 0x3002 || t->c == 0xff0e)
		return true;
	if (t->c != '.')
		return false;
	if (!i || i + 1 >= s->len)
		return i != 0;
	before = t - 1;
	next = t + 1;
	if (next->c == '.' || before->c == '.')
		return false;
	if (before->kind == TOKEN_WORD) {
		if (before->letters == 1 && before->upper && !before->cjk)
			return false;
		/* points in names of domains, of files, "e.g." */
		if (!next->blank && !t->blank &&
		    (next->kind == TOKEN_NUMBER || !next->upper ||
			before->letters < 4))
			return next->kind == TOKEN_POINT &&
			       !(before->lexicon & LEX_ABBREVIATION);
		if (before->lexicon & LEX_ABBREVIATION && before->letters < 12)
			return false;
		/* "Plasma Phys. Control. Fusion": a link of such a chain */
		if (before->upper && before->letters <= 8 && i > 3 &&
		    next->upper && next->letters <= 10 && before[-1].c == '.' &&
		    (before[-2].lexicon & LEX_ABBREVIATION) &&
		    before[-2].label == PART_FREE)
			return false;
		/* "Zh. Eksp. Teor. Fiz.", "Combust. Flame": a word alone, a short
		 * one, and what follows is of a journal's title too */
		if (before->upper && before->letters <= 7 && i > 1 &&
		    (before - 1)->kind == TOKEN_POINT && next->upper &&
		    (next->lexicon & (LEX_ABBREVIATION | LEX_JOURNAL)) &&
		    (before - 1)->c != 0x201d && next->letters <= 8)
			return false;
	}
	if (before->kind == TOKEN_NUMBER && !next->blank)
		return false;
	/* "GPT-4. 5 system card": a version parted by a careless tool */
	if (before->kind == TOKEN_NUMBER && before->digits <= 2 && i > 2 &&
	    text_is_dash(before[-1].c) && before[-2].upper &&
	    next->kind == TOKEN_NUMBER && next->digits <= 2 &&
	    next[1].kind == TOKEN_WORD)
		return false;
	if (next->kind == TOKEN_WORD && !next->upper && !next->cjk &&
	    next->letters > 1 && next->label == PART_FREE &&
	    before->kind == TOKEN_WORD)
		return token_is(s, i + 1, "in");
	return true;
}

void
scan_mark(struct scan *s, enum part label, size_t from, size_t to)
{
	for (size_t i = from; i < to && i < s->len; i++)
		s->tokens[i].label = label;
}

void
scan_take(
    struct scan *s, enum part label, size_t from, size_t to, double confidence)
{
	if (from >= to)
		return;
	scan_mark(s, label, from, to);
	ARENA_PUSH(s->a, s->found, s->found_len) =
	    (struct found){ label, from, to, confidence };
}

bool
scan_has(const struct scan *s, enum part label)
{
	for (size_t i = 0; i < s->found_len; i++)
		if (s->found[i].label == label)
			return true;
	return false;
}

void
scan_drop(struct scan *s, enum part label)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->found_len; i++) {
		const struct found *f = &s->found[i];

		if (f->label == label)
			scan_mark(s, PART_FREE, f->from, f->to);
		else
			s->found[kept++] = *f;
	}
	s->found_len = kept;
}

struct found *
scan_found(const struct scan *s, enum part label)
{
	for (size_t i = 0; i < s->found_len; i++)
		if (s->found[i].label == label &&
		    s->found[i].from < s->found[i].to)
			return &s->found[i];
	return NULL;
}

void
scan_end_before(struct scan *s, enum part label, size_t i)
{
	struct found *f = scan_found(s, label);
	size_t to = i;

	if (!f || f->to <= i)
		return;
	while (to > f->from &&
	       (token_is_comma(s, to - 1) || token_is_point(s, to - 1, ":/(") ||
		   token_is_dash(s, to - 1)))
		to--;
	if (to <= f->from) {
		scan_drop(s, label);
		return;
	}
	scan_mark(s, PART_FREE, to, f->to);
	f->to = to;
}
