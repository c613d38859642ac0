/* document/office: DOCX as it is written, and as it is meant to hurt. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document_kit.h"
#include "lines.h"

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define STYLED(style, text)                                                                        \
	"<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define RUN(properties, text) "<w:r><w:rPr>" properties "</w:rPr><w:t>" text "</w:t></w:r>"

static int read_body(const char *body, struct rq_document *document, struct rq_error *err)
{
	return read_bytes(make_docx(body, NULL), "cv.docx", document, err);
}

static int read_main(const char *part, struct rq_document *document, struct rq_error *err)
{
	return read_bytes(make_docx(NULL, part), "cv.docx", document, err);
}

static void header_first_footer_last_each_line_once(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_body(P("Nurse"), &document, &err), err);
	assert_string_equal(document.format, "docx");
	assert_lines(&document, LINES("T Jane Example", "T Nurse", "T References on request"));
	rq_document_free(&document);
}

static void styles_and_lists_tell_kinds(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(
	    read_body(
		STYLED("berschrift1", "Work") STYLED("Mine", "Skills") STYLED(
		    "Loop",
		    "x") "<w:p><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>C"
			 "</w:t></w:r></w:p><w:p><w:pPr><w:outlineLvl "
			 "w:val=\"1\"/></w:pPr><w:r><w:t>"
			 "Own</w:t></w:r></w:p>" P("• typed") "<w:p/>" P("after a gap"),
		&document, &err),
	    err);
	assert_lines(&document, LINES("T Jane Example", "H Work", "H Skills", "T x", "I C", "H Own",
				      "I typed", "T after a gap", "T References on request"));
	assert_true(document.lines[1].bold && document.lines[2].bold && !document.lines[3].bold);
	assert_int_equal(document.lines[1].level, 1);
	assert_int_equal(document.lines[5].level, 2);
	assert_int_equal(document.lines[4].level, 0);
	assert_int_equal((int)document.lines[2].size, 16);
	assert_int_equal((int)document.lines[3].size, 11);
	assert_true(document.lines[7].gap && !document.lines[6].gap);
	rq_document_free(&document);
}

static void a_paragraph_tells_where_its_type_turns(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(
	    read_body("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Shift Lead</w:t></w:r><w:r><w:t "
		      "xml:space=\"preserve\"> Acme </w:t></w:r><w:r><w:rPr><w:i/></w:rPr>"
		      "<w:t>Kassel</w:t></w:r></w:p>",
		      &document, &err),
	    err);
	assert_string_equal(document.lines[1].text, "Shift Lead Acme Kassel");
	assert_int_equal(document.lines[1].turns.words[0], 2);
	assert_int_equal(document.lines[1].turns.words[1], 3);
	assert_int_equal(document.lines[1].turns.words[2], 0);
	rq_document_free(&document);
}

static void breaks_tabs_and_symbols_are_text(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(
	    read_body("<w:p><w:r><w:t>Jane</w:t><w:br/><w:t xml:space=\"preserve\">A </w:t>"
		      "<w:tab/><w:t>B</w:t><w:noBreakHyphen/><w:t>C</w:t>"
		      "<w:sym w:char=\"00E9\"/><w:br w:type=\"page\"/><w:t>next</w:t></w:r>"
		      "</w:p>",
		      &document, &err),
	    err);
	assert_lines(&document, LINES("T Jane Example", "T Jane", "T A\tB-Cé", "T next",
				      "T References on request"));
	assert_int_equal(document.lines[3].page, 2);
	rq_document_free(&document);
}

static void tables_are_rows_or_columns(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(
	    read_body("<w:tbl><w:tr><w:tc>" P("C") "</w:tc><w:tc>" P(
			  "Go") "</w:tc></w:tr>"
				"<w:tr><w:tc>" P("2019 – 2021") "</w:tc><w:tc>" P("Engineer") P(
				    "Acme") "</w:tc></w:tr><w:tr><w:tc>" P("Skills")
				    P("Python") "</w:tc><w:tc>" P("Work") "<w:tbl><w:tr><w:tc>" P(
					"a") "</w:tc><w:tc>" P("b") "</w:tc></w:tr></w:tbl></"
								    "w:tc></w:tr></w:tbl>",
		      &document, &err),
	    err);
	assert_lines(&document,
		     LINES("T Jane Example", "R C\tGo", "R 2019 – 2021\tEngineer", "T Acme",
			   "T Skills", "T Python", "T Work", "R a\tb", "T References on request"));
	rq_document_free(&document);
}

static void a_text_box_is_read_once(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(
	    read_body(
		"<w:p><w:r><mc:AlternateContent><mc:Choice "
		"Requires=\"wps\"><w:txbxContent>" P(
		    "In the box") "</w:txbxContent></"
				  "mc:Choice><mc:Fallback><"
				  "w:txbxContent>" P(
				      "In the box") "</"
						    "w:"
						    "txbxCon"
						    "tent></"
						    "mc:"
						    "Fallbac"
						    "k></"
						    "mc:"
						    "Alterna"
						    "teConte"
						    "nt>"
						    "<w:t>"
						    "Beside "
						    "it</"
						    "w:t></"
						    "w:r></"
						    "w:p>"
						    "<w:p><"
						    "w:r><"
						    "mc:"
						    "Alterna"
						    "teConte"
						    "nt><mc:"
						    "Choice "
						    "Require"
						    "s="
						    "\"x\"/"
						    "><mc:"
						    "Fallbac"
						    "k>"
						    "<w:"
						    "txbxCon"
						    "tent"
						    ">" P(
							"Onl"
							"y "
							"the"
							"re") "</w:txbxContent></mc:Fallback>"
							      "</mc:AlternateContent></w:r></w:p>",
		&document, &err),
	    err);
	assert_lines(&document, LINES("T Jane Example", "T Beside it", "T In the box",
				      "T Only there", "T References on request"));
	rq_document_free(&document);
}

static void tracked_changes_are_accepted(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(
	    read_body("<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>"
		      "old</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r>"
		      "</w:moveFrom><w:pPr><w:rPrChange><w:rPr><w:vanish/></w:rPr>"
		      "</w:rPrChange></w:pPr></w:p>",
		      &document, &err),
	    err);
	assert_lines(&document, LINES("T Jane Example", "T new", "T References on request"));
	rq_document_free(&document);
}

static void hidden_text_is_left_out_and_counted(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(
	    read_body("<w:p>" RUN("<w:vanish/>", "hide") RUN("<w:vanish w:val=\"0\"/>", "A")
			  RUN("<w:color w:val=\"FFFFFF\"/>", "white")
			      RUN("<w:color w:val=\"f8F8f8\"/>", "pale")
				  RUN("<w:color w:val=\"FFFFFF\"/><w:shd w:fill=\"000000\"/>", "B")
				      RUN("<w:sz w:val=\"2\"/>", "tiny") "</w:p>",
		      &document, &err),
	    err);
	assert_lines(&document, LINES("T Jane Example", "T AB", "T References on request"));
	assert_hidden(&document, "vanish", 4);
	assert_hidden(&document, "white", 9);
	assert_hidden(&document, "tiny", 4);
	rq_document_free(&document);
}

static void links_tell_where_they_lead(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(
	    read_body("<w:p><w:hyperlink r:id=\"l\"><w:r><w:t>LinkedIn</w:t></w:r></w:hyperlink>"
		      "</w:p><w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>"
		      " HYPERLINK \"mailto:jane@example.org\" </w:instrText></w:r><w:r><w:fldChar "
		      "w:fldCharType=\"separate\"/></w:r><w:r><w:t>Mail</w:t></w:r><w:r><w:fldChar "
		      "w:fldCharType=\"end\"/></w:r></w:p>",
		      &document, &err),
	    err);
	assert_lines(&document,
		     LINES("T Jane Example", "T LinkedIn (https://example.org/in/jane?a=1&b=2)",
			   "T Mail (jane@example.org)", "T References on request"));
	rq_document_free(&document);
}

static void the_strict_namespace_is_read(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_main("<d:document xmlns:d=\"http://purl.oclc.org/ooxml/wordprocessingml/"
			       "main\"><d:body><d:p><d:r><d:t>Strict</d:t></d:r></d:p></d:body>"
			       "</d:document>",
			       &document, &err),
		     err);
	assert_string_equal(document.lines[1].text, "Strict");
	rq_document_free(&document);
}

/* Word 2003 has headers, notes and reviewers' marks in the middle of the body. */
static void a_document_of_word_2003_is_read_in_order(void **state)
{
	static const char whole[] =
	    "<?xml version='1.0'?><w:wordDocument "
	    "xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml' "
	    "xmlns:aml='http://schemas.microsoft.com/aml/2001/core' "
	    "xmlns:wx='http://schemas.microsoft.com/office/word/2003/auxHint'>"
	    "<w:styles><w:style w:styleId='Kop1'><w:name w:val='heading "
	    "1'/></w:style></w:styles>"
	    "<w:body><wx:sect>" STYLED(
		"Kop1", "Work") "<w:p><w:r><w:t>Nurse</w:t></w:r>"
				"<w:r><w:footnote><w:p><w:r><w:t>part "
				"time</w:t></w:r></w:p></w:footnote></w:r>"
				"<aml:annotation w:type='Word.Deletion'><aml:content><w:r><w:t> "
				"gone</w:t></w:r>"
				"</aml:content></aml:annotation>"
				"<aml:annotation w:type='Word.Insertion'><aml:content><w:r><w:t>, "
				"Acme</w:t></w:r>"
				"</aml:content></aml:annotation></w:p>"
				"<w:p><w:pPr><w:listPr><w:ilfo w:val='1'/><wx:t "
				"wx:val='-'/></w:listPr></w:pPr>"
				"<w:hlink "
				"w:dest='https://example.org/jane'><w:r><w:t>site</w:t></w:r></"
				"w:hlink></w:p>"
				"<w:p><w:pPr><w:sectPr><w:hdr w:type='odd'>" P(
				    "Jane Example") "</w:hdr>"
						    "<w:hdr w:type='even'>" P(
							"Jane Example") "</w:hdr><w:ftr "
									"w:type='odd'>" P("on "
											  "reques"
											  "t") "</"
											       "w:"
											       "ft"
											       "r>"
											       "</"
											       "w:"
											       "se"
											       "ct"
											       "Pr"
											       "><"
											       "/w"
											       ":p"
											       "Pr"
											       "><"
											       "w:"
											       "r>"
											       "<w"
											       ":t"
											       ">l"
											       "as"
											       "t<"
											       "/w"
											       ":t"
											       "><"
											       "/w"
											       ":r"
											       ">"
											       "<w"
											       ":r"
											       "><"
											       "w:"
											       "rP"
											       "r>"
											       "<w"
											       ":v"
											       "an"
											       "is"
											       "h/"
											       "><"
											       "/w"
											       ":r"
											       "Pr"
											       "><"
											       "w:"
											       "t>"
											       "hi"
											       "d<"
											       "/w"
											       ":t"
											       "><"
											       "/w"
											       ":r"
											       "><"
											       "/w"
											       ":p"
											       ">"
											       "</"
											       "wx"
											       ":s"
											       "ec"
											       "t>"
											       "</"
											       "w:"
											       "bo"
											       "dy"
											       "><"
											       "/w"
											       ":w"
											       "or"
											       "dD"
											       "oc"
											       "um"
											       "en"
											       "t"
											       ">";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_bytes(copy_bytes(whole, sizeof whole - 1), "cv.doc", &document, &err),
		     err);
	assert_string_equal(document.format, "wordml");
	assert_lines(&document, LINES("T Jane Example", "H Work", "T Nurse, Acme",
				      "I site (https://example.org/jane)", "T last", "T part time",
				      "T on request"));
	assert_int_equal(warned(&document, "hidden-text"), 3);
	rq_document_free(&document);
}

