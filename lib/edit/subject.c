#include "edit/subject.h"

#include <string.h>

#include "base/text.h"
#include "edit/agent.h"
#include "edit/deed.h"
#include "edit/role.h"
#include "match/token.h"

/*
 * What may stand before a subject, what may follow one of the third person, what stands for
 * an object before its verb, and for a subject of the third person.
 */
static const struct tongue {
	const char *language, *determiners, *auxiliaries, *clitics, *others;
	bool subject_last; /* "piezas que montaba el cliente" */
	bool verb_second;  /* "rapporten schreef de manager" */
} tongues[] = {
	{ "en", " the a an my our his her their ", " has had ", "",
	  " he she they somebody someone others ", false, false },
	{ "de", " der die das ein eine mein meine unser unsere sein seine ihr ihre ",
	  " hat hatte haben hatten ", "", " er sie jemand andere ", false, true },
	{ "fr", " l le la les un une mon ma mes notre nos son sa ses leur ",
	  " a ont avait avaient ", " le la les ", " il elle ils elles ", true, false },
	{ "es", " el la los las un una mi mis nuestro nuestra su sus ", " ha han había habían ",
	  " lo la los las ", " él ella ellos ellas ", true, false },
	{ "pt", " o a os as um uma meu minha nosso nossa seu sua ", " tem tinha tinham ",
	  " o a os as ", " ele ela eles elas ", true, false },
	{ "it", " l il lo la i gli le un uno una mio mia nostro nostra suo sua ",
	  " ha hanno aveva avevano ", " lo la li le ", " lui lei loro ", true, false },
	{ "nl", " de het een mijn onze zijn haar ", " heeft hebben had hadden ", "",
	  " hij zij ze iemand anderen ", false, true },
};

static const struct tongue *tongue_of(const char *language)
{
	for (size_t i = 0; language && i < sizeof tongues / sizeof tongues[0]; i++)
		if (strncmp(tongues[i].language, language, 2) == 0)
			return &tongues[i];
	return &tongues[0];
}

struct finder {
	struct rq_reading *reading;
	const struct tongue *tongue;
};

static bool is_of_clause(const struct finder *finder, size_t at, size_t first)
{
	return rq_reading_is_of_clause(finder->reading, at, first);
}

static bool is_determiner(const struct finder *finder, size_t at, size_t first)
{
	return is_of_clause(finder, at, first) &&
	       rq_token_is_one_of(finder->reading->word[at].text, finder->tongue->determiners);
}

static bool is_content(const struct finder *finder, size_t at, size_t first)
{
	return is_of_clause(finder, at, first) && rq_word_is_content(&finder->reading->word[at]);
}

/* Numbers count as such where others are told of: "two nurses cooked, I served", "that 40 used". */
static size_t past_determiners(const struct finder *finder, size_t first, bool told)
{
	size_t at = first;

	while (is_determiner(finder, at, first) ||
	       (told && is_of_clause(finder, at, first) && finder->reading->word[at].quantity >= 0))
		at++;
	return at;
}

static size_t past_content(const struct finder *finder, size_t at, size_t first)
{
	while (is_content(finder, at, first))
		at++;
	return at;
}

static bool is_mine(const struct rq_word *word)
{
	return rq_token_is_one_of(word->text,
				  " i we ich wir je j nous moi yo nosotros eu nós io noi ik wij ");
}

/* He, they: begins a clause of somebody else's. */
static bool is_other(const struct finder *finder, size_t at)
{
	return is_of_clause(finder, at, at) &&
	       rq_token_is_one_of(finder->reading->word[at].text, finder->tongue->others);
}

/* All that is said from there to the end of the clause, or to "I". */
static void give_to_others(struct finder *finder, size_t at)
{
	struct rq_word *word = finder->reading->word;

	for (size_t i = at; is_of_clause(finder, i, at) && !is_mine(&word[i]); i++)
		word[i].govern |= RQ_OF_OTHERS;
}

/*
 * Whether the next "I" of the sentence begins another part of it: "Anna wrote the letters, I
 * posted them". What is told before it is somebody else's, with or without an article.
 */
static bool is_told_before_mine(const struct finder *finder, size_t first)
{
	const struct rq_word *word = finder->reading->word;

	for (size_t i = first + 1;
	     i < finder->reading->count && word[i].sentence == word[first].sentence; i++)
		if (is_mine(&word[i]))
			return word[i].clause != word[i - 1].clause ||
			       (word[i - 1].lexeme->class & RQ_WORD_AND);
	return false;
}

/* German verbs, in small letters behind a noun; not the participle that comes last. */
static size_t find_small(const struct finder *finder, size_t noun, size_t end)
{
	const struct rq_word *word = finder->reading->word;

	for (size_t i = noun; i + 1 < end; i++) {
		size_t next = i + 2;

		if (!word[i].upper || word[i + 1].upper)
			continue;
		if (rq_text_ends_in(word[i + 1].text, "te") ||
		    (is_of_clause(finder, next, i) && !(word[next].lexeme->class & RQ_WORD_AND)))
			return i + 1;
		break;
	}
	return end;
}

