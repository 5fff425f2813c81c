#!/bin/sh
# What the fields of RIS, EndNote and Citavi are in CSL's data model.
. "$TESTS_DIR/lib.sh"

cat >has.py <<'END'
import json, sys
items = json.load(open(sys.argv[1]))
for at, name, want in zip(*[iter(sys.argv[2:])] * 3):
    got = items[int(at)].get(name)
    if name == "author" and got:
        got = "|".join(n.get("literal") or n["family"] + ", " + n["given"] for n in got)
    elif isinstance(got, dict):
        got = "-".join(str(n) for n in got["date-parts"][0])
    assert (got or "") == want, (at, name, got)
END
cat >in.ris <<'END'
TY  - CASE
TI  - Roe v. Wade
PB  - Supreme Court of the United States
PY  - 1973
ER  - 

TY  - JOUR
TI  - Estimating long-term survival
AU  - Crick, F.H.C., Barnett, L., Brenner, S., Watts-Tobin, R.J.
JO  - Nature
ET  - 1961/12/30
PY  - 1961
LK  - https://www.nature.com/articles/1921227a0
ER  - 

TY  - BOOK
TI  - The Double Helix
AU  - Watson, James D.
ET  - 2nd
L2  - https://archive.org/details/doublehelix
PY  - 1968
ER  - 

TY  - PAT
TI  - Telegraphy
AU  - Bell, Alexander Graham
M1  - 174465
PY  - 1876
ER  - 
END
check 'RIS is read' sh -c '"$REFMEND" convert -f ris -t csl-json in.ris >ris.json'
check 'the publisher of a case is its court' \
  python3 has.py ris.json 0 authority 'Supreme Court of the United States' 0 publisher ''
check 'the edition of an article is the date it was out ahead of print' \
  python3 has.py ris.json 1 available-date 1961-12-30 1 edition '' 2 edition 2nd
check 'authors in one field are people' \
  python3 has.py ris.json 1 author 'Crick, F.H.C.|Barnett, L.|Brenner, S.|Watts-Tobin, R.J.'
check 'links by other names are links, if there is no other' python3 has.py ris.json \
  1 URL https://www.nature.com/articles/1921227a0 2 URL https://archive.org/details/doublehelix
check 'all of it comes back' sh -c '
  "$REFMEND" convert -f csl-json -t ris ris.json >again.ris && "$REFMEND" convert -f ris -t csl-json again.ris >again.json &&
  python3 has.py again.json 0 authority "Supreme Court of the United States" 1 available-date 1961-12-30 2 edition 2nd'
check 'a patent is one in BibTeX, too' sh -c '"$REFMEND" convert -f ris -t bibtex in.ris | grep -q "^@patent{"'

printf '%%0 Journal Article\n%%A Crick, Francis\n%%T On protein synthesis\n%%O 10.1016/0022-2836(58)90030-4\n' >in.enw
check 'a DOI is one where the alternate title stands' sh -c '
  "$REFMEND" convert -f refer -t csl-json in.enw >enw.json &&
  python3 has.py enw.json 0 DOI "10.1016/0022-2836(58)90030-4" 0 container-title-short ""'

cat >in.xml <<'END'
<CitaviExchangeData Version="6"><Publishers><Publisher id="p1"><Name>Norton</Name><Place>New York</Place></Publisher></Publishers>
<References><Reference id="r1"><ReferenceType>Book</ReferenceType><Title>The Path to the Double Helix</Title></Reference>
<Reference id="r2"><ReferenceType>Book</ReferenceType><Title>Selected Papers</Title><PlaceOfPublication>London</PlaceOfPublication></Reference></References>
<ReferencePublishers><OnetoN>r1;p1</OnetoN><OnetoN>r2;p1</OnetoN></ReferencePublishers></CitaviExchangeData>
END
check 'a book of Citavi is where its publisher is, unless it says so itself' sh -c '
  "$REFMEND" convert -f citavi -t csl-json in.xml >citavi.json &&
  python3 has.py citavi.json 0 publisher-place "New York" 1 publisher-place London'

