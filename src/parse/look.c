#include "parse/look.h"
#include "base/text.h"
#include "parse/look-word.h"

#include "base/banned.h"

enum {
	LOOK_BYTES = 1600, /* of a text are looked at */
	YEAR_MIN = 1400,
	YEAR_MAX = 2100,
};

/* --- signals anywhere ----------------------------------------------------------- */

/* Words that a reference has and a sentence rarely. Lower case, folded by
 * hand; matched with any case at the start of a word. */
static const char *const words[] = { "journal", "j.", "proceedings", "proc.",
	"conference", "conf.", "symposium", "workshop", "transactions",
	"trans.", "press", "publisher", "publishing", "verlag", "springer",
	"elsevier", "wiley", "university", "univ.", "universität",
	"universidad", "université", "thesis", "dissertation", "vol.", "no.",
	"pp.", "ed.", "eds.", "hrsg.", "in:", "bd.", "aufl.", "retrieved",
	"accessed", "available", "arxiv", "preprint", "revue", "revista",
	"rivista", "zeitschrift", "éditions", "editorial", "editora",
	"edizioni", "edn", "edition", "chapter", "advances", "annals",
	"letters", "review", "reviews", "bulletin", "nature", "science", "ieee",
	"acm", "вестник", "журнал", "изд-во", "издательство", "сб.", "тр.",
	"изв.", "наука", "университет", "дис.", "т.", "вып.", "с." };
static const char *const cjk_words[] = { "出版社", "出版", "学报", "學報",
	"杂志", "雜誌", "大学", "大學", "期刊", "论文", "論文", "会议", "译",
	"書店", "書房", "学会", "研究", "신문", "학회", "대학교", "출판사",
	"논문", "학술", "지음", "옮김" };
/* Words that a sentence has and a reference, its title aside, rarely. */
static const char *const prose_words[] = { "is", "are", "was", "were", "that",
	"which", "this", "we", "our", "it", "has", "have", "can", "be", "been",
	"they", "these", "you", "your", "will", "not", "see", "describes",
	"shows", "showed", "argues", "introduced", "proposed", "demonstrated",
	"ist", "sind", "wird", "wurde", "dass", "wir", "est", "sont", "nous",
	"que", "es", "son", "como", "é", "são", "è", "sono", "che", "это",
	"что", "мы", "как", "был", "была" };

struct count {
	int words, cjk_words, prose, cjk_prose, cjk, stops;
};

static bool
starts_exactly(struct span s, const char *with)
{
	size_t len;

	if (!s.len || s.ptr[0] != with[0])
		return false;
	len = strlen(with);
	return s.len >= len && !memcmp(s.ptr, with, len);
}

/* The lower-case form of a word in a buffer, for the two lists. */
static struct span
lower_word(char *buf, size_t size, struct span w)
{
	size_t n = 0;

	for (size_t at = 0; at < w.len && n + 4 < size;)
		n += text_put(buf + n, text_lower(text_next(w, &at)));
	return (struct span){ buf, n };
}

static void
count_words(struct count *out, struct span s)
{
	char buf[64];

	for (size_t at = 0; at < s.len;) {
		size_t from = at;
		struct look_word w = look_word(s, &at);
		struct span lower;

		if (!w.letters) {
			uint32_t c = text_next(s, &at);

			out->stops += c == 0x3002 || c == 0xff01;
			if (!text_is_cjk(c))
				continue;
			out->cjk++;
			/* 的 是 了 我 们 这 在 */
			out->cjk_prose += c == 0x7684 || c == 0x662f ||
					  c == 0x4e86 || c == 0x6211 ||
					  c == 0x4eec || c == 0x8fd9 ||
					  c == 0x5728;
			for (size_t i = 0;
			     i < sizeof(cjk_words) / sizeof(cjk_words[0]); i++)
				out->cjk_words += starts_exactly(
				    span_skip(s, from), cjk_words[i]);
			continue;
		}
		lower = lower_word(buf, sizeof(buf), w.text);
		for (size_t i = 0;
		     i < sizeof(prose_words) / sizeof(prose_words[0]); i++)
			out->prose += span_eq(lower, span_of(prose_words[i]));
		if (at < s.len && (s.ptr[at] == '.' || s.ptr[at] == ':')) {
			buf[lower.len] = s.ptr[at];
			lower.len++;
		}
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
			struct span word = span_of(words[i]);

			out->words +=
			    span_eq(lower, word) ||
			    (lower.len == word.len + 1 &&
				span_eq(span_sub(lower, 0, word.len), word));
		}
	}
}

