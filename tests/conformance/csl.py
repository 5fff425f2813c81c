#!/usr/bin/env python3
"""Run the CSL test suite: csl.py REFMEND FIXTURES LOCALES PASSES [--write]

Prints how many fixtures agree, and which do not. Fails if one that is named in the
file PASSES does not any more; with --write, the file is written anew.
"""
import json
import os
import re
import subprocess
import sys

MARK = re.compile(r"^.*(>>|<<)=+\s*([A-Z0-9-]+)\s*=+(>>|<<)")


def section(text, name):
    lines, out = text.split("\n"), None
    for line in lines:
        mark = MARK.match(line)
        if mark and mark.group(2) == name:
            if out is not None:
                return "\n".join(out)
            out = []
        elif out is not None:
            out.append(line)
    return ""


def main():
    program, fixtures, locales, passes = sys.argv[1:5]
    server = subprocess.Popen(
        [program, "csl-test", "--server"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True, encoding="utf-8")
    good, bad = [], []
    for name in sorted(os.listdir(fixtures)):
        if not name.endswith(".txt"):
            continue
        path = os.path.join(fixtures, name)
        with open(path, encoding="utf-8-sig") as f:
            expected = section(f.read(), "RESULT").strip("\n")
        server.stdin.write(
            json.dumps({"fixture": path, "locales": locales}) + "\n")
        server.stdin.flush()
        answer = json.loads(server.stdout.readline())
        same = answer["ok"] and answer["result"].strip("\n") == expected
        (good if same else bad).append(name[:-4])
    server.stdin.close()
    server.wait()
    with open(passes, encoding="utf-8") as f:
        wanted = {line.strip() for line in f if line[0] not in "#\n"}
    for name in bad:
        print("differs:", name, "(LOST)" if name in wanted else "")
    print("csl %d of %d" % (len(good), len(good) + len(bad)))
    if "--write" in sys.argv:
        with open(passes, "w", encoding="utf-8") as f:
            f.write("# Fixtures of the CSL test suite that agree; none may be "
                    "lost.\n" + "".join(n + "\n" for n in good))
    return bool(wanted - set(good))


if __name__ == "__main__":
    sys.exit(main())
