/* Entries that are one work made one, and the pairs that are two. */

#include "app/duplicates.h"
#include "app/tidy-parts.h"
#include "base/text.h"

#include "base/banned.h"

static const char distinct_mark[] = "@comment{refmend-distinct:";

/* --- pairs that are two works ------------------------------------------------------ */

size_t
tidy_distinct(struct key_pair **out, struct arena *a, struct span text)
{
	const size_t len = sizeof(distinct_mark) - 1;
	size_t n = 0;

	*out = NULL;
	for (size_t i = 0; i + len < text.len; i++) {
		const char *at = memchr(text.ptr + i, '@', text.len - i);
		struct span rest;
		const char *end, *comma;

		if (!at)
			break;
		i = (size_t)(at - text.ptr);
		rest = span_skip(text, i);
		if (rest.len < len || memcmp(at, distinct_mark, len) != 0)
			continue;
		rest = span_skip(rest, len);
		end = memchr(rest.ptr, '}', rest.len);
		comma = memchr(rest.ptr, ',', rest.len);
		if (!end || !comma || comma > end)
			continue;
		ARENA_PUSH(a, *out, n) = (struct key_pair){
			arena_strdup_span(a, text_trim(span_sub(rest, 0,
						 (size_t)(comma - rest.ptr)))),
			arena_strdup_span(a, text_trim(span_sub(rest,
						 (size_t)(comma - rest.ptr) + 1,
						 (size_t)(end - rest.ptr)))),
		};
	}
	return n;
}

/* Pairs as comments of the file's, which BibTeX passes over. */
int
tidy_add_distinct(
    struct tidied *out, const struct tidy_request *r, struct err *err)
{
	for (size_t i = 0; i < r->distinct_len; i++) {
		const struct key_pair *p = &r->distinct[i];

		if (strpbrk(p->a, "{},") || strpbrk(p->b, "{},"))
			return err_set(err, ERR_USAGE,
			    "'%s' and '%s' are no keys of a .bib file", p->a,
			    p->b);
		if (out->text.len && out->text.buf[out->text.len - 1] != '\n')
			sbuf_addc(&out->text, '\n');
		sbuf_addf(
		    &out->text, "\n%s %s, %s}\n", distinct_mark, p->a, p->b);
	}
	return OK;
}

/* --- what a duplicate has and the other one lacks --------------------------------- */

/* Names of one thing (biblatex manual, section 2.2.5, and what the reader takes for
 * one): of two entries that are merged, one is enough. */
static const char *const one_thing[][2] = { { "journal", "journaltitle" },
	{ "address", "location" }, { "school", "institution" },
	{ "annote", "annotation" }, { "archiveprefix", "eprinttype" },
	{ "primaryclass", "eprintclass" }, { "numpages", "pagetotal" },
	{ "venue", "eventvenue" }, { "year", "date" } };

static const char *
other_name(const char *name)
{
	for (size_t i = 0; i < sizeof(one_thing) / sizeof(one_thing[0]); i++) {
		if (text_eq_nocase(span_of(name), one_thing[i][0]))
			return one_thing[i][1];
		/* A date says more than a year. */
		if (text_eq_nocase(span_of(name), one_thing[i][1]) &&
		    strcmp(one_thing[i][1], "date") != 0)
			return one_thing[i][0];
	}
	return NULL;
}

static struct tidy_field *
added_field(const struct tidier *t, size_t i, const char *name)
{
	struct tidy_field *f = t->edits[i].added;

	while (f && !text_eq_nocase(span_of(f->name), name))
		f = f->next;
	return f;
}

static bool
is_plain(const struct bibtex_field *f)
{
	return f->pieces_len == 1 && f->pieces[0].kind != BIBTEX_MACRO;
}

/* Lists to which another's members are added, by what parts them. */
static char
list_separator(const char *name, struct span value)
{
	if (text_eq_nocase(span_of(name), "keywords"))
		return memchr(value.ptr, ';', value.len) ? ';' : ',';
	return text_eq_nocase(span_of(name), "file") ? ';' : '\0';
}

