#!/bin/sh
# check and fix on small documents, with a small index, and no network.
. "$TESTS_DIR/lib.sh"

cat >works.jsonl <<'END'
{"type":"article-journal","title":"Deep learning","author":[{"family":"LeCun","given":"Yann"},{"family":"Bengio","given":"Yoshua"},{"family":"Hinton","given":"Geoffrey"}],"issued":{"date-parts":[[2015]]},"container-title":"Nature","volume":"521","issue":"7553","page":"436-444","DOI":"10.1038/nature14539"}
{"type":"article-journal","title":"Learning Deep Architectures for AI","author":[{"family":"Bengio","given":"Yoshua"}],"issued":{"date-parts":[[2009]]},"container-title":"Foundations and Trends in Machine Learning","volume":"2","issue":"1","page":"1-127","DOI":"10.1561/2200000006"}
{"type":"paper-conference","title":"BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding","author":[{"family":"Devlin","given":"Jacob"},{"family":"Chang","given":"Ming-Wei"},{"family":"Lee","given":"Kenton"},{"family":"Toutanova","given":"Kristina"}],"issued":{"date-parts":[[2019]]},"container-title":"Proceedings of the 2019 Conference of the North American Chapter of the Association for Computational Linguistics","page":"4171-4186","DOI":"10.18653/v1/n19-1423"}
{"type":"book","title":"Deep Learning","author":[{"family":"Goodfellow","given":"Ian"},{"family":"Bengio","given":"Yoshua"},{"family":"Courville","given":"Aaron"}],"issued":{"date-parts":[[2016]]},"publisher":"MIT Press","ISBN":"9780262035613"}
{"type":"book","title":"Peak: Secrets from the New Science of Expertise","author":[{"family":"Ericsson","given":"Anders"},{"family":"Pool","given":"Robert"}],"issued":{"date-parts":[[2016]]},"publisher":"Houghton Mifflin Harcourt","ISBN":"9780544456235"}
{"type":"article-journal","title":"Long Short-Term Memory","author":[{"family":"Hochreiter","given":"Sepp"},{"family":"Schmidhuber","given":"Jürgen"}],"issued":{"date-parts":[[1997]]},"container-title":"Neural Computation","volume":"9","issue":"8","page":"1735-1780","DOI":"10.1162/neco.1997.9.8.1735"}
END
cat >paper.md <<'END'
# On depth

Deep learning (LeCun et al., 2015) is *deep*.

## References

1. LeCun, Y., Bengio, Y., & Hinton, G. (2015). *Deep learning*.
   - A note, which is no reference.

2. Bengio, Y. (2009). *Learning deep architectures*. Foundations and Trends in Machine Learning, 2(1), 1-127.

3. Brown, T., Subramanian, D., & Hinton, G. (2017). *Bert: Pre-training of deep bidirectional transformers for language understanding*.

4. Karpathy, A. (2014). *A Theoretical Analysis of Style Transfer*.

5. Hochreiter, S., & Schmidhuber, J. (1989). Long short-term memory. *Neural Computation*, 9(8), 1735-1780.

The end.
END
cp paper.md kept.md
check 'an index is built' "$REFMEND" index build works.jsonl -o general.idx --covers general
check 'another that covers nothing' "$REFMEND" index build works.jsonl -o little.idx --covers none
look="--offline --index general.idx"

verdicts() { # verdicts WANT COMMAND...: the verdicts of its JSON, in order
  want=$1; shift
  "$@" --json >"$tmp/report" 2>"$tmp/err"
  got=$(sed -n 's/.*"type":"reference".*"verdict":"\([a-z_]*\)".*/\1/p' "$tmp/report" | tr '\n' ' ')
  [ "$got" = "$want" ] || { echo "got:  $got"; echo "want: $want"; cat "$tmp/err"; return 1; }
}
has() { grep -qF -e "$2" "$1" || { echo "$1 has no '$2':"; cat "$1"; return 1; }; }
lacks() { ! grep -qF -e "$2" "$1" || { echo "$1 has '$2':"; cat "$1"; return 1; }; }

check 'each reference gets its verdict' \
  verdicts 'verified differs conflict not_found differs ' "$REFMEND" check $look paper.md
