#!/bin/sh
# Works that stand twice.
. "$TESTS_DIR/lib.sh"

cat >refs.bib <<'END'
% mine
@article{one, author={Breiman, Leo}, title={Random Forests}, journal={Machine Learning}, year=2001,
   doi={10.1023/A:1010933404324}}
@article{lecun, author={LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey}, title={Deep learning}, journal={Nature}, year=2015}
@article{two, author={Breiman, L.}, title={Random forests}, journal={Machine Learning}, year=2001, doi={10.1023/a:1010933404324}, volume=45}
@book{part1, author={Knuth, Donald E.}, title={The Art of Computer Programming}, volume=1, year=1997}
@book{part3, author={Knuth, Donald E.}, title={The Art of Computer Programming}, volume=3, year=1998}
@misc{rel, title={On Forests}, author={Roe, A.}, year=2002, related={two}}
END
cp refs.bib before.bib
check 'a pair is told with its lines, its reason and what merging would do' sh -c '
  "$REFMEND" dedup refs.bib >out 2>err; [ $? = 1 ] &&
  grep -q "^refs.bib:5: two is one in line 2: same DOI$" out && grep -q "volume: gets 45" out'
check 'two volumes are no duplicates' sh -c '! grep -q "part3 is" out'
check 'nothing is written unless asked' cmp refs.bib before.bib
check 'merged, and nothing else is touched' sh -c '
  "$REFMEND" dedup --merge refs.bib >merged.bib 2>err
  grep -q "^% mine$" merged.bib && ! grep -q "^@article{two" merged.bib && grep -q "volume = {45}" merged.bib &&
  grep -q "ids = {two}" merged.bib && grep -q "related={one}" merged.bib &&
  grep -q "^@article{lecun, author={LeCun, Yann and Bengio" merged.bib'
check 'what is merged has no duplicates' sh -c '"$REFMEND" dedup merged.bib >out 2>err; ! grep -q " is " out'
check 'a pair that was said to be two works is not told again' sh -c '
  "$REFMEND" dedup --distinct one,two -i refs.bib 2>err && grep -q "refmend-distinct: one, two" refs.bib &&
  { "$REFMEND" dedup refs.bib >out 2>err; ! grep -q " is " out; }'
check 'as JSON' sh -c '"$REFMEND" dedup --json before.bib 2>err | grep -q "\"key\":\"one\",\"duplicate\":\"two\",\"why\":\"DOI\",\"sure\":true"'
check 'the library has none of what it merged itself' sh -c '
  "$REFMEND" import --library l.db before.bib >out && "$REFMEND" dedup --library l.db >out 2>err; ! grep -q " is " out'
check 'a library is not merged here' status 2 "$REFMEND" dedup --merge --library l.db
printf '@book{a, author={Knuth, Donald E.}, title={Computers and Typesetting}, year=1984, related={x, b}}\n@book{b, author={Knuth, Donald E.}, title={Computers and Typesetting}, year=1984}\n' >related.bib
check 'a related entry is another work' sh -c '"$REFMEND" dedup related.bib >out 2>err; ! grep -q " is " out'
done_testing
