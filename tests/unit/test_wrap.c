#include "unit.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/text.h"
#include "io/scratch.h"
#include "report/wrap.h"

/* The rows of a text in a window of so many columns, as they are written. */
static char *wrapped(const char *text, size_t columns)
{
	struct rq_error err = { 0 };
	struct rq_scratch scratch;
	struct rq_writer w = { .out = &scratch.out, .err = &err };
	struct rq_wrap wrap = { 0 };
	struct rq_buffer rows;
	char *text_of_rows;

	rq_buffer_init(&rows, RQ_MIB(1));
	assert_works(rq_scratch_open(&scratch, &err), err);
	rq_wrap_make(&wrap, text, columns);
	rq_wrap_write(&w, &wrap, 0, wrap.count);
	assert_works(rq_writer_end(&w), err);
	assert_works(rq_scratch_turn(&scratch, &err), err);
	assert_works(rq_scratch_drain(&scratch, &rows, &err), err);
	rq_scratch_close(&scratch);
	rq_wrap_free(&wrap);
	text_of_rows = rq_buffer_take(&rows);
	rq_buffer_free(&rows);
	return text_of_rows;
}

static void assert_rows(const char *text, size_t columns, const char *rows)
{
	char *got = wrapped(text, columns);

	assert_string_equal(got, rows);
	free(got);
}

static void rows_end_at_spaces(void **state)
{
	(void)state;
	assert_rows("one two three", 20, "one two three\n");
	assert_rows("one two three", 9, "one two\n  three\n");
	assert_rows("one two  ", 7, "one two\n");
	assert_rows("one two   three", 7, "one two\n  three\n");
	assert_rows("one two 日本", 7, "one two\n  日本\n");
	assert_rows("a\n\nb\n", 20, "a\n\nb\n");
	assert_rows("", 20, "");
}

static void what_goes_on_stands_to_the_right(void **state)
{
	(void)state;
	assert_rows("    - one two three", 14, "    - one two\n      three\n");
	/* Where that would leave no room, it does not. */
	assert_rows("        one two three", 14, "        one\ntwo three\n");
	/* An indent is no place to break, also not that of the first line. */
	assert_rows("  abcdefghij", 8, "  abcdef\nghij\n");
	assert_rows("x\n  abcdefghij", 8, "x\n  abcdef\nghij\n");
}

static void a_word_without_room_is_cut(void **state)
{
	(void)state;
	assert_rows("abcdefghij", 6, "abcdef\n  ghij\n");
	assert_rows("x abcdefghij", 6, "x\n  abcd\n  efgh\n  ij\n");
}

static void wide_characters_take_two_columns(void **state)
{
	(void)state;
	assert_rows("日本語のテキスト", 8, "日本語の\n  テキス\n  ト\n");
	assert_rows("Go言語", 5, "Go言\n語\n");
}

/* "é" of two code points, a flag, and a syllable of three jamo stay whole. */
static void no_character_is_torn(void **state)
{
	size_t columns;

	(void)state;
	assert_rows("abcde\u0301f", 5, "abcde\u0301\nf\n");
	assert_int_equal(rq_text_cluster("e\u0301f", 4, &columns), 3);
	assert_int_equal(columns, 1);
	assert_int_equal(rq_text_cluster("\U0001f1e9\U0001f1ea\U0001f1eb", 12, &columns), 8);
	assert_int_equal(rq_text_cluster("\xff"
					 "a",
					 2, &columns),
			 1);
}

static void a_style_ends_with_its_row_and_goes_on(void **state)
{
	(void)state;
	assert_rows("one \033[31mtwo three\033[0m four", 9,
		    "one \033[31mtwo\033[0m\n  \033[31mthree\033[0m\033[0m\n  four\n");
}

static void a_byte_is_found_in_its_row(void **state)
{
	struct rq_wrap wrap = { 0 };

	(void)state;
	rq_wrap_make(&wrap, "one two three\nfour", 9);
	assert_int_equal(wrap.count, 3);
	assert_int_equal(rq_wrap_find(&wrap, 0), 0);
	assert_int_equal(rq_wrap_find(&wrap, 9), 1);
	assert_int_equal(rq_wrap_find(&wrap, 14), 2);
	assert_int_equal(rq_wrap_find(&wrap, 1000), 2);
	rq_wrap_free(&wrap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_end_at_spaces),
		cmocka_unit_test(what_goes_on_stands_to_the_right),
		cmocka_unit_test(a_word_without_room_is_cut),
		cmocka_unit_test(wide_characters_take_two_columns),
		cmocka_unit_test(no_character_is_torn),
		cmocka_unit_test(a_style_ends_with_its_row_and_goes_on),
		cmocka_unit_test(a_byte_is_found_in_its_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
