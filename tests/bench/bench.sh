#!/bin/sh
# Run every benchmark beside this one. Each prints "NAME VALUE UNIT" lines, or
# says why it was skipped. Fails, at the end, if one of them did. BENCH='index verify'
# runs these alone.
here=$(cd "$(dirname "$0")" && pwd)
status=0
start=$(date +%s)
for bench in "$here"/*.sh; do
  name=$(basename "$bench" .sh)
  case " ${BENCH:-$name} " in
    *" $name "*) [ "$name" != bench ] || continue ;;
    *) continue ;;
  esac
  from=$(date +%s)
  echo "# $name"
  sh "$bench" || {
    echo "# $name: failed with status $?"
    status=1
  }
  echo "bench-$name-time $(($(date +%s) - from)) s"
done
echo "bench-time $(($(date +%s) - start)) s"
exit $status
