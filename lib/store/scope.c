#include "store/scope.h"

#include <string.h>

#include "store/session.h"

/* How long a call may be under way to a server before it is counted there. */
enum { WINDOW_MS = 1000, TWO_WINDOWS_MS = 2000 };

/* --- arithmetic ------------------------------------------------------------- */

static int64_t most(int64_t one, int64_t other)
{
	return one > other ? one : other;
}

static void set_back(int64_t *when, int64_t step)
{
	if (*when > 0)
		*when = most(*when - step, 1);
}

void rq_scope_advance(struct rq_scope *scope, int64_t now)
{
	int64_t step = rq_meter_refill(&scope->meter, &scope->limits, now);

	if (step > 0) {
		set_back(&scope->gate, step);
		set_back(&scope->breaker.until, step);
		set_back(&scope->window, step);
	}
	if (now - scope->window < WINDOW_MS)
		return;
	scope->before_that = now - scope->window < TWO_WINDOWS_MS ? scope->at_window : scope->taken;
	scope->at_window = scope->taken;
	scope->window = now;
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
	grant.probe = rq_breaker_begin(&scope->breaker);
	return grant;
}

/*
 * What the server said is left holds for the moment in which it said so. Calls
 * that were granted after this one may have been under way to it; older ones than
 * two windows were not.
 */
static void clamp(struct rq_scope *scope, const struct rq_grant *grant,
		  const struct rq_settlement *settlement)
{
	enum rq_dimension requests = scope->limits.rate[RQ_RPD] > 0 ? RQ_RPD : RQ_RPM;
	int64_t under_way;

	if (settlement->remaining_tokens >= 0) {
		under_way =
		    scope->taken.tokens - most(grant->taken.tokens, scope->before_that.tokens);
		rq_meter_clamp(&scope->meter, &scope->limits, RQ_TPM,
			       settlement->remaining_tokens - under_way);
	}
	if (settlement->remaining_requests >= 0) {
		under_way = scope->taken.requests -
			    most(grant->taken.requests, scope->before_that.requests);
		rq_meter_clamp(&scope->meter, &scope->limits, requests,
			       settlement->remaining_requests - under_way);
	}
}

void rq_scope_settle(struct rq_scope *scope, const struct rq_grant *grant,
		     const struct rq_need *used, const struct rq_settlement *settlement,
		     int64_t now)
{
	int64_t farthest = now + RQ_MAX_GATE_MS;

	rq_scope_advance(scope, now);
	rq_meter_settle(&scope->meter, &scope->limits, &grant->need, used);
	if (settlement->told)
		clamp(scope, grant, settlement);
	if (settlement->gate > 0)
		scope->gate =
		    most(scope->gate, settlement->gate < farthest ? settlement->gate : farthest);
	rq_breaker_end(&scope->breaker, settlement->endpoint, grant->probe, now);
}

/* --- as a record -------------------------------------------------------------- */

enum { DEBTS_AT = RQ_DIMENSIONS, REST_AT = 2 * RQ_DIMENSIONS, NUMBERS = REST_AT + 13 };

static void to_numbers(const struct rq_scope *scope, int64_t numbers[NUMBERS])
{
	const int64_t rest[] = {
		scope->meter.at,           scope->breaker.failures, scope->breaker.openings,
		scope->breaker.until,      scope->breaker.probing,  scope->gate,
		scope->taken.requests,     scope->taken.tokens,     scope->window,
		scope->at_window.requests, scope->at_window.tokens, scope->before_that.requests,
		scope->before_that.tokens,
	};

	memcpy(numbers, scope->limits.rate, sizeof scope->limits.rate);
	memcpy(numbers + DEBTS_AT, scope->meter.debt, sizeof scope->meter.debt);
	memcpy(numbers + REST_AT, rest, sizeof rest);
}

static void from_numbers(const int64_t numbers[NUMBERS], struct rq_scope *scope)
{
	const int64_t *rest = numbers + REST_AT;

	memcpy(scope->limits.rate, numbers, sizeof scope->limits.rate);
	memcpy(scope->meter.debt, numbers + DEBTS_AT, sizeof scope->meter.debt);
	scope->meter.at = rest[0];
	scope->breaker = (struct rq_breaker) { rest[1], rest[2], rest[3], rest[4] != 0 };
	scope->gate = rest[5];
	scope->taken = (struct rq_taken) { rest[6], rest[7] };
	scope->window = rest[8];
	scope->at_window = (struct rq_taken) { rest[9], rest[10] };
	scope->before_that = (struct rq_taken) { rest[11], rest[12] };
}

int rq_scope_load(struct rq_txn *txn, const unsigned char folded[RQ_KEY_ID], struct rq_scope *scope,
		  struct rq_error *err)
{
	int64_t numbers[NUMBERS];
	struct rq_span value;
	size_t length;
	int got;

	*scope = (struct rq_scope) { 0 };
	got = rq_table_get(txn, RQ_T_SCOPES, (struct rq_span) { folded, RQ_KEY_ID }, &value, err);
	if (got != 1)
		return got;
	length = value.size - sizeof numbers;
	if (value.size < sizeof numbers || length > RQ_MAX_SCOPE_BYTES)
		return rq_fail(err, RQ_STORE, "a record of limits is damaged");
	rq_numbers_read(value.data, numbers, NUMBERS);
	from_numbers(numbers, scope);
	memcpy(scope->name, (const char *)value.data + sizeof numbers, length);
	return 1;
}

int rq_scope_save(struct rq_txn *txn, const struct rq_scope *scope, struct rq_error *err)
{
	unsigned char bytes[8 * NUMBERS + RQ_MAX_SCOPE_BYTES];
	size_t length = strlen(scope->name);
	struct rq_key key = { .size = 0 };
	int64_t numbers[NUMBERS];

	to_numbers(scope, numbers);
	rq_numbers_write(bytes, numbers, NUMBERS);
	memcpy(bytes + sizeof numbers, scope->name, length);
	rq_key_id(&key, scope->name);
	return rq_table_put(txn, RQ_T_SCOPES, rq_key_span(&key),
			    (struct rq_span) { bytes, sizeof numbers + length }, err);
}
