/* A store as records: what an unload tells, kept for a load. */

#include "base/json.h"

static json_t *parcels; /* an array: what the last unload told */

static inline int remember(const json_t *parcel, void *context, struct rq_error *why)
{
	(void)context;
	(void)why;
	rq_json_append_take(parcels, json_deep_copy(parcel));
	return 0;
}

static inline int unload_parcels(void)
{
	json_decref(parcels);
	parcels = json_array();
	return rq_store_unload(store, remember, NULL, &err);
}
