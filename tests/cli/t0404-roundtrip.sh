#!/bin/sh
# What is written in a format and read from it again is what it was.
. "$TESTS_DIR/lib.sh"

# back FORMAT FILE ID=PATH=VALUE...: FILE, by way of FORMAT, as CSL-JSON; of the item
# with that id, what stands at the path (names and keys parted by dots) is the value.
cat >has.py <<'END'
import json, sys
items = {i["id"]: i for i in json.load(open(sys.argv[1]))}
for row in sys.argv[2:]:
    item, path, want = row.split("=", 2)
    at = items[item]
    for step in path.split("."):
        at = at[int(step)] if isinstance(at, list) else at.get(step) if isinstance(at, dict) else None
    got = at if isinstance(at, str) or at is None else json.dumps(at, ensure_ascii=False)
    assert (got or "") == want.replace("\\n", "\n"), (row, got)
END
back() {
  format=$1 file=$2; shift 2
  "$REFMEND" convert -t "$format" -o "there.$format" "$file" || return 1
  "$REFMEND" convert -f "$format" -t csl-json -o back.json "there.$format" || return 1
  "$PYTHON3" has.py back.json "$@" || { cat "there.$format"; return 1; }
}

cat >many.ris <<'END'
TY  - JOUR
AU  - Watson, James D.
TI  - Molecular structure of nucleic acids
T2  - Nature
PY  - 1953
SN  - 0028-0836
SN  - 1476-4687
UR  - https://www.nature.com/articles/171737a0
UR  - https://profiles.nlm.nih.gov/101584582
UR  - https://archive.org/details/nature1953
N1  - Read again
      in 2003
N1  - The model is in London
ID  - watson
ER  - 
END
for format in ris refer endnote-xml mods bibtex biblatex csl-json csl-yaml; do
  check "$format: no link is lost of several" back "$format" many.ris \
    'watson=URL=https://www.nature.com/articles/171737a0' \
    'watson=custom.url=https://profiles.nlm.nih.gov/101584582\nhttps://archive.org/details/nature1953'
done
for format in ris refer endnote-xml mods bibtex biblatex csl-json csl-yaml; do
  check "$format: no ISSN is lost of two" back "$format" many.ris \
    'watson=ISSN=0028-0836' 'watson=custom.issn=1476-4687'
done
check 'nbib: no ISSN is lost of two' sh -c '
  "$REFMEND" convert -t nbib many.ris | grep -c "^IS  - " | grep -q 2'
check 'two notes stay two' sh -c '
  "$REFMEND" convert -t ris many.ris >again.ris && [ "$(grep -c "^N1" again.ris)" = 2 ] &&
  "$REFMEND" convert -t ris again.ris | cmp - again.ris'
check 'and come back through a library, with the links' sh -c '
  "$REFMEND" import --library many.db many.ris >log && "$REFMEND" export --library many.db -f ris >out.ris &&
  [ "$(grep -c "^N1" out.ris)" = 2 ] && [ "$(grep -c "^UR" out.ris)" = 3 ] && [ "$(grep -c "^SN" out.ris)" = 2 ]'
check 'a .bib with several links stays as it is' sh -c '
  "$REFMEND" convert -t biblatex many.ris >many.bib && grep -q "^  url-3 *= {https://archive.org/details/nature1953}" many.bib &&
  "$REFMEND" convert -t biblatex many.bib | cmp - many.bib'

