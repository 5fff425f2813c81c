/* Words by which names are told from other things, and their parts from one
 * another. */

#include "base/text.h"
#include "base/word-map.h"
#include "model/name.h"

#include <pthread.h>

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The letters of s in small, without points, brackets and blanks at its ends,
 * in buf; false if there is no room. */
static bool
small(char *buf, size_t size, struct span s)
{
	size_t at = 0, len = 0;

	while (at < s.len) {
		uint32_t c = text_lower(text_next(s, &at));

		if (len + 5 > size)
			return false;
		if (c == '(' || c == ')' || c == '[' || c == ']')
			continue;
		if (c == '.' || c == ',' || c == ';' || text_is_space(c)) {
			if (len && buf[len - 1] != ' ')
				buf[len++] = ' ';
			continue;
		}
		len += text_put(buf + len, c);
	}
	while (len && buf[len - 1] == ' ')
		len--;
	buf[len] = '\0';
	return true;
}

/* The first byte that small() would write, or 0. */
static char
first_small(struct span s)
{
	char buf[8];

	for (size_t at = 0; at < s.len;) {
		uint32_t c = text_next(s, &at);

		if (c == '(' || c == ')' || c == '[' || c == ']' || c == '.' ||
		    c == ',' || c == ';' || text_is_space(c))
			continue;
		(void)text_put(buf, text_lower(c));
		return buf[0];
	}
	return '\0';
}

static bool
is_listed(const char *const *table, size_t n, struct span s)
{
	char buf[48], first = first_small(s);
	bool ready = false;

	/* nearly all that is asked for begins as nothing does that is listed */
	for (size_t i = 0; first && i < n; i++) {
		if (table[i][0] != first)
			continue;
		if (!ready && !small(buf, sizeof(buf), s))
			return false;
		ready = true;
		if (!strcmp(table[i], buf))
			return true;
	}
	return false;
}

/* Lower case, points as blanks, brackets gone, as small() makes them. */
static const char *const others[] = {
	"et al",
	"et alii",
	"et aliae",
	"et alia",
	"etal",
	"and others",
	"others",
	"& others",
	"et al and others",
	"and colleagues",
	"u a",
	"ua",
	"u v a",
	"und andere",
	"und weitere",
	"et coll",
	"et autres",
	"y otros",
	"y cols",
	"y col",
	"e outros",
	"e altri",
	"i dr",
	"и др",
	"и другие",
	"и др",
	"и соавт",
	"та ін",
	"i in",
	"i inni",
	"a kol",
	"m fl",
	"og andre",
	"等",
	"等人",
	"等编",
	"等著",
	"等编著",
	"他",
	"ほか",
	"ほか著",
	"外",
	"외",
	"等譯",
	"…",
	"…",
	"& al",
	"et a l",
	"and al",
	"and et al",
	"& et al",
};

/* Only a letter or a digit begins what it is the first of. */
static bool
may_be_listed(const char *const *table, size_t n, char first)
{
	first = text_ascii_lower(first);
	if (!(first >= 'a' && first <= 'z') && !(first >= '0' && first <= '9'))
		return true;
	for (size_t i = 0; i < n; i++)
		if (table[i][0] == first)
			return true;
	return false;
}

bool
name_may_be_others(char first)
{
	return may_be_listed(others, COUNT(others), first);
}

bool
name_is_others(struct span s)
{
	bool dots = false;
	size_t at = 0;

	s = text_trim(s);
	if (is_listed(others, COUNT(others), s))
		return true;
	/* Dutch "e.a."; "E. A." is somebody's */
	if (span_eq(s, SPAN_LIT("e.a.")) || span_eq(s, SPAN_LIT("e.a")))
		return true;
	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		if (c == '.' || c == 0x2026 || c == 0x22ef)
			dots = true;
		else if (!text_is_space(c) && c != '[' && c != ']' &&
			 c != '(' && c != ')')
			return false;
	}
	return dots && s.len > 1;
}

static const char *const particles[] = {
	"van",
	"von",
	"vom",
	"vander",
	"de",
	"den",
	"der",
	"del",
	"della",
	"dello",
	"delle",
	"degli",
	"dei",
	"dal",
	"dalla",
	"da",
	"das",
	"di",
	"do",
	"dos",
	"du",
	"des",
	"la",
	"las",
	"le",
	"les",
	"los",
	"lo",
	"el",
	"al",
	"ap",
	"af",
	"av",
	"ab",
	"bin",
	"bint",
	"ibn",
	"ben",
	"abu",
	"ter",
	"ten",
	"te",
	"tot",
	"thoe",
	"zu",
	"zum",
	"zur",
	"zer",
	"und",
	"y",
	"e",
	"i",
	"op",
	"in't",
	"aan",
	"auf",
	"'t",
	"'s",
	"’t",
	"’s",
	"‘t",
	"‘s",
	"d'",
	"d’",
	"l'",
	"l’",
	"dall'",
	"dell'",
	"san",
	"santa",
	"st",
	"mac",
	"fitz",
	"der",
	"von der",
	"het",
	"d",
	"fon",
	"фон",
	"де",
	"ван",
	"дер",
	"ди",
	"да",
	"ле",
	"ла",
	"аль",
	"бен",
	"оглы",
	"ат",
	"эль",
};

