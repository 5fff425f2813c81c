#!/bin/sh
# refmend index: build, info, search; and the sample that is built with the
# program.
. "$TESTS_DIR/lib.sh"

cat >works.jsonl <<'END'
{"type":"book","title":"The Structure of Scientific Revolutions","author":[{"family":"Kuhn","given":"Thomas S."}],"issued":{"date-parts":[[1962]]},"publisher":"University of Chicago Press","source":"hand"}
{"type":"article-journal","title":"The Nature of the Firm","author":[{"family":"Coase","given":"R. H."}],"issued":{"date-parts":[[1937]]},"container-title":"Economica","volume":"4","issue":"16","page":"386-405","DOI":"10.1111/j.1468-0335.1937.tb00002.x","source":"hand"}
{"type":"article-journal","title":"no end
END

check 'build writes an index' \
  status 0 "$REFMEND" index build works.jsonl -o works.idx --date 2026-11-24
build_says() {
  "$REFMEND" index build works.jsonl -o again.idx --date 2026-11-24 >out 2>err
  grep -q '^again.idx: 2 works' out && grep -q '1 record.*line 3' err
}
check 'build counts what it cannot read and tells the first' build_says
check 'the same input makes the same bytes' cmp works.idx again.idx
check 'nothing but the index is left behind' \
  sh -c '[ "$(ls | tr "\n" " ")" = "again.idx err home log out works.idx works.jsonl " ]'
from_epoch() {
  SOURCE_DATE_EPOCH=0 "$REFMEND" index build -q works.jsonl -o epoch.idx
  "$REFMEND" index info --json epoch.idx | grep -q '"date": "1970-01-01"'
}
check 'SOURCE_DATE_EPOCH is the date' from_epoch
check 'build without -o is wrong usage' \
  status 2 "$REFMEND" index build works.jsonl
check 'build with an unknown coverage is wrong usage' \
  status 2 "$REFMEND" index build works.jsonl -o x.idx --covers novels
check 'build from nothing fails' status 3 "$REFMEND" index build none -o x.idx
check 'and leaves nothing' test ! -e x.idx

info_is() {
  "$REFMEND" index info --json works.idx >out
  printf '{"name": "works.idx", "format": 1, "date": "2026-11-24", "works": 2, "bytes": %s, "covers": "", "sources": {"hand": 2}}\n' \
    "$(wc -c <works.idx)" | diff -u - out
}
check 'info tells what is in it' info_is
check 'info of a file that is no index fails' \
  status 3 "$REFMEND" index info works.jsonl
check 'info of a file that is cut short fails' \
  sh -c 'head -c 5000 works.idx >cut.idx; "$REFMEND" index info cut.idx; [ $? = 3 ]'

found() { "$REFMEND" index search works.idx "$@" >out && cat out && grep -q "$want" out; }
want='Scientific Revolutions'
check 'search finds by words of the title' found structure of scientific revolutions
want='10.1111/j.1468-0335.1937.tb00002.x'
check 'search finds by author and a misspelt title' found coase natur of the firm
check 'search finds by identifier' found https://doi.org/10.1111/J.1468-0335.1937.tb00002.x
check 'search prints JSON' found --json firm
check 'what is not there is a finding' \
  status 1 "$REFMEND" index search works.idx zzyzx
check 'a wrong --max is wrong usage' \
  status 2 "$REFMEND" index search works.idx firm --max 0

sample=$BUILD_DIR/share/sample.idx
want='521'
sample_has() { "$REFMEND" index search "$sample" "$@" | grep -q "$want"; }
check 'the sample has LeCun, Bengio and Hinton' sample_has lecun deep learning 2015
want='乡土中国'
check 'the sample has a Chinese book' sample_has 费孝通 乡土中国
covers_nothing() { "$REFMEND" index info --json "$sample" | grep -q '"covers": ""'; }
check 'the sample covers nothing' covers_nothing

printf '{"type":"book","title":"A \\u009bB thing of it","author":[{"family":"Doe","given":"Y"}],"issued":{"date-parts":[[2001]]}}\n' >control.jsonl
"$REFMEND" index build control.jsonl -o control.idx >/dev/null 2>&1
# Nothing is of a year still to come, so that no index can lack it for its age.
to_come() {
  "$REFMEND" index build -q works.jsonl -o general.idx --covers general --date 2026-11-24
  printf '@article{k, author = {Nobody, N.}, title = {Of nothing at all and its uses}, year = 2099}\n' >to-come.bib
  "$REFMEND" check --offline --index general.idx --json to-come.bib >out; cat out
  grep -q '"verdict":"not_found"' out && grep -q '"field":"year","kind":"wrong"' out
}
check 'a year still to come is no reason to leave a reference open' to_come
check 'no control byte of terminals goes out' sh -c '"$0" index search --json control.idx thing of it | grep -qF "A \u009bB thing"' "$REFMEND"
done_testing