cat >names.json <<'END'
[{"id": "n", "type": "article-journal", "title": "Names", "container-title": "Names", "author": [
  {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
  {"family": "Gogh", "given": "Vincent", "dropping-particle": "van", "suffix": "III"},
  {"family": "Oord", "given": "Aäron", "non-dropping-particle": "van den"},
  {"family": "King", "given": "Martin Luther", "suffix": "Jr."}]}]
END
for format in ris refer endnote-xml mods msbib csl-yaml; do
  check "$format: particles and suffixes of names come back" back "$format" names.json \
    'n=author.0.dropping-particle=van' 'n=author.0.given=Ludwig' \
    'n=author.1.dropping-particle=van' 'n=author.1.given=Vincent' 'n=author.1.suffix=III' \
    'n=author.2.non-dropping-particle=van den' 'n=author.2.family=Oord' \
    'n=author.3.suffix=Jr.' 'n=author.3.given=Martin Luther'
done
check 'nbib: so do they' sh -c '
  "$REFMEND" convert -t nbib names.json >names.nbib && "$REFMEND" convert -t csl-json names.nbib >names2.json &&
  grep -q "\"dropping-particle\": \"van\"" names2.json && grep -q "\"suffix\": \"III\"" names2.json'
check 'a suffix stands behind all of a name' sh -c '
  "$REFMEND" convert -t ris names.json | grep -q "^AU  - Gogh, Vincent van, III"'
cat >others.bib <<'END'
@article{o, author = {Ng, Andrew and others}, title = {Others}, journal = {Names}}
END
for format in ris refer endnote-xml; do
  check "$format: a list that is cut comes back as one" back "$format" others.bib 'o=author.1.literal=others'
done
check 'and is written with the comma that keeps it from being a person' sh -c '
  "$REFMEND" convert -t ris others.bib | grep -q "^AU  - et al\.,"'

cat >signs.ris <<'END'
TY  - JOUR
TI  - Cats &amp; dogs: p &lt; 0.05 <i>in vivo</i>
T2  - Science &amp; Society
KW  - R&amp;D
UR  - https://example.org/?a=1&amp;b=2
PB  - Wiley &amp; Sons
ID  - s
ER  - 
END
check 'entities of HTML in RIS are the signs they stand for' back csl-json signs.ris \
  's=title=Cats & dogs: p < 0.05 <i>in vivo</i>' 's=container-title=Science & Society' \
  's=keyword=R&D' 's=URL=https://example.org/?a=1&b=2' 's=publisher=Wiley & Sons'
check 'and are not written again' sh -c '! "$REFMEND" convert -t ris signs.ris | grep "&amp;\|&lt;"'
check 'nor lost' back ris signs.ris 's=title=Cats & dogs: p < 0.05 <i>in vivo</i>'

cat >lines.json <<'END'
[{"id": "l", "type": "article-journal", "title": "Lines", "issued": {"literal": "forthcoming"},
  "abstract": "First paragraph,\nits second line.\n\nSecond, of <i>E. coli</i>.", "note": "One.\nTwo.",
  "custom": {"scores": {"a": [1, 2.5]}, "read": true, "text": "{plain}"}}]
END
for format in csl-json csl-yaml; do
  check "$format: lines and words for a date come back" back "$format" lines.json \
    'l=abstract=First paragraph,\nits second line.\n\nSecond, of <i>E. coli</i>.' 'l=note=One.\nTwo.' \
    'l=issued.literal=forthcoming' 'l=custom.text={plain}'
done
check 'what is no text in custom stays none' back csl-json lines.json \
  'l=custom.scores.a=[1, 2.5]' 'l=custom.read=true' 'l=custom.text={plain}'
for format in ris refer endnote-xml mods; do
  check "$format: lines come back" back "$format" lines.json 'l=note=One.\nTwo.'
done
check 'and through a library' sh -c '
  "$REFMEND" import --library l.db lines.json >log && "$REFMEND" export --library l.db -f csl-json >l.json &&
  "$PYTHON3" has.py l.json "l=custom.scores.a=[1, 2.5]" "l=issued.literal=forthcoming"'
for format in ris refer endnote-xml bibtex; do
  check "$format: a word for a date comes back" back "$format" lines.json 'l=issued.literal=forthcoming'
done

cat >case.bib <<'END'
@article{c, title = {Case}, doi = {10.1016/S0140-6736(97)11096-0}, langid = {german}, date = {2001-22}}
END
for format in ris nbib refer endnote-xml mods msbib csl-json csl-yaml hayagriva bibtex biblatex; do
  check "$format: a DOI keeps its capitals" sh -c '
    "$REFMEND" convert -t '$format' case.bib | grep -q "10.1016/S0140-6736(97)11096-0"'
done
check 'a DOI in other letters is the same work' sh -c '
  sed "s/S0140/s0140/" case.bib >small.bib && "$REFMEND" import --library case.db case.bib >log &&
  "$REFMEND" import --library case.db small.bib >log && [ "$("$REFMEND" export --library case.db -f bibtex | grep -c "^@")" = 1 ]'
check 'mods: a season is no range of years' back mods case.bib 'c=issued.date-parts=[[2001, 22]]'

cat >languages.json <<'END'
[{"id": "e", "type": "book", "title": "E", "language": "en"}, {"id": "a", "type": "book", "title": "A", "language": "en-US"},
 {"id": "g", "type": "book", "title": "G", "language": "de"}, {"id": "b", "type": "book", "title": "B", "language": "en-GB"}]
END
for format in biblatex bibtex; do
  check "$format: a language of no country gets none" back "$format" languages.json \
    'e=language=en' 'a=language=en-US' 'g=language=de' 'b=language=en-GB'
done
check 'babel is told the language' sh -c '"$REFMEND" convert -t biblatex languages.json | grep -q "langid *= {english}"'
check 'and what langid says now counts' sh -c '
  "$REFMEND" convert -t biblatex languages.json | sed "s/{english}/{french}/" >french.bib &&
  "$REFMEND" convert -t csl-json french.bib >french.json && "$PYTHON3" has.py french.json "e=language=fr-FR"'

cat >set.bib <<'END'
@set{both, entryset = {one,two}}
@article{one, title = {One}}
@article{two, title = {Two}}
END
check 'sets stay in biblatex' sh -c '
  "$REFMEND" convert -t biblatex set.bib >set2.bib && grep -q "^@set{both," set2.bib &&
  grep -q "entryset *= {one,two}" set2.bib && grep -c "^@article" set2.bib | grep -q 2'
check 'for other formats it is said that their entries stay' sh -c '
  "$REFMEND" convert -t ris set.bib 2>err >set.ris; grep -c "^TY" set.ris | grep -q 2 && grep -q "set.bib:1: both: .*stay" err'

printf 'TY  - BOOK\nAU  - Weber, Max\nTI  - Economy and Society\nPY  - 1922\nER  - \n' >nokey.ris
echo 'See [@weber1922economy].' >doc.md
check 'cite knows entries by the keys that convert makes' sh -c '
  "$REFMEND" convert -t bibtex nokey.ris | grep -q "{weber1922economy," &&
  "$REFMEND" cite -b nokey.ris doc.md | grep -q "Weber"'

cat >rich.json <<'END'
[{"id": "c", "type": "chapter", "title": "Growth of <i>E. coli</i> in H<sub>2</sub>O & more", "container-title": "Book",
  "collection-title": "Series", "collection-number": "12"},
 {"id": "p", "type": "paper-conference", "title": "P", "container-title": "Proceedings of X", "event-title": "X 2017", "event-place": "Rome"},
 {"id": "t", "type": "patent", "title": "T", "number": "174465"}, {"id": "r", "type": "report", "title": "R", "number": "TR-12"},
 {"id": "d", "type": "dataset", "title": "D", "version": "3"}, {"id": "m", "type": "map", "title": "M", "scale": "1:1000"},
 {"id": "s", "type": "speech", "title": "S", "event-title": "Conf", "event-place": "Rome", "issued": {"date-parts": [[2001, 22]]}},
 {"id": "l", "type": "personal_communication", "title": "L"},
 {"id": "a", "type": "article-journal", "title": "A", "container-title": "J", "PMID": "26017442", "archive": "JSTOR", "archive_location": "12-34"}]
END
for format in ris refer endnote-xml; do
  check "$format: each kind of number, place and date comes back as itself" back "$format" rich.json \
    'c=collection-number=12' 'c=number=' 'c=title=Growth of <i>E. coli</i> in H<sub>2</sub>O & more' \
    'p=container-title=Proceedings of X' 'p=event-title=X 2017' 'p=event-place=Rome' \
    't=number=174465' 'r=number=TR-12' 'd=version=3' 'm=scale=1:1000' 's=event-title=Conf' 's=event-place=Rome' \
    's=issued.date-parts=[[2001, 22]]' 'l=type=personal_communication' \
    'a=PMID=26017442' 'a=archive=JSTOR' 'a=archive_location=12-34'
done
check 'endnote-xml: italics are its own, not text' sh -c '
  "$REFMEND" convert -t endnote-xml rich.json >rich.xml && grep -q "<style face=\"italic\"[^>]*>E. coli</style>" rich.xml &&
  ! grep -q "&lt;i&gt;" rich.xml'
check 'endnote-xml: tags in a title are read as such' sh -c '
  sed "s/Growth of /\&lt;b\&gt;Growth\&lt;\/b\&gt; of /" rich.xml >tags.xml && "$REFMEND" convert -t csl-json tags.xml |
  grep -q "<b>Growth</b> of <i>E. coli</i>"'
cat >arxiv.bib <<'END'
@online{v, title = {Attention}, eprint = {1706.03762}, eprinttype = {arxiv}, eprintclass = {cs.CL}, date = {2017}}
END
for format in ris refer endnote-xml; do
  check "$format: an eprint comes back" back "$format" arxiv.bib 'v=custom.arXiv=1706.03762' 'v=custom.eprintclass=cs.CL'
done
check 'what is online is no journal' sh -c '"$REFMEND" convert -t ris arxiv.bib | grep -q "^TY  - ELEC"'
printf 'PMID- 26017442\nTI  - Deep learning.\nMH  - Algorithms\nMH  - Humans\nOT  - networks\n' >heads.nbib
check 'subject headings of NLM stay that' sh -c '
  "$REFMEND" convert -t nbib heads.nbib >heads2.nbib && [ "$(grep -c "^MH  - " heads2.nbib)" = 2 ] && [ "$(grep -c "^OT  - " heads2.nbib)" = 1 ]'

cat >range.nbib <<'END'
PMID- 1
DP  - 2014 Oct 22-29
TI  - A
FAU - King, Martin L Jr
AU  - King ML Jr
PT  - Journal Article
JT  - J

PMID- 2
DP  - 2014 Oct 29-Nov 3
TI  - B
PT  - Journal Article
JT  - J

PMID- 3
DP  - 2014 Dec 29-2015 Jan 4
TI  - C
PT  - Journal Article
JT  - J

PMID- 4
DP  - 2014 Dec-2015 Jan
TI  - D
PT  - Journal Article
JT  - J

PMID- 5
DP  - 2014 Fall-Winter
TI  - E
PT  - Journal Article
JT  - J
END
check 'nbib: ranges of days and months, and suffixes, come back as they were' sh -c '
  "$REFMEND" convert -t nbib range.nbib | diff range.nbib -'
cat >all.ris <<'END'
TY  - JOUR
TI  - x
END
for tag in C1 C2 C3 C4 C5 C6 C7 C8 M1 M2 M3 SE T2 T3 VL IS SP ET OP RI RP NV SV N1 AN DB DP CN AD LB L1 L4 TT SN CY PB; do
  echo "$tag  - of $tag" >>all.ris
done
for tag in A2 A3 A4 TA; do echo "$tag  - Family, $tag" >>all.ris; done
echo 'ER  - ' >>all.ris
# RIS's own types, whatever they make of the tags
check 'no tag of any type of RIS is lost' sh -c '
  for type in ADVS AGGR ANCIENT ART BILL BLOG BOOK CASE CHAP CHART CLSWK COMP CONF CPAPER CTLG DATA DBASE DICT EBOOK ECHAP EDBOOK EJOUR \
    ELEC ENCYC EQUA FIGURE GEN GOVDOC GRNT HEAR ICOMM INPR INTV JFULL JOUR LEGAL MANSCPT MAP MGZN MPCT MULTI MUSIC NEWS PAMP PAT PCOMM \
    RPRT SER SLIDE SOUND STAND STAT THES UNBILL UNPB VIDEO; do
    sed "s/JOUR/$type/" all.ris >type.ris && "$REFMEND" convert -t ris type.ris | tr -d "\r" >type2.ris || exit 1
    sed -n "s/^..  - \(of\|Family,\) //p" type.ris | sort >have
    sed -n "s/^..  - \(of\|Family,\) //p" type2.ris | sort -u >got
    [ -z "$(sort -u have | comm -23 - got)" ] || { echo "$type"; sort -u have | comm -23 - got; exit 1; }
  done'

cat >marked.bib <<'END'
@article{fly, title = {\emph{Drosophila} \& its {DNA}: $p < 0.05$, 10\textsuperscript{3}, 5 * 3, \_x\_, \$5, @foo},
  author = {Morgan, Thomas}, journal = {J. \emph{X}}, year = 1910, doi = {10.1002/(SICI)1*a*b--2}}
END
check 'csl-json: signs beside markup are no entities' sh -c '
  "$REFMEND" convert -t csl-json marked.bib >marked.json && grep -q "<i>Drosophila</i> & its .*: p < 0.05" marked.json'
check 'csl-yaml: a title is Markdown, as pandoc wants it' sh -c '
  "$REFMEND" convert -t csl-yaml marked.bib >marked.yaml &&
  grep -q "title: \"\*Drosophila\* & its \[DNA\]{.nocase}: p < 0.05, 10^3^, 5 \\\\\\\\\* 3, " marked.yaml &&
  "$REFMEND" convert -t csl-json marked.yaml | cmp - marked.json'
if command -v pandoc >/dev/null; then
  check 'csl-yaml: and pandoc reads what was meant' sh -c '
    pandoc -f markdown -t csljson marked.yaml >pandoc.json && "$PYTHON3" has.py pandoc.json \
    "fly=title=<i>Drosophila</i> & its DNA: p < 0.05, 10<sup>3</sup>, 5 * 3, _x_, \$5, @foo" \
    "fly=container-title=J. <i>X</i>" "fly=DOI=10.1002/(SICI)1*a*b--2"'
fi
printf -- '---\nreferences:\n- id: a_b\\_\n  type: book\n  title: "A *small* H~2~O \\\\*book\\\\* -- [DNA]{.nocase}"\n  url: "http://x.org/\\\\~a\\\\_b"\n- id: c\n  type: book\n  title: "<i>E. coli</i> &amp; more"\n' >pandoc.yaml
check 'csl-yaml: what pandoc wrote has no backslashes, and HTML is read as well' sh -c '
  "$REFMEND" convert -t csl-json pandoc.yaml >pandoc.json && "$PYTHON3" has.py pandoc.json \
  "a_b_=title=A <i>small</i> H<sub>2</sub>O *book* – <span class=\"nocase\">DNA</span>" \
  "a_b_=URL=http://x.org/~a_b" "c=title=<i>E. coli</i> & more"'
for text in = '<<' 0x1F 0b11 .inf .nan 1_000 12:30 1e5 2001-01-01 '2001-1-1 10:00:00' 017 +1; do
  printf '[{"id":"a","type":"book","title":"%s"}]' "$text" >scalar.json
  check "YAML: $text is text, not what a reader makes of it" sh -c '
    "$REFMEND" convert -t csl-yaml scalar.json | grep -q "title: \""'
done
done_testing
