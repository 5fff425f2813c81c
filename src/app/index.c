#include "app/index.h"

#include "app/index-parts.h"
#include "base/text.h"
#include "source/local-holdings.h"
#include "source/local-record.h"
#include "source/local.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"

enum {
	SORT_MEMORY = 96 << 20,
	PROGRESS_EVERY = 1000,
	SOURCES_MAX = 100, /* names that are counted one by one */
};

struct source_count {
	const char *name;
	size_t works;
};

struct builder {
	const struct index_build_options *options;
	struct index_sorter *sorter;
	struct index_spool spool;
	struct index_surroundings *surroundings;
	struct index_intake *intake;
	struct local_holdings *holdings; /* of the spool */
	struct index_old old;
	bool rebuild;   /* what is old and what is new, from the start */
	uint32_t taken; /* records read of the inputs */
	struct arena names;
	size_t untitled, seen;
	struct source_count sources[SOURCES_MAX + 1]; /* last: all others */
	size_t sources_len;
};

/* --- what the index says of itself --------------------------------------- */

static const char *
source_of(const struct work *w)
{
	const char *s = w->source ? w->source : work_custom(w, "source");

	return s && *s && !strpbrk(s, "\n ") ? s : "-";
}

static void
count_source(struct builder *b, const char *name, size_t n)
{
	for (size_t i = 0; i < b->sources_len; i++)
		if (!strcmp(b->sources[i].name, name)) {
			b->sources[i].works += n;
			return;
		}
	if (b->sources_len < SOURCES_MAX)
		b->sources[b->sources_len++] =
		    (struct source_count){ arena_strdup(&b->names, name), n };
	else
		b->sources[SOURCES_MAX].works += n;
}

/* Add what an index says of its sources. */
static void
count_old_sources(struct builder *b, const char *lines)
{
	while (*lines) {
		const char *blank = strchr(lines, ' ');
		const char *end = strchr(lines, '\n');

		if (!blank || !end || end < blank)
			return;
		count_source(b,
		    arena_strdup_span(&b->names,
			(struct span){ lines, (size_t)(blank - lines) }),
		    (size_t)strtoull(blank, NULL, 10));
		lines = end + 1;
	}
}

static int
compare_sources(const void *va, const void *vb)
{
	const struct source_count *a = va, *b = vb;

	if (a->works != b->works)
		return a->works > b->works ? -1 : 1;
	return strcmp(a->name, b->name);
}

/* "NAME COUNT" each. */
static void
tell_sources(
    struct sbuf *out, struct builder *b, const char *before, const char *after)
{
	qsort(
	    b->sources, b->sources_len, sizeof(b->sources[0]), compare_sources);
	for (size_t i = 0; i < b->sources_len; i++)
		sbuf_addf(out, "%s%s %zu%s", before, b->sources[i].name,
		    b->sources[i].works, after);
	if (b->sources[SOURCES_MAX].works)
		sbuf_addf(out, "%sother %zu%s", before,
		    b->sources[SOURCES_MAX].works, after);
}

/* "2026", "2026-11", "2026-11-24", "2026-11-24T...". */
static bool
date_is_iso(const char *s)
{
	static const char form[] = "dddd-dd-dd";
	size_t i;

	for (i = 0; form[i] && s[i]; i++)
		if (form[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != '-')
			return false;
	if (s[i] && s[i] != 'T')
		return false;
	return i == 4 || i == 7 || i == 10;
}

/*
 * The date told, else SOURCE_DATE_EPOCH (reproducible-builds.org), else today;
 * UTC, to the day.
 */
static int
find_date(char out[32], const char *told, struct err *err)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t t = time(NULL);
	struct tm tm;

	if (told) {
		if (!date_is_iso(told) || strlen(told) >= 32)
			return err_set(err, ERR_USAGE,
			    "'%.40s' is no date: write 2026-11-24", told);
		memcpy(out, told, strlen(told) + 1);
		return 0;
	}
	if (epoch && *epoch) {
		char *end;

		errno = 0;
		t = (time_t)strtoll(epoch, &end, 10);
		if (*end || errno)
			return err_set(err, ERR_USAGE,
			    "SOURCE_DATE_EPOCH is no number: %.40s", epoch);
	}
	if (!gmtime_r(&t, &tm))
		return err_set(err, ERR_USAGE, "the date is out of range");
	(void)snprintf(out, 32, "%04d-%02d-%02d", tm.tm_year + 1900,
	    tm.tm_mon + 1, tm.tm_mday);
	return 0;
}

