#!/bin/sh
# A bibliography from one format into another.
. "$TESTS_DIR/lib.sh"

cat >refs.bib <<'END'
@article{weber1904, author = {Weber, Max}, title = {Die protestantische Ethik}, journal = {Archiv}, year = 1904}
@book{zola, author = {Zola, {\'E}mile}, title = {Germinal}, year = 1885}
END

check 'the format of the input is told by its text' sh -c '
  "$REFMEND" convert -f auto --to csl-json <refs.bib >out.json && grep -q "\"Émile\"" out.json'
check 'keys are kept' sh -c 'grep -q "\"id\": \"weber1904\"" out.json'
check 'and the way back' sh -c '
  "$REFMEND" convert -t bibtex out.json | grep -q "^@book{zola,"'
check 'the format of the output is told by its name' sh -c '
  "$REFMEND" convert -o out2.json refs.bib && cmp out.json out2.json'
check 'several files become one' sh -c '
  "$REFMEND" convert -t csl-json refs.bib out.json >two.json && [ "$(grep -c "\"id\"" two.json)" = 4 ]'
check 'an unknown format is a usage error' status 2 "$REFMEND" convert -t word refs.bib
check 'no format to write is a usage error' status 2 "$REFMEND" convert refs.bib
check 'a file that is not there is an error' status 3 "$REFMEND" convert -t bibtex nowhere.bib
echo 'Dear reader,' >letter
check 'what is no bibliography is an error that says what to do' sh -c '
  "$REFMEND" convert -t bibtex letter 2>err; [ $? = 3 ] && grep -q "letter.*--from" err'
check 'of a file that cannot be read no file is made' sh -c '
  "$REFMEND" convert -o new.bib letter 2>err; [ ! -e new.bib ]'
python3 - <<'END'
import zipfile
for name, member in (("paper.docx", "word/document.xml"), ("photos.zip", "photo.jpg")):
    with zipfile.ZipFile(name, "w") as z:
        z.writestr(member, "<document>References</document>")
END
check 'of a ZIP archive without a bibliography it is said, and nothing crashes' sh -c '
  for command in "check --offline --index sample" "convert -t bibtex"; do
    "$REFMEND" $command paper.docx 2>err; [ $? = 3 ] && grep -q "paper.docx.*save it as text" err || exit 1
    "$REFMEND" $command photos.zip 2>err; [ $? = 3 ] && grep -q "photos.zip: no file" err || exit 1
  done'
printf '@book{a, title = {Open' >cut.bib
check 'what is broken is told with its line, the rest is converted' sh -c '
  "$REFMEND" convert -t csl-json cut.bib >cut.json 2>err; [ $? = 1 ] && grep -q "^cut.bib:1: a: " err'
cat >kept.json <<'END'
[{"id":"a","type":"book","title":"T","source":"Zotero","license":"CC0","citation-label":"Lab99","page-first":"3",
  "editor-translator":[{"family":"Roe","given":"Jo"}],"categories":["x","y"],"custom":{"shelf":"3"}}]
END
check 'what a work has no field for stays where the schema has it' sh -c '
  "$REFMEND" convert -t csl-json kept.json >again.json &&
  python3 -c "import json; a, b = (json.load(open(f)) for f in (\"kept.json\", \"again.json\")); assert a == b, b"'
# same FORMAT: what is written there and read again is the same bibliography
same() {
  "$REFMEND" convert -t "$1" refs.bib >"there.$1" &&
  "$REFMEND" convert -f "$1" -t csl-json "there.$1" >back.json &&
  "$REFMEND" convert -f auto -t csl-json "there.$1" | cmp - back.json &&
  "$REFMEND" convert -f csl-json -t "$1" back.json | cmp - "there.$1"
}
cat >>refs.bib <<'END'
@article{lecun2015, author = {LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey},
  title = {Deep learning}, journal = {Nature}, volume = 521, number = 7553, pages = {436--444},
  year = 2015, month = may, doi = {10.1038/nature14539}, issn = {0028-0836},
  keywords = {networks, learning}, abstract = {Allows models of many layers.}}
@book{goodfellow2016, author = {Ian Goodfellow and Yoshua Bengio and Aaron Courville},
  title = {Deep Learning}, publisher = {MIT Press}, address = {Cambridge, MA}, year = 2016,
  isbn = {978-0-262-03561-3}}
END
for format in ris nbib refer endnote-xml mods msbib csl-yaml hayagriva; do
  check "$format comes back as it was" same "$format"
done
cat >one.ris <<'END'
TY  - JOUR
AU  - Bollobás, Béla
AU  - Erdős, Paul
TI  - Cliques in random graphs
JF  - Mathematical Proceedings of the Cambridge Philosophical Society
PY  - 1976
VL  - 80
SP  - 419
EP  - 427
C5  - Kept
AD  - Cambridge
ER  - 

TY  - BOOK
TI  - Random graphs
PY  - 1985
ER  - 
END
"$REFMEND" convert -t csl-json one.ris >one.json
# as_was FILE: it reads as one.ris does
as_was() { "$REFMEND" convert -t csl-json "$1" >again.json && cmp one.json again.json; }
sed 's/$/\r/' one.ris >crlf.ris
check 'CR LF ends lines' as_was crlf.ris
tr '\n' '\r' <one.ris >cr.ris
check 'and so does CR alone' as_was cr.ris
{ printf '\357\273\277'; cat one.ris; } >bom.ris
check 'a byte order mark is no text' as_was bom.ris
"$PYTHON3" - <<'END'
text = open("one.ris", encoding="utf-8").read()
open("utf16.ris", "wb").write(text.encode("utf-16"))
open("latin2.ris", "wb").write(text.replace("ő", "ö").encode("latin-1"))
xml = '<?xml version="1.0" encoding="ISO-8859-1"?><modsCollection><mods><titleInfo><title>Bollobás</title></titleInfo></mods></modsCollection>'
open("latin.xml", "wb").write(xml.encode("latin-1"))
END
check 'UTF-16 is read' as_was utf16.ris
check 'Latin-1 is read' sh -c '"$REFMEND" convert -t csl-json latin2.ris | grep -q "\"Bollobás\""'
check 'and in XML' sh -c '"$REFMEND" convert -t csl-json latin.xml | grep -q "\"Bollobás\""'
check 'entries without a key get one where the format needs it' sh -c '
  "$REFMEND" convert -t bibtex one.ris | grep -q "^@article{bollobas1976cliques,"'
check 'and none where it does not' sh -c '
  ! "$REFMEND" convert -t ris one.ris | grep -q "^ID"'
check 'what CSL has no variable for comes back' sh -c '
  "$REFMEND" convert -t ris one.ris | grep -q "^C5  - Kept" &&
  "$REFMEND" convert -t bibtex one.ris | grep -q "ris-c5 *= {Kept}"'
check 'through the library, too' sh -c '
  "$REFMEND" import --library ris.db one.ris >/dev/null &&
  "$REFMEND" export --library ris.db -f ris | grep -q "^C5  - Kept"'
head -c 200 one.ris >cut.ris
check 'of a file that is cut off the rest is read, and the line told' sh -c '
  "$REFMEND" convert -t csl-json cut.ris >cut.json 2>err; [ $? = 1 ] &&
  grep -q "Cliques in random" cut.json && grep -q "^cut.ris:1: .*ER" err'
"$REFMEND" convert -t endnote-xml one.ris >one.xml
sed 's/Random graphs/Random <graphs/' one.xml >broken.xml
check 'a broken record costs no other' sh -c '
  "$REFMEND" convert -f endnote-xml -t csl-json broken.xml >broken.json 2>err; [ $? = 1 ] &&
  grep -q Cliques broken.json && grep -q "^broken.xml:4: " err'
check 'nor does the end of a file that is cut off' sh -c '
  size=$(wc -c <one.xml); head -c $((size - 60)) one.xml | "$REFMEND" convert -f endnote-xml -t csl-json >cut.json 2>err
  [ $? = 1 ] && grep -q Cliques cut.json && grep -q "^-:4: " err'
cat >bomb.yaml <<'END'
references:
- &a {id: a, title: x}
- &b [*a, *a]
- &c [*b, *b]
- [*c, *c]
END
check 'aliases of aliases are not followed' sh -c '
  "$REFMEND" convert -f csl-yaml -t csl-json bomb.yaml 2>/dev/null | grep -q "\"id\": \"a\""'
printf '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><modsCollection><mods><titleInfo><title>A&e;B</title></titleInfo></mods></modsCollection>' >entity.xml
check 'no entity of a file is read' sh -c '
  ! "$REFMEND" convert -f mods -t csl-json entity.xml 2>&1 | grep -q root:'
# tells FORMAT WORDS...: the file of that format in the fuzz corpus is known by its
# text and tells all of these
tells() {
  format=$1; shift
  sed 1d "$TESTS_DIR/fuzz/corpus/formats/$format" >"in.$format"
  "$REFMEND" convert -t csl-json "in.$format" >"out.$format" || return 1
  for words; do
    grep -q -e "$words" "out.$format" || { cat "out.$format"; echo "no '$words'"; return 1; }
  done
}
for format in isi refworks ovid citavi jats crossref-xml crossref-json openalex-json pubmed-xml biblioscape; do
  check "$format: an article" tells "$format" '"article-journal"' 'Deep \(<i>\)\?learning' \
    '"family": "LeCun"' '"container-title": "N[Aa][Tt][Uu][Rr][Ee]"' '2015' '436-444'
done
for format in isi refworks ovid jats crossref-xml crossref-json openalex-json pubmed-xml; do
  check "$format: its numbers" tells "$format" '"volume": "521"' 'nature14539'
done
check 'MARCXML: a book' tells marcxml 'Deep learning"' '"family": "Goodfellow"' \
  '"publisher": "MIT Press"' '"publisher-place": "Cambridge"' '2016' '"9780262035613"' \
  '"number-of-pages": "775"' '"collection-title": "Adaptive computation"'
check 'MARC: a book' tells marc 'Deep learning' '"family": "Goodfellow"'
check 'Copac: a book' tells copac '"title": "Deep learning"' '"publisher": "MIT Press"' \
  '"publisher-place": "Cambridge"' '"collection-title": "Adaptive computation ; 3"'
check 'DataCite: software' tells datacite-json '"software"' '"title": "A tool"' '"family": "Doe"' \
  '"abstract": "It works"' '10.5281/zenodo.1'
check 'JATS: a citation in one piece is taken apart' tells jats 'Goodfellow' '"title": "Deep Learning"'
check 'Citavi: a part has the title of its book' tells citavi '"container-title": "Deep learning: A review"'
cat >words.ris <<'END'
TY  - BOOK
TI  - Deep learning
SN  - 0-262-03561-8
KW  - Aged, 80 and over
KW  - Humans
L1  - /papers/a%20b_c.pdf
DB  - Library
ER  - 
END
check 'keywords with commas stay whole' sh -c '
  "$REFMEND" convert -t bibtex words.ris >words.bib && grep -q "Aged, 80 and over; Humans" words.bib &&
  "$REFMEND" convert -t ris words.bib | grep -c "^KW" | grep -q 2'
check 'an ISBN is given as it was' sh -c '
  grep -q "isbn *= {0-262-03561-8}" words.bib &&
  "$REFMEND" convert -t csl-json words.ris >words.json && grep -q "\"ISBN\": \"0-262-03561-8\"" words.json &&
  "$REFMEND" convert -t bibtex words.json | grep -q "{0-262-03561-8}"'
check 'the names of files are no LaTeX' grep -q 'file *= {/papers/a%20b_c.pdf}' words.bib
check 'what .bib has no field for goes by the name of CSL' sh -c '
  grep -q "archive *= {Library}" words.bib && "$REFMEND" convert -t csl-json words.bib | grep -q "\"archive\": \"Library\""'
cat >roles.bib <<'END'
@video{cuckoo, title = {One Flew Over the Cuckoo's Nest}, Editor = {Forman, Miloš}, EditorType = {director},
  editora = {Hauben, Lawrence}, editoratype = {scriptwriter}, editorb = {Doe, Jane}, editorbtype = {founder}, date = {1975}}
END
check 'editors who are something else come back as they were' sh -c '
  "$REFMEND" convert -t csl-json roles.bib >roles.json && grep -q "\"director\"" roles.json &&
  "$REFMEND" convert -t biblatex roles.json >roles2.bib && grep -q "editor  *= {Forman, Miloš}" roles2.bib &&
  grep -q "editora  *= {Hauben, Lawrence}" roles2.bib && grep -q "editoratype  *= {scriptwriter}" roles2.bib &&
  grep -q "editorb  *= {Doe, Jane}" roles2.bib && ! grep -q "director  *=" roles2.bib'
cat >how.bib <<'END'
@booklet{lorem, title = {Lorem Ipsum}, howpublished = {Printed by hand}, address = {Goodville}}
@misc{link, title = {T}, howpublished = {Online, https://a.example/}}
@article{ahead, title = {U}, journal = {J}, howpublished = {Advance online publication}}
END
check 'how it was published stands where CSL prints the publisher' sh -c '
  "$REFMEND" convert -t csl-json how.bib >how.json && [ "$(grep -c "\"publisher\":" how.json)" = 1 ] &&
  grep -q "\"publisher\": \"Printed by hand\"" how.json && "$REFMEND" convert -t bibtex how.json >how2.bib &&
  ! grep -q publisher how2.bib && grep -q "howpublished *= {Printed by hand}" how2.bib'
cat >ovid.txt <<'END'
<1>
Author
  Verbeek, Jan MD *;  van Vugt, Arie MD, PhD +;  Smith, MD
Title
  Screws.
END
check 'degrees and marks are no part of names in Ovid' sh -c '
  "$REFMEND" convert -f ovid -t bibtex ovid.txt | grep -q "{Verbeek, Jan and van Vugt, Arie and Smith, MD}"'
cat >nep.txt <<'END'
nep.repec.org

1. Innovation races: An experimental
study
Date: 	2005-11-07
By: 	Uwe Cantner (University of Jena)
Torsten Weiland (Max-Planck-Institute for Economics)
URL: 	http://d.repec.example/n?u=1
They race.
And win.
Keywords: 	Innovation, Patent Tournament
JEL: 	D81

2. Second
  
    Müller,Rudolf
    Perea,Andrés

Another one.

Date: 2006
END
check 'papers of NEP are known and read' sh -c '
  "$REFMEND" convert -t bibtex nep.txt >nep.bib && [ "$(grep -c "^@techreport" nep.bib)" = 2 ] &&
  grep -q "{Cantner, Uwe and Weiland, Torsten}" nep.bib && grep -q "experimental study}" nep.bib &&
  grep -q "{University of Jena and Max-Planck-Institute for Economics}" nep.bib &&
  grep -q "abstract *= {They race. And win.}" nep.bib && grep -q "{Innovation, Patent Tournament}" nep.bib &&
  grep -q "jel *= {D81}" nep.bib && grep -q "{Müller, Rudolf and Perea, Andrés}" nep.bib &&
  grep -q "{Another one.}" nep.bib'
cat >bare.xml <<'END'
<collection><record><leader>00000nam a2200000 c 4500</leader>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Cats &#38; dogs & birds</subfield></datafield></record></collection>
END
check 'a bare ampersand costs no record and is told of' sh -c '
  "$REFMEND" convert -f marcxml -t bibtex bare.xml >bare.bib 2>err; [ $? = 1 ] &&
  grep -q "Cats .& dogs .& birds" bare.bib && grep -q "^bare.xml:1:.*&amp;" err'
cat >quotes.xml <<'END'
<CitaviExchangeData><References><Reference id="r1"><ReferenceType>Book</ReferenceType><Title>Deep learning</Title></Reference></References>
<KnowledgeItems><KnowledgeItem id="k1"><CoreStatement>Layers</CoreStatement><QuotationType>1</QuotationType><ReferenceID>r1</ReferenceID><Text>many layers</Text></KnowledgeItem>
<KnowledgeItem id="k2"><CoreStatement>Mine</CoreStatement><QuotationType>4</QuotationType><ReferenceID>r1</ReferenceID></KnowledgeItem></KnowledgeItems></CitaviExchangeData>
END
check 'what was noted in Citavi is kept' sh -c '
  "$REFMEND" convert -f citavi -t csl-json quotes.xml | grep -q "\"comment\": \"# Layers.nmany layers.nquotation type: Direct quotation.n# Mine.nquotation type: Comment\""'
check 'the formats are listed' sh -c '"$REFMEND" convert --formats | grep -q "^csl-json *read *write *CSL-JSON$"'
cat >central.ris <<'END'
TY  - JOUR
AU  - Mori, Lucia
TI  - Balance training
JO  - J Phys Ther Sci
N1  - 26957754[pmid]
U2  - PMC4756000[pmcid]
U4  - jpts-2015-817[PII]
AD  - Kyoto University
ER  - 

TY  - RPRT
TI  - Standards
ET  - 3
ER  - 

TY  - COMP
TI  - Program
ET  - 3.1
ER  - 
END
"$REFMEND" convert -t bibtex central.ris >central.bib
# has FILE FIELD VALUE
cat >has.sh <<'END'
has() { grep -qxF "  $(printf %-13s "$2") = {$3}," "$1"; }
END
check 'marked numbers of PubMed Central are what they are marked as' sh -c '
  . ./has.sh; has central.bib pmid 26957754 && has central.bib pmcid PMC4756000 && has central.bib pii jpts-2015-817'
check 'where authors work is their affiliation' sh -c '
  . ./has.sh; has central.bib affiliation "Kyoto University" &&
  "$REFMEND" convert -f bibtex -t ris central.bib | grep -q "^AD  - Kyoto University"'
check 'the edition of a program alone is its version' sh -c '
  . ./has.sh; has central.bib edition 3 && has central.bib version 3.1'
cat >old.nbib <<'END'
PMID- 11111
TI  - Title
JT  - Lancet
AID - S0140-6736(05)12345-6 [pii]
PT  - Journal Article
END
check 'the number a publisher files an article by is not that of the issue' sh -c '
  . ./has.sh; "$REFMEND" convert -t bibtex old.nbib >old.bib; has old.bib pii "S0140-6736(05)12345-6" &&
  ! grep -q "number  *=" old.bib && "$REFMEND" convert -f bibtex -t nbib old.bib | grep -q "^AID - S0140-6736(05)12345-6 .pii.$"'
cat >spring.json <<'END'
[{"id":"a","type":"article-journal","title":"T","container-title":"J","issue":"2","page":"3-9","number":"17",
  "issued":{"date-parts":[[2013]],"season":1}}]
END
check 'BibTeX has a season where the month is, and an article its own number' sh -c '
  . ./has.sh; "$REFMEND" convert -t bibtex spring.json >spring.bib; has spring.bib month Spring &&
  has spring.bib number 2 && has spring.bib eid 17 && ! grep -q "^  date " spring.bib &&
  "$REFMEND" convert -t csl-json spring.bib | tr -d " \n" >spring2 && grep -q "\[2013,21\]\|\"season\":" spring2 && grep -q "number\":\"17" spring2'
cat >untitled.bib <<'END'
@online{a, titleaddon = {Photograph of a {DNA} model}, year = 2001}
END
check 'what has no title goes by its description, and gets it back' sh -c '
  "$REFMEND" convert -t csl-json untitled.bib >untitled.json && grep -q "\"title\": \"Photograph" untitled.json && "$REFMEND" convert -t biblatex untitled.json >untitled2.bib &&
  grep -q "titleaddon *= {Photograph of a {DNA} model}" untitled2.bib && ! grep -q "^  title  *=" untitled2.bib'
cat >lists.xml <<'END'
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article PubModel="Print">
<Journal><Title>J</Title></Journal><ArticleTitle>T.</ArticleTitle>
<AuthorList><Author><LastName>Roe</LastName><ForeName>Jo</ForeName><AffiliationInfo><Affiliation>Graz</Affiliation></AffiliationInfo></Author>
<Author><LastName>Poe</LastName><ForeName>Al</ForeName><AffiliationInfo><Affiliation>Graz</Affiliation></AffiliationInfo></Author></AuthorList>
<GrantList><Grant><GrantID>R01</GrantID><Agency>NIH</Agency></Grant></GrantList></Article>
<MeshHeadingList><MeshHeading><DescriptorName MajorTopicYN="Y">Software</DescriptorName></MeshHeading>
<MeshHeading><DescriptorName MajorTopicYN="N">Iodine</DescriptorName><QualifierName MajorTopicYN="Y">history</QualifierName></MeshHeading></MeshHeadingList>
<ChemicalList><Chemical><NameOfSubstance>Thyroxine</NameOfSubstance></Chemical></ChemicalList>
<InvestigatorList><Investigator><LastName>Wood</LastName><ForeName>D L</ForeName></Investigator></InvestigatorList>
</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pii">25083</ArticleId></ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>
END
check 'what an article is mainly about keeps its star, and its identifiers are all kept' sh -c '
  . ./has.sh; "$REFMEND" convert -f pubmed-xml -t bibtex lists.xml >main.bib && has main.bib pii 25083 &&
  grep -q "keywords *= {Software\*, Iodine/history\*}" main.bib'
check "PubMed's lists are kept, each line once, and are NBIB's tags" sh -c '
  . ./has.sh; "$REFMEND" convert -f pubmed-xml -t bibtex lists.xml >lists.bib && has lists.bib affiliation Graz &&
  has lists.bib grantno R01/NIH && has lists.bib substance-name Thyroxine && has lists.bib investigator "Wood, D L" &&
  has lists.bib pubmodel Print && "$REFMEND" convert -f pubmed-xml -t nbib lists.xml >lists.nbib && grep -q "^AD  - Graz" lists.nbib && grep -q "^GR  - R01/NIH" lists.nbib'
# marc TITLE: a record in ISO 2709 whose title is that, as printf has it
marc() { printf '00000nam  2200000   4500245000000000\036'"10\\037a$1"'\036\035'; }
{ marc 'M\350unchen \241\342od\342z H\033b2\033sO'; marc 'M\303\274nchen'; marc 'M\374nchen'; marc 'A \033(NPravda'; } >old.mrc
check 'MARC-8 is read, record by record, and what has no table is told of' sh -c '
  "$REFMEND" convert -f marc -t csl-json old.mrc >mrc.json 2>err; [ $? = 1 ] && [ "$(grep -c "\"München" mrc.json)" = 3 ] &&
  grep -q "München Łódź H₂O" mrc.json && [ "$(grep -c "MARC-8" err)" = 1 ] && grep -q "^old.mrc:4:" err'
cat >titles.bib <<'END'
@article{a, title = {Learning to Read {Darwin} in the Age of DNA: A Reader's Guide? An Answer}, journal = {The Journal of Things}}
@inproceedings{b, title = {The Effects of Buyer-Seller Ties}, booktitle = {Proceedings of the Workshop on Trade}}
@book{c, title = {Die Geschichte der Stadt Wien}}
@book{d, title = {History of Vienna}, langid = {german}}
@book{e, title = {Deep {{\emph{Homo}}} Learning of $K$ Means}}
END
check 'sentence case keeps names, acronyms, beginnings and other languages' sh -c '
  "$REFMEND" convert --sentence-case -t csl-json titles.bib >titles.json &&
  grep -q "Learning to read <span class=.\"nocase.\">Darwin</span> in the age of DNA: A reader.s guide? An answer" titles.json &&
  grep -q "\"The Journal of Things\"" titles.json && grep -q "The effects of buyer-seller ties" titles.json &&
  grep -q "\"Proceedings of the workshop on trade\"" titles.json && grep -q "Die Geschichte der Stadt Wien" titles.json &&
  grep -q "History of Vienna" titles.json && grep -q "<i>Homo</i>.* learning of .*K.* means" titles.json &&
  "$REFMEND" convert --sentence-case -t bibtex titles.bib | grep -q "title *= {Learning to read {Darwin} in the age of {DNA}: A reader.s guide? {An} answer}"'
cat >years.bib <<'END'
@book{a, title = {T}, year = {1999--2001}}
@article{b, title = {U}, journal = {J}, year = 2001, month = {jan--feb}}
END
check 'a range of years or months is written where it can be' sh -c '
  "$REFMEND" convert -t csl-json years.bib >years.json &&
  for f in ris refer endnote-xml nbib msbib; do "$REFMEND" convert -t $f years.json >years.$f && grep -q "1999-2001" years.$f || exit 1; done
  grep -q "^DP  - 2001 Jan-Feb" years.nbib && "$REFMEND" convert -t bibtex years.json >years2.bib &&
  grep -qF "month         = jan # \"--\" # feb," years2.bib && ! grep -q "^  date" years2.bib &&
  "$REFMEND" convert -t csl-json years2.bib | tr -d " \n" | grep -qF "[[2001,1],[2001,2]]" &&
  "$REFMEND" convert -t csl-json years.ris | tr -d " \n" | grep -qF "[[1999],[2001]]"'
cat >marked.bib <<'END'
@incollection{a, title = {T}, booktitle = {On \emph{Homo} things}, note = {A \textbf{bold} one}, abstract = {CO$_2$ is 100\% a_b}}
END
check 'markup of other fields than the title is kept' sh -c '
  "$REFMEND" convert -t csl-json marked.bib >marked.json && grep -q "\"On <i>Homo</i> things\"" marked.json &&
  grep -q "\"A <b>bold</b> one\"" marked.json && ! grep -q "rich:" marked.json && grep -q "CO₂ is 100% a_b" marked.json &&
  "$REFMEND" convert -t csl-json marked.json | cmp - marked.json && sed "s/\"bibtex:[a-z]*\"/\"x\"/" marked.json >foreign.json &&
  "$REFMEND" convert -t bibtex foreign.json >marked2.bib && grep -q "booktitle *= {On .emph{Homo} things}" marked2.bib &&
  grep -q "note *= {A .textbf{bold} one}" marked2.bib && "$REFMEND" convert -t ris marked.json | grep -q "^T2  - On Homo things"'


printf '@misc{a, title={Ants}}\n@preamble{"x"}\n@comment{a remark}\n%% @comment{none}\n@misc{b, title={Bees}}\n' >left.bib
check 'a @preamble and a @comment are told as left out, which is no fault' sh -c '
  "$REFMEND" convert -t ris left.bib >out 2>err && [ "$(wc -l <err)" = 2 ] &&
  grep -q "^left.bib:2: @preamble: left out" err && grep -q "^left.bib:3: @comment: left out" err'
check 'in import, too' sh -c '
  "$REFMEND" import --library left.db left.bib >out 2>err && grep -q "^left.bib:2: @preamble: not imported" err &&
  grep -q "^left.bib:3: @comment: not imported" err'

# A .bib is converted some hundred entries at a time.
{
  printf '@inproceedings{child, crossref={parent}, title={Ants}, note={a}, note={b}}\n'
  i=0
  while [ $i -lt 600 ]; do i=$((i + 1)); printf '@misc{m%s, title={Work %s}}\n' $i $i; done
  printf '@string{bees = "Bees"}\n@misc{late, title=bees}\n'
  printf '@proceedings{parent, title=bees, year=1999}\n@misc{M1, title={Again}}\n'
} >batches.bib
check 'fields come from a parent that stands far behind, by macros from there' sh -c '
  "$REFMEND" convert -t bibtex batches.bib >out.bib 2>err
  sed -n "/{child,/,/^}/p" out.bib | grep -q "booktitle *= {Bees}" && grep -q "year *= .*1999" out.bib'
check 'all of it is there, in its order' sh -c '
  [ "$(sed -n "s/^@[a-z]*{\(.*\),/\1/p" out.bib | sed "1d;602,\$d" | tr -d "m\n")" = "$(seq 600 | tr -d "\n")" ] &&
  [ "$(grep -c "^@" out.bib)" = 604 ]'
check 'a key that stands twice is told with the line of the first' grep -q 'line 2 already' err
check 'a fault of an entry with a parent is told once' sh -c '[ "$(grep -c "stands twice" err)" = 1 ]'

done_testing