static bool
list_has(struct span list, char separator, struct span member)
{
	while (list.len) {
		const char *end = memchr(list.ptr, separator, list.len);
		size_t n = end ? (size_t)(end - list.ptr) : list.len;
		struct span one = text_trim(span_sub(list, 0, n));

		if (one.len == member.len &&
		    (!one.len || !memcmp(one.ptr, member.ptr, one.len)))
			return true;
		list = span_skip(list, n + 1);
	}
	return false;
}

/* The members of both lists, or NULL: there is nothing new. */
static const char *
united(struct arena *a, struct span to, struct span from, char separator,
    char parted)
{
	struct sbuf sb = SBUF_INIT;
	const char *out = NULL;

	sbuf_add(&sb, to);
	while (from.len) {
		const char *end = memchr(from.ptr, parted, from.len);
		size_t n = end ? (size_t)(end - from.ptr) : from.len;
		struct span one = text_trim(span_sub(from, 0, n));

		if (one.len && !list_has((struct span){ sb.buf, sb.len },
				   separator, one)) {
			if (sb.len)
				sbuf_addf(&sb, "%c ", separator);
			sbuf_add(&sb, one);
		}
		from = span_skip(from, n + 1);
	}
	if (sb.len > to.len)
		out = arena_strdup(a, sb.buf);
	sbuf_release(&sb);
	return out;
}

/* Both have the field: the first one's value stays, lists are united. */
static void
unite(struct tidier *t, size_t into, const char *name, struct span was,
    struct span more)
{
	char separator = list_separator(name, was);
	const char *all = separator ? united(t->a, was, more, separator,
					  list_separator(name, more))
				    : NULL;
	struct tidy_field *f = all ? added_field(t, into, name) : NULL;

	if (f)
		f->value = all;
	else if (all)
		(void)tidy_add_field(t, into, name, all);
}

/*
 * Macros and pieces go as they are written, if each macro is defined before the
 * entry that they go to; a month is one anywhere. Else there is nothing that could
 * be written there, and the duplicate is not merged.
 */
static bool
may_stand_there(const struct tidier *t, const struct bibtex_field *f,
    struct span text, size_t into)
{
	static const char months[] =
	    "jan feb mar apr may jun jul aug sep oct nov dec";

	for (size_t i = 0; i < f->pieces_len; i++) {
		struct span name = bibtex_span(text, f->pieces[i].inside);
		bool defined = false;

		if (f->pieces[i].kind != BIBTEX_MACRO)
			continue;
		for (size_t k = 0; k < t->macros_len && !defined; k++)
			defined = t->macros[k].offset < t->offsets[into] &&
				  text_eq_nocase(name, arena_strdup_span(t->a,
							   t->macros[k].name));
		if (!defined && !(name.len == 3 && tidy_listed(months, name)))
			return false;
	}
	return true;
}

/* One field of the duplicate. */
static void
merge_field(struct tidier *t, size_t into, const struct bibtex_entry *to,
    struct span to_text, const struct bibtex_field *f, struct span text)
{
	const char *name = arena_strdup_span(t->a, bibtex_span(text, f->name));
	const char *other = other_name(name);
	const struct bibtex_field *there = bibtex_field(to, to_text, name);
	struct tidy_field *added = added_field(t, into, name);

	if (!strcmp(name, "ids") ||
	    (other && (bibtex_field(to, to_text, other) ||
			  added_field(t, into, other))))
		return;
	if (there && is_plain(there) && is_plain(f) && !added &&
	    !text_trim(bibtex_span(to_text, there->pieces[0].inside)).len)
		there = NULL; /* it has no value */
	if (added || there) {
		if (is_plain(f) && (added || is_plain(there)))
			unite(t, into, name,
			    added
				? span_of(added->value)
				: bibtex_span(to_text, there->pieces[0].inside),
			    bibtex_span(text, f->pieces[0].inside));
		return;
	}
	added = tidy_add_field(t, into, name, "");
	added->expression = !is_plain(f);
	added->value = arena_strdup_span(
	    t->a, added->expression ? bibtex_span(text, f->value)
				    : bibtex_span(text, f->pieces[0].inside));
}

