"""api.crossref.org, and the content negotiation that doi.org sends to it.

Envelope, member names and order, error bodies and headers are those of
answers seen in 2026; "v1/" may stand before every path.
"""

import re
from urllib.parse import unquote

from answer import Answer, dump
from corpus import family, year

# What "select" may name: Crossref's own list, from its error answer of October
# 2026. Neither language nor subtype are in it, though records have them.
SELECTS = """abstract URL resource member posted score created degree
    update-policy short-title license ISSN container-title issued update-to
    issue prefix approved indexed article-number clinical-trial-number accepted
    author group-title DOI is-referenced-by-count updated-by event chair
    standards-body original-title funder translator published archive
    published-print alternative-id subject subtitle published-online
    publisher-location content-domain reference title link type publisher
    volume references-count ISBN issn-type assertion deposited page contributor
    content-created short-container-title relation editor""".split()

# Those of its many filters that work here.
FILTERS = ["doi", "type", "prefix", "issn", "isbn", "from-pub-date",
           "until-pub-date", "container-title"]

FIELD_QUERIES = ["query.affiliation", "query.author", "query.bibliographic",
                 "query.chair", "query.container-title", "query.contributor",
                 "query.degree", "query.description", "query.editor",
                 "query.event-acronym", "query.event-location",
                 "query.event-name", "query.event-sponsor",
                 "query.event-theme", "query.funder-name",
                 "query.publisher-location", "query.publisher-name",
                 "query.standards-body-acronym", "query.standards-body-name",
                 "query.title", "query.translator"]

PARAMETERS = ["query", "filter", "rows", "offset", "select", "sort", "order",
              "cursor", "sample", "facet", "mailto"]

TYPES = {
    "article-journal": "journal-article", "paper-conference":
    "proceedings-article", "chapter": "book-chapter", "book": "book",
    "article": "posted-content", "report": "report", "dataset": "dataset",
    "thesis": "dissertation", "standard": "standard", "component": "component",
    "entry-encyclopedia": "reference-entry", "review": "peer-review",
}

JSON = "application/json"
JSON_UTF8 = "application/json;charset=utf-8"

HEADERS = {
    "access-control-allow-headers": "X-Requested-With, Accept, "
    "Accept-Encoding, Accept-Charset, Accept-Language, Accept-Ranges, "
    "Cache-Control",
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "Link",
    "permissions-policy": "interest-cohort=()",
    "server": "Jetty(9.4.40.v20210413)",
    "vary": "Accept-Encoding",
}


def pool(request):
    """Name of the pool a request counts in: mailto in query or User-Agent."""
    polite = request.get("mailto") or re.search(
        r"mailto:\s*\S+@\S+", request.header("user-agent"))
    path = re.sub(r"^/v1(?=/)", "", request.path)
    array = path.rstrip("/") in ("/works", "/members", "/journals", "/types",
                                 "/funders")
    return (("polite" if polite else "public") + "-" +
            ("array" if array else "single"))


def not_found(content_type="text/plain"):
    return Answer(404, content_type, "Resource not found.", HEADERS)


def invalid(kind, value, message, status=400):
    return Answer(status, JSON_UTF8, dump({
        "status": "failed",
        "message-type": "validation-failure",
        "message": [{"type": kind, "value": value, "message": message}],
    }), HEADERS)


def people(names):
    out = []
    for number, name in enumerate(names or []):
        person = {}
        if "literal" in name:
            person["name"] = name["literal"]
        else:
            if name.get("given"):
                person["given"] = name["given"]
            person["family"] = family(name)
            if name.get("suffix"):
                person["suffix"] = name["suffix"]
        person["sequence"] = "additional" if number else "first"
        person["affiliation"] = []
        out.append(person)
    return out


def a_list(value):
    if value is None:
        return []
    return value if isinstance(value, list) else [str(value)]


