/* document: what a file is, encodings, plain text, Markdown, HTML, JSON. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "document/bullet.h"
#include "document/encoding.h"
#include "document/flow.h"
#include "document_kit.h"
#include "lines.h"

static int read_text(const char *text, const char *name, struct rq_document *document,
		     struct rq_error *err)
{
	return read_bytes(copy_bytes(text, strlen(text)), name, document, err);
}

static void content_says_what_a_file_is(void **state)
{
#define CASE(bytes, name, format)                                                                  \
	{                                                                                          \
		bytes, sizeof(bytes) - 1, name, format                                             \
	}
	static const struct {
		const char *bytes;
		size_t length;
		const char *name;
		enum rq_format format;
	} cases[] = {
		CASE("", "cv.pdf", RQ_FORMAT_EMPTY),
		CASE("Jane Example", "cv.pdf", RQ_FORMAT_TEXT),
		CASE("Jane Example", "cv.md", RQ_FORMAT_MARKDOWN),
		CASE("# Jane\n\n## Work\n\n**C**, [x](http://x)\n", "cv", RQ_FORMAT_MARKDOWN),
		CASE("junk\n%PDF-1.4\n", "cv.txt", RQ_FORMAT_PDF),
		CASE("{\"basics\":{}}", "cv.txt", RQ_FORMAT_JSON),
		CASE("[Jane](http://x) is here", "cv.txt", RQ_FORMAT_TEXT),
		CASE("[[jane-doe]]\nJane Doe\n--------\n", "cv.txt", RQ_FORMAT_TEXT),
		CASE("[[ {\"a\": 1} ]]", "cv.txt", RQ_FORMAT_JSON),
		CASE("<!-- x --> <!DOCTYPE html><p>x", "cv.doc", RQ_FORMAT_HTML),
		CASE("<!-- a <b> c --> <html><p>x", "cv", RQ_FORMAT_HTML),
		CASE("<h1>Jane</h1>\n## Work", "cv.md", RQ_FORMAT_MARKDOWN),
		CASE("\x1f\x8b\x08", "cv.txt", RQ_FORMAT_CONTAINER),
		CASE("Rar!\x1a\x07 x", "cv.doc", RQ_FORMAT_OTHER),
		CASE("MZ\0\0\0\0\1\2\3", "cv.pdf", RQ_FORMAT_OTHER),
		CASE("MZ is how my name begins", "cv.txt", RQ_FORMAT_TEXT),
		CASE("\0\0\2\3\4\5\6\0\0\0\2\3", "cv.txt", RQ_FORMAT_OTHER),
		CASE("{\\rtf1 x}", "cv.doc", RQ_FORMAT_RTF),
		CASE("<?xml version='1.0'?><office:document office:version='1.2'/>", "cv.xml",
		     RQ_FORMAT_ODT_FLAT),
		CASE("<?xml version='1.0'?><?mso x?><w:wordDocument xmlns:w='u'/>", "cv.doc",
		     RQ_FORMAT_WORD_XML),
		CASE("<?xml version='1.0'?><pkg:package "
		     "xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'/>",
		     "cv.xml", RQ_FORMAT_WORD_XML),
		CASE("<?xml version='1.0'?><package xmlns='http://x'/>", "cv.xml", RQ_FORMAT_OTHER),
		CASE("<?xml version='1.0'?><!DOCTYPE html><html/>", "cv.xml", RQ_FORMAT_HTML),
		CASE("<?xml version='1.0'?><index/>", "cv.txt", RQ_FORMAT_OTHER),
		CASE("<Types xmlns='http://x'/>", "cv.txt", RQ_FORMAT_OTHER),
		CASE("<b>Jane</b> < 3", "cv.txt", RQ_FORMAT_HTML),
		CASE("<jane@example.org> is mine", "cv.txt", RQ_FORMAT_TEXT),
		CASE("\x89PNG\r\n\x1a\n", "cv.pdf", RQ_FORMAT_PICTURE),
		CASE("From: a\nTo: b\nMIME-Version: 1.0\n\nx", "cv.txt", RQ_FORMAT_CONTAINER),
		CASE("\xdb\xa5\x2d\0 Word 2", "cv.doc", RQ_FORMAT_OTHER),
	};
#undef CASE

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		if (rq_detect(cases[i].bytes, cases[i].length, cases[i].name).format !=
		    cases[i].format)
			fail_msg("case %zu is %s", i,
				 rq_detect(cases[i].bytes, cases[i].length, cases[i].name).name);
}

/* An OLE file with a directory of these streams. */
static enum rq_format format_of_ole(const char *first, const char *second)
{
	enum { ENTRY = 128 };
	const char *names[] = { "Root Entry", first, second };
	char bytes[4 * ENTRY] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; names[i][k]; k++)
			bytes[(i + 1) * ENTRY + 2 * k] = names[i][k];
	return rq_detect(bytes, sizeof bytes, "cv.doc").format;
}

static void the_first_stream_that_tells_says_what_an_office_file_is(void **state)
{
	(void)state;
	assert_int_equal(format_of_ole("1Table", "WordDocument"), RQ_FORMAT_DOC);
	assert_int_equal(format_of_ole("WORDDOCUMENT", "Workbook"), RQ_FORMAT_DOC);
	assert_int_equal(format_of_ole("Workbook", "WordDocument"), RQ_FORMAT_OTHER);
	assert_int_equal(format_of_ole("EncryptedPackage", "EncryptionInfo"), RQ_FORMAT_ENCRYPTED);
	assert_int_equal(format_of_ole("WordDocument", "EncryptedPackage"), RQ_FORMAT_DOC);
	assert_int_equal(format_of_ole("EncryptedPackage", ""), RQ_FORMAT_ENCRYPTED);
	assert_int_equal(format_of_ole("WordDocuments", ""), RQ_FORMAT_OTHER);
}

