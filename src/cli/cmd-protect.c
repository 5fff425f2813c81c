/* refmend protect: fields that nothing but the user may change. */

#include "app/library.h"
#include "cli/cmd.h"
#include "cli/session.h"

#include "base/banned.h"

/* The names' bits; "all" is every field. */
static int
read_fields(unsigned *out, char *const *names, size_t n, struct err *err)
{
	*out = 0;
	for (size_t i = 0; i < n; i++) {
		enum claim c = claim_from_name(names[i]);

		if (!strcmp(names[i], "all"))
			*out |= (1u << CLAIMS) - 1;
		else if (c < CLAIMS)
			*out |= 1u << c;
		else
			return err_set(err, ERR_USAGE,
			    "there is no field '%s': the fields are those of "
			    "the report (author, title, year, pages, DOI, "
			    "...), and 'all'",
			    names[i]);
	}
	return OK;
}

int
cmd_protect_run(int argc, char **argv)
{
	struct session_options so = { 0 };
	bool remove = false;
	const struct opt opts[] = {
		OPT_FLAG("remove", 0, "protect the fields no longer", &remove),
		SESSION_LIBRARY_OPTS(so),
		OPT_END,
	};
	struct session session;
	struct err err = ERR_INIT;
	unsigned fields = 0;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (argc - i < 2)
		return cmd_usage("protect", "a key and its fields are needed");
	rc = read_fields(&fields, &argv[i + 1], (size_t)(argc - i - 1), &err);
	if (rc)
		return cmd_usage("protect", "%s", err.text);
	rc = session_open(&session, &so, SESSION_LIBRARY, &err);
	if (!rc)
		rc = store_protect(
		    session.store, argv[i], fields, !remove, &err);
	status = rc ? cmd_fail("protect", rc, &err) : STATUS_CLEAN;
	session_close(&session);
	return status;
}
