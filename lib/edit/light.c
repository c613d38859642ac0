#include <string.h>

#include "edit/beside.h"
#include "edit/deed.h"
#include "edit/govern.h"
#include "edit/object.h"
#include "edit/phrase.h"
#include "edit/role.h"
#include "edit/rules.h"
#include "edit/same.h"
#include "match/token.h"

/* --- a line without a verb ------------------------------------------------ */

/* Inventory, haircuts, talks: nouns of what is done, which their endings do not tell. */
static bool names_a_deed(const struct rq_word *word)
{
	static const char endings[] =
	    "tion tions sion sions age ages ment ments ción ciones sión siones miento mientos aje "
	    "ajes ção ções são sões mento mentos gem gens zione zioni sione sioni aggio aggi menti "
	    "tura ture ung ungen ing ingen ";
	static const char known[] =
	    " inventaire inventaires coupe coupes visite visites suivi accueil rapprochement "
	    "relance "
	    "relances analyse analyses planning plannings contrôle contrôles relevé relevés "
	    "entretien entretiens service services vente ventes prise saisie mise "
	    "inventario inventarios visita visitas control controles limpieza venta ventas entrega "
	    "entregas compra compras taller talleres análisis seguimiento revisión registro "
	    "inventário visitas controlo limpeza venda vendas compra análise registo "
	    "colloquio colloqui visite controllo controlli pulizia pulizie vendita taglio tagli "
	    "cambio cambi tagliando tagliandi analisi verifica verifiche consegna consegne "
	    "inventur inventuren kontrolle kontrollen besuch besuche gespräch gespräche planung "
	    "pflege wartung verkauf controle controles onderhoud contact bezoek gesprek "
	    "gesprekken ";

	return !word->term && (rq_token_ends_in_one_of(word->text, endings) ||
			       rq_token_is_one_of(word->text, known));
}

/* Courses and trainings: who was at one has given none. */
static bool may_be_learnt(const struct rq_word *word)
{
	static const char learnt[] =
	    " course courses training trainings workshop workshops seminar seminars conference "
	    "conferences class classes lesson lessons webinar webinars meeting meetings "
	    "formation formations stage stages séminaire séminaires réunion réunions "
	    "seminario seminarios reunión reuniones seminário seminários reunião reuniões "
	    "riunione riunioni besprechung besprechungen sitzung sitzungen seminar seminare "
	    " cours curso cursos formación formaciones "
	    "capacitación capacitaciones prácticas formação formações estágio estágios corso corsi "
	    "formazione tirocinio tirocini schulung schulungen weiterbildung weiterbildungen "
	    "fortbildung fortbildungen ausbildung lehrgang lehrgänge cursus cursussen opleiding "
	    "opleidingen training trainingen certification certificación certificação ";

	return rq_token_is_one_of(word->text, learnt);
}

/* Whether a word says no more than that what stands by it was done or took place. */
static bool says_it_was_done(const struct rq_word *verb)
{
	static const char held[] = " tenu tenais mené menais tenuto tenevo mantuve mantenido "
				   "mantive mantinha onderhield onderhouden gehalten ";

	return rq_word_says_done(verb) || rq_token_is_one_of(verb->text, held);
}

bool rq_word_gives_what_was_learnt(const struct rq_case *c, size_t at)
{
	static const char in[] = " in en em am zum zur tot su sulla sulle sul au aux als ";
	const struct rq_reading *before = c->has_before ? c->support[0].reading : NULL;

	if (!before || before->count < 2 || !may_be_learnt(&before->word[0]) ||
	    !rq_token_is_one_of(before->word[1].text, in) || !says_it_was_done(&c->after.word[at]))
		return false;
	for (size_t i = 0; i < before->count; i++)
		if (rq_word_says_done(&before->word[i]) || rq_word_comes_last(before, i))
			return false;
	return true;
}

/* The noun that a cited line begins with, where it tells no verb: "Colloqui con i genitori". */
static const struct rq_word *leading_noun(const struct rq_reading *before)
{
	size_t at = 0;

	while (at + 1 < before->count && rq_word_is_article(&before->word[at]))
		at++;
	if (at >= before->count || !names_a_deed(&before->word[at]) ||
	    may_be_learnt(&before->word[at]) ||
	    (before->word[at].lexeme->class & (RQ_WORD_HEDGE | RQ_WORD_SENIOR)) ||
	    rq_word_is_finite(before, at) || rq_word_comes_last(before, at))
		return NULL;
	for (size_t i = at + 1; i < before->count; i++)
		if (rq_word_names_agent(before, i) || rq_word_comes_last(before, i) ||
		    (!before->verb_last && rq_word_is_participle(before, i)))
			return NULL; /* somebody did something else with it */
	return &before->word[at];
}

