#include "store/scope.h"

#include <string.h>

#include "store/session.h"

/* --- arithmetic ------------------------------------------------------------- */

static int64_t most(int64_t one, int64_t other)
{
	return one > other ? one : other;
}

static int64_t least(int64_t one, int64_t other)
{
	return one < other ? one : other;
}

static void set_back(int64_t *when, int64_t step)
{
	if (*when > 0)
		*when = most(*when - step, 1);
}

static void advance_slots(struct rq_scope *scope, int64_t now)
{
	int64_t passed = (now - scope->slot) / RQ_SCOPE_SLOT_MS;

	if (passed <= 0)
		return;
	for (int64_t i = RQ_SCOPE_SLOTS - 1; i >= 0; i--)
		scope->slots[i] = i >= passed ? scope->slots[i - passed] : scope->taken;
	scope->slot += passed * RQ_SCOPE_SLOT_MS;
}

void rq_scope_advance(struct rq_scope *scope, int64_t now)
{
	int64_t step = rq_meter_refill(&scope->meter, &scope->limits, now);

	set_back(&scope->gate, step);
	set_back(&scope->breaker.until, step);
	set_back(&scope->slot, step);
	advance_slots(scope, now);
}

int64_t rq_scope_wait(const struct rq_scope *scope, const struct rq_need *need, int64_t now,
		      enum rq_refusal_reason *why)
{
	int64_t gate = scope->gate - now, breaker = rq_breaker_wait(&scope->breaker, now);
	int64_t wait = rq_meter_wait(&scope->meter, &scope->limits, need);

	*why = RQ_REFUSED_NOT;
	if (rq_meter_never(&scope->limits, need)) {
		*why = RQ_REFUSED_NEVER;
		return -1;
	}
	if (wait > 0)
		*why = RQ_REFUSED_LIMIT;
	if (gate > wait) {
		*why = RQ_REFUSED_GATE;
		wait = gate;
	}
	if (breaker > wait) {
		*why = RQ_REFUSED_BREAKER;
		wait = breaker;
	}
	return wait;
}

struct rq_grant rq_scope_grant(struct rq_scope *scope, const struct rq_need *need)
{
	struct rq_grant grant = { .need = *need };

	rq_meter_take(&scope->meter, &scope->limits, need);
	scope->taken.requests += rq_need_of(need, RQ_RPM);
	scope->taken.tokens += rq_need_of(need, RQ_TPM);
	rq_key_fold(scope->name, grant.scope);
	grant.taken = scope->taken;
	grant.arrived = scope->slots[5].tokens;
	grant.probe = rq_breaker_begin(&scope->breaker);
	return grant;
}

/*
 * What the server said is left holds for the moment in which it said so. Calls
 * that were granted after this one may have been under way to it, unless they are
 * older than the slots. Where the server's limit is the one that holds here, it is
 * also known what is left at least: so a doubt does not last. What is left of a day is in
 * no header; but what was taken of the minute, by others or without a refund, was taken of
 * the day as well.
 */
static void heed(struct rq_scope *scope, const struct rq_grant *grant,
		 const struct rq_settlement *settlement)
{
	enum rq_dimension requests = scope->limits.rate[RQ_RPD] > 0 ? RQ_RPD : RQ_RPM;
	const struct rq_taken *all = &scope->taken, *old = &scope->slots[RQ_SCOPE_SLOTS - 1];
	int64_t tokens_left = least(settlement->remaining_tokens, RQ_MAX_RATE);
	int64_t requests_left = least(settlement->remaining_requests, RQ_MAX_RATE);
	int64_t tokens_at_least = INT64_MIN, unknown;

	if (settlement->limit_tokens == scope->limits.rate[RQ_TPM])
		tokens_at_least = tokens_left - (all->tokens - grant->arrived);
	if (tokens_left >= 0) {
		unknown = rq_meter_bound(
		    &scope->meter, &scope->limits, RQ_TPM, tokens_at_least,
		    tokens_left - (all->tokens - most(grant->taken.tokens, old->tokens)));
		rq_meter_correct(&scope->meter, &scope->limits, RQ_TPD, unknown);
	}
	if (requests_left >= 0)
		(void)rq_meter_bound(
		    &scope->meter, &scope->limits, requests, INT64_MIN,
		    requests_left - (all->requests - most(grant->taken.requests, old->requests)));
}

void rq_scope_settle(struct rq_scope *scope, const struct rq_grant *grant,
		     const struct rq_need *used, const struct rq_settlement *settlement,
		     int64_t now)
{
	rq_scope_advance(scope, now);
	rq_meter_settle(&scope->meter, &scope->limits, &grant->need, used);
	if (settlement->told)
		heed(scope, grant, settlement);
	if (settlement->gate > 0)
		scope->gate = most(scope->gate, now + least(settlement->gate, RQ_MAX_GATE_MS));
	rq_breaker_end(&scope->breaker, settlement->endpoint, grant->probe, now);
}

