/* tool/options: one table gives parsing, environment and help. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "tool/options.h"

struct values {
	bool force;
	const char *store;
	struct rq_list jobs;
	long number;
	int64_t ttl, since;
	int when;
};

/* Parses words behind a program name; returns the index of the first operand or -1. */
static int parse(struct values *values, int count, const char *const *words, struct rq_error *err)
{
	const struct rq_option options[] = {
		{ .name = "force",
		  .letter = 'f',
		  .environment = "RQ_TEST_FORCE",
		  .help = "h",
		  .flag = &values->force },
		{ .name = "store",
		  .letter = 's',
		  .argument = "DIR",
		  .environment = "RQ_TEST_STORE",
		  .help = "h",
		  .text = &values->store },
		{ .name = "job",
		  .letter = 'J',
		  .argument = "FILE",
		  .help = "h",
		  .list = &values->jobs },
		{ .name = "number",
		  .argument = "N",
		  .help = "h",
		  .number = &values->number,
		  .minimum = 1,
		  .maximum = 9 },
		{ .name = "ttl", .argument = "TIME", .help = "h", .duration = &values->ttl },
		{ .name = "since", .argument = "TIME", .help = "h", .time = &values->since },
		{ .name = "when",
		  .argument = "W",
		  .help = "h",
		  .choice = &values->when,
		  .choices = "auto|always|never" },
	};
	char *argv[16];
	int operand, result;

	assert_true(count < 15);
	argv[0] = strdup("test");
	for (int i = 0; i < count; i++)
		argv[i + 1] = strdup(words[i]);
	argv[count + 1] = NULL;
	result = rq_options_parse(options, sizeof options / sizeof options[0], count + 1, argv,
				  &operand, err);
	if (result == 0 && values->store)
		values->store = strdup(values->store);
	for (int i = 0; i <= count; i++)
		free(argv[i]);
	return result == -1 ? -1 : operand;
}

#define PARSE(values, err, ...)                                                                    \
	parse(values, sizeof((const char *[]) { __VA_ARGS__ }) / sizeof(char *),                   \
	      (const char *[]) { __VA_ARGS__ }, err)

static void every_kind_of_value_reaches_its_place(void **state)
{
	struct values values = { 0 };
	struct rq_error err = { 0 };

	(void)state;
	assert_int_equal(PARSE(&values, &err, "-f", "--store=here", "-J", "a", "--job", "b",
			       "--number=9", "--ttl=2h", "--since=1970-01-01T00:00:01Z",
			       "--when=never", "operand"),
			 12 - 1);
	assert_true(values.force);
	assert_string_equal(values.store, "here");
	assert_int_equal(values.jobs.count, 2);
	assert_int_equal(values.number, 9);
	assert_int_equal(values.ttl, 7200000);
	assert_int_equal(values.since, 1000);
	assert_int_equal(values.when, 2);
	free((char *)(uintptr_t)values.store);
	rq_list_free(&values.jobs);
}

static void wrong_values_are_usage_errors(void **state)
{
	static const char *const bad[] = { "--number=0",   "--number=10", "--number=x",
					   "--number=",    "--ttl=5",     "--since=tomorrow",
					   "--when=often", "--when=",     "--store",
					   "--nonsense",   "-x",          "--force=1" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct values values = { 0 };
		struct rq_error err = { 0 };

		assert_fails(PARSE(&values, &err, bad[i]), err, RQ_USAGE);
	}
}

static void the_command_line_wins_over_the_environment(void **state)
{
	struct values values = { 0 };
	struct rq_error err = { 0 };

	(void)state;
	assert_int_equal(setenv("RQ_TEST_STORE", "environment", 1), 0);
	assert_int_equal(setenv("RQ_TEST_FORCE", "1", 1), 0);
	assert_int_equal(PARSE(&values, &err, "operand"), 1);
	assert_string_equal(values.store, "environment");
	assert_true(values.force);
	free((char *)(uintptr_t)values.store);
	assert_int_equal(PARSE(&values, &err, "-s", "line"), 3);
	assert_string_equal(values.store, "line");
	free((char *)(uintptr_t)values.store);
	assert_int_equal(setenv("RQ_TEST_FORCE", "perhaps", 1), 0);
	values = (struct values) { 0 };
	assert_fails(PARSE(&values, &err, "x"), err, RQ_USAGE);
	assert_int_equal(unsetenv("RQ_TEST_FORCE"), 0);
	assert_int_equal(unsetenv("RQ_TEST_STORE"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_value_reaches_its_place),
		cmocka_unit_test(wrong_values_are_usage_errors),
		cmocka_unit_test(the_command_line_wins_over_the_environment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
