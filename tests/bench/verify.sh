#!/bin/sh
# Verdicts on labelled references: speed, memory, class accuracy. Needs DATA with
# verify/ and, beside it, tools/ (verifyscore.py, records2csl.py).
tools=$DATA/../tools
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "$DATA" ] || [ ! -f "$tools/verifyscore.py" ]; then
  echo "verify: skipped, DATA names no folder with the labelled references"
  exit 0
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
"$PYTHON3" "$tools/records2csl.py" "$DATA/verify/true_records.jsonl.gz" \
  >"$tmp/works.jsonl"
"$REFMEND" index build "$tmp/works.jsonl" -o "$tmp/works.idx" >/dev/null
for set in citetracer hallmark_dev_public; do
  "$PYTHON3" "$tools/verifyscore.py" export "$DATA/verify/$set.jsonl" \
    "$tmp/$set.bib" >/dev/null
  "$PYTHON3" -B "$here/measure.py" -o "$tmp/$set.jsonl" "verify-$set" "$REFMEND" \
    check --offline --index "$tmp/works.idx" --json "$tmp/$set.bib" || exit 1
  "$PYTHON3" "$tools/verifyscore.py" score "$DATA/verify/$set.jsonl" \
    "$tmp/$set.jsonl" | sed "s/^/verify-$set: /"
done
# Wrong entries set right, and right fields spoiled, by the default and by all.
for apply in safe all; do
  "$REFMEND" fix --offline --index "$tmp/works.idx" --apply $apply \
    "$tmp/citetracer.bib" -o "$tmp/fixed.bib" >/dev/null 2>&1
  "$PYTHON3" "${0%/*}/correction.py" "$tools" "$DATA/verify/citetracer.jsonl" \
    "$tmp/citetracer.bib" "$tmp/fixed.bib" | sed "s/^correction/&-$apply/"
done
