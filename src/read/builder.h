#ifndef READ_BUILDER_H
#define READ_BUILDER_H

#include "model/block.h"

/*
 * Private to the document readers: a block's text put together piece by piece,
 * with its map and runs. One builder serves a whole document; its memory is
 * reused, a finished text is copied into the arena at its exact size.
 */
struct builder {
	struct arena *arena;
	char *text;
	size_t *map;
	size_t len;
	size_t room;
	struct run *runs;
	size_t runs_len;
	size_t end; /* document text offset behind the last piece */
};

void builder_init(struct builder *b, struct arena *a);
void builder_reset(struct builder *b);
/* bytes that stand in the document's text at offset from, as they are. */
void builder_copy(struct builder *b, struct span bytes, size_t from);
/* bytes that stand for the document's from..to (an entity). */
void builder_put(struct builder *b, struct span bytes, size_t from, size_t to);
/* A line break at that offset: blanks before it go, it becomes one blank and
 * a RUN_LINE. Nothing at the start. */
void builder_line(struct builder *b, size_t from);
/* The finished text, trimmed; the builder is empty again. */
void builder_finish(struct mapped_text *out, struct builder *b);

/*
 * Room for one more on a stack of len elements, for readers that push and pop:
 * unlike ARENA_PUSH(), popping and pushing again takes no new memory. Returns the
 * array.
 */
void *builder_stack(
    struct arena *a, void *items, size_t len, size_t *room, size_t size);

#endif
