/* refmend index: build, update, describe and search local indexes. */

#include "app/index.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/session.h"
#include "source/local-holdings.h"
#include "source/local.h"
#include "write/write.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/banned.h"

enum { SEARCH_MAX = 10, SEARCH_LIMIT = 1000 };

/* --- build --------------------------------------------------------------- */

static void
show_progress(size_t works, void *ctx)
{
	(void)ctx;
	if (works % 10000 == 0)
		fprintf(stderr, "\r%zu works read", works);
}

static void
tell_build(const struct index_build_options *o,
    const struct index_build_result *r, const char *first_problem)
{
	printf("%s: %zu work%s, %zu bytes\n", o->output, r->works,
	    r->works == 1 ? "" : "s", r->bytes);
	if (r->duplicates)
		printf(o->update ? "records of works that were there, made one "
				   "with them: %zu\n"
				 : "records told twice, made one: %zu\n",
		    r->duplicates);
	if (r->untitled)
		printf("records without a title, left out: %zu\n", r->untitled);
	if (r->left_out)
		printf("records of what nobody cites (journals, components, "
		       "home pages), left out: %zu\n",
		    r->left_out);
	if (r->broken)
		fprintf(stderr,
		    "refmend index: %zu file%s read up to a break only; the "
		    "first: %s\n",
		    r->broken, r->broken == 1 ? " was" : "s were",
		    r->break_story.text);
	if (r->skipped)
		fprintf(stderr,
		    "refmend index: could not be read: %zu record%s; the "
		    "first: %s\n",
		    r->skipped, r->skipped == 1 ? "" : "s", first_problem);
}

static int
build(struct index_build_options *o, int argc, char **argv, bool quiet)
{
	const char *command = o->update ? "update" : "build";
	struct index_build_result r;
	struct err err = ERR_INIT;
	int rc;

	o->inputs = (const char *const *)argv;
	o->inputs_len = (size_t)argc;
	if (isatty(STDERR_FILENO) && !quiet)
		o->progress = show_progress;
	if (!argc)
		return cmd_usage("index", "%s: no input is named", command);
	rc = index_build(&r, o, &err);
	if (o->progress)
		fputs("\r\033[K", stderr);
	if (rc)
		return cmd_fail("index", rc, &err);
	if (!quiet)
		tell_build(o, &r, err.text);
	return STATUS_CLEAN;
}

/* The index is the first operand, or is named with -o. */
static int
build_or_update(
    struct index_build_options *o, int argc, char **argv, bool quiet)
{
	if (o->update && !o->output && argc) {
		o->output = *argv++;
		argc--;
	}
	if (!o->output && o->update)
		return cmd_usage(
		    "index", "update: name an index, then what to add");
	if (!o->output)
		return cmd_usage(
		    "index", "build: name the file to write with -o");
	return build(o, argc, argv, quiet);
}

/* --- info ---------------------------------------------------------------- */

/* Take a word, and the blank behind it. */
static struct span
next_word(struct span *s)
{
	size_t n = 0;
	struct span word;

	while (n < s->len && s->ptr[n] != ' ')
		n++;
	word = span_sub(*s, 0, n);
	*s = span_skip(*s, n + (n < s->len));
	return word;
}

static struct span
next_line(struct span *s)
{
	size_t n = 0;
	struct span line;

	while (n < s->len && s->ptr[n] != '\n')
		n++;
	line = span_sub(*s, 0, n);
	*s = span_skip(*s, n + (n < s->len));
	return line;
}

/* "NAME COUNT NAME COUNT" as members of an object; the file may be damaged. */
static void
sources_json(struct sbuf *out, struct span s, const char **comma)
{
	while (s.len) {
		struct span name = next_word(&s), count = next_word(&s);

		sbuf_addf(out, "%s", *comma);
		sbuf_add_json(out, name);
		sbuf_addf(
		    out, ": %ld", count.len ? strtol(count.ptr, NULL, 10) : 0);
		*comma = ", ";
	}
}

