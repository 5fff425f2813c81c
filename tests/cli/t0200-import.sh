#!/bin/sh
# Files into the library, and what list and show say of it then.
. "$TESTS_DIR/lib.sh"

cat >refs.bib <<'END'
@article{bengio2009,
  author  = {Bengio, Yoshua},
  title   = {Learning deep architectures},
  journal = {Foundations and Trends in Machine Learning},
  volume  = 2, number = 1, pages = {1--127}, year = 2009,
}
@book{goodfellow2016,
  author = {Ian Goodfellow and Yoshua Bengio and Aaron Courville},
  title = {Deep Learning}, publisher = {MIT Press}, year = 2016,
}
END
cat >broken.bib <<'END'
@misc{first, title = {A first work}, year = 2001}
@article{broken, title = {No end
@misc{last, title = {A last work}, year = 2003}
END
cat >items.json <<'END'
[{"id": "lecun2015", "type": "article-journal", "title": "Deep learning",
  "container-title": "Nature", "volume": "521", "page": "436-444",
  "author": [{"family": "LeCun", "given": "Yann"}],
  "issued": {"date-parts": [[2015, 5, 27]]}, "DOI": "10.1038/nature14539"}]
END
lib="$tmp/lib.db"

# prints WANTED COMMAND...: standard output is exactly WANTED
prints() {
  wanted=$1; shift
  got=$("$@") || true
  [ "$got" = "$wanted" ] || { echo "got: $got"; echo "wanted: $wanted"; return 1; }
}
# says WORDS COMMAND...: output or error holds WORDS
says() {
  words=$1; shift
  "$@" >out 2>&1 || true
  grep -q -e "$words" out || { cat out; echo "no '$words'"; return 1; }
}

check 'a library that is not there is an error' status 3 "$REFMEND" list --library "$lib"
check 'and is not made by asking' test ! -e "$lib"
check 'import prints the keys in the order of the file' prints 'bengio2009
goodfellow2016' "$REFMEND" import --library "$lib" refs.bib
check 'list has them' prints 'bengio2009	Bengio 2009	Learning deep architectures
goodfellow2016	Goodfellow et al. 2016	Deep Learning' "$REFMEND" list --library "$lib"
check 'importing again merges' prints 'bengio2009
goodfellow2016' "$REFMEND" import --library "$lib" refs.bib
check 'and adds nothing to the list' sh -c '[ "$("$REFMEND" list --library "$1" | wc -l)" -eq 2 ]' sh "$lib"
check 'nor to the log' sh -c '[ "$("$REFMEND" log --json --library "$1" | wc -l)" -eq 2 ]' sh "$lib"
check 'CSL-JSON is imported' prints lecun2015 "$REFMEND" import --library "$lib" items.json
check 'show says who says it' says 'DOI: 10.1038/nature14539  (items.json lecun2015, ' "$REFMEND" show --library "$lib" lecun2015
check 'show --json has the work and its assertions' says '"assertions":\[{"current":true' "$REFMEND" show --json --library "$lib" lecun2015
check 'list --json is one object a line' sh -c '[ "$("$REFMEND" list --json --library "$1" | grep -c "^{.*}$")" -eq 3 ]' sh "$lib"
check 'a broken entry is a finding' status 1 "$REFMEND" import --library "$lib" broken.bib
check 'told with file and line' says '^broken.bib:[0-9]*: broken: ' "$REFMEND" import --library "$lib" broken.bib
check 'and the entries around it are there' status 0 "$REFMEND" show --library "$lib" first last
cat >own.bib <<'END'
@article{mine, author = {Ashish Vaswani and Noam Shazeer}, year = 2017,
  title = {Attention is all you need}}
END
cat >list.md <<'END'
# References

- Vaswani, A., & Shazeer, N. (2017). Attention is all you need. NIPS.
- Vaswani, A. (2017). Attention and what else there may be. Unheard-of Press.
END
check 'an entry keeps its key' prints mine "$REFMEND" import --library "$lib" own.bib
check 'a key made up for it elsewhere is free for the next work' prints 'mine
vaswani2017attention' "$REFMEND" import --library "$lib" list.md
check 'no file is a usage error' status 2 "$REFMEND" import --library "$lib"
check 'an unreadable file is an error' status 3 "$REFMEND" import --library "$lib" nowhere.bib
check 'a good file beside it is imported' prints 'bengio2009
goodfellow2016' "$REFMEND" import --library "$lib" nowhere.bib refs.bib
check 'an unknown key is an error' status 3 "$REFMEND" show --library "$lib" nobody
check 'a file that is no library is refused' says 'not a refmend library' "$REFMEND" list --library refs.bib
check 'and left as it is' grep -q bengio2009 refs.bib

# Where the library is.
mkdir -p project/deep
check 'the environment names the library' sh -c 'REFMEND_LIBRARY=$1 "$REFMEND" list | grep -q bengio2009' sh "$lib"
cp "$lib" project/refmend.db
check 'refmend.db is found upwards' sh -c 'cd project/deep && "$REFMEND" list | grep -q bengio2009'
check 'else it is in the data folder' sh -c '"$REFMEND" import refs.bib && test -e "$XDG_DATA_HOME/refmend/refmend.db"'

# What one work is made of.
i=0
while [ $i -lt 4000 ]; do i=$((i + 1)); echo "@incollection{k$i, author={Smith, J}, title={Chapter $i}, booktitle={All}, doi={10.1000/all}}"; done >all.bib
check 'thousands of entries with one DOI cost each the same, and once more' sh -c '
  (ulimit -t 20; "$REFMEND" import --library all.db all.bib >out && "$REFMEND" import --library all.db all.bib >again) &&
  [ "$(wc -l <out)" = 4000 ] && [ "$(wc -l <again)" = 4000 ]'
done_testing