/* --- as a record -------------------------------------------------------------- */

enum { SCALARS = 9, DEBTS_AT = RQ_DIMENSIONS, SLOTS_AT = 2 * RQ_DIMENSIONS };
enum { SCALARS_AT = SLOTS_AT + 2 * RQ_SCOPE_SLOTS, NUMBERS = SCALARS_AT + SCALARS };
_Static_assert(8 * NUMBERS + RQ_MAX_SCOPE_BYTES <= RQ_SCOPE_MAX, "a record must fit");

static void to_numbers(const struct rq_scope *scope, int64_t numbers[NUMBERS])
{
	const int64_t scalars[SCALARS] = {
		scope->meter.at,       scope->breaker.failures, scope->breaker.openings,
		scope->breaker.until,  scope->breaker.probing,  scope->gate,
		scope->taken.requests, scope->taken.tokens,     scope->slot,
	};

	memcpy(numbers, scope->limits.rate, sizeof scope->limits.rate);
	memcpy(numbers + DEBTS_AT, scope->meter.debt, sizeof scope->meter.debt);
	for (size_t i = 0; i < RQ_SCOPE_SLOTS; i++) {
		numbers[SLOTS_AT + 2 * i] = scope->slots[i].requests;
		numbers[SLOTS_AT + 2 * i + 1] = scope->slots[i].tokens;
	}
	memcpy(numbers + SCALARS_AT, scalars, sizeof scalars);
}

static void from_numbers(const int64_t numbers[NUMBERS], struct rq_scope *scope)
{
	const int64_t *scalars = numbers + SCALARS_AT;

	memcpy(scope->limits.rate, numbers, sizeof scope->limits.rate);
	memcpy(scope->meter.debt, numbers + DEBTS_AT, sizeof scope->meter.debt);
	for (size_t i = 0; i < RQ_SCOPE_SLOTS; i++)
		scope->slots[i] =
		    (struct rq_taken) { numbers[SLOTS_AT + 2 * i], numbers[SLOTS_AT + 2 * i + 1] };
	scope->meter.at = scalars[0];
	scope->breaker =
	    (struct rq_breaker) { scalars[1], scalars[2], scalars[3], scalars[4] != 0 };
	scope->gate = scalars[5];
	scope->taken = (struct rq_taken) { scalars[6], scalars[7] };
	scope->slot = scalars[8];
}

/* Counts and times that are never negative, of a size that no sum of them overflows. */
static bool are_sane(const int64_t numbers[NUMBERS])
{
	for (size_t i = 0; i < NUMBERS; i++)
		if (numbers[i] < 0 || numbers[i] > INT64_MAX / 2)
			return false;
	return true;
}

int rq_scope_read(struct rq_span value, struct rq_scope *scope, struct rq_error *err)
{
	int64_t numbers[NUMBERS];
	size_t length = value.size - sizeof numbers;

	*scope = (struct rq_scope) { 0 };
	if (value.size < sizeof numbers || length > RQ_MAX_SCOPE_BYTES)
		return rq_fail(err, RQ_STORE, "a record of limits is damaged");
	rq_numbers_read(value.data, numbers, NUMBERS);
	if (!are_sane(numbers))
		return rq_fail(err, RQ_STORE, "a record of limits is damaged");
	from_numbers(numbers, scope);
	memcpy(scope->name, (const char *)value.data + sizeof numbers, length);
	return 0;
}

size_t rq_scope_write(const struct rq_scope *scope, unsigned char bytes[RQ_SCOPE_MAX])
{
	size_t length = strlen(scope->name);
	int64_t numbers[NUMBERS];

	to_numbers(scope, numbers);
	rq_numbers_write(bytes, numbers, NUMBERS);
	memcpy(bytes + sizeof numbers, scope->name, length);
	return sizeof numbers + length;
}

int rq_scope_load(struct rq_txn *txn, const unsigned char folded[RQ_KEY_ID], struct rq_scope *scope,
		  struct rq_error *err)
{
	struct rq_span value;
	int got;

	*scope = (struct rq_scope) { 0 };
	got = rq_table_get(txn, RQ_T_SCOPES, (struct rq_span) { folded, RQ_KEY_ID }, &value, err);
	if (got == 1 && rq_scope_read(value, scope, err) == -1)
		return -1;
	return got;
}

int rq_scope_save(struct rq_txn *txn, const struct rq_scope *scope, struct rq_error *err)
{
	unsigned char bytes[RQ_SCOPE_MAX];
	size_t size = rq_scope_write(scope, bytes);
	struct rq_key key = { .size = 0 };

	rq_key_id(&key, scope->name);
	return rq_table_put(txn, RQ_T_SCOPES, rq_key_span(&key), (struct rq_span) { bytes, size },
			    err);
}
