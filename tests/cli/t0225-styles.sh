#!/bin/sh
# Lists of references in a style.
. "$TESTS_DIR/lib.sh"

cat >refs.bib <<'END'
@article{turing1950, author = {Turing, Alan M.}, title = {Computing Machinery and Intelligence}, journal = {Mind}, volume = 59, number = 236, pages = {433--460}, year = 1950}
@book{knuth1984, author = {Knuth, Donald E.}, title = {Literate \& Programming}, publisher = {Addison-Wesley}, year = 1984}
END
cat >numbered.csl <<'END'
<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><id>http://example.org/numbered</id><title>Numbered: a &amp; b</title></info>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography second-field-align="flush">
    <sort><key variable="issued"/></sort>
    <layout suffix=".">
      <text variable="citation-number" prefix="[" suffix="]"/>
      <group delimiter=", ">
        <names variable="author"><name initialize-with=". "/></names>
        <text variable="title" font-style="italic"/>
        <date variable="issued" form="text"/>
        <group delimiter=" "><label variable="page" form="short"/><text variable="page"/></group>
      </group>
    </layout>
  </bibliography>
</style>
END
REFMEND_LIBRARY=$tmp/lib.db
XDG_DATA_HOME=$tmp/data
export REFMEND_LIBRARY XDG_DATA_HOME
"$REFMEND" import refs.bib >/dev/null
mkdir -p "$tmp/data/refmend/styles"
cp numbered.csl "$tmp/data/refmend/styles"
cat >"$tmp/data/refmend/styles/journal-of-numbers.csl" <<'END'
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="de-DE">
  <info><id>http://example.org/j</id><title>Journal of Numbers</title>
  <link href="http://example.org/styles/numbered" rel="independent-parent"/></info>
</style>
END

printf '%s\n' '[1] A. M. Turing, Computing Machinery and Intelligence, 1950, pp. 433–460.' \
  '[2] D. E. Knuth, Literate & Programming, 1984.' >expected.txt
check 'a style by its file, as text' sh -c '
  "$REFMEND" export --style ./numbered.csl | cmp - expected.txt'
check 'a style by its name, from the user'"'"'s folder' sh -c '
  "$REFMEND" export -s numbered | cmp - expected.txt'
check 'a style by its URL' sh -c '
  "$REFMEND" export -s http://example.org/styles/numbered | cmp - expected.txt'
check 'HTML' sh -c '
  "$REFMEND" export -s numbered -f html | grep -q "<i>Literate &#38; Programming</i>"'
check 'Markdown' sh -c '
  "$REFMEND" export -s numbered -f markdown | grep -q "\*Literate & Programming\*"'
check 'LaTeX' sh -c '
  "$REFMEND" export -s numbered -f latex | grep -q "textit{Literate .& Programming}"'
check 'RTF' sh -c '
  "$REFMEND" export -s numbered -f rtf turing1950 | grep -q "pp. 433.u8211?460"'
check 'Typst' sh -c '
  "$REFMEND" export -s numbered -f typst | grep -q "#emph.Literate & Programming."'
check 'runs tell their fields' sh -c '
  "$REFMEND" export -s numbered -f runs turing1950 |
    grep -q ".\"text\": \"Computing Machinery and Intelligence\", \"field\": \"title\", \"italic\": true."'
check 'a dependent style is its parent' sh -c '
  "$REFMEND" export -s journal-of-numbers | grep -q "^\[1\] A. M. Turing"'
check 'keys choose' sh -c '
  [ "$("$REFMEND" export -s numbered knuth1984)" = "[1] D. E. Knuth, Literate & Programming, 1984." ]'
check 'no such style is an input error' status 3 "$REFMEND" export -s no-such-style
check 'a name that is nearly one is told what there is' sh -c '
  "$REFMEND" export -s "numbers journal" 2>&1 | grep -q "but .journal-of-numbers.; see"'
check 'a format that is none of lists is a usage error' \
  status 2 "$REFMEND" export -s numbered -f bibtex
