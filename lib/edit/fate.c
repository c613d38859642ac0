#include "edit/fate.h"

#include <string.h>

#include "edit/beside.h"
#include "edit/deed.h"
#include "edit/object.h"
#include "edit/owner.h"
#include "edit/phrase.h"
#include "edit/role.h"
#include "edit/same.h"
#include "match/token.h"

enum { CHAIN_WORDS = 4 };

/* Behind "then" and "that", too. */
static bool leads(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *last = &reading->word[at] - 1;

	return rq_word_leads(reading, at) || (last->lexeme->class & RQ_WORD_RELATIVE) ||
	       rq_token_is_one_of(last->text, " then also ");
}

/* A verb that leads; "test" of "handled support and test tickets" is a noun as well. */
static bool is_verb(const struct rq_reading *reading, size_t at)
{
	static const char bare[] = " cut set put reset hit split spread shut read ";
	const struct rq_word *word = &reading->word[at];

	if (!leads(reading, at) || word->term ||
	    (!word->initial && (word->lexeme->class & RQ_WORD_PLAIN)))
		return false;
	if ((word->lexeme->class & RQ_WORD_NOUN) && !word->initial)
		return rq_token_ends_in_one_of(word->text, "ed ");
	return rq_word_looks_like_verb(word) || rq_word_is_gerund(word) ||
	       rq_token_is_one_of(word->text, bare) || (word->lexeme->class & RQ_WORD_PLAIN);
}

/* The verb in front of a thing: the nearest one that leads in its sentence, or RQ_NOWHERE. */
static long verb_of(const struct rq_reading *reading, size_t at)
{
	for (size_t i = at; i-- > 0 && reading->word[i].sentence == reading->word[at].sentence;)
		if (is_verb(reading, i))
			return (long)i;
	return RQ_NOWHERE;
}

/* Verbs of one object: all three of "designed, built and ran the shop". Returns how many. */
static size_t chain_of(const struct rq_reading *reading, long verb,
		       const struct rq_word *chain[CHAIN_WORDS])
{
	size_t count = 0;

	while (verb >= 0 && count < CHAIN_WORDS) {
		long last = verb - 1;

		chain[count++] = &reading->word[verb];
		if (last >= 0 && (reading->word[last].lexeme->class & RQ_WORD_AND))
			last--;
		else if (last < 0 || reading->word[last].clause == reading->word[verb].clause)
			break;
		while (last > 0 && !rq_word_is_content(&reading->word[last]))
			last--; /* "set up and imaged" */
		verb = last >= 0 && rq_word_leads(reading, (size_t)last) ? last : RQ_NOWHERE;
	}
	return count;
}

/*
 * A verb that tells nothing of what was done: did, helped with, was responsible for. Who managed
 * or supervised repairs carried none out.
 */
static bool is_open(const struct rq_word *verb)
{
	return (verb->lexeme->class & (RQ_WORD_PLAIN | RQ_WORD_HEDGE)) || rq_word_says_done(verb) ||
	       verb->lexeme->tier == RQ_TIER_HELP ||
	       (verb->lexeme->tier == RQ_TIER_LEAD &&
		!rq_token_ends_in_one_of(verb->text, "ed saw "));
}

/*
 * Whether a verb is done to the thing in another form ("saved time by writing tests"), or to
 * what stands for it ("answered calls and logged them").
 */
static bool is_done_besides(const struct rq_reading *reading, const struct rq_word *verb,
			    long first, size_t at)
{
	for (size_t i = (size_t)first; i < reading->count; i++)
		if (rq_word_same(verb, &reading->word[i]) &&
		    (i < at ||
		     (i + 1 < reading->count && rq_word_is_pronoun(&reading->word[i + 1]))))
			return true;
	return false;
}

/* "Completed a course", "took lessons": who learnt gave none. */
static bool is_learnt(const struct rq_reading *reading, long verb, size_t at)
{
	static const char learnt[] =
	    " training trainings course courses lesson lessons exam exams class classes workshop "
	    "workshops seminar seminars module modules ";

	return rq_token_is_one_of(reading->word[verb].text, " completed took ") &&
	       rq_token_is_one_of(reading->word[at].text, learnt);
}

/* A thing of the new text and the verbs that are done to it there. */
struct done {
	const struct rq_reading *after;
	const struct rq_word *chain[CHAIN_WORDS];
	size_t count, at;
	long verb;
};

/* "Performed reconciliations of accounts" of "reconciled accounts" */
static bool is_told_as_noun(const struct done *done, const struct rq_word *const *theirs,
			    size_t count)
{
	for (size_t i = (size_t)done->verb + 1; i < done->at; i++)
		if (rq_word_is_among(&done->after->word[i], theirs, count))
			return true;
	return false;
}

