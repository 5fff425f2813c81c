/* text-case, on all the text within a node as one text (CSL 1.0.2, "Text-case"). */

#include "base/text.h"
#include "csl/node.h"

#include <unicode/ucasemap.h>
#include <unicode/ustring.h>

#include "base/banned.h"

/* One character of the text, and what becomes of it. */
struct letter {
	uint32_t c;
	bool guarded; /* nocase, superscript, ... */
	enum { KEEP, UPPER, LOWER } to;
	unsigned piece;
};

struct letters {
	struct letter *items;
	size_t len;
	struct csl_node **pieces;
	size_t piece_count;
};

static const char *const stop_words[] = { "a", "about", "across", "afore",
	"after", "against", "along", "alongside", "amid", "amidst", "among",
	"amongst", "an", "and", "anenst", "apropos", "apud", "around", "as",
	"aside", "astride", "at", "athwart", "atop", "barring", "before",
	"behind", "below", "beneath", "beside", "besides", "between", "beyond",
	"but", "by", "c", "ca", "circa", "d'", "de", "despite", "down",
	"during", "et", "except", "for", "forenenst", "from", "given", "in",
	"inside", "into", "lest", "like", "modulo", "near", "next", "nor",
	"notwithstanding", "of", "off", "on", "onto", "or", "out", "over",
	"per", "plus", "pro", "qua", "sans", "since", "so", "than", "the",
	"through", "throughout", "thru", "thruout", "till", "to", "toward",
	"towards", "under", "underneath", "until", "unto", "up", "upon", "v.",
	"van", "versus", "via", "vis-à-vis", "von", "vs.", "with", "within",
	"without", "yet" };

static bool
is_guard(const struct csl_node *n)
{
	return n->no_case || n->no_decoration ||
	       (n->from_field && (n->font.variant == FONT_VARIANT_SMALL_CAPS ||
				     n->font.align == ALIGN_SUP ||
				     n->font.align == ALIGN_SUB));
}

static void
collect(struct letters *l, struct arena *a, struct csl_node *n, bool guarded)
{
	guarded = guarded || is_guard(n);
	if (n->text) {
		struct span s = span_of(n->text);
		size_t at = 0;

		ARENA_PUSH(a, l->pieces, l->piece_count) = n;
		while (at < s.len) {
			struct letter x = { .guarded = guarded,
				.piece = (unsigned)l->piece_count - 1 };

			x.c = text_next(s, &at);
			ARENA_PUSH(a, l->items, l->len) = x;
		}
	}
	for (struct csl_node *c = n->first; c; c = c->next)
		collect(l, a, c, guarded);
}

/* Write the pieces anew. Full mappings through ICU, for ß and the like. */
static void
give_back(struct letters *l, struct arena *a, const char *lang)
{
	struct sbuf out = SBUF_INIT;
	size_t i = 0;

	for (size_t p = 0; p < l->piece_count; p++) {
		bool changed = false;

		sbuf_reset(&out);
		for (; i < l->len && l->items[i].piece == p; i++) {
			struct letter *x = &l->items[i];
			UChar from[2], to[8];
			char utf8[32];
			int32_t n = 0, len = 0;
			UErrorCode code = U_ZERO_ERROR;
			UBool bad = false;

			if (x->to == KEEP) {
				sbuf_add(&out, (struct span){ utf8,
						   text_put(utf8, x->c) });
				continue;
			}
			changed = true;
			U16_APPEND(from, n, 2, (UChar32)x->c, bad);
			(void)bad;
			len = x->to == UPPER
				  ? u_strToUpper(to, 8, from, n, lang, &code)
				  : u_strToLower(to, 8, from, n, lang, &code);
			u_strToUTF8(utf8, sizeof(utf8), &n, to, len, &code);
			if (U_FAILURE(code))
				n = (int32_t)text_put(utf8, x->c);
			sbuf_add(&out, (struct span){ utf8, (size_t)n });
		}
		if (changed)
			l->pieces[p]->text = arena_strdup(a, out.buf);
	}
	sbuf_release(&out);
}

static bool
is_letter(const struct letters *l, size_t i)
{
	return i < l->len &&
	       (text_is_letter(l->items[i].c) || text_is_mark(l->items[i].c));
}

/* Letters, digits, and apostrophes between letters, make a word. */
static bool
is_word(const struct letters *l, size_t i)
{
	uint32_t c;

	if (i >= l->len)
		return false;
	c = l->items[i].c;
	if (c == '\'' || c == 0x2019 || c == '`')
		return i && is_letter(l, i - 1) && is_letter(l, i + 1);
	if (c == '.')
		return i && is_letter(l, i - 1) && is_letter(l, i + 1);
	return is_letter(l, i) || text_is_digit(c);
}

static bool
has_lower(const struct letters *l, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (text_is_lower(l->items[i].c))
			return true;
	return false;
}

static bool
has_upper(const struct letters *l, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (text_is_upper(l->items[i].c))
			return true;
	return false;
}

static bool
is_guarded(const struct letters *l, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (l->items[i].guarded)
			return true;
	return false;
}

