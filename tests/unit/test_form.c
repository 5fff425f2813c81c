/* Fields put right, filled in and taken out, each in its place. */

#include "form-fixture.h"

/* --- samples --------------------------------------------------------------- */

#define DEVLIN "Devlin|Jacob;Chang|Ming-Wei;Lee|Kenton;Toutanova|Kristina"

static void
authors_are_written_as_the_list_writes_them(void **state)
{
	static const struct sample samples[] = {
		{ "APA, cut in the middle, the record is short",
		    "{A:Brown, T., Zhang, J., Child, R., ..., & Hinton, G.} "
		    "(2017). *{T:Bert}*.",
		    "Brown|T.;Zhang|J.;Child|R.;Hinton|G.;^",
		    { WRONG(AUTHOR, DEVLIN) },
		    .want =
			"Devlin, J., Chang, M.-W., Lee, K., & Toutanova, K. "
			"(2017). *Bert*." },
		{ "APA, cut in the middle, the record is longer",
		    "{A:Brown, T., ..., & Hinton, G.} (2017). {T:Bert}.",
		    "Brown|T.;Hinton|G.;^", { WRONG(AUTHOR, DEVLIN) },
		    .want = "Devlin, J., ..., & Toutanova, K. (2017). Bert." },
		{ "one author becomes four", "{A:Brown, T.} (2017). {T:Bert}.",
		    "Brown|T.", { WRONG(AUTHOR, DEVLIN) },
		    .want =
			"Devlin, J., Chang, M.-W., Lee, K., & Toutanova, K. "
			"(2017). Bert." },
		{ "two with and, four get the comma",
		    "{A:Tom Brown and Geoffrey Hinton}. 2017. {T:Bert}.",
		    "Brown|Tom;Hinton|Geoffrey", { WRONG(AUTHOR, DEVLIN) },
		    .want = "Jacob Devlin, Ming-Wei Chang, Kenton Lee, and "
			    "Kristina "
			    "Toutanova. 2017. Bert." },
		{ "given names first, initials",
		    "{A:T. Brown, J. Zhang, and G. Hinton}, \"{T:Bert},\" "
		    "2017.",
		    "Brown|T.;Zhang|J.;Hinton|G.", { WRONG(AUTHOR, DEVLIN) },
		    .want = "J. Devlin, M.-W. Chang, K. Lee, and K. Toutanova, "
			    "\"Bert,\" 2017." },
		{ "Vancouver",
		    "{A:Brown T, Zhang JX, Hinton G}. {T:Bert}. 2017.",
		    "Brown|T;Zhang|JX;Hinton|G", { WRONG(AUTHOR, DEVLIN) },
		    .want =
			"Devlin J, Chang MW, Lee K, Toutanova K. Bert. 2017." },
		{ "et al. after the first stays so",
		    "{A:Brown T, et al}. {T:Bert}. 2017.", "Brown|T;+",
		    { WRONG(AUTHOR, DEVLIN) },
		    .want = "Devlin J, et al. Bert. 2017." },
		{ "et al. after two, when there are but two",
		    "{A:Brown, T., Zhang, J., et al.} (2017). {T:Bert}.",
		    "Brown|T.;Zhang|J.;+",
		    { WRONG(AUTHOR, "Devlin|Jacob;Chang|Ming-Wei") },
		    .want = "Devlin, J., & Chang, M.-W. (2017). Bert." },
		{ "GB/T 7714: capitals, no points",
		    "{A:BROWN T, ZHANG J}. {T:Bert}[C]. 2017.",
		    "BROWN|T;ZHANG|J", { WRONG(AUTHOR, DEVLIN) },
		    .want = "DEVLIN J, CHANG MW, LEE K, TOUTANOVA K. Bert[C]. "
			    "2017." },
		{ "points without blanks",
		    "{A:Brown, T.B., Hinton, G.E.} 2017. {T:Bert}.",
		    "Brown|T.B.;Hinton|G.E.",
		    { WRONG(AUTHOR, "LeCun|Yann;Hinton|Geoffrey Everest;"
				    "Smith|John Paul") },
		    .want =
			"LeCun, Y., Hinton, G.E., Smith, J.P. 2017. Bert." },
		{ "the reading has blanks that the text has not",
		    "{A:Brown, T.B., Hinton, G.-E.} 2017. {T:Bert}.",
		    "Brown|T. B.;Hinton|G. E.",
		    { WRONG(AUTHOR, "LeCun|Yann;Hinton|Geoffrey E.") },
		    .want = "LeCun, Y., Hinton, G.-E. 2017. Bert." },
		{ "a name in between that the reading does not have",
		    "{A:Brown, T., Somebody Else, & Hinton, G.} (2017). "
		    "{T:Bert}.",
		    "Brown|T.;Hinton|G.", { WRONG(AUTHOR, DEVLIN) },
		    .want = "Devlin, J., Chang, M.-W., Lee, K., & Toutanova, "
			    "K. (2017). Bert." },
		{ "semicolons",
		    "{A:Brown, Tom; Hinton, Geoffrey}: {T:Bert}. 2017.",
		    "Brown|Tom;Hinton|Geoffrey", { WRONG(AUTHOR, DEVLIN) },
		    .want = "Devlin, Jacob; Chang, Ming-Wei; Lee, Kenton; "
			    "Toutanova, Kristina: Bert. 2017." },
		{ "German und",
		    "{A:Brown, T., Zhang, J. und Hinton, G.}: {T:Bert}. "
		    "2017.",
		    "Brown|T.;Zhang|J.;Hinton|G.", { WRONG(AUTHOR, DEVLIN) },
		    .want =
			"Devlin, J., Chang, M.-W., Lee, K. und Toutanova, K.: "
			"Bert. 2017." },
		{ "only the first inverted (MLA)",
		    "{A:Brown, Tom, and Geoffrey Hinton}. \"{T:Bert}.\" "
		    "2017.",
		    "Brown|Tom;Hinton|Geoffrey",
		    { WRONG(AUTHOR, "Devlin|Jacob;Chang|Ming-Wei") },
		    .want =
			"Devlin, Jacob, and Ming-Wei Chang. \"Bert.\" 2017." },
		{ "who is there already stays as he is",
		    "{A:Hinton, G., Lecun, Yann, & Bengio, Y.} (2015). "
		    "{T:Deep learning}.",
		    "Hinton|G.;Lecun|Yann;Bengio|Y.",
		    { WRONG(AUTHOR, "LeCun|Yann;Bengio|Yoshua;Hinton|"
				    "Geoffrey") },
		    .want =
			"Lecun, Yann, Bengio, Y., & Hinton, G. (2015). Deep "
			"learning." },
		{ "Chinese names",
		    "{A:\xe5\xbc\xa0\xe4\xb8\x89\xef\xbc\x8c\xe6\x9d\x8e"
		    "\xe5\x9b\x9b}. {T:Bert}. 2017.",
		    "\xe5\xbc\xa0|\xe4\xb8\x89;\xe6\x9d\x8e|\xe5\x9b\x9b",
		    { WRONG(AUTHOR,
			"\xe7\x8e\x8b|\xe4\xba\x94;\xe8\xb5\xb5|\xe5\x85\xad;"
			"\xe6\x9d\x8e|\xe5\x9b\x9b") },
		    .want =
			"\xe7\x8e\x8b\xe4\xba\x94\xef\xbc\x8c\xe8\xb5\xb5\xe5"
			"\x85\xad\xef\xbc\x8c\xe6\x9d\x8e\xe5\x9b\x9b. Bert. "
			"2017." },
		{ "full stop of the sentence comes back",
		    "{A:Brown, T., and Hinton, G.} {T:Bert}. 2017.",
		    "Brown|T.;Hinton|G.",
		    { WRONG(AUTHOR, "Devlin|Jacob;=Google AI Language") },
		    .want = "Devlin, J., and Google AI Language. Bert. 2017." },
	};

	(void)state;
	CHECK_ALL(samples);
}

