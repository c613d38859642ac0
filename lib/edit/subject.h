#ifndef RQ_EDIT_SUBJECT_H
#define RQ_EDIT_SUBJECT_H

/*
 * Whose deed it is. "Der Chef schrieb die Berichte, ich sammelte Belege": who wrote is
 * somebody else, and no new text makes a deed of the candidate's of it. Without a grammar
 * of seven languages only what looks like a subject of somebody else's is found: where in
 * doubt it is one, and the words stay as they stood.
 */

#include "edit/reading.h"

/*
 * Sets RQ_OF_OTHERS on what others did, in a reading that is divided into clauses. language
 * is its ISO 639-1 code; NULL: English.
 */
void rq_subject_find(struct rq_reading *reading, const char *language);

#endif