/* How it came to be, if it was not built at once. */
static void
segments_json(struct sbuf *out, struct span s)
{
	const char *comma = "";

	sbuf_add(out, SPAN_LIT(", \"segments\": ["));
	while (s.len) {
		struct span line = next_line(&s), date = next_word(&line);
		struct span works = next_word(&line);
		struct span records = next_word(&line);
		const char *inner = "";

		sbuf_addf(out, "%s{\"date\": ", comma);
		sbuf_add_json(out, date);
		sbuf_addf(out,
		    ", \"works\": %ld, \"records\": %ld, \"sources\": {",
		    works.len ? strtol(works.ptr, NULL, 10) : 0,
		    records.len ? strtol(records.ptr, NULL, 10) : 0);
		sources_json(out, line, &inner);
		sbuf_add(out, SPAN_LIT("}}"));
		comma = ", ";
	}
	sbuf_addc(out, ']');
}

static bool
has_segments(const struct local_index_info *i)
{
	const char *end = strchr(i->segments, '\n');

	return end && end[1];
}

static void
info_json(const struct local_index_info *i)
{
	struct sbuf out = SBUF_INIT;
	struct span rest = span_of(i->sources);
	const char *comma = "";

	sbuf_add(&out, SPAN_LIT("{\"name\": "));
	sbuf_add_json(&out, span_of(i->name));
	sbuf_addf(&out, ", \"format\": %d, \"date\": ", i->format);
	sbuf_add_json(&out, span_of(i->date));
	sbuf_addf(&out,
	    ", \"works\": %zu, \"bytes\": %zu, \"covers\": ", i->works,
	    i->bytes);
	sbuf_add_json(&out, span_of(i->covers));
	sbuf_add(&out, SPAN_LIT(", \"sources\": {"));
	while (rest.len)
		sources_json(&out, next_line(&rest), &comma);
	sbuf_addc(&out, '}');
	if (has_segments(i))
		segments_json(&out, span_of(i->segments));
	sbuf_add(&out, SPAN_LIT("}\n"));
	fputs(out.buf, stdout);
	sbuf_release(&out);
}

static void
print_span(struct span s)
{
	printf("%.*s", (int)s.len, s.ptr);
}

/* "built    2026-11-24  1000 works of 1010 records: crossref 1010" */
static void
segments_text(struct span s)
{
	const char *what = "built   ";

	while (s.len) {
		struct span line = next_line(&s);

		printf("  %s ", what);
		print_span(next_word(&line));
		printf("  works ");
		print_span(next_word(&line));
		printf(", records ");
		print_span(next_word(&line));
		printf(": ");
		print_span(line);
		printf("\n");
		what = "updated ";
	}
}

/* "holds    336532 conference papers, 18374 books" */
static void
holdings_text(const char *lines)
{
	struct local_holdings *h = calloc(1, sizeof(*h));
	struct sbuf out = SBUF_INIT;

	if (!h)
		die_oom(sizeof(*h));
	local_holdings_read(h, lines);
	local_holdings_tell(&out, h);
	printf("  holds    %s\n", out.buf);
	sbuf_release(&out);
	free(h);
}

static void
info_text(const struct local_index_info *i)
{
	struct span rest = span_of(i->sources);
	const char *what = "sources";

	printf(
	    "%s\n  works    %zu\n  bytes    %zu", i->name, i->works, i->bytes);
	if (i->works)
		printf(" (%zu a work)", i->bytes / i->works);
	printf("\n  format   %d\n  date     %s\n  covers   %s\n", i->format,
	    i->date,
	    *i->covers ? i->covers
		       : "nothing: it can verify, "
			 "never miss");
	for (; rest.len; what = "       ") {
		printf("  %s  ", what);
		print_span(next_line(&rest));
		printf("\n");
	}
	if (has_segments(i))
		segments_text(span_of(i->segments));
	if (*i->holdings)
		holdings_text(i->holdings);
}

