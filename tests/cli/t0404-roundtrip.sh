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
cat >library.json <<'END'
[{"id": "c", "type": "legal_case", "title": "C", "authority": "Supreme Court", "number": "1", "container-title": "U.S."},
 {"id": "p", "type": "paper-conference", "title": "P", "container-title": "Proceedings of X", "event-title": "X 2017",
  "event-place": "Rome", "event-date": {"date-parts": [[2017, 12, 4], [2017, 12, 9]]}},
 {"id": "r", "type": "report", "title": "R", "genre": "Working paper", "number": "12", "ISBN": "978-0-262-03561-3"},
 {"id": "m", "type": "map", "title": "M", "scale": "1:1000"}, {"id": "d", "type": "dataset", "title": "D", "version": "3"},
 {"id": "b", "type": "book", "title": "B", "number-of-volumes": "3", "original-publisher": "Old",
  "original-date": {"date-parts": [[1890]]}, "custom": {"issn": "1234-5678", "doi": "10.1/x"}},
 {"id": "f", "type": "motion_picture", "title": "F", "publisher": "UFA"},
 {"id": "s", "type": "software", "title": "S", "genre": "Computer program", "PMID": "26017442"}]
END
cat >letter.json <<'END'
[{"id": "l", "type": "personal_communication", "title": "L", "recipient": [{"family": "Crick", "given": "Francis"},
  {"literal": "CERN"}], "illustrator": [{"family": "Doe", "given": "Jo", "suffix": "Jr."}]}]
END
check 'msbib: people whose role Word has not come back' back msbib letter.json 'l=recipient.0.family=Crick' \
  'l=recipient.0.given=Francis' 'l=recipient.1.literal=CERN' 'l=illustrator.0.suffix=Jr.' 'l=type=personal_communication'
for format in mods msbib; do
  check "$format: courts, events, kinds, scales and originals come back" back "$format" library.json \
    'c=type=legal_case' 'c=authority=Supreme Court' 'c=number=1' 'c=container-title=U.S.' \
    'p=container-title=Proceedings of X' 'p=event-title=X 2017' 'p=event-place=Rome' \
    'p=event-date.date-parts=[[2017, 12, 4], [2017, 12, 9]]' 'r=genre=Working paper' 'r=number=12' \
    'm=type=map' 'm=scale=1:1000' 'd=version=3' 'b=number-of-volumes=3' 'b=original-publisher=Old' \
    'b=original-date.date-parts=[[1890]]' 'b=custom.doi=10.1/x' 'b=custom.issn=1234-5678' \
    'f=publisher=UFA' 's=type=software' 's=genre=Computer program' 's=PMID=26017442'
done
cat >heading.mods <<'END'
<mods xmlns="http://www.loc.gov/mods/v3" ID="h"><titleInfo><title>T</title></titleInfo><name type="personal"><namePart
type="family">Borges</namePart><namePart type="given">Jorge Luis</namePart><namePart type="date">1899-1986</namePart></name>
<classification authority="lcc">PQ 1</classification><classification authority="ddc">863</classification>
<identifier type="lccn">92005291</identifier><identifier type="isbn" invalid="yes">3540123456</identifier>
<identifier type="oclc">12345</identifier></mods>
END
check 'mods: dates of names, classes and numbers of libraries stay where they were' sh -c '
  "$REFMEND" convert -t mods heading.mods >heading2.mods && grep -q "<namePart type=\"date\">1899-1986<" heading2.mods &&
  grep -q "<classification authority=\"ddc\">863<" heading2.mods && grep -q "type=\"lccn\">92005291<" heading2.mods &&
  grep -q "type=\"isbn\" invalid=\"yes\">3540123456<" heading2.mods && grep -q "type=\"oclc\">12345<" heading2.mods &&
  "$REFMEND" convert -t mods heading2.mods | cmp - heading2.mods'
