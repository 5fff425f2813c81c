#include "model/name.h"
#include "base/text.h"

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

static bool
is_listed(const char *const *table, size_t n, struct span s)
{
	char buf[48];

	if (!s.len || !small(buf, sizeof(buf), s))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!strcmp(table[i], buf))
			return true;
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
	"e a",
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

bool
name_is_others(struct span s)
{
	bool dots = false;
	size_t at = 0;

	s = text_trim(s);
	if (is_listed(others, COUNT(others), s))
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
	"in",
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

static bool
is_corporate_word(struct span word)
{
	char buf[40];
	size_t len = 0, at = 0;

	if (word.len < 3 || word.len > 32)
		return false;
	while (at < word.len)
		len +=
		    text_put(buf + len, bare(text_lower(text_next(word, &at))));
	buf[len] = '\0';
	for (size_t i = 0; i < COUNT(corporate_words); i++)
		if (corporate_words[i][0] == buf[0] &&
		    !strcmp(corporate_words[i], buf))
			return true;
	return false;
}

static bool
is_corporate_cjk(struct span s)
{
	for (size_t i = 0; i < COUNT(corporate_cjk); i++) {
		struct span w = span_of(corporate_cjk[i]);

		/* two characters at least before it: "王部" is somebody */
		if (s.len > w.len + 3 &&
		    !memcmp(s.ptr + s.len - w.len, w.ptr, w.len))
			return true;
	}
	return false;
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

/* "A. Author" and "J. Doe" as initials have them too; folded, sorted by no rule. */
static const struct {
	const char *family;
	const char *given; /* NULL: whatever it is */
} placeholders[] = {
	{ "doe", "john" },
	{ "doe", "jane" },
	{ "doe", "j" },
	{ "roe", "richard" },
	{ "lastname", NULL },
	{ "surname", NULL },
	{ "familyname", NULL },
	{ "author", NULL },
	{ "authors", NULL },
	{ "mustermann", NULL },
	{ "anonymous", NULL },
	{ "anon", NULL },
	{ "unknown", NULL },
	{ "noname", NULL },
	{ "test", "test" },
	{ "name", "first" },
	{ "name", "last" },
	{ "name", "author" },
	{ "nn", NULL },
	{ "tbd", NULL },
	{ "某某", NULL },
};

/* Letters only, small. */
static void
letters(char *buf, size_t size, const char *s)
{
	struct span text = span_of(s);
	size_t at = 0, len = 0;

	while (at < text.len && len + 5 < size) {
		uint32_t c = text_lower(text_next(text, &at));

		if (text_is_letter(c))
			len += text_put(buf + len, c);
	}
	buf[len] = '\0';
}

bool
name_is_placeholder(const struct name *n)
{
	char family[32], given[32];

	letters(family, sizeof(family), n->literal ? n->literal : n->family);
	letters(given, sizeof(given), n->given);
	if (!strcmp(family, "firstnamelastname") ||
	    !strcmp(family, "authorname") ||
	    !strcmp(family, "anonymousauthors") ||
	    !strcmp(family, "anonymousauthor"))
		return true;
	/* taken apart as if it were a Chinese name: "not handed down" */
	if (!strcmp(family, "佚") && !strcmp(given, "名"))
		return true;
	for (size_t i = 0; i < COUNT(placeholders); i++)
		if (!strcmp(placeholders[i].family, family) &&
		    (!placeholders[i].given ||
			!strcmp(placeholders[i].given, given)))
			return true;
	return false;
}

/* One word of a given name, "Jean-Pierre" among them, as initials. */
static void
add_initials(struct sbuf *out, struct span word)
{
	size_t at = 0, run = 0;
	uint32_t last = 0;
	bool caps = name_is_initials(word);

	if (word.ptr[word.len - 1] == '.' && text_count(word) <= 4 &&
	    !memchr(word.ptr, '.', word.len - 1) && !caps) {
		sbuf_add(out, word); /* "Chr.", "Md.": shortened, not initial */
		return;
	}
	while (at < word.len) {
		size_t from = at;
		uint32_t c = text_next(word, &at);

		if (text_is_dash(c)) {
			run = 0;
		} else if (c == '.') {
			last = '.';
			run = 0;
			continue;
		} else if (text_is_letter(c)) {
			/* "GE" is two, "Yu." is one */
			bool starts = run++ == 0 || (caps && text_is_upper(c));

			if (starts) {
				if (last == '-')
					sbuf_addc(out, '-');
				else if (from && last)
					sbuf_addc(out, ' ');
				sbuf_add(out, span_sub(word, from, at));
				if (caps && at < word.len) {
					size_t next = at;
					uint32_t d = text_next(word, &next);

					if (text_is_lower(d))
						sbuf_add(out,
						    span_sub(word, at, next));
				}
				sbuf_addc(out, '.');
			}
		}
		last = text_is_dash(c) ? '-' : c;
	}
}

static bool
has_cjk(struct span s)
{
	size_t at = 0;

	while (at < s.len)
		if (text_is_cjk(text_next(s, &at)))
			return true;
	return false;
}

/* Cut the next word, between blanks, off s. */
static struct span
next_word(struct span *s)
{
	size_t n = 0;
	struct span word;

	*s = text_trim(*s);
	while (n < s->len && s->ptr[n] != ' ')
		n++;
	word = span_sub(*s, 0, n);
	*s = span_skip(*s, n);
	return word;
}

char *
name_initials(struct arena *a, const char *given)
{
	struct sbuf out = SBUF_INIT;
	struct span rest, word;
	char *copy;

	if (!given)
		return NULL;
	rest = span_of(given);
	if (has_cjk(rest))
		return arena_strdup(a, given);
	while ((word = next_word(&rest)).len) {
		if (out.len)
			sbuf_addc(&out, ' ');
		if (name_is_particle(word))
			sbuf_add(&out, word);
		else
			add_initials(&out, word);
	}
	copy = arena_strdup_span(a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return copy;
}

/* Put part behind what is there; no blank after "d'" and "al-". */
static void
add_part(struct sbuf *out, const char *part)
{
	if (!part)
		return;
	if (out->len) {
		char last = out->buf[out->len - 1];
		bool elided = last == '\'' || last == '-' ||
			      (out->len >= 3 && !memcmp(out->buf + out->len - 3,
						    "\xe2\x80\x99", 3));

		/* "'t Hooft": an elision in front, not at the end */
		if (!elided || (last != '-' && out->len < 2))
			sbuf_addc(out, ' ');
	}
	sbuf_add(out, span_of(part));
}

static char *
take(struct arena *a, struct sbuf *sb)
{
	char *copy = arena_strdup_span(a, (struct span){ sb->buf, sb->len });

	sbuf_release(sb);
	return copy;
}

char *
name_family_full(struct arena *a, const struct name *n)
{
	struct sbuf out = SBUF_INIT;

	if (n->literal)
		return arena_strdup(a, n->literal);
	add_part(&out, n->non_dropping_particle);
	add_part(&out, n->family);
	return take(a, &out);
}

char *
name_display(struct arena *a, const struct name *n)
{
	struct sbuf out = SBUF_INIT;

	if (n->literal)
		return arena_strdup(a, n->literal);
	if (n->family && n->given && has_cjk(span_of(n->family)) &&
	    has_cjk(span_of(n->given))) {
		sbuf_add(&out, span_of(n->family));
		sbuf_add(&out, span_of(n->given));
		return take(a, &out);
	}
	add_part(&out, n->given);
	add_part(&out, n->dropping_particle);
	add_part(&out, n->non_dropping_particle);
	add_part(&out, n->family);
	add_part(&out, n->suffix);
	return take(a, &out);
}

static const char *
copy_text(struct arena *a, const char *s)
{
	return s ? arena_strdup(a, s) : NULL;
}

struct name_list
name_list_copy(struct arena *a, const struct name_list *l)
{
	struct name_list out = *l;

	out.items = NULL;
	out.len = 0;
	for (size_t i = 0; i < l->len; i++) {
		struct name n = l->items[i];

		n.family = copy_text(a, n.family);
		n.given = copy_text(a, n.given);
		n.suffix = copy_text(a, n.suffix);
		n.dropping_particle = copy_text(a, n.dropping_particle);
		n.non_dropping_particle = copy_text(a, n.non_dropping_particle);
		n.literal = copy_text(a, n.literal);
		n.ORCID = copy_text(a, n.ORCID);
		name_list_add(a, &out, n);
	}
	return out;
}

void
name_list_add(struct arena *a, struct name_list *l, struct name n)
{
	ARENA_PUSH(a, l->items, l->len) = n;
}
