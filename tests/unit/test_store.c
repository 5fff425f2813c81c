#include "base/file.h"
#include "base/json.h"
#include "model/work-json.h"
#include "store-fixture.h"

#include <sqlite3.h>

/* --- JSON -------------------------------------------------------------------------- */

static struct work *
through_json(struct arena *a, const struct work *w)
{
	struct sbuf text = SBUF_INIT;
	struct err err = ERR_INIT;
	struct work *out;
	json_t *json;

	work_add_json(&text, w);
	assert_int_equal(
	    json_read(&json, (struct span){ text.buf, text.len }, &err), OK);
	out = work_from_json(a, json);
	json_decref(json);
	sbuf_release(&text);
	return out;
}

static void
every_field_of_a_work_survives_json(void **state)
{
	struct fixture *f = *state;
	struct arena *a = &f->arena;
	struct work *w = ARENA_NEW(a, struct work), *copy;
	struct sbuf before = SBUF_INIT, after = SBUF_INIT;

	w->type = WORK_TYPE_CHAPTER;
	w->id = "key";
	for (enum work_field i = 0; i < WORK_FIELDS; i++)
		work_set(w, i,
		    arena_printf(
			a, "%s \"\\\n\u7136 %d", work_field_csl(i), i));
	w->title_rich = "<i>x</i>";
	for (enum work_name_field i = 0; i < WORK_NAME_FIELDS; i++) {
		struct name_list *l = work_names(w, i);

		name_list_add(a, l,
		    (struct name){ .family = "Beethoven",
			.given = "Ludwig",
			.suffix = "Jr.",
			.dropping_particle = "van",
			.non_dropping_particle = "der",
			.literal = "literal",
			.ORCID = "0000-0002-1825-0097" });
		name_list_add(a, l, (struct name){ .literal = "ATLAS" });
		l->others = i % 2;
		l->last_follows_cut = i == 1;
	}
	for (enum work_date_field i = 0; i < WORK_DATE_FIELDS; i++) {
		struct date *d = work_date(w, i);

		*d = (struct date){ { 2001, 21, 0 }, { -2, 0, 0 }, i == 1,
			i == 2, (enum date_state)(i % 3), 'a',
			i ? "令和5年" : NULL };
	}
	work_add_custom(a, w, "bibtex-type", "inbook");
	work_add_custom(a, w, "bibtex-type", "twice");
	work_add_relation(a, w, RELATION_RETRACTED_BY, "10.1/x", NULL);
	work_add_relation(a, w, RELATION_NEWER_VERSION, NULL, "note");
	copy = through_json(a, w);
	work_add_json(&before, w);
	work_add_json(&after, copy);
	assert_string_equal(before.buf, after.buf);
	assert_true(copy->editor.last_follows_cut);
	assert_true(copy->editor.others);
	assert_false(copy->author.others);
	assert_int_equal(copy->issued.to.year, -2);
	assert_int_equal(copy->issued.from.month, 21);
	assert_string_equal(copy->relations->next->note, "note");
	assert_string_equal(copy->custom->next->value, "twice");
	sbuf_release(&before);
	sbuf_release(&after);
}