static void a_billion_laughs_are_not_expanded(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_fails(read_main("<!DOCTYPE x [<!ENTITY a \"lol\"><!ENTITY b "
			       "\"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c "
			       "\"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><w:document " W_NAMESPACES
			       "><w:body>" P("&c;") "</w:body></w:document>",
			       &document, &err),
		     err, RQ_DAMAGED);
	rq_document_free(&document);
}

static void an_external_entity_is_not_fetched(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_fails(
	    read_main(
		"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><w:document " W_NAMESPACES
		"><w:body>" P("&e;") "</w:body></w:document>",
		&document, &err),
	    err, RQ_DAMAGED);
	rq_document_free(&document);
}

static void nesting_has_an_end(void **state)
{
	enum { DEPTH = 300 };
	char *body = calloc(DEPTH, 50), *at = body;
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	for (int i = 0; i < DEPTH; i++)
		at = stpcpy(at, "<w:tbl><w:tr><w:tc>");
	for (int i = 0; i < DEPTH; i++)
		at = stpcpy(at, "</w:tc></w:tr></w:tbl>");
	assert_fails(read_body(body, &document, &err), err, RQ_TOO_DEEP);
	rq_document_free(&document);
	free(body);
}

static void a_part_of_a_gigabyte_is_refused(void **state)
{
	/* 33 MiB of spaces in 33 KB: over the limit, whatever the header claims. */
	size_t length = RQ_MAX_XML_BYTES + RQ_MIB(1);
	char *spaces = malloc(length);
	struct member members[] = { { "[Content_Types].xml", "<Types/>", 0 },
				    { "word/document.xml", spaces, length } };
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	memset(spaces, ' ', length);
	assert_fails(read_bytes(make_zip(members, 2), "cv.docx", &document, &err), err,
		     RQ_TOO_LARGE);
	rq_document_free(&document);
	free(spaces);
}

