#include "source/subject.h"
#include "base/text.h"

#include "base/banned.h"

/* Journals that PubMed has whole since long: folded names, padded by blanks. */
static const char *const whole_journals[] = { " lancet ",
	" new england journal of medicine ", " n engl j med ", " jama ",
	" bmj ", " british medical journal ", " annals of internal medicine ",
	" ann intern med ", " nature medicine ", " nat med ", " plos medicine ",
	" plos med ", " plos one ", " plos biology ", " plos biol ", " elife ",
	" journal of clinical investigation ", " j clin invest ",
	" journal of biological chemistry ", " j biol chem ",
	" nucleic acids research ", " nucleic acids res ",
	" journal of neuroscience ", " j neurosci ", " nature neuroscience ",
	" nat neurosci ", " nature genetics ", " nat genet ", " blood ",
	" circulation ", " gastroenterology ", " pediatrics ", " neurology ",
	" journal of clinical oncology ", " j clin oncol ",
	" cochrane database of systematic reviews ",
	" cochrane database syst rev ", " vaccine ", " diabetes care " };

/* Words that begin so in a journal's name. */
static const char *const biomedical_stems[] = { "medic", "clinic", "surg",
	"cancer", "oncol", "carcino", "biolog", "biochem", "biomed", "neuro",
	"immun", "pharmac", "psychiat", "pediatr", "paediatr", "nurs", "health",
	"hospit", "disease", "cardi", "diabet", "genet", "genom", "virol",
	"microbiol", "epidemiol", "physiol", "endocrin", "radiol", "anesth",
	"anaesth", "toxicol", "nutri", "dent", "ophthalm", "orthop", "urol",
	"gynec", "gynaec", "obstet", "dermat", "hepat", "gastro", "nephrol",
	"haemat", "hemat", "therap", "rehabil", "patholog", "infect", "allerg",
	"rheumat", "vaccin", "antimicrob", "bacteriol", "zool", "ecolog" };

/* Whole words there. */
static const char *const biomedical_words[] = { "med", "clin", "lancet", "jama",
	"bmj", "bmc", "plos", "cell", "cells", "gene", "genes", "biol",
	"cochrane", "elife", "embo", "febs", "neuron", "brain", "stroke",
	"pain", "spine", "chest", "thorax", "gut", "blood", "circulation",
	"heart", "kidney", "lung", "bone", "dis", "rna", "dna", "biorxiv",
	"medrxiv", "openrxiv", "peerj", "autism", "sleep", "hosp",
	"j biol chem", "pnas", "bioinformatics" };

/* In a title, if nothing is said of a journal. */
static const char *const biomedical_titles[] = { "patients", "patient",
	"randomized", "randomised", "carcinoma", "tumor", "tumour", "mice",
	"clinical", "disease", "syndrome", "therapy", "placebo", "vaccination",
	"mortality", "cohort", "genome", "infection" };

static const char *const computing_phrases[] = { " computer ", " computers ",
	" computing ", " computational linguistics ", " comput ",
	" computational learning theory ", " machine learning ", " mach learn ",
	" neural ", " artificial intelligence ", " artif intell ", " software ",
	" data mining ", " knowledge discovery ", " robotics ", " robot ",
	" vision ", " pattern recognition ", " pattern analysis ",
	" information retrieval ", " information systems ",
	" information theory ", " inf theory ", " programming ", " algorithms ",
	" cryptology ", " cryptography ", " security ", " databases ",
	" data engineering ", " very large data bases ", " world wide web ",
	" natural language ", " learning representations ",
	" lecture notes in computer science ", " lncs ", " acm ",
	" commun acm ", " sigkdd ", " kdd ", " sigir ", " sigmod ", " vldb ",
	" sigcomm ", " sosp ", " osdi ", " nsdi ", " usenix ", " chi ",
	" neurips ", " nips ", " icml ", " iclr ", " cvpr ", " iccv ", " eccv ",
	" aaai ", " ijcai ", " acl ", " emnlp ", " naacl ", " eacl ",
	" coling ", " tacl ", " jmlr ", " tmlr ", " pmlr ", " aistats ",
	" uai ", " colt ", " corl ", " icra ", " iros ", " icassp ",
	" interspeech ", " miccai ", " siggraph ", " stoc ", " focs ", " soda ",
	" icse ", " fse ", " pldi ", " popl ", " oopsla ", " wsdm ", " cikm ",
	" recsys ", " ceur ", " openreview ", " corr ", " multimedia ",
	" semantic web ", " human computer interaction ",
	" language technology ", " language technologies ",
	" language resources ", " machine translation ",
	" linguistic annotation ", " treebanks ", " spoken language ",
	" speech recognition ", " speech communication ",
	" discourse and dialogue ", " traitement automatique ",
	" algorithmic learning ", " learning agents ",
	" learning for dynamics and control ", " reinforcement learning ",
	" multi agent systems ", " multiagent systems ", " autonomous agents ",
	" distributed systems ", " operating systems ", " signal processing ",
	" visualization ", " computer graphics ", " evolutionary computation ",
	" logic programming ", " automated reasoning ", " automated deduction ",
	" formal methods ", " embedded systems ", " big data " };

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static char *
padded(struct arena *a, const char *s)
{
	return arena_printf(a, " %s ", s ? text_fold(a, span_of(s)) : "");
}

