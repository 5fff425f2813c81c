#include "source/coverage.h"
#include "base/text.h"
#include "model/identifier.h"

#include "base/banned.h"

/*
 * When does a service's silence mean something? Only for kinds of works that
 * it would have. A claim that is not covered can still be found there: search
 * columns are wider than cover columns. The reasons row by row are in
 * doc/sources.md, "What a source covers".
 */
enum cover {
	NO,
	YES,
	BY_VENUE,     /* if a container is claimed that registers there */
	BY_PUBLISHER, /* if a publisher is claimed that registers there */
	BY_SERVER,    /* if a preprint server is claimed that registers there */
	BY_SHAPE,     /* no type: by what is claimed */
};

static const struct {
	enum work_type type;
	enum cover crossref;
	bool crossref_search;
	bool datacite_search;
	bool arxiv_search;
} rows[] = {
	{ WORK_TYPE_NONE, BY_SHAPE, true, false, true },
	{ WORK_TYPE_ARTICLE_JOURNAL, BY_VENUE, true, false, false },
	{ WORK_TYPE_PAPER_CONFERENCE, BY_VENUE, true, false, true },
	{ WORK_TYPE_ARTICLE, BY_SERVER, true, false, true },
	{ WORK_TYPE_BOOK, BY_PUBLISHER, true, false, false },
	{ WORK_TYPE_CHAPTER, BY_PUBLISHER, true, false, false },
	{ WORK_TYPE_ENTRY, NO, true, false, false },
	{ WORK_TYPE_ENTRY_DICTIONARY, NO, true, false, false },
	{ WORK_TYPE_ENTRY_ENCYCLOPEDIA, NO, true, false, false },
	{ WORK_TYPE_REVIEW, NO, true, false, false },
	{ WORK_TYPE_REVIEW_BOOK, NO, true, false, false },
	{ WORK_TYPE_ARTICLE_MAGAZINE, NO, true, false, false },
	{ WORK_TYPE_REPORT, NO, true, true, true },
	{ WORK_TYPE_THESIS, NO, true, true, false },
	{ WORK_TYPE_STANDARD, NO, true, false, false },
	{ WORK_TYPE_DATASET, NO, true, true, false },
	{ WORK_TYPE_SOFTWARE, NO, false, true, false },
	{ WORK_TYPE_DOCUMENT, NO, true, true, false },
	{ WORK_TYPE_MANUSCRIPT, NO, true, false, true },
	{ WORK_TYPE_SPEECH, NO, true, true, false },
	{ WORK_TYPE_COLLECTION, NO, true, true, false },
	/* every other kind: no source here has it */
};

/*
 * Phrases of folded venue names (see text_fold()), each parted by blanks.
 * "until" is the last year in which the venue registered no DOIs at Crossref; 0:
 * it never did, or not for all of its papers.
 */
static const struct {
	const char *phrase;
	int until;
} without_doi[] = {
	{ "neurips", 0 },
	{ "nips", 0 },
	{ "neural information processing systems", 0 },
	{ "iclr", 0 },
	{ "learning representations", 0 },
	{ "icml", 0 },
	{ "international conference on machine learning", 0 },
	{ "pmlr", 0 },
	{ "proceedings of machine learning research", 0 },
	{ "journal of machine learning research", 0 },
	{ "jmlr", 0 },
	{ "j mach learn res", 0 },
	{ "transactions on machine learning research", 0 },
	{ "tmlr", 0 },
	{ "aistats", 0 },
	{ "artificial intelligence and statistics", 0 },
	{ "conference on learning theory", 0 },
	{ "colt", 0 },
	{ "uncertainty in artificial intelligence", 0 },
	{ "uai", 0 },
	{ "corl", 0 },
	{ "conference on robot learning", 0 },
	{ "asian conference on machine learning", 0 },
	{ "learning for dynamics and control", 0 },
	{ "lifelong learning agents", 0 },
	{ "algorithmic learning theory", 0 }, /* till 2016 it had */
	{ "openreview", 0 },
	{ "usenix", 0 },
	{ "osdi", 0 },
	{ "nsdi", 0 },
	{ "mlsys", 0 },
	{ "machine learning and systems", 0 },
	{ "cidr", 0 },
	{ "ceur", 0 },
	{ "lrec", 0 },
	{ "language resources and evaluation", 0 },
	{ "bmvc", 0 },
	{ "british machine vision conference", 0 },
	{ "ismir", 0 },
	{ "lipics", 0 }, /* DataCite */
	{ "dagstuhl", 0 },
	{ "aaai", 2018 },
	{ "ijcai", 2016 },
	{ "international joint conference on artificial intelligence", 2016 },
	/* the ACL Anthology tells which of its volumes have DOIs; COLING's had in
	 * 1984, 1998, 2006 and 2020 alone */
	{ "coling", 0 },
	{ "international conference on computational linguistics", 0 },
	{ "aacl", 0 },
	{ "asia pacific chapter", 0 },
	{ "eacl", 2017 },
	{ "european chapter", 2017 },
	{ "ijcnlp", 2017 },
	{ "joint conference on natural language processing", 2017 },
	{ "emnlp", 2013 },
	{ "empirical methods", 2013 },
	{ "acl", 2013 },
	{ "meeting of the association for computational linguistics", 2013 },
	{ "naacl", 2013 },
	{ "north american chapter", 2013 },
	{ "human language technology", 2013 },
	{ "human language technologies", 2013 },
	{ "conll", 2013 },
	{ "computational natural language learning", 2013 },
	{ "sigdial", 2013 },
	{ "discourse and dialogue", 2013 },
	{ "natural language generation", 2013 },
	{ "semeval", 2013 },
	{ "semantic evaluation", 2013 },
	{ "lexical and computational semantics", 2013 },
	{ "machine translation", 0 },
	{ "translating and the computer", 0 },
	{ "traitement automatique", 0 },
	{ "interspeech", 2005 },
	{ "workshop", 0 },
	{ "arxiv", 0 },
	{ "corr", 0 },
	{ "ssrn", 0 },
	{ "in press", 0 },
	{ "dissertation abstracts", 0 },
	{ "newsletter", 0 },
};

