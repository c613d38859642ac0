#include "tool/admin.h"

#include <assert.h>
#include <string.h>

#include "io/ndjson.h"
#include "report/queue.h"
#include "tool/audit.h"
#include "tool/care.h"
#include "tool/copy.h"
#include "tool/forget.h"
#include "tool/move.h"
#include "tool/review.h"

/* As many digits as reports print of an id, and how many ids are named that begin with the same. */
enum { SHORT_ID_DIGITS = 8, SHORT_ID_MATCHES = 8 };

/* --- looking --------------------------------------------------------------- */

static int run_stats(struct rq_admin *admin, struct rq_error *err)
{
	json_t *counts;
	int result;

	if (rq_store_counts(admin->store, &counts, err) == -1)
		return -1;
	if (admin->json)
		result = rq_ndjson_write(admin->out, counts, err);
	else
		result = rq_queue_print_counts(admin->out, counts, err);
	json_decref(counts);
	return result;
}

static int print_task(const struct rq_task *task, void *context, struct rq_error *err)
{
	struct rq_admin *admin = context;
	json_t *record;
	int result;

	if (!admin->json)
		return rq_queue_print_task(admin->out, task, err);
	record = rq_task_to_json(task, NULL);
	result = rq_ndjson_write(admin->out, record, err);
	json_decref(record);
	return result;
}

static int run_list(struct rq_admin *admin, struct rq_error *err)
{
	return rq_store_each(admin->store, &admin->filter, print_task, admin, err);
}

static int print_batch(const struct rq_batch *batch, void *context, struct rq_error *err)
{
	struct rq_admin *admin = context;
	json_t *record;
	int result;

	if (!admin->json)
		return rq_queue_print_batch(admin->out, batch, rq_store_now(admin->store), err);
	record = rq_batch_to_json(batch);
	result = rq_ndjson_write(admin->out, record, err);
	json_decref(record);
	return result;
}

static int run_batches(struct rq_admin *admin, struct rq_error *err)
{
	return rq_store_batches(admin->store, admin->all, print_batch, admin, err);
}

static int run_dead(struct rq_admin *admin, struct rq_error *err)
{
	admin->filter.status = RQ_TASK_DEAD;
	return run_list(admin, err);
}

/* What is looked for by the first digits of its id. */
struct short_id {
	const char *digits;
	size_t found;
	char id[SHORT_ID_MATCHES][RQ_ID_SIZE];
};

static int note_match(const struct rq_task *task, void *context, struct rq_error *err)
{
	struct short_id *wanted = context;

	(void)err;
	if (strncmp(task->task_id, wanted->digits, strlen(wanted->digits)) != 0)
		return 0;
	rq_digest_copy_id(wanted->id[wanted->found++], task->task_id);
	return wanted->found == SHORT_ID_MATCHES;
}

static int refuse_ambiguous(struct rq_admin *admin, const struct short_id *wanted,
			    struct rq_error *err)
{
	for (size_t i = 0; i < wanted->found; i++)
		rq_program_complain(admin->program, wanted->digits, wanted->id[i]);
	return rq_fail(err, RQ_USAGE, "%s: %zu%s tasks have ids that begin so", wanted->digits,
		       wanted->found, wanted->found == SHORT_ID_MATCHES ? " or more" : "");
}

/* Indexes by ids know whole ones only, so of a short one every task is looked at. */
static int find_short(struct rq_admin *admin, const char *digits, char id[RQ_ID_SIZE],
		      struct rq_error *err)
{
	const struct rq_filter all = { .status = -1 };
	struct short_id wanted = { .digits = digits };

	if (rq_store_each(admin->store, &all, note_match, &wanted, err) == -1)
		return -1;
	if (wanted.found > 1)
		return refuse_ambiguous(admin, &wanted, err);
	rq_digest_copy_id(id, wanted.found == 1 ? wanted.id[0] : digits);
	return 0;
}

static bool is_short_id(const char *text)
{
	size_t digits = strspn(text, "0123456789abcdef");

	return text[digits] == '\0' && digits >= SHORT_ID_DIGITS && digits < RQ_ID_SIZE - 1;
}

