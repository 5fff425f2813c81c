#ifndef CLI_OPT_H
#define CLI_OPT_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Values of an option that may be repeated; borrowed from argv. */
enum { OPT_LIST_MAX = 64 };
struct opt_list {
	const char *items[OPT_LIST_MAX];
	size_t len;
};

/*
 * One option. The table a command keeps of these is the only place its options
 * are written: parsing and --help come from it. Use the macros below.
 */
struct opt {
	const char *name; /* long name; every option has one */
	char letter;      /* or 0 */
	const char *arg;  /* placeholder of the value, NULL for a flag */
	const char *help;
	bool *flag;         /* exactly one of these three is set */
	const char **value; /* borrows from argv */
	struct opt_list *list;
};

#define OPT_FLAG(name, letter, help, flag)                 \
	{                                                  \
		name, letter, NULL, help, flag, NULL, NULL \
	}
#define OPT_VALUE(name, letter, arg, help, value)          \
	{                                                  \
		name, letter, arg, help, NULL, value, NULL \
	}
#define OPT_ENCODING(value)                                              \
	OPT_VALUE("encoding", 0, "NAME",                                 \
	    "the files' encoding, by a name that ICU knows (Shift_JIS, " \
	    "windows-1251); left out: UTF-8, UTF-16, GB18030 or "        \
	    "Windows-1252 by their bytes",                               \
	    value)
#define OPT_LIST(name, letter, arg, help, list)           \
	{                                                 \
		name, letter, arg, help, NULL, NULL, list \
	}
#define OPT_END   \
	{         \
		0 \
	}

/*
 * Parse argv[1..], GNU style: options and operands in any order, "--" ends the
 * options, "-" is an operand, long names may be cut while they are clear.
 * Returns the index of the first operand (argv is permuted so that operands come
 * last) or ERR_USAGE with the story in err.
 */
int opt_parse(int argc, char **argv, const struct opt *opts, struct err *err);

/* The table for people. */
void opt_help(FILE *out, const struct opt *opts);

#endif
