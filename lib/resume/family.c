#include "resume/family.h"

#include <stdbool.h>
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

/* Folded, each between spaces. No "single", "solo", "kind" alone: they are said of work, too. */
static const struct {
	enum saying saying;
	const char *words;
} known[] = {
	{ STATUS,
	  " married unmarried divorced widowed verheiratet unverheiratet ledig geschieden "
	  "verwitwet marie mariee celibataire divorce divorcee veuf veuve pacse pacsee "
	  "casado casada soltero soltera divorciado divorciada viudo viuda solteiro solteira "
	  "viuvo viuva sposato sposata coniugato coniugata celibe nubile divorziato "
	  "divorziata vedovo vedova gehuwd ongehuwd getrouwd gescheiden " },
	{ CHILD,
	  " child children kid kids kind kinder kindern enfant enfants hijo hija hijos hijas "
	  "filho filha filhos filhas figlio figlia figli figlie kinderen " },
	{ COUNT,
	  " one two three four five ein eine einem zwei drei vier funf un une deux trois "
	  "quatre cinq uno una dos tres cuatro cinco um uma dois duas quatro due tre quattro "
	  "cinque een twee drie vier vijf " },
	{ NONE, " no without keine ohne sans sin sem senza geen zonder " },
	{ PARENT, " mother father mum mom dad parent vater mutter pere mere padre madre pai mae "
		  "vader moeder " },
	{ JOIN, " happily and with of to und mit von et avec de y e con di com en met van " },
};

/* "Marié", not "Marie": a mark that folding took made its last letter longer. */
static bool is_name(const struct rq_folded *folded, size_t i, size_t end)
{
	return rq_fold_stands(folded, i, "marie") && end - i == strlen("marie") &&
	       folded->at[end - 1].end - folded->at[end - 1].start == 1;
}

static enum saying say(const struct rq_folded *folded, size_t i, size_t end)
{
	char word[MAX_LETTERS + 3] = " ";
	size_t length = 1;

	if (end - i > MAX_LETTERS || is_name(folded, i, end))
		return 0;
	if (end - i == 1 && rq_fold_is_digit(folded, i))
		return COUNT;
	for (; i < end; i++)
		word[length++] = (char)(rq_fold_at(folded, i) < 0x80 ? rq_fold_at(folded, i) : '?');
	word[length++] = ' ';
	word[length] = '\0';
	for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
		if (strstr(known[k].words, word))
			return known[k].saying;
	return 0;
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
