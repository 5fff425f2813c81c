/* How the start of a text looks like names where letters have no capitals: Hebrew,
 * Arabic, Persian, Thai. */

#include "base/text.h"
#include "parse/look-word.h"
#include "parse/look.h"

#include "base/banned.h"

enum { NAME_LETTERS = 60, NAME_WORDS = 8 };

bool
look_is_script(uint32_t c)
{
	return (c >= 0x5d0 && c <= 0x5ea) || (c >= 0x620 && c <= 0x6d3) ||
	       (c >= 0xe01 && c <= 0xe33) || (c >= 0xe40 && c <= 0xe46);
}

/* Marks over and under letters, joiners, the hyphens inside words. */
static bool
is_inside(uint32_t c)
{
	return text_is_mark(c) || c == 0x200c || c == 0x200d || c == 0xe33 ||
	       c == 0x640 || c == '-' || c == 0x5be || c == '\'' ||
	       c == 0x5f3 || c == 0x5f4 || c == '"';
}

int
look_script_author(struct span s)
{
	size_t at = 0, letters = 0, words = 1;
	uint32_t c = 0;

	while (at < s.len) {
		size_t next = at;

		c = text_next(s, &next);
		if (text_is_space(c))
			words++;
		else if (look_is_script(c))
			letters++;
		else if (!is_inside(c))
			break;
		at = next;
	}
	if (at >= s.len || letters < 2 || letters > NAME_LETTERS ||
	    words > NAME_WORDS)
		return 0;
	(void)text_next(s, &at);
	/* "Family, Given", "Family (year)" */
	if (c == ',' || c == 0x60c)
		return words <= 4 ? 3 : 1;
	if (c == '(')
		return text_is_digit(look_peek(s, at)) ||
			       look_is_script(look_peek(s, at))
			   ? 3
			   : 0;
	return c == '.' && text_is_space(look_peek(s, at)) && words > 1 &&
		       words <= 5
		   ? 3
		   : 0;
}

/* Four digits of any script in brackets, behind a comma, or before what ends the
 * text. */
bool
look_script_year(struct span s)
{
	uint32_t before = ' ';

	for (size_t at = 0; at < s.len;) {
		size_t digits = 0, next = at;
		uint32_t c = text_next(s, &at), open = before;

		before = c;
		if (!text_is_digit(c) || text_is_digit(open))
			continue;
		for (; next < s.len; digits++) {
			size_t behind = next;

			if (!text_is_digit(text_next(s, &behind)))
				break;
			next = behind;
		}
		if (digits == 4 &&
		    (open == '(' || open == '[' || text_is_space(open)))
			return true;
	}
	return false;
}

/* "תל אביב: שוקן", "تهران: نشر نی": letters on both sides of a colon and a blank. */
bool
look_script_imprint(struct span s)
{
	uint32_t before = 0;

	for (size_t at = 0; at < s.len;) {
		uint32_t c = text_next(s, &at);

		if (c == ':' && (look_is_script(before) || is_inside(before))) {
			size_t next = at;

			if (text_is_space(text_next(s, &next)) &&
			    look_is_script(look_peek(s, next)))
				return true;
		}
		before = c;
	}
	return false;
}