static void a_container_whose_first_member_is_a_pdf_is_none(void **state)
{
	struct member one = { "cv.pdf", "%PDF-1.4 and so on", 0 };
	struct bytes tar = make_archive("v7tar", NULL, NULL, &one, 1);

	(void)state;
	assert_string_equal(rq_detect(tar.data, tar.length, "a.tar").name, "tar");
	tar.data[0] ^= 1; /* its checksum is all that tells an old one */
	assert_string_equal(rq_detect(tar.data, tar.length, "a.tar").name, "pdf");
	free(tar.data);
	assert_string_equal(rq_detect("PK\3\4 %PDF-1.4", 13, "a.zip").name, "zip");
}

static void what_is_not_read_is_named(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_int_equal(read_text("GIF89a", "cv.pdf", &document, &err), -1);
	assert_string_equal(err.message, "not a document that rq reads: a picture (GIF)");
	rq_document_free(&document);
}

static void nothing_is_told_from_no_text(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_fails(read_text("", "a", &document, &err), err, RQ_EMPTY);
	rq_document_free(&document);
	assert_fails(read_text(" \n\t\n", "a", &document, &err), err, RQ_NO_TEXT);
	rq_document_free(&document);
	assert_fails(read_text("\xef\xbb\xbf", "a", &document, &err), err, RQ_NO_TEXT);
	rq_document_free(&document);
}

static void encodings_are_told_apart(void **state)
{
#define CASE(bytes, wanted, name, guessed)                                                         \
	{                                                                                          \
		bytes, sizeof(bytes) - 1, wanted, name, guessed                                    \
	}
	static const struct {
		const char *bytes;
		size_t length;
		const char *wanted, *name;
		int guessed;
	} cases[] = {
		CASE("R\xc3\xa9sum\xc3\xa9", "Résumé", "UTF-8", 0),
		CASE("\xef\xbb\xbfJane", "Jane", "UTF-8", 0),
		CASE("\xff\xfeJ\0\xe9\0", "Jé", "UTF-16LE", 0),
		CASE("\xfe\xff\0J\0\xe9", "Jé", "UTF-16BE", 0),
		CASE("J\0a\0n\0e\0 \0\xe9\0x\0y\0", "Jane éxy", "UTF-16LE", 0),
		CASE("J\0\0\0a\0\0\0n\0\0\0e\0\0\0", "Jane", "UTF-32LE", 0),
		CASE("~{V0R5>-@z~} CV ~~", "职业经历 CV ~", "HZ-GB-2312", 0),
		CASE("cat ~{a,b} ~}", "cat ~{a,b} ~}", "UTF-8", 0),
		CASE("\xc3\xa9t\xc3\xa9 \xe6\x97", "été \xef\xbf\xbd", "UTF-8", 0),
	};
#undef CASE
	struct rq_error err = { 0 };
	struct rq_encoding encoding;
	struct rq_buffer text;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		rq_buffer_init(&text, 1000);
		assert_works(rq_encoding_decode(cases[i].bytes, cases[i].length, NULL, &text,
						&encoding, &err),
			     err);
		assert_string_equal(text.data, cases[i].wanted);
		assert_string_equal(encoding.name, cases[i].name);
		assert_int_equal(encoding.guessed, cases[i].guessed);
		rq_buffer_free(&text);
	}
}

static void a_guessed_encoding_is_told(void **state)
{
	/* "Резюме инженера" in KOI8-R, a few times: statistics want material. */
	static const char line[] = "\xf2\xc5\xda\xc0\xcd\xc5 \xc9\xce\xd6\xc5\xce\xc5\xd2\xc1 "
				   "\xd0\xcf \xcf\xc2\xd3\xcc\xd5\xd6\xc9\xd7\xc1\xce\xc9\xc0\n";
	char text[10 * sizeof line] = "";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	for (int i = 0; i < 10; i++)
		strcat(text, line);
	assert_works(read_text(text, "cv.txt", &document, &err), err);
	assert_string_equal(document.lines[0].text, "Резюме инженера по обслуживанию");
	assert_true(warned(&document, "encoding") >= 0);
	rq_document_free(&document);
}

static void pages_of_dos_and_macintosh_are_told_by_their_words(void **state)
{
	static const char *const cases[][2] = {
		{ "Luc\xa1"
		  "a Ib\xa0\xa4"
		  "ez, ingeniera de formaci\xa2n en Espa\xa4"
		  "a\n",
		  "Lucía Ibáñez, ingeniera de formación en España" },
		{ "Jo\x8bo Ara\x9cjo Concei\x8d\x8bo, forma\x8d\x8bo acad\x90"
		  "mica em S\x8bo "
		  "Paulo\n",
		  "João Araújo Conceição, formação acadêmica em São Paulo" },
		{ "Jo\xe3o Ara\xfajo Concei\xe7\xe3o, forma\xe7\xe3o acad\xea"
		  "mica em S\xe3o "
		  "Paulo\n",
		  "João Araújo Conceição, formação acadêmica em São Paulo" },
		{ "Ji\xf8\xed Nov\xe1k, \x9eivotopis: \xf8"
		  "editel \xfa\xe8tu v Plzni, \xe8"
		  "esk\xfd jazyk\n",
		  "Jiří Novák, životopis: ředitel účtu v Plzni, český jazyk" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;
		struct rq_error err = { 0 };
		char text[2000] = "";

		for (int repeated = 0; repeated < 10; repeated++)
			strcat(text, cases[i][0]);
		assert_works(read_text(text, "cv.txt", &document, &err), err);
		assert_memory_equal(document.lines[0].text, cases[i][1], strlen(cases[i][1]));
		rq_document_free(&document);
	}
}

static void wrapped_lines_become_one(void **state)
{
	static const char text[] =
	    "Jane Example\n"
	    "\n"
	    "An engineer who has built billing systems for customers in many coun-\n"
	    "tries, with end-\n"
	    "to-end tests and without a single outage in more than nine long years\n"
	    "of service.\n"
	    "\n"
	    "- Led the team that moved forty services to Kubernetes without any of\n"
	    "  downtime\n"
	    "- Second\n"
	    "Berlin\n";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text(text, "cv.txt", &document, &err), err);
	assert_lines(&document,
		     LINES("T Jane Example",
			   "T An engineer who has built billing systems for customers in many "
			   "countries, with end-to-end tests and without a single outage in more "
			   "than nine long years of service.",
			   "I Led the team that moved forty services to Kubernetes without any of "
			   "downtime",
			   "I Second", "T Berlin"));
	assert_true(document.lines[1].gap && document.lines[2].gap && !document.lines[3].gap);
	rq_document_free(&document);
}

