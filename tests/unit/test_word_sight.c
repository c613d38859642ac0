/* document/word_sight: text of a DOCX that a reader of XML finds and a person does not, or does. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "document_kit.h"
#include "lines.h"

#define RUN(properties) "<w:r><w:rPr>" properties "</w:rPr><w:t>smuggled</w:t></w:r>"
#define P(properties) "<w:p>" RUN(properties) "</w:p>"
#define SET(paragraph, properties) "<w:p><w:pPr>" paragraph "</w:pPr>" RUN(properties) "</w:p>"
#define CELL(table, row, cell, content)                                                            \
	"<w:tbl><w:tblPr>" table "</w:tblPr><w:tr><w:trPr>" row "</w:trPr><w:tc><w:tcPr>" cell     \
	"</w:tcPr>" content "</w:tc></w:tr></w:tbl>"
#define STYLE(type, name, content)                                                                 \
	"<w:style w:type=\"" type "\" w:styleId=\"" name "\"><w:name w:val=\"" name "\"/>" content \
	"</w:style>"
#define WHITE "<w:color w:val=\"FFFFFF\"/>"
#define BLUE "<w:color w:val=\"1F3864\"/>"
#define BY_THEME(more) "<w:color w:val=\"808080\" w:themeColor=\"background1\"" more "/>"
#define SHADED(fill) "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" fill "\"/>"
#define USE(name) "<w:pStyle w:val=\"" name "\"/>"
#define LETTERS(fill) "<w14:textFill>" fill "</w14:textFill>"
#define SOLID(color) "<a:solidFill><a:srgbClr val=\"" color "\"/></a:solidFill>"
#define DRAWING(anchor, across, extent, about, fill, content)                                      \
	"<w:p><w:r><w:drawing><wp:anchor " anchor "><wp:positionH relativeFrom=\"page\">"          \
	"<wp:posOffset>" across "</wp:posOffset></wp:positionH><wp:extent " extent                 \
	"/><wp:docPr " about "/><a:graphic><wps:wsp><wps:spPr>" fill                               \
	"<a:ln>" SOLID("000000") "</a:ln></wps:spPr>" content                                      \
				 "</wps:wsp></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
#define BOX(across, extent, about, fill, content)                                                  \
	DRAWING("", across, extent, about, fill,                                                   \
		"<wps:txbx><w:txbxContent>" content "</w:txbxContent></wps:txbx>")
#define CHOICE(one, other)                                                                         \
	"<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"x\"><w:txbxContent>" one             \
	"</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" other                           \
	"</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
#define LARGE "cx=\"3000000\" cy=\"600000\""
#define VML(attributes, content)                                                                   \
	"<w:p><w:r><w:pict><v:shape " attributes "><v:textbox><w:txbxContent>" content             \
	"</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"

#define SPACES                                                                                     \
	W_NAMESPACES                                                                               \
	" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "    \
	"xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "                       \
	"xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "         \
	"xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "                      \
	"xmlns:v=\"urn:schemas-microsoft-com:vml\""

/* With pages that are colored, where background says so. */
static struct bytes make_styled(const char *styles, const char *background, const char *body)
{
	static const char types[] =
	    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
	static const char package[] =
	    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	    "<Relationship Id=\"a\" Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/>"
	    "</Relationships>";
	static const char relations[] =
	    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	    "<Relationship Id=\"s\" Type=\"http://x/styles\" Target=\"styles.xml\"/>"
	    "<Relationship Id=\"t\" Type=\"http://x/theme\" Target=\"theme/theme1.xml\"/>"
	    "<Relationship Id=\"e\" Type=\"http://x/settings\" Target=\"settings.xml\"/>"
	    "</Relationships>";
	static const char theme[] =
	    "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">"
	    "<a:clrScheme><a:dk1><a:sysClr val=\"windowText\" lastClr=\"000000\"/></a:dk1>"
	    "<a:lt1><a:sysClr val=\"window\" lastClr=\"FFFFFF\"/></a:lt1><a:dk2><a:srgbClr "
	    "val=\"1F3864\"/></a:dk2></a:clrScheme></a:theme>";
	static const char settings[] =
	    "<w:settings " W_NAMESPACES "><w:displayBackgroundShape/></w:settings>";
	char *document, *sheet;
	struct bytes made;

