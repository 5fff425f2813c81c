/*
 * Which segment is title, container, publisher, place: a search for the labelling
 * that adds up best, each segment rated for itself and with its neighbours. The
 * weights are set by hand, as units of "clearly so" (2) and "rather so" (1).
 */

#include "parse/segments.h"

#include "base/banned.h"

enum slot {
	SLOT_TITLE,
	SLOT_CONTAINER,
	SLOT_PUBLISHER,
	SLOT_PLACE,
	SLOT_GENRE,
	SLOT_OTHER,
	SLOTS
};

static const enum part slot_labels[SLOTS] = { PART_TITLE, PART_CONTAINER,
	PART_PUBLISHER, PART_PLACE, PART_GENRE, PART_NOTE };

/* A state: the slot of the last segment, whether title and container have been. */
enum { STATES = SLOTS * 4 + 1, START = SLOTS * 4 };

#define STATE(slot, title, container) \
	((size_t)(slot)*4 + ((title) ? 2 : 0) + ((container) ? 1 : 0))

static double
least(size_t n, size_t most)
{
	return (double)(n < most ? n : most);
}

static double
rate_title(const struct segment *p, bool first)
{
	double r = 0.2 * least(p->words, 8) + 0.35 * least(p->lower, 4) +
		   0.2 * least(p->functions, 2);
	double against = 1.3 * least(p->abbreviations, 3) +
			 0.8 * least(p->journals, 2) +
			 1.1 * least(p->conferences, 2);

	if (p->words <= 4 && p->before != ':')
		against += 1.3 * least(p->publishers, 2) +
			   1.0 * least(p->places, 2) +
			   1.5 * least(p->genres, 1);
	if (first)
		r += 2.2 - against * 0.6;
	else
		r -= against;
	if (p->quoted)
		r += first ? 4.0 : 1.5;
	if (p->emphasis && first)
		r += 2.5;
	if (p->left == PART_YEAR)
		r += 0.8;
	if (p->left == PART_IN)
		r -= 2.5;
	/* volume and pages follow a container, not a title */
	if (p->numeric) {
		r -= p->volume ? 2.4 : 0.8;
		if (!p->lower && p->words <= 5)
			r -= 1.4;
		if (p->abbreviations)
			r -= 1.0;
	}
	if (p->strong)
		r -= 1.5;
	return r;
}

static double
rate_container(const struct segment *p)
{
	double words = p->words ? (double)p->words : 1.0;
	double r = 0.9 * least(p->journals, 2) + 0.5 * least(p->weak, 2) +
		   1.2 * least(p->conferences, 2) +
		   0.9 * least(p->abbreviations, 3);

	if (p->lower == 0)
		r += 0.4;
	r -= 0.5 * least(p->lower, 4);
	r -= 0.7 * (double)p->publishers + 0.9 * least(p->places, 2) +
	     1.0 * (double)p->genres;
	if (words > 10)
		r -= 0.12 * (words - 10);
	if (p->numeric)
		r += p->volume ? 2.4 : 1.6;
	if (p->strong)
		r += 1.3;
	if (p->year && !p->numeric)
		r += 0.3;
	if (p->left == PART_IN)
		r += 3.6;
	if (p->left == PART_EDITOR)
		r += 2.2;
	if (p->emphasis)
		r += 2.2;
	if (p->acronym)
		r += 1.0;
	if (p->bracket)
		r -= 1.2;
	if (p->corporate && !p->strong)
		r -= 0.7;
	return r - 0.6;
}

static double
rate_publisher(const struct segment *p)
{
	double r = 1.7 * least(p->publishers, 2) - 1.2;

	if (p->corporate)
		r += 1.1;
	if (p->words > 6)
		r -= 1.4;
	if (p->year || p->last)
		r += 0.6;
	r -= 0.6 * least(p->lower, 4);
	r -= 0.9 * least(p->conferences, 2) + 0.6 * least(p->journals, 1) +
	     0.5 * least(p->abbreviations, 2);
	if (p->places == p->words)
		r -= 1.0;
	if (p->state && !p->publishers)
		r -= 0.8;
	if (p->numeric)
		r -= 0.9;
	if (p->left == PART_IN)
		r -= 2.0;
	if (p->quoted || p->emphasis)
		r -= 1.5;
	return r;
}

