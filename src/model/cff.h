#ifndef MODEL_CFF_H
#define MODEL_CFF_H

/* What reader and writer of CITATION.cff have in common. */

/* The message of a file whose author wrote none. */
#define CFF_MESSAGE "If you use this, please cite it as below."

/* In custom: the work is the preferred-citation of the one before it. */
#define CFF_PREFERRED "cff-preferred"

#endif
