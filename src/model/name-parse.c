#include "base/text.h"
#include "model/name.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

enum { WORDS_MAX = 32 };

struct words {
	struct span items[WORDS_MAX];
	size_t len;
};

/* Words between blanks; false if there are more than we would call a name. */
static bool
split_words(struct words *out, struct span s)
{
	size_t from = 0;

	out->len = 0;
	for (size_t i = 0; i <= s.len; i++) {
		if (i < s.len && s.ptr[i] != ' ')
			continue;
		if (i > from) {
			if (out->len == WORDS_MAX)
				return false;
			out->items[out->len++] = span_sub(s, from, i);
		}
		from = i + 1;
	}
	return true;
}

/* Words from..to (not included) with the blanks between them, or NULL. */
static const char *
join(struct arena *a, const struct words *w, size_t from, size_t to)
{
	const char *end;

	if (from >= to)
		return NULL;
	end = w->items[to - 1].ptr + w->items[to - 1].len;
	return arena_strdup_span(a, (struct span){ w->items[from].ptr,
					(size_t)(end - w->items[from].ptr) });
}

static const char *
keep(struct arena *a, struct span s)
{
	s = text_trim(s);
	return s.len ? arena_strdup_span(a, s) : NULL;
}

/* The part before the comma: "van den Oord", "de Oliveira Jr.", "d'Arcy". */
static void
set_family(struct name *out, struct arena *a, struct span s)
{
	struct words w;
	size_t n = 0, end;

	if (!split_words(&w, s)) {
		out->family = keep(a, s);
		return;
	}
	end = w.len;
	if (end > 1 && name_is_suffix(w.items[end - 1])) {
		if (!out->suffix)
			out->suffix = keep(a, w.items[end - 1]);
		end--;
	}
	while (n + 1 < end && name_is_particle(w.items[n]))
		n++;
	out->non_dropping_particle = join(a, &w, 0, n);
	out->family = join(a, &w, n, end);
}

/* The part behind it: "Geoffrey E.", "Ludwig van", "M. L., Jr.". */
static void
set_given(struct name *out, struct arena *a, struct span s)
{
	struct words w;
	size_t end;

	s = text_trim(s);
	if (!split_words(&w, s)) {
		out->given = keep(a, s);
		return;
	}
	end = w.len;
	if (end > 1 && name_is_suffix(w.items[end - 1])) {
		if (!out->suffix)
			out->suffix = keep(a, w.items[end - 1]);
		end--;
	}
	for (size_t n = 1; n < end; n++) {
		bool all = true;

		for (size_t i = n; i < end; i++)
			all = all && name_is_particle(w.items[i]);
		if (all) {
			out->dropping_particle = join(a, &w, n, end);
			end = n;
			break;
		}
	}
	out->given = join(a, &w, 0, end);
}

void
name_split_particles(struct arena *a, struct name *n)
{
	const char *comma = n->given ? strrchr(n->given, ',') : NULL;
	struct words w;
	size_t from = 0, to;

	if (comma && comma > n->given && !n->suffix &&
	    name_is_suffix(text_trim(span_of(comma + 1)))) {
		n->suffix = keep(a, span_of(comma + 1));
		n->given = keep(
		    a, (struct span){ n->given, (size_t)(comma - n->given) });
	}
	if (n->given && !n->dropping_particle &&
	    split_words(&w, span_of(n->given))) {
		for (to = w.len; to > 1 && name_is_particle(w.items[to - 1]);)
			to--;
		n->dropping_particle = join(a, &w, to, w.len);
		n->given = join(a, &w, 0, to);
	}
	if (n->family && !n->non_dropping_particle &&
	    split_words(&w, span_of(n->family))) {
		while (from + 1 < w.len && name_is_particle(w.items[from]))
			from++;
		n->non_dropping_particle = join(a, &w, 0, from);
		n->family = join(a, &w, from, w.len);
	}
}

/* Particles that some write large, where a family name follows: "Vincent Van
 * Gogh". Not "Le" and "Do", which are names. */
