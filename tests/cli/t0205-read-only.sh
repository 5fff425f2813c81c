#!/bin/sh
# A library that may not be written can be read, and costs no verdict.
. "$TESTS_DIR/lib.sh"

cat >refs.bib <<'END'
@article{bengio, author = {Bengio, Yoshua}, title = {Learning Deep Architectures for AI},
  journal = {Foundations and Trends in Machine Learning}, volume = {7}, year = {2009}, doi = {10.1561/2200000006}}
END
cat >works.jsonl <<'END'
{"type":"article-journal","title":"Learning Deep Architectures for AI","author":[{"family":"Bengio","given":"Yoshua"}],"issued":{"date-parts":[[2009]]},"container-title":"Foundations and Trends in Machine Learning","volume":"2","issue":"1","page":"1-127","DOI":"10.1561/2200000006"}
END
"$REFMEND" index build works.jsonl -o works.idx --covers general >/dev/null
look="--offline --index works.idx"
name='odd #1%20?.db'
mkdir shelf
"$REFMEND" import --library "shelf/$name" refs.bib >/dev/null
"$REFMEND" protect --library "shelf/$name" bengio volume

says() {
  words=$1; shift
  "$@" >out 2>&1 || true
  grep -q -e "$words" out || { cat out; echo "no '$words'"; return 1; }
}

# --- one that cannot be written to, whoever runs it
if [ "$PYTHON3" != no ] && [ -n "$PYTHON3" ]; then
  cp "shelf/$name" torn.db
  "$PYTHON3" -c 'import sqlite3; sqlite3.connect("torn.db", isolation_level=None).execute("DROP TABLE pending")'
  check 'what cannot be kept is judged all the same' says '1 differs' "$REFMEND" check --library torn.db $look refs.bib
  check 'and that it is not kept is said' says 'not remembered: torn.db' "$REFMEND" check --library torn.db $look refs.bib
fi

# --- a folder in which nothing may be written; root may everywhere
as=
if [ "$(id -u)" = 0 ]; then
  as='setpriv --reuid 65534 --regid 65534 --clear-groups'
  cp "$REFMEND" reader
  chmod 755 "$tmp" reader
  reader=$tmp/reader
else
  reader=$REFMEND
fi
chmod a+rX . shelf "shelf/$name" works.idx refs.bib
chmod a-w shelf "shelf/$name"
if $as "$reader" --version >/dev/null 2>&1; then
  lib="shelf/$name"
  check 'it is listed' says '^bengio	' $as "$reader" list --library "$lib"
  check 'and exported' says '^@article{bengio,' $as "$reader" export --library "$lib"
  check 'its history is told' says 'import refs.bib' $as "$reader" log --library "$lib"
  check 'check sees what it protects' says 'left: protected' $as "$reader" check --library "$lib" $look refs.bib
  check 'without a word of trouble' sh -c '! grep -q "^refmend" out'
  check 'writing is refused' status 3 $as "$reader" undo --library "$lib"
  check 'with the reason' says 'may not be written' $as "$reader" undo --library "$lib"
  chmod u+w shelf
  printf 'log' >"shelf/$name-wal"
  chmod a+r "shelf/$name-wal"
  chmod a-w shelf
  check 'changes that cannot be read are not left out silently' says 'copy both' $as "$reader" list --library "$lib"
fi
chmod -R u+w shelf
done_testing
