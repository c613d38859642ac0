#ifndef FAKE_LIMITS_H
#define FAKE_LIMITS_H

/*
 * A provider's rate limits as buckets that leak continuously (no windows):
 * each request pours in its cost, and is refused when a bucket would run over.
 * A request costs 1, and its prompt plus the most that it may answer in tokens,
 * charged before it begins. What a refusal says, and the headers, are Groq's.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum { LIMIT_TEXT = 64 }; /* room for a duration */

enum limit { LIMIT_RPS, LIMIT_RPM, LIMIT_RPD, LIMIT_TPM, LIMIT_TPD, LIMIT_COUNT };

struct bucket {
	double size; /* 0: no such limit */
	double used;
	int64_t at; /* steady ms of used */
};

struct limits {
	struct bucket buckets[LIMIT_COUNT];
	double charged; /* tokens in all, without those that were given back */
};

/* "rpm=30,tpm=8000": RQ_USAGE when it is not. */
int limits_parse(struct limits *limits, const char *text, struct rq_error *err);

enum verdict { ADMITTED, WAIT, NEVER };

struct refusal {
	enum limit limit;
	double used, requested;
	int64_t wait; /* ms, rounded up */
	char wait_text[LIMIT_TEXT];
};

/* Charges all buckets or none; NEVER: more than a whole bucket. */
enum verdict limits_admit(struct limits *limits, int64_t now, double tokens,
			  struct refusal *refusal);

/* Tokens that were charged and not used. */
void limits_give_back(struct limits *limits, int64_t now, double tokens);

/* "tokens per minute (TPM)"; static. */
const char *limits_name(enum limit limit);

/* Of x-ratelimit-*: whole numbers, and a duration as Go prints it. False: no such limit. */
struct limit_state {
	long size, remaining;
	char reset[LIMIT_TEXT];
};
bool limits_state(struct limits *limits, enum limit limit, int64_t now, struct limit_state *state);

#endif
