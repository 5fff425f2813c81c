#include "source/local-file.h"

#include "base/text.h"

#include <limits.h>

#include "base/banned.h"

/*
 * What "general" leaves out: kinds that no index of the literature has as a
 * whole, so that their absence means nothing.
 */
static const enum work_type never_general[] = {
	WORK_TYPE_ARTICLE_MAGAZINE,
	WORK_TYPE_ARTICLE_NEWSPAPER,
	WORK_TYPE_BILL,
	WORK_TYPE_BROADCAST,
	WORK_TYPE_EVENT,
	WORK_TYPE_FIGURE,
	WORK_TYPE_GRAPHIC,
	WORK_TYPE_HEARING,
	WORK_TYPE_INTERVIEW,
	WORK_TYPE_LEGAL_CASE,
	WORK_TYPE_LEGISLATION,
	WORK_TYPE_MANUSCRIPT,
	WORK_TYPE_MAP,
	WORK_TYPE_MOTION_PICTURE,
	WORK_TYPE_MUSICAL_SCORE,
	WORK_TYPE_PAMPHLET,
	WORK_TYPE_PATENT,
	WORK_TYPE_PERFORMANCE,
	WORK_TYPE_PERSONAL_COMMUNICATION,
	WORK_TYPE_POST,
	WORK_TYPE_POST_WEBLOG,
	WORK_TYPE_REGULATION,
	WORK_TYPE_SOFTWARE,
	WORK_TYPE_SONG,
	WORK_TYPE_SPEECH,
	WORK_TYPE_STANDARD,
	WORK_TYPE_TREATY,
	WORK_TYPE_WEBPAGE,
};

struct coverage {
	bool general;
	bool types[WORK_TYPES];
	bool has_types;
	int from, to; /* years, both 0: any */
};

/* Up to four digits; -1 if there are none or more. */
static int
read_year(struct span *s)
{
	int year = 0;
	size_t n = 0;

	while (n < s->len && s->ptr[n] >= '0' && s->ptr[n] <= '9' && n < 5)
		year = year * 10 + (s->ptr[n++] - '0');
	*s = span_skip(*s, n);
	return n && n < 5 ? year : -1;
}

/* "1990-2024", "1990-", "-2024", "2024". */
static bool
read_years(struct coverage *c, struct span s)
{
	int from = 0, to = INT_MAX;

	if (s.len && s.ptr[0] != '-') {
		from = read_year(&s);
		to = from;
	}
	if (s.len && s.ptr[0] == '-') {
		s = span_skip(s, 1);
		to = s.len ? read_year(&s) : INT_MAX;
	}
	if (s.len || from < 0 || to < from)
		return false;
	c->from = from;
	c->to = to;
	return true;
}

static bool
read_word(struct coverage *c, struct span word)
{
	char name[40];
	enum work_type type;

	if (word.ptr[0] == '-' || (word.ptr[0] >= '0' && word.ptr[0] <= '9'))
		return read_years(c, word);
	if (span_eq(word, SPAN_LIT("general"))) {
		c->general = true;
		return true;
	}
	if (word.len >= sizeof(name))
		return false;
	memcpy(name, word.ptr, word.len);
	name[word.len] = '\0';
	type = work_type_from_csl(name);
	if (type == WORK_TYPE_NONE)
		return false;
	c->types[type] = c->has_types = true;
	return true;
}

/* False: *bad is the word that is none. */
static bool
coverage_read(struct coverage *c, struct span *bad, const char *covers)
{
	struct span s = span_of(covers);

	*c = (struct coverage){ 0 };
	while (s.len) {
		size_t n = 0;

		while (n < s.len && s.ptr[n] != ' ' && s.ptr[n] != ',')
			n++;
		*bad = span_sub(s, 0, n);
		if (n && !read_word(c, *bad))
			return false;
		s = span_skip(s, n + 1);
	}
	return true;
}

int
local_covers_check(const char *covers, struct err *err)
{
	struct coverage c;
	struct span bad = { "", 0 };

	if (!strcmp(covers, "none") || coverage_read(&c, &bad, covers))
		return 0;
	return err_set(err, ERR_USAGE,
	    "--covers: '%.*s' is neither 'general', 'none', a CSL type "
	    "(article-journal) nor years (1990-2024)",
	    (int)(bad.len > 60 ? 60 : bad.len), bad.ptr);
}

/* Year of the index's own date: what is newer cannot be in it. */
static int
index_year(const struct local_index *ix)
{
	struct span s = span_of(ix->info.date);

	return read_year(&s);
}

const char *
local_index_holds(
    struct arena *a, const struct local_index *ix, const struct work *claimed)
{
	const char *words = NULL;

	if (ix->holdings)
		(void)local_holdings_suffice(&words, a, ix->holdings, claimed);
	return words;
}

/* Of a kind, script and time that it has too few works of? */
static bool
lacks_such_works(const struct local_index *ix, const struct work *claimed)
{
	struct arena a = ARENA_INIT;
	const char *words;
	bool enough = !ix->holdings ||
		      local_holdings_suffice(&words, &a, ix->holdings, claimed);

	arena_release(&a);
	return !enough;
}

bool
local_index_covers(const struct local_index *ix, const struct work *claimed)
{
	int year = work_year(claimed), built = index_year(ix);
	struct coverage c;
	struct span bad;

	if (!*ix->info.covers || !coverage_read(&c, &bad, ix->info.covers))
		return false;
	if (claimed->issued.state == DATE_IN_PRESS)
		return false;
	if (year && built > 0 && year > built)
		return false;
	if ((c.from || c.to) && (!year || year < c.from || year > c.to))
		return false;
	if (c.types[claimed->type])
		return true;
	if (c.general || !c.has_types) {
		for (size_t i = 0;
		     i < sizeof(never_general) / sizeof(never_general[0]); i++)
			if (claimed->type == never_general[i])
				return false;
		return !lacks_such_works(ix, claimed);
	}
	return false;
}
