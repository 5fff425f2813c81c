/* From a scan to the labels of its units: scores, what is forced, the best labellings. */

#include "parse/decode.h"

#include "base/banned.h"

/* What a label gets that no other may have. */
enum { FORCED = 40 };

/* The rules' authors are taken where these are sure and the chain is not. */
static const double SURE = 0.85, DOUBT = 0.7;

static void
score(struct crf_chain *c, struct arena *a, const struct units *u)
{
	uint32_t features[2][UNIT_FEATURES];
	size_t n[2] = { 0, 0 };
	unsigned char *step = ARENA_ARRAY(a, unsigned char, u->len);

	crf_open(c, a, u->len);
	n[0] = units_features(features[0], u, 0);
	for (size_t i = 0; i < u->len; i++) {
		const uint32_t *own = features[i % 2];
		uint32_t *next = features[(i + 1) % 2];

		if (i + 1 < u->len) {
			n[(i + 1) % 2] = units_features(next, u, i + 1);
			model_prefetch(u->model, next, n[(i + 1) % 2]);
		}
		model_add(c->node[i], u->model, own, n[i % 2]);
		step[i] = units_step(u, i);
		/* identifiers have a form that nothing else has; what leads to
		 * the reference is no part of it */
		if (u->items[i].identifier)
			c->node[i][LABEL_ID] += FORCED;
		else if ((u->items[i].rule & 31) == PART_SKIP)
			c->node[i][LABEL_NUMBER] += FORCED;
	}
	c->step = step;
	c->steps = u->model->steps;
	c->exp_steps = u->model->exp_steps;
}

static bool
has_year(const struct units *u, const unsigned char *labels)
{
	for (size_t i = 0; i < u->len; i++)
		if (labels[i] == LABEL_DATE &&
		    token_is_year(u->scan, u->items[i].from))
			return true;
	return false;
}

static void
force(struct crf_chain *c, const struct units *u, const struct found *f,
    enum label label)
{
	for (size_t i = 0; i < u->len; i++) {
		const struct unit *p = &u->items[i];

		if (p->from >= f->from && p->to <= f->to)
			c->node[i][label] += FORCED;
		else if (p->from == f->to && p->kind < 2)
			c->node[i][label] -= FORCED; /* it ends there */
	}
}

static double
confidence_of(
    const struct crf_chain *c, const unsigned char *labels, enum label label)
{
	for (size_t i = 0, k; i < c->len; i = k) {
		for (k = i + 1; k < c->len && labels[k] == labels[i];)
			k++;
		if (labels[i] == label)
			return crf_field(c, i, k, label);
	}
	return 1.0;
}

/* "Diamond J. Guns, Germs, and Steel.": does the chain take one word more than the rules
 * for authors, the first of an enumeration? */
static bool
takes_one_more(const struct units *u, const unsigned char *labels,
    const struct found *authors)
{
	for (size_t i = 1; i + 1 < u->len; i++)
		if (u->items[i].from == authors->to)
			return labels[i] == LABEL_AUTHOR &&
			       labels[i - 1] == LABEL_AUTHOR &&
			       u->items[i].kind == 1 &&
			       token_is_comma(u->scan, u->items[i + 1].from) &&
			       i + 2 < u->len && labels[i + 2] != LABEL_AUTHOR;
	return false;
}

/*
 * The best labelling; but a reference has a year: when none was found, the rules' is
 * taken for it, and all else is read anew. So are the rules' authors where the chain is
 * in doubt and they are not.
 */
static void
find_best(unsigned char *labels, struct crf_chain *c, const struct units *u,
    struct arena *a, const struct found *year, const struct found *authors)
{
	bool again = false;

	crf_best(labels, c, a);
	crf_sum(c);
	if (year && !has_year(u, labels)) {
		force(c, u, year, LABEL_DATE);
		again = true;
	}
	if (authors && authors->confidence > SURE &&
	    (confidence_of(c, labels, LABEL_AUTHOR) < DOUBT ||
		takes_one_more(u, labels, authors))) {
		force(c, u, authors, LABEL_AUTHOR);
		again = true;
	}
	if (again) {
		crf_best(labels, c, a);
		crf_sum(c);
	}
}

const struct found *
found_by_rules(const struct scan *s, enum part part)
{
	for (size_t i = s->found_len; i-- > 0;)
		if (s->found[i].label == part)
			return &s->found[i];
	return NULL;
}

bool
decoder_open(struct decoder *d, struct scan *s, const struct model *model,
    const struct style *style)
{
	d->arena = s->a;
	units_open(&d->units, s, model);
	if (!d->units.len)
		return false;
	d->labels = ARENA_ARRAY(s->a, unsigned char, d->units.len + 1);
	score(&d->chain, s->a, &d->units);
	if (style) {
		d->chain.steps = style->steps;
		d->chain.exp_steps = style->exp_steps;
	}
	find_best(d->labels, &d->chain, &d->units, s->a,
	    found_by_rules(s, PART_YEAR), found_by_rules(s, PART_AUTHOR));
	return true;
}

void
decoder_stretches(
    struct stretches *out, const struct decoder *d, const unsigned char *labels)
{
	const struct units *u = &d->units;

	memset(out, 0, sizeof(*out));
	for (size_t i = 0, k; i < u->len; i = k) {
		for (k = i + 1; k < u->len && labels[k] == labels[i];)
			k++;
		ARENA_PUSH(d->arena, out->items, out->len) = (struct stretch){
			.label = (enum label)labels[i],
			.from = u->items[i].from,
			.to = u->items[k - 1].to,
			.confidence =
			    crf_field(&d->chain, i, k, (enum label)labels[i]),
		};
	}
}

/* Do two labellings differ in a word or a number? Marks do not matter. */
static bool
differ(const struct units *u, const unsigned char *a, const unsigned char *b)
{
	for (size_t i = 0; i < u->len; i++)
		if (a[i] != b[i] && u->items[i].kind < 3)
			return true;
	return false;
}

size_t
decoder_others(
    const unsigned char *out[DECODER_OTHERS], const struct decoder *d)
{
	size_t len = d->units.len, n, found = 0;
	unsigned char *all =
	    ARENA_ARRAY(d->arena, unsigned char, DECODER_WAYS *len + 1);

	n = crf_best_of(all, DECODER_WAYS, &d->chain, d->arena);
	for (size_t i = 0; i < n && found < DECODER_OTHERS; i++) {
		const unsigned char *labels = all + i * len;
		bool new = differ(&d->units, labels, d->labels);

		for (size_t k = 0; new &&k < found; k++)
			new = differ(&d->units, labels, out[k]);
		if (new)
			out[found++] = labels;
	}
	return found;
}
