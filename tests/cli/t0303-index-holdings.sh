#!/bin/sh
# What an index that counts as general by its size has of a kind of works: a miss
# among kinds that it has too few of says nothing.
. "$TESTS_DIR/lib.sh"

articles() {
  awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++)
    printf "{\"type\":\"article-journal\",\"title\":\"On the %d sort of quicksort\",\"author\":[{\"family\":\"Hoare%d\",\"given\":\"C. A. R.\"}],\"issued\":{\"date-parts\":[[%d]]},\"container-title\":\"The Computer Journal\"}\n", i, i % 9999, 1960 + i % 50 }'
}
cat >books.jsonl <<'END'
{"type":"book","title":"Мастерство Гоголя","author":[{"family":"Белый","given":"Андрей"}],"issued":{"date-parts":[[1934]]},"publisher":"ГИХЛ"}
{"type":"book","title":"Мастерство Гоголя","author":[{"family":"Белый","given":"Андрей"}],"issued":{"date-parts":[[1934]]},"publisher":"ГИХЛ","publisher-place":"Москва"}
END
articles 100000 >works.jsonl
cat books.jsonl >>works.jsonl
"$REFMEND" index build -q works.jsonl -o big.idx --date 2026-01-01

cat >refs.bib <<'END'
@book{a, author = {Аверинцев, С. С.}, title = {Поэтика ранневизантийской литературы}, publisher = {Наука}, year = {1977}}
@article{b, author = {Knuth, Donald E.}, title = {Structured programming with go to statements}, journal = {Computing Surveys}, year = {1974}}
@article{c, author = {Gauss, C. F.}, title = {Disquisitiones generales circa superficies curvas}, journal = {Commentationes}, year = {1828}}
@book{d, author = {Белый, Андрей}, title = {Мастерство Гоголя}, publisher = {ГИХЛ}, year = {1934}}
END
"$REFMEND" check --offline --index big.idx --json refs.bib >out
said() {
  grep "\"key\":\"$1\"" out | grep -q "\"verdict\":\"$2\"" &&
    grep "\"key\":\"$1\"" out | grep -q "$3"
}
check 'a kind and script that it has one work of is not missed' \
  said a unresolved 'big.idx has 1 books in Cyrillic letters'
check 'nor a time that it has no works of' \
  said c unresolved 'big.idx has 0 papers from about 1828'
check 'what it has plenty of is' said b not_found 'no source asked has it'
check 'what is there is found all the same' said d verified title
check 'info tells what there is' \
  sh -c '"$REFMEND" index info big.idx | grep -q "holds    100000 journal articles, 1 books; 1 in Cyrillic letters"'

"$REFMEND" index build -q works.jsonl -o told.idx --covers general --date 2026-01-01
"$REFMEND" check --offline --index told.idx --json refs.bib >out
check 'an index that was told what it covers is taken at its word' \
  said a not_found 'no source asked has it'

awk 'BEGIN { for (i = 1; i <= 250; i++)
  printf "{\"type\":\"book\",\"title\":\"Очерк номер %d\",\"author\":[{\"family\":\"Шкловский\",\"given\":\"В.\"}],\"issued\":{\"date-parts\":[[%d]]}}\n", i, 1970 + i % 10 }' >more.jsonl
cp big.idx more.idx
"$REFMEND" index update more.idx more.jsonl --date 2026-02-02 >/dev/null
"$REFMEND" check --offline --index more.idx --json refs.bib >out
check 'what an update brings is counted' \
  said a not_found 'more.idx has 251 books in Cyrillic letters'
"$REFMEND" index update more.idx more.jsonl --date 2026-02-03 >/dev/null
check 'and what it brings again is not' \
  sh -c '"$REFMEND" index info more.idx | grep -q " 251 books;"'
done_testing
