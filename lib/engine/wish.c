#include "engine/wish.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void rq_wishes_free(struct rq_wishes *wishes)
{
	free(wishes->id);
	*wishes = (struct rq_wishes) { 0 };
}

void rq_wishes_add(struct rq_wishes *wishes, const char *task_id)
{
	wishes->id = rq_grow(wishes->id, wishes->count, &wishes->capacity, sizeof *wishes->id);
	rq_digest_copy_id(wishes->id[wishes->count++], task_id);
}

void rq_wishes_fulfil(struct rq_wishes *wishes, const char *task_id)
{
	for (size_t i = 0; i < wishes->count; i++)
		if (strcmp(wishes->id[i], task_id) == 0) {
			rq_digest_copy_id(wishes->id[i], wishes->id[--wishes->count]);
			return;
		}
}
