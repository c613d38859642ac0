#include "edit/thesaurus.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/root.h"
#include "edit/wordlist.h"
#include "match/token.h"

/* Open addressing; never more than half full. */
enum { SLOTS = 4096 };

struct slot {
	uint64_t root; /* 0: free */
	struct rq_senses senses;
};

struct rq_thesaurus {
	struct slot *slot;
	struct rq_senses none;
};

static struct slot *find_slot(const struct rq_thesaurus *thesaurus, uint64_t root)
{
	size_t at = root % SLOTS;

	while (thesaurus->slot[at].root && thesaurus->slot[at].root != root)
		at = (at + 1) % SLOTS;
	return &thesaurus->slot[at];
}

static void join(struct rq_thesaurus *thesaurus, const char *language, const char *word,
		 uint16_t group, unsigned sense)
{
	bool exact = *word == '=' || strchr(word, '_');
	uint64_t root = exact ? rq_token_hash(word) : rq_root_hash(word, language);
	struct slot *slot = find_slot(thesaurus, root);

	slot->root = root;
	for (size_t i = 0; i < RQ_MAX_SENSES; i++) {
		if (slot->senses.group[i] != group && slot->senses.group[i] != 0)
			continue;
		slot->senses.group[i] = group;
		slot->senses.sense[i] |= (uint8_t)sense;
		return;
	}
}

/* "bake fry > prepare": what stands before the sign only supports, what follows only claims. */
static void join_line(struct rq_thesaurus *thesaurus, struct rq_wordlist *list,
		      const char *language, uint16_t group)
{
	const char *end = memchr(list->words, '\n', (size_t)(list->end - list->words));
	size_t bytes = (size_t)((end ? end : list->end) - list->words), length;
	bool directed = memchr(list->words, '>', bytes) != NULL;
	unsigned sense = directed ? RQ_SENSE_SUPPORTS : RQ_SENSE_SUPPORTS | RQ_SENSE_CLAIMS;
	const char *start;

	while (rq_wordlist_next_word(list, &start, &length)) {
		char word[RQ_WORDLIST_BYTES] = "";

		if (length == 1 && *start == '>') {
			sense = RQ_SENSE_CLAIMS;
			continue;
		}
		if (length < sizeof word)
			(void)strncat(word, start, length);
		join(thesaurus, language, word, group, sense);
	}
}

struct rq_thesaurus *rq_thesaurus_new(const char *language)
{
	struct rq_thesaurus *thesaurus = rq_alloc(1, sizeof *thesaurus);
	struct rq_wordlist list;
	uint16_t group = 0;

	thesaurus->slot = rq_alloc(SLOTS, sizeof *thesaurus->slot);
	rq_wordlist_init(&list, rq_thesaurus_start, rq_thesaurus_end, language);
	while (rq_wordlist_next_line(&list, NULL))
		join_line(thesaurus, &list, language ? language : "en", ++group);
	return thesaurus;
}

void rq_thesaurus_free(struct rq_thesaurus *thesaurus)
{
	if (!thesaurus)
		return;
	free(thesaurus->slot);
	free(thesaurus);
}

const struct rq_senses *rq_thesaurus_find(const struct rq_thesaurus *thesaurus, const char *word,
					  uint64_t root)
{
	char exact[RQ_WORDLIST_BYTES];
	const struct slot *slot = NULL;
	size_t length = strlen(word);

	if (length + 2 <= sizeof exact) {
		exact[0] = '=';
		memcpy(exact + 1, word, length + 1);
		slot = find_slot(thesaurus, rq_token_hash(exact));
	}
	if (!slot || !slot->root)
		slot = find_slot(thesaurus, root);
	return slot->root ? &slot->senses : &thesaurus->none;
}

const struct rq_senses *rq_thesaurus_none(const struct rq_thesaurus *thesaurus)
{
	return &thesaurus->none;
}

bool rq_senses_meet(const struct rq_senses *claimed, const struct rq_senses *cited)
{
	for (size_t i = 0; i < RQ_MAX_SENSES && claimed->group[i]; i++)
		for (size_t j = 0; j < RQ_MAX_SENSES && cited->group[j]; j++)
			if (claimed->group[i] == cited->group[j] &&
			    (claimed->sense[i] & RQ_SENSE_CLAIMS) &&
			    (cited->sense[j] & RQ_SENSE_SUPPORTS))
				return true;
	return false;
}
