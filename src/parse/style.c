#include "parse/style.h"

#include "base/banned.h"

/*
 * How much a list is believed: steps as good as seen in any list, how far its own
 * frequencies count, and the most that a score is changed by.
 */
static const double ALL_LISTS = 12.0, WEIGHT = 1.0, MOST = 3.0;

void
style_open(struct style *out, struct arena *a, const struct model *model)
{
	memset(out, 0, sizeof(*out));
	out->arena = a;
	out->model = model;
	out->counts =
	    arena_alloc_array(a, model->steps_len, sizeof(*out->counts));
}

void
style_add(struct style *s, const unsigned char *labels,
    const unsigned char *steps, size_t len)
{
	s->references++;
	for (size_t i = 1; i < len; i++) {
		uint16_t *n = &s->counts[steps[i]][labels[i - 1]][labels[i]];

		if (*n < UINT16_MAX)
			++*n;
	}
}

/* How the scores of the steps from a label change. */
static void
settle_row(float out[LABEL_ROW], const double exp_row[LABEL_ROW],
    const uint16_t counts[LABELS])
{
	double all = 0, seen = 0;

	for (int y = 0; y < LABELS; y++) {
		all += exp_row[y];
		seen += counts[y];
	}
	if (seen <= 0)
		return;
	for (int y = 0; y < LABELS; y++) {
		double usual = exp_row[y] / all;
		double here =
		    (counts[y] + ALL_LISTS * usual) / (seen + ALL_LISTS);
		double change = WEIGHT * crf_log(here / usual);

		change = change > MOST ? MOST : change < -MOST ? -MOST : change;
		out[y] += (float)change;
	}
}

void
style_settle(struct style *s)
{
	const struct model *m = s->model;

	s->steps = ARENA_ARRAY(s->arena, struct crf_step, m->steps_len);
	s->exp_steps = ARENA_ARRAY(s->arena, struct crf_exp_step, m->steps_len);
	for (size_t c = 0; c < m->steps_len; c++) {
		s->steps[c] = m->steps[c];
		for (int x = 0; x < LABELS; x++)
			settle_row(s->steps[c].score[x],
			    m->exp_steps[c].score[x], s->counts[c][x]);
		crf_exp_step(&s->exp_steps[c], &s->steps[c]);
	}
}
