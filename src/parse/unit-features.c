/* What is seen at a unit, as numbers. Each template has a number of its own; a
 * model holds to them, so a change here asks for training anew. */

#include "base/text.h"
#include "parse/unit.h"

#include "base/banned.h"

struct sink {
	uint32_t *out;
	size_t len;
};

static void
put(struct sink *s, uint32_t template, uint64_t value)
{
	uint64_t h = (value + 1) * 0x9e3779b97f4a7c15u;

	h ^= h >> 29;
	h += (uint64_t) template * 0xd6e8feb86659fd93u;
	h *= 0xbf58476d1ce4e5b9u;
	h ^= h >> 32;
	if (s->len < UNIT_FEATURES)
		s->out[s->len++] = (uint32_t)h;
}

static uint64_t
pair(uint64_t a, uint64_t b)
{
	return (a + 7) * 0x100000001b3u + b;
}

/* What stands outside: before the first, behind the last. */
static const struct unit outside = { .word = 1, .shape = 99, .rule = 31 };

static const struct unit *
at(const struct units *u, size_t i, long step)
{
	long k = (long)i + step;

	return k < 0 || (size_t)k >= u->len ? &outside : &u->items[k];
}

static uint32_t
bucket(size_t n)
{
	return n < 4 ? (uint32_t)n : n < 6 ? 4 : n < 9 ? 5 : n < 15 ? 6 : 7;
}

static void
put_affixes(struct sink *out, const struct units *u, const struct unit *p)
{
	const struct token *t = &u->scan->tokens[p->from];
	struct span w;
	size_t start = 0, end, n;

	if (t->kind != TOKEN_WORD || !t->small || p->identifier)
		return;
	w = span_of(t->small);
	end = w.len;
	for (n = 1; n <= 4 && start < w.len; n++) {
		(void)text_next(w, &start);
		if (n > 1)
			put(out, 30 + (uint32_t)n,
			    text_hash(span_sub(w, 0, start)));
	}
	for (n = 1; n <= 4 && end; n++) {
		(void)text_prev(w, &end);
		if (n > 1)
			put(out, 34 + (uint32_t)n,
			    text_hash(span_skip(w, end)));
	}
}

/* The field that a word is mostly of, and how much. */
static uint32_t
main_share(uint32_t shares)
{
	uint32_t best = 0, most = 0;

	if (!shares)
		return 0;
	for (int f = 0; f < SHARES; f++) {
		uint32_t share = model_share(shares, (enum share)f);

		if (share > most) {
			most = share;
			best = (uint32_t)f;
		}
	}
	return 1 + best * 8 + most;
}

static void
put_words(struct sink *out, const struct units *u, size_t i)
{
	const struct unit *p = &u->items[i];
	uint32_t w[7], s[5];

	for (int k = -3; k <= 3; k++)
		w[k + 3] = at(u, i, k)->word;
	for (int k = -2; k <= 2; k++)
		s[k + 2] = at(u, i, k)->shape;
	put(out, 1, 0);
	for (uint32_t k = 0; k < 7; k++)
		put(out, 2 + k, w[k]);
	put(out, 10, pair(w[2], w[3]));
	put(out, 11, pair(w[3], w[4]));
	put(out, 12, pair(w[2], w[4]));
	put(out, 13, pair(w[1], w[2]));
	put(out, 14, pair(w[4], w[5]));
	put(out, 15, pair(pair(w[2], w[3]), w[4]));
	put(out, 20, s[2]);
	put(out, 21, pair(s[1], s[2]));
	put(out, 22, pair(s[2], s[3]));
	put(out, 23, pair(pair(s[1], s[2]), s[3]));
	put(out, 24, pair(pair(s[0], s[1]), s[2]));
	put(out, 25, pair(pair(s[2], s[3]), s[4]));
	put(out, 26, pair(pair(s[0], s[1]), pair(pair(s[2], s[3]), s[4])));
	put(out, 27, pair(s[1], s[3]));
	put(out, 28, pair(w[3], s[2])); /* "who", "WHO" */
	put_affixes(out, u, p);
}

