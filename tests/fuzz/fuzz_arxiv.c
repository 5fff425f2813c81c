/* The reader of arXiv's Atom feeds. */

#include "source/source.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const ids[] = { "1606.08415", "astro-ph/0601001",
		"abc" };
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct source_request request;
	struct source_answer answer;
	struct source_reply reply = { .status = 200,
		.body = { (const char *)data, size } };

	if (!source_arxiv.records(
		&request, &a, NULL, IDENTIFIER_ARXIV, ids, 3)) {
		(void)source_arxiv.read(&answer, &a, &request, &reply, &err);
		for (size_t i = 0; i < answer.works_len; i++)
			(void)work_copy(&a, answer.works[i]);
		reply.status = 400;
		(void)source_arxiv.read(&answer, &a, &request, &reply, &err);
	}
	arena_release(&a);
	return 0;
}