/* "Accueil clients le matin" names no verb: none of the third person's past ends so. */
static bool is_plural(const struct finder *finder, size_t at)
{
	return !finder->reading->capital_nouns &&
	       rq_text_ends_in(finder->reading->word[at].text, "s");
}

/*
 * The verb behind a subject whose words end before end: the last of them where an object's
 * article follows ("the ward manager wrote the rota") or a relative clause ends with it; what
 * stands behind "colleague", "manager". end: none is seen.
 */
static size_t find_verb(const struct finder *finder, size_t noun, size_t end, bool relative)
{
	const struct rq_word *word = finder->reading->word;

	for (size_t i = noun; i + 1 < end; i++)
		if (word[i].lexeme->class & (RQ_WORD_PEER | RQ_WORD_SENIOR))
			return i + 1;
	if (noun + 1 < end && (relative || is_determiner(finder, end, noun)))
		return end - 1;
	return end;
}

/* "los escribía el jefe": an object's pronoun, the verb, who did it. */
static bool is_turned_round(const struct finder *finder, size_t at, size_t first)
{
	return is_of_clause(finder, at, first) &&
	       rq_token_is_one_of(finder->reading->word[at].text, finder->tongue->clitics) &&
	       is_content(finder, at + 1, first) && is_determiner(finder, at + 2, first) &&
	       is_content(finder, at + 3, first);
}

/* "que montaba el cliente", "que montaba Ana": the verb, then who did it, and no more. */
static bool is_followed_by_subject(const struct finder *finder, size_t verb)
{
	bool named = is_content(finder, verb + 1, verb) && finder->reading->word[verb + 1].upper;
	size_t noun = named ? verb + 1 : verb + 2, end = past_content(finder, noun, verb);

	return finder->tongue->subject_last && is_content(finder, verb, verb) &&
	       (named || is_determiner(finder, verb + 1, verb)) && end > noun &&
	       !is_of_clause(finder, end, verb);
}

/* "Rapporten schreef de manager": an object, its verb, and people behind an article. */
static size_t find_second(const struct finder *finder, size_t first, size_t end)
{
	const struct rq_word *word = finder->reading->word;

	return finder->tongue->verb_second && end > first + 1 &&
		       is_determiner(finder, end, first) && is_content(finder, end + 1, first) &&
		       rq_word_names_people(&word[end + 1], finder->tongue->language) &&
		       !(finder->reading->capital_nouns && word[end - 1].upper)
		   ? end - 1
		   : end;
}

/* "that operations wrote": a relative clause with a subject of its own, told without an article. */
static bool has_bare_subject(const struct finder *finder, size_t first)
{
	const struct rq_word *word = finder->reading->word;

	return is_content(finder, first, first) && is_content(finder, first + 1, first) &&
	       !rq_word_looks_like_verb(&word[first]) && !is_mine(&word[first]) &&
	       rq_word_looks_like_verb(&word[first + 1]);
}

/* "A été", "has been", of what something was done to. */
static bool is_of_passive(const struct finder *finder, size_t auxiliary, size_t first)
{
	return is_of_clause(finder, auxiliary + 1, first) &&
	       rq_token_is_one_of(finder->reading->word[auxiliary + 1].text,
				  " been été sido stato stata stati state ");
}

/* "Nurses trained and assessed": several people, with no article, before what they did. */
static bool is_bare_people(const struct finder *finder, size_t first)
{
	const struct rq_word *word = &finder->reading->word[first];

	return word->initial && is_content(finder, first + 1, first) &&
	       !finder->reading->verb_last && rq_text_ends_in(word->text, "s") &&
	       rq_text_ends_in(word[1].text, "ed") &&
	       rq_word_names_people(word, finder->tongue->language);
}

/* A clause, or a part of it, that begins at first; relative: behind "that". */
static void find_subject(struct finder *finder, size_t first, bool relative)
{
	bool told = !relative && is_told_before_mine(finder, first);
	size_t noun = past_determiners(finder, first, told || relative);
	size_t end = past_content(finder, noun, first), verb = end;

	if ((is_other(finder, first) &&
	     (told || !rq_word_is_pronoun(&finder->reading->word[first]))) ||
	    (relative && noun == first && is_followed_by_subject(finder, first)))
		give_to_others(finder, first);
	if (relative && noun == first && has_bare_subject(finder, first))
		give_to_others(finder, first + 1);
	if (!relative && is_bare_people(finder, first))
		give_to_others(finder, first + 1);
	if (!relative && find_second(finder, first, end) < end)
		give_to_others(finder, end - 1);
	if ((noun == first && !told) || noun == end)
		return;
	if (told && finder->reading->capital_nouns)
		verb = find_small(finder, noun, end);
	if (verb == end)
		verb = find_verb(finder, noun, end, relative);
	if (verb < end && noun == first && is_plural(finder, verb))
		return;
	if (verb < end)
		give_to_others(finder, verb);
	else if ((is_of_clause(finder, end, first) && !is_of_passive(finder, end, first) &&
		  rq_token_is_one_of(finder->reading->word[end].text,
				     finder->tongue->auxiliaries)) ||
		 is_turned_round(finder, end, first))
		give_to_others(finder, end);
}

