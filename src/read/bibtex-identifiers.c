/* What a work of a .bib is known and found by: DOI, ISBN, eprint, links. */

#include "base/sbuf.h"
#include "base/text.h"
#include "model/identifier.h"
#include "model/latex.h"
#include "read/bibtex-take.h"
#include "read/fill.h"

#include "base/banned.h"

static const char *
verbatim(struct bibtex_builder *b, const struct bibtex_value *v)
{
	const char *out = latex_verbatim(b->a, v->raw);

	return *out ? out : NULL;
}

/* An identifier's field: its normal form, else what is written there. */
static const char *
take_identifier(struct bibtex_builder *b, enum bibtex_field_id id,
    enum claim field, char *(*normal)(struct arena *, struct span))
{
	struct bibtex_value *v = bibtex_find(b, id);
	const char *text = v ? verbatim(b, v) : NULL, *out;

	if (!text)
		return NULL;
	v->used = true;
	if (field < CLAIMS)
		bibtex_claim(b, field, v);
	out = normal(b->a, span_of(text));
	return out ? out : text;
}

static char *
isbn_first(struct arena *a, struct span s)
{
	char *out = isbn_normal(a, s);

	/* Some have a list: "978-... (print), 978-... (ebook)". */
	while (!out && s.len) {
		size_t n = 0;

		while (n < s.len && !strchr(",; ()", s.ptr[n]))
			n++;
		out = n ? isbn_normal(a, span_sub(s, 0, n)) : NULL;
		s = span_skip(s, n + 1);
	}
	return out;
}

static const char *
take_issn(struct bibtex_builder *b)
{
	struct bibtex_value *v = bibtex_find(b, FIELD_ISSN);
	const char *out = v ? bibtex_issn(b->a, v->raw) : NULL;

	if (!out)
		return take_identifier(b, FIELD_ISSN, CLAIMS, issn_normal);
	v->used = true;
	return out;
}

static void
set_arxiv(struct bibtex_builder *b, struct bibtex_value *v)
{
	const char *text = verbatim(b, v);
	int version = 0;
	char *id = text ? arxiv_normal(b->a, span_of(text), &version) : NULL;

	if (!id)
		return;
	b->w->arXiv = id;
	bibtex_claim(b, CLAIM_ARXIV, v);
	/* The field as it is keeps the version, which the id leaves out. */
	v->used = version == 0;
}

static void
set_eprint(struct bibtex_builder *b)
{
	static const enum bibtex_field_id ids[] = { FIELD_ARXIV,
		FIELD_ARXIVID };
	struct bibtex_value *v = bibtex_find(b, FIELD_EPRINT),
			    *type = bibtex_find(b, FIELD_EPRINTTYPE);
	const char *name;

	if (!type)
		type = bibtex_find(b, FIELD_ARCHIVEPREFIX);
	name = type ? bibtex_decode(b, type) : NULL;
	if (v && (!name || text_eq_nocase(span_of(name), "arxiv"))) {
		set_arxiv(b, v);
	} else if (v && (text_eq_nocase(span_of(name), "pubmed") ||
			    text_eq_nocase(span_of(name), "pmid"))) {
		b->w->PMID =
		    take_identifier(b, FIELD_EPRINT, CLAIM_PMID, pmid_normal);
	}
	for (size_t i = 0; i < 2 && !b->w->arXiv; i++)
		if ((v = bibtex_find(b, ids[i])))
			set_arxiv(b, v);
	if (b->w->arXiv && type)
		type->used = true;
}

/*
 * An arXiv id where no field is meant for it: "arXiv preprint
 * arXiv:1706.03762" as journal, "abs/1706.03762" as volume of CoRR, a note, a
 * link, a DOI of arXiv's.
 */
static void
find_arxiv(struct bibtex_builder *b)
{
	const struct work *w = b->w;
	const char *texts[] = { w->container_title, w->DOI, w->URL, w->note,
		w->number, w->publisher };

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (!w->arXiv && texts[i] && bibtex_mentions(texts[i], "arxiv"))
			b->w->arXiv =
			    arxiv_normal(b->a, span_of(texts[i]), NULL);
	if (!w->arXiv && w->volume &&
	    text_starts_nocase(span_of(w->volume), "abs/"))
		b->w->arXiv = arxiv_normal(b->a, span_of(w->volume + 4), NULL);
}

