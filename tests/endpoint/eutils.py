"""eutils.ncbi.nlm.nih.gov and PMC's ID converter, for records with a PMID.

Forms as in Biopython's and fatcat's recordings; the body of a 429 from memory.
"""

import re
from xml.sax.saxutils import escape

from answer import Answer, dump
from corpus import name_text, words, year

JSON = "application/json; charset=UTF-8"
XML = "text/xml; charset=UTF-8"
TOO_MANY = dump({"error": "API rate limit exceeded", "api-key": "192.0.2.1",
                 "count": "4", "limit": "3"})
HEAD = '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//' \
       'DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/' \
       'ncbi/pubmed/out/pubmed_250101.dtd">\n'


def pool(request):
    return "key" if request.get("api_key") else "anonymous"


def tag(name, text):
    return "<%s>%s</%s>" % (name, escape(str(text)), name) if text else ""


def person(name):
    if "literal" in name:
        return '<Author ValidYN="Y">%s</Author>' % tag("CollectiveName",
                                                        name["literal"])
    given = name.get("given") or ""
    return '<Author ValidYN="Y">%s%s%s</Author>' % (
        tag("LastName", name.get("family")), tag("ForeName", given),
        tag("Initials", "".join(w[0] for w in re.findall(r"\w+", given))))


def article(record):
    extra = record.get("endpoint") or {}
    retracted = [u for u in extra.get("updated-by") or []
                 if u.get("type") == "retraction"]
    ids = "".join('<ArticleId IdType="%s">%s</ArticleId>' % (k, escape(v))
                  for k, v in (("pubmed", record["PMID"]),
                               ("doi", record.get("DOI")),
                               ("pmc", record.get("PMCID"))) if v)
    return (
        "<PubmedArticle><MedlineCitation><PMID Version=\"1\">%s</PMID>"
        "<Article PubModel=\"Print\"><Journal>%s<JournalIssue>%s%s<PubDate>%s"
        "</PubDate></JournalIssue>%s</Journal>%s%s"
        "<AuthorList CompleteYN=\"Y\">%s</AuthorList><PublicationTypeList>%s"
        "</PublicationTypeList></Article>%s</MedlineCitation><PubmedData>"
        "<ArticleIdList>%s</ArticleIdList></PubmedData></PubmedArticle>" % (
            record["PMID"], tag("ISSN", record.get("ISSN")),
            tag("Volume", record.get("volume")),
            tag("Issue", record.get("issue")), tag("Year", year(record)),
            tag("Title", record.get("container-title")),
            tag("ArticleTitle", record["title"] + "."),
            "<Pagination>%s</Pagination>" % tag("MedlinePgn",
                                                record.get("page"))
            if record.get("page") else "",
            "".join(person(n) for n in record.get("author") or []),
            tag("PublicationType", "Journal Article") +
            (tag("PublicationType", "Retracted Publication")
             if retracted else ""),
            "<CommentsCorrectionsList><CommentsCorrections RefType="
            "\"RetractionIn\"><RefSource>Notice</RefSource>"
            "</CommentsCorrections></CommentsCorrectionsList>"
            if retracted else "", ids))


def meets(record, term):
    title = set(words(record.get("title")))
    people = set(words(" ".join(name_text(n)
                                for n in record.get("author") or [])))
    for value, field in re.findall(r"([^\s()\[\]]+)\[(ti|au|doi)\]", term):
        if field == "ti" and value not in title:
            return False
        if field == "au" and value not in people:
            return False
        if field == "doi" and value != (record.get("DOI") or "").lower():
            return False
    return "[" in term


def esearch(corpus, request):
    term = request.get("term") or ""
    found = [p for p, r in corpus.pubmed.items()
             if any(meets(r, part) for part in term.split(" OR "))]
    n = int(request.get("retmax") or "20")
    return Answer(200, JSON, dump({
        "header": {"type": "esearch", "version": "0.3"}, "esearchresult": {
            "count": str(len(found)), "retmax": str(min(n, len(found))),
            "retstart": "0", "idlist": found[:n], "translationset": [],
            "querytranslation": term}}))


def efetch(corpus, request):
    ids = [i for i in (request.get("id") or "").split(",") if i]
    if not ids:
        return Answer(200, XML, '<?xml version="1.0" encoding="UTF-8" ?>\n'
                      "<eFetchResult>\n\t<ERROR>ID list is empty! Possibly it "
                      "has no correct IDs.</ERROR>\n</eFetchResult>\n")
    return Answer(200, XML, HEAD + "<PubmedArticleSet>%s</PubmedArticleSet>"
                  % "".join(article(corpus.pubmed[i]) for i in ids
                            if i in corpus.pubmed))


def idconv(corpus, request):
    asked = (request.get("ids") or "").split(",")
    by_pmc = {r["PMCID"]: r for r in corpus.pubmed.values()
              if r.get("PMCID")}
    if request.get("idtype") == "pmcid" and \
            any(not i.upper().startswith("PMC") for i in asked):
        return Answer(404, "application/json; charset=ISO-8859-1", dump({
            "status": "error", "message": "ID%20type%20%27pmcid%27%20mismatch"
            "%20for%20%27" + asked[0] + "%27"}))
    records = []
    for i in asked:
        r = by_pmc.get(i.upper())
        records.append({"pmcid": i, "pmid": r["PMID"], "doi": r.get("DOI")}
                       if r else {"pmcid": i, "requested-id": i, "status":
                                  "error", "errmsg":
                                  "Identifier not found in PMC"})
    return Answer(200, "application/json; charset=ISO-8859-1",
                  dump({"status": "ok", "records": records}))


def answer(corpus, request, variants):
    routes = {"/entrez/eutils/esearch.fcgi": esearch,
              "/entrez/eutils/efetch.fcgi": efetch,
              "/pmc/utils/idconv/v1.0/": idconv}
    if request.path in routes:
        return routes[request.path](corpus, request)
    return Answer(404, "text/html", "<html>404 Not Found</html>")