static bool
is_large_particle(struct span word)
{
	static const char *const large[] = { "Van", "Von", "De", "Del", "Della",
		"Der", "Den", "Di", "Da", "Dos", "Du", "La", "Los", "El", "Al",
		"Ben", "Bin", "Ibn", "Ten", "Ter", "Mc", "Mac", "St.", "O'" };

	for (size_t i = 0; i < COUNT(large); i++)
		if (span_eq(word, span_of(large[i])))
			return true;
	return false;
}

static void
given_first(struct name *out, struct arena *a, const struct words *w)
{
	size_t end = w->len, particle, family;

	if (end > 1 && name_is_suffix(w->items[end - 1])) {
		out->suffix = keep(a, w->items[end - 1]);
		end--;
	}
	if (end == 1) {
		out->family = join(a, w, 0, 1);
		return;
	}
	/* the first particle that is followed by something; what stands
	 * before it is given. A lone leading particle has no given name. */
	for (particle = 0; particle + 1 < end; particle++)
		if (name_is_particle(w->items[particle]))
			break;
	if (particle + 1 < end) {
		family = particle;
		while (family + 1 < end && name_is_particle(w->items[family]))
			family++;
		/* "José Ortega y Gasset", "Eça de Queirós": and, not of */
		if (particle &&
		    (span_eq(w->items[particle], SPAN_LIT("y")) ||
			span_eq(w->items[particle], SPAN_LIT("i")) ||
			span_eq(w->items[particle], SPAN_LIT("e")))) {
			out->family = join(a, w, particle - 1, end);
			out->given = join(a, w, 0, particle - 1);
			return;
		}
		out->given = join(a, w, 0, particle);
		out->non_dropping_particle = join(a, w, particle, family);
		out->family = join(a, w, family, end);
		return;
	}
	family = end - 1;
	while (family > 1 && is_large_particle(w->items[family - 1]))
		family--;
	out->given = join(a, w, 0, family);
	out->family = join(a, w, family, end);
}

static void
family_first(struct name *out, struct arena *a, const struct words *w)
{
	size_t end = w->len, n = 0;

	if (end > 2 && name_is_suffix(w->items[end - 1])) {
		out->suffix = keep(a, w->items[end - 1]);
		end--;
	}
	while (n + 1 < end && name_is_particle(w->items[n]))
		n++;
	out->non_dropping_particle = join(a, w, 0, n);
	out->family = join(a, w, n, n + 1 < end ? n + 1 : end);
	out->given = n + 1 < end ? join(a, w, n + 1, end) : NULL;
}

/*
 * "Smith JA", "van der Berg G. E.", "Иванов И.И.": initials behind the name.
 * Returns the index of the first of them, or 0.
 */
static size_t
trailing_initials(const struct words *w)
{
	size_t end = w->len, n;

	if (end > 1 && name_is_suffix(w->items[end - 1]))
		end--;
	n = end;
	while (n > 1 && name_is_initials(w->items[n - 1]))
		n--;
	if (n == end || name_is_initials(w->items[0]))
		return 0;
	/* all capitals: "JOHN LEE" has no initials, "SMITH J. A." has */
	if (end == 2 && !memchr(w->items[1].ptr, '.', w->items[1].len) &&
	    text_count(w->items[1]) == 3) {
		size_t at = 0;

		(void)text_next(w->items[0], &at);
		if (text_is_upper(text_next(w->items[0], &at)))
			return 0;
	}
	return n;
}

static bool
is_all_cjk(struct span s)
{
	size_t at = 0;
	bool any = false;

	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		if (text_is_cjk(c))
			any = true;
		else if (!text_is_space(c) && c != 0xb7 && c != 0x2027 &&
			 c != 0x30fb && c != 0x2022 && c != 0x30fc &&
			 c != 0x3005)
			return false;
	}
	return any;
}

/* Chinese family names of two characters (the common ones of the Hundred
 * Family Surnames), and Korean ones. */
