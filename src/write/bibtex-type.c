#include "base/text.h"
#include "model/bibtex.h"
#include "write/bibtex.h"

#include "base/banned.h"

/* What an entry is called. */

static const struct {
	enum work_type type;
	const char *names[2]; /* by dialect */
} written_types[] = {
#define X(csl, bibtex, biblatex) { WORK_TYPE_##csl, { bibtex, biblatex } },
#include "write/bibtex-written.def"
#undef X
};

/* Does the type the entry had still say what the work is? */
static bool
type_fits(const char *name, enum work_type t)
{
	enum work_type was;

	if (!bibtex_type(&was, span_of(name)) || t == WORK_TYPE_NONE)
		return t == WORK_TYPE_NONE;
	if (was == t || bibtex_has_subtype(name, t))
		return true;
	/* what the reader makes of the entry's fields */
	if (t == WORK_TYPE_SPEECH)
		return was == WORK_TYPE_MANUSCRIPT;
	return t == WORK_TYPE_ARTICLE &&
	       (was == WORK_TYPE_ARTICLE_JOURNAL || was == WORK_TYPE_NONE ||
		   was == WORK_TYPE_WEBPAGE || was == WORK_TYPE_MANUSCRIPT);
}

/* What came with a work from elsewhere may be anything. */
static bool
is_type_name(const char *s)
{
	static const char *const others[] = { "comment", "string", "preamble" };

	if (*s < 'a' || *s > 'z')
		return false;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (!strcmp(s, others[i]))
			return false;
	for (; *s; s++)
		if ((unsigned char)*s <= ' ' || strchr("\"#%'(),={}\\~@", *s))
			return false;
	return true;
}

/* biblatex's types that BibTeX's styles know nothing of (manual, sections 2.1.1 to
 * 2.1.3, against btxdoc, section 3.1), with what says the same there; NULL: what the
 * work's type makes of it. */
static const struct {
	const char *biblatex, *bibtex;
} biblatex_types[] = {
	{ "artwork", "misc" },
	{ "audio", "misc" },
	{ "bookinbook", NULL },
	{ "collection", "book" },
	{ "commentary", "misc" },
	{ "constitution", "misc" },
	{ "data", "misc" },
	{ "dataset", "misc" },
	{ "image", "misc" },
	{ "inreference", NULL },
	{ "jurisdiction", "misc" },
	{ "legadminmaterial", "misc" },
	{ "legal", "misc" },
	{ "legislation", "misc" },
	{ "legmaterial", "misc" },
	{ "letter", "misc" },
	{ "movie", "misc" },
	{ "music", "misc" },
	{ "mvbook", "book" },
	{ "mvcollection", "book" },
	{ "mvproceedings", "proceedings" },
	{ "mvreference", "book" },
	{ "online", NULL },
	{ "performance", "misc" },
	{ "reference", "book" },
	{ "report", NULL },
	{ "review", "article" },
	{ "software", "misc" },
	{ "suppbook", NULL },
	{ "suppcollection", NULL },
	{ "suppperiodical", "article" },
	{ "thesis", NULL },
	{ "video", "misc" },
};

/* The type that the entry had, in BibTeX's words; NULL: it says too little. */
static const char *
standard_type(const char *was)
{
	for (size_t i = 0;
	     i < sizeof(biblatex_types) / sizeof(biblatex_types[0]); i++)
		if (!strcmp(was, biblatex_types[i].biblatex))
			return biblatex_types[i].bibtex;
	return was;
}

const char *
bibtex_entry_type(const struct work *w, enum bibtex_dialect dialect)
{
	const char *was = work_custom(w, "bibtex-type");
	bool biblatex = dialect == BIBTEX_BIBLATEX;

	/* biblatex knows BibTeX's types as aliases, so they stay. */
	if (was && is_type_name(was) && type_fits(was, w->type)) {
		if (dialect == BIBTEX_STANDARD)
			was = standard_type(was);
		if (was)
			return was;
	}
	if (w->type == WORK_TYPE_THESIS)
		return biblatex ? "thesis"
		       : w->genre && bibtex_contains(w->genre, "master")
			   ? "mastersthesis"
			   : "phdthesis";
	/* BibTeX's @inbook has no title of its own and prints no booktitle (btxdoc,
	 * section 3.1); biblatex's has (manual, section 2.1.1). */
	if (w->type == WORK_TYPE_CHAPTER)
		return w->editor.len || (!biblatex && w->container_title)
			   ? "incollection"
			   : "inbook";
	/* A preprint elsewhere than on arXiv needs its server named. */
	if (w->type == WORK_TYPE_ARTICLE && !w->arXiv && w->container_title)
		return "article";
	if (w->type == WORK_TYPE_ARTICLE && biblatex)
		return "online";
	for (size_t i = 0; i < sizeof(written_types) / sizeof(written_types[0]);
	     i++)
		if (written_types[i].type == w->type)
			return written_types[i].names[biblatex];
	return "misc";
}
