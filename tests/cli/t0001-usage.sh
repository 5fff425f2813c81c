#!/bin/sh
# What is asked wrongly is refused with 2, what cannot be read with 3.
. "$TESTS_DIR/lib.sh"

says() { # says TEXT COMMAND...: its output, of either kind, has the text
  text=$1; shift
  "$@" >"$tmp/said" 2>&1
  grep -qF -e "$text" "$tmp/said" || { echo "does not say '$text':"; cat "$tmp/said"; return 1; }
}

check 'no command is usage' status 2 "$REFMEND"
check 'an unknown command is usage' status 2 "$REFMEND" frobnicate
check 'and it is named' says "'frobnicate'" "$REFMEND" frobnicate
check 'help is not' status 0 "$REFMEND" help
check '--help is help' says 'usage: refmend COMMAND' "$REFMEND" --help
check '--version says it' says 'refmend 0.' "$REFMEND" --version
for c in $("$REFMEND" help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
  check "help $c" says "usage: refmend $c" "$REFMEND" help "$c"
  check "$c --help is the same" status 0 "$REFMEND" "$c" --help
  check "$c refuses an unknown option" status 2 "$REFMEND" "$c" --frobnicate
done
check 'help of an unknown command' status 2 "$REFMEND" help frobnicate

printf '# References\n\n1. LeCun, Y. (2015). *Deep learning*.\n' >paper.md
check 'check without a file' status 2 "$REFMEND" check
check 'fix without a file' status 2 "$REFMEND" fix
check '--offline without an index' status 2 "$REFMEND" check --offline paper.md
check 'and it says what to do' says '--index' "$REFMEND" check --offline paper.md
check '--offline and --online' status 2 "$REFMEND" check --offline --online always --index x paper.md
check 'a value that is none' status 2 "$REFMEND" check --online sometimes paper.md
check 'an option without its value' status 2 "$REFMEND" check paper.md --index
check 'a source that is none' status 2 "$REFMEND" check --sources scholar paper.md
check 'a format that is none' status 2 "$REFMEND" check --format xml paper.md
check 'two formats' status 2 "$REFMEND" check --json --format csv paper.md
check 'a finding that is none' status 2 "$REFMEND" check --fail-on guilt paper.md
check 'an address that is none' status 2 "$REFMEND" check --mailto nobody paper.md
check '-o and --in-place' status 2 "$REFMEND" fix -o x --in-place paper.md
check '-o for two files' status 2 "$REFMEND" fix -o x paper.md paper.md
check 'standard input in place' status 2 "$REFMEND" fix --in-place -
check 'two documents on standard output' status 2 "$REFMEND" fix -o - --bib - paper.md
check '--apply something' status 2 "$REFMEND" fix --apply some paper.md
check 'a field that is none' status 2 "$REFMEND" fix --protect colour paper.md
check 'an index that is none' status 3 "$REFMEND" check --offline --index paper.md paper.md
check 'an index that is not there' status 3 "$REFMEND" check --offline --index gone.idx paper.md
printf 'nonsense\n' >bad.ini
check 'a configuration that is none' status 3 "$REFMEND" check --config bad.ini paper.md
check 'and its line is named' says 'bad.ini:1' "$REFMEND" check --config bad.ini paper.md
printf 'prefer = newest\n' >odd.ini
check 'a configured value that is none' status 2 "$REFMEND" check --config odd.ini paper.md
check 'nothing was written' test ! -e x
check 'the list of commands tells that indexes are updated' sh -c '
  "$REFMEND" help | grep -q "^  index .*update"'
done_testing