bool
name_is_particle(struct span word)
{
	size_t at = 0;
	uint32_t c;

	if (!word.len)
		return false;
	c = text_next(word, &at);
	while (!text_is_letter(c) && at < word.len)
		c = text_next(word, &at);
	if (text_upper(c) == c)
		return false;
	return is_listed(particles, COUNT(particles), word);
}

/* Not "V" or "I": they are initials far more often. */
static const char *const suffixes[] = {
	"jr",
	"sr",
	"jnr",
	"snr",
	"junior",
	"senior",
	"ii",
	"iii",
	"iv",
	"2nd",
	"3rd",
	"4th",
	"filho",
	"júnior",
	"père",
	"fils",
	"esq",
	"ph d",
	"phd",
	"md",
	"m d",
};

bool
name_may_be_suffix(char first)
{
	return may_be_listed(suffixes, COUNT(suffixes), first);
}

bool
name_is_suffix(struct span s)
{
	/* "Md." opens Bengali names: only in capitals is it a degree. */
	if (s.len >= 2 && s.ptr[0] == 'M' && s.ptr[1] == 'd')
		return false;
	return is_listed(suffixes, COUNT(suffixes), text_trim(s));
}

bool
name_is_initials(struct span s)
{
	size_t at = 0, letters = 0, run = 0;
	bool points = false;

	s = text_trim(s);
	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		if (c == '.' || c == 0xb7) {
			points = points || letters;
			run = 0;
		} else if (text_is_space(c) || text_is_dash(c)) {
			if (run > 3)
				return false;
			run = 0;
		} else if (text_is_mark(c) || c == 0x2019 || c == '\'') {
			continue;
		} else if (text_is_letter(c) && !text_is_cjk(c)) {
			bool head = run == 0;

			/* "Yu." and "Ch." transliterate one letter */
			if (head ? !text_is_upper(c)
				 : text_is_lower(c) &&
				       !(run == 1 && at < s.len &&
					   s.ptr[at] == '.'))
				return false;
			letters++;
			if (++run > 3)
				return false;
		} else {
			return false;
		}
	}
	return letters > 0 &&
	       (points || letters <= 3 || memchr(s.ptr, ' ', s.len) != NULL);
}

/* Words that only an organisation's name has, folded. */
static const char *const corporate_words[] = {
	"university",
	"universitat",
	"universite",
	"universidad",
	"universidade",
	"universita",
	"universiteit",
	"institute",
	"institut",
	"instituto",
	"istituto",
	"institution",
	"ministry",
	"ministere",
	"ministerio",
	"ministerium",
	"bundesministerium",
	"department",
	"departamento",
	"dept",
	"agency",
	"agence",
	"agencia",
	"agentur",
	"association",
	"asociacion",
	"associazione",
	"associacao",
	"society",
	"societe",
	"sociedad",
	"sociedade",
	"societa",
	"gesellschaft",
	"organization",
	"organisation",
	"organizacion",
	"organizacao",
	"committee",
	"comite",
	"commission",
	"comision",
	"comissao",
	"kommission",
	"council",
	"consejo",
	"conseil",
	"collaboration",
	"consortium",
	"group",
	"team",
	"network",
	"foundation",
	"fundacion",
	"fundacao",
	"fondation",
	"stiftung",
	"bureau",
	"office",
	"oficina",
	"buro",
	"federation",
	"confederation",
	"verband",
	"verein",
	"bundesamt",
	"bundesanstalt",
	"union",
	"nations",
	"unesco",
	"unicef",
	"oecd",
	"ocde",
	"ieee",
	"iso",
	"nasa",
	"center",
	"centre",
	"centro",
	"zentrum",
	"laboratory",
	"laboratories",
	"laboratoire",
	"government",
	"parliament",
	"assembly",
	"congress",
	"corps",
	"centers",
	"senate",
	"authority",
	"board",
	"administration",
	"service",
	"services",
	"company",
	"corporation",
	"corp",
	"inc",
	"ltd",
	"llc",
	"gmbh",
	"plc",
	"limited",
	"museum",
	"library",
	"bibliothek",
	"bibliotheque",
	"biblioteca",
	"academy",
	"academia",
	"akademie",
	"academie",
	"accademia",
	"college",
	"hospital",
	"programme",
	"program",
	"project",
	"initiative",
	"alliance",
	"investigators",
	"panel",
	"commonwealth",
	"republic",
	"states",
	"verlag",
	"staff",
	"editors",
	"national",
	"statistisches",
	"european",
	"international",
	"american",
	"royal",
	"deutsche",
	"deutscher",
	"федерации",
	"университет",
	"институт",
	"академия",
	"министерство",
	"российская",
	"комитет",
	"organismo",
	"secretariat",
	"secretaria",
	"directorate",
	"division",
	"faculty",
	"trust",
	"forum",
	"observatory",
	"survey",
	"openai",
	"google",
	"microsoft",
	"deepmind",
	"anthropic",
};

