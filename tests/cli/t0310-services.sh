#!/bin/sh
# check and fix through the services, as the loopback server plays them.
. "$TESTS_DIR/lib.sh"
. "$TESTS_DIR/services.sh"

requests() { wc -l <"$tmp/requests"; }
verdicts() {
  want=$1; shift
  "$@" --json >"$tmp/report" 2>"$tmp/err"
  got=$(sed -n 's/.*"type":"reference".*"verdict":"\([a-z_]*\)".*/\1/p' "$tmp/report" | tr '\n' ' ')
  [ "$got" = "$want" ] || { echo "got:  $got"; echo "want: $want"; cat "$tmp/err" "$tmp/report"; return 1; }
}
lacks() { ! grep -qF -e "$2" "$1" || { echo "$1 has '$2':"; cat "$1"; return 1; }; }

cat >paper.bib <<'END'
@article{right, author = {LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey}, title = {Deep learning}, journal = {Nature}, year = 2015, doi = {10.1038/nature14539}}
@article{title, author = {Bengio, Yoshua}, title = {Learning Deep Architectures for AI}, journal = {Foundations and Trends in Machine Learning}, year = 2009}
@book{book, author = {Goodfellow, Ian and Bengio, Yoshua and Courville, Aaron}, title = {Deep Learning}, publisher = {MIT Press}, year = 2016}
@article{lost, author = {Nobody, Hans}, title = {On the Total Absence of This Article from Every Register}, journal = {Nature}, year = 2014}
END

"$REFMEND" check $look --dry-run paper.bib >plan 2>&1
check '--dry-run prints the requests' has plan "GET $base/doi/doiRA/10.1038/nature14539"
check 'those that hang on answers are marked' grep -q "^GET $base/crossref/works?query[^ ]* (if needed)$" plan
check 'and asks nobody' same_number "$(requests)" 0
check '--confidential asks nobody' status 4 "$REFMEND" check $look --confidential paper.bib
check 'really nobody' same_number "$(requests)" 0
check 'and keeps nothing' test ! -e "$HOME/.cache"

check 'the services know them' verdicts 'verified verified verified not_found ' "$REFMEND" check $look paper.bib
asked=$(requests)
check 'a second run asks nobody' verdicts 'verified verified verified not_found ' "$REFMEND" check $look paper.bib
check 'since all is in the cache' same_number "$(requests)" "$asked"
check 'no mail address in the cache' sh -c '! grep -qa test@example "$0"' "$HOME/.cache/refmend/cache.db"
check '--refresh asks again' status 0 "$REFMEND" check $look --refresh paper.bib
check 'as often as at first' test "$(requests)" -gt "$asked"
check 'only what a reference says is sent' lacks "$tmp/requests" "paper.bib"

printf '{"type":"article-journal","title":"Deep learning","author":[{"family":"LeCun","given":"Yann"},{"family":"Bengio","given":"Yoshua"},{"family":"Hinton","given":"Geoffrey"}],"issued":{"date-parts":[[2015]]},"container-title":"Nature","DOI":"10.1038/nature14539"}\n' >works.jsonl
"$REFMEND" index build works.jsonl -o works.idx >/dev/null 2>&1
sed -n 1p paper.bib >one.bib
asked=$(requests)
check 'what an index knows' status 0 "$REFMEND" check $look --refresh --index works.idx one.bib
check 'no service is asked for' same_number "$(requests)" "$asked"
check 'but with --online always' status 0 "$REFMEND" check $look --refresh --online always --index works.idx one.bib
check 'it is' test "$(requests)" -gt "$asked"

rm -rf "$HOME/.cache"
control 'fault?add=crossref:503:ever'
check 'a source that fails makes no miss' verdicts 'unresolved unresolved verified unresolved ' "$REFMEND" check $look --sources crossref,open-library paper.bib
check 'that is status 4' status 4 "$REFMEND" check $look --sources crossref,open-library paper.bib
check 'the report says why' sh -c '"$0" check "$@" | grep -q "failed *crossref: 503"' "$REFMEND" $look --sources crossref paper.bib
"$REFMEND" check $look --sources crossref paper.bib >"$tmp/report" 2>&1
check 'and which source was given up' has "$tmp/report" 'crossref was given up in this run: 503'
rm -rf "$HOME/.cache"
"$REFMEND" check $look --json --sources crossref,open-library paper.bib >"$tmp/report" 2>&1
check 'in JSON, too' grep -q '^{"type":"source","name":"crossref","state":"down","requests":[1-9][0-9]*,"failures":[1-9][0-9]*,"reason":"503' "$tmp/report"
check 'and that others answered' grep -q '^{"type":"source","name":"open-library","state":"up","requests":[1-9][0-9]*,"failures":0,"reason":null}' "$tmp/report"
printf '# References\n\n1. LeCun, Y., Bengio, Y., & Hinton, G. (2015). *Deep learning*.\n' >plain.md
check 'nor of an article without its journal' verdicts 'unresolved ' "$REFMEND" check $look --sources crossref,open-library plain.md
check 'and it is said who was missing' has "$tmp/report" 'crossref could not be asked'
control reset
check 'later they are found' verdicts 'verified verified verified not_found ' "$REFMEND" check $look paper.bib
control 'fault?add=crossref:challenge:ever'
rm -rf "$HOME/.cache"
check 'a page for people is no answer' verdicts 'unresolved ' "$REFMEND" check $look --sources crossref one.bib
control reset

