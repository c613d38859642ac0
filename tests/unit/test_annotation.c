/* document/annotation: what is shown over the pages of a PDF. */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document_kit.h"
#include "lines.h"

#define SQUARE "/Subtype /Square /Rect [60 480 360 540] /AP << /N 6 0 R >>"
#define NOTE "/Subtype /FreeText /Rect [60 480 360 540] "
#define TYPED "/AP << /N 7 0 R >>"

/*
 * Two pages that have their resources in common, each with its name on it and the first with
 * annotations. Object 6 is a white box, 7 is text, and 8 is text in white. The catalog has what is
 * given.
 */
static struct bytes make_annotated(const char *catalog, const char *annotations)
{
	static const char format[] =
	    "%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n"
	    "2 0 obj\n<< /Type /Pages /Count 2 /Kids [3 0 R 9 0 R] /MediaBox [0 0 600 800] "
	    "/Resources << /Font << /F 5 0 R >> >> >>\nendobj\n"
	    "3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents [4 0 R] /Annots [%s] >>\nendobj\n"
	    "4 0 obj\n<< /Length 71 >>\nstream\n1 0 0 1 0 5 cm BT /F 10 Tf 72 600 Td (Jane) Tj "
	    "0 -100 Td (Nurse) Tj ET\nendstream\nendobj\n"
	    "5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
	    "6 0 obj\n<< /Subtype /Form /BBox [0 0 300 60] /Length 18 >>\nstream\n"
	    "1 g 0 0 300 60 re f\nendstream\nendobj\n"
	    "7 0 obj\n<< /BBox [0 0 30 6] /Resources << /Font << /F 5 0 R >> >> /Length 41 >>\n"
	    "stream\nBT /F 1 Tf 12 2.5 Td (typed here) Tj ET  \nendstream\nendobj\n"
	    "8 0 obj\n<< /BBox [0 0 300 60] /Resources << /Font << /F 5 0 R >> >> /Length 41 >>\n"
	    "stream\n1 g BT /F 10 Tf 99 30 Td (smuggled) Tj ET\nendstream\nendobj\n"
	    "9 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 10 0 R >>\nendobj\n"
	    "10 0 obj\n<< /Length 37 >>\nstream\nBT /F 10 Tf 72 600 Td (Overleaf) Tj ET"
	    "\nendstream\nendobj\n"
	    "trailer\n<< /Root 1 0 R >>\n%%%%EOF\n";
	struct bytes made;
	char *text;
	int length = asprintf(&text, format, catalog, annotations);

	assert_true(length > 0);
	made = copy_bytes(text, (size_t)length);
	free(text);
	return made;
}

static void read_form(const char *catalog, const char *annotations, struct rq_document *document)
{
	struct rq_error err = { 0 };

	assert_works(read_bytes(make_annotated(catalog, annotations), "cv.pdf", document, &err),
		     err);
	assert_string_equal(document->lines[0].text, "Jane");
	assert_string_equal(document->lines[document->count - 1].text, "Overleaf");
}

static void read_annotated(const char *annotations, struct rq_document *document)
{
	read_form("", annotations, document);
}

static void what_is_typed_into_a_form_is_text(void **state)
{
	static const char *const cases[] = {
		"<< " NOTE TYPED " >>",
		"<< /Subtype /Widget /FT /Tx /Rect [360 540 60 480] /F 4 " TYPED " >>",
		"<< " NOTE "/AS /On /AP << /N << /Off 8 0 R /On 7 0 R >> >> >>",
		"<< /Subtype /Link /Rect [60 590 99 620] >> << " NOTE TYPED " >>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;

		read_annotated(cases[i], &document);
		assert_lines(&document, LINES("T Jane", "T Nurse\ttyped here", "T Overleaf"));
		assert_int_equal(warned(&document, "hidden-text"), -1);
		rq_document_free(&document);
	}
}

static void what_nobody_sees_of_it_is_no_text(void **state)
{
	static const char *const cases[] = {
		"<< " NOTE "/F 2 " TYPED " >>",                        /* hidden */
		"<< " NOTE "/F 32 " TYPED " >>",                       /* only printed */
		"<< " NOTE "/AS /Off /AP << /N << /On 7 0 R >> >> >>", /* in no such state */
		"<< /Subtype /FreeText " TYPED " >>",                  /* nowhere */
		"<< " NOTE "/Contents (typed here) >>",
		"<< " SQUARE " /F 2 >>",
		"<< /Subtype /Highlight /Rect [60 480 360 540] /AP << /N 6 0 R >> >>",
		"null 99 0 R (no) 7",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;

		read_annotated(cases[i], &document);
		assert_lines(&document, LINES("T Jane", "T Nurse", "T Overleaf"));
		assert_int_equal(warned(&document, "hidden-text"), -1);
		rq_document_free(&document);
	}
}