/*
 * "Tenuto colloqui", "Inventaire réalisé": a line that names what was done is told with a verb that
 * adds nothing. English nouns of that kind are things as well ("Cakes for weddings").
 */
static bool leaves_to_leading_noun(const struct rq_case *c, size_t at)
{
	const struct rq_reading *after = &c->after;
	bool english = !c->reader.language || strncmp(c->reader.language, "en", 2) == 0;
	const struct rq_word *noun = english ? NULL : leading_noun(c->support[0].reading);

	if (!noun || !says_it_was_done(&after->word[at]))
		return false;
	for (size_t i = 0; i < after->count; i++)
		if (after->word[i].clause == after->word[at].clause &&
		    rq_word_is_inflected(&after->word[i], noun) &&
		    (i < at || rq_word_role(after, i) == RQ_ROLE_DIRECT))
			return true;
	return false;
}

/* --- what claims less ------------------------------------------------------ */

/* The first thing behind a verb and those that share it: "residents" of "washed and fed residents".
 */
static const struct rq_word *thing_behind(const struct rq_reading *reading, size_t at)
{
	for (size_t i = at + 1;
	     i < reading->count && reading->word[i].sentence == reading->word[at].sentence; i++)
		if (rq_word_is_head(reading, i) && !rq_word_looks_like_verb(&reading->word[i]))
			return &reading->word[i];
	return NULL;
}

/* "Talked to residents": "to" leads to a verb as well. */
static bool is_behind_to(const struct rq_reading *reading, size_t at)
{
	return at > 0 && strcmp(reading->word[at - 1].text, "to") == 0;
}

/* Whether the one who is helped, if somebody is, is whom the deed was done to. */
static bool is_done_to_whom(const struct rq_reading *after, size_t helping, size_t deed,
			    const struct rq_reading *before, size_t cited)
{
	const struct rq_word *whom = thing_behind(after, helping), *thing;

	if (!whom || whom >= &after->word[deed])
		return true;
	thing = thing_behind(before, cited);
	return thing && rq_word_same(whom, thing);
}

/*
 * "Contributed to an audit" of "Took part in an audit": in a course or a meeting one may take part
 * without giving anything to it.
 */
static bool is_taking_part(const struct rq_reading *before, const struct rq_word *verb)
{
	static const char contributing[] =
	    " contributed contributing contributions contribution contribué "
	    "contribuí colaboré colaborei colaboração colaboración "
	    "collaborato collaborazione contribuito ";
	static const char taking[] = " took participated participating participation participé "
				     "participei participación participação partecipato "
				     "partecipazione involved ";

	if (!rq_token_is_one_of(verb->text, contributing) || before->count == 0 ||
	    !rq_token_is_one_of(before->word[0].text, taking) ||
	    !(before->word[0].lexeme->class & RQ_WORD_HEDGE))
		return false;
	for (size_t i = 1; i < before->count; i++)
		if (may_be_learnt(&before->word[i]))
			return false;
	return true;
}

/*
 * "Supported residents with washing" of "Washed residents": who did something may say that he
 * helped with it, for it holds the same deed back. Not of what he only attended or planned.
 */
static bool is_milder(const struct rq_case *c, size_t at)
{
	static const char helping[] =
	    " supported supporting assisted assisting helped helping contributed contributing "
	    "participated participating unterstützt unterstützte unterstützung mitgewirkt "
	    "mitwirkung "
	    "mitarbeit mitgearbeitet participé participation contribué contribution "
	    "participación colaboré colaboración contribuí participei participação colaborei "
	    "colaboração apoyé apoyo apoiei apoio ayudé ajudei collaborato collaborazione "
	    "partecipato partecipazione meegewerkt medewerking ondersteund ondersteuning ";
	const struct rq_reading *before = c->support[0].reading;
	const struct rq_word *verb = &c->after.word[at];

	if (!rq_token_is_one_of(verb->text, helping) || !rq_word_leads(&c->after, at) ||
	    (verb->govern & (RQ_NEGATED_NEAR | RQ_NEGATED_FAR)))
		return false;
	if (is_taking_part(before, verb))
		return true;
	for (size_t i = at + 1; i < c->after.count; i++)
		for (size_t j = 0; j < before->count; j++)
			if ((c->after.word[i].govern & (RQ_HEDGED_NEAR | RQ_HEDGED_FAR)) &&
			    rq_word_is_content(&c->after.word[i]) &&
			    rq_word_same(&c->after.word[i], &before->word[j]) &&
			    rq_word_leads(before, j) && rq_word_is_deed(before, j) &&
			    before->word[j].govern == 0 && !is_behind_to(before, j) &&
			    is_done_to_whom(&c->after, at, i, before, j))
				return true;
	return false;
}

