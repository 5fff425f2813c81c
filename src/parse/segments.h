#ifndef PARSE_SEGMENTS_H
#define PARSE_SEGMENTS_H

#include "parse/tokens.h"

/* A stretch of free text between two separators. */
struct segment {
	size_t from, to; /* tokens */
	uint32_t
	    before;     /* the separator before it: '.', ',', ':', ... or ' ' */
	uint32_t after; /* and behind */
	bool broken;    /* a field that is known stands before it */
	enum part left; /* the known field right before it, or PART_FREE */
	enum part right; /* and right behind */
	bool numeric;    /* volume, issue or pages follow at once */
	bool volume;     /* a volume or an issue does */
	bool year;       /* the year follows at once */
	bool last;       /* nothing but punctuation follows */
	bool bracket;    /* stands in round brackets */
	bool quoted;
	size_t emphasis; /* the run, from 1; or 0 */
	/* what its words are */
	size_t words, upper, lower, functions, numbers;
	size_t journals, weak, conferences, publishers, places, genres;
	size_t abbreviations;
	bool state;     /* "NV", "USA" follows behind a comma */
	bool acronym;   /* one word of capitals */
	bool strong;    /* begins as journals and proceedings do */
	bool corporate; /* "University", "Institute" */
};

enum { SEGMENTS_MAX = 96 };

/* One way to give every segment a label. */
struct labelling {
	enum part labels[SEGMENTS_MAX];
	bool starts[SEGMENTS_MAX]; /* the field begins here, is not continued */
	double score;
};

size_t segments_cut(struct segment *out, struct scan *s);
/*
 * The best labelling of the segments, and the best one whose title or container is
 * another: how many of the two there are.
 */
size_t segments_label(struct labelling *best, struct labelling *second,
    const struct segment *segments, size_t len);

#endif
