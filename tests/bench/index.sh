#!/bin/sh
# Local indexes: how long building and updating take, how much memory, how big the file
# gets, how fast and how well it finds what it holds, however badly it is cited, and
# what checking a long list costs. DATA has
# corpus/works-open.jsonl.zst, or any FILE of CSL-JSON lines is named by
# BENCH_WORKS. BENCH_LARGE=1: also ten times as many, made of them (bench_mutate),
# which takes 8 GB of TMPDIR and a few minutes; BENCH_LARGE=20 for more.
works=${BENCH_WORKS:-$DATA/corpus/works-open.jsonl.zst}
bin=$(dirname "$REFMEND")/tests/bench
here=$(cd "$(dirname "$0")" && pwd)
if [ ! -f "$works" ]; then
  echo "# index: skipped, $works is not there"
  exit 0
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT

# measured NAME COMMAND...: seconds, those of the processor, memory; sets $real.
measured() {
  name=$1
  "$PYTHON3" -B "$here/measure.py" "$@" >"$tmp/measured" || exit 1
  cat "$tmp/measured"
  real=$(sed -n "s/^$name-time \(.*\) s/\1/p" "$tmp/measured")
}

# measure NAME FILE N: build NAME.idx from FILE, ask for every Nth of the works.
measure() {
  measured "$1-build" "$REFMEND" index build "$2" -o "$tmp/$1.idx" \
    --date 2026-01-01 --quiet
  "$REFMEND" index info --json "$tmp/$1.idx" >"$tmp/info"
  count=$(sed 's/.*"works": \([0-9]*\), "bytes.*/\1/' "$tmp/info")
  bytes=$(sed 's/.*"bytes": \([0-9]*\).*/\1/' "$tmp/info")
  echo "$1-works $count works"
  echo "$1-build-rate $(echo "$count $real" | awk '{ printf "%d", $1 / $2 }') works/s"
  echo "$1-bytes-a-work $((bytes / count)) B"
  "$bin/bench_index" "$tmp/$1.idx" "$works" "$3" >"$tmp/asked" || exit 1
  sed "s/^index-/$1-/" "$tmp/asked"
}

# works_as_text: the lines of the works.
works_as_text() {
  case $works in
    *.zst) zstd -dcq "$works" ;;
    *) cat "$works" ;;
  esac
}

# checked NAME: 10,000 of the works as a list of references, on all cores.
checked() {
  measured "$1-check" "$REFMEND" check --offline --index "$tmp/$1.idx" --json \
    "$tmp/cited.json"
  echo "$1-check-rate $(echo "$(wc -l <"$tmp/cited.json") $real" |
    awk '{ printf "%d", $1 / $2 }') references/s"
}

measure index "$works" 100
works_as_text | awk 'NR % 50 == 1 && NR < 500000' |
  sed -e '1s/^/[/' -e '$!s/$/,/' -e '$s/$/]/' >"$tmp/cited.json"
checked index
works_as_text | head -1000 | sed 's/"title":"/"title":"Again: /' >"$tmp/new.jsonl"
measured index-update "$REFMEND" index update "$tmp/index.idx" \
  "$tmp/new.jsonl" --quiet
if [ -n "$BENCH_LARGE" ]; then
  copies=$BENCH_LARGE
  [ "$copies" -gt 1 ] || copies=10
  "$bin/bench_mutate" "$works" "$copies" >"$tmp/large.jsonl" || exit 1
  measure index-large "$tmp/large.jsonl" 500
  checked index-large
  measured index-large-update "$REFMEND" index update "$tmp/index-large.idx" \
    "$tmp/new.jsonl" --quiet
fi
