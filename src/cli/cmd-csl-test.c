/* refmend csl-test: fixtures of the CSL test suite, for its conformance. */

#include "base/json.h"
#include "cli/cmd.h"
#include "cli/csl-fixture.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

/* One request a line, {"fixture": PATH, "locales": FOLDER}; one reply a line. */
static void
answer(const char *line, size_t len)
{
	struct err err = ERR_INIT;
	struct sbuf text = SBUF_INIT, out = SBUF_INIT;
	json_t *request = NULL;
	const char *path = NULL;
	int rc = json_read(&request, (struct span){ line, len }, &err);

	if (!rc) {
		path = json_str(request, "fixture");
		rc = path ? csl_fixture_render(
				&text, path, json_str(request, "locales"), &err)
			  : err_set(&err, ERR_USAGE, "it names no fixture");
	}
	if (rc) {
		sbuf_add(&out, SPAN_LIT("{\"ok\": false, \"error\": "));
		sbuf_add_json(&out, span_of(err.text));
	} else {
		sbuf_add(&out, SPAN_LIT("{\"ok\": true, \"result\": "));
		sbuf_add_json(&out, (struct span){ text.buf, text.len });
	}
	sbuf_addc(&out, '}');
	puts(out.buf);
	fflush(stdout);
	json_decref(request);
	sbuf_release(&text);
	sbuf_release(&out);
}

static void
serve(void)
{
	char *line = NULL;
	size_t size = 0;
	ssize_t len;

	while ((len = getline(&line, &size, stdin)) > 0)
		answer(line, (size_t)len);
	free(line);
}

int
cmd_csl_test_run(int argc, char **argv)
{
	bool server = false;
	const struct opt opts[] = {
		OPT_FLAG("server", 0,
		    "answer requests on standard input, one JSON object a line",
		    &server),
		OPT_END,
	};
	struct err err = ERR_INIT;
	struct sbuf out = SBUF_INIT;
	int status, rc, i = cmd_options(&status, argc, argv, opts);

	if (i < 0)
		return status;
	if (server) {
		serve();
		return STATUS_CLEAN;
	}
	if (i + 1 != argc)
		return cmd_usage("csl-test", "one fixture is needed");
	rc = csl_fixture_render(&out, argv[i], getenv("CSL_LOCALES"), &err);
	if (!rc)
		puts(out.buf);
	sbuf_release(&out);
	return rc ? cmd_fail("csl-test", rc, &err) : STATUS_CLEAN;
}