/* Where it appeared, folded; blank if nothing is said. Some publishers are of
 * one field alone. */
static char *
venue(struct arena *a, const struct work *w)
{
	return padded(
	    a, arena_printf(a, "%s %s %s %s %s",
		   w->container_title ? w->container_title : "",
		   w->container_title_short ? w->container_title_short : "",
		   w->event_title ? w->event_title : "",
		   w->collection_title ? w->collection_title : "",
		   w->publisher ? w->publisher : ""));
}

static bool
has_phrase(const char *hay, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(hay, list[i]))
			return true;
	return false;
}

static bool
has_word(struct arena *a, const char *hay, const char *const *list, size_t n,
    const char *behind)
{
	for (size_t i = 0; i < n; i++)
		if (strstr(hay, arena_printf(a, " %s%s", list[i], behind)))
			return true;
	return false;
}

/* Kinds of works that both hold. */
static bool
is_paper(const struct work *w)
{
	switch (w->type) {
	case WORK_TYPE_NONE:
	case WORK_TYPE_ARTICLE:
	case WORK_TYPE_ARTICLE_JOURNAL:
	case WORK_TYPE_PAPER_CONFERENCE:
	case WORK_TYPE_REVIEW:
	case WORK_TYPE_DOCUMENT: return w->title != NULL;
	default: return false;
	}
}

bool
subject_is_biomedical_article(const struct work *claimed)
{
	struct arena a = ARENA_INIT;
	bool is = is_paper(claimed) && claimed->container_title &&
		  claimed->type != WORK_TYPE_PAPER_CONFERENCE &&
		  claimed->issued.state != DATE_IN_PRESS &&
		  work_year(claimed) >= 1970 &&
		  has_phrase(padded(&a, claimed->container_title),
		      whole_journals, LENGTH(whole_journals));

	arena_release(&a);
	return is;
}

bool
subject_may_be_biomedical(const struct work *claimed)
{
	struct arena a = ARENA_INIT;
	char *where;
	bool is;

	if (!is_paper(claimed) || claimed->arXiv)
		return false;
	if (claimed->PMID || claimed->PMCID)
		return true;
	where = venue(&a, claimed);
	is = has_word(
		 &a, where, biomedical_stems, LENGTH(biomedical_stems), "") ||
	     has_word(
		 &a, where, biomedical_words, LENGTH(biomedical_words), " ") ||
	     has_phrase(where, whole_journals, LENGTH(whole_journals));
	if (!is && !claimed->container_title && !claimed->event_title)
		is = has_word(&a, padded(&a, claimed->title), biomedical_titles,
		    LENGTH(biomedical_titles), " ");
	/* "neural computation", "medical image computing": the others' */
	if (is &&
	    has_phrase(where, computing_phrases, LENGTH(computing_phrases)))
		is = claimed->type != WORK_TYPE_PAPER_CONFERENCE;
	arena_release(&a);
	return is;
}

bool
subject_may_be_computing(const struct work *claimed)
{
	struct arena a = ARENA_INIT;
	bool is = is_paper(claimed) &&
		  has_phrase(venue(&a, claimed), computing_phrases,
		      LENGTH(computing_phrases));

	arena_release(&a);
	return is;
}
