#!/bin/sh
# Protecting, what was changed, and taking it back.
. "$TESTS_DIR/lib.sh"

cat >refs.bib <<'END'
@article{weber1904, author = {Weber, Max}, title = {Die protestantische Ethik}, year = 1904}
@book{weber1922, author = {Weber, Max}, title = {Wirtschaft und Gesellschaft}, year = 1922}
END
REFMEND_LIBRARY=$tmp/lib.db
export REFMEND_LIBRARY

says() {
  words=$1; shift
  "$@" >out 2>&1 || true
  grep -q -e "$words" out || { cat out; echo "no '$words'"; return 1; }
}
has_not() { ! says "$@"; }

check 'nothing to undo in a library that is not there' status 3 "$REFMEND" undo
"$REFMEND" import refs.bib >/dev/null
check 'diff shows what the import added' says '^+ Weber 1904: Die protestantische Ethik$' "$REFMEND" diff
check 'fields are protected' status 0 "$REFMEND" protect weber1904 title year
check 'show says so' says 'title (protected): Die' "$REFMEND" show weber1904
check 'of the date too' says 'issued (protected): 1904' "$REFMEND" show weber1904
check 'list --json says so' says '"key":"weber1904".*"protected":\["title","year"\]' "$REFMEND" list --json
check 'an unknown field is a usage error' status 2 "$REFMEND" protect weber1904 colour
check 'a field is needed' status 2 "$REFMEND" protect weber1904
check 'protection is taken off' status 0 "$REFMEND" protect --remove weber1904 year
check 'diff shows the last command' says '^- title year$' "$REFMEND" diff
check 'log has all of them' says 'protected: (none) -> title year' "$REFMEND" log
check 'log of another work has not' has_not 'protected' "$REFMEND" log weber1922
check 'log -n 1 is the newest' sh -c '[ "$("$REFMEND" log --json -n 1 | wc -l)" -eq 1 ]'
check 'log -n wants a number' status 2 "$REFMEND" log -n x
check 'undo takes the last command back' says '^1 change undone: protect$' "$REFMEND" undo
check 'the protection is as before' says 'issued (protected)' "$REFMEND" show weber1904
check 'log marks it' says 'protect  (undone)' "$REFMEND" log
check 'an earlier command that was built upon is not undone' status 2 "$REFMEND" undo 1
check 'and says what to undo first' says 'undo change 3 first' "$REFMEND" undo 1
check 'a change that is not there' status 3 "$REFMEND" undo 99
check 'no change at all' status 2 "$REFMEND" undo x
check 'the next undo takes the one before' status 0 "$REFMEND" undo
check 'then the import' says '^2 changes undone: import ' "$REFMEND" undo
check 'the list is empty' sh -c '[ -z "$("$REFMEND" list)" ]'
check 'nothing is left to undo' status 3 "$REFMEND" undo
check 'importing once more works' sh -c '[ "$("$REFMEND" import refs.bib | wc -l)" -eq 2 ]'
check 'log of a key that never was' status 3 "$REFMEND" log nobody1999
done_testing
