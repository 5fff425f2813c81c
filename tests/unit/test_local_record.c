#include "model/key.h"
#include "source/local-bucket.h"
#include "source/local-record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/banned.h"

static struct work *
einstein(struct arena *a)
{
	struct work *w = ARENA_NEW(a, struct work);
	struct name name = { .family = "Einstein", .given = "Albert" };

	w->type = WORK_TYPE_ARTICLE_JOURNAL;
	w->title = "Zur Elektrodynamik bewegter Körper";
	name_list_add(a, &w->author, name);
	w->container_title = "Annalen der Physik";
	w->volume = "322";
	w->issue = "10";
	w->page = "891-921";
	w->DOI = "10.1002/andp.19053221004";
	w->issued.from = (struct date_point){ 1905, 6, 30 };
	return w;
}

static struct span
of(const struct sbuf *s)
{
	return (struct span){ s->buf, s->len };
}

static void
a_record_comes_back_as_it_was(void **state)
{
	struct sbuf out = SBUF_INIT;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct work *w = einstein(&a), *back;
	struct name group = { .literal =
				  "Deutsche Physikalische Gesellschaft" };
	struct name particle = { .family = "Neumann",
		.given = "John",
		.non_dropping_particle = "von",
		.suffix = "Jr.",
		.ORCID = "0000-0002-1825-0097" };

	(void)state;
	name_list_add(&a, &w->author, particle);
	name_list_add(&a, &w->editor, group);
	w->author.others = true;
	w->original_date.from.year = -44;
	w->original_date.circa = true;
	w->submitted.literal = "令和5年";
	w->event_date.from = (struct date_point){ 1999, 10, 0 };
	w->event_date.to = (struct date_point){ 2000, 2, 29 };
	work_add_relation(&a, w, RELATION_RETRACTED_BY, "10.1000/x", "2020");
	work_add_relation(&a, w, RELATION_VERSION_OF, NULL, NULL);
	w->title_rich = "<i>Zur</i> Elektrodynamik bewegter Körper";
	local_record_encode(&out, w, 7);
	assert_int_equal(local_record_terms(of(&out)), 7);
	assert_int_equal(local_record_decode(&back, &a, of(&out), &err), 0);
	assert_int_equal(back->type, WORK_TYPE_ARTICLE_JOURNAL);
	assert_string_equal(back->title, w->title);
	assert_string_equal(back->title_rich, w->title_rich);
	assert_string_equal(back->container_title, "Annalen der Physik");
	assert_string_equal(back->volume, "322");
	assert_string_equal(back->issue, "10");
	assert_string_equal(back->page, "891-921");
	assert_string_equal(back->DOI, w->DOI);
	assert_int_equal(back->author.len, 2);
	assert_true(back->author.others);
	assert_string_equal(back->author.items[0].family, "Einstein");
	assert_string_equal(back->author.items[0].given, "Albert");
	assert_string_equal(back->author.items[1].non_dropping_particle, "von");
	assert_string_equal(back->author.items[1].suffix, "Jr.");
	assert_string_equal(back->author.items[1].ORCID, "0000-0002-1825-0097");
	assert_null(back->author.items[1].literal);
	assert_string_equal(back->editor.items[0].literal,
	    "Deutsche Physikalische Gesellschaft");
	assert_int_equal(back->issued.from.year, 1905);
	assert_int_equal(back->issued.from.month, 6);
	assert_int_equal(back->issued.from.day, 30);
	assert_int_equal(back->original_date.from.year, -44);
	assert_true(back->original_date.circa);
	assert_string_equal(back->submitted.literal, "令和5年");
	assert_int_equal(back->event_date.to.day, 29);
	assert_int_equal(back->relations->kind, RELATION_RETRACTED_BY);
	assert_string_equal(back->relations->id, "10.1000/x");
	assert_string_equal(back->relations->note, "2020");
	assert_int_equal(back->relations->next->kind, RELATION_VERSION_OF);
	assert_null(back->publisher);
	sbuf_release(&out);
	arena_release(&a);
}

