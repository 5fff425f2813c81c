#include "model/relator.h"
#include "base/text.h"

#include "base/banned.h"

static const struct {
	const char *code;
	const char *term;
	enum work_name_field field;
} relators[] = {
#define X(code, term, member) { code, term, WORK_##member },
#include "model/relators.def"
#undef X
};

enum { RELATORS = sizeof(relators) / sizeof(relators[0]) };

/* Of "http://id.loc.gov/vocabulary/relators/aut" and "author." the word itself. */
static struct span
bare_word(struct span word)
{
	const char *slash;

	word = text_trim(word);
	while (word.len && strchr(".,:;", word.ptr[word.len - 1]))
		word.len--;
	while ((slash = memchr(word.ptr, '/', word.len)))
		word = span_skip(word, (size_t)(slash - word.ptr) + 1);
	return word;
}

bool
relator_publishes(struct span word)
{
	word = bare_word(word);
	return text_eq_nocase(word, "pbl") || text_eq_nocase(word, "publisher");
}

bool
relator_grants_degree(struct span word)
{
	word = bare_word(word);
	return text_eq_nocase(word, "dgg") ||
	       text_eq_nocase(word, "degree granting institution") ||
	       text_eq_nocase(word, "degree grantor");
}

bool
relator_field(enum work_name_field *out, struct span word)
{
	word = bare_word(word);
	for (size_t i = 0; i < RELATORS; i++)
		if (text_eq_nocase(word, relators[i].code) ||
		    text_eq_nocase(word, relators[i].term)) {
			*out = relators[i].field;
			return true;
		}
	return false;
}

const char *
relator_code(enum work_name_field f)
{
	for (size_t i = 0; i < RELATORS; i++)
		if (relators[i].field == f)
			return relators[i].code;
	return NULL;
}
