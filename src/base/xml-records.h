#ifndef BASE_XML_RECORDS_H
#define BASE_XML_RECORDS_H

#include "base/arena.h"
#include "base/sbuf.h"
#include "base/stream.h"

/*
 * The records of an XML file of any size, one element after the other, each as
 * text that stands for itself: UTF-8 (from ISO-8859-1 where the file says so),
 * named characters of base/entities.def put in. What is wrong in one record
 * touches no other. No DTD is read, neither one inside the file nor one outside,
 * so there is nothing that could be expanded.
 */
struct xml_records {
	struct stream *in;
	const char *const *names; /* elements that are records; NULL-ended */
	size_t line;
	size_t depth; /* of open elements, the root being one */
	bool latin1;
	bool started; /* the first element was seen */
	struct sbuf text;
	char root[64];
	char tag[64];
};

enum xml_record_kind {
	XML_RECORD, /* a whole element of names */
	XML_OPEN,   /* the start tag of another, outside of records */
	XML_BAD,    /* a record that does not end, or is too long: why */
};

struct xml_record {
	enum xml_record_kind kind;
	const char *name;
	struct span text; /* of XML_OPEN: "<volume id="1"/>" */
	size_t line;      /* it begins on */
	const char *why;
};

/* The root element's name, of those that begin so; "" if s is no XML. Takes
 * nothing from the stream. */
int xml_root(char out[64], struct stream *s, struct err *err);

/* in and names are kept. */
void xml_records_init(
    struct xml_records *out, struct stream *in, const char *const *names);
/* 1: *out is next, valid until the next call. 0: the end. ERR_SYNTAX: the file
 * breaks off; what came before was given. */
int xml_records_next(
    struct xml_records *r, struct xml_record *out, struct err *err);
void xml_records_release(struct xml_records *r);

#endif
