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
printf '@misc{2001, author={Breiman, Leo}, title={Random}}\n' >number.bib
check 'an old key that is a number is kept alike each time' sh -c '
  "$REFMEND" tidy --numeric --keys "[auth:lower]" number.bib >numeric.bib && grep -q "ids           = {2001}" numeric.bib &&
  "$REFMEND" tidy --numeric --keys "[auth:lower]" numeric.bib | cmp - numeric.bib'
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
printf '@string{ml={Machine Learning}}\n@string{nat={Nature}}\n@article{a, journal=ml}\n@article{b, journal=ML}\n@article{c, journal=nat}\n@article{d, journal=none}\n' >macro.bib
check 'a journal that is a macro is left, and it is said once' sh -c '
  "$REFMEND" tidy --journals abbrev --abbreviations journals.csv macro.bib >out.bib 2>err; [ $? = 1 ] &&
  grep -q "^macro.bib:1: .*\"ml\" is left.*\"Mach. Learn.\"" err && [ "$(grep -c "is left" err)" = 1 ] &&
  grep -q "{Machine Learning}" out.bib'
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

# --- what is not closed
# Sorted, what follows must not become a part of it, nor close it.
for broken in '@K{,@K{,' '@R{n\n@K{,\n' '@B{F\n@O{,\n}}\n' '@B{u,@B{n=}\n}\n'; do
  printf "$broken" >unclosed.bib
  check "sorted twice as once: $broken" sh -c '
    "$REFMEND" tidy --sort type,-year,key unclosed.bib >out.bib 2>err
    "$REFMEND" tidy --sort type,-year,key out.bib 2>err | cmp - out.bib'
done
printf '@misc{b\n@misc{a,\n}}\n' >unclosed.bib
check 'what cannot be sorted without harm is told and stays in order' sh -c '
  "$REFMEND" tidy --sort key unclosed.bib >out.bib 2>err
  grep -q "^unclosed.bib:1: .*not sorted" err && [ "$(grep "^@" out.bib | head -n 1)" = "@misc{b" ]'
printf '@misc{b, title={Bees}}\n@misc{a, title={Ants}}\n@misc{c, title={Crabs}}\n' >three.bib
check 'a new key is what entries are sorted by' sh -c '
  "$REFMEND" tidy --keys "[veryshorttitle]" --sort key three.bib >out.bib &&
  "$REFMEND" tidy --keys "[veryshorttitle]" --sort key out.bib | cmp - out.bib'
printf '@misc{={}\ncrossref=b}\n@book{a, title={Ants}}\n@book{b, title={Bees}}\n' >alias.bib
check 'what others take fields from stays behind them under a new key' sh -c '
  "$REFMEND" tidy --keys "[veryshorttitle]" --sort title alias.bib >out.bib 2>err
  [ "$(grep "^@" out.bib | tail -n 1)" = "@book{Bees," ] &&
  "$REFMEND" tidy --keys "[veryshorttitle]" --sort title out.bib 2>err | cmp - out.bib'
printf '@preamble{"\\newcommand{\\x}{y}" R = "z"}\n' >preamble.bib
check 'a preamble with a field behind its value is told of and kept' sh -c '
  "$REFMEND" tidy preamble.bib 2>err | cmp - preamble.bib && grep -q "^preamble.bib:1: .*preamble" err'
printf '@a{={{\n@s(j={}{}}\n@a{3,r=r,e={\n@g(n=\n@e{r=}}}}' >nested.bib
check 'a file whose faults would make another of it when tidied is left, and that is told' sh -c '
  "$REFMEND" tidy --keys "[auth]" nested.bib 2>err | cmp - nested.bib && grep -q "^nested.bib:1: .*left as it is" err'
printf '@book{p, title={Ants}, year={1}\n@book{p, title={Bees}}\n@misc{c, crossref={p}}\n' >pair.bib
check 'who names an entry that keeps its key does not name another of the same key' sh -c '
  "$REFMEND" tidy --keys "[veryshorttitle]" pair.bib >out.bib 2>err
  grep -q "^@book{Bees," out.bib && grep -q "crossref *= {p}" out.bib'
printf '@book{P, title={Ants}}\n@book{ants, title={Bees}}\n@misc{c, crossref={p}}\n@misc{d, crossref={ants}}\n' >ants.bib
check 'a new key that was the key of another is not taken for that' sh -c '
  "$REFMEND" tidy --keys "[veryshorttitle:lower]" ants.bib >out.bib 2>err
  [ "$(sed -n "s/.*crossref *= *{\(.*\)}.*/\1/p" out.bib | tr "\n" " ")" = "ants bees " ]'
