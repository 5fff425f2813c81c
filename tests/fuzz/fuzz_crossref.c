/*
 * The readers of JSON answers: the first byte says which source and what it
 * was asked, the rest is the body.
 */

#include "source/source.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
ask(struct source_request *request, struct arena *a, unsigned how)
{
	static const char *const dois[] = { "10.1038/nature14539",
		"10.1430/8105" };
	static const char *const isbns[] = { "9780544456235", "9780262035613" };
	static const struct work claimed = { .title = "Deep learning" };

	switch (how % 8) {
	case 0:
		return source_crossref.records(
		    request, a, NULL, IDENTIFIER_DOI, dois, 1);
	case 1:
		return source_crossref.records(
		    request, a, NULL, IDENTIFIER_DOI, dois, 2);
	case 2: return source_doi_org.agencies(request, a, NULL, dois, 2);
	case 3:
		return source_doi_org.records(
		    request, a, NULL, IDENTIFIER_DOI, dois, 1);
	case 4:
		return source_datacite.records(
		    request, a, NULL, IDENTIFIER_DOI, dois, 1);
	case 5: return source_datacite.search(request, a, NULL, &claimed, NULL);
	case 6:
		return source_open_library.records(
		    request, a, NULL, IDENTIFIER_ISBN, isbns, 2);
	default:
		return source_open_library.search(
		    request, a, NULL, &claimed, NULL);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct source_request request;
	struct source_answer answer;
	struct source_reply reply = { .status = 200 };

	if (size == 0)
		return 0;
	/* the high bit: as an error, whose body is read for its words */
	if (data[0] & 0x80)
		reply.status = 404;
	reply.body = (struct span){ (const char *)data + 1, size - 1 };
	if (!ask(&request, &a, data[0] & 0x7f)) {
		(void)request.source->read(&answer, &a, &request, &reply, &err);
		/* what was read must be fit to keep */
		for (size_t i = 0; i < answer.works_len; i++)
			(void)work_copy(&a, answer.works[i]);
	}
	arena_release(&a);
	return 0;
}
