#include "store/care.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "store/backend.h"
#include "store/rule.h"

int rq_store_copy(struct rq_store *store, const char *folder, struct rq_error *err)
{
	return store->backend->copy(store, folder, err);
}

int rq_store_expire(struct rq_store *store, const struct rq_retention *how, struct rq_swept *swept,
		    struct rq_error *err)
{
	return store->backend->expire(store, how, swept, err);
}

int rq_store_hold(struct rq_store *store, const char *id, bool release, int64_t now, bool *done,
		  struct rq_error *err)
{
	if (strlen(id) >= RQ_ID_SIZE)
		return rq_fail(err, RQ_USAGE, "%s: no id", id);
	return store->backend->hold(store, id, release, now, done, err);
}

int rq_store_holds(struct rq_store *store,
		   int (*visit)(const struct rq_hold *hold, void *context, struct rq_error *err),
		   void *context, struct rq_error *err)
{
	return store->backend->holds(store, visit, context, err);
}

int rq_store_unload(struct rq_store *store,
		    int (*visit)(const json_t *parcel, void *context, struct rq_error *err),
		    void *context, struct rq_error *err)
{
	return store->backend->unload(store, visit, context, err);
}

int rq_store_load(struct rq_store *store, struct rq_arrival *arrivals, size_t count,
		  struct rq_loading *how, struct rq_error *err)
{
	return store->backend->load(store, arrivals, count, how, err);
}

struct finding {
	const char *candidate_id;
	struct rq_id_list resumes;
};

static int find_own(const char *resume_id, struct rq_bytes record, void *context,
		    struct rq_error *err)
{
	struct finding *finding = context;
	struct rq_id_list *list = &finding->resumes;

	(void)err;
	if (!rq_rule_is_of(record, finding->candidate_id))
		return 0;
	list->id = rq_grow(list->id, list->count, &list->capacity, sizeof *list->id);
	rq_digest_copy_id(list->id[list->count++], resume_id);
	return 0;
}

int rq_store_forget(struct rq_store *store, const char *candidate_id, int64_t now,
		    struct rq_forgotten *forgotten, struct rq_error *err)
{
	struct finding finding = { .candidate_id = candidate_id };
	int result = rq_store_resumes(store, find_own, &finding, err);

	if (result == 0)
		result = store->backend->forget(store, candidate_id, &finding.resumes, now,
						forgotten, err);
	free(finding.resumes.id);
	return result;
}

int rq_store_audit(struct rq_store *store, uint64_t behind, struct rq_audit_entry *entries,
		   size_t max, size_t *count, struct rq_error *err)
{
	return store->backend->audit(store, behind, entries, max, count, err);
}

int rq_store_audit_head(struct rq_store *store, struct rq_audit_head *head, struct rq_error *err)
{
	return store->backend->audit_head(store, head, err);
}

int rq_store_audit_add(struct rq_store *store, const struct rq_audit_entry *entries, size_t count,
		       struct rq_error *err)
{
	return store->backend->audit_add(store, entries, count, err);
}
