/* Which changes may be written. */

#include "write/write.h"

#include "base/banned.h"

bool
write_applies(const struct write_policy *p, const struct judgement *j,
    const struct change *c)
{
	if (!j->work || p->protected_fields & 1U << c->field)
		return false;
	switch (j->verdict) {
	case VERDICT_VERIFIED:
	case VERDICT_DIFFERS: break;
	case VERDICT_CONFLICT:
		/* An invented reference must not silently become a real one. */
		if (p->apply != APPLY_ALL || !j->distinctive)
			return false;
		break;
	default: return false;
	}
	switch (c->kind) {
	case CHANGE_WRONG: return p->apply != APPLY_NONE;
	case CHANGE_MISSING: return p->complete;
	case CHANGE_VARIANT:
		/* The reference to a conflict's work is written anew, but for
		 * what agrees. */
		return p->normalize || j->verdict == VERDICT_CONFLICT;
	case CHANGE_FORM: return p->normalize;
	default: return false;
	}
}
