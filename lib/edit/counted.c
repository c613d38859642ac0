#include "edit/counted.h"

#include <string.h>

#include "base/text.h"
#include "edit/beside.h"
#include "edit/deed.h"
#include "edit/rate.h"
#include "edit/role.h"
#include "edit/same.h"
#include "match/token.h"

/* How many words around a number may say what it is of. */
enum { BEFORE_WORDS = 2, WIDER_BEFORE_WORDS = 4, OF_REACH = 8 };

/*
 * A word that goes on with the sentence and is not counted: "helped two colleagues
 * rewrite the page", "nach DIN 0100-600 geprüft und protokolliert".
 */
static bool goes_on(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at], *next = word + 1;
	bool last = at + 1 == reading->count || next->clause != word->clause;

	if (word->lexeme->class & RQ_WORD_NEGATION)
		return true;
	if (!last && strcmp(next->text, "the") == 0)
		return true;
	if (word->lexeme->tier != RQ_TIER_NONE && !(word->lexeme->class & RQ_WORD_NOUN) &&
	    word[-1].quantity < 0 && (word->govern & RQ_HEDGED_NEAR))
		return true; /* "helped two colleagues write tests" */
	return word->lexeme->tier != RQ_TIER_NONE && (last || !rq_word_is_content(next));
}

/* A small word that hyphens hold: both of "how-to articles". */
static bool is_joint(const struct rq_reading *reading, size_t at)
{
	return (reading->word[at].lexeme->class & RQ_WORD_STOP) &&
	       (reading->word[at].joined ||
		(at + 1 < reading->count && reading->word[at + 1].joined));
}

/* "25 knowledge base articles": what says nothing by itself, but not "using". */
static bool is_plain_part(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at], *next = rq_word_behind(reading, at);

	return (word->lexeme->class & RQ_WORD_PLAIN) && next && rq_word_is_content(next) &&
	       !rq_token_is_one_of(word->text, " using including plus provided providing ");
}

/* "verwerkt" of "90 orders verwerkt met SAP" */
static bool is_before_preposition(const struct rq_reading *reading, size_t at)
{
	return reading->verb_last && rq_word_is_participle(reading, at) &&
	       rq_reading_is_of_clause(reading, at + 1, at) &&
	       rq_word_is_preposition(&reading->word[at + 1]);
}

/* "40 of the cases" are 40 cases, and 3 of the 12 machines 3 machines. */
static size_t past_of_the(const struct rq_reading *reading, size_t at)
{
	size_t first = at;

	if (rq_reading_is_of_clause(reading, at + 2, at) &&
	    strcmp(reading->word[at].text, "of") == 0 &&
	    rq_token_is_one_of(reading->word[at + 1].text, " the these those my our "))
		first = at + 2;
	while (first > at && rq_reading_is_of_clause(reading, first + 1, at) &&
	       reading->word[first].quantity >= 0)
		first++;
	return first;
}

static size_t counted_behind(const struct rq_reading *reading, const struct rq_quantity *quantity,
			     const struct rq_word *words[RQ_COUNTED_WORDS])
{
	size_t count = 0;

	for (size_t i = past_of_the(reading, quantity->last + 1);
	     i < reading->count && count < RQ_COUNTED_WORDS; i++) {
		const struct rq_word *word = &reading->word[i];

		if (is_joint(reading, i) ||
		    (count == 0 && (rq_word_is_how_often(word) || is_plain_part(reading, i))))
			continue; /* "25 how-to articles", "three weekly articles" */
		if (word->clause != reading->word[quantity->last].clause ||
		    !rq_word_is_content(word) || goes_on(reading, i))
			break;
		if (count > 0 &&
		    ((word->lexeme->class & RQ_WORD_REACH) || rq_word_is_behind_slash(reading, i)))
			break; /* "250 invoices every week", "500 events/hour" */
		if ((count > 0 && reading->capital_nouns && words[count - 1]->upper &&
		     !word->upper) ||
		    rq_word_comes_last(reading, i) || is_before_preposition(reading, i))
			break; /* "80 Kunden betreut", "90 orders verwerkt" */
		if (!word->term || word->term_first == i)
			words[count++] = word;
		if ((i == quantity->last + 1 && word->joined) || rq_word_is_possessive(reading, i))
			break; /* "a 72-room hotel" has 72 rooms */
	}
	return count;
}