/* Two lines as a page sets them, the first of which fills its column. */
static void assert_joined(const char *first, const char *second, const char *wanted)
{
	const char *const texts[] = { first, second };
	struct rq_set_line lines[2];
	struct rq_document document;
	struct rq_error err = { 0 };

	memset(lines, 0, sizeof lines);
	for (size_t i = 0; i < 2; i++) {
		lines[i].text = rq_strdup(texts[i]);
		lines[i].length = lines[i].head = strlen(texts[i]);
		lines[i].size = 10;
		lines[i].right = lines[i].head_right = i == 0 ? 300 : 100;
		lines[i].word = 100;
		lines[i].edge = lines[i].outer = 300;
	}
	rq_document_init(&document);
	assert_works(rq_flow_add(&document, lines, 2, &err), err);
	assert_lines(&document, LINES(wanted));
	rq_document_free(&document);
	free(lines[0].text);
	free(lines[1].text);
}

static void a_line_that_ends_in_a_year_ends_there(void **state)
{
	static const char text[] =
	    "BSc (Hons) Construction Management, Example University of the North, 2012 - 2015\n"
	    "A-levels in Mathematics and Physics, Sample Grange School in the City, 2010 - 2012\n"
	    "She has led the team that built the new station of the railways since March 2015\n"
	    "and all that belongs to it.\n";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text(text, "cv.txt", &document, &err), err);
	assert_int_equal(document.count, 3);
	rq_document_free(&document);
}

/* As Pandoc writes plain text: a heading is not wrapped, items stand three spaces behind bullets.
 */
static void lines_that_stand_alone_tell_nothing_of_where_others_were_wrapped(void **state)
{
	static const char text[] =
	    "Nurse and baker · Bologna, Italy · jane.doe@example.org · +39 347 123\n"
	    "4567\n\n"
	    "Senior nurse for everything, The Example Hospital Company (2019 – present)\n\n"
	    "-   Led a team of twelve nurses and bakers on three wards of two houses,\n"
	    "    of which one was new\n"
	    "-   Wrote rosters\n";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text(text, "cv.txt", &document, &err), err);
	assert_lines(&document, LINES("T Nurse and baker · Bologna, Italy · jane.doe@example.org · "
				      "+39 347 123 4567",
				      "T Senior nurse for everything, The Example Hospital Company "
				      "(2019 – present)",
				      "I Led a team of twelve nurses and bakers on three wards of "
				      "two houses, of which one was new",
				      "I Wrote rosters"));
	rq_document_free(&document);
}

static void long_lines_that_all_begin_with_capitals_are_not_wrapped(void **state)
{
	static const char text[] =
	    "Responsable logistique chez Transports Exemple, Cholet (mars 2018 – aujourd’hui)\n"
	    "Suivi des clients sur place.\n"
	    "Chargée de communication, Ville Exemple, Saint-Brieuc (mars 2012 – août 2017)\n"
	    "Relations avec la presse.\n"
	    "Responsable de l’information et de la communication pour tout le département\n"
	    "presse@example.com\n";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text(text, "cv.txt", &document, &err), err);
	assert_int_equal(document.count, 6);
	rq_document_free(&document);
}

static void wrapped_lines_are_joined_as_their_script_does(void **state)
{
	(void)state;
	assert_joined("负责为全国的医院开发可靠的计费系统，并且在九年里没有", "发生一次故障。",
		      "T 负责为全国的医院开发可靠的计费系统，并且在九年里没有发生一次故障。");
	assert_joined(
	    "전국의 병원을 위한 안정적인 청구 시스템을 개발하고 구년 동안", "운영했습니다.",
	    "T 전국의 병원을 위한 안정적인 청구 시스템을 개발하고 구년 동안 운영했습니다.");
}

/* Lines of one region, 300 points wide: the texts, and how far what is before a tab reaches. */
static void set_region(struct rq_document *document, const char *const *texts, const double *heads,
		       size_t count)
{
	struct rq_set_line lines[8];
	struct rq_error err = { 0 };

	memset(lines, 0, sizeof lines);
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(texts[i]), head = strcspn(texts[i], "\t");

		lines[i] = (struct rq_set_line) { .text = rq_strdup(texts[i]),
						  .length = length,
						  .head = head,
						  .size = 10,
						  .head_right = heads[i],
						  .tail_left = 110,
						  .right = head < length ? 250 : heads[i],
						  .word = 50,
						  .edge = 300,
						  .outer = 300 };
	}
	rq_document_init(document);
	assert_works(rq_flow_add(document, lines, count, &err), err);
	for (size_t i = 0; i < count; i++)
		free(lines[i].text);
}

