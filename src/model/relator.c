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

bool
relator_field(enum work_name_field *out, struct span word)
{
	const char *slash;

	word = text_trim(word);
	while (word.len && strchr(".,:;", word.ptr[word.len - 1]))
		word.len--;
	/* "http://id.loc.gov/vocabulary/relators/aut" */
	while ((slash = memchr(word.ptr, '/', word.len)))
		word = span_skip(word, (size_t)(slash - word.ptr) + 1);
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
