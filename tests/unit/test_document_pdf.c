/* document/pdf: reading order, paragraphs, what is hidden, what is broken. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document_kit.h"

/* Text at a place, in points from the lower left corner. */
#define AT(x, y, text) "BT /F1 10 Tf " #x " " #y " Td (" text ") Tj ET\n"
#define BOLD(x, y, text) "BT /F2 14 Tf " #x " " #y " Td (" text ") Tj ET\n"

static int read_pages(const char *const *streams, size_t count, struct rq_document *document,
		      struct rq_error *err)
{
	return read_bytes(make_pdf(streams, count), "cv.pdf", document, err);
}

static int read_page(const char *stream, struct rq_document *document, struct rq_error *err)
{
	return read_pages(&stream, 1, document, err);
}

static void text_comes_from_top_to_bottom_with_its_facts(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_page(AT(72, 600, "C, POSIX") BOLD(72, 700, "Jane Example")
				   AT(72, 640, "Skills"),
			       &document, &err),
		     err);
	assert_string_equal(document.format, "pdf");
	assert_lines(&document, LINES("T Jane Example", "T Skills", "T C, POSIX"));
	assert_true(document.lines[0].bold && !document.lines[1].bold);
	assert_int_equal((int)document.lines[0].size, 14);
	assert_int_equal((int)document.lines[1].left, 72);
	assert_int_equal(document.lines[1].page, 1);
	rq_document_free(&document);
}

static void columns_are_read_one_after_the_other(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(
	    read_page(
		BOLD(200, 750, "Jane Example, registered nurse in Cork") AT(40, 700, "Contact")
		    AT(40, 686, "jane@example.org") AT(40, 672, "Cork") AT(40, 644, "Skills")
			AT(40, 630, "Triage") AT(40, 616, "ICU") AT(250, 703, "Experience") AT(
			    250, 688, "Led a team of twenty nurses on two wards for nine years and")
			    AT(250, 673, "cut medication errors by half")
				AT(250, 655, "Wrote the handbook") AT(250, 640, "Education")
				    AT(250, 622, "BSc Nursing"),
		&document, &err),
	    err);
	assert_lines(&document,
		     LINES("T Jane Example, registered nurse in Cork", "T Contact",
			   "T jane@example.org", "T Cork", "T Skills", "T Triage", "T ICU",
			   "T Experience",
			   "T Led a team of twenty nurses on two wards for nine years and cut "
			   "medication errors by half",
			   "T Wrote the handbook", "T Education", "T BSc Nursing"));
	rq_document_free(&document);
}

static void dates_at_the_right_stay_in_their_line(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_page(AT(72, 700, "Clinical Nurse Manager") AT(450, 700, "2014 - 2020") AT(
				   72, 686, "Led a team of nurses across two wards of the hospital")
				   AT(72, 660, "Staff Nurse") AT(450, 660, "2008 - 2013")
				       AT(72, 646, "Cared for patients"),
			       &document, &err),
		     err);
	assert_lines(&document, LINES("T Clinical Nurse Manager\t2014 - 2020",
				      "T Led a team of nurses across two wards of the hospital",
				      "T Staff Nurse\t2008 - 2013", "T Cared for patients"));
	rq_document_free(&document);
}

static void wrapped_items_and_split_words_are_mended(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_page(AT(72, 700, "\\267")
				   AT(84, 700, "Moved forty services to a cluster with no down-")
				       AT(84, 688, "time and") AT(72, 676, "\\267")
					   AT(84, 676, "Second item"),
			       &document, &err),
		     err);
	assert_lines(&document, LINES("I Moved forty services to a cluster with no downtime and",
				      "I Second item"));
	rq_document_free(&document);
}

