#!/usr/bin/env python3
"""Title, first author and year of reference strings against fields that others wrote down.

  structured.py REFMEND FILE [--errors]

FILE has one reference a line: {"id", "raw", "fields": {"title", "authors", "year"}}. A
title is right if its letters and digits are the same; of the first author the family
name has to be. What does not stand in the string is not counted.
"""
import json, subprocess, sys, unicodedata


def letters(s):
    s = unicodedata.normalize("NFKD", str(s or "")).casefold()
    return "".join(c for c in s if c.isalnum())


def first_family(fields):
    people = fields.get("author") or fields.get("editor") or [{}]
    name = people[0]
    particle = name.get("non-dropping-particle") or ""
    return letters(particle + (name.get("family") or name.get("literal") or ""))


def read_all(program, rows):
    """The program's fields, by identifier."""
    strings = "".join(json.dumps({"id": r["id"], "text": r["raw"]}) + "\n" for r in rows)
    done = subprocess.run([program, "parse", "-"], input=strings, capture_output=True,
                          text=True, encoding="utf-8", check=True)
    return {o["id"]: o["fields"] for o in map(json.loads, done.stdout.splitlines())}


def is_family_of(name, whole):
    """"Hinton" of "Hinton, G." and of "Geoffrey Hinton"."""
    if "," in whole:
        return name == letters(whole.split(",")[0])
    return bool(name) and letters(whole).endswith(name)


def main():
    program, path = sys.argv[1:3]
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    read = read_all(program, rows)
    right, of = {}, {}
    for r in rows:
        got, want = read.get(r["id"], {}), r["fields"]
        first = (want.get("authors") or [""])[0]
        checks = {
            "title": (want.get("title"), letters(want.get("title")) == letters(got.get("title"))),
            "first-author": (first, is_family_of(first_family(got), first)),
            "year": (want.get("year"), str(want.get("year")) == str(got.get("year"))),
        }
        for name, (value, ok) in checks.items():
            if not value or letters(value) not in letters(r["raw"]):
                continue
            of[name] = of.get(name, 0) + 1
            right[name] = right.get(name, 0) + ok
            if "--errors" in sys.argv and not ok:
                print(f"# {name}: {r['raw'][:200]}\n#   wanted {value}\n#   read   {got}")
    for name in of:
        print(f"structured-{name} {100 * right[name] / of[name]:.1f} ({right[name]} of {of[name]})")


if __name__ == "__main__":
    main()
