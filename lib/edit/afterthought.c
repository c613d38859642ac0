#include "edit/afterthought.h"

#include "edit/counted.h"
#include "edit/deed.h"
#include "edit/rate.h"
#include "edit/role.h"
#include "edit/same.h"
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

/*
 * What a clause is of, from its first word: "and" makes two of it, unless it stands behind "of" or
 * another preposition ("Aanvragen van paspoorten en rijbewijzen", "by phone and e-mail"); a number
 * has its own.
 */
static bool is_of_one_thing(const struct rq_reading *reading, size_t first)
{
	for (size_t i = first; rq_reading_is_of_clause(reading, i, first); i++)
		if (reading->word[i].quantity >= 0 ||
		    ((reading->word[i].lexeme->class & RQ_WORD_AND) &&
		     rq_word_role(reading, i) < RQ_ROLE_OF))
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

/* What was done, and to what. */
struct told {
	const struct rq_word *deed, *thing;
};

/* "Aanvragen verwerkt", "Anträge auf Wohngeld bearbeitet": the verb comes last. */
static struct told find_before_verb(const struct rq_reading *reading, size_t first)
{
	size_t last = first;

	while (rq_reading_is_of_clause(reading, last + 1, first))
		last++;
	if (!rq_word_comes_last(reading, last) || !rq_word_is_head(reading, first))
		return (struct told) { NULL, NULL };
	return (struct told) { &reading->word[last], &reading->word[first] };
}

/*
 * What the first word of a clause is done to: "invoices" of "Posted purchase invoices", "visitas"
 * of "Acompanhamento pedagógico de visitas de estudo".
 */
static struct told find_behind_deed(const struct rq_reading *reading, size_t first)
{
	enum rq_role nearest;

	while (!rq_word_is_content(&reading->word[first]) &&
	       rq_reading_is_of_clause(reading, first + 1, first))
		first++; /* "se resolvían" */
	nearest = is_verb(reading, first) ? RQ_ROLE_DIRECT : RQ_ROLE_OF;

	if (nearest == RQ_ROLE_OF && is_plural(&reading->word[first]))
		return (struct told) { NULL, NULL };
	for (size_t i = first + 1; rq_reading_is_of_clause(reading, i, first); i++) {
		enum rq_role role = rq_word_role(reading, i);

		if (rq_word_is_head(reading, i) && role >= nearest && role <= RQ_ROLE_OF)
			return (struct told) { &reading->word[first], &reading->word[i] };
	}
	return (struct told) { NULL, NULL };
}

/* What is told in front of a number that begins its clause; nothing, when it is not seen. */
static struct told find_in_front(const struct rq_reading *reading,
				 const struct rq_quantity *quantity)
{
	size_t first = first_of_clause(reading, quantity->first);
	struct told told = { NULL, NULL };

	if (first == 0 || reading->word[first - 1].sentence != reading->word[first].sentence)
		return told;
	first = first_of_clause(reading, first - 1);
	if (!is_of_one_thing(reading, first))
		return told;
	told = find_before_verb(reading, first);
	return told.deed ? told : find_behind_deed(reading, first);
}

/*
 * Whether the deed leads the new text ("Resolví unas 20", "Resolución de unas 20"), or comes last
 * in the clause of the number.
 */
static bool does(const struct rq_reading *after, const struct rq_quantity *quantity,
		 const struct rq_word *thing, const struct rq_word *deed)
{
	const struct rq_word *last = rq_counted_deed(after, quantity);
	bool noun = rq_word_role(after, (size_t)(thing - after->word)) == RQ_ROLE_OF;

	return (last && rq_word_same(last, deed)) ||
	       ((noun || after->verb_last || is_verb(after, 0) ||
		 rq_word_is_participle(after, 0)) &&
		rq_word_same(&after->word[0], deed));
}

bool rq_afterthought_is_same(const struct rq_reading *after, const struct rq_quantity *quantity,
			     const struct rq_reading *cited, const struct rq_quantity *theirs)
{
	const struct rq_word *words[RQ_COUNTED_WORDS];
	struct told told;
	size_t count;

	if (rq_counted_words(cited, theirs, words) > 0 || theirs->unit[0] ||
	    !begins_its_clause(cited, theirs) || !ends_its_clause(cited, theirs))
		return false;
	told = find_in_front(cited, theirs);
	count = rq_counted_words(after, quantity, words);
	if (!told.deed || count == 0 || !rq_word_same(words[count - 1], told.thing) ||
	    !does(after, quantity, words[count - 1], told.deed))
		return false;
	for (size_t i = 0; i + 1 < count; i++)
		if (!rq_reading_has(cited, words[i]))
			return false;
	return true;
}
