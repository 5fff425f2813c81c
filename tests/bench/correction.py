"""What becomes of wrong entries, and of right fields, when a .bib is fixed.

correction.py TOOLS GOLD BEFORE.bib AFTER.bib: prints "NAME VALUE UNIT" lines.
TOOLS has verifyscore.py; GOLD has the true record of each row, whose entry has
the key r1, r2, ... in both files. Rows whose truth is itself cut ("et al.") are
passed over. Standard library only.
"""
import html
import re
import sys

TOOLS, GOLD, BEFORE, AFTER = sys.argv[1:5]
sys.path.insert(0, TOOLS)
import verifyscore  # noqa: E402

LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ",
           "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "i"}


def entries(path):
    text = open(path, encoding="utf-8").read()
    out = {}
    for entry in re.finditer(r"^@\w+\{([^,]+),\n(.*?)^\}", text, re.M | re.S):
        out[entry[1]] = {
            name.lower(): value
            for name, value in re.findall(
                r"^\s*(\w+)\s*=\s*\{(.*?)\},?\s*$", entry[2], re.M | re.S)}
    return out


def plain(tex):
    tex = re.sub(r"\\[`'^~\"=.uvHckrdb]\s*\{?\\?([A-Za-z])\}?", r"\1", tex)
    tex = re.sub(r"\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i)\b\s*(\{\})?",
                 lambda m: LETTERS[m[1]], tex)
    return re.sub(r"[{}\\]", "", tex)


def norm(s):
    return verifyscore.norm(html.unescape(plain(str(s or ""))))


def families(author):
    return [verifyscore.names([plain(n).strip()])[0]
            for n in re.split(r"\s+and\s+", author or "") if n.strip()]


def same_people(found, true):
    return len(found) == len(true) and all(
        x.endswith(y) or y.endswith(x) for x, y in zip(found, true))


def right(entry, truth):
    """Field by field: is it the truth's? Fields the entry lacks are left out."""
    out = {"title": norm(entry.get("title")) == norm(truth["title"]),
           "author": same_people(families(entry.get("author")),
                                 verifyscore.names(truth["authors"]))}
    for field in ("year", "doi", "volume"):
        if truth.get(field) and entry.get(field):
            out[field] = norm(entry[field]) == norm(truth[field])
    if truth.get("pages") and entry.get("pages"):
        out["pages"] = (re.findall(r"\d+", entry["pages"]) ==
                        re.findall(r"\d+", truth["pages"]))
    return out


def main():
    before, after = entries(BEFORE), entries(AFTER)
    wrong = fixed = fields = spoiled = 0
    for i, row in enumerate(verifyscore.rows(GOLD), 1):
        truth = row.get("truth")
        key = f"r{i}"
        if not truth or any(re.fullmatch(r"(and )?(others|et al\.?)", a, re.I)
                            for a in truth["authors"]):
            continue
        was, now = right(before[key], truth), right(after[key], truth)
        if row["label"] == "HALLUCINATED":
            wrong += 1
            fixed += all(now.values())
        for field, ok in was.items():
            fields += ok
            if ok and not now.get(field, True):
                spoiled += 1
                print(f"# {row['id']} {field}: {before[key].get(field)} -> "
                      f"{after[key].get(field)}")
    print(f"correction-wrong-entries {wrong} entries")
    print(f"correction-fully-right {fixed / wrong:.4f} share")
    print(f"correction-right-fields {fields} fields")
    print(f"correction-made-wrong {spoiled / fields:.5f} share")


main()
