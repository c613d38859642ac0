#include <string.h>

#include "edit/beside.h"
#include "edit/deed.h"
#include "edit/intent.h"
#include "edit/object.h"
#include "edit/role.h"
#include "edit/rules.h"
#include "edit/same.h"
#include "match/token.h"

/* Whoever tells what he did, by a verb that is in no list, did something. */
static bool tells_a_deed(const struct rq_reading *reading)
{
	for (size_t i = 0; i < reading->count; i++)
		if (rq_word_is_content(&reading->word[i]))
			return !(reading->word[i].lexeme->class &
				 (RQ_WORD_HEDGE | RQ_WORD_NEGATION)) &&
			       reading->word[i].lexeme->tier != RQ_TIER_HELP;
	return false;
}

static enum rq_tier highest_tier(const struct rq_case *c)
{
	enum rq_tier highest = RQ_TIER_NONE;

	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		if (c->has_before && i > 0 && c->place != RQ_PLACE_SUMMARY)
			break; /* a text claims no more than it did, whatever others do */
		if (highest < RQ_TIER_DO && tells_a_deed(reading))
			highest = RQ_TIER_DO;
		for (size_t j = 0; j < reading->count; j++)
			if (rq_word_tier(reading, j) > highest)
				highest = rq_word_tier(reading, j);
	}
	return highest;
}

/* What the new text claims: a word that could be a noun counts, unless it stood there so. */
static enum rq_tier claimed_tier(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	enum rq_tier tier = rq_word_tier(&c->after, at);

	if ((word->lexeme->class & RQ_WORD_SENIOR) && at > 0 && rq_word_is_article(&word[-1]) &&
	    c->has_before && rq_word_stands_likewise(&c->after, at, c->support[0].reading))
		return RQ_TIER_NONE; /* "la responsable": somebody */
	if (tier != RQ_TIER_NONE || !(word->lexeme->class & RQ_WORD_NOUN) ||
	    (word->lexeme->tier <= RQ_TIER_BUILD && rq_case_cites(c, word)))
		return tier;
	for (size_t i = 0; i < c->count; i++)
		if (rq_word_stands_likewise(&c->after, at, c->support[i].reading))
			return RQ_TIER_NONE;
	return (enum rq_tier)word->lexeme->tier;
}

enum { OBJECT_WORDS = 2, OBJECT_REACH = 8 };

/*
 * What a verb is about: the next words that say something in its sentence, up to the next
 * verb, unless they share what they are about ("design, build and run the checkout").
 */
static size_t objects(const struct rq_reading *reading, size_t at, size_t limit,
		      const struct rq_word *words[])
{
	bool any = false;
	size_t count = 0;

	for (size_t i = at + 1; i < reading->count && count < limit; i++) {
		const struct rq_word *word = &reading->word[i];
		bool verb = rq_word_looks_like_verb(word) && rq_word_leads(reading, i);

		if (word->sentence != reading->word[at].sentence || (verb && any) ||
		    (any && (word->lexeme->class & RQ_WORD_RELATIVE)))
			break; /* "scripts that create accounts" */
		if (rq_word_is_content(word))
			words[count++] = word;
		any = any || (rq_word_is_content(word) && !verb);
	}
	return count;
}

/* How many of a verb's objects stand before a preposition; all, when none does. */
static size_t direct_objects(const struct rq_reading *reading, const struct rq_word *const *words,
			     size_t count)
{
	size_t direct = 0;

	while (direct < count &&
	       rq_word_role(reading, (size_t)(words[direct] - reading->word)) <= RQ_ROLE_OF)
		direct++;
	return direct > 0 ? direct : count;
}

/* What is said around a word that is no leading verb: before and behind, in its clause. */
static size_t surroundings(const struct rq_reading *reading, size_t at,
			   const struct rq_word *words[OBJECT_REACH])
{
	size_t count = objects(reading, at, OBJECT_REACH / 2, words);

	for (size_t i = at; i-- > 0 && count < OBJECT_REACH;) {
		if (reading->word[i].clause != reading->word[at].clause)
			break;
		if (rq_word_is_content(&reading->word[i]))
			words[count++] = &reading->word[i];
	}
	return count;
}

