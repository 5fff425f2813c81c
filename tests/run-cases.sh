#!/bin/sh
# Run every tests/cases/AREA/NAME.case and print TAP.
#   $ COMMAND        first line: the command, "refmend" standing for the program
#   ...              its standard input
#   > STATUS         then the exit status it must have, and below that
#   ...              exactly what it must print
# The command runs in an empty folder, with an empty $HOME. UPDATE=1 rewrites the
# expected part from what came out: read the diff.
dir=$TESTS_DIR/cases
tmp=$(mktemp -d) || exit 99
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/home"
HOME=$tmp/home
export HOME
unset REFMEND_DATADIR REFMEND_LIBRARY REFMEND_MAILTO SOURCE_DATE_EPOCH
unset XDG_CACHE_HOME XDG_CONFIG_HOME XDG_DATA_HOME
# shellcheck disable=SC2046 # names have no blanks
set -- $(find "$dir" -name '*.case' | LC_ALL=C sort)
[ $# -gt 0 ] || { echo "Bail out! no cases in $dir"; exit 1; }
echo "1..$#"
n=0
for f do
  n=$((n + 1)); name=${f#"$dir"/}; name=${name%.case}
  cmd=$(sed -n '1s/^\$ //p' "$f")
  sed '1d; /^> [0-9]*$/,$d' "$f" >"$tmp/in"
  sed -n '/^> [0-9]*$/,$p' "$f" >"$tmp/want"
  (cd "$tmp/home" && refmend() { "$REFMEND" "$@"; }; eval "$cmd" <"$tmp/in" >"$tmp/out" 2>"$tmp/err")
  { echo "> $?"; cat "$tmp/out"; } >"$tmp/got"
  if [ -n "$UPDATE" ]; then
    { sed -n 1p "$f"; cat "$tmp/in" "$tmp/got"; } >"$tmp/new" && cp "$tmp/new" "$f"
  fi
  if diff -u "$tmp/want" "$tmp/got" >"$tmp/diff"; then
    echo "ok $n - $name"
  else
    echo "not ok $n - $name"; sed 's/^/# /' "$tmp/diff" "$tmp/err"
  fi
done
