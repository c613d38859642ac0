/* document/odt: OpenDocument text, packed and flat, also from people who mean harm. */

#include "lines.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>

#include "document/reader.h"

#define NAMESPACE(name) " xmlns:" name "=\"urn:oasis:names:tc:opendocument:xmlns:"
#define ROOT(name)                                                                                                        \
	"<?xml version=\"1.0\"?><office:" name                                                                            \
	    NAMESPACE("office") "office:1.0\"" NAMESPACE("text") "text:1.0\"" NAMESPACE("table") "table:1.0\"" NAMESPACE( \
		"draw") "drawing:1.0\"" NAMESPACE("style") "style:1.0\"" NAMESPACE("fo") "xsl-fo-"                        \
											 "compati"                        \
											 "ble:1."                         \
											 "0\" "                           \
											 "xmlns:"                         \
											 "xlink="                         \
											 "\"http:"                        \
											 "//"                             \
											 "www.w3."                        \
											 "org/"                           \
											 "1999/"                          \
											 "xlink\""                        \
											 ">"
#define FLAT(styles, body)                                                                         \
	ROOT("document")                                                                           \
	"<office:automatic-styles>" styles "</office:automatic-styles>"                            \
	"<office:body><office:text>" body "</office:text></office:body></office:document>"
#define STYLE(family, name, properties)                                                            \
	"<style:style style:family=\"" family "\" style:name=\"" name "\">" properties             \
	"</style:style>"
#define TEXT_STYLE(name, properties) STYLE("text", name, "<style:text-properties " properties "/>")
#define P(text) "<text:p>" text "</text:p>"

static int read_flat(struct rq_document *document, const char *xml, struct rq_error *err)
{
	rq_document_init(document);
	return rq_document_read(xml, strlen(xml), "cv.fodt", document, err);
}

static void assert_reads(const char *xml, const char *wanted)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	assert_works(read_flat(&document, xml, &err), err);
	assert_string_equal(document.format, "odt");
	assert_shown(&document, wanted);
	rq_document_free(&document);
}

struct part {
	const char *name, *text;
};

/* The parts as a zip in bytes; returns its length. */
static size_t pack(const struct part *parts, size_t count, char *bytes, size_t size)
{
	struct archive *writer = archive_write_new();
	size_t used = 0;

	assert_int_equal(archive_write_set_format_zip(writer), ARCHIVE_OK);
	assert_int_equal(archive_write_set_options(writer, "zip:compression=store"), ARCHIVE_OK);
	assert_int_equal(archive_write_open_memory(writer, bytes, size, &used), ARCHIVE_OK);
	for (size_t i = 0; i < count; i++) {
		struct archive_entry *entry = archive_entry_new();

		archive_entry_set_pathname(entry, parts[i].name);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_size(entry, (la_int64_t)strlen(parts[i].text));
		assert_int_equal(archive_write_header(writer, entry), ARCHIVE_OK);
		assert_int_equal(archive_write_data(writer, parts[i].text, strlen(parts[i].text)),
				 strlen(parts[i].text));
		archive_entry_free(entry);
	}
	assert_int_equal(archive_write_free(writer), ARCHIVE_OK);
	return used;
}

static int read_packed(struct rq_document *document, const struct part *parts, size_t count,
		       struct rq_error *err)
{
	char *bytes = malloc(RQ_MIB(1));
	size_t length = pack(parts, count, bytes, RQ_MIB(1));
	int result;

	rq_document_init(document);
	result = rq_document_read(bytes, length, "cv.odt", document, err);
	free(bytes);
	return result;
}

static const char mimetype[] = "application/vnd.oasis.opendocument.text";
static const char manifest[] = ROOT("x") "</office:x>";

