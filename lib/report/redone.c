#include "report/redone.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "review/decision.h"

struct rq_kept {
	char *gist;
	size_t length;
	json_t *record, *review; /* record NULL where the gist is all there is */
};

void rq_redone_init(struct rq_redone *redone)
{
	*redone = (struct rq_redone) { .notes = json_object() };
}

void rq_redone_free(struct rq_redone *redone)
{
	for (size_t i = 0; i < redone->count; i++) {
		free(redone->kept[i].gist);
		json_decref(redone->kept[i].record);
		json_decref(redone->kept[i].review);
	}
	free(redone->kept);
	json_decref(redone->notes);
	*redone = (struct rq_redone) { 0 };
}

static char *key_of(const struct rq_gist *gist)
{
	return rq_printf("%s %s", gist->candidate_id, gist->job_id);
}

void rq_redone_see(struct rq_redone *redone, const struct rq_gist *gist)
{
	char *key;

	if (gist->notes == 0)
		return;
	key = key_of(gist);
	if (json_object_size(redone->notes) < RQ_MAX_RETURNED &&
	    gist->notes > rq_json_integer(redone->notes, key, 0))
		rq_json_set_integer(redone->notes, key, gist->notes);
	free(key);
}

static bool was_sent_back(const struct rq_gist *gist)
{
	enum rq_verdict verdict;

	return gist->review &&
	       rq_verdict_find(rq_json_string(gist->review, "decision"), &verdict) &&
	       verdict == RQ_RETURNED;
}

bool rq_redone_keep(struct rq_redone *redone, const json_t *record, const struct rq_gist *gist)
{
	struct rq_kept *kept;

	if (redone->count == RQ_MAX_RETURNED || !was_sent_back(gist))
		return false;
	redone->kept = rq_grow(redone->kept, redone->count, &redone->capacity, sizeof *kept);
	kept = &redone->kept[redone->count++];
	*kept = (struct rq_kept) {
		.gist = rq_alloc(gist->length, 1),
		.length = gist->length,
		.record = record ? json_deep_copy(record) : NULL,
		.review = json_deep_copy(gist->review),
	};
	memcpy(kept->gist, gist->bytes, gist->length);
	return true;
}

static bool is_done_again(const struct rq_redone *redone, const struct rq_gist *gist)
{
	char *key = key_of(gist);
	bool again = rq_json_integer(redone->notes, key, 0) > gist->notes;

	free(key);
	return again;
}

int rq_redone_release(struct rq_redone *redone, rq_gather_take *still, rq_gather_take *again,
		      void *context, struct rq_error *err)
{
	int result = 0;

	for (size_t i = 0; result == 0 && i < redone->count; i++) {
		const struct rq_kept *kept = &redone->kept[i];
		struct rq_gist gist;

		result = rq_gist_read(kept->gist, kept->length, &gist, err);
		if (result == -1)
			break;
		gist.review = kept->review;
		result = is_done_again(redone, &gist) ? again(kept->record, &gist, context, err)
						      : still(kept->record, &gist, context, err);
	}
	return result;
}
