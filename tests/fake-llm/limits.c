#include "limits.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct kind {
	const char *option, *name;
	double window; /* ms */
	bool tokens;
} kinds[LIMIT_COUNT] = {
	[LIMIT_RPS] = { "rps", "requests per second (RPS)", 1e3, false },
	[LIMIT_RPM] = { "rpm", "requests per minute (RPM)", 60e3, false },
	[LIMIT_RPD] = { "rpd", "requests per day (RPD)", 86400e3, false },
	[LIMIT_TPM] = { "tpm", "tokens per minute (TPM)", 60e3, true },
	[LIMIT_TPD] = { "tpd", "tokens per day (TPD)", 86400e3, true },
};

int limits_parse(struct limits *limits, const char *text, struct rq_error *err)
{
	while (*text) {
		char option[4];
		double size;
		int length = 0, found = -1;

		if (sscanf(text, "%3[a-z]=%lf%n", option, &size, &length) != 2 || !(size > 0) ||
		    !strchr(",", text[length]))
			return rq_fail(err, RQ_USAGE, "not limits: \"%s\"", text);
		for (int i = 0; i < LIMIT_COUNT; i++)
			if (strcmp(kinds[i].option, option) == 0)
				found = i;
		if (found < 0)
			return rq_fail(err, RQ_USAGE, "no such limit: %s", option);
		limits->buckets[found].size = size;
		text += length + (text[length] == ',');
	}
	return 0;
}

static void leak(struct limits *limits, int64_t now)
{
	for (int i = 0; i < LIMIT_COUNT; i++) {
		struct bucket *bucket = &limits->buckets[i];

		bucket->used -= (double)(now - bucket->at) * bucket->size / kinds[i].window;
		bucket->used = bucket->used > 0 ? bucket->used : 0;
		bucket->at = now;
	}
}

/* time.Duration.String(): "577.5ms", "6.3525s", "2m59.56s". */
static void print_duration(double milliseconds, char text[LIMIT_TEXT])
{
	double seconds = ceil(milliseconds * 10) / 1e4;
	long minutes = (long)(seconds / 60);

	if (seconds < 1)
		(void)snprintf(text, LIMIT_TEXT, "%.6gms", seconds * 1e3);
	else if (minutes == 0)
		(void)snprintf(text, LIMIT_TEXT, "%.6gs", seconds);
	else if (minutes < 60)
		(void)snprintf(text, LIMIT_TEXT, "%ldm%.6gs", minutes,
			       seconds - 60.0 * (double)minutes);
	else
		(void)snprintf(text, LIMIT_TEXT, "%ldh%ldm%.6gs", minutes / 60, minutes % 60,
			       seconds - 60.0 * (double)minutes);
}

static enum verdict check(const struct bucket *bucket, enum limit limit, double cost,
			  struct refusal *refusal)
{
	double wait;

	if (bucket->size <= 0 || bucket->used + cost <= bucket->size)
		return ADMITTED;
	*refusal = (struct refusal) { .limit = limit, .used = bucket->used, .requested = cost };
	if (cost > bucket->size)
		return NEVER;
	wait = (bucket->used + cost - bucket->size) * kinds[limit].window / bucket->size;
	refusal->wait = (int64_t)ceil(wait);
	print_duration(wait, refusal->wait_text);
	return WAIT;
}

enum verdict limits_admit(struct limits *limits, int64_t now, double tokens,
			  struct refusal *refusal)
{
	leak(limits, now);
	for (int i = 0; i < LIMIT_COUNT; i++) {
		enum verdict verdict = check(&limits->buckets[i], (enum limit)i,
					     kinds[i].tokens ? tokens : 1, refusal);

		if (verdict != ADMITTED)
			return verdict;
	}
	for (int i = 0; i < LIMIT_COUNT; i++)
		limits->buckets[i].used += kinds[i].tokens ? tokens : 1;
	limits->charged += tokens;
	return ADMITTED;
}

void limits_give_back(struct limits *limits, int64_t now, double tokens)
{
	leak(limits, now);
	limits->charged -= tokens;
	for (int i = 0; i < LIMIT_COUNT; i++)
		if (kinds[i].tokens)
			limits->buckets[i].used = fmax(0, limits->buckets[i].used - tokens);
}

const char *limits_name(enum limit limit)
{
	return kinds[limit].name;
}

bool limits_state(struct limits *limits, enum limit limit, int64_t now, struct limit_state *state)
{
	const struct bucket *bucket = &limits->buckets[limit];

	if (bucket->size <= 0)
		return false;
	leak(limits, now);
	state->size = (long)bucket->size;
	state->remaining = (long)floor(fmax(0, bucket->size - bucket->used));
	print_duration(bucket->used * kinds[limit].window / bucket->size, state->reset);
	return true;
}
