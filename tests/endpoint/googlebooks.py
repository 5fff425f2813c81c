"""www.googleapis.com/books/v1/volumes, for records with an ISBN.

No recording was at hand: the forms follow its documentation. Without a key the
quota that all share is used up.
"""

import re

from answer import Answer, dump
from corpus import isbn10, isbn13, name_text, words, year
from crossref import hash_of

JSON = "application/json; charset=UTF-8"
QUOTA = dump({"error": {
    "code": 429, "message": "Quota exceeded for quota metric 'Queries' and "
    "limit 'Queries per day' of service 'books.googleapis.com'.",
    "errors": [{"message": "Quota exceeded.", "domain": "global",
                "reason": "rateLimitExceeded"}],
    "status": "RESOURCE_EXHAUSTED"}})
BAD_KEY = dump({"error": {"code": 400, "message": "API key not valid. Please "
                          "pass a valid API key.", "status":
                          "INVALID_ARGUMENT"}})


def pool(request):
    return "key" if request.get("key") else "shared"


def volume(isbn, record):
    head, colon, tail = (record.get("title") or "").partition(": ")
    info = {"title": head, "authors": [name_text(n) for n in
                                       record.get("author") or []],
            "publisher": record.get("publisher"),
            "publishedDate": str(year(record) or ""),
            "industryIdentifiers": [{"type": "ISBN_13", "identifier": isbn}],
            "printType": "BOOK", "language": "en"}
    if tail:
        info["subtitle"] = tail
    if isbn10(isbn):
        info["industryIdentifiers"].append({"type": "ISBN_10",
                                            "identifier": isbn10(isbn)})
    return {"kind": "books#volume", "id": "%012X" % hash_of(isbn),
            "volumeInfo": {k: v for k, v in info.items() if v}}


def answer(corpus, request, variants):
    if request.path != "/books/v1/volumes":
        return Answer(404, JSON, dump({"error": {"code": 404}}))
    if request.get("key") == "bad":
        return Answer(400, JSON, BAD_KEY)
    query = request.get("q") or ""
    m = re.match(r"isbn:([\dXx-]+)", query)
    if m:
        isbn = isbn13(m[1])
        found = [(isbn, corpus.books[isbn])] if isbn in corpus.books else []
    else:
        wanted = {f: set(words(t)) for f, t in
                  re.findall(r'(intitle|inauthor):"([^"]*)"', query)}
        found = [(i, r) for i, r in corpus.books.items() if wanted and
                 wanted.get("intitle", set()) <= set(words(r.get("title")))
                 and wanted.get("inauthor", set()) <= set(words(" ".join(
                     name_text(n) for n in r.get("author") or [])))]
    out = {"kind": "books#volumes", "totalItems": len(found)}
    if found:
        n = int(request.get("maxResults") or "10")
        out["items"] = [volume(i, r) for i, r in found[:n]]
    return Answer(200, JSON, dump(out))
