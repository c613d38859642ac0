#ifndef RQ_EDIT_DEED_H
#define RQ_EDIT_DEED_H

/* What in a reading the candidate did, and how much it claims. */

#include "edit/reading.h"

/* As far as its letters and the lists tell. */
bool rq_word_looks_like_verb(const struct rq_word *word);

/* Writing, by its letters. */
bool rq_word_is_gerund(const struct rq_word *word);

/*
 * Whether a verb there is the candidate's own: it begins a clause, or follows "and", "but", "to",
 * "I".
 */
bool rq_word_leads(const struct rq_reading *reading, size_t at);

/*
 * Whether a word of a cited line tells what the candidate did, in whatever form:
 * leading (past "was", "I", "occasionally"), "was developed (by me)", "by automating",
 * "responsible for the development". Who leads or founds says so himself: "was led" is
 * no deed.
 */
bool rq_word_is_deed(const struct rq_reading *reading, size_t at);

/* Written, geschrieben, redactado, as far as its letters tell. */
bool rq_word_is_participle(const struct rq_reading *reading, size_t at);

/* A verb of the first person, by its letters: entregué, recebi, schrieb ... und prüfte. */
bool rq_word_is_finite(const struct rq_reading *reading, size_t at);

/* "Briefe geschrieben": in German and Dutch, a participle that ends a clause or a part of it. */
bool rq_word_comes_last(const struct rq_reading *reading, size_t at);

/* "Kosten der Verpackung gesenkt": what begins such a clause is a thing, no deed. */
bool rq_word_ends_in_deed(const struct rq_reading *reading, size_t at);

/* I, have, was: stands before a verb of one's own. */
bool rq_word_makes_own(const struct rq_word *word);

/* Was, wurden: with a participle, a passive. */
bool rq_word_makes_passive(const struct rq_word *word);

/* Whether somebody else is named there who did it: "by nurses", not "by me", "by 5 %". */
bool rq_word_names_agent(const struct rq_reading *reading, size_t at);

/* How much the verb claims where it stands; RQ_TIER_NONE when it is no verb there. */
enum rq_tier rq_word_tier(const struct rq_reading *reading, size_t at);

#endif
