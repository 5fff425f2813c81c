#ifndef MODEL_FINDING_H
#define MODEL_FINDING_H

#include <stddef.h>

/* Something to look at in a bibliography's file, told with its place. */
enum finding_level { FINDING_NOTE, FINDING_WARNING, FINDING_ERROR };

enum finding_rule {
#define X(member, name, level, text) FINDING_##member,
#include "model/finding-rules.def"
#undef X
	FINDING_RULES
};

struct finding {
	enum finding_rule rule;
	size_t line, column; /* from 1; column counts code points */
	const char *key;     /* the entry's, or NULL */
	const char *text;    /* what is wrong and what to do */
};

struct finding_kind {
	const char *name;
	enum finding_level level;
	const char *text;
};

/* By rule. */
extern const struct finding_kind finding_kinds[FINDING_RULES];
const char *finding_level_name(enum finding_level level);

#endif
