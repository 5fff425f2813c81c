"""api.openalex.org: /works/doi:..., /works?filter=doi:a|b, /works?search=.

Forms and budget headers as recorded in July 2026; the body of its 429 was not
seen and is a guess.
"""

import re
from urllib.parse import unquote

from answer import Answer, dump
from corpus import name_text, year
from crossref import hash_of

JSON = "application/json"
HEADERS = {"access-control-allow-origin": "*", "server": "cloudflare",
           "via": "1.1 heroku-router", "cf-cache-status": "DYNAMIC"}
# Credits; a thousand are ten cents.
LONE, LIST, SEARCH = 0, 1, 10
TYPES = {"article-journal": "article", "paper-conference": "article",
         "article": "preprint", "book": "book", "chapter": "book-chapter",
         "thesis": "dissertation", "dataset": "dataset", "report": "report",
         "software": "software", "standard": "standard"}
# What a work has, and "select" may name.
MEMBERS = set("""
abstract_inverted_index apc_list apc_paid authorships awards best_oa_location
biblio cited_by_count concepts corresponding_author_ids created_date
display_name doi funders fwci id ids indexed_in is_paratext is_retracted
keywords language locations locations_count mesh open_access primary_location
primary_topic publication_date publication_year referenced_works related_works
title topics type updated_date""".split())
ABSENT = "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n" \
         "<h1>Not Found</h1>\n<p>The requested URL was not found on the " \
         "server.</p>\n"


def number(record):
    return 2000000000 + hash_of(str(record.get("title")) +
                                str(year(record))) % 2000000000


def work(record):
    doi = (record.get("DOI") or "").lower()
    if not doi and record.get("arXiv"):
        doi = "10.48550/arxiv." + record["arXiv"].split("v")[0].lower()
    first, dash, last = (record.get("page") or "").partition("-")
    kind = record.get("type")
    place = record.get("container-title")
    name = "https://openalex.org/W%d" % number(record)
    extra = record.get("endpoint") or {}
    retracted = any(u.get("type") == "retraction"
                    for u in extra.get("updated-by") or [])
    ids = {"openalex": name}
    if doi:
        ids["doi"] = "https://doi.org/" + doi
    if record.get("PMID"):
        ids["pmid"] = "https://pubmed.ncbi.nlm.nih.gov/" + record["PMID"]
    return {
        "id": name, "doi": "https://doi.org/" + doi if doi else None,
        "title": record.get("title"), "display_name": record.get("title"),
        "publication_year": year(record),
        "publication_date": "%04d-01-01" % (year(record) or 1),
        "type": TYPES.get(kind, "other"),
        "is_retracted": retracted, "is_paratext": False,
        "language": "en", "ids": ids,
        "authorships": [{
            "author_position": "middle", "author": {
                "id": "https://openalex.org/A1", "display_name": name_text(n),
                "orcid": None}, "institutions": [],
            "raw_author_name": name_text(n)}
            for n in record.get("author") or []],
        "primary_location": {
            "landing_page_url": "https://doi.org/" + doi if doi else None,
            "source": {
                "display_name": place or "arXiv (Cornell University)",
                "issn_l": record.get("ISSN"),
                "host_organization_name": record.get("publisher"),
                "type": "repository" if not place else "conference"
                if kind == "paper-conference" else "journal"}
            if place or record.get("arXiv") else None},
        "biblio": {"volume": record.get("volume"),
                   "issue": record.get("issue"), "first_page": first or None,
                   "last_page": last or first or None}}


def selected(request, item):
    names = request.get("select")
    if names:
        wanted = names.split(",")
        item = {k: v for k, v in item.items() if k in wanted}
    return item


def reply(request, value, cost):
    out = Answer(200, JSON, dump(value), HEADERS)
    out.cost = cost
    return out


def listed(request, records, cost):
    try:
        size = min(int(request.get("per_page") or
                       request.get("per-page") or "25"), 200)
    except ValueError:
        size = 25
    found = [selected(request, work(r)) for r in records[:size]]
    return reply(request, {"meta": {
        "count": len(records), "db_response_time_ms": 20, "page": 1,
        "per_page": size}, "results": found, "group_by": []}, cost)


def by_doi(corpus, doi):
    doi = re.sub(r"^https?://(dx\.)?doi\.org/", "", doi.lower())
    return corpus.crossref.get(doi) or corpus.datacite.get(doi)


def refused(message):
    out = Answer(403, JSON, dump({"error": "Invalid query parameters error.",
                                  "message": message}), HEADERS)
    out.cost = 0
    return out


def answer(corpus, request, variants):
    unknown = set((request.get("select") or "id").split(",")) - MEMBERS
    if unknown:
        return refused("%s is not a valid select field." % unknown.pop())
    path = unquote(request.path)
    m = re.fullmatch(r"/works/(?:doi:)?(10\..+|https?://.*)", path)
    if m:
        record = by_doi(corpus, m[1])
        if not record:
            out = Answer(404, "text/html; charset=utf-8", ABSENT, HEADERS)
            out.cost = LONE
            return out
        return reply(request, selected(request, work(record)),
                     LIST if m[1].startswith("http") else LONE)
    if path != "/works":
        return Answer(404, "text/html; charset=utf-8", ABSENT, HEADERS)
    terms = request.get("search")
    if terms is not None:
        return listed(request, [r for _, r in corpus.everything.search(terms)],
                      SEARCH)
    m = re.fullmatch(r"doi:(.+)", request.get("filter") or "")
    if not m:
        return refused("this service knows filter=doi: and search= only")
    dois = m[1].split("|")
    if len(dois) > 100:
        return refused("Maximum number of values exceeded")
    found = [by_doi(corpus, d) for d in dois]
    # in an order of its own
    return listed(request, [r for r in reversed(found) if r], LIST)
