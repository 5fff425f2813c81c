#!/bin/sh
# Settings and machines that nobody plans for: every reference is judged all the same,
# from what answers, and what is missing is said.
. "$TESTS_DIR/lib.sh"
. "$TESTS_DIR/services.sh"

cat >paper.bib <<'END'
@article{right, author = {LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey}, title = {Deep learning}, journal = {Nature}, year = 2015, doi = {10.1038/nature14539}}
@book{book, author = {Goodfellow, Ian and Bengio, Yoshua and Courville, Aaron}, title = {Deep Learning}, publisher = {MIT Press}, year = 2016}
@article{lost, author = {Nobody, Hans}, title = {On the Total Absence of This Article from Every Register}, journal = {Nature}, year = 2014}
END
whole='verified verified not_found '
# verdicts WANT COMMAND...
verdicts() {
  want=$1; shift
  "$@" --json >"$tmp/report" 2>"$tmp/err"
  got=$(sed -n 's/.*"type":"reference".*"verdict":"\([a-z_]*\)".*/\1/p' "$tmp/report" | tr '\n' ' ')
  [ "$got" = "$want" ] || { echo "got:  $got"; echo "want: $want"; cat "$tmp/err" "$tmp/report"; return 1; }
}

sed 's,^\(crossref.url.*\)$,\1///,' services.ini >slash.ini
check 'slashes at the end of an address are none of the path' verdicts "$whole" "$REFMEND" check --config slash.ini paper.bib
sed 's,^crossref.url.*,crossref.url = api.crossref.org,' services.ini >bad.ini
check 'an address that is none' status 2 "$REFMEND" check --config bad.ini paper.bib
"$REFMEND" check --config bad.ini paper.bib >/dev/null 2>"$tmp/err"
check 'is told with its place' has "$tmp/err" 'bad.ini:2: crossref.url does not begin with https://'

rm -rf "$HOME/.cache"
mkdir -p "$HOME/.cache/refmend"
echo 'no database' >"$HOME/.cache/refmend/cache.db"
check 'a cache that is none' verdicts "$whole" "$REFMEND" check $look paper.bib
check 'is said to be' has "$tmp/err" 'no cache:'
check 'and left alone' grep -q 'no database' "$HOME/.cache/refmend/cache.db"
rm -rf "$HOME/.cache"
: >file
check 'a folder that is a file' env XDG_CACHE_HOME="$tmp/file" sh -c '"$@" >out 2>err; grep -q "no cache" err && grep -q "2 verified" out' - "$REFMEND" check $look paper.bib
check 'no home at all' env -u HOME sh -c '"$@" | grep -q "2 verified"' - "$REFMEND" check $look paper.bib
# sh counts in blocks of 512 bytes: enough for the report, not for the cache
check 'a file that may not grow' sh -c 'ulimit -f 24; "$@" >out 2>/dev/null; grep -q "2 verified" out' - "$REFMEND" check $look paper.bib

several() { # four at once, with one cache
  rm -rf "$HOME/.cache"
  pids=
  for run in 1 2 3 4; do
    "$REFMEND" check "$@" --json paper.bib >"several.$run" 2>"several.err.$run" &
    pids="$pids $!"
  done
  for pid in $pids; do wait "$pid"; done
  for run in 1 2 3 4; do
    got=$(sed -n 's/.*"type":"reference".*"verdict":"\([a-z_]*\)".*/\1/p' "several.$run" | tr '\n' ' ')
    [ "$got" = "$whole" ] && [ ! -s "several.err.$run" ] || { echo "$run: $got"; cat "several.err.$run"; return 1; }
  done
}
check 'four runs at once share a cache' several $look
"$REFMEND" import --library shelf.db paper.bib >/dev/null 2>&1
check 'and a library' several $look --library shelf.db

stopped() { # at any moment: all references are in the report
  for after in 0 0.02 0.05 0.1 0.2; do
    rm -rf "$HOME/.cache"
    "$REFMEND" check $look --json paper.bib >out 2>err &
    pid=$!
    sleep $after
    kill -INT $pid 2>/dev/null
    wait $pid
    got=$?
    case $got in
    130) [ "$after" = 0 ] || same_number "$(grep -c '"type":"reference"' out)" 3 || return 1 ;;
    0) same_number "$(grep -c '"type":"reference"' out)" 3 || return 1 ;;
    *) echo "status $got"; cat err; return 1 ;;
    esac
  done
}
check 'Ctrl-C at any moment' stopped
exec 8>&-
# libcurl comes with thirty libraries: whoever stays off the network does not wait for them
mkdir -p broken
echo 'no library' >broken/libcurl.so.4
check 'without libcurl a reference is still read' env LD_LIBRARY_PATH="$tmp/broken" sh -c 'echo "Turing, A. M. (1950). Computing machinery and intelligence. Mind, 59, 433-460." | "$1" parse | grep -q "\"Mind\""' - "$REFMEND"
rm -rf "$HOME/.cache"
echo 'mailto = test@example.org' >plain.ini
env LD_LIBRARY_PATH="$tmp/broken" "$REFMEND" check --config plain.ini paper.bib >"$tmp/out" 2>"$tmp/err"
check 'whoever asks services is told what is missing' has "$tmp/err" 'libcurl, which services are asked with, cannot be loaded'
done_testing
