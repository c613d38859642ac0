#include "edit/arrangement.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/beside.h"
#include "edit/chunk.h"
#include "edit/object.h"
#include "match/token.h"

/* What does not stand as it stood: words of a reading. */
struct misplaced {
	const struct rq_reading *reading; /* NULL: nothing */
	size_t first, last;
	bool gone; /* of a cited text, and not in the new one */
};

/* The new text beside one cited text, both in chunks. */
struct sides {
	const struct rq_reading *after, *cited;
	struct rq_chunks mine, theirs;
	bool *told; /* of theirs, by the sentence that is looked at */
};

/* --- whether there are no other words -------------------------------------- */

static bool stands_in(const struct rq_reading *cited, const struct rq_reading *after, size_t at)
{
	for (size_t i = 0; i < cited->count; i++)
		if (rq_word_is_verbatim(after, at, cited, i))
			return true;
	return false;
}

static bool is_verbatim(const struct rq_reading *cited, const struct rq_reading *after,
			size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if ((rq_word_counts(&after->word[i]) || rq_word_is_content(&after->word[i])) &&
		    !stands_in(cited, after, i))
			return false;
	return true;
}

/* --- what stands together -------------------------------------------------- */

/* Was, I, responsible for: says nothing that the chunks behind it hang on. */
static bool is_frame(const struct rq_reading *reading, const struct rq_chunk *chunk)
{
	for (size_t i = chunk->first; i < chunk->end; i++)
		if (rq_word_counts(&reading->word[i]) && !rq_word_says_work(&reading->word[i]) &&
		    reading->word[i].lexeme->tier != RQ_TIER_LEAD)
			return false;
	return true;
}

/* Nothing but a frame stands before it in its sentence, or before what it is joined to. */
static bool opens_sentence(const struct rq_reading *reading, const struct rq_chunks *chunks,
			   size_t at)
{
	while (at > 0 && chunks->chunk[at].joined)
		at--;
	for (size_t i = at; i-- > 0 && chunks->chunk[i].sentence == chunks->chunk[at].sentence;)
		if (!is_frame(reading, &chunks->chunk[i]))
			return false;
	return true;
}

static bool is_same(const struct sides *s, size_t mine, size_t theirs)
{
	return rq_chunk_is_same(s->after, &s->mine.chunk[mine], s->cited, &s->theirs.chunk[theirs],
				NULL);
}

/* A chunk that a preposition leads to is told of what stands before it in its clause. */
static bool has_host(const struct rq_chunks *chunks, size_t at)
{
	return at > 0 && chunks->chunk[at - 1].clause == chunks->chunk[at].clause;
}

/* What stands behind "and", but for a second verb: "administered and documented". */
static bool begins_anew(const struct rq_chunk *chunk, size_t at)
{
	return chunk[at].joined && !(chunk[at].verb && at > 0 && chunk[at - 1].verb);
}

/*
 * Whether that chunk of mine is what theirs is told of: it stands before it in its clause, and no
 * further than where something else begins.
 */
static bool is_host_of(const struct sides *s, size_t mine, size_t theirs)
{
	const struct rq_chunk *chunk = s->theirs.chunk;

	for (size_t i = theirs; i > 0 && chunk[i - 1].clause == chunk[theirs].clause; i--) {
		if (is_same(s, mine, i - 1))
			return true;
		if (begins_anew(chunk, i - 1))
			break;
	}
	return false;
}

/* ", 14 km", ", 5,2 M€": a number of units, told of what stands before it only. */
static bool is_measure(const struct rq_reading *reading, const struct rq_chunk *chunk)
{
	enum { UNIT_BYTES = 3 };
	const struct rq_word *first = &reading->word[chunk->first];
	const struct rq_quantity *quantity;

	if (first->quantity < 0 || chunk->preposition)
		return false;
	quantity = &reading->quantity[first->quantity];
	return quantity->last + 1 >= chunk->end
		   ? quantity->unit[0]
		   : quantity->last + 2 == chunk->end && !reading->word[chunk->end - 1].upper &&
			 strlen(reading->word[chunk->end - 1].text) <= UNIT_BYTES;
}

static bool follows_same(const struct sides *s, size_t mine, size_t theirs)
{
	return mine > 0 && theirs > 0 && is_same(s, mine - 1, theirs - 1);
}

/* A bracket says something of what stands before it, or is another name of it. */
static bool keeps_bracket(const struct sides *s, size_t mine, size_t theirs)
{
	const struct rq_chunk *chunk = &s->mine.chunk[mine];
	const struct rq_term *term = s->after->word[chunk->first].term;

	if (mine > 0 && term && s->after->word[chunk->first - 1].term == term)
		return true;
	return follows_same(s, mine, theirs);
}