/* "was administered and documented" */
static bool is_in_passive(const struct rq_reading *reading, size_t at)
{
	for (size_t i = at; i-- > 0 && reading->word[i].clause == reading->word[at].clause;)
		if (rq_word_makes_passive(&reading->word[i]))
			return true;
	return false;
}

/* "Letters" of "letters to patients": what stands behind "to" is not made. Returns how many. */
static size_t without_receivers(const struct rq_word *words[], size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i][-1].text, "to") != 0)
			words[kept++] = words[i];
	return kept;
}

/* "wrote letters and explained them" */
static bool has_pronoun(const struct rq_reading *reading, size_t at)
{
	return at + 1 < reading->count && rq_word_is_pronoun(&reading->word[at + 1]);
}

/* A deed where it is cited, too; behind a comma ("used by 12 staff") it may be anything. */
static bool is_told_likewise(const struct rq_reading *after, size_t at,
			     const struct rq_reading *reading, size_t found)
{
	return rq_word_is_deed(reading, found) ||
	       (reading->word[found].lexeme->class & (RQ_WORD_LIMIT | RQ_WORD_HEDGE)) ||
	       (!after->word[at].initial && rq_word_leads(reading, found));
}

/*
 * Whether a verb is cited as said of the same thing; one that leads a clause, and so is
 * the candidate's deed, where it is one. "Nurses managed the ward" does not support
 * "Managed the ward".
 */
static bool is_said_of_it(const struct rq_case *c, size_t at)
{
	const struct rq_word *mine[OBJECT_WORDS], *theirs[OBJECT_REACH];
	size_t count = 0, near = objects(&c->after, at, OBJECT_REACH, theirs);
	const struct rq_word *verb = &c->after.word[at];
	/* "helped to write" */
	bool helped = at > 0 && strcmp(verb[-1].text, "to") == 0 && (verb->govern & RQ_HEDGED_NEAR);
	bool leads = rq_word_leads(&c->after, at) && !helped && !(verb->govern & RQ_OF_OTHERS);

	near = direct_objects(&c->after, theirs, near);
	/* What one led is not led with it: "gestion de l'accueil et du courrier". */
	if (verb->lexeme->tier >= RQ_TIER_LEAD && near > 1)
		near = 1;
	for (size_t i = 0; i < near && count < OBJECT_WORDS; i++)
		if (rq_case_cites(c, theirs[i]))
			mine[count++] = theirs[i];
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			size_t found;

			if (!rq_word_same(&c->after.word[at], &reading->word[j]) ||
			    (leads && !is_told_likewise(&c->after, at, reading, j)))
				continue;
			found = rq_word_leads(reading, j) && !is_in_passive(reading, j) &&
					!has_pronoun(reading, j)
				    ? objects(reading, j, OBJECT_REACH, theirs)
				    : surroundings(reading, j, theirs);
			if (verb->lexeme->tier == RQ_TIER_BUILD && rq_word_leads(reading, j))
				found = without_receivers(theirs, found);
			if (count == 0 || rq_words_meet(mine, count, theirs, found))
				return true;
		}
	}
	return false;
}

/*
 * A verb that claims more than the lists know of the text before the edit, but which
 * stands there in another form or wording ("Entwicklung von": "Entwickelte") and free.
 */
static bool is_claimed_likewise(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];
	const struct rq_reading *before = c->support[0].reading;

	if (!(rq_word_leads(&c->after, at) || rq_word_comes_last(&c->after, at)) ||
	    !is_said_of_it(c, at))
		return false;
	for (size_t i = 0; i < before->count; i++) {
		const struct rq_word *theirs = &before->word[i];
		unsigned tier = theirs->lexeme->tier;

		if (rq_word_same(word, theirs) && rq_word_is_deed(before, i) &&
		    !(theirs->govern & (RQ_HEDGED_FAR | RQ_NEGATED_FAR)) &&
		    (tier >= word->lexeme->tier || rq_senses_meet(word->senses, theirs->senses) ||
		     (tier == RQ_TIER_NONE && word->lexeme->tier <= RQ_TIER_BUILD)))
			return true;
	}
	return false;
}

/*
 * A deed that is cited only as what something else was done to: who packed deliveries has
 * delivered nothing. English verbs are judged as such.
 */
