#!/bin/sh
# refmend index update: adds to an index what is new, and to works that it has
# what they lack.
. "$TESTS_DIR/lib.sh"

cat >works.jsonl <<'END'
{"type":"book","title":"The Structure of Scientific Revolutions","author":[{"family":"Kuhn","given":"Thomas S."}],"issued":{"date-parts":[[1962]]},"publisher":"University of Chicago Press","source":"hand"}
{"type":"article-journal","title":"The Nature of the Firm","author":[{"family":"Coase","given":"R. H."}],"issued":{"date-parts":[[1937]]},"container-title":"Economica","source":"hand"}
END
cat >more.jsonl <<'END'
{"type":"article-journal","title":"The Nature of the Firm","author":[{"family":"Coase","given":"R. H."}],"issued":{"date-parts":[[1937]]},"container-title":"Economica","volume":"4","issue":"16","page":"386-405","DOI":"10.1111/j.1468-0335.1937.tb00002.x","source":"crossref"}
{"type":"article-journal","title":"The Problem of Social Cost","author":[{"family":"Coase","given":"R. H."}],"issued":{"date-parts":[[1960]]},"container-title":"The Journal of Law and Economics","volume":"3","page":"1-44","DOI":"10.1086/466560","source":"crossref"}
END
"$REFMEND" index build -q works.jsonl -o built.idx --date 2026-01-01

updated() { cp built.idx "$1" && "$REFMEND" index update "$@"; }
adds() {
  updated a.idx more.jsonl --date 2026-02-02 >out &&
    grep -q '^a.idx: 3 works' out && grep -q 'made one.*: 1$' out
}
check 'update adds what is new and knows what was there' adds
updated b.idx more.jsonl --date 2026-02-02 >/dev/null
check 'the same index and input make the same bytes' cmp a.idx b.idx
check 'nothing but the index is left behind' \
  sh -c '[ "$(ls a.idx* | tr "\n" " ")" = "a.idx " ]'

found() { "$REFMEND" index search a.idx "$@" >out && grep -q "$want" out; }
want='Problem of Social Cost'
check 'what was added is found by its words' found problem social cost
check 'and by its identifier' found 10.1086/466560
want='Scientific Revolutions'
check 'what was there is found' found structure scientific revolutions
want='doi:10.1111/j.1468-0335.1937.tb00002.x'
check 'a work told again has what only the other source knows' \
  found coase nature of the firm
check 'and is found by that' found 10.1111/j.1468-0335.1937.tb00002.x
once() { [ "$("$REFMEND" index search a.idx nature of the firm coase | grep -c 'Nature of the Firm')" = 1 ]; }
check 'and is one work' once

info_is() {
  "$REFMEND" index info --json a.idx >out
  printf '{"name": "a.idx", "format": 1, "date": "2026-02-02", "works": 3, "bytes": %s, "covers": "", "sources": {"crossref": 2, "hand": 2}, "segments": [{"date": "2026-01-01", "works": 2, "records": 2, "sources": {"hand": 2}}, {"date": "2026-02-02", "works": 1, "records": 2, "sources": {"crossref": 2}}]}\n' \
    "$(wc -c <a.idx)" | diff -u - out
}
check 'info tells what came when, and from where' info_is
info_text() { "$REFMEND" index info a.idx | grep -q 'updated  2026-02-02  works 1, records 2: crossref 2'; }
check 'info tells it to people' info_text
covers() {
  updated c.idx more.jsonl --covers general >/dev/null &&
    "$REFMEND" index info --json c.idx | grep -q '"covers": "general"'
}
check 'update can change what the index covers' covers

full_disk() {
  cp built.idx full.idx
  (trap '' XFSZ; ulimit -f 4; "$REFMEND" index update full.idx more.jsonl) 2>err
  cmp built.idx full.idx && [ "$(ls full.idx*)" = full.idx ]
}
check 'an update that fails leaves the index as it was' full_disk
killed() {
  cp built.idx killed.idx
  mkfifo pipe
  "$REFMEND" index update killed.idx pipe >/dev/null 2>&1 &
  pid=$!
  head -1 more.jsonl >pipe
  kill -9 $pid
  wait $pid
  cmp built.idx killed.idx
}
check 'an update that is killed leaves the index as it was' killed
check 'update of an index that is not there fails' \
  status 3 "$REFMEND" index update none.idx more.jsonl
check 'update of what is no index fails' \
  status 3 "$REFMEND" index update works.jsonl more.jsonl
check 'update with nothing in it fails' \
  sh -c ': >empty; "$REFMEND" index update a.idx empty; [ $? = 3 ] && cmp a.idx b.idx'
check 'update without input is wrong usage' status 2 "$REFMEND" index update a.idx
check 'update without an index is wrong usage' status 2 "$REFMEND" index update

# Far more than the index was made for: it is built again.
i=0
while [ $i -lt 300 ]; do
  i=$((i + 1))
  echo "{\"type\":\"article-journal\",\"title\":\"Report number $i of the survey\",\"author\":[{\"family\":\"Doe\",\"given\":\"J.\"}],\"issued\":{\"date-parts\":[[2001]]},\"volume\":\"$i\",\"page\":\"7\",\"source\":\"made\"}"