/* "While the foreman set the machine, I cleaned it": whose deed is which, "I" tells. */
static bool is_told_from_mine(const struct finder *finder, size_t at)
{
	const struct rq_word *word = finder->reading->word;

	for (size_t i = at; i < finder->reading->count && word[i].sentence == word[at].sentence;
	     i++)
		if (word[i].clause != word[at].clause && is_mine(&word[i]))
			return (word[at].lexeme->class & RQ_WORD_BREAK) &&
			       is_determiner(finder, at + 1, at) && is_content(finder, at + 2, at);
	return false;
}

/* ", die ein Kollege montierte": an article before another is a relative pronoun. */
static bool is_relative(const struct finder *finder, size_t at)
{
	const struct rq_word *word = &finder->reading->word[at];

	return (word->lexeme->class & RQ_WORD_RELATIVE) ||
	       (finder->reading->capital_nouns && at > 0 && word[-1].clause != word->clause &&
		rq_token_is_one_of(word->text, " der die das den dem ") &&
		is_determiner(finder, at + 1, at));
}

/* Whether somebody else stands right before, whose relative clause it is: "to the cook, who". */
static bool is_behind_somebody(const struct finder *finder, size_t at)
{
	const struct rq_word *word = finder->reading->word;
	size_t end = at;

	if (end > 0 && rq_word_comes_last(finder->reading, end - 1))
		end--; /* "dem Hausmeister gemeldet, der" */
	if (end == 0 || word[end - 1].sentence != word[at].sentence ||
	    !rq_word_names_people(&word[end - 1], finder->tongue->language))
		return false;
	while (end > 0 && word[end - 1].sentence == word[at].sentence &&
	       rq_word_is_content(&word[end - 1]))
		end--;
	return end > 1 && word[end - 1].sentence == word[at].sentence &&
	       !(word[end - 1].lexeme->class & RQ_WORD_AND) && word[end - 1].quantity < 0;
}

/*
 * "The caretaker, who replaced them", "der sie ersetzte", "qui les remplaçait": what that clause
 * tells somebody else did. Where the same word begins "whom I trained", the verb has to tell.
 */
static bool is_of_somebody(const struct finder *finder, size_t at)
{
	static const char subjects[] = " who qui quien quem quienes ";
	static const char either[] = " que che der die das ";
	const struct rq_word *word = finder->reading->word;
	size_t verb = at + 1;

	if (!is_behind_somebody(finder, at) || !is_of_clause(finder, verb, at))
		return false;
	if (rq_token_is_one_of(word[at].text, subjects))
		return true;
	while (is_of_clause(finder, verb + 1, at) && !rq_word_is_content(&word[verb]))
		verb++;
	return rq_token_is_one_of(word[at].text, either) &&
	       !rq_token_ends_in_one_of(word[verb].text, "é í ei i ato ito uto ");
}

/* "A page for engineers to present their work": engineers present it. */
static bool is_for_somebody(const struct finder *finder, size_t to)
{
	const struct rq_word *word = finder->reading->word;
	size_t first = to;

	if (strcmp(word[to].text, "to") != 0 || to < 2 ||
	    !rq_word_names_people(&word[to - 1], finder->tongue->language))
		return false;
	while (first > 0 && word[first - 1].clause == word[to].clause &&
	       rq_word_is_content(&word[first - 1]))
		first--;
	return first > 0 && strcmp(word[first - 1].text, "for") == 0;
}

void rq_subject_find(struct rq_reading *reading, const char *language)
{
	struct finder finder = { reading, tongue_of(language) };

	rq_agent_find(reading, language);
	for (size_t i = 0; i < reading->count; i++) {
		const struct rq_word *word = &reading->word[i];

		if (is_told_from_mine(&finder, i))
			give_to_others(&finder, i + 3);
		if (is_of_somebody(&finder, i) || is_for_somebody(&finder, i))
			give_to_others(&finder, i + 1);
		if (is_relative(&finder, i))
			find_subject(&finder, i + 1, true);
		else if (word->lexeme->class & RQ_WORD_AND)
			find_subject(&finder, i + 1, false);
		else if (i == 0 || word[-1].clause != word->clause)
			find_subject(&finder, i, false);
	}
}
