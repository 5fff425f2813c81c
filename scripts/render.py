"""References as people print them, and what goes wrong in them, by lot. For fit-weights."""
import re, string as letters, unicodedata


def person(n):
    """A name in one string, as CSL."""
    p = n.split()
    return {"family": p[-1], "given": " ".join(p[:-1])} if len(p) > 1 else {"literal": n}


# --- what is claimed ------------------------------------------------------------------------------------------------

def typo(s, rng):
    if len(s) < 4:
        return s
    i = rng.randrange(1, len(s) - 1)
    return rng.choice((s[:i] + s[i + 1:], s[:i] + s[i + 1] + s[i] + s[i + 2:],
                       s[:i] + rng.choice(letters.ascii_lowercase) + s[i + 1:],
                       s[:i] + s[i] + s[i:]))


def like_title(title, other, rng):
    """Some of its words replaced by another title's."""
    words, more = title.split(), [w for w in other.split() if len(w) > 4]
    places = [i for i, w in enumerate(words) if len(w) > 4]
    for i in rng.sample(places, min(len(places), rng.choice((1, 2, 2, 3)))):
        if more:
            words[i] = rng.choice(more)
    return " ".join(words)


def vary_title(title, other, rng):
    kind, words = rng.random(), title.split()
    if kind < 0.58:
        return title
    if kind < 0.64:
        return rng.choice((title.lower(), title.upper(), title.title()))
    if kind < 0.74:
        for _ in range(rng.choice((1, 1, 2, 3))):
            title = typo(title, rng)
        return title
    if kind < 0.80 and len(words) > 3:
        del words[rng.randrange(len(words))]
        return " ".join(words)
    if kind < 0.87:
        return re.split(r"[:?.] ", title)[0]
    if kind < 0.91 and len(words) > 5:
        return " ".join(words[:rng.randrange(3, len(words))])
    if kind < 0.95:
        return like_title(title, other, rng)
    if kind < 0.98:
        return None
    return title


def vary_people(people, others, rng):
    """The people and whether "et al." follows."""
    kind, out = rng.random(), list(people)
    if kind < 0.5 or not out:
        return out, False
    if kind < 0.68:
        n = rng.choice((1, 1, 2, 3))
        return out[:n], len(out) > n
    if kind < 0.75 and len(out) > 1:
        del out[rng.randrange(len(out))]
    elif kind < 0.79:
        rng.shuffle(out)
    elif kind < 0.84 and others:
        out[rng.randrange(len(out))] = rng.choice(others)
    elif kind < 0.88 and others:
        out = list(others)
    elif kind < 0.92 and out[0].get("family"):
        i = rng.randrange(len(out))
        if out[i].get("family"):
            out[i] = dict(out[i], family=typo(out[i]["family"], rng))
    elif kind < 0.95:
        given = [o["given"] for o in others if o.get("given")] or ["John", "Maria", "Wei"]
        out = [dict(n, given=rng.choice(given)) for n in out]
    elif kind < 0.97:
        out = []
    return out, False


def vary_container(name, other, rng):
    kind = rng.random()
    if not name or kind < 0.5:
        return name
    if kind < 0.66:
        return " ".join(w[:rng.randrange(3, 6)] + "." if len(w) > 6 else w for w in name.split())
    if kind < 0.76:
        short = re.findall(r"\b[A-Z][A-Za-z]*[A-Z]\b", name)
        return short[0] if short else "".join(w[0] for w in name.split() if w[0].isupper()) or name
    if kind < 0.82:
        return re.sub(r"\b(of the|on|and|the|in) ", "", name)
    if kind < 0.87:
        return "arXiv preprint"
    if kind < 0.92:
        return other or name
    return None


def year_of(work):
    return ((work.get("issued") or {}).get("date-parts") or [[None]])[0][0]


KINDS = {"article-journal": "article", "paper-conference": "inproceedings", "book": "book", "chapter": "incollection",
         "thesis": "phdthesis"}


def vary(work, other, rng):
    """A claim about a work, and whether it is still that work: an invention has people, words, a container of works
    that exist, but not the place where one stands."""
    people = work.get("author") or work.get("editor") or []
    others = other.get("author") or other.get("editor") or []
    year, title = year_of(work), work["title"]
    lot = rng.random()
    real, place = lot >= 0.06, True
    if lot < 0.02:  # another paper of the same people
        title, place = other["title"], False
    elif lot < 0.04:  # a like title, by others
        title, people, place = like_title(like_title(title, other["title"], rng), other["title"], rng), others, False
    elif lot < 0.06:  # a like title, by the same people
        title, place = like_title(like_title(other["title"], title, rng), title, rng), False
    elif lot < 0.07 and "-" in work.get("page", ""):  # where it stands tells what is meant
        title = other["title"]
    claim = {"title": vary_title(title, other["title"], rng) if real else title, "kind": KINDS.get(work["type"], "misc")}
    claim["author"], claim["more"] = vary_people(people, others, rng)
    chance = rng.random()
    if year:
        year += 0 if chance < 0.84 else rng.choice((-1, 1)) if chance < 0.91 else rng.choice((-4, -3, -2, 2, 3, 6))
    claim["year"] = year if chance < 0.96 else None
    claim["container"] = vary_container(work.get("container-title"), other.get("container-title"), rng)
    bare = claim["title"] is None
    for field in ("volume", "issue", "page"):
        if place and work.get(field) and (bare or rng.random() < 0.65):
            claim[field] = work[field]
    if claim.get("page") and rng.random() < 0.06:
        claim["page"] = str(rng.randrange(1, 900))
    elif claim.get("page") and rng.random() < 0.2:
        claim["page"] = claim["page"].split("-")[0]
    if rng.random() < 0.4:
        claim["publisher"] = work.get("publisher")
    if rng.random() < 0.22 and real:
        claim["arXiv"] = work.get("arXiv")
        if not claim["arXiv"]:
            claim["DOI"] = work.get("DOI")
    elif rng.random() < 0.03:
        claim["DOI"] = other.get("DOI")
    return claim, real


