#include "edit/share.h"

#include <string.h>

#include "edit/counted.h"
#include "match/token.h"

static const char frequent[] = " in em out sur su op cada ";

/* "In" of "one week in five", "of" of "3 of the 12": where what leads to a whole begins. */
static size_t link_before(const struct rq_reading *reading, size_t whole)
{
	static const char of[] = " of the von der den van de di las los les dei delle das dos ";
	size_t at = whole;

	while (at > 0 && rq_reading_is_of_clause(reading, at - 1, whole) &&
	       (rq_token_is_one_of(reading->word[at - 1].text, of) ||
		rq_token_is_one_of(reading->word[at - 1].text, frequent)))
		at--;
	return at;
}

static bool is_frequent(const struct rq_reading *reading, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (rq_token_is_one_of(reading->word[i].text, frequent))
			return true;
	return false;
}

/* "Eine" of "eine von vier Wochen" */
static bool is_one(const struct rq_reading *reading, size_t at)
{
	static const char ones[] = " one un une uno una um uma een eine einer einem einen eins ";
	const struct rq_word *word = &reading->word[at];

	return word->quantity >= 0 ? rq_numeral_is_one(reading->quantity[word->quantity].value)
				   : rq_token_is_one_of(word->text, ones);
}

/* Whether what ends before the link is counted: "3", "one week" where the whole counts nothing. */
static bool is_part(const struct rq_reading *reading, size_t link, const struct rq_quantity *whole)
{
	static const char loose[] = " in em ";
	const struct rq_word *words[RQ_COUNTED_WORDS], *word = reading->word;
	size_t last = link - 1;

	if (word[last].quantity >= 0 || !rq_word_is_content(&word[last]))
		return is_one(reading, last) ||
		       (word[last].quantity >= 0 && !rq_token_is_one_of(word[link].text, loose));
	while (last > 0 && word[last].quantity < 0 && rq_word_is_content(&word[last]) &&
	       rq_reading_is_of_clause(reading, last - 1, link))
		last--;
	return is_frequent(reading, link, whole->first) &&
	       rq_counted_words(reading, whole, words) == 0 &&
	       (word[last].quantity >= 0 || is_one(reading, last));
}

static bool has(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	for (size_t i = 0; i < reading->quantity_count; i++)
		if (strcmp(reading->quantity[i].value, quantity->value) == 0)
			return true;
	return false;
}

bool rq_share_is_lost(const struct rq_case *c, const struct rq_quantity *whole)
{
	const struct rq_reading *before = c->support[0].reading;
	size_t link = link_before(before, whole->first);
	const struct rq_word *part = &before->word[link] - 1;

	if (link == 0 || link == whole->first || whole->date ||
	    !rq_reading_is_of_clause(before, link - 1, link) || !is_part(before, link, whole))
		return false;
	if (part->quantity >= 0 && !is_frequent(before, link, whole->first))
		return !has(&c->after, &before->quantity[part->quantity]);
	return !has(&c->after, whole);
}
