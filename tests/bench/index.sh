#!/bin/sh
# Local indexes: how long building takes, how big the file gets, how fast and
# how well it finds what it holds. DATA has corpus/works-open.jsonl.zst, or
# any FILE of CSL-JSON lines is named by BENCH_WORKS.
works=${BENCH_WORKS:-$DATA/corpus/works-open.jsonl.zst}
ask=$(dirname "$REFMEND")/tests/bench/bench_index
if [ ! -f "$works" ]; then
  echo "# index: skipped, $works is not there"
  exit 0
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
bash -c "TIMEFORMAT='%R %U'; time '$REFMEND' index build '$works' \
  -o '$tmp/works.idx' --date 2026-01-01 --quiet" 2>"$tmp/time" || {
  cat "$tmp/time"; exit 1
}
read -r real user <"$tmp/time"
"$REFMEND" index info --json "$tmp/works.idx" >"$tmp/info"
count=$(sed 's/.*"works": \([0-9]*\).*/\1/' "$tmp/info")
bytes=$(sed 's/.*"bytes": \([0-9]*\).*/\1/' "$tmp/info")
echo "index-works $count works"
echo "index-build-time $real s"
echo "index-build-cpu $user s"
echo "index-bytes-a-work $((bytes / count)) B"
"$ask" "$tmp/works.idx" "$works" 500
