#!/bin/sh
# Every service by itself, through the loopback server: what it finds, what it is
# sent, and when it is asked at all.
. "$TESTS_DIR/lib.sh"
. "$TESTS_DIR/services.sh"
unset REFMEND_OPENALEX_KEY REFMEND_PUBMED_KEY REFMEND_SEMANTIC_SCHOLAR_KEY REFMEND_GOOGLE_BOOKS_KEY

lacks() { ! grep -qF -e "$2" "$1" || { echo "$1 has '$2':"; cat "$1"; return 1; }; }
# verdict WANT COMMAND...: the lone reference's
verdict() {
  want=$1; shift
  "$@" --json >"$tmp/report" 2>"$tmp/err"
  got=$(sed -n 's/.*"type":"reference".*"verdict":"\([a-z_]*\)".*/\1/p' "$tmp/report")
  [ "$got" = "$want" ] || { echo "got $got, want $want"; cat "$tmp/err" "$tmp/report"; return 1; }
}
# asked SERVICE: how often, since the last forget; requests: of all
asked() { tail -n +$((before + 1)) "$tmp/requests" | grep -c "\"service\": \"$1\""; }
requests() { tail -n +$((before + 1)) "$tmp/requests" | wc -l; }
forget() { before=$(wc -l <"$tmp/requests"); rm -rf "$HOME/.cache"; }
alone() { verdict verified "$REFMEND" check $look --sources "$@"; }

cat >nature.bib <<'END'
@article{a, author = {LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey}, title = {Deep learning}, journal = {Nature}, year = 2015}
END
cat >wakefield.bib <<'END'
@article{w, author = {Wakefield, A. J. and Murch, S. H. and others}, title = {Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children}, journal = {The Lancet}, year = 1998}
END
cat >pmid.bib <<'END'
@article{w, author = {Wakefield, A. J. and others}, title = {Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children}, journal = {The Lancet}, year = 1998, pmid = {9500320}}
END
cat >resnet.bib <<'END'
@inproceedings{r, author = {He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing and Sun, Jian}, title = {Deep Residual Learning for Image Recognition}, booktitle = {IEEE Conference on Computer Vision and Pattern Recognition}, year = 2016}
END
cat >peak.bib <<'END'
@book{p, author = {Ericsson, Anders and Pool, Robert}, title = {Peak: Secrets from the New Science of Expertise}, publisher = {Houghton Mifflin Harcourt}, year = 2016}
END
cat >doi.bib <<'END'
@article{d, author = {LeCun, Yann and Bengio, Yoshua and Hinton, Geoffrey}, title = {Deep learning}, journal = {Nature}, year = 2015, doi = {10.1038/nature14539}}
END
cat >lost.bib <<'END'
@article{l, author = {Nobody, Hans}, title = {On the Total Absence of This Article from Every Register}, journal = {Nature}, year = 2014}
END

# --- what each finds ---------------------------------------------------------
check 'OpenAlex finds an article' alone openalex nature.bib
check 'dblp finds a paper' alone dblp resnet.bib
check 'Europe PMC finds an article' alone europe-pmc wakefield.bib
check 'that it was retracted' has "$tmp/report" '"alerts":["retracted"]'
check 'PubMed finds it in two steps' alone pubmed wakefield.bib
check 'that it was retracted, too' has "$tmp/report" '"alerts":["retracted"]'
check 'PubMed has it by its number' alone pubmed pmid.bib
check 'Europe PMC, too' alone europe-pmc pmid.bib
export REFMEND_SEMANTIC_SCHOLAR_KEY=s2-Secret REFMEND_GOOGLE_BOOKS_KEY=gb-Secret REFMEND_OPENALEX_KEY=oa-Secret REFMEND_PUBMED_KEY=pm-Secret
check 'Semantic Scholar finds a paper' alone semantic-scholar resnet.bib
check 'Google Books finds a book' alone google-books peak.bib
printf '[translation-server]\nurl = %s/translation\n' "$base" >>services.ini
check 'a translation-server has a DOI' alone translation-server doi.bib
check 'to which nothing but that is sent' has "$tmp/requests" '"body": "10.1038/nature14539"'