/* Dots and rules that lead the eye to the right edge; a sentence may end in some, too. */
static void leaders_part_columns(void **state)
{
	static const char text[] = "Engineer ................ 03/2019 - 04/2020\n"
				   "Acme (Oslo) \u2026\u2026\u2026.\u2026\u202603/2019\n"
				   "Welder . . . . . . . . 2018\n"
				   "Turner ____________ 2017\n"
				   "And so on ...\n"
				   "Signed ............\n"
				   "Node.js, snake_case\n";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text(text, "cv.txt", &document, &err), err);
	assert_lines(&document, LINES("T Engineer\t03/2019 - 04/2020", "T Acme (Oslo)\t03/2019",
				      "T Welder\t2018", "T Turner\t2017", "T And so on ...",
				      "T Signed ............", "T Node.js, snake_case"));
	rq_document_free(&document);
}

/* A date and a title that fills its narrow cell, and what stands in the next lines of that cell. */
static void set_cell(struct rq_document *document, const char *const *below, size_t count)
{
	static const char row[] = "2018 - 2019\tEngineer of the railways";
	struct rq_set_line lines[3] = { { .length = sizeof row - 1,
					  .head = 11,
					  .size = 10,
					  .head_right = 60,
					  .tail_left = 110,
					  .right = 280,
					  .word = 30,
					  .edge = 300,
					  .outer = 300 } };
	struct rq_error err = { 0 };

	for (size_t i = 1; i <= count; i++) {
		lines[i] = lines[0];
		lines[i].text = rq_strdup(below[i - 1]);
		lines[i].length = lines[i].head = strlen(below[i - 1]);
		lines[i].left = 110;
		lines[i].head_right = 280;
	}
	lines[0].text = rq_strdup(row);
	rq_document_init(document);
	assert_works(rq_flow_add(document, lines, count + 1, &err), err);
	for (size_t i = 0; i <= count; i++)
		free(lines[i].text);
}

/* However full the line above is, a year in the first cell of a row begins an entry. */
static void a_row_of_a_year_goes_on_with_nothing(void **state)
{
	static const char *const rows[] = { "Certificate of the many things that were learned in "
					    "the houses of the city of Lleida "
					    "and around it, level 2",
					    "2012 – 2014\tCourse of markets" };
	static const double heads[] = { 295, 80 };
	struct rq_document document;

	(void)state;
	set_region(&document, rows, heads, 2);
	assert_lines(&document, LINES("T Certificate of the many things that were learned in the "
				      "houses of the city of Lleida and around it, level 2",
				      "T 2012 – 2014\tCourse of markets"));
	rq_document_free(&document);
}

/* However full the line above is, a label below one begins another list. */
static void a_label_below_a_labelled_line_begins_its_own(void **state)
{
	static const char *const lists[] = {
		"Languages: Python, SQL, Go (reading knowledge), C, Lua, Bash",
		"Frameworks: Django, Flask",
	};
	static const double heads[] = { 295, 120 };
	struct rq_document document;

	(void)state;
	set_region(&document, lists, heads, 2);
	assert_lines(&document,
		     LINES("T Languages: Python, SQL, Go (reading knowledge), C, Lua, Bash",
			   "T Frameworks: Django, Flask"));
	rq_document_free(&document);
}

/* Likewise one that ends with years below another that does. */
static void lines_that_end_with_years_are_entries(void **state)
{
	static const char *const degrees[] = {
		"Diploma of accounts and of management, Institute of the Two Banks, 2014 – 2016",
		"Certificate of accounts, Example School, 2012 – 2014",
	};
	static const double heads[] = { 295, 220 };
	struct rq_document document;

	(void)state;
	set_region(&document, degrees, heads, 2);
	assert_lines(&document,
		     LINES("T Diploma of accounts and of management, Institute of the Two "
			   "Banks, 2014 – 2016",
			   "T Certificate of accounts, Example School, 2012 – 2014"));
	rq_document_free(&document);
}

static void a_full_cell_goes_on_in_small_letters_only(void **state)
{
	static const char *const employer[] = { "Acme GmbH" };
	static const char *const title[] = { "and the roads, of all the many bridges",
					     "and of the tunnels" };
	struct rq_document document;

	(void)state;
	set_cell(&document, employer, 1);
	assert_lines(&document, LINES("T 2018 - 2019\tEngineer of the railways", "T Acme GmbH"));
	rq_document_free(&document);
	set_cell(&document, title, 2);
	assert_lines(&document, LINES("T 2018 - 2019\tEngineer of the railways and the roads, of "
				      "all the many bridges and of the tunnels"));
	rq_document_free(&document);
}

static void a_list_in_a_narrow_column_keeps_its_lines(void **state)
{
	static const char *const list[] = { "Bacharelado em Administração", "PUC-Campinas",
					    "2010 – 2014" };
	static const char *const prose[] = { "Sie führte ein Team, das in Kassel und",
					     "Berlin saß und viele Dienste für die",
					     "betrieb, die" };
	static const double heads[] = { 295, 290, 90 };
	struct rq_document document;

	(void)state;
	set_region(&document, list, heads, 3);
	assert_lines(&document,
		     LINES("T Bacharelado em Administração", "T PUC-Campinas", "T 2010 – 2014"));
	rq_document_free(&document);
	set_region(&document, prose, heads, 3);
	assert_lines(&document, LINES("T Sie führte ein Team, das in Kassel und Berlin saß und "
				      "viele Dienste für die betrieb, die"));
	rq_document_free(&document);
}

static void a_cell_that_wraps_is_one_cell(void **state)
{
	static const char *const dates[] = { "marzo de 2018 –\tJefa de obra",
					     "actualidad\tConstrucciones Moncayo" };
	static const char *const labels[] = { "Nome e indirizzo del datore\tDora S.r.l.",
					      "di lavoro", "Tipo di impiego\tImpiegata" };
	static const double heads[] = { 95, 40, 60 };
	struct rq_document document;

	(void)state;
	set_region(&document, dates, heads, 2);
	assert_lines(&document, LINES("T marzo de 2018 – actualidad\tJefa de obra\tConstrucciones "
				      "Moncayo"));
	rq_document_free(&document);
	set_region(&document, labels, heads, 3);
	assert_lines(&document, LINES("T Nome e indirizzo del datore di lavoro\tDora S.r.l.",
				      "T Tipo di impiego\tImpiegata"));
	rq_document_free(&document);
}

