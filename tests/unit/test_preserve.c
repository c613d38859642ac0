/* edit/preserve: how much of a résumé is still there. */

#include "unit.h"

#include "edit/preserve.h"

static int share(const char *before, const char *after)
{
	struct rq_stemmer *stemmer = rq_stemmer_new("en");
	int kept = rq_preserve_share(before, after, stemmer);

	rq_stemmer_free(stemmer);
	return kept;
}

static const char original[] = "Painted bridges\nWelded gates\nDrove lorries\nBaked bread\n";

static void what_is_only_put_in_another_order_is_all_there(void **state)
{
	(void)state;
	assert_int_equal(share(original, original), 10000);
	assert_int_equal(share("red green blue", "blue red green"), 10000);
}

static void words_that_were_left_out_are_missed(void **state)
{
	(void)state;
	assert_int_equal(share("red green blue white", "red green"), 5000);
	assert_int_equal(share("red green", ""), 0);
	assert_int_equal(share("red green blue white", "red green black"), 5000);
}

static void words_that_were_added_replace_none(void **state)
{
	(void)state;
	assert_int_equal(share("red green", "red green blue white grey"), 10000);
	assert_int_equal(share("red green", "blue white grey"), 0);
}

static void another_form_of_a_word_counts_as_the_word(void **state)
{
	(void)state;
	assert_int_equal(share("painted gates", "painting gate"), 10000);
}

static void nothing_is_lost_of_nothing(void **state)
{
	(void)state;
	assert_int_equal(share("", "red"), 10000);
}

static json_t *person(const char *name, size_t jobs)
{
	json_t *resume = json_object(), *basics = json_object(), *work = json_array();

	rq_json_set_string(basics, "name", name);
	for (size_t i = 0; i < jobs; i++)
		rq_json_append_take(work, json_object());
	rq_json_set_take(resume, "basics", basics);
	rq_json_set_take(resume, "work", work);
	return resume;
}

static void who_it_is_and_how_much_was_done_stay(void **state)
{
	json_t *ada = person("Ada", 2), *same = person("Ada", 2), *bob = person("Bob", 2);
	json_t *less = person("Ada", 1), *other = person("Ada", 2), *more = person("Ada", 2);

	(void)state;
	rq_json_set_string(json_object_get(same, "basics"), "summary", "a new one");
	rq_json_set_take(other, "awards", json_array());
	(void)json_object_del(other, "work");
	rq_json_set_take(more, "awards", json_array());
	assert_true(rq_preserve_frame(ada, same));
	assert_false(rq_preserve_frame(ada, bob));
	assert_false(rq_preserve_frame(ada, less));
	assert_false(rq_preserve_frame(ada, other));
	assert_false(rq_preserve_frame(ada, more));
	json_decref(ada);
	json_decref(same);
	json_decref(bob);
	json_decref(less);
	json_decref(other);
	json_decref(more);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_only_put_in_another_order_is_all_there),
		cmocka_unit_test(words_that_were_left_out_are_missed),
		cmocka_unit_test(words_that_were_added_replace_none),
		cmocka_unit_test(another_form_of_a_word_counts_as_the_word),
		cmocka_unit_test(nothing_is_lost_of_nothing),
		cmocka_unit_test(who_it_is_and_how_much_was_done_stay),
	};

	return cmocka_run_group_tests_name("preserve", tests, NULL, NULL);
}