static bool
is_digit_at(struct span s, size_t at)
{
	return at < s.len && s.ptr[at] >= '0' && s.ptr[at] <= '9';
}

static size_t
digits_at(struct span s, size_t at)
{
	size_t n = 0;

	while (is_digit_at(s, at + n))
		n++;
	return n;
}

/* Years, page ranges and "12(3)". */
static void
look_at_numbers(struct look *out, struct span s, bool *pages, bool *volume)
{
	for (size_t at = 0; at < s.len; at++) {
		size_t n = digits_at(s, at), end = at + n, next;
		uint32_t c;
		long value = 0;

		if (!n)
			continue;
		for (size_t i = at; i < end && i < at + 5; i++)
			value = value * 10 + (s.ptr[i] - '0');
		c = look_peek(s, end);
		/* Not in 1706.03762, 10.1038/1512, page1999x. */
		if (n == 4 && value >= YEAR_MIN && value <= YEAR_MAX &&
		    !(at && strchr("/.-_=", s.ptr[at - 1]) && at > 1 &&
			s.ptr[at - 2] != ' ' && s.ptr[at - 2] != '.') &&
		    !(c == '.' && is_digit_at(s, end + 1)) && c != '/' &&
		    c != '_')
			out->year = true;
		next = end;
		if (c == '(' || c == 0xff08) {
			(void)text_next(s, &next);
			n = digits_at(s, next);
			c = look_peek(s, next + n);
			if (n && n <= 3 &&
			    (c == ')' || c == 0xff09 || text_is_dash(c)))
				*volume = true;
		} else if (text_is_dash(c)) {
			while (text_is_dash(look_peek(s, next)))
				(void)text_next(s, &next);
			n = digits_at(s, next);
			if (n && n <= 6)
				*pages = true;
		}
		at = end - 1;
	}
}

static bool
contains_nocase(struct span s, const char *what)
{
	size_t len = strlen(what);

	for (size_t i = 0; i + len <= s.len; i++)
		if (text_ascii_lower(s.ptr[i]) == what[0] &&
		    text_starts_nocase(span_skip(s, i), what))
			return true;
	return false;
}

/* GB/T 7714-2015, annex B: [J] [M] [C] [D] [R] [N] [S] [P] [G] [Z], with
 * carriers such as [EB/OL], [J/OL]. */
static bool
has_mark(struct span s)
{
	static const char *const kinds[] = { "J", "M", "C", "D", "R", "N", "S",
		"P", "G", "Z", "A", "EB", "DB", "CP", "CM", "DS" };

	for (size_t i = 0; i + 2 < s.len; i++) {
		size_t n = 0;

		if (s.ptr[i] != '[')
			continue;
		while (i + 1 + n < s.len && s.ptr[i + 1 + n] >= 'A' &&
		       s.ptr[i + 1 + n] <= 'Z')
			n++;
		if (!n || i + 1 + n >= s.len ||
		    !(s.ptr[i + 1 + n] == ']' ||
			starts_exactly(span_skip(s, i + 1 + n), "/OL]")))
			continue;
		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
			if (span_eq(span_sub(s, i + 1, i + 1 + n),
				span_of(kinds[k])))
				return true;
	}
	return false;
}