def message(record, score=None):
    """One work as Crossref tells it."""
    extra = record.get("endpoint") or {}
    doi = record["DOI"].lower()
    kind = TYPES.get(record.get("type"), "other")
    issued = record.get("issued") or {"date-parts": [[None]]}
    issued = {"date-parts": issued.get("date-parts") or [[None]]}
    out = {"indexed": {"date-parts": [[2026, 6, 6]],
                       "date-time": "2026-06-06T19:55:37Z",
                       "timestamp": 1780775737845, "version": "3.54.1"}}

    def put(name, value):
        if value not in (None, "", []):
            out[name] = value

    put("publisher-location", record.get("publisher-place"))
    out["reference-count"] = 0
    out["publisher"] = record.get("publisher") or ""
    put("issue", record.get("issue"))
    out["content-domain"] = {"domain": [], "crossmark-restriction": False}
    put("short-container-title", a_list(record.get("container-title-short")))
    if issued["date-parts"][0][0] is not None:
        out["published-print"] = issued
    out["DOI"] = doi
    out["type"] = kind
    put("subtype", extra.get("subtype") or
        ("preprint" if kind == "posted-content" else None))
    out["created"] = {"date-parts": [[2012, 3, 23]],
                      "date-time": "2012-03-23T01:00:52Z",
                      "timestamp": 1332464452000}
    put("page", record.get("page"))
    put("article-number", record.get("number")
        if record.get("type") == "article-journal" else None)
    out["source"] = "Crossref"
    out["is-referenced-by-count"] = 0
    out["title"] = a_list(extra.get("title") or record.get("title"))
    out["prefix"] = doi.split("/")[0]
    put("volume", record.get("volume"))
    put("author", people(record.get("author")))
    put("editor", people(record.get("editor")))
    out["member"] = "297"
    put("update-to", extra.get("update-to"))
    put("updated-by", extra.get("updated-by"))
    out["container-title"] = a_list(record.get("container-title"))
    put("language", record.get("language"))
    if score is not None:
        out["score"] = round(score, 6)
    out["resource"] = {"primary": {
        "URL": record.get("URL") or "https://doi.org/" + doi}}
    out["issued"] = issued
    put("ISBN", a_list(record.get("ISBN")))
    out["references-count"] = 0
    out["URL"] = "https://doi.org/" + doi
    if extra.get("relation"):
        out["relation"] = extra["relation"]
    put("ISSN", a_list(record.get("ISSN")))
    if record.get("ISSN"):
        out["issn-type"] = [{"value": v, "type": "print"}
                            for v in a_list(record["ISSN"])]
    if issued["date-parts"][0][0] is not None:
        out["published"] = issued
    return out


def csl(record):
    """/transform to CSL-JSON: the same record, lists made one string."""
    out = message(record)
    for name in ("title", "container-title"):
        out[name] = out[name][0] if out[name] else ""
    out["type"] = record.get("type") or "document"
    out.pop("updated-by", None)
    return out


MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
BIBTEX_TYPES = {"article-journal": "article", "paper-conference":
                "inproceedings", "chapter": "inbook", "book": "book"}


def bibtex(record):
    """One line, with a leading blank, as in 2026."""
    authors = record.get("author") or []
    doi = record["DOI"].lower()
    who = family(authors[0]) if authors and "literal" not in authors[0] else ""
    key = re.sub(r"\W", "_", who or doi) + "_%s" % (year(record) or "")
    fields = [("title", record.get("title")), ("volume", record.get("volume")),
              ("ISSN", a_list(record.get("ISSN"))[:1]),
              ("ISBN", a_list(record.get("ISBN"))[:1]),
              ("url", "http://dx.doi.org/" + doi), ("DOI", doi),
              ("number", record.get("issue"))]
    name = "journal" if record.get("type") == "article-journal" else "booktitle"
    fields += [(name, record.get("container-title")),
               ("publisher", record.get("publisher")),
               ("author", " and ".join(
                   n.get("literal") or ", ".join(
                       p for p in (family(n), n.get("given")) if p)
                   for n in authors)),
               ("year", year(record))]
    parts = (record.get("issued") or {}).get("date-parts") or [[]]
    text = []
    for key_, value in fields:
        value = value[0] if isinstance(value, list) and value else value
        if value:
            text.append("%s={%s}" % (key_, value))
    if len(parts[0]) > 1:
        text.append("month=" + MONTHS[parts[0][1] - 1])
    if record.get("page"):
        text.append("pages={%s}" % record["page"].replace("-", "–"))
    return " @%s{%s, %s }\n" % (
        BIBTEX_TYPES.get(record.get("type"), "misc"), key, ", ".join(text))