check 'a miss in an index that covers nothing is no miss' \
  verdicts 'verified differs conflict unresolved differs ' "$REFMEND" check --offline --index little.idx paper.md
check 'a file that is named twice is read once' \
  verdicts 'verified differs conflict not_found differs ' "$REFMEND" check $look paper.md ./paper.md
check 'and this is said' has err 'is named twice'
check 'findings are status 1' status 1 "$REFMEND" check $look paper.md
check 'check changes nothing' cmp paper.md kept.md
check 'and makes no folder' test ! -e "$HOME/.cache"

printf '# References\n\n1. LeCun, Y., Bengio, Y., & Hinton, G. (2015). *Deep learning*.\n' >good.md
check 'nothing to report is 0' status 0 "$REFMEND" check $look good.md
printf '# References\n\n1. Karpathy, A. (2014). *A Theoretical Analysis of Style Transfer*.\n' >lost.md
check 'not found is no finding by itself' status 0 "$REFMEND" check $look lost.md
check 'but when named' status 1 "$REFMEND" check --fail-on not_found $look lost.md
check 'unresolved is 4' status 4 "$REFMEND" check --offline --index little.idx lost.md
check 'a finding outranks unresolved' status 1 "$REFMEND" check --offline --index little.idx lost.md paper.md
check 'nothing is a finding of none' status 0 "$REFMEND" check --fail-on none $look paper.md
printf 'Only prose here.\n' >prose.md
check 'no reference is 3' status 3 "$REFMEND" check $look prose.md
check 'no file is 3' status 3 "$REFMEND" check $look gone.md
check '3 outranks 1, and the rest is done' status 3 "$REFMEND" check $look gone.md paper.md

check 'fix prints report and diff' status 1 "$REFMEND" fix $look --complete paper.md
"$REFMEND" fix $look --complete paper.md >out 2>&1
check 'the diff has the title' has out '+2. Bengio, Y. (2009). *Learning Deep Architectures for AI*. Foundations and Trends in Machine Learning, 2(1), 1-127. https://doi.org/10.1561/2200000006'
check 'and the completed article' has out '+1. LeCun, Y., Bengio, Y., & Hinton, G. (2015). *Deep learning*. Nature, 521(7553), 436-444. https://doi.org/10.1038/nature14539'
check 'nothing is written' cmp paper.md kept.md

"$REFMEND" fix $look -o - paper.md >mended.md 2>report.txt
check '-o - is the document alone' has mended.md 'The end.'
check 'the report is on standard error' has report.txt '5 references:'
check 'the safe change is in it' has mended.md '*Learning Deep Architectures for AI*'
check 'the wrong year is right' has mended.md '(1997)'
check 'the conflict is not' has mended.md 'Brown, T., Subramanian, D., & Hinton, G. (2017). *Bert:'
check 'what was not found stays' has mended.md '4. Karpathy, A. (2014). *A Theoretical Analysis of Style Transfer*.'
check 'nothing is completed unasked' has mended.md '(2015). *Deep learning*.'
diff paper.md mended.md >changes
check 'two lines change, no more' test "$(grep -c '^<' changes)" = 2
check 'mended once is mended for good' sh -c '"$0" fix "$@" -o - mended.md >again.md 2>/dev/null; cmp mended.md again.md' "$REFMEND" $look

"$REFMEND" fix $look --apply all --complete -o all.md paper.md >report.txt 2>&1
check 'the report says what it did' has report.txt '(fixed)'
check '--apply all replaces the conflict' has all.md '3. Devlin, J., Chang, M.-W., Lee, K., & Toutanova, K. (2019). *BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding*. Proceedings of the 2019 Conference of the North American Chapter of the Association for Computational Linguistics, 4171-4186. https://doi.org/10.18653/v1/n19-1423'
check 'and nothing else is left to find' status 0 "$REFMEND" check $look all.md
"$REFMEND" fix $look --apply none -o none.md paper.md >/dev/null 2>&1
check '--apply none changes nothing' cmp paper.md none.md
"$REFMEND" fix $look --protect title -o kept-title.md paper.md >/dev/null 2>&1
check 'a protected field stays' has kept-title.md '*Learning deep architectures*'

