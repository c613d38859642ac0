#include "edit/arrangement.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "edit/beside.h"
#include "edit/placing.h"
#include "match/token.h"

/* What does not stand as it stood: words of a reading. */
struct misplaced {
	const struct rq_reading *reading; /* NULL: nothing */
	size_t first, last;
	bool gone; /* of a cited text, and not in the new one */
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

/* --- what may go ----------------------------------------------------------- */

static bool is_clause_told(const struct rq_sides *s, size_t theirs)
{
	for (size_t i = 0; i < s->theirs.count; i++)
		if (s->theirs.chunk[i].clause == s->theirs.chunk[theirs].clause && s->told[i])
			return true;
	return false;
}

/* More of it than "responsible for", which other sentences have, too. */
static bool is_sentence_told(const struct rq_sides *s, size_t theirs)
{
	for (size_t i = 0; i < s->theirs.count; i++)
		if (s->theirs.chunk[i].sentence == s->theirs.chunk[theirs].sentence && s->told[i] &&
		    !rq_chunk_is_frame(s->cited, &s->theirs.chunk[i]))
			return true;
	return false;
}

/* "Asked" of "as the vet asked", of which the vet is told. */
static bool ends_clause_of(const struct rq_sides *s, size_t verb)
{
	static const char conjunctions[] =
	    " as who which that when where if wie wenn que qui si come ";
	const struct rq_chunk *before = &s->theirs.chunk[verb] - 1;

	return verb > 0 && before->clause == before[1].clause && s->told[verb - 1] &&
	       before->lead && rq_token_is_one_of(before->lead, conjunctions);
}

/* A member of a list may go, and a clause; what is told of another chunk goes with it only. */
static bool may_go(const struct rq_sides *s, size_t theirs)
{
	const struct rq_chunk *chunk = &s->theirs.chunk[theirs];
	bool member =
	    chunk->joined || (theirs + 1 < s->theirs.count && s->theirs.chunk[theirs + 1].joined);

	if (rq_chunk_is_frame(s->cited, chunk) || !is_sentence_told(s, theirs))
		return true;
	if (chunk->verb && !chunk->bracket)
		return !ends_clause_of(s, theirs);
	if (chunk->bracket)
		return !s->told[chunk->host];
	if (chunk->preposition && theirs > 0 &&
	    s->theirs.chunk[theirs - 1].sentence == chunk->sentence)
		return !s->told[theirs - 1];
	return !is_clause_told(s, theirs) || (member && !chunk->preposition);
}

/* "During" of "during and after each operation", where the line says but "after". */
static bool adds_bound(const struct rq_sides *s, size_t at)
{
	static const char bounds[] =
	    " before during after until since without under outside between vor während nach ohne "
	    "unter avant pendant après sans antes durante después sin depois sem prima dopo senza "
	    "voor tijdens na zonder ";

	return rq_token_is_one_of(s->after->word[at].text, bounds) &&
	       !stands_in(s->cited, s->after, at);
}

/* --- one sentence ---------------------------------------------------------- */

static struct misplaced compare(struct rq_sides *s, size_t first)
{
	for (size_t i = first; i < rq_reading_sentence(s->after, first); i++)
		if (rq_word_bounds_otherwise(s->after, i, s->cited) || adds_bound(s, i))
			return (struct misplaced) { s->after, i, i, false };
	for (size_t i = 0; i < s->mine.count; i++) {
		const struct rq_chunk *chunk = &s->mine.chunk[i];

		if (chunk->sentence != s->after->word[first].sentence)
			continue;
		if (!rq_chunk_stands(s, i))
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
	struct rq_sides s = { .after = &c->after, .cited = cited };
	struct misplaced misplaced;

	rq_chunks_init(&s.mine, &c->after);
	rq_chunks_init(&s.theirs, cited);
	s.told = rq_alloc(s.theirs.count + 1, sizeof *s.told);
	s.composed = rq_alloc(s.mine.count + 1, sizeof *s.composed);
	misplaced = compare(&s, first);
	free(s.told);
	free(s.composed);
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