	assert_true(asprintf(&document,
			     "<w:document " SPACES ">%s<w:body><w:p><w:r><w:t>Jane Example</w:t>"
			     "</w:r></w:p>%s</w:body></w:document>",
			     background, body) > 0);
	assert_true(asprintf(&sheet, "<w:styles " SPACES ">%s</w:styles>", styles) > 0);
	made = make_zip((struct member[]) { { "[Content_Types].xml", types, 0 },
					    { "_rels/.rels", package, 0 },
					    { "word/document.xml", document, 0 },
					    { "word/_rels/document.xml.rels", relations, 0 },
					    { "word/styles.xml", sheet, 0 },
					    { "word/theme/theme1.xml", theme, 0 },
					    { "word/settings.xml",
					      *background ? settings : "<settings/>", 0 } },
			7);
	free(document);
	free(sheet);
	return made;
}

/* The text "smuggled" somewhere in a document. */
struct hiding {
	const char *kind; /* NULL: it is seen */
	const char *styles, *body;
};

static void check(const char *background, const struct hiding *hiding)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	assert_works(read_bytes(make_styled(hiding->styles, background, hiding->body), "cv.docx",
				&document, &err),
		     err);
	if ((document.count == 1) != (hiding->kind != NULL))
		fail_msg("%s: %s", hiding->kind ? hiding->kind : "seen", hiding->body);
	if (hiding->kind)
		assert_hidden(&document, hiding->kind, 8);
	else
		assert_int_equal(warned(&document, "hidden-text"), -1);
	rq_document_free(&document);
}

static void check_all(const struct hiding *hidings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		check("", &hidings[i]);
}

#define CHECK(...)                                                                                 \
	check_all((const struct hiding[]) { __VA_ARGS__ },                                         \
		  sizeof((const struct hiding[]) { __VA_ARGS__ }) / sizeof(struct hiding))

static void a_style_may_hide(void **state)
{
	(void)state;
	CHECK({ "white", STYLE("paragraph", "H", "<w:rPr>" WHITE "</w:rPr>"), SET(USE("H"), "") },
	      { "white",
		STYLE("paragraph", "B", "<w:rPr>" WHITE "</w:rPr>")
		    STYLE("paragraph", "H", "<w:basedOn w:val=\"B\"/>"),
		SET(USE("H"), "") },
	      { "white", STYLE("character", "H", "<w:rPr>" WHITE "</w:rPr>"),
		P("<w:rStyle w:val=\"H\"/>") },
	      { NULL, STYLE("paragraph", "H", "<w:rPr>" WHITE "</w:rPr>"), SET(USE("H"), BLUE) },
	      { NULL,
		STYLE("paragraph", "H",
		      "<w:pPr>" SHADED("1F3864") "</w:pPr><w:rPr>" WHITE "</w:rPr>"),
		SET(USE("H"), "") },
	      { "vanish", STYLE("table", "T", "<w:rPr><w:vanish/></w:rPr>"),
		CELL("<w:tblStyle w:val=\"T\"/>", "", "", P("")) });
}

static void what_holds_for_all_may_hide(void **state)
{
	static const char *const hiding[] = { "<w:vanish/>", WHITE, "<w:sz w:val=\"2\"/>" };
	static const enum rq_hidden_kind kinds[] = { RQ_HIDDEN_VANISH, RQ_HIDDEN_WHITE,
						     RQ_HIDDEN_TINY };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct rq_document document;
		struct rq_error err = { 0 };
		char *styles;

		assert_true(asprintf(&styles,
				     "<w:style w:type=\"paragraph\" w:default=\"1\" "
				     "w:styleId=\"N\"><w:rPr>%s</w:rPr></w:style>",
				     hiding[i]) > 0);
		assert_int_equal(
		    read_bytes(make_styled(styles, "", P("")), "cv.docx", &document, &err), -1);
		assert_int_equal(err.code, RQ_NO_TEXT);
		assert_non_null(strstr(err.message, "that anybody sees"));
		assert_int_equal(document.hidden.count, 1);
		assert_int_equal(document.hidden.texts[0].kind, kinds[i]);
		rq_document_free(&document);
		free(styles);
	}
}

