#include "model/name.h"
#include "base/text.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* "A. Author" and "J. Doe" as initials have them too; folded, sorted by no rule. */
static const struct {
	const char *family;
	const char *given; /* NULL: whatever it is */
} placeholders[] = {
	{ "doe", "john" },
	{ "doe", "jane" },
	{ "doe", "j" },
	{ "roe", "richard" },
	{ "lastname", NULL },
	{ "surname", NULL },
	{ "familyname", NULL },
	{ "author", NULL },
	{ "authors", NULL },
	{ "mustermann", NULL },
	{ "anonymous", NULL },
	{ "anon", NULL },
	{ "unknown", NULL },
	{ "noname", NULL },
	{ "test", "test" },
	{ "name", "first" },
	{ "name", "last" },
	{ "name", "author" },
	{ "nn", NULL },
	{ "tbd", NULL },
	{ "某某", NULL },
};

/* Letters only, small. */
static void
letters(char *buf, size_t size, const char *s)
{
	struct span text = span_of(s);
	size_t at = 0, len = 0;

	while (at < text.len && len + 5 < size) {
		uint32_t c = text_lower(text_next(text, &at));

		if (text_is_letter(c))
			len += text_put(buf + len, c);
	}
	buf[len] = '\0';
}

bool
name_is_placeholder(const struct name *n)
{
	char family[32], given[32];

	letters(family, sizeof(family), n->literal ? n->literal : n->family);
	letters(given, sizeof(given), n->given);
	if (!strcmp(family, "firstnamelastname") ||
	    !strcmp(family, "authorname") ||
	    !strcmp(family, "anonymousauthors") ||
	    !strcmp(family, "anonymousauthor"))
		return true;
	/* taken apart as if it were a Chinese name: "not handed down" */
	if (!strcmp(family, "佚") && !strcmp(given, "名"))
		return true;
	for (size_t i = 0; i < COUNT(placeholders); i++)
		if (!strcmp(placeholders[i].family, family) &&
		    (!placeholders[i].given ||
			!strcmp(placeholders[i].given, given)))
			return true;
	return false;
}

bool
name_is_lone_initial(const struct name *n)
{
	const char *only = n->literal ? n->literal : n->family;
	struct span s = span_of(only ? only : "");
	size_t at = 0, letters = 0;
	bool point = false;

	if (n->given || n->non_dropping_particle || n->dropping_particle)
		return false;
	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		if (text_is_cjk(c))
			return false;
		if (!letters && !text_is_upper(c))
			return false;
		if (text_is_letter(c) && letters++ && !point)
			return false;
		point = !text_is_letter(c) && !text_is_mark(c);
	}
	return letters > 0;
}

/* One word of a given name, "Jean-Pierre" among them, as initials. */
static void
add_initials(struct sbuf *out, struct span word)
{
	size_t at = 0, run = 0;
	uint32_t last = 0;
	bool caps = name_is_initials(word);

	if (word.ptr[word.len - 1] == '.' && text_count(word) <= 4 &&
	    !memchr(word.ptr, '.', word.len - 1) && !caps) {
		sbuf_add(out, word); /* "Chr.", "Md.": shortened, not initial */
		return;
	}
	while (at < word.len) {
		size_t from = at;
		uint32_t c = text_next(word, &at);

		if (text_is_dash(c)) {
			run = 0;
		} else if (c == '.') {
			last = '.';
			run = 0;
			continue;
		} else if (text_is_letter(c)) {
			/* "GE" is two, "Yu." is one */
			bool starts = run++ == 0 || (caps && text_is_upper(c));

			if (starts) {
				if (last == '-')
					sbuf_addc(out, '-');
				else if (from && last)
					sbuf_addc(out, ' ');
				sbuf_add(out, span_sub(word, from, at));
				if (caps && at < word.len) {
					size_t next = at;
					uint32_t d = text_next(word, &next);

					if (text_is_lower(d))
						sbuf_add(out,
						    span_sub(word, at, next));
				}
				sbuf_addc(out, '.');
			}
		}
		last = text_is_dash(c) ? '-' : c;
	}
}

