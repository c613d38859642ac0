#include "edit/deed.h"

#include <string.h>

#include "base/text.h"
#include "edit/phrase.h"
#include "match/token.h"

/* Past tenses without "ed", where no other word is spelled so. */
static const char irregular[] =
    " made gave took won grew sold kept held brought sent met spoke "
    "dealt taught bought chose began drew drove told ran wrote went saw "
    "got lent paid stood thought understood fed caught fought oversaw "
    "rebuilt rewrote undertook spent swept wore dug sat heard ";

bool rq_word_looks_like_verb(const struct rq_word *word)
{
	size_t length = strlen(word->text);

	return word->lexeme->tier != RQ_TIER_NONE || rq_token_is_one_of(word->text, irregular) ||
	       (length > 4 && strcmp(word->text + length - 2, "ed") == 0);
}

bool rq_word_leads(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at], *last = word - 1;

	if (at == 0 || last->clause != word->clause)
		return true;
	return (last->lexeme->class & (RQ_WORD_AND | RQ_WORD_BREAK)) ||
	       strcmp(last->text, "to") == 0 || strcmp(last->text, "i") == 0;
}

/* --- other ways to say what one did --------------------------------------- */

/* Pronouns and auxiliaries that stand before a verb of one's own, between spaces. */
static const char subjects[] =
    " i we me was were am been have had has being ich wir habe haben hatte "
    "wurde wurden je j ai avons été fui he era foram eu ho abbiamo mi "
    "yo nosotros noi nós nous wij ik heb hebben étais estaba estava he hemos tenho tinha ";

/* Auxiliaries of a passive. */
static const char passives[] = " was were been being is are wurde wurden wird werden worden était "
			       "étaient fut furent fue fueron era eran foi foram venivano veniva "
			       "vennero werd werden wordt sido stato stata stati state ";

/* What names who did it. */
static const char agents[] =
    " by von vom durch par por pelo pela pelos pelas da dal dallo dall dalla dai "
    "dagli dalle door ";

static const char first_person[] = " me us mir uns moi nous mí nosotros mim nós noi mij ons my "
				   "meine meinen ";

/* What begins a means rather than an agent: by better ordering. */
static const char means[] = " better less more fewer careful using hand means ";

static bool is_adverb(const struct rq_word *word)
{
	size_t length = strlen(word->text);

	return (length > 4 && strcmp(word->text + length - 2, "ly") == 0) ||
	       (word->lexeme->class & RQ_WORD_HEDGE);
}

bool rq_word_makes_own(const struct rq_word *word)
{
	return rq_token_is_one_of(word->text, subjects);
}

/* Nothing but "I", "was", "occasionally" between the beginning of the clause and the word. */
static bool leads_late(const struct rq_reading *reading, size_t at)
{
	unsigned clause = reading->word[at].clause;

	while (!rq_word_leads(reading, at)) {
		const struct rq_word *last = &reading->word[--at];

		if (last->clause != clause || !(is_adverb(last) || rq_word_makes_own(last)))
			return false;
	}
	return true;
}

bool rq_word_makes_passive(const struct rq_word *word)
{
	return rq_token_is_one_of(word->text, passives);
}

bool rq_word_is_gerund(const struct rq_word *word)
{
	size_t length = strlen(word->text);

	return length > 4 && strcmp(word->text + length - 3, "ing") == 0;
}

/* "by the 5th", "by the end of": when, not by whom. */
static bool tells_when(const struct rq_reading *reading, size_t agent)
{
	const struct rq_word *word = &reading->word[agent];

	return strcmp(word[0].text, "by") == 0 && agent + 2 < reading->count &&
	       strcmp(word[1].text, "the") == 0 &&
	       (word[2].quantity >= 0 || rq_token_is_one_of(word[2].text, " end middle time "));
}

bool rq_word_names_agent(const struct rq_reading *reading, size_t agent)
{
	const struct rq_word *next = &reading->word[agent + 1];

	return rq_token_is_one_of(reading->word[agent].text, agents) &&
	       agent + 1 < reading->count && next->quantity < 0 && !rq_word_is_gerund(next) &&
	       !reading->word[agent].phrase && /* "par mois" */
	       !tells_when(reading, agent) && !rq_token_is_one_of(next->text, first_person) &&
	       !rq_token_is_one_of(next->text, means);
}

/* "by me" */
static bool names_me(const struct rq_reading *reading, size_t agent)
{
	return rq_token_is_one_of(reading->word[agent].text, agents) &&
	       agent + 1 < reading->count &&
	       rq_token_is_one_of(reading->word[agent + 1].text, " me mir moi mí mim mij ");
}

/* "A été réduit"; by itself "été" is a summer, or of "j'ai été". */
static bool is_a_ete(const struct rq_reading *reading, size_t at)
{
	return at > 0 && strcmp(reading->word[at].text, "été") == 0 &&
	       rq_token_is_one_of(reading->word[at - 1].text, " a ont avait avaient ");
}

