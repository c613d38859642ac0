#include "edit/rate.h"

#include <string.h>
#include <strings.h>

#include "edit/same.h"
#include "match/token.h"

bool rq_word_is_how_often(const struct rq_word *word)
{
	return (word->lexeme->class & RQ_WORD_REACH) && word->senses->group[0];
}

bool rq_word_is_behind_slash(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return at > 0 && word->start == word[-1].end + 1 && word->quantity < 0 &&
	       reading->source[word->start - 1] == '/' && !word->term;
}

bool rq_word_leads_to_rate(const struct rq_word *word)
{
	static const char per[] =
	    " per each every pro je jede jeder jedes jeden par chaque por cada "
	    "ogni elke iedere ";

	return rq_token_is_one_of(word->text, per);
}

/* The word that a rate which begins there is told per: "shift" of "each shift"; or NULL. */
static const struct rq_word *unit_of(const struct rq_reading *reading, size_t at)
{
	if (rq_word_is_behind_slash(reading, at))
		return &reading->word[at];
	return rq_word_leads_to_rate(&reading->word[at]) &&
		       rq_reading_is_of_clause(reading, at + 1, at)
		   ? &reading->word[at + 1]
		   : NULL;
}

bool rq_rate_is_same(const struct rq_reading *a, size_t at_a, const struct rq_reading *b,
		     size_t at_b)
{
	const struct rq_word *one = unit_of(a, at_a), *other = unit_of(b, at_b);
	size_t length = one ? one->end - one->start : 0;

	return one && other && length == other->end - other->start &&
	       strncasecmp(a->source + one->start, b->source + other->start, length) == 0;
}

bool rq_word_is_told_per(const struct rq_reading *reading, size_t at)
{
	static const char shifts[] = " turno jornada plantão équipe poste service ";
	const struct rq_word *word = &reading->word[at];

	return at > 0 && rq_word_is_content(word) && word[-1].clause == word->clause &&
	       (rq_token_is_one_of(word[-1].text, " per pro je ") ||
		(rq_token_is_one_of(word[-1].text, " por par ") &&
		 rq_token_is_one_of(word->text, shifts)));
}

const struct rq_word *rq_rate_of(const struct rq_reading *reading,
				 const struct rq_quantity *quantity)
{
	const struct rq_word *word = reading->word, *before = NULL;
	unsigned clause = word[quantity->last].clause;

	for (size_t i = quantity->last + 1;
	     i < reading->count && word[i].clause == clause && word[i].quantity < 0; i++)
		if (rq_word_is_how_often(&word[i]) || rq_word_is_told_per(reading, i))
			return &word[i];
	for (size_t i = quantity->first; i-- > 0 && word[i].clause == clause;) {
		if (word[i].quantity >= 0)
			return NULL; /* it is that one's */
		before = rq_word_is_how_often(&word[i]) || rq_word_is_told_per(reading, i)
			     ? &word[i]
			     : before;
	}
	return before;
}

bool rq_rate_is_told(const struct rq_reading *reading, const struct rq_word *rate)
{
	for (size_t i = 0; i < reading->count; i++)
		if (rq_word_is_how_often(&reading->word[i]) || rq_word_is_behind_slash(reading, i))
			return true;
	return rq_reading_keeps(reading, rate);
}
