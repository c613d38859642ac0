/* document/direction: which box belongs to which character, in scripts of both directions. */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "document/direction.h"

enum { MOST = 16 };

/* Poppler's boxes of a word: side by side, from left to right; 0 ends the widths. */
static size_t set_boxes(struct rq_area *boxes, double left, const double *widths)
{
	size_t count = 0;

	for (; widths[count] > 0; count++) {
		boxes[count] = (struct rq_area) { left, 0, left + widths[count], 10 };
		left += widths[count];
	}
	return count;
}

static void a_word_that_runs_leftward_begins_at_its_right(void **state)
{
	char text[] = "\u202b\u05e9\u05dc\u05d5\u05dd\u202c";
	static const double widths[] = { 8, 7, 3, 6, 0 };
	struct rq_area boxes[MOST];
	size_t count = set_boxes(boxes, 50, widths);

	(void)state;
	assert_true(rq_direction_match(text, boxes, count));
	assert_string_equal(text, "\u05e9\u05dc\u05d5\u05dd");
	for (size_t i = 1; i < count; i++)
		assert_true(boxes[i].right == boxes[i - 1].left);
	assert_true(boxes[0].right - boxes[0].left == 6);
}

static void what_runs_rightward_inside_of_it_keeps_its_order(void **state)
{
	char text[] = "\u202b\u05d0\u05d1\u202a12\u202c\u05d2\u202c";
	static const double widths[] = { 1, 2, 3, 4, 5, 0 };
	struct rq_area boxes[MOST];
	size_t count = set_boxes(boxes, 10, widths);

	(void)state;
	assert_true(rq_direction_match(text, boxes, count));
	assert_string_equal(text, "\u05d0\u05d1"
				  "12"
				  "\u05d2");
	assert_true(boxes[0].left == 20 && boxes[1].left == 16);
	assert_true(boxes[2].left == 11 && boxes[3].left == 13);
	assert_true(boxes[4].left == 10);
}

static void the_letters_of_one_glyph_are_turned_back(void **state)
{
	/* "salam", of which lam and alef are one glyph */
	char text[] = "\u202b\u0633\u0627\u0644\u0645\u202c\u202aab\u202c";
	static const double widths[] = { 7.5, 3.6, 3.6, 10, 5, 5, 0 };
	struct rq_area boxes[MOST];

	(void)state;
	assert_true(rq_direction_match(text, boxes, set_boxes(boxes, 50, widths)));
	assert_string_equal(text, "\u0633\u0644\u0627\u0645"
				  "ab");
	assert_true(boxes[4].left < boxes[5].left);
}

static void a_word_of_one_glyph_is_turned_back(void **state)
{
	/* What Cairo draws glyph by glyph: lam with alef maksura */
	char text[] = "\u202b\u0649\u0644\u202c";
	static const double widths[] = { 4, 4, 0 };
	struct rq_area boxes[MOST];

	(void)state;
	assert_true(rq_direction_match(text, boxes, set_boxes(boxes, 50, widths)));
	assert_string_equal(text, "\u0644\u0649");
}

static void a_mark_stands_behind_its_letter(void **state)
{
	/* What Cairo draws: meem, then its shadda */
	char text[] = "\u202b\u0651\u0645\u202c";
	static const double widths[] = { 5, 0.001, 0 };
	struct rq_area boxes[MOST];

	(void)state;
	assert_true(rq_direction_match(text, boxes, set_boxes(boxes, 50, widths)));
	assert_string_equal(text, "\u0645\u0651");
}

static void a_mark_stands_behind_its_letter_and_before_a_stop(void **state)
{
	/* alef, a stop, and the alef's tanwin, which begins where the stop does */
	char text[] = "\u202b\u0627.\u064b\u202c";
	static const double widths[] = { 0.001, 3, 4, 0 };
	struct rq_area boxes[MOST];

	(void)state;
	assert_true(rq_direction_match(text, boxes, set_boxes(boxes, 50, widths)));
	assert_string_equal(text, "\u0627\u064b.");
	assert_true(boxes[1].right - boxes[1].left < 1 && boxes[2].right - boxes[2].left > 2);
}