static void
tell(const struct tidier *t, size_t from, size_t into, const char *why)
{
	if (t->problem)
		t->problem(t->ctx, t->refs.items[from].line,
		    t->refs.items[from].key,
		    arena_printf(t->a, "not merged into '%s': %s",
			t->refs.items[into].key, why));
}

/* Fields of a duplicate that the first of them lacks. */
static void
merge(struct tidier *t, size_t into, size_t from)
{
	const struct reference *a = &t->refs.items[into],
			       *b = &t->refs.items[from];
	struct span to_text = { a->body.text, a->body.len },
		    text = { b->body.text, b->body.len };
	struct bibtex_entry to, e;

	/* What stays as it is for a fault can neither get fields nor go. */
	if (t->faulty[into] || t->faulty[from] ||
	    !tidy_scan_entry(&to, t, into) || !tidy_scan_entry(&e, t, from)) {
		tell(t, from, into, "one of the two has a fault");
		return;
	}
	for (size_t i = 0; i < e.fields_len; i++)
		if (!bibtex_field(&to, to_text,
			arena_strdup_span(
			    t->a, bibtex_span(text, e.fields[i].name))) &&
		    !may_stand_there(t, &e.fields[i], text, into)) {
			tell(t, from, into,
			    "it has a macro that is not defined before that "
			    "one");
			return;
		}
	for (size_t i = 0; i < e.fields_len; i++)
		merge_field(t, into, &to, to_text, &e.fields[i], text);
	t->edits[from].drop = true;
	t->instead[from] = into;
	if (strcmp(a->key, b->key) != 0) {
		const struct bibtex_field *ids = bibtex_field(&e, text, "ids");

		tidy_keep_alias(t, into, b->key);
		/* ... and by which it was known itself. */
		if (ids && ids->pieces_len == 1)
			tidy_keep_alias(t, into,
			    arena_strdup_span(t->a,
				bibtex_span(text, ids->pieces[0].inside)));
	}
}

static int
must_be_there(const struct tidier *t, const char *key, struct err *err)
{
	for (size_t i = 0; i < t->refs.len; i++)
		if (!strcmp(t->refs.items[i].key, key))
			return OK;
	return err_set(
	    err, ERR_USAGE, "no entry '%s' in %s", key, t->out->document->path);
}

int
tidy_merge(struct tidier *t, struct err *err)
{
	size_t len = t->refs.len, n;
	const struct work **works =
	    ARENA_ARRAY(t->a, const struct work *, len + 1);
	const char **keys = ARENA_ARRAY(t->a, const char *, len + 1);
	struct duplicates_request request = { .works = works,
		.keys = keys,
		.len = len,
		.same = t->r->same,
		.same_len = t->r->same_len,
		.only_said = !t->r->merge,
		.keep = t->r->keep };
	struct duplicate *found;
	struct key_pair *pairs;
	int rc = OK;

	for (size_t i = 0; i < len; i++) {
		works[i] = t->refs.items[i].skip
			       ? NULL
			       : reference_work(&t->refs.items[i]);
		keys[i] = t->refs.items[i].key;
	}
	for (size_t i = 0; !rc && i < t->r->same_len; i++) {
		rc = must_be_there(t, t->r->same[i].a, err);
		if (!rc)
			rc = must_be_there(t, t->r->same[i].b, err);
	}
	if (rc)
		return rc;
	request.distinct_len =
	    tidy_distinct(&pairs, t->a, t->out->document->text);
	request.distinct = pairs;
	n = duplicates_find(&found, t->a, &request);
	for (size_t i = 0; i < n; i++)
		if (found[i].kind == DUPLICATE_SURE)
			merge(t, found[i].first, found[i].second);
	return OK;
}