/* "From 12 to 8 kg", "from 12 kg to 8": what one end of a range counts, the other does. */
size_t rq_counted_words(const struct rq_reading *reading, const struct rq_quantity *quantity,
			const struct rq_word *words[RQ_COUNTED_WORDS])
{
	size_t count = counted_behind(reading, quantity, words);

	if (count == 0 && quantity->opens)
		return counted_behind(reading, quantity + 1, words);
	if (count == 0 && quantity > reading->quantity && quantity[-1].opens)
		return counted_behind(reading, quantity - 1, words);
	return count;
}

/* "hotel" of "72-room hotel"; NULL where nothing is measured so. */
static const struct rq_word *measured(const struct rq_reading *reading,
				      const struct rq_quantity *quantity)
{
	const struct rq_word *head = NULL, *next;
	size_t at = quantity->last + 1;

	if (at >= reading->count || !reading->word[at].joined || reading->word[at].quantity >= 0)
		return NULL;
	while ((next = rq_word_behind(reading, at++)))
		head = next;
	return head;
}

/* German verbs come last, so "und in zwei Jahren" is of what follows. */
static bool begins_anew(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *next = &reading->word[at] + 1;

	return reading->capital_nouns && (reading->word[at].lexeme->class & RQ_WORD_AND) &&
	       at + 1 < reading->count && rq_word_is_preposition(next);
}

size_t rq_counted_introduced(const struct rq_reading *reading, const struct rq_quantity *quantity,
			     const struct rq_word *words[], size_t limit)
{
	size_t count = 0;

	for (size_t i = quantity->first; i-- > 0 && count < limit;) {
		const struct rq_word *word = &reading->word[i];

		if (word->clause != reading->word[quantity->first].clause ||
		    begins_anew(reading, i))
			break;
		if ((rq_word_is_content(word) || (word->lexeme->class & RQ_WORD_LIMIT)) &&
		    !word->lexeme->binder && (!word->term || word->term_first == i))
			words[count++] = word;
	}
	return count;
}

const struct rq_word *rq_counted_behind(const struct rq_reading *reading,
					const struct rq_quantity *quantity)
{
	const struct rq_word *things[RQ_COUNTED_WORDS];
	size_t count = rq_counted_words(reading, quantity, things);

	return count > 0 ? rq_word_behind(reading, (size_t)(things[count - 1] - reading->word))
			 : NULL;
}

static bool is_behind_of(const struct rq_reading *reading, const struct rq_quantity *quantity)
{
	return quantity->first > 0 &&
	       rq_token_is_one_of(reading->word[quantity->first - 1].text, " of von de di van ");
}

/* What is measured may stand on either side: a budget of $ 5, a $ 5 budget. */
static bool measures_the_same(const struct rq_reading *reading, const struct rq_quantity *quantity,
			      const struct rq_reading *other, const struct rq_quantity *theirs)
{
	const struct rq_word *mine[RQ_COUNTED_WORDS + BEFORE_WORDS],
	    *old[RQ_COUNTED_WORDS + WIDER_BEFORE_WORDS];
	size_t count = rq_counted_words(reading, quantity, mine),
	       old_count = rq_counted_words(other, theirs, old);
	bool has_thing = old_count > 0;
	const struct rq_word *thing = has_thing ? old[old_count - 1] : NULL;

	old_count +=
	    rq_counted_introduced(other, theirs, old + old_count,
				  is_behind_of(other, theirs) ? WIDER_BEFORE_WORDS : BEFORE_WORDS);
	for (size_t i = 0; i < count; i++)
		if (!rq_word_is_among(mine[i], old, old_count))
			return false;
	count += rq_counted_introduced(reading, quantity, mine + count, BEFORE_WORDS);
	return !has_thing || rq_word_is_told_among(mine, count, thing);
}

/* "for the base", "für Kunden" */
static bool is_for(const struct rq_reading *reading, size_t at)
{
	while (at > 0 && (rq_word_is_article(&reading->word[at - 1]) ||
			  (reading->word[at - 1].lexeme->class & RQ_WORD_PLAIN) ||
			  (reading->word[at].term && at > reading->word[at].term_first)))
		at--;
	return at > 0 &&
	       rq_token_is_one_of(reading->word[at - 1].text, " for für pour para per voor ");
}

