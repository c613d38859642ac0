#include "edit/object.h"

#include <string.h>

#include "edit/deed.h"
#include "edit/role.h"
#include "match/token.h"

bool rq_word_says_done(const struct rq_word *word)
{
	static const char done[] =
	    " did gave made took handled completed undertook dato davo dado dei dava donné donnais "
	    "gab gegeben gaf tenuto tenevo realicé "
	    "realizaba "
	    "realizado realización realizar hice hacía hecho efectué efectuaba fiz fazia feito "
	    "realizei realizava realização efetuei efetuava executei execução fatto facevo "
	    "eseguito "
	    "eseguivo esecuzione effettuato effettuavo svolto curato curavo fait faisais effectué "
	    "effectuais assuré assurais réalisé réalisais réalisation gedaan deed deden uitgevoerd "
	    "uitvoering uitvoeren gemacht machte übernommen übernahm durchgeführt durchführung "
	    "erledigt erledigte hecha hechos hechas feita feitos feitas fatta fatti fatte faite "
	    "faits "
	    "faites realizada realizadas realizados effettuata effettuati effettuate eseguita "
	    "eseguiti eseguite svolta svolti svolte efetuada efetuadas effectuée effectuées ";

	return rq_token_is_one_of(word->text, done);
}

bool rq_word_says_work(const struct rq_word *word)
{
	static const char work[] =
	    " worked task tasks duty duties servicio serviço servizio service trabajo trabajos "
	    "trabajé trabajaba tareas "
	    "labores "
	    "actividades trabalho trabalhos trabalhei trabalhava tarefas atividades lavoro lavori "
	    "lavorato lavoravo mansioni compiti attività travail travaux travaillé travaillais "
	    "tâche tâches "
	    "activités "
	    "arbeit arbeiten gearbeitet arbeitete aufgabe aufgaben tätig tätigkeit tätigkeiten "
	    "eingesetzt einsatz zusammenarbeit samenwerking werk werkzaamheden gewerkt werkte "
	    "taken occupavo occupato ocupé "
	    "ocupaba ocupei ocupava encargué encargaba occupé occupais ";

	return rq_token_is_one_of(word->text, work);
}

/* That one did what follows, behind a preposition as well. */
static bool says_nothing_else(const struct rq_word *word)
{
	const unsigned other = RQ_WORD_PLAIN | RQ_WORD_HEDGE | RQ_WORD_LIMIT | RQ_WORD_REACH;

	return rq_word_says_work(word) || (word->lexeme->class & other) ||
	       word->lexeme->tier == RQ_TIER_HELP || word->lexeme->tier == RQ_TIER_LEAD;
}

/* In Portuguese "as" is one, too; English is not asked here. */
static bool is_article(const struct rq_word *word)
{
	return rq_word_is_article(word) || strcmp(word->text, "as") == 0;
}

static bool is_and(const struct rq_reading *reading, size_t at)
{
	return reading->word[at].lexeme->class & RQ_WORD_AND;
}

/* "entrega de paquetes", "entregué": what stands behind an "and" is a deed of its own. */
static bool begins_anew(const struct rq_reading *reading, size_t at)
{
	while (rq_reading_is_of_clause(reading, at, at) && is_article(&reading->word[at]) &&
	       rq_reading_is_of_clause(reading, at + 1, at))
		at++;
	if (rq_word_is_finite(reading, at) || rq_word_is_participle(reading, at))
		return true;
	for (size_t i = at + 1; rq_reading_is_of_clause(reading, i, at) && !is_and(reading, i); i++)
		if (!rq_word_is_content(&reading->word[i]))
			return true;
	return false;
}

/* Where the part of a clause begins that tells of one deed. */
static size_t first_of_part(const struct rq_reading *reading, size_t at)
{
	size_t first = at;

	while (first > 0 && rq_reading_is_of_clause(reading, first - 1, at) &&
	       !(is_and(reading, first - 1) && begins_anew(reading, first)))
		first--;
	return first;
}

bool rq_word_may_be_adjective(const struct rq_reading *reading, const struct rq_word *word)
{
	return reading->verb_last && !rq_token_ends_in_one_of(word->text, "te ten de den ") &&
	       rq_token_ends_in_one_of(word->text, "e er es en em isch lijk ig ");
}

/*
 * What begins a part of a clause, past "I", "have", articles and adjectives; at, if nothing does.
 */
static size_t leading(const struct rq_reading *reading, size_t at)
{
	size_t i = first_of_part(reading, at);

	while (i < at && (rq_word_makes_own(&reading->word[i]) || is_article(&reading->word[i]) ||
			  !rq_word_is_content(&reading->word[i]) ||
			  (rq_word_may_be_adjective(reading, &reading->word[i]) &&
			   rq_word_is_content(&reading->word[i + 1]))))
		i++;
	return i;
}

