#!/bin/sh
# The library as a bibliography.
. "$TESTS_DIR/lib.sh"

cat >refs.bib <<'END'
@article{weber1904, author = {Weber, Max}, title = {Die protestantische Ethik}, journal = {Archiv}, year = 1904, keywords = {ethics}}
@book{zola, author = {Zola, {\'E}mile}, title = {Germinal}, year = 1885}
END
REFMEND_LIBRARY=$tmp/lib.db
export REFMEND_LIBRARY
"$REFMEND" import refs.bib >/dev/null

check 'BibTeX is the default' sh -c '"$REFMEND" export | grep -q "^@article{weber1904,"'
check 'keys choose and order' sh -c '
  "$REFMEND" export zola weber1904 | grep "^@" | tr -d "\n" | grep -q "zola.*weber1904"'
check 'a key that is not there is an error' status 3 "$REFMEND" export weber1904 nobody
check 'an unknown format is a usage error' status 2 "$REFMEND" export -f word
check 'CSL-JSON is one array' sh -c '"$REFMEND" export -f csl-json >out.json && grep -q "\"weber1904\"" out.json'
check 'what was exported is the same when imported' sh -c '
  "$REFMEND" import --library second.db out.json >/dev/null &&
  "$REFMEND" export -f csl-json --library second.db >again.json && cmp out.json again.json'
check 'the .bib too' sh -c '
  "$REFMEND" export -o out.bib && "$REFMEND" import --library third.db out.bib >/dev/null &&
  "$REFMEND" export -o again.bib --library third.db && cmp out.bib again.bib'
check 'an empty library is an empty bibliography' sh -c '
  "$REFMEND" undo >/dev/null && [ -z "$("$REFMEND" export)" ]'
done_testing
