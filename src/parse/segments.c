/* Cutting the text that is left into segments. */

#include "parse/segments.h"
#include "base/text.h"
#include "model/name.h"
#include "parse/lexicon.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool
is_open_quote(uint32_t c)
{
	return c == 0x201c || c == 0x201e || c == 0xab || c == 0x300a ||
	       c == 0x300c || c == 0x300e || c == 0x2039;
}

static bool
is_close_quote(uint32_t c)
{
	return c == 0x201d || c == 0xbb || c == 0x300b || c == 0x300d ||
	       c == 0x300f || c == 0x203a;
}

/*
 * Single quotes open before a word and close behind one; in between they are
 * apostrophes and belong to words already. The plain ones are told by their blanks.
 */
static uint32_t
quote_of(const struct scan *s, size_t i, bool quoted)
{
	const struct token *t = &s->tokens[i], *next = t + 1;

	if (t->kind != TOKEN_POINT || i >= s->len)
		return 0;
	if (t->c == '"' || t->c == '\'' || t->c == 0x2018 || t->c == 0x2019 ||
	    t->c == 0x201c || t->c == 0x201d || t->c == '`') {
		if (t->blank && !next->blank && !(quoted && t->c == 0x201d))
			return '(';
		if (t->c == '"' && t->blank && next->blank)
			return quoted ? ')' : '(';
		if (!t->blank && (next->blank || next->kind == TOKEN_POINT ||
				     i + 1 >= s->len))
			return ')';
		if (t->c == 0x2018 || t->c == 0x201c)
			return '(';
		if (t->c == 0x201d || t->c == '"')
			return i && s->tokens[i - 1].kind == TOKEN_POINT &&
				       s->tokens[i - 1].c != '.' &&
				       s->tokens[i - 1].c != '?' &&
				       s->tokens[i - 1].c != '!' &&
				       !(s->tokens[i - 1].c == ',' &&
					   t->c == 0x201d)
				   ? '('
				   : ')';
		return 0;
	}
	if (quoted && (t->c == 0xab || t->c == 0xbb))
		return ')';
	if (is_open_quote(t->c)) {
		/* German closes with what English opens with, and » opens too */
		return t->c == 0xab && !t->blank && next->blank ? ')' : '(';
	}
	if (is_close_quote(t->c))
		return t->c == 0xbb && t->blank && !next->blank ? '(' : ')';
	return 0;
}

/* "In", "In:", "in", "dans", "//": what follows is the container. The token
 * behind it, or i. */
static size_t
skip_in(const struct scan *s, size_t i, bool first)
{
	static const char *const words[] = { "in", "dans", "en", "em", "nel",
		"nella", "в" };
	const struct token *next;
	size_t end = i + 1;
	bool colon;

	if (!token_is_free(s, i))
		return i;
	if (s->tokens[i].c == '/' && token_is_point(s, i + 1, "/"))
		return i + 2;
	if (s->tokens[i].kind != TOKEN_WORD || s->tokens[i].letters > 5)
		return i;
	if ((token_is(s, i, "to") && token_is(s, i + 1, "appear") &&
		token_is(s, i + 2, "in")))
		return i + 3;
	if (!token_is_among(s, i, words, COUNT(words)))
		return i;
	if (token_is(s, i, "в") && token_is(s, end, "кн"))
		end++;
	if (token_is_point(s, end, "."))
		end++;
	colon = token_is_point(s, end, ":") || s->tokens[end].c == 0xff1a;
	if (colon)
		return end + 1;
	if (first || end >= s->len)
		return i;
	if (!token_is(s, i, "in") && !token_is(s, i, "dans"))
		return i;
	next = &s->tokens[end];
	if (next->upper || next->kind == TOKEN_NUMBER || next->emphasis ||
	    next->label == PART_EDITOR || quote_of(s, end, false) == '(')
		return end;
	/* "in progress", "in Russian)" are none */
	return i;
}

/* Brackets, marks: what parts two segments, or 0. */
static uint32_t
separator_of(const struct scan *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	if (t->kind != TOKEN_POINT)
		return 0;
	switch (t->c) {
	case '.':
	case 0x3002:
	case 0xff0e: return token_is_stop(s, i) ? '.' : 0;
	case ',':
	case 0xff0c: return ',';
	case 0x3001: return 0;
	case ';':
	case 0xff1b: return ';';
	case ':':
	case 0xff1a: return ':';
	case '?':
	case 0xff1f:
	case '!':
		return t[1].blank || i + 1 >= s->len || t[1].kind == TOKEN_POINT
			   ? '?'
			   : 0;
	case '(':
	case 0xff08: return t->blank ? '(' : 0;
	case '[': return '[';
	case ')':
	case 0xff09: return ')';
	case ']': return ']';
	case '/': return t[1].c == '/' ? '/' : 0;
	default: break;
	}
	if (text_is_dash(t->c) && t->blank && t[1].blank)
		return '-';
	return 0;
}

