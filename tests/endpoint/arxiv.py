"""export.arxiv.org/api/query, in the form that it has since 2026.

Entries come in an order of the service's own, unknown ids are just absent,
and what cannot be an id is an error feed: status 400 if it is the only one.
"""

import re
from xml.sax.saxutils import escape, quoteattr

from answer import Answer
from corpus import name_text, split_arxiv, words
from crossref import hash_of

ATOM = "application/atom+xml"
HEADERS = {"server": "Google Frontend", "via": "1.1 varnish",
           "access-control-allow-origin": "*"}
FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" \
xmlns:arxiv="http://arxiv.org/schemas/atom" \
xmlns="http://www.w3.org/2005/Atom">
  <id>%s</id>
  <title>%s</title>
  <updated>2026-04-12T22:09:36Z</updated>
%s  <opensearch:itemsPerPage>%d</opensearch:itemsPerPage>
  <opensearch:totalResults>%d</opensearch:totalResults>
  <opensearch:startIndex>%d</opensearch:startIndex>
%s</feed>
"""
ERROR = """  <entry>
    <id>%(base)s/api/errors#%(slug)s</id>
    <title>Error</title>
    <updated>2026-04-12T22:59:06Z</updated>
    <link href="%(base)s/api/errors#%(slug)s" rel="alternate" \
type="text/html"/>
    <summary>%(text)s</summary>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
"""


def error_feed(text, status):
    base = "https://arxiv.org" if status == 400 else "http://arxiv.org"
    entry = ERROR % {"base": base, "text": escape(text),
                     "slug": escape(re.sub(r"\W+", "_", text))}
    return Answer(status, ATOM, FEED % (
        "https://arxiv.org/", "arXiv Search Results", "", 1, 1, 0, entry),
        HEADERS)


def first_date(identifier, record):
    """The month is in the id; a corpus line may know the day."""
    versions = (record.get("endpoint") or {}).get("versions")
    if versions:
        return versions[0]["date"]
    digits = re.search(r"(\d\d)(\d\d)", identifier.split("/")[-1])
    year = int(digits[1]) + (1900 if int(digits[1]) > 90 else 2000)
    parts = (record.get("issued") or {}).get("date-parts") or [[]]
    if len(parts[0]) > 2 and parts[0][0] == year:
        return "%04d-%02d-%02d" % tuple(parts[0][:3])
    return "%04d-%s-01" % (year, digits[2])


def entry(identifier, version, record, variants):
    extra = record.get("endpoint") or {}
    first = first_date(identifier, record)
    versions = extra.get("versions") or [{"date": first}]
    if version is None:
        version = len(versions)
    if not 1 <= version <= len(versions):
        return None
    mine = versions[version - 1]
    title = mine.get("title") or record.get("title") or ""
    if "wrapped" in variants and len(title) > 30:
        # The form of old: broken lines in titles, a blank before names.
        title = re.sub(r"^(.{20}\S*) ", r"\1\n  ", title)
    number = "%sv%d" % (identifier, version)
    category = extra.get("category") or "cs.LG"
    out = ["  <entry>",
           "    <id>http://arxiv.org/abs/%s</id>" % number,
           "    <title>%s</title>" % escape(title),
           "    <updated>%sT00:00:00Z</updated>" % mine["date"],
           '    <link href="https://arxiv.org/abs/%s" rel="alternate" '
           'type="text/html"/>' % number,
           '    <link href="https://arxiv.org/pdf/%s" rel="related" '
           'type="application/pdf" title="pdf"/>' % number,
           "    <summary>Not kept.</summary>",
           '    <category term=%s scheme="http://arxiv.org/schemas/atom"/>'
           % quoteattr(category),
           "    <published>%sT00:00:00Z</published>" % first]
    doi = extra.get("doi")
    if not doi and not (record.get("DOI") or "").startswith("10.48550/"):
        doi = record.get("DOI")
    for name, value in (("comment", extra.get("comment")),
                        ("journal_ref", extra.get("journal_ref")),
                        ("doi", doi)):
        if value:
            out.append("    <arxiv:%s>%s</arxiv:%s>"
                       % (name, escape(value), name))
    out.append("    <arxiv:primary_category term=%s/>" % quoteattr(category))
    blank = " " if "wrapped" in variants else ""
    for name in record.get("author") or []:
        out += ["    <author>", "      <name>%s%s</name>"
                % (blank, escape(name_text(name))), "    </author>"]
    return "\n".join(out + ["  </entry>", ""])


FIELDS = {
    "ti": lambda r: r.get("title"),
    "au": lambda r: " ".join(name_text(n) for n in r.get("author") or []),
    "jr": lambda r: (r.get("endpoint") or {}).get("journal_ref"),
    "co": lambda r: (r.get("endpoint") or {}).get("comment"),
    "cat": lambda r: (r.get("endpoint") or {}).get("category"),
}


def text_of(record, field):
    return words(" ".join(read(record) or "" for name, read in FIELDS.items()
                          if field in (name, "all")))


def holds(record, field, phrase):
    return " %s " % " ".join(words(phrase)) in \
        " %s " % " ".join(text_of(record, field))


def matches(record, query):
    """field:word, field:"a phrase", joined from left to right."""
    result, joiner = None, "AND"
    for m in re.finditer(r'\b(AND|OR|ANDNOT)\b|(?:(\w+):)?'
                         r'(?:"([^"]*)"|([^\s()"]+))', query):
        if m[1]:
            joiner = m[1]
            continue
        found = holds(record, m[2] or "all", m[3] if m[3] is not None
                      else m[4].replace("_", " "))
        if result is None:
            result = found
        elif joiner == "OR":
            result = result or found
        elif joiner == "ANDNOT":
            result = result and not found
        else:
            result = result and found
        joiner = "AND"
    return bool(result)


def candidates(corpus, query):
    """Ids of all that can meet a query of ANDs; of everything otherwise."""
    if not hasattr(corpus, "arxiv_words"):
        corpus.arxiv_words = {}
        for identifier, record in corpus.arxiv.items():
            for word in set(text_of(record, "all")):
                corpus.arxiv_words.setdefault(word, []).append(identifier)
    lists = [corpus.arxiv_words.get(word, [])
             for m in re.finditer(r'(?:\w+):(?:"([^"]*)"|([^\s()"]+))', query)
             for word in words(m[1] or m[2].replace("_", " "))]
    if not lists or re.search(r"\b(OR|ANDNOT)\b", query):
        return list(corpus.arxiv)
    return min(lists, key=len)


def search(corpus, query):
    """Ids: of "(a AND b) OR (c AND d)" either group's."""
    groups = query.split(" OR ") if "(" in query else [query]
    found = {}
    for group in groups:
        for identifier in candidates(corpus, group):
            if identifier not in found and \
                    matches(corpus.arxiv[identifier], group):
                found[identifier] = True
    return found


