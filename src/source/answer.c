#include "source/answer.h"
#include "base/text.h"
#include "model/latex.h"
#include "model/rich.h"

#include <stdlib.h>

#include "base/banned.h"

void
answer_init(struct source_answer *out, struct arena *a,
    const struct source_request *request)
{
	*out = (struct source_answer){ 0 };
	if (!request->ids_len)
		return;
	out->ids = ARENA_ARRAY(a, struct source_id_answer, request->ids_len);
	out->ids_len = request->ids_len;
	for (size_t i = 0; i < request->ids_len; i++)
		out->ids[i].id = request->ids[i];
}

void
answer_add(struct source_answer *out, struct arena *a, struct work *w)
{
	ARENA_PUSH(a, out->works, out->works_len) = w;
}

struct source_id_answer *
answer_id(struct source_answer *out, const char *id)
{
	bool doi = !strncmp(id, "10.", 3) && strchr(id, '/');

	for (size_t i = 0; i < out->ids_len; i++)
		if (!strcmp(out->ids[i].id, id) ||
		    (doi && doi_equal(out->ids[i].id, id)))
			return &out->ids[i];
	return NULL;
}

void
answer_exists(struct source_answer *out, const char *id, const struct work *w,
    const char *agency)
{
	struct source_id_answer *answer = answer_id(out, id);

	if (!answer)
		return;
	answer->status = IDENTIFIER_EXISTS;
	if (w)
		answer->work = w;
	answer->agency = agency;
}

/* The body without BOM and blanks before it. */
static struct span
body_start(const struct source_reply *reply)
{
	struct span s = reply->body;

	if (s.len >= 3 && !memcmp(s.ptr, "\xef\xbb\xbf", 3))
		s = span_skip(s, 3);
	while (s.len && strchr(" \t\r\n", s.ptr[0]) && s.ptr[0])
		s = span_skip(s, 1);
	return s;
}

static bool
is_html(const struct source_reply *reply)
{
	struct span s = body_start(reply);

	if (reply->content_type &&
	    text_starts_nocase(span_of(reply->content_type), "text/html"))
		return true;
	return text_starts_nocase(s, "<!doctype html") ||
	       text_starts_nocase(s, "<html");
}

int
answer_check(const struct source_request *request,
    const struct source_reply *reply, struct err *err)
{
	const char *who = request->source->title;

	if (reply->status != 200)
		return err_set(err, ERR_AGAIN, "%s answered with status %d",
		    who, reply->status);
	if (is_html(reply))
		return err_set(err, ERR_AGAIN,
		    "%s answered with a page for people, not with data", who);
	if (!body_start(reply).len)
		return err_set(err, ERR_AGAIN, "%s sent an empty answer", who);
	return 0;
}

int
answer_json(json_t **out, const struct source_request *request,
    const struct source_reply *reply, struct err *err)
{
	int rc = answer_check(request, reply, err);

	*out = NULL;
	if (rc)
		return rc;
	if (json_read(out, reply->body, err)) {
		*out = NULL;
		return err_context(err, ERR_AGAIN, request->source->title);
	}
	return 0;
}

int
answer_read_json(struct source_answer *out, struct arena *a,
    const struct source_request *request, const struct source_reply *reply,
    answer_form *of, struct err *err)
{
	json_t *root;
	int rc;

	answer_init(out, a, request);
	rc = answer_json(&root, request, reply, err);
	if (!rc && !of(out, a, request, root))
		rc = err_set(err, ERR_AGAIN,
		    "%s's answer is not of the form it should have",
		    request->source->title);
	json_decref(root);
	return rc;
}

bool
answer_says(const struct source_reply *reply, const char *text)
{
	struct span body = span_sub(reply->body, 0, 2000);
	size_t n = strlen(text);

	for (size_t i = 0; i + n <= body.len; i++)
		if (!memcmp(body.ptr + i, text, n))
			return true;
	return false;
}

char *
answer_text(struct arena *a, const char *s)
{
	char *plain;

	if (!s || !*s)
		return NULL;
	plain = rich_plain(a, span_of(s));
	return plain && *plain ? plain : NULL;
}

static bool
is_blank(const char *s)
{
	struct span t = span_of(s);
	size_t at = 0;

	while (at < t.len)
		if (!text_is_space(text_next(t, &at)))
			return false;
	return true;
}