/*
 * "Caterers' quotes" of "quotes from caterers", "SQL queries" of "queries in SQL": two chunks that
 * a small word joined are one.
 */
static bool is_made_of_two(const struct sides *s, size_t mine)
{
	const struct rq_chunk *chunk = &s->mine.chunk[mine];

	for (size_t i = 0; i + 1 < s->theirs.count; i++) {
		const struct rq_chunk *one = &s->theirs.chunk[i], *two = one + 1;

		if (two->clause != one->clause || !two->preposition || two->joined || one->verb ||
		    (!rq_chunk_is_same(s->after, chunk, s->cited, two, one) &&
		     !rq_chunk_is_same(s->after, chunk, s->cited, one, two)))
			continue;
		s->told[i] = s->told[i + 1] = true;
		return true;
	}
	return false;
}

/* "Apps in Java" of "Java apps": one chunk is two, which a small word joins. */
static bool is_half_of_one(const struct sides *s, size_t mine)
{
	const struct rq_chunk *chunk = &s->mine.chunk[mine];

	for (size_t i = 0; i < s->mine.count; i++)
		for (size_t j = 0; j < s->theirs.count && i != mine; j++) {
			const struct rq_chunk *other = &s->mine.chunk[i],
					      *one = &s->theirs.chunk[j];
			const struct rq_chunk *last = i > mine ? other : chunk;

			if (other->clause != chunk->clause || !last->preposition || last->joined ||
			    (!rq_chunk_is_same(s->cited, one, s->after, chunk, other) &&
			     !rq_chunk_is_same(s->cited, one, s->after, other, chunk)))
				continue;
			return s->told[j] = true;
		}
	return false;
}

/* "Worked", which counts for nothing, is what "with her" is told of. */
static bool follows_plain(const struct rq_reading *reading, size_t at)
{
	for (size_t i = at; i > 0 && rq_reading_is_of_clause(reading, i - 1, at); i--)
		if (reading->word[i - 1].lexeme->class & RQ_WORD_PLAIN)
			return true;
	return false;
}

/* "Worked on the rota with her" of "worked with her on the rota": one of those before it. */
static bool keeps_host(const struct sides *s, size_t mine, size_t theirs)
{
	const struct rq_chunk *chunk = s->mine.chunk;

	if (!has_host(&s->theirs, theirs) && follows_plain(s->cited, s->theirs.chunk[theirs].first))
		return true;
	for (size_t i = mine; i > 0 && chunk[i - 1].clause == chunk[mine].clause; i--) {
		if (is_host_of(s, i - 1, theirs) || is_made_of_two(s, i - 1) ||
		    is_half_of_one(s, i - 1))
			return true;
		if (begins_anew(chunk, i - 1))
			break;
	}
	return false;
}

/* Whether what a chunk is told of is what it was told of. */
static bool hangs_on_same(const struct sides *s, size_t mine, size_t theirs)
{
	const struct rq_chunk *a = &s->mine.chunk[mine], *b = &s->theirs.chunk[theirs];

	if ((a->lead && !b->lead) || /* "Cook at Rose & Co." of "Cook, Rose & Co." */
	    (is_measure(s->after, a) && !opens_sentence(s->cited, &s->theirs, theirs)))
		return follows_same(s, mine, theirs);
	if (b->joined && !a->joined && a->lead && strcmp(a->lead, b->lead) != 0)
		return false; /* one of two is no part of the other */
	return !a->preposition || a->joined || !has_host(&s->mine, mine) ||
	       keeps_host(s, mine, theirs);
}

static bool keeps_place(const struct sides *s, size_t mine, size_t theirs)
{
	const struct rq_chunk *a = &s->mine.chunk[mine], *b = &s->theirs.chunk[theirs];

	if (!is_same(s, mine, theirs))
		return false;
	if (a->bracket || b->bracket)
		return keeps_bracket(s, mine, theirs);
	if (a->verb)
		return true;
	if (rq_chunk_is_led_alike(s->after, a, b))
		return hangs_on_same(s, mine, theirs);
	return !a->lead && opens_sentence(s->after, &s->mine, mine) &&
	       opens_sentence(s->cited, &s->theirs, theirs);
}

/* --- what may go ----------------------------------------------------------- */

static bool is_clause_told(const struct sides *s, size_t theirs)
{
	for (size_t i = 0; i < s->theirs.count; i++)
		if (s->theirs.chunk[i].clause == s->theirs.chunk[theirs].clause && s->told[i])
			return true;
	return false;
}

/* More of it than "responsible for", which other sentences have, too. */
static bool is_sentence_told(const struct sides *s, size_t theirs)
{
	for (size_t i = 0; i < s->theirs.count; i++)
		if (s->theirs.chunk[i].sentence == s->theirs.chunk[theirs].sentence && s->told[i] &&
		    !is_frame(s->cited, &s->theirs.chunk[i]))
			return true;
	return false;
}