/* Preprint servers that register at Crossref. */
static const char *const crossref_servers[] = { "biorxiv", "medrxiv",
	"chemrxiv", "psyarxiv", "socarxiv", "osf preprints", "research square",
	"ssrn", "peerj preprints", "preprints org", "techrxiv", "engrxiv",
	"essoar", "authorea", "cold spring harbor laboratory" };

/* Publishers that give DOIs to their books and to each chapter. A trade house,
 * and a university press with a trade list, is not among them. */
static const char *const book_publishers[] = { "springer", "birkhauser",
	"palgrave macmillan", "palgrave", "de gruyter", "world scientific",
	"igi global", "elsevier", "academic press", "wiley", "crc press",
	"ios press", "ieee",
	"institute of electrical and electronics engineers", "acm",
	"association for computing machinery" };

/* Repositories that register at DataCite. */
static const char *const datacite_hosts[] = { "zenodo", "figshare", "dryad",
	"pangaea", "dataverse", "mendeley data", "icpsr", "4tu" };

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static size_t
row_of(enum work_type type)
{
	size_t i;

	for (i = 0; i < LENGTH(rows); i++)
		if (rows[i].type == type)
			break;
	return i;
}

/* " folded text ", so that phrases are found as whole words. */
static char *
padded(struct arena *a, const char *s)
{
	return arena_printf(a, " %s ", s ? text_fold(a, span_of(s)) : "");
}

static bool
has_phrase(struct arena *a, const char *hay, const char *phrase)
{
	return strstr(hay, arena_printf(a, " %s ", phrase)) != NULL;
}

static bool
has_any(struct arena *a, const char *hay, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (has_phrase(a, hay, list[i]))
			return true;
	return false;
}

/* Where the claim says it appeared, all of it in one folded line. */
static char *
venue(struct arena *a, const struct work *w)
{
	return padded(a, arena_printf(a, "%s %s %s %s %s",
			     w->container_title ? w->container_title : "",
			     w->event_title ? w->event_title : "",
			     w->collection_title ? w->collection_title : "",
			     w->publisher ? w->publisher : "",
			     w->archive ? w->archive : ""));
}

/*
 * Chinese, Japanese, Korean, Russian, Arabic ... works: their DOIs are with
 * other agencies, or their Crossref records have a translated title.
 */
static bool
is_latin(const char *s)
{
	struct span t = span_of(s);
	size_t at = 0, latin = 0, other = 0;

	while (at < t.len) {
		uint32_t c = text_next(t, &at);

		if (!text_is_letter(c))
			continue;
		if (c < 0x250 || (c >= 0x1e00 && c < 0x1f00))
			latin++;
		else
			other++;
	}
	return latin > other;
}

static bool
registers(struct arena *a, const struct work *w)
{
	char *where = venue(a, w);
	int year = work_year(w);

	if (!w->container_title && !w->event_title)
		return false;
	if (w->container_title && !is_latin(w->container_title))
		return false;
	for (size_t i = 0; i < LENGTH(without_doi); i++) {
		if (!has_phrase(a, where, without_doi[i].phrase))
			continue;
		if (!without_doi[i].until || year <= without_doi[i].until)
			return false;
	}
	return true;
}

static bool
claims_arxiv(struct arena *a, const struct work *w)
{
	static const char *const names[] = { "arxiv", "corr", "arxiv org",
		"computing research repository" };
	char *where;

	if (w->arXiv)
		return true;
	if (w->DOI && text_starts_nocase(span_of(w->DOI), "10.48550/arxiv."))
		return true;
	where = venue(a, w);
	if (has_any(a, where, names, LENGTH(names)))
		return true;
	where = padded(a, arena_printf(a, "%s %s", w->number ? w->number : "",
			      w->genre ? w->genre : ""));
	return has_phrase(a, where, "arxiv");
}