static void
a_long_list_is_not_poured_out(void **state)
{
	struct sbuf many = SBUF_INIT;
	struct sample s = { "3,000 authors", "{A:Aad, G.} (2012). {T:Higgs}.",
		"Aad|G.", { WRONG(AUTHOR, "") },
		.want = "Bb, X., Bb, X., Bb, X., et al. (2012). Higgs." };

	(void)state;
	for (int i = 0; i < 3000; i++)
		sbuf_add(&many, SPAN_LIT("Bb|Xi;"));
	s.wishes[0].to = many.buf;
	check_sample(&s);
	sbuf_release(&many);
}

static void
single_fields_change_in_their_places(void **state)
{
	static const struct sample samples[] = {
		{ "title inside emphasis",
		    "Bengio, Y. ({Y:2009}). *{T:Learning deep "
		    "architectures}*. F, 2(1), 1-127.",
		    NULL,
		    { WRONG(TITLE, "Learning Deep Architectures for AI") },
		    .want =
			"Bengio, Y. (2009). *Learning Deep Architectures for "
			"AI*. F, 2(1), 1-127." },
		{ "a title with an asterisk is escaped", "A. *{T:B}*.", NULL,
		    { WRONG(TITLE, "A* search_") },
		    .want = "A. *A\\* search\\_*." },
		{ "a bar would start a cell of a table", "A. {T:B}.", NULL,
		    { WRONG(TITLE, "P(a|b)") }, .want = "A. P(a\\|b)." },
		{ "in a text file it is not", "A. *{T:B}*.", NULL,
		    { WRONG(TITLE, "A* search") }, .want = "A. *A* search*.",
		    .plain = true },
		{ "the title's own point goes", "A. {T:B}. 2015.", NULL,
		    { WRONG(TITLE, "Deep.") }, .want = "A. Deep. 2015." },
		{ "quotation marks in a quoted title", "A, \"{T:B},\" 2015.",
		    NULL, { WRONG(TITLE, "On \"b\" and c") },
		    .want = "A, \"On 'b' and c,\" 2015." },
		{ "emphasis on a part of the title",
		    "A. {T:On *C. elegans* worms}. 2015.", NULL,
		    { WRONG(TITLE, "Of mice") }, .want = "A. Of mice. 2015." },
		{ "emphasis at the title's end",
		    "A. {T:On *C. elegans*}. 2015.", NULL,
		    { WRONG(TITLE, "Of mice") }, .want = "A. Of mice. 2015." },
		{ "markup that crosses the end is left alone",
		    "A. {T:On *C.} elegans*. 2015.", NULL,
		    { WRONG(TITLE, "Of mice") },
		    .want = "A. On *C. elegans*. 2015." },
		{ "the year's letter stays", "A ({Y:2014a}). {T:B}.", NULL,
		    { WRONG(YEAR, "2015") }, .want = "A (2015a). B." },
		{ "pages with the dash in use",
		    "A. {T:B}. {P:1\xe2\x80\x93"
		    "9}.",
		    NULL, { WRONG(PAGES, "436-444") },
		    .want = "A. B. 436\xe2\x80\x93"
			    "444." },
		{ "pages with two hyphens", "A. {T:B}. {P:1--9}.", NULL,
		    { WRONG(PAGES, "436-444") }, .want = "A. B. 436--444." },
		{ "pages with the last one cut", "A. {T:B}. {P:1601-6}.", NULL,
		    { WRONG(PAGES, "1735-1780") }, .want = "A. B. 1735-80." },
		{ "a DOI in a link is encoded",
		    "A. {T:B}. https://doi.org/{D:10.1000/1}", NULL,
		    { WRONG(DOI, "10.1002/(sici)1<23::aid>3.0.co;2-2") },
		    .want =
			"A. B. https://doi.org/10.1002/(sici)1%3C23::aid%3E3.0."
			"co;2-2" },
		{ "a DOI that does not exist goes",
		    "A. {T:B}. C, 3. https://doi.org/{D:10.1000/xyz}", NULL,
		    { WRONG(DOI, "-") }, .want = "A. B. C, 3." },
		{ "volume in bold", "A. {T:B}. *C*, *{V:1}*(2).", NULL,
		    { WRONG(VOLUME, "521") }, .want = "A. B. *C*, *521*(2)." },
		{ "no place, no change", "A. {T:B}. 2015.", NULL,
		    { WRONG(VOLUME, "521") }, .want = "A. B. 2015." },
	};

	(void)state;
	CHECK_ALL(samples);
}