size_t
look_run(const struct mapped_text *body, size_t from)
{
	enum { RUNS_BACK = 8 };
	size_t low = 0, high = body->runs_len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (body->runs[middle].place.from < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low < RUNS_BACK ? 0 : low - RUNS_BACK;
}

static bool
has_any(struct span s, const char *const *forms, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (contains_nocase(s, forms[i]))
			return true;
	return false;
}

#define HAS_ANY(s, forms) \
	has_any((s), (forms), sizeof(forms) / sizeof((forms)[0]))

/* What names a work: DOI, arXiv id, ISBN, PMID; in the text or in a link. */
static bool
names_work(struct span s)
{
	static const char *const forms[] = { "doi.org/",
		"doi:", "arxiv:", "arxiv.org/", "isbn", "pmid", "pmcid",
		"aclanthology.org/", "openreview.net/" };

	if (HAS_ANY(s, forms))
		return true;
	for (size_t i = 0; i + 8 < s.len; i++)
		if (s.ptr[i] == '1' && s.ptr[i + 1] == '0' &&
		    s.ptr[i + 2] == '.' && digits_at(s, i + 3) >= 4 &&
		    look_peek(s, i + 3 + digits_at(s, i + 3)) == '/')
			return true;
	return false;
}

static bool
has_work_id(struct span s, const struct mapped_text *body, struct range part)
{
	if (names_work(s))
		return true;
	for (size_t i = look_run(body, part.from); i < body->runs_len; i++) {
		const struct run *r = &body->runs[i];

		if (r->place.from >= part.to)
			break;
		if (r->kind == RUN_LINK && r->place.to > part.from &&
		    names_work(span_sub(span_of(r->href), 0, LOOK_BYTES)))
			return true;
	}
	return false;
}

static bool
has_url(struct span s, const struct mapped_text *body, struct range part)
{
	static const char *const forms[] = { "http://", "https://", "www.",
		"issn", "hdl:", "urn:" };

	if (HAS_ANY(s, forms))
		return true;
	for (size_t i = look_run(body, part.from); i < body->runs_len; i++) {
		const struct run *r = &body->runs[i];

		if (r->place.from >= part.to)
			break;
		if (r->kind == RUN_LINK && r->place.to > part.from &&
		    text_starts_nocase(span_of(r->href), "http"))
			return true;
	}
	return false;
}

/* A title set off by quotes or emphasis. */
static bool
has_title(struct span s, const struct mapped_text *body, struct range part)
{
	static const uint32_t quotes[] = { 0x201c, 0x201e, 0xab, 0x300a, 0x300c,
		0x300e };

	for (size_t i = look_run(body, part.from); i < body->runs_len; i++) {
		const struct run *r = &body->runs[i];

		if (r->place.from >= part.to)
			break;
		if (r->kind == RUN_EMPHASIS && r->place.from >= part.from &&
		    r->place.to - r->place.from > 6)
			return true;
	}
	for (size_t at = 0; at < s.len;) {
		uint32_t c = text_next(s, &at);

		if (c == '"')
			return true;
		for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++)
			if (c == quotes[i])
				return true;
	}
	return false;
}

static bool
has_no_year_words(struct span s)
{
	static const char *const forms[] = { "(n.d.", "in press", "forthcoming",
		"(im ersch", "o. j.", "o.j.", "s. d.", "s.d.", "б. г." };

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if (contains_nocase(s, forms[i]))
			return true;
	return false;
}

static int
prose_of(const struct count *n)
{
	int prose = n->prose >= 6 ? 3 : n->prose >= 4 ? 2 : n->prose >= 3;

	if (n->cjk >= 12) {
		int per_cent = n->cjk_prose * 100 / n->cjk;

		prose += per_cent >= 5 && n->cjk_prose >= 2 ? 2 : 0;
		prose += n->stops >= 2 ? 2 : 0;
	}
	return prose > 3 ? 3 : prose;
}

