"""Real works as people cite them: fields and strings with ordinary variation.

Nothing here makes a field false: what is left out, abbreviated, recased or
cut by "et al." is what careful authors write every day.
"""
import html
import re
import unicodedata

# --- words ------------------------------------------------------------------

# Title words as ISO 4 abbreviates them (beginnings of words).
ABBREVIATIONS = """
abstract:Abstr. academ:Acad. acoust:Acoust. acta:Acta adm:Adm. advance:Adv.
africa:Afr. agricult:Agric. algebra:Algebra america:Am. analy:Anal. anat:Anat.
annal:Ann. annual:Annu. anthropolog:Anthropol. appli:Appl. archiv:Arch.
artificial:Artif. asia:Asian. associat:Assoc. astronom:Astron. astrophys:Astrophys.
austral:Aust. automat:Autom. behavi:Behav. biochem:Biochem. bioinformatic:Bioinf.
biolog:Biol. biomed:Biomed. british:Br. bulletin:Bull. cell:Cell chem:Chem.
clinic:Clin. cognit:Cognit. communicat:Commun. comparativ:Comp.
computation:Comput. computer:Comput. comput:Comput. conference:Conf.
congress:Congr. contemporar:Contemp. control:Control current:Curr.
cybernetic:Cybern. data:Data decision:Decis. develop:Dev. discret:Discrete
disease:Dis. econom:Econ. education:Educ. electr:Electr. electron:Electron.
engineer:Eng. environment:Environ. europ:Eur. evolution:Evol. experiment:Exp.
foundation:Found. function:Funct. general:Gen. genetic:Genet. geograph:Geogr.
geolog:Geol. graph:Graph. histor:Hist. human:Hum. imag:Image. industr:Ind.
informatic:Inf. information:Inf. institut:Inst. intellig:Intell.
international:Int. journal:J. knowledge:Knowl. language:Lang. learning:Learn.
letter:Lett. linguist:Linguist. logic:Logic machine:Mach. magazine:Mag.
management:Manag. mathemat:Math. mechanic:Mech. medic:Med. method:Methods
microbiolog:Microbiol. model:Model. molecular:Mol. national:Natl. natur:Nat.
network:Netw. neural:Neural neuro:Neuro. nuclear:Nucl. operation:Oper.
optic:Opt. optim:Optim. pattern:Pattern perspectiv:Perspect. philosoph:Philos.
physic:Phys. physiolog:Physiol. politic:Polit. probabilit:Probab.
proceeding:Proc. process:Process. psycholog:Psychol. quarter:Q. recognition:Recognit.
report:Rep. research:Res. review:Rev. robot:Rob. royal:R. scien:Sci.
signal:Signal societ:Soc. sociolog:Sociol. software:Softw. speech:Speech
statist:Stat. studies:Stud. survey:Surv. symposi:Symp. system:Syst.
techn:Technol. theor:Theor. transaction:Trans. universit:Univ. vision:Vision
visual:Vis. workshop:Workshop zeitschrift:Z.
"""
ABBREVIATION = sorted((x.split(":") for x in ABBREVIATIONS.split()),
                      key=lambda x: -len(x[0]))
DROPPED = {"of", "the", "and", "for", "in", "on", "de", "la", "der", "und",
           "des", "du", "et", "&", "fur", "für", "to", "an", "a"}

# Conferences and journals of computing by the names that all use.
ACRONYMS = {
    "computer vision and pattern recognition": "CVPR",
    "international conference on computer vision": "ICCV",
    "european conference on computer vision": "ECCV",
    "neural information processing systems": "NeurIPS",
    "international conference on machine learning": "ICML",
    "international conference on learning representations": "ICLR",
    "artificial intelligence and statistics": "AISTATS",
    "uncertainty in artificial intelligence": "UAI",
    "conference on learning theory": "COLT",
    "conference on robot learning": "CoRL",
    "asian conference on machine learning": "ACML",
    "aaai conference on artificial intelligence": "AAAI",
    "international joint conference on artificial intelligence": "IJCAI",
    "empirical methods in natural language processing": "EMNLP",
    "north american chapter": "NAACL",
    "european chapter of the association": "EACL",
    "annual meeting of the association for computational linguistics": "ACL",
    "international conference on computational linguistics": "COLING",
    "computational natural language learning": "CoNLL",
    "transactions of the association for computational linguistics": "TACL",
    "journal of machine learning research": "JMLR",
    "transactions on machine learning research": "TMLR",
    "acoustics, speech": "ICASSP",
    "international conference on robotics and automation": "ICRA",
    "intelligent robots and systems": "IROS",
    "knowledge discovery and data mining": "KDD",
    "research and development in information retrieval": "SIGIR",
    "information and knowledge management": "CIKM",
    "british machine vision conference": "BMVC",
    "language resources and evaluation conference": "LREC",
}

