#!/bin/sh
# What convert makes of works for the format that it was asked for.
. "$TESTS_DIR/lib.sh"

cat >refs.bib <<'END'
@thesis{shannon, author = {Shannon, Claude E.}, title = {A Symbolic Analysis}, subtitle = {Of Relay and Switching Circuits},
  type = {mathesis}, institution = {MIT}, date = {1940-05}}
@thesis{curie, author = {Curie, Marie}, title = {Recherches sur les substances radioactives}, type = {phdthesis}, institution = {Faculté des sciences de Paris}, date = {1903}}
@online{cern, author = {{CERN}}, title = {The birth of the Web}, url = {https://home.cern/science/computing/birth-web}, date = {2019}, urldate = {2021-01-02}}
@report{rfc, author = {{Network Working Group}}, title = {Internet Protocol}, type = {techreport}, institution = {DARPA}, number = {791}, date = {1981}}
@mvbook{taocp, author = {Knuth, Donald E.}, title = {The Art of Computer Programming}, date = {1968/1999}, location = {Reading}, publisher = {Addison-Wesley}}
@article{pais, author = {Watson, James D. and Crick, Francis H. C.}, title = {Molecular Structure of Nucleic Acids},
  journaltitle = {Nature}, journalsubtitle = {A Weekly Journal of Science}, date = {1953-04-25}}
@incollection{part, author = {Turing, Alan}, title = {Intelligent Machinery}, booktitle = {Machine Intelligence}, booksubtitle = {Volume 5}, date = {1969}}
END
cat >lines.sh <<'END'
# every line of standard input is in $1, blanks aside
tr -s ' ' <"$1" >squeezed
while read -r line; do grep -qF -- "$line" squeezed || { echo "no $line"; cat "$1"; exit 1; }; done
END
check 'BibTeX that was asked for has the types and fields of its styles' sh -c '
  "$REFMEND" convert -t bibtex refs.bib >out.bib && sh lines.sh out.bib <<END
@mastersthesis{shannon,
title = {A Symbolic Analysis: Of Relay and Switching Circuits},
school = {MIT},
year = {1940},
month = may,
@phdthesis{curie,
@misc{cern,
url = {https://home.cern/science/computing/birth-web},
@techreport{rfc,
institution = {DARPA},
number = {791},
@book{taocp,
address = {Reading},
journal = {Nature: A Weekly Journal of Science},
booktitle = {Machine Intelligence: Volume 5},
END
  ! grep -q "subtitle\|journaltitle\|location\|mathesis\|phdthesis}\|techreport}" out.bib || { cat out.bib; false; }'
check 'a file of .bib keeps what it has where no dialect was asked for' sh -c '
  "$REFMEND" convert -o kept.bib refs.bib && grep -q "^@thesis{shannon" kept.bib && grep -q "subtitle *= {Of Relay" kept.bib &&
  grep -q "journaltitle *= {Nature}" kept.bib'

cat >parent.bib <<'END'
@incollection{part, author = {Lovelace, Ada}, title = {Notes by the Translator}, crossref = {memoirs}}
@collection{memoirs, editor = {Taylor, Richard}, title = {Scientific Memoirs}, titleaddon = {Third volume}, date = {1843}}
END
check 'what is added to the title of a collection is added to the book of its parts' sh -c '
  "$REFMEND" convert -f biblatex -t biblatex parent.bib >child.bib && sed -n "/{part/,/^}/p" child.bib >part.bib &&
  grep -q "booktitleaddon *= {Third volume}" part.bib && ! grep -q "^ *titleaddon" part.bib'

cat >years.ris <<'END'
TY  - BOOK
TI  - Malleus Maleficarum
PY  - n.d.
ER  - 

TY  - JOUR
TI  - Understanding the Web
T2  - Daedalus
PY  - 2001/spring/
ER  - 

TY  - JOUR
TI  - The Deep Web
T2  - Daedalus
PY  - 2001///Spring
ER  - 
END
check 'a work without a date stays one, and a season is no open range' sh -c '
  "$REFMEND" convert -f ris -t ris years.ris >years2.ris && grep -q "n\.d\." years2.ris && ! grep -q 2001- years2.ris &&
  [ "$(grep -c "2001///Spring" years2.ris)" = 2 ] &&
  "$REFMEND" convert -f ris -t nbib years.ris >years.nbib && [ "$(grep -c "^DP  - 2001 Spring" years.nbib)" = 2 ] &&
  "$REFMEND" convert -f nbib -t nbib years.nbib | cmp - years.nbib'

cat >copyright.xml <<'END'
<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>The Double Helix</title></titleInfo>
<originInfo><dateIssued>c1968</dateIssued></originInfo></mods>
END
check 'a year of copyright is no guess' sh -c '
  "$REFMEND" convert -f mods -t biblatex copyright.xml >copyright.bib && grep -q "date *= {1968}" copyright.bib &&
  sed "s/c1968/ca. 1968/" copyright.xml | "$REFMEND" convert -f mods -t biblatex | grep -q "date *= {1968~}"'

cat >odd.ris <<'END'
TY  - XYZZ
TI  - Colossal Cave Adventure
AU  - Crowther, William
PY  - 1976
ER  - 
END
check 'a type of RIS that nobody knows comes back' sh -c '
  "$REFMEND" convert -f ris -t ris odd.ris | grep -q "^TY  - XYZZ" &&
  "$REFMEND" convert -f ris -t csl-json odd.ris >odd.json && "$REFMEND" convert -t ris odd.json | grep -q "^TY  - XYZZ"'

cat >pages.json <<'END'
[{"id": "w", "type": "article-journal", "title": "Molecular Structure of Nucleic Acids", "page": "737--738"}]
END
check 'a page range with two hyphens is one range' sh -c '
  "$REFMEND" convert -t bibtex pages.json | grep -q "pages *= {737--738}"'

cat >several.json <<'END'
[{"id": "a", "type": "book", "title": "The Double Helix", "author": [{"family": "Watson", "given": "James D."}]},
 {"id": "b", "type": "book", "title": "What Mad Pursuit", "author": [{"family": "Crick", "given": "Francis"}]}]
END
check 'works in CITATION.cff are as many when they come back' sh -c '
  "$REFMEND" convert -t cff several.json >several.cff && "$REFMEND" convert -f cff -t csl-json several.cff >back.json &&
  [ "$(grep -c "\"title\"" back.json)" = 2 ] || { cat several.cff back.json; false; }'

cat >numbers.xml <<'END'
<xml><records><record><ref-type name="Report">27</ref-type><titles><title>Hypertext Transfer Protocol Version 2</title></titles><isbn>RFC 7540</isbn><number>99</number><dates><year>2015</year></dates></record>
<record><ref-type name="Patent">25</ref-type><titles><title>Improvement in Telegraphy</title></titles><isbn>US174465</isbn><number>12</number><dates><year>1876</year></dates></record></records></xml>
END
check 'the numbers of reports and patents come back in EndNote and Refer' sh -c '
  "$REFMEND" convert -f endnote-xml -t csl-json numbers.xml >numbers.json &&
  for format in endnote-xml refer ris; do
    "$REFMEND" convert -t $format numbers.json >numbers.$format && "$REFMEND" convert -f $format -t csl-json numbers.$format >numbers2.json &&
    grep -q "\"number\": *\"RFC 7540\"" numbers2.json && grep -q "\"number\": *\"US174465\"" numbers2.json &&
    grep -q "\"ris-is\": *\"99\"" numbers2.json || { echo $format; cat numbers.$format; exit 1; }
  done'
cat >status.sh <<'END'
status() { want=$1; shift; "$@"; got=$?; [ $got = $want ] || { echo "exit status $got, wanted $want: $*"; return 1; }; }
END
printf 'TY  - BOOK\nAU  - Weber, Max\nTI  - Economy and Society\nPY  - 1922\nER  - \n' >weber.ris
printf '@book{weber, title = {Economy and Society}}\n' >keep.bib
check 'a file of another format than the one named writes nothing and says what it looks like' sh -c '. ./status.sh
  for f in bibtex refer mods endnote-xml pubmed-xml msbib citavi jats marcxml refworks csl-yaml cff nbib isi ovid csl-json; do
    cp keep.bib out.bib; "$REFMEND" convert -f $f -t biblatex -o out.bib weber.ris 2>err; [ $? = 3 ] || { echo "$f: $?"; exit 1; }
    cmp keep.bib out.bib && grep -q "weber.ris: is no .*: it looks like RIS" err || { echo $f; cat err; exit 1; }
  done
  "$REFMEND" convert -f ris -t csl-json keep.bib >out 2>err; [ $? = 3 ] && [ ! -s out ] && grep -q "looks like BibTeX" err &&
  printf "Nothing but words.\n" >words.txt && status 3 "$REFMEND" convert -f ris -t csl-json words.txt'
check 'import and check say so, too' sh -c '. ./status.sh
  "$REFMEND" import --library wrong.db -f mods weber.ris 2>err; [ $? = 3 ] && grep -q "looks like RIS" err &&
  "$REFMEND" check --offline --index sample --from bibtex weber.ris 2>err; [ $? = 3 ] && grep -q "looks like RIS" err'
check 'a file of the right format in which there is nothing stays right' sh -c '. ./status.sh
  empty() { printf "$2" >empty && "$REFMEND" convert -f $1 -t csl-json empty >out && [ "$(tr -d " \n" <out)" = "[]" ] || { echo $1; exit 1; }; }
  empty csl-json "[]" && empty csl-json "{\"items\": []}" && empty csl-yaml "references: []\n" && empty hayagriva "{}\n" &&
  empty endnote-xml "<?xml version=\"1.0\"?>\n<xml><records></records></xml>" && empty marcxml "<collection/>" &&
  empty mods "<modsCollection xmlns=\"http://www.loc.gov/mods/v3\"/>" && empty bibtex "%%%% nothing yet\n" && empty ris "\n" &&
  printf "Made by hand.\n" >remark.bib && status 0 "$REFMEND" convert -t csl-json remark.bib'

printf 'TY  - BOOK\nTI  - A\nID  - Smith 2001, #1\nER  - \nTY  - BOOK\nTI  - B\nID  - Smith 2001, #1\nER  - \n' >keys.ris
check 'keys that BibTeX cannot read, or that stand twice, are made others, and told' sh -c '. ./status.sh
  "$REFMEND" convert -t bibtex keys.ris >keys.bib 2>err && [ "$(grep "^@" keys.bib | tr "\n" " ")" = "@book{Smith20011, @book{Smith20011a, " ] &&
  grep -q "^keys.ris:1: Smith 2001, #1: its key is written as .Smith20011.: BibTeX could not read it" err && [ "$(wc -l <err)" = 2 ]'
check 'two of the same key are two in YAML' sh -c '. ./status.sh
  "$REFMEND" convert -t hayagriva keys.ris 2>err >keys.yml && [ "$(grep -c "^[^ ].*:$" keys.yml)" = 2 ] &&
  [ "$(grep "^[^ ].*:$" keys.yml | sort -u | wc -l)" = 2 ] && [ "$(grep -c "another entry has it" err)" = 1 ]'
printf '@misc{Roe, title={A}}\n@misc{roe, title={B}}\n@misc{ox#1, title={C}}\n@misc{a+b:c/d#2%%3, title={D}}\n' >case.bib
check 'keys of a .bib that BibTeX reads are kept; small and capital letters are two but in BibTeX' sh -c '. ./status.sh
  "$REFMEND" convert -t biblatex case.bib 2>err | grep "^@" | tr "\n" " " >got; grep -qF "{Roe, @misc{roe, @misc{ox#1, @misc{a+b:c/d#2%3, " got || { cat got; exit 1; }
  "$REFMEND" convert -t bibtex case.bib 2>err | grep "^@" | tr "\n" " " >got; grep -qF "{Roe, @misc{roea, @misc{" got || { cat got; exit 1; }'

printf '@misc{a, author={M\303\274ller, J}, title={Spa\303\237}}\n@misc{b, author={M\374ller, J}, title={It\222s here}}\n' >stray.bib
check 'a stray byte of another encoding spoils no good entry, and is told with its line' sh -c '. ./status.sh
  status 1 "$REFMEND" convert -t ris stray.bib >out 2>err; grep -c "^AU  - Müller, J" out | grep -qx 2 && grep -q "^TI  - Spaß" out &&
  grep -q "It’s here" out && grep -q "^stray.bib:2: the byte FC here is no UTF-8: it is read as .ü." err && [ "$(wc -l <err)" = 1 ]'
check 'import and check tell it, too' sh -c '. ./status.sh
  "$REFMEND" import --library stray.db stray.bib 2>err; grep -q "^stray.bib:2: the byte FC" err &&
  "$REFMEND" check --offline --index sample stray.bib >out 2>&1; grep -q "the byte FC" out'
printf 'TY  - JOUR\nAU  - \216\122\223\143, \221\276\230\131\nTI  - \223\372\226\173\214\352\nER  - \n' >sjis.ris
check 'what is no UTF-8 is told, and read in the encoding that is named' sh -c '. ./status.sh
  "$REFMEND" convert -t csl-json sjis.ris 2>err >out && grep -q "sjis.ris: is no UTF-8 and is read as .*--encoding" err &&
  "$REFMEND" convert --encoding Shift_JIS -t ris sjis.ris >out 2>err && grep -q "^AU  - 山田, 太郎" out && grep -q "^TI  - 日本語" out && [ ! -s err ] &&
  "$REFMEND" import --library sjis.db --encoding cp932 sjis.ris && "$REFMEND" export --library sjis.db --format csl-json | grep -q "日本語" &&
  status 2 "$REFMEND" convert --encoding nix -t ris sjis.ris && status 2 "$REFMEND" import --library sjis.db --encoding nix sjis.ris &&
  status 2 "$REFMEND" check --offline --index sample --encoding nix sjis.ris &&
  printf "@misc{a, title={\\317\\361}}\\n" >cyrillic.bib && "$REFMEND" check --offline --index sample --encoding windows-1251 --json cyrillic.bib | grep -q "Пс"'

done_testing
