#include "parse/parse.h"
#include "read/read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/banned.h"

/* The references of a document, by the reader of its format. */
struct found {
	struct document *document;
	struct blocks blocks;
	struct references refs;
};

static struct found
find_in(const char *path, struct span bytes)
{
	struct found f = { 0 };
	struct err err = ERR_INIT;
	int rc = document_from_bytes(&f.document, path, bytes, &err);

	if (!rc && f.document->format == DOCUMENT_MARKDOWN)
		rc = read_markdown(&f.blocks, f.document, &err);
	else if (!rc)
		rc = read_text(&f.blocks, f.document, &err);
	f.refs.document = f.document;
	if (!rc)
		rc = parse_find(&f.refs, &f.blocks, &err);
	if (rc)
		fail_msg("%s", err.text);
	return f;
}

static struct found
find_markdown(const char *text)
{
	return find_in("a.md", span_of(text));
}

static struct found
find_text(const char *text)
{
	return find_in("a.txt", span_of(text));
}

static void
done(struct found *f)
{
	document_close(f->document);
}

static void
assert_body(const struct found *f, size_t i, const char *expected)
{
	assert_true(i < f->refs.len);
	assert_string_equal(f->refs.items[i].body.text, expected);
}

/* The original bytes of a reference. */
static void
assert_raw(const struct found *f, size_t i, const char *expected)
{
	struct range r;

	assert_true(i < f->refs.len);
	r = f->refs.items[i].span;
	assert_true(r.to <= f->document->bytes.len);
	assert_int_equal(r.to - r.from, strlen(expected));
	assert_memory_equal(
	    f->document->bytes.ptr + r.from, expected, r.to - r.from);
}

static void
assert_label(const struct found *f, size_t i, const char *expected)
{
	assert_true(i < f->refs.len);
	if (expected)
		assert_string_equal(f->refs.items[i].label, expected);
	else
		assert_null(f->refs.items[i].label);
}

static const char three_lists[] =
    "# 注意力机制综述\n"
    "\n"
    "《深度学习》（Goodfellow、Bengio、Courville著，2016）是一本经典教材。\n"
    "\n"
    "### 附录A：相关资源\n"
    "\n"
    "- 《深度学习》（Goodfellow, Bengio, Courville著）\n"
    "- PyTorch\n"
    "\n"
    "### 附录B：参考文献\n"
    "\n"
    "- Vaswani, A., Shazeer, N., & Parmar, N. (2017). *Attention is all you "
    "need*.\n"
    "- Hochreiter, S., & Schmidhuber, J. (1997). *Long short-term memory*. "
    "Neural Computation, 9(8), 1735-1780.\n"
    "\n"
    "## 结语\n"
    "\n"
    "本文介绍了注意力机制。\n"
    "\n"
    "```\n"
    "## References\n"
    "- Smith, J. (2000). Not a reference. Journal of Code, 1(1), 1-2.\n"
    "```\n"
    "\n"
    "### 附录B：参考文献\n"
    "\n"
    "以下列出了一些主要的参考文献，以便读者进一步学习。\n"
    "\n"
    "1. Bishop, C. M. (2006). *Pattern Recognition and Machine Learning*. "
    "Springer.\n"
    "   - 这是一本经典教材，涵盖了机器学习的理论基础（Bishop, 2006）。\n"
    "\n"
    "2. Rabiner, L. R. (1989). *A tutorial on hidden Markov models*. "
    "Proceedings of the IEEE, 77(2), 257-286.\n"
    "   - 本文介绍了隐马尔可夫模型。\n"
    "\n"
    "4. Silver, D., et al. (2016). *Mastering the game of Go*.\n"
    "\n"
    "这些参考文献涵盖了深度学习的多个方面，为本文的撰写提供了坚实的基础。\n"
    "\n"
    "### 结语\n"
    "\n"
    "谢谢。\n"
    "\n"
    "**参考文献**\n"
    "\n"
    "[1] 周志华. 机器学习[M]. 北京: 清华大学出版社, 2016.\n"
    "[2] 李航. 统计学习方法[M]. 北京: 清华大学出版社, 2012.\n";

static void
three_lists_in_one_document(void **state)
{
	struct found f = find_markdown(three_lists);

	(void)state;
	assert_int_equal(f.refs.lists_len, 3);
	assert_int_equal(f.refs.len, 7);
	assert_int_equal(f.refs.lists[0].len, 2);
	assert_int_equal(f.refs.lists[1].len, 3);
	assert_int_equal(f.refs.lists[2].len, 2);
	assert_string_equal(f.refs.lists[0].heading, "附录B：参考文献");
	assert_label(&f, 0, NULL);
	assert_label(&f, 2, "1.");
	assert_label(&f, 5, "[1]");
	assert_int_equal(f.refs.items[4].number, 4);
	assert_int_equal(f.refs.lists[1].missing_from, 3);
	assert_int_equal(f.refs.lists[1].highest, 4);
	assert_raw(&f, 0,
	    "Vaswani, A., Shazeer, N., & Parmar, N. (2017). "
	    "*Attention is all you need*.");
	assert_body(&f, 0,
	    "Vaswani, A., Shazeer, N., & Parmar, N. (2017). "
	    "Attention is all you need.");
	assert_body(
	    &f, 6, "李航. 统计学习方法[M]. 北京: 清华大学出版社, 2012.");
	assert_int_equal(f.refs.items[6].seq, 7);
	assert_string_equal(f.refs.items[6].key, "r7");
	done(&f);
}

static void
emphasis_is_a_run_over_the_title(void **state)
{
	struct found f = find_markdown(three_lists);
	const struct mapped_text *t = &f.refs.items[0].body;
	const char *title = strstr(t->text, "Attention");

	(void)state;
	assert_int_equal(t->runs_len, 1);
	assert_int_equal(t->runs[0].kind, RUN_EMPHASIS);
	assert_int_equal(t->runs[0].place.from, title - t->text);
	assert_int_equal(t->runs[0].place.to - t->runs[0].place.from,
	    strlen("Attention is all you need"));
	/* the map leads to the title in the document, behind its asterisk */
	assert_memory_equal(
	    f.document->text.ptr + t->map[t->runs[0].place.from] - 1,
	    "*Attention", 10);
	done(&f);
}

static void
plain_text_with_hanging_indents(void **state)
{
	struct found f = find_text(
	    "A report\n\nSome prose about things, as it goes.\n\n"
	    "7. References\n\n"
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term\n"
	    "    memory. Neural Computation, 9(8), 1735-1780.\n"
	    "Rabiner, L. R. (1989). A tutorial on hidden Markov models.\n"
	    "    Proceedings of the IEEE, 77(2), 257-286.\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	assert_body(&f, 0,
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural Computation, 9(8), 1735-1780.");
	assert_raw(&f, 1,
	    "Rabiner, L. R. (1989). A tutorial on hidden Markov models.\n"
	    "    Proceedings of the IEEE, 77(2), 257-286.");
	done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_lists_in_one_document),
		cmocka_unit_test(emphasis_is_a_run_over_the_title),
		cmocka_unit_test(plain_text_with_hanging_indents),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