# --- as a .bib entry ------------------------------------------------------------------------------------------------

def tex(s):
    return re.sub(r"([&%#_$])", r"\\\1", re.sub(r"[{}\\]", "", str(s)))


def whole(n):
    if n.get("literal") or not n.get("given"):
        return "{" + tex(n.get("literal") or n.get("family")) + "}"
    return tex(f"{n['family']}, {n['given']}")


def bib(key, c):
    people = " and ".join(whole(n) for n in c["author"] if n.get("family") or n.get("literal"))
    home = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}.get(c["kind"], "howpublished")
    fields = {"author": people + (" and others" if c.get("more") and people else ""), home: c.get("container") and tex(c["container"]),
              "archiveprefix": "arXiv" if c.get("arXiv") else None}
    for ours, theirs in (("title", "title"), ("year", "year"), ("volume", "volume"), ("issue", "number"), ("page", "pages"),
                         ("publisher", "publisher")):
        fields[theirs] = c.get(ours) and tex(c[ours])
    fields["doi"], fields["eprint"] = c.get("DOI"), c.get("arXiv")
    return f"@{c['kind']}{{{key},\n" + "".join(f"  {k} = {{{v}}},\n" for k, v in fields.items() if v) + "}\n\n"


# --- as a string ----------------------------------------------------------------------------------------------------

def initials(given, stop):
    return (" " if stop else "").join(w[0] + stop for w in re.split(r"[ .-]+", given) if w)


def name(n, form):
    family, given = n.get("family"), n.get("given")
    if not family or not given:
        return n.get("literal") or family or ""
    return {"given-first": f"{given} {family}", "initials-first": f"{initials(given, '.')} {family}",
            "family-first": f"{family}, {initials(given, '.')}", "bare": f"{family} {initials(given, '')}",
            "whole": f"{family}, {given}"}[form]


# names, joined by, before the last, the rest; each piece in [] is there if its field is
STYLES = (
    ("family-first", ", ", ", & ", "{A} [({Y}). ]{T}.[ {C}][, {V}][({I})][, {P}]."),
    ("initials-first", ", ", ", and ", "{A}, \"{T},\"[ in {C}][, vol. {V}][, no. {I}][, pp. {P}][, {Y}]."),
    ("given-first", ", ", ", and ", "{A}.[ {Y}.] {T}.[ In {C}][, Vol. {V}][. {P}]."),
    ("bare", ", ", ", ", "{A}. {T}.[ {C}.][ {Y}][;{V}][({I})][:{P}]."),
    ("family-first", ", ", " and ", "{A}[ {Y}], '{T}',[ {C}][, vol. {V}][, no. {I}][, pp. {P}]."),
    ("family-first", ", ", ", ", "{A}: {T}.[ {C}][ {V}][({I})][, {P}][ ({Y})]"),
    ("whole", "; ", "; ", "{A}. \"{T}.\"[ {C}][ {V}][.{I}][ ({Y})][: {P}]."),
    ("given-first", ", ", " and ", "{A}. {T}.[ In {C}][, pages {P}][, {Y}]."),
)
BARE = (
    ("family-first", "; ", "; ", "{A}[ {C}][ {Y}][, {V}][, {P}]."),
    ("initials-first", ", ", " and ", "{A},[ {C}][ {V}][, {P}][ ({Y})]."),
)


def string(c, rng):
    form, by, last, rest = rng.choice(STYLES if c.get("title") else BARE)
    people = [p for p in (name(n, form) for n in c["author"]) if p]
    listed = by.join(people[:-1]) + last + people[-1] if len(people) > 1 else "".join(people)
    values = {"A": listed + (" et al." if c.get("more") else ""), "T": c.get("title") or "", "Y": c.get("year"),
              "C": c.get("container"), "V": c.get("volume"), "I": c.get("issue"), "P": c.get("page")}

    def piece(m):
        field = re.search(r"\{(\w)\}", m[1])[1]
        return m[1] if values[field] else ""

    out = re.sub(r"\[([^]]*)\]", piece, rest)
    out = re.sub(r"\{(\w)\}", lambda m: str(values[m[1]]), out)
    if c.get("publisher") and rng.random() < 0.5:
        out = out.rstrip(".") + f". {c['publisher']}."
    if c.get("DOI"):
        out += f" https://doi.org/{c['DOI']}"
    elif c.get("arXiv"):
        out += f" arXiv:{c['arXiv']}"
    out = re.sub(r"\.\.+", ".", " ".join(out.split())).lstrip(".,: ")
    return unicodedata.normalize("NFC", out)
