#!/bin/sh
# check and fix on LaTeX documents and on lists that BibTeX has made.
. "$TESTS_DIR/lib.sh"

has() { grep -qF -e "$2" "$1" || { echo "no '$2' in:"; cat "$1"; return 1; }; }

lacks() { ! grep -qF -e "$2" "$1" || { cat "$1"; return 1; }; }

cat >works.jsonl <<'END'
{"type":"article-journal","title":"Deep learning","author":[{"family":"LeCun","given":"Yann"},{"family":"Bengio","given":"Yoshua"},{"family":"Hinton","given":"Geoffrey"}],"issued":{"date-parts":[[2015]]},"container-title":"Nature","volume":"521","issue":"7553","page":"436-444","DOI":"10.1038/nature14539"}
{"type":"article-journal","title":"Long Short-Term Memory","author":[{"family":"Hochreiter","given":"Sepp"},{"family":"Schmidhuber","given":"Jürgen"}],"issued":{"date-parts":[[1997]]},"container-title":"Neural Computation","volume":"9","issue":"8","page":"1735-1780","DOI":"10.1162/neco.1997.9.8.1735"}
{"type":"paper-conference","title":"U-Net: Convolutional Networks for Biomedical Image Segmentation","author":[{"family":"Ronneberger","given":"Olaf"},{"family":"Fischer","given":"Philipp"},{"family":"Brox","given":"Thomas"}],"issued":{"date-parts":[[2015]]},"container-title":"Medical Image Computing and Computer-Assisted Intervention","page":"234-241","DOI":"10.1007/978-3-319-24574-4_28"}
END
"$REFMEND" index build works.jsonl -o works.idx --covers general >/dev/null 2>&1
look="--offline --index works.idx"

cat >paper.tex <<'END'
\documentclass{article}
\begin{document}
Nothing is lost \cite{lstm}. % not even 1997
\begin{thebibliography}{9}
\bibitem{lbh} % the review
Y.~LeCun, Y.~Bengio, and G.~Hinton.
\newblock {D}eep learning.
\newblock {\em Nature}, 521(7553):436--444, 2015.

\bibitem{lstm}
S.~Hochreiter and J.~Schm{\"u}dhuber.
\newblock Long short-term memory.
\newblock {\em Neural Computation}, 9(8):1735--1780, 1989. % year?

\bibitem{unet}
O.~Ronneberger, P.~Fischer, and T.~Brox.
\newblock {U}-{N}et: Convolutional networks for biomedical image segmentation.
\newblock In {\em Medical Image Computing and Computer-Assisted Intervention}, pages 234--241, 2015.
\end{thebibliography}
\end{document}
END
"$REFMEND" check $look --json paper.tex >out.json
check 'each item has its key' has out.json '"key":"lstm"'
check 'and the number that is printed' has out.json '"label":"[2]"'
check 'lines are those of the file' sh -c '"$0" check "$@" paper.tex | grep -q "paper.tex:11: \[2\]"' "$REFMEND" $look
"$REFMEND" fix $look -o mended.tex paper.tex >report.txt
check 'a wrong year is put right' has mended.tex '{\em Neural Computation}, 9(8):1735--1780, 1997. % year?'
check 'one line changes, no more' test "$(diff paper.tex mended.tex | grep -c '^<')" = 1
"$REFMEND" fix $look --complete -o full.tex paper.tex >report.txt
check 'what is completed is escaped' has full.tex '2015. https://doi.org/10.1007/978-3-319-24574-4\_28'
check 'and stands before a comment' has full.tex '1997. https://doi.org/10.1162/neco.1997.9.8.1735 % year?'
check 'titles keep their braces' has full.tex '{U}-{N}et: Convolutional networks'
"$REFMEND" fix $look --complete -o again.tex full.tex >report.txt
check 'mended once is mended for good' cmp full.tex again.tex

# What more than text stands in is left alone, and this is said.
sed 's/Y.~LeCun, Y.~Bengio, and G/Y.~LeCun% first\n and G/; s/1989/1997/' paper.tex >comment.tex
"$REFMEND" fix $look -o out.tex comment.tex >report.txt
check 'a comment is not lost' cmp comment.tex out.tex
check 'and why is said' has report.txt 'there is more in it than its text'

sed 's/Y.~Bengio, //; s/1989/1997/' paper.tex >authors.tex
"$REFMEND" fix $look -o out.tex authors.tex >report.txt
check 'without one, who is left out comes in, and the others keep their ties' has out.tex 'Y.~LeCun, Y. Bengio, and G.~Hinton.'

# A list that BibTeX makes anew is none to write to.
sed -n '/begin{theb/,/end{theb/p' paper.tex >list.bbl
cp list.bbl kept.bbl
check 'a list without its .bib is mended' status 0 "$REFMEND" fix $look -o out.bbl list.bbl
check 'as it would be in a document' has out.bbl '1735--1780, 1997.'
printf '\\relax\n\\bibstyle{plain}\n\\bibdata{refs}\n' >list.aux
printf '@article{lstm, title = {Long short-term memory}}\n' >refs.bib
check 'one whose .bib is there is not' status 2 sh -c '"$0" fix "$@" --in-place list.bbl 2>err' "$REFMEND" $look
check 'what to do is said' has err 'BibTeX makes it from refs.bib: mend that'
check 'and nothing is written' cmp list.bbl kept.bbl
"$REFMEND" fix $look list.bbl >report.txt
check 'its report is given, without a diff' lacks report.txt '+\newblock'
check 'with the command that mends the .bib' has report.txt "refmend fix $look refs.bib"
check 'a .bib of it is made all the same' status 1 "$REFMEND" fix $look --bib new.bib list.bbl
check 'with what was found' has new.bib '10.1162/neco.1997.9.8.1735'

# Biber's list for biblatex.
cat >biber.bbl <<'END'
\refsection{0}
  \datalist[entry]{nty/global//global/global}
    \entry{lstm}{article}{}{}
      \name{author}{2}{}{%
        {{hash=e}{%
           family={Hochreiter},
           given={Sepp}}}%
        {{hash=f}{%
           family={Schmidhuber},
           given={J{\"u}rgen}}}%
      }
      \field{journaltitle}{Neural Computation}
      \field{title}{Long Short-Term Memory}
      \field{volume}{9}
      \field{number}{8}
      \field{year}{1989}
      \field{pages}{1735\bibrangedash 1780}
    \endentry
  \enddatalist
\endrefsection
END
"$REFMEND" check $look biber.bbl >report.txt
check 'entries of biber are checked' has report.txt 'biber.bbl:3: lstm differs: found by title and authors; wrong: year'
check 'and not written to' status 2 sh -c '"$0" fix "$@" -o out.bbl biber.bbl 2>err' "$REFMEND" $look
check 'with what to do' has err 'biber makes it from a .bib file: mend that'
check 'a new .bib is made of them' status 1 "$REFMEND" fix $look --bib biber.bib biber.bbl
check 'with the year that was found' has biber.bib '1997'

check 'a list of LaTeX has the style that LaTeX gives it' status 2 sh -c '"$0" fix "$@" --style apa -o - paper.tex 2>err' "$REFMEND" $look
done_testing
