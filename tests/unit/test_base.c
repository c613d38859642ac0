/* base: errors, memory, buffers, clocks, digests. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/hex.h"
#include "base/memory.h"
#include "base/text.h"

static void the_first_failure_wins(void **state)
{
	struct rq_error err = { 0 };

	(void)state;
	assert_int_equal(rq_fail(&err, RQ_TOO_LARGE, "first %d", 1), -1);
	assert_int_equal(rq_fail(&err, RQ_STORE, "second"), -1);
	assert_int_equal(err.code, RQ_TOO_LARGE);
	assert_string_equal(err.message, "first 1");
}

static void a_long_message_is_cut_between_characters(void **state)
{
	struct rq_error err = { 0 };
	char accents[600];

	(void)state;
	for (size_t i = 0; i < sizeof accents - 2; i += 2)
		memcpy(accents + i, "é", 3);
	(void)rq_fail(&err, RQ_BAD_RECORD, "x%s", accents);
	assert_true(rq_text_is_utf8(err.message, strlen(err.message)));
	assert_in_range(strlen(err.message), 230, 239);
}

static void every_code_is_found_by_its_name(void **state)
{
	(void)state;
#define CHECK_CODE(code, name, kind)                                                               \
	assert_int_equal(rq_code_find(name), code);                                                \
	assert_string_equal(rq_code_name(code), name);                                             \
	assert_int_equal(rq_code_kind(code), kind);
	RQ_CODES(CHECK_CODE)
#undef CHECK_CODE
	assert_int_equal(rq_code_find("no-such-code"), RQ_OK);
}

static void append_past_the_limit_changes_nothing(void **state)
{
	struct rq_error err = { 0 };
	struct rq_buffer buffer;

	(void)state;
	rq_buffer_init(&buffer, 10);
	assert_works(rq_buffer_append_text(&buffer, "12345678", &err), err);
	assert_fails(rq_buffer_append_text(&buffer, "901", &err), err, RQ_TOO_LARGE);
	assert_string_equal(buffer.data, "12345678");
	assert_works(rq_buffer_append_text(&buffer, "90", &err), err);
	assert_string_equal(buffer.data, "1234567890");
	rq_buffer_free(&buffer);
}

static void taken_bytes_leave_an_empty_buffer(void **state)
{
	struct rq_error err = { 0 };
	struct rq_buffer buffer;
	char *text;

	(void)state;
	rq_buffer_init(&buffer, 100);
	assert_works(rq_buffer_append_format(&buffer, &err, "%s-%d", "a", 7), err);
	text = rq_buffer_take(&buffer);
	assert_string_equal(text, "a-7");
	assert_int_equal(buffer.length, 0);
	assert_works(rq_buffer_append_text(&buffer, "b", &err), err);
	assert_string_equal(text, "a-7");
	free(text);
	rq_buffer_free(&buffer);
}

static void times_survive_printing_and_parsing(void **state)
{
	static const struct {
		const char *text;
		int64_t milliseconds;
		const char *printed;
	} cases[] = {
		{ "1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00.000Z" },
		{ "2026-11-24T01:02:03.456Z", 1795482123456, "2026-11-24T01:02:03.456Z" },
		{ "2026-11-24T03:02:03.4567+02:00", 1795482123456, "2026-11-24T01:02:03.456Z" },
		{ "2024-02-29t23:59:59z", 1709251199000, "2024-02-29T23:59:59.000Z" },
		{ "1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct rq_error err = { 0 };
		char text[RQ_TIME_SIZE];
		int64_t got;

		assert_works(rq_clock_parse(cases[i].text, &got, &err), err);
		assert_int_equal(got, cases[i].milliseconds);
		assert_string_equal(rq_clock_format(got, text), cases[i].printed);
	}
}

static void what_is_no_time_is_refused(void **state)
{
	static const char *const bad[] = { "",
					   "now",
					   "2026-11-24",
					   "2026-13-01T00:00:00Z",
					   "2026-11-24T25:00:00Z",
					   "2026-11-24T01:02:03",
					   "2026-11-24T01:02:03Zx",
					   "2026-11-24T01:02:03+2" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct rq_error err = { 0 };
		int64_t got;

		assert_fails(rq_clock_parse(bad[i], &got, &err), err, RQ_BAD_RECORD);
	}
}

static void durations_have_a_unit(void **state)
{
	struct rq_error err = { 0 };
	int64_t got;

	(void)state;
	assert_works(rq_clock_parse_duration("90s", &got, &err), err);
	assert_int_equal(got, 90000);
	assert_works(rq_clock_parse_duration("7d", &got, &err), err);
	assert_int_equal(got, INT64_C(604800000));
	assert_works(rq_clock_parse_duration("250ms", &got, &err), err);
	assert_int_equal(got, 250);
	assert_fails(rq_clock_parse_duration("90", &got, &err), err, RQ_USAGE);
	assert_fails(rq_clock_parse_duration("-1s", &got, &err), err, RQ_USAGE);
	assert_fails(rq_clock_parse_duration("1 s", &got, &err), err, RQ_USAGE);
}

static void durations_of_servers_are_exact_and_rounded_up(void **state)
{
	static const struct {
		const char *text;
		int64_t milliseconds;
	} good[] = {
		{ "577.5ms", 578 },
		{ "6.3525s", 6353 },
		{ "2.662499999s", 2663 },
		{ "2m59.56s", 179560 },
		{ "1h2m3s", 3723000 },
		{ "20ms", 20 },
		{ "0s", 0 },
		{ "1m", 60000 },
		{ "1m0.001s", 60001 },
		{ "1ms1ns", 2 },
		{ "120us", 1 },
		{ "1500\u00b5s", 2 },
		{ "1.000000000s", 1000 },
		{ "1.0000000000000001s", 1001 },
		{ "999999999w", INT64_C(604799999395200000) },
		{ "1.5h", 5400000 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		struct rq_error err = { 0 };
		int64_t got = -1;

		assert_works(rq_clock_parse_duration(good[i].text, &got, &err), err);
		if (got != good[i].milliseconds)
			fail_msg("%s is %lld", good[i].text, (long long)got);
	}
}

static void what_is_no_duration_is_refused(void **state)
{
	static const char *const bad[] = {
		"",      "s",      "1",      "1.s",   ".5s",       "1..5s", "1m2",   "1m2h",
		"1s1s",  "1.5m1s", "1us1ns", "1e3s",  "+1s",       "1s ",   "0x10s", "9999999999s",
		"nan s", "1,5s",   "1S",     "-0.5s", "infinitys", "1\xb5s"
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct rq_error err = { 0 };
		int64_t got;

		if (rq_clock_parse_duration(bad[i], &got, &err) == 0)
			fail_msg("\"%s\" was taken for %lld ms", bad[i], (long long)got);
		assert_int_equal(err.code, RQ_USAGE);
	}
}

static void dates_of_http_are_read(void **state)
{
	static const char *const bad[] = { "",
					   "Sun, 06 Nov 1994 08:49:37",
					   "Sun, 06 Nov 1994 08:49:37 GMT ",
					   "Sun, 06 Nov 1994 08:49:37 CET",
					   "Sun, 06 ovD 1994 08:49:37 GMT",
					   "Sun, 06 No 1994 08:49:37 GMT",
					   "Sun, 00 Nov 1994 08:49:37 GMT",
					   "Sun, 06 Nov 1994 24:00:00 GMT",
					   "Sun Nov  6 08:49:37 1994" };
	struct rq_error err = { 0 };
	int64_t got;

	(void)state;
	assert_works(rq_clock_parse_http("Sun, 06 Nov 1994 08:49:37 GMT", &got, &err), err);
	assert_int_equal(got, INT64_C(784111777000));
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_fails(rq_clock_parse_http(bad[i], &got, &err), err, RQ_BAD_RECORD);
}

static void the_clock_can_be_stopped(void **state)
{
	(void)state;
	assert_int_equal(setenv("RQ_NOW", "2026-11-24T00:00:00Z", 1), 0);
	assert_int_equal(rq_clock_now(), INT64_C(1795478400000));
	assert_int_equal(unsetenv("RQ_NOW"), 0);
	assert_true(rq_clock_now() != INT64_C(1795478400000));
}

static void the_clock_can_be_moved_on(void **state)
{
	int64_t now = rq_clock_now(), moved;

	(void)state;
	assert_int_equal(setenv("RQ_NOW", "+2d", 1), 0);
	moved = rq_clock_now();
	assert_int_equal(unsetenv("RQ_NOW"), 0);
	assert_true(moved >= now + 2 * INT64_C(86400000));
	assert_true(moved <= rq_clock_now() + 2 * INT64_C(86400000));
}

static void a_digest_is_sha_256(void **state)
{
	char hex[RQ_DIGEST_SIZE], base64[RQ_DIGEST_BASE64_SIZE];

	(void)state;
	rq_digest_bytes("abc", 3, hex); /* FIPS 180-4, appendix B.1 */
	assert_string_equal(hex,
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	rq_digest_base64("abc", 3, base64);
	assert_string_equal(base64, "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
}

static void fields_do_not_run_together(void **state)
{
	struct rq_digest digest;
	char one[RQ_ID_SIZE], other[RQ_ID_SIZE];

	(void)state;
	rq_digest_init(&digest);
	rq_digest_add_field(&digest, "ab");
	rq_digest_add_field(&digest, "c");
	rq_digest_id(&digest, one);
	rq_digest_init(&digest);
	rq_digest_add_field(&digest, "a");
	rq_digest_add_field(&digest, "bc");
	rq_digest_id(&digest, other);
	assert_string_not_equal(one, other);
	assert_true(rq_digest_is_id(one));
	assert_false(rq_digest_is_id("ba7816bf8f01cfea414140de5dae222"));
	assert_false(rq_digest_is_id("BA7816BF8F01CFEA414140DE5DAE2223"));
}

static void an_array_grows_by_doubling(void **state)
{
	size_t capacity = 0;
	int *numbers = NULL;

	(void)state;
	for (size_t i = 0; i < 1000; i++) {
		numbers = rq_grow(numbers, i, &capacity, sizeof *numbers);
		numbers[i] = (int)i;
	}
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], i);
	assert_int_equal(capacity, 1024);
	free(numbers);
}

