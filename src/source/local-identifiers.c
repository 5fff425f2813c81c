#include "source/local-file.h"

#include "base/text.h"
#include "model/key.h"

#include "base/banned.h"

/* DataCite's prefix for arXiv: the rest of such a DOI is the arXiv id. */
static const char arxiv_doi[] = "10.48550/arxiv.";

static void
add(const char ***out, size_t *len, struct arena *a, const char *value)
{
	if (!value)
		return;
	for (size_t i = 0; i < *len; i++)
		if (!strcmp((*out)[i], value))
			return;
	ARENA_PUSH(a, *out, *len) = value;
}

/* "978... 978...": CSL has one field for paper, cloth and electronic. */
static void
add_isbns(const char ***out, size_t *len, struct arena *a, const char *field)
{
	struct span s = span_of(field);

	while (s.len) {
		size_t n = 0;

		while (n < s.len && !strchr(" ,;", s.ptr[n]))
			n++;
		if (n)
			add(out, len, a, isbn_normal(a, span_sub(s, 0, n)));
		s = span_skip(s, n + 1);
	}
	/* "978 0 262 03561 3" */
	if (!*len)
		add(out, len, a, isbn_normal(a, span_of(field)));
}

/* Addresses that only repeat another identifier are no key of their own. */
static bool
url_repeats(const char *url)
{
	static const char *const resolvers[] = { "doi.org/", "arxiv.org/",
		"aclanthology.org/", "aclweb.org/anthology/",
		"ncbi.nlm.nih.gov/pubmed/", "pubmed.ncbi.nlm.nih.gov/" };

	for (size_t i = 0; i < sizeof(resolvers) / sizeof(resolvers[0]); i++)
		if (strstr(url, resolvers[i]))
			return true;
	return false;
}

size_t
local_identifiers(const char ***out, struct arena *a, const struct work *w,
    enum identifier_kind kind)
{
	size_t len = 0;

	*out = NULL;
	switch (kind) {
	case IDENTIFIER_DOI:
		if (w->DOI)
			add(out, &len, a, doi_normal(a, span_of(w->DOI)));
		break;
	case IDENTIFIER_ARXIV:
		if (w->arXiv)
			add(out, &len, a,
			    arxiv_normal(a, span_of(w->arXiv), NULL));
		if (w->DOI && text_starts_nocase(span_of(w->DOI), arxiv_doi))
			add(out, &len, a,
			    arxiv_normal(a,
				span_of(w->DOI + sizeof(arxiv_doi) - 1), NULL));
		break;
	case IDENTIFIER_ISBN:
		if (w->ISBN)
			add_isbns(out, &len, a, w->ISBN);
		break;
	case IDENTIFIER_PMID:
		if (w->PMID)
			add(out, &len, a, pmid_normal(a, span_of(w->PMID)));
		break;
	case IDENTIFIER_PMCID:
		if (w->PMCID)
			add(out, &len, a, pmcid_normal(a, span_of(w->PMCID)));
		break;
	case IDENTIFIER_ACL:
		if (w->ACL)
			add(out, &len, a, acl_normal(a, span_of(w->ACL)));
		break;
	case IDENTIFIER_URL:
		if (w->URL && !url_repeats(w->URL))
			add(out, &len, a, url_normal(a, span_of(w->URL)));
		break;
	/* A journal's, not a work's. */
	case IDENTIFIER_ISSN:
	case IDENTIFIER_KINDS: break;
	}
	return len;
}

static bool
has_identifier(struct arena *a, const struct work *w, enum identifier_kind kind,
    const char *value)
{
	const char **there;
	size_t n = local_identifiers(&there, a, w, kind);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(there[i], value))
			return true;
	return false;
}

int
local_index_by_identifier(struct work ***out, size_t *len, struct arena *a,
    struct local_index *ix, enum identifier_kind kind, const char *value,
    struct err *err)
{
	/* Volumes of one book, or records of one DOI: never many. */
	enum { HITS_MAX = 64 };
	uint32_t found[HITS_MAX];
	struct local_ids ids;
	size_t n;
	int rc = local_index_ids(&ids, ix, LOCAL_KEY_IDENTIFIER,
	    key_identifier((int)kind, value), err);

	if (rc)
		return rc;
	for (n = 0; n < ids.len && n < HITS_MAX; n++)
		found[n] = local_ids_get(&ids, n);
	for (size_t i = 0; i < n; i++) {
		struct work *w;

		rc = local_index_work(&w, a, ix, found[i], err);
		if (rc)
			return rc;
		if (has_identifier(a, w, kind, value))
			ARENA_PUSH(a, *out, *len) = w;
	}
	return 0;
}