void
look_at(struct look *out, const struct mapped_text *body, struct range part)
{
	struct span s = span_sub(
	    (struct span){ body->text, body->len }, part.from, part.to);
	struct count n = { 0 };
	bool pages = false, volume = false;
	int named;

	*out = (struct look){ 0 };
	s = span_sub(s, 0, LOOK_BYTES);
	while (s.len && ((unsigned char)s.ptr[s.len - 1] & 0xc0) == 0x80 &&
	       s.len == LOOK_BYTES)
		s.len--;
	out->author = look_author(s);
	look_at_numbers(out, s, &pages, &volume);
	out->year = out->year || has_no_year_words(s);
	out->work_id = has_work_id(s, body, part);
	out->identifier = out->work_id || has_url(s, body, part);
	out->mark = has_mark(s);
	count_words(&n, s);
	named = n.words + n.cjk_words;
	/* neither digits nor words of these scripts were counted */
	if (look_is_script(look_peek(text_trim(s), 0))) {
		out->year = out->year || look_script_year(s);
		named += look_script_imprint(s) ? 2 : 0;
	}
	out->prose = prose_of(&n);
	out->title = has_title(s, body, part);
	out->score =
	    out->author + (out->year ? 2 : 0) + (out->identifier ? 3 : 0) +
	    (out->mark ? 4 : 0) + (pages ? 2 : 0) + (volume ? 2 : 0) +
	    (named > 2 ? 2 : named) + (out->title ? 1 : 0) - 3 * out->prose;
}

bool
look_complete(struct span s)
{
	static const uint32_t last[] = { 0x5e74, 0x671f, 0x9875, 0x9801, 0x53f7,
		0x865f, 0x5377, 0x793e, 0x7248 };
	size_t at;
	uint32_t c;

	s = text_trim(s);
	at = s.len;
	c = text_prev(s, &at);
	if (c == '.' || c == ')' || c == ']' || c == 0x3002 || c == 0xff0e ||
	    c == '>' || c == 0xff09 || c == 0x201d || c == '"')
		return true;
	if (text_is_digit(c))
		return true;
	/* 2017年, 第3期, 45页, 出版社 */
	for (size_t i = 0; i < sizeof(last) / sizeof(last[0]); i++)
		if (c == last[i])
			return true;
	/* an URL at the end, which has no full stop */
	while (at && !text_is_space(c))
		c = text_prev(s, &at);
	return contains_nocase(span_skip(s, at), "http") ||
	       contains_nocase(span_skip(s, at), "doi");
}

/* Small letters; a point and the colon follow. */
static const char *const note_words[] = { "note", "notes", "my note",
	"my notes", "comment", "comments", "my comment", "remark", "remarks",
	"annotation", "summary", "abstract", "keywords", "tags", "todo", "nb",
	"n.b", "review", "quote", "relevance", "why", "read", "rating", "anm",
	"anmerkung", "anmerkungen", "kommentar", "notiz", "notizen",
	"bemerkung", "hinweis", "zusammenfassung", "schlagwörter", "zitat",
	"nota", "notas", "comentario", "comentarios", "comentário", "resumen",
	"resumo", "observación", "remarque", "remarques", "commentaire",
	"commentaires", "résumé", "commento", "riassunto", "osservazione",
	"opmerking", "samenvatting", "примечание", "примечания", "прим",
	"комментарий", "заметка", "аннотация", "注", "备注", "備註", "备考",
	"注释", "註", "评", "评论", "评注", "点评", "按", "按语", "说明",
	"說明", "笔记", "摘要", "关键词", "批注", "总结", "简介", "内容简介",
	"推荐理由", "注記", "メモ", "備考", "要約", "コメント", "비고", "메모",
	"주", "요약" };

bool
look_is_note(struct span s)
{
	char buf[64];
	struct span lower;
	size_t at = 0, end;
	uint32_t c;

	s = text_trim(s);
	/* "→ still the best text", "=> ..." */
	c = text_next(s, &at);
	if ((c >= 0x2190 && c <= 0x21ff) || (c >= 0x27a0 && c <= 0x27be) ||
	    ((c == '=' || c == '-') && s.len > 1 && s.ptr[1] == '>'))
		return true;
	at = 0;
	while (at < s.len && strchr("([*_>", s.ptr[at]))
		at++;
	for (end = at; end < s.len && end < at + 40;) {
		size_t next = end;

		c = text_next(s, &next);
		if (c != '.' && c != ' ' && !text_is_letter(c))
			break;
		end = next;
	}
	s = span_skip(s, at);
	end -= at;
	at = end;
	do /* "*Comment*:" in a plain text */
		c = text_next(s, &at);
	while (c == '*' || c == '_' || c == ' ');
	if (c != ':' && c != 0xff1a)
		return false;
	lower = lower_word(buf, sizeof(buf), text_trim(span_sub(s, 0, end)));
	if (lower.len && lower.ptr[lower.len - 1] == '.')
		lower.len--;
	for (size_t i = 0; i < sizeof(note_words) / sizeof(note_words[0]); i++)
		if (span_eq(lower, span_of(note_words[i])))
			return true;
	return false;
}

