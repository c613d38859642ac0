/* edit/preserve: how much of a résumé is still there. */

#include "unit.h"

#include "edit/preserve.h"

static const char original[] = "Painted bridges\nWelded gates\nDrove lorries\nBaked bread\n";

static void what_is_only_put_in_another_order_is_all_there(void **state)
{
	(void)state;
	assert_int_equal(rq_preserve_share(original, original, "en"), 10000);
	assert_int_equal(rq_preserve_share("red green blue", "blue red green", "en"), 10000);
}

static void words_that_were_left_out_are_missed(void **state)
{
	(void)state;
	assert_int_equal(rq_preserve_share("red green blue white", "red green", "en"), 5000);
	assert_int_equal(rq_preserve_share("red green", "", "en"), 0);
	assert_int_equal(rq_preserve_share("red green blue white", "red green black", "en"), 5000);
}

static void words_that_were_added_replace_none(void **state)
{
	(void)state;
	assert_int_equal(rq_preserve_share("red green", "red green blue white grey", "en"), 10000);
	assert_int_equal(rq_preserve_share("red green", "blue white grey", "en"), 0);
}

static void another_form_of_a_word_counts_as_the_word(void **state)
{
	(void)state;
	assert_int_equal(rq_preserve_share("painted gates", "painting gate", "en"), 10000);
}

static void nothing_is_lost_of_nothing(void **state)
{
	(void)state;
	assert_int_equal(rq_preserve_share("", "red", "en"), 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_only_put_in_another_order_is_all_there),
		cmocka_unit_test(words_that_were_left_out_are_missed),
		cmocka_unit_test(words_that_were_added_replace_none),
		cmocka_unit_test(another_form_of_a_word_counts_as_the_word),
		cmocka_unit_test(nothing_is_lost_of_nothing),
	};

	return cmocka_run_group_tests_name("preserve", tests, NULL, NULL);
}