/* Whether what one measures stands by the other, before or behind: a hotel with 72 rooms. */
static bool measure_one_thing(const struct rq_reading *reading, const struct rq_quantity *quantity,
			      const struct rq_reading *other, const struct rq_quantity *theirs)
{
	const struct rq_word *mine = measured(reading, quantity), *old = measured(other, theirs);
	const struct rq_word *near[1];

	if (mine && old)
		return rq_word_same(mine, old);
	if (mine)
		return rq_word_is_among(mine, near, rq_counted_introduced(other, theirs, near, 1));
	return !old ||
	       rq_word_is_told_among(near, rq_counted_introduced(reading, quantity, near, 1), old);
}

/* "in ServiceNow": a tool that is used for what is counted, "ServiceNow tickets". */
static bool is_tool_in(const struct rq_reading *reading, size_t at)
{
	size_t first = reading->word[at].term_first;

	return reading->word[at].term && first > 0 &&
	       rq_token_is_one_of(reading->word[first - 1].text, " in on using via im en em su ");
}

/* "the group" of "3 companies of the group": in front it says the same, 3 group companies. */
static bool belongs_to(const struct rq_word *word, const struct rq_reading *reading,
		       const struct rq_quantity *quantity)
{
	for (size_t i = quantity->last + 1; i < reading->count; i++) {
		if (reading->word[i].clause != reading->word[quantity->last].clause ||
		    i > quantity->last + OF_REACH)
			return false;
		if (rq_word_same(word, &reading->word[i]))
			return rq_word_role(reading, i) == RQ_ROLE_OF || is_for(reading, i) ||
			       is_tool_in(reading, i);
	}
	return false;
}

/* "rota" of "a rota of 14 colleagues": what has the number as its measure, or NULL. */
static const struct rq_word *of_what(const struct rq_reading *reading,
				     const struct rq_quantity *quantity)
{
	static const char of[] = " of von de di van ";
	size_t at = quantity->first;

	while (at > 0 && !rq_token_is_one_of(reading->word[at - 1].text, of)) {
		at--;
		if (reading->word[at].clause != reading->word[quantity->first].clause ||
		    (reading->word[at].quantity >= 0 && !reading->word[at].lexeme->binder) ||
		    (rq_word_is_content(&reading->word[at]) && !reading->word[at].lexeme->binder))
			return NULL;
	}
	while (at > 2 && rq_word_is_how_often(&reading->word[at - 2]))
		at--; /* "conciliação diária de 4 contas" */
	if (at < 2 || reading->word[at - 2].clause != reading->word[quantity->first].clause ||
	    !rq_word_is_content(&reading->word[at - 2]) || reading->word[at - 2].quantity >= 0)
		return NULL;
	return &reading->word[at - 2];
}

/* "pupils in classes of up to 30" of "classes of up to 30 pupils": all three are there. */
static bool is_restated(const struct rq_reading *reading, const struct rq_quantity *quantity,
			const struct rq_word *thing, const struct rq_word *what)
{
	const struct rq_word *mine = of_what(reading, quantity);

	if (!mine || !what || !rq_word_same(mine, what))
		return false;
	for (size_t i = 0; i < quantity->first; i++)
		if (reading->word[i].clause == reading->word[quantity->first].clause &&
		    rq_word_same(&reading->word[i], thing))
			return true;
	return false;
}

/* "saisies" of "300 factures saisies": the deed, told behind what is counted. */
static bool is_told_behind(const struct rq_reading *reading, const struct rq_word *last,
			   const struct rq_reading *other, const struct rq_quantity *theirs)
{
	const struct rq_word *deed[WIDER_BEFORE_WORDS];

	return rq_word_is_participle(reading, (size_t)(last - reading->word)) &&
	       rq_word_is_among(last, deed,
				rq_counted_introduced(other, theirs, deed, WIDER_BEFORE_WORDS));
}

/*
 * Modifiers may go ("five senior engineers", five engineers), nothing may come,
 * and the last word is the thing that is counted, not a modifier of it: 40
 * customers are not 40 customer agents.
 */
