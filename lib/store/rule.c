#include "store/rule.h"

#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

/* --- into the queue ---------------------------------------------------------- */

enum rq_admission rq_rule_admission(const struct rq_stored *stored,
				    const struct rq_enqueue_options *options)
{
	switch (stored->task.status) {
	case RQ_TASK_DONE:
		return !options->force && !stored->provisional &&
			       stored->task.finished_at + options->ttl > options->now
			   ? RQ_CACHED
			   : RQ_ADMITTED;
	case RQ_TASK_DEAD:
		return options->force ? RQ_ADMITTED : RQ_DUPLICATE;
	case RQ_TASK_CANCELLED:
		return RQ_ADMITTED;
	case RQ_TASK_QUEUED:
	case RQ_TASK_LEASED:
	case RQ_TASK_RETRY:
	case RQ_TASK_SUBMITTED:
	default:
		return RQ_DUPLICATE;
	}
}

void rq_rule_reuse(struct rq_bytes gist, const struct rq_enqueue_options *options,
		   struct rq_usage *usage)
{
	int64_t worth = options->worth(gist);

	*usage = (struct rq_usage) { 0 };
	if (worth < 0)
		return;
	usage->reused = 1;
	usage->reused_microusd = worth;
}

void rq_rule_renew(struct rq_stored *stored, bool known, const struct rq_task *given, int64_t now)
{
	struct rq_task *task = &stored->task;
	int64_t created_at = known ? task->created_at : now;
	uint64_t fence = known ? task->fence : 0;

	assert(given->priority >= 0 && given->priority <= RQ_MAX_PRIORITY);
	rq_task_free(task);
	*task = *given;
	task->failures = NULL;
	task->failure_count = 0;
	task->attempts = 0;
	task->created_at = created_at;
	task->finished_at = 0;
	task->fence = fence;
	stored->provisional = false;
	rq_rule_await(stored, RQ_TASK_QUEUED, given->run_at > now ? given->run_at : now, now);
}

void rq_rule_await(struct rq_stored *stored, enum rq_task_status status, int64_t run_at,
		   int64_t now)
{
	stored->task.status = status;
	stored->task.run_at = run_at;
	stored->ready = run_at <= now;
	rq_rule_let_go(stored);
}

void rq_rule_let_go(struct rq_stored *stored)
{
	stored->deadline = 0;
	stored->owner = (struct rq_owner) { 0 };
	stored->task.batch_id[0] = '\0';
}

/* --- to a worker --------------------------------------------------------------- */

bool rq_rule_is_wanted(const struct rq_claim *how, const struct rq_task *task)
{
	return (!how->engine || strcmp(how->engine, task->engine) == 0) &&
	       (!how->model || strcmp(how->model, task->model) == 0);
}

bool rq_rule_is_free(const struct rq_stored *stored, int64_t now, const struct rq_owner *self)
{
	switch (stored->task.status) {
	case RQ_TASK_QUEUED:
	case RQ_TASK_RETRY:
		return stored->ready || stored->task.run_at <= now;
	case RQ_TASK_LEASED:
		return stored->deadline <= now || rq_owner_is_dead(&stored->owner, self);
	case RQ_TASK_SUBMITTED:
	case RQ_TASK_DONE:
	case RQ_TASK_DEAD:
	case RQ_TASK_CANCELLED:
	default:
		return false;
	}
}

void rq_rule_lease(struct rq_stored *stored, const struct rq_claim *how,
		   const struct rq_owner *self, struct rq_metrics *metrics)
{
	int64_t since = stored->task.run_at < 0 ? 0 : stored->task.run_at;

	rq_metrics_observe(metrics, RQ_H_WAIT, how->now > since ? how->now - since : 0);
	stored->task.status = RQ_TASK_LEASED;
	stored->task.attempts++;
	stored->task.fence++;
	stored->ready = false;
	stored->deadline = how->now + how->lease;
	stored->owner = *self;
}

void rq_rule_end_lease(struct rq_stored *stored, int64_t now, struct rq_metrics *metrics)
{
	struct rq_error why = { 0 };

	(void)rq_fail(&why, RQ_LEASE_LOST, "%s",
		      stored->deadline <= now ? "its lease ran out" : "its worker died");
	rq_rule_note(&stored->task, now, &why);
	rq_metrics_count(metrics, "errors", rq_code_name(why.code));
	rq_rule_await(stored, RQ_TASK_QUEUED, stored->task.run_at, now);
	stored->ready = true;
}

