/* rq-admin: the operator's hand on the store. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "io/ndjson.h"
#include "report/queue.h"
#include "store/store.h"
#include "tool/program.h"

enum { MAX_LIMIT = 1 << 30 };

struct wants {
	struct rq_program_wants common;
	const char *store, *status, *code, *job, *candidate;
	int64_t since;
	long limit;
	bool json, all;
};

struct work {
	struct rq_program *program;
	const struct wants *wants;
	char **ids; /* operands behind the command */
	size_t id_count;
	struct rq_store *store;
	struct rq_output out;
	struct rq_filter filter;
};

/* --- looking --------------------------------------------------------------- */

static int run_stats(struct work *work, struct rq_error *err)
{
	json_t *counts;
	int result;

	if (rq_store_counts(work->store, &counts, err) == -1)
		return -1;
	if (work->wants->json)
		result = rq_ndjson_write(&work->out, counts, err);
	else
		result = rq_queue_print_counts(&work->out, counts, err);
	json_decref(counts);
	return result;
}

static int print_task(const struct rq_task *task, void *context, struct rq_error *err)
{
	struct work *work = context;
	json_t *record;
	int result;

	if (!work->wants->json)
		return rq_queue_print_task(&work->out, task, err);
	record = rq_task_to_json(task, NULL);
	result = rq_ndjson_write(&work->out, record, err);
	json_decref(record);
	return result;
}

static int run_list(struct work *work, struct rq_error *err)
{
	return rq_store_each(work->store, &work->filter, print_task, work, err);
}

static int run_dead(struct work *work, struct rq_error *err)
{
	work->filter.status = RQ_TASK_DEAD;
	return run_list(work, err);
}

static int run_show(struct work *work, struct rq_error *err)
{
	if (work->id_count == 0)
		return rq_fail(err, RQ_USAGE, "show: which task?");
	for (size_t i = 0; i < work->id_count; i++) {
		struct rq_task task;
		json_t *record;
		char *text;
		int result;

		if (rq_store_task(work->store, work->ids[i], &task, err) == -1)
			return -1;
		record = rq_task_to_json(&task, NULL);
		text = json_dumps(record, JSON_INDENT(2));
		result = rq_output_format(&work->out, err, "%s\n", text ? text : "");
		free(text);
		json_decref(record);
		rq_task_free(&task);
		if (result == -1)
			return -1;
	}
	return 0;
}

/* --- changing -------------------------------------------------------------- */

typedef int change_tasks(struct rq_store *store, const struct rq_filter *filter, int64_t now,
			 size_t *count, struct rq_error *err);

static bool is_narrowed(const struct work *work)
{
	const struct wants *wants = work->wants;

	return wants->all || wants->status || wants->code || wants->job || wants->candidate;
}

/* Changes the tasks that are named, or those that the options choose: never all by accident. */
static int change(struct work *work, change_tasks *how, const char *done, struct rq_error *err)
{
	size_t sum = 0, count = 0;

	if (work->id_count == 0 && !is_narrowed(work))
		return rq_fail(err, RQ_USAGE, "which tasks? give ids, a filter or --all");
	if (work->id_count == 0 && how(work->store, &work->filter, rq_clock_now(), &sum, err) == -1)
		return -1;
	for (size_t i = 0; i < work->id_count; i++) {
		work->filter.task_id = work->ids[i];
		if (how(work->store, &work->filter, rq_clock_now(), &count, err) == -1)
			return -1;
		if (count == 0) {
			rq_program_complain(work->program, work->ids[i],
					    "no such task in a state to be changed");
			work->program->failed++;
		}
		sum += count;
	}
	return rq_output_format(&work->out, err, "%zu %s\n", sum, done);
}

static int run_retry(struct work *work, struct rq_error *err)
{
	return change(work, rq_store_retry, "queued again", err);
}

static int run_cancel(struct work *work, struct rq_error *err)
{
	return change(work, rq_store_cancel, "cancelled", err);
}

/* --- the store itself ------------------------------------------------------- */

static void say_wrong(const char *line, void *context)
{
	struct work *work = context;

	rq_program_complain(work->program, NULL, line);
	work->program->failed++;
}

static int run_check(struct work *work, struct rq_error *err)
{
	size_t wrong;

	if (rq_store_check(work->store, say_wrong, work, &wrong, err) == -1)
		return -1;
	return rq_output_format(&work->out, err, wrong ? "%zu wrong\n" : "all is well\n", wrong);
}

