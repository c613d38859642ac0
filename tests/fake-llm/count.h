#ifndef FAKE_COUNT_H
#define FAKE_COUNT_H

/*
 * How many tokens a text is, by a rule that anybody can redo: its bytes / 4,
 * rounded up, and 4 for each message. And the provider's prefix cache: the
 * leading messages of a request count as cached when an earlier request began
 * with the same ones and was answered before this one came.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/json.h"

int64_t count_text(size_t bytes);

struct prefix {
	char id[RQ_ID_SIZE];
	int64_t known_from; /* steady ms: when the first request that had it was answered */
};

struct prefix_cache {
	struct prefix *prefixes;
	size_t count, capacity;
};

/* Tokens of all messages, and of those that are cached at this moment. */
void count_messages(const struct prefix_cache *cache, const json_t *messages, int64_t now,
		    int64_t *prompt, int64_t *cached);

/* The request is answered then: its prefixes are known from then on. */
void prefix_cache_learn(struct prefix_cache *cache, const json_t *messages, int64_t when);

void prefix_cache_free(struct prefix_cache *cache);

#endif
