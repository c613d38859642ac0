/* document/forming: what most of a line looks like, as its text comes in. */

#include "unit.h"

#include "document/forming.h"

static void add(struct rq_forming *line, const char *text, unsigned face, float size)
{
	struct rq_error err = { 0 };

	assert_works(rq_forming_add(line, text, strlen(text), face, size, &err), err);
}

static void a_line_is_as_large_as_most_of_it(void **state)
{
	struct rq_forming line;

	(void)state;
	rq_forming_init(&line);
	add(&line, "four", 0, 10);
	add(&line, "six", 0, 12);
	assert_true(rq_forming_facts(&line).size == 10.0F);
	add(&line, " six", 0, 12);
	assert_true(rq_forming_facts(&line).size == 12.0F);
	rq_forming_free(&line);
}

static void a_line_is_bold_when_all_that_is_seen_of_it_is(void **state)
{
	struct rq_forming line;

	(void)state;
	rq_forming_init(&line);
	assert_false(rq_forming_facts(&line).bold);
	add(&line, "Acme", RQ_FACE_BOLD, 10);
	add(&line, " \u00a0", 0, 10);
	assert_true(rq_forming_facts(&line).bold);
	add(&line, "Ltd", 0, 10);
	assert_false(rq_forming_facts(&line).bold);
	rq_forming_free(&line);
}

static void the_next_line_has_nothing_of_the_last(void **state)
{
	struct rq_forming line;

	(void)state;
	rq_forming_init(&line);
	add(&line, "Acme", RQ_FACE_BOLD, 10);
	rq_forming_clear(&line);
	assert_true(rq_forming_is_blank(&line));
	assert_string_equal(line.text.data, "");
	add(&line, "x", 0, 9);
	assert_true(rq_forming_facts(&line).size == 9.0F);
	rq_forming_free(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_as_large_as_most_of_it),
		cmocka_unit_test(a_line_is_bold_when_all_that_is_seen_of_it_is),
		cmocka_unit_test(the_next_line_has_nothing_of_the_last),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
