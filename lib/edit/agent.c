#include "edit/agent.h"

#include <string.h>

#include "edit/deed.h"
#include "edit/role.h"
#include "match/token.h"

/* How the names of those who do something end, by language; between spaces. */
static const struct {
	const char *language, *endings;
} people[] = {
	{ "en", "er ers or ors ist ists ian ians ant ants ent ents " },
	{ "de", "er ern erin erinnen ist isten ent enten ant anten eur euren eure or oren chef " },
	{ "fr",
	  "eur eurs euse euses iste istes ier iers ière ières ien iens ant ants ent ents ice " },
	{ "es", "or ores ora oras ista istas ero eros era eras ico icos ica icas ante antes ente "
		"entes ado ados " },
	{ "pt", "or ores ora oras ista istas eiro eiros eira eiras ico icos ica icas ante antes "
		"ente entes " },
	{ "it", "ore ori ice ici ista isti iere ieri iera ico ici ica iche ante anti ente enti aio "
		"ai " },
	{ "nl",
	  "aat aten er ers eur eurs ist isten or ors ent enten ant anten ster sters chef baas " },
};

enum { SHORTEST = 4 };

bool rq_word_names_people(const struct rq_word *word, const char *language)
{
	if (word->lexeme->class & (RQ_WORD_PEER | RQ_WORD_SENIOR))
		return true;
	for (size_t i = 0; i < sizeof people / sizeof people[0]; i++)
		if (strncmp(language ? language : "en", people[i].language, 2) == 0)
			return strlen(word->text) >= SHORTEST && rq_word_is_content(word) &&
			       rq_token_ends_in_one_of(word->text, people[i].endings);
	return false;
}

/* A name that is no tool's: "by Anna", not "by SAP". German nouns look alike. */
static bool is_somebodys_name(const struct rq_reading *reading, const struct rq_word *word)
{
	return word->upper && !word->term && !word->symbol && !reading->capital_nouns;
}

/* Somebody, as an article or the word tells: "by the manager", "vom Chef", not "by queries". */
static bool is_by_somebody(const struct rq_reading *reading, size_t at, const char *language)
{
	static const char by_the[] =
	    " vom pelo pela pelos pelas dal dallo dall dalla dai dagli dalle ";
	const struct rq_word *next = &reading->word[at] + 1;

	return rq_word_names_agent(reading, at) &&
	       (rq_token_is_one_of(reading->word[at].text, by_the) || rq_word_is_article(next) ||
		is_somebodys_name(reading, next) || rq_word_names_people(next, language));
}

/* All that is said from there to the end of the clause. */
static void give_clause(struct rq_reading *reading, size_t at)
{
	for (size_t i = at; rq_reading_is_of_clause(reading, i, at); i++)
		reading->word[i].govern |= RQ_OF_OTHERS;
}

/*
 * "The budget was managed": who leads says so himself, and if he does not, it was somebody
 * else. What was merely done ("forms were filed") is the candidate's who tells it.
 */
static void give_leading(struct rq_reading *reading, size_t passive)
{
	for (size_t i = passive + 1; rq_reading_is_of_clause(reading, i, passive); i++)
		if (reading->word[i].lexeme->tier >= RQ_TIER_LEAD &&
		    rq_word_is_participle(reading, i) && !rq_word_is_deed(reading, i))
			reading->word[i].govern |= RQ_OF_OTHERS;
}

/* Italian has participles that end as nouns do, redatto, corretto, which an agent tells. */
static bool may_be_participle(const struct rq_reading *reading, size_t at)
{
	return rq_word_is_participle(reading, at) ||
	       rq_token_ends_in_one_of(reading->word[at].text, "tto tta tti tte ");
}

/* "J'ai été formé": what follows was done to the candidate; not "j'ai été chargé de". */
static bool is_done_to_me(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return at > 0 && strcmp(word->text, "été") == 0 &&
	       rq_token_is_one_of(word[-1].text, " ai avais avons ") &&
	       rq_reading_is_of_clause(reading, at + 1, at) &&
	       rq_word_is_participle(reading, at + 1) && word[1].lexeme->tier == RQ_TIER_NONE;
}

static void find_passive(struct rq_reading *reading, size_t at, const char *language)
{
	struct rq_word *word = &reading->word[at];

	if (rq_reading_is_of_clause(reading, at + 1, at) &&
	    is_by_somebody(reading, at + 1, language) && may_be_participle(reading, at))
		word->govern |= RQ_OF_OTHERS;
	if (is_done_to_me(reading, at))
		word[1].govern |= RQ_OF_OTHERS;
	if (!rq_word_makes_passive(word))
		return;
	for (size_t i = at + 1; rq_reading_is_of_clause(reading, i, at); i++)
		if (is_by_somebody(reading, i, language))
			give_clause(reading, at);
	give_leading(reading, at);
}

/* Past the agent's article, adjectives and noun: where the participle may stand. */
static size_t past_agent(const struct rq_reading *reading, size_t at)
{
	size_t i = at + 1;

	while (rq_reading_is_of_clause(reading, i, at) && rq_word_is_article(&reading->word[i]))
		i++;
	while (reading->capital_nouns && rq_reading_is_of_clause(reading, i, at) &&
	       !reading->word[i].upper && rq_word_is_content(&reading->word[i]))
		i++;
	return i + 1;
}

/* "von der Agentur erstellte Texte", "door het bureau geschreven teksten" */
static void find_attribute(struct rq_reading *reading, size_t at, const char *language)
{
	static const char by[] = " von vom durch door ";
	bool german = reading->capital_nouns, dutch = language && strncmp(language, "nl", 2) == 0;

	if (!(german || dutch) || !rq_token_is_one_of(reading->word[at].text, by) ||
	    !rq_word_names_agent(reading, at) || strcmp(reading->word[at + 1].text, "hand") == 0)
		return;
	for (size_t i = past_agent(reading, at);
	     rq_reading_is_of_clause(reading, i, at) && rq_word_is_content(&reading->word[i]); i++)
		if (german ? !reading->word[i].upper : rq_word_is_participle(reading, i))
			reading->word[i].govern |= RQ_OF_OTHERS;
		else if (german && !reading->word[i - 1].upper)
			return;
}

void rq_agent_find(struct rq_reading *reading, const char *language)
{
	for (size_t i = 0; i < reading->count; i++) {
		find_passive(reading, i, language);
		find_attribute(reading, i, language);
	}
}
