#ifndef RQ_ENGINE_PANTRY_H
#define RQ_ENGINE_PANTRY_H

/*
 * What tasks need besides their résumé, read once and kept at hand: jobs, and
 * recipes with their vocabulary. It holds the few that were used last.
 */

#include "base/error.h"
#include "base/json.h"
#include "match/job.h"
#include "store/store.h"

struct rq_pantry;

/* size: tasks whose needs may be held at once. */
struct rq_pantry *rq_pantry_new(struct rq_store *store, size_t size);
void rq_pantry_free(struct rq_pantry *pantry);

struct rq_supply { /* borrowed until rq_pantry_done() */
	const struct rq_job *job;
	const json_t *recipe;
	const struct rq_vocabulary *vocabulary;
	struct rq_wordings *wordings; /* edit/wording.h */
};

/*
 * What the task refers to. RQ_NOT_FOUND when the store lacks it, RQ_BAD_RECORD
 * when it is damaged, RQ_STALE_RECIPE. The supply is held until it is done with.
 */
int rq_pantry_get(struct rq_pantry *pantry, const struct rq_task *task, struct rq_supply *supply,
		  struct rq_error *err);
void rq_pantry_done(struct rq_pantry *pantry, const struct rq_task *task);

#endif
