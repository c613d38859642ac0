#include "store/object.h"

#include <stdlib.h>
#include <string.h>

#include "store/key.h"

/* What each kind is called, and the member that says which one it is. */
static const struct {
	const char *name, *id;
} kinds[] = {
	[RQ_STORED_RESUME] = { "résumé", "resume_id" },
	[RQ_STORED_JOB] = { "job", NULL },
	[RQ_STORED_RECIPE] = { "recipe", NULL },
	[RQ_STORED_RESULT] = { "result of task", "task_id" },
	[RQ_STORED_REVIEW] = { "decision about task", NULL },
};

/* On a server somebody else may write into a table: no candidate gets another's record. */
static int check_id(enum rq_store_kind kind, const char *id, const json_t *object,
		    struct rq_error *err)
{
	const char *told = kinds[kind].id ? rq_json_string(object, kinds[kind].id) : id;

	if (told && strcmp(told, id) == 0)
		return 0;
	return rq_fail(err, RQ_DAMAGED, "the record is of another %s", kinds[kind].name);
}

int rq_object_get(struct rq_store *store, enum rq_store_kind kind, const char *id, json_t **object,
		  struct rq_error *err)
{
	struct rq_error why = { 0 };
	size_t length;
	char *text;
	int result;

	if (rq_store_get(store, kind, id, &text, &length, err) == -1)
		return -1;
	result = rq_json_parse_object(text, length, object, &why);
	free(text);
	if (result == 0 && check_id(kind, id, *object, &why) == -1) {
		json_decref(*object);
		*object = NULL;
		result = -1;
	}
	return result == 0 ? 0
			   : rq_fail(err, RQ_DAMAGED, "%s %s is damaged in the store: %s",
				     kinds[kind].name, id, why.message);
}

int rq_object_check(enum rq_store_kind kind, const char *id, struct rq_bytes bytes,
		    struct rq_error *err)
{
	unsigned char wanted[RQ_KEY_ID], said[RQ_KEY_ID];
	struct rq_error why = { 0 };
	const char *told;
	json_t *object;
	bool same = true;

	if (rq_json_parse_object(bytes.data, bytes.length, &object, &why) == -1)
		return rq_fail(err, RQ_DAMAGED, "%s", why.message);
	told = kinds[kind].id ? rq_json_string(object, kinds[kind].id) : NULL;
	if (told && id) {
		rq_key_fold(id, wanted);
		rq_key_fold(told, said);
		same = memcmp(wanted, said, RQ_KEY_ID) == 0;
	}
	json_decref(object);
	return same ? 0 : rq_fail(err, RQ_DAMAGED, "the record is of another %s", kinds[kind].name);
}

int rq_object_put(struct rq_store *store, enum rq_store_kind kind, const char *id,
		  const json_t *object, struct rq_error *err)
{
	char *text = rq_json_text(object, 0);
	int result = rq_store_put(store, kind, id, (struct rq_bytes) { text, strlen(text) }, err);

	free(text);
	return result;
}