/* A member of a list may go, and a clause; what is told of another chunk goes with it only. */
static bool may_go(const struct sides *s, size_t theirs)
{
	const struct rq_chunk *chunk = &s->theirs.chunk[theirs];
	bool member =
	    chunk->joined || (theirs + 1 < s->theirs.count && s->theirs.chunk[theirs + 1].joined);

	if (is_frame(s->cited, chunk) || (chunk->verb && !chunk->bracket) ||
	    !is_sentence_told(s, theirs))
		return true;
	if (theirs > 0 && s->theirs.chunk[theirs - 1].sentence == chunk->sentence &&
	    (chunk->bracket || chunk->preposition))
		return !s->told[theirs - 1];
	return !is_clause_told(s, theirs) || (member && !chunk->preposition);
}

/* --- one sentence ---------------------------------------------------------- */

static struct misplaced compare(struct sides *s, size_t first)
{
	for (size_t i = first; i < rq_reading_sentence(s->after, first); i++)
		if (rq_word_bounds_otherwise(s->after, i, s->cited))
			return (struct misplaced) { s->after, i, i, false };
	for (size_t i = 0; i < s->mine.count; i++) {
		const struct rq_chunk *chunk = &s->mine.chunk[i];
		bool found = false;

		if (chunk->sentence != s->after->word[first].sentence)
			continue;
		for (size_t j = 0; j < s->theirs.count; j++)
			if (keeps_place(s, i, j))
				found = s->told[j] = true;
		if (!found && !is_made_of_two(s, i) && !is_half_of_one(s, i))
			return (struct misplaced) { s->after, chunk->first, chunk->end - 1, false };
	}
	for (size_t i = 0; i < s->theirs.count; i++)
		if (!s->told[i] && !may_go(s, i))
			return (struct misplaced) { s->cited, s->theirs.chunk[i].first,
						    s->theirs.chunk[i].end - 1, true };
	return (struct misplaced) { 0 };
}

static struct misplaced compare_with(const struct rq_case *c, size_t first,
				     const struct rq_reading *cited)
{
	struct sides s = { .after = &c->after, .cited = cited };
	struct misplaced misplaced;

	rq_chunks_init(&s.mine, &c->after);
	rq_chunks_init(&s.theirs, cited);
	s.told = rq_alloc(s.theirs.count + 1, sizeof *s.told);
	misplaced = compare(&s, first);
	free(s.told);
	rq_chunks_free(&s.mine);
	rq_chunks_free(&s.theirs);
	return misplaced;
}

/* "Skills: Go, Kafka", "Java.": names of what one can, in any order, of any lines. */
static bool is_list(const struct rq_reading *after, size_t first, size_t end)
{
	const struct rq_word *word = &after->word[first];

	if ((word->lexeme->class & RQ_WORD_PLAIN) && first + 1 < end &&
	    after->source[word->end] == ':')
		return true;
	for (size_t i = first; i < end; i++)
		if (rq_word_counts(&after->word[i]) && !after->word[i].term)
			return false;
	return true;
}

static struct misplaced check_sentence(const struct rq_case *c, size_t first, size_t end)
{
	struct misplaced misplaced = { 0 };

	for (size_t i = 0; i < c->count && !is_list(&c->after, first, end); i++) {
		const struct rq_reading *cited = c->support[i].reading;

		if (!is_verbatim(cited, &c->after, first, end))
			continue;
		misplaced = compare_with(c, first, cited);
		if (!misplaced.reading)
			break;
	}
	return misplaced;
}

static struct misplaced check(const struct rq_case *c)
{
	struct misplaced misplaced = { 0 };

	for (size_t first = 0, end; first < c->after.count && !misplaced.reading; first = end) {
		end = rq_reading_sentence(&c->after, first);
		misplaced = check_sentence(c, first, end);
	}
	return misplaced;
}

/* Refuses what is gone, or what stands otherwise. */
static bool refuse(const struct rq_case *c, bool gone, struct rq_verdict *verdict)
{
	struct misplaced misplaced = check(c);
	char quote[64];

	if (!misplaced.reading || misplaced.gone != gone)
		return true;
	return rq_refuse(verdict,
			 gone ? "\"%s\" is gone" : "\"%s\" is told otherwise in the cited lines",
			 rq_quote_words(misplaced.reading, misplaced.first, misplaced.last, quote));
}

bool rq_rule_arrangement(struct rq_case *c, struct rq_verdict *verdict)
{
	return refuse(c, false, verdict);
}

bool rq_rule_wholeness(struct rq_case *c, struct rq_verdict *verdict)
{
	return refuse(c, true, verdict);
}