/* "Journal of", "IEEE Trans.", "Proceedings of the", within the first words. */
static bool
is_strong(const struct scan *s, size_t from, size_t to)
{
	static const char *const words[] = { "journal", "transactions", "trans",
		"proceedings", "proc", "zeitschrift", "revue", "revista",
		"rivista", "annals", "j", "jahrbuch", "bulletin", "ieee",
		"archiv", "conference", "conf", "symposium", "symp", "lecture",
		"workshop", "jour", "communications", "advances", "acta",
		"annales", "вестник", "журнал", "известия", "труды" };
	size_t seen = 0;

	for (size_t i = from; i < to && seen < 4; i++) {
		if (s->tokens[i].kind != TOKEN_WORD)
			continue;
		seen++;
		if (!s->tokens[i].upper && !s->tokens[i].cjk)
			continue;
		if (token_is_among(s, i, words, COUNT(words)))
			return true;
		if (token_is(s, i + 1, "presented") && seen == 1)
			return true;
	}
	return false;
}

static void
count_words(struct segment *p, const struct scan *s)
{
	size_t emphasised = 0;

	for (size_t i = p->from; i < p->to; i++) {
		const struct token *t = &s->tokens[i];

		emphasised += t->emphasis != 0;
		if (t->kind == TOKEN_NUMBER)
			p->numbers++;
		if (t->kind != TOKEN_WORD)
			continue;
		p->words += t->cjk ? (t->letters + 1) / 2 : 1;
		if (t->lexicon & LEX_FUNCTION)
			p->functions++;
		else if (t->upper)
			p->upper++;
		else
			p->lower++;
		/* a word of a list counts when it is written as a name is */
		if ((t->lexicon & LEX_ABBREVIATION) && t->upper &&
		    token_is_point(s, i + 1, "."))
			p->abbreviations++;
		if (!t->upper && !t->cjk && !text_is_cyrillic(t->c))
			continue;
		p->journals += (t->lexicon & LEX_JOURNAL) != 0;
		p->weak += (t->lexicon & LEX_WEAK_JOURNAL) != 0;
		p->conferences += (t->lexicon & LEX_CONFERENCE) != 0;
		p->publishers += (t->lexicon & LEX_PUBLISHER) != 0;
		p->places += (t->lexicon & LEX_PLACE) != 0;
	}
	for (size_t i = p->from; i < p->to; i++)
		p->genres += (s->tokens[i].lexicon & LEX_GENRE) != 0;
	if (emphasised * 2 > p->to - p->from)
		p->emphasis = s->tokens[p->from].emphasis;
	p->acronym = p->words == 1 && s->tokens[p->from].caps;
	/* "D. C." */
	if (p->words == 2 && p->to - p->from <= 4 &&
	    s->tokens[p->from].letters == 1 && s->tokens[p->from].upper &&
	    token_is_point(s, p->from + 1, "."))
		p->acronym = true;
	p->strong = is_strong(s, p->from, p->to);
	p->corporate = name_is_corporate(tokens_text(s, p->from, p->to));
}

/* A journal's abbreviation begins, though nothing parts it from the title:
 * "...seismic noise Rev. Sci. Instrum. 70". */
static bool
starts_abbreviations(const struct scan *s, size_t i, size_t from)
{
	const struct token *t = &s->tokens[i];

	return i > from && t->upper && t[-1].kind == TOKEN_WORD &&
	       !t[-1].upper && !t[-1].cjk &&
	       (((t->lexicon & LEX_ABBREVIATION) &&
		    token_is_point(s, i + 1, ".") && s->tokens[i + 2].upper) ||
		   (t->letters == 1 && token_is_point(s, i + 1, ".") &&
		       (s->tokens[i + 2].lexicon & LEX_ABBREVIATION) &&
		       token_is_point(s, i + 3, ".")));
}

struct cutter {
	struct segment *out;
	size_t len;
	uint32_t before;
	enum part left;
	bool broken;
	bool quoted;
	size_t brackets;
};