/* A date at the right margin, and one long line among short ones, end on purpose. */
static void lines_that_end_on_purpose_stay_apart(void **state)
{
	static const char text[] =
	    "Jane Example\n"
	    "\n"
	    "EXAMPLE LOGISTICS, INC., Austin, TX                       June 2015 - Present\n"
	    "Director of Operations\n"
	    "B.Tech. (Computer Science), Indian Institute of Technology, 2009 - 2013, 8.9\n"
	    "2005 - 2009 Example Public School\n";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text(text, "cv.txt", &document, &err), err);
	assert_int_equal(document.count, 5);
	assert_string_equal(document.lines[2].text, "Director of Operations");
	assert_string_equal(document.lines[4].text, "2005 - 2009 Example Public School");
	rq_document_free(&document);
}

/* A title in capitals that fills its line does not go on in the employer's. */
static void a_line_in_capitals_ends_where_others_begin(void **state)
{
	static const char text[] =
	    "Jane Example\n"
	    "\n"
	    "2018 - 2019: RESEARCH ASSISTANT IN TELECOMMUNICATIONS AND NETWORKS\n"
	    "Nationwide School - Oslo, Norway\n"
	    "Studied how phones talk to each other when they are far\n"
	    "from all the masts that somebody put up there.\n";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text(text, "cv.txt", &document, &err), err);
	assert_int_equal(document.count, 5);
	assert_string_equal(document.lines[2].text, "Nationwide School - Oslo, Norway");
	rq_document_free(&document);
}

static void short_lines_stay_apart(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text("Jane\r\nNurse\rCork\n\nSkills\n------\nC\t\tgo\n", "cv.txt",
			       &document, &err),
		     err);
	assert_lines(&document, LINES("T Jane", "T Nurse", "T Cork", "H Skills", "T C\tgo"));
	rq_document_free(&document);
}

static void markdown_loses_its_marks(void **state)
{
	static const char text[] = "# Jane **Example** #\n"
				   "**Nurse**\n"
				   "[Mail](mailto:jane@example.org) [x.org](https://x.org/)\n"
				   "[Diploma][1] and [2] of [3]\n"
				   "* Wrote `go_fmt` and snake_case_name *well* \\*\n"
				   "+ 3 * 4 ![face](me.png)<br>\n"
				   "| Tool | Years |\n|---|:-:|\n| C++ | 9 |\n"
				   "---\n"
				   "```\n# no heading\n```\n";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text(text, "cv.md", &document, &err), err);
	assert_lines(&document,
		     LINES("H Jane Example", "T Nurse", "T Mail (jane@example.org) x.org",
			   "T Diploma and [2] of [3]", "I Wrote go_fmt and snake_case_name well *",
			   "I 3 * 4", "R Tool\tYears", "R C++\t9", "T # no heading"));
	assert_true(document.lines[1].bold);
	rq_document_free(&document);
}

/* https://pandoc.org/MANUAL.html#divs-and-spans */
static void what_pandoc_adds_to_markdown_is_taken_off(void **state)
{
	static const char text[] = "::: {#top .header}\n"
				   "# Jane Example {#jane}\n"
				   ":::\n\n"
				   "-   ::: {.marker hidden=\"true\"}\n    :::\n\n"
				   "    ::: entry\n"
				   "    ### Nurse [--- Acme]{.employer}\n\n"
				   "    2015--2019 at [Acme](https://acme.example){.link}\n"
				   "    :::\n\n"
				   "Sets {a, b} with cp --force [x] {y}\n\n"
				   "Note ::: of mine\n";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text(text, "cv.md", &document, &err), err);
	assert_lines(&document,
		     LINES("H Jane Example", "H Nurse \u2014 Acme",
			   "T 2015\u20132019 at Acme (https://acme.example)",
			   "T Sets {a, b} with cp --force [x] {y}", "T Note ::: of mine"));
	rq_document_free(&document);
}

static void hostile_markdown_ends_in_time(void **state)
{
	char *text = malloc(RQ_MIB(1));
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	memset(text, '[', RQ_MIB(1) - 1);
	text[RQ_MIB(1) - 1] = '\0';
	assert_works(read_text(text, "cv.md", &document, &err), err);
	rq_document_free(&document);
	free(text);
}

static void bullets_are_not_sentences(void **state)
{
	static const struct {
		const char *line;
		size_t skip;
	} cases[] = {
		{ "• C", 4 },
		{ "•C", 3 },
		{ "- C", 2 },
		{ "-C", 0 },
		{ "o tidy", 2 },
		{ "on", 0 },
		{ "\xef\x82\xb7 C", 4 },
		{ "1. C", 0 },
		{ "•", 0 },
		{ "  – x", 6 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_int_equal(rq_bullet_skip(cases[i].line, strlen(cases[i].line)),
				 cases[i].skip);
}

static void html_is_read_as_a_page_shows_it(void **state)
{
	static const char text[] =
	    "<!DOCTYPE html><html><head><title>No</title><style>p{}</style></head><body>"
	    "<script>alert('no')</script><!-- no --><h1>Jane&nbsp;Example</h1>"
	    "<p>Nurse &amp; <b>tutor</b><br>Cork</p><ul><li><p>ICU</p></li><li>Triage</ul>"
	    "<table><tr><th>Years<td>9</tr></table>"
	    "<a href='https://example.org/jane'>Site</a><p style='display: none'>hidden</p>"
	    "<div><span>French</span><span>C1</span></div>"
	    "<p><time>2018</time><span>Kassel</span></p>";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text(text, "cv.html", &document, &err), err);
	assert_lines(&document, LINES("H Jane Example", "T Nurse & tutor", "T Cork", "I ICU",
				      "I Triage", "R Years\t9", "T Site (https://example.org/jane)",
				      "T French C1", "T 2018 Kassel"));
	assert_hidden(&document, "vanish", 6);
	rq_document_free(&document);
}

static void an_icon_that_leads_to_a_mailbox_says_so(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text("<html><body><p>Jane</p><p><a href='mailto:jane@doe.org?subject=Hi'>"
			       "<img src='m.png'></a> <a href='tel:+15550142'><i></i></a> "
			       "<a href='https://share.example/'><img src='s.png'></a></p>",
			       "cv.html", &document, &err),
		     err);
	assert_lines(&document, LINES("T Jane", "T jane@doe.org\t+15550142"));
	rq_document_free(&document);
}