SMALL = {"a", "an", "the", "of", "for", "and", "or", "in", "on", "to", "with",
         "by", "from", "at", "as", "via", "nor", "but", "is"}


def chance(rng, p):
    return rng.random() < p


MARKUP = re.compile(r"</?(?:i|b|u|em|strong|sub|sup|sc|scp|tt|span|p|title|"
                    r"(?:jats|mml):\w+)(?: [^<>]*)?/?>", re.I)


def plain(text):
    """Without markup, entities and line ends."""
    text = html.unescape(MARKUP.sub("", text or ""))
    return " ".join(text.split())


def sentence_case(title):
    words, start, out = title.split(" "), True, []
    for w in words:
        inner = w[1:]
        if not start and w[:1].isupper() and len(w) > 1 and inner.islower():
            w = w.lower()
        elif not start and w == "A":
            w = "a"
        out.append(w)
        start = w.endswith((":", "?", "!"))
    return " ".join(out)


def title_case(title):
    out = []
    for i, w in enumerate(title.split(" ")):
        if w.islower() and (i == 0 or w not in SMALL):
            w = w[:1].upper() + w[1:]
        out.append(w)
    return " ".join(out)


def abbreviate(name, dots=True):
    """As ISO 4 does it, which leaves titles of one word as they are."""
    if len(name.split()) < 2:
        return name
    out = []
    for word in re.split(r"[\s]+", name):
        low = word.lower().strip(",.:()")
        if low in DROPPED and out:
            continue
        for start, short in ABBREVIATION:
            if low.startswith(start):
                word = short if dots else short.rstrip(".")
                break
        out.append(word)
    return " ".join(out)


def acronym(name):
    """The acronym that a venue is known by, or shows itself."""
    low = name.lower()
    for phrase, short in ACRONYMS.items():
        # ICMLA, CICLing and their like are named after the famous one.
        if re.search(re.escape(phrase) + r"(?! (?:and|for|with|in|on)\b)", low) \
                and not re.search("workshop|findings|pacific|student", low):
            return short
    m = re.search(r"\(([A-Z][A-Za-z]*[A-Z][A-Za-z-]*)(?: ?'?\d\d(?:\d\d)?)?\)$",
                  name) or re.search(r", ([A-Z]{3,}[A-Za-z]*) (?:19|20)\d\d,",
                                     name)
    return m[1] if m and "orkshop" not in name else None


# --- names -------------------------------------------------------------------

def initials(given, dots=".", between=" "):
    """Only alphabets have them."""
    if any(ord(c) >= 0x3000 for c in given):
        return given
    out = []
    for word in given.split():
        parts = [p for p in word.split("-") if p]
        first = [p[0].upper() for p in parts if p[0].isalpha()]
        if first:
            out.append("-".join(x + dots for x in first) if dots
                       else "".join(first))
    return between.join(out)


def family(p):
    if p.get("literal") and not p.get("family"):
        return plain(p["literal"])
    parts = [p.get("non-dropping-particle"), p.get("dropping-particle"),
             p.get("family")]
    return plain(" ".join(x for x in parts if x))


def to_ascii(text):
    swap = {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "ı": "i",
            "æ": "ae", "Æ": "Ae", "đ": "d", "Đ": "D"}
    text = "".join(swap.get(c, c) for c in text)
    return "".join(c for c in unicodedata.normalize("NFD", text)
                   if not unicodedata.combining(c))


# --- a citation -----------------------------------------------------------------