static void
end_segment(struct cutter *c, struct scan *s, size_t from, size_t to)
{
	struct segment *p;
	bool word = false;

	while (from < to && s->tokens[from].kind == TOKEN_POINT &&
	       s->tokens[from].c != '(')
		from++;
	while (to > from && s->tokens[to - 1].kind == TOKEN_POINT &&
	       s->tokens[to - 1].c != '.' && s->tokens[to - 1].c != ')' &&
	       s->tokens[to - 1].c != '+' && s->tokens[to - 1].c != '#')
		to--;
	for (size_t i = from; i < to; i++)
		word = word || s->tokens[i].kind == TOKEN_WORD;
	/* "..., 1815-1909", "..., 2011": years of a title are no piece alone */
	if (!word && c->len && !c->broken && to > from &&
	    token_is_year(s, from) && token_is_year(s, to - 1) &&
	    (to == from + 1 ? c->before == ',' && token_is_point(s, to, ".,")
			    : to == from + 3 && token_is_dash(s, from + 1)))
		c->out[c->len - 1].to = to;
	if (!word || c->len == SEGMENTS_MAX)
		return;
	p = &c->out[c->len++];
	memset(p, 0, sizeof(*p));
	p->from = from;
	p->to = to;
	p->before = c->before ? c->before : ' ';
	p->broken = c->broken;
	p->left = c->left;
	p->quoted = c->quoted;
	p->bracket = c->brackets > 0;
	count_words(p, s);
	c->before = 0;
	c->left = PART_FREE;
	c->broken = false;
}

/* Of two separators in a row the stronger counts. */
static void
add_separator(struct cutter *c, uint32_t separator)
{
	static const char order[] = " -,;:(['\"?./";
	const char *old = strchr(order, (int)c->before);
	const char *new = strchr(order, (int)separator);

	if (separator == ')' || separator == ']') {
		if (!c->before)
			c->before = ')';
		return;
	}
	if (!c->before || c->before == ')' || (old && new &&new > old))
		c->before = separator;
}

/* What follows each segment. */
static void
look_ahead(struct segment *segments, size_t len, const struct scan *s)
{
	for (size_t k = 0; k < len; k++) {
		struct segment *p = &segments[k];
		size_t i = p->to;

		p->after = ' ';
		while (i < s->len) {
			enum part l = s->tokens[i].label;

			if (l == PART_FREE) {
				uint32_t sep = separator_of(s, i);

				if (s->tokens[i].kind == TOKEN_WORD)
					break;
				if (sep && p->after == ' ')
					p->after = sep;
			} else if (l != PART_NOTE || p->right) {
				if (!p->right)
					p->right = l;
				if (l == PART_VOLUME || l == PART_ISSUE ||
				    l == PART_PAGES)
					p->numeric = true;
				if (l == PART_VOLUME || l == PART_ISSUE)
					p->volume = true;
				if (l == PART_YEAR)
					p->year = true;
				if (l == PART_EDITOR || l == PART_IN ||
				    l == PART_EDITION)
					break;
			}
			i++;
		}
		p->last = i >= s->len;
		/* "Las Vegas, NV" */
		p->state = k + 1 < len && p[1].before == ',' && !p[1].broken &&
			   p[1].acronym &&
			   (s->tokens[p[1].from].letters == 2 ||
			       p[1].places == p[1].words);
	}
}

size_t
segments_cut(struct segment *out, struct scan *s)
{
	struct cutter c = { out, 0, '.', PART_FREE, false, false, 0 };
	size_t from = s->body, i;

	for (i = s->body; i < s->len;) {
		const struct token *t = &s->tokens[i];
		uint32_t separator, quote;
		size_t in;

		if (t->label != PART_FREE) {
			end_segment(&c, s, from, i);
			/* notes part, but are not what stands beside */
			if (t->label != PART_NOTE && t->label != PART_SKIP)
				c.left = t->label;
			c.broken = true;
			from = ++i;
			continue;
		}
		if (from == i || (t[-1].kind == TOKEN_POINT && i > s->body)) {
			in = c.brackets
				 ? i
				 : skip_in(s, i, c.len == 0 && from == i);
			if (in > i) {
				end_segment(&c, s, from, i);
				scan_mark(s, PART_IN, i, in);
				continue;
			}
		}
		quote = quote_of(s, i, c.quoted);
		if (quote) {
			bool inside = quote == ')' && t[1].kind == TOKEN_WORD &&
				      !t[1].upper && i + 1 < s->len &&
				      !token_is(s, i + 1, "in");

			/* "'Tone cases' in Bantu": quoted words in a title */
			if (!inside) {
				end_segment(&c, s, from, i);
				c.quoted = quote == '(';
				add_separator(&c, '"');
				from = i + 1;
			}
			i++;
			continue;
		}
		separator = separator_of(s, i);
		if (separator) {
			end_segment(&c, s, from, i);
			add_separator(&c, separator);
			if (separator == '(')
				c.brackets++;
			else if (separator == ')' && c.brackets)
				c.brackets--;
			from = i + 1;
		} else if (starts_abbreviations(s, i, from)) {
			end_segment(&c, s, from, i);
			c.before = ' ';
			from = i;
		}
		i++;
	}
	end_segment(&c, s, from, i);
	look_ahead(out, c.len, s);
	return c.len;
}