static void
a_cut_is_kept_where_it_is(void **state)
{
	struct fixture *f = *state;
	static const struct {
		size_t len;
		bool others, middle;
		const char *json;
	} rows[] = {
		{ 0, true, false, "[{\"others\":true}]" },
		{ 1, true, false, "[{\"family\":\"A\"},{\"others\":true}]" },
		{ 1, true, true, "[{\"others\":true},{\"family\":\"A\"}]" },
		{ 2, true, true,
		    "[{\"family\":\"A\"},{\"others\":true},"
		    "{\"family\":\"A\"}]" },
		{ 2, false, false, "[{\"family\":\"A\"},{\"family\":\"A\"}]" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct name_list l = { 0 }, back;
		struct sbuf text = SBUF_INIT;
		json_t *json;

		for (size_t k = 0; k < rows[i].len; k++)
			name_list_add(
			    &f->arena, &l, (struct name){ .family = "A" });
		l.others = rows[i].others;
		l.last_follows_cut = rows[i].middle;
		name_list_add_json(&text, &l);
		assert_string_equal(text.buf, rows[i].json);
		ok(f, json_read(&json, span_of(text.buf), &f->err));
		back = name_list_from_json(&f->arena, json);
		assert_int_equal(back.len, l.len);
		assert_int_equal(back.others, l.others);
		assert_int_equal(back.last_follows_cut, l.last_follows_cut);
		json_decref(json);
		sbuf_release(&text);
	}
}

static void
json_of_the_wrong_shape_is_absent(void **state)
{
	static const char *const texts[] = { "{}", "[]", "3", "null",
		"{\"author\": 3, \"issued\": [], \"title\": {}, \"custom\": "
		"{\"a\": 1}, \"relations\": [1, {\"kind\": \"x\"}]}",
		"{\"author\": [1, [], {\"family\": 3}], \"issued\": "
		"{\"date-parts\": [[99999999999999999999]]}}",
		"{\"issued\": {\"date-parts\": 3, \"state\": 4}}" };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct err err = ERR_INIT;
		json_t *json = NULL;
		struct work *w;

		if (json_read(&json, span_of(texts[i]), &err))
			continue;
		w = work_from_json(&f->arena, json);
		assert_null(w->title);
		assert_int_equal(w->author.len, 0);
		assert_int_equal(w->issued.from.year, 0);
		assert_null(w->custom);
		assert_null(w->relations);
		json_decref(json);
	}
}

/* --- adding and reading ----------------------------------------------------------------- */

static void
a_work_comes_back_as_it_was(void **state)
{
	struct fixture *f = *state;
	struct work *w = bengio(f), back;
	enum store_add_result result;
	struct sbuf before = SBUF_INIT, after = SBUF_INIT;
	struct store_work got;

	w->DOI = "10.1561/2200000006";
	w->title_rich = "Learning <i>Deep</i> Architectures for AI";
	work_add_custom(&f->arena, w, "bibtex-type", "article");
	assert_string_equal(add(f, w, "bengio2009", &result), "bengio2009");
	assert_int_equal(result, STORE_ADDED);
	reopen(f);
	got = get(f, "bengio2009");
	assert_null(got.resolved_at);
	assert_int_equal(got.protected_fields, 0);
	assert_string_equal(got.work->id, "bengio2009");
	assert_string_equal(got.work->source, "test");
	assert_string_equal(got.work->record, "bengio2009");
	back = *got.work;
	back.id = NULL;
	work_add_json(&before, w);
	work_add_json(&after, &back);
	assert_string_equal(before.buf, after.buf);
	sbuf_release(&before);
	sbuf_release(&after);
}

static void
an_absent_key_is_absent(void **state)
{
	struct fixture *f = *state;
	struct store_work w;

	assert_int_equal(
	    store_get(&w, &f->arena, f->store, "no", &f->err), ERR_ABSENT);
}

static void
a_taken_key_is_made_unique(void **state)
{
	struct fixture *f = *state;
	static const char *const wanted[] = { "k", "ka", "kb", "kc", "kd" };

	for (int i = 0; i < 5; i++)
		assert_string_equal(
		    add(f,
			short_work(f,
			    arena_printf(&f->arena, "Title number %d xyz", i),
			    "Weber", 1900 + i),
			"k", NULL),
		    wanted[i]);
	for (int i = 5; i < 60; i++)
		add(f,
		    short_work(f, arena_printf(&f->arena, "Title no %d", i),
			"Weber", 1900 + i),
		    "k", NULL);
	assert_int_equal(count(f), 60);
	(void)get(f, "kbg"); /* a..z are 26, aa..az 26, ba.. */
}

static void
a_key_is_fit_for_bibtex(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(
	    add(f, short_work(f, "One", "Weber", 1), " a b,{c}% ", NULL),
	    "a_b__c__");
	assert_string_equal(
	    add(f, short_work(f, "Two", "Weber", 1), "", NULL), "work");
	assert_string_equal(
	    add(f, short_work(f, "Drei", "Weber", 1), "韦伯1904", NULL),
	    "韦伯1904");
}

/* --- changing, protecting, undoing --------------------------------------------------------------- */

static void
undo(struct fixture *f, int64_t id, size_t wanted)
{
	size_t undone;

	ok(f, store_undo(f->store, id, &undone, &f->err));
	assert_int_equal(undone, wanted);
}

