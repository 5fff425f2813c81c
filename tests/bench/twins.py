"""Is the record that a reference was judged by a record of the work cited?

Corpora have works twice, under titles and names that are spelt otherwise. Where
the records of a work are withheld, such a twin stays behind, and then judging by
it is right. What is a twin is decided here by a strict rule, from the cited
record and the judged one alone, never from what the program says:

  identifier  the same DOI, arXiv id or PMID;
  title       the same title and first author, the years at most one apart, and
              nothing of place against it: not two volumes with two first pages;
              or one title cut short, the same year, all the same people;
              or the same title and year, and one record names nobody; or one
              title is the other's container, volume and title;
  place       the same year, volume (or container) and pages, and either the same
              title, whoever is said to have written it, or the same first author,
              however the title is spelt (mis-encoded, transliterated otherwise,
              translated): one printing. With the same first author the years may
              be one apart, and of a chapter any years: editions of its book;
  printing    the same title, all the same people in any order, and years further
              apart or another place: a reprint, an edition, a version of it.

Titles are the same if their letters are, or all but one in twelve of them, or if
one is the other up to a mark (colon, full stop, bracket, comma) or without what
is in brackets, and has at least 10 letters, or is the other without the one word
before its colon or full stop, and has 20; an article in front, "&" for "and" and
"vol." for "volume" make no difference; never if they have other numbers. A first
author is the same if the family name, up to spelling, is a name of the other's:
services turn names round. Pages are the same from and to, but for two pages at
the end, and there are at least two of them: notes share a page, and no author has
two papers from one page of a volume to another. Nothing else is a twin, whatever
it looks like: another part, another edition by more people, the book of a chapter.
"""
import re
import unicodedata

import variation

RULES = ("identifier", "title", "place", "printing")
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vii": "7", "viii": "8", "ix": "9"}
END_PAGES_APART = 2   # of one range, as catalogues count
LETTERS_A_SLIP = 12   # of a title; every so many letters may hide one slip
TAIL_MIN = 20         # letters behind the name of a system
MAIN_TITLE_MIN = 10   # letters of a title's beginning that is taken for it


def fold(text):
    text = variation.to_ascii(variation.plain(str(text or "")))
    text = unicodedata.normalize("NFKD", text).casefold()
    text = re.sub(r"^\W*(the|an?|le|la|les|der|die|das|el|los|las|il|een)\s+",
                  "", text)
    text = re.sub(r"\bvol\.?(?= )", "volume", text.replace("&", " and "))
    text = re.sub(r"\b(and|und|dan|et|og|och|y)\b", " ", text)
    text = re.sub(r"\b[ivx]{2,}\b", lambda m: ROMAN.get(m[0], m[0]), text)
    return "".join(c for c in text if not unicodedata.combining(c))


def letters(text):
    return re.sub(r"[\W_]+", "", fold(text))


