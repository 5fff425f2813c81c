#!/usr/bin/env python3
"""make_bib.py COUNT >file.bib

A .bib file of that many entries, for measuring: what users' files have (macros, accents
in LaTeX and UTF-8, protected capitals, formulae, links, abstracts, conference papers
that take fields from their proceedings). The same count gives the same bytes.
"""
import sys

PEOPLE = ["Breiman, Leo", r"M{\"u}ller, Klaus-Robert", "van der Vaart, Aad", r"Erd{\H o}s, Paul",
          "Yann LeCun", r"Garc{\'\i}a M{\'a}rquez, Gabriel", "Łukasiewicz, Jan", "Donald E. Knuth",
          "{{World Health Organization}}", "King, Jr., Martin Luther"]
TITLES = [r"Random forests of {DNA} sequences", r"On the {Navier--Stokes} equations in $L^2$",
          r"Gradient-based learning applied to {H$_2$O} clusters", "A survey of {B}ayesian methods",
          r"{\"U}ber formal unentscheidbare S{\"a}tze", "The art of computer programming: {LaTeX} in practice"]
JOURNALS = ["jml", "{Communications of the {ACM}}", r"{Zeitschrift f{\"u}r Physik}", '"Annals of " # stat']
ABSTRACT = (r"We show that the estimate is bounded from above by $O(n \log n)$ under mild conditions, "
            r"for 95\% of all samples \& without {MCMC}. ") * 5


def people(i):
    return " and ".join(PEOPLE[(i * 7 + k * 3) % len(PEOPLE)] for k in range(1 + i % 4))


def entry(i):
    title = "%s, part %d" % (TITLES[i % len(TITLES)], i)
    more = ""
    if i % 4 == 0:
        more = "  abstract = {%s},\n" % ABSTRACT
    if i % 3 == 2:
        return ("@inproceedings{paper%d,\n  author = {%s},\n  title = {%s},\n  pages = {%d--%d},\n"
                "  crossref = {meeting%d},\n%s}\n\n" % (i, people(i), title, i % 900, i % 900 + 9, i % 50, more))
    return ("@article{work%d,\n  author = {%s},\n  title = {%s},\n  journal = %s,\n  year = %d,\n  month = %s,\n"
            "  volume = {%d},\n  number = {%d},\n  pages = {%d--%d},\n  doi = {10.1000/xyz.%d},\n"
            "  url = {https://example.org/a_b/%d?x=%%7E},\n%s}\n\n"
            % (i, people(i), title, JOURNALS[i % len(JOURNALS)], 1950 + i % 75,
               "jan feb mar apr may jun jul aug sep oct nov dec".split()[i % 12], i % 90 + 1, i % 12 + 1,
               i % 900, i % 900 + 14, i, i, more))


def main():
    out = sys.stdout
    out.write('@string{jml = "Journal of Machine Learning Research"}\n@string{stat = {Statistics}}\n\n')
    for i in range(int(sys.argv[1])):
        out.write(entry(i))
    for i in range(50):
        out.write("@proceedings{meeting%d,\n  title = {Proceedings of Meeting %d},\n  booktitle = {Meeting %d},\n"
                  "  year = {%d},\n  publisher = {Springer},\n  address = {Berlin},\n}\n\n" % (i, i, i, 1970 + i))


if __name__ == "__main__":
    main()