const char *
answer_first(const json_t *o, const char *key)
{
	const json_t *value = json_object_get(o, key);
	const json_t *item;
	size_t i;

	if (json_is_string(value))
		return is_blank(json_string_value(value))
			   ? NULL
			   : json_string_value(value);
	json_array_foreach(
	    value, i, item) if (json_is_string(item) &&
				!is_blank(json_string_value(
				    item))) return json_string_value(item);
	return NULL;
}

char *
answer_member(struct arena *a, const json_t *o, const char *key)
{
	if (json_is_number(json_object_get(o, key)))
		return arena_strdup(a, json_text(a, o, key));
	return answer_text(a, answer_first(o, key));
}

static bool
ends_with_stop(const char *s)
{
	size_t n = strlen(s);

	return n > 1 && s[n - 1] == '.' && s[n - 2] != '.';
}

char *
answer_title(
    const char **rich, struct arena *a, const json_t *o, const char *key)
{
	const char *s = latex_title_to_rich(a, answer_first(o, key));
	char *title = answer_text(a, s);
	size_t n;

	*rich = title ? rich_csl(a, span_of(s)) : NULL;
	if (!title)
		return NULL;
	if (ends_with_stop(title))
		title[strlen(title) - 1] = '\0';
	if (*rich && ends_with_stop(*rich))
		*rich = arena_strdup_span(
		    a, span_sub(span_of(*rich), 0, strlen(*rich) - 1));
	n = strlen(title);
	if (n > 2 && title[0] == '[' && title[n - 1] == ']') {
		struct span inner = span_sub(span_of(title), 1, n - 1);

		if (inner.ptr[inner.len - 1] == '.')
			inner.len--;
		title = arena_strdup_span(a, inner);
		*rich = NULL;
	}
	return title;
}

const char *
answer_pages(struct arena *a, const char *first, const char *last)
{
	if (first && last && strcmp(first, last) != 0)
		return arena_printf(a, "%s-%s", first, last);
	return first ? first : last;
}

/* An integer or a string of digits, else absent; absent too if it is out of
 * the range of any date. */
static int
date_number(const json_t *part)
{
	const char *s = json_string_value(part);
	json_int_t n = json_integer_value(part);
	size_t i;

	if (json_is_real(part))
		n = json_real_value(part) > -10000 &&
			    json_real_value(part) < 10000
			? (json_int_t)json_real_value(part)
			: 0;
	if (s) {
		for (i = 0, n = 0; i < 4 && s[i] >= '0' && s[i] <= '9'; i++)
			n = n * 10 + (s[i] - '0');
		if (s[i])
			n = 0;
	}
	return n > -10000 && n < 10000 ? (int)n : 0;
}

/* Crossref writes an unknown date as [[null]], CSL-JSON in the wild also as
 * [[]] or with an hour as fourth part. */
static bool
date_point(struct date_point *out, const json_t *parts)
{
	int year = date_number(json_array_get(parts, 0));
	int month = date_number(json_array_get(parts, 1));
	int day = date_number(json_array_get(parts, 2));

	if (!year)
		return false;
	*out = (struct date_point){ .year = year };
	if (month < 1 || (month > 12 && (month < 21 || month > 24)))
		return true;
	out->month = month;
	if (month <= 12 && day >= 1 && day <= 31)
		out->day = day;
	return true;
}

bool
answer_date(struct date *out, struct arena *a, const json_t *o)
{
	const json_t *parts = json_object_get(o, "date-parts");
	struct date d = { 0 };
	const char *raw;

	if (date_point(&d.from, json_array_get(parts, 0))) {
		if (!date_year_plausible(d.from.year)) {
			/* a Buddhist year of Thai records, a slip: said as it is */
			d.literal = arena_printf(a, "%d", d.from.year);
			d.from = (struct date_point){ 0 };
		} else {
			(void)date_point(&d.to, json_array_get(parts, 1));
		}
		*out = d;
		return true;
	}
	raw = json_str(o, "raw");
	if (!raw)
		raw = json_str(o, "literal");
	if (!raw || is_blank(raw))
		return false;
	date_parse(&d, NULL, a, span_of(raw));
	if (date_is_empty(&d))
		return false;
	*out = d;
	return true;
}

