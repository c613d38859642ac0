#include "store/postgres_row.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "store/permit.h"
#include "store/rule.h"

enum {
	TASK_ID,
	CANDIDATE,
	RECIPE = 5,
	SOURCE = 8,
	STATUS,
	BATCH_ID,
	FAILURES,
	CREATED_AT = 16,
	PERMIT = 24
};
enum { TEXTS = 11, NUMBERS_FROM = 12, NUMBERS = 12, MAX_SQL = 4096 };

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

/* All that has room; what has not is empty, and said in *fit. */
static int read_texts(const struct rq_fetched *rows, size_t at, struct rq_task *task, bool *fit,
		      struct rq_error *err)
{
	struct field fields[TEXTS];
	char name[16] = "";
	int status;

	*fit = true;
	list_texts(task, name, fields);
	for (int i = 0; i < TEXTS; i++)
		if (i != SOURCE && !rq_fetched_copy(rows, at, i, fields[i].text, fields[i].size))
			*fit = false;
	status = rq_task_status_find(name);
	if (status == -1)
		return rq_fail(err, RQ_STORE, "task %.32s: a status that nobody knows",
			       task->task_id);
	task->status = (enum rq_task_status)status;
	return 0;
}

/* What may be sealed. */
static int read_private(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
			struct rq_task *task, struct rq_error *err)
{
	const char *source, *failures;
	struct rq_error why = { 0 };

	if (rq_vault_open_text(vault, RQ_V_SOURCE, task->task_id, rows, at, SOURCE, &source, err) ==
		-1 ||
	    rq_vault_open_text(vault, RQ_V_FAILURES, task->task_id, rows, at, FAILURES, &failures,
			       err) == -1)
		return -1;
	if (strlen(source) >= sizeof task->source || read_failures(failures, task, &why) == -1)
		return rq_fail(err, RQ_DAMAGED, "not as it was written");
	memcpy(task->source, source, strlen(source) + 1);
	return 0;
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

/* As of its beginning, so that everybody reads the same. */
static void tell_damage(struct rq_row *row)
{
	struct rq_task *task = &row->stored.task;
	struct rq_error why = { 0 };

	(void)rq_fail(&why, RQ_DAMAGED, "its row on the server is damaged");
	rq_task_free(task);
	rq_rule_note(task, task->created_at, &why);
}

int rq_row_read(const struct rq_vault *vault, const struct rq_fetched *rows, size_t at,
		struct rq_row *row, struct rq_error *err)
{
	struct rq_task *task = &row->stored.task;
	struct rq_error why = { 0 };
	bool fit;

