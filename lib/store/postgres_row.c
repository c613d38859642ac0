#include "store/postgres_row.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "store/permit.h"

enum { TEXTS = 11, SOURCE = 8, FAILURES = 11, NUMBERS_FROM = 12, NUMBERS = 12, PERMIT = 24 };

/* The texts of a task in the order of the columns; status is one of them by its name. */
struct field {
	char *text;
	size_t size;
};

static void list_texts(struct rq_task *task, char status[16], struct field fields[TEXTS])
{
	const struct field all[TEXTS] = {
		{ task->task_id, sizeof task->task_id },
		{ task->candidate_id, sizeof task->candidate_id },
		{ task->resume_id, sizeof task->resume_id },
		{ task->job_id, sizeof task->job_id },
		{ task->job_version, sizeof task->job_version },
		{ task->recipe, sizeof task->recipe },
		{ task->engine, sizeof task->engine },
		{ task->model, sizeof task->model },
		{ task->source, sizeof task->source },
		{ status, 16 },
		{ task->batch_id, sizeof task->batch_id },
	};

	memcpy(fields, all, sizeof all);
}

/* --- failures --------------------------------------------------------------------- */

static char *failures_to_text(const struct rq_task *task)
{
	json_t *list = json_array();
	char *text;

	for (size_t i = 0; i < task->failure_count; i++) {
		const struct rq_failure *failure = &task->failures[i];
		json_t *object = json_object();

		rq_json_set_integer(object, "at", failure->at);
		rq_json_set_integer(object, "attempt", failure->attempt);
		rq_json_set_string(object, "code", rq_code_name(failure->code));
		rq_json_set_string(object, "message", failure->message);
		rq_json_append_take(list, object);
	}
	text = rq_json_text(list, 0);
	json_decref(list);
	return text;
}

static void read_failure(const json_t *object, struct rq_failure *failure)
{
	const char *code = rq_json_string(object, "code");
	const char *message = rq_json_string(object, "message");

	failure->at = rq_json_integer(object, "at", 0);
	failure->attempt = (int)rq_json_integer(object, "attempt", 0);
	failure->code = code ? rq_code_find(code) : RQ_OK;
	if (message)
		memcpy(failure->message, message, strnlen(message, sizeof failure->message - 1));
}

static int read_failures(const char *text, struct rq_task *task, struct rq_error *err)
{
	json_t *list = NULL, *object;
	size_t i;

	if (text[0] == '\0')
		return 0;
	if (rq_json_parse(text, strlen(text), &list, err) == -1)
		return -1;
	if (json_array_size(list) > RQ_MAX_HISTORY) {
		json_decref(list);
		return rq_fail(err, RQ_STORE, "too many failures");
	}
	task->failure_count = json_array_size(list);
	task->failures = rq_alloc(task->failure_count, sizeof *task->failures);
	json_array_foreach (list, i, object)
		read_failure(object, &task->failures[i]);
	json_decref(list);
	return 0;
}

/* --- reading ------------------------------------------------------------------------ */

static bool read_texts(const struct rq_fetched *rows, size_t at, struct rq_task *task)
{
	struct field fields[TEXTS];
	char name[16] = "";
	int status;

	list_texts(task, name, fields);
	for (int i = 0; i < TEXTS; i++)
		if (i != SOURCE && !rq_fetched_copy(rows, at, i, fields[i].text, fields[i].size))
			return false;
	status = rq_task_status_find(name);
	task->status = (enum rq_task_status)status;
	return status != -1;
}

/* What may be sealed. */
static int read_private(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
			struct rq_task *task, struct rq_error *err)
{
	const char *source, *failures;

	if (rq_vault_open_text(vault, RQ_V_SOURCE, task->task_id, rows, at, SOURCE, &source, err) ==
		-1 ||
	    rq_vault_open_text(vault, RQ_V_FAILURES, task->task_id, rows, at, FAILURES, &failures,
			       err) == -1)
		return -1;
	if (strlen(source) >= sizeof task->source)
		return rq_fail(err, RQ_STORE, "a source that is too long");
	memcpy(task->source, source, strlen(source) + 1);
	return read_failures(failures, task, err);
}

static void read_numbers(const struct rq_fetched *rows, size_t at, struct rq_stored *stored)
{
	struct rq_task *task = &stored->task;
	int64_t numbers[NUMBERS];

	for (int i = 0; i < NUMBERS; i++)
		numbers[i] = rq_fetched_number(rows, at, NUMBERS_FROM + i);
	stored->number = (uint64_t)numbers[0];
	task->priority = (int)numbers[1];
	task->attempts = (int)numbers[2];
	task->run_at = numbers[3];
	task->created_at = numbers[4];
	task->finished_at = numbers[5];
	task->fence = (uint64_t)numbers[6];
	stored->provisional = numbers[7] != 0;
	stored->deadline = numbers[8];
	stored->owner = (struct rq_owner) { .host = (uint64_t)numbers[9],
					    .start = (uint64_t)numbers[10],
					    .pid = (uint32_t)numbers[11] };
}

