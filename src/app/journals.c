#include "app/journals.h"
#include "base/file.h"
#include "base/text.h"

#include <stdlib.h>

#include "base/banned.h"

enum { FIELDS_MAX = 4, STEM_MIN = 2 };

struct row {
	const char *key; /* folded; NULL: free */
	const char *value;
	bool unclear; /* two journals are called so */
};

struct table {
	struct row *rows;
	size_t size, len;
};

struct journals {
	struct arena *a;
	struct table full, abbreviated;
	struct table words, stems, ends; /* "word", "word-", "-word" */
};

/* --- a table --------------------------------------------------------------------- */

static struct row *
slot(const struct table *t, struct span key)
{
	size_t i = text_hash(key) & (t->size - 1);

	while (t->rows[i].key && !span_eq(span_of(t->rows[i].key), key))
		i = (i + 1) & (t->size - 1);
	return &t->rows[i];
}

/* "The Cato journal" and "Cato Journal" are one. */
static bool
is_same(struct arena *a, const char *x, const char *y)
{
	const char *fx, *fy;

	if (!strcmp(x, y))
		return true;
	fx = text_fold(a, span_of(x));
	fy = text_fold(a, span_of(y));
	fx += strncmp(fx, "the ", 4) ? 0 : 4;
	fy += strncmp(fy, "the ", 4) ? 0 : 4;
	return !strcmp(fx, fy);
}

static void
put(struct journals *j, struct table *t, const char *key, const char *value)
{
	struct row *r;

	if (t->len * 2 >= t->size) {
		struct table old = *t;

		t->size = old.size ? old.size * 4 : 1024;
		t->rows = ARENA_ARRAY(j->a, struct row, t->size);
		for (size_t i = 0; i < old.size; i++)
			if (old.rows[i].key)
				*slot(t, span_of(old.rows[i].key)) =
				    old.rows[i];
	}
	r = slot(t, span_of(key));
	if (r->key) {
		r->unclear = r->unclear || !is_same(j->a, r->value, value);
		return;
	}
	*r = (struct row){ key, value, false };
	t->len++;
}

static const struct row *
get(const struct table *t, struct span key)
{
	const struct row *r = t->size && key.len ? slot(t, key) : NULL;

	return r && r->key ? r : NULL;
}

/* --- reading ---------------------------------------------------------------------- */

/* The fields of a line; quoted ones may hold the separator. */
static size_t
split(const char **out, struct arena *a, struct span line)
{
	char sep = memchr(line.ptr, '\t', line.len)  ? '\t'
		   : memchr(line.ptr, ';', line.len) ? ';'
						     : ',';
	size_t n = 0;

	if (memchr(line.ptr, '"', line.len))
		sep = sep == ';' ? ';' : ',';
	while (n < FIELDS_MAX) {
		struct sbuf sb = SBUF_INIT;
		bool quoted = false;
		size_t i = 0;

		while (i < line.len && (line.ptr[i] == ' '))
			i++;
		for (; i < line.len; i++) {
			char c = line.ptr[i];

			if (c == '"' && quoted && i + 1 < line.len &&
			    line.ptr[i + 1] == '"') {
				sbuf_addc(&sb, '"');
				i++;
			} else if (c == '"') {
				quoted = !quoted;
			} else if (c == sep && !quoted) {
				break;
			} else {
				sbuf_addc(&sb, c);
			}
		}
		out[n++] = arena_strdup_span(
		    a, text_trim((struct span){ sb.buf, sb.len }));
		sbuf_release(&sb);
		if (i >= line.len)
			break;
		line = span_skip(line, i + 1);
	}
	return n;
}

static bool
add_word(struct journals *j, const char *word, const char *abbreviation)
{
	size_t len = strlen(word);
	struct span s = { word, len };
	struct table *t = &j->words;

	if (len > STEM_MIN && word[len - 1] == '-') {
		t = &j->stems;
		s.len--;
	} else if (len > STEM_MIN && word[0] == '-') {
		t = &j->ends;
		s = span_skip(s, 1);
	}
	put(j, t, text_fold(j->a, s), abbreviation);
	return true;
}

/* LTWA's third column holds languages: "eng", "mul", "fre, eng". */
static bool
is_languages(const char *s)
{
	if (strlen(s) < 3)
		return false;
	for (; *s; s++)
		if (!(*s >= 'a' && *s <= 'z') && *s != ',' && *s != ' ')
			return false;
	return true;
}

static bool
add_line(struct journals *j, struct span line)
{
	const char *f[FIELDS_MAX], *equals;
	size_t n;

	if (!line.len || line.ptr[0] == '#')
		return false;
	n = split(f, j->a, line);
	if (n == 1 && (equals = strstr(f[0], " = "))) {
		f[1] = equals + 3;
		f[0] = arena_strdup_span(
		    j->a, (struct span){ f[0], (size_t)(equals - f[0]) });
		n = 2;
	}
	/* "#IEEE_J_PAMI#" is a macro that another file defines. */
	if (n < 2 || !*f[0] || !*f[1] || f[1][0] == '#')
		return false;
	if (n >= 3 && is_languages(f[2]) && !strchr(f[0], ' '))
		return add_word(j, f[0], f[1]);
	put(j, &j->full, text_fold(j->a, span_of(f[0])), f[1]);
	put(j, &j->abbreviated, text_fold(j->a, span_of(f[1])), f[0]);
	return true;
}

struct journals *
journals_new(struct arena *a)
{
	struct journals *j = ARENA_NEW(a, struct journals);

	j->a = a;
	return j;
}