static void
an_added_work_can_be_taken_back(void **state)
{
	struct fixture *f = *state;
	struct store_change *log;
	struct store_work w;
	size_t len, undone;

	add(f, bengio(f), "b", NULL);
	undo(f, 0, 1);
	assert_int_equal(
	    store_get(&w, &f->arena, f->store, "b", &f->err), ERR_ABSENT);
	assert_int_equal(count(f), 0);
	ok(f, store_check(f->store, &f->err));
	ok(f, store_log(&log, &len, &f->arena, f->store, "b", 0, &f->err));
	assert_int_equal(len, 1);
	assert_true(log[0].undone);
	assert_string_equal(log[0].field, "work");
	assert_non_null(strstr(log[0].after, "Deep Architectures"));
	f->err.text[0] = '\0';
	assert_int_equal(store_undo(f->store, 0, &undone, &f->err), ERR_ABSENT);
	assert_int_equal(
	    store_undo(f->store, log[0].id, &undone, &f->err), ERR_ABSENT);
	assert_string_equal(add(f, bengio(f), "b", NULL), "b");
}

static void
apply_changes_the_claims_and_nothing_else(void **state)
{
	struct fixture *f = *state;
	struct work *w = bengio(f), *record = bengio(f);
	struct store_change *log;
	struct store_work got;
	size_t len;

	w->title = "Learning deep architectures";
	w->title_rich = "Learning <i>deep</i> architectures";
	w->issue = "7";
	record->volume = "3";
	record->issue = NULL;
	record->DOI = "10.1561/2200000006";
	add(f, w, "b", NULL);
	ok(f, store_apply(f->store, "b", record,
		  1u << CLAIM_TITLE | 1u << CLAIM_DOI | 1u << CLAIM_ISSUE,
		  "crossref", "10.1561/2200000006", "resolve", &f->err));
	got = get(f, "b");
	assert_string_equal(got.work->title, record->title);
	assert_null(got.work->title_rich);
	assert_string_equal(got.work->DOI, record->DOI);
	assert_null(got.work->issue);
	assert_string_equal(got.work->volume, "2");
	assert_string_equal(got.work->source, "crossref");
	ok(f, store_log(&log, &len, &f->arena, f->store, "b", 4, &f->err));
	assert_int_equal(len, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_string_equal(log[i].command, "resolve");
		assert_string_equal(log[i].source, "crossref");
		assert_int_equal(log[i].command_id, log[0].command_id);
	}
	/* The identifier finds it now. */
	record = short_work(f, "Deep architectures for AI", "Bengio", 1);
	record->DOI = "10.1561/2200000006";
	assert_string_equal(add(f, record, "z", NULL), "b");
	undo(f, 0, 1 + 0 + 1); /* alias; publisher etc. were not there */
	undo(f, 0, 4);
	got = get(f, "b");
	assert_string_equal(got.work->title, w->title);
	assert_string_equal(got.work->title_rich, w->title_rich);
	assert_string_equal(got.work->issue, "7");
	assert_null(got.work->DOI);
	assert_string_equal(got.work->source, "test");
	assert_string_equal(add(f, record, "z", NULL), "z");
}

static void
protected_fields_are_left(void **state)
{
	struct fixture *f = *state;
	struct work *w = bengio(f), *record = bengio(f);
	struct store_work got;

	record->title = "Deep Architectures";
	record->volume = "99";
	record->DOI = "10.1561/2200000006";
	add(f, w, "b", NULL);
	ok(f, store_protect(f->store, "b", 1u << CLAIM_TITLE | 1u << CLAIM_DOI,
		  true, &f->err));
	ok(f, store_apply(f->store, "b", record,
		  1u << CLAIM_TITLE | 1u << CLAIM_VOLUME | 1u << CLAIM_DOI,
		  "crossref", "x", "resolve", &f->err));
	got = get(f, "b");
	assert_string_equal(got.work->title, w->title);
	assert_string_equal(got.work->volume, "99");
	assert_null(got.work->DOI);
	assert_int_equal(
	    got.protected_fields, 1u << CLAIM_TITLE | 1u << CLAIM_DOI);
	ok(f, store_fill_work(
		  f->store, "b", record, "crossref", "x", "fill", &f->err));
	assert_null(get(f, "b").work->DOI);
	ok(f, store_protect(f->store, "b", 1u << CLAIM_DOI, false, &f->err));
	ok(f, store_fill_work(
		  f->store, "b", record, "crossref", "x", "fill", &f->err));
	assert_string_equal(get(f, "b").work->DOI, record->DOI);
	undo(f, 0, 1); /* fill */
	assert_null(get(f, "b").work->DOI);
	undo(f, 0, 1); /* protect --remove */
	assert_int_equal(
	    get(f, "b").protected_fields, 1u << CLAIM_TITLE | 1u << CLAIM_DOI);
	undo(f, 0, 1); /* fill: only kept aside, told as "merged" */
	undo(f, 0, 1); /* resolve */
	assert_string_equal(get(f, "b").work->volume, "2");
}

