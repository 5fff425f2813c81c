#!/bin/sh
# What is wrong with a .bib file by itself.
. "$TESTS_DIR/lib.sh"

cat >good.bib <<'END'
@article{lecun2015, author = {LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey},
  title = {Deep learning}, journal = {Nature}, volume = 521, pages = {436--444},
  year = 2015, month = may, doi = {10.1038/nature14539}, issn = {0028-0836}}
@inproceedings{vapnik, author = {Vladimir Vapnik}, crossref = {nips}, title = {Principles of Risk Minimization}}
@proceedings{nips, title = {Advances in Neural Information Processing Systems}, year = {1991}}
@misc{cat, title = {{\'E}tude: \url{http://a.example/x_y&z} costs \$5 \& $x_2$}, month = {27~may}, year = 2000}
END
check 'nothing is found in what is right, inherited fields counted' sh -c '
  "$REFMEND" lint good.bib >out && [ ! -s out ]'

for date in -0221/-0219 0380 148X -0349~ Y-17000002 2004-06-11%; do
  printf '@misc{a, title = {T}, date = {%s}}\n' "$date" >date.bib
  check "a date as biblatex writes it is one: $date" sh -c '"$REFMEND" lint date.bib >out && [ ! -s out ]'
done
printf '@misc{a, title = {T}, year = {\\bibnodate}}\n' >date.bib
check 'nothing is said of a year that a macro prints' sh -c '"$REFMEND" lint date.bib >out && [ ! -s out ]'

# found NAME RULE ENTRY: the rule, and no other, speaks of the entry
found() {
  printf '%s\n' "$3" >one.bib
  "$REFMEND" lint one.bib >out
  [ "$(sed 's/.*\[\([a-z-]*\)\]$/\1/' out | sort -u | tr '\n' ' ')" = "$2 " ] || { cat out; return 1; }
}
check 'a wrong check digit of an ISBN' found isbn isbn '@misc{a, isbn = {978-0-306-40615-8}}'
check 'a wrong check digit of an ISSN' found issn issn '@misc{a, issn = {0028-0837}}'
check 'a wrong check digit of an ORCID iD' found orcid orcid '@misc{a, orcid = {0000-0002-1825-0098}}'
check 'what is no DOI' found doi doi '@misc{a, doi = {nature14539}}'
check 'a DOI that is cut is not told to begin with "10."' sh -c '
  printf "@misc{a, doi = {10.1000/}}\n" >cut.bib; "$REFMEND" lint cut.bib >out; grep -q "no DOI: one is .10.., the registrant" out'
check 'a DOI with a resolver' found doi doi-form '@misc{a, doi = {https://doi.org/10.1038/nature14539}}'
check 'what is no month' found month month '@misc{a, month = {Smarch}}'
check 'a month that is no macro' found month month-form '@misc{a, month = {May}}'
check 'an "and" behind the last name' found names names '@misc{a, author = {Roe, Ann and}}'
check 'an "and" before the first name' found names names '@misc{a, author = {and Roe, Ann}}'
check 'two "and" in a row' found names names '@misc{a, author = {Ann Roe and Bo Doe and and Cy Poe}}'
check 'names parted by commas' found names names '@misc{a, author = {Smith, John, Doe, Jane, Roe, Richard}}'
for names in '{Barnes, Noble, Roe, and Sons} and Doe, Jane' 'family=Roe, given=Ann, prefix=van, useprefix=true' \
  'King, Jr., Martin Luther
  and others' 'Anders Andersson AND {\"O}. Brand'; do
  printf '@misc{a, author = {%s}}\n' "$names" >names.bib
  check "names as BibTeX reads them: $names" sh -c '"$REFMEND" lint names.bib >out && [ ! -s out ]'
done
check 'a day that no month has' found day year '@misc{a, date = {2001-02-30}}'
check 'a day that no month has, at the end of a range' found day year '@misc{a, urldate = {2001-02-28/2001-04-31}}'
check 'a month that no year has' found day year '@misc{a, date = {2001-13}}'
for date in 2000-02-29 2001-12-31T23:59:59 1999-2003 2001-21; do
  printf '@misc{a, date = {%s}}\n' "$date" >day.bib
  check "a day that there is: $date" sh -c '"$REFMEND" lint day.bib >out && [ ! -s out ]'
done
check 'what is no year' found year year '@misc{a, year = {abc}}'
check 'pages that end before they begin' found pages pages '@misc{a, pages = {444--436}}'
check 'a range with one hyphen' found pages pages-form '@misc{a, pages = {436-444}}'
check 'a bare ampersand' found escape escape '@misc{a, title = {Cats & Dogs}}'
check 'a dollar sign alone' found dollar escape '@misc{a, title = {Costs of $5 Cats}}'
check 'the third dollar sign' found dollar escape '@misc{a, title = {On $x$ and $y}}'
printf '@misc{a, title = {A History of $ \\pi_1 $ and $$ e $$}}\n' >formula.bib
check 'a formula with blanks at its ends is closed' sh -c '"$REFMEND" lint formula.bib >out && [ ! -s out ]'
printf '@misc{a, title = {A # B & C # D}}\n' >bare.bib
check 'each bare character of a value is told, once' sh -c '
  "$REFMEND" lint bare.bib >out; [ "$(grep -c "bare \"#" out)$(grep -c "bare \"&" out)" = 11 ]'
check 'a whole title in braces' found braces braces '@misc{a, title = {{Deep Learning of Cats}}}'
check 'a broken encoding' found encoding encoding '@misc{a, title = {CafÃ© au lait}}'
check 'an empty field' found empty empty '@misc{a, note = {}}'
check 'a missing field' found field missing-field '@article{a, author = {Roe, A.}, title = {T}, year = 2000}'
check 'a missing field of the second entry of a key, but for its case' sh -c '
  printf "@misc{a, title={T}}\n@article{A, author={Roe, A.}, title={U}, year=2000}\n" >case.bib
  "$REFMEND" lint case.bib >out; grep -q "A: @article has no journal" out && grep -q "used in line 1" out'
check 'a book without its publisher' found press missing-bibtex '@book{a, author = {Roe, Ann}, title = {Ants}, year = 2000}'
check 'is told in a note, which does not fail' status 0 "$REFMEND" lint one.bib
printf '@book{a, author = {Roe, Ann}, title = {Ants}, date = {2000}}\n' >press.bib
check 'biblatex does not ask for it' sh -c '"$REFMEND" lint press.bib >out && [ ! -s out ]'
check 'an unknown type' found type unknown-type '@wibble{a, title = {T}}'
check 'an entry that is not closed, and nothing about what it lacks' found syntax syntax '@article{a, title = {T'
check 'two entries of one work' found twice duplicate '@misc{a, title={Random Forests}, author={Breiman, Leo}, year=2001, doi={10.1023/a:1010933404324}}
@misc{b, title={Random forests}, author={Breiman, L.}, year=2001, doi={10.1023/A:1010933404324}}'
printf '@misc{a, title = {Ünder &}}\n' >one.bib
check 'line and column, as editors read them' sh -c '
  "$REFMEND" lint one.bib | grep -q "^one.bib:1:25: warning: a: TeX stops"'
check 'warnings fail, unless told otherwise' sh -c '
  "$REFMEND" lint one.bib >out; [ $? = 1 ] && "$REFMEND" lint --fail-on error one.bib >out'
check 'rules can be left out' sh -c '"$REFMEND" lint --ignore escape one.bib >out && [ ! -s out ]'
check 'an unknown rule is a usage error' status 2 "$REFMEND" lint --ignore colour one.bib
check 'for GitHub' sh -c '"$REFMEND" lint -f github one.bib | grep -q "^::warning file=one.bib,line=1,col=25,title=escape::a: TeX"'
check 'as JSON' sh -c '"$REFMEND" lint -f json one.bib | grep -q "\"rule\":\"escape\""'
check 'as SARIF' sh -c '"$REFMEND" lint -f sarif one.bib | grep -q "\"ruleId\":\"escape\",\"level\":\"warning\""'
check 'a name with a colon is no URI with a scheme' sh -c '
  cp one.bib "a:b [c].bib" && "$REFMEND" lint -f sarif "a:b [c].bib" | grep -q "\"uri\":\"a%3Ab%20%5Bc%5D.bib\""'
check 'a file that is not there is an error' status 3 "$REFMEND" lint nowhere.bib
printf '[{"id":"a","type":"book","title":"Ants"}]\n' >refs.json
check 'what is no .bib is not called clean' sh -c '
  "$REFMEND" lint refs.json 2>err; [ $? = 3 ] && grep -q "refs.json: is no .bib file, but CSL-JSON" err'
check 'nor tidied' status 3 "$REFMEND" tidy refs.json
printf 'Just words.\n' >words.bib
check 'a .bib of remarks alone is one' status 0 "$REFMEND" lint words.bib
done_testing