static void text_in_the_color_of_what_is_behind_it_is_hidden(void **state)
{
	(void)state;
	CHECK({ "white", "", P(WHITE SHADED("FFFFFF")) }, { "white", "", P(WHITE SHADED("auto")) },
	      { "white", "", SET(SHADED("FEFEFE"), WHITE) },
	      { "white", "", P(WHITE "<w:highlight w:val=\"none\"/>") },
	      { "white", "", P(WHITE "<w:highlight w:val=\"white\"/>") },
	      { "white", "", P("<w:color w:val=\"FFFF00\"/><w:highlight w:val=\"yellow\"/>") },
	      { "white", "", P(BLUE SHADED("1F3864")) },
	      { "white", "",
		P("<w:color w:val=\"000000\"/><w:shd w:val=\"solid\" w:color=\"000000\"/>") },
	      { "white", "", CELL("", "", "", P(WHITE)) },
	      { "white", "", CELL("", "", SHADED("1F3864"), P(BLUE)) },
	      { "white", "", CELL(SHADED("1F3864"), "", SHADED("FFFFFF"), P(WHITE)) });
}

static void text_that_stands_out_is_seen(void **state)
{
	(void)state;
	CHECK(
	    { NULL, "", P(WHITE SHADED("1F3864")) }, { NULL, "", SET(SHADED("1F3864"), WHITE) },
	    { NULL, "", SET(SHADED("1F3864"), "<w:color w:val=\"auto\"/>") },
	    { NULL, "", P(WHITE "<w:highlight w:val=\"darkBlue\"/>") },
	    { NULL, "", P(WHITE "<w:shd w:val=\"pct50\" w:color=\"000000\" w:fill=\"FFFFFF\"/>") },
	    { NULL, "", P(WHITE "<w:shd w:val=\"diagStripe\" w:fill=\"FFFFFF\"/>") },
	    { NULL, "", CELL("", "", SHADED("1F3864"), P(WHITE)) },
	    { NULL, "", CELL(SHADED("1F3864"), "", "", P(WHITE)) },
	    { NULL,
	      STYLE("table", "T",
		    "<w:tblStylePr><w:tcPr>" SHADED("1F3864") "</w:tcPr>"
							      "</w:tblStylePr>"),
	      CELL("<w:tblStyle w:val=\"T\"/>", "", "", P(WHITE)) });
}

static void a_color_of_the_theme_is_over_its_digits(void **state)
{
	(void)state;
	CHECK({ "white", "", P(BY_THEME("")) }, { NULL, "", P(BY_THEME(" w:themeShade=\"80\"")) },
	      { "white", "",
		P("<w:color w:val=\"000000\" w:themeColor=\"text1\" "
		  "w:themeTint=\"03\"/>") },
	      { NULL, "", P("<w:color w:val=\"FFFFFF\" w:themeColor=\"text2\"/>") },
	      { NULL, "", SET("<w:shd w:val=\"clear\" w:themeFill=\"text2\"/>", WHITE) },
	      { NULL, "", P("<w:color w:val=\"808080\" w:themeColor=\"accent1\"/>") });
}

static void letters_have_a_fill_of_their_own(void **state)
{
	(void)state;
	CHECK({ "invisible", "", P(LETTERS("<w14:noFill/>")) },
	      { "white", "",
		P(BLUE LETTERS("<w14:solidFill><w14:srgbClr w14:val=\"FFFFFF\"/>"
			       "</w14:solidFill>")) },
	      { "white", "",
		P(LETTERS("<w14:solidFill><w14:schemeClr w14:val=\"bg1\"/>"
			  "</w14:solidFill>")) },
	      { "invisible", "",
		P(LETTERS("<w14:solidFill><w14:srgbClr w14:val=\"000000\"><w14:alpha "
			  "w14:val=\"99000\"/></w14:srgbClr></w14:solidFill>")) },
	      { NULL, "",
		P(WHITE LETTERS("<w14:solidFill><w14:srgbClr w14:val=\"1F3864\"/>"
				"</w14:solidFill>")) },
	      { NULL, "", P(WHITE LETTERS("<w14:gradFill/>")) });
}

