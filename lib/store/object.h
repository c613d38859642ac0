#ifndef RQ_STORE_OBJECT_H
#define RQ_STORE_OBJECT_H

/* What a store keeps, as JSON objects. */

#include "base/json.h"
#include "store/store.h"

/*
 * As rq_store_get(); *object is new. RQ_DAMAGED when it is no object, or a résumé or result that
 * says of itself that it is another.
 */
int rq_object_get(struct rq_store *store, enum rq_store_kind kind, const char *id, json_t **object,
		  struct rq_error *err);

/*
 * Whether bytes can be what is kept under that id (NULL: nobody knows it): RQ_DAMAGED when they
 * are no object, or one that says of itself that it is another.
 */
int rq_object_check(enum rq_store_kind kind, const char *id, struct rq_bytes bytes,
		    struct rq_error *err);

/* As rq_store_put(); the object is borrowed. */
int rq_object_put(struct rq_store *store, enum rq_store_kind kind, const char *id,
		  const json_t *object, struct rq_error *err);

#endif
