#include "source/query.h"
#include "base/text.h"
#include "model/rich.h"

#include <stdlib.h>

#include "base/banned.h"

enum { LINE_MAX_CHARACTERS = 500, FIELD_MAX_CHARACTERS = 300 };

static void
add_encoded(struct sbuf *sb, struct span s, const char *keep)
{
	static const char hex[] = "0123456789ABCDEF";

	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			     (c >= '0' && c <= '9') || c == '-' || c == '.' ||
			     c == '_' || c == '~';

		if (plain || (c && strchr(keep, c))) {
			sbuf_addc(sb, (char)c);
			continue;
		}
		sbuf_addc(sb, '%');
		sbuf_addc(sb, hex[c >> 4]);
		sbuf_addc(sb, hex[c & 15]);
	}
}

char *
source_url_encode(struct arena *a, struct span s)
{
	struct sbuf sb = SBUF_INIT;
	char *out;

	add_encoded(&sb, s, "");
	out = arena_strdup_span(a, (struct span){ sb.buf, sb.len });
	sbuf_release(&sb);
	return out;
}

void
query_begin(struct source_request *out, struct arena *a, struct sbuf *sb,
    const struct source *s, const struct source_config *config,
    enum source_request_kind kind)
{
	struct span base = span_of(source_base_url(s, config));

	(void)a;
	*out = (struct source_request){
		.source = s,
		.kind = kind,
		.config = config,
	};
	sbuf_reset(sb);
	/* "https://host/" and "/works" would be another path than "/works" */
	while (base.len && base.ptr[base.len - 1] == '/')
		base.len--;
	sbuf_add(sb, base);
}

void
query_ids(struct source_request *out, struct arena *a,
    enum identifier_kind kind, const char *const *ids, size_t n)
{
	const char **copy = ARENA_ARRAY(a, const char *, n);

	for (size_t i = 0; i < n; i++)
		copy[i] = arena_strdup(a, ids[i]);
	out->id_kind = kind;
	out->ids = copy;
	out->ids_len = n;
}

void
query_path(struct sbuf *sb, const char *path)
{
	sbuf_add(sb, span_of(path));
}

void
query_path_id(struct sbuf *sb, const char *id)
{
	struct span s = span_of(id);
	size_t from = 0;

	for (size_t i = 0; i < s.len; i++) {
		/* RFC 3986, 5.2.4: "/../", "/./" would be taken away, and
		 * servers fold "//" */
		bool fragile =
		    s.ptr[i] == '/' && (i + 1 == s.len || s.ptr[i + 1] == '.' ||
					   s.ptr[i + 1] == '/');

		if (!fragile)
			continue;
		add_encoded(sb, span_sub(s, from, i), "/");
		sbuf_add(sb, SPAN_LIT("%2F"));
		from = i + 1;
	}
	add_encoded(sb, span_skip(s, from), "/");
}

void
query_parameter(struct sbuf *sb, const char *key, const char *value)
{
	bool first = !memchr(sb->buf, '?', sb->len);

	sbuf_addc(sb, first ? '?' : '&');
	/* "page[size]": brackets are not for a query's names (RFC 3986, 3.4) */
	add_encoded(sb, span_of(key), "");
	sbuf_addc(sb, '=');
	add_encoded(sb, span_of(value), "");
}

const char *
query_key(const struct source_request *r)
{
	const char *key = NULL;

	if (r->config && r->config->key)
		key = r->config->key(r->source, r->config->ctx);
	/* nothing that would end a header or a URL */
	for (const char *p = key; p && *p; p++)
		if (*p <= ' ' || *p == 0x7f)
			return NULL;
	return key && *key ? key : NULL;
}

void
query_mailto(struct sbuf *sb, const struct source_config *config)
{
	if (config && config->mailto && *config->mailto)
		query_parameter(sb, "mailto", config->mailto);
}

void
query_end(struct source_request *out, struct arena *a, struct sbuf *sb)
{
	out->url = arena_strdup_span(a, (struct span){ sb->buf, sb->len });
	sbuf_release(sb);
}

