#!/bin/sh
# Citations of a Markdown document, written out.
. "$TESTS_DIR/lib.sh"

has() { grep -qF -e "$2" "$1" || { echo "no '$2' in:"; cat "$1"; return 1; }; }
lacks_line() { ! grep -qF -e "$2" "$1" || { cat "$1"; return 1; }; }

cat >refs.bib <<'EOF'
@article{turing1950, author = {Turing, Alan M.}, title = {Computing Machinery and Intelligence}, journal = {Mind}, volume = 59, number = 236, pages = {433--460}, year = 1950, doi = {10.1093/mind/LIX.236.433}}
@book{knuth1984, author = {Knuth, Donald E. and van Leeuwen, Jan}, title = {Literate Programming}, publisher = {Addison-Wesley}, year = 1984}
@book{uncited, author = {Nobody, Hans}, title = {Not Cited}, publisher = {Press}, year = 2000}
EOF
head='<?xml version="1.0" encoding="utf-8"?><style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"'
list='<bibliography><layout suffix="."><group delimiter=", "><names variable="author"/><text variable="title" font-style="italic"/><text variable="DOI"/></group></layout></bibliography></style>'
cat >year.csl <<EOF
$head class="in-text"><citation><layout prefix="(" suffix=")" delimiter="; "><group delimiter=", "><names variable="author"><name form="short" and="text"/></names><date variable="issued"><date-part name="year"/></date><group delimiter=" "><label variable="locator" form="short"/><text variable="locator"/></group></group></layout></citation>$list
EOF
cat >number.csl <<EOF
$head class="in-text"><citation collapse="citation-number"><sort><key variable="citation-number"/></sort><layout prefix="[" suffix="]" delimiter=", "><text variable="citation-number"/></layout></citation>$list
EOF
cat >note.csl <<EOF
$head class="note"><citation><layout suffix="." delimiter="; "><choose><if position="ibid"><text term="ibid"/></if><else><group delimiter=", "><names variable="author"/><text variable="title" quotes="true"/></group></else></choose></layout></citation>$list
EOF
cat >paper.md <<'EOF'
---
bibliography: refs.bib
csl: year.csl
---

As shown [see @turing1950, pp. 3-5; also @knuth1984].
@knuth1984 [chap. 2] says so [-@turing1950]. Mail a@b.org, `[@turing1950]`.

    [@code]

Again [@turing1950], in a note.[^1]

[^1]: As @turing1950 says.
EOF
check 'a style with authors and years' status 0 "$REFMEND" cite paper.md -o out.md
check 'affixes, locators and order are the author'\''s' has out.md 'As shown (see Turing, 1950, pp. 3–5; also Knuth and van Leeuwen, 1984).'
check 'an author can be part of the sentence' has out.md 'Knuth and van Leeuwen (1984, chap. 2) says so (1950).'
check 'what is no citation stays' has out.md 'Mail a@b.org, `[@turing1950]`.'
check 'code, too' has out.md '    [@code]'
check 'and in notes' has out.md '[^1]: As Turing (1950) says.'
check 'the list is added, with links' has out.md 'Alan M. Turing, *Computing Machinery and Intelligence*, [10.1093/mind/lix.236.433](https://doi.org/10.1093/mind/lix.236.433).'
check 'of what is cited only' lacks_line out.md 'Not Cited'

check 'a style with numbers' status 0 "$REFMEND" cite paper.md -s number.csl -o out.md
check 'has them' has out.md 'As shown \[see 1, also 2\].'
check 'behind the names that a sentence needs' has out.md 'Knuth and van Leeuwen \[2\] says so \[1\].'

check 'a style with notes' status 0 "$REFMEND" cite paper.md -s note.csl -o out.md
check 'marks stand close, behind the point' has out.md 'As shown.[^cite-1]'
check 'notes come at the end' has out.md '[^cite-1]: See Alan M. Turing, “Computing Machinery and Intelligence”; also Donald E. Knuth, Jan van Leeuwen, “Literate Programming.”'
check 'the author is in the sentence' has out.md 'Donald E. Knuth, Jan van Leeuwen[^cite-2] says so.[^cite-3]'
check 'a work again is ibid.' has out.md '[^cite-4]: Ibid.'
check 'in a note there is no other note' has out.md '[^1]: As Alan M. Turing (ibid.) says.'

printf 'A [@turing1950; @typo].\n\nB @knuth1984.\n' >bad.md
check 'an unknown key is told' status 1 "$REFMEND" cite bad.md -b refs.bib -s year.csl -o out.md
"$REFMEND" cite bad.md -b refs.bib -s year.csl -o out.md 2>err
check 'with its place' has err 'bad.md:1: typo: no work has this key'
check 'and its citation is left as it is' has out.md 'A [@turing1950; @typo].'
check 'the others are written' has out.md 'B Knuth and van Leeuwen (1984).'

printf '\357\273\277A [@turing1950].\r\n\r\n::: {#refs}\r\nold\r\n:::\r\n\r\nEnd.\r\n' >crlf.md
check 'with CR LF and a BOM' status 0 "$REFMEND" cite crlf.md -b refs.bib -s year.csl -o out.md
printf '\357\273\277A (Turing, 1950).\r\n\r\n::: {#refs}\r\nAlan M. Turing, *Computing Machinery and Intelligence*, [10.1093/mind/lix.236.433](https://doi.org/10.1093/mind/lix.236.433).\r\n:::\r\n\r\nEnd.\r\n' >want.md
check 'all else stays, byte for byte' cmp out.md want.md

printf -- '---\nnocite: "@*"\nreference-section-title: Literature\n---\n\nNothing.' >all.md
check 'nocite puts works into the list' status 0 "$REFMEND" cite all.md -b refs.bib -s year.csl -o out.md
check 'under a heading of its own' has out.md '# Literature'
check 'all of them' has out.md 'Hans Nobody, *Not Cited*.'

printf 'A [**see** @turing1950 (twice); cf.\n[the] @knuth1984].\n' >blank.md
"$REFMEND" cite blank.md -b refs.bib -s year.csl -o out.md
check 'blanks around a key stay, whatever is beside them' has out.md 'A (**see** Turing, 1950 (twice); cf. \[the\] Knuth and van Leeuwen, 1984).'
check 'without works it says what to do' status 3 "$REFMEND" cite bad.md -s year.csl
"$REFMEND" import --library lib.db refs.bib >/dev/null
printf 'A [@turing1950].\n' >short.md
check 'the library has them, too' status 0 "$REFMEND" cite short.md --library lib.db -s year.csl -o out.md
check 'by key' has out.md 'A (Turing, 1950).'
done_testing