static void what_floats_in_html_stands_apart(void **state)
{
	static const char page[] =
	    "<!DOCTYPE html><html><head><style>.date{float:right} "
	    "li{float:left}</style></head><body>"
	    "<p><b>Engineer</b><span class=date>2018 <i>- 2020</i></span></p>"
	    "<p><span style='float:left'>2015</span>Nurse<img src=x>, Acme</p>"
	    "<ul><li>C</li><li>Go</li></ul><p>Ko<span "
	    "style='float:none'>rea</span></p></body></html>";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text(page, "cv.html", &document, &err), err);
	assert_lines(&document, LINES("T Engineer\t2018 - 2020", "T 2015\tNurse, Acme", "I C",
				      "I Go", "T Korea"));
	rq_document_free(&document);
}

static void a_time_in_html_right_behind_a_word_is_no_part_of_it(void **state)
{
	static const char page[] =
	    "<p>Acme<span class=date>mai 2019 - 2021</span></p>"
	    "<p>Université<time><b>2017</b></time></p>"
	    "<p>Acme <span>2019</span>, (<span>2020</span>) – ES<b>2015</b></p>"
	    "<p>R<span>ough</span> 2020<span>: 2021</span></p>"
	    "<p>Univer<span>sity of Innsbruck, where I was from 2015 to 2020</span></p>";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text(page, "cv.html", &document, &err), err);
	assert_lines(&document, LINES("T Acme mai 2019 - 2021", "T Université 2017",
				      "T Acme 2019, (2020) – ES2015", "T Rough 2020: 2021",
				      "T University of Innsbruck, where I was from 2015 to 2020"));
	rq_document_free(&document);
}

static void html_says_its_encoding(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text("<html><meta charset=windows-1251><p>\xd0\xe5\xe7\xfe\xec\xe5",
			       "cv.html", &document, &err),
		     err);
	assert_lines(&document, LINES("T Резюме"));
	rq_document_free(&document);
}

static void html_that_is_not_in_utf_8_as_it_says_is_guessed(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text("<meta charset=UTF-8><p>J\xfcrgen Gro\xdf, B\xe4"
			       "cker in M\xfcnchen</p>",
			       "cv.html", &document, &err),
		     err);
	assert_lines(&document, LINES("T Jürgen Groß, Bäcker in München"));
	rq_document_free(&document);
}

static void deep_html_is_no_deep_stack(void **state)
{
	enum { DEPTH = 100000 };
	char *text = calloc(DEPTH + 1, 5), *at = text;
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	for (int i = 0; i < DEPTH; i++)
		at = stpcpy(at, "<div>");
	(void)read_text(text, "cv.html", &document, &err);
	rq_document_free(&document);
	free(text);
}

static void json_is_a_value_or_damaged(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text("{\"basics\":{\"name\":\"Jane\"}}", "cv.json", &document, &err),
		     err);
	assert_true(json_is_object(document.json));
	rq_document_free(&document);
	assert_fails(read_text("{\"basics\":", "cv.json", &document, &err), err, RQ_DAMAGED);
	rq_document_free(&document);
	assert_fails(read_text("{9e9999:1}", "cv.json", &document, &err), err, RQ_DAMAGED);
	rq_document_free(&document);
	assert_fails(read_text("[\"\\u00A\xe5\"]", "cv.json", &document, &err), err, RQ_DAMAGED);
	rq_document_free(&document);
}

static void json_values_that_nothing_holds_cost_only_themselves(void **state)
{
	static const struct {
		const char *json, *name;
		long bad;
	} cases[] = {
		{ "{\"name\":\"\\ud83d\\ude00 \\\\ud800 \\\"\"}", "😀 \\ud800 \"", -1 },
		{ "{\"name\":\"a\\ud800b\\udc00\"}", "a\uFFFDb\uFFFD", 2 },
		{ "{\"name\":\"nul \\u0000 end\"}", "nul \uFFFD end", 1 },
		{ "{\"name\":1e999999}", "1e999999", 1 },
		{ "{\"name\":-123456789012345678901234567890}", "-123456789012345678901234567890",
		  1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;
		struct rq_error err = { 0 };

		assert_works(read_text(cases[i].json, "cv.json", &document, &err), err);
		assert_string_equal(rq_json_string(document.json, "name"), cases[i].name);
		assert_int_equal(warned(&document, "bad-values"), cases[i].bad);
		rq_document_free(&document);
	}
}

static void assert_repeating(const char *file, const char *wanted, size_t warnings)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	char *found;
	size_t count = 0, i;
	json_t *warning;

	assert_works(read_text(file, "cv.json", &document, &err), err);
	found = rq_json_text(document.json, JSON_SORT_KEYS);
	assert_string_equal(found, wanted);
	json_array_foreach (document.warnings, i, warning)
		count += strcmp(rq_json_string(warning, "code"), "repeated-key") == 0;
	assert_int_equal(count, warnings);
	free(found);
	rq_document_free(&document);
}

