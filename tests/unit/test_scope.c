/* What is known of a server and model: arithmetic on one record. No store, no clock. */

#include "unit.h"

#include "store/permit.h"
#include "store/scope.h"

#define NOW INT64_C(1795000000000)
#define HOUR INT64_C(3600000)

static const struct rq_need one_call = { .requests = 1, .input_tokens = 100 };

static struct rq_scope scope_with(struct rq_limits limits)
{
	return (struct rq_scope) {
		.name = "api.example.com/big", .limits = limits, .meter.at = NOW, .slot = NOW
	};
}

static int64_t left_of(const struct rq_scope *scope, enum rq_dimension dimension)
{
	return rq_meter_left(&scope->meter, &scope->limits, dimension);
}

/* --- time --------------------------------------------------------------------- */

static void what_was_taken_is_known_for_a_few_slots(void **state)
{
	struct rq_scope scope = scope_with((struct rq_limits) { 0 });

	(void)state;
	(void)rq_scope_grant(&scope, &one_call);
	rq_scope_advance(&scope, NOW + RQ_SCOPE_SLOT_MS - 1);
	assert_int_equal(scope.slots[0].tokens, 0);
	rq_scope_advance(&scope, NOW + RQ_SCOPE_SLOT_MS);
	assert_int_equal(scope.slots[0].tokens, 100);
	assert_int_equal(scope.slots[0].requests, 1);
	assert_int_equal(scope.slots[1].tokens, 0);
	(void)rq_scope_grant(&scope, &one_call);
	rq_scope_advance(&scope, NOW + 3 * RQ_SCOPE_SLOT_MS + 7);
	assert_int_equal(scope.slot, NOW + 3 * RQ_SCOPE_SLOT_MS);
	assert_int_equal(scope.slots[0].tokens, 200);
	assert_int_equal(scope.slots[1].tokens, 200);
	assert_int_equal(scope.slots[2].tokens, 100);
	assert_int_equal(scope.slots[3].tokens, 0);
	assert_int_equal(rq_scope_grant(&scope, &one_call).arrived, 0);
	rq_scope_advance(&scope, NOW + 6 * RQ_SCOPE_SLOT_MS);
	assert_int_equal(scope.slots[5].tokens, 100);
	assert_int_equal(rq_scope_grant(&scope, &one_call).arrived, 100);
	rq_scope_advance(&scope, NOW + HOUR);
	for (size_t i = 0; i < RQ_SCOPE_SLOTS; i++)
		assert_int_equal(scope.slots[i].tokens, 400);
}

static void a_clock_that_is_set_back_takes_all_times_along(void **state)
{
	struct rq_scope scope = scope_with((struct rq_limits) { 0 });

	(void)state;
	scope.gate = NOW + 10;
	scope.breaker.until = NOW + 20;
	rq_scope_advance(&scope, NOW - HOUR);
	assert_int_equal(scope.gate, NOW - HOUR + 10);
	assert_int_equal(scope.breaker.until, NOW - HOUR + 20);
	assert_int_equal(scope.slot, NOW - HOUR);
	scope = scope_with((struct rq_limits) { 0 });
	scope.breaker.until = HOUR; /* no time becomes none */
	rq_scope_advance(&scope, NOW - 2 * HOUR);
	assert_int_equal(scope.gate, 0);
	assert_int_equal(scope.breaker.until, 1);
}

/* --- why a call waits ----------------------------------------------------------- */

static enum rq_refusal_reason reason(const struct rq_scope *scope, int64_t *wait)
{
	enum rq_refusal_reason why;

	*wait = rq_scope_wait(scope, &one_call, NOW, &why);
	return why;
}

static void the_longest_wait_gives_the_reason(void **state)
{
	struct rq_scope scope = scope_with((struct rq_limits) { .rate = { [RQ_TPM] = 100 } });
	int64_t wait, limit;

	(void)state;
	assert_int_equal(reason(&scope, &wait), RQ_REFUSED_NOT);
	assert_int_equal(wait, 0);
	(void)rq_scope_grant(&scope, &one_call);
	assert_int_equal(reason(&scope, &limit), RQ_REFUSED_LIMIT);
	scope.gate = NOW + limit;
	assert_int_equal(reason(&scope, &wait), RQ_REFUSED_LIMIT);
	scope.gate++;
	assert_int_equal(reason(&scope, &wait), RQ_REFUSED_GATE);
	assert_int_equal(wait, limit + 1);
	scope.breaker.until = NOW + limit + 1;
	assert_int_equal(reason(&scope, &wait), RQ_REFUSED_GATE);
	scope.breaker.until++;
	assert_int_equal(reason(&scope, &wait), RQ_REFUSED_BREAKER);
	assert_int_equal(wait, limit + 2);
	scope.limits.rate[RQ_TPM] = 99;
	assert_int_equal(reason(&scope, &wait), RQ_REFUSED_NEVER);
	assert_int_equal(wait, -1);
}