static bool is_cited_as_object(const struct rq_case *c, size_t at)
{
	const struct rq_word *deed = &c->after.word[at];
	bool any = false;

	if (!c->reader.language || strncmp(c->reader.language, "en", 2) == 0 || deed->term ||
	    (deed->lexeme->class & (RQ_WORD_REACH | RQ_WORD_LIMIT)) ||
	    rq_word_may_be_adjective(&c->after, deed) || rq_word_says_done(deed) ||
	    !rq_word_is_content(deed) || !rq_word_is_deed(&c->after, at))
		return false;
	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			if (!rq_word_same(deed, &reading->word[j]))
				continue;
			if (rq_word_is_inflected(deed, &reading->word[j]) ||
			    (reading->word[j].govern & RQ_OF_OTHERS) ||
			    !rq_word_governor(reading, j))
				return false;
			any = true;
		}
	}
	return any;
}

enum { MEANS_REACH = 8 };

/* Whether a tool stands behind "using" in a reading; a term, behind "in" or "with" as well. */
static bool is_means_in(const struct rq_reading *reading, const struct rq_word *tool)
{
	const char *with = tool->term ? " with in using via through " : " using via ";

	for (size_t i = 1; i < reading->count; i++) {
		size_t first = tool->term ? reading->word[i].term_first : i;

		if (!rq_word_same(tool, &reading->word[i]))
			continue;
		while (first > 0 && rq_word_is_article(&reading->word[first - 1]))
			first--;
		if (first > 0 && rq_token_is_one_of(reading->word[first - 1].text, with))
			return true;
	}
	return false;
}

/*
 * "Used Salesforce to write reports" of "Wrote reports in Salesforce": a tool comes first. The
 * deed behind "to" is judged for itself.
 */
bool rq_word_names_means(const struct rq_case *c, size_t at)
{
	static const char use[] = " used use uses using utilised utilized ";
	const struct rq_word *word = &c->after.word[at];
	size_t tool = at + 1;
	bool told = false;

	if (!word->initial || !rq_case_is_prose(c) || !c->has_before ||
	    !rq_token_is_one_of(word->text, use))
		return false;
	while (tool < c->after.count && rq_word_is_article(&c->after.word[tool]))
		tool++;
	for (size_t i = tool + 1; i < c->after.count && i < tool + MEANS_REACH; i++)
		told = told || strcmp(c->after.word[i].text, "to") == 0;
	return told && is_means_in(c->support[0].reading, &c->after.word[tool]);
}

/* "Deploy" of "cut deploy time": the line itself has it so, and nobody does it there. */
static bool is_no_deed_as_before(const struct rq_case *c, size_t at)
{
	return c->has_before && !rq_word_leads(&c->after, at) &&
	       !rq_word_is_participle(&c->after, at) && rq_word_behind(&c->after, at) &&
	       rq_word_stands_likewise(&c->after, at, c->support[0].reading);
}

bool rq_rule_scope(struct rq_case *c, struct rq_verdict *verdict)
{
	enum rq_tier allowed = highest_tier(c);
	char quote[64];

	for (size_t i = 0; i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];
		enum rq_tier tier = claimed_tier(c, i);
		bool deed = rq_word_looks_like_verb(word) && rq_word_leads(&c->after, i);

		if ((rq_word_names_means(c, i) && tells_a_deed(c->support[0].reading)) ||
		    rq_word_is_light(c, i))
			continue;
		if (tier > RQ_TIER_HELP && tier > allowed && !is_claimed_likewise(c, i) &&
		    !is_no_deed_as_before(c, i))
			return rq_refuse(verdict, "\"%s\" claims more than the line did",
					 rq_quote_words(&c->after, i, i, quote));
		if (rq_word_gives_what_was_learnt(c, i))
			return rq_refuse(verdict, "\"%s\" is not what one does who learns",
					 rq_quote_words(&c->after, i, i, quote));
		if (rq_word_is_only_meant(c, i))
			return rq_refuse(verdict, "\"%s\" was only meant to be done",
					 rq_quote_words(&c->after, i, i, quote));
		if (((deed || tier >= RQ_TIER_LEAD) && rq_case_cites(c, word) &&
		     !is_said_of_it(c, i)) ||
		    is_cited_as_object(c, i))
			return rq_refuse(verdict,
					 "\"%s\" is not said so of this in the cited lines",
					 rq_quote_words(&c->after, i, i, quote));
	}
	return true;
}
