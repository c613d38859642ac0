#include "edit/pairing.h"

#include <string.h>

#include "edit/deed.h"
#include "edit/object.h"
#include "edit/phrase.h"
#include "edit/role.h"
#include "edit/same.h"
#include "match/token.h"

enum { PAIRED_DEEDS = 4 };

/* The deeds that a thing is told with: all three of "geprüft, gebucht und abgelegt". */
struct deeds {
	const struct rq_word *word[PAIRED_DEEDS];
	size_t count;
};

static void add(struct deeds *deeds, const struct rq_word *word)
{
	if (deeds->count < PAIRED_DEEDS)
		deeds->word[deeds->count++] = word;
}

static bool is_of(const struct rq_reading *reading, size_t at)
{
	static const char of[] =
	    " von vom der des de d du del della dei dell delle degli dello do da dos das di van ";

	return at < reading->count && rq_token_is_one_of(reading->word[at].text, of);
}

/* Behind "j'ai" and "he", too. */
static bool is_leading(const struct rq_reading *reading, size_t at)
{
	return rq_word_leads(reading, at) || rq_word_makes_own(&reading->word[at - 1]);
}

/* "Saisi les contrats", "vendu des billets": forms that nouns have, too, before an article. */
static bool is_before_article(const struct rq_reading *reading, size_t at)
{
	return is_leading(reading, at) && rq_reading_is_of_clause(reading, at + 1, at) &&
	       rq_word_is_article(&reading->word[at + 1]) &&
	       rq_token_ends_in_one_of(reading->word[at].text, "i u is it ert uit ");
}

/* Registré, "ho registrato", "et classé": a verb by its form, with no article before it. */
static bool is_verb(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	if (!rq_word_is_content(word) || word->term || (at > 0 && rq_word_is_article(&word[-1])))
		return false;
	if (reading->verb_last)
		return rq_word_is_finite(reading, at);
	return rq_word_is_finite(reading, at) || is_before_article(reading, at) ||
	       (rq_word_is_participle(reading, at) && is_leading(reading, at));
}

/* "Registro" of "Registro de facturas" */
static bool is_deed_noun(const struct rq_reading *reading, size_t at)
{
	return rq_word_is_content(&reading->word[at]) && !reading->word[at].term &&
	       rq_word_leads(reading, at) && is_of(reading, at + 1) &&
	       rq_reading_is_of_clause(reading, at + 1, at);
}

/* The verbs that end right before one, joined to it: "revisé, registré y" of "archivé". */
static void add_joined_before(struct deeds *deeds, const struct rq_reading *reading, size_t at)
{
	while (at > 0 && reading->word[at - 1].sentence == reading->word[at].sentence) {
		bool joined = reading->word[at - 1].lexeme->class & RQ_WORD_AND;
		size_t last = joined ? at - 2 : at - 1;

		if ((joined && at < 2) ||
		    (!joined && reading->word[last].clause == reading->word[at].clause) ||
		    !is_verb(reading, last))
			return;
		add(deeds, &reading->word[last]);
		at = last;
	}
}

/* "Registré facturas", "registro de facturas": the nearest deed in front. */
static void find_before(struct deeds *deeds, const struct rq_reading *reading, size_t at)
{
	for (size_t i = at; i > 0 && reading->word[i - 1].sentence == reading->word[at].sentence;
	     i--) {
		if (!is_verb(reading, i - 1) && !is_deed_noun(reading, i - 1))
			continue;
		add(deeds, &reading->word[i - 1]);
		add_joined_before(deeds, reading, i - 1);
		return;
	}
}

/* "Rechnungen und Angebote geprüft und gebucht": the participles that come next, and last. */
static void find_behind(struct deeds *deeds, const struct rq_reading *reading, size_t at)
{
	size_t i = at + 1;

	while (rq_reading_is_of_clause(reading, i, at) &&
	       (!rq_word_is_participle(reading, i) || !rq_word_is_content(&reading->word[i])))
		i++;
	while (rq_reading_is_of_clause(reading, i, at) && rq_word_is_participle(reading, i) &&
	       rq_word_is_content(&reading->word[i])) {
		add(deeds, &reading->word[i++]);
		if (i < reading->count && (reading->word[i].lexeme->class & RQ_WORD_AND))
			i++;
	}
}

static struct deeds find_deeds(const struct rq_reading *reading, size_t at)
{
	struct deeds deeds = { .count = 0 };

	if (reading->verb_last && !(at > 0 && is_of(reading, at - 1)))
		find_behind(&deeds, reading, at);
	if (deeds.count == 0)
		find_before(&deeds, reading, at);
	return deeds;
}

/* Done, helped with, was responsible for: tells not what was done. */
static bool has_open(const struct deeds *deeds)
{
	for (size_t i = 0; i < deeds->count; i++) {
		const struct rq_word *deed = deeds->word[i];

		if (rq_word_says_done(deed) || rq_word_says_work(deed) ||
		    (deed->lexeme->class & (RQ_WORD_PLAIN | RQ_WORD_HEDGE | RQ_WORD_LIMIT)) ||
		    deed->lexeme->tier == RQ_TIER_HELP || deed->lexeme->tier == RQ_TIER_LEAD)
			return true;
	}
	return false;
}

/* A thing that something is done to: not a deed itself, and behind no preposition but "of". */
static bool is_thing(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];
	const unsigned other = RQ_WORD_REACH | RQ_WORD_LIMIT | RQ_WORD_HEDGE;

	return rq_word_is_content(word) && !(word->lexeme->class & other) &&
	       !(reading->capital_nouns && !word->upper) && !is_verb(reading, at) &&
	       !is_deed_noun(reading, at) && !rq_word_is_participle(reading, at) &&
	       rq_word_role(reading, at) <= RQ_ROLE_OF;
}

/* Where the old text has the thing that stands at a place of the new one; count: nowhere. */
static size_t find_thing(const struct rq_case *c, size_t at)
{
	const struct rq_reading *before = c->support[0].reading;

	for (size_t i = 0; i < before->count; i++)
		if (rq_word_same(&c->after.word[at], &before->word[i]) && is_thing(before, i))
			return i;
	return before->count;
}

/* What a thing is told with in the new text and in the old one; false: not in both. */
static bool find_both(const struct rq_case *c, size_t at, struct deeds *mine, struct deeds *theirs)
{
	size_t found = is_thing(&c->after, at) ? find_thing(c, at) : c->support[0].reading->count;

	if (found == c->support[0].reading->count)
		return false;
	*mine = find_deeds(&c->after, at);
	*theirs = find_deeds(c->support[0].reading, found);
	return mine->count > 0 && theirs->count > 0 && !has_open(mine) && !has_open(theirs);
}

static bool meet(const struct deeds *claimed, const struct deeds *cited)
{
	return rq_words_meet(claimed->word, claimed->count, cited->word, cited->count);
}

bool rq_word_is_paired_otherwise(const struct rq_case *c, size_t at)
{
	bool english = !c->reader.language || strncmp(c->reader.language, "en", 2) == 0;
	struct deeds mine, theirs, other_mine, other_theirs;

	if (english || !c->has_before || !find_both(c, at, &mine, &theirs) || meet(&mine, &theirs))
		return false;
	for (size_t i = 0; i < c->after.count; i++)
		if (i != at && find_both(c, i, &other_mine, &other_theirs) &&
		    !meet(&other_mine, &other_theirs) && meet(&mine, &other_theirs) &&
		    meet(&other_mine, &theirs))
			return true;
	return false;
}
