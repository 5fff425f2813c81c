/* Right references whose fields were taken for others, style by style. */

#include "base/text.h"
#include "model/reference.h"
#include "parse/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "parse-test.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

#define LSTM "title: Long short-term memory | in: Neural "

static void
pages_that_look_like_years_are_pages(void **state)
{
	static const struct reading styles[] = {
		{ "Hochreiter, S.; Schmidhuber, J. Long short-term memory. "
		  "Neural Comput. 1997, 9, 1735–1780.",
		    "Hochreiter, S.; Schmidhuber, J. | 1997 | " LSTM
		    "Comput | vol: 9 | pp: 1735-1780" },
		{ "Hochreiter S., Schmidhuber J. Long short-term memory // "
		  "Neural computation. – 1997. – Т. 9. – №. 8. – С. "
		  "1735-1780.",
		    "Hochreiter, S.; Schmidhuber, J. | 1997 | " LSTM
		    "computation | vol: 9 | no: 8 | pp: 1735-1780" },
		{ "Hochreiter, S., 1997. Long short-term memory. Neural "
		  "Computation, vol. 9, no. 8, 1735-1780.",
		    "Hochreiter, S. | 1997 | " LSTM
		    "Computation | vol: 9 | no: 8 | pp: 1735-1780" },
		{ "Hochreiter, S.; Schmidhuber, J. Neural Comput. 1997, 9, "
		  "1735.",
		    "Hochreiter, S.; Schmidhuber, J. | 1997 | in: Neural "
		    "Comput | vol: 9 | pp: 1735" },
		/* where no other year is, years they are */
		{ "Enciclopedia cattolica, Firenze, Sansoni 1948 - 1954",
		    " | 1948 | title: Enciclopedia cattolica | pub: Sansoni | "
		    "place: Firenze" },
		{ "Mann, T. Briefe 1889-1936. Frankfurt: Fischer, 1961.",
		    "Mann, T. | 1961 | title: Briefe 1889-1936 | pub: Fischer "
		    "| place: Frankfurt" },
	};

	(void)state;
	check_readings(styles, COUNT(styles), shown);
}

static void
a_day_of_access_is_not_the_year_of_issue(void **state)
{
	static const struct reading styles[] = {
		{ "LeCun Y, Bengio Y, Hinton G. Deep learning[J/OL]. Nature, "
		  "2015, 521(7553): 436-444 [2021-03-04]. "
		  "https://www.nature.com/articles/nature14539.",
		    "LeCun, Y; Bengio, Y; Hinton, G. | 2015 | title: Deep "
		    "learning | in: Nature | vol: 521 | no: 7553 | pp: "
		    "436-444 | url: "
		    "https://www.nature.com/articles/nature14539" },
		{ "Jumper J, Evans R, et al. Highly accurate protein "
		  "structure prediction with AlphaFold[J/OL]. Nature, 2021, "
		  "596(7873): 583-589. (2021-07-15)[2023-05-01]. "
		  "https://doi.org/10.1038/s41586-021-03819-2.",
		    "Jumper, J; Evans, R; ... | 2021 | title: Highly accurate "
		    "protein structure prediction with AlphaFold | in: Nature "
		    "| vol: 596 | no: 7873 | pp: 583-589 | doi: "
		    "10.1038/s41586-021-03819-2" },
		/* German quotes close with what English ones open with */
		{ "Breiman, L., „Random forests“, Machine Learning, vol. "
		  "45(1), p. 5–32, 2001, dostęp: 12.03.2020.",
		    "Breiman, L. | 2001 | title: Random forests | in: Machine "
		    "Learning | vol: 45 | no: 1 | pp: 5-32" },
		/* the day of the last change is the only date */
		{ "KINGMA D P, BA J. Adam: a method for stochastic "
		  "optimization[EB/OL]. (2014-12-22)[2023-05-01]. "
		  "https://arxiv.org/abs/1412.6980.",
		    "KINGMA, D P; BA, J. | 2014 | title: Adam: a method for "
		    "stochastic optimization | arxiv: 1412.6980" },
		{ "HOCHREITER, Sepp. Long short-term memory. Neural "
		  "computation [en línea]. 1997, vol. 9, nº 8, págs. "
		  "1735-1780 [consulta: 12 de mayo de 2020].",
		    "HOCHREITER, Sepp | 1997 | " LSTM
		    "computation | vol: 9 | no: 8 | pp: 1735-1780" },
		{ "LECUN, Y. Deep learning. Nature, [s. l.], v. 521, n. 7553, "
		  "p. 436-444, 2015. Acesso em: 3 mar. 2023.",
		    "LECUN, Y. | 2015 | title: Deep learning | in: Nature | "
		    "vol: 521 | no: 7553 | pp: 436-444" },
	};

	(void)state;
	check_readings(styles, COUNT(styles), shown);
}

