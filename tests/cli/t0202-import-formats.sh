#!/bin/sh
# What is imported from any format comes out of the library as it would without one.
. "$TESTS_DIR/lib.sh"

same() {
  "$REFMEND" convert -f "$1" -t "$2" in >converted 2>/dev/null
  # shellcheck disable=SC2046 # the keys are words
  "$REFMEND" export --library lib.db -f "$2" $(cat keys) >exported && [ -s exported ] && diff converted exported
}

for sample in "$TESTS_DIR"/fuzz/corpus/formats/*; do
  format=$(head -n 1 "$sample")
  tail -n +2 "$sample" >in
  rm -f lib.db*
  "$REFMEND" import --library lib.db --from "$format" in >keys 2>/dev/null
  check "$format: the library loses nothing" same "$format" csl-json
  case $format in
  ris|nbib|refer|endnote-xml|csl-yaml|mods|msbib|cff|hayagriva|bibtex)
    check "$format: and gives it back as it was" same "$format" "$format" ;;
  esac
  [ "$format" = bibtex ] && check 'biblatex: the same' same bibtex biblatex
done

printf 'TY  - BOOK\nAU  - Knuth, Donald E.\nTI  - The TeXbook\nPY  - 1984\nC5  - mine\nER  - \n' >one.ris
check 'an entry without a key gets one of what it says' sh -c '[ "$("$REFMEND" import --library k.db one.ris)" = knuth1984texbook ]'
check 'what CSL cannot say is in custom' sh -c '"$REFMEND" show --library k.db knuth1984texbook | grep -q "custom: .*ris-c5 = mine"'
check 'and RIS gets it back' sh -c '"$REFMEND" export --library k.db -f ris | grep -q "^C5  - mine"'
printf '# References\n\n1. D. E. Knuth. *The TeXbook*. Addison-Wesley, 1984.\n' >list
check 'import --from: a document' sh -c '[ "$("$REFMEND" import --library m.db --from markdown list)" = knuth1984texbook ]'
check 'check --from: read as it is said to be' sh -c '
  "$REFMEND" check --offline --index sample --json --from ris one.ris | grep -q "\"title\":\"The TeXbook\"" ||
  "$REFMEND" check --offline --index sample --json --from ris one.ris | grep -q "\"raw\":"'
check 'what is said wins over what the text looks like' sh -c '
  "$REFMEND" import --library w.db --from bibtex one.ris >out 2>err; [ $? = 3 ] && grep -q "looks like RIS" err'
check 'no such format' status 2 "$REFMEND" import --from colour one.ris
check 'nor in check' status 2 "$REFMEND" check --offline --index sample --from csv one.ris
done_testing
