#include "review/erased.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Entries of one short transaction. */
enum { AT_ONCE = 512 };

struct search {
	struct rq_erased **sorted;
	size_t count;
	size_t open; /* those that were not found so far */
};

static int by_id(const void *a, const void *b)
{
	const struct rq_erased *const *one = a, *const *other = b;

	return strcmp((*one)->task_id, (*other)->task_id);
}

/* The first of those that have the id: a task may be decided about several times. */
static size_t first_of(const struct search *search, const char *id)
{
	size_t low = 0, high = search->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(search->sorted[middle]->task_id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void see(struct search *search, const struct rq_audit_entry *entry)
{
	if (entry->action != RQ_AUDIT_EXPIRED && entry->action != RQ_AUDIT_FORGOTTEN)
		return;
	for (size_t i = first_of(search, entry->id);
	     i < search->count && strcmp(search->sorted[i]->task_id, entry->id) == 0; i++) {
		search->open -= !search->sorted[i]->erased;
		search->sorted[i]->erased = true;
	}
}

/* From its end: decisions are about what was there lately. */
static int look_back(struct rq_store *store, struct search *search, struct rq_error *err)
{
	struct rq_audit_entry entries[AT_ONCE];
	struct rq_audit_head head;
	uint64_t end;

	if (rq_store_audit_head(store, &head, err) == -1)
		return -1;
	for (end = head.sequence; end > 0 && search->open > 0;) {
		uint64_t behind = end > AT_ONCE ? end - AT_ONCE : 0;
		size_t count;

		if (rq_store_audit(store, behind, entries, AT_ONCE, &count, err) == -1)
			return -1;
		for (size_t i = 0; i < count; i++)
			see(search, &entries[i]);
		end = behind;
	}
	return 0;
}

int rq_erased_find(struct rq_store *store, struct rq_erased *list, size_t count,
		   struct rq_error *err)
{
	struct search search = { rq_alloc(count, sizeof(struct rq_erased *)), count, count };
	struct rq_error failure = { 0 };

	for (size_t i = 0; i < count; i++) {
		list[i].erased = false;
		search.sorted[i] = &list[i];
	}
	qsort(search.sorted, count, sizeof(struct rq_erased *), by_id);
	(void)look_back(store, &search, &failure);
	free(search.sorted);
	if (failure.code == RQ_OK || failure.code == RQ_DAMAGED)
		return 0;
	*err = failure;
	return -1;
}
