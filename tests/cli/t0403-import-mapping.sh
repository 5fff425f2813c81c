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
done_testing
