"""sparql.dblp.org/sparql, for the queries that a client sends, and dblp.org's
search API, which is behind a wall against bots (October 2026).
"""

import bisect
import re

from answer import Answer, dump
from corpus import name_text, year
from crossref import hash_of

JSON = "application/sparql-results+json"
PLAIN = {"server": "Apache/2.4.52 (Ubuntu)"}
TYPES = {"paper-conference": "Inproceedings", "book": "Book",
         "chapter": "Incollection", "thesis": "Phdthesis"}


def key(record):
    kind = "conf" if record.get("type") == "paper-conference" else "journals"
    if record.get("arXiv") and not record.get("container-title"):
        return "journals/corr/abs-" + \
            record["arXiv"].split("v")[0].replace(".", "-")
    return "%s/x/%X" % (kind, hash_of(str(record.get("title"))))


def literal(value):
    return {"type": "literal", "value": str(value)}


def rows(record):
    corr = record.get("arXiv") and not record.get("container-title")
    doi = record.get("DOI")
    if corr:
        doi = "10.48550/arXiv." + record["arXiv"].split("v")[0]
    row = {"pub": {"type": "uri",
                   "value": "https://dblp.org/rec/" + key(record)},
           "title": literal((record.get("title") or "") + "."),
           "type": {"type": "uri", "value": "http://purl.org/net/nknouf/ns/"
                    "bibtex#" + TYPES.get(record.get("type"), "Article")},
           "venue": literal("CoRR" if corr else
                            record.get("container-title") or "")}
    if year(record):
        row["year"] = literal(year(record))
    if doi:
        row["doi"] = {"type": "uri", "value": "https://doi.org/" +
                      doi.upper()}
    if corr:
        row["volume"] = literal("abs/" + record["arXiv"].split("v")[0])
    elif record.get("volume"):
        row["volume"] = literal(record["volume"])
    if record.get("page"):
        row["pages"] = literal(record["page"])
    authors = record.get("author") or []
    if not authors:
        return [row]
    return [dict(row, ord=literal(n + 1), name=literal(
        name_text(a) + (" 0001" if n == 0 else "")))
        for n, a in enumerate(authors)]


def by_title(corpus):
    """(title in small letters, number, record), in order."""
    if not hasattr(corpus, "dblp_titles"):
        corpus.dblp_titles = sorted(
            ((r.get("title") or "").lower() + ".", number, r)
            for number, r in enumerate(corpus.computing))
    return corpus.dblp_titles


def by_doi(corpus):
    if not hasattr(corpus, "dblp_dois"):
        corpus.dblp_dois = {}
        for r in corpus.computing:
            row = rows(r)[0]
            if "doi" in row:
                corpus.dblp_dois[
                    row["doi"]["value"][len("https://doi.org/"):]] = r
    return corpus.dblp_dois


def refused(why):
    return Answer(400, "application/json", dump({
        "exception": "Invalid SPARQL query: " + why, "metadata": {}}), PLAIN)


def sparql(corpus, request):
    query = request.get("query")
    if not query:
        return refused("there is none")
    if "LCASE(" in query or "REGEX(" in query:
        return refused("a look at every title takes ten seconds")
    found = []
    m = re.search(r'FILTER\(\?title >= "((?:\\.|[^"\\])*)" && '
                  r'\?title < "((?:\\.|[^"\\])*)"\)', query)
    dois = re.findall(r"<https://doi\.org/([^>]+)>", query)
    if m:
        low, high = (re.sub(r"\\(.)", r"\1", g) for g in m.groups())
        titles = by_title(corpus)
        found = [r for _, _, r in titles[bisect.bisect_left(titles, (low,)):
                                         bisect.bisect_left(titles, (high,))]]
    elif dois:
        # IRIs are compared as they are: in capitals, or not at all
        known = by_doi(corpus)
        found = [known[d] for d in dois if d in known]
    else:
        return refused("this service knows ranges of titles, and DOIs")
    limit = re.search(r"LIMIT (\d+)", query)
    bindings = [row for r in sorted(found, key=key) for row in rows(r)]
    return Answer(200, JSON, dump({
        "head": {"vars": ["pub", "title", "ord", "name"]}, "results": {
            "bindings": bindings[:int(limit[1]) if limit else None]}}), PLAIN)


def answer(corpus, request, variants):
    if request.path == "/sparql":
        return sparql(corpus, request)
    if request.path == "/search/publ/api":
        import faults           # which itself imports the services
        return Answer(200, "text/html; charset=utf-8", faults.ANUBIS)
    return Answer(404, "text/html", "<html>404 Not Found</html>", PLAIN)
