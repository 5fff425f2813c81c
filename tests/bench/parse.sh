#!/bin/sh
# Fields of reference strings against gold. Needs DATA with parse/ and, beside
# it, tools/evalparse.py.
tools=$DATA/../tools
if [ -z "$DATA" ] || [ ! -f "$tools/evalparse.py" ]; then
  echo "parse: skipped, DATA names no folder with gold references"
  exit 0
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
for gold in "$DATA"/parse/dev/*.jsonl "$DATA/parse/train/anystyle-core.jsonl"; do
  set=$(basename "$gold" .jsonl)
  "$REFMEND" parse "$gold" >"$tmp/out.jsonl"
  "$PYTHON3" "$tools/evalparse.py" "$gold" "$tmp/out.jsonl" |
    sed "s/^/parse-$set: /"
done
# Names, confidence, other readings, languages; title, first author and year of strings whose fields others wrote down.
"$PYTHON3" -B "$(dirname "$0")/readings.py" "$REFMEND" "$DATA/parse/dev" "$tools"
"$PYTHON3" -B "$(dirname "$0")/structured.py" "$REFMEND" \
  "$DATA/verify/iclr2026_deskreject.jsonl"
