#include "edit/binding.h"

#include <string.h>

#include "match/token.h"

/* Whether nothing but a dash stands between a word and the next. */
static bool is_dash_behind(const struct rq_reading *reading, size_t at)
{
	const char *gap = reading->source + reading->word[at].end;
	size_t length = reading->word[at + 1].start - reading->word[at].end;

	return (length == 1 && *gap == '-') ||
	       (length == strlen("–") && memcmp(gap, "–", length) == 0);
}

/* "between 5 and 7" binds its numbers like "from 5 to 7". */
static bool ends_between(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	const struct rq_quantity *start =
	    reading->quantity_count > 0 ? &reading->quantity[reading->quantity_count - 1] : NULL;

	return start && start->last + 2 == quantity->first && start->first > 0 &&
	       reading->word[start->first - 1].lexeme->binder == RQ_BINDER_BETWEEN &&
	       (reading->word[quantity->first - 1].lexeme->class & RQ_WORD_AND);
}

/*
 * "De 5 à 12", "de 12 kg para 8 kg": a preposition that is the end of a range behind another
 * number only, or behind one of the same things.
 */
static bool ends_range(const struct rq_reading *reading, size_t first)
{
	const struct rq_word *word = &reading->word[first];

	if (first < 2 || !rq_token_is_one_of(word[-1].text, " à a para "))
		return false;
	return word[-2].quantity >= 0 ||
	       (first > 2 && first + 1 < reading->count && word[-3].quantity >= 0 &&
		strcmp(word[-2].text, word[1].text) == 0);
}

/* "Réduit à 10 %", "baixou para 10 %": where it ended, other than "de 10 %". */
static bool ends_change(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	return strcmp(quantity->unit, "%") == 0 &&
	       rq_token_is_one_of(reading->word[quantity->first - 1].text, " à au al ao para ");
}

/* "calls to 40-50 prospects": "to" is of the prospects, not of the number. */
static bool begins_range(const struct rq_reading *reading, size_t first)
{
	return first + 1 < reading->count && reading->word[first + 1].quantity >= 0 &&
	       is_dash_behind(reading, first);
}

/* "up to", "bis zu": the word at is the second of them. */
static bool tells_up_to(const struct rq_reading *reading, size_t at)
{
	static const char *const pairs[][2] = {
		{ "up", "to" }, { "bis", "zu" }, { "jusqu", "à" }, { "fino", "a" }, { "fino", "ad" }
	};

	for (size_t i = 0; at > 0 && i < sizeof pairs / sizeof pairs[0]; i++)
		if (strcmp(reading->word[at - 1].text, pairs[i][0]) == 0 &&
		    strcmp(reading->word[at].text, pairs[i][1]) == 0)
			return true;
	return false;
}

/* "A value of £500": the number itself, and nothing more is told of it. */
static size_t past_value(const struct rq_reading *reading, size_t first)
{
	const struct rq_word *last = &reading->word[first] - 1;

	return first > 3 && strcmp(last->text, "of") == 0 &&
		       rq_token_is_one_of(last[-1].text, " value total amount ") &&
		       rq_token_is_one_of(last[-2].text, " a the ")
		   ? first - 3
		   : first;
}

/* "as many as 60" is up to 60. */
static bool tells_as_many(const struct rq_reading *reading, size_t first)
{
	const struct rq_word *last = &reading->word[first] - 1;

	return first > 2 && strcmp(last->text, "as") == 0 && strcmp(last[-2].text, "as") == 0 &&
	       rq_token_is_one_of(last[-1].text, " many much ");
}

void rq_binding_find(struct rq_reading *reading, struct rq_quantity *quantity)
{
	size_t first = quantity->first;
	const struct rq_word *last = &reading->word[past_value(reading, first)] - 1;

	if (first == 0 || quantity->binder)
		return;
	if (last->quantity >= 0 && is_dash_behind(reading, first - 1))
		quantity->binder = RQ_BINDER_TO;
	if (last->clause != reading->word[first].clause)
		return;
	if (first > 1 && rq_token_is_one_of(last->text, " de of ") && last[-1].lexeme->binder)
		last--; /* cerca de 30, an average of 30 */
	if (last->lexeme->binder &&
	    !(last->lexeme->binder == RQ_BINDER_TO && begins_range(reading, first)))
		quantity->binder = last->lexeme->binder;
	if (quantity->binder == RQ_BINDER_NEARLY || quantity->binder == RQ_BINDER_ABOUT)
		reading->word[last - reading->word].quantity = (long)reading->quantity_count;
	if (quantity->binder == RQ_BINDER_BETWEEN)
		quantity->binder = RQ_BINDER_FROM;
	else if (ends_between(reading, quantity) || ends_range(reading, first))
		quantity->binder = RQ_BINDER_TO;
	if (tells_up_to(reading, (size_t)(last - reading->word)))
		quantity->binder = RQ_BINDER_UP_TO;
	if (!tells_as_many(reading, first))
		return;
	quantity->binder = RQ_BINDER_UP_TO;
	for (size_t i = first - 3; i < first; i++)
		reading->word[i].quantity = (long)reading->quantity_count;
}

/* "120 orders a day on average", "on average, packed 120": no other number between. */
static bool is_average(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	const struct rq_word *word = reading->word;
	unsigned sentence = word[quantity->first].sentence;
	size_t first = quantity->first, last = quantity->last;

	while (first > 0 && word[first - 1].sentence == sentence && word[first - 1].quantity < 0 &&
	       word[first].lexeme->binder != RQ_BINDER_AVERAGE)
		first--;
	while (last + 1 < reading->count && word[last + 1].sentence == sentence &&
	       word[last + 1].quantity < 0 && word[last].lexeme->binder != RQ_BINDER_AVERAGE)
		last++;
	return word[first].lexeme->binder == RQ_BINDER_AVERAGE ||
	       word[last].lexeme->binder == RQ_BINDER_AVERAGE;
}

void rq_binding_complete(const struct rq_reading *reading, struct rq_quantity *quantity)
{
	if (quantity->first > 0 && !quantity->binder && ends_change(reading, quantity))
		quantity->binder = RQ_BINDER_TO;
	if (!quantity->binder && is_average(reading, quantity))
		quantity->binder = RQ_BINDER_AVERAGE;
}

bool rq_binding_is_more_than(const struct rq_reading *reading, size_t at)
{
	return rq_token_is_one_of(reading->word[at].text, " more mehr meer ") &&
	       rq_reading_is_of_clause(reading, at + 2, at) &&
	       rq_token_is_one_of(reading->word[at + 1].text, " than als dan ") &&
	       reading->word[at + 2].quantity >= 0;
}
