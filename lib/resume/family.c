#include "resume/family.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Words of a clause, and letters of one of them. */
enum { MAX_WORDS = 7, MAX_LETTERS = 16 };

/* What a word says; a clause has no other words. */
enum saying {
	STATUS = 1,
	CHILD = 1 << 1,
	COUNT = 1 << 2,
	NONE = 1 << 3,
	PARENT = 1 << 4,
	JOIN = 1 << 5
};

/*
 * Folded, in the order of their bytes. No "single", "solo", "kind" alone: they are said of work,
 * too.
 */
static const struct known {
	const char *word;
	enum saying saying;
} known[] = { { "and", JOIN },
	      { "avec", JOIN },
	      { "casada", STATUS },
	      { "casado", STATUS },
	      { "celibataire", STATUS },
	      { "celibe", STATUS },
	      { "child", CHILD },
	      { "children", CHILD },
	      { "cinco", COUNT },
	      { "cinq", COUNT },
	      { "cinque", COUNT },
	      { "com", JOIN },
	      { "con", JOIN },
	      { "coniugata", STATUS },
	      { "coniugato", STATUS },
	      { "cuatro", COUNT },
	      { "dad", PARENT },
	      { "de", JOIN },
	      { "deux", COUNT },
	      { "di", JOIN },
	      { "divorce", STATUS },
	      { "divorced", STATUS },
	      { "divorcee", STATUS },
	      { "divorciada", STATUS },
	      { "divorciado", STATUS },
	      { "divorziata", STATUS },
	      { "divorziato", STATUS },
	      { "dois", COUNT },
	      { "dos", COUNT },
	      { "drei", COUNT },
	      { "drie", COUNT },
	      { "duas", COUNT },
	      { "due", COUNT },
	      { "e", JOIN },
	      { "een", COUNT },
	      { "ein", COUNT },
	      { "eine", COUNT },
	      { "einem", COUNT },
	      { "en", JOIN },
	      { "enfant", CHILD },
	      { "enfants", CHILD },
	      { "et", JOIN },
	      { "father", PARENT },
	      { "figli", CHILD },
	      { "figlia", CHILD },
	      { "figlie", CHILD },
	      { "figlio", CHILD },
	      { "filha", CHILD },
	      { "filhas", CHILD },
	      { "filho", CHILD },
	      { "filhos", CHILD },
	      { "five", COUNT },
	      { "four", COUNT },
	      { "funf", COUNT },
	      { "geen", NONE },
	      { "gehuwd", STATUS },
	      { "gescheiden", STATUS },
	      { "geschieden", STATUS },
	      { "getrouwd", STATUS },
	      { "happily", JOIN },
	      { "hija", CHILD },
	      { "hijas", CHILD },
	      { "hijo", CHILD },
	      { "hijos", CHILD },
	      { "keine", NONE },
	      { "kid", CHILD },
	      { "kids", CHILD },
	      { "kind", CHILD },
	      { "kinder", CHILD },
	      { "kinderen", CHILD },
	      { "kindern", CHILD },
	      { "ledig", STATUS },
	      { "madre", PARENT },
	      { "mae", PARENT },
	      { "marie", STATUS },
	      { "mariee", STATUS },
	      { "married", STATUS },
	      { "mere", PARENT },
	      { "met", JOIN },
	      { "mit", JOIN },
	      { "moeder", PARENT },
	      { "mom", PARENT },
	      { "mother", PARENT },
	      { "mum", PARENT },
	      { "mutter", PARENT },
	      { "no", NONE },
	      { "nubile", STATUS },
	      { "of", JOIN },
	      { "ohne", NONE },
	      { "one", COUNT },
	      { "ongehuwd", STATUS },
	      { "pacse", STATUS },
	      { "pacsee", STATUS },
	      { "padre", PARENT },
	      { "pai", PARENT },
	      { "parent", PARENT },
	      { "pere", PARENT },
	      { "quatre", COUNT },
	      { "quatro", COUNT },
	      { "quattro", COUNT },
	      { "sans", NONE },
	      { "sem", NONE },
	      { "senza", NONE },
	      { "sin", NONE },
	      { "solteira", STATUS },
	      { "solteiro", STATUS },
	      { "soltera", STATUS },
	      { "soltero", STATUS },
	      { "sposata", STATUS },
	      { "sposato", STATUS },
	      { "three", COUNT },
	      { "to", JOIN },
	      { "tre", COUNT },
	      { "tres", COUNT },
	      { "trois", COUNT },
	      { "twee", COUNT },
	      { "two", COUNT },
	      { "um", COUNT },
	      { "uma", COUNT },
	      { "un", COUNT },
	      { "una", COUNT },
	      { "und", JOIN },
	      { "une", COUNT },
	      { "unmarried", STATUS },
	      { "uno", COUNT },
	      { "unverheiratet", STATUS },
	      { "vader", PARENT },
	      { "van", JOIN },
	      { "vater", PARENT },
	      { "vedova", STATUS },
	      { "vedovo", STATUS },
	      { "verheiratet", STATUS },
	      { "verwitwet", STATUS },
	      { "veuf", STATUS },
	      { "veuve", STATUS },
	      { "vier", COUNT },
	      { "vijf", COUNT },
	      { "viuda", STATUS },
	      { "viudo", STATUS },
	      { "viuva", STATUS },
	      { "viuvo", STATUS },
	      { "von", JOIN },
	      { "widowed", STATUS },
	      { "with", JOIN },
	      { "without", NONE },
	      { "y", JOIN },
	      { "zonder", NONE },
	      { "zwei", COUNT } };