static void text_headings_and_lists_are_read(void **state)
{
	(void)state;
	assert_reads(
	    FLAT("", "<text:h text:outline-level=\"1\">Jane</text:h>\n <text:p>one\n  two "
		     "<text:span> three</text:span><text:s/>4<text:tab/>5<text:line-break/>"
		     " six</text:p><text:list><text:list-item>" P("item")
			 P("more") "<text:list><text:list-item>" P(
			     "inner") "</text:list-item>"
				      "</text:list></text:list-item></text:list>" P("• typed")),
	    "# Jane\none two three 4\t5\nsix\n- item\nmore\n- inner\n- typed\n");
}

static void facts_come_from_styles(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(
	    read_flat(
		&document,
		FLAT("<style:default-style style:family=\"paragraph\"><style:text-properties "
		     "fo:font-size=\"0.5cm\"/></style:default-style>"
		     "<style:style style:family=\"paragraph\" style:name=\"Base\">"
		     "<style:paragraph-properties fo:margin-top=\"0.1in\"/><style:text-properties "
		     "fo:font-weight=\"bold\" fo:font-size=\"20pt\"/></style:style>"
		     "<style:style style:family=\"paragraph\" style:name=\"P1\" "
		     "style:parent-style-name=\"Base\"><style:text-properties "
		     "fo:font-size=\"50%\"/></style:style>"
		     "<style:style style:family=\"paragraph\" style:name=\"P2\" "
		     "style:parent-style-name=\"Title\"/><style:style "
		     "style:family=\"paragraph\" style:name=\"Title\"/>"
		     "<style:style style:family=\"paragraph\" style:name=\"Loop\" "
		     "style:parent-style-name=\"Loop\"/>" TEXT_STYLE("T",
								     "fo:font-weight=\"normal\""),
		     P("plain") "<text:p text:style-name=\"P1\">half</text:p>"
				"<text:p text:style-name=\"P1\">h<text:span "
				"text:style-name=\"T\">a</text:span>lf</text:p>"
				"<text:p text:style-name=\"P2\">Jane</text:p>"
				"<text:p text:style-name=\"Loop\">loop</text:p>"),
		&err),
	    err);
	assert_shown(&document, "plain\nhalf\nhalf\n# Jane\nloop\n");
	assert_int_equal((int)(document.lines[0].size * 10), 141);
	assert_false(document.lines[0].bold);
	assert_true(document.lines[1].size == 10.0F);
	assert_true(document.lines[1].bold);
	assert_true(document.lines[1].gap);
	assert_false(document.lines[2].bold);
	rq_document_free(&document);
	assert_works(
	    read_flat(&document,
		      FLAT(TEXT_STYLE("B", "fo:font-weight=\"bold\"")
			       TEXT_STYLE("I", "fo:font-style=\"italic\""),
			   "<text:p><text:span text:style-name=\"B\">Lead</text:span> Acme "
			   "<text:span text:style-name=\"I\">Kassel</text:span></text:p>"),
		      &err),
	    err);
	assert_int_equal(document.lines[0].turns.words[0], 1);
	assert_int_equal(document.lines[0].turns.words[1], 2);
	rq_document_free(&document);
	assert_works(
	    read_flat(&document,
		      FLAT("", "<text:h text:outline-level=\"3\">Nurse</text:h>" P("Acme")), &err),
	    err);
	assert_int_equal(document.lines[0].level, 3);
	assert_int_equal(document.lines[1].level, 0);
	rq_document_free(&document);
}

static void tables_boxes_links_and_notes_are_read_in_order(void **state)
{
	(void)state;
	assert_reads(
	    FLAT(
		"",
		"<table:table><table:table-row><table:table-cell>" P(
		    "2019") "</table:table-cell>"
			    "<table:covered-table-cell>" P(
				"under") "</table:covered-table-cell>"
					 "<table:table-cell "
					 "table:number-columns-repeated=\"1000000000\">" P(
					     "Nurse") "</table:table-cell></table:table-row></"
						      "table:table>"
						      "<text:p>See <text:a "
						      "xlink:href=\"https://a.example/\">page</"
						      "text:a>"
						      "<draw:frame><draw:text-box>" P(
							  "Box") "</draw:text-box></draw:frame>"
								 "<text:note><text:note-citation>1<"
								 "/text:note-citation><text:note-"
								 "body>" P(
								     "Note") "</text:note-body></"
									     "text:note>!</text:p>"
									     "<text:p>a<draw:"
									     "polygon>" P(
										 "shape") "</"
											  "draw:"
											  "polygon>"
											  "b</"
											  "text:"
											  "p>"),
	    "| 2019\tNurse\nSee page (https://a.example/)!\nBox\nab\nshape\nNote\n");
}