static void how_it_is_set_may_hide_it(void **state)
{
	(void)state;
	CHECK({ "tiny", "", P("<w:w w:val=\"1\"/>") },
	      { "tiny", "", P("<w:spacing w:val=\"-200\"/>") },
	      { "off-page", "", P("<w:position w:val=\"-3000\"/>") },
	      { "off-page", "", SET("<w:ind w:left=\"-20000\"/>", "") },
	      { "off-page", "", SET("<w:ind w:firstLine=\"-20000\"/>", "") },
	      { "off-page", "", SET("<w:framePr w:x=\"-20000\" w:y=\"1\"/>", "") },
	      { "off-page", "", SET("<w:framePr w:x=\"20000\" w:y=\"1\"/>", "") },
	      { "clipped", "", SET("<w:framePr w:hRule=\"exact\" w:h=\"1\"/>", "") },
	      { "clipped", "", SET("<w:spacing w:line=\"20\" w:lineRule=\"exact\"/>", "") },
	      { "clipped", "", CELL("", "<w:trHeight w:val=\"1\" w:hRule=\"exact\"/>", "", P("")) },
	      { "vanish", "", CELL("", "<w:hidden/>", "", P("")) },
	      { NULL, "", P("<w:w w:val=\"90\"/><w:spacing w:val=\"-10\"/>") },
	      { NULL, "", SET("<w:ind w:left=\"-720\"/>", "") },
	      { NULL, "", SET("<w:framePr w:x=\"1\" w:y=\"20000\"/>", "") },
	      { NULL, "", SET("<w:spacing w:line=\"240\" w:lineRule=\"exact\"/>", "") },
	      { NULL, "", CELL("", "<w:trHeight w:val=\"1\"/>", "", P("")) });
}

static void a_box_may_hide_what_is_in_it(void **state)
{
	(void)state;
	CHECK({ "off-page", "", BOX("-9144000", LARGE, "", SOLID("FFFFFF"), P("")) },
	      { "clipped", "", BOX("914400", "cx=\"1\" cy=\"1\"", "", SOLID("FFFFFF"), P("")) },
	      { "vanish", "", BOX("914400", LARGE, "hidden=\"1\"", SOLID("FFFFFF"), P("")) },
	      { "white", "", BOX("914400", LARGE, "", SOLID("FFFFFF"), P(WHITE)) },
	      { "white", "",
		BOX("914400", LARGE, "",
		    "<a:solidFill><a:schemeClr val=\"bg1\"><a:lumMod val=\"95000\"/>"
		    "</a:schemeClr></a:solidFill>",
		    P(WHITE)) },
	      { NULL, "", BOX("914400", LARGE, "", SOLID("1F3864"), P(WHITE)) },
	      { NULL, "", BOX("914400", LARGE, "", "<a:noFill/>", P(WHITE)) },
	      { NULL, "", BOX("914400", LARGE, "", SOLID("FFFFFF"), P("")) },
	      { "vanish", "", VML("style=\"width:9pt;visibility:hidden\"", P("")) },
	      { "off-page", "", VML("style=\"margin-left:-5000pt\"", P("")) },
	      { "white", "", VML("fillcolor=\"white [3212]\"", P(WHITE)) },
	      { NULL, "", VML("fillcolor=\"#1F3864\"", P(WHITE)) },
	      { NULL, "", VML("filled=\"f\"", P(WHITE)) });
}

/* What is not read of the first must not be read of the second. */
static void no_choice_shows_what_another_one_hides(void **state)
{
	(void)state;
	CHECK({ "vanish", "", CHOICE(P("<w:vanish/>"), P("")) });
}

static void behind_a_table_may_be_a_picture(void **state)
{
	(void)state;
	CHECK({ NULL, "",
		DRAWING("behindDoc=\"1\"", "0", LARGE, "", SOLID("1F3864"), "")
		    CELL("", "", "", P(WHITE)) },
	      { "white", "",
		DRAWING("behindDoc=\"1\"", "0", LARGE, "", SOLID("FFFFFF"), "")
		    CELL("", "", "", P(WHITE)) });
}

static void pages_may_be_colored(void **state)
{
	const struct hiding seen = { NULL, "", P(WHITE) }, hidden = { "white", "", P(BLUE) };

	(void)state;
	check("<w:background w:color=\"1F3864\"/>", &seen);
	check("<w:background w:color=\"1F3864\"/>", &hidden);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_style_may_hide),
		cmocka_unit_test(what_holds_for_all_may_hide),
		cmocka_unit_test(text_in_the_color_of_what_is_behind_it_is_hidden),
		cmocka_unit_test(text_that_stands_out_is_seen),
		cmocka_unit_test(a_color_of_the_theme_is_over_its_digits),
		cmocka_unit_test(letters_have_a_fill_of_their_own),
		cmocka_unit_test(how_it_is_set_may_hide_it),
		cmocka_unit_test(a_box_may_hide_what_is_in_it),
		cmocka_unit_test(no_choice_shows_what_another_one_hides),
		cmocka_unit_test(behind_a_table_may_be_a_picture),
		cmocka_unit_test(pages_may_be_colored),
	};

	return cmocka_run_group_tests_name("word_sight", tests, NULL, NULL);
}
