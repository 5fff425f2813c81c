#!/bin/sh
# In small what `make bench-net` measures: limits, privacy, being killed, faults.
. "$TESTS_DIR/lib.sh"
[ "$PYTHON3" != no ] && [ -n "$PYTHON3" ] || { echo '1..0 # SKIP no python3'; exit 0; }

net() {
  part=$1; shift
  "$PYTHON3" "$TESTS_DIR/bench/net.py" "$part" "$TESTS_DIR/endpoint/works.jsonl" -n 24 --latency 2 \
    --slack 0.6 --folder "$tmp/$part" "$@" || { tail -n 20 "$tmp/$part"/*/report.err; return 1; }
}
check 'the limits are kept, nothing is asked twice' net speed --scale 0.05
check 'what leaves the machine was planned, and is no more than the reference' net privacy --scale 0.01
check 'killed at any moment, nothing is lost or asked again' net kill --scale 0.01 --kills 2
check 'no fault makes a verdict wrong, or costs an answer' net faults --scale 0.01 --faults 503,not-json,truncated-gzip,redirect-loop
# Seeds 7 and 12 once made a work that OpenAlex alone has "not found" when that failed.
check 'nor does a fifth of all answers bad' net mixtures --scale 0.01 --mixtures 0,7,12 --wrong 0.3
done_testing