check 'a language without a style is a usage error' status 2 "$REFMEND" export --lang de-DE
echo '<style><citation/></style>' >broken.csl
check 'a broken style is told with line and element' sh -c '
  "$REFMEND" export -s ./broken.csl 2>&1 | grep -q "line 1: cs:citation: it has no cs:layout"'
check 'styles are found by words of the title' sh -c '
  "$REFMEND" styles numbers JOURNAL | grep -q "^journal-of-numbers	Journal of Numbers$"'
check 'a title is told without XML' sh -c '
  "$REFMEND" styles numbered: | grep -q "^numbered	Numbered: a & b$"'
check 'no style with these words is a finding' status 1 "$REFMEND" styles xyzzy plugh

mkdir -p "$XDG_DATA_HOME/refmend/styles"
cp numbered.csl "$XDG_DATA_HOME/refmend/styles/modern-language-association.csl"
cp numbered.csl "$XDG_DATA_HOME/refmend/styles/the-lancet.csl"
cp numbered.csl "$XDG_DATA_HOME/refmend/styles/new-name.csl"
echo '{"old-name": "new-name"}' >"$XDG_DATA_HOME/refmend/styles/renamed-styles.json"
"$REFMEND" export --style numbered.csl >want
for name in mla lancet old-name http://www.zotero.org/styles/old-name; do
  check "$name is a name of a style that was renamed" sh -c '"$REFMEND" export --style "$0" | cmp - want' "$name"
done
sed 's|<citation>|<citation frob="1">|; s|<group delimiter=", ">|<group delimiter=", "><blink/><text variable="frobnicate"/>|' numbered.csl >odd.csl
check 'what CSL does not have is passed over' sh -c '"$REFMEND" export --style odd.csl 2>err | cmp - want'
check 'and told, with line and element' grep -q '^odd.csl:9: cs:blink: this is no element of CSL 1.0.2' err
check 'attributes, too' grep -q '^odd.csl:4: cs:citation: "frob" is no attribute of it' err
check 'and variables' grep -q '^odd.csl:9: cs:text: "frobnicate" is no variable' err
"$REFMEND" export --style numbered.csl -f org >org
check 'Org has its own markup' grep -q '/Literate & Programming/' org
"$REFMEND" export --style numbered.csl -f terminal >terminal
check 'a terminal has italics' grep -q "$(printf '\033\\[3mLiterate & Programming\033\\[23m')" terminal
"$REFMEND" render --style numbered.csl refs.bib >rendered
check 'render needs no library' cmp rendered want
check 'each piece tells its field' sh -c '"$REFMEND" render --style numbered.csl --labelled <refs.bib | grep -q "\"text\": \"Computing Machinery and Intelligence\", \"field\": \"title\""'
check 'render without a style is usage' status 2 "$REFMEND" render refs.bib

# Items of Zotero, older CSL and such.
cat >old.json <<'END'
[{"id":"a","type":"paper-conference","title":"T","event":"Meeting","page":"1 & 2","license":"CC0","shortTitle":"t & <b>u",
  "journalAbbreviation":"J.","editor-translator":[{"family":"Roe"}],"author":[{"family":"Doe","given":"J","suffix":"Jr.","comma-suffix":true}]}]
END
cat >old.csl <<'END'
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
  <info><id>http://example.org/old</id><title>Old</title></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><group delimiter="; ">
    <names variable="author"><name/></names><text variable="event"/><text variable="license"/>
    <text variable="title" form="short"/><text variable="container-title" form="short"/>
    <names variable="editor-translator"/>
    <group delimiter=" "><label variable="page"/><text variable="page"/></group>
  </group></layout></bibliography>
</style>
END
echo 'J Doe, Jr.; Meeting; CC0; t & u; J.; Roe; pages 1 & 2' >want
check 'variables by the names that other programs have for them' sh -c '
  "$REFMEND" render --style old.csl old.json | diff - want'
done_testing
