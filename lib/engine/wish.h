#ifndef RQ_ENGINE_WISH_H
#define RQ_ENGINE_WISH_H

/* The tasks that somebody asked for by id and that are not answered yet. */

#include <stddef.h>

#include "store/task.h"

struct rq_wishes { /* begins as { 0 } */
	char (*id)[RQ_ID_SIZE];
	size_t count, capacity;
};

void rq_wishes_free(struct rq_wishes *wishes);

/* Asks for one task; asked twice, it has to be answered twice. An id that is too long is cut. */
void rq_wishes_add(struct rq_wishes *wishes, const char *task_id);

/* One of those who asked for the task is answered; nothing when nobody did. */
void rq_wishes_fulfil(struct rq_wishes *wishes, const char *task_id);

#endif
