#!/usr/bin/env python3
"""make_input.py FORMAT COUNT <works.jsonl >file

CSL-JSON lines as the bulk file that a source ships (dblp, acl, pubmed,
crossref, crossref-lines, datacite, openalex, arxiv), for measuring readers:
the works are repeated until there are COUNT, each with its own number in the
title, and have what such records have besides.
"""
import json
import sys
from xml.sax.saxutils import escape, quoteattr

WORDS = ("we study the effect of large samples on the estimate and show that "
         "it is bounded from above under mild conditions ").split()
ABSTRACT = " ".join(WORDS * 10)


def latin(text):
    """ASCII, with named entities where Latin 1 has the letter."""
    from html.entities import codepoint2name
    out = []
    for c in escape(text):
        n = ord(c)
        if n < 128:
            out.append(c)
        elif n < 256 and n in codepoint2name:
            out.append("&%s;" % codepoint2name[n])
        else:
            out.append("&#%d;" % n)
    return "".join(out)


def names(w):
    out = []
    for n in w.get("author", []):
        if "family" in n:
            out.append((n.get("given", ""), n["family"]))
        elif "literal" in n:
            out.append(("", n["literal"]))
    return out


def year(w):
    try:
        return int(w["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError, ValueError):
        return 2000


def tag(name, value, esc=escape):
    return "<%s>%s</%s>" % (name, esc(str(value)), name) if value else ""


def dblp(w, i):
    kind = {"article-journal": "article", "paper-conference": "inproceedings",
            "book": "book", "chapter": "incollection",
            "thesis": "phdthesis"}.get(w.get("type"), "article")
    lines = ['<%s mdate="2020-01-01" key="x/y/%d">' % (kind, i)]
    for g, f in names(w):
        lines.append(tag("author", (g + " " + f).strip(), latin))
    lines.append("<title>%s.</title>" % latin(w["title"]))
    lines.append(tag("pages", w.get("page"), latin))
    lines.append(tag("year", year(w)))
    lines.append(tag("volume", w.get("volume"), latin))
    where = "journal" if kind == "article" else "booktitle"
    lines.append(tag(where, w.get("container-title"), latin))
    lines.append(tag("number", w.get("issue"), latin))
    if w.get("DOI"):
        lines.append(tag("ee", "https://doi.org/" + w["DOI"], latin))
    lines.append(tag("url", "db/x/y/y%d.html#%d" % (i // 100, i)))
    lines.append("</%s>" % kind)
    return "\n".join(x for x in lines if x) + "\n"


def acl(w, i):
    return ("<paper id=%s><title>%s</title>%s%s<abstract>%s</abstract>%s"
            "<bibkey>key-%d</bibkey></paper>\n" % (
                quoteattr(str(i)), escape(w["title"]),
                "".join("<author>%s%s</author>" % (tag("first", g),
                                                   tag("last", f))
                        for g, f in names(w)),
                tag("pages", w.get("page")), ABSTRACT, tag("doi", w.get("DOI")),
                i))


def pubmed(w, i):
    authors = "".join(
        '<Author ValidYN="Y">%s%s%s<AffiliationInfo><Affiliation>%s'
        "</Affiliation></AffiliationInfo></Author>" % (
            tag("LastName", f), tag("ForeName", g), tag("Initials", g[:1]),
            " ".join(WORDS[:12])) for g, f in names(w))
    references = "".join(
        "<Reference><Citation>%s</Citation><ArticleIdList><ArticleId "
        'IdType="pubmed">%d</ArticleId></ArticleIdList></Reference>' % (
            " ".join(WORDS[:15]), k) for k in range(25))
    return (
        '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">'
        '<PMID Version="1">%d</PMID><Article PubModel="Print"><Journal>'
        '<ISSN IssnType="Print">0028-0836</ISSN><JournalIssue>%s%s<PubDate>'
        "<Year>%d</Year><Month>Apr</Month></PubDate></JournalIssue>%s</Journal>"
        "<ArticleTitle>%s.</ArticleTitle><Pagination>%s</Pagination>%s"
        "<Abstract><AbstractText>%s</AbstractText></Abstract>"
        '<AuthorList CompleteYN="Y">%s</AuthorList></Article>'
        "</MedlineCitation><PubmedData><ReferenceList>%s</ReferenceList>"
        '<ArticleIdList><ArticleId IdType="pubmed">%d</ArticleId>'
        "</ArticleIdList></PubmedData></PubmedArticle>\n" % (
            i, tag("Volume", w.get("volume")), tag("Issue", w.get("issue")),
            year(w), tag("Title", w.get("container-title")),
            escape(w["title"]), tag("MedlinePgn", w.get("page")),
            '<ELocationID EIdType="doi" ValidYN="Y">%s</ELocationID>' %
            escape(w["DOI"]) if w.get("DOI") else "", ABSTRACT, authors,
            references, i))


def crossref(w, i):
    return {
        "indexed": {"date-parts": [[2020, 1, 1]], "timestamp": 1}, "DOI":
        w.get("DOI", "10.5555/%d" % i), "type": {
            "paper-conference": "proceedings-article", "book": "book",
            "chapter": "book-chapter"}.get(w.get("type"), "journal-article"),
        "title": [w["title"]], "container-title": [w["container-title"]]
        if w.get("container-title") else [], "author": [
            {"given": g, "family": f, "sequence": "first" if not k else
             "additional", "affiliation": [{"name": " ".join(WORDS[:12])}]}
            for k, (g, f) in enumerate(names(w))],
        "abstract": "<jats:p>%s</jats:p>" % ABSTRACT, "volume":
        w.get("volume"), "issue": w.get("issue"), "page": w.get("page"),
        "issued": {"date-parts": [[year(w)]]}, "publisher":
        w.get("publisher"), "prefix": "10.5555", "deposited":
        {"timestamp": 1}, "reference": [
            {"key": "ref%d" % k, "unstructured": " ".join(WORDS[:20]),
             "DOI": "10.5555/%d" % k, "doi-asserted-by": "publisher"}
            for k in range(30)]}


def datacite(w, i):
    doi = w.get("DOI", "10.5555/%d" % i)
    return {"id": doi, "type": "dois", "attributes": {
        "doi": doi, "creators": [
            {"name": "%s, %s" % (f, g), "givenName": g, "familyName": f,
             "nameType": "Personal", "affiliation": []} for g, f in names(w)],
        "titles": [{"title": w["title"]}], "publisher": "Zenodo",
        "publicationYear": year(w), "types":
        {"resourceTypeGeneral": "Text", "citeproc": "article-journal"},
        "descriptions": [{"description": ABSTRACT}], "dates":
        [{"date": str(year(w)), "dateType": "Issued"}], "container": {},
        "relatedIdentifiers": [], "xml": "PD94" * 800},
        "relationships": {"client": {"data": {"id": "x", "type": "clients"}}}}


def openalex(w, i):
    return {
        "id": "https://openalex.org/W%d" % i, "doi":
        "https://doi.org/" + w["DOI"] if w.get("DOI") else None, "title":
        w["title"], "display_name": w["title"], "publication_year": year(w),
        "publication_date": "%d-01-01" % year(w), "type": "article",
        "authorships": [
            {"author": {"id": "https://openalex.org/A1", "display_name":
                        (g + " " + f).strip(), "orcid": None},
             "raw_author_name": (g + " " + f).strip(), "institutions": [
                 {"id": "https://openalex.org/I1", "display_name":
                  " ".join(WORDS[:5])}]} for g, f in names(w)],
        "primary_location": {"landing_page_url": None, "source": {
            "display_name": w.get("container-title"), "type": "journal"}},
        "biblio": {"volume": w.get("volume"), "issue": w.get("issue"),
                   "first_page": None, "last_page": None}, "ids": {},
        "abstract_inverted_index": {x: [k] for k, x in
                                    enumerate(WORDS)}, "concepts": [
            {"id": "https://openalex.org/C%d" % k, "display_name": "x"}
            for k in range(20)], "referenced_works":
        ["https://openalex.org/W%d" % k for k in range(30)]}


def arxiv(w, i):
    return {
        "id": "%02d%02d.%05d" % (15 + i // 90000 % 9, 1 + i // 90000 % 12,
                                 i % 90000), "submitter": "X", "authors":
        ", ".join((g + " " + f).strip() for g, f in names(w)), "title":
        w["title"], "comments": "10 pages", "journal-ref": None, "doi":
        w.get("DOI"), "categories": "cs.CL", "abstract": ABSTRACT,
        "versions": [{"version": "v1", "created":
                      "Mon, 2 Apr %d 19:18:42 GMT" % max(year(w), 1991)}],
        "update_date": "2020-01-01", "authors_parsed":
        [[f, g, ""] for g, f in names(w)]}


FRAMES = {
    "dblp": ('<?xml version="1.0" encoding="ISO-8859-1"?>\n'
             '<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n', "</dblp>\n"),
    "acl": ('<?xml version="1.0" encoding="UTF-8"?>\n<collection id="2020.x">'
            '<volume id="main"><meta><booktitle>Proceedings of X</booktitle>'
            "<year>2020</year></meta>\n", "</volume></collection>\n"),
    "pubmed": ('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE '
               "PubmedArticleSet SYSTEM \"pubmed_250101.dtd\">\n"
               "<PubmedArticleSet>\n", "</PubmedArticleSet>\n"),
    "crossref": ('{"items":[', "]}\n"),
}
JSON = {"crossref": crossref, "crossref-lines": crossref,
        "datacite": datacite, "openalex": openalex, "arxiv": arxiv}
XML = {"dblp": dblp, "acl": acl, "pubmed": pubmed}


def main():
    name, count = sys.argv[1], int(sys.argv[2])
    out = sys.stdout
    works = [json.loads(line) for line in sys.stdin]
    works = [w for w in works if w.get("title")]
    before, after = FRAMES.get(name, ("", ""))
    out.write(before)
    for i in range(count):
        w = dict(works[i % len(works)])
        w["title"] = "%s %d" % (w["title"], i)
        if name in XML:
            out.write(XML[name](w, i))
        elif name == "crossref":
            out.write("," * (i > 0) + json.dumps(JSON[name](w, i)))
        else:
            out.write(json.dumps(JSON[name](w, i)) + "\n")
    out.write(after)


main()
