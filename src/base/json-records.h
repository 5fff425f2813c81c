#ifndef BASE_JSON_RECORDS_H
#define BASE_JSON_RECORDS_H

#include "base/sbuf.h"
#include "base/stream.h"

/*
 * The records of a JSON file of any size, as text, one after the other: lines
 * of an object each, objects that run over lines, the elements of an array, or of
 * the array that a service wraps its records in ({"items": [...]}).
 */
struct json_records {
	struct stream *in;
	size_t line;
	enum json_layout {
		JSON_UNKNOWN,
		JSON_LINES,
		JSON_OBJECTS,  /* one after the other, over several lines */
		JSON_ELEMENTS, /* of an array */
		JSON_DONE,
	} layout;
};

struct json_record {
	struct span text;
	size_t line; /* it begins on */
};

void json_records_init(struct json_records *out, struct stream *in);
/* 1: *out is next, valid until the next call. 0: the end. ERR_SYNTAX: the file
 * breaks off, or cannot be taken apart from here on; ERR_LIMIT: a record is too
 * long. What came before was given. */
int json_records_next(
    struct json_records *r, struct json_record *out, struct err *err);

/*
 * Append the object with null for the members of these names (NULL-ended), at
 * any depth: what a bulk file has most of and nobody here reads.
 * What is no JSON is appended so that it still is none.
 */
void json_drop_members(
    struct sbuf *out, struct span object, const char *const *names);

#endif
