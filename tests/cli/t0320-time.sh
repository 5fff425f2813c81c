#!/bin/sh
# No service is waited for without end; what is not known of a DOI is said.
. "$TESTS_DIR/lib.sh"
. "$TESTS_DIR/services.sh"

# takes SECONDS WANT COMMAND...: exit status WANT in less than so many seconds
takes() {
  most=$1 want=$2; shift 2
  from=$(date +%s)
  "$@" >report 2>&1; got=$?
  took=$(($(date +%s) - from))
  [ "$got" -eq "$want" ] || { echo "exit status $got, wanted $want"; cat report; return 1; }
  [ "$took" -lt "$most" ] || { echo "took $took s"; cat report; return 1; }
}

cat >paper.bib <<'END'
@article{doi, author = {LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey}, title = {Deep learning}, journal = {Nature}, year = 2015, doi = {10.1038/nature14539}}
@article{title, author = {Bengio, Yoshua}, title = {Learning Deep Architectures for AI}, journal = {Foundations and Trends in Machine Learning}, year = 2009}
@book{book, author = {Goodfellow, Ian and Bengio, Yoshua and Courville, Aaron}, title = {Deep Learning}, publisher = {MIT Press}, year = 2016}
END
sed -n 2p paper.bib >title.bib
for fault in never trickle; do
  control "fault?add=*:$fault:ever"
  check "services that do this end: $fault" takes 40 4 "$REFMEND" check $look title.bib
  check 'and the report says why' has report 'timed out'
  control reset
done

control 'fault?add=*:never:ever'
check 'all together end with --timeout' takes 30 4 "$REFMEND" check $look --timeout 30 paper.bib paper.bib
check 'which is said' has report 'the time limit of 30 s for look-ups is up'
echo 'http.run-timeout = 30' >>services.ini
check 'the configuration has it too' takes 30 4 "$REFMEND" check $look paper.bib
check 'with the same words' has report 'the time limit of 30 s for look-ups is up'
control reset
check '--timeout wants seconds' status 2 "$REFMEND" check $look --timeout soon paper.bib
check 'and not none' status 2 "$REFMEND" check $look --timeout 0 paper.bib
check 'with an answer in time nothing is lost' takes 30 0 "$REFMEND" check $look --timeout 10000 paper.bib

cat >dead.md <<'END'
# References

1. Nobody, A. (1997). Of nothing at all and its many uses. *Neural Computation*, 9(8), 1735–1780. doi:10.1162/neco.1997.9.8.9999
END
"$REFMEND" check $look --json dead.md >report 2>&1
check 'a DOI that doi.org denies is wrong' has report '"field":"DOI","kind":"wrong"'
check 'doi.org was asked' has report '{"source":"doi-org","status":"ok"'
rm -rf "$HOME/.cache"
control 'fault?add=doi:503:ever'
"$REFMEND" check $look --json dead.md >report 2>&1
check 'one that could not be asked for is unconfirmed' has report '"field":"DOI","kind":"unconfirmed"'
check 'with the reason' has report 'whether it exists could not be asked: doi-org: 503'
control reset
"$REFMEND" check $look --json --sources crossref dead.md >report 2>&1
check 'as is one that nobody was asked for' has report 'whether it exists was not asked'
exec 8>&-
done_testing
