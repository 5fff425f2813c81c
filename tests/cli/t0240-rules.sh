#!/bin/sh
# What must hold whichever command it is: nobody's work is merged into another's,
# no protected field is written, no backup is lost, one verdict for one reference.
. "$TESTS_DIR/lib.sh"

cat >works.jsonl <<'END'
{"type":"article-journal","title":"Deep learning","author":[{"family":"LeCun","given":"Yann"},{"family":"Bengio","given":"Yoshua"},{"family":"Hinton","given":"Geoffrey"}],"issued":{"date-parts":[[2015]]},"container-title":"Nature","volume":"521","issue":"7553","page":"436-444","DOI":"10.1038/nature14539"}
{"type":"article-journal","title":"Learning Deep Architectures for AI","author":[{"family":"Bengio","given":"Yoshua"}],"issued":{"date-parts":[[2009]]},"container-title":"Foundations and Trends in Machine Learning","volume":"2","issue":"1","page":"1-127","DOI":"10.1561/2200000006"}
{"type":"paper-conference","title":"Attention Is All You Need","author":[{"family":"Vaswani","given":"Ashish"},{"family":"Shazeer","given":"Noam"},{"family":"Parmar","given":"Niki"}],"issued":{"date-parts":[[2017]]},"container-title":"Advances in Neural Information Processing Systems","volume":"30"}
END
"$REFMEND" index build works.jsonl -o works.idx --covers general >/dev/null
look="--offline --index works.idx"
REFMEND_LIBRARY=$tmp/lib.db
export REFMEND_LIBRARY

has() { grep -qF -e "$2" "$1" || { echo "$1 has no '$2':"; cat "$1"; return 1; }; }
lacks() { ! grep -qF -e "$2" "$1" || { echo "$1 has '$2':"; cat "$1"; return 1; }; }
says() {
  words=$1; shift
  "$@" >out 2>&1 || true
  grep -q -e "$words" out || { cat out; echo "no '$words'"; return 1; }
}
same_number() { [ "$1" = "$2" ] || { echo "$1, not $2"; return 1; }; }

# --- identity
cat >smith.bib <<'END'
@article{smith, author={Smith, John}, title={Attention is all you need}, year=2017}
END
cat >list.md <<'END'
# References

1. Smith, A., & Johnson, B. (2017). Attention is all you need. NeurIPS.
2. Vaswani, A., et al. (2017). Attention is all you need. NeurIPS.
3. Vaswani, A., Shazeer, N., & Parmar, N. (2017). Attention is all you need. Advances in Neural Information Processing Systems, 30.
END
"$REFMEND" import smith.bib list.md >keys
check 'other people are another work' same_number "$("$REFMEND" list | wc -l)" 3
"$REFMEND" export >all.bib
check 'nobody is lost' has all.bib 'Smith, A. and Johnson, B.'
check 'nor is the other' has all.bib '{Smith, John}'
check 'a cut list is the complete one' has all.bib 'Vaswani, A. and Shazeer, N. and Parmar, N.'
rm -f lib.db*

# --- a cut list of authors is completed
cat >cut.bib <<'END'
@inproceedings{v, author={Vaswani, Ashish and others}, title={Attention is all you need}, year=2017}
END
"$REFMEND" import cut.bib >/dev/null
check 'a cut list is no finding' status 0 "$REFMEND" resolve $look
"$REFMEND" export >all.bib
check 'but the library has all authors then' has all.bib 'Vaswani, Ashish and Shazeer, Noam and Parmar, Niki'
"$REFMEND" undo >/dev/null
check 'until that is undone' says 'Vaswani, Ashish and others' "$REFMEND" export
"$REFMEND" protect v author
"$REFMEND" resolve $look >/dev/null
check 'protected authors are left' says 'Vaswani, Ashish and others' "$REFMEND" export
rm -f lib.db*

# --- protection
cat >bengio.bib <<'END'
@article{bengio, author = {Bengio, Yoshua}, title = {Learning Deep Architectures for AI},
  journal = {Foundations and Trends in Machine Learning}, volume = {7}, number = {1}, pages = {1--127}, year = {2009}, doi = {10.1561/2200000006}}
END
"$REFMEND" import bengio.bib >/dev/null
"$REFMEND" protect bengio volume
cp bengio.bib a.bib
"$REFMEND" fix $look --in-place a.bib --bib b.bib >out 2>&1
check 'what the library protects is not fixed in a file' cmp a.bib bengio.bib
check 'nor in a .bib that is written' has b.bib '{7}'
check 'and counts as a finding' status 1 "$REFMEND" fix $look a.bib
check 'fix says why it left it' says 'found  *2 (left: protected)' "$REFMEND" fix $look a.bib
check 'and calls it no safe fix' says '1 differs (0 can be fixed safely)' "$REFMEND" fix $look a.bib
check 'nor does check' says '1 differs (0 can be fixed safely)' "$REFMEND" check $look a.bib
cat a.bib >two.bib
printf '@article{l, author={LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey}, title={Deep learning}, journal={Nature}, volume=9, year=1999, doi={10.1038/nature14539}}\n' >>two.bib
check 'the command that is proposed protects the same' says 'refmend fix .* --protect DOI,volume --in-place two.bib' \
  "$REFMEND" fix $look --protect DOI,volume two.bib