/* A word that is, or holds, a web or e-mail address. */
static bool
is_address(struct span word)
{
	for (size_t i = 0; i < word.len; i++) {
		struct span rest = span_skip(word, i);

		if (word.ptr[i] == '@' && i > 0 && i + 1 < word.len)
			return true;
		if (text_starts_nocase(rest, "://") ||
		    text_starts_nocase(rest, "www."))
			return true;
	}
	return false;
}

static bool
has_word_character(struct span word)
{
	size_t at = 0;

	while (at < word.len) {
		uint32_t c = text_next(word, &at);

		if (text_is_letter(c) || text_is_digit(c))
			return true;
	}
	return false;
}

/* "an address (https://x.org/y)." without the whole word; CJK prose may run on
 * behind an address without a blank, so it ends at the first such letter. */
static size_t
word_end(struct span s, size_t from)
{
	size_t at = from;
	bool any_cjk = false;

	while (at < s.len) {
		size_t next = at;
		uint32_t c = text_next(s, &next);
		bool cjk = text_is_cjk(c);

		if (text_is_space(c))
			break;
		if (at > from && cjk != any_cjk)
			break;
		any_cjk = cjk;
		at = next;
	}
	return at;
}

char *
query_text(struct arena *a, const char *s, size_t max)
{
	struct sbuf sb = SBUF_INIT;
	struct span t;
	size_t at = 0, count = 0;
	bool pending = false;
	char *plain, *out = NULL;

	if (!s || !*s)
		return NULL;
	plain = rich_plain(a, span_of(s));
	t = span_of(plain);
	while (at < t.len && count < max) {
		size_t end = word_end(t, at);
		struct span word;
		size_t n;

		if (end == at) { /* white space */
			(void)text_next(t, &at);
			pending = true;
			continue;
		}
		word = span_sub(t, at, end);
		at = end;
		if (is_address(word) || (!sb.len && !has_word_character(word)))
			continue;
		n = text_count(word) + (pending && sb.len ? 1 : 0);
		if (count + n > max)
			break;
		if (pending && sb.len)
			sbuf_addc(&sb, ' ');
		sbuf_add(&sb, word);
		count += n;
		pending = false;
	}
	if (sb.len)
		out = arena_strdup_span(a, (struct span){ sb.buf, sb.len });
	sbuf_release(&sb);
	return out;
}

const char *
query_family(struct arena *a, const struct work *claimed)
{
	const struct name_list *l =
	    claimed->author.len ? &claimed->author : &claimed->editor;
	const char *family;

	if (!l->len)
		return NULL;
	family = l->items[0].family ? l->items[0].family : l->items[0].literal;
	return query_text(a, family, 60);
}

static void
add_part(struct sbuf *sb, struct arena *a, const char *text, size_t max)
{
	char *part = query_text(a, text, max);

	if (!part)
		return;
	if (sb->len)
		sbuf_addc(sb, ' ');
	sbuf_add(sb, span_of(part));
}

/* A title of one short word finds nothing: the raw text is better then. */
static bool
title_is_enough(struct arena *a, const char *title)
{
	const char *word[3];

	if (!title)
		return false;
	if (query_words(word, a, title, 3) >= 2)
		return true;
	/* other scripts: by length */
	return text_count(span_of(title)) >= 6;
}

char *
query_line(struct arena *a, const struct work *claimed, const char *raw)
{
	struct sbuf sb = SBUF_INIT;
	char *out = NULL;

	if (raw && !(claimed && title_is_enough(a, claimed->title)))
		return query_text(a, raw, LINE_MAX_CHARACTERS);
	if (!claimed || (!claimed->title && !claimed->author.len))
		return NULL;
	add_part(&sb, a, claimed->title, FIELD_MAX_CHARACTERS);
	/*
	 * The first author is enough to part namesakes; more of them, when they
	 * are wrong, only bring up other people's papers.
	 */
	add_part(&sb, a, query_family(a, claimed), 60);
	add_part(&sb, a, claimed->container_title, 100);
	if (work_year(claimed) > 0)
		sbuf_addf(&sb, "%s%d", sb.len ? " " : "", work_year(claimed));
	if (sb.len)
		out = query_text(a, sb.buf, LINE_MAX_CHARACTERS);
	sbuf_release(&sb);
	return out;
}

