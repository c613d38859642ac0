#include "edit/owner.h"

#include <string.h>

#include "edit/deed.h"
#include "edit/phrase.h"
#include "edit/role.h"
#include "match/token.h"

bool rq_word_begins_clause(const struct rq_reading *reading, size_t at)
{
	return at == 0 || !rq_reading_is_of_clause(reading, at - 1, at);
}

/* Which elsewhere is "of". */
static bool is_dutch_de(const struct rq_reading *reading, size_t at)
{
	return reading->verb_last && !reading->capital_nouns &&
	       strcmp(reading->word[at].text, "de") == 0;
}

static bool is_article(const struct rq_reading *reading, size_t at)
{
	return rq_word_is_article(&reading->word[at]) || is_dutch_de(reading, at);
}

size_t rq_word_first_of_group(const struct rq_reading *reading, size_t at)
{
	while (!rq_word_begins_clause(reading, at) &&
	       (is_article(reading, at - 1) || rq_word_is_content(&reading->word[at - 1])))
		at--;
	return at;
}

/* "Bestellungen der Kunden" */
static bool is_genitive(const struct rq_reading *reading, size_t at)
{
	return reading->capital_nouns && at > 0 &&
	       rq_token_is_one_of(reading->word[at].text, " der des ") &&
	       reading->word[at - 1].upper && rq_word_is_content(&reading->word[at - 1]);
}

static bool is_of(const struct rq_reading *reading, size_t at)
{
	static const char of[] =
	    " of von de d du des del della dei dell delle degli dello do da dos "
	    "das di van ";

	return !is_dutch_de(reading, at) &&
	       (rq_token_is_one_of(reading->word[at].text, of) || is_genitive(reading, at));
}

/* "De" of "cerca de 100 clientes": it binds the number, and nothing is of anything. */
static bool is_of_about(const struct rq_reading *reading, size_t at)
{
	return at > 0 && !rq_word_begins_clause(reading, at) &&
	       reading->word[at + 1].quantity >= 0 &&
	       rq_token_is_one_of(reading->word[at - 1].text, " cerca alrededor perto ");
}

long rq_word_owner(const struct rq_reading *reading, size_t at)
{
	size_t i = at;

	for (; !rq_word_begins_clause(reading, i) &&
	       (!is_of(reading, i - 1) || is_of_about(reading, i - 1));
	     i--)
		if (!(is_of(reading, i - 1) || is_article(reading, i - 1) ||
		      rq_word_is_content(&reading->word[i - 1])) ||
		    (rq_word_is_gerund(&reading->word[i - 1]) &&
		     !(i > 1 && is_article(reading, i - 2)))) /* "of the training guide" */
			return RQ_NOWHERE; /* "the task of planning the display" */
	if (rq_word_begins_clause(reading, i) || rq_word_is_half_of_preposition(reading, i - 1))
		return RQ_NOWHERE;
	for (i--;
	     !rq_word_begins_clause(reading, i) && rq_word_is_in_phrase(&reading->word[i - 1]);)
		i--; /* "presa in carico dei clienti" */
	while (i > 1 && !rq_word_begins_clause(reading, i - 1) &&
	       (reading->word[i - 1].lexeme->class & RQ_WORD_REACH) &&
	       rq_word_is_content(&reading->word[i - 2]))
		i--; /* "planeamento semanal da produção" */
	return !rq_word_begins_clause(reading, i) && rq_word_is_content(&reading->word[i - 1])
		   ? (long)i - 1
		   : RQ_NOWHERE;
}
