#!/bin/sh
# Long lists: the threads that check them change nothing but the time it takes.
. "$TESTS_DIR/lib.sh"

# N entries of five works of the sample, some with faults, each with its own key.
entries() {
  awk -v n="$1" 'BEGIN {
    t[0] = "Deep learning"; a[0] = "LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey"; y[0] = 2015
    t[1] = "Attention Is All You Need"; a[1] = "Vaswani, Ashish and Shazeer, Noam"; y[1] = 2017
    t[2] = "Deep residual learning for image recognition"; a[2] = "He, Kaiming and Zhang, Xiangyu"; y[2] = 2016
    t[3] = "Of a work that nobody wrote"; a[3] = "Nobody, Nick"; y[3] = 2001
    t[4] = "Learning Deep Architectures for AI"; a[4] = "Bengio, Yoshua"; y[4] = 2009
    for (i = 0; i < n; i++) {
      k = i % 5
      printf "@article{k%d,\n  title = {%s},\n  author = {%s},\n  year = %d", i, t[k], a[k], y[k] + (i % 7 == 3)
      if (i % 3 == 0 && k == 0) printf ",\n  doi = {10.1038/nature14539},\n  volume = %d", 521 + i % 2
      if (i % 11 == 0) printf ",\n  title = {again}"
      print "\n}"
    }
    print "@xdata{last, publisher = {None}}"
  }'
}
entries 2500 >list.bib
look='--offline --confidential --index sample'
run() { "$REFMEND" "$1" $look --jobs "$2" --format "$3" list.bib >"$4" 2>"$4.err"; case $? in 0 | 1 | 4) ;; *) return 1 ;; esac; }
same() { run "$1" 1 "$2" one && run "$1" "$3" "$2" many && cmp one many && test -s one; }

for format in json text csv github; do
  check "two threads report as one does: $format" same check $format 2
done
check 'so do many' same check json 9
check 'so do they for fix' same fix json 3
keys() { sed -n 's/.*"key":"\(k[0-9]*\)".*"raw".*/\1/p' "$1"; }
run check 2 json many
cp many report
awk 'BEGIN { for (i = 0; i < 2500; i++) print "k" i }' >wanted
check 'references come in the order of the file' sh -c 'cmp wanted got' "$(keys many >got)"
check 'each once' test "$(grep -c '"type":"reference"' many)" -eq 2501
check 'what could not be read comes first' sh -c 'head -2 many | tail -1 | grep -q "\"type\":\"problem\""'
check 'the summary counts them' sh -c 'tail -1 many | grep -q "\"references\":2501"'

"$REFMEND" fix $look --jobs 1 -o one.bib list.bib >/dev/null
"$REFMEND" fix $look --jobs 4 -o many.bib list.bib >/dev/null
check 'a list mended by several threads is that of one' cmp one.bib many.bib
check 'and not as it was' sh -c '! cmp -s list.bib many.bib'

# --- the number of threads
for given in 0 -1 2x 10000 ''; do
  check "--jobs '$given' is refused" status 2 "$REFMEND" check $look "--jobs=$given" list.bib
done
printf 'jobs = none\n' >bad.ini
printf 'jobs = 2\n' >good.ini
check 'so is a configured one that is none' status 2 "$REFMEND" check $look --config bad.ini list.bib
check 'with the line' sh -c '"$REFMEND" check --config bad.ini list.bib 2>&1 | grep -q "bad.ini:1: jobs"'
configured() { "$REFMEND" check $look --config good.ini --json list.bib >got; cmp report got; }
check 'a configured one is taken' configured

# --- an index that is damaged inside
"$REFMEND" index build --quiet --covers none --date 2026-11-24 -o whole.idx "$TESTS_DIR/../bib/sample-works.jsonl"
size=$(wc -c <whole.idx)
cp whole.idx damaged.idx
dd if=/dev/zero of=damaged.idx bs=1024 seek=$((size / 1024 / 2)) \
  count=$((size / 1024 / 3)) conv=notrunc 2>/dev/null
damaged() {
  "$REFMEND" check --offline --confidential --index damaged.idx --jobs "$1" --json list.bib >"$2" 2>"$2.err"
}
check 'a damaged index is an error' status 3 damaged 1 one
check 'on several threads too' status 3 damaged 6 many
check 'that is told once' test "$(wc -l <many.err)" -eq 1
check 'with the file and what to do' grep -q 'damaged.idx: the index is damaged' many.err
check 'in the same words' cmp one.err many.err
check 'after the same references' cmp one many

# --- Ctrl-C
entries 30000 >long.bib
interrupted() {
  "$REFMEND" check $look --jobs 2 --json long.bib >"$tmp/part" 2>"$tmp/part.err" &
  pid=$!
  tries=0
  while [ ! -s "$tmp/part" ] && [ $tries -lt 600 ]; do sleep 0.05; tries=$((tries + 1)); done
  kill -INT $pid
  wait $pid
}
check 'Ctrl-C is 130' status 130 interrupted
check 'every reference has its line' test "$(grep -c '"type":"reference"' part)" -eq 30001
check 'what was judged is told' grep -q '"key":"k0",.*"verdict":"verified"' part
check 'what was not is unresolved' grep -q '"key":"k29999",.*"verdict":"unresolved"' part
awk 'BEGIN { for (i = 0; i < 30000; i++) print "k" i }' >wanted
check 'in order' sh -c 'cmp wanted got' "$(keys part >got)"
check 'the summary ends it' sh -c 'tail -1 part | grep -q "\"type\":\"summary\""'

check 'no progress where there is no terminal' test ! -s part.err
if script -qec true /dev/null >/dev/null 2>&1; then
  check 'on a terminal it is told' sh -c \
    'script -qec "\"$REFMEND\" check $0 --json list.bib >/dev/null" /dev/null </dev/null | grep -q "2501 of 2501 references"' "$look"
fi
done_testing
