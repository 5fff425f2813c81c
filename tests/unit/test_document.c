#include "model/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/banned.h"

#define BYTES(lit) SPAN_LIT(lit)

static struct document *
document_of(const char *path, struct span bytes)
{
	struct document *d = NULL;
	struct err err = ERR_INIT;

	if (document_from_bytes(&d, path, bytes, &err))
		fail_msg("%s", err.text);
	return d;
}

static void
assert_text(const struct document *d, const char *expected)
{
	assert_int_equal(d->text.len, strlen(expected));
	assert_memory_equal(d->text.ptr, expected, d->text.len);
}

/* Encoding the document's own text gives the file's own bytes. */
static void
assert_comes_back(struct document *d)
{
	struct span out;
	struct err err = ERR_INIT;
	size_t bom = d->shift;

	assert_int_equal(
	    document_encode(&out, &d->arena, d, d->text, &err), OK);
	assert_int_equal(out.len, d->bytes.len - bom);
	assert_memory_equal(out.ptr, d->bytes.ptr + bom, out.len);
}

static void
utf8_is_read_in_place(void **state)
{
	struct document *d = document_of("a.md", BYTES("Größe\n文献\n"));

	(void)state;
	assert_int_equal(d->encoding, ENCODING_UTF8);
	assert_false(d->bom);
	assert_false(d->crlf);
	assert_false(d->damaged);
	assert_null(d->map);
	assert_text(d, "Größe\n文献\n");
	assert_int_equal(d->lines_len, 3);
	assert_int_equal(document_original(d, 5), 5);
	document_close(d);
}

static void
utf8_bom_shifts_offsets(void **state)
{
	struct document *d =
	    document_of("a.md", BYTES("\357\273\277# T\r\nb\r\n"));
	size_t line, column;

	(void)state;
	assert_true(d->bom);
	assert_true(d->crlf);
	assert_text(d, "# T\r\nb\r\n");
	assert_int_equal(document_original(d, 0), 3);
	assert_int_equal(document_original(d, d->text.len), 11);
	assert_int_equal(document_text_offset(d, 3), 0);
	assert_int_equal(document_text_offset(d, 0), 0);
	assert_int_equal(document_text_offset(d, 11), 8);
	document_position(d, 5, &line, &column);
	assert_int_equal(line, 2);
	assert_int_equal(column, 1);
	document_close(d);
}

static void
utf16_is_decoded_with_a_map(void **state)
{
	/* "é😀\n" in both orders, with BOM */
	struct document *d = document_of(
	    "a.txt", BYTES("\377\376\351\000\075\330\000\336\n\000"));

	(void)state;
	assert_int_equal(d->encoding, ENCODING_UTF16LE);
	assert_text(d, "é😀\n");
	assert_int_equal(document_original(d, 0), 2);
	assert_int_equal(document_original(d, 2), 4);
	assert_int_equal(document_original(d, 6), 8);
	assert_int_equal(document_original(d, 7), 10);
	assert_int_equal(document_text_offset(d, 8), 6);
	assert_comes_back(d);
	document_close(d);
	d = document_of(
	    "a.txt", BYTES("\376\377\000\351\330\075\336\000\000\n"));
	assert_int_equal(d->encoding, ENCODING_UTF16BE);
	assert_text(d, "é😀\n");
	assert_comes_back(d);
	document_close(d);
}

static void
utf16_without_bom_is_seen_by_its_zeros(void **state)
{
	struct document *d = document_of("a.txt", BYTES("R\0e\0f\0s\0\n\0"));

	(void)state;
	assert_int_equal(d->encoding, ENCODING_UTF16LE);
	assert_false(d->bom);
	assert_text(d, "Refs\n");
	document_close(d);
	d = document_of("a.txt", BYTES("\0R\0e\0f\0s\0\n"));
	assert_int_equal(d->encoding, ENCODING_UTF16BE);
	document_close(d);
}

static void
windows_1252_keeps_every_byte(void **state)
{
	char all[256];
	struct document *d;
	size_t n = 0;

	(void)state;
	for (int c = 1; c < 256; c++)
		all[n++] = (char)c;
	d = document_of("a.txt", (struct span){ all, n });
	assert_int_equal(d->encoding, ENCODING_WINDOWS_1252);
	assert_false(d->damaged);
	assert_comes_back(d);
	document_close(d);
	d = document_of("a.txt", BYTES("M\374ller, \204Stra\337e\223\n"));
	assert_int_equal(d->encoding, ENCODING_WINDOWS_1252);
	assert_text(d, "Müller, „Straße“\n");
	document_close(d);
}