static const char *const double_surnames[] = { "欧阳", "歐陽", "司马", "司馬",
	"上官", "诸葛", "諸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容",
	"令狐", "夏侯", "长孙", "宇文", "轩辕", "端木", "南宫", "独孤", "남궁",
	"황보", "제갈", "선우", "독고" };

/* Code points to bytes from the start of s. */
static size_t
advance(struct span s, size_t n)
{
	size_t at = 0;

	while (n-- && at < s.len)
		(void)text_next(s, &at);
	return at;
}

static void
split_at(struct name *out, struct arena *a, struct span s, size_t at)
{
	out->family = keep(a, span_sub(s, 0, at));
	out->given = keep(a, span_skip(s, at));
}

static bool
has_kana(struct span s)
{
	size_t at = 0;

	while (at < s.len) {
		uint32_t c = text_next(s, &at);

		if (c >= 0x3040 && c <= 0x30ff)
			return true;
	}
	return false;
}

/* Does s begin with one of the characters of set? */
static bool
is_one_of(struct span c, const char *set)
{
	return memmem(set, strlen(set), c.ptr, c.len) != NULL;
}

/*
 * Foreign family names as Chinese spells them by their sound: 哈贝马斯, 恩格斯, 弗洛伊德. They
 * have three characters or more, nearly all of which are used for sounds (Xinhua's
 * tables for English, German, French and Russian), and do not begin as Chinese names
 * do. Those that do begin so, or are too short, are known by themselves.
 */
static bool
is_spelled_out(struct span s)
{
	static const char *const known[] = { "马克思", "马克斯", "列宁", "韦伯",
		"康德", "尼采", "卢梭", "福柯", "黑格尔", "柏拉图", "萨特",
		"休谟", "洛克", "罗素", "杜威", "牛顿", "达尔文", "凯恩斯",
		"卢卡奇", "亚里士多德", "孟德斯鸠", "伏尔泰", "罗尔斯",
		"海德格尔", "波普尔", "本雅明", "阿多诺", "拉康", "荣格",
		"曼海姆", "熊彼特", "哈耶克", "托克维尔", "皮亚杰", "德里达",
		"高尔基", "毛姆", "雨果", "莎士比亚", "托尔斯泰",
		"陀思妥耶夫斯基", "斯大林", "鲁宾斯坦" };
	static const char sounds[] =
	    "斯尔克德特姆弗迪卡拉尼巴萨杜贝伊奥亚塞格科洛罗莱维韦布普茨埃勒利里"
	    "蒂顿森桑诺默福夫瓦哈赫希厄恩耶齐吉雷鲁路曼丹达马阿艾安比波伯博查"
	    "彻茨道登蒙内努欧帕皮佩契乔琼撒什史施索塔泰汤图托万威沃西谢雅泽"
	    "扎兹祖法菲费戈古霍基加坎考肯库兰劳朗伦米穆纳奈尤约";
	static const char surnames[] =
	    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾"
	    "肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏"
	    "韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴"
	    "莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关"
	    "兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷曲盛冉翁蓝"
	    "路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项"
	    "连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬"
	    "師和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";
	size_t at = 0, count = 0, sound = 0;
	bool surname = false;

	for (size_t i = 0; i < COUNT(known); i++)
		if (span_eq(s, span_of(known[i])))
			return true;
	while (at < s.len) {
		size_t here = at;
		struct span c;

		(void)text_next(s, &at);
		c = span_sub(s, here, at);
		if (!count)
			surname = is_one_of(c, surnames);
		count++;
		sound += is_one_of(c, sounds);
	}
	if (count < 3)
		return false;
	return surname ? count > 3 && sound == count
		       : sound * 4 >= count * 3 && (count > 3 || sound == 3);
}

/*
 * A name in Chinese, Japanese or Korean letters. Which of the three the name
 * is cannot always be told; two or three characters are read as Chinese or
 * Korean, four as Japanese unless the family name has two anyway.
 */