static void it_hides_and_is_hidden_as_the_page_is(void **state)
{
	struct rq_document document;

	(void)state;
	read_annotated("<< " SQUARE " >>", &document);
	assert_lines(&document, LINES("T Jane", "T Overleaf"));
	assert_hidden(&document, "covered", 5);
	rq_document_free(&document);
	read_annotated("<< " NOTE "/AP << /N 8 0 R >> >>", &document);
	assert_lines(&document, LINES("T Jane", "T Nurse", "T Overleaf"));
	assert_hidden(&document, "white", 8);
	rq_document_free(&document);
}

static void what_a_page_calls_annotation_is_shown_too(void **state)
{
	static const char pdf[] =
	    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
	    "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 600 800] >>\nendobj\n"
	    "3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << "
	    "/Annotation0 6 0 R >> >> /Annots [ << /Subtype /FreeText /Rect [60 480 360 540] "
	    "/AP << /N 7 0 R >> >> ] >>\nendobj\n"
	    "4 0 obj\n<< /Length 15 >>\nstream\n/Annotation0 Do\nendstream\nendobj\n"
	    "5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
	    "6 0 obj\n<< /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F 5 0 R >> >> "
	    "/Length 38 >>\nstream\nBT /F 10 Tf 72 600 Td (Jane Doe) Tj ET\nendstream\nendobj\n"
	    "7 0 obj\n<< /BBox [0 0 300 60] /Resources << /Font << /F 5 0 R >> >> /Length 37 >>\n"
	    "stream\nBT /F 10 Tf 9 9 Td (typed here) Tj ET\nendstream\nendobj\n"
	    "trailer\n<< /Root 1 0 R >>\n%%EOF\n";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_bytes(copy_bytes(pdf, sizeof pdf - 1), "cv.pdf", &document, &err), err);
	assert_int_equal(document.count, 2);
	assert_string_equal(document.lines[0].text, "Jane Doe");
	assert_string_equal(document.lines[1].text, "typed here");
	rq_document_free(&document);
}

#define WIDGET "<< /Subtype /Widget /Rect [160 480 360 540] "
#define UNDRAWN "/AcroForm << /NeedAppearances true >>"