static void an_encrypted_one_says_so(void **state)
{
	struct bytes bytes =
	    make_archive("zip", NULL, "secret",
			 (struct member[]) { { "[Content_Types].xml", "<Types/>", 0 },
					     { "word/document.xml", "<w:document/>", 0 } },
			 2);
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_fails(read_bytes(bytes, "cv.docx", &document, &err), err, RQ_ENCRYPTED);
	rq_document_free(&document);
}

/* Wherever it is cut, it is damaged or, when only the directory is gone, read. */
static void a_truncated_one_is_damaged(void **state)
{
	struct bytes whole = make_docx(P("Nurse"), NULL);

	(void)state;
	for (size_t i = 1; i < 16; i++) {
		struct rq_document document;
		struct rq_error err = { 0 };
		struct bytes cut = copy_bytes(whole.data, whole.length * i / 16);

		if (read_bytes(cut, "cv.docx", &document, &err) == -1 && err.code != RQ_DAMAGED)
			fail_msg("cut at %zu/16: %s: %s", i, rq_code_name(err.code), err.message);
		rq_document_free(&document);
	}
	free(whole.data);
}

/* Word's "Flat OPC": all parts of a DOCX in one XML file, in any order. */
static void a_package_in_one_file_is_read_in_order(void **state)
{
	/* clang-format off */
	static const char whole[] =
	    "<?xml version='1.0'?><?mso-application progid='Word.Document'?>"
	    "<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage' "
	    "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
	    "<pkg:part pkg:name='/word/document.xml'><pkg:xmlData><w:document><w:body>"
	    "<w:p><w:pPr><w:pStyle w:val='Kop1'/></w:pPr><w:r><w:t>Work</w:t></w:r></w:p>"
	    "<w:p><w:r><w:t>Nurse</w:t></w:r>"
	    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"
	    "</w:body></w:document></pkg:xmlData></pkg:part>"
	    "<pkg:part pkg:name='/word/header1.xml'><pkg:xmlData><w:hdr>"
	    "<w:p><w:r><w:t>Jane Example</w:t></w:r></w:p></w:hdr></pkg:xmlData></pkg:part>"
	    "<pkg:part pkg:name='/word/media/image1.png'><pkg:binaryData>iVBORw0KGgo="
	    "</pkg:binaryData></pkg:part>"
	    "<pkg:part pkg:name='/word/styles.xml'><pkg:xmlData><w:styles>"
	    "<w:style w:styleId='Kop1'><w:name w:val='heading 1'/></w:style></w:styles>"
	    "</pkg:xmlData></pkg:part></pkg:package>";
	/* clang-format on */
	struct rq_document document;
	struct rq_error err = { 0 };
	char *text;

	(void)state;
	rq_document_init(&document);
	assert_works(rq_document_read(whole, sizeof whole - 1, "cv.xml", &document, &err), err);
	text = rq_document_text(&document);
	assert_string_equal(text, "Jane Example\nWork\nNurse\n");
	assert_int_equal(document.lines[1].kind, RQ_LINE_HEADING);
	assert_int_equal(document.hidden.count, 1);
	free(text);
	rq_document_free(&document);
}

