/* document/rtf: Rich Text Format, also from people who mean harm. */

#include "lines.h"

#include "document/reader.h"

#define HEAD "{\\rtf1\\ansi\\ansicpg1252\\deff0"

static int read_rtf(struct rq_document *document, const char *rtf, struct rq_error *err)
{
	rq_document_init(document);
	return rq_document_read(rtf, strlen(rtf), "cv.rtf", document, err);
}

static void assert_reads(const char *rtf, const char *wanted)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	assert_works(read_rtf(&document, rtf, &err), err);
	assert_string_equal(document.format, "rtf");
	assert_shown(&document, wanted);
	rq_document_free(&document);
}

static void paragraphs_lines_and_characters_are_read(void **state)
{
	(void)state;
	assert_reads(HEAD " Jane\\~Doe\\par\n\\b Skills\\b0\\line C\\tab \\{x\\}\\\\y\\par}",
		     "Jane Doe\nSkills\nC\t{x}\\y\n");
	assert_reads(HEAD " \\ldblquote a\\rdblquote  1990\\endash 1995\\emdash x\\_y op\\-tional}",
		     "“a” 1990–1995—x-y optional\n");
	assert_reads(HEAD " one\\\ntwo\\page three\\sect four}}} junk behind",
		     "one\ntwo\nthree\nfour\n");
}

static void space_is_above_a_paragraph_not_above_its_last_line(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_rtf(&document,
			      "{\\rtf1 \\pard One\\par \\pard\\sb200 Two\\line three\\par "
			      "\\pard\\sb0 Four\\par}",
			      &err),
		     err);
	assert_int_equal(document.count, 4);
	assert_true(document.lines[1].gap);
	assert_false(document.lines[2].gap || document.lines[3].gap);
	rq_document_free(&document);
}

static void unicode_is_read_and_its_fallback_is_not(void **state)
{
	(void)state;
	assert_reads(HEAD " caf\\u233?\\uc0 \\u233 \\uc2 \\u26085\\'93\\'fa.\\u26085 xy!}",
		     "caféé日.日!\n");
	assert_reads(HEAD " \\u-10179?\\u-8704?\\u-3913?x}", "😀 x\n");
	assert_reads(HEAD " \\u8226 \\bullet x{\\uc2\\u233 ab}\\u233 cd}", "- xééd\n");
	assert_reads(HEAD "{\\upr{old}{\\*\\ud new}}}", "new\n");
}

static void half_a_surrogate_pair_is_told(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_rtf(&document, HEAD " a\\u-10179?b\\u-8704?c}", &err), err);
	assert_shown(&document, "a\xef\xbf\xbd"
				"b\xef\xbf\xbd"
				"c\n");
	assert_int_equal(rq_json_integer(find_warning(&document, "bad-characters"), "count", 0), 2);
	rq_document_free(&document);
}

static void each_font_has_its_code_page(void **state)
{
	(void)state;
	assert_reads(HEAD "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}"
			  "{\\f2\\fcharset128 C;}{\\f3\\fnil\\cpg1250 D;}{\\f4\\fcharset2 Symbol;}}"
			  "caf\\'e9 {\\f1\\'d0\\'e5\\'e7}\\f2 \\'97\\'9a\\'83A\\f3 \\'8eivot\\par"
			  "\\f4\\'b7\\tab\\plain item\\par}",
		     "café Рез履アŽivot\n- item\n");
	assert_reads("{\\rtf1\\mac\\'8e}", "é\n");
	assert_reads("{\\rtf1\\pc\\'82}", "é\n");
	assert_reads("{\\rtf1\\ansi\\ansicpg1251 \\'d0}", "Р\n");
	assert_reads("{\\rtf1\\ansi\\ansicpg31337 \\'e9}", "é\n");
}

static void what_is_no_text_is_skipped(void **state)
{
	(void)state;
	assert_reads(HEAD
		     "{\\info{\\title Secret}}{\\*\\generator X;}{\\pict 89504e47}"
		     "{\\stylesheet{\\s1 Standard;}}{\\*\\unknown{x}}{\\object{\\*\\objdata 00}"
		     "{\\result shown}}{\\xe index}{\\pict\\bin3 }}}}\\deleted gone\\deleted0  on}",
		     "shown on\n");
	assert_reads(HEAD "{\\b0\\*\\cs7 in the middle it means nothing}}",
		     "in the middle it means nothing\n");
}

