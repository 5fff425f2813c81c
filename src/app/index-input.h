#ifndef APP_INDEX_INPUT_H
#define APP_INDEX_INPUT_H

#include "app/index-parts.h"
#include "base/stream.h"
#include "read/xml-format.h"

/* Private to the files of index-input: readers of one stream each, which give
 * in->take() what they find. */

/* A file or an archive. named: by the user, so that it is told if it is nothing
 * that can be read. */
int index_input_stream(
    struct index_input *in, struct stream *s, bool named, struct err *err);

int index_input_json(struct index_input *in, struct stream *s, struct err *err);
/* The format whose files, or whose lone records, have that root, or NULL. */
const struct xml_format *index_input_xml_format(const char *root);
int index_input_xml(struct index_input *in, struct stream *s,
    const struct xml_format *format, struct err *err);

/* A record, or a file, could not be read: why. line 0: the file. */
void index_input_skip(
    struct index_input *in, const char *path, size_t line, const char *why);
/*
 * A file gave no more: rc is what its reader returned, why its story. 0: it is
 * noted that the file breaks off, and reading goes on with the next; else an
 * error of the system, which is passed on.
 */
int index_input_break(
    struct index_input *in, int rc, const struct err *why, struct err *err);

#endif