static void what_a_program_filled_in_is_text_before_anybody_drew_it(void **state)
{
	static const struct {
		const char *catalog, *widget, *line;
	} cases[] = {
		{ "", WIDGET "/FT /Tx /V (filled in) >>", "Nurse\tfilled in" },
		/* what it looked like before */
		{ UNDRAWN, WIDGET "/FT /Tx /V (filled in) " TYPED " >>", "Nurse\tfilled in" },
		{ "", WIDGET "/FT /Tx /V (filled in) " TYPED " >>", "Nurse\ttyped here" },
		{ "", WIDGET "/Parent << /FT /Tx /V <FEFF005A00FC0072006900630068> >> >>",
		  "Nurse\tZürich" },
		{ UNDRAWN, WIDGET "/FT /Ch /V [(Polish)] >>", "Nurse\tPolish" },
		/* no text: a password, a box that is ticked, nothing, and what is not shown */
		{ UNDRAWN, WIDGET "/FT /Tx /Ff 8192 /V (secret) >>", "Nurse" },
		{ UNDRAWN, WIDGET "/FT /Btn /V (Yes) >>", "Nurse" },
		{ UNDRAWN, WIDGET "/FT /Tx >>", "Nurse" },
		{ UNDRAWN, WIDGET "/FT /Tx /F 2 /V (hidden) >>", "Nurse" },
		{ UNDRAWN, "<< /Subtype /Widget /Rect [60 480 60 480] /FT /Tx /V (no room) >>",
		  "Nurse" },
		{ UNDRAWN, "<< /Subtype /Widget /Rect [160 500 360 500] /FT /Tx /V (no room) >>",
		  "Nurse" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;

		read_form(cases[i].catalog, cases[i].widget, &document);
		assert_string_equal(document.lines[1].text, cases[i].line);
		assert_int_equal(document.count, 3);
		assert_int_equal(warned(&document, "hidden-text"), -1);
		rq_document_free(&document);
	}
}

/* As a viewer would draw it: in the color and the type that the form asks for, in the field's box.
 */
static void what_was_filled_in_is_hidden_as_its_form_says(void **state)
{
	static const struct {
		const char *catalog, *widget, *kind;
	} cases[] = {
		{ "", WIDGET "/FT /Tx /DA (/F 10 Tf 1 g) /V (smuggled) >>", "white" },
		{ "", WIDGET "/Parent << /FT /Tx /DA (1 1 1 rg /F 0 Tf) >> /V (smuggled) >>",
		  "white" },
		{ "/AcroForm << /NeedAppearances true /DA (/F 0 Tf 0 0 0 0 k) >>",
		  WIDGET "/FT /Tx /V (smuggled) " TYPED " >>", "white" },
		{ "", WIDGET "/FT /Tx /MK << /BG [0 0 .5] >> /DA (0 0 .5 rg) /V (smuggled) >>",
		  "white" },
		{ "", WIDGET "/FT /Tx /DA (/F 10 Tf 3 Tr) /V (smuggled) >>", "invisible" },
		{ "", WIDGET "/FT /Tx /DA (/F 1 Tf 0 g) /V (smuggled) >>", "tiny" },
		{ "", "<< /Subtype /Widget /Rect [160 500 360 500.5] /FT /Tx /V (smuggled) >>",
		  "tiny" },
		{ "", "<< /Subtype /Widget /Rect [160 500 162 520] /FT /Tx /V (smuggled) >>",
		  "clipped" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;

		read_form(cases[i].catalog, cases[i].widget, &document);
		assert_lines(&document, LINES("T Jane", "T Nurse", "T Overleaf"));
		assert_hidden(&document, cases[i].kind, 8);
		rq_document_free(&document);
	}
}

/* A field that shows a few letters of what is in it. */
static void what_a_narrow_field_has_no_room_for_is_hidden(void **state)
{
	struct rq_document document;

	(void)state;
	read_annotated("<< /Subtype /Widget /Rect [160 500 168 520] /FT /Tx "
		       "/V (python kubernetes leadership) >>",
		       &document);
	assert_true(warned(&document, "hidden-text") > 20);
	rq_document_free(&document);
}

static void what_was_filled_in_is_seen_on_its_background(void **state)
{
	static const char *const cases[] = {
		WIDGET "/FT /Tx /MK << /BG [0 0 .5] >> /DA (/F 10 Tf 1 g) /V (filled in) >>",
		WIDGET "/FT /Tx /MK << /BG [.9] >> /DA (0 .2 .4 rg /F 0 Tf 0 Tc 95 Tz) "
		       "/V (filled in) >>",
		WIDGET "/FT /Tx /MK << /BG [] >> /DA (\\( 4 ] /F Tf g) /V (filled in) >>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_document document;

		read_annotated(cases[i], &document);
		assert_lines(&document, LINES("T Jane", "T Nurse\tfilled in", "T Overleaf"));
		assert_int_equal(warned(&document, "hidden-text"), -1);
		rq_document_free(&document);
	}
}

/* More than the box has room for in any type that can be read. */
static void what_was_filled_in_is_text_however_long(void **state)
{
	char *widget;
	struct rq_document document;
	size_t words = 0;

	(void)state;
	assert_true(
	    asprintf(&widget,
		     "<< /Subtype /Widget /Rect [60 480 360 500] /FT /Tx /V (%0200d\r%s) >>", 7,
		     "nursing care nursing care nursing care nursing care nursing care "
		     "nursing care nursing care nursing care nursing care nursing care "
		     "nursing care nursing care nursing care nursing care nursing care") > 0);
	read_form(UNDRAWN, widget, &document);
	for (size_t i = 0; i < document.count; i++)
		for (const char *at = document.lines[i].text; (at = strstr(at, "care")); at++)
			words++;
	assert_int_equal(words, 15);
	assert_int_equal(warned(&document, "hidden-text"), -1);
	rq_document_free(&document);
	free(widget);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_page_calls_annotation_is_shown_too),
		cmocka_unit_test(what_is_typed_into_a_form_is_text),
		cmocka_unit_test(what_a_program_filled_in_is_text_before_anybody_drew_it),
		cmocka_unit_test(what_was_filled_in_is_text_however_long),
		cmocka_unit_test(what_was_filled_in_is_hidden_as_its_form_says),
		cmocka_unit_test(what_a_narrow_field_has_no_room_for_is_hidden),
		cmocka_unit_test(what_was_filled_in_is_seen_on_its_background),
		cmocka_unit_test(what_nobody_sees_of_it_is_no_text),
		cmocka_unit_test(it_hides_and_is_hidden_as_the_page_is),
	};

	return cmocka_run_group_tests_name("annotation", tests, NULL, NULL);
}
