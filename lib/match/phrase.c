#include "match/phrase.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { LEAST_SLOTS = 256, BLOCK_SIZE = 64 << 10 };

/*
 * Every beginning of a phrase has a slot, so that a search stops at the first
 * token that leads nowhere.
 */
struct rq_phrase_slot {
	uint64_t hash;
	const char *key; /* folded tokens, a space between them; not terminated */
	uint32_t length; /* 0: an empty slot */
	uint32_t number; /* 0: only the beginning of longer ones */
};

struct rq_phrase_block {
	struct rq_phrase_block *next;
	size_t used;
	size_t size;
	char bytes[];
};

static char *reserve(struct rq_phrases *phrases, size_t count)
{
	struct rq_phrase_block *block = phrases->block;

	if (!block || block->size - block->used < count) {
		size_t size = count > BLOCK_SIZE ? count : BLOCK_SIZE;

		block = rq_alloc(1, sizeof *block + size);
		block->next = phrases->block;
		block->size = size;
		phrases->block = block;
	}
	block->used += count;
	return block->bytes + block->used - count;
}

static uint64_t extend(uint64_t hash, const struct rq_token *token)
{
	return (hash ^ token->hash) * UINT64_C(0x9e3779b97f4a7c15);
}

static size_t home(const struct rq_phrases *phrases, uint64_t hash)
{
	return (size_t)(hash >> 20) & (phrases->slots - 1);
}

/* Whether a slot's key is these tokens. */
static bool is_key(const struct rq_phrase_slot *slot, const struct rq_token *token, size_t count)
{
	const char *key = slot->key, *end = key + slot->length;

	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(token[i].text);

		if (i > 0 && (key == end || *key++ != ' '))
			return false;
		if ((size_t)(end - key) < length || memcmp(key, token[i].text, length) != 0)
			return false;
		key += length;
	}
	return key == end;
}

/* The slot of these tokens, or the empty one where it would go. */
static struct rq_phrase_slot *probe(const struct rq_phrases *phrases, uint64_t hash,
				    const struct rq_token *token, size_t count)
{
	size_t at = home(phrases, hash);

	while (phrases->slot[at].length > 0 &&
	       (phrases->slot[at].hash != hash || !is_key(&phrases->slot[at], token, count)))
		at = (at + 1) & (phrases->slots - 1);
	return &phrases->slot[at];
}

static void grow_table(struct rq_phrases *phrases)
{
	struct rq_phrase_slot *old = phrases->slot;
	size_t count = phrases->slots;

	phrases->slots = count * 2;
	phrases->slot = rq_alloc(phrases->slots, sizeof *phrases->slot);
	for (size_t i = 0; i < count; i++) {
		size_t at = home(phrases, old[i].hash);

		if (old[i].length == 0)
			continue;
		while (phrases->slot[at].length > 0)
			at = (at + 1) & (phrases->slots - 1);
		phrases->slot[at] = old[i];
	}
	free(old);
}

static const char *make_key(struct rq_phrases *phrases, const struct rq_tokens *phrase)
{
	size_t length = 0;
	char *key, *to;

	for (size_t i = 0; i < phrase->count; i++)
		length += strlen(phrase->token[i].text) + 1;
	key = to = reserve(phrases, length);
	for (size_t i = 0; i < phrase->count; i++) {
		to = stpcpy(to, phrase->token[i].text);
		*to++ = ' ';
	}
	return key;
}

void rq_phrases_init(struct rq_phrases *phrases, size_t expected)
{
	*phrases = (struct rq_phrases) { .slots = LEAST_SLOTS };
	while (phrases->slots < expected * 4)
		phrases->slots *= 2;
	phrases->slot = rq_alloc(phrases->slots, sizeof *phrases->slot);
}

void rq_phrases_free(struct rq_phrases *phrases)
{
	struct rq_phrase_block *next;

	for (struct rq_phrase_block *block = phrases->block; block; block = next) {
		next = block->next;
		free(block);
	}
	free(phrases->slot);
	*phrases = (struct rq_phrases) { 0 };
}

uint32_t rq_phrases_add(struct rq_phrases *phrases, const struct rq_tokens *phrase, uint32_t number)
{
	const char *key = make_key(phrases, phrase);
	struct rq_phrase_slot *slot = NULL;
	uint64_t hash = 0;
	size_t length = 0;

	assert(phrase->count > 0 && number != 0);
	for (size_t i = 0; i < phrase->count; i++) {
		if (phrases->used * 2 >= phrases->slots)
			grow_table(phrases);
		length += strlen(phrase->token[i].text) + (i > 0);
		hash = extend(hash, &phrase->token[i]);
		slot = probe(phrases, hash, phrase->token, i + 1);
		if (slot->length == 0) {
			*slot = (struct rq_phrase_slot) { hash, key, (uint32_t)length, 0 };
			phrases->used++;
		}
	}
	if (slot->number == 0)
		slot->number = number;
	return slot->number;
}

uint32_t rq_phrases_at(const struct rq_phrases *phrases, const struct rq_tokens *tokens, size_t at,
		       size_t *count)
{
	uint32_t best = 0;
	uint64_t hash = 0;

	for (size_t i = at; i < tokens->count; i++) {
		const struct rq_phrase_slot *slot;

		if (i > at && tokens->token[i].apart)
			break;
		hash = extend(hash, &tokens->token[i]);
		slot = probe(phrases, hash, tokens->token + at, i - at + 1);
		if (slot->length == 0)
			break;
		if (slot->number > 0) {
			best = slot->number;
			*count = i - at + 1;
		}
	}
	return best;
}