def select(corpus, ids, query):
    """[(id, version, record)] or the Answer that refuses."""
    found = []
    for text in ids:
        parts = split_arxiv(text)
        if not parts:
            if len(ids) == 1:
                return error_feed("incorrect id format for " + text, 400)
            continue
        if parts[0] in corpus.arxiv:
            found.append((parts[0], parts[1], corpus.arxiv[parts[0]]))
    if query:
        hits = search(corpus, query)
        found = [f for f in found if f[0] in hits] if ids else \
            [(i, None, corpus.arxiv[i]) for i in hits]
    elif not ids:
        found = [(i, None, r) for i, r in corpus.arxiv.items()]
    return found


def answer(corpus, request, variants):
    if request.path.rstrip("/") != "/api/query":
        return Answer(404, "text/html", "<html><head><title>404 Not Found"
                      "</title></head></html>", HEADERS)
    query = request.get("search_query") or ""
    ids = [i.strip() for i in (request.get("id_list") or "").split(",")
           if i.strip()]
    try:
        start = int(request.get("start") or "0")
        most = int(request.get("max_results") or "10")
    except ValueError:
        return error_feed("max_results must be an integer", 400)
    if start < 0 or most < 0 or most > 2000 or start + most > 30000:
        return error_feed("max_results must be non-negative and at most 2000",
                          400)
    found = select(corpus, ids, query)
    if isinstance(found, Answer):
        return found
    found.sort(key=lambda f: hash_of(f[0]))
    if "reversed" in variants:
        found.reverse()
    entries = [entry(i, v, r, variants) for i, v, r in found]
    entries = [e for e in entries if e]
    asked = "search_query=%s&id_list=%s&start=%d&max_results=%d" % (
        query, ",".join(ids), start, most)
    link = '  <link href=%s type="application/atom+xml"/>\n' % quoteattr(
        "https://arxiv.org/api/query?" + asked)
    return Answer(200, ATOM, FEED % (
        "https://arxiv.org/api/%08x" % hash_of(asked),
        escape("arXiv Query: " + asked), link, most, len(entries), start,
        "".join(entries[start:start + most])), HEADERS)
