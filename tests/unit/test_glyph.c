/* document/glyph: glyphs to words, from left to right and from right to left. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "document/glyph.h"

static void assert_word(const struct rq_words *words, size_t index, const char *text)
{
	assert_true(index < words->count);
	assert_int_equal(words->list[index].length, strlen(text));
	assert_memory_equal(words->list[index].text, text, strlen(text));
}

/* Glyphs of two bytes, or of one, ten points wide unless they say so. */
static void add(struct rq_words *words, const char *text, size_t length, double left, double right,
		bool leftward)
{
	struct rq_glyph glyph = { .text = text,
				  .length = length,
				  .left = left,
				  .right = right,
				  .bottom = 10,
				  .size = 10,
				  .leftward = leftward };

	rq_words_add(words, &glyph);
}

static void letters_go_on_where_their_script_does(void **state)
{
	static const char text[] = "\u05de\u05e0\u05ea\u05d7 ab";
	struct rq_words words = { 0 };

	(void)state;
	add(&words, text, 2, 90, 100, true);
	add(&words, text + 2, 2, 80, 90, true);
	add(&words, text + 4, 2, 67, 77, true); /* a space is between */
	add(&words, text + 6, 2, 57, 67, true);
	add(&words, text + 9, 1, 20, 30, false);
	add(&words, text + 10, 1, 30, 40, false);
	assert_int_equal(words.count, 3);
	assert_word(&words, 0, "\u05de\u05e0");
	assert_word(&words, 1, "\u05ea\u05d7");
	assert_true(words.list[1].space);
	assert_word(&words, 2, "ab");
	free(words.list);
}

/* As they are told of a line that runs rightward, where each is drawn by itself. */
static void letters_in_the_order_of_the_page_are_words_of_their_own(void **state)
{
	static const char text[] = "\u05ea\u05d9\u05e8";
	struct rq_words words = { 0 };

	(void)state;
	add(&words, text, 2, 57, 62, true);
	add(&words, text + 2, 2, 61.5, 64, true);
	add(&words, text + 4, 2, 64, 67, true);
	assert_int_equal(words.count, 3);
	free(words.list);
}

static void a_mark_that_takes_no_room_is_of_the_letter_before_it(void **state)
{
	static const char text[] = "\u0642\u0627\u064b \u0645";
	struct rq_words words = { 0 };

	(void)state;
	add(&words, text, 2, 90, 100, true);
	add(&words, text + 2, 2, 80, 90, true);
	add(&words, text + 4, 2, 60, 60, true); /* poppler knows no better place */
	add(&words, text + 7, 2, 67, 77, true);
	assert_int_equal(words.count, 2);
	assert_word(&words, 0, "\u0642\u0627\u064b");
	assert_true(words.list[0].left == 80);
	free(words.list);
}

static void signs_stand_apart_between_directions_only(void **state)
{
	static const char text[] = ")C1";
	struct rq_words mixed = { .mixed = true }, plain = { 0 };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		add(&mixed, text + i, 1, 10.0 * (double)i, 10.0 * (double)i + 10, false);
		add(&plain, text + i, 1, 10.0 * (double)i, 10.0 * (double)i + 10, false);
	}
	assert_int_equal(mixed.count, 2);
	assert_word(&mixed, 1, "C1");
	assert_int_equal(plain.count, 1);
	free(mixed.list);
	free(plain.list);
}

static void a_plus_behind_digits_may_be_that_of_what_is_at_its_other_side(void **state)
{
	static const char text[] = "966+";
	struct rq_words mixed = { .mixed = true }, plain = { 0 };

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		add(&mixed, text + i, 1, 10.0 * (double)i, 10.0 * (double)i + 10, false);
		add(&plain, text + i, 1, 10.0 * (double)i, 10.0 * (double)i + 10, false);
	}
	assert_int_equal(mixed.count, 2);
	assert_word(&mixed, 1, "+");
	assert_int_equal(plain.count, 1);
	free(mixed.list);
	free(plain.list);
}

static void a_sign_is_a_word_of_its_own(void **state)
{
	static const char text[] = "\uf02ajane";
	struct rq_words words = { 0 };
	struct rq_glyph sign = {
		.text = text, .length = 3, .right = 10, .bottom = 10, .size = 10, .symbol = true
	};

	(void)state;
	rq_words_add(&words, &sign);
	for (size_t i = 3; i < 7; i++)
		add(&words, text + i, 1, 10.0 * (double)(i - 2), 10.0 * (double)(i - 1), false);
	assert_int_equal(words.count, 2);
	assert_true(words.list[0].symbol);
	assert_word(&words, 1, "jane");
	assert_false(words.list[1].symbol);
	free(words.list);
}

static void a_letter_without_width_belongs_to_its_neighbour(void **state)
{
	static const char text[] = "\u0639\u0645\u0627";
	struct rq_words words = { 0 };

	(void)state;
	add(&words, text, 2, 60, 66, true);
	add(&words, text + 2, 2, 56, 56, true);
	add(&words, text + 4, 2, 50, 56, true);
	assert_int_equal(words.count, 1);
	assert_word(&words, 0, text);
	free(words.list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_go_on_where_their_script_does),
		cmocka_unit_test(signs_stand_apart_between_directions_only),
		cmocka_unit_test(a_plus_behind_digits_may_be_that_of_what_is_at_its_other_side),
		cmocka_unit_test(a_sign_is_a_word_of_its_own),
		cmocka_unit_test(a_letter_without_width_belongs_to_its_neighbour),
		cmocka_unit_test(letters_in_the_order_of_the_page_are_words_of_their_own),
		cmocka_unit_test(a_mark_that_takes_no_room_is_of_the_letter_before_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