/* --- what a server says ----------------------------------------------------------- */

static void settle(struct rq_scope *scope, const struct rq_grant *grant,
		   struct rq_settlement settlement)
{
	rq_scope_settle(scope, grant, &grant->need, &settlement, NOW);
}

/* Of the tokens and requests that the server says are left, what went out since is gone. */
static void what_is_left_at_the_server_is_less_what_was_sent_since(void **state)
{
	struct rq_scope scope = scope_with(
	    (struct rq_limits) { .rate = { [RQ_TPM] = 6000, [RQ_RPM] = 60, [RQ_RPD] = 1000 } });
	struct rq_grant first = rq_scope_grant(&scope, &one_call);

	(void)state;
	(void)rq_scope_grant(&scope, &one_call);
	(void)rq_scope_grant(&scope, &one_call);
	settle(&scope, &first,
	       (struct rq_settlement) {
		   .told = true, .remaining_tokens = 500, .remaining_requests = 10 });
	assert_int_equal(scope.gate, 0);
	assert_int_equal(left_of(&scope, RQ_TPM), 300);
	assert_int_equal(left_of(&scope, RQ_RPD), 8);
	assert_int_equal(left_of(&scope, RQ_RPM), 57); /* the day's limit is what it told of */
	settle(&scope, &first,
	       (struct rq_settlement) {
		   .told = true, .remaining_tokens = -1, .remaining_requests = -1 });
	assert_int_equal(left_of(&scope, RQ_TPM), 300);
	assert_int_equal(left_of(&scope, RQ_RPD), 8);
	settle(&scope, &first, (struct rq_settlement) { .told = true, .remaining_requests = -1 });
	assert_int_equal(left_of(&scope, RQ_TPM), 0);
	settle(&scope, &first, (struct rq_settlement) { .told = true, .remaining_tokens = -1 });
	assert_int_equal(left_of(&scope, RQ_RPD), 0);
}

static void without_a_limit_of_a_day_requests_are_those_of_a_minute(void **state)
{
	struct rq_scope scope = scope_with((struct rq_limits) { .rate = { [RQ_RPM] = 60 } });
	struct rq_grant grant = rq_scope_grant(&scope, &one_call);

	(void)state;
	settle(&scope, &grant,
	       (struct rq_settlement) {
		   .told = true, .remaining_tokens = -1, .remaining_requests = 20 });
	assert_int_equal(left_of(&scope, RQ_RPM), 20);
}

/* Where its limit is ours, we also know what is left at least. */
static void a_doubt_ends_when_the_server_says_that_more_is_left(void **state)
{
	struct rq_scope scope = scope_with((struct rq_limits) { .rate = { [RQ_TPM] = 6000 } });
	struct rq_grant grant = rq_scope_grant(&scope, &one_call);
	struct rq_settlement settlement = { .told = true,
					    .limit_tokens = 5999,
					    .remaining_tokens = 5000,
					    .remaining_requests = -1 };

	(void)state;
	scope.meter.debt[RQ_TPM] = 6000 * INT64_C(60000);
	settle(&scope, &grant, settlement);
	assert_int_equal(left_of(&scope, RQ_TPM), 0);
	settlement.limit_tokens = 6000;
	settle(&scope, &grant, settlement);
	assert_int_equal(left_of(&scope, RQ_TPM),
			 4900); /* the call may not have been counted yet */
}

static void a_server_may_ask_us_to_stay_away_for_a_day_at_most(void **state)
{
	struct rq_scope scope = scope_with((struct rq_limits) { 0 });
	struct rq_grant grant = rq_scope_grant(&scope, &one_call);

	(void)state;
	settle(&scope, &grant, (struct rq_settlement) { .gate = 1 });
	assert_int_equal(scope.gate, NOW + 1);
	settle(&scope, &grant, (struct rq_settlement) { .gate = HOUR });
	assert_int_equal(scope.gate, NOW + HOUR);
	settle(&scope, &grant, (struct rq_settlement) { .gate = 1 });
	assert_int_equal(scope.gate, NOW + HOUR);
	settle(&scope, &grant, (struct rq_settlement) { .gate = 0 });
	assert_int_equal(scope.gate, NOW + HOUR);
	settle(&scope, &grant, (struct rq_settlement) { .gate = 99 * 24 * HOUR });
	assert_int_equal(scope.gate, NOW + RQ_MAX_GATE_MS);
}

/* --- as bytes ----------------------------------------------------------------------- */