# reads FORMAT FILE ITEM=PATH=VALUE...: what stands in the file's CSL-JSON
cat >reads.py <<'END'
import json, sys
items = json.load(open(sys.argv[1]))
for row in sys.argv[2:]:
    item, path, want = row.split("=", 2)
    at = items[int(item)]
    for step in path.split("."):
        at = at.get(step) if isinstance(at, dict) else None
    if isinstance(at, list):
        at = "|".join(n.get("literal") or n["family"] + (", " + n["given"] if "given" in n else "") for n in at)
    elif isinstance(at, dict):
        at = "/".join("-".join(str(n) for n in point) for point in at["date-parts"])
    assert (at or "") == want, (row, at)
END
reads() {
  format=$1 file=$2; shift 2
  "$REFMEND" convert -f "$format" -t csl-json -o reads.json "$file" && "$PYTHON3" reads.py reads.json "$@" ||
    { cat reads.json; return 1; }
}

printf '%%0 Generic\n%%A Shannon, Claude\n%%T Notes\n\n%%0 Conference Paper\n%%A Shannon, Claude\n%%T Information theory\n%%B Symposium on Information Theory\n%%9 Lecture\n' >generic.enw
check 'what is Generic in EndNote is no speech, but a paper that was a lecture is' reads refer generic.enw \
  0=type=document 1=type=speech 1=event-title='Symposium on Information Theory' 1=genre=Lecture
echo '<xml><records><record><ref-type name="Generic">13</ref-type><titles><title>Notes</title></titles></record></records></xml>' >generic.xml
check 'nor in its XML' reads endnote-xml generic.xml 0=type=document
printf '%%A Lesk, M. E.\n%%T Some applications of inverted indexes on the UNIX system\n%%I Bell Laboratories\n' >lesk.enw
check 'an entry of Refer needs no type' reads refer lesk.enw '0=author=Lesk, M. E.' 0=type=book
check 'and it is written as that' sh -c '"$REFMEND" convert -t ris generic.enw | grep -q "^TY  - GEN" && "$REFMEND" convert -t refer generic.xml | grep -q "^%0 Generic"'

cat >templates.ris <<'END'
TY  - THES
AU  - Shannon, Claude E.
TI  - A symbolic analysis of relay and switching circuits
A3  - Hitchcock, Frank L.
VL  - Master of Science
T2  - Electrical Engineering
PB  - Massachusetts Institute of Technology
PY  - 1940
ER  - 

TY  - EDBOOK
AU  - Shannon, Claude E.
AU  - McCarthy, John
A2  - Tucker, A. W.
TI  - Automata studies
ER  - 

TY  - NEWS
TI  - Physicists Find Elusive Particle Seen as Key to Universe
T2  - The New York Times
SE  - Science
ER  - 

TY  - ELEC
TI  - Information theory
UR  - https://plato.stanford.edu/entries/information/
VL  - 2020
M1  - January 3
ER  - 

TY  - BOOK
TI  - Economy and Society
OP  - 1922
ER  - 

TY  - PAT
AU  - Page, Lawrence
TI  - Method for node ranking in a linked database
A2  - United States Patent and Trademark Office
SN  - US6285999
M1  - 09/004,827
C1  - 1998/01/09
C3  - United States
PB  - Stanford University
ER  - 

TY  - CASE
TI  - Roe v. Wade
A2  - U.S.
SV  - 70-18
VL  - 410
PB  - Supreme Court
ER  - 

TY  - RPRT
TI  - The PageRank citation ranking
SN  - SIDL-WP-1999-0120
C1  - kept
ER  - 
END
check 'a thesis has an advisor, a degree and a department, no series' reads ris templates.ris \
  '0=contributor=Hitchcock, Frank L.' 0=collection-editor= '0=genre=Master of Science' 0=volume= 0=collection-title= \
  '0=custom.department=Electrical Engineering'
check 'the authors of an edited book are its editors' reads ris templates.ris \
  '1=editor=Shannon, Claude E.|McCarthy, John' 1=author= '1=collection-editor=Tucker, A. W.'