/* "Checked" and "logged" of "stock levels checked and logged weekly". Returns how many. */
static size_t passives_behind(const struct rq_reading *reading, size_t at,
			      const struct rq_word *chain[CHAIN_WORDS])
{
	size_t count = 0;

	for (size_t i = at + 1; rq_reading_is_of_clause(reading, i, at) && count < CHAIN_WORDS;
	     i++) {
		const struct rq_word *word = &reading->word[i];
		bool deed =
		    rq_token_ends_in_one_of(word->text, "ed ") && rq_word_is_deed(reading, i);

		if (!deed && (count > 0 || !rq_word_is_content(word)) &&
		    !(word->lexeme->class & RQ_WORD_AND))
			break;
		if (deed)
			chain[count++] = word;
	}
	return count;
}

/* Whether one of the verbs of the new text, or nothing that is known, was done to a cited thing. */
static bool is_done_likewise(const struct done *done, const struct rq_reading *reading, size_t at)
{
	const struct rq_word *theirs[CHAIN_WORDS];
	long verb = verb_of(reading, at);
	size_t count = chain_of(reading, verb, theirs);

	if (verb == RQ_NOWHERE && (count = passives_behind(reading, at, theirs)) > 0)
		return is_open(done->chain[done->count - 1]) ||
		       rq_words_meet(done->chain, done->count, theirs, count);
	if (verb == RQ_NOWHERE || is_verb(reading, at) || rq_word_begins_clause(reading, at) ||
	    (is_open(&reading->word[verb]) && !is_learnt(reading, verb, at)) ||
	    is_told_as_noun(done, theirs, count))
		return true;
	for (size_t i = 0; i < done->count; i++)
		if (rq_word_is_among(done->chain[i], theirs, count) ||
		    is_done_besides(reading, done->chain[i], verb, at))
			return true;
	return false;
}

/* Whether nothing but articles stands between a word and a verb, an "and" or a comma. */
static bool is_direct(const struct rq_reading *reading, size_t at, long verb)
{
	size_t first = rq_word_first_of_group(reading, at);

	while (!rq_word_begins_clause(reading, first) &&
	       (rq_word_is_in_phrase(&reading->word[first - 1]) ||
		rq_word_makes_own(&reading->word[first - 1])))
		first--; /* "carried out repairs", "ho tradotto" */
	return rq_word_begins_clause(reading, first) || (long)first - 1 == verb ||
	       (reading->word[first - 1].lexeme->class & RQ_WORD_AND);
}

/* Where small ones stand behind: "tiendas" of "tiendas pequeñas". */
static bool ends_group(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *next = rq_word_behind(reading, at);

	return rq_word_is_head(reading, at) || (next && (next->lexeme->class & RQ_WORD_LIMIT));
}

/* What may be done to: the last word of a group that leads nothing and says something. */
static bool is_thing(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return ends_group(reading, at) && !is_verb(reading, at) && !word->initial &&
	       word->quantity < 0 && !rq_word_makes_own(&word[-1]) &&
	       !(word->lexeme->class & (RQ_WORD_REACH | RQ_WORD_LIMIT | RQ_WORD_HEDGE));
}

/*
 * 1: what is told of the thing stands so in that text; 0: it stands there otherwise; -1: it does
 * not stand there.
 */
static int compare_with(const struct done *done, const struct rq_reading *reading)
{
	int found = -1;

	for (size_t j = 0; j < reading->count; j++) {
		if (!rq_word_same(&done->after->word[done->at], &reading->word[j]))
			continue;
		if (is_done_likewise(done, reading, j))
			return 1;
		found = 0;
	}
	return found;
}

bool rq_word_is_done_otherwise(const struct rq_case *c, size_t at)
{
	struct done done = { .after = &c->after, .at = at, .verb = verb_of(&c->after, at) };
	int found = -1;

	if (done.verb == RQ_NOWHERE || !is_thing(&c->after, at) ||
	    !is_direct(&c->after, at, done.verb) || rq_word_role(&c->after, at) != RQ_ROLE_DIRECT ||
	    rq_word_names_means(c, (size_t)done.verb) || rq_word_is_light(c, (size_t)done.verb))
		return false;
	done.count = chain_of(&c->after, done.verb, done.chain);
	for (size_t i = 0; i < c->count; i++) {
		int other = compare_with(&done, c->support[i].reading);

		if (other == 1)
			return false;
		found = other == 0 ? 0 : found;
		if (c->has_before && i == 0 && found == 0)
			break; /* the line itself tells more of it than others do */
	}
	return found == 0;
}

/* Words that only tell how many there were of what follows: a range of, a team of. */
static bool is_measure(const struct rq_word *word)
{
	static const char known[] =
	    " range variety number series set volume lot team group total list kind type types "
	    "amount pair couple all each one gruppe reihe vielzahl anzahl team satz "
	    "gamme variété nombre série équipe groupe gama variedad número serie equipo grupo "
	    "variedade série equipa equipe gamma varietà numero serie squadra gruppo reeks "
	    "aantal groep ";

	return rq_token_is_one_of(word->text, known) || word->quantity >= 0 ||
	       (word->lexeme->class & (RQ_WORD_PLAIN | RQ_WORD_HEDGE | RQ_WORD_LIMIT)) ||
	       word->lexeme->tier != RQ_TIER_NONE;
}

