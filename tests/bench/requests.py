#!/usr/bin/env python3
"""How often refmend asks for a long list, and whom.

  requests.py DATA FOLDER      DATA: the corpora, FOLDER: for what is made

A list of real works of the corpus sample, half of them with an identifier, is
checked against the loopback services, which have the whole sample. Prints "NAME
VALUE UNIT" lines. REFMEND names the program; BENCH_REFERENCES is the length of the
list (1000), BENCH_INVENTED how many inventions are checked in a list of their own
(100), BENCH_SCALE how much faster than the real ones all limits are (10),
BENCH_SEED=N chooses other works. FOLDER keeps the lists, the log of requests and
the reports.
"""
import collections
import json
import os
import random
import re
import subprocess
import sys
import time
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
REFMEND = os.environ.get("REFMEND", "refmend")
REFERENCES = int(os.environ.get("BENCH_REFERENCES", "1000"))
INVENTED = int(os.environ.get("BENCH_INVENTED", "100"))
SCALE = float(os.environ.get("BENCH_SCALE", "10"))
SEED = "requests " + os.environ.get("BENCH_SEED", "1")
IDENTIFIERS = {"DOI": "doi", "arXiv": "eprint", "ISBN": "isbn", "PMID": "pmid"}
TYPES = {"article-journal": "article", "paper-conference": "inproceedings",
         "book": "book", "chapter": "incollection", "thesis": "phdthesis",
         "report": "techreport"}
SERVICES = {"crossref": "crossref", "doi-org": "doi", "datacite": "datacite",
            "arxiv": "arxiv", "open-library": "openlibrary",
            "europe-pmc": "europepmc", "pubmed": "eutils", "dblp": "dblp",
            "openalex": "openalex"}


def say(name, value, unit=""):
    print(f"requests-{name} {value} {unit}".rstrip(), flush=True)


def entry(work, key, identified):
    """As a .bib that people keep has it."""
    def put(name, value):
        if value:
            lines.append("  %s = {%s}," % (name, re.sub(
                r"([&%#_$])", r"\\\1", str(value).replace("{", "")
                .replace("}", "").replace("\\", ""))))

    def people(names):
        return " and ".join(
            "{%s}" % n["literal"] if n.get("literal") else
            ", ".join(x for x in (n.get("family"), n.get("given")) if x)
            for n in names or [])

    kind = TYPES.get(work.get("type"), "misc")
    lines = ["@%s{%s," % (kind, key)]
    who = people(work.get("author"))
    if who:
        lines.append("  author = {%s}," % who.replace("\\", ""))
    put("title", work.get("title"))
    place = work.get("container-title")
    put("journal" if kind == "article" else "booktitle", place)
    put("publisher", work.get("publisher"))
    for name in ("volume", "issue", "page"):
        put({"issue": "number", "page": "pages"}.get(name, name),
            work.get(name))
    year = ((work.get("issued") or {}).get("date-parts") or [[None]])[0][0]
    put("year", year)
    if identified:
        for name, field in IDENTIFIERS.items():
            if work.get(name):
                lines.append("  %s = {%s}," % (field, work[name]))
                if name == "arXiv":
                    lines.append("  archiveprefix = {arXiv},")
                break
    lines.append("}")
    return "\n".join(lines)


def read_works(data):
    path = os.path.join(data, "corpus", "works-sample.jsonl.zst")
    text = subprocess.run(["zstdcat", path], check=True,
                          stdout=subprocess.PIPE).stdout.decode()
    return [json.loads(line) for line in text.split("\n") if line]