/* --- building ------------------------------------------------------------ */

static int
take_work(void *ctx, const struct work *w, struct err *err)
{
	struct builder *b = ctx;

	(void)err;
	b->seen++;
	if (b->options->progress && b->seen % PROGRESS_EVERY == 0)
		b->options->progress(b->seen, b->options->progress_ctx);
	if (!w->title || !*w->title) {
		b->untitled++;
		return 0;
	}
	count_source(b, source_of(w), 1);
	return index_intake_work(b->intake, w);
}

/* An empty file beside the output, to be written and then renamed. */
static int
make_beside(struct sbuf *name, const char *output, struct err *err)
{
	int fd;

	sbuf_addf(name, "%s.XXXXXX", output);
	fd = mkstemp(name->buf);
	if (fd < 0)
		return err_set(err, ERR_IO, "%s: %s", output, strerror(errno));
	close(fd);
	return 0;
}

/* On disk, readable as other files are, and only then under its name. */
static int
put_in_place(struct index_build_result *out, const char *from,
    const char *output, struct err *err)
{
	int fd = open(from, O_RDONLY | O_CLOEXEC), rc = 0;
	struct stat old, st;

	if (fd < 0)
		return err_set(err, ERR_IO, "%s: %s", from, strerror(errno));
	if (fchmod(fd, stat(output, &old) ? 0644 : old.st_mode & 0777) ||
	    fsync(fd) || fstat(fd, &st) || rename(from, output))
		rc = err_set(err, ERR_IO, "%s: %s", output, strerror(errno));
	else
		out->bytes = (size_t)st.st_size;
	close(fd);
	return rc;
}

static int
write_output(struct index_build_result *out, struct builder *b,
    const char *date, struct err *err)
{
	const struct index_build_options *o = b->options;
	const struct local_index_info *before =
	    b->old.ix ? local_index_info(b->old.ix) : NULL;
	const struct index_records records = { &b->spool,
		b->rebuild ? NULL : b->old.ix, b->holdings };
	struct sbuf name = SBUF_INIT, sources = SBUF_INIT, segment = SBUF_INIT;
	struct index_description d = {
		.date = date,
		.covers = o->covers,
		.segments_before = before ? before->segments : "",
		.works_before = before ? before->works : 0,
	};
	int rc = make_beside(&name, o->output, err);

	if (rc) {
		sbuf_release(&name);
		return rc;
	}
	/* What is told to be covered is not counted. */
	if (!d.covers && (!before || *before->holdings))
		d.holdings = b->holdings;
	if (!d.covers && before)
		d.covers = *before->covers ? before->covers : "none";
	if (d.holdings && records.old)
		local_holdings_read(b->holdings, before->holdings);
	sbuf_addf(&segment, "%" PRIu32, b->taken);
	tell_sources(&segment, b, " ", "");
	if (before)
		count_old_sources(b, before->sources);
	tell_sources(&sources, b, "", "\n");
	d.segment = segment.buf;
	d.sources = sources.buf;
	if (records.old)
		rc = index_old_copy(&b->old, name.buf, err);
	if (!rc)
		rc = index_write(name.buf, b->sorter, b->surroundings, &records,
		    &d, &out->duplicates, err);
	out->works = d.works;
	if (!rc && before)
		rc = index_old_unchanged(&b->old, o->output, err);
	if (!rc)
		rc = put_in_place(out, name.buf, o->output, err);
	if (rc)
		(void)unlink(name.buf);
	sbuf_release(&name);
	sbuf_release(&sources);
	sbuf_release(&segment);
	return rc;
}

static int
open_parts(struct builder *b, uint32_t first, struct err *err)
{
	const struct index_build_options *o = b->options;
	int rc = index_spool_open(&b->spool, o->output, first, err);

	if (!rc)
		rc = index_sorter_open(&b->sorter, o->output,
		    o->memory ? o->memory : (size_t)SORT_MEMORY, err);
	b->surroundings = index_surroundings_new();
	b->holdings = ARENA_NEW(&b->names, struct local_holdings);
	if (!rc)
		rc = index_intake_open(&b->intake, b->sorter, &b->spool,
		    b->surroundings, b->holdings, err);
	return rc;
}

