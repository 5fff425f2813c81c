/* refmend check: a verdict on every reference. */

#include "cli/checking.h"

#include "base/banned.h"

struct check {
	char *const *paths;
	size_t n;
	struct sbuf next;
	struct write_policy policy; /* fix's, as far as it is known here */
};

static const char *
next_command(struct checking *c, const struct report_counts *counts, void *ctx)
{
	struct check *k = ctx;
	bool standard_input = false;

	if (!counts->fixable)
		return NULL;
	for (size_t i = 0; i < k->n; i++)
		standard_input |= !strcmp(k->paths[i], "-");
	if (standard_input) {
		/* It is used up: the same command would wait for more of it. */
		sbuf_add(&k->next,
		    SPAN_LIT("To have them put right, pass the same text to\n"
			     "    refmend fix"));
		checking_add_options(&k->next, c->o);
		sbuf_add(&k->next, SPAN_LIT(" -o - -\n"
					    "or name the file: refmend fix "
					    "FILE"));
		return k->next.buf;
	}
	sbuf_add(
	    &k->next, SPAN_LIT("To see them put right in the list's own form:\n"
			       "    refmend fix"));
	checking_add_options(&k->next, c->o);
	for (size_t i = 0; i < k->n; i++) {
		sbuf_addc(&k->next, ' ');
		checking_add_word(&k->next, k->paths[i]);
	}
	return k->next.buf;
}

/* What fix would leave, since it is protected, cannot be fixed. */
static void
see_protection(struct checking *c, const struct checked_file *f, size_t number,
    struct judgement *j)
{
	struct check *k = c->ctx;

	checked_file_hold_one(f, number, j, &k->policy);
}

static int
prepare(struct checking *c, struct err *err)
{
	struct check *k = c->ctx;

	return session_protected(
	    &k->policy.protected_fields, &c->session, NULL, err);
}

int
cmd_check_run(int argc, char **argv)
{
	struct checking_options o = { 0 };
	const struct opt opts[] = {
		CHECKING_OPTS(o),
		OPT_END,
	};
	struct check k = {
		.next = SBUF_INIT,
		.policy = { .apply = APPLY_SAFE },
	};
	struct checking c = {
		.command = "check",
		.o = &o,
		.out = stdout,
		.prepare = prepare,
		.judged = see_protection,
		.next_command = next_command,
		.ctx = &k,
	};
	int status, first = cmd_options(&status, argc, argv, opts);

	if (first < 0)
		return status;
	if (first == argc)
		return cmd_usage("check", "no file is named");
	k.paths = argv + first;
	k.n = (size_t)(argc - first);
	status = checking_run(&c, k.paths, k.n);
	sbuf_release(&k.next);
	return status;
}
