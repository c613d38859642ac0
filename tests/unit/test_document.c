/* document/document: lines as every reader hands them on. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document/document.h"

static char *text_of(const char *bytes, size_t length)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	struct rq_line *line;
	char *text;

	rq_document_init(&document);
	assert_works(rq_document_add(&document, bytes, length, &line, &err), err);
	text = rq_document_text(&document);
	rq_document_free(&document);
	return text;
}

static void a_line_comes_out_clean(void **state)
{
	static const struct {
		const char *in, *out;
	} cases[] = {
		{ "  Jane   Doe ", "Jane\tDoe\n" },
		{ "Jane  Doe\xc2\xa0, Nurse", "Jane Doe , Nurse\n" },
		{ "Engineer \t 2019", "Engineer\t2019\n" },
		{ "Re\xcc\x81sume\xcc\x81", "Résumé\n" },
		{ "e\xe2\x80\x8b\xcc\x81", "é\n" },
		{ "Pro\xc2\xadgram", "Program\n" },
		{ "E\xef\xac\x83"
		  "cient \xef\xac\x81le",
		  "Efficient file\n" },
		{ "bad \xff byte", "bad \xef\xbf\xbd byte\n" },
		{ "\x1b[31mred", "[31mred\n" },
		{ "one\ntwo", "one two\n" },
		{ "", "" },
		{ " \t\xe2\x80\x8b ", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		char *text = text_of(cases[i].in, strlen(cases[i].in));

		assert_string_equal(text, cases[i].out);
		free(text);
	}
}

static void an_empty_line_begins_a_block(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	struct rq_line *line;

	(void)state;
	rq_document_init(&document);
	assert_works(rq_document_add(&document, "one", 3, &line, &err), err);
	assert_false(line->gap);
	assert_works(rq_document_add(&document, "  ", 2, &line, &err), err);
	assert_null(line);
	assert_works(rq_document_add(&document, "two", 3, &line, &err), err);
	assert_true(line->gap);
	assert_works(rq_document_add(&document, "three", 5, NULL, &err), err);
	assert_false(document.lines[2].gap);
	rq_document_free(&document);
}

static void what_is_taken_out_is_counted_in_one_warning(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	json_t *warning;

	(void)state;
	rq_document_init(&document);
	assert_works(rq_document_add(&document, "a\x01\x02", 3, NULL, &err), err);
	assert_works(rq_document_add(&document, "\x03", 1, NULL, &err), err);
	assert_int_equal(json_array_size(document.warnings), 1);
	warning = json_array_get(document.warnings, 0);
	assert_string_equal(rq_json_string(warning, "code"), "unsafe-characters");
	assert_int_equal(rq_json_integer(warning, "count", 0), 3);
	rq_document_free(&document);
}

static void what_typography_has_is_taken_out_in_silence(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };

	(void)state;
	rq_document_init(&document);
	assert_works(rq_document_add(&document, "\u200e+972 4\u200e", 12, NULL, &err), err);
	assert_string_equal(document.lines[0].text, "+972 4");
	assert_int_equal(json_array_size(document.warnings), 0);
	assert_works(rq_document_add(&document, "\U0001f469\u200d\U0001f4bb", 11, NULL, &err), err);
	assert_int_equal(json_array_size(document.warnings), 0);
	assert_works(rq_document_add(&document, "Py\u200ethon", 9, NULL, &err), err);
	assert_string_equal(document.lines[2].text, "Python");
	assert_int_equal(json_array_size(document.warnings), 1);
	rq_document_free(&document);
}

static void too_much_text_is_refused(void **state)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	char *long_line = malloc(RQ_MAX_TEXT_BYTES + 1);

	(void)state;
	memset(long_line, 'x', RQ_MAX_TEXT_BYTES + 1);
	rq_document_init(&document);
	assert_fails(rq_document_add(&document, long_line, RQ_MAX_TEXT_BYTES + 1, NULL, &err), err,
		     RQ_TOO_LARGE);
	assert_works(rq_document_add(&document, long_line, RQ_MAX_TEXT_BYTES, NULL, &err), err);
	assert_fails(rq_document_add(&document, "y", 1, NULL, &err), err, RQ_TOO_LARGE);
	rq_document_free(&document);
	rq_document_init(&document);
	for (int i = 0; i < RQ_MAX_LINES; i++)
		assert_works(rq_document_add(&document, "y", 1, NULL, &err), err);
	assert_fails(rq_document_add(&document, "y", 1, NULL, &err), err, RQ_TOO_MANY);
	rq_document_free(&document);
	rq_document_free(NULL);
	free(long_line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_comes_out_clean),
		cmocka_unit_test(an_empty_line_begins_a_block),
		cmocka_unit_test(what_is_taken_out_is_counted_in_one_warning),
		cmocka_unit_test(what_typography_has_is_taken_out_in_silence),
		cmocka_unit_test(too_much_text_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
