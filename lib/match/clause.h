#ifndef RQ_MATCH_CLAUSE_H
#define RQ_MATCH_CLAUSE_H

/*
 * A sentence of a posting as it is read: its parts, the cues among them, the
 * terms that it names and how each hangs together with the one before.
 */

#include <stdbool.h>
#include <stddef.h>

#include "match/cue.h"
#include "match/mention.h"

/* Of a mention with the one before it: SAME names the same thing once more. */
enum rq_bond { RQ_BOND_APART, RQ_BOND_COMMA, RQ_BOND_OR, RQ_BOND_SAME };

struct rq_clause {
	const char *text; /* the caller's */
	const struct rq_cues *cues;
	struct rq_tokens parts;
	struct rq_mentions *mentions; /* the caller's; NULL until they are looked for */
	enum rq_bond *bond;           /* of each mention */
	bool dutch;                   /* "of" says or */
};

/* Cuts a sentence, which must outlive the clause, as must cues. Free it. */
void rq_clause_init(struct rq_clause *clause, const char *text, const struct rq_cues *cues,
		    bool dutch);
void rq_clause_free(struct rq_clause *clause);

/*
 * Fills mentions, which the caller frees and which must outlive the clause: the
 * terms that are meant, no verbs ("Go above and beyond"), no degrees.
 */
void rq_clause_find_mentions(struct rq_clause *clause, const struct rq_vocabulary *vocabulary,
			     struct rq_mentions *mentions);

/* The cue that stands from part at, and how many parts it takes (1 for none). */
enum rq_cue rq_clause_cue_at(const struct rq_clause *clause, size_t at, size_t *count);

/* Whether a byte stands in the text between two offsets. */
bool rq_clause_has_between(const struct rq_clause *clause, size_t start, size_t end, char c);

#endif