static bool
publisher_registers(struct arena *a, const struct work *w)
{
	return work_year(w) >= 2000 &&
	       has_any(a, padded(a, w->publisher), book_publishers,
		   LENGTH(book_publishers));
}

static bool
covered(struct arena *a, const struct work *w, enum cover how)
{
	switch (how) {
	case NO: return false;
	case YES: return true;
	case BY_VENUE: return registers(a, w);
	case BY_PUBLISHER: return publisher_registers(a, w);
	case BY_SERVER:
		return has_any(
		    a, venue(a, w), crossref_servers, LENGTH(crossref_servers));
	case BY_SHAPE:
		return (w->DOI && !claims_arxiv(a, w)) || registers(a, w);
	}
	return false;
}

bool
coverage_crossref(const struct work *claimed)
{
	struct arena a = ARENA_INIT;
	size_t row = row_of(claimed->type);
	bool found = false;

	/* not yet out, or no title to look for: silence says nothing */
	if (row < LENGTH(rows) && claimed->issued.state != DATE_IN_PRESS &&
	    claimed->title && is_latin(claimed->title))
		found = covered(&a, claimed, rows[row].crossref);
	arena_release(&a);
	return found;
}

/* Something to search by: a title, of two letters at least. */
static bool
has_title(const struct work *w)
{
	return w->title && text_count(span_of(w->title)) >= 2;
}

bool
coverage_crossref_search(const struct work *claimed)
{
	size_t row = row_of(claimed->type);

	return row < LENGTH(rows) && rows[row].crossref_search &&
	       (has_title(claimed) || claimed->author.len > 0);
}

static bool
claims_datacite_host(const struct work *claimed)
{
	struct arena a = ARENA_INIT;
	bool found = has_any(
	    &a, venue(&a, claimed), datacite_hosts, LENGTH(datacite_hosts));

	arena_release(&a);
	return found;
}

bool
coverage_datacite(const struct work *claimed)
{
	return has_title(claimed) && claims_datacite_host(claimed);
}

bool
coverage_datacite_search(const struct work *claimed)
{
	size_t row = row_of(claimed->type);

	if (!has_title(claimed))
		return false;
	return (row < LENGTH(rows) && rows[row].datacite_search) ||
	       claims_datacite_host(claimed);
}

bool
coverage_arxiv(const struct work *claimed)
{
	struct arena a = ARENA_INIT;
	bool found = has_title(claimed) && is_latin(claimed->title) &&
		     claims_arxiv(&a, claimed);

	arena_release(&a);
	return found;
}

/*
 * Apart from what says that it is there: papers of venues that no other source
 * has, and what says nothing of where it appeared. A request takes three
 * seconds, so not for everything.
 */
bool
coverage_arxiv_search(const struct work *claimed)
{
	struct arena a = ARENA_INIT;
	size_t row = row_of(claimed->type);
	int year = work_year(claimed);
	bool found = false;

	if (has_title(claimed) && is_latin(claimed->title)) {
		found = claims_arxiv(&a, claimed);
		/* arXiv began in August 1991 */
		if (!found && row < LENGTH(rows) && rows[row].arxiv_search &&
		    (!year || year >= 1991))
			found = !registers(&a, claimed);
	}
	arena_release(&a);
	return found;
}

/* A book, as far as a claim without a type shows it: it has a publisher or an
 * ISBN, and is in nothing. */
static bool
is_book(const struct work *w)
{
	if (w->type == WORK_TYPE_BOOK || w->type == WORK_TYPE_CLASSIC)
		return true;
	return w->type == WORK_TYPE_NONE && !w->container_title && !w->volume &&
	       !w->DOI && !w->arXiv && !work_is_preprint(w) &&
	       (w->ISBN || w->publisher);
}

bool
coverage_open_library(const struct work *claimed)
{
	return has_title(claimed) && is_latin(claimed->title) &&
	       is_book(claimed) && claimed->issued.state != DATE_IN_PRESS;
}

/* Says nothing of where it appeared: it may be an article or a book. */
static bool
may_be_book(const struct work *w)
{
	switch (w->type) {
	case WORK_TYPE_NONE:
	case WORK_TYPE_ARTICLE:
	case WORK_TYPE_ARTICLE_JOURNAL:
	case WORK_TYPE_DOCUMENT:
		return !w->container_title && !w->event_title && !w->volume &&
		       !w->DOI && !w->arXiv;
	default: return false;
	}
}

bool
coverage_open_library_search(const struct work *claimed)
{
	return has_title(claimed) && (is_book(claimed) || may_be_book(claimed));
}

bool
coverage_book_at_crossref(const struct work *claimed)
{
	struct arena a = ARENA_INIT;
	bool is = is_book(claimed) && publisher_registers(&a, claimed);

	arena_release(&a);
	return is;
}

bool
coverage_openalex(const struct work *claimed)
{
	return coverage_crossref(claimed);
}

bool
coverage_none(const struct work *claimed)
{
	(void)claimed;
	return false;
}
