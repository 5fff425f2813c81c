/* What styles print of a work where CSL has no variable for what a .bib says. */

#include "base/text.h"
#include "model/latex.h"
#include "model/rich.h"
#include "model/work.h"

#include "base/banned.h"

/* How a .bib says that it was published, unless that is a link. */
static const char *
howpublished(struct arena *a, const struct work *w)
{
	const char *how = work_custom(w, "howpublished"), *text;

	if (!how || strchr(how, '/') || strstr(how, "www.") ||
	    latex_find_url(span_of(how)).len)
		return NULL;
	text = latex_to_unicode(a, span_of(how));
	return *text ? text : NULL;
}

/* "Advance online publication" is what becomes of an article, and styles print no
 * publisher of one. */
const char *
work_publisher_shown(struct arena *a, const struct work *w)
{
	if (w->publisher || w->type == WORK_TYPE_ARTICLE_JOURNAL)
		return w->publisher;
	return howpublished(a, w);
}

const char *
work_note_shown(struct arena *a, const struct work *w)
{
	const char *how = w->custom ? howpublished(a, w) : NULL;

	if (!how || !w->publisher)
		return w->note;
	return w->note ? arena_printf(a, "%s\n%s", w->note, how) : how;
}

/* Where biblatex links what an archive has (manual, section 3.14.7); NULL if it is none
 * of them. */
static const char *
eprint_link(struct arena *a, const struct work *w)
{
	static const struct {
		const char *type, *address;
	} archives[] = {
		{ "jstor", "https://www.jstor.org/stable/" },
		{ "hdl", "https://hdl.handle.net/" },
		{ "googlebooks", "https://books.google.com/books?id=" },
	};
	const char *id, *type;

	if (w->arXiv)
		return arena_printf(a, "https://arxiv.org/abs/%s", w->arXiv);
	id = work_custom(w, "eprint");
	type = id ? work_custom(w, "eprinttype") : NULL;
	for (size_t i = 0; type && i < sizeof(archives) / sizeof(archives[0]);
	     i++)
		if (text_eq_nocase(span_of(type), archives[i].type))
			return arena_printf(a, "%s%s", archives[i].address,
			    latex_verbatim(a, span_of(id)));
	return NULL;
}

/* What joins an addition to the title that ends so. */
static const char *
joint(const char *title)
{
	return strchr("!?.,:;", title[strlen(title) - 1]) ? " " : ". ";
}

/* The addition as it is in a .bib, as text and with markup (NULL: none). */
struct addon {
	const char *text, *rich;
};

static struct addon
addon_of(struct arena *a, const struct work *w)
{
	const char *raw = work_custom(w, "titleaddon");
	struct addon out = { raw, NULL };

	if (raw && work_custom(w, "bibtex-type")) {
		out.text = latex_to_unicode(a, span_of(raw));
		out.rich = latex_to_rich(a, span_of(raw));
	} else if (w->title) {
		out.text = NULL; /* of others, it may be no part of the title */
	}
	return out;
}

static void
show_addon(struct arena *a, struct work *w)
{
	struct addon addon = addon_of(a, w);
	const char *title = w->title, *rich = w->title_rich;

	if (!addon.text || !*addon.text || work_custom(w, "bibtex:subtitle") ||
	    (w->container_title && !strcmp(w->container_title, addon.text)))
		return;
	if (!title || !*title) {
		w->title = addon.text;
		w->title_rich = addon.rich;
		return;
	}
	w->title = arena_printf(a, "%s%s%s", title, joint(title), addon.text);
	if (rich || addon.rich)
		w->title_rich = arena_printf(a, "%s%s%s",
		    rich ? rich : rich_escaped(a, title), joint(title),
		    addon.rich ? addon.rich : rich_escaped(a, addon.text));
}

/* Is that title of the whole the container's: a volume of the set, a song of the album
 * (CSL 1.0.2, appendix IV, container-title)? */
static const char *
whole_title(struct arena *a, const struct work *w)
{
	const char *raw;

	if ((w->type != WORK_TYPE_BOOK && w->type != WORK_TYPE_SONG &&
		w->type != WORK_TYPE_BROADCAST) ||
	    !work_custom(w, "bibtex-type"))
		return NULL;
	raw = work_custom(w, "maintitle");
	return raw ? latex_to_unicode(a, span_of(raw)) : NULL;
}

