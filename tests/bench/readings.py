#!/usr/bin/env python3
"""How far readings can be trusted: family names, confidence, other readings, languages.

  readings.py REFMEND DEV TOOLS

DEV is a folder of marked references (citeseerx.jsonl, excite-*.jsonl, ...), TOOLS has
evalparse.py, whose normalisation is taken. Prints, one a line:
  names-SET          family names that a set marks, right among authors, editors or `also`
  confidence-RANGE   of all fields found with such confidence, those that are right
  title-SET          titles right in the best reading, and in one of four
  language-LANG      micro F1 and whole references right, by what a set says of the language
"""
import importlib.util, json, subprocess, sys
from collections import Counter

FIELDS = "author editor title container-title year volume issue pages publisher location doi url".split()
SURE = ["citeseerx", "excite-en", "excite-de", "excite-de-footnote", "umass-dev"]
STEPS = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01]


def tool(folder):
    spec = importlib.util.spec_from_file_location("evalparse", folder + "/evalparse.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(program, path, *options):
    done = subprocess.run([program, "parse", *options, path], capture_output=True, text=True, encoding="utf-8", check=True)
    return {o["id"]: o for o in map(json.loads, done.stdout.splitlines())}


def names(ev, gold, pred):
    right = alone = of = 0
    for g in gold:
        want = Counter(ev.fam(n) for n in (g.get("names") or {}).get("author") or [])
        p = pred.get(g["id"], {})
        own = Counter(ev.fam(n) for k in ("author", "editor") for n in ev.aslist(p.get("fields", {}).get(k)))
        more = own + Counter(ev.fam(n) for o in p.get("also", []) for k in ("author", "editor")
                             for n in ev.aslist(o.get("fields", o).get(k)))
        want.pop("", None)
        right += sum((want & more).values())
        alone += sum((want & own).values())
        of += sum(want.values())
    return right, alone, of


def fields_of(ev, gold, pred):
    """(confidence, is it right) of each field that was found and that the set marks."""
    present = {f for f in FIELDS if any(ev.values(f, o, True) for o in gold)}
    if gold[0]["source"].startswith("excite"):
        present -= {"location"}
    for g in gold:
        p = pred.get(g["id"], {})
        for f in present:
            want, got = ev.values(f, g, True), ev.values(f, p, False)
            said = p.get("confidence", {}).get(f)
            if got and said is not None:
                yield float(said), bool(want and ev.match(f, want, got)[0])


def micro(ev, gold, pred):
    counted, whole, _ = ev.evaluate(gold, list(pred.values()))
    all = Counter()
    for f, c in counted.items():
        if f not in ("first-author", "author-family"):
            all.update(c[0])
    return 100 * ev.prf(all)[2], 100 * whole[0] / len(gold)


def main():
    program, dev, tools = sys.argv[1:4]
    ev = tool(tools)
    sets = SURE + ["flux-cim-cs", "linkedbooks-valid"]
    gold = {s: ev.load(f"{dev}/{s}.jsonl") for s in sets}
    pred = {s: read(program, f"{dev}/{s}.jsonl") for s in sets}
    for s in sets:
        if any(g.get("names") for g in gold[s]):
            right, alone, of = names(ev, gold[s], pred[s])
            print(f"names-{s} {100 * right / of:.1f} % ({right} of {of}; {100 * alone / of:.1f} % in the first work alone)")
    found = [x for s in SURE for x in fields_of(ev, gold[s], pred[s])]
    for low, high in zip(STEPS, STEPS[1:]):
        part = [ok for said, ok in found if low <= said < high]
        print(f"confidence-{low}-{min(high, 1)} {sum(part) / max(1, len(part)):.3f} right ({len(part)})")
    part = [ok for said, ok in found if said >= 0.95]
    print(f"confidence-from-0.95 {100 * sum(part) / max(1, len(part)):.1f} % ({len(part)})")
    for s in sets:
        more = read(program, f"{dev}/{s}.jsonl", "--alternatives")
        first = one = of = 0
        for g in gold[s]:
            want = ev.values("title", g, True)
            if not want:
                continue
            readings = [pred[s][g["id"]]] + more[g["id"]].get("alternatives", [])
            ok = [bool(got and ev.match("title", want, got)[0]) for got in (ev.values("title", r, False) for r in readings)]
            of += 1
            first += ok[0]
            one += any(ok)
        print(f"title-{s} {100 * first / of:.1f} % best reading, {100 * one / of:.1f} % one of four")
    by = {}
    for s in sets:
        for g in gold[s]:
            by.setdefault(g.get("lang") or "und", []).append((s, g))
    for lang, rows in sorted(by.items(), key=lambda x: -len(x[1])):
        if len(rows) >= 30:
            f1, whole = micro(ev, [g for _, g in rows], {g["id"]: pred[s][g["id"]] for s, g in rows})
            print(f"language-{lang} {f1:.1f} / {whole:.1f} ({len(rows)})")


if __name__ == "__main__":
    main()
