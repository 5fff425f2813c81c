/* refmend lint: what is wrong with a .bib file by itself. */

#include "app/lint.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/listing.h"
#include "write/findings.h"

#include "base/banned.h"

struct linting {
	enum findings_form form;
	enum finding_level fail_on;
	bool ignored[FINDING_RULES];
	struct sbuf out;
	size_t written;
};

static int
lint_file(struct linting *x, const char *path)
{
	struct lint l = { 0 };
	struct err err = ERR_INIT;
	int rc, status = STATUS_CLEAN;

	memcpy(l.ignored, x->ignored, sizeof(l.ignored));
	rc = lint_open(&l, path, &err);
	if (rc)
		status = cmd_fail("lint", rc, &err);
	for (size_t i = 0; !rc && i < l.len; i++) {
		findings_add(&x->out, x->form, path, &l.items[i], x->written++);
		if (finding_kinds[l.items[i].rule].level >= x->fail_on)
			status = STATUS_FINDINGS;
		listing_flush(&x->out);
	}
	lint_close(&l);
	return status;
}

static int
set_ignored(struct linting *x, const char *list)
{
	while (list && *list) {
		size_t n = strcspn(list, ", ");
		int i = 0;

		while (i < FINDING_RULES &&
		       (strlen(finding_kinds[i].name) != n ||
			   memcmp(finding_kinds[i].name, list, n) != 0))
			i++;
		if (i == FINDING_RULES)
			return cmd_usage("lint",
			    "there is no rule '%.*s'; --rules lists them",
			    (int)n, list);
		x->ignored[i] = true;
		list += n;
		list += strspn(list, ", ");
	}
	return STATUS_CLEAN;
}

static int
choose(
    int *out, const char *option, const char *value, const char *const *words)
{
	for (int i = 0; value && words[i]; i++)
		if (!strcmp(value, words[i])) {
			*out = i;
			return STATUS_CLEAN;
		}
	return value
		   ? cmd_usage("lint", "--%s: there is no '%s'", option, value)
		   : STATUS_CLEAN;
}

static void
print_rules(void)
{
	for (int i = 0; i < FINDING_RULES; i++)
		printf("%-14s %-8s %s\n", finding_kinds[i].name,
		    finding_level_name(finding_kinds[i].level),
		    finding_kinds[i].text);
}

int
cmd_lint_run(int argc, char **argv)
{
	static const char *const forms[] = { "errorformat", "github", "sarif",
		"json", NULL };
	static const char *const levels[] = { "note", "warning", "error",
		NULL };
	struct linting x = { .out = SBUF_INIT };
	const char *form = NULL, *ignore = NULL, *fail_on = NULL;
	bool rules = false;
	int n_form = 0, n_fail_on = FINDING_WARNING, status;
	const struct opt opts[] = {
		OPT_VALUE("format", 'f', "FORMAT",
		    "'errorformat' (the default), 'github', 'sarif', 'json'",
		    &form),
		OPT_VALUE("ignore", 0, "RULES",
		    "rules that do not count, comma-separated", &ignore),
		OPT_VALUE("fail-on", 0, "LEVEL",
		    "exit status 1 from this level on: 'note', 'warning' (the "
		    "default), 'error'",
		    &fail_on),
		OPT_FLAG("rules", 0, "list the rules", &rules),
		OPT_END,
	};
	int i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (rules) {
		print_rules();
		return STATUS_CLEAN;
	}
	status = choose(&n_form, "format", form, forms);
	if (!status)
		status = choose(&n_fail_on, "fail-on", fail_on, levels);
	if (!status)
		status = set_ignored(&x, ignore);
	if (status)
		return status;
	x.form = (enum findings_form)n_form;
	x.fail_on = (enum finding_level)n_fail_on;
	findings_begin(&x.out, x.form);
	for (int k = i; k < argc || k == i; k++)
		status =
		    cmd_worse(status, lint_file(&x, k < argc ? argv[k] : "-"));
	findings_end(&x.out, x.form);
	listing_flush(&x.out);
	sbuf_release(&x.out);
	return status;
}
