"""api.datacite.org: JSON:API, /dois/{doi} and /dois?query= or ids=."""

import hashlib
import re
from urllib.parse import unquote

from answer import Answer, dump
from corpus import family, year

HEADERS = {
    "access-control-allow-credentials": "true",
    "cache-control": "no-cache",
    "referrer-policy": "strict-origin-when-cross-origin",
    "server": "nginx/1.24.0 + Phusion Passenger(R) 6.1.2",
    "vary": "Accept,Accept-Encoding",
    "x-anonymous-consumer": "true",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "x-permitted-cross-domain-policies": "none",
    "x-powered-by": "Phusion Passenger(R) 6.1.2",
    "x-runtime": "0.024646",
    "x-xss-protection": "0",
}
JSON = "application/json; charset=utf-8"
ABSENT = '{"errors":[{"status":"404","title":"The resource you are looking ' \
         'for doesn\'t exist."}]}'


def pool(request):
    identified = request.get("mailto") or "@" in request.header("user-agent")
    return "identified" if identified else "anonymous"


def inverted(name):
    if "literal" in name:
        return name["literal"]
    return ", ".join(p for p in (family(name), name.get("given")) if p)


def creator(name):
    if "literal" in name:
        return {"name": name["literal"], "nameType": "Organizational",
                "affiliation": [], "nameIdentifiers": []}
    out = {"name": inverted(name), "nameType": "Personal"}
    if name.get("given"):
        out["givenName"] = name["given"]
    out["familyName"] = family(name)
    return dict(out, affiliation=[], nameIdentifiers=[])


TYPES = {
    "dataset": ("DATA", "misc", "dataset", "Dataset", "Dataset"),
    "software": ("COMP", "misc", "article", "SoftwareSourceCode", "Software"),
    "report": ("RPRT", "techreport", "report", "Report", "Report"),
    "book": ("BOOK", "book", "book", "Book", "Book"),
    "article-journal": ("JOUR", "article", "article-journal",
                        "ScholarlyArticle", "JournalArticle"),
}


def resource(doi, record):
    extra = record.get("endpoint") or {}
    prefix, suffix = doi.split("/", 1)
    ris, bib, cite, schema, general = TYPES.get(
        record.get("type"), ("GEN", "misc", "article", "CreativeWork",
                             "Preprint"))
    versions = extra.get("versions") or []
    date = "-".join("%02d" % p for p in (
        (record.get("issued") or {}).get("date-parts") or [[]])[0])
    dates = [{"date": v["date"] + "T00:00:00Z", "dateType":
              "Updated" if n else "Submitted", "dateInformation":
              "v%d" % (n + 1)} for n, v in enumerate(versions)]
    arxiv = prefix == "10.48550"
    if arxiv and date:
        dates.append({"date": date[:7], "dateType": "Available",
                      "dateInformation": "v1"})
    dates.append({"date": str(year(record) or ""), "dateType": "Issued"})
    identifier = suffix.split(".", 1)[1] if arxiv and "." in suffix else None
    return {"id": doi, "type": "dois", "attributes": {
        "doi": doi, "prefix": prefix, "suffix": suffix,
        "identifiers": [{"identifier": identifier, "identifierType": "arXiv"}]
        if identifier else [],
        "alternateIdentifiers": [{"alternateIdentifierType": "arXiv",
                                  "alternateIdentifier": identifier}]
        if identifier else [],
        "creators": [creator(n) for n in record.get("author") or []],
        "titles": [{"title": record.get("title")}]
        if record.get("title") else [],
        "publisher": record.get("publisher") or ("arXiv" if arxiv else ""),
        "container": {}, "publicationYear": year(record), "subjects": [],
        "contributors": [], "dates": dates, "language": None,
        "types": {"ris": ris, "bibtex": bib, "citeproc": cite,
                  "schemaOrg": schema, "resourceType": "Article"
                  if general == "Preprint" else "",
                  "resourceTypeGeneral": general},
        "relatedIdentifiers": [], "relatedItems": [], "sizes": [],
        "formats": [], "version": str(len(versions)) if versions else None,
        "rightsList": [], "descriptions": [], "geoLocations": [],
        "fundingReferences": [],
        "url": record.get("URL") or ("https://arxiv.org/abs/" + identifier
                                     if identifier else
                                     "https://example.org/" + doi),
        "contentUrl": None, "metadataVersion": 1,
        "schemaVersion": "http://datacite.org/schema/kernel-4",
        "source": "api", "isActive": True, "state": "findable",
        "reason": None}, "relationships": {
            "client": {"data": {"id": "arxiv.content" if arxiv
                                else "example.client", "type": "clients"}}}}


def reply(request, value):
    body = dump(value)
    etag = 'W/"%s"' % hashlib.md5(body.encode()).hexdigest()
    headers = dict(HEADERS, etag=etag)
    if request.header("if-none-match") == etag:
        return Answer(304, None, "", headers)
    return Answer(200, JSON, body, headers)


def narrowed(request, item):
    """fields[dois]=doi,titles,..."""
    fields = request.get("fields[dois]")
    if fields:
        wanted = fields.split(",")
        item["attributes"] = {k: v for k, v in item["attributes"].items()
                              if k in wanted}
    return item


def search(corpus, query):
    """The few forms of Elasticsearch's query language that clients use."""
    dois = re.findall(r'10\.\d{3,}(?:\.\d+)*(?:\\?/)[^\s"()]+', query)
    if dois and re.search(r"\b(doi|id)\s*:", query):
        dois = [d.replace("\\", "").rstrip("*").lower() for d in dois]
        return [(d, corpus.datacite[d]) for d in dict.fromkeys(dois)
                if d in corpus.datacite]
    text = re.sub(r"\b[\w.]+:|\b(AND|OR|NOT)\b", " ", query)
    found = [r for _, r in corpus.datacite_index.search(text)]
    by_record = {id(r): d for d, r in corpus.datacite.items()}
    return [(by_record[id(r)], r) for r in found]


def many(corpus, request):
    ids = request.get("ids")
    if ids:
        found = [(d, corpus.datacite[d]) for d in
                 dict.fromkeys(i.strip().lower() for i in ids.split(","))
                 if d in corpus.datacite]
    elif request.get("query"):
        found = search(corpus, request.get("query"))
    else:
        found = list(corpus.datacite.items())
    try:
        size = min(int(request.get("page[size]", "25")), 1000)
        number = max(int(request.get("page[number]", "1")), 1)
    except ValueError:
        return Answer(400, JSON, '{"errors":[{"status":"400","title":'
                      '"page must be a number"}]}', HEADERS)
    shown = found[(number - 1) * size:number * size] if size else []
    pages = -(-len(found) // size) if size else 0
    return reply(request, {
        "data": [narrowed(request, resource(d, r)) for d, r in shown],
        "meta": {"total": len(found), "totalPages": pages, "page": number},
        "links": {"self": request.base + "/datacite/dois"}})


def answer(corpus, request, variants):
    path = request.path.rstrip("/")
    if path == "/dois":
        return many(corpus, request)
    if path.startswith("/dois/"):
        doi = unquote(path[len("/dois/"):]).lower()
        if doi in corpus.datacite:
            item = resource(doi, corpus.datacite[doi])
            return reply(request, {"data": narrowed(request, item)})
    return Answer(404, JSON, ABSENT, HEADERS)
