#include "base/text.h"
#include "write/bibtex.h"
#include "write/write.h"

#include "base/banned.h"

/* Citation keys, as Google Scholar makes them: "vaswani2017attention". */

/* Words that say nothing, at the start of titles in the languages that have
 * most of them. */
bool
bibtex_is_filler(struct span word)
{
	static const char *const words[] = { "a", "an", "the", "on", "in", "of",
		"for", "and", "to", "at", "by", "from", "with", "is", "are",
		"how", "what", "why", "der", "die", "das", "ein", "eine", "zur",
		"zum", "le", "la", "les", "un", "une", "el", "los", "las", "il",
		"lo", "o", "os", "as", "de", "des", "du", "do", "da", "du" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_eq_nocase(word, words[i]))
			return true;
	return false;
}

/* ASCII letters and digits of any script's text, without blanks. */
static const char *
key_part(struct arena *a, const char *text)
{
	char *out = text_ascii(a, span_of(text)), *to = out;

	if (!*out) {
		char *latin = text_latin_fold(a, span_of(text));

		out = to = text_ascii(a, span_of(latin));
	}
	for (const char *from = out; *from; from++)
		if ((*from >= 'a' && *from <= 'z') ||
		    (*from >= '0' && *from <= '9'))
			*to++ = *from;
	*to = '\0';
	return out;
}

/* The first word of the title that means something, else the first one. */
static const char *
title_part(struct arena *a, const char *title)
{
	char *folded = text_latin_fold(a, span_of(title));
	struct span rest = span_of(folded), first = { folded, 0 };

	while (rest.len) {
		size_t n = strcspn(rest.ptr, " ");
		struct span word = span_sub(rest, 0, n);

		if (!first.len)
			first = word;
		if (n > 1 && !bibtex_is_filler(word)) {
			first = word;
			break;
		}
		rest = span_skip(rest, n + 1);
	}
	return key_part(a, arena_strdup_span(a, first));
}

char *
write_citation_key(struct arena *a, const struct work *w)
{
	const struct name_list *l = w->author.len ? &w->author : &w->editor;
	const char *name = "", *title = "", *full;
	int year = work_year(w);

	if (l->len && (full = name_family_full(a, &l->items[0]))) {
		name = key_part(a, full);
		/* An organisation's whole name makes no key. */
		if (l->items[0].literal && !l->items[0].family)
			name = title_part(a, full);
	}
	if (w->title)
		title = title_part(a, w->title);
	if (!*name && !*title)
		name = w->DOI ? key_part(a, w->DOI) : "ref";
	return year > 0 ? arena_printf(a, "%s%d%s", name, year, title)
			: arena_printf(a, "%s%s", name, title);
}

/* The key without those characters, blanks and controls. */
static const char *
key_without(struct arena *a, const char *key, const char *dropped)
{
	char *out, *to;

	out = to = arena_strdup(a, key);
	for (; *key; key++)
		if ((unsigned char)*key > ' ' && *key != 0x7f &&
		    !strchr(dropped, *key))
			*to++ = *key;
	*to = '\0';
	return *out ? out : "ref";
}

const char *
bibtex_key(struct arena *a, const char *key)
{
	const char *out = key_without(a, key, ",={}\"");

	/* A comment for all that read the file by lines. */
	return *out == '%' ? key_without(a, out, "%") : out;
}

const char *
bibtex_key_anywhere(struct arena *a, const char *key)
{
	return key_without(a, key, "\"#%'(),={}~\\");
}

/* --- unique keys ---------------------------------------------------------------- */

struct key_row {
	const char *key;
	uint64_t hash;  /* of it in small letters */
	unsigned given; /* suffixes handed out for it as a base */
};

struct key_set {
	struct arena *a;
	struct key_row *rows;
	size_t size, len;
	bool exact; /* small and capital letters are two */
};

enum { ROWS_MIN = 64, LETTERS = 26 };

struct key_set *
key_set_new(struct arena *a)
{
	struct key_set *s = ARENA_NEW(a, struct key_set);

	s->a = a;
	s->size = ROWS_MIN;
	s->rows = ARENA_ARRAY(a, struct key_row, s->size);
	return s;
}

struct key_set *
key_set_new_exact(struct arena *a)
{
	struct key_set *s = key_set_new(a);

	s->exact = true;
	return s;
}

/* BibTeX tells keys apart without case, so that is how they must differ. */
static struct key_row *
slot(const struct key_set *s, const char *key)
{
	char lower[64];
	uint64_t hash = 0;
	size_t i = 0;

	do {
		size_t len = 0;

		for (; key[i] && len < sizeof(lower); i++)
			lower[len++] =
			    s->exact ? key[i] : text_ascii_lower(key[i]);
		hash = hash * 31 + text_hash((struct span){ lower, len });
	} while (key[i]);
	i = hash & (s->size - 1);
	while (s->rows[i].key &&
	       (s->rows[i].hash != hash ||
		   (s->exact ? strcmp(s->rows[i].key, key) != 0
			     : !text_eq_nocase(span_of(s->rows[i].key), key))))
		i = (i + 1) & (s->size - 1);
	s->rows[i].hash = hash;
	return &s->rows[i];
}

static void
put_back(struct key_set *s, const struct key_row *row)
{
	size_t i = row->hash & (s->size - 1);

	while (s->rows[i].key)
		i = (i + 1) & (s->size - 1);
	s->rows[i] = *row;
}

bool
key_set_add(struct key_set *s, const char *key)
{
	struct key_row *row;

	if (s->len * 2 >= s->size) {
		struct key_row *old = s->rows;
		size_t size = s->size;

		s->size *= 2;
		s->rows = ARENA_ARRAY(s->a, struct key_row, s->size);
		for (size_t i = 0; i < size; i++)
			if (old[i].key)
				put_back(s, &old[i]);
	}
	row = slot(s, key);
	if (row->key)
		return false;
	row->key = arena_strdup(s->a, key);
	s->len++;
	return true;
}

/* base and a, b, ..., z, aa, ab, ...: n from 1. */
static const char *
with_letters(struct arena *a, const char *base, unsigned n)
{
	char letters[8];
	size_t at = sizeof(letters) - 1;

	letters[at] = '\0';
	for (; n && at; n = (n - 1) / LETTERS)
		letters[--at] = (char)('a' + (n - 1) % LETTERS);
	return arena_printf(a, "%s%s", base, letters + at);
}

const char *
key_set_unique(struct key_set *s, const char *base)
{
	return key_set_distinct(s, bibtex_key(s->a, base));
}

const char *
key_set_distinct(struct key_set *s, const char *base)
{
	const char *key = base = arena_strdup(s->a, base);

	while (!key_set_add(s, key))
		key = with_letters(s->a, base, ++slot(s, base)->given);
	return key;
}