char *
answer_orcid(struct arena *a, const char *s)
{
	const char *slash = s ? strrchr(s, '/') : NULL;

	if (slash)
		s = slash + 1;
	if (!s || strlen(s) != 19)
		return NULL;
	for (size_t i = 0; i < 19; i++) {
		bool dash = i % 5 == 4;
		bool digit = s[i] >= '0' && s[i] <= '9';

		if (dash ? s[i] != '-' : !(digit || (i == 18 && s[i] == 'X')))
			return NULL;
	}
	return arena_strdup(a, s);
}

/* "Powell, Jr." and "Britto Jr." as family names: part the suffix off. */
static void
split_suffix(struct name *n, struct arena *a)
{
	struct span s = span_of(n->family);
	size_t cut = s.len;
	struct span tail;

	if (n->suffix)
		return;
	while (cut && s.ptr[cut - 1] != ' ')
		cut--;
	if (cut < 2)
		return;
	tail = span_skip(s, cut);
	if (!name_is_suffix(tail))
		return;
	n->suffix = arena_strdup_span(a, tail);
	cut--;
	while (cut && (s.ptr[cut - 1] == ' ' || s.ptr[cut - 1] == ','))
		cut--;
	if (cut)
		n->family = arena_strdup_span(a, span_sub(s, 0, cut));
	else
		n->suffix = NULL;
}

static bool
has_letter(const char *s)
{
	struct span t = span_of(s);
	size_t at = 0;

	while (at < t.len)
		if (text_is_letter(text_next(t, &at)))
			return true;
	return false;
}

/* Text that stands for "no author" in what publishers send: "&NA;" is
 * Lippincott's. */
static bool
is_nobody(const char *s)
{
	static const char *const nobody[] = { "&NA;", "NA", "N/A", "n/a",
		"None", "null", "[no author]", "[No author]" };

	if (!has_letter(s))
		return true;
	for (size_t i = 0; i < sizeof(nobody) / sizeof(nobody[0]); i++)
		if (!strcmp(s, nobody[i]))
			return true;
	return false;
}

/*
 * A family name without a given one is a mononym if it is one word, or a
 * family name with its particle ("de Villiers"). Of several words it may be a
 * whole person ("Doantam Phan"), in either order, an organisation ("The
 * Lancet") or several people: it is not taken apart.
 */
static void
lone_family(struct name *n)
{
	const char *blank = strchr(n->family, ' ');
	struct span first;

	if (!blank)
		return;
	first = (struct span){ n->family, (size_t)(blank - n->family) };
	if (name_is_particle(first) && !strchr(blank + 1, ' '))
		return;
	n->literal = n->family;
	n->family = NULL;
}

void
answer_add_name(struct name_list *out, struct arena *a, const json_t *o)
{
	struct name n = { 0 };

	n.family = answer_member(a, o, "family");
	n.given = answer_member(a, o, "given");
	n.suffix = answer_member(a, o, "suffix");
	n.dropping_particle = answer_member(a, o, "dropping-particle");
	n.non_dropping_particle = answer_member(a, o, "non-dropping-particle");
	n.literal = answer_member(a, o, "literal");
	if (!n.literal)
		n.literal = answer_member(a, o, "name");
	n.ORCID = answer_orcid(a, json_str(o, "ORCID"));
	if (!n.family && n.given) {
		n.family = n.given;
		n.given = NULL;
	}
	if (n.family) {
		n.literal = NULL;
		if (name_is_others(span_of(n.family)) && !n.given) {
			out->others = true;
			return;
		}
		if (is_nobody(n.family) && (!n.given || is_nobody(n.given)))
			return;
		split_suffix(&n, a);
		if (!n.given && !n.suffix)
			lone_family(&n);
	} else if (!n.literal || is_nobody(n.literal)) {
		return;
	} else if (name_is_others(span_of(n.literal))) {
		out->others = true;
		return;
	}
	name_list_add(a, out, n);
}

void
answer_add_full_name(struct name_list *out, struct arena *a, const char *s)
{
	char *text = answer_text(a, s);
	struct name n;

	if (!text || is_nobody(text))
		return;
	if (name_is_others(span_of(text))) {
		out->others = true;
		return;
	}
	name_parse(&n, a, span_of(text), NAME_ORDER_GIVEN_FIRST);
	if (n.family || n.literal)
		name_list_add(a, out, n);
}
