#include "model/finding.h"

#include "base/banned.h"

const struct finding_kind finding_kinds[FINDING_RULES] = {
#define X(member, name, level, text) { name, FINDING_##level, text },
#include "model/finding-rules.def"
#undef X
};

const char *
finding_level_name(enum finding_level level)
{
	static const char *const names[] = { "note", "warning", "error" };

	return names[level];
}
