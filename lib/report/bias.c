#include "report/bias.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "edit/tailor.h"
#include "edit/wording.h"
#include "engine/pantry.h"
#include "engine/propose.h"
#include "report/swap.h"
#include "store/object.h"

/* --- the sample --------------------------------------------------------------- */

struct sample {
	struct rq_task *task; /* by id; without failures */
	size_t count, wanted;
};

static int choose(const struct rq_task *task, void *context, struct rq_error *err)
{
	struct sample *sample = context;
	size_t at = sample->count;

	(void)err;
	while (at > 0 && strcmp(sample->task[at - 1].task_id, task->task_id) > 0)
		at--;
	if (at == sample->wanted)
		return 0;
	if (sample->count < sample->wanted)
		sample->count++;
	memmove(&sample->task[at + 1], &sample->task[at],
		(sample->count - at - 1) * sizeof *sample->task);
	sample->task[at] = *task;
	sample->task[at].failures = NULL;
	sample->task[at].failure_count = 0;
	return 0;
}

/* --- one trial ----------------------------------------------------------------- */

/* What must not move: scores before and after, and how many edits there are; new. */
static int measure(const json_t *record, const struct rq_supply *supply, int64_t now,
		   json_t **measured, struct rq_error *err)
{
	static const char *const totals[] = { "evidence", "literal" };
	struct rq_guard guard = {
		.record = record,
		.job = supply->job,
		.vocabulary = supply->vocabulary,
		.wording = rq_wordings_get(supply->wordings, rq_json_string(record, "language")),
	};
	json_t *answer = rq_propose(record, supply->job, supply->vocabulary, supply->wordings);
	json_t *result;
	const json_t *score;

	if (rq_tailor(&guard, answer, now, &result, err) == -1) {
		json_decref(answer);
		return -1;
	}
	score = rq_json_object(result, "score");
	*measured = json_object();
	for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++) {
		const json_t *before = rq_json_object(score, "before");
		const json_t *after = rq_json_object(score, "after");
		char key[32];

		rq_json_set_integer(*measured, totals[i], rq_json_integer(before, totals[i], 0));
		(void)snprintf(key, sizeof key, "%s_after", totals[i]);
		rq_json_set_integer(*measured, key, rq_json_integer(after, totals[i], 0));
	}
	rq_json_set_integer(*measured, "edits",
			    (json_int_t)json_array_size(rq_json_array(result, "edits")));
	rq_json_set_integer(*measured, "rejected",
			    (json_int_t)json_array_size(rq_json_array(result, "rejected")));
	json_decref(result);
	json_decref(answer);
	return 0;
}

/* --- all ------------------------------------------------------------------------ */

struct trial {
	struct rq_store *store;
	struct rq_pantry *pantry;
	int64_t now;
	json_t *swaps, *moved; /* of the figures */
	size_t tried, skipped;
	struct rq_error why; /* the first was skipped */
};

static void count(json_t *object, const char *key)
{
	rq_json_set_integer(object, key, rq_json_integer(object, key, 0) + 1);
}

static void tell_moved(struct trial *trial, const struct rq_task *task, size_t swap, json_t *before,
		       json_t *after)
{
	json_t *moved;

	count(json_array_get(trial->swaps, swap), "moved");
	if (json_array_size(trial->moved) == RQ_MAX_REPORT_MOVED)
		return;
	moved = json_object();
	rq_json_set_string(moved, "task_id", task->task_id);
	rq_json_set_string(moved, "kind", rq_swap_kind(swap));
	rq_json_set_string(moved, "swap", rq_swap_name(swap));
	rq_json_set_take(moved, "before", json_incref(before));
	rq_json_set_take(moved, "after", json_incref(after));
	rq_json_append_take(trial->moved, moved);
}

static int try_swap(struct trial *trial, const struct rq_task *task, const struct rq_supply *supply,
		    const json_t *record, size_t swap, json_t *before, struct rq_error *err)
{
	json_t *swapped = rq_swap(swap, record), *after;
	int result;

	if (!swapped)
		return 0;
	result = measure(swapped, supply, trial->now, &after, err);
	json_decref(swapped);
	if (result == -1)
		return -1;
	count(json_array_get(trial->swaps, swap), "runs");
	if (!json_equal(before, after))
		tell_moved(trial, task, swap, before, after);
	json_decref(after);
	return 0;
}