static void headings_and_items_are_told(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_rtf(&document,
			      HEAD "{\\stylesheet{\\s0 Normal;}{\\s2\\outlinelevel0 Rubrik;}"
				   "{\\s3 heading 1;}}"
				   "\\pard\\s2\\b\\fs28 One\\par\\pard\\s3 Two\\par"
				   "\\pard\\plain{\\listtext\\'b7\\tab}three\\line more\\par"
				   "{\\pntext 1.\\tab}four\\par\\pard\\outlinelevel1 five\\par"
				   "\\pard\\sb240 six\\par}",
			      &err),
		     err);
	assert_shown(&document, "# One\n# Two\n- three\nmore\n- four\n# five\nsix\n");
	assert_int_equal(document.lines[0].level, 1);
	assert_int_equal(document.lines[1].level, 1);
	assert_int_equal(document.lines[5].level, 2);
	assert_int_equal(document.lines[6].level, 0);
	assert_true(document.lines[0].bold);
	assert_true(document.lines[0].size == 14.0F);
	assert_false(document.lines[2].bold);
	assert_true(document.lines[2].size == 12.0F);
	assert_false(document.lines[5].gap);
	assert_true(document.lines[6].gap);
	rq_document_free(&document);
}

static void tables_come_row_by_row(void **state)
{
	(void)state;
	assert_reads(HEAD "\\trowd\\cellx1\\cellx2\\pard\\intbl 2019\\cell Nurse\\cell\\row"
			  "\\trowd\\cellx1\\cellx2\\intbl 2020\\cell Doctor\\par of law\\cell\\row"
			  "\\pard after\\par}",
		     "| 2019\tNurse\n| 2020\tDoctor\nof law\nafter\n");
	assert_reads(HEAD "\\pard\\intbl\\itap2 a\\nestcell b\\nestcell"
			  "{\\*\\nesttableprops\\trowd\\cellx1\\cellx2\\nestrow}"
			  "{\\nonesttables\\par}\\itap1 c\\cell d\\cell\\row}",
		     "| a\tb\nc\nd\n");
	assert_reads(HEAD " a\\cell b\\cell\\row", "| a\tb\n");
}

static void headers_boxes_and_notes_have_their_place(void **state)
{
	(void)state;
	assert_reads(HEAD "{\\footer Page {\\field{\\*\\fldinst  PAGE }{\\fldrslt 1}} of "
			  "{\\field{\\*\\fldinst NUMPAGES}{\\fldrslt 9}}\\par \\chpgn\\par "
			  "Foot\\par}{\\headerr Jane\\par}{\\headerl Jane\\par}"
			  "Text{\\footnote Note} goes on\\par"
			  "{\\shp{\\*\\shpinst{\\sp{\\sn name}{\\sv value}}{\\shptxt Box\\par}}"
			  "{\\shprslt{\\*\\do{\\dptxbxtext Box\\par}}}}End\\par}",
		     "Jane\nText goes on\nEnd\nBox\nNote\nFoot\n");
}

static void a_link_is_kept_and_other_fields_show_their_result(void **state)
{
	(void)state;
	assert_reads(HEAD "{\\field{\\*\\fldinst{HYPERLINK \"https://a.example/cv\" \\\\o \"t\"}}"
			  "{\\fldrslt{\\ul My page}}} and {\\field{\\*\\fldinst DATE}{\\fldrslt 3}}"
			  " {\\field{\\*\\fldinst HYPERLINK mailto:j@a.example}{\\fldrslt "
			  "j@a.example}} {\\field{\\*\\fldinst HYPERLINK \\\\l \"x\"}{\\fldrslt "
			  "top}}}",
		     "My page (https://a.example/cv) and 3 j@a.example top\n");
}