KINDS = {"article-journal": "journal", "review": "journal",
         "paper-conference": "conference", "chapter": "chapter",
         "book": "book", "thesis": "thesis", "report": "report",
         "article": "preprint"}


def year_of(work):
    parts = (work.get("issued") or {}).get("date-parts") or [[None]]
    return parts[0][0] if parts[0] else None


# What records have for names, and nobody would write: a suffix or initials for
# the family name, several people in one field, remarks, blanks.
NO_NAME = re.compile(r"(?i)^(?:[js]r\.?|ii|iii|iv|(?:\w\.[ -]?)+|\w|anonym\w*|unknown"
                     r"|none|others|et al\.?)$|[][(){}<>_;,\d]| and |^\W*$")


def usable(work):
    """A work that one can cite: by people, with title and year."""
    names = [family(p) for p in work.get("author") or []]
    if any(NO_NAME.search(n) or re.search(r"[][(){}<>_;,\d]|(?i:(?:^| )and )",
                                          p.get("given") or "")
           for n, p in zip(names, work.get("author") or [])):
        return False
    year = year_of(work)
    return bool(names and all(names) and plain(work.get("title"))
                and isinstance(year, int) and 1000 < year < 2100)


def has_tex(work):
    """A title that nobody can write as text without knowing TeX."""
    return bool(re.search(r"[\\$]", plain(work["title"])))


def arxiv_year(number):
    m = re.match(r"(\d\d)(\d\d)\.\d{4,5}", number or "") or \
        re.match(r"[a-z.-]+/(\d\d)(\d\d)\d{3}", number or "")
    if not m:
        return None
    return (1900 if m[1][0] == "9" else 2000) + int(m[1])


def vary(work, rng, arxiv=None):
    """One citation of a work: a dict of what is written, and in which kind."""
    c = {"kind": KINDS.get(work.get("type"), "other"), "did": []}
    did = c["did"].append
    c["people"] = [{"family": family(p), "given": plain(p.get("given")),
                    "suffix": plain(p.get("suffix"))}
                   for p in work["author"]]
    c["title"] = plain(work["title"]).rstrip(".")
    c["year"] = year_of(work)
    for key, field in (("container", "container-title"), ("volume", "volume"),
                       ("issue", "issue"), ("page", "page"),
                       ("publisher", "publisher"), ("place", "publisher-place"),
                       ("doi", "DOI"), ("edition", "edition")):
        c[key] = plain(str(work.get(field) or ""))
        if c[key] == "None":
            c[key] = ""
    if c["kind"] == "preprint" and c["container"]:
        c["kind"] = "journal"
    if not c["doi"].startswith("10."):
        c["doi"] = ""
    c["arxiv"] = ""
    number = work.get("arXiv") or arxiv
    if c["kind"] == "preprint" and work.get("arXiv"):
        c["arxiv"] = work["arXiv"]
    elif (c["kind"] in ("conference", "journal") and arxiv_year(number) and
          abs(arxiv_year(number) - c["year"]) <= 2 and chance(rng, .3)):
        did("arxiv-for-venue")
        for key in ("container", "volume", "issue", "page", "publisher",
                    "place", "doi", "edition"):
            c[key] = ""
        c.update(kind="preprint", arxiv=number, year=arxiv_year(number))
    elif c["kind"] == "journal" and c["year"] >= 2000 and c["volume"] and \
            "corr" not in c["container"].lower() and \
            chance(rng, .05):
        did("online-first")
        c["year"] -= 1
    vary_title(c, rng, did)
    vary_people(c, rng, did)
    vary_container(c, rng, did)
    for key, p in (("issue", .3), ("page", .2), ("doi", .45),
                   ("publisher", .4), ("place", .6)):
        if c[key] and chance(rng, p):
            did("no-" + key)
            c[key] = ""
    return c


def vary_title(c, rng, did):
    if c["kind"] != "other" and re.search(r"\w: \w", c["title"]) and \
            chance(rng, .06):
        head = c["title"].split(": ")[0]
        if len(head.split()) >= 3:
            did("no-subtitle")
            c["title"] = head
    if chance(rng, .3):
        did("sentence-case")
        c["title"] = sentence_case(c["title"])
    elif chance(rng, .2):
        did("title-case")
        c["title"] = title_case(c["title"])
    if chance(rng, .3):
        if " & " in c["title"]:
            did("and")
            c["title"] = c["title"].replace(" & ", " and ")
        elif " and " in c["title"] and chance(rng, .1):
            did("ampersand")
            c["title"] = c["title"].replace(" and ", " & ", 1)