static void
gb18030_is_told_from_windows_1252(void **state)
{
	/* "参考文献：深度学习[M]. 机械工业出版社, 2016." */
	struct document *d = document_of("a.txt",
	    BYTES("\262\316\277\274\316\304\317\327\243\272\311\356\266\310"
		  "\321\247\317\260[M]. 2016.\n"));

	(void)state;
	assert_int_equal(d->encoding, ENCODING_GB18030);
	assert_text(d, "参考文献：深度学习[M]. 2016.\n");
	assert_int_equal(document_original(d, 3), 2);
	assert_int_equal(document_original(d, 15), 10);
	assert_comes_back(d);
	document_close(d);
}

static void
assert_encoding(struct span bytes, enum document_encoding expected)
{
	struct document *d = document_of("a.txt", bytes);

	assert_int_equal(d->encoding, expected);
	assert_comes_back(d);
	document_close(d);
}

static void
latin_text_with_little_chinese_is_gb18030(void **state)
{
	(void)state;
	/* "周志华" once; an o with two dots takes four bytes */
	assert_encoding(
	    BYTES("[1] Vaswani, A. Attention is all you need. 2017.\n"
		  "[2] \326\334\326\276\273\252. Machine learning. "
		  "2016.\n"
		  "[3] Schr\201\060\213\062dinger, E. What is life? "
		  "Cambridge, 1944.\n"),
	    ENCODING_GB18030);
	/* only quotes and a u with two dots */
	assert_encoding(
	    BYTES("M\250\271ller, K.-R. \241\260On kernels,\241\261 "
		  "1998.\n"),
	    ENCODING_GB18030);
	/* a rare character, as names have them, beside common ones */
	assert_encoding(
	    BYTES("\226\357\326\334\326\276\273\252\262\316\277\274\316"
		  "\304\317\327\n"),
	    ENCODING_GB18030);
}

static void
letters_side_by_side_are_no_chinese(void **state)
{
	(void)state;
	/* Größe; créée, créés; ÜBERGRÖßE */
	assert_encoding(
	    BYTES("Die Gr\366\337e der Welt.\n"), ENCODING_WINDOWS_1252);
	assert_encoding(BYTES("La soci\351t\351 cr\351\351e par Dupr\351.\n"),
	    ENCODING_WINDOWS_1252);
	assert_encoding(
	    BYTES("Les lois cr\351\351es.\n"), ENCODING_WINDOWS_1252);
	assert_encoding(
	    BYTES("Soci\351t\351 fran\347aise\n"), ENCODING_WINDOWS_1252);
	/* Łódź and żółw as Windows-1250 has them: not ours, but no Chinese */
	assert_encoding(BYTES("Mi\263osz, Cz. \243\363d\237, \277\363\263w, "
			      "\234wi\352ty.\n"),
	    ENCODING_WINDOWS_1252);
	assert_encoding(BYTES("\253\240Les mots\240\273 \226 d\222accord\n"),
	    ENCODING_WINDOWS_1252);
}

static void
utf16_without_bom_may_be_chinese(void **state)
{
	/* "一一, 1.\n" and "一二 A\n": U+4E00 has a zero on the other side */
	(void)state;
	assert_encoding(BYTES("1\0.\0 \0A\0b\0c\0d\0 \0.\0\0\1161\0\n\0"),
	    ENCODING_UTF16LE);
	assert_encoding(BYTES("\0001\0.\0 \0A\0b\0c\0d\0 \0.\116\0\0001\0\n"),
	    ENCODING_UTF16BE);
}

static void
gb18030_writes_all_of_unicode(void **state)
{
	struct document *d = document_of("a.txt", BYTES("\316\304\317\327\n"));
	struct span out;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(document_encode(&out, &d->arena, d,
			     SPAN_LIT("\xf0\x9f\x98\x80"), &err),
	    OK);
	assert_int_equal(out.len, 4);
	assert_memory_equal(out.ptr, "\224\071\374\066", 4);
	document_close(d);
}

static void
a_few_wrong_bytes_do_not_change_utf8(void **state)
{
	struct document *d =
	    document_of("a.txt", BYTES("Größe, Höhe, Fläche, Übergang, "
				       "Erdős\n\342\200 rest\n"));

	(void)state;
	assert_int_equal(d->encoding, ENCODING_UTF8);
	assert_true(d->damaged);
	assert_non_null(d->map);
	assert_text(d, "Größe, Höhe, Fläche, Übergang, Erdős\n"
		       "\357\277\275\357\277\275 rest\n");
	assert_int_equal(d->damage_len, 2);
	assert_int_equal(d->damage[1], d->damage[0] + 1);
	assert_int_equal(document_original(d, d->text.len), d->bytes.len);
	document_close(d);
}

