#include <string.h>

#include "base/text.h"
#include "edit/agent.h"
#include "edit/beside.h"
#include "edit/binding.h"
#include "edit/deed.h"
#include "edit/rate.h"
#include "edit/role.h"
#include "edit/rules.h"
#include "edit/same.h"
#include "match/token.h"

/* --- reach ---------------------------------------------------------------- */

/*
 * How often belongs to the deed, wherever it stands and however it is said: "täglich
 * geführt", "führe täglich", "every day". Of the words of reach only these have other wordings.
 */
static bool is_as_often(const struct rq_reading *after, size_t at, const struct rq_reading *reading)
{
	for (size_t i = 0; i < reading->count; i++)
		if (rq_senses_meet(after->word[at].senses, reading->word[i].senses) ||
		    rq_rate_is_same(after, at, reading, i))
			return true;
	return false;
}

/* How many words of reach a text has that say the same as one of the new text. */
static size_t count_reach(const struct rq_reading *reading, const struct rq_reading *after,
			  size_t at)
{
	const struct rq_word *word = &after->word[at];
	size_t count = 0;

	for (size_t i = 0; i < reading->count; i++)
		count += rq_rate_is_same(after, at, reading, i) ||
			 ((reading->word[i].lexeme->class & RQ_WORD_REACH) &&
			  (rq_word_same_text(word, &reading->word[i]) ||
			   word->stem == reading->word[i].stem ||
			   rq_senses_meet(word->senses, reading->word[i].senses)));
	return count;
}

/* "Nightly backups and nightly tests" of nightly backups and quarterly tests. */
static bool is_said_once_more(const struct rq_case *c, size_t at)
{
	size_t cited = 0;

	for (size_t i = 0; i < c->count; i++)
		cited += count_reach(c->support[i].reading, &c->after, at);
	return count_reach(&c->after, &c->after, at) > cited;
}

/* "Ware ausgezeichnet" of "Auszeichnung der Ware": labelled, not excellent. */
static bool is_told_as_deed(const struct rq_case *c, size_t at)
{
	return c->has_before && rq_word_comes_last(&c->after, at) &&
	       rq_reading_has(c->support[0].reading, &c->after.word[at]);
}

bool rq_rule_reach(struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t i = 0; i < c->after.count; i++) {
		const struct rq_word *word = &c->after.word[i];
		bool cited = false;

		if (!(word->lexeme->class & RQ_WORD_REACH) || word->quantity >= 0 ||
		    is_told_as_deed(c, i) || rq_binding_is_more_than(&c->after, i))
			continue;
		for (size_t j = 0; j < c->count && !cited; j++)
			cited = rq_word_stands_likewise(&c->after, i, c->support[j].reading) ||
				(j == 0 && is_as_often(&c->after, i, c->support[j].reading));
		if (!cited || is_said_once_more(c, i))
			return rq_refuse(verdict, "\"%s\" is not in the cited lines",
					 rq_quote_words(&c->after, i, i, quote));
	}
	return true;
}

/* --- seniority ------------------------------------------------------------ */

/*
 * What leads to a rank, past its modifiers and an article: "with" of "with the
 * ward manager", "Advised" of "Advised the ward manager"; NULL: nothing in its clause.
 */
static const struct rq_word *leads_to(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];
	size_t i = at;

	while (i > 0 && reading->word[i - 1].clause == word->clause &&
	       rq_word_is_content(&reading->word[i - 1]))
		i--;
	while (i > 0 && reading->word[i - 1].clause == word->clause &&
	       rq_word_is_article(&reading->word[i - 1]))
		i--;
	return i > 0 && reading->word[i - 1].clause == word->clause ? &reading->word[i - 1] : NULL;
}

/* "Fui responsable", "responsable": that one was it is no other rank. NULL for such a word. */
static const struct rq_word *past_being(const struct rq_reading *reading,
					const struct rq_word *word)
{
	static const char being[] = " was fui era foi ero war ";

	return word == reading->word && rq_token_is_one_of(word->text, being) ? NULL : word;
}

/* "Vertretung der Leiterin", "Urlaubsvertretung der Leiterin" */
static bool leads_likewise(const struct rq_word *lead, const struct rq_word *led)
{
	return rq_word_same(lead, led) ||
	       (lead->lexeme == led->lexeme && (lead->lexeme->class & RQ_WORD_HEDGE));
}

/* "the", "our" right before a rank and its modifiers */
static bool has_article(const struct rq_reading *reading, size_t at)
{
	size_t i = at;

	while (i > 0 && reading->word[i - 1].clause == reading->word[at].clause &&
	       rq_word_is_content(&reading->word[i - 1]))
		i--;
	return i > 0 && reading->word[i - 1].clause == reading->word[at].clause &&
	       rq_word_is_article(&reading->word[i - 1]);
}

