/* Which changes may be written. */

#include "base/text.h"
#include "write/write.h"

#include "base/banned.h"

/*
 * Is a title written in large or small letters alone otherwise, as styles have it, and no
 * word with capitals within ("Bert" for "BERT") is it?
 */
static bool
is_other_case(struct span from, struct span to)
{
	size_t i = 0, k = 0;
	uint32_t before = ' ';

	while (i < from.len && k < to.len) {
		uint32_t x = text_next(from, &i), y = text_next(to, &k);

		if (text_lower(x) != text_lower(y) ||
		    (text_is_letter(before) && text_is_lower(x) &&
			text_is_upper(y)))
			return false;
		before = x;
	}
	return i == from.len && k == to.len;
}

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
	case CHANGE_FORM:
		return p->normalize ||
		       (j->verdict == VERDICT_CONFLICT &&
			   !(c->field == CLAIM_TITLE && c->from && c->to &&
			       is_other_case(
				   span_of(c->from), span_of(c->to))));
	default: return false;
	}
}