/* --- English verbs --------------------------------------------------------- */

/* Verbs that leave what was done to the noun behind them. */
static const char light[] = " prepared produced made gave provided performed did held delivered "
			    "conducted undertook completed handled handling placed placing "
			    "preparing producing making giving "
			    "providing performing holding delivering conducting completing ";

/* Likewise, of what takes place. */
static const char holding[] =
    " performed did held delivered presented conducted undertook ran executed gave made "
    "carried_out "
    "performing holding delivering conducting running executing giving carrying_out ";

/* Tests, inspections: what takes place, and is neither made nor had. */
static bool takes_place(const struct rq_word *word)
{
	static const char events[] =
	    " test tests check checks audit audits review reviews repair repairs backup backups "
	    "visit "
	    "visits interview interviews survey surveys tour tours workshop workshops session "
	    "sessions "
	    "analysis analyses search searches trial trials drill drills campaign campaigns round "
	    "rounds scan scans demo demos webinar webinars inspection inspections demonstration "
	    "demonstrations consultation consultations assessment assessments experiment "
	    "experiments "
	    "calibration calibrations simulation simulations ";

	return rq_token_is_one_of(word->text, events) ||
	       (word->term && rq_token_ends_in_one_of(word->text, "testing "));
}

/* Talks, lessons: what is given, and what one may be at without giving it. */
static bool is_given(const struct rq_word *word)
{
	static const char given[] =
	    " talk talks class classes lesson lessons lecture lectures hour "
	    "presentation presentations training trainings seminar seminars "
	    "course courses clinic clinics workshop workshops session sessions ";

	return rq_token_is_one_of(word->text, given);
}

static const char giving[] = " held ran gave delivered conducted presented holding running giving "
			     "delivering conducting presenting ";

/*
 * Whether a verb of a list, or "were carried out", is what a cited text tells of what takes place
 * or is given.
 */
static bool is_held(const struct rq_reading *reading, size_t at, const char *verbs)
{
	size_t i = at;

	while (i > 0 && rq_reading_is_of_clause(reading, i - 1, at) &&
	       (rq_word_is_content(&reading->word[i - 1]) ||
		rq_word_is_article(&reading->word[i - 1])) &&
	       !rq_token_is_one_of(reading->word[i - 1].text, verbs))
		i--;
	while (i > 0 && rq_word_is_in_phrase(&reading->word[i - 1]))
		i--; /* "carried out" */
	return i > 0 && rq_reading_is_of_clause(reading, i - 1, at) &&
	       ((rq_token_is_one_of(reading->word[i - 1].text, verbs) &&
		 !reading->word[i - 1].phrase) || /* "gave up" */
		(reading->word[i - 1].phrase &&
		 strcmp(reading->word[i - 1].text, "carried") == 0)) &&
	       rq_word_is_deed(reading, i - 1);
}

/*
 * "Prepared" of "prepared summaries", where something was summarised; "ran" of "ran usability
 * tests" that were carried out: the noun tells the deed, and it is judged for itself.
 */
bool rq_word_is_light(const struct rq_case *c, size_t at)
{
	const struct rq_reading *before = c->has_before ? c->support[0].reading : NULL;
	const struct rq_word *verb = &c->after.word[at], *noun;
	bool kept = rq_token_is_one_of(verb->text, " kept keeping ");
	bool event = rq_token_is_one_of(verb->text, holding);
	bool given = rq_token_is_one_of(verb->text, giving);
	size_t end = at + 1;

	if (before && (leaves_to_leading_noun(c, at) || is_milder(c, at)))
		return true;
	if (!before || !(event || kept || rq_token_is_one_of(verb->text, light)))
		return false;
	while (rq_reading_is_of_clause(&c->after, end, at) &&
	       (rq_word_is_content(&c->after.word[end]) || rq_word_is_article(&c->after.word[end])))
		end++;
	noun = &c->after.word[end - 1];
	event = event && takes_place(noun);
	given = given && is_given(noun);
	if (kept && !rq_token_is_one_of(noun->text, " clean tidy clear dry sorted labelled "))
		return false; /* "kept the room clean" of who cleaned it */
	for (size_t i = 0; end > at + 1 && i < before->count; i++)
		if (rq_word_same(noun, &before->word[i]) &&
		    ((!rq_token_is_one_of(verb->text, " presented presenting ") &&
		      rq_word_looks_like_verb(&before->word[i]) && rq_word_is_deed(before, i)) ||
		     (event && takes_place(&before->word[i]) && is_held(before, i, holding)) ||
		     (given && is_given(&before->word[i]) && is_held(before, i, giving))))
			return true;
	return false;
}