/* "Marié", not "Marie": a mark that folding took made its last letter longer. */
static bool is_name(const struct rq_folded *folded, size_t i, size_t end)
{
	return rq_fold_stands(folded, i, "marie") && end - i == strlen("marie") &&
	       folded->at[end - 1].end - folded->at[end - 1].start == 1;
}

static int compare_words(const void *word, const void *one)
{
	return strcmp(word, ((const struct known *)one)->word);
}

static enum saying say(const struct rq_folded *folded, size_t i, size_t end)
{
	char word[MAX_LETTERS + 1] = "";
	const struct known *found;

	if (end - i > MAX_LETTERS || is_name(folded, i, end))
		return 0;
	if (end - i == 1 && rq_fold_is_digit(folded, i))
		return COUNT;
	for (size_t k = 0; i < end; i++, k++)
		word[k] = (char)(rq_fold_at(folded, i) < 0x80 ? rq_fold_at(folded, i) : '?');
	found =
	    bsearch(word, known, sizeof known / sizeof known[0], sizeof known[0], compare_words);
	return found ? found->saying : 0;
}

/* Whether a clause ends, or begins, at that character. */
static bool parts(int32_t character)
{
	return character == 0 || (character < 0x80 && strchr(",;.|:()/\n\"", (char)character)) ||
	       character == 0x2022 || character == 0xb7;
}

static bool is_dash(int32_t character)
{
	return character == '-' || character == 0x2013 || character == 0x2014;
}

static bool begins_clause(const struct rq_folded *folded, size_t i)
{
	size_t at = i;

	while (at > 0 && rq_fold_at(folded, at - 1) == ' ')
		at--;
	return at == 0 || parts(rq_fold_at(folded, at - 1)) ||
	       (at < i && is_dash(rq_fold_at(folded, at - 1)));
}

static bool ends_clause(const struct rq_folded *folded, size_t i)
{
	size_t at = i;

	while (rq_fold_at(folded, at) == ' ')
		at++;
	return parts(rq_fold_at(folded, at)) || (at > i && is_dash(rq_fold_at(folded, at)));
}

void rq_family_openings(struct rq_openings *openings)
{
	for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
		rq_opening_add(openings, RQ_OPENS_FAMILY, known[k].word);
	rq_opening_add(openings, RQ_OPENS_FAMILY, "2"); /* any digit */
}

size_t rq_family_end(const struct rq_folded *folded, size_t i)
{
	unsigned said = 0;
	size_t end = i;

	if (!begins_clause(folded, i))
		return 0;
	for (size_t words = 0; words < MAX_WORDS; words++) {
		enum saying saying;

		for (i = end; rq_fold_is_word(folded, end); end++)
			;
		saying = say(folded, i, end);
		if (saying == 0)
			return 0;
		said |= saying;
		if (ends_clause(folded, end))
			break;
		if (rq_fold_at(folded, end) != ' ')
			return 0;
		end++;
	}
	if (!ends_clause(folded, end))
		return 0;
	return (said & STATUS) || (said & CHILD && said & (COUNT | NONE)) ||
		       (said & PARENT && said & COUNT)
		   ? end
		   : 0;
}
