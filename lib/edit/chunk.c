#include "edit/chunk.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/deed.h"
#include "edit/object.h"
#include "edit/phrase.h"
#include "edit/rate.h"
#include "edit/role.h"
#include "match/token.h"

/* Later, now: when what follows was, which is told of that only. */
static bool is_when(const struct rq_word *word)
{
	static const char when[] =
	    " later then afterwards subsequently previously formerly now currently initially "
	    "originally recently später danach anschliessend zuvor früher zunächst jetzt zuletzt "
	    "ensuite puis auparavant actuellement después luego actualmente ahora depois "
	    "atualmente agora poi attualmente daarna vroeger nu thans ";

	return rq_token_is_one_of(word->text, when);
}

/* "Down by a third" */
static bool is_fraction(const struct rq_word *word)
{
	static const char fractions[] =
	    " third half quarter drittel hälfte viertel tiers moitié quart tercio mitad cuarto "
	    "terço metade terzo metà derde helft kwart ";

	return rq_token_is_one_of(word->text, fractions);
}

bool rq_word_counts(const struct rq_word *word)
{
	const unsigned other = RQ_WORD_REACH | RQ_WORD_HEDGE | RQ_WORD_LIMIT | RQ_WORD_NEGATION;

	return word->quantity >= 0 || word->term || is_fraction(word) ||
	       (rq_word_is_content(word) && !(word->lexeme->class & other) && !is_when(word));
}

/* In Dutch "de" is one; in German "an" is none. */
static bool is_article(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	if (word->quantity >= 0 || (reading->capital_nouns && strcmp(word->text, "an") == 0))
		return false;
	return rq_word_is_article(word) ||
	       (reading->verb_last && !reading->capital_nouns && strcmp(word->text, "de") == 0);
}

static bool is_leading_preposition(const struct rq_reading *reading, size_t at)
{
	static const char of[] =
	    " of to as de d du des von vom della dei delle dell do da dos das di van ";

	if (reading->word[at].lexeme->binder == RQ_BINDER_ABOUT)
		return false; /* "down to about a third" */
	return rq_token_is_one_of(reading->word[at].text, of) ||
	       (at + 1 < reading->count && rq_word_is_preposition(&reading->word[at]));
}

/* Whether a bracket is open behind the text from one byte to another, open or not before it. */
static bool is_open_behind(const char *source, size_t from, size_t until, bool open)
{
	for (size_t i = from; i < until; i++)
		open = source[i] == '(' || (open && source[i] != ')');
	return open;
}

/* Sets whether a chunk stands in a bracket, and the chunk that it is told of. */
static void set_bracket(const struct rq_chunks *chunks, const struct rq_reading *reading,
			struct rq_chunk *chunk)
{
	const struct rq_chunk *last = chunks->count > 0 ? &chunks->chunk[chunks->count - 1] : NULL;
	size_t from = last ? reading->word[last->end - 1].end : 0;

	chunk->host = chunks->count;
	chunk->bracket = is_open_behind(reading->source, from, reading->word[chunk->first].start,
					last && last->bracket);
	if (chunk->bracket && last)
		chunk->host = last->bracket ? last->host : chunks->count - 1;
}

/* A verb is a chunk by itself: what it leads to may be told in another order. */
static bool is_verb(const struct rq_reading *reading, size_t at)
{
	return !reading->word[at].term &&
	       (rq_word_looks_like_verb(&reading->word[at]) || rq_word_comes_last(reading, at) ||
		rq_word_is_finite(reading, at));
}

/* I, have, was, performed: leads to nothing. */
static bool is_auxiliary(const struct rq_word *word)
{
	return rq_word_makes_own(word) || rq_word_makes_passive(word) ||
	       (word->lexeme->class & RQ_WORD_PLAIN);
}

/* What stands before the next chunk. */
struct gap {
	const char *lead;
	bool preposition, joined, when;
	bool open; /* the chunk before goes on */
};

