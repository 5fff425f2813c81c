#!/bin/sh
# What catalogues' and services' records, in XML and JSON, are in CSL's data model.
. "$TESTS_DIR/lib.sh"

# extent_is WORDS PAGES VOLUMES KEPT: so it is in MODS and in MARC
cat >extent.py <<'PY'
import json, os, subprocess, sys
words, pages, volumes, kept = sys.argv[1:]
mods = "<modsCollection><mods><titleInfo><title>T</title></titleInfo><typeOfResource>text</typeOfResource><physicalDescription><extent>%s</extent></physicalDescription></mods></modsCollection>"
marc = '<collection><record><leader>00000nam a2200000 c 4500</leader><datafield tag="245" ind1="1" ind2="0"><subfield code="a">T</subfield></datafield><datafield tag="300" ind1=" " ind2=" "><subfield code="a">%s</subfield></datafield></record></collection>'
for form, text in ("mods", mods), ("marcxml", marc):
    out = subprocess.run([os.environ["REFMEND"], "convert", "-f", form, "-t", "csl-json"],
                         input=(text % words).encode(), stdout=subprocess.PIPE).stdout
    item = json.loads(out)[0]
    got = (item.get("number-of-pages", ""), item.get("number-of-volumes", ""), item.get("custom", {}).get("extent", ""))
    assert got == (pages, volumes, kept), (form, got)
PY
extent() { python3 extent.py "$@"; }
check 'the height of a book is no number of pages' extent 'xii, 358 p. : ill. ; 24 cm.' 358 '' 'xii, 358 p. : ill. ; 24 cm.'
check 'nor are its volumes' extent '2 v. (xx, 1200 p.) ; 25 cm' 1200 2 '2 v. (xx, 1200 p.) ; 25 cm'
check 'pages in German are pages' extent '245 S. : Ill. ; 23 cm' 245 '' '245 S. : Ill. ; 23 cm'
check 'a format is none' extent '[8], 331, [1] p. ; 8vo' '' '' '[8], 331, [1] p. ; 8vo'
check 'a reel of film is no page' extent '1 film reel' '' '' '1 film reel'
check 'an extent that says no more is not kept' extent '200 p.' 200 '' ''

cat >marc.xml <<'END'
<collection><record><leader>00000naa a2200000 c 4500</leader>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Deep learning /</subfield><subfield code="c">Yann LeCun, Yoshua Bengio, Geoffrey Hinton.</subfield></datafield>
<datafield tag="490" ind1="0" ind2=" "><subfield code="a">Insights ;</subfield><subfield code="v">12</subfield></datafield>
<datafield tag="773" ind1="0" ind2=" "><subfield code="t">Nature</subfield><subfield code="g">Vol. 521, no. 7553, p. 436-444</subfield><subfield code="x">0028-0836</subfield></datafield></record>
<record><leader>00000nam a2200000 c 4500</leader>
<datafield tag="111" ind1="2" ind2=" "><subfield code="a">International Conference on Machine Learning</subfield><subfield code="n">(32nd :</subfield><subfield code="d">2015 :</subfield><subfield code="c">Lille, France)</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Proceedings</subfield></datafield></record></collection>
END
check 'MARC: the statement of responsibility is no part of a title' sh -c '
  "$REFMEND" convert -t biblatex marc.xml >marc.bib && ! grep -q titleaddon marc.bib &&
  grep -q "statement-of-responsibility = {Yann LeCun" marc.bib'
check 'and stays what it is in MODS' sh -c '
  "$REFMEND" convert -t mods marc.xml >marc.mods && "$REFMEND" convert -t biblatex marc.mods | grep -q "statement-of-responsibility = {Yann LeCun"'
check 'the number of an article is that of its issue, whatever its series' sh -c '
  grep -q "^  number *= {7553}" marc.bib && ! grep -q "^  number *= {12}" marc.bib &&
  "$REFMEND" convert -t csl-json marc.bib >marc.json && grep -q "\"issue\": \"7553\"" marc.json && grep -q "\"collection-number\": \"12\"" marc.json'
check 'MARC: number, year and place of a meeting without their parentheses' sh -c '
  grep -q "venue *= {Lille, France}" marc.bib && grep -q "eventdate *= {2015}" marc.bib && grep -q "event-number *= {32nd}" marc.bib'

cat >endnote.xml <<'END'
<xml><records><record><ref-type name="Journal Article">17</ref-type><titles><title>T</title><secondary-title>N Engl J Med</secondary-title><alt-title>The New England journal of medicine</alt-title></titles><periodical><full-title>N Engl J Med</full-title><abbr-1>The New England journal of medicine</abbr-1></periodical><pages>1231-9, 1241-3</pages><remote-database-name>Medline</remote-database-name></record>
<record><ref-type name="Journal Article">17</ref-type><titles><title>U</title><secondary-title>Nature</secondary-title><alt-title>Nature (London)</alt-title></titles><periodical><full-title>Nature</full-title><abbr-1>Nat.</abbr-1></periodical></record></records></xml>
END
"$REFMEND" convert -t csl-json endnote.xml >endnote.json
check 'EndNote: the longest of the names of a journal is the title' sh -c '
  grep -q "\"container-title\": \"The New England journal of medicine\"" endnote.json &&
  grep -q "\"container-title-short\": \"N Engl J Med\"" endnote.json'
