/* refmend styles: the styles that there are. */

#include "app/styles.h"
#include "cli/cmd.h"
#include "write/write.h"

#include <stdio.h>

#include "base/banned.h"

int
cmd_styles_run(int argc, char **argv)
{
	const struct opt opts[] = { OPT_END };
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct sbuf words = SBUF_INIT, out = SBUF_INIT;
	struct styles_entry *styles;
	size_t len;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	for (; i < argc; i++)
		sbuf_addf(&words, "%s ", argv[i]);
	rc = styles_list(&styles, &len, &a, words.len ? words.buf : NULL, &err);
	for (size_t k = 0; !rc && k < len; k++) {
		report_add_clean(&out, span_of(styles[k].name));
		sbuf_addc(&out, '\t');
		report_add_clean(&out, span_of(styles[k].title));
		sbuf_addc(&out, '\n');
	}
	fwrite(out.buf, 1, out.len, stdout);
	status = rc ? cmd_fail("styles", rc, &err) : STATUS_CLEAN;
	if (!rc && !len)
		status = STATUS_FINDINGS;
	sbuf_release(&words);
	sbuf_release(&out);
	arena_release(&a);
	return status;
}
