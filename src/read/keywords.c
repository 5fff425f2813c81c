#include "read/keywords.h"
#include "base/sbuf.h"
#include "read/fill.h"

#include "base/banned.h"

void
keywords_add(struct keywords *k, struct span word)
{
	const char *text = fill_clean(k->a, word);

	if (text && *text)
		ARENA_PUSH(k->a, k->words, k->len) = text;
}

void
keywords_add_lines(struct keywords *k, const char *lines)
{
	while (lines && *lines) {
		size_t n = strcspn(lines, "\n");

		keywords_add(k, (struct span){ lines, n });
		lines += n + (lines[n] != '\0');
	}
}

static bool
any_has(const struct keywords *k, char c)
{
	for (size_t i = 0; i < k->len; i++)
		if (strchr(k->words[i], c))
			return true;
	return false;
}

void
keywords_set(const struct keywords *k, struct work *w)
{
	/* One that is a list already stays what it is. */
	bool commas = k->len > 1 && any_has(k, ',') && !any_has(k, ';');
	const char *separator = commas ? "; " : ", ";
	struct sbuf all = SBUF_INIT;

	if (!k->len)
		return;
	if (w->keyword)
		sbuf_add(&all, span_of(w->keyword));
	for (size_t i = 0; i < k->len; i++) {
		if (all.len)
			sbuf_add(&all, span_of(separator));
		sbuf_add(&all, span_of(k->words[i]));
	}
	w->keyword = arena_strdup_span(k->a, (struct span){ all.buf, all.len });
	sbuf_release(&all);
}