/* A DOCX with a piece of another document between two paragraphs. */
static struct bytes make_pieced(const char *name, const char *piece, size_t length)
{
	static const char package[] =
	    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
	    "<Relationship Id=\"a\" Type=\"http://x/officeDocument\" Target=\"word/document.xml\"/>"
	    "</Relationships>";
	char relations[512], path[64];

	(void)snprintf(relations, sizeof relations,
		       "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
		       "relationships\"><Relationship Id=\"c\" Type=\"http://x/aFChunk\" "
		       "Target=\"%s\"/></Relationships>",
		       name);
	(void)snprintf(path, sizeof path, "word/%s", name);
	return make_zip(
	    (struct member[]) { { "[Content_Types].xml", "<Types/>", 0 },
				{ "_rels/.rels", package, 0 },
				{ "word/document.xml",
				  "<w:document " W_NAMESPACES
				  "><w:body>" P("Jane Example") "<w:altChunk r:id=\"c\"/>" P(
				      "References") "</w:body></w:document>",
				  0 },
				{ "word/_rels/document.xml.rels", relations, 0 },
				{ path, piece, length } },
	    5);
}

static void read_pieced(struct bytes piece, const char *name, struct rq_document *document)
{
	struct rq_error err = { 0 };

	assert_works(
	    read_bytes(make_pieced(name, piece.data, piece.length), "cv.docx", document, &err),
	    err);
	free(piece.data);
	assert_string_equal(document->lines[0].text, "Jane Example");
	assert_string_equal(document->lines[document->count - 1].text, "References");
}

