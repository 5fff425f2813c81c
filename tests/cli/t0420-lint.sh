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
check 'a DOI with a resolver' found doi doi-form '@misc{a, doi = {https://doi.org/10.1038/nature14539}}'
check 'what is no month' found month month '@misc{a, month = {Smarch}}'
check 'a month that is no macro' found month month-form '@misc{a, month = {May}}'
check 'what is no year' found year year '@misc{a, year = {abc}}'
check 'pages that end before they begin' found pages pages '@misc{a, pages = {444--436}}'
check 'a range with one hyphen' found pages pages-form '@misc{a, pages = {436-444}}'
check 'a bare ampersand' found escape escape '@misc{a, title = {Cats & Dogs}}'
check 'a whole title in braces' found braces braces '@misc{a, title = {{Deep Learning of Cats}}}'
check 'a broken encoding' found encoding encoding '@misc{a, title = {CafÃ© au lait}}'
check 'an empty field' found empty empty '@misc{a, note = {}}'
check 'a missing field' found field missing-field '@article{a, author = {Roe, A.}, title = {T}, year = 2000}'
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