static void
a_stray_byte_among_utf8_is_a_letter(void **state)
{
	struct document *d = document_of(
	    "a.txt", BYTES("Müller, M\374ller, Stra\337e, it\222s, 5\2266\n"));

	(void)state;
	assert_int_equal(d->encoding, ENCODING_UTF8);
	assert_true(d->damaged);
	assert_false(d->guessed);
	assert_int_equal(d->damage_len, 4);
	assert_int_equal(d->damage[0], 10);
	assert_text(d, "Müller, Müller, Straße, it’s, 5–6\n");
	document_close(d);
}

static void
letters_that_look_like_utf8_by_chance_make_no_utf8(void **state)
{
	/* "Spaß“" is a letter of N'Ko, were it UTF-8 */
	struct document *d = document_of(
	    "a.txt", BYTES("\204Spa\337\223, Gr\374\337e, M\374ller, H\366he, "
			   "\334bung\n"));

	(void)state;
	assert_int_equal(d->encoding, ENCODING_WINDOWS_1252);
	assert_true(d->guessed);
	assert_text(d, "„Spaß“, Grüße, Müller, Höhe, Übung\n");
	document_close(d);
}

static void
the_encoding_that_a_file_declares_is_read_and_written(void **state)
{
	static const struct {
		struct span bytes;
		const char *name, *has; /* NULL: it is guessed */
		const char *add;
		struct span added;
	} cases[] = {
		{ BYTES("<?xml version='1.0' encoding=\"windows-1251\"?>\n"
			"<a>\317\360\350\342\345\362</a>"),
		    "windows-1251", "Привет", "я", BYTES("\377") },
		{ BYTES("This file was created with JabRef 2.10.\nEncoding: "
			"ISO8859_2\n@misc{a, title = {\263\363d\274}}"),
		    "ISO8859_2", "łódź", "ł", BYTES("\263") },
		{ BYTES("% Encoding: MacRoman\n@misc{a, title = {M\237ller}}"),
		    "MacRoman", "Müller", "é", BYTES("\216") },
		{ BYTES("% Encoding: Cp1252\n@misc{a, title = {M\374ller}}"),
		    "windows-1252", "Müller", "é", BYTES("\351") },
		{ BYTES("% -*- coding: latin-2-unix -*-\n{\263\363d\274}"),
		    "latin-2", "łódź", "ł", BYTES("\263") },
		{ BYTES("{\263\363d\237}\n% Local Variables:\n%  coding: "
			"cp1250\n% End:\n"),
		    "cp1250", "łódź", "ł", BYTES("\263") },
		{ BYTES("<html><head><meta http-equiv=a content='text/html; "
			"charset=Shift_JIS'>\223\372\226\173"),
		    "Shift_JIS", "日本", "日", BYTES("\223\372") },
		{ BYTES("\\documentclass{article}\n\\usepackage[applemac]"
			"{inputenc}\nM\237ller"),
		    "macintosh", "Müller", "é", BYTES("\216") },
		/* a letter that the encoding lacks */
		{ BYTES("\\inputencoding{koi8-r}\n\360\322\311\327\305\324"),
		    "koi8-r", "Привет", "è", BYTES("e") },
		/* marks of its own, where Unicode has one letter */
		{ BYTES("% Encoding: windows-1258\nti\352\354ng"),
		    "windows-1258", "tiê\u0301ng", "ê\u0301",
		    BYTES("\352\354") },
		{ BYTES("% Encoding: latin2\n\263\363d\274"), "latin2", "łódź",
		    "o\u0301", BYTES("\363") },
		/* what cannot be, or says nothing */
		{ BYTES("% Encoding: UTF-16\nM\374ller"), NULL, "Müller", "é",
		    BYTES("\351") },
		{ BYTES("% Encoding: UTF-8\nM\374ller"), NULL, "Müller", "é",
		    BYTES("\351") },
		{ BYTES("% Encoding: ISO-2022-JP\nM\374ller"), NULL, "Müller",
		    "é", BYTES("\351") },
		{ BYTES("% Encoding:\nM\374ller"), NULL, "Müller", "é",
		    BYTES("\351") },
		{ BYTES("% Encoding: ISO-8859-1\n\311\356\266\310\321\247\317"
			"\260"),
		    NULL, "深度学习", "深", BYTES("\311\356") },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct document *d = document_of("a", cases[i].bytes);
		struct arena a = ARENA_INIT;
		struct err err = ERR_INIT;
		struct span out;

		assert_non_null(strstr(d->text.ptr, cases[i].has));
		assert_int_equal(d->guessed, !cases[i].name);
		assert_false(d->damaged);
		if (cases[i].name)
			assert_string_equal(d->encoding_name, cases[i].name);
		assert_int_equal(
		    document_encode(&out, &a, d, span_of(cases[i].add), &err),
		    OK);
		assert_int_equal(out.len, cases[i].added.len);
		assert_memory_equal(out.ptr, cases[i].added.ptr, out.len);
		arena_release(&a);
		document_close(d);
	}
}