#define NATURE                                                              \
	{                                                                   \
		MISSING(CONTAINER_TITLE, "Nature"), MISSING(VOLUME, "521"), \
		    MISSING(ISSUE, "7553"), MISSING(PAGES, "436-444"),      \
		    MISSING(DOI, "10.1038/nature14539")                     \
	}

static void
missing_fields_come_in_the_styles_order(void **state)
{
	static const struct sample samples[] = {
		{ "APA, title in emphasis",
		    "{A:LeCun, Y., Bengio, Y., & Hinton, G.} ({Y:2015}). "
		    "*{T:Deep learning}*.",
		    "LeCun|Y.;Bengio|Y.;Hinton|G.", NATURE,
		    .want = "LeCun, Y., Bengio, Y., & Hinton, G. (2015). *Deep "
			    "learning*. Nature, 521(7553), 436-444. "
			    "https://doi.org/10.1038/nature14539",
		    .complete = true },
		{ "APA without the last point",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}", "LeCun|Y.",
		    NATURE,
		    .want =
			"LeCun, Y. (2015). Deep learning. Nature, 521(7553), "
			"436-444. https://doi.org/10.1038/nature14539",
		    .complete = true },
		{ "title in emphasis up to the end",
		    "{A:LeCun, Y.} ({Y:2015}). *{T:Deep learning}*", "LeCun|Y.",
		    NATURE,
		    .want =
			"LeCun, Y. (2015). *Deep learning*. Nature, 521(7553), "
			"436-444. https://doi.org/10.1038/nature14539",
		    .complete = true },
		{ "the others' containers are in emphasis",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}.", "LeCun|Y.",
		    NATURE,
		    .want =
			"LeCun, Y. (2015). Deep learning. *Nature*, 521(7553), "
			"436\xe2\x80\x93"
			"444. doi:10.1038/nature14539.",
		    .complete = true,
		    .list = { .doi_prefix = "doi:",
			.page_dash = "\xe2\x80\x93",
			.container_emphasis = true } },
		{ "the DOI is there",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}. "
		    "https://doi.org/{D:10.1038/nature14539}",
		    "LeCun|Y.",
		    { MISSING(CONTAINER_TITLE, "Nature"),
			MISSING(VOLUME, "521") },
		    .want = "LeCun, Y. (2015). Deep learning. Nature, 521. "
			    "https://doi.org/10.1038/nature14539",
		    .complete = true },
		{ "volume and pages behind the container",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}. "
		    "*{C:Nature}*.",
		    "LeCun|Y.",
		    { MISSING(VOLUME, "521"), MISSING(ISSUE, "7553"),
			MISSING(PAGES, "436-444") },
		    .want =
			"LeCun, Y. (2015). Deep learning. *Nature*, 521(7553), "
			"436-444.",
		    .complete = true },
		{ "an issue between volume and pages",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}. "
		    "{C:Nature}, {V:521}, {P:436-444}.",
		    "LeCun|Y.", { MISSING(ISSUE, "7553") },
		    .want =
			"LeCun, Y. (2015). Deep learning. Nature, 521(7553), "
			"436-444.",
		    .complete = true },
		{ "pages behind the issue",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}. "
		    "{C:Nature}, {V:521}({I:7553}).",
		    "LeCun|Y.", { MISSING(PAGES, "436-444") },
		    .want =
			"LeCun, Y. (2015). Deep learning. Nature, 521(7553), "
			"436-444.",
		    .complete = true },
		{ "IEEE", "{A:Y. LeCun}, \"{T:Deep learning},\" {Y:2015}.",
		    "LeCun|Y.", NATURE,
		    .want = "Y. LeCun, \"Deep learning,\" Nature, vol. 521, "
			    "no. 7553, "
			    "pp. 436-444, 2015, doi: 10.1038/nature14539.",
		    .complete = true },
		{ "Vancouver",
		    "{A:LeCun Y}. {T:Deep learning}. {C:Nature}. {Y:2015}.",
		    "LeCun|Y",
		    { MISSING(VOLUME, "521"), MISSING(ISSUE, "7553"),
			MISSING(PAGES, "436-444") },
		    .want = "LeCun Y. Deep learning. Nature. "
			    "2015;521(7553):436-444.",
		    .complete = true },
		{ "GB/T 7714",
		    "{A:LECUN Y}. {T:Deep learning}[J]. {C:Nature}, "
		    "{Y:2015}.",
		    "LECUN|Y",
		    { MISSING(VOLUME, "521"), MISSING(ISSUE, "7553"),
			MISSING(PAGES, "436-444") },
		    .want =
			"LECUN Y. Deep learning[J]. Nature, 2015, 521(7553): "
			"436-444.",
		    .complete = true },
		{ "plain BibTeX style",
		    "{A:Y. LeCun}. {T:Deep learning}. {C:Nature}, {Y:2015}.",
		    "LeCun|Y.",
		    { MISSING(VOLUME, "521"), MISSING(ISSUE, "7553"),
			MISSING(PAGES, "436-444") },
		    .want =
			"Y. LeCun. Deep learning. Nature, 521(7553):436-444, "
			"2015.",
		    .complete = true },
		{ "Chicago, author and date",
		    "{A:LeCun, Yann}. {Y:2015}. \"{T:Deep learning}.\" "
		    "*{C:Nature}*.",
		    "LeCun|Yann",
		    { MISSING(VOLUME, "521"), MISSING(ISSUE, "7553"),
			MISSING(PAGES, "436-444") },
		    .want =
			"LeCun, Yann. 2015. \"Deep learning.\" *Nature* 521 "
			"(7553): 436-444.",
		    .complete = true },
		{ "a book's publisher",
		    "{A:Ericsson, A., & Pool, R.} ({Y:2016}). *{T:Peak}*.",
		    "Ericsson|A.;Pool|R.",
		    { MISSING(PUBLISHER, "Houghton Mifflin Harcourt"),
			MISSING(ISBN, "9780544456235") },
		    .want = "Ericsson, A., & Pool, R. (2016). *Peak*. Houghton "
			    "Mifflin Harcourt.",
		    .type = WORK_TYPE_BOOK, .complete = true },
		{ "a proceedings paper has pages without a volume",
		    "{A:Devlin, J.} ({Y:2019}). *{T:BERT}*.", "Devlin|J.",
		    { MISSING(CONTAINER_TITLE, "Proceedings of NAACL"),
			MISSING(PAGES, "4171-4186"),
			MISSING(DOI, "10.18653/v1/n19-1423") },
		    .want = "Devlin, J. (2019). *BERT*. Proceedings of NAACL, "
			    "4171-4186. https://doi.org/10.18653/v1/n19-1423",
		    .type = WORK_TYPE_PAPER_CONFERENCE, .complete = true },
		{ "an arXiv paper gets its id",
		    "{A:Devlin, J.} ({Y:2018}). {T:BERT}.", "Devlin|J.",
		    { MISSING(ARXIV, "1810.04805"),
			MISSING(DOI, "10.48550/arxiv.1810.04805") },
		    .want = "Devlin, J. (2018). BERT. arXiv:1810.04805.",
		    .type = WORK_TYPE_ARTICLE, .complete = true },
		{ "a title that asks", "{A:Hardin, G.} ({Y:1968}). {T:Why?}",
		    "Hardin|G.", { MISSING(CONTAINER_TITLE, "Science") },
		    .want = "Hardin, G. (1968). Why? Science.",
		    .complete = true },
		{ "the year is missing",
		    "{A:LeCun, Y.} {T:Deep learning}. {C:Nature}.", "LeCun|Y.",
		    { MISSING(YEAR, "2015") },
		    .want = "LeCun, Y. Deep learning. Nature, 2015.",
		    .complete = true },
		{ "not asked for",
		    "{A:LeCun, Y.} ({Y:2015}). {T:Deep learning}.", "LeCun|Y.",
		    NATURE, .want = "LeCun, Y. (2015). Deep learning." },
	};

	(void)state;
	CHECK_ALL(samples);
}