static void
a_later_change_blocks_undoing_an_earlier_one(void **state)
{
	struct fixture *f = *state;
	struct work *record = bengio(f);
	struct store_change *log;
	size_t len, undone;

	add(f, bengio(f), "b", NULL);
	record->volume = "3";
	ok(f, store_apply(f->store, "b", record, 1u << CLAIM_VOLUME, "x", "1",
		  "first", &f->err));
	record->issue = "9";
	ok(f, store_apply(f->store, "b", record, 1u << CLAIM_ISSUE, "x", "1",
		  "other", &f->err));
	record->volume = "4";
	ok(f, store_apply(f->store, "b", record, 1u << CLAIM_VOLUME, "x", "1",
		  "second", &f->err));
	ok(f, store_log(&log, &len, &f->arena, f->store, NULL, 0, &f->err));
	assert_int_equal(len, 4);
	assert_int_equal(
	    store_undo(f->store, log[2].id, &undone, &f->err), ERR_USAGE);
	assert_non_null(strstr(f->err.text, "second"));
	assert_int_equal(undone, 0);
	assert_string_equal(get(f, "b").work->volume, "4");
	f->err.text[0] = '\0';
	assert_int_equal(
	    store_undo(f->store, log[3].id, &undone, &f->err), ERR_USAGE);
	f->err.text[0] = '\0';
	undo(f, log[1].id, 1); /* another field: free to go */
	assert_string_equal(get(f, "b").work->issue, "1");
	undo(f, 0, 1);
	assert_string_equal(get(f, "b").work->volume, "3");
	undo(f, log[2].id, 1);
	assert_string_equal(get(f, "b").work->volume, "2");
	undo(f, log[3].id, 1);
	assert_int_equal(count(f), 0);
}

static void
a_work_that_somebody_else_added_too_is_not_taken_away(void **state)
{
	struct fixture *f = *state;
	enum store_add_result result;
	struct store_change *log;
	const char *got;
	size_t len, undone;

	add(f, bengio(f), "b", NULL);
	ok(f, store_add_work(f->store, bengio(f), "b", "other.bib", "b", &got,
		  &f->arena, &result, &f->err));
	assert_int_equal(result, STORE_MERGED);
	ok(f, store_log(&log, &len, &f->arena, f->store, NULL, 0, &f->err));
	assert_int_equal(len, 2);
	assert_string_equal(log[0].field, "merged");
	assert_int_equal(
	    store_undo(f->store, log[len - 1].id, &undone, &f->err), ERR_USAGE);
}

static void
versions_are_linked_and_parted_again(void **state)
{
	struct fixture *f = *state;

	add(f, short_work(f, "One", "A", 1), "a", NULL);
	add(f, short_work(f, "Two", "B", 2), "b", NULL);
	add(f, short_work(f, "Three", "C", 3), "c", NULL);
	ok(f, store_link_versions(f->store, "b", "c", &f->err));
	ok(f, store_link_versions(f->store, "a", "b", &f->err));
	assert_int_equal(get(f, "c").cluster, get(f, "a").cluster);
	undo(f, 0, 2);
	assert_int_not_equal(get(f, "c").cluster, get(f, "a").cluster);
	assert_int_equal(get(f, "c").cluster, get(f, "b").cluster);
}