check 'mods: notes by the ten thousand take no time without end' sh -c '
  "$PYTHON3" -c "print(\"<mods><titleInfo><title>T</title></titleInfo>\" + \"<note>a note of some length</note>\" * 60000 + \"</mods>\")" >notes.mods &&
  timeout 10 "$REFMEND" convert -t csl-json notes.mods >notes.json'

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
cat >typst.json <<'END'
[{"id": "c", "type": "chapter", "title": "Intelligent Machinery", "container-title": "Machine Intelligence",
  "editor": [{"family": "Meltzer", "given": "Bernard"}], "volume": "5", "collection-title": "Machine Intelligence Series", "collection-number": "12"},
 {"id": "p", "type": "paper-conference", "title": "Attention", "container-title": "Advances in NIPS", "issued": {"date-parts": [[2017, 12]]},
  "event-title": "NIPS 2017", "event-place": "Long Beach", "event-date": {"date-parts": [[2017, 12, 4]]}},
 {"id": "b", "type": "book", "title": "The Trial", "collection-title": "Classics", "collection-number": "3", "volume": "1",
  "collection-editor": [{"family": "Muir", "given": "Edwin"}], "original-title": "Der Process",
  "original-date": {"date-parts": [[1925]]}, "original-publisher": "Die Schmiede", "original-publisher-place": "Berlin"},
 {"id": "m", "type": "motion_picture", "title": "Metropolis", "director": [{"family": "Lang", "given": "Fritz"}], "dimensions": "2:33:00"},
 {"id": "t", "type": "broadcast", "title": "The Target", "container-title": "The Wire"},
 {"id": "l", "type": "legal_case", "title": "Roe v. Wade", "authority": "Supreme Court", "container-title": "U.S.", "volume": "410", "page": "113"},
 {"id": "s", "type": "software", "title": "R", "version": "4.3"}]
END
check 'hayagriva: series, conferences, originals, courts and versions come back' back hayagriva typst.json \
  c=type=chapter 'c=collection-number=12' 'c=volume=5' 'c=collection-title=Machine Intelligence Series' \
  'p=type=paper-conference' 'p=container-title=Advances in NIPS' 'p=event-title=NIPS 2017' 'p=event-place=Long Beach' \
  'p=event-date.date-parts=[[2017, 12, 4]]' 'p=issued.date-parts=[[2017, 12]]' 'p=publisher-place=' 'p=custom=' \
  'b=volume=1' 'b=collection-number=3' 'b=collection-editor.0.family=Muir' 'b=original-title=Der Process' 'b=container-title=' \
  'b=original-date.date-parts=[[1925]]' 'b=original-publisher=Die Schmiede' 'b=original-publisher-place=Berlin' \
  'm=type=motion_picture' 'm=dimensions=2:33:00' 't=type=broadcast' 't=container-title=The Wire' \
  'l=authority=Supreme Court' 'l=publisher=' 'l=container-title=U.S.' 's=version=4.3'
# typst KEY LINE...: the entry of that key has these lines
typst() {
  sed -n "/^$1:/,/^\$/p" there.hayagriva >entry.yml; shift
  for line; do grep -qx -- " *$line" entry.yml || { cat entry.yml; return 1; }; done
}
check 'hayagriva: a chapter is one to Typst' typst c "type: chapter" "type: anthology"
check 'hayagriva: a film is no scene' typst m "type: video"
cat >typst.yml <<'END'
a: {type: Chapter, title: C, parent: {title: Bk}}
b: {type: Book, title: B, parent: {type: Book, title: LNCS, volume: 12, issue: 3}}
p:
  type: article
  title: P
  date: 2018
  parent: [{type: proceedings, title: Proc}, {type: conference, title: ICML, location: Lyon, date: 2019-06-01}]
v: {type: Video, title: V, volume: 2, parent: {title: Community}}
END
cat >preferred.cff <<'END'
cff-version: 1.2.0
message: "Cite the paper, please."
type: software
title: Typst
authors:
- family-names: Mädje
  given-names: Laurenz
identifiers:
- type: swh
  value: swh:1:rel:22f6aa8f1b6f8f9a5c4d3e2f1a0b9c8d7e6f5a4b
preferred-citation:
  type: article
  title: "Typst: a programmable markup language"
  authors:
  - family-names: Mädje
    given-names: Laurenz
  year: 2022
  journal: A journal
  start: "1, 3-5"
  status: in-press
references:
- type: book
  title: The TeXbook
  authors:
  - family-names: Knuth
    given-names: Donald E.
END
check 'cff: what is to be cited comes back as that, and the archived source as what it is' sh -c '
  "$REFMEND" convert -t cff preferred.cff | diff preferred.cff -'
cat >own.yml <<'END'
page: {type: web, title: A page, url: "https://www.w3.org/"}
show: {type: exhibition, title: A show, date: ~2003-06-21}
part: {type: anthos, title: A part, parent: {type: anthology, title: A book}}
issue: {type: web, title: An issue, parent: {type: repository, title: Typst}}
END
check 'hayagriva: entries keep their own types, and dates are about' sh -c '
  "$REFMEND" convert -f hayagriva -t hayagriva own.yml >own.out && grep "^  type:\|^  date:" own.out | tr -d "\n" |
  grep -qxF "  type: web  type: exhibition  date: \"~2003-06-21\"  type: anthos  type: web"'
