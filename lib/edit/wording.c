#include "edit/wording.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/words.h"

/* Open addressing; never more than half full. */
enum { SLOTS = 4096 };

struct slot {
	const char *word; /* in rq_words: not terminated */
	size_t length;
	struct rq_lexeme lexeme;
};

struct rq_wording {
	struct slot *slot;
	struct rq_lexeme unknown;
};

static struct slot *find_slot(const struct rq_wording *wording, const char *word, size_t length)
{
	uint32_t hash = 2166136261U;
	size_t at;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)word[i]) * 16777619U;
	for (at = hash % SLOTS;; at = (at + 1) % SLOTS) {
		struct slot *slot = &wording->slot[at];

		if (!slot->word ||
		    (slot->length == length && memcmp(slot->word, word, length) == 0))
			return slot;
	}
}

static void learn(struct rq_lexeme *lexeme, const struct rq_words *entry)
{
	switch (entry->field) {
	case CLASS:
		lexeme->class |= (unsigned)entry->value;
		break;
	case TIER:
		lexeme->tier = (uint8_t)entry->value;
		break;
	case MONTH:
		lexeme->month = (uint8_t)entry->value;
		break;
	case BINDER:
		lexeme->binder = (uint8_t)entry->value;
		break;
	case GROUP:
		lexeme->group = (uint8_t)entry->value;
		break;
	case UNIT:
		lexeme->unit = (uint8_t)entry->value;
		break;
	case CURRENCY:
		lexeme->unit = RQ_UNIT_CURRENCY;
		lexeme->currency = (char)entry->value;
		break;
	case NUMERAL:
		lexeme->class |= RQ_WORD_NUMERAL;
		lexeme->number = entry->value;
		break;
	case SCALE:
		lexeme->class |= RQ_WORD_SCALE;
		lexeme->number = entry->value;
		break;
	}
}

static unsigned spoken(const char *language)
{
	static const char codes[][3] = { "en", "de", "fr", "es", "pt", "it", "nl" };

	for (size_t i = 0; language && i < sizeof codes / sizeof codes[0]; i++)
		if (strncmp(language, codes[i], 2) == 0)
			return EN | 1U << i;
	return EN;
}

struct rq_wording *rq_wording_new(const char *language)
{
	struct rq_wording *wording = rq_alloc(1, sizeof *wording);
	unsigned languages = spoken(language);

	wording->slot = rq_alloc(SLOTS, sizeof *wording->slot);
	for (size_t i = 0; i < rq_words_count; i++) {
		const struct rq_words *entry = &rq_words[i];

		if (entry->languages && !(entry->languages & languages))
			continue;
		for (const char *word = entry->words; *word;) {
			size_t length = strcspn(word, " ");
			struct slot *slot = find_slot(wording, word, length);

			slot->word = word;
			slot->length = length;
			learn(&slot->lexeme, entry);
			word += length + strspn(word + length, " ");
		}
	}
	return wording;
}

void rq_wording_free(struct rq_wording *wording)
{
	if (!wording)
		return;
	free(wording->slot);
	free(wording);
}

const struct rq_lexeme *rq_wording_find(const struct rq_wording *wording, const char *word)
{
	const struct slot *slot = find_slot(wording, word, strlen(word));

	return slot->word ? &slot->lexeme : &wording->unknown;
}
