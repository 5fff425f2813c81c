#ifndef CLI_CHECKING_H
#define CLI_CHECKING_H

#include "app/check.h"
#include "cli/cmd.h"
#include "cli/session.h"

/* What check and fix share: options, the run over the files, the report. */

struct checking_options {
	struct session_options session;
	bool json, verbose;
	/* As checked_file_open_as() has them, or NULL. */
	const char *from, *encoding;
	const char
	    *format; /* "text", "json", "csv", "github", "sarif", "html" */
	const char *fail_on; /* list of verdicts, kinds of change, alerts */
};

#define CHECKING_OPTS(o)                                                     \
	SESSION_LOOKUP_OPTS((o).session), SESSION_LIBRARY_OPTS((o).session), \
	    OPT_VALUE("from", 0, "FORMAT",                                   \
		"the files' format: one that 'refmend convert --formats' "   \
		"lists, 'html', 'latex', 'markdown' or 'text'; auto (the "   \
		"default): "                                                 \
		"told by "                                                   \
		"their text",                                                \
		&(o).from),                                                  \
	    OPT_ENCODING(&(o).encoding),                                     \
	    OPT_VALUE("format", 0, "FORMAT",                                 \
		"of the report: text (the default), json, csv, github, "     \
		"sarif or html",                                             \
		&(o).format),                                                \
	    OPT_FLAG("json", 0, "the same as --format json", &(o).json),     \
	    OPT_VALUE("jobs", 'j', "N",                                      \
		"look up and judge on so many threads (default: one a "      \
		"processor)",                                                \
		&(o).session.jobs),                                          \
	    OPT_FLAG("verbose", 'v', "show the verified references too",     \
		&(o).verbose),                                               \
	    OPT_VALUE("fail-on", 0, "LIST",                                  \
		"what exit status 1 stands for: 'conflict,wrong,retracted' " \
		"(the default), also not_found, unresolved, variant, "       \
		"missing, unconfirmed, and the alerts; or 'none'",           \
		&(o).fail_on)

struct checking {
	const char *command;
	struct checking_options *o;
	struct session session;
	FILE *out; /* the report goes here */
	/* Called once the session is open, or NULL. */
	int (*prepare)(struct checking *c, struct err *err);
	/*
	 * One of these two. Called for every judged file before it is reported:
	 * returns an exit status. Or called for every judgement in its turn, which
	 * is reported at once and then forgotten: a file may have more references
	 * than memory has room for what is found of them.
	 */
	int (*each)(struct checking *c, struct checked_file *f, void *ctx);
	void (*judged)(struct checking *c, const struct checked_file *f,
	    size_t number, struct judgement *j);
	void *ctx;
	/* Words for the last line, made when all files are done; or NULL. */
	const char *(*next_command)(
	    struct checking *c, const struct report_counts *counts, void *ctx);
};

/* Look up, judge and report the files; returns the exit status. */
int checking_run(struct checking *c, char *const *paths, size_t n);

/* The look-up options that were given, as they are typed: for the command that
 * is proposed next. Starts with a blank unless empty. */
void checking_add_options(struct sbuf *out, const struct checking_options *o);
/* A word for the shell, quoted if it has to be. */
void checking_add_word(struct sbuf *out, const char *word);

#endif