static void
names_with_parted_initials_are_read_whole(void **state)
{
	static const struct reading styles[] = {
		{ "SHANNON C E. A mathematical theory of communication[J]. "
		  "The Bell System Technical Journal, 1948, 27(3): 379-423.",
		    "SHANNON, C E. | 1948 | title: A mathematical theory of "
		    "communication | in: The Bell System Technical Journal | "
		    "vol: 27 | no: 3 | pp: 379-423" },
		{ "Shannon C. E. A mathematical theory of communication. Bell "
		  "Syst Tech J. 1948;27(3):379-423.",
		    "Shannon, C. E. | 1948 | title: A mathematical theory of "
		    "communication | in: Bell Syst Tech J | vol: 27 | no: 3 | "
		    "pp: 379-423" },
		{ "Kingma D P, Ba J. Adam: A method for stochastic "
		  "optimization[J]. arXiv preprint arXiv:1412.6980, 2014.",
		    "Kingma, D P; Ba, J. | 2014 | title: Adam: A method for "
		    "stochastic optimization | arxiv: 1412.6980" },
		/* a title of one word and a comma is no family name */
		{ "Kahneman D. Thinking, fast and slow. Penguin; 2012.",
		    "Kahneman, D. | 2012 | title: Thinking, fast and slow | "
		    "pub: Penguin" },
		/* nor is a publisher of three names a journal */
		{ "Kahneman, Daniel. 2011. Thinking, Fast and Slow. New York: "
		  "Farrar, Straus and Giroux.",
		    "Kahneman, Daniel | 2011 | title: Thinking, Fast and Slow "
		    "| pub: Farrar, Straus and Giroux | place: New York" },
		{ "Diamond J. Guns, Germs, and Steel. Norton; 1997.",
		    "Diamond, J. | 1997 | title: Guns, Germs, and Steel | "
		    "pub: Norton" },
		{ "Jumper, John (and 33 others). 2021. \"Highly accurate "
		  "protein structure prediction with AlphaFold.\" Nature 596 "
		  "(August 26): 583–589.",
		    "Jumper, John; ... | 2021 | title: Highly accurate "
		    "protein structure prediction with AlphaFold | in: Nature "
		    "| vol: 596 | pp: 583-589" },
		/* GOST's names behind the title */
		{ "Hochreiter, S. Long short-term memory / S. Hochreiter, J. "
		  "Schmidhuber // Neural Computation. – 1997. – Vol. 9, № 8. "
		  "– P. 1735–1780.",
		    "Hochreiter, S.; Schmidhuber, J. | 1997 | " LSTM
		    "Computation | vol: 9 | no: 8 | pp: 1735-1780" },
		{ "Deep learning / Y. LeCun, Y. Bengio, G. Hinton // Nature. "
		  "– 2015. – Vol. 521. – P. 436–444.",
		    "LeCun, Y.; Bengio, Y.; Hinton, G. | 2015 | title: Deep "
		    "learning | in: Nature | vol: 521 | pp: 436-444" },
	};

	(void)state;
	check_readings(styles, COUNT(styles), shown);
}

