#include "edit/phrase.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "edit/deed.h"
#include "edit/role.h"
#include "edit/root.h"
#include "match/token.h"

enum { LONGEST = 4, PHRASE_BYTES = 96 };

/* No letters: no word of a text is written so. */
static const char in_phrase[] = "_";

bool rq_word_is_in_phrase(const struct rq_word *word)
{
	return strcmp(word->text, in_phrase) == 0;
}

static void become(struct rq_reading *reading, const struct rq_reader *reader, size_t first,
		   const char *joined, uint64_t root)
{
	struct rq_word *word = &reading->word[first];

	word->phrase = true;
	word->doer = 0;
	word->lexeme = rq_wording_find(reader->wording, joined);
	word->stem = word->root = root;
	word->senses = rq_thesaurus_find(rq_wording_thesaurus(reader->wording), joined, root);
}

static void become_small(struct rq_reading *reading, const struct rq_reader *reader, size_t at)
{
	reading->word[at].text = in_phrase;
	reading->word[at].doer = 0;
	reading->word[at].lexeme = rq_wording_find(reader->wording, "the");
	reading->word[at].senses = rq_thesaurus_none(rq_wording_thesaurus(reader->wording));
}

/* The words from first, with _ between them; false when they do not stand in one clause. */
static bool join(const struct rq_reading *reading, size_t first, size_t count,
		 char out[PHRASE_BYTES])
{
	size_t used = 0;

	if (first + count > reading->count)
		return false;
	for (size_t i = first; i < first + count; i++) {
		const struct rq_word *word = &reading->word[i];
		size_t length = strlen(word->text);

		if (word->clause != reading->word[first].clause || word->term ||
		    word->quantity >= 0 || length + 1 > PHRASE_BYTES - used)
			return false;
		memcpy(out + used, word->text, length);
		used += length;
		out[used++] = '_';
	}
	out[used - 1] = '\0';
	return true;
}

/* Twice, zweimal; "fois" of "deux fois" follows a number anyway. */
static bool tells_how_many_times(const struct rq_word *word)
{
	return rq_text_ends_in(word->text, "mal") ||
	       rq_token_is_one_of(word->text, " once twice tweemaal eenmaal driemaal mehrmals ");
}

/* "25 trucks a day" tells how often; "a day off" does not. */
static bool may_tell_how_often(const struct rq_reading *reading, size_t at)
{
	static const char small[] = " a an per im am pro je par por al ao ";
	const struct rq_word *word = &reading->word[at];

	if (!reading->capital_nouns && word[1].upper)
		return false; /* "a Year 9 group" */
	if (at > 0 && rq_token_is_one_of(word[-1].text, " within in over for after during of ") &&
	    rq_token_is_one_of(word->text, " a an "))
		return false; /* "by 22% within a year" */
	for (size_t i = at; i-- > 0 && reading->word[i].clause == word->clause;)
		if (reading->word[i].quantity >= 0 || tells_how_many_times(&reading->word[i]) ||
		    (reading->word[i].lexeme->class & (RQ_WORD_NUMERAL | RQ_WORD_SCALE)))
			return true;
	return !rq_token_is_one_of(word->text, small);
}

/* "served as many as 60" has no "served as" */
static bool tells_as_many(const struct rq_reading *reading, size_t at)
{
	return at < reading->count && strcmp(reading->word[at - 1].text, "as") == 0 &&
	       rq_token_is_one_of(reading->word[at].text, " many much ");
}

/* "Trained by me" */
static bool tells_by_me(const struct rq_reading *reading, size_t at)
{
	return at < reading->count && strcmp(reading->word[at - 1].text, "by") == 0 &&
	       rq_token_is_one_of(reading->word[at].text, " me us ");
}

/* "Completed training in May 2022" is no training in something. */
static bool tells_when(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return at < reading->count && strcmp(word[-1].text, "in") == 0 &&
	       (word->quantity >= 0 || (word->lexeme->month && word->upper));
}

/* "Du mois de mars", "do mês de maio": which month, and not how often. */
static bool tells_which_month(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return at + 1 < reading->count && rq_token_is_one_of(word->text, " de di d ") &&
	       word[1].lexeme->month != 0;
}

static void find_phrases(struct rq_reading *reading, const struct rq_reader *reader)
{
	const struct rq_lexeme *unknown = rq_wording_find(reader->wording, "");
	char joined[PHRASE_BYTES];

	for (size_t i = 0; i < reading->count; i++) {
		if (!(reading->word[i].lexeme->class & RQ_WORD_OPENS))
			continue;
		for (size_t count = LONGEST; count > 1; count--) {
			if (!join(reading, i, count, joined) ||
			    rq_wording_find(reader->wording, joined) == unknown ||
			    tells_as_many(reading, i + count) || tells_when(reading, i + count) ||
			    tells_by_me(reading, i + count))
				continue;
			if ((rq_wording_find(reader->wording, joined)->class & RQ_WORD_REACH) &&
			    (!may_tell_how_often(reading, i) ||
			     tells_which_month(reading, i + count)))
				continue;
			become(reading, reader, i, joined, rq_token_hash(joined));
			for (size_t j = i + 1; j < i + count; j++)
				become_small(reading, reader, j);
			break;
		}
	}
}

/* "Started writing" is "started to write". */
static void find_started(struct rq_reading *reading, const struct rq_reader *reader)
{
	static const char joined[] = "started_to";

	for (size_t i = 0; i + 1 < reading->count; i++)
		if (rq_token_is_one_of(reading->word[i].text, " started start starting starts ") &&
		    reading->word[i].clause == reading->word[i + 1].clause &&
		    rq_word_is_gerund(&reading->word[i + 1]) && !reading->word[i].term)
			become(reading, reader, i, joined, rq_token_hash(joined));
}

