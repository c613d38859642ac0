#include "document/language.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
	EN = 1 << 0,
	DE = 1 << 1,
	FR = 1 << 2,
	ES = 1 << 3,
	PT = 1 << 4,
	IT = 1 << 5,
	NL = 1 << 6,
	/* those that only rq_language_tell() tells */
	CS = 1 << 7,
	DA = 1 << 8,
	FI = 1 << 9,
	HU = 1 << 10,
	NO = 1 << 11,
	PL = 1 << 12,
	RO = 1 << 13,
	SV = 1 << 14,
	TR = 1 << 15,
};
enum { GUESSED = 7, LANGUAGES = 16 };
enum { LONGEST = 6, MOST_WORDS = 1000, WHOLE_VOTE = 12, FEWEST_VOTES = 4 * WHOLE_VOTE };

static const char *const codes[LANGUAGES] = { "en", "de", "fr", "es", "pt", "it", "nl", "cs",
					      "da", "fi", "hu", "no", "pl", "ro", "sv", "tr" };

/* Short words that carry grammar, in the order of bytes, and whose they are. */
static const struct word {
	char word[LONGEST + 1];
	uint16_t languages;
} words[] = {
	{ "a", FR | PT },
	{ "aan", NL },
	{ "af", DA },
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
	{ "att", SV },
	{ "au", FR },
	{ "auf", DE },
	{ "aux", FR },
	{ "av", NO | SV },
	{ "avec", FR },
	{ "bei", DE },
	{ "bij", NL },
	{ "bir", TR },
	{ "by", EN },
	{ "byl", CS },
	{ "che", IT },
	{ "com", PT },
	{ "con", ES | IT },
	{ "cu", RO },
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
	{ "det", DA | NO | SV },
	{ "di", IT },
	{ "die", DE },
	{ "din", RO },
	{ "dla", PL },
	{ "do", PT },
	{ "door", NL },
	{ "dos", PT },
	{ "du", FR },
	{ "e", PT | IT },
	{ "een", NL },
	{ "egy", HU },
	{ "ein", DE },
	{ "eine", DE },
	{ "el", ES },
	{ "em", PT },
	{ "en", FR | ES | NL },
	{ "est", FR },
	{ "et", FR },
	{ "ett", SV },
	{ "että", FI },
	{ "for", EN },
	{ "fra", DA | NO },
	{ "from", EN },
	{ "från", SV },
	{ "för", SV },
	{ "für", DE },
	{ "gibi", TR },
	{ "gli", IT },
	{ "göre", TR },
	{ "har", DA | NO | SV },
	{ "het", NL },
	{ "hogy", HU },
	{ "i", IT },
	{ "ik", NL },
	{ "ikke", DA | NO },
	{ "il", IT },
	{ "ile", TR },
	{ "im", DE },
	{ "in", EN | DE | IT | NL },
	{ "inom", SV },
	{ "is", EN | NL },
	{ "it", EN },
	{ "için", TR },
	{ "ja", FI },
	{ "jako", CS },
	{ "jeg", DA | NO },
	{ "jest", PL },
	{ "jsem", CS },
	{ "kanssa", FI },
	{ "la", FR | ES | IT },
	{ "las", ES },
	{ "le", FR | IT },
	{ "les", FR },
	{ "los", ES },
	{ "lub", PL },
	{ "med", DA | NO | SV },
	{ "met", NL },
	{ "mezi", CS },
	{ "mi", ES },
	{ "mint", HU },
	{ "mis", ES },
	{ "mit", DE },
	{ "my", EN },
	{ "myös", FI },
	{ "na", PT },
	{ "nad", PL },
	{ "nebo", CS },
	{ "nel", IT },
	{ "nem", HU },
	{ "no", PT },
	{ "not", EN },
	{ "o", ES | PT },
	{ "och", SV },
	{ "oder", DE },
	{ "of", EN },
	{ "og", DA | NO },
	{ "olan", TR },
	{ "olarak", TR },
	{ "oli", FI },
	{ "om", NL },
	{ "on", EN },
	{ "op", NL },
	{ "or", EN },
	{ "oraz", PL },
	{ "os", PT },
	{ "ou", FR },
	{ "our", EN },
	{ "ovat", FI },
	{ "par", FR },
	{ "para", ES | PT },
	{ "pentru", RO },
	{ "per", IT },
	{ "pod", PL },
	{ "por", ES | PT },
	{ "pour", FR },
	{ "prin", RO },
	{ "przez", PL },
	{ "przy", PL },
	{ "på", DA | NO | SV },
	{ "při", CS },
	{ "que", FR | ES | PT },
	{ "roku", PL | CS },
	{ "samt", DA | NO | SV },
	{ "sau", RO },
	{ "sekä", FI },
	{ "się", PL },
	{ "som", DA | NO | SV },
	{ "során", HU },
	{ "su", ES },
	{ "sur", FR },
	{ "tai", FI },
	{ "také", CS },
	{ "także", PL },
	{ "te", NL },
	{ "that", EN },
	{ "the", EN },
	{ "this", EN },
	{ "til", DA | NO },
	{ "till", SV },
	{ "to", EN },
	{ "tot", NL },
	{ "um", PT },
	{ "uma", PT },
	{ "un", FR | ES | IT },
	{ "una", ES | IT },
	{ "und", DE },
	{ "une", FR },
	{ "v", CS },
	{ "vagy", HU },
	{ "van", NL },
	{ "ve", CS | TR },
	{ "ved", DA | NO },
	{ "veya", TR },
	{ "volt", HU },
	{ "von", DE },
	{ "voor", NL },
	{ "w", PL },
	{ "was", EN },
	{ "with", EN },
	{ "y", ES },
	{ "z", PL | CS },
	{ "ze", PL },
	{ "zum", DE },
	{ "zur", DE },
	{ "által", HU },
	{ "är", SV },
	{ "å", NO },
	{ "és", HU },
	{ "în", RO },
	{ "şi", RO },
	{ "že", CS },
	{ "și", RO },
};

static int compare(const void *key, const void *element)
{
	return memcmp(key, element, LONGEST);
}

static bool is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static unsigned languages_of(const char *word, size_t length)
{
	char key[LONGEST] = { 0 };
	const struct word *found;

	if (length > LONGEST)
		return 0;
	for (size_t i = 0; i < length; i++)
		key[i] = (char)((unsigned char)word[i] < 0x80 ? word[i] | 0x20 : word[i]);
	found = bsearch(key, words, sizeof words / sizeof words[0], sizeof words[0], compare);
	return found ? found->languages : 0;
}

/* A word's vote is shared by its languages. */
static void count_votes(const char *text, int votes[LANGUAGES])
{
	for (int count = 0; *text && count < MOST_WORDS; count++) {
		const char *start;
		unsigned languages;

		while (*text && !is_letter((unsigned char)*text))
			text++;
		for (start = text; is_letter((unsigned char)*text); text++)
			;
		languages = languages_of(start, (size_t)(text - start));
		for (int i = 0; i < LANGUAGES; i++)
			if (languages & (1U << i))
				votes[i] += WHOLE_VOTE / __builtin_popcount(languages);
	}
}

const char *rq_language_tell(const char *text)
{
	int votes[LANGUAGES] = { 0 }, best = 0, second = -1;

	count_votes(text, votes);
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

const char *rq_language_guess(const char *text)
{
	const char *told = rq_language_tell(text);

	for (int i = 0; told && i < GUESSED; i++)
		if (told == codes[i])
			return told;
	return NULL;
}