static int read_permit(struct rq_bytes bytes, struct rq_row *row, struct rq_error *err)
{
	row->granted = bytes.data != NULL;
	if (!row->granted)
		return 0;
	return rq_permit_read((struct rq_span) { bytes.data, bytes.length }, &row->grant, err);
}

int rq_row_read(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
		struct rq_row *row, struct rq_error *err)
{
	struct rq_error why = { 0 };

	*row = (struct rq_row) { .exists = true };
	if (!read_texts(rows, at, &row->stored.task))
		return rq_fail(err, RQ_STORE, "task %.32s: its row is damaged",
			       row->stored.task.task_id);
	if (read_private(vault, rows, at, &row->stored.task, &why) == -1)
		return rq_fail(err, RQ_STORE, "task %.32s: its row cannot be read: %s",
			       row->stored.task.task_id, why.message);
	read_numbers(rows, at, &row->stored);
	row->status = row->stored.task.status;
	if (read_permit(rq_fetched_bytes(rows, at, PERMIT), row, err) == 0)
		return 0;
	rq_task_free(&row->stored.task);
	return -1;
}

struct rq_task rq_row_task(const struct rq_row *row)
{
	struct rq_task copy = row->stored.task;

	copy.failures = NULL;
	if (copy.failure_count > 0) {
		copy.failures = rq_alloc(copy.failure_count, sizeof *copy.failures);
		memcpy(copy.failures, row->stored.task.failures,
		       copy.failure_count * sizeof *copy.failures);
	}
	return copy;
}

/* --- writing ------------------------------------------------------------------------ */

struct rq_args *rq_row_args(void)
{
	struct rq_args *args = rq_args_new();

	for (int i = 0; i < RQ_ROW_WIDTH; i++)
		(void)rq_args_array(args, i < NUMBERS_FROM ? RQ_ARG_TEXT
					  : i < PERMIT     ? RQ_ARG_NUMBER
							   : RQ_ARG_BYTES);
	return args;
}

static void push_numbers(struct rq_args *args, const struct rq_stored *stored)
{
	const struct rq_task *task = &stored->task;
	const int64_t numbers[NUMBERS] = {
		(int64_t)stored->number,
		task->priority,
		task->attempts,
		task->run_at,
		task->created_at,
		task->finished_at,
		(int64_t)task->fence,
		stored->provisional,
		stored->deadline,
		(int64_t)stored->owner.host,
		(int64_t)stored->owner.start,
		(int64_t)stored->owner.pid,
	};

	for (size_t i = 0; i < NUMBERS; i++)
		rq_args_push_number(args, NUMBERS_FROM + i, numbers[i]);
}

void rq_row_push(const struct rq_vault *vault, struct rq_args *args, const struct rq_row *row)
{
	struct rq_task task = row->stored.task;
	unsigned char permit[RQ_PERMIT_SIZE];
	struct rq_bytes bytes = { NULL, 0 };
	char status[16], *failures = NULL; /* NULL: none */
	struct field fields[TEXTS];

	memcpy(status, rq_task_status_name(task.status),
	       strlen(rq_task_status_name(task.status)) + 1);
	list_texts(&task, status, fields);
	for (size_t i = 0; i < TEXTS; i++)
		if (i != SOURCE)
			rq_args_push_text(args, i, fields[i].text);
	rq_vault_push_text(vault, RQ_V_SOURCE, task.task_id, task.source, args, SOURCE);
	if (task.failure_count > 0)
		failures = failures_to_text(&task);
	rq_vault_push_text(vault, RQ_V_FAILURES, task.task_id, failures ? failures : "", args,
			   FAILURES);
	free(failures);
	push_numbers(args, &row->stored);
	if (row->granted) {
		rq_permit_write(&row->grant, permit);
		bytes = (struct rq_bytes) { (const char *)permit, sizeof permit };
	}
	rq_args_push_bytes(args, PERMIT, bytes);
}

#define ROWS                                                                                       \
	"unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], "          \
	"$7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], "              \
	"$13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::bigint[], "              \
	"$18::bigint[], $19::bigint[], $20::bigint[], $21::bigint[], $22::bigint[], "              \
	"$23::bigint[], $24::bigint[], $25::bytea[])"

const char rq_row_insert[] = "INSERT INTO tasks (" RQ_ROW_COLUMNS ") SELECT * FROM " ROWS;

/* What a task is, its key and its place never change. */
const char rq_row_update[] =
    "UPDATE tasks SET engine = v.engine, model = v.model, source = v.source, status = v.status, "
    "batch_id = v.batch_id, failures = v.failures, priority = v.priority, "
    "attempts = v.attempts, run_at = v.run_at, finished_at = v.finished_at, fence = v.fence, "
    "provisional = v.provisional, deadline = v.deadline, host = v.host, start = v.start, "
    "pid = v.pid, permit = v.permit FROM " ROWS " AS v (" RQ_ROW_COLUMNS ") "
    "WHERE tasks.task_id = v.task_id";
