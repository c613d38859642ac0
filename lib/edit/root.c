#include "edit/root.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "match/token.h"

/* Fewer letters in front of an ending are another word: nation, national. */
enum { ROOT_BYTES = 4, WORD_BYTES = 64 };

/* Endings, the longest first, between spaces; "ction>c" puts a letter in their place. */
struct endings {
	const char *language;
	const char *endings;
	const char *prefixes; /* that part from a verb: durch-führen; NULL for none */
};

static const struct endings known[] = {
	{ "en",
	  "mentations ifications>if mentation ification>if isations menting ization "
	  "isation iations mented ifying>if ations iation ctions>c isions ating ising "
	  "izing ified>if ifies>if ction>c cting>c ation ments ision iated iates iate "
	  "cted>c ates ated ised ized ises izes ions ysis>ys yses>ys ysed>ys yzed>ys ment "
	  "yse>ys yze>ys cts>c ify>if ing ion ate ise ize ied>y ies>y ces>c ced>c ct>c "
	  "ce>c ed es s e",
	  NULL },
	{ "de",
	  "ierungen ierenden ationen ierung ierten aturen ieren ierte innen ation ungen ierst atur "
	  "etet eten iere iert ung ete ten in et en te st es t n e s",
	  "zusammen weiter durch fest teil nach auf aus ein vor mit her hin bei weg los ab an um "
	  "zu" },
	{ "fr",
	  "issement ications ication ements ations ement ation ances ance ages ions age ant ées "
	  "ais "
	  "ion ées és ée er ir é e s",
	  NULL },
	{ "es",
	  "amientos imientos amiento imiento aciones ciones ación ando ados adas ión ado ada aba "
	  "ía "
	  "ar er ir aron é ó a o s",
	  NULL },
	{ "pt",
	  "amentos amento imento ações ação ando ados adas ado ada ava ei ou ar er ir i a o s",
	  NULL },
	{ "it",
	  "azioni amenti azione amento imento ando ione ioni are ere ire ato ata ati ate avo ito "
	  "ita "
	  "iti ite o a i e",
	  NULL },
	{ "nl", "ingen ing den ten de te en d t", "samen door voor mee toe aan uit af op in bij" },
};

static const struct endings *endings_of(const char *language)
{
	for (size_t i = 0; language && i < sizeof known / sizeof known[0]; i++)
		if (strncmp(known[i].language, language, 2) == 0)
			return &known[i];
	return NULL;
}

static bool begins(const char *word, const char *start, size_t length)
{
	return strncmp(word, start, length) == 0;
}

/* geschrieben, durchgeführt, auszuwerten: without the "ge" or "zu" of the form. */
static void drop_infix(char *word, const char *prefixes)
{
	size_t at = 0, length = strlen(word);

	for (const char *prefix = prefixes; *prefix && at == 0;) {
		size_t size = strcspn(prefix, " ");

		if (begins(word, prefix, size) &&
		    (begins(word + size, "ge", 2) || begins(word + size, "zu", 2)))
			at = size;
		prefix += size + strspn(prefix + size, " ");
	}
	if (length < at + 2 + ROOT_BYTES || !strchr("tnd", word[length - 1]) ||
	    (at == 0 && !begins(word, "ge", 2)))
		return;
	memmove(word + at, word + at + 2, length - at - 1);
}

static bool drop_ending(char *word, const char *endings)
{
	size_t length = strlen(word);

	/* No call in the loop: this is what reading a text costs. */
	for (const char *ending = endings, *end; *ending; ending = *end ? end + 1 : end) {
		const char *last = ending;
		size_t size;

		while (*last && *last != ' ' && *last != '>')
			last++;
		for (end = last; *end && *end != ' ';)
			end++;
		size = (size_t)(last - ending);
		if (size == 1 && strcmp(word + length - 2, "ss") == 0)
			continue; /* process */
		if (last[-1] != word[length - 1] || length < size + ROOT_BYTES ||
		    memcmp(word + length - size, ending, size) != 0)
			continue;
		word[length - size] = '\0';
		if (*last == '>')
			(void)strncat(word, last + 1, (size_t)(end - last) - 1);
		return true;
	}
	return false;
}

/* planning, planned: one n; entwickeln, Entwicklung, administer, administration: no e. */
static void settle(char *word)
{
	size_t length = strlen(word);

	if (length > ROOT_BYTES && word[length - 1] == word[length - 2] &&
	    !strchr("s", word[length - 1]))
		word[length - 1] = '\0';
	else if (length > ROOT_BYTES && word[length - 2] == 'e' && strchr("lr", word[length - 1])) {
		word[length - 2] = word[length - 1];
		word[length - 1] = '\0';
	}
}

/* Dutch writes a long vowel twice where a consonant ends the word: controleer, controleren. */
static void shorten(char *word)
{
	size_t length = strlen(word);

	if (length <= ROOT_BYTES || strchr("aeou", word[length - 1]) ||
	    word[length - 2] != word[length - 3] || !strchr("aeou", word[length - 2]))
		return;
	word[length - 2] = word[length - 1];
	word[length - 1] = '\0';
}

uint64_t rq_root_hash(const char *word, const char *language)
{
	const struct endings *endings = endings_of(language);
	char root[WORD_BYTES];
	size_t length = strlen(word);

	if (!endings || length < ROOT_BYTES || length >= WORD_BYTES)
		return rq_token_hash(word);
	memcpy(root, word, length + 1);
	if (endings->prefixes)
		drop_infix(root, endings->prefixes);
	(void)drop_ending(root, endings->endings);
	if (strcmp(endings->language, "nl") == 0)
		shorten(root);
	settle(root);
	return rq_token_hash(root);
}
