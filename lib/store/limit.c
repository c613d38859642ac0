#include "store/limit.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"

/*
 * A step of the clock, and not processes that read it in one order and wait in another: for a
 * server that crashed, up to two minutes. Taken for a step, each would refill that time once more.
 */
enum { STEP_MS = 180 * 1000 };

static const struct {
	const char *name;
	int64_t period; /* ms */

	/*
	 * Calls do not arrive as evenly as they were sent. We keep as much less in
	 * our bucket than the server has in its own as is refilled in this time.
	 */
	int64_t margin;
} dimensions[RQ_DIMENSIONS] = {
	[RQ_RPS] = { "rps", 1000, 200 },     [RQ_RPM] = { "rpm", 60000, 1000 },
	[RQ_RPH] = { "rph", 3600000, 1000 }, [RQ_RPD] = { "rpd", 86400000, 1000 },
	[RQ_TPM] = { "tpm", 60000, 1000 },   [RQ_TPD] = { "tpd", 86400000, 1000 },
	[RQ_ITPM] = { "itpm", 60000, 1000 }, [RQ_OTPM] = { "otpm", 60000, 1000 },
};

_Static_assert(RQ_MAX_RATE <= INT64_MAX / 86400000 / 8, "debts of a day's limit must not overflow");

static int64_t within(int64_t value, int64_t least, int64_t most)
{
	return value < least ? least : value > most ? most : value;
}

/* --- limits as text -------------------------------------------------------- */

static int find_dimension(const char *name, size_t length)
{
	for (int i = 0; i < RQ_DIMENSIONS; i++)
		if (strlen(dimensions[i].name) == length &&
		    strncmp(dimensions[i].name, name, length) == 0)
			return i;
	return -1;
}

int rq_limits_parse(const char *text, struct rq_limits *limits, struct rq_error *err)
{
	for (;;) {
		size_t length = strcspn(text, "=,");
		int dimension = find_dimension(text, length);
		long long rate = 0;
		char *end = NULL;

		if (dimension == -1)
			return rq_fail(err, RQ_USAGE, "not a limit: \"%.*s\"", (int)length, text);
		text += length;
		if (text[0] == '=' && text[1] >= '0' && text[1] <= '9')
			rate = strtoll(text + 1, &end, 10);
		if (rate < 1 || rate > RQ_MAX_RATE || (*end != ',' && *end != '\0'))
			return rq_fail(err, RQ_USAGE, "%s: a number from 1 to %lld, please",
				       dimensions[dimension].name, (long long)RQ_MAX_RATE);
		limits->rate[dimension] = rate;
		if (*end == '\0')
			return 0;
		text = end + 1;
	}
}

void rq_limits_merge(struct rq_limits *limits, const struct rq_limits *over)
{
	for (int i = 0; i < RQ_DIMENSIONS; i++)
		if (over->rate[i] > 0)
			limits->rate[i] = within(over->rate[i], 1, RQ_MAX_RATE);
}

int64_t rq_need_of(const struct rq_need *need, enum rq_dimension dimension)
{
	int64_t input = within(need->input_tokens, 0, RQ_MAX_RATE);
	int64_t output = within(need->output_tokens, 0, RQ_MAX_RATE);

	switch (dimension) {
	case RQ_RPS:
	case RQ_RPM:
	case RQ_RPH:
	case RQ_RPD:
		return within(need->requests, 0, RQ_MAX_RATE);
	case RQ_ITPM:
		return input;
	case RQ_OTPM:
		return output;
	case RQ_TPM:
	case RQ_TPD:
	case RQ_DIMENSIONS:
	default:
		return input + output;
	}
}

/* --- the meter ------------------------------------------------------------- */

/* A debt is at most two buckets: an overdraft never costs more than one period's wait. */
static void set_debt(struct rq_meter *meter, const struct rq_limits *limits, int dimension,
		     int64_t debt)
{
	int64_t bucket = limits->rate[dimension] * dimensions[dimension].period;

	meter->debt[dimension] = within(debt, 0, 2 * bucket);
}

int64_t rq_meter_refill(struct rq_meter *meter, const struct rq_limits *limits, int64_t now)
{
	int64_t passed = now - meter->at;

	if (passed < 0 && passed > -STEP_MS)
		return 0;
	meter->at = now;
	if (passed < 0)
		return -passed;
	for (int i = 0; i < RQ_DIMENSIONS; i++) {
		int64_t counted = within(passed, 0, 2 * dimensions[i].period);

		set_debt(meter, limits, i, meter->debt[i] - counted * limits->rate[i]);
	}
	return 0;
}