cp paper.md place.md; chmod 640 place.md
"$REFMEND" fix $look --in-place place.md >/dev/null 2>&1
check 'in place is as -o' cmp place.md mended.md
check 'with the old one beside' cmp place.md~ paper.md
check 'mode kept' test "$(stat -c %a place.md)" = 640

sed 's/$/\r/' paper.md >crlf.md
"$REFMEND" fix $look -o crlf-mended.md crlf.md >/dev/null 2>&1
sed 's/$/\r/' mended.md >want.md
check 'CR LF stays CR LF' cmp crlf-mended.md want.md

"$REFMEND" fix $look --bib out.bib paper.md >/dev/null 2>&1
check 'the .bib has the full record' has out.bib '10.1038/nature14539'
check 'and what was not found, as cited' has out.bib 'A Theoretical Analysis of Style Transfer'
check 'and conflicts as cited' has out.bib 'Subramanian'
cp out.bib kept.bib
check 'no file, no new .bib' status 3 "$REFMEND" fix $look --bib out.bib gone.md
check 'the old one stays' cmp out.bib kept.bib
check 'a document on standard input' sh -c '"$0" fix "$@" -o - - <paper.md >stdin.md 2>/dev/null; cmp stdin.md mended.md' "$REFMEND" $look

"$REFMEND" check $look --format csv paper.md >out.csv
check 'CSV has a line a reference' test "$(wc -l <out.csv)" = 6
"$REFMEND" check $look --format github paper.md >out.github
check 'GitHub gets annotations' has out.github '::warning file=paper.md,line='
"$REFMEND" check $look --format sarif paper.md lost.md >out.sarif
[ -z "$PYTHON3" ] || [ "$PYTHON3" = no ] || check 'SARIF is one log of all files, its rules those it names' "$PYTHON3" -c '
import json, sys
run = json.load(open("out.sarif"))["runs"][0]
rules = {r["id"] for r in run["tool"]["driver"]["rules"]}
results = run["results"]
uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
levels = {r["ruleId"]: r["level"] for r in results}
sys.exit(not (all(r["ruleId"] in rules and r["message"]["text"] for r in results)
    and uris == {"paper.md", "lost.md"}
    and levels["conflict"] == "error" and levels["differs"] == "warning"))'
printf 'References\n\n[1] LeCun, Y., Bengio, Y., Hinton, G. Deep learning. Nature 521, 436 (2010).\n[2] Roe, A. <script>alert(1)</script> & "all" of it. Journal of Things 1, 2 (2001).\n' >'<b>.txt'
"$REFMEND" check $look --format html '<b>.txt' paper.md >out.html
check 'the page has the worst first' sh -c '
  [ "$(grep -o "^<h2>[a-z ]*" out.html | tr "\n" " ")" = "<h2>conflict  <h2>differs  <h2>not found  " ]'
check 'and what is verified, folded' has out.html '<details><summary>verified (1)'
check 'nothing of a document is markup on the page' sh -c '
  grep -q "&lt;script&gt;alert" out.html && ! grep -q "<script\|<b>\.txt" out.html'
"$REFMEND" check $look paper.md >out.txt
check 'no colour in a file' lacks out.txt "$(printf '\033')"
check 'verified ones are hidden' lacks out.txt '[1]'
check '-v shows them' sh -c '"$0" check "$@" -v paper.md | grep -q verified:' "$REFMEND" $look

cat >one.ris <<'END'
TY  - JOUR
AU  - LeCun, Yann
AU  - Bengio, Yoshua
AU  - Hinton, Geoffrey
TI  - Deep learning
T2  - Nature
PY  - 2010
VL  - 521
DO  - 10.1038/nature14539
ER  - 
END
cp one.ris was.ris
check 'a format that is not mended is told to be none' status 2 "$REFMEND" fix $look -i one.ris
check 'it stays' cmp one.ris was.ris
"$REFMEND" fix $look one.ris >out.txt
check 'and what does mend it is said' has out.txt '--bib mended.bib one.ris'
"$REFMEND" fix $look --bib one.bib one.ris >out.txt
check 'the .bib has it right' has one.bib 'year          = {2015}'
done_testing
