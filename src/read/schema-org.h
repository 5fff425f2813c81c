#ifndef READ_SCHEMA_ORG_H
#define READ_SCHEMA_ORG_H

#include "base/json.h"
#include "model/work.h"

/*
 * schema.org's CreativeWork and the types below it, as JSON-LD (schema.org/CreativeWork;
 * W3C, JSON-LD 1.1, compact form), and CodeMeta, which is schema.org's
 * SoftwareSourceCode with a few properties more (codemeta.github.io/terms).
 */

/* An object of a type that is cited, in a context of schema.org or CodeMeta. */
bool schema_org_is_work(const json_t *o);
/*
 * The things of {"@context": ..., "@graph": [...]}, or NULL. A page's graph tells of
 * the page, its site and its pictures beside the work: schema_org_is_meant() is false
 * for those where there is another work, and for what is no work.
 */
const json_t *schema_org_graph(const json_t *o);
bool schema_org_is_meant(const json_t *graph, const json_t *item);
/* The work, in the arena; NULL: it has no title. */
struct work *schema_org_work(struct arena *a, const json_t *o);

#endif
