#!/bin/sh
# A .bib file in one layout, nothing of it lost.
. "$TESTS_DIR/lib.sh"

cat >refs.bib <<'END'
% The library.

@string{ml = "Machine Learning"}
@STRING(nat = {Nature})
% about trees
@Article{breiman,
 author="Breiman, Leo",   title = {Random {F}orests},
 journal=ml, volume=45, pages={5-32}, month={October}, year=2001, doi="https://doi.org/10.1023/A:1010933404324"
}
text that is no entry
@inproceedings(vapnik, author={Vladimir Vapnik}, crossref={nips}, title={Principles of Risk Minimization})
@proceedings{nips, title={Advances in NIPS}, year={1991},}
@book{goedel, author={Kurt G{\"o}del}, title={{\"U}ber {F}orm}, year={1931}, note={}}
END
cp refs.bib before.bib

check 'with the layout kept the file is written byte for byte' sh -c '
  "$REFMEND" tidy --layout keep refs.bib | cmp - before.bib'
check 'one layout' sh -c '
  "$REFMEND" tidy refs.bib >tidy.bib && grep -q "^  author        = \"Breiman, Leo\",$" tidy.bib'
check 'comments, macros and free text stay' sh -c '
  grep -q "^% The library" tidy.bib && grep -q "^% about trees" tidy.bib &&
  grep -q "^text that is no entry" tidy.bib && grep -q "^@string{nat = {Nature}}" tidy.bib &&
  grep -q "journal       = ml," tidy.bib'
check 'what is tidy stays' sh -c '"$REFMEND" tidy tidy.bib | cmp - tidy.bib && "$REFMEND" tidy --check tidy.bib'
check 'what is not tidy is told' status 1 "$REFMEND" tidy --check refs.bib
check 'parents are sorted behind their children, remarks go with entries' sh -c '
  "$REFMEND" tidy --sort year,key refs.bib >sorted.bib
  grep "^@[a-z]*{[a-z]*,\|^% about" sorted.bib | tr "\n" " " >order
  [ "$(cat order)" = "@inproceedings{vapnik, @book{goedel, % about trees @article{breiman, @proceedings{nips, " ]'
check 'sorting is stable' sh -c '"$REFMEND" tidy --sort year,key sorted.bib | cmp - sorted.bib'
check 'an unknown order is a usage error' status 2 "$REFMEND" tidy --sort colour refs.bib
check 'forms' sh -c '
  "$REFMEND" tidy --normalize --values braces --drop-empty --escape unicode refs.bib >forms.bib
  grep -q "month         = oct," forms.bib && grep -q "pages         = {5--32}" forms.bib &&
  grep -q "doi           = {10.1023/A" forms.bib && grep -q "Gödel" forms.bib &&
  grep -q "= {Über {F}orm}" forms.bib && ! grep -q note forms.bib'
check 'and back to LaTeX' sh -c '
  "$REFMEND" tidy --escape latex forms.bib | grep -q "G{.\"o}del"'
check 'braces that protect nothing go' sh -c '
  "$REFMEND" tidy --protect none refs.bib | grep -q "= {Random Forests}"'
check 'only what changes is written anew' sh -c '
  "$REFMEND" tidy --layout keep --normalize refs.bib >kept.bib
  [ "$(diff before.bib kept.bib | grep -c "^>")" = 1 ]'
printf '@book{a, title={A}, year=1999}\n\n@book{b, title={B\n@book{c, title={C}, year=2000 %% so\n}\n' >broken.bib
check 'a broken entry stays as it is' sh -c '
  "$REFMEND" tidy broken.bib >mended.bib 2>err; [ $? = 1 ] && grep -q "^@book{b, title={B$" mended.bib &&
  grep -q "year=2000 % so$" mended.bib && grep -q "^broken.bib:3: b: " err'

check 'keys by a pattern of brackets' sh -c '
  "$REFMEND" tidy --keys "[auth:lower][year][veryshorttitle:lower]" refs.bib >keys.bib
  grep -q "^@article{breiman2001random,$" keys.bib && grep -q "^@book{godel1931uber,$" keys.bib'
check 'old keys are kept, and found by those that name them' sh -c '
  grep -q "ids           = {breiman}" keys.bib &&
  grep -q "crossref      = {1991advances}" keys.bib && grep -q "^@proceedings{1991advances," keys.bib'
check 'keys are stable' sh -c '
  "$REFMEND" tidy --keys "[auth:lower][year][veryshorttitle:lower]" keys.bib | cmp - keys.bib'
check 'keys by a formula' sh -c '
  "$REFMEND" tidy --keys "auth.lower + \"-\" + shorttitle(2,2) + year" refs.bib |
  grep -q "^@article{breiman-RandomForests2001,$"'
check 'an unknown marker is a usage error' status 2 "$REFMEND" tidy --keys '[colour]' refs.bib
printf '@misc{q, author={A. Roe}, title={Bees}, year=2000}\n@misc{p, author={A. Roe}, title={Ants}, year=2000}\n' >two.bib
check 'equal keys are told apart by their titles' sh -c '
  "$REFMEND" tidy --keys "[auth][year]" two.bib >out.bib
  sed -n 1p out.bib | grep -q "Roe2000a," && grep -q "@misc{Roe2000,$" out.bib'

cat >twice.bib <<'END'
@article{one, author={Breiman, Leo}, title={Random Forests}, journal={Machine Learning}, year=2001, doi={10.1023/A:1010933404324}}
@article{two, author={Breiman, L.}, title={Random forests}, journal={Machine Learning}, year=2001, doi={10.1023/a:1010933404324}, volume=45}
@article{other, author={Breiman, Leo}, title={Bagging Predictors}, journal={Machine Learning}, year=1996}
END
check 'duplicates are merged, fields and keys kept' sh -c '
  "$REFMEND" tidy --duplicates merge twice.bib >merged.bib 2>err
  [ "$(grep -c "^@" merged.bib)" = 2 ] && grep -q "volume        = {45}" merged.bib &&
  grep -q "ids           = {two}" merged.bib'
check 'what was said to be two works stays' sh -c '
  printf "@comment{refmend-distinct: one, two}\n" >>twice.bib
  [ "$("$REFMEND" tidy --duplicates merge twice.bib 2>err | grep -c "^@article")" = 3 ]'

printf 'Machine Learning,Mach. Learn.\n' >journals.csv
printf 'WORDS\tABBREVIATIONS\tLANGUAGES\njournal\tJ.\teng\nstatist-\tstat.\teng\n' >ltwa.txt
printf '@article{a, journal={Machine Learning}}\n@article{b, journal={Journal of Statistical Software}}\n@article{c, journal={Nature}}\n' >j.bib
check 'journals are abbreviated by lists' sh -c '
  "$REFMEND" tidy --journals abbrev --abbreviations journals.csv --abbreviations ltwa.txt j.bib >abbrev.bib
  grep -q "{Mach. Learn.}" abbrev.bib && grep -q "{J. Stat. Software}" abbrev.bib && grep -q "{Nature}" abbrev.bib'
check 'and expanded' sh -c '
  "$REFMEND" tidy --journals full --abbreviations journals.csv abbrev.bib | grep -q "{Machine Learning}"'
printf '\377\376' >wide.bib; printf '@misc{a, title={Ants}, year=2000}\n' | iconv -f UTF-8 -t UTF-16LE >>wide.bib
check 'the mark of UTF-16 stays' sh -c '
  "$REFMEND" tidy wide.bib >out.bib && [ "$(head -c 2 out.bib | od -An -tx1 | tr -d " ")" = fffe ] &&
  "$REFMEND" tidy --check out.bib'
printf '@misc{b, title={Bees}}\n@misc{a, title={Ants}\n@misc{c, title={Crabs}}\n' >open.bib
check 'sorting puts an entry that is not closed where it takes nothing in' sh -c '
  "$REFMEND" tidy --sort key open.bib >out.bib 2>err
  [ "$("$REFMEND" convert -f bibtex -t csl-json out.bib 2>err | grep -c "\"id\"")" = 3 ] && tail -n 1 out.bib | grep -q Ants'
printf '@misc{a, title={12 {re ,\n} Ants}}\n' >blanks.bib
check 'braces that are taken out leave one blank' sh -c '
  "$REFMEND" tidy --unwrap --protect none blanks.bib >out.bib && "$REFMEND" tidy --unwrap --protect none out.bib | cmp - out.bib'
check 'in place, with a backup' sh -c '
  "$REFMEND" tidy -i refs.bib && cmp refs.bib tidy.bib && cmp refs.bib~ before.bib'
done_testing