static void
parse_cjk(struct name *out, struct arena *a, struct span s)
{
	size_t count = text_count(s), at, last = 0;
	const char *blank = memchr(s.ptr, ' ', s.len);

	if (blank) {
		split_at(out, a, s, (size_t)(blank - s.ptr));
		return;
	}
	/* a foreign name spelled out: given names, a point, the family name */
	for (at = 0; at < s.len;) {
		size_t from = at;
		uint32_t c = text_next(s, &at);

		if (from &&
		    (c == 0xb7 || c == 0x30fb || c == 0x2022 || c == 0x2027))
			last = from;
	}
	if (last) {
		at = last;
		(void)text_next(s, &at);
		out->given = keep(a, span_sub(s, 0, last));
		out->family = keep(a, span_skip(s, at));
		return;
	}
	if (is_spelled_out(s)) {
		out->family = keep(a, s);
		return;
	}
	for (size_t i = 0; count > 2 && i < COUNT(double_surnames); i++)
		if (text_starts_nocase(s, double_surnames[i])) {
			split_at(out, a, s, strlen(double_surnames[i]));
			return;
		}
	if (count == 1)
		out->family = keep(a, s);
	else if (count <= 3 && !has_kana(s))
		split_at(out, a, s, advance(s, 1));
	else if (count <= 6)
		split_at(out, a, s, advance(s, 2));
	else
		out->literal = keep(a, s);
}

/* "J.Smith", "C.T.Sun": a blank after each point that a letter follows. */
static struct span
unglue(struct arena *a, struct span s)
{
	struct sbuf out = SBUF_INIT;
	char *copy;

	for (size_t i = 0; i < s.len; i++) {
		size_t next = i + 1, after;

		sbuf_addc(&out, s.ptr[i]);
		if (s.ptr[i] != '.' || next >= s.len)
			continue;
		after = next;
		if (!text_is_upper(text_next(s, &after)) || after >= s.len)
			continue;
		if (text_is_lower(text_next(s, &after)))
			sbuf_addc(&out, ' ');
	}
	copy = arena_strdup_span(a, (struct span){ out.buf, out.len });
	sbuf_release(&out);
	return span_of(copy);
}

/* Marks that lists put on names, and a dblp homonym number. */
static struct span
trim_marks(struct span s)
{
	static const char *const marks[] = { "*", "†", "‡", "§", "¶", ",", ";",
		"&", "，", "、", "；", ":" };
	bool again = true;

	while (again) {
		again = false;
		s = text_trim(s);
		for (size_t i = 0; i < COUNT(marks); i++) {
			size_t n = strlen(marks[i]);

			if (s.len >= n && !memcmp(s.ptr, marks[i], n)) {
				s = span_skip(s, n);
				again = true;
			}
			if (s.len >= n &&
			    !memcmp(s.ptr + s.len - n, marks[i], n)) {
				s.len -= n;
				again = true;
			}
		}
	}
	if (s.len > 5 && s.ptr[s.len - 5] == ' ') {
		bool digits = true;

		for (size_t i = s.len - 4; i < s.len; i++)
			digits = digits && s.ptr[i] >= '0' && s.ptr[i] <= '9';
		if (digits)
			s = text_trim(span_sub(s, 0, s.len - 5));
	}
	return s;
}

/* The comma at or after from (",", "，" or "、"), outside of brackets; s.len if
 * there is none. *len is how long it is. */
static size_t
find_comma(struct span s, size_t from, size_t *len)
{
	size_t at = from;
	int depth = 0;

	while (at < s.len) {
		size_t here = at;
		uint32_t c = text_next(s, &at);

		if (c == '(' || c == '{' || c == '[')
			depth++;
		else if ((c == ')' || c == '}' || c == ']') && depth)
			depth--;
		else if (!depth && (c == ',' || c == 0xff0c || c == 0x3001)) {
			*len = at - here;
			return here;
		}
	}
	*len = 0;
	return s.len;
}