/* Whether a preposition other than "of" leads from one word to another. */
static bool is_led_to(const struct rq_reading *reading, size_t from, size_t at)
{
	for (size_t i = from + 1; i < at; i++)
		if (rq_word_is_preposition(&reading->word[i]) ||
		    rq_token_is_one_of(reading->word[i].text, " von vom "))
			return true;
	return false;
}

/* "copias archivadas": a participle agrees with its noun; "dados" of "Introduzi dados" is none. */
static bool agree(const struct rq_reading *reading, size_t noun)
{
	const char *one = reading->word[noun].text, *other = reading->word[noun + 1].text;

	return one[strlen(one) - 1] == other[strlen(other) - 1];
}

/* "organisiert" of "Schulungen organisiert für 12 Kollegen" */
static bool is_right_behind(const struct rq_reading *reading, size_t noun, size_t at)
{
	static const char adverbs[] =
	    " direkt oft meist zuletzt jetzt dort insgesamt oben unten innen außen ";

	return reading->capital_nouns && at == noun + 1 && rq_word_is_content(&reading->word[at]) &&
	       rq_word_is_participle(reading, at) &&
	       !rq_token_is_one_of(reading->word[at].text, adverbs) &&
	       rq_reading_is_of_clause(reading, at + 1, at) &&
	       rq_word_is_preposition(&reading->word[at + 1]);
}

/*
 * Where "gearchiveerd" of "Rapporten gearchiveerd" stands, "archivadas" of "las copias fueron
 * archivadas"; or count.
 */
static size_t participle_behind(const struct rq_reading *reading, size_t at)
{
	bool passive = false;

	for (size_t i = at + 1; rq_reading_is_of_clause(reading, i, at); i++) {
		passive = passive || rq_word_makes_passive(&reading->word[i]);
		if (reading->verb_last
			? rq_word_comes_last(reading, i) || is_right_behind(reading, at, i)
			: rq_word_is_participle(reading, i) &&
			      (passive || (i == at + 1 && agree(reading, at))))
			return i;
	}
	return reading->count;
}

/*
 * A verb that leads to a word, by its form and without an article; "vendu", "vendi" only where they
 * begin a text. German and Dutch ones come last.
 */
static bool is_verb_before(const struct rq_reading *reading, size_t verb, size_t at)
{
	const struct rq_word *word = &reading->word[verb];

	if (reading->verb_last || verb >= at || (verb > 0 && is_article(&word[-1])))
		return false;
	return rq_word_is_participle(reading, verb) || rq_word_is_finite(reading, verb) ||
	       (word->initial && rq_token_ends_in_one_of(word->text, "u i "));
}

/* "Kassiert" of "Kassiert und die Kasse abgerechnet": has the capital of a sentence. */
static bool is_initial_participle(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return reading->verb_last && word->initial && at + 1 < reading->count &&
	       is_and(reading, at + 1) && rq_token_ends_in_one_of(word->text, "iert erd eerd ");
}

const struct rq_word *rq_word_governor(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = reading->word;
	size_t first = leading(reading, at), last = reading->count;
	bool behind_verb = is_verb_before(reading, first, at); /* "Vendu des visites guidées" */

	if ((!behind_verb && rq_word_is_participle(reading, at)) || rq_word_is_finite(reading, at))
		return NULL;
	if (is_initial_participle(reading, at) || (reading->capital_nouns && !word[at].upper))
		return NULL;
	if (!behind_verb)
		last = participle_behind(reading, at);
	if (last < reading->count && !rq_word_says_done(&word[last]) &&
	    !says_nothing_else(&word[last]))
		return &word[last];
	if (last < reading->count && at > 0 && is_and(reading, at - 1))
		return NULL; /* "Lieferscheine und Fahrtenbuch geführt" */
	if (first == at || first == last || says_nothing_else(&word[first]))
		return NULL;
	return rq_word_says_done(&word[first]) && !is_led_to(reading, first, at) ? NULL
										 : &word[first];
}

bool rq_word_is_inflected(const struct rq_word *a, const struct rq_word *b)
{
	static const char endings[] = " s es e n en er r i a ";
	size_t same = 0;

	while (a->text[same] && a->text[same] == b->text[same])
		same++;
	if (!a->text[same] && !b->text[same])
		return true;
	return same >= 3 && (!a->text[same] || rq_token_is_one_of(a->text + same, endings)) &&
	       (!b->text[same] || rq_token_is_one_of(b->text + same, endings));
}