printf '@misc{a, title={A}}, year={2001}}\n%% about the next\n@misc{b, title={B\n@misc{c, title={C}}\n%% gone\n@misc{d, title={D}}\n' >rest.bib
check 'the rest of an entry with a fault is no remark' sh -c '
  "$REFMEND" tidy --strip-comments rest.bib >out.bib 2>err
  "$REFMEND" tidy --strip-comments out.bib 2>err | cmp - out.bib &&
  grep -q "^, year={2001}}" out.bib && ! grep -q gone out.bib'
check 'nor is it sorted away from it' sh -c '
  "$REFMEND" tidy --strip-comments --sort -key rest.bib >out.bib 2>err
  grep -q "^rest.bib:1: .*not sorted" err && "$REFMEND" tidy --strip-comments --sort -key out.bib 2>err | cmp - out.bib'
printf '@misc{b, title={B}}\n@misc{a,' >end.bib
check 'a head at the end of the file is one with a line end and without' sh -c '
  { cat end.bib; echo; } >line.bib
  [ "$("$REFMEND" tidy end.bib 2>err)" = "$("$REFMEND" tidy line.bib 2>err)" ]'

# --- what users of other programs ask for
cat >more.bib <<'END'
% about one
@Article{one, Title = {{The Origin of a Very Long Title That Needs Lines}}, author={Ann Roe and Bo Doe and Cy Poe and {Barnes and Noble}},
  year={2001}, month=oct, volume = "007", note={}, note={kept}, note={again}, URL={http://example.org/a<b>\303\274},
  journal={{Nature}}, publisher={{Barnes and Noble}}, keywords={{a, b}}}
free text
@comment{refmend-distinct: one, two}
@book{two, title={ON THE ORIGIN OF DNA}, year=1999,
  volume={12}, month={3}}
@book{three, title={C}, year=2010, volume={100}}
@misc{four, title={D}, % here
  year={1990}}
END
printf "$(sed 's/%/%%/g' more.bib)\n" >m && mv m more.bib
out() { "$REFMEND" tidy "$@" more.bib >out.bib && "$REFMEND" tidy "$@" out.bib | cmp - out.bib; }
has() { grep -qF -- "$1" out.bib; }
keys() { [ "$(sed -n 's/^@[A-Za-z]*{\([a-z]*\),.*/\1/p' out.bib | tr '\n' ' ')" = "$1 " ]; }
check 'sorted downwards' out --sort=-year
check '  the newest first' keys 'three one two four'
check 'volumes are sorted as numbers' out --sort=volume
check '  none, 7, 12, 100' keys 'four one two three'
check 'numbers without delimiters' out --numeric
check '  but for what starts with 0' sh -c 'grep -q "year          = 2001,$" out.bib && grep -q "= \"007\",$" out.bib'
check 'remarks are left out' out --strip-comments
check '  but for what was said about duplicates' sh -c '
  ! grep -q "about one\|free text\|here" out.bib && grep -q "^@comment{refmend-distinct: one, two}$" out.bib &&
  grep -q "^  year          = {1990},$" out.bib'
check 'lines of a width' out --wrap=50
check '  none is longer that could be shorter' sh -c '! grep -v "url\|here" out.bib | grep -q "^.\{51\}" && grep -q "^                   " out.bib'
check 'people beyond a number' out --max-authors=2
check '  are others' has '{Ann Roe and Bo Doe and others}'
check 'as many as there are stay' out --max-authors=4
check '  with their braces' has 'Cy Poe and {Barnes and Noble}}'
check 'no comma behind the last field' out --no-trailing-comma
check '  but between fields' sh -c 'grep -q "^  keywords      = {{a, b}}$" out.bib && ! grep -B1 "^}" out.bib | grep -q ",$"'
check 'names in upper case' out --case=upper
check '  of types and fields' sh -c 'grep -q "^@ARTICLE{one,$" out.bib && grep -q "^  YEAR  " out.bib'
check 'names as in a title' out --case=title
check '  one capital' sh -c 'grep -q "^@Article{one,$" out.bib && grep -q "^  Year  " out.bib'
check 'names as they are' out --case=keep
check '  URL and title' sh -c 'grep -q "^  URL  " out.bib && grep -q "^  title  " out.bib'
check 'fields that stand twice' out --drop-repeated
check '  the first one with a value stays' sh -c '[ "$(grep -c "note  " out.bib)" = 2 ] && grep -q "{kept}" out.bib && ! grep -q "{again}" out.bib'
check 'no blank lines' out --blank-lines=0 --strip-comments
check '  between entries' sh -c '[ "$(grep -c "^$" out.bib)" = 1 ]'
check 'two blank lines' out --blank-lines=2
check 'fields in an order of ones own' out --field-order=year,title
check '  the others as they stand' sh -c '[ "$(sed -n "/three/,/^}/p" out.bib | sed -n 2p)" = "  year          = 2010," ]'
check 'double braces' out --strip-enclosing
check '  go where they say nothing' sh -c 'grep -q "= {The Origin of" out.bib && grep -q "= {Nature}" out.bib &&
  grep -q "= {{Barnes and Noble}}" out.bib && grep -q "= {{a, b}}" out.bib'
check 'the whole title in braces' out --protect=all
check '  once' sh -c 'grep -q "= {{C}}" out.bib && grep -q "= {{The Origin" out.bib'
printf '@misc{a, title={\\emph{Bees} and Ants}}\n' >emph.bib
check 'a title that begins with a command is protected once' sh -c '
  "$REFMEND" tidy --protect=all emph.bib >out.bib && "$REFMEND" tidy --protect=all out.bib | cmp - out.bib'
check 'a title in capitals' out --drop-all-caps
check '  small words small, short ones as they were' has '{On the Origin of DNA}'
echo "@misc{a, title={WHY ANYONE’S DNA AND O'NEIL'S L'ÉCOLE DON'T USE IBM'S}}" >caps.bib
echo "@misc{a, title={WHY Anyone’s DNA and O'Neil's L'École Don't USE IBM's}}" >caps.want
check 'what stands behind an apostrophe in capitals' sh -c '
  "$REFMEND" tidy --layout=keep --drop-all-caps caps.bib | diff caps.want -'
cat >words.bib <<'END'
@misc{e, title={ript{sub}}}
@misc{d, title={$P_a$ Proceedings of a conference on soft computing}}
@misc{a, title={{D}NA and \emph{E. coli} in the USA -- a $X_{AB}$ study: {The} NASA's \'{E}cole {\"O}l of pH and $x^2$ \LaTeX{} iPhone \& GNU/Linux}}
@misc{b, title={A STUDY OF THE {DNA} IN USA}}
@misc{c, title={\href{http://a.B/C}{The DNA} of \textit{Homo} eRNA \alpha of H2O}}
END
cat >words.want <<'END'
@misc{e, title={ript{sub}}}
@misc{d, title={{$P_a$} Proceedings of a conference on soft computing}}
@misc{a, title={{DNA} and \emph{E. coli} in the {USA} -- a {$X_{AB}$} study: {The} {NASA's} \'{E}cole {\"O}l of {pH} and $x^2$ \LaTeX{} {iPhone} \& {GNU}/Linux}}
@misc{b, title={A STUDY OF THE {DNA} IN USA}}
@misc{c, title={\href{http://a.B/C}{The DNA} of \textit{Homo} {eRNA} \alpha of {H2O}}}
END
check 'braces round words, and nothing else of a title changes' sh -c '
  "$REFMEND" tidy --layout=keep --protect=words words.bib | diff words.want - &&
  "$REFMEND" tidy --layout=keep --protect=words words.want | diff words.want - &&
  "$REFMEND" tidy --layout=keep --protect=words --strip-enclosing words.want | diff words.want -'
printf '@misc{baz, author={Doe, J.}, title={A}, year=2000}\n@misc{baz, author={Roe, R.}, title={B}, year=2001}\n' >same.bib
check 'a key of two entries is the alias of the first' sh -c '
  "$REFMEND" tidy --keys="[auth][year]" same.bib >same.out && grep -c "ids " same.out | grep -qx 1 &&
  sed "/^}/q" same.out | grep -q "ids *= {baz}"'
cat >dup.bib <<'END'
@collection{p, editor={Pietri, Luce}, title={Naissance}, date={1998}}
@incollection{m, author={Maraval, Pierre}, crossref={p}, title={Antioche}}
@collection{p, title={Aa}, date={1998}}
END
check 'of two entries with one key the first is the parent, by its new key, too' sh -c '
  "$REFMEND" tidy "--keys=[auth][year]" --sort=type,title dup.bib >dup.out 2>err &&
  "$REFMEND" tidy "--keys=[auth][year]" --sort=type,title dup.out 2>err | diff dup.out -'
check 'months as numbers' out --months=number
check '  macros too' sh -c 'grep -q "month         = 10,$" out.bib && grep -q "month         = 3,$" out.bib'
check 'months as macros' out --months=macro
check '  numbers too' has 'month         = mar,'
check 'links' out --encode-urls
check '  by percent' has '{http://example.org/a%3Cb%3E%C3%BC}'
check 'a tab before fields' out --indent=tab
check '  one' sh -c 'grep -q "^	year" out.bib'
check 'fields go with the layout kept' sh -c '
  "$REFMEND" tidy --layout=keep --remove=volume,month more.bib >kept.bib
  ! grep -q "volume\|month=oct" kept.bib && grep -q "^@Article{one, Title" kept.bib &&
  [ "$("$REFMEND" convert -t csl-json kept.bib 2>err | grep -c "\"id\"")" = 4 ]'
printf '@misc{a, title={Ants 100\\%% sure}, abstract={x %% y\n  z}}\n' >percent.bib
check 'what stands behind a percent sign is not pulled into its line' sh -c '
  "$REFMEND" tidy --unwrap percent.bib | grep -q "^  z},$"'
printf '@misc{a, title={Z\374rich}}\n' >latin.bib
printf '@misc{a, title={Stra\\ss e \\o}, note={\\v r\\oe x \\t oo \\S 5}}\n' >word.bib
check 'a letter that is a word of TeX swallows the blank behind it' sh -c '
  "$REFMEND" tidy --layout=keep --escape=unicode word.bib | grep -qxF "@misc{a, title={Straße ø}, note={řœx \t oo \S 5}}"'
check 'another encoding' sh -c '
  "$REFMEND" tidy --encoding=utf-8 latin.bib | grep -q "Zürich"'
printf '%% Encoding: ISO-8859-2\n@misc{a, title={\263\363d\274}, note={\\v{r}\\oe}}\n' >latin2.bib
check 'the encoding that a file declares' sh -c '
  "$REFMEND" tidy --escape=unicode --layout=keep latin2.bib >out2.bib && printf "%% Encoding: ISO-8859-2\n@misc{a, title={\263\363d\274}, note={\370oe}}\n" | cmp - out2.bib &&
  "$REFMEND" tidy --encoding=utf-8 --layout=keep latin2.bib | head -2 | cut -c1-24 | tr -d "\n" | grep -qx "% Encoding: utf-8@misc{a, title={łódź}.*"'
for wrong in --wrap=5 --wrap=x --blank-lines=10 --max-authors=0 --case=camel --months=roman \
  --protect=some --indent=-1 --sort=-colour --merge-into=last --encoding=latin1 \
  '--layout=keep --wrap=60' '--in-place --output=x.bib' '--layout=keep --case=upper' '--protect=all --strip-enclosing'; do
  check "a usage error: $wrong" status 2 "$REFMEND" tidy $wrong more.bib
done
cp twice.bib last.bib; printf '@misc{x, title={X}}\n' >>last.bib
check 'duplicates go into the one that is asked for' sh -c '
  sed -i "/refmend-distinct/d" last.bib
  "$REFMEND" tidy --duplicates=merge --merge-into=last last.bib 2>err >out.bib
  grep -q "^@article{two,$" out.bib && ! grep -q "^@article{one," out.bib'

check 'in place, with a backup' sh -c '
  "$REFMEND" tidy -i refs.bib && cmp refs.bib tidy.bib && cmp refs.bib~ before.bib'

cat >merge.bib <<'END'
@article{a, title={Random Forests}, author={Breiman, Leo}, year=2001, doi={10.1023/a:1010933404324}}
@article{b, title={Random forests}, author={Breiman, L.}, year={2001}, doi={10.1023/A:1010933404324}, volume={45}, number={1}, journal={Machine Learning}}
END
check 'what was merged is tidy' sh -c '
  for o in --numeric --sort-fields "--numeric --sort-fields --case=upper" "--sort-fields --wrap=40" --layout=keep; do
    "$REFMEND" tidy --duplicates=merge $o merge.bib >once.bib 2>err || { cat err; exit 1; }
    "$REFMEND" tidy --duplicates=merge $o once.bib 2>err | cmp - once.bib || { echo "$o"; exit 1; }
    [ "$(grep -c "^@" once.bib)" = 1 ] || exit 1
  done
  "$REFMEND" tidy --duplicates=merge --numeric merge.bib 2>err | grep -q "volume *= 45,"'
i=0
while [ $i -lt 20000 ]; do i=$((i + 1)); echo "@misc{k$i, title={Book Review}, author={Smith, J}, year=2001}"; done >equal.bib
check 'thousands of equal entries cost each the same' sh -c '
  (ulimit -t 10 -v 1500000; "$REFMEND" tidy --duplicates=merge equal.bib >one.bib 2>err) &&
  [ "$(grep -c "^@" one.bib)" = 1 ] && grep -q "ids *= {k2,k3,.*,k20000}" one.bib'
printf '@misc{a, url={http://example.org/\303\244 b<c>}}\n@misc{b, url={http://example.org/a\n  b}}\n' >urls.bib
check 'a blank in a url is encoded as all else is, a line break is not' sh -c '
  "$REFMEND" tidy --encode-urls urls.bib >out.bib && grep -q "{http://example.org/%C3%A4%20b%3Cc%3E}" out.bib && grep -q "org/a$" out.bib'
done_testing
