#!/bin/sh
# What fix may not do to the form of a reference, and to what stands around it.
. "$TESTS_DIR/lib.sh"

has() { grep -qF -e "$2" "$1" || { echo "no '$2' in:"; cat "$1"; return 1; }; }

cat >works.jsonl <<'END'
{"type":"paper-conference","title":"Deep Residual Learning for Image Recognition","author":[{"family":"He","given":"Kaiming"},{"family":"Zhang","given":"Xiangyu"},{"family":"Ren","given":"Shaoqing"},{"family":"Sun","given":"Jian"}],"issued":{"date-parts":[[2016]]},"container-title":"2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)","page":"770-778","DOI":"10.1109/cvpr.2016.90"}
{"type":"article-journal","title":"Random Forests","author":[{"family":"Breiman","given":"Leo"}],"issued":{"date-parts":[[2001]]},"container-title":"Machine Learning","volume":"45","issue":"1","page":"5-32","DOI":"10.1023/a:1010933404324"}
{"type":"article-journal","title":"On the Linguistic Representational Power of Neural Machine Translation Models","author":[{"family":"Belinkov","given":"Yonatan"},{"family":"Durrani","given":"Nadir"},{"family":"Dalvi","given":"Fahim"},{"family":"Sajjad","given":"Hassan"},{"family":"Glass","given":"James"}],"issued":{"date-parts":[[2020]]},"container-title":"Computational Linguistics","volume":"46","issue":"1","page":"1-52","DOI":"10.1162/coli_a_00367"}
{"type":"book","title":"Grammatical Categories in Australian Languages","editor":[{"family":"Dixon","given":"R. M. W."}],"issued":{"date-parts":[[1976]]},"publisher":"Australian Institute of Aboriginal Studies","publisher-place":"Canberra"}
{"type":"article-journal","title":"Walking, looking to the side, and taking curved paths","author":[{"family":"Cutting","given":"James E"},{"family":"Readinger","given":"Wilson O"},{"family":"Wang","given":"Ranxiao Frances"}],"issued":{"date-parts":[[2002]]},"container-title":"Perception and Psychophysics","volume":"64","issue":"3","page":"415-425"}
{"type":"paper-conference","title":"Adam: A Method for Stochastic Optimization","author":[{"family":"Kingma","given":"Diederik P."},{"family":"Ba","given":"Jimmy"}],"issued":{"date-parts":[[2015]]},"container-title":"International Conference on Learning Representations","arXiv":"1412.6980"}
{"type":"paper-conference","title":"GloVe: Global Vectors for Word Representation","author":[{"family":"Pennington","given":"Jeffrey"},{"family":"Socher","given":"Richard"},{"family":"Manning","given":"Christopher D."}],"issued":{"date-parts":[[2014]]},"container-title":"Proceedings of the 2014 Conference on Empirical Methods in Natural Language Processing (EMNLP)","page":"1532-1543","DOI":"10.3115/v1/d14-1162"}
END
"$REFMEND" index build works.jsonl -o works.idx --covers general >/dev/null 2>&1
look="--offline --index works.idx"

fix() { # fix FILE OPTION...: FILE mended, in "mended"
  file=$1; shift
  rm -f mended
  # shellcheck disable=SC2086 # options
  "$REFMEND" fix $look -o mended "$@" "$file" >report.txt 2>err.txt
}

cat >remarks.md <<'END'
## References

1. He, K., Zhang, X., Ren, S., & Sun, J. (2016). "Deep Residual Learning for Image Recognition." *CVPR 2016*. — Introduces ResNets.
2. Pennington, J., Socher, R., & Manning, C. (2014). "GloVe: Global Vectors for Word Representation." *EMNLP*. (Cited for embeddings.)
3. Breiman, L. (2001). Random forests. *Machine Learning*. **[classic]**
4. Belinkov, Y., Durrani, N., Dalvi, F., Sajjad, H., & Glass, J. (2020). On the linguistic representational power of neural machine translation models. *Computational Linguistics*, 46. This is the key reference.
END
fix remarks.md --complete
check 'what is completed stands before a dash and a remark' \
  has mended '*CVPR 2016*, 770-778. https://doi.org/10.1109/cvpr.2016.90 — Introduces ResNets.'
check 'before a remark in brackets' \
  has mended '*EMNLP*, 1532-1543. https://doi.org/10.3115/v1/d14-1162 (Cited for embeddings.)'
check 'before a mark in brackets' \
  has mended '*Machine Learning*, 45(1), 5-32. https://doi.org/10.1023/a:1010933404324 **[classic]**'
check 'before a sentence' \
  has mended '46(1), 1-52. https://doi.org/10.1162/coli_a_00367 This is the key reference.'
mv mended first.md
fix first.md --complete
check 'mended once is mended for good' cmp first.md mended
fix remarks.md --style apa
check 'a style leaves an item with a remark alone' has mended '*CVPR 2016*. — Introduces ResNets.'
check 'with one in brackets, too' has mended '*EMNLP*. (Cited for embeddings.)'
check 'and says so' has err.txt 'there is more in it than the reference'

cat >preprint.md <<'END'
## References

1. Kingma, D. P., & Ba, J. (2014). Adam: A method for stochastic optimization. *arXiv preprint arXiv:1412.6980*.
END
fix preprint.md --complete
check 'a preprint gets no proceedings' cmp preprint.md mended

cat >book.md <<'END'
## References

