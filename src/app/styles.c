#include "app/styles.h"
#include "app/paths.h"
#include "app/style-aliases.h"
#include "base/file.h"
#include "base/text.h"

#include <dirent.h>
#include <stdlib.h>

#include "base/banned.h"

#define SYSTEM_FOLDER "/usr/share/citation-style-language"

/* No style is bigger. */
enum { STYLE_LIMIT = 8 << 20 };

/* Where styles are, the user's first; NULL at the end. */
static const char **
folders(struct arena *a)
{
	const char **all = ARENA_ARRAY(a, const char *, 5);
	const char *own = paths_styles(a);
	size_t n = 0;

	if (own) {
		all[n++] = own;
		all[n++] = arena_printf(a, "%s/dependent", own);
	}
	all[n++] = SYSTEM_FOLDER "/styles";
	all[n++] = SYSTEM_FOLDER "/styles/dependent";
	return all;
}

const char *const *
styles_locales(struct arena *a)
{
	const char **all = ARENA_ARRAY(a, const char *, 3);
	const char *own = paths_locales(a);
	size_t n = 0;

	if (own)
		all[n++] = own;
	all[n++] = SYSTEM_FOLDER "/locales";
	return all;
}

/* "apa" of "http://www.zotero.org/styles/apa" */
static const char *
last_part(const char *url)
{
	const char *slash = strrchr(url, '/');

	return slash ? slash + 1 : url;
}

static bool
is_url(const char *name)
{
	return text_starts_nocase(span_of(name), "http://") ||
	       text_starts_nocase(span_of(name), "https://");
}

static bool
is_path(const char *name)
{
	size_t n = strlen(name);

	return !is_url(name) &&
	       (strchr(name, '/') || (n > 4 && !strcmp(name + n - 4, ".csl")));
}

static const char *
locate_named(struct arena *a, const char *name)
{
	for (const char **f = folders(a); *f; f++) {
		const char *path = arena_printf(a, "%s/%s.csl", *f, name);

		if (file_exists(path))
			return path;
	}
	return NULL;
}

/* The file of a style, or NULL. */
static const char *
locate(struct arena *a, const char *name)
{
	const char *path, *other;

	if (is_path(name))
		return name;
	if (is_url(name))
		name = last_part(name);
	path = locate_named(a, name);
	for (size_t i = 0;
	     !path && (other = style_alias(a, name, folders(a), i)); i++)
		path = locate_named(a, other);
	return path;
}

/* Names of a few styles that have the words of this one. */
static int
no_such_style(struct arena *a, const char *name, struct err *err)
{
	struct err ignored = ERR_INIT;
	struct styles_entry *styles;
	size_t len;

	name = is_url(name) ? last_part(name) : name;
	if (styles_list(&styles, &len, a, name, &ignored) || !len)
		return err_set(err, ERR_ABSENT,
		    "there is no style '%s'; see 'refmend styles'", name);
	return err_set(err, ERR_ABSENT,
	    "there is no style '%s', but '%s'%s%s%s%s; see 'refmend styles %s'",
	    name, styles[0].name, len > 1 ? ", '" : "",
	    len > 1 ? styles[1].name : "", len > 1 ? "'" : "",
	    len > 2 ? " and others" : "", name);
}

static int
read_style(
    struct csl_style **out, struct arena *a, const char *name, struct err *err)
{
	const char *path = locate(a, name);
	struct sbuf text = SBUF_INIT;
	int rc;

	*out = NULL;
	if (!path)
		return no_such_style(a, name, err);
	text.limit = STYLE_LIMIT;
	rc = file_read(&text, path, err);
	if (!rc)
		rc = csl_style_read(
		    out, (struct span){ text.buf, text.len }, err);
	sbuf_release(&text);
	if (!rc)
		(*out)->path = arena_strdup(&(*out)->arena, path);
	return rc ? err_context(err, rc, path) : OK;
}

int
styles_load(struct csl_style **out, const char *name, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct csl_style *style = NULL, *parent = NULL;
	int rc = read_style(&style, &a, name, err);

	if (!rc && !style->areas[CSL_CITATION].present) {
		rc = read_style(&parent, &a, last_part(style->parent), err);
		if (!rc && !parent->areas[CSL_CITATION].present)
			rc = err_set(err, ERR_SYNTAX,
			    "its parent '%s' is a dependent style, too",
			    style->parent);
		if (!rc && style->default_locale)
			parent->default_locale =
			    arena_strdup(&parent->arena, style->default_locale);
		if (rc) {
			csl_style_free(parent);
			parent = NULL;
			err_context(err, rc, name);
		}
		csl_style_free(style);
		style = parent;
	}
	*out = style;
	arena_release(&a);
	return rc;
}

/* --- listing ----------------------------------------------------------------------- */

/* The text of an element near the start of a file, without reading it as XML: there
 * are ten thousand files. */
