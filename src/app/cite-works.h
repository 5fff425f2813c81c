#ifndef APP_CITE_WORKS_H
#define APP_CITE_WORKS_H

#include "model/document.h"
#include "model/reference.h"
#include "store/store.h"

/* The works that citations can mean, by key: of bibliographies, or of the library. */
struct cite_work {
	const char *key;
	const struct work *work;
};

struct cite_works {
	struct arena arena;
	struct store *store; /* asked for what is not here; or NULL */
	struct document **documents;
	size_t documents_len;
	struct key_set *keys;    /* in use */
	struct cite_work *items; /* in the order of the files */
	size_t len;
	size_t *buckets; /* open addressing: index + 1, 0 is free */
	size_t bucket_count;
};

/* Read a bibliography; faults in it are told to problem(). */
int cite_works_add_file(struct cite_works *w, const char *path,
    void (*problem)(const char *path, size_t line, const char *key,
	const char *text, void *ctx),
    void *ctx, struct err *err);
/* The work of a key. ERR_ABSENT: none has it. */
int cite_works_find(const struct work **out, struct cite_works *w,
    const char *key, struct err *err);
void cite_works_release(struct cite_works *w);

#endif