static void a_key_that_stands_twice_in_json_costs_nothing(void **state)
{
	(void)state;
	assert_repeating("{\"name\":\"Ana\",\"name\":\"Ana Müller\"}",
			 "{\"name\":\"Ana Müller\",\"unplaced\":[\"Ana\"]}", 1);
	assert_repeating("{\"work\":[1],\"ü\":0,\"work\":[2],\"work\":[3]}",
			 "{\"work\":[1,2,3],\"ü\":0}", 2);
	assert_repeating("{\"basics\":{\"a\":\"1\",\"b\":7},\"basics\":{\"b\":\"3\",\"c\":\"4\"}}",
			 "{\"basics\":{\"a\":\"1\",\"b\":\"3\",\"c\":\"4\"},\"unplaced\":[\"7\"]}",
			 1);
	assert_repeating(
	    "{\"a\":\"x\",\"a\":null,\"b\":[{\"c\":\"1\",\"c\" : \"1\"}],\"unplaced\":\"u\"}",
	    "{\"a\":\"x\",\"b\":[{\"c\":\"1\"}],\"unplaced\":\"u\"}", 2);
	assert_repeating("{\"a\":[\"x\"],\"a\":\"y\",\"unplaced\":\"u\"}",
			 "{\"a\":\"y\",\"unplaced\":[\"u\",\"x\"]}", 1);
}

static void json_that_repeats_keys_without_end_is_refused(void **state)
{
	struct rq_buffer text;
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	rq_buffer_init(&text, RQ_MIB(1));
	assert_works(rq_buffer_append_text(&text, "{\"a\":[]", &err), err);
	for (size_t i = 0; i < RQ_MAX_JSON_AGAIN + 1; i++)
		assert_works(rq_buffer_append_text(&text, ",\"a\":[]", &err), err);
	assert_works(rq_buffer_append_text(&text, "}", &err), err);
	assert_fails(read_text(text.data, "cv.json", &document, &err), err, RQ_DAMAGED);
	rq_document_free(&document);
	rq_buffer_free(&text);
}

static void assert_json(const char *file, const char *wanted)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	char *found;

	assert_works(read_text(file, "cv.xml", &document, &err), err);
	assert_string_equal(document.format, "europass");
	found = rq_json_text(document.json, JSON_SORT_KEYS);
	assert_string_equal(found, wanted);
	free(found);
	rq_document_free(&document);
}

static void europass_of_cedefop_is_a_json_resume(void **state)
{
	(void)state;
	assert_json(
	    "<?xml version='1.0'?><SkillsPassport "
	    "xmlns='http://europass.cedefop.europa.eu/Europass'><DocumentInfo><Comment>not a word "
	    "of it</Comment></DocumentInfo><LearnerInfo><Identification><PersonName><FirstName>"
	    "Jane</FirstName><Surname>Example</Surname></PersonName><ContactInfo><Address><Contact>"
	    "<Municipality>Cork</Municipality><Country><Code>IE</Code></Country></Contact>"
	    "</Address><Email><Contact>jane@example.org</Contact></Email><TelephoneList><Telephone>"
	    "<Contact>+353 21 555 0142</Contact></Telephone></TelephoneList></ContactInfo>"
	    "</Identification><WorkExperienceList><WorkExperience><Period><From year='2014' "
	    "month='--03' day='---01'/><To year='2019'/></Period><Position><Label>Nurse</Label>"
	    "</Position><Activities>&lt;p&gt;Intensive care&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Led "
	    "four&lt;/li&gt;&lt;/ul&gt;</Activities><Employer><Name> Clinic\n</Name><ContactInfo>"
	    "<Address><Contact><Municipality>Dublin</Municipality></Contact></Address>"
	    "</ContactInfo></Employer></WorkExperience></WorkExperienceList><Skills><Linguistic>"
	    "<ForeignLanguageList><ForeignLanguage><Description><Label>French</Label></Description>"
	    "<ProficiencyLevel><Listening>C1</Listening><Writing>B2</Writing><Reading>C1</Reading>"
	    "</ProficiencyLevel></ForeignLanguage></ForeignLanguageList></Linguistic>"
	    "<Computer><Description>SQL</Description></Computer></Skills>"
	    "<Odd>some more words</Odd></LearnerInfo></SkillsPassport>",
	    "{\"basics\":{\"email\":\"jane@example.org\",\"location\":{\"city\":\"Cork\","
	    "\"countryCode\":\"IE\"},\"name\":\"Jane Example\",\"phone\":\"+353 21 555 0142\"},"
	    "\"languages\":[{\"fluency\":\"C1, B2\",\"language\":\"French\"}],"
	    "\"skills\":[{\"keywords\":[\"SQL\"],\"name\":\"Computer\"}],"
	    "\"unplaced\":[\"some more words\"],\"work\":[{\"endDate\":\"2019\","
	    "\"highlights\":[\"Led four\"],\"location\":\"Dublin\",\"name\":\"Clinic\","
	    "\"position\":\"Nurse\",\"startDate\":\"2014-03-01\","
	    "\"summary\":\"Intensive care\"}]}");
}

