/*
 * bench_mutate WORKS.jsonl COPIES: the works as they are, then COPIES - 1 times
 * as many that are made of them, as CSL-JSON lines. In a copy a rare word is
 * another, made-up one, the same wherever it stands; so is half of the names;
 * volumes, pages, years and identifiers are shifted. So there are as many works
 * of a word as before, and as many more words as works.
 */
#include "base/file.h"
#include "base/sbuf.h"
#include "base/stream.h"
#include "base/text.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

enum { WORDS = 1 << 22, RARE = 60 };

/* How often words occur, by hash; the few that share a place do no harm. */
static uint32_t counts[WORDS];

static size_t
word_len(const char *s)
{
	size_t n = 0;

	while ((s[n] & 0x80) || (s[n] >= 'a' && s[n] <= 'z') ||
	       (s[n] >= 'A' && s[n] <= 'Z'))
		n++;
	return n;
}

static uint32_t *
count_of(const char *word, size_t n)
{
	char lower[64];
	size_t len = n < sizeof(lower) ? n : sizeof(lower);

	for (size_t i = 0; i < len; i++)
		lower[i] = text_ascii_lower(word[i]);
	return &counts[text_hash((struct span){ lower, len }) % WORDS];
}

static void
count_words(const char *s)
{
	while (*s) {
		size_t n = word_len(s);

		if (n)
			++*count_of(s, n);
		s += n ? n : 1;
	}
}

/* A word that nobody has written, of the same letters' number or nearly so. */
static void
add_made_up(struct sbuf *out, const char *word, size_t n, unsigned copy)
{
	static const char consonants[] = "bcdfghjklmnprstvwz",
			  vowels[] = "aeiou";
	uint64_t h = text_hash((struct span){ word, n }) ^
		     copy * UINT64_C(0x9e3779b97f4a7c15);
	size_t len = n < 4 ? 4 : n > 12 ? 12 : n;

	for (size_t i = 0; i < len; i++) {
		h = h * UINT64_C(6364136223846793005) + 1442695040888963407U;
		sbuf_addc(out,
		    i % 2 ? vowels[(h >> 33) % 5] : consonants[(h >> 33) % 18]);
	}
}

/* Rare words made up; of a text without any, the last long one. */
static void
mutate_text(struct sbuf *out, const char *s, unsigned copy)
{
	const char *forced = NULL;
	bool rare = false;

	for (const char *p = s; *p;) {
		size_t n = word_len(p);

		if (n > 3)
			forced = p;
		rare = rare || (n > 3 && *count_of(p, n) < RARE);
		p += n ? n : 1;
	}
	sbuf_reset(out);
	while (*s) {
		size_t n = word_len(s);

		if (n > 3 && (rare ? *count_of(s, n) < RARE : s == forced))
			add_made_up(out, s, n, copy);
		else
			sbuf_add(out, (struct span){ s, n ? n : 1 });
		s += n ? n : 1;
	}
}

static void
mutate_member(json_t *o, const char *key, struct sbuf *sb, unsigned copy)
{
	const char *s = json_string_value(json_object_get(o, key));

	if (!s)
		return;
	mutate_text(sb, s, copy);
	json_object_set_new(o, key, json_stringn(sb->buf, sb->len));
}

static void
mutate_names(json_t *names, struct sbuf *sb, unsigned copy)
{
	size_t i;
	json_t *n;

	json_array_foreach(names, i, n)
	{
		const char *s = json_string_value(json_object_get(n, "family"));

		if (s && (text_hash(span_of(s)) >> (copy + 8)) % 2)
			mutate_member(n, "family", sb, copy);
	}
}

/* "436-444" to "539-547": the first number of a field, and the second. */
static void
shift_numbers(json_t *o, const char *key, struct sbuf *sb, unsigned long by)
{
	const char *s = json_string_value(json_object_get(o, key));

	if (!s)
		return;
	sbuf_reset(sb);
	while (*s) {
		if (*s >= '0' && *s <= '9') {
			char *end;
			unsigned long v = strtoul(s, &end, 10);

			sbuf_addf(sb, "%lu", v % 1000000 + by);
			s = end;
		} else {
			sbuf_addc(sb, *s++);
		}
	}
	json_object_set_new(o, key, json_stringn(sb->buf, sb->len));
}

static void
shift_year(json_t *o, unsigned copy)
{
	json_t *point = json_array_get(
	    json_object_get(json_object_get(o, "issued"), "date-parts"), 0);
	json_t *year = json_array_get(point, 0);

	if (json_is_integer(year))
		json_array_set_new(point, 0,
		    json_integer(json_integer_value(year) - copy % 7));
}

static void
mutate(json_t *o, struct sbuf *sb, unsigned copy)
{
	static const char *const identifiers[] = { "DOI", "URL", "ISBN", "PMID",
		"PMCID", "ACL", "arxiv", "arXiv", "custom", "id", "ISSN",
		"relation" };
	char doi[160];
	const char *s = json_string_value(json_object_get(o, "DOI"));

	(void)snprintf(doi, sizeof(doi), "%.120s.%u", s ? s : "", copy);
	for (size_t i = 0; i < sizeof(identifiers) / sizeof(identifiers[0]);
	     i++)
		json_object_del(o, identifiers[i]);
	if (doi[0] == '1')
		json_object_set_new(o, "DOI", json_string(doi));
	mutate_member(o, "title", sb, copy);
	mutate_names(json_object_get(o, "author"), sb, copy);
	mutate_names(json_object_get(o, "editor"), sb, copy);
	shift_numbers(o, "volume", sb, copy);
	shift_numbers(o, "page", sb, 103 * copy);
	shift_year(o, copy);
}

static int
each_line(const char *path, void (*take)(struct span, unsigned), unsigned copy)
{
	struct stream *r;
	struct err err = ERR_INIT;
	struct span line;
	int more;

	if (stream_open(&r, path, &err)) {
		fprintf(stderr, "bench_mutate: %s\n", err.text);
		return 1;
	}
	while ((more = stream_line(r, &line, &err)) == 1)
		take(line, copy);
	stream_close(r);
	return more != 0;
}

static void
take_counting(struct span line, unsigned copy)
{
	json_t *o = json_loadb(line.ptr, line.len, 0, NULL);
	const char *s = json_string_value(json_object_get(o, "title"));

	(void)copy;
	if (s)
		count_words(s);
	json_decref(o);
	fwrite(line.ptr, 1, line.len, stdout);
	putchar('\n');
}

static void
take_mutating(struct span line, unsigned copy)
{
	static struct sbuf sb = SBUF_INIT;
	json_t *o = json_loadb(line.ptr, line.len, 0, NULL);

	if (!json_is_object(o)) {
		json_decref(o);
		return;
	}
	mutate(o, &sb, copy);
	json_dumpf(o, stdout, JSON_COMPACT);
	putchar('\n');
	json_decref(o);
}

int
main(int argc, char **argv)
{
	unsigned long copies = argc > 2 ? strtoul(argv[2], NULL, 10) : 10;

	if (argc < 2 || !copies || copies > 50 ||
	    each_line(argv[1], take_counting, 0))
		return 1;
	for (unsigned copy = 1; copy < copies; copy++)
		if (each_line(argv[1], take_mutating, copy))
			return 1;
	return ferror(stdout) || fflush(stdout);
}