static int
info(const struct opt_list *names, bool json)
{
	struct arena a = ARENA_INIT;
	int status = STATUS_CLEAN;

	if (!names->len)
		return cmd_usage("index", "info: no index is named");
	for (size_t i = 0; i < names->len; i++) {
		struct local_index *ix;
		struct err err = ERR_INIT;
		int rc = local_index_open(
		    &ix, session_index_path(&a, names->items[i]), &err);

		if (rc) {
			status = cmd_worse(status, cmd_fail("index", rc, &err));
			continue;
		}
		if (json)
			info_json(local_index_info(ix));
		else
			info_text(local_index_info(ix));
		local_index_close(ix);
	}
	arena_release(&a);
	return status;
}

/* --- search -------------------------------------------------------------- */

static void
names_text(struct sbuf *out, struct arena *a, const struct name_list *l)
{
	enum { SHOWN = 3 };

	for (size_t i = 0; i < l->len && i < SHOWN; i++)
		sbuf_addf(
		    out, "%s%s", i ? ", " : "", name_display(a, &l->items[i]));
	if (l->len > SHOWN || l->others)
		sbuf_add(out, SPAN_LIT(" et al."));
}

/* Text of a record, on a terminal: control characters, C1 ones too, as "?". */
static void
print_line(const char *before, const char *text)
{
	struct span s = span_of(text);
	size_t at = 0;

	fputs(before, stdout);
	while (at < s.len) {
		size_t from = at;
		uint32_t c = text_next(s, &at);

		if (c < 0x20 || (c >= 0x7f && c < 0xa0))
			putchar('?');
		else
			fwrite(s.ptr + from, 1, at - from, stdout);
	}
	putchar('\n');
}

static void
show_work(struct arena *a, const struct work *w)
{
	struct sbuf out = SBUF_INIT;

	names_text(&out, a, w->author.len ? &w->author : &w->editor);
	if (work_year(w))
		sbuf_addf(&out, " (%d)", work_year(w));
	print_line("", w->title);
	print_line("    ", out.buf);
	sbuf_reset(&out);
	if (w->container_title)
		sbuf_addf(&out, " %s", w->container_title);
	else if (w->publisher)
		sbuf_addf(&out, " %s", w->publisher);
	if (w->volume)
		sbuf_addf(&out, " %s", w->volume);
	if (w->issue)
		sbuf_addf(&out, "(%s)", w->issue);
	if (w->page)
		sbuf_addf(&out, ": %s", w->page);
	if (out.len)
		print_line("   ", out.buf);
	sbuf_reset(&out);
	if (w->DOI)
		sbuf_addf(&out, " doi:%s", w->DOI);
	if (w->arXiv)
		sbuf_addf(&out, " arXiv:%s", w->arXiv);
	if (w->ISBN)
		sbuf_addf(&out, " ISBN %s", w->ISBN);
	if (out.len)
		print_line("   ", out.buf);
	sbuf_release(&out);
}

static void
show_json(const struct work *w)
{
	json_t *item = write_csl_item(w);
	struct sbuf sb = SBUF_INIT;

	sbuf_add_json_value(&sb, item, JSON_COMPACT);
	puts(sb.buf);
	sbuf_release(&sb);
	json_decref(item);
}

static int
search_text(struct work ***works, size_t *len, struct arena *a,
    struct local_index *ix, const char *text, size_t max, struct err *err)
{
	/* The text as a title finds the work by its exact title, too. */
	struct work claimed = { .title = text };
	enum identifier_kind kind;
	const char *value;
	int rc = 0;

	if (identifier_parse(&kind, &value, a, span_of(text)))
		rc = local_index_by_identifier(
		    works, len, a, ix, kind, value, err);
	if (!rc && !*len)
		rc = local_index_search(
		    works, len, a, ix, &claimed, text, max, err);
	return rc;
}

static char *
join(struct arena *a, int argc, char **argv)
{
	struct sbuf text = SBUF_INIT;
	char *out;

	for (int i = 0; i < argc; i++)
		sbuf_addf(&text, "%s%s", i ? " " : "", argv[i]);
	out = text_clean(a, (struct span){ text.buf, text.len });
	sbuf_release(&text);
	return out;
}

