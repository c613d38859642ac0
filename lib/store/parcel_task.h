#ifndef RQ_STORE_PARCEL_TASK_H
#define RQ_STORE_PARCEL_TASK_H

/* A task as members of a parcel (parcel.h): task, fence, deadline, provisional. */

#include "base/json.h"
#include "store/pack.h"

void rq_parcel_set_task(json_t *parcel, const struct rq_stored *stored);

/*
 * Reads them. RQ_BAD_RECORD: something is missing, its id is not that of its parts, or it has what
 * a task of its status has not. Free stored->task with rq_task_free() in any case.
 */
int rq_parcel_task(const json_t *parcel, struct rq_stored *stored, struct rq_error *err);

#endif