printf '@online{p, title={A page}, url={http://a.org/}}\n@misc{q, title={Q}}\n' >page.bib
check 'hayagriva: a page in nothing is no article' sh -c '
  "$REFMEND" convert -t hayagriva page.bib | grep "  type:" | tr -d "\n" | grep -qx "  type: web  type: misc"'
check "hayagriva: a parent without a type, a series' volume, a conference's date" sh -c '
  "$REFMEND" convert -f hayagriva -t csl-json typst.yml >typst.out && "$PYTHON3" has.py typst.out a=type=chapter \
  "a=container-title=Bk" "b=collection-number=12" b=volume= b=issue= "p=issued.date-parts=[[2018]]" "p=event-title=ICML" \
  "p=container-title=Proc" p=custom= v=type=broadcast v=volume=2'
cat >CITATION.cff <<'END'
cff-version: 1.2.0
message: "Cite me: please"
type: software
title: SampleTool
authors:
- family-names: Lovelace
  given-names: Ada
  affiliation: Analytical Society
  email: ada@example.org
url: https://example.org/tool
license:
- Apache-2.0
- MIT
commit: 1ff847d
contact:
- family-names: Babbage
  given-names: Charles
references:
- type: conference-paper
  title: On the Engine
  authors:
  - name: Royal Society
  identifiers:
  - type: other
    value: issn:1476-4687
  issn: "0028-0836"
  date-published: "1843-09-01"
  year-original: 1842
  collection-title: Scientific Memoirs
  volume-title: Third
  abbreviation: Engine
  volume: 3
  start: 666
  end: 731
  conference:
    name: Science Congress
    city: Turin
    date-start: "1840-09-15"
    date-end: "1840-09-30"
  languages:
  - en
  - fr
  department: Mathematics
  copyright: none
  scope: Note G
END
check 'cff: nothing of a file is lost when it is written again' sh -c '
  "$REFMEND" convert -t cff CITATION.cff >again.cff &&
  for f in CITATION.cff again.cff; do sed "s/^[ -]*//; s/\"//g" "$f" | sort -u >"$f.lines"; done &&
  comm -23 CITATION.cff.lines again.cff.lines >lost && ! grep . lost'
cat >cff.json <<'END'
[{"id": "f", "type": "motion_picture", "title": "Metropolis", "director": [{"family": "Lang", "given": "Fritz"}],
  "language": "de-DE", "issued": {"date-parts": [[1927]]}},
 {"id": "e", "type": "book", "title": "Essays", "editor": [{"family": "Ross", "given": "Ann"}], "ISSN": "0028-0836, 1476-4687",
  "DOI": "10.1002/(SICI)1097<1::AID-1>3.0.CO;2-1", "PMID": "26017442", "issued": {"date-parts": [[2001]]}},
 {"id": "j", "type": "article-journal", "title": "Untold", "container-title": "Nature", "collection-title": "Series B", "volume": "521",
  "page": "436-444", "archive": "JSTOR", "issued": {"date-parts": [[2015]]}}]
END
check 'cff: what the schema has no room for is an identifier, and who edits is no author twice' sh -c '
  "$REFMEND" convert -t cff cff.json >cff.out && "$REFMEND" convert -f cff -t csl-json cff.out >cff.back &&
  grep -q "^  - family-names: Lang" cff.out && grep -A1 "languages:" cff.out | grep -q "^  - de$" &&
  grep -q "issn: \"0028-0836\"$" cff.out && ! grep -q "^  doi:" cff.out && grep -q "volume: 521$" cff.out &&
  grep -q "start: 436$" cff.out && "$PYTHON3" - cff.back <<"END"
import sys, json
f, e, j = json.load(open(sys.argv[1]))
assert "author" not in e and e["editor"][0]["family"] == "Ross" and e["PMID"] == "26017442", e
assert e["DOI"].upper() == "10.1002/(SICI)1097<1::AID-1>3.0.CO;2-1" and e["custom"]["issn"] == "1476-4687", e
assert "author" not in j and j["collection-title"] == "Series B" and j["container-title"] == "Nature", j
assert j["archive"] == "JSTOR" and j["volume"] == "521" and j["page"] == "436-444", j
END'
cat >custom.json <<'END'
[{"id": "k", "type": "book", "title": "A", "categories": ["logic", "sets"],
  "custom": {"Call No.": "QA 1", "weird: x": "y", "bibtex:x": "z"}}]
