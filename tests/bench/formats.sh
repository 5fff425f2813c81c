#!/bin/sh
# How long .bib files take, beside other programs where they are installed:
#   formats.sh REFMEND FILE.bib...
# CPU seconds (user and system) and the most memory, one run each; a program that
# takes more than LIMIT seconds (300) is stopped.
if [ $# -lt 2 ]; then
  echo "# formats: skipped, no .bib files named (make bench-formats FILES='a.bib ...')"
  exit 0
fi
refmend=$1; shift
limit=${LIMIT:-300}
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT

run() { # run NAME COMMAND...
  name=$1; shift
  command -v "$1" >/dev/null || return 0
  # Pybtex wants files, the others print.
  if timeout "$limit" /usr/bin/time -o "$tmp/time" -f '%U %S %M' "$@" >"$tmp/out" 2>"$tmp/err" </dev/null ||
    [ "$(wc -l <"$tmp/time")" = 2 ]; then
    tail -1 "$tmp/time" | awk -v name="$name" -v file="$file" \
      '{ printf "%-12s %-26s %7.2f s %7.0f MiB\n", file, name, $1 + $2, $3 / 1024 }'
  else
    printf '%-12s %-26s over %s s\n' "$file" "$name" "$limit"
  fi
}

for path; do
  file=$(basename "$path" .bib)
  run 'refmend tidy --layout keep' "$refmend" tidy --layout keep "$path"
  run 'refmend tidy' "$refmend" tidy "$path"
  run 'refmend tidy --sort key' "$refmend" tidy --sort key "$path"
  run 'refmend to csl-json' "$refmend" convert -f bibtex -t csl-json "$path"
  run 'refmend to ris' "$refmend" convert -f bibtex -t ris "$path"
  run 'refmend lint' "$refmend" lint "$path"
  run 'refmend dedup' "$refmend" dedup "$path"
  run bibclean bibclean "$path"
  run bibtool bibtool "$path"
  run bib2xml bib2xml "$path"
  run pybtex pybtex-convert "$path" "$tmp/out.yaml"
done
