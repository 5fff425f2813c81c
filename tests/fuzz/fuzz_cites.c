/* Markdown with citations: any bytes -> document -> citations with their locators. */

#include "app/cite-locator.h"
#include "base/text.h"
#include "read/cites.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
check_cited(const struct document *d, const struct citation_place *p,
    struct csl_locale *const locales[])
{
	struct arena a = ARENA_INIT;

	must(p->place.from < p->place.to && p->place.to <= d->text.len);
	must(p->start <= p->place.from && p->len);
	for (size_t i = 0; i < p->len; i++) {
		const struct cited *c = &p->cites[i];
		struct cite_locator l;

		must(c->at < d->text.len && d->text.ptr[c->at] == '@');
		cite_locator_read(&l, locales, c->suffix);
		must(l.rest.len <= c->suffix.len);
		must(text_is_utf8(span_of(cites_rich(&a, l.rest))));
		(void)cites_rich(&a, c->prefix);
	}
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct csl_locale *locales[CITE_LOCALES] = { NULL };
	struct cited_document c;
	struct document *d;
	struct err err = ERR_INIT;
	size_t note = 0;

	if (document_from_bytes(
		&d, "x.md", (struct span){ (const char *)data, size }, &err))
		return 0;
	csl_locale_load(&locales[0], &a, "en-US", NULL, NULL, &err);
	if (!read_cites(&c, d, &err)) {
		for (size_t i = 0; i < c.len; i++) {
			check_cited(d, &c.items[i], locales);
			must(c.items[i].note >= note);
			note = c.items[i].note;
		}
		if (c.has_list)
			must(c.list.from <= c.list.to &&
			     c.list.to <= d->text.len);
		cited_document_release(&c);
	}
	document_close(d);
	arena_release(&a);
	return 0;
}
