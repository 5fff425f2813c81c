#include "train/gold.h"
#include "base/text.h"
#include "parse/numbers.h"
#include "parse/people.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

#define NONE LABELS /* not marked */

static const struct {
	const char *name;
	enum label label;
} marks[] = {
	{ "arxiv", LABEL_ID },
	{ "doi", LABEL_ID },
	{ "url", LABEL_ID },
	{ "isbn", LABEL_ID },
	{ "issn", LABEL_ID },
	{ "pmid", LABEL_ID },
	{ "director", LABEL_NOTE },
	{ "producer", LABEL_NOTE },
	{ "other", LABEL_NOTE },
	{ "chapter", LABEL_NOTE },
	{ "source", LABEL_NOTE },
	{ "accessed", LABEL_NOTE },
	{ "citation-label", LABEL_NUMBER },
};

static enum label
mark_label(const char *name)
{
	for (size_t i = 0; i < COUNT(marks); i++)
		if (!strcmp(marks[i].name, name))
			return marks[i].label;
	return label_from_name(name);
}

/* Bytes of a place in code points. */
static size_t
byte_at(struct span text, size_t *at, size_t *count, size_t to)
{
	if (to < *count)
		*at = *count = 0;
	while (*count < to && *at < text.len) {
		(void)text_next(text, at);
		(*count)++;
	}
	return *at;
}

static bool
is_issue_of(const json_t *line, struct span text, size_t from, size_t to,
    struct range *issue)
{
	const json_t *fields = json_object_get(line, "fields");
	const char *volume = json_string_value(
	    json_array_get(json_object_get(fields, "volume"), 0));
	const char *value = json_string_value(
	    json_array_get(json_object_get(fields, "issue"), 0));
	size_t start = from;

	if (!volume || !value || !*value)
		return false;
	for (size_t i = from; i + strlen(volume) <= to; i++)
		if (!memcmp(text.ptr + i, volume, strlen(volume))) {
			start = i + strlen(volume);
			break;
		}
	for (size_t i = start; i + strlen(value) <= to; i++)
		if (!memcmp(text.ptr + i, value, strlen(value))) {
			*issue = (struct range){ i, i + strlen(value) };
			return start > from;
		}
	return false;
}

static void
mark_range(
    unsigned char *out, const struct units *u, struct range r, enum label label)
{
	const struct scan *s = u->scan;

	for (size_t i = 0; i < u->len; i++) {
		struct range at = scan_body_range(
		    s, (struct range){ s->tokens[u->items[i].from].from,
			   s->tokens[u->items[i].to - 1].to });

		if (at.from >= r.from && at.from < r.to)
			out[i] = (unsigned char)label;
	}
}

static bool
is_word(const struct units *u, size_t i)
{
	return u->items[i].identifier ||
	       u->scan->tokens[u->items[i].from].kind != TOKEN_POINT;
}

static bool
is_small(const struct units *u, size_t i, const char *const *words, size_t n)
{
	const char *small = token_small(u->scan, u->items[i].from);

	for (size_t k = 0; k < n; k++)
		if (!strcmp(words[k], small))
			return true;
	return false;
}

static const char *const in_words[] = { "in", "dans", "en", "em", "nel",
	"nella", "в", "aus" };

/* Words that only introduce: "In" before a container or its editors. */
static void
mark_in(unsigned char *out, const struct units *u)
{
	for (size_t i = 0; i < u->len; i++) {
		enum label l = (enum label)out[i];
		size_t next = i + 1;

		if (!is_small(u, i, in_words, COUNT(in_words)))
			continue;
		if (i && out[i - 1] == l && l != NONE)
			continue;
		while (next < u->len && !is_word(u, next))
			next++;
		if (next == u->len)
			continue;
		if (l == NONE ? out[next] == LABEL_CONTAINER ||
				    out[next] == LABEL_EDITOR ||
				    out[next] == LABEL_COLLECTION
			      : l == LABEL_CONTAINER || l == LABEL_EDITOR) {
			/* "En Route", a title of its own, is rarer than "En: " */
			for (size_t k = i; k < next; k++)
				out[k] = LABEL_IN;
		}
	}
}

static bool
is_number_label(unsigned l)
{
	return l == LABEL_PAGES || l == LABEL_VOLUME || l == LABEL_ISSUE ||
	       l == LABEL_NUMBER || l == LABEL_EDITION;
}

