/* Two claims of one work, or of two? What is merged by mistake is lost to its
 * user, what is kept apart by mistake stands there twice: in doubt, apart. */

#include "store/same.h"
#include "base/text.h"
#include "match/compare.h"

#include "base/banned.h"

/* --- titles ------------------------------------------------------------------ */

static bool
is_ascii_first(const struct title *t)
{
	return !(t->letters[0] & 0x80);
}

bool
same_title_possible(struct arena *a, const struct work *x, const struct work *y)
{
	struct title tx, ty;

	if (!x->title || !y->title)
		return true;
	title_prepare(&tx, a, x->title);
	title_prepare(&ty, a, y->title);
	if (!tx.letters_len || !ty.letters_len)
		return true;
	switch (title_compare(&tx, &ty).relation) {
	case TITLE_OTHER:
		/* Translations of each other, for all we know. */
		return is_ascii_first(&tx) != is_ascii_first(&ty);
	/* "Deep learning for cats", "... for dogs": with the same people only. */
	case TITLE_NEAR: return same_people(a, x, y);
	default: return true;
	}
}

/* --- people ------------------------------------------------------------------ */

static size_t
first_word(const char *s)
{
	return strcspn(s, " ");
}

/*
 * "John" and "James" begin alike, which is enough for a record to be the one
 * that is meant, but not for two claims to be one. A slip is no other name.
 */
static bool
given_contradict(const struct folded_name *x, const struct folded_name *y)
{
	size_t n = first_word(x->given), m = first_word(y->given);
	size_t shorter = n < m ? n : m;
	unsigned slips = shorter >= 6 ? 2 : 1;

	if (x->initials || y->initials || shorter < 2 ||
	    !strncmp(x->given, y->given, shorter) ||
	    !strcmp(x->letters, y->letters) || x->given[0] != y->given[0])
		return false;
	return shorter < 4 || text_distance((struct span){ x->given, n },
				  (struct span){ y->given, m }, slips) > slips;
}

static const struct name_list *
people(const struct work *w)
{
	return w->author.len ? &w->author : &w->editor;
}

bool
shared_people(struct arena *a, const struct work *x, const struct work *y)
{
	struct folded_names nx, ny;
	struct names_match m;

	if (!people(x)->len || !people(y)->len)
		return true;
	names_prepare(&nx, a, people(x));
	names_prepare(&ny, a, people(y));
	names_compare(&m, a, &nx, &ny);
	return m.matched && !m.order_only_weak;
}

bool
same_people(struct arena *a, const struct work *x, const struct work *y)
{
	struct folded_names nx, ny;
	struct names_match m;

	if (!people(x)->len || !people(y)->len)
		return !people(x)->len && !people(y)->len;
	names_prepare(&nx, a, people(x));
	names_prepare(&ny, a, people(y));
	names_compare(&m, a, &nx, &ny);
	if (m.extra || m.absent || !m.first || m.worst < NAME_VARIANT)
		return false;
	/* Only where lists are complete do places correspond. */
	for (size_t i = 0; i < nx.len && i < ny.len && !m.reordered; i++)
		if (given_contradict(&nx.items[i], &ny.items[i]) &&
		    !strcmp(nx.items[i].family, ny.items[i].family))
			return false;
	return true;
}

/* --- the rest ------------------------------------------------------------------ */

/* Kinds of things that are never one another. What is typed by guess, or by
 * those who mistake a journal for a conference, is of no kind. */
enum kind {
	KIND_ANY,
	KIND_ARTICLE,
	KIND_BOOK,
	KIND_PART,
	KIND_THESIS,
	KIND_DATA,
	KIND_LAW,
	KIND_REVIEW,
};

static enum kind
kind_of(enum work_type t)
{
	switch (t) {
	case WORK_TYPE_ARTICLE_JOURNAL:
	case WORK_TYPE_ARTICLE_MAGAZINE:
	case WORK_TYPE_ARTICLE_NEWSPAPER:
	case WORK_TYPE_PAPER_CONFERENCE: return KIND_ARTICLE;
	case WORK_TYPE_BOOK:
	case WORK_TYPE_COLLECTION: return KIND_BOOK;
	case WORK_TYPE_CHAPTER:
	case WORK_TYPE_ENTRY:
	case WORK_TYPE_ENTRY_DICTIONARY:
	case WORK_TYPE_ENTRY_ENCYCLOPEDIA: return KIND_PART;
	case WORK_TYPE_THESIS: return KIND_THESIS;
	case WORK_TYPE_DATASET:
	case WORK_TYPE_SOFTWARE: return KIND_DATA;
	case WORK_TYPE_BILL:
	case WORK_TYPE_LEGAL_CASE:
	case WORK_TYPE_LEGISLATION:
	case WORK_TYPE_PATENT:
	case WORK_TYPE_REGULATION:
	case WORK_TYPE_STANDARD:
	case WORK_TYPE_TREATY: return KIND_LAW;
	case WORK_TYPE_REVIEW:
	case WORK_TYPE_REVIEW_BOOK: return KIND_REVIEW;
	default: return KIND_ANY;
	}
}

static bool
types_contradict(const struct work *x, const struct work *y)
{
	enum kind kx = kind_of(x->type), ky = kind_of(y->type);

	if (kx == ky || kx == KIND_ANY || ky == KIND_ANY)
		return false;
	/* Papers in volumes of a series are called both. */
	return !(kx == KIND_ARTICLE && ky == KIND_PART) &&
	       !(kx == KIND_PART && ky == KIND_ARTICLE);
}

bool
places_contradict(struct arena *a, const struct work *x, const struct work *y)
{
	struct container cx, cy;
	char px[16], py[16];

	if (pages_first(px, x->page) && pages_first(py, y->page) &&
	    strcmp(px, py) != 0)
		return true;
	/* "Inside front cover" is on the same page of every issue. */
	if (x->issue && y->issue && strcmp(x->issue, y->issue) != 0)
		return true;
	if (x->volume && y->volume &&
	    volume_compare(x->volume, y->volume) == AGREE_OTHER)
		return true;
	/* For a claim, another edition is a version that may be cited; here it
	 * is a work of its own. */
	if (x->edition && y->edition &&
	    edition_compare(a, x->edition, y->edition) > AGREE_FORM)
		return true;
	if (!x->container_title || !y->container_title)
		return false;
	container_prepare(&cx, a, x->container_title);
	container_prepare(&cy, a, y->container_title);
	return container_compare(&cx, &cy) == AGREE_OTHER;
}

bool
same_as_printed(struct arena *a, const struct work *x, const struct work *y)
{
	if (work_year(x) != work_year(y) || types_contradict(x, y) ||
	    places_contradict(a, x, y))
		return false;
	/* "Introduction", by nobody and of no year, is anything. */
	if (!people(x)->len && !people(y)->len)
		return work_year(x) != 0;
	return same_people(a, x, y);
}