static int try_record(struct trial *trial, const struct rq_task *task,
		      const struct rq_supply *supply, const json_t *record, struct rq_error *err)
{
	json_t *same = rq_swap(rq_swap_count(), record), *before;
	int result = measure(same, supply, trial->now, &before, err);

	json_decref(same);
	if (result == -1)
		return -1;
	for (size_t i = 0; result == 0 && i < rq_swap_count(); i++)
		result = try_swap(trial, task, supply, record, i, before, err);
	json_decref(before);
	return result;
}

static int try_task(struct trial *trial, const struct rq_task *task, struct rq_error *err)
{
	struct rq_supply supply;
	json_t *record;
	int result;

	if (rq_pantry_get(trial->pantry, task, &supply, err) == -1)
		return -1;
	result = rq_object_get(trial->store, RQ_STORED_RESUME, task->resume_id, &record, err);
	if (result == 0) {
		result = try_record(trial, task, &supply, record, err);
		json_decref(record);
	}
	rq_pantry_done(trial->pantry, task);
	return result;
}

static int try_all(struct trial *trial, const struct sample *sample, struct rq_error *err)
{
	for (size_t i = 0; i < sample->count; i++) {
		struct rq_error failure = { 0 };

		if (try_task(trial, &sample->task[i], &failure) == 0) {
			trial->tried++;
			continue;
		}
		if (rq_code_kind(failure.code) == RQ_FATAL) {
			*err = failure;
			return -1;
		}
		if (trial->skipped++ == 0)
			trial->why = failure;
	}
	return 0;
}

static json_t *new_swaps(void)
{
	json_t *swaps = json_array();

	for (size_t i = 0; i < rq_swap_count(); i++)
		rq_json_append_take(swaps,
				    json_pack("{s:s,s:s,s:i,s:i}", "kind", rq_swap_kind(i), "swap",
					      rq_swap_name(i), "runs", 0, "moved", 0));
	return swaps;
}

int rq_bias_try(struct rq_store *store, const struct rq_filter *filter, size_t wanted, int64_t now,
		json_t **figures, struct rq_error *err)
{
	struct rq_filter done = *filter;
	struct sample sample = { rq_alloc(wanted + 1, sizeof *sample.task), 0, wanted };
	struct trial trial = {
		.store = store,
		.pantry = rq_pantry_new(store, 1),
		.now = now,
		.swaps = new_swaps(),
		.moved = json_array(),
	};
	int chosen, result;

	done.status = RQ_TASK_DONE;
	chosen = rq_store_each(store, &done, choose, &sample, err);
	result = chosen == 0 || err->code == RQ_DAMAGED ? try_all(&trial, &sample, err) : -1;
	*figures = json_object();
	rq_json_set_integer(*figures, "sample", (json_int_t)trial.tried);
	rq_json_set_integer(*figures, "skipped", (json_int_t)trial.skipped);
	if (trial.skipped > 0)
		rq_json_set_string(*figures, "why", trial.why.message);
	rq_json_set_take(*figures, "swaps", trial.swaps);
	rq_json_set_take(*figures, "moved", trial.moved);
	if (result == -1) {
		json_decref(*figures);
		*figures = NULL;
	}
	rq_pantry_free(trial.pantry);
	free(sample.task);
	return result == -1 ? -1 : chosen;
}

bool rq_bias_tried(const json_t *figures)
{
	return rq_json_integer(figures, "sample", 0) > 0 ||
	       rq_json_integer(figures, "skipped", 0) == 0;
}

int64_t rq_bias_moved(const json_t *figures)
{
	const json_t *swaps = rq_json_array(figures, "swaps");
	int64_t sum = 0;

	for (size_t i = 0; i < json_array_size(swaps); i++)
		sum += rq_json_integer(json_array_get(swaps, i), "moved", 0);
	return sum;
}
