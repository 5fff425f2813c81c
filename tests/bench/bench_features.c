/*
 * bench_features INDEX REFERENCES TRUTH.jsonl: what the matcher sees of every
 * candidate that an index has for references whose work is known. For
 * scripts/fit-weights.
 *
 * TRUTH has one object a line: key ("r" and the entry's or the label's number),
 * work (CSL-JSON, or null for an invention), withheld (true: as if the index did
 * not have the work). Printed is a line of the features' names, then for each
 * reference "ref KEY", for each of its readings "parse N", and for each
 * candidate "RIGHT INTO NEEDS I:X I:X ...": is it the work, is it a reading that
 * the judge passes over (comparison_is_read_into), what score it needs to be
 * accepted (2: no score is enough), and the features that are not 0.
 */
#include "app/check.h"
#include "base/file.h"
#include "base/json.h"
#include "base/stream.h"
#include "match/features.h"
#include "read/read.h"
#include "source/local.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

enum { CANDIDATES = 20, PARSES = 4 };

struct truth {
	char key[24];
	const struct work *work;
	bool withheld;
};

static struct truth *truths;
static size_t truths_len;

static int
compare_keys(const void *x, const void *y)
{
	return strcmp(
	    ((const struct truth *)x)->key, ((const struct truth *)y)->key);
}

static int
read_truths(struct arena *a, const char *path, struct err *err)
{
	struct stream *r = NULL;
	struct span line;
	int rc = stream_open(&r, path, err);

	while (!rc && stream_line(r, &line, err) == 1) {
		json_t *o = NULL;
		struct truth *t;

		rc = json_read(&o, line, err);
		if (rc)
			break;
		t = &ARENA_PUSH(a, truths, truths_len);
		snprintf(t->key, sizeof(t->key), "%s",
		    json_str(o, "key") ? json_str(o, "key") : "");
		t->withheld = json_is_true(json_object_get(o, "withheld"));
		t->work = json_is_object(json_object_get(o, "work"))
			      ? read_csl_item(a, json_object_get(o, "work"))
			      : NULL;
		json_decref(o);
	}
	stream_close(r);
	qsort(truths, truths_len, sizeof(*truths), compare_keys);
	return rc;
}

/* Candidates as the resolver gathers them from one index. */
static size_t
search(struct work ***out, struct arena *a, struct local_index *ix,
    const struct reference *ref)
{
	const char *raw = ref->form == REFERENCE_STRING ? ref->body.text : NULL;
	const struct work *w = ref->parses[0].work;
	const struct {
		enum identifier_kind kind;
		const char *value;
	} ids[] = { { IDENTIFIER_DOI, w->DOI }, { IDENTIFIER_ARXIV, w->arXiv },
		{ IDENTIFIER_ISBN, w->ISBN }, { IDENTIFIER_PMID, w->PMID } };
	struct err err = ERR_INIT;
	size_t len = 0;

	*out = NULL;
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++)
		if (ids[i].value)
			local_index_by_identifier(
			    out, &len, a, ix, ids[i].kind, ids[i].value, &err);
	local_index_search(out, &len, a, ix, w, raw, CANDIDATES, &err);
	if (ref->parses_len > 1 && ref->parses[1].work->title &&
	    (!w->title || strcmp(w->title, ref->parses[1].work->title) != 0))
		local_index_search(out, &len, a, ix, ref->parses[1].work, NULL,
		    CANDIDATES, &err);
	return len;
}

static bool
seen(struct work *const *works, size_t n, const struct work *w)
{
	for (size_t i = 0; i < n; i++)
		if (works[i]->record && w->record &&
		    !strcmp(works[i]->record, w->record))
			return true;
	return false;
}

/* The score from which on a candidate is accepted, all else as it is. */
static double
score_needed(const struct claim_view *c, struct comparison m)
{
	int low = 0, high = 101;

	while (low < high) {
		int middle = (low + high) / 2;

		m.score = middle / 100.0;
		if (comparison_accepts(c, &m))
			high = middle;
		else
			low = middle + 1;
	}
	return low > 100 ? 2 : low / 100.0;
}

static void
print_candidate(struct arena *a, const struct claim_view *first,
    const struct claim_view *claim, const struct work *w, bool right)
{
	double x[MATCH_FEATURES];
	struct comparison m;

	comparison_make(&m, a, claim, w);
	comparison_features(x, claim, &m);
	printf("%d %d %g", right, comparison_is_read_into(first, &m),
	    score_needed(claim, m));
	for (size_t i = 0; i < MATCH_FEATURES; i++)
		if (x[i] < 0 || x[i] > 0)
			printf(" %zu:%g", i, x[i]);
	printf("\n");
}

static void
print_reference(struct arena *a, struct local_index *ix,
    const struct reference *ref, const struct truth *t)
{
	struct claim_view first;
	struct work **works;
	bool *right;
	size_t found = search(&works, a, ix, ref), n = 0;

	right = ARENA_ARRAY(a, bool, found + 1);
	for (size_t i = 0; i < found; i++) {
		bool same =
		    t->work && (match_same_work(a, works[i], t->work) ||
				   (works[i]->DOI && t->work->DOI &&
				       doi_equal(works[i]->DOI, t->work->DOI)));

		if ((same && t->withheld) || seen(works, n, works[i]) ||
		    work_is_counterfeit(works[i]))
			continue;
		right[n] = same;
		works[n++] = works[i];
	}
	printf("ref %s\n", t->key);
	claim_prepare(&first, a, ref, &ref->parses[0]);
	for (size_t p = 0; p < ref->parses_len && p < PARSES; p++) {
		struct claim_view claim;

		printf("parse %zu\n", p);
		claim_prepare(&claim, a, ref, &ref->parses[p]);
		for (size_t i = 0; i < n; i++)
			print_candidate(a, &first, &claim, works[i], right[i]);
	}
}

int
main(int argc, char **argv)
{
	struct local_index *ix = NULL;
	struct arena kept = ARENA_INIT, a = ARENA_INIT;
	struct checked_file file = { 0 };
	struct err err = ERR_INIT;
	size_t lost = 0;

	if (argc != 4 || local_index_open(&ix, argv[1], &err) ||
	    checked_file_open(&file, argv[2], &err) ||
	    read_truths(&kept, argv[3], &err)) {
		fprintf(stderr, "bench_features: %s\n",
		    *err.text ? err.text : "INDEX REFERENCES TRUTH.jsonl");
		return 1;
	}
	for (size_t i = 0; i < MATCH_FEATURES; i++)
		printf("%s%s", i ? " " : "", feature_name((enum feature)i));
	printf("\n");
	for (size_t i = 0; i < file.references.len; i++) {
		const struct reference *ref = &file.references.items[i];
		struct truth want, *t;

		if (ref->form == REFERENCE_ENTRY)
			snprintf(want.key, sizeof(want.key), "%s", ref->key);
		else
			snprintf(
			    want.key, sizeof(want.key), "r%ld", ref->number);
		t = bsearch(
		    &want, truths, truths_len, sizeof(*truths), compare_keys);
		lost += !t || ref->skip || !ref->parses_len;
		if (t && !ref->skip && ref->parses_len)
			print_reference(&a, ix, ref, t);
		arena_reset(&a);
	}
	fprintf(stderr, "%zu references of %zu read, %zu not understood\n",
	    file.references.len, truths_len, lost);
	checked_file_close(&file);
	local_index_close(ix);
	arena_release(&a);
	arena_release(&kept);
	return 0;
}