/* Cut the next word, between blanks, off s. */
static struct span
next_word(struct span *s)
{
	size_t n = 0;
	struct span word;

	*s = text_trim(*s);
	while (n < s->len && s->ptr[n] != ' ')
		n++;
	word = span_sub(*s, 0, n);
	*s = span_skip(*s, n);
	return word;
}

char *
name_initials(struct arena *a, const char *given)
{
	struct sbuf out = SBUF_INIT;
	struct span rest, word;
	char *copy;

	if (!given)
		return NULL;
	rest = span_of(given);
	if (text_has_cjk(rest))
		return arena_strdup(a, given);
	while ((word = next_word(&rest)).len) {
		if (out.len)
			sbuf_addc(&out, ' ');
		if (name_is_particle(word))
			sbuf_add(&out, word);
		else
			add_initials(&out, word);
	}
	copy = arena_strdup_span(a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return copy;
}

/* Put part behind what is there; no blank after "d'" and "al-". */
static void
add_part(struct sbuf *out, const char *part)
{
	if (!part)
		return;
	if (out->len) {
		char last = out->buf[out->len - 1];
		bool elided = last == '\'' || last == '-' ||
			      (out->len >= 3 && !memcmp(out->buf + out->len - 3,
						    "\xe2\x80\x99", 3));

		/* "'t Hooft": an elision in front, not at the end */
		if (!elided || (last != '-' && out->len < 2))
			sbuf_addc(out, ' ');
	}
	sbuf_add(out, span_of(part));
}

static char *
take(struct arena *a, struct sbuf *sb)
{
	char *copy = arena_strdup_span(a, (struct span){ sb->buf, sb->len });

	sbuf_release(sb);
	return copy;
}

char *
name_family_full(struct arena *a, const struct name *n)
{
	struct sbuf out = SBUF_INIT;

	if (n->literal)
		return arena_strdup(a, n->literal);
	add_part(&out, n->non_dropping_particle);
	add_part(&out, n->family);
	return take(a, &out);
}

const char *
name_given_full(struct arena *a, const struct name *n)
{
	if (!n->given || !n->dropping_particle)
		return n->given ? n->given : n->dropping_particle;
	return arena_printf(a, "%s %s", n->given, n->dropping_particle);
}

char *
name_display(struct arena *a, const struct name *n)
{
	struct sbuf out = SBUF_INIT;

	if (n->literal)
		return arena_strdup(a, n->literal);
	if (n->family && n->given && text_has_cjk(span_of(n->family)) &&
	    text_has_cjk(span_of(n->given))) {
		sbuf_add(&out, span_of(n->family));
		sbuf_add(&out, span_of(n->given));
		return take(a, &out);
	}
	add_part(&out, n->given);
	add_part(&out, n->dropping_particle);
	add_part(&out, n->non_dropping_particle);
	add_part(&out, n->family);
	add_part(&out, n->suffix);
	return take(a, &out);
}

static const char *
copy_text(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

struct name_list
name_list_copy(struct arena *a, const struct name_list *l)
{
	struct name_list out = *l;

	out.items = NULL;
	out.len = 0;
	for (size_t i = 0; i < l->len; i++) {
		struct name n = l->items[i];

		n.family = copy_text(a, n.family);
		n.given = copy_text(a, n.given);
		n.suffix = copy_text(a, n.suffix);
		n.dropping_particle = copy_text(a, n.dropping_particle);
		n.non_dropping_particle = copy_text(a, n.non_dropping_particle);
		n.literal = copy_text(a, n.literal);
		n.ORCID = copy_text(a, n.ORCID);
		name_list_add(a, &out, n);
	}
	return out;
}

void
name_list_add(struct arena *a, struct name_list *l, struct name n)
{
	ARENA_PUSH(a, l->items, l->len) = n;
}
