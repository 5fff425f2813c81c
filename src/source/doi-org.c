#include "base/text.h"
#include "source/answer.h"
#include "source/coverage.h"
#include "source/query.h"

#include "base/banned.h"

/*
 * doi.org, the resolver: which registration agency a DOI belongs to and
 * whether it exists (doiRA; the handle system's API), and the record that the agency gives by content
 * negotiation (DOI handbook, 4.6; citation.crosscite.org/docs.html).
 */
enum { AGENCIES_BATCH = 50 };

static const char accept_csl[] = "application/vnd.citationstyles.csl+json";

static int
records(struct source_request *out, struct arena *a,
    const struct source_config *config, enum identifier_kind kind,
    const char *const *ids, size_t n)
{
	struct sbuf sb = SBUF_INIT;

	if (kind != IDENTIFIER_DOI || n != 1)
		return ERR_USAGE;
	query_begin(out, a, &sb, &source_doi_org, config, SOURCE_RECORDS);
	query_ids(out, a, kind, ids, n);
	out->accept = accept_csl;
	query_path(&sb, "/");
	query_path_id(&sb, ids[0]);
	query_end(out, a, &sb);
	return 0;
}

static int
agencies(struct source_request *out, struct arena *a,
    const struct source_config *config, const char *const *ids, size_t n)
{
	struct sbuf sb = SBUF_INIT;
	size_t asked = 0;

	if (n == 0 || n > AGENCIES_BATCH)
		return ERR_USAGE;
	query_begin(out, a, &sb, &source_doi_org, config, SOURCE_AGENCY);
	query_ids(out, a, IDENTIFIER_DOI, ids, n);
	if (n == 1 && query_has_comma(IDENTIFIER_DOI, ids[0])) {
		/* a comma parts DOIs there; the handle system tells at least
		 * whether it exists */
		query_path(&sb, "/api/handles/");
		query_path_id(&sb, ids[0]);
		query_parameter(&sb, "type", "URL");
		query_end(out, a, &sb);
		return 0;
	}
	query_path(&sb, "/doiRA/");
	for (size_t i = 0; i < n; i++) {
		if (query_has_comma(IDENTIFIER_DOI, ids[i]))
			continue;
		if (asked++)
			sbuf_addc(&sb, ',');
		query_path_id(&sb, ids[i]);
	}
	query_end(out, a, &sb);
	return asked ? 0 : ERR_USAGE;
}

static void
read_agency(struct source_answer *out, struct arena *a, const json_t *item)
{
	const char *doi = json_str(item, "DOI");
	const char *agency = json_str(item, "RA");
	const char *status = json_str(item, "status");
	struct source_id_answer *answer = NULL;

	if (!doi)
		return;
	answer = answer_id(out, doi);
	if (!answer)
		return;
	if (agency) {
		answer->status = IDENTIFIER_EXISTS;
		answer->agency = arena_strdup(a, agency);
	} else if (status && (!strcmp(status, "DOI does not exist") ||
				 !strcmp(status, "Invalid DOI"))) {
		answer->status = IDENTIFIER_NOT_EXISTS;
	}
}

/* Codes of the handle system's API (Handle.Net technical manual, 14.1). */
enum { HANDLE_FOUND = 1, HANDLE_NOT_FOUND = 100, HANDLE_NO_VALUES = 200 };

/* {"responseCode": 1, "handle": "10.1000/a,b", "values": [...]}, with status 404
 * if it is not registered. */
static int
read_handle(struct source_answer *out, const struct source_request *request,
    const struct source_reply *reply, struct err *err)
{
	struct source_reply checked = *reply;
	const char *handle;
	json_t *root;
	int rc;

	if (reply->status == 404)
		checked.status = 200; /* in the service's own words */
	rc = answer_json(&root, request, &checked, err);
	if (rc)
		return rc;
	handle = json_str(root, "handle");
	if (!handle || !out->ids_len || !doi_equal(handle, out->ids[0].id)) {
		json_decref(root);
		return err_set(err, ERR_AGAIN,
		    "doi.org's answer is not of the form it should have");
	}
	switch (json_int(root, "responseCode", 0)) {
	case HANDLE_FOUND:
	case HANDLE_NO_VALUES: out->ids[0].status = IDENTIFIER_EXISTS; break;
	case HANDLE_NOT_FOUND:
		out->ids[0].status = IDENTIFIER_NOT_EXISTS;
		break;
	default: rc = err_set(err, ERR_AGAIN, "doi.org could not say"); break;
	}
	json_decref(root);
	return rc;
}

