#!/bin/sh
# Works looked up in a local index: add and resolve.
. "$TESTS_DIR/lib.sh"

cat >works.jsonl <<'END'
{"id":"1","type":"article-journal","title":"Learning Deep Architectures for AI","author":[{"family":"Bengio","given":"Yoshua"}],"container-title":"Foundations and Trends in Machine Learning","volume":"2","issue":"1","page":"1-127","issued":{"date-parts":[[2009]]},"DOI":"10.1561/2200000006"}
{"id":"2","type":"article-journal","title":"Deep learning","author":[{"family":"LeCun","given":"Yann"},{"family":"Bengio","given":"Yoshua"},{"family":"Hinton","given":"Geoffrey"}],"container-title":"Nature","volume":"521","issue":"7553","page":"436-444","issued":{"date-parts":[[2015,5,27]]},"DOI":"10.1038/nature14539"}
{"id":"3","type":"book","title":"Deep Learning","author":[{"family":"Goodfellow","given":"Ian"},{"family":"Bengio","given":"Yoshua"},{"family":"Courville","given":"Aaron"}],"publisher":"MIT Press","issued":{"date-parts":[[2016]]},"ISBN":"9780262035613"}
END
cat >refs.bib <<'END'
@article{bengio, author = {Bengio, Yoshua}, title = {Learning Deep Architectures for AI},
  journal = {Foundations and Trends in Machine Learning}, volume = 7, year = 2009}
@article{nobody, author = {Nobody, Ada}, title = {Of Invented Things and Their Sorrows}, journal = {Annals of Nothing}, year = 1987}
END
"$REFMEND" index build works.jsonl --covers general -o works.idx >/dev/null 2>&1
REFMEND_LIBRARY=$tmp/lib.db
export REFMEND_LIBRARY
offline="--offline --index works.idx"

says() {
  words=$1; shift
  "$@" >out 2>&1 || true
  grep -q -e "$words" out || { cat out; echo "no '$words'"; return 1; }
}

check 'add prints a key' sh -c '[ -n "$("$REFMEND" add $1 10.1038/nature14539)" ]' sh "$offline"
check 'the record is in the library' sh -c '"$REFMEND" list | grep -q "LeCun et al. 2015	Deep learning$"'
check 'adding again merges' sh -c '
  "$REFMEND" add $1 https://doi.org/10.1038/NATURE14539 && [ "$("$REFMEND" list | wc -l)" -eq 1 ]' sh "$offline"
check 'an ISBN is an identifier too' status 0 "$REFMEND" add $offline 978-0-262-03561-3
check 'what is none is a usage error' status 2 "$REFMEND" add $offline 'no identifier'
check '--confidential without an index says what is wanting' says 'no index to look in' "$REFMEND" add --confidential 10.1038/nature14539
check 'offline without an index is a usage error' status 2 "$REFMEND" add --offline 10.1038/nature14539
check 'one that the index has not is not added' sh -c '! "$REFMEND" add $1 10.1000/unknown' sh "$offline"

"$REFMEND" import refs.bib >/dev/null
check 'what was imported is pending' sh -c '[ "$("$REFMEND" list --pending | wc -l)" -eq 2 ]'
check 'resolve says what it found and changed' says '^bengio	differs	.*changed: .*volume' "$REFMEND" resolve $offline
check 'the library has it' sh -c '"$REFMEND" export bengio | grep -q 10.1561/2200000006'
check 'with its source' says 'works.idx' "$REFMEND" show bengio
check 'the invented one is as it was' sh -c '"$REFMEND" show nobody | grep -q "Ada Nobody"'
check 'nothing is pending any more' sh -c '[ -z "$("$REFMEND" list --pending)" ]'
check 'diff shows the old and the new' sh -c '"$REFMEND" diff bengio | grep -q "^- 7$" && "$REFMEND" diff bengio | grep -q "^+ 2$"'
check 'undo brings the old back' sh -c '"$REFMEND" undo && "$REFMEND" show bengio | grep -q "volume: 7"'
check 'a protected field is held' sh -c '
  "$REFMEND" protect bengio volume && "$REFMEND" resolve $1 bengio | grep -q "protected: volume" &&
  "$REFMEND" show bengio | grep -q "volume (protected): 7"' sh "$offline"
check 'resolving an unknown key is an error' status 3 "$REFMEND" resolve $offline nokey
check '--apply knows three words' status 2 "$REFMEND" resolve $offline --apply some
check '--json is one object a line' says '^{"type":"resolved","key":"bengio","verdict":"differs"' "$REFMEND" resolve $offline --json bengio
done_testing