static int
longer_first(const void *x, const void *y)
{
	const struct span *s = x, *t = y;

	if (s->len != t->len)
		return s->len < t->len ? 1 : -1;
	/* equal lengths: in the title's order, so that the URL is the same
	 * every time */
	return s->ptr < t->ptr ? -1 : s->ptr > t->ptr;
}

/* Words that search engines leave out of their indexes (the stop words of
 * Lucene's StandardAnalyzer, from three letters on): an "and" of words with one
 * of them may find nothing. */
static bool
is_stop_word(struct span word)
{
	static const char *const words[] = { "and", "are", "but", "for", "into",
		"not", "such", "that", "the", "their", "then", "there", "these",
		"they", "this", "was", "will", "with" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (span_eq(word, span_of(words[i])))
			return true;
	return false;
}

size_t
query_words(const char **out, struct arena *a, const char *title, size_t max)
{
	struct span words[64];
	char *folded = text_fold(a, span_of(title));
	size_t n = 0, len = 0;

	for (char *p = folded; *p && n < 64;) {
		size_t w = strcspn(p, " ");
		bool ascii = true;

		for (size_t i = 0; i < w; i++)
			ascii = ascii && !(p[i] & 0x80);
		if (w >= 3 && ascii && !is_stop_word((struct span){ p, w }))
			words[n++] = (struct span){ p, w };
		p += w;
		p += *p == ' ';
	}
	if (n)
		qsort(words, n, sizeof(words[0]), longer_first);
	for (size_t i = 0; i < n && len < max; i++) {
		bool twice = false;

		for (size_t k = 0; k < len; k++)
			twice = twice || span_eq(span_of(out[k]), words[i]);
		if (!twice)
			out[len++] = arena_strdup_span(a, words[i]);
	}
	return len;
}

/* More words would let one that is misquoted hide the work. */
enum { TITLE_WORDS = 6 };

static void
add_title_words(struct sbuf *out, const struct query_language *l,
    const char *const *words, size_t n)
{
	sbuf_add(out, span_of(l->before_words));
	for (size_t i = 0; i < n; i++)
		sbuf_addf(out, "%s%s%s%s", i ? " AND " : "", l->before_word,
		    words[i], l->after_word);
	sbuf_add(out, span_of(l->after_words));
}

bool
query_title(struct sbuf *out, struct arena *a, const struct work *claimed,
    const struct query_language *l)
{
	const char *words[TITLE_WORDS], *family[1];
	const char *name;
	size_t n;
	bool either;

	if (!claimed || !claimed->title)
		return false;
	n = query_words(words, a, claimed->title, TITLE_WORDS);
	if (n == 0)
		return false;
	name = query_family(a, claimed);
	if (!name || query_words(family, a, name, 1) != 1) {
		add_title_words(out, l, words, n);
		return true;
	}
	either = n > 2;
	if (either) {
		if (!l->around_words)
			sbuf_addc(out, '(');
		add_title_words(out, l, words, n);
		if (!l->around_words)
			sbuf_addc(out, ')');
		sbuf_add(out, SPAN_LIT(" OR "));
	}
	if (either || l->around_words)
		sbuf_addc(out, '(');
	sbuf_addf(
	    out, "%s%s%s AND ", l->before_author, family[0], l->after_author);
	add_title_words(out, l, words, either ? 2 : n);
	if (either || l->around_words)
		sbuf_addc(out, ')');
	return true;
}

bool
query_has_comma(enum identifier_kind kind, const char *id)
{
	return kind == IDENTIFIER_DOI && strchr(id, ',');
}