printf '# References\n\n1. Bengio, Y. (2009). Learning deep architectures for AI. *Foundations and Trends in Machine Learning*, 7(1), 1-127. https://doi.org/10.1561/2200000006\n' >p.md
"$REFMEND" fix $look -o q.md p.md >/dev/null
check 'nor in a list' has q.md '7(1)'
check 'resolve says that it was left' says 'differs	.*protected: volume' "$REFMEND" resolve $look bengio
check 'which is a finding' status 1 "$REFMEND" resolve $look bengio
check 'show marks it' says 'volume (protected): 7' "$REFMEND" show bengio
"$REFMEND" protect --remove bengio volume
check '--protect protects from resolve too' says 'protected: volume' "$REFMEND" resolve $look --protect volume bengio
echo 'protect = volume' >c.ini
check 'and so does the configuration' says 'protected: volume' "$REFMEND" resolve $look --config c.ini bengio
check 'it is still as it was' says 'volume: 7' "$REFMEND" show bengio
check 'an unknown field is a usage error' status 2 "$REFMEND" resolve $look --protect colour
check 'unprotected it is put right' status 0 "$REFMEND" resolve $look bengio
check 'in the library' says 'volume: 2' "$REFMEND" show bengio

# --- undo
"$REFMEND" undo >out
check 'undo names what it took back' has out 'undone: resolve'
while "$REFMEND" undo >/dev/null 2>&1; do :; done
check 'all undone is said' says 'nothing is left to undo' "$REFMEND" undo
check 'by diff, too' says 'every change is undone' "$REFMEND" diff
rm -f lib.db*

# --- backups
cp bengio.bib in.bib
"$REFMEND" fix $look --in-place in.bib >/dev/null
sed 's/{2009}/{1999}/' in.bib >in2.bib && cat in2.bib >in.bib
"$REFMEND" fix $look --in-place in.bib >/dev/null
check 'the first original stays' cmp in.bib~ bengio.bib
check 'the second has a number' cmp in.bib.~2~ in2.bib
"$REFMEND" fix $look --in-place in.bib >/dev/null
check 'nothing to mend makes no backup' test ! -e in.bib.~3~
cp bengio.bib in.bib
"$REFMEND" fix $look --in-place in.bib >/dev/null
check 'what is kept already is not kept again' test ! -e in.bib.~3~
echo mine >mine.bib
"$REFMEND" fix $look -o mine.bib bengio.bib >/dev/null
check '-o keeps what it replaces' has mine.bib~ mine
"$REFMEND" import bengio.bib >/dev/null
echo mine too >out.bib
"$REFMEND" export -o out.bib
check 'so does export' has out.bib~ 'mine too'
check 'a device is written to, not replaced' sh -c '"$0" export -o /dev/null && test -c /dev/null' "$REFMEND"
rm -f lib.db*

# --- one verdict
cat >one.md <<'END'
# References

1. LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. *Nature*, 521(7553), 436-444.
2. Smith, A., & Johnson, B. (2017). Attention is all you need. NeurIPS.
3. Bengio, Yoshua, Learning deep architectures for AI, Foundations and Trends in Machine Learning 9(1), 1-127, 2009
4. Nobody, A. (1990). Of Invented Things and Their Sorrows. Annals of Nothing, 3, 1-9.
END
"$REFMEND" check $look --json one.md | sed -n 's/.*"type":"reference".*"verdict":"\([a-z_]*\)".*/\1/p' | sort >checked
"$REFMEND" import one.md >/dev/null
"$REFMEND" resolve $look --apply none | cut -f2 | sort >resolved
check 'check and resolve say the same' cmp checked resolved
(mkdir -p elsewhere && cd elsewhere && "$REFMEND" resolve --offline --index ../works.idx --stale 0 --apply none) | cut -f2 | sort >resolved
check 'from wherever it is run' cmp checked resolved

# --- add
check 'a wrong check digit is named' says 'check digit is wrong: it should be 3' "$REFMEND" add $look 9780262035614
check 'also of an ISBN-10' says 'it should be 8' "$REFMEND" add $look 0262035612
check 'that is a usage error' status 2 "$REFMEND" add $look 9780262035614
check 'an address without an identifier is one, too' status 2 "$REFMEND" add $look https://example.org/page
check 'and says what to do' says 'pages are never fetched' "$REFMEND" add $look https://example.org/page

# --- standard input
"$REFMEND" check $look - <bengio.bib >out
check 'check - proposes what can be done' has out 'refmend fix --offline --index works.idx -o - -'
"$REFMEND" fix $look - <bengio.bib >out
check 'so does fix -' has out '-o - -'
check 'nothing in place' lacks out '--in-place'
done_testing
