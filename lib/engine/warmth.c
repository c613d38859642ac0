#include "engine/warmth.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Providers forget a prefix after some two hours without use; KNOWN is more than are in hand. */
enum { KNOWN = 64, WARM_MS = 3600 * 1000 };

struct posting {
	char job_version[RQ_ID_SIZE]; /* "" on an empty place */
	char recipe[RQ_ID_SIZE];
	char first[RQ_ID_SIZE]; /* task that was sent ahead; "" when it has been answered */
	int64_t at;             /* ms: when it was last sent or answered */
};

struct rq_warmth {
	struct posting posting[KNOWN];
};

struct rq_warmth *rq_warmth_new(void)
{
	return rq_alloc(1, sizeof(struct rq_warmth));
}

void rq_warmth_free(struct rq_warmth *warmth)
{
	free(warmth);
}

static bool is_of(const struct posting *posting, const struct rq_task *task)
{
	return strcmp(posting->job_version, task->job_version) == 0 &&
	       strcmp(posting->recipe, task->recipe) == 0;
}

static const struct posting *find(const struct rq_warmth *warmth, const struct rq_task *task)
{
	for (size_t i = 0; i < KNOWN; i++)
		if (is_of(&warmth->posting[i], task))
			return &warmth->posting[i];
	return NULL;
}

enum rq_warmth_state rq_warmth_of(const struct rq_warmth *warmth, const struct rq_task *task,
				  int64_t now)
{
	const struct posting *posting = find(warmth, task);

	if (!posting || posting->at == 0 || now - posting->at >= WARM_MS)
		return RQ_COLD;
	return posting->first[0] == '\0' ? RQ_WARM : RQ_WARMING;
}

/* The posting's place, or that of the one that was used longest ago, emptied. */
static struct posting *place_of(struct rq_warmth *warmth, const struct rq_task *task)
{
	struct posting *oldest = &warmth->posting[0];

	for (size_t i = 0; i < KNOWN; i++) {
		struct posting *posting = &warmth->posting[i];

		if (is_of(posting, task))
			return posting;
		if (posting->at < oldest->at)
			oldest = posting;
	}
	*oldest = (struct posting) { 0 };
	rq_digest_copy_id(oldest->job_version, task->job_version);
	rq_digest_copy_id(oldest->recipe, task->recipe);
	return oldest;
}

void rq_warmth_sent(struct rq_warmth *warmth, const struct rq_task *task, int64_t now)
{
	struct posting *posting = place_of(warmth, task);

	if (rq_warmth_of(warmth, task, now) == RQ_COLD)
		rq_digest_copy_id(posting->first, task->task_id);
	posting->at = now;
}

void rq_warmth_answered(struct rq_warmth *warmth, const struct rq_task *task, bool well,
			int64_t now)
{
	struct posting *posting = place_of(warmth, task);

	if (strcmp(posting->first, task->task_id) == 0) {
		posting->first[0] = '\0';
		posting->at = well ? now : 0;
	} else if (well) {
		posting->at = now;
	}
}