static void
volume_and_issue_are_told_from_years_and_pages(void **state)
{
	static const struct reading styles[] = {
		/* ACM */
		{ "LeCun, Y. et al.: Deep learning. Nature. 521, 7553 (2015), "
		  "436–444.",
		    "LeCun, Y.; ... | 2015 | title: Deep learning | in: Nature "
		    "| vol: 521 | no: 7553 | pp: 436-444" },
		{ "Sepp Hochreiter and Jürgen Schmidhuber. 1997. Long "
		  "short-term memory. Neural Computation 9, 8 (1997), "
		  "1735–1780.",
		    "Hochreiter, Sepp; Schmidhuber, Jürgen | 1997 | " LSTM
		    "Computation | vol: 9 | no: 8 | pp: 1735-1780" },
		{ "Hochreiter, Sepp: „Long short-term memory“, in: Neural "
		  "Computation 9/8 (1997), S. 1735–1780.",
		    "Hochreiter, Sepp | 1997 | " LSTM
		    "Computation | vol: 9 | no: 8 | pp: 1735-1780" },
		/* but in physics the first page */
		{ "J. P. Perdew, K. Burke, M. Ernzerhof, Phys. Rev. Lett. 77, "
		  "3865 (1996).",
		    "Perdew, J. P.; Burke, K.; Ernzerhof, M. | 1996 | in: "
		    "Phys. Rev. Lett. | vol: 77 | pp: 3865" },
		/* two parts, each with its date */
		{ "Shannon, Claude E. “A Mathematical Theory of "
		  "Communication.” Bell System Technical Journal 27, no. 3 "
		  "(July 1948): 379–423; no. 4 (October 1948): 623–56.",
		    "Shannon, Claude E. | 1948 | title: A Mathematical Theory "
		    "of Communication | in: Bell System Technical Journal | "
		    "vol: 27 | no: 3 | pp: 379-423" },
		{ "Hiep P.-H., Hölder continuity of solutions, Ann. Inst. "
		  "Fourier (Grenoble), 60 (2010), no. 5, 1857-1869.",
		    "Hiep, P.-H. | 2010 | title: Hölder continuity of "
		    "solutions | in: Ann. Inst. Fourier (Grenoble) | vol: 60 | "
		    "no: 5 | pp: 1857-1869" },
		/* Japanese */
		{ "Breiman, L.：Random forests, Machine Learning, 45巻1号, "
		  "5-32頁, 2001年.",
		    "Breiman, L. | 2001 | title: Random forests | in: Machine "
		    "Learning | vol: 45 | no: 1 | pp: 5-32" },
	};

	(void)state;
	check_readings(styles, COUNT(styles), shown);
}

static void
what_leads_to_a_reference_is_no_author(void **state)
{
	static const struct reading styles[] = {
		{ "See also Breiman, L. (2001). Random forests. Machine "
		  "Learning, 45(1), 5-32.",
		    "Breiman, L. | 2001 | title: Random forests | in: Machine "
		    "Learning | vol: 45 | no: 1 | pp: 5-32" },
		{ "For a review, see: Jumper, J. et al. Nature 2021, 596, "
		  "583-589.",
		    "Jumper, J.; ... | 2021 | in: Nature | vol: 596 | pp: "
		    "583-589" },
		{ "See, T. J. (1999). A paper about seeing. Nature, 12, 3-4.",
		    "See, T. J. | 1999 | title: A paper about seeing | in: "
		    "Nature | vol: 12 | pp: 3-4" },
	};

	(void)state;
	check_readings(styles, COUNT(styles), shown);
}

static void
double_issues_stay_whole(void **state)
{
	static const struct reading styles[] = {
		{ "Braun, H., Der Wert der Arbeit, in: Soziale Welt "
		  "41 (1990), H. 3/4, S. 5-12.",
		    "Braun, H. | 1990 | title: Der Wert der Arbeit | "
		    "in: Soziale Welt | vol: 41 | no: 3/4 | pp: 5-12" },
		{ "Smith J, Jones P. A study of something important. "
		  "J Chem Phys. 2004;12(1-2):34-56.",
		    "Smith, J; Jones, P. | 2004 | title: A study of "
		    "something important | in: J Chem Phys | vol: 12 | "
		    "no: 1-2 | pp: 34-56" },
	};

	(void)state;
	check_readings(styles, COUNT(styles), shown);
}

