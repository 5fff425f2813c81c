#ifndef TESTS_JUDGE_FIXTURE_H
#define TESTS_JUDGE_FIXTURE_H

/* Claims and records of real works, and one judging of them. */

#include "match/match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

/* "Family, Given; Family, Given" */
static inline struct name_list
people(struct arena *a, const char *s)
{
	struct name_list l = { 0 };

	while (s && *s) {
		size_t n = strcspn(s, ";");
		struct name name;

		name_parse(&name, a, text_trim((struct span){ s, n }),
		    NAME_ORDER_GUESS);
		name_list_add(a, &l, name);
		s += n;
		s += *s == ';';
	}
	return l;
}

struct facts {
	enum work_type type;
	const char *title, *author, *container;
	int year;
	const char *volume, *issue, *page, *publisher, *DOI, *arXiv, *record;
};

static inline struct work *
work_of(struct arena *a, struct facts f)
{
	struct work *w = ARENA_NEW(a, struct work);

	w->type = f.type;
	w->title = f.title;
	w->author = people(a, f.author);
	w->container_title = f.container;
	w->issued.from.year = f.year;
	w->volume = f.volume;
	w->issue = f.issue;
	w->page = f.page;
	w->publisher = f.publisher;
	w->DOI = f.DOI;
	w->arXiv = f.arXiv;
	w->source = "test";
	w->record = f.record ? f.record : f.DOI;
	return w;
}

static const struct facts bengio_2009 = { WORK_TYPE_ARTICLE_JOURNAL,
	"Learning Deep Architectures for AI", "Bengio, Yoshua",
	"Foundations and Trends in Machine Learning", 2009, "2", "1", "1-127",
	"Now Publishers", "10.1561/2200000006", NULL, NULL };
static const struct facts bert_2019 = { WORK_TYPE_PAPER_CONFERENCE,
	"BERT: Pre-training of Deep Bidirectional Transformers for Language "
	"Understanding",
	"Devlin, Jacob; Chang, Ming-Wei; Lee, Kenton; Toutanova, Kristina",
	"Proceedings of the 2019 Conference of the North American Chapter of "
	"the "
	"Association for Computational Linguistics: Human Language "
	"Technologies",
	2019, NULL, NULL, "4171-4186",
	"Association for Computational Linguistics", "10.18653/v1/n19-1423",
	"1810.04805", NULL };
static const struct facts bert_2018 = { WORK_TYPE_ARTICLE,
	"BERT: Pre-training of Deep Bidirectional Transformers for Language "
	"Understanding",
	"Devlin, Jacob; Chang, Ming-Wei; Lee, Kenton; Toutanova, Kristina",
	NULL, 2018, NULL, NULL, NULL, "arXiv", "10.48550/arxiv.1810.04805",
	"1810.04805", NULL };
static const struct facts alexnet_2012 = { WORK_TYPE_PAPER_CONFERENCE,
	"ImageNet Classification with Deep Convolutional Neural Networks",
	"Krizhevsky, Alex; Sutskever, Ilya; Hinton, Geoffrey E.",
	"Advances in Neural Information Processing Systems", 2012, "25", NULL,
	"1097-1105", NULL, NULL, NULL, "nips2012" };
static const struct facts alexnet_2017 = { WORK_TYPE_ARTICLE_JOURNAL,
	"ImageNet classification with deep convolutional neural networks",
	"Krizhevsky, Alex; Sutskever, Ilya; Hinton, Geoffrey E.",
	"Communications of the ACM", 2017, "60", "6", "84-90",
	"Association for Computing Machinery (ACM)", "10.1145/3065386", NULL,
	NULL };
static const struct facts lecun_2015 = { WORK_TYPE_ARTICLE_JOURNAL,
	"Deep learning", "LeCun, Yann; Bengio, Yoshua; Hinton, Geoffrey",
	"Nature", 2015, "521", "7553", "436-444", NULL, "10.1038/nature14539",
	NULL, NULL };
static const struct facts goodfellow_2016 = { WORK_TYPE_BOOK, "Deep Learning",
	"Goodfellow, Ian; Bengio, Yoshua; Courville, Aaron", NULL, 2016, NULL,
	NULL, NULL, "MIT Press", NULL, NULL, "book" };

struct fixture {
	struct arena a;
	struct parse parse;
	struct reference reference;
	const struct work *candidates[8];
	struct match_identifier identifier;
	struct searched searched;
	struct match_input in;
};

static inline int
setup(void **state)
{
	static struct fixture f;

	memset(&f, 0, sizeof(f));
	*state = &f;
	return 0;
}

static inline int
teardown(void **state)
{
	struct fixture *f = *state;

	arena_release(&f->a);
	return 0;
}

static inline void
claim(struct fixture *f, struct facts facts)
{
	f->parse.work = work_of(&f->a, facts);
	f->parse.confidence = 1;
	f->reference.form = REFERENCE_ENTRY;
	f->reference.parses = &f->parse;
	f->reference.parses_len = 1;
	f->in.reference = &f->reference;
	f->in.candidates = f->candidates;
	f->in.searched = &f->searched;
	f->in.searched_len = 1;
	f->in.year_now = 2026;
	f->searched = (struct searched){ .source = "works.idx",
		.is_index = true,
		.status = SEARCH_OK,
		.covers = true,
		.for_work = true };
}

/* As it stands in a list, so that the text itself is searched. */
static inline void
claim_string(struct fixture *f, struct facts facts, const char *text)
{
	claim(f, facts);
	f->reference.form = REFERENCE_STRING;
	f->reference.body.text = text;
	f->reference.body.len = strlen(text);
}

static inline const struct work *
candidate(struct fixture *f, struct facts facts)
{
	return f->candidates[f->in.candidates_len++] = work_of(&f->a, facts);
}

static inline struct judgement
judged(struct fixture *f)
{
	struct judgement j;

	match_judge(&j, &f->a, &f->in);
	return j;
}

static inline void
expect(const struct judgement *j, enum verdict v, enum claim field,
    enum change_kind kind)
{
	const struct change *c = judgement_change(j, field);

	if (j->verdict != v)
		fail_msg("verdict %s: %s", verdict_name(j->verdict), j->reason);
	if (!c)
		fail_msg("no change to %s: %s", claim_name(field), j->reason);
	if (c->kind != kind)
		fail_msg(
		    "%s is %s", claim_name(field), change_kind_name(c->kind));
}

#endif