def vary_people(c, rng, did):
    c["cut"] = 0
    if len(c["people"]) > 2 and chance(rng, .12):
        did("et-al")
        c["cut"] = rng.choice([1, 1, 2, 3]) if len(c["people"]) > 3 else 1
    if chance(rng, .08):
        did("ascii")
        for p in c["people"]:
            p["family"], p["given"] = to_ascii(p["family"]), to_ascii(p["given"])
    roll = rng.random()
    for p in c["people"]:
        words = p["given"].split()
        if roll < .3:
            p["given"] = initials(p["given"]) or p["given"]
        elif roll < .42 and len(words) > 1 and len(words[0]) > 2:
            p["given"] = words[0]
        elif roll < .47 and "-" in p["given"]:
            head, _, tail = p["given"].partition("-")
            p["given"] = head + tail.lower()
    if roll < .47:
        did("initials" if roll < .3 else "given")


def vary_container(c, rng, did):
    name = c["container"]
    if not name:
        return
    if c["kind"] == "conference":
        short = acronym(name)
        roll = rng.random()
        if short and roll < .3:
            did("acronym")
            c["container"] = rng.choice(["{}", "{} {}", "Proc. {}", "{}'{}"])\
                .format(short, c["year"]) if roll < .27 else \
                f"Proceedings of {short}"
            c["container"] = re.sub(r"'\d\d(\d\d)", r"'\1", c["container"])
        elif roll < .55:
            bare = re.split(r", (?:[A-Z][A-Za-z@-]+ )?(?:19|20)\d\d\b|, [A-Z]{3,} ",
                            name)[0]
            if len(bare.split()) > 3 and bare != name:
                did("no-place-of-conference")
                c["container"] = bare
        elif roll < .7:
            did("proc")
            c["container"] = re.sub(r"^(?:In )?Proceedings of (the )?",
                                    "Proc. ", name)
        elif roll < .78:
            did("abbreviated")
            c["container"] = abbreviate(name)
    elif c["kind"] == "journal" and chance(rng, .3):
        did("abbreviated")
        c["container"] = abbreviate(name, dots=chance(rng, .7))
    if chance(rng, .2):
        if " & " in c["container"]:
            c["container"] = c["container"].replace(" & ", " and ")
        elif " and " in c["container"]:
            did("ampersand")
            c["container"] = c["container"].replace(" and ", " & ")


# --- pages -------------------------------------------------------------------------

def pages(c, rng, dash):
    m = re.fullmatch(r"\s*(\d+)\s*[-–—]+\s*(\d+)\s*", c["page"])
    if not m:
        return c["page"].replace("--", "-")
    first, last = m[1], m[2]
    roll = rng.random()
    if roll < .05:
        return first
    if roll < .12 and len(first) == len(last) > 2 and first[0] == last[0]:
        k = 0
        while first[k] == last[k] and k < len(last) - 2:
            k += 1
        last = last[k:]
    return first + dash + last


# --- BibTeX fields -------------------------------------------------------------------

LATEX = {"\u0301": "'", "\u0300": "`", "\u0308": '"', "\u0302": "^",
         "\u0303": "~", "\u030c": "v", "\u0327": "c"}
BIBTYPES = {"journal": "article", "conference": "inproceedings",
            "chapter": "incollection", "book": "book", "thesis": "phdthesis",
            "report": "techreport", "preprint": "article", "other": "misc"}


def latex(text):
    out = []
    for ch in text:
        d = unicodedata.normalize("NFD", ch)
        if len(d) == 2 and d[1] in LATEX and d[0] not in "iı":
            mark = LATEX[d[1]]
            out.append("{\\%s%s%s}" % (mark, " " if mark.isalpha() else "", d[0]))
        else:
            out.append(ch)
    return "".join(out)


