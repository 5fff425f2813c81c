/* refmend: mends reference lists. */

#include "cli/cmd.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/banned.h"

const struct cmd commands[] = {
#define X(name, args, summary) { #name, args, summary, cmd_##name##_run },
#define Y(identifier, name, args, summary) \
	{ name, args, summary, cmd_##identifier##_run },
#include "cli/commands.def"
#undef X
#undef Y
	{ NULL, NULL, NULL, NULL },
};

const struct cmd *
cmd_by_name(const char *name)
{
	const struct cmd *c;

	for (c = commands; c->name; c++)
		if (!strcmp(c->name, name))
			return c;
	return NULL;
}

int
cmd_options(int *status, int argc, char **argv, const struct opt *opts)
{
	enum { MAX = 64 };
	const struct cmd *c = cmd_by_name(argv[0]);
	struct opt all[MAX + 2];
	struct err err = ERR_INIT;
	bool help = false;
	size_t n = 0;
	int first;

	while (n < MAX && opts[n].name) {
		all[n] = opts[n];
		n++;
	}
	all[n++] = (struct opt)OPT_FLAG("help", 'h', "print this help", &help);
	all[n] = (struct opt)OPT_END;
	first = opt_parse(argc, argv, all, &err);
	if (first < 0) {
		*status = cmd_usage(argv[0], "%s", err.text);
		return -1;
	}
	if (!help)
		return first;
	printf("usage: refmend %s [options] %s\n\n%s.\n\n", argv[0],
	    c ? c->args : "", c ? c->summary : "");
	opt_help(stdout, all);
	*status = STATUS_CLEAN;
	return -1;
}

int
cmd_fail(const char *command, int code, const struct err *err)
{
	fprintf(stderr, "refmend %s: %s\n", command, err->text);
	switch (code) {
	case ERR_USAGE: return STATUS_USAGE;
	case ERR_AGAIN: return STATUS_UNRESOLVED;
	default: return STATUS_INPUT;
	}
}

int
cmd_usage(const char *command, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "refmend %s: ", command);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "; see 'refmend help %s'\n", command);
	return STATUS_USAGE;
}

int
cmd_worse(int a, int b)
{
	static const int order[] = { STATUS_INTERRUPTED, STATUS_USAGE,
		STATUS_INPUT, STATUS_FINDINGS, STATUS_UNRESOLVED };

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (a == order[i] || b == order[i])
			return order[i];
	return STATUS_CLEAN;
}

/* What was printed must have arrived: a full disk is a failure. A reader that
 * went away ("| head") is none. */
static int
flush(int status)
{
	if (!fflush(stdout) && !ferror(stdout))
		return status;
	if (errno != EPIPE)
		fprintf(
		    stderr, "refmend: standard output: %s\n", strerror(errno));
	return errno == EPIPE ? status : STATUS_INPUT;
}

int
main(int argc, char **argv)
{
	const struct cmd *c;
	char *help[] = { (char[]){ "help" }, NULL };

	/* A server that closes its end must not kill us. */
	(void)signal(SIGPIPE, SIG_IGN);
	/* Where files may not grow (ulimit -f), writing fails as on a full disk. */
	(void)signal(SIGXFSZ, SIG_IGN);
	if (argc < 2) {
		fputs("usage: refmend COMMAND [options] [operands]; "
		      "see 'refmend help'\n",
		    stderr);
		return STATUS_USAGE;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
		return flush(cmd_help_run(1, help));
	if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "-V")) {
		puts(PACKAGE_STRING);
		return flush(STATUS_CLEAN);
	}
	c = cmd_by_name(argv[1]);
	if (!c) {
		fprintf(stderr,
		    "refmend: there is no command '%s'; see 'refmend help'\n",
		    argv[1]);
		return STATUS_USAGE;
	}
	return flush(c->run(argc - 1, argv + 1));
}