static void
a_group_is_one_command(void **state)
{
	struct fixture *f = *state;
	struct store_change *log;
	size_t len;

	ok(f, store_begin(f->store, "import", &f->err));
	add(f, short_work(f, "One", "A", 1), "a", NULL);
	assert_int_equal(
	    store_protect(f->store, "none", 1, true, &f->err), ERR_ABSENT);
	add(f, short_work(f, "Two", "B", 2), "b", NULL);
	ok(f, store_save(f->store, &f->err));
	add(f, short_work(f, "Three", "C", 3), "c", NULL);
	ok(f, store_end(f->store, &f->err));
	ok(f, store_begin(f->store, "import", &f->err));
	add(f, short_work(f, "Four", "D", 4), "d", NULL);
	store_cancel(f->store);
	assert_int_equal(count(f), 3);
	ok(f, store_log(&log, &len, &f->arena, f->store, NULL, 0, &f->err));
	assert_int_equal(len, 3);
	assert_int_equal(log[0].command_id, log[2].command_id);
	assert_string_equal(log[0].command, "import");
	undo(f, 0, 3);
	assert_int_equal(count(f), 0);
}

static void
resolved_works_are_not_pending_until_they_are_old(void **state)
{
	struct fixture *f = *state;
	struct store_work *works;
	size_t len;

	add(f, short_work(f, "One", "A", 1), "a", NULL);
	add(f, short_work(f, "Two", "B", 2), "b", NULL);
	ok(f, store_set_resolved(f->store, "a", true, &f->err));
	ok(f, store_pending(&works, &len, &f->arena, f->store, NULL, &f->err));
	assert_int_equal(len, 1);
	assert_string_equal(works[0].key, "b");
	ok(f, store_pending(&works, &len, &f->arena, f->store,
		  "2999-01-01T00:00:00Z", &f->err));
	assert_int_equal(len, 2);
	ok(f, store_pending(&works, &len, &f->arena, f->store,
		  "1999-01-01T00:00:00Z", &f->err));
	assert_int_equal(len, 1);
}

static void
a_re_import_finds_the_work_that_was_mended(void **state)
{
	struct fixture *f = *state;
	struct work *draft =
	    short_work(f, "Lerning deap stuff", "Bengio", 2009);
	enum store_add_result result;

	add(f, draft, "b", NULL);
	ok(f, store_apply(f->store, "b", bengio(f),
		  1u << CLAIM_TITLE | 1u << CLAIM_TYPE, "x", "1", "resolve",
		  &f->err));
	assert_string_equal(add(f, draft, "b", &result), "b");
	assert_int_equal(result, STORE_MERGED);
	assert_int_equal(count(f), 1);
	assert_string_equal(get(f, "b").work->title, bengio(f)->title);
}

static void
three_thousand_authors_are_kept(void **state)
{
	struct fixture *f = *state;
	struct work *w = short_work(f, "Observation", "A", 2012);

	for (int i = 1; i < 3000; i++)
		name_list_add(&f->arena, &w->author,
		    (struct name){
			.family = arena_printf(&f->arena, "Author%d", i) });
	add(f, w, "atlas", NULL);
	assert_int_equal(get(f, "atlas").work->author.len, 3000);
}

/* --- documents, decisions, pending -------------------------------------------------------------- */

