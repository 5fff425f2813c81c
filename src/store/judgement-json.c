#include "store/judgement-json.h"
#include "base/json.h"
#include "model/work-json.h"

#include "base/banned.h"

/* "key": in front of a value; a comma before it unless it opens the object. */
static void
add_key(struct sbuf *out, const char *key)
{
	if (out->len && out->buf[out->len - 1] != '{')
		sbuf_addc(out, ',');
	sbuf_add_json(out, span_of(key));
	sbuf_addc(out, ':');
}

static void
add_text(struct sbuf *out, const char *key, const char *value)
{
	if (!value)
		return;
	add_key(out, key);
	sbuf_add_json(out, span_of(value));
}

static void
add_bool(struct sbuf *out, const char *key, bool value)
{
	add_key(out, key);
	sbuf_add(out, value ? SPAN_LIT("true") : SPAN_LIT("false"));
}

/* 0..1 with four digits; printf's %f would take the locale's decimal sign. */
static void
add_part(struct sbuf *out, const char *key, double value)
{
	unsigned n = value <= 0   ? 0u
		     : value >= 1 ? 10000u
				  : (unsigned)(value * 10000 + 0.5);

	add_key(out, key);
	sbuf_addf(out, "%u.%04u", n / 10000, n % 10000);
}

static void
add_work(struct sbuf *out, const char *key, const struct work *w)
{
	if (!w)
		return;
	add_key(out, key);
	sbuf_addc(out, '{');
	add_text(out, "source", w->source);
	add_text(out, "record", w->record);
	add_key(out, "item");
	work_add_json(out, w);
	sbuf_addc(out, '}');
}

static void
open_item(struct sbuf *out)
{
	if (out->buf[out->len - 1] != '[')
		sbuf_addc(out, ',');
	sbuf_addc(out, '{');
}

void
parses_add_json(struct sbuf *out, const struct parse *parses, size_t len)
{
	sbuf_addc(out, '[');
	for (size_t i = 0; i < len; i++) {
		open_item(out);
		add_part(out, "confidence", parses[i].confidence);
		add_work(out, "work", parses[i].work);
		add_key(out, "places");
		sbuf_addc(out, '[');
		for (size_t k = 0; k < parses[i].places_len; k++) {
			const struct place *p = &parses[i].places[k];

			open_item(out);
			add_text(out, "field", claim_name(p->field));
			add_key(out, "range");
			sbuf_addf(out, "[%zu,%zu]", p->range.from, p->range.to);
			add_part(out, "confidence", p->confidence);
			sbuf_addc(out, '}');
		}
		sbuf_add(out, SPAN_LIT("]}"));
	}
	sbuf_addc(out, ']');
}

static void
place_from_json(struct arena *a, struct parse *p, const json_t *o)
{
	const char *field = json_string_value(json_object_get(o, "field"));
	const json_t *range = json_object_get(o, "range");
	json_int_t from = json_integer_value(json_array_get(range, 0));
	json_int_t to = json_integer_value(json_array_get(range, 1));
	enum claim c = field ? claim_from_name(field) : CLAIMS;

	if (c == CLAIMS || from < 0 || to < from)
		return;
	ARENA_PUSH(a, p->places, p->places_len) = (struct place){
		.field = c,
		.range = { (size_t)from, (size_t)to },
		.confidence =
		    json_number_value(json_object_get(o, "confidence")),
	};
}

size_t
parses_from_json(struct parse **out, struct arena *a, const char *text)
{
	json_t *all = json_loads(text, 0, NULL);
	size_t len = 0;

	*out = NULL;
	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *o = json_array_get(all, i);
		const json_t *places = json_object_get(o, "places");
		struct parse *p = &ARENA_PUSH(a, *out, len);

		*p = (struct parse){
			.work = work_from_json(
			    a, json_object_get(
				   json_object_get(o, "work"), "item")),
			.confidence =
			    json_number_value(json_object_get(o, "confidence")),
		};
		for (size_t k = 0; k < json_array_size(places); k++)
			place_from_json(a, p, json_array_get(places, k));
	}
	json_decref(all);
	return len;
}