static void margins_are_kept_once(void **state)
{
	static const char *const pages[] = {
		AT(72, 780, "Jane Example - CV") AT(72, 600, "One") AT(300, 20, "Page 1 of 2"),
		AT(72, 780, "Jane Example - CV") AT(72, 600, "Two") AT(300, 20, "Page 2 of 2"),
	};
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_pages(pages, 2, &document, &err), err);
	assert_lines(&document, LINES("T Jane Example - CV", "T One", "T Two"));
	assert_int_equal(document.lines[2].page, 2);
	rq_document_free(&document);
}

static void hidden_text_is_left_out_and_counted(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_works(read_page("0 0 0.4 rg 50 640 300 40 re f 1 1 1 rg " AT(72, 650, "On a bar")
				   AT(72, 500, "White on white") "0 0 0 rg " AT(
				       72, 600, "Plain") "BT /F1 1 Tf 72 400 Td (Tiny) Tj ET\n",
			       &document, &err),
		     err);
	assert_lines(&document, LINES("T On a bar", "T Plain"));
	assert_int_equal(warned(&document, "hidden-text"), 16);
	rq_document_free(&document);
}

static void a_scan_has_no_text(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_int_equal(read_page("0 0 100 100 re f", &document, &err), -1);
	assert_int_equal(err.code, RQ_NO_TEXT);
	assert_non_null(strstr(err.message, "scan"));
	rq_document_free(&document);
}

static void a_book_has_too_many_pages(void **state)
{
	/* Count is what a reader believes; the pages need not be there. */
	static const char pdf[] = "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
				  "2 0 obj\n<< /Type /Pages /Count 100000 /Kids [] >>\nendobj\n"
				  "trailer\n<< /Root 1 0 R >>\n%%EOF\n";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_int_equal(read_bytes(copy_bytes(pdf, sizeof pdf - 1), "a", &document, &err), -1);
	rq_document_free(&document);
}

static void a_truncated_one_is_damaged_or_says_what_is_left(void **state)
{
	const char *stream = AT(72, 700, "Jane Example, registered nurse");
	struct bytes whole = make_pdf(&stream, 1);

	(void)state;
	for (size_t i = 1; i < 16; i++) {
		struct rq_document document;
		struct rq_error err = { 0 };
		struct bytes cut = copy_bytes(whole.data, whole.length * i / 16);

		if (read_bytes(cut, "cv.pdf", &document, &err) == 0)
			assert_int_equal(warned(&document, "damaged"), 0);
		else
			assert_int_equal(err.code, RQ_DAMAGED);
		rq_document_free(&document);
	}
	free(whole.data);
}

static void an_encrypted_one_says_so(void **state)
{
	/* With a security handler that nobody has. */
	static const char pdf[] =
	    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
	    "2 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\nendobj\n"
	    "3 0 obj\n<< /Filter /Standard /V 1 /R 2 /O (01234567890123456789012345678901) "
	    "/U (01234567890123456789012345678901) /P -4 >>\nendobj\n"
	    "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n"
	    "0000000110 00000 n \n"
	    "trailer\n<< /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [(0123456789012345) "
	    "(0123456789012345)] >>\nstartxref\n249\n%%EOF\n";
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	assert_fails(read_bytes(copy_bytes(pdf, sizeof pdf - 1), "a", &document, &err), err,
		     RQ_ENCRYPTED);
	rq_document_free(&document);
}

/* Fontconfig keeps what it has read until the process ends. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_comes_from_top_to_bottom_with_its_facts),
		cmocka_unit_test(columns_are_read_one_after_the_other),
		cmocka_unit_test(dates_at_the_right_stay_in_their_line),
		cmocka_unit_test(wrapped_items_and_split_words_are_mended),
		cmocka_unit_test(margins_are_kept_once),
		cmocka_unit_test(hidden_text_is_left_out_and_counted),
		cmocka_unit_test(a_scan_has_no_text),
		cmocka_unit_test(a_book_has_too_many_pages),
		cmocka_unit_test(a_truncated_one_is_damaged_or_says_what_is_left),
		cmocka_unit_test(an_encrypted_one_says_so),
	};

	return cmocka_run_group_tests_name("document_pdf", tests, NULL, NULL);
}