# --- keys --------------------------------------------------------------------
forget
keyed() {
  "$REFMEND" check $look --sources semantic-scholar,google-books,openalex,pubmed --refresh --explain "$@" >"$tmp/out" 2>&1
  true
}
keyed nature.bib; cat "$tmp/out" >all
keyed peak.bib; cat "$tmp/out" >>all
keyed wakefield.bib; cat "$tmp/out" >>all
check 'keys come where they are meant to' has "$tmp/requests" 's2-Secret'
check 'in the URL as well' has "$tmp/requests" 'api_key=oa-Secret'
check 'but are not shown' lacks all Secret
check 'what is shown says that there is one' has all '(and a key)'
check 'and are not kept' sh -c '! grep -qa Secret "$0"' "$HOME/.cache/refmend/cache.db"
unset REFMEND_OPENALEX_KEY REFMEND_PUBMED_KEY REFMEND_SEMANTIC_SCHOLAR_KEY REFMEND_GOOGLE_BOOKS_KEY
printf '[openalex]\nkey = two words\n' >bad.ini
check 'a key with a blank is refused' status 2 "$REFMEND" check --config bad.ini nature.bib
"$REFMEND" check --config bad.ini nature.bib >"$tmp/out" 2>&1
check 'without being told' lacks "$tmp/out" 'two words'

# --- who is asked when -------------------------------------------------------
sed '/translation/,$d' services.ini >plain.ini
look="--config plain.ini"
forget
check 'nothing that is lost is found' verdict not_found "$REFMEND" check $look lost.bib
check 'two services at least have said so' sh -c 'test "$(grep -o "\"status\":\"ok\"" "$0" | wc -l)" -ge 2' "$tmp/report"
check 'none without a key is asked' same_number "$(asked semanticscholar) $(asked googlebooks) $(asked translation)" '0 0 0'
forget
check 'a number is asked for' verdict verified "$REFMEND" check $look pmid.bib
check 'where it is known best' same_number "$(asked europepmc)" 1
check 'and nowhere else' same_number "$(asked eutils)" 0
forget
control 'fault?add=europepmc:503:ever'
check 'if that is down' verdict verified "$REFMEND" check $look pmid.bib
check 'the second one is asked' test "$(asked eutils)" -ge 1
control reset
first() { "$REFMEND" check $look --dry-run "$1" 2>&1 | sed -n "s,^[A-Z]* $base/\([a-z]*\)/.*,\1,p" | head -n 1; }
check 'a book is looked for among books first' same_number "$(first peak.bib)" openlibrary
check 'what is medical, in PubMed' same_number "$(first wakefield.bib)" europepmc
check 'an article, at Crossref' same_number "$(first nature.bib)" crossref
printf '@misc{v, author = {Vaswani, Ashish and Shazeer, Noam and others}, title = {Attention Is All You Need}, publisher = {arXiv}, year = 2017}\n' >arxiv.bib
check 'a preprint, in arXiv' same_number "$(first arxiv.bib)" arxiv
printf '@inproceedings{v, author = {Vaswani, Ashish and Shazeer, Noam and others}, title = {Attention Is All You Need}, booktitle = {Advances in Neural Information Processing Systems}, year = 2017}\n' >nips.bib
check 'a paper of a conference without DOIs, in dblp' same_number "$(first nips.bib)" dblp
forget
check 'agreement ends it' verdict verified "$REFMEND" check $look nature.bib
check 'after one request' same_number "$(requests)" 1
forget
sed 's/2015/2011/; s/title = {Deep learning}/title = {Deep learning}, volume = {521}, pages = {436--444}/' nature.bib >year.bib
check 'a contradiction' verdict differs "$REFMEND" check $look year.bib
check 'asks for one more opinion' same_number "$(requests)" 2