static void
no_cut_of_a_record_is_read_past_its_end(void **state)
{
	struct sbuf out = SBUF_INIT;
	struct arena a = ARENA_INIT;
	struct work *w = einstein(&a), *back;

	(void)state;
	local_record_encode(&out, w, 1);
	for (size_t n = 0; n < out.len; n++) {
		/* A copy of its own, so that a sanitizer sees the end. */
		char *cut = arena_strdup_span(&a, (struct span){ out.buf, n });

		(void)local_record_decode(
		    &back, &a, (struct span){ cut, n }, NULL);
	}
	/* The last byte belongs to the date: the record is not whole. */
	assert_int_equal(local_record_decode(&back, &a,
			     (struct span){ out.buf, out.len - 1 }, NULL),
	    ERR_SYNTAX);
	sbuf_release(&out);
	arena_release(&a);
}

static void
a_record_with_ill_formed_text_is_damaged(void **state)
{
	struct sbuf out = SBUF_INIT;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct work *w = einstein(&a), *back;

	(void)state;
	w->publisher = "Barth\xff";
	local_record_encode(&out, w, 1);
	assert_int_equal(
	    local_record_decode(&back, &a, of(&out), &err), ERR_SYNTAX);
	sbuf_release(&out);
	arena_release(&a);
}

static void
three_thousand_authors_are_kept(void **state)
{
	struct sbuf out = SBUF_INIT;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	struct work *w = einstein(&a), *back;

	(void)state;
	for (int i = 1; i < 3000; i++)
		name_list_add(&a, &w->author,
		    (struct name){ .family = arena_printf(&a, "F%d", i) });
	local_record_encode(&out, w, 1000);
	assert_int_equal(local_record_terms(of(&out)), 255);
	assert_int_equal(local_record_decode(&back, &a, of(&out), &err), 0);
	assert_int_equal(back->author.len, 3000);
	assert_string_equal(back->author.items[2999].family, "F2999");
	sbuf_release(&out);
	arena_release(&a);
}

static void
packed_records_unpack_with_their_dictionary(void **state)
{
	enum { RECORDS = 4000 };
	struct sbuf all = SBUF_INIT, dictionary = SBUF_INIT, packed = SBUF_INIT;
	struct arena a = ARENA_INIT;
	struct err err = ERR_INIT;
	size_t *sizes = ARENA_ARRAY(&a, size_t, RECORDS);
	struct local_packer *packer;
	struct local_unpacker *unpacker;
	struct span record, back;

	(void)state;
	for (size_t i = 0; i < RECORDS; i++) {
		struct work *w = einstein(&a);
		size_t before = all.len;

		w->title = arena_printf(&a,
		    "On the %zu electrodynamics of %zx moving bodies", i * 7919,
		    i * 104729);
		local_record_encode(&all, w, 5);
		sizes[i] = all.len - before;
	}
	local_dictionary_train(&dictionary, of(&all), sizes, RECORDS);
	assert_true(dictionary.len > 0);
	packer = local_packer_new(of(&dictionary), 9);
	unpacker = local_unpacker_new(of(&dictionary));
	record = span_sub(of(&all), 0, sizes[0]);
	local_packer_pack(packer, &packed, record);
	assert_true(packed.len < record.len / 2);
	assert_int_equal(local_packed_terms(of(&packed)), 5);
	assert_int_equal(
	    local_unpacker_unpack(unpacker, &back, of(&packed), &err), 0);
	assert_true(span_eq(back, record));
	for (size_t n = 0; n < packed.len; n++)
		assert_int_equal(
		    local_unpacker_unpack(unpacker, &back,
			(struct span){
			    arena_strdup_span(&a, span_sub(of(&packed), 0, n)),
			    n },
			NULL),
		    ERR_SYNTAX);
	local_packer_free(packer);
	local_unpacker_free(unpacker);
	sbuf_release(&all);
	sbuf_release(&dictionary);
	sbuf_release(&packed);
	arena_release(&a);
}

static void
a_key_finds_all_its_records_and_no_others(void **state)
{
	const uint32_t suffixes[] = { 5, 9, 9, 9, UINT32_MAX };
	const uint32_t ids[] = { 70000, 1, 300, 70001, 2 };
	struct sbuf out = SBUF_INIT;
	struct local_ids found;

	(void)state;
	local_bucket_add_ids(&out, suffixes, ids, 5, 70001);
	assert_true(local_bucket_ids(&found, of(&out), 9));
	assert_int_equal(found.len, 3);
	assert_int_equal(local_ids_get(&found, 0), 1);
	assert_int_equal(local_ids_get(&found, 2), 70001);
	assert_true(local_ids_have(&found, 300));
	assert_false(local_ids_have(&found, 301));
	assert_true(local_bucket_ids(&found, of(&out), UINT32_MAX));
	assert_int_equal(found.len, 1);
	assert_int_equal(local_ids_get(&found, 0), 2);
	assert_true(local_bucket_ids(&found, of(&out), 6));
	assert_int_equal(found.len, 0);
	assert_true(local_bucket_ids(&found, SPAN_LIT(""), 6));
	assert_int_equal(found.len, 0);
	out.buf[0] = 9;
	assert_false(local_bucket_ids(&found, of(&out), 9));
	sbuf_release(&out);
}

