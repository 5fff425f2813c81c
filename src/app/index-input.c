#include "app/index-input.h"

#include "base/tar.h"
#include "base/text.h"
#include "base/xml-records.h"
#include "read/read.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/banned.h"

enum {
	HEAD = 4096,      /* bytes a format is known by */
	FOLDERS_MAX = 16, /* one inside the other */
};

void
index_input_skip(
    struct index_input *in, const char *path, size_t line, const char *why)
{
	in->skipped++;
	if (line)
		(void)err_set(&in->first, ERR_SYNTAX, "%.90s, line %zu: %.130s",
		    path, line, why);
	else
		(void)err_set(
		    &in->first, ERR_SYNTAX, "%.90s: %.150s", path, why);
}

int
index_input_break(
    struct index_input *in, int rc, const struct err *why, struct err *err)
{
	if (rc != ERR_SYNTAX && rc != ERR_LIMIT)
		return err_set(err, rc, "%s", why->text);
	in->broken++;
	(void)err_set(&in->first_break, rc, "%s", why->text);
	return 0;
}

/* --- .bib --------------------------------------------------------------------- */

static int
take_bibtex(
    struct index_input *in, const char *path, struct span text, struct err *err)
{
	struct references refs = { 0 };
	struct document *d;
	int rc = document_from_bytes(&d, path, text, err);

	if (rc)
		return rc;
	d->format = DOCUMENT_BIBTEX;
	rc = read_bibtex(&refs, d, err);
	for (size_t i = 0; !rc && i < refs.len; i++) {
		const struct work *w = reference_work(&refs.items[i]);

		if (w)
			rc = in->take(in->ctx, w, err);
	}
	for (size_t i = 0; i < refs.problems_len; i++)
		index_input_skip(
		    in, path, refs.problems[i].line, refs.problems[i].text);
	document_close(d);
	return rc;
}

static int
read_bib(struct index_input *in, struct stream *s, struct err *err)
{
	struct sbuf all = SBUF_INIT;
	struct err why = ERR_INIT;
	struct span some;
	int rc;

	while (!(rc = stream_peek(s, &some, 1, &why)) && some.len) {
		sbuf_add(&all, some);
		stream_skip(s, some.len);
	}
	if (rc)
		rc = index_input_break(in, rc, &why, err);
	if (!rc && all.full)
		rc = err_set(err, ERR_LIMIT, "%s is too big for a .bib file",
		    stream_name(s));
	if (!rc)
		rc = take_bibtex(
		    in, stream_name(s), (struct span){ all.buf, all.len }, err);
	sbuf_release(&all);
	return rc;
}

/* --- what a file is ------------------------------------------------------------ */

static bool
is_named_bib(const char *name)
{
	static const char *const ends[] = { ".bib", ".bib.gz", ".bib.zst" };
	size_t n = strlen(name);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (n >= strlen(ends[i]) &&
		    text_eq_nocase(
			span_of(name + n - strlen(ends[i])), ends[i]))
			return true;
	return false;
}