check 'the section of a newspaper is one' reads ris templates.ris 2=section=Science
check 'the year and the day a page was looked at are no volume and issue' reads ris templates.ris 3=accessed=2020-1-3 3=volume= 3=number=
check 'the year of the first edition is no title' reads ris templates.ris 4=original-date=1922 4=original-title=
check 'the office that grants a patent edits nothing' reads ris templates.ris \
  '5=authority=United States Patent and Trademark Office' 5=editor= 5=number=US6285999 '5=custom.ris-m1=09/004,827' \
  5=submitted=1998-1-9 '5=jurisdiction=United States' 5=scale=
check 'where a case is reported edits nothing, and its docket has a number' reads ris templates.ris \
  6=container-title=U.S. 6=editor= 6=number=70-18 6=collection-number= '6=authority=Supreme Court'
check 'a report has no scale' reads ris templates.ris 7=scale= 7=custom.ris-c1=kept 7=number=SIDL-WP-1999-0120
check 'all of it comes back' sh -c '
  "$REFMEND" convert -t ris -o templates2.ris templates.ris && tr -d "\r" <templates2.ris >templates3.ris &&
  for line in "A3  - Hitchcock, Frank L." "T2  - Electrical Engineering" "AU  - McCarthy, John" "A2  - Tucker, A. W." "SE  - Science" \
    "OP  - 1922" "A2  - United States Patent and Trademark Office" "SN  - US6285999" "M1  - 09/004,827" "C1  - 1998/01/09/" \
    "C3  - United States" "A2  - U.S." "SV  - 70-18" "SN  - SIDL-WP-1999-0120" "C1  - kept"; do
    grep -qxF "$line" templates3.ris || { echo "$line"; cat templates3.ris; exit 1; }; done'
for format in refer endnote-xml; do
  check "$format: and in EndNote, whose offices are no people" sh -c '
    "$REFMEND" convert -t '$format' -o office.'$format' templates.ris && grep -q "Patent and Trademark Office," office.'$format' &&
    "$REFMEND" convert -f '$format' -t csl-json -o office.json office.'$format' &&
    "$PYTHON3" reads.py office.json "5=authority=United States Patent and Trademark Office" "5=number=US6285999" \
      "6=container-title=U.S." "6=number=70-18" "7=number=SIDL-WP-1999-0120" "1=editor=Shannon, Claude E.|McCarthy, John"'
done
printf 'TY  - PAT\nTI  - Method\nM1  - US6285999\nER  - \nTY  - RPRT\nTI  - Report\nM1  - TR-12\nER  - \nTY  - PAT\nTI  - Eight digits\nSN  - 20493630\nER  - \n' >numbers.ris
check 'a number is one where it stood before, and that of a patent is never an ISSN' reads ris numbers.ris \
  0=number=US6285999 1=number=TR-12 2=number=20493630 2=ISSN=
check 'programs find the numbers of patents and reports where they look' sh -c '
  "$REFMEND" convert -t ris numbers.ris >out.ris && grep -q "^SN  - US6285999" out.ris && grep -q "^SN  - TR-12" out.ris &&
  ! grep -q "^M1" out.ris'
printf 'TY  - CHAP\nTI  - A\nTA  - Ta, T.\nA4  - Four, F.\nER  - \n' >four.ris
check 'a person that there is no place for is kept' sh -c '"$REFMEND" convert -t ris four.ris | grep -q "^A4  - Four, F\."'

cat >silverchair.txt <<'END'
Provider: Silverchair
Database: Oxford University Press
Content: text/plain; charset="UTF-8"

TY  - JOUR
AU  - Stamatakis, Alexandros
T1  - RAxML version 8
PY  - 2014
ER  - 
END
check 'RIS is known behind lines about the file' sh -c '
  "$REFMEND" convert -t csl-json silverchair.txt >sc.json && grep -q "RAxML version 8" sc.json &&
  "$REFMEND" import --library sc.db silverchair.txt >/dev/null'
printf 'Note: this is a text\nTitle: of mine\n\nIt is long. TY  - JOUR is how RIS begins.\n' >prose.txt
check 'but prose about it is none' sh -c '! "$REFMEND" convert -t csl-json prose.txt >/dev/null 2>&1'

