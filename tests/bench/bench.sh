#!/bin/sh
# Run every benchmark beside this one. Each prints "NAME VALUE UNIT" lines, or
# says why it was skipped. Fails, at the end, if one of them did.
here=$(cd "$(dirname "$0")" && pwd)
status=0
for bench in "$here"/*.sh; do
  [ "$bench" = "$here/bench.sh" ] || sh "$bench" || {
    echo "# $(basename "$bench" .sh): failed with status $?"
    status=1
  }
done
exit $status