bool
look_is_cut(struct span s)
{
	static const char *const joints_behind[] = { "and", "und", "et", "y",
		"in", "of", "the", "for", "on", "von", "der", "die", "das",
		"des", "de", "la", "le", "del", "with", "to", "a", "an", "im",
		"zur", "zum", "für", "и", "в", "на", "&" };
	size_t at;
	uint32_t c;

	s = text_trim(s);
	at = s.len;
	c = text_prev(s, &at);
	if (c == ',' || c == '&' || c == '(' || c == ':' || c == ';' ||
	    c == 0xff0c || c == 0x3001 ||
	    (text_is_dash(c) && text_is_lower(text_prev(s, &at))))
		return true;
	at = s.len;
	while (at && s.ptr[at - 1] != ' ')
		at--;
	for (size_t i = 0;
	     at && i < sizeof(joints_behind) / sizeof(joints_behind[0]); i++)
		if (span_eq(span_skip(s, at), span_of(joints_behind[i])))
			return true;
	return false;
}

/* --- what is no reference to check ------------------------------------------------ */

static const struct {
	const char *start; /* lower case */
	size_t most;       /* bytes that the whole text may have; 0: any */
	const char *why;
} skips[] = {
	{ "ibid", 60, "refers to the entry before" },
	{ "idem", 60, "refers to the entry before" },
	{ "id.", 40, "refers to the entry before" },
	{ "ebd.", 60, "refers to the entry before" },
	{ "ebenda", 60, "refers to the entry before" },
	{ "ebda", 60, "refers to the entry before" },
	{ "там же", 80, "refers to the entry before" },
	{ "同上", 60, "refers to the entry before" },
	{ "同前", 60, "refers to the entry before" },
	{ "위의 책", 60, "refers to the entry before" },
	{ "op. cit", 80, "refers to an earlier entry" },
	{ "loc. cit", 80, "refers to an earlier entry" },
	{ "a.a.o", 60, "refers to an earlier entry" },
	{ "a. a. o", 60, "refers to an earlier entry" },
	{ "前掲", 80, "refers to an earlier entry" },
	{ "see note", 80, "refers to a note" },
	{ "see n.", 60, "refers to a note" },
	{ "see above", 80, "refers to a note" },
	{ "see ref", 60, "refers to another entry" },
	{ "see [", 40, "refers to another entry" },
	{ "same as", 60, "refers to another entry" },
	{ "siehe anm", 80, "refers to a note" },
	{ "siehe fn", 80, "refers to a note" },
	{ "siehe oben", 80, "refers to a note" },
	{ "s. anm", 60, "refers to a note" },
	{ "vgl. anm", 80, "refers to a note" },
	{ "voir note", 80, "refers to a note" },
	{ "véase nota", 80, "refers to a note" },
	{ "см. прим", 80, "refers to a note" },
	{ "见注", 60, "refers to a note" },
	{ "参见注", 60, "refers to a note" },
	{ "personal communication", 0, "is a personal communication" },
	{ "withdrawn", 20, "is empty" },
	{ "reserved", 20, "is empty" },
	{ "deleted", 20, "is empty" },
};

const char *
look_skip(struct span s)
{
	char buf[128];
	struct span lower;
	size_t letters = 0;

	s = text_trim(s);
	for (size_t at = 0; at < s.len && letters < 3;) {
		uint32_t c = text_next(s, &at);

		letters += text_is_letter(c) || text_is_digit(c);
	}
	if (letters < 2)
		return "is empty";
	lower = lower_word(buf, sizeof(buf), s);
	for (size_t i = 0; i < sizeof(skips) / sizeof(skips[0]); i++)
		if (starts_exactly(lower, skips[i].start) &&
		    (!skips[i].most || s.len <= skips[i].most))
			return skips[i].why;
	return NULL;
}
