#ifndef CLI_CMD_H
#define CLI_CMD_H

#include "base/err.h"
#include "cli/opt.h"

/* Exit statuses: the manual's EXIT STATUS section says the same. Of several
 * that hold, the first in the order 130, 2, 3, 1, 4 is returned. */
enum {
	STATUS_CLEAN = 0,      /* did it, nothing to report */
	STATUS_FINDINGS = 1,   /* did it, and something is to be looked at */
	STATUS_USAGE = 2,      /* asked for what makes no sense */
	STATUS_INPUT = 3,      /* unreadable, unwritable, or nothing in it */
	STATUS_UNRESOLVED = 4, /* some look-ups could not be made */
	STATUS_INTERRUPTED = 130,
};

/* One subcommand: a row of commands.def, a file cmd-NAME.c. argv[0] is its
 * name. */
struct cmd {
	const char *name;
	const char *args; /* for the usage line */
	const char *summary;
	int (*run)(int argc, char **argv);
};

extern const struct cmd commands[]; /* ends with a name of NULL */
const struct cmd *cmd_by_name(const char *name);

#define X(name, args, summary) int cmd_##name##_run(int argc, char **argv);
#include "cli/commands.def"
#undef X

/*
 * A command's first act: parse its options; add --help and answer it from the
 * tables. Returns the index of the first operand, argc if there is none. When the
 * command is over already (help was printed, or the usage is wrong and said so)
 * it returns -1 and *status is what to exit with.
 */
int cmd_options(int *status, int argc, char **argv, const struct opt *opts);

/* "refmend COMMAND: story" on standard error; returns the exit status that the code
 * stands for. */
int cmd_fail(const char *command, int code, const struct err *err);
/* The same for wrong usage, with a hint at --help. Returns STATUS_USAGE. */
int cmd_usage(const char *command, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* The more important of two exit statuses. */
int cmd_worse(int a, int b);

#endif
