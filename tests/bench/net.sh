#!/bin/sh
# What the network costs, and what bad services and kill -9 do: see net.py. Needs
# DATA with corpus/ and zstd; see doc/network.md. NET_WHAT=speed, faults, kill,
# privacy runs one of them, with NET_OPTIONS for net.py.
if [ -z "$DATA" ] || [ ! -f "$DATA/corpus/works-sample.jsonl.zst" ]; then
  echo "# net: skipped, DATA names no folder with works"
  exit 0
fi
here=$(cd "$(dirname "$0")" && pwd)
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
zstd -dcq "$DATA/corpus/works-sample.jsonl.zst" >"$tmp/works.jsonl" || exit 99
run() { "${PYTHON3:-python3}" "$here/net.py" "$1" "$tmp/works.jsonl" --folder "$tmp/$1" $2 $NET_OPTIONS || bad=1; }
bad=0
case ${NET_WHAT:-all} in
all)
  run speed
  run privacy
  run kill
  run faults '-n 100 --mixtures 0'
  run mixtures '--mixtures 3'
  ;;
*) run "$NET_WHAT" ;;
esac
exit $bad