static void
pages_are_those_that_say_so(void **state)
{
	static const struct reading styles[] = {
		{ "Tumminello M, Lillo F. Spanning trees and "
		  "bootstrap reliability estimation in networks. "
		  "Int. J. of Bifurcations & Chaos, 17: 2319 2329, "
		  "2007.",
		    "Tumminello, M; Lillo, F. | 2007 | title: Spanning "
		    "trees and bootstrap reliability estimation in "
		    "networks | in: Int. J. of Bifurcations & Chaos | "
		    "vol: 17 | pp: 2319-2329" },
		{ "Conklin, J. and Begeman, M. L. 1988. gIBIS: a "
		  "hypertext tool for exploratory policy discussion. "
		  "In Proceedings of the ACM Conference on "
		  "Computer-Supported Cooperative Work (Portland, "
		  "OR, Sept. 26-28). ACM Press, New York, NY, pages "
		  "140-152.",
		    "Conklin, J.; Begeman, M. L. | 1988 | title: "
		    "gIBIS: a hypertext tool for exploratory policy "
		    "discussion | in: Proceedings of the ACM "
		    "Conference on Computer-Supported Cooperative Work "
		    "| pp: 140-152 | pub: ACM Press | place: Portland, OR" },
	};

	(void)state;
	check_readings(styles, COUNT(styles), shown);
}

static void
a_number_keeps_no_word_before_it(void **state)
{
	static const struct reading styles[] = {
		{ "Bingham, G.P. Dynamics and the problem of visual "
		  "event recognition. In R. Port and T. van Gelder, "
		  "editors, Mind as Motion: Explorations in the "
		  "Dynamics of Cognition, chapter 14, pages 403-448. "
		  "MIT Press, 1995.",
		    "Bingham, G.P. | eds: Port, R.; van Gelder, T. | "
		    "1995 | title: Dynamics and the problem of visual "
		    "event recognition | in: Mind as Motion: "
		    "Explorations in the Dynamics of Cognition | pp: "
		    "403-448 | pub: MIT Press" },
		{ "Linz, Juan J. «El sistema de partidos en España». "
		  "Revista Española de Investigaciones Sociológicas, "
		  "n.º 4, 1978, pp. 9-32.",
		    "Linz, Juan J. | 1978 | title: El sistema de "
		    "partidos en España | in: Revista Española de "
		    "Investigaciones Sociológicas | no: 4 | pp: 9-32" },
	};

	(void)state;
	check_readings(styles, COUNT(styles), shown);
}

static void
a_quoted_title_ends_with_its_quotes(void **state)
{
	static const struct reading styles[] = {
		{ "Olwal, A., H. Benko, S. Feiner. “SenseShapes: "
		  "Using Statistical Geometry for Object Selection,” "
		  "to appear in Proceedings of the Second "
		  "International Symposium on Mixed and Augmented "
		  "Reality, Tokyo, 2003.",
		    "Olwal, A.; Benko, H.; Feiner, S. | 2003 | title: "
		    "SenseShapes: Using Statistical Geometry for "
		    "Object Selection | in: Proceedings of the Second "
		    "International Symposium on Mixed and Augmented "
		    "Reality | place: Tokyo" },
	};

	(void)state;
	check_readings(styles, COUNT(styles), shown);
}

static void
what_stands_behind_editors_holds_the_work(void **state)
{
	static const struct reading styles[] = {
		{ "Ginzburg C., «Spie. Radici di un paradigma "
		  "indiziario», in A. Gargani (a cura di), Crisi "
		  "della ragione, Torino, Einaudi, 1979, pp. 57-106.",
		    "Ginzburg, C. | eds: Gargani, A. | 1979 | title: "
		    "Spie. Radici di un paradigma indiziario | in: "
		    "Crisi della ragione | pp: 57-106 | pub: Einaudi | "
		    "place: Torino" },
	};

	(void)state;
	check_readings(styles, COUNT(styles), shown);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_that_look_like_years_are_pages),
		cmocka_unit_test(a_day_of_access_is_not_the_year_of_issue),
		cmocka_unit_test(names_with_parted_initials_are_read_whole),
		cmocka_unit_test(
		    volume_and_issue_are_told_from_years_and_pages),
		cmocka_unit_test(what_leads_to_a_reference_is_no_author),
		cmocka_unit_test(double_issues_stay_whole),
		cmocka_unit_test(pages_are_those_that_say_so),
		cmocka_unit_test(a_number_keeps_no_word_before_it),
		cmocka_unit_test(a_quoted_title_ends_with_its_quotes),
		cmocka_unit_test(what_stands_behind_editors_holds_the_work),
	};

	return cmocka_run_group_tests_name("styles", tests, NULL, NULL);
}
