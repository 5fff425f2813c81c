#include "source/source.h"

#include <string.h>

#include "base/banned.h"

/* doi.org first: one batch says of every DOI whether it exists, and whom to
 * ask for it. */
const struct source *const sources[] = {
	&source_doi_org,
	&source_crossref,
	&source_datacite,
	&source_arxiv,
	&source_open_library,
	&source_europe_pmc,
	&source_pubmed,
	&source_dblp,
	&source_openalex,
	&source_semantic_scholar,
	&source_google_books,
	&source_translation_server,
	NULL,
};

const struct source *
source_by_name(const char *name)
{
	for (size_t i = 0; sources[i]; i++)
		if (!strcmp(sources[i]->name, name))
			return sources[i];
	return NULL;
}

const char *
source_base_url(const struct source *s, const struct source_config *config)
{
	const char *url = NULL;

	if (config && config->base_url)
		url = config->base_url(s, config->ctx);
	return url && *url ? url : s->base_url;
}

bool
source_is_default(const struct source *s, const struct source_config *config)
{
	const char *said = NULL;

	switch (s->use) {
	case SOURCE_ALWAYS: return true;
	case SOURCE_WITH_KEY:
		if (config && config->key)
			said = config->key(s, config->ctx);
		break;
	case SOURCE_WITH_URL:
		if (config && config->base_url)
			said = config->base_url(s, config->ctx);
		break;
	}
	return said && *said;
}
