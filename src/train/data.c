#include "train/data.h"
#include "base/json.h"
#include "base/stream.h"
#include "base/text.h"
#include "parse/parse.h"
#include "parse/rules.h"
#include "train/gold.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

static void *
grow(void *items, size_t len, size_t more, size_t size)
{
	size_t room = 1, want = len + more;

	/* powers of 2, so that most calls change nothing */
	while (room < want)
		room *= 2;
	if (len && room / 2 < len && len + more <= room &&
	    (len & (len - 1)) != 0)
		return items;
	items = realloc(items, room * size);
	if (!items)
		abort();
	return items;
}

static void
add_units(struct data *d, const struct units *u, const unsigned char *labels,
    float weight)
{
	uint32_t features[UNIT_FEATURES];
	struct sequence *q;

	d->items = grow(d->items, d->len, 1, sizeof(*d->items));
	q = &d->items[d->len++];
	*q = (struct sequence){ d->units, u->len, weight };
	d->labels = grow(d->labels, d->units, u->len, 1);
	d->steps = grow(d->steps, d->units, u->len, 1);
	d->starts = grow(d->starts, d->units, u->len + 1, sizeof(size_t));
	for (size_t i = 0; i < u->len; i++) {
		size_t n = units_features(features, u, i);

		d->labels[d->units] = labels[i];
		d->steps[d->units] = units_step(u, i);
		d->starts[d->units] = d->features_len;
		d->features =
		    grow(d->features, d->features_len, n, sizeof(*d->features));
		memcpy(d->features + d->features_len, features,
		    n * sizeof(*features));
		d->features_len += n;
		d->units++;
	}
	d->starts[d->units] = d->features_len;
}

enum { FIRST_LETTERS = 60 };

/* Hashes of a text's letters and digits, of all and of the first. */
static void
hash_text(uint64_t out[2], struct arena *a, const char *text)
{
	struct span s = span_of(text_fold(a, span_of(text)));
	char *letters = arena_alloc(a, s.len + 1);
	size_t len = 0, count = 0;

	out[1] = 0;
	for (size_t at = 0; at < s.len;) {
		uint32_t c = text_next(s, &at);

		if (!text_is_letter(c) && !text_is_digit(c))
			continue;
		len += text_put(letters + len, c);
		if (++count == FIRST_LETTERS)
			out[1] = text_hash((struct span){ letters, len });
	}
	out[0] = text_hash((struct span){ letters, len });
}

int
data_keep_out(struct data *d, const char *path, struct err *err)
{
	struct stream *in = NULL;
	struct arena a = ARENA_INIT;
	struct span line;
	int rc = stream_open(&in, path, err);

	if (rc)
		return rc;
	while ((rc = stream_line(in, &line, err)) > 0) {
		json_t *o = NULL;
		uint64_t hash[2];

		if (json_read(&o, line, err))
			continue;
		if (json_str(o, "text")) {
			hash_text(hash, &a, json_str(o, "text"));
			d->kept_out = grow(
			    d->kept_out, d->kept_out_len, 2, sizeof(uint64_t));
			memcpy(
			    d->kept_out + d->kept_out_len, hash, sizeof(hash));
			d->kept_out_len += 2;
		}
		json_decref(o);
		arena_reset(&a);
	}
	stream_close(in);
	arena_release(&a);
	return rc;
}

static bool
is_kept_out(const struct data *d, struct arena *a, const char *text)
{
	uint64_t hash[2];

	hash_text(hash, a, text);
	for (size_t i = 0; i < d->kept_out_len; i += 2)
		if (d->kept_out[i] == hash[0] ||
		    (hash[1] && d->kept_out[i + 1] == hash[1]))
			return true;
	return false;
}

static void
add_line(struct data *d, struct arena *a, const json_t *line, float weight,
    const struct model *words)
{
	const char *text = json_str(line, "text");
	struct reference ref;
	struct mapped_text body;
	struct scan s;
	struct rules rules;
	struct units units;
	unsigned char *labels;

	if (!text)
		return;
	if (is_kept_out(d, a, text)) {
		d->dropped++;
		return;
	}
	reference_from_string(&ref, a, span_of(text));
	rules_open(&s, a, &ref, &body);
	rules_read(&rules, &s);
	units_open(&units, &s, words);
	labels = ARENA_ARRAY(a, unsigned char, units.len + 1);
	if (gold_labels(labels, &units, line))
		add_units(d, &units, labels, weight);
}

int
data_read(struct data *d, const char *path, float weight, size_t every,
    const struct model *words, struct err *err)
{
	struct stream *in = NULL;
	struct arena a = ARENA_INIT;
	struct span line;
	size_t n = 0, before = d->len;
	int rc = stream_open(&in, path, err);

	if (rc)
		return rc;
	while ((rc = stream_line(in, &line, err)) > 0) {
		json_t *o = NULL;

		if (n++ % every || json_read(&o, line, err))
			continue;
		add_line(d, &a, o, weight, words);
		json_decref(o);
		arena_reset(&a);
	}
	stream_close(in);
	arena_release(&a);
	fprintf(stderr, "%s: %zu references, weight %.2f; %zu kept out\n", path,
	    d->len - before, (double)weight, d->dropped);
	d->dropped = 0;
	return rc;
}

struct seen {
	uint32_t hash;
	uint32_t number;
	uint32_t count;
	uint32_t last; /* sequence + 1 that it was seen in */
};

static struct seen *
slot_of(struct seen *table, size_t mask, uint32_t hash)
{
	size_t i = (hash * 0x9e3779b1u) & mask;

	while (table[i].last && table[i].hash != hash)
		i = (i + 1) & mask;
	return &table[i];
}

void
data_number(struct data *d, unsigned least)
{
	size_t mask = ((size_t)1 << 26) - 1, out = 0, seen = 0;
	struct seen *table = calloc(mask + 1, sizeof(*table));

	if (!table)
		abort();
	for (size_t q = 0; q < d->len; q++) {
		size_t from = d->items[q].at, to = from + d->items[q].len;

		for (size_t k = d->starts[from]; k < d->starts[to]; k++) {
			struct seen *s = slot_of(table, mask, d->features[k]);

			seen += !s->last;
			s->hash = d->features[k];
			if (s->last != q + 1)
				s->count++;
			s->last = (uint32_t)q + 1;
		}
	}
	d->hashes = NULL;
	for (size_t i = 0, k = 0; i < d->units; i++) {
		size_t end = d->starts[i + 1];

		for (d->starts[i] = out; k < end; k++) {
			struct seen *s = slot_of(table, mask, d->features[k]);

			if (s->count < least)
				continue;
			if (!s->number) {
				d->hashes = grow(d->hashes, d->numbers, 1,
				    sizeof(*d->hashes));
				d->hashes[d->numbers++] = s->hash;
				s->number = (uint32_t)d->numbers;
			}
			d->features[out++] = s->number - 1;
		}
	}
	d->starts[d->units] = out;
	d->features_len = out;
	free(table);
	fprintf(stderr,
	    "%zu references, %zu units, %zu features of %zu, %zu seen\n",
	    d->len, d->units, d->numbers, seen, out);
}

void
data_free(struct data *d)
{
	free(d->items);
	free(d->labels);
	free(d->steps);
	free(d->starts);
	free(d->features);
	free(d->hashes);
	free(d->kept_out);
	memset(d, 0, sizeof(*d));
}
