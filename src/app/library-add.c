/* Identifiers into the library. */

#include "app/library.h"

#include "base/banned.h"

int
library_add(const char **key, struct arena *a, struct store *s,
    const char *identifier, const struct resolve_options *o,
    enum store_add_result *result, struct err *err)
{
	enum identifier_kind kind;
	const char *value;
	struct work **found = NULL;
	size_t len = 0;
	int rc;

	if (!identifier_parse(&kind, &value, a, span_of(identifier)))
		return err_set(err, ERR_USAGE,
		    "'%s' is no DOI, arXiv id, ISBN, PMID or URL", identifier);
	rc = resolve_identifier(&found, &len, a, kind, value, o, err);
	if (!rc && !len)
		rc = err_set(err, ERR_ABSENT, "no record of it");
	if (rc)
		return rc;
	rc = store_begin(s, arena_printf(a, "add %s", value), err);
	if (!rc)
		rc = store_add_work(s, found[0],
		    write_citation_key(a, found[0]), found[0]->source,
		    found[0]->record, key, a, result, err);
	if (!rc)
		rc = store_set_resolved(s, *key, true, err);
	if (!rc)
		rc = store_end(s, err);
	store_cancel(s);
	return rc;
}
