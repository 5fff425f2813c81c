/*
 * bench_index INDEX WORKS.jsonl [EVERY]: how fast and how well an index finds
 * the works it was built from. Every EVERY-th line (default 500) with author
 * and year is spoilt in each of several ways and asked for, as text and as
 * fields; printed are the share found among 50 candidates and at the first
 * place, times, and references a second. BENCH_CPU=1: times of the processor, for
 * machines that do something else as well. BENCH_MISSES=1: what was not found.
 */
#include "base/stream.h"
#include "base/text.h"
#include "model/key.h"
#include "read/read.h"
#include "source/local-file.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/banned.h"

enum { CANDIDATES = 50, QUERIES_MAX = 20000 };

enum form { RAW, PARSED, TITLE, FORMS };
static const char *const form_names[FORMS] = { "raw", "parsed", "title" };

/* One way to spoil and to ask. */
struct way {
	enum form form;
	const char *name;
	void (*spoil)(struct work *c, struct arena *a, unsigned *seed);
	size_t asked, found, first;
	double times[QUERIES_MAX];
};

static unsigned
dice(unsigned *seed, unsigned n)
{
	*seed = *seed * 1664525U + 1013904223U;
	return (*seed >> 8) % n;
}

/* --- noise --------------------------------------------------------------- */

/* n letters of s replaced by others. */
static const char *
with_typos(struct arena *a, const char *s, unsigned n, unsigned *seed)
{
	char *t = arena_strdup(a, s);
	size_t len = strlen(t);

	for (unsigned i = 0; i < n && len; i++) {
		char *c = &t[dice(seed, (unsigned)len)];

		if ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z'))
			*c = (char)('a' + dice(seed, 26));
		else
			n += n < 50; /* another throw */
	}
	return t;
}

/* The first half, to the end of a word. */
static const char *
half(struct arena *a, const char *s)
{
	size_t n = strlen(s) / 2;

	while (s[n] && s[n] != ' ')
		n++;
	return arena_strdup_span(a, (struct span){ s, n });
}

/* A quarter of the words left out, but never all. */
static const char *
with_words_dropped(struct arena *a, const char *s, unsigned *seed)
{
	struct sbuf out = SBUF_INIT;
	const char *copy;

	while (*s) {
		size_t n = strcspn(s, " ");

		if (dice(seed, 4))
			sbuf_addf(
			    &out, "%s%.*s", out.len ? " " : "", (int)n, s);
		else if (!s[n] && !out.len)
			sbuf_addf(&out, "%.*s", (int)n, s);
		s += n + (s[n] == ' ');
	}
	copy = arena_strdup(a, out.buf);
	sbuf_release(&out);
	return copy;
}

/* What scanners make of letters. */
static const char *const misread[][2] = { { "rn", "m" }, { "cl", "d" },
	{ "m", "rn" }, { "h", "b" }, { "e", "c" }, { "l", "1" }, { "i", "l" },
	{ "o", "0" }, { "vv", "w" }, { "n", "u" } };
static const char *const ligatures[] = { "ffi", "ffl", "ff", "fi", "fl" };

static void
replace_once(struct sbuf *out, const char *s, const char *at, size_t len,
    const char *with)
{
	sbuf_reset(out);
	sbuf_add(out, (struct span){ s, (size_t)(at - s) });
	sbuf_add(out, span_of(with));
	sbuf_add(out, span_of(at + len));
}

/* Two letters misread, a word split, two joined, a ligature lost. */
static const char *
scanned(struct arena *a, const char *s, unsigned *seed)
{
	struct sbuf out = SBUF_INIT;
	const size_t kinds = sizeof(misread) / sizeof(misread[0]);

	for (unsigned done = 0, tries = 0; done < 2 && tries < 40; tries++) {
		const char *const *m = misread[dice(seed, (unsigned)kinds)];
		const char *at =
		    strstr(s + dice(seed, (unsigned)strlen(s) + 1), m[0]);

		if (!at)
			continue;
		replace_once(&out, s, at, strlen(m[0]), m[1]);
		s = arena_strdup(a, out.buf);
		done++;
	}
	for (size_t i = 0; i < sizeof(ligatures) / sizeof(ligatures[0]); i++) {
		const char *at = strstr(s, ligatures[i]);

		if (!at)
			continue;
		replace_once(&out, s, at, strlen(ligatures[i]), "");
		s = arena_strdup(a, out.buf);
		break;
	}
	for (unsigned tries = 0; tries < 20; tries++) {
		const char *at = s + dice(seed, (unsigned)strlen(s) + 1);
		size_t n = strcspn(at, " ");

		if (n < 4 || at == s || at[-1] == ' ' || at[0] & 0x80)
			continue;
		replace_once(&out, s, at, 0, " ");
		s = arena_strdup(a, out.buf);
		break;
	}
	if (strchr(s, ' ')) {
		const char *at =
		    strchr(s + dice(seed, (unsigned)strcspn(s, " ") + 1), ' ');

		replace_once(&out, s, at, 1, "");
		s = arena_strdup(a, out.buf);
	}
	sbuf_release(&out);
	return s;
}

