#!/bin/sh
# Verdicts on labelled references: speed, memory, class accuracy. Needs DATA with
# verify/ and, beside it, tools/ (verifyscore.py, records2csl.py).
tools=$DATA/../tools
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
  "$PYTHON3" - "$REFMEND" "$tmp" "$set" <<'END'
import resource, subprocess, sys
refmend, tmp, name = sys.argv[1:]
with open(f"{tmp}/{name}.jsonl", "wb") as out:
    subprocess.run([refmend, "check", "--offline", "--index",
        f"{tmp}/works.idx", "--json", f"{tmp}/{name}.bib"], stdout=out)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"verify-{name}-cpu {use.ru_utime + use.ru_stime:.2f} s")
print(f"verify-{name}-memory {use.ru_maxrss / 1024:.0f} MiB")
END
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
