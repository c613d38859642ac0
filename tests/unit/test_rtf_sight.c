/* document/rtf_text: text of an RTF file that a reader of its words finds and a person does not, or
 * does. */

#include "lines.h"

#include <stdio.h>
#include <stdlib.h>

#include "document/reader.h"

#define WHITE "\\cf1"
#define BLUE "\\cf2"
#define SMUGGLED " smuggled"
#define CELL(shading, paragraph, text)                                                             \
	"\\trowd" shading "\\cellx5000\\pard\\intbl" paragraph "{" text SMUGGLED "}\\cell\\row"

/* The text "smuggled" somewhere in a document. */
struct hiding {
	const char *kind; /* NULL: it is seen */
	const char *body;
};

static void check(const struct hiding *hiding, const char *first)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	char *rtf;

	/* 1 white, 2 blue, 3 nearly blue, 4 yellow, 5 automatic */
	assert_true(asprintf(&rtf,
			     "{\\rtf1\\ansi{\\colortbl%s;\\red255\\green255\\blue255;"
			     "\\red31\\green56\\blue100;\\red34\\green58\\blue96;"
			     "\\red255\\green255\\blue0;;}Jane Example\\par %s\\par}",
			     first, hiding->body) > 0);
	rq_document_init(&document);
	assert_works(rq_document_read(rtf, strlen(rtf), "cv.rtf", &document, &err), err);
	if ((document.count == 1) != (hiding->kind != NULL))
		fail_msg("%s: %s", hiding->kind ? hiding->kind : "seen", hiding->body);
	if (hiding->kind)
		assert_hidden(&document, hiding->kind, 8);
	else
		assert_null(find_warning(&document, "hidden-text"));
	rq_document_free(&document);
	free(rtf);
}

static void check_all(const struct hiding *hidings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(&hidings[i], "");
}

#define CHECK(...)                                                                                 \
	check_all((const struct hiding[]) { __VA_ARGS__ },                                         \
		  sizeof((const struct hiding[]) { __VA_ARGS__ }) / sizeof(struct hiding))

static void text_in_the_color_right_behind_it_is_hidden(void **state)
{
	(void)state;
	CHECK({ "white", "{" BLUE "\\highlight2" SMUGGLED "}" },
	      { "white", "{" BLUE "\\highlight3" SMUGGLED "}" },
	      { "white", "{" BLUE "\\chcbpat2" SMUGGLED "}" },
	      { "white", "{" BLUE "\\cb2" SMUGGLED "}" },
	      { "white", "{" BLUE "\\chshdng10000\\chcfpat2" SMUGGLED "}" },
	      { "white", "{" WHITE "\\highlight1" SMUGGLED "}" },
	      { NULL, "{" BLUE "\\highlight4" SMUGGLED "}" },
	      { NULL, "{" WHITE "\\highlight2" SMUGGLED "}" },
	      { NULL, "{" WHITE "\\chcbpat1\\highlight2" SMUGGLED "}" },
	      { NULL, "{" BLUE "\\highlight2\\plain" SMUGGLED "}" },
	      { NULL, "{\\highlight2" SMUGGLED "}" });
}

static void so_it_is_in_that_of_its_paragraph(void **state)
{
	(void)state;
	CHECK({ "white", "\\pard\\cbpat2{" BLUE SMUGGLED "}" },
	      { "white", "\\pard\\cbpat2\\plain{" BLUE SMUGGLED "}" },
	      { "white", "\\pard\\cbpat2{" WHITE "\\highlight1" SMUGGLED "}" },
	      { "white", "\\pard\\shading10000\\cfpat1\\cbpat2{" WHITE SMUGGLED "}" },
	      { NULL, "\\pard\\shading10000\\cfpat1\\cbpat2{" BLUE SMUGGLED "}" },
	      { NULL, "\\pard\\shading5000\\cfpat1\\cbpat2{" WHITE SMUGGLED "}" },
	      { NULL, "\\pard\\cbpat2{" BLUE "\\highlight4" SMUGGLED "}" },
	      { NULL, "\\pard\\cbpat2{" WHITE SMUGGLED "}" },
	      { "white", "\\pard\\cbpat2 \\pard{" WHITE SMUGGLED "}" });
}

