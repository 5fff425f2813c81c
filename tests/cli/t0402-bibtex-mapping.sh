#!/bin/sh
# What fields of .bib are in CSL's data model, and that they come back.
. "$TESTS_DIR/lib.sh"

cat >refs.bib <<'END'
@article{ligo, author = {Abbott, B. P. and others}, title = {Observation of Gravitational Waves from a Binary Black Hole Merger},
  journal = {Physical Review Letters}, volume = {116}, number = {6}, eid = {061102}, year = {2016}}
@jurisdiction{brown, title = {Brown v. Board of Education}, institution = {Supreme Court of the United States}, date = {1954-05-17}}
@patent{mouse, author = {Engelbart, Douglas C.}, title = {X-Y Position Indicator for a Display System}, type = {patentus},
  number = {3541541}, location = {countryus}, date = {1970-11-17}}
@legislation{ada, title = {Americans with Disabilities Act}, titleaddon = {of 1990}, location = {42 U.S.C. § 12101}, date = {1990}}
@article{turing, author = {Turing, A. M.}, title = {On Computable Numbers, with an Application to the {Entscheidungsproblem}},
  titleaddon = {A Correction}, journal = {Proceedings of the London Mathematical Society}, volume = {43}, pages = {544--546}, year = {1938}}
@article{yes, author = {Smyth, T. H.}, title = {Is there a doctor in the {\emph{house}}?}, titleaddon = {{H$_2$O} \emph{and} more.},
  journal = {Nature}, year = {1950}}
