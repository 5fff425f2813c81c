/* refmend help: the list of commands, or one command's own --help. */

#include "cli/cmd.h"

#include <stdio.h>

#include "base/banned.h"

int
cmd_help_run(int argc, char **argv)
{
	const struct opt none[] = { OPT_END };
	const struct cmd *c;
	int status, first = cmd_options(&status, argc, argv, none);

	if (first < 0)
		return status;
	if (first < argc) {
		char *args[] = { argv[first], (char[]){ "--help" }, NULL };

		c = cmd_by_name(argv[first]);
		if (!c)
			return cmd_usage(
			    "help", "there is no command '%s'", argv[first]);
		return c->run(2, args);
	}
	puts("usage: refmend COMMAND [options] [operands]\n\n"
	     "refmend mends reference lists.\n");
	for (c = commands; c->name; c++)
		printf("  %-10s %s\n", c->name, c->summary);
	puts("\n'refmend help COMMAND' tells more; so does refmend(1).\n"
	     "Exit status: 0 nothing to report, 1 findings, 2 usage, 3 input "
	     "unreadable,\n4 some references unresolved, 130 interrupted.");
	return STATUS_CLEAN;
}
