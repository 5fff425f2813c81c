/* Lists of names in which a reading or the form could go wrong, mended. */

#include "form-fixture.h"

static void
closing_stop_is_no_initials(void **state)
{
	static const struct sample samples[] = {
		{ "Vancouver, turned round",
		    "{A:Kostrzewa RM, Archer T.} {T:Exercise}. 2012.",
		    "Kostrzewa|RM;Archer|T.",
		    { WRONG(
			AUTHOR, "Archer|Trevor;Kostrzewa|Richard Michael") },
		    .want = "Archer T, Kostrzewa RM. Exercise. 2012." },
		{ "Vancouver, two initials",
		    "{A:Awadalla P, Ouellette TW.} {T:Tumours}. 2022.",
		    "Awadalla|P;Ouellette|TW.",
		    { WRONG(AUTHOR, "Ouellette|Tom W.;Awadalla|Philip") },
		    .want = "Ouellette TW, Awadalla P. Tumours. 2022." },
		{ "GB/T 7714, turned round",
		    "{A:LONG P M, LI Y.} {T:Margin}[J]. 2002.",
		    "LONG|P M;LI|Y.", { WRONG(AUTHOR, "Li|Yi;Long|Philip M.") },
		    .want = "LI Y, LONG P M. Margin[J]. 2002." },
		{ "GB/T 7714, a new name",
		    "{A:XU Y, GRABOWSKI D G.} {T:Modeling}[C]. 2010.",
		    "XU|Y;GRABOWSKI|D G.",
		    { WRONG(AUTHOR, "Xu|Yi;Aliaga|Daniel G.") },
		    .want = "XU Y, ALIAGA D G. Modeling[C]. 2010." },
		{ "one author in a list of bare initials",
		    "{A:BREIMAN L.} {T:Forests}[J]. 2001.", "BREIMAN|L.",
		    { WRONG(AUTHOR, "Breiman|Leo;Cutler|Adele B.") },
		    .want = "BREIMAN L, CUTLER A B. Forests[J]. 2001.",
		    .list = { .initials_bare = true, .initials_apart = true } },
		{ "a record leaves the point of an initial out",
		    "{A:Johnson, Emily}. {T:Walking}. 2002.", "Johnson|Emily",
		    { WRONG(AUTHOR, "Cutting|James E;Wang|Ranxiao Frances") },
		    .want = "Cutting, James E., and Ranxiao Frances Wang. "
			    "Walking. 2002.",
		    .list = { .rest_plain = true } },
		{ "so does the list",
		    "{A:Johnson, Emily B}. {T:Walking}. 2002.",
		    "Johnson|Emily B",
		    { WRONG(AUTHOR, "Cutting|James E;Wang|Ranxiao") },
		    .want = "Cutting, James E, & Wang, Ranxiao. Walking. "
			    "2002." },
		{ "GB/T 7714, two names of one initial each",
		    "{A:SCHMIDHUBER J, ECK D.} {T:Learning}[J]. 2002.",
		    "SCHMIDHUBER|J;ECK|D.",
		    { WRONG(
			AUTHOR, "Schmidhuber|J.;Gers|Felix A.;Eck|Douglas") },
		    .want = "SCHMIDHUBER J, GERS F A, ECK D. Learning[J]. "
			    "2002.",
		    .list = { .initials_bare = true, .initials_apart = true } },
		{ "an initial behind a hyphen tells nothing of blanks",
		    "{A:Li W., Tu J.-Y.} {T:Gender}. 2020.", "Li|W.;Tu|J.-Y.",
		    { WRONG(AUTHOR, "Li|Wei;Wong|John W. S.;Tu|Jung-Yueh") },
		    .want = "Li W., Wong J. W. S., Tu J.-Y. Gender. 2020." },
		{ "points that are the initials'",
		    "{A:Brown, T. and Hinton, G.} {T:Bert}. 2017.",
		    "Brown|T.;Hinton|G.",
		    { WRONG(AUTHOR, "Hinton|Geoffrey;Brown|Tom") },
		    .want = "Hinton, G. and Brown, T. Bert. 2017." },
	};

	(void)state;
	CHECK_ALL(samples);
}