static const char *
element_text(struct arena *a, struct span head, const char *open)
{
	size_t n = strlen(open);
	const char *at = memmem(head.ptr, head.len, open, n), *end;
	struct sbuf out = SBUF_INIT;
	const char *copy;

	if (!at)
		return NULL;
	at += n;
	end = memchr(at, '<', head.len - (size_t)(at - head.ptr));
	if (!end)
		return NULL;
	for (; at < end; at++)
		if (*at == '&' && end - at > 4 && !strncmp(at, "&amp;", 5)) {
			sbuf_addc(&out, '&');
			at += 4;
		} else
			sbuf_addc(&out, *at);
	copy = text_clean(a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return copy;
}

static const char *
parent_of(struct arena *a, struct span head)
{
	static const char rel[] = "rel=\"independent-parent\"";
	const char *at = memmem(head.ptr, head.len, rel, sizeof(rel) - 1);
	const char *line, *href, *end, *slash;

	if (!at)
		return NULL;
	for (line = at; line > head.ptr && *line != '<'; line--)
		;
	href = memmem(line, head.len - (size_t)(line - head.ptr), "href=\"", 6);
	if (!href)
		return NULL;
	href += 6;
	end = memchr(href, '"', head.len - (size_t)(href - head.ptr));
	if (!end)
		return NULL;
	for (slash = end; slash > href && slash[-1] != '/'; slash--)
		;
	return arena_strdup_span(
	    a, (struct span){ slash, (size_t)(end - slash) });
}

/* Every word is in the name or in the title, case and accents aside. */
static bool
matches(struct arena *a, const struct styles_entry *e, const char *words)
{
	char *text =
	    text_fold(a, span_of(arena_printf(a, "%s %s", e->name, e->title)));
	char *wanted = text_fold(a, span_of(words));

	while (*wanted) {
		size_t n = strcspn(wanted, " ");
		const char *word =
		    arena_strdup_span(a, (struct span){ wanted, n });

		if (!strstr(text, word))
			return false;
		wanted += n + (wanted[n] == ' ');
	}
	return true;
}

struct listing {
	struct arena *arena;
	struct arena scratch;
	struct styles_entry *items;
	size_t len;
	const char *words;
};

static void
list_file(struct listing *l, const char *folder, const char *file)
{
	size_t n = strlen(file);
	struct styles_entry e = { 0 };
	struct sbuf text = SBUF_INIT;
	struct err err = ERR_INIT;
	struct span head;

	if (n < 5 || strcmp(file + n - 4, ".csl"))
		return;
	text.limit = STYLE_LIMIT;
	if (file_read(&text, arena_printf(&l->scratch, "%s/%s", folder, file),
		&err)) {
		sbuf_release(&text);
		return;
	}
	head = (struct span){ text.buf, text.len };
	e.name = arena_strdup_span(l->arena, (struct span){ file, n - 4 });
	e.title = element_text(l->arena, head, "<title>");
	if (!e.title)
		e.title = "";
	e.parent = parent_of(l->arena, head);
	sbuf_release(&text);
	if (!l->words || matches(&l->scratch, &e, l->words))
		ARENA_PUSH(l->arena, l->items, l->len) = e;
	arena_reset(&l->scratch);
}

static int
by_name(const void *x, const void *y)
{
	const struct styles_entry *a = x, *b = y;

	return strcmp(a->name, b->name);
}

int
styles_list(struct styles_entry **out, size_t *len, struct arena *a,
    const char *words, struct err *err)
{
	struct listing l = { .arena = a, .words = words };
	bool any = false;
	size_t n = 0;

	for (const char **f = folders(a); *f; f++) {
		DIR *dir = opendir(*f);
		struct dirent *d;

		if (!dir)
			continue;
		any = true;
		while ((d = readdir(dir)))
			list_file(&l, *f, d->d_name);
		closedir(dir);
	}
	arena_release(&l.scratch);
	if (!any)
		return err_set(err, ERR_ABSENT,
		    "there are no styles in %s; Debian has them as "
		    "citation-style-language-styles",
		    SYSTEM_FOLDER);
	if (l.len)
		qsort(l.items, l.len, sizeof(*l.items), by_name);
	/* The user's own come before the system's of the same name. */
	for (size_t i = 0; i < l.len; i++)
		if (!n || strcmp(l.items[n - 1].name, l.items[i].name))
			l.items[n++] = l.items[i];
	*out = l.items;
	*len = n;
	return OK;
}

/* --- writing ------------------------------------------------------------------------- */

bool
styles_output_from_name(enum csl_output *out, const char *name)
{
	for (int i = 0; i < CSL_OUTPUTS; i++)
		if (!strcmp(csl_output_name((enum csl_output)i), name)) {
			*out = (enum csl_output)i;
			return true;
		}
	return false;
}

void
styles_tell(const struct csl_style *style,
    void (*warning)(const char *path, size_t line, const char *text, void *ctx),
    void *ctx)
{
	for (size_t i = 0; warning && i < style->warning_count; i++)
		warning(style->path, style->warnings[i].line,
		    style->warnings[i].text, ctx);
}

void
styles_tell_left_out(const struct csl_processor *p,
    void (*warning)(const char *path, size_t line, const char *text, void *ctx),
    void *ctx)
{
	struct arena a = ARENA_INIT;

	for (size_t i = 0; warning && i < p->without_text_count; i++)
		warning(p->style->path, 0,
		    arena_printf(&a, "it prints nothing of the work '%s'",
			p->without_text[i]),
		    ctx);
	arena_release(&a);
}

int
styles_write(struct sbuf *out, const struct work *const *works, size_t n,
    const struct styles_request *o, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct csl_style *style = NULL;
	struct csl_processor *p = NULL;
	int rc = styles_load(&style, o->style, err);

	if (!rc)
		styles_tell(style, o->warning, o->ctx);
	if (!rc && !style->areas[CSL_BIBLIOGRAPHY].present)
		rc = err_set(err, ERR_USAGE,
		    "the style '%s' has no list of references", o->style);
	if (!rc)
		rc = csl_processor_new(
		    &p, style, o->lang, styles_locales(&a), err);
	if (!rc) {
		p->links = true;
		for (size_t i = 0; i < n; i++)
			csl_add_item(
			    p, csl_item_from_work(&p->arena, works[i]));
		csl_prepare(p, NULL, 0);
		csl_write_bibliography(out, p, o->output);
		styles_tell_left_out(p, o->warning, o->ctx);
		if (o->output == CSL_OUTPUT_HTML)
			sbuf_addc(out, '\n');
	}
	csl_processor_free(p);
	csl_style_free(style);
	arena_release(&a);
	return rc;
}