/* The next word at or behind i: true, with its ends. */
static bool
next_word(const struct letters *l, size_t i, size_t *from, size_t *to)
{
	while (i < l->len && !is_word(l, i))
		i++;
	*from = i;
	while (is_word(l, i))
		i++;
	*to = i;
	return *to > *from;
}

static void
set(struct letters *l, size_t from, size_t to, int how)
{
	for (size_t i = from; i < to; i++)
		if (!l->items[i].guarded)
			l->items[i].to = how;
}

/* "β" in "β-Carotine" stays. */
static bool
is_latin(const struct letters *l, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (l->items[i].c < 0x250 || text_is_cyrillic(l->items[i].c))
			return true;
	return false;
}

/* A word all in small letters gets a capital. */
static void
capitalize(struct letters *l, size_t from, size_t to)
{
	if (has_upper(l, from, to) || is_guarded(l, from, to) ||
	    !is_latin(l, from, to))
		return;
	set(l, from, from + 1, UPPER);
}

static bool
is_uppercase(const struct letters *l)
{
	bool upper = false;

	for (size_t i = 0; i < l->len; i++) {
		if (l->items[i].guarded)
			continue;
		if (text_is_lower(l->items[i].c))
			return false;
		upper = upper || text_is_upper(l->items[i].c);
	}
	return upper;
}

static bool
is_listed(const char *word)
{
	for (size_t i = 0; i < sizeof(stop_words) / sizeof(*stop_words); i++)
		if (!strcmp(word, stop_words[i]))
			return true;
	return false;
}

static bool
is_stop_word(const struct letters *l, size_t from, size_t to)
{
	char word[40];
	size_t n = 0;

	for (size_t i = from; i < to; i++) {
		uint32_t c = l->items[i].c == 0x2019 ? '\'' : l->items[i].c;

		if (n + 4 >= sizeof(word))
			return false;
		n += text_put(word + n, c);
	}
	word[n] = '\0';
	if (is_listed(word))
		return true;
	/* "v.", "vs." */
	if (to < l->len && l->items[to].c == '.' && n + 2 < sizeof(word)) {
		word[n] = '.';
		word[n + 1] = '\0';
		return is_listed(word);
	}
	return false;
}

/* What lies between the end of a word and the next one says whether a sentence or
 * a subtitle begins. */
static bool
begins_anew(const struct letters *l, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		switch (l->items[i].c) {
		case ':':
		case '?':
		case '!': return true;
		default: break;
		}
	return false;
}

static void
title_case(struct letters *l)
{
	size_t from, to, last = 0, end = 0;

	for (size_t i = 0; next_word(l, i, &from, &to); i = to)
		last = from;
	for (size_t i = 0; next_word(l, i, &from, &to); i = to) {
		bool after_hyphen =
		    from && end && from == end + 1 && l->items[end].c == '-';
		bool before_hyphen = to < l->len && l->items[to].c == '-' &&
				     to + 1 < l->len && is_word(l, to + 1);
		bool first = !end || begins_anew(l, end, from);
		bool closes =
		    from == last || (to < l->len && (l->items[to].c == '?' ||
							l->items[to].c == '!'));

		if (after_hyphen && to - from == 1) {
			/* "07-x", "e-x" */
		} else if (first || closes ||
			   (before_hyphen && !after_hyphen) ||
			   !is_stop_word(l, from, to))
			capitalize(l, from, to);
		end = to;
	}
}

static void
sentence_case(struct letters *l)
{
	size_t from, to;

	if (!next_word(l, 0, &from, &to))
		return;
	if (is_uppercase(l)) {
		set(l, from + 1, l->len, LOWER);
		return;
	}
	capitalize(l, from, to);
	/* A word with one capital at its start loses it; "I" and "DNA" do not. */
	for (size_t i = to; next_word(l, i, &from, &to); i = to)
		if (to - from > 1 && text_is_upper(l->items[from].c) &&
		    !has_upper(l, from + 1, to) && has_lower(l, from + 1, to) &&
		    !is_guarded(l, from, to))
			set(l, from, from + 1, LOWER);
}

static void
capitalize_all(struct letters *l)
{
	size_t from, to;

	for (size_t i = 0; next_word(l, i, &from, &to); i = to)
		if (has_lower(l, from, to))
			capitalize(l, from, to);
}

static void
capitalize_first(struct letters *l)
{
	size_t from, to;

	if (next_word(l, 0, &from, &to))
		capitalize(l, from, to);
}

void
csl_node_text_case(struct arena *a, struct csl_node *n,
    enum csl_text_case text_case, const char *lang, bool english)
{
	struct letters letters = { 0 };

	if (text_case == CASE_NONE || (text_case == CASE_TITLE && !english))
		return;
	collect(&letters, a, n, false);
	switch (text_case) {
	case CASE_LOWERCASE: set(&letters, 0, letters.len, LOWER); break;
	case CASE_UPPERCASE: set(&letters, 0, letters.len, UPPER); break;
	case CASE_CAPITALIZE_FIRST: capitalize_first(&letters); break;
	case CASE_CAPITALIZE_ALL: capitalize_all(&letters); break;
	case CASE_SENTENCE: sentence_case(&letters); break;
	case CASE_TITLE: title_case(&letters); break;
	case CASE_NONE: break;
	}
	give_back(&letters, a, lang);
}
