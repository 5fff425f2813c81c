#ifndef SOURCE_SOURCE_H
#define SOURCE_SOURCE_H

#include "base/err.h"
#include "model/identifier.h"
#include "model/judgement.h"

/*
 * A metadata service: builds requests and reads answers, and does no I/O, so
 * that recorded bytes can test it. One file a service. Facts about limits and
 * answers are in doc/sources.md.
 */
struct source;

/* What the user's configuration says of the services. All borrowed. */
struct source_config {
	const char *mailto; /* or NULL */
	/* Base URL without trailing slash, by source, or NULL for the public one. */
	const char *(*base_url)(const struct source *s, void *ctx);
	/* The user's key for a source, or NULL; may be NULL itself. */
	const char *(*key)(const struct source *s, void *ctx);
	void *ctx;
};

enum source_request_kind {
	SOURCE_RECORDS, /* by identifiers: ids */
	SOURCE_SEARCH,  /* by what a reference claims */
	SOURCE_AGENCY, /* which registration agency has a DOI (doi.org/doiRA) */
};

struct source_request {
	const struct source *source;
	enum source_request_kind kind;
	const struct source_config *config; /* borrowed, or NULL */
	char *url;
	const char *accept; /* Accept header, or NULL */
	/* What is posted, and its media type; NULL: a GET. */
	const char *body, *body_type;
	/* The user's key, as a header ("x-api-key: K") or as a parameter of the
	 * URL ("api_key=K"). Never part of url, which is shown and kept. */
	const char *secret_header, *secret_parameter;
	enum identifier_kind id_kind;
	const char *const
	    *ids; /* normal forms; what RECORDS and AGENCY ask for */
	size_t ids_len;
	bool array; /* Crossref: a list route, which has its own limits */
};

/* What is said of one asked identifier. */
struct source_id_answer {
	const char *id;
	enum identifier_status status;
	const struct work *work; /* or NULL */
	const char *agency; /* of a DOI: "Crossref", "DataCite", ...; or NULL */
};

struct source_answer {
	struct work **works; /* with source and record set, service's order */
	size_t works_len;
	struct source_id_answer *ids; /* one per asked id, in asking order */
	size_t ids_len;
	/*
	 * The answer only told where the records are: this is to be asked
	 * next, and its answer is the one to the first request. NULL: it is whole.
	 */
	struct source_request *follow;
};

/* What the transport says of an answer. */
struct source_reply {
	int status;               /* HTTP */
	const char *content_type; /* or NULL: some answers carry none */
	struct span body;
};

/* Where limits start before the service announces its own. */
struct source_limits {
	double per_second; /* 0.33 = one per 3 s */
	unsigned concurrency;
};

struct source {
	const char *name;     /* "crossref": config, JSON, manual */
	const char *title;    /* "Crossref": for people */
	const char *base_url; /* public one */
	/* When is it asked, if the user has named no sources? */
	enum source_use {
		SOURCE_ALWAYS,
		SOURCE_WITH_KEY, /* if there is a key: without, it answers few */
		SOURCE_WITH_URL, /* if it was told where: a service of the user's */
	} use;
	/* Identifier kinds that records can be asked by, bits 1 << kind. */
	unsigned by_identifier;
	size_t batch_max; /* ids a request, at most */
	/*
	 * Identifiers are asked for here only if those who know them better had
	 * no record of them, or could not be asked. Who knows identifiers alone,
	 * and from others (search is NULL), is one of these.
	 */
	bool second;
	/*
	 * Must this id have a request of its own (a comma in a DOI)? records()
	 * leaves such an id out of a batch, and the answer says "unknown" of
	 * it. NULL: never.
	 */
	bool (*alone)(enum identifier_kind kind, const char *id);
	/*
	 * Are DOIs of that registration agency to be asked for here? agency as
	 * in struct source_id_answer; NULL: not known. NULL if not by DOI.
	 */
	bool (*holds)(const char *agency);
	bool agency; /* can say which agency has a DOI: agencies() */
	size_t agency_batch_max; /* DOIs a request of agencies(), at most */
	struct source_limits single, array;               /* without mailto */
	struct source_limits polite_single, polite_array; /* with mailto */
	struct source_limits keyed; /* with a key; 0: as without */

	/*
	 * Ask for the earlier versions of works that the claimed one may be, under
	 * another title; records are what any source answered. ERR_USAGE: none of
	 * them is like that. NULL: it has no versions.
	 */
	int (*earlier)(struct source_request *out, struct arena *a,
	    const struct source_config *config, const struct work *claimed,
	    struct work *const *records, size_t n);

	/* Does it hold works of this kind (a book for Open Library)? Decides
	 * whether its silence means anything. */
	bool (*covers)(const struct work *claimed);
	/* Is it worth searching for this reference? NULL: cannot search. */
	bool (*can_search)(const struct work *claimed);

	int (*records)(struct source_request *out, struct arena *a,
	    const struct source_config *config, enum identifier_kind kind,
	    const char *const *ids, size_t n);
	/* Which agency has each DOI, and does it exist? NULL: cannot say. */
	int (*agencies)(struct source_request *out, struct arena *a,
	    const struct source_config *config, const char *const *ids,
	    size_t n);
	/*
	 * raw is the reference's own text, or NULL. ERR_USAGE: nothing in the
	 * claim to search by (no title, no author).
	 */
	int (*search)(struct source_request *out, struct arena *a,
	    const struct source_config *config, const struct work *claimed,
	    const char *raw);
	/*
	 * Read an answer. 0: out holds what it said. ERR_ABSENT: it answered
	 * that it has nothing (404 of the service itself). ERR_AGAIN: it could
	 * not say (429, 5xx, a challenge page, an empty or broken body). Never
	 * one for the other. out->ids is filled in every case; what was not
	 * answered is "unknown" there.
	 */
	int (*read)(struct source_answer *out, struct arena *a,
	    const struct source_request *request,
	    const struct source_reply *reply, struct err *err);
};

extern const struct source source_crossref;
extern const struct source source_doi_org;
extern const struct source source_datacite;
extern const struct source source_arxiv;
extern const struct source source_open_library;
extern const struct source source_google_books;
extern const struct source source_europe_pmc;
extern const struct source source_pubmed;
extern const struct source source_dblp;
extern const struct source source_openalex;
extern const struct source source_semantic_scholar;
extern const struct source source_translation_server;

/* All of them, in the order in which they are asked; NULL-terminated. */
extern const struct source *const sources[];
const struct source *source_by_name(const char *name);
/* Is it asked if nobody named the sources? */
bool source_is_default(
    const struct source *s, const struct source_config *config);
/*
 * The sources that are fit for a claim's kind, those that know it best first;
 * NULL-terminated. Others need not be searched for it.
 */
const struct source *const *source_order(const struct work *claimed);
/* config's base URL or the public one. */
const char *source_base_url(
    const struct source *s, const struct source_config *config);

/* Percent-encode for a URL's query or path segment (RFC 3986, unreserved kept). */
char *source_url_encode(struct arena *a, struct span s);

#endif