def bibliography(record):
    names = "; ".join(n.get("literal") or "%s, %s" % (
        family(n), n.get("given", "")) for n in record.get("author") or [])
    return "%s (%s). %s. %s. https://doi.org/%s\n" % (
        names, year(record), record.get("title"),
        record.get("container-title") or "", record["DOI"].lower())


def transform(record, accept):
    headers = dict(HEADERS, vary="Accept")
    for mime in (m.split(";")[0].strip() for m in accept.split(",")):
        if mime == "application/vnd.citationstyles.csl+json":
            # Seen without any content-type.
            return Answer(200, None, dump(csl(record), True), headers)
        if mime in ("application/x-bibtex", "text/x-bibtex"):
            return Answer(200, "application/x-bibtex", bibtex(record), headers)
        if mime == "text/x-bibliography":
            return Answer(200, mime, bibliography(record), headers)
    return Answer(406, "text/plain", "", headers)


def one_work(corpus, path, request):
    if any(key.startswith("query") for key, _ in request.query):
        return invalid("parameter-not-allowed", "query.*",
                       "This route does not support field query parameters")
    m = re.fullmatch(r"(.+?)(/agency|/transform(?:/(.+))?)?", path)
    doi = unquote(m[1]).lower()
    record = corpus.crossref.get(doi)
    if m[2] == "/agency":
        agency = corpus.agency(doi)
        if not agency:
            return not_found(JSON_UTF8)     # and yet not JSON
        return Answer(200, JSON_UTF8, dump({
            "status": "ok", "message-type": "work-agency",
            "message-version": "1.0.0", "message": {
                "DOI": doi, "agency": {"id": agency.lower(),
                                       "label": agency}}}, True), HEADERS)
    if not record:
        return not_found()
    if m[2]:
        return transform(record, unquote(m[3]) if m[3]
                         else request.header("accept"))
    if request.get("select") is not None:
        return invalid("parameter-not-allowed", "select",
                       "This route does not support select")
    return Answer(200, JSON, dump({
        "status": "ok", "message-type": "work", "message-version": "1.0.0",
        "message": message(record)}, True), HEADERS)


def integer(request, name, default, most):
    """A number, or the Answer that refuses it."""
    text = request.get(name)
    if text is None:
        return default
    if not re.fullmatch(r"\d+", text) or int(text) > most:
        return invalid("integer-not-valid", text, "Integer specified as %s "
                       "but must be a positive integer less than or equal to "
                       "%d. " % (text, most))
    return int(text)


def check(request):
    """The Answer that refuses the parameters, or None."""
    for key, _ in request.query:
        if key.startswith("query.") and key not in FIELD_QUERIES:
            return invalid("parameter-not-found", key,
                           "Field query %s does not exist" % key)
        if key not in PARAMETERS and not key.startswith("query."):
            return invalid("parameter-not-found", key,
                           "Parameter %s specified but there is no such "
                           "parameter available on any route" % key)
    for pair in filter(None, (request.get("filter") or "").split(",")):
        name = pair.split(":")[0]
        if name not in FILTERS:
            return invalid("filter-not-available", name,
                           "Filter '%s' specified but there is no such filter "
                           "for this route. Valid filters for this route are: "
                           "%s" % (name, ", ".join(FILTERS)))
    for name in filter(None, (request.get("select") or "").split(",")):
        if name not in SELECTS:
            return invalid("select-not-available", name,
                           "Select '%s' specified but there is no such select "
                           "for this route. Valid selects for this route are: "
                           "%s" % (name, ", ".join(SELECTS)))
    if request.get("cursor") not in (None, "*"):
        return Answer(404, JSON, dump({
            "status": "failed", "message-type": "resource-failure",
            "message": [{"type": "cursor-invalid",
                         "value": request.get("cursor"), "message":
                         "Cursor specified but it is invalid"}]}), HEADERS)
    return None


