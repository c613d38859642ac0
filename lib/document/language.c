#include "document/language.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { EN = 1, DE = 2, FR = 4, ES = 8, PT = 16, IT = 32, NL = 64, LANGUAGES = 7 };
enum { LONGEST = 4, MOST_WORDS = 1000, WHOLE_VOTE = 12, FEWEST_VOTES = 4 * WHOLE_VOTE };

static const char *const codes[LANGUAGES] = { "en", "de", "fr", "es", "pt", "it", "nl" };

/* Short words that carry grammar, in the order of bytes, and whose they are. */
static const struct {
	char word[LONGEST + 1];
	uint8_t languages;
} words[] = {
	{ "a", FR | PT },
	{ "aan", NL },
	{ "al", ES | IT },
	{ "alla", IT },
	{ "als", DE | NL },
	{ "am", DE },
	{ "an", EN },
	{ "and", EN },
	{ "ao", PT },
	{ "are", EN },
	{ "as", EN | PT },
	{ "at", EN },
	{ "au", FR },
	{ "auf", DE },
	{ "aux", FR },
	{ "avec", FR },
	{ "bei", DE },
	{ "bij", NL },
	{ "by", EN },
	{ "che", IT },
	{ "com", PT },
	{ "con", ES | IT },
	{ "da", PT | IT },
	{ "dal", IT },
	{ "dans", FR },
	{ "das", DE | PT },
	{ "de", FR | ES | PT | NL },
	{ "dei", IT },
	{ "del", ES | IT },
	{ "dem", DE },
	{ "den", DE | NL },
	{ "der", DE | NL },
	{ "des", DE | FR },
	{ "di", IT },
	{ "die", DE },
	{ "do", PT },
	{ "door", NL },
	{ "dos", PT },
	{ "du", FR },
	{ "e", PT | IT },
	{ "een", NL },
	{ "ein", DE },
	{ "eine", DE },
	{ "el", ES },
	{ "em", PT },
	{ "en", FR | ES | NL },
	{ "est", FR },
	{ "et", FR },
	{ "for", EN },
	{ "from", EN },
	{ "fur", DE },
	{ "gli", IT },
	{ "het", NL },
	{ "i", IT },
	{ "ik", NL },
	{ "il", IT },
	{ "im", DE },
	{ "in", EN | DE | IT | NL },
	{ "is", EN | NL },
	{ "it", EN },
	{ "la", FR | ES | IT },
	{ "las", ES },
	{ "le", FR | IT },
	{ "les", FR },
	{ "los", ES },
	{ "met", NL },
	{ "mi", ES },
	{ "mis", ES },
	{ "mit", DE },
	{ "my", EN },
	{ "na", PT },
	{ "nel", IT },
	{ "no", PT },
	{ "not", EN },
	{ "o", ES | PT },
	{ "oder", DE },
	{ "of", EN },
	{ "om", NL },
	{ "on", EN },
	{ "op", NL },
	{ "or", EN },
	{ "os", PT },
	{ "ou", FR },
	{ "our", EN },
	{ "par", FR },
	{ "para", ES | PT },
	{ "per", IT },
	{ "por", ES | PT },
	{ "pour", FR },
	{ "que", FR | ES | PT },
	{ "su", ES },
	{ "sur", FR },
	{ "te", NL },
	{ "that", EN },
	{ "the", EN },
	{ "this", EN },
	{ "to", EN },
	{ "tot", NL },
	{ "um", PT },
	{ "uma", PT },
	{ "un", FR | ES | IT },
	{ "una", ES | IT },
	{ "und", DE },
	{ "une", FR },
	{ "van", NL },
	{ "von", DE },
	{ "voor", NL },
	{ "was", EN },
	{ "with", EN },
	{ "y", ES },
	{ "zum", DE },
	{ "zur", DE },
};

static int compare(const void *key, const void *element)
{
	return memcmp(key, element, LONGEST);
}

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static void vote(const char *word, size_t length, int votes[LANGUAGES])
{
	char key[LONGEST] = { 0 };
	const uint8_t *found;
	unsigned languages;

	if (length > LONGEST)
		return;
	for (size_t i = 0; i < length; i++)
		key[i] = (char)(word[i] | 0x20);
	found = bsearch(key, words, sizeof words / sizeof words[0], sizeof words[0], compare);
	if (!found)
		return;
	languages = found[LONGEST + 1];
	for (int i = 0; i < LANGUAGES; i++)
		if (languages & (1U << i))
			votes[i] += WHOLE_VOTE / __builtin_popcount(languages);
}

const char *rq_language_guess(const char *text)
{
	int votes[LANGUAGES] = { 0 }, best = 0, second = -1;

	for (int count = 0; *text && count < MOST_WORDS; count++) {
		const char *start;

		while (*text && !is_letter((unsigned char)*text))
			text++;
		for (start = text; is_letter((unsigned char)*text); text++)
			;
		vote(start, (size_t)(text - start), votes);
	}
	for (int i = 1; i < LANGUAGES; i++)
		if (votes[i] > votes[best])
			best = i;
	for (int i = 0; i < LANGUAGES; i++)
		if (i != best && (second == -1 || votes[i] > votes[second]))
			second = i;
	if (votes[best] < FEWEST_VOTES || votes[best] * 5 < votes[second] * 6)
		return NULL;
	return codes[best];
}
