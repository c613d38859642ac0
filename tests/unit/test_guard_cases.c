/* Every edit of tests/data/guard is judged as its row says. */

#include "guard_cases.h"

#define FOLDER "tests/data/guard"

static int open_cases(void **state)
{
	static struct guard_cases cases;

	guard_cases_open(&cases, FOLDER);
	*state = &cases;
	return 0;
}

static int close_cases(void **state)
{
	guard_cases_free(*state);
	return 0;
}

/* Counts in *context what is not judged as its row says, and names it. */
static void compare(const struct guard_case *one, void *context)
{
	const char *rule = guard_cases_judge(one);
	size_t *wrong = context;

	if (strcmp(rule, one->expect) == 0)
		return;
	(*wrong)++;
	print_error("%s %s: %s, not %s: %s\n", one->person->id, one->path, rule, one->expect,
		    one->after);
}

static void every_fabrication_is_dropped_by_the_rule_named(void **state)
{
	size_t wrong = 0;

	guard_cases_each(*state, FOLDER "/fabrications.tsv", compare, &wrong);
	assert_int_equal(wrong, 0);
}

/* Those that are refused all the same say by which rule: one that is kept at last fails here. */
static void honest_edits_are_kept_or_known_to_be_refused(void **state)
{
	size_t wrong = 0;

	guard_cases_each(*state, FOLDER "/honest.tsv", compare, &wrong);
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fabrication_is_dropped_by_the_rule_named),
		cmocka_unit_test(honest_edits_are_kept_or_known_to_be_refused),
	};

	return cmocka_run_group_tests_name("guard_cases", tests, open_cases, close_cases);
}
