#include "base/text.h"
#include "model/reference.h"
#include "parse/lexicon.h"
#include "parse/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "parse-test.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct {
	const char *in;
	const char *emphasis; /* or NULL */
	const char *want;
	enum work_type type;
} cases[] = {
	/* an erratum's year, volume and page are not the work's */
	{ "J. P. Perdew, K. Burke, M. Ernzerhof, Phys. Rev. Lett. 77, 3865 "
	  "(1996), 78, 1396 (1997).",
	    NULL,
	    "Perdew, J. P.; Burke, K.; Ernzerhof, M. | 1996 | in: Phys. Rev. "
	    "Lett. | vol: 77 | pp: 3865",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* two works: what is said of the second is not the first's */
	{ "(a) LeCun, Y.; Bengio, Y.; Hinton, G. Deep learning. Nature 521, "
	  "436 (2015); (b) Hochreiter, S.; Schmidhuber, J. Long short-term "
	  "memory. Neural Comput. 9, 1735 (1997), "
	  "doi:10.1162/neco.1997.9.8.1735.",
	    NULL,
	    "LeCun, Y.; Bengio, Y.; Hinton, G. | 2015 | title: Deep learning | "
	    "in: Nature | vol: 521 | pp: 436",
	    WORK_TYPE_ARTICLE_JOURNAL },
	{ "T. Hwa, M. Kardar, Phys. Rev. Lett. 62, 1813 (1989); Phys. Rev. A "
	  "45, 7002 (1992).",
	    NULL,
	    "Hwa, T.; Kardar, M. | 1989 | in: Phys. Rev. Lett. | vol: 62 | pp: "
	    "1813",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* ACM: the year a second time, behind the volume */
	{ "Glyn Morrill. 2000. Incremental processing and acceptability. "
	  "Computational Linguistics 26 (2000), 319--338.",
	    NULL,
	    "Morrill, Glyn | 2000 | title: Incremental processing and "
	    "acceptability | in: Computational Linguistics | vol: 26 | pp: "
	    "319-338",
	    WORK_TYPE_ARTICLE_JOURNAL },
	{ "Joe Salmons. 1990. Bilingual discourse marking. Linguistics 28 "
	  "(1990).",
	    NULL,
	    "Salmons, Joe | 1990 | title: Bilingual discourse marking | in: "
	    "Linguistics | vol: 28",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* a conference's year is no volume */
	{ "Shelton, C. R. (2000) 'Balancing multiple sources of reward', in "
	  "NeurIPS 2000, 13, pp. 1082-1088.",
	    NULL,
	    "Shelton, C. R. | 2000 | title: Balancing multiple sources of "
	    "reward | in: NeurIPS 2000 | vol: 13 | pp: 1082-1088",
	    WORK_TYPE_PAPER_CONFERENCE },
	/* a double volume */
	{ "Kuchler, W., & Heitjans, P. (1994). NMR relaxation by diffusion. "
	  "Solid State Ionics, 70-71, 434-438.",
	    NULL,
	    "Kuchler, W.; Heitjans, P. | 1994 | title: NMR relaxation by "
	    "diffusion | in: Solid State Ionics | vol: 70-71 | pp: 434-438",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* APA */
	{ "Ericsson, A., & Pool, R. (2016). Peak: Secrets from the New "
	  "Science of Expertise. Houghton Mifflin Harcourt.",
	    "Peak: Secrets from the New Science of Expertise",
	    "Ericsson, A.; Pool, R. | 2016 | title: Peak: Secrets from the New "
	    "Science of Expertise | pub: Houghton Mifflin Harcourt",
	    WORK_TYPE_BOOK },
	{ "Ericsson, A., & Pool, R. (2016). Peak: Secrets from the New "
	  "Science of Expertise.",
	    "Peak: Secrets from the New Science of Expertise",
	    "Ericsson, A.; Pool, R. | 2016 | title: Peak: Secrets from the New "
	    "Science of Expertise",
	    WORK_TYPE_NONE },
	{ "Bengio, Y. (2009). Learning deep architectures. Foundations and "
	  "Trends in Machine Learning, 2(1), 1-127.",
	    "Learning deep architectures",
	    "Bengio, Y. | 2009 | title: Learning deep architectures | in: "
	    "Foundations and Trends in Machine Learning | vol: 2 | no: 1 | pp: "
	    "1-127",
	    WORK_TYPE_ARTICLE_JOURNAL },
	{ "Brown, T., Subramanian, D., Zhang, J., Child, R., Bahdanau, "
	  "D.,然，K., ..., & Hinton, G. (2017). Bert: Pre-training of deep "
	  "bidirectional transformers for language understanding.",
	    NULL,
	    "Brown, T.; Subramanian, D.; Zhang, J.; Child, R.; Bahdanau, D.; "
	    "然, K.; Hinton, G.; (cut) | 2017 | title: Bert: Pre-training of "
	    "deep bidirectional transformers for language understanding",
	    WORK_TYPE_NONE },
	{ "Krizhevsky, A., Sutskever, I., & Hinton, G. E. (2012). Imagenet "
	  "classification with deep convolutional neural networks.",
	    NULL,
	    "Krizhevsky, A.; Sutskever, I.; Hinton, G. E. | 2012 | title: "
	    "Imagenet classification with deep convolutional neural networks",
	    WORK_TYPE_NONE },
	{ "LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning.", NULL,
	    "LeCun, Y.; Bengio, Y.; Hinton, G. | 2015 | title: Deep learning",
	    WORK_TYPE_NONE },
	/* IEEE */
	{ "A. Vaswani et al., \"Attention is all you need,\" in Proc. NeurIPS, "
	  "Long Beach, CA, USA, 2017, pp. 5998–6008.",
	    NULL,
	    "Vaswani, A.; ... | 2017 | title: Attention is all you need | in: "
	    "Proc. NeurIPS | pp: 5998-6008 | place: Long Beach, CA, USA",
	    WORK_TYPE_PAPER_CONFERENCE },
	/* Vancouver */
	{ "Smith J, Jones AB. Title of the paper: a review. N Engl J Med. 2002 "
	  "Jul 25;347(4):284-7.",
	    NULL,
	    "Smith, J; Jones, AB | 2002 | title: Title of the paper: a review "
	    "| in: N Engl J Med | vol: 347 | no: 4 | pp: 284-7",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* Chicago */
	{ "LeCun, Yann, Yoshua Bengio, and Geoffrey Hinton. “Deep Learning.” "
	  "Nature 521, no. 7553 (2015): 436–44. "
	  "https://doi.org/10.1038/nature14539.",
	    NULL,
	    "LeCun, Yann; Bengio, Yoshua; Hinton, Geoffrey | 2015 | title: "
	    "Deep "
	    "Learning | in: Nature | vol: 521 | no: 7553 | pp: 436-44 | doi: "
	    "10.1038/nature14539",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* Springer LNCS */
	{ "Vaswani, A., Shazeer, N.: Attention is all you need. In: Advances "
	  "in Neural Information Processing Systems, pp. 5998–6008. Curran, "
	  "Red Hook (2017)",
	    NULL,
	    "Vaswani, A.; Shazeer, N. | 2017 | title: Attention is all you "
	    "need "
	    "| in: Advances in Neural Information Processing Systems | pp: "
	    "5998-6008 | pub: Curran | place: Red Hook",
	    WORK_TYPE_PAPER_CONFERENCE },
	/* physics: no title */
	{ "J. P. Collman, Acc. Chem. Res. 10, 265 (1977)", NULL,
	    "Collman, J. P. | 1977 | in: Acc. Chem. Res. | vol: 10 | pp: 265",
	    WORK_TYPE_ARTICLE_JOURNAL },
	{ "ATLAS Collaboration, Phys. Lett. B 716 (2012) 1-29 "
	  "[arXiv:1207.7214].",
	    NULL,
	    "ATLAS Collaboration | 2012 | in: Phys. Lett. B | vol: 716 | pp: "
	    "1-29 | arxiv: 1207.7214",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* German */
	{ "Müller, Hans: Das Kapital im Wandel. In: Schmidt, Peter (Hrsg.): "
	  "Handbuch der Ökonomie. 3. Aufl. Berlin: Springer, 2001, S. 12-34.",
	    NULL,
	    "Müller, Hans | eds: Schmidt, Peter | 2001 | title: Das Kapital im "
	    "Wandel | in: Handbuch der Ökonomie | pp: 12-34 | pub: Springer | "
	    "place: Berlin | ed: 3. Aufl",
	    WORK_TYPE_CHAPTER },
	/* GOST */
	{ "Иванов И.И. Название статьи // Вестник университета. – 2019. – № 3. "
	  "– С. 12–18.",
	    NULL,
	    "Иванов, И.И. | 2019 | title: Название статьи | in: Вестник "
	    "университета | no: 3 | pp: 12-18",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* GB/T 7714 */
	{ "王伟, 李强, 张三, 等. 深度学习研究综述[J]. 计算机学报, 2019, 42(3): "
	  "453-482.",
	    NULL,
	    "王, 伟; 李, 强; 张, 三; ... | 2019 | title: 深度学习研究综述 | "
	    "in: "
	    "计算机学报 | vol: 42 | no: 3 | pp: 453-482",
	    WORK_TYPE_ARTICLE_JOURNAL },
	{ "周志华. 机器学习[M]. 北京: 清华大学出版社, 2016: 12-15.", NULL,
	    "周, 志华 | 2016 | title: 机器学习 | pp: 12-15 | pub: "
	    "清华大学出版社 | place: 北京",
	    WORK_TYPE_BOOK },
	/* Japanese */
	{ "山田太郎 (2010) 日本語の研究. 言語学論集, 12(3), 45-67.", NULL,
	    "山田, 太郎 | 2010 | title: 日本語の研究 | in: 言語学論集 | vol: "
	    "12 "
	    "| no: 3 | pp: 45-67",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* French: family name in capitals, quotes with blanks, lower-case month */
	{ "GOULLET Monique et PARISSE Michel, « Traduire le latin médiéval », "
	  "Annales du Musée, vol. 3, septembre 2003, p. 12-34.",
	    NULL,
	    "GOULLET, Monique; PARISSE, Michel | 2003 | title: Traduire le "
	    "latin médiéval | in: Annales du Musée | vol: 3 | pp: 12-34",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* translators are not authors, years in a title not pages */
	{ "Solzhenitsyn, Aleksandr. The Gulag Archipelago, 1918–1956. "
	  "Translated by Thomas P. Whitney. New York: Harper & Row, 1974.",
	    NULL,
	    "Solzhenitsyn, Aleksandr | 1974 | title: The Gulag Archipelago, "
	    "1918–1956 | pub: Harper & Row | place: New York",
	    WORK_TYPE_BOOK },
	{ "Marx, K. (1976 [1867]). Capital: A critique of political economy "
	  "(B. Fowkes, Trans.). London: Penguin.",
	    NULL,
	    "Marx, K. | 1976 | title: Capital: A critique of political economy "
	    "| pub: Penguin | place: London",
	    WORK_TYPE_BOOK },
	/* commas only */
	{ "L. Sha, R. Rajkumar, and J. Lehoczky, Priority inheritance "
	  "protocols, IEEE Transactions on Computers, Vol. 39, No. 9, 1990, "
	  "pp. 1175-1185.",
	    NULL,
	    "Sha, L.; Rajkumar, R.; Lehoczky, J. | 1990 | title: Priority "
	    "inheritance protocols | in: IEEE Transactions on Computers | vol: "
	    "39 | no: 9 | pp: 1175-1185",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* kinds no index of papers covers */
	{ "Andersen, L. O. Program Analysis and Specialization. PhD thesis, "
	  "University of Copenhagen, May 1994.",
	    NULL,
	    "Andersen, L. O. | 1994 | title: Program Analysis and "
	    "Specialization | pub: University of Copenhagen",
	    WORK_TYPE_THESIS },
	{ "王伟. 深度学习研究[D]. 北京: 清华大学, 2018.", NULL,
	    "王, 伟 | 2018 | title: 深度学习研究 | pub: 清华大学 | place: 北京",
	    WORK_TYPE_THESIS },
	/* a title of two capitals and "and" is no second author */
	{ "[6] Turing, Alan, Computing Machinery and Intelligence, Mind 59, pp "
	  "433–460 (1950)",
	    NULL,
	    "Turing, Alan | 1950 | title: Computing Machinery and Intelligence "
	    "| in: Mind | vol: 59 | pp: 433-460",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* accents parted from their letters by LaTeX's PDFs */
	{ "P. Arbel´aez, M. Maire, C. Fowlkes, and J. Malik. Contour detection "
	  "and hierarchical image segmentation. PAMI, 33(5):898-916, 2011.",
	    NULL,
	    "Arbeláez, P.; Maire, M.; Fowlkes, C.; Malik, J. | 2011 | title: "
	    "Contour detection and hierarchical image segmentation | in: PAMI "
	    "| vol: 33 | no: 5 | pp: 898-916",
	    WORK_TYPE_ARTICLE_JOURNAL },
	{ "P. Arbel´ aez, M. Maire, C. Fowlkes. Contour detection and "
	  "hierarchical image segmentation. PAMI, 33(5):898-916, 2011.",
	    NULL,
	    "Arbeláez, P.; Maire, M.; Fowlkes, C. | 2011 | title: Contour "
	    "detection and hierarchical image segmentation | in: PAMI | vol: "
	    "33 | no: 5 | pp: 898-916",
	    WORK_TYPE_ARTICLE_JOURNAL },
	{ "B. Sch¨olkopf, J. Pern˚akov´a, F. M ¨uller, and T. D´ıaz. Learning "
	  "with Kernels. MIT Press, 2002.",
	    NULL,
	    "Schölkopf, B.; Pernåková, J.; Müller, F.; Díaz, T. | 2002 | "
	    "title: Learning with Kernels | pub: MIT Press",
	    WORK_TYPE_BOOK },
	{ "Franc¸ois O´Connor and Jose´ Nu´n˜ez. On accents behind their "
	  "letters. Journal of Typography, 12(3):4-5, 2001.",
	    NULL,
	    "O’Connor, François; Núñez, José | 2001 | title: On accents behind "
	    "their letters | in: Journal of Typography | vol: 12 | no: 3 | pp: "
	    "4-5",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* an entity outside of HTML */
	{ "H. Dibeklio&#287;lu, A.A. Salah, and T. Gevers. Are you really "
	  "smiling at me? In ECCV, pages 525-538, 2012.",
	    NULL,
	    "Dibeklioğlu, H.; Salah, A.A.; Gevers, T. | 2012 | title: Are you "
	    "really smiling at me? | in: ECCV | pp: 525-538",
	    WORK_TYPE_PAPER_CONFERENCE },
	{ "M. Ma&ccedil;&atilde;es, J. Dvo&rcaron;&aacute;k. Signals &amp; "
	  "systems. Journal of Things, 12(3):4-5, 2001.",
	    NULL,
	    "Maçães, M.; Dvořák, J. | 2001 | title: Signals & systems | in: "
	    "Journal of Things | vol: 12 | no: 3 | pp: 4-5",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* parted at the end of a line */
	{ "Cormen, T. H., Leiserson, C. E., Rivest, R. L.: Introduction to "
	  "Algo- rithms. MIT Press, Cam- bridge, 2001.",
	    NULL,
	    "Cormen, T. H.; Leiserson, C. E.; Rivest, R. L. | 2001 | title: "
	    "Introduction to Algorithms | pub: MIT Press | place: Cambridge",
	    WORK_TYPE_BOOK },
	/* two whole names at a time are no family and given name */
	{ "Ritwik Gupta, Richard Hosfelt, Sandra Sajeev, Nirav Patel, Bryce "
	  "Goodman, Jigar Doshi, Eric Heim, Howie Choset, and Matthew Gaston. "
	  "xBD: A dataset for assessing building damage from satellite "
	  "imagery. arXiv preprint arXiv:1911.09296, 2019.",
	    NULL,
	    "Gupta, Ritwik; Hosfelt, Richard; Sajeev, Sandra; Patel, Nirav; "
	    "Goodman, Bryce; Doshi, Jigar; Heim, Eric; Choset, Howie; Gaston, "
	    "Matthew | 2019 | title: xBD: A dataset for assessing building "
	    "damage from satellite imagery | arxiv: 1911.09296",
	    WORK_TYPE_ARTICLE },
	/* a number with a point does not end a title */
	{ "Ronquist, F. et al., 2012. MrBayes 3.2: efficient Bayesian "
	  "phylogenetic inference and model choice across a large model space. "
	  "Systematic Biology 61, 539-542.",
	    NULL,
	    "Ronquist, F.; ... | 2012 | title: MrBayes 3.2: efficient Bayesian "
	    "phylogenetic inference and model choice across a large model "
	    "space | in: Systematic Biology | vol: 61 | pp: 539-542",
	    WORK_TYPE_ARTICLE_JOURNAL },
	{ "Smith, J., & Wong, A. (2021). StockBot 2.0: Vanilla LSTMs "
	  "outperform transformer-based forecasting for stock prices. "
	  "arXiv:2201.00001.",
	    NULL,
	    "Smith, J.; Wong, A. | 2021 | title: StockBot 2.0: Vanilla LSTMs "
	    "outperform transformer-based forecasting for stock prices | "
	    "arxiv: 2201.00001",
	    WORK_TYPE_ARTICLE },
	{ "OpenAI. GPT-4. 5 system card. 2025.", NULL,
	    "OpenAI | 2025 | title: GPT-4. 5 system card", WORK_TYPE_NONE },
	/* but a volume with its issue is one */
	{ "Smith, J. \"On nothing.\" Journal of Things 12.3 (1990): 45-67.",
	    NULL,
	    "Smith, J. | 1990 | title: On nothing | in: Journal of Things | "
	    "vol: 12 | no: 3 | pp: 45-67",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* a place is no publisher, "u." is "und" */
	{ "K. He, X. Zhang, S. Ren, and J. Sun, \"Deep residual learning for "
	  "image recognition,\" in Proc. IEEE Conf. Comput. Vis. Pattern "
	  "Recognit. (CVPR), Las Vegas, NV, USA, 2016, pp. 770–778.",
	    NULL,
	    "He, K.; Zhang, X.; Ren, S.; Sun, J. | 2016 | title: Deep residual "
	    "learning for image recognition | in: Proc. IEEE Conf. Comput. "
	    "Vis. Pattern Recognit. (CVPR) | pp: 770-778 | place: Las Vegas, "
	    "NV, "
	    "USA",
	    WORK_TYPE_PAPER_CONFERENCE },
	{ "Hochreiter, Sepp u. Schmidhuber, Jürgen: Long short-term memory. "
	  "In: Neural Computation 9 (1997), Nr. 8, S. 1735–1780.",
	    NULL,
	    "Hochreiter, Sepp; Schmidhuber, Jürgen | 1997 | title: Long "
	    "short-term memory | in: Neural Computation | vol: 9 | no: 8 | pp: "
	    "1735-1780",
	    WORK_TYPE_ARTICLE_JOURNAL },
	/* editors with a group among them */
	{ "Rumelhart, D. E., Hinton, G. E., & Williams, R. J. (1986). Learning "
	  "internal representations by error propagation. In D. E. Rumelhart, "
	  "J. L. McClelland, and the PDP research group (Eds.), Parallel "
	  "distributed processing (pp. 318-362). MIT Press.",
	    NULL,
	    "Rumelhart, D. E.; Hinton, G. E.; Williams, R. J. | eds: "
	    "Rumelhart, D. E.; McClelland, J. L.; PDP research group | 1986 | "
	    "title: Learning internal representations by error propagation | "
	    "in: Parallel distributed processing | pp: 318-362 | pub: MIT "
	    "Press",
	    WORK_TYPE_CHAPTER },
	{ "Hale, Ken & Jay Keyser. 1993. On argument structure. In Kenneth "
	  "Hale and Samuel J. Keyser (eds.), The View from Building, 53-109. "
	  "Cambridge: MIT Press.",
	    NULL,
	    "Hale, Ken; Keyser, Jay | eds: Hale, Kenneth; Keyser, Samuel J. | "
	    "1993 | title: On argument structure | in: The View from Building "
	    "| pp: 53-109 | pub: MIT Press | place: Cambridge",
	    WORK_TYPE_CHAPTER },
	/* names behind a cut in the middle */
	{ "Krizhevsky, A., et al., Hinton, G. ImageNet classification with "
	  "deep convolutional neural networks. NIPS 2012.",
	    NULL,
	    "Krizhevsky, A.; Hinton, G.; (cut) | 2012 | title: ImageNet "
	    "classification with deep convolutional neural networks | in: NIPS",
	    WORK_TYPE_PAPER_CONFERENCE },
	{ "Krizhevsky, et al., Hinton. ImageNet classification with deep "
	  "convolutional neural networks. NIPS 2012.",
	    NULL,
	    "Krizhevsky; Hinton; (cut) | 2012 | title: ImageNet classification "
	    "with deep convolutional neural networks | in: NIPS",
	    WORK_TYPE_PAPER_CONFERENCE },
	{ "Vaswani, et al. Attention is all you need. NIPS, 2017.", NULL,
	    "Vaswani; ... | 2017 | title: Attention is all you need | in: NIPS",
	    WORK_TYPE_PAPER_CONFERENCE },
};

static void
give_emphasis(struct arena *a, struct reference *ref, const char *part)
{
	const char *at = strstr(ref->body.text, part);

	assert_non_null(at);
	ref->body.runs = ARENA_NEW(a, struct run);
	ref->body.runs_len = 1;
	ref->body.runs[0].kind = RUN_EMPHASIS;
	ref->body.runs[0].place.from = (size_t)(at - ref->body.text);
	ref->body.runs[0].place.to =
	    ref->body.runs[0].place.from + strlen(part);
}

static void
what_no_index_of_papers_has_is_told_by_its_kind(void **state)
{
	static const struct {
		const char *in;
		enum work_type type;
	} kinds[] = {
		{ "Rehabilitation Act of 1973, 29 U.S.C. § 701 et seq. (1973).",
		    WORK_TYPE_LEGISLATION },
		{ "Bürgerliches Gesetzbuch (BGB) in der Fassung vom 2. Januar "
		  "2002, BGBl. I S. 42.",
		    WORK_TYPE_LEGISLATION },
		{ "Гражданский кодекс Российской Федерации от 30.11.1994 "
		  "№ 51-ФЗ.",
		    WORK_TYPE_LEGISLATION },
		{ "Regulation (EU) 2016/679 of the European Parliament and of "
		  "the Council of 27 April 2016.",
		    WORK_TYPE_LEGISLATION },
		{ "中华人民共和国网络安全法. 2016.", WORK_TYPE_LEGISLATION },
		{ "DIN EN ISO 9001:2015-11.", WORK_TYPE_STANDARD },
		{ "ГОСТ Р 7.0.5-2008. Библиографическая ссылка.",
		    WORK_TYPE_STANDARD },
		{ "IEEE Std 754-2019. IEEE Standard for Floating-Point "
		  "Arithmetic. IEEE, 2019.",
		    WORK_TYPE_STANDARD },
		{ "Roe v. Wade, 410 U.S. 113 (1973).", WORK_TYPE_LEGAL_CASE },
		{ "Brief an Karl Schmidt vom 3. März 1923, Nachlass Müller, "
		  "Staatsarchiv Basel, PA 123.",
		    WORK_TYPE_MANUSCRIPT },
		/* About a law, and a letter that was printed. */
		{ "Larenz, Karl. Allgemeiner Teil des BGB. München: Beck, "
		  "1967.",
		    WORK_TYPE_BOOK },
		{ "King, M. L. (1963). Letter from Birmingham jail. The "
		  "Atlantic Monthly, 212(2), 78-88.",
		    WORK_TYPE_ARTICLE_JOURNAL },
		{ "Sunstein, C. R. (2005). Interpreting 29 U.S.C. 701. Harvard "
		  "Law Review, 118(2), 100-120.",
		    WORK_TYPE_ARTICLE_JOURNAL },
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct reference ref;

		reference_from_string(&ref, &a, span_of(kinds[i].in));
		parse_reference(&a, &ref);
		assert_true(ref.parses_len > 0);
		if (ref.parses[0].work->type != kinds[i].type)
			fail_msg("%s: %s", kinds[i].in,
			    ref.parses[0].work->type
				? work_type_csl(ref.parses[0].work->type)
				: "no type");
	}
	arena_release(&a);
}

static void
references_of_many_styles_are_read(void **state)
{
	struct arena a = ARENA_INIT;
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct reference ref;
		const char *got;

		reference_from_string(&ref, &a, span_of(cases[i].in));
		if (cases[i].emphasis)
			give_emphasis(&a, &ref, cases[i].emphasis);
		parse_reference(&a, &ref);
		assert_true(ref.parses_len > 0);
		assert_null(ref.skip);
		got = shown(&a, &ref.parses[0]);
		if (strcmp(got, cases[i].want) != 0 ||
		    ref.parses[0].work->type != cases[i].type) {
			print_error("%s\n  got  %s (%s)\n  want %s\n",
			    cases[i].in, got,
			    ref.parses[0].work->type
				? work_type_csl(ref.parses[0].work->type)
				: "no type",
			    cases[i].want);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
	arena_release(&a);
}

static void
places_hold_the_value_only(void **state)
{
	static const struct {
		enum claim claim;
		const char *text;
	} want[] = {
		{ CLAIM_AUTHOR, "LeCun, Y., & Hinton, G." },
		{ CLAIM_YEAR, "2015" },
		{ CLAIM_TITLE, "Deep learning" },
		{ CLAIM_CONTAINER_TITLE, "Nature" },
		{ CLAIM_VOLUME, "521" },
		{ CLAIM_ISSUE, "7553" },
		{ CLAIM_PAGES, "436–444" },
		{ CLAIM_DOI, "10.1038/nature14539" },
	};
	struct arena a = ARENA_INIT;
	struct reference ref;

	(void)state;
	reference_from_string(&ref, &a,
	    SPAN_LIT("LeCun, Y., & Hinton, G. (2015a, May 28). Deep learning. "
		     "Nature, 521(7553), 436–444. "
		     "https://doi.org/10.1038/nature14539"));
	parse_reference(&a, &ref);
	for (size_t i = 0; i < COUNT(want); i++) {
		const struct place *p =
		    parse_place(&ref.parses[0], want[i].claim);
		struct span at;

		assert_non_null(p);
		at = span_sub(
		    span_of(ref.body.text), p->range.from, p->range.to);
		assert_string_equal(arena_strdup_span(&a, at), want[i].text);
		assert_true(p->confidence > 0 && p->confidence <= 1);
	}
	assert_int_equal(ref.parses[0].work->issued.from.day, 28);
	assert_int_equal(ref.parses[0].work->issued.year_suffix, 'a');
	arena_release(&a);
}

static void
places_are_those_of_the_text_before_it_was_mended(void **state)
{
	static const struct {
		enum claim claim;
		const char *text;
	} want[] = {
		{ CLAIM_AUTHOR, "P. Arbel´ aez, H. Dibeklio&#287;lu" },
		{ CLAIM_TITLE, "Signals &amp; con- tours" },
		{ CLAIM_PUBLISHER, "MIT Press" },
		{ CLAIM_PUBLISHER_PLACE, "Cam- bridge" },
		{ CLAIM_YEAR, "2001" },
	};
	struct arena a = ARENA_INIT;
	struct reference ref;

	(void)state;
	reference_from_string(&ref, &a,
	    SPAN_LIT("P. Arbel´ aez, H. Dibeklio&#287;lu. Signals &amp; con- "
		     "tours. MIT Press, Cam- bridge, 2001."));
	parse_reference(&a, &ref);
	for (size_t i = 0; i < COUNT(want); i++) {
		const struct place *p =
		    parse_place(&ref.parses[0], want[i].claim);

		assert_non_null(p);
		assert_string_equal(
		    arena_strdup_span(&a, span_sub(span_of(ref.body.text),
					      p->range.from, p->range.to)),
		    want[i].text);
	}
	assert_string_equal(ref.parses[0].work->title, "Signals & contours");
	arena_release(&a);
}

static void
the_year_of_issue_is_not_the_original_one(void **state)
{
	static const char *const texts[] = {
		"Jakobson, Roman 1960 [1958]. Closing statement. Cambridge: "
		"MIT Press.",
		"Jakobson, Roman [1958] 1960. Closing statement. Cambridge: "
		"MIT Press.",
		"Jakobson, R. (1958/1960). Closing statement. Cambridge: MIT "
		"Press.",
		"Jakobson, R. 1960 (orig. 1958). Closing statement. "
		"Cambridge: MIT Press.",
		"Jakobson, R. (1960 [1958]). Closing statement. Cambridge: "
		"MIT Press.",
		"Jakobson, R. (1960). Closing statement. Cambridge: MIT "
		"Press. (Original work published 1958)",
		"Jakobson, R.: Closing statement. Cambridge: MIT Press 1960 "
		"[zuerst 1958]."
	};
	struct arena a = ARENA_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct reference ref;
		const struct work *w;

		reference_from_string(&ref, &a, span_of(texts[i]));
		parse_reference(&a, &ref);
		w = ref.parses[0].work;
		assert_int_equal(w->issued.from.year, 1960);
		assert_int_equal(w->original_date.from.year, 1958);
		assert_string_equal(w->title, "Closing statement");
	}
	arena_release(&a);
}

static void
back_references_are_skipped(void **state)
{
	static const char *const yes[] = { "ibid.", "Ibid., p. 23.",
		"Ebd., S. 12", "op. cit., p. 3", "a.a.O., S. 5",
		"See note 12 above." };
	static const char *const no[] = { "Idema, W. (1990). Chinese drama.",
		"See, J. (2001). Seeing things." };
	struct arena a = ARENA_INIT;
	struct reference ref;

	(void)state;
	for (size_t i = 0; i < COUNT(yes); i++) {
		reference_from_string(&ref, &a, span_of(yes[i]));
		parse_reference(&a, &ref);
		if (!ref.skip)
			fail_msg("%s", yes[i]);
		assert_true(ref.parses_len > 0);
	}
	for (size_t i = 0; i < COUNT(no); i++) {
		reference_from_string(&ref, &a, span_of(no[i]));
		parse_reference(&a, &ref);
		if (ref.skip)
			fail_msg("%s", no[i]);
	}
	arena_release(&a);
}

static void
a_dash_repeats_the_authors_before(void **state)
{
	struct document d = { .path = "-" };
	struct reference items[3];
	struct references refs = { .document = &d, .items = items, .len = 3 };

	(void)state;
	reference_from_string(&items[0], &d.arena,
	    SPAN_LIT("Austen, Jane. Emma. London: Penguin, 2003."));
	reference_from_string(&items[1], &d.arena,
	    SPAN_LIT("———. Persuasion. London: Penguin, 2004."));
	reference_from_string(&items[2], &d.arena,
	    SPAN_LIT("———. Another list. London: Penguin, 2005."));
	items[2].list = 2;
	parse_references(&refs);
	assert_string_equal(
	    items[1].parses[0].work->author.items[0].family, "Austen");
	assert_string_equal(items[1].parses[0].work->title, "Persuasion");
	assert_int_equal(items[2].parses[0].work->author.len, 0);
	arena_release(&d.arena);
}

static void
anything_is_read_without_harm(void **state)
{
	static const char *const odd[] = { "", " ", ".", "(", "\"", "[1]",
		"2015", "()", "In", "//", "\xff\xfe", "et al.", "———",
		"10.1000/", "pp.", "vol.", "((((((", "1-", "a.a.O", "《》" };
	struct arena a = ARENA_INIT;
	struct reference ref;

	(void)state;
	for (size_t i = 0; i < COUNT(odd); i++) {
		reference_from_string(&ref, &a, span_of(odd[i]));
		parse_reference(&a, &ref);
		assert_true(ref.parses_len > 0);
		for (size_t k = 0; k < ref.parses[0].places_len; k++)
			assert_true(
			    ref.parses[0].places[k].range.to <= ref.body.len);
	}
	arena_release(&a);
}

static void
three_thousand_authors_are_read(void **state)
{
	struct arena a = ARENA_INIT;
	struct sbuf sb = SBUF_INIT;
	struct reference ref;

	(void)state;
	for (int i = 0; i < 3000; i++)
		sbuf_addf(&sb, "%sAad, G.", i ? ", " : "");
	sbuf_add(&sb, SPAN_LIT(" (2012). Observation of a new particle. "
			       "Physics Letters B, 716(1), 1-29."));
	reference_from_string(&ref, &a, (struct span){ sb.buf, sb.len });
	parse_reference(&a, &ref);
	assert_int_equal(ref.parses[0].work->author.len, 3000);
	assert_string_equal(
	    ref.parses[0].work->title, "Observation of a new particle");
	sbuf_release(&sb);
	arena_release(&a);
}

static unsigned
find_word(const char *small)
{
	return lexicon_find(small, text_hash(span_of(small)));
}

static void
word_lists_are_sorted(void **state)
{
	(void)state;
	assert_true(lexicon_is_sorted());
	assert_true(find_word("springer") & LEX_PUBLISHER);
	assert_true(find_word("phys") & LEX_ABBREVIATION);
	assert_int_equal(find_word(""), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    what_no_index_of_papers_has_is_told_by_its_kind),
		cmocka_unit_test(references_of_many_styles_are_read),
		cmocka_unit_test(places_hold_the_value_only),
		cmocka_unit_test(
		    places_are_those_of_the_text_before_it_was_mended),
		cmocka_unit_test(the_year_of_issue_is_not_the_original_one),
		cmocka_unit_test(back_references_are_skipped),
		cmocka_unit_test(a_dash_repeats_the_authors_before),
		cmocka_unit_test(anything_is_read_without_harm),
		cmocka_unit_test(three_thousand_authors_are_read),
		cmocka_unit_test(word_lists_are_sorted),
	};

	return cmocka_run_group_tests_name("fields", tests, NULL, NULL);
}
