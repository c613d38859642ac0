#ifndef RQ_EDIT_READINGS_H
#define RQ_EDIT_READINGS_H

/*
 * The texts of one résumé and its job as the guard reads them, each read once: the edits of an
 * answer cite the same lines over and over, and reading is most of the guard's work.
 */

#include "edit/reading.h"

struct rq_readings;

/* Free them before the texts. */
struct rq_readings *rq_readings_new(void);
void rq_readings_free(struct rq_readings *readings);

/*
 * The reading of a text, which is known by its address: it may neither change nor go
 * before the readings do. The reader is the same each time. Borrowed.
 */
const struct rq_reading *rq_readings_get(struct rq_readings *readings,
					 const struct rq_reader *reader, const char *text,
					 bool prose);

#endif
