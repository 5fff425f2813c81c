"""openlibrary.org: /api/books, /isbn/X.json, /books/OL..M.json, /search.json.

No recording of its answers was at hand; the forms follow its public API pages.
"""

import re

from answer import Answer, dump
from corpus import isbn10, isbn13, name_text, year
from crossref import hash_of

JSON = "application/json"
HEADERS = {"server": "nginx", "access-control-allow-origin": "*",
           "vary": "Accept-Encoding"}


def key(record, kind, letter):
    title = str(record.get("title")) + str(year(record))
    return "/%s/OL%d%s" % (kind, hash_of(title) % 10000000 + 1, letter)


def author_key(name):
    return "/authors/OL%dA" % (hash_of(name) % 10000000 + 1)


def parts(record):
    """Title and subtitle are two members."""
    title = record.get("title") or ""
    head, colon, tail = title.partition(": ")
    return (head, tail) if colon else (title, None)


def isbns(isbn):
    out = {"isbn_13": [isbn]}
    if isbn10(isbn):
        out["isbn_10"] = [isbn10(isbn)]
    return out


def names(record):
    return [name_text(n) for n in record.get("author") or []]


def data(isbn, record, base):
    title, subtitle = parts(record)
    book = key(record, "books", "M")
    out = {"url": "https://openlibrary.org" + book, "key": book,
           "title": title}
    if subtitle:
        out["subtitle"] = subtitle
    out["authors"] = [{"url": "https://openlibrary.org" + author_key(n),
                       "name": n} for n in names(record)]
    out["identifiers"] = dict(isbns(isbn), openlibrary=[book.split("/")[-1]])
    if record.get("publisher"):
        out["publishers"] = [{"name": record["publisher"]}]
    if record.get("publisher-place"):
        out["publish_places"] = [{"name": record["publisher-place"]}]
    if year(record):
        out["publish_date"] = str(year(record))
    return out


def edition(isbn, record):
    title, subtitle = parts(record)
    out = {"type": {"key": "/type/edition"}, "title": title}
    if subtitle:
        out["subtitle"] = subtitle
    out["authors"] = [{"key": author_key(n)} for n in names(record)]
    out.update(isbns(isbn))
    if record.get("publisher"):
        out["publishers"] = [record["publisher"]]
    if record.get("publisher-place"):
        out["publish_places"] = [record["publisher-place"]]
    if year(record):
        out["publish_date"] = str(year(record))
    out.update({"key": key(record, "books", "M"),
                "works": [{"key": key(record, "works", "W")}],
                "latest_revision": 3, "revision": 3})
    return out


def books(corpus, request):
    out = {}
    for bibkey in (request.get("bibkeys") or "").split(","):
        isbn = isbn13(re.sub(r"^ISBN:", "", bibkey.strip(), flags=re.I))
        record = corpus.books.get(isbn)
        if record:
            out[bibkey] = data(isbn, record, request.base)
    return Answer(200, JSON, dump(out), HEADERS, chunked=False)


DEFAULT_FIELDS = ("key,title,subtitle,author_name,author_key,edition_count,"
                  "first_publish_year,language").split(",")


def search(corpus, request):
    hits = {}
    asked = 0
    for name, index in (("title", corpus.title_index),
                        ("author", corpus.author_index)):
        if request.get(name):
            asked += 1
            for score, record in index.search(request.get(name), True):
                hits.setdefault(id(record), []).append((score, record))
    if request.get("q"):
        asked += 1
        for score, record in corpus.title_index.search(request.get("q")):
            hits.setdefault(id(record), []).append((score, record))
    # Every field must be met.
    found = [h for h in hits.values() if len(h) == asked]
    found.sort(key=lambda h: -sum(score for score, _ in h))
    try:
        limit = int(request.get("limit") or "100")
    except ValueError:
        limit = 100
    isbn_of = {}
    for isbn, record in corpus.books.items():
        isbn_of.setdefault(id(record), []).append(isbn)
    fields = (request.get("fields") or "").split(",")
    fields = DEFAULT_FIELDS if fields in ([""], ["*"]) else fields
    docs = []
    for hit in found[:limit]:
        record = hit[0][1]
        title, subtitle = parts(record)
        all_isbns = [i for isbn in isbn_of[id(record)]
                     for i in filter(None, (isbn, isbn10(isbn)))]
        doc = {"author_key": [author_key(n).split("/")[-1]
                              for n in names(record)],
               "author_name": names(record), "edition_count": 1,
               "first_publish_year": year(record), "isbn": all_isbns,
               "key": key(record, "works", "W"),
               "publisher": [record["publisher"]]
               if record.get("publisher") else [],
               "publish_year": [year(record)], "title": title}
        if subtitle:
            doc["subtitle"] = subtitle
        docs.append({k: v for k, v in doc.items() if k in fields})
    return Answer(200, JSON, dump({
        "numFound": len(found), "start": 0, "numFoundExact": True,
        "num_found": len(found),
        "documentation_url": "https://openlibrary.org/dev/docs/api/search",
        "q": request.get("q") or "", "offset": None, "docs": docs}),
        HEADERS, chunked=False)


def answer(corpus, request, variants):
    path = request.path
    if path == "/api/books":
        return books(corpus, request)
    if path == "/search.json":
        return search(corpus, request)
    m = re.fullmatch(r"/isbn/([\dXx-]+)\.json", path)
    if m and isbn13(m[1]) in corpus.books:
        record = corpus.books[isbn13(m[1])]
        where = request.base + "/openlibrary" + key(record, "books", "M")
        return Answer(302, "text/html; charset=utf-8", "",
                      dict(HEADERS, location=where + ".json"), chunked=False)
    m = re.fullmatch(r"(/books/OL\d+M)\.json", path)
    if m:
        for isbn, record in corpus.books.items():
            if key(record, "books", "M") == m[1]:
                return Answer(200, JSON, dump(edition(isbn, record)), HEADERS,
                              chunked=False)
    return Answer(404, JSON, dump({"error": "notfound", "key":
                                   path.removesuffix(".json")}), HEADERS,
                  chunked=False)
