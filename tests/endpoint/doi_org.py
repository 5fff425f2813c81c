"""doi.org: content negotiation, registration agencies, handles; and
data.crosscite.org, to which it sends what DataCite registered."""

import json
import re
from urllib.parse import quote, unquote

from answer import Answer, dump
from corpus import name_text, year
import datacite

HEADERS = {
    "server": "cloudflare",
    "strict-transport-security":
        "max-age=31536000; includeSubDomains; preload",
    "vary": "Origin, Accept",
    "permissions-policy": "interest-cohort=(),browsing-topics=()",
    "cf-cache-status": "DYNAMIC",
}
CROSSCITE_HEADERS = {
    "server": "nginx/1.24.0 + Phusion Passenger(R) 6.1.2",
    "cache-control": "max-age=0, private, must-revalidate",
    "vary": "Accept-Encoding, Origin",
}
HTML = "text/html;charset=utf-8"
PAGE = """<!DOCTYPE html>
<html lang="en-us">
<head>
    <meta charset="UTF-8">
    <title>Error: %s</title>
</head>
<body>
    <h1>%s</h1>
    <p>%s</p>
</body>
</html>
"""


def no_such_doi():
    return Answer(404, HTML, PAGE % (
        "DOI Not Found", "DOI Not Found",
        "This DOI cannot be found in the DOI System."), HEADERS)


def not_a_doi(text):
    return Answer(400, "text/html;charset=UTF-8", PAGE % (
        "Not a DOI", "Not a DOI", "%s is not a DOI" % text.replace("<", "")),
        HEADERS)


def redirect(location):
    return Answer(302, HTML,
                  "<html><head><title>Handle Redirect</title></head>\n"
                  '<body><a href="%s">%s</a></body></html>'
                  % (location, location), dict(HEADERS, location=location))


def resolve(corpus, doi, request):
    if not re.match(r"10\.\d{3,}(\.\d+)*/\S", doi):
        return not_a_doi(doi)
    agency = corpus.agency(doi)
    if not agency:
        return no_such_doi()
    accept = request.header("accept")
    path = quote(doi, safe="")
    if "text/html" in accept or accept in ("", "*/*"):
        return redirect("%s/landing/%s" % (request.base, path))
    if agency == "Crossref":
        return redirect("%s/crossref/v1/works/%s/transform"
                        % (request.base, path))
    return redirect("%s/crosscite/%s" % (request.base, path))


def agencies(corpus, text):
    rows = []
    for doi in (unquote(d).strip() for d in text.split(",")):
        row = {"DOI": doi}
        agency = corpus.agency(doi)
        if agency:
            row["RA"] = agency
        elif re.match(r"10\.\d{3,}(\.\d+)*/\S", doi):
            row["status"] = "DOI does not exist"
        else:
            row["status"] = "Invalid DOI"
        rows.append(row)
    return Answer(200, "application/json;charset=UTF-8",
                  json.dumps(rows, indent=2, ensure_ascii=False), HEADERS)


def prefix_agency(corpus, prefix):
    row = {"DOI": prefix}
    for known, name in ((corpus.crossref, "Crossref"),
                        (corpus.datacite, "DataCite")):
        if any(doi.startswith(prefix + "/") for doi in known):
            row["RA"] = name
    if "RA" not in row:
        row["status"] = "DOI does not exist"
    return Answer(200, "application/json;charset=UTF-8",
                  json.dumps([row], indent=2), HEADERS)


def handle(corpus, doi):
    headers = dict(HEADERS, vary="Origin, accept-encoding")
    content_type = "application/json;charset=UTF-8"
    if not corpus.agency(doi):
        return Answer(404, content_type,
                      dump({"responseCode": 100, "handle": doi}), headers)
    return Answer(200, content_type, dump({
        "responseCode": 1, "handle": doi, "values": [{
            "index": 1, "type": "URL", "data": {
                "format": "string",
                "value": "https://example.org/" + quote(doi)},
            "ttl": 86400, "timestamp": "2019-03-01T12:00:00Z"}]}), headers)


def answer(corpus, request, variants):
    path = request.path.lstrip("/")
    if path.startswith("doiRA/"):
        return agencies(corpus, path[len("doiRA/"):])
    if path.startswith("ra/"):
        return prefix_agency(corpus, unquote(path[len("ra/"):]))
    if path.startswith("api/handles/"):
        return handle(corpus, unquote(path[len("api/handles/"):]))
    return resolve(corpus, unquote(path), request)


def csl(record, doi):
    """As DataCite tells it: the DOI in capitals, no container for arXiv."""
    out = {"type": record.get("type") or "article",
           "id": "https://doi.org/" + doi, "DOI": doi.upper(),
           "categories": [], "author": record.get("author") or [],
           "issued": record.get("issued"),
           "publisher": record.get("publisher") or "arXiv",
           "title": record.get("title"),
           "URL": "https://doi.org/" + doi}
    return {k: v for k, v in out.items() if v is not None}


def crosscite(corpus, request, variants):
    doi = unquote(request.path.lstrip("/")).lower()
    record = corpus.datacite.get(doi)
    if not record:
        return Answer(404, "text/plain; charset=utf-8",
                      "The resource you are looking for doesn't exist.",
                      CROSSCITE_HEADERS)
    accept = request.header("accept")
    if "citationstyles.csl+json" in accept:
        return Answer(200, "application/vnd.citationstyles.csl+json; "
                      "charset=utf-8", dump(csl(record, doi)),
                      CROSSCITE_HEADERS)
    if "bibtex" in accept:
        return Answer(200, "application/x-bibtex; charset=utf-8",
                      "@article{https://doi.org/%s,\n  doi = {%s},\n  url = "
                      "{https://doi.org/%s},\n  author = {%s},\n  title = {%s}"
                      ",\n  publisher = {%s},\n  year = {%s}\n}\n" % (
                          doi, doi.upper(), doi.upper(), " and ".join(
                              datacite.inverted(n)
                              for n in record.get("author") or []),
                          record.get("title"),
                          record.get("publisher") or "arXiv", year(record)),
                      CROSSCITE_HEADERS)
    if "x-bibliography" in accept:
        return Answer(200, "text/x-bibliography; charset=utf-8", "%s (%s). %s."
                      % ("; ".join(name_text(n)
                                   for n in record.get("author") or []),
                         year(record), record.get("title")),
                      CROSSCITE_HEADERS)
    return Answer(406, "text/plain; charset=utf-8", "", CROSSCITE_HEADERS)


def landing(corpus, request, variants):
    return Answer(200, "text/html; charset=utf-8",
                  "<!DOCTYPE html><title>A publisher's page</title>")
