#include "base/text.h"
#include "model/rich.h"
#include "write/formats.h"
#include "write/title-words.h"

#include "base/banned.h"

/* Small words that tell English from what is not, where no language is named. */
static const char *const english[] = { "a", "and", "by", "for", "from", "how",
	"is", "of", "on", "or", "the", "to", "what", "why", "with" };
static const char *const others[] = { "das", "de", "dei", "del", "dem", "den",
	"der", "des", "di", "die", "du", "e", "een", "ein", "eine", "el", "en",
	"et", "het", "il", "la", "las", "le", "les", "los", "och", "og", "oder",
	"und", "van", "von", "y", "zur" };

/* Nouns of other languages keep their capitals. */
static bool
is_english(const char *language, const struct title *m)
{
	struct title_word w;
	bool foreign = false;
	size_t at = 0;

	if (language)
		return text_starts_nocase(span_of(language), "en") &&
		       !text_is_letter((unsigned char)language[2]);
	while (title_next_word(&w, m, &at)) {
		struct span word = { m->text + w.from, w.to - w.from };

		if (text_is_among(
			word, english, sizeof(english) / sizeof(*english)))
			return true;
		foreign = foreign || text_is_among(word, others,
					 sizeof(others) / sizeof(*others));
		for (size_t i = 0; i < word.len; i++)
			foreign |= (unsigned char)word.ptr[i] >= 0x80;
	}
	return !foreign;
}

/* The capital there made small, if that has as many bytes. */
static void
lower_at(char *text, size_t at, size_t end)
{
	struct span s = { text, end };
	size_t next = at;
	char bytes[4];
	uint32_t c = text_lower(text_next(s, &next));

	if (text_put(bytes, c) == next - at)
		memcpy(text + at, bytes, next - at);
}

/* "A question? An answer": styles of APA and others keep that capital, too. */
static bool
begins_sentence(const struct title *m, size_t from)
{
	while (from && strchr(" \"'([", m->text[from - 1]))
		from--;
	return from && strchr("?!.", m->text[from - 1]);
}

static void
lower_title(struct arena *a, const char **title, const char **rich,
    const char *language)
{
	struct title_manner manner;
	struct title_word w;
	struct title m;
	size_t at = 0;
	char *out;

	if (!*title)
		return;
	title_read(&m, a, *title, *rich);
	manner = title_manner(&m);
	if (manner.all_capitals || !is_english(language, &m))
		return;
	out = arena_strdup(a, *rich ? *rich : *title);
	while (title_next_word(&w, &m, &at))
		if (w.capital && !w.first && !title_word_counts(&w, &manner) &&
		    !begins_sentence(&m, w.from))
			lower_at(out, m.places ? m.places[w.from] : w.from,
			    strlen(out));
	if (*rich) {
		*title = rich_plain(a, span_of(out));
		*rich = out;
	} else {
		*title = out;
	}
}

void
write_sentence_case(struct work *w, struct arena *a)
{
	const char *none = NULL;

	lower_title(a, &w->title, &w->title_rich, w->language);
	lower_title(a, &w->title_short, &none, w->language);
	if (w->type == WORK_TYPE_CHAPTER || w->type == WORK_TYPE_ENTRY ||
	    w->type == WORK_TYPE_ENTRY_ENCYCLOPEDIA ||
	    w->type == WORK_TYPE_PAPER_CONFERENCE)
		lower_title(a, &w->container_title, &none, w->language);
}