#define NUMBERS                                             \
	{                                                   \
		MISSING(VOLUME, "30"), MISSING(ISSUE, "7"), \
		    MISSING(PAGES, "5998-6008")             \
	}

static void
what_is_there_though_not_read_is_not_put_there_again(void **state)
{
	static const struct sample samples[] = {
		{ "APA, a volume",
		    "{A:A, B.} ({Y:2017}). {T:Att}. *{C:J}*, 30.", "A|B.",
		    { MISSING(VOLUME, "30"), MISSING(PAGES, "5-8") },
		    .want = "A, B. (2017). Att. *J*, 30, 5-8.",
		    .complete = true },
		{ "all of it",
		    "{A:B. A}. {T:Att}. {C:J}, 30(7):5998-6008 {Y:2017}.",
		    "A|B.", NUMBERS,
		    .want = "B. A. Att. J, 30(7):5998-6008 2017.",
		    .complete = true },
		{ "in the container's place",
		    "{A:B. A}. {T:Att}. {C:Mind 30}, {Y:2017}.", "A|B.",
		    { MISSING(VOLUME, "30"), MISSING(ISSUE, "7") },
		    .want = "B. A. Att. Mind 30(7), 2017.", .complete = true },
		{ "other numbers, which nobody read",
		    "{A:B. A}. {T:Att}. {C:J}, 31:1-9 {Y:2017}.", "A|B.",
		    NUMBERS, .want = "B. A. Att. J, 31:1-9 2017.",
		    .complete = true },
		{ "but a year is no volume",
		    "{A:A, B.} ({Y:2017}). {T:Att}. {C:J}.", "A|B.",
		    { MISSING(VOLUME, "2017"), MISSING(PAGES, "5-8") },
		    .want = "A, B. (2017). Att. J, 2017, 5-8.",
		    .complete = true },
		{ "a volume behind the year",
		    "{A:B. A}. {T:Att}. {C:J}, {Y:2017}, 30.", "A|B.", NUMBERS,
		    .want = "B. A. Att. J, 2017, 30(7):5998-6008.",
		    .complete = true },
	};

	(void)state;
	CHECK_ALL(samples);
}

