/* document/odt: text of an OpenDocument that a reader of XML finds and a person does not, or does.
 */

#include "lines.h"

#include <stdio.h>
#include <stdlib.h>

#include "document/reader.h"

#define SPACE(prefix, name)                                                                        \
	" xmlns:" prefix "=\"urn:oasis:names:tc:opendocument:xmlns:" name ":1.0\""
#define STYLE(family, name, more, properties)                                                      \
	"<style:style style:family=\"" family "\" style:name=\"" name "\" " more ">" properties    \
	"</style:style>"
#define OF(kind, attributes) "<style:" kind "-properties " attributes "/>"
#define TEXT(attributes) STYLE("text", "T", "", OF("text", attributes))
#define PARAGRAPH(attributes) STYLE("paragraph", "P", "", OF("paragraph", attributes))
#define CELL(attributes) STYLE("table-cell", "C", "", OF("table-cell", attributes))
#define FRAME(attributes) STYLE("graphic", "G", "", OF("graphic", attributes))
#define PAGE(attributes)                                                                           \
	"<style:page-layout style:name=\"L\">" OF("page-layout", attributes) "</"                  \
									     "style:page-layout>"
#define WHITE "fo:color=\"#ffffff\""
#define BLUE "fo:color=\"#1f3864\""
#define ON(color) "fo:background-color=\"" color "\""

#define SPAN "<text:span text:style-name=\"T\">smuggled</text:span>"
#define P "<text:p text:style-name=\"P\">" SPAN "</text:p>"
#define IN_TABLE                                                                                   \
	"<table:table table:style-name=\"B\"><table:table-row table:style-name=\"R\">"             \
	"<table:table-cell table:style-name=\"C\">" P                                              \
	"</table:table-cell></table:table-row></table:table>"
#define IN_FRAME                                                                                   \
	"<text:p text:style-name=\"Q\"><draw:frame draw:style-name=\"G\"><draw:text-box>" P        \
	"</draw:text-box></draw:frame></text:p>"

/* The text "smuggled" somewhere in a document. */
struct hiding {
	const char *kind; /* NULL: it is seen */
	const char *styles, *body;
};

static void check(const struct hiding *hiding)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	char *xml;

	assert_true(
	    asprintf(&xml,
		     "<?xml version=\"1.0\"?><office:document" SPACE("office", "office")
			 SPACE("text", "text") SPACE("table", "table") SPACE("draw", "drawing")
			     SPACE("style", "style") SPACE(
				 "fo", "xsl-fo-compatible") "><office:automatic-styles>%s</"
							    "office:automatic-styles><office:body>"
							    "<office:text><text:p>Jane "
							    "Example</text:p>%s</office:text>"
							    "</office:body></office:document>",
		     hiding->styles, hiding->body) > 0);
	rq_document_init(&document);
	assert_works(rq_document_read(xml, strlen(xml), "cv.fodt", &document, &err), err);
	if ((document.count == 1) != (hiding->kind != NULL))
		fail_msg("%s: %s", hiding->kind ? hiding->kind : "seen", hiding->styles);
	if (hiding->kind)
		assert_hidden(&document, hiding->kind, 8);
	else
		assert_null(find_warning(&document, "hidden-text"));
	rq_document_free(&document);
	free(xml);
}

static void check_all(const struct hiding *hidings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check(&hidings[i]);
}

#define CHECK(...)                                                                                 \
	check_all((const struct hiding[]) { __VA_ARGS__ },                                         \
		  sizeof((const struct hiding[]) { __VA_ARGS__ }) / sizeof(struct hiding))

static void text_in_the_color_right_behind_it_is_hidden(void **state)
{
	(void)state;
	CHECK({ "white", TEXT(BLUE " " ON("#1f3864")), P },
	      { "white", TEXT(BLUE " " ON("#223a60")), P },
	      { "white", TEXT(WHITE " " ON("#ffffff")), P },
	      { "white", TEXT(WHITE " " ON("transparent")), P },
	      { NULL, TEXT(BLUE " " ON("#ffff00")), P }, { NULL, TEXT(WHITE " " ON("#1f3864")), P },
	      { NULL, TEXT(ON("#000000")), P },
	      { NULL, TEXT("style:use-window-font-color=\"true\" " WHITE), P });
}

