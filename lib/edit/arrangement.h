#ifndef RQ_EDIT_ARRANGEMENT_H
#define RQ_EDIT_ARRANGEMENT_H

/*
 * A sentence that has no words but those of a cited text only puts them in another order, and
 * then what stood together stays together: whole members of a list and whole clauses move or go,
 * never a word out of its chunk, a chunk from what it was told of, or a bracket from what stands
 * before it. "Voice pick, RF scanner" is no voice pick with an RF scanner; "near zero downtime"
 * is not zero downtime. What is told in other words is for the other rules.
 */

#include "edit/rules.h"

/*
 * The rules of such sentences: each chunk stands as it stood, and nothing is gone that was told of
 * one that stays.
 */
bool rq_rule_arrangement(struct rq_case *c, struct rq_verdict *verdict);
bool rq_rule_wholeness(struct rq_case *c, struct rq_verdict *verdict);

#endif