static bool counts_the_same(const struct rq_reading *reading, const struct rq_quantity *quantity,
			    const struct rq_reading *other, const struct rq_quantity *theirs)
{
	const struct rq_word *mine[RQ_COUNTED_WORDS], *old[RQ_COUNTED_WORDS];
	size_t count = rq_counted_words(reading, quantity, mine),
	       old_count = rq_counted_words(other, theirs, old);
	const struct rq_word *thing;

	if (quantity->unit[0])
		return measures_the_same(reading, quantity, other, theirs);
	if (quantity->date && old_count == 0) {
		old_count = rq_counted_introduced(other, theirs, old, BEFORE_WORDS);
		return count == 0 || rq_word_is_among(mine[count - 1], old, old_count);
	} /* "the 2023 launch", "the launch in 2023" */
	if (count > 1 && is_told_behind(reading, mine[count - 1], other, theirs))
		count--;
	for (size_t i = 0; i < count; i++)
		if (!rq_word_is_among(mine[i], old, old_count) &&
		    !(i + 1 < count && belongs_to(mine[i], other, theirs)))
			return false;
	if (count == 0)
		return old_count == 0 ||
		       is_restated(reading, quantity, old[old_count - 1], of_what(other, theirs));
	thing = mine[count - 1];
	if (rq_word_same(thing, old[old_count - 1]))
		return true;
	for (size_t i = 0; i < old_count; i++)
		if (strcmp(old[i]->text, thing->text) == 0)
			return true;
	return false;
}

/* A group of 22 children is 22 children, and what is for a team of 9 is for those 9. */
static bool is_collection(const struct rq_reading *reading, const struct rq_word *word)
{
	static const char teams[] = " team équipe equipo equipa equipe squadra ";
	static const char known[] =
	    " group groups total gruppe gruppen groupe groupes grupo grupos "
	    "gruppo gruppi groep groepen ";

	return rq_token_is_one_of(word->text, known) ||
	       (rq_token_is_one_of(word->text, teams) &&
		is_for(reading, (size_t)(word - reading->word))) ||
	       (strcmp(word->text, "value") == 0 && strcmp(word[-1].text, "a") == 0);
}

/* "Wartung von 6 Maschinen" measures nothing: six are maintained. */
static bool is_deed_noun(const struct rq_reading *reading, const struct rq_word *word)
{
	return reading->capital_nouns && rq_word_leads(reading, (size_t)(word - reading->word)) &&
	       (rq_text_ends_in(word->text, "ung") || rq_text_ends_in(word->text, "tion"));
}

static bool keeps_of_what(const struct rq_reading *reading, const struct rq_quantity *quantity,
			  const struct rq_reading *other, const struct rq_quantity *theirs)
{
	const struct rq_word *mine[RQ_COUNTED_WORDS], *what = of_what(other, theirs);

	if (!what || theirs->binder == RQ_BINDER_FROM || is_collection(other, what) ||
	    is_deed_noun(other, what) ||
	    rq_word_is_told_among(mine, rq_counted_words(reading, quantity, mine), what))
		return true;
	for (size_t i = quantity->first > OF_REACH ? quantity->first - OF_REACH : 0;
	     i < reading->count && i <= quantity->last + OF_REACH; i++)
		if (reading->word[i].clause == reading->word[quantity->first].clause &&
		    rq_word_same(&reading->word[i], what))
			return true;
	return false;
}

size_t rq_counted_goes_on(const struct rq_reading *reading, const struct rq_quantity *quantity,
			  const struct rq_word *words[1])
{
	for (size_t i = quantity->last + 2; i < reading->count; i++) {
		if (reading->word[i].clause != reading->word[quantity->last].clause)
			break;
		if (rq_word_is_pronoun(&reading->word[i]) && rq_word_leads(reading, i - 1)) {
			words[0] = &reading->word[i - 1];
			return 1;
		}
	}
	return 0;
}

const struct rq_word *rq_counted_deed(const struct rq_reading *reading,
				      const struct rq_quantity *quantity)
{
	const struct rq_word *word = reading->word;

	for (size_t i = quantity->last + 1;
	     i < reading->count && word[i].clause == word[quantity->first].clause; i++)
		if (rq_word_comes_last(reading, i))
			return &word[i];
	return NULL;
}

bool rq_counted_same(const struct rq_reading *reading, const struct rq_quantity *quantity,
		     const struct rq_reading *other, const struct rq_quantity *theirs)
{
	return counts_the_same(reading, quantity, other, theirs) &&
	       measure_one_thing(reading, quantity, other, theirs) &&
	       keeps_of_what(reading, quantity, other, theirs);
}