static void
those_behind_the_first_keep_their_order(void **state)
{
	static const struct sample samples[] = {
		{ "given and family name are one word",
		    "{A:Li, Mingxing, Bang Zhang, Pan Pan, and Dong Liu}. "
		    "{T:Recurrent}. 2022.",
		    "Li|Mingxing;Zhang|Bang;Pan|Pan;Liu|Dong",
		    { WRONG(AUTHOR,
			"Li|Mingxing;Hu|Li;Zhang|Bang;Pan|Pan;Liu|Dong") },
		    .want = "Li, Mingxing, Li Hu, Bang Zhang, Pan Pan, and "
			    "Dong Liu. Recurrent. 2022." },
		{ "the same, with a comma between and capitals",
		    "{A:LI, Mingxing; PAN, Pan; LIU, Dong}: {T:Recurrent}.",
		    "LI|Mingxing;PAN|Pan;LIU|Dong",
		    { WRONG(AUTHOR, "Li|Mingxing;Hu|Li;Pan|Pan;Liu|Dong") },
		    .want = "LI, Mingxing; HU, Li; PAN, Pan; LIU, Dong: "
			    "Recurrent." },
		{ "two that are left of three, the first turned round",
		    "{A:Klapaftis, Ioannis P., Suresh Manandhar, and Karl "
		    "Lindqvist}. {T:Taxonomy}. 2010.",
		    "Klapaftis|Ioannis P.;Manandhar|Suresh;Lindqvist|Karl",
		    { WRONG(AUTHOR, "Klapaftis|Ioannis P.;Manandhar|Suresh") },
		    .want = "Klapaftis, Ioannis P., and Suresh Manandhar. "
			    "Taxonomy. 2010." },
		{ "two that are left of three, none turned round",
		    "{A:Ann Lee, Bo Day, and Cy Roe}. {T:Taxonomy}. 2010.",
		    "Lee|Ann;Day|Bo;Roe|Cy",
		    { WRONG(AUTHOR, "Lee|Ann;Day|Bo") },
		    .want = "Ann Lee and Bo Day. Taxonomy. 2010." },
	};

	(void)state;
	CHECK_ALL(samples);
}

static void
torn_names_are_not_written(void **state)
{
	static const struct sample samples[] = {
		{ "an initial that was read as a name",
		    "{A:T. Qian, S.-y. Yoon, and R. Sproat}. {T:Toolkit}.",
		    "Qian|T.;=S.;Yoon;Sproat|R.",
		    { WRONG(AUTHOR, "Qian|Ting;Yoon|Su-youn;Sproat|Richard") },
		    .want = "T. Qian, S.-y. Yoon, and R. Sproat. Toolkit.",
		    .refused = true },
		{ "a piece of a name is no separator",
		    "{A:H.-y. Lee, A. Mohamed, T. Bo}. {T:Speech}. 2022.",
		    "Lee|H.;Mohamed|A.;Bo|T.",
		    { WRONG(AUTHOR, "Lee|Hung-yi;Mohamed|Abdel") },
		    .want = "H.-y. Lee, A. Mohamed. Speech. 2022." },
		{ "initials that are small behind a hyphen",
		    "{A:S.-y. Yoon, K.-y. Kim}. {T:Toolkit}. 2010.",
		    "Yoon|S.-y.;Kim|K.-y.",
		    { WRONG(AUTHOR, "Yoon|Su-youn;Sproat|Richard") },
		    .want = "S.-y. Yoon, R. Sproat. Toolkit. 2010." },
	};

	(void)state;
	CHECK_ALL(samples);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(closing_stop_is_no_initials),
		cmocka_unit_test(those_behind_the_first_keep_their_order),
		cmocka_unit_test(torn_names_are_not_written),
	};

	return cmocka_run_group_tests_name("form names", tests, NULL, NULL);
}
