#include "parse/remark.h"
#include "base/text.h"
#include "parse/look-word.h"

#include "base/banned.h"

enum {
	REMARK_MAX = 600, /* bytes */
	TITLE_WORDS = 3,
};

static struct span
part_of(const struct piece *p, size_t from, size_t to)
{
	return span_sub(
	    (struct span){ p->block->body.text, p->block->body.len }, from, to);
}

/* A full stop behind a word: "Proc.", "J." and "et al." are cut short; "UMI." is not. */
static bool
ends_sentence(struct span s)
{
	size_t at = s.len, letters = 0;
	uint32_t c = text_prev(s, &at), first = 0;
	bool capitals = true;

	if (c == 0x201d || c == '"' || c == ')')
		return look_complete(s);
	if (c != '.' && c != '!' && c != '?')
		return c == 0x3002 || c == 0xff01 ||
		       (look_complete(s) && text_is_digit(c));
	while (at) {
		size_t next = at;

		c = text_prev(s, &next);
		if (!text_is_letter(c))
			break;
		at = next;
		first = c;
		capitals = capitals && text_is_upper(c);
		letters++;
	}
	return letters != 1 &&
	       (capitals || !(letters <= 4 && text_is_upper(first)));
}

void
remark_learn(struct wrapping *w, const struct piece *p)
{
	const struct mapped_text *t = &p->block->body;
	size_t from = p->part.from;

	for (size_t i = look_run(t, from); i < t->runs_len; i++) {
		struct range line = t->runs[i].place;
		struct span s;
		size_t width;

		if (line.from >= p->part.to)
			break;
		if (t->runs[i].kind != RUN_LINE || line.from <= from)
			continue;
		s = part_of(p, from, line.from);
		from = line.to;
		if (look_complete(s))
			continue;
		width = text_count(s);
		w->width = width > w->width ? width : w->width;
	}
}

/* Could the next word have stood on the line before? */
static bool
had_room(const struct wrapping *w, struct span line, struct span rest)
{
	size_t at = 0, word = 0;

	while (at < rest.len && !text_is_space(text_next(rest, &at)))
		word++;
	return !w->width || text_count(line) + 1 + word <= w->width;
}

/* A line of an entry that is written line by line may be mostly small, too. */
static bool
starts_as_entry_goes_on(struct span s)
{
	static const char *const starts[] = { "in ", "in: ", "journal",
		"proceedings", "transactions", "annals", "bulletin", "lecture",
		"zeitschrift", "revue", "revista", "edited", "translated",
		"reprint", "published", "unpublished", "available", "retrieved",
		"accessed", "doctoral", "master", "phd", "ph.d", "thesis",
		"dissertation", "technical", "paper presented", "presented",
		"manuscript", "submitted", "to appear", "forthcoming", "with ",
		"hrsg", "herausgegeben", "übersetzt", "aus dem" };

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (text_starts_nocase(s, starts[i]))
			return true;
	return false;
}

/*
 * Mostly words in small letters, a full stop at the end: "Still the clearest account
 * of it." The places, publishers and journals that an entry ends with are written
 * with capitals.
 */
static bool
is_sentence(struct span s)
{
	size_t small = 0, capital = 0, words = 0, at = s.len;
	uint32_t end = text_prev(s, &at);

	if (end != '.' && end != '!' && end != '?')
		return false;
	for (at = 0; at < s.len;) {
		struct look_word word = look_word(s, &at);

		if (!word.letters) {
			(void)text_next(s, &at);
			continue;
		}
		if (!words++ && !word.capital)
			return false;
		if (word.capital)
			capital++;
		else
			small++;
	}
	return small >= 3 && small > capital;
}

/* Only the first word of each sentence has a capital: no publisher, place or journal. */
static bool
names_nothing(struct span s)
{
	bool first = true;

	for (size_t at = 0; at < s.len;) {
		struct look_word word = look_word(s, &at);
		uint32_t c;

		if (word.letters) {
			if (word.capital && !first)
				return false;
			first = false;
			continue;
		}
		c = text_next(s, &at);
		first = first || c == '.' || c == '!' || c == '?';
	}
	return true;
}

/* "..., vol. 19, pp. 1408-1416, 2004.": a number that a title is before ends an entry
 * for good. */
static bool
ends_entry(const struct look *l, struct span s)
{
	size_t at = s.len;

	if (text_prev(s, &at) != '.' || !text_is_digit(text_prev(s, &at)))
		return false;
	return l->title || l->identifier || l->mark;
}

/* "综述的开山之作，先读第三章。" */
static bool
is_cjk_sentence(struct span s)
{
	size_t at = s.len, cjk = 0, ascii = 0;
	uint32_t end = text_prev(s, &at);

	if (end != 0x3002 && end != 0xff01)
		return false;
	for (at = 0; at < s.len;) {
		uint32_t c = text_next(s, &at);

		cjk += text_is_cjk(c);
		ascii += c < 0x80 && text_is_letter(c);
	}
	return cjk > ascii + 3;
}

/* Words behind the last year, or the signs of a place: there is a title already. */
static bool
has_title(const struct look *l, struct span s)
{
	size_t words = 0, at = 0, digits = 0;
	int other = l->score - l->author - (l->year ? 2 : 0) + 3 * l->prose;

	if (l->title || l->mark || other > 0)
		return true;
	while (at < s.len) {
		struct look_word word = look_word(s, &at);

		if (word.letters) {
			words += word.letters > 1;
			digits = 0;
		} else if (text_is_digit(text_next(s, &at))) {
			if (++digits == 4)
				words = 0;
		} else {
			digits = 0;
		}
	}
	return words >= TITLE_WORDS;
}

bool
remark_starts(
    const struct wrapping *w, const struct piece *p, size_t run, size_t before)
{
	struct range line = p->block->body.runs[run].place;
	struct span rest = part_of(p, line.to, p->part.to);
	struct span done = part_of(p, p->part.from, line.from);
	struct look looks, so_far;
	bool cjk, room = had_room(w, part_of(p, before, line.from), rest);

	if (rest.len > REMARK_MAX || !ends_sentence(done) ||
	    (!room && !names_nothing(rest)))
		return false;
	cjk = is_cjk_sentence(rest);
	if (!cjk && (!is_sentence(rest) || starts_as_entry_goes_on(rest)))
		return false;
	look_at(&looks, &p->block->body, (struct range){ line.to, p->part.to });
	if (looks.identifier || looks.mark || looks.title ||
	    (looks.author > 1 && !cjk) || (looks.year && looks.prose < 2))
		return false;
	look_at(&so_far, &p->block->body,
	    (struct range){ p->part.from, line.from });
	if (!room && (looks.year || !ends_entry(&so_far, done)))
		return false;
	/* an item with a title in quotes may begin with a name of any form */
	return (so_far.author >= 2 ||
		   (so_far.title && p->kind == PIECE_ITEM)) &&
	       (so_far.year || so_far.identifier || so_far.mark) &&
	       so_far.prose < 2 && has_title(&so_far, done);
}
