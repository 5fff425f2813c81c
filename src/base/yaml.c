#include "base/yaml.h"
#include "base/sbuf.h"

#include <errno.h>
#include <stdlib.h>
#include <yaml.h>

#include "base/banned.h"

/* Aliases of aliases could make a few lines as big as the world. */
enum { MAX_DEPTH = 200, MAX_NODES = 4000000 };

struct converter {
	yaml_document_t document;
	size_t nodes;
	struct err *err;
};

static int
too_much(struct converter *c, const yaml_node_t *n)
{
	return err_set(c->err, ERR_LIMIT, "line %zu: too deep or too big",
	    n->start_mark.line + 1);
}

static bool
one_of(const char *s, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(s, *words))
			return true;
	return false;
}

static json_t *
plain_scalar(const char *s)
{
	static const char *const nulls[] = { "", "~", "null", "Null", "NULL",
		NULL };
	static const char *const trues[] = { "true", "True", "TRUE", NULL };
	static const char *const falses[] = { "false", "False", "FALSE", NULL };
	const char *digits = s + (*s == '-' || *s == '+');
	size_t n = strspn(digits, "0123456789");

	if (one_of(s, nulls))
		return json_null();
	if (one_of(s, trues))
		return json_true();
	if (one_of(s, falses))
		return json_false();
	/* "007" is a number that somebody wants as it is written */
	if (n && n < 16 && !digits[n] && (*digits != '0' || n == 1))
		return json_integer(strtoll(s, NULL, 10));
	return json_string(s);
}

static int convert(
    json_t **out, struct converter *c, const yaml_node_t *n, int depth);

static int
convert_sequence(
    json_t *array, struct converter *c, const yaml_node_t *n, int depth)
{
	int rc = OK;

	for (yaml_node_item_t *i = n->data.sequence.items.start;
	     !rc && i < n->data.sequence.items.top; i++) {
		json_t *value;

		rc = convert(&value, c,
		    yaml_document_get_node(&c->document, *i), depth + 1);
		if (!rc)
			json_array_append_new(array, value);
	}
	return rc;
}

static int
convert_mapping(
    json_t *object, struct converter *c, const yaml_node_t *n, int depth)
{
	int rc = OK;

	for (yaml_node_pair_t *p = n->data.mapping.pairs.start;
	     !rc && p < n->data.mapping.pairs.top; p++) {
		const yaml_node_t *key =
		    yaml_document_get_node(&c->document, p->key);
		json_t *value;

		if (!key || key->type != YAML_SCALAR_NODE)
			continue;
		rc = convert(&value, c,
		    yaml_document_get_node(&c->document, p->value), depth + 1);
		if (!rc)
			json_object_set_new(object,
			    (const char *)key->data.scalar.value, value);
	}
	return rc;
}

static int
convert(json_t **out, struct converter *c, const yaml_node_t *n, int depth)
{
	int rc = OK;

	*out = NULL;
	if (!n) {
		*out = json_null();
		return OK;
	}
	if (depth > MAX_DEPTH || ++c->nodes > MAX_NODES)
		return too_much(c, n);
	switch (n->type) {
	case YAML_SCALAR_NODE:
		*out = n->data.scalar.style == YAML_PLAIN_SCALAR_STYLE
			   ? plain_scalar((const char *)n->data.scalar.value)
			   : json_stringn((const char *)n->data.scalar.value,
				 n->data.scalar.length);
		break;
	case YAML_SEQUENCE_NODE:
		*out = json_array();
		rc = convert_sequence(*out, c, n, depth);
		break;
	case YAML_MAPPING_NODE:
		*out = json_object();
		rc = convert_mapping(*out, c, n, depth);
		break;
	default: *out = json_null(); break;
	}
	if (!rc && !*out)
		*out = json_null(); /* not UTF-8, or a NUL in it */
	if (rc) {
		json_decref(*out);
		*out = NULL;
	}
	return rc;
}

int
yaml_read(json_t **out, struct span text, struct err *err)
{
	struct converter c = { .err = err };
	yaml_parser_t parser;
	int rc;

	*out = NULL;
	if (!yaml_parser_initialize(&parser))
		die_oom(sizeof(parser));
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(
	    &parser, (const unsigned char *)text.ptr, text.len);
	if (yaml_parser_load(&parser, &c.document)) {
		rc = convert(
		    out, &c, yaml_document_get_root_node(&c.document), 0);
		yaml_document_delete(&c.document);
	} else {
		rc = err_set(err, ERR_SYNTAX, "line %zu: this is no YAML: %s",
		    parser.problem_mark.line + 1,
		    parser.problem ? parser.problem : "it cannot be read");
	}
	yaml_parser_delete(&parser);
	return rc;
}
