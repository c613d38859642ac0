#include "report/queue.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/text.h"
#include "report/writer.h"

static int print_group(struct rq_output *out, const char *title, json_t *counts,
		       struct rq_error *err)
{
	const char *name;
	json_t *count;

	if (rq_output_format(out, err, "%s\n", title) == -1)
		return -1;
	json_object_foreach (counts, name, count)
		if (json_is_integer(count) &&
		    rq_output_format(out, err, "  %-12s %8lld\n", name,
				     (long long)json_integer_value(count)) == -1)
			return -1;
	return 0;
}

int rq_queue_print_counts(struct rq_output *out, const json_t *counts, struct rq_error *err)
{
	json_t *jobs = rq_json_object(counts, "jobs"), *of_job;
	char title[sizeof "job " + RQ_ID_SIZE];
	const char *job;

	if (print_group(out, "tasks", rq_json_object(counts, "tasks"), err) == -1)
		return -1;
	json_object_foreach (jobs, job, of_job) {
		(void)snprintf(title, sizeof title, "job %s", job);
		if (print_group(out, title, of_job, err) == -1)
			return -1;
	}
	return rq_output_format(out, err, "kept\n  %-12s %8lld\n  %-12s %8lld\n", "resumes",
				(long long)rq_json_integer(counts, "resumes", 0), "results",
				(long long)rq_json_integer(counts, "results", 0));
}

int rq_queue_print_task(struct rq_output *out, const struct rq_task *task, struct rq_error *err)
{
	const struct rq_failure *last =
	    task->failure_count > 0 ? &task->failures[task->failure_count - 1] : NULL;
	char source[128], message[256], created[RQ_TIME_SIZE];

	if (rq_output_format(out, err, "%s  %-9s %2d  %s  %s", task->task_id,
			     rq_task_status_name(task->status), task->attempts,
			     rq_clock_format(task->created_at, created),
			     rq_text_escape(task->source, source, sizeof source)) == -1)
		return -1;
	if (!last)
		return rq_output_text(out, "\n", err);
	return rq_output_format(out, err, "  %s: %s\n", rq_code_name(last->code),
				rq_text_escape(last->message, message, sizeof message));
}

int rq_queue_print_batch(struct rq_output *out, const struct rq_batch *batch, int64_t now,
			 struct rq_error *err)
{
	char age[32], model[128], remote_id[2 * RQ_MAX_PROVIDER_ID];

	return rq_output_format(
	    out, err, "%s  %-9s  %lld of %lld left  %s old  %s  %s\n", batch->batch_id,
	    rq_batch_state_name(batch->state), (long long)batch->left, (long long)batch->count,
	    rq_duration(now > batch->created_at ? now - batch->created_at : 0, age),
	    rq_text_escape(batch->model, model, sizeof model),
	    batch->remote_id[0] ? rq_text_escape(batch->remote_id, remote_id, sizeof remote_id)
				: "-");
}

int rq_queue_print_whole(struct rq_output *out, const struct rq_task *task, struct rq_error *err)
{
	json_t *record = rq_task_to_json(task, NULL);
	char *text = json_dumps(record, JSON_INDENT(2));
	int result = rq_output_format(out, err, "%s\n", text ? text : "");

	free(text);
	json_decref(record);
	return result;
}