@article{stop, author = {Smyth, T. H.}, title = {A title with its own stop.}, titleaddon = {Letter}, journal = {Nature}, year = {1950}}
@unpublished{room, author = {Feynman, Richard P.}, title = {There's Plenty of Room at the Bottom},
  eventtitle = {Annual Meeting of the American Physical Society}, venue = {Pasadena}, date = {1959-12-29}}
@unpublished{lost, author = {Galois, Évariste}, title = {Mémoire sur les conditions de résolubilité}, venue = {Paris}, year = {1831}}
@misc{attention, author = {Vaswani, Ashish}, title = {Attention Is All You Need}, eprint = {1706.03762}, eprinttype = {arxiv}, year = {2017}}
@misc{linked, author = {Vaswani, Ashish}, title = {Attention Is All You Need}, eprint = {1706.03762}, eprinttype = {arxiv},
  url = {https://arxiv.org/abs/1706.03762}, year = {2017}}
@misc{stable, author = {Coase, R. H.}, title = {The Problem of Social Cost}, eprint = {724810}, eprinttype = {jstor}, year = {1960}}
@book{taocp, author = {Knuth, Donald E.}, title = {Seminumerical Algorithms}, maintitle = {The Art of {Computer} Programming},
  volume = {2}, edition = {3rd}, publisher = {Addison-Wesley}, year = {1997}}
@music{day, author = {{The Beatles}}, title = {A Day in the Life}, maintitle = {Sgt.\ Pepper's Lonely Hearts Club Band}, year = {1967}}
@book{lncs, author = {Dijkstra, Edsger W.}, title = {A Discipline of Programming}, number = {7}, hyphenation = {english}, year = {1976}}
@online{site, author = {Berners-Lee, Tim}, title = {Information Management}, titleaddon = {W3C}, journaltitle = {W3C}, year = {1989}}
@book{variant, author = {Carroll, Lewis}, title = {Alice's Adventures in Wonderland}, langid = {english}, langidopts = {variant=british}, year = {1865}}
@patent{horn, author = {Almendro, José L.}, title = {Elektromagnetisches Signalhorn}, number = {EU-29702195U},
  location = {countryfr and countryuk and countryde}, year = {1998}}
@article{reese, author = {Reese, Trevor R.}, title = {Georgia in Anglo\hyphen Spanish Diplomacy}, series = {3}, journaltitle = {William and Mary Quarterly}, year = {1958}}
@periodical{jcg, title = {Computers and Graphics}, issuetitle = {Semantic {3D} Media and Content}, volume = {35}, year = {2011}}
@inproceedings{salam, author = {Salam, Abdus}, title = {Weak and Electromagnetic Interactions}, booktitle = {Elementary particle theory.},
  booktitleaddon = {Proceedings of the {Eighth Nobel Symposium}}, year = {1968}}
@book{press, author = {Kuhn, Thomas S.}, title = {The Structure of Scientific Revolutions}, note = {Revised}, addendum = {Reprint},
  pubstate = {inpress}, series = {newseries}, year = {1970}}
@article{grit, author = {Duckworth, A. L. and Peterson, C. and Matthews, M. D. and Kelly, D. R.},
  title = {Grit: Perseverance and Passion for Long-term Goals}, journal = {Journal of Personality and Social Psychology}, year = {2007}}
@book{fluids, author = {R\ocirc{u}\v{z}i\v{c}ka, Michael}, title = {Electrorheological Fluids}, publisher = {Springer}, year = {2000}}
@book{groups, author = {Ol\cprime shanski\u{\i}, A. Yu.}, title = {Geometry of Defining Relations in Groups}, year = {1991}}
END
cat >has.py <<'END'
import json, sys
items = {i["id"]: i for i in json.load(open(sys.argv[1]))}
for key, name, want in zip(*[iter(sys.argv[2:])] * 3):
    got = items[key].get(name)
    if name == "author" and got:
        got = "|".join(n.get("literal") or n["family"] + ", " + n["given"] for n in got)
    assert (got or "") == want, (key, name, got)
END
has() {
  python3 has.py csl.json "$@"
}

check 'it is read' sh -c '"$REFMEND" convert -f biblatex -t csl-json refs.bib >csl.json'
check 'a list that is cut ends as with Zotero and pandoc' has ligo author 'Abbott, B. P.|others'
check 'the institution of a case is the court' has brown authority 'Supreme Court of the United States' brown publisher ''
check 'the place of a patent is where it holds' \
  has mouse jurisdiction 'United States of America' mouse publisher-place '' mouse genre 'U.S. patent'
check 'the place of a law is none of a publisher' has ada publisher-place '' ada jurisdiction ''
check 'what a title is added stands behind it' has ada title 'Americans with Disabilities Act. of 1990' \
  turing title 'On Computable Numbers, with an Application to the <span class="nocase">Entscheidungsproblem</span>. A Correction' \
  stop title 'A title with its own stop. Letter'
check 'a talk is no manuscript, and a manuscript lies somewhere' has room type speech lost type manuscript
check 'what is in an archive has a link' has attention URL https://arxiv.org/abs/1706.03762 \
  stable URL https://www.jstor.org/stable/724810
check 'a volume is in its set, a song in its album' has taocp container-title 'The Art of Computer Programming' \
  day container-title "Sgt. Pepper's Lonely Hearts Club Band"
check 'the number of an edition is one' has taocp edition 3
check 'the number of a book is that of a series' has lncs collection-number 7 lncs issue ''
check 'what the container says already is not said twice' has site title 'Information Management' site container-title W3C
check 'variants of a language are it' has variant language en-GB lncs language en-US
check 'what the title of a book is added stands behind it' \
  has salam container-title 'Elementary particle theory. Proceedings of the Eighth Nobel Symposium'
check 'a patent holds in several countries' has horn jurisdiction 'France; United Kingdom; Germany'
check 'a series by its number is named' has reese collection-title '3rd series' reese title 'Georgia in Anglo-Spanish Diplomacy'
check 'the title of an issue is that of a volume' has jcg volume-title 'Semantic 3D Media and Content'
check 'keys of biblatex are what it prints' has press status 'in press' press collection-title 'new series'
check 'an addendum stands behind the note' has press note 'Revised. Reprint'
check 'initials are no degree' has grit author 'Duckworth, A. L.|Peterson, C.|Matthews, M. D.|Kelly, D. R.'
check 'macros of Mathematical Reviews are letters' has fluids author 'Růžička, Michael' groups author 'Olʹshanskiĭ, A. Yu.'
cat >values.py <<'END'
import re, sys
text = lambda f: open(f, encoding="utf8").read()
def values(f):
    out = set()
    for e in re.split(r"^@", text(f), flags=re.M)[1:]:
        key = re.match(r"\w+\{(\w+)", e).group(1)
        for m in re.finditer(r"(\w+)\s*=\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}", e):
            name = {"year": "date", "journal": "journaltitle"}.get(m.group(1), m.group(1))
            if name != "author":
                out.add((key, name, re.sub(r"[{}]", "", m.group(2))))
        out.add((key, "type", e.split("{")[0]))
    return out
a, b = values(sys.argv[1]), values(sys.argv[2])
assert a == b, (a - b, b - a)
END
check 'all of it comes back' sh -c '
  "$REFMEND" convert -f biblatex -t biblatex refs.bib >again.bib && python3 values.py refs.bib again.bib'
check 'by way of CSL-JSON, too' sh -c '
  "$REFMEND" convert -f csl-json -t biblatex csl.json >csl.bib && cmp again.bib csl.bib'
check 'and CSL-JSON stays what it is' sh -c '
  "$REFMEND" convert -f csl-json -t csl-json csl.json | cmp - csl.json'
check 'a bibliography has it' sh -c '
  "$REFMEND" convert -f biblatex -t csl-yaml refs.bib >csl.yaml && grep -q "title: .*A Correction" csl.yaml'
cat >court.json <<'END'
[{"id": "a", "type": "legal_case", "title": "Marbury v. Madison", "authority": "Supreme Court of the United States",
  "jurisdiction": "United States", "issued": {"date-parts": [[1803, 2, 24]]}}]
END
check 'a court is written where biblatex has it' sh -c '
  "$REFMEND" convert -t biblatex court.json >court.bib && grep -q "institution *= {Supreme Court" court.bib &&
  grep -q "location *= {United States}" court.bib && ! grep -q "authority\|jurisdiction *=" court.bib &&
  "$REFMEND" convert -t csl-json court.bib >court2.json && python3 has.py court2.json \
    a authority "Supreme Court of the United States" a jurisdiction "United States"'
cat >site.json <<'END'
[{"id": "w", "type": "webpage", "title": "Grammar", "container-title": "MDN & more", "URL": "https://example.org/"}]
END
check 'the site of a web page is where @online prints it, and no publisher when read' sh -c '
  "$REFMEND" convert -t biblatex site.json >site.bib && grep -q "organization *= {MDN .& more}" site.bib &&
  "$REFMEND" convert -t csl-json site.bib >site2.json && python3 has.py site2.json w container-title "MDN & more" && ! grep -q publisher site2.json'
cat >patent.json <<'END'
[{"id": "p", "type": "patent", "title": "Method for node ranking", "number": "US6285999B1", "jurisdiction": "US",
  "publisher": "Leland Stanford and Sons", "author": [{"family": "Page", "given": "Lawrence"}]}]
END
check 'who a patent is assigned to is its holder in biblatex' sh -c '
  "$REFMEND" convert -t biblatex patent.json >patent.bib && grep -q "holder *= {{Leland Stanford and Sons}}" patent.bib &&
  "$REFMEND" convert -t csl-json patent.bib >patent2.json &&
  python3 has.py patent2.json p publisher "Leland Stanford and Sons" p jurisdiction US &&
  [ "$("$REFMEND" convert -f biblatex -t biblatex patent.bib | grep -c "holder *= {{Leland Stanford and Sons}}")" = 1 ]'
cat >psqq.bib <<'END'
@article{a, title = {Ants}, journaltitle = {Acta}, pages = {10\psqq}}
@article{b, title = {Bees}, journaltitle = {Acta}, pages = {\pno~7\psq}}
@article{c, title = {Wasps}, journaltitle = {Acta}, pages = {\pnfmt{12}--\pnfmt{15}}}
END
check 'commands for pages are words, and stay in biblatex' sh -c '
  "$REFMEND" convert -t csl-json psqq.bib >psqq.json && python3 has.py psqq.json a page "10 sqq." b page "7 sq." c page 12-15 &&
  "$REFMEND" convert -f biblatex -t biblatex psqq.bib >psqq2.bib && grep -q "pages *= {10.psqq}" psqq2.bib && grep -q "pages *= {.pno~7.psq}" psqq2.bib &&
  "$REFMEND" convert -t bibtex psqq.bib | grep -q "pages *= {10 sqq.}"'
printf '@article{a, title = {Ants}, ISSN = {0028-0836 (Print)\n1476-4687 (Online), 0028-0836}}\n' >issn.bib
check 'several ISSN are that without their remarks, each once, which .bib keeps' sh -c '
  "$REFMEND" convert -t csl-json issn.bib >issn.json && python3 has.py issn.json a ISSN "0028-0836, 1476-4687" &&
  "$REFMEND" convert -t biblatex issn.bib | grep -q "1476-4687 (Online), 0028-0836}"'
python3 - >names.json <<'END'
print('[{"id":"a","type":"book","title":"x","custom":{%s}}]' % ",".join('"k%d":"v"' % i for i in range(100000)))
END
check 'thousands of names in custom cost each the same' sh -c '
  (ulimit -t 10; "$REFMEND" convert -t biblatex names.json >names.bib) && [ "$(grep -c "^  k" names.bib)" = 100000 ]'
cat >version.bib <<'END'
@software{tool, title = {The Parmap library}, author = {Di Cosmo, Roberto}, year = 2020}
@softwareversion{tool-1, crossref = {tool}, version = {1.1.1}}
END
check 'a version of a program has its title and authors' sh -c '
  "$REFMEND" convert -f biblatex -t csl-json version.bib >version.json &&
  [ "$(grep -c "\"title\": \"The Parmap library\"" version.json)" = 2 ] &&
  [ "$(grep -c "Di Cosmo" version.json)" = 2 ] && ! grep -q container version.json'
cat >links.bib <<'END'
@article{a, title = {T}, journal = {J}, url = {http://example.org/a http://example.org/b}}
@article{b, title = {T}, journal = {J}, url = {http://example.org/a;http://example.org/b}}
@article{c, title = {T}, journal = {J}, url = {http://example.org/a;c?d=http://example.org/e}}
END
printf 'TY  - JOUR\nTI  - T\nUR  - http://example.org/a;http://example.org/b\nER  - \n' >links.ris
check 'several links in a field are several' sh -c '
  "$REFMEND" convert -t bibtex links.bib >links2.bib && [ "$(grep -c "^  url  .*{http://example.org/a}" links2.bib)" = 2 ] &&
  [ "$(grep -c "^  url-2 .*{http://example.org/b}" links2.bib)" = 2 ] && grep -q "{http://example.org/a;c?d=http://example.org/e}" links2.bib &&
  "$REFMEND" convert -t bibtex links.ris | grep -q "^  url-2 .*{http://example.org/b}"'
cat >said.bib <<'END'
@book{a, title = {T}, year = {c1993}}
@book{b, title = {T}, year = {2020, c2019}}
@book{c, title = {T}, year = {2020-13-45}}
@book{d, title = {T}, year = {submitted 2020}}
@book{e, title = {T}, year = {1998/99}}
END
check 'years of copyright are no guess, days that are none no range, and words stay what they were' sh -c '
  "$REFMEND" convert -t csl-json said.bib | sed "/custom/d" | tr -d " \n" >said.txt && ! grep -q circa said.txt &&
  for d in "[[1993]]}" "[[2020]]}" "[[2020]],\"literal\":\"2020-13-45\"" "[[2020]],\"literal\":\"submitted2020\"" "[[1998],[1999]]}"; do
    grep -qF "\"date-parts\":$d" said.txt || { cat said.txt; exit 1; }; done'
done_testing
