/* base/json: strict, bounded, in order. */

#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"

static int parse(const char *text, json_t **value, struct rq_error *err)
{
	return rq_json_parse(text, strlen(text), value, err);
}

static void what_is_not_strict_json_is_refused(void **state)
{
	static const char *const bad[] = {
		"",        "{",        "{\"a\":1,}",        "[1 2]",         "{\"a\":1}x", "nul",
		"{'a':1}", "\"\xff\"", "{\"a\":1,\"a\":2}", "\"a\\u0000b\"", "[1e999]"
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct rq_error err = { 0 };
		json_t *value;

		assert_fails(parse(bad[i], &value, &err), err, RQ_BAD_RECORD);
	}
}

static void what_is_said_of_bad_bytes_is_text(void **state)
{
	struct rq_error err = { 0 };
	json_t *value;

	(void)state;
	assert_int_equal(parse("[\"\\\xe5\"]", &value, &err), -1);
	assert_true(rq_text_is_utf8(err.message, strlen(err.message)));
}

static void depth_is_bounded_before_anything_is_built(void **state)
{
	struct rq_error err = { 0 };
	char *deep = rq_alloc(2 * RQ_MAX_JSON_DEPTH + 3, 1);
	json_t *value;

	(void)state;
	memset(deep, '[', RQ_MAX_JSON_DEPTH);
	memset(deep + RQ_MAX_JSON_DEPTH, ']', RQ_MAX_JSON_DEPTH);
	assert_works(parse(deep, &value, &err), err);
	json_decref(value);
	memset(deep, '[', RQ_MAX_JSON_DEPTH + 1);
	memset(deep + RQ_MAX_JSON_DEPTH + 1, ']', RQ_MAX_JSON_DEPTH + 1);
	assert_fails(parse(deep, &value, &err), err, RQ_TOO_DEEP);
	free(deep);
}

static void brackets_in_strings_are_no_depth(void **state)
{
	struct rq_error err = { 0 };
	json_t *value;

	(void)state;
	assert_works(parse("\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[[\"", &value, &err),
		     err);
	json_decref(value);
}

static void an_array_is_no_record(void **state)
{
	struct rq_error err = { 0 };
	json_t *value;

	(void)state;
	assert_fails(rq_json_parse_object("[1]", 3, &value, &err), err, RQ_BAD_RECORD);
}

static void what_is_no_json_is_not_quoted(void **state)
{
	struct rq_error err = { 0 };
	json_t *value;

	(void)state;
	assert_int_equal(parse("{\"email\": jane@example.com}", &value, &err), -1);
	assert_non_null(strstr(err.message, "column"));
	assert_null(strstr(err.message, "jane"));
}

static void members_keep_their_order_and_sort_on_demand(void **state)
{
	static const char text[] = "{\"b\":1,\"a\":{\"d\":[true,null],\"c\":\"é\"}}";
	struct rq_error err = { 0 };
	json_t *value;
	char *kept, *sorted;

	(void)state;
	assert_works(parse(text, &value, &err), err);
	kept = rq_json_text(value, 0);
	sorted = rq_json_text(value, 1);
	assert_string_equal(kept, text);
	assert_string_equal(sorted, "{\"a\":{\"c\":\"é\",\"d\":[true,null]},\"b\":1}");
	free(kept);
	free(sorted);
	json_decref(value);
}

static void a_value_too_large_for_the_buffer_leaves_it_alone(void **state)
{
	struct rq_error err = { 0 };
	struct rq_buffer buffer;
	json_t *value = json_string("0123456789");

	(void)state;
	rq_buffer_init(&buffer, 10);
	assert_works(rq_buffer_append_text(&buffer, "ab", &err), err);
	assert_fails(rq_json_append(value, &buffer, &err), err, RQ_TOO_LARGE);
	assert_string_equal(buffer.data, "ab");
	json_decref(value);
	rq_buffer_free(&buffer);
}

static void getters_give_only_the_type_that_was_asked_for(void **state)
{
	struct rq_error err = { 0 };
	json_t *value;

	(void)state;
	assert_works(parse("{\"n\":7,\"s\":\"x\",\"a\":[],\"o\":{}}", &value, &err), err);
	assert_int_equal(rq_json_integer(value, "n", -1), 7);
	assert_int_equal(rq_json_integer(value, "s", -1), -1);
	assert_string_equal(rq_json_string(value, "s"), "x");
	assert_null(rq_json_string(value, "n"));
	assert_non_null(rq_json_array(value, "a"));
	assert_null(rq_json_array(value, "o"));
	assert_non_null(rq_json_object(value, "o"));
	assert_null(rq_json_object(value, "nothing"));
	json_decref(value);
}

static void text_that_is_no_utf8_is_escaped(void **state)
{
	json_t *object = json_object();

	(void)state;
	rq_json_set_string(object, "title",
			   "a\xff"
			   "b\xc3");
	assert_string_equal(rq_json_string(object, "title"), "a\\xffb\\xc3");
	json_decref(object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_strict_json_is_refused),
		cmocka_unit_test(what_is_said_of_bad_bytes_is_text),
		cmocka_unit_test(depth_is_bounded_before_anything_is_built),
		cmocka_unit_test(brackets_in_strings_are_no_depth),
		cmocka_unit_test(an_array_is_no_record),
		cmocka_unit_test(what_is_no_json_is_not_quoted),
		cmocka_unit_test(members_keep_their_order_and_sort_on_demand),
		cmocka_unit_test(a_value_too_large_for_the_buffer_leaves_it_alone),
		cmocka_unit_test(text_that_is_no_utf8_is_escaped),
		cmocka_unit_test(getters_give_only_the_type_that_was_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
