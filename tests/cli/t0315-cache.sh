#!/bin/sh
# What is kept of services' answers: told, bounded, forgotten.
. "$TESTS_DIR/lib.sh"
. "$TESTS_DIR/services.sh"

requests() { wc -l <"$tmp/requests"; }
lacks() { ! grep -qaF -e "$2" "$1" || { echo "$1 has '$2'"; return 1; }; }
cat >paper.bib <<'END'
@article{right, author = {LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey}, title = {Deep learning}, journal = {Nature}, year = 2015, doi = {10.1038/nature14539}}
END
kept=$HOME/.cache/refmend/cache.db

"$REFMEND" cache info >out 2>&1
check 'at first there is none' has out 'no answers are kept'
check 'none to forget' status 0 "$REFMEND" cache clear
check 'and none is made' test ! -e "$kept"
check 'info or clear' status 2 "$REFMEND" cache
check 'nothing else' status 2 "$REFMEND" cache burn

"$REFMEND" check $look paper.bib >/dev/null 2>&1
asked=$(requests)
"$REFMEND" cache info >out 2>&1
check 'the cache is named' has out "$kept"
check 'its bound is told' has out 'bytes of at most 268435456'
"$REFMEND" cache info --json >out 2>&1
check 'as JSON' grep -q '^{"type":"cache","file":".*cache.db","answers":[1-9][0-9]*,"absent":[0-9]*,"bytes":[1-9][0-9]*,"limit":268435456,"oldest":"20' out
"$REFMEND" cache clear >out 2>&1
check 'it is forgotten' grep -q '^[1-9][0-9]* answers* forgotten$' out
check 'in the file, too' lacks "$kept" nature14539
"$REFMEND" check $look paper.bib >/dev/null 2>&1
check 'so that all is asked again' same_number "$(requests)" $((2 * asked))

"$REFMEND" import --library shelf.db paper.bib >/dev/null 2>&1
"$REFMEND" check $look --library shelf.db paper.bib >/dev/null 2>&1
"$REFMEND" cache info --library shelf.db >out 2>&1
check 'a library has its own' has out shelf.db
"$REFMEND" list --library shelf.db >before 2>&1
"$REFMEND" cache clear --library shelf.db >out 2>&1
check 'which is forgotten' grep -q '^[1-9][0-9]* answers* forgotten$' out
"$REFMEND" list --library shelf.db >after 2>&1
check 'without its works' cmp before after

{ cat services.ini; echo 'cache.max-bytes = 20'; } >small.ini
"$REFMEND" cache clear >/dev/null 2>&1
"$REFMEND" check --config small.ini paper.bib >/dev/null 2>&1
"$REFMEND" cache info --config small.ini >out 2>&1
check 'a bound that is set is kept' has out '0 bytes of at most 20'

# An answer of two days ago that says "there is none" is asked again; one that has
# something is not.
cat >book.bib <<'END'
@book{book, author = {Goodfellow, Ian and Bengio, Yoshua and Courville, Aaron}, title = {Deep Learning}, publisher = {MIT Press}, year = 2016}
END
cat >lost.bib <<'END'
@book{lost, author = {Nobody, Hans}, title = {On the Total Absence of This Book from Every Register}, publisher = {MIT Press}, year = 2014}
END
age() { "$PYTHON3" -c 'import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute("UPDATE cache SET fetched = fetched - 86400 * 2"); c.commit()' "$kept"; }
"$REFMEND" cache clear >/dev/null 2>&1
"$REFMEND" check $look --sources open-library book.bib lost.bib >/dev/null 2>&1
age
asked=$(requests)
"$REFMEND" check $look --sources open-library book.bib >/dev/null 2>&1
check 'what was found two days ago is not asked for' same_number "$(requests)" "$asked"
"$REFMEND" check $look --sources open-library lost.bib >out 2>&1
check 'what was not found then is' test "$(requests)" -gt "$asked"
asked=$(requests)
"$REFMEND" check $look --sources open-library lost.bib >out 2>&1
check 'once a day' same_number "$(requests)" "$asked"
exec 8>&-
done_testing