/* "19. Jg.", "3. Aufl.", "210 S.": a word behind its number. */
static bool
ends_number(const struct units *u, size_t i, unsigned label)
{
	static const char *const volumes[] = { "jg", "jahrgang", "jahrg", "卷",
		"巻", "권", "vols", "bde", "bd" };
	static const char *const issues[] = { "期", "号", "호", "heft" };
	static const char *const pages[] = { "s", "pp", "p", "seiten", "с",
		"页", "頁", "pages", "쪽" };
	static const char *const editions[] = { "aufl", "auflage", "ed", "edn",
		"edition", "éd", "édition", "ausg", "edición", "edição", "изд",
		"版", "uitg", "wyd", "rev", "st", "nd", "rd", "th", "e", "ª",
		"판" };

	switch (label) {
	case LABEL_VOLUME: return is_small(u, i, volumes, COUNT(volumes));
	case LABEL_ISSUE: return is_small(u, i, issues, COUNT(issues));
	case LABEL_PAGES: return is_small(u, i, pages, COUNT(pages));
	case LABEL_EDITION: return is_small(u, i, editions, COUNT(editions));
	default: return false;
	}
}

/* What nobody marked: words of a field, or of none. */
static void
mark_words(unsigned char *out, const struct units *u)
{
	const struct scan *s = u->scan;

	for (size_t i = 0; i < u->len; i++) {
		size_t next = i + 1, before = i;

		if (out[i] != NONE || !is_word(u, i))
			continue;
		while (next < u->len && !is_word(u, next))
			next++;
		while (before && !is_word(u, before - 1))
			before--;
		if (u->items[i].identifier) {
			out[i] = LABEL_ID;
		} else if (before && out[before - 1] == LABEL_ID &&
			   next < u->len && out[next] == LABEL_ID) {
			out[i] = LABEL_ID;
		} else if (before && ends_number(u, i, out[before - 1])) {
			out[i] = out[before - 1];
		} else if (next < u->len && is_number_label(out[next]) &&
			   s->tokens[u->items[i].from].letters <= 9 &&
			   s->tokens[u->items[i].from].kind == TOKEN_WORD) {
			out[i] = out[next];
		} else if (people_editor_mark(s, u->items[i].from) >
			       u->items[i].from &&
			   ((before && out[before - 1] == LABEL_EDITOR) ||
			       (next < u->len && out[next] == LABEL_EDITOR))) {
			out[i] = LABEL_EDITOR;
		} else if (before && next < u->len &&
			   out[before - 1] == out[next] && next <= i + 2) {
			out[i] = out[next];
		} else if (before &&
			   (out[before - 1] == LABEL_AUTHOR ||
			       out[before - 1] == LABEL_EDITOR) &&
			   (people_skip_others(s, u->items[i].from) >
				   u->items[i].from ||
			       token_is(s, u->items[i].from, "al"))) {
			out[i] = out[before - 1];
		} else {
			out[i] = LABEL_NOTE;
		}
	}
}

/* Separators belong to what they end, what opens to what it opens. */
static void
mark_separators(unsigned char *out, const struct units *u)
{
	for (size_t i = u->len; i-- > 0;) {
		const struct unit *p = &u->items[i];
		const struct token *t = &u->scan->tokens[p->from];

		if (!is_word(u, i) && i + 1 < u->len && out[i + 1] != NONE &&
		    (p->opens ||
			((t->c == '"' || t->c == 0x201c || t->c == 0x2018 ||
			     t->c == '\'' || t->c == 0x201d) &&
			    t->blank && !t[1].blank)))
			out[i] = out[i + 1];
		else if (!is_word(u, i))
			out[i] = NONE;
	}
	for (size_t i = 0; i < u->len; i++)
		if (out[i] == NONE && i)
			out[i] = out[i - 1];
	for (size_t i = u->len; i-- > 0;)
		if (out[i] == NONE)
			out[i] = i + 1 < u->len ? out[i + 1] : LABEL_NOTE;
}

bool
gold_labels(unsigned char *out, const struct units *u, const json_t *line)
{
	const char *string = json_string_value(json_object_get(line, "text"));
	const json_t *spans = json_object_get(line, "spans"), *row;
	struct span text = span_of(string);
	size_t i, at = 0, count = 0;
	bool any = false;

	if (!string || !u->len)
		return false;
	memset(out, NONE, u->len);
	json_array_foreach(spans, i, row)
	{
		size_t a = (size_t)json_integer_value(json_array_get(row, 0));
		size_t b = (size_t)json_integer_value(json_array_get(row, 1));
		const char *name = json_string_value(json_array_get(row, 2));
		struct range r, issue;
		enum label label = name ? mark_label(name) : LABELS;

		r.from = byte_at(text, &at, &count, a);
		r.to = byte_at(text, &at, &count, b);
		if (label == LABELS)
			label = LABEL_NOTE;
		mark_range(out, u, r, label);
		if (label == LABEL_VOLUME &&
		    is_issue_of(line, text, r.from, r.to, &issue)) {
			mark_range(out, u, issue, LABEL_ISSUE);
			/* the words before it are its own */
			mark_range(out, u, (struct range){ issue.to, r.to },
			    LABEL_ISSUE);
		}
		any = true;
	}
	if (!any)
		return false;
	mark_in(out, u);
	mark_words(out, u);
	for (i = 0; i < u->len; i++)
		if (u->items[i].identifier)
			out[i] = LABEL_ID;
	mark_separators(out, u);
	return true;
}