static void hidden_text_is_left_out_and_counted(void **state)
{
	static const struct {
		const char *rtf, *kind;
	} cases[] = {
		{ HEAD "\\v ignore all\\v0 Jane}", "vanish" },
		{ HEAD "{\\colortbl;\\red255\\green255\\blue254;}{\\cf1 ignore all}Jane}",
		  "white" },
		{ HEAD "{\\fs2 ignore all}Jane}", "tiny" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;
		struct rq_error err = { 0 };

		assert_works(read_rtf(&document, cases[i].rtf, &err), err);
		assert_shown(&document, "Jane\n");
		assert_hidden(&document, cases[i].kind, 9);
		rq_document_free(&document);
	}
}

static void white_on_something_dark_is_seen(void **state)
{
#define COLORS "{\\colortbl;\\red255\\green255\\blue255;\\red0\\green0\\blue80;}"
	(void)state;
	assert_reads(HEAD COLORS "\\pard\\cbpat2\\cf1 Jane\\par}", "Jane\n");
	assert_reads(HEAD COLORS "{\\highlight2\\cf1 Jane}}", "Jane\n");
	assert_reads(HEAD COLORS "\\trowd\\clcbpat2\\cellx1\\cellx2\\intbl\\cf1 Jane\\cell"
				 "\\cf1 hidden\\cell\\row}",
		     "Jane\n");
	assert_reads(HEAD COLORS "{\\*\\background{\\shp}}\\cf1 Jane}", "Jane\n");
}

static void lies_about_binary_data_cost_nothing(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(
	    read_rtf(&document, HEAD " Jane{\\pict\\bin2147483647 abc} Doe\\bin-5 \\par}", &err),
	    err);
	assert_shown(&document, "Jane Doe\n");
	assert_non_null(find_warning(&document, "damaged"));
	rq_document_free(&document);
}

static void groups_nested_without_end_are_refused(void **state)
{
	enum { DEPTH = 100000 };
	struct rq_document document;
	struct rq_error err = { 0 };
	char *rtf = calloc(DEPTH + 64, 1);

	(void)state;
	memset(strcpy(rtf, HEAD) + strlen(HEAD), '{', DEPTH);
	assert_fails(read_rtf(&document, rtf, &err), err, RQ_TOO_DEEP);
	rq_document_free(&document);
	free(rtf);
}

static void a_file_cut_anywhere_is_read_as_far_as_it_goes(void **state)
{
	static const char whole[] =
	    HEAD "{\\fonttbl{\\f0 A;}}{\\colortbl;\\red1\\green1\\blue1;}\\pard Jane\\par"
		 "{\\field{\\*\\fldinst HYPERLINK \"https://a.example\"}{\\fldrslt site}}"
		 "\\trowd\\cellx1 cell\\cell\\row{\\shp{\\*\\shpinst{\\shptxt box}}}\\u-10179 ?}";

	(void)state;
	for (size_t length = strlen("{\\rtf"); length < strlen(whole); length++) {
		struct rq_document document;
		struct rq_error err = { 0 };
		char *part = malloc(length); /* exactly so long, for what watches over reads */
		int result;

		memcpy(part, whole, length);
		rq_document_init(&document);
		result = rq_document_read(part, length, NULL, &document, &err);
		if (result == -1)
			assert_int_equal(err.code, RQ_DAMAGED);
		else
			assert_non_null(find_warning(&document, "damaged"));
		assert_int_equal(result, document.count > 0 ? 0 : -1);
		rq_document_free(&document);
		free(part);
	}
}

static void a_word_without_end_is_nobodys(void **state)
{
	enum { LENGTH = 50000 };
	char *rtf = calloc(LENGTH + 128, 1);

	(void)state;
	memset(strcpy(rtf, HEAD "\\") + strlen(HEAD) + 1, 'a', LENGTH);
	strcat(rtf, "99999999999999999999 Jane\\fs-99999999999 \\f99999\\cf-1\\s99999 .}");
	assert_reads(rtf, "Jane.\n");
	free(rtf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs_lines_and_characters_are_read),
		cmocka_unit_test(space_is_above_a_paragraph_not_above_its_last_line),
		cmocka_unit_test(unicode_is_read_and_its_fallback_is_not),
		cmocka_unit_test(half_a_surrogate_pair_is_told),
		cmocka_unit_test(each_font_has_its_code_page),
		cmocka_unit_test(what_is_no_text_is_skipped),
		cmocka_unit_test(headings_and_items_are_told),
		cmocka_unit_test(tables_come_row_by_row),
		cmocka_unit_test(headers_boxes_and_notes_have_their_place),
		cmocka_unit_test(a_link_is_kept_and_other_fields_show_their_result),
		cmocka_unit_test(hidden_text_is_left_out_and_counted),
		cmocka_unit_test(white_on_something_dark_is_seen),
		cmocka_unit_test(lies_about_binary_data_cost_nothing),
		cmocka_unit_test(groups_nested_without_end_are_refused),
		cmocka_unit_test(a_file_cut_anywhere_is_read_as_far_as_it_goes),
		cmocka_unit_test(a_word_without_end_is_nobodys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
