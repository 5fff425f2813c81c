#include "base/sbuf.h"

#include "find-test.h"

#include <stdlib.h>

#include "base/banned.h"

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

static void
a_running_head_inside_an_item_does_not_end_it(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "[1] Bengio, Y. (2009). Learning deep architectures for AI. "
	    "Foundations\n     and Trends in Machine Learning, 2(1), 1-127.\n\n"
	    "[2] A. Krizhevsky, I. Sutskever, and G. E. Hinton, \"ImageNet\n"
	    "     classification,\" in Adv. Neural\n"
	    "\n"
	    "Proc. of the Workshop on X 2012      3\n"
	    "\n"
	    "     Inf. Process. Syst., vol. 25, 2012, pp. 1097-1105.\n"
	    "\n"
	    "[3] Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural\n"
	    "\n"
	    "17\n"
	    "\n"
	    "     Computation, 9(8), 1735-1780.\n"
	    "[4] LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. "
	    "Nature.\n"
	    "18\n"
	    "[5] Vaswani, A., et al. (2017). Attention is all you need. "
	    "NIPS.\n");
	const struct reference *r;
	struct range across;

	(void)state;
	assert_int_equal(f.refs.len, 5);
	assert_body(&f, 1,
	    "A. Krizhevsky, I. Sutskever, and G. E. Hinton, \"ImageNet "
	    "classification,\" in Adv. Neural Inf. Process. Syst., vol. 25, "
	    "2012, pp. 1097-1105.");
	assert_body(&f, 2,
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural Computation, 9(8), 1735-1780.");
	assert_body(&f, 3,
	    "LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. "
	    "Nature.");
	/* a change over the page's end would take the head along */
	r = &f.refs.items[1];
	assert_false(r->cut);
	across.from = (size_t)(strstr(r->body.text, "Adv.") - r->body.text);
	across.to = (size_t)(strstr(r->body.text, ", vol.") - r->body.text);
	assert_false(reference_is_whole(f.document, r, across));
	across.from = 0;
	across.to = (size_t)(strstr(r->body.text, "in Adv") - r->body.text);
	assert_true(reference_is_whole(f.document, r, across));
	done(&f);
}

static void
an_entry_with_hanging_indent_goes_on_behind_a_running_head(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "Bengio, Y. (2009). Learning deep architectures for AI. "
	    "Foundations\n    and Trends in Machine Learning, 2(1), 1-127.\n"
	    "Krizhevsky, A., & Hinton, G. E. (2012). ImageNet\n"
	    "    classification. In Advances in Neural\n"
	    "\n"
	    "Proc. of the Workshop on X 2012      3\n"
	    "\n"
	    "    Information Processing Systems 25 (pp. 1097-1105).\n"
	    "Rabiner, L. R. (1989). A tutorial on hidden Markov models.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_body(&f, 1,
	    "Krizhevsky, A., & Hinton, G. E. (2012). ImageNet "
	    "classification. In Advances in Neural Information Processing "
	    "Systems 25 (pp. 1097-1105).");
	done(&f);
}

