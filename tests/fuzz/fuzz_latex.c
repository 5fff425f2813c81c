/*
 * LaTeX to Unicode and back. Whatever comes in, text comes out; and what is plain
 * text is the same after it was LaTeX.
 */

#include "base/text.h"
#include "model/latex.h"
#include "model/rich.h"
#include "write/latex.h"
#include "write/write.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must_be_text(const char *s)
{
	if (s && !text_is_utf8(span_of(s)))
		die_bug("what came out is no text");
}

static void
must_balance(const char *latex)
{
	int depth = 0;

	for (; *latex; latex++) {
		depth += *latex == '{';
		depth -= *latex == '}';
		if (depth < 0)
			break;
	}
	if (depth)
		die_bug("braces do not balance");
}

/* No text has them; formulae pass them on. */
static bool
has_controls(const char *s)
{
	while ((unsigned char)*s >= ' ' && *s != 0x7f)
		s++;
	return *s != '\0';
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span s = { (const char *)data, size };
	struct arena a = ARENA_INIT;
	char *plain, *rich;

	if (!text_is_utf8(s) || (size && memchr(data, '\0', size)))
		return 0;
	plain = latex_to_unicode(&a, s);
	rich = latex_to_rich(&a, s);
	must_be_text(plain);
	must_be_text(rich);
	must_be_text(latex_verbatim(&a, s));
	(void)latex_has_command(s);
	(void)latex_find_url(s);
	for (int ascii = 0; ascii < 2; ascii++) {
		char *latex = unicode_to_latex(&a, plain, ascii);

		must_be_text(latex);
		must_balance(latex);
		must_balance(latex_title(&a, plain, rich, false, ascii));
		must_balance(latex_title(&a, plain, rich, true, ascii));
		if (!strpbrk(plain, "\\${}&<") && !has_controls(plain) &&
		    strcmp(plain, latex_to_unicode(&a, span_of(latex))) != 0)
			die_bug("text is another after it was LaTeX");
	}
	arena_release(&a);
	return 0;
}
