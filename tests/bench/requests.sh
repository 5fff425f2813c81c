#!/bin/sh
# How often a long list of references asks the services, and whom.
here=$(cd "$(dirname "$0")" && pwd)
[ -f "$DATA/corpus/works-sample.jsonl.zst" ] || {
  echo 'requests: skipped, DATA has no corpus/works-sample.jsonl.zst'; exit 0; }
[ -n "$PYTHON3" ] && [ "$PYTHON3" != no ] || {
  echo 'requests: skipped, no python3'; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
"$PYTHON3" "$here/requests.py" "$DATA" "$work"
