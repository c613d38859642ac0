#include "edit/wording.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/root.h"
#include "edit/thesaurus.h"
#include "edit/wordlist.h"
#include "match/stem.h"
#include "match/token.h"

extern const char words_start[] __asm__("_binary_wording_tsv_start");
extern const char words_end[] __asm__("_binary_wording_tsv_end");

/* Open addressing; never more than half full. */
enum { SLOTS = 8192 };

struct slot {
	const char *word; /* in the table: not terminated */
	size_t length;
	struct rq_lexeme lexeme;
};

/* A word and its root, by their hashes; two words of one place forget each other. */
struct rooted {
	uint64_t word, root;
};

enum { ROOTED = 2048 };

struct rq_wording {
	char language[3];
	struct slot *slot;
	struct rooted *rooted;
	struct rq_thesaurus *thesaurus;
	struct rq_stemmer *stemmer;
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

static const struct {
	const char *name;
	unsigned class;
	enum rq_tier tier;
	enum rq_unit unit;
} kinds[] = {
	{ "small", RQ_WORD_STOP, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "plain", RQ_WORD_PLAIN, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "negation", RQ_WORD_NEGATION, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "hedge", RQ_WORD_HEDGE, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "limit", RQ_WORD_LIMIT, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "peer", RQ_WORD_PEER, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "break", RQ_WORD_BREAK, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "reach", RQ_WORD_REACH, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "rank", RQ_WORD_SENIOR, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "relative", RQ_WORD_RELATIVE, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "noun", RQ_WORD_NOUN, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "and", RQ_WORD_AND, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "legal", RQ_WORD_LEGAL, RQ_TIER_NONE, RQ_UNIT_NONE },
	{ "helped", 0, RQ_TIER_HELP, RQ_UNIT_NONE },
	{ "did", 0, RQ_TIER_DO, RQ_UNIT_NONE },
	{ "built", 0, RQ_TIER_BUILD, RQ_UNIT_NONE },
	{ "led", 0, RQ_TIER_LEAD, RQ_UNIT_NONE },
	{ "founded", 0, RQ_TIER_FOUND, RQ_UNIT_NONE },
	{ "percent", 0, RQ_TIER_NONE, RQ_UNIT_PERCENT },
	{ "times", 0, RQ_TIER_NONE, RQ_UNIT_TIMES },
};

/* "month:3" and the like. */
static void learn_value(struct rq_lexeme *lexeme, const char *what, const char *value)
{
	int number = (int)strtol(value, NULL, 10);

	if (strncmp(what, "month", 5) == 0) {
		lexeme->month = (uint8_t)number;
	} else if (strncmp(what, "binder", 6) == 0) {
		lexeme->binder = (uint8_t)number;
	} else if (strncmp(what, "currency", 8) == 0) {
		lexeme->unit = RQ_UNIT_CURRENCY;
		lexeme->currency = *value;
	} else {
		lexeme->class |= strncmp(what, "scale", 5) == 0 ? RQ_WORD_SCALE : RQ_WORD_NUMERAL;
		lexeme->number = number;
	}
}

static void learn(struct rq_lexeme *lexeme, const char *what)
{
	const char *colon = strchr(what, ':');

	if (colon) {
		learn_value(lexeme, what, colon + 1);
		return;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (strcmp(kinds[i].name, what) != 0)
			continue;
		lexeme->class |= kinds[i].class;
		if (kinds[i].tier != RQ_TIER_NONE)
			lexeme->tier = (uint8_t)kinds[i].tier;
		if (kinds[i].unit != RQ_UNIT_NONE)
			lexeme->unit = (uint8_t)kinds[i].unit;
	}
}

static struct slot *take_slot(struct rq_wording *wording, const char *word, size_t length)
{
	struct slot *slot = find_slot(wording, word, length);

