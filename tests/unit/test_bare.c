/* document/bare: what is left of a page for who reads it. */

#include "unit.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "document/bare.h"
#include "document/operator.h"
#include "document_kit.h"

/* What stands behind the file of one page with that stream, or NULL; free(). */
static char *bare_page(const char *stream)
{
	struct bytes pdf = make_pdf(&stream, 1);
	struct rq_content *content = rq_content_open(pdf.data, pdf.length);
	size_t length = 0;
	char *file, *behind = NULL;

	assert_non_null(content);
	file = rq_bare_file(content, pdf.data, pdf.length, &length);
	if (file) {
		assert_memory_equal(file, pdf.data, pdf.length);
		behind = strndup(file + pdf.length, length - pdf.length);
	}
	free(file);
	rq_content_free(content);
	free(pdf.data);
	return behind;
}

static void assert_left(const char *stream, const char *wanted)
{
	char *behind = bare_page(stream), *at, *end;

	assert_non_null(behind);
	at = strstr(behind, "stream\n");
	assert_non_null(at);
	at += strlen("stream\n");
	end = strstr(at, "\nendstream");
	assert_non_null(end);
	*end = '\0';
	assert_string_equal(at, wanted);
	free(behind);
}

static void shapes_and_colors_go_and_text_stays_as_it_is(void **state)
{
	(void)state;
	assert_left("q 1 0 0 1 5 5 cm 0.5 g 0 0 9 9 re f\n/F1 10 Tf\nBT 1 Tr (a\\)b) Tj ET Q",
		    "q 1 0 0 1 5 5 cm\n/F1 10 Tf\nBT 1 Tr (a\\)b) Tj ET Q");
	assert_left("0 0 m 1 1 l S/F1 10 Tf[(a)-20(b)]TJ%c\n0 0 1 rg(c)Tj",
		    "/F1 10 Tf[(a)-20(b)]TJ(c)Tj");
	assert_left("/P<</MCID 0>>BDC 0 0 9 9 re W n /Im1 Do EMC 0 0 9 9 re f",
		    "/P<</MCID 0>>BDC /Im1 Do EMC");
}

static void a_page_of_nothing_stays_one(void **state)
{
	(void)state;
	assert_left("", "");
}

/* Its bytes may look like anything. */
static void from_an_image_on_everything_stays(void **state)
{
	static const char image[] = " BI /W 1 /H 1 ID ( EI 1 0 0 rg (Jane) Tj 0 0 9 9 re f";

	(void)state;
	assert_left(image, image);
}

static void an_operator_of_the_next_stream_may_have_its_operands_here(void **state)
{
	(void)state;
	assert_left("BT 0 g /F1 10 Tf (Jane)", "BT /F1 10 Tf (Jane)");
}

/* Whether the second of two streams of one page is among what is behind the file. */
static bool takes_second(const char *first, const char *second)
{
	static const char page[] = "/MediaBox [0 0 600 800] /Contents 11 0 R ";
	static const char both[] = "/MediaBox[0 0 9 9]/Contents[11 0 R 13 0 R]";
	const char *streams[] = { first, second };
	struct bytes pdf = make_pdf(streams, 2);
	char *at = strstr(pdf.data, page) - 1, *file;
	struct rq_content *content;
	size_t length = 0;
	bool taken;

	memcpy(at, both, strlen(both));
	memcpy(strstr(at, "/Contents 13 0 R"), "/Contents 11 0 R", 16);
	content = rq_content_open(pdf.data, pdf.length);
	assert_non_null(content);
	file = rq_bare_file(content, pdf.data, pdf.length, &length);
	assert_non_null(file);
	taken = memmem(file + pdf.length, length - pdf.length, "13 0 obj", 8) != NULL;
	free(file);
	rq_content_free(content);
	free(pdf.data);
	return taken;
}

static void a_stream_in_which_another_ends_stays_as_it_is(void **state)
{
	(void)state;
	assert_true(takes_second("BT (a) Tj ET", "1 0 0 rg"));
	assert_false(takes_second("BT (a", "1 0 0 rg b) Tj ET"));
	assert_false(takes_second("1 0 0", "rg"));
	assert_false(takes_second("BI /W 1 /H 1 ID (", "1 0 0 rg EI"));
}

/* What poppler is given must be what was looked at: noise of the signs that matter. */
static void operators_end_where_they_do_with_their_operands(void **state)
{
	static const char signs[] = "()()<<>>[]{}/%\\\n 0123.-+aTjBIDEIOC*'\"";
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		char bytes[40];
		struct rq_operators full = { bytes, bytes + sizeof bytes }, brief = full;
		struct rq_operator one = { 0 };
		unsigned verb = 0;
		bool more = true;

		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1103515245 + 12345;
			bytes[i] = signs[(seed >> 16) % (sizeof signs - 1)];
		}
		while (more) {
			more = rq_operator_next(&full, &one);
			assert_int_equal(rq_operator_skip(&brief, &verb), more);
			assert_ptr_equal(brief.at, full.at);
			if (more)
				assert_int_equal(verb, one.verb);
		}
	}
}

static void a_file_without_an_end_stays_as_it_is(void **state)
{
	static const char pdf[] =
	    "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
	    "2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
	    "3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>\nendobj\n"
	    "4 0 obj\n<< /Length 3 >>\nstream\n0 g\nendstream\nendobj\n"
	    "trailer\n<< /Root 1 0 R >>\n%%EOF\n";
	struct rq_content *content = rq_content_open(pdf, sizeof pdf - 1);
	size_t length = 0;

	(void)state;
	assert_non_null(content);
	assert_null(rq_bare_file(content, pdf, sizeof pdf - 1, &length));
	rq_content_free(content);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shapes_and_colors_go_and_text_stays_as_it_is),
		cmocka_unit_test(a_page_of_nothing_stays_one),
		cmocka_unit_test(from_an_image_on_everything_stays),
		cmocka_unit_test(an_operator_of_the_next_stream_may_have_its_operands_here),
		cmocka_unit_test(a_stream_in_which_another_ends_stays_as_it_is),
		cmocka_unit_test(operators_end_where_they_do_with_their_operands),
		cmocka_unit_test(a_file_without_an_end_stays_as_it_is),
	};

	return cmocka_run_group_tests_name("bare", tests, NULL, NULL);
}