static void bytes_come_back_from_their_digits(void **state)
{
	static const unsigned char bytes[] = { 0x00, 0x0f, 0xa0, 0xff };
	unsigned char back[sizeof bytes];
	char hex[2 * sizeof bytes + 1];

	(void)state;
	rq_hex_write(bytes, sizeof bytes, hex);
	assert_string_equal(hex, "000fa0ff");
	assert_int_equal(rq_hex_read(hex, sizeof bytes, back), 0);
	assert_memory_equal(back, bytes, sizeof bytes);
	assert_int_equal(rq_hex_read("000fa0f", sizeof bytes, back), -1);
	assert_int_equal(rq_hex_read("000fa0fF", sizeof bytes, back), -1);
	assert_int_equal(rq_hex_read("000fa0:f", sizeof bytes, back), -1);
	assert_int_equal(rq_hex_value('F'), 15);
	assert_int_equal(rq_hex_value('f'), 15);
	assert_int_equal(rq_hex_value('g'), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_come_back_from_their_digits),
		cmocka_unit_test(the_first_failure_wins),
		cmocka_unit_test(a_long_message_is_cut_between_characters),
		cmocka_unit_test(every_code_is_found_by_its_name),
		cmocka_unit_test(append_past_the_limit_changes_nothing),
		cmocka_unit_test(taken_bytes_leave_an_empty_buffer),
		cmocka_unit_test(times_survive_printing_and_parsing),
		cmocka_unit_test(what_is_no_time_is_refused),
		cmocka_unit_test(durations_have_a_unit),
		cmocka_unit_test(durations_of_servers_are_exact_and_rounded_up),
		cmocka_unit_test(what_is_no_duration_is_refused),
		cmocka_unit_test(dates_of_http_are_read),
		cmocka_unit_test(the_clock_can_be_stopped),
		cmocka_unit_test(the_clock_can_be_moved_on),
		cmocka_unit_test(a_digest_is_sha_256),
		cmocka_unit_test(fields_do_not_run_together),
		cmocka_unit_test(an_array_grows_by_doubling),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
