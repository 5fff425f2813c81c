#include "model/document.h"
#include "read/formats.h"

#include "base/banned.h"

bool
bibtex_is(struct span text)
{
	return document_format_of(text) == DOCUMENT_BIBTEX;
}