/* What a .bib adds to the title of the book that the work is in; NULL if that says
 * nothing more, or if a subtitle stands between. */
static const char *
container_addon(struct arena *a, const struct work *w)
{
	const char *raw = work_custom(w, "booktitleaddon"), *text;

	if (!raw || !w->container_title || !work_custom(w, "bibtex-type") ||
	    work_custom(w, "bibtex:booksubtitle"))
		return NULL;
	text = latex_to_unicode(a, span_of(raw));
	return *text && !(w->event_title && !strcmp(w->event_title, text))
		   ? text
		   : NULL;
}

struct work
work_shown(struct arena *a, const struct work *w)
{
	struct work out = *w;
	const char *addon;

	out.publisher = work_publisher_shown(a, w);
	if (!w->URL && !w->DOI)
		out.URL = eprint_link(a, w);
	if (!w->custom)
		return out;
	show_addon(a, &out);
	addon = container_addon(a, w);
	if (addon)
		out.container_title = arena_printf(a, "%s%s%s",
		    w->container_title, joint(w->container_title), addon);
	if (!w->container_title)
		out.container_title = whole_title(a, w);
	return out;
}

/* The text without that end; NULL if it does not end so. */
static char *
without_end(struct arena *a, const char *text, const char *end)
{
	size_t len = strlen(text), n = strlen(end);

	if (len <= n || strcmp(text + len - n, end) != 0 ||
	    text[len - n - 1] != ' ')
		return NULL;
	return arena_strdup_span(a, (struct span){ text, len - n - 1 });
}

/* A full stop that joint() put there: one of the title's own is in the field that the
 * .bib had. */
static void
drop_joint(
    struct arena *a, const struct work *w, const char *field, char *title)
{
	const char *raw = work_custom(w, field);
	size_t len = strlen(title);

	if (len && title[len - 1] == '.' &&
	    !(raw && !strcmp(latex_to_unicode(a, span_of(raw)), title)))
		title[len - 1] = '\0';
}

/* The work's title without the addition: its markup tells more than its text. */
static void
part_addon(struct arena *a, struct work *w, const struct addon *addon)
{
	char *rich = NULL, *title;

	if (w->title_rich)
		rich = without_end(a, w->title_rich,
		    addon->rich ? addon->rich : rich_escaped(a, addon->text));
	title = rich ? rich_plain(a, span_of(rich))
		     : without_end(a, w->title, addon->text);
	if (!title)
		return;
	drop_joint(a, w, "bibtex:title", title);
	if (rich)
		drop_joint(a, w, "bibtex:title", rich);
	w->title = title;
	w->title_rich = rich ? rich_csl(a, span_of(rich)) : NULL;
}

static void
hide_addon(struct arena *a, struct work *w)
{
	const char *raw = w->title ? work_custom(w, "titleaddon") : NULL;
	struct addon addon = { raw, NULL };

	if (!raw)
		return;
	if (work_custom(w, "bibtex-type"))
		addon = addon_of(a, w);
	if (!strcmp(addon.text, w->title) ||
	    (addon.rich && w->title_rich &&
		!strcmp(addon.rich, w->title_rich))) {
		w->title = NULL;
		w->title_rich = NULL;
	} else if (work_custom(w, "bibtex-type")) {
		part_addon(a, w, &addon);
	}
}

static void
hide_container_addon(struct arena *a, struct work *w)
{
	const char *addon = container_addon(a, w);
	char *title = addon ? without_end(a, w->container_title, addon) : NULL;

	if (!title)
		return;
	drop_joint(a, w, "bibtex:booktitle", title);
	w->container_title = title;
}

void
work_hide(struct arena *a, struct work *w)
{
	const char *link = NULL, *shown, *whole;

	hide_addon(a, w);
	hide_container_addon(a, w);
	shown = w->container_title;
	w->container_title = NULL;
	whole = shown ? whole_title(a, w) : NULL;
	if (!whole || strcmp(whole, shown) != 0)
		w->container_title = shown;
	if (w->URL && !w->DOI && work_custom(w, "bibtex-type") &&
	    !work_custom(w, "bibtex:url"))
		link = eprint_link(a, w);
	if (link && !strcmp(link, w->URL))
		w->URL = NULL;
}
