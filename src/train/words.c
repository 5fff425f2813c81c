#include "train/words.h"
#include "base/json.h"
#include "base/stream.h"
#include "base/text.h"
#include "parse/model.h"
#include "parse/tokens.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

struct count {
	uint32_t word; /* hash; 0: free */
	uint32_t n[SHARES];
};

struct counts {
	struct count *items;
	size_t mask, len;
	double all[SHARES];
};

static struct count *
slot_of(struct counts *c, uint32_t word)
{
	size_t i = model_slot(word) & c->mask;

	while (c->items[i].word && c->items[i].word != word)
		i = (i + 1) & c->mask;
	return &c->items[i];
}

static void
add(struct counts *c, uint32_t word, enum share f)
{
	struct count *slot = slot_of(c, word);

	if (!slot->word) {
		if (c->len > c->mask / 4 * 3)
			return;
		slot->word = word;
		c->len++;
	}
	slot->n[f]++;
	c->all[f] += 1;
}

static void
add_text(struct counts *c, struct arena *a, const char *text, enum share f)
{
	struct mapped_text body = { 0 };
	struct scan s;

	if (!text || !*text)
		return;
	body.text = text;
	body.len = strlen(text);
	scan_open(&s, a, &body);
	for (size_t i = 0; i < s.len; i++)
		if (s.tokens[i].kind == TOKEN_WORD && s.tokens[i].small)
			add(c,
			    (uint32_t)(text_hash(span_of(s.tokens[i].small)) >>
				       16),
			    f);
}

static void
add_names(struct counts *c, struct arena *a, const json_t *names)
{
	const json_t *name;
	size_t i;

	json_array_foreach(names, i, name)
	{
		add_text(c, a, json_str(name, "family"), SHARE_FAMILY);
		add_text(c, a, json_str(name, "given"), SHARE_GIVEN);
	}
}

/* 0..most, by a share of 0..1. */
static uint32_t
level(double share, unsigned bits)
{
	static const double fine[] = { 0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97 };
	static const double coarse[] = { 0.05, 0.3, 0.7 };
	const double *steps = bits == 3 ? fine : coarse;
	uint32_t n = 0;

	while (n < (1u << bits) - 1 && share >= steps[n])
		n++;
	return n;
}

static uint16_t
shares_of(const struct counts *c, const struct count *w)
{
	double share[SHARES], sum = 0;

	for (int f = 0; f < SHARES; f++) {
		share[f] = (double)w->n[f] / (c->all[f] + 1.0);
		sum += share[f];
	}
	return model_pack_shares(share, sum, level);
}

static uint32_t
total(const struct count *w)
{
	uint32_t n = 0;

	for (int f = 0; f < SHARES; f++)
		n += w->n[f];
	return n;
}

static int
by_count(const void *a, const void *b)
{
	const struct count *x = a, *y = b;
	uint32_t n = total(x), m = total(y);

	if (n != m)
		return n < m ? 1 : -1;
	return x->word < y->word ? -1 : x->word > y->word;
}

static void
fill(struct words *out, struct counts *c)
{
	size_t most = (size_t)out->slots / 8 * 7, n = 0;

	qsort(c->items, c->mask + 1, sizeof(*c->items), by_count);
	for (size_t i = 0; i <= c->mask && n < most; i++, n++) {
		const struct count *w = &c->items[i];
		uint32_t k = model_slot(w->word);
		uint16_t check = model_check(w->word);

		if (total(w) < 2)
			break;
		for (;; k++) {
			uint16_t *slot =
			    &out->table[2 * (k & (out->slots - 1))];

			if (slot[0] == check) /* the more frequent one stays */
				break;
			if (!slot[0]) {
				slot[0] = check;
				slot[1] = shares_of(c, w);
				break;
			}
		}
	}
	fprintf(stderr, "words: %zu of %zu\n", n, c->len);
}

int
words_count(
    struct words *out, const char *path, uint32_t slots, struct err *err)
{
	struct counts c = { .mask = (1u << 22) - 1 };
	struct stream *in = NULL;
	struct arena a = ARENA_INIT;
	struct span line;
	int rc;

	memset(out, 0, sizeof(*out));
	rc = stream_open(&in, path, err);
	if (rc)
		return rc;
	c.items = calloc(c.mask + 1, sizeof(*c.items));
	out->table = calloc(slots, 2 * sizeof(*out->table));
	out->slots = slots;
	if (!c.items || !out->table)
		abort();
	while ((rc = stream_line(in, &line, err)) > 0) {
		json_t *o = NULL;

		if (json_read(&o, line, err))
			continue;
		add_text(&c, &a, json_str(o, "title"), SHARE_TITLE);
		add_text(
		    &c, &a, json_str(o, "container-title"), SHARE_CONTAINER);
		add_text(&c, &a, json_str(o, "publisher"), SHARE_PUBLISHER);
		add_text(&c, &a, json_str(o, "publisher-place"), SHARE_PLACE);
		add_names(&c, &a, json_object_get(o, "author"));
		add_names(&c, &a, json_object_get(o, "editor"));
		json_decref(o);
		arena_reset(&a);
	}
	stream_close(in);
	arena_release(&a);
	if (!rc)
		fill(out, &c);
	free(c.items);
	return rc;
}

void
words_free(struct words *w)
{
	free(w->table);
}
