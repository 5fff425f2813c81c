/*
 * bench_index INDEX WORKS.jsonl [EVERY]: how fast and how well an index finds
 * the works it was built from. Every EVERY-th line (default 500) with author
 * and year is asked for in several ways; for each way printed are the share found
 * among 20 candidates and at the first place, and query times.
 */
#include "base/stream.h"
#include "base/text.h"
#include "model/key.h"
#include "read/read.h"
#include "source/local.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/banned.h"

enum { CANDIDATES = 20, QUERIES_MAX = 20000, WAYS_MAX = 12 };

/* One way to ask: what is claimed, and the raw text, of a work. */
struct way {
	const char *name;
	void (*make)(struct work *claimed, const char **raw, struct arena *a,
	    const struct work *w, unsigned *seed);
	size_t asked, found, first;
	double times[QUERIES_MAX];
};

static unsigned
dice(unsigned *seed, unsigned n)
{
	*seed = *seed * 1664525U + 1013904223U;
	return (*seed >> 8) % n;
}

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

static const char *
half(struct arena *a, const char *s)
{
	size_t n = strlen(s) / 2;

	while (s[n] && s[n] != ' ')
		n++;
	return arena_strdup_span(a, (struct span){ s, n });
}

static const char *
reference(struct arena *a, const struct work *w, const char *title)
{
	struct sbuf s = SBUF_INIT;
	const char *out;

	for (size_t i = 0; i < w->author.len && i < 6; i++)
		sbuf_addf(&s, "%s%s", i ? ", " : "",
		    name_display(a, &w->author.items[i]));
	sbuf_addf(&s, ". (%d). %s.", work_year(w), title);
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

static void
parsed_exact(struct work *c, const char **raw, struct arena *a,
    const struct work *w, unsigned *seed)
{
	(void)seed;
	c->title = w->title;
	c->author = w->author;
	c->issued = w->issued;
	*raw = reference(a, w, w->title);
}

static void
title_exact(struct work *c, const char **raw, struct arena *a,
    const struct work *w, unsigned *seed)
{
	(void)a, (void)seed, (void)raw;
	c->title = w->title;
}

static void
title_typo2(struct work *c, const char **raw, struct arena *a,
    const struct work *w, unsigned *seed)
{
	(void)raw;
	c->title = with_typos(a, w->title, 2, seed);
}

static void
title_half(struct work *c, const char **raw, struct arena *a,
    const struct work *w, unsigned *seed)
{
	(void)seed, (void)raw;
	c->title = half(a, w->title);
	c->author = w->author;
	c->author.len = 1;
}

static void
raw_string(struct work *c, const char **raw, struct arena *a,
    const struct work *w, unsigned *seed)
{
	(void)c, (void)seed;
	*raw = reference(a, w, w->title);
}

static void
raw_typo3(struct work *c, const char **raw, struct arena *a,
    const struct work *w, unsigned *seed)
{
	(void)c;
	*raw = reference(a, w, with_typos(a, w->title, 3, seed));
}

/* Another's authors, another year, one word less: an invented reference. */
static void
chimera(struct work *c, const char **raw, struct arena *a, const struct work *w,
    unsigned *seed)
{
	struct work other = *w;
	struct name liar = { .family = "Whitcombe", .given = "Harold" };

	(void)seed;
	other.author = (struct name_list){ &liar, 1, false, false };
	other.issued.from.year += 3;
	other.title = with_typos(a, w->title, 1, seed);
	c->title = other.title;
	c->author = name_list_copy(a, &other.author);
	c->issued = other.issued;
	*raw = reference(a, &other, other.title);
}

/* Author, container, volume, page and year, as chemists cite. */
static void
no_title(struct work *c, const char **raw, struct arena *a,
    const struct work *w, unsigned *seed)
{
	(void)seed;
	if (!w->volume || !w->page || !w->container_title)
		return;
	c->author = w->author;
	c->issued = w->issued;
	c->volume = w->volume;
	c->page = w->page;
	*raw = arena_printf(a, "%s %s, %s, %s (%d)",
	    name_display(a, &w->author.items[0]), w->container_title, w->volume,
	    w->page, work_year(w));
}

static bool
is_it(struct arena *a, const struct work *found, const struct work *w)
{
	return work_year(found) == work_year(w) &&
	       key_title(a, found->title) == key_title(a, w->title);
}

static void
ask(struct way *way, struct local_index *ix, const struct work *w,
    unsigned seed)
{
	struct arena a = ARENA_INIT;
	struct work claimed = { 0 }, **found = NULL;
	const char *raw = NULL;
	struct timespec from, to;
	struct err err = ERR_INIT;
	size_t len = 0;

	way->make(&claimed, &raw, &a, w, &seed);
	if ((!claimed.title && !raw) || way->asked == QUERIES_MAX) {
		arena_release(&a);
		return;
	}
	clock_gettime(CLOCK_MONOTONIC, &from);
	if (local_index_search(&found, &len, &a, ix,
		claimed.title || claimed.volume ? &claimed : NULL, raw,
		CANDIDATES, &err))
		fprintf(stderr, "%s\n", err.text);
	clock_gettime(CLOCK_MONOTONIC, &to);
	way->times[way->asked++] = (double)(to.tv_sec - from.tv_sec) * 1e6 +
				   (double)(to.tv_nsec - from.tv_nsec) / 1e3;
	for (size_t i = 0; i < len; i++)
		if (is_it(&a, found[i], w)) {
			way->found++;
			way->first += i == 0;
			break;
		}
	if (getenv("BENCH_MISSES") && way->asked && len &&
	    !is_it(&a, found[0], w))
		fprintf(stderr, "%s: %s | got %s | raw %s\n", way->name,
		    w->title, found[0]->title, raw ? raw : "");
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
	printf("index-%s-recall20 %.4f share\n", way->name,
	    (double)way->found / n);
	printf(
	    "index-%s-first %.4f share\n", way->name, (double)way->first / n);
	printf("index-%s-p50 %.0f us\n", way->name, way->times[way->asked / 2]);
	printf("index-%s-p99 %.0f us\n", way->name,
	    way->times[way->asked * 99 / 100]);
}

static struct way ways[] = {
	{ .name = "parsed", .make = parsed_exact },
	{ .name = "title", .make = title_exact },
	{ .name = "title-typo2", .make = title_typo2 },
	{ .name = "title-half", .make = title_half },
	{ .name = "raw", .make = raw_string },
	{ .name = "raw-typo3", .make = raw_typo3 },
	{ .name = "chimera", .make = chimera },
	{ .name = "no-title", .make = no_title },
};

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
	while (stream_line(s, &line, &err) == 1) {
		struct work *w;

		if (n++ % every)
			continue;
		arena_reset(&a);
		if (read_csl_line(&w, &a, line, NULL) || !w->title ||
		    !w->author.len || !work_year(w))
			continue;
		for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
			ask(&ways[i], ix, w, (unsigned)n);
	}
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		tell(&ways[i]);
	stream_close(s);
	local_index_close(ix);
	arena_release(&a);
	return 0;
}