static void
with_commas(struct name *out, struct arena *a, struct span s, size_t comma,
    size_t comma_len)
{
	struct span first = text_trim(span_sub(s, 0, comma));
	struct span rest = text_trim(span_skip(s, comma + comma_len));
	size_t len, second = find_comma(rest, 0, &len);
	struct span middle = text_trim(span_sub(rest, 0, second));
	struct span last = text_trim(span_skip(rest, second + len));
	struct words w;

	if (!last.len && name_is_suffix(middle)) {
		if (split_words(&w, first) && w.len > 1) {
			given_first(out, a, &w);
		} else {
			set_family(out, a, first);
		}
		out->suffix = keep(a, middle);
		return;
	}
	if (last.len && find_comma(last, 0, &len) < last.len) {
		out->literal = keep(a, s);
		return;
	}
	if (last.len && name_is_suffix(last)) {
		out->suffix = keep(a, last);
		rest = middle;
	} else if (last.len && name_is_suffix(middle)) {
		out->suffix = keep(a, middle);
		rest = last;
	}
	set_family(out, a, first);
	if (rest.len)
		set_given(out, a, rest);
}

/* Of a Russian's father; Serbian family names end otherwise. */
static bool
is_patronymic(struct span s)
{
	static const char *const ends[] = { "вич", "вна", "ьич", "ична" };

	for (size_t i = 0; i < COUNT(ends); i++) {
		size_t n = strlen(ends[i]);

		if (s.len > n + 4 && !memcmp(s.ptr + s.len - n, ends[i], n))
			return true;
	}
	return false;
}

/* "Беспалов Дмитрий Николаевич", as catalogues have it: the family name is in
 * front, for nobody's name ends with the father's. */
static bool
ends_with_patronymic(const struct words *w)
{
	return w->len == 3 && is_patronymic(w->items[2]) &&
	       !is_patronymic(w->items[1]);
}

static void
without_comma(
    struct name *out, struct arena *a, struct span s, enum name_order order)
{
	struct words w;
	size_t n;

	if (!split_words(&w, unglue(a, s)) || !w.len) {
		out->literal = keep(a, s);
		return;
	}
	if (w.len == 1) {
		out->family = join(a, &w, 0, 1);
		return;
	}
	n = order == NAME_ORDER_GUESS ? trailing_initials(&w) : 0;
	if (n) {
		struct words given = w;

		set_family(out, a, span_of(join(a, &w, 0, n)));
		given.len = w.len;
		if (name_is_suffix(w.items[w.len - 1])) {
			out->suffix = keep(a, w.items[w.len - 1]);
			given.len--;
		}
		out->given = join(a, &given, n, given.len);
	} else if (order == NAME_ORDER_FAMILY_FIRST ||
		   ends_with_patronymic(&w)) {
		family_first(out, a, &w);
	} else {
		given_first(out, a, &w);
	}
}

void
name_parse(
    struct name *out, struct arena *a, struct span s, enum name_order order)
{
	size_t comma, len;

	memset(out, 0, sizeof(*out));
	s = trim_marks(span_of(text_clean(a, s)));
	if (!s.len)
		return;
	/* BibTeX's way to say: not to be taken apart */
	if (s.ptr[0] == '{' && s.ptr[s.len - 1] == '}' &&
	    !memchr(s.ptr + 1, '{', s.len - 1)) {
		out->literal = keep(a, span_sub(s, 1, s.len - 1));
		return;
	}
	if (name_is_corporate(s)) {
		out->literal = keep(a, s);
		return;
	}
	if (is_all_cjk(s)) {
		parse_cjk(out, a, s);
		return;
	}
	comma = find_comma(s, 0, &len);
	if (comma < s.len)
		with_commas(out, a, s, comma, len);
	else
		without_comma(out, a, s, order);
	if (!out->family && !out->literal) {
		memset(out, 0, sizeof(*out));
		out->literal = keep(a, s);
	}
}