/* The link of the field; further ones as other formats have them. */
static void
take_links(struct bibtex_builder *b, struct bibtex_value *v)
{
	const char *text = verbatim(b, v);
	struct span rest = span_of(text ? text : "");

	if (!text)
		return;
	v->used = true;
	bibtex_claim(b, CLAIM_URL, v);
	b->w->URL = arena_strdup_span(b->a, fill_next_link(&rest));
	while (rest.len)
		fill_custom(b->w, b->a, "url", fill_next_link(&rest));
}

/* howpublished and note hold links in BibTeX, which has no field for them. */
static void
set_links(struct bibtex_builder *b)
{
	struct bibtex_value *v = bibtex_find(b, FIELD_URL);
	struct work *w = b->w;
	const char *addendum;

	if (v)
		take_links(b, v);
	if ((v = bibtex_find(b, FIELD_HOWPUBLISHED)) && !w->URL) {
		struct span url = latex_find_url(v->raw);
		struct span all = text_trim(v->raw);

		if (url.len) {
			w->URL = latex_verbatim(b->a, url);
			v->used = all.ptr[0] == '\\' &&
				  url.ptr + url.len + 1 == all.ptr + all.len;
		} else if (text_starts_nocase(all, "http") &&
			   !memchr(all.ptr, ' ', all.len)) {
			w->URL = verbatim(b, v);
			v->used = true;
		}
	}
	if ((v = bibtex_find(b, FIELD_NOTE))) {
		struct span url = latex_find_url(v->raw);

		if (url.len && !w->URL)
			w->URL = latex_verbatim(b->a, url);
		w->note = bibtex_take_text(b, FIELD_NOTE);
	}
	addendum = bibtex_take_text(b, FIELD_ADDENDUM);
	if (addendum)
		w->note = bibtex_with_addendum(b->a, w->note, addendum);
	/* BibDesk's, which is a copy of url or all there is */
	if ((v = bibtex_find(b, FIELD_BDSK_URL)) && !w->URL &&
	    (w->URL = verbatim(b, v)))
		v->used = true;
}

void
bibtex_set_identifiers(struct bibtex_builder *b)
{
	struct work *w = b->w;

	w->DOI = take_identifier(b, FIELD_DOI, CLAIM_DOI, doi_normal);
	w->ISBN = take_identifier(b, FIELD_ISBN, CLAIM_ISBN, isbn_first);
	w->ISSN = take_issn(b);
	w->PMID = take_identifier(b, FIELD_PMID, CLAIM_PMID, pmid_normal);
	w->PMCID = take_identifier(b, FIELD_PMCID, CLAIMS, pmcid_normal);
	set_eprint(b);
	set_links(b);
	if (!w->DOI && w->URL && strstr(w->URL, "doi.org/"))
		w->DOI = doi_normal(b->a, span_of(w->URL));
	if (!w->DOI && w->note && strstr(w->note, "10."))
		w->DOI = doi_normal(b->a, span_of(w->note));
	find_arxiv(b);
}

void
bibtex_keep_dois(struct bibtex_builder *b)
{
	const struct bibtex_value *v = b->values->known[FIELD_DOI];
	const char *text = v ? verbatim(b, v) : b->w->URL;
	struct span rest = span_of(text ? text : "");
	struct sbuf more = SBUF_INIT;
	struct range r;

	if (b->w->DOI)
		work_keep_doi(b->a, b->w, rest);
	else
		rest.len = 0;
	for (; v && !range_empty(r = doi_find(rest));
	     rest = span_skip(rest, r.to)) {
		struct span one = span_sub(rest, r.from, r.to);
		const char *doi = doi_given(b->a, one);

		if (doi && !doi_equal(doi, b->w->DOI))
			sbuf_addf(&more, "%s%s", more.len ? "\n" : "", doi);
	}
	if (more.len)
		work_add_custom(
		    b->a, b->w, "doi", arena_strdup(b->a, more.buf));
	sbuf_release(&more);
}
