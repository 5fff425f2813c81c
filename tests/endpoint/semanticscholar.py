"""api.semanticscholar.org/graph/v1: /paper/search/match, POST /paper/batch.

Typed after the documented forms; error bodies as observed.
"""

import json

from answer import Answer, dump
from corpus import name_text, words, year
from crossref import hash_of

JSON = "application/json"
TOO_MANY = dump({"message": "Too Many Requests. Please wait and try again or "
                 "apply for a key for higher rate limits.", "code": "429"})
FIELDS = {"title", "authors", "venue", "publicationVenue", "year",
          "publicationDate", "journal", "publicationTypes", "externalIds"}
TYPES = {"article-journal": "JournalArticle", "paper-conference":
         "Conference", "book": "Book", "chapter": "BookSection"}


def pool(request):
    return "key" if request.header("x-api-key") else "shared"


def paper(record, fields):
    ids = {k: v for k, v in (("DOI", record.get("DOI")),
                             ("ArXiv", record.get("arXiv")),
                             ("ACL", record.get("ACL")),
                             ("PubMed", record.get("PMID"))) if v}
    place = record.get("container-title") or "arXiv.org"
    out = {"title": record.get("title"), "year": year(record),
           "venue": place, "publicationVenue": {"name": place},
           "publicationDate": None, "externalIds": ids,
           "journal": {"name": place, "volume": record.get("volume"),
                       "pages": record.get("page")},
           "publicationTypes": [TYPES[record["type"]]]
           if record.get("type") in TYPES else None,
           "authors": [{"authorId": "1", "name": name_text(n)}
                       for n in record.get("author") or []]}
    out = {k: v for k, v in out.items() if k in fields}
    out["paperId"] = "%040x" % hash_of(str(record.get("title")))
    return out


def by_id(corpus, text):
    kind, colon, value = text.partition(":")
    if kind == "DOI":
        return corpus.crossref.get(value.lower()) or \
            corpus.datacite.get(value.lower())
    if kind == "ARXIV":
        return corpus.arxiv.get(value)
    if kind == "PMID":
        return corpus.pubmed.get(value)
    return None


def answer(corpus, request, variants):
    if request.header("x-api-key") == "bad":
        return Answer(403, JSON, dump({"message": "Forbidden"}))
    fields = set((request.get("fields") or "title").split(","))
    if fields - FIELDS:
        return Answer(400, JSON, dump({
            "error": "Unrecognized or unsupported fields: [%s]"
            % ", ".join(sorted(fields - FIELDS))}))
    if request.path == "/graph/v1/paper/batch":
        try:
            ids = json.loads(request.body)["ids"]
        except (KeyError, TypeError, ValueError):
            return Answer(400, JSON, dump({"error": "No valid ids"}))
        found = [by_id(corpus, i) for i in ids]
        return Answer(200, JSON, dump([paper(r, fields) if r else None
                                       for r in found]))
    if request.path == "/graph/v1/paper/search/match":
        query = set(words(request.get("query") or ""))
        for score, record in corpus.everything.search(
                request.get("query") or "")[:1]:
            if len(query & set(words(record.get("title")))) * 2 > len(query):
                return Answer(200, JSON, dump({"data": [dict(
                    paper(record, fields), matchScore=score)]}))
        return Answer(404, JSON, dump({"error": "Title match not found"}))
    return Answer(404, JSON, dump({"error": "Not found"}))