def distance(x, y, most):
    """Letters to put in, take out, change or exchange; most + 1 if more."""
    if abs(len(x) - len(y)) > most:
        return most + 1
    before, rows = None, list(range(len(y) + 1))
    for i, a in enumerate(x, 1):
        now = [i]
        for j, b in enumerate(y, 1):
            best = min(rows[j] + 1, now[j - 1] + 1, rows[j - 1] + (a != b))
            if before and j > 1 and a == y[j - 2] and x[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            now.append(best)
        if min(now) > most:
            return most + 1
        before, rows = rows, now
    return rows[-1]


def numbers(text):
    return sorted(re.findall(r"\d+|\b[ivx]+\b", fold(text)))


def alike(x, y):
    slips = max(1, min(len(x), len(y)) // LETTERS_A_SLIP)
    return x == y or distance(x, y, slips) <= slips


def same_whole_title(x, y):
    return bool(letters(x) and letters(y)) and numbers(x) == numbers(y) and \
        alike(letters(x), letters(y))


def beginnings(text):
    """What a title may be called for short."""
    text = variation.plain(str(text or ""))
    yield text
    yield re.sub(r"[(\[][^)\]]*[)\]]", " ", text)
    for m in re.finditer(r"[:.;,?!(\[=/]| [-\u2013\u2014] ", text):
        yield text[:m.start()]


def tail(text):
    """What is behind a name: "AttrSeg: Open-Vocabulary Segmentation via ..."."""
    m = re.match(r"([^:.]*)[:.]\s+(.*)", fold(text), re.S)
    return m[2] if m and len(letters(m[2])) >= TAIL_MIN and \
        len(m[1].split()) == 1 else ""


def same_title(x, y):
    if same_whole_title(x, y) or same_whole_title(tail(x), y) or \
            same_whole_title(x, tail(y)):
        return True
    if any(len(letters(a)) >= MAIN_TITLE_MIN and same_whole_title(a, q)
           for a, b in ((x, y), (y, x)) for q in beginnings(b)):
        return True
    return any(same_whole_title(tail(a), q)
               for a, b in ((x, y), (y, x)) for q in beginnings(b))


def begins(x, y):
    """One title is a beginning of the other, cut at a word."""
    x, y = fold(x).split(), fold(y).split()
    n = min(len(x), len(y))
    return len("".join(x[:n])) >= MAIN_TITLE_MIN and x[:n] == y[:n] and \
        numbers(" ".join(x)) == numbers(" ".join(y))


NOBODY = re.compile(r"anonymous|anon|\W*s\W*n\W*|n\W*a|no author|stated no author|"
                    r"no author stated|unknown|various")


def is_nobody(person):
    return NOBODY.fullmatch(" ".join(
        fold(person.get(k)) for k in ("literal", "family", "given")
        if person.get(k)).strip())


def people(work):
    return [p for p in work.get("author") or work.get("editor") or []
            if not is_nobody(p)]


def words(person):
    return [w for k in ("family", "given", "literal", "non-dropping-particle")
            for w in re.findall(r"\w+", fold(person.get(k)))]


def same_name(x, y):
    slips = 0 if min(len(x), len(y)) < 4 else \
        1 if min(len(x), len(y)) < 7 else 2
    return distance(x, y, slips) <= slips


def same_person(x, y):
    """The family name of one is a name of the other."""
    for a, b in ((x, y), (y, x)):
        family = re.findall(r"\w+", fold(a.get("family") or a.get("literal")))
        if family and any(len(w) > 1 and same_name(family[-1], w)
                          for w in words(b)):
            return True
    return False


def same_people(x, y):
    """Each of the one is another one of the other."""
    x, y = people(x), list(people(y))
    if len(x) != len(y):
        return False
    for a in x:
        b = next((b for b in y if same_person(a, b)), None)
        if not b:
            return False
        y.remove(b)
    return True


def same_first(x, y):
    x, y = people(x), people(y)
    return bool(x and y) and same_person(x[0], y[0])


def first_page(work):
    m = re.match(r"\D*0*(\d+)", str(work.get("page") or ""))
    return m[1] if m else None


def range_of(work):
    m = re.match(r"\D*0*(\d+)\s*[-\u2013\u2014]+\s*(\d+)",
                 str(work.get("page") or ""))
    return m and (m[1], m[1][:max(len(m[1]) - len(m[2]), 0)] + m[2])


def volume(work):
    m = re.search(r"\d+", str(work.get("volume") or ""))
    return m and m[0]


def same_pages(x, y):
    x, y = range_of(x), range_of(y)
    return bool(x and y) and x[0] == y[0] and x[0] != x[1] and y[0] != y[1] and \
        abs(int(x[1]) - int(y[1])) <= END_PAGES_APART


def same_container(x, y):
    x, y = (w.get("container-title") for w in (x, y))
    return bool(x and y) and same_title(x, y)


def whole_title(work):
    """With the name of the set and the volume's number, as a catalogue has it."""
    return " ".join(filter(None, (
        work.get("container-title"),
        work.get("volume") and f"volume {work['volume']}", work.get("title"))))


def another_place(x, y):
    return bool(volume(x) and volume(y) and first_page(x) and first_page(y)) \
        and volume(x) != volume(y) and first_page(x) != first_page(y)


def arxiv(work):
    m = re.match(r"10\.48550/arxiv\.(.+)", str(work.get("DOI") or "").lower())
    return m[1] if m else str(work.get("arXiv") or "").lower() or None


def relation(x, y):
    """What makes a record one of the work: None, or the name of the rule."""
    for key in ("DOI", "PMID"):
        if x.get(key) and str(x[key]).lower() == str(y.get(key)).lower():
            return "identifier"
    if arxiv(x) and arxiv(x) == arxiv(y):
        return "identifier"
    years = variation.year_of(x), variation.year_of(y)
    gap = abs(years[0] - years[1]) if all(years) else None
    if gap == 0 and begins(x.get("title"), y.get("title")) and people(x) and \
            same_people(x, y):
        return "title"
    there = same_pages(x, y) and (volume(x) == volume(y) if volume(x) and
                                  volume(y) else same_container(x, y))
    if there and same_first(x, y) and gap is not None and (
            gap <= 1 or same_container(x, y) and not volume(x)):
        return "place"
    if gap == 0 and same_first(x, y) and (
            same_whole_title(x.get("title"), whole_title(y)) or
            same_whole_title(whole_title(x), y.get("title"))):
        return "title"
    if not same_title(x.get("title"), y.get("title")):
        return None
    if gap == 0 and bool(people(x)) != bool(people(y)):
        return "title"
    if same_first(x, y) and gap is not None and gap <= 1 and \
            not another_place(x, y):
        return "title"
    if gap == 0 and there:
        return "place"
    if people(x) and same_people(x, y):
        return "printing"
    return None


def judged_by(report):
    """The records of a report: the judged one and its versions. Where no source
    has the version cited, the work shown is the reference's own."""
    own = report.get("work")
    out = [own] if own and "no source has the version" not in \
        report["reason"] else []
    return out + (report.get("versions") or [])


def twin(work, report):
    """The name of the rule by which it was judged by a twin, or None."""
    found = [relation(work, r) for r in judged_by(report)]
    return next((x for x in RULES if x in found), None)
