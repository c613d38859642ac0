#ifndef RQ_STORE_LIMIT_H
#define RQ_STORE_LIMIT_H

/*
 * How much a server takes in a while, and whether one more call still fits. Pure
 * arithmetic on integers: no clock, no store.
 *
 * A limit is a bucket that holds one period's amount and is refilled all the
 * time, as providers have it (docs of Groq and OpenAI; their 429s name the wait
 * that such a bucket gives). It is metered as GCRA is (ITU-T I.371): what is
 * kept is not a level but the debt, what was taken and has not been refilled, so
 * that a limit may change at any time. Debts are in units of 1/period, which
 * makes every rate exact.
 */

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

enum rq_dimension {
	RQ_RPS,  /* requests per second */
	RQ_RPM,  /* per minute */
	RQ_RPH,  /* per hour */
	RQ_RPD,  /* per day */
	RQ_TPM,  /* tokens per minute, input and output together */
	RQ_TPD,  /* per day */
	RQ_ITPM, /* input tokens per minute */
	RQ_OTPM, /* output tokens per minute */
	RQ_DIMENSIONS
};

struct rq_limits {
	int64_t rate[RQ_DIMENSIONS]; /* per period of the dimension; 0: no limit */
};

/* What a call may take at most, or what it did take. */
struct rq_need {
	int64_t requests, input_tokens, output_tokens, microusd;
};

/*
 * Reads "rps=30,rpm=1000,tpm=250000" into limits, and leaves what is not named.
 * RQ_USAGE for an unknown name, and for what is no number from 1 to RQ_MAX_RATE.
 */
int rq_limits_parse(const char *text, struct rq_limits *limits, struct rq_error *err);

/* Takes over each limit that is set in over: what the server says over a table,
 * what the user says over both. */
void rq_limits_merge(struct rq_limits *limits, const struct rq_limits *over);

/*
 * For how long a permit may be used (ms): after that more has been refilled than what is kept
 * back for calls that do not arrive as evenly as they were sent. INT64_MAX without limits.
 */
int64_t rq_limits_freshness(const struct rq_limits *limits);

/* How much of a dimension a need is. */
int64_t rq_need_of(const struct rq_need *need, enum rq_dimension dimension);

/* --- the meter ------------------------------------------------------------- */

struct rq_meter {
	int64_t at;                  /* ms: up to when refills are counted */
	int64_t debt[RQ_DIMENSIONS]; /* amount x ms of the period; 0: the bucket is full */
};

/*
 * Counts what was refilled up to now. Returns by how many ms the clock was set
 * back meanwhile, 0 as a rule: times that lie ahead are to be moved by as much.
 * Three minutes back are no such step: processes read the clock before their turn, and may wait
 * for it.
 */
int64_t rq_meter_refill(struct rq_meter *meter, const struct rq_limits *limits, int64_t now);

/* Whether a need is more than some bucket can ever hold. */
bool rq_meter_never(const struct rq_limits *limits, const struct rq_need *need);

/* How many ms until a need fits, of all dimensions the longest; 0: it fits. */
int64_t rq_meter_wait(const struct rq_meter *meter, const struct rq_limits *limits,
		      const struct rq_need *need);

/*
 * The same as a server has it that keeps these limits: without the margin that we
 * leave. And how much is left in a bucket of it.
 */
int64_t rq_meter_refusal(const struct rq_meter *meter, const struct rq_limits *limits,
			 const struct rq_need *need);
int64_t rq_meter_left(const struct rq_meter *meter, const struct rq_limits *limits,
		      enum rq_dimension dimension);

/* Takes a need out of the buckets, whether it fits or not. */
void rq_meter_take(struct rq_meter *meter, const struct rq_limits *limits,
		   const struct rq_need *need);

/* Puts right what was taken for a call by what it did take. */
void rq_meter_settle(struct rq_meter *meter, const struct rq_limits *limits,
		     const struct rq_need *taken, const struct rq_need *used);

/*
 * What is left in a bucket is at least and at most so much. Returns by how much that is less
 * than was thought; negative when it is more.
 */
int64_t rq_meter_bound(struct rq_meter *meter, const struct rq_limits *limits,
		       enum rq_dimension dimension, int64_t least, int64_t most);

/* More was taken of one dimension than anybody told, or less. */
void rq_meter_correct(struct rq_meter *meter, const struct rq_limits *limits,
		      enum rq_dimension dimension, int64_t amount);

#endif
