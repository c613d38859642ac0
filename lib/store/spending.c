#include "store/spending.h"

#include "base/clock.h"
#include "store/session.h"

enum { PAIR = RQ_SPENDING_PAIR, PAIR_SIZE = 8 * PAIR };
/* How soon calls in flight may be settled. */
enum { SETTLED_SOON_MS = 500 };

#define RESERVED_KEY "reserved"

int rq_spending_read(struct rq_span value, int64_t pair[RQ_SPENDING_PAIR], struct rq_error *err)
{
	if (value.size != PAIR_SIZE)
		return rq_fail(err, RQ_STORE, "a counter of dollars is damaged");
	rq_numbers_read(value.data, pair, PAIR);
	return 0;
}

static int get_pair(struct rq_txn *txn, struct rq_span key, int64_t pair[PAIR],
		    struct rq_error *err)
{
	struct rq_span value;
	int got = rq_table_get(txn, RQ_T_SPENDING, key, &value, err);

	pair[0] = pair[1] = 0;
	return got == 1 ? rq_spending_read(value, pair, err) : got;
}

static int add_pair(struct rq_txn *txn, struct rq_span key, const int64_t more[PAIR],
		    struct rq_error *err)
{
	unsigned char bytes[PAIR_SIZE];
	int64_t pair[PAIR];

	if (more[0] == 0 && more[1] == 0)
		return 0;
	if (get_pair(txn, key, pair, err) == -1)
		return -1;
	pair[0] += more[0];
	pair[1] += more[1];
	rq_numbers_write(bytes, pair, PAIR);
	return rq_table_put(txn, RQ_T_SPENDING, key, (struct rq_span) { bytes, sizeof bytes }, err);
}

static const struct rq_span reserved_key = { RESERVED_KEY, sizeof RESERVED_KEY - 1 };

/* A byte in front, so that no day is taken for a name. */
static struct rq_key day_key(int64_t now)
{
	struct rq_key key = { .size = 0 };

	rq_key_byte(&key, 'd');
	rq_key_time(&key, rq_clock_day(now));
	return key;
}

int rq_spending_get(struct rq_txn *txn, int64_t now, struct rq_spending *spending,
		    struct rq_error *err)
{
	struct rq_key key = day_key(now);
	int64_t pair[PAIR];

	if (get_pair(txn, reserved_key, spending->reserved, err) == -1 ||
	    get_pair(txn, rq_key_span(&key), pair, err) == -1)
		return -1;
	spending->cost = pair[0];
	spending->unsettled = pair[1];
	return 0;
}

int64_t rq_spending_wait(const struct rq_spending *spending, int64_t budget, int64_t microusd)
{
	int64_t fixed = spending->cost + spending->unsettled +
			spending->reserved[RQ_RESERVED_BATCHES] + microusd;

	if (budget == 0 || fixed + spending->reserved[RQ_RESERVED_CALLS] <= budget)
		return 0;
	return fixed <= budget ? SETTLED_SOON_MS : -1;
}

int rq_spending_reserve(struct rq_txn *txn, enum rq_reserved kind, int64_t microusd,
			struct rq_error *err)
{
	int64_t more[PAIR] = { 0 };

	more[kind] = microusd;
	return add_pair(txn, reserved_key, more, err);
}

int rq_spending_add(struct rq_txn *txn, int64_t now, int64_t cost, int64_t unsettled,
		    struct rq_error *err)
{
	struct rq_key key = day_key(now);
	const int64_t more[PAIR] = { cost, unsettled };

	return add_pair(txn, rq_key_span(&key), more, err);
}

bool rq_spending_day(struct rq_span key, int64_t *day)
{
	if (key.size != 9 || *(const char *)key.data != 'd')
		return false;
	*day = rq_key_read_time((const char *)key.data + 1);
	return true;
}

int rq_spending_days(struct rq_txn *txn, size_t *days, struct rq_error *err)
{
	struct rq_span value;
	int got = rq_table_get(txn, RQ_T_SPENDING, reserved_key, &value, err);

	if (got == -1 || rq_table_count(txn, RQ_T_SPENDING, days, err) == -1)
		return -1;
	*days -= (size_t)got;
	return 0;
}
