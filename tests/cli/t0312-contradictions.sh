#!/bin/sh
# Services that contradict the reference, each other, or themselves: what they are
# known to do, through the loopback server.
. "$TESTS_DIR/lib.sh"
. "$TESTS_DIR/services.sh"

# verdict WANT FILE [OPTION...]: the lone reference's, from an empty cache
verdict() {
  want=$1; shift
  rm -rf "$HOME/.cache"
  "$REFMEND" check $look --json "$@" >"$tmp/report" 2>"$tmp/err"
  got=$(sed -n 's/.*"type":"reference".*"verdict":"\([a-z_]*\)".*/\1/p' "$tmp/report")
  [ "$got" = "$want" ] || { echo "got $got, want $want"; cat "$tmp/err" "$tmp/report"; return 1; }
}
lacks() { ! grep -qF -e "$2" "$1" || { echo "$1 has '$2':"; cat "$1"; return 1; }; }
entry() { printf '%s\n' "$1" >"$2"; }

# The DOI leads to another work than the title and the people.
entry '@article{k, author = {LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey}, title = {Deep learning}, journal = {Nature}, year = 2015, doi = {10.1561/2200000006}}' other.bib
check 'the DOI of another work is found out' verdict differs other.bib
check 'it is what is wrong' has "$tmp/report" '"field":"DOI","kind":"wrong"'

# Copies under 10.65215, dated 2025, come before the work itself.
entry '@article{d, author = {LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey}, title = {Deep learning}, journal = {Nature}, year = 2015}' nature.bib
control 'variant?name=fakes'
check 'a copy above the work is not taken for it' verdict verified nature.bib
check 'nor offered' lacks "$tmp/report" 10.65215
control reset
control 'variant?name=component'
check 'nor is a figure of it' verdict verified nature.bib
check 'whatever its DOI' lacks "$tmp/report" '"DOI":"10.1038/nature14539/'
control reset

# One title, two works.
entry '@book{b, author = {Goodfellow, Ian and Bengio, Yoshua and Courville, Aaron}, title = {Deep Learning}, publisher = {MIT Press}, year = 2016}' book.bib
check 'the book of the title is the book' verdict verified book.bib
check 'not the article' lacks "$tmp/report" '"DOI":"10.1038/nature14539"'

# A retracted work: its title begins so, its notice has nearly the same.
entry '@article{w, author = {Wakefield, A. J. and Murch, S. H. and others}, title = {Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children}, journal = {The Lancet}, year = 1998, doi = {10.1016/S0140-6736(97)11096-0}}' retracted.bib
for service in crossref europe-pmc pubmed openalex; do
  check "$service tells the retraction" verdict verified retracted.bib --sources $service
  check "as an alert ($service)" has "$tmp/report" '"alerts":["retracted"'
done

# Preprint and paper are one work in two versions, each right as cited.
entry '@inproceedings{b, author = {Devlin, Jacob and Chang, Ming-Wei and Lee, Kenton and Toutanova, Kristina}, title = {{BERT}: Pre-training of Deep Bidirectional Transformers for Language Understanding}, booktitle = {Proceedings of NAACL}, year = 2019, pages = {4171--4186}}' paper.bib
entry '@misc{b, author = {Devlin, Jacob and Chang, Ming-Wei and Lee, Kenton and Toutanova, Kristina}, title = {{BERT}: Pre-training of Deep Bidirectional Transformers for Language Understanding}, eprint = {1810.04805}, archiveprefix = {arXiv}, year = 2018}' preprint.bib
check 'the paper is right' verdict verified paper.bib
check 'and so is the preprint' verdict verified preprint.bib
check 'of which a version was printed since' has "$tmp/report" published_version

# Renamed between versions; the loopback service knows all of them.
entry '@misc{g, author = {Hendrycks, Dan and Gimpel, Kevin}, title = {Bridging Nonlinearities and Stochastic Regularizers with Gaussian Error Linear Units}, eprint = {1606.08415}, archiveprefix = {arXiv}, year = 2016}' renamed.bib
check 'what was renamed is still itself' verdict verified renamed.bib

# A work of 2012 that nobody has, only its reprint of 2017 with other pages.
entry '@inproceedings{a, author = {Krizhevsky, Alex and Sutskever, Ilya and Hinton, Geoffrey E.}, title = {{ImageNet} Classification with Deep Convolutional Neural Networks}, booktitle = {Advances in Neural Information Processing Systems}, volume = 25, pages = {1097--1105}, year = 2012}' reprint.bib
check 'the pages of a reprint make nothing wrong' verdict verified reprint.bib --sources crossref,openalex
check 'nor its year' lacks "$tmp/report" '"kind":"wrong"'
exec 8>&-
done_testing
