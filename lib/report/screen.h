#ifndef RQ_REPORT_SCREEN_H
#define RQ_REPORT_SCREEN_H

/*
 * A result for a person at a terminal who decides about it: who it is, scores,
 * warnings, gaps, what was changed, with the words that differ marked, what the guard
 * refused, and questions to the candidate.
 */

#include "base/json.h"
#include "report/writer.h"

/* Nothing of the record reaches the terminal but as text. color: with ANSI's marks. */
void rq_screen_result(struct rq_writer *w, const json_t *result, bool color);

/* The résumé as it would go out. */
void rq_screen_resume(struct rq_writer *w, const json_t *result);

#endif
