/* Names in Chinese, Japanese and Korean letters. */

#include "base/text.h"
#include "model/name.h"
#include "parse/people.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

size_t
people_cjk_name(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	size_t end = i + 1;

	if (!token_is_free(s, i) || !t->cjk)
		return i;
	/* "然，K": a mangled name of two scripts */
	if (t->letters == 1 && token_is_comma(s, end) &&
	    token_is_initial(s, end + 1)) {
		end += 2;
		if (token_is_point(s, end, "."))
			end++;
		return end;
	}
	/* a point inside spells a foreign name out */
	if ((s->tokens[end].c == 0xb7 || s->tokens[end].c == 0x30fb) &&
	    s->tokens[end + 1].cjk && !token_parts_persons(s, end))
		return end + 2;
	if (t->letters == 1 && s->tokens[end].cjk && s->tokens[end].letters < 4)
		return end + 1;
	return t->letters >= 2 && t->letters <= 5 ? end : i;
}

struct span
people_cjk_without_role(struct span name)
{
	static const char *const roles[] = { "編", "编", "著", "訳", "譯",
		"译" };

	for (size_t k = 0; k < COUNT(roles); k++) {
		size_t n = strlen(roles[k]);

		if (name.len > 2 * n &&
		    !memcmp(name.ptr + name.len - n, roles[k], n))
			return span_sub(name, 0, name.len - n);
	}
	return name;
}

bool
people_cjk_is_office(struct span name)
{
	/* beyond those of model/name, which calls what has three characters a person */
	static const char *const whole[] = { "国务院", "國務院", "外交部",
		"教育部", "财政部", "商务部", "卫生部", "公安部", "司法部",
		"文化部", "民政部", "水利部", "农业部", "建设部", "科技部",
		"环保部", "国防部", "铁道部", "交通部", "全国人大", "文化庁",
		"外務省", "文部省", "法務省", "総務省", "環境省", "厚生省",
		"통계청", "교육부", "법무부" };
	static const char *const ends[] = { "办公室", "辦公室", "办公厅",
		"工作组", "研究组", "总署", "银行", "銀行", "集团", "集團",
		"图书馆", "博物馆", "法院", "检察院", "科学院", "学院",
		"国务院", "联合会", "联盟", "总会", "省", "庁", "会議" };
	enum { LEAST = 4 };

	name = text_trim(name);
	for (size_t k = 0; k < COUNT(whole); k++)
		if (span_eq(name, span_of(whole[k])))
			return true;
	if (text_count(name) < LEAST)
		return false;
	for (size_t k = 0; k < COUNT(ends); k++) {
		size_t n = strlen(ends[k]);

		if (name.len > n &&
		    !memcmp(name.ptr + name.len - n, ends[k], n))
			return true;
	}
	return name_is_corporate(name);
}