static void a_scope_comes_back_from_its_bytes_whole(void **state)
{
	struct rq_scope scope = scope_with((struct rq_limits) { 0 }), back;
	unsigned char bytes[RQ_SCOPE_MAX];
	struct rq_error err = { 0 };
	int64_t number = 0;

	(void)state;
	for (int i = 0; i < RQ_DIMENSIONS; i++) {
		scope.limits.rate[i] = ++number;
		scope.meter.debt[i] = ++number;
	}
	for (int i = 0; i < RQ_SCOPE_SLOTS; i++)
		scope.slots[i] = (struct rq_taken) { ++number, ++number };
	scope.breaker = (struct rq_breaker) { 3, 4, NOW, true };
	scope.taken = (struct rq_taken) { 5, INT64_MAX / 2 };
	scope.gate = NOW + 9;
	assert_works(
	    rq_scope_read((struct rq_span) { bytes, rq_scope_write(&scope, bytes) }, &back, &err),
	    err);
	assert_string_equal(back.name, scope.name);
	assert_memory_equal(&back.limits, &scope.limits, sizeof back.limits);
	assert_memory_equal(&back.meter, &scope.meter, sizeof back.meter);
	assert_memory_equal(back.slots, scope.slots, sizeof back.slots);
	assert_int_equal(back.breaker.failures, 3);
	assert_int_equal(back.breaker.openings, 4);
	assert_int_equal(back.breaker.until, NOW);
	assert_true(back.breaker.probing);
	assert_int_equal(back.gate, NOW + 9);
	assert_int_equal(back.taken.requests, 5);
	assert_int_equal(back.taken.tokens, INT64_MAX / 2);
	assert_int_equal(back.slot, NOW);
}

static void damaged_bytes_are_no_scope(void **state)
{
	struct rq_scope scope = scope_with((struct rq_limits) { .rate = { [RQ_RPM] = 60 } });
	unsigned char bytes[RQ_SCOPE_MAX] = { 0 };
	struct rq_error err = { 0 };
	size_t size = rq_scope_write(&scope, bytes), numbers = size - strlen(scope.name);

	(void)state;
	assert_works(rq_scope_read((struct rq_span) { bytes, numbers }, &scope, &err), err);
	assert_string_equal(scope.name, "");
	assert_fails(rq_scope_read((struct rq_span) { bytes, numbers - 1 }, &scope, &err), err,
		     RQ_STORE);
	memset(bytes + numbers, 'x', RQ_MAX_SCOPE_BYTES + 1);
	assert_works(
	    rq_scope_read((struct rq_span) { bytes, numbers + RQ_MAX_SCOPE_BYTES }, &scope, &err),
	    err);
	assert_fails(rq_scope_read((struct rq_span) { bytes, numbers + RQ_MAX_SCOPE_BYTES + 1 },
				   &scope, &err),
		     err, RQ_STORE);
	for (size_t at = 0; at < numbers; at += 8) { /* a negative number, each in turn */
		bytes[at] ^= 0x80;
		assert_fails(rq_scope_read((struct rq_span) { bytes, size }, &scope, &err), err,
			     RQ_STORE);
		bytes[at] ^= 0x80;
	}
}

static void a_permit_has_numbers_that_a_call_may_have(void **state)
{
	const struct rq_grant sane = { .need = { RQ_MAX_RATE, RQ_MAX_RATE, RQ_MAX_RATE,
						 RQ_MAX_MICROUSD },
				       .taken = { INT64_MAX / 2, INT64_MAX / 2 },
				       .arrived = INT64_MAX / 2 };
	struct rq_grant grant;
	int64_t *const numbers[] = {
		&grant.need.requests, &grant.need.input_tokens, &grant.need.output_tokens,
		&grant.need.microusd, &grant.taken.requests,    &grant.taken.tokens,
		&grant.arrived
	};

	(void)state;
	assert_true(rq_permit_is_sane(&sane));
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		grant = sane;
		(*numbers[i])++;
		assert_false(rq_permit_is_sane(&grant));
		*numbers[i] = -1;
		assert_false(rq_permit_is_sane(&grant));
		*numbers[i] = 0;
		assert_true(rq_permit_is_sane(&grant));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_taken_is_known_for_a_few_slots),
		cmocka_unit_test(a_clock_that_is_set_back_takes_all_times_along),
		cmocka_unit_test(the_longest_wait_gives_the_reason),
		cmocka_unit_test(what_is_left_at_the_server_is_less_what_was_sent_since),
		cmocka_unit_test(without_a_limit_of_a_day_requests_are_those_of_a_minute),
		cmocka_unit_test(a_doubt_ends_when_the_server_says_that_more_is_left),
		cmocka_unit_test(a_server_may_ask_us_to_stay_away_for_a_day_at_most),
		cmocka_unit_test(a_scope_comes_back_from_its_bytes_whole),
		cmocka_unit_test(damaged_bytes_are_no_scope),
		cmocka_unit_test(a_permit_has_numbers_that_a_call_may_have),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