/* Whether the word is cited as what was done. */
static bool is_done(const struct rq_reading *reading, const struct rq_word *word)
{
	for (size_t i = 0; i < reading->count; i++)
		if (rq_word_same(word, &reading->word[i]) && rq_word_is_deed(reading, i))
			return true;
	return false;
}

/*
 * "reported delays to the manager", "informed the manager of delays": in both it is
 * somebody whom the deed is about, and the deed is told.
 */
static bool is_met_likewise(const struct rq_reading *after, size_t at, const struct rq_word *lead,
			    const struct rq_reading *reading, size_t found,
			    const struct rq_word *led)
{
	static const char with_article[] = " au al allo alla ao à zum zur beim ";
	static const char whom[] = " to with for an mit für à avec pour a con para com per aan met "
				   "au aux al allo alla ao à "
				   "zum zur beim ";

	if (lead && led && has_article(after, at) && has_article(reading, found) &&
	    rq_token_is_one_of(lead->text, whom) &&
	    rq_word_leads(reading, (size_t)(led - reading->word)))
		return rq_word_is_content(led) && is_done(after, led);
	return lead && led && has_article(after, at) &&
	       (has_article(reading, found) || rq_token_is_one_of(led->text, with_article)) &&
	       rq_token_is_one_of(led->text, whom) && rq_word_is_content(lead) &&
	       is_done(reading, lead);
}

/* What a rank is of; how often something was done ("to the director every Friday") is none. */
static const struct rq_word *rank_of(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *next = rq_word_behind(reading, at);

	return next && (next->lexeme->class & RQ_WORD_REACH) ? NULL : next;
}

/*
 * The same rank of the same thing: who worked with senior engineers is no senior
 * engineer. In a text that stood there before (likewise), the word in front is
 * the same, too: "the CTO" is somebody, "as CTO" is me.
 */
static bool holds_rank(const struct rq_reading *after, size_t at, const struct rq_reading *reading,
		       bool likewise)
{
	const struct rq_word *next = rank_of(after, at);
	const struct rq_word *last = past_being(after, rq_word_before(after, at));
	const struct rq_word *lead = past_being(after, leads_to(after, at));

	if (next && next->phrase && (next->lexeme->class & RQ_WORD_HEDGE))
		next = NULL; /* "covered for the manager at times" */
	if (next && next->lexeme->tier != RQ_TIER_NONE && !(next->lexeme->class & RQ_WORD_NOUN))
		next = NULL; /* "helped the manager prepare" */
	for (size_t i = 0; i < reading->count; i++) {
		const struct rq_word *theirs = rank_of(reading, i);
		const struct rq_word *front = past_being(reading, rq_word_before(reading, i));
		const struct rq_word *led = past_being(reading, leads_to(reading, i));

		if (!rq_word_same_text(&after->word[at], &reading->word[i]) ||
		    rq_word_is_possessive(after, at) != rq_word_is_possessive(reading, i) ||
		    !((!next && !theirs) || rq_word_same_text(next, theirs)))
			continue;
		if (!likewise || is_met_likewise(after, at, lead, reading, i, led))
			return true;
		if (((!lead && !led) || (lead && led && leads_likewise(lead, led))) &&
		    ((!last && !front) || rq_word_same_text(last, front) ||
		     (last && front && last->quantity >= 0 && front->quantity >= 0)))
			return true;
	}
	return false;
}

/* German writes a rank and what it is of as one word: Stationsleiter, Projektmanagerin. */
static bool is_rank(const struct rq_word *word)
{
	static const char *const ends[] = { "leiter", "leiterin", "manager",   "managerin",
					    "chef",   "direktor", "direktorin" };

	for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
		if (rq_text_ends_in(word->text, ends[i]))
			return true;
	return word->lexeme->class & RQ_WORD_SENIOR;
}

/* "As night nurse", "als Techniker": what one is said to be. */
static bool is_said_to_be(const struct rq_reading *reading, size_t at, const char *language)
{
	bool english = !language || strncmp(language, "en", 2) == 0;
	size_t first = at;

	while (first > 0 && rq_reading_is_of_clause(reading, first - 1, at) &&
	       (rq_word_is_content(&reading->word[first - 1]) ||
		rq_word_is_article(&reading->word[first - 1]) || reading->word[first].joined))
		first--;
	return first > 0 && rq_reading_is_of_clause(reading, first - 1, at) &&
	       rq_token_is_one_of(reading->word[first - 1].text,
				  english ? " as " : " als comme como come ");
}