static double
rate_place(const struct segment *p)
{
	double r = -1.6;

	if (p->places)
		r += 1.2 * least(p->places, 2) +
		     (p->places == p->words ? 1.4 : 0.0);
	if (p->after == ':' && p->words <= 3 && !p->lower)
		r += 1.0;
	if (p->words > 4)
		r -= 2.0;
	if (p->year || p->last)
		r += 0.3;
	r -= 0.8 * least(p->lower, 3) + 1.0 * least(p->publishers, 1) +
	     0.8 * least(p->conferences, 1) + 0.6 * least(p->journals, 1) +
	     0.6 * least(p->abbreviations, 1);
	if (p->state && p->words <= 3)
		r += 1.4;
	/* a state's two letters */
	if (p->acronym && p->before == ',')
		r += 0.4;
	if (p->numeric)
		r -= 0.6;
	if (p->quoted || p->emphasis || p->left == PART_IN)
		r -= 2.0;
	return r;
}

static double
rate_genre(const struct segment *p)
{
	double r = -2.2 + 2.6 * least(p->genres, 2);

	if (p->words > 9)
		r -= 2.0;
	if (p->conferences)
		r -= 1.0;
	return r;
}

static double
rate_other(const struct segment *p)
{
	double r = -0.7 - 0.12 * least(p->words, 12);

	if (p->before == '[')
		r += 1.0;
	if (p->last)
		r += 0.2;
	if (p->lower && !p->upper)
		r += 0.3;
	return r;
}

static double
rate(const struct segment *p, enum slot slot, bool first)
{
	switch (slot) {
	case SLOT_TITLE: return rate_title(p, first);
	case SLOT_CONTAINER: return rate_container(p);
	case SLOT_PUBLISHER: return rate_publisher(p);
	case SLOT_PLACE: return rate_place(p);
	case SLOT_GENRE: return rate_genre(p);
	default: return rate_other(p);
	}
}

/* What it costs to let a field go on over a separator; below -50: it cannot. */
static double
join(enum slot slot, const struct segment *p, const struct segment *before)
{
	double cost;

	if (p->broken && slot != SLOT_OTHER)
		return p->left == PART_FREE && slot == SLOT_TITLE ? -2.0
								  : -99.0;
	if (slot == SLOT_TITLE && before->quoted && !p->quoted)
		return -4.0;
	if (p->emphasis && p->emphasis == before->emphasis)
		return 0.5;
	if ((p->emphasis || before->emphasis) && slot == SLOT_TITLE)
		return -3.0;
	switch (p->before) {
	case ',': cost = -0.5; break;
	case ':': cost = -0.1; break;
	case ';': cost = -1.0; break;
	case '?': cost = -0.9; break;
	case '-': cost = -0.2; break;
	case '(': cost = 0.2; break;
	case '[':
	case ')': cost = -0.5; break;
	case '"': cost = -1.0; break;
	case '/': return -99.0;
	case '.': cost = -2.2; break;
	default: cost = 0.0; break;
	}
	switch (slot) {
	case SLOT_TITLE: return cost;
	case SLOT_CONTAINER:
		if (p->before == '(' && p->acronym)
			return -0.1;
		return p->before == ':' ? -0.4 : cost * 0.8 - 0.3;
	case SLOT_PUBLISHER:
		return p->before == ',' || p->before == '-' ? -0.8 : -2.0;
	case SLOT_PLACE:
		return p->before == ',' || p->before == '-' || p->before == ';'
			   ? -0.1
			   : -2.0;
	case SLOT_GENRE: return p->before == '.' ? -2.0 : -0.3;
	default: return 0.0;
	}
}