static void europass_of_the_commission_is_a_json_resume(void **state)
{
	(void)state;
	assert_json(
	    "<?xml version='1.0'?><Candidate xmlns='http://www.europass.eu/1.0' "
	    "xmlns:hr='http://www.hr-xml.org/3' xmlns:oa='http://www.openapplications.org/oagis/9'>"
	    "<CandidatePerson><PersonName><oa:GivenName>Jane</oa:GivenName><hr:FamilyName>Example"
	    "</hr:FamilyName></PersonName><Communication><oa:URI>jane@example.org</oa:URI>"
	    "</Communication><Communication><oa:DialNumber>5550142</oa:DialNumber></Communication>"
	    "</CandidatePerson><CandidateProfile><EmploymentHistory><EmployerHistory>"
	    "<hr:OrganizationName>Clinic</hr:OrganizationName><PositionHistory><PositionTitle>Nurse"
	    "</PositionTitle><EmploymentPeriod><StartDate><hr:FormattedDateTime>2014-03-01T00:00:00"
	    "</hr:FormattedDateTime></StartDate></EmploymentPeriod></PositionHistory>"
	    "</EmployerHistory></EmploymentHistory><PersonQualifications><PersonCompetency>"
	    "<CompetencyID>fra</CompetencyID><hr:TaxonomyID>language</hr:TaxonomyID>"
	    "</PersonCompetency><PersonCompetency><CompetencyName>SQL</CompetencyName>"
	    "<hr:TaxonomyID>Digital_Skill</hr:TaxonomyID></PersonCompetency>"
	    "</PersonQualifications></CandidateProfile></Candidate>",
	    "{\"basics\":{\"email\":\"jane@example.org\",\"name\":\"Jane Example\","
	    "\"phone\":\"5550142\"},\"languages\":[{\"language\":\"fra\"}],"
	    "\"skills\":[{\"name\":\"SQL\"}],\"work\":[{\"name\":\"Clinic\","
	    "\"position\":\"Nurse\",\"startDate\":\"2014-03-01\"}]}");
}

static void a_file_over_the_limit_is_refused(void **state)
{
	struct bytes bytes = { calloc(RQ_MAX_FILE_BYTES + 1, 1), RQ_MAX_FILE_BYTES + 1 };
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	memset(bytes.data, 'x', 1 << 20);
	assert_fails(read_bytes(bytes, "a", &document, &err), err, RQ_TOO_LARGE);
	rq_document_free(&document);
}

static void a_heading_of_markdown_needs_no_space(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_text("# Jane\n\n##Work\n\n###Acme##\n\n#Skills#\n\n#1 in sales\n",
			       "cv.md", &document, &err),
		     err);
	assert_lines(&document, LINES("H Jane", "H Work", "H Acme", "H Skills", "T #1 in sales"));
	assert_int_equal(document.lines[0].level, 1);
	assert_int_equal(document.lines[1].level, 2);
	assert_int_equal(document.lines[2].level, 3);
	rq_document_free(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(content_says_what_a_file_is),
		cmocka_unit_test(the_first_stream_that_tells_says_what_an_office_file_is),
		cmocka_unit_test(a_container_whose_first_member_is_a_pdf_is_none),
		cmocka_unit_test(what_is_not_read_is_named),
		cmocka_unit_test(nothing_is_told_from_no_text),
		cmocka_unit_test(encodings_are_told_apart),
		cmocka_unit_test(a_guessed_encoding_is_told),
		cmocka_unit_test(pages_of_dos_and_macintosh_are_told_by_their_words),
		cmocka_unit_test(wrapped_lines_become_one),
		cmocka_unit_test(a_line_that_ends_in_a_year_ends_there),
		cmocka_unit_test(lines_that_stand_alone_tell_nothing_of_where_others_were_wrapped),
		cmocka_unit_test(long_lines_that_all_begin_with_capitals_are_not_wrapped),
		cmocka_unit_test(wrapped_lines_are_joined_as_their_script_does),
		cmocka_unit_test(a_list_in_a_narrow_column_keeps_its_lines),
		cmocka_unit_test(a_cell_that_wraps_is_one_cell),
		cmocka_unit_test(lines_that_end_on_purpose_stay_apart),
		cmocka_unit_test(leaders_part_columns),
		cmocka_unit_test(a_row_of_a_year_goes_on_with_nothing),
		cmocka_unit_test(a_label_below_a_labelled_line_begins_its_own),
		cmocka_unit_test(lines_that_end_with_years_are_entries),
		cmocka_unit_test(a_full_cell_goes_on_in_small_letters_only),
		cmocka_unit_test(a_line_in_capitals_ends_where_others_begin),
		cmocka_unit_test(short_lines_stay_apart),
		cmocka_unit_test(markdown_loses_its_marks),
		cmocka_unit_test(what_pandoc_adds_to_markdown_is_taken_off),
		cmocka_unit_test(hostile_markdown_ends_in_time),
		cmocka_unit_test(bullets_are_not_sentences),
		cmocka_unit_test(html_is_read_as_a_page_shows_it),
		cmocka_unit_test(an_icon_that_leads_to_a_mailbox_says_so),
		cmocka_unit_test(what_floats_in_html_stands_apart),
		cmocka_unit_test(a_time_in_html_right_behind_a_word_is_no_part_of_it),
		cmocka_unit_test(html_says_its_encoding),
		cmocka_unit_test(html_that_is_not_in_utf_8_as_it_says_is_guessed),
		cmocka_unit_test(deep_html_is_no_deep_stack),
		cmocka_unit_test(json_is_a_value_or_damaged),
		cmocka_unit_test(json_values_that_nothing_holds_cost_only_themselves),
		cmocka_unit_test(a_key_that_stands_twice_in_json_costs_nothing),
		cmocka_unit_test(json_that_repeats_keys_without_end_is_refused),
		cmocka_unit_test(europass_of_cedefop_is_a_json_resume),
		cmocka_unit_test(europass_of_the_commission_is_a_json_resume),
		cmocka_unit_test(a_file_over_the_limit_is_refused),
		cmocka_unit_test(a_heading_of_markdown_needs_no_space),
	};

	return cmocka_run_group_tests_name("document_text", tests, NULL, NULL);
}
