#ifndef PARSE_CRF_H
#define PARSE_CRF_H

#include "base/arena.h"

/*
 * A linear chain (Lafferty, McCallum, Pereira 2001): each place of a sequence has a
 * score for each label, and each step a score for each pair of labels; steps come
 * in classes, each with scores of its own. The probability of a labelling is e to
 * the sum of its scores, over that of all labellings.
 *
 * Nothing here depends on the library's exp() or log(), whose last bits differ from
 * machine to machine: a model that is trained is the same everywhere.
 */

enum label {
#define X(member, name, part) LABEL_##member,
#include "parse/label.def"
#undef X
	LABELS,
	LABEL_ROW = 20 /* scores of one place, with room for vectors */
};

struct crf_step {
	float score[LABELS][LABEL_ROW]; /* from, to */
};

/* e to the scores of steps. */
struct crf_exp_step {
	double score[LABELS][LABEL_ROW];
};

struct crf_chain {
	size_t len;
	float (*node)[LABEL_ROW];
	const unsigned char *step; /* class of the step to each place but 0 */
	const struct crf_step *steps;
	const struct crf_exp_step *exp_steps; /* for crf_sum() */
	/* crf_sum() fills these: sums over the ways to a place and from it on,
	 * each place's scaled by a power of 2 */
	double (*forward)[LABEL_ROW];
	double (*backward)[LABEL_ROW];
	double (*weight)[LABEL_ROW]; /* e to node */
	double *norm;   /* what forward times backward of a place adds up to */
	double log_sum; /* logarithm of the sum over all labellings */
};

double crf_exp(double x);
/* Of the scores of all labels; what is behind them becomes 0. */
void crf_exp_row(double out[LABEL_ROW], const float row[LABEL_ROW]);
void crf_exp_step(struct crf_exp_step *out, const struct crf_step *step);
double crf_log(double x); /* of x > 0 */

/* Room for a chain of len places in the arena. */
void crf_open(struct crf_chain *c, struct arena *a, size_t len);
/* The likeliest labelling. */
void crf_best(unsigned char *out, const struct crf_chain *c, struct arena *a);
/* The likeliest labellings, best first, c->len bytes each, at most as many: how many
 * there are. */
size_t crf_best_of(unsigned char *out, size_t most, const struct crf_chain *c,
    struct arena *a);
void crf_sum(struct crf_chain *c);
/* How likely a place has a label; behind crf_sum(). */
double crf_place(const struct crf_chain *c, size_t at, enum label y);
/* How likely places from..to (not included) all have a label and their neighbours
 * have others: that a field is found as it stands. */
double crf_field(
    const struct crf_chain *c, size_t from, size_t to, enum label y);

const char *label_name(enum label l);
enum label label_from_name(const char *name); /* LABELS if there is none */

#endif
