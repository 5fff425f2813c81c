#!/bin/sh
# fix --style: a document's list in another style.
. "$TESTS_DIR/lib.sh"

has() { grep -qF -e "$2" "$1" || { echo "no '$2' in:"; cat "$1"; return 1; }; }

cat >works.jsonl <<'EOF'
{"type":"article-journal","title":"Deep learning","author":[{"family":"LeCun","given":"Yann"},{"family":"Bengio","given":"Yoshua"},{"family":"Hinton","given":"Geoffrey"}],"issued":{"date-parts":[[2015]]},"container-title":"Nature","volume":"521","issue":"7553","page":"436-444","DOI":"10.1038/nature14539"}
{"type":"article-journal","title":"Computing Machinery and Intelligence","author":[{"family":"Turing","given":"Alan M."}],"issued":{"date-parts":[[1950]]},"container-title":"Mind","volume":"59","page":"433-460","DOI":"10.1093/mind/LIX.236.433"}
{"type":"article-journal","title":"A Mathematical Theory of Communication","author":[{"family":"Shannon","given":"Claude E."}],"issued":{"date-parts":[[1948]]},"container-title":"Bell System Technical Journal","volume":"27","page":"379-423","DOI":"10.1002/j.1538-7305.1948.tb01338.x"}
EOF
"$REFMEND" index build works.jsonl -o works.idx >/dev/null 2>&1
cat >style.csl <<'EOF'
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><id>http://example.org/s</id><title>S</title></info>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography second-field-align="flush">
    <sort><key variable="author"/></sort>
    <layout suffix=".">
      <text variable="citation-number" prefix="[" suffix="]"/>
      <group delimiter=", ">
        <names variable="author"><name form="long" name-as-sort-order="all" and="symbol"/></names>
        <text variable="title" font-style="italic"/>
        <text variable="container-title"/>
        <date variable="issued"><date-part name="year"/></date>
      </group>
    </layout>
  </bibliography>
</style>
EOF
sed '/citation-number" prefix/d; s/ second-field-align="flush"//' style.csl >names.csl

cat >paper.md <<'EOF'
# References

[1] LeCun Y, Bengio Y, Hinton G. Deep learning. Nature. 2015;521:436-44.
[2] Nobody H. On the Total Absence of This Article from Every Register. Nature. 2014;3:4-5.
[3] Turing AM. Computing Machinery and Intelligence. Mind. 1950;59:433-460.

Appendix.
EOF
fix="$REFMEND fix --offline --index works.idx"
check 'a list in another style' status 4 $fix --style style.csl -o out.md paper.md
check 'labels stay, once' has out.md '[1] LeCun, Yann, Bengio, Yoshua, & Hinton, Geoffrey, *Deep learning*, Nature, 2015.'
check 'in the order that they had' has out.md '[3] Turing, Alan M., *Computing Machinery and Intelligence*, Mind, 1950.'
check 'what is not found stays byte for byte' has out.md '[2] Nobody H. On the Total Absence of This Article from Every Register. Nature. 2014;3:4-5.'
check 'and all around it' has out.md 'Appendix.'
$fix --style style.csl -o out.md paper.md >/dev/null 2>err
check 'how many stay is told' has err '1 of 3 references stay as they were'

cat >paper.txt <<'EOF'
References

Turing, A. M. Computing Machinery and
    Intelligence. Mind 59, 433-460 (1950).

Shannon, C. E. A Mathematical Theory of
    Communication. Bell System Technical
    Journal 27, 379-423 (1948).

LeCun, Y., Bengio, Y. & Hinton, G. Deep
    learning. Nature 521, 436-444 (2015).
EOF
check 'a plain text' status 0 $fix --style names.csl -o out.txt paper.txt
cat >want.txt <<'EOF'
References

LeCun, Yann, Bengio, Yoshua, & Hinton,
    Geoffrey, Deep learning, Nature, 2015.

Shannon, Claude E., A Mathematical Theory
    of Communication, Bell System
    Technical Journal, 1948.

Turing, Alan M., Computing Machinery and
    Intelligence, Mind, 1950.
EOF
check 'without labels it is sorted; lines are wrapped as they were' diff out.txt want.txt
sed 's/$/\r/' paper.txt >crlf.txt
sed 's/$/\r/' want.txt >want-crlf.txt
check 'with CR LF' status 0 $fix --style names.csl -o out.txt crlf.txt
check 'as it was' cmp out.txt want-crlf.txt
check '--apply none writes no style' status 2 $fix --style style.csl --apply none paper.md
printf '@article{a, title={Deep learning}, author={LeCun, Yann}, year=2015}\n' >refs.bib
check 'a .bib has no style' status 2 $fix --style style.csl -o - refs.bib
done_testing