static int compare_numbers(int64_t one, int64_t other)
{
	return one < other ? -1 : one > other;
}

int rq_rule_compare(const void *one, const void *other)
{
	const struct rq_task *a = one, *b = other;
	int order = compare_numbers(a->priority, b->priority);

	if (order == 0)
		order = strcmp(a->job_version, b->job_version);
	if (order == 0)
		order = compare_numbers(a->run_at, b->run_at);
	return order ? order : compare_numbers(a->created_at, b->created_at);
}

/* --- to its end ------------------------------------------------------------------ */

bool rq_rule_is_in_hand(const struct rq_stored *stored, const struct rq_outcome *outcome)
{
	if (!outcome->batch_id)
		return stored->task.status == RQ_TASK_LEASED &&
		       stored->task.fence == outcome->task->fence;
	return stored->task.status == RQ_TASK_SUBMITTED &&
	       strcmp(stored->task.batch_id, outcome->batch_id) == 0;
}

static void end(struct rq_stored *stored, enum rq_task_status status, int64_t now)
{
	stored->task.status = status;
	stored->task.finished_at = now;
	rq_rule_let_go(stored);
}

static void measure(struct rq_metrics *metrics, const struct rq_outcome *outcome)
{
	static const char *const endings[] = {
		[RQ_END_DONE] = "done",
		[RQ_END_RETRY] = "retry",
		[RQ_END_DEAD] = "dead",
		[RQ_END_GIVE_BACK] = "give-back",
	};

	rq_metrics_count(metrics, "endings", endings[outcome->ending]);
	if (outcome->ending == RQ_END_DONE && outcome->status)
		rq_metrics_count(metrics, "results", outcome->status);
	if (outcome->ending == RQ_END_RETRY || outcome->ending == RQ_END_DEAD)
		rq_metrics_count(metrics, "errors", rq_code_name(outcome->failure.code));
	if (outcome->usage.calls > 0 && outcome->usage.latency_ms >= 0)
		rq_metrics_observe(metrics, RQ_H_LATENCY, outcome->usage.latency_ms);
}

void rq_rule_finish(struct rq_stored *stored, const struct rq_outcome *outcome, int64_t now,
		    struct rq_metrics *metrics)
{
	struct rq_task *task = &stored->task;

	switch (outcome->ending) {
	case RQ_END_DONE:
		end(stored, RQ_TASK_DONE, now);
		stored->provisional = outcome->provisional;
		break;
	case RQ_END_DEAD:
		rq_rule_note(task, now, &outcome->failure);
		end(stored, RQ_TASK_DEAD, now);
		break;
	case RQ_END_RETRY:
		rq_rule_note(task, now, &outcome->failure);
		rq_rule_await(stored, RQ_TASK_RETRY, outcome->run_at, now);
		break;
	case RQ_END_GIVE_BACK:
	default:
		task->attempts--;
		if (task->run_at > now) /* it had come, by a clock that was set back since */
			task->run_at = now;
		rq_rule_await(stored,
			      task->failure_count > 0 || outcome->run_at > now ? RQ_TASK_RETRY
									       : RQ_TASK_QUEUED,
			      outcome->run_at > 0 ? outcome->run_at : task->run_at, now);
		break;
	}
	measure(metrics, outcome);
}

void rq_rule_note(struct rq_task *task, int64_t now, const struct rq_error *failure)
{
	struct rq_failure *last;

	if (task->failure_count == RQ_MAX_HISTORY)
		memmove(task->failures, task->failures + 1,
			--task->failure_count * sizeof *task->failures);
	task->failures = rq_resize(task->failures, task->failure_count + 1, sizeof *task->failures);
	last = &task->failures[task->failure_count++];
	*last = (struct rq_failure) { .at = now, .code = failure->code, .attempt = task->attempts };
	memcpy(last->message, failure->message, sizeof last->message);
}

struct rq_need rq_rule_used(const struct rq_need *granted, enum rq_charge charge,
			    const struct rq_usage *usage)
{
	struct rq_need used = { 0 };

	if (charge == RQ_CHARGE_ALL)
		return *granted;
	if (charge == RQ_CHARGE_NONE)
		return used;
	used.requests = granted->requests;
	used.input_tokens = usage->prompt_tokens - usage->cached_tokens;
	used.output_tokens = usage->completion_tokens;
	return used;
}