static void
numbers_that_label_entries_are_no_page_numbers(void **state)
{
	struct found f = find_text(
	    "References\n\n"
	    "1\n"
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural Computation, 9(8), 1735-1780.\n"
	    "2\n"
	    "Rabiner, L. R. (1989). A tutorial on hidden Markov models. "
	    "Proceedings of the IEEE, 77(2), 257-286.\n"
	    "3\n"
	    "Bishop, C. M. (2006). Pattern Recognition and Machine Learning. "
	    "Springer.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	done(&f);
}

static void
what_is_torn_for_good_is_marked_as_cut(void **state)
{
	struct found f = find_markdown(
	    "# References\n\n"
	    "1. LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. "
	    "Nature, 521(7553), 436-444.\n"
	    "2. Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural\n"
	    "3. Rabiner, L. R. (1989). A tutorial on hidden Markov models "
	    "and\n"
	    "4. Bishop, C. M. (2006). Pattern Recognition. Springer.\n"
	    "5. Bengio, Y. (2009). Learning deep architectures for AI. "
	    "Foundations and Trends in Machine Learning, 2(1), 1-127.\n");
	static const bool cut[] = { false, true, true, false, false };

	(void)state;
	assert_int_equal(f.refs.len, 5);
	for (size_t i = 0; i < f.refs.len; i++)
		assert_int_equal(f.refs.items[i].cut, cut[i]);
	done(&f);
}

static void
a_note_under_an_entry_is_left_alone(void **state)
{
	static const char *const notes[] = { "Note: I love this paper. (2020)",
		"Comment: too long; didn't read", "*Comment*: too long",
		"Anm.: wichtig!", "**Anm.:** wichtig!",
		"注：这是一篇经典论文。", "备注: 2017年读过",
		"- good for beginners (2020)", "Прим.: важно (2020)",
		"(Note: read it again)", "→ still the best text",
		"这篇文章值得反复阅读。" };
	static const char entry[] =
	    "Vaswani, A., et al. (2017). Attention is all you need. NIPS.";

	(void)state;
	for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
		for (int md = 0; md < 2; md++) {
			struct sbuf sb = SBUF_INIT;
			struct found f;

			sbuf_addf(&sb,
			    "%sReferences\n\n1. %s\n   %s\n2. Bishop, C. M. "
			    "(2006). Pattern Recognition. Springer.\n",
			    md ? "# " : "", entry, notes[i]);
			f = find_in(md ? "a.md" : "a.txt",
			    (struct span){ sb.buf, sb.len });
			assert_int_equal(f.refs.len, 2);
			assert_body(&f, 0, entry);
			assert_raw(&f, 0, entry);
			sbuf_release(&sb);
			done(&f);
		}
}

static void
a_remark_in_prose_under_an_entry_is_none_of_it(void **state)
{
	struct found f = find_markdown(
	    "## Reading list\n"
	    "\n"
	    "- LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. "
	    "*Nature*, 521.\n"
	    "  The review that started it; read chapter 3 first.\n"
	    "- Knuth, D. E. (1984). Literate programming. *The Computer "
	    "Journal*, 27, 97-111.\n"
	    "  Still the clearest account of the problem.\n"
	    "  Ask the library for it.\n"
	    "- Brooks, F. P. (1975). The mythical man-month.\n"
	    "  Reprinted with four new chapters and a look back.\n"
	    "- 周志华. 机器学习[M]. 北京: 清华大学出版社, 2016.\n"
	    "  先读第三章，再读其他各章。\n");

	(void)state;
	assert_int_equal(f.refs.len, 4);
	assert_body(&f, 0,
	    "LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. "
	    "Nature, 521.");
	assert_raw(&f, 1,
	    "Knuth, D. E. (1984). Literate programming. *The Computer "
	    "Journal*, 27, 97-111.");
	assert_body(&f, 2,
	    "Brooks, F. P. (1975). The mythical man-month. Reprinted with four "
	    "new chapters and a look back.");
	assert_body(&f, 3, "周志华. 机器学习[M]. 北京: 清华大学出版社, 2016.");
	done(&f);
}

/* It could not have begun on the line before; but what is before ends in a year, behind a
 * title in quotes, and the remark names nothing. */
static void
a_remark_under_a_full_line_is_one(void **state)
{
	struct found f = find_text(
	    "Literature\n"
	    "\n"
	    "1. L. Breiman, “Statistical modeling: The two cultures,” in\n"
	    "   Statistical Science, vol. 16, pp. 199-231, 2001.\n"
	    "2. P. Naur, “Programming as theory building,” vol. 15, 1985.\n"
	    "   Still the clearest account of the problem.\n"
	    "3. F. P. Brooks, “No silver bullet,” Computer, vol. 20, 1987.\n"
	    "   Reprinted with a look back in Software Pioneers.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_body(
	    &f, 1, "P. Naur, “Programming as theory building,” vol. 15, 1985.");
	assert_body(&f, 2,
	    "F. P. Brooks, “No silver bullet,” Computer, vol. 20, 1987. "
	    "Reprinted with a look back in Software Pioneers.");
	done(&f);
}

static void
an_acronym_ends_an_entry(void **state)
{
	struct found f = find_markdown(
	    "## Reading list\n"
	    "\n"
	    "- Shannon, C. E. (1940). *An algebra for theoretical genetics*. "
	    "MIT.\n"
	    "  We used its data in section 4.\n"
	    "- Knuth, D. E. (1984). Literate programming. *The Computer "
	    "Journal*, 27, 97-111.\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	assert_body(&f, 0,
	    "Shannon, C. E. (1940). An algebra for theoretical genetics. MIT.");
	done(&f);
}

/* The first line is as long as lines get here, the title goes on below. */
static void
a_wrapped_title_is_no_remark(void **state)
{
	struct found f = find_text(
	    "References\n"
	    "\n"
	    "1. Vapnik, V. (1998). Statistical learning theory. Wiley.\n"
	    "   How machines can learn from small samples of data.\n"
	    "2. Marr, D. (1982). Vision: A computational investigation\n"
	    "   into the human representation and processing of visual\n"
	    "   information. Freeman.\n"
	    "3. Minsky, M. (1986).\n"
	    "   The society of mind and its many small agents.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_body(&f, 0,
	    "Vapnik, V. (1998). Statistical learning theory. Wiley. How "
	    "machines can learn from small samples of data.");
	assert_body(&f, 2,
	    "Minsky, M. (1986). The society of mind and its many small "
	    "agents.");
	done(&f);
}

static void
citations_of_restructuredtext_are_entries(void **state)
{
	struct found f = find_text(
	    "References\n"
	    "==========\n"
	    "\n"
	    ".. [Knuth84] Knuth, D. E. (1984). Literate programming. The\n"
	    "   Computer Journal, 27, 97-111.\n"
	    ".. [LAM] Lamport, L. (1998). The part-time parliament. ACM\n"
	    "   Transactions on Computer Systems, 16, 133-169.\n"
	    "\n"
	    ".. _home: https://www.example.org/\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	assert_label(&f, 0, "[Knuth84]");
	assert_label(&f, 1, "[LAM]");
	assert_raw(&f, 1,
	    "Lamport, L. (1998). The part-time parliament. ACM\n"
	    "   Transactions on Computer Systems, 16, 133-169.");
	done(&f);
}

static void
anchors_of_asciidoc_are_labels(void **state)
{
	struct found f = find_text(
	    "== References\n"
	    "\n"
	    "* [[[lit]]] Knuth, D. E. (1984). Literate programming. The\n"
	    "  Computer Journal, 27, 97-111.\n"
	    "* [[[2]]] Lamport, L. (1998). The part-time parliament. ACM\n"
	    "  Transactions on Computer Systems, 16, 133-169.\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	assert_label(&f, 0, "[lit]");
	assert_label(&f, 1, "[2]");
	done(&f);
}

static void
a_column_of_references_is_a_list(void **state)
{
	struct found f = find_markdown(
	    "# References\n"
	    "\n"
	    "| No. | Reference | Used |\n"
	    "|-----|-----------|------|\n"
	    "| 1 | Knuth, D. E. (1984). Literate programming. *The Computer "
	    "Journal* | yes |\n"
	    "| 2 | Lamport, L. (1998). The part-time parliament. | no |\n"
	    "\n"
	    "| Year | Visitors |\n"
	    "|------|----------|\n"
	    "| 1998 | 133 |\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	assert_label(&f, 0, "1");
	assert_raw(&f, 0,
	    "Knuth, D. E. (1984). Literate programming. *The Computer "
	    "Journal*");
	assert_raw(&f, 1, "Lamport, L. (1998). The part-time parliament.");
	done(&f);
}

static void
items_of_html_are_entries(void **state)
{
	struct found f = find_markdown(
	    "<p align=\"center\"><img src=\"a.png\"></p>\n"
	    "\n"
	    "<h2>References</h2>\n"
	    "<ol>\n"
	    "<li>Knuth, D. E. &amp; Plass, M. F. (1981). Breaking paragraphs\n"
	    "  into lines. <i>Software</i>, 11, 1119-1184.</li>\n"
	    "<li><p>Lamport, L. (1998). The part-time parliament. ACM "
	    "Trans., 16. <a href=\"https://doi.org/10.1145/279227.279229\">link"
	    "</a></p><p>Read it.</p></li>\n"
	    "</ol>\n"
	    "\n"
	    "<h2>Thanks</h2>\n"
	    "\n"
	    "<p>To <a name=\"all\">everybody</a>.</p>\n");

	(void)state;
	assert_int_equal(f.refs.len, 2);
	assert_body(&f, 0,
	    "Knuth, D. E. & Plass, M. F. (1981). Breaking paragraphs into "
	    "lines. Software, 11, 1119-1184.");
	assert_raw(&f, 0,
	    "Knuth, D. E. &amp; Plass, M. F. (1981). Breaking paragraphs\n"
	    "  into lines. <i>Software</i>, 11, 1119-1184.");
	assert_body(&f, 1,
	    "Lamport, L. (1998). The part-time parliament. ACM Trans., 16. "
	    "link");
	assert_string_equal(f.refs.items[1].body.runs[0].href,
	    "https://doi.org/10.1145/279227.279229");
	done(&f);
}

static void
notes_that_cite_with_given_names_first_are_found(void **state)
{
	struct found f;

	(void)state;
	f = find_in("a.md",
	    SPAN_LIT(
		"Trees are good.[^1] Nets, too.[^2] A remark.[^3]\n\n"
		"[^1]: Leo Breiman, “Random Forests,” *Machine Learning* 45, "
		"no. 1 (2001): 5–32.\n"
		"[^2]: Daniel Kahneman, *Thinking, Fast and Slow* (New York: "
		"Farrar, Straus and Giroux, 2011), 20.\n"
		"[^3]: This is a remark only; see also above (2015).\n"));
	assert_int_equal(f.refs.len, 2);
	assert_string_equal(f.refs.items[0].label, "[^1]");
	assert_string_equal(f.refs.items[1].label, "[^2]");
	done(&f);
}

/* A note alone, as historians, jurists and philologists write them. */
static void
a_single_note_that_names_a_work_is_found(void **state)
{
	static const char *const works[] = {
		"Max Weber, Die protestantische Ethik, Tübingen 1920, S. 12.",
		"Vgl. dazu auch Jan Assmann: Das kulturelle Gedächtnis. "
		"München: "
		"Beck 1992, S. 34f.",
		"Hochreiter/Schmidhuber, Long Short-Term Memory, Neural "
		"Computation 9 (1997), S. 1740.",
		"See also Hannah Arendt, The Human Condition (Chicago: "
		"University "
		"of Chicago Press, 1958), 22.",
		"Michel Foucault, Surveiller et punir, Paris, Gallimard, 1975, "
		"p. "
		"30.",
		"Cfr. U. Eco, Opera aperta, Milano, Bompiani, 1962, p. 30.",
		"См.: Бахтин М. М. Проблемы поэтики Достоевского. М., 1972. С. "
		"30.",
		"Ср. также Лотман Ю. М. Структура художественного текста. М.: "
		"Искусство, 1970. С. 12.",
		"a) A. Einstein, Ann. Phys. 17, 891 (1905).",
	};
	static const char *const others[] = {
		"Vgl. Weber, Die protestantische Ethik, S. 12.",
		"Hannah Arendt, The Human Condition, 22.",
		"Smith and Jones (2004, p. 12) hold the opposite view.",
		"Smith, however, argued for the opposite in 1990.",
		"Thanks to John Smith, Mary Jones and others in Berlin, 2015.",
		"In 1905 Einstein published four papers, see Section 3.",
		"So auch Habermas (1981), der von Lebenswelt spricht.",
		"The vote was on 12 May 1990.",
		"Ebd., S. 12.",
	};
	struct found f;
	char text[400];

	(void)state;
	for (size_t i = 0; i < sizeof(works) / sizeof(works[0]); i++) {
		snprintf(
		    text, sizeof(text), "Text.[^1]\n\n[^1]: %s\n", works[i]);
		f = find_in("a.md", span_of(text));
		if (f.refs.len != 1)
			fail_msg("not found: %s", works[i]);
		done(&f);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct document *d = NULL;
		struct err err = ERR_INIT;
		struct blocks blocks = { 0 };
		struct references refs = { 0 };

		snprintf(
		    text, sizeof(text), "Text.[^1]\n\n[^1]: %s\n", others[i]);
		assert_int_equal(
		    document_from_bytes(&d, "a.md", span_of(text), &err), 0);
		assert_int_equal(read_markdown(&blocks, d, &err), 0);
		refs.document = d;
		parse_find(&refs, &blocks, &err);
		if (refs.len)
			fail_msg("no work: %s", others[i]);
		document_close(d);
	}
}

static void
notes_inside_a_paragraph_are_found(void **state)
{
	struct found f = find_markdown(
	    "Labour is no work.^[See Hannah Arendt, *The Human Condition* "
	    "(Chicago:\nUniversity of Chicago Press [repr.], 1958), 22.] Nor "
	    "play.^[A remark.] Nets^[*Long Short-Term Memory*, by Sepp "
	    "Hochreiter and Jürgen Schmidhuber, Neural Computation 9 (1997): "
	    "1735.] and x^[2 never closed.\n");

	(void)state;
	assert_int_equal(f.refs.len, 1);
	assert_label(&f, 0, "[^i1]");
	assert_raw(&f, 0,
	    "See Hannah Arendt, *The Human Condition* (Chicago:\nUniversity of "
	    "Chicago Press [repr.], 1958), 22.");
	done(&f);
}

static void
a_book_that_ends_a_list_is_of_it(void **state)
{
	static const char list[] =
	    "1. Breiman, L. (2001). Random forests. Machine Learning, 45(1), "
	    "5-32.\n"
	    "2. LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. "
	    "Nature, 521(7553), 436-444.\n"
	    "3. Kahneman, D. (2011). Thinking, Fast and Slow. Farrar, Straus "
	    "and Giroux.\n"
	    "\nWhat to do in 2024:\n\n"
	    "1. Read the papers by Breiman (2001) first.\n"
	    "2. Then go to the seminar and talk about it.\n";
	struct found f;

	(void)state;
	f = find_in("a.md", span_of(list));
	assert_int_equal(f.refs.len, 3);
	done(&f);
	f = find_in("a.txt",
	    SPAN_LIT("More text.\n\nFurther Reading\n\n"
		     "Hochreiter, S., and J. Schmidhuber. 1997. Long "
		     "short-term memory. Neural Computation 9:1735-1780.\n"
		     "Kahneman, D. 2011. Thinking, Fast and Slow. New York: "
		     "Farrar, Straus and Giroux.\n"));
	assert_int_equal(f.refs.len, 2);
	done(&f);
}

static void
all_of_a_mixed_list_is_found(void **state)
{
	static const char *const entries[] = {
		"周志华. 机器学习[M]. 北京: 清华大学出版社, 2016.",
		"LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. "
		"Nature, 521(7553), 436-444.",
		"《深度学习》，伊恩·古德费洛 等著，人民邮电出版社，2017年",
		"李航. 统计学习方法. 清华大学出版社, 2012.",
		"Vaswani et al., \"Attention Is All You Need\", 2017",
		"王伟，李强：《基于深度学习的图像识别研究》，《计算机学报》2019"
		"年第3期",
		"Silver D, et al. Mastering the game of Go with deep neural "
		"networks and tree search. Nature 2016."
	};
	static const struct {
		const char *before, *after;
	} forms[] = { { "- ", "" }, { "%d. ", "" }, { "[%d] ", "\n" },
		{ "", "\n" }, { "", "" } };

	(void)state;
	for (size_t k = 0; k < sizeof(forms) / sizeof(forms[0]); k++) {
		struct sbuf sb = SBUF_INIT;
		struct found f;

		sbuf_add(&sb, SPAN_LIT("# 文章\n\n### 附：参考文献\n\n"));
		for (int i = 0; i < 7; i++) {
			if (strchr(forms[k].before, '['))
				sbuf_addf(&sb, "[%d] ", i + 1);
			else if (strchr(forms[k].before, '%'))
				sbuf_addf(&sb, "%d. ", i + 1);
			else
				sbuf_addf(&sb, "%s", forms[k].before);
			sbuf_addf(&sb, "%s\n%s", entries[i], forms[k].after);
		}
		f = find_in("a.md", (struct span){ sb.buf, sb.len });
		assert_int_equal(f.refs.len, 7);
		for (size_t i = 0; i < 7; i++)
			assert_body(&f, i, entries[i]);
		sbuf_release(&sb);
		done(&f);
	}
}

static void
lines_that_hang_in_markdown_start_no_entry(void **state)
{
	struct found f = find_markdown(
	    "# References\n\n"
	    "Hochreiter, S. (1997). Long short-term\n"
	    "    Memory, A. and More, B. Neural Computation, 9(8),\n"
	    "    1735-1780.\n"
	    "Rabiner, L. R. (1989). A tutorial on hidden Markov models\n"
	    "Bishop, C. M. (2006). Pattern Recognition and Machine\n"
	    "    Learning. Springer.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	assert_body(&f, 0,
	    "Hochreiter, S. (1997). Long short-term Memory, A. and More, B. "
	    "Neural Computation, 9(8), 1735-1780.");
	done(&f);
}

static void
lines_under_a_heading_are_entries_each(void **state)
{
	struct found f = find_markdown(
	    "## References\n\n"
	    "Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural Computation, 9(8), 1735-1780.\n"
	    "Vaswani, A., et al. Attention is all you need. NIPS.\n"
	    "Bishop, C. (2006). Pattern Recognition. Springer.\n");

	(void)state;
	assert_int_equal(f.refs.len, 3);
	done(&f);
}

static void
a_list_without_heading_goes_on_by_its_numbers(void **state)
{
	struct found f = find_markdown(
	    "[1] Charles Darwin. On the Origin of Species. 1859.\n"
	    "[2] LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. "
	    "Nature, 521(7553), 436-444.\n"
	    "[3] Hochreiter, S., & Schmidhuber, J. (1997). Long short-term "
	    "memory. Neural Computation, 9(8), 1735-1780.\n"
	    "[4] Alan Turing. Computing Machinery and Intelligence. 1950.\n"
	    "[5] The same once more.\n"
	    "[6] Claude Shannon and Warren Weaver. Communication. 1949.\n"
	    "\n"
	    "They are all dead but three, and what we read of them is what "
	    "is left to us.\n");

	(void)state;
	assert_int_equal(f.refs.len, 6);
	done(&f);
}

static void
all_numbers_before_a_lone_entry_are_missing(void **state)
{
	struct found f = find_markdown(
	    "# References\n\n"
	    "[5] LeCun, Y., Bengio, Y., & Hinton, G. (2015). Deep learning. "
	    "Nature, 521(7553), 436-444.\n");

	(void)state;
	assert_int_equal(f.refs.lists_len, 1);
	assert_int_equal(f.refs.lists[0].missing_from, 1);
	assert_int_equal(f.refs.lists[0].missing_to, 4);
	assert_int_equal(f.refs.lists[0].missing, 4);
	done(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_lists_in_one_document),
		cmocka_unit_test(a_list_without_heading_goes_on_by_its_numbers),
		cmocka_unit_test(emphasis_is_a_run_over_the_title),
		cmocka_unit_test(plain_text_with_hanging_indents),
		cmocka_unit_test(a_running_head_inside_an_item_does_not_end_it),
		cmocka_unit_test(
		    an_entry_with_hanging_indent_goes_on_behind_a_running_head),
		cmocka_unit_test(
		    numbers_that_label_entries_are_no_page_numbers),
		cmocka_unit_test(what_is_torn_for_good_is_marked_as_cut),
		cmocka_unit_test(a_note_under_an_entry_is_left_alone),
		cmocka_unit_test(
		    a_remark_in_prose_under_an_entry_is_none_of_it),
		cmocka_unit_test(a_wrapped_title_is_no_remark),
		cmocka_unit_test(citations_of_restructuredtext_are_entries),
		cmocka_unit_test(anchors_of_asciidoc_are_labels),
		cmocka_unit_test(a_column_of_references_is_a_list),
		cmocka_unit_test(items_of_html_are_entries),
		cmocka_unit_test(
		    notes_that_cite_with_given_names_first_are_found),
		cmocka_unit_test(a_single_note_that_names_a_work_is_found),
		cmocka_unit_test(notes_inside_a_paragraph_are_found),
		cmocka_unit_test(a_book_that_ends_a_list_is_of_it),
		cmocka_unit_test(all_of_a_mixed_list_is_found),
		cmocka_unit_test(lines_that_hang_in_markdown_start_no_entry),
		cmocka_unit_test(lines_under_a_heading_are_entries_each),
		cmocka_unit_test(all_numbers_before_a_lone_entry_are_missing),
		cmocka_unit_test(a_remark_under_a_full_line_is_one),
		cmocka_unit_test(an_acronym_ends_an_entry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
