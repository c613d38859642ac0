#ifndef RQ_EDIT_AGENT_H
#define RQ_EDIT_AGENT_H

/*
 * Who did what a passive or a participle tells: "repaired by technicians", "von der Agentur
 * erstellte Texte", "the budget was managed". Unless it is the candidate, it is no deed of
 * theirs.
 */

#include "edit/reading.h"

/* Whether a word names people: team, manager, technicians. */
bool rq_word_names_people(const struct rq_word *word, const char *language);

/* Sets RQ_OF_OTHERS on what agents did, in a reading that is divided into clauses. */
void rq_agent_find(struct rq_reading *reading, const char *language);

#endif
