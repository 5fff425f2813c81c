/*
 * bench_sources API [-w]: recorded answers of the real services, each read by the
 * source that would have asked for it. API is a folder with a folder an endpoint,
 * each with an index.jsonl (an object an answer: url, request_accept, status,
 * headers, body_file). A line an endpoint is printed: what became of its answers,
 * and how many works with how many fields were read. What is of no route that a
 * source asks is counted apart; what should have been read and was not is told.
 * -w prints each work, too.
 *
 * bench_sources -r FILE.jsonl: answers to title searches, each with the reference
 * that was searched for (url, reference, result): read, judged, and the chosen
 * record held against the reference's title and people. -w tells each case.
 */
#include "base/file.h"
#include "base/json.h"
#include "base/stream.h"
#include "base/text.h"
#include "match/match.h"
#include "model/work-json.h"
#include "source/source.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"

enum { PATH_LEN = 1024 };

static bool tell_works;

/* --- which source asks such a URL ----------------------------------------------- */

/* What a URL of a recording asks of whom. The first that fits counts. */
static const struct route {
	const char *host;    /* its URL begins so */
	const char *part;    /* and has this in it */
	const char *without; /* and not this, if any */
	const struct source *source;
	enum source_request_kind kind;
	bool array;
	enum identifier_kind id_kind;
	const char *before; /* the id comes behind this */
} routes[] = {
	{ "https://api.crossref.org/", "/works?", NULL, &source_crossref,
	    SOURCE_SEARCH, true, 0, NULL },
	{ "https://api.crossref.org/", "/transform", NULL, &source_doi_org,
	    SOURCE_RECORDS, false, IDENTIFIER_DOI, "/works/" },
	{ "http://api.crossref.org/", "/transform", NULL, &source_doi_org,
	    SOURCE_RECORDS, false, IDENTIFIER_DOI, "/works/" },
	{ "https://api.crossref.org/works/", "", "/agency", &source_crossref,
	    SOURCE_RECORDS, false, IDENTIFIER_DOI, "/works/" },
	{ "https://papis.example/tests/resources/crossref/", "", NULL,
	    &source_crossref, SOURCE_RECORDS, false, IDENTIFIER_DOI, NULL },
	{ "https://doi.org/ra/", "", NULL, &source_doi_org, SOURCE_AGENCY,
	    false, IDENTIFIER_DOI, "/ra/" },
	{ "https://doi.org/", "", NULL, &source_doi_org, SOURCE_RECORDS, false,
	    IDENTIFIER_DOI, "doi.org/" },
	{ "http://doi.org/", "", NULL, &source_doi_org, SOURCE_RECORDS, false,
	    IDENTIFIER_DOI, "doi.org/" },
	{ "https://data.", "", NULL, &source_doi_org, SOURCE_RECORDS, false,
	    IDENTIFIER_DOI, ".org/" },
	{ "https://api.datacite.org/dois/", "", NULL, &source_datacite,
	    SOURCE_RECORDS, false, IDENTIFIER_DOI, "/dois/" },
	{ "https://api.stage.datacite.org/dois/", "", NULL, &source_datacite,
	    SOURCE_RECORDS, false, IDENTIFIER_DOI, "/dois/" },
	{ "https://api.datacite.org/dois", "", NULL, &source_datacite,
	    SOURCE_SEARCH, true, 0, NULL },
	{ "https://export.arxiv.org/api/query", "id_list=", "id_list=&",
	    &source_arxiv, SOURCE_RECORDS, false, IDENTIFIER_ARXIV,
	    "id_list=" },
	{ "https://export.arxiv.org/api/query", "", NULL, &source_arxiv,
	    SOURCE_SEARCH, true, 0, NULL },
	{ "https://api.openalex.org/works/", "", NULL, &source_openalex,
	    SOURCE_RECORDS, false, IDENTIFIER_DOI, "10." },
	{ "https://api.openalex.org/works?", "", NULL, &source_openalex,
	    SOURCE_SEARCH, true, 0, NULL },
	{ "https://www.ebi.ac.uk/europepmc/", "", NULL, &source_europe_pmc,
	    SOURCE_SEARCH, true, 0, NULL },
	{ "https://eutils.ncbi.nlm.nih.gov/", "efetch.fcgi?db=pubmed", NULL,
	    &source_pubmed, SOURCE_SEARCH, true, 0, NULL },
	{ "https://eutils.ncbi.nlm.nih.gov/", "esearch.fcgi", NULL,
	    &source_pubmed, SOURCE_SEARCH, true, 0, NULL },
	{ "https://www.ncbi.nlm.nih.gov/pmc/utils/idconv/", "", NULL,
	    &source_pubmed, SOURCE_RECORDS, false, IDENTIFIER_PMCID, "ids=" },
	{ "https://dblp.org/search/publ/api", "", NULL, &source_dblp,
	    SOURCE_SEARCH, true, 0, NULL },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct route *
find_route(const char *url)
{
	for (size_t i = 0; i < LENGTH(routes); i++) {
		const struct route *r = &routes[i];

		if (!strncmp(url, r->host, strlen(r->host)) &&
		    strstr(url, r->part) &&
		    (!r->without || !strstr(url, r->without)))
			return r;
	}
	return NULL;
}

/* No source asks for other forms than these: BibTeX, RDF, lists as text. */
static bool
is_our_form(const json_t *o, const struct route *r)
{
	const char *accept = json_str(o, "request_accept");
	const char *type =
	    json_str(json_object_get(o, "headers"), "content-type");

	if (r->source == &source_doi_org && r->kind == SOURCE_RECORDS)
		return strstr(json_str(o, "url"), "csl%2Bjson") ||
		       strstr(json_str(o, "url"), "csl+json") ||
		       (accept && strstr(accept, "csl+json")) ||
		       (type && strstr(type, "csl+json"));
	if (r->source == &source_pubmed && strstr(r->part, "esearch"))
		return type && strstr(type, "json");
	return true;
}

/* "%2F" -> "/" */
static char *
decoded(struct arena *a, struct span s)
{
	char *out = arena_strdup_span(a, s), *to = out;

	for (const char *p = out; *p; p++) {
		unsigned byte;

		if (*p == '%' && sscanf(p + 1, "%2x", &byte) == 1 && byte) {
			*to++ = (char)byte;
			p += 2;
		} else {
			*to++ = *p;
		}
	}
	*to = '\0';
	return out;
}

static struct source_request
make_request(struct arena *a, const struct route *r, const char *url)
{
	struct source_request out = {
		.source = r->source,
		.kind = r->kind,
		.array = r->array,
		.id_kind = r->id_kind,
	};
	const char *at = r->before ? strstr(url, r->before) : NULL;
	const char **ids = NULL;
	size_t n = 0;

	if (r->kind == SOURCE_SEARCH)
		return out;
	if (at && strcmp(r->before, "10.") != 0)
		at += strlen(r->before);
	if (!at)
		at = "10.1/unknown";
	/* one request may ask for several */
	for (char *p = decoded(a, (struct span){ at, strcspn(at, "?&") }); p;) {
		char *comma = strchr(p, ',');

		if (comma)
			*comma++ = '\0';
		ARENA_PUSH(a, ids, n) =
		    r->kind == SOURCE_AGENCY ? arena_printf(a, "%s/x", p) : p;
		p = comma;
	}
	out.ids = ids;
	out.ids_len = n;
	return out;
}

/* --- recorded answers --------------------------------------------------------------- */

/* What became of an endpoint's answers. */
struct tally {
	size_t answers, read, absent, refused, elsewhere, unread;
	size_t works, fields;
	bool seen[WORK_FIELDS + WORK_NAME_FIELDS + WORK_DATE_FIELDS];
};

static void
count_fields(struct tally *t, const struct work *w)
{
	size_t at = 0;

	t->works++;
	for (int i = 0; i < WORK_FIELDS; i++, at++)
		if (work_get(w, (enum work_field)i)) {
			t->fields++;
			t->seen[at] = true;
		}
	for (int i = 0; i < WORK_NAME_FIELDS; i++, at++)
		if (work_names((struct work *)w, (enum work_name_field)i)
			->len) {
			t->fields++;
			t->seen[at] = true;
		}
	for (int i = 0; i < WORK_DATE_FIELDS; i++, at++) {
		const struct date *d =
		    work_date((struct work *)w, (enum work_date_field)i);

		if (d->from.year || d->literal) {
			t->fields++;
			t->seen[at] = true;
		}
	}
}

static void
print_work(const struct work *w)
{
	struct sbuf sb = SBUF_INIT;

	work_add_json(&sb, w);
	printf("%s %s\n", w->record, sb.buf);
	sbuf_release(&sb);
}

/* --- bodies that were not recorded as they were sent ---------------------------------- */

static struct span
decode_base64(struct arena *a, struct span s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno"
				     "pqrstuvwxyz0123456789+/";
	char *out = arena_strdup_span(a, s);
	size_t len = 0;
	unsigned bits = 0, n = 0;

	for (size_t i = 0; i < s.len; i++) {
		const char *digit = s.ptr[i] ? strchr(digits, s.ptr[i]) : NULL;

		if (!digit)
			continue;
		bits = bits << 6 | (unsigned)(digit - digits);
		n += 6;
		if (n >= 8) {
			n -= 8;
			out[len++] = (char)(bits >> n);
		}
	}
	return (struct span){ out, len };
}

/* A lone record is put back into what it came in. */
static struct span
as_sent(struct arena *a, const struct source_request *r, struct span body)
{
	struct span s = text_trim(body), head = span_sub(s, 0, 100);
	const char *before = "", *after = "";

	if (text_starts_nocase(s, "eyJ"))
		return decode_base64(a, s);
	if (r->kind != SOURCE_RECORDS && s.ptr[0] == '{')
		return body;
	if (r->source == &source_datacite &&
	    memmem(head.ptr, head.len, "\"attributes\"", 12) &&
	    !memmem(head.ptr, head.len, "\"data\"", 6)) {
		before = "{\"data\":";
		after = "}";
	} else if (r->source == &source_crossref && s.ptr[0] == '{' &&
		   !memmem(s.ptr, s.len, "\"message\"", 9)) {
		before = "{\"status\":\"ok\",\"message\":";
		after = "}";
	} else if (text_starts_nocase(s, "<PubmedArticle>")) {
		before = "<PubmedArticleSet>";
		after = "</PubmedArticleSet>";
	}
	return span_of(
	    arena_printf(a, "%s%.*s%s", before, (int)s.len, s.ptr, after));
}

/* A redirect is the transport's to follow; an error has the service's words; a
 * record may say nothing. */
static bool
is_refusal(int status, struct span body)
{
	return status != 200 || memmem(body.ptr, body.len, "/api/errors", 11) ||
	       memmem(body.ptr, body.len, "<ERROR>", 7) || body.len < 10;
}

static void
read_answer(
    struct tally *t, const char *api, const char *folder, const json_t *o)
{
	const struct route *r = find_route(json_str(o, "url"));
	const char *file = json_str(o, "body_file");
	struct arena a = ARENA_INIT;
	struct sbuf body = SBUF_INIT;
	struct err err = ERR_INIT;
	struct source_answer answer = { 0 };
	struct source_request request;
	struct source_reply reply;
	int rc;

	t->answers++;
	if (!r || !is_our_form(o, r)) {
		t->elsewhere++;
		return;
	}
	if (file_read(
		&body, arena_printf(&a, "%s/%s/%s", api, folder, file), &err))
		die_bug(err.text);
	request = make_request(&a, r, json_str(o, "url"));
	reply = (struct source_reply){
		(int)json_int(o, "status", 0),
		json_str(json_object_get(o, "headers"), "content-type"),
		as_sent(&a, &request, (struct span){ body.buf, body.len }),
	};
	rc = r->source->read(&answer, &a, &request, &reply, &err);
	if (rc == OK)
		t->read++;
	else if (rc == ERR_ABSENT)
		t->absent++;
	else if (is_refusal(reply.status, reply.body))
		t->refused++;
	else
		t->unread++;
	if (rc && rc != ERR_ABSENT && !is_refusal(reply.status, reply.body))
		printf("UNREAD %s/%s: %s\n", folder, file, err.text);
	if (tell_works)
		printf("# %s/%s: %s%s\n", folder, file, rc ? err.text : "read",
		    answer.follow ? ", and to be followed" : "");
	for (size_t i = 0; i < answer.works_len; i++) {
		count_fields(t, answer.works[i]);
		if (tell_works)
			print_work(answer.works[i]);
	}
	sbuf_release(&body);
	arena_release(&a);
}

static void
print_tally(const char *name, const struct tally *t)
{
	size_t kinds = 0;

	for (size_t i = 0; i < LENGTH(t->seen); i++)
		kinds += t->seen[i];
	printf("%-20s %7zu %5zu %6zu %7zu %9zu %6zu %6zu %6.1f %6zu\n", name,
	    t->answers, t->read, t->absent, t->refused, t->elsewhere, t->unread,
	    t->works, t->works ? (double)t->fields / (double)t->works : 0,
	    kinds);
}

static bool
read_folder(struct tally *all, const char *api, const char *folder)
{
	struct arena a = ARENA_INIT;
	struct tally t = { 0 };
	struct stream *s = NULL;
	struct span line;

	if (stream_open(
		&s, arena_printf(&a, "%s/%s/index.jsonl", api, folder), NULL)) {
		arena_release(&a);
		return false;
	}
	while (stream_line(s, &line, NULL) == 1) {
		json_t *o;

		if (json_read(&o, line, NULL))
			continue;
		read_answer(&t, api, folder, o);
		json_decref(o);
	}
	stream_close(s);
	print_tally(folder, &t);
	all->answers += t.answers;
	all->read += t.read;
	all->absent += t.absent;
	all->refused += t.refused;
	all->elsewhere += t.elsewhere;
	all->unread += t.unread;
	all->works += t.works;
	all->fields += t.fields;
	for (size_t i = 0; i < LENGTH(t.seen); i++)
		all->seen[i] |= t.seen[i];
	arena_release(&a);
	return true;
}

static int
read_recorded(const char *api)
{
	static const char *const folders[] = { "arxiv", "biorxiv", "conneg-ra",
		"crossref-agency", "crossref-other", "crossref-search",
		"crossref-transform", "crossref-work", "datacite", "dblp",
		"doi-conneg", "doi-ra", "europepmc", "eutils",
		"ncbi-idconv-ctxp", "openalex", "zenodo" };
	struct tally all = { 0 };

	printf("%-20s %7s %5s %6s %7s %9s %6s %6s %6s %6s\n", "endpoint",
	    "answers", "read", "absent", "refused", "elsewhere", "unread",
	    "works", "each", "kinds");
	for (size_t i = 0; i < LENGTH(folders); i++)
		(void)read_folder(&all, api, folders[i]);
	print_tally("all", &all);
	return all.unread || !all.answers ? 1 : 0;
}

/* --- searches ----------------------------------------------------------------------- */

/* The answer as the service sends it: only its inner part was kept. */
static char *
envelope(struct arena *a, const struct source *s, const json_t *result)
{
	char *text = json_dumps(result, JSON_COMPACT | JSON_ENCODE_ANY);
	char *out;

	if (s == &source_crossref)
		out = arena_printf(a,
		    json_is_array(result)
			? "{\"status\":\"ok\",\"message-type\":\"work-list\","
			  "\"message\":{\"items\":%s}}"
			: "{\"status\":\"ok\",\"message-type\":\"work\","
			  "\"message\":%s}",
		    text);
	else if (s == &source_openalex && json_is_array(result))
		out = arena_printf(a, "{\"results\":%s}", text);
	else if (s == &source_dblp)
		out = arena_printf(
		    a, "{\"result\":{\"hits\":{\"hit\":%s}}}", text);
	else
		out = arena_strdup(a, text);
	free(text);
	return out;
}

static struct work *
claimed_work(struct arena *a, const json_t *o)
{
	struct work *w = ARENA_NEW(a, struct work);
	const json_t *item;
	const char *s = json_str(o, "venue");
	size_t i;

	w->title = arena_strdup(a, json_str(o, "title"));
	if (s && *s)
		w->container_title = arena_strdup(a, s);
	json_array_foreach(json_object_get(o, "authors"), i, item)
	{
		struct span text = span_of(json_string_value(item));
		struct name n;

		if (!text.len)
			continue;
		if (name_is_others(text)) {
			w->author.others = true;
			continue;
		}
		name_parse(&n, a, text, NAME_ORDER_GIVEN_FIRST);
		name_list_add(a, &w->author, n);
	}
	w->issued.from.year = (int)json_int(o, "year", 0);
	s = json_str(o, "doi");
	w->DOI = s ? doi_normal(a, span_of(s)) : NULL;
	return w;
}

static bool
same_title(struct arena *a, const struct work *x, const struct work *y)
{
	return x->title && y->title &&
	       !strcmp(text_fold(a, span_of(x->title)),
		   text_fold(a, span_of(y->title)));
}

/* Someone has written both. */
static bool
share_author(struct arena *a, const struct work *x, const struct work *y)
{
	for (size_t i = 0; i < x->author.len; i++)
		for (size_t k = 0; k < y->author.len; k++) {
			const char *one = x->author.items[i].family;
			const char *two = y->author.items[k].family;

			if (!one)
				one = x->author.items[i].literal;
			if (!two)
				two = y->author.items[k].literal;
			if (one && two &&
			    !strcmp(text_fold(a, span_of(one)),
				text_fold(a, span_of(two))))
				return true;
		}
	return false;
}

struct score {
	size_t references, exact_first, exact, right, like, wrong, conflict;
	size_t none;
	size_t none_exact;
};

static const struct source *
source_of_url(const char *url)
{
	const struct route *r = find_route(url);

	return r ? r->source : NULL;
}

static void
tell_case(const char *what, const struct work *claimed,
    const struct judgement *j, const struct work *exact)
{
	const struct work *w = j->work ? j->work : exact;
	struct sbuf sb = SBUF_INIT;

	if (!tell_works)
		return;
	printf("%s %s\n  ", what, verdict_name(j->verdict));
	work_add_json(&sb, claimed);
	printf("%s\n", sb.buf);
	if (w) {
		sbuf_reset(&sb);
		work_add_json(&sb, w);
		printf("  %s %s\n", w->record, sb.buf);
	}
	sbuf_release(&sb);
}

static void
replay(struct score *score, const json_t *o)
{
	const struct source *s = source_of_url(json_str(o, "url"));
	const json_t *result = json_object_get(o, "result");
	struct arena a = ARENA_INIT;
	struct work *claimed =
	    claimed_work(&a, json_object_get(o, "reference"));
	struct parse parse = { .work = claimed, .confidence = 1 };
	struct reference ref = {
		.form = REFERENCE_ENTRY,
		.key = "r",
		.parses = &parse,
		.parses_len = 1,
	};
	struct source_request request = { .source = s, .kind = SOURCE_SEARCH };
	struct source_reply reply = { 200, "application/json", { NULL, 0 } };
	struct source_answer answer = { 0 };
	struct searched searched = {
		.source = s->name, .covers = true, .for_work = true
	};
	struct match_input in = { .reference = &ref, .searched = &searched };
	struct judgement j = { 0 };
	struct err err = ERR_INIT;
	const struct work *exact = NULL;

	request.array = json_is_array(result) && s == &source_crossref;
	if (!json_is_array(result)) {
		request.kind = SOURCE_RECORDS;
		request.array = false;
	}
	reply.body = span_of(envelope(&a, s, result));
	if (s->read(&answer, &a, &request, &reply, &err)) {
		printf("UNREAD %s: %s\n", json_str(o, "url"), err.text);
		arena_release(&a);
		return;
	}
	score->references++;
	searched.hits = answer.works_len;
	in.candidates = (const struct work *const *)answer.works;
	in.candidates_len = answer.works_len;
	in.searched_len = 1;
	match_judge(&j, &a, &in);
	for (size_t i = 0; i < answer.works_len; i++)
		if (!exact && same_title(&a, answer.works[i], claimed)) {
			exact = answer.works[i];
			score->exact_first += i == 0;
			score->exact++;
		}
	if (!j.work) {
		score->none++;
		score->none_exact += exact != NULL;
		if (exact)
			tell_case("NONE", claimed, &j, exact);
	} else if (j.verdict == VERDICT_CONFLICT) {
		score->conflict++;
		tell_case("CONFLICT", claimed, &j, NULL);
	} else if (!share_author(&a, j.work, claimed)) {
		score->wrong++;
		tell_case("OTHERS", claimed, &j, NULL);
	} else if (same_title(&a, j.work, claimed)) {
		score->right++;
	} else {
		score->like++;
		tell_case("LIKE", claimed, &j, NULL);
	}
	arena_release(&a);
}

static int
replay_file(const char *path)
{
	struct score n = { 0 };
	struct err err = ERR_INIT;
	struct stream *s = NULL;
	struct span line;

	if (stream_open(&s, path, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 2;
	}
	while (stream_line(s, &line, &err) == 1) {
		json_t *o;

		if (json_read(&o, line, NULL))
			continue;
		if (source_of_url(json_str(o, "url")))
			replay(&n, o);
		json_decref(o);
	}
	stream_close(s);
	printf("references %zu, exact title first %zu, among the hits %zu\n"
	       "chosen: exact title %zu, like title %zu, other people or "
	       "none %zu; a conflict %zu; "
	       "none %zu (exact title among the hits: %zu)\n",
	    n.references, n.exact_first, n.exact, n.right, n.like, n.wrong,
	    n.conflict, n.none, n.none_exact);
	return 0;
}

int
main(int argc, char **argv)
{
	bool searches = argc > 2 && !strcmp(argv[1], "-r");

	tell_works = argc > 2 && !strcmp(argv[argc - 1], "-w");
	if (argc < 2) {
		fprintf(
		    stderr, "usage: bench_sources API [-w] | -r FILE [-w]\n");
		return 2;
	}
	return searches ? replay_file(argv[2]) : read_recorded(argv[1]);
}