size_t
journals_add(struct journals *j, struct span text)
{
	size_t lines = 0;

	if (text.len >= 3 && !memcmp(text.ptr, "\xef\xbb\xbf", 3))
		text = span_skip(text, 3);
	while (text.len) {
		const char *end = memchr(text.ptr, '\n', text.len);
		size_t n = end ? (size_t)(end - text.ptr) : text.len;
		struct span line = text_trim(span_sub(text, 0, n));

		if (text_is_utf8(line))
			lines += add_line(j, line);
		text = span_skip(text, n + 1);
	}
	return lines;
}

int
journals_read(struct journals *j, const char *path, struct err *err)
{
	struct sbuf sb = SBUF_INIT;
	int rc = file_read(&sb, path, err);

	if (!rc && !journals_add(j, (struct span){ sb.buf, sb.len }))
		rc = err_set(err, ERR_SYNTAX,
		    "%s: no list of journals (full, abbreviation) or of title "
		    "words (word, abbreviation, languages)",
		    path);
	sbuf_release(&sb);
	return rc;
}

/* --- asking ----------------------------------------------------------------------- */

/* Articles, prepositions, conjunctions: ISO 4:1997, 4.3, leaves them out. */
static bool
is_dropped(const char *folded)
{
	static const char *const words[] = { "a", "an", "and", "as", "at", "by",
		"for", "from", "in", "into", "of", "on", "or", "the", "to",
		"with", "der", "die", "das", "des", "dem", "den", "und", "fur",
		"zur", "zum", "von", "im", "le", "la", "les", "l", "de", "du",
		"et", "en", "d", "des", "el", "los", "las", "y", "del", "di",
		"e", "della", "delle", "dei", "il", "lo" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(words[i], folded))
			return true;
	return false;
}

/*
 * "Physical Review A", "Journal of Physics D: Applied Physics": a letter that names a
 * section stays, and is no article. In a title of capitals alone it is
 * one only at the end of a part.
 */
static bool
is_section(const char *title, struct span word, bool starts, bool ends)
{
	bool mixed = strpbrk(title, "abcdefghijklmnopqrstuvwxyz");

	ends = ends || (word.len == 2 && strchr(":,;", word.ptr[1]));
	return !starts && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' &&
	       (word.len == 1 || ends) && word.len <= 2 && (mixed || ends);
}

/* "Académie" of "l'Académie"; and no comma behind it ("Plant, Cell and Environment"). */
static struct span
bare_word(struct span word)
{
	static const char *const elided[] = { "l'", "l’", "d'", "d’", "dell'",
		"dell’", "all'", "all’", "nell'", "nell’", "sull'", "sull’" };

	for (size_t i = 0; i < sizeof(elided) / sizeof(elided[0]); i++)
		if (word.len > strlen(elided[i]) &&
		    text_starts_nocase(word, elided[i])) {
			word = span_skip(word, strlen(elided[i]));
			break;
		}
	if (word.len > 1 && word.ptr[word.len - 1] == ',')
		word.len--;
	return word;
}

static const char *
word_abbreviation(const struct journals *j, const char *folded)
{
	struct span s = span_of(folded);
	const struct row *r = get(&j->words, s);

	/* The longest beginning, then the longest end. */
	for (size_t n = s.len; !r && n >= STEM_MIN; n--)
		r = get(&j->stems, span_sub(s, 0, n));
	for (size_t n = s.len; !r && n >= STEM_MIN; n--)
		if ((r = get(&j->ends, span_skip(s, s.len - n))) && n < s.len)
			return NULL; /* its beginning is not known */
	return r && strcmp(r->value, "n.a.") != 0 && *r->value ? r->value
							       : NULL;
}

static const char *
by_words(const struct journals *j, struct arena *a, const char *title)
{
	struct sbuf sb = SBUF_INIT;
	size_t words = 0;
	bool changed = false, starts = true;
	const char *out = NULL;

	for (struct span rest = span_of(title); rest.len;) {
		size_t n = strcspn(rest.ptr, " ");
		struct span whole = span_sub(rest, 0, n),
			    word = bare_word(whole);
		const char *folded = text_fold(a, word), *abbreviation;

		rest = span_skip(rest, n + 1);
		if (!word.len)
			continue;
		if (!*folded ||
		    (is_dropped(folded) &&
			!is_section(title, word, starts, !rest.len))) {
			changed = true;
			starts = !*folded;
			continue;
		}
		starts = word.ptr[word.len - 1] == ':';
		changed = changed || word.len != whole.len;
		abbreviation = word_abbreviation(j, folded);
		if (words++)
			sbuf_addc(&sb, ' ');
		if (abbreviation) {
			changed = true;
			/* With the capital that the word has. */
			if (word.ptr[0] >= 'A' && word.ptr[0] <= 'Z' &&
			    *abbreviation >= 'a' && *abbreviation <= 'z') {
				sbuf_addc(&sb, (char)(*abbreviation - 32));
				abbreviation++;
			}
			sbuf_add(&sb, span_of(abbreviation));
		} else {
			sbuf_add(&sb, word);
		}
	}
	if (words > 1 && changed)
		out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

const char *
journals_abbreviate(
    const struct journals *j, struct arena *a, const char *title)
{
	const char *folded = text_fold(a, span_of(title));
	const struct row *r = get(&j->full, span_of(folded));

	if (!r && get(&j->abbreviated, span_of(folded)))
		return NULL; /* it is one */
	if (r)
		return strcmp(r->value, title) != 0 ? r->value : NULL;
	return j->words.len + j->stems.len && !strchr(title, '.')
		   ? by_words(j, a, title)
		   : NULL;
}

const char *
journals_expand(const struct journals *j, struct arena *a, const char *title)
{
	const struct row *r =
	    get(&j->abbreviated, span_of(text_fold(a, span_of(title))));

	return r && !r->unclear && strcmp(r->value, title) != 0 ? r->value
								: NULL;
}