	*row = (struct rq_row) { .exists = true };
	if (read_texts(rows, at, task, &fit, err) == -1)
		return -1;
	row->damaged = !fit;
	if (read_private(vault, rows, at, task, &why) == -1) {
		if (why.code != RQ_DAMAGED)
			return rq_fail(err, RQ_STORE, "task %.32s: its row cannot be read: %s",
				       task->task_id, why.message);
		row->damaged = true;
	}
	read_numbers(rows, at, &row->stored);
	row->status = task->status;
	if (read_permit(rq_fetched_bytes(rows, at, PERMIT), row, &why) == -1) {
		row->damaged = true;
		row->granted = false;
	}
	if (row->damaged)
		tell_damage(row);
	return 0;
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

/* What a task is, its place and its beginning never change; nor what nobody could read. */
static bool is_sent(const struct rq_row *row, size_t column)
{
	if (!row->exists)
		return true;
	if (row->damaged && column < NUMBERS_FROM)
		return column == TASK_ID || column == STATUS || column == BATCH_ID;
	return !(column >= CANDIDATE && column <= RECIPE) && column != RQ_ROW_NUMBER &&
	       column != CREATED_AT;
}

static void push_numbers(struct rq_args *args, const struct rq_row *row)
{
	const struct rq_stored *stored = &row->stored;
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
		if (is_sent(row, NUMBERS_FROM + i))
			rq_args_push_number(args, NUMBERS_FROM + i, numbers[i]);
}

static void push_failures(const struct rq_vault *vault, struct rq_args *args,
			  const struct rq_task *task)
{
	char *text = task->failure_count > 0 ? failures_to_text(task) : NULL;

	rq_vault_push_text(vault, RQ_V_FAILURES, task->task_id, text ? text : "", args, FAILURES);
	free(text);
}

static void push_permit(struct rq_args *args, const struct rq_row *row)
{
	struct rq_bytes bytes = { NULL, 0 };
	unsigned char permit[RQ_PERMIT_SIZE];

	if (row->granted) {
		rq_permit_write(&row->grant, permit);
		bytes = (struct rq_bytes) { (const char *)permit, sizeof permit };
	}
	rq_args_push_bytes(args, PERMIT, bytes);
}

void rq_row_push(const struct rq_vault *vault, struct rq_args *args, const struct rq_row *row)
{
	struct rq_task task = row->stored.task;
	struct field fields[TEXTS];
	char status[16];

	memcpy(status, rq_task_status_name(task.status),
	       strlen(rq_task_status_name(task.status)) + 1);
	list_texts(&task, status, fields);
	for (size_t i = 0; i < TEXTS; i++)
		if (i != SOURCE && is_sent(row, i))
			rq_args_push_text(args, i, fields[i].text);
	push_numbers(args, row);
	push_permit(args, row);
	if (row->damaged)
		return;
	rq_vault_push_text(vault, RQ_V_SOURCE, task.task_id, task.source, args, SOURCE);
	push_failures(vault, args, &task);
}

/* --- statements ----------------------------------------------------------------------- */

static const char *const names[RQ_ROW_WIDTH] = {
	"task_id",  "candidate_id", "resume_id",   "job_id",   "job_version",
	"recipe",   "engine",       "model",       "source",   "status",
	"batch_id", "failures",     "number",      "priority", "attempts",
	"run_at",   "created_at",   "finished_at", "fence",    "provisional",
	"deadline", "host",         "start",       "pid",      "permit",
};

/* SQL while it grows: the values of columns, and the arrays of which they are taken, by name. */
struct parts {
	struct rq_buffer values, arrays, aliases;
};

static void add(struct rq_buffer *list, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void add(struct rq_buffer *list, const char *format, ...)
{
	struct rq_error ignored = { 0 }; /* the names of all columns have room */
	va_list arguments;

	if (list->length > 0)
		(void)rq_buffer_append_text(list, ", ", &ignored);
	va_start(arguments, format);
	(void)rq_buffer_append_arguments(list, &ignored, format, arguments);
	va_end(arguments);
}

static void add_column(struct parts *parts, struct rq_args *args, size_t column, bool named)
{
	const char *type = column < NUMBERS_FROM ? "text" : column < PERMIT ? "bigint" : "bytea";
	const char *name = names[column];
	bool alike = column != TASK_ID && rq_args_fold(args, column);

	if (!alike) {
		add(&parts->arrays, "$%zu::%s[]", column + 1, type);
		add(&parts->aliases, "%s", name);
	}
	if (named && alike)
		add(&parts->values, "%s = $%zu", name, column + 1);
	else if (named)
		add(&parts->values, "%s = v.%s", name, name);
	else if (alike)
		add(&parts->values, "$%zu", column + 1);
	else
		add(&parts->values, "v.%s", name);
}

/* The columns of which something was pushed; named as an update wants them. */
static void make_parts(struct parts *parts, struct rq_args *args, bool named)
{
	rq_buffer_init(&parts->values, MAX_SQL);
	rq_buffer_init(&parts->arrays, MAX_SQL);
	rq_buffer_init(&parts->aliases, MAX_SQL);
	for (size_t i = 0; i < RQ_ROW_WIDTH; i++)
		if (rq_args_elements(args, i) > 0)
			add_column(parts, args, i, named);
}

static void drop_parts(struct parts *parts)
{
	rq_buffer_free(&parts->values);
	rq_buffer_free(&parts->arrays);
	rq_buffer_free(&parts->aliases);
}

char *rq_row_insert(struct rq_args *args)
{
	struct parts parts;
	char *sql;

	make_parts(&parts, args, false);
	sql =
	    rq_printf("INSERT INTO tasks (" RQ_ROW_COLUMNS ") SELECT %s FROM unnest(%s) AS v (%s)",
		      parts.values.data, parts.arrays.data, parts.aliases.data);
	drop_parts(&parts);
	return sql;
}

char *rq_row_update(struct rq_args *args)
{
	struct parts parts;
	char *sql;

	make_parts(&parts, args, true);
	sql = rq_printf("UPDATE tasks SET %s FROM unnest(%s) AS v (%s) "
			"WHERE tasks.task_id = v.task_id",
			parts.values.data, parts.arrays.data, parts.aliases.data);
	drop_parts(&parts);
	return sql;
}