static void so_it_is_in_that_of_its_cell(void **state)
{
	(void)state;
	CHECK({ "white", CELL("\\clcbpat2", "", BLUE) },
	      { "white", CELL("\\clshdng10000\\clcfpat2", "", BLUE) },
	      { "white", CELL("\\clcbpat2", "\\cbpat1", WHITE) },
	      { NULL, CELL("\\clcbpat2", "", WHITE) },
	      { NULL, CELL("\\clcbpat2", "\\cbpat4", BLUE) },
	      { NULL, CELL("\\clshdng5000", "", WHITE) },
	      { NULL, CELL("\\clcbpat2\\cellx900", "x\\cell\\pard\\intbl", BLUE) },
	      { NULL, CELL("\\clcbpat2", "\\itap2", BLUE) },
	      { NULL, CELL("\\clcbpat2", "\\itap2", WHITE) });
}

static void what_a_table_in_a_cell_stands_on_is_not_behind_the_cell(void **state)
{
#define INNER                                                                                      \
	"\\pard\\intbl\\itap2\\nestcell{\\*\\nesttableprops\\trowd\\clcbpat2\\cellx900\\nestrow}"  \
	"\\pard\\intbl"
	(void)state;
	CHECK({ "white", CELL("\\clcbpat1", INNER, WHITE) },
	      { NULL, CELL("\\clcbpat1", INNER, BLUE) },
	      { NULL, CELL("\\clcbpat2", INNER, WHITE) });
}

static void a_color_that_is_not_in_the_table_is_none(void **state)
{
	static const char white[] = "\\red255\\green255\\blue255";

	(void)state;
	CHECK({ "white", "{" WHITE "\\highlight77" SMUGGLED "}" },
	      { "white", "{" WHITE "\\highlight-1" SMUGGLED "}" },
	      { "white", "{" WHITE "\\chcbpat5" SMUGGLED "}" },
	      { "white", "\\pard\\cbpat77{" WHITE SMUGGLED "}" },
	      { "white", CELL("\\clcbpat77", "", WHITE) }, { NULL, "{\\cf77" SMUGGLED "}" },
	      { NULL, "{\\cf5" SMUGGLED "}" });
	check(&(struct hiding) { "white", "{\\cf0" SMUGGLED "}" }, white);
	check(&(struct hiding) { NULL, "{\\plain" SMUGGLED "}" }, white);
}

static void a_box_is_not_behind_the_paragraph_that_it_hangs_on(void **state)
{
#define BOX(text) "\\pard\\cbpat2{\\shp{\\*\\shpinst{\\shptxt {" text SMUGGLED "}\\par}}}"
	(void)state;
	CHECK({ NULL, BOX(BLUE) });
}

static void letters_that_nobody_can_read_where_they_stand_are_hidden(void **state)
{
	(void)state;
	CHECK({ "tiny", "{\\charscalex1" SMUGGLED "}" }, { "tiny", "{\\expndtw-200" SMUGGLED "}" },
	      { "tiny", "{\\expnd-40" SMUGGLED "}" },
	      { "tiny", "{\\fs2147483647\\expndtw-2147483648\\fs20" SMUGGLED "}" },
	      { "off-page", "{\\up9999" SMUGGLED "}" }, { "off-page", "{\\dn9999" SMUGGLED "}" },
	      { "off-page", "{\\up-9999" SMUGGLED "}" }, { NULL, "{\\charscalex80" SMUGGLED "}" },
	      { NULL, "{\\charscalex" SMUGGLED "}" }, { NULL, "{\\expndtw-20" SMUGGLED "}" },
	      { NULL, "{\\fs0\\expndtw-1" SMUGGLED "}" },
	      { NULL, "{\\fs2147483647\\expndtw20" SMUGGLED "}" }, { NULL, "{\\up6" SMUGGLED "}" });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_in_the_color_right_behind_it_is_hidden),
		cmocka_unit_test(so_it_is_in_that_of_its_paragraph),
		cmocka_unit_test(so_it_is_in_that_of_its_cell),
		cmocka_unit_test(what_a_table_in_a_cell_stands_on_is_not_behind_the_cell),
		cmocka_unit_test(a_color_that_is_not_in_the_table_is_none),
		cmocka_unit_test(a_box_is_not_behind_the_paragraph_that_it_hangs_on),
		cmocka_unit_test(letters_that_nobody_can_read_where_they_stand_are_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