def bib_escape(text):
    if re.search(r"\\[A-Za-z]|\$", text):
        return text  # TeX as it is
    return re.sub(r"(?<!\\)([&%$#_])", r"\\\1", re.sub(r"[{}\\]", "", text))


def bib_name(p, first):
    fam = bib_escape(p["family"])
    if not p["given"]:
        return "{" + fam + "}" if " " in fam else fam
    given, suffix = bib_escape(p["given"]), bib_escape(p["suffix"])
    if suffix:
        return f"{fam}, {suffix}, {given}"
    # A family name of several words has to come first.
    return f"{fam}, {given}" if first or " " in fam else f"{given} {fam}"


def bibtex(key, c, rng):
    first = chance(rng, .6)
    names = [bib_name(p, first) for p in c["people"]]
    if c["cut"]:
        names = names[:c["cut"]] + ["others"]
    f = {"author": " and ".join(names), "title": bib_escape(c["title"])}
    if chance(rng, .15):
        f["title"] = "{" + f["title"] + "}"
    elif chance(rng, .3):
        f["title"] = re.sub(r"(?<!\\)\b([A-Z])(?=[A-Za-z]*[A-Z])(\w*)", r"{\1\2}",
                            f["title"])
    kind = c["kind"]
    if c["container"]:
        f["journal" if kind in ("journal", "preprint") else "booktitle"] = \
            bib_escape(c["container"])
        if kind in ("book", "thesis", "report", "other"):
            f["series"] = f.pop("booktitle")
    if c["arxiv"]:
        roll = rng.random()
        if roll < .5:
            f["journal"] = "arXiv preprint arXiv:" + c["arxiv"]
        elif roll < .7:
            f["journal"], f["volume"] = "CoRR", "abs/" + c["arxiv"]
        else:
            f["eprint"], f["archivePrefix"] = c["arxiv"], "arXiv"
    for key_, value in (("volume", c["volume"]), ("number", c["issue"]),
                        ("pages", pages(c, rng, rng.choice(["--", "-", "–"]))),
                        ("edition", c["edition"]), ("address", c["place"])):
        if value:
            f[key_] = bib_escape(value)
    if c["publisher"] and not c["arxiv"]:
        f["school" if kind == "thesis" else "institution"
          if kind == "report" else "publisher"] = bib_escape(c["publisher"])
    if c["doi"]:
        f["doi"] = rng.choice(["{}", "{}", "https://doi.org/{}"]).format(c["doi"])
    f["year"] = str(c["year"])
    if chance(rng, .25):
        f = {k: latex(v) if k in ("author", "title") else v
             for k, v in f.items()}
    body = "".join("  %s = {%s},\n" % kv for kv in f.items())
    return "@%s{%s,\n%s}\n" % (BIBTYPES[kind], key, body)


# --- strings ------------------------------------------------------------------------

def named(p, form):
    fam, given = p["family"], p["given"]
    if not given:
        return fam
    if form == "F, G":
        return f"{fam}, {given}"
    if form == "G F":
        return f"{given} {fam}"
    if form == "F, I.":
        return f"{fam}, {initials(given)}"
    if form == "I. F":
        return f"{initials(given)} {fam}"
    if form == "F IN":
        return f"{fam} {initials(given, '', '')}"
    if form == "F I I":
        return f"{fam} {initials(given, '', ' ')}"
    return f"{fam.upper()}, {given}"  # "FAMILY, G"


def authors(c, form, limit, keep, sep=", ", last=" and ", rest=None,
            etal=", et al."):
    """More than limit names are cut to keep; rest is the form after the first."""
    names = [named(p, form if i == 0 or not rest else rest)
             for i, p in enumerate(c["people"])]
    if c["cut"] or len(names) > limit:
        return sep.join(names[:c["cut"] or keep]) + etal
    if len(names) == 1:
        return names[0]
    return sep.join(names[:-1]) + last + names[-1]


def dot(text):
    return text if text.endswith((".", "?", "!")) else text + "."


def given_some(*parts, between=", "):
    return between.join(x for x in parts if x)


def in_arxiv(c):
    return "arXiv preprint arXiv:" + c["arxiv"] if c["arxiv"] else ""


def short(c):
    return abbreviate(c["container"]) if c["kind"] == "journal" \
        else c["container"]


