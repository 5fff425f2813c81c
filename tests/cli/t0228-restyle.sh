#!/bin/sh
# fix --style: a document's list in another style.
. "$TESTS_DIR/lib.sh"

has() { grep -qF -e "$2" "$1" || { echo "no '$2' in:"; cat "$1"; return 1; }; }

lacks() { ! grep -qF -e "$2" "$1" || { cat "$1"; return 1; }; }

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

cat >links.md <<'EOF'
# References

- LeCun Y, Bengio Y, Hinton G. Deep learning. Nature. 2015;521:436-44. [PDF](deep.pdf)
- Turing AM. Computing Machinery and Intelligence. Mind. 1950;59:433-460.
EOF
sed 's/ prefix="\[" suffix="\]"/ suffix=". "/' style.csl >points.csl
check 'a list of bullets' status 0 sh -c "$fix --style points.csl -o out.md links.md 2>err"
check 'what has a link of its own stays' has out.md '- LeCun Y, Bengio Y, Hinton G. Deep learning. Nature. 2015;521:436-44. [PDF](deep.pdf)'
check 'with its line told' has err 'links.md:3: stays as it is: there is more in it than the reference'
check 'and is not counted as uncertain' lacks err 'not certain'
check 'a number is no list in the list' has out.md '- 2\. Turing, Alan M., *Computing Machinery and Intelligence*, Mind, 1950.'

cat >remarks.md <<'EOF'
# References

- LeCun Y, Bengio Y, Hinton G. Deep learning. Nature. 2015;521:436-44. A good survey, read twice.
- Turing AM. Computing Machinery and Intelligence. Mind. 1950;59:433-460. Available at https://example.org/t.pdf
EOF
$fix --style names.csl -o out.md remarks.md >/dev/null 2>err
check 'a remark in an item is not lost' has out.md '- LeCun Y, Bengio Y, Hinton G. Deep learning. Nature. 2015;521:436-44. A good survey, read twice.'
check 'and its line is told' has err 'remarks.md:3: stays as it is'
check 'what lists always say is no remark' has out.md '- Turing, Alan M., *Computing Machinery and Intelligence*, Mind, 1950.'

# Notes cite a page within the work: it is the note's, and no work's.
cat >>works.jsonl <<'EOF'
{"type":"book","title":"Syntactic Structures","author":[{"family":"Chomsky","given":"Noam"}],"issued":{"date-parts":[[1957]]},"publisher":"Mouton","publisher-place":"The Hague","page":"117"}
{"type":"paper-conference","title":"Deep Residual Learning for Image Recognition","author":[{"family":"He","given":"Kaiming"},{"family":"Zhang","given":"Xiangyu"}],"issued":{"date-parts":[[2016]]},"container-title":"IEEE Conference on Computer Vision and Pattern Recognition","page":"770-778","DOI":"10.1109/CVPR.2016.90"}
{"type":"article","title":"Deep Residual Learning for Image Recognition","author":[{"family":"He","given":"Kaiming"},{"family":"Zhang","given":"Xiangyu"}],"issued":{"date-parts":[[2015]]},"arXiv":"1512.03385"}
EOF
"$REFMEND" index build works.jsonl -o works.idx >/dev/null 2>&1
cat >notes.csl <<'EOF'
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
  <info><id>http://example.org/n</id><title>N</title></info>
  <citation><layout suffix="." delimiter="; ">
    <group delimiter=", ">
      <names variable="author"><name form="long" and="text"/></names>
      <text variable="title" font-style="italic"/>
      <date variable="issued"><date-part name="year"/></date>
      <group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group>
    </group>
  </layout></citation>
  <bibliography><layout suffix="."><text variable="title"/></layout></bibliography>
</style>
EOF
cat >notes.md <<'EOF'
One.[^1] Two.[^2] Three.[^3] Four.[^4] Five.[^5]

[^1]: Noam Chomsky, Syntactic Structures (The Hague: Mouton, 1957), 52.

[^2]: Yann LeCun, Yoshua Bengio, and Geoffrey Hinton, "Deep learning," Nature 521 (2015): 436-444, at 440.

[^3]: Yann LeCun, Yoshua Bengio, and Geoffrey Hinton, "Deep learning," Nature 521 (2015): 441-442.

[^4]: Alan M. Turing, "Computing Machinery and Intelligence," Mind 59 (1950): 433-460.

[^5]: Noam Chomsky, Syntactic Structures (The Hague: Mouton, 1957), 117 pages.
EOF
check 'notes in a style of notes' status 0 $fix --style notes.csl -o out.md notes.md
check 'cite the page that they cited' has out.md '[^1]: Noam Chomsky, *Syntactic Structures*, 1957, p. 52.'
check 'the one within the range, not the range' has out.md '[^2]: Yann LeCun, Yoshua Bengio, and Geoffrey Hinton, *Deep learning*, 2015, p. 440.'
check 'several of them' has out.md '*Deep learning*, 2015, pp. 441–442.'
check 'the pages that an article stands on are not cited' has out.md '[^4]: Alan M. Turing, *Computing Machinery and Intelligence*, 1950.'
check 'nor how many a book has' has out.md '[^5]: Noam Chomsky, *Syntactic Structures*, 1957.'
$fix --style names.csl -o out.md notes.md >/dev/null 2>err
check 'a style of lists has no place for a page: the note stays' has out.md '[^1]: Noam Chomsky, Syntactic Structures (The Hague: Mouton, 1957), 52.'
check 'which is told' has err 'notes.md:3: stays as it is: it cites page 52, for which the'

cat >year.md <<'EOF'
# References

- He, K., & Zhang, X. (2015). Deep Residual Learning for Image Recognition. IEEE Conference on Computer Vision and Pattern Recognition. https://doi.org/10.1109/CVPR.2016.90
EOF
$fix --style names.csl -o out.md --bib out.bib year.md >/dev/null 2>&1
check "another version's year is right, and stays in the list" has out.md 'Conference on Computer Vision and Pattern Recognition, 2015.'
check 'and in the .bib' has out.bib '= {2015}'
done_testing
