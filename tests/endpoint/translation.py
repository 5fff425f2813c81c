"""A translation-server of Zotero's: POST /search with an identifier.

Typed after its README and the fields of Zotero's API.
"""

import re

from answer import Answer, dump
from corpus import isbn13, split_arxiv, year

JSON = "application/json"
TYPES = {"article-journal": "journalArticle", "paper-conference":
         "conferencePaper", "article": "preprint", "book": "book",
         "chapter": "bookSection", "thesis": "thesis", "report": "report"}


def creator(name):
    if "literal" in name:
        return {"creatorType": "author", "name": name["literal"]}
    return {"creatorType": "author", "firstName": name.get("given", ""),
            "lastName": name.get("family", "")}


def item(record):
    return {"key": "ABCD2345", "version": 0,
            "itemType": TYPES.get(record.get("type"), "document"),
            "creators": [creator(n) for n in record.get("author") or []],
            "tags": [], "title": record.get("title"),
            "publicationTitle": record.get("container-title", ""),
            "volume": record.get("volume", ""),
            "issue": record.get("issue", ""),
            "pages": record.get("page", ""),
            "date": str(year(record) or ""), "DOI": record.get("DOI", ""),
            "ISBN": record.get("ISBN", ""),
            "archiveID": "arXiv:" + record["arXiv"]
            if record.get("arXiv") else "",
            "publisher": record.get("publisher", ""),
            "extra": "PMID: " + record["PMID"] if record.get("PMID") else "",
            "libraryCatalog": "DOI.org (Crossref)"}


def answer(corpus, request, variants):
    if request.method != "POST":
        return Answer(405, "text/plain", "Method Not Allowed")
    if request.path == "/web":
        return Answer(400, "text/plain", "This one fetches no page.")
    if request.path != "/search":
        return Answer(404, "text/plain", "Not Found")
    text = (request.body or "").strip()
    if not text:
        return Answer(400, "text/plain", "POST data not provided\n")
    record = corpus.crossref.get(text.lower()) or \
        corpus.datacite.get(text.lower()) or \
        corpus.books.get(isbn13(text)) or corpus.pubmed.get(text)
    paper = split_arxiv(re.sub(r"^arXiv:", "", text))
    if paper and not record:
        record = corpus.arxiv.get(paper[0])
    if not record:
        return Answer(501, "text/plain", "No items returned from any "
                      "translator\n")
    return Answer(200, JSON, dump([item(record)]))