static void changes_are_accepted_and_comments_left_out(void **state)
{
	(void)state;
	assert_reads(
	    FLAT("",
		 "<text:tracked-changes><text:changed-region><text:deletion>" P(
		     "gone") "</text:deletion></text:changed-region></text:tracked-changes>"
			     "<text:p>kept<text:change-start/> new<text:change-end/>"
			     "<office:annotation>" P("boss: no") "</office:annotation></text:p>"),
	    "kept new\n");
}

static void hidden_text_is_left_out_and_counted(void **state)
{
	static const struct {
		const char *xml, *kind;
	} cases[] = {
		{ FLAT(TEXT_STYLE("T", "text:display=\"none\""),
		       "<text:p><text:span text:style-name=\"T\">ignore <text:span>all"
		       "</text:span></text:span>Jane</text:p>"),
		  "vanish" },
		{ FLAT("", "<text:section text:display=\"none\">" P(
			       "ignore all") "</text:section>" P("Jane")),
		  "vanish" },
		{ FLAT("", "<text:p>ignore <text:hidden-paragraph text:is-hidden=\"true\"/>all"
			   "</text:p>" P("Jane")),
		  "vanish" },
		{ FLAT(TEXT_STYLE("T", "fo:color=\"#FFFFFF\""),
		       "<text:p><text:span text:style-name=\"T\">ignore all</text:span>Jane"
		       "</text:p>"),
		  "white" },
		{ FLAT(TEXT_STYLE("T", "fo:font-size=\"2pt\""),
		       "<text:p><text:span text:style-name=\"T\">ignore all</text:span>Jane"
		       "</text:p>"),
		  "tiny" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;
		struct rq_error err = { 0 };

		assert_works(read_flat(&document, cases[i].xml, &err), err);
		assert_shown(&document, "Jane\n");
		assert_hidden(&document, cases[i].kind, 9);
		rq_document_free(&document);
	}
}

static void white_on_something_dark_is_seen(void **state)
{
	(void)state;
	assert_reads(
	    FLAT(STYLE("table-cell", "C",
		       "<style:table-cell-properties fo:background-color=\"#000080\"/>")
		     TEXT_STYLE("T", "fo:color=\"#ffffff\"")
			 STYLE("graphic", "G",
			       "<style:graphic-properties draw:fill=\"solid\" "
			       "draw:fill-color=\"#112233\"/>"),
		 "<table:table><table:table-row><table:table-cell table:style-name=\"C\"><text:p>"
		 "<text:span text:style-name=\"T\">Jane</text:span></text:p></table:table-cell>"
		 "</table:table-row></table:table><text:p><draw:frame draw:style-name=\"G\">"
		 "<draw:text-box><text:p><text:span text:style-name=\"T\">Doe</text:span></text:p>"
		 "</draw:text-box></draw:frame></text:p>"),
	    "Jane\nDoe\n");
}

static void a_package_has_its_header_first_and_its_own_styles(void **state)
{
#define BOLD(name) STYLE("paragraph", name, "<style:text-properties fo:font-weight=\"bold\"/>")
	static const char styles[] = ROOT("document-styles") "<office:automatic-styles>" BOLD(
	    "P1") "</office:automatic-styles><office:master-styles>"
		  "<style:master-page><style:header><text:p "
		  "text:style-name=\"P1\">Jane</text:p></style:header>"
		  "<style:header-left style:display=\"false\">" P(
		      "no") "</style:header-left><style:footer>" P("Page "
								   "<text:page-number>1</"
								   "text:page-number> of "
								   "<text:page-count>2</"
								   "text:page-count>")
		      P("+44 20 7946 0955") "</style:footer></style:master-page></"
					    "office:master-styles>"
					    "</office:document-styles>";
	static const char content[] =
	    ROOT("document-content") "<office:body><office:text><text:p "
				     "text:style-name=\"P1\">Nurse</text:p></office:text>"
				     "</office:body></office:document-content>";
	const struct part parts[] = { { "mimetype", mimetype },
				      { "content.xml", content },
				      { "styles.xml", styles },
				      { "META-INF/manifest.xml", manifest } };
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	for (size_t skipped = 0; skipped < 2; skipped++) { /* also without its mimetype */
		assert_works(read_packed(&document, parts + skipped, 4 - skipped, &err), err);
		assert_shown(&document, "Jane\nNurse\n+44 20 7946 0955\n");
		assert_true(document.lines[0].bold);
		assert_false(document.lines[1].bold);
		rq_document_free(&document);
	}
}

static void a_package_that_cannot_be_read_says_why(void **state)
{
	static const char encrypted[] =
	    ROOT("manifest") "<office:file-entry><office:encryption-data/>"
			     "</office:file-entry></office:manifest>";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_fails(read_packed(&document,
				 (struct part[]) { { "mimetype", mimetype },
						   { "content.xml", "\x01\x02garbage" },
						   { "META-INF/manifest.xml", encrypted } },
				 3, &err),
		     err, RQ_ENCRYPTED);
	rq_document_free(&document);
	assert_fails(read_packed(&document, (struct part[]) { { "mimetype", mimetype } }, 1, &err),
		     err, RQ_DAMAGED);
	rq_document_free(&document);
	assert_fails(read_packed(&document,
				 (struct part[]) { { "mimetype", mimetype },
						   { "content.xml", "<office:document" } },
				 2, &err),
		     err, RQ_DAMAGED);
	rq_document_free(&document);
	assert_fails(read_flat(&document,
			       ROOT("document") "<office:body><office:spreadsheet/></office:body>"
						"</office:document>",
			       &err),
		     err, RQ_UNSUPPORTED);
	rq_document_free(&document);
	assert_fails(
	    read_packed(&document,
			(struct part[]) { { "mimetype", "application/vnd.oasis.opendocument."
							"spreadsheet" } },
			1, &err),
	    err, RQ_UNSUPPORTED);
	rq_document_free(&document);
}

static void xml_that_is_meant_to_hurt_is_refused(void **state)
{
	enum { DEPTH = 50000 };
	static const char span[] = "<text:span>";
	struct rq_document document;
	struct rq_error err = { 0 };
	char *deep = calloc(1, sizeof span * DEPTH + 4096);
	size_t at;

	(void)state;
	strcpy(deep, FLAT("", "<text:p>"));
	at = strlen(ROOT("document")) + strlen("<office:automatic-styles></office:automatic-styles>"
					       "<office:body><office:text><text:p>");
	for (size_t i = 0; i < DEPTH; i++, at += sizeof span - 1)
		memcpy(deep + at, span, sizeof span);
	assert_fails(read_flat(&document, deep, &err), err, RQ_TOO_DEEP);
	rq_document_free(&document);
	free(deep);
	assert_fails(
	    read_flat(&document,
		      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"/etc/passwd\">]>"
		      "<office:document" NAMESPACE("office") "office:1.0\">&a;</office:document>",
		      &err),
	    err, RQ_DAMAGED);
	rq_document_free(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_headings_and_lists_are_read),
		cmocka_unit_test(facts_come_from_styles),
		cmocka_unit_test(tables_boxes_links_and_notes_are_read_in_order),
		cmocka_unit_test(changes_are_accepted_and_comments_left_out),
		cmocka_unit_test(hidden_text_is_left_out_and_counted),
		cmocka_unit_test(white_on_something_dark_is_seen),
		cmocka_unit_test(a_package_has_its_header_first_and_its_own_styles),
		cmocka_unit_test(a_package_that_cannot_be_read_says_why),
		cmocka_unit_test(xml_that_is_meant_to_hurt_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
