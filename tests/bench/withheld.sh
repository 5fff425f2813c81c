#!/bin/sh
# Closed and open world: what is said of real references whose records the index
# has, and has not, and of fabricated ones. Needs DATA with verify/ and corpus/
# and, beside it, tools/; and zstd. BENCH_OUT=FOLDER keeps the lists and reports;
# see doc/verification.md.
if [ -z "$DATA" ] || [ ! -f "$DATA/../tools/verifyscore.py" ] ||
  [ ! -f "$DATA/corpus/works-open.jsonl.zst" ]; then
  echo "# withheld: skipped, DATA names no folder with references and works"
  exit 0
fi
here=$(cd "$(dirname "$0")" && pwd)
if [ -n "$BENCH_OUT" ]; then
  tmp=$BENCH_OUT
  mkdir -p "$tmp" || exit 99
else
  tmp=$(mktemp -d) || exit 99
  trap 'rm -rf "$tmp"' EXIT
fi
PYTHONDONTWRITEBYTECODE=1 "${PYTHON3:-python3}" "$here/withheld.py" "$DATA" "$tmp"
