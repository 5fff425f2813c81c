#!/bin/sh
# How long .bib files take, beside other programs where they are installed:
#   formats.sh REFMEND [FILE.bib...]
# Without files, files of SIZES entries (10000 100000 1000000) are made, by
# MAKE_BIB COUNT (tests/bench/make_bib.py). CPU seconds (user and system), the most
# memory, and what it was for 10,000 entries; one run each. A program that takes more than
# LIMIT seconds (60; refmend ten times that) is stopped, and has no turn with what is bigger.
# As a part of `make bench` it gets the program as $REFMEND, and makes the smallest alone.
if [ $# -gt 0 ]; then
  refmend=$1; shift
else
  refmend=${REFMEND:-refmend}
  SIZES=${SIZES:-10000}
fi
limit=${LIMIT:-60}
make_bib=${MAKE_BIB:-"${PYTHON3:-python3} $(dirname "$0")/make_bib.py"}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

run() { # run NAME COMMAND...
  name=$1; shift
  command -v "$1" >/dev/null || return 0
  ! grep -qsxF "$name" "$tmp/stopped" || return 0
  case $name in refmend*) most=$((limit * 10)) ;; *) most=$limit ;; esac
  # Pybtex wants files, the others print. A status that tells of findings is none of failure.
  timeout "$most" /usr/bin/time -o "$tmp/time" -f '%U %S %M' "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
  if [ $? = 124 ]; then
    echo "$name" >>"$tmp/stopped"
    printf '%-10s %-26s over %s s\n' "$file" "$name" "$most"
    return
  fi
  tail -1 "$tmp/time" | awk -v name="$name" -v file="$file" -v entries="$entries" \
    '{ printf "%-10s %-26s %8.2f s %6.0f MB %8.1f us an entry\n",
       file, name, $1 + $2, $3 * 1024 / 1e6, (entries ? ($1 + $2) * 1e6 / entries : 0) }'
}

measure() { # measure FILE.bib
  path=$1
  file=$(basename "$path" .bib)
  entries=$(grep -c '^@[a-zA-Z]*[{(][^=]*,' "$path")
  run 'refmend tidy --layout keep' "$refmend" tidy --layout keep "$path"
  run 'refmend tidy' "$refmend" tidy "$path"
  run 'refmend tidy --sort key' "$refmend" tidy --sort key "$path"
  run 'refmend to csl-json' "$refmend" convert -f bibtex -t csl-json "$path"
  run 'refmend to ris' "$refmend" convert -f bibtex -t ris "$path"
  run 'refmend lint' "$refmend" lint "$path"
  run 'refmend dedup' "$refmend" dedup "$path"
  rm -f "$tmp"/library.db*
  run 'refmend import' "$refmend" import --library="$tmp/library.db" "$path"
  rm -f "$tmp"/library.db*
  run bibclean bibclean "$path"
  run bibtool bibtool "$path"
  run bib2xml bib2xml "$path"
  run pybtex pybtex-convert "$path" "$tmp/out.yaml"
  run citation-js citation-js -i "$path" -f string -s csl -o "$tmp/citation"
}

uptime
if [ $# -gt 0 ]; then
  for path; do measure "$path"; done
  exit
fi
for n in ${SIZES:-10000 100000 1000000}; do
  $make_bib "$n" >"$tmp/$n.bib" || exit 1
  measure "$tmp/$n.bib"
  rm -f "$tmp/$n.bib"
done
uptime