/* --- verbs whose parts stand apart ---------------------------------------- */

static bool is_particle(const char *text, const char *language)
{
	static const struct {
		const char *language, *particles;
	} known[] = {
		{ "de", " ab an auf aus bei durch ein fest fort her hin los mit nach teil um vor "
			"weg weiter zu zusammen frei bereit sicher zurück " },
		{ "nl",
		  " aan af bij door in mee op toe uit voor samen klaar terug schoon weg neer " },
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strncmp(known[i].language, language, 2) == 0)
			return rq_token_is_one_of(text, known[i].particles);
	return false;
}

/* A verb in a finite form: what is no noun by its ending or its capital. */
static bool may_be_finite(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];
	bool told = at > 0 && ((word[-1].lexeme->class & RQ_WORD_RELATIVE) ||
			       rq_token_is_one_of(word[-1].text, " ich ik "));

	return (told || rq_word_leads(reading, at)) && rq_word_is_content(word) && !word->term &&
	       (!word->upper || word->initial) && !word->phrase;
}

/* "algemene" of "contracten en algemene voorwaarden" */
static bool is_adjective_behind_and(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return at > 0 && (word[-1].lexeme->class & RQ_WORD_AND) &&
	       rq_text_ends_in(word->text, "e") && !rq_word_is_finite(reading, at) &&
	       rq_reading_is_of_clause(reading, at + 1, at) && rq_word_is_content(&word[1]);
}

/* Dutch says more behind the particle: "loste storingen op bij 15 klanten". */
static bool is_followed_freely(const struct rq_reading *reading, size_t at, const char *language)
{
	return strncmp(language, "nl", 2) == 0 &&
	       (rq_word_is_content(&reading->word[at - 1]) ||
		rq_word_is_pronoun(&reading->word[at - 1]) ||
		strcmp(reading->word[at - 1].text, "s") == 0) &&
	       rq_token_is_one_of(reading->word[at + 1].text,
				  " in bij op voor van met aan naar hoe dat over ");
}

/* The particle ends a clause, the verb leads it or a part of it. */
static void find_parted(struct rq_reading *reading, const struct rq_reader *reader)
{
	char joined[PHRASE_BYTES];

	for (size_t end = 1; end < reading->count; end++) {
		const struct rq_word *particle = &reading->word[end];
		const struct rq_lexeme *lexeme;
		size_t verb = end;

		if (!is_particle(particle->text, reader->language) ||
		    (end + 1 < reading->count && particle[1].clause == particle->clause &&
		     !(particle[1].lexeme->class & RQ_WORD_AND) &&
		     !is_followed_freely(reading, end, reader->language)))
			continue;
		while (verb > 0 && reading->word[verb - 1].sentence == particle->sentence &&
		       (verb == end || !may_be_finite(reading, verb) ||
			is_adjective_behind_and(reading, verb)))
			verb--;
		if (verb == end || !may_be_finite(reading, verb) ||
		    snprintf(joined, sizeof joined, "%s%s", particle->text,
			     reading->word[verb].text) >= (int)sizeof joined)
			continue;
		lexeme = reading->word[verb].lexeme; /* "hielp" of "hielp mee" */
		become(reading, reader, verb, joined, rq_root_hash(joined, reader->language));
		if (lexeme->tier == RQ_TIER_HELP)
			reading->word[verb].lexeme = lexeme;
		become_small(reading, reader, end);
	}
}

/* "brought costs down"; "passed them on", but not "trained nurses on". */
static bool ends_split(const struct rq_reading *reading, size_t verb, size_t at)
{
	const char *particle = reading->word[at].text;

	if (at == verb + 2 && rq_token_is_one_of(particle, " on over ") &&
	    rq_token_is_one_of(reading->word[verb + 1].text, " it them these "))
		return true;
	if (strcmp(particle, "on") == 0) /* "passed complaints on to the manager" */
		return rq_token_is_one_of(reading->word[verb].text, " passed pass passing ") &&
		       (!rq_reading_is_of_clause(reading, at + 1, at) ||
			strcmp(reading->word[at + 1].text, "to") == 0);
	return rq_token_is_one_of(particle, " up down out off ready ");
}

/* "brought food costs down": a phrase of two words with its object between them. */
static void find_split(struct rq_reading *reading, const struct rq_reader *reader)
{
	const struct rq_lexeme *unknown = rq_wording_find(reader->wording, "");
	char joined[PHRASE_BYTES];

	for (size_t i = 0; i < reading->count; i++) {
		const struct rq_word *verb = &reading->word[i];

		if (!(verb->lexeme->class & RQ_WORD_OPENS) || !may_be_finite(reading, i))
			continue;
		for (size_t j = i + 2; j < reading->count; j++) {
			const char *particle = reading->word[j].text;

			if (reading->word[j].clause != verb->clause ||
			    (rq_word_looks_like_verb(&reading->word[j]) &&
			     rq_word_leads(reading, j)))
				break;
			if (!ends_split(reading, i, j) ||
			    snprintf(joined, sizeof joined, "%s_%s", verb->text, particle) >=
				(int)sizeof joined ||
			    rq_wording_find(reader->wording, joined) == unknown)
				continue;
			become(reading, reader, i, joined, rq_token_hash(joined));
			become_small(reading, reader, j);
			break;
		}
	}
}

void rq_phrase_find(struct rq_reading *reading, const struct rq_reader *reader)
{
	find_phrases(reading, reader);
	find_started(reading, reader);
	find_split(reading, reader);
	if (reader->language)
		find_parted(reading, reader);
}