static void
a_term_finds_its_postings(void **state)
{
	struct sbuf out = SBUF_INIT, gaps = SBUF_INIT;
	struct local_term t = { .df = 3 }, found;
	struct local_term frequent = { 99999, LOCAL_POSTINGS_NONE, 0,
		{ "", 0 } };
	struct local_term list = { 500, LOCAL_POSTINGS_LIST, 77, { "", 0 } };
	struct local_postings p;

	(void)state;
	blob_add_varint(&gaps, 3);
	blob_add_varint(&gaps, 200);
	blob_add_varint(&gaps, 1);
	t.postings = of(&gaps);
	local_bucket_add_term(&out, 10, &frequent);
	local_bucket_add_term(&out, 20, &t);
	local_bucket_add_term(&out, 30, &list);
	assert_int_equal(local_bucket_term(&found, of(&out), 20), 1);
	assert_int_equal(found.df, 3);
	p = local_postings_of(found.postings);
	assert_true(local_postings_next(&p));
	assert_int_equal(p.id, 3);
	assert_true(local_postings_next(&p));
	assert_int_equal(p.id, 203);
	assert_true(local_postings_next(&p));
	assert_int_equal(p.id, 204);
	assert_false(local_postings_next(&p));
	assert_false(p.reader.bad);
	assert_int_equal(local_bucket_term(&found, of(&out), 30), 1);
	assert_int_equal(found.form, LOCAL_POSTINGS_LIST);
	assert_int_equal(found.list, 77);
	assert_int_equal(local_bucket_term(&found, of(&out), 10), 1);
	assert_int_equal(found.form, LOCAL_POSTINGS_NONE);
	assert_int_equal(local_bucket_term(&found, of(&out), 11), 0);
	out.len--;
	assert_int_equal(local_bucket_term(&found, of(&out), 31), -1);
	sbuf_release(&out);
	sbuf_release(&gaps);
}

static void
postings_never_wrap_around(void **state)
{
	struct sbuf gaps = SBUF_INIT;
	struct local_postings p;

	(void)state;
	blob_add_varint(&gaps, UINT32_MAX);
	blob_add_varint(&gaps, 1);
	p = local_postings_of(of(&gaps));
	assert_true(local_postings_next(&p));
	assert_false(local_postings_next(&p));
	assert_true(p.reader.bad);
	sbuf_reset(&gaps);
	blob_add_varint(&gaps, 0);
	p = local_postings_of(of(&gaps));
	assert_false(local_postings_next(&p));
	assert_true(p.reader.bad);
	sbuf_release(&gaps);
}

static void
keys_of_two_kinds_never_share_a_bucket(void **state)
{
	uint64_t title = local_key(LOCAL_KEY_TITLE, UINT64_MAX);
	uint64_t head = local_key(LOCAL_KEY_TITLE_HEAD, 1);

	(void)state;
	for (unsigned bits = 0; bits <= LOCAL_BUCKET_BITS_MAX; bits++)
		assert_true(local_key_bucket(title, bits) <
			    local_key_bucket(head, bits));
	assert_int_equal(local_key_kind(title), LOCAL_KEY_TITLE);
	assert_int_equal(local_key_suffix(title, 4), UINT32_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_comes_back_as_it_was),
		cmocka_unit_test(no_cut_of_a_record_is_read_past_its_end),
		cmocka_unit_test(a_record_with_ill_formed_text_is_damaged),
		cmocka_unit_test(three_thousand_authors_are_kept),
		cmocka_unit_test(packed_records_unpack_with_their_dictionary),
		cmocka_unit_test(a_key_finds_all_its_records_and_no_others),
		cmocka_unit_test(a_term_finds_its_postings),
		cmocka_unit_test(postings_never_wrap_around),
		cmocka_unit_test(keys_of_two_kinds_never_share_a_bucket),
	};

	return cmocka_run_group_tests_name("local record", tests, NULL, NULL);
}
