#ifndef SOURCE_SUBJECT_H
#define SOURCE_SUBJECT_H

#include "model/work.h"

/*
 * Which field of learning a claim is from, as far as the names in it tell: for
 * services that hold one field. Private to src/source/.
 */

/* In a journal that PubMed has whole: its silence means something. */
bool subject_is_biomedical_article(const struct work *claimed);
/* Worth a search there. */
bool subject_may_be_biomedical(const struct work *claimed);
bool subject_may_be_computing(const struct work *claimed);

#endif