/* "Levels" of "checked stock levels": what says no more than the word before it. */
static bool is_empty(const struct rq_word *word)
{
	static const char known[] =
	    " level levels process processes activity activities work task tasks procedure "
	    "procedures "
	    "issue issues matter matters operation operations system systems area areas item items "
	    "information details service services problem problems member members team staff "
	    "department duties ";

	return rq_token_is_one_of(word->text, known) || is_measure(word);
}

/* "Accounts" of "user accounts", the last of the words right behind; RQ_NOWHERE for a last word. */
static long last_of_group(const struct rq_reading *reading, size_t at)
{
	size_t last = at;

	while (rq_word_behind(reading, last) && !reading->word[last + 1].phrase)
		last++;
	return last > at && !rq_word_looks_like_verb(&reading->word[last]) ? (long)last
									   : RQ_NOWHERE;
}

/* Whether the head that a cited word belongs to is gone, and it stands alone. */
static bool is_left_over(const struct rq_case *c, const struct rq_reading *reading, size_t at)
{
	bool english = !c->reader.language || strncmp(c->reader.language, "en", 2) == 0;
	long head = rq_word_owner(reading, at);
	const struct rq_word *word;

	if (head == RQ_NOWHERE ||
	    (rq_word_leads(reading, (size_t)head) && !rq_word_ends_in_deed(reading, at)))
		head = english ? last_of_group(reading, at) : RQ_NOWHERE;
	word = head == RQ_NOWHERE ? NULL : &reading->word[head];
	return word && !is_empty(word) && !rq_reading_keeps(&c->after, word) &&
	       !rq_word_is_in_compound(c, word);
}

/*
 * Whether what a cited word belongs to stands behind it in the new text, or is joined to it by
 * "and": of "machines of the bakery", "the bakery and its machines".
 */
static bool is_beside_its_own(const struct rq_case *c, size_t mine,
			      const struct rq_reading *reading, size_t at)
{
	long head = rq_word_owner(reading, at);
	size_t first = rq_word_first_of_group(&c->after, mine);
	bool joined = first > 0 && (c->after.word[first - 1].lexeme->class & RQ_WORD_AND);

	if (head == RQ_NOWHERE || rq_word_leads(reading, (size_t)head) ||
	    is_empty(&reading->word[head]))
		return false;
	for (size_t i = joined ? 0 : mine + 1; i < c->after.count; i++)
		if ((i < first || i > mine) &&
		    rq_word_same(&c->after.word[i], &reading->word[head]) &&
		    rq_word_is_head(&c->after, i) && !is_verb(&c->after, i) &&
		    !rq_word_comes_last(&c->after, i) && !c->after.word[i].initial)
			return true;
	return false;
}

/* "Responsible for the production": what one leads. */
static bool is_answered_for(const struct rq_reading *reading, size_t at)
{
	static const char preposition[] = " for of für pour de des du del della dell dei por per "
					  "pelo pela pelos pelas do da dos das "
					  "voor van met mit con ";
	size_t first = rq_word_first_of_group(reading, at);

	return first > 1 && rq_reading_is_of_clause(reading, first - 2, at) &&
	       rq_token_is_one_of(reading->word[first - 1].text, preposition) &&
	       reading->word[first - 2].lexeme->tier == RQ_TIER_LEAD;
}

/* "A tool for the wholesaler": whom or what something is for. */
static bool is_served(const struct rq_reading *reading, size_t at)
{
	static const char favour[] = " for to für zu pour para per voor ";
	size_t first = rq_word_first_of_group(reading, at);

	return !rq_word_begins_clause(reading, first) &&
	       rq_token_is_one_of(reading->word[first - 1].text, favour);
}

/* Whether something is done to a thing itself, and not to what is of it. */
static bool is_alone(const struct rq_reading *after, size_t at)
{
	long head = rq_word_owner(after, at);

	if (rq_word_is_possessive(after, at))
		return false;
	return head == RQ_NOWHERE ? is_direct(after, at, verb_of(after, at))
				  : rq_word_leads(after, (size_t)head);
}

bool rq_word_takes_place(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	bool served, alone, any = false;

	if (!is_thing(&c->after, at) || rq_word_looks_like_verb(word) || word->term)
		return false;
	served = is_served(&c->after, at);
	if (!(served || is_direct(&c->after, at, RQ_NOWHERE) ||
	      rq_word_owner(&c->after, at) != RQ_NOWHERE || is_answered_for(&c->after, at)))
		return false;
	alone = !served && is_alone(&c->after, at);
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			if (!rq_word_same(word, &reading->word[j]))
				continue;
			if (!((!served || rq_word_owner(reading, j) != RQ_NOWHERE) &&
			      is_left_over(c, reading, j)) &&
			    !(alone && is_beside_its_own(c, at, reading, j)))
				return false;
			any = true;
		}
		if (c->has_before && i == 0 && any)
			break;
	}
	return any;
}
