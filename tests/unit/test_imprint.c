/* store/imprint: two stores are the same when they hold the same records, in whatever order. */

#include "unit.h"

#include <stdio.h>

#include "base/json.h"
#include "store/imprint.h"

static void add(struct rq_imprint *imprint, const char *json)
{
	unsigned char bytes[RQ_IMPRINT_SIZE];
	json_t *record = json_loads(json, 0, NULL);

	assert_non_null(record);
	rq_imprint_of(record, bytes);
	rq_imprint_add(imprint, bytes);
	json_decref(record);
}

static void neither_order_of_records_nor_of_members_counts(void **state)
{
	struct rq_imprint one = { 0 }, other = { 0 };
	char told[RQ_DIGEST_SIZE], again[RQ_DIGEST_SIZE];

	(void)state;
	for (int i = 0; i < 50; i++) {
		char text[64];

		(void)snprintf(text, sizeof text, "{\"id\":%d,\"of\":\"a\"}", i);
		add(&one, text);
		(void)snprintf(text, sizeof text, "{\"of\":\"a\",\"id\":%d}", 49 - i);
		add(&other, text);
	}
	assert_true(rq_imprint_same(&one, &other));
	rq_imprint_hex(&one, told);
	rq_imprint_hex(&other, again);
	assert_string_equal(told, again);
	assert_int_equal(strlen(told), 64);
}

static void a_record_that_is_missing_other_or_there_twice_shows(void **state)
{
	struct rq_imprint none = { 0 }, one = { 0 }, changed = { 0 }, twice = { 0 };

	(void)state;
	add(&one, "{\"id\":1,\"of\":\"a\"}");
	add(&changed, "{\"id\":1,\"of\":\"b\"}");
	add(&twice, "{\"id\":1,\"of\":\"a\"}");
	add(&twice, "{\"id\":1,\"of\":\"a\"}");
	assert_false(rq_imprint_same(&none, &one));
	assert_false(rq_imprint_same(&one, &changed));
	assert_false(rq_imprint_same(&one, &twice));
}

/* What does not fit into a byte is the next one's: no byte counts by itself. */
static void a_sum_carries(void **state)
{
	const unsigned char most[RQ_IMPRINT_SIZE] = { 0xff, 0xff }, little[RQ_IMPRINT_SIZE] = { 1 };
	struct rq_imprint sum = { 0 };

	(void)state;
	rq_imprint_add(&sum, most);
	rq_imprint_add(&sum, little);
	assert_int_equal(sum.sum[0], 0);
	assert_int_equal(sum.sum[1], 0);
	assert_int_equal(sum.sum[2], 1);
	assert_int_equal(sum.records, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(neither_order_of_records_nor_of_members_counts),
		cmocka_unit_test(a_record_that_is_missing_other_or_there_twice_shows),
		cmocka_unit_test(a_sum_carries),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
