#include "edit/afterthought.h"

#include "edit/counted.h"
#include "edit/deed.h"
#include "edit/rate.h"
#include "edit/role.h"
#include "match/token.h"

/* Where the clause of a word begins. */
static size_t first_of_clause(const struct rq_reading *reading, size_t at)
{
	while (at > 0 && rq_reading_is_of_clause(reading, at - 1, at))
		at--;
	return at;
}

/* Whether nothing but what binds it ("around", "cerca de") begins the clause of a number. */
static bool begins_its_clause(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	for (size_t i = first_of_clause(reading, quantity->first); i < quantity->first; i++)
		if (rq_word_is_content(&reading->word[i]) && !reading->word[i].lexeme->binder)
			return false;
	return true;
}

/* Whether nothing but what it is told per follows a number: not "3 of them suites". */
static bool ends_its_clause(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	const struct rq_word *word = reading->word;

	for (size_t i = quantity->last + 1; rq_reading_is_of_clause(reading, i, quantity->last);
	     i++)
		if (rq_word_is_content(&word[i]) && !rq_word_is_how_often(&word[i]) &&
		    !rq_word_is_told_per(reading, i))
			return false;
	return true;
}

/* What a clause is of, from its first word: "and" makes two of it, a number has its own. */
static bool is_of_one_thing(const struct rq_reading *reading, size_t first)
{
	for (size_t i = first; rq_reading_is_of_clause(reading, i, first); i++)
		if ((reading->word[i].lexeme->class & RQ_WORD_AND) ||
		    reading->word[i].quantity >= 0)
			return false;
	return true;
}

/* Posted, acompanhei: a verb in a form that no noun has. */
static bool is_verb(const struct rq_reading *reading, size_t at)
{
	return rq_word_looks_like_verb(&reading->word[at]) || rq_word_is_finite(reading, at);
}

/* Orders, ordini: several of them, which the number may be of. */
static bool is_plural(const struct rq_word *word)
{
	return rq_token_ends_in_one_of(word->text, "s i ");
}

/*
 * What the first word of a clause is done to: "invoices" of "Posted purchase invoices", "visitas"
 * of "Acompanhamento pedagógico de visitas de estudo". NULL: nothing that is seen.
 */
static const struct rq_word *thing_of(const struct rq_reading *reading, size_t first)
{
	enum rq_role nearest = is_verb(reading, first) ? RQ_ROLE_DIRECT : RQ_ROLE_OF;

	if (nearest == RQ_ROLE_OF && is_plural(&reading->word[first]))
		return NULL;
	for (size_t i = first + 1; rq_reading_is_of_clause(reading, i, first); i++) {
		enum rq_role role = rq_word_role(reading, i);

		if (rq_word_is_head(reading, i) && role >= nearest && role <= RQ_ROLE_OF)
			return &reading->word[i];
	}
	return NULL;
}

bool rq_afterthought_is_same(const struct rq_reading *after, const struct rq_quantity *quantity,
			     const struct rq_reading *cited, const struct rq_quantity *theirs)
{
	const struct rq_word *words[RQ_COUNTED_WORDS], *thing;
	size_t count = rq_counted_words(after, quantity, words), first;

	if (count == 0 || rq_counted_words(cited, theirs, words) > 0 || theirs->unit[0] ||
	    !begins_its_clause(cited, theirs) || !ends_its_clause(cited, theirs))
		return false;
	count = rq_counted_words(after, quantity, words);
	first = first_of_clause(cited, theirs->first);
	if (first == 0 || cited->word[first - 1].sentence != cited->word[first].sentence)
		return false;
	first = first_of_clause(cited, first - 1);
	thing = is_of_one_thing(cited, first) ? thing_of(cited, first) : NULL;
	if (!thing || !rq_word_same(words[count - 1], thing) ||
	    !(is_verb(after, 0) || rq_word_is_participle(after, 0)) ||
	    !rq_word_same(&after->word[0], &cited->word[first]))
		return false;
	for (size_t i = 0; i + 1 < count; i++)
		if (!rq_reading_has(cited, words[i]))
			return false;
	return true;
}
