#include <string.h>

#include "edit/beside.h"
#include "edit/deed.h"
#include "edit/initials.h"
#include "edit/phrase.h"
#include "edit/role.h"
#include "edit/rules.h"
#include "edit/same.h"
#include "edit/spelling.h"
#include "match/token.h"

/*
 * A name, an acronym, a mixed token; of small words only those in capitals (IT,
 * US). Months are the date rule's.
 */
static bool is_name(const struct rq_word *word)
{
	if (word->quantity >= 0 || word->term || word->lexeme->month)
		return false;
	return word->symbol || (word->upper && !word->initial && rq_word_is_content(word));
}

/*
 * A word inside a longer term stands for that term only: React Native is not
 * React. So all of the term's words must stand around it in the new text, too.
 */
static bool whole_term_stands(const struct rq_reading *after, size_t at,
			      const struct rq_reading *reading, size_t found)
{
	size_t first = reading->word[found].term_first, last = reading->word[found].term_last;

	if (at < found - first || at + (last - found) >= after->count)
		return false;
	for (size_t i = first; i <= last; i++)
		if (!rq_word_same(&after->word[at - (found - first) + (i - first)],
				  &reading->word[i]))
			return false;
	return true;
}

/* "NDAs" and "NDA", whichever is cited. */
static bool is_plural_of(const char *a, const char *b)
{
	size_t one = strlen(a), other = strlen(b);

	return (one == other + 1 && a[other] == 's' && strncmp(a, b, other) == 0) ||
	       (other == one + 1 && b[one] == 's' && strncmp(a, b, one) == 0);
}

/* In German every noun has a capital: its forms and parts of speech are the content rule's. */
static bool is_name_of(const struct rq_case *c, const struct rq_word *name,
		       const struct rq_word *word)
{
	bool german = c->reader.language && strncmp(c->reader.language, "de", 2) == 0;

	if (german && !name->symbol && rq_word_same(name, word))
		return true;
	if (!word->upper && !word->symbol)
		return false;
	return (name->symbol && word->symbol && is_plural_of(name->text, word->text)) ||
	       strcmp(word->text, name->text) == 0 ||
	       (!name->symbol && !word->symbol && word->stem == name->stem);
}

/*
 * "TIG" of "Saldatura TIG e MIG di telai": an acronym in what is no name may stand by itself where
 * the rest of the term is told in its clause.
 */
static bool is_rest_told(const struct rq_reading *after, size_t at,
			 const struct rq_reading *reading, size_t found)
{
	size_t first = reading->word[found].term_first, last = reading->word[found].term_last;

	for (size_t i = first; i <= last && reading->word[found].symbol; i++) {
		const struct rq_word *part = &reading->word[i];
		bool told = i == found || !rq_word_is_content(part);

		for (size_t j = 0; j < after->count && !told; j++)
			told = after->word[j].clause == after->word[at].clause &&
			       rq_word_same(&after->word[j], part);
		if (!told || (i != found && part->upper && !part->initial))
			return false;
	}
	return reading->word[found].symbol && first < last;
}

static bool is_name_supported(const struct rq_case *c, size_t at)
{
	const struct rq_word *name = &c->after.word[at];

	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			const struct rq_word *word = &reading->word[j];

			if (is_name_of(c, name, word) &&
			    (!word->term || whole_term_stands(&c->after, at, reading, j) ||
			     is_rest_told(&c->after, at, reading, j)))
				return true;
		}
	}
	return false;
}

/*
 * "Weekly cleaning", "performed calibration": nothing but how often, and that it was done, stands
 * in front.
 */
static bool leads_past_reach(const struct rq_reading *reading, size_t at)
{
	size_t first = at;

	while (first > 0 && !rq_word_leads(reading, first) &&
	       ((reading->word[first - 1].lexeme->class & RQ_WORD_REACH) ||
		rq_word_is_article(&reading->word[first - 1]) ||
		rq_word_is_in_phrase(&reading->word[first - 1]) || /* "carried out" */
		rq_token_is_one_of(reading->word[first - 1].text, " performed conducted carried ")))
		first--;
	return rq_word_leads(reading, first);
}

/* Teaching, calibration: words that say what is done. */
static bool names_a_deed(const char *text)
{
	static const char ends[] = "ing tion ment ung ción ção zione mento miento age ";

	return strlen(text) > 6 && rq_token_ends_in_one_of(text, ends);
}

/* "Machine cleaning" of "cleaned the machines": the next thing that is told behind a verb. */
static bool is_done_to_thing_before(const struct rq_reading *after, size_t at,
				    const struct rq_reading *reading, size_t deed)
{
	const struct rq_word *thing = at > 0 ? rq_word_before(after, at) : NULL;

	if (!thing || !rq_word_is_content(thing) || !rq_word_is_head(after, at))
		return false;
	for (size_t i = deed + 1; rq_reading_is_of_clause(reading, i, deed); i++)
		if (rq_word_is_head(reading, i))
			return rq_word_same(thing, &reading->word[i]);
	return false;
}

/* Names of skills that are what one says of oneself who taught, who calibrated. */
static bool is_done_in(const struct rq_reading *after, size_t at, const struct rq_reading *reading)
{
	bool noun = names_a_deed(after->word[at].text) || after->word[at].senses->group[0];

	for (size_t i = 0; noun && i < reading->count; i++)
		if (rq_word_same(&after->word[at], &reading->word[i]) &&
		    rq_word_is_deed(reading, i) &&
		    (leads_past_reach(after, at) || is_done_to_thing_before(after, at, reading, i)))
			return true;
	return false;
}

