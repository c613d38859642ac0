#include "store/object.h"

#include <stdlib.h>
#include <string.h>

int rq_object_get(struct rq_store *store, enum rq_store_kind kind, const char *id, json_t **object,
		  struct rq_error *err)
{
	size_t length;
	char *text;
	int result;

	if (rq_store_get(store, kind, id, &text, &length, err) == -1)
		return -1;
	result = rq_json_parse_object(text, length, object, err);
	free(text);
	return result;
}

int rq_object_put(struct rq_store *store, enum rq_store_kind kind, const char *id,
		  const json_t *object, struct rq_error *err)
{
	char *text = rq_json_text(object, 0);
	int result = rq_store_put(store, kind, id, (struct rq_bytes) { text, strlen(text) }, err);

	free(text);
	return result;
}
