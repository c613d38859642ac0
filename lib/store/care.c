#include "store/care.h"

#include "store/backend.h"

int rq_store_copy(struct rq_store *store, const char *folder, struct rq_error *err)
{
	return store->backend->copy(store, folder, err);
}