static void a_page_of_numbers_tells_its_direction_by_marks(void **state)
{
	(void)state;
	assert_true(rq_direction_is_mixed("\u202b\u202a2019\u202c\u202c"));
	assert_true(rq_direction_is_mixed("\u05e9"));
	assert_false(rq_direction_is_mixed("2019 é"));
}

static void no_alef_stands_in_front_of_one_that_begins_a_word(void **state)
{
	/* "the first", of which lam and alef are one glyph, whose parts are told unequal */
	char text[] = "\u202b\u0627\u0623\u0644\u0648\u0644\u202c";
	static const double widths[] = { 8, 5, 3.5, 3.4, 3, 0 };
	struct rq_area boxes[MOST];

	(void)state;
	assert_true(rq_direction_match(text, boxes, set_boxes(boxes, 50, widths)));
	assert_string_equal(text, "\u0627\u0644\u0623\u0648\u0644");
}

static void lam_and_yeh_may_be_one_glyph(void **state)
{
	/* "Layla", that ends in one */
	char text[] = "\u202b\u0644\u064a\u0649\u0644\u202c";
	static const double widths[] = { 4, 4, 3, 5, 0 };
	struct rq_area boxes[MOST];

	(void)state;
	assert_true(rq_direction_match(text, boxes, set_boxes(boxes, 50, widths)));
	assert_string_equal(text, "\u0644\u064a\u0644\u0649");
}

static void the_article_is_two_glyphs(void **state)
{
	char text[] = "\u202b\u0627\u0644\u0628\u202c";
	static const double widths[] = { 6, 5, 3, 0 };
	struct rq_area boxes[MOST];

	(void)state;
	assert_true(rq_direction_match(text, boxes, set_boxes(boxes, 50, widths)));
	assert_string_equal(text, "\u0627\u0644\u0628");
}

static void a_lam_as_wide_as_elsewhere_is_a_glyph_of_its_own(void **state)
{
	/* The article, then "kalw", whose alef and lam are as wide as each other */
	char text[] = "\u202b\u0627\u0644\u0628\u202c\u202b\u0643\u0627\u0644\u0648\u202c";
	static const double widths[] = { 6, 4, 3, 7, 4, 4, 8, 0 };
	struct rq_area boxes[MOST];

	(void)state;
	assert_true(rq_direction_match(text, boxes, set_boxes(boxes, 50, widths)));
	assert_string_equal(text, "\u0627\u0644\u0628\u0643\u0627\u0644\u0648");
}

static void a_lam_behind_a_yeh_is_told_likewise(void **state)
{
	/* The article, then "Layla", whose yeh and lam are as wide as each other */
	char text[] = "\u202b\u0627\u0644\u0628\u202c\u202b\u0644\u064a\u0644\u0649\u202c";
	static const double widths[] = { 6, 4, 3, 9, 4, 4, 5, 0 };
	struct rq_area boxes[MOST];

	(void)state;
	assert_true(rq_direction_match(text, boxes, set_boxes(boxes, 50, widths)));
	assert_string_equal(text, "\u0627\u0644\u0628\u0644\u064a\u0644\u0649");
}

static void the_parts_of_a_glyph_may_differ_by_the_gap_behind_it(void **state)
{
	/* The article, then "hamalat", of which lam and alef are one glyph and a gap */
	char text[] = "\u202b\u0627\u0644\u0628\u202c"
		      "\u202b\u062d\u0645\u0627\u0644\u062a\u202c";
	static const double widths[] = { 6, 4, 3, 9, 3.5, 3.6, 7, 8, 0 };
	struct rq_area boxes[MOST];

	(void)state;
	assert_true(rq_direction_match(text, boxes, set_boxes(boxes, 50, widths)));
	assert_string_equal(text, "\u0627\u0644\u0628\u062d\u0645\u0644\u0627\u062a");
}