bool rq_meter_never(const struct rq_limits *limits, const struct rq_need *need)
{
	for (int i = 0; i < RQ_DIMENSIONS; i++)
		if (limits->rate[i] > 0 && rq_need_of(need, (enum rq_dimension)i) > limits->rate[i])
			return true;
	return false;
}

static int64_t wait_for(int64_t debt, int64_t rate, int64_t period, int64_t margin, int64_t amount)
{
	int64_t room = rate * (period - margin) - amount * period;

	/* What needs the margin too goes when the bucket is full. */
	if (room < 0)
		room = 0;
	return debt <= room ? 0 : (debt - room + rate - 1) / rate;
}

int64_t rq_limits_freshness(const struct rq_limits *limits)
{
	int64_t shortest = INT64_MAX;

	for (int i = 0; i < RQ_DIMENSIONS; i++)
		if (limits->rate[i] > 0 && dimensions[i].margin < shortest)
			shortest = dimensions[i].margin;
	return shortest;
}

static int64_t longest_wait(const struct rq_meter *meter, const struct rq_limits *limits,
			    const struct rq_need *need, bool with_margin)
{
	int64_t longest = 0;

	for (int i = 0; i < RQ_DIMENSIONS; i++) {
		int64_t wait, amount = rq_need_of(need, (enum rq_dimension)i);

		if (limits->rate[i] == 0 || amount == 0)
			continue;
		wait = wait_for(meter->debt[i], limits->rate[i], dimensions[i].period,
				with_margin ? dimensions[i].margin : 0, amount);
		if (wait > longest)
			longest = wait;
	}
	return longest;
}

int64_t rq_meter_wait(const struct rq_meter *meter, const struct rq_limits *limits,
		      const struct rq_need *need)
{
	return longest_wait(meter, limits, need, true);
}

int64_t rq_meter_refusal(const struct rq_meter *meter, const struct rq_limits *limits,
			 const struct rq_need *need)
{
	return longest_wait(meter, limits, need, false);
}

int64_t rq_meter_left(const struct rq_meter *meter, const struct rq_limits *limits,
		      enum rq_dimension dimension)
{
	int64_t period = dimensions[dimension].period, rate = limits->rate[dimension];

	return within(rate * period - meter->debt[dimension], 0, rate * period) / period;
}

static void charge(struct rq_meter *meter, const struct rq_limits *limits, int dimension,
		   int64_t amount)
{
	int64_t rate = limits->rate[dimension];

	amount = within(amount, -2 * rate, 2 * rate);
	set_debt(meter, limits, dimension,
		 meter->debt[dimension] + amount * dimensions[dimension].period);
}

void rq_meter_take(struct rq_meter *meter, const struct rq_limits *limits,
		   const struct rq_need *need)
{
	for (int i = 0; i < RQ_DIMENSIONS; i++)
		charge(meter, limits, i, rq_need_of(need, (enum rq_dimension)i));
}

void rq_meter_settle(struct rq_meter *meter, const struct rq_limits *limits,
		     const struct rq_need *taken, const struct rq_need *used)
{
	for (int i = 0; i < RQ_DIMENSIONS; i++)
		charge(meter, limits, i,
		       rq_need_of(used, (enum rq_dimension)i) -
			   rq_need_of(taken, (enum rq_dimension)i));
}

static int64_t owed(const struct rq_limits *limits, enum rq_dimension dimension, int64_t left)
{
	int64_t rate = limits->rate[dimension];

	return (rate - within(left, -rate, rate)) * dimensions[dimension].period;
}

int64_t rq_meter_bound(struct rq_meter *meter, const struct rq_limits *limits,
		       enum rq_dimension dimension, int64_t least, int64_t most)
{
	int64_t thought = meter->debt[dimension];

	set_debt(meter, limits, dimension,
		 within(thought, owed(limits, dimension, most), owed(limits, dimension, least)));
	return (meter->debt[dimension] - thought) / dimensions[dimension].period;
}

void rq_meter_correct(struct rq_meter *meter, const struct rq_limits *limits,
		      enum rq_dimension dimension, int64_t amount)
{
	charge(meter, limits, dimension, amount);
}