static int run_show(struct rq_admin *admin, struct rq_error *err)
{
	if (admin->id_count == 0)
		return rq_fail(err, RQ_USAGE, "show: which task?");
	for (size_t i = 0; i < admin->id_count; i++) {
		const char *given = admin->ids[i];
		char whole[RQ_ID_SIZE];
		struct rq_task task;
		int result;

		if (is_short_id(given) && find_short(admin, given, whole, err) == -1)
			return -1;
		if (rq_store_task(admin->store, is_short_id(given) ? whole : given, &task, err) ==
		    -1)
			return -1;
		result = rq_queue_print_whole(admin->out, &task, err);
		rq_task_free(&task);
		if (result == -1)
			return -1;
	}
	return 0;
}

/* --- changing -------------------------------------------------------------- */

typedef int change_tasks(struct rq_store *store, const struct rq_filter *filter, int64_t now,
			 size_t *count, struct rq_error *err);

/* Changes the tasks that are named, or those that the options choose: never all by accident. */
static int change(struct rq_admin *admin, change_tasks *how, const char *done, struct rq_error *err)
{
	size_t sum = 0, count = 0;
	int result = 0;

	if (admin->id_count == 0 && !admin->narrowed)
		return rq_fail(err, RQ_USAGE, "which tasks? give ids, a filter or --all");
	if (admin->id_count == 0)
		result = how(admin->store, &admin->filter, rq_store_now(admin->store), &sum, err);
	if (result == -1 && err->code != RQ_DAMAGED)
		return -1;
	for (size_t i = 0; i < admin->id_count; i++) {
		admin->filter.task_id = admin->ids[i];
		if (how(admin->store, &admin->filter, rq_store_now(admin->store), &count, err) ==
		    -1)
			return -1;
		if (count == 0) {
			rq_program_complain(admin->program, admin->ids[i],
					    "no such task in a state to be changed");
			admin->program->failed++;
		}
		sum += count;
	}
	return rq_output_format(admin->out, err, "%zu %s\n", sum, done) == -1 ? -1 : result;
}

static int run_retry(struct rq_admin *admin, struct rq_error *err)
{
	return change(admin, rq_store_retry, "queued again", err);
}

static int run_cancel(struct rq_admin *admin, struct rq_error *err)
{
	return change(admin, rq_store_cancel, "cancelled", err);
}

/* --- all of them ------------------------------------------------------------ */

static const struct command {
	const char *name;
	int (*run)(struct rq_admin *admin, struct rq_error *err);
	bool makes;    /* a store, where there is none */
	bool looks;    /* and changes nothing: a standby will do */
	bool unopened; /* nobody may have the store open, so it is not opened for it either */
} commands[] = {
	{ .name = "stats", .run = run_stats, .looks = true },
	{ .name = "list", .run = run_list, .looks = true },
	{ .name = "show", .run = run_show, .looks = true },
	{ .name = "dead", .run = run_dead, .looks = true },
	{ .name = "batches", .run = run_batches, .looks = true },
	{ .name = "retry", .run = run_retry },
	{ .name = "cancel", .run = run_cancel },
	{ .name = "review", .run = rq_admin_review },
	{ .name = "audit", .run = rq_admin_audit },
	{ .name = "check", .run = rq_admin_check, .looks = true },
	{ .name = "expire", .run = rq_admin_expire },
	{ .name = "forget", .run = rq_admin_forget },
	{ .name = "hold", .run = rq_admin_hold },
	{ .name = "export", .run = rq_admin_export },
	{ .name = "import", .run = rq_admin_import, .makes = true },
	{ .name = "copy", .run = rq_admin_copy, .unopened = true },
	{ .name = "migrate", .run = rq_admin_migrate, .unopened = true },
	{ .name = "compact", .run = rq_admin_compact, .unopened = true },
	{ .name = "rekey", .run = rq_admin_rekey, .unopened = true },
	{ .name = "backup", .run = rq_admin_backup },
	{ .name = "restore", .run = rq_admin_restore, .unopened = true },
};

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

bool rq_admin_knows(const char *name)
{
	return find_command(name) != NULL;
}

int rq_admin_run(struct rq_admin *admin, const char *name, struct rq_error *err)
{
	const struct command *command = find_command(name);
	struct rq_store_options how = { .keys = admin->alone.keys };
	int result;

	assert(command);
	how.must_exist = !command->makes;
	how.read_only = command->looks;
	if (command->unopened)
		return command->run(admin, err);
	if (rq_store_open(admin->alone.where, &how, &admin->store, err) == -1)
		return -1;
	result = command->run(admin, err);
	rq_store_close(admin->store);
	admin->store = NULL;
	return result;
}