static void
put_lists(struct sink *out, const struct units *u, size_t i)
{
	const struct unit *p = &u->items[i];
	uint32_t share = main_share(p->shares);
	uint32_t before = main_share(at(u, i, -1)->shares);
	uint32_t behind = main_share(at(u, i, 1)->shares);
	bool word = p->kind < 2 && !p->identifier;

	if (word) {
		put(out, 40, share);
		for (uint32_t f = 0; f < SHARES; f++)
			put(out, 41 + f, model_share(p->shares, (enum share)f));
		put(out, 47,
		    pair(model_share(p->shares, SHARE_FAMILY),
			model_share(p->shares, SHARE_GIVEN)));
		put(out, 48, pair(share, p->shape));
		put(out, 49, p->lexicon);
	}
	put(out, 50, pair(before, share));
	put(out, 51, pair(share, behind));
	put(out, 52, main_share(at(u, i, -2)->shares));
	put(out, 53, main_share(at(u, i, 2)->shares));
	put(out, 54, pair(pair(before, share), behind));
	put(out, 55, at(u, i, -1)->lexicon);
	put(out, 56, at(u, i, 1)->lexicon);
}

static void
put_rules(struct sink *out, const struct units *u, size_t i)
{
	const struct unit *p = &u->items[i];
	uint32_t before = at(u, i, -1)->rule, behind = at(u, i, 1)->rule;

	put(out, 60, p->rule);
	put(out, 61, pair(before & 31, p->rule));
	put(out, 62, pair(p->rule, behind));
	put(out, 63, pair(pair(before & 31, p->rule), behind));
	put(out, 64, pair(p->rule, p->word));
	put(out, 65, pair(p->rule, p->shape));
	put(out, 66, u->region[i]);
	put(out, 67, pair(p->rule & 31, u->outline));
	put(out, 68, pair(at(u, i, 2)->rule & 31, p->rule & 31));
}

static void
put_place(struct sink *out, const struct units *u, size_t i)
{
	const struct unit *p = &u->items[i];
	const struct unit_segment *seg = &u->segments[p->segment];
	uint32_t before = p->segment ? seg[-1].ends : 20;
	size_t behind = u->len - 1 - i, inside = i - seg->from;
	uint32_t next =
	    p->segment + 1 < u->segments_len ? u->items[seg->to].shape : 99;
	uint32_t next_form =
	    p->segment + 1 < u->segments_len ? seg[1].form : 999;
	uint32_t last_rule = seg->from ? u->items[seg->from - 1].rule & 31 : 31;
	uint32_t flags = (uint32_t)p->quoted * 2 + p->bracket;
	bool blank = u->scan->tokens[p->from].blank;

	put(out, 70, i < 6 ? i : 6 + i * 10 / u->len);
	put(out, 71, behind < 6 ? behind : 6);
	put(out, 72, p->segment < 12 ? p->segment : 12);
	put(out, 73, pair(before, bucket(inside)));
	put(out, 74, pair(seg->ends, bucket(seg->to - 1 - i)));
	put(out, 75, pair(pair(before, seg->ends), seg->form));
	put(out, 76,
	    pair(pair(before, seg->ends), p->segment < 6 ? p->segment : 6));
	put(out, 77, pair(seg->lexicon, seg->ends));
	put(out, 78, pair(seg->form, next));
	put(out, 79, pair(pair(seg->ends, next), next_form));
	put(out, 80, u->items[seg->from].word);
	put(out, 81, pair(u->items[seg->from].word, p->shape));
	put(out, 82, pair(last_rule, seg->lexicon));
	put(out, 83, pair(pair(last_rule, u->years_before[i]), seg->form));
	put(out, 84, pair(flags, p->shape));
	put(out, 85,
	    pair(pair(flags, u->years_before[i]),
		u->years - u->years_before[i] < 3
		    ? u->years - u->years_before[i]
		    : 3));
	put(out, 86, pair(p->shape, (uint64_t)blank));
	put(out, 87,
	    pair(pair(at(u, i, -1)->shape, p->shape), (uint64_t)blank));
	put(out, 88, pair(u->outline, p->segment < 6 ? p->segment : 6));
	put(out, 89, pair(pair(u->outline, flags), u->years_before[i]));
	if (p->segment + 1 < u->segments_len) {
		put(out, 90, pair(seg[1].lexicon, seg->ends));
		put(out, 91, pair(u->items[seg->to].word, seg->ends));
		put(out, 92, pair(u->items[seg->to].rule & 31, p->rule & 31));
	}
	if (p->segment) {
		put(out, 93, pair(seg[-1].lexicon, before));
		put(out, 94, pair(u->items[seg[-1].from].word, before));
		put(out, 95, pair(seg[-1].form, seg->form));
	}
}

size_t
units_features(uint32_t *out, const struct units *u, size_t i)
{
	struct sink sink = { out, 0 };

	put_words(&sink, u, i);
	put_lists(&sink, u, i);
	put_rules(&sink, u, i);
	put_place(&sink, u, i);
	return sink.len;
}
