#include "edit/thesaurus.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/root.h"
#include "edit/wordlist.h"
#include "match/token.h"

/* Open addressing; never more than half full. */
enum { SLOTS = 8192 };

struct slot {
	uint64_t root; /* 0: free */
	uint64_t base; /* the root of the verb whose form it is; 0: of none */
	size_t senses; /* which of the thesaurus; 0: none yet */
};

struct rq_thesaurus {
	struct slot *slot;
	struct rq_senses *senses; /* the first is that of a word in no group */
	size_t count, capacity;
};

static struct slot *find_slot(const struct rq_thesaurus *thesaurus, uint64_t root)
{
	size_t at = root % SLOTS;

	while (thesaurus->slot[at].root && thesaurus->slot[at].root != root)
		at = (at + 1) % SLOTS;
	return &thesaurus->slot[at];
}

/* Of wrote, that of write. */
static struct slot *find_base(const struct rq_thesaurus *thesaurus, uint64_t root)
{
	struct slot *slot = find_slot(thesaurus, root);

	return slot->base ? find_slot(thesaurus, slot->base) : slot;
}

/* A word of the table; its end is where the next one begins. */
static uint64_t root_of(const char *word, const char *language)
{
	bool exact = *word == '=' || strchr(word, '_');

	return exact ? rq_token_hash(word) : rq_root_hash(word, language);
}

/* The next word of a line in word; false at its end. */
static bool next_word(struct rq_wordlist *list, char word[RQ_WORDLIST_BYTES])
{
	const char *start;
	size_t length;

	if (!rq_wordlist_next_word(list, &start, &length))
		return false;
	word[0] = '\0';
	if (length < RQ_WORDLIST_BYTES)
		(void)strncat(word, start, length);
	return true;
}

/* "~ write wrote written": the first is the base of the others. */
static void learn_forms(struct rq_thesaurus *thesaurus, struct rq_wordlist *list,
			const char *language)
{
	char word[RQ_WORDLIST_BYTES];
	uint64_t base;

	if (!next_word(list, word) || strcmp(word, "~") != 0 || !next_word(list, word))
		return;
	base = root_of(word, language);
	find_slot(thesaurus, base)->root = base;
	while (next_word(list, word)) {
		uint64_t root = root_of(word, language);
		struct slot *slot = find_slot(thesaurus, root);

		slot->root = root;
		slot->base = root == base ? 0 : base;
	}
}

static size_t add_senses(struct rq_thesaurus *thesaurus)
{
	thesaurus->senses = rq_grow(thesaurus->senses, thesaurus->count, &thesaurus->capacity,
				    sizeof *thesaurus->senses);
	thesaurus->senses[thesaurus->count] = (struct rq_senses) { 0 };
	return thesaurus->count++;
}

static void join(struct rq_thesaurus *thesaurus, const char *language, const char *word,
		 uint16_t group, unsigned sense)
{
	uint64_t root = root_of(word, language);
	struct slot *slot = find_base(thesaurus, root);
	struct rq_senses *senses;

	if (!slot->root)
		slot->root = root;
	if (slot->senses == 0)
		slot->senses = add_senses(thesaurus);
	senses = &thesaurus->senses[slot->senses];
	for (size_t i = 0; i < RQ_MAX_SENSES; i++) {
		if (senses->group[i] != group && senses->group[i] != 0)
			continue;
		senses->group[i] = group;
		senses->sense[i] |= (uint8_t)sense;
		return;
	}
}

/* "bake fry > prepare": what stands before the sign only supports, what follows only claims. */
static void join_line(struct rq_thesaurus *thesaurus, struct rq_wordlist *list,
		      const char *language, uint16_t group)
{
	const char *end = memchr(list->words, '\n', (size_t)(list->end - list->words));
	size_t bytes = (size_t)((end ? end : list->end) - list->words);
	bool directed = memchr(list->words, '>', bytes) != NULL;
	unsigned sense = directed ? RQ_SENSE_SUPPORTS : RQ_SENSE_SUPPORTS | RQ_SENSE_CLAIMS;
	char word[RQ_WORDLIST_BYTES];

	while (next_word(list, word)) {
		if (strcmp(word, ">") == 0)
			sense = RQ_SENSE_CLAIMS;
		else if (strcmp(word, "~") != 0)
			join(thesaurus, language, word, group, sense);
	}
}

struct rq_thesaurus *rq_thesaurus_new(const char *language)
{
	struct rq_thesaurus *thesaurus = rq_alloc(1, sizeof *thesaurus);
	const char *start = rq_thesaurus_start, *end = rq_thesaurus_end;
	const char *endings = language ? language : "en";
	struct rq_wordlist list;
	uint16_t group = 0;

	thesaurus->slot = rq_alloc(SLOTS, sizeof *thesaurus->slot);
	(void)add_senses(thesaurus);
	rq_wordlist_init(&list, start, end, language, false);
	while (rq_wordlist_next_line(&list, NULL))
		learn_forms(thesaurus, &list, endings);
	rq_wordlist_init(&list, start, end, language, false);
	while (rq_wordlist_next_line(&list, NULL))
		join_line(thesaurus, &list, endings, ++group);
	return thesaurus;
}

void rq_thesaurus_free(struct rq_thesaurus *thesaurus)
{
	free(thesaurus->senses);
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
		slot = find_base(thesaurus, rq_token_hash(exact));
	}
	if (!slot || !slot->root)
		slot = find_base(thesaurus, root);
	return &thesaurus->senses[slot->senses];
}

const struct rq_senses *rq_thesaurus_none(const struct rq_thesaurus *thesaurus)
{
	return &thesaurus->senses[0];
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