static void
close_parts(struct builder *b)
{
	index_intake_close(b->intake);
	index_sorter_close(b->sorter);
	index_spool_close(&b->spool);
	index_surroundings_free(b->surroundings);
	b->surroundings = NULL;
	b->intake = NULL;
	b->sorter = NULL;
}

/* rc: of what has given records to the intake. */
static int
finish_intake(struct builder *b, int rc, struct err *err)
{
	struct err why = ERR_INIT;
	int taken = index_intake_finish(b->intake, &why);

	/* If taking has failed, giving has only because of it. */
	if (taken)
		return err_set(err, (enum err_code)taken, "%s", why.text);
	if (!rc)
		rc = index_spool_finish(&b->spool, err);
	return rc;
}

static int
read_inputs(struct builder *b, struct index_input *in, struct err *err)
{
	const struct index_build_options *o = b->options;
	int rc = 0;

	for (size_t i = 0; !rc && i < o->inputs_len; i++)
		rc = index_input_read(in, o->inputs[i], err);
	rc = finish_intake(b, rc, err);
	if (rc)
		return rc;
	b->taken = b->spool.len;
	if (!b->spool.len)
		return err_set(err, ERR_ABSENT, "there is no work in %s%s%s",
		    o->inputs_len == 1 ? o->inputs[0] : "the input",
		    in->broken || in->skipped ? ": " : "",
		    in->broken ? in->first_break.text : in->first.text);
	return 0;
}

/* Spool and sorter of all records instead of the new ones only. */
static int
take_old(struct builder *b, struct err *err)
{
	struct index_spool added = b->spool;
	int rc;

	b->spool = (struct index_spool){ 0 };
	close_parts(b);
	b->rebuild = true;
	rc = open_parts(b, 1, err);
	if (!rc)
		rc = finish_intake(
		    b, index_old_take(b->intake, &b->old, &added, err), err);
	index_spool_close(&added);
	return rc;
}

static int
check_options(
    char date[32], const struct index_build_options *o, struct err *err)
{
	int rc = find_date(date, o->date, err);

	if (!rc && o->covers)
		rc = local_covers_check(o->covers, err);
	if (!rc && (!*o->output || !strcmp(o->output, "-")))
		rc = err_set(err, ERR_USAGE,
		    "an index cannot be written to standard output");
	for (size_t i = 0; !rc && i < o->inputs_len; i++)
		if (!strcmp(o->inputs[i], o->output))
			rc = err_set(err, ERR_USAGE, "%s is input and output",
			    o->output);
	return rc;
}

static int
make(struct index_build_result *out, struct builder *b, const char *date,
    struct err *err)
{
	struct index_input in = { .take = take_work, .ctx = b };
	int rc = open_parts(b, b->old.last + 1, err);

	if (!rc)
		rc = read_inputs(b, &in, err);
	if (!rc && b->old.ix &&
	    index_old_is_outgrown(&b->old, b->old.last + b->spool.len))
		rc = take_old(b, err);
	if (!rc)
		rc = index_sorter_finish(b->sorter, err);
	if (!rc)
		rc = write_output(out, b, date, err);
	out->skipped = in.skipped;
	out->untitled = b->untitled;
	out->left_out = in.left_out;
	out->broken = in.broken;
	out->break_story = in.first_break;
	if (!rc && in.first.text[0])
		(void)err_set(err, OK, "%s", in.first.text);
	return rc;
}

int
index_build(struct index_build_result *out, const struct index_build_options *o,
    struct err *err)
{
	struct builder b = { .options = o, .old = { .fd = -1 } };
	char date[32];
	int rc = check_options(date, o, err);

	*out = (struct index_build_result){ 0 };
	if (rc)
		return rc;
	if (o->update)
		rc = index_old_open(&b.old, o->output, err);
	if (!rc)
		rc = make(out, &b, date, err);
	close_parts(&b);
	index_old_close(&b.old);
	arena_release(&b.names);
	return rc;
}
