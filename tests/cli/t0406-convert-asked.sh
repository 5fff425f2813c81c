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
done_testing
