#include "model/key.h"
#include "base/sbuf.h"
#include "base/text.h"

#include "base/banned.h"

/* Hash of a folded text without its blanks; 0 if it has fewer than two
 * characters. Never 0 otherwise: 0 says "no key". */
static uint64_t
hash_letters(struct arena *a, const char *folded)
{
	size_t len = 0, n = strlen(folded);
	char *letters = arena_alloc(a, n + 1);
	struct span s;
	uint64_t h;

	for (size_t i = 0; i < n; i++)
		if (folded[i] != ' ')
			letters[len++] = folded[i];
	s = (struct span){ letters, len };
	if (text_count(s) < 2)
		return 0;
	h = text_hash(s);
	return h ? h : 1;
}

uint64_t
key_title(struct arena *a, const char *title)
{
	return title ? hash_letters(a, text_fold(a, span_of(title))) : 0;
}

/* Where the subtitle's separator starts, or s.len. */
static size_t
head_end(struct span s)
{
	size_t at = 0;

	while (at < s.len) {
		size_t from = at;
		uint32_t c = text_next(s, &at);
		bool blank = at < s.len && s.ptr[at] == ' ';

		if (c == ':' || c == 0xff1a || c == 0x2014)
			return from;
		if (from && blank && (c == '.' || c == '?' || c == '!'))
			return from;
		if (from && blank && text_is_dash(c) && s.ptr[from - 1] == ' ')
			return from;
	}
	return s.len;
}

uint64_t
key_title_head(struct arena *a, const char *title)
{
	struct span s = title ? span_of(title) : SPAN_LIT("");
	size_t end = head_end(s), words = 0, letters = 0;
	const char *folded;

	if (end >= s.len)
		return 0;
	folded = text_fold(a, span_sub(s, 0, end));
	for (size_t i = 0; folded[i]; i++)
		if (folded[i] == ' ')
			words++;
	letters = text_count(span_of(folded)) - words;
	if (words < 1 && letters < 10)
		return 0;
	return hash_letters(a, folded);
}

/* A number's digits. out has room for 12. */
static const char *
digits_of(char *out, int n)
{
	unsigned left = n < 0 ? 0U - (unsigned)n : (unsigned)n;
	char *p = out + 11;

	*p = '\0';
	do
		*--p = (char)('0' + left % 10);
	while (left /= 10);
	if (n < 0)
		*--p = '-';
	return p;
}

uint64_t
key_author_year(struct arena *a, const struct name *first, int year)
{
	const char *family = first ? key_family(a, first) : "";
	char digits[12];
	const char *parts[] = { family, "\n", digits_of(digits, year) };
	uint64_t h;

	if (!*family || !year)
		return 0;
	h = text_hash(span_of(arena_concat(a, parts, 3)));
	return h ? h : 1;
}

/* The first run of letters and digits, small: "436" of "436-444", "e1000" of
 * "e1000". */
static struct span
first_word(const char *s)
{
	struct span text = span_of(s);
	size_t at = 0, from = 0, end;
	uint32_t c = 0;

	while (at < text.len && !text_is_letter(c) && !text_is_digit(c)) {
		from = at;
		c = text_next(text, &at);
	}
	if (!text_is_letter(c) && !text_is_digit(c))
		return (struct span){ s, 0 };
	for (end = at; at < text.len; end = at) {
		c = text_next(text, &at);
		if (!text_is_letter(c) && !text_is_digit(c))
			break;
	}
	return span_sub(text, from, end);
}

uint64_t
key_volume_page(struct arena *a, const char *volume, const char *page)
{
	const char *parts[] = { NULL, "\n", NULL };
	struct span v, p;
	uint64_t h;

	if (!volume || !page)
		return 0;
	v = first_word(volume);
	p = first_word(page);
	if (!v.len || !p.len)
		return 0;
	v = span_of(text_fold(a, v));
	p = span_of(text_fold(a, p));
	parts[0] = v.ptr;
	parts[2] = p.ptr;
	h = text_hash(span_of(arena_concat(a, parts, 3)));
	return h ? h : 1;
}

uint64_t
key_identifier(int kind, const char *value)
{
	uint64_t h;

	if (!value || !*value)
		return 0;
	/* FNV runs over the kind first, then the value */
	h = text_hash(span_of(value)) ^
	    ((uint64_t)(kind + 1) * UINT64_C(0x9e3779b97f4a7c15));
	return h ? h : 1;
}

static void
add_term(struct term **out, size_t *len, struct arena *a, struct span word,
    bool number)
{
	struct term *t = &ARENA_PUSH(a, *out, *len);

	t->word = word;
	t->hash = text_hash(word);
	t->number = number;
}

/* A run of CJK letters: each neighbouring pair. */
static size_t
add_pairs(
    struct term **out, size_t *len, struct arena *a, struct span s, size_t from)
{
	size_t at = from, first = from, second;
	bool pair = false;

	(void)text_next(s, &at);
	second = at;
	while (at < s.len && text_is_cjk(text_next(s, &at))) {
		add_term(out, len, a, span_sub(s, first, at), false);
		pair = true;
		first = second;
		second = at;
	}
	if (at > second)
		at = second; /* what ended the run is not of it */
	if (!pair)
		add_term(out, len, a, span_sub(s, first, second), false);
	return second;
}

size_t
key_terms(struct term **out, struct arena *a, const char *text)
{
	struct span s = span_of(text ? text_fold(a, span_of(text)) : "");
	size_t len = 0, at = 0;

	*out = NULL;
	while (at < s.len) {
		size_t from = at, end = at;
		uint32_t c = text_next(s, &at);
		bool number = true;
		size_t letters = 0;

		if (c == ' ')
			continue;
		if (c >= 0x80 && text_is_cjk(c)) {
			at = add_pairs(out, &len, a, s, from);
			continue;
		}
		do {
			number = number && c >= '0' && c <= '9';
			letters++;
			end = at;
			c = text_next(s, &at);
		} while (
		    end < s.len && c != ' ' && (c < 0x80 || !text_is_cjk(c)));
		at = end;
		if (letters > 1 || number)
			add_term(out, &len, a, span_sub(s, from, end), number);
	}
	return len;
}

char *
key_family(struct arena *a, const struct name *n)
{
	struct sbuf sb = SBUF_INIT;
	char *folded, *w;

	if (n->literal) {
		sbuf_add(&sb, span_of(n->literal));
	} else {
		/* "Beethoven, Ludwig van" and "Ludwig van Beethoven" are one */
		const char *const parts[] = { n->dropping_particle,
			n->non_dropping_particle, n->family };

		for (size_t i = 0; i < 3; i++) {
			if (i)
				sbuf_addc(&sb, ' ');
			if (parts[i])
				sbuf_add(&sb, span_of(parts[i]));
		}
	}
	folded = text_fold(a, (struct span){ sb.buf, sb.len });
	sbuf_release(&sb);
	w = folded;
	for (const char *r = folded; *r; r++)
		if (*r != ' ')
			*w++ = *r;
	*w = '\0';
	return folded;
}