/* One number out of the library file, through a connection of its own. */
static int64_t
number(struct fixture *f, const char *sql)
{
	sqlite3_stmt *st;
	sqlite3 *db;
	int64_t out;

	assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	out = sqlite3_column_int64(st, 0);
	assert_int_equal(sqlite3_finalize(st), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	return out;
}

static void
a_document_is_kept_as_last_seen(void **state)
{
	struct fixture *f = *state;
	struct place place = { CLAIM_TITLE, { 3, 9 }, 0.5 };
	struct change changes[] = {
		{ .field = CLAIM_YEAR, .from = "2014", .to = "2015\"" },
		{ .field = CLAIM_AUTHOR, .kind = CHANGE_MISSING },
	};
	struct searched searched = { .source = "crossref",
		.status = SEARCH_OK,
		.covers = true,
		.hits = 3 };
	struct parse parse = { bengio(f), &place, 1, 0.25 };
	struct reference items[2] = {
		{ .seq = 1,
		    .list = 1,
		    .key = "r1",
		    .label = "[1]",
		    .span = { 10, 20 },
		    .line = 4,
		    .parses = &parse,
		    .parses_len = 1 },
		{ .seq = 2, .list = 1, .key = "r2", .skip = "ibid." },
	};
	struct judgement judged[2] = { { .verdict = VERDICT_DIFFERS } };
	struct document d = { .path = "no/such/paper.md" };
	struct references refs = { .document = &d, .items = items, .len = 2 };

	changes[1].to_names = &parse.work->author;
	items[0].body.text = "Bengio \n 2009";
	items[0].body.len = strlen(items[0].body.text);
	judged[0].work = bengio(f);
	judged[0].changes = changes;
	judged[0].changes_len = 2;
	judged[0].searched = &searched;
	judged[0].searched_len = 1;
	judged[0].alerts = 1u << ALERT_RETRACTED;
	ok(f,
	    store_put_reference(f->store, d.path, &items[0], judged, &f->err));
	assert_true(number(f, "SELECT count(*) FROM refs") == 1);
	ok(f, store_put_document(f->store, &refs, judged, &f->err));
	ok(f, store_put_document(f->store, &refs, judged, &f->err));
	assert_true(number(f, "SELECT count(*) FROM documents") == 1);
	assert_true(number(f, "SELECT count(*) FROM refs") == 2);
	assert_true(
	    number(f,
		"SELECT count(*) FROM refs WHERE seq = 1 AND raw = 'Bengio ' "
		"|| "
		"char(10) || ' 2009' AND verdict = 'differs' AND span_to = 20 "
		"AND "
		"judgement ->> '$.changes[0].to' = '2015\"' AND "
		"judgement ->> '$.changes[1].to[0].family' = 'Bengio' AND "
		"judgement ->> '$.searched[0].hits' = 3 AND "
		"judgement ->> '$.alerts[0]' = 'retracted' AND "
		"judgement ->> '$.work.item.title' LIKE 'Learning%' AND "
		"parses ->> '$[0].places[0].range[1]' = 9 AND "
		"parses ->> '$[0].confidence' = 0.25") == 1);
	refs.len = 1;
	ok(f, store_put_document(f->store, &refs, NULL, &f->err));
	assert_true(
	    number(f, "SELECT count(*) FROM refs WHERE verdict IS NULL") == 1);
	assert_true(number(f, "SELECT count(*) FROM refs") == 1);
}

static void
decisions_are_found_by_the_text_as_read(void **state)
{
	struct fixture *f = *state;
	char *decision;

	assert_int_equal(store_decision(&decision, &f->arena, f->store,
			     "Weber (1904)", &f->err),
	    ERR_ABSENT);
	f->err.text[0] = '\0';
	ok(f, store_decide(f->store, "Weber (1904).", "right", &f->err));
	ok(f, store_decision(
		  &decision, &f->arena, f->store, "WEBER  1904", &f->err));
	assert_string_equal(decision, "right");
	ok(f, store_decide(f->store, "Weber (1904).", NULL, &f->err));
	assert_int_equal(store_decision(&decision, &f->arena, f->store,
			     "Weber (1904)", &f->err),
	    ERR_ABSENT);
}

static void
pending_look_ups_are_counted_once(void **state)
{
	struct fixture *f = *state;
	size_t n;

	for (int i = 0; i < 2; i++)
		ok(f, store_add_pending(f->store, "no/such/paper.md", "Weber",
			  "crossref", i ? "429" : "timed out", &f->err));
	ok(f, store_add_pending(
		  f->store, "other.md", "Weber", "crossref", NULL, &f->err));
	ok(f, store_count_pending(f->store, &n, &f->err));
	assert_int_equal(n, 2);
	ok(f, store_clear_pending(f->store, "no/such/paper.md", &f->err));
	ok(f, store_count_pending(f->store, &n, &f->err));
	assert_int_equal(n, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(every_field_of_a_work_survives_json),
		T(a_cut_is_kept_where_it_is),
		T(json_of_the_wrong_shape_is_absent),
		T(a_work_comes_back_as_it_was),
		T(an_absent_key_is_absent),
		T(a_taken_key_is_made_unique),
		T(a_key_is_fit_for_bibtex),
		T(an_added_work_can_be_taken_back),
		T(apply_changes_the_claims_and_nothing_else),
		T(protected_fields_are_left),
		T(a_later_change_blocks_undoing_an_earlier_one),
		T(a_work_that_somebody_else_added_too_is_not_taken_away),
		T(versions_are_linked_and_parted_again),
		T(a_group_is_one_command),
		T(resolved_works_are_not_pending_until_they_are_old),
		T(a_re_import_finds_the_work_that_was_mended),
		T(three_thousand_authors_are_kept),
		T(a_document_is_kept_as_last_seen),
		T(decisions_are_found_by_the_text_as_read),
		T(pending_look_ups_are_counted_once),
	};

	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
