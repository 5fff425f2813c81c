"""The records that the loopback services know: CSL-JSON, one object a line.

Which service knows a record is decided by what it is registered as:

  DOI with a DataCite prefix   DataCite, and doi.org sends there
  any other DOI                Crossref, and doi.org sends there
  arXiv id                     arXiv, and DataCite as 10.48550/arxiv.ID
  ISBN on a book               Open Library, Google Books
  PMID                         PubMed, Europe PMC
  a conference paper, or an    dblp
  arXiv id
  any of these                 OpenAlex, Semantic Scholar
  none of these                nobody

The member "endpoint" of a line holds what CSL has no place for: "versions"
(of an arXiv paper: date, and title where it was another), "category",
"journal_ref", "doi", "comment", "updated-by", "update-to", "relation",
"subtype", "title" (as the service writes it, with markup), and "nobody"
(no service has it).
"""

import json
import math
import re
import unicodedata

DATACITE_PREFIXES = {
    "10.48550", "10.5281", "10.6084", "10.5061", "10.17605", "10.24432",
    "10.17632", "10.7910", "10.25384", "10.31234", "10.22541", "10.34740",
}
COMMON = 200    # records: a word in more of them is not searched by alone
BOOKS = {"book", "collection", "thesis", "report", "document"}


def words(text):
    """Folded words; an ideograph or kana is a word of its own."""
    text = unicodedata.normalize("NFKD", text or "").casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+",
                      re.sub(r"<[^>]*>|['’]", "", text))


def name_text(name):
    """As it is spoken: ideographs have the family first, and no blank."""
    if "literal" in name:
        return name["literal"]
    if re.match(r"[\u3400-\u9fff\uac00-\ud7af]", name.get("family") or ""):
        return name["family"] + name.get("given", "")
    parts = (name.get("given"), name.get("dropping-particle"),
             name.get("non-dropping-particle"), name.get("family"),
             name.get("suffix"))
    return " ".join(p for p in parts if p)


def family(name):
    parts = (name.get("non-dropping-particle"), name.get("family"))
    return " ".join(p for p in parts if p)


def year(record):
    parts = (record.get("issued") or {}).get("date-parts") or [[None]]
    return parts[0][0] if parts[0] else None


def isbn13(text):
    """13 digits for an ISBN of either kind, or None."""
    digits = re.sub(r"[-\s]", "", text or "").upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        digits = "978" + digits[:9]
        total = sum(int(c) * (3 if i % 2 else 1)
                    for i, c in enumerate(digits))
        return digits + str(-total % 10)
    return digits if re.fullmatch(r"\d{13}", digits) else None


def isbn10(isbn):
    """The ISBN-10 of a 978 ISBN-13, or None."""
    if not isbn.startswith("978"):
        return None
    digits = isbn[3:12]
    check = -sum(int(c) * (10 - i) for i, c in enumerate(digits)) % 11
    return digits + ("X" if check == 10 else str(check))


def split_arxiv(identifier):
    """("1706.03762", 5) of "1706.03762v5"; version None if none is given."""
    m = re.fullmatch(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z-]+)?/\d{7})"
                     r"(?:v(\d+))?", identifier.strip())
    return (m[1], int(m[2]) if m[2] else None) if m else None


class Index:
    """Records by words, ranked by how rare the words they share are."""

    def __init__(self, records, text):
        self.records = records
        self.by_word = {}
        self.sets = {}          # of the records that have a common word
        for number, record in enumerate(records):
            for word in set(words(text(record))):
                self.by_word.setdefault(word, []).append(number)

    def search(self, query, need_all=False):
        """(score, record), best first. What every other record has ("of",
        "the") adds to a score, but is no hit by itself if anything else is."""
        scores = {}
        asked = sorted(set(words(query)),
                       key=lambda w: (len(self.by_word.get(w, ())), w))
        hits = {}
        for word in asked:
            found = self.by_word.get(word, ())
            weight = math.log(1 + len(self.records) / (1 + len(found)))
            if len(found) > COMMON and scores:
                found = [n for n in scores if n in self.common(word)]
            for number in found:
                scores[number] = scores.get(number, 0) + weight
                hits[number] = hits.get(number, 0) + 1
        ranked = sorted(scores, key=lambda n: (-scores[n], n))
        return [(scores[n], self.records[n]) for n in ranked
                if not need_all or hits[n] == len(asked)]

    def common(self, word):
        if word not in self.sets:
            self.sets[word] = frozenset(self.by_word[word])
        return self.sets[word]


def everything(record):
    return " ".join(str(x) for x in [
        record.get("title"), record.get("container-title"), year(record),
        record.get("volume"), record.get("page"), record.get("publisher"),
        *[name_text(n) for n in record.get("author") or []],
        *[name_text(n) for n in record.get("editor") or []]] if x)


class Corpus:
    def __init__(self, paths):
        self.crossref = {}      # by DOI in small letters
        self.datacite = {}
        self.arxiv = {}         # by id without version
        self.books = {}         # by ISBN-13
        self.pubmed = {}        # by PMID
        self.computing = []     # what dblp has
        self.nobody = []
        self.known = []
        for path in paths:
            with open(path, encoding="utf-8", newline="\n") as lines:
                for line in lines:
                    if line.strip():
                        self.add(json.loads(line))
        self.crossref_index = Index(list(self.crossref.values()), everything)
        self.datacite_index = Index(list(self.datacite.values()), everything)
        self.everything = Index(self.known, lambda r: r.get("title"))
        books = list({id(r): r for r in self.books.values()}.values())
        self.title_index = Index(books, lambda r: r.get("title"))
        self.author_index = Index(books, lambda r: " ".join(
            name_text(n) for n in r.get("author") or []))

    def add(self, record):
        doi = (record.get("DOI") or "").lower()
        arxiv = split_arxiv(record.get("arXiv") or "")
        known = False
        if doi.startswith("10.48550/arxiv.") and not arxiv:
            arxiv = split_arxiv(doi[len("10.48550/arxiv."):])
        if doi:
            known = True
            if doi.split("/")[0] in DATACITE_PREFIXES:
                self.datacite[doi] = record
            else:
                self.crossref[doi] = record
        if arxiv:
            known = True
            # A paper's own preprint record wins over its published one that
            # names the id too.
            if doi.startswith("10.48550/") or arxiv[0] not in self.arxiv:
                self.arxiv[arxiv[0]] = record
            self.datacite.setdefault("10.48550/arxiv." + arxiv[0].lower(),
                                     record)
        if record.get("type") in BOOKS and record.get("ISBN"):
            for text in re.split(r"[\s,;]+", str(record["ISBN"])):
                if isbn13(text):
                    known = True
                    self.books[isbn13(text)] = record
        if record.get("PMID"):
            known = True
            self.pubmed[str(record["PMID"])] = record
        if (arxiv or record.get("type") == "paper-conference") and \
                not (record.get("endpoint") or {}).get("nobody"):
            known = True
            self.computing.append(record)
        (self.known if known else self.nobody).append(record)

    def agency(self, doi):
        doi = doi.lower()
        if doi in self.crossref:
            return "Crossref"
        return "DataCite" if doi in self.datacite else None