static void so_it_is_in_that_of_its_paragraph(void **state)
{
#define BOTH(paragraph, text)                                                                      \
	STYLE("paragraph", "P", "", OF("paragraph", paragraph) OF("text", text))
	(void)state;
	CHECK({ "white", BOTH(ON("#1f3864"), BLUE), P },
	      { "white", BOTH(ON("#1f3864"), BLUE " " ON("transparent")), P },
	      { "white", PARAGRAPH(ON("#1f3864")) TEXT(BLUE), P },
	      { "white", PARAGRAPH(ON("#1f3864")) TEXT(WHITE " " ON("#ffffff")), P },
	      { NULL, PARAGRAPH(ON("#1f3864")) TEXT(BLUE " " ON("#ffffff")), P },
	      { NULL, PARAGRAPH(ON("#1f3864")) TEXT(WHITE), P },
	      { NULL, BOTH("", WHITE " " ON("#1f3864")), P },
	      { "white", BOTH("", WHITE " " ON("#1f3864")) TEXT(ON("transparent")), P });
}

static void a_style_without_a_color_bares_what_is_behind_it(void **state)
{
#define BASE STYLE("paragraph", "B", "", OF("paragraph", ON("#1f3864")))
#define BASED(attributes)                                                                          \
	STYLE("paragraph", "P", "style:parent-style-name=\"B\"", OF("paragraph", attributes))
	(void)state;
	CHECK({ "white", BASE BASED("") TEXT(BLUE), P }, { NULL, BASE BASED("") TEXT(WHITE), P },
	      { NULL, BASE BASED(ON("transparent")) TEXT(BLUE), P },
	      { "white", BASE BASED(ON("transparent")) TEXT(WHITE), P });
}

static void so_it_is_in_that_of_its_cell_row_table_or_section(void **state)
{
#define ROW(attributes) STYLE("table-row", "R", "", OF("table-row", attributes))
#define TABLE(attributes) STYLE("table", "B", "", OF("table", attributes))
#define SECTION(attributes) STYLE("section", "S", "", OF("section", attributes))
#define IN_SECTION "<text:section text:style-name=\"S\">" P "</text:section>"
	(void)state;
	CHECK({ "white", CELL(ON("#1f3864")) TEXT(BLUE), IN_TABLE },
	      { "white", ROW(ON("#1f3864")) TEXT(BLUE), IN_TABLE },
	      { "white", TABLE(ON("#1f3864")) TEXT(BLUE), IN_TABLE },
	      { "white", TABLE(ON("#1f3864")) CELL(ON("#fefefe")) TEXT(WHITE), IN_TABLE },
	      { "white", SECTION(ON("#1f3864")) TEXT(BLUE), IN_SECTION },
	      { NULL, SECTION(ON("#1f3864")) TEXT(WHITE), IN_SECTION },
	      { NULL, TABLE(ON("#1f3864")) TEXT(WHITE), IN_TABLE },
	      { NULL, TABLE(ON("#1f3864")) CELL(ON("#ffffff")) TEXT(BLUE), IN_TABLE });
}

static void so_it_is_in_that_of_its_frame_which_may_stand_anywhere(void **state)
{
#define SOLID(color) "draw:fill=\"solid\" draw:fill-color=\"" color "\" "
#define ANCHOR STYLE("paragraph", "Q", "", OF("paragraph", ON("#1f3864")))
	(void)state;
	CHECK({ "white", FRAME(SOLID("#1f3864")) TEXT(BLUE), IN_FRAME },
	      { "white", FRAME(SOLID("#ffffff")) TEXT(WHITE), IN_FRAME },
	      { "white", FRAME("draw:fill=\"none\" " ON("#1f3864")) TEXT(WHITE), IN_FRAME },
	      { "white", FRAME(SOLID("#1f3864") "draw:opacity=\"0%\"") TEXT(WHITE), IN_FRAME },
	      { NULL, FRAME(SOLID("#1f3864")) TEXT(WHITE), IN_FRAME },
	      { NULL, FRAME("draw:fill=\"gradient\"") TEXT(WHITE), IN_FRAME },
	      { NULL, ANCHOR TEXT(WHITE), IN_FRAME }, { NULL, ANCHOR TEXT(BLUE), IN_FRAME });
}

