/*
 * bench_input NAME FILE...: how fast files of records are read, without making
 * anything of them: works, works a second, megabytes a second, peak memory.
 */
#include "app/index-parts.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "base/banned.h"

static int
count(void *ctx, const struct work *w, struct err *err)
{
	size_t *n = ctx;

	(void)err;
	*n += w->title != NULL;
	return 0;
}

int
main(int argc, char **argv)
{
	size_t works = 0, bytes = 0;
	struct index_input in = { .take = count, .ctx = &works };
	struct err err = ERR_INIT;
	struct timespec start, end;
	struct rusage use;
	struct stat st;
	double seconds;

	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	for (int i = 2; i < argc; i++) {
		if (index_input_read(&in, argv[i], &err)) {
			fprintf(stderr, "bench_input: %s\n", err.text);
			return 1;
		}
		bytes += stat(argv[i], &st) ? 0 : (size_t)st.st_size;
	}
	(void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	if (argc < 3 || getrusage(RUSAGE_SELF, &use))
		return 1;
	seconds = (double)(end.tv_sec - start.tv_sec) +
		  (double)(end.tv_nsec - start.tv_nsec) / 1e9;
	printf("input-%s-works %zu works\n", argv[1], works);
	if (in.skipped || in.broken || in.left_out)
		printf("# skipped %zu, left out %zu, breaks %zu %s%s\n",
		    in.skipped, in.left_out, in.broken, in.first.text,
		    in.first_break.text);
	printf(
	    "input-%s-speed %.0f works/s\n", argv[1], (double)works / seconds);
	printf("input-%s-bytes %.0f MB/s\n", argv[1],
	    (double)bytes / 1e6 / seconds);
	printf("input-%s-memory %ld KiB\n", argv[1], use.ru_maxrss);
	return 0;
}
