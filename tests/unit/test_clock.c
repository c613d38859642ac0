#include "unit.h"

#include <time.h>

#include "base/clock.h"

/* What clocks in Berlin show by text next after now, in UTC. */
static const char *deadline(const char *text, const char *now)
{
	static char found[RQ_TIME_SIZE];
	struct rq_error err = { 0 };
	int64_t then, at = 0;

	(void)setenv("TZ", "Europe/Berlin", 1);
	tzset();
	assert_int_equal(rq_clock_parse(now, &then, &err), 0);
	assert_int_equal(rq_clock_parse_deadline(text, then, &at, &err), 0);
	return rq_clock_format(at, found);
}

static int needs_berlin(void)
{
	const time_t summer = 1785000000; /* July 2026 */
	struct tm local = { 0 };

	(void)setenv("TZ", "Europe/Berlin", 1);
	tzset();
	return localtime_r(&summer, &local) && local.tm_isdst == 1 ? 0 : -1;
}

static void six_in_the_morning_is_the_next_one(void **state)
{
	(void)state;
	if (needs_berlin() == -1)
		skip(); /* no time zones here */
	assert_string_equal(deadline("06:00", "2026-11-24T01:00:00Z"), "2026-11-24T05:00:00.000Z");
	assert_string_equal(deadline("06:00", "2026-11-24T05:00:00Z"), "2026-11-25T05:00:00.000Z");
	assert_string_equal(deadline("06:00", "2026-12-31T23:30:00Z"), "2027-01-01T05:00:00.000Z");
}

/* 29 March: 02:00 is 03:00; 25 October: 03:00 is 02:00. */
static void a_night_with_an_hour_less_or_more_ends_at_six_as_well(void **state)
{
	(void)state;
	if (needs_berlin() == -1)
		skip();
	assert_string_equal(deadline("06:00", "2026-03-29T00:00:00Z"), "2026-03-29T04:00:00.000Z");
	assert_string_equal(deadline("06:00", "2026-03-28T23:59:00Z"), "2026-03-29T04:00:00.000Z");
	assert_string_equal(deadline("06:00", "2026-10-24T23:00:00Z"), "2026-10-25T05:00:00.000Z");
	assert_string_equal(deadline("06:00", "2026-10-25T00:30:00Z"), "2026-10-25T05:00:00.000Z");
	assert_string_equal(deadline("06:00", "2026-10-25T01:30:00Z"), "2026-10-25T05:00:00.000Z");
}

static void a_time_that_comes_twice_is_waited_for_once_each(void **state)
{
	(void)state;
	if (needs_berlin() == -1)
		skip();
	assert_string_equal(deadline("02:30", "2026-10-24T23:00:00Z"), "2026-10-25T00:30:00.000Z");
	assert_string_equal(deadline("02:30", "2026-10-25T00:30:00Z"), "2026-10-25T01:30:00.000Z");
	assert_string_equal(deadline("02:30", "2026-10-25T01:30:00Z"), "2026-10-26T01:30:00.000Z");
}

static void a_time_that_is_left_out_comes_all_the_same(void **state)
{
	const char *found;

	(void)state;
	if (needs_berlin() == -1)
		skip();
	found = deadline("02:30", "2026-03-29T00:00:00Z");
	assert_true(strcmp(found, "2026-03-29T00:00:00.000Z") > 0);
	assert_true(strcmp(found, "2026-03-29T02:00:00.000Z") < 0);
}

static void a_duration_counts_hours_not_what_clocks_show(void **state)
{
	(void)state;
	assert_string_equal(deadline("2h", "2026-03-29T00:30:00Z"), "2026-03-29T02:30:00.000Z");
	assert_string_equal(deadline("2h", "2026-10-25T00:30:00Z"), "2026-10-25T02:30:00.000Z");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(six_in_the_morning_is_the_next_one),
		cmocka_unit_test(a_night_with_an_hour_less_or_more_ends_at_six_as_well),
		cmocka_unit_test(a_time_that_comes_twice_is_waited_for_once_each),
		cmocka_unit_test(a_time_that_is_left_out_comes_all_the_same),
		cmocka_unit_test(a_duration_counts_hours_not_what_clocks_show),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
