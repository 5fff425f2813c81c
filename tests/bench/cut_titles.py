"""Part D of withheld.py: titles that are cited without their subtitle, or cut short.

Works whose title has a subtitle, their title cut at the colon or behind three or five
words, with the ordinary variation of part B and without DOI; judged with their
records, and with all records of the works taken out.
"""
import json
import os
import random
import re

import twins
import variation
import withheld

WORKS = int(os.environ.get("BENCH_CUT_WORKS", "6000"))
CUTS = ("subtitle", "3-words", "5-words")


def choose(corpus):
    lots = []
    for line in withheld.lines_of(corpus):
        if b": " in line:
            key = line[:120].decode("utf-8", "replace")
            lots.append((withheld.lot(key, "cut"), line))
    lots.sort()
    out = {}
    for _, line in lots:
        w = json.loads(line)
        if len(out) < WORKS and variation.usable(w) and \
                not variation.has_tex(w) and \
                re.search(r"\w: \w", variation.plain(w["title"])):
            out.setdefault(w["id"], w)
    return list(out.values())


def cut(title, how):
    if how == "subtitle":
        return title.split(": ")[0]
    return " ".join(title.split()[:int(how[0])]).rstrip(",:;-\u2013\u2014 ")


def is_of(work, report):
    """Is the record found one of this work?"""
    for k in [report["work"]] + report["versions"]:
        if withheld.letters(k.get("title") or "") == \
                withheld.letters(work["title"]) or \
                k.get("DOI") and k["DOI"].lower() == \
                (work.get("DOI") or "").lower():
            return True
    return False


def judge(chosen, folder, how, full, rest):
    styles = list(variation.STYLES)
    for form in ("fields", "strings"):
        path = os.path.join(folder, f"cut-{how}." +
                            ("bib" if form == "fields" else "txt"))
        with open(path, "w", encoding="utf-8") as f:
            if form == "strings":
                f.write("References\n\n")
            for n, w in enumerate(chosen, 1):
                rng = random.Random(f"{withheld.SEED} {how} {w['id']}")
                c = variation.vary(w, rng)
                c["title"] = cut(variation.plain(w["title"]).rstrip("."), how)
                c["doi"] = ""
                f.write(variation.bibtex(f"k{n}", c, rng) + "\n"
                        if form == "fields" else
                        f"[{n}] " + variation.string(
                            styles[n % len(styles)], c, rng) + "\n")
        for which, index in (("known", full), ("unknown", rest)):
            reports = withheld.check(path, index, path + f"-{which}.json")
            count(f"cut-{how}-{which}-{form}", chosen, reports, which)


def count(name, chosen, reports, which):
    found = right = 0
    bad, judged = [], 0
    for r in reports:
        n = re.sub(r"\D", "", r["key"] if form_is_entry(r) else
                   r.get("label") or "")
        if not n or int(n) > len(chosen):
            continue
        w = chosen[int(n) - 1]
        found += r["verdict"] in ("verified", "differs")
        is_right = bool(r["work"]) and is_of(w, r)
        right += is_right
        if which == "unknown" and r["verdict"] not in withheld.SILENT and \
                not is_right and not twins.twin(w, r):
            judged += 1
            bad.append((w, r["raw"], [], r))
    if which == "known":
        say = withheld.say
        say(f"{name}-found", f"{100 * found / len(chosen):.2f}", "%")
        say(f"{name}-record-right", f"{100 * right / len(chosen):.2f}", "%")
        return
    flags = sum(withheld.is_flag(x[3]) for x in bad)
    withheld.say(f"{name}-judged", f"{100 * judged / len(chosen):.3f}",
                 f"% ({judged})")
    withheld.say(f"{name}-false-flags",
                 withheld.per_ten_thousand(flags, len(chosen)),
                 f"in 10,000 ({flags})")
    withheld.show_all(f"withheld, but judged, {name}", bad)


def form_is_entry(report):
    return report["raw"].lstrip().startswith("@")


def run(data, folder, full):
    corpus = os.path.join(data, "corpus", "works-open.jsonl.zst")
    chosen = choose(corpus)
    works = withheld.Works(chosen)
    records = os.path.join(folder, "cut-withheld.jsonl")
    with open(records, "wb") as out:
        for line in withheld.lines_of(corpus):
            if not works.find(json.loads(line)):
                out.write(line)
    rest = os.path.join(folder, "cut-withheld.idx")
    withheld.build(records, rest)
    os.unlink(records)
    if not full:
        full = os.path.join(folder, "works.idx")
        withheld.build(corpus, full)
    for how in CUTS:
        judge(chosen, folder, how, full, rest)