static void start(struct rq_chunks *chunks, const struct rq_reading *reading, size_t at,
		  const struct gap *gap)
{
	const struct rq_word *word = &reading->word[at];
	const struct rq_chunk *last = chunks->count > 0 ? &chunks->chunk[chunks->count - 1] : NULL;
	struct rq_chunk chunk = { .first = at,
				  .end = at + 1,
				  .lead = gap->lead,
				  .preposition = gap->preposition,
				  .joined = gap->joined,
				  .verb = is_verb(reading, at),
				  .clause = word->clause,
				  .sentence = word->sentence };

	if (gap->joined && !gap->lead && last && last->sentence == word->sentence &&
	    !(rq_word_leads(reading, at) && is_verb(reading, at))) {
		chunk.lead = last->lead;
		chunk.preposition = last->preposition;
	}
	set_bracket(chunks, reading, &chunk);
	chunks->chunk =
	    rq_grow(chunks->chunk, chunks->count, &chunks->capacity, sizeof *chunks->chunk);
	chunks->chunk[chunks->count++] = chunk;
}

/* "A" of "invoices a week". */
static bool is_per(const struct rq_word *word, const struct gap *gap)
{
	return gap->open && rq_token_is_one_of(word->text, " a an ");
}

/* A small word closes the chunk before it, and leads to the next; of several the preposition. */
static void pass(struct gap *gap, const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];
	bool per = is_per(word, gap);
	bool preposition =
	    per || is_leading_preposition(reading, at) || rq_word_leads_to_rate(word);

	if ((is_article(reading, at) && !per) || rq_word_is_in_phrase(word) ||
	    (rq_word_is_content(word) && !preposition && !is_when(word)))
		return;
	gap->open = false;
	if (is_when(word)) {
		gap->lead = word->text;
		gap->when = true;
	}
	if (gap->when)
		return;
	if (word->lexeme->class & RQ_WORD_AND)
		*gap = (struct gap) { .joined = true };
	else if (preposition || !(gap->preposition || is_auxiliary(word))) {
		gap->lead = word->text;
		gap->preposition = preposition;
	}
}

/* "dbt + Snowflake", "pastry & bread" */
static bool is_joined_by_sign(const struct rq_reading *reading, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return word->start == word[-1].end + strlen(" + ") &&
	       (strncmp(reading->source + word[-1].end, " + ", 3) == 0 ||
		strncmp(reading->source + word[-1].end, " & ", 3) == 0);
}

void rq_chunks_init(struct rq_chunks *chunks, const struct rq_reading *reading)
{
	struct gap gap = { 0 };

	*chunks = (struct rq_chunks) { 0 };
	for (size_t i = 0; i < reading->count; i++) {
		const struct rq_word *word = &reading->word[i];

		if (i > 0 && word->clause != word[-1].clause)
			gap = (struct gap) { .joined = gap.joined };
		if (i > 0 && is_joined_by_sign(reading, i))
			gap = (struct gap) { .joined = true };
		if (!rq_word_counts(word)) {
			pass(&gap, reading, i);
			continue;
		}
		if (gap.open && !is_verb(reading, i))
			chunks->chunk[chunks->count - 1].end = i + 1;
		else
			start(chunks, reading, i, &gap);
		gap = (struct gap) { .open = !is_verb(reading, i) };
	}
}

void rq_chunks_free(struct rq_chunks *chunks)
{
	free(chunks->chunk);
	*chunks = (struct rq_chunks) { 0 };
}

bool rq_word_is_verbatim(const struct rq_reading *a, size_t at_a, const struct rq_reading *b,
			 size_t at_b)
{
	const struct rq_word *one = &a->word[at_a], *other = &b->word[at_b];

	if (one->quantity >= 0 && other->quantity >= 0)
		return strcmp(a->quantity[one->quantity].value,
			      b->quantity[other->quantity].value) == 0;
	return (one->term && one->term == other->term) || strcmp(one->text, other->text) == 0;
}

/*
 * The next word of a chunk from at on; its end: none. Numbers are judged for themselves, where
 * there is another word.
 */
static size_t seek(const struct rq_reading *reading, const struct rq_chunk *chunk, size_t at)
{
	while (at < chunk->end &&
	       (reading->word[at].quantity >= 0 || !rq_word_counts(&reading->word[at])))
		at++;
	return at;
}