enum rq_refusal_reason rq_rule_judge(const struct rq_scope *scope,
				     const struct rq_spending *spending, const struct rq_take *how,
				     const struct rq_need *need, int64_t *next)
{
	enum rq_refusal_reason why;
	int64_t wait = rq_scope_wait(scope, need, how->now, &why);
	int64_t dollars = rq_spending_wait(spending, how->budget_microusd, need->microusd);

	*next = 0;
	if (why == RQ_REFUSED_NEVER || need->microusd < 0 || need->microusd > RQ_MAX_MICROUSD)
		return RQ_REFUSED_NEVER;
	if (dollars == -1)
		return RQ_REFUSED_BUDGET;
	if (dollars > wait) {
		why = RQ_REFUSED_LIMIT;
		wait = dollars;
	}
	if (wait > 0)
		*next = how->now + wait;
	return why;
}

/* --- by people -------------------------------------------------------------------- */

enum rq_reception rq_rule_review(const struct rq_task *task, const struct rq_kept_review *standing,
				 const struct rq_review *review)
{
	if (task->status != RQ_TASK_DONE)
		return RQ_REVIEW_NO_RESULT;
	if (standing && standing->at == review->at && standing->decision.data &&
	    standing->decision.size == review->decision.length &&
	    memcmp(standing->decision.data, review->decision.data, standing->decision.size) == 0)
		return RQ_REVIEW_KNOWN;
	if (review->at < task->finished_at || (standing && review->at < standing->at))
		return RQ_REVIEW_OUTDATED;
	return RQ_REVIEW_KEPT;
}

struct rq_enqueue_options rq_rule_again(const struct rq_submission *again)
{
	return (struct rq_enqueue_options) { .now = again->task.created_at, .ttl = INT64_MAX / 2 };
}

bool rq_rule_matches(const struct rq_filter *filter, const struct rq_task *task)
{
	const struct rq_failure *last =
	    task->failure_count > 0 ? &task->failures[task->failure_count - 1] : NULL;

	return (filter->status == -1 || (int)task->status == filter->status) &&
	       (!filter->job_id || strcmp(task->job_id, filter->job_id) == 0) &&
	       (!filter->candidate_id || strcmp(task->candidate_id, filter->candidate_id) == 0) &&
	       (!filter->batch_id || strcmp(task->batch_id, filter->batch_id) == 0) &&
	       (!filter->task_id || strcmp(task->task_id, filter->task_id) == 0) &&
	       (filter->code == RQ_OK || (last && last->code == filter->code)) &&
	       (filter->since == 0 || task->created_at >= filter->since) &&
	       (filter->until == 0 || task->created_at < filter->until);
}

bool rq_rule_may_change(enum rq_task_status status, bool cancel)
{
	if (cancel)
		return status == RQ_TASK_QUEUED || status == RQ_TASK_RETRY;
	return status == RQ_TASK_DEAD || status == RQ_TASK_RETRY || status == RQ_TASK_CANCELLED;
}

void rq_rule_change(struct rq_stored *stored, bool cancel, int64_t now)
{
	if (cancel) {
		stored->task.status = RQ_TASK_CANCELLED;
		stored->task.finished_at = now;
		stored->ready = false;
		return;
	}
	stored->task.attempts = 0;
	stored->task.finished_at = 0;
	rq_rule_await(stored, RQ_TASK_QUEUED, now, now);
}

bool rq_rule_is_of(struct rq_bytes bytes, const char *candidate_id)
{
	struct rq_error ignored = { 0 };
	const char *named;
	json_t *record;
	bool is;

	if (!memmem(bytes.data, bytes.length, candidate_id, strlen(candidate_id)) ||
	    rq_json_parse_object(bytes.data, bytes.length, &record, &ignored) == -1)
		return false;
	named = rq_json_string(record, "candidate_id");
	is = named && strcmp(named, candidate_id) == 0;
	json_decref(record);
	return is;
}

char *rq_rule_pass_on(struct rq_bytes bytes, const struct rq_task *to)
{
	struct rq_error ignored = { 0 };
	json_t *record, *source;
	char *text;

	if (rq_json_parse_object(bytes.data, bytes.length, &record, &ignored) == -1)
		return NULL;
	source = json_object();
	rq_json_set_string(source, "path", to->source);
	rq_json_set_string(record, "candidate_id", to->candidate_id);
	(void)json_object_del(record, "candidate_ref");
	rq_json_set_take(record, "source", source);
	text = rq_json_text(record, 0);
	json_decref(record);
	return text;
}

bool rq_rule_has_notes(struct rq_bytes recipe)
{
	static const char mark[] = "\"notes\"";

	return memmem(recipe.data, recipe.length, mark, sizeof mark - 1) != NULL;
}