static int
read_agencies(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	const json_t *item;
	json_t *root;
	size_t i;
	int rc = answer_json(&root, request, reply, err);

	if (rc)
		return rc;
	if (!json_is_array(root))
		rc = err_set(err, ERR_AGAIN,
		    "doi.org's answer is not of the form it should have");
	json_array_foreach(root, i, item) read_agency(out, a, item);
	json_decref(root);
	return rc;
}

/*
 * A 404 may come from doi.org (the DOI is not registered) or, after the
 * redirect, from the agency's own service (it has no record to give). Each has
 * its words; any other is some proxy's.
 */
static int
read_missing(struct source_answer *out, const struct source_reply *reply,
    struct err *err)
{
	if ((reply->status == 404 && answer_says(reply, "DOI Not Found")) ||
	    (reply->status == 400 && answer_says(reply, "Not a DOI"))) {
		out->ids[0].status = IDENTIFIER_NOT_EXISTS;
		return err_set(err, ERR_ABSENT, "the DOI does not exist");
	}
	if (reply->status == 404 &&
	    (answer_says(reply, "Resource not found") ||
		answer_says(reply, "The resource you are looking for")))
		return err_set(
		    err, ERR_ABSENT, "the agency has no record of that DOI");
	/* no metadata at all, or none in this form */
	if (reply->status == 204 || reply->status == 406)
		return err_set(
		    err, ERR_ABSENT, "the agency gives no record of that DOI");
	return 0;
}

static int
read_record(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	const json_t *o;
	struct work *w;
	json_t *root;
	int rc = out->ids_len ? read_missing(out, reply, err) : 0;

	if (!rc)
		rc = answer_json(&root, request, reply, err);
	if (rc)
		return rc;
	o = json_is_array(root) ? json_array_get(root, 0) : root;
	if (json_is_object(o) && (json_str(o, "DOI") || json_str(o, "type") ||
				     json_object_get(o, "title"))) {
		w = csl_record(a, o, source_doi_org.name);
		if (w && out->ids_len) {
			if (!w->DOI)
				w->DOI = out->ids[0].id;
			w->record = w->DOI;
		}
		if (w)
			answer_add(out, a, w);
		if (out->ids_len)
			answer_exists(out, out->ids[0].id, w, NULL);
	} else {
		rc = err_set(err, ERR_AGAIN,
		    "doi.org's answer is not of the form it should have");
	}
	json_decref(root);
	return rc;
}

static int
read(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    struct err *err)
{
	answer_init(out, a, request);
	if (request->kind != SOURCE_AGENCY)
		return read_record(out, a, request, reply, err);
	if (request->ids_len == 1 &&
	    query_has_comma(IDENTIFIER_DOI, request->ids[0]))
		return read_handle(out, request, reply, err);
	return read_agencies(out, a, request, reply, err);
}

/* The agencies without a service of their own here: mEDRA, JaLC, KISTI, ... */
static bool
holds(const char *agency)
{
	return agency && strcmp(agency, "Crossref") != 0 &&
	       strcmp(agency, "DataCite") != 0;
}

const struct source source_doi_org = {
	.name = "doi-org",
	.title = "doi.org",
	.base_url = "https://doi.org",
	.by_identifier = 1u << IDENTIFIER_DOI,
	.batch_max = 1,
	.alone = query_has_comma,
	.holds = holds,
	.agency = true,
	.agency_batch_max = AGENCIES_BATCH,
	.single = { 3, 1 },
	.array = { 3, 1 },
	.polite_single = { 3, 1 },
	.polite_array = { 3, 1 },
	.covers = coverage_none,
	.records = records,
	.agencies = agencies,
	.read = read,
};