/* What it costs to start a field behind another; below -50: it cannot. */
static double
start(enum slot slot, enum slot before, const struct segment *p, bool title,
    bool container)
{
	switch (slot) {
	case SLOT_TITLE:
		if (title || (before != SLOTS && before != SLOT_OTHER))
			return -99.0;
		return before == SLOTS ? 0.0 : -1.0;
	case SLOT_CONTAINER:
		if (container)
			return -99.0;
		if (before == SLOT_PUBLISHER)
			return -1.5;
		if (before == SLOT_PLACE)
			return p->broken ? -1.5 : -3.0;
		if (p->broken)
			return 0.0;
		switch (p->before) {
		case '.':
		case '"':
		case '?': return 0.0;
		case ',': return -0.4;
		case ':': return -2.6;
		case '(': return -1.4;
		case ' ': return -0.5;
		default: return -0.7;
		}
	case SLOT_PUBLISHER:
		if (before == SLOT_PLACE && p->before == ':')
			return 2.6;
		if (before == SLOT_PUBLISHER)
			return -99.0;
		if (before == SLOT_PLACE && p->before == ',')
			return 0.3;
		if (before == SLOT_GENRE)
			return 0.8;
		return p->before == ':' ? -1.5 : 0.0;
	case SLOT_PLACE:
		if (before == SLOT_PLACE)
			return -99.0;
		if (before == SLOT_PUBLISHER &&
		    (p->before == ',' || p->before == ':'))
			return 1.2;
		return p->before == ':' ? -1.5 : 0.0;
	case SLOT_GENRE: return p->before == ':' ? -3.0 : 0.0;
	default: return 0.0;
	}
}

static bool
same_title(const struct labelling *l, const struct labelling *avoid, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((l->labels[i] == PART_TITLE) !=
			(avoid->labels[i] == PART_TITLE) ||
		    (l->labels[i] == PART_CONTAINER) !=
			(avoid->labels[i] == PART_CONTAINER))
			return false;
	return true;
}

struct cell {
	double score;
	unsigned char from;
	bool used;
};

static void
reach(struct cell *to, double score, size_t from)
{
	if (to->used && to->score >= score)
		return;
	to->used = true;
	to->score = score;
	to->from = (unsigned char)from;
}

/* What a segment costs in each slot: as the first, behind others, going on. */
struct costs {
	double first[SLOTS], later[SLOTS], join[SLOTS], more[SLOTS];
};

static void
cost(struct costs *out, const struct segment *p, const struct segment *before)
{
	for (int k = 0; k < SLOTS; k++) {
		enum slot slot = (enum slot)k;
		double value = rate(p, slot, false), more = value;

		out->later[k] = value;
		out->first[k] = before ? value : rate(p, slot, true);
		out->join[k] = before ? join(slot, p, before) : -99.0;
		/* a subtitle is not rated as a title is, alone */
		if (slot == SLOT_CONTAINER)
			more = value + 0.6 > 0.8 ? 0.8 : value + 0.6;
		if (slot == SLOT_CONTAINER && p->before == ':' && more < 0.4)
			more = 0.4;
		if (slot == SLOT_TITLE && value > 1.5)
			more = 1.5;
		if (slot == SLOT_PUBLISHER)
			more = value + 0.8;
		if (slot == SLOT_PLACE && (p->places || p->acronym))
			more = value + 1.2;
		out->more[k] = more;
	}
}

/* All ways on from one state of the segment before. */
static void
step(struct cell next[STATES], const struct segment *p,
    const struct segment *before, const struct costs *c, size_t state,
    double score, enum slot forbidden)
{
	bool at_start = state == START;
	enum slot old = at_start ? SLOTS : (enum slot)(state / 4);
	bool title = !at_start && (state & 2),
	     container = !at_start && (state & 1);
	/* what is emphasised as one is one */
	bool one = before && p->emphasis && p->emphasis == before->emphasis;
	const double *value = at_start ? c->first : c->later;

	for (int k = 0; k < SLOTS; k++) {
		enum slot slot = (enum slot)k;
		double begin;

		if (slot == forbidden)
			continue;
		begin = start(slot, old, p, title, container);
		if (one)
			begin -= 4.0;
		if (old == slot && c->join[k] > -50.0)
			reach(&next[state], score + c->join[k] + c->more[k],
			    state);
		if (begin > -50.0)
			reach(&next[STATE(slot, title || slot == SLOT_TITLE,
				  container || slot == SLOT_CONTAINER)],
			    score + begin + value[k], state);
	}
}