done >many.jsonl
grows() {
  updated many.idx many.jsonl --date 2026-02-02 >out && grep -q '302 works' out &&
    "$REFMEND" index search many.idx report number 217 survey | grep -q 'number 217' &&
    "$REFMEND" index search many.idx kuhn scientific revolutions | grep -q Kuhn &&
    "$REFMEND" index info --json many.idx | grep -q '"works": 300, "records": 300'
}
check 'an index that grows manifold still finds all' grows
again() { "$REFMEND" index update many.idx works.jsonl | grep -q '302 works'; }
check 'and still knows what it has' again

# One service calls it a paper of proceedings, another an article: one work, which
# has the pages of the one and the volume of the other.
kinds() {
  cat >kinds.jsonl <<'END'
{"type":"paper-conference","title":"Knowledge Distillation from Internal Representations","author":[{"family":"Aguilar","given":"Gustavo"},{"family":"Ling","given":"Yuan"}],"issued":{"date-parts":[[2020]]},"container-title":"The Thirty-Fourth AAAI Conference on Artificial Intelligence, AAAI 2020, New York, NY, USA, February 7-12, 2020","page":"7350-7357","source":"one"}
{"type":"article","title":"Knowledge Distillation from Internal Representations","author":[{"family":"Aguilar","given":"Gustavo"},{"family":"Ling","given":"Yuan"}],"issued":{"date-parts":[[2020]]},"container-title":"Proceedings of the AAAI Conference on Artificial Intelligence","volume":"34","page":"7350-7357","DOI":"10.1609/aaai.v34i05.6229","source":"two"}
END
  "$REFMEND" index build kinds.jsonl -o kinds.idx >/dev/null &&
    "$REFMEND" index search --json kinds.idx distillation internal >out &&
    [ "$(wc -l <out)" = 1 ] && grep -q '"volume":"34"' out &&
    grep -q '"DOI":"10.1609/aaai.v34i05.6229"' out
}
check 'a paper that two services call otherwise keeps what both know' kinds

# The longer record has initials and capitals, the shorter one names and markup.
best() {
  cat >best.jsonl <<'END'
{"type":"paper-conference","title":"ES3: EVOLVING SELF-SUPERVISED LEARNING OF ROBUST AUDIO-VISUAL SPEECH REPRESENTATIONS","author":[{"family":"Zhang","given":"Y."},{"family":"Yang","given":"S."}],"issued":{"date-parts":[[2024]]},"container-title":"IEEE/CVF Conference on Computer Vision and Pattern Recognition, CVPR 2024, Seattle, WA, USA, June 16-22, 2024","page":"27059-27069","publisher":"IEEE","DOI":"10.1109/cvpr52733.2024.02556","source":"one"}
{"type":"paper-conference","title":"ES<sup>3</sup>: Evolving Self-Supervised Learning of Robust Audio-Visual Speech Representations","author":[{"family":"Zhang","given":"Yuanhang"},{"family":"Yang","given":"Shuang"}],"issued":{"date-parts":[[2024]]},"DOI":"10.1109/cvpr52733.2024.02556","source":"two"}
END
  "$REFMEND" index build best.jsonl -o best.idx >/dev/null &&
    "$REFMEND" index search --json best.idx evolving robust speech >out && cat out &&
    [ "$(wc -l <out)" = 1 ] && grep -qF '"ES<sup>3</sup>: Evolving' out &&
    grep -q '"given":"Yuanhang"' out && grep -q '"page":"27059-27069"' out
}
check 'one work of two records has the better title and names' best

# One DOI, but the sources part a name otherwise: who follows either is right.
named() {
  cat >named.jsonl <<'END'
{"type":"paper-conference","title":"SplitFed: When Federated Learning Meets Split Learning","author":[{"family":"Thapa","given":"Chandra"},{"family":"Chamikara","given":"Mahawaga Arachchige Pathum"},{"family":"Camtepe","given":"Seyit"},{"family":"Sun","given":"Lichao"}],"issued":{"date-parts":[[2022]]},"container-title":"Thirty-Sixth AAAI Conference on Artificial Intelligence, AAAI 2022","page":"8485-8493","publisher":"AAAI Press","source":"one"}
{"type":"article","title":"SplitFed: When Federated Learning Meets Split Learning","author":[{"family":"Thapa","given":"Chandra"},{"family":"Arachchige","given":"Pathum Chamikara Mahawaga"},{"family":"Camtepe","given":"Seyit"},{"family":"Sun","given":"Lichao"}],"issued":{"date-parts":[[2022]]},"container-title":"Proceedings of the AAAI Conference on Artificial Intelligence","volume":"36","page":"8485-8493","DOI":"10.1609/aaai.v36i8.20825","source":"two"}
END
  "$REFMEND" index build named.jsonl -o named.idx >/dev/null || return 1
  for name in 'Arachchige, Pathum Chamikara Mahawaga' 'Chamikara, Mahawaga Arachchige Pathum'; do
    printf '@inproceedings{k, author = {Thapa, Chandra and %s and Camtepe, Seyit and Sun, Lichao}, title = {{SplitFed}: When Federated Learning Meets Split Learning}, booktitle = {AAAI}, year = 2022}\n' "$name" >named.bib
    "$REFMEND" check --offline --index named.idx --json named.bib >out; cat out
    grep -q '"verdict":"verified"' out && ! grep -q '"field":"author"' out || return 1
  done
}
check 'records that part a name otherwise are both kept' named
done_testing
