#!/bin/sh
# Local indexes: how long building and updating take, how big the file gets, how
# fast and how well it finds what it holds, however badly it is cited. DATA has
# corpus/works-open.jsonl.zst, or any FILE of CSL-JSON lines is named by
# BENCH_WORKS. BENCH_LARGE=1: also ten times as many, made of them (bench_mutate),
# which takes 8 GB of TMPDIR and a few minutes; BENCH_LARGE=20 for more.
works=${BENCH_WORKS:-$DATA/corpus/works-open.jsonl.zst}
bin=$(dirname "$REFMEND")/tests/bench
if [ ! -f "$works" ]; then
  echo "# index: skipped, $works is not there"
  exit 0
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT

# timed NAME COMMAND...: seconds, and those of the processor.
timed() {
  name=$1
  shift
  bash -c 'TIMEFORMAT="%R %U %S"; time "$@"' - "$@" 2>"$tmp/time" || {
    cat "$tmp/time"
    exit 1
  }
  read -r real user sys <"$tmp/time"
  echo "$name-time $real s"
  echo "$name-cpu $(echo "$user $sys" | awk '{ print $1 + $2 }') s"
}

# measure NAME FILE N: build NAME.idx from FILE, ask for every Nth of the works.
measure() {
  timed "$1-build" "$REFMEND" index build "$2" -o "$tmp/$1.idx" \
    --date 2026-01-01 --quiet
  "$REFMEND" index info --json "$tmp/$1.idx" >"$tmp/info"
  count=$(sed 's/.*"works": \([0-9]*\), "bytes.*/\1/' "$tmp/info")
  bytes=$(sed 's/.*"bytes": \([0-9]*\).*/\1/' "$tmp/info")
  echo "$1-works $count works"
  echo "$1-build-rate $(echo "$count $real" | awk '{ printf "%d", $1 / $2 }') works/s"
  echo "$1-bytes-a-work $((bytes / count)) B"
  "$bin/bench_index" "$tmp/$1.idx" "$works" "$3" | sed "s/^index-/$1-/"
}

measure index "$works" 100
case $works in
  *.zst) zstd -dcq "$works" ;;
  *) cat "$works" ;;
esac | head -1000 | sed 's/"title":"/"title":"Again: /' >"$tmp/new.jsonl"
timed index-update "$REFMEND" index update "$tmp/index.idx" \
  "$tmp/new.jsonl" --quiet
if [ -n "$BENCH_LARGE" ]; then
  copies=$BENCH_LARGE
  [ "$copies" -gt 1 ] || copies=10
  "$bin/bench_mutate" "$works" "$copies" >"$tmp/large.jsonl" || exit 1
  measure index-large "$tmp/large.jsonl" 500
  timed index-large-update "$REFMEND" index update "$tmp/index-large.idx" \
    "$tmp/new.jsonl" --quiet
fi
