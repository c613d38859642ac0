#include "store/permit.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/embedded.h"
#include "store/ledger.h"
#include "store/rule.h"
#include "store/spending.h"
#include "store/usage.h"

/* --- as a record -------------------------------------------------------------- */

enum { NUMBERS = (RQ_PERMIT_SIZE - RQ_KEY_ID) / 8 };

static struct rq_key key_of(uint64_t number)
{
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, number);
	return key;
}

static enum rq_reserved kind_of(const struct rq_grant *grant)
{
	return grant->in_batch ? RQ_RESERVED_BATCHES : RQ_RESERVED_CALLS;
}

void rq_permit_write(const struct rq_grant *grant, unsigned char bytes[RQ_PERMIT_SIZE])
{
	const int64_t numbers[NUMBERS] = {
		grant->need.requests,
		grant->need.input_tokens,
		grant->need.output_tokens,
		grant->need.microusd,
		grant->taken.requests,
		grant->taken.tokens,
		grant->arrived,
		grant->probe,
		grant->in_batch,
	};

	memcpy(bytes, grant->scope, RQ_KEY_ID);
	rq_numbers_write(bytes + RQ_KEY_ID, numbers, NUMBERS);
}

int rq_permit_keep(struct rq_txn *txn, uint64_t number, const struct rq_grant *grant,
		   struct rq_error *err)
{
	unsigned char bytes[RQ_PERMIT_SIZE];
	struct rq_key key = key_of(number);

	rq_permit_write(grant, bytes);
	if (rq_spending_reserve(txn, kind_of(grant), grant->need.microusd, err) == -1)
		return -1;
	return rq_table_put(txn, RQ_T_PERMITS, rq_key_span(&key),
			    (struct rq_span) { bytes, sizeof bytes }, err);
}

int rq_permit_read(struct rq_span value, struct rq_grant *grant, struct rq_error *err)
{
	int64_t numbers[NUMBERS];

	if (value.size != RQ_PERMIT_SIZE)
		return rq_fail(err, RQ_STORE, "a permit is damaged");
	rq_numbers_read((const unsigned char *)value.data + RQ_KEY_ID, numbers, NUMBERS);
	memcpy(grant->scope, value.data, RQ_KEY_ID);
	grant->need = (struct rq_need) { numbers[0], numbers[1], numbers[2], numbers[3] };
	grant->taken = (struct rq_taken) { numbers[4], numbers[5] };
	grant->arrived = numbers[6];
	grant->probe = numbers[7] != 0;
	grant->in_batch = numbers[8] != 0;
	return 0;
}

static bool within(int64_t number, int64_t most)
{
	return number >= 0 && number <= most;
}

bool rq_permit_is_sane(const struct rq_grant *grant)
{
	const struct rq_need *need = &grant->need;

	return within(need->requests, RQ_MAX_RATE) && within(need->input_tokens, RQ_MAX_RATE) &&
	       within(need->output_tokens, RQ_MAX_RATE) &&
	       within(need->microusd, RQ_MAX_MICROUSD) &&
	       within(grant->taken.requests, INT64_MAX / 2) &&
	       within(grant->taken.tokens, INT64_MAX / 2) && within(grant->arrived, INT64_MAX / 2);
}

/* Takes the permit of a task away: 1, 0 when it has none, -1. */
static int remove_grant(struct rq_txn *txn, uint64_t number, struct rq_grant *grant,
			struct rq_error *err)
{
	struct rq_key key = key_of(number);
	struct rq_span value;
	int got = rq_table_get(txn, RQ_T_PERMITS, rq_key_span(&key), &value, err);

	if (got != 1)
		return got;
	if (rq_permit_read(value, grant, err) == -1 ||
	    rq_table_delete(txn, RQ_T_PERMITS, rq_key_span(&key), err) == -1)
		return -1;
	return 1;
}

/* --- the end of a permit --------------------------------------------------------- */

static int settle_scope(struct rq_txn *txn, const struct rq_grant *grant,
			const struct rq_need *used, const struct rq_settlement *settlement,
			int64_t now, struct rq_error *err)
{
	struct rq_scope scope;
	int got = rq_scope_load(txn, grant->scope, &scope, err);

	if (got == 0)
		return rq_fail(err, RQ_STORE, "a permit for limits that do not exist: check it");
	if (got == -1)
		return -1;
	rq_scope_settle(&scope, grant, used, settlement, now);
	return rq_scope_save(txn, &scope, err);
}

int rq_permit_settle(struct rq_session *session, uint64_t number,
		     const struct rq_settlement *settlement, struct rq_usage *usage, int64_t now,
		     struct rq_error *err)
{
	struct rq_grant grant;
	struct rq_need used;
	int got = remove_grant(session->txn, number, &grant, err);