/* "Watched deliveries being checked": somebody else did it. */
static bool is_watched(const struct rq_reading *reading, size_t being)
{
	size_t first = being;

	while (first > 0 && reading->word[first - 1].clause == reading->word[being].clause)
		first--;
	return strcmp(reading->word[being].text, "being") == 0 && first + 1 < being &&
	       rq_word_looks_like_verb(&reading->word[first]);
}

/* "was developed", with nobody else named; "was led" only by me. */
static bool is_passive(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];
	bool passive = false, mine = word->lexeme->tier < RQ_TIER_LEAD;

	for (size_t i = 0; i < reading->count; i++) {
		if (reading->word[i].clause != word->clause)
			continue;
		if (rq_word_names_agent(reading, i))
			return false;
		passive = passive || is_a_ete(reading, i) ||
			  (rq_word_makes_passive(&reading->word[i]) && !is_watched(reading, i));
		mine = mine || names_me(reading, i);
	}
	return passive && mine;
}

/* "responsible for the development of", "by automating". */
static bool is_named(const struct rq_reading *reading, size_t at)
{
	static const char small[] = " for the of für die den das de la l du des del pela do da dos "
				    "das della dell dei delle voor het ";
	const struct rq_word *word = &reading->word[at];
	size_t i = at;

	if (at > 0 && strcmp(word[-1].text, "by") == 0 && rq_word_is_gerund(word))
		return true;
	while (i > 0 && reading->word[i - 1].clause == word->clause &&
	       (rq_token_is_one_of(reading->word[i - 1].text, small) ||
		rq_word_is_in_phrase(&reading->word[i - 1])))
		i--; /* "in charge of the backup of" */
	return i > 0 && i < at && reading->word[i - 1].clause == word->clause &&
	       reading->word[i - 1].lexeme->tier == RQ_TIER_LEAD && leads_late(reading, i - 1);
}

/* Dutch ingevoerd, aangelegd; not hagen. */
static bool has_ge_inside(const char *text)
{
	static const char prefixes[] =
	    " aan af achter bij door goed in klaar los mede mee na neer om op over recht samen "
	    "schoon stil tegen terug thuis toe uit vast vol voor voort vrij weg ";
	enum { LONGEST_PREFIX = 7 };
	const char *ge = strstr(text, "ge");
	char prefix[LONGEST_PREFIX + 1] = "";

	if (!ge || ge - text > LONGEST_PREFIX)
		return false;
	(void)strncat(prefix, text, (size_t)(ge - text));
	return rq_token_is_one_of(prefix, prefixes);
}

bool rq_word_is_participle(const struct rq_reading *reading, size_t at)
{
	static const char romance[] =
	    "ed é és ée ées ie ies ue ues ado ada ados adas ido ida idos idas ato ata ati "
	    "ate uto uta uti ute ito ita iti ite itos itas ierto ierta iertos iertas erto erta "
	    "ertos ertas uesto uesta uestos uestas ";
	static const char *const starts[] = { "ge",  "be",   "ver",   "ont",
					      "her", "over", "onder", "voorbe" };
	const struct rq_word *word = &reading->word[at];

	if (!reading->verb_last)
		return rq_token_ends_in_one_of(word->text, romance) &&
		       !rq_token_ends_in_one_of(word->text, "que ques ");
	if (word->upper || !rq_token_ends_in_one_of(word->text, "t d en ") ||
	    rq_token_ends_in_one_of(word->text, "ingen "))
		return false;
	for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
		if (strncmp(word->text, starts[i], strlen(starts[i])) == 0)
			return true;
	return reading->capital_nouns || has_ge_inside(word->text);
}

bool rq_word_is_finite(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	if (reading->verb_last)
		return (!word->upper || (word->initial && !reading->capital_nouns)) &&
		       rq_token_ends_in_one_of(word->text, "te de ");
	return rq_token_ends_in_one_of(word->text, "é í ei ó ò ou eu iu aba ía ava eva iva avo evo "
						   "ivo ais ait aram eram iram aron ieron ");
}

/* Whether a clause is a passive, or names who did it otherwise. */
static bool is_told_passively(const struct rq_reading *reading, unsigned clause)
{
	for (size_t i = 0; i < reading->count; i++)
		if (reading->word[i].clause == clause &&
		    (rq_word_makes_passive(&reading->word[i]) || rq_word_names_agent(reading, i)))
			return true;
	return false;
}

bool rq_word_comes_last(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];
	bool last = at + 1 == reading->count || word[1].clause != word->clause ||
		    (word[1].lexeme->class & RQ_WORD_AND);

	return reading->verb_last && last && rq_word_is_participle(reading, at) &&
	       !is_told_passively(reading, word->clause);
}

bool rq_word_ends_in_deed(const struct rq_reading *reading, size_t at)
{
	for (size_t i = at + 1; rq_reading_is_of_clause(reading, i, at); i++)
		if (rq_word_comes_last(reading, i))
			return true;
	return false;
}