/* The ways through the segments: the cells of what is before each. */
struct ways {
	const struct segment *segments;
	size_t len;
	struct costs costs[SEGMENTS_MAX];
	struct cell cells[SEGMENTS_MAX + 1][STATES];
};

/* All ways on from a segment, to which one slot may be forbidden. */
static void
go_on(struct ways *w, size_t from, enum slot forbidden)
{
	memset(w->cells[from + 1], 0, sizeof(w->cells[0]) * (w->len - from));
	for (size_t i = from; i < w->len; i++)
		for (size_t k = 0; k < STATES; k++)
			if (w->cells[i][k].used)
				step(w->cells[i + 1], &w->segments[i],
				    i ? &w->segments[i - 1] : NULL,
				    &w->costs[i], k, w->cells[i][k].score,
				    i == from ? forbidden : SLOTS);
}

static bool
best_way(struct labelling *out, const struct ways *w)
{
	double top = -1e9;
	size_t state = 0;

	for (size_t k = 0; k < STATES; k++) {
		double score = w->cells[w->len][k].score;

		if (!w->cells[w->len][k].used)
			continue;
		/* a reference without a title is rare, but in physics */
		if (k == START || !(k & 2))
			score -= k != START && (k & 1) ? 1.7 : 2.4;
		if (score > top) {
			top = score;
			state = k;
		}
	}
	if (top <= -1e8)
		return false;
	memset(out, 0, sizeof(*out));
	out->score = top;
	for (size_t i = w->len; i; i--) {
		size_t from = w->cells[i][state].from;

		out->labels[i - 1] = slot_labels[state / 4];
		out->starts[i - 1] = from != state;
		state = from;
	}
	return true;
}

/*
 * A next best reading differs in one segment at least: forbid the title or container in
 * one place after the other. A handful of places will do. What is before that place
 * stands in the cells already when the last place comes first.
 */
static bool
second_way(struct labelling *out, struct ways *w, const struct labelling *best)
{
	enum { PLACES = 8 };
	struct labelling found[PLACES];
	size_t n = 0;

	for (size_t v = w->len < PLACES ? w->len : PLACES; v-- > 0;) {
		enum slot forbidden = best->labels[v] == PART_TITLE ? SLOT_TITLE
				      : best->labels[v] == PART_CONTAINER
					  ? SLOT_CONTAINER
					  : SLOTS;

		if (forbidden == SLOTS)
			continue;
		go_on(w, v, forbidden);
		if (best_way(&found[n], w) &&
		    !same_title(&found[n], best, w->len))
			n++;
	}
	if (!n)
		return false;
	/* of equal ones that of the first place */
	*out = found[n - 1];
	while (n-- > 0)
		if (found[n].score > out->score)
			*out = found[n];
	return true;
}

size_t
segments_label(struct labelling *best, struct labelling *second,
    const struct segment *segments, size_t len)
{
	struct ways w;

	if (len > SEGMENTS_MAX)
		len = SEGMENTS_MAX;
	if (!len)
		return 0;
	w.segments = segments;
	w.len = len;
	for (size_t i = 0; i < len; i++)
		cost(&w.costs[i], &segments[i], i ? &segments[i - 1] : NULL);
	memset(w.cells[0], 0, sizeof(w.cells[0]));
	w.cells[0][START].used = true;
	go_on(&w, 0, SLOTS);
	if (!best_way(best, &w))
		return 0;
	return second_way(second, &w, best) ? 2 : 1;
}