check 'and abbr-1 the short one, if it is' sh -c '
  grep -q "\"container-title\": \"Nature (London)\"" endnote.json && grep -q "\"container-title-short\": \"Nat.\"" endnote.json'
check 'pages of Medline are whole, several ranges, too' grep -q '"page": "1231-1239, 1241-1243"' endnote.json

cat >openalex.json <<'END'
{"id":"https://openalex.org/W2741809807","doi":"https://doi.org/10.7717/peerj.4375","title":"The state of OA","display_name":"The state of OA","publication_year":2018,"ids":{"openalex":"https://openalex.org/W2741809807","pmcid":"https://www.ncbi.nlm.nih.gov/pmc/articles/5815332"},"primary_location":{"landing_page_url":"https://doi.org/10.7717/peerj.4375","pdf_url":"https://peerj.com/articles/4375.pdf","source":{"display_name":"PeerJ","issn_l":"2167-8359","host_organization_name":"PeerJ, Inc.","type":"journal"},"license":"cc-by"},"type":"article","authorships":[],"biblio":{"volume":"6"}}
END
check 'OpenAlex: PMC id, publisher, PDF, license and its own id are kept' sh -c '
  "$REFMEND" convert -t biblatex openalex.json >openalex.bib && grep -q "pmcid *= {PMC5815332}" openalex.bib && grep -q "publisher *= {PeerJ, Inc.}" openalex.bib &&
  grep -q "url-2 *= {https://peerj.com/articles/4375.pdf}" openalex.bib && grep -q "copyright *= {cc-by}" openalex.bib && grep -q "openalex *= {W2741809807}" openalex.bib'
cat >crossref.json <<'END'
{"status":"ok","message-type":"work","message":{"DOI":"10.1000/x","type":"journal-article","title":["T"],"license":[{"URL":"https://creativecommons.org/licenses/by/4.0/"}],"funder":[{"name":"National Science Foundation","award":["1","2"]},{"name":"Wellcome Trust"}],"update-to":[{"type":"retraction","DOI":"10.1000/y"}],"relation":{"has-preprint":[{"id-type":"doi","id":"10.1000/z"}]},"issued":{"date-parts":[[2015]]}}}
END
check 'Crossref: license, funders, what it retracts and relates to are kept' sh -c '
  "$REFMEND" convert -t biblatex crossref.json >crossref.bib && grep -q "copyright *= {https://creativecommons" crossref.bib &&
  grep -q "^National Science Foundation, 2$" crossref.bib && grep -q "^Wellcome Trust}" crossref.bib &&
  grep -q "crossref-update-to *= {retraction: 10.1000/y}" crossref.bib && grep -q "crossref-relation *= {has-preprint: 10.1000/z}" crossref.bib'

cat >entity.xml <<'END'
<modsCollection><mods><titleInfo><title>A &B; C &eacute; &amp; D</title></titleInfo></mods><mods><titleInfo><title>E &F; & G</title></titleInfo></mods></modsCollection>
END
check 'an undefined entity costs itself, not the record' sh -c '
  "$REFMEND" convert -f mods -t csl-json entity.xml >entity.json 2>err; [ $? = 1 ] &&
  grep -q "\"title\": \"A C é & D\"" entity.json && grep -q "\"title\": \"E & G\"" entity.json && grep -q "not defined" err'

cat >mods.xml <<'END'
<modsCollection><mods><titleInfo><title>Thesis</title></titleInfo><name type="personal"><namePart>Doe, Jane</namePart><role><roleTerm type="code">aut</roleTerm></role><nameIdentifier type="orcid">https://orcid.org/0000-0002-1825-0097</nameIdentifier></name><name type="personal"><namePart>Prof, Sam</namePart><role><roleTerm type="code">ths</roleTerm></role></name><genre>thesis</genre><recordInfo><recordIdentifier>r1</recordIdentifier></recordInfo></mods></modsCollection>
END
check 'MODS: ORCIDs, record identifiers and advisors of theses come back' sh -c '
  "$REFMEND" convert -t mods mods.xml >again.mods && grep -q "type=\"orcid\">0000-0002-1825-0097<" again.mods &&
  grep -q "<recordIdentifier>r1<" again.mods && grep -q ">ths<" again.mods &&
  "$REFMEND" convert -t csl-json again.mods | grep -q "\"ORCID\": \"0000-0002-1825-0097\""'
echo '@article{a, title={T}, journal={J}, pages={1--2}, eid={e5}}' >eid.bib
check 'the number of an article is no report in MODS, and comes back' sh -c '
  "$REFMEND" convert -t mods eid.bib >eid.mods && ! grep -q "\"report\"" eid.mods && "$REFMEND" convert -t csl-json eid.mods | grep -q "\"number\": \"e5\""'
echo '[{"id":"c","type":"legal_case","title":"Roe v. Wade","contributor":[{"family":"Weddington","given":"Sarah"}]},{"id":"t","type":"thesis","title":"T","contributor":[{"family":"Prof","given":"Sam"}]}]' >contributor.json
check 'Word: counsel and advisors are no conductors' sh -c '
  "$REFMEND" convert -t msbib contributor.json >contributor.xml && ! grep -q Conductor contributor.xml && grep -q Counsel contributor.xml &&
  [ "$("$REFMEND" convert -t csl-json contributor.xml | grep -c "\"contributor\"")" = 2 ]'

done_testing