static const char *const corporate_cjk[] = {
	"协会",
	"學會",
	"学会",
	"大学",
	"大學",
	"研究所",
	"研究院",
	"委员会",
	"委員会",
	"委員會",
	"公司",
	"有限公司",
	"出版社",
	"出版会",
	"書店",
	"书店",
	"新聞社",
	"研究会",
	"研究會",
	"编辑部",
	"編集部",
	"编写组",
	"课题组",
	"中心",
	"政府",
	"总局",
	"局",
	"部",
	"省",
	"厅",
	"基金会",
	"财団",
	"財団",
	"法人",
	"机构",
	"機構",
	"省庁",
	"協会",
	"协作组",
	"학회",
	"대학교",
	"연구원",
	"위원회",
	"협회",
	"공사",
	"센터",
};

/* The Latin letters with accents that the table's words have, bare. */
static uint32_t
bare(uint32_t c)
{
	static const struct {
		uint32_t from, to;
	} pairs[] = {
		{ 0xe0, 'a' },
		{ 0xe1, 'a' },
		{ 0xe3, 'a' },
		{ 0xe4, 'a' },
		{ 0xe7, 'c' },
		{ 0xe8, 'e' },
		{ 0xe9, 'e' },
		{ 0xea, 'e' },
		{ 0xed, 'i' },
		{ 0xf3, 'o' },
		{ 0xf4, 'o' },
		{ 0xf5, 'o' },
		{ 0xfa, 'u' },
		{ 0xfc, 'u' },
	};

	for (size_t i = 0; c > 0x7f && i < COUNT(pairs); i++)
		if (pairs[i].from == c)
			return pairs[i].to;
	return c;
}

/* Written once, before anybody reads it. */
static struct word_slot corporate_slots[512];
static struct word_map corporate = { corporate_slots,
	COUNT(corporate_slots) - 1 };

_Static_assert(COUNT(corporate_words) * 2 < COUNT(corporate_slots),
    "there is room for all");

static void
fill_corporate(void)
{
	for (size_t i = 0; i < COUNT(corporate_words); i++)
		word_map_add(&corporate, corporate_words[i], 1);
}

static bool
is_corporate_word(struct span word)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	char buf[40];
	size_t len = 0, at = 0;

	if (word.len < 3 || word.len > 32)
		return false;
	while (at < word.len)
		len +=
		    text_put(buf + len, bare(text_lower(text_next(word, &at))));
	buf[len] = '\0';
	(void)pthread_once(&once, fill_corporate);
	return word_map_find(
		   &corporate, buf, text_hash((struct span){ buf, len })) != 0;
}

static bool
is_corporate_cjk(struct span s)
{
	/* all of them are characters of three bytes */
	if (!s.len || (unsigned char)s.ptr[s.len - 1] < 0x80)
		return false;
	for (size_t i = 0; i < COUNT(corporate_cjk); i++) {
		struct span w = span_of(corporate_cjk[i]);

		/* two characters at least before it: "王部" is somebody */
		if (s.len > w.len + 3 &&
		    !memcmp(s.ptr + s.len - w.len, w.ptr, w.len))
			return true;
	}
	return false;
}

/* "D. Iso", "M. J. Bank": initials and one word are a person. */
static bool
is_initials_and_name(struct span s)
{
	const char *last = NULL;

	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] == ' ')
			last = s.ptr + i;
	return last &&
	       name_is_initials(
		   (struct span){ s.ptr, (size_t)(last - s.ptr) }) &&
	       memchr(s.ptr, '.', (size_t)(last - s.ptr));
}

bool
name_is_corporate(struct span s)
{
	const char *comma;
	size_t at = 0;

	s = text_trim(s);
	comma = s.len ? memchr(s.ptr, ',', s.len) : NULL;
	/* "Church, A.", "Bank, B. J.": people may be called anything */
	if (comma &&
	    name_is_initials(span_skip(s, (size_t)(comma - s.ptr) + 1)))
		return false;
	if (is_initials_and_name(s))
		return false;
	while (at < s.len) {
		size_t from = at, to;
		uint32_t c = text_next(s, &at);

		if (!text_is_letter(c))
			continue;
		for (to = at; at < s.len; to = at) {
			c = text_next(s, &at);
			if (!text_is_letter(c) && !text_is_mark(c))
				break;
		}
		if (is_corporate_word(span_sub(s, from, to)))
			return true;
	}
	return is_corporate_cjk(s);
}