/* Whether one of the term's words says what is cited. */
static bool is_word_of_term(const struct rq_reading *after, size_t first, size_t last,
			    const struct rq_word *cited)
{
	for (size_t i = first; i <= last; i++)
		if (rq_word_is_content(&after->word[i]) && rq_word_same(&after->word[i], cited))
			return true;
	return false;
}

/* Not the second "check" of "check-in and check-out". */
static bool is_new_in_term(const struct rq_reading *after, size_t first, size_t at)
{
	for (size_t i = first; i < at; i++)
		if (after->word[i].root == after->word[at].root)
			return false;
	return true;
}

static bool joins(const struct rq_reading *reading, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++)
		if (reading->word[i].lexeme->class & RQ_WORD_AND)
			return true;
	return false;
}

/*
 * "Cleaned the data", "the data was cleaned" are data cleaning; "cleaned the data room",
 * "the data team cleaned" are not.
 */
static bool is_whole(const struct rq_reading *reading, size_t first, size_t last)
{
	if (!rq_word_looks_like_verb(&reading->word[last]))
		return rq_word_is_head(reading, last);
	for (size_t i = first; i < last; i++)
		if (rq_word_makes_passive(&reading->word[i]) ||
		    (reading->word[i].lexeme->class & RQ_WORD_AND))
			return true;
	return false;
}

/*
 * Whether the words of a term from first to last, and no others that say something, stand
 * from start on. Inside of another term they stand for that one only.
 */
static bool is_told_from(const struct rq_reading *after, size_t first, size_t last,
			 const struct rq_reading *reading, size_t start)
{
	size_t wanted = 0, end = start;

	for (size_t i = first; i <= last; i++)
		wanted += rq_word_is_content(&after->word[i]) && is_new_in_term(after, first, i);
	for (; end < reading->count && wanted > 0; end++) {
		const struct rq_word *word = &reading->word[end];

		if (word->clause != reading->word[start].clause)
			return false;
		if (!rq_word_is_content(word))
			continue;
		if (word->term_first != word->term_last ||
		    !is_word_of_term(after, first, last, word))
			return false;
		wanted--;
	}
	if (wanted > 0 || joins(reading, start, end - 1) > joins(after, first, last))
		return false;
	for (size_t i = first; i <= last; i++) {
		size_t at = start;

		while (at < end && rq_word_is_content(&after->word[i]) &&
		       !rq_word_same(&after->word[i], &reading->word[at]))
			at++;
		if (at == end)
			return false;
	}
	return is_whole(reading, start, end - 1) ||
	       (!rq_word_looks_like_verb(&reading->word[end - 1]) && /* "camiones frigoríficos" */
		rq_word_same_text(rq_word_behind(after, last), rq_word_behind(reading, end - 1)));
}

/* A term of several words ("loading and unloading") also in other forms: loaded and unloaded. */
static bool stands_in_forms(const struct rq_reading *after, size_t at,
			    const struct rq_reading *reading)
{
	size_t first = after->word[at].term_first, last = after->word[at].term_last;

	if (first == last)
		return is_done_in(after, at, reading);
	for (size_t i = 0; i < reading->count; i++)
		if (rq_word_is_content(&reading->word[i]) &&
		    is_told_from(after, first, last, reading, i))
			return true;
	return false;
}

static bool is_term_supported(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];

	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++)
			if (reading->word[j].term == word->term &&
			    rq_spelling_fits(c->reader.language, word->foreign, word->spelling,
					     reading->word[j].spelling))
				return true;
		if (stands_in_forms(&c->after, at, reading))
			return true;
	}
	return false;
}

/*
 * Whether a cited word is but a part of a term of which another word is not told. The last word
 * of what is no name says what kind of thing it is: unit tests are tests.
 */
static bool is_part_of_untold(const struct rq_case *c, const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	if (word->term && at == word->term_last && !(word->upper && !word->initial))
		return false;
	for (size_t i = word->term_first; word->term && i <= word->term_last; i++)
		if (rq_word_is_content(&reading->word[i]) &&
		    !rq_reading_keeps(&c->after, &reading->word[i]))
			return true;
	return false;
}

/* "Native apps" of "apps in React Native": the part of a name by itself is another thing. */
static bool is_torn(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	bool any = false;

	if (word->term || !rq_word_is_content(word))
		return false;
	for (size_t i = 0; i < c->count && !(any && c->has_before && i == 1); i++)
		for (size_t j = 0; j < c->support[i].reading->count; j++) {
			if (!rq_word_same(word, &c->support[i].reading->word[j]))
				continue;
			if (!is_part_of_untold(c, c->support[i].reading, j))
				return false;
			any = true;
		}
	return any;
}

bool rq_rule_term(struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t i = 0; i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];

		if (rq_word_is_spelled_out(c, i))
			continue;
		if (word->term ? is_term_supported(c, i) ||
				     (names_a_deed(word->text) && rq_word_is_compounded(c, word))
			       : !is_torn(c, i) &&
				     (!is_name(word) || is_name_supported(c, i) ||
				      rq_word_is_compounded(c, word) || rq_word_is_parted(c, i)))
			continue;
		return rq_refuse(verdict, "\"%s\" is not in the cited lines",
				 rq_quote_words(&c->after, word->term ? word->term_first : i,
						word->term ? word->term_last : i, quote));
	}
	return true;
}
