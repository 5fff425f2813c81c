#include "cli/opt.h"

#include <getopt.h>
#include <string.h>

#include "base/banned.h"

enum { OPT_MAX = 60, LONG_BASE = 256, HELP_COLUMN = 28, HELP_WIDTH = 50 };

static int
take(const struct opt *o, const char *value, struct err *err)
{
	if (o->flag)
		*o->flag = true;
	else if (o->value)
		*o->value = value;
	else if (o->list->len < OPT_LIST_MAX)
		o->list->items[o->list->len++] = value;
	else
		return err_set(err, ERR_USAGE,
		    "--%s is given more than %d times", o->name, OPT_LIST_MAX);
	return OK;
}

/* Fill getopt's two tables; returns how many options there are. */
static size_t
fill(struct option *longs, char *shorts, const struct opt *opts)
{
	size_t n, w = 0;

	shorts[w++] = ':';
	for (n = 0; opts[n].name; n++) {
		if (n == OPT_MAX)
			die_bug("too many options");
		longs[n].name = opts[n].name;
		longs[n].has_arg =
		    opts[n].flag ? no_argument : required_argument;
		longs[n].val = LONG_BASE + (int)n;
		if (!opts[n].letter)
			continue;
		shorts[w++] = opts[n].letter;
		if (!opts[n].flag)
			shorts[w++] = ':';
	}
	shorts[w] = '\0';
	return n;
}

int
opt_parse(int argc, char **argv, const struct opt *opts, struct err *err)
{
	struct option longs[OPT_MAX + 1] = { { 0 } };
	char shorts[2 * OPT_MAX + 2];
	size_t n = fill(longs, shorts, opts);
	int c, rc = OK;

	opterr = 0;
	optind = 0; /* glibc: start afresh, since `help` parses twice */
	while (
	    !rc && (c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		size_t i;

		if (c == ':')
			return err_set(err, ERR_USAGE,
			    "option '%s' needs a value", argv[optind - 1]);
		if (c == '?')
			return err_set(err, ERR_USAGE, "unknown option '%s'",
			    argv[optind > 1 ? optind - 1 : 1]);
		for (i = 0; i < n; i++)
			if (c == LONG_BASE + (int)i || c == opts[i].letter)
				break;
		if (i == n)
			die_bug("an option that is not in its table");
		rc = take(&opts[i], optarg, err);
	}
	return rc ? rc : optind;
}

/* The help text in lines of HELP_WIDTH, all but the first indented. */
static void
wrap(FILE *out, const char *text)
{
	size_t len = strlen(text);

	while (len > HELP_WIDTH) {
		size_t cut = HELP_WIDTH;

		while (cut && text[cut] != ' ')
			cut--;
		if (!cut)
			break;
		fprintf(out, "%.*s\n%*s", (int)cut, text, HELP_COLUMN, "");
		text += cut + 1;
		len -= cut + 1;
	}
	fprintf(out, "%s\n", text);
}

void
opt_help(FILE *out, const struct opt *opts)
{
	const struct opt *o;

	for (o = opts; o->name; o++) {
		char left[64];
		int n;

		n = snprintf(left, sizeof(left), "  %c%c%s--%s%s%s",
		    o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
		    o->letter ? ", " : "  ", o->name, o->arg ? "=" : "",
		    o->arg ? o->arg : "");
		if (n > HELP_COLUMN - 2)
			fprintf(out, "%s\n%*s", left, HELP_COLUMN, "");
		else
			fprintf(out, "%-*s", HELP_COLUMN, left);
		wrap(out, o->help);
	}
}