static void
add_side(struct sbuf *out, const char *key, const char *text,
    const struct name_list *names)
{
	if (names && (names->len || names->others)) {
		add_key(out, key);
		name_list_add_json(out, names);
	} else {
		add_text(out, key, text);
	}
}

static void
add_change(struct sbuf *out, const struct change *c)
{
	open_item(out);
	add_text(out, "field", claim_name(c->field));
	add_text(out, "kind", change_kind_name(c->kind));
	add_side(out, "from", c->from, c->from_names);
	add_side(out, "to", c->to, c->to_names);
	add_text(out, "source", c->source);
	add_text(out, "record", c->record);
	add_text(out, "rule", c->rule);
	add_bool(out, "applied", c->applied);
	sbuf_addc(out, '}');
}

static void
add_fields(struct sbuf *out, const char *key, unsigned fields)
{
	const char *comma = "";

	add_key(out, key);
	sbuf_addc(out, '[');
	for (enum claim c = 0; c < CLAIMS; c++)
		if (fields & 1u << c) {
			sbuf_addf(out, "%s\"%s\"", comma, claim_name(c));
			comma = ",";
		}
	sbuf_addc(out, ']');
}

static void
add_alerts(struct sbuf *out, unsigned alerts)
{
	const char *comma = "";

	add_key(out, "alerts");
	sbuf_addc(out, '[');
	for (enum alert a = 0; a < ALERTS; a++)
		if (alerts & 1u << a) {
			sbuf_addf(out, "%s\"%s\"", comma, alert_name(a));
			comma = ",";
		}
	sbuf_addc(out, ']');
}

static void
add_searched(struct sbuf *out, const struct judgement *j)
{
	add_key(out, "searched");
	sbuf_addc(out, '[');
	for (size_t i = 0; i < j->searched_len; i++) {
		const struct searched *s = &j->searched[i];

		open_item(out);
		add_text(out, "source", s->source);
		add_text(out, "status", search_status_name(s->status));
		add_bool(out, "covers", s->covers);
		add_key(out, "hits");
		sbuf_addf(out, "%zu", s->hits);
		add_text(out, "detail", s->detail);
		sbuf_addc(out, '}');
	}
	sbuf_addc(out, ']');
}

void
judgement_add_json(struct sbuf *out, const struct judgement *j)
{
	sbuf_addc(out, '{');
	add_text(out, "verdict", verdict_name(j->verdict));
	add_part(out, "match_confidence", j->confidence);
	add_text(out, "reason", j->reason);
	add_key(out, "changes");
	sbuf_addc(out, '[');
	for (size_t i = 0; i < j->changes_len; i++)
		add_change(out, &j->changes[i]);
	sbuf_addc(out, ']');
	add_work(out, "work", j->work);
	add_key(out, "parts");
	sbuf_addc(out, '[');
	for (size_t i = 0; i < j->parts_len; i++) {
		open_item(out);
		add_fields(out, "fields", j->parts[i].fields);
		add_work(out, "work", j->parts[i].work);
		sbuf_addc(out, '}');
	}
	sbuf_addc(out, ']');
	add_key(out, "versions");
	sbuf_addc(out, '[');
	for (size_t i = 0; i < j->versions_len; i++) {
		open_item(out);
		add_work(out, "work", j->versions[i]);
		sbuf_addc(out, '}');
	}
	sbuf_addc(out, ']');
	add_alerts(out, j->alerts);
	add_key(out, "candidates");
	sbuf_addc(out, '[');
	for (size_t i = 0; i < j->candidates_len; i++) {
		const struct candidate *c = &j->candidates[i];

		open_item(out);
		add_work(out, "work", c->work);
		add_part(out, "score", c->score);
		add_text(out, "why_not", c->why_not);
		sbuf_addc(out, '}');
	}
	sbuf_addc(out, ']');
	add_searched(out, j);
	sbuf_addc(out, '}');
}
