#include "edit/placing.h"

#include <string.h>

#include "match/token.h"

/* How many chunks back what another is told of may stand: a line of a thousand takes no longer. */
enum { HOST_REACH = 12 };

/* Nothing but a frame stands before it in its sentence, or before what it is joined to. */
static bool opens_sentence(const struct rq_reading *reading, const struct rq_chunks *chunks,
			   size_t at)
{
	while (at > 0 && chunks->chunk[at].joined)
		at--;
	for (size_t i = at; i-- > 0 && chunks->chunk[i].sentence == chunks->chunk[at].sentence;)
		if (!rq_chunk_is_frame(reading, &chunks->chunk[i]))
			return false;
	return true;
}

static bool is_same(const struct rq_sides *s, size_t mine, size_t theirs)
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
static bool is_host_of(const struct rq_sides *s, size_t mine, size_t theirs)
{
	const struct rq_chunk *chunk = s->theirs.chunk;

	for (size_t i = theirs;
	     i > 0 && theirs - i < HOST_REACH && chunk[i - 1].clause == chunk[theirs].clause; i--) {
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

static bool follows_same(const struct rq_sides *s, size_t mine, size_t theirs)
{
	return mine > 0 && theirs > 0 && is_same(s, mine - 1, theirs - 1);
}

/* "(CISCO)" behind "Cisco Systems": another name of what stands before it. */
static bool is_other_name(const struct rq_reading *reading, const struct rq_chunk *chunk)
{
	const struct rq_word *word = &reading->word[chunk->first];

	return chunk->first > 0 && word->term && word[-1].term == word->term;
}

static bool opens_bracket(const struct rq_chunks *chunks, size_t at)
{
	return chunks->chunk[at].bracket && chunks->chunk[at].host + 1 == at;
}

/* A bracket says something of what stands before it, wherever in the bracket it stands. */
static bool is_in_same_bracket(const struct rq_sides *s, size_t mine, size_t theirs)
{
	size_t host = s->mine.chunk[mine].host, other = s->theirs.chunk[theirs].host;

	return host != mine && other != theirs && is_same(s, host, other);
}

/*
 * "Caterers' quotes" of "quotes from caterers", "SQL queries" of "queries in SQL": two chunks that
 * a small word joined are one.
 */
static bool is_made_of_two(const struct rq_sides *s, size_t mine)
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
static bool is_half_of_one(const struct rq_sides *s, size_t mine)
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
static bool keeps_host(const struct rq_sides *s, size_t mine, size_t theirs)
{
	const struct rq_chunk *chunk = s->mine.chunk;

	if (!has_host(&s->theirs, theirs) &&
	    (follows_plain(s->cited, s->theirs.chunk[theirs].first) ||
	     follows_same(s, mine, theirs)))
		return true;
	for (size_t i = mine;
	     i > 0 && mine - i < HOST_REACH && chunk[i - 1].clause == chunk[mine].clause; i--) {
		if (is_host_of(s, i - 1, theirs) || s->composed[i - 1])
			return true;
		if (begins_anew(chunk, i - 1))
			break;
	}
	return false;
}

/* Whether what a chunk is told of is what it was told of. */
static bool hangs_on_same(const struct rq_sides *s, size_t mine, size_t theirs)
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

static bool keeps_place(const struct rq_sides *s, size_t mine, size_t theirs)
{
	const struct rq_chunk *a = &s->mine.chunk[mine], *b = &s->theirs.chunk[theirs];

	if (!is_same(s, mine, theirs))
		return false;
	if (a->bracket && is_other_name(s->after, a))
		return true;
	if (a->bracket && b->bracket)
		return is_in_same_bracket(s, mine, theirs);
	if (opens_bracket(&s->mine, mine) || opens_bracket(&s->theirs, theirs))
		return follows_same(s, mine, theirs);
	if (a->verb)
		return true;
	if (rq_chunk_is_led_alike(s->after, a, b))
		return hangs_on_same(s, mine, theirs);
	return !a->lead && opens_sentence(s->after, &s->mine, mine) &&
	       opens_sentence(s->cited, &s->theirs, theirs);
}

bool rq_chunk_stands(const struct rq_sides *s, size_t mine)
{
	bool found = false;

	for (size_t i = 0; i < s->theirs.count; i++)
		if (keeps_place(s, mine, i))
			found = s->told[i] = true;
	s->composed[mine] = !found && (is_made_of_two(s, mine) || is_half_of_one(s, mine));
	return found || s->composed[mine];
}
