#include "report/gather.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/text.h"
#include "engine/answer.h"
#include "io/record.h"
#include "review/reviewed.h"
#include "store/object.h"

struct gathering {
	struct rq_store *store;
	rq_gather_take *take;
	void *context;
};

static int refuse(const char *origin, const struct rq_error *failure, rq_gather_take *take,
		  void *context, struct rq_error *err)
{
	json_t *error = rq_record_error("report", origin, failure);
	int result = take(error, NULL, context, err);

	json_decref(error);
	return result;
}

int rq_gather_record(const json_t *record, rq_gather_take *take, void *context,
		     struct rq_error *err)
{
	const char *type = rq_json_string(record, "type");
	struct rq_error failure = { 0 };
	struct rq_buffer bytes;
	struct rq_gist gist;
	int result;

	if (!type || strcmp(type, "result") != 0)
		return take(record, NULL, context, err);
	rq_buffer_init(&bytes, RQ_MAX_RECORD_BYTES);
	if (rq_gist_make(record, &bytes, &failure) == -1 ||
	    rq_gist_read(bytes.data, bytes.length, &gist, &failure) == -1) {
		result = refuse(rq_finding_origin(record), &failure, take, context, err);
	} else {
		gist.review = rq_json_object(record, "review");
		result = take(record, &gist, context, err);
	}
	rq_buffer_free(&bytes);
	return result;
}

static int hand_on_text(const struct gathering *gathering, char *text, size_t length,
			struct rq_error *err)
{
	json_t *record;
	int result = rq_json_parse_object(text, length, &record, err);

	free(text);
	if (result == -1)
		return -1;
	result = rq_gather_record(record, gathering->take, gathering->context, err);
	json_decref(record);
	return result;
}

/* A result without a gist: all of it, or an error of that task alone. */
static int hand_on_result(const struct gathering *gathering, const struct rq_task *task,
			  struct rq_error *err)
{
	struct rq_error failure = { 0 };
	size_t length;
	json_t *record;
	char *text;
	int result;

	if (rq_reviewed_result(gathering->store, task, &record, &failure) == 0) {
		result = rq_gather_record(record, gathering->take, gathering->context, err);
		json_decref(record);
		return result;
	}
	if (failure.code == RQ_NOT_FOUND || failure.code == RQ_DAMAGED) {
		text = rq_answer_error(task, &failure, &length);
		return hand_on_text(gathering, text, length, err);
	}
	*err = failure;
	return -1;
}

/* Gist and review of a result; false when one of them cannot be read. */
static bool read_sight(const struct rq_sight *sight, struct rq_gist *gist, json_t **review)
{
	struct rq_error unreadable = { 0 };

	*review = NULL;
	if (rq_gist_read(sight->gist.data, sight->gist.length, gist, &unreadable) == -1)
		return false;
	if (sight->review.length == 0)
		return true;
	if (rq_json_parse_object(sight->review.data, sight->review.length, review, &unreadable) ==
	    -1)
		return false;
	rq_reviewed_gist(gist, *review);
	return true;
}

static int visit(const struct rq_sight *sight, void *context, struct rq_error *err)
{
	const struct gathering *gathering = context;
	struct rq_gist gist;
	json_t *review;
	size_t length;
	char *text;
	int result;

	if (sight->task->status == RQ_TASK_DEAD || sight->task->status == RQ_TASK_CANCELLED) {
		text = rq_answer_refusal(sight->task, &length);
		return hand_on_text(gathering, text, length, err);
	}
	if (sight->task->status != RQ_TASK_DONE)
		return 0;
	if (!read_sight(sight, &gist, &review))
		return hand_on_result(gathering, sight->task, err);
	result = gathering->take(NULL, &gist, gathering->context, err);
	json_decref(review);
	return result;
}

int rq_gather(struct rq_store *store, const struct rq_filter *filter, rq_gather_take *take,
	      void *context, struct rq_error *err)
{
	struct gathering gathering = { store, take, context };
	struct rq_error failure = { 0 };

	if (rq_store_see(store, filter, visit, &gathering, &failure) == 0)
		return 0;
	if (failure.code == RQ_DAMAGED)
		return refuse("store", &failure, take, context, err);
	*err = failure;
	return -1;
}

/* --- usage ------------------------------------------------------------------------ */

struct titling {
	struct rq_store *store;
	struct rq_usage_row *row;
};

static int read_title(const struct rq_task *task, void *context, struct rq_error *err)
{
	const struct titling *titling = context;
	json_t *job;

	if (rq_object_get(titling->store, RQ_STORED_JOB, task->job_version, &job, err) == -1)
		return -1;
	(void)rq_text_escape(rq_json_string(job, "title") ? rq_json_string(job, "title") : "",
			     titling->row->title, sizeof titling->row->title);
	json_decref(job);
	return 0;
}

/* One that is gone or damaged has no title; its figures stand. */
static int find_title(struct rq_store *store, struct rq_usage_row *row, struct rq_error *err)
{
	const struct rq_filter filter = { .status = -1, .job_id = row->id, .limit = 1 };
	struct titling titling = { store, row };
	struct rq_error failure = { 0 };

	if (rq_store_each(store, &filter, read_title, &titling, &failure) == 0 ||
	    failure.code == RQ_NOT_FOUND || failure.code == RQ_DAMAGED)
		return 0;
	*err = failure;
	return -1;
}

int rq_gather_usage(struct rq_store *store, const char *job_id, int64_t since, int64_t now,
		    struct rq_usage_figures *figures, struct rq_error *err)
{
	int64_t from =
	    since == 0 || since < rq_usage_from(now) ? rq_clock_day(since) : rq_usage_from(now);
	json_t *lines;
	int result = 0;

	if (rq_store_usage(store, from, 0, &lines, err) == -1)
		return -1;
	rq_usage_fold(figures, lines, job_id, since, now);
	json_decref(lines);
	for (size_t i = 0; result == 0 && i < figures->jobs.count; i++)
		if (figures->jobs.row[i].id[0])
			result = find_title(store, &figures->jobs.row[i], err);
	return result;
}