static void
numbers_come_with_the_names_that_the_others_have(void **state)
{
	static const struct sample samples[] = {
		{ "ABNT, by its own volume",
		    "{A:A, B.} {T:Att}. {C:J}, v. {V:30}, {Y:2017}.", "A|B.",
		    NUMBERS,
		    .want = "A, B. Att. J, v. 30, n. 7, p. 5998-6008, 2017.",
		    .complete = true },
		{ "by its own volume, not read",
		    "{A:A, B.} {T:Att}. {C:J}, v. 30, {Y:2017}.", "A|B.",
		    { MISSING(VOLUME, "30"), MISSING(PAGES, "5998-6008") },
		    .want = "A, B. Att. J, v. 30, p. 5998-6008, 2017.",
		    .complete = true },
		{ "GOST",
		    "{A:A B.} {T:Att} // {C:J}. {Y:2017}. \xd0\xa2. {V:30}.",
		    "A|B.", NUMBERS,
		    .want = "A B. Att // J. 2017. \xd0\xa2. 30. \xe2\x84\x96 "
			    "7. \xd0\xa1. 5998-6008.",
		    .complete = true },
		{ "German, the name behind",
		    "{A:A, B.} ({Y:2017}): {T:Att}, in: {C:J}, {V:30}. Jg., S. "
		    "{P:5998-6008}.",
		    "A|B.", NUMBERS,
		    .want = "A, B. (2017): Att, in: J, 30. Jg., S. 5998-6008.",
		    .complete = true },
		{ "the year comes last", "{A:A, B.}, {T:Att}, {C:Mind} {V:59}",
		    "A|B.",
		    { MISSING(YEAR, "1950"), MISSING(ISSUE, "236"),
			MISSING(PAGES, "433-460") },
		    .want = "A, B., Att, Mind 59(236):433-460, 1950",
		    .complete = true },
		{ "ABNT, by another reference",
		    "{A:A, B.} {T:Att}. {C:J}, {Y:2017}.", "A|B.", NUMBERS,
		    .want = "A, B. Att. J, v. 30, n. 7, p. 5998-6008, 2017.",
		    .complete = true,
		    .sibling = "{A:C, D.} {T:Ett}. {C:K}, v. {V:1}, n. {I:2}, "
			       "p. {P:3-4}, {Y:2001}." },
		{ "no names, blanks, by another reference",
		    "{A:A, B.} {T:Att}. {C:J}, {Y:2017}.", "A|B.", NUMBERS,
		    .want = "A, B. Att. J 30 (7), 5998-6008, 2017.",
		    .complete = true,
		    .sibling = "{A:C, D.} {T:Ett}. {C:K} {V:1} ({I:2}), "
			       "{P:3-4}, {Y:2001}." },
		{ "the other one is of another shape",
		    "{A:A, B.} ({Y:2017}). {T:Att}. {C:J}.", "A|B.", NUMBERS,
		    .want = "A, B. (2017). Att. J, 30(7), 5998-6008.",
		    .complete = true,
		    .sibling = "{A:C, D.} {T:Ett}. {C:K}, v. {V:1}, n. {I:2}, "
			       "p. {P:3-4}, {Y:2001}." },
	};

	(void)state;
	CHECK_ALL(samples);
}