/* Look in one index, and tell what is there: *found counts on. */
static int
search_one(size_t *found, const char *name, const char *text, size_t max,
    bool json, struct err *err)
{
	struct local_index *ix;
	struct work **works = NULL;
	struct arena a = ARENA_INIT;
	size_t len = 0;
	int rc = local_index_open(&ix, session_index_path(&a, name), err);

	if (rc)
		goto out;
	rc = search_text(&works, &len, &a, ix, text, max, err);
	for (size_t i = 0; !rc && i < len && *found < max; i++) {
		++*found;
		if (json)
			show_json(works[i]);
		else
			show_work(&a, works[i]);
	}
	local_index_close(ix);
out:
	arena_release(&a);
	return rc;
}

static int
search(
    const struct opt_list *names, int argc, char **argv, size_t max, bool json)
{
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	size_t found = 0;
	int rc = OK;

	for (size_t i = 0; !rc && i < names->len; i++)
		rc = search_one(&found, names->items[i], join(&a, argc, argv),
		    max, json, &err);
	arena_release(&a);
	if (rc)
		return cmd_fail("index", rc, &err);
	if (!found)
		fputs("refmend index: search: nothing found\n", stderr);
	return found ? STATUS_CLEAN : STATUS_FINDINGS;
}

/* ------------------------------------------------------------------------- */

static int
info_of(struct opt_list *names, int argc, char **argv, bool json)
{
	for (int i = 0; i < argc; i++) {
		if (names->len == OPT_LIST_MAX)
			return cmd_usage("index", "info: too many indexes");
		names->items[names->len++] = argv[i];
	}
	return info(names, json);
}

/* The words to look for; the index stands in front of them unless --index has
 * named it. */
static int
search_for(struct opt_list *names, int argc, char **argv, size_t max, bool json)
{
	if (!names->len && argc) {
		names->items[names->len++] = argv[0];
		argc--;
		argv++;
	}
	if (!argc)
		return cmd_usage(
		    "index", "search: name an index, then what to look for");
	return search(names, argc, argv, max, json);
}

static int
read_max(size_t *out, const char *text)
{
	char *end;
	long n = text ? strtol(text, &end, 10) : SEARCH_MAX;

	if (text && (*end || end == text))
		n = 0;
	if (n < 1 || n > SEARCH_LIMIT)
		return cmd_usage("index",
		    "--max takes a number from 1 to %d, not '%s'", SEARCH_LIMIT,
		    text);
	*out = (size_t)n;
	return STATUS_CLEAN;
}

int
cmd_index_run(int argc, char **argv)
{
	struct index_build_options making = { 0 };
	const char *max = NULL;
	bool json = false, quiet = false;
	struct opt_list names = { 0 };
	const struct opt opts[] = {
		OPT_LIST("index", 0, "FILE",
		    "info, search: the index, instead of the first operand; "
		    "may "
		    "be repeated; 'sample' is the installed sample",
		    &names),
		OPT_VALUE("output", 'o', "FILE", "build: the index to write",
		    &making.output),
		OPT_VALUE("covers", 0, "WHAT",
		    "build, update: 'general', 'none', or CSL types and years",
		    &making.covers),
		OPT_VALUE("date", 0, "DATE",
		    "build, update: when the records are from (default: today)",
		    &making.date),
		OPT_VALUE("max", 0, "N", "search: works at most", &max),
		OPT_FLAG(
		    "json", 0, "info, search: one JSON object a line", &json),
		OPT_FLAG("quiet", 'q', "build, update: print nothing", &quiet),
		OPT_END,
	};
	int status, first = cmd_options(&status, argc, argv, opts);
	size_t n = 0;

	if (first < 0)
		return status;
	if (first == argc)
		return cmd_usage("index", "say build, update, info or search");
	status = read_max(&n, max);
	if (status)
		return status;
	argc -= first + 1;
	argv += first + 1;
	making.update = !strcmp(argv[-1], "update");
	if (making.update || !strcmp(argv[-1], "build"))
		return build_or_update(&making, argc, argv, quiet);
	if (!strcmp(argv[-1], "info"))
		return info_of(&names, argc, argv, json);
	if (!strcmp(argv[-1], "search"))
		return search_for(&names, argc, argv, n, json);
	return cmd_usage("index",
	    "'%s' is neither build, update, info nor search", argv[-1]);
}
