/* What a title says of the kind of its work: a reply, a review, an editorial; and of
 * how well it came through. */

#include "base/text.h"
#include "match/compare.h"

#include "base/banned.h"

static bool
is_any(struct span w, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (span_eq(w, span_of(words[i])))
			return true;
	return false;
}

/*
 * What is about a work has the work's title, and says so in front ("Reply to
 * ...") or at the end ("...: a correction"). "A systematic review" and "error
 * correction" are something else.
 */
bool
title_is_about(const struct title *t)
{
	static const char *const alone[] = { "corrigendum", "corrigenda",
		"erratum", "errata", "addendum", "rejoinder", "obituary",
		"obituaries", "retraction" };
	static const char *const front[] = { "correction", "corrections",
		"reply", "response", "comment", "comments", "commentary",
		"review", "discussion", "remarks" };
	static const char *const links[] = { "to", "on", "of", "for", "re" };
	static const char *const ends[] = { "correction", "acorrection",
		"corrections", "corrigendum", "corrigenda", "erratum", "errata",
		"addendum", "reply", "areply", "authorsreply", "rejoinder",
		"arejoinder", "comment", "acomment", "comments", "commentary",
		"response", "aresponse", "discussion", "retraction",
		"bookreview", "reviewed" };
	/* Several groups study one paper, each under its title. */
	static const char *const studies[] = { "reproducibilitystudyof",
		"areproducibilitystudyof", "reproducibilityreport",
		"replicationstudyof", "areplicationof", "replicationof" };
	const char *end = t->last_at ? t->letters + t->last_at : NULL;

	if (!t->words_len)
		return false;
	if (is_any(t->words[0], alone, sizeof(alone) / sizeof(alone[0])))
		return true;
	if (t->words_len > 1 &&
	    ((is_any(t->words[0], front, sizeof(front) / sizeof(front[0])) &&
		 is_any(
		     t->words[1], links, sizeof(links) / sizeof(links[0]))) ||
		(span_eq(t->words[0], SPAN_LIT("book")) &&
		    span_eq(t->words[1], SPAN_LIT("review")))))
		return true;
	for (size_t i = 0; i < sizeof(studies) / sizeof(studies[0]); i++)
		if (!strncmp(t->letters, studies[i], strlen(studies[i])))
			return true;
	/* "Publisher Correction to: ..." */
	if (t->words_len > 1 &&
	    (span_eq(t->words[0], SPAN_LIT("publisher")) ||
		span_eq(t->words[0], SPAN_LIT("author"))) &&
	    span_eq(t->words[1], SPAN_LIT("correction")))
		return true;
	/* "Discussion: the World Atlas of Language Structures" */
	if (t->front_len == t->words[0].len && t->words_len > 1 &&
	    is_any(t->words[0], front, sizeof(front) / sizeof(front[0])))
		return true;
	for (size_t i = 0; end && i < sizeof(ends) / sizeof(ends[0]); i++)
		if (!strcmp(end, ends[i]))
			return true;
	return false;
}

/* A book is reviewed many times, and all reviews have the book's title. */
bool
title_is_review(const struct title *t)
{
	static const char *const words[] = { "reviewof", "reviewfor",
		"bookreview", "bookreviewof", "rezensionvon", "rezensionzu",
		"rezzu", "comptesrendus", "compterendude", "resenade",
		"recensione" };

	for (size_t i = 0; t->letters && i < sizeof(words) / sizeof(words[0]);
	     i++)
		if (!strncmp(t->letters, words[i], strlen(words[i])))
			return true;
	return false;
}

bool
title_is_generic(const struct title *t)
{
	static const char *const titles[] = { "abstract", "abstracts",
		"acknowledgements", "acknowledgments", "announcement",
		"announcements", "appendix", "background", "bibliography",
		"bookreview", "bookreviews", "comment", "comments",
		"commentary", "conclusion", "conclusions", "contents",
		"contributors", "correction", "corrections", "correspondence",
		"corrigendum", "discussion", "editorial", "editorialnote",
		"editorsnote", "editorspreface", "einfuhrung", "einleitung",
		"epilogue", "erratum", "foreword", "frontmatter", "glossary",
		"guesteditorial", "introduccion", "introduction",
		"introductiontothespecialissue", "introduzione", "index",
		"keynote", "letter", "lettertotheeditor", "letters",
		"letterstotheeditor", "literature", "methods", "miscellany",
		"news", "nachwort", "note", "notes", "obituary", "opinion",
		"overview", "panel", "perspective", "postscript", "preface",
		"presentation", "prologue", "references", "reply", "report",
		"response", "results", "review", "reviews", "summary",
		"tableofcontents", "viewpoint", "vorwort" };

	for (size_t i = 0; t->letters && i < sizeof(titles) / sizeof(titles[0]);
	     i++)
		if (!strcmp(t->letters, titles[i]))
			return true;
	return false;
}

/* What is left of TeX and of markup that nobody decoded. */
static size_t
debris_in(const char *title)
{
	size_t n = 0;

	for (; *title; title++)
		n += strchr("\\$^_{}<>", *title) != NULL;
	return n;
}

bool
title_is_broken(const char *title)
{
	for (; (title = strchr(title, '\\')); title++)
		if ((title[1] | 0x20) >= 'a' && (title[1] | 0x20) <= 'z')
			return true;
	return false;
}

static bool
is_of_one_case(const char *title)
{
	struct span s = span_of(title);
	size_t i = 0;
	bool lower = false, upper = false;

	while (i < s.len) {
		uint32_t c = text_next(s, &i);

		lower |= text_is_lower(c);
		upper |= text_is_upper(c);
	}
	return lower != upper;
}

bool
title_is_better(const struct work *from, const struct work *w)
{
	size_t x, y;

	if (!from->title || !w->title)
		return from->title;
	x = debris_in(from->title);
	y = debris_in(w->title);
	if (x != y)
		return x < y;
	if (is_of_one_case(from->title) != is_of_one_case(w->title))
		return is_of_one_case(w->title);
	return from->title_rich && !w->title_rich;
}