static void
what_is_utf8_is_read_as_that_whatever_it_declares(void **state)
{
	struct document *d = document_of(
	    "a.bib", BYTES("% Encoding: ISO-8859-2\nM\303\274ller"));

	(void)state;
	assert_int_equal(d->encoding, ENCODING_UTF8);
	assert_text(d, "% Encoding: ISO-8859-2\nMüller");
	document_close(d);
}

static void
the_encoding_that_is_named_is_read(void **state)
{
	static const struct {
		const char *encoding;
		struct span bytes;
		const char *text;
		enum document_encoding is;
	} cases[] = {
		{ "Shift_JIS", { "a\223\372\226\173\n", 6 }, "a日本\n",
		    ENCODING_NAMED },
		{ "windows-1251", { "\317\361\n", 3 }, "Пс\n", ENCODING_NAMED },
		{ "ISO-2022-JP", { "\033$BF|K\\\033(B", 10 }, "日本",
		    ENCODING_NAMED },
		{ "cp1252", { "\374\n", 2 }, "ü\n", ENCODING_WINDOWS_1252 },
		{ "utf8", { "\357\273\277\303\274", 5 }, "ü", ENCODING_UTF8 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sbuf file = SBUF_INIT;
		struct err err = ERR_INIT;
		struct document *d;

		sbuf_add(&file, cases[i].bytes);
		assert_int_equal(document_from_file_in(&d, "a.txt", &file,
				     cases[i].encoding, &err),
		    OK);
		assert_int_equal(d->encoding, cases[i].is);
		assert_false(d->guessed);
		assert_text(d, cases[i].text);
		assert_int_equal(
		    document_original(d, d->text.len), cases[i].bytes.len);
		document_close(d);
		sbuf_release(&file);
	}
	assert_int_equal(document_encoding_named("none-such", NULL), ERR_USAGE);
	assert_int_equal(document_encoding_named("", NULL), ERR_USAGE);
}

static void
cut_characters_at_the_end_are_damage_only(void **state)
{
	struct document *d = document_of("a.txt", BYTES("\377\376A\000B\000C"));

	(void)state;
	assert_true(d->damaged);
	assert_text(d, "AB\357\277\275");
	document_close(d);
	d = document_of("a.txt", BYTES("\377\376\075\330A\000"));
	assert_text(d, "\357\277\275A");
	document_close(d);
}

static void
what_is_no_text_is_refused_with_a_reason(void **state)
{
	static const struct {
		struct span bytes;
		const char *said;
	} cases[] = {
		{ { "%PDF-1.7\n", 9 }, "pdftotext" },
		{ { "PK\003\004....", 8 }, "ZIP" },
		{ { "\0\1\2\3\0\0\7\0", 8 }, "no text" },
		{ { "\377\376\0\0A\0\0\0", 8 }, "UTF-32" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct document *d = NULL;
		struct err err = ERR_INIT;

		assert_int_equal(
		    document_from_bytes(&d, "x", cases[i].bytes, &err),
		    ERR_SYNTAX);
		assert_null(d);
		assert_non_null(strstr(err.text, cases[i].said));
	}
}

static void
an_empty_file_is_a_document(void **state)
{
	struct document *d = document_of("-", BYTES(""));
	size_t line, column;

	(void)state;
	assert_int_equal(d->text.len, 0);
	assert_int_equal(d->lines_len, 1);
	document_position(d, 0, &line, &column);
	assert_int_equal(line, 1);
	assert_int_equal(column, 1);
	document_close(d);
}

static void
format_is_told_by_name_then_by_content(void **state)
{
	static const struct {
		const char *path;
		const char *bytes;
		enum document_format format;
	} cases[] = {
		{ "a.md", "@article{x,", DOCUMENT_MARKDOWN },
		{ "A.BIB", "", DOCUMENT_BIBTEX },
		{ "a.txt", "# Title\n", DOCUMENT_TEXT },
		{ "-", "% bib\n\n@Article {x,\n", DOCUMENT_BIBTEX },
		{ "-", "@string(a = {b})\n", DOCUMENT_BIBTEX },
		{ "-", "write to me@here (please)\n", DOCUMENT_TEXT },
		{ "-", "text\n\n## References\n", DOCUMENT_MARKDOWN },
		{ "paper", "see [it](https://x.org)\n", DOCUMENT_MARKDOWN },
		{ "paper", "#hashtag\nReferences\n", DOCUMENT_TEXT },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct document *d =
		    document_of(cases[i].path, span_of(cases[i].bytes));

		assert_int_equal(d->format, cases[i].format);
		document_close(d);
	}
}

static void
positions_count_characters(void **state)
{
	struct document *d = document_of("a.txt", BYTES("ab\n文献x\rz"));
	size_t line, column;

	(void)state;
	document_position(d, 9, &line, &column);
	assert_int_equal(line, 2);
	assert_int_equal(column, 3);
	document_position(d, 11, &line, &column);
	assert_int_equal(line, 3);
	assert_int_equal(column, 1);
	document_position(d, 999, &line, &column);
	assert_int_equal(line, 3);
	assert_int_equal(column, 2);
	document_close(d);
}

static void
line_ends_are_written_as_the_document_has_them(void **state)
{
	struct document *d = document_of("a.txt", BYTES("a\r\nb\r\nc\n"));
	struct span out;
	struct err err = ERR_INIT;

	(void)state;
	assert_true(d->crlf);
	assert_int_equal(
	    document_encode(&out, &d->arena, d, SPAN_LIT("x\ny\r\nz"), &err),
	    OK);
	assert_int_equal(out.len, 7);
	assert_memory_equal(out.ptr, "x\r\ny\r\nz", 7);
	document_close(d);
}

static void
lacking_characters_get_a_look_alike_or_an_error(void **state)
{
	struct document *d = document_of("a.txt", BYTES("M\374ller\n"));
	struct span out;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(document_encode(&out, &d->arena, d,
			     SPAN_LIT("Erdős‐Łuk é e\xcc\x81 €"), &err),
	    OK);
	assert_int_equal(out.len, strlen("Erdos-Luk \351 \351 \200"));
	assert_memory_equal(out.ptr, "Erdos-Luk \351 \351 \200", out.len);
	assert_int_equal(
	    document_encode(&out, &d->arena, d, SPAN_LIT("王"), &err),
	    ERR_SYNTAX);
	assert_non_null(strstr(err.text, "王"));
	document_close(d);
}

static void
a_missing_file_is_absent(void **state)
{
	struct document *d = NULL;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(
	    document_open(&d, "/nonexistent/x.md", &err), ERR_ABSENT);
	assert_null(d);
	assert_true(err.text[0]);
	document_close(NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_is_read_in_place),
		cmocka_unit_test(utf8_bom_shifts_offsets),
		cmocka_unit_test(utf16_is_decoded_with_a_map),
		cmocka_unit_test(utf16_without_bom_is_seen_by_its_zeros),
		cmocka_unit_test(windows_1252_keeps_every_byte),
		cmocka_unit_test(gb18030_is_told_from_windows_1252),
		cmocka_unit_test(
		    the_encoding_that_a_file_declares_is_read_and_written),
		cmocka_unit_test(
		    what_is_utf8_is_read_as_that_whatever_it_declares),
		cmocka_unit_test(latin_text_with_little_chinese_is_gb18030),
		cmocka_unit_test(letters_side_by_side_are_no_chinese),
		cmocka_unit_test(utf16_without_bom_may_be_chinese),
		cmocka_unit_test(gb18030_writes_all_of_unicode),
		cmocka_unit_test(a_few_wrong_bytes_do_not_change_utf8),
		cmocka_unit_test(a_stray_byte_among_utf8_is_a_letter),
		cmocka_unit_test(
		    letters_that_look_like_utf8_by_chance_make_no_utf8),
		cmocka_unit_test(the_encoding_that_is_named_is_read),
		cmocka_unit_test(cut_characters_at_the_end_are_damage_only),
		cmocka_unit_test(what_is_no_text_is_refused_with_a_reason),
		cmocka_unit_test(an_empty_file_is_a_document),
		cmocka_unit_test(format_is_told_by_name_then_by_content),
		cmocka_unit_test(positions_count_characters),
		cmocka_unit_test(
		    line_ends_are_written_as_the_document_has_them),
		cmocka_unit_test(
		    lacking_characters_get_a_look_alike_or_an_error),
		cmocka_unit_test(a_missing_file_is_absent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