/* "As engineer" of "escalated incidents to the engineer": that one is somebody else. */
static bool is_somebody_else(const struct rq_case *c, size_t at)
{
	const struct rq_word *word = &c->after.word[at];

	if (!rq_word_names_people(word, c->reader.language) ||
	    !is_said_to_be(&c->after, at, c->reader.language))
		return false;
	for (size_t i = 0; i < c->count; i++)
		for (size_t j = 0; j < c->support[i].reading->count; j++)
			if (rq_word_same(word, &c->support[i].reading->word[j]) &&
			    (c->support[i].frame ||
			     is_said_to_be(c->support[i].reading, j, c->reader.language)))
				return false;
	return true;
}

/* Whether a verb stands in front in its clause: something was done to whom follows. */
static bool is_behind_verb(const struct rq_reading *reading, size_t at)
{
	for (size_t i = at; i-- > 0 && reading->word[i].clause == reading->word[at].clause;)
		if (rq_word_looks_like_verb(&reading->word[i]))
			return true;
	return false;
}

/*
 * "Presented it to the executive board": behind a preposition and in front of what it ranks, it is
 * of somebody to whom something was done. "As senior engineer", "for the manager", "assistant to
 * the executive board" may be the candidate.
 */
static bool is_of_whom_one_met(const struct rq_case *c, size_t at)
{
	const struct rq_word *lead = leads_to(&c->after, at), *next = rank_of(&c->after, at);

	return c->place == RQ_PLACE_SUMMARY && next && lead && is_behind_verb(&c->after, at) &&
	       (rq_word_is_preposition(lead) || strcmp(lead->text, "to") == 0) &&
	       !rq_word_names_people(next, c->reader.language) &&
	       !is_said_to_be(&c->after, at, c->reader.language);
}

/*
 * "Made a short report for the director.": a sentence that stands so, and whole, in a text of the
 * candidate's (no title, no name). What it says of a rank the candidate has said.
 */
static bool is_in_quoted_sentence(const struct rq_case *c, size_t at)
{
	for (size_t i = 0; i < c->count; i++)
		if (!c->support[i].frame &&
		    rq_reading_has_sentence(c->support[i].reading, &c->after, at))
			return true;
	return false;
}

/* Whether a cited text shows a rank that the new text has. */
static bool shows_rank(const struct rq_case *c, size_t at, size_t line)
{
	const struct rq_support *support = &c->support[line];
	bool titles = c->place == RQ_PLACE_SUMMARY || c->place == RQ_PLACE_LABEL;

	return ((c->has_before && line == 0) || (titles && support->title) ||
		is_of_whom_one_met(c, at)) &&
	       holds_rank(&c->after, at, support->reading, !support->title);
}

bool rq_rule_seniority(struct rq_case *c, struct rq_verdict *verdict)
{
	char quote[64];

	for (size_t i = 0; i < c->after.count; i++) {
		bool held = false;

		if (is_somebody_else(c, i))
			return rq_refuse(verdict, "\"%s\" is not what the candidate was",
					 rq_quote_words(&c->after, i, i, quote));
		if (!is_rank(&c->after.word[i]) || is_in_quoted_sentence(c, i))
			continue;
		for (size_t j = 0; j < c->count && !held; j++)
			held = shows_rank(c, i, j);
		if (!held)
			return rq_refuse(verdict, "the rank \"%s\" is not the candidate's here",
					 rq_quote_words(&c->after, i, i, quote));
	}
	return true;
}

/* --- job-name ------------------------------------------------------------- */

/* Where the company's name, without its legal form, stands in a reading; or count. */
static size_t find_name(const struct rq_reading *reading, const struct rq_reading *name,
			size_t length)
{
	for (size_t i = 0; i + length <= reading->count; i++) {
		size_t j = 0;

		while (j < length && rq_word_same_text(&reading->word[i + j], &name->word[j]))
			j++;
		if (j == length)
			return i;
	}
	return reading->count;
}

/*
 * Even when the candidate worked there: an engine that names the employer who
 * reads the result writes to please, not to tell. What stood there may stay.
 */
bool rq_rule_job_name(struct rq_case *c, struct rq_verdict *verdict)
{
	const struct rq_reading *before = c->support[0].reading;
	const struct rq_reading *name;
	size_t length;

	if (!c->guard->job->company)
		return true;
	name = rq_readings_get(c->readings, &c->reader, c->guard->job->company, false);
	length = name->count;
	while (length > 1 && (name->word[length - 1].lexeme->class & RQ_WORD_LEGAL))
		length--;
	if (length > 0 && find_name(&c->after, name, length) < c->after.count &&
	    !(c->has_before && find_name(before, name, length) < before->count))
		return rq_refuse(verdict, "the name of the job's company is written in");
	return true;
}
