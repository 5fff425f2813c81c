#!/bin/sh
# CPU seconds and memory of lists of references in styles of Debian's package: 1,000,
# 10,000 and 100,000 made-up items, by the processor alone (bench_csl, which `make
# bench` builds) and by `refmend export` from a library; beside pandoc if it is there,
# which reads the items from CSL-JSON. CSL_SIZES and CSL_STYLES name others.
folder=/usr/share/citation-style-language
bench=$(dirname "$REFMEND")/tests/bench/bench_csl
if [ ! -d "$folder/styles" ] || [ ! -x "$bench" ]; then
  echo "csl: skipped, $folder/styles or bench_csl is not there"
  exit 0
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
sizes=${CSL_SIZES:-1000 10000 100000}
styles=${CSL_STYLES:-apa ieee chicago-author-date chinese-gb7714-2005-numeric}

items() {
  "$PYTHON3" - "$1" <<'END'
import json
import random
import sys

random.seed(7)
family = "Smith Jones García Wang Li Kim Silva Rossi Ivanov Novak Dubois Sato".split()
given = "John Mary Jean-Paul Wei José Olga Yuki Omar Priya Sarah Noah".split()
word = "analysis of the neural model for language theory cell field data".split()
items = []
for i in range(int(sys.argv[1])):
    pages = random.randint(1, 900)
    items.append({
        "id": "i%d" % i, "type": "article-journal", "container-title": "Nature",
        "title": " ".join(random.choice(word) for _ in range(8)),
        "author": [{"family": random.choice(family) + random.choice("aeiou"),
                    "given": random.choice(given)}
                   for _ in range(random.choice([1, 2, 3, 5, 8]))],
        "issued": {"date-parts": [[random.randint(1960, 2024)]]},
        "volume": str(i % 300), "page": "%d-%d" % (pages, pages + 9)})
print(json.dumps(items))
END
}

# measure NAME COMMAND...: CPU seconds and the most memory of a command.
measure() {
  "$PYTHON3" - "$@" <<'END'
import resource
import subprocess
import sys

code = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
if code:
    print("%s failed with status %d" % (sys.argv[1], code))
else:
    print("%s %.2f s %d MB" % (sys.argv[1], used.ru_utime + used.ru_stime,
                               used.ru_maxrss // 1024))
END
}

printf -- '---\nnocite: "@*"\n---\n' >"$tmp/all.md"
for n in $sizes; do
  items "$n" >"$tmp/items.json"
  "$REFMEND" import --library "$tmp/$n.db" "$tmp/items.json" >"$tmp/log" 2>&1 ||
    cat "$tmp/log"
  for style in $styles; do
    "$bench" "$tmp/items.json" "$folder/locales" "$folder/styles/$style.csl" |
      awk -v s="$style-$n" '{ printf "csl-%s %.2f s\n", s, $1 + $2 + $3 }'
    measure "export-$style-$n" "$REFMEND" export --library "$tmp/$n.db" \
      --style "$style" -f html -o "$tmp/out.html"
    [ "$n" -gt 10000 ] || ! command -v pandoc >/dev/null 2>&1 ||
      measure "pandoc-$style-$n" pandoc --citeproc \
        --csl "$folder/styles/$style.csl" --bibliography "$tmp/items.json" \
        "$tmp/all.md" -o "$tmp/out.html"
  done
done
items 1 >"$tmp/items.json"
"$REFMEND" import --library "$tmp/1.db" "$tmp/items.json" >/dev/null 2>&1
measure export-apa-1-x100 sh -c 'for i in 1 2 3 4 5 6 7 8 9 10; do
  for k in 1 2 3 4 5 6 7 8 9 10; do "$@" || exit 1; done; done' - \
  "$REFMEND" export --library "$tmp/1.db" --style apa -o "$tmp/out.txt"