cat >several.ris <<'END'
TY  - JOUR
AU  - Smith, John; Doe, Jane
AU  - 余敏;朱江;丁照蕾
AU  - Roe, J. and Poe, K. L.
ER  - 

TY  - JOUR
AU  - Smith, J., Jr
AU  - Watson, Jr.; Crick, F.
AU  - Smith, John; Acme Inc.
AU  - Food, Drugs and Cosmetics, Bureau of
AU  - Institute, Max Planck; Doe, Jane
ER  - 
END
check 'several people in one line are several' reads ris several.ris '0=author=Smith, John|Doe, Jane|余, 敏|朱, 江|丁, 照蕾|Roe, J.|Poe, K. L.'
check 'but nothing is parted that may be one' sh -c '
  "$REFMEND" convert -t csl-json several.ris >several.json && "$PYTHON3" -c "
import json
assert len(json.load(open(\"several.json\"))[1][\"author\"]) == 5" || { cat several.json; exit 1; }'
printf 'RT Journal Article\nA1 来鲁华;王明;\nT1 x\nYR 2014\nIS 10\nvo 30\nOP 1-2\n' >cnki.txt
check 'the volume of CNKI is one, and its authors are several' reads refworks cnki.txt '0=author=来, 鲁华|王, 明' 0=volume=30 0=issue=10 0=page=1-2

cat >dates.isi <<'END'
FN Clarivate Analytics Web of Science
PT J
TI Early
EA SEP 2020
SN 1234-5678
BN 978-3-540-12345-0
DI 10.1/x
PM none
ER

PT J
TI No year of its own
PD SEP 2012
ER

PT J
TI The year stands twice
PY 2006
PD 04 2006
ER

PT P
TI Method for node ranking
PN US6285999-B1
PD US6285999-B1   04 Sep 2001   200250   Pages: 25
ER
EF
END
check 'ISI: an article that is out ahead of its issue has a date' reads isi dates.isi 0=issued=2020-9 0=available-date=2020-9
check 'ISI: the year may be with the month' reads isi dates.isi 1=issued=2012-9
check 'ISI: in both' reads isi dates.isi 2=issued=2006-4 2=custom.isi-pd=
check 'ISI: and so may the day of a patent, behind its number' reads isi dates.isi 3=issued=2001-9-4 3=number=US6285999-B1
check 'ISI: numbers that fail their check are kept' reads isi dates.isi \
  0=custom.issn=1234-5678 0=custom.isbn=978-3-540-12345-0 0=custom.doi=10.1/x 0=custom.isi-pm=none
check 'and written' sh -c '
  "$REFMEND" convert -t ris dates.isi | tr -d "\r" >dates.ris &&
  for line in "SN  - 1234-5678" "SN  - 978-3-540-12345-0" "DO  - 10.1/x"; do grep -qxF "$line" dates.ris || exit 1; done'

cat >sources.ovid <<'END'
<1>
Authors
  Vagnildhaug O.M., Balstad T.R., van der Berg S.S.
Title
  A cross-sectional study
Source
  Journal of Pain and Symptom Management. 58 (5) (pp 1-10), 2019. Date of Publication: November 2019.

<2>
Authors
  Smith, John A. Jones, Bill. Brown, C. D.
Title
  Other
Source
  American Psychologist. Vol.56(1), Jan 2001, pp. 5-14.

<3>
Authors
  Li X.
Title
  Third
Source
  Lancet (London, England). 22 (no pagination), 2019. Article Number: 17. Date of Publication: 01 Mar 2019.
END
printf '<1>\nTitle\n  A chapter\nSource\n  The Book. (pp. 103-106) x pp. Berlin: Springer.\n' >chapter.ovid
check 'Ovid: what a book says of its pages is no issue and no date' reads ovid chapter.ovid \
  '0=container-title=The Book' 0=page=103-106 0=issue= 0=issued=
check 'Ovid: pages and year of Embase' reads ovid sources.ovid '0=container-title=Journal of Pain and Symptom Management' \
  0=volume=58 0=issue=5 0=page=1-10 0=issued=2019-11 '0=author=Vagnildhaug, O.M.|Balstad, T.R.|Berg, S.S.'
check 'Ovid: volume, pages and year of PsycINFO' reads ovid sources.ovid '1=container-title=American Psychologist' \
  1=volume=56 1=issue=1 1=page=5-14 1=issued=2001-1 '1=author=Smith, John A.|Jones, Bill|Brown, C. D.'
check 'Ovid: a place behind a journal is no issue' reads ovid sources.ovid '2=container-title=Lancet (London, England)' \
  2=volume=22 2=issue= 2=page= 2=number=17 2=issued=2019-3-1 '2=author=Li, X.'

# What stands before the first entry of dblp's, J-STAGE's and other files.
entry='TY  - CONF\nTI  - Attention is all you need\nPY  - 2017\nER  - \n'
for head in 'Provider: dblp computer science bibliography\nDatabase: dblp\nContent:text/plain; charset="utf-8"\n\n' \
  'Record #1 of 2\n' '1.\n'; do
  printf "$head$entry" >head.txt
  check "RIS is known below '${head%%\\n*}'" reads auto head.txt '0=title=Attention is all you need'
done
printf 'Some references:\n\nA. Smith, TY  - and such, 2001.\n' >no.txt
check 'a list with a dash is no RIS' status 3 "$REFMEND" convert -t csl-json no.txt
cat >conf.ris <<'END'
TY  - CONF
AU  - Vaswani, A.
TI  - Attention is all you need
Y2  - 4 December 2017 through 9 December 2017
PY  - 2017
ER  - 
TY  - CONF
TI  - BERT
Y2  - 2019/06/02
PY  - 2019
ER  - 
TY  - BOOK
TI  - A number that fails its check
SN  - 978-0-306-40615-8
ER  - 
TY  - JOUR
TI  - A number that fails its check
SN  - 1234-5678
ER  - 
END
check 'RIS: days from one to another are those of a conference' sh -c '
  "$REFMEND" convert -t biblatex conf.ris >conf.bib && grep -q "eventdate *= {2017-12-04/2017-12-09}" conf.bib &&
  grep -q "urldate *= {2019-06-02}" conf.bib && [ "$(grep -c date conf.bib)" = 4 ]'
check 'RIS: a number with a wrong check digit is an ISBN or ISSN still' sh -c '
  grep -q "isbn *= {978-0-306-40615-8}" conf.bib && grep -q "issn *= {1234-5678}" conf.bib &&
  "$REFMEND" convert -t ris conf.ris | grep -c "^SN  - \(978-0-306-40615-8\|1234-5678\)" | grep -qx 2'
cat >html.ris <<'END'
TY  - JOUR
TI  - Growth of <i>E. coli</i>
AB  - <p>We study H<sub>2</sub>O in <i>E. coli</i> &amp; x &lt; y.</p><p>More.</p>
N1  - <p>my note<br/>line two</p><p><strong>b</strong></p>
T2  - Journal of <i>X</i>
PY  - 2000
ER  - 
END
cat >html.want <<'END'
  journaltitle  = {Journal of \emph{X}},
  note          = {my note
line two
\textbf{b}},
  abstract      = {We study H\textsubscript{2}O in \emph{E. coli} \& x < y.
More.},
END
check 'RIS: HTML in notes, abstracts and containers is markup, its paragraphs lines' sh -c '
  "$REFMEND" convert -t biblatex html.ris | sed -n "/journaltitle/p;/note/,/More/p" | diff html.want -'
cat >wos.isi <<'END'
FN Clarivate Analytics Web of Science
VR 1.0
PT S
AU Chen, L
TI Deep nets
SE Lecture Notes in Computer Science
SO COMPUTER VISION - ECCV 2018
CY SEP 08-14, 2018
CL Munich, GERMANY
PY 2018
DT Proceedings Paper
ER

EF
END
check 'ISI: a paper of proceedings in a series is one, with the days of the conference' sh -c '
  "$REFMEND" convert -t biblatex wos.isi >wos.bib && grep -q "^@inproceedings" wos.bib &&
  grep -q "eventdate *= {2018-09-08/2018-09-14}" wos.bib'

done_testing