static const struct command {
	const char *name;
	int (*run)(struct work *work, struct rq_error *err);
} commands[] = {
	{ "stats", run_stats }, { "list", run_list },   { "show", run_show },
	{ "dead", run_dead },   { "retry", run_retry }, { "cancel", run_cancel },
	{ "check", run_check },
};

static const struct command *find_command(const char *name, struct rq_error *err)
{
	for (size_t i = 0; name && i < sizeof commands / sizeof commands[0]; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	(void)rq_fail(err, RQ_USAGE, "%s: no such command (see --help)", name ? name : "nothing");
	return NULL;
}

static int set_filter(struct work *work, struct rq_error *err)
{
	const struct wants *wants = work->wants;

	work->filter = (struct rq_filter) {
		.status = -1,
		.job_id = wants->job,
		.candidate_id = wants->candidate,
		.since = wants->since,
		.limit = (size_t)wants->limit,
	};
	if (wants->status) {
		work->filter.status = rq_task_status_find(wants->status);
		if (work->filter.status == -1)
			return rq_fail(err, RQ_USAGE, "%s: no such status", wants->status);
	}
	if (wants->code) {
		work->filter.code = rq_code_find(wants->code);
		if (work->filter.code == RQ_OK)
			return rq_fail(err, RQ_USAGE, "%s: no such error code", wants->code);
	}
	return 0;
}

static int administer(struct work *work, const char *command_name, struct rq_error *err)
{
	const struct command *command = find_command(command_name, err);
	struct rq_store_options how = { .must_exist = true };
	char *path;
	int result = -1;

	if (!command || set_filter(work, err) == -1)
		return -1;
	path = rq_program_store(work->wants->store);
	if (rq_store_open(path, &how, &work->store, err) == 0)
		result = command->run(work, err);
	rq_store_close(work->store);
	free(path);
	return result;
}

static int run(struct rq_program *program, const struct wants *wants, int argc, char **argv)
{
	struct work work = { .program = program, .wants = wants };
	struct rq_error err = { 0 };
	int status, first = program->operand + 1;

	if (first < argc) {
		work.ids = argv + first;
		work.id_count = (size_t)(argc - first);
	}
	rq_output_init(&work.out, STDOUT_FILENO);
	(void)administer(&work, argv[program->operand], &err);
	status = rq_program_finish(program, &work.out, &err);
	rq_output_free(&work.out);
	return status;
}

int main(int argc, char **argv)
{
	struct wants wants = { 0 };
	struct rq_program program = {
		.name = "rq-admin",
		.usage = "[OPTION]... COMMAND [TASK_ID]...",
		.about = "Looks after the store. Commands:\n"
			 "  stats   counts by status and by job\n"
			 "  list    tasks, oldest first\n"
			 "  show    a task whole, with its history\n"
			 "  dead    the dead letters, and why they died\n"
			 "  retry   queue dead, waiting or cancelled tasks again\n"
			 "  cancel  take waiting tasks out of the queue\n"
			 "  check   verify every record and index\n",
	};
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, wants.common),
		RQ_PROGRAM_STORE(wants.store),
		{ .name = "status",
		  .argument = "STATUS",
		  .text = &wants.status,
		  .help = "only tasks of this status" },
		{ .name = "code",
		  .argument = "CODE",
		  .text = &wants.code,
		  .help = "only tasks whose last error is this" },
		{ .name = "job",
		  .argument = "ID",
		  .text = &wants.job,
		  .help = "only tasks of this job_id" },
		{ .name = "candidate",
		  .argument = "ID",
		  .text = &wants.candidate,
		  .help = "only tasks of this candidate_id" },
		{ .name = "since",
		  .argument = "TIME",
		  .time = &wants.since,
		  .help = "only tasks created since (RFC 3339, or 2h)" },
		{ .name = "limit",
		  .letter = 'n',
		  .argument = "N",
		  .number = &wants.limit,
		  .maximum = MAX_LIMIT,
		  .help = "so many at most (0: all)" },
		{ .name = "all", .flag = &wants.all, .help = "retry or cancel all that can be" },
		{ .name = "json", .flag = &wants.json, .help = "records instead of lines" },
	};
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &wants.common, argc, argv, &status))
		return status;
	return run(&program, &wants, argc, argv);
}
