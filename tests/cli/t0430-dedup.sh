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

# Macros, lists and groups of three.
cat >three.bib <<'END'
@string{ml = "Machine Learning"}
@article{one, author={Breiman, Leo}, title={Random Forests}, journal=ml, year=2001, keywords={a, b}, volume={}, doi={10.1023/A:1010933404324}}
@article{two, author={Breiman, L.}, title={Random forests}, journaltitle={Machine Learning}, year=2001, doi={10.1023/a:1010933404324}, volume=45, month=oct, keywords={b; c}, note=ml # { x}}
@string{late = "Kluwer"}
@article{three, author={Breiman, L.}, title={Random forests}, year=2001, doi={10.1023/a:1010933404324}, pages={5--32}, ids={old1}}
END
check 'what becomes of lists, notes, abstracts and own fields is told' sh -c '
  sed "s/pages={5--32}/pages={5--32}, abstract={We grow trees.}, editor={Roe, Ann}, shelf={B 12}/" three.bib >told.bib
  "$REFMEND" dedup told.bib >out 2>err; grep -q "^    keyword: gets c$" out && grep -q "^    note: gets Machine Learning x$" out &&
  grep -q "^    abstract: gets the second" out && grep -q "^    editor: gets those of the second$" out &&
  grep -q "^    shelf: gets B 12$" out'
check 'merging loses no field: macros, pieces, lists, what has no value' sh -c '
  "$REFMEND" dedup --merge three.bib >out.bib 2>err
  [ "$(grep -c "^@article" out.bib)" = 1 ] && grep -q "month = oct" out.bib && grep -q "note = ml # { x}" out.bib &&
  grep -q "keywords={a, b, c}" out.bib && grep -q "pages = {5--32}" out.bib && grep -q "volume={45}" out.bib &&
  ! grep -q journaltitle out.bib'
check 'and no key' grep -q 'ids = {two,three,old1}' out.bib
check 'the fullest stays' sh -c '
  "$REFMEND" dedup --merge --keep fullest three.bib 2>err | grep -q "^@article{two,"'
check 'what has a macro from further down is left, and it is said' sh -c '
  sed "s/pages={5--32}/publisher=late/" three.bib >late.bib
  "$REFMEND" dedup --merge late.bib >out.bib 2>err; [ $? = 1 ] && grep -q "^late.bib:5: three: not merged" err &&
  grep -q "^@article{three" out.bib'
check 'a pair that was said to be one is merged' sh -c '
  "$REFMEND" dedup --same lecun,one before.bib 2>err | grep -q "ids = {lecun}"'
check 'a key that is not there is a usage error' status 2 "$REFMEND" dedup --same lecun,nobody before.bib
check '--dry-run writes nothing' sh -c '
  "$REFMEND" dedup --merge --dry-run -i three.bib >out 2>err; grep -q "^three.bib:3: two is one" out && grep -q "journal=ml" three.bib'

# The library.
cat >apart.bib <<'END'
@article{rf, author={Breiman, Leo}, title={Random Forests}, journal={Machine Learning}, year=2001, pages={5--32}}
@article{rf2, author={Breiman, L.}, title={Random forests: a study}, journal={Machine Learning}, year=2001, volume=45, owner={me}}
END
REFMEND_LIBRARY=$tmp/apart.db; export REFMEND_LIBRARY
"$REFMEND" import apart.bib >/dev/null
check 'in the library what is possible is told, not merged' sh -c '
  "$REFMEND" dedup --merge 2>err; [ "$("$REFMEND" list | wc -l)" = 2 ]'
check 'a preview' sh -c '
  "$REFMEND" dedup --same rf,rf2 -n >out 2>err; grep -q "volume: gets 45" out && [ "$("$REFMEND" list | wc -l)" = 2 ]'
check 'the pair is merged when the user says so' sh -c '
  "$REFMEND" dedup --same rf,rf2 >out 2>err && grep -q "title: Random Forests stays, not Random forests: a study" out &&
  [ "$("$REFMEND" list | wc -l)" = 1 ]'
check 'its other key finds it' sh -c '"$REFMEND" show rf2 | grep -q "^rf "'
check 'the export has all fields, and the key' sh -c '
  "$REFMEND" export -f biblatex >out.bib; grep -q "owner *= {me}" out.bib && grep -q "volume *= {45}" out.bib && grep -q "ids *= {rf2}" out.bib'
check 'and is imported with it' sh -c '"$REFMEND" import --library again.db out.bib >/dev/null && "$REFMEND" show --library again.db rf2 | grep -q "^rf "'
check 'undo brings both back' sh -c '"$REFMEND" undo >/dev/null && [ "$("$REFMEND" list | wc -l)" = 2 ] && ! "$REFMEND" show rf | grep -q volume'
check 'that they are two is remembered' sh -c '
  "$REFMEND" dedup --distinct rf,rf2 && "$REFMEND" dedup >out && [ ! -s out ]'
check 'and keeps them from being merged' sh -c '! "$REFMEND" dedup --same rf,rf2 2>err && [ "$("$REFMEND" list | wc -l)" = 2 ]'
check 'a key that the library has not' status 3 "$REFMEND" dedup --same rf,nobody
check 'what is no pair of keys is a usage error' status 2 "$REFMEND" dedup --same rf
unset REFMEND_LIBRARY
printf '@book{a, author={Knuth, Donald E.}, title={Computers and Typesetting}, year=1984, related={x, b}}\n@book{b, author={Knuth, Donald E.}, title={Computers and Typesetting}, year=1984}\n' >related.bib
check 'a related entry is another work' sh -c '"$REFMEND" dedup related.bib >out 2>err; ! grep -q " is " out'
printf 'TY  - JOUR\nAU  - Breiman, Leo\nTI  - Random Forests\nPY  - 2001\nDO  - 10.1023/A:1010933404324\nER  - \nTY  - JOUR\nAU  - Breiman, L.\nTI  - Random forests\nPY  - 2001\nDO  - 10.1023/a:1010933404324\nER  - \n' >two.ris
check 'a file of another format is looked through' sh -c '"$REFMEND" dedup two.ris 2>err | grep -q "^two.ris:7: r2 is r1 in line 1: same DOI"'
check 'but only a .bib is written' status 3 "$REFMEND" dedup --merge two.ris
cat >isbn.bib <<'END'
@book{p, author={Doe, J.}, title={X}, isbn={0-306-40615-2}}
@book{q, author={Koe, M.}, title={B}, isbn={9780306406157}}
@book{r, author={Roe, R.}, title={Collected Works}, isbn={0-19-853453-1}}
@book{s, author={Poe, E.}, title={Collected works}, isbn={0-19-853453-1}}
END
check 'an ISBN in common, and neither title nor people' sh -c '[ -z "$("$REFMEND" dedup isbn.bib 2>&1)" ]'

done_testing
