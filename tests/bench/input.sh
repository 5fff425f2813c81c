#!/bin/sh
# The bulk files that indexes are made of: works a second of CPU for each
# format, from files made by make_input.py of the works that DATA has.
works=${BENCH_WORKS:-$DATA/corpus/works-open.jsonl.zst}
here=$(cd "$(dirname "$0")" && pwd)
bench=$(dirname "$REFMEND")/tests/bench/bench_input
if [ ! -f "$works" ]; then
  echo "# input: skipped, $works is not there"
  exit 0
fi
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
zstd -dcqf "$works" | head -n 20000 >"$tmp/works"
"$bench" csl "$tmp/works"
for format in dblp acl pubmed crossref crossref-lines datacite openalex arxiv
do
  "$PYTHON3" "$here/make_input.py" $format "${BENCH_INPUT:-200000}" \
    <"$tmp/works" >"$tmp/input"
  "$bench" $format "$tmp/input"
done