static void
what_is_a_part_of_the_title_is_not_replaced(void **state)
{
	static const struct sample samples[] = {
		{ "authors that ran into the title",
		    "{A:Turing, Alan, Computing Machinery} {T:and "
		    "Intelligence}, {C:Mind 59}",
		    "Turing|Alan;Computing|Machinery",
		    { WRONG(AUTHOR, "Turing|Alan M."), MISSING(ISSUE, "236"),
			MISSING(DOI, "10.1/2") },
		    .want = "Turing, Alan, Computing Machinery and "
			    "Intelligence, Mind 59",
		    .title = "Computing Machinery and Intelligence",
		    .complete = true, .refused = true },
		{ "half of the title",
		    "{A:Turing, Alan}, Computing Machinery {T:and "
		    "Intelligence}, {C:Mind}",
		    "Turing|Alan",
		    { WRONG(TITLE, "Computing Machinery and Intelligence") },
		    .want = "Turing, Alan, Computing Machinery and "
			    "Intelligence, Mind",
		    .title = "Computing Machinery and Intelligence",
		    .refused = true },
		{ "authors that ran into a title with an error",
		    "{A:Turing, Alan, Computing Machinery and} "
		    "{T:Intelligenz}.",
		    "Turing|Alan;Computing|Machinery and",
		    { WRONG(AUTHOR, "Turing|Alan M.") },
		    .want = "Turing, Alan, Computing Machinery and "
			    "Intelligenz.",
		    .title = "Computing Machinery and Intelligence",
		    .refused = true },
		{ "a container that is in the title",
		    "{A:A, B.}: Findings of the {C:WMT Task} {T:on}.", "A|B.",
		    { WRONG(CONTAINER_TITLE, "ACL") },
		    .want = "A, B.: Findings of the WMT Task on.",
		    .title = "Findings of the WMT Task", .refused = true },
		{ "a year that is in the title, and one that is not",
		    "{A:A, B.} ({Y:2016}). {T:Findings of WMT 2016}.", "A|B.",
		    { WRONG(YEAR, "2017") },
		    .want = "A, B. (2017). Findings of WMT 2016.",
		    .title = "Findings of WMT 2016" },
		{ "who is in his title",
		    "{A:Darwin, C. R.} {T:Charles Darwin, a life}. {Y:1958}.",
		    "Darwin|C. R.",
		    { WRONG(AUTHOR, "Darwin|Charles;Barlow|Nora") },
		    .want = "Darwin, C. R., & Barlow, N. Charles Darwin, a "
			    "life. 1958.",
		    .title = "Charles Darwin, a life" },
	};

	(void)state;
	CHECK_ALL(samples);
}