	slot->word = word;
	slot->length = length;
	return slot;
}

/* If it is one: that it is known, and which word opens it. */
static void learn_phrase(struct rq_wording *wording, const char *word, size_t length)
{
	const char *joint = memchr(word, '_', length);

	if (!joint)
		return;
	(void)take_slot(wording, word, length);
	take_slot(wording, word, (size_t)(joint - word))->lexeme.class |= RQ_WORD_OPENS;
}

struct rq_wording *rq_wording_new(const char *language)
{
	struct rq_wording *wording = rq_alloc(1, sizeof *wording);
	struct rq_wordlist list;
	char what[RQ_WORDLIST_BYTES];
	const char *word;
	size_t length;

	(void)snprintf(wording->language, sizeof wording->language, "%s",
		       language ? language : "en");
	wording->slot = rq_alloc(SLOTS, sizeof *wording->slot);
	wording->rooted = rq_alloc(ROOTED, sizeof *wording->rooted);
	wording->thesaurus = rq_thesaurus_new(language);
	wording->stemmer = rq_stemmer_new(language);
	rq_wordlist_init(&list, words_start, words_end, language, true);
	while (rq_wordlist_next_line(&list, what))
		while (rq_wordlist_next_word(&list, &word, &length)) {
			learn(&take_slot(wording, word, length)->lexeme, what);
			learn_phrase(wording, word, length);
		}
	rq_wordlist_init(&list, rq_thesaurus_start, rq_thesaurus_end, language, false);
	while (rq_wordlist_next_line(&list, NULL))
		while (rq_wordlist_next_word(&list, &word, &length))
			learn_phrase(wording, word, length);
	return wording;
}

void rq_wording_free(struct rq_wording *wording)
{
	if (!wording)
		return;
	rq_stemmer_free(wording->stemmer);
	rq_thesaurus_free(wording->thesaurus);
	free(wording->slot);
	free(wording->rooted);
	free(wording);
}

/* The last place is for languages that are not ours. */
static const char languages[][3] = { "en", "de", "fr", "es", "pt", "it", "nl", "" };

enum { LANGUAGES = sizeof languages / sizeof languages[0] };

struct rq_wordings {
	struct rq_wording *made[LANGUAGES];
};

struct rq_wordings *rq_wordings_new(void)
{
	return rq_alloc(1, sizeof(struct rq_wordings));
}

void rq_wordings_free(struct rq_wordings *wordings)
{
	for (size_t i = 0; wordings && i < LANGUAGES; i++)
		rq_wording_free(wordings->made[i]);
	free(wordings);
}

const struct rq_wording *rq_wordings_get(struct rq_wordings *wordings, const char *language)
{
	size_t at = 0;

	while (at + 1 < LANGUAGES && strncmp(languages[at], language ? language : "en", 2) != 0)
		at++;
	if (!wordings->made[at])
		wordings->made[at] = rq_wording_new(at + 1 < LANGUAGES ? languages[at] : "xx");
	return wordings->made[at];
}

const struct rq_lexeme *rq_wording_find(const struct rq_wording *wording, const char *word)
{
	const struct slot *slot = find_slot(wording, word, strlen(word));

	return slot->word ? &slot->lexeme : &wording->unknown;
}

const struct rq_thesaurus *rq_wording_thesaurus(const struct rq_wording *wording)
{
	return wording->thesaurus;
}

const struct rq_stemmer *rq_wording_stemmer(const struct rq_wording *wording, const char *language)
{
	return language && strcmp(wording->language, language) == 0 ? wording->stemmer : NULL;
}

uint64_t rq_wording_stem(const struct rq_wording *wording, const char *word)
{
	return rq_stemmer_hash(wording->stemmer, word);
}

uint64_t rq_wording_root(const struct rq_wording *wording, const char *word)
{
	uint64_t hash = rq_token_hash(word);
	struct rooted *rooted = &wording->rooted[hash % ROOTED];

	if (rooted->word != hash)
		*rooted = (struct rooted) { hash, rq_root_hash(word, wording->language) };
	return rooted->root;
}
