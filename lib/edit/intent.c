#include "edit/intent.h"

#include <string.h>

#include "edit/deed.h"
#include "edit/same.h"
#include "match/token.h"

/* How a language tells what something is done for: "pour réduire", "um die Preise zu senken". */
static const struct tongue {
	const char *language, *before, *opening, *infix, *endings;
} tongues[] = {
	{ "en", " to ", NULL, NULL, NULL },
	{ "de", " zu ", " um ", "zu", "en ln rn " },
	{ "fr", " pour ", NULL, NULL, "er ir re oir " },
	{ "es", " para ", NULL, NULL, "ar er ir " },
	{ "pt", " para ", NULL, NULL, "ar er ir or " },
	{ "it", " per ", NULL, NULL, "are ere ire rre " },
	{ "nl", " te ", " om ", NULL, "en " },
};

static const struct tongue *tongue_of(const char *language)
{
	for (size_t i = 0; language && i < sizeof tongues / sizeof tongues[0]; i++)
		if (strncmp(tongues[i].language, language, 2) == 0)
			return &tongues[i];
	return &tongues[0];
}

/* Whether one of the words before it in its clause is in a list. */
static bool is_behind(const struct rq_reading *reading, size_t at, const char *list)
{
	for (size_t i = at; i-- > 0 && rq_reading_is_of_clause(reading, i, at);)
		if (rq_token_is_one_of(reading->word[i].text, list))
			return true;
	return false;
}

/* "Used Excel to track", "managed to cut", "was asked to file": it was done. */
static bool is_done_all_the_same(const struct rq_reading *reading, size_t to)
{
	static const char means[] = " use used uses using utilised utilized managed had continued "
				    "able enough how asked assigned hired employed responsible ";

	return is_behind(reading, to, means);
}

/* Past articles and pronouns: "pour les réduire". */
static size_t past_small(const struct rq_reading *reading, size_t at, const char *before)
{
	while (at > 1 && !rq_token_is_one_of(reading->word[at - 1].text, before) &&
	       rq_reading_is_of_clause(reading, at - 2, at) &&
	       rq_token_is_one_of(reading->word[at - 1].text,
				  " le la les l lo los las o os as li gli "))
		at--;
	return at;
}

static bool is_intent(const struct rq_reading *reading, size_t at, const struct tongue *tongue)
{
	const struct rq_word *word = &reading->word[at];
	size_t first = past_small(reading, at, tongue->before);
	bool behind = first > 0 && rq_reading_is_of_clause(reading, first - 1, at) &&
		      rq_token_is_one_of(reading->word[first - 1].text, tongue->before);

	if (tongue->endings && !rq_token_ends_in_one_of(word->text, tongue->endings))
		return false;
	if (!behind && !(tongue->infix && strstr(word->text, tongue->infix)))
		return false;
	if (tongue->opening)
		return is_behind(reading, at, tongue->opening);
	return tongue->endings || (!rq_token_ends_in_one_of(word->text, "ed ing s ") &&
				   !is_done_all_the_same(reading, first - 1));
}

/* "Delivered features together with designers" of "worked with designers to deliver them". */
static bool is_done_jointly(const struct rq_reading *after)
{
	static const char jointly[] =
	    " collaboration collaborating cooperation cooperating working "
	    "together jointly partnership ";

	for (size_t i = 0; i < after->count; i++)
		if (rq_token_is_one_of(after->word[i].text, jointly))
			return true;
	return false;
}

/* "October" of "to October"; verbs that have one form are few. */
static bool is_same_form(const struct rq_word *word, const struct rq_word *cited)
{
	return strcmp(word->text, cited->text) == 0 &&
	       !rq_token_is_one_of(word->text,
				   " cut set put reset hit split spread shut read let ");
}

/* Whether the cited lines have the word, and each time for what something is done for. */
static bool is_cited_as_intent(const struct rq_case *c, const struct rq_word *word,
			       const struct tongue *tongue)
{
	bool any = false;

	for (size_t i = 0; i < c->count; i++) {
		const struct rq_reading *reading = c->support[i].reading;

		for (size_t j = 0; j < reading->count; j++) {
			if (!rq_word_same(word, &reading->word[j]))
				continue;
			if (!is_intent(reading, j, tongue) ||
			    (!tongue->endings && is_same_form(word, &reading->word[j])))
				return false;
			any = true;
		}
	}
	return any;
}

bool rq_word_is_only_meant(const struct rq_case *c, size_t at)
{
	const struct tongue *tongue = tongue_of(c->reader.language);
	const struct rq_word *word = &c->after.word[at];

	return rq_word_is_content(word) && !(word->govern & RQ_HEDGED_NEAR) &&
	       is_cited_as_intent(c, word, tongue) && !is_behind(&c->after, at, tongue->before) &&
	       !is_done_jointly(&c->after) &&
	       (rq_word_is_deed(&c->after, at) || rq_word_is_finite(&c->after, at) ||
		(c->after.verb_last && rq_word_is_participle(&c->after, at)));
}