static void
what_is_taken_out_leaves_no_marks_behind(void **state)
{
	static const struct sample samples[] = {
		{ "a point on both sides",
		    "A. {T:B}. C 12, 383299. ISBN {B:0-306-40615-2}.", NULL,
		    { WRONG(ISBN, "-") }, .want = "A. B. C 12, 383299." },
		{ "a comma on both sides",
		    "A. {T:B}. C, ISBN {B:0-306-40615-2}, 2001.", NULL,
		    { WRONG(ISBN, "-") }, .want = "A. B. C, 2001." },
		{ "brackets", "A. {T:B}. C (doi:{D:10.1000/2}).", NULL,
		    { WRONG(DOI, "-") }, .want = "A. B. C." },
		{ "a point, then a comma",
		    "A. {T:B}. C. doi:{D:10.1000/2}, 2001.", NULL,
		    { WRONG(DOI, "-") }, .want = "A. B. C. 2001." },
	};

	(void)state;
	CHECK_ALL(samples);
}

static void
conflicts_are_written_only_on_request(void **state)
{
	struct work record = { 0 };
	struct judgement j = {
		.verdict = VERDICT_CONFLICT,
		.work = &record,
		.distinctive = true,
	};
	struct change wrong = { .field = CLAIM_YEAR, .kind = CHANGE_WRONG };
	struct write_policy p = { .apply = APPLY_SAFE };

	(void)state;
	assert_false(write_applies(&p, &j, &wrong));
	p.apply = APPLY_ALL;
	assert_true(write_applies(&p, &j, &wrong));
	j.distinctive = false;
	assert_false(write_applies(&p, &j, &wrong));
	j.verdict = VERDICT_NOT_FOUND;
	assert_false(write_applies(&p, &j, &wrong));
	j.verdict = VERDICT_DIFFERS;
	assert_true(write_applies(&p, &j, &wrong));
	p.protected_fields = 1U << CLAIM_YEAR;
	assert_false(write_applies(&p, &j, &wrong));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(authors_are_written_as_the_list_writes_them),
		cmocka_unit_test(a_long_list_is_not_poured_out),
		cmocka_unit_test(single_fields_change_in_their_places),
		cmocka_unit_test(missing_fields_come_in_the_styles_order),
		cmocka_unit_test(
		    what_is_there_though_not_read_is_not_put_there_again),
		cmocka_unit_test(
		    numbers_come_with_the_names_that_the_others_have),
		cmocka_unit_test(what_is_a_part_of_the_title_is_not_replaced),
		cmocka_unit_test(what_is_taken_out_leaves_no_marks_behind),
		cmocka_unit_test(conflicts_are_written_only_on_request),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
