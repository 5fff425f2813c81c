#!/bin/sh
# Replay each fuzz corpus through its target, so that a crash once found stays
# found.
# shellcheck disable=SC2086 # a list of targets
set -- $FUZZ_TARGETS
echo "1..$#"
n=0
log=$(mktemp) || exit 99
trap 'rm -f "$log"' EXIT
for target do
  n=$((n + 1))
  name=${target##*/fuzz_}
  if [ ! -d "$TESTS_DIR/fuzz/corpus/$name" ]; then
    echo "not ok $n - corpus $name: no folder tests/fuzz/corpus/$name"
  elif "$BUILD_DIR/$target" "$TESTS_DIR/fuzz/corpus/$name"/* >"$log" 2>&1; then
    echo "ok $n - corpus $name"
  else
    echo "not ok $n - corpus $name"
    sed 's/^/# /' "$log"
  fi
done