END
check 'bib: categories are words, and a name with blanks is a name without' sh -c '
  "$REFMEND" convert -t bibtex custom.json >custom.bib && grep -q "^  categories *= {logic, sets}," custom.bib &&
  grep -q "^  Call-No\.  *= {QA 1}," custom.bib && grep -q "^  weird-x *= {y}," custom.bib && ! grep -q "{z}" custom.bib'
printf 'TY  - JOUR\nTI  - A\nAU  - Xu, Y\nA4  - Turner, R\nER  - \n\nTY  - PODCAST\nTI  - B\nER  - \n' >rows.ris
check 'csv: a work without a key has one, and a translator a column' sh -c '
  "$REFMEND" convert -t csv rows.ris | tr -d "\r" >rows.csv && head -1 rows.csv | grep -q "^id,type,author,editor,translator," &&
  sed -n 2p rows.csv | grep -q "^xua,article-journal,\"Xu, Y\",,\"Turner, R\",A,"'
check 'a podcast is a broadcast, as in CSL' sh -c 'sed -n 3p rows.csv | grep -q "^[^,][^,]*,broadcast,"'

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

printf '<doi_record><crossref><book book_type="edited_book"></book></crossref></doi_record>\n' >bare.xml
check "crossref-xml: a book without its metadata is told, and no crash" sh -c '
  "$REFMEND" convert -f crossref-xml -t csl-json bare.xml >bare.json 2>bare.err; [ $? -le 3 ]'
printf '@misc{a, title={A}, doi={10.1000/AB; 10.1000/{CD}, https://doi.org/10.1000/ef}}\n' >dois.bib
check 'bibtex: all DOIs of a field are kept, with their capitals' sh -c '
  "$REFMEND" convert -t bibtex dois.bib >dois2.bib && grep -qF "{10.1000/AB}" dois2.bib &&
  grep -q "doi-2 *= {10.1000/CD}" dois2.bib && grep -q "doi-3 *= {10.1000/ef}" dois2.bib &&
  "$REFMEND" convert -t bibtex dois2.bib | diff dois2.bib -'
for language in 'English en eng english' 'ger de ger ngerman' 'fr fr fre french' 'zh-CN zh-CN chi chinese' 'de-AT de-AT ger naustrian'; do
  set -- $language
  printf 'TY  - BOOK\nTI  - X\nLA  - %s\nER  - \n' "$1" >la.ris
  check "the language $1 is a tag, a code and babel's name to those who ask for them" sh -c '
    "$REFMEND" convert -t hayagriva la.ris | grep -qx "  language: $2" &&
    "$REFMEND" convert -t nbib la.ris | grep -q "^LA  - $3" &&
    "$REFMEND" convert -t biblatex la.ris | grep -q "langid *= {$4}" &&
    "$REFMEND" convert -t ris la.ris | grep -q "^LA  - $1"' - "$@"
done
printf 'TY  - BOOK\nTI  - X\nLA  - English; French\nER  - \n' >la.ris
check 'what is no tag is none to Typst, which would refuse the file' sh -c '
  "$REFMEND" convert -t hayagriva la.ris | grep -q "title: X" && ! "$REFMEND" convert -t hayagriva la.ris | grep -q language'
for month in '{13--18 Jul}' 'jul # " 28--" # aug # " 2"' '{May 3--5}' '{Dec 30--Jan 2}' 'jan # "--" # feb'; do
  printf '@misc{a, title={A}, year=2019, month=%s}\n' "$month" >month.bib
  check "bibtex: month=$month says the same, in one field" sh -c '
    "$REFMEND" convert -t bibtex month.bib >month2.bib && ! grep -q " day \| date " month2.bib &&
    "$REFMEND" convert -t csl-json month.bib >month.json && "$REFMEND" convert -t csl-json month2.bib | diff month.json -'
done
printf '@misc{a, title={A}, howpublished={Blog post, {\\em The Gradient}}}\n@misc{b, title={B}, organization={MIT}, howpublished={Talk at NeurIPS}, note={n}}\n@misc{c, title={C}, howpublished={\\url{http://x.y}}}\n' >how.bib
for format in ris refer endnote-xml mods msbib cff csv; do
  check "$format: how something was published is not lost" sh -c '
    "$REFMEND" convert -t "$1" how.bib >how.out && grep -q "Blog post, The Gradient" how.out &&
    grep -q "Talk at NeurIPS" how.out && grep -c "x\.y" how.out | grep -qx 1' - "$format"
done

done_testing