def vol(c, form="{v}({i})", bare="{v}"):
    if not c["volume"]:
        return ""
    return (form if c["issue"] else bare).format(v=c["volume"], i=c["issue"])


def doi(c, lead="https://doi.org/"):
    return lead + c["doi"] if c["doi"] else ""


def house(c, between=": "):
    return given_some(c["place"], c["publisher"], between=between)


def is_book(c):
    return c["kind"] in ("book", "thesis", "report", "other")


def apa(c, p):
    a = authors(c, "F, I.", 20, 19, last=", & ", etal=", et al.")
    head = f"{dot(a)} ({c['year']}). {dot(sentence_case(c['title']))}"
    if c["arxiv"]:
        return f"{head} arXiv. https://arxiv.org/abs/{c['arxiv']}"
    if is_book(c):
        return f"{head} {dot(c['publisher'])} {doi(c)}" if c["publisher"] \
            else f"{head} {doi(c)}"
    if c["kind"] == "journal":
        return f"{head} {dot(given_some(c['container'], vol(c), p))} {doi(c)}"
    pp = f" (pp. {p})" if p else ""
    return f"{head} In {c['container']}{pp}. " + \
        (dot(c["publisher"]) + " " if c["publisher"] else "") + doi(c)


def mla(c, p):
    a = authors(c, "F, G", 2, 1, last=", and ", rest="G F")
    head = f"{dot(a)} “{dot(c['title'])}”"
    if is_book(c):
        return f"{dot(a)} {dot(c['title'])} {given_some(c['publisher'], str(c['year']))}."
    return head + " " + given_some(
        c["container"] or in_arxiv(c), c["volume"] and "vol. " + c["volume"],
        c["issue"] and "no. " + c["issue"], c["publisher"]
        if c["kind"] != "journal" else "", str(c["year"]),
        p and "pp. " + p, doi(c)) + "."


def chicago_date(c, p):
    a = authors(c, "F, G", 10, 7, last=", and ", rest="G F")
    head = f"{dot(a)} {c['year']}. "
    if is_book(c):
        return head + f"{dot(c['title'])} {dot(house(c))}" if house(c) \
            else head + dot(c["title"])
    if c["kind"] == "journal":
        where = c["container"] + (" " + vol(c, "{v} ({i})") if c["volume"]
                                  else "") + (": " + p if p else "")
        return f"{head}“{dot(c['title'])}” {where}. {doi(c)}"
    if c["arxiv"]:
        return f"{head}“{dot(c['title'])}” {in_arxiv(c)}."
    return f"{head}“{dot(c['title'])}” In {given_some(c['container'], p)}. " + \
        (dot(house(c)) if house(c) else "")


def chicago_notes(c, p):
    a = authors(c, "F, G", 10, 7, last=", and ", rest="G F")
    if is_book(c):
        return f"{dot(a)} {dot(c['title'])} {given_some(house(c), str(c['year']))}."
    if c["kind"] == "journal":
        return f"{dot(a)} “{dot(c['title'])}” {c['container']}" + \
            (" " + vol(c, "{v}, no. {i}") if c["volume"] else "") + \
            f" ({c['year']})" + (": " + p if p else "") + "."
    where = in_arxiv(c) or "In " + given_some(c["container"], p)
    return f"{dot(a)} “{dot(c['title'])}” {where}. " + \
        given_some(house(c), str(c["year"])) + "."


def harvard(c, p):
    a = authors(c, "F, I.", 3, 1, etal=" et al.")
    head = f"{a} ({c['year']}) "
    if is_book(c):
        return head + dot(given_some(c["title"], house(c), between=". "))
    where = in_arxiv(c) or ("" if c["kind"] == "journal" else "in ") + \
        c["container"]
    return head + f"‘{c['title']}’, " + given_some(
        where, vol(c), p and "pp. " + p) + "."