static size_t next_word(const struct rq_reading *reading, const struct rq_chunk *chunk, size_t at)
{
	const struct rq_word *word = &reading->word[at];

	return seek(reading, chunk, word->term ? word->term_last + 1 : at + 1);
}

/* Where words stop being those of the chunk of b, of which all have to be there. */
static size_t match(const struct rq_reading *a, const struct rq_chunk *chunk_a, size_t from,
		    const struct rq_reading *b, const struct rq_chunk *chunk_b)
{
	size_t at_a = from, at_b = seek(b, chunk_b, chunk_b->first);

	while (at_a < chunk_a->end && at_b < chunk_b->end &&
	       rq_word_is_verbatim(a, at_a, b, at_b)) {
		at_a = next_word(a, chunk_a, at_a);
		at_b = next_word(b, chunk_b, at_b);
	}
	return at_b >= chunk_b->end ? at_a : from;
}

bool rq_chunk_is_same(const struct rq_reading *a, const struct rq_chunk *chunk_a,
		      const struct rq_reading *b, const struct rq_chunk *chunk_b,
		      const struct rq_chunk *then)
{
	size_t start = seek(a, chunk_a, chunk_a->first), end;

	if (start >= chunk_a->end) /* a number alone */
		return !then && seek(b, chunk_b, chunk_b->first) >= chunk_b->end &&
		       rq_word_is_verbatim(a, chunk_a->first, b, chunk_b->first);
	end = match(a, chunk_a, start, b, chunk_b);
	if (then && (end == start || end >= chunk_a->end))
		return false;
	if (then)
		end = match(a, chunk_a, end, b, then);
	return end > start && end >= chunk_a->end;
}

/* Small words between which a chunk does not change, as it may between all others. */
static const char with[] = " with mit avec con com met ";
static const char in[] = " in on im am auf an en dans em no na nel nella su op aan ";
static const char of_or_for[] = " for of to from für von pour de du des à para a per di voor van ";
static const char by[] = " by par por pela pelo von durch door da dal dalla przez ";
/* Before a number: what it bounds. */
static const char from_or_until[] = " from de von da do aus du des dal dalla van vom since seit ab "
				    "depuis desde sinds until till bis "
				    "before after vor nach avant après antes después ";

/* Whether one of two leads is of those and the other is not. */
static bool is_one_of_two(const struct rq_chunk *a, const struct rq_chunk *b, const char *words)
{
	return rq_token_is_one_of(a->lead, words) != rq_token_is_one_of(b->lead, words);
}

static bool is_between(const struct rq_chunk *a, const struct rq_chunk *b, const char *words,
		       const char *others)
{
	return (rq_token_is_one_of(a->lead, words) && rq_token_is_one_of(b->lead, others)) ||
	       (rq_token_is_one_of(a->lead, others) && rq_token_is_one_of(b->lead, words));
}

bool rq_chunk_is_led_alike(const struct rq_reading *reading, const struct rq_chunk *a,
			   const struct rq_chunk *b)
{
	static const char at[] = " at bei chez presso bij ";
	static const char through[] = " by through via durch mittels ";

	if (!a->lead || !b->lead)
		return a->lead == b->lead || rq_token_is_one_of(a->lead ? a->lead : b->lead, at);
	if (strcmp(a->lead, b->lead) == 0)
		return true;
	if ((reading->word[a->first].quantity >= 0 && is_one_of_two(a, b, from_or_until)) ||
	    is_between(a, b, with, of_or_for) || is_between(a, b, in, of_or_for))
		return false;
	if (is_between(a, b, through, through))
		return true;
	return a->preposition == b->preposition && !rq_token_is_one_of(a->lead, by) &&
	       !rq_token_is_one_of(b->lead, by);
}

bool rq_chunk_is_frame(const struct rq_reading *reading, const struct rq_chunk *chunk)
{
	for (size_t i = chunk->first; i < chunk->end; i++)
		if (rq_word_counts(&reading->word[i]) && !rq_word_says_work(&reading->word[i]) &&
		    reading->word[i].lexeme->tier != RQ_TIER_LEAD)
			return false;
	return true;
}