static void
name_typo(struct arena *a, struct work *w, unsigned *seed)
{
	struct name_list copy = name_list_copy(a, &w->author);

	if (copy.len && copy.items[0].family)
		copy.items[0].family =
		    with_typos(a, copy.items[0].family, 1, seed);
	w->author = copy;
}

/* Works as they are cited: *c is a copy of the record, to be spoilt. */
static void
noise_none(struct work *c, struct arena *a, unsigned *seed)
{
	(void)c, (void)a, (void)seed;
}

static void
noise_typos(struct work *c, struct arena *a, unsigned *seed)
{
	c->title = with_typos(a, c->title, 2, seed);
	name_typo(a, c, seed);
}

static void
noise_dropped(struct work *c, struct arena *a, unsigned *seed)
{
	c->title = with_words_dropped(a, c->title, seed);
}

static void
noise_half(struct work *c, struct arena *a, unsigned *seed)
{
	(void)seed;
	c->title = half(a, c->title);
}

/* Other authors and another year. */
static void
noise_authors(struct work *c, struct arena *a, unsigned *seed)
{
	static const char *const families[] = { "Whitcombe", "Okafor",
		"Lindqvist", "Moreau", "Tanaka", "Smith", "Zhang", "Garcia" };
	struct name_list l = { ARENA_ARRAY(a, struct name, 2), 2, false,
		false };

	for (size_t i = 0; i < l.len; i++) {
		l.items[i].family = families[dice(seed, 8)];
		l.items[i].given = i ? "Anna" : "Harold";
	}
	c->author = l;
	c->issued.from.year += dice(seed, 2) ? 2 : -1;
}

static void
noise_scanned(struct work *c, struct arena *a, unsigned *seed)
{
	c->title = scanned(a, c->title, seed);
}

/* Another's authors, another year, a typo: an invented reference. */
static void
noise_chimera(struct work *c, struct arena *a, unsigned *seed)
{
	noise_authors(c, a, seed);
	c->title = with_typos(a, c->title, 1, seed);
}

/* Author, container, volume, page and year, as chemists cite. */
static void
noise_no_title(struct work *c, struct arena *a, unsigned *seed)
{
	(void)a, (void)seed;
	if (!c->volume || !c->page || !c->container_title)
		c->author.len = 0;
	c->title = NULL;
}

static const char *
reference(struct arena *a, const struct work *w)
{
	struct sbuf s = SBUF_INIT;
	const char *out;

	for (size_t i = 0; i < w->author.len && i < 6; i++)
		sbuf_addf(&s, "%s%s", i ? ", " : "",
		    name_display(a, &w->author.items[i]));
	sbuf_addf(&s, ". (%d).", work_year(w));
	if (w->title)
		sbuf_addf(&s, " %s.", w->title);
	if (w->container_title)
		sbuf_addf(&s, " In %s", w->container_title);
	if (w->volume)
		sbuf_addf(&s, ", vol. %s", w->volume);
	if (w->page)
		sbuf_addf(&s, ", pp. %s", w->page);
	if (w->publisher)
		sbuf_addf(&s, ". %s", w->publisher);
	out = arena_strdup(a, s.buf);
	sbuf_release(&s);
	return out;
}

/* --- asking -------------------------------------------------------------- */

