#!/bin/sh
# Run every benchmark beside this one. Each prints "NAME VALUE UNIT" lines, or
# says why it was skipped.
here=$(cd "$(dirname "$0")" && pwd)
for bench in "$here"/*.sh; do
  [ "$bench" = "$here/bench.sh" ] || sh "$bench"
done
