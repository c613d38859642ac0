/* document/upright: pages whose text lies on its side, or stands on its head. */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "document_kit.h"
#include "lines.h"

#define AT(x, y, text) "BT /F1 10 Tf " #x " " #y " Td (" text ") Tj ET\n"

/* Enough to tell which way a page is to be held. */
#define NURSE                                                                                      \
	AT(72, 500, "Jane Example")                                                                \
	AT(72, 480, "Nurse in Cork, 2014 - 2020") AT(72, 460, "Trained twelve nurses")

static const char *const clockwise[] = { "q 0 -1 1 0 0 800 cm ", "q -1 0 0 -1 600 800 cm ",
					 "q 0 1 -1 0 600 0 cm " };

static void read_turned(const char *turn, const char *before, const char *text,
			struct rq_document *document)
{
	struct rq_error err = { 0 };
	char stream[1024];
	const char *const pages[] = { before, stream };
	bool two = before != NULL;

	(void)snprintf(stream, sizeof stream, "%s %s Q", turn, text);
	assert_works(read_bytes(make_pdf(pages + !two, (size_t)1 + two), "cv.pdf", document, &err),
		     err);
}

static void a_page_that_lies_is_read_as_one_holds_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct rq_document document;

		read_turned(clockwise[i], NULL, NURSE, &document);
		assert_lines(&document, LINES("T Jane Example", "T Nurse in Cork, 2014 - 2020",
					      "T Trained twelve nurses"));
		assert_int_equal(warned(&document, "hidden-text"), -1);
		rq_document_free(&document);
	}
}

static void a_page_that_lies_behind_one_that_does_not_is_turned_alone(void **state)
{
	struct rq_document document;

	(void)state;
	read_turned(clockwise[0], AT(72, 700, "Curriculum vitae of somebody whom nobody knows"),
		    NURSE, &document);
	assert_lines(&document,
		     LINES("T Curriculum vitae of somebody whom nobody knows", "T Jane Example",
			   "T Nurse in Cork, 2014 - 2020", "T Trained twelve nurses"));
	assert_int_equal(document.lines[1].page, 2);
	rq_document_free(&document);
}

static void a_label_at_the_side_turns_no_page(void **state)
{
	struct rq_document document;

	(void)state;
	read_turned(clockwise[2], NULL, AT(300, 500, "CV") "Q q " NURSE, &document);
	assert_true(document.count >= 3);
	assert_string_equal(document.lines[0].text, "Jane Example");
	assert_string_equal(document.lines[2].text, "Trained twelve nurses");
	assert_int_equal((int)document.lines[2].left, 72);
	rq_document_free(&document);
}

static void what_hides_on_a_page_that_lies_is_told_once(void **state)
{
	struct rq_document document;

	(void)state;
	read_turned(clockwise[0], NULL, NURSE AT(72, 3000, "far away"), &document);
	assert_lines(&document, LINES("T Jane Example", "T Nurse in Cork, 2014 - 2020",
				      "T Trained twelve nurses"));
	assert_hidden(&document, "off-page", 7);
	rq_document_free(&document);
	read_turned(clockwise[0], NULL, NURSE "1 g " AT(72, 300, "smuggled"), &document);
	assert_hidden(&document, "white", 8);
	rq_document_free(&document);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_that_lies_is_read_as_one_holds_it),
		cmocka_unit_test(a_page_that_lies_behind_one_that_does_not_is_turned_alone),
		cmocka_unit_test(a_label_at_the_side_turns_no_page),
		cmocka_unit_test(what_hides_on_a_page_that_lies_is_told_once),
	};

	return cmocka_run_group_tests_name("upright", tests, NULL, NULL);
}
