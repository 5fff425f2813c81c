#!/bin/sh
# Every style of a folder (of Debian's package, or $STYLES) is read, and renders an item
# of each type; the dependent ones are their parents. Prints how many did, and the CPU
# seconds of all; fails when one does not. Needs bench_csl, which `make bench-styles`
# builds.
folder=${STYLES:-/usr/share/citation-style-language/styles}
bench=${BENCH_CSL:-$(dirname "$REFMEND")/tests/bench/bench_csl}
if [ ! -d "$folder" ] || [ ! -x "$bench" ]; then
  echo "csl-styles: skipped, $folder or bench_csl is not there"
  exit 0
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
"$PYTHON3" - >"$tmp/items.json" <<'END'
import json

types = """article article-journal article-magazine article-newspaper bill book
broadcast chapter classic collection dataset document entry entry-dictionary
entry-encyclopedia event figure graphic hearing interview legal_case legislation
manuscript map motion_picture musical_score pamphlet paper-conference patent
performance periodical personal_communication post post-weblog regulation report
review review-book software song speech standard thesis treaty webpage""".split()
knuth = {"family": "Knuth", "given": "Donald Ervin"}
plass = {"family": "Plass", "given": "Michael F."}
items = []
for i, kind in enumerate(types):
    items.append({
        "id": kind, "type": kind, "author": [knuth, plass][:1 + i % 2],
        "title": "Breaking \"paragraphs\" into <i>lines</i>", "language": "en-US",
        "container-title": "Software: Practice and Experience",
        "editor": [plass], "translator": [plass], "recipient": [plass],
        "issued": {"date-parts": [[1981, 11, i % 28 + 1]]}, "volume": "11",
        "accessed": {"date-parts": [[2024, 2, 29]]}, "issue": "11",
        "original-date": {"date-parts": [[1980]]}, "edition": "2",
        "event-date": {"date-parts": [[1980, 5, 1], [1980, 5, 3]]},
        "event": "A meeting", "event-place": "Palo Alto", "genre": "a genre",
        "number": "7", "page": "1119-1184", "publisher": "Wiley",
        "publisher-place": "London", "DOI": "10.1002/spe.4380111102",
        "URL": "https://doi.org/10.1002/spe.4380111102", "medium": "paper",
        "authority": "Court", "references": "none", "ISBN": "0-00-000000-0",
        "collection-title": "A series", "collection-number": "3",
        "archive": "An archive", "archive_location": "Box 1"})
    items.append({"id": kind + "-bare", "type": kind, "title": "Digital typography"})
print(json.dumps(items))
END
locales=$(dirname "$folder")/locales
status=0
for kind in independent dependent; do
  if [ $kind = independent ]; then files=$folder; else files=$folder/dependent; fi
  find "$files" -maxdepth 1 -name '*.csl' | sort >"$tmp/names"
  xargs -r "$bench" "$tmp/items.json" "$locales" <"$tmp/names" \
    >"$tmp/out" 2>"$tmp/err" || status=1
  awk -v kind=$kind -v all="$(wc -l <"$tmp/names")" '$1 ~ /^[0-9.]+$/ {
      n++; s += $1 + $2 + $3; if ($1 + $2 + $3 > most) most = $1 + $2 + $3 }
    END { printf "csl-styles-%s %d of %d, %.1f s, at most %.3f s\n",
      kind, n, all, s, most }' "$tmp/out"
  head -20 "$tmp/err"
  [ ! -s "$tmp/err" ] || status=1
done
exit $status