/* "Placed orders", "gave a presentation", "realicé entrevistas": verbs that leave it to a noun. */
static bool is_done_as_noun(const struct rq_reading *reading, size_t at)
{
	static const char light[] =
	    " did made gave held placed conducted performed completed executed undertook doing "
	    "making "
	    "giving holding placing conducting performing realicé realizaba efectué hice hacía "
	    "realizei efetuei fiz effettuato eseguito svolto fatto réalisé effectué fait machte "
	    "gemacht deed gedaan ";
	size_t i = at;

	while (i > 0 && reading->word[i - 1].clause == reading->word[at].clause &&
	       rq_word_is_content(&reading->word[i - 1]) &&
	       !rq_token_is_one_of(reading->word[i - 1].text, light))
		i--;
	if (i > 0 && rq_token_is_one_of(reading->word[i - 1].text, " a an the una un uma il la "))
		i--;
	return i > 0 && reading->word[i - 1].clause == reading->word[at].clause &&
	       rq_token_is_one_of(reading->word[i - 1].text, light) && leads_late(reading, i - 1);
}

/*
 * What a thing does by itself ("sales increased"), or others do to what one made ("product
 * recognised"): no deed of whoever tells it.
 */
static bool happens(const struct rq_word *word)
{
	static const char known[] =
	    " increased decreased dropped changed improved started ended opened closed moved "
	    "returned "
	    "failed stopped developed expanded doubled tripled halved worked varied differed "
	    "occurred "
	    "happened arrived departed remained existed appeared lasted continued resulted crashed "
	    "expired ranged launched operated reached exceeded turned slowed slipped evolved "
	    "emerged "
	    "gained helped allowed enabled provided included required needed involved supported "
	    "served covered succeeded stayed progressed ceased recognised recognized awarded "
	    "praised "
	    "rated nominated certified accredited selected adopted funded featured accepted ";

	return rq_token_is_one_of(word->text, known);
}

/* Nurses, teams, Acme: who or what stands before a verb as its subject. */
static bool may_act(const struct rq_word *word)
{
	static const char known[] =
	    " pupils children guests people staff teams men women kids crew crews family families "
	    "company companies firm firms school schools office offices department departments "
	    "group "
	    "groups ";

	return (word->lexeme->class & (RQ_WORD_PEER | RQ_WORD_SENIOR)) ||
	       (word->upper && !word->initial) || rq_token_is_one_of(word->text, known) ||
	       rq_token_ends_in_one_of(word->text,
				       "er ers or ors ist ists ian ians ant ants ent ents "
				       "nurse nurses ");
}

/* Whether an object stands right behind a verb, or who did it anywhere behind. */
static bool is_followed_by_somebody(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *next = &reading->word[at] + 1;

	for (size_t i = at + 1; rq_reading_is_of_clause(reading, i, at); i++)
		if (rq_word_names_agent(reading, i))
			return true;
	return rq_reading_is_of_clause(reading, at + 1, at) &&
	       ((rq_word_is_content(next) && !(next->lexeme->class & RQ_WORD_REACH) &&
		 !rq_token_is_one_of(next->text, " once twice ")) ||
		rq_token_is_one_of(next->text, " a an the my our its their his her "));
}

/* "Stock levels checked weekly", "costs and prices compared": a passive without its "were". */
static bool is_bare_passive(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = reading->word;
	size_t first = at;

	if (reading->verb_last || !rq_text_ends_in(word[at].text, "ed") || happens(&word[at]) ||
	    word[at].lexeme->tier >= RQ_TIER_LEAD || is_followed_by_somebody(reading, at))
		return false;
	while (first > 0 && rq_reading_is_of_clause(reading, first - 1, at)) {
		const struct rq_word *last = &word[--first];
		bool head = rq_word_is_content(last) &&
			    (first + 1 == at || (last[1].lexeme->class & RQ_WORD_AND) ||
			     rq_text_ends_in(last[1].text, "ed"));

		if (!(rq_word_is_content(last) || (last->lexeme->class & RQ_WORD_AND)) ||
		    (head && may_act(last)))
			return false;
	}
	return first < at && word[first].initial && !rq_word_looks_like_verb(&word[first]);
}

bool rq_word_is_deed(const struct rq_reading *reading, size_t at)
{
	if (reading->word[at].govern & RQ_OF_OTHERS)
		return false;
	return leads_late(reading, at) || is_passive(reading, at) || is_named(reading, at) ||
	       is_done_as_noun(reading, at) || rq_word_comes_last(reading, at) ||
	       is_bare_passive(reading, at);
}

enum rq_tier rq_word_tier(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];
	enum rq_tier tier = (enum rq_tier)word->lexeme->tier;

	if (tier == RQ_TIER_NONE || word->quantity >= 0)
		return RQ_TIER_NONE;
	if ((word->lexeme->class & RQ_WORD_NOUN) && !rq_word_leads(reading, at))
		return RQ_TIER_NONE;
	return tier > RQ_TIER_HELP && (word->govern & (RQ_HEDGED_NEAR | RQ_OF_OTHERS))
		   ? RQ_TIER_HELP
		   : tier;
}
