#!/usr/bin/env python3
"""What refmend says of real references whose records it has, and has not.

  withheld.py DATA FOLDER      DATA: the corpora, FOLDER: for what is made

Prints "NAME VALUE UNIT" lines, and every reference that was accused wrongly.
REFMEND names the program; BENCH_SEED=N chooses other works; BENCH_SHOW=N shows
at most N of each kind of failure; BENCH_PARTS=AB runs these parts only (D alone is not run unless it is named);
BENCH_WORKS_INDEX and BENCH_TRUE_INDEX name full indexes that are there already.
FOLDER keeps all lists and reports (*.bib, *.txt, *.json).
"""
import gzip
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import unicodedata

import twins
import variation

SEED = "withheld " + os.environ.get("BENCH_SEED", "1")
SHARE = 0.3          # of the labelled references' records, part A
# How many works of each kind part B takes.
QUOTAS = (("any", 8000), ("journal", 4500), ("conference", 1500),
          ("book", 2000))
PREVALENCE = 200     # one fabricated reference in so many, part C
UNKNOWN_SHARES = (0, .01, .05, .2)  # of the real ones there: not in the index
BUDGET = 0.01        # share of all references that somebody can look at
SILENT = ("not_found", "not_checkable", "unresolved")
REFMEND = os.environ.get("REFMEND", "refmend")
SHOW = int(os.environ.get("BENCH_SHOW", "1000"))


def say(name, value, unit):
    print(f"withheld-{name} {value} {unit}", flush=True)