def passes(record, filters):
    """The same filter twice means "or", different ones "and"."""
    wanted = {}
    for name, value in filters:
        wanted.setdefault(name, []).append(value)
    mine = {
        "doi": [record["DOI"].lower()],
        "prefix": [record["DOI"].split("/")[0]],
        "type": [TYPES.get(record.get("type"), "other")],
        "issn": a_list(record.get("ISSN")),
        "isbn": a_list(record.get("ISBN")),
        "container-title": a_list(record.get("container-title")),
    }
    for name, values in wanted.items():
        if name == "from-pub-date":
            if (year(record) or 0) < int(values[0][:4]):
                return False
        elif name == "until-pub-date":
            if (year(record) or 9999) > int(values[0][:4]):
                return False
        elif not {v.lower() for v in values} & {v.lower() for v in mine[name]}:
            return False
    return True


def component(record):
    """A "component" of the work, as publishers register figures and tables:
    no authors, the same words, and so above the work itself."""
    out = message(record)
    for name in ("author", "editor", "volume", "issue", "page", "updated-by"):
        out.pop(name, None)
    out.update({"DOI": out["DOI"] + ".s001", "type": "component",
                "URL": out["URL"] + ".s001"})
    return out


def fake(record):
    """An exact copy under another prefix, dated 2025, as 10.65215 has them."""
    out = message(record)
    doi = "10.65215/%08x" % (hash_of(out["DOI"]) & 0xffffffff)
    date = {"date-parts": [[2025]]}
    out.update({"DOI": doi, "prefix": "10.65215", "type": "posted-content",
                "subtype": "preprint", "URL": "https://doi.org/" + doi,
                "member": "54718", "issued": date, "published": date,
                "published-print": date, "container-title": []})
    for name in ("volume", "issue", "page", "publisher-location"):
        out.pop(name, None)
    return out


def hash_of(text):
    value = 2166136261
    for byte in text.encode():
        value = (value ^ byte) * 16777619 & 0xffffffff
    return value


def list_of_works(corpus, request, variants):
    refused = check(request)
    if refused:
        return refused
    rows = integer(request, "rows", 20, 1000)
    offset = integer(request, "offset", 0, 10000)
    for value in (rows, offset):
        if isinstance(value, Answer):
            return value
    query = " ".join(value for key, value in request.query
                     if key == "query" or key.startswith("query."))
    filters = [tuple(p.split(":", 1))
               for p in (request.get("filter") or "").split(",") if ":" in p]
    dois = [value.lower() for name, value in filters if name == "doi"]
    if query:
        hits = [(s, r) for s, r in corpus.crossref_index.search(query)
                if passes(r, filters)]
    else:
        found = ([corpus.crossref[d] for d in dict.fromkeys(dois)
                  if d in corpus.crossref] if dois
                 else corpus.crossref.values())
        hits = [(1.0, r) for r in found if passes(r, filters)]
        # Not in the order of asking.
        hits.sort(key=lambda h: hash_of(h[1]["DOI"].lower()))
    items = [message(r, score) for score, r in hits[offset:offset + rows]]
    if query and items:
        best = hits[0][1]
        for name, make in (("component", component), ("fakes", fake)):
            if name in variants:
                items.insert(0, dict(make(best), score=hits[0][0] + 9))
        items = items[:rows]
    select = list(filter(None, (request.get("select") or "").split(",")))
    if select:
        items = [{k: v for k, v in item.items() if k in select}
                 for item in items]
    out = {"facets": {}, "total-results": len(hits), "items": items,
           "items-per-page": rows,
           "query": {"start-index": offset,
                     "search-terms": request.get("query")}}
    if request.get("cursor") == "*":
        out["next-cursor"] = "AoJ%08x" % hash_of(query)
    return Answer(200, JSON, dump({
        "status": "ok", "message-type": "work-list",
        "message-version": "1.0.0", "message": out}, True), HEADERS)


def answer(corpus, request, variants):
    path = re.sub(r"^/v1(?=/)", "", request.path)
    if path.rstrip("/") == "/works":
        return list_of_works(corpus, request, variants)
    if path.startswith("/works/"):
        return one_work(corpus, path[len("/works/"):], request)
    return not_found()