static void so_it_is_in_that_of_the_page(void **state)
{
	(void)state;
	CHECK({ "white", PAGE(ON("#1f3864")) TEXT(BLUE), P },
	      { "white", PAGE(ON("#1f3864")) PAGE(ON("#1f3864")) TEXT(BLUE), P },
	      { "white", PAGE("") PAGE(ON("#ffffff")) TEXT(WHITE), P },
	      { NULL, PAGE(ON("#1f3864")) TEXT(WHITE), P },
	      { NULL, PAGE(ON("#1f3864")) PAGE("") TEXT(BLUE), P },
	      { NULL, PAGE("") PAGE(ON("#1f3864")) TEXT(BLUE), P },
	      { NULL, PAGE("") PAGE(ON("#1f3864")) TEXT(WHITE), P });
}

static void letters_without_width_or_height_are_hidden(void **state)
{
	(void)state;
	CHECK({ "tiny", TEXT("fo:font-size=\"1%\""), P },
	      { "tiny", TEXT("style:text-scale=\"1%\""), P },
	      { "tiny", TEXT("style:text-position=\"0% 1%\""), P },
	      { NULL, TEXT("fo:font-size=\"80%\""), P },
	      { NULL, TEXT("style:text-scale=\"60%\""), P },
	      { NULL, TEXT("style:text-position=\"super 58%\""), P },
	      { "vanish", TEXT("style:text-scale=\"1%\" text:display=\"none\""), P });
}

static void letters_that_nobody_can_read_where_they_stand_are_hidden(void **state)
{
	(void)state;
	CHECK({ "tiny", TEXT("fo:letter-spacing=\"-0.5cm\""), P },
	      { "off-page", TEXT("style:text-position=\"-3000% 100%\""), P },
	      { "off-page", TEXT("style:text-position=\"3000% 100%\""), P },
	      { "off-page", PARAGRAPH("fo:margin-left=\"-50cm\""), P },
	      { "off-page", PARAGRAPH("fo:margin-left=\"50cm\""), P },
	      { "off-page", PARAGRAPH("fo:text-indent=\"-20in\""), P },
	      { "clipped", PARAGRAPH("fo:line-height=\"0.01cm\""), P },
	      { "clipped", PARAGRAPH("fo:line-height=\"1%\""), P },
	      { NULL, TEXT("style:use-window-font-color=\"true\" style:opacity=\"0%\""), P },
	      { NULL, TEXT("fo:letter-spacing=\"-0.5pt\""), P },
	      { NULL, TEXT("style:text-position=\"-33% 100%\""), P },
	      { NULL, PARAGRAPH("fo:margin-left=\"1.5cm\" fo:text-indent=\"-1.5cm\""), P },
	      { NULL, PARAGRAPH("fo:line-height=\"115%\""), P },
	      { NULL, PARAGRAPH("fo:line-height=\"normal\""), P },
	      { NULL, FRAME("draw:opacity=\"0%\""), IN_FRAME },
	      { NULL,
		STYLE("paragraph", "P", "", OF("text", "fo:letter-spacing=\"-0.5cm\""))
		    TEXT("fo:letter-spacing=\"0.1pt\""),
		P });
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_in_the_color_right_behind_it_is_hidden),
		cmocka_unit_test(so_it_is_in_that_of_its_paragraph),
		cmocka_unit_test(a_style_without_a_color_bares_what_is_behind_it),
		cmocka_unit_test(so_it_is_in_that_of_its_cell_row_table_or_section),
		cmocka_unit_test(so_it_is_in_that_of_its_frame_which_may_stand_anywhere),
		cmocka_unit_test(so_it_is_in_that_of_the_page),
		cmocka_unit_test(letters_without_width_or_height_are_hidden),
		cmocka_unit_test(letters_that_nobody_can_read_where_they_stand_are_hidden),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
