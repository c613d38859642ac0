#ifndef FAKE_BATCHES_H
#define FAKE_BATCHES_H

/*
 * The Batch API: a file of requests, answered by --batch-delay into a file of
 * outputs, in another order, and a file of errors. validating, in_progress,
 * completed; or failed (bad lines), expired and cancelled, of which only the
 * first half of the lines is answered and charged.
 */

#include "fake.h"
#include "reply.h"
#include "request.h"

void batches_make(struct fake *fake, const struct request *request, struct reply *reply);
/* Newest first; ?limit=, ?cursor= as paging.next_cursor says, or ?id= again and again. */
void batches_list(struct fake *fake, const struct request *request, struct reply *reply);
void batches_show(struct fake *fake, const struct request *request, struct reply *reply);
void batches_cancel(struct fake *fake, const struct request *request, struct reply *reply);

void batches_free(struct fake *fake);

#endif