	if (got != 1)
		return got;
	/* Providers do not count what they had in their cache. */
	used = rq_rule_used(&grant.need, settlement->charge, usage);
	if (settlement->charge == RQ_CHARGE_ALL)
		usage->unsettled_microusd += grant.need.microusd;
	if (!grant.in_batch &&
	    settle_scope(session->txn, &grant, &used, settlement, now, err) == -1)
		return -1;
	return rq_spending_reserve(session->txn, kind_of(&grant), -grant.need.microusd, err);
}

int rq_permit_forfeit(struct rq_session *session, const struct rq_stored *stored, int64_t now,
		      struct rq_error *err)
{
	const struct rq_settlement silence = { .charge = RQ_CHARGE_ALL };
	struct rq_usage usage = { 0 };

	if (rq_permit_settle(session, stored->number, &silence, &usage, now, err) == -1)
		return -1;
	return rq_usage_add(session->txn, now, &stored->task, &usage, err);
}

/* --- taking ------------------------------------------------------------------------ */

struct take {
	const struct rq_take *how;
	struct rq_permit *permits;
	uint64_t *numbers; /* of the tasks */
	size_t count;
	int64_t next;
	struct rq_scope scope;
	struct rq_spending spending;
};

static int grant(struct rq_session *session, struct take *take, struct rq_permit *permit,
		 uint64_t number, struct rq_error *err)
{
	struct rq_grant granted = rq_scope_grant(&take->scope, &permit->need);

	permit->granted = true;
	permit->probe = granted.probe;
	take->spending.reserved[RQ_RESERVED_CALLS] += permit->need.microusd;
	if (rq_ledger_note(session, RQ_AUDIT_SENT, permit->task->task_id, permit->digest, NULL,
			   err) == -1)
		return -1;
	return rq_permit_keep(session->txn, number, &granted, err);
}

/* The tasks' numbers, 0 for a lease that is lost. A permit of before was not accounted for. */
static int find_tasks(struct rq_session *session, struct take *take, struct rq_error *err)
{
	for (size_t i = 0; i < take->count; i++) {
		struct rq_permit *permit = &take->permits[i];
		struct rq_loaded loaded;
		int got = rq_session_find_leased(session, permit->task, &loaded, err);

		if (got == -1)
			return -1;
		permit->granted = false;
		permit->why = got == 1 ? RQ_REFUSED_NOT : RQ_REFUSED_LOST;
		take->numbers[i] = got == 1 ? loaded.stored.number : 0;
		if (got == 0)
			continue;
		got = rq_permit_forfeit(session, &loaded.stored, take->how->now, err);
		rq_task_free(&loaded.stored.task);
		if (got == -1)
			return -1;
	}
	return 0;
}

static int load_state(struct rq_session *session, struct take *take, struct rq_error *err)
{
	unsigned char folded[RQ_KEY_ID];
	const char *name = take->how->scope;

	rq_key_fold(name, folded);
	if (rq_scope_load(session->txn, folded, &take->scope, err) == -1 ||
	    rq_spending_get(session->txn, take->how->now, &take->spending, err) == -1)
		return -1;
	memcpy(take->scope.name, name, strlen(name) + 1);
	rq_scope_advance(&take->scope, take->how->now);
	take->scope.limits = take->how->limits;
	return 0;
}

static int grant_in_order(struct rq_session *session, struct take *take, struct rq_error *err)
{
	enum rq_refusal_reason stop = RQ_REFUSED_NOT;

	take->next = 0;
	for (size_t i = 0; i < take->count; i++) {
		struct rq_permit *permit = &take->permits[i];

		if (permit->why == RQ_REFUSED_LOST)
			continue;
		permit->why = stop != RQ_REFUSED_NOT
				  ? stop
				  : rq_rule_judge(&take->scope, &take->spending, take->how,
						  &permit->need, &take->next);
		if (permit->why == RQ_REFUSED_NOT) {
			if (grant(session, take, permit, take->numbers[i], err) == -1)
				return -1;
		} else if (permit->why != RQ_REFUSED_NEVER) {
			stop = permit->why;
		}
	}
	return 0;
}

static int take_permits(struct rq_session *session, void *context, struct rq_error *err)
{
	struct take *take = context;

	if (find_tasks(session, take, err) == -1 || load_state(session, take, err) == -1 ||
	    grant_in_order(session, take, err) == -1)
		return -1;
	return rq_scope_save(session->txn, &take->scope, err);
}

int rq_embedded_take(struct rq_store *store, const struct rq_take *how, struct rq_permit *permits,
		     size_t count, int64_t *next, struct rq_error *err)
{
	struct take take = { .how = how, .permits = permits, .count = count };
	int result;

	take.numbers = rq_alloc(count, sizeof *take.numbers);
	result = rq_session_write(rq_embedded_of(store), take_permits, &take, err);
	free(take.numbers);
	*next = take.next;
	return result;
}
