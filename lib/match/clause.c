#include "match/clause.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "match/abbreviation.h"
#include "match/degree.h"

void rq_clause_init(struct rq_clause *clause, const char *text, const struct rq_cues *cues,
		    bool dutch)
{
	*clause = (struct rq_clause) { .text = text, .cues = cues, .dutch = dutch };
	rq_tokens_init_parts(&clause->parts, text);
}

void rq_clause_free(struct rq_clause *clause)
{
	free(clause->bond);
	rq_tokens_free(&clause->parts);
}

enum rq_cue rq_clause_cue_at(const struct rq_clause *clause, size_t at, size_t *count)
{
	enum rq_cue cue = rq_cues_at(clause->cues, &clause->parts, at, count);

	if (cue == RQ_CUE_OR && !clause->dutch && strcmp(clause->parts.token[at].text, "of") == 0)
		return RQ_CUE_NONE;
	return cue;
}

bool rq_clause_has_between(const struct rq_clause *clause, size_t start, size_t end, char c)
{
	return start < end && memchr(clause->text + start, c, end - start) != NULL;
}

static enum rq_bond bond_between(const struct rq_clause *clause, const struct rq_mention *one,
				 const struct rq_mention *other)
{
	enum { REACH = 4 };
	size_t first = one->at + one->used, count;

	if (other->at > first + REACH || rq_clause_has_between(clause, one->end, other->start, ':'))
		return RQ_BOND_APART;
	for (size_t i = first; i < other->at; i += count) {
		enum rq_cue cue = rq_clause_cue_at(clause, i, &count);

		if (cue == RQ_CUE_OR || (cue == RQ_CUE_AND && i + 1 < other->at &&
					 clause->parts.token[i + 1].joint == '/'))
			return RQ_BOND_OR;
		if (cue == RQ_CUE_AND)
			return RQ_BOND_APART;
	}
	if (other->at > first + 1)
		return RQ_BOND_APART;
	if (other->at == first) {
		if (one->term == other->term)
			return RQ_BOND_SAME;
		if (rq_clause_has_between(clause, one->end, other->start, '/') ||
		    rq_clause_has_between(clause, one->end, other->start, '|'))
			return RQ_BOND_OR;
		if (rq_clause_has_between(clause, one->end, other->start, '(') ||
		    rq_clause_has_between(clause, one->end, other->start, ')'))
			return RQ_BOND_APART;
	}
	return rq_clause_has_between(clause, one->end, other->start, ',') ? RQ_BOND_COMMA
									  : RQ_BOND_APART;
}

/* The part with which the bracket ends that opens right before a mention; 0 for none. */
static size_t bracket_end(const struct rq_clause *clause, const struct rq_mention *mention)
{
	size_t start = mention->at > 0 ? clause->parts.token[mention->at - 1].end : 0;
	size_t end = mention->at + mention->used;
	const char *close = strchr(clause->text + mention->end, ')');

	if (!close || !rq_clause_has_between(clause, start, mention->start, '('))
		return 0;
	while (end < clause->parts.count &&
	       clause->parts.token[end].start < (size_t)(close - clause->text))
		end++;
	return end;
}

/*
 * "Continuous integration and deployment (CI/CD)", and the other way round: the
 * bracket names once more what stands before it.
 */
static void join_abbreviations(struct rq_clause *clause)
{
	const struct rq_mention *mention = clause->mentions->mention;
	const struct rq_tokens *parts = &clause->parts;

	for (size_t i = 1; i < clause->mentions->count; i++) {
		size_t end = bracket_end(clause, &mention[i]), first = i, last = i;

		if (end == 0)
			continue;
		for (size_t k = i; k > 0 && first == i; k--)
			if (rq_abbreviation_is_of(parts, mention[i].at, mention[i].used,
						  mention[k - 1].at, mention[i].at))
				first = k - 1;
		if (first == i && mention[i - 1].at + mention[i - 1].used == mention[i].at &&
		    rq_abbreviation_is_of(parts, mention[i - 1].at, mention[i - 1].used,
					  mention[i].at, end))
			for (first = i - 1;
			     last + 1 < clause->mentions->count && mention[last + 1].at < end;)
				last++;
		for (size_t k = first + 1; first < i && k <= last; k++)
			clause->bond[k] = RQ_BOND_SAME;
	}
}

/* "Ensino superior" is what one has learned, though also a line of work. */
static bool is_degree(const struct rq_clause *clause, const struct rq_mention *mention)
{
	enum rq_degree lowest, highest;
	char *text;

	if (!rq_mention_is_occupation(mention))
		return false;
	text = rq_strndup(clause->text + mention->start, mention->end - mention->start);
	rq_degree_read(text, false, &lowest, &highest);
	free(text);
	return lowest != RQ_DEGREE_NONE;
}

/*
 * Whether an everyday word is meant as a name: a lone letter only among other
 * names or before "programming", a verb at the start ("Go above and beyond",
 * "Lean on your team") never.
 */
static bool is_meant(const struct rq_clause *clause, size_t i)
{
	const struct rq_mention *mention = &clause->mentions->mention[i];
	const struct rq_token *token = &clause->parts.token[mention->at];
	size_t next = mention->at + mention->used;
	const char *word = next < clause->parts.count ? clause->parts.token[next].text : "";
	bool close =
	    next < clause->parts.count && clause->parts.token[next].start == mention->end + 1;

	if (is_degree(clause, mention))
		return false;
	if (!mention->exact || mention->used > 1)
		return true;
	if (mention->at == 0 && close &&
	    rq_token_is_one_of(
		word, " to on of the a an your our above beyond through into out up over de du "
		      "from us them it me "))
		return false;
	if (token->text[1] != '\0')
		return true;
	return rq_token_is_one_of(word,
				  " programming language developer programmierung code development "
				  "entwickler ") ||
	       (i > 0 && bond_between(clause, mention - 1, mention) != RQ_BOND_APART) ||
	       (i + 1 < clause->mentions->count &&
		bond_between(clause, mention, mention + 1) != RQ_BOND_APART);
}

static void drop_what_is_not_meant(struct rq_clause *clause)
{
	struct rq_mentions *mentions = clause->mentions;
	bool *meant = rq_alloc(mentions->count, sizeof *meant);
	size_t count = 0;

	for (size_t i = 0; i < mentions->count; i++)
		meant[i] = is_meant(clause, i);
	for (size_t i = 0; i < mentions->count; i++)
		if (meant[i])
			mentions->mention[count++] = mentions->mention[i];
	mentions->count = count;
	free(meant);
}

void rq_clause_find_mentions(struct rq_clause *clause, const struct rq_vocabulary *vocabulary,
			     struct rq_mentions *mentions)
{
	rq_mentions_init_parts(mentions, vocabulary, clause->text, &clause->parts, true);
	clause->mentions = mentions;
	drop_what_is_not_meant(clause);
	clause->bond = rq_alloc(mentions->count, sizeof *clause->bond);
	for (size_t i = 1; i < mentions->count; i++)
		clause->bond[i] =
		    bond_between(clause, &mentions->mention[i - 1], &mentions->mention[i]);
	join_abbreviations(clause);
}