rm -rf "$HOME/.cache"
control 'fault?add=openlibrary:never:ever'
interrupted() { # the other services have answered by then; one never does
  "$REFMEND" check $look paper.bib --json >"$tmp/report" 2>"$tmp/err" &
  pid=$!
  tries=0
  while [ "$(grep -c '"openlibrary"' "$tmp/requests")" -le "$1" ] && [ $tries -lt 100 ]; do
    sleep 0.1; tries=$((tries + 1))
  done
  sleep 0.3
  kill -INT $pid
  wait $pid
}
check 'Ctrl-C is 130' status 130 interrupted "$(grep -c '"openlibrary"' "$tmp/requests")"
check 'what is known is told' has "$tmp/report" '"key":"right"'
check 'with its verdict' sh -c 'grep "\"key\":\"right\"" "$0" | grep -q "\"verdict\":\"verified\""' "$tmp/report"
check 'what is not known is unresolved' sh -c 'grep "\"key\":\"book\"" "$0" | grep -q "\"verdict\":\"unresolved\""' "$tmp/report"
control reset
check 'a later run finishes it' verdicts 'verified verified verified not_found ' "$REFMEND" check $look paper.bib

{ grep -v crossref.url services.ini; echo 'crossref.url = http://192.0.2.1/'; } >plain.ini
check 'another machine is not asked in the clear' sh -c '"$0" check --config plain.ini --sources crossref one.bib 2>&1 | grep -q http.plain' "$REFMEND"

rm -rf "$HOME/.cache"
control 'fault?add=openlibrary:never:ever'
{ cat services.ini; echo 'http.run-timeout = 200'; } >short.ini
check 'a run ends when its time is up' verdicts 'verified verified unresolved not_found ' "$REFMEND" check --config short.ini paper.bib
check 'with what is not known unresolved' status 4 "$REFMEND" check --config short.ini paper.bib
control reset
check 'and what was left is asked later' verdicts 'verified verified verified not_found ' "$REFMEND" check $look paper.bib

"$REFMEND" fix $look --complete -o mended.bib one.bib >report.txt 2>&1
check 'fix completes from a service' has mended.bib 521

# The whole sample article, without an index. No service has Krizhevsky's paper
# of 2012, only the reprint; and a title alone may be an article's or a book's.
cp "$TESTS_DIR/../bib/ten-thousand-hours-sample.md" article.md
check 'the article is judged by the services alone' verdicts \
  'verified not_found differs verified verified differs not_found conflict verified verified verified verified differs not_found conflict verified verified ' \
  "$REFMEND" check $look article.md
check 'no year is called wrong for want of a version' sh -c \
  'grep "Krizhevsky" "$0" | grep -q "\"field\":\"year\",\"kind\":\"unconfirmed\"" && grep Krizhevsky "$0" | grep -q "\"work\":{[^}]*\"container-title\":\"Communications of the ACM\""' "$tmp/report"
check 'fix mends it' status 0 "$REFMEND" fix $look --apply all --complete -o mended.md article.md
check 'with the title' has mended.md '*Learning Deep Architectures for AI*.'
check 'with the people' has mended.md 'Devlin, J., Chang, M.-W., Lee, K., & Toutanova, K. (2019). *BERT:'
check 'with volume and pages' has mended.md '*Deep learning*. Nature, 521(7553), 436-444. https://doi.org/10.1038/nature14539'
check 'without the reprint' has mended.md 'Hinton, G. E. (2012). *Imagenet classification with deep convolutional neural networks*.'
check 'never its volume' lacks mended.md '84-90'
exec 8>&-
done_testing
