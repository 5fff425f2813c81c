/* Identifiers into the library. */

#include "app/library.h"

#include "base/banned.h"

/* Why what looks like an identifier is none. */
static int
no_identifier(struct arena *a, const char *text, struct err *err)
{
	static const char digits[] = "0123456789X";
	char *other = arena_strdup(a, text);
	size_t len = strlen(other);

	while (len && (other[len - 1] == ' ' || other[len - 1] == '\n'))
		other[--len] = '\0';
	if (len && isbn_has_shape(span_of(text)))
		for (const char *d = digits; *d; d++) {
			other[len - 1] = *d;
			if (isbn_normal(a, span_of(other)))
				return err_set(err, ERR_USAGE,
				    "the ISBN's check digit is wrong: it "
				    "should be %c, or another digit is wrong",
				    *d);
		}
	return err_set(err, ERR_USAGE,
	    "no DOI, arXiv id, ISBN, or PMID (written pmid:12345678)");
}

/* What no source can be asked for, whatever the configuration. */
static int
no_key_of_a_work(enum identifier_kind kind, struct err *err)
{
	if (kind == IDENTIFIER_URL)
		return err_set(err, ERR_USAGE,
		    "there is no identifier in this address, and pages are "
		    "never fetched: give the work's DOI, arXiv id or ISBN, or "
		    "import a reference to it");
	if (kind == IDENTIFIER_ISSN)
		return err_set(err, ERR_USAGE,
		    "an ISSN names a journal, not a work in it");
	return OK;
}

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
		return no_identifier(a, identifier, err);
	rc = no_key_of_a_work(kind, err);
	if (rc)
		return rc;
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