def vancouver(c, p):
    a = authors(c, "F IN", 6, 6, last=", ")
    head = f"{dot(a)} {dot(sentence_case(c['title']))} "
    if c["arxiv"]:
        return head + f"arXiv [Preprint]. {c['year']}. arXiv:{c['arxiv']}"
    if is_book(c):
        return head + (f"{house(c)}; " if house(c) else "") + f"{c['year']}."
    if c["kind"] == "journal":
        return head + f"{short(c)}. {c['year']}" + \
            (";" + vol(c) if c["volume"] else "") + (":" + p if p else "") + \
            ". " + doi(c, "doi:")
    return head + f"In: {c['container']}. " + \
        (f"{house(c)}; " if house(c) else "") + str(c["year"]) + \
        (". p. " + p if p else "") + "."


def ama(c, p):
    return vancouver(c, p).replace("doi:", "https://doi.org/")


def ieee(c, p):
    a = authors(c, "I. F", 6, 1, last=" and " if len(c["people"]) == 2
                else ", and ", etal=" et al.")
    if is_book(c):
        return f"{a}, {c['title']}. " + given_some(house(c), str(c["year"])) + "."
    where = in_arxiv(c) or (short(c) if c["kind"] == "journal"
                            else "in " + c["container"])
    return f"{a}, “{c['title']},” " + given_some(
        where, c["volume"] and "vol. " + c["volume"],
        c["issue"] and "no. " + c["issue"], p and "pp. " + p,
        str(c["year"]), doi(c, "doi: ")) + "."


def acm(c, p):
    a = authors(c, "G F", 30, 3, last=" and " if len(c["people"]) == 2
                else ", and ")
    head = f"{dot(a)} {c['year']}. {dot(c['title'])} "
    if is_book(c):
        return head + (dot(given_some(c["publisher"], c["place"]))
                       if house(c) else "")
    if c["arxiv"]:
        return head + f"{in_arxiv(c)} ({c['year']})."
    if c["kind"] == "journal":
        return head + given_some(
            given_some(c["container"], vol(c, "{v}, {i}"), between=" ") +
            f" ({c['year']})", p) + ". " + doi(c)
    return head + f"In {given_some(c['container'], p)}. {doi(c)}"


def plain_style(c, p, form="G F"):
    a = authors(c, form, 99, 3, last=" and " if len(c["people"]) == 2
                else ", and ", etal=", et al.")
    head = f"{dot(a)} {dot(c['title'])} "
    if is_book(c):
        return head + given_some(house(c, ", "), str(c["year"])) + "."
    if c["kind"] in ("journal", "preprint"):
        where = in_arxiv(c) or c["container"]
        number = vol(c) + ((":" if c["volume"] else "pages ") + p if p else "")
        return head + given_some(where, number, str(c["year"])) + "."
    return head + "In " + given_some(c["container"], p and "pages " + p) + \
        (". " if c["publisher"] else ", ") + \
        given_some(c["publisher"], str(c["year"])) + "."


def abbrv(c, p):
    return plain_style(c, p, "I. F")


def acl(c, p):
    a = authors(c, "G F", 99, 3, last=" and " if len(c["people"]) == 2
                else ", and ")
    head = f"{dot(a)} {c['year']}. {dot(c['title'])} "
    if is_book(c):
        return head + (dot(house(c, ", ")) if house(c) else "")
    if c["kind"] in ("journal", "preprint"):
        where = in_arxiv(c) or c["container"]
        return head + given_some(where, vol(c) + (":" + p if p and c["volume"]
                                                 else "")) + "."
    return head + "In " + given_some(c["container"], p and "pages " + p,
                                     c["place"]) + ". " + \
        (dot(c["publisher"]) if c["publisher"] else "")


def nature(c, p):
    a = authors(c, "F, I.", 5, 1, last=" & ", etal=" et al.")
    head = f"{dot(a)} {dot(c['title'])} "
    if is_book(c):
        return head + f"({given_some(c['publisher'], str(c['year']))})."
    if c["arxiv"]:
        return head + f"Preprint at https://arxiv.org/abs/{c['arxiv']} ({c['year']})."
    where = short(c) if c["kind"] == "journal" else "In " + c["container"]
    return head + given_some(given_some(where, c["volume"], between=" "), p) + \
        f" ({c['year']})."