forget
printf '@misc{g, author = {Hendrycks, Dan and Gimpel, Kevin}, title = {Bridging Nonlinearities and Stochastic Regularizers with Gaussian Error Linear Units}, publisher = {arXiv}, year = 2016}\n' >renamed.bib
check 'a preprint is known by the title that it had' verdict verified "$REFMEND" check $look renamed.bib

# --- what leaves the machine ----------------------------------------------------
cat doi.bib pmid.bib peak.bib resnet.bib arxiv.bib nips.bib lost.bib >all.bib
"$REFMEND" check $look --dry-run all.bib 2>&1 | sed -n "s, (if needed)$,,; s,^GET $base,,p" | sort -u >foreseen
forget
"$REFMEND" check $look --explain all.bib >/dev/null 2>"$tmp/err"
tail -n +$((before + 1)) "$tmp/requests" | sed 's/.*"path": "\([^"]*\)".*/\1/' | sort -u >made
grep -v efetch made >to-be-foreseen # follows from what esearch answered
check 'requests are made' test "$(wc -l <made)" -ge 8
check 'none that --dry-run did not foresee' sh -c 'unforeseen=$(comm -23 to-be-foreseen foreseen); [ -z "$unforeseen" ] || { echo "$unforeseen"; exit 1; }'
check '--explain tells as many' has "$tmp/err" "$(requests) went out"
check 'and why' has "$tmp/err" '# l is unresolved so far'

# --- limits and walls --------------------------------------------------------
forget
check '--max-requests ends it' verdict unresolved "$REFMEND" check $look --max-requests 1 lost.bib
check 'after so many' same_number "$(requests)" 1
check 'what is no number is refused' status 2 "$REFMEND" check $look --max-requests few lost.bib
forget
control 'fault?add=dblp:challenge:ever'
check 'a wall against bots is no answer' verdict unresolved "$REFMEND" check $look --sources dblp resnet.bib
check 'it is told as what it is' has "$tmp/report" 'a page for people'
control reset
forget
control 'budget?left=0'
check 'a budget that is used up is no answer' verdict unresolved "$REFMEND" check $look --sources openalex nature.bib
control reset

# --- Retraction Watch --------------------------------------------------------
cat >watch.csv <<'END'
Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes
1,"Ileal-lymphoid-nodular hyperplasia, non-specific colitis",(HSC) Medicine;,"Royal Free",The Lancet,Elsevier,United Kingdom,Andrew J Wakefield;Simon H Murch,,Research Article;,2/6/2010 0:00,10.1016/S0140-6736(10)60175-4,20137807,2/28/1998 0:00,10.1016/s0140-6736(97)11096-0,9500320,Retraction,+Misconduct by Author;,No,
END
printf '[retraction-watch]\nfile = watch.csv\n' >watch.ini
printf '{"type":"article-journal","title":"Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children","author":[{"family":"Wakefield","given":"A. J."},{"family":"Murch","given":"S. H."}],"issued":{"date-parts":[[1998]]},"container-title":"The Lancet","DOI":"10.1016/s0140-6736(97)11096-0"}\n' >works.jsonl
"$REFMEND" index build works.jsonl -o works.idx >/dev/null 2>&1
check 'without a network' verdict verified "$REFMEND" check --config watch.ini --offline --index works.idx wakefield.bib
check 'a retraction is told from the file' has "$tmp/report" '"alerts":["retracted"]'
echo 'no,such,file' >watch.csv
check 'another file is refused' status 3 "$REFMEND" check --config watch.ini --offline --index works.idx wakefield.bib
rm watch.csv
check 'one that is not there, too' status 3 "$REFMEND" check --config watch.ini --offline --index works.idx wakefield.bib
exec 8>&-
done_testing