static bool
is_it(struct arena *a, const struct work *found, const struct work *w)
{
	return work_year(found) == work_year(w) &&
	       key_title(a, found->title) == key_title(a, w->title);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(
	    getenv("BENCH_CPU") ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC,
	    &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static void
ask(struct way *way, struct local_index *ix, const struct work *w,
    unsigned seed)
{
	struct arena a = ARENA_INIT;
	struct work *cited = work_copy(&a, w), claimed = { 0 }, **found = NULL;
	const char *raw;
	struct err err = ERR_INIT;
	size_t len = 0, at = 0;
	double from;

	way->spoil(cited, &a, &seed);
	raw = reference(&a, cited);
	claimed.title = cited->title;
	if (way->form == PARSED) {
		claimed = *cited;
	} else if (way->form == TITLE) {
		raw = NULL;
	}
	if (!cited->author.len || way->asked == QUERIES_MAX) {
		arena_release(&a);
		return;
	}
	from = now();
	if (local_index_search(&found, &len, &a, ix,
		way->form == RAW ? NULL : &claimed, raw, CANDIDATES, &err))
		fprintf(stderr, "%s\n", err.text);
	way->times[way->asked++] = now() - from;
	while (at < len && !is_it(&a, found[at], w))
		at++;
	way->found += at < len;
	way->first += at == 0 && len;
	if (getenv("BENCH_MISSES") && at == len)
		fprintf(stderr, "%s-%s: %s | got %s | raw %s\n",
		    form_names[way->form], way->name, w->title,
		    len ? found[0]->title : "", raw ? raw : "");
	arena_release(&a);
}

static int
compare_times(const void *va, const void *vb)
{
	double a = *(const double *)va, b = *(const double *)vb;

	return a < b ? -1 : a > b;
}

static void
tell(struct way *way)
{
	double n = way->asked ? (double)way->asked : 1;

	qsort(way->times, way->asked, sizeof(way->times[0]), compare_times);
	printf("index-%s-%s-recall%d %.4f share\n", form_names[way->form],
	    way->name, CANDIDATES, (double)way->found / n);
	printf("index-%s-%s-first %.4f share\n", form_names[way->form],
	    way->name, (double)way->first / n);
	printf("index-%s-%s-p50 %.0f us\n", form_names[way->form], way->name,
	    way->times[way->asked / 2]);
	printf("index-%s-%s-p99 %.0f us\n", form_names[way->form], way->name,
	    way->times[way->asked * 99 / 100]);
}

static struct way ways[] = {
	{ .form = RAW, .name = "clean", .spoil = noise_none },
	{ .form = RAW, .name = "typos", .spoil = noise_typos },
	{ .form = RAW, .name = "dropped", .spoil = noise_dropped },
	{ .form = RAW, .name = "half", .spoil = noise_half },
	{ .form = RAW, .name = "authors", .spoil = noise_authors },
	{ .form = RAW, .name = "scanned", .spoil = noise_scanned },
	{ .form = RAW, .name = "chimera", .spoil = noise_chimera },
	{ .form = RAW, .name = "no-title", .spoil = noise_no_title },
	{ .form = PARSED, .name = "clean", .spoil = noise_none },
	{ .form = PARSED, .name = "typos", .spoil = noise_typos },
	{ .form = PARSED, .name = "dropped", .spoil = noise_dropped },
	{ .form = PARSED, .name = "half", .spoil = noise_half },
	{ .form = PARSED, .name = "authors", .spoil = noise_authors },
	{ .form = PARSED, .name = "scanned", .spoil = noise_scanned },
	{ .form = PARSED, .name = "chimera", .spoil = noise_chimera },
	{ .form = PARSED, .name = "no-title", .spoil = noise_no_title },
	{ .form = TITLE, .name = "clean", .spoil = noise_none },
};

enum { WAYS = sizeof(ways) / sizeof(ways[0]) };

/* All ways of a form together, each as often as the others. */
static void
tell_form(enum form form)
{
	static double all[WAYS * QUERIES_MAX];
	double sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < WAYS; i++)
		for (size_t k = 0; ways[i].form == form && k < ways[i].asked;
		     k++) {
			sum += ways[i].times[k];
			all[n++] = ways[i].times[k];
		}
	if (!n)
		return;
	qsort(all, n, sizeof(all[0]), compare_times);
	printf("index-%s-p50 %.0f us\n", form_names[form], all[n / 2]);
	printf("index-%s-p99 %.0f us\n", form_names[form], all[n * 99 / 100]);
	printf("index-%s-rate %.0f references/s\n", form_names[form],
	    (double)n / sum * 1e6);
}

/* Bytes of rows, a work: records, keys of fields, words with what they are in. */
static void
tell_split(struct local_index *ix)
{
	static const struct {
		const char *name, *sql;
	} parts[] = {
		{ "records", "SELECT sum(length(data)) FROM record" },
		{ "keys", "SELECT sum(length(data)) FROM bucket WHERE id < ?" },
		{ "postings",
		    "SELECT sum(length(data)) + (SELECT sum(length(data)) FROM "
		    "list) FROM bucket WHERE id >= ?" },
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		sqlite3_stmt *st = NULL;

		if (sqlite3_prepare_v2(ix->db, parts[i].sql, -1, &st, NULL))
			continue;
		sqlite3_bind_int64(st, 1, (int64_t)LOCAL_KEY_TERM << ix->bits);
		if (sqlite3_step(st) == SQLITE_ROW)
			printf("index-%s %.1f B/work\n", parts[i].name,
			    (double)sqlite3_column_int64(st, 0) /
				(double)ix->info.works);
		sqlite3_finalize(st);
	}
}

int
main(int argc, char **argv)
{
	size_t every = argc > 3 ? (size_t)strtoul(argv[3], NULL, 10) : 500;
	struct local_index *ix = NULL;
	struct stream *s = NULL;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct span line;
	size_t n = 0;

	if (argc < 3 || !every || local_index_open(&ix, argv[1], &err) ||
	    stream_open(&s, argv[2], &err)) {
		fprintf(stderr, "bench_index: %s\n", err.text);
		return 1;
	}
	tell_split(ix);
	while (stream_line(s, &line, &err) == 1) {
		struct work *w;

		if (n++ % every)
			continue;
		arena_reset(&a);
		if (read_csl_line(&w, &a, line, NULL) || !w->title ||
		    !w->author.len || !work_year(w))
			continue;
		for (size_t i = 0; i < WAYS; i++)
			ask(&ways[i], ix, w, (unsigned)n);
	}
	for (size_t i = 0; i < WAYS; i++)
		tell(&ways[i]);
	for (int f = 0; f < FORMS; f++)
		tell_form((enum form)f);
	stream_close(s);
	local_index_close(ix);
	arena_release(&a);
	return 0;
}