def springer(c, p):
    a = authors(c, "F IN", 99, 3, last=", ", etal=" et al")
    head = f"{a} ({c['year']}) {dot(sentence_case(c['title']))} "
    if is_book(c):
        return head + given_some(c["publisher"], c["place"])
    if c["arxiv"]:
        return head + in_arxiv(c)
    if c["kind"] == "journal":
        return head + short(c).replace(".", "") + " " + vol(c) + \
            (":" + p if p else "") + ". " + doi(c)
    return head + f"In: {c['container']}. " + given_some(
        c["publisher"], c["place"], p and "pp " + p)


def lncs(c, p):
    a = authors(c, "F, I.", 99, 3, last=", ", etal=", et al.")
    head = f"{a}: {dot(c['title'])} "
    if is_book(c):
        return head + given_some(house(c, ", "), f"({c['year']})",
                                 between=" ") + "."
    if c["kind"] in ("journal", "preprint"):
        return head + given_some(given_some(in_arxiv(c) or c["container"],
                                            vol(c), between=" "), p) + \
            f" ({c['year']}). " + doi(c)
    return head + "In: " + given_some(c["container"], p and "pp. " + p) + \
        ". " + given_some(c["publisher"], f"({c['year']})", between=" ") + "."


def elsevier(c, p):
    a = authors(c, "I. F", 99, 3, last=", ")
    head = f"{a}, {c['title']}, "
    if is_book(c):
        return head + given_some(c["publisher"], c["place"], str(c["year"])) + "."
    if c["arxiv"]:
        return head + f"{in_arxiv(c)} ({c['year']})."
    if c["kind"] == "journal":
        return head + given_some(short(c), c["volume"], f"({c['year']})", p,
                                 between=" ") + ". " + doi(c)
    return head + "in: " + given_some(
        c["container"], c["publisher"], str(c["year"]), p and "pp. " + p) + "."


def gbt7714(c, p):
    a = authors(c, "F I I", 3, 3, last=", ")
    head = f"{dot(a)} {c['title']}"
    if c["arxiv"]:
        return head + f"[A/OL]. arXiv:{c['arxiv']}, {c['year']}."
    if is_book(c):
        mark = {"thesis": "D", "report": "R"}.get(c["kind"], "M")
        return head + f"[{mark}]. {given_some(house(c), str(c['year']))}."
    if c["kind"] == "journal":
        return head + "[J]. " + given_some(
            c["container"], str(c["year"]), vol(c)) + (": " + p if p else "") + "."
    return head + f"[C]//{c['container']}. " + given_some(
        house(c), str(c["year"])) + (": " + p if p else "") + "."


def din(c, p):
    a = authors(c, "FAMILY, G", 3, 1, sep=" ; ", last=" ; ", etal=" et al.")
    head = f"{a}: {dot(c['title'])} "
    if is_book(c):
        return head + given_some(
            given_some(c["place"], c["publisher"], between=" : "),
            str(c["year"]))
    if c["kind"] == "journal":
        return head + f"In: {c['container']} " + given_some(
            f"{c['volume']} ({c['year']})".strip(),
            c["issue"] and "Nr. " + c["issue"], p and "S. " + p)
    return head + (f"{in_arxiv(c)}. {c['year']}" if c["arxiv"] else
                   f"In: {c['container']}. " + given_some(
                       given_some(c["place"], c["publisher"], between=" : "),
                       str(c["year"]), p and "S. " + p))


# name: (function, is the list numbered)
STYLES = {
    "apa": (apa, False), "mla": (mla, False),
    "chicago-author-date": (chicago_date, False),
    "chicago-notes": (chicago_notes, False), "harvard": (harvard, False),
    "vancouver": (vancouver, True), "ama": (ama, True), "ieee": (ieee, True),
    "acm": (acm, True), "unsrt": (plain_style, True), "abbrv": (abbrv, True),
    "plainnat": (plain_style, False), "acl": (acl, False),
    "nature": (nature, True), "springer": (springer, False),
    "lncs": (lncs, True), "elsevier": (elsevier, True),
    "gbt7714": (gbt7714, True), "din": (din, False),
}


def string(style, c, rng):
    dash = rng.choice(["–", "-", "–", "--"])
    text = STYLES[style][0](c, pages(c, rng, dash))
    return " ".join(text.replace(" ,", ",").replace("..", ".").split())
