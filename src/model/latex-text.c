/* What of LaTeX is text as it is. */

#include "model/latex-parts.h"

#include "base/banned.h"

/*
 * What bytes are to the decoder: ' ' text as it is; 'b' the blank, of which only one
 * counts; 'o' text as it is, unless the next byte makes another character of the two
 * ("--"); 'w' text of which NFC may make another (what begins with it is U+0300 or
 * above), or a blank that is none of ASCII (U+0085, U+00A0); 's' all else.
 */
static const char kinds[256 + 1] = "ssssssssssssssss"
				   "ssssssssssssssss"
				   "bo  s so     o  "
				   "               o"
				   "                "
				   "            s   "
				   "s               "
				   "           s ss "
				   "                "
				   "                "
				   "                "
				   "                "
				   "  w         wwww"
				   "wwwwwwwwwwwwwwww"
				   "wwwwwwwwwwwwwwww"
				   "wwwwwwwwwwwwwwww";

/* Does an 'o' stand at i that is one? */
static bool
is_lone(struct span s, size_t i)
{
	char c = s.ptr[i], next = i + 1 < s.len ? s.ptr[i + 1] : '\0';

	return next != (c == '-' || c == '\'' ? c : '`');
}

size_t
latex_skip_text(struct span s, size_t i, bool *wide)
{
	for (; i < s.len; i++) {
		char kind = kinds[(unsigned char)s.ptr[i]];
		size_t end = i;

		if (kind == ' ')
			continue;
		/* the blank is none of it if what is behind it is not */
		if (kind == 'b' && i + 1 < s.len)
			kind = kinds[(unsigned char)s.ptr[++i]];
		if (kind == 's' || kind == 'b' ||
		    (kind == 'o' && !is_lone(s, i)))
			return end;
		*wide |= kind == 'w';
	}
	return i;
}
