/* Replacing no more of a text than what changes in it. */

#include "base/text.h"
#include "write/form.h"

#include "base/banned.h"

enum { WORDS_MAX = 200 };

struct words {
	struct range at[WORDS_MAX];
	size_t len;
};

/* Words between blanks; false if there are too many. */
static bool
split(struct words *out, struct span s)
{
	size_t from = 0;

	out->len = 0;
	for (size_t i = 0; i <= s.len; i++) {
		if (i < s.len && !text_is_space((unsigned char)s.ptr[i]))
			continue;
		if (i > from) {
			if (out->len == WORDS_MAX)
				return false;
			out->at[out->len++] = (struct range){ from, i };
		}
		from = i + 1;
	}
	return true;
}

static struct span
word_of(struct span s, const struct words *w, size_t i)
{
	return span_sub(s, w->at[i].from, w->at[i].to);
}

/* The words from..to of the old text by those from..end of the new one. */
static void
replace_words(struct form *f, size_t base, const struct words *old, size_t from,
    size_t to, struct span text, const struct words *new, size_t end)
{
	struct range r = { base + old->at[from].from,
		base + old->at[to - 1].to };

	form_replace(f, r,
	    arena_strdup_span(
		f->a, span_sub(text, new->at[from].from, new->at[end - 1].to)));
}

bool
form_replace_words(struct form *f, struct range place, const char *to)
{
	struct span old = span_sub(form_body(f), place.from, place.to);
	struct span text = span_of(to);
	struct words *x = ARENA_NEW(f->a, struct words);
	struct words *y = ARENA_NEW(f->a, struct words);
	size_t before = 0, behind = 0;

	if (f->d->format != DOCUMENT_LATEX || !split(x, old) ||
	    !split(y, text) || !x->len || !y->len) {
		form_replace(f, place, to);
		return true;
	}
	while (before < x->len && before < y->len &&
	       span_eq(word_of(old, x, before), word_of(text, y, before)))
		before++;
	if (before == x->len && before == y->len)
		return false;
	while (behind < x->len - before && behind < y->len - before &&
	       span_eq(word_of(old, x, x->len - 1 - behind),
		   word_of(text, y, y->len - 1 - behind)))
		behind++;
	if (x->len == y->len) {
		for (size_t i = before; i < x->len - behind; i++)
			if (!span_eq(word_of(old, x, i), word_of(text, y, i)))
				replace_words(
				    f, place.from, x, i, i + 1, text, y, i + 1);
		return true;
	}
	/* something is only put in, or only taken out: with a neighbour */
	if (before + behind == x->len || before + behind == y->len) {
		if (before)
			before--;
		else
			behind--;
	}
	replace_words(f, place.from, x, before, x->len - behind, text, y,
	    y->len - behind);
	return true;
}

static bool
run_ends_at(const struct mapped_text *b, size_t at)
{
	for (size_t i = 0; i < b->runs_len; i++)
		if (b->runs[i].kind != RUN_LINE && b->runs[i].place.to == at)
			return true;
	return false;
}

/* The last word, without what is no letter behind it. */
static struct span
last_word(struct span s)
{
	size_t at = s.len;

	while (at && !text_is_space((unsigned char)s.ptr[at - 1]))
		at--;
	return span_skip(s, at);
}

struct range
form_with_stop(const struct form *f, struct range place, const char *to)
{
	struct span body = form_body(f);
	struct span old = span_sub(body, place.from, place.to);
	struct span new = span_of(to);
	size_t behind = place.to + 1;
	char next = behind < body.len ? body.ptr[behind] : '\0';

	if (form_at(f, place.to) != '.' ||
	    run_ends_at(&f->ref->body, place.to) || !new.len ||
	    new.ptr[new.len - 1] == '.' ||
	    text_eq_nocase(
		last_word(old), arena_strdup_span(f->a, last_word(new))))
		return place;
	/* "J. Mach. Learn. Res. 3": the others have theirs, too */
	if (next == ' ' && behind + 1 < body.len &&
	    memchr(old.ptr, '.', old.len))
		next = strchr("0123456789(", body.ptr[behind + 1]) ? ',' : next;
	if (next && strchr(",;:)]", next))
		place.to++;
	return place;
}