static void a_mark_of_one_glyph_with_its_letter_stands_behind_it(void **state)
{
	/* What Chromium draws: noon, then feh and its shadda */
	char text[] = "\u202b\u0646\u0651\u0641\u0630\u202c";
	static const double widths[] = { 5, 3, 3, 4, 0 };
	struct rq_area boxes[MOST];

	(void)state;
	assert_true(rq_direction_match(text, boxes, set_boxes(boxes, 50, widths)));
	assert_string_equal(text, "\u0646\u0641\u0651\u0630");
}

/* A word with a lam, 10 points high, and another one of that height. */
static void assert_behind_lam(double height, const char *word, const double *widths,
			      const char *wanted)
{
	char text[128];
	static const double body[] = { 8, 3.6, 3, 0 }; /* beh, lam, a space */
	struct rq_area boxes[MOST];
	size_t count = set_boxes(boxes, 50, body);
	size_t more = set_boxes(boxes + count, 80, widths);

	for (size_t i = 0; i < more; i++)
		boxes[count + i].bottom = height;
	(void)snprintf(text, sizeof text, "\u202b\u0644\u0628\u202c\u202a \u202c\u202b%s\u202c",
		       word);
	assert_true(rq_direction_match(text, boxes, count + more));
	assert_string_equal(text + strlen("\u0644\u0628 "), wanted);
}

static void where_no_lam_of_its_size_tells_only_a_word_begins_with_the_article(void **state)
{
	static const double begin[] = { 16, 9, 9, 0 }, inside[] = { 16, 9, 9, 15, 0 };

	(void)state;
	assert_behind_lam(20, "\u0627\u0644\u0628", begin, "\u0627\u0644\u0628");
	assert_behind_lam(20, "\u0633\u0627\u0644\u0645", inside, "\u0633\u0644\u0627\u0645");
	assert_behind_lam(10, "\u0627\u0644\u0628", begin, "\u0644\u0627\u0628");
}

static void letters_in_their_order_are_left_alone(void **state)
{
	char text[] = "\u0627\u0644"; /* the article: alef, lam */
	struct rq_area boxes[] = { { 55, 0, 60, 10 }, { 50, 0, 55, 10 } };

	(void)state;
	assert_true(rq_direction_match(text, boxes, 2));
	assert_string_equal(text, "\u0627\u0644");
}

static void what_cannot_match_is_told(void **state)
{
	char more[] = "abc", marks[] = "\u202b\u202cab", open[] = "\u202b\u202b\u202c\u202a";
	struct rq_area boxes[3] = { { 0 } };

	(void)state;
	assert_false(rq_direction_match(more, boxes, 2));
	assert_false(rq_direction_match(marks, boxes, 3));
	assert_false(rq_direction_match(open, boxes, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_that_runs_leftward_begins_at_its_right),
		cmocka_unit_test(what_runs_rightward_inside_of_it_keeps_its_order),
		cmocka_unit_test(the_letters_of_one_glyph_are_turned_back),
		cmocka_unit_test(a_word_of_one_glyph_is_turned_back),
		cmocka_unit_test(a_mark_stands_behind_its_letter_and_before_a_stop),
		cmocka_unit_test(a_page_of_numbers_tells_its_direction_by_marks),
		cmocka_unit_test(no_alef_stands_in_front_of_one_that_begins_a_word),
		cmocka_unit_test(lam_and_yeh_may_be_one_glyph),
		cmocka_unit_test(a_mark_stands_behind_its_letter),
		cmocka_unit_test(the_article_is_two_glyphs),
		cmocka_unit_test(a_lam_as_wide_as_elsewhere_is_a_glyph_of_its_own),
		cmocka_unit_test(a_lam_behind_a_yeh_is_told_likewise),
		cmocka_unit_test(the_parts_of_a_glyph_may_differ_by_the_gap_behind_it),
		cmocka_unit_test(a_mark_of_one_glyph_with_its_letter_stands_behind_it),
		cmocka_unit_test(
		    where_no_lam_of_its_size_tells_only_a_word_begins_with_the_article),
		cmocka_unit_test(letters_in_their_order_are_left_alone),
		cmocka_unit_test(what_cannot_match_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