Dixon, R. M. W. (Ed.). (1976). *Grammatical categories in Australian languages*. Australian Institute of Aboriginal Studies.

Breiman, L. (2001). Random forests. *Machine Learning*, *45*(1), 5–32.
END
fix book.md --style apa
check 'a publisher read as container makes no chapter' \
  has mended 'Dixon, R. M. W. (Ed.). (1976). *Grammatical Categories in Australian Languages*. Australian Institute of Aboriginal Studies.'

cat >issue.txt <<'END'
References

1. Belinkov Y, Durrani N, Dalvi F, Sajjad H, Glass J. On the linguistic representational power of neural machine translation models. Computational Linguistics. 2020;46(2):1-52.
2. Belinkov, Y., Durrani, N., Dalvi, F., Sajjad, H., Glass, J.: On the linguistic representational power of neural machine translation models. Computational Linguistics 46(2), 1–52 (2020)
END
fix issue.txt
check 'the first page is no part of the issue' has mended '2020;46(1):1-52.'
check 'in another style neither' has mended '46(1), 1–52 (2020)'

cat >ieee.txt <<'END'
References

[1] L. Breiman, “Random forests,” Mach. Learn., vol. 45, no. 1, pp. 5–32, 2001.
[2] J. Pennington, R. Socher, and C. D. Manning, “GloVe: Global vectors for word representation,” in EMNLP, 2014, pp. 1532–1543.
END
fix ieee.txt --normalize
check 'no stop of a short form stays behind the long one' has mended 'Machine Learning, vol. 45'

cat >paper.tex <<'END'
\begin{thebibliography}{9}
\bibitem{kingma} Diederik~P. Kingma and Jimmy Ba. 2015. {Adam}: A Method for Stochastic Optimisation. In \textit{ICLR}. % check this
\bibitem{pen} J. Pennington, R.~Socher, C.~D. Manning.
\newblock Glo{V}e: Global vectors for word representations.
\newblock In {\em EMNLP}, pages 1532--1543, 2014.
\end{thebibliography}
END
fix paper.tex --normalize
check 'words of a title that stay keep their braces' has mended '{Adam}: A Method for Stochastic Optimization.'
check 'though others change' has mended 'Glo{V}e: Global Vectors for Word Representation.'
check 'names that stay keep their ties' has mended 'J. Pennington, R.~Socher, C.~D. Manning.'

cat >mla.txt <<'END'
Works Cited

Belinkov, Yonatan, et al. "On the Linguistic Representational Power of Neural Machine Translation Models." Computational Linguistics, vol. 46, no. 1, 2020, pp. 1-52.
Johnson, Emily. "Walking, Looking to the Side, and Taking Curved Paths." Perception and Psychophysics, vol. 64, no. 3, 2002, pp. 415-25.
Kingma, Diederik P., and Jimmy Ba. "Adam: A Method for Stochastic Optimization." ICLR, 2015.
END
fix mla.txt --apply all
check 'authors of a conflict are written as the list has them' \
  has mended 'Cutting, James E., Wilson O. Readinger, and Ranxiao Frances Wang. "Walking, Looking to the Side'

# --- files and options

cat >b.bib <<'END'
@inproceedings{he2016, title = {Deep Residual Learning for Image Recognition}, author = {He, Kaiming and Zhang, Xiangyu and Ren, Shaoqing and Sun, Jian}, booktitle = {CVPR}, year = 2016}
END
cat >a.md <<'END'
## References

- He, K., Zhang, X., Ren, S., & Sun, J. (2016). Deep residual learning for image recognition. *CVPR*, 770–778.
- Breiman, L. (2001). Random forests. *Machine Learning*, 45(1), 5–32.
END
# shellcheck disable=SC2086 # options
"$REFMEND" fix $look --bib out.bib a.md b.bib >report.txt 2>&1
check 'a work of a list and of a .bib is there once' test "$(grep -c '^@' out.bib)" = 2
check 'under the key of the .bib' has out.bib '{he2016,'
check 'and what only the list has is there' has out.bib 'Random Forests'
# shellcheck disable=SC2086 # options
check '-o and --bib cannot be one file' status 2 "$REFMEND" fix $look -o a.out --bib a.out a.md
check 'by no other name' sh -c ': >b.out; ln -sf b.out c.out; "$0" fix --offline --index works.idx -o b.out --bib c.out a.md 2>err.txt; test $? = 2' "$REFMEND"
check 'nothing is written then' test ! -e a.out
check 'nor that of --in-place' status 2 "$REFMEND" fix --offline --index works.idx --in-place --bib b.bib b.bib
check 'a source that is none is told offline, too' status 2 "$REFMEND" check --offline --index works.idx --sources=foo a.md

cat >cites.tex <<'END'
\documentclass{article}
\begin{document}\cite{he2016}
% \bibliography{old}
\bibliographystyle{plain}\bibliography{b}
\end{document}
END
"$REFMEND" check --offline --index works.idx cites.tex >out.txt 2>err.txt
check 'a document without a list is told with exit status 3' test $? = 3
check 'and names the .bib that it cites from' has err.txt 'b.bib: give that file instead'
printf '\\documentclass{article}\\addbibresource[datatype=bibtex]{refs.bib}\\begin{document}\\end{document}\n' >biber.tex
check 'with status 3' status 3 "$REFMEND" check --offline --index works.idx biber.tex
"$REFMEND" check --offline --index works.idx biber.tex >out.txt 2>err.txt
check 'or one that is not there' has err.txt 'refs.bib, which is not there'
done_testing
