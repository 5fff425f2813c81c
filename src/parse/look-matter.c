/* What stands beside a reference list and is no reference. */

#include "base/text.h"
#include "parse/look-word.h"
#include "parse/look.h"

#include "base/banned.h"

enum { NAME_WORDS = 8, NAME_BYTES = 80 };

/* How what papers have around their lists begins. */
static const char *const starts[] = { "received", "accepted", "revised",
	"submitted", "manuscript received", "published online",
	"first published", "copyright", "©", "(c) ", "correspond", "e-mail",
	"email", "figure ", "fig. ", "table ", "acknowledg", "funding",
	"author contrib", "authors' contrib", "competing interest",
	"conflict of interest", "conflicts of interest", "declaration",
	"data availab", "supplementary material", "supporting information",
	"downloaded from", "this article", "this work", "the author",
	"reprints", "all rights", "how to cite", "cite this", "open access",
	"publisher's note", "end of ", "eingegangen", "abbildung ", "abb. ",
	"tabelle ", "danksagung", "reçu", "remerciement", "recibido",
	"ricevuto", "收稿日期", "作者简介", "基金项目", "поступ" };

bool
look_is_matter(struct span text)
{
	text = text_trim(text);
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (text_starts_nocase(text, starts[i]))
			return true;
	return false;
}

static bool
is_joint(struct span word)
{
	static const char *const joints[] = { "and", "und", "et", "y", "al" };

	for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++)
		if (text_eq_nocase(word, joints[i]))
			return true;
	return false;
}

bool
look_is_names(struct span text)
{
	size_t words = 0, initials = 0;
	bool others = false;

	text = text_trim(text);
	if (text.len > NAME_BYTES)
		return false;
	for (size_t at = 0; at < text.len;) {
		struct look_word word = look_word(text, &at);

		if (!word.letters) {
			uint32_t c = text_next(text, &at);

			if (c != ' ' && c != ',' && c != '.' && c != '&')
				return false;
			continue;
		}
		others = text_eq_nocase(word.text, "al");
		if (!word.capital && !is_joint(word.text))
			return false;
		initials += word.letters == 1 && word.capital;
		words++;
	}
	return words >= 2 && words <= NAME_WORDS &&
	       (others || (initials && !look_complete(text)));
}