def choose(works):
    rng = random.Random(SEED)
    usable = [w for w in works if w.get("title") and w.get("author")
              and w.get("type") not in ("dataset", "graphic", "document",
                                        "manuscript", "periodical", "webpage")]
    # what some service knows
    usable = [w for w in usable if w.get("DOI") or w.get("arXiv") or
              w.get("PMID") or w.get("type") == "paper-conference" or
              w.get("ISBN") and w["type"] in ("book", "thesis", "report")]
    rng.shuffle(usable)
    with_id = [w for w in usable if any(w.get(i) for i in IDENTIFIERS)]
    identified = with_id[:REFERENCES // 2]
    taken = {id(w) for w in identified}
    rest = [w for w in usable if id(w) not in taken][:REFERENCES -
                                                     len(identified)]
    return identified, rest


def invent(works):
    """Titles and people of several works, in a journal that registers DOIs."""
    rng = random.Random(SEED + " invented")
    out = []
    for _ in range(INVENTED):
        a, b, c = rng.sample(works, 3)
        words = str(a["title"]).split()[:4] + str(b["title"]).split()[-4:]
        out.append({"type": "article-journal", "title": " ".join(words),
                    "author": (c.get("author") or [])[:2],
                    "container-title": rng.choice((
                        "Nature", "The Lancet", "Physical Review Letters",
                        "Journal of Machine Learning Research",
                        "IEEE Transactions on Robotics", "Econometrica")),
                    "issued": {"date-parts": [[rng.randrange(2000, 2023)]]}})
    return out


class Services:
    def __init__(self, data, folder):
        corpus = os.path.join(folder, "corpus.jsonl")
        with open(corpus, "wb") as f:
            subprocess.run(["zstdcat", os.path.join(
                data, "corpus", "works-sample.jsonl.zst")], check=True,
                stdout=f)
        self.log = os.path.join(folder, "requests.jsonl")
        self.process = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "../endpoint/server.py"),
             "--corpus", corpus, "--port", "0", "--log", self.log,
             "--exit-with-stdin", "--lifetime", "7200",
             "--time-scale", str(1 / SCALE)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())
        self.config = os.path.join(folder, "services.ini")
        with open(self.config, "w") as f:
            f.write("mailto = bench@example.org\n")
            for name, prefix in SERVICES.items():
                f.write("%s.url = http://127.0.0.1:%d/%s\n" % (
                    name, self.port, prefix))
            f.write("http.time-scale = %g\n" % (1 / SCALE))

    def control(self, what):
        urllib.request.urlopen("http://127.0.0.1:%d/_control/%s" % (
            self.port, what)).read()

    def requests(self):
        text = urllib.request.urlopen(
            "http://127.0.0.1:%d/_control/log" % self.port).read().decode()
        return json.loads(text)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def check(services, folder, name, entries):
    """The report's references, the requests, the seconds."""
    path = os.path.join(folder, name + ".bib")
    with open(path, "w") as f:
        f.write("\n".join(entries) + "\n")
    services.control("reset")
    home = os.path.join(folder, "home-" + name)
    subprocess.run(["rm", "-rf", home])
    os.makedirs(home)
    env = dict(os.environ, HOME=home)
    for variable in list(env):
        if variable.startswith(("XDG_", "REFMEND_")):
            del env[variable]
    start = time.monotonic()
    with open(os.path.join(folder, name + ".err"), "w") as err:
        out = subprocess.run(
            [REFMEND, "check", "--config", services.config, "--json",
             "--explain", path], cwd=home, env=env, stdout=subprocess.PIPE,
            stderr=err).stdout.decode()
    seconds = time.monotonic() - start
    with open(os.path.join(folder, name + ".json"), "w") as f:
        f.write(out)
    report = [json.loads(line) for line in out.split("\n") if line]
    asked = services.requests()
    with open(os.path.join(folder, name + ".log"), "w") as f:
        f.write("\n".join(json.dumps(r) for r in asked))
    return [r for r in report if r.get("type") == "reference"], asked, seconds


def tell(name, report, asked, seconds):
    n = len(report)
    # what a redirect leads to is the same request going on
    counted = [r for r in asked if r["service"] not in ("crosscite",)]
    say(name + "-references", n)
    say(name + "-requests", len(counted))
    say(name + "-requests-per-reference", "%.3f" % (len(counted) / n))
    again = sum(r["status"] == 429 for r in counted)
    say(name + "-requests-per-reference-but-for-refused", "%.3f" % (
        (len(counted) - again) / n))
    for service, count in collections.Counter(
            r["service"] for r in counted).most_common():
        say(name + "-requests-to-" + service, count)
    for verdict, count in collections.Counter(
            r["verdict"] for r in report).most_common():
        say(name + "-verdict-" + verdict, count)
    say(name + "-over-limit", sum(bool(r.get("over_limit")) for r in asked))
    say(name + "-refused", sum(r["status"] in (429, 403) for r in asked))
    say(name + "-seconds", "%.1f" % seconds)
    fewest = collections.Counter(
        sum(s["status"] == "ok" for s in r.get("searched") or [])
        for r in report if r["verdict"] == "not_found")
    for count, many in sorted(fewest.items()):
        say(name + "-not-found-after-%d-sources" % count, many)


def main():
    data, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    works = read_works(data)
    identified, rest = choose(works)
    entries = [entry(w, "i%d" % i, True) for i, w in enumerate(identified)]
    entries += [entry(w, "s%d" % i, False) for i, w in enumerate(rest)]
    random.Random(SEED).shuffle(entries)
    services = Services(data, folder)
    try:
        tell("real", *check(services, folder, "real", entries))
        if INVENTED:
            invented = [entry(w, "x%d" % i, False)
                        for i, w in enumerate(invent(works))]
            tell("invented", *check(services, folder, "invented", invented))
    finally:
        services.close()


if __name__ == "__main__":
    main()
