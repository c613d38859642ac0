#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "edit/pointer.h"

static json_t *document(void)
{
	json_t *value = json_loads(
	    "{\"a/b\":1,\"m~n\":2,\"\":3,\"list\":[10,[20,21]],\"o\":{\"0\":5}}", 0, NULL);

	assert_non_null(value);
	return value;
}

static long number_at(const char *text)
{
	json_t *value = document(), *found = rq_pointer_find(value, text);
	long number = json_is_integer(found) ? (long)json_integer_value(found) : -1;

	json_decref(value);
	return number;
}

static void pointers_of_the_rfc_find_their_values(void **state)
{
	(void)state;
	assert_int_equal(number_at("/a~1b"), 1);
	assert_int_equal(number_at("/m~0n"), 2);
	assert_int_equal(number_at("/"), 3);
	assert_int_equal(number_at("/list/0"), 10);
	assert_int_equal(number_at("/list/1/1"), 21);
	assert_int_equal(number_at("/o/0"), 5);
}

static void what_is_no_pointer_finds_nothing(void **state)
{
	static const char *const bad[] = { "",         "a",         "list/0",   "/list/01",
					   "/list/-1", "/list/-",   "/list/2",  "/list/+1",
					   "/list/ 1", "/list/1e0", "/~2",      "/a~",
					   "/m~n",     "/list/0/0", "/nothing", "/list//",
					   "/list/0/" };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_int_equal(number_at(bad[i]), -1);
}

static void an_index_is_canonical_and_bounded(void **state)
{
	size_t index = 7;

	(void)state;
	assert_true(rq_pointer_index("0", &index));
	assert_int_equal(index, 0);
	assert_true(rq_pointer_index("999999999", &index));
	assert_false(rq_pointer_index("1000000000", &index));
	assert_false(rq_pointer_index("18446744073709551616", &index));
	assert_false(rq_pointer_index("00", &index));
	assert_false(rq_pointer_index("", &index));
}

static void a_pointer_too_long_or_too_deep_is_refused(void **state)
{
	struct rq_pointer pointer;
	char text[RQ_POINTER_BYTES + 1];

	(void)state;
	memset(text, 'a', sizeof text);
	text[0] = '/';
	text[RQ_POINTER_BYTES] = '\0';
	assert_false(rq_pointer_parse(text, &pointer));
	text[RQ_POINTER_BYTES - 1] = '\0';
	assert_true(rq_pointer_parse(text, &pointer));
	assert_true(rq_pointer_parse("/1/2/3/4/5/6/7/8", &pointer));
	assert_false(rq_pointer_parse("/1/2/3/4/5/6/7/8/9", &pointer));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pointers_of_the_rfc_find_their_values),
		cmocka_unit_test(what_is_no_pointer_finds_nothing),
		cmocka_unit_test(an_index_is_canonical_and_bounded),
		cmocka_unit_test(a_pointer_too_long_or_too_deep_is_refused),
	};

	return cmocka_run_group_tests_name("pointer", tests, NULL, NULL);
}