def lot(text, purpose):
    """A number in 0..1 that only the text and the seed decide."""
    digest = hashlib.sha1(f"{SEED} {purpose} {text}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2 ** 48


# --- works --------------------------------------------------------------------

def fold(text):
    text = unicodedata.normalize("NFKD", variation.plain(text)).casefold()
    return "".join(c for c in text if not unicodedata.combining(c))


def letters(text):
    return re.sub(r"[\W_]+", "", fold(text))


def families(work):
    people = work.get("author") or work.get("editor") or []
    return frozenset(letters(variation.to_ascii(
        p.get("family") or p.get("literal") or ""))[-8:]
        for p in people) - {""}


class Title:
    def __init__(self, text):
        text = fold(text)
        self.letters = re.sub(r"[\W_]+", "", text)
        self.words = set(re.findall(r"\w+", text))
        self.numbers = sorted(re.findall(r"\d+|\b[ivx]{1,4}\b", text))
        # The whole title and the main title.
        head = re.sub(r"[\W_]+", "", re.split(
            r"[:.?!] | [-\u2013\u2014] |\(", text)[0])
        self.keys = {self.letters} | ({head} if len(head) >= 8 else set())

    def cut_of(self, other):
        """One is the other without its end."""
        return self.letters.startswith(other.letters) or \
            other.letters.startswith(self.letters)


class Works:
    """Chosen works, and which other records are records of them.

    The same work: the same identifier; or an author in common and either the
    same title, but for the subtitle, or all authors and most of the title; or
    the same pages (no extent, no "1-34"), year and either an author or most of
    the title. Titles whose numbers differ are other works (parts, editions,
    years).
    """

    def __init__(self, chosen):
        self.by_id, self.by_title, self.by_people = {}, {}, {}
        self.by_pages = {}
        self.arxiv = {}
        for w in chosen:
            item = (w, Title(w["title"]), families(w))
            for key in ("DOI", "arXiv"):
                if w.get(key):
                    self.by_id.setdefault((key, w[key].lower()),
                                          []).append(w)
            for key in item[1].keys:
                self.by_title.setdefault(key, []).append(item)
            self.by_people.setdefault(item[2], []).append(item)
            if place(w):
                self.by_pages.setdefault(place(w), []).append(item)

    def find(self, w):
        """The chosen works that a record is a record of."""
        out = [x for key in ("DOI", "arXiv") if w.get(key)
               for x in self.by_id.get((key, str(w[key]).lower()), ())]
        people, title = families(w), Title(w.get("title") or "")
        for key in title.keys:
            for x, t, y in self.by_title.get(key, ()):
                if (people & y or not people or not y) and (
                        title.letters == t.letters or
                        title.numbers == t.numbers or title.cut_of(t)):
                    out.append(x)
        for x, t, y in self.by_people.get(people, ()):
            if people and title.numbers == t.numbers and \
                    2 * len(title.words & t.words) >= \
                    len(title.words | t.words):
                out.append(x)
        for x, t, y in self.by_pages.get(place(w), ()):
            if people & y or 2 * len(title.words & t.words) >= \
                    len(title.words | t.words):
                out.append(x)
        return out


def place(w):
    """Pages and year, where they tell a place; else None."""
    m = re.match(r"\s*0*(\d+)\s*[-\u2013\u2014]+\s*(\d+)", str(w.get("page")))
    if not m or m[1] == "1":
        return None
    last = m[1][:max(len(m[1]) - len(m[2]), 0)] + m[2]
    return m[1], last, variation.year_of(w)


def lines_of(path):
    if path.endswith(".gz"):
        with gzip.open(path, "rb") as f:
            yield from f
        return
    if not path.endswith(".zst"):
        with open(path, "rb") as f:
            yield from f
        return
    p = subprocess.Popen(["zstd", "-dc", path], stdout=subprocess.PIPE)
    yield from p.stdout
    p.wait()


def choose_works(path):
    """Works to cite: seeded quotas by kind."""
    best = {name: [] for name, _ in QUOTAS}
    for line in lines_of(path):
        kind = re.search(rb'"type":\s*"([^"]*)"', line)
        kind = variation.KINDS.get(kind[1].decode() if kind else "", "other")
        key = line[:120].decode("utf-8", "replace")
        for name, quota in QUOTAS:
            if name in ("any", kind) or name == "book" and kind in (
                    "chapter", "thesis", "report"):
                best[name].append((lot(key, name), line))
                if len(best[name]) > 4 * quota:
                    best[name].sort()
                    del best[name][quota + quota // 4:]
    out = {}
    for name, quota in QUOTAS:
        n = 0
        for _, line in sorted(best[name]):
            w = json.loads(line)
            if n < quota and w["id"] not in out and variation.usable(w):
                out[w["id"]] = w
                n += 1
    return list(out.values())


# --- the program ----------------------------------------------------------------

def build(records, index):
    subprocess.run([REFMEND, "index", "build", records, "-o", index, "--date",
                    "2026-01-01", "--quiet"], check=True)


def check(path, index, out):
    with open(out, "wb") as f:
        run = subprocess.run([REFMEND, "check", "--offline", "--index", index,
                              "--json", path], stdout=f,
                             stderr=subprocess.PIPE)
    if run.returncode not in (0, 1, 4):
        sys.exit(f"refmend check {path}: {run.stderr.decode()}")
    with open(out, encoding="utf-8") as f:
        return [r for r in map(json.loads, f) if r["type"] == "reference"]


def wrongs(report):
    return [c for c in report["changes"] if c["kind"] == "wrong"]


def is_flag(report):
    return report["verdict"] == "conflict" or bool(wrongs(report))


def brief(work):
    if not work:
        return "-"
    people = ", ".join(p.get("family") or p.get("literal") or "?"
                       for p in (work.get("author") or [])[:6])
    return " | ".join(str(x) for x in (
        people, variation.year_of(work), work.get("title"),
        work.get("container-title"), work.get("volume"), work.get("page"),
        work.get("DOI") or work.get("arXiv")) if x)


def show(what, text, report, note=""):
    print(f"# {what} [{report['verdict']}] {note}\n#   cited: {text}")
    print(f"#   said: {report['reason']}")
    for c in report["changes"]:
        if c["kind"] in ("wrong", "variant", "unconfirmed"):
            print(f"#   {c['field']} {c['kind']}: "
                  f"{json.dumps(c['from'], ensure_ascii=False)[:300]} -> "
                  f"{json.dumps(c['to'], ensure_ascii=False)[:300]}")
    print(f"#   record: {brief(report.get('work'))}")


def per_ten_thousand(n, total):
    return f"{1e4 * n / total:.2f}" if total else "0"


# --- A: labelled references ---------------------------------------------------------

def labelled(data, folder, full):
    tools = os.path.join(data, "..", "tools")
    records = os.path.join(folder, "true.jsonl")
    with open(records, "w", encoding="utf-8") as f:
        subprocess.run([sys.executable, os.path.join(tools, "records2csl.py"),
                        os.path.join(data, "verify", "true_records.jsonl.gz")],
                       stdout=f, check=True)
    sets, chosen, where = {}, [], {}
    for name in ("citetracer", "hallmark_dev_public"):
        gold = os.path.join(data, "verify", name + ".jsonl")
        with open(gold, encoding="utf-8") as f:
            sets[name] = [json.loads(line) for line in f if line.strip()]
        subprocess.run([sys.executable, os.path.join(tools, "verifyscore.py"),
                        "export", gold, os.path.join(folder, name + ".bib")],
                       stdout=subprocess.DEVNULL, check=True)
        for i, row in enumerate(sets[name]):
            if row["label"] != "VALID" or lot(row["id"], "A") >= SHARE:
                continue
            f = row.get("truth") or row["fields"]
            people = f.get("authors") or re.split(r"\s+and\s+",
                                                  f.get("author") or "")
            w = {"title": re.sub(r"[{}]", "", f["title"]),
                 "author": [person(p) for p in people if p],
                 "DOI": f.get("doi"), "arXiv": f.get("arxiv_id")}
            chosen.append(w)
            where[id(w)] = (name, i)
    works = Works(chosen)
    rest = os.path.join(folder, "true-withheld.jsonl")
    gone, found = 0, set()
    with open(rest, "wb") as out:
        for line in lines_of(records):
            hit = works.find(json.loads(line))
            gone += bool(hit)
            found |= {id(w) for w in hit}
            if not hit:
                out.write(line)
    say("labelled-records-removed", gone, "records")
    index = os.path.join(folder, "true-withheld.idx")
    build(rest, index)
    if not full:
        full = os.path.join(folder, "true.idx")
        build(records, full)
    total, bad = 0, 0
    for name in sets:
        reports = check(os.path.join(folder, name + ".bib"), index,
                        os.path.join(folder, name + "-withheld.json"))
        for w in chosen:
            if where[id(w)][0] != name or id(w) not in found:
                continue
            r = reports[where[id(w)][1]]
            total += 1
            if r["verdict"] not in SILENT:
                bad += 1
                if bad <= SHOW:
                    row = sets[name][where[id(w)][1]]
                    show("withheld, but judged", row["id"] + " " + json.dumps(
                        row["fields"], ensure_ascii=False), r)
    say("labelled-references", total, "references")
    say("labelled-judged", f"{100 * bad / total:.2f}", f"% ({bad}; aim 0.1)")
    return full


def person(name):
    name = re.sub(r"\s+\d{4}$", "", re.sub(r"\\.|[{}]", "", name))
    if "," in name:
        return {"family": name.split(",")[0]}
    return {"family": (name.split() or [name])[-1]}


# --- B: works of the open corpus --------------------------------------------------

def cited_works(data, folder, full):
    corpus = os.path.join(data, "corpus", "works-open.jsonl.zst")
    chosen = choose_works(corpus)
    works = Works(chosen)
    rest = os.path.join(folder, "works-withheld.jsonl")
    gone = 0
    with open(rest, "wb") as out:
        for line in lines_of(corpus):
            w = json.loads(line)
            hit = works.find(w)
            if not hit:
                out.write(line)
                continue
            gone += 1
            for x in hit:
                if w.get("arXiv") and letters(w["title"]) == \
                        letters(x["title"]):
                    works.arxiv.setdefault(x["id"], w["arXiv"])
    say("works", len(chosen), "works")
    say("works-records-removed", gone, "records")
    index = os.path.join(folder, "works-withheld.idx")
    build(rest, index)
    os.unlink(rest)
    if not full:
        full = os.path.join(folder, "works.idx")
        build(corpus, full)
    lists = write_lists(chosen, works.arxiv, folder)
    out = {}
    for which, idx in (("known", full), ("unknown", index)):
        for form in ("fields", "strings"):
            out[which, form] = judge_lists(
                [x for x in lists if x[0] == form], idx, folder, which)
    for key in sorted(out):
        count_flags("-".join(key), out[key])
    return full, index, out


def write_lists(chosen, arxiv, folder):
    """(form, path, [text]) of each list: one .bib, and a list in each style."""
    lists, styles = [], list(variation.STYLES)
    texts, path = [], os.path.join(folder, "cited.bib")
    with open(path, "w", encoding="utf-8") as f:
        for n, w in enumerate(chosen, 1):
            rng = random.Random(f"{SEED} bib {w['id']}")
            c = variation.vary(w, rng, arxiv.get(w["id"]))
            texts.append((w, variation.bibtex(f"k{n}", c, rng), c["did"]))
            f.write(texts[-1][1] + "\n")
    lists.append(("fields", path, texts))
    for k, style in enumerate(styles):
        numbered = variation.STYLES[style][1]
        texts, path = [], os.path.join(folder, f"cited-{style}.txt")
        with open(path, "w", encoding="utf-8") as f:
            f.write("References\n\n")
            for w in chosen[k::len(styles)]:
                if variation.has_tex(w):
                    continue
                rng = random.Random(f"{SEED} {style} {w['id']}")
                c = variation.vary(w, rng, arxiv.get(w["id"]))
                text = variation.string(style, c, rng)
                texts.append((w, text, c["did"] + [style]))
                f.write(f"[{len(texts)}] {text}\n" if numbered
                        else f"{text}\n\n")
        lists.append(("strings", path, texts))
    return lists


def judge_lists(lists, index, folder, which):
    """(work, text, variations, report) of each reference."""
    out, lost = [], 0
    for form, path, texts in lists:
        name = os.path.splitext(os.path.basename(path))[0]
        reports = check(path, index, os.path.join(folder,
                                                  f"{name}-{which}.json"))
        by = {}
        for r in reports:
            key = r["key"] if form == "fields" else letters(
                re.sub(r"^\[\d+\]", "", r["raw"].strip()))
            by.setdefault(key, r)
        for n, (w, text, did) in enumerate(texts, 1):
            r = by.get(f"k{n}" if form == "fields" else letters(text))
            if r:
                out.append((w, text, did, r))
            else:
                lost += 1
    say(f"{which}-{lists[0][0]}-not-read-as-one", lost, "references")
    return out


def count_flags(name, items):
    """A withheld work may have left a twin: see twins.py. What is said by the
    twin is right, and is counted by itself."""
    withheld = name.startswith("unknown")
    rules = {id(x[3]): twins.twin(x[0], x[3]) for x in items
             if withheld and x[3]["verdict"] not in SILENT}
    flags = [x for x in items if is_flag(x[3])]
    wrong = [x for x in flags if not rules.get(id(x[3]))]
    verified = sum(x[3]["verdict"] == "verified" for x in items)
    say(f"{name}-references", len(items), "references")
    say(f"{name}-false-flags", per_ten_thousand(len(wrong), len(items)),
        f"in 10,000 ({len(wrong)}; aim 2)")
    say(f"{name}-verified", f"{100 * verified / len(items):.2f}", "%")
    show_all(f"false flag, {name}", wrong)
    if not withheld:
        return
    judged = [x for x in items if x[3]["verdict"] not in SILENT]
    wrong = [x for x in judged if not rules[id(x[3])]]
    say(f"{name}-judged", f"{100 * len(wrong) / len(items):.3f}",
        f"% ({len(wrong)}; aim 0.1)")
    show_all(f"withheld, but judged, {name}",
             [x for x in wrong if not is_flag(x[3])])
    for rule in twins.RULES:
        left = [x for x in judged if rules[id(x[3])] == rule]
        say(f"{name}-judged-by-twin-{rule}", len(left), "references")
        show_all(f"judged by a twin ({rule}), {name}", left)
    left = [x for x in flags if rules.get(id(x[3]))]
    say(f"{name}-flags-by-twin", per_ten_thousand(len(left), len(items)),
        f"in 10,000 ({len(left)})")


def show_all(what, items):
    for w, text, did, r in items[:SHOW]:
        show(what, " ".join(text.split()), r, ",".join(did))
        print(f"#   true: {brief(w)}")


# --- C: fabricated strings ------------------------------------------------------------

def suspicion(report):
    """How early somebody should look at this one: from the report alone.

    Conflicts, then wrong fields by how much they say; then what is not found,
    first what nothing is near to: a near miss is most likely a real one, in a
    spelling that was not understood.
    """
    weight = {"author": .5, "title": .3, "container-title": .15, "year": .1}
    near = max((c["score"] for c in report.get("candidates") or []),
               default=0)
    if report["verdict"] == "conflict":
        return 4 + (report.get("match_confidence") or 0)
    if wrongs(report):
        return 2 + sum(weight.get(c["field"], .1) for c in wrongs(report))
    if report["verdict"] == "not_found":
        return 1.5 - near / 2
    return sum(.1 for c in report["changes"] if c["kind"] != "form"
               and c["kind"] != "missing")


def fabricated(data, folder, full, real):
    everything = []
    for name in ("iclr2026_deskreject", "gptzero_neurips2025_raw"):
        gold = os.path.join(data, "verify", name + ".jsonl")
        with open(gold, encoding="utf-8") as f:
            rows = [json.loads(line) for line in f if line.strip()]
        text = os.path.join(folder, name + ".txt")
        subprocess.run([sys.executable, os.path.join(
            data, "..", "tools", "verifyscore.py"), "export", gold, text],
            stdout=subprocess.DEVNULL, check=True)
        for which, index in full:
            reports = check(text, index, os.path.join(
                folder, f"{name}-{which}.json"))
            verdicts = {}
            for r in reports:
                verdicts[r["verdict"]] = verdicts.get(r["verdict"], 0) + 1
            say(f"{name}-{which}-references", len(reports),
                f"references (of {len(rows)})")
            for v in sorted(verdicts):
                say(f"{name}-{which}-{v}", verdicts[v], "references")
            for r in [r for r in reports if r["verdict"] == "verified"][:SHOW]:
                show(f"fabricated, but verified, {name} {which}",
                     r["raw"], r)
            if which == "works":
                everything += reports
    ranking(everything, real)


def ranking(fabricated_reports, real):
    """The program chair's figure. Each real reference stands for so many that
    one in PREVALENCE is fabricated."""
    known = {x[1]: x[3] for x in real["known", "strings"]}
    gone = {x[1]: x[3] for x in real["unknown", "strings"]}
    for share in UNKNOWN_SHARES:
        pool = [gone[t] if t in gone and lot(t, "C") < share else r
                for t, r in known.items()]
        each = len(fabricated_reports) * (PREVALENCE - 1) / len(pool)
        items = sorted([(-suspicion(r), each, 0) for r in pool] +
                       [(-suspicion(r), 1, 1) for r in fabricated_reports],
                       key=lambda x: (x[0], -x[1]))
        budget = BUDGET * PREVALENCE * len(fabricated_reports)
        seen = caught = 0
        for _, weight, is_bad in items:
            seen += weight
            if seen > budget:
                break
            caught += is_bad
        say(f"fabrications-in-budget-{round(100 * share)}-unknown",
            f"{100 * caught / len(fabricated_reports):.1f}",
            f"% (first {BUDGET:.0%} of all references, "
            f"{share:.0%} of the real ones not in the index)")


def main():
    data, folder = sys.argv[1:3]
    parts = os.environ.get("BENCH_PARTS", "ABC")
    true = os.environ.get("BENCH_TRUE_INDEX")
    works = os.environ.get("BENCH_WORKS_INDEX")
    true = labelled(data, folder, true) if "A" in parts else true
    if "B" in parts or "C" in parts:
        works, _, real = cited_works(data, folder, works)
        if "C" in parts:
            fabricated(data, folder, [("works", works)] +
                       ([("true", true)] if true else []), real)
    if "D" in parts:
        import cut_titles  # which uses this file
        cut_titles.run(data, folder, works)


if __name__ == "__main__":
    sys.modules["withheld"] = sys.modules["__main__"]
    main()
