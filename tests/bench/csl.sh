#!/bin/sh
# CPU seconds and memory for 10,000 made-up items in styles of Debian's package, beside
# pandoc if it is there. Needs bench_csl, which `make bench` builds.
folder=/usr/share/citation-style-language
bench=$(dirname "$REFMEND")/tests/bench/bench_csl
if [ ! -d "$folder/styles" ] || [ ! -x "$bench" ]; then
  echo "csl: skipped, $folder/styles or bench_csl is not there"
  exit 0
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
"$PYTHON3" - >"$tmp/items.json" <<'END'
import json
import random

random.seed(7)
family = "Smith Jones García Wang Li Kim Silva Rossi Ivanov Novak Dubois Sato".split()
given = "John Mary Jean-Paul Wei José Olga Yuki Omar Priya Sarah Noah".split()
word = "analysis of the neural model for language theory cell field data".split()
items = []
for i in range(10000):
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
for style in apa ieee chicago-author-date chinese-gb7714-2005-numeric; do
  "$bench" "$tmp/items.json" "$folder/locales" "$folder/styles/$style.csl" |
    awk -v s="$style" '{ printf "csl-%s-10000 %.3f s\ncsl-%s-10000-memory %d MB\n",
      s, $1 + $2 + $3, s, $4 }'
done
if command -v pandoc >/dev/null 2>&1; then
  for style in apa ieee; do
    printf -- '---\nnocite: "@*"\n---\n' >"$tmp/all.md"
    { time -p pandoc --citeproc --csl "$folder/styles/$style.csl" \
      --bibliography "$tmp/items.json" "$tmp/all.md" -o "$tmp/out.html"; } 2>&1 |
      awk -v s="$style" '/^user/ { print "pandoc-" s "-10000 " $2 " s" }'
  done
fi