static void a_document_inside_stands_where_word_would_put_it(void **state)
{
	static const char page[] = "<h2>Skills</h2><ul><li>Wound care</li></ul>"
				   "<p style=\"display:none\">smuggled</p>";
	static const char mail[] =
	    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
	    "Content-Type: text/html\n\n<h2>Skills</h2><ul><li>Wound care</li></ul>\n--b--\n";
	static const char rtf[] = "{\\rtf1 Skills\\par Wound care\\par}";
	const struct {
		const char *name;
		struct bytes piece;
		bool plain;
	} cases[] = {
		{ "a.html", copy_bytes(page, sizeof page - 1), false },
		{ "a.mht", copy_bytes(mail, sizeof mail - 1), false },
		{ "a.rtf", copy_bytes(rtf, sizeof rtf - 1), true },
		{ "a.docx", make_docx(P("Skills") P("Wound care"), NULL), true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;
		size_t at = 1;

		read_pieced(cases[i].piece, cases[i].name, &document);
		if (strcmp(cases[i].name, "a.docx") == 0)
			at++; /* its header */
		assert_string_equal(document.lines[at].text, "Skills");
		assert_int_equal(document.lines[at].kind,
				 cases[i].plain ? RQ_LINE_TEXT : RQ_LINE_HEADING);
		assert_string_equal(document.lines[at + 1].text, "Wound care");
		assert_int_equal(warned(&document, "unread-part"), -1);
		assert_int_equal(warned(&document, "hidden-text") != -1, i == 0);
		rq_document_free(&document);
	}
}

static void a_document_inside_that_nobody_sees_is_told(void **state)
{
	static const char page[] = "<p style=\"display:none\">smuggled</p>";
	struct rq_document document;

	(void)state;
	read_pieced(copy_bytes(page, sizeof page - 1), "a.html", &document);
	assert_int_equal(document.count, 2);
	assert_hidden(&document, "vanish", 8);
	rq_document_free(&document);
}

static void a_document_inside_that_cannot_be_read_is_told(void **state)
{
	static const char pdf[] = "%PDF-1.4 broken", data[] = "\x01\x02\x03\x04\x05\x06\x07\x08";
	struct rq_document document;
	struct bytes nested = make_docx(P("Innermost"), NULL);

	(void)state;
	read_pieced(copy_bytes(pdf, sizeof pdf - 1), "a.html", &document);
	assert_int_equal(document.count, 2);
	assert_int_equal(warned(&document, "unread-part"), 0);
	rq_document_free(&document);
	read_pieced(copy_bytes(data, sizeof data - 1), "a.bin", &document);
	assert_int_equal(warned(&document, "unread-part"), 0);
	rq_document_free(&document);
	for (int depth = 0; depth < RQ_MAX_CHUNK_DEPTH; depth++) {
		struct bytes inner = nested;

		nested = make_pieced("a.docx", inner.data, inner.length);
		free(inner.data);
	}
	read_pieced(nested, "a.docx", &document);
	assert_int_equal(warned(&document, "unread-part"), 0);
	rq_document_free(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(header_first_footer_last_each_line_once),
		cmocka_unit_test(styles_and_lists_tell_kinds),
		cmocka_unit_test(a_paragraph_tells_where_its_type_turns),
		cmocka_unit_test(breaks_tabs_and_symbols_are_text),
		cmocka_unit_test(tables_are_rows_or_columns),
		cmocka_unit_test(a_text_box_is_read_once),
		cmocka_unit_test(tracked_changes_are_accepted),
		cmocka_unit_test(hidden_text_is_left_out_and_counted),
		cmocka_unit_test(links_tell_where_they_lead),
		cmocka_unit_test(the_strict_namespace_is_read),
		cmocka_unit_test(a_document_of_word_2003_is_read_in_order),
		cmocka_unit_test(a_package_in_one_file_is_read_in_order),
		cmocka_unit_test(a_billion_laughs_are_not_expanded),
		cmocka_unit_test(an_external_entity_is_not_fetched),
		cmocka_unit_test(nesting_has_an_end),
		cmocka_unit_test(a_part_of_a_gigabyte_is_refused),
		cmocka_unit_test(an_encrypted_one_says_so),
		cmocka_unit_test(a_truncated_one_is_damaged),
		cmocka_unit_test(a_document_inside_stands_where_word_would_put_it),
		cmocka_unit_test(a_document_inside_that_nobody_sees_is_told),
		cmocka_unit_test(a_document_inside_that_cannot_be_read_is_told),
	};

	return cmocka_run_group_tests_name("document_office", tests, NULL, NULL);
}
