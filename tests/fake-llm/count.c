#include "count.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { BYTES_A_TOKEN = 4, TOKENS_A_MESSAGE = 4 };

int64_t count_text(size_t bytes)
{
	return (int64_t)((bytes + BYTES_A_TOKEN - 1) / BYTES_A_TOKEN);
}

static struct prefix *find(const struct prefix_cache *cache, const char *id)
{
	for (size_t i = 0; i < cache->count; i++)
		if (strcmp(cache->prefixes[i].id, id) == 0)
			return &cache->prefixes[i];
	return NULL;
}

/* The id of a prefix and one message more; begins with "". */
static void extend(char id[RQ_ID_SIZE], const json_t *message)
{
	struct rq_digest digest;

	rq_digest_init(&digest);
	rq_digest_add_field(&digest, id);
	rq_digest_add_field(&digest, rq_json_string(message, "role"));
	rq_digest_add_field(&digest, rq_json_string(message, "content"));
	rq_digest_id(&digest, id);
}

void count_messages(const struct prefix_cache *cache, const json_t *messages, int64_t now,
		    int64_t *prompt, int64_t *cached)
{
	char id[RQ_ID_SIZE] = "";
	json_t *message;
	size_t i;

	*prompt = *cached = 0;
	json_array_foreach (messages, i, message) {
		const char *content = rq_json_string(message, "content");
		const struct prefix *known;

		*prompt += TOKENS_A_MESSAGE + count_text(content ? strlen(content) : 0);
		if (i + 1 == json_array_size(messages))
			break; /* is never learnt */
		extend(id, message);
		known = find(cache, id);
		if (known && known->known_from <= now)
			*cached = *prompt;
	}
}

/* The last message is no prefix of another request. */
void prefix_cache_learn(struct prefix_cache *cache, const json_t *messages, int64_t when)
{
	char id[RQ_ID_SIZE] = "";

	for (size_t i = 0; i + 1 < json_array_size(messages); i++) {
		struct prefix *known;

		extend(id, json_array_get(messages, i));
		known = find(cache, id);
		if (known && known->known_from > when)
			known->known_from = when;
		if (known)
			continue;
		cache->prefixes = rq_grow(cache->prefixes, cache->count, &cache->capacity,
					  sizeof *cache->prefixes);
		memcpy(cache->prefixes[cache->count].id, id, RQ_ID_SIZE);
		cache->prefixes[cache->count++].known_from = when;
	}
}

void prefix_cache_free(struct prefix_cache *cache)
{
	free(cache->prefixes);
	*cache = (struct prefix_cache) { 0 };
}
