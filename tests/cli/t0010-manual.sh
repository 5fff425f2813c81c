#!/bin/sh
# The manual and the program tell the same: each command and each of its options
# is in doc/refmend.1, and nothing is there that the program has not.
. "$TESTS_DIR/lib.sh"
doc=$TESTS_DIR/../doc
manual=$doc/refmend.1

# Subsections are named after commands, and "Report options" and its like after
# the options that several commands share.
subsections() {
  awk '/^\.Sh / { here = $2 == "COMMANDS" } here && /^\.Ss / { print $2 }' \
    "$manual" | grep '^[a-z]'
}
# The text of a subsection.
text() { # text NAME
  awk -v name=".Ss $1" '/^\.S[sh] / { here = $0 == name; next } here' "$manual"
}
# The long options of a subsection, and of those that it sends the reader to.
told() { # told COMMAND
  {
    text "$1"
    for shared in Report Look-up Library; do
      text "$1" | grep -qi "^[^.]*$shared options" && text "$shared options"
    done
  } | sed -n '/^\.It Fl /s/.*Fl -\([a-z][a-z-]*\).*/\1/p' | sort
}
commands() { "$REFMEND" help | sed -n 's/^  \([a-z-]*\)  *.*/\1/p'; }
options() { # options COMMAND
  "$REFMEND" help "$1" |
    sed -n 's/^  [- ][a-z ][, ] --\([a-z-]*\).*/\1/p' | grep -v '^help$' | sort
}
# The letters that stand for options: "o output".
letters_told() { # letters_told COMMAND
  {
    text "$1"
    for shared in Report Look-up Library; do
      text "$1" | grep -qi "^[^.]*$shared options" && text "$shared options"
    done
  } | sed -n 's/^\.It Fl \([a-z]\) , Fl -\([a-z-]*\).*/\1 \2/p' | sort
}
letters() { # letters COMMAND
  "$REFMEND" help "$1" |
    sed -n 's/^  -\([a-z]\), --\([a-z-]*\).*/\1 \2/p' | grep -v '^h help$' | sort
}
same() { # same WHAT FILE FILE
  diff "$2" "$3" || { echo "< the program's $1, > the manual's"; return 1; }
}

commands | sort >commands
subsections | sort >told-commands
check 'the program has commands' test -s commands
check 'the manual has every command, and no others' \
  same commands commands told-commands
while read -r command; do
  options "$command" >have
  told "$command" >told
  check "the options of $command are in the manual" same options have told
  letters "$command" >have
  letters_told "$command" >told
  check "the letters of $command are in the manual" same letters have told
done <commands

# What refmend prints by name is explained: verdicts, kinds of change, alerts.
for word in verified differs conflict not_found unresolved not_checkable \
  wrong variant form missing unconfirmed retracted correction \
  expression_of_concern newer_version published_version; do
  check "$word is explained" grep -q "^\.\(It \)\{0,1\}Cm .*$word" "$manual"
done

# Keys of the configuration: the template has those of the manual.
awk '/^\.Sh / { here = $2 == "CONFIGURATION" } here && /^\.It Cm / { print $3 }' \
  "$manual" | grep -v '&$' | sort >keys
sed -n 's/^\[\(.*\)\]$/[\1]/p; s/^# \([a-z-]*\) = .*/\1/p' \
  "$doc/config.ini.example" | awk '
  /^\[/ { section = substr($0, 2, length($0) - 2) "."; next }
  { print section $0 }' >template
check 'the template has keys' test -s template
while read -r key; do
  case $key in
  cache.refresh | http.time-scale) continue ;; # for one run, for tests
  esac
  check "the template has $key" grep -qx "$key" template
done <keys
sed 's/^# \([a-z-]* = \)/\1/' "$doc/config.ini.example" >all.ini
check 'the template is read' sh -c \
  '"$0" log --library gone.db --config "$1" 2>&1 | grep -q "no library"' \
  "$REFMEND" all.ini

# The members of the JSON report, as the manual's JSON OUTPUT has them.
json_members() {
  awk '/^\.Sh / { here = $0 == ".Sh JSON OUTPUT" } here' "$manual" >json-section
  cat >broken.bib <<'END'
@article{bert, title = {BERT: Pre-training of Deep Bidirectional Transformers
  for Language Understanding}, author = {Brown, Tom and Subramanian, Dan}}
@article{deep, title = {Deep learning}, author = {LeCun, Y. and Bengio, Y. and
  Hinton, G.}, year = 2010, journal = {Nature}, volume = 521}
@article{cut, title = {never closed
END
  "$REFMEND" check --offline --index sample --json broken.bib >report.jsonl
  "$PYTHON3" - <<'END'
import json, sys

section = open("json-section", encoding="utf-8").read()
lines = [json.loads(l) for l in open("report.jsonl", encoding="utf-8")]
told, bad = set(), []
for o in lines:
    for path, members in [(o["type"], [o])] + [
            (k, o[k]) for k in ("sources", "changes", "parts", "candidates",
                                "searched") if o.get(k)]:
        for m in members:
            told |= {(path, name) for name in m}
for path, name in sorted(told):
    if '"%s"' % name not in section and "Va %s" % name not in section:
        bad.append("%s.%s is not in the manual" % (path, name))
if {o["type"] for o in lines} != {"run", "problem", "reference", "summary"}:
    bad.append("not all types of lines came")
if not any(p == "changes" for p, n in told):
    bad.append("no change came")
print("\n".join(bad))
sys.exit(bool(bad))
END
}
if [ -n "$PYTHON3" ] && [ "$PYTHON3" != no ]; then
  check 'members of the JSON report are in the manual' json_members
else
  n=$((n + 1))
  echo "ok $n - members of the JSON report are in the manual # SKIP no python3"
fi

if command -v mandoc >/dev/null 2>&1; then
  check 'the manual is sound mdoc' mandoc -T lint -W error "$manual"
else
  n=$((n + 1))
  echo "ok $n - the manual is sound mdoc # SKIP there is no mandoc"
fi
done_testing