/* Files that have to be unpacked, or are something else altogether. */
static const char *
strange(struct span head)
{
	static const struct {
		const char *start;
		size_t len;
		const char *what;
	} kinds[] = {
		{ "BZh", 3, "packed by bzip2: unpack it first" },
		{ "\xfd"
		  "7zXZ",
		    5, "packed by xz: unpack it first" },
		{ "PK\3\4", 4, "packed by zip: unpack it first" },
		{ "7z\xbc\xaf", 4, "packed by 7-Zip: unpack it first" },
		{ "%PDF-", 5, "a PDF, not records" },
		{ "SQLite format 3", 15,
		    "a database, not records to make an index of" },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (head.len >= kinds[i].len &&
		    !memcmp(head.ptr, kinds[i].start, kinds[i].len))
			return kinds[i].what;
	return NULL;
}

static int
read_xml(struct index_input *in, struct stream *s, bool named, struct err *err)
{
	const struct xml_format *format;
	struct sbuf why = SBUF_INIT;
	char root[64];
	int rc = xml_root(root, s, err);

	if (rc)
		return rc;
	format = index_input_xml_format(root);
	if (format)
		return index_input_xml(in, s, format, err);
	if (named) {
		sbuf_addf(&why,
		    "XML of <%s>, which is none of DBLP, PubMed and ACL "
		    "Anthology",
		    root);
		index_input_skip(in, stream_name(s), 0, why.buf);
		sbuf_release(&why);
	}
	return 0;
}

/* A file that is no archive. */
static int
read_file(struct index_input *in, struct stream *s, bool named, struct err *err)
{
	struct err why = ERR_INIT;
	struct span head;
	int rc = stream_peek(s, &head, HEAD, &why);

	if (rc)
		return index_input_break(in, rc, &why, err);
	if (named && strange(head)) {
		index_input_skip(in, stream_name(s), 0, strange(head));
		return 0;
	}
	head = text_trim(head);
	if (!head.len)
		return 0;
	if (head.ptr[0] == '{' || head.ptr[0] == '[')
		return index_input_json(in, s, err);
	if (head.ptr[0] == '<')
		return read_xml(in, s, named, err);
	if (named || is_named_bib(stream_name(s)))
		return read_bib(in, s, err);
	return 0;
}

static int
read_archive(struct index_input *in, struct stream *s, struct err *err)
{
	struct err why = ERR_INIT;
	struct stream *member;
	struct tar tar;
	size_t broken = in->broken;
	int rc, taken = 0;

	tar_open(&tar, s);
	while (!taken && (rc = tar_next(&tar, &member, &why)) == 1) {
		broken = in->broken;
		taken = read_file(in, member, false, err);
	}
	tar_close(&tar);
	if (taken)
		return taken;
	/* the break of the last member is that of the archive */
	if (rc == ERR_SYNTAX && in->broken > broken)
		return 0;
	return rc ? index_input_break(in, rc, &why, err) : 0;
}

int
index_input_stream(
    struct index_input *in, struct stream *s, bool named, struct err *err)
{
	struct err why = ERR_INIT;

	return tar_is(s, &why) ? read_archive(in, s, err)
			       : read_file(in, s, named, err);
}

static int
read_path(struct index_input *in, const char *path, bool named, struct err *err)
{
	struct stream *s;
	int rc = stream_open(&s, path, err);

	if (rc)
		return rc;
	rc = index_input_stream(in, s, named, err);
	stream_close(s);
	return rc;
}

/* --- folders --------------------------------------------------------------------- */

static int
compare_names(const void *va, const void *vb)
{
	const char *const *a = va, *const *b = vb;

	return strcmp(*a, *b);
}

/* What is in a folder, in the order of the names' bytes; hidden files are not
 * of it. */
static int
list_folder(char ***out, size_t *len, struct arena *a, const char *path,
    struct err *err)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	*out = NULL;
	*len = 0;
	if (!folder)
		return err_set(err, ERR_IO, "cannot open '%.150s': %s", path,
		    strerror(errno));
	while ((entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			ARENA_PUSH(a, *out, *len) =
			    arena_printf(a, "%s/%s", path, entry->d_name);
	(void)closedir(folder);
	if (*len)
		qsort(*out, *len, sizeof(**out), compare_names);
	return 0;
}

static int
read_any(
    struct index_input *in, const char *path, unsigned depth, struct err *err)
{
	struct arena a = ARENA_INIT;
	struct stat st;
	char **names;
	size_t len;
	int rc;

	if (!strcmp(path, "-") || stat(path, &st) || !S_ISDIR(st.st_mode))
		return depth && stat(path, &st)
			   ? 0 /* a link to nowhere */
			   : read_path(in, path, !depth, err);
	if (depth == FOLDERS_MAX)
		return err_set(
		    err, ERR_LIMIT, "'%.150s' is too deep in folders", path);
	rc = list_folder(&names, &len, &a, path, err);
	for (size_t i = 0; !rc && i < len; i++)
		rc = read_any(in, names[i], depth + 1, err);
	arena_release(&a);
	return rc;
}

int
index_input_read(struct index_input *in, const char *path, struct err *err)
{
	return read_any(in, path, 0, err);
}
