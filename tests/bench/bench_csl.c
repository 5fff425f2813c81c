/*
 * A list of references of CSL-JSON items in each style that is named; a dependent one
 * is its parent:
 *	bench_csl ITEMS.json LOCALES STYLE.csl...
 * prints for each style the CPU seconds of reading, of preparing (sorting and
 * disambiguation) and of writing, and with -p the list itself.
 */

#include "app/styles.h"
#include "base/file.h"
#include "base/json.h"
#include "csl/csl.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "base/banned.h"

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
bench(const char *path, const json_t *items, const char *locales, bool print,
    struct err *err)
{
	const char *dirs[] = { locales, NULL };
	struct sbuf out = SBUF_INIT;
	struct csl_style *style = NULL;
	struct csl_processor *p = NULL;
	double start = now(), read, prepared;
	struct rusage usage;
	json_t *o;
	size_t i;
	int rc = styles_load(&style, path, err);

	if (!rc)
		rc = csl_processor_new(&p, style, NULL, dirs, err);
	if (p) {
		json_array_foreach(items, i, o)
		    csl_add_item(p, csl_item_from_json(&p->arena, o));
		read = now();
		csl_prepare(p, NULL, 0);
		prepared = now();
		csl_write_bibliography(&out, p, CSL_OUTPUT_HTML);
		getrusage(RUSAGE_SELF, &usage);
		if (print)
			puts(out.buf);
		else
			printf("%.3f %.3f %.3f %ldMB %zu %s\n", read - start,
			    prepared - read, now() - prepared,
			    usage.ru_maxrss / 1024, out.len, path);
	}
	csl_processor_free(p);
	csl_style_free(style);
	sbuf_release(&out);
	return rc ? err_context(err, rc, path) : OK;
}

int
main(int argc, char **argv)
{
	struct sbuf text = SBUF_INIT;
	struct err err = ERR_INIT;
	json_t *items = NULL;
	bool print = argc > 1 && !strcmp(argv[1], "-p");
	int i = print ? 2 : 1, failed = 0, rc;

	if (argc < i + 3) {
		fputs("usage: bench_csl [-p] ITEMS.json LOCALES STYLE.csl...\n",
		    stderr);
		return 2;
	}
	rc = file_read(&text, argv[i], &err);
	if (!rc)
		rc = json_read(
		    &items, (struct span){ text.buf, text.len }, &err);
	for (int k = i + 2; !rc && k < argc; k++) {
		struct err story = ERR_INIT;

		if (bench(argv[k], items, argv[i + 1], print, &story)) {
			fprintf(stderr, "%s\n", story.text);
			failed = 1;
		}
	}
	if (rc)
		fprintf(stderr, "bench_csl: %s\n", err.text);
	json_decref(items);
	sbuf_release(&text);
	return rc || failed ? 1 : 0;
}
